"""Quick add: one line is enough for a new associate; Enter keeps it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from microbiz_desktop.domain.errors import MicrobizError
from microbiz_desktop.domain.links import Link, Screen
from microbiz_desktop.services.contacts.rows_shown import ContactRow
from microbiz_desktop.services.shared.words import joined
from microbiz_desktop.ui.forms.fields import TextField
from microbiz_desktop.ui.forms.labelled import LabelledField
from microbiz_desktop.ui.runtime.context import Context
from microbiz_desktop.ui.widgets.buttons import GhostButton, LinkButton, TonalButton
from microbiz_desktop.ui.widgets.cards import Band, Panel
from microbiz_desktop.ui.widgets.labels import Label
from microbiz_desktop.ui.widgets.layouts import SPRING, column, row
from microbiz_desktop.ui.widgets.main_step import enter_acts

#: How long typing has to rest before the list is asked, in milliseconds.
_REST = 120
_HELP = "Business, person, e-mail, phone: as much as you know, with commas between."


class AddByName(QWidget):
    """A band above the list that opens for New and closes by itself; Esc keeps what was typed."""

    added = Signal(object)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.field = TextField("New associate", "Northlight Film, Eilidh Fraser, 07700 900342")
        self.block = LabelledField("New associate", self.field, help_text=_HELP)
        self.said = Label("", "form", "text_2", wrap=True)
        self.keep = TonalButton("Add", act=self.add)
        self.cancel = GhostButton("Cancel", act=self.hide)
        self.known = Band("waiting", "users", "")
        self.open_known = LinkButton("Open", act=self._open_known)
        self.known.row.addWidget(self.open_known)
        self._found: tuple[ContactRow, ...] = ()
        self.field.edited.connect(self._typed)
        enter_acts(self, self.add, self.hide)
        self._lay_out()
        self.hide()

    def open(self) -> None:
        """Show the band and put the keyboard into it."""
        self.block.set_problem("")
        self.show()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def add(self) -> None:
        """Keep the line as an associate; what cannot be read is said under it.

        One that is in the list already is kept when that has been said before.
        """
        told = not self.known.isHidden()
        self._tell(self._context.services.businesses.typed_duplicates(self.field.text()))
        if self._found and not told:
            return
        try:
            data = self._context.services.businesses.add_typed(self.field.text())
        except MicrobizError as error:
            self.block.set_problem(error.sentence())
            return
        self.field.clear()
        self._say()
        self._tell(())
        self.hide()
        self.added.emit(data)

    def _typed(self) -> None:
        """Ask the list beside the window; what was said of other words is taken back."""
        self._say()
        self._tell(())
        self._context.tasks.debounce(self, _REST, self._ask)

    def _say(self) -> None:
        """What would be made of the line, so that nobody becomes a signatory in silence."""
        said = self._context.services.businesses.said_of_typed(self.field.text())
        self.said.setText(said)
        self.said.setVisible(bool(said))

    def _ask(self) -> None:
        line, businesses = self.field.text(), self._context.services.businesses
        self._context.tasks.run(
            lambda: businesses.typed_duplicates(line), done=self._tell, key=self, owner=self
        )

    def _tell(self, found: tuple[ContactRow, ...]) -> None:
        """Who is there already, and that adding makes a second one."""
        self._found = found
        names = joined([one.name for one in found])
        are = "are" if len(found) > 1 else "is"
        self.known.text.setText(f"{names} {are} in your list already.")
        self.known.setVisible(bool(found))
        self.keep.set_text("Add all the same" if found else "Add")

    def _open_known(self) -> None:
        """Look at the first of them instead."""
        self.hide()
        self._context.go(Link(Screen.ASSOCIATE, self._found[0].id))

    def _lay_out(self) -> None:
        panel = Panel("sunken", "line")
        column(panel, pad=(20, 16, 12, 0), of=self)
        self.known.hide()
        self.said.hide()
        column(
            self.block,
            self.said,
            self.known,
            row(self.keep, self.cancel, SPRING),
            pad=(14, 12, 14, 12),
            of=panel,
        )
