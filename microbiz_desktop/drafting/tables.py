"""The other tables of schedules: work, people, contributions, brands, secrets, data, glossary.

`schedules` asks for them by the names that templates use. A name has one function, which gives the
table of the answers, or nothing where nothing was answered.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from itertools import accumulate, chain, zip_longest

from ..domain.deal import Answer, as_rows, as_table, as_text
from ..domain.money.formats import kept_together
from ..domain.text import Align, Block, Column, Row, Table
from ..domain.words.phrases import capital
from .asking.answer_kinds import row_cells
from .asking.questions import ColumnSpec, Question
from .asking.register import ROWS
from .asking.roles import TABLES, Role, TableName
from .comparing.text_lines import GLOSSARY
from .money.tables import expected_blocks, scenario_blocks
from .money.terms import DefinedTerm, cell, deliverables
from .names import Scope

_OWN_FORM = "In the form that the party supplies"

#: What stands in a cell that may be left empty.
DASH = "–"

#: Tables with a row for each party, whatever is answered.
_OF_PARTIES = frozenset({TableName.TEAM, TableName.BRAND, TableName.MONEY_EXPECTED})


def has_rows(name: str, scope: Scope, of: str = "", *, terms: bool) -> bool:
    """Whether this table has anything to show; `terms` says that something is defined."""
    table = TableName(name)
    if table is TableName.ROWS:
        return bool(scope.facts.answers.get(of))
    if table is TableName.GLOSSARY:
        return terms
    if table in _OF_PARTIES:
        return bool(scope.deal.parties)
    role = TABLES[table].filled_by
    return role is not None and bool(scope.answer(role))


def blocks_of(
    name: str,
    scope: Scope,
    terms: Sequence[DefinedTerm],
    number: Callable[[], str],
    of: str = "",
) -> tuple[Block, ...]:
    """The blocks of a table; `number` gives the next line number of its schedule."""
    table = TableName(name)
    if table is TableName.GLOSSARY:
        return (_glossary(terms),)
    if table is TableName.DELIVERABLES:
        return (_deliverables(scope, number),)
    if table is TableName.ROWS:
        return _rows(scope.by_id.get(of), scope.facts.answers.get(of), scope)
    return _PLAIN[table](scope)


def _deliverables(scope: Scope, number: Callable[[], str]) -> Table:
    printer = scope.printer
    heading = partial(scope.heading, Role.DELIVERABLES)
    columns = (
        Column("", width=1),
        Column(heading("title"), width=6),
        Column(heading("owner"), width=4),
        Column(heading("due"), width=3),
    )
    rows = tuple(
        Row((number(), kept_together(d.title), printer.party(d.owner), printer.date(d.due)))
        for d in deliverables(scope.by_role.answers)
    )
    return Table("", columns, rows)


def _team(scope: Scope) -> tuple[Block, ...]:
    goals = as_table(scope.answer(Role.GOALS))
    columns = [Column("Party", width=2), Column("Part in the work", width=3)]
    if goals:
        columns.append(Column(scope.heading(Role.GOALS), width=4))
    rows = []
    for party in scope.deal.parties:
        cells = [party.name, kept_together(party.role.strip()) or DASH]
        if goals:
            cells.append(as_text(cell(goals.get(party.key))).strip() or DASH)
        rows.append(Row(tuple(cells)))
    return (Table("", tuple(columns), tuple(rows)),)


def _contributions(scope: Scope) -> tuple[Block, ...]:
    table = as_table(scope.answer(Role.CONTRIBUTIONS))
    question = scope.playing(Role.CONTRIBUTIONS)
    specs = question.columns if question else ()
    rows = [
        Row((party.name, *_cells(specs, table[party.key], scope)))
        for party in scope.deal.parties
        if party.key in table and _says_something(table[party.key])
    ]
    values = [cell(table.get(party.key), "value") for party in scope.deal.parties]
    total = sum(value for value in values if isinstance(value, int))
    if len(rows) > 1:
        rows.append(
            Row(("Total", *("" for _ in specs[1:]), scope.printer.money(total)), total=True)
        )
    return (Table("", (Column("Party", width=2), *_columns(specs)), tuple(rows)),)


def _says_something(row: Answer) -> bool:
    """A party with no words and no sum puts in nothing: it has no line."""
    return any(row.values()) if isinstance(row, Mapping) else bool(row)


def _columns(specs: Sequence[ColumnSpec]) -> tuple[Column, ...]:
    return tuple(
        Column(spec.label, align=Align.RIGHT, width=2)
        if ROWS[spec.kind].figures
        else Column(spec.label, width=_LONG_WIDTH if (spec.min or 0) >= _LONG else 3)
        for spec in specs
    )


#: A cell of at least so many letters, such as a SHA-256 value, has a column of this width.
_LONG, _LONG_WIDTH = 40, 7


def _cells(specs: Sequence[ColumnSpec], row: Answer, scope: Scope) -> tuple[str, ...]:
    given = {column.id: value for column, value in row_cells(specs, row)}
    printed = ((spec, scope.printer.cell(spec, given.get(spec.id))) for spec in specs)
    return tuple(words.strip() or ("" if spec.required else DASH) for spec, words in printed)


def _rows_of(role: Role) -> Callable[[Scope], tuple[Block, ...]]:
    """A table with the columns and rows of the question that plays this role."""
    return lambda scope: _rows(scope.playing(role), scope.answer(role), scope)


def _rows(question: Question | None, rows: Answer, scope: Scope) -> tuple[Block, ...]:
    """A table with the columns and rows of a question."""
    if question is None or not isinstance(rows, tuple):
        return ()
    made = tuple(Row(_cells(question.columns, row, scope)) for row in rows)
    return (Table("", _columns(question.columns), made),)


def _insurance(scope: Scope) -> tuple[Block, ...]:
    question = scope.playing(Role.INSURANCE_KINDS)
    kinds = as_rows(scope.answer(Role.INSURANCE_KINDS))
    least = scope.answer(Role.INSURANCE_MINIMUM)
    money = scope.printer.money(least) if isinstance(least, int) else ""
    asked = [option for value in kinds if question and (option := question.option(value))]
    columns = (
        Column("Insurance", width=3),
        Column("At least", "for any one claim", Align.RIGHT, 2),
    )
    rows = tuple(Row((option.label, option.instead or money)) for option in asked)
    return (Table("", columns, rows),)


def _brand(scope: Scope) -> tuple[Block, ...]:
    rules = as_table(scope.answer(Role.BRAND_RULES))
    rows = tuple(
        Row((party.name, kept_together(as_text(cell(rules.get(party.key)))) or _OWN_FORM))
        for party in scope.deal.parties
    )
    return (Table("", (Column("Name", width=2), Column("How to print it", width=4)), rows),)


#: From this many terms on, the glossary stands in three columns of a third of the height.
_LONG_GLOSSARY = 9


def _glossary(terms: Sequence[DefinedTerm]) -> Table:
    first: dict[str, str] = {}
    for term in terms:
        first.setdefault(term.term, term.where)
    cells = [(capital(name), first[name]) for name in sorted(first, key=str.casefold)]
    columns = (Column(GLOSSARY[0], width=5), Column(GLOSSARY[1], width=3))
    beside = 3 if len(cells) >= _LONG_GLOSSARY else 1
    size, more = divmod(len(cells), beside)
    ends = list(accumulate(size + (place < more) for place in range(beside)))
    stacks = [cells[start:end] for start, end in zip([0, *ends], ends, strict=False)]
    lines = zip_longest(*stacks, fillvalue=("", ""))
    rows = tuple(Row(tuple(chain.from_iterable(line))) for line in lines)
    return Table("", columns * beside, rows)


_PLAIN: Mapping[TableName, Callable[[Scope], tuple[Block, ...]]] = {
    TableName.MONEY_EXPECTED: expected_blocks,
    TableName.MONEY_SCENARIOS: scenario_blocks,
    TableName.TEAM: _team,
    TableName.CONTRIBUTIONS: _contributions,
    TableName.INSURANCE: _insurance,
    TableName.BRAND: _brand,
    TableName.CONFIDENTIAL_ITEMS: _rows_of(Role.CONFIDENTIAL_ITEMS),
    TableName.PERSONAL_DATA: _rows_of(Role.PERSONAL_DATA_ITEMS),
}
