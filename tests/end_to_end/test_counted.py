"""From an empty folder to an offered three-party agreement: every click and key is counted.

A key is Tab, Enter, an arrow, Space or a shortcut; letters and figures of facts are not counted.
Twice: by mouse, where fields are clicked into, and by keyboard alone. The figures are printed.
"""

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from microbiz_desktop.domain.states import AgreementState
from microbiz_desktop.ui.agreements.draft_studio import Studio
from microbiz_desktop.ui.forms.choices import ChoiceBase
from tests.builders import StillClock

from .hands import Hands

#: What each way may cost at most, in clicks and keys.
MOST = {"mouse": (20, 9), "keyboard": (0, 40)}

ASSOCIATES = (
    "Northlight Film, Eilidh Fraser, eilidh@northlight.example",
    "Whitcombe Joinery, Dan Whitcombe, workshop@whitcombe.example",
)
DELIVERABLES = (
    "Brand and menus, Fernhill, 15 January 2027",
    "Opening film, Northlight, 19 February 2027",
    "Fitted counter, Whitcombe, 12 February 2027",
)


class Counting:
    """A user who is counted; `mouse` says how fields and buttons are reached."""

    def __init__(self, hands: Hands, *, mouse: bool) -> None:
        self.hands, self.mouse = hands, mouse
        self.counts: Counter[str] = Counter()
        self.steps: dict[str, Counter[str]] = {}

    def begins(self, step: str) -> None:
        """What is counted from now on belongs to this step."""
        self.counts = self.steps[step] = Counter()

    def total(self, what: str) -> int:
        """Of all steps."""
        return sum(step[what] for step in self.steps.values())

    def key(self, sequence: str) -> None:
        """A key that is no letter of a fact."""
        self.counts["keys"] += 1
        self.hands.keys(sequence)

    def click(self, widget: QWidget, at: QPoint | None = None) -> None:
        """A click on what is in sight."""
        self.counts["clicks"] += 1
        self.hands.click(widget, at)

    def enter(self) -> None:
        """The key that goes on; in a text of several lines it is with Ctrl."""
        several = isinstance(QApplication.focusWidget(), QPlainTextEdit)
        self.key("Ctrl+Return" if several else "Return")

    def reach(self, widget: QWidget, key: str = "Return") -> None:
        """The keyboard into a field: it may be there, else by one click or a few keys."""
        if not self.has_keyboard(widget) and self.mouse:
            self.click(widget)
            return
        for _ in range(10):
            if self.has_keyboard(widget):
                return
            if key == "Return":
                self.enter()
                settle(self, self.hands.page().inner)
            else:
                self.key(key)
        raise AssertionError(f"no {key} leads to {widget.accessibleName()}")

    def has_keyboard(self, widget: QWidget) -> bool:
        """Whether it, or what stands for it, has the focus."""
        focus = QApplication.focusWidget()
        return focus is not None and (widget is focus or widget.focusProxy() is focus)

    def say(self, field: QWidget, fact: str, key: str = "Return") -> None:
        """Type a fact over what stands in a field; to mark what stands there is a key as well."""
        self.reach(field, key)
        if isinstance(field, QLineEdit) and field.selectedText() != field.text():
            self.key("Ctrl+A")
        QTest.keyClicks(field, fact)

    def press(self, button: QWidget) -> None:
        """A button: clicked, or reached and pressed."""
        if self.mouse:
            self.click(button)
        else:
            self.reach(button)
            self.key("Return")


def settle(user: Counting, studio: Studio) -> None:
    """Whatever was led to is there, as a user sees before going on."""
    user.hands.wait(studio.interview.slices.is_done)
    user.hands.wait(lambda: not studio.going.keys.is_holding())


def begin(user: Counting) -> None:
    """The first run."""
    page = user.hands.wait_page("first-run")
    user.say(page.legal_name, "Fernhill Design")
    user.say(page.person, "Priya Raman", "Tab")
    user.key("Return")
    user.hands.wait_page("home")


def draft(user: Counting) -> Studio:
    """A new agreement, its name typed."""
    user.key("Ctrl+N")
    page = user.hands.wait_page("agreements")
    user.hands.wait(page.new_page.isVisible)
    user.say(page.new_page.title, "Harbour Lane: brand, fit-out and film")
    user.key("Return")
    studio = user.hands.wait_page("studio").inner
    assert isinstance(studio, Studio)
    settle(user, studio)
    return studio


def turn_to(user: Counting, studio: Studio, section: str) -> None:
    """Another section, by the buttons at the foot; Enter gets there by itself."""
    order = [one.id for one in studio.edits.agreements.sections_of(studio.edits.deal)]
    while user.mouse and studio.interview.current != section:
        ahead = order.index(section) > order.index(studio.interview.current)
        user.press(studio.interview.next if ahead else studio.interview.back)
        settle(user, studio)


def say_the_work(user: Counting, studio: Studio) -> None:
    """What, for whom, from when to when."""
    blocks = studio.interview.blocks
    for name, fact in (
        ("brief", "the brand, the fit-out and an opening film"),
        ("client", "Harbour Lane Coffee Ltd"),
        ("start", "30 November 2026"),
        ("end", "26 February 2027"),
    ):
        user.say(blocks[name].editor, fact)


def add_parties(user: Counting, studio: Studio) -> None:
    """Two associates, each one line; who signs for them was said in it."""
    turn_to(user, studio, "people")
    parties: Any = studio.interview.special("parties")
    for line in ASSOCIATES:
        user.say(parties.picker.search, line)
        user.key("Return")
    assert len(studio.edits.deal.parties) == 3


def lead_party(user: Counting, studio: Studio) -> None:
    """Who leads: the first of the three."""
    turn_to(user, studio, "people")
    editor = studio.interview.blocks["lead_party"].editor.focusProxy()
    assert isinstance(editor, ChoiceBase)
    if user.mouse:
        user.click(editor, editor.rect_of(0).center())
    else:
        user.reach(editor)
        user.key("Space")


def hand_over(user: Counting, studio: Studio) -> None:
    """The deliverables, once the parties are known: each one line."""
    turn_to(user, studio, "work")
    rows: Any = studio.interview.blocks["deliverables"].editor
    for line in DELIVERABLES:
        user.say(rows.line, line)
        user.key("Return")
    handed = studio.edits.deal.project.deliverables
    assert [(one.title, one.owner, one.due) for one in handed] == [
        ("Brand and menus", "fernhill-design", "2027-01-15"),
        ("Opening film", "northlight-film", "2027-02-19"),
        ("Fitted counter", "whitcombe-joinery", "2027-02-12"),
    ]


def say_the_money(user: Counting, studio: Studio) -> None:
    """The price, costs and shares."""
    turn_to(user, studio, "money")
    if not user.mouse:  # Enter makes the section
        user.enter()
        settle(user, studio)
    blocks = studio.interview.blocks
    user.say(blocks["price"].editor, "14750")
    costs: Any = blocks["approved_costs"].editor
    for party in studio.edits.deal.parties:
        user.say(costs.cells[party.key, "amount"], "0")
    shares: Any = blocks["shares"].editor
    for row, percent in zip(shares.rows(), ("40", "25", "35"), strict=True):
        user.say(row.field, percent)


def offer(user: Counting, studio: Studio) -> None:
    """The button, and the same in the dialog, which shows what is in force unsaid."""
    user.press(studio.header.primary)
    page = user.hands.page()
    user.hands.wait(lambda: page.offering.dialog is not None)
    dialog: Any = page.offering.dialog
    assert dialog.ways
    assert all(way.isVisible() for way in dialog.ways.values())
    if user.mouse:
        user.click(dialog.offer)
    else:
        user.key("Return")
    agreements = user.hands.services.agreements
    number = studio.edits.agreement.id
    user.hands.wait(lambda: agreements.get(number).state is AgreementState.OFFERED)


#: What is said in the studio, in the order in which Enter leads through it.
STEPS = (say_the_work, add_parties, hand_over, lead_party, say_the_money, offer)


@pytest.mark.parametrize("way", MOST)
def test_the_way_to_an_offer_is_counted(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, way: str
) -> None:
    hands = Hands(qtbot, qapp, tmp_path / "data", StillClock())
    user = Counting(hands, mouse=way == "mouse")
    try:
        user.begins("first run")
        begin(user)
        user.begins("new agreement")
        studio = draft(user)
        for step in STEPS:
            user.begins(step.__name__.replace("_", " "))
            step(user, studio)
    finally:
        hands.stop()
    clicks, keys = user.total("clicks"), user.total("keys")
    print(f"From an empty folder to an offer, by {way}: {clicks} clicks, {keys} keys")
    for name, counts in user.steps.items():
        print(f"    {name}: {counts['clicks']} clicks, {counts['keys']} keys")
    assert clicks <= MOST[way][0]
    assert keys <= MOST[way][1]
