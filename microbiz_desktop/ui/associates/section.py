"""A part of the card of an associate: read, and edited where it stands.

The card makes one for each entry of the table of parts. The form takes the place of the words that
it changes, so that one edits a little at a time and keeps sight of the rest.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QWidget

from microbiz_desktop.domain.contacts.contacts import BusinessData
from microbiz_desktop.ui.forms.labelled import first_focus
from microbiz_desktop.ui.records.record_editor import FormEntry, FormGroup, RecordEditor
from microbiz_desktop.ui.runtime.context import Context
from microbiz_desktop.ui.widgets.buttons import SecondaryButton
from microbiz_desktop.ui.widgets.cards import Card
from microbiz_desktop.ui.widgets.labels import Label, Pill
from microbiz_desktop.ui.widgets.layouts import SPRING, column, held, row
from microbiz_desktop.ui.widgets.main_step import enter_acts
from microbiz_desktop.ui.widgets.swap import Slot

#: What a part shows of an associate; nothing at all means that the part is empty.
Reading = Callable[[BusinessData, "Context"], Iterable[QWidget]]


@dataclass(frozen=True, slots=True)
class CardPart:
    """A part of the card: key, heading, how it is read, the fields of its form.

    An empty part that is not `lasting` is shown only once it is asked for; `empty` is what a
    lasting one says then.
    """

    key: str
    title: str
    read: Reading
    rows: Sequence[FormEntry]
    empty: str = ""
    private: bool = False
    #: What is read beside the fields of the form.
    also: tuple[str, ...] = ()

    @property
    def lasting(self) -> bool:
        """Whether it is on the card even while it is empty."""
        return bool(self.empty)


class PartForm(RecordEditor[BusinessData]):
    """A few fields of an associate, standing in the part's own place on the card."""

    def __init__(self, context: Context, entries: Sequence[FormEntry]) -> None:
        asked = [replace(one, needed=True) for one in entries]
        self.first = entries[0].name
        super().__init__(
            context, context.services.businesses, BusinessData(), [FormGroup("", asked)], gap=12
        )

    def is_named(self, data: BusinessData) -> bool:
        """A part may be empty: the associate has its name already."""
        return True


class CardSection(Card):
    """Edit turns the part into its form in the same place; Done and Esc turn it back."""

    #: What was stored before and what is now.
    stored = Signal(BusinessData, BusinessData)
    left = Signal()

    def __init__(self, context: Context, part: CardPart) -> None:
        super().__init__(part.title, "Edit")
        self.part = part
        self._context = context
        self._data = BusinessData()
        self._form: PartForm | None = None
        self._read = False
        self._body = Slot()
        self.column.addWidget(self._body)
        self.link.setAccessibleName(f"Edit: {part.title}")
        self.link_clicked.connect(self.edit)
        if part.private:
            self.head.insertWidget(1, Pill("neutral", "lock", "Private"))

    def show_data(self, data: BusinessData) -> None:
        """Show an associate; a form that is being filled stays as it is."""
        before, self._data = self._data, data
        if self._form is not None or (self._read and self._same(before, data)):
            return
        self._read = True
        body = QWidget()
        lines = column(gap=8, of=body)
        parts = list(self.part.read(data, self._context))
        for widget in parts or self._nothing():
            lines.addWidget(widget)
        self.setVisible(bool(parts) or self.part.lasting)
        self._body.put(body)

    def editing(self) -> bool:
        """Whether the form stands here now."""
        return self._form is not None

    def edit(self) -> None:
        """Put the form in the place of what is read."""
        if self._form is not None:
            return
        form = PartForm(self._context, self.part.rows)
        form.setAccessibleName(self.part.title)
        form.stored.connect(lambda: self.stored.emit(form.before(), form.data()))
        form.show_record(self._data)
        self._form = form
        self.link.hide()
        self.show()
        self._body.put(self._framed(form))
        if (field := first_focus(form)) is not None:
            field.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Save, and read again."""
        if self._form is None:
            return
        self._form.flush()
        had_focus = self.isAncestorOf(focused) if (focused := QApplication.focusWidget()) else False
        self._data, self._form, self._read = self._form.data(), None, False
        self.link.show()
        self.show_data(self._data)
        if had_focus:
            self.link.setFocus()
        self.left.emit()

    def flush(self) -> None:
        """Save what is typed."""
        if self._form is not None:
            self._form.flush()

    def forget(self) -> None:
        """Drop what waits to be saved, because the associate is gone."""
        if self._form is not None:
            self._form.autosave.forget()

    def _same(self, before: BusinessData, now: BusinessData) -> bool:
        """Whether nothing that is read here has changed, so that it need not be made anew."""
        names = {name for row in self.part.rows for name in (row.names or (row.name,))}
        return before.id == now.id and all(
            getattr(before, name) == getattr(now, name) for name in names.union(self.part.also)
        )

    def _nothing(self) -> list[QWidget]:
        return [Label(self.part.empty, "form", "text_2", wrap=True)] if self.part.empty else []

    def _framed(self, form: PartForm) -> QWidget:
        """The form with its way out."""
        done = SecondaryButton("Done", small=True, act=self.leave)
        done.setAccessibleName(f"Done with {self.part.title}")
        holder = held(
            column(form, row(Label("Saved as you type", "second", "text_2"), SPRING, done), gap=12)
        )
        enter_acts(holder, self.leave, self.leave)
        return holder
