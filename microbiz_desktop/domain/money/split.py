"""How income is shared: every method ends in `allocate()` and adds up to the income exactly."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from .bounds import bounded
from .methods import WAYS, LossRule, Method, MoneyTerms, padded
from .money import WHOLE, allocate

#: One hundredth of a percent, in ten-thousandths.
_HUNDREDTH = 100


@dataclass(frozen=True, slots=True)
class SplitRow:
    """One party's part: costs paid back, what comes first (margin, first tier), the rest, the sum.

    `share` is the percentage of the rest, in ten-thousandths; `moved` what a least or a most adds
    to the part or takes from it.
    """

    party: str
    costs_back: int
    first: int
    share: int
    rest: int
    moved: int = 0

    @property
    def amount(self) -> int:
        """The part of what is left after costs; below zero it is borne."""
        return self.first + self.rest + self.moved

    @property
    def receives(self) -> int:
        """Costs paid back and the part of what is left."""
        return self.costs_back + self.amount


@dataclass(frozen=True, slots=True)
class Split:
    """An income shared out: `income` = costs + `left`, and the rows' `receives` add up to it."""

    income: int
    costs: int
    left: int
    rows: tuple[SplitRow, ...]

    @property
    def total(self) -> int:
        """What all parties receive together: always the income."""
        return sum(row.receives for row in self.rows)


def split(terms: MoneyTerms, income: int) -> Split:
    """Share `income` by the terms. Raises ValueError without parties or with negative weights."""
    costs = padded(terms.costs, len(terms.parties))
    left = income - sum(costs)
    weights = terms.weights()
    first, rest = _parts(terms, left, weights) if left >= 0 else _loss(terms, left, weights)
    shares = _shown_shares(terms, weights)
    moved = _moves(terms, left, [one + two for one, two in zip(first, rest, strict=True)])
    rows = tuple(
        SplitRow(*row) for row in zip(terms.parties, costs, first, shares, rest, moved, strict=True)
    )
    return Split(income, sum(costs), left, rows)


Parts = tuple[tuple[int, ...], tuple[int, ...]]


def _parts(terms: MoneyTerms, left: int, weights: Sequence[int]) -> Parts:
    first = (0,) * len(terms.parties)
    if terms.method is Method.LEAD_MARGIN and terms.lead in terms.parties:
        margin = allocate(left, (min(terms.margin, WHOLE), WHOLE - min(terms.margin, WHOLE)))[0]
        first = tuple(margin if party == terms.lead else 0 for party in terms.parties)
    elif terms.method is Method.TIERS:
        below = padded(terms.first_shares, len(terms.parties))
        first = allocate(min(left, terms.tier_limit), below if any(below) else weights)
    return first, allocate(left - sum(first), weights)


def _loss(terms: MoneyTerms, left: int, weights: Sequence[int]) -> Parts:
    """A loss has no margin and no tiers: one rule shares it all."""
    none = (0,) * len(terms.parties)
    if terms.loss is LossRule.LEAD and terms.lead in terms.parties:
        return none, tuple(left if party == terms.lead else 0 for party in terms.parties)
    if terms.loss is LossRule.EQUALLY:
        return none, allocate(left, (1,) * len(terms.parties))
    return none, allocate(left, weights)


def _moves(terms: MoneyTerms, left: int, parts: Sequence[int]) -> tuple[int, ...]:
    least, most = (padded(given, len(parts)) for given in (terms.least, terms.most))
    kept = bounded(left, parts, least, most)
    return tuple(new - old for new, old in zip(kept, parts, strict=True))


def _shown_shares(terms: MoneyTerms, weights: Sequence[int]) -> tuple[int, ...]:
    """Percentages as agreed where they are agreed, else worked out to two decimals; 100 in all."""
    if WAYS[terms.method].percentages and sum(weights) == WHOLE:
        return tuple(weights)
    return tuple(share * _HUNDREDTH for share in allocate(WHOLE // _HUNDREDTH, weights))


class Scenario(StrEnum):
    """The four situations of the worked example."""

    GOOD = "good"
    EXPECTED = "expected"
    BAD = "bad"
    NOT_PAID = "not paid"


def scenario_income(price: int, scenario: Scenario, given: int | None = None) -> int:
    """What the client pays in a situation: as given, else a tenth more or half of the price."""
    if scenario is Scenario.NOT_PAID:
        return 0
    if scenario is Scenario.EXPECTED:
        return price
    if given is not None:
        return given
    return price + allocate(price, (1, 9))[0] if scenario is Scenario.GOOD else price // 2
