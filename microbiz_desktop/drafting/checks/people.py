"""Checks 19 and 20, and the number of parties: who they are and who may sign for them.

`registry` runs them with the other checks. They look at the copies in the deal and not at the
contact list, because the copies are what is printed and signed.
"""

import re
from collections.abc import Iterator

from ...domain.deal import PartySnapshot
from ...domain.findings import Edit, Finding, Fix, error, hint, warning
from ...domain.words.phrases import joined
from .subject import Subject


def party_count(subject: Subject) -> Iterator[Finding]:
    """As many parties as the template is made for."""
    template, count = subject.scope.template, len(subject.deal.parties)
    if count < template.min_parties:
        yield error(
            "too-few-parties",
            subject.at_party("", "parties"),
            f"There {'is one party' if count == 1 else f'are {count} parties'}; "
            f"this agreement needs at least {template.min_parties}.",
            "An agreement is made between businesses.",
        )
    elif count > template.max_parties:
        yield error(
            "too-many-parties",
            subject.at_party(subject.deal.parties[-1].key, "parties"),  # one to take out, not add
            f"There are {count} parties; this agreement holds at most {template.max_parties}.",
            "Its pages and its steps are made for that many.",
        )


def party_details(subject: Subject) -> Iterator[Finding]:
    """Each party has a legal name and an address: without them nobody can be held to anything."""
    for party in subject.deal.parties:
        if not party.legal_name.strip():
            yield error(
                "no-legal-name",
                subject.at_party(party.key, "legal_name"),
                f"{subject.name(party.key)} has no legal name.",
                "The legal name says who is bound.",
            )
        if not party.address.strip():
            yield warning(
                "no-address",
                subject.at_party(party.key, "address"),
                f"{subject.name(party.key)} has no address for notices.",
                "Notices go to the address given in the agreement.",
            )


_ADDRESS = re.compile(r"[^@\s]+@[^@\s.]+(?:\.[^@\s.]+)+")


def addresses_for_notices(subject: Subject) -> Iterator[Finding]:
    """W12: an e-mail address for notices is one, and no two parties have the same."""
    for party in subject.deal.parties:
        address = party.email.strip()
        if address and not _ADDRESS.fullmatch(address):
            yield warning(
                "not-an-address",
                subject.at_party(party.key, "email"),
                f"“{address}” of {subject.name(party.key)} is no e-mail address.",
                "Notices go to the address given in the agreement, and would not arrive.",
            )
    owners: dict[str, list[str]] = {}
    for party in subject.deal.parties:
        given = (party.email, *(p.email for p in party.people if p.may_sign))
        for address in dict.fromkeys(one.strip().casefold() for one in given if one.strip()):
            owners.setdefault(address, []).append(party.key)
    for address, keys in owners.items():
        if len(keys) > 1:
            names = joined([subject.name(key) for key in keys])
            yield hint(
                "one-address",
                subject.at_party(keys[-1], "email"),
                f"{names} have one e-mail address: {address}.",
                "One address proves less: nobody can tell which of them had a message.",
            )


def same_party_twice(subject: Subject) -> Iterator[Finding]:
    """Check 19: a business is a party once."""
    seen: dict[tuple[str, str], PartySnapshot] = {}
    for index, party in enumerate(subject.deal.parties):
        for mark in _marks(party):
            if mark in seen and seen[mark] is not party:
                yield error(
                    "same-party-twice",
                    subject.at_party(party.key, "parties"),
                    f"{subject.name(party.key)} and {subject.name(seen[mark].key)} "
                    "are the same business.",
                    "A business cannot make an agreement with itself.",
                    Fix(f"Remove {subject.name(party.key)}", (Edit(("parties", index), None),)),
                )
                break
            seen.setdefault(mark, party)


def _marks(party: PartySnapshot) -> Iterator[tuple[str, str]]:
    """What makes two parties one business: key, contact, registration number, or both names."""
    yield "key", party.key
    if party.business_id:
        yield "business", party.business_id
    if party.registration_number.strip():
        yield "number", "".join(party.registration_number.split()).casefold()
    if party.legal_name.strip():
        yield "names", f"{party.legal_name.strip()}|{party.trading_name.strip()}".casefold()


def names_differ(subject: Subject) -> Iterator[Finding]:
    """Two parties printed by one name cannot be told apart in any clause."""
    seen: dict[str, str] = {}
    for party in subject.deal.parties:
        name = " ".join(party.name.split()).casefold()
        if name and seen.setdefault(name, party.key) != party.key:
            yield error(
                "name-twice",
                subject.at_party(party.key, "trading_name"),
                f"Two parties are called {party.name}.",
                "Nobody could say which one a clause means.",
            )


def own_business_once(subject: Subject) -> Iterator[Finding]:
    """Check 19: the own business stands on exactly one side."""
    own = [party for party in subject.deal.parties if party.own]
    if not own and subject.deal.parties:
        yield error(
            "own-side",
            subject.at_party("", "parties"),
            "None of your own businesses is a party.",
            "The agreement is kept for one of your businesses.",
        )
    for party in own[1:]:
        yield error(
            "own-side",
            subject.at_party(party.key, "parties"),
            f"{subject.name(own[0].key)} and {subject.name(party.key)} are both your own.",
            "One of your businesses can be on one side only.",
        )


def signatories(subject: Subject) -> Iterator[Finding]:
    """Check 20: somebody may sign for each party, and has a name."""
    for index, party in enumerate(subject.deal.parties):
        may = [person for person in party.people if person.may_sign]
        if not may:
            yield _nobody_signs(subject, index, party)
        elif any(not person.name.strip() for person in party.signatories):
            yield error(
                "signatory-without-name",
                subject.at_party(party.key, "people"),
                f"A person who signs for {subject.name(party.key)} has no name.",
                "The signing page prints the name.",
            )
        elif party.sign_rule == "all" and len(may) == 1:
            yield hint(
                "one-of-all",
                subject.at_party(party.key, "people"),
                f"All must sign for {subject.name(party.key)}, and only one person may.",
                "A second name may be missing.",
            )


def _nobody_signs(subject: Subject, index: int, party: PartySnapshot) -> Finding:
    first = next((i for i, person in enumerate(party.people) if person.name.strip()), None)
    mend = None
    if first is not None:
        path = ("parties", index, "people", first, "may_sign")
        mend = Fix(party.people[first].name, (Edit(path, True),))
    return error(
        "no-signatory",
        subject.at_party(party.key, "people"),
        f"Nobody may sign for {subject.name(party.key)} yet.",
        "Without a signatory the party cannot agree.",
        mend,
    )
