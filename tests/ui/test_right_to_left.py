"""A window that goes from right to left: sides are mirrored, words keep their own order."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QImage, QPainter
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from microbiz_desktop.ui.forms.check_rows import CheckRow
from microbiz_desktop.ui.forms.choice_field import ChoiceField
from microbiz_desktop.ui.forms.choices import Choice, Segmented
from microbiz_desktop.ui.forms.radio_list import RadioList
from microbiz_desktop.ui.forms.ticks import TickBox
from microbiz_desktop.ui.look.theme import ThemeManager
from microbiz_desktop.ui.look.tokens import LIGHT
from microbiz_desktop.ui.runtime.context import Context
from microbiz_desktop.ui.runtime.window_settings import SettingsFile
from microbiz_desktop.ui.settings_page.look import LookPart
from microbiz_desktop.ui.shell.first_look import Drawing, FirstLook, draw_first_look
from microbiz_desktop.ui.widgets.buttons import GhostButton, IconButton, LinkButton, PrimaryButton
from microbiz_desktop.ui.widgets.chips import FilterChip
from microbiz_desktop.ui.widgets.labels import ElidedLabel, Label, Pill
from microbiz_desktop.ui.widgets.menus import Menu
from microbiz_desktop.ui.widgets.painting import in_own_order, text_direction

from .page_help import click

#: Figures have much ink and these letters little, so the order is seen without reading.
WORDS = "888888 i i i i i i"


def _combo() -> QWidget:
    field = ChoiceField("Choice", [("a", WORDS)])
    field.set_value("a")
    return field


MAKES: dict[str, Callable[[], QWidget]] = {
    "label": lambda: Label(WORDS),
    "wrapped": lambda: Label(WORDS, wrap=True),
    "elided": lambda: ElidedLabel(WORDS),
    "pill": lambda: Pill("neutral", "", WORDS),
    "button": lambda: PrimaryButton(WORDS),
    "link": lambda: LinkButton(WORDS),
    "quiet": lambda: GhostButton(WORDS),
    "drop-down": _combo,
    "segments": lambda: Segmented([Choice("a", WORDS)], "Which"),
    "list": lambda: RadioList([Choice("a", WORDS)], "Which"),
    "tick": lambda: TickBox(WORDS),
    "check row": lambda: CheckRow(Choice("a", WORDS)),
    "chip": lambda: FilterChip(WORDS),
}


#: What has an arrow or a cross at its end, which is the left here.
MARKED = {"drop-down", "chip"}


def _heavy_side(image: QImage, begin: int = 4) -> str:
    """At which end of what is written the figures stand: they have most of the ink."""
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
    middle = grey.height() // 2
    ground = grey.pixelColor(4, middle).value()
    inked = [
        sum(abs(grey.pixelColor(x, y).value() - ground) > 60 for y in range(middle - 4, middle + 4))
        for x in range(grey.width())
    ]
    edge = next(x for x, ink in enumerate(inked) if x >= begin and ink)
    end = max(x for x, ink in enumerate(inked) if x < grey.width() - 4 and ink)
    half = (edge + end) // 2
    return "left" if sum(inked[edge:half]) > sum(inked[half:end]) else "right"


@pytest.mark.parametrize("name", MAKES)
def test_a_sentence_with_numbers_keeps_its_order(
    qtbot: QtBot, daylight: ThemeManager, name: str
) -> None:
    daylight.set_direction(right_to_left=True)
    widget = MAKES[name]()
    qtbot.addWidget(widget)
    widget.resize(260, 44)
    begin = 40 if name in MARKED else 4
    assert _heavy_side(widget.grab().toImage(), begin) == "left"


@pytest.mark.parametrize("way", ["LeftToRight", "RightToLeft"])
def test_the_other_order_would_be_seen(qapp: QApplication, way: str) -> None:
    """As Qt draws it without us, so that the look above can fail."""
    image = QImage(260, 44, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.setFont(QFont("Inter", 10))
    painter.setLayoutDirection(Qt.LayoutDirection[way])
    painter.drawText(image.rect(), Qt.AlignmentFlag.AlignCenter, WORDS)
    painter.end()
    assert _heavy_side(image) == ("left" if way == "LeftToRight" else "right")


@pytest.mark.parametrize(
    ("words", "rtl"),
    [
        ("1 of 3", False),
        ("", False),
        ("10:30", False),
        ("…and more", False),
        ("שלום 3", True),
        ("3 مرحبا", True),
    ],
)
def test_words_go_the_way_of_their_first_letter(words: str, rtl: bool) -> None:
    way = Qt.LayoutDirection
    assert text_direction(words) == (way.RightToLeft if rtl else way.LeftToRight)


def test_entries_of_menus_and_lists_are_held_together_only_where_it_matters(
    qtbot: QtBot, daylight: ThemeManager
) -> None:
    owner = QWidget()
    qtbot.addWidget(owner)
    usual = Menu(owner)
    usual.addAction("Import from a file…\tCtrl+O")
    assert usual.actions()[0].text() == "Import from a file…\tCtrl+O"
    daylight.set_direction(right_to_left=True)
    turned = Menu(owner)
    turned.addAction("Import from a file…\tCtrl+O")
    assert turned.actions()[0].text() == "\u2066Import from a file…\u2069\tCtrl+O"
    assert in_own_order("שלום…") == "שלום…"


def test_a_label_stands_where_the_window_begins_and_turns_with_it(
    qtbot: QtBot, daylight: ThemeManager
) -> None:
    label = Label("Otley")
    qtbot.addWidget(label)
    side = Qt.AlignmentFlag
    assert label.alignment() & side.AlignLeft
    daylight.set_direction(right_to_left=True)
    assert label.alignment() & side.AlignRight
    end = Label("£1")
    qtbot.addWidget(end)
    end.setAlignment(side.AlignRight | side.AlignVCenter)
    assert end.alignment() & side.AlignLeft
    daylight.set_direction(right_to_left=False)
    assert label.alignment() & side.AlignLeft
    assert end.alignment() & side.AlignRight


def test_it_is_a_setting_that_is_kept_and_taken_back(
    qtbot: QtBot, context: Context, qapp: QApplication
) -> None:
    part = LookPart(context)
    qtbot.addWidget(part)
    part.resize(600, 600)
    part.show()
    part.direction._pick(1)  # as a click on the second segment
    way = Qt.LayoutDirection
    assert qapp.layoutDirection() == way.RightToLeft
    assert SettingsFile(context.services.data_dir / "settings.ini").load().right_to_left
    context.undo.undo()
    assert qapp.layoutDirection() == way.LeftToRight
    assert part.direction.value() == "left"
    assert not context.settings.load().right_to_left
    click(part)


@pytest.mark.parametrize("side", ["arrow", "chevron"])
def test_back_and_on_point_the_way_the_window_is_read(
    qtbot: QtBot, daylight: ThemeManager, side: str
) -> None:
    def drawn(way: str) -> QImage:
        button = IconButton(f"{side}-{way}", "Open")
        qtbot.addWidget(button)
        return button.grab().toImage()

    left, right = drawn("left"), drawn("right")
    assert left != right
    daylight.set_direction(right_to_left=True)
    assert (drawn("left"), drawn("right")) == (right, left)


def test_the_first_look_is_mirrored(qapp: QApplication) -> None:
    """Else the navigation would jump to the other side when the screens arrive."""
    look = FirstLook("Fernhill Design", (("Harbour Lane", "3 parties", "draft"),))
    drawn = []
    for mirrored_in in (0, 1440):
        sheet = Drawing(LIGHT, 100, mirrored_in)
        draw_first_look(sheet, 1440, 900, look)
        drawn.append(sheet.picture(1440, 900, 1.0).toImage())
    plain, mirrored = drawn
    turned = mirrored.flipped(Qt.Orientation.Horizontal)
    for x, y in ((5, 500), (230, 500), (40, 140), (300, 60), (600, 120), (1400, 500)):
        assert turned.pixelColor(x, y) == plain.pixelColor(x, y), (x, y)
    words = (48, 18, 90, 30)  # “Microbiz”, which is read as ever
    at_the_end = (1440 - words[0] - words[2], *words[1:])
    assert _ink(plain.copy(*words)) == pytest.approx(_ink(mirrored.copy(*at_the_end)), rel=0.05)
    assert plain.copy(*words) != turned.copy(*words)


def _ink(image: QImage) -> int:
    """How much darker than its ground a picture is."""
    ground = image.pixelColor(0, 0).lightness()
    return sum(
        abs(image.pixelColor(x, y).lightness() - ground)
        for x in range(image.width())
        for y in range(image.height())
    )
