"""Pictures within a card: their bytes are kept exactly, and what is said of them beside.

The reader and the writer of cards use it. Whether a picture can be shown is not asked here: that is
for the services, which make one of it that can.
"""

import base64
import hashlib
import re
from collections.abc import Mapping
from dataclasses import replace

from microbiz_desktop.domain.contacts.contacts import BusinessData
from microbiz_desktop.domain.contacts.kept_lines import KeptPicture, kept_picture

from .vcard_card import VCard
from .vcard_line import NOT_SAID, Property, picture_bytes

MOST_OF_A_PICTURE = 5 * 1024 * 1024
_DATA = re.compile(r"data:(?:image/(?P<kind>[A-Za-z0-9.+-]+))?[^,]*;base64,", re.IGNORECASE)
_KINDS = (
    (re.compile(rb"\xff\xd8"), "jpeg"),
    (re.compile(rb"\x89PNG"), "png"),
    (re.compile(rb"GIF8"), "gif"),
    (re.compile(rb"RIFF....WEBP", re.DOTALL), "webp"),
    (re.compile(rb"....ftyp(?:hei|mif)", re.DOTALL), "heic"),
)
_TYPE = re.compile(r"(?:^|;)TYPE=([^;]*)", re.IGNORECASE)


def take_pictures(card: VCard, name: str, usual: str, values: dict[str, object]) -> None:
    """The first picture is shown; others, and one that is only an address, stay lines.

    `usual` is the property that the picture of this field is written as.
    """
    field = "photo" if usual == "PHOTO" else "logo"
    for one in card.take(name):
        content = None if _is_address(one) else _content(card, one)
        if content is None:
            card.leave(one)
        elif content:
            sha = keep_bytes(card, one, content)
            head = _head(one)
            first = values.setdefault(field, sha) is sha
            kept = KeptPicture(head, sha, sha if first else "")
            if not first or not _says_nothing(kept, usual, content):
                _leave(card, one, kept)


def keep_bytes(card: VCard, one: Property, content: bytes) -> str:
    """The SHA-256 of a picture that the card holds now."""
    sha = hashlib.sha256(content).hexdigest()
    card.pictures[sha] = content
    card.places[sha] = one.line
    return sha


def own_picture(card: VCard, one: Property) -> None:
    """A picture that we wrote beside those the standard has a property for."""
    if content := _content(card, one):
        keep_bytes(card, one, content)


def _leave(card: VCard, one: Property, kept: KeptPicture) -> None:
    head, _, value = kept.line().rpartition(":microbiz-picture:")
    card.leave(Property(one.line, replace(one.head, text=head), f"microbiz-picture:{value}"))


def _is_address(one: Property) -> bool:
    start = one.value[:6].lower()
    return not one.head.base64 and (
        start.startswith(("http:", "https:", "http\\:", "file:", "cid:", "ftp:"))
        or (one.head.param("VALUE").lower() in {"uri", "url"} and not start.startswith("data:"))
    )


def _content(card: VCard, one: Property) -> bytes | None:
    """The bytes; None, and said, when there are none to be read; empty when they are too many."""
    packed = one.value
    if packed[:5].lower() == "data:":
        match = _DATA.match(packed)
        packed = packed[match.end() :] if match else ""
    content = picture_bytes(packed)
    if content is None:
        words = "This picture cannot be read, so it is not shown. Its line is kept as it came."
        card.report(one.line, words)
    elif len(content) > MOST_OF_A_PICTURE:
        card.report(one.line, "This picture is larger than 5 MB; it was left out.")
        return b""
    return content


def _head(one: Property) -> str:
    """What stands before the colon, with the kind that a data address tells."""
    head, match = one.head, _DATA.match(one.value[:200])
    told = match["kind"] if match else None
    kind = told.upper() if told and not _TYPE.search(head.more) else ""
    pref = "" if head.pref == NOT_SAID else f"PREF={head.pref}"
    group = head.text.partition(".")[0] + "." if head.group else ""
    words = (f"{group}{head.name}", f"TYPE={kind}" if kind else "", head.more, pref)
    return ";".join(filter(None, words))


def _says_nothing(kept: KeptPicture, usual: str, content: bytes) -> bool:
    """Whether a picture is written with this head anyway."""
    kind = _kind(content)
    said = kept.head.upper()
    return said in {usual, f"{usual};TYPE={kind.upper()}"}


def _kind(content: bytes) -> str:
    return next((kind for sign, kind in _KINDS if sign.match(content)), "")


def without_missing_pictures(
    data: BusinessData, shown: Mapping[str, str], pictures: Mapping[str, bytes]
) -> BusinessData:
    """The contact with those lines of pictures that can be written, and say something.

    `shown` are the pictures of the card by the property that each is written as.
    """
    usual = {sha: name for name, sha in shown.items()}

    def can_be_written(line: str) -> bool:
        kept = kept_picture(line)
        if kept is None:
            return True
        content = pictures.get(kept.raw, b"")
        if not kept.shown or not content:
            return bool(content)
        return kept.shown in usual and not _says_nothing(kept, usual[kept.shown], content)

    extra = tuple(line for line in data.extra if can_be_written(line))
    return data if extra == data.extra else replace(data, extra=extra)


def picture_property(data: BusinessData, sha: str, usual: str) -> str:
    """What stands before the colon of a picture that is shown."""
    found = (kept_picture(line) for line in data.extra)
    return next((kept.head for kept in found if kept and kept.shown == sha), usual)


def picture_line(head: str, content: bytes, version: str) -> str:
    """A picture within the card; its kind is as it was told, else by its first bytes."""
    packed = base64.b64encode(content).decode()
    name, semicolon, more = head.partition(";")
    told = _TYPE.search(more)
    kind = told[1] if told else _kind(content).upper()
    if version == "4.0":
        more = _TYPE.sub("", f"{semicolon}{more}")
        media = f"image/{kind.lower()}" if kind else "application/octet-stream"
        return f"{name}{more}:data:{media};base64,{packed}"
    more = f"{semicolon}{more}" if told or not kind else f";TYPE={kind}{semicolon}{more}"
    return f"{name};ENCODING=b{more}:{packed}"
