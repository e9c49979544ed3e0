"""Filters as chips above the list, the menu that adds them, and searches kept as smart lists.

The page of associates asks the bar for its query. Every filter in force is to be seen and taken
away by a press, because a list that is narrowed unseen looks as if somebody were missing.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TypeVar

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QWidget

from microbiz_desktop.domain.by_name import replaced
from microbiz_desktop.domain.contacts.contacts import Closeness, Stage
from microbiz_desktop.services.contacts.contacts import Facets, Query, SmartListData
from microbiz_desktop.ui.associates import words
from microbiz_desktop.ui.records.ask_words import ask_words
from microbiz_desktop.ui.widgets.chips import ChipButton, FilterChip
from microbiz_desktop.ui.widgets.layouts import FlowLayout
from microbiz_desktop.ui.widgets.menus import Menu

T = TypeVar("T")
ORDERS = {
    "best": "Best match first",
    "name": "By name",
    "recent": "Changed last first",
    "stage": "By stage",
    "next": "Next action first",
}
#: Skills and places offered in the menus.
_OFFERED = 25
_PAPER_DAYS = (30, 60, 90)


class FilterBar(QWidget):
    """`changed` says that another list is wanted; `query()` is which."""

    changed = Signal()
    keep_asked = Signal(str)
    list_chosen = Signal(object)
    list_removed = Signal(object)

    def __init__(self, today: date) -> None:
        super().__init__()
        self._today = today
        self._query = Query()
        self._facets = Facets((), (), ())
        self._lists: Sequence[SmartListData] = ()
        self._flow = FlowLayout(self)
        self.add = ChipButton("Add filter", "plus")
        self.add.clicked.connect(lambda: self.menu().popup(self._below(self.add)))
        self.lists = ChipButton("Lists", "chevron-down")
        self.lists.clicked.connect(lambda: self.lists_menu().popup(self._below(self.lists)))
        self._show_chips()

    def query(self, text: str = "") -> Query:
        """What is asked for, with the words typed."""
        return replace(self._query, text=text)

    def set_query(self, query: Query) -> None:
        """Other filters, such as those of a smart list."""
        self._query = replace(query, text="")
        self._show_chips()
        self.changed.emit()

    def order(self) -> str:
        """The order in force."""
        return self._query.order

    def set_order(self, order: str) -> None:
        """Another order."""
        self._query = replace(self._query, order=order)
        self.changed.emit()

    def narrowed(self) -> bool:
        """Whether any filter is in force."""
        return self._query != Query(order=self._query.order)

    def clear(self) -> None:
        """Take every filter away."""
        if self.narrowed():
            self.set_query(Query(order=self._query.order))

    def forget(self) -> None:
        """Take every filter away without asking for another list: somebody else does."""
        self._query = Query(order=self._query.order)
        self._show_chips()

    def set_facets(self, facets: Facets) -> None:
        """The skills, places and labels of what is listed, with counts, for the menu."""
        self._facets = facets

    def set_lists(self, lists: Sequence[SmartListData]) -> None:
        """The smart lists there are."""
        self._lists = lists

    def chips(self) -> list[FilterChip]:
        """The filters in force, as buttons that take them away."""
        items = [self._flow.itemAt(place) for place in range(self._flow.count())]
        found = [item.widget() for item in items if item is not None]
        return [chip for chip in found if isinstance(chip, FilterChip)]

    def menu(self) -> Menu:
        """Everything that can be filtered by."""
        menu = Menu(self)
        self._counted(menu.submenu("Skill"), self._facets.skills, self._with_skill)
        self._counted(menu.submenu("Place"), self._facets.places, self._with_place)
        if self._facets.labels:
            self._counted(menu.submenu("Label"), self._facets.labels, self._with_label)
        self._plain(menu.submenu("Stage"), words.STAGES, self._with_stage)
        near = {step: word for step, word in words.CLOSENESS.items() if step}
        self._plain(menu.submenu("Closeness, at least"), near, self._with_closeness)
        self._plain(menu.submenu("They are also"), words.RELATIONS, self._with_relation)
        months = {month: words.when_words(month) for month in _months(self._today)}
        self._plain(menu.submenu("Free in"), months, self._with_month)
        days = {count: f"in the next {count} days" for count in _PAPER_DAYS}
        self._plain(menu.submenu("A paper runs out"), days, self._with_papers)
        return menu

    def lists_menu(self) -> Menu:
        """The smart lists, and keeping what is shown as one."""
        menu = Menu(self)
        for one in self._lists:
            action = menu.addAction(f"{one.name}  ({one.count:,})")
            action.triggered.connect(lambda _=False, one=one: self.list_chosen.emit(one))
        if self._lists:
            gone = menu.submenu("Remove a list")
            for one in self._lists:
                action = gone.addAction(one.name)
                action.triggered.connect(lambda _=False, one=one: self.list_removed.emit(one))
            menu.addSeparator()
        keep = menu.addAction("Keep this search as a list…", self._ask_name)
        keep.setToolTip("The words and filters in force, looked up anew each time.")
        return menu

    def _ask_name(self) -> None:
        ask_words(self, "Name of the list", "Keep", self.keep_asked.emit)

    def _counted(
        self, menu: Menu, found: Sequence[tuple[str, int]], make: Callable[[str], Query]
    ) -> None:
        for name, count in found[:_OFFERED]:
            action = menu.addAction(f"{name}  ({count:,})")
            action.triggered.connect(lambda _=False, name=name: self.set_query(make(name)))
        menu.addSeparator()
        menu.addAction(
            "Another…",
            lambda: ask_words(self, menu.title(), "Show", lambda w: self.set_query(make(w))),
        )

    def _plain(self, menu: Menu, options: Mapping[T, str], make: Callable[[T], Query]) -> None:
        for key, word in options.items():
            action = menu.addAction(word)
            action.triggered.connect(lambda _=False, key=key: self.set_query(make(key)))

    def _with_skill(self, name: str) -> Query:
        return replace(self._query, skills=(*self._query.skills, name))

    def _with_label(self, name: str) -> Query:
        return replace(self._query, labels=(*self._query.labels, name))

    def _with_place(self, place: str) -> Query:
        return replace(self._query, place=place)

    def _with_stage(self, stage: Stage) -> Query:
        return replace(self._query, stages=(*self._query.stages, stage))

    def _with_closeness(self, step: Closeness) -> Query:
        return replace(self._query, closeness_min=int(step))

    def _with_relation(self, key: str) -> Query:
        return replace(self._query, relations=(*self._query.relations, key))

    def _with_month(self, month: str) -> Query:
        return replace(self._query, free_in=month)

    def _with_papers(self, days: int) -> Query:
        return replace(self._query, papers_within_days=days)

    def _show_chips(self) -> None:
        while (item := self._flow.takeAt(0)) is not None:
            gone = item.widget()
            if isinstance(gone, FilterChip):
                gone.hide()
                gone.deleteLater()
        for word, without in self._in_force():
            chip = FilterChip(word)
            chip.removed.connect(lambda query=without: self.set_query(query))
            self._flow.addWidget(chip)
        self._flow.addWidget(self.add)
        self._flow.addWidget(self.lists)
        self.updateGeometry()

    def _in_force(self) -> Iterator[tuple[str, Query]]:
        """Each filter in words, and the query without it."""
        now = self._query
        yield from self._each("skills", str)
        yield from self._each("labels", "Label {}".format)
        if now.place:
            yield now.place, replace(now, place="")
        yield from self._each("stages", lambda stage: words.STAGES[Stage(stage)])
        if now.closeness_min:
            word = words.CLOSENESS[Closeness(now.closeness_min)]
            yield f"{word} or closer", replace(now, closeness_min=0)
        yield from self._each("relations", lambda key: words.RELATIONS.get(key, key))
        if now.free_in:
            yield f"Free in {words.when_words(now.free_in)}", replace(now, free_in="")
        if now.papers_within_days:
            word = f"A paper runs out in {now.papers_within_days} days"
            yield word, replace(now, papers_within_days=0)

    def _each(self, name: str, word: Callable[[str], str]) -> Iterator[tuple[str, Query]]:
        """The filters of a list in words, and the query without each."""
        items: tuple[str, ...] = getattr(self._query, name)
        for item in items:
            yield word(item), replaced(self._query, {name: _less(items, item)})

    def _below(self, button: QWidget) -> QPoint:
        return button.mapToGlobal(button.rect().bottomLeft())


def _less(items: tuple[T, ...], gone: T) -> tuple[T, ...]:
    return tuple(item for item in items if item != gone)


def _months(today: date) -> Iterator[str]:
    """This month and the eleven after it, as ISO text."""
    for ahead in range(12):
        year, month = divmod(today.month - 1 + ahead, 12)
        yield f"{today.year + year}-{month + 1:02}"
