"""Lays out pages from the middle of a document, as the library does between two pages.

Reaches into the library's own parts, in the version that `pdf` names; tests compare every page with
that of a whole layout.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from weasyprint import DEFAULT_OPTIONS
from weasyprint.css.counters import CounterStyle
from weasyprint.document import Document, Page
from weasyprint.formatting_structure.build import build_formatting_structure
from weasyprint.layout import initialize_page_maker
from weasyprint.layout.background import layout_backgrounds
from weasyprint.layout.page import remake_page

from ..page_maker import LaidBox, LaidPage, NextPage, Resume, Source

#: What the library notes between two pages: where it goes on, the break, right or left, and more.
_Turn = tuple[Resume, NextPage, bool, object, Mapping[str, object]]

#: What stands around units; the clauses stand in columns.
_AROUND = ("html", "body", "section", "div")


@dataclass(frozen=True, slots=True)
class PageStart:
    """Where a page starts: in which unit, how deep inside it, and after what kind of break.

    `inside` is the library's own path, counted from the unit; None is the unit's beginning.
    """

    unit: str
    inside: Resume
    after: tuple[str, str | None]

    @property
    def forced(self) -> bool:
        """Whether the unit asked for a new page."""
        return self.inside is None and self.after[0] != "any"


class Window:
    """Consecutive units of a document, boxed and ready to be laid out page by page."""

    def __init__(
        self, html: Source, css: object, fonts: object, pictures: object, idents: Collection[str]
    ) -> None:
        self._html = html
        self._idents = idents
        options = {**DEFAULT_OPTIONS, "stylesheets": [css], "cache": pictures}
        counters = CounterStyle()
        self._context = Document._build_layout_context(html, fonts, counters, {}, options)
        self._root: LaidBox = build_formatting_structure(
            html.etree_element,
            self._context.style_for,
            self._context.get_image_from_uri,
            html.base_url,
            self._context.target_collector,
            counters,
            self._context.footnotes,
        )

    def pages(self, start: PageStart | None) -> Iterator[tuple[LaidPage, PageStart | None]]:
        """Pages without furniture, each with the place where the next one starts.

        Without a start this is page 1 of the agreement, which has margins of its own.
        """
        context = self._context
        initialize_page_maker(context, self._root)
        context.rendered_notes = []
        number = 0
        if start is not None:
            number = 1
            context.page_maker.append(self._turn(start, context.page_maker[0]))
        while True:
            page, resume_at = remake_page(number, context, self._root, self._html)
            layout_backgrounds(page, context.get_image_from_uri)
            number += 1
            yield Page(page), self._place(resume_at, context.page_maker[number][1])
            if resume_at is None:
                return

    def _turn(self, start: PageStart, first: _Turn) -> _Turn:
        """What the library notes between two pages."""
        resume_at = start.inside
        for index in reversed(self._path(start.unit)):
            resume_at = {index: resume_at}
        _, _, right, state, remake = first
        kind, name = start.after
        return resume_at, {"break": kind, "page": name}, right, state, dict(remake)

    def _path(self, ident: str) -> list[int]:
        """The indexes that lead from the root to the unit's box."""
        waiting: list[tuple[LaidBox, list[int]]] = [(self._root, [])]
        while waiting:
            box, path = waiting.pop()
            for index, child in enumerate(box.children):
                here = [*path, index]
                if _ident(child) == ident:
                    return here
                if child.element_tag in _AROUND:
                    waiting.append((child, here))
        raise LookupError(ident)

    def _place(self, resume_at: Resume, turn: NextPage) -> PageStart | None:
        """The innermost unit on the way to where the next page starts."""
        if resume_at is None:
            return None
        box, unit = self._root, ""
        rest: Resume = resume_at
        inside: Resume = resume_at
        while box.element_tag in _AROUND and rest is not None:
            ((index, rest),) = rest.items()
            box = box.children[index]
            ident = _ident(box)
            if ident != unit and ident in self._idents:
                unit, inside = ident, rest
        return PageStart(unit, inside, (turn["break"], turn["page"]))


def _ident(box: LaidBox) -> str:
    if box.element is None or box.element_tag != "section":
        return ""
    return str(box.element.get("id") or "")
