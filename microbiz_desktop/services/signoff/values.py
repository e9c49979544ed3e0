"""The sign-off room as screens and commands get it: frozen values."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from ...domain.states import AgreementState, Answered
from ...domain.text import AgreementText
from .after_signing import ComingDate, Recipient


@dataclass(frozen=True, slots=True)
class ClauseHeading:
    """A clause as a column of the sign-off matrix; `summary` all its notes in one text."""

    id: str
    number: str
    heading: str
    summary: str


@dataclass(frozen=True, slots=True)
class Cell:
    """One party's acknowledgement of one clause; `waiting` when an answer awaits that party."""

    state: Answered
    waiting: bool = False


@dataclass(frozen=True, slots=True)
class SignatoryStatus:
    """A person who signs for a party, and when and how that was done (empty while not)."""

    name: str
    capacity: str
    signed: bool
    how: str = ""
    when: str = ""


class PartyState(StrEnum):
    """Where a party stands with an offer; what blocks it comes before what is done."""

    SIGNED_OFF = "signed off"
    PARTLY = "partly signed off"
    QUESTION = "question open"
    CHANGE = "change wanted"
    ANSWER = "answer to read"
    READY = "ready to sign"
    READING = "reading"
    NOT_OPENED = "not opened"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True)
class PartyStatus:
    """One row of the matrix."""

    key: str
    name: str
    logo: str
    signatories: tuple[SignatoryStatus, ...]
    must_sign: int
    cells: Mapping[str, Cell]
    pill: PartyState
    how: str
    when: str
    own: bool = False

    @property
    def through(self) -> bool:
        """Whether nothing more is asked of this party."""
        return self.pill in (PartyState.SIGNED_OFF, PartyState.DECLINED)


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question or a wanted change with what was answered. `sequence` is its ledger entry.

    `kind` is "question" or "change wanted"; `outcome` is "" while open, else "answered" or
    "kept"; `acknowledged` once the party has acknowledged the clause after the answer.
    """

    sequence: int
    party: str
    party_name: str
    person: str
    clause: str
    clause_number: str
    clause_heading: str
    kind: str
    words: str
    when: str
    answer: str = ""
    answered_when: str = ""
    outcome: str = ""
    acknowledged: bool = False


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One entry of the ledger in plain words; `hash` is hex, `clock` what its time needs said."""

    sequence: int
    when: str
    what: str
    hash: str
    clock: str = ""


@dataclass(frozen=True, slots=True)
class SignOffRoom:
    """Everything the sign-off room shows for the current revision.

    `problem` says what does not hold of the record, and what to do: nobody signs meanwhile.
    `notes` are what is odd of it, such as a clock that moved back. `dates` and `recipients` are
    what is needed once it is executed.
    """

    agreement_id: int
    version: int
    title: str
    kind_title: str
    state: AgreementState
    revision: int
    offered_when: str
    open_until: str
    clauses: tuple[ClauseHeading, ...]
    parties: tuple[PartyStatus, ...]
    exchanges: tuple[Exchange, ...]
    fingerprint: str
    words: tuple[str, ...]
    check_code: str
    signed: int
    next_steps: tuple[str, ...]
    history: tuple[HistoryLine, ...]
    text: AgreementText
    executed: bool = False
    problem: str = ""
    notes: tuple[str, ...] = ()
    dates: tuple[ComingDate, ...] = ()
    recipients: tuple[Recipient, ...] = ()
