"""Reading a file of contacts, against vobject; and writing them back."""

import io
from collections.abc import Callable, Iterator

import vobject  # type: ignore[import-untyped]  # it has no types of its own

from microbiz_desktop.domain.contacts.contacts import Contact
from microbiz_desktop.interchange.vcard_read import read_vcards
from microbiz_desktop.interchange.vcard_write import write_vcards

from .harness import Comparison, Contender, Target

CARDS = 10_000
_TOWNS = ("York", "Leeds", "Hull", "Ripon", "Malton", "Selby", "Whitby")
_TRADES = ("Joinery", "Tiling", "Baking", "Printing", "Bookkeeping")


def comparisons() -> Iterator[Comparison]:
    """The same plain cards: vobject to its tree of properties, ours to finished contacts."""
    content = cards(CARDS)
    yield Comparison(
        f"read {CARDS:,} cards ({len(content) / 1e6:.1f} MB)",
        [Contender("vobject", _vobject(content)), Contender("read_vcards", _ours(content))],
        rounds=3,
        target=Target("read_vcards", 0.2),
        notes=["0.2x is five times as fast"],
    )
    few = cards(CARDS // 10)
    contacts = read_vcards(few).contacts
    yield Comparison(
        f"write {CARDS // 10:,} cards and check that each reads back",
        [
            Contender("vobject, no check", _vobject_out(few)),
            Contender("write_vcards", _ours_out(contacts)),
        ],
        rounds=3,
    )


def cards(count: int) -> bytes:
    """Cards as a telephone exports them; every third is a company's, every fifth has an accent."""
    return b"".join(_card(number) for number in range(count))


def _card(number: int) -> bytes:
    given = "Zoë" if number % 5 == 0 else "Ada"
    town = _TOWNS[number % len(_TOWNS)]
    organisation = f"ORG:Works {number} Ltd;\r\n" if number % 3 == 0 else ""
    return (
        "BEGIN:VCARD\r\nVERSION:3.0\r\n"
        f"N:Person{number};{given};;;\r\nFN:{given} Person{number}\r\n{organisation}"
        f"EMAIL;TYPE=INTERNET;TYPE=WORK:person{number}@works.example\r\n"
        f"TEL;TYPE=CELL:+44 7700 {number:06}\r\nTEL;TYPE=WORK:01632 {number:06}\r\n"
        f"ADR;TYPE=WORK:;;{number} High Street;{town};;YO1 {number % 9}AA;United Kingdom\r\n"
        f"URL:https://works{number}.example\r\n"
        f"CATEGORIES:{_TRADES[number % 5]},{_TRADES[number % 3]}\r\n"
        f"NOTE:Met at the {town} fair\\, spring\\nAsk for a price\r\n"
        f"UID:urn:uuid:00000000-0000-4000-8000-{number:012}\r\nEND:VCARD\r\n"
    ).encode()


def _ours(content: bytes) -> Callable[[], None]:
    def run() -> None:
        assert len(read_vcards(content).contacts) == content.count(b"BEGIN:VCARD")

    return run


def _vobject(content: bytes) -> Callable[[], None]:
    text = content.decode()

    def run() -> None:
        assert sum(1 for _ in vobject.readComponents(io.StringIO(text))) == text.count("BEGIN:")

    return run


def _ours_out(contacts: tuple[Contact, ...]) -> Callable[[], None]:
    def run() -> None:
        assert write_vcards(contacts)

    return run


def _vobject_out(content: bytes) -> Callable[[], None]:
    found = list(vobject.readComponents(io.StringIO(content.decode())))

    def run() -> None:
        for card in found:
            card.serialize()

    return run
