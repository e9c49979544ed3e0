"""Money as integers of minor units, percentages with four decimals, and `allocate()`."""

from collections.abc import Sequence
from dataclasses import dataclass

#: Ten-thousandths of a percent in one hundred percent: 42.5 % is 425_000.
WHOLE = 1_000_000

#: ISO 4217 exponents that are not two, for the currencies we may meet.
_EXPONENTS = {
    **dict.fromkeys(("BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF"), 0),
    **dict.fromkeys(("UGX", "UYI", "VND", "VUV", "XAF", "XOF", "XPF"), 0),
    **dict.fromkeys(("BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"), 3),
}


def exponent(currency: str) -> int:
    """Digits after the decimal point in this currency (ISO 4217): GBP 2, JPY 0, KWD 3."""
    return _EXPONENTS.get(currency, 2)


@dataclass(frozen=True, slots=True)
class Money:
    """An exact sum: integer minor units of one currency (ISO 4217 letters)."""

    minor: int
    currency: str


def allocate(total: int, weights: Sequence[int]) -> tuple[int, ...]:
    """Share `total` minor units by `weights`; the parts always add up to `total` exactly.

    Largest remainder: each part is rounded towards zero, units left over go one each to the
    largest remainders, and on a tie to the one named first. A negative total is shared as its
    positive mirror. Raises ValueError without weights, with a negative one, or when all are zero.
    """
    if not weights or any(weight < 0 for weight in weights):
        raise ValueError("shares need at least one weight, none of them negative")
    whole = sum(weights)
    if whole == 0:
        raise ValueError("shares need at least one weight above zero")
    sign = -1 if total < 0 else 1
    parts = [divmod(abs(total) * weight, whole) for weight in weights]
    left = abs(total) - sum(part for part, _ in parts)
    by_remainder = sorted(range(len(weights)), key=lambda i: (-parts[i][1], i))
    extra = set(by_remainder[:left])
    return tuple(sign * (part + (i in extra)) for i, (part, _) in enumerate(parts))


def equal_shares(count: int) -> tuple[int, ...]:
    """Percentages for `count` parties that are as equal as four decimals allow and total WHOLE."""
    return allocate(WHOLE, [1] * count)
