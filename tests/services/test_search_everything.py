"""Search reaches every word: deliverables, events, referrals, answers, clauses, and follows."""

import re
import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest
from sqlalchemy import select

from microbiz_desktop.domain.contacts.contacts import BusinessData, SkillData
from microbiz_desktop.domain.deal import SpecialTerm
from microbiz_desktop.domain.findings import Edit
from microbiz_desktop.domain.links import Screen
from microbiz_desktop.domain.projects import DeliverableData, ProjectData
from microbiz_desktop.records.agreement import Revision
from microbiz_desktop.services.network.values import EventData, ReferralData
from microbiz_desktop.services.wiring import Services
from microbiz_desktop.storage.check import thorough_problems
from microbiz_desktop.storage.indexed_words import search_differs
from tests.builders import draft_of_three, northlight

_TITLE = "Harbour Lane café: brand, fit-out and film"


def _found(services: Services, typed: str) -> set[tuple[str, str]]:
    """Kind and title of what a text finds."""
    return {(hit.kind, hit.title) for hit in services.search.jump(typed)}


def _sound(services: Services) -> bool:
    """Whether the index says what the tables say."""
    with closing(sqlite3.connect(services.database.path)) as raw:
        return not search_differs(raw) and not thorough_problems(services.database.path)


def test_a_deliverable_is_found_by_its_project_and_followed(services: Services) -> None:
    made = services.projects.save(
        ProjectData(name="Quay", deliverables=(DeliverableData("Zinc awning"),))
    )
    (hit,) = services.search.jump("zinc")
    assert (hit.kind, hit.title, hit.matched) == ("project", "Quay", "Zinc awning")
    other = (DeliverableData("Copper awning"),)
    made = services.projects.save(replace(made, deliverables=other))
    assert _found(services, "zinc") == set()
    assert _found(services, "copper") == {("project", "Quay")}
    services.projects.delete(made.id)
    assert _found(services, "copper") == set()
    services.projects.undelete(made.id)
    assert _found(services, "copper") == {("project", "Quay")}
    assert _sound(services)


def test_an_event_is_found_by_its_words_and_followed(services: Services) -> None:
    event = EventData(name="Makers’ fair", on="2026-12-04", place="Saltaire", notes="Bring samples")
    made = services.events.save(event)
    for typed in ("fair", "saltaire", "samples"):
        (hit,) = services.search.jump(typed)
        assert (hit.kind, hit.title, hit.second_line) == (
            *("event", "Makers’ fair", "2026-12-04 · Saltaire"),
        )
        assert (hit.link.screen, hit.link.key) == (Screen.EVENT, made.id)
    services.events.delete(made.id)
    assert _found(services, "fair") == set()
    services.events.undelete(made.id)
    assert len(_found(services, "fair")) == 1
    assert _sound(services)


def test_a_referral_is_found_by_who_what_and_with_whom(services: Services) -> None:
    associate = services.businesses.save(northlight())
    made = services.referrals.save(
        ReferralData(
            *(0, 0), associate_id=associate.id, referred="Tilda Moor", what_for="A wedding film"
        )
    )
    for typed in ("tilda", "wedding"):
        (hit,) = services.search.jump(typed)
        assert (hit.kind, hit.title) == ("referral", "Tilda Moor")
        assert (hit.link.screen, hit.link.key) == (Screen.REFERRAL, made.id)
    assert ("referral", "Tilda Moor") in _found(services, "northlight")
    services.businesses.save(replace(associate, legal_name="Zinc Works", trading_name=""))
    assert ("referral", "Tilda Moor") not in _found(services, "northlight")
    assert ("referral", "Tilda Moor") in _found(services, "zinc")
    assert _sound(services), "else no backup can be made any more"
    services.referrals.delete(made.id)
    assert _found(services, "wedding") == set()
    assert _sound(services)


def test_skills_and_what_shows_them_find_their_associate(services: Services) -> None:
    skill = SkillData("Gilding", evidence="Chapel ceiling")
    services.businesses.save(BusinessData(legal_name="Ada Hart", skills=(skill,)))
    for typed in ("gilding", "ceiling"):
        assert _found(services, typed) == {("associate", "Ada Hart")}


def test_answers_and_terms_of_a_draft_are_found_and_followed(services: Services) -> None:
    draft = draft_of_three(services)
    for typed in ("camera hire", "whitby", "fitted counter"):
        assert ("agreement", _TITLE) in _found(services, typed)
    term = SpecialTerm("Kiln", "The kiln is lit by two of us.")
    edited = services.agreements.edit(
        draft.id,
        draft.version,
        [Edit(("special_terms",), [{"heading": term.heading, "text": term.text}])],
    )
    assert ("agreement", _TITLE) in _found(services, "kiln lit")
    services.agreements.edit(draft.id, edited.version, [Edit(("special_terms",), [])])
    assert _found(services, "kiln") == set()
    assert _sound(services)


@pytest.mark.parametrize("typed", ["zebra", "misdescribe"])
def test_what_stands_nowhere_finds_nothing(offered: Services, typed: str) -> None:
    assert _found(offered, typed) == set()


def test_clause_words_of_an_offer_are_found(offered: Services) -> None:
    """Words that only the frozen text has: nobody typed them."""
    with offered.database.reading() as session:
        text = session.scalars(select(Revision.text)).one().decode()
    said = sorted(set(re.findall(r" ([a-z]{8,})\b", text)))
    assert len(said) > 50
    for word in said[::4]:
        assert ("agreement", _TITLE) in _found(offered, word), word
    (hit,) = offered.search.jump("insolvent")
    assert "insolvent" in hit.matched
    offered.agreements.delete(hit.id)
    assert _found(offered, "insolvent") == set()
    offered.agreements.undelete(hit.id)
    assert _found(offered, "insolvent") == {("agreement", _TITLE)}
    assert _sound(offered)
