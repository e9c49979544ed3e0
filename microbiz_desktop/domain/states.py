"""The life of an agreement and of a project, as data: which step may follow which."""

from enum import StrEnum


class AgreementState(StrEnum):
    """Where an agreement stands. Three facts, three words: signed off, executed, sealed."""

    DRAFT = "draft"
    OFFERED = "offered"
    PARTLY_SIGNED_OFF = "partly signed off"
    EXECUTED = "executed"
    ENDED = "ended"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    SUPERSEDED = "superseded"


#: States in which an offer is open for sign-off.
LIVE = frozenset({AgreementState.OFFERED, AgreementState.PARTLY_SIGNED_OFF})
#: States in which an executed copy is there.
BINDING = frozenset({AgreementState.EXECUTED, AgreementState.ENDED, AgreementState.SUPERSEDED})

_NEXT: dict[AgreementState, frozenset[AgreementState]] = {
    AgreementState.DRAFT: frozenset({AgreementState.OFFERED}),
    AgreementState.OFFERED: frozenset(
        {
            AgreementState.PARTLY_SIGNED_OFF,
            AgreementState.EXECUTED,
            AgreementState.DRAFT,
            AgreementState.DECLINED,
            AgreementState.WITHDRAWN,
            AgreementState.EXPIRED,
        }
    ),
    AgreementState.PARTLY_SIGNED_OFF: frozenset(
        {
            AgreementState.EXECUTED,
            AgreementState.DRAFT,
            AgreementState.DECLINED,
            AgreementState.WITHDRAWN,
            AgreementState.EXPIRED,
        }
    ),
    AgreementState.EXECUTED: frozenset({AgreementState.ENDED, AgreementState.SUPERSEDED}),
    AgreementState.DECLINED: frozenset({AgreementState.DRAFT}),
    AgreementState.WITHDRAWN: frozenset({AgreementState.DRAFT}),
    AgreementState.EXPIRED: frozenset({AgreementState.DRAFT}),
    AgreementState.ENDED: frozenset(),
    AgreementState.SUPERSEDED: frozenset(),
}


def may_become(now: AgreementState, then: AgreementState) -> bool:
    """Whether an agreement may go from `now` to `then` in one step."""
    return then in _NEXT[now]


class ProjectState(StrEnum):
    """Where one piece of work together stands."""

    IDEA = "idea"
    TEAM_FOUND = "team found"
    TERMS_AGREED = "terms agreed"
    UNDER_WAY = "under way"
    DONE = "done"
    REVIEWED = "reviewed"


class Answered(StrEnum):
    """One party's acknowledgement of one clause of one revision."""

    NOT_READ = "not read yet"
    UNDERSTOOD = "understood"
    QUESTION = "question"
    CHANGE_WANTED = "change wanted"


class EntryKind(StrEnum):
    """What an entry of the ledger records."""

    CREATED = "created"
    OFFERED = "offered"
    OPENED = "opened"
    ACKNOWLEDGED = "acknowledged"
    QUESTION = "question"
    CHANGE_WANTED = "change wanted"
    ANSWERED = "answered"
    KEPT = "kept"
    SIGNED_OFF = "signed off"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    REOPENED = "reopened"
    EXPIRED = "expired"
    SUPERSEDED = "superseded"
    EXECUTED = "executed"
    EXPORTED = "exported"
    AMENDED = "amended"
    ENDED = "ended"


class Kind(StrEnum):
    """Kinds of things whose change a commit announces; whoever shows them reloads."""

    BUSINESS = "business"
    PROJECT = "project"
    AGREEMENT = "agreement"
    NETWORK = "network"
    SETTING = "setting"
