"""One party of the agreement: who it is, its part in the work, and who signs for it.

The editor of parties shows one card a party. A card stores nothing and only tells what the user
wants, so that every edit goes one way, through the editor.
"""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from microbiz_desktop.domain.deal import LEGAL_FORMS, PartySnapshot
from microbiz_desktop.ui.forms.check_rows import CheckRow
from microbiz_desktop.ui.forms.choices import Choice, Segmented
from microbiz_desktop.ui.forms.fields import TextField
from microbiz_desktop.ui.widgets.avatar import Avatar
from microbiz_desktop.ui.widgets.buttons import IconButton, LinkButton
from microbiz_desktop.ui.widgets.cards import Panel
from microbiz_desktop.ui.widgets.labels import ElidedLabel, Label, Pill
from microbiz_desktop.ui.widgets.layouts import SPRING, column, put, row, wide

_RULES = (Choice("one", "One is enough"), Choice("all", "All must sign"))


def second_line(party: PartySnapshot) -> str:
    """Legal form and legal name, as far as they say something new."""
    form = LEGAL_FORMS.get(party.legal_form, "").removeprefix("a ").removeprefix("an ")
    words = [form[:1].upper() + form[1:]]
    if party.trading_name and party.trading_name != party.legal_name:
        words.append(party.legal_name)
    return " · ".join(word for word in words if word)


class PartyCard(Panel):
    """Its signals carry what the user wants; the card itself stores nothing."""

    role_typed = Signal(str)
    signer_set = Signal(str, bool)
    rule_chosen = Signal(str)
    move_asked = Signal(int)
    removed = Signal()
    update_asked = Signal()

    def __init__(self, party: PartySnapshot, logo: bytes, *, stale: bool) -> None:
        super().__init__("surface", "line")
        self.party = party
        self.setAccessibleName(party.name)
        self._column = lines = column(self._head(logo), gap=8, pad=(14, 12, 10, 12), of=self)
        self._stale: QWidget | None = None
        self.set_stale(stale)
        self.role = TextField(f"Part of {party.name} in this work", "Brand and lead")
        self.role.set_value(party.role)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(150)
        self._pause.timeout.connect(self.flush)
        self.role.edited.connect(self._pause.start)
        self.role.finished.connect(self.flush)
        put(lines, Label("Part in this work", "header", "text_2"), self.role)
        self.signers: dict[str, CheckRow] = {}
        self._add_signers(lines)

    def flush(self) -> None:
        """Hand on a role that was typed and is not stored yet."""
        if self._pause.isActive() or self.role.value() != self.party.role:
            self._pause.stop()
            if self.role.value() != self.party.role:
                self.role_typed.emit(self.role.value())

    def set_stale(self, stale: bool) -> None:
        """Say that the contact list knows something newer, or no longer."""
        if stale and self._stale is None:
            self._stale = self._stale_row()
            self._column.insertWidget(1, self._stale)
        if self._stale is not None:
            self._stale.setVisible(stale)

    def take(self, party: PartySnapshot) -> bool:
        """Show a changed party in place; False when the card must be made anew."""
        same_people = [p.name for p in party.people] == [p.name for p in self.party.people]
        may_all = party.sign_rule == self.party.sign_rule
        before, now = _signing(self.party), _signing(party)
        old, self.party = self.party, party
        if not (same_people and may_all and before == now and party.name == old.name):
            return False
        if not self._pause.isActive() and self.role.value() != party.role:
            self.role.set_value(party.role)
        return True

    def menu(self) -> QMenu:
        """What can be done with the party as a whole."""
        menu = QMenu(self)
        menu.addAction("Move up", lambda: self.move_asked.emit(-1))
        menu.addAction("Move down", lambda: self.move_asked.emit(1))
        menu.addAction("Update from the contact list", self.update_asked.emit)
        menu.addSeparator()
        menu.addAction(f"Take {self.party.name} out of this agreement", self.removed.emit)
        return menu

    def _head(self, logo: bytes) -> QHBoxLayout:
        line = row(Avatar(self.party.name, 36, logo or None), gap=10)
        words = column(gap=0)
        name = row(wide(ElidedLabel(self.party.name, "row")))
        if self.party.own:
            name.addWidget(Pill("neutral", "", "Own business"))
        put(words, name, Label(second_line(self.party), "second", "text_2", wrap=True))
        line.addLayout(words, 1)
        self.more = IconButton("ellipsis-vertical", f"More for {self.party.name}", size=28)
        self.more.clicked.connect(self._open_menu)
        line.addWidget(self.more)
        return line

    def _stale_row(self) -> QWidget:
        line = QWidget(self)
        link = LinkButton("Update", act=self.update_asked)
        link.setAccessibleName(f"Update {self.party.name} from the contact list")
        row(Label("Changed in the contact list since.", "second", "waiting"), SPRING, link, of=line)
        return line

    def _add_signers(self, column: QVBoxLayout) -> None:
        people = self.party.people
        column.addWidget(
            Label("Who signs?" if people else "Nobody can sign yet", "header", "text_2")
        )
        for person in people:
            tick = CheckRow(Choice(person.name, _with_role(person.name, person.role)))
            tick.set_on(person.may_sign)
            tick.toggled.connect(lambda on, name=person.name: self.signer_set.emit(name, on))
            self.signers[person.name] = tick
            column.addWidget(tick)
        if sum(person.may_sign for person in people) > 1:
            self.rule = Segmented(_RULES, f"How many must sign for {self.party.name}")
            self.rule.set_value(self.party.sign_rule)
            self.rule.chosen.connect(self.rule_chosen)
            column.addWidget(self.rule)
        self.new_signer = TextField(
            f"Another person who signs for {self.party.name}", "Another person who signs"
        )
        self.new_signer.returnPressed.connect(self._add_typed)
        self.new_signer.finished.connect(self._add_typed)
        column.addWidget(self.new_signer)
        self.new_signer.setVisible(not people)
        self.add_signer = LinkButton("Add a person who signs", act=self._show_new_signer)
        self.add_signer.setAccessibleName(f"Add a person who signs for {self.party.name}")
        column.addWidget(self.add_signer)
        self.add_signer.setVisible(bool(people))

    def _show_new_signer(self) -> None:
        self.add_signer.hide()
        self.new_signer.show()
        self.new_signer.setFocus()

    def _add_typed(self) -> None:
        name = self.new_signer.value()
        if name:
            self.new_signer.set_value("")
            self.signer_set.emit(name, True)

    def _open_menu(self) -> None:
        self.menu().popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))


def _with_role(name: str, role: str) -> str:
    return f"{name}, {role}" if role else name


def _signing(party: PartySnapshot) -> list[bool]:
    return [person.may_sign for person in party.people]
