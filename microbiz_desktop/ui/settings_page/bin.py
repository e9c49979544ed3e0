"""The bin: what was deleted, and how it comes back."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QWidget

from microbiz_desktop.domain.errors import MicrobizError
from microbiz_desktop.domain.links import Link, Screen
from microbiz_desktop.services.program.deleted import DeletedRow
from microbiz_desktop.ui.look.theme import theme
from microbiz_desktop.ui.records.forget import ask_forget_idea
from microbiz_desktop.ui.records.list_pane import ListPane
from microbiz_desktop.ui.records.undo import tell
from microbiz_desktop.ui.runtime.context import Context
from microbiz_desktop.ui.widgets.buttons import SecondaryButton, TonalButton
from microbiz_desktop.ui.widgets.cards import EmptyState
from microbiz_desktop.ui.widgets.labels import Label
from microbiz_desktop.ui.widgets.layouts import SPRING, column, row
from microbiz_desktop.ui.widgets.menus import Menu
from microbiz_desktop.ui.widgets.row_delegate import RowLook

_HOW_LONG = (
    "What you delete stays here until you bring it back: nothing is ever removed by itself, after "
    "however long. Only “Forget for good” takes an associate or an idea away, from here as well. "
    "Agreements keep their copies, and backups made before keep what was in them."
)
_ICONS = {
    "associate": "users",
    "own business": "building-2",
    "somebody known": "user",
    "project": "folder-kanban",
    "agreement": "file-text",
    "referral": "repeat-2",
    "event": "calendar-days",
    "note": "pencil",
    "sealed idea": "lightbulb",
}
_IDEA = "sealed idea"
_FORGETTABLE = ("associate", "somebody known", _IDEA)


class BinPart(QWidget):
    """A list with the way back; Enter brings the chosen one back."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.pane: ListPane[DeletedRow] = ListPane(
            "Deleted things", _look, lambda one: one.key, EmptyState("The bin is empty.")
        )
        self.pane.heading.hide()
        self.pane.new.hide()
        self.pane.setFixedHeight(theme().px(420))
        if (inside := self.pane.layout()) is not None:
            inside.setContentsMargins(0, 0, 0, 0)  # under the words and buttons, not beside them
        self.back = TonalButton("Bring back", "archive-restore", act=self.bring_back)
        self.forget = SecondaryButton("Forget for good", "trash-2", act=self._forget)
        buttons = row(self.back, self.forget, SPRING, gap=8)
        column(Label(_HOW_LONG, "form", "text_2", wrap=True), buttons, self.pane, gap=16, of=self)
        self._connect()

    def opened(self) -> None:
        """Read what is in it now."""
        deleted, text = self._context.services.deleted, self.pane.search.value()
        self._context.tasks.run(
            lambda: (deleted.rows(text), len(deleted.rows()) if text else -1),
            done=lambda found: self._show(*found),
            key="bin",
            owner=self,
        )

    def bring_back(self) -> None:
        """The chosen one goes into its list again."""
        one = self.chosen()
        if one is None:
            return
        deleted = self._context.services.deleted
        try:
            deleted.bring_back(*one.key)
        except MicrobizError as error:
            self._context.messages.problem(error.message, error.hint)
            return
        tell(
            self._context,
            f"{one.name} is back",
            lambda: deleted.put_back(*one.key),
            lambda: deleted.bring_back(*one.key),
        )

    def chosen(self) -> DeletedRow | None:
        """The one that is chosen in the list."""
        return self.pane.model.row_at(self.pane.list.currentIndex())

    def menu(self) -> QMenu:
        """What can be done with the chosen one."""
        menu = Menu(self)
        menu.addAction("Bring back", self.bring_back)
        if self.forget.isEnabled():
            menu.addAction("Forget for good", self._forget)
        return menu

    def _show(self, rows: tuple[DeletedRow, ...], total: int) -> None:
        self.pane.show_rows(rows, len(rows) if total < 0 else total, searched=total >= 0)
        self.pane.choose_first()
        self._say()

    def _say(self) -> None:
        """Not everything can be forgotten; the button says so by being there or not."""
        one = self.chosen()
        self.back.setEnabled(one is not None)
        self.forget.setEnabled(one is not None and one.kind in _FORGETTABLE)

    def _forget(self) -> None:
        one = self.chosen()
        if one is not None:
            _ask_forget(self._context, self, one)

    def _connect(self) -> None:
        self.pane.search_changed.connect(lambda _text: self.opened())
        self.pane.row_chosen.connect(lambda _key: self._say())
        self.pane.row_opened.connect(lambda _key: self.bring_back())
        self.pane.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.pane.list.customContextMenuRequested.connect(self._open_menu)
        self._context.notifier.changed.connect(lambda _kinds: self._changed())

    def _changed(self) -> None:
        if self.isVisible():
            self.opened()

    def _open_menu(self, at: QPoint) -> None:
        if self.chosen() is not None:
            self.menu().popup(self.pane.list.viewport().mapToGlobal(at))


def _ask_forget(context: Context, parent: QWidget, one: DeletedRow) -> None:
    """Ask before it goes for good, each kind in its way."""
    if one.kind == _IDEA:
        ask_forget_idea(context, parent, one.id, one.name)
    else:
        context.go(Link(Screen.FORGET, one.id))


def _look(one: DeletedRow) -> RowLook:
    kind = one.kind[:1].upper() + one.kind[1:]
    return RowLook(one.name, f"{kind} · {one.when}", icon=_ICONS[one.kind])
