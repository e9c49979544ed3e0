"""Figures in plain words without locale data: for messages, deal files and the command line."""

import itertools
import re
from collections.abc import Sequence

from .money import exponent

NBSP = "\u00a0"
MINUS = "\u2212"
_HYPHEN = "\u2011"

_SIGNS = {"GBP": "£", "EUR": "€", "USD": "$", "JPY": "¥"}
_NUMBER_WORDS = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen"),
    *("eighteen", "nineteen", "twenty"),
)
_COUNTED = "working days?|days?|weeks?|months?|years?|hours?|minutes?|seconds?|parties|pages?"
_WORD = re.compile(r"(?<![\w.@/:-])[^\W_]+(?:-[^\W_]+)+(?![\w@/:-]|\.\w)")
_COUNT = re.compile(rf"(?<![\w.])(\d[\d,.]*) ({_COUNTED}|%)(?!\w)")
_SHORT = 3


def percent_text(value: int, places: int = 0) -> str:
    """Ten-thousandths of a percent as print: 425_000 is "42.5 %"; at least `places` decimals."""
    whole, rest = divmod(abs(value), 10_000)
    decimals = f"{rest:04d}".rstrip("0").ljust(places, "0")
    sign = MINUS if value < 0 else ""
    return f"{sign}{whole}{'.' + decimals if decimals else ''}{NBSP}%"


def percent_places(values: Sequence[int]) -> int:
    """How many decimals a column of percentages needs so that all of them align."""
    return max((len(f"{abs(value) % 10_000:04d}".rstrip("0")) for value in values), default=0)


def decimal_text(minor: int, currency: str) -> str:
    """Minor units as a plain decimal number: 1475000 GBP is "14750.00"."""
    digits = exponent(currency)
    text = f"{abs(minor):0{digits + 1}d}"
    sign = "-" if minor < 0 else ""
    return f"{sign}{text[:-digits]}.{text[-digits:]}" if digits else sign + text


def money_text(minor: int, currency: str) -> str:
    """Money for messages: "£14,750.00", a real minus sign, else the letters of the currency."""
    number = decimal_text(abs(minor), currency)
    whole, dot, decimals = number.partition(".")
    sign = MINUS if minor < 0 else ""
    unit = _SIGNS.get(currency) or f"{currency}{NBSP}"
    return f"{sign}{unit}{int(whole):,}{dot}{decimals}"


def number_word(count: int) -> str:
    """Numbers up to twenty in words, above in figures."""
    return _NUMBER_WORDS[count] if 0 <= count < len(_NUMBER_WORDS) else str(count)


def kept_together(text: str) -> str:
    """Text whose counts ("14 days", "5 %") and short compounds ("fit-out") never break."""
    if "-" in text:
        text = _WORD.sub(lambda found: _compound(found[0]), text)
    return _COUNT.sub(lambda found: found[0].replace(" ", NBSP), text)


def _compound(word: str) -> str:
    parts = word.split("-")
    made = parts[0]
    for left, right in itertools.pairwise(parts):
        short = min(len(left), len(right)) <= _SHORT
        made += (_HYPHEN if short else "-") + right
    return made
