"""A reader of cards that shares nothing with ours: what a file says, line by line, for comparing.

It knows what the files of the tests need and no more. Tests ask it what went in; what comes out
they ask vobject, and this reader where vobject knows no version 4.0.
"""

import base64
import quopri
import re
from collections.abc import Iterator
from typing import NamedTuple

_CODED = re.compile(rb"QUOTED-PRINTABLE|;Q[;:]", re.IGNORECASE)
_BASE64 = re.compile(rb"BASE64|;(?:ENCODING=)?B[;:]", re.IGNORECASE)
_HEAD = re.compile(r"((?:[^\":;]|\"[^\"]*\")+)(?:;((?:[^\":]|\"[^\"]*\")*))?:(.*)\Z", re.DOTALL)


class Said(NamedTuple):
    """A line of a card: where it begins, its group, name and parameters, its value as it stands."""

    line: int
    group: str
    name: str
    params: tuple[tuple[str, str], ...]
    value: str

    def types(self) -> frozenset[str]:
        """The types in small letters, without the mark of the preferred one."""
        found = (value for key, values in self.params if key == "TYPE" for value in _list(values))
        return frozenset(word.lower() for word in found) - {"pref", ""}

    def text(self) -> str:
        """The value without its escapes."""
        return re.sub(r"\\(.)", lambda m: "\n" if m[1] in "nN" else m[1], self.value).strip()

    def parts(self) -> list[str]:
        """The parts of a structured value without their escapes."""
        pieces = re.split(r"(?<!\\);", self.value)
        return [Said(0, "", "", (), piece).text() for piece in pieces]

    def picture(self) -> bytes:
        """The bytes of a picture within the card; nothing for one that is only named."""
        packed = self.value.partition("base64,")[2] or self.value
        if "base64," not in self.value and not any(
            key == "ENCODING" and value.upper() in {"B", "BASE64"} for key, value in self.params
        ):
            return b""
        bare = "".join(packed.split()).rstrip("=")
        bare = bare[: -(len(bare) % 4 == 1) or None]  # a last sign that is no byte
        return base64.b64decode(bare + "=" * (-len(bare) % 4))


def _list(values: str) -> list[str]:
    return values.replace("\\,", ",").replace('"', "").split(",")


def cards(content: bytes) -> list[list[Said]]:
    """The lines of each card, in the order in which the cards end."""
    found: list[list[Said]] = []
    open_ones: list[list[Said]] = []
    for number, line in _logical(_of_one_byte(content)):
        word = line.strip().upper().replace(b" ", b"")
        if word == b"BEGIN:VCARD":
            open_ones.append([])
        elif word == b"END:VCARD":
            found.append(open_ones.pop())
        elif open_ones and (said := _said(number, line)):
            open_ones[-1].append(said)
    return found


def _of_one_byte(content: bytes) -> bytes:
    if content[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return content.decode("utf-16").encode()
    if content[1:2] == b"\0":
        return content.decode("utf-16-le").encode()
    if content[:1] == b"\0":
        return content.decode("utf-16-be").encode()
    return content.removeprefix(b"\xef\xbb\xbf")


def _logical(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Lines with their folds undone, and with base64 and quoted-printable text that goes on."""
    begun, whole = 0, b""
    for number, line in enumerate(re.split(rb"\r\n|\r|\n", content), 1):
        head = whole.partition(b":")[0]
        soft = _CODED.search(head + b":") and whole.endswith(b"=")
        stray = _BASE64.search(head + b":") and line.strip() and b":" not in line
        if begun and soft:
            whole = whole[:-1] + line.lstrip(b" \t")
        elif begun and (line[:1] in {b" ", b"\t"} or stray):
            whole += line.strip() if stray else line[1:]
        else:
            if begun:
                yield begun, whole
            begun, whole = number, line
    yield begun, whole


def _said(number: int, line: bytes) -> Said | None:
    head = line.partition(b":")[0]
    charset = re.search(rb"CHARSET=\"?([\w-]+)", head, re.IGNORECASE)
    if _CODED.search(head + b":"):
        start, _, value = line.partition(b":")
        line = start + b":" + quopri.decodestring(value).replace(b"\n", b"\\n").replace(b"\r", b"")
    match = _HEAD.match(_decoded(line, charset[1].decode() if charset else ""))
    if match is None:
        return None
    group, _, name = match[1].strip().rpartition(".")
    params = []
    for piece in re.findall(r"(?:[^;\"]|\"[^\"]*\")+", match[2] or ""):
        key, equals, value = piece.partition("=")
        bare = "ENCODING" if key.upper() in {"BASE64", "B", "QUOTED-PRINTABLE"} else "TYPE"
        params.append((key.upper(), value) if equals else (bare, key))
    return Said(number, group.lower(), name.upper(), tuple(params), match[3])


def _decoded(line: bytes, charset: str) -> str:
    for name in filter(None, (charset if charset.upper() != "ISO-8859-1" else "", "utf-8")):
        try:
            return line.decode(name)
        except (UnicodeDecodeError, LookupError):
            continue
    return line.decode("cp1252", "replace")
