"""What every list with a search above it does: its signals, its keys, its smallest size."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from microbiz_desktop.ui.forms.fields import SearchField
from microbiz_desktop.ui.look.theme import theme


class SearchPane(QWidget):
    """Subclasses lay out; rows are announced by their keys."""

    row_chosen = Signal(object)
    row_opened = Signal(object)
    search_changed = Signal(str)
    new_asked = Signal()
    delete_asked = Signal(object)
    #: How many there are without what is typed and filtered.
    counted = Signal(int)

    def __init__(self, search: SearchField, rows: QAbstractItemView) -> None:
        super().__init__()
        self.search, self.list = search, rows
        self._showing = False
        search.edited.connect(lambda: self.search_changed.emit(search.value()))
        for watched in (search, rows):
            watched.installEventFilter(self)

    def chosen(self) -> object | None:
        """The key of the current row, or None."""
        raise NotImplementedError

    def choose_first(self) -> None:
        """Choose the first row, so that the card beside is not empty."""
        model = self.list.model()
        if model.rowCount() and not self.list.currentIndex().isValid():
            self.list.setCurrentIndex(model.index(0, 0))

    def focus_search(self) -> None:
        """Put the keyboard into the search."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def minimumSizeHint(self) -> QSize:
        """Names are shortened before the window grows."""
        return QSize(theme().px(260), theme().px(240))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down goes from the search into the rows; Delete asks for what is chosen."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if watched is self.search and event.key() == Qt.Key.Key_Down:
                self.list.setFocus()
                self.choose_first()
                return True
            if watched is self.list and event.key() == Qt.Key.Key_Delete:
                if (key := self.chosen()) is not None:
                    self.delete_asked.emit(key)
                return True
        return super().eventFilter(watched, event)
