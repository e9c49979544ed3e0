"""The sign-off itself: statement of intent, capacity, typed name, drawn signature.

The reading room shows it below the clauses, to whoever signs on this screen. It stays in sight
while it cannot be used yet and says why, so that nobody looks for a button that comes later.
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from microbiz_desktop.domain.edition import Strokes
from microbiz_desktop.services.signoff.screen_channel import OnScreen
from microbiz_desktop.services.signoff.values import PartyStatus
from microbiz_desktop.ui.forms.fields import TextField
from microbiz_desktop.ui.forms.labelled import LabelledField
from microbiz_desktop.ui.forms.signature_pad import SignaturePad
from microbiz_desktop.ui.forms.ticks import TickBox
from microbiz_desktop.ui.signoff.who_says import WhoSays
from microbiz_desktop.ui.widgets.buttons import LinkButton, PrimaryButton
from microbiz_desktop.ui.widgets.cards import Card, Sunken
from microbiz_desktop.ui.widgets.labels import Label
from microbiz_desktop.ui.widgets.layouts import SPRING, row
from microbiz_desktop.ui.widgets.main_step import enter_acts

#: Height of the box that stored strokes are drawn in, and its width.
_BOX_HEIGHT, _BOX_WIDTH = 300, 1000


class SignPanel(Card):
    """Opens once every clause is understood and the last page was reached.

    What stops the sign-off is said under the button, which so stays under the pointer.
    """

    sign_asked = Signal(object)
    last_page_asked = Signal()

    def __init__(self) -> None:
        super().__init__("Sign off")
        self._party = ""
        self._deed = False
        self.blocked = Label("", "form", "waiting", wrap=True)
        self.last_page = LinkButton("Go to the last page", act=self._to_last_page)
        self.statement = Label("", "quote", wrap=True)
        self.agree = TickBox("I say this")
        self.who = WhoSays("Who is here to read and sign?")
        #: Stands over the clauses, as these are read by the same person.
        self.reader = LabelledField("Who is here to read and sign?", self.who)
        self.capacity = TextField(placeholder="director")
        self.typed = TextField(placeholder="Full name")
        self.pad = SignaturePad()
        self.clear = LinkButton("Draw again", act=self.pad.clear)
        self.witness = TextField(placeholder="Name and address of the witness")
        self.sign = PrimaryButton("Sign off", "pen-line", act=self._sign)
        self.problem = Label("", "form", "problem", wrap=True)
        keep = self.problem.sizePolicy()
        keep.setRetainSizeWhenHidden(True)
        self.problem.setSizePolicy(keep)
        fields = (self.agree, self.typed, self.witness)
        for told in (*(field.edited for field in fields), self.pad.changed):
            told.connect(lambda: self.say_problem(""))
        self.who.chosen.connect(self._chosen)
        self._people: dict[str, str] = {}
        self._lay_out()
        enter_acts(self, self._sign)

    def show_party(self, party: PartyStatus, statement: str, *, deed: bool) -> None:
        """Fill in who may sign; what was typed for another party is gone."""
        self._party = party.key
        waiting = [person for person in party.signatories if not person.signed]
        self._people = {person.name: person.capacity for person in waiting}
        self.who.set_value(None)
        self.who.set_people(tuple(self._people))
        self.reader.setVisible(len(self._people) > 1)
        self._chosen(self.who.value())
        self.statement.setText(statement)
        self.agree.set_value(False)
        self.typed.set_value("")
        self.pad.clear()
        self._deed = deed
        self._witness.setVisible(deed)
        self.say_problem("")

    def set_blocked(self, reason: str, *, pages: bool) -> None:
        """Why signing has to wait; `pages` offers the way to the last page."""
        self.blocked.setText(reason)
        self.blocked.setVisible(bool(reason))
        self.last_page.setVisible(pages)

    def say_problem(self, sentence: str) -> None:
        """What stopped the sign-off."""
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))

    def signature(self) -> OnScreen:
        """What has been given so far; whether the pages were seen, only their view knows."""
        return OnScreen(
            party=self._party,
            signatory=self.who.person(),
            capacity=self.capacity.value(),
            statement=self.statement.text(),
            pages_seen=False,
            typed=self.typed.value(),
            strokes=_scaled(self.pad),
            witness=self.witness.value(),
        )

    def _to_last_page(self) -> None:
        """The link goes once it has led there: the keyboard goes on to what comes next."""
        self.agree.setFocus(Qt.FocusReason.TabFocusReason)
        self.last_page_asked.emit()

    def _chosen(self, name: object) -> None:
        self.capacity.set_value(self._people.get(str(name), ""))
        self.typed.setPlaceholderText(str(name or "Full name"))
        self.sign.set_text(f"Sign off as {name}" if name else "Sign off")

    def _sign(self) -> None:
        """A button that cannot act yet leads to the reason."""
        if not self.who.person():
            self.say_problem("Choose above who is here to read and sign.")
            self.who.setFocus()
            return
        if not self.agree.value():
            self.say_problem("Tick “I say this” under the statement first.")
            self.agree.setFocus()
            return
        if not self.typed.value() and self.pad.is_empty():
            self.say_problem("Type the full name, or draw a signature.")
            self.typed.setFocus()
            return
        if self._deed and not self.witness.value():
            self.say_problem("A deed needs a witness: who saw the signing?")
            self.witness.setFocus()
            return
        self.say_problem("")
        self.sign_asked.emit(self.signature())

    def _lay_out(self) -> None:
        self.add(self.blocked, _left(self.last_page))
        quote = Sunken()
        quote.column.addWidget(self.statement)
        self.add(quote, self.agree)
        self.add(LabelledField("Full name, typed", self.typed))
        self.add(LabelledField("As what?", self.capacity, optional=True))
        self.add(LabelledField("Drawn signature", self.pad, optional=True), _left(self.clear))
        help_text = "Somebody else, present in the room, who saw the signing."
        self._witness = LabelledField("Witness", self.witness, help_text=help_text)
        self.add(self._witness, _left(self.sign), self.problem)
        self.column.addStretch(1)  # room that comes and goes does so under the button


def _left(widget: QWidget) -> QHBoxLayout:
    return row(widget, SPRING)


def _scaled(pad: SignaturePad) -> Strokes:
    """Strokes in the box that documents draw, 1000 wide and 300 high."""
    return tuple(
        tuple((min(round(x * _BOX_HEIGHT), _BOX_WIDTH), round(y * _BOX_HEIGHT)) for x, y in stroke)
        for stroke in pad.strokes()
    )
