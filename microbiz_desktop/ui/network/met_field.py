"""Whom we met at an event: names with a tick for useful, and a line to add one."""

from PySide6.QtWidgets import QWidget

from microbiz_desktop.services.network.values import Met
from microbiz_desktop.ui.forms.field import FieldWidget
from microbiz_desktop.ui.forms.more_fields import AssociateField
from microbiz_desktop.ui.forms.ticks import TickBox
from microbiz_desktop.ui.runtime.context import Context
from microbiz_desktop.ui.widgets.buttons import IconButton, SecondaryButton
from microbiz_desktop.ui.widgets.labels import ElidedLabel
from microbiz_desktop.ui.widgets.layouts import column, empty, held, row, wide


class MetField(FieldWidget):
    """A field over a tuple of `Met`."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._met: tuple[Met, ...] = ()
        self._rows = column(gap=2)
        self.other = AssociateField(context, "Somebody met there")
        self.add_button = SecondaryButton("Add", "plus", act=self._add)
        column(self._rows, row(wide(self.other), self.add_button), gap=6, of=self)
        self.setFocusProxy(self.other)

    def value(self) -> tuple[Met, ...]:
        """Everybody met."""
        return self._met

    def set_value(self, value: object) -> None:
        """Show them without telling anybody."""
        self._met = tuple(value) if isinstance(value, (list, tuple)) else ()
        self._show()

    def problem(self) -> str:
        """A name that is not in the list cannot be noted."""
        key, typed = self.other.value()
        return f"“{typed}” is not in the contact list yet." if typed and not key else ""

    def set_accessible_label(self, name: str) -> None:
        """The name belongs to the line."""
        self.other.set_accessible_label(name)

    def _add(self) -> None:
        key, name = self.other.value()
        if not key:
            self.finished.emit()  # shows what is the matter
            return
        self.other.set_value((0, ""))
        if key not in {one.business_id for one in self._met}:
            self._change((*self._met, Met(key, name)))

    def _change(self, met: tuple[Met, ...]) -> None:
        self._met = met
        self._show()
        self.settle()

    def _show(self) -> None:
        empty(self._rows)
        for one in self._met:
            self._rows.addWidget(self._row(one))

    def _row(self, one: Met) -> QWidget:
        useful = TickBox("Useful")
        useful.setAccessibleName(f"{one.name} has proved useful")
        useful.set_value(one.useful)
        useful.edited.connect(lambda: self._set_useful(one.business_id, useful.value()))
        remove = IconButton("x", f"Remove {one.name}", size=28)
        remove.clicked.connect(lambda: self._remove(one.business_id))
        return held(row(wide(ElidedLabel(one.name, "form_strong")), useful, remove))

    def _set_useful(self, key: int, on: bool) -> None:
        self._met = tuple(
            Met(one.business_id, one.name, on if one.business_id == key else one.useful)
            for one in self._met
        )
        self.settle()

    def _remove(self, key: int) -> None:
        self._change(tuple(one for one in self._met if one.business_id != key))
