"""Sums, percentages and numbers as people type them: one reader for window, file and tables.

The locale of the pack groups. A comma before exactly three digits groups only where that locale
groups by comma; another comma is a decimal comma. Where two readings are possible the typing is
refused and both are shown. All of it holds for points in the same way.
"""

import re
import unicodedata
from dataclasses import dataclass, replace
from fractions import Fraction

from .currencies import SIGNS, all_signs, signs_of
from .formats import MINUS, NBSP, decimal_text, percent_text
from .money import WHOLE, exponent

#: No deal of a small business comes near this; a longer number is a slip of the hand.
_LARGEST_DIGITS = 15
_QUOTED = 40

_PERCENT_PLACES = 4
_SPACE = re.compile("[ \t\u00a0\u2009\u202f'’_]+")
_SPACED = re.compile(r"([0-9]{1,3}(?: [0-9]{3})+)(?:[.,]([0-9]+))?")
_RATIO = re.compile(r"([0-9]{1,4})/([0-9]{1,4})")
_THOUSAND = re.compile(r"(.*[0-9])\s*[kK]")
_FIGURES = re.compile(r"[0-9.,]*[0-9][0-9.,]*")
_GROUPS = re.compile(r"[1-9][0-9]{0,2}(?:(?:,[0-9]{3})+|(?:\.[0-9]{3})+)")
_CURRENCY = re.compile(
    rf"(?<![^\W\d_])(?:{'|'.join(map(re.escape, all_signs()))})(?![^\W\d_])", re.IGNORECASE
)


class Unreadable(ValueError):
    """What was typed cannot be read. The message says why and gives an example; no full stop."""


@dataclass(frozen=True, slots=True)
class Manner:
    """How an agreement writes figures and days: its currency, and the locale of its pack."""

    currency: str = "GBP"
    group: str = ","
    decimal: str = "."
    day_first: bool = True

    def of(self, currency: str) -> "Manner":
        """The same for another currency."""
        return replace(self, currency=currency)

    def figures(self, plain: str) -> str:
        """A plain decimal number with the signs of the locale: "14750.00" is "14,750.00"."""
        whole, dot, part = plain.partition(".")
        grouped = f"{int(whole):,}".replace(",", self.group)
        return f"{grouped}{self.decimal}{part}" if dot else grouped


#: Outside agreements everything is written as in Britain.
BRITISH = Manner()


def write_money(minor: int, manner: Manner = BRITISH) -> str:
    """ "£1,234.50" with a real minus sign; the sign of the currency or its letters in front."""
    figures = manner.figures(decimal_text(abs(minor), manner.currency))
    sign = SIGNS.get(manner.currency, f"{manner.currency} ")
    return f"{MINUS if minor < 0 else ''}{sign}{figures}"


def write_percent(value: int, manner: Manner = BRITISH, *, places: int = 1) -> str:
    """ "42.5 %", with as many decimals as the value needs and at least `places`."""
    return percent_text(value, places).replace(NBSP, " ").replace(".", manner.decimal)


@dataclass(frozen=True, slots=True)
class _Typed:
    """A typing, and what to say when it cannot be read."""

    text: str
    wanted: str
    example: str
    manner: Manner

    def refused(self, why: str = "") -> Unreadable:
        """The sentence: what is wrong, and how to write it."""
        said = why or f"is not {self.wanted}"
        return Unreadable(f"“{shortened(self.text)}” {said}; write it like {self.example}")


def shortened(text: str) -> str:
    """What was typed, cut to the length that a message quotes."""
    line = " ".join(text.split())
    return line if len(line) <= _QUOTED else f"{line[:_QUOTED]}…"


def read_money(text: str, manner: Manner = BRITISH) -> int:
    """Minor units of "£1,234.50", "1 234,50" or "1.2k". Raises Unreadable."""
    places = exponent(manner.currency)
    example = write_money(1250 * 10**places, manner)
    typed = _Typed(text, "a sum of money", example, manner)
    bare, lift = _without_currency(typed), 0
    if thousand := _THOUSAND.fullmatch(bare):
        bare, lift = thousand[1], 3
    minor = _exact(bare, places + lift, typed) * 10 ** (places + lift)
    if minor.denominator != 1:
        raise typed.refused(f"has more decimals than {manner.currency} has")
    return int(minor)


def read_percent(text: str, manner: Manner = BRITISH) -> int:
    """Ten-thousandths of a percent of "42.5 %", "42,5" or "1/3". Raises Unreadable."""
    typed = _Typed(text, "a percentage", write_percent(425_000, manner), manner)
    bare = text.replace("per cent", "%").strip().removesuffix("%")
    ratio = _RATIO.fullmatch(bare.replace(" ", ""))
    if ratio and int(ratio[2]):
        return round(Fraction(WHOLE * int(ratio[1]), int(ratio[2])))
    share = _exact(bare, _PERCENT_PLACES, typed) * 10**_PERCENT_PLACES
    if share.denominator != 1:
        raise typed.refused("has more than four decimals")
    return int(share)


def read_number(text: str, manner: Manner = BRITISH) -> int:
    """A whole number, grouped or not. Raises Unreadable."""
    typed = _Typed(text, "a whole number", manner.figures("1250"), manner)
    value = _exact(text, 0, typed)
    if value.denominator != 1:
        raise typed.refused()
    return int(value)


def _without_currency(typed: _Typed) -> str:
    """The figures of a sum. Raises Unreadable when another currency stands beside them."""
    currency = typed.manner.currency
    own = {sign.casefold() for sign in signs_of(currency)}
    bare = _CURRENCY.sub(lambda found: "" if found[0].casefold() in own else "¤", typed.text)
    if any(unicodedata.category(char) == "Sc" for char in bare):
        raise typed.refused(f"is in another currency than {currency}")
    return bare.strip()


def _exact(text: str, places: int, typed: _Typed) -> Fraction:
    """The exact number. Raises Unreadable."""
    squeezed = _SPACE.sub(" ", text).strip().replace(MINUS, "-")
    figures = squeezed.removeprefix("-").strip()
    if spaced := _SPACED.fullmatch(figures):
        whole, part = spaced[1].replace(" ", ""), spaced[2] or ""
    elif _FIGURES.fullmatch(figures):
        whole, part = _split(figures, places, typed)
    else:
        raise typed.refused()
    if max(len(whole), len(part)) > _LARGEST_DIGITS:
        raise typed.refused("is longer than an agreement can hold")
    value = Fraction(int((whole or "0") + part), 10 ** len(part))
    return -value if squeezed.startswith("-") else value


def _split(figures: str, places: int, typed: _Typed) -> tuple[str, str]:
    """Digits before and after the decimal sign, whichever of point and comma each is."""
    signs = re.findall(r"[.,]", figures)
    if _GROUPS.fullmatch(figures):
        return _grouped_or_not(figures, signs, places, typed)
    if not signs:
        return figures, ""
    head, _, tail = figures.rpartition(signs[-1])
    if len(signs) == 1 or (signs[-1] not in head and _GROUPS.fullmatch(head)):
        return re.sub("[.,]", "", head), tail
    raise typed.refused()


def _grouped_or_not(figures: str, signs: list[str], places: int, typed: _Typed) -> tuple[str, str]:
    """Groups of three by one sign: the locale says what the sign means, where only one can be."""
    manner, together = typed.manner, re.sub("[.,]", "", figures)
    if len(signs) > 1:
        if signs[0] != manner.group:
            raise typed.refused()
        return together, ""
    head, sign, tail = figures.partition(signs[0])
    fits = len(tail) <= places
    if sign == manner.group and not fits:
        return together, ""
    if sign == manner.decimal and fits:
        return head, tail
    raise typed.refused(f"can be {manner.figures(together)} or {head}{manner.decimal}{tail}")
