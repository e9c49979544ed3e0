"""Which findings the studio shows while somebody types: none that a half typed line would make.

What is gone goes at once; what is new waits until the line is left, so that neither the list of
checks nor the words under a field jump while one is writing in it.
"""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from microbiz_desktop.domain.findings import Finding, Place
from microbiz_desktop.ui.agreements.interview.question_block import QuestionBlock
from microbiz_desktop.ui.agreements.interview.sections import InterviewPages
from microbiz_desktop.ui.forms.fields import SearchField
from microbiz_desktop.ui.forms.party_table import PerPartyEditor
from microbiz_desktop.ui.forms.share_table import ShareTable
from microbiz_desktop.ui.forms.table_row import TableRow

#: What is typed as one: a question, a row of a table, or a table of the parties.
_LINES = (TableRow, PerPartyEditor, ShareTable, QuestionBlock)


class ShownFindings(QObject):
    """`changed` tells that `now()` is another list."""

    changed = Signal()

    def __init__(self, owner: QWidget) -> None:
        """Only what is typed inside of `owner` is waited for."""
        super().__init__(owner)
        self._owner = owner
        self._found: tuple[Finding, ...] = ()
        self._shown: tuple[Finding, ...] = ()
        self._line: QWidget | None = None
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._focus_moved)

    def now(self) -> tuple[Finding, ...]:
        """What is shown."""
        return self._shown

    def stored(self) -> tuple[Finding, ...]:
        """All that was found of the draft as it is stored, as what counts them needs it."""
        return self._found

    def take(self, findings: Sequence[Finding]) -> None:
        """What the check found of the draft as it is stored."""
        self._found = tuple(findings)
        self._show()

    def typed(self) -> None:
        """Something was stored: where a field to type in has the keyboard, its line is not left."""
        focus = QApplication.focusWidget()
        if isinstance(focus, (QLineEdit, QPlainTextEdit)) and not isinstance(focus, SearchField):
            self._line = line_of(focus) if self._owner.isAncestorOf(focus) else None

    def leave_line(self) -> None:
        """What waited is shown."""
        self._line = None
        self._show()

    def _show(self) -> None:
        shown = self._found
        if self._line is not None:
            before = {_key(finding) for finding in self._shown}
            shown = tuple(finding for finding in self._found if _key(finding) in before)
        self._shown = shown
        self.changed.emit()

    def _focus_moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        line = self._line
        if line is not None and (new is None or not (new is line or line.isAncestorOf(new))):
            self.leave_line()


class Unsettled(QObject):
    """Questions in which something is typed that is not stored and checked yet: each is left."""

    changed = Signal()

    def __init__(self, interview: InterviewPages) -> None:
        super().__init__(interview)
        self._interview = interview
        self.names: frozenset[str] = frozenset()
        interview.typed.connect(self._typed)

    def checked(self) -> None:
        """The checks are those of the draft as it is stored."""
        self.names = self._interview.unsettled()

    def _typed(self, question: str) -> None:
        if question not in self.names:
            self.names |= {question}
            self.changed.emit()


def line_of(field: QWidget) -> QWidget:
    """The line that a field is part of; the field itself where it stands alone."""
    above: QWidget | None = field
    while above is not None and not isinstance(above, _LINES):
        above = above.parentWidget()
    return above or field


def _key(finding: Finding) -> tuple[str, Place]:
    return finding.code, finding.place
