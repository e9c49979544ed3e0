"""The board of stages: how far one has come with whom, and moving somebody on.

The menu of Associates leads here. A stage changes by dragging, by “Move to…” and by keys, all three
the same step, which the notice and Ctrl+Z take back.
"""

from __future__ import annotations

from array import array

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QWidget

from microbiz_desktop.domain.contacts.contacts import Stage
from microbiz_desktop.domain.links import Link, Screen
from microbiz_desktop.domain.states import Kind
from microbiz_desktop.services.contacts.contacts import Query
from microbiz_desktop.ui.associates.stage_board import StageBoard
from microbiz_desktop.ui.associates.stage_moves import move_to
from microbiz_desktop.ui.forms.fields import SearchField
from microbiz_desktop.ui.look.theme import theme
from microbiz_desktop.ui.records.page_heading import PageHeading
from microbiz_desktop.ui.records.page_keys import add_page_keys, nothing_to_print
from microbiz_desktop.ui.records.undo import add_undo_keys
from microbiz_desktop.ui.runtime.context import Context
from microbiz_desktop.ui.widgets.buttons import SecondaryButton
from microbiz_desktop.ui.widgets.layouts import SPRING, column, row, wide

_HOW = "Drag somebody to another stage, or choose “Move to…”. Alt and an arrow move one stage on."


class StagesPage(QWidget):
    """A column for each stage, in the order of the stages; whoever is chosen can be moved."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._stale, self._follow = True, 0
        self.search = SearchField("Search associates", "Name, skill, place")
        self.board = StageBoard(context.services.contacts.rows)
        self.move_button = SecondaryButton("Move to…", "milestone", act=self._ask_where)
        self.head = PageHeading("Stages", self.move_button, how=_HOW)
        self.search.setMaximumWidth(theme().px(360))
        tools = row(wide(self.search), SPRING, pad=(16, 0, 16, 14))
        column(self.head, tools, wide(self.board), gap=0, of=self)
        self._connect()
        add_keys(self, context)

    def opened(self) -> None:
        """Show what is stored now."""
        if self._stale:
            self.reload()

    def panes(self) -> list[QWidget]:
        """The parts F6 goes through."""
        return [self.head, self.search, *(one.list for one in self.board.columns.values())]

    def reload(self) -> None:
        """Ask for every stage again, beside the window."""
        self._stale = False
        contacts, text = self._context.services.contacts, str(self.search.value())
        wanted = [Query(text=text, stages=(stage,), order="name") for stage in Stage]

        def show(found: list[array[int]]) -> None:
            follow, self._follow = self._follow, 0
            self.board.show_ids(found, follow)

        self._context.tasks.run(
            lambda: [contacts.ids(query, whole=True).ids for query in wanted],
            done=show,
            key="stages",
            owner=self,
        )

    def move_on(self, key: int, stage: Stage) -> None:
        """Into that stage, with the way back; the keyboard goes along."""
        self._follow = key
        move_to(self._context, key, stage)

    def find_associates(self) -> None:
        """Put the keyboard into the search."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def minimumSizeHint(self) -> QSize:
        """Columns scroll sideways in a narrow window."""
        return QSize(theme().px(640), theme().px(400))

    def _ask_where(self) -> None:
        if self.board.chosen()[0]:
            self.board.open_menu()
        else:
            self._context.messages.notice("Choose who is to be moved first.")

    def _connect(self) -> None:
        self.head.back_asked.connect(lambda: self._context.go(Link(Screen.ASSOCIATES)))
        self.search.edited.connect(self.reload)
        self.board.move_asked.connect(self.move_on)
        self.board.opened.connect(lambda key: self._context.go(Link(Screen.ASSOCIATE, key)))
        self._context.notifier.changed.connect(self._changed)

    def _changed(self, kinds: frozenset[Kind]) -> None:
        if Kind.BUSINESS in kinds:
            self._stale = True
            if self.isVisible():
                self.reload()


def add_keys(page: StagesPage, context: Context) -> None:
    """What every page has."""
    add_undo_keys(page, context)
    add_page_keys(
        page,
        find=page.find_associates,
        new=lambda: context.go(Link(Screen.ASSOCIATE, 0, "new")),
        printing=nothing_to_print(context),
    )
