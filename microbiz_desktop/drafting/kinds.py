"""What an answer of each kind looks like; whatever else is stored counts as not given."""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING

from ..domain.dates import parse_duration
from ..domain.deal import Answer, frozen

if TYPE_CHECKING:
    from .questions import ColumnSpec, Question


def _text(value: Answer) -> bool:
    return isinstance(value, str)


def _number(value: Answer) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _texts(value: Answer) -> bool:
    return isinstance(value, tuple) and all(isinstance(item, str) for item in value)


def _length(value: Answer) -> bool:
    return isinstance(value, str) and parse_duration(value) is not None


_FITS: Mapping[str, Callable[[Answer], bool]] = MappingProxyType(
    {
        **dict.fromkeys(("short_text", "long_text", "one_of", "date", "party"), _text),
        **dict.fromkeys(("whole_number", "percentage", "money"), _number),
        **dict.fromkeys(("several_of", "several_parties", "parties"), _texts),
        "yes_no": lambda value: isinstance(value, bool),
        "duration": _length,
        "per_party": lambda value: isinstance(value, Mapping),
        "rows": lambda value: isinstance(value, tuple),
    }
)


def fits(spec: "Question | ColumnSpec", value: Answer) -> bool:
    """Whether the value is of this kind, and a choice one of the options."""
    if not _FITS[spec.kind](value):
        return False
    chosen = {"one_of": (value,), "several_of": value}.get(spec.kind, ())
    known = {option.value for option in spec.options}
    return all(item in known for item in chosen)


def usable(question: "Question", value: Answer) -> Answer:
    """The answer with whatever does not fit left out; None when nothing of it does."""
    if not fits(question, value):
        return None
    if question.kind == "rows" and question.columns:
        rows = [_usable_row(question.columns, row) for row in value if isinstance(row, Mapping)]
        return frozen(rows)
    if question.kind == "per_party":
        pairs = ((key, _usable_party(question.columns, row)) for key, row in value.items())
        return frozen({key: row for key, row in pairs if row is not None})
    return value


def _usable_party(columns: "Sequence[ColumnSpec]", row: Answer) -> Answer:
    if isinstance(row, Mapping):
        return _usable_row(columns, row)
    return row if columns and fits(columns[0], row) else None


def _usable_row(columns: "Sequence[ColumnSpec]", row: Mapping[str, Answer]) -> Mapping[str, Answer]:
    return {
        column.id: row[column.id]
        for column in columns
        if column.id in row and fits(column, row[column.id])
    }
