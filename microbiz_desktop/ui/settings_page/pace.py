"""How long one wants to know somebody before the first work: a wish, never a rule."""

from PySide6.QtWidgets import QWidget

from microbiz_desktop.services.shared.choosing import MOST
from microbiz_desktop.ui.forms.fields import NumberField
from microbiz_desktop.ui.forms.labelled import LabelledField
from microbiz_desktop.ui.records.undo import push
from microbiz_desktop.ui.runtime.context import Context
from microbiz_desktop.ui.widgets.cards import Card
from microbiz_desktop.ui.widgets.layouts import column

_LABEL = "Days between the first talk and the first work"
_HELP = (
    "Leave it empty for no wish. Before that day you are told when you choose somebody for an "
    "agreement or a project; you can choose them all the same."
)


class PacePart(QWidget):
    """Kept as soon as it is a number."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._choosing = context.services.choosing
        self.days = NumberField(_LABEL, 0, MOST)
        self.block = LabelledField(_LABEL, self.days, help_text=_HELP, optional=True)
        self.days.finished.connect(self._keep)
        card = Card()
        card.add(self.block)
        column(card, of=self)

    def opened(self) -> None:
        """Show what is wished now."""
        self.days.set_value(self._choosing.pause() or None)

    def flush(self) -> None:
        """Keep what is typed."""
        self._keep()

    def _keep(self) -> None:
        if self.days.problem():
            return
        days, before = int(self.days.value() or 0), self._choosing.pause()
        if days != before:
            self._choosing.set_pause(days)
            what = "days before the first work"
            push(self._context, what, lambda: self._put(before), lambda: self._put(days))

    def _put(self, days: int) -> None:
        self._choosing.set_pause(days)
        self.opened()
