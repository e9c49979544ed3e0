"""Carrying out a proposal in the transaction at hand: add, update, merge or leave.

Imports call it once the user has chosen. New entries are collected and written many at a time, as
one statement each would make a large file slow; one transaction lets Stop leave nothing behind.
"""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import TYPE_CHECKING

from ...domain.contacts.contacts import BusinessData, Trouble
from ...domain.errors import BadInput
from ...domain.states import Kind
from ...records.business import Business, Image
from ...storage.database import announce
from ..contacts.mapping import data_of, fill
from ..shared.progress import Cancelled, Progress
from .contact_insert import ContactInsert
from .incoming_pictures import IncomingPictures, stored_pictures
from .merge_rule import joined
from .proposing import STOPPED
from .undo_records import IMPORT, Kept, mark_of, record
from .values import ImportOutcome, ItemChoice, ItemKind, Proposal, ProposalItem

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy.orm import Session

    from ...domain.clock import Clock
    from ...pictures import Picture

_AT_ONCE = 1000


class Applying:
    """One import: entries to add are collected and written many at a time, others one by one."""

    def __init__(self, session: Session, clock: Clock) -> None:
        self._session = session
        self._now = clock.now()
        self._today = self._now.local().date().isoformat()
        self._stored, self._as_came = stored_pictures(session)
        self._pictures = IncomingPictures(self._stored.__contains__, self._as_came.__contains__)
        self._insert = ContactInsert(session, self._now)
        self._kept = Kept()
        self.changed: set[int] = set()
        self._skipped = 0
        self._troubles: list[Trouble] = []

    def run(
        self,
        proposal: Proposal,
        choices: Mapping[int, ItemChoice],
        progress: Progress,
        cancelled: Cancelled,
    ) -> ImportOutcome:
        """Everything, or BadInput when cancelled: the transaction then ends with nothing."""
        coming = _with_twins(proposal, choices)
        total = len(coming)
        for number, (item, choice, data) in enumerate(coming):
            if number % _AT_ONCE == 0:
                if cancelled():
                    raise BadInput(*STOPPED)
                progress(number, total, "Bringing in")
                self._insert.write()
                self._session.flush()
                self._session.expunge_all()
            self._one(item, choice, data)
        self._insert.write()
        self._session.flush()
        progress(total, total, "Making everything findable")
        return self._outcome(proposal)

    def _outcome(self, proposal: Proposal) -> ImportOutcome:
        made, changed = self._insert.count, len(self.changed)
        if made:
            self._kept.made.append((self._insert.first_id, made))
        if made or changed:
            announce(self._session, Kind.BUSINESS)
        step = 0
        if made or changed:
            step = record(self._session, IMPORT, proposal.title, self._kept, self._now)
        troubles = (*proposal.troubles, *self._pictures.troubles, *self._troubles)
        ordered = tuple(sorted(dict.fromkeys(troubles), key=lambda one: (one.file, one.line)))
        first = self._insert.first_id if made else min(self.changed, default=0)
        return ImportOutcome(step, made, changed, self._skipped, ordered, first)

    def _one(self, item: ProposalItem, choice: ItemChoice, data: BusinessData) -> None:
        if choice is ItemChoice.SKIP:
            self._skipped += 1
            if item.existing_id and item.kind is not ItemKind.SAME:
                self._decide(item)
            return
        incoming = item.contact
        if data is not incoming.data:
            incoming = replace(incoming, data=data)
        clean = self._pictures.clean(incoming, self._keep)
        if choice in (ItemChoice.UPDATE, ItemChoice.MERGE):
            here = self._session.get(Business, item.existing_id) if item.existing_id else None
            if here is not None and here.archived_at is None:
                self._join(here, clean, theirs_win=choice is ItemChoice.UPDATE)
                if choice is ItemChoice.MERGE:
                    self._decide(item)
                return
            words = f"{item.existing_name} is not here any more: {item.name} was added."
            self._troubles.append(Trouble(item.contact.line, words, item.contact.file))
        self._insert.add(clean)

    def _join(self, here: Business, theirs: BusinessData, *, theirs_win: bool) -> None:
        before = data_of(here)
        after = joined(before, theirs, theirs_win=theirs_win)
        if after == before:
            self._skipped += 1
            return
        fill(here, after, self._today)
        self._session.flush()
        self._kept.note(before, data_of(here))
        self.changed.add(here.id)

    def _decide(self, item: ProposalItem) -> None:
        """What still differs is left so on purpose."""
        self._kept.decided.append((item.existing_id, mark_of(item.contact.data)))

    def _keep(self, picture: Picture) -> None:
        self._session.add(Image(**asdict(picture)))
        self._session.flush()
        (self._stored if picture.width else self._as_came).add(picture.sha256)


def new_only(proposal: Proposal, choices: Mapping[int, ItemChoice]) -> int:
    """How many entries come in, when nothing that is here is touched; else 0."""
    chosen = [
        choices.get(number, item.choices[0]) if item.existing_id else ItemChoice.ADD
        for number, item in enumerate(proposal.items)
    ]
    return len(chosen) if not {ItemChoice.UPDATE, ItemChoice.MERGE} & set(chosen) else 0


def _with_twins(
    proposal: Proposal, choices: Mapping[int, ItemChoice]
) -> list[tuple[ProposalItem, ItemChoice, BusinessData]]:
    """Each item with its choice; what is merged with an earlier item goes into that one."""
    coming = [
        (item, choices.get(number, item.choices[0]), item.contact.data)
        for number, item in enumerate(proposal.items)
    ]
    for number, (item, choice, data) in enumerate(coming):
        if item.twin < 0 or item.existing_id or choice not in (ItemChoice.UPDATE, ItemChoice.MERGE):
            continue
        first, first_choice, first_data = coming[item.twin]
        if first_choice is ItemChoice.SKIP:
            coming[number] = (item, ItemChoice.ADD, data)
            continue
        both = joined(first_data, data, theirs_win=choice is ItemChoice.UPDATE)
        coming[item.twin] = (_with_pictures(first, item), first_choice, both)
        coming[number] = (item, ItemChoice.SKIP, data)
    return coming


def _with_pictures(first: ProposalItem, second: ProposalItem) -> ProposalItem:
    if not second.contact.pictures:
        return first
    pictures = tuple(dict((*first.contact.pictures, *second.contact.pictures)).items())
    places = (*second.contact.places, *first.contact.places)
    contact = replace(first.contact, pictures=pictures, places=places)
    return ProposalItem(
        first.kind, contact, first.existing_id, first.existing_name, first.reasons, first.twin
    )
