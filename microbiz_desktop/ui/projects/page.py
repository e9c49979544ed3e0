"""Projects: the list, the card of the chosen one, and its editor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from microbiz_desktop.domain.errors import MicrobizError
from microbiz_desktop.domain.states import Kind
from microbiz_desktop.services.values import ProjectData, ProjectRow
from microbiz_desktop.ui.list_pane import ListPane
from microbiz_desktop.ui.pills import project_pill
from microbiz_desktop.ui.projects.card import ProjectCard
from microbiz_desktop.ui.projects.editor import ProjectEditor
from microbiz_desktop.ui.theme import theme
from microbiz_desktop.ui.widgets.buttons import PrimaryButton
from microbiz_desktop.ui.widgets.cards import EmptyState
from microbiz_desktop.ui.widgets.labels import ElidedLabel, Label
from microbiz_desktop.ui.widgets.layouts import ScrollColumn
from microbiz_desktop.ui.widgets.row_delegate import RowLook

if TYPE_CHECKING:
    from microbiz_desktop.ui.context import Context

_CARD, _EDITOR, _EMPTY = 0, 1, 2


class ProjectsPage(QWidget):
    """List and card side by side."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._shown = 0
        self._stale = True
        self.pane = self._make_pane()
        self.card = ProjectCard(context)
        self.editor = ProjectEditor(context)
        self.editor_page = self._editor_page()
        self.right = QStackedWidget()
        self.right.addWidget(self.card)
        self.right.addWidget(self.editor_page)
        self.right.addWidget(EmptyState("Choose a project to see its team and deliverables."))
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

    def show_target(self, project_id: int, detail: str = "") -> None:
        """Bring one project to the front; detail "new" starts one."""
        if detail == "new":
            self.new()
            return
        self.pane.search.set_value("")
        self.reload()
        if not self.pane.choose(project_id):
            self._show(project_id)

    def reload(self) -> None:
        """Ask for the list again, and show the chosen project as it is now."""
        self._stale = False
        projects = self._context.services.projects
        text = str(self.pane.search.value())
        rows = projects.rows(text)
        total = len(projects.rows()) if text else len(rows)
        self.pane.show_rows(rows, total, searched=bool(text))
        if self._shown and self.right.currentIndex() == _CARD:
            self._show(self._shown)
        elif not self._shown:
            self.pane.choose_first()

    def new(self) -> None:
        """A project that is kept as soon as it has a name."""
        self.editor.show_project(ProjectData())
        self.editor_title.setText("New project")
        self.right.setCurrentIndex(_EDITOR)
        self.editor.focus_name()

    def edit(self) -> None:
        """Turn the card into a form."""
        if self._shown:
            data = self._context.services.projects.get(self._shown)
            self.editor.show_project(data)
            self.editor_title.setText(data.name)
            self.right.setCurrentIndex(_EDITOR)
            self.editor.focus_name()

    def leave_editor(self) -> None:
        """Save, and show the card."""
        self.editor.flush()
        kept = self.editor.data().id
        self.right.setCurrentIndex(_CARD if kept else _EMPTY)
        if kept:
            self.show_target(kept)
        self.pane.list.setFocus()

    def _make_pane(self) -> ListPane[ProjectRow]:
        add = PrimaryButton("New project", "folder-plus")
        add.clicked.connect(self.new)
        words = "No projects yet. A project is one piece of work you do together."
        return ListPane("Projects", _look, lambda row: row.id, EmptyState(words, add))

    def _connect(self) -> None:
        self.pane.search_changed.connect(lambda _text: self.reload())
        self.pane.row_chosen.connect(self._chosen)
        self.pane.row_opened.connect(lambda _key: self.edit())
        self.pane.new_asked.connect(self.new)
        self.pane.delete_asked.connect(self._delete)
        self.card.edit_asked.connect(self.edit)
        self.card.delete_asked.connect(lambda: self._delete(self._shown))
        self.card.draft_asked.connect(
            lambda: self._context.go("new-agreement", self._shown, "new-for-project")
        )
        self._context.notifier.changed.connect(self._changed)
        leave = QShortcut(QKeySequence("Esc"), self.editor_page)
        leave.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        leave.activated.connect(self.leave_editor)

    def _chosen(self, key: object) -> None:
        if isinstance(key, int) and key != self._shown:
            self.editor.flush()
            self._show(key)

    def _show(self, project_id: int) -> None:
        try:
            data = self._context.services.projects.get(project_id)
        except MicrobizError:
            self._shown = 0
            self.right.setCurrentIndex(_EMPTY)
            return
        self._shown = project_id
        self.card.show_project(data)
        self.right.setCurrentIndex(_CARD)

    def _changed(self, kinds: frozenset[Kind]) -> None:
        if kinds:
            self._stale = True
            if self.isVisible():
                self.reload()

    def _delete(self, key: object) -> None:
        """At once and undoable; the agreements of a project stay."""
        if not isinstance(key, int) or not key:
            return
        projects = self._context.services.projects
        name = projects.get(key).name
        self.editor.autosave.forget()
        projects.delete(key)
        self._shown = 0
        self.right.setCurrentIndex(_EMPTY)
        self.reload()
        self._context.messages.notice(f"{name} deleted", "Undo", lambda: self._undelete(key))

    def _undelete(self, key: int) -> None:
        self._context.services.projects.undelete(key)
        self.show_target(key)

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
        column.addWidget(scroll, 1)
        return page

    def _lay_out(self) -> None:
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(self.pane)
        self.splitter.addWidget(self.right)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setSizes([theme().px(392), theme().px(800)])
        kept = self._context.settings.kept_state("projects")
        if kept is not None:
            self.splitter.restoreState(kept)
        self.splitter.splitterMoved.connect(
            lambda: self._context.settings.keep_state("projects", self.splitter.saveState())
        )
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.splitter)

    def minimumSizeHint(self) -> QSize:
        """List and card beside each other in the smallest window."""
        return QSize(theme().px(640), theme().px(400))


def _look(row: ProjectRow) -> RowLook:
    second = " · ".join(part for part in (row.client, row.when) if part)
    return RowLook(row.name, second, "", project_pill(row.state), icon="folder-kanban")
