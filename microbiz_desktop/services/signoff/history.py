"""The ledger in plain words: one line for each entry.

The sign-off room shows them. Each kind of entry has a function
that words it, so that a new kind is a row of one table.
"""

from collections.abc import Callable, Mapping
from itertools import accumulate

from ...domain.ledger import (
    SIGN_OFF_SHEET,
    Acknowledged,
    Closed,
    Created,
    Declined,
    Executed,
    Exported,
    Offered,
    Opened,
    Raised,
    Replied,
)
from ...domain.signing import WAYS, SignedOff
from ...domain.states import EntryKind
from ...domain.text import AgreementText
from ...evidence.chain import Entry, payload_of
from ...evidence.times import clock_note, later
from ..shared import words
from .status import CLOCK_BACK, moment
from .values import HistoryLine


def history(
    entries: tuple[Entry, ...], texts: Mapping[int, AgreementText]
) -> tuple[HistoryLine, ...]:
    """Every entry in order; `texts` give the names and clause numbers of each revision."""
    latest = accumulate((entry.at for entry in entries), later, initial="")
    return tuple(
        HistoryLine(
            entry.sequence,
            words.day_time(moment(entry.at)),
            sentence(entry, texts.get(entry.revision)),
            entry.hash,
            _clock(before, entry),
        )
        for entry, before in zip(entries, latest, strict=False)
    )


def _clock(before: str, entry: Entry) -> str:
    """How far the clock stood back when this was written; nothing when it did not."""
    if not clock_note(before, entry.at):
        return ""
    back = moment(before).utc - moment(entry.at).utc
    return f"{CLOCK_BACK} by {words.how_long(back)}"


def sentence(entry: Entry, text: AgreementText | None) -> str:
    """What one entry records, with names instead of keys."""
    wording = _WORDING.get(entry.kind)
    if wording is None:
        return str(entry.kind).capitalize()
    return wording(entry, payload_of(entry), _Names(text))


class _Names:
    """Party names and clause numbers of one revision; keys stand for themselves without one."""

    def __init__(self, text: AgreementText | None) -> None:
        self._parties = {party.key: party.name for party in text.parties} if text else {}
        self._clauses = {clause.id: clause.number for clause in text.clauses} if text else {}

    def party(self, key: str) -> str:
        return self._parties.get(key, key)

    def clause(self, key: str) -> str:
        return f"clause {self._clauses.get(key, key)}"

    def clauses(self, keys: tuple[str, ...]) -> str:
        if len(keys) == len(self._clauses) > 1:
            return "every clause"
        numbers = [self._clauses.get(key, key) for key in keys]
        return f"{'clause' if len(keys) == 1 else 'clauses'} {words.joined(numbers)}"


def _created(_entry: Entry, said: Created, _names: _Names) -> str:
    return f"Started: “{said.title}”" if said.title else "Started"


def _offered(entry: Entry, said: Offered, _names: _Names) -> str:
    count = words.counted(len(said.parties), "party", "parties")
    return f"Revision {entry.revision} offered to {count}"


def _opened(_entry: Entry, said: Opened, names: _Names) -> str:
    return f"{names.party(said.party)} opened the offer"


def _acknowledged(_entry: Entry, said: Acknowledged, names: _Names) -> str:
    return f"{names.party(said.party)} understood {names.clauses(said.clauses)}"


def _raised(entry: Entry, said: Raised, names: _Names) -> str:
    act = "asked about" if entry.kind is EntryKind.QUESTION else "wants a change of"
    return f"{names.party(said.party)} {act} {names.clause(said.clause)}: “{said.words}”"


def _replied(entry: Entry, said: Replied, _names: _Names) -> str:
    act = "Answered" if entry.kind is EntryKind.ANSWERED else "Kept"
    return f"{act} entry {said.to}: “{said.words}”"


def _signed(_entry: Entry, said: SignedOff, names: _Names) -> str:
    return f"{said.signatory} signed off for {names.party(said.party)} {WAYS[said.method].where}"


def _declined(_entry: Entry, said: Declined, names: _Names) -> str:
    return f"{names.party(said.party)} declined" + (f": “{said.reason}”" if said.reason else "")


def _closed(entry: Entry, said: Closed, _names: _Names) -> str:
    what = {
        EntryKind.WITHDRAWN: f"Revision {entry.revision} withdrawn",
        EntryKind.EXPIRED: f"Revision {entry.revision} expired",
        EntryKind.REOPENED: "Reopened for a change of text",
    }[entry.kind]
    return what + (f": “{said.reason}”" if said.reason else "")


def _executed(entry: Entry, _said: Executed, _names: _Names) -> str:
    return f"Revision {entry.revision} executed"


def _exported(_entry: Entry, said: Exported, _names: _Names) -> str:
    what = said.standing if said.standing == SIGN_OFF_SHEET else f"{said.standing} copy"
    return f"The {what} was saved as {said.file_name}"


#: The payload of a kind is of its class: see `PAYLOADS` of the ledger.
_WORDING: Mapping[EntryKind, Callable[..., str]] = {
    EntryKind.CREATED: _created,
    EntryKind.OFFERED: _offered,
    EntryKind.OPENED: _opened,
    EntryKind.ACKNOWLEDGED: _acknowledged,
    EntryKind.QUESTION: _raised,
    EntryKind.CHANGE_WANTED: _raised,
    EntryKind.ANSWERED: _replied,
    EntryKind.KEPT: _replied,
    EntryKind.SIGNED_OFF: _signed,
    EntryKind.DECLINED: _declined,
    EntryKind.WITHDRAWN: _closed,
    EntryKind.EXPIRED: _closed,
    EntryKind.REOPENED: _closed,
    EntryKind.EXECUTED: _executed,
    EntryKind.EXPORTED: _exported,
}
