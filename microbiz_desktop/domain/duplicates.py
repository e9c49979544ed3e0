"""Entries of the contact list that are probably one business twice, each with its reasons.

Nothing counts alone: a telephone or an address may be shared by brothers or an office, a name by
strangers in two towns. Pairs are looked for among entries that share a key, never all by all.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from .duplicate_entry import Entry
from .name_keys import folded, name_words, one_slip, only_form, slip_apart

#: From this score on a pair is offered; below it are pairs that only share something.
LIKELY = 60
#: More entries than this behind one key say that the key means nothing (a directory's number).
_MOST_SHARING = 30
_MOST_NEAR = 40


@dataclass(frozen=True, slots=True)
class LikelyPair:
    """Two ids, the smaller first, a score out of 100 and why, in words."""

    first: int
    second: int
    score: int
    reasons: tuple[str, ...]


def likely_pairs(
    entries: Sequence[Entry],
    at_least: int = LIKELY,
    cancelled: Callable[[], bool] = lambda: False,
) -> list[LikelyPair]:
    """Pairs with a score of at least that, the surest first; none when it was cancelled."""
    words = [_all_words(entry.names) for entry in entries]
    found = []
    for count, (a, b) in enumerate(sorted(_candidates(entries, words))):
        if count % 1000 == 0 and cancelled():
            return []
        pair = _Comparison(entries[a], entries[b], words[a], words[b]).judged()
        if pair.score >= at_least:
            found.append(pair)
    found.sort(key=lambda pair: (-pair.score, pair.first, pair.second))
    return found


Words = tuple[str, ...]


def _all_words(names: tuple[str, ...]) -> tuple[Words, ...]:
    if len(names) == 1:
        return (name_words(names[0]),)
    if len(names) == 2 and names[0].startswith(names[1]) and only_form(names[0][len(names[1]) :]):
        return (name_words(names[1]),)
    return tuple({name_words(name) for name in names})


def _shared(keyed: Iterable[tuple[str, int]]) -> dict[str, list[int]]:
    """Positions by key; only keys that are seen twice get a list, as most are seen once."""
    first: dict[str, int] = {}
    shared: dict[str, list[int]] = {}
    for key, number in keyed:
        other = first.setdefault(key, number)
        if other != number:
            if key in shared:
                shared[key].append(number)
            else:
                shared[key] = [other, number]
    return shared


def _sure_keys(
    entries: Sequence[Entry], words: Sequence[tuple[Words, ...]]
) -> Iterator[tuple[str, int]]:
    """Numbers, addresses, and the whole name in its place."""
    for number, entry in enumerate(entries):
        for key in entry.phones:
            yield key, number
        for key in entry.emails:
            yield key, number
        for each in words[number]:
            yield f"{' '.join(each)}\n{entry.place}", number


def _near_keys(
    entries: Sequence[Entry], words: Sequence[tuple[Words, ...]]
) -> Iterator[tuple[str, int]]:
    """What a slip may have left right of a name, in its place."""
    for number, entry in enumerate(entries):
        if entry.place:
            for each in words[number]:
                for word in _right_parts(each):
                    yield f"{word}\n{entry.place}", number


def _candidates(
    entries: Sequence[Entry], words: Sequence[tuple[Words, ...]]
) -> set[tuple[int, int]]:
    """Pairs of positions that share a key worth a closer look."""
    found = set(_sharing_pairs(_shared(_sure_keys(entries, words)).values()))
    found |= _placeless(entries, words)
    for key, group in _shared(_near_keys(entries, words)).items():
        found.update(_near_pairs(_with_rest(key.partition("\n")[0], group, words)))
    return found


def _right_parts(words: Words) -> Words:
    """What a slip may have left right: one of several words, or an end of the only one."""
    return words if len(words) > 1 else (f"<{words[0][:3]}", f">{words[0][-3:]}")


def _with_rest(
    right: str, group: list[int], words: Sequence[tuple[Words, ...]]
) -> list[tuple[str, int]]:
    """Each of a group with what its name has beside the part they share."""
    return [
        (" ".join(word for word in each if word != right), number)
        for number in group
        for each in words[number]
        if right in each or (len(each) == 1 and right[:1] in {"<", ">"})
    ]


def _sharing_pairs(groups: Iterable[list[int]]) -> Iterator[tuple[int, int]]:
    for group in groups:
        if len(group) <= _MOST_SHARING:
            yield from combinations(group, 2)


def _placeless(
    entries: Sequence[Entry],
    words: Sequence[tuple[Words, ...]],
) -> set[tuple[int, int]]:
    """An entry without a place against those of its name, as long as the name is not common."""
    without = [number for number, entry in enumerate(entries) if not entry.place]
    if not without:
        return set()
    wanted = {each for number in without for each in words[number]}
    named: defaultdict[Words, list[int]] = defaultdict(list)
    for number, alike in enumerate(words):
        for each in alike:
            if each in wanted:
                named[each].append(number)
    found: set[tuple[int, int]] = set()
    for group in named.values():
        if 1 < len(group) <= 4:
            found.update(combinations(group, 2))
    return found


def _near_pairs(group: list[tuple[str, int]]) -> Iterator[tuple[int, int]]:
    """Those of a group whose other words are a slip apart; a large group is parted first."""
    if len(group) > _MOST_NEAR:
        for part in _parted(group):
            if len(part) <= 4 * _MOST_NEAR:
                yield from _slips(part)
    else:
        yield from _slips(group)


def _parted(group: list[tuple[str, int]]) -> Iterable[list[tuple[str, int]]]:
    """A slip leaves the beginning or the end of a word as it was."""
    parts: defaultdict[tuple[bool, str], list[tuple[str, int]]] = defaultdict(list)
    for text, number in group:
        parts[True, text[:3]].append((text, number))
        parts[False, text[-3:]].append((text, number))
    return parts.values()


def _slips(group: list[tuple[str, int]]) -> Iterator[tuple[int, int]]:
    for (one, a), (other, b) in combinations(group, 2):
        # Most are told apart by their ends, before anything is called.
        if (
            (one[:1] == other[:1] or one[1:2] == other[:1] or one[:1] == other[1:2]
             or one[1:3] == other[1:3])
            and -2 < len(one) - len(other) < 2
            and one_slip(one, other)
        ):  # fmt: skip
            yield (a, b) if a < b else (b, a)


class _Comparison:
    """One pair, looked at from every side."""

    def __init__(
        self, one: Entry, other: Entry, words: Sequence[Words], others: Sequence[Words]
    ) -> None:
        self._one, self._other = one, other
        self._words, self._others = words, others
        self._phone = not set(one.phones).isdisjoint(other.phones)
        self._email = not set(one.emails).isdisjoint(other.emails)
        self._people = _people_alike(one.people, other.people)
        self._far = bool(one.place and other.place and one.place != other.place)
        self._conflicts = (bool(one.phones and other.phones) and not self._phone) + (
            bool(one.emails and other.emails) and not self._email
        )

    def judged(self) -> LikelyPair:
        """The pair with its score and reasons."""
        relation, score = self._by_name()
        reasons = (*self._name_reasons(relation, score), *self._other_reasons())
        first, second = sorted((self._one.id, self._other.id))
        return LikelyPair(first, second, score, reasons)

    def _by_name(self) -> tuple[str, int]:
        if not set(self._words).isdisjoint(self._others):
            return "same", self._same_name()
        pairs = [(one, other) for one in self._words for other in self._others]
        if any(slip_apart(one, other) for one, other in pairs):
            return "slip", self._near_name()
        if any(set(one) < set(other) or set(other) < set(one) for one, other in pairs):
            return "part", self._part_of_name()
        return "other", 30 + 15 * (self._people is True)

    def _same_name(self) -> int:
        """In one town nearly always one; in two only when the telephone is one as well."""
        if self._far:
            return 75 if self._phone and self._people is not False else 40
        if self._people is False and self._conflicts:
            return 50
        return min(99, 85 + 7 * self._phone + 7 * self._email - 5 * self._conflicts)

    def _near_name(self) -> int:
        """One letter may be another family: something else has to agree, and nobody to differ."""
        if self._people is False or self._far:
            return 45
        agree = 10 * self._phone + 10 * self._email + 10 * (self._people is True)
        return 65 + agree - 10 * self._conflicts if agree else 50

    def _part_of_name(self) -> int:
        if self._people is False or self._far or not (self._phone or self._email):
            return 45
        return 65 + 10 * self._phone + 5 * self._email + 10 * (self._people is True)

    def _name_reasons(self, relation: str, score: int) -> Iterator[str]:
        if relation == "same":
            yield _how_the_same(self._one.names, self._other.names)
        elif relation == "slip":
            yield "Names differ by one letter"
        elif relation == "part":
            yield "One name is part of the other"
        elif self._email and score < LIKELY:
            yield "Same e-mail, other name: may be two people"
        elif self._phone:
            yield "Same phone number, other name: may be two people"

    def _other_reasons(self) -> Iterator[str]:
        one, other = self._one, self._other
        if self._phone:
            yield "Same phone number"
        if self._email:
            yield "Same e-mail"
        if self._people:
            yield "Same person"
        if one.host and one.host == other.host:
            yield "Same website"
        if one.place and one.place == other.place:
            yield "Same place"
        if self._far:
            yield "Different places: may be a branch"
        if one.phones and other.phones and not self._phone:
            yield "Different phone numbers"


def _people_alike(people: tuple[str, ...], others: tuple[str, ...]) -> bool | None:
    """Whether somebody is in both; None where one side names nobody."""
    if not people or not others:
        return None
    one = {name_words(name) for name in people}
    other = {name_words(name) for name in others}
    return not one.isdisjoint(other)


def _how_the_same(names: tuple[str, ...], others: tuple[str, ...]) -> str:
    """Why two names that are written differently count as the same."""
    if {name.casefold() for name in names} & {name.casefold() for name in others}:
        return "Same name"
    if {folded(name) for name in names} & {folded(name) for name in others}:
        return "Same name but for its accents"
    one, other = ({frozenset(folded(name).split()) for name in side} for side in (names, others))
    if one & other:
        return "Same name in another order"
    return "Same name but for order, short form or company form"
