"""What a designer would see on laid-out pages: parted headings, empty feet, things upon things."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from microbiz_desktop.rendering import boxes

#: Half a CSS pixel: what rounding may move.
ROUNDING = 0.5
#: How far letters reach below a line that is set closer than they are high.
_BELOW = 1.5
#: A heading in this last part of a page has parted from what it heads, as a rule.
FOOT = 0.9
#: A page less full than this must end its part.
EMPTY = 0.4
#: No letter is smaller, in CSS pixels: 8 pt.
SMALLEST = 8 * 96 / 72 - 0.01
#: Up to this many signing blocks one and two are balanced.
_FEW_BLOCKS = 3


@dataclass(frozen=True, slots=True)
class Seen:
    """A box on a page: its element's tag and classes, its edges in CSS pixels, its words.

    `around` are the elements it stands in, itself last.
    """

    page: int
    tag: str
    classes: frozenset[str]
    left: float
    top: float
    right: float
    bottom: float
    words: str
    around: tuple[Any, ...]
    column: int

    @property
    def element(self) -> Any:
        """Its own element."""
        return self.around[-1]


def faults(document: Any) -> list[str]:
    """Everything that is wrong with these pages, in words; none when nothing is."""
    seen = [list(_seen(page, number)) for number, page in enumerate(document.pages, 1)]
    found = [*_overflowing(document), *_parted(seen), *_lonely_rows(seen), *_emptiness(document)]
    for each in seen:
        found += _overlapping(each)
    return [*found, *_split(seen), *_unbalanced(seen), *_small(document)]


def leaves(box: Any, trail: tuple[Any, ...] = ()) -> Iterator[tuple[Any, tuple[Any, ...]]]:
    """Boxes that hold no others, each with those it stands in."""
    children = getattr(box, "children", ())
    for child in children:
        yield from leaves(child, (*trail, box))
    if not children and hasattr(box, "position_x") and box.element_tag:
        yield box, trail


def _seen(page: Any, number: int) -> Iterator[Seen]:
    for part in boxes.sections_on(page):
        yield from _boxes(part, number, 0, ())


def _boxes(box: Any, number: int, column: int, around: tuple[Any, ...]) -> Iterator[Seen]:
    element = box.element
    if element is not None and (not around or around[-1] is not element):
        around = (*around, element)
    if element is not None and hasattr(box, "border_box_x") and box.width != "auto":
        left, top = box.border_box_x(), box.border_box_y()
        right, bottom = left + box.border_width(), top + box.border_height()
        classes = frozenset((element.get("class") or "").split())
        words = str(getattr(box, "text", ""))
        tag = str(box.element_tag)
        yield Seen(number, tag, classes, left, top, right, bottom, words, around, column)
    for place, child in enumerate(getattr(box, "children", ())):
        inside = place if getattr(child, "is_column", False) else column
        yield from _boxes(child, number, inside, around)


def _overflowing(document: Any) -> list[str]:
    """Words and pictures outside the type block of their page."""
    found = []
    for number, page in enumerate(document.pages, 1):
        root = page._page_box
        left, top = root.content_box_x(), root.content_box_y()
        right, bottom = left + root.width, top + root.height
        for part in boxes.sections_on(page):
            for box, _ in leaves(part):
                if not (box.width or 0) or box.element_tag.endswith("::before"):
                    continue
                inside = (
                    box.position_x >= left - ROUNDING
                    and box.position_x + box.width <= right + ROUNDING
                    and box.position_y >= top - ROUNDING
                    and box.position_y + box.height <= bottom + _BELOW
                )
                if not inside:
                    found.append(f"page {number}: {getattr(box, 'text', box.element_tag)!r} is out")
    return found


def _parted(pages: list[list[Seen]]) -> Iterator[str]:
    """Headings with nothing of what they head below them in their column."""
    for page in pages:
        inked = [s for s in page if s.words.strip() or s.tag in ("img", "table")]
        for heading in (s for s in page if s.tag in ("h2", "h3")):
            below = [
                s
                for s in inked
                if s.top >= heading.bottom - 1
                and s.column == heading.column
                and s.left < heading.right
                and not any(e is heading.element for e in s.around)
            ]
            if not below:
                yield f"page {heading.page}: the heading {_text(heading)!r} stands alone"


def _lonely_rows(pages: list[list[Seen]]) -> Iterator[str]:
    """Tables of which one row alone stands on a page or in a column."""
    rows: dict[Any, dict[tuple[int, int], set[Any]]] = {}
    for page in pages:
        for row in (s for s in page if s.tag == "tr" and s.around[-2].tag == "tbody"):
            places = rows.setdefault(row.around[-2], {})
            places.setdefault((row.page, row.column), set()).add(row.element)
    for places in rows.values():
        for (number, _), there in places.items():
            if len(there) == 1 and len(places) > 1:
                yield f"page {number}: one row of a table stands alone"


def _emptiness(document: Any) -> Iterator[str]:
    """Pages less than two fifths full that do not end a part.

    A part ends where the next page starts with the signing or the certificate; others run on.
    """
    ends = {len(document.pages) - 1}
    for number, page in enumerate(document.pages):
        element = boxes.sections_on(page)[0].element
        first = (element.get("id") if element is not None else None) or ""
        if first in ("signing", "certificate") and boxes.starts(document.pages)[first] == number:
            ends.add(number - 1)
    for number, page in enumerate(document.pages):
        fill = boxes.fill(page)
        if fill > 1.001:
            yield f"page {number + 1} is too full: {fill:.2f}"
        if fill < EMPTY and number not in ends:
            yield f"page {number + 1} is {fill:.0%} full"


def _overlapping(page: list[Seen]) -> Iterator[str]:
    """Pictures upon words or upon one another, and lines of words upon others."""
    pictures = [s for s in page if s.tag == "img" or s.tag.endswith("svg")]
    words = [s for s in page if s.words.strip()]
    for index, picture in enumerate(pictures):
        for other in (*words, *pictures[index + 1 :]):
            if other.element is not picture.element and _meet(picture, other):
                yield f"page {picture.page}: a picture lies over {other.words or other.tag!r}"
    for index, one in enumerate(words):
        for other in words[index + 1 :]:
            if _meet(one, other, 0.35):
                yield f"page {one.page}: {one.words!r} lies over {other.words!r}"


def _meet(one: Seen, other: Seen, part: float = 0.0) -> bool:
    """Whether two boxes share more than rounding, or more than this part of the lower one."""
    across = min(one.right, other.right) - max(one.left, other.left)
    down = min(one.bottom, other.bottom) - max(one.top, other.top)
    lower = min(one.bottom - one.top, other.bottom - other.top)
    return across > ROUNDING and down > max(ROUNDING, part * lower)


#: What stands on one page, whole.
_WHOLE = ("block", "party", "print", "note")


def _split(pages: list[list[Seen]]) -> Iterator[str]:
    where: dict[Any, tuple[str, set[tuple[int, int]]]] = {}
    for page in pages:
        for part in page:
            for kind in part.classes & set(_WHOLE):
                where.setdefault(part.element, (kind, set()))[1].add((part.page, part.column))
    for kind, places in where.values():
        if len(places) > 1:
            yield f"a {kind} is split over {sorted(places)}"


def _unbalanced(pages: list[list[Seen]]) -> Iterator[str]:
    """One signing block alone on a page while more than two others stand together."""
    blocks = [
        len({s.element for s in page if "block" in s.classes and s.tag == "div"}) for page in pages
    ]
    if sum(blocks) > _FEW_BLOCKS and 1 in blocks:
        yield f"page {blocks.index(1) + 1}: one signing block stands alone"


def _text(seen: Seen) -> str:
    return " ".join("".join(seen.element.itertext()).split())


def _small(document: Any) -> Iterator[str]:
    for number, page in enumerate(document.pages, 1):
        for part in boxes.sections_on(page):
            for box, _ in leaves(part):
                if getattr(box, "text", "").strip() and box.style["font_size"] < SMALLEST:
                    yield f"page {number}: {box.text!r} is too small"
