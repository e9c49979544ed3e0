"""The worked example of the money: what each party receives, and the same in four situations."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ..domain.deal import Answer
from ..domain.formats import percent_places, percent_text
from ..domain.split import (
    SHARING,
    Method,
    MoneyTerms,
    Scenario,
    Split,
    SplitRow,
    scenario_income,
    split,
)
from ..domain.text import Align, Block, Column, Paragraph, Row, Run, RunKind, Table
from .names import Scope
from .roles import Role, Word
from .terms import cell, money_terms

Money = Callable[[int], str]


@dataclass(frozen=True, slots=True)
class _Figure:
    """A column of the worked example: its heading, each party's figure, and the sum of them."""

    column: Column
    cells: tuple[str, ...]
    total: str


def terms_of(scope: Scope) -> MoneyTerms | None:
    """The terms of the split, by the roles of the template."""
    return money_terms([party.key for party in scope.deal.parties], scope.by_role)


def expected_blocks(scope: Scope) -> tuple[Block, ...]:
    """What each party receives when all comes in as agreed."""
    terms = terms_of(scope)
    if terms is None or not terms.settled():
        return (_not_yet(),)
    shared = split(terms, terms.price)
    figures = _figures(terms, shared, scope)
    columns = (Column("Party", width=2), *(figure.column for figure in figures))
    names = [scope.printer.party(key) for key in terms.parties]
    rows = [Row((name, *(figure.cells[i] for figure in figures))) for i, name in enumerate(names)]
    rows.append(Row(("Total", *(figure.total for figure in figures)), total=True))
    made: list[Block] = []
    if terms.method is Method.MILESTONES:
        made.append(_milestones(terms, scope))
    note = f"{_sum_in_words(terms, shared, scope)} {_rounding(scope)}"
    return (*made, Table("If all goes as expected", columns, tuple(rows), note))


def _not_yet() -> Paragraph:
    return Paragraph(
        (
            Run("The worked example stands here as soon as "),
            Run("[what comes in and each party’s part]", RunKind.BLANK),
            Run(" are known."),
        )
    )


def _figures(terms: MoneyTerms, shared: Split, scope: Scope) -> tuple[_Figure, ...]:
    money = scope.printer.money
    found: list[_Figure] = []
    if shared.costs:
        found.append(_sums("Costs", "paid back", [row.costs_back for row in shared.rows], money))
    found += _BY_METHOD.get(terms.method, _shares)(terms, shared, scope)
    found.append(_sums("Receives", "", [row.receives for row in shared.rows], money))
    return tuple(found)


def _sums(heading: str, note: str, sums: Sequence[int], money: Money) -> _Figure:
    column = Column(heading, note, Align.RIGHT)
    return _Figure(column, tuple(money(value) for value in sums), money(sum(sums)))


def _percents(heading: str, note: str, values: Sequence[int]) -> _Figure:
    places = max(percent_places(values), 1)
    cells = tuple(percent_text(value, places) for value in values)
    return _Figure(Column(heading, note, Align.RIGHT), cells, percent_text(sum(values), places))


def _words(heading: str, note: str, cells: Sequence[str]) -> _Figure:
    return _Figure(Column(heading, note, Align.RIGHT), tuple(cells), "")


def _shares(terms: MoneyTerms, shared: Split, scope: Scope) -> list[_Figure]:
    money = scope.printer.money
    found: list[_Figure] = []
    rest = shared.costs > 0
    if terms.method is Method.BY_CONTRIBUTION:
        found.append(_sums("Agreed", "value", terms.weights(), money))
    if terms.method is not Method.EQUAL:
        found.append(_percents("Share", "of the rest" if rest else "", _share_of(shared.rows)))
    if rest:
        found.append(_sums("Amount", "of the rest", [row.rest for row in shared.rows], money))
    return found


def _margin(_terms: MoneyTerms, shared: Split, scope: Scope) -> list[_Figure]:
    money = scope.printer.money
    return [
        _sums("Margin", "comes first", [row.first for row in shared.rows], money),
        _percents("Share", "of the rest", _share_of(shared.rows)),
        _sums("Amount", "of the rest", [row.rest for row in shared.rows], money),
    ]


def _tiers(terms: MoneyTerms, shared: Split, scope: Scope) -> list[_Figure]:
    money = scope.printer.money
    limit = money(terms.tier_limit)
    return [
        _percents("Share", f"up to {limit}", terms.first_shares),
        _sums("Amount", f"up to {limit}", [row.first for row in shared.rows], money),
        _percents("Share", "above", _share_of(shared.rows)),
        _sums("Amount", "above", [row.rest for row in shared.rows], money),
    ]


def _fees(terms: MoneyTerms, _shared: Split, scope: Scope) -> list[_Figure]:
    return [_sums(scope.heading(Role.FEES), "agreed", terms.weights(), scope.printer.money)]


def _rates(terms: MoneyTerms, _shared: Split, scope: Scope) -> list[_Figure]:
    money = scope.printer.money
    return [
        _words(
            scope.heading(Role.RATES, "rate"),
            "",
            [f"{money(rate.rate)} {_A.get(rate.unit, rate.unit)}" for rate in terms.rates],
        ),
        _words(
            scope.heading(Role.RATES, "quantity"),
            "",
            [_quantity(rate.quantity, rate.unit) for rate in terms.rates],
        ),
        _words(
            scope.heading(Role.RATES, "cap"),
            "",
            [money(rate.cap) if rate.cap else "none" for rate in terms.rates],
        ),
        _sums("Earned", "", [rate.earned for rate in terms.rates], money),
    ]


#: "An hour", "a day", on one line.
_A = {"hour": "an\u00a0hour", "day": "a\u00a0day"}


def _quantity(count: int, unit: str) -> str:
    return f"{count:,}\u00a0{unit}{'' if count == 1 else 's'}"


_BY_METHOD: dict[Method, Callable[[MoneyTerms, Split, Scope], list[_Figure]]] = {
    Method.LEAD_MARGIN: _margin,
    Method.TIERS: _tiers,
    Method.FIXED_FEES: _fees,
    Method.TIME_RATES: _rates,
    Method.MILESTONES: lambda terms, _shared, scope: [
        _sums(
            scope.heading(Role.MILESTONES, "amount"), "agreed", terms.weights(), scope.printer.money
        )
    ],
}


def _share_of(rows: Sequence[SplitRow]) -> list[int]:
    return [row.share for row in rows]


def _milestones(terms: MoneyTerms, scope: Scope) -> Table:
    printer = scope.printer
    columns = (
        Column(scope.heading(Role.MILESTONES, "title"), width=3),
        Column("Party", width=2),
        Column(scope.heading(Role.MILESTONES, "due"), width=2),
        Column(scope.heading(Role.MILESTONES, "amount"), align=Align.RIGHT),
    )
    rows = [
        Row((m.title, printer.party(m.party), printer.date(m.due), printer.money(m.amount)))
        for m in terms.milestones
    ]
    total = printer.money(sum(m.amount for m in terms.milestones))
    asked = scope.playing(Role.MILESTONES)
    return Table(
        asked.label if asked else "", columns, (*rows, Row(("Total", "", "", total), total=True))
    )


def _sum_in_words(terms: MoneyTerms, shared: Split, scope: Scope) -> str:
    money = scope.printer.money
    price = f"{_word(scope, Word.PRICE)} of {money(shared.income)}"
    if terms.method not in SHARING and not shared.costs:
        return f"{price} pays these sums; more or less raises or lowers all in proportion."
    if not shared.costs:
        return f"{price} is shared."
    if shared.left < 0:
        return f"{price}, less costs of {money(shared.costs)}, leaves {money(shared.left)} to bear."
    return f"{price}, less costs of {money(shared.costs)}, leaves {money(shared.left)} to share."


def _word(scope: Scope, word: Word) -> str:
    """A word of the template where a sentence or a cell starts."""
    found = scope.words.get(word, "")
    return found[:1].upper() + found[1:]


def _rounding(scope: Scope) -> str:
    one, many = scope.printer.coin()
    return (
        f"Each share is rounded down to the {one}; {many} left over go to the largest remainders, "
        "and on a tie to the party named first."
    )


def scenario_blocks(scope: Scope) -> tuple[Block, ...]:
    """Good, expected, bad, and nothing at all: each column adds up and says so."""
    terms = terms_of(scope)
    if terms is None or not terms.settled():
        return ()
    splits = [split(terms, _income(terms, scenario, scope)) for scenario in Scenario]
    money = scope.printer.money
    rows = [_line(_word(scope, Word.PAYS), [s.income for s in splits], money)]
    if splits[0].costs:
        rows.append(_line("Less approved costs", [-s.costs for s in splits], money))
        rows.append(_line("Left to share, or to bear", [s.left for s in splits], money, True))
    for i, key in enumerate(terms.parties):
        label = _party_label(terms, splits[0], i, scope.printer.party(key))
        rows.append(_line(label, [s.rows[i].amount for s in splits], money))
    sums = [sum(row.amount for row in s.rows) for s in splits]
    rows.append(_line("Adds up to", sums, money, True))
    note = _scenario_note(scope, splits)
    return (
        Table("The same steps in four situations", _scenario_columns(scope), tuple(rows), note),
    )


def _income(terms: MoneyTerms, scenario: Scenario, scope: Scope) -> int:
    role = {Scenario.GOOD: Role.GOOD_INCOME, Scenario.BAD: Role.BAD_INCOME}.get(scenario)
    given = scope.answer(role) if role else None
    usable = given if isinstance(given, int) and not isinstance(given, bool) else None
    return scenario_income(terms.price, scenario, usable)


def _line(label: str, sums: Sequence[int], money: Money, total: bool = False) -> Row:
    return Row((label, *(money(value) for value in sums)), total)


#: Methods whose whole split one percentage tells.
_ONE_SHARE = SHARING - {Method.EQUAL, Method.LEAD_MARGIN, Method.TIERS}


def _party_label(terms: MoneyTerms, shared: Split, index: int, name: str) -> str:
    if terms.method not in _ONE_SHARE:
        return name
    shares = _share_of(shared.rows)
    places = max(percent_places(shares), 1)
    return f"{name}, {percent_text(shares[index], places)}"


def _scenario_columns(scope: Scope) -> tuple[Column, ...]:
    case, income = scope.answer(Role.GOOD_CASE), scope.answer(Role.GOOD_INCOME)
    good = _note(case, income, "A tenth more")
    case, income = scope.answer(Role.BAD_CASE), scope.answer(Role.BAD_INCOME)
    bad = _note(case, income, _word(scope, Word.HALF))
    expected, nothing = _word(scope, Word.AS_PLANNED), _word(scope, Word.NOTHING)
    right = Align.RIGHT
    return (
        Column("", width=2),
        Column("Good", good, right),
        Column("Expected", expected, right, marked=True),
        Column("Bad", bad, right),
        Column("Not paid", nothing, right),
    )


def _note(case: Answer, income: Answer, otherwise: str) -> str:
    if isinstance(case, str) and case.strip():
        return case.strip()
    return otherwise if income is None else ""


def _scenario_note(scope: Scope, splits: Sequence[Split]) -> str:
    told = []
    if any(row.amount < 0 for s in splits for row in s.rows):
        told.append("A minus sign means that the party bears this sum.")
    table = scope.answer(Role.COSTS) if splits[0].costs else None
    spent = [
        f"{party.name}, {what}"
        for party in scope.deal.parties
        if table and isinstance(what := cell(table.get(party.key), "what"), str) and what
    ]
    if spent:
        told.append(f"Approved costs: {'; '.join(spent)}.")
    return " ".join(told)


def worked_sums(scope: Scope) -> dict[str, int] | None:
    """The figures texts may name: income, costs, what is left, and the sum of all parts."""
    terms = terms_of(scope)
    if terms is None:
        return None
    shared = split(terms, terms.price)
    return {
        "income": shared.income,
        "costs": shared.costs,
        "left": shared.left,
        "total": shared.total,
    }
