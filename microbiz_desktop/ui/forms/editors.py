"""The field for each editor of the register of kinds: for a whole question, and for a cell.

The interview and its tables ask here for a widget. One table holds the fields that serve both, so
that a new kind of answer is entered once and looks the same wherever it is asked.
"""

from collections.abc import Sequence
from typing import Literal, assert_never

from microbiz_desktop.domain.deal import PartySnapshot
from microbiz_desktop.domain.money.figures import Manner
from microbiz_desktop.services.agreements.asked import (
    ROWS,
    AnswerKind,
    ColumnSpec,
    Editor,
    Question,
    alphabet_of,
)
from microbiz_desktop.ui.forms.check_rows import CheckRows
from microbiz_desktop.ui.forms.choice_editors import (
    ChoiceCombo,
    OneOfEditor,
    PartyCombo,
    PartyEditor,
    SeveralPartiesEditor,
    choices_of,
    party_choices,
)
from microbiz_desktop.ui.forms.choices import YesNo
from microbiz_desktop.ui.forms.dates import DateField, DurationField
from microbiz_desktop.ui.forms.exact_fields import LettersField
from microbiz_desktop.ui.forms.field import Field
from microbiz_desktop.ui.forms.fields import (
    MoneyField,
    NumberField,
    PercentField,
    TextArea,
    TextField,
)
from microbiz_desktop.ui.forms.rows_table import RowsTable
from microbiz_desktop.ui.forms.table_row import OVER, Row, TableColumn, TableRow, as_words
from microbiz_desktop.ui.runtime.slices import Slices
from microbiz_desktop.ui.widgets.buttons import SecondaryButton

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


def editor_of(kind: AnswerKind) -> Editor:
    """The editor that the register names for a kind."""
    return ROWS[kind].editor


def choice_or_field(question: Question, manner: Manner) -> Field[object] | Built:
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


def make_cell(column: ColumnSpec, name: str, manner: Manner) -> Field[object]:
    """The field for one cell of a table; `name` is what a screen reader says."""
    match editor_of(column.kind):
        case Editor.YES_NO:
            return YesNo(name)
        case Editor.OPTIONS:
            return ChoiceCombo(name, choices_of(column.options))
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


def typed_field(
    editor: Typed, name: str, spec: Question | ColumnSpec, manner: Manner
) -> Field[object]:
    """A field of the house to type in."""
    match editor:
        case Editor.LINE:
            alphabet = alphabet_of(spec)
            return TextField(name) if alphabet is None else LettersField(name, alphabet)
        case Editor.AREA:
            return TextArea(name, spec.example if isinstance(spec, Question) else "")
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


def column_of(spec: ColumnSpec, manner: Manner) -> TableColumn:
    """A column of a question as one of the table of rows: empty words are kept, no other blank."""
    return TableColumn(
        spec.id,
        spec.label,
        lambda name: make_cell(spec, name, manner),
        as_words if ROWS[spec.kind].words else lambda value: value,
        width=104 if spec.kind is AnswerKind.MONEY else 0,
    )


def rows_editor(
    label: str,
    columns: Sequence[ColumnSpec],
    manner: Manner,
    slices: Slices | None = None,
    example: str = "",
) -> RowsTable[Row]:
    """The table for a question that is answered by a list; a row can be typed as one line."""
    add = SecondaryButton("Add a line", "plus", small=True, name=f"Add a line: {label}")
    specs = [column_of(spec, manner) for spec in columns]
    table = RowsTable(_filled, specs, add=add, shape=OVER, slices=slices)
    table.set_line(f"Type a line: {label}", example)
    return table


def offer_parties(one: TableRow, parties: Sequence[PartySnapshot]) -> None:
    """Who can be chosen in the cells of a row that name a party."""
    for cell in one.cells.values():
        if isinstance(cell, PartyCombo):
            cell.set_choices(party_choices(parties))


def _filled(**row: object) -> Row:
    return {key: value for key, value in row.items() if value is not None}


def is_empty(value: object) -> bool:
    """Whether a cell says nothing; zero says something."""
    return value is None or value == ""
