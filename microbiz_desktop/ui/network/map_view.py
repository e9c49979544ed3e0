"""The map of who knows whom, painted: zoom, pan, choose; a list beside it says the same.

The map part of the Network page shows it. One widget paints everything, as a widget for each of
hundreds of people would be slow to move; the picture itself is in `map_picture`.
"""

from collections.abc import Mapping

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QKeyEvent,
    QMouseEvent,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from microbiz_desktop.ui.look.theme import Theme, follow_theme, theme
from microbiz_desktop.ui.network.map_picture import MapPicture
from microbiz_desktop.ui.network.map_scene import Scene
from microbiz_desktop.ui.widgets.painting import box, focus_ring, focus_visible, start_painting

_STEP = 1.25
_ARROWS: dict[int, tuple[float, float]] = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class MapView(QWidget):
    """Who is chosen stands out with everybody known; arrows go from one to the next."""

    chosen = Signal(int)
    opened = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._picture = MapPicture()
        self._fitted = True
        self._grabbed: tuple[QPointF, QPointF] | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self._say()
        follow_theme(self._apply_theme)

    def show_scene(self, scene: Scene, logos: Mapping[str, QPixmap]) -> None:
        """Another map, or the same after a change; who was chosen stays so while still there."""
        self._picture.show(scene, logos)
        if self._fitted:
            self.fit()
        self._say()
        self.update()

    def choose(self, key: int) -> None:
        """Bring somebody out, and into sight; tells nobody."""
        picture = self._picture
        picture.chosen = key if key in picture.scene.at else 0
        if picture.chosen and not self.rect().contains(picture.spot(key).center().toPoint()):
            picture.centre = QPointF(*picture.scene.at[key])
            self._fitted = False
        self._say()
        self.update()

    def chosen_id(self) -> int:
        """Who stands out; 0 for nobody."""
        return self._picture.chosen

    def zoom(self) -> float:
        """Pixels for each unit of the layout."""
        return self._picture.zoom

    def fit(self) -> None:
        """Everybody in sight."""
        self._picture.size = self.size()
        self._picture.fit()
        self._fitted = True
        self.update()

    def zoom_by(self, factor: float, at: QPointF | None = None) -> None:
        """Nearer or further; the point `at` (in pixels) stays where it is."""
        self._picture.zoom_by(factor, at if at is not None else QPointF(self.rect().center()))
        self._fitted = False
        self.update()

    def names_shown(self) -> dict[int, QRectF]:
        """Whose names are written now, and where."""
        return self._picture.names()

    def spot_of(self, key: int) -> QRect:
        """Where somebody stands, in pixels."""
        return self._picture.spot(key).toRect()

    def sizeHint(self) -> QSize:
        """The more room the better."""
        return QSize(theme().px(640), theme().px(480))

    def minimumSizeHint(self) -> QSize:
        """Beside the list and the panel in the smallest window."""
        return QSize(theme().px(160), theme().px(160))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A map nobody has moved stays fitted."""
        super().resizeEvent(event)
        self._picture.size = self.size()
        if self._fitted:
            self.fit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom around the pointer."""
        turns = event.angleDelta().y() / 240
        self.zoom_by(_STEP**turns, event.position())
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press on somebody chooses, elsewhere it takes hold of the map."""
        key = self._at(event.position())
        if key:
            self._pick(key)
        else:
            self._grabbed = (event.position(), self._picture.centre)
            self.setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move the map with the pointer."""
        if self._grabbed is not None:
            start, centre = self._grabbed
            self._picture.centre = centre - (event.position() - start) / self._picture.zoom
            self._fitted = False
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        self._grabbed = None
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the associate."""
        if key := self._at(event.position()):
            self.opened.emit(key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows choose, plus and minus zoom, 0 fits, Enter opens."""
        key = event.key()
        if key in _ARROWS:
            self._step(_ARROWS[key])
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom_by(_STEP)
        elif key == Qt.Key.Key_Minus:
            self.zoom_by(1 / _STEP)
        elif key == Qt.Key.Key_0:
            self.fit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.chosen_id():
            self.opened.emit(self.chosen_id())
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ground, the picture, the ring of the keyboard."""
        painter = start_painting(self)
        box(painter, self.rect(), fill=theme().colour("surface"), border=theme().colour("line"))
        painter.setClipRect(self.rect().adjusted(1, 1, -1, -1))
        self._picture.paint(painter, moving=self._grabbed is not None)
        if focus_visible(self):
            focus_ring(painter, self.rect())

    def _at(self, pixels: QPointF) -> int:
        point = self._picture.to_plane(pixels)
        return self._picture.scene.hit((point.x(), point.y()), 4 / self.zoom())

    def _step(self, direction: tuple[float, float]) -> None:
        """From the one chosen to the next; from nobody to the best known."""
        scene, now = self._picture.scene, self.chosen_id()
        if now:
            self._pick(scene.towards(now, direction))
        elif scene.at:
            self._pick(min(scene.at, key=lambda key: (-scene.nodes[key].degree, key)))

    def _pick(self, key: int) -> None:
        if key != self.chosen_id():
            self.choose(key)
            self.chosen.emit(key)

    def _say(self) -> None:
        """What a screen reader hears: the whole, and who stands out with everybody known."""
        scene, chosen = self._picture.scene, self.chosen_id()
        people, ties = len(scene.at), len(scene.edges)
        self.setAccessibleName(f"Map of who knows whom: {people} known here, {ties} ties")
        near = sorted(scene.nodes[key].name for key in scene.near.get(chosen, ()))
        if not chosen:
            said = "Nobody chosen. Arrows choose, plus and minus zoom, 0 shows all."
        else:
            known = f"knows {', '.join(near)}" if near else "no ties noted"
            said = f"{scene.nodes[chosen].name}: {known}"
        self.setAccessibleDescription(said)

    def _apply_theme(self, now: Theme) -> None:
        self._picture.forget_fonts()
        self.update()
