"""When the data cannot be opened: say why, in a window, and change nothing unasked."""

from PySide6.QtWidgets import QDialog, QHBoxLayout

from microbiz_desktop.domain.errors import MicrobizError
from microbiz_desktop.ui.look.theme import theme
from microbiz_desktop.ui.widgets.buttons import PrimaryButton, SecondaryButton
from microbiz_desktop.ui.widgets.copy_label import CopyLabel
from microbiz_desktop.ui.widgets.labels import Label
from microbiz_desktop.ui.widgets.layouts import SPRING, column, row
from microbiz_desktop.ui.widgets.main_step import Dialog


class CannotStart(Dialog):
    """What is, what to do, and the last good backup where there is one."""

    def __init__(
        self,
        error: MicrobizError,
        good_backup: str = "",
        heading: str = "The data cannot be opened",
    ) -> None:
        """`good_backup` tells in a sentence what the last good backup holds."""
        super().__init__()
        self.setWindowTitle("Microbiz Desktop")
        self.setFixedWidth(theme().px(520))
        lines = column(Label(heading, "section"), gap=12, pad=(24, 20, 24, 20), of=self)
        for text, ink in ((error.message, "text"), (error.hint, "text_2")):
            if text:
                lines.addWidget(CopyLabel(text, "form", ink))
        if good_backup:
            lines.addWidget(Label("The last good backup", "label"))
            words = f"{good_backup} What is here now is kept beside it."
            lines.addWidget(Label(words, "form", "text_2", wrap=True))
        lines.addLayout(self._buttons(offers=bool(good_backup)))

    def _buttons(self, *, offers: bool) -> QHBoxLayout:
        self.close_button = (SecondaryButton if offers else PrimaryButton)("Close")
        self.close_button.clicked.connect(self.reject)
        self.restore_button = PrimaryButton("Restore the last good backup", "archive-restore")
        self.restore_button.clicked.connect(self.accept)
        line = row(SPRING, self.close_button, self.restore_button, gap=8)
        self.restore_button.setVisible(offers)
        return line


def show_cannot_start(error: MicrobizError, good_backup: str = "") -> bool:
    """Show the dialog until it is closed; whether the backup is wanted."""
    return CannotStart(error, good_backup).exec() == QDialog.DialogCode.Accepted


def show_not_restored(error: MicrobizError) -> None:
    """A backup that was refused: the window then opens on what was there before."""
    CannotStart(error, heading="The backup was not put in place").exec()
