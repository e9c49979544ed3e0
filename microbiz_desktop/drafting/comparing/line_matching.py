"""Which line of one text became which line of another, also when the wording is new."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from .text_lines import TextLine

Pairs = dict[int, int]

#: Lines of different units are one line that moved when so much of them is the same.
_MOVED = 0.6
#: Lines of one unit are one line that changed when so much is the same; two alone always are.
_CHANGED = 0.35
_WORD = re.compile(r"\w+")


def matched(old: Sequence[TextLine], new: Sequence[TextLine]) -> Pairs:
    """New line for old line, by index; each at most once.

    Lines of one seat are laid against each other in their order. What is left may have moved
    to another unit, page or schedule: a line goes to the one most like it.
    """
    pairs: Pairs = {}
    seats = _by_seat(new)
    for seat, before in _by_seat(old).items():
        pairs.update(_in_order(old, new, before, seats.get(seat, [])))
    pairs.update(_moved(old, new, pairs))
    return pairs


def likeness(old: str, new: str, *, least: float = 0.0) -> float:
    """How much of two texts is the same, word by word, from 0 to 1; 0 when under `least`."""
    matcher = SequenceMatcher(None, words(old), words(new), autojunk=False)
    if matcher.real_quick_ratio() < least or matcher.quick_ratio() < least:
        return 0.0
    found = matcher.ratio()
    return found if found >= least else 0.0


def words(text: str) -> list[str]:
    """The words alone, without case: hyphens that may not break are hyphens."""
    return _WORD.findall(text.casefold())


def _by_seat(lines: Sequence[TextLine]) -> dict[str, list[int]]:
    seats: dict[str, list[int]] = {}
    for index, line in enumerate(lines):
        seats.setdefault(line.seat, []).append(index)
    return seats


def _in_order(
    old: Sequence[TextLine], new: Sequence[TextLine], before: list[int], after: list[int]
) -> Iterator[tuple[int, int]]:
    """Equal lines first; between them those that are most alike, never crossing."""
    a, b = [old[i].sense for i in before], [new[i].sense for i in after]
    for step, a1, a2, b1, b2 in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if step == "equal":
            yield from zip(before[a1:a2], after[b1:b2], strict=True)
        elif step == "replace":
            yield from _alike(old, new, before[a1:a2], after[b1:b2])


def _alike(
    old: Sequence[TextLine], new: Sequence[TextLine], before: list[int], after: list[int]
) -> Iterator[tuple[int, int]]:
    """The pair most alike, then what stands before it and after it."""
    if not before or not after:
        return
    alone = len(before) == len(after) == 1 and not old[before[0]].seat.startswith("schedule.")
    ranked = [
        (likeness(old[i].text, new[j].text, least=0.0 if alone else _CHANGED), -x, -y)
        for x, i in enumerate(before)
        for y, j in enumerate(after)
    ]
    best, x, y = max(ranked)
    if not best and not alone:
        return
    yield from _alike(old, new, before[:-x], after[:-y])
    yield before[-x], after[-y]
    yield from _alike(old, new, before[1 - x :], after[1 - y :])


def _moved(old: Sequence[TextLine], new: Sequence[TextLine], pairs: Pairs) -> Pairs:
    taken = set(pairs.values())
    left = [i for i in range(len(old)) if i not in pairs]
    free = [j for j in range(len(new)) if j not in taken]
    scores = {(i, j): likeness(old[i].text, new[j].text, least=_MOVED) for i in left for j in free}
    found: Pairs = {}
    for i, j in sorted((pair for pair in scores if scores[pair]), key=lambda p: (-scores[p], p)):
        if i not in found and j not in taken:
            found[i] = j
            taken.add(j)
    return found
