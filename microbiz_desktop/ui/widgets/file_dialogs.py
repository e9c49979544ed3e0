"""Choosing files: the window goes on while the user looks for one."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from microbiz_desktop.services.shared.forms import Form

Chosen = Callable[[Path], None]


def ask_file(parent: QWidget, title: str, filters: str, chosen: Chosen) -> QFileDialog:
    """Ask for a file that is there; `filters` as Qt writes them, `chosen` hears the answer."""
    dialog = QFileDialog(parent, title, str(Path.home()), filters)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    return _open(dialog, chosen)


def ask_files(
    parent: QWidget, title: str, filters: str, chosen: Callable[[list[Path]], None]
) -> QFileDialog:
    """Ask for one or more files that are there."""
    dialog = QFileDialog(parent, title, str(Path.home()), filters)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    dialog.filesSelected.connect(lambda names: chosen([Path(name) for name in names]))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog


def ask_new_file(
    parent: QWidget, title: str, filters: str, name: str, suffix: str, chosen: Chosen
) -> QFileDialog:
    """Ask where a file should go; `name` is suggested, `suffix` is added when none is typed."""
    dialog = QFileDialog(parent, title, str(Path.home()), filters)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(suffix)
    dialog.selectFile(name)
    return _open(dialog, chosen)


def ask_for_form(
    parent: QWidget, form: Form, name: str, chosen: Chosen, more: str = ""
) -> QFileDialog:
    """Ask where a file of this form should go; `more` is said behind the title."""
    title, filters = (form.title or form.menu) + more, f"{form.kind} (*.{form.ending})"
    return ask_new_file(parent, title, filters, name, form.ending, chosen)


def _open(dialog: QFileDialog, chosen: Chosen) -> QFileDialog:
    dialog.fileSelected.connect(lambda name: chosen(Path(name)))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog
