"""The way back: every step can be taken back by Ctrl+Z and done again, on whatever page it was.

Pages put their steps on the one stack of the window. A step is carried out by the services like any
other change, and what it was about is brought to the front, so that nothing happens out of sight.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtGui import QAction, QKeySequence, QUndoCommand
from PySide6.QtWidgets import QWidget

from microbiz_desktop.domain.by_name import replaced
from microbiz_desktop.domain.errors import MicrobizError
from microbiz_desktop.ui.runtime.context import Context

if TYPE_CHECKING:
    from microbiz_desktop.ui.records.record_editor import Keeper, Record

D = TypeVar("D", bound="Record")
Act = Callable[[], object]
#: Brings the thing with this id to the front.
Shown = Callable[[int], None]
_BOOKKEEPING = frozenset({"id", "version"})


class UndoableStep(QUndoCommand):
    """A step that has been taken already when it is pushed; one that is refused is dropped."""

    def __init__(self, context: Context, text: str) -> None:
        super().__init__(text)
        self._context = context
        self._taken = True  # pushing a step calls redo() for what has been done already

    def undo(self) -> None:
        """Take it back."""
        self._try(self.back)

    def redo(self) -> None:
        """Take it again."""
        if self._taken:
            self._taken = False
            return
        self._try(self.forth)

    def back(self) -> None:
        """What taking it back does."""
        raise NotImplementedError

    def forth(self) -> None:
        """What taking it again does."""
        raise NotImplementedError

    def _try(self, act: Act) -> None:
        try:
            act()
        except MicrobizError as error:
            self.setObsolete(True)
            self._context.messages.problem(error.message, error.hint)


class ActStep(UndoableStep):
    """A step made of two acts; without the second it can be taken back and no more."""

    def __init__(self, context: Context, text: str, back: Act, forth: Act | None) -> None:
        super().__init__(context, text)
        self._back, self._forth = back, forth

    def back(self) -> None:
        """The act that takes it back."""
        self._back()
        if self._forth is None:
            self.setObsolete(True)

    def forth(self) -> None:
        """The act itself once more."""
        if self._forth is not None:
            self._forth()


class EditStep(UndoableStep):
    """One or more saves of the same fields of one record, one right after the other."""

    def __init__(
        self, context: Context, keeper: Keeper[D], before: D, after: D, shown: Shown
    ) -> None:
        """`shown` brings the record to the front after a step back or forth."""
        super().__init__(context, f"change to {getattr(after, 'name', '') or 'this'}")
        self._keeper, self._shown, self._key = keeper, shown, after.id
        self._changes = changes(before, after)

    def id(self) -> int:
        """Steps with one id may become one."""
        return 1

    def mergeWith(self, other: QUndoCommand) -> bool:
        """Typing on in the same field is one step."""
        if not isinstance(other, EditStep):
            return False
        same = (other._key, type(other._keeper)) == (self._key, type(self._keeper))
        if not same or other._changes.keys() != self._changes.keys():
            return False
        self._changes = {
            name: (self._changes[name][0], new) for name, (_old, new) in other._changes.items()
        }
        return True

    def back(self) -> None:
        """Put the old values back; what else has changed meanwhile stays."""
        self._save({name: old for name, (old, _new) in self._changes.items()})

    def forth(self) -> None:
        """Put the new values back."""
        self._save({name: new for name, (_old, new) in self._changes.items()})

    def _save(self, values: Mapping[str, object]) -> None:
        self._keeper.save(replaced(self._keeper.get(self._key), values))
        self._shown(self._key)


def changes(before: Record, after: Record) -> dict[str, tuple[object, object]]:
    """The fields that differ: name -> old and new value."""
    names = (field.name for field in fields(after) if field.name not in _BOOKKEEPING)
    return {
        name: (getattr(before, name), getattr(after, name))
        for name in names
        if getattr(before, name) != getattr(after, name)
    }


def remember(context: Context, keeper: Keeper[D], before: D, after: D, shown: Shown) -> None:
    """Put a save on the stack; the making of a new record is no step."""
    if before.id and before.id == after.id and changes(before, after):
        context.undo.push(EditStep(context, keeper, before, after, shown))


def push(context: Context, text: str, back: Act, forth: Act) -> None:
    """Something was done that shows by itself and needs no notice; Ctrl+Z takes it back."""
    context.undo.push(ActStep(context, text, back, forth))


def tell(context: Context, text: str, back: Act, forth: Act | None = None) -> None:
    """Say that something was done; the notice takes it back, and so does Ctrl+Z."""
    step = ActStep(context, text, back, forth)
    context.undo.push(step)
    context.messages.notice(text, "Undo", partial(_take_back, context, step))


def _take_back(context: Context, step: ActStep) -> None:
    """The last step goes the way of Ctrl+Z; an earlier one alone, without those after it."""
    stack = context.undo
    if stack.index() and stack.command(stack.index() - 1) is step:
        stack.undo()
        return
    step.undo()
    step.setObsolete(True)


def add_undo_keys(page: QWidget, context: Context) -> None:
    """The usual keys for one step back and forth, while the page is in front."""
    stack, say = context.undo, context.messages.notice

    def undo() -> None:
        if text := stack.undoText():
            stack.undo()
            say(f"Taken back: {text}")

    def redo() -> None:
        if text := stack.redoText():
            stack.redo()
            say(f"Done again: {text}")

    for keys, act in ((QKeySequence.StandardKey.Undo, undo), ("Ctrl+Shift+Z", redo)):
        action = QAction(page)
        action.setShortcut(QKeySequence(keys))
        action.triggered.connect(act)
        page.addAction(action)
