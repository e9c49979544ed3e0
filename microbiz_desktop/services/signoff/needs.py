"""What an agreement that is open for sign-off needs of the user: answers, decisions, a sign-off."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from ...domain.links import Link, Screen, Urgency
from ..shared.needs import Need
from .status import is_question, matters, moment, the_offer

if TYPE_CHECKING:
    from ...evidence.progress import Matter, Progress
    from ...records.agreement import Agreement


def needs_of(agreement: Agreement, title: str, stands: Progress, today: date) -> Iterator[Need]:
    """What is open between the parties, then what is left to sign or to make."""
    yield from _open_exchanges(agreement, title, stands, today)
    if stands.complete:
        reason = f"{title} · every party has signed off"
        target = Link(Screen.SIGN_OFF, agreement.id, "execute")
        yield Need("Make the executed copy", reason, "Open", Urgency.NOW, target)
    else:
        yield from _own_sign_off(agreement, title, stands)


def _open_exchanges(
    agreement: Agreement, title: str, stands: Progress, today: date
) -> Iterator[Need]:
    for raising in matters(stands):
        if raising.outcome:
            continue
        name = stands.parties[raising.raised.party].party.name
        number = _number(stands, raising)
        age = _age(raising, today)
        target = Link(
            Screen.SIGN_OFF, agreement.id, f"{raising.raised.party}/{raising.raised.clause}"
        )
        if is_question(raising):
            reason = f"{title} · the question blocks that sign-off and {age}"
            yield Need(
                f"Answer {name} about clause {number}", reason, "Answer", Urgency.NOW, target
            )
        else:
            reason = f"{title} · until then nobody’s sign-off can complete it"
            heading = f"Decide on the change {name} wants in clause {number}"
            yield Need(heading, reason, "See change", Urgency.NOW, target)


def _number(stands: Progress, raising: Matter) -> int:
    """Clauses are numbered in the order of the offered text."""
    return the_offer(stands).clauses.index(raising.raised.clause) + 1


def _age(raising: Matter, today: date) -> str:
    days = (today - moment(raising.at).local().date()).days
    return "came today" if days < 1 else "is a day old" if days == 1 else f"is {days} days old"


def _own_sign_off(agreement: Agreement, title: str, stands: Progress) -> Iterator[Need]:
    own = next((party for party in agreement.deal.parties if party.own), None)
    reading = stands.parties.get(own.key) if own is not None else None
    if reading is not None and not reading.done:
        reason = f"{title} · {stands.signed} of {len(stands.parties)} parties have signed off"
        target = Link(Screen.SIGN_OFF, agreement.id, reading.party.key)
        yield Need(f"Sign off for {reading.party.name}", reason, "Sign off", Urgency.SOON, target)
