"""Autosave loses nothing; the world's faults get a sentence, ours get a report."""

import sys
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from microbiz_desktop.domain.errors import MicrobizError
from microbiz_desktop.ui.forms.fields import TextField
from microbiz_desktop.ui.records.autosave import Autosave, filling, is_filling
from microbiz_desktop.ui.runtime.messages import Message, Messages
from microbiz_desktop.ui.runtime.window_settings import SettingsFile, WindowSettings
from microbiz_desktop.ui.shell.errors import ErrorReporter


class Form(QWidget):
    """One field that saves itself."""

    def __init__(self) -> None:
        super().__init__()
        self.field = TextField("Name")
        self.field.setParent(self)
        self.kept: list[str] = []
        self.autosave = Autosave(self, self.save, wait=15)
        self.field.textChanged.connect(self.autosave.touch)

    def save(self) -> None:
        """Keep what is typed."""
        self.kept.append(self.field.value())


@pytest.fixture
def form(qtbot: QtBot) -> Form:
    """A fresh form."""
    made = Form()
    qtbot.addWidget(made)
    return made


def test_typing_is_saved_once_it_rests(form: Form, qtbot: QtBot) -> None:
    """Four keys, one save."""
    with qtbot.waitSignal(form.autosave.saved):
        QTest.keyClicks(form.field, "film")
    assert form.kept == ["film"]


def test_filling_never_saves(form: Form, qtbot: QtBot) -> None:
    """Even nested, and even when filling fails half-way."""
    with pytest.raises(ValueError, match="half"), filling(form):
        with filling(form):
            form.field.setText("from the database")
        assert is_filling(form.field)
        form.field.setText("half")
        raise ValueError("half")
    assert not is_filling(form)
    assert not form.autosave.is_pending()


def test_flush_saves_at_once_and_only_what_waits(form: Form) -> None:
    """On leaving the page and on closing the window."""
    form.autosave.flush()
    QTest.keyClicks(form.field, "x")
    form.autosave.flush()
    form.autosave.flush()
    assert form.kept == ["x"]


def test_failed_save_stays_pending(form: Form) -> None:
    """A full disk loses nothing: the next flush tries again."""
    refused = MicrobizError("The disk is full.")

    def refuse() -> None:
        raise refused

    autosave = Autosave(form, refuse)
    autosave.touch()
    with pytest.raises(MicrobizError):
        autosave.flush()
    assert autosave.is_pending()


def test_a_fault_of_the_world_is_a_sentence(qtbot: QtBot) -> None:
    """Message and hint in the bar, no dialog."""
    messages = Messages()
    told: list[Message] = []
    messages.message_posted.connect(told.append)
    reporter = ErrorReporter(messages, lambda: None)
    error = MicrobizError("The file cannot be written.", "Choose another place.")
    reporter.hook(MicrobizError, error, None)
    assert told[0].text == "The file cannot be written. Choose another place."
    assert reporter.dialog() is None


@pytest.mark.allow_logs
def test_a_fault_of_ours_is_reported_and_the_program_goes_on(qtbot: QtBot) -> None:
    """One dialog for many faults, with what happened behind a button."""
    window = QWidget()
    qtbot.addWidget(window)
    reporter = ErrorReporter(Messages(), lambda: window)
    for text in ("first", "second"):
        reporter.report(ValueError(text))
    dialog = reporter.dialog()
    assert dialog is not None
    assert dialog.details.isHidden()
    QTest.mouseClick(dialog.details_button, Qt.MouseButton.LeftButton)
    assert not dialog.details.isHidden()
    assert "first" in dialog.details.toPlainText()
    assert "second" in dialog.details.toPlainText()
    dialog.copy_button.click()
    assert "ValueError: first" in QApplication.clipboard().text()
    dialog.close_button.click()
    assert reporter.dialog() is None


@pytest.mark.allow_logs
def test_a_fault_on_another_thread_is_reported_here(qtbot: QtBot) -> None:
    """Widgets are touched on their own thread only."""
    reporter = ErrorReporter(Messages(), lambda: None)
    error = ValueError("elsewhere")
    with qtbot.waitSignal(reporter.fault_reported):
        other = threading.Thread(target=reporter.hook, args=(ValueError, error, None))
        other.start()
    other.join()
    dialog = reporter.dialog()
    assert dialog is not None
    dialog.close_button.click()


def test_installing_takes_the_hook(monkeypatch: pytest.MonkeyPatch) -> None:
    """Errors nobody caught arrive here."""
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    reporter = ErrorReporter(Messages(), lambda: None)
    reporter.install()
    assert sys.excepthook == reporter.hook


def test_settings_are_kept_in_the_data_folder(tmp_path: Path) -> None:
    """Wishes and window state survive a restart."""
    path = tmp_path / "settings.ini"
    first = SettingsFile(path)
    assert first.load() == WindowSettings()
    first.change(theme="dark", scale=125)
    first.keep_state("window", QByteArray(b"geometry"))
    first.sync()
    again = SettingsFile(path)
    assert again.load() == WindowSettings(theme="dark", scale=125)
    assert again.kept_state("window") == QByteArray(b"geometry")


def test_damaged_settings_fall_back(tmp_path: Path) -> None:
    """A hand-edited file never keeps the window from opening."""
    path = tmp_path / "settings.ini"
    path.write_text("[look]\ntheme=purple\nscale=huge\n[state]\nwindow=\n")
    store = SettingsFile(path)
    assert store.load() == WindowSettings()
    assert store.kept_state("window") is None
