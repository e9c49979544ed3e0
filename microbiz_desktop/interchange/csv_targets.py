"""What a column of somebody else's table may become here: the choices of the mapping page."""

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

#: Fields of the table that a column may hold, by their titles. A list has several in one cell.
OFFERED = {
    name: f"{about.title} (parted by commas or semicolons)" if name in ITEMS else about.title
    for name, about in FIELDS.items()
    if about.known is not None
}
#: Every choice, in the order the mapping page offers them.
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
    Target("email", "E-mail", many=True),
    Target("email_label", "E-mail label", many=True),
    Target("phone", "Phone", many=True),
    Target("phone_label", "Phone label", many=True),
    Target("website", "Website or link", many=True),
    Target("website_label", "Link label", many=True),
    Target("address", "Address: all of it", many=True),
    Target("street", "Address: street", many=True),
    Target("extended", "Address: flat, floor or second line", many=True),
    Target("po_box", "Address: PO box", many=True),
    Target("locality", "Address: town", many=True),
    Target("region", "Address: county or region", many=True),
    Target("postcode", "Address: postcode", many=True),
    Target("country", "Address: country", many=True),
    Target("address_label", "Address label", many=True),
    *(Target(name, title) for name, title in OFFERED.items()),
    Target("custom", "A field of its own", many=True),
    Target("custom_label", "Name of a field of its own", many=True),
    Target("ours", "As this program wrote it"),
)


def title(key: str) -> str:
    """The words of a choice."""
    return next(target.title for target in TARGETS if target.key == key)


def header_signature(headers: Sequence[str]) -> str:
    """A short key of a heading, the same for the same columns: remembered mappings hang on it."""
    plain = "\x1f".join(" ".join(header.split()).casefold() for header in headers)
    return hashlib.sha256(plain.encode("utf-8", "replace")).hexdigest()[:32]
