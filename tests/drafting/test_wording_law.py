"""The law of the text: what each agreement must say, whatever was answered."""

import re
from dataclasses import replace

import pytest

from microbiz_desktop.domain.text import AgreementText, Paragraph, plain
from microbiz_desktop.drafting.compile import compile
from microbiz_desktop.drafting.templates.validate_units import unit_texts

from .test_wording import (
    catalogue,
    completed,
    lines_of,
    sample,
    template,
    unit_words,
    with_answers,
    words_of,
)

METHODS = tuple(
    option.value
    for question in template().questions
    if question.id == "split_method"
    for option in question.options
)
NEW_WORK = tuple(
    option.value
    for question in template().questions
    if question.id == "ip_new_work"
    for option in question.options
)


def drafted(name: str = "joint-venture", /, **answers: object) -> AgreementText:
    """A sample without building work, and with these answers."""
    deal = with_answers(completed(sample(name)), **{"building": False, **answers})
    project = replace(deal.project, client=deal.project.client or "A Client")
    return compile(catalogue(), replace(deal, project=project)).text


def said(name: str, unit: str, **answers: object) -> str:
    return unit_words(drafted(name, **answers), unit)


def cover(text: AgreementText, label: str) -> str:
    row = next(row for row in text.cover if row.label == label)
    return plain(row.runs).replace("\u00a0", " ")


# --- W1, W2: one order, and page 1 is a guide


def test_special_terms_count_first_and_page_1_is_a_guide() -> None:
    text = drafted()
    order = unit_words(text, "interpretation")
    assert "Special terms and reworded clauses count before other clauses" in order
    assert "clauses before schedules" in order
    assert "Page 1 and the short notes are a guide and do not bind" in order
    assert "a guide and do not bind" in text.notices[0]
    whole = " ".join((*text.notices, *(unit_words(text, line.unit) for line in lines_of(text))))
    assert "counts first" not in whole and "this page counts" not in whole


@pytest.mark.parametrize("method", ["fixed_fees", "time_rates", "milestones"])
def test_page_1_tells_that_agreed_sums_change_with_the_income(method: str) -> None:
    text = drafted(split_method=method)
    assert "change in proportion" in cover(text, "Money")
    assert "changes in proportion" in unit_words(text, "split_method")
    capped = method == "time_rates"
    assert ("even above the cap" in cover(text, "Money")) is capped
    assert ("even above the cap" in unit_words(text, "split_method")) is capped


@pytest.mark.parametrize("method", ["costs_first", "lead_margin", "tiers"])
def test_page_1_tells_that_costs_come_first(method: str) -> None:
    text = drafted(split_method=method)
    assert "Costs of £2,318.35 are paid back first" in cover(text, "Money")
    assert "are first paid back" in unit_words(text, "split_method")


@pytest.mark.parametrize(
    ("method", "rule"),
    [("tiers", "above the first tier"), ("lead_margin", "the rest"), ("in_kind", "the values")],
)
def test_page_1_names_the_rule_by_which_a_loss_is_shared(method: str, rule: str) -> None:
    text = drafted(split_method=method)
    assert rule in cover(text, "Money").rpartition("A common loss")[2]
    assert rule in unit_words(text, "losses")


def test_page_1_gives_the_client_what_the_clause_gives() -> None:
    text = drafted()
    row = cover(text, "Who owns what")
    assert "use the deliverables for the purpose of the work" in row
    assert "for the purpose of the work" in unit_words(text, "ip_client")


@pytest.mark.parametrize(("deadlock", "exit_"), [("friend", True), ("expert", False)])
def test_a_deadlock_is_a_way_out_only_where_its_clause_gives_one(
    deadlock: str, exit_: bool
) -> None:
    text = drafted(leaving_rule="not_early", deadlock=deadlock)
    assert ("deadlock" in unit_words(text, "leaving")) is exit_
    assert ("deadlocked" in cover(text, "Leaving")) is exit_
    assert ("any party may leave" in unit_words(text, "deadlock")) is exit_


# --- W5: rights are not things


def test_material_means_rights_and_goods_have_an_owner_and_a_risk() -> None:
    text = drafted()
    meaning = unit_words(text, "ip_existing")
    assert "Copyright, design rights and the like" in meaning
    assert "Tools, goods and know-how are neither" in meaning
    assert "no party has to reveal a recipe, a method or a supplier" in meaning
    goods = unit_words(text, "goods")
    assert "until it has been paid for the goods" in goods and "and then the client" in goods
    assert "Whoever holds goods bears the risk until the client has the goods" in goods


def test_goods_of_an_own_product_stay_until_sold_or_paid() -> None:
    goods = said("joint-venture", "goods", client_contract="own_product")
    assert (
        "sells the goods, or has paid for the goods and so owns" in goods and "client" not in goods
    )


# --- W7: paid without waiting is paid on account


@pytest.mark.parametrize("method", METHODS)
def test_paid_without_waiting_means_on_account_of_the_share_expected(method: str) -> None:
    paid = said("joint-venture", "invoicing", split_method=method, pay_when_paid=False)
    waits = method in {"royalty", "in_kind"}
    assert ("on account of the share expected in Schedule B" in paid) is not waits
    assert ("whether or not the client has paid" in paid) is not waits
    assert ("what was paid too much must be paid back" in paid) is not waits


@pytest.mark.parametrize("method", METHODS)
def test_waiting_for_the_client_has_an_end(method: str) -> None:
    paid = said("joint-venture", "invoicing", split_method=method, pay_when_paid=True)
    assert "90 days late" in paid


# --- W8: rights pass when their maker has been paid


@pytest.mark.parametrize("value", [v for v in NEW_WORK if v != "each_owns_project"])
def test_rights_pass_when_their_maker_has_been_paid(value: str) -> None:
    paid = {"client_on_payment": "a party has been paid its part of that money"}
    assert paid.get(value, "paid in full under clause 6") in said(
        "joint-venture", "ip_new_work", ip_new_work=value
    )


@pytest.mark.parametrize("value", ["each_owns_project", "client_on_payment"])
def test_who_has_paid_one_maker_in_full_gets_that_makers_rights(value: str) -> None:
    unit = "ip_new_work" if value == "client_on_payment" else "ip_client"
    words = said("joint-venture", unit, ip_new_work=value, client_contract="each")
    assert "has paid a party in full under its client contract" in words


@pytest.mark.parametrize("contract", ["lead", "each", "all"])
def test_a_consumer_who_has_paid_does_not_wait_for_the_makers(contract: str) -> None:
    words = said("joint-venture", "consumer", client_kind="consumer", client_contract=contract)
    assert "must get the goods and the rights that clause 7 gives" in words
    assert "even if a party is still to be paid by another" in words


def test_an_expert_decides_nothing_that_needs_every_party() -> None:
    text = drafted(deadlock="expert", decisions="lead_reserved")
    decides, listed = unit_words(text, "deadlock"), number_of(text, "reserved_matters")
    assert "cannot change the price, a share or this agreement" in decides
    assert f"nor decide on another matter in clause {listed}" in decides
    assert "never on the price or a share" in cover(text, "Decisions")


def test_cover_that_must_outlast_the_work_is_a_duty_of_the_clause_too() -> None:
    kinds = ["public_liability", "professional_indemnity"]
    text = drafted(insurance_kinds=kinds)
    assert "longer where Schedule" in unit_words(text, "insurance")


@pytest.mark.parametrize(
    ("unit", "answers"),
    [
        ("ip_client", {}),
        ("ip_product", {"client_contract": "own_product"}),
        ("goods", {}),
        ("hand_over", {}),
    ],
)
def test_nobody_else_uses_what_is_not_paid_for(unit: str, answers: dict[str, object]) -> None:
    assert re.search(r"\bpaid\b", said("joint-venture", unit, **answers))


# --- W10: references that lead to the very place, and rules without a gap


def number_of(text: AgreementText, unit: str, words: str = "") -> str:
    """The number of the sub-clause of a unit, or of the one that holds these words."""
    found = [line for line in lines_of(text) if line.unit == unit]
    return next(line.number for line in found if words in words_of(line))


@pytest.mark.parametrize("rule", ["same_shares", "equally", "lead"])
def test_what_is_shared_among_those_who_all_sign_follows_the_loss_rule(rule: str) -> None:
    text = drafted(client_contract="all", loss_share=rule)
    among = unit_words(text, "client_contract")
    assert f"it counts as a loss under clause {number_of(text, 'losses')}" in among
    assert f"whatever clause {number_of(text, 'liability')} says" in among


def test_a_dispute_has_a_start_of_its_own_even_where_the_talks_are_reworded() -> None:
    for forum in ("courts", "small_claims", "arbitration"):
        assert "42 days after a party raised it in writing" in said(
            "joint-venture", "forum", disputes_forum=forum
        )


def test_somebody_decides_what_is_neither_daily_nor_reserved() -> None:
    text = drafted(decisions="lead_reserved")
    decides = unit_words(text, "decisions")
    reserved = number_of(text, "reserved_matters")
    assert f"neither day-to-day nor listed in clause {reserved} needs more than half" in decides


def test_votes_by_weight_never_rest_with_one_party_or_with_nobody() -> None:
    votes = said("joint-venture", "decisions", decisions="weighted")
    assert "from at least two parties" in votes
    assert "if all these sums are zero, each party has one vote" in votes


@pytest.mark.parametrize("value", ["by_head", "weighted", "lead_reserved"])
def test_a_majority_of_two_is_both(value: str) -> None:
    assert "both parties" in said("two", "decisions", decisions=value)


def test_the_first_chair_has_a_name() -> None:
    votes = said("joint-venture", "decisions", decisions="rotating")
    assert "The first chair is Fernhill Design" in votes


@pytest.mark.parametrize(
    ("contract", "passes"),
    [("lead", "the client contract"), ("own_product", "the contracts with clients")],
)
def test_a_lead_that_cannot_go_on_is_followed_by_another(contract: str, passes: str) -> None:
    words = said("joint-venture", "cannot_continue", client_contract=contract)
    assert (
        "may choose a new lead party that agrees" in words
        and passes in words
        and "money held in trust" in words
    )
    alone = said("two", "cannot_continue", backup_lead=None)
    assert "the other party may become lead party" in alone


@pytest.mark.parametrize("answers", [{}, {"client_money": "separate_account"}])
def test_money_held_for_others_is_held_in_trust(answers: dict[str, object]) -> None:
    for name, contract in (("joint-venture", "lead"), ("three", "each"), ("seven", "own_product")):
        assert "in trust" in said(name, "joint_money", client_contract=contract, **answers)


def test_what_goes_on_after_the_end_is_named_in_full() -> None:
    text = drafted()
    faults = number_of(text, "quality", "put right faults")
    goes_on = (
        f"Clause {faults}, special terms and what is meant to last in clause 5 to clause 14 go on"
    )
    assert goes_on in unit_words(text, "after_end")


def test_a_newcomer_takes_from_the_lead_alone() -> None:
    joins = said("joint-venture", "changes", joining="lead_joinder")
    assert "must come out of the share of the lead party" in joins


def test_what_the_law_never_lets_anyone_limit_stands_whatever_was_answered() -> None:
    for cap in ("none", "own_fee"):
        text = drafted(liability_cap=cap, uncapped=["deliberate"])
        assert "Nothing here limits what the law does not let anyone limit" in unit_words(
            text, "law"
        )
        assert "limits or excludes liability for" in unit_words(text, "liability_limits")


# --- W11: building work


def building() -> AgreementText:
    return drafted(building=True)


@pytest.mark.parametrize(
    "needed",
    [
        "these rules come before all others",
        "Payment for work done is due on the last day of each month",
        "Within five days after the due date the payer must send a payment notice",
        "If not, the payee may, and the final date moves by the delay",
        "within 21 days of the due date (the final date)",
        "at least seven days before that date, send a pay-less notice saying the same",
        "Payment must not wait for, or depend on, the client’s, unless the client is insolvent",
        "may stop work after seven days’ written notice that says why",
        "adjudication at any time",
    ],
)
def test_building_work_carries_what_the_law_demands(needed: str) -> None:
    assert needed in unit_words(building(), "building")


def test_nothing_else_contradicts_the_rules_for_building_work() -> None:
    text = building()
    first = "come before all others, special terms included, and must stand in the client contract"
    assert first in unit_words(text, "building")
    assert "without waiting for the client" in cover(text, "Money")
    assert "adjudication at any time" in cover(text, "Money")
    last = "For building work the last column holds only if the client is insolvent."
    blocks = [block for schedule in text.schedules for block in schedule.blocks]
    assert last in [plain(block.runs) for block in blocks if isinstance(block, Paragraph)]


def test_without_building_work_no_word_of_it_is_printed() -> None:
    text = drafted()
    assert not unit_words(text, "building")
    assert "adjudication" not in " ".join(unit_words(text, line.unit) for line in lines_of(text))


# --- W13: protections


@pytest.mark.parametrize(
    ("unit", "needed", "answers"),
    [
        ("refunds", "return its part within 14 days", {}),
        ("refunds", "comes out of its next payments", {"claw_back": "next_payments"}),
        ("refunds", "the lead party pays and bears it", {"claw_back": "lead"}),
        ("client_contract", "pursues payment", {}),
        ("client_contract", "pursues payment", {"client_contract": "each"}),
        ("client_contract", "pursues payment", {"client_contract": "all"}),
        ("client_contract", "pursues payment", {"client_contract": "own_product"}),
        ("quality", "hidden ones if reported within 12 months", {}),
        ("liability", "total liability to all the others", {}),
        ("forum", "may be brought there", {"disputes_forum": "small_claims"}),
        ("consumer", "takes a consumer’s rights away", {"client_kind": "consumer"}),
        ("signing", "A company signs by a director", {"execution": "deed"}),
        ("losses", "within 14 days of being asked", {"loss_when": "at_once"}),
        ("losses", "payable with the final account", {}),
    ],
)
def test_a_protection_stands(unit: str, needed: str, answers: dict[str, object]) -> None:
    assert needed in said("joint-venture", unit, **answers)


@pytest.mark.parametrize(
    ("unit", "answers"),
    [("ip_client", {}), ("ip_new_work", {"ip_new_work": "client_on_payment"})],
)
def test_the_client_may_rely_on_what_is_meant_for_the_client(
    unit: str, answers: dict[str, object]
) -> None:
    text = drafted(**answers)
    assert "The client may rely on this" in unit_words(text, unit)
    assert "the client may enforce what it may rely on" in unit_words(text, "whole_agreement")


# --- W14: as a native writes it

CLUMSY = re.compile(
    r"who may be late|own taxes|days of notice|\bare without\b|as far as really|the delay small"
    r"|clause \d+, clause \d+, clause|smallest coin|\bthat party’s (own|part)\b",
    re.IGNORECASE,
)


def every_text() -> list[str]:
    units = [catalogue().units[name] for name in template().unit_ids()]
    made = [text for unit in units for text in unit_texts(unit)]
    for question in template().questions:
        made += [question.label, question.help, question.changed]
        made += [option.explain for option in question.options]
    return [*made, *(recital.text for recital in template().recitals)]


def test_no_clumsy_phrase_is_left() -> None:
    assert [text for text in every_text() if CLUMSY.search(text)] == []
