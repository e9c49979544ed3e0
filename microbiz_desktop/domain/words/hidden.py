"""Characters that leave no ink or change the reading order: never in an agreement unseen."""

import unicodedata
from dataclasses import dataclass

_JOINERS = {"\u200c", "\u200d"}

#: Marks that keyboards of right-to-left scripts type; beside such a letter they may stand.
_DIRECTION_MARKS = {"\u200e", "\u200f"}

#: Letters of other categories that print as nothing.
_BLANK_LETTERS = frozenset("\u115f\u1160\u3164\uffa0\u2800\u034f\u17b4\u17b5\ufffc\ufffd")

#: Format characters that print: Arabic and Syriac number signs.
_VISIBLE_FORMATS = frozenset("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u08e2")

#: Scripts whose letters take joiners, as their names in the Unicode character names.
_JOINING_SCRIPTS = (
    *("ARABIC", "SYRIAC", "MONGOLIAN", "DEVANAGARI", "BENGALI", "GURMUKHI", "GUJARATI", "ORIYA"),
    *("TAMIL", "TELUGU", "KANNADA", "MALAYALAM", "SINHALA", "KHMER", "MYANMAR", "TIBETAN"),
)

#: More marks than this on one letter are stacked to hide or deface what stands near.
_MOST_MARKS = 4


@dataclass(frozen=True, slots=True)
class Hidden:
    """A hidden character: where it stands in the text, and its name for the user."""

    index: int
    name: str


def hidden_characters(text: str) -> tuple[Hidden, ...]:
    """Every character of `text` that hides or reorders. Line breaks are not hidden."""
    if text.isascii() and text.isprintable():
        return ()
    return tuple(Hidden(i, _name(char)) for i, char in enumerate(text) if _is_hidden(text, i, char))


def direction_marks(text: str) -> tuple[Hidden, ...]:
    """The direction marks that may stay, as each is beside a letter of a right-to-left script."""
    if text.isascii():
        return ()
    found = (Hidden(i, _name(c)) for i, c in enumerate(text) if c in _DIRECTION_MARKS)
    return tuple(mark for mark in found if _beside_right_to_left(text, mark.index))


def without_hidden(text: str) -> str:
    """The text without its hidden characters; what can be read stays as it is."""
    drop = {found.index for found in hidden_characters(text)}
    return "".join(char for i, char in enumerate(text) if i not in drop)


def _is_hidden(text: str, i: int, char: str) -> bool:
    if char.isascii():
        return not (char.isprintable() or char == "\n")
    if char in _JOINERS:
        return not _joins(text, i)
    if char in _DIRECTION_MARKS:
        return not _beside_right_to_left(text, i)
    if _selects_variant(char):
        return not _has_variants(text[i - 1] if i else "", char)
    category = unicodedata.category(char)
    if category == "Cf":
        return char not in _VISIBLE_FORMATS
    if category in {"Mn", "Me"} and char not in _BLANK_LETTERS:
        return _marks_before(text, i) >= _MOST_MARKS
    return category in {"Cc", "Co", "Cn", "Cs", "Zl", "Zp"} or char in _BLANK_LETTERS


def _joins(text: str, i: int) -> bool:
    """A joiner is at home between two letters, or letter and mark, of a script that needs it."""
    if not 0 < i < len(text) - 1:
        return False
    return all(
        unicodedata.category(char)[0] in "LM"
        and unicodedata.name(char, "").startswith(_JOINING_SCRIPTS)
        for char in (text[i - 1], text[i + 1])
    )


def _selects_variant(char: str) -> bool:
    return (
        "\ufe00" <= char <= "\ufe0f"
        or "\U000e0100" <= char <= "\U000e01ef"
        or "\u180b" <= char <= "\u180f"
    )


def _has_variants(before: str, selector: str) -> bool:
    """Emoji and signs have FE0E/FE0F, ideographs of names have the supplementary selectors."""
    if selector in "\ufe0e\ufe0f":
        return bool(before) and unicodedata.category(before) in {"So", "Sm", "Po"}
    return unicodedata.name(before, "").startswith("CJK") if before else False


def _beside_right_to_left(text: str, i: int) -> bool:
    """Whether a letter of a right-to-left script is the neighbour on either side."""
    beside = text[max(i - 1, 0) : i] + text[i + 1 : i + 2]
    return any(
        unicodedata.bidirectional(char) in {"R", "AL"} and unicodedata.category(char)[0] in "LM"
        for char in beside
    )


def _marks_before(text: str, i: int) -> int:
    count = 0
    while i > 0 and unicodedata.category(text[i - 1]) in {"Mn", "Me"}:
        count += 1
        i -= 1
    return count


def _name(char: str) -> str:
    return f"U+{ord(char):04X} {unicodedata.name(char, 'without a name').lower()}"
