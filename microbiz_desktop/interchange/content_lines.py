"""Bytes of a file of content lines (vCard) to logical lines with the number they begin at.

Everything here is done on whole byte strings, so that time grows with the size and with nothing
else. Folds are undone on bytes: a fold may stand inside a character.
"""

import codecs
import io
import re
from collections.abc import Iterator

from microbiz_desktop.domain.errors import BadInput

#: A mark for an undone fold: no other NUL is left in the bytes.
FOLD = b"\0"
_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
#: One-byte sets that take any byte: valid UTF-8 is believed before them.
_TAKES_ANYTHING = frozenset({"iso8859-1", "cp1252"})
#: What a card may declare; names that are no charset of text, or slow to decode, are not here.
_CHARSETS = frozenset(
    {"ascii", "utf-8", "mac-roman", "koi8-r", "koi8-u", "gb2312", "gbk", "gb18030", "big5"}
    | {"shift_jis", "cp932", "euc_jp", "iso2022_jp", "euc_kr", "cp949", "big5hkscs"}
    | {f"iso8859-{n}" for n in range(1, 17)}
    | {f"cp{n}" for n in (437, 850, 852, 866, 874, *range(1250, 1259))}
)
_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_CONTROLS = re.compile("[\0-\x08\x0e-\x1b\x1f\x7f-\x9f]")
_SURROGATES = re.compile("[\ud800-\udfff]")


def tidy(text: str) -> str:
    """The text with one kind of line break and no control characters: nothing a line hides in."""
    if text.isprintable():
        return text
    text = _CONTROLS.sub("", _BREAKS.sub("\n", text))
    return _SURROGATES.sub("\ufffd", text)


def logical_lines(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Each unfolded line with the number of its first physical line; `FOLD` marks the folds.

    Of several empty lines the first is enough.
    """
    content = _as_bytes_of_utf8(content).replace(FOLD, b"")
    content = content.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    content = content.replace(b"\n ", FOLD).replace(b"\n\t", FOLD)
    number, blank = 1, False
    for line in io.BytesIO(content + b"\n"):
        if line != b"\n":
            blank = False
            yield number, line[:-1]
            if FOLD in line:
                number += line.count(FOLD)
        elif not blank:
            blank = True
            yield number, b""
        number += 1


def _as_bytes_of_utf8(content: bytes) -> bytes:
    """UTF-16 and UTF-32, marked or not, as UTF-8; any other bytes as they are."""
    if content.startswith(codecs.BOM_UTF8):
        return content[3:]
    for mark, name in _BOMS:
        if content.startswith(mark):
            return content[len(mark) :].decode(name, "replace").encode()
    wide = _unmarked(content[:4])
    if not wide:
        return content
    text = content.decode(wide, "replace")
    if "\ufffd" in text and "BEGIN:" not in text.upper():
        raise BadInput(
            "This file seems to be in UTF-16, but from line 1 on it cannot be read.",
            "Export the contacts again as vCard in UTF-8.",
        )
    return text.encode()


def _unmarked(start: bytes) -> str:
    """The name of a wide encoding seen from its NUL bytes: a card begins with plain letters."""
    if len(start) < 4:
        return ""
    if start[1] == start[3] == 0 and start[0] and start[2]:
        return "utf-16-le"
    if start[0] == start[2] == 0 and start[1] and start[3]:
        return "utf-16-be"
    return ""


def decode(value: bytes, charset: str = "") -> str:
    """Text from bytes: the declared charset when it fits, else strict UTF-8, else Windows-1252."""
    if not charset or charset in _TAKES_ANYTHING:
        tries = ("utf-8", charset) if charset else ("utf-8",)
    else:
        tries = (charset, "utf-8")
    for name in tries:
        try:
            return value.decode(name)
        except UnicodeDecodeError:
            continue
    return value.decode("cp1252", "replace")


def known_charset(name: str) -> str:
    """The codec of a declared charset, or empty when it is none of text."""
    try:
        found = codecs.lookup(name.strip()).name
    except (LookupError, ValueError):
        return ""
    return found if found in _CHARSETS else ""
