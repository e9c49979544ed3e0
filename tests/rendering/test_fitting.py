"""The setting of page 1 is the loosest that fits, found in few tries and from whatever guess."""

from collections.abc import Callable, Sequence

import pytest

from microbiz_desktop.rendering.boxes import Sketch
from microbiz_desktop.rendering.fitting import _CHAIN, Fits, _start
from microbiz_desktop.rendering.html import DENSEST, Fit
from tests import builders_text as build

#: From which density on page 1 fits, with what was changed on it and with that moved on.
NEVER = DENSEST + 1
CASES = [(NEVER, moved) for moved in range(NEVER + 1)] + [(on_it, 0) for on_it in range(NEVER)]


class Cover:
    """A page 1 that fits from such a density on; counts what is tried."""

    def __init__(self, on_it: int, moved: int) -> None:
        self._from = {False: on_it, True: moved}
        self.tried: set[Fit] = set()

    def fits(self, fit: Fit) -> bool:
        self.tried.add(fit)
        return fit.density >= self._from[fit.moved]


@pytest.mark.parametrize(("on_it", "moved"), CASES)
def test_the_loosest_setting_that_fits_is_found_in_few_tries(on_it: int, moved: int) -> None:
    cover = Cover(on_it, moved)
    loosest = next((fit for fit in _CHAIN if Cover(on_it, moved).fits(fit)), _CHAIN[-1])
    assert _start(cover.fits, None) == loosest
    assert len(cover.tried) <= 4


@pytest.mark.parametrize(("on_it", "moved"), CASES)
def test_a_guess_that_is_tight_enough_leads_to_the_same(on_it: int, moved: int) -> None:
    loosest = _start(Cover(on_it, moved).fits, None)
    tighter = _CHAIN[_CHAIN.index(loosest) :]
    assert {_start(Cover(on_it, moved).fits, guess) for guess in tighter} == {loosest}


def _laying_out(cover: Cover, tries: list[Fit]) -> Callable[[Fit], tuple[Fit, Sequence[Sketch]]]:
    """The cover alone, or with what follows it: on page 2 when the cover fits, else on page 3."""

    def lay_out(fit: Fit) -> tuple[Fit, Sequence[Sketch]]:
        tries.append(fit)
        first = [Sketch(())] * (1 if cover.fits(Fit(fit.density, fit.moved)) else 2)
        after = Sketch((("changes" if fit.moved else "parties", 0.0, 0.0, 1.0, 1.0),))
        return fit, first if fit.cover_only else [*first, after]

    return lay_out


@pytest.mark.parametrize("guess", _CHAIN)
def test_whatever_was_laid_out_before_all_pages_are_laid_out_twice_at_most(guess: Fit) -> None:
    """Another agreement of as many parties had a looser page 1: every setting was tried in full."""
    before, text = build.agreement(6, title="Other"), build.agreement(6)
    other = Cover(*((NEVER, guess.density) if guess.moved else (guess.density, 0)))
    for on_it, moved in CASES:
        fits, tries = Fits(), list[Fit]()
        assert fits.fitted(before, _laying_out(other, [])) == guess
        found = fits.fitted(text, _laying_out(Cover(on_it, moved), tries))
        assert found == _start(Cover(on_it, moved).fits, None)
        assert len([fit for fit in tries if not fit.cover_only]) <= 2, (on_it, moved)
        assert len(tries) <= 7, (on_it, moved)
