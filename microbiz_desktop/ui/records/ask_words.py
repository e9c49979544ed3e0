"""One line to type in a small dialog: the name of a list, a label, another filter."""

from collections.abc import Callable

from PySide6.QtWidgets import QInputDialog, QWidget


def ask_words(parent: QWidget, label: str, button: str, take: Callable[[str], object]) -> None:
    """Ask, and hand on what was typed; nothing typed is nothing asked."""
    dialog = QInputDialog(parent)
    dialog.setWindowTitle(label)
    dialog.setLabelText(label)
    dialog.setOkButtonText(button)
    dialog.textValueSelected.connect(lambda typed: typed.strip() and take(typed.strip()))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
