"""Tab is the order of reading in every form, after every answer, Add and Remove."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from microbiz_desktop.ui.agreements.draft_studio import Studio
from microbiz_desktop.ui.agreements.interview.parties_editor import PartiesEditor
from microbiz_desktop.ui.agreements.interview.terms_pane import TermsPane
from microbiz_desktop.ui.agreements.spokes.form import SpokesForm
from microbiz_desktop.ui.associates.card_forms import LEFT, NEXT, RIGHT
from microbiz_desktop.ui.associates.editor import BusinessEditor
from microbiz_desktop.ui.associates.section import PartForm
from microbiz_desktop.ui.forms.choice_editors import OneOfEditor
from microbiz_desktop.ui.forms.choices import OneOf, YesNo
from microbiz_desktop.ui.forms.rows_table import RowsTable
from microbiz_desktop.ui.network.event_editor import EventEditor
from microbiz_desktop.ui.network.referral_editor import ReferralEditor
from microbiz_desktop.ui.projects.editor import ProjectEditor
from microbiz_desktop.ui.records.record_editor import FormEntry
from microbiz_desktop.ui.runtime.context import Context
from microbiz_desktop.ui.widgets.layouts import ScrollColumn
from microbiz_desktop.ui.widgets.tab_order import move_focus, tab_stops
from tests.builders import draft_of_three
from tests.services.test_spokes import team_of_three

from .studio_help import open_studio, studio_of
from .walk.keys import above, level, name_of

Make = Callable[[Context], QWidget]
PARTS = {part.key: part.rows for part in (*LEFT, *RIGHT, NEXT)}


def _part(context: Context, rows: Sequence[FormEntry]) -> QWidget:
    return PartForm(context, rows)


def _spokes(context: Context) -> QWidget:
    form = SpokesForm(context)
    form.start(team_of_three(context.services).id)
    form.slices.finish()
    return form


FORMS: dict[str, Make] = {
    "agreements with a team": _spokes,
    "business": BusinessEditor,
    "project": ProjectEditor,
    "event": EventEditor,
    "referral": ReferralEditor,
    **{key: partial(_part, rows=rows) for key, rows in PARTS.items()},
}
SECTIONS = ("work", "people", "money", "ownership", "leaving", "law", "extra")


class Page(ScrollColumn):
    """A form as pages show it; Tab goes as in the window."""

    def focusNextPrevChild(self, next: bool) -> bool:
        """The way of the window."""
        return move_focus(self, forward=next)


def steps_back(root: QWidget) -> Iterator[str]:
    """Steps of Tab that go up in a column, or to the left in a line."""
    QApplication.processEvents()
    stops = tab_stops(root)
    assert len(set(map(id, stops))) == len(stops)
    for one, other in pairwise(stops):
        if _area(one) is not _area(other):
            continue  # what scrolls may stand anywhere beside what does not
        before, after = _place(one, root), _place(other, root)
        if above(after, before) or (level(after, before) and after.right() < before.left()):
            yield f"from {name_of(one)} back to {name_of(other)}"


def _area(one: QWidget) -> QWidget | None:
    above_it = one.parentWidget()
    while above_it is not None and not isinstance(above_it, QScrollArea):
        above_it = above_it.parentWidget()
    return above_it


def _place(one: QWidget, root: QWidget) -> QRect:
    return QRect(one.mapTo(root, QPoint()), one.size())


def changed(form: QWidget) -> Iterator[str]:
    """Every Add twice, a row moved and one removed; then every choice with each of its options."""
    for table in form.findChildren(RowsTable):
        if not table.isVisible():
            continue
        table.add_row()
        yield "Add"
        table.add_row()
        yield "Add"
        table.move_row(1, -1)
        yield "Move"
        table.remove_row(0)
        yield "Remove"
    for editor in form.findChildren(OneOfEditor):
        yield from _each_choice(editor, editor.picker, editor.objectName())
    for yes_no in form.findChildren(YesNo):
        yield from _each_choice(yes_no, yes_no, yes_no.objectName())


def _each_choice(pick: OneOfEditor | YesNo, picker: OneOf | YesNo, name: str) -> Iterator[str]:
    before = picker.key()
    for choice in picker.choices():
        if pick.isVisible():
            picker.set_value(choice.key)
            pick.settle()
            yield f"{name} = {choice.key}"
    if before is not None and pick.isVisible():
        picker.set_value(before)
        pick.settle()


@pytest.mark.parametrize("name", FORMS)
def test_every_form_of_a_record(qtbot: QtBot, context: Context, name: str) -> None:
    page = Page(max_width=0)
    form = FORMS[name](context)
    page.add(form)
    qtbot.addWidget(page)
    page.resize(900, 700)
    page.show()
    QApplication.processEvents()  # what was asked for by the first layout is laid out
    assert list(steps_back(page)) == []
    for act in changed(form):
        assert list(steps_back(page)) == [], act


@pytest.fixture
def studio(qtbot: QtBot, context: Context) -> Studio:
    """A draft of three, its checks made once."""
    made = studio_of(open_studio(qtbot, context, draft_of_three(context.services).id))
    made.feed.stop()
    return made


@pytest.mark.parametrize("section", SECTIONS)
def test_every_section_of_the_interview(qtbot: QtBot, studio: Studio, section: str) -> None:
    studio.interview.open(section)
    qtbot.waitUntil(studio.interview.slices.is_done)
    assert list(steps_back(studio)) == []
    for act in changed(studio.interview):
        studio.interview.slices.finish()
        assert list(steps_back(studio)) == [], act


def test_parties_that_come_and_go(qtbot: QtBot, studio: Studio) -> None:
    studio.interview.open("people")
    qtbot.waitUntil(studio.interview.slices.is_done)
    editor = studio.interview.special("parties")
    assert isinstance(editor, PartiesEditor)
    first = next(iter(editor.cards))
    acts: list[tuple[str, Callable[[], object]]] = [
        ("open the details", editor.cards[first].open_details),
        ("search", editor.open_picker),
        ("add", lambda: editor.picker.typed_new.emit("Low Moor Sound, Rhys Bowen")),
        ("move", lambda: editor.cards[first].move_asked.emit(1)),
        ("remove", editor.cards[first].removed.emit),
    ]
    for name, act in acts:
        act()
        studio.interview.slices.finish()
        assert list(steps_back(studio)) == [], name


def test_terms_and_wordings_that_come_and_go(qtbot: QtBot, studio: Studio) -> None:
    studio.interview.open("extra")
    qtbot.waitUntil(studio.interview.slices.is_done)
    pane = studio.interview.special("extra")
    assert isinstance(pane, TermsPane)
    for _ in range(2):
        pane.add_term.click()
        assert list(steps_back(studio)) == []
        pane.term_form.kept.emit("Pace", "Each party must work in step.")
        assert list(steps_back(studio)) == []
    pane.lead_to("special_terms/0")
    assert list(steps_back(studio)) == []
