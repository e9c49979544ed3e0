"""The associate agreement: page 1, notes and clauses say the same, and leave no gap in between."""

import pytest

from microbiz_desktop.domain.text import AgreementText, Paragraph, plain

from .test_wording import catalogue, lines_of, unit_words, words_of
from .test_wording_law import cover, drafted, number_of
from .test_wording_read_again import note

METHODS = ("fixed", "time", "stages", "share")
CLIENTS = ("ask_first", "named", "finder_fee")

#: Answers that the questions asked only then must have.
WHOLE: dict[str, object] = {
    "time_rate": 38_000,
    "time_cap": 380_000,
    "rate_unit": "day",
    "agreed_fee": 320_000,
    "share_percent": 300_000,
    "fee_stages": [{"title": "First cut", "amount": 100_000}],
    "finder_fee": 100_000,
    "client_names": "Quay Books",
}


def made(**answers: object) -> AgreementText:
    """The sample between two businesses with these answers."""
    return drafted("associate", **{**WHOLE, **answers})


def said(unit: str, **answers: object) -> str:
    return unit_words(made(**answers), unit)


def help_of(question: str) -> str:
    found = catalogue().templates["associate"].question(question)
    assert found is not None
    return found.help


# --- when it is finished, what is invoiced, and when it is paid


def test_it_ends_although_a_part_went_to_somebody_else() -> None:
    words = said("associate_time")
    assert "all deliverables still asked of the associate are accepted" in words
    assert "or when this agreement ends early" in words
    assert "when the work is finished" in said("associate_fee", fee_method="fixed")
    assert "still asked of the associate" in said("associate_fee", fee_method="stages")
    assert "when the work is finished" in cover(made(fee_method="fixed"), "Money")


@pytest.mark.parametrize("method", METHODS)
def test_after_an_early_end_there_is_an_invoice_and_a_day_of_payment(method: str) -> None:
    text = made(fee_method=method)
    words = unit_words(text, "associate_hand_over")
    paid = f"paid as clause {number_of(text, 'associate_payment')} says"
    assert "must invoice" in words and paid in words
    assert "time kept free for the rest is not paid" in words
    row = cover(text, "Ending")
    assert "less the cost of a breach" in row and "time kept free is unpaid" in row


def test_a_part_done_by_others_is_paid_by_one_rule() -> None:
    text = made()
    rule = f"clause {number_of(text, 'associate_hand_over')} applies to it"
    assert rule in unit_words(text, "associate_lead_duties")
    assert rule in unit_words(text, "associate_stops")


@pytest.mark.parametrize("waits", [True, False])
def test_the_time_to_pay_runs_from_the_day_the_invoice_is_received(waits: bool) -> None:
    text = made(pay_when_paid=waits)
    assert "receiving it" in unit_words(text, "associate_payment")
    told = "after the lead receives" if waits else "receiving"
    assert told in note(text, "associate_payment")
    assert ("after the lead receives it" if waits else "the lead receiving it") in cover(
        text, "Money"
    )
    for question in ("pay_when_paid", "pay_within", "long_stop"):
        assert "lead receives" in help_of(question)


def test_a_day_has_a_length_and_the_cap_comes_before_the_list_of_work() -> None:
    text = made(fee_method="time", rate_unit="day")
    words = unit_words(text, "associate_fee")
    assert "A day is eight hours of work" in words
    assert f"whatever clause {number_of(text, 'associate_work')} says" in words
    assert "(eight hours)" in cover(text, "Money") and "need not work" in cover(text, "Money")
    assert "eight hours" in help_of("rate_unit")
    hourly = made(fee_method="time", rate_unit="hour")
    assert "eight hours" not in unit_words(hourly, "associate_fee") + cover(hourly, "Money")


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize(
    ("expenses", "told"), [("included", "expenses included"), ("agreed", "agreed expenses on top")]
)
def test_page_1_tells_who_bears_the_expenses(method: str, expenses: str, told: str) -> None:
    assert told in cover(made(fee_method=method, expenses=expenses), "Money")


# --- dates, checks and rounds


def test_a_round_of_changes_asked_for_in_time_is_no_acceptance() -> None:
    text = made()
    words = unit_words(text, "associate_quality")
    rounds = number_of(text, "revision_rounds")
    assert f"or ask to be changed as clause {rounds} allows, is accepted" in words
    assert "and again after a change" in words
    assert "neither refuses nor asks to change" in cover(text, "What")
    assert "in the time for checking" in unit_words(text, "revision_rounds")
    assert "ask to be changed" in help_of("acceptance")


def test_a_draft_and_its_deliverable_share_the_rounds() -> None:
    text = made()
    assert "each deliverable and its drafts together" in unit_words(text, "revision_rounds")
    assert "each deliverable and its drafts" in cover(text, "What")
    assert "drafts included" in note(text, "revision_rounds")
    assert "share them" in help_of("revision_rounds")


def test_every_rule_that_moves_a_date_is_let_through() -> None:
    text = made()
    assert "Except where this agreement itself moves a date" in unit_words(
        text, "associate_changes"
    )
    assert "move the dates by as many days" in unit_words(text, "associate_stops")
    assert "Dates move" in cover(text, "Ending")


def test_somebody_owes_what_the_client_is_to_supply() -> None:
    text = made()
    assert "have the client give it" in unit_words(text, "associate_lead_duties")
    assert "that either supplies" in unit_words(text, "associate_lead_duties")


def test_page_1_tells_what_must_be_there_before_the_start() -> None:
    row = cover(made(), "When")
    assert "once both have signed and the client contract is in place" in row
    assert "does not award the work" in cover(made(), "Ending")


def test_leaving_asks_for_a_reason_and_an_offer_to_talk_on_every_page() -> None:
    text = made(leaving_rule="notice", notice="14 days")
    words = unit_words(text, "associate_leaving")
    assert "has told the other why and offered to talk" in words
    assert "has said why and offered to talk" in cover(text, "Ending")
    assert "Say why, offer to talk" in note(text, "associate_leaving")


# --- data about people, secrets, and what lasts


@pytest.mark.parametrize("way", ["free", "reasons"])
@pytest.mark.parametrize(
    ("data", "role"), [(True, "processor"), (True, "controllers"), (False, "")]
)
def test_only_who_handles_data_for_the_lead_needs_its_consent(
    way: str, data: bool, role: str
) -> None:
    text = made(substitution=way, personal_data=data, data_role=role or "processor")
    asked = role == "processor"
    assert ("first needs the lead’s written consent" in unit_words(text, "substitution")) is asked
    assert ("for personal data the lead must agree" in cover(text, "Who")) is asked
    assert ("The lead must first agree" in note(text, "substitution")) is (asked and way == "free")
    assert ("the lead must first agree" in note(text, "substitution")) is (
        asked and way == "reasons"
    )


@pytest.mark.parametrize("role", ["processor", "controllers"])
def test_the_finished_work_is_not_deleted_with_the_data(role: str) -> None:
    text = made(personal_data=True, data_role=role)
    words = unit_words(text, "associate_data")
    assert "Data in a deliverable stays in it when other data is deleted" in words
    assert "answers for that under data protection law" in words
    assert "except in deliverables" in cover(text, "Secrets and data")
    assert "except in deliverables" in note(text, "associate_data")
    blocks = next(s.blocks for s in text.schedules if s.id == "schedule_data")
    first = next(plain(block.runs) for block in blocks if isinstance(block, Paragraph))
    assert "except in a deliverable" in first


@pytest.mark.parametrize(
    "term", ["project_1y", "project_2y", "project_3y", "project_5y", "forever"]
)
def test_page_1_tells_how_long_secrets_are_kept(term: str) -> None:
    text = made(confidentiality_term=term)
    row = cover(text, "Secrets and data")
    length = {"project_1y": "one year", "project_2y": "two years", "project_3y": "three years"}
    if term == "forever":
        assert "for ever" in row and "without limit of time" in unit_words(text, "confidentiality")
    else:
        years = length.get(term, "five years")
        assert f"until {years} after the end" in row
        assert f"until {years} after this agreement ends" in unit_words(text, "confidentiality")


@pytest.mark.parametrize("cap", ["own_fee", "multiple", "fixed_sum", "insurance", "none"])
@pytest.mark.parametrize("name", ["associate", "joint-venture"])
def test_who_breaks_a_secret_pays_for_what_is_lost_outside_the_work(name: str, cap: str) -> None:
    text = drafted(name, liability_cap=cap, **WHOLE if name == "associate" else {})
    secret = number_of(text, "confidentiality")
    words = unit_words(text, "liability_limits")
    assert f"Unless it breaches clause {secret}, no party is liable for business" in words
    assert "only if" in cover(text, "Liability").partition("outside the work")[2]
    assert "unless it broke secrecy" in note(text, "liability_limits")


def test_what_goes_on_after_the_end_is_named() -> None:
    text = made()
    lasting = unit_words(text, "associate_hand_over").partition("These go on")[2]
    faults = number_of(text, "associate_quality", "put right")
    for number in (faults, number_of(text, "work_ai"), number_of(text, "associate_rights")):
        assert f"clause {number}" in lasting
    for clause in ("money", "to_client", "wrong", "looking_back", "general"):
        assert f"clause {next(c.number for c in text.clauses if c.id == clause)}" in lasting
    assert "what is owed, with interest" in lasting


# --- rights, goods, clients and the client's price


def test_rights_pass_invoice_by_invoice_and_drafts_stay() -> None:
    text = made(ip_new_work="to_lead")
    words = unit_words(text, "associate_rights")
    assert "invoice by invoice, for what each covers, once it is paid" in words
    assert "no deliverable uses stay the associate’s unless agreed in writing" in words
    assert "Unused drafts stay the associate’s" in cover(text, "Who owns what")
    assert "Once an invoice is paid" in said("associate_rights", ip_new_work="licence")
    assert "alone transfers no rights" in said("associate_deposit", deposit=80_000)
    whole = " ".join(words_of(line) for line in lines_of(text))
    assert "part by part" not in whole


def test_only_a_party_that_makes_something_in_person_claims_to_be_named() -> None:
    assert "A party who personally makes something asserts" in said("associate_credit")


def test_page_1_tells_who_bears_the_risk_of_goods() -> None:
    assert "whoever holds goods bears the risk" in cover(made(), "Who owns what")


@pytest.mark.parametrize("rule", CLIENTS)
def test_every_limit_on_clients_is_about_the_same_work_and_time(rule: str) -> None:
    text = made(non_solicit=rule, client_months=6)
    words = unit_words(text, "lead_clients")
    assert "work that the lead offers too" in words
    assert "ntil 6 months after the work is finished" in words
    assert "Otherwise the associate may work for anybody" in words
    assert "work like the lead’s" in cover(text, "The client")
    assert "work like the lead’s" in note(text, "lead_clients")


@pytest.mark.parametrize("method", METHODS)
def test_page_1_tells_the_associate_to_keep_the_clients_price_secret(method: str) -> None:
    text = made(rates_apart=True, fee_method=method)
    assert "keeps secret what the client pays" in cover(text, "The client")
    assert "keeps secret what the client pays" in note(text, "rates_apart")
    words = unit_words(text, "rates_apart")
    assert ("keep secret" if method == "share" else "keep that secret") in words


def test_insurance_tells_how_long_it_lasts() -> None:
    kinds = ["public_liability", "professional_indemnity"]
    text = made(insurance_kinds=kinds)
    assert "until the work is finished, or longer if it says so" in cover(text, "Liability")
    lines = next(s.blocks for s in text.schedules if s.id == "schedule_insurance")
    words = " ".join(plain(block.runs) for block in lines if isinstance(block, Paragraph))
    assert "until the work is finished" in words
    assert "Professional indemnity cover must go on for one year after" in words
    assert "until the work is finished" in help_of("insurance_kinds")


def test_a_deliverable_of_several_parties_keeps_its_data_too() -> None:
    item = {"what": "Faces", "party": "fernhill", "purpose": "the film", "basis": "consent"}
    text = drafted(personal_data=True, personal_data_items=[{**item, "keep": "12 months"}])
    blocks = next(s.blocks for s in text.schedules if s.id == "schedule_data")
    first = next(plain(block.runs) for block in blocks if isinstance(block, Paragraph))
    assert "may be kept, except in a deliverable" in first


# --- read by a solicitor once more: ends, money, rights and data


def test_what_is_undone_when_the_cap_is_used_up_ends_early() -> None:
    text = made(fee_method="time")
    words, end = unit_words(text, "associate_fee"), number_of(text, "associate_hand_over")
    undone = f"what is then undone ends early, and clause {end} applies"
    assert "agree on no more within five working days" in words and undone in words
    faults = number_of(text, "associate_quality", "put right")
    assert f"Time spent on faults under clause {faults} is not paid" in words
    assert "must be given even then" in words
    assert "need not work, and others may finish" in cover(text, "Money")
    assert "what is undone may go to others" in help_of("time_cap")


@pytest.mark.parametrize("price", [9_000, None])
def test_rounds_by_time_are_paid_once(price: int | None) -> None:
    text = made(fee_method="time", extra_round=price)
    words = unit_words(text, "associate_fee")
    rounds = number_of(text, "revision_rounds")
    assert f"A round of changes that clause {rounds} includes is time worked" in words
    assert "a further one costs its price in place of the rate, beside the £3,800" in words
    assert "in place of the rate" in help_of("extra_round")


def test_no_invoice_is_overdue_before_it_is_there() -> None:
    text = made(pay_when_paid=True)
    words = unit_words(text, "associate_payment")
    assert "of receiving it or of the client’s payment for what it covers, whichever is later" in (
        words
    )
    assert "at the latest 45 days after receiving it, even if the client never pays" in words
    assert "must say at once when the client has paid" in words
    assert "of both it and the client’s payment" in cover(text, "Money")
    assert "whichever is later" in note(text, "associate_payment")
    assert "if that is later" in help_of("pay_within")


def test_a_deposit_that_covers_what_is_done_pays_its_invoice() -> None:
    text = made(deposit=80_000)
    words, end = unit_words(text, "associate_deposit"), number_of(text, "associate_hand_over")
    assert f"counts towards the invoice under clause {end}" in words
    assert "counts as paid if the deposit covers it" in words
    assert "must be paid back within 14 days of the end" in words
    assert "if that is after the start, the dates move by as many days" in words
    assert "need not start without it" in note(text, "associate_deposit")
    assert "Within those 14 days it must invoice" in unit_words(text, "associate_hand_over")


def test_the_lead_answers_for_what_the_client_gives() -> None:
    text = made()
    words = unit_words(text, "associate_existing")
    confirmed = number_of(text, "warranties")
    brought = "What the client gives for the work counts as brought by the lead"
    assert f"{brought}, also in clause {confirmed}, and the lead must tell its terms" in words
    assert "the lead’s to answer for" in note(text, "associate_existing")


@pytest.mark.parametrize("method", METHODS)
def test_work_and_time_before_an_early_end_are_paid_wanted_or_not(method: str) -> None:
    text = made(fee_method=method)
    words, row = unit_words(text, "associate_hand_over"), cover(text, "Ending")
    timed = method == "time"
    assert ("time that it has worked, even if nothing of it can be used" in words) is timed
    assert ("matches its share of the work" in words) is not timed
    assert ("before it heard of the end, wanted or not" in words) is not timed
    assert ("If its own breach ended it, only what can be used counts" in words) is not timed
    limits = f"all within the limits of clause {number_of(text, 'associate_fee')}"
    assert "with the expenses due" in words and limits in words
    assert "a claim for a breach by the lead stays" in words
    assert ("time worked is paid for" in row) is timed
    assert ("work done is paid for by its share" in row) is not timed


def test_either_may_end_when_the_client_is_late_or_pauses() -> None:
    text = made()
    words = unit_words(text, "associate_ending")
    assert "stops it for good or pauses it, the lead must say so at once" in words
    assert "Either party may do so if the client pauses for more than 30 days" in words
    assert "the client contract is not in place 30 days after the start" in words
    assert "either if the client pauses, or its contract is late, over 30 days" in (
        cover(text, "Ending")
    )
    assert "either, if the client pauses" in note(text, "associate_ending")


@pytest.mark.parametrize("unit", ["associate_lead_duties", "associate_stops"])
def test_a_part_done_by_others_ends_early(unit: str) -> None:
    text = made()
    end = number_of(text, "associate_hand_over")
    assert f"That part ends early, and clause {end} applies to it" in unit_words(text, unit)


def test_illness_gives_a_part_away_only_when_work_is_due() -> None:
    text = made()
    words = unit_words(text, "associate_stops")
    assert "for more than five working days when work is due" in words
    assert "or on a day of the work that cannot be moved" in words
    assert "by as many days for what the associate still has to do" in words
    assert "insolvency" in note(text, "associate_stops")
    assert "closure or insolvency stops the associate" in cover(text, "Ending")
    assert "or on a fixed day, others" in cover(text, "Ending")


@pytest.mark.parametrize("rights", ["to_lead", "licence"])
def test_the_lead_may_pass_on_what_it_gets(rights: str) -> None:
    text = made(ip_new_work=rights)
    words, change = unit_words(text, "associate_rights"), number_of(text, "changes_signed")
    assert "may pass" in words and f"to the client, whatever clause {change} says" in (
        words.replace("to the client what it gets here", "to the client")
    )
    owed = f"The right to be paid may be transferred, whatever clause {change} says"
    assert owed in unit_words(text, "associate_payment")


def test_a_licence_names_its_purpose() -> None:
    text = made(ip_new_work="licence")
    words = unit_words(text, "associate_rights")
    assert "the purpose for which the client ordered the work" in words
    assert (
        "changed in size, length and form, and used through others who work for the lead" in words
    )
    assert "The right is not exclusive" in words
    whole = cover(text, "Who owns what") + note(text, "associate_rights")
    assert whole.count("what the client ordered it for") == 2
    assert "in any size and form" in whole


def test_what_may_be_agreed_in_writing_needs_no_signature() -> None:
    text = made()
    words, change = unit_words(text, "associate_changes"), number_of(text, "changes_signed")
    assert "lets the parties agree in writing may be agreed by e-mail" in words
    assert f"any other change is made as clause {change} says" in words
    assert "mails will do. Other changes are signed" in note(text, "associate_changes")


@pytest.mark.parametrize("role", ["processor", "controllers"])
def test_a_person_may_have_data_taken_out_of_the_work(role: str) -> None:
    text = made(personal_data=True, data_role=role, uncapped=["data"])
    words = unit_words(text, "associate_data")
    assert "it may pass on the data that is listed as coming from it" in words
    assert "must get and keep proof of any consent listed for that" in words
    assert "If a person has the right to have it taken out" in words
    assert "The lead pays for the change unless the associate did something wrong" in words
    assert "breach of the law on personal data" in unit_words(text, "liability_limits")
    assert f"Clause {number_of(text, 'liability_limits', 'limits or')} names" in cover(
        text, "Liability"
    )


def test_the_invoice_after_the_end_and_the_finders_proof_are_named() -> None:
    text = made(non_solicit="finder_fee")
    lasting = unit_words(text, "associate_hand_over").partition("These go on")[2]
    assert f"clause {number_of(text, 'associate_hand_over')}" in lasting
    assert "show what the client has paid" in unit_words(text, "lead_clients")
    asked = cover(made(non_solicit="ask_first"), "The client")
    assert "met through the lead. The lead cannot forbid it" in asked


@pytest.mark.parametrize("method", METHODS)
def test_another_way_to_pay_than_the_usual_one_is_told_as_a_change(method: str) -> None:
    text = made(fee_method=method)
    changed = [plain(runs) for runs in text.changes]
    assert any("how the associate is paid" in line for line in changed) is (method != "fixed")
