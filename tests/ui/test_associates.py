"""Associates on real services: add in one line, find, read, edit, delete and bring back."""

import io
from array import array
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QAction, QClipboard
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu
from pytestqt.qtbot import QtBot

from microbiz_desktop.domain.contacts.contacts import BusinessData, PersonData, SkillData, Stage
from microbiz_desktop.domain.states import Kind
from microbiz_desktop.services.contacts.contacts import Query
from microbiz_desktop.services.transfer.contact_insert import ContactInsert
from microbiz_desktop.storage.bulk import bulk_search
from microbiz_desktop.storage.database import announce
from microbiz_desktop.ui.associates.found_list import FoundList
from microbiz_desktop.ui.associates.found_model import FoundModel
from microbiz_desktop.ui.associates.page import AssociatesPage
from microbiz_desktop.ui.records.forget import ForgetDialog
from microbiz_desktop.ui.runtime.context import Context
from microbiz_desktop.ui.runtime.messages import Message, Notice
from microbiz_desktop.ui.widgets.row_delegate import LOOK_ROLE, RowLook
from tests.builders import northlight, whitcombe
from tests.ui.conftest import Visits
from tests.ui.page_help import card_is_shown, click, show, type_over, words_in

from .page_help import seen


@pytest.fixture
def page(qtbot: QtBot, context: Context) -> AssociatesPage:
    """The page with two associates; the first of them is shown."""
    for data in (northlight(), whitcombe()):
        context.services.businesses.save(data)
    made = show(qtbot, AssociatesPage(context))
    qtbot.waitUntil(lambda: made.card.is_whole() and len(names(made)) == 2)
    return made


def names(page: AssociatesPage) -> list[str]:
    return [row.name for row in page.pane.model.rows()]


def edit(page: AssociatesPage, qtbot: QtBot) -> None:
    """Open the form of the one shown."""
    click(page.card.edit)
    qtbot.waitUntil(page.editor.isVisible)


def test_the_first_associate_is_shown_with_all_that_is_known(page: AssociatesPage) -> None:
    assert names(page) == ["Northlight Film", "Whitcombe Joinery"]
    assert page.pane.count.text() == "2 associates"
    said = words_in(page.card)
    for fact in ("Northlight Film", "Eilidh Fraser", "eilidh@northlight.example", "7 Quay Road"):
        assert fact in said, said


def test_one_line_is_enough_for_a_new_one(
    page: AssociatesPage, context: Context, qtbot: QtBot
) -> None:
    """The line becomes a business with its contact, and is shown at once."""
    page.pane.list.setFocus()
    QTest.keySequence(page.pane.list, "Ctrl+N")
    assert page.quick.field.hasFocus()
    QTest.keyClicks(page.quick.field, "Low Moor Sound, Rhys Bowen, rhys@lowmoor.example")
    QTest.keyClick(page.quick.field, Qt.Key.Key_Return)
    data = context.services.businesses.get(page.shown())
    assert (data.name, data.email) == ("Low Moor Sound", "rhys@lowmoor.example")
    assert [(p.name, p.may_sign) for p in data.people] == [("Rhys Bowen", True)]
    qtbot.waitUntil(lambda: page.pane.chosen() == data.id)
    assert page.quick.isHidden()


def test_a_line_without_a_name_is_said_under_it(page: AssociatesPage) -> None:
    page.show_target(0, "new")
    QTest.keyClicks(page.quick.field, "rhys@lowmoor.example")
    QTest.keyClick(page.quick.field, Qt.Key.Key_Return)
    assert "needs a name" in page.quick.block.problem_shown()
    QTest.keyClick(page.quick.field, Qt.Key.Key_Escape)
    assert page.quick.isHidden()
    assert page.quick.field.text() == "rhys@lowmoor.example"


def test_search_narrows_as_you_type_and_says_so(page: AssociatesPage, qtbot: QtBot) -> None:
    QTest.keyClicks(page.pane.search, "joinery")
    qtbot.waitUntil(lambda: names(page) == ["Whitcombe Joinery"])
    assert page.pane.count.text() == "1 of 2 associates"
    type_over(page.pane.search, "zeppelin")
    qtbot.waitUntil(lambda: names(page) == [])
    assert page.pane.count.text() == "0 of 2 associates"


def test_a_slip_of_the_finger_is_forgiven_and_said(page: AssociatesPage, qtbot: QtBot) -> None:
    QTest.keyClicks(page.pane.search, "joinrey")
    qtbot.waitUntil(lambda: names(page) == ["Whitcombe Joinery"])
    assert "“joinrey” read as “joinery”" in page.pane.read_as.text()


def test_what_matched_is_shown_when_the_row_does_not_show_it(
    page: AssociatesPage, context: Context, qtbot: QtBot
) -> None:
    data = context.services.businesses.get(page.shown())
    context.services.businesses.save(replace(data, notes="Has a zeppelin in the yard"))
    QTest.keyClicks(page.pane.search, "zeppelin")
    qtbot.waitUntil(lambda: names(page) == ["Northlight Film"])
    look = page.pane.model.data(page.pane.model.index(0), LOOK_ROLE)
    assert "zeppelin" in look.second


def test_typing_is_saved_and_leaving_shows_the_card(
    page: AssociatesPage, context: Context, qtbot: QtBot
) -> None:
    key = page.shown()
    edit(page, qtbot)
    assert seen(page.editor.fields["legal_name"]).hasFocus()
    type_over(seen(page.editor.fields["place"]), "Whitby")
    QTest.keySequence(page.editor, "Esc")
    assert context.services.businesses.get(key).place == "Whitby"
    assert page.right.currentWidget() is page.card


def test_another_row_saves_the_form_first(
    page: AssociatesPage, context: Context, qtbot: QtBot
) -> None:
    first = page.shown()
    edit(page, qtbot)
    type_over(seen(page.editor.fields["place"]), "Whitby")
    page.pane.list.setFocus()
    QTest.keyClick(page.pane.list, Qt.Key.Key_Down)
    assert context.services.businesses.get(first).place == "Whitby"
    assert page.shown() != first


def test_a_form_being_typed_in_stays_when_the_list_changes(
    page: AssociatesPage, context: Context, qtbot: QtBot
) -> None:
    """Something new elsewhere reloads the list and leaves form and keyboard alone."""
    key = page.shown()
    edit(page, qtbot)
    field = page.editor.fields["place"]
    type_over(seen(field), "Whit")
    context.services.businesses.add_typed("Aardvark Prints")
    qtbot.waitUntil(lambda: len(names(page)) == 3)
    assert seen(field).hasFocus()
    QTest.keyClicks(seen(field), "by")
    page.flush()
    assert context.services.businesses.get(key).place == "Whitby"


def test_both_sides_of_a_change_made_elsewhere_are_kept(
    page: AssociatesPage, context: Context, qtbot: QtBot
) -> None:
    key = page.shown()
    said: list[Message] = []
    context.messages.message_posted.connect(said.append)
    edit(page, qtbot)
    type_over(seen(page.editor.fields["place"]), "Whitby")
    businesses = context.services.businesses
    businesses.save(replace(businesses.get(key), phone="01947 000222"))
    page.flush()
    now = businesses.get(key)
    assert (now.place, now.phone) == ("Whitby", "01947 000222")
    assert page.editor.fields["phone"].value() == "01947 000222"
    assert "changed elsewhere" in said[-1].text


def test_an_emptied_name_is_said_and_not_stored(
    page: AssociatesPage, context: Context, qtbot: QtBot
) -> None:
    key = page.shown()
    edit(page, qtbot)
    for name in ("trading_name", "legal_name"):
        field = page.editor.fields[name]
        field.setFocus()
        QTest.keyClick(seen(field), Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClick(seen(field), Qt.Key.Key_Delete)
    page.flush()
    assert "needs a name" in page.editor.blocks["legal_name"].problem_shown()
    assert context.services.businesses.get(key).name


def test_people_are_added_named_and_taken_out(
    page: AssociatesPage, context: Context, qtbot: QtBot
) -> None:
    key = page.shown()
    edit(page, qtbot)
    people = seen(page.editor.fields["people"])
    click(people.add_link)
    row = people.rows()[1].cells
    assert row["name"].hasFocus()
    assert (
        row["prefers"].currentText() == people.rows()[0].cells["prefers"].currentText() == "No wish"
    )
    QTest.keyClicks(row["name"], "Morag Fraser")
    row["contact"].setFocus()
    QTest.keyClick(row["contact"], Qt.Key.Key_Space)
    page.flush()
    stored = context.services.businesses.get(key).people
    assert [(p.name, p.contact) for p in stored] == [
        ("Eilidh Fraser", False),
        ("Morag Fraser", True),
    ]
    click(people.rows()[0].tools["Remove {}"])
    page.flush()
    assert [p.name for p in context.services.businesses.get(key).people] == ["Morag Fraser"]


def test_an_odd_address_is_said_and_kept(
    page: AssociatesPage, context: Context, qtbot: QtBot
) -> None:
    key = page.shown()
    edit(page, qtbot)
    type_over(seen(page.editor.fields["email"]), "eilidh at northlight")
    page.flush()
    assert context.services.businesses.get(key).email == "eilidh at northlight"
    assert "eilidh at northlight" in page.editor.blocks["email"].problem_shown()


def test_a_logo_is_taken_shown_and_removed(
    page: AssociatesPage, context: Context, tmp_path: Path, qtbot: QtBot
) -> None:
    data = io.BytesIO()
    Image.new("RGB", (64, 32), "teal").save(data, "PNG")
    path = tmp_path / "logo.png"
    path.write_bytes(data.getvalue())
    edit(page, qtbot)
    page.editor.logo.take(path)
    key = page.shown()
    assert context.services.businesses.get(key).logo
    click(page.editor.logo.remove)
    assert not context.services.businesses.get(key).logo


def test_what_is_no_picture_is_refused_in_the_bar(
    page: AssociatesPage, context: Context, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "logo.png"
    path.write_bytes(b"not a picture")
    said: list[Message] = []
    context.messages.message_posted.connect(said.append)
    edit(page, qtbot)
    page.editor.logo.take(path)
    assert said
    assert not context.services.businesses.get(page.shown()).logo


def test_delete_goes_to_the_bin_and_undo_brings_it_back(
    page: AssociatesPage, context: Context, qtbot: QtBot
) -> None:
    key = page.shown()
    notices: list[Notice] = []
    context.messages.notice_posted.connect(notices.append)
    page.pane.list.setFocus()
    QTest.keyClick(page.pane.list, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: names(page) == ["Whitcombe Joinery"])
    assert notices[-1].text == "Northlight Film deleted"
    assert notices[-1].act is not None
    notices[-1].act()
    assert page.shown() == key
    qtbot.waitUntil(lambda: len(names(page)) == 2)


def test_drafting_starts_with_the_one_shown(
    page: AssociatesPage, visits: Visits, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: card_is_shown(page))
    click(page.card.draft)
    assert visits.seen == [("new-agreement", page.shown(), "with-associate")]


def test_the_card_has_one_column_where_it_is_narrow(page: AssociatesPage) -> None:
    page.resize(760, 700)
    assert page.card.column_count() == 1
    page.resize(1500, 700)
    assert page.card.column_count() == 2


def test_chips_narrow_together_and_are_taken_away(
    page: AssociatesPage, context: Context, qtbot: QtBot
) -> None:
    """A skill and a stage both hold; each chip takes itself away."""
    businesses = context.services.businesses
    first = businesses.get(page.shown())
    skills = (SkillData("Short film"),)
    businesses.save(replace(first, skills=skills, stage=Stage.TRUSTED))
    businesses.save(BusinessData(legal_name="Third", skills=skills))
    filters = page.pane.filters
    qtbot.waitUntil(lambda: len(names(page)) == 3)
    choose(filters.menu, qtbot, "Skill", "Short film  (2)")
    qtbot.waitUntil(lambda: len(names(page)) == 2)
    choose(filters.menu, qtbot, "Stage", "Trusted")
    qtbot.waitUntil(lambda: names(page) == ["Northlight Film"])
    assert [chip.text() for chip in filters.chips()] == ["Short film", "Trusted"]
    click(filters.chips()[1])
    qtbot.waitUntil(lambda: len(names(page)) == 2)


def choose(menu: Callable[[], QMenu], qtbot: QtBot, within: str, word: str) -> None:
    """Trigger an entry of a submenu once it is there: counts are read aside."""

    def entry() -> QAction | None:
        for action in menu().actions():
            below = action.menu()
            if action.text() == within and isinstance(below, QMenu):
                return next((one for one in below.actions() if one.text() == word), None)
        return None

    qtbot.waitUntil(lambda: entry() is not None)
    found = entry()
    assert found is not None
    found.trigger()


def test_a_search_is_kept_as_a_list_and_looked_up_anew(
    page: AssociatesPage, context: Context, qtbot: QtBot
) -> None:
    page.pane.filters.set_query(Query(stages=(Stage.TRUSTED,)))
    page.pane.filters.keep_asked.emit("The trusted")
    qtbot.waitUntil(lambda: names(page) == [])
    page.pane.filters.clear()
    qtbot.waitUntil(lambda: len(names(page)) == 2)
    businesses = context.services.businesses
    businesses.save(replace(businesses.get(page.shown()), stage=Stage.TRUSTED))

    def kept() -> list[str]:
        return [action.text() for action in page.pane.filters.lists_menu().actions()]

    qtbot.waitUntil(lambda: "The trusted  (1)" in kept())
    menu = page.pane.filters.lists_menu()
    next(action for action in menu.actions() if "trusted" in action.text()).trigger()
    qtbot.waitUntil(lambda: names(page) == ["Northlight Film"])


def test_a_step_is_taken_back_with_the_keyboard(
    page: AssociatesPage, context: Context, qtbot: QtBot
) -> None:
    key = page.shown()
    section = page.card.sections["business"]
    qtbot.waitUntil(section.isVisible)
    section.edit()
    field = page.focusWidget()
    assert field is not None
    type_over(field, "Films about harbours")
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert context.services.businesses.get(key).strapline == "Films about harbours"
    page.pane.list.setFocus()
    QTest.keySequence(page.pane.list, "Ctrl+Z")
    assert context.services.businesses.get(key).strapline == northlight().strapline
    QTest.keySequence(page.pane.list, "Ctrl+Shift+Z")
    assert context.services.businesses.get(key).strapline == "Films about harbours"


@pytest.fixture
def clipboard(qapp: QApplication) -> Iterator[QClipboard]:
    """Empty before and after.

    Without a screen Qt ends what is on it only after Python has ended, and crashes on what was made
    in Python.
    """
    clipboard = qapp.clipboard()
    clipboard.clear()
    yield clipboard
    clipboard.clear()


def test_cards_go_over_the_clipboard_without_what_is_private(
    page: AssociatesPage, context: Context, qtbot: QtBot, clipboard: QClipboard
) -> None:
    businesses = context.services.businesses
    businesses.save(replace(businesses.get(page.shown()), notes="CANARY"))
    page.pane.list.setFocus()
    QTest.keySequence(page.pane.list, "Ctrl+Shift+C")
    qtbot.waitUntil(lambda: bool(clipboard.text()))
    data = clipboard.mimeData()
    assert data is not None
    cards = bytes(data.data("text/vcard").data())
    assert b"Northlight Film" in cards
    assert b"CANARY" not in cards


def test_a_long_list_brings_only_the_rows_that_are_seen(context: Context, qtbot: QtBot) -> None:
    """400 associates: a screenful and a little is fetched; the end of the list is fetched there."""
    for number in range(400):
        context.services.businesses.save(BusinessData(legal_name=f"Maker {number:03}"))
    made = show(qtbot, AssociatesPage(context))
    qtbot.waitUntil(lambda: made.pane.model.rowCount() == 400)
    assert 10 < len(names(made)) <= 150
    made.pane.list.scrollToBottom()
    qtbot.waitUntil(lambda: "Maker 399" in names(made))
    QAbstractItemModelTester(made.pane.model)


def said(notices: list[Notice], word: str) -> bool:
    """Whether the last notice has a word."""
    return bool(notices) and word in notices[-1].text


def test_a_file_is_written_and_private_notes_only_when_ticked(
    page: AssociatesPage, context: Context, qtbot: QtBot, tmp_path: Path
) -> None:
    businesses = context.services.businesses
    businesses.save(replace(businesses.get(page.shown()), notes="CANARY"))
    notices: list[Notice] = []
    context.messages.notice_posted.connect(notices.append)
    for name, private in (("plain.vcf", False), ("whole.vcf", True)):
        page.exchange.write("vcard", page.exchange.listed, tmp_path / name, private=private)
        qtbot.waitUntil(partial(said, notices, name))
    assert b"CANARY" not in (tmp_path / "plain.vcf").read_bytes()
    assert b"CANARY" in (tmp_path / "whole.vcf").read_bytes()
    assert (tmp_path / "plain.vcf").read_bytes().count(b"BEGIN:VCARD") == 2


def test_the_tick_for_private_notes_holds_for_one_export(
    page: AssociatesPage, context: Context, qtbot: QtBot, tmp_path: Path
) -> None:
    """Ticked in the menu, the dialog says so, the file has them; the next one has not."""
    businesses = context.services.businesses
    businesses.save(replace(businesses.get(page.shown()), notes="CANARY"))
    choose(page.exchange.menu, qtbot, "Export what is listed", _TICK)
    for name, private in (("first.vcf", True), ("second.vcf", False)):
        choose(page.exchange.menu, qtbot, "Export what is listed", _CARDS)
        dialog = page.findChildren(QFileDialog)[-1]
        assert ("private" in dialog.windowTitle()) is private
        dialog.fileSelected.emit(str(tmp_path / name))
        dialog.done(0)
        qtbot.waitUntil((tmp_path / name).exists)
        assert (b"CANARY" in (tmp_path / name).read_bytes()) is private
        qtbot.waitUntil(lambda: not page.exchange.job.is_busy())


_TICK = "With everything private, this time"
_CARDS = "Contact cards, 3.0 (for most programs)…"


def test_another_search_reads_no_card_again(
    page: AssociatesPage, context: Context, qtbot: QtBot
) -> None:
    """Typing changes the list only; a change of the data changes the card too."""
    head = page.card.band
    QTest.keyClicks(page.pane.search, "joinery")
    qtbot.waitUntil(lambda: names(page) == ["Whitcombe Joinery"])
    assert page.card.band is head
    businesses = context.services.businesses
    businesses.save(replace(businesses.get(page.shown()), place="Otley"))
    qtbot.waitUntil(lambda: page.card.band is not head)


def test_too_many_are_not_dragged(page: AssociatesPage, context: Context) -> None:
    said: list[Message] = []
    context.messages.message_posted.connect(said.append)
    assert page.exchange.mime(range(1, 100)).formats() == []
    assert "too many to drag" in said[-1].text


def test_more_than_are_listed_are_counted_once_they_are_listed(
    page: AssociatesPage, context: Context, qtbot: QtBot
) -> None:
    database = context.services.database
    with database.transaction() as session, bulk_search(session):
        insert = ContactInsert(session, context.services.clock.now())
        for number in range(1_005):
            insert.add(BusinessData(legal_name=f"Wharfside {number}"))
        insert.write()
        announce(session, Kind.BUSINESS)
    QTest.keyClicks(page.pane.search, "wharfs")
    qtbot.waitUntil(lambda: page.pane.count.text() == "1,005 of 1,007 associates")
    assert page.pane.model.rowCount() == 1_000


def test_one_person_is_forgotten_and_no_step_back_brings_them_again(
    page: AssociatesPage, context: Context, qtbot: QtBot
) -> None:
    businesses = context.services.businesses
    people = (PersonData("Ann Reed"), PersonData("Bo Marsh", role="owner"))
    saved = businesses.save(BusinessData(legal_name="Aire Works", people=people))
    page.show_target(saved.id)
    qtbot.waitUntil(lambda: "Bo Marsh" in words_in(page.card) and page.card.is_whole())
    page.card.stored.emit(saved, replace(saved, strapline="x"))
    assert page.context.undo.canUndo()
    choose(page.card.menu, qtbot, "Forget a person", "Bo Marsh…")
    qtbot.waitUntil(lambda: bool(page.findChildren(ForgetDialog)))
    asked = page.findChildren(ForgetDialog)[-1]
    assert "Bo Marsh" in asked.windowTitle() and "Aire Works stays" in words_in(asked)
    click(asked.act)
    qtbot.waitUntil(lambda: not page.context.undo.canUndo())
    assert [person.name for person in businesses.get(saved.id).people] == ["Ann Reed"]
    qtbot.waitUntil(lambda: "Bo Marsh" not in words_in(page.card))


class _Counted(FoundModel[int]):
    """Counts how often it is asked how many rows there are."""

    asked = 0

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        self.asked += 1
        return super().rowCount(parent)


def test_a_long_list_is_not_gone_through_to_be_shown(qtbot: QtBot) -> None:
    """A view that asks for each of 100,000 rows holds the window for half a second."""
    model = _Counted(list, lambda one: RowLook(str(one)), lambda one: one)
    rows = FoundList("Everybody", lambda _ids: QMimeData())
    rows.setModel(model)
    model.setParent(rows)
    show(qtbot, rows)
    model.set_ids(array("q", range(1, 100_001)))
    rows.scrollToBottom()
    rows.grab()
    assert model.rows()[-1] == 100_000
    assert model.asked < 2_000
    rows.setFocus()
    QTest.keyClick(rows, Qt.Key.Key_Home)
    assert model.id_at(rows.currentIndex()) == 1
    QTest.keyClick(rows, Qt.Key.Key_End)
    assert model.id_at(rows.currentIndex()) == 100_000
    rows.scrollToTop()
    rows.grab()
    assert model.asked < 4_000


def test_somebody_known_is_no_associate_until_made_one(
    qtbot: QtBot, page: AssociatesPage, context: Context
) -> None:
    saved = context.services.businesses.save(BusinessData(legal_name="Bea Friend", outside=True))
    page.show_target(saved.id)
    qtbot.waitUntil(lambda: page.card.is_whole() and "Known, and no" in words_in(page.card))
    assert page.card.draft.isHidden()
    texts = [action.text() for action in page.card.menu().actions()]
    assert texts[-2:] == ["Forget this entry…", "Delete this entry"]
    click(page.card.take_in)
    assert context.services.businesses.get(saved.id).outside is False
    qtbot.waitUntil(lambda: "Known, and no" not in words_in(page.card))
    assert page.card.draft.isVisible()
    assert page.card.menu().actions()[-1].text() == "Delete this associate"
    context.undo.undo()
    assert context.services.businesses.get(saved.id).outside is True
