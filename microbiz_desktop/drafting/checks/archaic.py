"""Words of old contracts, and plain ones that say the same."""

import re
from collections.abc import Mapping
from types import MappingProxyType

_PLAINER: Mapping[str, str] = MappingProxyType(
    {
        "aforementioned": "this",
        "aforesaid": "this",
        "and/or": "or",
        "as the case may be": "or",
        "be it known": "note",
        "bona fide": "genuine",
        "by virtue of": "because of",
        "cease and desist": "stop",
        "commence": "start",
        "deemed": "counts as",
        "endeavour": "try",
        "endeavours": "efforts",
        "for the avoidance of doubt": "to be clear",
        "forthwith": "at once",
        "further to": "after",
        "henceforth": "from now on",
        "hereafter": "from now on",
        "hereby": "now",
        "herein": "here",
        "hereinabove": "above",
        "hereinafter": "below",
        "hereinbefore": "above",
        "hereof": "of this",
        "hereto": "to this",
        "heretofore": "until now",
        "hereunder": "under this",
        "hereunto": "to this",
        "herewith": "with this",
        "hold harmless": "make good",
        "howsoever": "however",
        "in lieu of": "instead of",
        "in respect of": "for",
        "in so far as": "as far as",
        "in the event of": "if there is",
        "in the event that": "if",
        "in witness whereof": "to show this",
        "inasmuch as": "because",
        "insofar as": "as far as",
        "inter alia": "among other things",
        "ipso facto": "by that alone",
        "mutatis mutandis": "with the needed changes",
        "notwithstanding": "despite",
        "null and void": "without effect",
        "per annum": "a year",
        "prima facie": "at first sight",
        "prior to": "before",
        "pro rata": "in proportion",
        "provided that": "if",
        "pursuant to": "under",
        "save as": "except as",
        "save for": "except for",
        "save that": "except that",
        "shall": "must",
        "subsequent to": "after",
        "the said": "the",
        "thenceforth": "from then on",
        "thereafter": "after that",
        "thereby": "by that",
        "therefor": "for that",
        "therein": "there",
        "thereof": "of that",
        "thereto": "to that",
        "theretofore": "until then",
        "thereunder": "under that",
        "thereupon": "then",
        "therewith": "with that",
        "to wit": "namely",
        "undersigned": "who signs",
        "unto": "to",
        "vis-à-vis": "towards",
        "viz": "namely",
        "whatsoever": "any",
        "whensoever": "whenever",
        "whereas": "as",
        "whereby": "by which",
        "wherein": "in which",
        "whereof": "of which",
        "wheresoever": "wherever",
        "whereupon": "after which",
        "whilst": "while",
        "whomsoever": "anyone",
        "whosoever": "whoever",
        "with respect to": "about",
        "without prejudice to": "without limiting",
        "witnesseth": "says",
    }
)

#: In whose place another word alone makes no sentence: whoever wrote it says it anew.
BY_HAND = frozenset(
    {
        *("aforementioned", "aforesaid", "as the case may be", "be it known", "deemed"),
        *("hold harmless", "undersigned", "whatsoever", "witnesseth"),
    }
)

#: The hard word, how to find it, and the plain one.
HARD_WORDS: tuple[tuple[str, re.Pattern[str], str], ...] = tuple(
    (hard, re.compile(rf"\b{re.escape(hard)}\b", re.IGNORECASE), easy)
    for hard, easy in _PLAINER.items()
)
