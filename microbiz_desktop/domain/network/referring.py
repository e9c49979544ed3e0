"""The words that referrals, events and the timeline are kept in."""

from enum import StrEnum


class Direction(StrEnum):
    """Who passed somebody on."""

    GIVEN = "given"
    RECEIVED = "received"


class Consent(StrEnum):
    """Whether the person referred has agreed that their details are passed on."""

    NOT_ASKED = "not asked"
    ASKED = "asked"
    GIVEN = "given"
    REFUSED = "refused"


class ReferralOutcome(StrEnum):
    """What became of a referral."""

    OPEN = "open"
    TALKING = "talking"
    WORK = "work"
    NOTHING = "nothing"


class EventDecision(StrEnum):
    """What the user decided about an event or network."""

    UNDECIDED = ""
    KEEP = "keep"
    LEAVE = "leave"


class EventSort(StrEnum):
    """Something attended once, or a network with a fee."""

    EVENT = "event"
    NETWORK = "network"


#: What a typed entry of the timeline can be.
ENTRY_KINDS = ("meeting", "call", "message", "note", "advice-taken", "advice-given")
#: Those of the advice log.
ADVICE = frozenset({"advice-taken", "advice-given"})
