"""Words of old contracts, and plain ones that say the same."""

import re
from collections.abc import Mapping
from types import MappingProxyType

_PLAINER: Mapping[str, str] = MappingProxyType(
    {
        "aforementioned": "this",
        "aforesaid": "this",
        "and/or": "or",
        "commence": "start",
        "deemed": "counts as",
        "endeavour": "try",
        "endeavours": "efforts",
        "forthwith": "at once",
        "further to": "after",
        "hereafter": "from now on",
        "hereby": "now",
        "herein": "here",
        "hereinafter": "below",
        "hereof": "of this",
        "hereto": "to this",
        "heretofore": "until now",
        "hereunder": "under this",
        "hereunto": "to this",
        "herewith": "with this",
        "howsoever": "however",
        "in lieu of": "instead of",
        "in respect of": "for",
        "in the event that": "if",
        "inter alia": "among other things",
        "mutatis mutandis": "with the needed changes",
        "notwithstanding": "despite",
        "null and void": "without effect",
        "per annum": "a year",
        "prior to": "before",
        "provided that": "if",
        "pursuant to": "under",
        "save as": "except as",
        "shall": "must",
        "subsequent to": "after",
        "thereafter": "after that",
        "thereby": "by that",
        "therein": "there",
        "thereof": "of that",
        "thereto": "to that",
        "thereunder": "under that",
        "thereupon": "then",
        "therewith": "with that",
        "to wit": "namely",
        "undersigned": "who signs",
        "whatsoever": "any",
        "whensoever": "whenever",
        "whereas": "as",
        "whereby": "by which",
        "wherein": "in which",
        "whereof": "of which",
        "whereupon": "after which",
        "whilst": "while",
        "witnesseth": "says",
    }
)

#: The hard word, how to find it, and the plain one.
HARD_WORDS: tuple[tuple[str, re.Pattern[str], str], ...] = tuple(
    (hard, re.compile(rf"\b{re.escape(hard)}\b", re.IGNORECASE), easy)
    for hard, easy in _PLAINER.items()
)
