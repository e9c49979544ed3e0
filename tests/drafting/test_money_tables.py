"""The tables of money: old ways print what they printed, new ones add up and say what is true."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from microbiz_desktop.domain.deal import Answer, Deal
from microbiz_desktop.domain.dealdata import apply_edits
from microbiz_desktop.domain.findings import Finding, Severity
from microbiz_desktop.domain.money.methods import AGREED, Figure, Method
from microbiz_desktop.domain.money.money import WHOLE
from microbiz_desktop.domain.text import Table
from microbiz_desktop.drafting.asking.roles import BRINGS, Role
from microbiz_desktop.drafting.compile import compile
from microbiz_desktop.drafting.money.figures import _DRAWINGS
from microbiz_desktop.drafting.templates.catalogue import Catalogue, defects, load_catalogue

from .money_goldens import FILE, printed, rendered
from .till import costs, till_deal, write_till


@pytest.fixture(scope="module")
def till(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    """Nothing but money."""
    return load_catalogue(write_till(tmp_path_factory.mktemp("till")))


def codes(till: Catalogue, deal: Deal, code: str) -> list[Finding]:
    """The findings with this code."""
    return [finding for finding in compile(till, deal).findings if finding.code == code]


def tables_of(till: Catalogue, deal: Deal) -> list[Table]:
    """The tables of the schedule of money."""
    (schedule,) = compile(till, deal).text.schedules
    return [block for block in schedule.blocks if isinstance(block, Table)]


def text_of(till: Catalogue, method: Method, count: int = 3, **changes: Answer) -> str:
    """The printed tables, blanks between words as they are read."""
    return printed(till, till_deal(count, method, **changes)).replace("~", " ")


def test_the_first_ways_print_what_they_always_printed(till: Catalogue) -> None:
    """A deal without the newer questions keeps its split and its tables to the last byte."""
    assert rendered(till) == FILE.read_text(encoding="utf-8")


def test_every_figure_has_a_drawing() -> None:
    assert set(_DRAWINGS) == set(Figure)


def _minor(cell: str) -> int | None:
    """Pennies of a sum in print; None for anything else."""
    figures = cell.replace("−", "-").replace("+", "").replace("£", "").replace(",", "")
    if "£" not in cell or " " in cell or "\u00a0" in cell:
        return None
    pounds, _, pennies = figures.partition(".")
    return int(pounds + pennies)


def _columns_add_up(table: Table) -> None:
    *rows, last = table.rows
    if not last.total:
        return
    for column, total in enumerate(last.cells):
        parts = [_minor(row.cells[column]) for row in rows]
        if None not in parts and _minor(total) is not None:
            assert sum(part for part in parts if part is not None) == _minor(total), table.caption


@settings(max_examples=120)
@given(st.data())
def test_whatever_is_printed_adds_up(till: Catalogue, data: st.DataObject) -> None:
    """All ways, 2 to 22 parties, costs, losses, bounds that bite and bounds that cannot."""
    count = data.draw(st.integers(2, 22))
    sums = st.integers(0, 10 ** data.draw(st.sampled_from((3, 7, 12))))
    keys = [f"p{number}" for number in range(1, count + 1)]
    bound = st.fixed_dictionaries({}, optional={"least": sums, "most": sums})
    changes: dict[str, Answer] = {
        "price": data.draw(sums),
        "tier_limit": data.draw(sums),
        "loss_share": data.draw(st.sampled_from(("same_shares", "equally", "lead"))),
        "share_bounds": {key: data.draw(bound) for key in keys if data.draw(st.booleans())},
    }
    if data.draw(st.booleans()):
        changes["approved_costs"] = {key: {"amount": data.draw(sums)} for key in keys}
    deal = till_deal(count, data.draw(st.sampled_from(Method)), **changes)
    tables = tables_of(till, deal)
    assert tables
    for table in tables:
        assert all(cell for row in table.rows if not row.total for cell in row.cells)
        if table.caption != "The same steps in four situations":
            _columns_add_up(table)


def test_hours_are_told_with_their_shares(till: Catalogue) -> None:
    text = text_of(till, Method.HOURS)
    assert "Party 2 Ltd | 30 | 33.33 % | £4,916.67" in text
    assert "Total | 90 | 100.00 % | £14,750.01" in text
    assert "These are the hours expected; in the end those actually worked count." in text
    assert "Party 3 Ltd, 50.00 % | £8,112.50 | £7,375.00 | £3,687.50 | £0.00" in text


def test_a_royalty_tells_whose_the_rest_is_and_for_how_long(till: Catalogue) -> None:
    text = text_of(till, Method.ROYALTY)
    assert "Party 1 Ltd | 4.0 % | 4.0 % | £590.00" in text
    assert "Party 3 Ltd | the rest | 92.0 % | £13,570.01" in text
    assert "hold for 3 years; after that, everything belongs to Party 3 Ltd." in text
    own = text_of(till, Method.ROYALTY, royalties={"p1": 75_000, "p2": 0, "p3": 100_000})
    assert "Party 2 Ltd | none | 0.0 % | £0.00" in own
    assert "Party 3 Ltd | 10.0 % and the rest | 92.5 % | £13,643.76" in own


def test_royalties_may_leave_a_rest_and_not_go_above_all(till: Catalogue) -> None:
    assert not codes(till, till_deal(3, Method.ROYALTY), "shares-total")
    over = till_deal(3, Method.ROYALTY, royalties={"p1": 700_000, "p2": 400_000, "p3": 0})
    (finding,) = codes(till, over, "shares-total")
    assert "10 % too much" in finding.message.replace("\u00a0", " ")
    assert finding.mend is None
    assert "[what comes in, and shares that make 100 % together]" in printed(till, over)


def test_swaps_are_listed_and_their_balance_is_told(till: Catalogue) -> None:
    text = text_of(till, Method.IN_KIND, price=None)
    assert "Party 1 Ltd | Work 1 | Party 2 Ltd | £650.00" in text
    assert "Party 2 Ltd | £700.00 | £650.00 | −£50.00" in text
    assert "Total | £2,100.00 | £2,100.00 | £0.00" in text
    assert (
        "Party 2 Ltd and Party 3 Ltd give more than they receive. "
        "The difference is agreed: no money is owed for it."
    ) in text
    assert "in four situations" not in text
    one = [
        {"giver": "p1", "what": "A logo", "receiver": "p2", "value": 50_000},
        {"giver": "p2", "what": "A table", "receiver": "p1", "value": 50_000},
    ]
    assert "The values balance: each party receives as much as it gives." in text_of(
        till, Method.IN_KIND, 2, price=None, swaps=one
    )
    one[1]["value"] = 40_000
    assert "Party 1 Ltd gives more than it receives." in text_of(
        till, Method.IN_KIND, 2, price=None, swaps=one
    )


def test_money_that_comes_in_all_the_same_follows_the_values_given(till: Catalogue) -> None:
    text = text_of(till, Method.IN_KIND)
    assert "If money comes in all the same" in text
    assert "Party 3 Ltd | £750.00 | 35.72 % | £5,267.86" in text
    assert "The client’s price of £14,750.01 is shared by the values given." in text


def test_bounds_are_listed_and_what_they_move_is_a_column(till: Catalogue) -> None:
    text = text_of(
        till,
        Method.COSTS_FIRST,
        approved_costs=costs(3),
        share_bounds={"p3": {"least": 600_000}, "p1": {"most": 450_000}},
    )
    assert "Party 3 Ltd | £370.35 | 30.8333 % | £4,319.53 | +£1,680.47 | £6,370.35" in text
    assert "Total | £740.70 | 100.0000 % | £14,009.31 | £0.00 | £14,750.01" in text
    assert "“Change” is what the minimums and maximums below move" in text
    assert "Party 1 Ltd | none | £4,500.00" in text
    assert "Party 2 Ltd | none" not in text
    assert "They apply to shares, besides the costs paid back, not to a loss" in text
    assert "Party 1 Ltd | £4,500.00 | £4,149.40 | £328.61" in text


@pytest.mark.parametrize(
    ("bounds", "sentence"),
    [
        ({"least": 800_000}, "less than all minimums together"),
        ({"most": 700_000}, "more than all maximums together"),
        ({"least": 1, "most": 9_000_000}, "The client’s price of £14,750.01 is shared. Each"),
    ],
)
def test_bounds_that_cannot_be_kept_say_what_happens_instead(
    till: Catalogue, bounds: dict[str, int], sentence: str
) -> None:
    text = text_of(till, Method.EQUAL, 2, share_bounds={"p1": bounds, "p2": bounds})
    assert sentence in text


@pytest.mark.parametrize(
    ("loss", "bearing", "row"),
    [
        ("same_shares", "The parties bear it in proportion to the shares.", "−£1,002.08"),
        ("equally", "The parties bear it in equal parts.", "−£1,083.33"),
        ("lead", "Party 3 Ltd bears it alone.", "−£3,249.99"),
    ],
)
def test_costs_above_the_price_are_a_loss_and_not_shared_like_income(
    till: Catalogue, loss: str, bearing: str, row: str
) -> None:
    """No "−£3,249.99 left to share", and no percentages where another rule decides."""
    changes: dict[str, Any] = {"approved_costs": costs(3, 300_000), "loss_share": loss}
    text = text_of(till, Method.COSTS_FIRST, **changes)
    expected = text.partition("The same steps")[0]
    assert "does not pay the costs of £18,000.00: £3,249.99 is missing." in expected
    assert bearing in expected
    assert f"Party 3 Ltd | £9,000.00 | {row} | " in expected
    assert "%" not in expected
    assert "to share" not in expected


def test_a_party_that_pays_in_is_told(till: Catalogue) -> None:
    loss: dict[str, Any] = {"price": 0, "loss_share": "equally"}
    text = text_of(till, Method.COSTS_FIRST, approved_costs=costs(3, 300_000), **loss)
    assert "Party 1 Ltd | £3,000.00 | −£6,000.00 | −£3,000.00" in text
    assert "A minus sign under “Receives” means that the party pays this sum." in text


def test_a_tier_that_is_not_reached_is_told(till: Catalogue) -> None:
    text = text_of(till, Method.TIERS, tier_limit=2_000_000)
    assert (
        "What there is to share is not more than £20,000.00, so nothing is shared above it." in text
    )
    assert "so nothing is shared above it" not in text_of(till, Method.TIERS)


def test_a_long_limit_stands_in_the_words_and_not_in_narrow_headings(till: Catalogue) -> None:
    text = text_of(till, Method.TIERS, price=98_765_432_100, tier_limit=50_000_000_000)
    assert "Share first tier | Amount first tier | Share above | Amount above" in text
    assert "The first tier ends at £500,000,000.00." in text
    usual = text_of(till, Method.TIERS)
    assert "Share up to £10,000.00 | Amount up to £10,000.00" in usual
    assert "The first tier ends" not in usual


@pytest.mark.parametrize(
    ("method", "price", "words"),
    [
        (
            Method.FIXED_FEES,
            1_475_001,
            "is more than the agreed sums together, so all of them rise",
        ),
        (
            Method.FIXED_FEES,
            1_000_000,
            "is less than the agreed sums together, so all of them fall",
        ),
        (Method.FIXED_FEES, 1_283_334, "pays these sums; more or less raises or lowers all"),
    ],
)
def test_agreed_sums_that_are_not_the_price_are_said_to_change(
    till: Catalogue, method: Method, price: int, words: str
) -> None:
    assert words in text_of(till, method, price=price)


def test_shares_that_do_not_add_up_have_no_worked_example(till: Catalogue) -> None:
    """Shares of 35 % alone once printed as if they were all."""
    text = text_of(till, Method.PERCENTAGES, 2, shares={"p1": 350_000, "p2": 0})
    assert "£" not in text
    assert "[what comes in, and shares that make 100 % together]" in text


@pytest.mark.parametrize("method", sorted(AGREED))
@pytest.mark.parametrize("with_costs", [False, True])
def test_the_price_of_one_click_pays_sums_and_costs(
    till: Catalogue, method: Method, with_costs: bool
) -> None:
    """Sums of 12,833.34 and costs of 740.70 need 13,574.04, not 12,092.64."""
    changes = {"approved_costs": costs(3)} if with_costs else {}
    deal = till_deal(3, method, **changes)
    (finding,) = codes(till, deal, "sums-differ-from-price")
    assert finding.mend is not None
    mended = apply_edits(deal, finding.mend.edits)
    assert not codes(till, mended, "sums-differ-from-price")
    agreed = {Method.FIXED_FEES: 1_283_334, Method.TIME_RATES: 55_500, Method.MILESTONES: 150_000}
    assert mended.answers["price"] == agreed[method] + (74_070 if with_costs else 0)


@pytest.mark.parametrize(
    ("code", "severity", "method", "wrong", "right", "words"),
    [
        (
            "costs-above-income", Severity.WARNING, Method.COSTS_FIRST,
            {"approved_costs": costs(3, 300_000)}, {"approved_costs": costs(3)},
            "£18,000.00 are more than the £14,750.01",
        ),
        (
            "tier-out-of-reach", Severity.WARNING, Method.TIERS,
            {"tier_limit": 2_000_000}, {}, "ends at £20,000.00, and only £14,750.01",
        ),
        (
            "share-below-zero", Severity.ERROR, Method.PERCENTAGES,
            {"shares": {"p1": -100_000, "p2": WHOLE, "p3": 100_000}}, {},
            "less than nothing for Party 1 Ltd",
        ),
        (
            "gets-nothing", Severity.HINT, Method.PERCENTAGES,
            {"shares": {"p1": 0, "p2": WHOLE, "p3": 0}}, {},
            "Party 1 Ltd and Party 3 Ltd get nothing",
        ),
        (
            "least-above-most", Severity.ERROR, Method.EQUAL,
            {"share_bounds": {"p2": {"least": 2, "most": 1}}},
            {"share_bounds": {"p2": {"least": 1, "most": 2}}},
            "the minimum of Party 2 Ltd is above its maximum",
        ),
        (
            "bounds-out-of-reach", Severity.WARNING, Method.EQUAL,
            {"share_bounds": {"p2": {"least": 1_475_002}}},
            {"share_bounds": {"p2": {"least": 1_475_001}}},
            "less than all minimums together",
        ),
        (
            "swap-with-itself", Severity.ERROR, Method.IN_KIND,
            {"swaps": [{"giver": "p1", "what": "A logo", "receiver": "p1", "value": 1}]}, {},
            "Party 1 Ltd gives “A logo” to itself",
        ),
    ],
)  # fmt: skip
def test_sums_that_make_no_sense_together_are_found(
    till: Catalogue,
    code: str,
    severity: Severity,
    method: Method,
    wrong: dict[str, Answer],
    right: dict[str, Answer],
    words: str,
) -> None:
    (finding,) = codes(till, till_deal(3, method, **wrong), code)
    assert finding.severity is severity
    assert words.casefold() in finding.message.replace("\u00a0", " ").casefold()
    assert not codes(till, till_deal(3, method, **right), code)


def test_royalties_that_must_be_all_are_a_defect(tmp_path: Path) -> None:
    root = write_till(tmp_path)
    questions = root / "till" / "questions.toml"
    questions.write_text(questions.read_text().replace("whole = false\n", ""))
    (defect,) = defects(root)
    assert "which leaves a rest: say “whole = false”" in defect
    assert "questions.toml, line" in defect


def test_every_way_says_which_roles_it_brings() -> None:
    assert {method for role, method in BRINGS if role is Role.METHOD} == set(Method)
