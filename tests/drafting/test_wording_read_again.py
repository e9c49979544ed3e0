"""What a second reading of all deals found: page 1, notes and clauses say the same."""

import re
from dataclasses import replace

from microbiz_desktop.domain.deal import Answer, SpecialTerm
from microbiz_desktop.domain.text import AgreementText, Table, plain
from microbiz_desktop.drafting.compile import compile

from .test_readings import deals
from .test_wording import catalogue, completed, sample, with_answers
from .test_wording_law import drafted


def note(text: AgreementText, unit: str) -> str:
    return next(s.text for c in text.clauses for s in c.summaries if s.unit == unit)


def cells(text: AgreementText, schedule: str) -> list[tuple[str, ...]]:
    blocks = next(s.blocks for s in text.schedules if s.id == schedule)
    return [row.cells for block in blocks if isinstance(block, Table) for row in block.rows]


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
