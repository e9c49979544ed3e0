"""What a misspelt name was probably meant to be."""

from collections.abc import Iterable
from difflib import get_close_matches

#: How alike two names must be for one to be taken for the other.
_ALIKE = 0.6
#: So many names are still worth listing.
_READABLE = 15


def perhaps(name: str, known: Iterable[str]) -> str:
    """The end of a message: the likely spelling, or what there is, as far as that is readable."""
    names = list(known)
    close = get_close_matches(name, names, 1, _ALIKE)
    if close:
        return f"; perhaps “{close[0]}”"
    return f"; known: {', '.join(names)}" if len(names) <= _READABLE else ""
