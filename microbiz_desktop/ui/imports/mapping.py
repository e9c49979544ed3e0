"""How a table is read: its encoding, and for each column what becomes of it, with samples."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QWidget

from microbiz_desktop.services.transfer.imports import (
    ADDRESS,
    LABELLED,
    NAMING,
    TARGETS,
    CsvLook,
    ForeignTable,
    Use,
)
from microbiz_desktop.ui.forms.choice_field import ChoiceField
from microbiz_desktop.ui.forms.ticks import TickBox
from microbiz_desktop.ui.look.theme import theme
from microbiz_desktop.ui.widgets.cards import Band, Card
from microbiz_desktop.ui.widgets.labels import ElidedLabel, Label, Line
from microbiz_desktop.ui.widgets.layouts import ScrollColumn, column, grid, row, wide

#: More columns than this are read as proposed and not shown: nobody goes through them.
MOST_SHOWN = 120
_SAMPLES = 3
_TOP = Qt.AlignmentFlag.AlignTop
_TITLES = [(target.key, target.title) for target in TARGETS]
_MANY = frozenset(target.key for target in TARGETS if target.many)


class MappingView(QWidget):
    """One line for each column: its heading, what is in the first rows, what becomes of it."""

    encoding_asked = Signal(str)
    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._look: CsvLook | None = None
        self._uses: list[Use] = []
        self.encoding = ChoiceField("Encoding")
        self.encoding.chosen.connect(self.encoding_asked)
        self.remember = TickBox("Remember these columns")
        self.remember.set_value(True)
        self.fields: list[ChoiceField] = []
        self.doubts = Band("waiting", "circle-question-mark", "")
        self.doubts.hide()
        self._area = ScrollColumn(max_width=1000, margin=20, gap=14, centred=True)
        self._lay_out()

    def show_table(self, look: CsvLook, uses: Sequence[Use] | None = None) -> None:
        """Show a table; `uses` are what was chosen the last time."""
        self._look = look
        fits = uses is not None and len(uses) == len(look.headers)
        self._uses = list(uses if fits and uses is not None else look.mapping)
        self.encoding.set_options(list(look.encodings))
        self.encoding.set_value(look.encoding)
        self._fill(look)
        self.changed.emit()

    def show_doubts(self, doubts: Sequence[str]) -> None:
        """Say why the table is asked about; nothing for one that is looked at again."""
        words = " ".join(doubts)
        self.doubts.text.setText(words)
        self.doubts.setAccessibleName(words)
        self.doubts.setVisible(bool(words))

    def table(self) -> ForeignTable:
        """How the table is to be read, as chosen."""
        encoding = self._look.encoding if self._look else ""
        return ForeignTable(encoding, tuple(self._uses))

    def signature(self) -> str:
        """The key under which this mapping can be remembered."""
        return self._look.signature if self._look else ""

    def has_name(self) -> bool:
        """Whether some column is a name: without one nobody can be made of a row."""
        return any(use.target in NAMING for use in self._uses)

    def minimumSizeHint(self) -> QSize:
        """It scrolls."""
        return QSize(theme().px(560), theme().px(240))

    def _fill(self, look: CsvLook) -> None:
        self._area.clear()
        self.fields = []
        card = Card("Columns", aside=f"{len(look.headers):,} columns")
        heads = [Label(title, "header", "text_2") for title in ("Heading", "First rows", "Becomes")]
        rows: list[list[QWidget] | Line] = []
        for place in range(min(len(look.headers), MOST_SHOWN)):
            rows += [Line(), self._column_row(look, place)]
        card.add(grid(heads, *rows, gap=(16, 6), shares=(0, 1)))
        if len(look.headers) > MOST_SHOWN:
            more = len(look.headers) - MOST_SHOWN
            card.add(Label(f"{more:,} more columns are read as proposed.", "second", "text_2"))
        self._area.add(card)

    def _column_row(self, look: CsvLook, column: int) -> list[QWidget]:
        header = look.headers[column]
        samples = [row[column].strip() for row in look.preview if column < len(row)]
        shown = " · ".join(list(dict.fromkeys(filter(None, samples)))[:_SAMPLES])
        field = ChoiceField(f"{header} becomes", _TITLES)
        field.setMinimumWidth(theme().px(220))
        field.set_value(self._uses[column].target)
        field.chosen.connect(lambda key, column=column: self._use(column, key))
        self.fields.append(field)
        name = ElidedLabel(header, "form_strong")
        name.setMinimumWidth(theme().px(140))
        name.setMaximumWidth(theme().px(240))
        words = ElidedLabel(" ".join(shown.split()) or "Empty", "form", "text_2")
        return [name, words, field]

    def _use(self, column: int, target: str) -> None:
        """A second e-mail becomes the second; a part of an address joins one that lacks it."""
        others = [use for place, use in enumerate(self._uses) if place != column]
        taken = {use.number for use in others if use.target == target}
        number = max(taken, default=0) + 1 if target in _MANY else 1
        if target in ADDRESS:
            lacking = {use.number for use in others if use.target in ADDRESS} - taken
            number = min(lacking, default=number)
        proposed = self._look.mapping[column] if self._look else Use()
        label = proposed.label if target in LABELLED and proposed.target in LABELLED else ""
        if target == "custom" and self._look:
            label = self._look.headers[column]
        self._uses[column] = Use(target, number, label)
        self.changed.emit()

    def _lay_out(self) -> None:
        self.encoding.setMinimumWidth(theme().px(240))
        column(
            row(self.doubts, gap=0, pad=(24, 0, 24, 0)),
            row(
                Label("Encoding", "label"),
                self.encoding,
                wide(
                    Label(
                        "Another one when letters such as é look wrong below.", "second", "text_2"
                    )
                ),
                self.remember,
                gap=12,
                pad=(24, 0, 24, 0),
            ),
            wide(self._area),
            gap=8,
            of=self,
        )
