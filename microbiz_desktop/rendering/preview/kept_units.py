"""The pages of a draft while it is written: only what changed is laid out again.

A page depends on the words from where it starts to a little beyond where it ends. Pages are kept
by exactly those words, so that a page found here is the page that a layout of the whole document
would make. Whatever is frozen or exported never comes from here.
"""

from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import TypeVar

import pikepdf

from .. import boxes
from ..page_maker import LaidPage
from .resuming import PageStart, Window
from .units import Cut, PageUnit

#: Places where pages start, kept: some drafts of the longest kind, with their changes.
_KEPT = 400
#: Pages that start alike and go on differently, kept side by side.
_VERSIONS = 3
#: Letters of known HTML boxed beyond what changed: about two pages.
_AHEAD = 7_000

#: The frame, and where in it the page starts.
Key = tuple[str, str, str]
T = TypeVar("T")
#: Makes the window over some units.
Boxed = Callable[[Sequence[PageUnit]], Window]


@dataclass(slots=True)
class KeptPage:
    """A page with what it depends on, and where the next one starts.

    `sources` are the units it reads, `opening` that of the next one if that one starts a page;
    `last` says that nothing may follow. `steps` leads to the unit where the next page starts.
    """

    sources: tuple[str, ...]
    opening: str
    last: bool
    steps: int
    following: PageStart | None
    sketch: boxes.Sketch
    laid: LaidPage | None
    written: tuple[pikepdf.Pdf, int] | None = None

    def made_by(self, units: Sequence[PageUnit], index: int) -> bool:
        """Whether these units, from this one on, make this very page."""
        end = index + len(self.sources)
        if tuple(unit.source for unit in units[index:end]) != self.sources:
            return False
        if self.opening:
            return end < len(units) and units[end].opening == self.opening
        return not self.last or end == len(units)


@dataclass(slots=True)
class PageStore:
    """Pages made lately, the units they were made of, and openings that ask for a page."""

    pages: OrderedDict[Key, tuple[KeptPage, ...]] = field(default_factory=OrderedDict)
    known: OrderedDict[str, None] = field(default_factory=OrderedDict)
    turning: set[str] = field(default_factory=set)

    def find(self, key: Key, units: Sequence[PageUnit], index: int) -> KeptPage | None:
        """The page that starts here, if these words were laid out before."""
        if key not in self.pages:
            return None
        self.pages.move_to_end(key)
        return next((page for page in self.pages[key] if page.made_by(units, index)), None)

    def keep(self, key: Key, page: KeptPage) -> None:
        """Remember a page; the ones not asked for longest go."""
        if page.opening:
            self.turning.add(page.opening)
        self.pages[key] = (page, *self.pages.get(key, ())[: _VERSIONS - 1])
        self.pages.move_to_end(key)
        _shorten(self.pages)

    def learn(self, units: Iterable[PageUnit]) -> None:
        """Remember that these units have been laid out."""
        for unit in units:
            self.known[unit.source] = None
            self.known.move_to_end(unit.source)
        _shorten(self.known)


def _shorten(table: OrderedDict[str, T] | OrderedDict[Key, T]) -> None:
    while len(table) > _KEPT:
        table.popitem(last=False)


class Pager:
    """The pages of one document, from the store where they are known."""

    def __init__(self, cut: Cut, store: PageStore, boxed: Boxed) -> None:
        self._root, self._units = cut.root, cut.units
        self._store, self._boxed = store, boxed

    def pages(self) -> list[KeptPage]:
        """All pages; those not in the store are laid out and put there."""
        found: list[KeptPage] = []
        index, place = 0, None
        while True:
            known = self._find(index, place)
            for page in [known] if known else self._made(index, place):
                found.append(page)
                index, place = index + page.steps, page.following
            if place is None:
                return found

    def _key(self, index: int, place: PageStart | None) -> Key:
        return self._root, self._units[index].ident, repr(place)

    def _find(self, index: int, place: PageStart | None) -> KeptPage | None:
        return self._store.find(self._key(index, place), self._units, index)

    def _made(self, index: int, place: PageStart | None) -> list[KeptPage]:
        """New pages from here on, until a known one follows; never none."""
        end = self._end_of_new(index)
        while True:
            made = list(self._laid_out(index, place, end))
            if made:
                self._store.learn(self._units[index:end])
                return made
            # The words ran out before one page was sure.
            end = min(len(self._units), index + 2 * (end - index))

    def _end_of_new(self, index: int) -> int:
        """Where the window ends: behind all that is new from here on, and some of what follows.

        Nothing beyond a unit that asks for a page of its own can change the pages before it.
        """
        ahead = _AHEAD
        for end in range(index, len(self._units)):
            if ahead <= 0 or (end > index and self._turns(end)):
                return end
            source = self._units[end].source
            ahead = ahead - len(source) if source in self._store.known else _AHEAD
        return len(self._units)

    def _turns(self, index: int) -> bool:
        """Whether the unit is known to start a page."""
        return self._units[index].opening in self._store.turning

    def _window(self, index: int, end: int) -> Window:
        """The units laid out together; one that turns the page is there as its beginning only."""
        units = self._units[index:end]
        if end < len(self._units) and self._turns(end):
            units = (*units, self._units[end].begun())
        return self._boxed(units)

    def _laid_out(self, index: int, place: PageStart | None, end: int) -> Iterator[KeptPage]:
        for laid, following in self._window(index, end).pages(place):
            page = self._kept(index, end, laid, following)
            if page is None:
                return
            self._store.keep(self._key(index, place), page)
            yield page
            index, place = index + page.steps, following
            if place is None or index == end or self._find(index, place):
                return

    def _kept(
        self, index: int, end: int, laid: LaidPage, following: PageStart | None
    ) -> KeptPage | None:
        """The page, unless words beyond the window could still change where it ends."""
        units, opening, steps = self._units, "", 0
        if following is None:
            beyond = len(units) + 1
        else:
            steps = next(
                n
                for n, unit in enumerate(islice(units, index, None))
                if unit.ident == following.unit
            )
            beyond = index + steps
            if following.forced:
                opening = units[beyond].opening
            else:
                # What did not fit, and what a heading there would have to stay with.
                beyond += 2 if following.inside is None else 1
        if beyond > end and end < len(units):
            return None
        sources = tuple(unit.source for unit in units[index:beyond])
        last = beyond > len(units)
        return KeptPage(sources, opening, last, steps, following, boxes.sketch(laid), laid)
