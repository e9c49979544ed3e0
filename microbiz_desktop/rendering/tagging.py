"""What WeasyPrint's tags leave out: the language of words, and what a heading cell heads.

Like `resuming` it reaches into the library's own parts, in the version that `pdf` names; tests read
both back from the file.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pydyf
from weasyprint.pdf import tags

from .page_maker import LaidBox

#: A tag as the library writes it: values by key.
_Tag = dict[str, Any]

_SCOPES = {"row": "/Row", "col": "/Column"}


@contextmanager
def richer_tags() -> Iterator[None]:
    """While this holds, tags carry `lang` and `scope` of their elements."""
    plain = tags._build_box_tree

    def build(box: LaidBox, *rest: object) -> Iterator[_Tag]:
        for element in plain(box, *rest):
            _enrich(element, box)
            yield element

    tags._build_box_tree = build
    try:
        yield
    finally:
        tags._build_box_tree = plain


def _enrich(element: _Tag, box: LaidBox) -> None:
    source = getattr(box, "element", None)
    if source is None or source.tag == "html":
        return
    if language := source.get("lang"):
        element["Lang"] = pydyf.String(language)
    scope = _SCOPES.get(source.get("scope") or "")
    if scope and element["S"] == "/TH":
        element["A"]["Scope"] = scope
