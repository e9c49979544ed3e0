"""The currencies there are (ISO 4217), and the signs people write for them."""

from collections.abc import Mapping
from types import MappingProxyType

_IN_USE = (
    "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP "
    "BYN BZD CAD CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP "
    "GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES "
    "KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU "
    "MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON "
    "RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND "
    "TOP TRY TTD TWD TZS UAH UGX USD UYI UYU UZS VED VES VND VUV WST XAF XCD XCG XOF XPF YER "
    "ZAR ZMW ZWG"
)

#: Every currency that is in use; metals, funds and test codes are none.
CODES = frozenset(_IN_USE.split())

#: The sign that stands before a sum; other currencies have their letters there.
SIGNS: Mapping[str, str] = MappingProxyType(
    {"GBP": "£", "EUR": "€", "USD": "$", "JPY": "¥", "INR": "₹", "KRW": "₩", "ILS": "₪"}
)

#: The same sign is written in several countries, alone or after letters ("A$").
_SHARED: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "USD": ("US$", "$"),
        "CAD": ("CA$", "C$", "$"),
        "AUD": ("AU$", "A$", "$"),
        "NZD": ("NZ$", "$"),
        "SGD": ("S$", "$"),
        "HKD": ("HK$", "$"),
        "CNY": ("¥",),
        "PLN": ("zł",),
        **dict.fromkeys(("DKK", "NOK", "SEK", "ISK"), ("kr.", "kr")),
        "CHF": ("Fr.",),
    }
)


def signs_of(currency: str) -> tuple[str, ...]:
    """Everything that may stand beside a sum of this currency, the longest first."""
    sign = SIGNS.get(currency)
    return (currency, *_SHARED.get(currency, ()), *((sign,) if sign else ()))


def all_signs() -> tuple[str, ...]:
    """Signs and letters of all currencies, the longest first."""
    every = {sign for currency in CODES for sign in signs_of(currency)}
    return tuple(sorted(every, key=lambda sign: (-len(sign), sign)))
