"""What was seen amiss when the whole job was done in a real window, and stays mended."""

from collections.abc import Callable
from functools import partial
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage, QRegion
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QStyle, QStyleOptionFrame, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from microbiz_desktop.domain.deal import PartySnapshot
from microbiz_desktop.domain.money.figures import BRITISH
from microbiz_desktop.services.agreements.asked import AnswerKind, ColumnSpec
from microbiz_desktop.ui.agreements.interview.section_foot import SectionFoot
from microbiz_desktop.ui.associates.page import AssociatesPage
from microbiz_desktop.ui.forms.choice_field import ChoiceField
from microbiz_desktop.ui.forms.choices import Choice, Segmented
from microbiz_desktop.ui.forms.dates import DateField
from microbiz_desktop.ui.forms.fields import PercentField, SearchField, TextField
from microbiz_desktop.ui.forms.party_table import PerPartyEditor
from microbiz_desktop.ui.forms.rows_table import RowsTable
from microbiz_desktop.ui.forms.share_table import ShareTable
from microbiz_desktop.ui.forms.ticks import TickBox
from microbiz_desktop.ui.home.page import HomePage
from microbiz_desktop.ui.look.fonts import load_fallback_fonts
from microbiz_desktop.ui.look.theme import ThemeManager, theme
from microbiz_desktop.ui.projects.editor import ProjectEditor
from microbiz_desktop.ui.records.list_beside_card import FormPage
from microbiz_desktop.ui.records.rows_model import RowsModel
from microbiz_desktop.ui.runtime.context import Context
from microbiz_desktop.ui.settings_page.own import OwnPart
from microbiz_desktop.ui.settings_page.page import SettingsPage
from microbiz_desktop.ui.signoff.dialogs import ReturnedSheet
from microbiz_desktop.ui.signoff.page import SignOffPage
from microbiz_desktop.ui.widgets.buttons import LinkButton, PrimaryButton, SecondaryButton
from microbiz_desktop.ui.widgets.cards import Card, EmptyState
from microbiz_desktop.ui.widgets.labels import ElidedLabel, Label
from microbiz_desktop.ui.widgets.layouts import column, row
from microbiz_desktop.ui.widgets.main_step import Dialog
from microbiz_desktop.ui.widgets.painting import text_width
from microbiz_desktop.ui.widgets.row_delegate import RowList, RowLook
from microbiz_desktop.ui.widgets.tab_order import move_focus
from microbiz_desktop.ui.widgets.toast import Toast
from tests.builders import draft_of_three, northlight, sign_all
from tests.ui.page_help import show
from tests.ui.studio_help import open_studio, studio_of


def test_esc_closes_the_calendar_and_not_the_form_behind_it(qtbot: QtBot) -> None:
    form = QWidget()
    day = DateField("Starts")
    column(day, of=form)
    page = show(qtbot, FormPage(form))
    popup = day.open_calendar()
    qtbot.waitUntil(popup.isVisible)
    with qtbot.assertNotEmitted(page.left):
        QTest.keyClick(popup.calendar.focusWidget(), Qt.Key.Key_Escape)
        qtbot.waitUntil(lambda: QApplication.activePopupWidget() is None)
    day.setFocus()
    with qtbot.waitSignal(page.left):
        QTest.keyClick(day, Qt.Key.Key_Escape)


def test_the_list_of_a_drop_down_marks_what_is_chosen(qtbot: QtBot) -> None:
    field = show(qtbot, ChoiceField("Form", [("a", "Sole trader"), ("b", "Partnership")]))
    field.set_value("b")
    field.showPopup()
    qtbot.waitUntil(field.view().isVisible)
    view = field.view()
    seen = view.viewport().grab().toImage()
    grounds = [
        seen.pixelColor(view.visualRect(view.model().index(row, 0)).right() - 12, spot.y())
        for row in (0, 1)
        for spot in [view.visualRect(view.model().index(row, 0)).center()]
    ]
    field.hidePopup()
    assert [ground.name() for ground in grounds] == [
        theme().colour("surface").name(),
        theme().colour("accent_bg").name(),
    ]


def test_words_with_a_space_choose_from_a_drop_down(qtbot: QtBot) -> None:
    options = [("1", "As a letter"), ("2", "As a scan on a stick"), ("3", "By hand")]
    field = show(qtbot, ChoiceField("How did it come?", options))
    field.setFocus()
    QTest.keyClicks(field, "As a scan")
    assert not field.view().isVisible()
    assert field.value() == "2"


def test_enter_on_a_tick_does_the_main_step_of_its_dialog(qtbot: QtBot) -> None:
    dialog = Dialog()
    tick, keep = TickBox("Every clause was understood"), PrimaryButton("Record")
    column(tick, keep, of=dialog)
    show(qtbot, dialog)
    tick.setFocus()
    with qtbot.waitSignal(keep.clicked):
        QTest.keyClick(tick, Qt.Key.Key_Return)
    assert not tick.value()


def test_a_column_of_days_shows_them_whole_and_stands_under_its_heading(
    qtbot: QtBot, context: Context
) -> None:
    editor = show(qtbot, ProjectEditor(context), (626, 900))
    table = editor.table("deliverables")
    for title in ("Brand and menus", "Fitted counter"):
        QTest.keyClicks(table.add_row().cells["title"], title)  # type: ignore[arg-type] # a widget
    for number in (0, 1):
        day = table.cell(number, "due")
        assert isinstance(day, DateField)
        day.set_value("2026-09-30")
        room = day.width() - theme().px(14 + 26)
        assert day.fontMetrics().horizontalAdvance(day.text()) < room
    _under_headings(qtbot, editor, table)


def _under_headings(qtbot: QtBot, editor: QWidget, table: RowsTable[object]) -> None:
    heads = {label.text(): label for label in table.findChildren(Label) if label.isVisible()}
    row = table.rows()[0]

    def left(part: object) -> int:
        assert isinstance(part, QWidget)
        return part.mapTo(editor, QPoint()).x()

    columns = table.columns()
    cells = [left(row.cells[spec.key]) for spec in columns]
    qtbot.waitUntil(lambda: [left(heads[spec.title]) for spec in columns] == cells)


def test_what_is_too_long_is_read_from_its_beginning_once_left(qtbot: QtBot) -> None:
    page = QWidget()
    field, other = TextField("Where"), TextField("Who")
    column(field, other, of=page)
    show(qtbot, page, (90, 90))
    field.setFocus()
    QTest.keyClicks(field, "4 Harbour Lane, Whitby YO21 3PU")
    other.setFocus()
    assert field.cursorPosition() == 0


@pytest.mark.usefixtures("offered")
def test_a_heading_painted_alone_does_not_cut_those_beside_it(
    qtbot: QtBot, context: Context
) -> None:
    page = show(qtbot, SignOffPage(context))
    page.show_target(1)
    header = page.room_view.matrix.horizontalHeader()
    qtbot.waitUntil(lambda: header.width() > 300)
    place = QRect(header.sectionViewportPosition(5), 0, header.sectionSize(5), header.height())
    whole, part = (QImage(header.size(), QImage.Format.Format_ARGB32) for _ in range(2))
    for image, region in ((whole, QRegion(header.rect())), (part, QRegion(place))):
        image.fill(Qt.GlobalColor.white)
        header.viewport().render(image, region.boundingRect().topLeft(), region)
    assert whole.copy(place) == part.copy(place)


def test_a_hyphen_that_may_not_break_does_not_draw_the_lines_apart(qtbot: QtBot) -> None:
    load_fallback_fonts()
    words = "Notices go to the addresses in this agreement, on paper or by e%smail. " * 4
    heights = []
    for hyphen in ("-", "\u2011"):
        label = Label(words.replace("%s", hyphen), "quote", wrap=True)
        qtbot.addWidget(label)
        heights.append(label.heightForWidth(356))
    assert heights[0] == heights[1]


class _Window(QWidget):
    """Tab goes as in the window of the program."""

    def focusNextPrevChild(self, next: bool) -> bool:
        return move_focus(self, forward=next)


@pytest.mark.parametrize("last", [False, True])
def test_what_is_hidden_hands_the_keyboard_to_what_is_read_next(
    qtbot: QtBot, *, last: bool
) -> None:
    window, band = _Window(), QWidget()
    first, before, field, after = (TextField(name) for name in ("A", "B", "C", "D"))
    column(field, of=band)
    column(*((first, before, band) if last else (first, before, band, after)), of=window)
    show(qtbot, window)
    field.setFocus()
    band.hide()
    assert (before if last else after).hasFocus()


def test_after_adding_an_associate_the_keyboard_is_in_the_list(
    qtbot: QtBot, context: Context
) -> None:
    page = show(qtbot, AssociatesPage(context))
    page.new()
    QTest.keyClicks(page.quick.field, "Northlight Film, Eilidh Fraser")
    QTest.keyClick(page.quick.field, Qt.Key.Key_Return)
    qtbot.waitUntil(page.pane.list.hasFocus)
    qtbot.waitUntil(lambda: page.pane.model.rowCount() == 1)
    assert page.pane.list.selectedIndexes(), "the new one is marked"


@pytest.mark.usefixtures("offered")
def test_once_executed_the_room_shows_what_is_needed_then(qtbot: QtBot, context: Context) -> None:
    page = show(qtbot, SignOffPage(context))
    page.show_target(1)
    view, room = page.room_view, context.services.signoffs.room(1)
    view.matrix.choose(room.parties[1].key, room.clauses[2].id)
    sign_all(context.services, 1)
    context.services.signoffs.execute(1)
    page.reload()
    assert view.detail.currentWidget() is view.executed


@pytest.mark.usefixtures("offered")
def test_cards_of_the_room_are_as_high_as_what_they_say(qtbot: QtBot, context: Context) -> None:
    page = show(qtbot, SignOffPage(context), (1500, 1000))
    page.show_target(1)
    view = page.room_view
    view.matrix.choose(context.services.signoffs.room(1).parties[0].key)
    qtbot.waitUntil(lambda: view.detail.height() > 0)
    for card in (view.party, view.next):
        lowest = max(
            part.mapTo(card, part.rect().bottomLeft()).y()
            for part in card.findChildren(QWidget)
            if part.isVisible()
        )
        assert card.height() - lowest < 60, "empty below"
    matrix = view.matrix
    reach = matrix.verticalHeader().width() + matrix.horizontalHeader().length()
    assert matrix.width() - reach < 8, "its lines end before the card does"


def test_buttons_of_an_empty_list_are_whole_in_a_narrow_pane(qtbot: QtBot) -> None:
    buttons = (
        SecondaryButton("Import", "download"),
        PrimaryButton("New associate", "user-plus"),
    )
    pane = QWidget()
    empty = EmptyState("No associates yet.", *buttons)
    empty.setParent(pane)
    empty.setGeometry(0, 0, 288, 500)
    show(qtbot, pane, (288, 500))
    assert [b.width() for b in buttons] == [b.sizeHint().width() for b in buttons]


def test_nobody_is_asked_to_choose_where_there_is_nobody(qtbot: QtBot, context: Context) -> None:
    page = show(qtbot, AssociatesPage(context))
    right = page.right.currentWidget()
    assert right is not None
    said = right.findChild(Label)
    assert isinstance(said, Label)
    qtbot.waitUntil(said.isHidden)
    context.services.businesses.save(northlight())
    qtbot.waitUntil(lambda: page.pane.model.rowCount() == 1)
    assert not said.isHidden()


def test_the_foot_of_a_section_says_all_it_says_at_the_smallest(qtbot: QtBot) -> None:
    foot = show(qtbot, SectionFoot(), (442, 58))
    foot.show_place(("The work", "The people", "The money", "Who owns what"), 1)
    for here, in_all in ((2, 5), (0, 15), (0, 0)):
        foot.show_left(here, in_all)
        assert foot.rest.text() == foot.rest.whole_text()


def test_a_notice_covers_no_buttons_at_the_foot(qtbot: QtBot) -> None:
    owner = QWidget()
    toast = Toast(owner, lambda: 58)
    show(qtbot, owner, (600, 400))
    toast.show_notice("Mended", "Undo")
    assert toast.geometry().bottom() < 400 - 58


def test_the_line_under_a_link_is_under_its_word_and_not_its_icon(qtbot: QtBot) -> None:
    link = show(qtbot, LinkButton("Add a business", "plus"))
    link.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, False)
    bare = link.grab().toImage()
    link.setAttribute(Qt.WidgetAttribute.WA_UnderMouse)
    under = link.grab().toImage()
    changed = [
        x
        for x in range(under.width())
        if any(under.pixel(x, y) != bare.pixel(x, y) for y in range(under.height()))
    ]
    letters = [x for x in range(bare.width()) if _has_ink(bare, x)]
    assert changed[0] > theme().px(20)
    assert abs(changed[-1] - letters[-1]) <= 3


def _has_ink(image: QImage, x: int) -> bool:
    ground = image.pixel(0, 0)
    return any(image.pixel(x, y) != ground for y in range(image.height()))


def test_the_way_to_another_own_business_stands_where_lines_begin(
    qtbot: QtBot, context: Context
) -> None:
    part = show(qtbot, OwnPart(context))
    qtbot.waitUntil(lambda: part.add.x() == 0)


def _is_laid_out(part: QWidget) -> bool:
    return part.y() > 0


def test_words_of_empty_cards_stand_as_far_under_their_headings(
    qtbot: QtBot, context: Context
) -> None:
    page = show(qtbot, HomePage(context))
    cards = {card.accessibleName(): card for card in page.findChildren(Card)}
    gaps = []
    for name in ("Needs you today", "Live agreements"):
        words = cards[name].findChildren(Label)[-1]
        qtbot.waitUntil(partial(_is_laid_out, words))
        gaps.append(words.y() - cards[name].title.geometry().bottom())
    assert gaps[0] == gaps[1]


def test_headings_of_sums_end_where_the_sums_end(qtbot: QtBot) -> None:
    columns = (
        ColumnSpec("amount", AnswerKind.MONEY, "Cost"),
        ColumnSpec("what", AnswerKind.SHORT_TEXT, "For what"),
    )
    editor = PerPartyEditor("Costs", columns, BRITISH)
    editor.set_parties([PartySnapshot("a", "Fernhill Design")])
    show(qtbot, editor, (380, 120))
    heads = {label.text(): label for label in editor.findChildren(Label)}
    assert heads["Cost"].alignment() & Qt.AlignmentFlag.AlignRight
    assert not heads["For what"].alignment() & Qt.AlignmentFlag.AlignRight


def test_the_arrow_of_a_list_that_opens_stands_behind_its_word(
    qtbot: QtBot, context: Context
) -> None:
    order = show(qtbot, AssociatesPage(context)).pane.order
    order.show()
    image = order.grab().toImage()
    inked = [x for x in range(image.width()) if _has_ink(image, x)]
    gaps = [(b - a, a) for a, b in pairwise(inked)]
    assert max(gaps)[1] > image.width() / 2, "the widest gap is between the word and its arrow"


def test_a_name_is_not_cut_short_for_the_buttons_beside_it(qtbot: QtBot, context: Context) -> None:
    kept = context.services.businesses.save(northlight())
    page = show(qtbot, AssociatesPage(context), (720, 700))
    page.show_target(kept.id)

    def name() -> ElidedLabel | None:
        found = page.card.findChildren(ElidedLabel)
        return next((label for label in found if label.whole_text() == kept.name), None)

    qtbot.waitUntil(lambda: name() is not None)
    shown = name()
    assert shown is not None
    qtbot.waitUntil(lambda: shown.text() == kept.name)

    def height(part: QWidget) -> int:
        return part.mapTo(page, QPoint()).y()

    qtbot.waitUntil(lambda: height(page.card.draft) > height(shown) + 20)


def test_words_side_by_side_share_the_room_as_they_need_it(qtbot: QtBot) -> None:
    words = ("All", "Drafts", "Out for sign-off", "Executed", "Closed")
    picker = Segmented([Choice(word, word) for word in words], "Show")
    show(qtbot, picker, (470, 36))
    font = theme().font("label")
    for place, word in enumerate(words):
        assert picker.rect_of(place).width() - 12 >= text_width(font, word)
    assert picker.rect_of(4).right() == picker.width() - 1


def test_a_hyphen_that_may_not_break_does_not_break(qtbot: QtBot) -> None:
    label = Label("or by e\u2011mail", "quote", wrap=True)
    qtbot.addWidget(label)
    whole = text_width(label.font(), "or by e-")
    assert label.heightForWidth(whole + 4) == 2 * label.fontMetrics().height()
    lines = label.fontMetrics().boundingRect(
        QRect(0, 0, whole + 4, 400), Qt.TextFlag.TextWordWrap, label.text()
    )
    assert lines.width() < whole, "the last word stands on a line of its own"


def test_the_cross_of_a_search_is_in_the_ink_of_the_theme(
    qtbot: QtBot, daylight: ThemeManager
) -> None:
    daylight.choose("dark")
    field = show(qtbot, SearchField(), (200, 36))
    QTest.keyClicks(field, "n")
    cross = next(b for b in field.findChildren(QToolButton) if b.x() > 100)
    seen = cross.icon().pixmap(16, 16).toImage()
    ink = theme().colour("text_2")
    drawn = [c for x in range(16) for y in range(16) if (c := seen.pixelColor(x, y)).alpha() > 60]
    assert drawn
    assert all(abs(one.lightness() - ink.lightness()) < 12 for one in drawn)


def test_headings_of_cards_are_level_with_and_without_a_link(qtbot: QtBot) -> None:
    page, cards = QWidget(), (Card("This week"), Card("Live agreements", "All 8"))
    row(*cards, of=page)
    for card in cards:
        card.add(Label("Nothing yet."))
    show(qtbot, page, (600, 120))
    qtbot.waitUntil(lambda: all(card.title.y() > 0 for card in cards))
    middles = [card.title.geometry().center().y() for card in cards]
    assert middles[0] == middles[1]


def test_the_heading_of_a_part_of_the_settings_is_level_with_the_title(
    qtbot: QtBot, context: Context
) -> None:
    page = show(qtbot, SettingsPage(context), (1040, 700))
    page.show_target(0, "about")
    labels = {one.text(): one for one in page.findChildren(Label) if one.isVisible()}

    def middle(part: Label) -> int:
        return part.mapTo(page, part.rect().center()).y()

    qtbot.waitUntil(lambda: abs(middle(labels["Settings"]) - middle(labels["About"])) <= 2)


def test_a_name_without_a_second_line_stands_in_the_middle_of_its_row(qtbot: QtBot) -> None:
    rows: RowsModel[str] = RowsModel(
        lambda name: RowLook(name, icon="users", pill=("ok", "", "Add")), lambda name: name
    )
    rows.set_rows(["Good"])
    shown = RowList("Contacts")
    shown.setModel(rows)
    show(qtbot, shown, (400, 100))
    place = shown.visualRect(rows.index(0))
    words = QRect(place.x() + 62, place.y(), 40, place.height() - 4)
    image = shown.viewport().grab(words).toImage()
    inked = [
        y
        for y in range(image.height())
        if any(image.pixel(x, y) != image.pixel(0, 0) for x in range(image.width()))
    ]
    assert abs((inked[0] + inked[-1]) / 2 - place.height() / 2) < 4


@pytest.mark.usefixtures("offered")
def test_what_a_returned_copy_lacks_is_not_said_once_it_is_told(
    qtbot: QtBot, context: Context
) -> None:
    room = context.services.signoffs.room(1)
    owner = show(qtbot, QWidget(), (800, 600))
    sheet = ReturnedSheet(room, room.parties[1].key, "Priya Raman", owner)
    show(qtbot, sheet, (520, 500))
    QTest.mouseClick(sheet.keep, Qt.MouseButton.LeftButton)
    assert sheet.problem.text() == "Choose the file that came back."
    qtbot.waitUntil(lambda: sheet.problem.height() > 10)
    before = sheet.keep.y()
    ways: tuple[Callable[[], object], ...] = (
        lambda: sheet.take_file(Path("returned.pdf")),
        lambda: QTest.keyClicks(sheet.signed_on, "30 nov 2026"),
        sheet.understood.click,
    )
    for tell in ways:
        sheet.say_problem("Something is missing.")
        tell()
        assert sheet.problem.text() == ""
    assert sheet.keep.y() == before, "the button stays under the pointer"


def test_with_large_text_the_form_of_a_project_goes_no_wider_than_its_place(
    qtbot: QtBot, context: Context, daylight: ThemeManager
) -> None:
    """Beside the list at 1100x700: what is in a row is read, and no edge is cut off."""
    daylight.set_scale(150)
    editor = show(qtbot, ProjectEditor(context), (488, 3000))
    chosen = {"team": "business_id", "deliverables": "owner_id"}
    for table in chosen:
        editor.table(table).add_row()
        editor.table(table).add_row()
    least = {card.title.text(): card.minimumSizeHint().width() for card in _cards(editor)}
    assert [(title, wide) for title, wide in least.items() if wide > 488] == []
    qtbot.waitUntil(lambda: editor.width() == 488)
    QApplication.processEvents()
    name = text_width(theme().font("form"), "Whitcombe Joinery Ltd") + theme().px(14 + 26)
    for table, key in chosen.items():
        cell = editor.table(table).cell(0, key)
        assert isinstance(cell, QWidget)
        assert cell.width() > name


def _cards(page: QWidget) -> list[Card]:
    return [card for card in page.findChildren(Card) if card.isVisible()]


def test_the_sentence_of_an_empty_list_is_whole_in_a_low_place(
    qtbot: QtBot, daylight: ThemeManager
) -> None:
    """With large text a line of typing above leaves little room; the edges give way, not words."""
    daylight.set_scale(150)
    words = "No associates yet. Bring them from your phone or type the first one."
    empty = EmptyState(words, SecondaryButton("Import"), PrimaryButton("New associate"))
    place, text = QWidget(), empty.text
    empty.setParent(place)
    empty.resize(435, 200)
    show(qtbot, place, (435, 200))
    qtbot.waitUntil(lambda: text.height() >= text.heightForWidth(text.width()))


def test_a_share_of_a_third_is_seen_whole_at_every_size(
    qtbot: QtBot, daylight: ThemeManager
) -> None:
    """A third of 33.3334 % was read as 3334 %, its first figures under the edge of the field."""
    for scale in (100, 150, 200):
        daylight.set_scale(scale)
        table = ShareTable()
        table.set_parties([("p1", "Northlight Film"), ("p2", "Whitcombe Joinery")])
        show(qtbot, table, (1200, 400))
        field = table.findChildren(PercentField)[0]
        box = QStyleOptionFrame()
        field.initStyleOption(box)
        inner = (
            field.style().subElementRect(QStyle.SubElement.SE_LineEditContents, box, field).width()
        )
        edges, beside = field.textMargins(), 2 * 2 + 1  # what a line of Qt keeps, and the caret
        room = inner - edges.left() - edges.right() - beside
        assert field.fontMetrics().horizontalAdvance("33.3334 %") <= room, scale


def test_checks_over_a_narrow_preview_stand_inside_the_window(
    qtbot: QtBot, context: Context, daylight: ThemeManager
) -> None:
    """With large text they are wider than the preview: their right edge was cut off."""
    daylight.set_scale(150)
    page = open_studio(qtbot, context, draft_of_three(context.services).id, (1008, 678))
    studio = studio_of(page)
    QTest.mouseClick(studio.body.checks_bar.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(studio.checks.isVisible)
    edge = studio.checks.mapTo(page, QPoint(studio.checks.width(), 0)).x()
    assert edge <= page.width()
