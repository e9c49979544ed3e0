"""Entries of the contact list that are probably one business twice, each with its reasons.

The page of duplicates, imports and the command line ask for them. Nothing counts alone: a telephone
or an address may be shared by brothers or an office, a name by strangers in two towns.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from ...runtime.garbage import without_garbage_rounds
from ..words.letters import other_script
from .duplicate_entry import ComparedEntry
from .duplicate_evidence import Evidence, nearest
from .duplicate_keys import Words, candidates
from .duplicate_rules import LIKELY, UNSURE, scored
from .name_forms import names_told
from .name_keys import folded, name_words, only_form, slip_apart
from .name_relations import Relation

__all__ = ["LIKELY", "LikelyPair", "likely_pairs", "one_pair"]


@dataclass(frozen=True, slots=True)
class LikelyPair:
    """Two ids, the smaller first, a score out of 100 and why, in words.

    `unsure` is one that holds only as long as each of the two is like nobody else.
    """

    first: int
    second: int
    score: int
    reasons: tuple[str, ...]
    unsure: bool = False


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
            same = not set(words[a]).isdisjoint(words[b])
            pair = _judged(entries[a], entries[b], at_least, same=same)
            if pair is not None:
                found.append(pair)
        found = _plain_ones(found)
        found.sort(key=lambda pair: (-pair.score, pair.first, pair.second))
        return found


def one_pair(one: ComparedEntry, other: ComparedEntry) -> LikelyPair | None:
    """These two as a likely pair, if they are one."""
    same = not set(_all_words(one.names)).isdisjoint(_all_words(other.names))
    return _judged(one, other, LIKELY, same=same)


def _all_words(names: tuple[str, ...]) -> tuple[Words, ...]:
    """The words of each name; a legal name that only adds a company form is no other name."""
    names = names_told(names)
    if len(names) == 2:
        short, long = sorted(names, key=len)
        if long.startswith(short) and only_form(long[len(short) :]):
            names = (short,)
    if len(names) == 1:
        words = name_words(names[0])
        return (words,) if words else ()
    return tuple(dict.fromkeys(filter(None, map(name_words, names))))


def _plain_ones(pairs: list[LikelyPair]) -> list[LikelyPair]:
    """Without those unsure ones of which one may as well be somebody else: J. Hart is Jo or Jim."""
    with_whom: defaultdict[int, set[int]] = defaultdict(set)
    for pair in pairs:
        with_whom[pair.first].add(pair.second)
        with_whom[pair.second].add(pair.first)

    def alone(pair: LikelyPair) -> bool:
        one, other = with_whom[pair.first], with_whom[pair.second]
        return one - {pair.second} <= other and other - {pair.first} <= one

    return [pair for pair in pairs if not pair.unsure or alone(pair)]


def _judged(
    one: ComparedEntry, other: ComparedEntry, at_least: int, *, same: bool
) -> LikelyPair | None:
    """The pair with its score and reasons; nothing when the score is less than asked."""
    evidence = Evidence(one, other)
    if at_least >= LIKELY and not (same or evidence.emails) and evidence.people is False:
        return None
    near = _near(one.names, other.names, same=same)
    score = scored(near, evidence)
    if score < at_least:
        return None
    reasons = (*_name_reasons(near, evidence, score), *_other_reasons(evidence))
    first, second = sorted((one.id, other.id))
    return LikelyPair(first, second, score, reasons, near in UNSURE)


def _near(names: tuple[str, ...], others: tuple[str, ...], *, same: bool) -> Relation:
    """The nearest relation of two names; `same` says that the words which matter are the same."""
    if not set(names).isdisjoint(others):
        return Relation.SAME
    near = nearest(names, others)
    return Relation.SAME if same and near not in {Relation.SHORT, Relation.PARTED} else near


#: How two names stand to each other, in words.
_SAID = {
    Relation.SCRIPT: "Same name in another alphabet",
    Relation.LONG_SLIP: "Names differ by one letter",
    Relation.SLIP: "Names differ by one letter",
    Relation.SHORT_SLIP: "Names differ by one letter",
    Relation.SPELLING: "Same name, spelt as it sounds",
    Relation.INITIAL: "Same name, but with an initial in one",
    Relation.PART: "One name is part of the other",
    Relation.LONE_PART: "One name is part of the other",
    Relation.GIVEN: "Same first name, and its own e-mail",
}


def _name_reasons(near: Relation, evidence: Evidence, score: int) -> Iterator[str]:
    one, other = evidence.one, evidence.other
    if score >= LIKELY and evidence.person_of_business and near not in _SURE:
        yield "One is the person of the other"
    elif near in _SURE:
        yield _how_the_same(one.names, other.names)
    elif score >= LIKELY and evidence.called_by_email:
        yield "The name of one is its e-mail"
    elif near in _SAID and score >= LIKELY:
        slip = near is Relation.SPELLING and _one_letter(one.names, other.names)
        yield _SAID[Relation.SLIP if slip else near]
    elif evidence.emails:
        yield "Same e-mail, other name: may be two people"
    elif evidence.phone:
        yield "Same phone number, other name: may be two people"


def _one_letter(names: tuple[str, ...], others: tuple[str, ...]) -> bool:
    return any(slip_apart(one, other) for one in _all_words(names) for other in _all_words(others))


_SURE = frozenset({Relation.SAME, Relation.SHORT})


def _other_reasons(evidence: Evidence) -> Iterator[str]:
    said = (
        (evidence.phone, "Same phone number"),
        (bool(evidence.emails), "Same e-mail"),
        (bool(evidence.people), "Same person"),
        (evidence.host, "Same website"),
        (evidence.place, "Same place"),
        (evidence.far, "Different places: may be a branch"),
        (evidence.other_phone, "Different phone numbers"),
    )
    return (words for holds, words in said if holds)


def _how_the_same(names: tuple[str, ...], others: tuple[str, ...]) -> str:
    """Why two names that are written differently count as the same."""
    if _spaced(names) & _spaced(others):
        return "Same name"
    if any(map(other_script, names)) != any(map(other_script, others)):
        return _SAID[Relation.SCRIPT]
    if {folded(name) for name in names} & {folded(name) for name in others}:
        return "Same name but for its accents"
    one, other = ({frozenset(folded(name).split()) for name in side} for side in (names, others))
    if one & other:
        return "Same name in another order"
    return "Same name but for order, short form or company form"


def _spaced(names: tuple[str, ...]) -> set[str]:
    return {" ".join(name.casefold().split()) for name in names}
