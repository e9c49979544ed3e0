"""Sealed ideas in the window: kept for a row of an agreement, listed, saved, checked, forgotten."""

import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from microbiz_desktop.domain.deal import as_tables
from microbiz_desktop.domain.ideas import KEY_BYTES, idea_number
from microbiz_desktop.storage.header import DATABASE_NAME
from microbiz_desktop.ui.agreements.draft_studio import Studio
from microbiz_desktop.ui.forms.exact_fields import ExactText, LettersField
from microbiz_desktop.ui.forms.rows_table import RowsTable
from microbiz_desktop.ui.records.forget import ForgetDialog
from microbiz_desktop.ui.records.idea_dialog import IdeaDialog, OpenIdeaDialog
from microbiz_desktop.ui.runtime.context import Context
from microbiz_desktop.ui.settings_page.bin import BinPart
from microbiz_desktop.ui.settings_page.ideas import IdeasPart
from microbiz_desktop.ui.widgets.buttons import Button
from tests.builders import northlight
from tests.services.sealed import CANARY, ROLE, draft_with, holding, idea
from tests.ui.page_help import click, show
from tests.ui.studio_help import LONG, became_active, block, open_studio, studio_of, wait_compiled

#: Nothing of it is tidied: blanks in front and at the end, an odd space, an empty line.
TYPED = "  A kiln\u00a0fired\n\nwith plum stones \n"


@pytest.fixture
def studio(qtbot: QtBot, context: Context) -> Studio:
    """The studio of an agreement with one idea of ours in its table."""
    made = idea(context.services)
    draft = draft_with(context.services, made.number)
    page = open_studio(qtbot, context, draft.id)
    return studio_of(page)


def _table(studio: Studio) -> RowsTable[dict[str, object]]:
    table = block(studio, ROLE).editor
    assert isinstance(table, RowsTable)
    return table


def _button(table: RowsTable[dict[str, object]]) -> Button:
    return next(one for one in table.findChildren(Button) if one.text() == "Add an idea")


def _asked(qtbot: QtBot, studio: Studio) -> IdeaDialog:
    def asked() -> bool:
        """By the key; a studio that is still being filled in may make its button anew."""
        button = _button(_table(studio))
        button.setFocus()
        QTest.keyClick(button, Qt.Key.Key_Space)
        return bool(studio.findChildren(IdeaDialog))

    qtbot.waitUntil(asked)
    (dialog,) = studio.findChildren(IdeaDialog)
    qtbot.waitUntil(lambda: became_active(dialog))
    return dialog


def _rows(studio: Studio) -> list[dict[str, object]]:
    return [dict(row) for row in as_tables(studio.edits.deal.answers[ROLE])]


def test_an_idea_written_down_by_keyboard_is_kept_as_typed_and_fills_a_row(
    qtbot: QtBot, studio: Studio, context: Context
) -> None:
    dialog = _asked(qtbot, studio)
    assert dialog.focusWidget() is dialog.name, "no idea can be chosen again, so the name is first"
    QTest.keyClicks(dialog.name, "An idea for spring")
    QTest.keyClick(dialog.name, Qt.Key.Key_Tab)
    assert dialog.words.hasFocus()
    dialog.words.insertPlainText(TYPED)
    size = len(TYPED.encode())
    assert dialog.facts.text().startswith(f"Kept exactly as it stands, {size} bytes")
    with qtbot.waitSignal(dialog.kept, timeout=LONG):
        QTest.keyClick(dialog.words, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    first = context.services.ideas.rows()[0]
    opened = context.services.ideas.open(first.id)
    assert opened.content == TYPED.encode()
    assert _rows(studio)[-1] == {
        "name": "An idea for spring",
        "party": studio.edits.deal.parties[0].key,
        "number": idea_number(TYPED.encode(), opened.key),
    }
    assert len(_rows(studio)) == 2
    wait_compiled(qtbot, studio)
    assert [f for f in studio.checks.findings() if f.severity.value == "error"] == []
    names = {DATABASE_NAME, f"{DATABASE_NAME}-wal"}
    secrets = (TYPED.encode(), opened.key)
    assert set(holding(context.services.data_dir, *secrets)) <= names, "nor a setting or a log"


def test_undo_takes_the_row_out_and_the_idea_kept_can_be_chosen_again(
    qtbot: QtBot, studio: Studio, context: Context
) -> None:
    dialog = _asked(qtbot, studio)
    dialog.name.setText("An idea for spring")
    dialog.words.insertPlainText(TYPED)
    with qtbot.waitSignal(dialog.kept, timeout=LONG):
        dialog.keep_button.click()
    number = _rows(studio)[-1]["number"]
    studio.edits.stack.undo()
    assert len(_rows(studio)) == 1
    assert len(context.services.ideas.rows()) == 2
    qtbot.waitUntil(lambda: not studio.findChildren(IdeaDialog))
    dialog = _asked(qtbot, studio)
    assert [dialog.which.itemText(at) for at in range(dialog.which.count())] == [
        "A new one",
        "An idea for spring",
    ]
    assert dialog.focusWidget() is dialog.which
    QTest.keyClick(dialog.which, Qt.Key.Key_Down)
    assert not dialog.name.isVisible() and not dialog.words.isVisible()
    with qtbot.waitSignal(dialog.kept, timeout=LONG):
        dialog.keep_button.click()
    assert _rows(studio)[-1]["number"] == number
    assert len(context.services.ideas.rows()) == 2


def test_nothing_written_is_said_in_the_dialog_and_esc_asks_once(
    qtbot: QtBot, studio: Studio, context: Context
) -> None:
    dialog = _asked(qtbot, studio)
    dialog.keep_button.click()
    qtbot.waitUntil(lambda: "no idea in it yet" in dialog.problem.text())
    qtbot.waitUntil(dialog.keep_button.isEnabled)
    dialog.words.insertPlainText("An idea")
    assert dialog.problem.text() == ""
    dialog.keep_button.click()
    qtbot.waitUntil(lambda: "needs a name that may be printed" in dialog.problem.text())
    QTest.keyClick(dialog.words, Qt.Key.Key_Escape)
    assert dialog.isVisible() and "not kept yet" in dialog.problem.text()
    QTest.keyClick(dialog.words, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert len(context.services.ideas.rows()) == 1


def test_of_two_own_businesses_the_row_names_the_one_that_keeps_the_idea(
    qtbot: QtBot, context: Context
) -> None:
    """The first of the own businesses in the list of parties is the other one."""
    services = context.services
    made = idea(services)
    draft = services.agreements.create(made.owner_id, "mutual-nda")
    other = services.businesses.save(replace(northlight(), own=True, email="two@north.example"))
    draft = services.agreements.add_party(draft.id, draft.version, other.id)
    draft = services.agreements.move_party(draft.id, draft.version, draft.deal.parties[-1].key, 0)
    studio = studio_of(open_studio(qtbot, context, draft.id))
    dialog = _asked(qtbot, studio)
    dialog.name.setText("A second")
    dialog.words.setPlainText(TYPED)
    with qtbot.waitSignal(dialog.kept):
        click(dialog.keep_button)
    row = _rows(studio)[-1]
    party = studio.edits.deal.party(str(row["party"]))
    assert party is not None
    assert (row["name"], party.business_id) == ("A second", str(made.owner_id))


@pytest.fixture
def chosen(qtbot: QtBot, context: Context, tmp_path: Path) -> Iterator[IdeaDialog]:
    """The dialog with a file chosen."""
    path = tmp_path / "plan.txt"
    path.write_text("plum stones", encoding="utf-8")
    own = idea(context.services).owner_id
    window = QWidget()
    made = IdeaDialog(context, own, window)
    made.show()
    qtbot.waitUntil(lambda: became_active(made))
    made.name.setText("A plan")
    made.use_file(path)
    yield made
    window.deleteLater()


def test_an_idea_cancelled_while_its_file_is_read_is_not_kept(
    qtbot: QtBot, context: Context, chosen: IdeaDialog
) -> None:
    gate = threading.Event()
    for _thread in range(2):  # nothing else is begun meanwhile
        context.tasks.run(gate.wait, done=lambda _result: None)
    chosen.keep_button.click()
    button = next(one for one in chosen.findChildren(Button) if one.text() == "Cancel")
    button.click()
    assert not chosen.isVisible()
    gate.set()
    qtbot.waitUntil(lambda: not context.tasks.is_busy())
    assert [one.title for one in context.services.ideas.rows()] == ["An idea for the autumn"]


def test_what_is_kept_already_when_one_cancels_is_told(
    qtbot: QtBot, context: Context, chosen: IdeaDialog
) -> None:
    """The dialog stays for the moment until the row comes."""
    kept = context.services.ideas.rows
    with qtbot.waitSignal(chosen.kept, timeout=LONG):
        chosen.keep_button.click()
        while len(kept()) < 2:
            pass
        QTest.keyClick(chosen.name, Qt.Key.Key_Escape)
        assert chosen.isVisible()
    assert not chosen.isVisible()


def test_after_a_file_that_cannot_be_read_one_can_leave(
    qtbot: QtBot, chosen: IdeaDialog, tmp_path: Path
) -> None:
    (tmp_path / "plan.txt").unlink()
    chosen.keep_button.click()
    qtbot.waitUntil(chosen.keep_button.isEnabled)
    assert "plan.txt" in chosen.problem.text()
    QTest.keyClick(chosen.name, Qt.Key.Key_Escape)
    assert not chosen.isVisible()


def test_a_number_that_is_none_is_refused_where_it_is_typed(qtbot: QtBot, studio: Studio) -> None:
    table = _table(studio)
    before = _rows(studio)[0]["number"]
    cell = table.cell(0, "number")
    assert isinstance(cell, LettersField)
    _paste(cell, "my idea")
    rule = "64 letters and figures, all of them from 0 to 9 or from a to f"
    said = f"“Idea number (SHA-256)” must be {rule}."
    assert cell.problem() == said
    assert cell.text() == "my idea", "what was typed stays to be mended"
    QTest.keyClick(cell, Qt.Key.Key_Tab)
    assert block(studio, ROLE).problem_shown() == said
    assert _rows(studio)[0]["number"] == before, "nothing of it is stored"
    _paste(cell, f" {str(before)[:40].upper()}\n{str(before)[40:]} ")
    QTest.keyClick(cell, Qt.Key.Key_Tab)
    assert cell.problem() == ""
    assert _rows(studio)[0]["number"] == before
    assert cell.text() == before


def _paste(field: LettersField, words: str) -> None:
    field.setFocus()
    field.selectAll()
    QApplication.clipboard().setText(words)
    field.paste()


@pytest.fixture
def part(qtbot: QtBot, context: Context) -> IdeasPart:
    """The part of the settings with one idea."""
    idea(context.services)
    made = show(qtbot, IdeasPart(context), (680, 900))
    made.opened()
    qtbot.waitUntil(lambda: len(made.rows) == 1)
    return made


def _words_shown(part: IdeasPart) -> str:
    return " ".join(part.check.result.sentence.text().split())


def test_the_list_says_what_is_kept_and_never_the_idea(part: IdeasPart, qtbot: QtBot) -> None:
    said = "\n".join(label.text() for label in part.findChildren(QLabel))
    assert "An idea for the autumn" in said and "In no agreement" in said
    assert "Zwetschgen" not in said
    part.lay_open(part.rows[0].id)
    qtbot.waitUntil(lambda: bool(part.findChildren(OpenIdeaDialog)))
    (dialog,) = part.findChildren(OpenIdeaDialog)
    assert dialog.words.value() == CANARY
    assert dialog.key.text().replace(" ", "") == part._context.services.ideas.open(1).key.hex()
    assert dialog.number.text().replace(" ", "") == part.rows[0].number
    dialog.accept()


def test_a_file_can_be_saved_alone_under_its_own_name(
    qtbot: QtBot, part: IdeasPart, context: Context, tmp_path: Path
) -> None:
    """What was typed is copied from where it is shown, and has no such button."""

    def buttons() -> list[Button]:
        return [one for one in part.findChildren(Button) if one.text() == "Save the file alone"]

    assert buttons() == []
    own = part.rows[0].owner_id
    path = tmp_path / "kiln drawing.png"
    path.write_bytes(bytes(range(256)))
    made = context.services.ideas.make_of_file(own, "A drawing", path)
    part.opened()
    qtbot.waitUntil(lambda: len(buttons()) == 1)
    (button,) = buttons()
    assert button.accessibleName() == "Save the file of A drawing alone"
    click(button)
    qtbot.waitUntil(lambda: bool(part.findChildren(QFileDialog)))
    (dialog,) = part.findChildren(QFileDialog)
    assert [Path(name).name for name in dialog.selectedFiles()] == ["kiln drawing.png"]
    dialog.reject()
    part.save_to(made.id, tmp_path / "back.png", alone=True)
    qtbot.waitUntil((tmp_path / "back.png").exists)
    assert (tmp_path / "back.png").read_bytes() == path.read_bytes()


def test_a_saved_file_that_is_dropped_is_found_and_an_altered_one_is_not(
    part: IdeasPart, context: Context, qtbot: QtBot, tmp_path: Path
) -> None:
    draft_with(context.services, part.rows[0].number)
    file = tmp_path / "shown.idea"
    part.save_to(1, file)
    qtbot.waitUntil(file.exists)
    _drop(part, file)
    qtbot.waitUntil(part.check.result.isVisible, timeout=LONG)
    assert part.check.result.pill.text() == "The idea"
    assert _words_shown(part).startswith("It is the idea “An idea for the autumn” of Hart Lane")
    content = file.read_bytes()
    file.write_bytes(content[:-KEY_BYTES] + b" " + content[-KEY_BYTES:])
    _drop(part, file)
    qtbot.waitUntil(lambda: part.check.result.pill.text() == "Not found", timeout=LONG)
    assert "stands in no agreement" in _words_shown(part)


def _drop(part: IdeasPart, file: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    moment = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton)
    none = Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(part, QDragEnterEvent(QPointF(5, 5), *moment, none))
    QApplication.sendEvent(part, QDropEvent(QPointF(5, 5), *moment, none))


def test_text_and_key_are_checked_by_keyboard(
    part: IdeasPart, context: Context, qtbot: QtBot
) -> None:
    draft_with(context.services, part.rows[0].number)
    part.check.words.setFocus()
    part.check.words.insertPlainText(CANARY)
    QTest.keyClick(part.check.words, Qt.Key.Key_Tab)
    assert part.check.key.hasFocus()
    QTest.keyClicks(part.check.key, context.services.ideas.open(1).key.hex())
    QTest.keyClick(part.check.key, Qt.Key.Key_Return)
    qtbot.waitUntil(part.check.result.isVisible, timeout=LONG)
    assert part.check.result.pill.text() == "The idea"


def test_deleting_is_taken_back_and_forgetting_is_asked_in_the_bin(
    part: IdeasPart, context: Context, qtbot: QtBot
) -> None:
    part.delete(part.rows[0])
    qtbot.waitUntil(lambda: part.rows == ())
    context.undo.undo()
    qtbot.waitUntil(lambda: len(part.rows) == 1)
    context.undo.redo()
    qtbot.waitUntil(lambda: part.rows == ())
    bin_part = show(qtbot, BinPart(context), (680, 700))
    bin_part.opened()
    qtbot.waitUntil(lambda: bin_part.chosen() is not None)
    assert bin_part.forget.isEnabled()
    click(bin_part.forget)
    qtbot.waitUntil(lambda: bool(bin_part.findChildren(ForgetDialog)))
    (dialog,) = bin_part.findChildren(ForgetDialog)
    assert dialog.windowTitle() == "Forget “An idea for the autumn” for good?"
    click(dialog.act)
    qtbot.waitUntil(lambda: context.services.deleted.rows() == ())
    qtbot.waitUntil(lambda: context.undo.count() == 0)


def test_an_exact_text_gives_each_letter_as_it_was_put(qtbot: QtBot) -> None:
    field = ExactText("The idea")
    qtbot.addWidget(field)
    for words in (TYPED, "\t\u2009x\u3000", "e\u0301 é \U0001f525", "\n\n", ""):
        field.set_value(words)
        assert field.value() == words
