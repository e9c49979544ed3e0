"""Labels of an associate: typed with the labels there are offered, or new ones."""

from collections.abc import Sequence

from PySide6.QtCore import QStringListModel, Qt, QTimer
from PySide6.QtWidgets import QCompleter, QListView

from microbiz_desktop.services.contacts.labels import LabelData
from microbiz_desktop.ui.forms.items_field import ItemsField
from microbiz_desktop.ui.runtime.context import Context


class LabelsField(ItemsField):
    """A list of words; what is offered is read aside, as a long list takes a moment to go over."""

    def __init__(self, context: Context, name: str, example: str) -> None:
        super().__init__(name, example)
        self._names = QStringListModel(self)
        completer = QCompleter(self._names, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        popup = QListView()
        popup.setAccessibleName(f"{name}: those there are")
        completer.setPopup(popup)
        self.line.setCompleter(completer)
        # The line takes the word up after this signal: it becomes a chip then.
        completer.activated.connect(lambda _name: QTimer.singleShot(0, self, self.line.added.emit))
        context.tasks.run(context.services.labels.all, done=self._offer, owner=self)

    def offered(self) -> list[str]:
        """The labels there are."""
        return self._names.stringList()

    def _offer(self, found: Sequence[LabelData]) -> None:
        self._names.setStringList([one.name for one in found])
