"""Answers between their friendly form in a deal file and their plain data in a deal."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from ..domain.dates import parse_day
from ..domain.figures import (
    Manner,
    Unreadable,
    read_money,
    read_number,
    read_percent,
    shortened,
    write_percent,
)
from ..domain.formats import decimal_text
from ..domain.typed_days import other_day, read_day, read_length
from .questions import ColumnSpec, Question
from .spelling import perhaps

T = TypeVar("T")

_LARGEST = 10**15
_DIGITS = 30

Steps = tuple[str | int, ...]


class Misfit(ValueError):
    """An answer that is not what its question asks for; `at` leads to the very cell."""

    def __init__(self, message: str, at: Steps = ()) -> None:
        super().__init__(message)
        self.at = at

    def under(self, step: str | int) -> "Misfit":
        """The same, seen from the table around it."""
        return Misfit(str(self), (step, *self.at))


@dataclass(frozen=True, slots=True)
class TwoDays:
    """Figures that name one day here and another where the month comes first, or last."""

    typed: str
    taken: date
    other: date


@dataclass(frozen=True)
class Reading:
    """How answers are read, and the days for which the pack decided."""

    manner: Manner
    decided: list[tuple[Steps, TwoDays]] = field(default_factory=list)

    def day(self, value: Any, at: Steps = ()) -> str:
        """ISO text of a day. Raises Misfit."""
        text = _text(value)
        if parse_day(text) is not None:
            return text
        taken = _understood(lambda: read_day(text, self.manner))
        other = other_day(text, self.manner)
        if other is not None:
            self.decided.append((at, TwoDays(shortened(text), taken, other)))
        return taken.isoformat()


def read_answer(question: Question, value: Any, reading: Reading) -> Any:
    """The plain data of one answer. Raises Misfit saying what it should be."""
    at = ("answers", question.id)
    if question.kind == "rows":
        rows = _listed(value)
        return [_within(i, _row, question.columns, row, reading, at) for i, row in enumerate(rows)]
    if question.kind == "per_party":
        if not isinstance(value, Mapping):
            raise Misfit("should be a table with a line for each party")
        return {
            key: _within(key, _party_row, question.columns, row, reading, at)
            for key, row in value.items()
        }
    if value == "" and question.kind not in {"several_of", "several_parties"}:
        return ""
    return _read_cell(question, value, reading, at)


def _within(
    step: str | int, read: Callable[..., Any], columns: Any, value: Any, reading: Reading, at: Steps
) -> Any:
    try:
        return read(columns, value, reading, (*at, step))
    except Misfit as wrong:
        raise wrong.under(step) from None


def _listed(value: Any) -> Sequence[Any]:
    if not isinstance(value, list):
        raise Misfit("should be a list")
    return value


def _party_row(columns: Sequence[ColumnSpec], value: Any, reading: Reading, at: Steps) -> Any:
    if len(columns) > 1 or isinstance(value, Mapping):
        row = _row(columns, value, reading, at)
        return row[columns[0].id] if len(columns) == 1 and row else row
    return _cell_of_row(columns[0], value, reading, at)


def _row(columns: Sequence[ColumnSpec], value: Any, reading: Reading, at: Steps) -> dict[str, Any]:
    if not isinstance(value, Mapping):
        raise Misfit("each line should be a table")
    known = {column.id: column for column in columns}
    for name in value:
        if name not in known:
            raise Misfit(f"“{name}” is not a column{perhaps(name, known)}", (name,))
    row = {}
    for name, item in value.items():
        try:
            row[name] = _cell_of_row(known[name], item, reading, (*at, name))
        except Misfit as error:
            raise Misfit(f"“{name}” {error}", (name,)) from None
    return {name: item for name, item in row.items() if item is not None}


def _cell_of_row(column: ColumnSpec, value: Any, reading: Reading, at: Steps) -> Any:
    """A cell left empty holds nothing: empty text where it is text, else it is not there."""
    if value == "" and column.kind not in {"short_text", "long_text"}:
        return None
    return _read_cell(column, value, reading, at)


def _read_cell(spec: Question | ColumnSpec, value: Any, reading: Reading, at: Steps) -> Any:
    manner = reading.manner
    if spec.kind == "money":
        return money_from(value, manner)
    if spec.kind == "percentage":
        return percent_from(value, manner)
    if spec.kind == "whole_number":
        return _figure(value, read_number, manner)
    if spec.kind == "yes_no":
        return _typed(value, bool, "should be true or false")
    if spec.kind in {"several_of", "several_parties"}:
        chosen = [_typed(item, str, "should be a list of texts") for item in _listed(value)]
        return [_option(spec, item) for item in chosen]
    if spec.kind == "date":
        return reading.day(value, at)
    text = _text(value)
    if spec.kind == "duration":
        return _understood(lambda: read_length(text)).to_text()
    return _option(spec, text)


def _understood(read: Callable[[], T]) -> T:
    try:
        return read()
    except Unreadable as wrong:
        raise Misfit(str(wrong)) from None


def _text(value: Any) -> str:
    return str(_typed(value, str, "should be text"))


def _typed(value: Any, wanted: type, message: str) -> Any:
    if not isinstance(value, wanted):
        raise Misfit(message)
    return value


def _option(spec: Question | ColumnSpec, value: str) -> str:
    known = [option.value for option in spec.options]
    if known and value not in known:
        raise Misfit(f"“{value}” is not one of: {', '.join(known)}{_likely(value, known)}")
    return value


def _likely(value: str, known: Sequence[str]) -> str:
    said = perhaps(value, known)
    return said if said.startswith("; perhaps") else ""


def money_from(value: Any, manner: Manner) -> int:
    """Minor units of "14750.00", "£14,750" or 14750. Raises Misfit."""
    return _figure(value, read_money, manner)


def percent_from(value: Any, manner: Manner) -> int:
    """Ten-thousandths of a percent of "42.5", "42.5 %" or 42.5. Raises Misfit."""
    return _figure(value, read_percent, manner)


def _figure(value: Any, read: Callable[[str, Manner], int], manner: Manner) -> int:
    """A figure as text in the manner of the pack, or as a number of TOML, which has a point."""
    text = value if isinstance(value, str) else _number_text(value).replace(".", manner.decimal)
    found = _understood(lambda: read(text, manner))
    if abs(found) > _LARGEST:
        raise Misfit("is more than an agreement can hold")
    return found


def _number_text(value: Any) -> str:
    """A number without an exponent; anything else as the file has it, for the message."""
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        number = Decimal(value)
        small = number.is_finite() and abs(number) <= _LARGEST
        return f"{number:f}" if small and len(number.as_tuple().digits) <= _DIGITS else str(number)
    return str(value).lower()


def written_answer(question: Question, value: Any, manner: Manner) -> Any:
    """The friendly form of one answer."""
    if question.kind == "rows":
        return [_written_row(question.columns, r, manner) for r in value if isinstance(r, Mapping)]
    if question.kind == "per_party":
        return {
            key: _written_row(question.columns, row, manner)
            if isinstance(row, Mapping)
            else _written(question.columns[0], row, manner)
            for key, row in value.items()
        }
    return _written(question, value, manner)


def _written_row(
    columns: Sequence[ColumnSpec], row: Mapping[str, Any], manner: Manner
) -> dict[str, Any]:
    known = {column.id: column for column in columns}
    return {
        name: _written(known[name], item, manner) if name in known else item
        for name, item in row.items()
        if item is not None
    }


def _written(spec: Question | ColumnSpec, value: Any, manner: Manner) -> Any:
    if isinstance(value, int) and not isinstance(value, bool):
        if spec.kind == "money":
            return decimal_text(value, manner.currency).replace(".", manner.decimal)
        if spec.kind == "percentage":
            return write_percent(value, manner, places=0).removesuffix(" %").replace("−", "-")
    return list(value) if isinstance(value, tuple) else value
