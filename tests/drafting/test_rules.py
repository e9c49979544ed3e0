"""Rules of a kind and odd answers are data: one generic check evaluates each."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from microbiz_desktop.domain.deal import Deal
from microbiz_desktop.domain.findings import Finding
from microbiz_desktop.drafting.asking.questions import Odd
from microbiz_desktop.drafting.checks.odd import holds
from microbiz_desktop.drafting.compile import compile
from microbiz_desktop.drafting.templates.catalogue import Catalogue, defects

from .conftest import write_supply
from .options import with_answers


def found(catalogue: Catalogue, deal: Deal, code: str) -> list[Finding]:
    """The findings with this code."""
    return [finding for finding in compile(catalogue, deal).findings if finding.code == code]


@pytest.mark.parametrize(
    ("answers", "question", "said"),
    [
        ({"guest_told": True}, "guest_agreed", "The details of Rowan Linton are passed on"),
        ({"guest_told": True, "guest_agreed": True}, "", ""),
        ({"standing": "intent"}, "order_value", "names a price of £4,000.00"),
        ({"standing": "intent", "order_value": ""}, "", ""),
        ({"standing": "secrets"}, "things", "lists what is handed over"),
        ({"bought_together": True}, "bought_together", "no clause warns of competition law"),
        ({"bought_together": True, "warn_of_rivals": True}, "", ""),
        ({}, "", ""),
    ],
)
def test_a_rule_of_the_kind_speaks_when_it_is_broken(
    supply: Catalogue, order: Deal, answers: dict[str, Any], question: str, said: str
) -> None:
    """Checks 9, 15, 16 and 18."""
    rules = found(supply, with_answers(order, **answers), "template-rule")
    assert [f.place.question for f in rules] == ([question] if question else [])
    assert all(said in f.message for f in rules)


def test_a_rule_may_ask_for_a_unit_that_is_off(supply: Catalogue, order: Deal) -> None:
    off = replace(supply.units["ending"], shown_when=supply.units["personal_data_none"].shown_when)
    without = replace(supply, units={**supply.units, "ending": off})
    deal = with_answers(order, bought_together=True, warn_of_rivals=True)
    assert found(supply, deal, "template-rule") == []
    assert [f.message for f in found(without, deal, "template-rule")] == [
        "Nothing says what happens if a buyer fails."
    ]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('lacks = "competition"', 'lacks = "rivals"', "asks for “rivals”, which is no unit here"),
        ('question = "guest_agreed"\n', 'question = "guests"\n', "leads to “guests”, which is not"),
        ('is = ["intent"] }', 'is = ["intent"] }, { question = "gone", is = [1] }', "asks “gone”"),
        ('severity = "warning"\nsays', 'severity = "grave"\nsays', "not “grave”"),
        ("{{ a.order_value }}.", "{{ a.value }}.", "there is no “a.value”"),
    ],
)
def test_a_rule_that_cannot_work_is_a_defect(tmp_path: Path, old: str, new: str, said: str) -> None:
    root = write_supply(tmp_path)
    file = root / "supply" / "template.toml"
    assert old in file.read_text()
    file.write_text(file.read_text().replace(old, new, 1))
    (defect,) = [message for message in defects(root) if said in message]
    assert defect.startswith("supply/template.toml, line ")


@pytest.mark.parametrize(
    ("kind", "odd", "value", "wanted"),
    [
        ("money", Odd("", below=100), 99, True),
        ("money", Odd("", below=100), 100, False),
        ("percentage", Odd("", above=500000), 500001, True),
        ("percentage", Odd("", above=500000), 500000, False),
        ("whole_number", Odd("", among=(0,)), 0, True),
        ("whole_number", Odd("", among=(0,)), 1, False),
        ("yes_no", Odd("", among=(0,)), False, False),
        ("duration", Odd("", below="1 day"), "0 days", True),
        ("duration", Odd("", above="60 days"), "2 months", False),
        ("duration", Odd("", above="60 days"), "9 weeks", True),
        ("duration", Odd("", above="60 days"), "24 months", True),
        ("duration", Odd("", above="60 days"), "9000 years", True),
        ("date", Odd("", above="2045-12-31"), "3026-05-15", True),
        ("date", Odd("", above="2045-12-31"), "2027-05-15", False),
        ("date", Odd("", below="2015-01-01"), "", False),
        ("money", Odd("", below=100), None, False),
        ("money", Odd("", below=100), "", False),
    ],
)
def test_what_is_odd(kind: str, odd: Odd, value: Any, wanted: bool) -> None:
    assert holds(odd, kind, value) is wanted


def test_an_odd_answer_is_told_with_its_place(supply: Catalogue, order: Deal) -> None:
    assert found(supply, order, "odd-answer") == []
    (late,) = found(supply, with_answers(order, settle_in="0 days"), "odd-answer")
    assert (late.message, late.severity, late.place.question) == (
        "No time at all is left to pay.",
        "warning",
        "settle_in",
    )
    (long,) = found(supply, with_answers(order, settle_in="24 months"), "odd-answer")
    assert (long.message.replace("\u00a0", " "), long.severity) == ("It takes 24 months.", "hint")
    (lent,) = found(supply, with_answers(order, lent={"okafor": {"value": 0}}), "odd-answer")
    assert lent.message == "What is lent? Okafor Cakes: Lent at no worth."
    assert (lent.place.question, lent.place.party) == ("lent", "okafor")
    first = replace(order.project.deliverables[0], due="2005-05-07")
    project = replace(order.project, deliverables=(first, *order.project.deliverables[1:]))
    (past,) = found(supply, replace(order, project=project), "odd-answer")
    assert past.message.replace("\u00a0", " ") == "7 May 2005: this day is long past."
    assert past.place.question == "things"


def test_a_hidden_answer_is_never_odd(supply: Catalogue, order: Deal) -> None:
    all_of_it = with_answers(order, handling=1000000)
    assert found(supply, all_of_it, "odd-answer") == []
    assert found(supply, with_answers(all_of_it, way_of_pay="lead_margin"), "odd-answer")
