"""The fingerprint of a text: SHA-256, and forms of it that people can read out or find on paper."""

import hashlib
from functools import cache

from ..paths import resource

#: A word stands for eleven bits: the list has 2,048.
_WORD_BITS = 11
WORDS = 8


def fingerprint(canonical: bytes) -> str:
    """SHA-256 of the canonical bytes of an agreement text, in lower-case hex."""
    return hashlib.sha256(canonical).hexdigest()


def sha256(content: bytes) -> str:
    """SHA-256 of any bytes, in lower-case hex."""
    return hashlib.sha256(content).hexdigest()


@cache
def word_list() -> tuple[str, ...]:
    """The English BIP-39 list: short words that are hard to mishear, unique in four letters."""
    text = resource("resources", "wordlist", "english.txt").read_text(encoding="ascii")
    return tuple(text.split())


def words(digest: str, count: int = WORDS) -> tuple[str, ...]:
    """The first `count` groups of eleven bits of a hex digest as words, to be read out."""
    number, length = int(digest, 16), len(digest) * 4
    listed = word_list()
    return tuple(
        listed[(number >> (length - _WORD_BITS * (i + 1))) & (2**_WORD_BITS - 1)]
        for i in range(count)
    )


def check_code(digest: str) -> str:
    """`copper lantern 7`: the first two words and a digit that notices most slips of reading.

    It stands on every page, so that a page of another text or revision is noticed.
    """
    first, second = words(digest, 2)
    return f"{first} {second} {_check_digit(first, second)}"


def check_code_problem(typed: str, digest: str) -> str:
    """Why a check code read from paper does not fit this fingerprint; empty when it does."""
    parts = typed.lower().replace(",", " ").split()
    expected = check_code(digest)
    if parts == expected.split():
        return ""
    if len(parts) != 3 or not set(parts[:2]) <= set(word_list()) or not parts[2].isdigit():
        return "A check code is two words and a digit, as printed at the foot of each page."
    if parts[2] != str(_check_digit(parts[0], parts[1])):
        return "The words and the digit do not belong together: read the code once more."
    return "This code belongs to another text or revision."


def _check_digit(first: str, second: str) -> int:
    return int(sha256(f"{first} {second}".encode("ascii")), 16) % 10


def spaced(digest: str) -> str:
    """The digest in groups of four, for reading."""
    return " ".join(digest[i : i + 4] for i in range(0, len(digest), 4))


def shortened(digest: str) -> str:
    """`e1b7 40aa 93d2 6f08 … 5c19 d77e`: how a certificate prints the head of the ledger."""
    return f"{spaced(digest[:16])} … {spaced(digest[-8:])}"


def qr_text(agreement_id: str, revision: int, digest: str, head: str = "") -> str:
    """What the QR code of a certificate says; `head` is the ledger head printed beside it."""
    lines = [f"MICROBIZ AGREEMENT {agreement_id}", f"REVISION {revision}", f"SHA-256 {digest}"]
    return "\n".join([*lines, f"LEDGER {head}"] if head else lines)
