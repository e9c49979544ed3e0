"""What a column of somebody else's table may become here: the choices of the mapping page.

The reading of tables goes by the same list. Each choice stands in one row with its title and its
key, under which `heading_words` knows the headings that mean it.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from ..domain.contacts.contacts import FIELDS, ITEMS


@dataclass(frozen=True, slots=True)
class Target:
    """A choice for a column. Of `many` a row may hold several, told apart by their number."""

    key: str
    title: str
    many: bool = False


@dataclass(frozen=True, slots=True)
class Use:
    """What becomes of one column: target, which of several, a label or field name that is fixed."""

    target: str = "ignore"
    number: int = 1
    label: str = ""


#: One use for each column, in the order of the columns.
Mapping = tuple[Use, ...]

#: Fields of which a business has one: those of the table that other programs may know.
OFFERED = {name: about for name, about in FIELDS.items() if about.offered}
_LISTED = " (parted by commas or semicolons)"


def _many(key: str, title: str) -> Target:
    return Target(key, title, many=True)


#: Every choice, in the order the mapping page offers them; `resources/contacts/headings.toml` says
#: which headings mean it.
TARGETS = (
    Target("ignore", "Leave out"),
    Target("business", "Business name"),
    Target("full_name", "Person: full name"),
    Target("given", "Person: given name"),
    Target("additional", "Person: further names"),
    Target("family", "Person: family name"),
    Target("prefix", "Person: title before the name"),
    Target("suffix", "Person: letters after the name"),
    Target("nickname", "Person: nickname"),
    Target("said", "Person: how the name is said"),
    Target("role", "Person: role"),
    Target("birthday", "Person: birthday"),
    Target("birth_year", "Person: year of birth"),
    Target("birth_month", "Person: month of birth"),
    Target("birth_day", "Person: day of birth"),
    _many("email", "E-mail"),
    _many("email_label", "E-mail label"),
    _many("phone", "Phone"),
    _many("phone_label", "Phone label"),
    _many("website", "Website or link"),
    _many("website_label", "Link label"),
    _many("address", "Address: all of it"),
    _many("street", "Address: street"),
    _many("street_number", "Address: house number"),
    _many("extended", "Address: flat or floor"),
    _many("po_box", "Address: PO box"),
    _many("locality", "Address: town"),
    _many("region", "Address: county or region"),
    _many("postcode", "Address: postcode"),
    _many("postcode_locality", "Address: postcode and town"),
    _many("country", "Address: country"),
    _many("address_label", "Address label"),
    Target("legal_form", "Legal form"),
    *(
        Target(name, about.title + (_LISTED if name in ITEMS else ""))
        for name, about in OFFERED.items()
    ),
    _many("custom", "A field of its own"),
    _many("custom_label", "Name of a field of its own"),
    Target("ours", "As this program wrote it"),
)


#: What belongs to one address by its number.
ADDRESS = frozenset(
    {"address", "street", "street_number", "extended", "po_box", "locality", "region", "postcode"}
    | {"postcode_locality", "country"}
)
#: Values that have a label.
LABELLED = ADDRESS | {"email", "phone", "website"}


def title(key: str) -> str:
    """The words of a choice."""
    return next(target.title for target in TARGETS if target.key == key)


def header_signature(headers: Sequence[str]) -> str:
    """A short key of a heading, the same for the same columns: remembered mappings hang on it."""
    plain = "\x1f".join(" ".join(header.split()).casefold() for header in headers)
    return hashlib.sha256(plain.encode("utf-8", "replace")).hexdigest()[:32]
