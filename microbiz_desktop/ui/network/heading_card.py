"""The head of a card in the network: what it is, a line about it, its buttons."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QWidget

from microbiz_desktop.ui.look.pills import PillLook
from microbiz_desktop.ui.widgets.abreast import NameAndTools
from microbiz_desktop.ui.widgets.cards import Card
from microbiz_desktop.ui.widgets.labels import ElidedLabel, Label, Pill
from microbiz_desktop.ui.widgets.layouts import FlowLayout, column, row, wide


def heading_card(
    title: str, second: str, pills: Sequence[PillLook], buttons: Sequence[QWidget]
) -> Card:
    """Title and pills at the left, buttons at the right."""
    card = Card()
    card.setAccessibleName(title)
    said = column(ElidedLabel(title, "title"), ElidedLabel(second, "form", "text_2"), gap=2)
    card.add(NameAndTools(row(wide(said)), row(*buttons, gap=8)))
    if pills:
        holder = QWidget()
        flow = FlowLayout(holder)
        for pill in pills:
            flow.addWidget(Pill(*pill))
        card.add(holder)
    return card


def fact(label: str, value: str, *, figures: bool = False) -> QHBoxLayout:
    """A label and its value in one line."""
    name = Label(label, "second", "text_2")
    name.setMinimumWidth(110)
    return row(name, wide(Label(value or "not noted", "form", wrap=True, figures=figures)), gap=12)
