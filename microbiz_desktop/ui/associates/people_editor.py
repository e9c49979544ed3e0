"""The people of a business: name, role, how to reach; "may sign" and "contact" are two facts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from microbiz_desktop.services.shared.values import PersonData
from microbiz_desktop.ui.associates.words import PREFERS
from microbiz_desktop.ui.forms.choice_field import ChoiceField
from microbiz_desktop.ui.forms.fields import TextField
from microbiz_desktop.ui.forms.ticks import TickBox
from microbiz_desktop.ui.look.theme import theme
from microbiz_desktop.ui.widgets.buttons import IconButton, LinkButton
from microbiz_desktop.ui.widgets.labels import Line
from microbiz_desktop.ui.widgets.layouts import SPRING, column, row
from microbiz_desktop.ui.widgets.swap import swap

#: The fields of a person in the order of the form.
_TYPED = ("name", "role", "email", "phone", "said", "prefers")
_FACTS = ("may_sign", "contact")

#: A row just added, the first and any other.
_NEW = (PersonData("", may_sign=True, contact=True), PersonData(""))


class PersonRow(QWidget):
    """One person: two lines of fields and the two facts below."""

    edited = Signal()
    finished = Signal()
    removed = Signal(object)

    def __init__(self, person: PersonData, number: int, *, wide: bool = True) -> None:
        super().__init__()
        self._person = person
        self._wide = wide
        self.name = TextField(f"Name of person {number}", "Name")
        self.role = TextField(f"Role of person {number}", "Role, such as director")
        self.email = TextField(f"E-mail of person {number}", "E-mail")
        self.phone = TextField(f"Phone of person {number}", "Phone")
        self.said = TextField(f"How to say the name of person {number}", "Pronounced")
        self.prefers = ChoiceField(
            f"How person {number} likes to be contacted", tuple(PREFERS.items()), "Likes best"
        )
        self.may_sign = TickBox("May sign")
        self.contact = TickBox("Contact")
        self.remove = IconButton("x", f"Remove person {number}", size=28)
        for box, fact in ((self.may_sign, "may sign"), (self.contact, "is the contact")):
            box.setAccessibleName(f"Person {number} {fact}")
        self._lay_out()
        self._fill()
        self._connect()

    def value(self) -> PersonData:
        """The person with what was typed; what was not typed over stays as it came."""
        now = self._now()
        return replace(self._person, **{k: v for k, v in now.items() if v != self._shown[k]})

    def counts(self) -> bool:
        """Whether this is somebody: not a row added here in which no name was typed."""
        came_nameless = not self._person.name and self._person not in _NEW
        return bool(self.value().name) or came_nameless

    def _now(self) -> dict[str, Any]:
        typed = {name: getattr(self, name).value() or "" for name in _TYPED}
        return typed | {name: bool(getattr(self, name).value()) for name in _FACTS}

    def _fill(self) -> None:
        for field in (*_TYPED, *_FACTS):
            getattr(self, field).set_value(getattr(self._person, field))
        self._shown = self._now()

    def _connect(self) -> None:
        for field in (*(getattr(self, name) for name in _TYPED), self.may_sign, self.contact):
            field.edited.connect(lambda _value: self.edited.emit())
            field.finished.connect(self.finished)
        self.remove.clicked.connect(lambda: self.removed.emit(self))

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 8, 0, 8)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(8)
        across = 2 if self._wide else 1
        for place, name in enumerate(_TYPED):
            grid.addWidget(getattr(self, name), place // across, place % across)
        grid.addWidget(self.remove, 0, across)
        grid.addLayout(
            row(self.may_sign, self.contact, SPRING, gap=theme().px(20)),
            len(_TYPED),
            0,
            1,
            across + 1,
        )


class PeopleEditor(QWidget):
    """All people of a business, one below the other; one of them may be the contact."""

    edited = Signal(object)
    finished = Signal()

    def __init__(self, *, wide: bool = True) -> None:
        """`wide` puts two fields in a line."""
        super().__init__()
        self._wide = wide
        self._rows: list[PersonRow] = []
        self._holder = QWidget()
        self.add = LinkButton("Add a person", "plus", act=self._add_person)
        self._column = column(self._holder, row(self.add, SPRING), gap=0, of=self)

    def value(self) -> tuple[PersonData, ...]:
        """Everybody who has a name, and who came without one and was left so."""
        return tuple(row.value() for row in self._rows if row.counts())

    def set_value(self, people: Sequence[PersonData] | None) -> None:
        """Show people without telling anybody; what is the same as typed stays untouched."""
        if tuple(people or ()) == self.value() and self._rows:
            return
        self._rebuild(list(people or ()))

    def problem(self) -> str:
        """Nothing typed here is ever wrong."""
        return ""

    def rows(self) -> tuple[PersonRow, ...]:
        """The rows shown."""
        return tuple(self._rows)

    def _rebuild(self, people: list[PersonData]) -> None:
        old, self._holder, self._rows = self._holder, QWidget(), []
        lines = column(gap=0, of=self._holder)
        for number, person in enumerate(people, start=1):
            if number > 1:
                lines.addWidget(Line())
            row = PersonRow(person, number, wide=self._wide)
            row.edited.connect(lambda row=row: self._row_edited(row))
            row.finished.connect(self.finished)
            row.removed.connect(self._remove)
            lines.addWidget(row)
            self._rows.append(row)
        swap(self._column, old, self._holder)

    def _row_edited(self, changed: PersonRow) -> None:
        """The contact is one person: ticking another takes it from the first."""
        if changed.contact.value():
            for row in self._rows:
                if row is not changed and row.contact.value():
                    row.contact.set_value(False)
        self.edited.emit(self.value())

    def _add_person(self) -> None:
        people = [row.value() for row in self._rows]
        first = not people
        self._rebuild([*people, _NEW[0] if first else _NEW[1]])
        self._rows[-1].name.setFocus()

    def _remove(self, gone: PersonRow) -> None:
        self._rebuild([row.value() for row in self._rows if row is not gone])
        self.add.setFocus()
        self.edited.emit(self.value())
        self.finished.emit()
