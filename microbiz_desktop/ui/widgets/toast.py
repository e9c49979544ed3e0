"""A quiet notice bottom left with at most one action, usually Undo; never for errors."""

from collections.abc import Callable

from PySide6.QtCore import QEasingCurve, QEvent, QObject, QPropertyAnimation, Qt, QTimer
from PySide6.QtWidgets import QApplication, QGraphicsOpacityEffect, QWidget

from microbiz_desktop.ui.look.theme import theme
from microbiz_desktop.ui.widgets.announce import announce
from microbiz_desktop.ui.widgets.buttons import IconButton, LinkButton
from microbiz_desktop.ui.widgets.cards import Panel
from microbiz_desktop.ui.widgets.labels import Label
from microbiz_desktop.ui.widgets.layouts import row

_SHOWN_FOR = 6000
_MARGIN = 24


class Toast(Panel):
    """One at a time, six seconds, longer while the pointer or the keyboard is on it."""

    def __init__(self, parent: QWidget, above: Callable[[], int] = lambda: 0) -> None:
        """`above` is how high it has to stand over the buttons at the foot of what is shown."""
        super().__init__("surface", "control", 10, parent)
        self._above = above
        self._owner = parent
        self._action: Callable[[], None] | None = None
        self.text = Label("", "form_strong", wrap=False)
        self.button = LinkButton("", act=self._act)
        close = IconButton("x", "Close this notice", size=28, act=self.dismiss)
        row(self.text, self.button, close, gap=14, pad=(16, 8, 8, 8), of=self)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SHOWN_FOR)
        self._timer.timeout.connect(self._time_is_up)
        self._effect = QGraphicsOpacityEffect(self)
        self.setGraphicsEffect(self._effect)
        self._fade = QPropertyAnimation(self._effect, b"opacity", self)
        self._fade.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._fade.finished.connect(self._settled)
        parent.installEventFilter(self)
        self.hide()

    def show_notice(
        self, text: str, action: str = "", act: Callable[[], None] | None = None
    ) -> None:
        """Say it, replacing the notice before."""
        self.text.setText(text)
        self.setAccessibleName(text)
        self._action = act
        self.button.set_text(action)
        self.button.setVisible(bool(action))
        self._place()
        self.show()
        self.raise_()
        self._fade_to(1.0, 180)
        self._timer.start()
        announce(self, f"{text} {action}".strip())

    def dismiss(self) -> None:
        """Close it without acting."""
        self._timer.stop()
        self._action = None
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep to the corner when the window changes."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        owner = self._owner
        self.setMaximumWidth(max(200, owner.width() - 2 * _MARGIN))
        self.adjustSize()
        x = _MARGIN
        if owner.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            x = owner.width() - self.width() - _MARGIN
        self.move(x, owner.height() - self.height() - max(_MARGIN, self._above()))

    def _time_is_up(self) -> None:
        focus = QApplication.focusWidget()
        if self.underMouse() or (focus is not None and self.isAncestorOf(focus)):
            self._timer.start()
        else:
            self._fade_to(0.0, 180)

    def _fade_to(self, opacity: float, milliseconds: int) -> None:
        self._fade.stop()
        duration = theme().motion(milliseconds)
        if duration == 0:
            self._effect.setOpacity(opacity)
            self._settled()
            return
        self._fade.setDuration(duration)
        self._fade.setStartValue(self._effect.opacity() if self.isVisible() else 0.0)
        self._fade.setEndValue(opacity)
        self._fade.start()

    def _settled(self) -> None:
        if self._effect.opacity() == 0.0:
            self.dismiss()

    def _act(self) -> None:
        act = self._action
        self.dismiss()
        if act is not None:
            act()
