"""The sign-off sheet: who has understood, asked and signed off, and when; never the agreement.

A copy of the agreement with some of the signatures would let the last party decide alone whether
there is one. This has no clauses and no place to sign.
"""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from ...domain.errors import NotReady
from ...domain.sheets import Fact, Listing, Sheet, SheetEntry, SheetKind
from ...domain.states import LIVE, EntryKind
from ...domain.text import AgreementText, PartyText
from ...evidence import fingerprint
from ...evidence.chain import Entry as LedgerEntry
from ...evidence.derive import made
from ...evidence.progress import PartyProgress, Progress, SignOff
from ...records.agreement import Agreement, Revision
from ..shared import words
from ..shared.dependencies import the_revision
from ..signoff import ledgers
from ..signoff.reading import frozen_text
from ..signoff.record_checks import refuse_damaged
from ..signoff.status import clock_words, how_signed, is_question, moment, not_understood, the_offer

_LEAD = (
    "This is not the agreement, and it binds nobody. It only says who has signed off so far. "
    "The agreement is made when the last party has signed off."
)
_COLUMNS = ("Party", "Clauses understood", "Questions and wanted changes", "Signed off")


def read_sheet(session: Session, agreement: Agreement) -> tuple[Sheet, AgreementText, str]:
    """The sheet of the offer that is open, its text, and how far it is ("1 of 3 signed off").

    Raises NotReady without an open offer, DamagedFile when the record does not hold.
    """
    if agreement.state not in LIVE:
        raise NotReady(f"This agreement is {agreement.state}: no offer is open.")
    refuse_damaged(session, agreement)
    revision = the_revision(session, agreement)
    entries = ledgers.chain_of(session, agreement)
    # Saving a copy changes nothing that is printed: the same standing gives the same bytes.
    told = [entry for entry in entries if entry.kind is not EntryKind.EXPORTED]
    progress = ledgers.replayed(agreement, entries)
    text = frozen_text(revision)
    sheet = sign_off_sheet(text, progress, told, revision)
    return sheet, text, f"{progress.signed} of {len(text.parties)} signed off"


def sign_off_sheet(
    text: AgreementText, progress: Progress, told: Sequence[LedgerEntry], revision: Revision
) -> Sheet:
    """The sheet of where this offer stands after the last of these entries."""
    last = told[-1]
    at = moment(last.at)
    count, verb = len(text.parties), "has" if progress.signed == 1 else "have"
    return Sheet(
        kind=SheetKind.SIGN_OFF,
        title=text.title,
        subtitle=f"Sign-off sheet · {progress.signed} of {count} parties {verb} signed off",
        lead=_LEAD,
        entries=(_what(text, progress, revision),),
        listing=Listing(
            "Who has signed off",
            _COLUMNS,
            tuple(_row(party, progress.parties[party.key]) for party in text.parties),
        ),
        note=(
            f"From the record of one computer, up to entry {last.sequence} "
            f"({fingerprint.shortened(last.hash)}); times are those of that computer. "
            "What was recorded later is not here."
        ),
        made=f"Sign-off sheet, not the agreement · {words.day_time(at)}",
        paper=text.paper,
        dated=made(at),
    )


def _what(text: AgreementText, progress: Progress, revision: Revision) -> SheetEntry:
    offer = the_offer(progress)
    until = f", open until {words.iso_day(offer.open_until)}" if offer.open_until else ""
    facts = {
        "Agreement": f"{text.kind_title}: {text.title}",
        "Revision": f"{progress.revision}, offered {_day(progress.offered_at)}{until}",
        "Fingerprint, in words": " ".join(fingerprint.words(offer.fingerprint)),
        "Check code": f"{revision.check_code}, at the foot of each page of the offer",
    }
    return SheetEntry(
        "What is being signed off", facts=tuple(Fact(*fact) for fact in facts.items())
    )


def _day(at: str) -> str:
    return words.day_of(moment(at))


def _row(party: PartyText, reading: PartyProgress) -> tuple[str, ...]:
    total = len(reading.clauses)
    understood = f"{total - len(not_understood(reading))} of {total}"
    lines = [line for person in party.signatories for line in _lines(person.name, party, reading)]
    return party.name, understood, "\n".join(_raised(reading)), "\n".join(lines)


def _raised(reading: PartyProgress) -> list[str]:
    """Questions, then wanted changes; how many of them are still open."""
    found = []
    for word, kind in (("question", True), ("wanted change", False)):
        raised = [matter for matter in reading.matters if is_question(matter) is kind]
        open_ones = sum(not matter.acknowledged for matter in raised)
        if raised:
            still = f", {open_ones} open" if open_ones else ""
            found.append(f"{words.counted(len(raised), word)}{still}")
    return found or ["None"]


def _lines(name: str, party: PartyText, reading: PartyProgress) -> list[str]:
    """A person of the party, and when and how that person signed off."""
    capacity = next((one.capacity for one in party.signatories if one.name == name), "")
    who = f"{name}, {capacity}" if capacity else name
    given = next((one for one in reading.sign_offs if one.given.signatory == name), None)
    if given is not None:
        return [who, *_signed(given)]
    return [who, "Not needed" if reading.done else "Has not signed off"]


def _signed(given: SignOff) -> list[str]:
    at = moment(given.at)
    when = words.day_time(at)
    if given.given.signed_on:
        when = f"{words.iso_day(given.given.signed_on)}, filed {when}"
    clock = clock_words(given)
    return [f"{how_signed(given)}, {when}", *([f"({clock})"] if clock else [])]
