"""A question in plain words over its field, help below it, and what is wrong when it is."""

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QWidget

from microbiz_desktop.ui.forms.field import Field, FieldWidget, widget_of
from microbiz_desktop.ui.widgets.cards import IconMark
from microbiz_desktop.ui.widgets.labels import Label
from microbiz_desktop.ui.widgets.layouts import TOP, column, held, put, row, wide


class LabelledField(QWidget):
    """Label above, field, help under it; a problem shows after the field is left, not before."""

    def __init__(
        self,
        label: str,
        field: Field[object] | QWidget,
        *,
        help_text: str = "",
        optional: bool = False,
        example: str = "",
        bare: bool = False,
    ) -> None:
        """`field` is one of ours (see `Field`); a foreign widget is only framed.

        A `bare` one says by itself what it is, and the label is for screen readers alone.
        """
        super().__init__()
        self.widget = widget_of(field)
        self._outside_problem = ""
        self.label = Label(label, "label", wrap=True)
        self.help = Label(help_text, "second", "text_2", wrap=True)
        self.note = Label("", "second", "problem", wrap=True)
        self._lay_out(optional, bare)
        self.help.setVisible(bool(help_text))  # not before it has a parent: it would be a window
        self._name(label, help_text)
        if example and isinstance(field, QLineEdit):
            field.setPlaceholderText(example)
        self._field = field if isinstance(field, Field) else None
        if self._field is not None:
            self._field.finished.connect(self.check)
            self._field.edited.connect(self._typing)

    def set_problem(self, sentence: str) -> None:
        """Show a sentence from outside, such as a finding; empty takes it back.

        What cannot be read of the typing goes before it, and stays once it was said.
        """
        self._outside_problem = sentence
        typed = self._typed_wrong()
        self._show_problem(typed if typed and typed == self.problem_shown() else sentence)

    def check(self) -> None:
        """Say what cannot be read, once the user has left the field."""
        self._show_problem(self._typed_wrong() or self._outside_problem)

    def problem_shown(self) -> str:
        """The sentence now under the field."""
        return self.note.text() if not self._note_row.isHidden() else ""

    def _lay_out(self, optional: bool, bare: bool) -> None:
        lines = column(gap=6, of=self)
        if not bare:
            head = row(wide(self.label), gap=6)
            if optional:
                head.addWidget(Label("optional", "second", "text_2"))
            lines.addLayout(head)
        lines.addWidget(self.widget)
        self._note_row = held(
            row((IconMark("circle-alert", "problem", 14), 0, TOP), wide(self.note), gap=6)
        )
        self._note_row.hide()
        put(lines, self._note_row, self.help)

    def say_help(self, words: str) -> None:
        """Other help below the field, as for another choice in it."""
        self.help.setText(words)
        self.help.setVisible(bool(words))
        self.widget.setAccessibleDescription(words)

    def _name(self, label: str, help_text: str) -> None:
        """The label is the accessible name, whatever the field was called; help describes it."""
        if isinstance(self.widget, FieldWidget):
            self.widget.set_accessible_label(label)
        else:
            self.widget.setAccessibleName(label)
        if isinstance(self.widget, QComboBox):
            self.widget.view().setAccessibleName(label)
        self.widget.setAccessibleDescription(help_text)
        if isinstance(self.widget, (QLineEdit, QComboBox)):
            QLabel.setBuddy(self.label, self.widget)

    def _typed_wrong(self) -> str:
        return self._field.problem() if self._field is not None else ""

    def _typing(self) -> None:
        """What was wrong with another value is no longer said; a new complaint waits."""
        self._outside_problem = ""
        if not self._typed_wrong():
            self._show_problem("")

    def _show_problem(self, sentence: str) -> None:
        self.note.setText(sentence)
        self._note_row.setVisible(bool(sentence))
        mark_problem(self.widget, bool(sentence))
        help_text = self.help.text()
        self.widget.setAccessibleDescription(" ".join(filter(None, (sentence, help_text))))


def mark_problem(widget: QWidget, wrong: bool) -> None:
    """Give a field the thick border of a problem, or take it away."""
    if bool(widget.property("problem")) == wrong:
        return
    widget.setProperty("problem", wrong)
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)


def first_focus(owner: QObject) -> QWidget | None:
    """The first widget inside that takes the keyboard, for leading the user to a question."""
    for child in owner.findChildren(QWidget):
        if child.isVisible() and child.focusPolicy() & Qt.FocusPolicy.TabFocus:
            return child
    return None
