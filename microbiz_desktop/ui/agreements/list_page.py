"""Agreements: the list with search and state, and the way to a new one.

The window opens this page from its navigation. A draft opens in the studio and an offer in the
sign-off room, so that one list leads to the place where work goes on.
"""

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from microbiz_desktop.domain.errors import MicrobizError
from microbiz_desktop.domain.links import Link, Screen
from microbiz_desktop.domain.states import AgreementState, Kind
from microbiz_desktop.services.agreements.values import AgreementRow
from microbiz_desktop.ui.agreements.actions import delete_with_undo
from microbiz_desktop.ui.agreements.copy_drag import CopyDrag
from microbiz_desktop.ui.agreements.new_agreement import NewAgreement
from microbiz_desktop.ui.forms.choices import Choice, Segmented
from microbiz_desktop.ui.look.pills import agreement_pill
from microbiz_desktop.ui.look.theme import Theme, follow_theme, theme
from microbiz_desktop.ui.records.copy_output import Copies, printed_form
from microbiz_desktop.ui.records.list_pane import ListPane
from microbiz_desktop.ui.records.page_keys import add_page_keys
from microbiz_desktop.ui.records.undo import add_undo_keys
from microbiz_desktop.ui.runtime.context import Context
from microbiz_desktop.ui.widgets.buttons import PrimaryButton
from microbiz_desktop.ui.widgets.cards import EmptyState
from microbiz_desktop.ui.widgets.layouts import SPRING, held, row
from microbiz_desktop.ui.widgets.menus import Menu
from microbiz_desktop.ui.widgets.row_delegate import RowLook

_State = AgreementState

#: The filters and the states each of them shows.
FILTERS: dict[str, tuple[str, frozenset[AgreementState]]] = {
    "all": ("All", frozenset(_State)),
    "draft": ("Drafts", frozenset({_State.DRAFT})),
    "out": ("Out for sign-off", frozenset({_State.OFFERED, _State.PARTLY_SIGNED_OFF})),
    "executed": ("Executed", frozenset({_State.EXECUTED})),
    "closed": (
        "Closed",
        frozenset(
            {_State.ENDED, _State.DECLINED, _State.WITHDRAWN, _State.EXPIRED, _State.SUPERSEDED}
        ),
    ),
}

#: States in which the sign-off room is the place to go.
_IN_ROOM = FILTERS["out"][1] | FILTERS["executed"][1]

_LIST_WIDTH = 960


def look_of(row: AgreementRow) -> RowLook:
    """One agreement as a row."""
    parties = "1 party" if row.party_count == 1 else f"{row.party_count} parties"
    words = [row.kind_title, parties]
    if row.revision:
        words.append(f"revision {row.revision}")
    title = row.title or "A new agreement"
    second = " · ".join(word for word in words if word)
    return RowLook(title, second, row.note, agreement_pill(row), icon="file-text")


class AgreementsPage(QWidget):
    """The list, or the few questions that begin a new agreement."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._stale = True
        self.stack = QStackedWidget()
        self.pane = self._make_pane()
        self.filter = Segmented([Choice(k, word) for k, (word, _) in FILTERS.items()], "Show")
        self.filter.set_value("all")
        self.new_button = PrimaryButton("New agreement", "plus")
        self.new_page = NewAgreement(context)
        self._lay_out()
        self._connect()
        self.copies = Copies(context, self)
        CopyDrag(context, self.pane)
        add_undo_keys(self, context)
        add_page_keys(
            self,
            find=self._find,
            new=self._begin_blank,
            printing=self.print_chosen,
        )

    def opened(self) -> None:
        """Show what is stored now."""
        if self._stale:
            self.reload()

    def flush(self) -> None:
        """Nothing typed here is worth keeping before an agreement exists."""

    def panes(self) -> list[QWidget]:
        """The parts F6 goes through."""
        return [self.new_page if self.stack.currentIndex() else self._holder]

    def show_target(self, key: int, detail: str = "") -> None:
        """Begin a new agreement, for a project (`key`, or 0), an associate or a referral.

        "which" begins with the first question of which paper is needed, "pass-on" with passing on.
        """
        if detail in ("new", "new-for-project", "which"):
            self.begin(key)
        elif detail == "with-associate":
            self.begin(associate=key)
        elif detail == "from-referral":
            self.begin(referral=key)
        elif detail == "pass-on":
            self.begin()
            self.new_page.start_passing_on()
        if detail == "which":
            self.new_page.chooser.to_question()

    def begin(self, project: int = 0, associate: int = 0, referral: int = 0) -> None:
        """The questions that begin a new agreement."""
        self.stack.setCurrentWidget(self.new_page)
        self.new_page.start(project, associate, referral)

    def reload(self) -> None:
        """Read the list again."""
        self._stale = False
        text = self.pane.search.value()
        agreements = self._context.services.agreements
        rows = agreements.rows(text)
        wanted = FILTERS[self.filter.value() or "all"][1]
        found = [row for row in rows if row.state in wanted]
        narrowed = bool(text) or len(wanted) < len(_State)
        total = agreements.count() if text else len(rows)
        self.pane.show_rows(found, total, searched=narrowed)

    def open_agreement(self, key: object) -> None:
        """The studio for a draft, else the sign-off room; side exits show their frozen pages."""
        row = next((row for row in self.pane.model.rows() if row.id == key), None)
        if row is not None:
            self._context.go(
                Link(Screen.SIGN_OFF if row.state in _IN_ROOM else Screen.STUDIO, row.id)
            )

    def delete(self, key: object) -> None:
        """Softly, with Undo."""
        assert isinstance(key, int)
        delete_with_undo(self._context, key)

    def menu(self) -> QMenu | None:
        """What can be done with the current one."""
        row = self.pane.model.row_at(self.pane.list.currentIndex())
        return None if row is None else self.menu_for(row)

    def menu_for(self, row: AgreementRow) -> QMenu:
        """What can be done with one agreement."""
        menu = Menu(self)
        menu.addAction("Open", lambda: self.open_agreement(row.id))
        if row.state in _IN_ROOM:
            menu.addAction(
                "See the frozen pages", lambda: self._context.go(Link(Screen.STUDIO, row.id))
            )
        menu.addAction("Start another from this", lambda: self._start_from(row.id))
        menu.addSeparator()
        menu.addAction("Delete", lambda: self.delete(row.id))
        return menu

    def print_chosen(self) -> None:
        """The pages of the chosen one: its draft, its offer, or the executed copy."""
        row = self.pane.model.row_at(self.pane.list.currentIndex())
        if row is None:
            self._context.messages.notice("Choose the agreement that is to be printed.")
            return
        self.copies.print(row.id, printed_form(row.state, row.revision))

    def _find(self) -> None:
        self._show_list()
        self.pane.focus_search()

    def _begin_blank(self) -> None:
        self.begin(0)

    def _make_pane(self) -> ListPane[AgreementRow]:
        sentence = (
            "No agreements yet. Begin one: answer plain questions and watch the pages change."
        )
        begin = PrimaryButton("New agreement", "plus", act=self._begin_blank)
        empty = EmptyState(sentence, begin, icon="file-text")
        return ListPane("Agreements", look_of, lambda row: row.id, empty)

    def _lay_out(self) -> None:
        column = self.pane.layout()
        assert isinstance(column, QVBoxLayout)
        first = column.itemAt(0)
        head = first.layout() if first is not None else None
        assert isinstance(head, QHBoxLayout)
        self.pane.new.hide()
        head.addWidget(self.new_button)
        tools = row((self.pane.search, 2), (self.filter, 3), gap=12)
        column.insertLayout(1, tools)
        self._holder = held(row(SPRING, (self.pane, 100), SPRING))
        self.stack.addWidget(self._holder)
        self.stack.addWidget(self.new_page)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.stack)
        follow_theme(self._apply_theme)

    def _connect(self) -> None:
        self.pane.search_changed.connect(lambda _text: self.reload())
        self.pane.row_opened.connect(self.open_agreement)
        self.pane.new_asked.connect(self._begin_blank)
        self.pane.delete_asked.connect(self.delete)
        self.filter.edited.connect(self.reload)
        self.new_button.clicked.connect(self._begin_blank)
        self.new_page.left.connect(self._show_list)
        self.new_page.made.connect(self._made)
        self.pane.list.clicked.connect(self.pane.list.activated)
        self.pane.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.pane.list.customContextMenuRequested.connect(self._open_menu)
        self._context.notifier.changed.connect(self._things_changed)

    def _open_menu(self, at: QPoint) -> None:
        """At the pointer, or at the chosen row when the keyboard asked."""
        index = self.pane.list.indexAt(at)
        row = self.pane.model.row_at(index if index.isValid() else self.pane.list.currentIndex())
        if row is not None:
            self.menu_for(row).popup(self.pane.list.viewport().mapToGlobal(at))

    def _show_list(self) -> None:
        self.stack.setCurrentWidget(self._holder)
        self.pane.list.setFocus()

    def _made(self, agreement: int) -> None:
        self._show_list()
        self._context.go(Link(Screen.STUDIO, agreement))

    def _start_from(self, past: int) -> None:
        try:
            made = self._context.services.agreements.create_from(past)
        except MicrobizError as error:
            self._context.messages.problem(error.message, error.hint)
            return
        self._context.go(Link(Screen.STUDIO, made.id))

    def _things_changed(self, kinds: frozenset[Kind]) -> None:
        if kinds & {Kind.AGREEMENT, Kind.BUSINESS, Kind.PROJECT}:
            self._stale = True
            if self.isVisible():
                self.reload()

    def minimumSizeHint(self) -> QSize:
        """Fits the smallest window."""
        return QSize(theme().px(480), theme().px(360))

    def _apply_theme(self, now: Theme) -> None:
        self.pane.setMaximumWidth(now.px(_LIST_WIDTH))
