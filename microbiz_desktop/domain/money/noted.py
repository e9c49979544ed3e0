"""Sums that stand in a note ("£2 million, certificate in the folder"): found, and worked out."""

import re
from decimal import Decimal

from .currencies import all_signs, signs_of
from .money import exponent

_TIMES = {"": 1, "k": 1_000, "thousand": 1_000, "m": 1_000_000, "million": 1_000_000}
_FIGURE = r"\s?(\d[\d,]*(?:\.\d+)?)(?:\s?(million|thousand|m|k)\b)?"


def noted_sum(text: str) -> str:
    """The first sum with its sign, as it was written, and nothing else of the note."""
    found = _found(all_signs(), text)
    return found.group().strip() if found else ""


def sum_of(text: str, currency: str) -> int:
    """A sum in minor units of this currency; zero where there is none."""
    found = _found(signs_of(currency), text)
    if found is None:
        return 0
    figure, word = Decimal(found[1].replace(",", "")), (found[2] or "").casefold()
    return int(figure * _TIMES[word] * 10 ** exponent(currency))


def _found(signs: tuple[str, ...], text: str) -> re.Match[str] | None:
    either = "|".join(map(re.escape, signs))
    return re.search(f"(?:{either}){_FIGURE}", text, re.IGNORECASE)
