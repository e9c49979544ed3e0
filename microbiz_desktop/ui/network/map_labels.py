"""Which names are written on the map: those that count most, and none over another name."""

from collections.abc import Callable, Iterator, Sequence

from microbiz_desktop.ui.network.map_scene import Scene

#: Left, top, right, bottom in pixels.
Box = tuple[float, float, float, float]
#: Squares in which boxes are looked up, so that 500 names stay quick.
_CELL = 96.0
#: So many of the best known have their names even where these cover the dots of others.
_STRONG = 24


class OccupiedBoxes:
    """Boxes already taken on the picture, by whom."""

    def __init__(self) -> None:
        self._cells: dict[tuple[int, int], list[tuple[Box, int]]] = {}

    def take(self, box: Box, key: int) -> None:
        """A box is taken by somebody."""
        for cell in _cells(box):
            self._cells.setdefault(cell, []).append((box, key))

    def is_free(self, box: Box, key: int) -> bool:
        """Whether nothing but what `key` itself took lies under a box."""
        left, top, right, bottom = box
        for cell in _cells(box):
            for (x0, y0, x1, y1), owner in self._cells.get(cell, ()):
                if owner != key and x0 < right and left < x1 and y0 < bottom and top < y1:
                    return False
        return True


def _cells(box: Box) -> Iterator[tuple[int, int]]:
    for column in range(int(box[0] // _CELL), int(box[2] // _CELL) + 1):
        for row in range(int(box[1] // _CELL), int(box[3] // _CELL) + 1):
            yield column, row


def placed(
    scene: Scene,
    chosen: int,
    spots: dict[int, Box],
    labels: Callable[[int, Box], Sequence[Box]],
    seen: Box,
) -> dict[int, Box]:
    """Where names go: the chosen one and its neighbours first, then the best known.

    `spots` are the places of those in sight, `labels` gives the places a name may take, the best
    first; names stay inside `seen`.
    """
    people, names = OccupiedBoxes(), OccupiedBoxes()
    for key, spot in spots.items():
        people.take(spot, key)
    near = scene.near.get(chosen, frozenset())
    shown: dict[int, Box] = {}
    for rank, key in enumerate(_order(scene, chosen, near, spots)):
        possible = [box for box in labels(key, spots[key]) if _inside(box, seen)]
        free = [box for box in possible if names.is_free(box, key)]
        best = next((box for box in free if people.is_free(box, key)), None)
        if best is None and free and (key == chosen or key in near or rank < _STRONG):
            best = free[0]
        if best is not None:
            names.take(best, key)
            shown[key] = best
    return shown


def _order(scene: Scene, chosen: int, near: frozenset[int], spots: dict[int, Box]) -> Sequence[int]:
    return sorted(
        spots, key=lambda key: (key != chosen, key not in near, -scene.nodes[key].degree, key)
    )


def _inside(box: Box, seen: Box) -> bool:
    return seen[0] <= box[0] and seen[1] <= box[1] and box[2] <= seen[2] and box[3] <= seen[3]
