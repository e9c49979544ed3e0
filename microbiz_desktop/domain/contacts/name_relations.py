"""How two names stand to each other: one and the same, nearly, one as part of the other, or not.

`duplicates` asks for each pair that shares something. A relation says nothing of whether they are
one: how much must agree besides depends on it.
"""

from collections import Counter
from collections.abc import Sequence
from enum import Enum, auto

from .name_forms import NameForm, numbered, parted, sound
from .name_keys import LONG_WORD, one_slip

#: Names this long are rare.
_LONG_NAME = 16
_VOWELS = frozenset("aeiouy")


class Relation(Enum):
    """How two names stand to each other, the nearest first."""

    SAME = auto()
    SHORT = auto()
    SCRIPT = auto()
    LONG_SLIP = auto()
    SPELLING = auto()
    SLIP = auto()
    INITIAL = auto()
    PART = auto()
    SHORT_SLIP = auto()
    LONE_PART = auto()
    GIVEN = auto()
    OTHER = auto()
    PARTED = auto()


def relation(one: NameForm, other: NameForm) -> Relation:
    """How two names stand to each other."""
    if parted(one, other):
        return Relation.PARTED
    if sorted(one.words) == sorted(other.words):
        return Relation.SAME
    left, right = _unmatched(one, other)
    if not left and not right:
        return Relation.SHORT
    if any(map(numbered, left)) or any(map(numbered, right)):
        return Relation.PARTED
    if not left or not right:
        return _part(one, other, left or right)
    if found := _initials(left, right):
        return found if len(left) < len(one.words) else Relation.OTHER
    slip = _by_slip(one, other, left, right)
    if slip is Relation.LONG_SLIP:
        return slip
    return _spelt(one, other, left, right) or slip or _given(one, other)


def _unmatched(one: NameForm, other: NameForm) -> tuple[list[str], list[str]]:
    """The words of each that the other has not; short forms of names are the full ones."""
    return _beyond(one, other.keys), _beyond(other, one.keys)


def _beyond(form: NameForm, others: Sequence[str]) -> list[str]:
    there, left = list(others), []
    for word, key in zip(form.words, form.keys, strict=True):
        if key in there:
            there.remove(key)
        else:
            left.append(word)
    return left


def _part(one: NameForm, other: NameForm, more: Sequence[str]) -> Relation:
    """One has words more: a middle name, or what the business does. One word alone says little."""
    shorter, longer = sorted((one, other), key=lambda form: len(form.words))
    if len(shorter.words) > 1:
        return Relation.PART
    if min(map(len, (*shorter.words, *more))) == 1:
        return Relation.OTHER
    first = shorter.keys[0] == longer.keys[0]
    return Relation.PART if first else Relation.LONE_PART


def _initials(left: Sequence[str], right: Sequence[str]) -> Relation | None:
    """Whether what is left of one are first letters of what is left of the other."""
    short, full = sorted((left, right), key=lambda words: max(map(len, words)))
    if any(len(word) > 1 for word in short):
        return None
    if all(len(word) == 1 for word in full) or len(short) > len(full):
        return Relation.PARTED
    starts = Counter(word[0] for word in full)
    missing = Counter(short) - starts
    return Relation.PARTED if missing else Relation.INITIAL


def _spelt(
    one: NameForm, other: NameForm, left: Sequence[str], right: Sequence[str]
) -> Relation | None:
    """Whether they sound alike; in two scripts nothing else can be asked of a name."""
    if len(left) != len(right):
        return None
    sounds, others = (sorted(map(sound, words)) for words in (left, right))
    if sounds == others:
        return Relation.SCRIPT if one.foreign != other.foreign else Relation.SPELLING
    if one.foreign != other.foreign and all(map(_near, sounds, others)):
        return Relation.SPELLING
    return None


def _near(one: str, other: str) -> bool:
    return one == other or one_slip(one, other)


def _by_slip(
    one: NameForm, other: NameForm, left: Sequence[str], right: Sequence[str]
) -> Relation | None:
    if len(left) != 1 or len(right) != 1:
        return None
    (mine,), (theirs,) = left, right
    if min(len(mine), len(theirs)) < 2:
        return None
    if not one_slip(mine, theirs) and not _letter_moved(mine, theirs):
        return None
    short = min(len(mine), len(theirs))
    inside = mine[-2:] == theirs[-2:] and mine[:1] == theirs[:1]
    reordered = sorted(mine) == sorted(theirs)
    if (
        (reordered or (inside and _mistyped(mine, theirs)))
        and short >= LONG_WORD
        and sum(map(len, one.words)) >= _LONG_NAME
    ):
        return Relation.LONG_SLIP
    first = short < 4 or (mine == one.words[0] and theirs == other.words[0])
    # Letters out of order make no other name; Jan and Jana, Marta and Maria are two.
    harmless = reordered or (inside and short > 5)
    return Relation.SHORT_SLIP if first and not harmless else Relation.SLIP


def _mistyped(one: str, other: str) -> bool:
    """Whether the slip makes no other name: a letter too few, or another vowel."""
    if len(one) != len(other):
        return True
    return all(a == b or {a, b} <= _VOWELS for a, b in zip(one, other, strict=True))


def _letter_moved(one: str, other: str) -> bool:
    """Whether one letter of a longer word stands a little off: "opolous" for "opoulos"."""
    if len(one) != len(other) or len(one) < 7 or sorted(one) != sorted(other):
        return False
    apart = [at for at, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    mine, theirs = (word[apart[0] : apart[-1] + 1] for word in (one, other))
    return len(mine) <= 4 and theirs in {mine[1:] + mine[0], mine[-1] + mine[:-1]}


def _given(one: NameForm, other: NameForm) -> Relation:
    """The same first name with another behind it: somebody may have married."""
    both = one.keys[:1] == other.keys[:1] and min(len(one.keys), len(other.keys)) > 1
    return Relation.GIVEN if both else Relation.OTHER
