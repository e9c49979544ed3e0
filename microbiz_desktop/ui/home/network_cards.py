"""What Home says of the network: plain counts, introductions to follow up, one small step."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from microbiz_desktop.domain.links import Link, Screen
from microbiz_desktop.services.shared.words import joined
from microbiz_desktop.ui.look.theme import theme
from microbiz_desktop.ui.records.undo import tell
from microbiz_desktop.ui.runtime.context import Context
from microbiz_desktop.ui.widgets.avatar import logo_pixmap
from microbiz_desktop.ui.widgets.buttons import GhostButton, SecondaryButton
from microbiz_desktop.ui.widgets.cards import Card, IconMark, Sunken
from microbiz_desktop.ui.widgets.labels import ElidedLabel, Label
from microbiz_desktop.ui.widgets.layouts import TOP, column, row, wide
from microbiz_desktop.ui.widgets.link_row import LinkRow
from microbiz_desktop.ui.widgets.progress import ThinBar

if TYPE_CHECKING:
    from microbiz_desktop.services.network.values import Count, FollowUp, SmallStep, Strength


class CardSlot(QWidget):
    """Holds a card that comes a moment later than the others; hidden while there is none."""

    def __init__(self) -> None:
        super().__init__()
        self._column = column(of=self)
        self._card: Card | None = None
        self.hide()

    def card(self) -> Card | None:
        """The card now shown."""
        return self._card

    def show_card(self, card: Card | None) -> None:
        """Another card in its place, or none."""
        if self._card is not None:
            self._column.removeWidget(self._card)
            self._card.hide()
            self._card.deleteLater()
        self._card = card
        if card is not None:
            self._column.addWidget(card)
        self.setVisible(card is not None)


def strength_card(context: Context, view: Strength) -> Card | None:
    """Counts with bars, what nobody covers, introductions; nothing while there is nothing."""
    if not view.counts and not view.follow_ups:
        return None
    card = Card("Network strength", "Open Network")
    card.link_clicked.connect(lambda: context.go(Link(Screen.NETWORK, 0, "map")))
    for count in view.counts:
        card.add(_count(count))
    if view.missing:
        card.add(_missing(view.missing))
    if view.follow_ups:
        card.column.addSpacing(4)
        card.add(Label("Introductions to follow up", "label"))
    for one in view.follow_ups:
        card.add(_follow_up(context, one))
    return card


def _count(count: Count) -> QWidget:
    holder = QWidget()
    holder.setAccessibleName(f"{count.label}: {count.number} of {count.of}")
    bar = ThinBar()
    bar.set_share(count.number, count.of, f"{count.label}: {count.number} of {count.of}")
    column(
        row(
            wide(Label(count.label, "form")),
            Label(f"{count.number:,} of {count.of:,}", "label", figures=True),
        ),
        bar,
        gap=4,
        of=holder,
    )
    return holder


def _missing(names: tuple[str, ...]) -> Sunken:
    block = Sunken()
    said = [name[:1].lower() + name[1:] for name in names]
    block.column.addLayout(
        row(
            (IconMark("target", "text_2", 18), 0, TOP),
            wide(Label(f"Nobody yet for {joined(said)}.", "form", wrap=True)),
            gap=10,
        )
    )
    return block


def _follow_up(context: Context, one: FollowUp) -> LinkRow:
    image = context.services.businesses.image(one.logo) if one.logo else b""
    row = LinkRow(one.title, one.second_line, logo=logo_pixmap(image))
    row.clicked.connect(lambda: context.go(one.target))
    return row


def step_card(context: Context, step: SmallStep) -> Card:
    """One thing that takes minutes, with its reason; it can be waved away until tomorrow."""
    card = Card()
    card.setAccessibleName(f"One small step: {step.title}")
    button = SecondaryButton(step.button, act=lambda: context.go(step.target))
    button.setMinimumWidth(theme().px(104))
    button.setAccessibleName(f"{step.button}: {step.title}")
    card.column.addLayout(
        row(
            IconMark("sparkles", "accent", 20),
            wide(
                column(
                    Label(f"One small step, about {step.minutes} minutes", "second", "accent"),
                    ElidedLabel(step.title, "row"),
                    Label(step.reason, "second", "text_2", wrap=True),
                    gap=1,
                )
            ),
            button,
            GhostButton("Not now", act=_wave_away(context)),
            gap=14,
        )
    )
    return card


def _wave_away(context: Context) -> Callable[[], None]:
    def act() -> None:
        steps = context.services.small_steps
        steps.wave_away()
        tell(context, "No small step until tomorrow", steps.bring_back, steps.wave_away)

    return act
