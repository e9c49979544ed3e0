"""Checking a PDF in the window: the verdict, the pages side by side, Cancel, and a file dropped."""

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from microbiz_desktop.domain.verdicts import VERDICTS, Outcome, Report
from microbiz_desktop.ui.runtime.context import Context
from microbiz_desktop.ui.settings_page.check import CheckPart
from tests.services.altered import ALTERED, edited, locked
from tests.ui.page_help import click, show, words_in

LONG = 60_000


@pytest.fixture
def check(qtbot: QtBot, context: Context) -> CheckPart:
    """The part by itself, as wide as in the settings."""
    return show(qtbot, CheckPart(context), (680, 900))


@pytest.fixture
def pdf(context: Context) -> bytes:
    """The offer that is kept here."""
    return context.services.offers.offered_pdf(1).content


def _checked(qtbot: QtBot, check: CheckPart, path: Path, content: bytes) -> None:
    path.write_bytes(content)
    check.check(path)
    assert not check.result.isVisible()
    qtbot.waitUntil(check.result.isVisible, timeout=LONG)
    assert not check.cancel.isVisible()


@pytest.mark.usefixtures("offered")
def test_a_changed_page_is_shown_beside_the_page_as_it_should_be(
    check: CheckPart, pdf: bytes, tmp_path: Path, qtbot: QtBot
) -> None:
    _checked(qtbot, check, tmp_path / "a.pdf", edited(pdf, ALTERED["a white box"][0]))
    pairs = check.pairs
    assert check.pill.text() == "Changed"
    assert check.next.text() == VERDICTS[Outcome.CHANGED].next
    assert pairs.words.text() == "Page 5 looks different, in its middle."
    qtbot.waitUntil(lambda: not pairs.found.image().isNull(), timeout=LONG)
    due, found = pairs.due.image(), pairs.found.image()
    assert due.size() == found.size()
    assert due != found
    assert (pairs.due.accessibleName(), pairs.found.accessibleName()) == (
        "Page 5 as it should be",
        "Page 5 in this file",
    )
    assert abs(pairs.due.width() - pairs.found.width()) <= 1
    assert pairs.due.height() > pairs.due.width() > 250
    assert not pairs.next.isVisible()
    assert "Page 5 looks different" not in check.details.text()


@pytest.mark.usefixtures("offered")
def test_several_changed_pages_are_stepped_through(
    check: CheckPart, pdf: bytes, tmp_path: Path, qtbot: QtBot
) -> None:
    def both(document: object) -> None:
        for name in ("a line through", "an update, flattened"):
            ALTERED[name][0](document)  # type: ignore[arg-type]  # a document of the library

    _checked(qtbot, check, tmp_path / "a.pdf", edited(pdf, both))
    pairs = check.pairs
    assert pairs.words.text().endswith("(1 of 2 pages that differ)")
    assert not pairs.back.isEnabled()
    click(pairs.next)
    assert pairs.words.text().startswith("Page 6 looks different")
    assert (pairs.back.isEnabled(), pairs.next.isEnabled()) == (True, False)
    click(pairs.back)
    assert pairs.words.text().startswith("Page 1 looks different")


@pytest.mark.usefixtures("offered")
def test_a_locked_file_says_so_and_how_to_go_on(
    check: CheckPart, pdf: bytes, tmp_path: Path, qtbot: QtBot
) -> None:
    _checked(qtbot, check, tmp_path / "a.pdf", locked(pdf))
    assert check.pill.text() == "Cannot tell"
    assert "locked with a password" in check.details.text()
    assert check.next.text() == VERDICTS[Outcome.CANNOT_TELL].next
    assert not check.pairs.isVisible()


def test_the_words_to_be_read_out_stand_by_what_agrees_with_itself(check: CheckPart) -> None:
    facts = {"Agreement": "A", "Words of the text": "one two", "Words of the key": "three four"}
    check._show(Report(Outcome.AGREES, facts=tuple(facts.items())))
    assert check.next.text().splitlines()[1:] == [
        "Words of the key: three four",
        "Words of the text: one two",
    ]


@pytest.mark.parametrize("outcome", Outcome)
def test_every_verdict_is_shown_with_its_sentence(check: CheckPart, outcome: Outcome) -> None:
    check._show(Report(outcome, ("What is wrong.",), ("What is odd.",)))
    assert check.pill.text().lower() == str(outcome)
    words = words_in(check.result)
    assert VERDICTS[outcome].sentence in words
    assert VERDICTS[outcome].next in words
    assert "What is wrong.\nWhat is odd." in words


def test_a_check_can_be_cancelled_and_says_nothing_then(
    check: CheckPart,
    context: Context,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    go_on, stopped = threading.Event(), []

    def slow(path: Path) -> Report:
        del path
        assert go_on.wait(60)
        return Report(Outcome.CHANGED)

    monkeypatch.setattr(context.services.documents, "verify", slow)
    monkeypatch.setattr(context.services.documents, "stop_verifying", lambda: stopped.append(1))
    check.check(tmp_path / "a.pdf")
    assert "Looking at “a.pdf”" in check.busy.text()
    click(check.cancel)
    go_on.set()
    qtbot.waitUntil(lambda: not context.tasks.is_busy(), timeout=LONG)
    assert stopped == [1]
    assert not check.result.isVisible()
    assert not check.busy.isVisible()
    assert check.choose.hasFocus()


@pytest.mark.usefixtures("offered")
def test_a_pdf_is_dropped_and_another_file_is_not_taken(
    check: CheckPart, pdf: bytes, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "dropped.pdf"
    path.write_bytes(pdf)
    assert _dragged(check, tmp_path / "letter.txt").isAccepted() is False
    assert _dragged(check, path).isAccepted()
    mime = _named(path)
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier
    drop = QDropEvent(QPointF(9, 9), copy, mime, left, none.NoModifier)
    QApplication.sendEvent(check, drop)
    qtbot.waitUntil(check.result.isVisible, timeout=LONG)
    assert check.pill.text() == "The very file"


def _named(path: Path) -> QMimeData:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    return mime


def _dragged(check: CheckPart, path: Path) -> QDragEnterEvent:
    mime = _named(path)
    event = QDragEnterEvent(
        QPointF(9, 9),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    event.setAccepted(False)
    QApplication.sendEvent(check, event)
    return event


@pytest.mark.usefixtures("offered")
def test_what_was_said_of_one_file_goes_when_the_next_is_looked_at(
    check: CheckPart, context: Context, pdf: bytes, tmp_path: Path, qtbot: QtBot
) -> None:
    said: list[str] = []
    again: list[int] = []
    context.messages.message_posted.connect(lambda message: said.append(message.text))
    context.messages.begun_again.connect(lambda: again.append(len(said)))
    check.check(tmp_path / "gone.pdf")
    qtbot.waitUntil(lambda: bool(said), timeout=LONG)
    (tmp_path / "there.pdf").write_bytes(pdf)
    check.check(tmp_path / "there.pdf")
    assert again == [0, 1]
    qtbot.waitUntil(check.result.isVisible, timeout=LONG)
