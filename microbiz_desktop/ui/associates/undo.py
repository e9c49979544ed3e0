"""The way back from edits: each step holds what changed, and is saved like any other change."""

from collections.abc import Callable

from PySide6.QtGui import QKeySequence, QUndoCommand, QUndoStack
from PySide6.QtWidgets import QWidget

from microbiz_desktop.domain.by_name import replaced
from microbiz_desktop.domain.contacts.contacts import LOCAL_FIELDS, BusinessData, field_names
from microbiz_desktop.domain.errors import MicrobizError
from microbiz_desktop.ui.runtime.context import Context

Shown = Callable[[int], None]
_OURS = frozenset({"id", "version"}) & frozenset(LOCAL_FIELDS)


class EditStep(QUndoCommand):
    """One or more saves of the same fields of one associate, one right after the other."""

    def __init__(
        self, context: Context, before: BusinessData, after: BusinessData, shown: Shown
    ) -> None:
        """`shown` brings the associate to the front after a step back or forth."""
        super().__init__(f"change to {after.name}")
        self._context, self._shown = context, shown
        self._business = after.id
        self._changes = changes(before, after)
        self._done = True  # pushing a step calls redo() for what has been saved already

    def id(self) -> int:
        """Steps with one id may become one."""
        return 1

    def mergeWith(self, other: QUndoCommand) -> bool:
        """Typing on in the same field is one step."""
        if not isinstance(other, EditStep) or other._business != self._business:
            return False
        if other._changes.keys() != self._changes.keys():
            return False
        self._changes = {
            name: (self._changes[name][0], new) for name, (_old, new) in other._changes.items()
        }
        return True

    def undo(self) -> None:
        """Put the old values back; what else has changed meanwhile stays."""
        self._save({name: old for name, (old, _new) in self._changes.items()})

    def redo(self) -> None:
        """Put the new values back."""
        if self._done:
            self._done = False
            return
        self._save({name: new for name, (_old, new) in self._changes.items()})

    def _save(self, values: dict[str, object]) -> None:
        businesses = self._context.services.businesses
        try:
            businesses.save(replaced(businesses.get(self._business), values))
        except MicrobizError as error:
            self.setObsolete(True)
            self._context.messages.problem(error.message, error.hint)
            return
        self._shown(self._business)


def changes(before: BusinessData, after: BusinessData) -> dict[str, tuple[object, object]]:
    """The fields that differ: name -> old and new value."""
    return {
        name: (getattr(before, name), getattr(after, name))
        for name in field_names()
        if name not in _OURS and getattr(before, name) != getattr(after, name)
    }


def remember(
    stack: QUndoStack, context: Context, before: BusinessData, after: BusinessData, shown: Shown
) -> None:
    """Put a save on the stack; the making of a new associate is no step."""
    if before.id and before.id == after.id and changes(before, after):
        stack.push(EditStep(context, before, after, shown))


def add_keys(page: QWidget, stack: QUndoStack) -> None:
    """The usual keys for one step back and forth, while the page is in front."""
    undo, redo = stack.createUndoAction(page), stack.createRedoAction(page)
    undo.setShortcut(QKeySequence(QKeySequence.StandardKey.Undo))
    redo.setShortcut(QKeySequence("Ctrl+Shift+Z"))
    page.addActions([undo, redo])
