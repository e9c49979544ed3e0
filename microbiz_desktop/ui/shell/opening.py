"""The window from its first moment: it shows a first look until the screens move in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeyEvent, QPainter, QPaintEvent, QScreen
from PySide6.QtWidgets import QApplication, QWidget

from microbiz_desktop.ui.look.fonts import load_first_fonts
from microbiz_desktop.ui.look.tokens import DARK, LIGHT
from microbiz_desktop.ui.shell.first_look import Drawing, FirstLook, draw_first_look

if TYPE_CHECKING:
    from microbiz_desktop.ui.runtime.window_settings import SettingsFile
    from microbiz_desktop.ui.shell.frame import Frame

_MIDDLE = 128


#: What a title bar and the edges of a window take beside what is in it.
_EDGES = QSize(16, 48)


def room_on(screen: QScreen) -> QSize:
    """What a window may hold so that all of it is on the screen, its title bar too."""
    return screen.availableSize() - _EDGES


class OpeningWindow(QWidget):
    """The one window of the screen; `take()` puts the frame with its pages into it."""

    painted = Signal()

    def __init__(self, settings: SettingsFile, look: FirstLook | None) -> None:
        super().__init__()
        wishes = settings.load()
        # Asking for the colour scheme would bring in `Qt`: see `first_look`.
        dark = QGuiApplication.palette().window().color().lightness() < _MIDDLE
        wants_dark = wishes.theme == "dark" or (wishes.theme == "system" and dark)
        self._tokens = DARK if wants_dark else LIGHT
        self._scale, self._right_to_left = wishes.scale, wishes.right_to_left
        self._look = look
        self._frame: Frame | None = None
        self._said = False
        #: Keys typed before there is anything to take them.
        self.early: list[QKeyEvent] = []
        self.setWindowTitle("Microbiz Desktop")
        state = settings.kept_state("window")
        if state is None or not self.restoreGeometry(state):
            self.resize(self.sizeHint().boundedTo(room_on(self.screen())))
        load_first_fonts()

    def take(self, frame: Frame) -> None:
        """The frame takes the whole window from now on; closing asks it first."""
        from microbiz_desktop.ui.widgets.layouts import column  # brings the theme: not before

        self._frame = frame
        self._look = None
        self.setWindowIcon(frame.windowIcon())
        focus: QWidget | None = frame.focusWidget()  # a new parent takes it away
        column(frame, of=self)
        frame.closing.connect(self.close)
        (focus if focus is not None else frame).setFocus()
        QTimer.singleShot(0, frame, self._play)  # once the frame is laid out and in sight

    def _play(self) -> None:
        """What was typed before goes where it would go now."""
        from microbiz_desktop.ui.shell.early_keys import play

        early, self.early = self.early, []
        if self._frame is not None:
            play(early, self._frame)

    def come_to_front(self) -> None:
        """A second start wants this window."""
        if self.isMinimized():
            self.showNormal()
        self.raise_()
        self.activateWindow()

    def sizeHint(self) -> QSize:
        """As drawn."""
        return QSize(1440, 900)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Kept while nothing can take it."""
        if self._frame is None:
            self.early.append(event.clone())
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The first look; later the frame covers everything."""
        if self._frame is None:
            mirrored_in = self.width() if self._right_to_left else 0
            sheet = Drawing(self._tokens, self._scale, mirrored_in)
            draw_first_look(sheet, self.width(), self.height(), self._look)
            picture = sheet.picture(self.width(), self.height(), self.devicePixelRatioF())
            QPainter(self).drawPixmap(0, 0, picture)
        if not self._said:
            self._said = True
            self.painted.emit()

    def changeEvent(self, event: QEvent) -> None:
        """The frame saves when the user turns to another program; only windows are told of it."""
        super().changeEvent(event)
        if self._frame is not None and event.type() == QEvent.Type.ActivationChange:
            QApplication.sendEvent(self._frame, event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stay open while the frame holds something that could not be saved."""
        frame, self._frame = self._frame, None
        if frame is not None and not frame.close():
            self._frame = frame
            event.ignore()
