"""The kinds of answers, and what a row of their register says about each."""

from collections.abc import Callable, Iterator, Mapping, Sequence, Sized
from dataclasses import dataclass
from enum import Enum, StrEnum, auto
from typing import TYPE_CHECKING

from ...domain.deal import Answer
from ...domain.money.figures import Manner
from .file_forms import FormReading, Spec, write_as_is

if TYPE_CHECKING:
    from .printing import Printer
    from .questions import ColumnSpec


class AnswerKind(StrEnum):
    """What a question or a column asks for; the values stand in templates."""

    SHORT_TEXT = "short_text"
    LONG_TEXT = "long_text"
    YES_NO = "yes_no"
    ONE_OF = "one_of"
    SEVERAL_OF = "several_of"
    WHOLE_NUMBER = "whole_number"
    PERCENTAGE = "percentage"
    MONEY = "money"
    DATE = "date"
    DURATION = "duration"
    PARTY = "party"
    SEVERAL_PARTIES = "several_parties"
    PER_PARTY = "per_party"
    ROWS = "rows"
    PARTIES = "parties"


class Shape(Enum):
    """How an answer is built: one value, a list of them, a row for each party, or rows."""

    ONE = auto()
    LIST = auto()
    PARTY_TABLE = auto()
    TABLE = auto()


class Editor(Enum):
    """How an answer is typed or chosen; the window maps each to a widget."""

    LINE = auto()
    AREA = auto()
    YES_NO = auto()
    OPTIONS = auto()
    TICKS = auto()
    NUMBER = auto()
    PERCENT = auto()
    MONEY = auto()
    DAY = auto()
    LENGTH = auto()
    PARTY = auto()
    PARTY_TICKS = auto()
    PARTY_TABLE = auto()
    ROW_TABLE = auto()
    PARTIES = auto()


def _no_words(_printer: "Printer", _spec: Spec, _value: Answer) -> str:
    return ""


def nobody(_spec: Spec, _value: Answer) -> Iterator[str]:
    """No party: the rule of kinds whose answers name none."""
    return iter(())


@dataclass(frozen=True, slots=True, kw_only=True)
class KindRow:
    """Everything that depends on a kind.

    `prints` gives one value as print; of a list, one item. `soft` words take the capital that
    their place in a sentence asks for. `words` are answers whose empty form is an empty text,
    `figures` those that stand right-aligned in a table. `tests` is what a condition in a text sees.
    `limit` says a limit, which counts letters, lines or units.
    """

    editor: Editor
    fits: Callable[[Spec, Answer], bool]
    read: Callable[[Spec, object, FormReading], object]
    write: Callable[[Spec, object, Manner], object] = write_as_is
    prints: "Callable[[Printer, Spec, Answer], str]" = _no_words
    names: Callable[[Spec, Answer], Iterator[str]] = nobody
    tests: Callable[[Answer], object] = bool
    limit: Callable[[int, str], str] | None = None
    shape: Shape = Shape.ONE
    soft: bool = False
    words: bool = False
    figures: bool = False

    @property
    def chooses(self) -> bool:
        """Whether the answer is taken from options of the question."""
        return self.editor in {Editor.OPTIONS, Editor.TICKS}

    @property
    def tabular(self) -> bool:
        """Whether the answer has columns."""
        return self.shape in {Shape.PARTY_TABLE, Shape.TABLE}

    @property
    def fits_a_cell(self) -> bool:
        """Whether a column may be of this kind."""
        return self.shape is Shape.ONE

    def size(self, value: Answer) -> int | None:
        """What a limit of the question is held against; None where there is nothing to hold."""
        if self.limit is None or value is None or isinstance(value, bool):
            return None
        if isinstance(value, int):
            return value
        return len(value) or None if isinstance(value, Sized) else None


def cells(
    columns: "Sequence[ColumnSpec]", value: Answer
) -> "Iterator[tuple[str | int, ColumnSpec, Answer]]":
    """Every cell that is there: party key or number of its row, column, value."""
    if isinstance(value, Mapping):
        rows: Iterator[tuple[str | int, Answer]] = iter(value.items())
    else:
        rows = enumerate(value) if isinstance(value, (tuple, list)) else iter(())
    for at, row in rows:
        for column, cell in row_cells(columns, row):
            yield at, column, cell


def row_cells(
    columns: "Sequence[ColumnSpec]", row: Answer
) -> "Iterator[tuple[ColumnSpec, Answer]]":
    """The cells of one row; a row of one column may be the bare value."""
    if isinstance(row, Mapping):
        yield from ((column, row[column.id]) for column in columns if column.id in row)
    else:
        yield from ((column, row) for column in columns[:1])
