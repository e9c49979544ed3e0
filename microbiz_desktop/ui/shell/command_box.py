"""The command box: everything by name or word, reached by typing (Ctrl+K).

The frame of the window owns it and tells it whom to ask. It knows nothing of what it finds but its
words and where it leads, so that a new kind of thing is found without a change here.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from microbiz_desktop.domain.links import Link
from microbiz_desktop.ui.forms.fields import SearchField
from microbiz_desktop.ui.look.theme import Theme, follow_theme, theme
from microbiz_desktop.ui.records.rows_model import RowsModel
from microbiz_desktop.ui.widgets.cards import Panel
from microbiz_desktop.ui.widgets.labels import Label, Line
from microbiz_desktop.ui.widgets.layouts import column
from microbiz_desktop.ui.widgets.row_delegate import RowList, RowLook

_ROW = 48
_MOST_ROWS = 8


@dataclass(frozen=True, slots=True)
class JumpTarget:
    """Something to jump to: what it is, how it reads, and where it leads."""

    kind: str
    title: str
    link: Link
    subtitle: str = ""
    icon: str = "arrow-right"


Provider = Callable[[str], Sequence[JumpTarget]]


class CommandBox(Panel):
    """A field and what it finds; arrows and Enter, Esc closes. Recent things come first."""

    chosen = Signal(object)
    closed = Signal()

    def __init__(self, parent: QWidget, provider: Provider, *, wait: int = 150) -> None:
        """`provider` gives targets for a text, and recent ones first for an empty one."""
        super().__init__("surface", "control", 12, parent)
        self._owner = parent
        self._provider = provider
        self._focus_before: QWidget | None = None
        self.setAccessibleName("Search or jump to")
        self.field = SearchField("Search or jump to", "Name, skill, word in an agreement, action")
        self.field.setProperty("plain", True)
        self.field.setTextMargins(6, 0, 0, 0)
        self.model: RowsModel[JumpTarget] = RowsModel(_look, lambda t: t.link, self)
        self.list = RowList("Found", height=_ROW)
        self.list.setModel(self.model)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setProperty("driven_by", "field")  # its keys are those of the field
        self.list.clicked.connect(self._choose_current)
        self.nothing = Label("Nothing by that name.", "form", "text_2")
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(wait)
        self._timer.timeout.connect(self.search_now)
        self.field.edited.connect(self._timer.start)
        self.field.installEventFilter(self)
        self._lay_out()
        follow_theme(self._apply_theme)
        self.hide()

    def open_box(self) -> None:
        """Show the box, empty, with recent things."""
        self._focus_before = QApplication.focusWidget()
        self.field.clear()
        self.search_now()
        self.show()
        self.raise_()
        self.field.setFocus()
        _application().installEventFilter(self)

    def close_box(self) -> None:
        """Hide it and give the keyboard back."""
        if self.isHidden():
            return
        _application().removeEventFilter(self)
        self._timer.stop()
        self.hide()
        if self._focus_before is not None and self._focus_before.isVisible():
            self._focus_before.setFocus()
        self._focus_before = None
        self.closed.emit()

    def search_now(self) -> None:
        """Ask the provider for what is typed now."""
        self._timer.stop()
        found = list(self._provider(self.field.value()))
        self.model.set_rows(found)
        self.nothing.setVisible(not found)
        self.list.setVisible(bool(found))
        if found:
            self.list.setCurrentIndex(self.model.index(0))
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys of the list while the cursor is in the field; a press elsewhere closes."""
        if watched is self.field and isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.KeyPress and self._key(Qt.Key(event.key())):
                return True
        elif event.type() == QEvent.Type.MouseButtonPress and isinstance(watched, QWidget):
            if watched is not self and not self.isAncestorOf(watched):
                self.close_box()
        elif watched is self._owner and event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def _key(self, key: Qt.Key) -> bool:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        if key in steps:
            self._move(steps[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self._timer.isActive():
                self.search_now()
            self._choose_current()
        elif key == Qt.Key.Key_Escape:
            self.close_box()
        else:
            return False
        return True

    def _move(self, by: int) -> None:
        count = self.model.rowCount()
        if count:
            row = (self.list.currentIndex().row() + by) % count
            self.list.setCurrentIndex(self.model.index(row))
            target = self.model.rows()[row]
            self.field.setAccessibleDescription(_look(target).sentence())

    def _choose_current(self) -> None:
        target = self.model.row_at(self.list.currentIndex())
        if target is not None:
            self.close_box()
            self.chosen.emit(target)

    def _lay_out(self) -> None:
        self.nothing.setContentsMargins(12, 8, 12, 8)
        column(self.field, Line(), self.list, self.nothing, gap=6, pad=8, of=self)

    def _place(self) -> None:
        """In the middle at the top, as high as what was found."""
        now = theme()
        rows = min(_MOST_ROWS, max(1, self.model.rowCount()))
        room = max(now.px(_ROW), self._owner.height() - now.px(180))
        self.list.setFixedHeight(min(rows * now.px(_ROW), room))
        width = min(now.px(560), self._owner.width() - 48)
        self.setFixedWidth(width)
        self.adjustSize()
        size = QSize(width, self.sizeHint().height())
        self.resize(size)
        self.move((self._owner.width() - width) // 2, now.px(64))

    def _apply_theme(self, now: Theme) -> None:
        self.update()


def _application() -> QCoreApplication:
    app = QCoreApplication.instance()
    assert app is not None, "widgets exist only beside an application"
    return app


def _look(target: JumpTarget) -> RowLook:
    return RowLook(target.title, target.subtitle, target.kind, icon=target.icon)
