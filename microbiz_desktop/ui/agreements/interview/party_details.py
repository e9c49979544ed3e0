"""The details of a party as this agreement prints them: names, form, address, e-mail, people.

The card of a party opens it. What is changed here is changed in the agreement alone; the card says
where that differs from the contact list, and offers both ways to make them the same.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from microbiz_desktop.domain.deal import PartySnapshot, PersonSnapshot
from microbiz_desktop.ui.forms.choice_field import ChoiceField
from microbiz_desktop.ui.forms.field import Field, widget_of
from microbiz_desktop.ui.forms.fields import TextArea, TextField
from microbiz_desktop.ui.forms.labelled import LabelledField
from microbiz_desktop.ui.forms.more_fields import EmailField
from microbiz_desktop.ui.forms.rows_table import RowsTable
from microbiz_desktop.ui.forms.table_row import RowShape, TableColumn
from microbiz_desktop.ui.records.legal_forms import form_options
from microbiz_desktop.ui.widgets.layouts import column

#: Typing settles after so many milliseconds.
_PAUSE = 150


@dataclass(frozen=True, slots=True)
class PartyEntry:
    """One detail: its field of the party, its label, what makes it, and what helps to fill it."""

    name: str
    label: str
    make: Callable[[str], Field[object]] = TextField
    help_text: str = ""
    optional: bool = False


_ENTRIES = (
    PartyEntry("legal_name", "Legal name", help_text="The name that is bound by the agreement."),
    PartyEntry("trading_name", "Trading name", optional=True),
    PartyEntry("legal_form", "Legal form", partial(ChoiceField, options=form_options())),
    PartyEntry("registration_number", "Registration number", optional=True),
    PartyEntry("tax_number", "Tax number", optional=True),
    PartyEntry("address", "Address for notices", partial(TextArea, lines=2)),
    PartyEntry("email", "E-mail for notices", EmailField, optional=True),
    PartyEntry("phone", "Phone", optional=True),
)
_PEOPLE = (
    TableColumn("name", "Name", said="Name of person {}"),
    TableColumn("role", "Role", said="Role of person {}"),
    TableColumn("email", "E-mail", EmailField, said="E-mail of person {}"),
)
#: The field of the party that holds its people.
PEOPLE = "people"
#: The fields of the party that are changed here.
DETAILS = frozenset({*(one.name for one in _ENTRIES), PEOPLE})


class PartyDetails(QWidget):
    """`changed` tells the field of the party and its new value, once typing has settled."""

    changed = Signal(str, object)

    def __init__(self, party: PartySnapshot) -> None:
        super().__init__()
        self._party = party
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self.flush)
        lines = column(gap=10, of=self)
        self.fields: dict[str, Field[object]] = {}
        for one in _ENTRIES:
            made = self._add(one.name, one.make(f"{one.label} of {party.name}"))
            block = LabelledField(one.label, made, help_text=one.help_text, optional=one.optional)
            lines.addWidget(block)
        people = RowsTable(
            PersonSnapshot,
            _PEOPLE,
            named="name",
            add="Add a person",
            shape=RowShape(across=2, gap=8, pad=8),
            word="person",
        )
        lines.addWidget(LabelledField("People", self._add(PEOPLE, people)))
        self.show_party(party)

    def show_party(self, party: PartySnapshot) -> None:
        """What is stored, unless something typed still waits."""
        if self._pause.isActive():
            return
        self._party = party
        for name, field in self.fields.items():
            if field.value() != getattr(party, name):
                field.set_value(getattr(party, name))

    def flush(self) -> None:
        """Hand on what was typed and is not stored yet."""
        self._pause.stop()
        typed = {name: field.value() for name, field in self.fields.items()}
        for name, value in typed.items():  # each that is stored shows the party anew
            if value is not None and value != getattr(self._party, name):
                self.changed.emit(name, value)

    def lead_to(self, name: str) -> QWidget:
        """Put the keyboard into a field; of people into the first that has no name."""
        field = self.fields[name]
        if isinstance(field, RowsTable):
            rows = field.rows()
            nameless = (n for n, one in enumerate(rows) if not one.cells["name"].value())
            field = field.cell(next(nameless, 0), "name") if rows else field.add_row().cells["name"]
        field.setFocus()
        return widget_of(field)

    def _add(self, name: str, field: Field[object]) -> Field[object]:
        self.fields[name] = field
        widget_of(field).setObjectName(name)
        field.edited.connect(self._pause.start)
        field.finished.connect(self.flush)
        return field
