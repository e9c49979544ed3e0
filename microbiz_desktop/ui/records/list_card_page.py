"""List at the left, the card of the chosen thing beside it, and its form in the card's place.

Associates, projects, events and referrals are pages of this kind. They share it so that finding,
changing, deleting and undoing go the same way everywhere and are learnt once.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from microbiz_desktop.domain.errors import MicrobizError
from microbiz_desktop.domain.links import Link, Screen
from microbiz_desktop.domain.states import Kind
from microbiz_desktop.ui.look.theme import theme
from microbiz_desktop.ui.records.list_beside_card import FormPage, ListBesideCard
from microbiz_desktop.ui.records.page_keys import add_page_keys, nothing_to_print
from microbiz_desktop.ui.records.record_card import RecordCard
from microbiz_desktop.ui.records.record_editor import RecordEditor
from microbiz_desktop.ui.records.undo import add_undo_keys, remember, tell
from microbiz_desktop.ui.runtime.context import Context
from microbiz_desktop.ui.widgets.cards import EmptyState
from microbiz_desktop.ui.widgets.layouts import row
from microbiz_desktop.ui.widgets.menus import Menu

if TYPE_CHECKING:
    from microbiz_desktop.ui.records.record_editor import Record

    class NamedRecord(Record, Protocol):
        """What has a name for the head of its form."""

        @property
        def name(self) -> str:
            """As it is called."""


Row = TypeVar("Row")
D = TypeVar("D", bound="NamedRecord")
CARD, EDITOR, EMPTY = 0, 1, 2


class RecordService(Protocol[D]):
    """The service that keeps the things shown."""

    def get(self, key: int, /) -> D:
        """One of them, or MicrobizError when it is gone."""

    def save(self, data: D, /) -> D:
        """Store one; StaleVersion when somebody else was quicker."""

    def delete(self, key: int, /) -> None:
        """Into the bin."""

    def undelete(self, key: int, /) -> None:
        """Out of the bin."""


class ListCardPage(QWidget, Generic[Row, D]):
    """Finding, looking, changing; deleting is at once and can be undone."""

    #: Name under which the place of the splitter is kept, and what makes the list ask again.
    name = ""
    #: The screen that shows one of them.
    shown_at: Screen
    kinds = frozenset(Kind)
    #: Whether an agreement may begin with one of them.
    drafts = True

    def __init__(
        self,
        context: Context,
        shelf: RecordService[D],
        pane: Any,
        card: RecordCard[D],
        editor: RecordEditor[D],
        *,
        empty: str,
    ) -> None:
        """`pane` is a `ListPane` or speaks like one; `empty` is said while nothing is chosen."""
        super().__init__()
        self.context = context
        self._shelf = shelf
        self._shown = 0
        self._stale = True
        self.pane, self.card, self.editor = pane, card, editor
        self.editor_page = FormPage(editor)
        self.editor_title, self.done = self.editor_page.title, self.editor_page.done
        self.right = QStackedWidget()
        none_chosen = EmptyState(empty)
        pane.counted.connect(lambda total: none_chosen.text.setVisible(total > 0))
        for page in (card, self.editor_page, none_chosen):
            self.right.addWidget(page)
        self.right.setCurrentIndex(EMPTY)
        self.left = QVBoxLayout()
        self.splitter = ListBesideCard(context.settings, self.name)
        self._lay_out()
        self._connect()
        add_undo_keys(self, context)
        add_page_keys(self, find=pane.focus_search, new=self.new, printing=self.print_shown)

    def look_up(self, text: str) -> tuple[Sequence[Row], int]:
        """Rows for what is typed, and how many there are without it."""
        raise NotImplementedError

    def new(self) -> None:
        """Begin a new one."""
        raise NotImplementedError

    def draft(self) -> None:
        """Begin an agreement with the one shown."""
        raise NotImplementedError

    def print_shown(self) -> None:
        """Print the list or the one shown; a page without paper says so."""
        nothing_to_print(self.context)()

    def shown(self) -> int:
        """The id of the one in the card or the form; 0 for none, or for one not kept yet."""
        return self._shown

    def opened(self) -> None:
        """Show what is stored now."""
        if self._stale:
            self.reload()

    def flush(self) -> None:
        """Save what is typed."""
        self.editor.flush()

    def panes(self) -> list[QWidget]:
        """The parts F6 goes through."""
        return [self.pane, self.right]

    def show_target(self, key: int, detail: str = "") -> None:
        """Bring one to the front; detail "new" begins one, "edit" opens the form."""
        if detail == "new":
            self.new()
            return
        self.editor.flush()
        self.pane.search.set_value("")
        self.right.setCurrentIndex(CARD)
        self._shown = key
        self.reload()
        if detail == "edit":
            self.edit()

    def reload(self) -> None:
        """Ask for the list again; the card follows, a form being typed in stays as it is."""
        self._stale = False
        text = str(self.pane.search.value())
        rows, total = self.look_up(text)
        self.pane.show_rows(rows, total, searched=bool(text))
        if self._shown:
            self.pane.choose(self._shown)
        if self.right.currentIndex() == EDITOR:
            return
        if self._shown:
            self._show(self._shown)
        else:
            self.pane.choose_first()

    def searched(self) -> None:
        """Other words were typed."""
        self.reload()

    def edit(self) -> None:
        """Turn the card into a form."""
        if self._shown:
            data = self._shelf.get(self._shown)
            self.open_editor(data, data.name)

    def open_editor(self, data: D, title: str) -> None:
        """The form over one thing; a new one is kept as soon as it has a name."""
        self.editor.show_record(data)
        self._shown = data.id
        if not data.id:
            self.pane.choose_none()
        self.editor_title.setText(title)
        self.right.setCurrentIndex(EDITOR)
        self.editor.focus_first()

    def leave_editor(self) -> None:
        """Save, and show the card."""
        self.editor.flush()
        self.right.setCurrentIndex(CARD if self._shown else EMPTY)
        self.reload()
        self.pane.list.setFocus()

    def delete(self, key: object) -> None:
        """At once, with the way back in the notice; agreements keep their copies."""
        if not isinstance(key, int) or not key:
            return
        name = self._shelf.get(key).name
        self.editor.autosave.forget()
        self._delete(key)
        tell(
            self.context,
            f"{name} deleted",
            lambda: self._undelete(key),
            lambda: self._delete(key),
        )

    def menu(self) -> Menu | None:
        """What can be done with the chosen row."""
        key = self.pane.chosen()
        return None if key is None else _row_menu(self, key)

    def minimumSizeHint(self) -> QSize:
        """List and card beside each other in the smallest window."""
        return QSize(theme().px(640), theme().px(400))

    def _delete(self, key: int) -> None:
        self._shelf.delete(key)
        self._shown = 0
        self.right.setCurrentIndex(EMPTY)
        self.reload()

    def _undelete(self, key: int) -> None:
        self._shelf.undelete(key)
        self.bring(key)

    def bring(self, key: int) -> None:
        """After a step back or forth: the one it was about is in front, in the form if open."""
        if not self.isVisible():
            self.context.go(Link(self.shown_at, key))
            return
        if self.right.currentWidget() is self.editor_page and self.editor.data().id == key:
            self.editor.show_record(self._shelf.get(key))
        self._shown = key
        self.reload()

    def changed(self, before: D, after: D) -> None:
        """What was stored can be taken back."""
        remember(self.context, self._shelf, before, after, self.bring)

    def _chosen(self, key: object) -> None:
        if isinstance(key, int) and key != self._shown:
            self.editor.flush()
            self._show(key)

    def _show(self, key: int) -> None:
        try:
            data = self._shelf.get(key)
        except MicrobizError:
            self._shown = 0
            self.right.setCurrentIndex(EMPTY)
            return
        self._shown = key
        self.card.show_record(data)
        self.right.setCurrentIndex(CARD)

    def _saved(self) -> None:
        data = self.editor.data()
        self._shown = data.id
        self.editor_title.setText(data.name)

    def _changed(self, kinds: frozenset[Kind]) -> None:
        if kinds & self.kinds:
            self._stale = True
            if self.isVisible():
                self.reload()

    def _open_menu(self, at: QPoint) -> None:
        menu = self.menu()
        if menu is not None:
            menu.popup(self.pane.list.viewport().mapToGlobal(at))

    def _connect(self) -> None:
        self.pane.search_changed.connect(lambda _text: self.searched())
        self.pane.row_chosen.connect(self._chosen)
        self.pane.row_opened.connect(lambda _key: self.edit())
        self.pane.new_asked.connect(self.new)
        self.pane.delete_asked.connect(self.delete)
        self.pane.list.customContextMenuRequested.connect(self._open_menu)
        self.card.edit_asked.connect(self.edit)
        self.card.draft_asked.connect(self.draft)
        self.card.delete_asked.connect(lambda: self.delete(self._shown))
        self.editor.changed.connect(self._saved)
        self.editor.stored.connect(lambda: self.changed(self.editor.before(), self.editor.data()))
        self.editor_page.left.connect(self.leave_editor)
        self.context.notifier.changed.connect(self._changed)

    def _lay_out(self) -> None:
        self.pane.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.left.setContentsMargins(0, 0, 0, 0)
        self.left.setSpacing(0)
        self.left.addWidget(self.pane, 1)
        self.splitter.hold(self.left, self.right)
        row(self.splitter, of=self)


def _row_menu(page: ListCardPage[Row, D], key: object) -> Menu:
    menu = Menu(page)
    if page.right.currentWidget() is not page.editor_page:
        menu.addAction("Edit", page.edit)
    if page.drafts:
        menu.addAction("Draft an agreement", page.draft)
    menu.addSeparator()
    menu.addAction("Delete", lambda: page.delete(key))
    return menu
