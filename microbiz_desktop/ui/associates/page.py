"""Associates: the list with instant search, the card of the chosen one, and its editor.

The window opens this page from its navigation and from every link to an associate. Finding, reading
and counting happen aside, as a list may be 100,000 long and typing must not wait for it.
"""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QKeySequence, QShortcut

from microbiz_desktop.domain.contacts.contacts import BusinessData
from microbiz_desktop.domain.errors import MicrobizError
from microbiz_desktop.domain.links import Link, Screen
from microbiz_desktop.domain.states import Kind
from microbiz_desktop.services.contacts.contacts import ContactRow, FoundContacts, Query
from microbiz_desktop.ui.associates.add_by_name import AddByName
from microbiz_desktop.ui.associates.card import BusinessCard
from microbiz_desktop.ui.associates.details import AssociateDetails, read_details
from microbiz_desktop.ui.associates.editor import BusinessEditor
from microbiz_desktop.ui.associates.exchange import ContactExchange
from microbiz_desktop.ui.associates.filters import FilterBar
from microbiz_desktop.ui.associates.found_model import FoundModel
from microbiz_desktop.ui.associates.labelling import Labelling
from microbiz_desktop.ui.associates.pane import AssociatesPane
from microbiz_desktop.ui.associates.smart_lists import SmartLists
from microbiz_desktop.ui.associates.words import stage_pill
from microbiz_desktop.ui.records.forget import ask_forget_person
from microbiz_desktop.ui.records.list_card_page import EMPTY, ListCardPage
from microbiz_desktop.ui.records.undo import tell
from microbiz_desktop.ui.runtime.context import Context
from microbiz_desktop.ui.widgets.buttons import PrimaryButton, SecondaryButton
from microbiz_desktop.ui.widgets.cards import EmptyState
from microbiz_desktop.ui.widgets.logos import Logos
from microbiz_desktop.ui.widgets.menus import Menu
from microbiz_desktop.ui.widgets.row_delegate import RowLook

_NONE_YET = "No associates yet. Bring them from your phone or type the first one."
#: How long a search has to rest before the filters are counted, in milliseconds.
_COUNTING = 300


class AssociatesPage(ListCardPage[ContactRow, BusinessData]):
    """New opens one line to type; every part of the card is edited where it stands."""

    name = "associates"
    shown_at = Screen.ASSOCIATE
    card: BusinessCard
    editor: BusinessEditor
    kinds = frozenset({Kind.BUSINESS, Kind.AGREEMENT, Kind.PROJECT})

    def __init__(self, context: Context) -> None:
        self._logo = Logos(context.services.businesses)
        self._query = Query()
        self._colours: dict[str, str] = {}
        self._card_stale = True
        add = PrimaryButton("New associate", "user-plus", act=self.new)
        bring = SecondaryButton(
            "Import", "download", act=lambda: context.go(Link(Screen.IMPORT, 0, "choose"))
        )
        super().__init__(
            context,
            context.services.businesses,
            self._make_pane(context, EmptyState(_NONE_YET, bring, add)),
            BusinessCard(context),
            BusinessEditor(context),
            empty="Choose an associate to see everything about them.",
        )
        self.quick = AddByName(context)
        self.quick.added.connect(self._added)
        self.left.insertWidget(0, self.quick)
        self.labelling = Labelling(context, self)
        self.exchange = ContactExchange(context, self)
        self.exchange.listed = lambda: context.services.contacts.ids(self._query, whole=True).ids
        self.left.insertWidget(0, self.exchange.job)
        self.lists = SmartLists(context, self.pane)
        self._connect_more()

    def reload(self) -> None:
        """Ask for the list again; the card follows, a form being typed in stays as it is."""
        self._stale = False
        self._card_stale = True
        self.searched()
        self.lists.read()
        self.labelling.read()

    def searched(self) -> None:
        """Only the list: another search changes nobody's card and no smart list."""
        query = self.pane.query()
        contacts, tasks = self.context.services.contacts, self.context.tasks
        tasks.run(
            lambda: contacts.ids(query),
            done=lambda found: self._show_found(query, found),
            key="associates-list",
            owner=self,
        )
        tasks.debounce("facets", _COUNTING, lambda: self._count_filters(query))

    def _count_found(self, query: Query) -> None:
        """How many there are beyond those that are listed."""
        contacts = self.context.services.contacts
        self.context.tasks.run(
            lambda: contacts.count(query),
            done=self.pane.show_count,
            key="associates-list",
            owner=self,
        )

    def _count_filters(self, query: Query) -> None:
        """What the menu of filters offers; counting takes longer than finding."""
        contacts = self.context.services.contacts
        self.context.tasks.run(
            lambda: contacts.facets(query),
            done=self.pane.filters.set_facets,
            key="facets",
            owner=self,
        )

    def new(self) -> None:
        """One line is enough."""
        self.quick.open()

    def draft(self) -> None:
        """An agreement with the associate shown."""
        self.context.go(Link(Screen.NEW_AGREEMENT, self.shown(), "with-associate"))

    def print_shown(self) -> None:
        """The list as it is shown."""
        self.exchange.print_list()

    def flush(self) -> None:
        """Save what is typed, in the form or in a part of the card."""
        super().flush()
        self.card.flush()

    def delete(self, key: object) -> None:
        """At once, with the way back in the notice; agreements keep their copies."""
        self.card.forget()
        super().delete(key)

    def show_target(self, key: int, detail: str = "") -> None:
        """Bring one to the front, whatever was searched for before."""
        if detail != "new":
            self.pane.filters.forget()
        super().show_target(key, detail)
        if key and not detail:
            self._show(key)

    def menu(self) -> Menu | None:
        """What can be done with the chosen rows."""
        menu = super().menu()
        if menu is not None:
            self.exchange.fill_row_menu(menu, self.chosen())
            self.labelling.fill(menu, self.chosen())
        return menu

    def chosen(self) -> list[int]:
        """The associates selected in the list, else the one shown."""
        return self.pane.list.selected() or ([self.shown()] if self.shown() else [])

    def rows(self, ids: Sequence[int]) -> Sequence[ContactRow]:
        """The rows of some ids, for the list."""
        found = self.context.services.contacts.rows(ids, self._query.text)
        if names := {name for row in found for name in row.labels}:
            self._colours |= self.context.services.labels.colours(names)
        return found

    def _show(self, key: int) -> None:
        """The card is read aside and built part by part: going down a list never waits for it."""
        self._shown, self._card_stale = key, False
        self.right.setCurrentWidget(self.card)
        self.context.tasks.run(
            lambda: read_details(self.context.services, key),
            done=self._show_facts,
            failed=self._gone,
            key="associate-card",
            owner=self,
        )

    def _show_facts(self, facts: AssociateDetails) -> None:
        if facts.data.id == self._shown:
            self.card.show_details(facts)

    def _gone(self, error: Exception) -> None:
        """Deleted meanwhile: nothing is chosen. Anything else is a fault of ours."""
        if not isinstance(error, MicrobizError):
            raise error
        self._shown = 0
        self.right.setCurrentIndex(EMPTY)

    def _make_pane(self, context: Context, empty: EmptyState) -> AssociatesPane:
        model: FoundModel[ContactRow] = FoundModel(self.rows, self._look, lambda row: row.id)
        filters = FilterBar(context.services.clock.now().local().date())
        return AssociatesPane(model, filters, self._cards, empty)

    def _cards(self, ids: list[int]) -> QMimeData:
        return self.exchange.mime(ids)

    def _show_found(self, query: Query, found: FoundContacts) -> None:
        self._query = query
        self.pane.show_order()
        self.pane.show_found(found.ids, found.total_all, _read_as(found), cut=found.cut)
        if found.cut:
            self._count_found(query)
        if self._shown:
            self.pane.choose(self._shown)
        if self.right.currentWidget() is self.editor_page:
            return
        if not self._shown:
            self.pane.choose_first()
        elif self._card_stale:
            self._show(self._shown)

    def _connect_more(self) -> None:
        self.pane.filters.changed.connect(self.searched)
        self.pane.exchange.clicked.connect(lambda: self.exchange.open_below(self.pane.exchange))
        self.card.stored.connect(self.changed)
        self.card.asked.connect(lambda name: self.exchange.do(name, [self.shown()]))
        self.card.forget_person_asked.connect(self._forget_person)
        self.card.take_in_asked.connect(self._take_in)
        copy = QShortcut(QKeySequence("Ctrl+Shift+C"), self)
        copy.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        copy.activated.connect(lambda: self.exchange.do("copy", self.chosen()))

    def _forget_person(self, name: str) -> None:
        """No step back may bring the person again, so those that could are gone as well."""
        self.flush()
        ask_forget_person(self.context, self, self.shown(), name, self.context.undo.clear)

    def _take_in(self) -> None:
        """Somebody known is an associate from now on; the step can be taken back."""
        self.flush()
        key, businesses = self.shown(), self.context.services.businesses

        def put(outside: bool) -> None:
            businesses.save(replace(businesses.get(key), outside=outside))
            self.bring(key)

        put(False)
        name = businesses.get(key).name
        tell(
            self.context,
            f"{name} is an associate now",
            lambda: put(True),
            lambda: put(False),
        )

    def _added(self, data: BusinessData) -> None:
        self.show_target(data.id)
        self.pane.list.setFocus()
        self.context.messages.notice(f"{data.name} added", "Edit", self.edit)

    def _look(self, row: ContactRow) -> RowLook:
        live = f"{row.live_agreements} live"
        pill = ("accent", "file-text", live) if row.live_agreements else None
        if pill is None and row.stage in ("paused", "not-again"):
            pill = stage_pill(row.stage)
        second = row.matched or row.second_line
        labels = tuple((name, self._colours[name]) for name in row.labels)
        return RowLook(row.name, second, row.place, pill, self._logo(row.logo), labels=labels)


def _read_as(found: FoundContacts) -> str:
    """What was done about typing slips, in words."""
    return " ".join(found.fuzzy)
