"""Dialogs of the sign-off room: words for a refusal, a returned copy, the history of the ledger.

The room opens them where an act needs more than a press. The button names the act and Cancel is
beside it, because what is written into the ledger cannot be taken out again.
"""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from microbiz_desktop import foreign
from microbiz_desktop.domain.errors import MicrobizError
from microbiz_desktop.services.signoff.paper_channel import MAX_BYTES, ReturnedPaper
from microbiz_desktop.services.signoff.values import HistoryLine, PartyStatus, SignOffRoom
from microbiz_desktop.ui.forms.choice_field import ChoiceField
from microbiz_desktop.ui.forms.dates import DateField
from microbiz_desktop.ui.forms.fields import TextArea, TextField
from microbiz_desktop.ui.forms.labelled import LabelledField
from microbiz_desktop.ui.forms.ticks import TickBox
from microbiz_desktop.ui.look.theme import theme
from microbiz_desktop.ui.signoff.answers_read import AnswersRead
from microbiz_desktop.ui.signoff.who_says import WhoSays
from microbiz_desktop.ui.widgets.buttons import (
    DangerButton,
    GhostButton,
    PrimaryButton,
    SecondaryButton,
)
from microbiz_desktop.ui.widgets.file_dialogs import ask_file
from microbiz_desktop.ui.widgets.labels import ElidedLabel, Label
from microbiz_desktop.ui.widgets.layouts import (
    SPRING,
    TOP,
    ScrollColumn,
    column,
    grid,
    held,
    put,
    row,
    wide,
)
from microbiz_desktop.ui.widgets.main_step import Dialog

_HOW = (
    ("by hand", "By hand"),
    ("by post", "By post"),
    ("by e-mail", "By e-mail"),
    ("as a scan", "As a scan on a stick or a phone"),
)
_SCANS = "Scans (*.pdf *.png *.jpg *.jpeg *.tif *.tiff);;All files (*)"


class SignOffDialog(Dialog):
    """Title, content, and a row of buttons with the safe one first."""

    def __init__(self, title: str, parent: QWidget, width: int = 480) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setModal(True)
        self.setMinimumWidth(theme().px(width))
        self.column = column(
            Label(title, "section", wrap=True), gap=12, pad=(24, 20, 24, 20), of=self
        )
        self.problem = Label("", "form", "problem", wrap=True)
        self.problem.hide()

    def say_problem(self, sentence: str) -> None:
        """What stopped it; the sheet stays open."""
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))

    def clear_problem(self) -> None:
        """The sentence goes with its cause; what stands below it stays where it is."""
        self.problem.setMinimumHeight(self.problem.height() if self.problem.isVisible() else 0)
        self.problem.setText("")

    def add_buttons(self, *buttons: QWidget) -> None:
        """The foot of the sheet."""
        self.column.addWidget(self.problem)
        self.leave = SecondaryButton("Cancel", act=self.reject)
        line = row(SPRING, self.leave, gap=8)
        for button in buttons:
            line.addWidget(button)
        self.column.addLayout(line)


class WordsSheet(SignOffDialog):
    """Ask for a reason, say the consequence, name the act on the button."""

    given = Signal(str)

    def __init__(
        self,
        question: str,
        consequence: str,
        label: str,
        verb: str,
        parent: QWidget,
        people: Sequence[str] = (),
    ) -> None:
        """Without a label no words are asked for; with `people`, who of them says it."""
        super().__init__(question, parent)
        self.column.addWidget(Label(consequence, "form", "text_2", wrap=True))
        self.who = WhoSays()
        self.who.set_people(people)
        if people:
            self.column.addWidget(LabelledField("Who says it?", self.who))
        self.words = TextArea(label, lines=2)
        if label:
            self.column.addWidget(LabelledField(label, self.words, optional=True))
        self.act = DangerButton(verb, act=lambda: self.given.emit(self.words.value()))
        self.add_buttons(self.act)
        (self.words if label else self.leave).setFocus(Qt.FocusReason.OtherFocusReason)


class ReturnedSheet(SignOffDialog):
    """A signed paper or scan came back: whose, when, how, and the code on its pages."""

    given = Signal(object)

    def __init__(self, room: SignOffRoom, party: str, person: str, parent: QWidget) -> None:
        """`person` is who records it here."""
        super().__init__("Record a returned copy", parent, 520)
        self._room = room
        waiting = [p for p in room.parties if not p.through]
        self._parties: dict[str, PartyStatus] = {p.key: p for p in waiting}
        self._path: Path | None = None
        self.party = ChoiceField("Which party", [(p.key, p.name) for p in waiting])
        self.signatory = WhoSays("Who signed")
        self.answers = AnswersRead()
        self.file = ElidedLabel("No file chosen yet", "form", "text_2")
        self.choose = SecondaryButton("Choose the file", small=True, act=self._choose)
        self.signed_on = DateField("Signed on")
        self.how = ChoiceField("How it came", _HOW)
        self.received_by = TextField()
        self.code = TextField(placeholder="copper lantern 7")
        self.understood = TickBox("The paper says that every clause was understood")
        self.keep = PrimaryButton("Record the sign-off", act=self._keep)
        self._lay_out()
        self.party.edited.connect(self._fill_people)
        told = (self.signed_on, self.how, self.received_by, self.code, self.understood)
        for field in (self.party, self.signatory, *told):
            field.edited.connect(self.clear_problem)
        self.party.set_value(party if party in self._parties else next(iter(self._parties), None))
        self.received_by.set_value(person)
        self._fill_people()

    def take_file(self, path: Path) -> None:
        """The paper or scan, kept byte for byte."""
        self._path = path
        self.file.setText(path.name)
        self.clear_problem()

    def _fill_people(self, _key: object = None) -> None:
        party = self._parties.get(str(self.party.value()))
        people = [p for p in party.signatories if not p.signed] if party else []
        self.signatory.set_people([p.name for p in people])
        self.answers.show_party(self._room, party)

    def _choose(self) -> None:
        ask_file(self, "Which file came back?", _SCANS, self.take_file)

    def _missing(self) -> tuple[str, QWidget | None]:
        """What is not told yet, and where to tell it."""
        day = self.signed_on.problem() or "Type the date written beside the signature."
        tick = "A sign-off needs every clause understood. Tick it when the paper says so."
        code = "Type the check code that is printed at the foot of the pages."
        told = (
            (self._path, "Choose the file that came back.", self.choose),
            (self.signatory.value(), "Say who signed.", self.signatory),
            (self.signed_on.value(), day, self.signed_on),
            (self.how.value(), "Say how the paper came.", self.how),
            (self.received_by.value(), "Say who received it.", self.received_by),
            (self.code.value(), code, self.code),
            (self.understood.value(), tick, self.understood),
            (not self.answers.missing(), self.answers.missing(), self.answers.first_left()),
        )
        return next(((words, place) for value, words, place in told if not value), ("", None))

    def _keep(self) -> None:
        missing, place = self._missing()
        self.say_problem(missing)
        if missing:
            if place is not None:
                place.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        assert self._path is not None
        party = self._parties[str(self.party.value())]
        name = str(self.signatory.value())
        capacity = next(p.capacity for p in party.signatories if p.name == name)
        try:
            content = foreign.read(self._path, MAX_BYTES)
        except MicrobizError as error:
            self.say_problem(error.sentence())
            return
        self.given.emit(
            ReturnedPaper(
                party=party.key,
                signatory=name,
                capacity=capacity,
                all_understood=self.understood.value(),
                answers_read=self.answers.read(),
                name=self._path.name,
                content=content,
                signed_on=str(self.signed_on.value()),
                received_how=str(self.how.value() or ""),
                received_by=self.received_by.value(),
                check_code=self.code.value(),
            )
        )

    def _lay_out(self) -> None:
        help_text = "At the foot of every page."
        fields = (
            LabelledField("Party", self.party),
            LabelledField("Who signed?", self.signatory),
            LabelledField("Signed on", self.signed_on),
            LabelledField("How did it come?", self.how),
            LabelledField("Received by", self.received_by),
            LabelledField("Check code", self.code, help_text=help_text),
        )
        pairs = grid(fields[:2], fields[2:4], fields[4:], gap=(16, 12), shares=(1, 1), side=TOP)
        put(self.column, row(self.choose, wide(self.file)), pairs, self.understood)
        self.column.addWidget(self.answers)
        self.add_buttons(self.keep)


class HistorySheet(Dialog):
    """The ledger in plain words; what happened, when, and the hash of each entry."""

    def __init__(self, room: SignOffRoom, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("History")
        self.resize(theme().px(640), theme().px(520))
        words = "The record is only ever added to, and each entry is chained to the one before."
        lines = column(
            Label("What happened to this agreement", "section"),
            Label(words, "form", "text_2", wrap=True),
            gap=10,
            pad=(24, 20, 24, 20),
            of=self,
        )
        area = ScrollColumn(max_width=0, margin=4, gap=8)
        area.read_by_keys("What happened, entry by entry")
        for line in room.history:
            area.add(_history_row(line))
        lines.addWidget(area, 1)
        copy = GhostButton("Copy all", "copy")
        text = "\n".join(f"{e.sequence}  {_when(e)}  {e.what}  {e.hash}" for e in room.history)
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(text))
        lines.addLayout(row(copy, SPRING, PrimaryButton("Close", act=self.accept)))


def _when(line: HistoryLine) -> str:
    """The time, with what needs to be said of it."""
    return f"{line.when}; {line.clock}" if line.clock else line.when


def _history_row(line: HistoryLine) -> QWidget:
    number = Label(str(line.sequence), "second", "text_2", figures=True)
    words = f"{_when(line)} · {line.hash[:16]}…"
    below = Label(words, "second", "text_2", wrap=True, figures=True)
    what = Label(line.what, "form", wrap=True)
    return held(grid((number, what), (None, below), gap=(12, 0), shares=(0, 1)))
