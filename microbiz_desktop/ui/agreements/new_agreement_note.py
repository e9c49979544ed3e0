"""Work that one passes on: to the referral, or to a note that declines and recommends somebody.

The page of a new agreement leads here when no agreement is needed. The note is a draft, so that
what is sent is what the user has read and changed; the program sends nothing.
"""

from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from microbiz_desktop.domain.errors import MicrobizError
from microbiz_desktop.domain.links import Link, Screen
from microbiz_desktop.domain.papers import Instead
from microbiz_desktop.files import write_atomically
from microbiz_desktop.services.agreements.which_paper import StartingPoint
from microbiz_desktop.ui.forms.fields import TextArea, TextField
from microbiz_desktop.ui.forms.labelled import LabelledField
from microbiz_desktop.ui.forms.more_fields import AssociateField
from microbiz_desktop.ui.look.theme import theme
from microbiz_desktop.ui.runtime.context import Context
from microbiz_desktop.ui.widgets.buttons import GhostButton, PrimaryButton, SecondaryButton
from microbiz_desktop.ui.widgets.file_dialogs import ask_new_file
from microbiz_desktop.ui.widgets.labels import Label, Line
from microbiz_desktop.ui.widgets.layouts import SPRING, ScrollColumn, column, held, row, wide
from microbiz_desktop.ui.widgets.main_step import Dialog

_TITLE = "Decline and recommend somebody"
_KEPT = "You changed the note, so it stays as it is. Empty and leave it to have it drafted anew."
#: Of the dialog at 100 %; on a smaller screen it scrolls.
_WIDTH, _HEIGHT = 560, 660


def pass_on(context: Context, instead: Instead, start: StartingPoint, window: QWidget) -> None:
    """Make what is made instead of an agreement: a new referral, or a note to the client."""
    if instead is Instead.NOTE:
        whom = (start.associate, start.name)
        NoteDialog(context, start.client, start.brief, whom, window).open()
    elif start.associate or not start.project:
        context.go(Link(Screen.NETWORK, start.associate, "new-referral"))
    else:
        context.go(Link(Screen.NETWORK, start.project, "new-referral-for"))


class NoteDialog(Dialog):
    """Client, work and associate give the draft; what is changed in it is what is copied."""

    def __init__(
        self, context: Context, client: str, work: str, associate: tuple[int, str], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._context = context
        self.setWindowTitle(_TITLE)
        self.setModal(True)
        self.client = TextField("The client’s name", "Harbour Lane Coffee Ltd")
        self.client.set_value(client)
        self.work = TextField("What the client asked for", "a site for bicycle repairs")
        self.work.set_value(work)
        self.associate = AssociateField(context, "Whom do you recommend?")
        self.associate.set_value(associate)
        self.whom = LabelledField(
            "Whom do you recommend?", self.associate, help_text="An associate of your list."
        )
        self.notice = Label("", "second", "waiting", wrap=True)
        self._drafted = self._words = ""
        self.kept = Label(_KEPT, "second", "waiting", wrap=True)
        self.note = TextArea(lines=8, most=14)
        self.copied = PrimaryButton("Copy the note", "copy", act=self.copy)
        self.saved = SecondaryButton("Save as text", act=self.ask_where)
        self._lay_out()
        for field in (self.client, self.work, self.associate):
            field.edited.connect(self.draft)
        self.note.edited.connect(self._allow)
        self.note.finished.connect(self._left)
        self.draft()
        (self.client if not client else self.associate).setFocus()

    def draft(self) -> None:
        """Word the note anew from what is typed; one that was changed by hand stays."""
        key, _name = self.associate.value()
        self.whom.set_problem("")
        self._file_name, self._words = "", ""
        if key:
            notes = self._context.services.decline_notes
            try:
                made = notes.draft(key, self.client.value(), self.work.value())
                self._file_name, self._words = made.file_name, made.text
            except MicrobizError as error:
                self.whom.set_problem(error.sentence())
        found = self._context.services.choosing.notices((key,) if key else ())
        self.notice.setText(" ".join(one.words for one in found))
        self.notice.setVisible(bool(found))
        changed = self.note.value() not in ("", self._drafted)
        self.kept.setVisible(changed)
        if not changed:
            self.note.set_value(self._words)
            self._drafted = self.note.value()
        self._allow()

    def copy(self) -> None:
        """The note as it stands there onto the clipboard."""
        QGuiApplication.clipboard().setText(self.note.value())
        self._context.messages.notice("The note is on the clipboard.")
        self.accept()

    def ask_where(self) -> None:
        """Ask where the note should go as a file."""
        ask_new_file(self, "Save the note", "Text (*.txt)", self._file_name, "txt", self.save_note)

    def save_note(self, path: Path) -> None:
        """Write the note as it stands there."""
        try:
            write_atomically(path, f"{self.note.value()}\n".encode())
        except MicrobizError as error:
            self._context.messages.problem(error.message, error.hint)
            return
        self._context.messages.notice(f"Saved as {path.name}.")
        self.accept()

    def _left(self) -> None:
        if not self.note.value():
            self.draft()

    def _allow(self) -> None:
        """An empty note, or one about somebody who is not to be named, goes nowhere."""
        for button in (self.copied, self.saved):
            button.setEnabled(bool(self._words and self.note.value()))

    def _lay_out(self) -> None:
        scroll = ScrollColumn(max_width=_WIDTH, gap=14)
        scroll.add(
            Label(_TITLE, "section", wrap=True),
            LabelledField("The client’s name", self.client, optional=True),
            LabelledField("What did the client ask for?", self.work, optional=True),
            self.whom,
            self.notice,
            self.kept,
            LabelledField(
                "The note", self.note, help_text="A draft: change what you like before you send it."
            ),
        )
        cancel = GhostButton("Cancel", act=self.reject)
        foot = row(cancel, SPRING, self.saved, self.copied, gap=8, pad=(24, 12, 24, 16))
        column(wide(scroll), Line(), held(foot), gap=0, pad=0, of=self)
        self.resize(theme().px(_WIDTH), theme().px(_HEIGHT))
