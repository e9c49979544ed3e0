"""The section "Extra terms": terms of this agreement only, and its own wording of a clause.

The studio shows it as the last section of the interview. Only one form is open at a time, as both
lists stand in one narrow column and what is typed must not be overlooked.
"""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from microbiz_desktop.domain.deal import Deal
from microbiz_desktop.domain.findings import REWORDINGS, SPECIAL_TERMS
from microbiz_desktop.services.agreements.agreements import Agreements
from microbiz_desktop.services.agreements.drafts import Drafts
from microbiz_desktop.ui.agreements.interview.editing import DraftEdits
from microbiz_desktop.ui.agreements.interview.law_fields import LawFields
from microbiz_desktop.ui.forms.choice_field import ChoiceField
from microbiz_desktop.ui.forms.fields import TextArea, TextField
from microbiz_desktop.ui.forms.labelled import LabelledField
from microbiz_desktop.ui.runtime.tasks import TaskRunner
from microbiz_desktop.ui.widgets.buttons import (
    GhostButton,
    LinkButton,
    SecondaryButton,
    TonalButton,
)
from microbiz_desktop.ui.widgets.cards import Panel
from microbiz_desktop.ui.widgets.labels import Label
from microbiz_desktop.ui.widgets.layouts import SPRING, column, empty, row
from microbiz_desktop.ui.widgets.main_step import enter_acts

UnitTexts = tuple[tuple[str, str, str], ...]
#: What can be done with an entry: a word and the act.
Actions = tuple[tuple[str, Callable[[], None]], ...]


class EntryCard(Panel):
    """A special term or a reworded clause as it stands, with what can be done about it."""

    def __init__(self, heading: str, words: str, actions: Actions) -> None:
        super().__init__("sunken", "", 8)
        self.setAccessibleName(heading)
        lines = column(
            Label(heading, "label", wrap=True),
            Label(words, "form", "text_2", wrap=True),
            gap=4,
            pad=(14, 10, 14, 6),
            of=self,
        )
        line = row(gap=14)
        self.links = [LinkButton(word, act=act, name=f"{word}: {heading}") for word, act in actions]
        for link in self.links:
            line.addWidget(link)
        line.addStretch(1)
        lines.addLayout(line)


class TermForm(QWidget):
    """Heading and words of a special term."""

    kept = Signal(str, str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.heading = TextField("Heading of the term")
        example = "Tools left on site"
        self.words = TextArea("Words of the term", lines=4)
        help_text = "An empty line starts a new numbered paragraph. Write “must” for a duty."
        self.keep = TonalButton("Keep this term")
        self.keep.clicked.connect(lambda: self.kept.emit(self.heading.value(), self.words.value()))
        enter_acts(self, self.keep.click, self.left.emit)
        column(
            LabelledField("Heading", self.heading, example=example),
            LabelledField("Words", self.words, help_text=help_text),
            row(self.keep, GhostButton("Leave it", act=self.left), SPRING),
            gap=12,
            of=self,
        )

    def start(self, heading: str = "", words: str = "") -> None:
        """Begin with these."""
        self.heading.set_value(heading)
        self.words.set_value(words)
        self.show()
        self.heading.setFocus()


class RewordForm(QWidget):
    """Choose a unit, change its current words, and say why if it helps."""

    kept = Signal(str, str, str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._texts: dict[str, str] = {}
        self.unit = ChoiceField("Which wording", placeholder="Choose a clause")
        self.unit.chosen.connect(self._chosen)
        self.words = TextArea("New words", lines=6, most=18)
        help_text = "Page 1 lists every changed wording, so that nobody misses it."
        self.reason = TextField("Why it was changed")
        self.keep = TonalButton("Use these words", act=self._keep)
        leave = GhostButton("Leave it")
        leave.clicked.connect(self.left)
        enter_acts(self, self._keep, self.left.emit)
        column(
            LabelledField("Which wording?", self.unit),
            LabelledField("New words", self.words, help_text=help_text),
            LabelledField("Why?", self.reason, optional=True),
            row(self.keep, leave, SPRING),
            gap=12,
            of=self,
        )

    def start(self, texts: UnitTexts, unit: str = "", reason: str = "") -> None:
        """Begin with the current words of each unit."""
        self._texts = {key: words for key, _, words in texts}
        self.unit.set_options([(key, heading) for key, heading, _ in texts])
        self.unit.set_value(unit or None)
        self.words.set_value(self._texts.get(unit, ""))
        self.reason.set_value(reason)
        self.show()
        (self.words if unit else self.unit).setFocus()

    def _chosen(self, unit: str) -> None:
        self.words.set_value(self._texts.get(unit, ""))
        self.words.setFocus()

    def _keep(self) -> None:
        unit = self.unit.value()
        if unit:
            self.kept.emit(unit, self.words.value(), self.reason.value())
        else:
            self.unit.setFocus()


class TermsPane(QWidget):
    """Both lists, and the form that is open, if one is."""

    def __init__(
        self, edits: DraftEdits, agreements: Agreements, drafts: Drafts, tasks: TaskRunner
    ) -> None:
        super().__init__()
        self._edits, self._agreements = edits, agreements
        self._drafts, self._tasks = drafts, tasks
        self._index: int | None = None
        self._cards: dict[str, EntryCard] = {}
        self.law = LawFields(edits, agreements)
        self._terms = QVBoxLayout()
        self.term_form = TermForm()
        self.term_form.hide()
        self.term_form.kept.connect(self._keep_term)
        self.term_form.left.connect(self._close_forms)
        self.add_term = SecondaryButton("Add a term", "plus", small=True)
        self.add_term.clicked.connect(lambda: self._open_term(None))
        self._rewordings = QVBoxLayout()
        self.reword_form = RewordForm()
        self.reword_form.hide()
        self.reword_form.kept.connect(self._keep_rewording)
        self.reword_form.left.connect(self._close_forms)
        self.add_rewording = SecondaryButton("Change the wording of a clause", "pencil", small=True)
        self.add_rewording.clicked.connect(lambda: self._open_reword(""))
        column(
            Label("Terms of this agreement only", "label"),
            self._terms,
            self.term_form,
            self.add_term,
            14,
            Label("Changed wording", "label"),
            self._rewordings,
            self.reword_form,
            self.add_rewording,
            14,
            self.law,
            gap=10,
            pad=(10, 6, 10, 6),
            of=self,
        )

    def show_deal(self, deal: Deal) -> None:
        """The terms and wordings as they are stored."""
        empty(self._terms)
        for at, term in enumerate(deal.special_terms):
            actions = (
                ("Change", lambda at=at: self._open_term(at)),
                ("Take out", lambda at=at: self._remove_term(at)),
            )
            self._terms.addWidget(EntryCard(term.heading, term.text, actions))
        empty(self._rewordings)
        self._cards = {}
        for reworded in deal.rewordings:
            unit = reworded.unit
            name, has = self._agreements.unit_name(deal, unit)
            heading = name if has else f"{name}: not in this wording"
            card = EntryCard(heading, reworded.text, self._of_rewording(unit, has=has))
            self._rewordings.addWidget(card)
            self._cards[unit] = card
        self.law.show_deal(deal)

    def _of_rewording(self, unit: str, *, has: bool) -> Actions:
        """What is not in this wording can only be taken out."""
        if not has:
            return (("Take out", lambda: self.remove_rewording(unit)),)
        return (
            ("Change", lambda: self._open_reword(unit)),
            ("Back to the usual wording", lambda: self.remove_rewording(unit)),
        )

    def lead_here(self) -> None:
        """Put the keyboard where something can be done."""
        self.add_term.setFocus()

    def card_of(self, unit: str) -> EntryCard | None:
        """The own wording of a unit, as it stands."""
        return self._cards.get(unit)

    def lead_to(self, place: str) -> None:
        """The keyboard to what a finding names: a term, own wording or the unit, law, currency."""
        kind, _, which = place.partition("/")
        if kind == SPECIAL_TERMS and int(which) < len(self._edits.deal.special_terms):
            self._open_term(int(which))
        elif kind == REWORDINGS and which in self._cards:
            self._cards[which].links[0].setFocus()
        elif kind == REWORDINGS:
            self._open_reword(which)
        else:
            self.law.fields.get(kind, self.add_term).setFocus()

    def _open_term(self, at: int | None) -> None:
        self._close_forms()
        self._index = at
        self.add_term.hide()
        if at is None:
            self.term_form.start()
        else:
            term = self._edits.deal.special_terms[at]
            self.term_form.start(term.heading, term.text)

    def _keep_term(self, heading: str, words: str) -> None:
        at = self._index

        if at is None:
            kept = self._edits.run(
                "Add a term", lambda n, v: self._agreements.add_special_term(n, v, heading, words)
            )
        else:
            kept = self._edits.run(
                "Change a term",
                lambda n, v: self._agreements.change_special_term(n, v, at, heading, words),
            )
        if kept:
            self._close_forms()

    def _remove_term(self, at: int) -> None:
        self._edits.run(
            "Take a term out", lambda n, v: self._agreements.remove_special_term(n, v, at)
        )

    def _open_reword(self, unit: str) -> None:
        number = self._edits.agreement.id
        self._tasks.run(
            lambda: self._drafts.unit_texts(number),
            done=lambda texts: self._start_reword(texts, unit),
            key="unit-texts",
            owner=self,
        )

    def _start_reword(self, texts: UnitTexts, unit: str) -> None:
        self._close_forms()
        self.add_rewording.hide()
        reasons = {r.unit: r.reason for r in self._edits.deal.rewordings}
        self.reword_form.start(texts, unit, reasons.get(unit, ""))

    def _keep_rewording(self, unit: str, words: str, reason: str) -> None:
        if self._edits.run(
            "Change the wording", lambda n, v: self._agreements.reword(n, v, unit, words, reason)
        ):
            self._close_forms()

    def remove_rewording(self, unit: str) -> None:
        """Back to the usual wording."""
        self._edits.run(
            "Back to the usual wording",
            lambda n, v: self._agreements.remove_rewording(n, v, unit),
        )

    def _close_forms(self) -> None:
        self.term_form.hide()
        self.reword_form.hide()
        self.add_term.show()
        self.add_rewording.show()
