"""The forms of projects, events, referrals and needs: looked at or changed in one place, no more.

Associates and own businesses have `test_forms_lose_nothing`; here is every other form of records.
"""

from collections.abc import Callable
from dataclasses import fields, replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from microbiz_desktop.domain.contacts.contacts import Level
from microbiz_desktop.domain.network.referring import (
    Consent,
    Direction,
    EventDecision,
    EventSort,
    ReferralOutcome,
)
from microbiz_desktop.domain.projects import DeliverableData, Duty, ProjectData, TeamMemberData
from microbiz_desktop.domain.states import ProjectState
from microbiz_desktop.services.network.values import EventData, Met, NeedData, ReferralData
from microbiz_desktop.services.wiring import Services
from microbiz_desktop.ui.forms.fields import TextArea, TextField
from microbiz_desktop.ui.forms.rows_table import RowsTable
from microbiz_desktop.ui.network.event_editor import EventEditor
from microbiz_desktop.ui.network.referral_editor import ReferralEditor
from microbiz_desktop.ui.projects.editor import ProjectEditor
from microbiz_desktop.ui.records.needs_card import NeedsCard
from microbiz_desktop.ui.records.record_editor import RecordEditor
from microbiz_desktop.ui.runtime.context import Context

from .page_help import seen

ONE = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
#: With what lists and files could part: commas, lines, tabs, quotes, other scripts, odd spaces.
WORDS = st.text("abc ,;\n\t\"'“”ßλж…\u00a0", max_size=12)
NAME = WORDS.map(lambda words: f"A{words}")
DAY = st.sampled_from(["", "2026-11-30", "2027-02-28", "0001-01-01", "2027-02", "next spring"])
MONEY = st.integers(0, 10**9)
WHO = st.integers(1, 3)


def _some(*parts: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.lists(st.one_of(*parts), max_size=4).map(tuple)


PROJECTS = st.builds(
    ProjectData,
    id=st.just(1),
    version=st.just(1),
    name=NAME,
    brief=WORDS,
    client=WORDS,
    client_address=WORDS,
    start=DAY,
    end=DAY,
    state=st.sampled_from(ProjectState),
    team=st.lists(WHO, unique=True, max_size=3).flatmap(
        lambda ids: st.tuples(
            *(
                st.builds(
                    TeamMemberData,
                    business_id=st.just(one),
                    name=st.just(f"Business {one}"),
                    role=WORDS,
                    duty=st.sampled_from(Duty),
                )
                for one in ids
            )
        )
    ),
    deliverables=_some(st.builds(DeliverableData, title=NAME, owner_id=st.integers(0, 3), due=DAY)),
    sample=st.booleans(),
)
EVENTS = st.builds(
    EventData,
    id=st.just(1),
    version=st.just(1),
    sort=st.sampled_from(EventSort),
    name=NAME,
    on=DAY,
    place=WORDS,
    cost=MONEY,
    currency=st.sampled_from(["GBP", "EUR", "JPY"]),
    hours=st.integers(0, 900),
    verdict=st.sampled_from(EventDecision),
    notes=WORDS,
    met=st.lists(st.builds(Met, business_id=WHO, name=NAME, useful=st.booleans()), max_size=3).map(
        tuple
    ),
)
REFERRALS = st.builds(
    ReferralData,
    id=st.just(1),
    version=st.just(1),
    direction=st.sampled_from(Direction),
    associate_id=WHO,
    associate=NAME,
    referred_id=st.integers(0, 3),
    referred=NAME,
    reach=WORDS,
    what_for=WORDS,
    consent=st.sampled_from(Consent),
    outcome=st.sampled_from(ReferralOutcome),
    on=DAY,
    worth=MONEY,
    currency=st.sampled_from(["GBP", "EUR", "JPY"]),
    notes=WORDS,
)
FORMS: dict[str, tuple[Callable[[Context], RecordEditor[Any]], st.SearchStrategy[Any]]] = {
    "project": (ProjectEditor, PROJECTS),
    "event": (EventEditor, EVENTS),
    "referral": (ReferralEditor, REFERRALS),
}


@pytest.fixture
def full(services: Services) -> Services:
    for number in range(1, 4):
        saved = services.businesses.add_typed(f"Business {number}")
        assert saved.id == number
    return services


def _differing(one: object, other: object) -> set[str]:
    names = [field.name for field in fields(one)]  # type: ignore[arg-type]  # both are records
    return {name for name in names if getattr(one, name) != getattr(other, name)}


@ONE
@given(choice=st.data())
@pytest.mark.parametrize("name", FORMS)
@pytest.mark.usefixtures("full")
def test_what_is_only_looked_at_stays_as_it_is(
    qtbot: QtBot, context: Context, name: str, choice: st.DataObject
) -> None:
    make, records = FORMS[name]
    form = make(context)
    qtbot.addWidget(form)
    data = choice.draw(records)
    form.show_record(data)
    assert _differing(form.wanted(), data) == set()


@ONE
@given(choice=st.data())
@pytest.mark.parametrize("name", FORMS)
@pytest.mark.usefixtures("full")
def test_one_field_typed_over_changes_that_field_alone(
    qtbot: QtBot, context: Context, name: str, choice: st.DataObject
) -> None:
    make, records = FORMS[name]
    form = make(context)
    qtbot.addWidget(form)
    data = choice.draw(records)
    form.show_record(data)
    typed = sorted(
        key for key, field in form.fields.items() if isinstance(field, TextField | TextArea)
    )
    key = choice.draw(st.sampled_from(typed))
    seen(form.fields[key]).set_value("typed anew")
    assert _differing(form.wanted(), data) <= {key}
    assert getattr(form.wanted(), key) == "typed anew"


@ONE
@given(data=PROJECTS, row=st.integers(0, 9))
@pytest.mark.usefixtures("full")
def test_one_cell_typed_over_changes_that_cell_alone(
    qtbot: QtBot, context: Context, data: ProjectData, row: int
) -> None:
    form = ProjectEditor(context)
    qtbot.addWidget(form)
    form.show_record(data)
    for name, key in (("team", "role"), ("deliverables", "title")):
        stored: tuple[Any, ...] = getattr(data, name)
        field = form.fields[name]
        assert isinstance(field, RowsTable)
        if stored:
            at = row % len(stored)
            seen(field.cell(at, key)).setText("typed anew")
            expected = list(stored)
            expected[at] = replace(stored[at], **{key: "typed anew"})
            assert getattr(form.wanted(), name) == tuple(expected)


@ONE
@given(
    needs=st.lists(st.builds(NeedData, name=NAME, level=st.sampled_from(Level), by=DAY), max_size=4)
)
def test_needs_that_are_only_looked_at_stay_as_they_are(
    qtbot: QtBot, context: Context, needs: list[NeedData]
) -> None:
    stored = context.services.skills.save_needs(needs)
    card = NeedsCard(context, "Needs of the business as a whole")
    qtbot.addWidget(card)
    card.show_needs(0, business_wide=True)
    bare = tuple(replace(one, id=0, project_id=0) for one in stored)
    assert card.table.value() == bare
