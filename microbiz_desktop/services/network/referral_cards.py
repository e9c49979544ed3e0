"""The words of a referral card, and what is missing before details are passed on."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ...domain.errors import NotReady
from ...domain.network.referring import Consent, Direction
from ...domain.sheets import Fact, Sheet, SheetEntry, SheetKind
from ...domain.words.names import fold
from ..shared import words
from .values import ReferralCard, ReferralData

if TYPE_CHECKING:
    from ...domain.clock import Moment
    from ...records.business import Business

_CONSENT = {
    Consent.NOT_ASKED: "Name and details follow once there is consent to pass them on.",
    Consent.ASKED: "Consent has been asked for; name and details follow with it.",
}


def warnings(data: ReferralData) -> tuple[str, ...]:
    """One sentence for what is missing, with what to do."""
    who = data.referred or "the person referred"
    if data.direction is Direction.RECEIVED:
        if data.consent in (Consent.GIVEN, Consent.ASKED):
            return ()
        source = data.associate or "the associate"
        return (f"Ask {source} whether {who} knows that the details were passed on.",)
    if data.consent is Consent.NOT_ASKED:
        return (f"Ask {who} before the details go anywhere, then note the answer here.",)
    if data.consent is Consent.ASKED:
        return (f"Wait for the answer of {who}: until then the card leaves the details out.",)
    if data.consent is Consent.REFUSED:
        return (f"No consent: do not pass on {who}, and close this referral.",)
    return ()


def card(data: ReferralData, own: Business | None, now: Moment) -> ReferralCard:
    """The card of a referral we give. Raises NotReady when it may not go out at all."""
    if data.direction is Direction.RECEIVED:
        raise NotReady("This referral came to us.", "A card is for referrals given to others.")
    if data.consent is Consent.REFUSED:
        raise NotReady(
            f"There is no consent to pass on {data.referred}.", "Close the referral instead."
        )
    title = f"A referral for {data.associate}"
    told = data.consent is Consent.GIVEN
    lines = tuple(_lines(data, own, now, told=told))
    note = "Passed on with consent." if told else _CONSENT[data.consent]
    text = "\n".join((title, "", *(f"{label}: {value}" for label, value in lines), "", note))
    return ReferralCard(title, lines, note, text, _file_name(data), told)


def sheet(made: ReferralCard) -> Sheet:
    """The card as a small page."""
    who = next((value for label, value in made.lines if label == "Who"), "")
    facts = tuple(Fact(label, value) for label, value in made.lines if label != "Who")
    heading = who or "Somebody who could do with your help"
    return Sheet(
        SheetKind.REFERRAL, made.title, (SheetEntry(heading, facts=facts),), note=made.note
    )


def _lines(
    data: ReferralData, own: Business | None, now: Moment, *, told: bool
) -> list[tuple[str, str]]:
    lines = []
    if told:
        lines += [("Who", data.referred), ("How to reach", data.reach)]
    lines += [("What for", data.what_for), ("From", _from(own))]
    lines.append(("Date", words.iso_day(data.on) or words.day_of(now)))
    return [(label, value) for label, value in lines if value]


def _from(own: Business | None) -> str:
    if own is None:
        return ""
    person = own.contact
    parts = (person.name if person else "", own.name, own.email, own.phone)
    return ", ".join(part for part in parts if part)


def _file_name(data: ReferralData) -> str:
    name = re.sub(r"\s+", "-", fold(data.associate)) or "associate"
    return f"referral-for-{name}.pdf"
