"""Parties whose details here and in the contact list are not the same, and in which details.

A draft keeps copies. What is different may have been changed there or here: that is not known, so
it is not said, and both ways to make them the same are offered.
"""

from collections.abc import Sequence
from dataclasses import fields, replace

from sqlalchemy.orm import Session

from ...domain.contacts.contacts import BusinessData
from ...domain.contacts.fields import table_of
from ...domain.deal import Deal, PartySnapshot
from ...domain.findings import Edit, Finding, Fix, Place, Severity
from ...domain.plain import to_plain
from ...domain.words.phrases import capital, joined, small
from ...records.business import Business

#: The copy in the agreement and a fresh one, for each party they differ for.
StalePairs = tuple[tuple[PartySnapshot, PartySnapshot], ...]
#: What the table of an associate has no title for.
_TITLES = {
    "sign_rule": "how many must sign",
    "logo": "logo",
    "people": "people",
    "insurance": "insurance",
}


def refreshed(business: Business, old: PartySnapshot) -> PartySnapshot:
    """A fresh copy that keeps what belongs to the agreement: the key and the role."""
    return business.snapshot(old.key, old.role)


def stale_parties(session: Session, deal: Deal) -> StalePairs:
    """Old and fresh copies of the parties whose details are not those of the contact list.

    Who may sign is a choice of the agreement as well, so it alone makes nothing stale. Nor does a
    copy without insurance: it may be older than such copies.
    """
    pairs = []
    for old in deal.parties:
        business = session.get(Business, int(old.business_id)) if old.business_id else None
        if business is None:
            continue
        fresh = refreshed(business, old)
        if differing(old, fresh):
            pairs.append((old, fresh))
    return tuple(pairs)


def differing(old: PartySnapshot, fresh: PartySnapshot) -> tuple[str, ...]:
    """The details in which two copies differ, as they are called on screen."""
    compared = fresh if old.insurance else replace(fresh, insurance=())
    one, other = _comparable(old, fresh), _comparable(compared, old)
    names = (spec.name for spec in fields(PartySnapshot))
    return tuple(_called(name) for name in names if getattr(one, name) != getattr(other, name))


def stale_findings(deal: Deal, stale: StalePairs) -> tuple[Finding, ...]:
    """What is not as in the contact list, each with a copy of what that has as its mend."""
    keys = [party.key for party in deal.parties]
    return tuple(_finding(keys.index(old.key), old, fresh) for old, fresh in stale)


def _finding(index: int, old: PartySnapshot, fresh: PartySnapshot) -> Finding:
    said = differing(old, fresh)
    return Finding(
        "party-details-changed",
        Severity.WARNING,
        Place("The people", "parties", "contact", old.key),
        f"{old.name}: {_not_the_same(said)} here and in the contact list.",
        "The agreement keeps its own copy. Take what the contact list has, or write this to it.",
        Fix(
            f"Update: copy the details of {fresh.name} again",
            (Edit(("parties", index), to_plain(fresh)),),
        ),
    )


def _not_the_same(said: Sequence[str]) -> str:
    return f"{small(joined(said))} {'is' if len(said) == 1 else 'are'} not the same"


def _called(name: str) -> str:
    title = _TITLES.get(name, "") or table_of(BusinessData)[name].title
    return title if title.startswith("E-") else small(capital(title))


def _comparable(party: PartySnapshot, other: PartySnapshot) -> PartySnapshot:
    """Without the choice of signatories, and without people named in one copy to sign only."""
    known = {person.name for person in other.people}
    people = tuple(
        replace(person, may_sign=False)
        for person in party.people
        if person.name in known or person.role or person.email or person.phone
    )
    return replace(party, people=people)
