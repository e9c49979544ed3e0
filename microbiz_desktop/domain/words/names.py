"""Names as they are compared: case, accents and punctuation set aside."""

import re
import unicodedata

_PLAIN_WORDS = re.compile("[a-z0-9]+")


def fold(text: str) -> str:
    """Lower case without accents, runs of anything but letters and digits as one space."""
    if text.isascii():
        return " ".join(_PLAIN_WORDS.findall(text.lower()))
    spread = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(c for c in spread if not unicodedata.combining(c))
    return " ".join("".join(c if c.isalnum() else " " for c in plain).split())
