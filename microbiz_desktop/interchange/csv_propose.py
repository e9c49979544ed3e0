"""A use for each column of a table: by its heading, by its cells, by its neighbours.

The first look at a table proposes its mapping from this. What a heading leaves open the cells tell;
and a few words mean another thing beside certain columns.
"""

import re
from collections.abc import Callable, Sequence

from ..domain.contacts.contacts import ITEMS
from ..domain.contacts.legal_form import form_of
from .csv_dates import order_of
from .csv_headers import ADDRESS, Columns, ProposedColumn, read_heading
from .csv_targets import TARGETS, Use
from .csv_targets import Mapping as Uses
from .csv_uses import uses_of
from .csv_values import (
    are_postcodes,
    are_salutations,
    are_streets,
    are_surely_pages,
    are_surely_phones,
    is_nearly_all,
    kind_of,
)
from .heading_words import PARTS, listed, simple

_MANY = frozenset(target.key for target in TARGETS if target.many)
#: Several columns of these are put together.
_TOGETHER = frozenset({"given", "family", "additional", "said", "notes", *ITEMS})
#: Parts of an address that have lines, or stand beside one.
_LINES = frozenset({"street", "street_line", "street_number", "extended"})
#: A heading that is none: it counts the columns.
_BLANK = re.compile(r"(column|field|spalte|colonne|columna|colonna|kolom|f)? ?\d*")
_NAMED = frozenset({"full_name", "business", "legal_name", "family", "given"})


def propose(headers: Sequence[str], program: str = "", rows: Sequence[Sequence[str]] = ()) -> Uses:
    """A use for each column, by its heading and its cells in some rows of the table."""
    if program == "ours":
        return tuple(Use("ours") for _ in headers)
    columns = [ProposedColumn(header, _filled(rows, place)) for place, header in enumerate(headers)]
    for column in columns:
        read_heading(column, program)
    for step in _STEPS:
        step(columns)
    return uses_of(columns)


def _filled(rows: Sequence[Sequence[str]], place: int) -> list[str]:
    return [cell for row in rows if len(row) > place and (cell := row[place].strip())]


# What the cells say --------------------------------------------------------------------------


def _by_cells(columns: Columns) -> None:
    """What a heading leaves open its cells tell; what they contradict is not believed."""
    for column in columns:
        if column.fixed or not column.cells or column.target == "custom":
            continue
        if not column.target:
            _guess(column)
        elif column.target not in {"website", "notes"}:
            _believe_cells(column)


def _believe_cells(column: ProposedColumn) -> None:
    phone = column.target in {"email", "full_name", "business"}
    told = {
        "email": is_nearly_all("email", column.cells),
        "website": are_surely_pages(column.cells),
        "phone": phone and is_nearly_all("phone", column.cells),
    }
    column.target = next((kind for kind, sure in told.items() if sure), column.target)


def _guess(column: ProposedColumn) -> None:
    """A column whose heading says nothing, or only whose or of which kind it is."""
    kind, cells = kind_of(column.cells), column.cells
    blank = bool(_BLANK.fullmatch(column.word))
    said = bool(column.label)
    sure = {"email": True, "phone": are_surely_phones(cells), "website": are_surely_pages(cells)}
    if kind in sure and (said or blank or sure[kind]):
        column.target = kind
        column.label = column.label or ("" if blank else column.header.strip())
    elif are_postcodes(cells, surely=not blank):
        column.target = "postcode"
    elif kind == "text" and (said or blank) and are_streets(cells):
        column.target = "address"
    elif kind == "date" and blank:
        column.target = "birthday"


def _titles(columns: Columns) -> None:
    """ "Title" is said before the name or is a role: by its cells, else by what there is beside."""
    for column in columns:
        if column.target != "title":
            continue
        others = {one.target for one in columns}
        if column.cells:
            prefix = are_salutations(column.cells) and "prefix" not in others
        else:
            prefix = "role" in others and "prefix" not in others
        column.target = "prefix" if prefix else "role"


# What the neighbours say ---------------------------------------------------------------------


def _names(columns: Columns) -> None:
    """A word for a part of a name is all of it where no other part is there."""
    alone = listed("names", "alone")
    targets = {one.target for one in columns}
    for column in columns:
        other = {"given": "family", "family": "given"}.get(column.target, "")
        if column.word in alone and other and other not in targets:
            column.target = "full_name"


def _whole_names(columns: Columns) -> None:
    """What is called a name is the family's beside given names, or the business's beside people."""
    targets = {one.target for one in columns}
    whole = [one for one in columns if one.target == "full_name"]
    bare = next((one for one in whole if one.word in listed("names", "with_given")), None)
    given = next((one for one in columns if one.target == "given"), None)
    if given and bare and "family" not in targets and not _holds(bare, given):
        bare.target = "family"
    elif "business" in targets or not whole:
        return
    elif bare and len(whole) > 1:
        other = next(one for one in whole if one is not bare)
        bare.target = "full_name" if _same_words(bare, other) else "business"
    elif given and "family" in targets and not _holds(whole[0], given):
        whole[0].target = "business"


def _company_of_an_address(columns: Columns) -> None:
    """ "Address Company" is the company at an address, where its street stands beside it."""
    targets = {one.target for one in columns}
    for column in columns:
        said = column.target == "address" and column.place == "work" and "street" in targets
        if said and "business" not in targets and not any(map(_has_digit, column.cells)):
            column.target = "business"


def _has_digit(text: str) -> bool:
    return any(map(str.isdigit, text))


def _holds(whole: ProposedColumn, part: ProposedColumn) -> bool:
    """Whether names in one column hold those of the other."""
    names = {word for cell in whole.cells for word in simple(cell).split()}
    parts = [word for cell in part.cells for word in simple(cell).split()]
    return not parts or sum(word in names for word in parts) * 2 > len(parts)


def _same_words(one: ProposedColumn, other: ProposedColumn) -> bool:
    """Whether two columns name the same people, in whatever order."""
    words = [sorted(re.findall(r"\w+", simple(cell))) for cell in one.cells]
    return any(sorted(re.findall(r"\w+", simple(cell))) in words for cell in other.cells)


def _first_lines(columns: Columns) -> None:
    """ "Address" before "Address 2" is a line of it and not all."""
    for column in columns:
        beside = {one.target for one in columns if one.place == column.place and not one.fixed}
        if column.target == "address" and "street_line" in beside and "street" not in beside:
            column.target = "street"
        elif column.target == "address" and column.number > 1 and not column.fixed:
            column.target = "street_line"


def _town_alone(columns: Columns) -> None:
    """Beside whole addresses, a town by itself says where somebody is to be found."""
    plain = [one for one in columns if one.target in ADDRESS and not (one.place or one.fixed)]
    others = any(one.target == "locality" and one.place for one in columns)
    if len(plain) == 1 and plain[0].target == "locality" and others:
        plain[0].target = "place"


def _repeated(columns: Columns) -> None:
    """Of what there is one only, the surest column; the others become fields of their own."""
    weak = listed("names", "weak")
    found = {(one.fixed.target, "", 0) for one in columns if one.fixed}
    for column in sorted(columns, key=lambda one: one.word in weak):
        target = column.target
        if not target or target in _TOGETHER or target in _LINES or column.fixed:
            continue
        if target in PARTS:
            key = (target, column.place, column.number)
        elif target in _MANY:
            continue
        else:
            key = (target, "", 0)
        if key in found:
            column.target = ""
        found.add(key)


def _unnamed(columns: Columns) -> None:
    """Where no heading says anything, texts are names: of companies if they end as those do."""
    if any(not _BLANK.fullmatch(one.word) for one in columns):
        return
    texts = [one for one in columns if not one.target and kind_of(one.cells) == "text"]
    companies = [one for one in texts if _are_companies(one.cells)]
    people = [one for one in texts if one not in companies]
    if companies:
        companies[0].target = "business"
    if people:
        people[0].target = "full_name"


def _are_companies(cells: Sequence[str]) -> bool:
    return sum(bool(form_of(cell)) for cell in cells) * 2 > len(cells)


def _days(columns: Columns) -> None:
    """Whether the month comes first in a column of days."""
    for column in columns:
        if column.target in {"birthday", "met_on"}:
            column.fixed = Use(column.target, 1, order_of([*column.cells]))


_STEPS: tuple[Callable[[Columns], None], ...] = (
    _by_cells,
    _unnamed,
    _titles,
    _names,
    _whole_names,
    _company_of_an_address,
    _first_lines,
    _town_alone,
    _repeated,
    _days,
)
