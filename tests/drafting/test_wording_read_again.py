"""What a second reading of all deals found: page 1, notes and clauses say the same."""

import re
from dataclasses import replace

import pytest

from microbiz_desktop.domain.deal import Answer, SpecialTerm
from microbiz_desktop.domain.text import AgreementText, Table, plain
from microbiz_desktop.drafting.compile import compile

from .test_readings import deals
from .test_wording import catalogue, completed, sample, unit_words, with_answers
from .test_wording_law import cover, drafted


def note(text: AgreementText, unit: str) -> str:
    return next(s.text for c in text.clauses for s in c.summaries if s.unit == unit)


def cells(text: AgreementText, schedule: str) -> list[tuple[str, ...]]:
    blocks = next(s.blocks for s in text.schedules if s.id == schedule)
    return [row.cells for block in blocks if isinstance(block, Table) for row in block.rows]


@pytest.mark.parametrize("contract", ["lead", "all"])
@pytest.mark.parametrize("rights", ["each_owns_project", "client_on_payment"])
def test_a_consumer_who_has_paid_waits_for_no_party_to_be_paid(contract: str, rights: str) -> None:
    unit = "ip_new_work" if rights == "client_on_payment" else "ip_client"
    for kind, waits in [("consumer", False), ("business", True)]:
        text = drafted(client_contract=contract, client_kind=kind, ip_new_work=rights)
        row = cover(text, "Who owns what")
        assert ("been paid too" in row) is waits
        assert ("paid its part of that money" in unit_words(text, unit)) is waits
        assert ("been paid" in note(text, unit).replace("client has", "")) is waits
        assert ("the client owns the goods in any case" in unit_words(text, "goods")) is not waits
        assert ("the client’s in any case" in row) is not waits


@pytest.mark.parametrize("contract", ["lead", "each"])
def test_a_client_who_pays_each_party_itself_is_not_waited_for(contract: str) -> None:
    text = drafted(building=True, client_contract=contract)
    waits = contract == "lead"
    assert ("without waiting for the client" in cover(text, "Money")) is waits
    assert ("without waiting for the client" in note(text, "building")) is waits
    assert ("anybody else’s, unless that payer is insolvent" in unit_words(text, "building")) is (
        not waits
    )
    money = next(s.blocks for s in text.schedules if s.id == "schedule_money")
    assert ("only if the client is insolvent" in str(money)) is waits


def test_a_party_that_leaves_a_royalty_hands_over_at_once() -> None:
    """It would be paid in full only after years."""
    assert "Once paid" in unit_words(drafted(), "hand_over")
    text = drafted(split_method="royalty")
    assert "Once paid" not in unit_words(text, "hand_over")
    assert "what it has made in the same time" in unit_words(text, "hand_over")
    assert "royalty for what it has made runs on" in unit_words(text, "after_end")
    assert "Its royalty goes on" in note(text, "hand_over")


def test_page_1_tells_that_the_party_responsible_pays_beyond_its_limit() -> None:
    text = drafted(client_contract="all")
    assert "whoever is responsible then pays, whatever its limit" in cover(text, "Who")
    assert "from the party responsible, whatever clause" in unit_words(text, "client_contract")


def test_the_note_of_not_leaving_early_names_every_way_out() -> None:
    text = drafted(leaving_rule="not_early")
    for words in ("all agree", "a decision is stuck", "Serious breach", "event of 30\u00a0days"):
        assert words in note(text, "leaving")


def test_the_clients_that_somebody_names_stand_beside_its_name() -> None:
    named: Answer = {"fernhill": {"clients": "Mill Bakery, Quay Books"}}
    text = drafted(non_solicit="named", named_clients=named)
    assert "Mill Bakery, Quay Books (named by Fernhill Design)." in unit_words(text, "non_solicit")
    assert note(text, "non_solicit").startswith("Without consent, nobody takes over the clients")


@pytest.mark.parametrize("waits", [True, False])
def test_hours_are_evened_out_once(waits: bool) -> None:
    text = drafted(split_method="hours", pay_when_paid=waits)
    words = unit_words(text, "split_method") + unit_words(text, "invoicing")
    assert words.count("what was paid too much") == 1


def test_tools_are_insured_for_what_they_are_worth() -> None:
    text = drafted(insurance_kinds=["public_liability", "equipment"])
    assert cells(text, "schedule_insurance") == [
        ("Public liability", "£1,000,000.00"),
        ("Tools and equipment", "what they are worth"),
    ]


def test_a_party_that_puts_in_nothing_has_no_line() -> None:
    given: Answer = {
        "fernhill": {"what": "Lorry", "value": 60000},
        "northlight": {"what": "", "value": 0},
        "whitcombe": {"what": "Workshop", "value": 0},
    }
    rows = cells(drafted(contributions=given), "schedule_contributions")
    assert [row[0] for row in rows] == ["Fernhill Design", "Whitcombe Joinery", "Total"]


def test_what_is_changed_stands_in_the_order_of_the_text() -> None:
    for deal in deals(catalogue()):
        for change in compile(catalogue(), deal).text.changes:
            numbers = [
                tuple(map(int, number.split(".")))
                for number in re.findall(r"clauses?\u00a0(\d+\.\d+)", plain(change))
            ]
            assert numbers == sorted(numbers), plain(change)


def test_each_special_term_has_a_note_with_its_name() -> None:
    terms = (SpecialTerm("Keys.", "One.\n\nTwo."), SpecialTerm("", "Three."))
    deal = with_answers(completed(sample("joint-venture")))
    text = compile(catalogue(), replace(deal, special_terms=terms)).text
    assert note(text, "special_1") == "Special term: Keys. Read it closely."
    assert note(text, "special_2") == "Worded for this agreement alone: read it closely."
    lines = [plain(line.runs) for line in text.clauses[-1].subclauses[-3:]]
    assert lines == ["Keys. One.", "Two.", "Three."]
