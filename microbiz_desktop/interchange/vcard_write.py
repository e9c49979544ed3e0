"""Contacts to vCard 3.0 or 4.0, so that our own reader reads back exactly what was written.

Exports and copies call it. A card is written, read back, and what the reader misses is added in
properties of our own; that way no rule of reading has to be repeated here.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from typing import TYPE_CHECKING, Literal, TypeVar

from microbiz_desktop.domain.by_name import replaced
from microbiz_desktop.domain.contacts.contacts import BusinessData, Contact, without_private
from microbiz_desktop.domain.contacts.kept_lines import AS_CAME, in_order, kept_picture, name_of

from .content_lines import tidy
from .vcard_as_came import LinesAsCame
from .vcard_card import PRODUCT, WRAPPED
from .vcard_line import escape, parse_start, split_line
from .vcard_map import contact_of
from .vcard_own import PICTURE, exportable, own_lines
from .vcard_pictures import picture_line, without_missing_pictures
from .vcard_plain import Groups, main_person, pictures_shown, plain_lines
from .vcard_read import Reader

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

D = TypeVar("D", bound="DataclassInstance")
Version = Literal["3.0", "4.0"]
_WIDTH = 75
#: What may stand in a card once.
_ONCE = frozenset(
    {"UID", "REV", "N", "KIND", "BDAY", "ANNIVERSARY", "GENDER", "CLASS", "MAILER", "SORT-STRING"}
)
#: Names the reader gives a meaning; a foreign line of these is wrapped when it would be misread.
_READ = frozenset(
    {"FN", "N", "ORG", "KIND", "X-ABSHOWAS", "X-ABLABEL", "TITLE", "ROLE", "NICKNAME", "BDAY"}
    | {"NOTE", "LANG", "UID", "CATEGORIES", "EXPERTISE", "SORT-STRING", "ADR", "LABEL", "AGENT"}
    | {"TEL", "X-MS-TEL", "EMAIL", "URL", "IMPP", "X-SOCIALPROFILE", "PHOTO", "LOGO"}
    | {"BEGIN", "END", "VERSION", "PRODID", "PROFILE"}
)


def write_vcards(
    contacts: Iterable[Contact], version: Version = "3.0", *, include_private: bool = False
) -> bytes:
    """One card for each contact; private fields only when asked for, local ones never."""
    return b"".join(_card(contact, version, include_private) for contact in contacts)


def _card(contact: Contact, version: Version, include_private: bool) -> bytes:
    data = contact.data if include_private else without_private(contact.data)
    data = _tidied(exportable(data))
    pictures = dict(contact.pictures)
    data, lines, read_back = _standard_lines(data, pictures, version)
    main = main_person(data)
    lines += own_lines(read_back.data, data, main)
    shown = dict(read_back.pictures)
    rest = (content for sha, content in contact.pictures if sha not in shown)
    lines += [picture_line(PICTURE, content, version) for content in rest]
    return _framed(lines, version)


def _standard_lines(
    data: BusinessData, pictures: Mapping[str, bytes], version: Version
) -> tuple[BusinessData, list[str], Contact]:
    """What other programs read, and what our reader makes of it.

    Before them the contact without remembered lines that are true no more.
    """
    if not data.extra:
        plain = list(plain_lines(data, pictures, version))
        return data, plain, _read_back(plain)
    main = main_person(data)
    person = data.people[main] if main >= 0 else None
    data = without_missing_pictures(without_stale(data), pictures_shown(data, person), pictures)
    plain = list(plain_lines(data, pictures, version))
    came = LinesAsCame(data.extra)
    lines = came.put_in(plain, Groups((*data.extra, *plain), version)) if came else plain
    left = [line for line in data.extra if not _is_shown(line)]
    left = [_with_bytes(line, pictures, version) for line in left]
    unplaced = [line for line in left if line not in came.placed]
    for start, more in ((lines, unplaced), (plain, left)):
        if found := _with_foreign(start, more, data.extra):
            return data, *found
    whole = [*plain, *map(_wrapped, left)]
    return data, whole, _read_back(whole)


def _is_shown(line: str) -> bool:
    """Whether a line is that of a picture which stands among the plain lines."""
    kept = kept_picture(line)
    return kept is not None and bool(kept.shown)


def _with_bytes(line: str, pictures: Mapping[str, bytes], version: Version) -> str:
    """The line of a picture that is not shown, with the picture in it; others as they are."""
    kept = kept_picture(line)
    return line if kept is None else picture_line(kept.head, pictures[kept.raw], version)


def without_stale(data: BusinessData) -> BusinessData:
    """The contact with the remembered lines that still say what it says, each once, at the end."""
    if not data.extra:
        return data
    came = LinesAsCame(data.extra)
    true = came.true_of(plain_lines(data, {}, "4.0"))
    kept = (line for line in data.extra if line in true or not line.startswith(AS_CAME))
    return replace(data, extra=in_order(kept))


def _framed(lines: Iterable[str], version: Version) -> bytes:
    whole = ("BEGIN:VCARD", f"VERSION:{version}", PRODUCT, *lines, "END:VCARD")
    return b"".join(_folded(line) for line in whole)


def _folded(line: str) -> bytes:
    """At most 75 octets a physical line, never cut inside a character."""
    raw = line.encode()
    if len(raw) <= _WIDTH:
        return raw + b"\r\n"
    pieces, start, width = [], 0, _WIDTH
    while start < len(raw):
        end = min(start + width, len(raw))
        while end < len(raw) and raw[end] & 0xC0 == 0x80:
            end -= 1
        pieces.append(raw[start:end])
        start, width = end, _WIDTH - 1
    return b"\r\n ".join(pieces) + b"\r\n"


def _read_back(lines: Iterable[str]) -> Contact:
    """What our own reader makes of these lines; a card of two would be seen as such."""
    reader = Reader(_framed(lines, "4.0"))
    contacts = [contact_of(card) for card in reader.cards()]
    found = [contact for contact in contacts if contact]
    return found[0] if len(contacts) == 1 and found else Contact(BusinessData())


def _with_foreign(
    standard: list[str], left: Sequence[str], extra: tuple[str, ...]
) -> tuple[list[str], Contact] | None:
    """With what is left of the kept lines as they came, as long as they read back as just that."""
    alone = _read_back(standard)
    if not left:
        return (standard, alone) if alone.data.extra == extra else None
    once = {name_of(line) for line in standard}
    as_came = [_once_only(line, once) for line in left]
    unknown = [line if _is_unknown(line) else _wrapped(line) for line in as_came]
    wanted = replace(alone.data, extra=extra)
    for lines in (as_came, unknown, [_wrapped(line) for line in left]):
        if all(map(_is_line, lines)):
            back = _read_back([*standard, *lines])
            if back.data == wanted:
                return [*standard, *lines], back
    return None


def _once_only(line: str, seen: set[str]) -> str:
    """A second one of what may stand in a card once is wrapped, and what no line may be."""
    name = name_of(line)
    if line.startswith(AS_CAME) or (name in _ONCE and name in seen):
        return _wrapped(line)
    seen.add(name)
    return line


def _wrapped(line: str) -> str:
    return line if line.startswith(f"{WRAPPED}:") else f"{WRAPPED}:{escape(line)}"


def _is_line(line: str) -> bool:
    split = split_line(line.encode())
    return split is not None and "\n" not in line and parse_start(split[0]) is not None


def _is_unknown(line: str) -> bool:
    name = name_of(line)
    return name == WRAPPED or (name not in _READ and not name.startswith("X-MICROBIZ-"))


def _tidied(data: D) -> D:
    """The data with every text in it tidied: no control characters, one kind of line break."""
    return replaced(data, {f.name: _tidied_field(getattr(data, f.name)) for f in fields(data)})


def _tidied_field(value: object) -> object:
    if isinstance(value, str):
        return value if value.isprintable() else type(value)(tidy(value))
    if isinstance(value, tuple):
        return tuple(_tidied_field(item) for item in value)
    if is_dataclass(value) and not isinstance(value, type):
        return _tidied(value)
    return value
