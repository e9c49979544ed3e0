"""How the answers of each kind are written in a deal file: the forms that the register names.

Each function reads one friendly form ("42.5 %", "30 November 2026") into plain data, or writes it
back; `register` says which kind has which, and `dealfile` uses them for whole files. They stand by
themselves because the register would be too long with them, and need nothing of it.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, TypeAlias, TypeVar

from ...domain.dates import parse_day
from ...domain.deal import as_number, as_rows, as_table
from ...domain.money.figures import (
    Manner,
    Unreadable,
    read_money,
    read_number,
    read_percent,
    shortened,
    write_percent,
)
from ...domain.money.formats import MINUS, decimal_text
from ...domain.words.alphabet import Alphabet
from ...domain.words.typed_days import other_day, read_day, read_length
from .typos import perhaps

if TYPE_CHECKING:
    from .questions import ColumnSpec, Question

#: A question or a column: both have a kind, and options where it chooses.
Spec: TypeAlias = "Question | ColumnSpec"

T = TypeVar("T")

Steps = tuple[str | int, ...]

_LARGEST = 10**15
_DIGITS = 30


class Misfit(ValueError):
    """An answer that is not what its question asks for; `at` leads to the very cell."""

    def __init__(self, message: str, at: Steps = ()) -> None:
        super().__init__(message)
        self.at = at


@dataclass(frozen=True, slots=True)
class TwoDays:
    """Figures that name one day here and another where the month comes first, or last."""

    typed: str
    taken: date
    other: date


@dataclass(frozen=True)
class FormReading:
    """How answers are read, where in the file, and the days for which the pack decided."""

    manner: Manner
    at: Steps = ()
    decided: list[tuple[Steps, TwoDays]] = field(default_factory=list)

    def inside(self, *steps: str | int) -> "FormReading":
        """How the part of the answer under these steps is read."""
        return FormReading(self.manner, (*self.at, *steps), self.decided)


ReadCell = Callable[["ColumnSpec", object, FormReading], object]
WriteCell = Callable[["ColumnSpec", object, Manner], object]


def read_text(_spec: Spec, value: object, _reading: FormReading) -> str:
    """Words, or the key of a party."""
    return _typed(value, str, "should be text")


def read_words(spec: Spec, value: object, reading: FormReading) -> str:
    """Words; where only certain letters may stand in them, those of them."""
    text = read_text(spec, value, reading)
    if not spec.letters or not text:
        return text
    alphabet = Alphabet(spec.letters, spec.min, spec.max)
    text = alphabet.read(text)
    if rule := alphabet.refused(text):
        raise Misfit(f"should be {rule}")
    return text


def read_yes_no(_spec: Spec, value: object, _reading: FormReading) -> bool:
    """`true` or `false`."""
    return _typed(value, bool, "should be true or false")


def read_option(spec: Spec, value: object, reading: FormReading) -> str:
    """The value of one of the options."""
    text = read_text(spec, value, reading)
    known = [option.value for option in spec.options]
    if known and text not in known:
        likely = perhaps(text, known)
        likely = likely if likely.startswith("; perhaps") else ""
        raise Misfit(f"“{text}” is not one of: {', '.join(known)}{likely}")
    return text


def read_options(spec: Spec, value: object, reading: FormReading) -> list[str]:
    """Several of the options, or of the parties."""
    return [read_option(spec, item, reading) for item in _listed(value)]


def read_date(_spec: Spec, value: object, reading: FormReading) -> str:
    """ISO text of the day that an answer names."""
    return read_a_day(value, reading)


def read_a_day(value: object, reading: FormReading) -> str:
    """ISO text of a day; where the pack decided which day it is, that is noted."""
    text = _typed(value, str, "should be a day; write it like 2026-11-30")
    if parse_day(text) is not None:
        return text
    taken = _understood(lambda: read_day(text, reading.manner))
    other = other_day(text, reading.manner)
    if other is not None:
        reading.decided.append((reading.at, TwoDays(shortened(text), taken, other)))
    return taken.isoformat()


def read_duration(spec: Spec, value: object, reading: FormReading) -> str:
    """A length of time as agreements keep it: "14 days"."""
    text = read_text(spec, value, reading)
    return _understood(lambda: read_length(text)).to_text()


def read_sum(_spec: Spec, value: object, reading: FormReading) -> int:
    """Minor units of "14750.00", "£14,750" or 14750."""
    return _figure(value, read_money, reading.manner)


def read_share(_spec: Spec, value: object, reading: FormReading) -> int:
    """Ten-thousandths of a percent of "42.5", "42.5 %" or 42.5."""
    return _figure(value, read_percent, reading.manner)


def read_count(_spec: Spec, value: object, reading: FormReading) -> int:
    """A whole number, as such or as text."""
    return _figure(value, read_number, reading.manner)


def read_rows(cell: ReadCell, question: Spec, value: object, reading: FormReading) -> list[object]:
    """A list of tables; `cell` reads what stands in a column."""
    rows: list[object] = []
    for i, row in enumerate(_listed(value)):
        with _under(i):
            rows.append(_row(cell, columns_of(question), row, reading.inside(i)))
    return rows


def read_party_rows(
    cell: ReadCell, question: Spec, value: object, reading: FormReading
) -> dict[str, object]:
    """A table of party key and value, or of party key and a table of the columns."""
    if not isinstance(value, Mapping):
        raise Misfit("should be a table with a line for each party")
    rows = {}
    for key, row in value.items():
        with _under(key):
            rows[key] = _party_row(cell, columns_of(question), row, reading.inside(key))
    return rows


def columns_of(spec: Spec) -> "Sequence[ColumnSpec]":
    """The columns of a question; a column has none."""
    return getattr(spec, "columns", ())


@contextmanager
def _under(step: str | int) -> Iterator[None]:
    """A misfit of what is read inside leads through this step."""
    try:
        yield
    except Misfit as wrong:
        raise Misfit(str(wrong), (step, *wrong.at)) from None


def _listed(value: object) -> Sequence[object]:
    return _typed(value, list, "should be a list")


def _party_row(
    cell: ReadCell, columns: "Sequence[ColumnSpec]", value: object, reading: FormReading
) -> object:
    if len(columns) == 1 and not isinstance(value, Mapping):
        return cell(columns[0], value, reading)
    row = _row(cell, columns, value, reading)
    return row[columns[0].id] if len(columns) == 1 and row else row


def _row(
    cell: ReadCell, columns: "Sequence[ColumnSpec]", value: object, reading: FormReading
) -> dict[str, object]:
    row = _typed(value, dict, "each line should be a table")
    known = {column.id: column for column in columns}
    for name in row:
        if name not in known:
            raise Misfit(f"“{name}” is not a column{perhaps(name, known)}", (name,))
    read: dict[str, object] = {}
    for name, item in row.items():
        try:
            read[name] = cell(known[name], item, reading.inside(name))
        except Misfit as error:
            raise Misfit(f"“{name}” {error}", (name,)) from None
    return {name: item for name, item in read.items() if item is not None}


def _understood(read: Callable[[], T]) -> T:
    try:
        return read()
    except Unreadable as wrong:
        raise Misfit(str(wrong)) from None


def _typed(value: object, wanted: type[T], message: str) -> T:
    if not isinstance(value, wanted):
        raise Misfit(message)
    return value


def _figure(value: object, read: Callable[[str, Manner], int], manner: Manner) -> int:
    """A figure as text in the manner of the pack, or as a number of TOML, which has a point."""
    text = value if isinstance(value, str) else _number_text(value).replace(".", manner.decimal)
    found = _understood(lambda: read(text, manner))
    if abs(found) > _LARGEST:
        raise Misfit("is more than an agreement can hold")
    return found


def _number_text(value: object) -> str:
    """A number without an exponent; anything else as the file has it, for the message."""
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        number = Decimal(value)
        small = number.is_finite() and abs(number) <= _LARGEST
        return f"{number:f}" if small and len(number.as_tuple().digits) <= _DIGITS else str(number)
    return str(value).lower()


def write_as_is(_spec: Spec, value: object, _manner: Manner) -> object:
    """Words, choices, days and lengths stand in the file as the deal has them."""
    return list(value) if isinstance(value, tuple) else value


def write_sum(_spec: Spec, value: object, manner: Manner) -> str:
    """Main units as text."""
    return decimal_text(as_number(value), manner.currency).replace(".", manner.decimal)


def write_share(_spec: Spec, value: object, manner: Manner) -> str:
    """A percentage as text, without its sign."""
    return write_percent(as_number(value), manner, places=0).removesuffix(" %").replace(MINUS, "-")


def write_rows(cell: WriteCell, question: Spec, value: object, manner: Manner) -> list[object]:
    """A list of tables."""
    columns = columns_of(question)
    rows = (row for row in as_rows(value) if isinstance(row, Mapping))
    return [_written_row(cell, columns, row, manner) for row in rows]


def write_party_rows(
    cell: WriteCell, question: Spec, value: object, manner: Manner
) -> dict[str, object]:
    """A table by party."""
    columns = columns_of(question)
    return {
        key: _written_row(cell, columns, row, manner)
        if isinstance(row, Mapping)
        else cell(columns[0], row, manner)
        for key, row in as_table(value).items()
    }


def _written_row(
    cell: WriteCell, columns: "Sequence[ColumnSpec]", row: Mapping[str, object], manner: Manner
) -> dict[str, object]:
    known = {column.id: column for column in columns}
    return {
        name: cell(known[name], item, manner) if name in known else item
        for name, item in row.items()
        if item is not None
    }
