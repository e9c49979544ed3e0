"""From the bytes of a table to its text: which encoding, and whether it is text at all.

The first look at a table and the reading of it begin here. Few tables name their encoding, so it is
found by what the bytes can be, and the user may choose another.
"""

import codecs
import io
from collections.abc import Sequence
from typing import NamedTuple

from ..domain.errors import BadInput
from .csv_letters import Reading, equally_good, readings

#: Larger tables are refused: more than any address book holds.
LARGEST = 20 * 1024 * 1024
#: Our own table of a hundred thousand associates has to come back.
LARGEST_OF_OURS = 10 * LARGEST
_OURS = b"\xef\xbb\xbfLegal name,Trading name,Legal form,"
#: What the chooser offers, with plain titles.
ENCODINGS = (
    ("utf-8", "Unicode (UTF-8)"),
    ("utf-16", "Unicode (UTF-16)"),
    ("utf-32", "Unicode (UTF-32)"),
    ("cp1252", "Western European (Windows)"),
    ("iso-8859-15", "Western European (ISO)"),
    ("mac-roman", "Western European (Mac)"),
    ("cp850", "Western European (DOS)"),
    ("cp1250", "Central European (Windows)"),
    ("iso-8859-2", "Central European (ISO)"),
    ("mac-latin2", "Central European (Mac)"),
    ("cp852", "Central European (DOS)"),
    ("cp1251", "Cyrillic (Windows)"),
    ("koi8-r", "Cyrillic (KOI8-R)"),
    ("cp866", "Cyrillic (DOS)"),
    ("cp1253", "Greek (Windows)"),
    ("cp1254", "Turkish (Windows)"),
    ("cp1255", "Hebrew (Windows)"),
    ("cp1256", "Arabic (Windows)"),
    ("cp1257", "Baltic (Windows)"),
    ("shift_jis", "Japanese (Shift JIS)"),
    ("gb18030", "Chinese, simplified (GB 18030)"),
    ("big5", "Chinese, traditional (Big5)"),
    ("euc_kr", "Korean (EUC)"),
)
_GUESSABLE = [name for name, _ in ENCODINGS if not name.startswith("utf")]
_OTHER_FILES = (
    (b"\xff\xd8\xff", "a picture"),
    (b"\x89PNG", "a picture"),
    (b"GIF8", "a picture"),
    (b"%PDF", "a PDF document"),
    (b"PK\x03\x04", "a spreadsheet or a packed file"),
    (b"\xd0\xcf\x11\xe0", "a spreadsheet of an older kind"),
    (b"SQLite format 3", "a database"),
)
_SAMPLE = 64 * 1024
_AT_ONCE = 512 * 1024
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # begins as UTF-16 does
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


class Decoded(NamedTuple):
    """A text with its encoding; `doubt` is a word as it is here and as it could be read too."""

    text: str
    encoding: str
    doubt: tuple[str, str] | None = None


def decoded(content: bytes, encoding: str = "") -> Decoded:
    """The text in the encoding that was chosen, or in the one that was found."""
    _refuse(content)
    if encoding:
        return Decoded(_read_as(content, encoding), encoding)
    for bom, name in _BOMS:
        if content.startswith(bom):
            return Decoded(_read_as(content, name), name)
    wide = _wide(content)
    if wide:
        return Decoded(_text(content, wide), "utf-16")
    try:
        found = Decoded(_text(content, "utf-8", "strict"), "utf-8")
    except UnicodeDecodeError:
        name, doubt = _guess(content)
        found = Decoded(_text(content, name), name, doubt)
    _refuse_noise(found.text)
    return found


def _text(content: bytes, encoding: str, errors: str = "replace") -> str:
    """All of it, some at a time, so that other threads have their turn."""
    decoder = codecs.getincrementaldecoder(encoding)(errors)
    starts = range(0, len(content), _AT_ONCE)
    parts = [decoder.decode(content[start : start + _AT_ONCE]) for start in starts]
    return "".join((*parts, decoder.decode(b"", final=True)))


def lines_of(text: str, at_once: int = _AT_ONCE) -> list[str]:
    """Line ends stay as they are: those inside quotes belong to the value.

    So many letters at a time, so that other threads have their turn.
    """
    found: list[str] = []
    rest = ""
    for start in range(0, len(text), at_once):
        found += io.StringIO(rest + text[start : start + at_once], newline="")
        rest = found.pop()  # its end may be still to come
    return [*found, rest] if rest else found


def _refuse(content: bytes) -> None:
    if len(content) > (LARGEST_OF_OURS if content.startswith(_OURS) else LARGEST):
        raise BadInput(
            "This file is larger than 20 MB, and so not a list of contacts we can read.",
            "Export fewer contacts at a time.",
        )
    if not content.strip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n"):
        raise BadInput("This file is empty.", "Export it again from the program it came from.")
    for start, kind in _OTHER_FILES:
        if content.startswith(start):
            raise BadInput(
                f"This file is {kind}, not a table as text.",
                "Open it in the program it came from and save or export it as CSV.",
            )


def _read_as(content: bytes, encoding: str) -> str:
    """What cannot be read shows as a question mark in a diamond: the preview is the judge."""
    if encoding == "utf-16" and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encoding = _wide(content) or "utf-16-le"
    try:
        text = _text(content, "utf-8-sig" if encoding == "utf-8" else encoding)
    except LookupError:
        raise BadInput(f"“{encoding}” is no encoding we know.", "Choose one of the list.") from None
    _refuse_noise(text)
    return text


def _wide(content: bytes) -> str:
    """UTF-16 that does not say so: its signs and line ends have a zero, always on one side."""
    sample = content[: _SAMPLE // 16 * 2]
    half = len(sample) // 2
    before, after = sample[::2].count(0), sample[1::2].count(0)
    if half < 4 or max(before, after) < half * 0.02 + 2:
        return ""
    if before < after * 0.05:
        return "utf-16-le"
    return "utf-16-be" if after < before * 0.05 else ""


def _guess(content: bytes) -> tuple[str, tuple[str, str] | None]:
    """By the words of lines that are not plain ASCII, as the others say nothing."""
    lines = [line for line in content[: 16 * _SAMPLE].splitlines() if not line.isascii()]
    found = readings(b"\n".join(lines)[:_SAMPLE], _GUESSABLE)
    if not found or not found[0].words:
        return "cp1252", None
    if found[0].score <= 0:
        name = _by_statistics(lines)
        return name, (_first_word(found, name), "")
    return found[0].encoding, equally_good(found)


def _by_statistics(lines: list[bytes]) -> str:
    """For languages whose letters are not known here."""
    from charset_normalizer import from_bytes

    best = from_bytes(b"\n".join(lines)[: _SAMPLE // 4], cp_isolation=_GUESSABLE).best()
    known = {codecs.lookup(name).name: name for name in _GUESSABLE}
    return known.get(codecs.lookup(best.encoding).name, "cp1252") if best else "cp1252"


def _first_word(found: Sequence[Reading], encoding: str) -> str:
    return next((one.words[0] for one in found if one.encoding == encoding and one.words), "")


def _refuse_noise(text: str) -> None:
    """Sound, pictures and programs are full of control characters; tables have next to none."""
    sample = text[:_SAMPLE]
    noise = sum(sample.count(chr(code)) for code in range(32) if code not in {9, 10, 13})
    if noise > len(sample) / 50 + 8:
        raise BadInput(
            "This file is not a table as text.",
            "Export the contacts as CSV from the program they are in.",
        )
