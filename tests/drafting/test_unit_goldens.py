"""Every alternative of every unit is in a golden, in every way it can run, and was read whole."""

from dataclasses import replace
from typing import Any

import pytest

from microbiz_desktop.drafting.templates.catalogue import Catalogue

from .base_deal import KINDS
from .golden import UNITS
from .read_stamps import all_stamps, stamps_read, unread
from .unit_goldens import Goldens


@pytest.fixture(scope="module")
def goldens(catalogue: Catalogue) -> list[Goldens]:
    """The goldens of the shipped library, each unit in the first kind that has it."""
    return [Goldens(catalogue, kind) for kind in KINDS]


@pytest.fixture(scope="module")
def texts(goldens: list[Goldens]) -> dict[str, str]:
    """The golden of each unit as its files of today make it."""
    return {unit.id: of_kind.text(unit) for of_kind in goldens for unit in of_kind.units}


def test_every_shipped_kind_and_every_unit_has_goldens(
    catalogue: Catalogue, texts: dict[str, str]
) -> None:
    assert set(KINDS) == set(catalogue.templates)
    assert set(texts) == set(catalogue.units)


def test_every_unit_reads_as_it_was_read(texts: dict[str, str]) -> None:
    """After a change of wording: `python -m tests.drafting.golden --write`, and read the diff."""
    files = {path.stem: path.read_text(encoding="utf-8") for path in UNITS.glob("*.txt")}
    files.pop("read")
    assert [name for name in texts if files.get(name) != texts[name]] == []
    assert sorted(files) == sorted(texts)


def test_no_alternative_and_no_branch_is_without_a_golden(
    goldens: list[Goldens], texts: dict[str, str]
) -> None:
    assert texts
    assert [line for of_kind in goldens for line in of_kind.missing] == []


def test_text_summary_and_words_for_page_1_were_read_together(catalogue: Catalogue) -> None:
    assert list(unread(all_stamps(catalogue), stamps_read())) == []


def _altered(catalogue: Catalogue, unit: str, value: str, **parts: Any) -> Catalogue:
    """The library with one wording changed in memory."""
    old = catalogue.units[unit]
    choices = tuple(replace(a, **parts) if a.value == value else a for a in old.alternatives)
    new = replace(old, alternatives=choices) if value else replace(old, **parts)
    return replace(catalogue, units={**catalogue.units, unit: new})


def _unread(catalogue: Catalogue, unit: str) -> list[str]:
    found = unread(all_stamps(catalogue), stamps_read())
    return [said for said in found if said.startswith(unit)]


def _golden(catalogue: Catalogue, unit: str) -> str:
    goldens = Goldens(catalogue)
    return goldens.text(next(u for u in goldens.units if u.id == unit))


def test_liability_without_a_limit_cannot_become_one_up_to_the_price(catalogue: Catalogue) -> None:
    """T1, planted: an option that no sample uses."""
    text = "A party answers to the others, up to the price, for loss caused by that party’s breach."
    changed = _altered(catalogue, "liability", "none", text=text)
    assert _golden(changed, "liability") != (UNITS / "liability.txt").read_text(encoding="utf-8")
    (said,) = _unread(changed, "liability")
    assert "liability/none: the clause changed, the summary" in said
    assert "did not" in said


def test_the_note_of_rights_assigned_to_the_lead_cannot_say_the_opposite(
    catalogue: Catalogue,
) -> None:
    """T1, planted: the summary of an option that no sample uses."""
    summary = "The parties own everything together."
    changed = _altered(catalogue, "ip_new_work", "assigned_to_lead", summary=summary)
    assert summary in _golden(changed, "ip_new_work")
    assert summary not in (UNITS / "ip_new_work.txt").read_text(encoding="utf-8")
    (said,) = _unread(changed, "ip_new_work")
    assert "ip_new_work/assigned_to_lead: the summary changed, the clause" in said


def test_words_for_page_1_are_printed_beside_their_clause_and_stamped(catalogue: Catalogue) -> None:
    cover = "A loss is shared equally."
    changed = _altered(catalogue, "losses", "equally", cover=cover)
    assert f"): {cover}\n1. " in _golden(changed, "losses")
    (said,) = _unread(changed, "losses")
    assert (
        "losses/equally: the words for page 1 changed, the clause and the summary did not" in said
    )


def test_a_branch_that_nothing_leads_to_is_named(catalogue: Catalogue) -> None:
    text = "{% if v.price == 7 %}Seven.{% else %}Talk.{% endif %}"
    changed = _altered(catalogue, "talks", "", text=text)
    goldens = Goldens(changed)
    goldens.text(changed.units["talks"])
    assert goldens.missing == [
        "talks, text: in no golden “{% if v.price == 7 %}Seven.{% else %}Talk.{% endif %}” holds"
    ]


def test_an_alternative_that_no_answer_brings_up_is_named(catalogue: Catalogue) -> None:
    unit = catalogue.units["losses"]
    never = replace(unit.alternatives[0], value="never")
    changed = replace(unit, alternatives=(*unit.alternatives, never))
    goldens = Goldens(replace(catalogue, units={**catalogue.units, "losses": changed}))
    goldens.text(changed)
    assert goldens.missing == ["losses/never is in no golden"]
