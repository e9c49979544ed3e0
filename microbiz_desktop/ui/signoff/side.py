"""The right side of the room: the fingerprint in words, and what happens next."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QGridLayout, QWidget

from microbiz_desktop.domain.states import AgreementState
from microbiz_desktop.services.shared.values import SignOffRoom
from microbiz_desktop.ui.widgets.buttons import GhostButton, SecondaryButton
from microbiz_desktop.ui.widgets.cards import Card, IconMark
from microbiz_desktop.ui.widgets.labels import Label
from microbiz_desktop.ui.widgets.layouts import SPRING, row
from microbiz_desktop.ui.widgets.swap import swap

_LIVE = frozenset({AgreementState.OFFERED, AgreementState.PARTLY_SIGNED_OFF})


class FingerprintCard(Card):
    """Eight words that stand for the text; the same words mean the same text."""

    def __init__(self) -> None:
        super().__init__("Fingerprint", "Copy")
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
            grid.addLayout(
                row(
                    Label(str(number + 1), "key", "text_2", figures=True),
                    Label(word, "words"),
                    SPRING,
                    gap=6,
                ),
                number // 4,
                number % 4,
            )
        self._grid_holder.setAccessibleName(f"Fingerprint words: {', '.join(room.words)}")
        swap(self.column, old, self._grid_holder)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._text)


class NextCard(Card):
    """What happens next, and the ways out of the offer."""

    withdraw_asked = Signal()
    change_asked = Signal()
    history_asked = Signal()

    def __init__(self) -> None:
        super().__init__("What happens next", "History")
        self.link_clicked.connect(self.history_asked)
        self._lines = QWidget()
        self.add(self._lines, SPRING)
        self.change = SecondaryButton("Change the text", act=self.change_asked)
        self.withdraw = GhostButton("Withdraw the offer", act=self.withdraw_asked)
        self.column.addLayout(row(self.change, self.withdraw, SPRING))

    def show_room(self, room: SignOffRoom) -> None:
        """Finished lines from the services, each with a mark."""
        old, self._lines = self._lines, QWidget()
        grid = QGridLayout(self._lines)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setColumnStretch(1, 1)
        grid.setVerticalSpacing(8)
        for one, words in enumerate(room.next_steps):
            grid.addWidget(IconMark("check" if room.executed else "arrow-right", "accent"), one, 0)
            grid.addWidget(Label(words, "form", wrap=True), one, 1)
        swap(self.column, old, self._lines)
        live = room.state in _LIVE
        self.withdraw.setVisible(live)
        closed = room.state in (
            AgreementState.DECLINED,
            AgreementState.WITHDRAWN,
            AgreementState.EXPIRED,
        )
        self.change.setVisible(live or closed)
