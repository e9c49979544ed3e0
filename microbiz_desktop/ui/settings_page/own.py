"""Own businesses: choose one, edit it, add another."""

from PySide6.QtWidgets import QWidget

from microbiz_desktop.domain.contacts.contacts import BusinessData
from microbiz_desktop.domain.links import Link, Screen
from microbiz_desktop.ui.associates.editor import BusinessEditor
from microbiz_desktop.ui.forms.choice_field import ChoiceField
from microbiz_desktop.ui.records.undo import remember
from microbiz_desktop.ui.runtime.context import Context
from microbiz_desktop.ui.widgets.buttons import SecondaryButton
from microbiz_desktop.ui.widgets.labels import Label
from microbiz_desktop.ui.widgets.layouts import SPRING, column, row


class OwnPart(QWidget):
    """The same editor as for associates, over the businesses that are the user's own."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.chooser = ChoiceField("Which own business")
        self.chooser.chosen.connect(lambda key: self.show_business(int(key)))
        self.add = SecondaryButton("Add an own business", "plus")
        self.add.clicked.connect(lambda: self.show_business(0, new=True))
        self.editor = BusinessEditor(context)
        self.editor.changed.connect(self._fill_chooser)
        self.editor.stored.connect(self._stored)
        words = "You choose which of them is the party each time. Changes are saved as you type."
        column(
            Label(words, "form", "text_2", wrap=True),
            row(self.chooser, self.add, SPRING),
            self.editor,
            gap=16,
            of=self,
        )

    def opened(self) -> None:
        """Show the own business in use."""
        self.show_business(
            self.editor.data().id or self._context.services.settings.current_business()
        )

    def flush(self) -> None:
        """Save what is typed."""
        self.editor.flush()

    def show_business(self, business_id: int, *, new: bool = False) -> None:
        """Edit one of them, or a new one that is kept as soon as it has a name."""
        self.flush()
        own = self._context.services.businesses.own()
        found = next((business for business in own if business.id == business_id), None)
        if found is None and own and not new:
            found = own[0]
        self.editor.show_record(found or BusinessData(own=True))
        self._fill_chooser()
        if found is None:
            self.editor.focus_first()

    def _stored(self) -> None:
        before, after = self.editor.before(), self.editor.data()
        businesses = self._context.services.businesses
        remember(self._context, businesses, before, after, self._bring)

    def _bring(self, business_id: int) -> None:
        """After a step back or forth: the business it was about is in the form."""
        if not self.isVisible():
            self._context.go(Link(Screen.SETTINGS, business_id, "own"))
        self.editor.show_record(self._context.services.businesses.get(business_id))
        self._fill_chooser()

    def _fill_chooser(self) -> None:
        own = self._context.services.businesses.own()
        self.chooser.set_options([(str(business.id), business.name) for business in own])
        self.chooser.set_value(str(self.editor.data().id))
        self.chooser.setVisible(len(own) > 1)
