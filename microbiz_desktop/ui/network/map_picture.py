"""The picture of a scene seen through a camera: where things are in pixels, and how they look.

The view of the map asks it where somebody stands and tells it to paint. It is no widget and takes
no events, so that what is drawn and how it is moved about can be read apart.
"""

from collections.abc import Mapping

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap

from microbiz_desktop.ui.look.theme import theme
from microbiz_desktop.ui.network.map_labels import Box, placed
from microbiz_desktop.ui.network.map_scene import Scene
from microbiz_desktop.ui.widgets.avatar import initials_colour, paint_avatar
from microbiz_desktop.ui.widgets.painting import ALIGN_CENTRE, box, text_width, write

_NEAREST, _FURTHEST = 3.0, 0.08
#: Nodes smaller than this many pixels are dots; names are never wider than that.
_PICTURE_FROM, _WIDEST = 20, 132
_FADED = 0.45


class MapPicture:
    """Holds scene, camera and who stands out; the view asks it where and tells it to paint."""

    def __init__(self) -> None:
        self.scene = Scene()
        self.logos: Mapping[str, QPixmap] = {}
        self.chosen = 0
        self.zoom, self.centre = 1.0, QPointF(0, 0)
        self.size = QSize(1, 1)
        self._names: dict[int, QRectF] = {}
        self._names_at = QPointF(0, 0)
        self._widths: dict[tuple[int, str], float] = {}

    def show(self, scene: Scene, logos: Mapping[str, QPixmap]) -> None:
        """Another scene; who stood out still does while there."""
        self.scene, self.logos = scene, logos
        self.forget_fonts()
        if self.chosen not in scene.at:
            self.chosen = 0

    def forget_fonts(self) -> None:
        """Names are measured anew."""
        self._widths = {}

    def fit(self) -> None:
        """Everybody in sight."""
        left, top, right, bottom = self.scene.bounds()
        # Room for names at the edges; in a narrow picture with large text the people come first.
        beside = min(theme().px(76), self.size.width() // 6)
        above = theme().px(48)
        wide = max(1, self.size.width() - 2 * beside) / max(1.0, right - left)
        high = max(1, self.size.height() - 2 * above) / max(1.0, bottom - top)
        self.zoom = min(2.0, max(_FURTHEST, min(wide, high)))
        self.centre = QPointF((left + right) / 2, (top + bottom) / 2)

    def zoom_by(self, factor: float, fixed: QPointF) -> None:
        """Nearer or further; the point `fixed` (in pixels) stays where it is."""
        before = self.to_plane(fixed)
        self.zoom = min(_NEAREST, max(_FURTHEST, self.zoom * factor))
        self.centre += before - self.to_plane(fixed)

    def to_pixels(self, point: QPointF) -> QPointF:
        """A point of the plane on the picture."""
        return self._middle() + (point - self.centre) * self.zoom

    def to_plane(self, pixels: QPointF) -> QPointF:
        """A point of the picture on the plane."""
        return self.centre + (pixels - self._middle()) / self.zoom

    def spot(self, key: int) -> QRectF:
        """Where somebody stands, in pixels."""
        side = max(6.0, 2 * self.scene.size(key) * min(self.zoom, 1.6))
        middle = self.to_pixels(QPointF(*self.scene.at[key]))
        return QRectF(middle.x() - side / 2, middle.y() - side / 2, side, side)

    def sees(self, rect: QRectF) -> bool:
        """Whether any of it is in sight."""
        return rect.intersects(QRectF(0, 0, self.size.width(), self.size.height()))

    def names(self, *, moving: bool = False) -> dict[int, QRectF]:
        """Whose names are written, and where; while the map is moved they go with it."""
        origin = self.to_pixels(QPointF(0, 0))
        if moving and self._names:
            moved = origin - self._names_at
            return {key: rect.translated(moved) for key, rect in self._names.items()}
        spots = {key: _box(rect) for key in self.scene.at if self.sees(rect := self.spot(key))}
        seen = (4, 4, self.size.width() - 4, self.size.height() - 4)
        found = placed(self.scene, self.chosen, spots, self._label_boxes, seen)
        self._names = {key: QRectF(x, y, r - x, b - y) for key, (x, y, r, b) in found.items()}
        self._names_at = origin
        return self._names

    def paint(self, painter: QPainter, *, moving: bool) -> None:
        """Ties, then people, then names."""
        self._paint_ties(painter)
        order = sorted(self.scene.at, key=lambda key: (self._stands_out(key), key == self.chosen))
        for key in order:
            self._paint_one(painter, key)
        painter.setOpacity(1)
        self._paint_names(painter, self.names(moving=moving))

    def _paint_ties(self, painter: QPainter) -> None:
        now = theme()
        for bright in (False, True):
            ink = QColor(now.colour("accent" if bright else "control"))
            ink.setAlphaF(1 if bright else 0.2 if self.chosen else 0.5)
            painter.setPen(QPen(ink, 2 if bright else 1))
            for a, b in self.scene.edges:
                if (self.chosen in (a, b)) == bright:
                    ends = (self.scene.at[a], self.scene.at[b])
                    painter.drawLine(*(self.to_pixels(QPointF(*end)) for end in ends))

    def _paint_one(self, painter: QPainter, key: int) -> None:
        spot = self.spot(key)
        if not self.sees(spot):
            return
        now, node = theme(), self.scene.nodes[key]
        painter.setOpacity(1 if self._stands_out(key) else _FADED)
        if spot.width() < now.px(_PICTURE_FROM):
            box(painter, spot, fill=QColor(initials_colour(node.name)), radius=spot.width() / 2)
        else:
            logo = self.logos.get(node.logo)
            paint_avatar(painter, spot.toRect(), node.name, logo, round_=node.outside)
        if key == self.chosen:
            ring = spot.adjusted(-4, -4, 4, 4)
            radius = ring.width() * 0.24
            box(painter, ring, border=now.colour("accent"), width=2.5, radius=radius)

    def _paint_names(self, painter: QPainter, names: Mapping[int, QRectF]) -> None:
        now = theme()
        for key, rect in names.items():
            bright = self._stands_out(key)
            ground = QColor(now.colour("surface"))
            ground.setAlphaF(0.85 if bright else 0.6)
            box(painter, rect.adjusted(2, 2, -2, -2), fill=ground, radius=4)
            font = now.font("label" if key == self.chosen else "second")
            ink = now.colour("text" if bright else "text_3")
            name = self.scene.nodes[key].name
            write(painter, rect.toRect(), name, font, ink, ALIGN_CENTRE)

    def _stands_out(self, key: int) -> bool:
        near = self.scene.near.get(self.chosen, frozenset())
        return not self.chosen or key == self.chosen or key in near

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
        role = "label" if key == self.chosen else "second"
        if (key, role) not in self._widths:
            wide = text_width(now.font(role), self.scene.nodes[key].name) + 10
            self._widths[key, role] = min(wide, now.px(_WIDEST))
        return self._widths[key, role]

    def _middle(self) -> QPointF:
        return QPointF(self.size.width() / 2, self.size.height() / 2)


def _box(rect: QRectF) -> Box:
    return rect.left(), rect.top(), rect.right(), rect.bottom()
