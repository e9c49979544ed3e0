"""A place to sign by mouse, finger or pen; who cannot draw signs by the typed name instead.

The sign-off panel shows it to the person who signs on this computer. Strokes are kept in parts of
the pad's height rather than in pixels, so that they print sharp at any size.
"""

from itertools import pairwise

from PySide6.QtCore import QBuffer, QByteArray, QEvent, QIODevice, QPointF, QSize, Qt, Signal
from PySide6.QtGui import (
    QImage,
    QImageWriter,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QTabletEvent,
    QTouchEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from microbiz_desktop.ui.look.theme import theme
from microbiz_desktop.ui.widgets.painting import (
    ALIGN_CENTRE,
    box,
    focus_ring,
    focus_visible,
    start_painting,
    write,
)

#: Ink of a document, whatever the theme of the screen.
_INK = "#1B2430"

Stroke = tuple[tuple[float, float], ...]


class SignaturePad(QWidget):
    """Collects strokes in a unit of its own height, so that they print at any size."""

    changed = Signal()

    def __init__(self, name: str = "Drawn signature") -> None:
        super().__init__()
        self._strokes: list[list[QPointF]] = []
        self._drawing = False
        self.setAccessibleName(name)
        self.setAccessibleDescription("Draw with mouse, finger or pen, or type the name instead.")
        self.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """About the shape of a signing line."""
        return QSize(theme().px(420), theme().px(140))

    def minimumSizeHint(self) -> QSize:
        """Room for a short name."""
        return QSize(theme().px(240), theme().px(140))

    def is_empty(self) -> bool:
        """Whether nothing has been drawn; a single dot is no signature."""
        return not any(len(stroke) > 1 for stroke in self._strokes)

    def strokes(self) -> tuple[Stroke, ...]:
        """Points with x and y as parts of the pad's height, origin top left."""
        height = max(1, self.height())
        return tuple(
            tuple((round(p.x() / height, 4), round(p.y() / height, 4)) for p in stroke)
            for stroke in self._strokes
            if len(stroke) > 1
        )

    def set_strokes(self, strokes: tuple[Stroke, ...]) -> None:
        """Show strokes kept from before, without telling anybody."""
        height = max(1, self.height())
        self._strokes = [[QPointF(x * height, y * height) for x, y in s] for s in strokes]
        self.update()

    def clear(self) -> None:
        """Begin again."""
        self._strokes.clear()
        self.update()
        self.changed.emit()

    def png(self, height: int = 280) -> bytes:
        """The strokes alone in ink on nothing, as PNG of this height in pixels."""
        scale = height / max(1, self.height())
        image = QImage(round(self.width() * scale), height, QImage.Format.Format_ARGB32)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(scale, scale)
        self._paint_strokes(painter, _INK)
        painter.end()
        data = QByteArray()
        buffer = QBuffer(data)
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        QImageWriter(buffer, b"png").write(image)
        return bytes(data.data())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a stroke."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._begin(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Go on with the stroke."""
        self._go_on(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End the stroke."""
        self._end()

    def tabletEvent(self, event: QTabletEvent) -> None:
        """A pen draws as the mouse does."""
        if event.type() == QEvent.Type.TabletPress:
            self._begin(event.position())
        elif event.type() == QEvent.Type.TabletMove:
            self._go_on(event.position())
        else:
            self._end()
        event.accept()

    def event(self, event: QEvent) -> bool:
        """A finger draws as the mouse does."""
        if isinstance(event, QTouchEvent) and event.points():
            where = event.points()[0].position()
            if event.type() == QEvent.Type.TouchBegin:
                self._begin(where)
            elif event.type() == QEvent.Type.TouchUpdate:
                self._go_on(where)
            else:
                self._end()
            event.accept()
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A sheet with a line to sign on."""
        painter = start_painting(self)
        now = theme()
        box(painter, self.rect(), fill=now.colour("surface"), border=now.colour("control"))
        base = round(self.height() * 0.74)
        painter.fillRect(20, base, self.width() - 40, 1, now.colour("control"))
        if not self._strokes:
            hint = self.rect().adjusted(20, 0, -20, -self.height() // 4)
            ink = now.colour("text_3")
            write(painter, hint, "Draw your signature here", now.font("form"), ink, ALIGN_CENTRE)
        self._paint_strokes(painter, now.tokens.text)
        if focus_visible(self):
            focus_ring(painter, self.rect())

    def _paint_strokes(self, painter: QPainter, ink: str) -> None:
        pen = QPen(ink)
        pen.setWidthF(max(1.6, self.height() / 62))
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for stroke in self._strokes:
            painter.drawPath(_smooth(stroke))

    def _begin(self, where: QPointF) -> None:
        self._drawing = True
        self._strokes.append([where])
        self.update()

    def _go_on(self, where: QPointF) -> None:
        if self._drawing and (where - self._strokes[-1][-1]).manhattanLength() >= 1.5:
            self._strokes[-1].append(self._inside(where))
            self.update()

    def _end(self) -> None:
        if self._drawing:
            self._drawing = False
            self.changed.emit()

    def _inside(self, where: QPointF) -> QPointF:
        x = min(max(where.x(), 0.0), float(self.width()))
        return QPointF(x, min(max(where.y(), 0.0), float(self.height())))


def _smooth(points: list[QPointF]) -> QPainterPath:
    """Curves through the middles between points, so that a quick hand leaves no corners."""
    path = QPainterPath(points[0])
    for one, other in pairwise(points[1:]):
        path.quadTo(one, (one + other) / 2)
    path.lineTo(points[-1])
    return path
