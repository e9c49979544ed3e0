"""Forgetting one person of a business for good; the business stays."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy import select

from ...domain.contacts.kept_lines import kept_picture, name_of
from ...domain.errors import BadInput
from ...domain.words.names import fold
from ...records.business import Business
from ..contacts.mapping import data_of
from ..contacts.merged_into import all_ids
from ..shared.words import counted
from .forgetting import Forgotten, agreements, clean_undo_records, ended, kept_words, titles

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from ...domain.contacts.contacts import BusinessData
    from ...domain.deal import Deal
    from ...records.agreement import Agreement
    from ...records.business import Person


def consequence(session: Session, business_id: int, name: str) -> tuple[str, ...]:
    """What forgetting this person will do, in sentences. Raises BadInput for nobody there."""
    business, _ = _found(session, business_id, name)
    evidence, drafts = _naming(session, business_id, name)
    said = [
        f"{name} goes for good, with role, ways to reach and picture. This cannot be taken back.",
        f"{business.name} stays.",
    ]
    if drafts:
        said.append(f"{name} is taken out of {counted(len(drafts), 'draft')}: {titles(drafts)}.")
    return (*said, *kept_words(evidence, before=True))


def forget(session: Session, business_id: int, name: str) -> Forgotten:
    """Remove everything of this person that may go, in the transaction at hand."""
    business, people = _found(session, business_id, name)
    evidence, drafts = _naming(session, business_id, name)
    removed = [f"{name}, with role and ways to reach."]
    pictures = {person.photo for person in people if person.photo}
    of_card = _is_of_card(data_of(business), name)
    for person in people:
        business.people.remove(person)
    pictures |= _kept_lines_let_go(business, pictures, of_card=of_card)
    for agreement in drafts:
        agreement.deal = _without(agreement.deal, all_ids(session, business_id), name)
    if drafts:
        removed.append(f"Their place in {counted(len(drafts), 'draft')}: {titles(drafts)}.")
    for other in session.scalars(select(Business).where(Business.introduced_by != "")):
        if fold(other.introduced_by) == fold(name):
            other.introduced_by = business.name if other.introduced_by_id == business_id else ""
    session.flush()
    clean_undo_records(session, all_ids(session, business_id), {fold(name)})
    return ended(session, removed, pictures, evidence)


def _is_of_card(data: BusinessData, name: str) -> bool:
    """Whether a card of the business bears the name of this person."""
    from ...interchange.vcard_plain import main_person

    main = main_person(data)
    return main >= 0 and fold(data.people[main].name) == fold(name)


def _kept_lines_let_go(business: Business, shown: set[str], *, of_card: bool) -> set[str]:
    """Take away lines of a card that were theirs; the names of pictures that were kept by them.

    What a card says of its person is of whoever it bears the name of.
    """
    from ...interchange.vcard_person import OF_PERSON
    from ...interchange.vcard_write import without_stale

    kept = {line: one for line in business.extra if (one := kept_picture(line))}
    gone = {line for line, one in kept.items() if one.shown in shown or not one.shown}
    theirs = OF_PERSON if of_card else frozenset[str]()
    left = (line for line in business.extra if line not in gone and name_of(line) not in theirs)
    business.extra = tuple(left)
    business.extra = without_stale(data_of(business)).extra
    return {kept[line].raw for line in gone}


def _found(session: Session, business_id: int, name: str) -> tuple[Business, list[Person]]:
    business = session.get_one(Business, business_id)
    people = [person for person in business.people if fold(person.name) == fold(name)]
    if not people:
        raise BadInput(f"{name} is not here any more.", "Go back to the list.")
    if fold(name) in {fold(business.legal_name), fold(business.trading_name)}:
        raise BadInput(
            f"{name} is the name of the business as well.", "Forget the associate as a whole."
        )
    return business, people


def _naming(
    session: Session, business_id: int, name: str
) -> tuple[list[Agreement], list[Agreement]]:
    """Agreements offered once and drafts in which this person stands for the business."""
    ids = all_ids(session, business_id)
    evidence, drafts = agreements(session, ids)
    offered = [one for one in evidence if any(_has(deal, ids, name) for deal in _deals(one))]
    return offered, [one for one in drafts if _has(one.deal, ids, name)]


def _deals(agreement: Agreement) -> tuple[Deal, ...]:
    return (agreement.deal, *(revision.deal for revision in agreement.revisions))


def _has(deal: Deal, ids: set[int], name: str) -> bool:
    return _without(deal, ids, name) != deal


def _without(deal: Deal, ids: set[int], name: str) -> Deal:
    parties = tuple(
        replace(party, people=tuple(p for p in party.people if fold(p.name) != fold(name)))
        if party.business_id.isdigit() and int(party.business_id) in ids
        else party
        for party in deal.parties
    )
    return replace(deal, parties=parties)
