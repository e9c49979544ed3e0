"""The drafts made so as cards: with whom each is, what was found in it, and its own offer."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from microbiz_desktop.domain.findings import Finding, Severity
from microbiz_desktop.services.agreements.spoke_values import SpokeDraft
from microbiz_desktop.services.shared.words import counted
from microbiz_desktop.ui.widgets.buttons import LinkButton, SecondaryButton
from microbiz_desktop.ui.widgets.cards import Card
from microbiz_desktop.ui.widgets.labels import Label, Pill
from microbiz_desktop.ui.widgets.layouts import column, empty, row, wide


class DraftCard(Card):
    """One draft: with whom, its sums and days, what is open there, and its offer."""

    offer_asked = Signal()
    #: A question of it that is to be looked at; empty for the draft itself.
    place_asked = Signal(str)

    def __init__(self, draft: SpokeDraft) -> None:
        super().__init__()
        title, with_whom = draft.agreement.title or "A new agreement", f"With {draft.with_whom}"
        self.setAccessibleName(f"{title}, {with_whom}")
        self.open = SecondaryButton(
            "Open", small=True, act=lambda: self.place_asked.emit(""), name=f"Open: {title}"
        )
        self.offer = SecondaryButton(
            "Offer", small=True, act=self.offer_asked, name=f"Offer: {title}"
        )
        words = column(
            Label(title, "form_strong", wrap=True),
            Label(f"{with_whom} · {draft.told}", "second", "text_2", wrap=True),
            gap=2,
        )
        self.add(row(wide(words), Pill(*_pill(draft)), self.open, self.offer, gap=10))
        self.offer.setVisible(not draft.stopped)
        self.ways: list[LinkButton] = []
        for finding in draft.view.findings:
            if finding.severity is not Severity.HINT:
                self.add(self._way(finding))

    def _way(self, finding: Finding) -> LinkButton:
        words = f"{finding.place.label}: {finding.message}"
        made = LinkButton(words)
        made.clicked.connect(lambda: self.place_asked.emit(finding.place.question))
        self.ways.append(made)
        return made


def _pill(draft: SpokeDraft) -> tuple[str, str, str]:
    if draft.stopped:
        return "waiting", "clock", f"{draft.stopped} left"
    if draft.warnings:
        return "waiting", "triangle-alert", counted(draft.warnings, "warning")
    return "ok", "check", "Ready"


class DraftCards(QWidget):
    """A card for each draft, in their order."""

    #: The draft that is to be offered.
    offer_asked = Signal(object)
    #: An agreement by its id, and a question of it.
    place_asked = Signal(int, str)

    def __init__(self) -> None:
        super().__init__()
        self.cards: list[DraftCard] = []
        self._column = column(gap=12, of=self)

    def show_drafts(self, drafts: Sequence[SpokeDraft]) -> None:
        """These and no others."""
        empty(self._column)
        self.cards = [self._card(draft) for draft in drafts]
        for card in self.cards:
            self._column.addWidget(card)
            card.show()  # at once: the keyboard may go there

    def _card(self, draft: SpokeDraft) -> DraftCard:
        card = DraftCard(draft)
        card.offer_asked.connect(partial(self.offer_asked.emit, draft))
        card.place_asked.connect(partial(self.place_asked.emit, draft.agreement.id))
        return card
