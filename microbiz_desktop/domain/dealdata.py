"""Edits to the plain data of a deal, and the deal with pasted text made plain."""

import itertools
from collections.abc import Iterable

from .deal import Deal, thawed
from .errors import BadInput
from .findings import Edit
from .plain import from_plain, to_plain
from .words.pasted import cleaned_data


def cleaned_deal(deal: Deal) -> Deal:
    """The deal with every text as it may enter an agreement: see `pasted.cleaned`."""
    return from_plain(Deal, cleaned_data(to_plain(deal)), "deal")


def apply_edits(deal: Deal, edits: Iterable[Edit]) -> Deal:
    """The deal with each edit made, in order. A value of None takes the entry away.

    Tables on the way are made when absent; an index one past the end of a list appends.
    Raises BadInput for a path that leads nowhere or a value that does not fit its field.
    """
    data = to_plain(deal)
    for edit in edits:
        _apply(data, edit)
    return from_plain(Deal, data, "deal")


def _apply(data: object, edit: Edit) -> None:
    if not edit.path:
        raise BadInput("An edit without a path changes nothing.")
    spot = data
    for key, following in itertools.pairwise(edit.path):
        spot = _step(spot, key, [] if isinstance(following, int) else {}, edit)
    _put(spot, edit.path[-1], thawed(edit.value), edit)


def _step(spot: object, key: str | int, empty: object, edit: Edit) -> object:
    if isinstance(spot, dict) and isinstance(key, str):
        if spot.get(key) is None:
            spot[key] = empty
        return spot[key]
    if isinstance(spot, list) and isinstance(key, int) and 0 <= key < len(spot):
        return spot[key]
    raise _nowhere(edit)


def _put(spot: object, key: str | int, value: object, edit: Edit) -> None:
    if isinstance(spot, dict) and isinstance(key, str):
        if value is None:
            spot.pop(key, None)
        else:
            spot[key] = value
    elif isinstance(spot, list) and isinstance(key, int) and 0 <= key <= len(spot):
        spot[key : key + 1] = [] if value is None else [value]
    else:
        raise _nowhere(edit)


def _nowhere(edit: Edit) -> BadInput:
    path = ".".join(str(part) for part in edit.path)
    return BadInput(f"There is no “{path}” in this deal.", "Reload the agreement and try again.")
