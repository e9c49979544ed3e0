"""Incoming contacts that nobody here surely is, and somebody may be."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ...domain.contacts.duplicate_entry import entry_of
from ...domain.contacts.duplicates import likely_pairs
from .duplicate_pairs import entries
from .undo_records import DECIDED, mark_of
from .values import ItemKind

if TYPE_CHECKING:
    from collections.abc import Container

    from sqlalchemy.orm import Session

    from ...domain.contacts.duplicates import LikelyPair
    from ..shared.progress import Cancelled
    from .values import ProposalItem


def marked(
    session: Session,
    items: list[ProposalItem],
    decided: Container[tuple[int, str]],
    cancelled: Cancelled,
) -> list[ProposalItem]:
    """The items, those new ones which resemble an entry here, or one before them, marked.

    The same finder that looks through the list looks at both together; entries of the list have
    their ids, incoming ones negative numbers.
    """
    coming = [
        entry_of(item.contact.data)._replace(id=-number - 1)
        for number, item in enumerate(items)
        if item.existing_id == 0 and item.kind is not ItemKind.SAME
    ]
    here = entries(session.connection()) if coming else []
    names = {entry.id: entry.names[0] for entry in here if entry.names}
    found = list(items)
    for pair in likely_pairs([*coming, *here], cancelled=cancelled):
        number, other = _later(pair)
        if number < 0 or found[number].kind is not ItemKind.NEW:
            continue
        if other > 0:
            who = (other, names.get(other, ""))
            found[number] = resembling(found[number], who, pair.reasons, decided)
        else:
            found[number] = twice(found[number], found[-other - 1], -other - 1, pair.reasons)
    return found


def _later(pair: LikelyPair) -> tuple[int, int]:
    """Which item of a pair is in question, -1 for none, and the entry or item that it may be."""
    return (-pair.first - 1 if pair.first < 0 else -1), pair.second


def twice(
    item: ProposalItem, first: ProposalItem, number: int, reasons: tuple[str, ...]
) -> ProposalItem:
    """The item as one that may be an earlier one of the same import, which has this number."""
    return replace(
        item,
        kind=ItemKind.POSSIBLE,
        existing_name=first.contact.data.name,
        reasons=reasons,
        twin=number,
    )


def resembling(
    item: ProposalItem,
    who: tuple[int, str],
    reasons: tuple[str, ...],
    decided: Container[tuple[int, str]],
) -> ProposalItem:
    """The item as one that may be an entry here (its id and name), unless that was decided."""
    known = (who[0], mark_of(item.contact.data)) in decided
    kind, why = (ItemKind.SAME, (DECIDED,)) if known else (ItemKind.POSSIBLE, reasons)
    return replace(item, kind=kind, existing_id=who[0], existing_name=who[1], reasons=why)
