"""Every way of sharing adds up to the income, whatever comes in and however many share it."""

import itertools
from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from microbiz_desktop.domain.money.bounds import bounded
from microbiz_desktop.domain.money.methods import (
    AGREED,
    SHARING,
    WAYS,
    LossRule,
    Method,
    Milestone,
    MoneyTerms,
    Pay,
    Rate,
    Swap,
)
from microbiz_desktop.domain.money.money import WHOLE, allocate, equal_shares, exponent
from microbiz_desktop.domain.money.split import Scenario, scenario_income, split

SUMS = st.integers(min_value=0, max_value=10**12)


@st.composite
def money_terms(draw: st.DrawFn) -> MoneyTerms:
    """Terms of any method for one to twenty-two parties."""
    count = draw(st.integers(1, 22))
    parties = tuple(f"p{i}" for i in range(count))
    weights = st.lists(st.integers(0, WHOLE), min_size=count, max_size=count).map(tuple)
    sums = st.lists(SUMS, min_size=count, max_size=count).map(tuple)
    rate = st.builds(Rate, st.just("day"), SUMS, st.integers(0, 400), SUMS)
    stage = st.builds(Milestone, st.just("stage"), st.sampled_from(parties), SUMS)
    one = st.sampled_from(parties)
    swap = st.builds(Swap, one, st.just("thing"), one, SUMS)
    # Bounds are met, not met and out of reach about equally often, and left out at times.
    bounds = st.one_of(st.just((0,) * count), sums)
    return MoneyTerms(
        method=draw(st.sampled_from(Method)),
        parties=parties,
        price=draw(SUMS),
        costs=draw(sums),
        shares=draw(weights),
        fees=draw(sums),
        values=draw(sums),
        rates=tuple(draw(st.lists(rate, min_size=count, max_size=count))),
        milestones=tuple(draw(st.lists(stage, max_size=6))),
        lead=draw(st.sampled_from((*parties, ""))),
        margin=draw(st.integers(0, WHOLE)),
        tier_limit=draw(SUMS),
        first_shares=draw(weights),
        loss=draw(st.sampled_from(LossRule)),
        hours=draw(sums),
        royalties=draw(weights),
        swaps=tuple(draw(st.lists(swap, max_size=6))),
        least=draw(bounds),
        most=draw(bounds),
    )


@given(money_terms(), st.integers(-(10**12), 10**13))
def test_what_all_receive_is_the_income(terms: MoneyTerms, income: int) -> None:
    shared = split(terms, income)
    assert shared.total == income
    assert shared.income == shared.costs + shared.left
    assert sum(row.amount for row in shared.rows) == shared.left
    assert sum(row.share for row in shared.rows) == WHOLE
    assert [row.party for row in shared.rows] == list(terms.parties)


@given(money_terms(), SUMS)
def test_nobody_bears_anything_while_there_is_something_to_share(
    terms: MoneyTerms, more: int
) -> None:
    shared = split(terms, sum(terms.costs) + more)
    assert all(row.amount >= 0 for row in shared.rows)


def _tops(terms: MoneyTerms) -> list[int | None]:
    """The most that counts: none for zero, never below the least."""
    pairs = zip(terms.least, terms.most, strict=True)
    return [max(low, high) if high else None for low, high in pairs]


@given(money_terms(), st.integers(0, 10**14))
def test_parts_keep_to_their_bounds_as_far_as_the_income_allows(
    terms: MoneyTerms, left: int
) -> None:
    amounts = [row.amount for row in split(terms, sum(terms.costs) + left).rows]
    tops = _tops(terms)
    if left >= sum(terms.least):
        assert all(part >= low for part, low in zip(amounts, terms.least, strict=True))
    else:
        assert all(part <= low for part, low in zip(amounts, terms.least, strict=True))
    pairs = list(zip(amounts, tops, strict=True))
    if any(top is not None and part > top for part, top in pairs):
        assert all(top is not None and part >= top for part, top in pairs)


@given(money_terms(), st.integers(0, 10**14))
def test_parts_that_no_bound_holds_keep_their_proportion(terms: MoneyTerms, left: int) -> None:
    free = replace(terms, least=(), most=())
    before = [row.amount for row in split(free, sum(terms.costs) + left).rows]
    after = [row.amount for row in split(terms, sum(terms.costs) + left).rows]
    assume(sum(terms.least) <= left)
    loose = [
        i
        for i, (low, top) in enumerate(zip(terms.least, _tops(terms), strict=True))
        if after[i] > low and (top is None or after[i] < top)
    ]
    for one, two in itertools.pairwise(loose):
        # Each is rounded by less than one unit, so the products differ by less than both together.
        assert abs(after[one] * before[two] - after[two] * before[one]) <= before[one] + before[two]


@given(money_terms(), st.integers(-(10**12), 10**13))
def test_without_a_bound_that_bites_nothing_is_moved(terms: MoneyTerms, income: int) -> None:
    loose = replace(terms, least=(0,) * len(terms.parties), most=(10**14,) * len(terms.parties))
    assert split(loose, income) == split(replace(terms, least=(), most=()), income)
    assert all(row.moved == 0 for row in split(loose, income).rows)


@given(money_terms(), st.integers(max_value=-1, min_value=-(10**12)))
def test_a_loss_has_no_bounds(terms: MoneyTerms, left: int) -> None:
    assert all(row.moved == 0 for row in split(terms, sum(terms.costs) + left).rows)


@pytest.mark.parametrize(
    ("total", "least", "most", "parts"),
    [
        (1000, (0, 0, 0), (0, 0, 0), (500, 300, 200)),
        (1000, (0, 0, 300), (0, 0, 0), (438, 262, 300)),  # 700 as 5 to 3; the half goes first
        (1000, (0, 0, 0), (400, 0, 0), (400, 360, 240)),
        (1000, (0, 0, 0), (400, 350, 0), (400, 350, 250)),
        (1000, (0, 0, 0), (400, 320, 0), (400, 320, 280)),
        (1000, (0, 0, 290), (450, 0, 0), (444, 266, 290)),  # raised first: the most no longer bites
        (1000, (600, 300, 300), (0, 0, 0), (500, 250, 250)),
        (1000, (0, 0, 0), (300, 200, 100), (500, 320, 180)),  # 400 above, as 5 to 3 to 2
        (1000, (0, 0, 250), (0, 0, 100), (469, 281, 250)),  # a most below the least
        (0, (5, 5, 5), (9, 9, 9), (0, 0, 0)),
        (-1000, (600, 0, 0), (700, 0, 0), (-500, -300, -200)),
        (1, (1, 1, 1), (0, 0, 0), (1, 0, 0)),
    ],
)
def test_bounds_in_figures(
    total: int, least: tuple[int, ...], most: tuple[int, ...], parts: tuple[int, ...]
) -> None:
    assert bounded(total, allocate(total, (5, 3, 2)), least, most) == parts


def test_what_a_most_frees_goes_to_those_without_a_share_rather_than_above_it() -> None:
    assert bounded(100, (100, 0, 0), (0, 0, 0), (40, 0, 0)) == (40, 30, 30)


@given(st.integers(-(10**12), 10**12), st.lists(st.integers(0, WHOLE), min_size=1, max_size=22))
def test_parts_always_add_up(total: int, weights: list[int]) -> None:
    if not any(weights):
        weights[0] = 1
    parts = allocate(total, weights)
    assert sum(parts) == total
    exact = [total * weight / sum(weights) for weight in weights]
    assert all(abs(part - want) <= 1.01 for part, want in zip(parts, exact, strict=True))
    assert allocate(-total, weights) == tuple(-part for part in parts)


@given(st.integers(1, 22))
def test_equal_shares_are_one_hundred_percent(count: int) -> None:
    shares = equal_shares(count)
    assert sum(shares) == WHOLE
    assert max(shares) - min(shares) <= 1


@pytest.mark.parametrize("weights", [[], [-1, 2], [0, 0]])
def test_impossible_weights_are_refused(weights: list[int]) -> None:
    with pytest.raises(ValueError, match="weight"):
        allocate(100, weights)


def test_ties_go_to_the_party_named_first() -> None:
    assert allocate(100, [1, 1, 1]) == (34, 33, 33)
    assert allocate(-100, [1, 1, 1]) == (-34, -33, -33)


@pytest.mark.parametrize(("currency", "digits"), [("GBP", 2), ("JPY", 0), ("KWD", 3)])
def test_exponents(currency: str, digits: int) -> None:
    assert exponent(currency) == digits


THREE = ("fernhill", "northlight", "whitcombe")


def test_costs_first_gives_the_sums_of_the_worked_example() -> None:
    terms = MoneyTerms(
        Method.COSTS_FIRST,
        THREE,
        1_475_000,
        costs=(64_000, 25_000, 142_835),
        shares=(425_000, 225_000, 350_000),
    )
    shared = split(terms, terms.price)
    assert shared.left == 1_243_165
    assert [row.receives for row in shared.rows] == [592_345, 304_712, 577_943]
    unpaid = split(terms, 0)
    assert [row.amount for row in unpaid.rows] == [-98_530, -52_163, -81_142]


def test_fees_fall_in_proportion_when_less_comes_in() -> None:
    terms = MoneyTerms(Method.FIXED_FEES, THREE, 1000, fees=(500, 300, 200))
    assert [row.receives for row in split(terms, 1000).rows] == [500, 300, 200]
    assert [row.receives for row in split(terms, 500).rows] == [250, 150, 100]


def test_a_rate_stops_at_its_cap() -> None:
    rates = (Rate("day", 300, 10, 2000), Rate("hour", 50, 20), Rate("day", 0, 0))
    terms = MoneyTerms(Method.TIME_RATES, THREE, 3000, rates=rates)
    assert [row.receives for row in split(terms, 3000).rows] == [2000, 1000, 0]


def test_milestones_pay_the_party_that_reached_them() -> None:
    stages = (Milestone("a", "whitcombe", 700), Milestone("b", "fernhill", 300))
    terms = MoneyTerms(Method.MILESTONES, THREE, 1000, milestones=stages)
    assert [row.receives for row in split(terms, 1000).rows] == [300, 0, 700]


def test_contributions_weigh_by_their_value() -> None:
    terms = MoneyTerms(Method.BY_CONTRIBUTION, THREE, 900, values=(2, 1, 0))
    assert [row.receives for row in split(terms, 900).rows] == [600, 300, 0]


def test_the_margin_comes_first_and_not_out_of_a_loss() -> None:
    terms = MoneyTerms(
        Method.LEAD_MARGIN, THREE, 1000, shares=(400_000, 300_000, 300_000),
        lead="northlight", margin=100_000, costs=(50, 0, 0),
    )  # fmt: skip
    shared = split(terms, 1050)
    assert [row.first for row in shared.rows] == [0, 100, 0]
    assert [row.amount for row in shared.rows] == [360, 370, 270]
    assert [row.amount for row in split(terms, 0).rows] == [-20, -15, -15]


def test_tiers_share_below_and_above_the_limit_differently() -> None:
    terms = MoneyTerms(
        Method.TIERS, THREE, 1500, tier_limit=1000,
        first_shares=(500_000, 500_000, 0), shares=(0, 0, WHOLE),
    )  # fmt: skip
    assert [row.receives for row in split(terms, 1500).rows] == [500, 500, 500]
    assert [row.receives for row in split(terms, 800).rows] == [400, 400, 0]


def test_hours_weigh_by_time_worked() -> None:
    terms = MoneyTerms(Method.HOURS, THREE, 1000, hours=(20, 15, 5))
    assert [row.receives for row in split(terms, 1000).rows] == [500, 375, 125]
    assert [row.share for row in split(terms, 1000).rows] == [500_000, 375_000, 125_000]


def test_what_royalties_leave_is_the_leads() -> None:
    terms = MoneyTerms(
        Method.ROYALTY, THREE, 1000, royalties=(75_000, 0, 50_000), lead="northlight"
    )
    assert [row.receives for row in split(terms, 1000).rows] == [75, 875, 50]
    own = replace(terms, royalties=(75_000, 100_000, 50_000))
    assert [row.receives for row in split(own, 1000).rows] == [75, 875, 50]
    assert sum(row.share for row in split(terms, 7).rows) == WHOLE


def test_money_that_comes_in_all_the_same_follows_what_was_given() -> None:
    swaps = (
        Swap("fernhill", "a logo", "whitcombe", 600),
        Swap("whitcombe", "a table", "fernhill", 300),
        Swap("whitcombe", "a shelf", "northlight", 100),
        Swap("stranger", "a film", "northlight", 5),
    )
    terms = MoneyTerms(Method.IN_KIND, THREE, 500, swaps=swaps)
    assert [row.receives for row in split(terms, 500).rows] == [300, 0, 200]
    assert terms.settled()


@pytest.mark.parametrize("method", Method)
def test_every_method_has_its_row(method: Method) -> None:
    """A method nobody gave a row has no weights, no columns and no place in the checks."""
    way = WAYS[method]
    assert way.figures
    assert (method in SHARING, method in AGREED) == (
        way.pay is Pay.SHARED,
        way.pay is Pay.AGREED,
    )
    assert not (way.percentages and way.pay is not Pay.SHARED)


@pytest.mark.parametrize(
    ("method", "fields"),
    [
        (Method.PERCENTAGES, {"shares": (350_000, 0, 0)}),
        (Method.COSTS_FIRST, {"shares": (400_000, 350_000, 300_000)}),
        (Method.LEAD_MARGIN, {"shares": (1, 2, 3)}),
        (Method.TIERS, {"shares": (WHOLE, 0, 0), "first_shares": (1, 0, 0)}),
        (Method.ROYALTY, {"royalties": (600_000, 0, 500_000), "lead": "northlight"}),
        (Method.ROYALTY, {"royalties": (100_000, 0, 0), "lead": ""}),
        (Method.HOURS, {}),
        (Method.IN_KIND, {}),
    ],
)
def test_parts_that_do_not_add_up_settle_nothing(
    method: Method, fields: dict[str, tuple[int, ...]]
) -> None:
    terms = replace(MoneyTerms(method, THREE, 1000), **fields)  # type: ignore[arg-type]  # mixed
    assert not terms.settled()


def test_bounds_move_parts_and_say_by_how_much() -> None:
    terms = MoneyTerms(
        Method.COSTS_FIRST,
        THREE,
        1100,
        costs=(100, 0, 0),
        shares=(500_000, 300_000, 200_000),
        least=(0, 0, 300),
    )
    shared = split(terms, 1100)
    assert [row.moved for row in shared.rows] == [-62, -38, 100]
    assert [row.receives for row in shared.rows] == [538, 262, 300]


@pytest.mark.parametrize(
    ("rule", "parts"),
    [
        (LossRule.SAME_SHARES, [-45, -30, -15]),
        (LossRule.EQUALLY, [-30, -30, -30]),
        (LossRule.LEAD, [0, 0, -90]),
    ],
)
def test_who_bears_a_loss(rule: LossRule, parts: list[int]) -> None:
    terms = MoneyTerms(
        Method.COSTS_FIRST,
        THREE,
        0,
        costs=(90, 0, 0),
        shares=(3, 2, 1),
        lead="whitcombe",
        loss=rule,
    )
    assert [row.amount for row in split(terms, 0).rows] == parts


def test_situations_without_a_sum_take_a_tenth_more_and_a_half() -> None:
    assert [scenario_income(1001, s) for s in Scenario] == [1101, 1001, 500, 0]
    assert scenario_income(1000, Scenario.BAD, 0) == 0
