"""Names as they are compared: case, accents and punctuation set aside."""

import unicodedata


def fold(text: str) -> str:
    """Lower case without accents, runs of anything but letters and digits as one space."""
    if text.isascii():
        plain = text.lower()
    else:
        spread = unicodedata.normalize("NFKD", text.casefold())
        plain = "".join(c for c in spread if not unicodedata.combining(c))
    return " ".join("".join(c if c.isalnum() else " " for c in plain).split())
