"""Joining two entries: nothing is lost, and joining again changes nothing."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from microbiz_desktop.domain.contacts.contacts import (
    Address,
    BusinessData,
    Closeness,
    Level,
    PersonData,
    SkillData,
    Stage,
    Way,
)
from microbiz_desktop.services.transfer.matching import ways_of
from microbiz_desktop.services.transfer.merge_rule import SINGLE, adds_nothing, joined

texts = st.sampled_from(
    ("", "a", "b", "A ", "1 2", "c d", "+44 1632 960001", "01632 960001", "x@y.example")
)
filled = texts.filter(str.strip)
ways = st.lists(
    st.builds(Way, st.sampled_from(("phone", "email", "link")), filled, texts), max_size=3
).map(tuple)
words = st.lists(texts, max_size=3).map(tuple)
people = st.lists(
    st.builds(
        PersonData,
        name=filled,
        role=texts,
        email=texts,
        phone=texts,
        may_sign=st.booleans(),
        contact=st.booleans(),
        ways=ways,
    ),
    max_size=3,
).map(tuple)
entries = st.builds(
    BusinessData,
    legal_name=texts,
    trading_name=texts,
    legal_form=st.sampled_from(("sole-trader", "llp", "other")),
    address=texts,
    email=texts,
    phone=texts,
    website=texts,
    notes=texts,
    strapline=texts,
    skills=st.lists(
        st.builds(SkillData, filled, st.sampled_from(Level), texts, texts), max_size=3
    ).map(tuple),
    people=people,
    ways=ways,
    addresses=st.lists(st.builds(Address, texts, texts), max_size=2).map(tuple),
    languages=words,
    extra=words,
    private=st.booleans(),
    uid=texts,
    stage=st.sampled_from(Stage),
)

#: Of the same name as another person of her business, and known by nothing else.
_ANN_WHO_IS_CONTACT = PersonData("Ann", contact=True)


@given(entries, entries, st.booleans())
@example(
    BusinessData(people=(PersonData("Ann Lee", email="ann@lee.example"),)),
    BusinessData(people=(PersonData("Ann", email="ann@lee.example"), _ANN_WHO_IS_CONTACT)),
    False,
)
def test_joining_again_changes_nothing(
    here: BusinessData, theirs: BusinessData, theirs_win: bool
) -> None:
    once = joined(here, theirs, theirs_win=theirs_win)
    assert joined(once, theirs, theirs_win=theirs_win) == once
    if theirs_win:
        assert adds_nothing(once, theirs)


@given(entries)
def test_the_same_adds_nothing(here: BusinessData) -> None:
    assert adds_nothing(here, replace(here))


@given(entries, entries, st.booleans())
def test_no_way_to_reach_and_no_note_is_lost(
    here: BusinessData, theirs: BusinessData, theirs_win: bool
) -> None:
    both = joined(here, theirs, theirs_win=theirs_win)
    assert ways_of(here) | ways_of(theirs) <= ways_of(both)
    assert here.notes.rstrip() in both.notes
    assert theirs.notes.strip() in both.notes
    assert both.private == here.private
    assert [one.may_sign for one in both.people[: len(here.people)]] == [
        one.may_sign for one in here.people
    ]


@pytest.mark.parametrize("name", SINGLE)
@pytest.mark.parametrize("win", [True, False])
def test_what_a_file_does_not_say_erases_nothing(name: str, win: bool) -> None:
    """Each single value is there, and a card that knows another thing alone comes in."""
    other = "sector" if name != "sector" else "strapline"
    ours: dict[str, Any] = {name: _SOMETHING.get(name, "said")}
    news: dict[str, Any] = {other: "new"}
    here = BusinessData(legal_name="Okafor Cakes", **ours)
    theirs = BusinessData(legal_name="Okafor Cakes", **news)
    after = joined(here, theirs, theirs_win=win)
    assert getattr(after, name) == getattr(here, name)
    assert getattr(after, other) == "new"


#: Single values that are no text.
_SOMETHING: dict[str, Any] = {
    "stage": Stage.TRUSTED,
    "closeness": Closeness.CLOSE,
    "fit": 4,
}


def test_a_label_that_is_only_there_comes_to_the_way_here() -> None:
    mobile = Way("phone", "07700 900001", "mobile")
    here = BusinessData(legal_name="A", phone="07700 900001", ways=(Way("email", "x@y.example"),))
    theirs = BusinessData(
        legal_name="A",
        phone="+44 7700 900001",
        ways=(mobile, Way("email", "X@y.example", "work"), Way("phone", "07700 900001")),
    )
    after = joined(here, theirs, theirs_win=False)
    assert (after.phone, after.ways) == (here.phone, (Way("email", "x@y.example", "work"), mobile))
    assert adds_nothing(after, theirs)
    assert joined(after, replace(theirs, ways=()), theirs_win=True).ways == after.ways
    own = replace(here, ways=(Way("phone", "07700 900001", "van"),))
    assert joined(own, theirs, theirs_win=True).ways[0].label == "van", "what is typed here stays"


_QUAY = Address("1 Quay", "Hull", "", "HU1 1AA", "UK", "work")
_DOCK = Address("2 Dock", "Hull", po_box="Box 7", label="home")


def _at(*addresses: Address, first: Address | None = None) -> BusinessData:
    lines = "\n".join(first.lines()) if first else ""
    return BusinessData(legal_name="Oak", address=lines, addresses=addresses)


@pytest.mark.parametrize("win", [True, False])
def test_an_address_that_comes_to_an_entry_keeps_its_parts(win: bool) -> None:
    """Whether it becomes the one for notices or stands beside it."""
    there = _at(_QUAY, _DOCK, first=_QUAY)
    both = joined(_at(), there, theirs_win=win)
    assert (both.address, both.addresses) == (there.address, there.addresses)
    beside = joined(_at(first=Address("3 Mill")), there, theirs_win=win)
    assert {_QUAY, _DOCK} <= set(beside.addresses)
    assert (beside.address == there.address) is win
    assert (Address("3 Mill") in beside.addresses) is win


def test_an_address_that_gives_way_stays_once_and_in_its_parts() -> None:
    here = _at(_DOCK, first=_DOCK)
    both = joined(here, _at(_QUAY, first=_QUAY), theirs_win=True)
    assert both.address == "\n".join(_QUAY.lines())
    assert both.addresses == (_DOCK, _QUAY)
