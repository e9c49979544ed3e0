"""Sealed ideas: what is kept and for which agreements, its one file, and checking one shown.

The list never says what an idea is; that is laid open for one at a time, when asked for. Checking
takes the file that somebody sent, or a text and a key as they were pasted.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from microbiz_desktop.domain.errors import MicrobizError
from microbiz_desktop.domain.ideas import ENDING, in_groups, size_words
from microbiz_desktop.domain.words.phrases import day_of
from microbiz_desktop.ui.records.idea_dialog import IdeaDialog, OpenIdeaDialog
from microbiz_desktop.ui.records.undo import tell
from microbiz_desktop.ui.runtime.context import Context
from microbiz_desktop.ui.settings_page.idea_check import IdeaCheckCard
from microbiz_desktop.ui.widgets.buttons import IconButton, LinkButton, TonalButton
from microbiz_desktop.ui.widgets.cards import Card
from microbiz_desktop.ui.widgets.drop_target import DropTarget
from microbiz_desktop.ui.widgets.file_dialogs import ask_new_file
from microbiz_desktop.ui.widgets.labels import Label, Line
from microbiz_desktop.ui.widgets.layouts import SPRING, column, empty, held, row

if TYPE_CHECKING:
    from collections.abc import Callable

    from microbiz_desktop.services.transfer.ideas import IdeaRow, OpenIdea

_WHERE = (
    "An agreement can record an idea without telling it: it prints a name and a number. The idea "
    "and its key are kept here and in your backups, in plain: whoever can open your data folder or "
    "a backup can read them. Nothing else that leaves this program has anything of it, but for the "
    "file that you save of one."
)
_NONE = "No idea is kept yet."
_FILES = f"Sealed ideas (*.{ENDING})"


class IdeasPart(QWidget):
    """What is kept, and below it the check."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.add = TonalButton("Add an idea", "lightbulb", act=self.ask)
        self.rows: tuple[IdeaRow, ...] = ()
        self._lines = column(gap=10)
        self._card = Card("Ideas kept here")
        self._card.add(Label(_WHERE, "form", "text_2", wrap=True), held(row(self.add, SPRING)))
        self._card.column.addLayout(self._lines)
        self.check = IdeaCheckCard(context)
        column(self._card, self.check, self.check.result, gap=16, of=self)
        _take_files(self)
        context.notifier.changed.connect(lambda _kinds: self._changed())

    def opened(self) -> None:
        """Read which there are, aside."""
        ideas = self._context.services.ideas
        self._context.tasks.run(ideas.rows, done=self.show_rows, key="ideas", owner=self)

    def show_rows(self, found: tuple[IdeaRow, ...]) -> None:
        """A line for each."""
        if found == self.rows and self._lines.count():
            return
        empty(self._lines)
        self.rows = found
        for one in found:
            self._lines.addWidget(Line())
            self._lines.addWidget(_line_of(self, one))
        if not found:
            self._lines.addWidget(Label(_NONE, "form", "text_2"))

    def ask(self) -> IdeaDialog | None:
        """Ask for an idea of the business in use."""
        own = self._context.services.settings.current_business()
        if not own:
            self._context.messages.problem(
                "There is no business of your own yet.", "Add it under Own businesses."
            )
            return None
        dialog = IdeaDialog(self._context, own, self)
        dialog.kept.connect(self._kept)
        dialog.open()
        return dialog

    def lay_open(self, idea_id: int) -> None:
        """Show the idea with its key."""

        def show(one: OpenIdea) -> None:
            OpenIdeaDialog(one, self).open()

        self._read(idea_id, show)

    def save(self, idea_id: int, *, alone: bool = False) -> None:
        """Ask where its one file should go, or `alone` that of the idea, and write it."""

        def ask(one: OpenIdea) -> None:
            title, filters = "Save the idea and its key as a file", _FILES
            name = one.own_name() if alone else one.file_title()
            if alone:
                title, filters = "Save the file without its key", "All files (*)"
            ending = PurePath(name).suffix.removeprefix(".")
            then = partial(self.save_to, idea_id, alone=alone)
            ask_new_file(self, title, filters, name, ending, then)

        self._read(idea_id, ask)

    def save_to(self, idea_id: int, path: Path, *, alone: bool = False) -> None:
        """Write it, and say who can read it."""
        ideas, messages = self._context.services.ideas, self._context.messages
        self._context.tasks.run(
            lambda: ideas.save_file(idea_id, path, alone=alone),
            done=lambda _done: messages.notice(
                f"{path.name} is saved. Whoever has this file can read the idea."
            ),
            failed=self._failed,
            owner=self,
        )

    def delete(self, one: IdeaRow) -> None:
        """Into the bin, with the way back."""
        ideas = self._context.services.ideas
        ideas.delete(one.id)
        tell(
            self._context,
            f"“{one.title}” is in the bin",
            lambda: ideas.undelete(one.id),
            lambda: ideas.delete(one.id),
        )

    def _kept(self, one: IdeaRow) -> None:
        ideas = self._context.services.ideas
        tell(
            self._context,
            f"“{one.title}” is kept with its key",
            lambda: ideas.delete(one.id),
            lambda: ideas.undelete(one.id),
        )

    def _read(self, idea_id: int, then: Callable[[OpenIdea], None]) -> None:
        ideas = self._context.services.ideas
        self._context.tasks.run(
            lambda: ideas.open(idea_id), done=then, failed=self._failed, owner=self
        )

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, MicrobizError):
            raise error
        self._context.messages.problem(error.message, error.hint)

    def _changed(self) -> None:
        if self.isVisible():
            self.opened()


def _take_files(part: IdeasPart) -> None:
    words = "Drop to check whether this is the idea."
    DropTarget(part, words, lambda paths: part.check.check_file(paths[0]))


def _line_of(part: IdeasPart, one: IdeaRow) -> QWidget:
    """What is said of an idea, and what can be done with it."""
    used = f"In {', '.join(f'“{name}”' for name in one.uses)}" if one.uses else "In no agreement"
    facts = f"{one.owner} · {size_words(one.size)} · kept on {day_of(one.made)}"
    said = column(
        Label(one.title, "form_strong", wrap=True),
        Label(facts, "second", "text_2", wrap=True),
        Label(used, "second", "text_2", wrap=True),
        Label(in_groups(one.number), "second", "text_2", wrap=True, figures=True),
        gap=2,
    )
    show = LinkButton("Show", act=lambda: part.lay_open(one.id), name=f"Show {one.title}")
    save = LinkButton("Save as a file", act=lambda: part.save(one.id))
    save.setAccessibleName(f"Save {one.title} as a file")
    links = [show, save]
    if one.is_file:
        links.append(LinkButton("Save the file alone", act=lambda: part.save(one.id, alone=True)))
        links[-1].setAccessibleName(f"Save the file of {one.title} alone")
    gone = IconButton("trash-2", f"Delete {one.title}", size=28, act=lambda: part.delete(one))
    return held(column(said, row(*links, SPRING, gone, gap=14), gap=4))
