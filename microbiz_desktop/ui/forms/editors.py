"""The widget for each editor of the register of kinds: for a whole question, and for a cell."""

from typing import Any, Literal, assert_never, cast

from PySide6.QtWidgets import QWidget

from microbiz_desktop.domain.money.figures import Manner
from microbiz_desktop.services.agreements.asked import ROWS, ColumnSpec, Editor, Kind, Question
from microbiz_desktop.ui.forms.check_rows import CheckRows
from microbiz_desktop.ui.forms.choice_editors import (
    OneOfEditor,
    PartyCombo,
    PartyEditor,
    SeveralPartiesEditor,
    choices_of,
)
from microbiz_desktop.ui.forms.choices import YesNo
from microbiz_desktop.ui.forms.dates import DateField, DurationField
from microbiz_desktop.ui.forms.fields import (
    MoneyField,
    NumberField,
    PercentField,
    TextArea,
    TextField,
)
from microbiz_desktop.ui.forms.labelled import Field

#: Editors that are narrow enough to stand two abreast.
NARROW = frozenset({Editor.MONEY, Editor.DAY, Editor.NUMBER, Editor.PERCENT})

#: Editors answered by one act; in all others one types, and they settle after a pause.
AT_ONCE = frozenset({Editor.YES_NO, Editor.OPTIONS, Editor.TICKS, Editor.PARTY, Editor.PARTY_TICKS})

#: Editors that take the room that is left in the row of a table.
WIDE = frozenset({Editor.LINE, Editor.AREA, Editor.PARTY})

#: Largest whole number of things that a field takes.
_MOST = 1_000_000

#: Editors in which one types the same way in a question and in a cell.
Typed = Literal[
    Editor.LINE,
    Editor.AREA,
    Editor.NUMBER,
    Editor.PERCENT,
    Editor.MONEY,
    Editor.DAY,
    Editor.LENGTH,
]

#: Editors of several widgets, made where their parts are known.
Built = Literal[Editor.PARTY_TABLE, Editor.ROW_TABLE, Editor.PARTIES]


def editor_of(kind: Kind) -> Editor:
    """The editor that the register names for a kind."""
    return ROWS[kind].editor


def choice_or_field(question: Question, manner: Manner) -> QWidget | Built:
    """The editor of one question; a table is named, as it is made of cells."""
    match editor_of(question.kind):
        case Editor.YES_NO:
            return YesNo(question.label)
        case Editor.OPTIONS:
            return OneOfEditor(question.label, question.options)
        case Editor.TICKS:
            return CheckRows(choices_of(question.options))
        case Editor.PARTY:
            return PartyEditor()
        case Editor.PARTY_TICKS:
            return SeveralPartiesEditor()
        case Editor.PARTY_TABLE | Editor.ROW_TABLE | Editor.PARTIES as table:
            return table
        case typed:
            return typed_field(typed, question.label, question, manner)


def make_cell(column: ColumnSpec, name: str, manner: Manner) -> QWidget:
    """The field for one cell of a table; `name` is what a screen reader says."""
    match editor_of(column.kind):
        case Editor.YES_NO:
            return YesNo(name)
        case Editor.OPTIONS:
            return _options_combo(name, column)
        case Editor.PARTY:
            return PartyCombo(name)
        case (
            Editor.TICKS
            | Editor.PARTY_TICKS
            | Editor.PARTY_TABLE
            | Editor.ROW_TABLE
            | Editor.PARTIES as nested
        ):
            raise ValueError(f"no cell of a table holds {nested.name}")
        case typed:
            return typed_field(typed, name, column, manner)


def typed_field(editor: Typed, name: str, spec: Question | ColumnSpec, manner: Manner) -> QWidget:
    """A field of the house to type in."""
    match editor:
        case Editor.LINE:
            return TextField(name)
        case Editor.AREA:
            return TextArea(name, getattr(spec, "example", ""))
        case Editor.NUMBER:
            low = spec.min if spec.min is not None else 0
            return NumberField(name, low, spec.max if spec.max is not None else _MOST, manner)
        case Editor.PERCENT:
            return PercentField(name, manner)
        case Editor.MONEY:
            return MoneyField(name, manner)
        case Editor.DAY:
            return DateField(name, manner=manner)
        case Editor.LENGTH:
            return DurationField(name)
        case _:
            assert_never(editor)


def as_field(widget: QWidget) -> Field:
    """What every editor can do."""
    return cast("Field", widget)


def stored(kind: Kind, value: Any) -> Any:
    """A cell's value as the deal keeps it; None where nothing is to be kept."""
    if value is None and ROWS[kind].words:
        return ""
    return value


def is_empty(value: Any) -> bool:
    """Whether a cell says nothing; zero says something."""
    return value is None or value == ""


def _options_combo(name: str, column: ColumnSpec) -> PartyCombo:
    combo = PartyCombo(name)
    combo.setPlaceholderText("Choose")
    combo.set_choices(choices_of(column.options))
    return combo
