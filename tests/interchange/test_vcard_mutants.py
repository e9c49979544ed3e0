"""Damaged files: thousands of them, seeded, each read in no time or refused in a sentence."""

import random
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from microbiz_desktop.domain.errors import BadInput
from microbiz_desktop.interchange.vcard_read import read_vcards
from microbiz_desktop.interchange.vcard_write import write_vcards

CARDS = Path(__file__).parent / "cards"
_LIMIT = 2.0
#: One in so many is written out and read again: the reader's own words must be no trap to it.
_WRITTEN = 25
_LIES = (
    *(b";CHARSET=UTF-16", b";CHARSET=ISO-2022-JP", b";CHARSET=zlib", b";ENCODING=BASE64"),
    *(b";ENCODING=QUOTED-PRINTABLE", b";ENCODING=b", b";VALUE=uri", b';X="', b";PREF=0"),
)
_BITS = (
    *(b"BEGIN:VCARD", b"END:VCARD", b"AGENT:", b"\0", b"\r", b"\n ", b"=\r\n", b'"', b"\\"),
    *(b";", b":", b",", b"\xff\xfe", b"\xe4\xb8", b"data:;base64,", b"X-MICROBIZ-PERSON:"),
)


def _flip(content: bytearray, dice: random.Random) -> None:
    content[dice.randrange(len(content))] ^= 1 << dice.randrange(8)


def _delete(content: bytearray, dice: random.Random) -> None:
    at = dice.randrange(len(content))
    del content[at : at + dice.choice((1, 1, 2, 9, 80))]


def _insert(content: bytearray, dice: random.Random) -> None:
    at = dice.randrange(len(content) + 1)
    content[at:at] = dice.choice((*_BITS, dice.randbytes(3)))


def _swap_lines(content: bytearray, dice: random.Random) -> None:
    lines = bytes(content).split(b"\n")
    one, other = dice.randrange(len(lines)), dice.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]
    content[:] = b"\n".join(lines)


def _repeat(content: bytearray, dice: random.Random) -> None:
    at = dice.randrange(len(content))
    part = content[at : at + dice.randrange(1, 60)]
    content[at:at] = part * dice.choice((1, 2, 50))


def _cut(content: bytearray, dice: random.Random) -> None:
    del content[dice.randrange(len(content)) :]


def _lie(content: bytearray, dice: random.Random) -> None:
    colons = [at for at, byte in enumerate(content) if byte == ord(":")]
    at = dice.choice(colons or [0])
    content[at:at] = dice.choice(_LIES)


_DAMAGES: tuple[Callable[[bytearray, random.Random], None], ...] = (
    *(_flip, _delete, _insert, _swap_lines, _repeat, _lie, _cut),
)


def _mutant(seeds: list[bytes], dice: random.Random) -> bytes:
    content = bytearray(dice.choice(seeds))
    for _ in range(dice.choice((1, 1, 2, 3, 8, 30))):
        if content:
            dice.choice(_DAMAGES[:-1] if dice.random() < 0.9 else _DAMAGES)(content, dice)
    return bytes(content)


def _try_all(count: int, seed: int) -> tuple[int, int, float]:
    """How many were read, how many refused, and the longest time one of them took."""
    dice = random.Random(seed)
    seeds = [path.read_bytes() for path in sorted(CARDS.glob("*.vcf"))]
    read = refused = 0
    longest = 0.0
    for number in range(count):
        mutant = _mutant(seeds, dice)
        start = time.process_time()
        try:
            found = read_vcards(mutant)
        except BadInput as error:
            assert error.message.endswith("."), (seed, number)
            refused += 1
            continue
        longest = max(longest, time.process_time() - start)
        last = mutant.count(b"\n") + mutant.count(b"\r") + 1
        assert all(1 <= one.line <= last and one.words for one in found.troubles), (seed, number)
        assert all(1 <= one.line <= last for one in found.contacts), (seed, number)
        assert all(one.data.name for one in found.contacts), (seed, number)
        if number % _WRITTEN == 0 and found.contacts:
            written = write_vcards(found.contacts, include_private=True)
            assert [one.data for one in read_vcards(written).contacts] == [
                one.data for one in found.contacts
            ], (seed, number)
        read += 1
    return read, refused, longest


def test_5000_damaged_files() -> None:
    read, refused, longest = _try_all(5_000, seed=2026)
    assert read > 3_500
    assert refused > 0
    assert longest < _LIMIT


@pytest.mark.soak
@pytest.mark.timeout(0)
def test_100000_damaged_files() -> None:
    read, refused, longest = _try_all(100_000, seed=7)
    print(f"{read:,} read, {refused:,} refused, the longest took {longest:.3f} s")
    assert read > 70_000
    assert longest < _LIMIT
