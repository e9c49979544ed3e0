"""One line of a card: its head (group, name, parameters), its value, and their escapes.

Reading and writing of cards both work on these lines, `NAME;PARAM=VALUE:value` as in RFC 6350. What
vCard 2.1 and living programs make of it is understood too, as few cards follow the standard.
"""

import binascii
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from .content_lines import decode, known_charset, tidy

_NAME = re.compile(r"[A-Za-z0-9_-]+\Z")
_CARETS = re.compile(r"\^[n'^]")
_CARET = {"^n": "\n", "^'": '"', "^^": "^"}
_QUOTED_PRINTABLE, _BASE64 = "q", "b"
_ENCODINGS = {
    "QUOTED-PRINTABLE": _QUOTED_PRINTABLE,
    "Q": _QUOTED_PRINTABLE,
    "BASE64": _BASE64,
    "B": _BASE64,
    "8BIT": "",
    "7BIT": "",
}
#: The preference of a line that does not say any; lower is better.
NOT_SAID = 101
_SHORT = 200
#: A parameter of ours: this way is the contact person's, or both theirs and the business's.
OF = "X-MICROBIZ-OF"
#: A parameter of ours: the name parts were made from the name, nobody typed them.
GUESSED = "X-MICROBIZ-GUESSED"
#: Types that say nothing a person would want as a label.
_NO_LABEL = frozenset({"internet", "voice", "pref", "x400", "postal", "parcel", "intl", "dom"})
_LABELS = {"cell": "mobile"}
#: Words of a label that are a type of their own, for every value and for numbers.
TYPES = {"home": "home", "work": "work"}
PHONE_TYPES = TYPES | {"mobile": "cell", "fax": "fax", "pager": "pager"}
_TYPED = {"TEL": frozenset(PHONE_TYPES.values())} | dict.fromkeys(
    ("EMAIL", "URL", "IMPP", "ADR"), frozenset(TYPES.values())
)
#: Parameters that are about the line itself, or are written anew.
_OF_THE_LINE = frozenset({"TYPE", "PREF", "VALUE", "ENCODING", "CHARSET", OF, GUESSED})
#: Messengers that have a property of their own, and the scheme of an address of each.
MESSENGERS = {
    "X-AIM": "aim",
    "X-ICQ": "icq",
    "X-JABBER": "xmpp",
    "X-GTALK": "xmpp",
    "X-GOOGLE-TALK": "xmpp",
    "X-MSN": "msnim",
    "X-YAHOO": "ymsgr",
    "X-SKYPE": "skype",
    "X-SKYPE-USERNAME": "skype",
    "X-QQ": "qq",
    "X-MS-IMADDRESS": "im",
}
#: Values of these are given back to the letter; of all others the text is enough.
TO_THE_LETTER = frozenset({"N", "ORG", "ADR", "NICKNAME", *MESSENGERS})
_BARE_COMMA = re.compile(r"(?<!\\)(?:\\\\)*,")
_UNSAFE = re.compile(r"[;:,]")


@dataclass(frozen=True, slots=True)
class LineStart:
    """What stands before the colon. `text` is how it is kept: without encoding and charset.

    `types` are in small letters and in order, `label` the words among them; `pref` is 1 (best) to
    100, 101 when not said. `whose` is the value of `OF`. `more` is what it says beside group, name
    and preference, as typed; `odd` whether that is more than the label.
    """

    text: str
    group: str
    name: str
    types: tuple[str, ...] = ()
    params: tuple[tuple[str, str], ...] = ()
    encoding: str = ""
    charset: str = ""
    pref: int = NOT_SAID
    label: str = ""
    whose: str = ""
    more: str = ""
    odd: bool = False

    @property
    def quoted_printable(self) -> bool:
        """Whether the value is quoted-printable text."""
        return self.encoding == _QUOTED_PRINTABLE

    @property
    def base64(self) -> bool:
        """Whether the value is base64."""
        return self.encoding == _BASE64

    def param(self, name: str) -> str:
        """The first value of a parameter, or empty."""
        return next((value for key, value in self.params if key == name), "")


class Property(NamedTuple):
    """A property of a card and the line it begins at; `value` still has its backslashes."""

    line: int
    head: LineStart
    value: str

    def as_came(self) -> str:
        """The whole line, unfolded; what was encoded for the way is plain text now."""
        value = self.value.replace("\n", "\\n")
        return f"{self.head.text}:{value}"

    def text(self) -> str:
        """The value as text, without white space around it."""
        value = self.value
        return unescape(value).strip() if "\\" in value else value.strip()


def split_line(line: bytes) -> tuple[bytes, bytes] | None:
    """Head and value at the first colon outside quotes; None when there is no colon."""
    head, colon, value = line.partition(b":")
    if not colon:
        return None
    if head.count(b'"') % 2:
        found = _colon_outside_quotes(line)
        return (line[:found], line[found + 1 :]) if found > 0 else (head, value)
    return head, value


def _colon_outside_quotes(line: bytes) -> int:
    start = 0
    while (quote := line.find(b'"', start)) >= 0:
        colon = line.find(b":", start, quote)
        if colon >= 0:
            return colon
        start = line.find(b'"', quote + 1) + 1
        if start == 0:
            return -1
    return line.find(b":", start)


def parse_start(raw: bytes) -> LineStart | None:
    """The head of a line, or None when it has no proper name; most are seen often."""
    return _parsed_before(raw) if len(raw) < _SHORT else _parsed(raw)


def _parsed(raw: bytes) -> LineStart | None:
    text = tidy(decode(raw)).replace("\n", " ").strip()
    pieces = _split_quoted(text, ";")
    group, dot, name = pieces[0].strip().rpartition(".")
    if not _NAME.match(name) or (dot and not _NAME.match(group)):
        return None
    if len(pieces) == 1:
        return LineStart(text, group.lower(), name.upper())
    return _with_params(pieces, group.lower(), name.upper())


_parsed_before = lru_cache(maxsize=4096)(_parsed)


def _with_params(pieces: list[str], group: str, name: str) -> LineStart:
    kept, params, others = [pieces[0].strip()], [], []
    encoding = charset = ""
    for piece in pieces[1:]:
        key, equals, value = piece.partition("=")
        key, value = key.strip().upper(), value.strip()
        if not equals:  # a bare word of 2.1 is no parameter in any later version
            key, value = ("ENCODING" if key in _ENCODINGS else "TYPE"), piece.strip()
            piece = f"{key}={value}"
        if key == "ENCODING":
            encoding = _ENCODINGS.get(value.strip('"').upper(), "")
        elif key == "CHARSET":
            charset = known_charset(value.strip('"'))
        if key == "CHARSET" or (key == "ENCODING" and encoding != _BASE64):
            continue
        values = _param_values(key, value)
        kept.append("ENCODING=b" if key == "ENCODING" else _kept(piece, key, values))
        if key not in _OF_THE_LINE:
            others.append(piece)
        params += [(key, part) for part in values]
    words = [value for key, value in params if key == "TYPE" and value.lower() not in {"", "pref"}]
    types = tuple(value.lower() for key, value in params if key == "TYPE" and value)
    return LineStart(
        *(";".join(kept), group, name, types, tuple(params), encoding, charset),
        pref=_preference(params, types),
        label=" ".join(dict.fromkeys(_LABELS.get(w, w) for w in types if w not in _NO_LABEL)),
        whose=next((value for key, value in params if key == OF), ""),
        more=";".join((*_as_types(words), *others)),
        odd=bool(others) or not {*types} - {"pref"} <= _TYPED.get(name, frozenset()),
    )


def _kept(piece: str, key: str, values: list[str]) -> str:
    """A list of types with its commas escaped is a list."""
    return (
        f"{piece.partition('=')[0]}={','.join(values)}"
        if "\\," in piece and key == "TYPE"
        else piece
    )


def _as_types(words: list[str]) -> list[str]:
    """Types as one parameter, in the letters they were typed in."""
    plain = (w.replace("^", "^^").replace("\n", "^n").replace('"', "^'") for w in words)
    said = (f'"{word}"' if _UNSAFE.search(word) else word for word in plain)
    return [f"TYPE={','.join(said)}"] if words else []


def _param_values(key: str, value: str) -> list[str]:
    """The values of one parameter; a quoted list of types is still a list."""
    if key == "TYPE" and "\\," in value:
        value = value.replace("\\,", ",")
    parts = _split_quoted(value, ",")
    plain = [_CARETS.sub(lambda m: _CARET[m[0]], part.strip().strip('"')) for part in parts]
    if key != "TYPE":
        return plain
    return [word.strip() for part in plain for word in part.split(",")]


def _split_quoted(text: str, mark: str) -> list[str]:
    """Split at `mark` where it stands outside double quotes."""
    if '"' not in text:
        return text.split(mark)
    pieces: list[str] = []
    open_piece: list[str] = []
    for number, run in enumerate(text.split('"')):
        if number:
            open_piece.append('"')
        if number % 2:
            open_piece.append(run)
            continue
        first, *others = run.split(mark)
        open_piece.append(first)
        for other in others:
            pieces.append("".join(open_piece))
            open_piece = [other]
    pieces.append("".join(open_piece))
    return pieces


def _preference(params: list[tuple[str, str]], types: tuple[str, ...]) -> int:
    for key, value in params:
        if key == "PREF":
            digits = value if value.isascii() and value.isdigit() else "1"
            return min(max(int(digits[:4]), 1), NOT_SAID - 1)
    return 1 if "pref" in types else NOT_SAID


def value_text(head: LineStart, raw: bytes) -> str:
    """The value as text, out of its encoding and charset, with its backslashes."""
    if head.encoding == _QUOTED_PRINTABLE:
        return tidy(decode(binascii.a2b_qp(raw), head.charset))
    return tidy(decode(raw, head.charset))


def unescape(value: str) -> str:
    r"""Without backslash escapes; a backslash before any other character stays (`C:\new` is lost).

    Runs of replacements on whole strings: NUL, which no value holds, stands for a backslash.
    """
    if "\\" not in value:
        return value
    value = value.replace("\\\\", "\0").replace("\\n", "\n").replace("\\N", "\n")
    for mark in ',;:"':
        value = value.replace("\\" + mark, mark)
    return value.replace("\0", "\\")


def split_value(value: str, mark: str, most: int = -1) -> list[str]:
    """The parts of a structured value or list, unescaped; the last keeps what is beyond `most`."""
    if "\\" not in value:
        return value.split(mark, most)
    masked = value.replace("\\\\", "\0b").replace("\\" + mark, "\0m")
    parts = masked.split(mark, most)
    return [unescape(part.replace("\0m", mark).replace("\0b", "\\\\")) for part in parts]


def is_list(value: str) -> bool:
    """Whether a comma parts the value, or one of its parts, into several."""
    return "," in value and _BARE_COMMA.search(value) is not None


def escape(text: str) -> str:
    """Text as a value of vCard 3.0 and 4.0 that can never end its line or its part."""
    text = tidy(text).replace("\\", "\\\\").replace("\n", "\\n")
    return text.replace(",", "\\,").replace(";", "\\;")


def picture_bytes(value: str) -> bytes | None:
    """What base64 text says, cut short or without padding too; None when it says nothing."""
    packed = "".join(value.split()).rstrip("=")
    if len(packed) % 4 == 1:
        packed = packed[:-1]
    try:
        return binascii.a2b_base64(packed + "=" * (-len(packed) % 4)) or None
    except (binascii.Error, ValueError):
        return None
