"""Each kind beside the usual one, by keyboard: from nothing to an executed copy that verifies.

Which paper is needed is found by answering the questions of a new agreement.
"""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from microbiz_desktop.cli.main import main
from microbiz_desktop.domain.states import AgreementState
from microbiz_desktop.ui.agreements.draft_studio import Studio
from microbiz_desktop.ui.forms.choice_field import ChoiceField
from microbiz_desktop.ui.forms.choices import ChoiceBase
from tests.builders import StillClock
from tests.drafting.base_deal import KINDS
from tests.ui.strays import Strays

from .hands import Hands
from .test_window_story import read_to_the_end

PEOPLE = {"Fernhill Design": "Priya Raman", "Northlight Film": "Eilidh Fraser"}
ASSOCIATE = "Northlight Film, Eilidh Fraser, eilidh@northlight.example"


@dataclass(frozen=True)
class Story:
    """What is said: answers that lead to the kind, and facts by section and question.

    `chooses` are choices of which the first is taken; `rows` are lists of one row.
    """

    leads_to_it: Sequence[str]
    title: str
    facts: Mapping[str, Mapping[str, str]]
    chooses: Mapping[str, str] = field(default_factory=dict)
    rows: Mapping[str, tuple[str, Mapping[str, str]]] = field(default_factory=dict)


STORIES = {
    "mutual-nda": Story(
        ("talk", "yes"),
        "Talks about a travelling workshop",
        {"talks": {"purpose": "a workshop that travels from village to village"}},
    ),
    "associate": Story(
        ("work", "mine", "paid"),
        "Opening film",
        {
            "work": {
                "brief": "a film of the opening",
                "client": "Harbour Lane Coffee Ltd",
                "start": "1 February 2027",
                "end": "26 February 2027",
                "review_by": "19 March 2027",
            },
            "money": {"agreed_fee": "3200"},
        },
        chooses={"people": "lead_party"},
        rows={
            "work": (
                "deliverables",
                {"title": "The film", "owner": "Northlight", "due": "24 February 2027"},
            )
        },
    ),
}


class Keyboard:
    """A user who never touches the mouse."""

    def __init__(self, hands: Hands) -> None:
        self.hands = hands

    def reach(self, widget: QWidget, key: str = "Tab") -> None:
        """As many Tabs as it takes, back where the other way is shorter."""
        self.hands.look_for(widget)
        for _ in range(150):
            if self._has(widget):
                return
            self._step(key)
        raise AssertionError(f"no {key} leads to {widget.accessibleName()}")

    def _step(self, key: str) -> None:
        """One key, and a look at where it led: what is still being made keeps it a moment."""
        before = QApplication.focusWidget()
        self.hands.keys(key)
        self.hands.wait(lambda: QApplication.focusWidget() is not before)

    def press(self, button: QWidget) -> None:
        """A button."""
        assert button.isEnabled(), button.accessibleName()
        self.reach(button)
        self.hands.keys("Space")

    def say(self, field_: QWidget, fact: str) -> None:
        """A fact over what stands in a field; the beginning of an option in a drop-down."""
        self.reach(field_)
        if not isinstance(field_, ChoiceField):
            self.hands.keys("Ctrl+A")
        self.hands.type_on(fact)

    def _has(self, widget: QWidget) -> bool:
        focus = QApplication.focusWidget()
        return focus is not None and (widget is focus or widget.focusProxy() is focus)


def begin(user: Keyboard) -> None:
    """The first run."""
    page = user.hands.wait_page("first-run")
    user.say(page.legal_name, "Fernhill Design Ltd")
    user.say(page.trading_name, "Fernhill Design")
    user.say(page.person, "Priya Raman")
    user.hands.keys("Return")
    user.hands.wait_page("home")


def draft(user: Keyboard, kind: str, story: Story) -> Studio:
    """The questions answered by arrows and Enter, the name typed, and Enter."""
    user.hands.keys("Ctrl+N")
    page = user.hands.wait_page("agreements").new_page
    user.hands.wait(page.isVisible)
    chooser = page.chooser
    user.reach(next(iter(chooser.pickers.values())), "Shift+Tab")
    for answer in story.leads_to_it:
        _choose(user, answer)
        user.hands.keys("Return")
    assert chooser.chosen().id == kind, chooser.heading.text()
    user.say(page.title, story.title)
    user.hands.keys("Return")
    studio = user.hands.wait_page("studio").inner
    assert isinstance(studio, Studio)
    user.hands.wait(studio.interview.slices.is_done)
    assert studio.edits.deal.template == kind
    return studio


def _choose(user: Keyboard, key: str) -> None:
    """Down to an answer of the picker that has the keyboard."""
    picker = QApplication.focusWidget()
    assert isinstance(picker, ChoiceBase)
    for _ in picker.choices():
        if picker.key() == key:
            return
        user.hands.keys("Down")
    assert picker.key() == key


def answer(user: Keyboard, studio: Studio, story: Story) -> None:
    """The associate first, as others are named after it, then section by section."""
    sections = [one.id for one in studio.edits.agreements.sections_of(studio.edits.deal)]
    _turn_to(user, studio, "people", sections)
    parties: Any = studio.interview.special("parties")
    user.hands.wait(parties.picker.search.isVisible)  # open at once, as there is one party
    user.say(parties.picker.search, ASSOCIATE)
    user.hands.keys("Return")
    assert [party.name for party in studio.edits.deal.parties] == list(PEOPLE)
    for card in parties.cards.values():
        for tick in card.signing.rows.values():
            if not tick.is_on():
                user.press(tick)
    for section in sections:
        _answer_section(user, studio, story, sections, section)


def _answer_section(
    user: Keyboard, studio: Studio, story: Story, sections: Sequence[str], section: str
) -> None:
    said = {**story.facts, **story.chooses, **story.rows}
    if section not in said:
        return
    _turn_to(user, studio, section, sections)
    blocks = studio.interview.blocks
    for name, fact in story.facts.get(section, {}).items():
        user.say(blocks[name].editor, fact)
    if section in story.chooses:
        user.press(blocks[story.chooses[section]].editor)
    if section in story.rows:
        name, cells = story.rows[section]
        rows: Any = blocks[name].editor
        user.press(rows.add_link)
        for column, fact in cells.items():
            user.say(rows.rows()[-1].cells[column], fact)


def _turn_to(user: Keyboard, studio: Studio, section: str, sections: Sequence[str]) -> None:
    """Another section, by the buttons at the foot."""
    interview = studio.interview
    while interview.current != section:
        ahead = sections.index(section) > sections.index(interview.current)
        user.press(interview.next if ahead else interview.back)
        user.hands.wait(interview.slices.is_done)
        user.hands.wait(lambda: QApplication.focusWidget() is not user.hands.page())


def offer(user: Keyboard, studio: Studio) -> int:
    """The button of the studio, and Enter in the dialog."""
    studio.flush()
    user.hands.wait(lambda: studio.compiled_version() == studio.edits.agreement.version)
    studio.found.leave_line()
    assert [f.message for f in studio.checks.findings() if f.severity == "error"] == []
    number = studio.edits.agreement.id
    user.press(studio.header.primary)
    page = user.hands.page()
    user.hands.wait(lambda: page.offering.dialog is not None)
    dialog: Any = page.offering.dialog
    user.hands.keys("Return")
    user.hands.wait(lambda: not isValid(dialog) or dialog.problem.isVisible())
    assert user.hands.services.agreements.get(number).state is AgreementState.OFFERED
    return number


def sign(user: Keyboard, number: int) -> None:
    """Each party reads every clause and all pages, and signs on this screen."""
    page = user.hands.wait_page("signoff")
    for name, person in PEOPLE.items():
        user.press(page.room_view.sign)
        reading = page.reading
        user.hands.wait(reading.isVisible)
        assert reading.title.whole_text().startswith(name)
        clauses = len(user.hands.services.signoffs.room(number).clauses)
        for _ in range(clauses):
            user.press(reading.steps.yes)
        read_to_the_end(user.hands, reading)
        user.press(reading.signing.agree)
        user.say(reading.signing.typed, person)
        user.hands.keys("Return")
        user.hands.wait(lambda: not page.reading.isVisible())
    user.hands.wait(
        lambda: user.hands.services.agreements.get(number).state is AgreementState.EXECUTED
    )


def save(user: Keyboard, path: Path) -> None:
    """The notice that the copy is made offers to save it."""
    toast = user.hands.window.toast
    user.hands.wait(toast.button.isVisible)
    user.press(toast.button)
    user.hands.choose_file(path)
    user.hands.wait(path.exists)


def verdict(folder: Path, file: Path) -> int:
    """The exit code of the command line."""
    return main(["--data-dir", str(folder), "verify", str(file)])


def saved_again(path: Path) -> Path:
    """The same pages and data in other bytes, as another program saves them."""
    other = path.with_name("again.pdf")
    with pikepdf.open(io.BytesIO(path.read_bytes())) as pdf:
        pdf.save(other)
    return other


def test_every_kind_has_its_story() -> None:
    assert set(STORIES) == set(KINDS[1:]), "the usual kind is told in test_window_story"


@pytest.mark.timeout(600)
@pytest.mark.parametrize("kind", STORIES)
def test_a_kind_by_keys_from_nothing_to_a_copy_that_verifies(
    qtbot: QtBot, qapp: QApplication, data_dir: Path, tmp_path: Path, kind: str
) -> None:
    strays = Strays(qapp)
    story, hands = STORIES[kind], Hands(qtbot, qapp, data_dir, StillClock())
    user = Keyboard(hands)
    try:
        begin(user)
        studio = draft(user, kind, story)
        answer(user, studio, story)
        sign(user, offer(user, studio))
        save(user, tmp_path / "executed.pdf")
    finally:
        hands.stop()
    assert strays.stop() == []
    assert verdict(data_dir, tmp_path / "executed.pdf") == 0
    assert verdict(data_dir, saved_again(tmp_path / "executed.pdf")) == 3
