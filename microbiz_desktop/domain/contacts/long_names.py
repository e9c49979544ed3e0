"""Names that are worth a closer look though nothing else is shared: long ones, and two scripts.

`duplicate_keys` adds what is found here. A long name with one slip in it is hardly somebody else,
and neither is one that reads the same in another alphabet.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from ..words.letters import other_script
from .duplicate_entry import ComparedEntry
from .name_forms import name_form, sound
from .name_keys import LONG_WORD

Words = tuple[str, ...]
Pair = tuple[int, int]

_MOST_ALIKE = 20


def long_names_alike(without: Sequence[int], words: Sequence[tuple[Words, ...]]) -> Iterator[Pair]:
    """Entries without a place against all with the same words but for one long one, nearly alike.

    A slip leaves the beginning or the end of a word as it was.
    """
    wanted = {key for number in without for key in _keys(words[number])}
    if not wanted:
        return
    groups: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, names in enumerate(words):
        for key in set(_keys(names)):
            if key in wanted:
                groups[key].append(number)
    for group in groups.values():
        if 1 < len(group) <= _MOST_ALIKE:
            yield from combinations(group, 2)


def _keys(names: tuple[Words, ...]) -> Iterator[tuple[str, ...]]:
    for words in names:
        if len(words) < 2:
            continue
        for at, word in enumerate(words):
            if len(word) >= LONG_WORD:
                rest = (*words[:at], *words[at + 1 :])
                yield ("<", word[:4], *sorted(rest))
                yield (">", word[-4:], *sorted(rest))


def in_two_scripts(entries: Sequence[ComparedEntry]) -> Iterator[Pair]:
    """Entries whose names read the same in Cyrillic or Greek letters and in Latin ones."""
    foreign = [
        number
        for number, entry in enumerate(entries)
        for name in entry.names
        if not name.isascii() and other_script(name)
    ]
    if not foreign:
        return
    by_sound: defaultdict[Words, list[int]] = defaultdict(list)
    for number in foreign:
        for key in _sounds(entries[number]):
            by_sound[key].append(number)
    for number, entry in enumerate(entries):
        for key in _sounds(entry):
            for other in by_sound.get(key, ())[:_MOST_ALIKE]:
                if other != number:
                    yield (number, other) if number < other else (other, number)


def _sounds(entry: ComparedEntry) -> set[Words]:
    return {tuple(sorted(map(sound, name_form(name).words))) for name in entry.names}
