"""Labels of one's own: what they are called, their colours, and taking one off everybody."""

from functools import partial

from PySide6.QtWidgets import QWidget

from microbiz_desktop.domain.contacts.labels import COLOURS
from microbiz_desktop.services.contacts.labels import LabelData, RemovedLabel, RenamedLabel
from microbiz_desktop.ui.forms.choice_field import ChoiceField
from microbiz_desktop.ui.forms.fields import TextField
from microbiz_desktop.ui.records.undo import push, tell
from microbiz_desktop.ui.runtime.context import Context
from microbiz_desktop.ui.widgets.buttons import IconButton
from microbiz_desktop.ui.widgets.cards import Card
from microbiz_desktop.ui.widgets.label_marks import LabelMark
from microbiz_desktop.ui.widgets.labels import Label
from microbiz_desktop.ui.widgets.layouts import column, empty, grid, held

_COLOURS = tuple((colour, colour.capitalize()) for colour in COLOURS)
_NONE = "No labels yet. Put one on in the card of an associate, or in the menu of the list."
_STAYS = "Labels are private: they go out in cards and tables only when that is ticked."


class LabelRow:
    """The fields of one label; a new name or colour is shown without making the row anew."""

    def __init__(self, one: LabelData) -> None:
        self.called = one.name
        self.mark = LabelMark(one.name, one.colour)
        self.name = TextField(f"Name of the label {one.name}")
        self.name.set_value(one.name)
        self.colour = ChoiceField(f"Colour of the label {one.name}", _COLOURS)
        self.colour.set_value(one.colour)
        self.gone = IconButton("trash-2", f"Take the label {one.name} off everybody")
        many = "1 has it" if one.count == 1 else f"{one.count:,} have it"
        self.count = Label(many, "second", "text_2")

    def cells(self) -> list[QWidget | None]:
        """In the order of the columns."""
        return [self.mark, self.name, self.colour, self.count, self.gone]

    def show_change(self, name: str) -> None:
        """It is called otherwise now, or has the colour chosen."""
        self.called = name
        self.mark.set_label(name, self.colour.value() or "")


class LabelsPart(QWidget):
    """Each change takes effect at once, on everybody who has the label."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._labels = context.services.labels
        self.rows: tuple[LabelRow, ...] = ()
        self._card = Card()
        self._lines = column()
        self._card.column.addLayout(self._lines)
        column(Label(_STAYS, "form", "text_2", wrap=True), self._card, gap=16, of=self)

    def opened(self) -> None:
        """Read which there are, aside."""
        self._context.tasks.run(self._labels.all, done=self.show_labels, key="labels", owner=self)

    def show_labels(self, found: tuple[LabelData, ...]) -> None:
        """A row for each."""
        empty(self._lines)
        self.rows = tuple(map(self._row, found))
        if self.rows:
            parts = [one.cells() for one in self.rows]
            self._lines.addWidget(held(grid(*parts, gap=(12, 8), shares=(0, 3, 2, 0, 0))))
        else:
            self._lines.addWidget(Label(_NONE, "form", "text_2", wrap=True))

    def _row(self, one: LabelData) -> LabelRow:
        made = LabelRow(one)
        made.name.finished.connect(partial(self._rename, made))
        made.colour.chosen.connect(partial(self._paint, made))
        made.gone.clicked.connect(lambda: self._take_off(made.called))
        return made

    def _rename(self, row: LabelRow) -> None:
        old, new = row.called, str(row.name.value())
        if not new or new == old:
            row.name.set_value(old)
            return
        renamed = self._labels.rename(old, new)
        there = any(one.called == renamed.name for one in self.rows)
        row.show_change(renamed.name)
        if there:
            self.opened()
        tell(
            self._context,
            f"“{old}” is called “{renamed.name}” now",
            lambda: self._undo_rename(renamed),
        )

    def _paint(self, row: LabelRow, colour: str) -> None:
        name = row.called
        before = self._labels.colours([name]).get(name, "")
        self._labels.paint(name, colour)
        row.show_change(name)
        push(
            self._context,
            f"colour of “{name}”",
            lambda: self._paint_back(name, before),
            lambda: self._paint_back(name, colour),
        )

    def _paint_back(self, name: str, colour: str) -> None:
        self._labels.paint(name, colour)
        self.opened()

    def _take_off(self, name: str) -> None:
        taken = self._labels.take_off(name)
        self.opened()
        tell(self._context, f"“{name}” is taken off everybody", lambda: self._bring_back(taken))

    def _undo_rename(self, renamed: RenamedLabel) -> None:
        self._labels.undo_rename(renamed)
        self.opened()

    def _bring_back(self, taken: RemovedLabel) -> None:
        self._labels.bring_back(taken)
        self.opened()
