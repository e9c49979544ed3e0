"""One question of the interview: its words, its editor, and when what is typed is handed on.

Sections of the interview are made of these blocks. Typing is handed on after a pause and a choice
at once, because half a word is no answer, while one press of a button is.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import partial
from typing import assert_never

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from microbiz_desktop.domain.deal import PartySnapshot
from microbiz_desktop.domain.money.figures import Manner
from microbiz_desktop.domain.money.money import allocate
from microbiz_desktop.services.agreements.asked import AnswerKind, Editor, Question
from microbiz_desktop.ui.forms.check_rows import CheckRows
from microbiz_desktop.ui.forms.choice_editors import (
    OneOfEditor,
    PartyEditor,
    SeveralPartiesEditor,
    choices_of,
)
from microbiz_desktop.ui.forms.editors import (
    AT_ONCE,
    NARROW,
    choice_or_field,
    editor_of,
    offer_parties,
    rows_editor,
)
from microbiz_desktop.ui.forms.field import Field, widget_of
from microbiz_desktop.ui.forms.labelled import LabelledField, first_focus
from microbiz_desktop.ui.forms.party_table import PerPartyEditor
from microbiz_desktop.ui.forms.rows_table import RowsTable
from microbiz_desktop.ui.forms.share_table import ShareTable
from microbiz_desktop.ui.look.motion import make_motion, move
from microbiz_desktop.ui.look.theme import theme
from microbiz_desktop.ui.runtime.slices import Slices
from microbiz_desktop.ui.widgets.buttons import LinkButton
from microbiz_desktop.ui.widgets.labels import Label
from microbiz_desktop.ui.widgets.layouts import LEFT, put
from microbiz_desktop.ui.widgets.painting import box, start_painting
from microbiz_desktop.ui.widgets.tab_order import to_next_field

#: Typing settles after so many milliseconds, the only ones that its findings wait for.
_PAUSE = 150

#: Editors of several fields, through which Enter goes in turn.
TABLES = (RowsTable, PerPartyEditor, ShareTable)

#: Room around a question for the tint that shows where a finding led.
BLOCK_MARGINS = (10, 6, 10, 6)


def make_editor(question: Question, manner: Manner, slices: Slices | None = None) -> Field[object]:
    """The field for a question's kind."""
    made = choice_or_field(question, manner)
    if not isinstance(made, Editor):
        return made
    match made:
        case Editor.ROW_TABLE:
            columns, example = question.columns, question.example
            return rows_editor(question.label, columns, manner, slices, example)
        case Editor.PARTY_TABLE if is_shares(question):
            return ShareTable(question.label, None, manner, slices)
        case Editor.PARTY_TABLE:
            return PerPartyEditor(question.label, question.columns, manner, slices)
        case Editor.PARTIES:
            raise ValueError("the list of parties has an editor of its own")
        case _:
            assert_never(made)


def is_shares(question: Question) -> bool:
    """Whether the question shares out a whole in percentages."""
    kinds = [column.kind for column in question.columns]
    return (
        question.kind is AnswerKind.PER_PARTY
        and kinds == [AnswerKind.PERCENTAGE]
        and question.whole
    )


def amounts_of(total: int) -> Callable[[Mapping[str, int]], Mapping[str, int]]:
    """Amounts of a total by shares that add up, from the `allocate()` of every other figure."""

    def amounts(shares: Mapping[str, int]) -> Mapping[str, int]:
        return dict(zip(shares, allocate(total, list(shares.values())), strict=True))

    return amounts


class QuestionBlock(QWidget):
    """Label, editor, help; `answered` tells that `current()` is to be kept, and if it was typed."""

    answered = Signal(str, bool)
    entered = Signal(str)
    #: Something is typed that is not stored yet.
    typed = Signal(str)
    #: What was typed is whole.
    left = Signal()

    def __init__(self, question: Question, manner: Manner, slices: Slices | None = None) -> None:
        super().__init__()
        self.question = question
        self.setObjectName(f"question-{question.id}")
        self.field = make_editor(question, manner, slices)
        self.editor = widget_of(self.field)
        self.editor.setObjectName(question.id)
        self.back = LinkButton("Use the usual answer", act=self._use_usual)
        self.back.setAccessibleName(f"Use the usual answer: {question.label}")
        self.back.hide()
        self._pending = self._usual = self._typing = False
        self._said = ""
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self._hand_on)
        self._frame: LabelledField | None = None
        self._tint = 0.0
        self._fade = make_motion(self._set_tint, self)
        self._lay_out()
        self.field.edited.connect(self._edited)
        self.field.finished.connect(self._finished)
        _app().focusChanged.connect(self._focus_moved)

    def flush(self) -> None:
        """Hand on all that was typed and is not stored yet, as it is left now."""
        if isinstance(self.editor, RowsTable):
            self.editor.take_line()
        self._hand_on()

    def current(self) -> object:
        """The answer as it stands; a field left empty is given as empty, and takes no default.

        None is the usual answer, once that is asked for.
        """
        if self._usual:
            return None
        value = self.field.value()
        return "" if value is None else value

    def is_pending(self) -> bool:
        """Whether something typed still waits for its pause."""
        return self._pending

    def is_unsettled(self) -> bool:
        """Whether what stands here is another thing than what is stored."""
        return self._pending or bool(self.field.problem())

    def show_answer(self, value: object, usual: object = None) -> None:
        """Show what is stored, unless the user is in the middle of typing something else.

        `usual` is the answer in force until another is given, where it follows another.
        """
        if self._pending:
            return
        usual = self.question.default if usual is None else usual
        self.back.setVisible(usual is not None and value != usual)
        if self.field.value() != value and not (self._has_focus() and self.field.problem()):
            self.field.set_value(value)

    def leave_out(self, values: Collection[object]) -> None:
        """Options that do not go with what was answered elsewhere are not offered."""
        if isinstance(self.editor, OneOfEditor):
            self.editor.leave_out(values)
        elif self.question.kind is AnswerKind.SEVERAL_OF and isinstance(self.editor, CheckRows):
            options = [option for option in self.question.options if option.value not in values]
            self.editor.set_choices(choices_of(options))

    def set_parties(self, parties: Sequence[PartySnapshot]) -> None:
        """Editors that name parties follow the list of parties."""
        if isinstance(self.editor, ShareTable):
            wanted = [(party.key, party.name) for party in parties]
            if self.editor.parties() != wanted:
                self.editor.set_parties(wanted)
        elif isinstance(self.editor, (PartyEditor, SeveralPartiesEditor, PerPartyEditor)):
            self.editor.set_parties(parties)
        elif isinstance(self.editor, RowsTable):
            self.editor.each_row(partial(offer_parties, parties=parties))

    def set_total(self, total: int | None) -> None:
        """What the shares are shares of, for the amounts beside them; None while nobody knows."""
        if isinstance(self.editor, ShareTable):
            amounts = None if total is None else amounts_of(total)
            self.editor.set_amounts_for(amounts)

    def set_problem(self, sentence: str) -> None:
        """A finding that leads here, said under the field once that is left."""
        self._said = sentence
        if self._frame is not None and not self._typing:
            self._frame.set_problem(sentence)

    def problem_shown(self) -> str:
        """The sentence now under the field."""
        return self._frame.problem_shown() if self._frame is not None else ""

    def lead_here(self, party: str = "") -> None:
        """Put the keyboard into the editor: in a table where something is missing, or a party's."""
        if isinstance(self.editor, TABLES) and (cell := self.editor.first_gap(party)):
            widget_of(cell).setFocus(Qt.FocusReason.TabFocusReason)  # its words can be typed over
            return
        target = first_focus(self.editor) or self.editor
        own = self.editor.focusPolicy() or self.editor.focusProxy() is not None
        (self.editor if own else target).setFocus(Qt.FocusReason.TabFocusReason)

    def goes_on(self) -> bool:
        """Whether Enter stays here: for what cannot be read, or the next field of a table."""
        if self.field.problem():
            if self._frame is not None:
                self._frame.check()
            return True
        return isinstance(self.editor, TABLES) and to_next_field(self.editor)

    def point_out(self) -> None:
        """Tint the question for a moment, so that the eye finds it."""
        move(self._fade, 1.0, 0.0, 1600)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Nothing but the tint, while it lasts."""
        if self._tint > 0:
            painter = start_painting(self)
            painter.setOpacity(self._tint)
            box(painter, self.rect(), fill=theme().colour("accent_bg"))

    def _set_tint(self, value: float) -> None:
        self._tint = value
        self.update()

    def _lay_out(self) -> None:
        lines = QVBoxLayout(self)
        lines.setContentsMargins(*BLOCK_MARGINS)
        lines.setSpacing(6)
        if isinstance(self.editor, ShareTable):
            put(
                lines,
                self.editor,
                Label(self.question.help, "second", "text_2", wrap=True),
                (self.back, 0, LEFT),
            )
            return
        if editor_of(self.question.kind) in NARROW:
            self.editor.setMaximumWidth(theme().px(200))
        if isinstance(self.editor, QPlainTextEdit):
            self.editor.setPlaceholderText(self.question.example)
        self._frame = LabelledField(
            self.question.label,
            self.editor,
            help_text=self.question.help,
            optional=not self.question.required and not self.question.required_when,
            example=self.question.example,
        )
        put(lines, self._frame, (self.back, 0, LEFT))

    def _hand_on(self) -> None:
        """A line that is still being typed is no row yet."""
        self._pause.stop()
        if self._pending:
            self._pending = False
            if not self.field.problem():
                typed = editor_of(self.question.kind) not in AT_ONCE
                self.answered.emit(self.question.id, typed)

    def _use_usual(self) -> None:
        """Take the answer back, whatever waits to be stored."""
        self._pause.stop()
        self._pending = False
        self._usual = True
        self.answered.emit(self.question.id, False)
        self._usual = False

    def _edited(self) -> None:
        self._pending = True
        if editor_of(self.question.kind) in AT_ONCE:
            self._hand_on()
        else:
            self._typing = True
            self._pause.start()
            self.typed.emit(self.question.id)

    def _finished(self) -> None:
        self._hand_on()
        if isinstance(self.editor, (QLineEdit, QPlainTextEdit)):
            self._leave()

    def _leave(self) -> None:
        """What is wrong with what was typed is said now."""
        if self._typing:
            self._typing = False
            self.set_problem(self._said)
            if self._frame is not None:
                self._frame.check()
            self.left.emit()

    def _has_focus(self) -> bool:
        focus = _app().focusWidget()
        return focus is not None and self.isAncestorOf(focus)

    def _focus_moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        if new is not None and self.isAncestorOf(new):
            self.entered.emit(self.question.id)
        else:
            self._leave()

    def changeEvent(self, event: QEvent) -> None:
        """Leaving the window settles what was typed, but for a line one comes back to."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange:
            self._hand_on()


def _app() -> QApplication:
    found: QObject | None = QApplication.instance()
    assert isinstance(found, QApplication)
    return found
