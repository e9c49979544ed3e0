"""How much of what cards say comes out again: through 3.0, 4.0 and our table, counted and printed.

What went in is told by a reader of the tests, what came out of 3.0 by vobject: neither shares
anything with ours.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
import vobject  # type: ignore[import-untyped]  # it has no types of its own

from microbiz_desktop.domain.contacts.contacts import Contact
from microbiz_desktop.interchange.csv_ours import write_csv
from microbiz_desktop.interchange.csv_read import read_csv
from microbiz_desktop.interchange.vcard_read import read_vcards
from microbiz_desktop.interchange.vcard_write import write_vcards

from .plain_reader import Said, cards

CARDS = Path(__file__).parent / "cards"
_KINDS = {"TEL": "phone", "X-MS-TEL": "phone", "EMAIL": "email", "ADR": "address"}
_LINKS = ("URL", "IMPP", "X-SOCIALPROFILE", "X-SKYPE-USERNAME", "X-AIM", "X-ICQ", "X-JABBER")
_KINDS |= dict.fromkeys((*_LINKS, "X-MSN", "X-YAHOO", "X-SKYPE", "X-MS-IMADDRESS"), "link")
_DATES = frozenset({"BDAY", "ANNIVERSARY", "X-ANNIVERSARY", "X-ABDATE", "DEATHDATE"})
#: A fact of a card, by its class: what must come out again.
Fact = tuple[Any, ...]
CLASSES = ("values", "labels", "dates", "address parts", "pictures", "names")
#: What may be lost, by file and line, with the reason a user is given.
REASONS: Mapping[tuple[str, int], str] = {}


def _value(kind: str, text: str) -> str:
    if kind == "phone":
        return re.sub(r"^tel:|;ext=|ext\.|[^0-9A-Za-z+]", "", text)
    return re.sub(r"^[a-z]+:(?!/)|\s", "", text) if kind == "link" else " ".join(text.split())


def _facts(said: Said, labels: Mapping[str, str]) -> Iterator[tuple[str, Fact]]:
    """What a line says, each with its class."""
    kind = _KINDS.get(said.name)
    if kind == "address":
        filled = [" ".join(part.split()) for part in said.parts() if part]
        yield from (("address parts", (part,)) for part in filled)
        if filled:
            yield from _labels((kind, *sorted(filled)[:1]), said.types(), labels.get(said.group))
    elif kind and (text := said.text()):
        value = _value(kind, text)
        yield "values", (kind, value)
        yield from _labels((kind, value), said.types(), labels.get(said.group))
    elif said.name in _DATES and said.value:
        yield "dates", (_day(said.text()),)
    elif said.name in {"PHOTO", "LOGO"} and (content := said.picture()):
        yield "pictures", (content,)
    elif said.name in {"N", "ORG", "FN", "NICKNAME", "TITLE"}:
        yield from (("names", (part,)) for part in map(str.strip, said.parts()) if part)


def _labels(of: Fact, types: Iterable[str], label: str | None) -> Iterator[tuple[str, Fact]]:
    yield from (("labels", (*of, word)) for word in types)
    if label:
        yield "labels", (*of, label)


def _day(text: str) -> str:
    return re.sub(r"[^0-9]|T?00:?00:?00Z?\Z", "", text.replace("1604-", "").replace("--", ""))


def _told(lines: Sequence[Said]) -> list[tuple[str, Fact, int]]:
    labels = {one.group: one.text() for one in lines if one.name == "X-ABLABEL"}
    return [(of, fact, one.line) for one in lines for of, fact in _facts(one, labels)]


def _by_vobject(written: bytes) -> list[Counter[tuple[str, Fact]]]:
    """What vobject reads of each card; its values, written as lines for the reader of the tests."""
    found = []
    for card in vobject.readComponents(written.decode()):
        lines = [_line(one) for one in chain.from_iterable(card.contents.values())]
        found.append(Counter((of, fact) for of, fact, _ in _told(lines)))
    return found


def _line(one: Any) -> Said:
    value = one.value
    if isinstance(value, bytes):
        import base64

        return Said(0, "", one.name, (("ENCODING", "b"),), base64.b64encode(value).decode())
    params = tuple((key, ",".join(values)) for key, values in one.params.items())
    group = (one.group or "").lower()
    if one.name == "ADR":
        fields = ("box", "extended", "street", "city", "region", "code", "country")
        parts = [getattr(value, name) for name in fields]
    elif one.name == "N":
        parts = [
            getattr(value, key) for key in ("family", "given", "additional", "prefix", "suffix")
        ]
    elif one.name == "ORG":
        parts = value
    else:
        return Said(0, group, one.name, params, _escaped(str(value)))
    flat = (",".join(part) if isinstance(part, list) else part for part in parts)
    return Said(0, group, one.name, params, ";".join(map(_escaped, flat)))


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace(";", "\\;").replace("\n", "\\n")


def _by_lines(written: bytes) -> list[Counter[tuple[str, Fact]]]:
    return [Counter((of, fact) for of, fact, _ in _told(card)) for card in cards(written)]


def _through_table(contacts: Sequence[Contact]) -> bytes:
    """A table has no place for pictures; all else is written as cards once more."""
    back = read_csv(write_csv(contacts, include_private=True))
    return write_vcards(back.contacts, "3.0", include_private=True)


Way = tuple[
    Callable[[Sequence[Contact]], bytes], Callable[[bytes], list[Counter[tuple[str, Fact]]]]
]
WAYS: Mapping[str, Way] = {
    "3.0": (lambda all_: write_vcards(all_, "3.0", include_private=True), _by_vobject),
    "4.0": (lambda all_: write_vcards(all_, "4.0", include_private=True), _by_lines),
    "table": (_through_table, _by_vobject),
}


class Figures:
    """Counts what went in and what came out, and where what did not come out stood."""

    def __init__(self) -> None:
        self.given: Counter[str] = Counter()
        self.lost: list[tuple[str, str, int, Fact]] = []

    def add(self, path: Path, way: str) -> None:
        """One file on one of the ways."""
        content = path.read_bytes()
        contacts = read_vcards(content).contacts
        write, read = WAYS[way]
        out = read(write(contacts))
        given = cards(content)
        assert len(given) == len(contacts) == len(out), path.name
        for card, found in zip(given, out, strict=True):
            for of, fact, line in _told(card):
                if way == "table" and of == "pictures":
                    continue
                self.given[of] += 1
                if found[of, fact]:
                    found[of, fact] -= 1
                elif not _is_there(found, of, fact):
                    self.lost.append((of, path.name, line, fact))

    def of(self, name: str) -> float:
        """The part of a class that came out, from 0 to 1."""
        lost = sum(of == name for of, *_ in self.lost)
        return 1 - lost / self.given[name] if self.given[name] else 1.0

    def words(self, way: str) -> str:
        """The figures in a line, and below it what was lost."""
        missing = Counter(of for of, *_ in self.lost)
        shares = (
            f"{name} {self.given[name] - missing[name]}/{self.given[name]}"
            for name in CLASSES
            if self.given[name]
        )
        lost = (
            f"\n  lost: {of}, {name}, line {line}: {str(fact)[:80]}"
            for of, name, line, fact in self.lost
        )
        return f"{way}: {', '.join(shares)}{''.join(lost)}"


def _is_there(found: Counter[tuple[str, Fact]], of: str, fact: Fact) -> bool:
    """The same said twice may come out once; a part may stand in a longer one of the same card."""
    if (of, fact) in found:
        return True
    return of == "names" and any(kind == of and fact[0] in other[0] for kind, other in found)


def _count(paths: Iterable[Path], way: str) -> Figures:
    figures = Figures()
    for path in sorted(paths):
        figures.add(path, way)
    return figures


def _check(figures: Figures, way: str) -> None:
    told = figures.words(way)
    for name in CLASSES:
        assert figures.of(name) >= 0.98, told
    if way != "table":
        assert figures.of("labels") == 1, told
    unexplained = [one for one in figures.lost if (one[1], one[2]) not in REASONS]
    assert not unexplained, told


@pytest.mark.parametrize("way", WAYS)
def test_what_our_cards_say_comes_out_again(way: str, capsys: pytest.CaptureFixture[str]) -> None:
    figures = _count(CARDS.glob("*.vcf"), way)
    with capsys.disabled():
        print(f"\nOwn cards through {figures.words(way)}")
    assert all(figures.given[name] for name in CLASSES[: 4 if way == "table" else 5])
    _check(figures, way)


@pytest.mark.parametrize("way", WAYS)
def test_what_cards_of_other_programs_say_comes_out_again(
    way: str, corpora: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    figures = _count(corpora.rglob("*.vcf"), way)
    with capsys.disabled():
        print(f"\nCards of other programs through {figures.words(way)}")
    _check(figures, way)


def test_a_label_that_is_lost_is_counted() -> None:
    """The counting is tried on itself: what is not written is told, with its line."""
    lines = (b"BEGIN:VCARD", b"VERSION:3.0", b"FN:A", b"TEL;TYPE=CELL:1", b"END:VCARD")
    (card,) = cards(b"\r\n".join(lines))
    (out,) = _by_vobject(b"\r\n".join(lines).replace(b";TYPE=CELL", b"") + b"\r\n")
    lost = [(of, line) for of, fact, line in _told(card) if not out[of, fact]]
    assert lost == [("labels", 4)]
