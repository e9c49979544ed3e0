"""A word that is wider than its line is broken, and no part of it is cut off."""

from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from microbiz_desktop.ui.forms.check_rows import CheckRow
from microbiz_desktop.ui.forms.choices import Choice, RadioRows
from microbiz_desktop.ui.look.theme import theme
from microbiz_desktop.ui.widgets import copy_label
from microbiz_desktop.ui.widgets.copy_label import CopyLabel
from microbiz_desktop.ui.widgets.layouts import column
from microbiz_desktop.ui.widgets.painting import breakable, lines_height, text_width, write_lines

LONG = "Harbourlanecoffeeroastersandpotterycollective"
WIDTH = 120


def ink(words: str, width: int) -> int:
    """How many points are written on when these words are painted in lines of this width."""
    now = theme()
    picture = QImage(900, 300, QImage.Format.Format_RGB32)
    picture.fill(now.colour("surface"))
    painter = QPainter(picture)
    write_lines(painter, QRect(0, 0, width, 300), words, now.font("second"), now.colour("text"))
    painter.end()
    ground = now.colour("surface").rgb()
    return sum(picture.pixel(x, y) != ground for x in range(900) for y in range(300))


def test_all_of_a_long_word_is_painted(qtbot: QtBot) -> None:
    whole = ink(LONG, 890)
    assert ink(LONG, WIDTH) == pytest.approx(whole, rel=0.05)
    font = theme().font("second")
    assert lines_height(font, LONG, WIDTH) >= 3 * lines_height(font, "A", WIDTH)


def test_words_that_fit_are_left_as_they_are(qtbot: QtBot) -> None:
    font = theme().font("second")
    assert breakable(font, "Brand and menus", WIDTH) == "Brand and menus"
    said = breakable(font, f"For {LONG} only", WIDTH)
    assert said.replace("\N{ZERO WIDTH SPACE}", "") == f"For {LONG} only"
    pieces = said.removeprefix("For ").removesuffix(" only").split("\N{ZERO WIDTH SPACE}")
    assert all(text_width(font, piece) <= WIDTH for piece in pieces)


def test_a_letter_keeps_its_accent_and_a_line_has_one_at_least(qtbot: QtBot) -> None:
    font = theme().font("second")
    accented = "e\N{COMBINING ACUTE ACCENT}" * 40
    pieces = breakable(font, accented, WIDTH).split("\N{ZERO WIDTH SPACE}")
    assert len(pieces) > 1
    assert all(piece.startswith("e") for piece in pieces)
    assert breakable(font, "mmm", 1).count("m") == 3


def test_rows_make_room_for_it(qtbot: QtBot) -> None:
    for short, long in (
        (CheckRow(Choice("a", "A", "Word")), CheckRow(Choice("a", "A", LONG * 2))),
        (RadioRows([Choice("a", "A", "Word")]), RadioRows([Choice("a", "A", LONG * 2)])),
    ):
        qtbot.addWidget(short)
        qtbot.addWidget(long)
        assert long.heightForWidth(200) > short.heightForWidth(200)


def test_a_long_word_that_can_be_copied_breaks_and_is_copied_whole(qtbot: QtBot) -> None:
    page, label = QWidget(), CopyLabel(f"Kept in {LONG * 2}\nand {LONG}")
    qtbot.addWidget(page)
    column(label, of=page)
    page.resize(200, 400)
    page.show()
    assert page.width() == 200, "it makes no window wider"
    assert label.heightForWidth(200) >= 5 * label.fontMetrics().lineSpacing()
    widest = max(
        text_width(label.font(), piece)
        for piece in QLabel.text(label).replace("\n", " ").replace("\u200b", " ").split()
    )
    assert widest <= 200
    label.setSelection(0, len(QLabel.text(label)))
    QTest.keyClick(label, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    copied = QGuiApplication.clipboard().text()
    assert copied.replace("\n", " ") == f"Kept in {LONG * 2} and {LONG}"
    assert label.text() == label.accessibleName() == f"Kept in {LONG * 2}\nand {LONG}"


def test_whatever_can_be_copied_breaks() -> None:
    """A label of Qt's own that can be copied breaks at spaces alone."""
    ui = Path(copy_label.__file__).parents[1]
    flag = "TextInteractionFlag.TextSelectable"
    found = {path.name for path in ui.rglob("*.py") if flag in path.read_text("utf-8")}
    assert found == {"copy_label.py"}
