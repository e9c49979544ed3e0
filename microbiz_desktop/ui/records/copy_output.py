"""What leaves the studio: a PDF on the disk, pages on a printer, words on the clipboard.

The studio and the sign-off room use it for their menus. Copies and pages are made on another
thread, and no dialog stops the window, since a long agreement takes seconds to print.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QMenu, QWidget

from microbiz_desktop.domain.edition import Standing
from microbiz_desktop.domain.errors import BadInput, CannotSave, MicrobizError
from microbiz_desktop.domain.states import AgreementState
from microbiz_desktop.domain.text import AgreementText, Block, Clause, Heading, Table, plain
from microbiz_desktop.services.copies.forms import FORMS, forms_of
from microbiz_desktop.services.shared.forms import Copy
from microbiz_desktop.ui.records.stoppable import run_stoppable
from microbiz_desktop.ui.runtime.context import Context
from microbiz_desktop.ui.widgets.file_dialogs import ask_for_form

#: Dots an inch for printing pages as pictures: sharp, and quick on a small printer.
_DPI = 300


class Copies(QObject):
    """Copies of an agreement on their way to a file or a printer; slow parts run elsewhere."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self._context, self._window = context, parent

    def fill(self, menu: QMenu, agreement_id: int, state: AgreementState, revision: int) -> None:
        """Every form that there is of it now."""
        for form in forms_of(state, revision):
            menu.addAction(form.menu, partial(self.save, agreement_id, form.name))

    def save(self, agreement_id: int, form: str) -> None:
        """Make the copy, then ask where to."""
        self._with_copy(agreement_id, form, self.ask_path)

    def ask_path(self, copy: Copy) -> None:
        """Where to save it? The dialog does not stop the window."""
        form, chosen = FORMS[copy.form], partial(self.save_to, copy)
        ask_for_form(self._window, form, copy.file_name, chosen)

    def save_to(self, copy: Copy, path: Path) -> None:
        """Write a copy whole or not at all, and say where it is."""
        try:
            self._context.services.documents.save_copy(copy, path)
        except MicrobizError as error:
            self._context.messages.problem(error.message, error.hint)
            return
        self._context.messages.notice(f"Saved as {path.name}.")

    def print(self, agreement_id: int, form: str) -> None:
        """Make the copy, then ask for a printer."""
        self._with_copy(agreement_id, form, self._ask_printer)

    def _with_copy(self, agreement_id: int, form: str, then: Callable[[Copy], None]) -> None:
        services = self._context.services
        run_stoppable(
            self._context,
            self,
            "Making the pages. A long agreement takes some seconds.",
            lambda: services.documents.copy(agreement_id, form),
            then,
            services.worker.cancel,
        )

    def _ask_printer(self, copy: Copy) -> None:
        print_pages(self._context, self._window, copy.content)


def printed_form(state: AgreementState, revision: int) -> str:
    """Which pages of an agreement go to the printer: the latest that there are."""
    there = {form.name for form in forms_of(state, revision)}
    latest = (Standing.EXECUTED, Standing.DRAFT, Standing.OFFERED)
    return next(form.value for form in latest if form in there)


def print_pages(context: Context, window: QWidget, pdf: bytes) -> None:
    """Ask for a printer and draw the pages onto it."""

    def send(printer: QPrinter) -> None:
        context.tasks.run(
            lambda: draw_pages(pdf, printer),
            done=lambda _none: context.messages.notice("Sent to the printer."),
            owner=window,
        )

    choose_printer(window, send)


def choose_printer(parent: QWidget, chosen: Callable[[QPrinter], None]) -> QPrintDialog:
    """Ask for a printer; the dialog does not stop the window."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setResolution(_DPI)
    printer.setFullPage(True)
    dialog = QPrintDialog(printer, parent)
    dialog.accepted.connect(lambda: chosen(printer))
    QDialog.open(dialog)  # its own open() wants an old-style slot
    return dialog


def draw_pages(pdf: bytes, printer: QPrinter) -> None:
    """Draw each page of a PDF onto a printer, fitted to its paper; may run on any thread."""
    document, buffer = open_pdf(pdf)
    painter = QPainter()
    if not painter.begin(printer):
        raise CannotSave("The printer did not take the pages.", "Look whether it is switched on.")
    for page in range(document.pageCount()):
        if page:
            printer.newPage()
        paper = printer.pageLayout().fullRectPixels(printer.resolution())
        target = fitted(document.pagePointSize(page), QSizeF(paper.size()))
        size = QSize(round(target.width()), round(target.height()))
        painter.drawImage(target, document.render(page, size))
    painter.end()
    document.close()
    buffer.close()


def open_pdf(pdf: bytes) -> tuple[QPdfDocument, QBuffer]:
    """A document over bytes; keep the buffer as long as the document."""
    buffer = QBuffer()
    buffer.setData(QByteArray(pdf))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(buffer)
    if document.pageCount() < 1:
        raise BadInput("These pages cannot be read.", "Make the PDF again.")
    return document, buffer


def fitted(page: QSizeF, paper: QSizeF) -> QRectF:
    """The page on the paper as large as it goes, centred."""
    size = page.scaled(paper, Qt.AspectRatioMode.KeepAspectRatio)
    left, top = (paper.width() - size.width()) / 2, (paper.height() - size.height()) / 2
    return QRectF(left, top, size.width(), size.height())


def as_text(text: AgreementText) -> str:
    """The whole agreement in plain words, numbers included, for pasting into a message."""
    parts = [text.title, text.kind_title, ""]
    parts += [f"{row.label}: {plain(row.runs)}" for row in text.cover]
    parts += ["", plain(text.parties_intro)]
    parts += [f"{party.name}: {party.description}" for party in text.parties]
    parts += ["", *(f"{r.number}  {plain(r.runs)}" for r in text.recitals), plain(text.agreed_line)]
    for clause in text.clauses:
        parts += ["", *_clause_lines(clause)]
    for schedule in text.schedules:
        parts += ["", f"Schedule {schedule.letter}: {schedule.heading}"]
        parts += [line for block in schedule.blocks for line in _block_lines(block)]
    parts += ["", plain(text.signing_intro)]
    return "\n".join(parts).strip() + "\n"


def _clause_lines(clause: Clause) -> list[str]:
    lines = [f"{clause.number}  {clause.heading}"]
    for sub in clause.subclauses:
        lines.append(f"{sub.number}  {plain(sub.runs)}")
        lines += [f"   {item.number} {plain(item.runs)}" for item in sub.items]
        if sub.closing:
            lines.append(f"   {plain(sub.closing)}")
    return lines


def _block_lines(block: Block) -> list[str]:
    if isinstance(block, Heading):
        return [block.text]
    if isinstance(block, Table):
        head = "\t".join(column.heading for column in block.columns)
        rows = ["\t".join(row.cells) for row in block.rows]
        return [line for line in (block.caption, head, *rows, block.note) if line]
    return [f"{block.number}  {plain(block.runs)}".strip()]
