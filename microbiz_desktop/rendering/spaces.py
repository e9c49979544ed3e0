"""A space at the end of a line takes no room: WeasyPrint forgets that before a link or bold words.

Words before a link end with a space. Where they fit the line without that space only, the library
takes them for too long and breaks the line after their first word.

Reaches into the library's own parts, in the version that `pdf` names.
"""

from collections.abc import Callable
from math import inf

from weasyprint.layout import inline

from .page_maker import Style

_stock: Callable[..., tuple[object, ...]] = inline.split_first_line
#: More letters than a line of this many times its height can hold; the library reckons so too.
_LETTERS = 4


def install() -> None:
    """From now on this process breaks lines so; once is enough."""
    inline.split_first_line = split_first_line


def split_first_line(
    text: str, style: Style, context: object, width: float | None, *spacing: object, **place: object
) -> tuple[object, ...]:
    """The same contract as the library's."""
    if _may_fit(text, style, width):
        _, _, resume_at, *_ = _stock(text.rstrip(" "), style, context, width, *spacing, **place)
        if resume_at is None:
            return _stock(text, style, context, inf, *spacing, **place)
    return _stock(text, style, context, width, *spacing, **place)


def _may_fit(text: str, style: Style, width: float | None) -> bool:
    """Whether these are words with a space after them, few enough for one line."""
    return (
        width is not None
        and 0 < width < inf
        and style["white_space"] == "normal"
        and text.endswith(" ")
        and len(text) * style["font_size"] < width * _LETTERS
        and bool(text.strip(" "))
    )
