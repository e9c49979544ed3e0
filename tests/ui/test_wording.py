"""A draft of the wording 1.0.0 in the studio: told, shown what changes, taken and given back."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from microbiz_desktop.drafting.comparing.redline import Fate, WordRun
from microbiz_desktop.services.shared.dependencies import TemplateCatalogue
from microbiz_desktop.services.wiring import Services, build_services
from microbiz_desktop.ui.agreements.draft_studio import Studio
from microbiz_desktop.ui.agreements.interview.terms_pane import EntryCard, TermsPane
from microbiz_desktop.ui.agreements.wording_dialog import WordingDialog
from microbiz_desktop.ui.look.theme import ThemeManager
from microbiz_desktop.ui.runtime.context import Context
from microbiz_desktop.ui.runtime.messages import Notice
from microbiz_desktop.ui.widgets.cards import FindingCard
from microbiz_desktop.ui.widgets.redline import RedlineLabel
from tests.builders import KeptWorker, StillClock
from tests.drafting.changed_wording import NEWS, changed_copy
from tests.earlier.kept import DRAFT, data_folder_of_then
from tests.in_process import InProcessWorker
from tests.ui.conftest import QuickDrafts
from tests.ui.studio_help import LONG, became_active, open_studio, studio_of, wait_compiled


@pytest.fixture(scope="module")
def newer(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return changed_copy(tmp_path_factory.mktemp("newer"))


@pytest.fixture(scope="module")
def newer_worker(newer: Path) -> KeptWorker:
    return QuickDrafts(InProcessWorker(newer))


@pytest.fixture
def services(tmp_path: Path, newer: Path, newer_worker: KeptWorker) -> Iterator[Services]:
    """Today's services with a newer wording, on the folder of then."""
    folder = tmp_path / "data"
    data_folder_of_then(folder)
    built = build_services(
        folder, clock=StillClock(), worker=newer_worker, shelf=TemplateCatalogue(newer)
    )
    yield built
    built.close()


@pytest.fixture
def studio(qtbot: QtBot, context: Context) -> Iterator[Studio]:
    context.services.drafts.preview(DRAFT)  # the one worker here is free again afterwards
    page = open_studio(qtbot, context, DRAFT)
    yield studio_of(page)
    page.close()  # held until now: nobody else keeps the page


def _card(studio: Studio, words: str) -> FindingCard:
    """The card that says so; those that gave way to others are still there for an instant."""
    cards = studio.checks.cards.findChildren(FindingCard)
    return next(c for c in cards if c.isVisible() and words in c.text.text())


def _dialog(qtbot: QtBot, studio: Studio) -> WordingDialog:
    qtbot.waitUntil(lambda: bool(studio.findChildren(WordingDialog)), timeout=LONG)
    (dialog,) = studio.findChildren(WordingDialog)
    qtbot.waitUntil(dialog.isActiveWindow)
    return dialog


def _texts(dialog: QWidget) -> str:
    return "\n".join(label.text() for label in dialog.findChildren(QLabel))


def test_the_first_finding_offers_to_look_and_to_take(studio: Studio) -> None:
    card = _card(studio, "The wording is new since this draft was begun")
    first = studio.checks.cards.findChildren(FindingCard)[0]
    assert card is first
    assert card.show_link.text() == "See what changes"
    assert card.mend_link.text() == "Take the new wording"
    gone = _card(studio, "no part “Meetings” any more")
    for link in (card.show_link, card.mend_link, gone.mend_link):
        assert link.width() >= link.sizeHint().width(), "nothing of it is cut off"


def test_the_offer_leads_to_what_changes(qtbot: QtBot, studio: Studio) -> None:
    QTest.mouseClick(studio.header.primary, Qt.MouseButton.LeftButton)
    said = _texts(_dialog(qtbot, studio))
    assert NEWS in said
    for heading in ("Page 1", "3. Who does what", "5. Dealing with the client and each other"):
        assert heading in said
    assert "Was Clause 5.4" in said
    assert "Left empty until now: the usual value goes on" in said
    assert "Answers that say something else now" in said
    assert "How long to check a deliverable?" in said
    new = said.index("New questions, and the usual answer until you give another")
    assert said.index("Answers that say something else now") < new
    assert new < said.index("How long may a message wait?")
    assert "Meetings: the checks name these words" in said
    assert "begun with wording 1.0.0; the pages show 9.0.0" in said


def test_by_keyboard_alone_it_is_read_taken_and_given_back(
    qtbot: QtBot, context: Context, studio: Studio, shown: list[Notice]
) -> None:
    agreements = context.services.agreements
    card = _card(studio, "The wording is new")
    card.show_link.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(card.show_link, Qt.Key.Key_Space)
    dialog = _dialog(qtbot, studio)
    assert QApplication.focusWidget() is dialog.list
    bar = dialog.list.verticalScrollBar()
    assert bar.maximum() > 0, "there is more to read than fits"
    QTest.keyClick(dialog.list, Qt.Key.Key_PageDown)
    assert bar.value() > 0
    QTest.keyClick(dialog.list, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is dialog.leave
    QTest.keyClick(dialog.leave, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is dialog.take
    QTest.keyClick(dialog.take, Qt.Key.Key_Space)
    wait_compiled(qtbot, studio)
    assert agreements.get(DRAFT).deal.template_version == "9.0.0"
    assert [notice.text for notice in shown][-1:] == ["Mended: Take the new wording."]
    codes = {finding.code for finding in studio.checks.findings()}
    assert not codes & {"wording-earlier", "answer-once-empty"}
    qtbot.waitUntil(lambda: became_active(studio.window()))
    QTest.keyClick(_with_keyboard(studio), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    wait_compiled(qtbot, studio)
    assert agreements.get(DRAFT).deal.template_version == "1.0.0"
    assert studio.checks.findings()[0].code == "wording-earlier"
    QTest.keyClick(
        _with_keyboard(studio),
        Qt.Key.Key_Z,
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
    )
    wait_compiled(qtbot, studio)
    assert agreements.get(DRAFT).deal.template_version == "9.0.0"


def _with_keyboard(studio: Studio) -> QWidget:
    where = QApplication.focusWidget()
    assert where is not None and studio.isAncestorOf(where), "the keyboard is at work in the studio"
    return where


@pytest.fixture
def shown(context: Context) -> list[Notice]:
    """Notices given in this test."""
    found: list[Notice] = []
    context.messages.notice_posted.connect(found.append)
    return found


def test_not_yet_leaves_everything_as_it_is(qtbot: QtBot, context: Context, studio: Studio) -> None:
    before = context.services.agreements.get(DRAFT)
    studio.checks.show_asked.emit(studio.checks.findings()[0])
    QTest.keyClick(_dialog(qtbot, studio), Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not studio.findChildren(WordingDialog), timeout=LONG)
    after = context.services.agreements.get(DRAFT)
    assert (after.version, after.deal, after.once_empty) == (
        *(before.version, before.deal),
        before.once_empty,
    )


def test_an_answer_once_left_empty_leads_to_its_question(qtbot: QtBot, studio: Studio) -> None:
    finding = next(
        f
        for f in studio.checks.findings()
        if f.code == "answer-once-empty" and f.place.question == "uncapped"
    )
    studio.show_finding(finding)
    qtbot.waitUntil(studio._slices.is_done)
    assert studio.interview.section_of("uncapped") == studio.interview.current


def test_own_words_for_what_is_gone_are_shown_as_such_and_taken_out(
    qtbot: QtBot, context: Context, studio: Studio
) -> None:
    card = _card(studio, "no part “Meetings” any more")
    states = {state.key: state for state in studio.body.sections.states()}
    assert states["extra"].left == 2, "the new wording to take, and the words that go nowhere"
    QTest.mouseClick(card.show_link, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(studio._slices.is_done)
    pane = studio.interview.made("extra")
    assert isinstance(pane, TermsPane)
    entries = {one.accessibleName() for one in pane.findChildren(EntryCard)}
    assert "Meetings: not in this wording" in entries
    assert "Talking first" in entries
    QTest.mouseClick(_card(studio, "no part “Meetings”").mend_link, Qt.MouseButton.LeftButton)
    wait_compiled(qtbot, studio)
    left = context.services.agreements.get(DRAFT).deal.rewordings
    assert [one.unit for one in left] == ["talks"]


def test_what_changed_is_told_without_colour(qtbot: QtBot, daylight: ThemeManager) -> None:
    words = (WordRun("pays ", Fate.SAME), WordRun("<14>", Fate.REMOVED), WordRun("30", Fate.ADDED))
    label = RedlineLabel(words)
    qtbot.addWidget(label)
    assert label.accessibleName() == "pays [removed: <14>] [new: 30]"
    assert 'line-through">&lt;14&gt;</span>\u2009<span' in label.text()
    assert 'underline">30' in label.text()
    light = label.text()
    daylight.choose("dark")
    assert label.text() != light, "inks follow the theme"
