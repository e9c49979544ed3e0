"""Rows that lead somewhere: what they say below the name is read to its end, at any width."""

from collections.abc import Callable, Iterable

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from microbiz_desktop.domain.contacts.contacts import (
    BusinessData,
    Paper,
    PersonData,
    SkillData,
    Supply,
)
from microbiz_desktop.domain.links import Link, Screen
from microbiz_desktop.services.network.values import SmallStep
from microbiz_desktop.ui.associates import reading
from microbiz_desktop.ui.home.network_cards import step_card
from microbiz_desktop.ui.look.theme import ThemeManager
from microbiz_desktop.ui.runtime.context import Context
from microbiz_desktop.ui.shell.shortcuts import ShortcutSheet
from microbiz_desktop.ui.widgets.layouts import ScrollColumn
from microbiz_desktop.ui.widgets.link_row import LinkRow
from tests.ui.walk import looks

_NEED = "Harbour Lane café · Only Whitcombe Joinery: if that falls through, nobody else can do it."
_PILL = ("waiting", "triangle-alert", "Only one")


def _shown(qtbot: QtBot, row: LinkRow, width: int) -> QWidget:
    """The row in a page of this width, as pages hold it."""
    area = ScrollColumn(max_width=2000, margin=0, gap=0)
    qtbot.addWidget(area)
    area.column.addWidget(row)
    area.column.addStretch(1)
    area.resize(width, 400)
    with qtbot.waitExposed(area):
        area.show()
    for _ in range(3):  # another width, another height
        QCoreApplication.processEvents()
    return area


def _lost(area: QWidget) -> list[str]:
    with looks.recording() as written:
        area.grab()
    return [text for text, fits in written if not fits]


@pytest.mark.parametrize("scale", [100, 150, 200])
@pytest.mark.parametrize("width", [300, 420, 560, 900])
def test_a_sentence_takes_the_lines_it_needs(
    qtbot: QtBot, daylight: ThemeManager, width: int, scale: int
) -> None:
    daylight.set_scale(scale)
    row = LinkRow("Stairs", _NEED, icon="target", pill=_PILL)
    assert _lost(_shown(qtbot, row, width * scale // 100)) == []


def test_a_row_is_no_higher_than_its_words_ask(qtbot: QtBot) -> None:
    row = LinkRow("Stairs", _NEED, icon="target", pill=_PILL)
    area = _shown(qtbot, row, 1200)
    heights = [row.height()]
    for width in (420, 1200):
        area.resize(width, 400)
        for _ in range(3):
            QCoreApplication.processEvents()
        heights.append(row.height())
    assert heights == [52, 63, 52]


def test_a_day_beside_goes_below_where_the_words_have_no_room(qtbot: QtBot) -> None:
    day = "by 1 August 2026"
    row = LinkRow("Stairs", _NEED, icon="target", pill=_PILL, note=day, widths=(106, 128))
    with looks.recording() as wide:
        _shown(qtbot, row, 800).grab()
    row = LinkRow("Stairs", _NEED, icon="target", pill=_PILL, note=day, widths=(106, 128))
    with looks.recording() as narrow:
        _shown(qtbot, row, 420).grab()
    assert (day, True) in wide
    assert (f"By 1 August 2026 · {_NEED}", True) in narrow


def test_a_name_may_be_shortened_and_is_told_whole(qtbot: QtBot) -> None:
    name = "Whitcombe and Daughters Joinery and Fine Furniture of Otley in Wharfedale"
    row = LinkRow(name, "Joinery", note="Signed off by everybody on 3 May", widths=(0, 60))
    area = _shown(qtbot, row, 460)
    assert _lost(area) == ["Signed off by everybody on 3 May", name]
    assert row.toolTip() == f"{name}\nSigned off by everybody on 3 May"


def test_words_stand_at_the_start_of_a_window_that_goes_from_right_to_left(qtbot: QtBot) -> None:
    row = LinkRow("Stairs", _NEED, icon="target", pill=_PILL)
    row.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert _lost(_shown(qtbot, row, 420)) == []


_PROSE = "Lit the whole riverside for the winter trail, on time and within what was agreed."
_SAYS_MUCH = BusinessData(
    legal_name="Okafor Lighting",
    people=(PersonData("Amara Okafor", prefers=_PROSE),),
    skills=(SkillData("Stage lighting", evidence=_PROSE),),
    papers=(Paper("reference", "Riverside", _PROSE),),
    supplies=(Supply("LED panels", note=_PROSE),),
)
_STEP = SmallStep("step", "Ask them", _PROSE, "Open", Link(Screen.HOME))
_WHAT_IS_SAID: dict[str, Callable[[Context], Iterable[QWidget]]] = {
    "people": lambda context: reading.people(_SAYS_MUCH, context),
    "skills": lambda context: reading.skills(_SAYS_MUCH, context),
    "papers": lambda context: reading.papers(_SAYS_MUCH, context),
    "supplies": lambda context: reading.supplies(_SAYS_MUCH, context),
    "small step": lambda context: [step_card(context, _STEP)],
}


@pytest.mark.parametrize("what", _WHAT_IS_SAID)
def test_what_explains_a_row_is_read_to_its_end(qtbot: QtBot, context: Context, what: str) -> None:
    area = ScrollColumn(max_width=2000, margin=0, gap=0)
    qtbot.addWidget(area)
    for part in _WHAT_IS_SAID[what](context):
        area.column.addWidget(part)
    area.column.addStretch(1)
    area.resize(440, 500)
    with qtbot.waitExposed(area):
        area.show()
    for _ in range(3):
        QCoreApplication.processEvents()
    assert list(looks.cut_texts(area)) == []
    assert any(_PROSE[1:] in label.text() for label in area.findChildren(QLabel))


def test_the_sheet_of_keys_is_read_whole_where_it_is_narrow(qtbot: QtBot) -> None:
    sheet = ShortcutSheet(["Home"])
    qtbot.addWidget(sheet)
    with qtbot.waitExposed(sheet):
        sheet.show()
    lines = sheet.findChildren(QLabel)
    assert all(line.minimumSizeHint().width() < 300 for line in lines)
    assert list(looks.cut_texts(sheet)) == []
