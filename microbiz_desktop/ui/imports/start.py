"""Where an import begins: choose files, drop them or paste; and what was brought in before."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QWidget

from microbiz_desktop.services.shared import words
from microbiz_desktop.ui.look.theme import theme
from microbiz_desktop.ui.widgets.buttons import LinkButton, PrimaryButton, SecondaryButton
from microbiz_desktop.ui.widgets.cards import Card, IconMark
from microbiz_desktop.ui.widgets.labels import ElidedLabel, Label, Line, Pill
from microbiz_desktop.ui.widgets.layouts import SPRING, ScrollColumn, column, drop, put, row, wide
from microbiz_desktop.ui.widgets.painting import start_painting

if TYPE_CHECKING:
    from microbiz_desktop.services.transfer.values import StepRow

_EXPLAINED = (
    "Contact cards (.vcf) from a phone or address book, or tables (.csv) from Google, Outlook, "
    "Thunderbird, LinkedIn and others. You see what would change before anything does."
)
#: The latest so many are shown; older ones are seldom wanted back.
_SHOWN = 30


class DropPlace(QWidget):
    """The dashed place that says files may be dropped; they may be, anywhere on the window."""

    def __init__(self) -> None:
        super().__init__()
        self.choose = PrimaryButton("Choose files", "folder")
        self.paste = SecondaryButton("Paste contact cards", "copy")
        lines = column(
            row(SPRING, IconMark("download", "text_3", 32), SPRING),
            gap=12,
            pad=(24, 32, 24, 32),
            of=self,
        )
        for said, role, ink in (
            ("Drop files anywhere on this window, or choose them", "card", "text"),
            (
                _EXPLAINED,
                "form",
                "text_2",
            ),
        ):
            lines.addWidget(_Centred(said, role, ink))
        put(lines, 6, row(SPRING, self.choose, self.paste, SPRING, gap=10))

    def paintEvent(self, event: QPaintEvent) -> None:
        """A dashed line round it."""
        painter = start_painting(self)
        pen = QPen(theme().colour("control"), 1.5, Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(theme().colour("surface"))
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 12, 12)


class _Centred(Label):
    def __init__(self, words: str, role: str, ink: str) -> None:
        super().__init__(words, role, ink, wrap=True)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter)


class StepLine(QWidget):
    """One import or merge of the past, and Undo while it stands."""

    def __init__(self, row: StepRow) -> None:
        super().__init__()
        word = "Import" if row.kind == "import" else "Merge"
        self.undo = LinkButton("Undo", name=f"Undo {word.lower()}: {row.title}")
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 8, 0, 8)
        line.setSpacing(12)
        put(
            line,
            IconMark("download" if row.kind == "import" else "users", "text_2", 18),
            wide(
                column(
                    ElidedLabel(row.title, "form_strong"),
                    ElidedLabel(f"{word} · {words.day_time(row.when)}", "second", "text_2"),
                    gap=1,
                )
            ),
        )
        if row.undone:
            self.undo.hide()
            line.addWidget(Pill("neutral", "undo-2", "Taken back"))
        line.addWidget(self.undo)


class StartView(ScrollColumn):
    """The drop place and the history below it."""

    undo_asked = Signal(int, str)

    def __init__(self) -> None:
        super().__init__(max_width=720, margin=24, gap=16, centred=True)
        self.place = DropPlace()
        self.history = Card("Imports and merges")
        self.add(self.place, self.history)
        self.lines: list[StepLine] = []
        self._nothing = Label(
            "Nothing was brought in yet. Whatever is can be taken back here.", "form", "text_2"
        )
        self.history.add(self._nothing)
        self._rows: list[QWidget] = []

    def show_history(self, rows: Sequence[StepRow]) -> None:
        """The latest steps first."""
        for gone in self._rows:
            drop(gone)
        self._rows, self.lines = [], []
        self._nothing.setVisible(not rows)
        for number, one in enumerate(rows[:_SHOWN]):
            step = StepLine(one)
            step.undo.clicked.connect(
                lambda _=False, one=one: self.undo_asked.emit(one.id, one.title)
            )
            self.lines.append(step)
            new: tuple[QWidget, ...] = (Line(), step) if number else (step,)
            self.history.add(*new)
            self._rows += new

    def minimumSizeHint(self) -> QSize:
        """It scrolls."""
        return QSize(theme().px(420), theme().px(240))
