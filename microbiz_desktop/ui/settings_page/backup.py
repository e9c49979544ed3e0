"""Backups: one file holds everything; back up, restore, move to another computer."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from microbiz_desktop.domain.links import Link, Screen
from microbiz_desktop.services.program.backups import SUFFIX
from microbiz_desktop.ui.records.job import JobBar
from microbiz_desktop.ui.runtime.context import Context
from microbiz_desktop.ui.settings_page.confirm import Confirm
from microbiz_desktop.ui.widgets.buttons import SecondaryButton, TonalButton
from microbiz_desktop.ui.widgets.cards import Card
from microbiz_desktop.ui.widgets.file_dialogs import ask_file, ask_new_file
from microbiz_desktop.ui.widgets.labels import Label
from microbiz_desktop.ui.widgets.layouts import LEFT, SPRING, column, row

_FILES = f"Backups (*{SUFFIX} *.zip)"


class BackupPart(QWidget):
    """Three clicks each way, and every backup is checked."""

    restored = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.confirm: Confirm | None = None
        self.job = JobBar(context)
        self.job.busy_changed.connect(self._set_busy)
        self.back_up = TonalButton("Back up now", "database-backup", act=self._choose_target)
        self.restore = SecondaryButton("Restore a backup", "archive-restore")
        self.restore.clicked.connect(self._choose_source)
        self.last = Label("", "second", "text_2", wrap=True)
        column(
            self.job, self._back_up_card(), self._restore_card(), self._move_card(), gap=16, of=self
        )

    def opened(self) -> None:
        """Say when the last automatic backup was made."""
        self._context.tasks.run(
            self._context.services.backups.last_line,
            done=self.last.setText,
            key="last-backup",
            owner=self,
        )

    def save_to(self, path: Path) -> None:
        """Back up into this file, off the window's thread, and say that it is whole."""
        backups = self._context.services.backups
        self.job.run(
            f"Backing up into {path.name}",
            lambda _progress, cancelled: (backups.back_up(path, cancelled), backups.damage()),
            lambda made: self._saved(*made),
            changes=True,
        )

    def restore_from(self, path: Path) -> None:
        """Check the file, say what is in it, ask once, then switch."""
        backups = self._context.services.backups
        self.job.run(
            f"Checking {path.name}",
            lambda _progress, cancelled: backups.describe(path, cancelled),
            lambda words: self._ask(path, words),
        )

    def _ask(self, path: Path, words: str) -> None:
        self.confirm = Confirm(
            "Put this backup in place of what is here?",
            f"{words} What is here now is kept beside it, in a folder “before-restore”. "
            "The program closes and opens again.",
            "Restore",
            self.window(),
        )
        self.confirm.accepted.connect(lambda: self._context.go(Link(Screen.RESTORE, 0, str(path))))
        self.confirm.open()

    def _saved(self, path: Path, damage: str) -> None:
        if damage:
            self._context.messages.problem("The backup was made of what is there.", damage)
        else:
            self._context.messages.notice(f"Backed up and checked: {path.name}")

    def _set_busy(self, busy: bool) -> None:
        for button in (self.back_up, self.restore):
            button.setEnabled(not busy)

    def _choose_target(self) -> None:
        suggested = self._context.services.backups.suggested_name()
        words, suffix = "Where should the backup go?", SUFFIX.removeprefix(".")
        ask_new_file(self, words, _FILES, suggested, suffix, self.save_to)

    def _choose_source(self) -> None:
        ask_file(self, "Which backup?", _FILES, self.restore_from)

    def _back_up_card(self) -> Card:
        card = Card("Back up")
        words = (
            "Everything in one file: businesses, projects, agreements, keys and settings. "
            "Keep it on another disk. It is opened and checked after writing."
        )
        card.add(Label(words, "form", "text_2", wrap=True), _left(self.back_up), self.last)
        return card

    def _restore_card(self) -> Card:
        card = Card("Restore")
        words = "The backup is checked first. What is here now is kept, not deleted."
        card.add(Label(words, "form", "text_2", wrap=True), _left(self.restore))
        return card

    def _move_card(self) -> Card:
        card = Card("Move to another computer")
        for step in (
            "1. Back up here, onto a stick or a disk.",
            "2. Start Microbiz Desktop on the other computer.",
            "3. Choose “Bring everything from another computer” there, and the file.",
        ):
            card.add(Label(step, "form", wrap=True))
        return card


def _left(button: QWidget) -> QHBoxLayout:
    return row((button, 0, LEFT), SPRING)
