"""An associate with the details that a party of an agreement has: the way back from a copy."""

from dataclasses import replace

from ..deal import PartySnapshot, PersonSnapshot
from .contacts import BusinessData, PersonData


def with_details_of(data: BusinessData, party: PartySnapshot) -> BusinessData:
    """The entry with what is printed of the party; nobody and nothing else of it goes."""
    return replace(
        data,
        legal_name=party.legal_name,
        trading_name=party.trading_name,
        legal_form=party.legal_form,
        registration_number=party.registration_number,
        tax_number=party.tax_number,
        address=party.address,
        email=party.email,
        phone=party.phone,
        sign_rule=party.sign_rule,
        people=_people(data.people, party.people),
    )


def _people(
    known: tuple[PersonData, ...], named: tuple[PersonSnapshot, ...]
) -> tuple[PersonData, ...]:
    """Those named in their order, then whoever only the entry knows.

    One with a new name in the place of another that is not named any more is the same person.
    """
    names = {person.name for person in named}
    by_name = {person.name: person for person in known}
    renamed = [person for person in known if person.name not in names]
    found = []
    for at, person in enumerate(named):
        old = by_name.get(person.name)
        if old is None and at < len(known) and known[at] in renamed:
            old = known[at]
            renamed.remove(old)
        found.append(_person(old, person))
    return (*found, *renamed)


def _person(old: PersonData | None, person: PersonSnapshot) -> PersonData:
    """The parts of a name go with the name; who may sign is the choice of the agreement."""
    known = old or PersonData(person.name, may_sign=person.may_sign)
    if known.name != person.name:
        bare = replace(known, given="", family="", additional="", prefix="", suffix="")
        known = replace(bare, name=person.name)
    return replace(known, role=person.role, email=person.email, phone=person.phone)
