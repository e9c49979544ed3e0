"""How states are shown as pills: colour, icon and word, the same on every screen."""

from microbiz_desktop.domain.links import Urgency
from microbiz_desktop.domain.projects import Duty
from microbiz_desktop.domain.states import AgreementState, ProjectState
from microbiz_desktop.domain.verdicts import Outcome
from microbiz_desktop.services.agreements.values import AgreementRow

#: Kind of pill, icon, word.
PillLook = tuple[str, str, str]

_AGREEMENTS: dict[AgreementState, PillLook] = {
    AgreementState.DRAFT: ("neutral", "file-pen", "Draft"),
    AgreementState.OFFERED: ("accent", "mail-open", "Offered"),
    AgreementState.EXECUTED: ("ok", "check", "Executed"),
    AgreementState.ENDED: ("neutral", "archive", "Ended"),
    AgreementState.DECLINED: ("problem", "circle-x", "Declined"),
    AgreementState.WITHDRAWN: ("neutral", "undo-2", "Withdrawn"),
    AgreementState.EXPIRED: ("waiting", "clock", "Expired"),
    AgreementState.SUPERSEDED: ("neutral", "archive", "Superseded"),
}
_PROJECTS: dict[ProjectState, PillLook] = {
    ProjectState.IDEA: ("neutral", "lightbulb", "Idea"),
    ProjectState.TEAM_FOUND: ("accent", "users", "Team found"),
    ProjectState.TERMS_AGREED: ("ok", "file-check", "Terms agreed"),
    ProjectState.UNDER_WAY: ("accent", "route", "Under way"),
    ProjectState.DONE: ("ok", "check", "Done"),
    ProjectState.REVIEWED: ("neutral", "repeat", "Reviewed"),
}
_DUTIES: dict[Duty, PillLook] = {
    Duty.LEAD: ("accent", "flag", "Lead"),
    Duty.BACKUP: ("neutral", "repeat", "Back-up"),
}
#: The colour of how pressing something is.
URGENCIES = {Urgency.NOW: "problem", Urgency.SOON: "waiting", Urgency.LATER: "neutral"}
#: What a file is, each verdict with looks of its own; the word is the verdict itself.
_VERDICTS: dict[Outcome, tuple[str, str]] = {
    Outcome.THE_VERY_FILE: ("ok", "shield-check"),
    Outcome.CHANGED: ("problem", "shield-alert"),
    Outcome.BAD_INPUT: ("problem", "file-x"),
    Outcome.RESAVED: ("accent", "save"),
    Outcome.AGREES: ("claim", "quote"),
    Outcome.ADDITIONS: ("waiting", "file-plus"),
    Outcome.CANNOT_TELL: ("neutral", "circle-question-mark"),
}


def verdict_pill(outcome: Outcome) -> PillLook:
    """The verdict on a file."""
    kind, icon = _VERDICTS[outcome]
    return kind, icon, f"{outcome[:1].upper()}{outcome[1:]}"


def agreement_pill(row: AgreementRow) -> PillLook:
    """Where an agreement stands, with the count that matters in that state."""
    if row.state is AgreementState.PARTLY_SIGNED_OFF:
        return ("waiting", "clock", f"{row.signed} of {row.expected} signed off")
    if row.state is AgreementState.DRAFT and row.left:
        return ("neutral", "file-pen", f"Draft, {row.left} left")
    return _AGREEMENTS[row.state]


def duty_pill(duty: Duty) -> PillLook | None:
    """Who leads a piece of work and who is the back-up; nothing for the others."""
    return _DUTIES.get(duty)


def project_pill(state: ProjectState) -> PillLook:
    """Where a piece of work stands."""
    return _PROJECTS[state]
