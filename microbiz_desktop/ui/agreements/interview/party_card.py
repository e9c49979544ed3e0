"""One party of the agreement: who it is, its part in the work, its details, and who signs for it.

The editor of parties shows one card a party. A card stores nothing and only tells what the user
wants, so that every edit goes one way, through the editor.
"""

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from microbiz_desktop.domain.deal import LEGAL_FORMS, PartySnapshot
from microbiz_desktop.domain.words.phrases import capital, joined
from microbiz_desktop.ui.agreements.interview.party_details import DETAILS, PEOPLE, PartyDetails
from microbiz_desktop.ui.agreements.interview.party_signers import PartySigners
from microbiz_desktop.ui.forms.fields import TextField
from microbiz_desktop.ui.forms.labelled import LabelledField
from microbiz_desktop.ui.widgets.avatar import Avatar
from microbiz_desktop.ui.widgets.buttons import IconButton, LinkButton
from microbiz_desktop.ui.widgets.cards import Panel
from microbiz_desktop.ui.widgets.labels import ElidedLabel, Label, Pill
from microbiz_desktop.ui.widgets.layouts import SPRING, column, put, row
from microbiz_desktop.ui.widgets.menus import Menu


def second_line(party: PartySnapshot) -> str:
    """Legal form and legal name, as far as they say something new."""
    form = LEGAL_FORMS.get(party.legal_form, "").removeprefix("a ").removeprefix("an ")
    words = [form[:1].upper() + form[1:]]
    if party.trading_name and party.trading_name != party.legal_name:
        words.append(party.legal_name)
    return " · ".join(word for word in words if word)


class PartyCard(Panel):
    """Its signals carry what the user wants; the card itself stores nothing."""

    #: A field of the party and its new value.
    typed = Signal(str, object)
    move_asked = Signal(int)
    removed = Signal()
    #: Take what the contact list has, or give it what stands here.
    update_asked = Signal()
    write_back_asked = Signal()

    def __init__(self, party: PartySnapshot, logo: bytes) -> None:
        super().__init__("surface", "line")
        self.party = party
        #: Which party it is, and of how many.
        self.place = (1, 1)
        self.setAccessibleName(party.name)
        self.signing = PartySigners(party)
        self.details: PartyDetails | None = None
        self._differs = self._differing_lines()
        self.role = TextField(f"Part of {party.name} in this work")
        self.role.set_value(party.role)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(150)
        self._pause.timeout.connect(self.flush)
        self.role.edited.connect(self._pause.start)
        self.role.finished.connect(self.flush)
        self.open_link = LinkButton("Name, address and people", act=self.open_details)
        self.open_link.setAccessibleName(f"Name, address and people of {party.name}")
        self._column = column(
            self._head(logo),
            self._differs,
            LabelledField("Part in this work", self.role, example="Brand and lead"),
            self.signing,
            self.open_link,
            gap=8,
            pad=(14, 12, 10, 12),
            of=self,
        )

    def flush(self) -> None:
        """Hand on what was typed and is not stored yet."""
        self._pause.stop()
        if self.role.value() != self.party.role:
            self.typed.emit("role", self.role.value())
        if self.details is not None:
            self.details.flush()

    def set_differing(self, fields: Sequence[str]) -> None:
        """Say in which details it is not as the contact list has it, with the ways out."""
        said = f"{capital(joined(fields))}: not as in the contact list." if fields else ""
        self._said.setText(said)
        self._differs.setVisible(bool(fields))

    def take(self, party: PartySnapshot) -> bool:
        """Show a changed party in place; False when it has another logo, made with the card."""
        if (party.logo, party.own) != (self.party.logo, self.party.own):
            return False
        self.party = party
        self._name.setText(party.name)
        self.setAccessibleName(party.name)
        self._second.setText(second_line(party))
        self.signing.show_party(party)
        if not self._pause.isActive() and self.role.value() != party.role:
            self.role.set_value(party.role)
        if self.details is not None:
            self.details.show_party(party)
        return True

    def open_details(self) -> PartyDetails:
        """Show names, address and people, to be changed in this agreement."""
        if self.details is None:
            self.details = PartyDetails(self.party)
            self.details.changed.connect(self.typed)
            self._column.addWidget(self.details)
            self.open_link.hide()
            self.details.show()
            self.details.lead_to("legal_name")
        return self.details

    def lead_to(self, field: str) -> QWidget:
        """Put the keyboard where this field of the party is changed; gives what is to be seen."""
        if field == "contact" and not self._differs.isHidden():
            target: QWidget = self.update_link
        elif field == "sign_rule" and not self.signing.rule.isHidden():
            target = self.signing.rule
        elif field == "role":
            target = self.role
        elif field == PEOPLE and all(person.name.strip() for person in self.party.people):
            return self.signing.lead_here()
        elif field in DETAILS:
            return self.open_details().lead_to(field)
        else:
            target = self.more if field == "parties" else self.signing.lead_here()
        target.setFocus()
        return target

    def menu(self) -> Menu:
        """What can be done with the party as a whole."""
        menu = Menu(self)
        number, count = self.place
        if number > 1:
            menu.addAction("Move up", lambda: self.move_asked.emit(-1))
        if number < count:
            menu.addAction("Move down", lambda: self.move_asked.emit(1))
        if not self._differs.isHidden():
            menu.addAction("Take what the contact list has", self.update_asked.emit)
            menu.addAction("Write this to the contact list", self.write_back_asked.emit)
        menu.addSeparator()
        menu.addAction(f"Take {self.party.name} out of this agreement", self.removed.emit)
        return menu

    def _head(self, logo: bytes) -> QHBoxLayout:
        line = row(Avatar(self.party.name, 36, logo or None), gap=10)
        words = column(gap=0)
        self._name = ElidedLabel(self.party.name, "row")
        self._second = Label(second_line(self.party), "second", "text_2", wrap=True)
        put(words, self._name, self._second)
        line.addLayout(words, 1)
        if self.party.own:
            line.addWidget(Pill("neutral", "", "Own business"))
        self.more = IconButton("ellipsis-vertical", f"More for {self.party.name}", size=28)
        self.more.clicked.connect(self._open_menu)
        line.addWidget(self.more)
        return line

    def _differing_lines(self) -> QWidget:
        lines, name = QWidget(self), self.party.name
        self._said = Label("", "second", "waiting", wrap=True)
        self.update_link = LinkButton("Take what it has", act=self.update_asked)
        self.update_link.setAccessibleName(f"Take what the contact list has of {name}")
        self.write_link = LinkButton("Write this to it", act=self.write_back_asked)
        self.write_link.setAccessibleName(f"Write this to the contact list, {name}")
        ways = row(self.update_link, self.write_link, SPRING, gap=14)
        column(self._said, ways, gap=2, of=lines)
        lines.hide()
        return lines

    def _open_menu(self) -> None:
        self.menu().popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))
