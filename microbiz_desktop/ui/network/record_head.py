"""The head of a card in the network: what it is, a line about it, its buttons."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from microbiz_desktop.ui.look.pills import PillLook
from microbiz_desktop.ui.widgets.cards import Card
from microbiz_desktop.ui.widgets.labels import ElidedLabel, Label, Pill
from microbiz_desktop.ui.widgets.layouts import FlowLayout


def head_card(
    title: str, second: str, pills: Sequence[PillLook], buttons: Sequence[QWidget]
) -> Card:
    """Title and pills at the left, buttons at the right."""
    card = Card()
    card.setAccessibleName(title)
    line = QHBoxLayout()
    line.setSpacing(8)
    words = QVBoxLayout()
    words.setSpacing(2)
    words.addWidget(ElidedLabel(title, "title"))
    words.addWidget(ElidedLabel(second, "form", "text_2"))
    line.addLayout(words, 1)
    for button in buttons:
        line.addWidget(button)
    card.column.addLayout(line)
    if pills:
        holder = QWidget()
        flow = FlowLayout(holder)
        for pill in pills:
            flow.addWidget(Pill(*pill))
        card.add(holder)
    return card


def fact(label: str, value: str, *, figures: bool = False) -> QHBoxLayout:
    """A label and its value in one line."""
    line = QHBoxLayout()
    line.setSpacing(12)
    name = Label(label, "second", "text_2")
    name.setMinimumWidth(110)
    line.addWidget(name)
    line.addWidget(Label(value or "not noted", "form", wrap=True, figures=figures), 1)
    return line
