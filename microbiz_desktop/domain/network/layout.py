"""Where things stand on the map of who knows whom: the same graph always gives the same map.

`services.network.map` asks for it and the window draws it. Each connected part is laid out by
itself with forces (neighbours pull, whoever is near pushes), then the parts are packed side by
side, largest first, and those without ties in rows below. Nothing is left to chance, so that a map
can be known again.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import combinations, product
from math import cos, hypot, pi, sin, sqrt

Point = tuple[float, float]
#: Distance of two neighbours, and the least distance of any two.
SPACE, APART = 100.0, 56.0
_TURN = pi * (3 - sqrt(5))
#: Rounds of the forces: fewer for large parts; then rounds of setting apart.
_ROUNDS, _WORK, _SETTLE = 120, 15_000, 30


def place(ids: Sequence[int], pairs: Sequence[tuple[int, int]]) -> Mapping[int, Point]:
    """A place for every id; no two are nearer than about `APART`."""
    near = _neighbours(ids, pairs)
    parts = _parts(ids, near)
    lonely = [part[0] for part in parts if len(part) == 1]
    laid = [_laid_out(part, near) for part in parts if len(part) > 1]
    return _packed(laid, lonely)


def _neighbours(ids: Sequence[int], pairs: Sequence[tuple[int, int]]) -> dict[int, list[int]]:
    near: dict[int, set[int]] = {key: set() for key in ids}
    for a, b in pairs:
        if a != b and a in near and b in near:
            near[a].add(b)
            near[b].add(a)
    return {key: sorted(others) for key, others in near.items()}


def _parts(ids: Sequence[int], near: Mapping[int, Sequence[int]]) -> list[list[int]]:
    """Connected parts, the largest first, each in the order of a walk from its best known."""
    seen: set[int] = set()
    parts = []
    for start in sorted(ids, key=lambda key: (-len(near[key]), key)):
        if start in seen:
            continue
        seen.add(start)
        part = [start]
        for here in part:  # grows while it is walked
            fresh = [other for other in near[here] if other not in seen]
            seen.update(fresh)
            part.extend(sorted(fresh, key=lambda key: (-len(near[key]), key)))
        parts.append(part)
    return sorted(parts, key=lambda part: (-len(part), part[0]))


def _laid_out(part: Sequence[int], near: Mapping[int, Sequence[int]]) -> dict[int, Point]:
    """Starts as a tree around the best known, then lets the forces settle."""
    index = {key: number for number, key in enumerate(part)}
    joined = [[index[other] for other in near[key]] for key in part]
    at = _as_tree(joined)
    rounds = min(_ROUNDS, _WORK // len(part))
    for round_ in range(rounds):
        at = _moved(at, _forces(at, joined), SPACE * 0.4 * (1 - round_ / rounds) + 1)
    for _ in range(_SETTLE):
        pushes = _pushes(at, APART, _overlap)
        if not any(x or y for x, y in pushes):
            break
        at = _moved(at, pushes, APART)
    return dict(zip(part, at, strict=True))


def _as_tree(joined: list[list[int]]) -> list[Point]:
    """The first stands in the middle; every branch has a sector as wide as it has leaves."""
    children, order = _branches(joined)
    leaves = [1] * len(joined)
    for number in reversed(order):
        if children[number]:
            leaves[number] = sum(leaves[child] for child in children[number])
    at = [(0.0, 0.0)] * len(joined)
    sector = {0: (0.0, 2 * pi, 0)}
    for number in order:
        start, width, depth = sector.pop(number)
        angle = start + width / 2
        at[number] = (depth * SPACE * cos(angle), depth * SPACE * sin(angle))
        for child in children[number]:
            share = width * leaves[child] / leaves[number]
            sector[child] = (start, share, depth + 1)
            start += share
    return at


def _branches(joined: list[list[int]]) -> tuple[list[list[int]], list[int]]:
    """Whom each brings into the walk that begins with the first, and the order of the walk."""
    children: list[list[int]] = [[] for _ in joined]
    seen = {0}
    order = [0]
    for here in order:  # grows while it is walked
        children[here] = [other for other in joined[here] if other not in seen]
        seen.update(children[here])
        order.extend(children[here])
    return children, order


def _forces(at: list[Point], joined: list[list[int]]) -> list[Point]:
    """Push of all who are near, pull of neighbours, and a little towards the middle."""
    centre_x = sum(x for x, _ in at) / len(at)
    centre_y = sum(y for _, y in at) / len(at)
    forces = []
    for number, (fx, fy) in enumerate(_pushes(at, SPACE * 1.6, _push)):
        x, y = at[number]
        fx, fy = fx + (centre_x - x) * 0.02, fy + (centre_y - y) * 0.02
        pull = 0.5 / SPACE / (1 + len(joined[number]) / 4)
        for other in joined[number]:
            dx, dy = at[other][0] - x, at[other][1] - y
            far = hypot(dx, dy)
            fx, fy = fx + dx * far * pull, fy + dy * far * pull
        forces.append((fx, fy))
    return forces


def _push(far: float) -> float:
    """The nearer the harder."""
    return min(SPACE * SPACE / far, SPACE * 4)


def _overlap(far: float) -> float:
    """Half of what is missing for two to stand apart: the other one gives way as much."""
    return (APART - far) / 2


def _pushes(at: list[Point], reach: float, strength: Callable[[float], float]) -> list[Point]:
    """What pushes each away from those within `reach`; pairs further apart are never looked at."""
    xs, ys = [0.0] * len(at), [0.0] * len(at)
    for a, b in _near_pairs(at, reach):
        dx, dy = at[a][0] - at[b][0], at[a][1] - at[b][1]
        far = hypot(dx, dy)
        if far >= reach:
            continue
        if far < 0.01:  # on the same spot: apart in a fixed direction
            dx, dy, far = 0.01 * cos(_TURN * b), 0.01 * sin(_TURN * b), 0.01
        force = strength(far) / far
        xs[a] += dx * force
        ys[a] += dy * force
        xs[b] -= dx * force
        ys[b] -= dy * force
    return list(zip(xs, ys, strict=True))


def _near_pairs(at: list[Point], size: float) -> Iterator[tuple[int, int]]:
    """Each pair in the same or in neighbouring squares, once."""
    cells: dict[tuple[int, int], list[int]] = defaultdict(list)
    for number, (x, y) in enumerate(at):
        cells[int(x // size), int(y // size)].append(number)
    for (column, row), here in cells.items():
        yield from combinations(here, 2)
        for beside in (
            (column + 1, row),
            (column - 1, row + 1),
            (column, row + 1),
            (column + 1, row + 1),
        ):
            if beside in cells:
                yield from product(here, cells[beside])


def _moved(at: list[Point], forces: list[Point], most: float) -> list[Point]:
    """Everybody where the forces lead, no further than `most`."""
    moved = []
    for (x, y), (fx, fy) in zip(at, forces, strict=True):
        length = hypot(fx, fy)
        share = 1.0 if length <= most else most / length
        moved.append((x + fx * share, y + fy * share))
    return moved


def _packed(parts: list[dict[int, Point]], lonely: list[int]) -> dict[int, Point]:
    """Parts in rows as wide as the largest, then the lonely in lines."""
    placed: dict[int, Point] = {}
    boxes = [_box(part) for part in parts]
    area = sum(width * height for _, _, width, height in boxes)
    row = max([sqrt(area) * 1.5, *(width for _, _, width, _ in boxes), SPACE * 6])
    left = top = tallest = 0.0
    for part, (x0, y0, width, height) in zip(parts, boxes, strict=True):
        if left and left + width > row:
            left, top, tallest = 0.0, top + tallest, 0.0
        for key, (x, y) in part.items():
            placed[key] = (x - x0 + left, y - y0 + top)
        left, tallest = left + width, max(tallest, height)
    top += tallest
    across = max(1, int(row // (SPACE * 1.2)))
    for number, key in enumerate(lonely):
        line, column = divmod(number, across)
        placed[key] = ((column + 0.5) * SPACE * 1.2, top + (line + 0.5) * SPACE * 0.8)
    return {key: (round(x, 2), round(y, 2)) for key, (x, y) in placed.items()}


def _box(part: Mapping[int, Point]) -> tuple[float, float, float, float]:
    """Left, top, width and height with a margin."""
    xs, ys = [x for x, _ in part.values()], [y for _, y in part.values()]
    margin = SPACE * 0.75
    left, top = min(xs) - margin, min(ys) - margin
    return left, top, max(xs) - left + margin, max(ys) - top + margin
