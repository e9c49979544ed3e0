"""Every way of sharing adds up to the income, whatever comes in and however many share it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from microbiz_desktop.domain.money import WHOLE, allocate, equal_shares, exponent
from microbiz_desktop.domain.split import (
    LossRule,
    Method,
    Milestone,
    MoneyTerms,
    Rate,
    Scenario,
    scenario_income,
    split,
)

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
