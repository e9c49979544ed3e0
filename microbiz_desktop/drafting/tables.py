"""The other tables of schedules: work, people, contributions, brands, secrets, data, glossary."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ..domain.deal import Answer
from ..domain.formats import kept_together
from ..domain.text import Align, Block, Column, Row, Table
from .money_tables import expected_blocks, scenario_blocks
from .names import Scope
from .questions import ColumnSpec
from .terms import DefinedTerm, cell

_RIGHT = frozenset({"money", "percentage", "whole_number"})
_OWN_FORM = "In the form that the party supplies"

#: The question whose rows fill a table; without an answer the table is left out.
FILLED_BY: Mapping[str, str] = {
    "deliverables": "deliverables",
    "contributions": "contributions",
    "insurance": "insurance_kinds",
    "confidential_items": "confidential_items",
    "personal_data": "personal_data_items",
    "money_expected": "split_method",
    "money_scenarios": "price",
    "brand": "brand_rules",
}


def has_rows(table: str, scope: Scope, *, terms: bool) -> bool:
    """Whether this table has anything to show; `terms` says that something is defined."""
    if table == "glossary":
        return terms
    if table in {"team", "brand", "money_expected"}:
        return bool(scope.deal.parties)
    return bool(scope.facts.answers.get(FILLED_BY[table]))


def blocks_of(
    table: str, scope: Scope, terms: Sequence[DefinedTerm], number: Callable[[], str]
) -> tuple[Block, ...]:
    """The blocks of a table; `number` gives the next line number of its schedule."""
    if table == "money_expected":
        return expected_blocks(scope)
    if table == "money_scenarios":
        return scenario_blocks(scope)
    if table == "glossary":
        return (_glossary(terms),)
    if table == "deliverables":
        return (_deliverables(scope, number),)
    return _PLAIN[table](scope)


def _deliverables(scope: Scope, number: Callable[[], str]) -> Table:
    printer = scope.printer
    columns = (
        Column("", width=1),
        Column("Deliverable", width=6),
        Column("Who", width=4),
        Column("By", width=3),
    )
    rows = tuple(
        Row((number(), kept_together(d.title), printer.party(d.owner), printer.date(d.due)))
        for d in scope.deal.project.deliverables
    )
    return Table("", columns, rows)


def _team(scope: Scope) -> tuple[Block, ...]:
    goals = scope.facts.answers.get("goals") or {}
    columns = [Column("Party", width=2), Column("Part in the work", width=3)]
    if goals:
        columns.append(Column("Goal", width=4))
    rows = []
    for party in scope.deal.parties:
        cells = [party.name, kept_together(party.role)]
        if goals:
            cells.append(_text(cell(goals.get(party.key))))
        rows.append(Row(tuple(cells)))
    return (Table("", tuple(columns), tuple(rows)),)


def _contributions(scope: Scope) -> tuple[Block, ...]:
    table = scope.facts.answers.get("contributions") or {}
    question = scope.template.question("contributions")
    specs = question.columns if question else ()
    rows = [
        Row((party.name, *_cells(specs, table[party.key], scope)))
        for party in scope.deal.parties
        if party.key in table
    ]
    values = [cell(table.get(party.key), "value") for party in scope.deal.parties]
    total = sum(value for value in values if isinstance(value, int))
    if len(rows) > 1:
        rows.append(
            Row(("Total", *("" for _ in specs[1:]), scope.printer.money(total)), total=True)
        )
    return (Table("", (Column("Party", width=2), *_columns(specs)), tuple(rows)),)


def _columns(specs: Sequence[ColumnSpec]) -> tuple[Column, ...]:
    return tuple(
        Column(spec.label, align=Align.RIGHT, width=2)
        if spec.kind in _RIGHT
        else Column(spec.label, width=3)
        for spec in specs
    )


def _cells(specs: Sequence[ColumnSpec], row: Any, scope: Scope) -> tuple[str, ...]:
    data = row if isinstance(row, Mapping) else {spec.id: row for spec in specs[:1]}
    return tuple(scope.printer.cell(spec, data.get(spec.id)) for spec in specs)


def _rows_of(question_id: str) -> Callable[[Scope], tuple[Block, ...]]:
    """A table with the columns and rows of a question."""

    def build(scope: Scope) -> tuple[Block, ...]:
        question = scope.template.question(question_id)
        rows = scope.facts.answers.get(question_id)
        if question is None or not isinstance(rows, tuple):
            return ()
        specs = question.columns
        made = tuple(Row(_cells(specs, row, scope)) for row in rows)
        return (Table("", _columns(specs), made),)

    return build


def _insurance(scope: Scope) -> tuple[Block, ...]:
    question = scope.template.question("insurance_kinds")
    kinds = scope.facts.answers.get("insurance_kinds") or ()
    least = scope.facts.answers.get("insurance_minimum")
    money = scope.printer.money(least) if isinstance(least, int) else ""
    labels = [option.label for value in kinds if question and (option := question.option(value))]
    columns = (Column("Insurance", width=3), Column("At least", "any one claim", Align.RIGHT, 2))
    return (Table("", columns, tuple(Row((label, money)) for label in labels)),)


def _brand(scope: Scope) -> tuple[Block, ...]:
    rules: Mapping[str, Answer] = scope.facts.answers.get("brand_rules") or {}
    rows = tuple(
        Row((party.name, kept_together(_text(cell(rules.get(party.key)))) or _OWN_FORM))
        for party in scope.deal.parties
    )
    return (Table("", (Column("Name", width=2), Column("How to print it", width=4)), rows),)


#: From this many terms on, the glossary stands in two columns of half the height.
_LONG_GLOSSARY = 9


def _glossary(terms: Sequence[DefinedTerm]) -> Table:
    first: dict[str, str] = {}
    for term in terms:
        first.setdefault(term.term, term.where)
    cells = [(name[:1].upper() + name[1:], first[name]) for name in sorted(first, key=str.casefold)]
    columns = (Column("Term", width=3), Column("Defined in", width=2))
    if len(cells) < _LONG_GLOSSARY:
        return Table("", columns, tuple(Row(pair) for pair in cells))
    half = (len(cells) + 1) // 2
    right = [*cells[half:], *([("", "")] * (2 * half - len(cells)))]
    rows = tuple(Row((*one, *other)) for one, other in zip(cells[:half], right, strict=True))
    return Table("", columns * 2, rows)


def _text(value: Answer) -> str:
    return value if isinstance(value, str) else ""


_PLAIN: Mapping[str, Callable[[Scope], tuple[Block, ...]]] = {
    "team": _team,
    "contributions": _contributions,
    "insurance": _insurance,
    "brand": _brand,
    "confidential_items": _rows_of("confidential_items"),
    "personal_data": _rows_of("personal_data_items"),
}
