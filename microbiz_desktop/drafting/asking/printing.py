"""Answers as print: money, dates, percentages and lengths in the manner of the pack."""

from decimal import Decimal

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_currency, get_decimal_symbol, get_group_symbol

from ...domain.dates import parse_day, parse_duration
from ...domain.deal import Answer, Deal
from ...domain.money.figures import Manner
from ...domain.money.formats import MINUS, NBSP, decimal_text
from ..templates.model import Pack
from .answer_kinds import Shape
from .questions import ColumnSpec, Question
from .register import ROWS

_COINS = {"GBP": ("penny", "pennies"), "EUR": ("cent", "cents"), "USD": ("cent", "cents")}


def manner_of(pack: Pack, currency: str) -> Manner:
    """How figures and days are typed under this pack, by its locale."""
    locale = Locale.parse(pack.locale.replace("-", "_"))
    order = locale.date_formats["short"].pattern.lower()
    return Manner(
        currency,
        get_group_symbol(locale),
        get_decimal_symbol(locale),
        order.index("d") < order.index("m"),
    )


class Printer:
    """Formats values for one pack and one currency; figures once formatted are kept."""

    def __init__(self, pack: Pack, deal: Deal) -> None:
        self._locale = Locale.parse(pack.locale.replace("-", "_"))
        self._currency = deal.currency
        self._names = {party.key: party.name for party in deal.parties}
        self._sums: dict[int, str] = {}

    def money(self, minor: int) -> str:
        """ "£14,750.00", with a real minus sign in front."""
        if minor not in self._sums:
            amount = Decimal(decimal_text(abs(minor), self._currency))
            text = format_currency(amount, self._currency, locale=self._locale)
            self._sums[minor] = (MINUS if minor < 0 else "") + text
        return self._sums[minor]

    def date(self, iso: str) -> str:
        """The day with its month in words; a text that names no day stays as it is."""
        day = parse_day(iso)
        if day is None:
            return iso
        style = "MMMM d, y" if self._locale.territory == "US" else "d MMMM y"
        return format_date(day, style, locale=self._locale).replace(" ", NBSP)

    def duration(self, text: str) -> str:
        """ "14 days" on one line."""
        length = parse_duration(text)
        return (length.to_text() if length else text).replace(" ", NBSP)

    def party(self, key: str) -> str:
        """A party by its name, or nothing for an unknown key."""
        return self._names.get(key, "")

    def coin(self) -> tuple[str, str]:
        """The smallest unit of the currency in words, one and many."""
        return _COINS.get(self._currency, ("smallest unit", "units"))

    def cell(self, spec: Question | ColumnSpec, value: Answer) -> str:
        """One value of this kind as print; empty when the value does not fit the kind."""
        row = ROWS[spec.kind]
        fits = row.shape is Shape.ONE and row.fits(spec, value)
        return row.prints(self, spec, value) if fits else ""

    def items(self, question: Question, value: Answer) -> tuple[str, ...]:
        """Several values as print, each by itself; those that nobody knows are left out."""
        row = ROWS[question.kind]
        listed = value if row.shape is Shape.LIST and isinstance(value, tuple) else ()
        return tuple(words for item in listed if (words := row.prints(self, question, item)))
