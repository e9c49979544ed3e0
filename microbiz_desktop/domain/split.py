"""How income is shared: every method ends in `allocate()` and adds up to the income exactly."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from .money import WHOLE, allocate


class Method(StrEnum):
    """The ways of sharing; the values are those of the question `split_method`."""

    FIXED_FEES = "fixed_fees"
    TIME_RATES = "time_rates"
    MILESTONES = "milestones"
    EQUAL = "equal"
    PERCENTAGES = "percentages"
    BY_CONTRIBUTION = "by_contribution"
    COSTS_FIRST = "costs_first"
    LEAD_MARGIN = "lead_margin"
    TIERS = "tiers"


class LossRule(StrEnum):
    """Who bears what is missing when approved costs are more than the income."""

    SAME_SHARES = "same_shares"
    EQUALLY = "equally"
    LEAD = "lead"


#: Methods that share a result instead of paying an agreed sum for work.
SHARING = frozenset(
    {
        Method.EQUAL,
        Method.PERCENTAGES,
        Method.BY_CONTRIBUTION,
        Method.COSTS_FIRST,
        Method.LEAD_MARGIN,
        Method.TIERS,
    }
)


#: One hundredth of a percent, in ten-thousandths.
_HUNDREDTH = 100


@dataclass(frozen=True, slots=True)
class Rate:
    """A price for time: `rate` an hour or a day, the quantity expected, and a cap (0 for none)."""

    unit: str
    rate: int
    quantity: int
    cap: int = 0

    @property
    def earned(self) -> int:
        """Rate times quantity, never above the cap."""
        full = self.rate * self.quantity
        return min(full, self.cap) if self.cap else full


@dataclass(frozen=True, slots=True)
class Milestone:
    """A stage, the party it pays (a key), and its sum."""

    title: str
    party: str
    amount: int
    due: str = ""


@dataclass(frozen=True, slots=True)
class MoneyTerms:
    """What the split needs; sums are minor units of one currency.

    Tuples run parallel to `parties` (keys). `shares` and `first_shares` are percentages in
    ten-thousandths; `margin` the lead's percentage; `tier_limit` the sum shared by `first_shares`.
    """

    method: Method
    parties: tuple[str, ...]
    price: int
    costs: tuple[int, ...] = ()
    shares: tuple[int, ...] = ()
    fees: tuple[int, ...] = ()
    values: tuple[int, ...] = ()
    rates: tuple[Rate, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    lead: str = ""
    margin: int = 0
    tier_limit: int = 0
    first_shares: tuple[int, ...] = ()
    loss: LossRule = LossRule.SAME_SHARES

    def weights(self) -> tuple[int, ...]:
        """What each party's part of the rest is measured by; equal ones when nothing is given."""
        given = self._given()
        return given if any(given) else (1,) * len(self.parties)

    def settled(self) -> bool:
        """Whether anybody's part is given at all."""
        return bool(self.parties) and any(self._given())

    def _given(self) -> tuple[int, ...]:
        count = len(self.parties)
        if self.method is Method.EQUAL:
            return (1,) * count
        if self.method is Method.FIXED_FEES:
            return _padded(self.fees, count)
        if self.method is Method.TIME_RATES:
            return _padded([rate.earned for rate in self.rates], count)
        if self.method is Method.MILESTONES:
            return tuple(_due_to(self.milestones, party) for party in self.parties)
        if self.method is Method.BY_CONTRIBUTION:
            return _padded(self.values, count)
        return _padded(self.shares, count)


@dataclass(frozen=True, slots=True)
class SplitRow:
    """One party's part: costs paid back, what comes first (margin, first tier), the rest, the sum.

    `share` is the percentage of the rest, in ten-thousandths.
    """

    party: str
    costs_back: int
    first: int
    share: int
    rest: int

    @property
    def amount(self) -> int:
        """The part of what is left after costs; below zero it is borne."""
        return self.first + self.rest

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
    costs = _padded(terms.costs, len(terms.parties))
    left = income - sum(costs)
    weights = terms.weights()
    first, rest = _parts(terms, left, weights) if left >= 0 else _loss(terms, left, weights)
    shares = _shown_shares(terms, weights)
    rows = tuple(
        SplitRow(*row) for row in zip(terms.parties, costs, first, shares, rest, strict=True)
    )
    return Split(income, sum(costs), left, rows)


Parts = tuple[tuple[int, ...], tuple[int, ...]]


def _parts(terms: MoneyTerms, left: int, weights: Sequence[int]) -> Parts:
    first = (0,) * len(terms.parties)
    if terms.method is Method.LEAD_MARGIN and terms.lead in terms.parties:
        margin = allocate(left, (min(terms.margin, WHOLE), WHOLE - min(terms.margin, WHOLE)))[0]
        first = tuple(margin if party == terms.lead else 0 for party in terms.parties)
    elif terms.method is Method.TIERS:
        below = _padded(terms.first_shares, len(terms.parties))
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


def _shown_shares(terms: MoneyTerms, weights: Sequence[int]) -> tuple[int, ...]:
    """Percentages as agreed where they are agreed, else worked out to two decimals; 100 in all."""
    agreed = terms.method in SHARING - {Method.EQUAL, Method.BY_CONTRIBUTION}
    if agreed and sum(weights) == WHOLE:
        return tuple(weights)
    return tuple(share * _HUNDREDTH for share in allocate(WHOLE // _HUNDREDTH, weights))


def _padded(values: Sequence[int], count: int) -> tuple[int, ...]:
    return (*values, *(0,) * count)[:count]


def _due_to(milestones: Sequence[Milestone], party: str) -> int:
    return sum(milestone.amount for milestone in milestones if milestone.party == party)


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
