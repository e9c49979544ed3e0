"""Forgetting an entry for good: what may go goes, signed evidence stays, and both are said.

`merging` calls it for the command "Forget". Signed agreements must stay provable, so they keep
their copies; all else is scrubbed from the file, where a deleted row would leave its bytes.
"""

from __future__ import annotations

import logging
import sqlite3
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sqlalchemy import delete, or_, select, text

from ...domain.contacts.kept_lines import kept_picture
from ...domain.states import AgreementState, Kind
from ...domain.words.names import fold
from ...records.agreement import Agreement
from ...records.business import Business
from ...records.network import Referral, UndoStep
from ...storage.backup import BACKUPS
from ...storage.database import announce
from ...storage.removal import remove_pictures, scrub_file
from ...workshop import sweep
from ..agreements.deal_edits import without_party
from ..agreements.edits import naming
from ..agreements.unfinished import let_go_of_all
from ..contacts import list_rows
from ..contacts.labels import forget_colours
from ..contacts.merged_into import all_ids
from ..shared.words import counted, joined
from . import references
from .undo_records import MERGE, pack, unpack

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from sqlalchemy.orm import Session

    from ...storage.database import Database
    from ..shared.dependencies import TemplateCatalogue

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What was removed and what was kept, in sentences."""

    removed: tuple[str, ...]
    kept: tuple[str, ...]


def consequence(session: Session, business_id: int) -> tuple[str, ...]:
    """What forgetting this entry will do, in sentences."""
    business = session.get_one(Business, business_id)
    ids = all_ids(session, business_id)
    evidence, drafts = agreements(session, ids)
    what = "people, notes, timeline, referrals and pictures"
    said = [f"{business.name} goes for good, with {what}. This cannot be taken back."]
    if drafts:
        said.append(f"It is taken out of {counted(len(drafts), 'draft')}: {titles(drafts)}.")
    return (*said, *kept_words(evidence, before=True))


def forget(session: Session, shelf: TemplateCatalogue, business_id: int) -> Forgotten:
    """Remove everything that may go, in the transaction at hand."""
    ids = all_ids(session, business_id)
    businesses = list(session.scalars(select(Business).where(Business.id.in_(ids))))
    names = {fold(word) for one in businesses for word in (one.legal_name, one.trading_name)}
    name = session.get_one(Business, business_id).name
    pictures = _pictures(businesses)
    labels = {name for one in businesses for name in one.labels}
    evidence, drafts = agreements(session, ids)
    removed = [f"{name}, with people, notes, timeline and referrals."]
    for agreement in drafts:
        _out_of_draft(shelf, agreement, ids)
    if drafts:
        removed.append(f"Its part in {counted(len(drafts), 'draft')}: {titles(drafts)}.")
    session.flush()
    _remove_rows(session, ids, names - {""})
    forget_colours(session, labels)
    clean_undo_records(session, ids, names - {""})
    return ended(session, removed, pictures, evidence)


def ended(
    session: Session, removed: list[str], pictures: set[str], evidence: list[Agreement]
) -> Forgotten:
    """Pictures go last; what was done is announced and said."""
    if gone := remove_pictures(session.connection(), pictures):
        removed.append(f"{counted(gone, 'picture').capitalize()} that nothing else shows.")
    let_go_of_all(session)
    session.expire_all()
    announce(session, Kind.BUSINESS, Kind.NETWORK, Kind.PROJECT, Kind.AGREEMENT)
    return Forgotten(tuple(removed), kept_words(evidence, before=False))


def scrub(database: Database, forgotten: Forgotten) -> Forgotten:
    """Make the bytes leave the file and what is left over; say where they still are."""
    sweep(database.path.parent)
    forgotten = replace(forgotten, kept=(*forgotten.kept, *remains(database.path.parent)))
    try:
        done = scrub_file(database)
    except sqlite3.Error:
        _log.exception("the file could not be written anew after forgetting")
        done = False
    if done:
        return forgotten
    words = "Remains of it may stay in the data file until it is backed up and restored."
    return replace(forgotten, kept=(*forgotten.kept, words))


def remains(data_dir: Path) -> tuple[str, ...]:
    """What outside the data file still holds somebody who is forgotten, counted, in sentences."""
    backups = len(list((data_dir / BACKUPS).glob("*.zip")))
    aside = len(list(data_dir.glob("before-restore-*")))
    said = ["Backups made before still hold it: those saved elsewhere are yours to delete."]
    if backups:
        here = counted(backups, "backup")
        said.append(f"So may {here} in the data folder: automatic ones are replaced within a year.")
    if aside:
        folders = counted(aside, "folder")
        said.append(f"So may {folders} “before-restore” in it, kept when a backup was restored.")
    return tuple(said)


def agreements(session: Session, ids: Iterable[int]) -> tuple[list[Agreement], list[Agreement]]:
    """Agreements that were offered once, which are frozen, and drafts that never were."""
    found = {one.id: one for key in ids for one in _naming(session, key)}
    frozen = {
        one.id
        for one in found.values()
        if one.revision or one.state is not AgreementState.DRAFT or one.revisions
    }
    return (
        [one for key, one in found.items() if key in frozen],
        [one for key, one in found.items() if key not in frozen],
    )


def _naming(session: Session, business_id: int) -> list[Agreement]:
    """Agreements with this party, in their present answers or in an offered revision."""
    now = list_rows.agreements_with(session, business_id)
    query = (
        "SELECT DISTINCT agreement_id FROM revision, json_each(revision.deal_json, '$.parties')"
        " AS party WHERE json_extract(party.value, '$.business_id') = :key"
        " UNION SELECT agreement.id FROM agreement, json_each(agreement.deal_json, '$.parties')"
        " AS party WHERE json_extract(party.value, '$.business_id') = :key"
    )
    ids = session.scalars(text(query), {"key": str(business_id)}).all()
    more = session.scalars(select(Agreement).where(Agreement.id.in_(ids)))
    return list({one.id: one for one in (*now, *more)}.values())


def titles(found: Iterable[Agreement]) -> str:
    """Their titles in a sentence."""
    return joined([f"“{one.title or 'Untitled agreement'}”" for one in found])


def kept_words(evidence: list[Agreement], *, before: bool) -> tuple[str, ...]:
    """What stays, in sentences, before it is done or after."""
    said = []
    if evidence:
        stays = "stays" if before else "stayed"
        said += [
            f"“{one.title or 'Untitled agreement'}” {stays} with the names in it: it was offered"
            " or signed, and is evidence for everybody in it."
            for one in evidence
        ]
    else:
        said.append("No agreement was offered to it, so no evidence is kept.")
    said.append("Words about it that were typed elsewhere, in notes or titles, are not looked for.")
    return tuple(said)


def _out_of_draft(shelf: TemplateCatalogue, agreement: Agreement, ids: set[int]) -> None:
    template, deal = shelf.template(agreement.template), agreement.deal
    for party in deal.parties:
        if party.business_id.isdigit() and int(party.business_id) in ids:
            deal = without_party(deal, party.key, naming(template, deal))
    agreement.deal = deal
    agreement.resume = ""


def _pictures(businesses: Iterable[Business]) -> set[str]:
    found = {one.logo for one in businesses}
    found |= {person.photo for one in businesses for person in one.people}
    kept = (kept_picture(line) for one in businesses for line in one.extra)
    found |= {one.raw for one in kept if one}
    return {sha256 for sha256 in found if sha256}


def _remove_rows(session: Session, ids: set[int], names: set[str]) -> None:
    """People, skills, papers, and what is said of two entries, go by themselves."""
    for referral in session.scalars(select(Referral).where(Referral.referred_id.in_(ids))):
        referral.referred = "Somebody forgotten"
        referral.reach = referral.what_for = referral.notes = ""
    _forget_introductions(session, ids, names)
    references.let_go(session, ids)
    session.expunge_all()
    session.execute(delete(Business).where(Business.id.in_(ids)))


def _forget_introductions(session: Session, ids: set[int], names: set[str]) -> None:
    wanted = or_(Business.introduced_by_id.in_(ids), Business.introduced_by != "")
    for other in session.scalars(select(Business).where(wanted, Business.id.not_in(ids))):
        if other.introduced_by_id in ids or fold(other.introduced_by) in names:
            other.introduced_by, other.introduced_by_id = "", None


def clean_undo_records(session: Session, ids: set[int], names: set[str]) -> None:
    """Steps that could bring it back lose it; a merge of it can no longer be taken back."""
    for step in session.scalars(select(UndoStep)).all():
        kept = unpack(step.before)
        if step.sort == MERGE and kept.ids() & ids:
            session.delete(step)
            continue
        if _mentions(step.title, names):
            step.title = "A merge" if step.sort == MERGE else "An import"
        if kept.ids() & ids:
            step.before = pack(kept.without(ids))
    session.flush()


def _mentions(title: str, names: set[str]) -> bool:
    plain = f" {fold(title)} "
    return any(f" {name} " in plain for name in names)
