"""Entries of the contact list that are probably one business twice, each with its reasons.

The page of duplicates, imports and the command line ask for them. Nothing counts alone: a telephone
or an address may be shared by brothers or an office, a name by strangers in two towns.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from ...runtime.garbage import without_garbage_rounds
from .duplicate_entry import ComparedEntry
from .duplicate_keys import Words, candidates
from .name_keys import folded, name_words, only_form, slip_apart

#: From this score on a pair is offered; below it are pairs that only share something.
LIKELY = 60


@dataclass(frozen=True, slots=True)
class LikelyPair:
    """Two ids, the smaller first, a score out of 100 and why, in words."""

    first: int
    second: int
    score: int
    reasons: tuple[str, ...]


def likely_pairs(
    entries: Sequence[ComparedEntry],
    at_least: int = LIKELY,
    cancelled: Callable[[], bool] = lambda: False,
) -> list[LikelyPair]:
    """Pairs with a score of at least that, the surest first; none when it was cancelled."""
    with without_garbage_rounds():
        words = [_all_words(entry.names) for entry in entries]
        found = []
        for count, (a, b) in enumerate(sorted(candidates(entries, words))):
            if count % 1000 == 0 and cancelled():
                return []
            pair = _Comparison(entries[a], entries[b], words[a], words[b]).judged(at_least)
            if pair is not None:
                found.append(pair)
        found.sort(key=lambda pair: (-pair.score, pair.first, pair.second))
        return found


def _all_words(names: tuple[str, ...]) -> tuple[Words, ...]:
    """The words of each name; a legal name that only adds a company form is no other name."""
    if len(names) == 2:
        short, long = sorted(names, key=len)
        if long.startswith(short) and only_form(long[len(short) :]):
            names = (short,)
    if len(names) == 1:
        words = name_words(names[0])
        return (words,) if words else ()
    return tuple(dict.fromkeys(filter(None, map(name_words, names))))


class _Comparison:
    """One pair, looked at from every side."""

    def __init__(
        self,
        one: ComparedEntry,
        other: ComparedEntry,
        words: Sequence[Words],
        others: Sequence[Words],
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

    def judged(self, at_least: int) -> LikelyPair | None:
        """The pair with its score and reasons; nothing when the score is less than asked."""
        relation, score = self._by_name()
        if score < at_least:
            return None
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
