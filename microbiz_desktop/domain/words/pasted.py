"""Text as it enters an agreement: what a paste brings along becomes plain spaces and lines."""

import re
from collections.abc import Mapping
from typing import TypeVar, overload

T = TypeVar("T")

_LINE_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")

#: Tabs and the spaces of typesetters; the ideographic space belongs to its script and stays.
_SPACES = re.compile("[\t\u00a0\u1680\u2000-\u200a\u202f\u205f]")


def cleaned(text: str) -> str:
    """Tabs and odd spaces as spaces, every line end as a line break; nothing readable is lost."""
    if text.isascii() and text.isprintable():
        return text
    return _SPACES.sub(" ", _LINE_ENDS.sub("\n", text))


def one_line(text: str) -> str:
    """The same on one line, as a field of one line shows it."""
    return cleaned(text).replace("\n", " ")


@overload
def cleaned_data(value: Mapping[str, T]) -> dict[str, object]: ...
@overload
def cleaned_data(value: object) -> object: ...
def cleaned_data(value: object) -> object:
    """Plain data with every text in it cleaned."""
    if isinstance(value, str):
        return cleaned(value)
    if isinstance(value, Mapping):
        return {key: cleaned_data(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [cleaned_data(item) for item in value]
    return value
