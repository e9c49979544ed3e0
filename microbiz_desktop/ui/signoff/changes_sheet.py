"""What changed between two revisions, word by word, in the room; and out of it as a PDF."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from microbiz_desktop.domain.errors import MicrobizError
from microbiz_desktop.services.agreements.asked import Change
from microbiz_desktop.services.copies.revisions import RevisionChanges
from microbiz_desktop.services.shared.forms import Copy
from microbiz_desktop.ui.forms.choice_field import ChoiceField
from microbiz_desktop.ui.forms.labelled import LabelledField
from microbiz_desktop.ui.look.theme import theme
from microbiz_desktop.ui.runtime.context import Context
from microbiz_desktop.ui.widgets.buttons import PrimaryButton, SecondaryButton
from microbiz_desktop.ui.widgets.cards import Sunken
from microbiz_desktop.ui.widgets.labels import Label
from microbiz_desktop.ui.widgets.layouts import SPRING, ScrollColumn, column, empty, put, row, wide
from microbiz_desktop.ui.widgets.main_step import Dialog
from microbiz_desktop.ui.widgets.redline import RedlineLabel, spoken

_TITLE = "What changed"


class ChangesSheet(Dialog):
    """Any two revisions, the last two first; what is compared is worked out aside."""

    #: A PDF to be saved.
    saved = Signal(object)

    def __init__(self, context: Context, agreement: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._context, self._agreement = context, agreement
        self._documents = context.services.documents
        self.setWindowTitle(_TITLE)
        self.setAccessibleName(_TITLE)
        numbers = self._documents.revisions(agreement)
        options = [(str(n), f"Revision {n}" if n else "The draft") for n in numbers]
        self.before, self.after = ChoiceField("From", options), ChoiceField("To", options)
        self.after.set_value(str(numbers[0]))
        self.before.set_value(str(numbers[1 if len(numbers) > 1 else 0]))
        for field in (self.before, self.after):
            field.chosen.connect(lambda _key: self.look())
        self.count = Label("", "form", "text_2", wrap=True)
        self.list = ScrollColumn(max_width=0, margin=2, gap=10)
        self.list.read_by_keys(_TITLE)
        self.save = PrimaryButton("Save as PDF", "download", act=self._save)
        self._lay_out()
        self.look()

    def look(self) -> None:
        """Compare the two that are chosen."""
        before, after = self._chosen()
        self._context.tasks.run(
            lambda: self._documents.changes(self._agreement, before, after),
            done=self._show,
            failed=self._failed,
            key="revision-changes",
            owner=self,
        )

    def _chosen(self) -> tuple[int, int]:
        return int(self.before.value() or 0), int(self.after.value() or 0)

    def _show(self, found: RevisionChanges) -> None:
        empty(self.list.column)
        many = "1 line differs" if found.count == 1 else f"{found.count} lines differ"
        self.count.setText(f"{found.words}: {many if found.count else 'nothing differs'}.")
        for heading, lines in found.groups:
            self.list.add(Label(heading, "label", wrap=True))
            for line in lines:
                self.list.add(_line(line, heading))
        self.list.column.addStretch(1)

    def _save(self) -> None:
        before, after = self._chosen()
        self._context.tasks.run(
            lambda: self._documents.changes_pdf(self._agreement, before, after),
            done=self._made,
            failed=self._failed,
            key="revision-changes-pdf",
            owner=self,
        )

    def _made(self, copy: Copy) -> None:
        self.saved.emit(copy)

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, MicrobizError):
            raise error
        self.count.setText(error.sentence())

    def _lay_out(self) -> None:
        said = "What is gone is struck through, what is new is underlined."
        column(
            Label(_TITLE, "section", wrap=True),
            row(
                wide(LabelledField("From", self.before)),
                wide(LabelledField("To", self.after)),
                gap=12,
            ),
            self.count,
            Label(said, "second", "text_2", wrap=True),
            wide(self.list),
            row(SPRING, SecondaryButton("Close", act=self.accept), self.save, gap=8),
            gap=12,
            pad=(24, 20, 24, 20),
            of=self,
        )
        self.resize(theme().px(720), theme().px(640))
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)


def _line(change: Change, heading: str) -> Sunken:
    """A changed line under its place, unless the heading over it says that already."""
    places: Sequence[str] = tuple(dict.fromkeys(filter(None, (change.before, change.after))))
    place = " → ".join(places)
    block = Sunken()
    block.setAccessibleName(f"{place}: {spoken(change.words)}")
    if place != heading:
        put(block.column, Label(place, "second", "text_2"))
    put(block.column, RedlineLabel(change.words))
    return block
