"""The people of a business: name, role, how to reach; "may sign" and "contact" are two facts."""

from functools import partial

from microbiz_desktop.domain.contacts.contacts import PersonData
from microbiz_desktop.ui.associates.words import PREFERS
from microbiz_desktop.ui.forms.choice_field import ChoiceField
from microbiz_desktop.ui.forms.fields import TextField
from microbiz_desktop.ui.forms.more_fields import EmailField
from microbiz_desktop.ui.forms.rows_table import RowsTable
from microbiz_desktop.ui.forms.table_row import Row, RowShape, TableColumn, TableRow
from microbiz_desktop.ui.forms.ticks import TickBox

#: Key, title, an example, what a screen reader says of it, and its kind.
_LINES = (
    ("name", "Name", "", "Name of person {}", TextField),
    ("role", "Role", "director", "Role of person {}", TextField),
    ("email", "E-mail", "", "E-mail of person {}", EmailField),
    ("phone", "Phone", "", "Phone of person {}", TextField),
    ("said", "Pronounced", "", "How to say the name of person {}", TextField),
)
_COLUMNS = (
    *(
        TableColumn(key, title, partial(made, placeholder=example), said=said)
        for key, title, example, said, made in _LINES
    ),
    TableColumn(
        "prefers",
        "Likes best",
        partial(ChoiceField, options=tuple(PREFERS.items()), placeholder="Likes best"),
        said="How person {} likes to be contacted",
        start="",
    ),
    TableColumn("may_sign", "May sign", TickBox, said="Person {} may sign", at_foot=True),
    TableColumn("contact", "Contact", TickBox, said="Person {} is the contact", at_foot=True),
)


class PeopleEditor(RowsTable[PersonData]):
    """All people of a business, one below the other; one of them may be the contact."""

    def __init__(self, *, wide: bool = True) -> None:
        """`wide` puts two fields in a line."""
        shape = RowShape(across=2 if wide else 1, gap=8, pad=8)
        add = "Add a person"
        super().__init__(PersonData, _COLUMNS, named="name", add=add, shape=shape, word="person")

    def start(self) -> Row:
        """The first one may sign and is the contact, until it is said otherwise."""
        first = not self.rows()
        return {**super().start(), "may_sign": first, "contact": first}

    def row_edited(self, changed: TableRow) -> None:
        """The contact is one person: ticking another takes it from the first."""
        if changed.cells["contact"].value():
            for one in self.rows():
                if one is not changed and one.cells["contact"].value():
                    one.cells["contact"].set_value(False)
        super().row_edited(changed)
