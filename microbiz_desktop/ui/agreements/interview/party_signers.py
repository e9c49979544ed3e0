"""Who signs for a party: a tick for each of its people, how many must, and a way to name another.

The card of a party shows it. Its parts stay while people stay, so that the keyboard is not lost by
a tick.
"""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from microbiz_desktop.domain.deal import PartySnapshot
from microbiz_desktop.ui.forms.adding_line import AddingLine
from microbiz_desktop.ui.forms.check_rows import CheckRow
from microbiz_desktop.ui.forms.choices import Choice, Segmented
from microbiz_desktop.ui.forms.field import is_waiting
from microbiz_desktop.ui.forms.labelled import LabelledField
from microbiz_desktop.ui.widgets.buttons import LinkButton
from microbiz_desktop.ui.widgets.labels import Label
from microbiz_desktop.ui.widgets.layouts import column, empty, put

_RULES = (Choice("one", "One is enough"), Choice("all", "All must sign"))


class PartySigners(QWidget):
    """Its signals carry what the user wants; it stores nothing."""

    signer_set = Signal(str, bool)
    rule_chosen = Signal(str)

    def __init__(self, party: PartySnapshot) -> None:
        super().__init__()
        self.rows: dict[str, CheckRow] = {}
        self._head = Label("", "header", "text_2")
        self._list = column(gap=2)
        self.rule = Segmented(_RULES, f"How many must sign for {party.name}")
        self.rule.chosen.connect(self.rule_chosen)
        self.new_name = AddingLine(f"Another person who signs for {party.name}")
        self.new_name.returnPressed.connect(self.take_name)
        self.new_name.finished.connect(self.take_name)
        self._new = LabelledField("Another person who signs", self.new_name)
        self.add_link = LinkButton("Add a person who signs", act=self._open_new)
        self.add_link.setAccessibleName(f"Add a person who signs for {party.name}")
        lines = column(gap=8, of=self)
        put(lines, self._head, self._list, self.rule, self._new, self.add_link)
        self._new.setVisible(not party.people)
        self.show_party(party)

    def show_party(self, party: PartySnapshot) -> None:
        """People as they are stored; their ticks are made anew only when others are named."""
        words = {person.name: _with_role(person.name, person.role) for person in party.people}
        if {name: one.choice.title for name, one in self.rows.items()} != words:
            self._make_rows(words)
        for person in party.people:
            self.rows[person.name].set_on(person.may_sign)
        self._head.setText("Who signs?" if words else "Nobody can sign yet")
        self.rule.set_value(party.sign_rule)
        self.rule.setVisible(sum(person.may_sign for person in party.people) > 1)
        if not words:
            self._new.show()
        self.add_link.setVisible(self._new.isHidden())

    def lead_here(self) -> QWidget:
        """The keyboard to the first tick, or to the name of somebody who signs."""
        target = next(iter(self.rows.values()), None) or self.new_name
        target.setFocus()
        return target

    def take_name(self) -> None:
        """Whoever is named in the line signs; not while whoever types it comes back to it."""
        if (name := self.new_name.value()) and not is_waiting(self.new_name):
            self.new_name.set_value("")
            self.signer_set.emit(name, True)

    def _make_rows(self, words: dict[str, str]) -> None:
        empty(self._list)
        self.rows = {}
        for name, title in words.items():
            tick = CheckRow(Choice(name, title))
            tick.toggled.connect(lambda on, name=name: self.signer_set.emit(name, on))
            self.rows[name] = tick
            self._list.addWidget(tick)

    def _open_new(self) -> None:
        self.add_link.hide()
        self._new.show()
        self.new_name.setFocus()


def _with_role(name: str, role: str) -> str:
    return f"{name}, {role}" if role else name
