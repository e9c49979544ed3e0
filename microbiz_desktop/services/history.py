"""The ledger in plain words: one line for each entry."""

from collections.abc import Callable, Mapping
from typing import Any

from ..domain.ledger import Fact
from ..domain.states import EntryKind
from ..domain.text import AgreementText
from ..records.agreement import LedgerEntry
from . import phrases
from .agreement_values import facts_of
from .values import HistoryLine


def history(
    entries: list[LedgerEntry], texts: Mapping[int, AgreementText]
) -> tuple[HistoryLine, ...]:
    """Every entry in order; `texts` give the names and clause numbers of each revision."""
    return tuple(
        HistoryLine(
            fact.sequence,
            phrases.day_time(fact.at),
            sentence(fact, texts.get(fact.revision)),
            entry.hash,
        )
        for entry, fact in zip(entries, facts_of(entries), strict=True)
    )


def sentence(fact: Fact, text: AgreementText | None) -> str:
    """What one entry records, with names instead of keys."""
    wording = _WORDING.get(fact.kind)
    return str(fact.kind).capitalize() if wording is None else wording(fact, _Names(text))


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
        return f"{'clause' if len(keys) == 1 else 'clauses'} {phrases.joined(numbers)}"


def _created(fact: Fact, _names: _Names) -> str:
    return f"Started: “{fact.payload.title}”" if fact.payload.title else "Started"


def _offered(fact: Fact, _names: _Names) -> str:
    count = phrases.counted(len(fact.payload.parties), "party", "parties")
    return f"Revision {fact.revision} offered to {count}"


def _opened(fact: Fact, names: _Names) -> str:
    return f"{names.party(fact.payload.party)} opened the offer"


def _acknowledged(fact: Fact, names: _Names) -> str:
    said = fact.payload
    return f"{names.party(said.party)} understood {names.clauses(said.clauses)}"


def _raised(fact: Fact, names: _Names) -> str:
    said = fact.payload
    act = "asked about" if fact.kind is EntryKind.QUESTION else "wants a change of"
    return f"{names.party(said.party)} {act} {names.clause(said.clause)}: “{said.words}”"


def _replied(fact: Fact, _names: _Names) -> str:
    act = "Answered" if fact.kind is EntryKind.ANSWERED else "Kept"
    return f"{act} entry {fact.payload.to}: “{fact.payload.words}”"


def _signed(fact: Fact, names: _Names) -> str:
    said = fact.payload
    where = "on paper" if said.method == "paper" else "on this screen"
    return f"{said.signatory} signed off for {names.party(said.party)} {where}"


def _declined(fact: Fact, names: _Names) -> str:
    said = fact.payload
    return f"{names.party(said.party)} declined" + (f": “{said.reason}”" if said.reason else "")


def _closed(fact: Fact, _names: _Names) -> str:
    what = {
        EntryKind.WITHDRAWN: f"Revision {fact.revision} withdrawn",
        EntryKind.EXPIRED: f"Revision {fact.revision} expired",
        EntryKind.REOPENED: "Reopened for a change of text",
    }[fact.kind]
    return what + (f": “{fact.payload.reason}”" if fact.payload.reason else "")


def _executed(fact: Fact, _names: _Names) -> str:
    return f"Revision {fact.revision} executed"


_WORDING: Mapping[EntryKind, Callable[[Fact, Any], str]] = {
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
}
