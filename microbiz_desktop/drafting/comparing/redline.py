"""What changed between two texts, word by word, of one wording or of two.

The services show it between two revisions of an agreement, and between two wordings of one deal.
Lines are matched first and their words then, so that what stayed is seen to have stayed.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import groupby

from ...domain.text import AgreementText
from .line_matching import Pairs, likeness, matched
from .text_lines import TextLine, lines_of


class Fate(StrEnum):
    """Whether words stayed, went or came."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class WordRun:
    """Words side by side that all stayed, all went or all came."""

    text: str
    fate: Fate


@dataclass(frozen=True, slots=True)
class Change:
    """A line that changed: its anchor, the place as each text prints it, and its words.

    `group` is the heading of the clause or schedule it stands under; one that is gone says so.
    """

    anchor: str
    before: str
    after: str
    heading: str
    words: tuple[WordRun, ...]
    group: str = ""


#: Words, spaces and single signs; figures stay whole ("14,750.00").
_TOKEN = re.compile(r"\d[\d.,]*\d|\w+(?:[’'\u2011-]\w+)*|\s+|[^\w\s]")
#: Fewer words than these between two changes are read with them.
_ISLAND = 3
#: Below this likeness a line is told as its old and its new words, each in one piece.
_REWRITTEN = 0.4


def compare(old: AgreementText, new: AgreementText) -> tuple[Change, ...]:
    """Every line of the pages whose words differ, in the order of the new text.

    What is gone stands where it stood. Lines are matched by their unit, so that a mere change of
    numbers is no change.
    """
    before, after = lines_of(old), lines_of(new)
    pairs = matched(before, after)
    groups = {line.part: f"Before: {line.group}" for line in before}
    groups |= {line.part: line.group for line in after}
    return tuple(
        _change(was, now, groups)
        for was, now in _in_reading_order(before, after, pairs)
        if was is None or now is None or was.sense != now.sense
    )


def by_group(changes: Sequence[Change]) -> tuple[tuple[str, tuple[Change, ...]], ...]:
    """The changes of each clause or schedule together, under its heading."""
    return tuple((name, tuple(some)) for name, some in groupby(changes, lambda one: one.group))


def _in_reading_order(
    old: Sequence[TextLine], new: Sequence[TextLine], pairs: Pairs
) -> Iterator[tuple[TextLine | None, TextLine | None]]:
    """Each new line with the old one it was; a line that is gone after what it followed."""
    origin = {j: i for i, j in pairs.items()}
    gone = _where_they_stood(old, new, pairs)
    yield from ((old[i], None) for i in gone.get(-1, ()))
    for j, line in enumerate(new):
        yield (old[origin[j]] if j in origin else None), line
        yield from ((old[i], None) for i in gone.get(j, ()))


def _where_they_stood(
    old: Sequence[TextLine], new: Sequence[TextLine], pairs: Pairs
) -> dict[int, list[int]]:
    """For each line that is gone the new line to tell it after: the last of its own part if any.

    A part that is gone whole is told after the part it followed.
    """
    last = {line.part: j for j, line in enumerate(new)}
    gone: dict[int, list[int]] = {}
    part_end = -1
    for i, line in enumerate(old):
        part_end = last.get(line.part, part_end)
        if i not in pairs:
            near = [pairs[k] for k in range(i) if k in pairs and new[pairs[k]].part == line.part]
            gone.setdefault(near[-1] if near else part_end, []).append(i)
    return gone


def _change(was: TextLine | None, now: TextLine | None, groups: dict[str, str]) -> Change:
    named = now or was
    assert named is not None
    return Change(
        named.anchor,
        was.place if was else "",
        now.place if now else "",
        named.heading,
        line_changes(was.text if was else "", now.text if now else ""),
        groups[named.part],
    )


def line_changes(old: str, new: str) -> tuple[WordRun, ...]:
    """`word_changes()` for a line: old and new words apart where little of it stayed."""
    if old and new and likeness(old, new) < _REWRITTEN:
        return (WordRun(old, Fate.REMOVED), WordRun(new, Fate.ADDED))
    return word_changes(old, new)


def word_changes(old: str, new: str) -> tuple[WordRun, ...]:
    """Old and new words as one run of same, removed and added parts."""
    a, b = _TOKEN.findall(old), _TOKEN.findall(new)
    parts: list[WordRun] = []
    for same, a1, a2, b1, b2 in _steps(a, b):
        if same:
            parts.append(WordRun("".join(a[a1:a2]), Fate.SAME))
            continue
        if a2 > a1:
            parts.append(WordRun("".join(a[a1:a2]), Fate.REMOVED))
        if b2 > b1:
            parts.append(WordRun("".join(b[b1:b2]), Fate.ADDED))
    return tuple(parts)


Step = tuple[bool, int, int, int, int]


def _steps(a: Sequence[str], b: Sequence[str]) -> list[Step]:
    """What stays and what differs; a word or two that stay between changes go with them."""
    codes = SequenceMatcher(None, a, b, autojunk=False).get_opcodes()
    steps: list[Step] = []
    for number, (step, a1, a2, b1, b2) in enumerate(codes):
        inside = 0 < number < len(codes) - 1
        words = sum(token[0].isalnum() for token in a[a1:a2])
        same = step == "equal" and not (inside and words < _ISLAND)
        if steps and not same and not steps[-1][0]:
            _, first, _, second, _ = steps.pop()
            a1, b1 = first, second
        steps.append((same, a1, a2, b1, b2))
    return steps
