"""Which settings make the pages fit: the loosest cover, and sections that start or run on."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeVar

from ..domain.text import AgreementText, plain
from . import boxes
from .html import DENSEST, Fit, starts_page

#: A section starts no page of its own when that would leave the page before this empty.
_TOO_EMPTY = 1 / 3
#: At most this many layouts of one document while it is made to fit.
_ROUNDS = 6
#: Agreements, and kinds of them, whose fit is remembered.
_REMEMBERED = 64
#: Up to these a cover always fits; above them page 1 is tried alone before all pages are laid out.
_EASY_PARTIES, _EASY_LETTERS = 6, 900

Laid = TypeVar("Laid")
#: Lays the document out with a setting; what came out, and its pages in short.
LayOut = Callable[[Fit], tuple[Laid, Sequence[boxes.Sketch]]]


class Fits:
    """Remembers what fitted, so that the next layout is right at once."""

    def __init__(self) -> None:
        self._guesses: dict[tuple[str, ...], Fit] = {}

    def fitted(self, text: AgreementText, lay_out: LayOut[Laid]) -> Laid:
        """The document laid out so that it fits; the same from whatever guess it starts."""
        guess = self._guess(text)
        fit = replace(guess or Fit(), density=density(text, lay_out, guess))
        for _ in range(_ROUNDS):
            laid, sketches = lay_out(fit)
            found = better(fit, sketches, text)
            if found == fit:
                break
            fit = found
        self._remember(text, fit)
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


def density(text: AgreementText, lay_out: LayOut[Laid], guess: Fit | None) -> int:
    """The loosest setting in which page 1 is one page; only doubtful ones are tried, alone.

    A setting that fits makes every tighter one fit, so that any guess leads to the same answer.
    """
    letters = len(text.title) * 3 + sum(len(plain(row.runs)) for row in text.cover)
    letters += sum(len(plain(change)) for change in text.changes)
    if len(text.parties) <= _EASY_PARTIES and letters <= _EASY_LETTERS:
        return 0

    def fits(setting: int) -> bool:
        return len(lay_out(Fit(setting, cover_only=True))[1]) == 1

    if guess is None:
        return next((setting for setting in range(DENSEST) if fits(setting)), DENSEST)
    # A guess that has become too loose shows when all pages are laid out.
    loosest = guess.density
    while loosest > 0 and fits(loosest - 1):
        loosest -= 1
    return loosest


def better(fit: Fit, pages: Sequence[boxes.Sketch], text: AgreementText) -> Fit:
    """A tighter cover while it needs two pages; starts that leave a page nearly empty run on.

    The answer does not depend on where it started: what stands before a section is the same
    whether that section runs on or not.
    """
    if boxes.first_pages(pages).get("parties", 1) > 1 and fit.density < DENSEST:
        return replace(fit, density=fit.density + 1)
    movable = ("terms", *(s.id for s in text.schedules if starts_page(s)))
    before = {name: boxes.fill_before(pages, name) for name in movable}
    lonely = (name for name, fill in before.items() if fill is not None and fill < _TOO_EMPTY)
    return replace(fit, runs_on=frozenset(lonely))
