"""“Which paper do I need?”: questions in plain words, what they come to, and every kind to choose.

The page of a new agreement shows it above its own fields. Whoever knows the kind chooses it and
leaves the questions alone; whoever answers sees why one is recommended, and may still choose.
"""

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from microbiz_desktop.domain.papers import (
    ABOUT,
    PASS_ON,
    QUESTIONS,
    AgreementKind,
    Instead,
    PaperQuestion,
    Recommendation,
    questions_for,
    recommend,
    usual_kind,
)
from microbiz_desktop.domain.words.phrases import joined
from microbiz_desktop.ui.forms.choices import Choice, OneOf, RadioRows, Segmented
from microbiz_desktop.ui.forms.labelled import LabelledField
from microbiz_desktop.ui.widgets.announce import announce
from microbiz_desktop.ui.widgets.cards import Sunken
from microbiz_desktop.ui.widgets.labels import Label
from microbiz_desktop.ui.widgets.layouts import column, held
from microbiz_desktop.ui.widgets.main_step import enter_acts

_NEXT = {
    Instead.REFERRAL: "A referral card goes to the associate. It names the client only once there "
    "is consent to pass the details on. No agreement is needed for that.",
    Instead.NOTE: "A note to the client, to be copied or saved. It names the associate you "
    "recommend, and nothing that is private. No agreement is needed for that.",
}


class PaperChooser(QObject):
    """The `questions`, one after the other, and the `papers` with what each is used for."""

    #: Another kind was chosen, or the answers lead elsewhere.
    changed = Signal()
    #: Enter in the last question.
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._kinds: Sequence[AgreementKind] = ()
        self._given: dict[str, str] = {}
        self._chosen_by_hand = False
        self.pickers: dict[str, OneOf] = {}
        self.fields: dict[str, LabelledField] = {}
        for question in QUESTIONS:
            self._add_question(question)
        self.heading = Label("", "label", wrap=True)
        self.why = Label("", "form", "text_2", wrap=True)
        self.advice = Sunken()
        self.advice.column.addWidget(self.heading)
        self.advice.column.addWidget(self.why)
        self.kind = RadioRows()
        self.kind_field = LabelledField("Which kind of agreement?", self.kind)
        self.kind.chosen.connect(self._choose)
        head = Label("Which paper do I need?", "section")
        words = "Answer what you know, or choose the kind at once."
        self.questions = held(
            column(head, Label(words, "form", "text_2", wrap=True), *self.fields.values(), gap=14)
        )
        self.papers = held(column(self.advice, self.kind_field, gap=16))

    def start(self, kinds: Sequence[AgreementKind], given: Mapping[str, str]) -> None:
        """Begin with what is known; the usual kind is chosen until the answers say another."""
        self._kinds, self._given, self._chosen_by_hand = kinds, dict(given), False
        self.kind.set_choices([_row(kind) for kind in kinds])
        self.kind.set_value(usual_kind(kinds).id)
        for name, picker in self.pickers.items():
            picker.set_value(self._given.get(name))
        self._show()

    def advised(self) -> Recommendation:
        """What the answers come to now."""
        return recommend(self._kinds, self._given)

    def chosen(self) -> AgreementKind:
        """The kind that would be begun."""
        return next(kind for kind in self._kinds if kind.id == self.kind.value())

    def set_visible(self, on: bool) -> None:
        """Show or hide both halves."""
        self.questions.setVisible(on)
        self.papers.setVisible(on)

    def latest(self) -> QWidget:
        """What came of the last answer: the advice, or the question that is next."""
        shown = [field for field in self.fields.values() if not field.isHidden()]
        return shown[-1] if self.advice.isHidden() else self.advice

    def answer(self, question: str, key: str) -> None:
        """Give one answer; where the answers come to a kind, it is chosen."""
        self._given[question] = key
        self.pickers[question].set_value(key)
        advised = self._show()
        if advised.kind is not None:
            self._chosen_by_hand = False
        if not self._chosen_by_hand:
            self.kind.set_value((advised.kind or usual_kind(self._kinds)).id)
        self.changed.emit()

    def to_question(self, question: str = QUESTIONS[0].id) -> None:
        """The keyboard into a question."""
        self.pickers[question].setFocus()

    def waits(self) -> bool:
        """Whether work is to be passed on, and it is not said how."""
        return self._given.get(ABOUT) == PASS_ON and not self.advised().settled

    def _choose(self, _kind: str) -> None:
        self._chosen_by_hand = True
        self.changed.emit()

    def _add_question(self, question: PaperQuestion) -> None:
        choices = [Choice(a.key, a.title, a.explanation) for a in question.answers]
        explained = any(choice.explanation for choice in choices)
        picker = RadioRows(choices) if explained else Segmented(choices)
        field = LabelledField(question.asks, picker)
        picker.chosen.connect(partial(self.answer, question.id))
        enter_acts(field, partial(self._go_on, question.id))
        self.pickers[question.id], self.fields[question.id] = picker, field

    def _go_on(self, question: str) -> None:
        """Enter: the next question that is in sight, or out of them."""
        shown = [name for name, field in self.fields.items() if not field.isHidden()]
        after = shown[shown.index(question) + 1 :]
        if self.pickers[question].key() is None:
            return
        if after:
            self.to_question(after[0])
        else:
            self.left.emit()

    def _show(self) -> Recommendation:
        shown = {question.id for question in questions_for(self._kinds, self._given)}
        for name, field in self.fields.items():
            field.setVisible(name in shown)
        advised = self.advised()
        heading, why = _advice(advised, self._kinds)
        self.heading.setText(heading)
        self.why.setText(why)
        self.advice.setVisible(bool(heading))
        if heading and self.advice.isVisible():
            announce(self.advice, f"{heading} {why}")
        self.kind_field.setVisible(advised.instead is Instead.AGREEMENT and not self.waits())
        return advised


def _row(kind: AgreementKind) -> Choice:
    return Choice(kind.id, kind.title, f"{kind.use_when} {kind.between.capitalize()}.")


def _advice(advised: Recommendation, kinds: Sequence[AgreementKind]) -> tuple[str, str]:
    """What the answers come to, as heading and reasons; nothing while something is left to ask."""
    if advised.fits_nothing:
        titles = joined([kind.title for kind in kinds])
        return "None of the papers here is for that.", f"There are: {titles}."
    if not advised.settled:
        return "", ""
    if advised.kind is None or advised.fit is None:
        return "No agreement", _NEXT[advised.instead]
    heading = f"Recommended: {advised.kind.title}, {advised.fit.shape.called}"
    words = [advised.fit.why, advised.fit.shape.means]
    if advised.also:
        words.append(f"Also for that: {joined([kind.title for kind in advised.also])}.")
    return heading, " ".join(words)
