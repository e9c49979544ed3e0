"""What a draft's parties are in the contact list by now: parted from, paused, only just met."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy.orm import Session

from ...domain.deal import Deal
from ...domain.findings import Finding, Place, hint
from ..shared.choosing import ChoiceNotice, notices, pause_in

_ALL_THE_SAME = "It is only said so that you know; you can go on all the same."


def noticed_in(session: Session, deal: Deal, today: date) -> tuple[ChoiceNotice, ...]:
    """What is to be noticed of the parties that the contact list knows."""
    ids = [int(party.business_id) for party in deal.parties if party.business_id.isdecimal()]
    return notices(session, ids, today, pause_in(session))


def choice_findings(deal: Deal, noticed: Sequence[ChoiceNotice]) -> tuple[Finding, ...]:
    """A hint for each, which leads to the party."""
    keys = {party.business_id: party.key for party in deal.parties}
    return tuple(
        hint(
            f"party-{one.kind}",
            Place("The people", "parties", party=keys[str(one.business_id)]),
            one.words,
            _ALL_THE_SAME,
        )
        for one in noticed
    )
