"""The ways of sharing money: what each weighs by, and the terms of a deal that they read.

`split` shares a sum out by them; drafting prints their columns and checks that their figures fit. A
method is a row of one table, because a method known in four places would be forgotten in one.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from .money import WHOLE


class Method(StrEnum):
    """The ways of sharing; the values are the options of the question that asks for one."""

    FIXED_FEES = "fixed_fees"
    TIME_RATES = "time_rates"
    MILESTONES = "milestones"
    EQUAL = "equal"
    PERCENTAGES = "percentages"
    BY_CONTRIBUTION = "by_contribution"
    COSTS_FIRST = "costs_first"
    LEAD_MARGIN = "lead_margin"
    TIERS = "tiers"
    HOURS = "hours"
    ROYALTY = "royalty"
    IN_KIND = "in_kind"


class Pay(StrEnum):
    """What a method gives: agreed sums for work, shares of a result, or things for things."""

    AGREED = "agreed"
    SHARED = "shared"
    SWAPPED = "swapped"


class Figure(StrEnum):
    """The columns of the worked example between costs paid back and what a party receives."""

    FEE = "fee"
    RATE = "rate"
    EXPECTED = "expected"
    CAP = "cap"
    EARNED = "earned"
    MILESTONES = "milestones"
    VALUE = "value"
    HOURS = "hours"
    ROYALTY = "royalty"
    GIVEN = "given"
    SHARE = "share"
    AMOUNT = "amount"
    MARGIN = "margin"
    REST_SHARE = "rest_share"
    REST = "rest"
    FIRST_SHARE = "first_share"
    FIRST = "first"
    ABOVE_SHARE = "above_share"
    ABOVE = "above"


class LossRule(StrEnum):
    """Who bears what is missing when approved costs are more than the income."""

    SAME_SHARES = "same_shares"
    EQUALLY = "equally"
    LEAD = "lead"


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
class Swap:
    """Something that one party gives another, at the value both agreed."""

    giver: str
    what: str
    receiver: str
    value: int


@dataclass(frozen=True, slots=True)
class MoneyTerms:
    """What the split needs; sums are minor units of one currency.

    Tuples run parallel to `parties` (keys). `shares`, `first_shares` and `royalties` are
    percentages in ten-thousandths; `margin` the lead's percentage; `tier_limit` the sum shared by
    `first_shares`; `least` and `most` what a party's part may be after costs, zero for no bound.
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
    hours: tuple[int, ...] = ()
    royalties: tuple[int, ...] = ()
    swaps: tuple[Swap, ...] = ()
    least: tuple[int, ...] = ()
    most: tuple[int, ...] = ()

    def weights(self) -> tuple[int, ...]:
        """What each party's part of the rest is measured by; equal ones when nothing is given."""
        count = len(self.parties)
        given = padded(WAYS[self.method].measure(self), count)
        return given if any(given) else (1,) * count

    def settled(self) -> bool:
        """Whether anybody's part is given, and percentages that were agreed are 100 in all.

        Things may be given for things at no value at all.
        """
        if self.method is Method.IN_KIND:
            return bool(self.swaps)
        way = WAYS[self.method]
        given = padded(way.measure(self), len(self.parties))
        if way.percentages and sum(given) != WHOLE:
            return False
        below = padded(self.first_shares, len(self.parties))
        return any(given) and (self.method is not Method.TIERS or sum(below) == WHOLE)


def _by_party(terms: MoneyTerms, sums: Iterable[tuple[str, int]]) -> tuple[int, ...]:
    """Sums of (party, sum) pairs, in the order of the parties."""
    found = dict.fromkeys(terms.parties, 0)
    for party, amount in sums:
        if party in found:
            found[party] += amount
    return tuple(found.values())


def _royalties(terms: MoneyTerms) -> tuple[int, ...]:
    """The percentages of what sales bring, with what they leave for the lead."""
    given = padded(terms.royalties, len(terms.parties))
    rest = max(WHOLE - sum(given), 0) if any(given) else 0
    pairs = zip(terms.parties, given, strict=True)
    return tuple(share + (rest if party == terms.lead else 0) for party, share in pairs)


@dataclass(frozen=True, slots=True)
class SharingWay:
    """What there is to know of a method: what it weighs by, its columns, what it pays.

    `percentages`: the weights are percentages that the parties agreed, 100 in all.
    """

    measure: Callable[[MoneyTerms], Sequence[int]]
    figures: tuple[Figure, ...] = ()
    pay: Pay = Pay.SHARED
    percentages: bool = False


#: One row a method. A new method is a row here, and a row in the drawing of any new column.
WAYS: dict[Method, SharingWay] = {
    Method.FIXED_FEES: SharingWay(lambda terms: terms.fees, (Figure.FEE,), Pay.AGREED),
    Method.TIME_RATES: SharingWay(
        lambda terms: [rate.earned for rate in terms.rates],
        (Figure.RATE, Figure.EXPECTED, Figure.CAP, Figure.EARNED),
        Pay.AGREED,
    ),
    Method.MILESTONES: SharingWay(
        lambda terms: _by_party(terms, ((m.party, m.amount) for m in terms.milestones)),
        (Figure.MILESTONES,),
        Pay.AGREED,
    ),
    Method.EQUAL: SharingWay(lambda terms: (1,) * len(terms.parties), (Figure.AMOUNT,)),
    Method.PERCENTAGES: SharingWay(
        lambda terms: terms.shares, (Figure.SHARE, Figure.AMOUNT), percentages=True
    ),
    Method.BY_CONTRIBUTION: SharingWay(
        lambda terms: terms.values, (Figure.VALUE, Figure.SHARE, Figure.AMOUNT)
    ),
    Method.COSTS_FIRST: SharingWay(
        lambda terms: terms.shares, (Figure.SHARE, Figure.AMOUNT), percentages=True
    ),
    Method.LEAD_MARGIN: SharingWay(
        lambda terms: terms.shares,
        (Figure.MARGIN, Figure.REST_SHARE, Figure.REST),
        percentages=True,
    ),
    Method.TIERS: SharingWay(
        lambda terms: terms.shares,
        (Figure.FIRST_SHARE, Figure.FIRST, Figure.ABOVE_SHARE, Figure.ABOVE),
        percentages=True,
    ),
    Method.HOURS: SharingWay(
        lambda terms: terms.hours, (Figure.HOURS, Figure.SHARE, Figure.AMOUNT)
    ),
    Method.ROYALTY: SharingWay(
        _royalties, (Figure.ROYALTY, Figure.SHARE, Figure.AMOUNT), percentages=True
    ),
    Method.IN_KIND: SharingWay(
        lambda terms: _by_party(terms, ((swap.giver, swap.value) for swap in terms.swaps)),
        (Figure.GIVEN, Figure.SHARE, Figure.AMOUNT),
        Pay.SWAPPED,
    ),
}

#: Methods that share a result instead of paying an agreed sum for work.
SHARING = frozenset(method for method, way in WAYS.items() if way.pay is Pay.SHARED)

#: Methods that pay agreed sums; together they should make the price.
AGREED = frozenset(method for method, way in WAYS.items() if way.pay is Pay.AGREED)


def padded(values: Sequence[int], count: int) -> tuple[int, ...]:
    """The values cut or filled up with zeros to so many."""
    return (*values, *(0,) * count)[:count]
