"""What leaves the studio: a PDF on the disk, pages on a printer, words on the clipboard."""

from pathlib import Path

import pytest
from PySide6.QtCore import QSizeF
from PySide6.QtGui import QGuiApplication
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from microbiz_desktop.domain.errors import BadInput
from microbiz_desktop.ui.agreements.studio_pieces import show_differences
from microbiz_desktop.ui.records.copy_output import Copies, draw_pages, fitted, open_pdf
from microbiz_desktop.ui.runtime.context import Context
from microbiz_desktop.ui.runtime.messages import Message, Notice
from tests.builders import draft_of_three
from tests.ui.conftest import Visits
from tests.ui.studio_help import LONG, open_studio, studio_of


def test_the_draft_is_saved_where_the_user_says(
    qtbot: QtBot, context: Context, tmp_path: Path
) -> None:
    made = draft_of_three(context.services)
    actions = studio_of(open_studio(qtbot, context, made.id)).actions_of
    notices: list[Notice] = []
    problems: list[Message] = []
    context.messages.notice_posted.connect(notices.append)
    context.messages.message_posted.connect(problems.append)
    copy = context.services.documents.copy(made.id, "draft")
    actions.copies.save_to(copy, tmp_path / copy.file_name)
    assert (tmp_path / copy.file_name).read_bytes() == copy.content
    assert notices[-1].text == f"Saved as {copy.file_name}."
    actions.copies.save_to(copy, tmp_path / "no such folder" / "x.pdf")
    assert problems


def test_pages_go_to_a_printer_one_to_one(qtbot: QtBot, context: Context, tmp_path: Path) -> None:
    made = draft_of_three(context.services)
    pdf = context.services.documents.copy(made.id, "draft").content
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    printer.setResolution(72)
    printer.setFullPage(True)
    draw_pages(pdf, printer)
    before, kept = open_pdf(pdf)
    after, kept_too = open_pdf((tmp_path / "printed.pdf").read_bytes())
    assert after.pageCount() == before.pageCount() > 3
    for document, buffer in ((before, kept), (after, kept_too)):
        document.close()
        buffer.close()


def test_a_file_that_is_no_pdf_is_refused() -> None:
    with pytest.raises(BadInput):
        open_pdf(b"no pages")


def test_a_letter_page_fits_a4_whole_and_centred() -> None:
    target = fitted(QSizeF(612, 792), QSizeF(595, 842))
    assert target.width() == 595
    assert target.top() == pytest.approx((842 - target.height()) / 2)


def test_the_whole_text_goes_to_the_clipboard_with_its_numbers(
    qtbot: QtBot, context: Context
) -> None:
    made = draft_of_three(context.services)
    studio = studio_of(open_studio(qtbot, context, made.id))
    QGuiApplication.clipboard().clear()
    studio.actions_of.copy_text()
    qtbot.waitUntil(lambda: bool(QGuiApplication.clipboard().text()), timeout=LONG)
    text = QGuiApplication.clipboard().text()
    view = context.services.drafts.compile(made.id)
    for clause in view.text.clauses:
        assert f"{clause.number}  {clause.heading}" in text
    assert "£14,750.00" in text


def test_another_begins_from_this_and_says_what_differs(
    qtbot: QtBot, context: Context, visits: Visits
) -> None:
    made = draft_of_three(context.services)
    studio = studio_of(open_studio(qtbot, context, made.id))
    studio.actions_of.start_another()
    screen, number, _ = visits.seen[-1]
    assert screen == "studio"
    again = studio_of(open_studio(qtbot, context, number))
    again.edits.answer("brief", "a bakery", "Answer")
    dialog = show_differences(context, again.edits, again)
    assert any("a bakery" in block.accessibleName() for block in dialog.blocks)
    dialog.accept()


def test_delete_goes_to_the_list_and_can_be_undone(
    qtbot: QtBot, context: Context, visits: Visits
) -> None:
    made = draft_of_three(context.services)
    studio = studio_of(open_studio(qtbot, context, made.id))
    notices: list[Notice] = []
    context.messages.notice_posted.connect(notices.append)
    studio.actions_of.delete()
    assert visits.seen[-1][0] == "agreements"
    assert context.services.agreements.rows() == ()
    assert notices[-1].act is not None
    notices[-1].act()
    assert len(context.services.agreements.rows()) == 1


def test_the_studio_hears_the_keys_of_its_own_steps(qtbot: QtBot, context: Context) -> None:
    """Ctrl+P the page hears, as `test_page_keys` presses it."""
    made = draft_of_three(context.services)
    studio = studio_of(open_studio(qtbot, context, made.id))
    keys = {action.shortcut().toString() for action in studio.actions()}
    assert keys == {"Ctrl+Z", "Ctrl+Shift+Z"}


def test_a_copy_is_offered_to_the_users_own_folder(qtbot: QtBot, context: Context) -> None:
    """Not to the one the program happens to run in."""
    holder = QWidget()
    qtbot.addWidget(holder)
    copy = context.services.documents.copy(draft_of_three(context.services).id, "draft")
    Copies(context, holder).ask_path(copy)
    (dialog,) = holder.findChildren(QFileDialog)
    assert dialog.directory().absolutePath() == Path.home().as_posix()
    assert dialog.selectedFiles()[0].endswith(copy.file_name)
    dialog.reject()
