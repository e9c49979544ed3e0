"""Letters and digits that look like others: a reader sees one thing, the text says another."""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

#: Alphabets that share the shapes of many letters; other scripts mix with Latin quite naturally.
_ALPHABETS = ("LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE", "COPTIC")

#: Letters of other alphabets that nobody can tell from Latin ones.
_TWINS = frozenset("АВЕЅІЈКМНОРСТУХаеѕіјорсухԁԛԝһҮΑΒΕΖΗΙΚΜΝΟΡΤΥΧο")

#: Signs of units and of science; nobody takes them for Latin letters.
_SIGNS = frozenset("μΩπΔ")

_WORD = re.compile(r"[^\W\d_]+")
_LETTER_IN_FIGURE = re.compile(
    r"[£$€¥]\s?[\d.,]*[OoIl][\dOoIl.,]*"  # £1O,OOO and £lOO
    r"|(?<![\w.,-])\d[\d.,]*[Oo][\dOo.,]*(?![^\W\d_])"  # 1O,OOO
    r"|(?<![\w.,-])\d+[Il]\d[\d.,]*(?!\w)"  # 1l0
)
_STRUCK = re.compile("\\w?[\u0334-\u0338]")


def looks_alike(text: str) -> Iterator[str]:
    """What in a text looks like something else, each as a phrase: "“Оkafor” mixes alphabets"."""
    if _LETTER_IN_FIGURE.search(text):
        for found in _LETTER_IN_FIGURE.findall(text):
            yield f"“{found.strip()}” has a letter among its digits"
    if text.isascii():
        return
    words = _WORD.findall(text)
    yield from _mixed(words)
    yield from _disguised(words)
    yield from _foreign_digits(text)
    if _STRUCK.search(text):
        yield "letters are struck through by marks that a search does not see"


def _mixed(words: list[str]) -> Iterator[str]:
    """Words of letters from two alphabets."""
    for word in dict.fromkeys(words):
        alphabets = {_alphabet(char) for char in word if char not in _SIGNS} - {""}
        if len(alphabets) > 1:
            odd = _odd_letters(word)
            yield f"“{word}” mixes {_names(alphabets)} letters: {odd}"


def _odd_letters(word: str) -> str:
    """The letters of a mixed word that are not Latin, with their names."""
    odd = dict.fromkeys(c for c in word if _alphabet(c) not in {"", "LATIN"})
    return ", ".join(f"“{c}” is {unicodedata.name(c).lower()}" for c in odd)


def _disguised(words: list[str]) -> Iterator[str]:
    """Whole words in twins of Latin letters, where the text is Latin otherwise."""
    own = {word: {_alphabet(char) for char in word} for word in words}
    if not any(alphabets == {"LATIN"} for alphabets in own.values()):
        return
    others = [word for word, alphabets in own.items() if not alphabets & {"", "LATIN"}]
    if others and all(set(word) <= _TWINS for word in others):
        for word in others:
            yield f"“{word}” is written in {_names(own[word])} letters that look like Latin ones"


def _foreign_digits(text: str) -> Iterator[str]:
    """Digits other than 0 to 9, unless letters of their own script stand in the same text."""
    scripts = {unicodedata.name(c, "").split(" ")[0] for c in text if c.isalpha()}
    odd: dict[str, str] = {}
    for char in text:
        if char.isascii() or unicodedata.category(char) != "Nd":
            continue
        name = unicodedata.name(char, "")
        if not scripts & {name.split(" ")[0].split("-")[0]} or name.startswith("FULLWIDTH"):
            odd.setdefault(char, name.lower())
    for char, name in odd.items():
        yield f"“{char}” is no plain digit: {name}"


@cache
def _alphabet(char: str) -> str:
    """The alphabet of a letter, if it is one of those that are mistaken for each other."""
    script = unicodedata.name(char, "").split(" ")[0]
    return script if script in _ALPHABETS else ""


def _names(alphabets: set[str]) -> str:
    return " and ".join(sorted(alphabet.capitalize() for alphabet in alphabets if alphabet))
