"""Places in the sections that the window adds: the parties, special terms and own wording."""

from dataclasses import replace

from ...domain.findings import EXTRA, REWORDINGS, SPECIAL_TERMS, Place

_LABEL = "Extra terms"


def at_party(key: str, field: str = "") -> Place:
    """A party, by its key, and the field of it."""
    return Place("The people", "parties", field, key)


def at_term(index: int) -> Place:
    """A special term, by its place among them."""
    return Place(_LABEL, EXTRA, f"{SPECIAL_TERMS}/{index}")


def at_rewording(unit: str, clause: str = "", label: str = _LABEL) -> Place:
    """Own wording of a unit: there it is written, changed and taken back."""
    return Place(label, EXTRA, f"{REWORDINGS}/{unit}", clause=clause)


def at_words(unit: str, clause: str, label: str) -> Place:
    """Where words of the text are mended: in the special term that they are, or by rewording.

    A special term stands in the text as a unit of its own, `special_1` the first.
    """
    number = unit.removeprefix("special_")
    if number != unit and number.isdigit():
        return replace(at_term(int(number) - 1), label=label, clause=clause)
    return at_rewording(unit, clause, label)
