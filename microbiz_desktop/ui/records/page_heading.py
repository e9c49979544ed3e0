"""The head of a page that is reached from Associates: the way back, title, buttons."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from microbiz_desktop.ui.widgets.buttons import Button, GhostButton
from microbiz_desktop.ui.widgets.labels import ElidedLabel, Label
from microbiz_desktop.ui.widgets.layouts import column, row, wide


class PageHeading(QWidget):
    """Title and where it stands at the left, what can be done at the right."""

    back_asked = Signal()

    def __init__(self, title: str, *buttons: Button, how: str = "") -> None:
        """`how` says under the title what one does here."""
        super().__init__()
        self.back = GhostButton("Associates", "arrow-left", act=self.back_asked)
        self.title = Label("", "title")
        self.line = ElidedLabel("", "second", "text_2")
        said = column(self.title, self.line, gap=2)
        if how:
            said.addWidget(Label(how, "second", "text_2", wrap=True))
        line = row(
            self.back,
            wide(said),
            gap=10,
            pad=(12, 16, 24, 12),
            of=self,
        )
        for button in buttons:
            line.addWidget(button)
        self.say(title)

    def say(self, title: str, line: str = "") -> None:
        """Another title, and a line on where things stand."""
        self.title.setText(title)
        self.line.setText(line)
        self.line.setVisible(bool(line))
