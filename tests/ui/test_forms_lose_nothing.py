"""No form loses what it was shown: looked at, nothing changes; one thing typed, only that."""

from dataclasses import fields, replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from microbiz_desktop.domain.contacts.contacts import (
    FIELDS,
    PRIVATE_FIELDS,
    BusinessData,
    Level,
    SkillData,
)
from microbiz_desktop.domain.contacts.fields import Part as CardPart
from microbiz_desktop.ui.associates.card_forms import LEFT, NEXT, RIGHT
from microbiz_desktop.ui.associates.editor import BusinessEditor
from microbiz_desktop.ui.associates.people_editor import PeopleEditor
from microbiz_desktop.ui.associates.section import PartForm
from microbiz_desktop.ui.forms.fields import TextField
from microbiz_desktop.ui.forms.items_field import ItemsField
from microbiz_desktop.ui.forms.rows_table import RowsTable
from microbiz_desktop.ui.records.record_editor import RecordEditor
from microbiz_desktop.ui.runtime.context import Context
from tests.builders import northlight
from tests.interchange.vcard_values import record

from .page_help import seen

PARTS = (NEXT, *LEFT, *RIGHT)
ONE = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
ANY = record(BusinessData).map(lambda data: replace(data, id=1, version=1))
FORMS = {"whole": None, **{part.key: part for part in PARTS if part.rows}}


@pytest.fixture(params=FORMS)
def form(
    request: pytest.FixtureRequest, qtbot: QtBot, context: Context
) -> RecordEditor[BusinessData]:
    part = FORMS[request.param]
    made = BusinessEditor(context) if part is None else PartForm(context, part.rows)
    qtbot.addWidget(made)
    return made


def _differing(one: BusinessData, other: BusinessData) -> set[str]:
    names = (field.name for field in fields(BusinessData))
    return {name for name in names if getattr(one, name) != getattr(other, name)}


@ONE
@given(data=ANY)
def test_what_is_only_looked_at_stays_as_it_is(
    form: RecordEditor[BusinessData], data: BusinessData
) -> None:
    form.show_record(data)
    assert _differing(form.wanted(), data) == set()


@ONE
@given(data=ANY, at=st.integers(0, 40))
def test_one_field_typed_over_changes_that_field_alone(
    form: RecordEditor[BusinessData], data: BusinessData, at: int
) -> None:
    form.show_record(data)
    names = sorted(name for name, field in form.fields.items() if type(field) is TextField)
    if not names:
        return
    name = names[at % len(names)]
    seen(form.fields[name]).setText("typed anew")
    assert _differing(form.wanted(), data) <= {name}
    assert getattr(form.wanted(), name) == "typed anew"


@ONE
@given(data=ANY, row=st.integers(0, 9), place=st.integers(0, 9))
def test_one_cell_typed_over_changes_that_cell_alone(
    form: RecordEditor[BusinessData], data: BusinessData, row: int, place: int
) -> None:
    form.show_record(data)
    for name, field in form.fields.items():
        stored = getattr(data, name, ())
        if not isinstance(field, RowsTable) or not stored:
            continue
        at = row % len(stored)
        texts = [c.key for c in field.columns() if type(field.cell(at, c.key)) is TextField]
        key = texts[place % len(texts)]
        seen(field.cell(at, key)).setText("2027")
        expected = list(stored)
        expected[at] = replace(stored[at], **{key: "2027"})
        assert getattr(form.wanted(), name) == tuple(expected), (name, key)


@ONE
@given(data=ANY, row=st.integers(0, 9))
def test_one_line_of_a_person_changes_that_line_alone(
    form: RecordEditor[BusinessData], data: BusinessData, row: int
) -> None:
    people = form.findChild(PeopleEditor)
    if people is None or not data.people:
        return
    form.show_record(data)
    at = row % len(data.people)
    seen(people.cell(at, "role")).setText("typed anew")
    expected = list(data.people)
    expected[at] = replace(expected[at], role="typed anew")
    assert form.wanted().people == tuple(expected)


@ONE
@given(items=st.lists(st.text(st.characters(categories=["L", "P"]), min_size=1, max_size=6)))
def test_a_comma_stays_inside_one_item(qtbot: QtBot, items: list[str]) -> None:
    field = ItemsField("Languages")
    qtbot.addWidget(field)
    field.set_value(tuple(items))
    assert [chip.text() for chip in field.chips()] == items
    field.line.setText("Cornish, spoken")
    assert field.value() == (*items, "Cornish, spoken")


def test_a_list_is_typed_with_the_keyboard_alone(qtbot: QtBot) -> None:
    field = ItemsField("Languages")
    qtbot.addWidget(field)
    field.set_value(("English",))
    QTest.keyClicks(field.line, "Gaelic")
    QTest.keyClick(field.line, Qt.Key.Key_Return)
    assert ([chip.text() for chip in field.chips()], field.line.text()) == (
        ["English", "Gaelic"],
        "",
    )
    QTest.keyClick(field.line, Qt.Key.Key_Backspace)
    assert ([chip.text() for chip in field.chips()], field.line.text()) == (["English"], "Gaelic")
    QTest.keyClick(field.chips()[0], Qt.Key.Key_Space)
    assert field.value() == ("Gaelic",)


def test_a_skill_with_a_comma_keeps_level_and_evidence_while_another_is_added(
    qtbot: QtBot, context: Context
) -> None:
    held = SkillData("Photography, interiors", Level.GOOD, "Portfolio 2026")
    stored = context.services.businesses.save(replace(northlight(), skills=(held,)))
    form = BusinessEditor(context)
    qtbot.addWidget(form)
    form.show_record(stored)
    table = seen(form.fields["skills"])
    table.add_row()
    seen(table.cell(1, "name")).setText("Captions")
    seen(form.fields["strapline"]).setText("Film, and more")
    form.autosave.touch()
    form.flush()
    now = context.services.businesses.get(stored.id)
    assert now.skills == (held, SkillData("Captions"))
    assert now.strapline == "Film, and more"


def test_what_stands_under_private_is_what_is_private() -> None:
    """The mark on a part of the card and the rule of the exports name the same fields."""
    marked: set[Any] = set()
    for part in PARTS:
        names = {name for row in part.rows for name in (row.names or (row.name,))}
        if part.private:
            marked |= names | {name for name in part.also if name == "stage_history"}
        else:
            assert names & set(PRIVATE_FIELDS) == set(), part.key
    assert marked == set(PRIVATE_FIELDS)


def test_every_field_of_the_table_stands_in_its_part_of_the_card() -> None:
    """But for what the head of the card shows, and what files brought."""
    shown = {
        name: part.key
        for part in PARTS
        for row in part.rows
        for name in (*(row.names or (row.name,)), *part.also)
    }
    head = {"logo"}
    wanted = {
        name: str(about.part)
        for name, about in FIELDS.items()
        if about.part not in {CardPart.FILES, CardPart.HERE} and name not in head
    }
    assert shown == wanted
