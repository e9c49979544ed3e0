"""In which encoding the letters of a table are words: `resources/contacts/letters.toml` knows some.

Few tables say how they were written, and the same bytes are letters in many encodings. Only words
tell: "Łukasz" is one, "£ukasz" is none. Where two readings are as good, the user is asked.
"""

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from ..paths import resource

#: Signs that stand around words in any language, and others that may end one.
_AROUND = "’‘“”„‚«»–—…¿¡•‐‑ \u200e\u200f´`"
_SIGNS = _AROUND + "€£§°·№®™©¨ºª½¼¾²³±"
#: Signs that may stand within a word.
_INSIDE = frozenset("’'‑-·")
_TOKEN = re.compile(r"[^\s!-&(-,./:-@\[-`{-~]+")
#: Letters with these marks rarely begin a name.
_RARELY_FIRST = frozenset("ÈÌÒÙËÏÛÃÕÊÂÔ")
_NO_WORD = -2.0
#: What tells for a word: that it is known, its ending, that it is of one script other than Latin.
_KNOWN_WORD, _ENDING, _SCRIPT = 1.5, 0.5, 0.35
#: Readings as good as this are as good as each other.
_CLOSE = 0.94
_MOST_TOKENS = 2000
#: Encodings that few files are in any more.
_OLD, _SELDOM = frozenset({"cp850", "cp852", "cp866", "mac-latin2"}), 0.85
#: Scripts of Asia: encoding, one whose first byte tells common characters, and those bytes.
_ASIAN = {
    "shift_jis": ("euc_jp", range(0xA4, 0xD0)),
    "gb18030": ("gb2312", range(0xB0, 0xD8)),
    "big5": ("big5", range(0xA4, 0xC7)),
    "euc_kr": ("euc_kr", range(0xB0, 0xC9)),
}
_ASIAN_SIGNS = frozenset("・ー、。々〜（）「」　")


@dataclass(frozen=True, slots=True)
class Language:
    """How readily each letter of a language is believed, with words and endings that tell it."""

    letters: dict[str, float]
    words: frozenset[str]
    endings: tuple[str, ...]
    weight: float
    alone: bool


class Reading(NamedTuple):
    """An encoding with how good its words are, from the first of the words."""

    encoding: str
    score: float
    words: tuple[str, ...]


@cache
def languages() -> tuple[Language, ...]:
    """All of the file."""
    with resource("resources", "contacts", "letters.toml").open("rb") as file:
        found = tomllib.load(file)["language"].values()
    return tuple(
        Language(
            {letter: 1 - place / 40 for place, letter in enumerate(one["letters"])},
            frozenset(one.get("words", ())),
            tuple(one.get("endings", ())),
            one.get("weight", 1.0),
            one.get("alone", False),
        )
        for one in found
    )


def readings(content: bytes, encodings: Iterable[str]) -> list[Reading]:
    """What lines that are not plain English are in each encoding, the best first.

    Of equals the one that was named first comes first.
    """
    found = [reading for name in encodings if (reading := _reading(content, name))]
    return sorted(found, key=lambda one: -one.score)


def equally_good(found: Sequence[Reading]) -> tuple[str, str] | None:
    """A word as the best reading has it and as another has it that is as good, or None."""
    best = found[0]
    for other in found[1:]:
        if best.score > 0 and other.score < best.score * _CLOSE:
            break
        for one, another in zip(best.words, other.words, strict=False):
            if one != another:
                return one, another
    return None


def _reading(content: bytes, encoding: str) -> Reading | None:
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        return None
    tokens = [token for token in _TOKEN.findall(text) if not token.isascii()][:_MOST_TOKENS]
    words = tuple(dict.fromkeys(map(_bare, tokens)))
    words = tuple(word for word in words if not (word.isascii() or _is_number(word)))
    if not words:
        return Reading(encoding, 0.0, ())
    if encoding in _ASIAN:
        scores = [_asian(word, encoding) for word in words]
        return Reading(encoding, sum(scores) / len(scores), words)
    score = max(_score(words, language) for language in languages())
    return Reading(encoding, score * (_SELDOM if encoding in _OLD and score > 0 else 1), words)


def _bare(token: str) -> str:
    """A word without the signs around it; signs alone stay when there are many."""
    bare = token.strip(_AROUND).rstrip(_SIGNS)
    return bare or (token if len(token) > 2 else "")


def _is_number(word: str) -> bool:
    """A sum, a house number: one letter beside digits is no word."""
    return any(map(str.isdigit, word)) and sum(map(str.isalpha, word)) < 2


def _score(words: Sequence[str], language: Language) -> float:
    """How good the words are in one language, which all of a table mostly is in."""
    total = sum(_one(word, language) for word in words) / len(words)
    return total * language.weight if total > 0 else total


def _one(word: str, language: Language) -> float:
    if _is_broken(word):
        return _NO_WORD
    weights = []
    for place, letter in enumerate(word):
        if letter.isascii() and (letter.isalpha() or letter.isdigit()):
            if language.alone and letter.isalpha():
                return _NO_WORD
        elif letter not in _INSIDE:
            weight = language.letters.get(letter.lower() if letter != "İ" else "ı")
            if weight is None or (letter.isupper() and _is_odd(word, place)):
                return _NO_WORD
            weights.append(weight)
    if not weights:
        return 0.0
    plain = word.casefold() if "ß" not in word else word.lower()
    said = _KNOWN_WORD if plain in language.words else 0.0
    said += _ENDING if plain.endswith(language.endings) else 0.0
    rare = 0.5 if word[0] in _RARELY_FIRST else 0.0
    length = min(1.0, len(word) / 3)
    said += _SCRIPT if language.alone and not word.isupper() else 0.0
    return (1 + sum(weights) / len(weights) + said - rare) * length


def _is_odd(word: str, place: int) -> bool:
    """A capital within a word that has small letters."""
    return place > 0 and word[place - 1] not in _INSIDE and any(map(str.islower, word))


def _is_broken(word: str) -> bool:
    """A plain capital right after a small letter that is none of a to z."""
    return any(
        one.islower() and not one.isascii() and other.isascii() and other.isupper()
        for one, other in pairwise(word)
    )


def _asian(word: str, encoding: str) -> float:
    """The share of common characters; a word is of one script."""
    name, common = _ASIAN[encoding]
    found = 0
    letters = [letter for letter in word if not letter.isascii()]
    if any(letter.isascii() and letter.isalpha() for letter in word):
        return 0.0
    for letter in letters:
        try:
            found += letter in _ASIAN_SIGNS or letter.encode(name)[0] in common
        except UnicodeEncodeError:
            return _NO_WORD
    share = found / len(letters)
    hangul = all("\uac00" <= letter <= "\ud7a3" for letter in letters)
    if encoding == "euc_kr":
        return 2.3 if hangul else share
    return 1 + share if share > 0.8 else share
