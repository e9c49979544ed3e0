"""The field for one cell of a table or for one simple question, by its kind."""

from collections.abc import Callable
from typing import Any, cast

from PySide6.QtWidgets import QWidget

from microbiz_desktop.domain.figures import Manner
from microbiz_desktop.ui.agreements.choice_editors import PartyCombo, choices_of
from microbiz_desktop.ui.widgets.dates import DateField, DurationField
from microbiz_desktop.ui.widgets.fields import (
    MoneyField,
    NumberField,
    PercentField,
    TextArea,
    TextField,
)
from microbiz_desktop.ui.widgets.labelled import Field

#: Kinds whose empty value is empty text; of the others an empty value is left out.
TEXT_KINDS = frozenset({"short_text", "long_text", "date", "party", "one_of", "duration"})

#: Largest whole number of minor units or things that a field takes.
_MOST = 1_000_000


def make_cell(kind: str, name: str, spec: Any, manner: Manner) -> QWidget:
    """A field of the house for this kind; `spec` is a question or a column."""
    low = spec.min if spec.min is not None else 0
    high = spec.max if spec.max is not None else _MOST
    makers: dict[str, Callable[[], QWidget]] = {
        "short_text": lambda: TextField(name),
        "long_text": lambda: TextArea(name, getattr(spec, "example", "")),
        "whole_number": lambda: NumberField(name, low, high, manner),
        "percentage": lambda: PercentField(name, manner),
        "money": lambda: MoneyField(name, manner),
        "date": lambda: DateField(name, manner=manner),
        "duration": lambda: DurationField(name),
        "party": lambda: PartyCombo(name),
        "one_of": lambda: _options_combo(name, spec),
    }
    return makers[kind]()


def as_field(widget: QWidget) -> Field:
    """What every cell can do."""
    return cast("Field", widget)


def stored(kind: str, value: Any) -> Any:
    """A cell's value as the deal keeps it; None where nothing is to be kept."""
    if value is None and kind in TEXT_KINDS:
        return ""
    return value


def is_empty(value: Any) -> bool:
    """Whether a cell says nothing; zero says something."""
    return value is None or value == ""


def _options_combo(name: str, spec: Any) -> PartyCombo:
    combo = PartyCombo(name)
    combo.setPlaceholderText("Choose")
    combo.set_choices(choices_of(spec.options))
    return combo
