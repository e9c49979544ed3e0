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

    from ..shared.progress import Cancelled
    from .values import ProposalItem


def marked(
    session: Session,
    items: list[ProposalItem],
    decided: Container[tuple[int, str]],
    cancelled: Cancelled,
) -> list[ProposalItem]:
    """The items, those new ones which resemble an entry here marked as possible duplicates.

    The same finder that looks through the list looks at both together; entries of the list have
    their ids, incoming ones negative numbers.
    """
    new = any(item.kind is ItemKind.NEW for item in items)
    here = entries(session.connection()) if new else []
    if not here:
        return items
    coming = [
        entry_of(item.contact.data)._replace(id=-number - 1)
        for number, item in enumerate(items)
        if item.kind is ItemKind.NEW
    ]
    names = {entry.id: entry.names[0] for entry in here if entry.names}
    found = list(items)
    for pair in likely_pairs([*coming, *here], cancelled=cancelled):
        number, existing = -pair.first - 1, pair.second
        if pair.first < 0 < existing and found[number].kind is ItemKind.NEW:
            who = (existing, names.get(existing, ""))
            found[number] = resembling(found[number], who, pair.reasons, decided)
    return found


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
