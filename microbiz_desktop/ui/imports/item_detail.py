"""One incoming contact: why it stands where it stands, side by side, and what becomes of it."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QWidget

from microbiz_desktop.services.transfer.field_words import TITLES, field_words
from microbiz_desktop.services.transfer.values import (
    FieldDifference,
    ItemChoice,
    ItemKind,
    ProposalItem,
)
from microbiz_desktop.ui.forms.choices import RadioRows
from microbiz_desktop.ui.imports.choice_words import options
from microbiz_desktop.ui.imports.fields_table import fields_table
from microbiz_desktop.ui.look.theme import theme
from microbiz_desktop.ui.runtime.context import Context
from microbiz_desktop.ui.widgets.cards import Card
from microbiz_desktop.ui.widgets.labels import Label
from microbiz_desktop.ui.widgets.layouts import ScrollColumn, column, held

_KEY = "import-detail"


class ItemDetail(ScrollColumn):
    """Shows one item; the choice made here is announced with the item's number."""

    chosen = Signal(int, str)

    def __init__(self, context: Context) -> None:
        super().__init__(max_width=760, margin=20, gap=14)
        self._context = context
        self._number = -1
        self.picker: RadioRows | None = None
        self.table: QWidget | None = None

    def show_item(self, number: int, item: ProposalItem, choice: ItemChoice) -> None:
        """Everything about an item; what differs is read elsewhere."""
        self.clear()
        self._number = number
        self.add(Label(item.name, "section", wrap=True))
        self.add(Label(_stand(item), "form", "text_2", wrap=True))
        self.picker = RadioRows(options(item.choices), f"What becomes of {item.name}")
        self.picker.set_value(choice.value)
        self.picker.chosen.connect(self._picked)
        self.add(self.picker)
        if item.existing_id and item.kind is not ItemKind.SAME:
            self._context.tasks.run(
                lambda: self._context.services.imports.differences(item),
                done=lambda found: self._show_differences(number, item, found),
                key=_KEY,
                owner=self,
            )
        else:
            self._context.tasks.cancel(_KEY)
            self._show_contact(item)

    def set_choice(self, choice: ItemChoice) -> None:
        """Show a choice that was made elsewhere."""
        if self.picker is not None:
            self.picker.set_value(choice.value)

    def clear(self) -> None:
        """Nothing chosen."""
        super().clear()
        self.picker = self.table = None
        self._number = -1

    def minimumSizeHint(self) -> QSize:
        """It scrolls downwards."""
        return QSize(theme().px(380), theme().px(200))

    def _picked(self, value: object) -> None:
        self.chosen.emit(self._number, str(value))

    def _show_differences(
        self, number: int, item: ProposalItem, found: Sequence[FieldDifference]
    ) -> None:
        if number != self._number:
            return
        card = Card("Side by side", aside="only what differs")
        rows = [(one.title, one.here, one.there) for one in found]
        self.table = fields_table((f"Here: {item.existing_name}", "In the file"), rows)
        card.add(self.table if rows else Label("Nothing differs any more.", "form", "text_2"))
        self.add(card)

    def _show_contact(self, item: ProposalItem) -> None:
        data = item.contact.data
        card = Card("In the file")
        for name, title in TITLES.items():
            words = field_words(data, name)
            if words and name not in {"legal_form", "sign_rule", "stage", "private"}:
                card.add(_pair(title, words))
        self.table = card
        self.add(card)


def _pair(title: str, words: str) -> QWidget:

    return held(
        column(
            Label(title, "second", "text_2"),
            Label(words[:600], "form", wrap=True),
            gap=1,
            pad=(0, 2, 0, 2),
        )
    )


def _stand(item: ProposalItem) -> str:
    """Where it is in the file, who it was matched with, and why."""
    where = f"Line {item.contact.line:,}" if item.contact.line else "In the file"
    if item.kind is ItemKind.NEW:
        known = f"{item.reasons[0]}: it was not taken for the same." if item.reasons else ""
        return f"{where}. {known or 'Nobody here resembles it.'}"
    said = [reason[0].lower() + reason[1:] for reason in item.reasons if reason]
    if item.kind is ItemKind.DIFFERS:
        said = said[:1]
    sure = "may be" if item.kind is ItemKind.POSSIBLE else "is"
    return f"{where}. It {sure} {item.existing_name}: {', '.join(said)}."
