"""A whole answer in plain words, tables included: for what differs from usual or from before."""

from collections.abc import Mapping, Sequence

from ...domain.deal import Answer, PartySnapshot
from ..names import DELIVERABLES
from .answer_kinds import AnswerKind
from .printing import Printer
from .questions import ColumnSpec, Question


def told(
    question: Question, value: Answer, parties: Sequence[PartySnapshot], printer: Printer
) -> str:
    """The answer on one line; nothing for an empty one."""
    columns = question.columns or DELIVERABLES
    if question.kind is AnswerKind.ROWS and isinstance(value, tuple):
        return "; ".join(_row(columns, row, printer) for row in value)
    if question.kind is AnswerKind.PER_PARTY and isinstance(value, Mapping):
        rows = [(party.name, value[party.key]) for party in parties if party.key in value]
        return "; ".join(f"{name}: {_row(columns, row, printer)}" for name, row in rows)
    if isinstance(value, tuple):
        return ", ".join(printer.items(question, value))
    return printer.cell(question, value)


def _row(columns: Sequence[ColumnSpec], row: Answer, printer: Printer) -> str:
    data = row if isinstance(row, Mapping) else {column.id: row for column in columns[:1]}
    cells = (printer.cell(column, data.get(column.id)) for column in columns)
    return ", ".join(cell for cell in cells if cell)
