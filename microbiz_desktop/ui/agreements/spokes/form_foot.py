"""The foot of the form: what one agreement tells of another, how many are ready, and the step."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from microbiz_desktop.services.agreements.spoke_values import Spoke
from microbiz_desktop.services.shared.words import counted
from microbiz_desktop.ui.forms.check_rows import CheckRows
from microbiz_desktop.ui.forms.choices import Choice
from microbiz_desktop.ui.widgets.buttons import GhostButton, PrimaryButton
from microbiz_desktop.ui.widgets.labels import Label
from microbiz_desktop.ui.widgets.layouts import column, row
from microbiz_desktop.ui.widgets.progress import LoadingBar

_READ = "read"


class FormFoot(QWidget):
    """What tells of another is made only once somebody has said that it may be read."""

    make_asked = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.told = Label("", "form", "waiting", wrap=True)
        self.read = CheckRows((Choice(_READ, "They may read this of each other"),))
        self.state = Label("", "form", "text_2", wrap=True)
        self.make_button = PrimaryButton("Make the agreements", act=self.make_asked)
        back = GhostButton("Back", "arrow-left", act=self.left)
        line = row((self.state, 1), back, self.make_button, gap=10)
        self.loading = LoadingBar()
        column(self.told, self.read, self.loading, line, gap=12, of=self)
        self._shown: frozenset[str] = frozenset()
        self._chosen, self._busy = 0, False
        self.show_told(())

    def meant(self) -> frozenset[str]:
        """What was shown here of what one tells of another, where it is ticked that they may."""
        return self._shown if _READ in self.read.value() else frozenset()

    def begin_making(self) -> bool:
        """Show that it goes on; False while it does already, or nobody is chosen."""
        if self._busy or not self._chosen:
            return False
        self._busy = True
        if self.make_button.hasFocus():  # disabled, it would hand the keyboard to “Back”
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        self._wake()
        self.loading.start()
        return True

    def end_making(self) -> None:
        """It has ended, one way or the other."""
        self._busy = False
        self.loading.stop()
        self._wake()

    def show_told(self, spokes: Sequence[Spoke]) -> None:
        """What one tells of another, before anything is made."""
        told = [finding.message for one in spokes for finding in one.findings]
        words = " ".join(dict.fromkeys(told))
        if words != self.told.text():
            self.read.set_value(())  # what was meant was said of other words
        self._shown = frozenset(told)
        self.told.setText(words)
        for part in (self.told, self.read):
            part.setVisible(bool(words))

    def say(self, chosen: int, ready: int) -> None:
        """How many would be made, and how many of them can be offered."""
        made = f"Make {counted(chosen, 'agreement')}" if chosen else "Make the agreements"
        self.make_button.set_text(made)
        self._chosen = chosen
        self._wake()
        said = f"{ready} of {chosen} can be offered once made." if chosen else "Choose with whom."
        self.state.setText(said)

    def _wake(self) -> None:
        """The step is there while somebody is chosen and nothing is being made."""
        self.make_button.setEnabled(bool(self._chosen) and not self._busy)
