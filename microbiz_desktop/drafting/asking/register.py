"""The register of answer kinds: one row a kind says everything that depends on it.

What fits, how it is read and written in a deal file, how it prints, which parties it names, what a
limit counts, and which editor the window gives it. Nothing else decides by a list of kinds.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeVar

from ...domain.dates import parse_duration
from ...domain.deal import Answer, as_number, as_rows, as_table, as_text, frozen, thawed
from ...domain.money.figures import Manner
from ...domain.money.formats import kept_together, money_text, percent_text
from . import file_forms as forms
from .answer_kinds import AnswerKind, Editor, KindRow, Shape, cells, nobody, row_cells
from .file_forms import Spec

if TYPE_CHECKING:
    from .printing import Printer
    from .questions import ColumnSpec, Question

T = TypeVar("T")


def _number(limit: int, _currency: str) -> str:
    return str(limit)


def _is_text(_spec: Spec, value: Answer) -> bool:
    return isinstance(value, str)


def _is_option(spec: Spec, value: Answer) -> bool:
    return isinstance(value, str) and any(value == option.value for option in spec.options)


def _is_number(_spec: Spec, value: Answer) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _are_texts(_spec: Spec, value: Answer) -> bool:
    return isinstance(value, tuple) and all(isinstance(item, str) for item in value)


def _are_options(spec: Spec, value: Answer) -> bool:
    return isinstance(value, tuple) and all(_is_option(spec, item) for item in value)


def _is_length(_spec: Spec, value: Answer) -> bool:
    return isinstance(value, str) and parse_duration(value) is not None


def _label(spec: Spec, value: Answer) -> str:
    return next((option.label for option in spec.options if option.value == value), "")


def _letters(limit: int, _currency: str) -> str:
    return f"{limit} letters"


def _lines(limit: int, _currency: str) -> str:
    return f"{limit} {'line' if limit == 1 else 'lines'}"


def _given(value: Answer) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _count(value: Answer) -> int:
    return len(value) if isinstance(value, (tuple, Mapping)) else 0


def _itself(_spec: Spec, value: Answer) -> Iterator[str]:
    if isinstance(value, str) and value:
        yield value


def _everyone(_spec: Spec, value: Answer) -> Iterator[str]:
    return (item for item in as_rows(value) if isinstance(item, str))


def _in_cells(spec: Spec, value: Answer) -> Iterator[str]:
    """The parties named in the cells of a table."""
    for _, column, cell in cells(forms.columns_of(spec), value):
        yield from ROWS[column.kind].names(column, cell)


def _of_rows(spec: Spec, value: Answer) -> Iterator[str]:
    """The parties that have a row, and those named in the cells."""
    if isinstance(value, Mapping):
        yield from value
        yield from _in_cells(spec, value)


def _read_cell(column: "ColumnSpec", value: object, reading: forms.FormReading) -> object:
    """A cell left empty holds nothing: empty text where words are typed, else it is not there."""
    row = ROWS[column.kind]
    if value == "" and row.editor not in {Editor.LINE, Editor.AREA}:
        return None
    return row.read(column, value, reading)


def _write_cell(column: "ColumnSpec", value: object, manner: Manner) -> object:
    row = ROWS[column.kind]
    return row.write(column, value, manner) if row.fits(column, value) else value


def _printed(
    kind: type[T], say: "Callable[[Printer, T], str]"
) -> "Callable[[Printer, Spec, Answer], str]":
    """Prints values of this type, and nothing for any other."""
    return lambda printer, _spec, value: say(printer, value) if isinstance(value, kind) else ""


_TYPED = KindRow(
    editor=Editor.LINE,
    fits=_is_text,
    read=forms.read_words,
    prints=_printed(str, lambda _printer, value: kept_together(value)),
    tests=_given,
    limit=_letters,
    words=True,
)

_NUMBER = KindRow(
    editor=Editor.NUMBER,
    fits=_is_number,
    read=forms.read_count,
    prints=_printed(int, lambda _printer, value: f"{value:,}"),
    tests=as_number,
    limit=_number,
    figures=True,
)

_PARTIES = KindRow(
    editor=Editor.PARTY_TICKS,
    fits=_are_texts,
    read=forms.read_options,
    prints=_printed(str, lambda printer, value: printer.party(value)),
    names=_everyone,
    tests=_count,
    limit=_lines,
    shape=Shape.LIST,
)

#: One row a kind.
ROWS: Mapping[AnswerKind, KindRow] = MappingProxyType(
    {
        AnswerKind.SHORT_TEXT: _TYPED,
        AnswerKind.LONG_TEXT: replace(_TYPED, editor=Editor.AREA),
        AnswerKind.YES_NO: KindRow(
            editor=Editor.YES_NO,
            fits=lambda _spec, value: isinstance(value, bool),
            read=forms.read_yes_no,
            prints=lambda _printer, _spec, value: "yes" if value else "no",
            tests=lambda value: value is True,
        ),
        AnswerKind.ONE_OF: KindRow(
            editor=Editor.OPTIONS,
            fits=_is_option,
            read=forms.read_option,
            prints=lambda _printer, spec, value: kept_together(_label(spec, value)),
            tests=as_text,
            soft=True,
            words=True,
        ),
        AnswerKind.SEVERAL_OF: KindRow(
            editor=Editor.TICKS,
            fits=_are_options,
            read=forms.read_options,
            prints=lambda _printer, spec, value: _label(spec, value),
            tests=_count,
            limit=_lines,
            shape=Shape.LIST,
            soft=True,
        ),
        AnswerKind.WHOLE_NUMBER: _NUMBER,
        AnswerKind.PERCENTAGE: replace(
            _NUMBER,
            editor=Editor.PERCENT,
            read=forms.read_share,
            write=forms.write_share,
            prints=_printed(int, lambda _printer, value: percent_text(value)),
            limit=lambda limit, _currency: percent_text(limit),
        ),
        AnswerKind.MONEY: replace(
            _NUMBER,
            editor=Editor.MONEY,
            read=forms.read_sum,
            write=forms.write_sum,
            prints=_printed(int, lambda printer, value: printer.money(value)),
            limit=money_text,
        ),
        AnswerKind.DATE: replace(
            _TYPED,
            editor=Editor.DAY,
            read=forms.read_date,
            prints=_printed(str, lambda printer, value: printer.date(value)),
            limit=None,
        ),
        AnswerKind.DURATION: replace(
            _TYPED,
            editor=Editor.LENGTH,
            fits=_is_length,
            read=forms.read_duration,
            prints=_printed(str, lambda printer, value: printer.duration(value)),
            limit=None,
        ),
        AnswerKind.PARTY: replace(
            _TYPED,
            editor=Editor.PARTY,
            read=forms.read_text,
            prints=_printed(str, lambda printer, value: printer.party(value)),
            names=_itself,
            limit=None,
        ),
        AnswerKind.SEVERAL_PARTIES: _PARTIES,
        AnswerKind.PER_PARTY: KindRow(
            editor=Editor.PARTY_TABLE,
            fits=lambda _spec, value: isinstance(value, Mapping),
            read=partial(forms.read_party_rows, _read_cell),
            write=partial(forms.write_party_rows, _write_cell),
            names=_of_rows,
            tests=_count,
            limit=_lines,
            shape=Shape.PARTY_TABLE,
        ),
        AnswerKind.ROWS: KindRow(
            editor=Editor.ROW_TABLE,
            fits=lambda _spec, value: isinstance(value, tuple),
            read=partial(forms.read_rows, _read_cell),
            write=partial(forms.write_rows, _write_cell),
            names=_in_cells,
            tests=_count,
            limit=_lines,
            shape=Shape.TABLE,
        ),
        AnswerKind.PARTIES: replace(_PARTIES, editor=Editor.PARTIES, limit=None),
    }
)


def fits(spec: Spec, value: Answer) -> bool:
    """Whether the value is of this kind, and a choice one of the options."""
    return ROWS[spec.kind].fits(spec, value)


def usable(question: "Question", value: Answer) -> Answer:
    """The answer with whatever does not fit left out; None when nothing of it does."""
    row = ROWS[question.kind]
    if not row.fits(question, value):
        return None
    if row.shape is Shape.TABLE and question.columns:
        rows = [
            _usable_row(question.columns, row) for row in as_rows(value) if isinstance(row, Mapping)
        ]
        return frozen(rows)
    if row.shape is Shape.PARTY_TABLE:
        pairs = (
            (key, _usable_party(question.columns, row)) for key, row in as_table(value).items()
        )
        return frozen({key: row for key, row in pairs if row is not None})
    return value


def _usable_party(columns: "Sequence[ColumnSpec]", row: Answer) -> Answer:
    if isinstance(row, Mapping):
        return _usable_row(columns, row)
    return row if columns and fits(columns[0], row) else None


def _usable_row(columns: "Sequence[ColumnSpec]", row: Mapping[str, Answer]) -> Mapping[str, Answer]:
    return {column.id: cell for column, cell in row_cells(columns, row) if fits(column, cell)}


def names_parties(kind: AnswerKind) -> bool:
    """Whether answers of this kind hold keys of parties."""
    return ROWS[kind].names is not nobody


def read_answer(question: "Question", value: object, reading: forms.FormReading) -> object:
    """The plain data of an answer of a deal file. Raises Misfit saying what it should be.

    An empty text is an answer given as empty, wherever one value is asked for.
    """
    row = ROWS[question.kind]
    if value == "" and row.shape is Shape.ONE:
        return ""
    return row.read(question, value, reading)


def write_answer(question: "Question", value: Answer, manner: Manner) -> object:
    """The friendly form of an answer; what does not fit its question stays plain data."""
    row = ROWS[question.kind]
    return row.write(question, value, manner) if row.fits(question, value) else thawed(value)
