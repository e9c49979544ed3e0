"""Styles computed before are used again: what the cascade gives is nearly always the same.

Reaches into the library's own parts, in the version that `pdf` names.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from itertools import count
from typing import TypeAlias

from weasyprint import css

from .page_maker import Style

#: What rules say of an element, before it is reckoned out.
_Given: TypeAlias = Mapping[str, object]
_STOCK = css.ComputedStyle
_stock: Callable[..., Style] = _STOCK
#: Styles and paragraphs numbered before all are forgotten: some drafts of the longest kind.
_KEPT = 20_000
#: Numbers are given once, to whomever.
_fresh = count()


class Special(Exception):
    """Something that is not kept: it holds what cannot be compared."""


class Styles:
    """Styles computed lately, and numbers: the same for what is the same, never given twice."""

    def __init__(self) -> None:
        self._numbers: dict[object, int] = {}
        self._made: dict[int, Style] = {}

    @property
    def full(self) -> bool:
        """Whether so many styles are numbered that all should be forgotten."""
        return len(self._numbers) > _KEPT

    @contextmanager
    def in_use(self) -> Iterator[None]:
        """Styles computed inside come from here where they are known, and are kept."""
        css.ComputedStyle = self._computed
        try:
            yield
        finally:
            css.ComputedStyle = _stock

    def number(self, thing: object) -> int:
        """The number of anything made of words, numbers and the like."""
        try:
            return self._numbers.setdefault(thing, next(_fresh))
        except TypeError as unhashable:
            raise Special from unhashable

    def of(self, style: Style) -> int:
        """The number of a style: what the cascade gave it, upon the style around it."""
        known: int | None = style.__dict__.get("number")
        if known is None:
            parent, anonymous = style.parent_style, isinstance(style, css.AnonymousStyle)
            if not anonymous and not isinstance(style, _STOCK):
                raise Special
            pseudo, given = ("", {}) if anonymous else (style.pseudo_type, style.cascaded)
            known = vars(style)["number"] = self._styled(parent, given, pseudo, anonymous)
        return known

    def _styled(
        self, parent: Style | None, given: _Given, pseudo: str | None, anonymous: bool = False
    ) -> int:
        around = None if parent is None else self.of(parent)
        return self.number((around, anonymous, pseudo, *given.items()))

    def _computed(
        self, parent: Style | None, given: _Given, pseudo: str | None, *rest: object
    ) -> Style:
        """The library makes its styles with this."""
        try:
            number = self._styled(parent, given, pseudo)
        except Special:
            return _stock(parent, given, pseudo, *rest)
        known = self._made.get(number)
        if known is not None and known.cascaded is given:
            # A copy, to be changed.
            return _stock(parent, given, pseudo, *rest)
        if known is None:
            known = self._made[number] = _stock(parent, given, pseudo, *rest)
            vars(known)["number"] = number
        return known
