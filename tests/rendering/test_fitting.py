"""The setting of page 1 is the loosest that fits, found in few tries and from whatever guess."""

import pytest

from microbiz_desktop.rendering.fitting import _CHAIN, _start
from microbiz_desktop.rendering.html import DENSEST, Fit

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
