"""The head of the studio: what this is, where it stands, and the one next step."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from microbiz_desktop.domain.states import AgreementState
from microbiz_desktop.services.agreements.values import AgreementData
from microbiz_desktop.ui.look.theme import Theme, follow_theme
from microbiz_desktop.ui.widgets.buttons import IconButton, PrimaryButton
from microbiz_desktop.ui.widgets.cards import IconMark
from microbiz_desktop.ui.widgets.key_words import key_words
from microbiz_desktop.ui.widgets.labels import ElidedLabel, Label
from microbiz_desktop.ui.widgets.layouts import column, put
from microbiz_desktop.ui.widgets.progress import Stepper

_STEPS = {
    AgreementState.DRAFT: 0,
    AgreementState.OFFERED: 1,
    AgreementState.PARTLY_SIGNED_OFF: 1,  # signed off once every party has
}
_EXITS = {
    AgreementState.DECLINED: ("problem", "circle-x"),
    AgreementState.WITHDRAWN: ("neutral", "undo-2"),
    AgreementState.EXPIRED: ("neutral", "clock"),
    AgreementState.SUPERSEDED: ("neutral", "history"),
}


def show_state(stepper: Stepper, state: AgreementState) -> None:
    """Where an agreement stands, as steps or as the pill of a side exit."""
    if state in _EXITS:
        kind, icon = _EXITS[state]
        stepper.set_exit(kind, icon, state.value.capitalize())
    elif state in _STEPS:
        stepper.set_step(_STEPS[state])
    else:
        stepper.set_step(3, finished=True)


def second_line(agreement: AgreementData, law: str) -> str:
    """Kind, parties, law."""
    count = len(agreement.deal.parties)
    parties = "1 party" if count == 1 else f"{count} parties"
    words = (agreement.kind_title, parties, law)
    return "  ·  ".join(word for word in words if word)


class StudioHeader(QWidget):
    """96 high: title and next step above, kind and stepper below."""

    primary_clicked = Signal()

    def __init__(self, menu: QMenu, primary: str) -> None:
        super().__init__()
        self._menu = menu
        upper, lower = QHBoxLayout(), QHBoxLayout()
        upper.setSpacing(8)
        lower.setSpacing(16)
        self.title = ElidedLabel("", "title")
        upper.addWidget(self.title, 1)
        self._tick = IconMark("check", "ok", 14)
        self.saved = Label("", "form", "text_2", figures=True)
        put(upper, self._tick, self.saved, 8)
        self.more = IconButton("ellipsis", "More for this agreement", act=self._open_menu)
        upper.addWidget(self.more)
        self.primary = PrimaryButton(primary, act=self.primary_clicked)
        leads = f"{key_words('Ctrl+Enter')} leads to what is left, and here when nothing is."
        self.primary.setToolTip(leads)
        upper.addWidget(self.primary)
        self.second = ElidedLabel("", "body", "text_2")
        lower.addWidget(self.second, 1)
        self.stepper = Stepper()
        lower.addWidget(self.stepper)
        column(upper, lower, gap=2, pad=(24, 12, 24, 10), of=self)
        follow_theme(self._apply_theme)

    def show_agreement(self, agreement: AgreementData, law: str) -> None:
        """Title, kind, state, and when it was last saved."""
        self.title.setText(agreement.title or "A new agreement")
        self.second.setText(second_line(agreement, law))
        show_state(self.stepper, agreement.state)
        moment = agreement.saved
        self.saved.setText(f"Saved {moment.local():%H:%M}" if moment else "")
        self._tick.setVisible(moment is not None)

    def menu(self) -> QMenu:
        """What can be done with the agreement."""
        return self._menu

    def _open_menu(self) -> None:
        self._menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def _apply_theme(self, now: Theme) -> None:
        self.setFixedHeight(now.px(96))
