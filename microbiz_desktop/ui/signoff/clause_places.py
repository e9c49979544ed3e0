"""Where each clause of a frozen offer stands on its pages, by the bookmarks in them."""

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QPointF
from PySide6.QtPdf import QPdfBookmarkModel, QPdfDocument

from microbiz_desktop.services.agreements.values import PageAnchor
from microbiz_desktop.services.signoff.values import SignOffRoom

#: Points above and under the text of a page, of pages in columns and of older ones.
_HEAD, _FOOT, _OLD_FOOT = 60.0, 57.0, 72.0
#: The width of a column, and from the left of one to that of the next.
_COLUMN, _NEXT = 222.0, 236.7
#: From the end of a clause to the next heading, and what is too low to hold a line.
_CLEAR, _LOW = 8.0, 9.0


@dataclass(frozen=True, slots=True)
class _Spot:
    """A bookmark: its title, page, and distance in points from the page's top and left."""

    title: str
    page: int
    top: float
    left: float


def clause_anchors(document: QPdfDocument, room: SignOffRoom) -> tuple[PageAnchor, ...]:
    """Where each clause stands: column by column, from its heading to the next."""
    clauses = {f"{clause.number} {clause.heading}": clause.id for clause in room.clauses}
    spots = list(_bookmarks(document))
    columns = _PageColumns(document, [spot for spot in spots if spot.title in clauses])
    anchors: list[PageAnchor] = []
    for spot, following in zip(spots, [*spots[1:], None], strict=True):
        if spot.title in clauses:
            across = following is None or following.title not in clauses
            anchors += columns.runs(clauses[spot.title], spot, following, across=across)
    return tuple(anchors)


class _PageColumns:
    """The columns that clauses run through: one on each page, or two."""

    def __init__(self, document: QPdfDocument, heads: list[_Spot]) -> None:
        self._document, self._heads = document, heads
        self._middle = document.pagePointSize(0).width() / 2
        self._count = 2 if any(head.left > self._middle for head in heads) else 1
        self._left = min((head.left for head in heads), default=0.0)

    def runs(
        self, clause: str, spot: _Spot, following: _Spot | None, *, across: bool
    ) -> Iterator[PageAnchor]:
        """The clause in each column it runs through; what follows `across` ends both columns."""
        begin = (spot.page, self._column(spot))
        end = (self._document.pageCount() - 1, self._count - 1)
        if following is not None:
            end = (following.page, self._count - 1 if across else self._column(following))
        for page, column in self._between(begin, end):
            top = spot.top if (page, column) == begin else self._top(page)
            bottom = self._foot(page)
            if following is not None and page == end[0] and (across or column == end[1]):
                bottom = following.top - _CLEAR
            if bottom - top > _LOW:
                yield PageAnchor(clause, page, top, bottom, *self._sides(column))

    def _between(self, begin: tuple[int, int], end: tuple[int, int]) -> list[tuple[int, int]]:
        """Pages and columns from the one to the other, as they are read."""
        pages = range(begin[0], end[0] + 1)
        places = [(page, column) for page in pages for column in range(self._count)]
        return [place for place in places if begin <= place <= end]

    def _column(self, spot: _Spot) -> int:
        return int(self._count > 1 and spot.left > self._middle)

    def _sides(self, column: int) -> tuple[float, float]:
        """Left and right of a column; none where the text is as wide as the page."""
        if self._count == 1:
            return 0.0, 0.0
        left = self._left + column * _NEXT
        return left, left + _COLUMN

    def _top(self, page: int) -> float:
        """Where a column begins: on their first page that is under what introduces them."""
        first = self._heads[0]
        return first.top if page == first.page else _HEAD

    def _foot(self, page: int) -> float:
        under = _OLD_FOOT if self._count == 1 else _FOOT
        return self._document.pagePointSize(page).height() - under


def _bookmarks(document: QPdfDocument) -> Iterator[_Spot]:
    """Every bookmark, in order."""
    model = QPdfBookmarkModel()
    model.setDocument(document)
    role = QPdfBookmarkModel.Role
    waiting = [model.index(row, 0) for row in reversed(range(model.rowCount()))]
    while waiting:
        index = waiting.pop()
        spot = index.data(role.Location.value)
        point = spot if isinstance(spot, QPointF) else QPointF()
        title = " ".join(str(index.data(role.Title.value)).split())
        yield _Spot(title, int(index.data(role.Page.value)), point.y(), point.x())
        children = range(model.rowCount(index))
        waiting += [model.index(row, 0, index) for row in reversed(children)]
