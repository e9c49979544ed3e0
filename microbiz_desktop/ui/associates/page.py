"""Associates: the list with instant search, the card of the chosen one, and its editor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QKeySequence, QPixmap, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from microbiz_desktop.domain.errors import MicrobizError
from microbiz_desktop.domain.states import Kind
from microbiz_desktop.services.values import BusinessData, BusinessRow
from microbiz_desktop.ui.associates.card import BusinessCard
from microbiz_desktop.ui.associates.editor import BusinessEditor
from microbiz_desktop.ui.associates.quick_add import QuickAdd
from microbiz_desktop.ui.list_pane import ListPane
from microbiz_desktop.ui.theme import theme
from microbiz_desktop.ui.widgets.avatar import logo_pixmap
from microbiz_desktop.ui.widgets.buttons import PrimaryButton
from microbiz_desktop.ui.widgets.cards import EmptyState
from microbiz_desktop.ui.widgets.labels import ElidedLabel, Label
from microbiz_desktop.ui.widgets.layouts import ScrollColumn
from microbiz_desktop.ui.widgets.row_delegate import RowLook

if TYPE_CHECKING:
    from microbiz_desktop.ui.context import Context

#: More rows than anybody scrolls through without searching.
_PAGE = 500
_CARD, _EDITOR, _EMPTY = 0, 1, 2


class AssociatesPage(QWidget):
    """List and card side by side; one search box, one New."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._shown = 0
        self._stale = True
        self._logos: dict[str, QPixmap | None] = {}
        self.quick = QuickAdd(context)
        self.pane: ListPane[BusinessRow] = self._make_pane()
        self.card = BusinessCard(context)
        self.editor = BusinessEditor(context)
        self.right = QStackedWidget()
        self.right.addWidget(self.card)
        self.editor_page = self._editor_page()
        self.right.addWidget(self.editor_page)
        self.right.addWidget(EmptyState("Choose an associate to see everything about them."))
        self.right.setCurrentIndex(_EMPTY)
        self._lay_out()
        self._connect()

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

    def show_target(self, business_id: int, detail: str = "") -> None:
        """Bring one associate to the front; detail "new" opens the quick add."""
        if detail == "new":
            self.quick.open()
            return
        self.pane.search.set_value("")
        self.reload()
        if not self.pane.choose(business_id):
            self._show(business_id)
        if detail == "edit":
            self.edit()

    def reload(self) -> None:
        """Ask for the list again, and show the chosen associate as it is now."""
        self._stale = False
        businesses = self._context.services.businesses
        text = str(self.pane.search.value())
        rows = businesses.rows(text, limit=_PAGE)
        self.pane.show_rows(rows, businesses.count(), searched=bool(text))
        if self._shown and self.right.currentIndex() == _CARD:
            self._show(self._shown)
        elif not self._shown:
            self.pane.choose_first()

    def edit(self) -> None:
        """Turn the card into a form."""
        if not self._shown:
            return
        data = self._context.services.businesses.get(self._shown)
        self.editor.show_business(data)
        self.editor_title.setText(data.name)
        self.right.setCurrentIndex(_EDITOR)
        self.editor.focus_name()

    def leave_editor(self) -> None:
        """Save, and show the card again."""
        self.editor.flush()
        self.right.setCurrentIndex(_CARD)
        self.reload()
        self.pane.list.setFocus()

    def _make_pane(self) -> ListPane[BusinessRow]:
        add = PrimaryButton("New associate", "user-plus")
        add.clicked.connect(self.quick.open)
        words = "No associates yet. Type the first business you would team up with."
        return ListPane("Associates", self._look, lambda row: row.id, EmptyState(words, add))

    def _look(self, row: BusinessRow) -> RowLook:
        live = (
            ("accent", "file-text", f"{row.live_agreements} live") if row.live_agreements else None
        )
        return RowLook(row.name, row.second_line, row.place, live, self._logo(row.logo))

    def _logo(self, sha256: str) -> QPixmap | None:
        if not sha256:
            return None
        if sha256 not in self._logos:
            self._logos[sha256] = logo_pixmap(self._context.services.businesses.image(sha256))
        return self._logos[sha256]

    def _connect(self) -> None:
        self.pane.search_changed.connect(lambda _text: self.reload())
        self.pane.row_chosen.connect(self._chosen)
        self.pane.row_opened.connect(lambda _key: self.edit())
        self.pane.new_asked.connect(self.quick.open)
        self.pane.delete_asked.connect(self._delete)
        self.pane.list.customContextMenuRequested.connect(self._menu)
        self.quick.added.connect(self._added)
        self.card.edit_asked.connect(self.edit)
        self.card.draft_asked.connect(self._draft)
        self.card.delete_asked.connect(lambda: self._delete(self._shown))
        self._context.notifier.changed.connect(self._changed)
        leave = QShortcut(QKeySequence("Esc"), self.editor_page)
        leave.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        leave.activated.connect(self.leave_editor)

    def _chosen(self, key: object) -> None:
        if isinstance(key, int) and key != self._shown:
            self.editor.flush()
            self._show(key)

    def _show(self, business_id: int) -> None:
        try:
            data = self._context.services.businesses.get(business_id)
        except MicrobizError:
            self._shown = 0
            self.right.setCurrentIndex(_EMPTY)
            return
        self._shown = business_id
        self.card.show_business(data)
        self.right.setCurrentIndex(_CARD)

    def _changed(self, kinds: frozenset[Kind]) -> None:
        if not kinds & {Kind.BUSINESS, Kind.AGREEMENT, Kind.PROJECT}:
            return
        self._stale = True
        if self.isVisible():
            self.reload()

    def _added(self, data: BusinessData) -> None:
        self.show_target(data.id)
        self._context.messages.notice(f"{data.name} added", "Edit", self.edit)

    def _draft(self) -> None:
        self._context.go("new-agreement", self._shown, "with-associate")

    def _delete(self, key: object) -> None:
        """At once and undoable: agreements keep their copies of the business."""
        if not isinstance(key, int) or not key:
            return
        businesses = self._context.services.businesses
        name = businesses.get(key).name
        self.editor.autosave.forget()
        businesses.delete(key)
        self._shown = 0
        self.right.setCurrentIndex(_EMPTY)
        self.reload()
        self._context.messages.notice(f"{name} deleted", "Undo", lambda: self._undelete(key))

    def _undelete(self, key: int) -> None:
        self._context.services.businesses.undelete(key)
        self.show_target(key)

    def _menu(self, at: QPoint) -> None:
        key = self.pane.chosen()
        if key is None:
            return
        menu = QMenu(self)
        menu.addAction("Edit", self.edit)
        menu.addAction("Draft an agreement", self._draft)
        menu.addSeparator()
        menu.addAction("Delete", lambda: self._delete(key))
        menu.popup(self.pane.list.viewport().mapToGlobal(at))

    def _editor_page(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(20, 16, 20, 0)
        self.editor_title = ElidedLabel("", "title")
        head.addWidget(self.editor_title, 1)
        head.addWidget(Label("Saved as you type", "second", "text_2"))
        self.done = PrimaryButton("Done")
        self.done.clicked.connect(self.leave_editor)
        head.addWidget(self.done)
        column.addLayout(head)
        scroll = ScrollColumn(max_width=680, margin=20, gap=16)
        scroll.add(self.editor)
        self.editor.changed.connect(lambda data: self.editor_title.setText(data.name))
        column.addWidget(scroll, 1)
        return page

    def _lay_out(self) -> None:
        self.pane.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.quick)
        column.addWidget(self.pane, 1)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(left)
        self.splitter.addWidget(self.right)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setSizes([theme().px(392), theme().px(800)])
        kept = self._context.settings.kept_state("associates")
        if kept is not None:
            self.splitter.restoreState(kept)
        self.splitter.splitterMoved.connect(self._keep_split)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.splitter)

    def _keep_split(self) -> None:
        self._context.settings.keep_state("associates", self.splitter.saveState())

    def minimumSizeHint(self) -> QSize:
        """List and card beside each other in the smallest window."""
        return QSize(theme().px(640), theme().px(400))
