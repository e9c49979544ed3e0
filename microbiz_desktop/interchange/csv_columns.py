"""Which columns of a table hold what, made ready once for all of its rows.

Every part that fills a contact from a row begins here. A column that is not there has the index
-1, and every row ends with an empty cell.
"""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from ..domain.contacts.contacts import CustomField
from .csv_targets import ADDRESS, Mapping, Use

#: Value column, label column, fixed label.
Labelled = tuple[int, int, str]
Values = dict[str, object]
#: Puts what some columns of a row hold into the fields of the business.
Fill = Callable[[list[str], Values], None]
#: Labels, and what they are labels of.
_LABELS = {
    "email_label": ("email",),
    "phone_label": ("phone",),
    "website_label": ("website",),
    "custom_label": ("custom",),
    "address_label": tuple(sorted(ADDRESS)),
}
#: Google joins several values of one label by three colons.
_PARTING = re.compile(r"\s*:::\s*")
_USUAL_LABELS = frozenset(
    {"work", "home", "mobile", "other", "main", "fax", "pager", "work fax", "home fax", "school"}
)


class TableColumns:
    """The columns of a mapping by what they hold.

    `left_out` gathers headings under which a program wrote something where nobody typed anything.
    """

    def __init__(self, mapping: Mapping, headers: Sequence[str]) -> None:
        self.mapping = mapping
        self.left_out: dict[str, None] = {}
        self._headers = headers
        self.of: dict[str, list[int]] = {}
        self._at: dict[tuple[str, int], list[int]] = {}
        for column, use in enumerate(mapping):
            self.of.setdefault(use.target, []).append(column)
            self._at.setdefault((use.target, use.number), []).append(column)

    def header(self, column: int) -> str:
        """What a column is called: the name of a field of its own."""
        header = self._headers[column] if column < len(self._headers) else ""
        return header.strip() or f"Column {column + 1}"

    def one(self, target: str) -> int:
        """The first column of a target."""
        return self.of.get(target, [-1])[0]

    def at(self, target: str, number: int) -> tuple[int, ...]:
        """All columns of one of several, in their order."""
        return tuple(self._at.get((target, number), ()))

    def use(self, column: int) -> Use:
        """What becomes of a column."""
        return self.mapping[column]

    def labelled(self, target: str) -> list[Labelled]:
        """All columns of a target by their numbers, with where their labels are."""
        columns = sorted((self.mapping[i].number, i) for i in self.of.get(target, ()))
        return [
            (i, next(iter(self.at(f"{target}_label", number)), -1), self.mapping[i].label)
            for number, i in columns
        ]

    def idle_labels(self) -> list[int]:
        """Columns of labels that stand beside no value, or beside one that has a label."""
        found = []
        for target, numbers in _LABELS.items():
            values = {self.mapping[i].number for key in numbers for i in self.of.get(key, ())}
            for column in self.of.get(target, ()):
                number = self.mapping[column].number
                if number in values:
                    values.remove(number)
                else:
                    found.append(column)
        return found


def several(text: str) -> list[str]:
    """The values of a cell of several; an empty one keeps its place."""
    return _PARTING.split(text) if ":::" in text else [text]


def keep(values: Values, name: str, text: str) -> None:
    """A cell that has no other place becomes a field of its own, so that nothing is lost."""
    before = values.get("custom", ())
    assert isinstance(before, tuple)
    found = CustomField(name, text)
    if found not in before:
        values["custom"] = (*before, found)


@lru_cache(maxsize=256)
def plain_label(text: str) -> str:
    """Google marks the chosen one with a star; the usual labels are written small."""
    text = text.strip().lstrip("*").strip()
    return text.lower() if text.lower() in _USUAL_LABELS else text
