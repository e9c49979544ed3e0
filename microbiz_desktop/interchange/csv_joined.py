"""Several words in one cell and back, exactly: parted by "; ", a backslash guards what needs it."""

import re
from collections.abc import Iterable

_NEEDS = re.compile(r"[\\;]")
_EMPTY = "\\e"
_TOKEN = re.compile(r"(; ?)|\\(.)|([^;\\]+)|(.)", re.DOTALL)


def joined(words: Iterable[str]) -> str:
    """The words as one text; no words are an empty text, an empty word is marked."""
    return "; ".join(_NEEDS.sub(r"\\\g<0>", word) or _EMPTY for word in words)


def split(text: str) -> tuple[str, ...]:
    """The words of a text that `joined` made, or that somebody typed in its manner."""
    if not text:
        return ()
    if "\\" not in text:
        return tuple(re.split("; ?", text))
    words: list[list[str]] = [[]]
    for parting, guarded, plain, stray in _TOKEN.findall(text):
        if parting:
            words.append([])
        elif guarded != "e":
            words[-1].append(guarded or plain or stray)
    return tuple("".join(word) for word in words)
