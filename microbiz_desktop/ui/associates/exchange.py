"""Associates in and out: files, the clipboard, dragging, sheets, and tidying up.

The list of associates and its menus use it. Files are written and lists are printed aside, with a
bar and Stop, and what is private leaves only where that was ticked for this one time.
"""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QMimeData, QObject, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QMenu, QWidget

from microbiz_desktop.domain.errors import MicrobizError
from microbiz_desktop.domain.links import Link, Screen
from microbiz_desktop.services.transfer.forms import FORMS, ContactForm
from microbiz_desktop.ui.records.copy_output import print_pages
from microbiz_desktop.ui.records.job import JobBar
from microbiz_desktop.ui.runtime.context import Context
from microbiz_desktop.ui.widgets.file_dialogs import ask_for_form
from microbiz_desktop.ui.widgets.menus import Menu

#: Asked only when a file is written, and not on the window's thread: a list may be long.
Ids = Callable[[], Sequence[int]]
#: Cards that can be dragged out at once; they have to be made before the drag begins.
DRAGGED = 25
#: The kind of data under which contact cards go over the clipboard and by dragging (RFC 6350).
_CARD = "text/vcard"


class ContactExchange(QObject):
    """What is private, such as notes and ratings, leaves only when ticked, each time anew."""

    def __init__(self, context: Context, page: QWidget) -> None:
        super().__init__(page)
        self._context = context
        self._page = page
        self.job = JobBar(context)
        self.listed: Ids = tuple
        self._with_private = False

    def menu(self) -> QMenu:
        """Everything listed goes out; files and the clipboard come in."""
        menu = Menu(self._page)
        go = self._context.go
        menu.addAction("Import from a file…", lambda: go(Link(Screen.IMPORT, 0, "choose")))
        menu.addAction("Paste contact cards", lambda: go(Link(Screen.IMPORT, 0, "paste")))
        menu.addSeparator()
        self._fill(menu.submenu("Export what is listed"), (), self.listed)
        menu.addSeparator()
        menu.addAction("Who can do it, and by when?", lambda: go(Link(Screen.WHO_CAN, 0, "ask")))
        menu.addAction("Stages", lambda: go(Link(Screen.STAGES)))
        menu.addAction("Find duplicates", lambda: go(Link(Screen.DUPLICATES, 0, "look")))
        menu.addAction("Imports and merges", lambda: go(Link(Screen.IMPORT, 0, "history")))
        return menu

    def open_below(self, button: QWidget) -> None:
        """The menu where the button is."""
        self.menu().popup(button.mapToGlobal(button.rect().bottomLeft()))

    def fill_row_menu(self, menu: Menu, ids: Sequence[int]) -> None:
        """What can be done with the selected rows."""
        menu.addSeparator()
        many = f"{len(ids):,} associates" if len(ids) > 1 else "this associate"
        menu.addAction(f"Copy {many} as contact cards", lambda: self.do("copy", ids))
        self._fill(menu.submenu(f"Export {many}"), ids, lambda: ids)
        if len(ids) == 2:
            menu.addAction(
                "Merge the two…",
                lambda: self._context.go(Link(Screen.DUPLICATES, ids[0], str(ids[1]))),
            )

    def do(self, name: str, ids: Sequence[int]) -> None:
        """Carry out a command about some associates."""
        if name == "copy":
            self._copy(ids)
        elif name == "forget":
            self._context.go(Link(Screen.FORGET, ids[0]))
        else:
            self._save(FORMS[name], ids, lambda: ids)

    def mime(self, ids: Sequence[int]) -> QMimeData:
        """Contact cards to drag out, as a file and as text.

        More than a handful would hold the window, and are none.
        """
        if len(ids) > DRAGGED:
            self._context.messages.warn(
                f"{len(ids):,} associates are too many to drag: {DRAGGED} at most. "
                "Export them as a file instead."
            )
            return QMimeData()
        exports, dragged = self._context.services.exports, self._context.services.dragged
        content = exports.content("vcard", ids)
        data = _cards(content)
        try:
            name = exports.file_name("vcard", ids)
            data.setUrls([QUrl.fromLocalFile(str(dragged.file(name, content)))])
        except MicrobizError as error:
            self._context.messages.problem(error.message, error.hint)
        return data

    def _copy(self, ids: Sequence[int]) -> None:
        exports, said = self._context.services.exports, self._context.messages

        def done(cards: bytes) -> None:
            QGuiApplication.clipboard().setMimeData(_cards(cards))
            said.notice("Copied; paste it into a message or an address book")

        self._context.tasks.run(
            lambda: exports.content("vcard", ids), done=done, key="copy", owner=self
        )

    def _fill(self, menu: QMenu, named: Sequence[int], ids: Ids) -> None:
        """`named` are those the name of the file may come from."""
        for form in FORMS.values():
            if not form.single:
                menu.addAction(f"{form.menu}…", partial(self._save, form, named, ids))
        menu.addSeparator()
        tick = menu.addAction("With everything private, this time")
        tick.setCheckable(True)
        tick.setChecked(self._with_private)
        tick.toggled.connect(self._tick_private)

    def _tick_private(self, wanted: bool) -> None:
        self._with_private = wanted

    def _save(self, form: ContactForm, named: Sequence[int], ids: Ids) -> None:
        private, self._with_private = self._with_private, False
        ask_for_form(
            self._page,
            form,
            self._context.services.exports.file_name(form.name, named),
            lambda path: self.write(form.name, ids, path, private=private),
            ", with everything private" if private and form.private else "",
        )

    def print_list(self) -> None:
        """The list as it is shown, on paper; a bar with Stop shows once it takes a second."""
        exports, page = self._context.services.exports, self._page
        self.job.run(
            "Making the list to print",
            lambda _progress, _cancelled: exports.content("list", self.listed()),
            lambda pages: print_pages(self._context, page, pages),
            end=self._context.services.worker.cancel,
        )

    def write(self, name: str, ids: Ids, path: Path, *, private: bool = False) -> None:
        """Write a file aside; a bar with Stop shows once it takes a second."""
        exports = self._context.services.exports
        self.job.run(
            f"Writing {path.name}",
            lambda progress, cancelled: exports.save(
                name, ids(), path, include_private=private, progress=progress, cancelled=cancelled
            ),
            self._saved,
            end=self._context.services.worker.cancel if FORMS[name].ending == "pdf" else _nothing,
            changes=True,
        )

    def _saved(self, path: Path) -> None:
        def show() -> None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))

        self._context.messages.notice(f"{path.name} is saved", "Show the folder", show)


def _nothing() -> None:
    """The work hears of Stop by itself."""


def _cards(cards: bytes) -> QMimeData:
    data = QMimeData()
    data.setData(_CARD, cards)
    data.setText(cards.decode("utf-8"))
    return data
