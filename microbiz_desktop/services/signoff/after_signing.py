"""What one needs once every party has signed off: dates that come, and whom to send the copy to."""

from collections.abc import Iterator
from dataclasses import dataclass

from ...domain.deal import Deal


@dataclass(frozen=True, slots=True)
class ComingDate:
    """A day of the work as it was agreed; `day` is ISO text, `who` a party's name or empty."""

    day: str
    what: str
    who: str = ""


@dataclass(frozen=True, slots=True)
class Recipient:
    """A party to send the executed copy to; `email` is empty where none is known."""

    party: str
    person: str
    email: str
    own: bool = False


def dates_of(deal: Deal, look_back: str) -> tuple[ComingDate, ...]:
    """The days that the deal names, in their order; `look_back` is the question for the last."""
    found = (one for one in _dates(deal, look_back) if one.day)
    return tuple(sorted(found, key=lambda one: one.day))


def _dates(deal: Deal, look_back: str) -> Iterator[ComingDate]:
    names = {party.key: party.name for party in deal.parties}
    yield ComingDate(deal.project.start, "Work starts")
    for item in deal.project.deliverables:
        yield ComingDate(item.due, f"{item.title} due", names.get(item.owner, ""))
    yield ComingDate(deal.project.end, "Work ends")
    last = deal.answers.get(look_back)
    yield ComingDate(last if isinstance(last, str) else "", "Look back together, at the latest")


def recipients_of(deal: Deal) -> tuple[Recipient, ...]:
    """Every party with its address for notices, else that of whoever signs for it."""
    return tuple(
        Recipient(
            party.name,
            ", ".join(person.name for person in party.signatories),
            party.email or next((p.email for p in party.signatories if p.email), ""),
            party.own,
        )
        for party in deal.parties
    )
