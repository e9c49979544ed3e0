"""Which program's heading this is, and what each column of any heading most likely holds.

The first look at a table proposes its mapping from this. Known programs are told apart first,
because the same word may mean something else in each of them.
"""

import re
import unicodedata
from collections.abc import Sequence

from .csv_targets import TARGET_OF, Mapping, Use

_GOOGLE = "Google contacts"
#: A program, what its tables are called, and headings that, together, only it writes; the first
#: that fits is taken.
PROGRAMS = (
    ("ours", "this program's own table", "legal name,trading name,legal form,sign rule"),
    ("google-new", _GOOGLE, "first name,last name,organization name,labels"),
    ("google-old", _GOOGLE, "given name,family name,group membership"),
    ("linkedin", "LinkedIn connections", "first name,last name,url,connected on"),
    ("outlook", "Outlook contacts", "first name,last name,e-mail address,business phone"),
    ("thunderbird", "Thunderbird address book", "display name,primary email,screen name"),
)
#: Where a program means something else than the word says.
_OWN_WORDS: dict[str, dict[str, Use]] = {
    "outlook": {
        "title": Use("prefix"),
        "location": Use("place"),
        "web page": Use("website", 1),
        "personal web page": Use("website", 2, "personal"),
        "office location": Use("custom", 1, "Office location"),
    },
    "linkedin": {"url": Use("website", 1, "linkedin"), "connected on": Use("met_on")},
    "google-old": {
        "language": Use("languages"),
        "location": Use("place"),
        "occupation": Use("custom", 1, "Occupation"),
    },
}
_NUMBERED = re.compile(
    r"(e-mail|email|phone|address|website|organization|organisation|custom field|relation|event|im)"
    r" (\d{1,3}) - (.+)"
)
#: Parts of a numbered address that are called otherwise than a column of its own would be.
_PARTS = {"formatted": "address", "type": "address_label", "label": "address_label"}
_ADDRESS = frozenset(
    {"street", "extended", "po_box", "locality", "region", "postcode", "country", *_PARTS.values()}
)
_ORGANISATION = {"name": "business", "title": "role"}
#: Fields of their own that a program numbers for itself: kept apart by a number of hundreds.
_OWN_FIELDS = {"custom field": 0, "relation": 100, "event": 200, "im": 300}
_PLACES = {"business": 1, "work": 1, "company": 1, "home": 2, "other": 3}
_PLACED_ADDRESS = re.compile(
    r"(business|work|home|other) "
    r"(address 2|address|street 2|street|po box|city|state|region|county|postal code|zipcode|zip|"
    r"postcode|country/region|country)"
)
_WAY = re.compile(
    r"(?:(primary|secondary|business|work|home|mobile|cell|other|car|company main|main|office|"
    r"private|pager|fax|business fax|home fax|other fax|work fax|assistant's|personal) )?"
    r"(e-mail|email|e mail|mail|phone|telephone|tel|mobile|cell|fax|pager|web page|website|url|"
    r"homepage)"
    r"(?: (address|number|no))?(?: (\d{1,2}))?(?: address)?"
)
_WEB = frozenset({"web page", "website", "url", "homepage"})
_SPOKEN_LABELS = {"primary": "", "secondary": "", "business": "work", "company main": "main"}


def simple(header: str) -> str:
    """A heading in small letters, one space between words, without accents or underscores."""
    text = unicodedata.normalize("NFKD", header.replace("ß", "ss")).casefold()
    text = "".join(char for char in text if not unicodedata.combining(char))
    return " ".join(text.replace("_", " ").strip(" :*").split())


def program_of(headers: Sequence[str]) -> str:
    """The program that writes this heading, or an empty text."""
    found = {simple(header) for header in headers}
    return next((name for name, _, wanted in PROGRAMS if found.issuperset(wanted.split(","))), "")


def recognised(headers: Sequence[str]) -> int:
    """How many of these are words of a heading; a row of data has few."""
    return sum(bool(header) and _known(simple(header)) is not None for header in headers)


def propose(headers: Sequence[str], program: str = "") -> Mapping:
    """A use for each column; a heading nobody knows becomes a field of its own."""
    if program == "ours":
        return tuple(Use("ours") for _ in headers)
    taken: set[tuple[str, int]] = set()
    return tuple(_proposed(header, program, taken) for header in headers)


def _proposed(header: str, program: str, taken: set[tuple[str, int]]) -> Use:
    word = simple(header)
    if not word:
        return Use()
    own = _OWN_WORDS.get(program, {}).get(word)
    use = own or _known(word) or Use("custom", 1, header.strip())
    if use.target == "ignore":
        return use
    number = use.number
    many = use.target in _MANY
    while many and (use.target, number) in taken:
        number += 1
    if not many and (use.target, number) in taken and use.target not in {"notes", "skills"}:
        return Use("custom", _free(taken), header.strip())
    taken.add((use.target, number))
    return Use(use.target, number, use.label)


_MANY = {"email", "phone", "website", "custom"}


def _free(taken: set[tuple[str, int]]) -> int:
    number = 1
    while ("custom", number) in taken:
        number += 1
    taken.add(("custom", number))
    return number


def _known(word: str) -> Use | None:
    """What a heading's words mean, by the exact word, the programs' patterns, then by kind."""
    numbered = _NUMBERED.fullmatch(word)
    if numbered:
        return _numbered(numbered[1], int(numbered[2]), numbered[3])
    if word in TARGET_OF:
        return Use(TARGET_OF[word])
    if word in {"photo", "phonetic first name", "phonetic last name", "sensitivity", "priority"}:
        return Use()
    placed = _PLACED_ADDRESS.fullmatch(word)
    if placed:
        label = "work" if _PLACES[placed[1]] == 1 else placed[1]
        part = "street" if placed[2] == "address" else TARGET_OF[placed[2]]
        return Use(part, _PLACES[placed[1]], label)
    return _way(word)


def _numbered(kind: str, number: int, part: str) -> Use | None:
    """Google's "Phone 2 - Value" and its like."""
    if kind == "address":
        key = _PARTS.get(part) or TARGET_OF.get(part)
        return Use(key, number) if key in _ADDRESS else None
    if kind.startswith("organi"):
        known = _ORGANISATION.get(part) if number == 1 else None
        return Use(known) if known else None
    ending = {"value": "", "type": "_label", "label": "_label"}.get(part)
    if ending is None:
        return None
    if kind in _OWN_FIELDS:
        name = kind.capitalize() if kind != "im" else "Messages"
        return Use(f"custom{ending}", 1000 + _OWN_FIELDS[kind] + number, "" if ending else name)
    return Use(f"{_way_kind(kind)}{ending}", number)


def _way(word: str) -> Use | None:
    found = _WAY.fullmatch(word)
    if not found:
        return None
    spoken = found[1] or ""
    label = _SPOKEN_LABELS.get(spoken, spoken)
    if found[2] in {"mobile", "cell", "fax", "pager"}:
        label = f"{label} {found[2]}".strip().replace("cell", "mobile")
    return Use(_way_kind(found[2]), 1, label)


def _way_kind(word: str) -> str:
    if "mail" in word:
        return "email"
    return "website" if word in _WEB else "phone"
