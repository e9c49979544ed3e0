"""Sealed ideas: bytes that stay with whoever had them, and a number that can show it later.

The number is the SHA-256 value of the idea's bytes followed by 32 random bytes, its key. A sealed
file is just that: the bytes, then the key. So whoever has one needs no program of ours to check it.
"""

import hashlib

from .errors import BadInput
from .words.alphabet import Alphabet

#: Random bytes behind every idea: without them a short idea could be guessed from its number.
KEY_BYTES = 32
#: The largest idea that is kept: backups hold each of them whole.
MOST_BYTES = 8 * 2**20
#: What the name of a sealed file ends in, so that nobody opens it for what it was made of.
ENDING = "idea"

_HEXADECIMAL = Alphabet("0123456789abcdef", 64, 64)


def idea_number(content: bytes, key: bytes) -> str:
    """The number that an agreement prints: 64 letters and figures."""
    return hashlib.sha256(content + key).hexdigest()


def whole_idea(content: bytes) -> bytes:
    """An idea that can be sealed, every byte as given. Raises BadInput."""
    if not content.decode("utf-8", "replace").strip():
        raise BadInput("There is no idea in it yet.", "Write it down, or choose a file.")
    if len(content) > MOST_BYTES:
        raise BadInput(
            f"An idea may have up to {MOST_BYTES // 2**20} MB, and this has more.",
            "Choose the page that tells it, or a smaller file.",
        )
    return content


def text_bytes(words: str) -> bytes:
    """The bytes of what was typed, as UTF-8. Raises BadInput for half a sign."""
    try:
        return words.encode()
    except UnicodeEncodeError as error:
        raise BadInput(
            "There is half a sign in the text, which no file can hold.", "Take it out."
        ) from error


def size_words(size: int) -> str:
    """So many bytes, in words."""
    return "1 byte" if size == 1 else f"{size:,} bytes"


def sealed_file(content: bytes, key: bytes) -> bytes:
    """An idea and its key as one file: `sha256sum` of it is the number."""
    return content + key


def opened_file(sealed: bytes) -> tuple[bytes, bytes]:
    """The idea and the key of such a file. Raises BadInput where there cannot be both."""
    if len(sealed) <= KEY_BYTES:
        raise BadInput(
            "This is too short to be a sealed idea.",
            "It is an idea with the 32 bytes of its key behind it.",
        )
    return sealed[:-KEY_BYTES], sealed[-KEY_BYTES:]


def read_key(typed: str) -> bytes:
    """A key as it is shown, 64 letters and figures. Raises BadInput."""
    return bytes.fromhex(_read(typed, "A key"))


def read_number(typed: str) -> str:
    """An idea number as it may have been copied from a page. Raises BadInput."""
    return _read(typed, "An idea number")


def _read(typed: str, what: str) -> str:
    text = _HEXADECIMAL.read(typed)
    if rule := _HEXADECIMAL.refused(text):
        raise BadInput(f"{what} is {rule}.", "Copy all of it.")
    return text


def in_groups(digits: str) -> str:
    """A number or a key in groups of eight, to be read and compared by eye."""
    return " ".join(digits[at : at + 8] for at in range(0, len(digits), 8))
