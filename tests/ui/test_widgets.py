"""Parts of the window: they say what they are, fit where they are put, and paint in every theme."""

import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QColor, QImage, QPainter
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from microbiz_desktop.ui.forms.section_list import SectionList
from microbiz_desktop.ui.forms.signature_pad import SignaturePad
from microbiz_desktop.ui.look.theme import ThemeManager, make_theme, theme
from microbiz_desktop.ui.records.rows_model import ROW_ROLE, RowsModel
from microbiz_desktop.ui.widgets.announce import RestedAnnouncer
from microbiz_desktop.ui.widgets.avatar import initials, initials_colour, paint_avatar
from microbiz_desktop.ui.widgets.buttons import (
    Button,
    DangerButton,
    GhostButton,
    IconButton,
    LinkButton,
    PrimaryButton,
    SecondaryButton,
    TonalButton,
)
from microbiz_desktop.ui.widgets.cards import Card, EmptyState, FindingCard, MessageBar
from microbiz_desktop.ui.widgets.labels import ElidedLabel, Label, Pill
from microbiz_desktop.ui.widgets.layouts import FlowLayout, ScrollColumn
from microbiz_desktop.ui.widgets.progress import LoadingBar, SectionState, Stepper, ThinBar
from microbiz_desktop.ui.widgets.row_delegate import RowList, RowLook
from microbiz_desktop.ui.widgets.toast import Toast
from tests.ui import gallery

_BUTTONS = (PrimaryButton, TonalButton, SecondaryButton, GhostButton, LinkButton, DangerButton)


def colours_of(widget: QWidget) -> set[str]:
    """Every colour a widget paints."""
    image = widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    return {
        image.pixelColor(x, y).name().upper()
        for x in range(image.width())
        for y in range(image.height())
    }


@pytest.mark.parametrize("kind", _BUTTONS)
def test_buttons_say_their_word_and_hear_keys(qtbot: QtBot, kind: type[Button]) -> None:
    """Space and Enter press; the target is at least 28 high; the word always fits."""
    button = kind("Offer for sign-off")
    qtbot.addWidget(button)
    pressed: list[bool] = []
    button.clicked.connect(lambda: pressed.append(True))
    QTest.keyClick(button, Qt.Key.Key_Space)
    QTest.keyClick(button, Qt.Key.Key_Return)
    assert len(pressed) == 2
    assert button.accessibleName() == "Offer for sign-off"
    assert button.sizeHint().height() >= 28
    assert button.minimumSizeHint() == button.sizeHint()


def test_buttons_grow_with_the_scale(qtbot: QtBot, daylight: ThemeManager) -> None:
    """Text to 200 % without loss."""
    button = PrimaryButton("Offer for sign-off")
    qtbot.addWidget(button)
    before = button.sizeHint()
    daylight.set_scale(200)
    assert button.sizeHint().height() == 2 * before.height()
    assert button.sizeHint().width() > 1.8 * before.width()


def test_keyboard_focus_is_seen_and_a_click_leaves_no_ring(qtbot: QtBot) -> None:
    """The ring is there after a key press."""
    window = QWidget()
    qtbot.addWidget(window)
    button = SecondaryButton("New")
    button.setParent(window)
    button.resize(button.sizeHint())
    window.resize(200, 80)
    window.show()
    window.activateWindow()
    button.setFocus()
    qtbot.waitUntil(button.hasFocus)
    accent = theme().tokens.accent
    window.setAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange, False)
    assert accent not in colours_of(button)
    window.setAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange, True)
    assert accent in colours_of(button)


def test_icon_button_has_a_name_and_a_tip(qtbot: QtBot) -> None:
    """An icon alone says nothing to who cannot see it."""
    button = IconButton("ellipsis", "More")
    qtbot.addWidget(button)
    assert (button.accessibleName(), button.toolTip()) == ("More", "More")


def test_long_name_is_elided_and_told_whole(qtbot: QtBot) -> None:
    """A long name never widens the window."""
    name = "The Very Long and Winding Company Name of Otley and Ilkley"
    label = ElidedLabel(name, "row")
    qtbot.addWidget(label)
    label.resize(120, 20)
    label.show()
    assert label.text().endswith("…")
    assert label.toolTip() == name == label.accessibleName() == label.whole_text()
    assert label.minimumSizeHint().width() <= 60
    label.resize(label.sizeHint())
    assert label.text() == name
    assert label.toolTip() == ""


def test_names_of_any_script_begin_where_the_layout_begins(qtbot: QtBot) -> None:
    """An Arabic name in an English list stands in its column, not at the far edge."""
    label = Label("مكتب", "row")
    qtbot.addWidget(label)
    label.resize(400, 24)
    image = label.grab().toImage()
    ground = image.pixelColor(399, 0)
    inked = [x for x in range(400) for y in range(24) if image.pixelColor(x, y) != ground]
    assert 0 < max(inked) < 100


def test_pill_speaks_a_sentence(qtbot: QtBot) -> None:
    """Colour is never alone; the sentence goes to the screen reader."""
    pill = Pill("waiting", "clock", "1 of 5 signed off")
    qtbot.addWidget(pill)
    assert pill.accessibleName() == "1 of 5 signed off"
    pill.set_status("problem", "circle-question-mark", "Question", "Northlight Film: question")
    assert pill.accessibleName() == "Northlight Film: question"
    assert pill.sizeHint().height() == 22
    assert theme().tokens.problem_bg in colours_of(pill)


def test_stepper_says_where_things_stand(qtbot: QtBot) -> None:
    """Steps, the end, and a side exit in one pill."""
    stepper = Stepper(now=1)
    qtbot.addWidget(stepper)
    assert stepper.accessibleName() == "Step 2 of 4: Offered"
    wide = stepper.sizeHint().width()
    stepper.set_step(3, finished=True)
    assert stepper.accessibleName() == "All 4 steps done"
    stepper.set_exit("neutral", "undo-2", "Withdrawn 3 December 2026")
    assert stepper.accessibleName() == "Withdrawn 3 December 2026"
    assert stepper.sizeHint().width() < wide


def test_sections_say_how_far_they_are(qtbot: QtBot) -> None:
    """No more than is known of them; the chosen one stays chosen."""
    sections = SectionList()
    qtbot.addWidget(sections)
    sections.set_states(
        [
            SectionState("work", "The work", looked_at=True, as_usual=True),
            SectionState("people", "The people", left=1, as_usual=True),
            SectionState("money", "The money", as_usual=True),
            SectionState("law", "The law"),
        ]
    )
    lines = [choice.explanation for choice in sections.choices()]
    assert lines == ["Nothing left", "1 left", "As usual", "Not looked at yet"]
    sections.set_value("money")
    sections.set_states([SectionState("money", "The money", 6, 6, looked_at=True)])
    assert sections.value() == "money"


def test_finding_leads_and_mends(qtbot: QtBot) -> None:
    """Kind, place and text in one name; Mend only where there is one."""
    card = FindingCard("error", "The people", "Nobody may sign.", mend="Eilidh Fraser")
    plain = FindingCard("hint", "Clause 3.2", "Hard to read.")
    qtbot.addWidget(card)
    qtbot.addWidget(plain)
    assert card.accessibleName() == "Error, The people: Nobody may sign."
    with qtbot.waitSignals([card.show_asked, card.mend_asked]):
        card.show_link.click()
        card.mend_link.click()
    assert card.mend_link.text() == "Mend: Eilidh Fraser"
    assert plain.mend_link.isHidden()


def test_message_bar_stays_until_answered(qtbot: QtBot) -> None:
    """The action closes it and acts; it comes back with the next message."""
    bar = MessageBar()
    qtbot.addWidget(bar)
    acted: list[str] = []
    bar.show_message("The disk is full.", action="Try again", act=lambda: acted.append("again"))
    assert not bar.isHidden()
    assert bar.accessibleName() == "The disk is full."
    bar.button.click()
    assert acted == ["again"]
    assert bar.isHidden()


def test_toast_offers_undo_once(qtbot: QtBot) -> None:
    """At the foot of the window; Undo acts and closes."""
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(800, 500)
    window.show()
    toast = Toast(window)
    acted: list[str] = []
    toast.show_notice("Deleted Low Moor Sound.", "Undo", lambda: acted.append("undo"))
    assert toast.geometry().bottom() < 500
    assert toast.x() == 24
    window.resize(600, 400)
    qtbot.waitUntil(lambda: toast.geometry().bottom() < 400)
    toast.button.click()
    toast.button.click()
    assert acted == ["undo"]
    assert toast.isHidden()


def test_totals_are_announced_once_they_rest(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    """A screen reader hears the last of a run of changes, and a problem at once."""
    heard: list[str] = []

    def listen(event: QAccessibleAnnouncementEvent) -> None:
        heard.append(event.message())

    monkeypatch.setattr(QAccessible, "updateAccessibility", listen)
    bar = MessageBar()
    qtbot.addWidget(bar)
    bar.show_message("The disk is full.")
    rested = RestedAnnouncer(bar, wait=15)
    for text in ("1 % still to share", "Adds up exactly"):
        rested.say(text)
    qtbot.waitUntil(lambda: len(heard) == 2)
    assert heard == ["The disk is full.", "Adds up exactly"]


def test_loading_bar_waits_before_it_shows(qtbot: QtBot) -> None:
    """Quick things flash nothing."""
    bar = LoadingBar()
    qtbot.addWidget(bar)
    bar.start()
    assert bar.isHidden()
    qtbot.waitUntil(bar.isVisible, timeout=2000)
    bar.stop()
    assert bar.isHidden()


def test_thin_bar_says_its_numbers(qtbot: QtBot) -> None:
    """Nothing of nothing is no fault."""
    bar = ThinBar("Answered")
    qtbot.addWidget(bar)
    bar.set_share(0, 0)
    bar.set_share(24, 29)
    assert bar.accessibleName() == "24 of 29"


def test_chips_wrap_and_need_room_for_one_only(qtbot: QtBot) -> None:
    """The narrower the higher."""
    holder = QWidget()
    qtbot.addWidget(holder)
    flow = FlowLayout(holder)
    for number in range(6):
        flow.addWidget(Pill("neutral", "", f"Filter number {number}"))
    assert flow.heightForWidth(1000) < flow.heightForWidth(300) < flow.heightForWidth(130)
    assert holder.minimumSizeHint().width() < 200


def test_scroll_column_keeps_forms_readable(qtbot: QtBot, daylight: ThemeManager) -> None:
    """Never wider than 480, whatever the window; more at a larger scale."""
    column = ScrollColumn()
    qtbot.addWidget(column)
    column.add(Label("A question", "label"))
    column.resize(1600, 600)
    column.show()
    assert column.body.width() == 480
    daylight.set_scale(150)
    qtbot.waitUntil(lambda: column.body.width() == 720)
    column.clear()
    assert column.column.count() == 0


def test_row_list_shows_rows_and_names_them(qtbot: QtBot) -> None:
    """Qt's own tester watches the model; rows speak whole sentences."""
    view = RowList("Associates")
    qtbot.addWidget(view)
    model: RowsModel[tuple[int, str]] = RowsModel(
        lambda row: RowLook(row[1], "Leeds", pill=("ok", "check", "Executed")), lambda row: row[0]
    )
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    view.setModel(model)
    model.set_rows([(1, "Low Moor Sound"), (2, "مكتب"), (3, "Hart Lane Pottery")])
    index = model.index_of(3)
    said = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Hart Lane Pottery, Leeds, Executed"
    assert index.data(ROW_ROLE) == (3, "Hart Lane Pottery")
    assert not model.index_of(9).isValid()
    view.setCurrentIndex(index)
    model.set_rows([(1, "Low Moor"), (2, "مكتب"), (3, "Hart Lane")])
    assert view.currentIndex().row() == 2
    assert not view.grab().isNull()
    model.set_rows([])
    assert model.rowCount() == 0


def test_initials_of_any_name() -> None:
    """Two telling letters, one where a script has no capitals, never an error."""
    assert initials("The Low Moor Sound Ltd") == "LM"
    assert initials("Print & Post") == "PP"
    assert initials("渋谷 印刷") == "渋"
    assert initials("") == "?"
    assert initials("  &  ") == "?"
    assert initials("3D Works") == "3W"


def test_colours_of_initials_differ_for_anagrams(qtbot: QtBot) -> None:
    """The hash counts where letters stand."""
    assert initials_colour("Ada Bell") != initials_colour("Bell Ada")
    image = QImage(40, 40, QImage.Format.Format_ARGB32_Premultiplied)
    painter = QPainter(image)
    paint_avatar(painter, image.rect(), "Ada Bell")
    painter.end()
    assert image.pixelColor(6, 20) == QColor(initials_colour("Ada Bell"))


def test_signature_is_drawn_kept_and_cleared(qtbot: QtBot) -> None:
    """Strokes in parts of the height, a PNG of ink on nothing; a dot is no signature."""
    pad = SignaturePad()
    qtbot.addWidget(pad)
    pad.resize(420, 140)
    pad.show()
    QTest.mouseClick(pad, Qt.MouseButton.LeftButton, pos=QPoint(30, 30))
    assert pad.is_empty()
    with qtbot.waitSignal(pad.changed):
        QTest.mousePress(pad, Qt.MouseButton.LeftButton, pos=QPoint(50, 70))
        for x in range(60, 360, 30):
            QTest.mouseMove(pad, QPoint(x, 40 + (x // 30 % 2) * 50))
        QTest.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=QPoint(360, 70))
    strokes = pad.strokes()
    assert strokes[0][0] == (0.3571, 0.5)
    image = QImage.fromData(pad.png(280))
    assert image.size() == QSize(840, 280)
    assert image.pixelColor(0, 0).alpha() == 0
    pad.clear()
    assert pad.is_empty()
    pad.set_strokes(strokes)
    assert pad.strokes() == strokes


def test_card_link_and_empty_state_are_reached(qtbot: QtBot) -> None:
    """A head with one link; an empty state with its button."""
    card = Card("Live agreements", "All 8")
    empty = EmptyState("No associates yet.", SecondaryButton("New"))
    qtbot.addWidget(card)
    qtbot.addWidget(empty)
    with qtbot.waitSignal(card.link_clicked):
        card.link.click()
    assert [b.text() for b in empty.findChildren(Button)] == ["New"]


@pytest.mark.parametrize("choice", ["light", "dark"])
@pytest.mark.parametrize("scale", [90, 125, 200])
def test_everything_paints_in_every_theme(
    qtbot: QtBot, daylight: ThemeManager, choice: str, scale: int
) -> None:
    """The gallery of all parts, right to left too, without a complaint of Qt."""
    daylight.choose(choice)
    daylight.set_scale(scale)
    window = gallery.build()
    qtbot.addWidget(window)
    window.show()
    assert not window.grab().isNull()
    window.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert not window.grab().isNull()


def test_strong_contrast_gives_pills_a_border(qtbot: QtBot, daylight: ThemeManager) -> None:
    """Tints are gone then, so the edge has to carry the shape."""
    pill = Pill("ok", "check", "Executed")
    qtbot.addWidget(pill)
    daylight.theme = make_theme(dark=False, strong_contrast=True)
    pill.resize(pill.sizeHint())
    image = pill.grab().toImage()
    assert image.pixelColor(image.width() // 2, 0).name() == theme().tokens.ok.lower()


def test_every_control_in_the_gallery_has_a_name(qtbot: QtBot) -> None:
    """What takes the keyboard can be told apart by ear."""
    window = gallery.build()
    qtbot.addWidget(window)
    controls = [
        w for w in window.findChildren(QWidget) if w.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]
    assert len(controls) > 30
    assert [type(w).__name__ for w in controls if not w.accessibleName()] == []
