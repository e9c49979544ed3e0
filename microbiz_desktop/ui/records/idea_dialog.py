"""Keeping an idea: its name, and what it is, written down or as a file; and one laid open again.

The studio asks with it for a row of its table, Settings for the list of what is kept. What is
typed here goes to the services and nowhere else: no undo step, no notice and no setting has it.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QLayout, QWidget

from microbiz_desktop.domain.errors import MicrobizError
from microbiz_desktop.domain.ideas import in_groups, size_words
from microbiz_desktop.ui.forms.choice_field import ChoiceField
from microbiz_desktop.ui.forms.exact_fields import ExactText
from microbiz_desktop.ui.forms.fields import TextField
from microbiz_desktop.ui.forms.labelled import LabelledField
from microbiz_desktop.ui.look.theme import theme
from microbiz_desktop.ui.runtime.context import Context
from microbiz_desktop.ui.widgets.buttons import GhostButton, PrimaryButton, SecondaryButton
from microbiz_desktop.ui.widgets.drop_target import DropTarget
from microbiz_desktop.ui.widgets.file_dialogs import ask_file
from microbiz_desktop.ui.widgets.labels import Label
from microbiz_desktop.ui.widgets.layouts import SPRING, column, row
from microbiz_desktop.ui.widgets.main_step import Dialog

if TYPE_CHECKING:
    from collections.abc import Sequence

    from microbiz_desktop.services.transfer.ideas import IdeaRow, OpenIdea

_NEW = "0"
_STAYS = (
    "It stays on this computer, with a random key, and in your backups. An agreement prints only "
    "its name and a number worked out from idea and key."
)
_AS_IT_STANDS = "Kept exactly as it stands{}: every letter, space and line end counts."
_AS_A_FILE = "The {} of the file are kept exactly as they are; its name is no part of them."


class IdeaDialog(Dialog):
    """Asks for an idea and keeps it; `kept` tells its row, as does choosing one that is there."""

    kept = Signal(object)

    def __init__(
        self,
        context: Context,
        business_id: int,
        parent: QWidget,
        there: Sequence[IdeaRow] = (),
    ) -> None:
        """`there` are ideas kept before that may be chosen instead."""
        super().__init__(parent)
        self._context, self._business = context, business_id
        self._there = {str(one.id): one for one in there}
        self._file: Path | None = None
        self._warned = False
        #: Taken by whoever is first: the keeping, or the user who leaves.
        self._first: Lock | None = None
        options = [(_NEW, "A new one"), *((key, one.title) for key, one in self._there.items())]
        self.which = ChoiceField("Which idea?", options)
        self.which.set_value(_NEW)
        self.name = TextField("Its name in the agreement", "An idea for the autumn")
        self.name.setMaxLength(60)
        self.words = ExactText("The idea", lines=5, most=9)
        self.file_button = SecondaryButton("Choose a file instead", "file-plus", small=True)
        self.facts = Label("", "second", "text_2", wrap=True)
        self.problem = Label("", "form", "problem", wrap=True)
        self.keep_button = PrimaryButton("Keep the idea", act=self.keep)
        self._lay_out()
        self.file_button.clicked.connect(self._choose)
        for field in (self.words, self.name, self.which):
            field.edited.connect(self._edited)
        self._show()
        _take_files(self)
        (self.which if there else self.name).setFocus()

    def keep(self) -> None:
        """Keep it, away from the window's thread, or give the one that was chosen."""
        if (chosen := self._chosen()) is not None:
            self._done(chosen)
            return
        ideas, own, title = self._context.services.ideas, self._business, self.name.value()
        self._first = Lock()
        wanted = partial(self._first.acquire, blocking=False)
        made = (
            partial(ideas.make_of_words, own, title, self.words.value(), wanted)
            if self._file is None
            else partial(ideas.make_of_file, own, title, self._file, wanted)
        )
        self.keep_button.setEnabled(False)
        self._context.tasks.run(made, done=self._done, failed=self._failed, owner=self)

    def use_file(self, path: Path | None) -> None:
        """Keep the bytes of a file, or again what is typed."""
        self._file = path
        self._edited()
        (self.file_button if path else self.words).setFocus()

    def reject(self) -> None:
        """What was written down is not lost by one press of a key."""
        typed = self._chosen() is None and self._file is None and self.words.value().strip()
        if typed and not self._warned:
            self._warned = True
            self._say("This is not kept yet. Esc once more leaves it.")
            return
        super().reject()

    def done(self, result: int) -> None:
        """What is kept already is told in a moment; until it is, whoever leaves wants no more."""
        if result or self._first is None or self._first.acquire(blocking=False):
            super().done(result)

    def _done(self, made: IdeaRow) -> None:
        self.kept.emit(made)
        self.accept()

    def _failed(self, error: Exception) -> None:
        self._first = None
        self.keep_button.setEnabled(True)
        self._say(_sentence_of(error))

    def _say(self, words: str) -> None:
        self.problem.setText(words)
        self.problem.setAccessibleName(words)
        self.problem.setVisible(bool(words))
        QTimer.singleShot(0, self, self.fit_height)

    def _choose(self) -> None:
        if self._file is not None:
            self.use_file(None)
        else:
            ask_file(self, "Which file tells the idea?", "All files (*)", self.use_file)

    def _edited(self) -> None:
        self._warned = False
        self._say("")
        self._show()

    def _show(self) -> None:
        """What is asked, and what exactly would be kept."""
        chosen, path = self._chosen(), self._file
        new = chosen is None
        self._which_field.setVisible(bool(self._there))
        self._name_field.setVisible(new)
        self._words_field.setVisible(new and path is None)
        self.file_label.setVisible(new and path is not None)
        self.file_button.setVisible(new)
        self.file_button.set_text("Write it down instead" if path else "Choose a file instead")
        self.file_label.setText("" if path is None else f"File: {path.name}")
        self.facts.setText(_exactly(chosen, path, self.words.value()))
        QTimer.singleShot(0, self, self.fit_height)

    def _chosen(self) -> IdeaRow | None:
        """An idea kept before; none while a new one is asked for."""
        return self._there.get(self.which.value() or _NEW)

    def _lay_out(self) -> None:
        self.setWindowTitle("Add an idea")
        self.setAccessibleName("Add an idea")
        self.setFixedWidth(theme().px(560))
        self.file_label = Label("", "form_strong", wrap=True)
        self._which_field = LabelledField("Which idea?", self.which)
        words = "It is printed, so it gives nothing away."
        self._name_field = LabelledField("Its name in the agreement", self.name, help_text=words)
        words = "Write it so that somebody of your trade would know it again."
        self._words_field = LabelledField("The idea", self.words, help_text=words)
        self.problem.hide()
        lines = column(
            Label("Add an idea", "section"),
            Label(_STAYS, "form", "text_2", wrap=True),
            self._which_field,
            self._name_field,
            self._words_field,
            self.file_label,
            row(self.file_button, SPRING),
            self.facts,
            self.problem,
            row(SPRING, GhostButton("Cancel", act=lambda: self.done(0)), self.keep_button, gap=8),
            gap=12,
            pad=(24, 20, 24, 20),
            of=self,
        )
        # Lines that wrap ask for the height of the narrowest; the width is fixed, so it is known.
        lines.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)


def _take_files(dialog: IdeaDialog) -> None:
    words = "Drop to keep this file as the idea."
    DropTarget(dialog, words, lambda paths: dialog.use_file(paths[0]))


def _sentence_of(error: Exception) -> str:
    """What a user can mend, in a sentence; anything else is our fault."""
    if not isinstance(error, MicrobizError):
        raise error
    return error.sentence()


def _exactly(chosen: IdeaRow | None, path: Path | None, words: str) -> str:
    """What exactly is kept, so that it can be shown again letter for letter."""
    if chosen is not None:
        return f"Kept before, {size_words(chosen.size)}: its number is the same everywhere."
    if path is not None:
        return _AS_A_FILE.format(size_words(path.stat().st_size if path.is_file() else 0))
    size = len(words.encode("utf-8", "replace"))
    return _AS_IT_STANDS.format(f", {size_words(size)}" if size else "")


class OpenIdeaDialog(Dialog):
    """An idea with its key and number, to be read and copied by whoever had it."""

    def __init__(self, one: OpenIdea, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(one.row.title)
        self.setAccessibleName(one.row.title)
        self.setFixedWidth(theme().px(660))
        self.number, self.key = _shown("Idea number", one.row.number), _shown("Key", one.key.hex())
        self.words = ExactText("The idea", lines=4, most=12)
        self.words.set_value(one.words())
        self.words.setReadOnly(True)
        size = size_words(one.row.size)
        told = f"The idea: {size}, as they stand" if one.words() else f"{one.file_name}: {size}"
        body = LabelledField(told, self.words)
        self.words.setVisible(bool(one.words()))
        lines = column(
            *(Label(one.row.title, "section", wrap=True), body),
            LabelledField("Key, 32 bytes", self.key),
            LabelledField("Idea number: SHA-256 of the idea and then the key", self.number),
            Label(_WHOEVER, "second", "text_2", wrap=True),
            row(SPRING, PrimaryButton("Close", act=self.accept)),
            gap=14,
            pad=(24, 20, 24, 20),
            of=self,
        )
        lines.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self.fit_height()


_WHOEVER = (
    "Whoever has the idea letter for letter and the key can show that it is behind this number; "
    "the file that you save holds both."
)


def _shown(name: str, digits: str) -> TextField:
    """Figures to be read and copied, and not changed."""
    field = TextField(name)
    field.set_value(in_groups(digits))
    field.setReadOnly(True)
    return field
