"""What every field of the house can do, whatever it looks like.

For forms that hold fields of many kinds: the interview, the editors of records, the cells of
tables. A change is told without its value, so that the value goes one way only, by `value()`, where
mypy sees its type; what is shown comes from files as well, and may be anything.
"""

from contextlib import AbstractContextManager
from typing import Protocol, TypeVar, runtime_checkable

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QWidget

from microbiz_desktop.ui.runtime.meanwhile import is_in, meanwhile

_AWAY = "lines_wait"

T_co = TypeVar("T_co", covariant=True)


@runtime_checkable
class Field(Protocol[T_co]):
    """`edited` tells each change made by the user, `finished` that it may be kept."""

    @property
    def edited(self) -> SignalInstance:
        """Something was typed or chosen."""

    @property
    def finished(self) -> SignalInstance:
        """The field was left, or the choice made."""

    def value(self) -> T_co:
        """What the user means; None, or empty, while there is nothing that can be read."""

    def set_value(self, value: object, /) -> None:
        """Show a value without telling anybody; what is none of its kind leaves it empty."""

    def problem(self) -> str:
        """A sentence when the typing cannot be used."""

    def setFocus(self) -> None:
        """Put the keyboard into it."""

    def setAccessibleName(self, name: str, /) -> None:
        """What a screen reader calls it."""


def widget_of(field: object) -> QWidget:
    """The field as a part of the screen."""
    assert isinstance(field, QWidget)
    return field


class FieldWidget(QWidget):
    """The base of fields made of several widgets: nothing typed in them is ever wrong."""

    edited = Signal()
    finished = Signal()

    def problem(self) -> str:
        """What cannot be used of it."""
        return ""

    def set_accessible_label(self, name: str) -> None:
        """The question as the name of the whole."""
        self.setAccessibleName(name)

    def settle(self) -> None:
        """Tell a change that needs no more typing."""
        self.edited.emit()
        self.finished.emit()


def lines_waiting(form: QWidget) -> AbstractContextManager[None]:
    """Meanwhile nothing makes a row of a line that is typed: whoever does is away for a moment."""
    return meanwhile(form, _AWAY)


def is_waiting(line: QWidget) -> bool:
    """Whether whoever types the line comes back to it."""
    return is_in(line, _AWAY)
