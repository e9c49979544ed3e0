"""The map as it lies on its plane: where everybody stands, who is beside whom, and what is near.

Pure geometry in the units of the layout; the view turns it into pixels.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from microbiz_desktop.services.network.values import Graph, Node, Positions

Point = tuple[float, float]
#: Half the side of a node with no tie, what each tie adds, and how many ties count.
_LEAST, _EACH, _MOST = 18.0, 1.2, 12


@dataclass(frozen=True)
class Scene:
    """Everybody on the map by id, where they stand, and their neighbours."""

    nodes: Mapping[int, Node] = field(default_factory=dict)
    at: Positions = field(default_factory=dict)
    edges: tuple[tuple[int, int], ...] = ()
    near: Mapping[int, frozenset[int]] = field(default_factory=dict)

    def bounds(self) -> tuple[float, float, float, float]:
        """Left, top, right, bottom; a square around nothing when there is nobody."""
        if not self.at:
            return (-100.0, -100.0, 100.0, 100.0)
        xs, ys = [x for x, _ in self.at.values()], [y for _, y in self.at.values()]
        return (min(xs), min(ys), max(xs), max(ys))

    def size(self, key: int) -> float:
        """Half the side of a node: who knows more is drawn larger."""
        return _LEAST + _EACH * min(self.nodes[key].degree, _MOST)

    def hit(self, point: Point, slack: float) -> int:
        """Who stands at a point, or within `slack` of it; 0 for nobody."""
        found = [
            (away, key)
            for key in self.at
            if (away := _away(point, self.at[key])) <= self.size(key) + slack
        ]
        return min(found)[1] if found else 0

    def towards(self, key: int, step: Point) -> int:
        """The next one from `key` in a direction (one of four); `key` itself at the edge."""
        x, y = self.at[key]
        best = (float("inf"), key)
        for other, (ox, oy) in self.at.items():
            along = (ox - x) * step[0] + (oy - y) * step[1]
            across = abs((ox - x) * step[1]) + abs((oy - y) * step[0])
            if along > 1 and across <= 2 * along:
                best = min(best, (along + 2 * across, other))
        return best[1]


def scene_of(graph: Graph, at: Positions) -> Scene:
    """The scene of a graph with its places."""
    near: dict[int, set[int]] = defaultdict(set)
    for edge in graph.edges:
        near[edge.a].add(edge.b)
        near[edge.b].add(edge.a)
    return Scene(
        nodes={node.id: node for node in graph.nodes if node.id in at},
        at=at,
        edges=tuple((edge.a, edge.b) for edge in graph.edges),
        near={key: frozenset(others) for key, others in near.items()},
    )


def _away(one: Point, other: Point) -> float:
    return max(abs(one[0] - other[0]), abs(one[1] - other[1]))
