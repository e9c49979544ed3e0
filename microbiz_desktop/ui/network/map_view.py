"""The map of who knows whom, painted: zoom, pan, choose; a list beside it says the same."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from microbiz_desktop.ui.network.map_labels import Box, placed
from microbiz_desktop.ui.network.map_scene import Scene
from microbiz_desktop.ui.theme import Theme, follow_theme, theme
from microbiz_desktop.ui.widgets.avatar import initials_colour, paint_avatar
from microbiz_desktop.ui.widgets.painting import (
    ALIGN_CENTRE,
    box,
    focus_ring,
    focus_visible,
    start_painting,
    text_width,
    write,
)

_NEAREST, _FURTHEST, _STEP = 3.0, 0.08, 1.25
#: Nodes smaller than this many pixels are dots; names are never wider than that.
_PICTURE_FROM, _WIDEST = 20, 132
_FADED = 0.45
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

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scene = Scene()
        self._logos: Mapping[str, QPixmap] = {}
        self._chosen = 0
        self._zoom, self._centre = 1.0, QPointF(0, 0)
        self._fitted = True
        self._grabbed: tuple[QPointF, QPointF] | None = None
        self._names: dict[int, QRectF] = {}
        self._names_at = QPointF(0, 0)
        self._widths: dict[tuple[int, str], float] = {}
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self._say()
        follow_theme(self._apply_theme)

    def show_scene(self, scene: Scene, logos: Mapping[str, QPixmap]) -> None:
        """Another map, or the same after a change; who was chosen stays so while still there."""
        self._scene, self._logos, self._widths = scene, logos, {}
        if self._chosen not in scene.at:
            self._chosen = 0
        if self._fitted:
            self.fit()
        self._say()
        self.update()

    def choose(self, key: int) -> None:
        """Bring somebody out, and into sight; tells nobody."""
        self._chosen = key if key in self._scene.at else 0
        if self._chosen and not self.rect().contains(self._spot(key).center().toPoint()):
            self._centre = QPointF(*self._scene.at[key])
            self._fitted = False
        self._say()
        self.update()

    def chosen_id(self) -> int:
        """Who stands out; 0 for nobody."""
        return self._chosen

    def zoom(self) -> float:
        """Pixels for each unit of the layout."""
        return self._zoom

    def fit(self) -> None:
        """Everybody in sight."""
        left, top, right, bottom = self._scene.bounds()
        beside, above = theme().px(76), theme().px(48)  # room for names at the edges
        wide = max(1, self.width() - 2 * beside) / max(1.0, right - left)
        high = max(1, self.height() - 2 * above) / max(1.0, bottom - top)
        self._zoom = min(2.0, max(_FURTHEST, min(wide, high)))
        self._centre = QPointF((left + right) / 2, (top + bottom) / 2)
        self._fitted = True
        self.update()

    def zoom_by(self, factor: float, at: QPointF | None = None) -> None:
        """Nearer or further; the point `at` (in pixels) stays where it is."""
        fixed = at if at is not None else QPointF(self.rect().center())
        before = self._to_plane(fixed)
        self._zoom = min(_NEAREST, max(_FURTHEST, self._zoom * factor))
        self._centre += before - self._to_plane(fixed)
        self._fitted = False
        self.update()

    def names_shown(self) -> dict[int, QRectF]:
        """Whose names are written now, and where; while the map is moved they go with it."""
        if self._grabbed is not None and self._names:
            moved = self._to_pixels_of(QPointF(0, 0)) - self._names_at
            return {key: rect.translated(moved) for key, rect in self._names.items()}
        spots = {key: _box(rect) for key in self._scene.at if self._sees(rect := self._spot(key))}
        found = placed(
            self._scene, self._chosen, spots, self._label_boxes, (4, 4, self.width(), self.height())
        )
        self._names = {key: QRectF(x, y, r - x, b - y) for key, (x, y, r, b) in found.items()}
        self._names_at = self._to_pixels_of(QPointF(0, 0))
        return self._names

    def spot_of(self, key: int) -> QRect:
        """Where somebody stands, in pixels."""
        return self._spot(key).toRect()

    def sizeHint(self) -> QSize:
        """The more room the better."""
        return QSize(theme().px(640), theme().px(480))

    def minimumSizeHint(self) -> QSize:
        """Beside the list and the panel in the smallest window."""
        return QSize(theme().px(240), theme().px(200))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A map nobody has moved stays fitted."""
        super().resizeEvent(event)
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
            self._grabbed = (event.position(), self._centre)
            self.setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move the map with the pointer."""
        if self._grabbed is not None:
            start, centre = self._grabbed
            self._centre = centre - (event.position() - start) / self._zoom
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
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._chosen:
            self.opened.emit(self._chosen)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ties, then people, then names."""
        painter = start_painting(self)
        box(painter, self.rect(), fill=theme().colour("surface"), border=theme().colour("line"))
        painter.setClipRect(self.rect().adjusted(1, 1, -1, -1))
        self._paint_ties(painter)
        for key in self._in_order():
            self._paint_one(painter, key)
        painter.setOpacity(1)
        self._paint_names(painter)
        if focus_visible(self):
            focus_ring(painter, self.rect())

    def _paint_ties(self, painter: QPainter) -> None:
        now = theme()
        for bright in (False, True):
            token = "accent" if bright else "control"
            ink = QColor(now.colour(token))
            ink.setAlphaF(1 if bright else 0.2 if self._chosen else 0.5)
            painter.setPen(QPen(ink, 2 if bright else 1))
            for a, b in self._scene.edges:
                if (self._chosen in (a, b)) == bright:
                    painter.drawLine(self._to_pixels(a), self._to_pixels(b))

    def _paint_one(self, painter: QPainter, key: int) -> None:
        spot = self._spot(key)
        if not self._sees(spot):
            return
        now, node = theme(), self._scene.nodes[key]
        painter.setOpacity(1 if self._stands_out(key) else _FADED)
        if spot.width() < now.px(_PICTURE_FROM):
            box(painter, spot, fill=QColor(initials_colour(node.name)), radius=spot.width() / 2)
        else:
            paint_avatar(painter, spot.toRect(), node.name, self._logos.get(node.logo))
        if key == self._chosen:
            ring = spot.adjusted(-4, -4, 4, 4)
            radius = ring.width() * 0.24
            box(painter, ring, border=now.colour("accent"), width=2.5, radius=radius)

    def _paint_names(self, painter: QPainter) -> None:
        now = theme()
        for key, rect in self.names_shown().items():
            bright = self._stands_out(key)
            font = now.font("label" if key == self._chosen else "second")
            ink = now.colour("text" if bright else "text_3")
            ground = QColor(now.colour("surface"))
            ground.setAlphaF(0.85 if bright else 0.6)
            box(painter, rect.adjusted(2, 2, -2, -2), fill=ground, radius=4)
            name = self._scene.nodes[key].name
            write(painter, rect.toRect(), name, font, ink, ALIGN_CENTRE)

    def _stands_out(self, key: int) -> bool:
        near = self._scene.near.get(self._chosen, frozenset())
        return not self._chosen or key == self._chosen or key in near

    def _in_order(self) -> list[int]:
        """Who stands out is drawn last."""
        return sorted(self._scene.at, key=lambda key: (self._stands_out(key), key == self._chosen))

    def _spot(self, key: int) -> QRectF:
        side = max(6.0, 2 * self._scene.size(key) * min(self._zoom, 1.6))
        middle = self._to_pixels(key)
        return QRectF(middle.x() - side / 2, middle.y() - side / 2, side, side)

    def _label_boxes(self, key: int, spot: Box) -> tuple[Box, ...]:
        """Below, above, after, before."""
        width, high = self._name_width(key), theme().px(18)
        x0, y0, x1, y1 = spot
        left, top = (x0 + x1 - width) / 2, (y0 + y1 - high) / 2
        return (
            (left, y1 + 3, left + width, y1 + 3 + high),
            (left, y0 - 3 - high, left + width, y0 - 3),
            (x1 + 3, top, x1 + 3 + width, top + high),
            (x0 - 3 - width, top, x0 - 3, top + high),
        )

    def _name_width(self, key: int) -> float:
        """Measured once for each name and font: measuring is what takes time."""
        now = theme()
        role = "label" if key == self._chosen else "second"
        if (key, role) not in self._widths:
            wide = text_width(now.font(role), self._scene.nodes[key].name) + 10
            self._widths[key, role] = min(wide, now.px(_WIDEST))
        return self._widths[key, role]

    def _sees(self, rect: QRectF) -> bool:
        return rect.intersects(QRectF(self.rect()))

    def _to_pixels(self, key: int) -> QPointF:
        return self._to_pixels_of(QPointF(*self._scene.at[key]))

    def _to_pixels_of(self, point: QPointF) -> QPointF:
        return QPointF(self.rect().center()) + (point - self._centre) * self._zoom

    def _to_plane(self, pixels: QPointF) -> QPointF:
        return self._centre + (pixels - QPointF(self.rect().center())) / self._zoom

    def _at(self, pixels: QPointF) -> int:
        point = self._to_plane(pixels)
        return self._scene.hit((point.x(), point.y()), 4 / self._zoom)

    def _step(self, direction: tuple[float, float]) -> None:
        if not self._scene.at:
            return
        best_known = min(self._scene.at, key=lambda key: (-self._scene.nodes[key].degree, key))
        start = self._chosen or best_known
        self._pick(self._scene.towards(start, direction) if self._chosen else start)

    def _pick(self, key: int) -> None:
        if key != self._chosen:
            self.choose(key)
            self.chosen.emit(key)

    def _say(self) -> None:
        """What a screen reader hears: the whole, and who stands out with everybody known."""
        people, ties = len(self._scene.at), len(self._scene.edges)
        self.setAccessibleName(f"Map of who knows whom: {people} associates, {ties} ties")
        near = sorted(self._scene.nodes[key].name for key in self._scene.near.get(self._chosen, ()))
        if not self._chosen:
            said = "Nobody chosen. Arrows choose, plus and minus zoom, 0 shows all."
        else:
            known = f"knows {', '.join(near)}" if near else "no ties noted"
            said = f"{self._scene.nodes[self._chosen].name}: {known}"
        self.setAccessibleDescription(said)

    def _apply_theme(self, now: Theme) -> None:
        self._widths = {}
        self.update()


def _box(rect: QRectF) -> Box:
    return rect.left(), rect.top(), rect.right(), rect.bottom()
