"""Duplicates are found with their reasons, and what only looks like one is left alone."""

import gc
from dataclasses import replace

import pytest

from benchmarks.duplicates import planted, reasoned
from microbiz_desktop.domain.contacts.contacts import BusinessData, PersonData, Way
from microbiz_desktop.domain.contacts.duplicate_entry import (
    ComparedEntry,
    entry_of,
    host_of,
    phone_key,
)
from microbiz_desktop.domain.contacts.duplicates import LikelyPair, likely_pairs
from microbiz_desktop.domain.contacts.name_keys import name_words, one_slip, slip_apart

_ADA = ComparedEntry(
    1, ("Hart Joinery Ltd",), ("Ada Hart",), ("ada@hart.example",), ("632960001",), "", "alnford"
)


def _pair(second: ComparedEntry, at_least: int = 60) -> LikelyPair | None:
    found = likely_pairs([_ADA, second._replace(id=2)], at_least)
    return found[0] if found else None


def test_the_planted_pairs_are_found_and_the_look_alikes_are_not() -> None:
    entries, truth = planted(2_000, 11)
    found = reasoned(entries)
    assert len(truth) > 90
    assert len(found & truth) / len(truth) >= 0.95
    assert len(found & truth) / len(found) >= 0.98


@pytest.mark.parametrize(
    ("other", "reason"),
    [
        (ComparedEntry(2, ("Hart Joinery Limited",), place="alnford"), "company form"),
        (ComparedEntry(2, ("Joinery Hart Ltd",), place="alnford"), "another order"),
        (ComparedEntry(2, ("Hart Joinery Ltd",), place="alnford"), "Same name"),
        (ComparedEntry(2, ("Hart Joinery Ltd",)), "Same name"),
        (ComparedEntry(2, ("Hrat Joinery",), phones=("632960001",), place="alnford"), "one letter"),
        (ComparedEntry(2, ("Hart",), phones=("632960001",), place="alnford"), "part of the other"),
        (
            ComparedEntry(2, ("Hart Joinery",), phones=("632960001",), place="exby"),
            "Same phone number",
        ),
    ],
)
def test_reasons_are_in_words(other: ComparedEntry, reason: str) -> None:
    pair = _pair(other)
    assert pair is not None
    assert (pair.first, pair.second) == (1, 2)
    assert any(reason in words for words in pair.reasons)


@pytest.mark.parametrize(
    "other",
    [
        ComparedEntry(2, ("Oak Pottery",), ("Ben Oak",), ("ada@hart.example",), place="alnford"),
        ComparedEntry(2, ("Ben Hart",), ("Ben Hart",), phones=("632960001",), place="alnford"),
        ComparedEntry(2, ("Hart Joinery Ltd",), place="exby", phones=("632960777",)),
        ComparedEntry(2, ("Hare Joinery",), ("Cy Hare",), phones=("632960777",), place="alnford"),
        ComparedEntry(2, ("Hart Joinery",), ("Cy Hart",), phones=("632960777",), place="alnford"),
    ],
)
def test_one_thing_alike_is_not_enough(other: ComparedEntry) -> None:
    assert _pair(other) is None


def test_the_same_address_under_another_name_says_so_when_asked() -> None:
    pair = _pair(ComparedEntry(2, ("Oak Pottery",), emails=("ada@hart.example",)), at_least=30)
    assert pair is not None
    assert "Same e-mail, other name: may be two people" in pair.reasons


def test_a_number_shared_by_hundreds_says_nothing() -> None:
    entries = [ComparedEntry(n, (f"Firm {n}",), phones=("632000000",)) for n in range(500)]
    assert likely_pairs(entries, 1) == []


@pytest.mark.parametrize("name", ["Wart Joinery", "Art Joinery", "Harty Joinery", "Haart Joinery"])
def test_a_slip_is_found_wherever_it_is_in_the_word(name: str) -> None:
    pair = _pair(ComparedEntry(2, (name,), ("Ada Hart",), place="alnford"))
    assert pair is not None
    assert "Names differ by one letter" in pair.reasons


def test_nobody_is_a_duplicate_of_itself() -> None:
    """Two names of one entry are a slip apart, and share a word with somebody else."""
    both = ComparedEntry(1, ("Hart Joinery", "Hartt Joinery"), place="alnford")
    assert likely_pairs([both, ComparedEntry(2, ("Oak Joinery",), place="alnford")], 1) == []
    assert likely_pairs([both, ComparedEntry(2, ("Hart",), place="alnford")], 1) == []
    twice = ComparedEntry(1, ("Dan Featherstone and Ruth Featherstone", "Фёдор Featherstone"))
    assert likely_pairs([twice, twice._replace(id=2, names=("Oak",))], 1) == []


@pytest.mark.parametrize("names", [(), ("!!!",), ("&", "-"), ("The Ltd",), ("\u0301",)])
def test_a_name_without_words_is_compared_by_what_else_there_is(names: tuple[str, ...]) -> None:
    odd = [ComparedEntry(n, names, (), ("a@b.example",), place="alnford") for n in (1, 2)]
    assert [(pair.first, pair.second) for pair in likely_pairs([*odd, _ADA], 1)] == [(1, 2)]


@pytest.mark.parametrize("order", [1, -1])
def test_a_legal_name_that_adds_a_company_form_is_no_other_name(order: int) -> None:
    names = ("Hart Joinery Limited", "Hart Joinery")[::order]
    pair = _pair(ComparedEntry(2, names, place="alnford"))
    assert pair is not None
    assert pair.score >= 85


def test_the_collector_works_again_afterwards() -> None:
    gc.enable()
    likely_pairs([_ADA, _ADA._replace(id=2)])
    assert gc.isenabled()
    with pytest.raises(ZeroDivisionError):
        likely_pairs([_ADA, _ADA._replace(id=2)], cancelled=lambda: bool(1 / 0))
    assert gc.isenabled()


def test_looking_can_be_stopped() -> None:
    assert likely_pairs([_ADA, _ADA._replace(id=2)], cancelled=lambda: True) == []


def test_an_associate_is_compared_by_all_its_ways() -> None:
    data = BusinessData(
        id=7,
        legal_name="Hart",
        phone="+44 (0)1632 960001",
        website="https://www.hart.example/about",
        email="A@hart.example",
        ways=(Way("phone", "01632 960002"),),
        people=(PersonData("Ada Hart", email="ada@hart.example"),),
    )
    entry = entry_of(replace(data, place="Alnford "))
    assert set(entry.phones) == {"632960001", "632960002"}
    assert set(entry.emails) == {"a@hart.example", "ada@hart.example"}
    assert (entry.id, entry.host, entry.place) == (7, "hart.example", "alnford")
    assert (phone_key("12"), host_of("hart.example/x")) == ("", "hart.example")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Müller Bau GmbH", "Mueller Bau"),
        ("Hart, Bill", "William Hart Ltd"),
        ("O'Neill & Sons", "ONeill and Sons"),
        ("The Żelwood Co.", "Zelwood"),
    ],
)
def test_names_written_differently_have_the_same_words(one: str, other: str) -> None:
    assert name_words(one) == name_words(other)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("hart", "hrat", True),
        ("hart", "har", True),
        ("hart", "chart", True),
        ("hart", "harp", True),
        ("hart", "hart", False),
        ("hart", "harpy", False),
        ("hart", "hrta", False),
        ("a", "b", True),
        ("", "b", True),
    ],
)
def test_one_slip(one: str, other: str, expected: bool) -> None:
    assert one_slip(one, other) is expected
    assert one_slip(other, one) is expected


def test_one_word_may_slip() -> None:
    assert slip_apart(("hart", "joinery"), ("hrat", "joinery"))
    assert not slip_apart(("hart", "joinery"), ("hrat", "joinry"))
