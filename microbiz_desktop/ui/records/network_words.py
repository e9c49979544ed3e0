"""Words and pills of the network, the same on each of its parts."""

from microbiz_desktop.domain.contacts.contacts import Closeness, Level
from microbiz_desktop.domain.network.referring import (
    Consent,
    Direction,
    EventDecision,
    EventSort,
    ReferralOutcome,
)
from microbiz_desktop.services.shared.words import levels
from microbiz_desktop.ui.look.pills import PillLook

LEVELS = levels("Any level")
CLOSENESS = {
    Closeness.UNSAID: "Not said",
    Closeness.MET: "Have met",
    Closeness.KNOWN: "Know",
    Closeness.WELL_KNOWN: "Know well",
    Closeness.CLOSE: "Close",
}
RELATIONS = {
    "friend": "Friend",
    "former-colleague": "Former colleague",
    "family": "Family",
    "competitor": "Competitor",
    "collaborator": "Collaborator",
    "client": "Client",
    "supplier": "Supplier",
}


def level_of(key: object) -> Level:
    """The level of a skill by the key of a choice."""
    return Level(int(str(key or 0)))


STATES: dict[str, PillLook] = {
    "covered": ("ok", "check", "Covered"),
    "single": ("waiting", "triangle-alert", "Only one"),
    "nobody": ("problem", "circle-alert", "Nobody"),
}
DIRECTIONS = {Direction.GIVEN: "Given by us", Direction.RECEIVED: "Passed on to us"}
CONSENTS = {
    Consent.NOT_ASKED: "Not asked yet",
    Consent.ASKED: "Asked, no answer yet",
    Consent.GIVEN: "Given",
    Consent.REFUSED: "Refused",
}
CONSENT_PILLS: dict[Consent, PillLook] = {
    Consent.NOT_ASKED: ("waiting", "triangle-alert", "Consent not asked"),
    Consent.ASKED: ("waiting", "clock", "Consent asked"),
    Consent.GIVEN: ("ok", "check", "Consent given"),
    Consent.REFUSED: ("problem", "ban", "Consent refused"),
}
OUTCOMES = {
    ReferralOutcome.OPEN: "Open",
    ReferralOutcome.TALKING: "Talking",
    ReferralOutcome.WORK: "Became work",
    ReferralOutcome.NOTHING: "Came to nothing",
}
OUTCOME_PILLS: dict[ReferralOutcome, PillLook] = {
    ReferralOutcome.OPEN: ("accent", "clock", "Open"),
    ReferralOutcome.TALKING: ("accent", "message-circle", "Talking"),
    ReferralOutcome.WORK: ("ok", "check", "Became work"),
    ReferralOutcome.NOTHING: ("neutral", "circle-slash", "Came to nothing"),
}
SORTS = {EventSort.EVENT: "Event", EventSort.NETWORK: "Network with a fee"}
VERDICTS = {
    EventDecision.UNDECIDED: "Not decided",
    EventDecision.KEEP: "Keep going",
    EventDecision.LEAVE: "Leave it",
}
SUGGESTIONS: dict[str, PillLook] = {
    "keep": ("ok", "check", "Keep going"),
    "leave": ("waiting", "log-out", "Leave it"),
    "wait": ("neutral", "hourglass", "Wait"),
}


def verdict_pill(verdict: EventDecision) -> PillLook | None:
    """What was decided about an event; nothing while it is not."""
    return SUGGESTIONS[verdict.value] if verdict.value else None
