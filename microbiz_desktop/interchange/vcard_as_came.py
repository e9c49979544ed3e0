"""Lines of a card that were understood, but say more than is kept of them in the contact.

A label that is no usual type, a language, a sixth part of a name: the reader remembers such a line
whole, among the kept ones (`extra`). Writing puts it in the place of the plain line for as long as
the contact still says what it said; after that it is of no use and does not go out.
"""

from collections.abc import Hashable, Iterable, Iterator, Sequence
from typing import NamedTuple

from microbiz_desktop.domain.contacts.kept_lines import AS_CAME

from .vcard_line import MESSENGERS, NOT_SAID, OF, TO_THE_LETTER, Property, parse_start, split_line
from .vcard_map import categories_of
from .vcard_names import named_by, units_of
from .vcard_person import birthday_of
from .vcard_plain import Groups, preferred
from .vcard_ways import KINDS, address_of, way_of

_LABEL, _SPOKEN = "X-ABLABEL", "X-PHONETIC-"
#: Written for another property that means the same here.
_SAME = {"ROLE": "TITLE"}


class _Entry(NamedTuple):
    """A property with the label beside it, or several that say one thing (how a name is said)."""

    lines: tuple[str, ...]
    found: tuple[Property, ...]

    @property
    def meaning(self) -> Hashable:
        """What it says here: two entries of one meaning are the same to our reader."""
        first, *others = self.found
        label = next((one.value for one in others if one.head.name == _LABEL), None)
        return _meaning(first, label, self.found)


def _meaning(one: Property, label: str | None, found: Sequence[Property]) -> Hashable:
    name = one.head.name
    if name in KINDS:
        return way_of(one, label)
    if name.startswith(_SPOKEN):
        return _SPOKEN, " ".join(part.text() for part in found)
    if name == "ADR":
        address = address_of(one, label)
        return address.lines(), address.locality, address.postcode, address.label
    if name == "N":
        return name, tuple(named_by(one).items())
    if name == "ORG":
        return name, units_of(one)
    if name == "BDAY":
        return name, birthday_of(one)
    if name == "CATEGORIES":
        return name, tuple(categories_of(one)[0])
    return _SAME.get(name, name), one.text()


def _entries(lines: Iterable[str]) -> Iterator[_Entry]:
    """Lines as entries, in their order; what is no property of a card is none."""
    open_one: _Entry | None = None
    for line in lines:
        one = _property(line)
        if one is None:
            continue
        if open_one is not None and _belongs(one, open_one.found[0]):
            open_one = _Entry((*open_one.lines, line), (*open_one.found, one))
            continue
        if open_one is not None:
            yield open_one
        open_one = _Entry((line,), (one,))
    if open_one is not None:
        yield open_one


def _belongs(one: Property, first: Property) -> bool:
    if one.head.name == _LABEL:
        return first.head.name != _LABEL
    return one.head.name.startswith(_SPOKEN) and first.head.name.startswith(_SPOKEN)


def _property(line: str) -> Property | None:
    split = split_line(line.encode())
    head = parse_start(split[0]) if split else None
    return Property(0, head, split[1].decode()) if split and head else None


class LinesAsCame:
    """The remembered lines of a contact, by what they say; and which of them have been put in."""

    def __init__(self, extra: Iterable[str]) -> None:
        self._by_meaning: dict[Hashable, list[tuple[str, _Entry]]] = {}
        self.placed: set[str] = set()
        for kept in extra:
            if kept.startswith(AS_CAME):
                for entry in _entries(kept.removeprefix(AS_CAME).split("\n")):
                    self._by_meaning.setdefault(entry.meaning, []).append((kept, entry))

    def __bool__(self) -> bool:
        return bool(self._by_meaning)

    def true_of(self, plain: Iterable[str]) -> set[str]:
        """Those that say what one of these lines says."""
        said = {entry.meaning for entry in _entries(plain)}
        return {kept for what in said for kept, _ in self._by_meaning.get(what, ())}

    def put_in(self, plain: Iterable[str], groups: Groups) -> list[str]:
        """The lines, each that came with more as it came."""
        lines: list[str] = []
        for entry in _entries(plain):
            chosen = self._take(entry)
            if chosen is None:
                lines += entry.lines
            else:
                self.placed.add(chosen[0])
                lines += _as_came(chosen[1], entry, groups)
        return lines

    def _take(self, entry: _Entry) -> tuple[str, _Entry] | None:
        """What is put in for this entry; of several the first not put in yet, else the last."""
        found = self._by_meaning.get(entry.meaning, [])
        fitting = [one for one in found if _fits(one[1], entry)]
        left = [one for one in fitting if one[0] not in self.placed]
        return next(iter(left or fitting[-1:]), None)


def _fits(came: _Entry, plain: _Entry) -> bool:
    """A first way is of a property that can be the first: a messenger is nobody's website."""
    ours, theirs = plain.found[0].head, came.found[0].head
    return ours.pref == NOT_SAID or ours.name not in KINDS or ours.name == theirs.name


def _as_came(came: _Entry, plain: _Entry, groups: Groups) -> Iterator[str]:
    """The remembered entry with our own marks, and with a group where a label needs one."""
    first, ours = came.found[0].head, plain.found[0].head
    group = first.text.partition(".")[0] if first.group else ""
    if not group and came.found[-1].head.name == _LABEL:
        group = ours.text.partition(".")[0] if ours.group else groups.new()
    marks = [_preference(ours.pref, first.pref, groups.version)]
    marks += [f";{OF}={ours.whose}"] if ours.whose else []
    # A birthday without its year is written so that this is seen.
    pieces = (ours.more if first.name == "BDAY" else "", first.more)
    more = "".join(f";{piece}" for piece in pieces if piece)
    before = f"{group}." if group else ""
    yield f"{before}{first.name}{''.join(marks)}{more}:{_value(came.found[0], plain.found[0])}"
    for line, one in zip(came.lines[1:], came.found[1:], strict=True):
        yield before + line if one.head.name == _LABEL else line


def _preference(ours: int, theirs: int, version: str) -> str:
    if ours != NOT_SAID or theirs == 1:
        return preferred(version)
    return "" if theirs == NOT_SAID else f";PREF={theirs}"


def _value(came: Property, plain: Property) -> str:
    """The plain value is written for this version; some are given back to the letter."""
    name = came.head.name
    hour = name == "BDAY" and birthday_of(came) != came.text()
    exact = name in TO_THE_LETTER or name in MESSENGERS or name.startswith(_SPOKEN) or hour
    return came.value if exact else plain.value
