"""The right side of the room: the fingerprint in words, and what happens next."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from microbiz_desktop.domain.states import AgreementState
from microbiz_desktop.services.shared.values import SignOffRoom
from microbiz_desktop.ui.widgets.buttons import GhostButton, SecondaryButton
from microbiz_desktop.ui.widgets.cards import Card, IconMark
from microbiz_desktop.ui.widgets.labels import Label
from microbiz_desktop.ui.widgets.swap import swap

_LIVE = frozenset({AgreementState.OFFERED, AgreementState.PARTLY_SIGNED_OFF})


class FingerprintCard(Card):
    """Eight words that stand for the text; the same words mean the same text."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Fingerprint", "Copy", parent=parent)
        self._text = ""
        self._grid_holder = QWidget()
        self.add(self._grid_holder)
        words = "Read the words to each other. The same words mean the same text."
        self.add(Label(words, "second", "text_2", wrap=True))
        self.link_clicked.connect(self._copy)

    def show_room(self, room: SignOffRoom) -> None:
        """The words of the revision offered."""
        self.title.setText(f"Fingerprint of revision {room.revision}")
        self._text = f"{' '.join(room.words)}\n{room.fingerprint}"
        old, self._grid_holder = self._grid_holder, QWidget()
        grid = QGridLayout(self._grid_holder)
        grid.setContentsMargins(0, 4, 0, 4)
        grid.setVerticalSpacing(8)
        grid.setHorizontalSpacing(4)
        for number, word in enumerate(room.words):
            cell = QHBoxLayout()
            cell.setSpacing(6)
            cell.addWidget(Label(str(number + 1), "key", "text_2", figures=True))
            cell.addWidget(Label(word, "words"))
            cell.addStretch(1)
            grid.addLayout(cell, number // 4, number % 4)
        self._grid_holder.setAccessibleName(f"Fingerprint words: {', '.join(room.words)}")
        swap(self.column, old, self._grid_holder)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._text)


class NextCard(Card):
    """What happens next, and the ways out of the offer."""

    withdraw_asked = Signal()
    change_asked = Signal()
    history_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("What happens next", "History", parent=parent)
        self.link_clicked.connect(self.history_asked)
        self._lines = QWidget()
        self.add(self._lines)
        self.column.addStretch(1)
        row = QHBoxLayout()
        self.change = SecondaryButton("Change the text")
        self.change.clicked.connect(self.change_asked)
        self.withdraw = GhostButton("Withdraw the offer")
        self.withdraw.clicked.connect(self.withdraw_asked)
        row.addWidget(self.change)
        row.addWidget(self.withdraw)
        row.addStretch(1)
        self.column.addLayout(row)

    def show_room(self, room: SignOffRoom) -> None:
        """Finished lines from the services, each with a mark."""
        old, self._lines = self._lines, QWidget()
        grid = QGridLayout(self._lines)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setColumnStretch(1, 1)
        grid.setVerticalSpacing(8)
        for row, words in enumerate(room.next_steps):
            mark = IconMark("check" if room.executed else "arrow-right", "accent")
            grid.addWidget(mark, row, 0)
            grid.addWidget(Label(words, "form", wrap=True), row, 1)
        swap(self.column, old, self._lines)
        live = room.state in _LIVE
        self.withdraw.setVisible(live)
        closed = room.state in (
            AgreementState.DECLINED,
            AgreementState.WITHDRAWN,
            AgreementState.EXPIRED,
        )
        self.change.setVisible(live or closed)
