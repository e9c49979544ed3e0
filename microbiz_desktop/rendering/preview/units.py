"""The document's HTML cut into the units of the preview: page 1, a clause, a schedule and so on."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

#: All words are escaped, so that only the layout itself can open a section.
_SECTION = re.compile(r"(?=<section )")
_IDENT = re.compile(r' id="([^"]*)"')
#: What stands around clauses that are laid out without the beginning of the terms.
_TERMS = '<section class="terms" id="terms"><div class="columns">'


@dataclass(frozen=True, slots=True)
class PageUnit:
    """A section of the layout as it is written; clauses stand inside the terms."""

    ident: str
    source: str

    @property
    def opening(self) -> str:
        """What says whether the section starts a page."""
        return self.source[: self.source.index(">")]

    def begun(self) -> "PageUnit":
        """The section with nothing in it: enough to turn the page before it."""
        return PageUnit(self.ident, self.opening + "></section>")

    @property
    def in_terms(self) -> bool:
        """Whether it is a clause."""
        return self.source.startswith('<section class="clause"')


@dataclass(frozen=True, slots=True)
class Cut:
    """The language and the paper, which every page depends on, and the units in their order."""

    root: str
    units: tuple[PageUnit, ...]


def cut(source: str) -> Cut:
    """The units of a whole document."""
    head, *sections = _SECTION.split(source.partition("</body>")[0])
    root = head[head.index("<html") : head.index("<head")].strip()
    return Cut(root, tuple(PageUnit(_ident(section), section.strip()) for section in sections))


def _ident(section: str) -> str:
    found = _IDENT.search(section[: section.index(">")])
    return found.group(1) if found else ""


def document(root: str, units: Sequence[PageUnit]) -> str:
    """A document of these units alone; clauses get the terms around them."""
    body = "".join(unit.source for unit in units)
    return page(root, (_TERMS if units[0].in_terms else "") + body)


def page(root: str, body: str, attributes: str = "") -> str:
    """The frame around any part of an agreement."""
    meta = '<head><meta charset="utf-8"><title></title></head>'
    return f"<!DOCTYPE html>{root}{meta}<body{attributes}>{body}</body></html>"
