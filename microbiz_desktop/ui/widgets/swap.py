"""Putting a part that was made anew in the place of the old one."""

from PySide6.QtWidgets import QBoxLayout, QWidget

from microbiz_desktop.ui.widgets.layouts import column, drop


def swap(column: QBoxLayout, old: QWidget, new: QWidget) -> None:
    """`new` stands where `old` stood; Qt's own exchange leaves it unseen when both come quickly."""
    place = column.indexOf(old)
    column.removeWidget(old)
    drop(old)
    column.insertWidget(place, new)
    new.show()


class Slot(QWidget):
    """A place for one widget that is made anew from time to time."""

    def __init__(self) -> None:
        super().__init__()
        self.held = QWidget()
        self._column = column(self.held, of=self)

    def put(self, widget: QWidget) -> None:
        """Show this one in the place of the last."""
        swap(self._column, self.held, widget)
        self.held = widget
