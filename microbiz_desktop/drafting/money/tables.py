"""The worked example of the money: what each party receives, and the same in four situations.

It stands in the schedules, and the checks read its figures too. The sums come from `split` alone,
so that the example cannot promise anything but what the agreed rule gives.
"""

from collections.abc import Callable, Iterator, Sequence

from ...domain.deal import Answer, as_table
from ...domain.money.formats import percent_places, percent_text
from ...domain.money.methods import AGREED, WAYS, Figure, Method, MoneyTerms
from ...domain.money.split import Scenario, Split, scenario_income, split
from ...domain.text import Align, Block, Column, Paragraph, Row, Run, RunKind, Table
from ..asking.completeness import complete
from ..asking.roles import MEASURES, Role, Word
from ..names import Scope
from .figures import Worked, figures
from .lists import bounds, lists
from .terms import cell, money_terms
from .words import in_words, rounding, word_of

Money = Callable[[int], str]

#: The blanks of a worked example that cannot be worked out yet; other checks say why.
NOT_YET = (
    "[what comes in and each party’s part]",
    "[what comes in, and shares that make 100 % together]",
)


def terms_of(scope: Scope) -> MoneyTerms | None:
    """The terms of the split, by the roles of the template."""
    return money_terms([party.key for party in scope.deal.parties], scope.by_role)


def expected_blocks(scope: Scope) -> tuple[Block, ...]:
    """What the method lists, what each party receives when all comes in as agreed, the bounds."""
    terms = terms_of(scope)
    if terms is None or not (terms.settled() or _for_nothing(terms, scope)):
        return (_not_yet(terms),)
    made: list[Block] = list(lists(terms, scope))
    if terms.method is not Method.IN_KIND or terms.price:
        made.append(_worked(Worked(terms, split(terms, terms.price), scope)))
    return (*made, *bounds(terms, scope))


def _for_nothing(terms: MoneyTerms, scope: Scope) -> bool:
    """Agreed sums of zero for a price of zero are an answer, if an odd one."""
    question = scope.playing(MEASURES[terms.method]) if terms.method in AGREED else None
    return bool(not terms.price and question and complete(question, scope.facts.answers))


def _worked(work: Worked) -> Table:
    drawn = figures(work)
    columns = (Column("Party", width=2), *(figure.column for figure in drawn))
    names = [work.scope.printer.party(key) for key in work.terms.parties]
    rows = [Row((name, *(figure.cells[i] for figure in drawn))) for i, name in enumerate(names)]
    rows.append(Row(("Total", *(figure.total for figure in drawn)), total=True))
    swapped = work.terms.method is Method.IN_KIND
    caption = "If money comes in all the same" if swapped else "If all goes as expected"
    return Table(caption, columns, tuple(rows), f"{in_words(work)} {rounding(work)}")


def _not_yet(terms: MoneyTerms | None) -> Paragraph:
    missing, whole = NOT_YET
    if terms is not None and WAYS[terms.method].percentages and any(terms.weights()):
        missing = whole
    return Paragraph(
        (
            Run("The worked example stands here as soon as "),
            Run(missing, RunKind.BLANK),
            Run(" are known."),
        )
    )


def scenario_blocks(scope: Scope) -> tuple[Block, ...]:
    """Good, expected, bad, and nothing at all: each column adds up and says so."""
    terms = terms_of(scope)
    if terms is None or not terms.settled():
        return ()
    if terms.method is Method.IN_KIND and not terms.price:
        return ()
    splits = [split(terms, _income(terms, scenario, scope)) for scenario in Scenario]
    money = scope.printer.money
    rows = [_line(word_of(scope, Word.PAYS), [s.income for s in splits], money)]
    if splits[0].costs:
        rows.append(_line("Less approved costs", [-s.costs for s in splits], money))
        rows.append(_line("Left to share, or to bear", [s.left for s in splits], money, True))
    for i, key in enumerate(terms.parties):
        label = _party_label(terms, splits[0], i, scope.printer.party(key))
        rows.append(_line(label, [s.rows[i].amount for s in splits], money))
    sums = [sum(row.amount for row in s.rows) for s in splits]
    rows.append(_line("Adds up to", sums, money, True))
    note = _scenario_note(scope, splits, terms)
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


def _one_share(terms: MoneyTerms) -> bool:
    """Whether one percentage tells a party's whole part."""
    return Figure.SHARE in WAYS[terms.method].figures and not any((*terms.least, *terms.most))


def _party_label(terms: MoneyTerms, shared: Split, index: int, name: str) -> str:
    if not _one_share(terms):
        return name
    shares = [row.share for row in shared.rows]
    places = max(percent_places(shares), 1)
    return f"{name}, {percent_text(shares[index], places)}"


def _scenario_columns(scope: Scope) -> tuple[Column, ...]:
    case, income = scope.answer(Role.GOOD_CASE), scope.answer(Role.GOOD_INCOME)
    good = _note(case, income, "A tenth more")
    case, income = scope.answer(Role.BAD_CASE), scope.answer(Role.BAD_INCOME)
    bad = _note(case, income, word_of(scope, Word.HALF))
    expected, nothing = word_of(scope, Word.AS_PLANNED), word_of(scope, Word.NOTHING)
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


#: Ways of sharing by what is really done in the end.
_DONE = frozenset({Method.TIME_RATES, Method.HOURS, Method.MILESTONES})


def _assumed(terms: MoneyTerms, splits: Sequence[Split]) -> Iterator[str]:
    """What the columns take for granted, and what their sums contain."""
    if splits[0].costs:
        yield "Costs paid back come on top; each column assumes that all have been spent."
    if terms.method in _DONE:
        yield "Each column assumes that every party does all that it expected to do."
    if terms.method is Method.LEAD_MARGIN:
        yield "The sums of the party that runs the work contain its margin."


def _scenario_note(scope: Scope, splits: Sequence[Split], terms: MoneyTerms) -> str:
    told = list(_assumed(terms, splits))
    if any(row.amount < 0 for s in splits for row in s.rows):
        told.append("A minus sign means that the party bears this sum.")
    if any(row.moved for s in splits for row in s.rows):
        told.append("Minimums and maximums are kept as far as the sum allows.")
    table = as_table(scope.answer(Role.COSTS) if splits[0].costs else None)
    spent = [
        f"{party.name}, {what}"
        for party in scope.deal.parties
        if isinstance(what := cell(table.get(party.key), "what"), str) and what
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
