"""Putting a part that was made anew in the place of the old one."""

from PySide6.QtWidgets import QBoxLayout, QWidget


def swap(column: QBoxLayout, old: QWidget, new: QWidget) -> None:
    """`new` stands where `old` stood; Qt's own exchange leaves it unseen when both come quickly."""
    place = column.indexOf(old)
    column.removeWidget(old)
    old.hide()
    old.deleteLater()
    column.insertWidget(place, new)
    new.show()
