"""From an empty folder to an offered three-party agreement: every click and key is counted.

A key is Tab, Enter, an arrow, Space or a shortcut; letters and figures of facts are not counted.
Twice: by mouse, where fields are clicked into, and by keyboard alone. The figures are printed.
"""

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from microbiz_desktop.domain.states import AgreementState
from microbiz_desktop.ui.agreements.draft_studio import Studio
from microbiz_desktop.ui.forms.choice_field import ChoiceField
from microbiz_desktop.ui.forms.choices import ChoiceBase
from tests.builders import StillClock

from .hands import Hands

#: What each way may cost at most, in clicks and keys: what it did when it was last measured.
MOST = {"mouse": (29, 9), "keyboard": (0, 204)}

ASSOCIATES = (
    "Northlight Film, Eilidh Fraser, eilidh@northlight.example",
    "Whitcombe Joinery, Dan Whitcombe, workshop@whitcombe.example",
)
DELIVERABLES = (
    ("Brand and menus", "Fernhill", "15 January 2027"),
    ("Opening film", "Northlight", "19 February 2027"),
    ("Fitted counter", "Whitcombe", "12 February 2027"),
)


class Counting:
    """A user who is counted; `mouse` says how fields and buttons are reached."""

    def __init__(self, hands: Hands, *, mouse: bool) -> None:
        self.hands, self.mouse = hands, mouse
        self.counts: Counter[str] = Counter()

    def key(self, sequence: str) -> None:
        """A key that is no letter of a fact."""
        self.counts["keys"] += 1
        self.hands.keys(sequence)

    def reach(self, widget: QWidget) -> None:
        """The keyboard into a field: one click, or as many Tabs as it takes."""
        if self.has_keyboard(widget):
            return
        if self.mouse:
            self.counts["clicks"] += 1
            self.hands.click(widget)
            return
        self.hands.look_for(widget)
        for _ in range(60):
            if self.has_keyboard(widget):
                return
            self.key("Tab")
        raise AssertionError(f"no Tab leads to {widget.accessibleName()}")

    def has_keyboard(self, widget: QWidget) -> bool:
        """Whether it, or what stands for it, has the focus."""
        focus = QApplication.focusWidget()
        return focus is not None and (widget is focus or widget.focusProxy() is focus)

    def say(self, field: QWidget, fact: str) -> None:
        """Type a fact over what stands in a field."""
        self.reach(field)
        QTest.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClicks(field, fact)

    def pick(self, field: ChoiceField, start: str) -> None:
        """One of a drop-down, by the first letters."""
        self.reach(field)
        if self.mouse:  # the click has opened the list
            QTest.keyClicks(field.view(), start)
            self.counts["keys"] += 1
            QTest.keyClick(field.view(), Qt.Key.Key_Return)
        else:
            QTest.keyClicks(field, start)
        assert field.currentText().startswith(start)

    def press(self, button: QWidget) -> None:
        """A button: clicked, or reached and pressed."""
        if self.mouse:
            self.counts["clicks"] += 1
            self.hands.click(button)
        else:
            self.reach(button)
            self.key("Space")


def begin(user: Counting) -> None:
    """The first run."""
    page = user.hands.wait_page("first-run")
    user.say(page.legal_name, "Fernhill Design")
    user.say(page.person, "Priya Raman")
    user.key("Return")
    user.hands.wait_page("home")


def draft(user: Counting) -> Studio:
    """A new agreement, its name typed."""
    user.key("Ctrl+4")
    page = user.hands.wait_page("agreements")
    user.key("Ctrl+N")
    user.hands.wait(page.new_page.isVisible)
    user.say(page.new_page.title, "Harbour Lane: brand, fit-out and film")
    user.key("Return")
    studio = user.hands.wait_page("studio").inner
    assert isinstance(studio, Studio)
    user.hands.wait(studio.interview.slices.is_done)
    return studio


def turn_to(user: Counting, studio: Studio, section: str) -> None:
    """The next section, by the button at the foot."""
    while studio.interview.current != section:
        user.press(studio.interview.next)
        user.hands.wait(studio.interview.slices.is_done)


def add_parties(user: Counting, studio: Studio) -> None:
    """Two associates, each one line."""
    turn_to(user, studio, "people")
    parties: Any = studio.interview.special("parties")
    user.press(parties.add_button)
    for line in ASSOCIATES:
        user.say(parties.picker.search, line)
        user.key("Return")
    assert len(studio.edits.deal.parties) == 3
    for card in parties.cards.values():
        for tick in card.signing.rows.values():
            if not tick.is_on():
                user.reach(tick)
                user.key("Space")
    editor = studio.interview.blocks["lead_party"].editor.focusProxy()
    assert isinstance(editor, ChoiceBase)
    if user.mouse:
        user.counts["clicks"] += 1
        user.hands.click(editor, editor.rect_of(0).center())
    else:
        user.reach(editor)
        user.key("Space")


def say_the_work(user: Counting, studio: Studio) -> None:
    """What, for whom, from when to when, and what is handed over."""
    blocks = studio.interview.blocks
    for name, fact in (
        ("brief", "the brand, the fit-out and an opening film"),
        ("client", "Harbour Lane Coffee Ltd"),
        ("start", "30 November 2026"),
        ("end", "26 February 2027"),
    ):
        user.say(blocks[name].editor, fact)


def hand_over(user: Counting, studio: Studio) -> None:
    """The deliverables, once the parties are known."""
    while studio.interview.current != "work":
        user.press(studio.interview.back)
    rows: Any = studio.interview.blocks["deliverables"].editor
    for title, owner, due in DELIVERABLES:
        user.press(rows.add_link)
        cells = rows.rows()[-1].cells
        user.say(cells["title"], title)
        user.pick(cells["owner"], owner)
        user.say(cells["due"], due)


def say_the_money(user: Counting, studio: Studio) -> None:
    """The price, costs and shares."""
    turn_to(user, studio, "money")
    blocks = studio.interview.blocks
    user.say(blocks["price"].editor, "14750")
    costs: Any = blocks["approved_costs"].editor
    for party in studio.edits.deal.parties:
        user.say(costs.cells[party.key, "amount"], "0")
    shares: Any = blocks["shares"].editor
    for row, percent in zip(shares.rows(), ("40", "25", "35"), strict=True):
        user.say(row.field, percent)
    studio.flush()


def offer(user: Counting, studio: Studio) -> None:
    """The button, and the same in the dialog."""
    studio.flush()
    user.hands.wait(lambda: studio.compiled_version() == studio.edits.agreement.version)
    studio.found.leave_line()
    assert [f.message for f in studio.checks.findings() if f.severity == "error"] == []
    user.press(studio.header.primary)
    dialog: Any = user.hands.page().offering.dialog
    assert dialog is not None
    user.press(dialog.offer)
    agreements = user.hands.services.agreements
    number = studio.edits.agreement.id
    user.hands.wait(lambda: agreements.get(number).state is AgreementState.OFFERED)


@pytest.mark.parametrize("way", MOST)
def test_the_way_to_an_offer_is_counted(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, way: str
) -> None:
    hands = Hands(qtbot, qapp, tmp_path / "data", StillClock())
    user = Counting(hands, mouse=way == "mouse")
    try:
        begin(user)
        studio = draft(user)
        say_the_work(user, studio)
        add_parties(user, studio)
        hand_over(user, studio)
        say_the_money(user, studio)
        offer(user, studio)
    finally:
        hands.stop()
    clicks, keys = user.counts["clicks"], user.counts["keys"]
    print(f"From an empty folder to an offer, by {way}: {clicks} clicks, {keys} keys")
    assert clicks <= MOST[way][0]
    assert keys <= MOST[way][1]
