"""The least and the most that each party's part may be, applied so that parts still add up."""

from collections.abc import Sequence

from .money import allocate


def bounded(
    total: int, parts: Sequence[int], least: Sequence[int], most: Sequence[int]
) -> tuple[int, ...]:
    """`parts` of `total` moved into their bounds; zero is no bound, and a loss has none.

    A part below its least is raised to it, one above its most is lowered to it, and the other parts
    fall or rise in proportion (equally where none of them is above zero). If `total` is less than
    all leasts together it is shared in proportion to them; if it is more than all mosts together,
    what is above is shared in proportion to `parts`. A most below its least counts as that least.
    """
    if total < 0 or _within(parts, least, most):
        return tuple(parts)
    if sum(least) > total:
        return allocate(total, least)
    tops = _tops(total, least, most)
    over = total - sum(tops)
    if over > 0:
        above = allocate(over, _some(parts))
        return tuple(top + more for top, more in zip(tops, above, strict=True))
    return _moved(total, parts, least, tops)


def _within(parts: Sequence[int], least: Sequence[int], most: Sequence[int]) -> bool:
    return all(
        low <= part and (not high or part <= max(low, high))
        for part, low, high in zip(parts, least, most, strict=True)
    )


def _tops(total: int, least: Sequence[int], most: Sequence[int]) -> list[int]:
    """The most of each; nobody without one can have more than everything."""
    pairs = zip(least, most, strict=True)
    return [max(low, high) if high else max(low, total) for low, high in pairs]


def _some(weights: Sequence[int]) -> Sequence[int]:
    return weights if any(weights) else (1,) * len(weights)


def _moved(
    total: int, parts: Sequence[int], least: Sequence[int], tops: Sequence[int]
) -> tuple[int, ...]:
    """Fixes parts at a bound, round by round, and shares what remains among the others.

    Only the parts below are fixed while they miss more than those above have over, else only those
    above: the others may come back into their bounds, and each round leaves a rest they allow.
    """
    made = list(parts)
    free = list(range(len(parts)))
    while True:
        low = [i for i in free if made[i] < least[i]]
        high = [i for i in free if made[i] > tops[i]]
        missing = sum(least[i] - made[i] for i in low)
        over = sum(made[i] - tops[i] for i in high)
        fixed = low if missing > over else high
        if not fixed:
            return tuple(made)
        for i in fixed:
            made[i] = least[i] if made[i] < least[i] else tops[i]
        free = [i for i in free if i not in fixed]
        if free:
            rest = total - sum(made[i] for i in range(len(made)) if i not in free)
            for i, part in zip(free, allocate(rest, _some([parts[i] for i in free])), strict=True):
                made[i] = part
