"""Import, duplicates and forgetting as somebody uses them, on real services."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from microbiz_desktop.domain.contacts.contacts import Contact
from microbiz_desktop.services.transfer.values import ItemChoice, ItemKind, Proposal, ProposalItem
from microbiz_desktop.ui.imports.duplicates_page import DuplicatesPage
from microbiz_desktop.ui.imports.page import ImportPage
from microbiz_desktop.ui.records.forget import ForgetDialog, ask_forget
from microbiz_desktop.ui.runtime.context import Context
from microbiz_desktop.ui.shell.drops import ContactDrops
from tests.builders import northlight, whitcombe
from tests.ui.conftest import Visits
from tests.ui.page_help import click, show, words_in

CARDS = """BEGIN:VCARD
VERSION:3.0
FN:Rhys Bowen
ORG:Low Moor Sound
EMAIL:rhys@lowmoor.example
END:VCARD
BEGIN:VCARD
VERSION:3.0
FN:Eilidh Fraser
ORG:Northlight Film
EMAIL:eilidh@northlight.example
NOTE:Free in February
END:VCARD
"""
TABLE = "Kunde;Wo;Erreichbar\nLow Moor Sound;Bradford;rhys@lowmoor.example\n"


@pytest.fixture
def page(qtbot: QtBot, context: Context) -> ImportPage:
    """The import page, with Northlight Film here already."""
    context.services.businesses.save(northlight())
    return show(qtbot, ImportPage(context))


def _file(folder: Path, name: str, content: str) -> Path:
    path = folder / name
    path.write_text(content, encoding="utf-8")
    return path


def _propose(qtbot: QtBot, page: ImportPage, path: Path) -> None:
    page.show_target(0, str(path))
    qtbot.waitUntil(lambda: page.stack.currentWidget() is page.proposal)


def _names(page: ImportPage) -> set[str]:
    return {row.name for row in page.context.services.businesses.rows()}


def test_a_file_is_shown_imported_reported_and_taken_back(
    qtbot: QtBot, page: ImportPage, tmp_path: Path
) -> None:
    _propose(qtbot, page, _file(tmp_path, "phone.vcf", CARDS))
    assert page.head.title.text() == "Nothing is changed yet"
    assert page.head.line.whole_text() == "Adds 1, changes 1, leaves 0 · phone.vcf"
    assert _names(page) == {"Northlight Film"}
    click(page.act)
    qtbot.waitUntil(lambda: page.stack.currentWidget() is page.report)
    assert _names(page) == {"Northlight Film", "Low Moor Sound"}
    assert page.report.band.text.text() == "1 added and 1 changed."
    click(page.other)
    qtbot.waitUntil(lambda: len(page.begin.lines) == 1)
    click(page.begin.lines[0].undo)
    qtbot.waitUntil(lambda: _names(page) == {"Northlight Film"})
    qtbot.waitUntil(lambda: bool(page.begin.lines) and page.begin.lines[0].undo.isHidden())


def test_kinds_are_chosen_between_only_where_there_are_several(
    qtbot: QtBot, page: ImportPage, tmp_path: Path
) -> None:
    _propose(qtbot, page, _file(tmp_path, "one.vcf", CARDS[: CARDS.index("BEGIN", 5)]))
    assert page.proposal.groups.isHidden()
    _propose(qtbot, page, _file(tmp_path, "phone.vcf", CARDS))
    qtbot.waitUntil(lambda: not page.proposal.groups.isHidden())


def test_what_differs_stands_side_by_side(qtbot: QtBot, page: ImportPage, tmp_path: Path) -> None:
    _propose(qtbot, page, _file(tmp_path, "phone.vcf", CARDS))
    assert page.proposal.groups.value() == ItemKind.DIFFERS.value
    qtbot.waitUntil(lambda: page.proposal.detail.table is not None)
    said = words_in(page.proposal.detail)
    assert "Free in February" in said
    assert "same name and e-mail" in said


def test_a_choice_for_one_and_for_all(qtbot: QtBot, page: ImportPage, tmp_path: Path) -> None:
    _propose(qtbot, page, _file(tmp_path, "phone.vcf", CARDS))
    picker = page.proposal.detail.picker
    assert picker is not None
    picker.setFocus()
    QTest.keyClick(picker, Qt.Key.Key_Down)
    assert page.proposal.counts()[ItemChoice.UPDATE] == 1
    page.proposal.groups.setFocus()
    QTest.keyClick(page.proposal.groups, Qt.Key.Key_Left)
    page.proposal.all.setCurrentIndex(1)
    page.proposal.all.activated.emit(1)
    assert page.proposal.counts()[ItemChoice.SKIP] == 1
    assert page.head.line.whole_text() == "Adds 0, changes 1, leaves 1 · phone.vcf"


def test_a_strange_table_asks_once_what_its_columns_are(
    qtbot: QtBot, page: ImportPage, tmp_path: Path
) -> None:
    path = _file(tmp_path, "kunden.csv", TABLE)
    page.show_target(0, str(path))
    qtbot.waitUntil(lambda: page.stack.currentWidget() is page.mapping)
    assert "Low Moor Sound" in words_in(page.mapping)
    for field, target in zip(page.mapping.fields, ("business", "place", "email"), strict=True):
        field.set_value(target)
        field.chosen.emit(target)
    click(page.act)
    qtbot.waitUntil(lambda: page.stack.currentWidget() is page.proposal)
    data = page.proposal.proposal.items[0].contact.data
    assert (data.name, data.place, data.email) == (
        "Low Moor Sound",
        "Bradford",
        "rhys@lowmoor.example",
    )
    _propose(qtbot, page, path)
    assert page.proposal.proposal.items[0].contact.data.place == "Bradford"
    click(page.columns)
    assert page.stack.currentWidget() is page.mapping


def test_a_table_that_is_asked_about_says_why_and_another_encoding_is_read(
    qtbot: QtBot, page: ImportPage, tmp_path: Path
) -> None:
    path = tmp_path / "letters.csv"
    path.write_bytes("Name,E-mail\nHőgyész,a@a.example\n".encode("cp1250"))
    page.show_target(0, str(path))
    qtbot.waitUntil(lambda: page.stack.currentWidget() is page.mapping)
    assert page.mapping.doubts.isVisible()
    assert page.mapping.doubts.text.text() == (
        "Its letters can be read in two ways: “Hőgyész” or “Hõgyész”."
    )
    assert page.mapping.encoding.value() == "cp1250"
    page.mapping.encoding.chosen.emit("cp1252")
    qtbot.waitUntil(page.mapping.doubts.isHidden)
    assert "Hõgyész" in words_in(page.mapping)


def test_a_table_that_says_what_it_holds_is_not_asked_about(
    qtbot: QtBot, page: ImportPage, tmp_path: Path
) -> None:
    table = "Nachname;Vorname;Firma;Ort\nHart;Ada;Hart GmbH;Köln\n"
    _propose(qtbot, page, _file(tmp_path, "leute.csv", table))
    assert page.proposal.note.text() == "Read as a table, Unicode (UTF-8)."
    (item,) = page.proposal.proposal.items
    assert (item.contact.data.legal_form, item.contact.data.place) == ("limited-company", "Köln")


def test_a_part_of_an_address_joins_the_address_that_lacks_it(
    qtbot: QtBot, page: ImportPage, tmp_path: Path
) -> None:
    table = "Kunde;Straße geschäftlich;Dorf;Nr\nOak;Hof 1;Kürten;01632 960001\n"
    page.show_target(0, str(_file(tmp_path, "kunden.csv", table)))
    qtbot.waitUntil(lambda: page.stack.currentWidget() is page.mapping)
    for place, target in ((0, "business"), (2, "locality")):
        page.mapping.fields[place].chosen.emit(target)
    click(page.act)
    qtbot.waitUntil(lambda: page.stack.currentWidget() is page.proposal)
    (address,) = page.proposal.proposal.items[0].contact.data.addresses
    assert (address.street, address.locality, address.label) == ("Hof 1", "Kürten", "work")


def test_what_cannot_be_taken_is_a_group_of_the_proposal(
    qtbot: QtBot, page: ImportPage, tmp_path: Path
) -> None:
    table = "Name,E-mail\nAda,a@a.example,lost\n,,\nBo,b@b.example\n"
    _propose(qtbot, page, _file(tmp_path, "people.csv", table))
    groups = page.proposal.groups
    assert not page.proposal.troubles.isVisible()
    groups.set_value("not read")
    assert groups.value() == "not read"
    groups.chosen.emit("not read")
    (row,) = page.proposal.troubles.rows.rows()
    assert row[1].line == 2
    assert "“lost”" in page.proposal.troubles.whole.text()
    assert not page.proposal.list.isVisible()
    assert page.proposal.troubles.isVisible()
    groups.chosen.emit(ItemKind.NEW.value)
    assert not page.proposal.troubles.isVisible()
    assert page.proposal.list.isVisible()


def test_of_several_files_a_line_that_was_not_read_names_its_own(
    qtbot: QtBot, page: ImportPage, tmp_path: Path
) -> None:
    """Also where the same line of both says the same."""
    files = [
        _file(tmp_path, name, f"Name,E-mail\n{who},{who}@a.example,lost\n")
        for name, who in (("one.csv", "Ada"), ("two.csv", "Bo"))
    ]
    page.start(files)
    qtbot.waitUntil(lambda: page.stack.currentWidget() is page.proposal)
    page.proposal.groups.chosen.emit("not read")
    troubles = [row[1] for row in page.proposal.troubles.rows.rows()]
    assert [one.where() for one in troubles] == ["one.csv, line 2", "two.csv, line 2"]
    assert page.proposal.troubles.whole.text().startswith("one.csv, line 2: ")
    click(page.act)
    qtbot.waitUntil(lambda: page.stack.currentWidget() is page.report)
    assert "\none.csv, line 2: " in page.report.text
    assert "\ntwo.csv, line 2: " in page.report.text


def test_a_table_without_a_name_leads_to_the_reason(
    qtbot: QtBot, page: ImportPage, tmp_path: Path
) -> None:
    page.show_target(0, str(_file(tmp_path, "kunden.csv", TABLE)))
    qtbot.waitUntil(lambda: page.stack.currentWidget() is page.mapping)
    for field in page.mapping.fields:
        field.set_value("notes")
        field.chosen.emit("notes")
    with qtbot.waitSignal(page.context.messages.message_posted) as said:
        click(page.act)
    assert said.args is not None
    assert "No column is a name yet" in said.args[0].text


@pytest.mark.parametrize(
    ("name", "content"), [("photo.vcf", b"\xff\xd8\xff\xe0 jpeg"), ("empty.vcf", b"")]
)
def test_a_bad_file_is_a_sentence(
    qtbot: QtBot, page: ImportPage, tmp_path: Path, name: str, content: bytes
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with qtbot.waitSignal(page.context.messages.message_posted) as said:
        page.start([path])
    assert said.args is not None
    assert said.args[0].text.startswith(name)
    qtbot.waitUntil(lambda: not page.job.is_busy())
    assert page.stack.currentWidget() is page.begin


def test_cards_are_pasted_from_the_clipboard(qtbot: QtBot, page: ImportPage) -> None:
    QGuiApplication.clipboard().setText(CARDS)
    page.show_target(0, "paste")
    qtbot.waitUntil(lambda: page.stack.currentWidget() is page.proposal)
    assert page.proposal.proposal.title == "Clipboard"
    QGuiApplication.clipboard().setText("nothing of the kind")
    with qtbot.waitSignal(page.context.messages.message_posted):
        page.paste()


def _many(count: int) -> Proposal:
    return Proposal(
        tuple(
            ProposalItem(
                ItemKind.NEW, Contact(replace(northlight(), legal_name=f"F {n}", trading_name=""))
            )
            for n in range(count)
        ),
        title="many.csv",
    )


def test_stopping_an_import_changes_nothing(qtbot: QtBot, page: ImportPage) -> None:
    page._show_proposal(_many(20_000))
    before = len(page.proposal.findChildren(QWidget))
    click(page.act)
    assert page.job.is_busy()
    page.job.cancel()
    qtbot.waitUntil(lambda: not page.job.is_busy(), timeout=20_000)
    assert _names(page) == {"Northlight Film"}
    assert page.stack.currentWidget() is page.proposal
    assert page.proposal.model.rowCount() == 20_000
    assert before < 200


def test_by_keyboard_alone(qtbot: QtBot, page: ImportPage, tmp_path: Path) -> None:
    _propose(qtbot, page, _file(tmp_path, "phone.vcf", CARDS))
    assert page.proposal.list.hasFocus()
    QTest.keyClick(page.proposal.list, Qt.Key.Key_Tab)
    focus = QApplication.focusWidget()
    assert focus is not None
    assert page.isAncestorOf(focus)
    QTest.keyClick(page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: page.stack.currentWidget() is page.report)
    assert "Low Moor Sound" in _names(page)


def test_every_control_has_a_name_and_the_pages_fit(
    qtbot: QtBot, page: ImportPage, tmp_path: Path, context: Context
) -> None:
    _propose(qtbot, page, _file(tmp_path, "phone.vcf", CARDS))
    duplicates = show(qtbot, DuplicatesPage(context))
    for one in (page, duplicates):
        hint = one.minimumSizeHint()
        assert (hint.width() <= 1040, hint.height() <= 640) == (True, True)
        focusable = [
            widget
            for widget in one.findChildren(QWidget)
            if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible()
        ]
        assert focusable
        assert all(widget.accessibleName() for widget in focusable)


def test_files_dropped_on_the_window_are_taken(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    window = show(qtbot, QWidget())
    taken: list[str] = []
    ContactDrops(window, taken.append)
    for name, wanted in (("phone.vcf", 1), ("photo.png", 1)):
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(tmp_path / name))])
        where = QPointF(5, 5)
        held = (data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
        for kind in (QDragEnterEvent, QDropEvent):
            qapp.sendEvent(window, kind(where, Qt.DropAction.CopyAction, *held))
        assert len(taken) == wanted
    assert taken == [str(tmp_path / "phone.vcf")]


@pytest.fixture
def twins(context: Context) -> tuple[int, int]:
    """Northlight Film twice, and somebody else."""
    save = context.services.businesses.save
    save(whitcombe())
    second = replace(northlight(), trading_name="Northlight Film Ltd", notes="Rang in May.")
    return save(northlight()).id, save(second).id


def test_duplicates_are_compared_merged_and_parted_again(
    qtbot: QtBot, context: Context, twins: tuple[int, int]
) -> None:
    page = show(qtbot, DuplicatesPage(context))
    page.show_target(0, "look")
    qtbot.waitUntil(lambda: page.compare.shown is not None)
    assert page.model.rowCount() == 1
    picker = page.compare.table.pickers["trading_name"] if page.compare.table else None
    assert picker is not None
    picker.setFocus()
    QTest.keyClick(picker, Qt.Key.Key_Right)
    with qtbot.waitSignal(context.messages.notice_posted) as said:
        click(page.act)
    kept = context.services.businesses.get(twins[0])
    assert (kept.name, kept.notes) == ("Northlight Film Ltd", "Rang in May.")
    assert context.services.businesses.count() == 2
    assert page.model.rowCount() == 0
    assert said.args is not None
    said.args[0].act()
    qtbot.waitUntil(lambda: context.services.businesses.count() == 3)
    qtbot.waitUntil(lambda: page.model.rowCount() == 1)


def test_a_pair_that_is_none_is_not_shown_again(
    qtbot: QtBot, context: Context, twins: tuple[int, int]
) -> None:
    page = show(qtbot, DuplicatesPage(context))
    page.show_target(*(twins[0], str(twins[1])))
    qtbot.waitUntil(lambda: page.compare.not_same is not None)
    assert page.compare.not_same is not None
    click(page.compare.not_same)
    qtbot.waitUntil(lambda: context.services.merging.duplicates() == ())
    page.look()
    qtbot.waitUntil(lambda: not page.job.is_busy())
    assert page.stack.currentWidget() is page.empty


def test_forgetting_asks_first_and_says_what_stays(
    qtbot: QtBot, context: Context, visits: Visits
) -> None:
    made = context.services.businesses.save(northlight())
    owner = show(qtbot, QWidget())

    def dialog() -> ForgetDialog:
        ask_forget(context, owner, made.id)
        qtbot.waitUntil(lambda: bool(owner.findChildren(ForgetDialog)))
        return owner.findChildren(ForgetDialog)[-1]

    asked = dialog()
    assert "This cannot be taken back." in words_in(asked)
    assert "Backups made before still hold it" in words_in(asked)
    QTest.keyClick(asked, Qt.Key.Key_Escape)
    assert context.services.businesses.count() == 1
    qtbot.waitUntil(lambda: not owner.findChildren(ForgetDialog))
    asked = dialog()
    with qtbot.waitSignal(context.messages.message_posted) as said:
        click(asked.act)
    assert context.services.businesses.count() == 0
    assert said.args is not None
    assert "Removed: Northlight Film" in said.args[0].text
    assert visits.seen[-1] == ("associates", 0, "")
