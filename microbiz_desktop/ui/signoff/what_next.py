"""The right side of the room: the fingerprint in words, and what happens next."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from microbiz_desktop.domain.states import AgreementState
from microbiz_desktop.services.signoff.values import SignOffRoom
from microbiz_desktop.ui.widgets.buttons import GhostButton, SecondaryButton
from microbiz_desktop.ui.widgets.cards import Card, IconMark
from microbiz_desktop.ui.widgets.labels import Label
from microbiz_desktop.ui.widgets.layouts import SPRING, grid, held, row
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
        words = [
            row(Label(str(n), "key", "text_2", figures=True), Label(word, "words"), SPRING, gap=6)
            for n, word in enumerate(room.words, 1)
        ]
        lines = [words[at : at + 4] for at in range(0, len(words), 4)]
        old, self._grid_holder = self._grid_holder, held(grid(*lines, gap=(4, 8), pad=(0, 4, 0, 4)))
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
        mark = "check" if room.executed else "arrow-right"
        steps = [(IconMark(mark, "accent"), Label(s, "form", wrap=True)) for s in room.next_steps]
        old, self._lines = self._lines, held(grid(*steps, gap=(6, 8), shares=(0, 1)))
        swap(self.column, old, self._lines)
        live = room.state in _LIVE
        self.withdraw.setVisible(live)
        closed = room.state in (
            AgreementState.DECLINED,
            AgreementState.WITHDRAWN,
            AgreementState.EXPIRED,
        )
        self.change.setVisible(live or closed)
