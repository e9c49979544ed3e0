"""vCard 2.1, 3.0 and 4.0 to contacts: a bad line costs that line, a bad card that card.

Imports call it for each file of cards. It goes once through the lines and keeps open cards on a
list, so that a file of any depth or length can neither exhaust the stack nor be read twice.
"""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from microbiz_desktop.domain.contacts.contacts import Contact, ContactFile, Trouble
from microbiz_desktop.domain.errors import BadInput
from microbiz_desktop.runtime.garbage import without_garbage_rounds

from .content_lines import FOLD, decode, logical_lines, tidy
from .soft_breaks import SoftBreaks
from .vcard_card import PRODUCT, VCard
from .vcard_line import LineStart, Property, parse_start, split_line, value_text
from .vcard_map import contact_of

MOST_BYTES = 20 * 1024 * 1024
MOST_CARDS = 20_000
#: What we wrote ourselves has to come back, with a hundred thousand associates too.
_TIMES_OURS, _BEGINNING = 10, 200
MOST_OF_A_FIELD = 1024 * 1024
#: A picture of 5 MB in base64, with room for line breaks.
_MOST_OF_A_PICTURE = 5 * 1024 * 1024 * 3 // 2
_LONGEST_HEAD = 65_536
_MOST_HEADS = 4_096
_SHORT = 4_096
MOST_LINES = 10_000
#: A picture of 5 MB in lines of 60 characters has half as many.
_MOST_PARTS = 250_000
_MOST_TROUBLES = 1_000
_PICTURES = frozenset({"PHOTO", "LOGO", "X-MICROBIZ-PICTURE"})
_new_property = tuple.__new__  # half the time of the class's own constructor
#: Begins or ends something that cards stand in, and what may stand there beside cards.
_WRAPPER = re.compile(rb"[ \t]*(?:BEGIN|END):[ \t]*[A-Za-z0-9-]+[ \t]*\Z", re.IGNORECASE)
_OF_WRAPPER = re.compile(rb"[ \t]*(?:VERSION|PRODID|METHOD|CALSCALE)[;:]", re.IGNORECASE)
_OUTSIDE = "What stands here is outside any card; it was left out."
_TOO_MANY = "This card has very many lines; what stands here and below was left out."
_SIGNS = ((b"\xff\xd8", "a JPEG picture"), (b"\x89PNG", "a PNG picture"), (b"%PDF", "a PDF"))
_HINT = "Export the contacts as vCard (.vcf) and choose that file."


def read_vcards(content: bytes, *, cancelled: Callable[[], bool] = lambda: False) -> ContactFile:
    """Every contact of the file and every trouble with its line; stops when `cancelled` says so."""
    times = _TIMES_OURS if PRODUCT.encode() in content[:_BEGINNING] else 1
    if len(content) > times * MOST_BYTES:
        large = f"This file is larger than {times * MOST_BYTES // 2**20} MB."
        raise BadInput(large, "Export fewer contacts at a time.")
    if not content.strip():
        raise BadInput("This file is empty.", _HINT)
    with without_garbage_rounds():
        return _read(Reader(content, times * MOST_CARDS), content, cancelled)


def _read(reader: "Reader", content: bytes, cancelled: Callable[[], bool]) -> ContactFile:
    contacts: list[Contact] = []
    for card in reader.cards():
        contact = contact_of(card)
        if contact:
            contacts.append(contact)
        if cancelled():
            return ContactFile(tuple(contacts), reader.reported(), "Stopped before the end.")
    if not reader.begun:
        raise BadInput(_not_a_card(content), _HINT)
    return ContactFile(tuple(contacts), reader.reported())


def _not_a_card(content: bytes) -> str:
    for sign, words in _SIGNS:
        if content.startswith(sign):
            return f"This file is {words}, not a vCard."
    return "This is not a vCard: from line 1 to the end, no line says BEGIN:VCARD."


def _frame_word(line: bytes) -> bytes:
    """The line as it would say BEGIN:VCARD or END:VCARD, without blanks and folds."""
    return line.translate(None, b" \t\0").upper()


def _is_plain(head: LineStart, raw: bytes) -> bool:
    """Whether a line with this head can go the short way."""
    coded = head.encoding or head.charset or head.name in {"AGENT", "BEGIN", "END"}
    return not coded and len(raw) < 200 and b'"' not in raw and FOLD not in raw


class _Pending(NamedTuple):
    """An encoded property whose value may go on in the next line."""

    line: int
    head: LineStart
    parts: list[bytes]


class Reader:
    """Goes once through the lines of a file; open cards stand on a list, never on the stack."""

    def __init__(self, content: bytes, most: int = MOST_CARDS) -> None:
        self._most = most
        self._lines = logical_lines(content)
        self._soft_breaks = SoftBreaks(content)
        self._heads: dict[bytes, LineStart] = {}
        self._open: list[VCard] = []
        self._pending: _Pending | None = None
        self._soft = False
        self._agent = False
        self._outside = False
        self._wrapped = False
        self._room = MOST_LINES
        self.begun = 0
        self.troubles: list[Trouble] = []

    def trouble(self, line: int, words: str) -> None:
        """Note what was wrong; after very many, only that there is more."""
        if len(self.troubles) < _MOST_TROUBLES:
            self.troubles.append(Trouble(line, words))
        elif len(self.troubles) == _MOST_TROUBLES:
            self.troubles.append(Trouble(line, "From here on, further troubles are not listed."))

    def reported(self) -> tuple[Trouble, ...]:
        """The troubles in the order of the file."""
        return tuple(sorted(self.troubles, key=lambda trouble: trouble.line))

    def cards(self) -> Iterator[VCard]:
        """Each card when it ends; a card within a card (an agent) comes before the outer one."""
        for number, line in self._lines:
            if self._open and self._plain(number, line):
                continue
            word = _frame_word(line) if line[:1] in b"BEbe" else None
            if word == b"BEGIN:VCARD":
                yield from self._begin(number)
            elif word == b"END:VCARD":
                yield from self._end(number)
            elif self._open and self._room:
                self._line(number, line)
            else:
                self._out_of_place(number, line)
        self._flush()
        for card in reversed(self._open):
            self.trouble(card.line, "This card has no END:VCARD; it was read as far as it goes.")
            yield card

    def _out_of_place(self, number: int, line: bytes) -> None:
        """A line between cards, or one too many: the first of each place is told."""
        if (
            not self._outside
            and line.strip(b" \t\0")
            and (self._open or not self._is_wrapper(line))
        ):
            self._outside = True
            self.trouble(number, _TOO_MANY if self._open else _OUTSIDE)

    def _is_wrapper(self, line: bytes) -> bool:
        """Whether a line between cards only frames them, as that of an address book."""
        if _WRAPPER.match(line):
            self._wrapped = True
            return True
        return self._wrapped and _OF_WRAPPER.match(line) is not None

    def _begin(self, number: int) -> Iterator[VCard]:
        self.begun += 1
        if self.begun > self._most:
            raise BadInput(
                f"This file has more than {self._most:,} cards (from line {number} on).",
                "Export fewer contacts at a time.",
            )
        self._flush()
        if self._open and self._agent:
            self.trouble(number, "A card within a card (an agent) was read as one of its own.")
        elif self._open:
            card = self._open.pop()
            self.trouble(card.line, "This card has no END:VCARD; it was read up to the next one.")
            yield card
        self._agent = self._outside = False
        self._room = MOST_LINES
        self._open.append(VCard(number, self.trouble))

    def _end(self, number: int) -> Iterator[VCard]:
        self._flush()
        self._agent = self._outside = False
        if self._open:
            yield self._open.pop()
        else:
            self.trouble(number, "END:VCARD without a BEGIN:VCARD; it was left out.")

    def _plain(self, number: int, line: bytes) -> bool:
        """The short way, for what most lines are: a head seen before and a value of one line."""
        raw, _, coded = line.partition(b":")
        head = self._heads.get(raw)
        if head is None or self._pending or not self._room or len(coded) > _SHORT:
            return False
        try:
            value = coded.decode()
        except UnicodeDecodeError:
            return False
        if not value.isprintable():  # a fold, too
            return False
        self._agent = False
        self._room -= 1
        self._open[-1].add(_new_property(Property, (number, head, value)))
        return True

    def _line(self, number: int, line: bytes) -> None:
        if not line:
            self._soft = False
            return
        if self._soft:
            self._go_on(line)
            return
        split = split_line(line)
        if split is None:
            self._without_colon(number, line)
            return
        if self._pending:
            self._flush()
        raw, value = split
        head = self._new_head(raw)
        if head is None:
            self._rubbish(number, line)
            return
        if head.encoding:
            self._pending = _Pending(number, head, [value])
            self._soft = head.quoted_printable and value.endswith(b"=")
            return
        self._add(number, head, value)

    def _go_on(self, line: bytes) -> None:
        """The next line of quoted-printable text; it may end in a soft break again."""
        if self._pending:
            self._go_further(self._pending, b"\n" + line)
        self._soft = line.endswith(b"=")

    def _go_further(self, pending: _Pending, part: bytes) -> None:
        pending.parts.append(part)
        if len(pending.parts) > _MOST_PARTS:
            self._room = 0

    def _new_head(self, raw: bytes) -> LineStart | None:
        if len(raw) > _LONGEST_HEAD:
            return None
        head = parse_start(raw.replace(FOLD, b""))
        if head and _is_plain(head, raw) and len(self._heads) < _MOST_HEADS:
            self._heads[raw] = head
        return head

    def _without_colon(self, number: int, line: bytes) -> None:
        """Base64 that goes on without indentation belongs to its property; else it is rubbish."""
        if self._pending and self._pending.head.base64 and line.strip():
            self._go_further(self._pending, line)
        elif line.strip(b" \t\0"):
            self._rubbish(number, line)

    def _rubbish(self, number: int, line: bytes) -> None:
        self._room -= 1
        seen = tidy(decode(line[:60].replace(FOLD, b""))).strip()
        self.trouble(number, f"“{seen[:40]}” is no property of a card; this line was left out.")

    def _flush(self) -> None:
        """An encoded property is whole when another line begins something."""
        pending, self._pending, self._soft = self._pending, None, False
        if pending:
            line, head, parts = pending
            value = b"".join(parts)
            if head.quoted_printable:
                value = self._soft_breaks.undone(value, head.charset).rstrip(b"=")
            self._add(line, head, value)

    def _add(self, number: int, head: LineStart, value: bytes) -> None:
        name = head.name
        if len(value) > MOST_OF_A_FIELD and not self._fits(number, name, len(value)):
            return
        if FOLD in value:
            value = value.replace(FOLD, b"")
        self._agent = name == "AGENT" and not value.strip()
        self._room -= 1
        if not self._agent:
            self._open[-1].add(Property(number, head, value_text(head, value)))

    def _fits(self, number: int, name: str, size: int) -> bool:
        picture = name in _PICTURES
        if picture and size <= _MOST_OF_A_PICTURE:
            return True
        limit = "The picture is larger than 5 MB" if picture else f"{name[:40]} is larger than 1 MB"
        self.trouble(number, f"{limit}; it was left out.")
        return False
