"""Which entries are worth a closer look: those that share a key, never all by all.

Keys are counted before anything is made of them, as most are seen once. One that is behind many
entries says nothing: a directory's number, or the commonest name in town.
"""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from itertools import chain, combinations
from typing import TypeVar

from .duplicate_entry import ComparedEntry
from .long_names import in_two_scripts, long_names_alike
from .name_keys import one_slip

K = TypeVar("K", bound=Hashable)
Words = tuple[str, ...]
#: The words of each name of each entry, by its position.
AllWords = Sequence[tuple[Words, ...]]
Pair = tuple[int, int]
#: What a name has beside a part it shares: all of it, its first and its last letter, whose it is.
_Rest = tuple[str, str, str, int]

_MOST_SHARING = 30
_MOST_NEAR = 40
_MOST_WITHOUT_PLACE = 4
#: More entries than these with one website are shops on a platform, or branches.
_MOST_OF_A_SITE = 4
#: Entries counted in one go, between which other threads have their turn.
_AT_ONCE = 2000


def candidates(entries: Sequence[ComparedEntry], words: AllWords) -> set[Pair]:
    """Pairs of positions that share a number, an address, or nearly a name in one place."""
    everybody = range(len(entries))
    places: defaultdict[str, list[int]] = defaultdict(list)
    for number, entry in enumerate(entries):
        places[entry.place].append(number)
    found: set[Pair] = set()
    found.update(_pairs(_groups(everybody, [entry.phones for entry in entries])))
    found.update(_pairs(_groups(everybody, [entry.emails for entry in entries])))
    hosts = [(entry.host,) if entry.host else () for entry in entries]
    found.update(_pairs(_groups(everybody, hosts), _MOST_OF_A_SITE))
    for place, numbers in places.items():
        names = [words[number] for number in numbers]
        found.update(_pairs(_groups(numbers, names)))
        if place and len(numbers) > 1:
            parts = _groups(numbers, [_parts(each) for each in names])
            for part, group in parts.items():
                found.update(_near_pairs(_rests(part, group, words)))
    without = places.get("", ())
    found.update(_without_place(without, words))
    found.update(long_names_alike(without, words))
    found.update(in_two_scripts(entries))
    return found


def _groups(numbers: Iterable[int], keys: Sequence[tuple[K, ...]]) -> dict[K, list[int]]:
    """The keys that several have, with the numbers of those, each once."""
    counts: Counter[K] = Counter()
    for start in range(0, len(keys), _AT_ONCE):
        counts.update(chain.from_iterable(keys[start : start + _AT_ONCE]))
    shared = {key for key, count in counts.items() if count > 1}
    groups: defaultdict[K, list[int]] = defaultdict(list)
    for number, own in zip(numbers, keys, strict=True):
        for key in own:
            if key in shared:
                group = groups[key]
                if not group or group[-1] != number:
                    group.append(number)
    return groups


def _pairs(groups: dict[K, list[int]], most: int = _MOST_SHARING) -> Iterator[Pair]:
    for group in groups.values():
        if len(group) <= most:
            yield from combinations(group, 2)


def _parts(names: tuple[Words, ...]) -> Words:
    """What a slip may have left right: one of several words, or an end of the only one."""
    if len(names) == 1:
        return names[0] if len(names[0]) > 1 else _ends(names[0][0])
    return tuple(part for each in names for part in (each if len(each) > 1 else _ends(each[0])))


def _ends(word: str) -> Words:
    return f"<{word[:3]}", f">{word[-3:]}"


def _rests(part: str, group: Sequence[int], words: AllWords) -> list[_Rest]:
    """Each of a group with what its names have beside the part they share."""
    if len(group) < 2:
        return []
    of_one = part[0] in "<>"
    found = []
    for number in group:
        for each in words[number]:
            if len(each) == 1:
                if not of_one:
                    continue
                rest = each[0]
            elif part not in each:
                continue
            elif len(each) == 2:
                rest = each[part == each[0]]
            else:
                rest = " ".join([word for word in each if word != part])
            found.append((rest, rest[:1], rest[-1:], number))
    return found


def _near_pairs(group: list[_Rest]) -> Iterator[Pair]:
    """Those of a group whose other words are a slip apart; a large group is parted first."""
    if len(group) <= _MOST_NEAR:
        yield from _slips(group)
        return
    for part in _parted(group):
        if len(part) <= 4 * _MOST_NEAR:
            yield from _slips(part)


def _parted(group: list[_Rest]) -> Iterable[list[_Rest]]:
    """A slip leaves the beginning or the end of a word as it was."""
    parts: defaultdict[tuple[bool, str], list[_Rest]] = defaultdict(list)
    for rest in group:
        parts[True, rest[0][:3]].append(rest)
        parts[False, rest[0][-3:]].append(rest)
    return parts.values()


def _slips(group: list[_Rest]) -> Iterator[Pair]:
    for (one, first, last, a), (other, begins, ends, b) in combinations(group, 2):
        # Most are told apart by their ends, before anything is called.
        if (
            (first == begins or last == ends)
            and -2 < len(one) - len(other) < 2
            and a != b
            and one_slip(one, other)
        ):
            yield (a, b) if a < b else (b, a)


def _without_place(without: Sequence[int], words: AllWords) -> Iterator[Pair]:
    """An entry without a place against those of its name, as long as the name is not common."""
    wanted = {each for number in without for each in words[number]}
    if not wanted:
        return
    named: defaultdict[Words, list[int]] = defaultdict(list)
    for number, alike in enumerate(words):
        for each in alike:
            if each in wanted:
                named[each].append(number)
    for group in named.values():
        if 1 < len(group) <= _MOST_WITHOUT_PLACE:
            yield from combinations(group, 2)
