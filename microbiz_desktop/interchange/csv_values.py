"""What the cells of a column look like, for where its heading says nothing.

The proposal for the columns of a table asks it. Shapes that other things share (a number of five
digits) count only where nothing else is known of the column.
"""

import re
from collections.abc import Sequence

from .heading_words import listed, simple

_SHAPES = (
    ("email", re.compile(r"(mailto:)?[^@\s<>]+@[^@\s<>]+\.[^@\s<>]+|.{1,60}<[^@\s<>]+@[^@\s<>]+>")),
    (
        "website",
        re.compile(r"(https?://|www\.)\S+|([\w-]+\.)+[a-z]{2,10}(/\S*)?", re.IGNORECASE),
    ),
    (
        "date",
        re.compile(
            r"\d{4}[-./]\d{1,2}[-./]\d{1,2}([ T].*)?|\d{1,2}[-./]\d{1,2}[-./]\d{2,4}|--\d\d-?\d\d"
            r"|\d{1,2}\.? [A-Za-zÀ-ž]{3,10}\.?,? \d{4}|[A-Za-z]{3,9} \d{1,2},? \d{4}"
        ),
    ),
    ("phone", re.compile(r"(tel:)?[+(]?\d[\d\s()./-]{5,23}(\s?(ext|x|extn)\.? ?\d{1,5})?")),
)
#: Dates, sums and numbers of customers are digits too: a number of telephones begins like one.
_SURE_PAGE = re.compile(r"(https?://|www\.)\S+|([\w-]+\.)+[a-z]{2,10}/\S*", re.IGNORECASE)
_SURE_PHONE = re.compile(r"(\+|\(?0)[\d\s()./-]{8,24}(\s?(ext|x)\.? ?\d{1,5})?")
#: Postcodes with letters, or with a sign in them, are nothing else.
_SURE_POSTCODE = re.compile(
    r"[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}|\d{4} ?[A-Z]{2}|[A-Z]\d[A-Z] ?\d[A-Z]\d|\d\d-\d{3}"
    r"|\d{5}-\d{3,4}|[A-Z]{1,2}-\d{4,5}|\d{3} \d\d",
    re.IGNORECASE,
)
_POSTCODE = re.compile(rf"{_SURE_POSTCODE.pattern}|\d{{4,6}}", re.IGNORECASE)
_STREET = re.compile(
    r"\d+\w?[ ,]+\w.*\w{3}.*|\w{3}.*[ ,]+\d+ ?\w?([ ,/-]+\w{1,4})?|p\.?o\.? box .*"
)
#: Most cells of a column must be of a kind, as some hold what somebody typed.
_MOST = 0.6
#: More than this, and a heading that says otherwise is not believed.
_NEARLY_ALL = 0.8


def share(cells: Sequence[str], shape: re.Pattern[str]) -> float:
    """Which part of some cells is of this shape."""
    return sum(bool(shape.fullmatch(cell)) for cell in cells) / len(cells) if cells else 0.0


def kind_of(cells: Sequence[str]) -> str:
    """Email, website, date or phone; text for others, and empty for no cells."""
    parts = [part.strip() for cell in cells for part in cell.split(":::") if part.strip()]
    for kind, shape in _SHAPES:
        if share(parts, shape) > _MOST:
            return kind
    return "text" if cells else ""


def is_nearly_all(kind: str, cells: Sequence[str]) -> bool:
    """Whether a heading that says otherwise is wrong."""
    return share(cells, dict(_SHAPES)[kind]) >= _NEARLY_ALL


def are_surely_pages(cells: Sequence[str]) -> bool:
    """Whether nearly all of them are web pages and not only words with a full stop between."""
    return share(cells, _SURE_PAGE) >= _NEARLY_ALL


def are_surely_phones(cells: Sequence[str]) -> bool:
    """Whether all of them begin as telephone numbers do."""
    return bool(cells) and share(cells, _SURE_PHONE) == 1


def are_postcodes(cells: Sequence[str], *, surely: bool) -> bool:
    """Whether all of them are postcodes; `surely` those that can be nothing else."""
    return bool(cells) and share(cells, _SURE_POSTCODE if surely else _POSTCODE) == 1


def are_streets(cells: Sequence[str]) -> bool:
    """Whether most of them are a street with a number."""
    return share([cell.casefold() for cell in cells], _STREET) > _MOST


def are_salutations(cells: Sequence[str]) -> bool:
    """Whether they are what is said before a name ("Dr", "Frau")."""
    known = listed("salutations", "words")
    return bool(cells) and all(simple(cell).strip(".") in known or simple(cell) in known
                               for cell in cells)  # fmt: skip


def is_postcode(text: str) -> bool:
    """Whether a text is a postcode of some country."""
    return bool(_POSTCODE.fullmatch(text))
