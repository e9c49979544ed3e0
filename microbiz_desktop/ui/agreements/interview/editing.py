"""Changes to one draft: each is a service call that can be undone and done again."""

from collections.abc import Callable
from dataclasses import fields
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from microbiz_desktop.domain.deal import Deal
from microbiz_desktop.domain.errors import MicrobizError, NotReady, StaleVersion
from microbiz_desktop.domain.findings import Edit
from microbiz_desktop.domain.plain import to_plain
from microbiz_desktop.services.agreements.agreements import Agreements
from microbiz_desktop.services.agreements.values import AgreementData
from microbiz_desktop.ui.agreements.interview.removals import removed_words

#: A change asked of the services: takes the id and the version shown, gives what is now stored.
Act = Callable[[int, int], AgreementData]


def edits_between(old: Deal, new: Deal) -> tuple[Edit, ...]:
    """The edits that turn one deal into another, a whole field at a time."""
    found = []
    for field in fields(Deal):
        before, after = getattr(old, field.name), getattr(new, field.name)
        if before != after:
            found.append(Edit((field.name,), to_plain(after)))
    return tuple(found)


class _Step(QUndoCommand):
    """One change on the undo stack; typing on in the same field grows the same step."""

    def __init__(self, edits: "DraftEdits", label: str, old: Deal, new: Deal, merge: str) -> None:
        super().__init__(label)
        self._edits, self.old, self.new, self.merge = edits, old, new, merge
        self._done_already = True

    def redo(self) -> None:
        """Qt calls this at the push too, when the services have done it already."""
        if self._done_already:
            self._done_already = False
            return
        self._edits.put_back(self.old, self.new)

    def undo(self) -> None:
        """Put back what was there."""
        self._edits.put_back(self.new, self.old)

    def id(self) -> int:
        """Steps with the same number may grow together."""
        return 1 if self.merge else -1

    def mergeWith(self, other: QUndoCommand) -> bool:
        """Swallow the next step of the same field."""
        if not isinstance(other, _Step) or other.merge != self.merge:
            return False
        self.new = other.new
        return True


class DraftEdits(QObject):
    """The one way in which the studio changes an agreement."""

    changed = Signal(object)
    refused = Signal(object)
    #: What is gone, in a sentence, and what brings it back.
    taken_out = Signal(str, object)

    def __init__(
        self, agreements: Agreements, agreement: AgreementData, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.agreements = agreements
        self.agreement = agreement
        self.stack = QUndoStack(self)
        #: Whether the last change was typed, and more of it may come.
        self.typing = False

    @property
    def deal(self) -> Deal:
        """The deal as last stored."""
        return self.agreement.deal

    def run(self, label: str, act: Act, *, merge: str = "") -> bool:
        """Do a change and remember it for undo; False when it was refused."""
        before = self.agreement.deal
        self.typing = bool(merge)
        stored = self._ask(act)
        if stored is None:
            return False
        self.agreement = stored
        if stored.deal != before:
            self.stack.push(_Step(self, label, before, stored.deal, merge))
            said = "" if merge else removed_words(before, stored.deal)
            if said:
                self.taken_out.emit(said, partial(self.bring_back, self.stack.index()))
        self.changed.emit(stored)
        return True

    def bring_back(self, at: int) -> None:
        """Undo that step, and no later one in its place."""
        if self.stack.index() == at:
            self.stack.undo()
        else:
            self.refused.emit(
                NotReady("Something was changed since.", "Go back step by step in the menu.")
            )

    def put_back(self, old: Deal, new: Deal) -> None:
        """Undo or redo: set every field in which the two deals differ."""
        edits = edits_between(old, new)
        self.typing = False
        stored = self._ask(lambda number, version: self.agreements.edit(number, version, edits))
        if stored is not None:
            self.agreement = stored
            self.changed.emit(stored)

    def reload(self) -> bool:
        """Read the agreement again; True when somebody else had changed it."""
        stored = self.agreements.get(self.agreement.id)
        foreign = stored.version != self.agreement.version or stored.state != self.agreement.state
        self.agreement = stored
        return foreign

    def answer(self, question: str, value: object, label: str, *, typed: bool = False) -> bool:
        """Store one answer; None takes it back."""

        def act(number: int, version: int) -> AgreementData:
            if value is None:
                return self.agreements.clear_answer(number, version, question)
            return self.agreements.answer(number, version, question, value)

        return self.run(label, act, merge=question if typed else "")

    def _ask(self, act: Act) -> AgreementData | None:
        """Each change is small enough to be done again on what another window has stored."""
        try:
            try:
                return act(self.agreement.id, self.agreement.version)
            except StaleVersion:
                self.agreement = self.agreements.get(self.agreement.id)
                return act(self.agreement.id, self.agreement.version)
        except MicrobizError as error:
            self.refused.emit(error)
            return None
