"""Which settings make page 1 one page: the loosest that do, with or without what was changed."""

from bisect import bisect_left
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeVar

from ..domain.text import AgreementText, plain
from . import boxes
from .html import DENSEST, Fit

#: All settings, from the loosest to the tightest.
_CHAIN = tuple(Fit(density, moved) for moved in (False, True) for density in range(DENSEST + 1))
#: Agreements, and kinds of them, whose fit is remembered.
_REMEMBERED = 64
#: Up to these a cover nearly always fits; above them page 1 is tried alone before all pages are.
_EASY_PARTIES, _EASY_LETTERS = 3, 1200

Laid = TypeVar("Laid")
#: Lays the document out with a setting; what came out, and its pages in short.
LayOut = Callable[[Fit], tuple[Laid, Sequence[boxes.Sketch]]]


class Fits:
    """Remembers what fitted, so that the next layout is right at once."""

    def __init__(self) -> None:
        self._guesses: dict[tuple[str, ...], Fit] = {}
        self._tried: OrderedDict[tuple[object, ...], bool] = OrderedDict()

    def fitted(self, text: AgreementText, lay_out: LayOut[Laid]) -> Laid:
        """The document laid out so that page 1 fits; the same from whatever guess it starts."""

        def fits(fit: Fit) -> bool:
            key = (_page_1(text), fit)
            if key not in self._tried:
                self._tried[key] = len(lay_out(replace(fit, cover_only=True))[1]) == 1
            self._tried.move_to_end(key)
            while len(self._tried) > _REMEMBERED:
                self._tried.popitem(last=False)
            return self._tried[key]

        place = _CHAIN.index(_CHAIN[0] if _easy(text) else _start(fits, self._guess(text)))
        while True:
            laid, sketches = lay_out(_CHAIN[place])
            if place == len(_CHAIN) - 1 or _fits(_CHAIN[place], sketches):
                break
            place = max(place + 1, _CHAIN.index(_start(fits, None)))
        self._remember(text, _CHAIN[place])
        return laid

    def _guess(self, text: AgreementText) -> Fit | None:
        """What fitted this agreement last, else the last one of its kind and size."""
        known = (self._guesses.get(key) for key in _keys(text))
        return next((fit for fit in known if fit is not None), None)

    def _remember(self, text: AgreementText, fit: Fit) -> None:
        for key in _keys(text):
            self._guesses.pop(key, None)
            self._guesses[key] = fit
        while len(self._guesses) > _REMEMBERED:
            del self._guesses[next(iter(self._guesses))]


def _keys(text: AgreementText) -> tuple[tuple[str, ...], ...]:
    alike = ("", text.kind, text.paper, str(len(text.parties)))
    return ((text.agreement_id,), alike) if text.agreement_id else (alike,)


def _fits(fit: Fit, pages: Sequence[boxes.Sketch]) -> bool:
    """Whether what follows page 1 starts on page 2."""
    after = "changes" if fit.moved else "parties"
    return boxes.first_pages(pages).get(after, 1) == 1


def _easy(text: AgreementText) -> bool:
    letters = len(text.title) * 3 + sum(len(plain(row.runs)) for row in text.cover)
    letters += sum(len(plain(change)) for change in text.changes)
    return len(text.parties) <= _EASY_PARTIES and letters <= _EASY_LETTERS


def _page_1(text: AgreementText) -> tuple[object, ...]:
    """All that page 1 and what was changed are made of."""
    parties = tuple((party.name, party.role, party.logo) for party in text.parties)
    words = (text.title, text.kind_title, text.revision, text.cover, text.notices, text.changes)
    return (*words, parties, text.paper, text.language)


def _start(fits: Callable[[Fit], bool], guess: Fit | None) -> Fit:
    """The loosest setting in which page 1 is one page, or a looser one that shows it does not fit.

    Only doubtful covers are tried, alone. Of the settings with the changes on page 1, and of
    those without, one that fits makes every tighter one fit: any guess leads to the same answer.
    """
    if guess is not None and not _has_looser(fits, guess):
        return guess  # which has become too loose, perhaps: all pages show it
    half = _CHAIN[: DENSEST + 1] if fits(Fit(DENSEST)) else _CHAIN[DENSEST + 1 :]
    return half[min(bisect_left(half, True, key=fits), DENSEST)]


def _has_looser(fits: Callable[[Fit], bool], guess: Fit) -> bool:
    """Whether a setting that is looser than this one fits as well."""
    if guess.moved and fits(Fit(DENSEST)):
        return True
    return guess.density > 0 and fits(replace(guess, density=guess.density - 1))
