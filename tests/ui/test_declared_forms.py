"""What is declared is what is there: a form shows its entries in their order, and Tab goes so."""

from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from microbiz_desktop.ui.associates.card_forms import LEFT, NEXT, RIGHT
from microbiz_desktop.ui.associates.editor import BusinessEditor
from microbiz_desktop.ui.associates.section import PartForm
from microbiz_desktop.ui.forms.field import Field
from microbiz_desktop.ui.network.event_editor import EventEditor
from microbiz_desktop.ui.network.referral_editor import ReferralEditor
from microbiz_desktop.ui.projects.editor import ProjectEditor
from microbiz_desktop.ui.records.record_editor import RecordEditor
from microbiz_desktop.ui.runtime.context import Context
from microbiz_desktop.ui.widgets.layouts import ScrollColumn
from microbiz_desktop.ui.widgets.tab_order import tab_stops

Make = Callable[[Context], RecordEditor[Any]]
EDITORS: dict[str, Make] = {
    "business": BusinessEditor,
    "project": ProjectEditor,
    "event": EventEditor,
    "referral": ReferralEditor,
}
PARTS = {part.key: part.rows for part in (*LEFT, *RIGHT, NEXT)}


@pytest.fixture(params=[*EDITORS, *PARTS])
def form(
    request: pytest.FixtureRequest, qtbot: QtBot, context: Context
) -> Iterator[RecordEditor[Any]]:
    name = request.param
    made = EDITORS[name](context) if name in EDITORS else PartForm(context, PARTS[name])
    scroll = ScrollColumn(max_width=0)
    scroll.add(made)
    qtbot.addWidget(scroll)
    scroll.resize(900, 700)
    scroll.show()
    yield made


def _field_of(part: QWidget | None, names: set[str]) -> str:
    """The entry that a stop of Tab belongs to, or nothing for what stands beside the entries."""
    while part is not None and part.objectName() not in names:
        part = part.parentWidget()
    return part.objectName() if part is not None else ""


def test_tab_goes_from_entry_to_entry_in_the_order_of_the_declaration(
    form: RecordEditor[Any],
) -> None:
    names = set(form.fields)
    passed = [name for stop in tab_stops(form) if (name := _field_of(stop, names))]
    assert list(dict.fromkeys(passed)) == list(form.fields)
    changes = sum(one != other for one, other in pairwise(passed))
    assert changes == len(names) - 1, "Tab comes back to an entry that it has left"


def test_every_entry_is_a_field_that_is_empty_by_nothing(form: RecordEditor[Any]) -> None:
    for name, field in form.fields.items():
        assert isinstance(field, Field), name
        field.set_value(None)
        assert not field.value() or field.value() == (0, ""), name
        assert field.problem() == "", name
