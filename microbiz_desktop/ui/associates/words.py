"""Words on the screen for what the contact list keeps as keys and steps."""

from datetime import date

from microbiz_desktop.domain.contacts.contacts import Stage
from microbiz_desktop.domain.words.typed_days import write_about
from microbiz_desktop.services.shared import words
from microbiz_desktop.ui.look.pills import PillLook
from microbiz_desktop.ui.records import network_words

LEVELS = words.levels("Not said")
STAGES = words.STAGES
CLOSENESS, RELATIONS = network_words.CLOSENESS, network_words.RELATIONS
_STAGE_PILLS = {
    Stage.PROSPECT: ("neutral", "circle"),
    Stage.TALKING: ("accent", "message-circle"),
    Stage.FIRST_WORK: ("accent", "handshake"),
    Stage.TRUSTED: ("ok", "check"),
    Stage.PAUSED: ("waiting", "hourglass"),
    Stage.NOT_AGAIN: ("neutral", "ban"),
}
PAPERS = {
    "insurance": "Insurance",
    "licence": "Licence",
    "reference": "Reference",
    "other": "Other paper",
}
SIZES = {
    "": "Not said",
    "1": "One person",
    "2-5": "2 to 5 people",
    "6-20": "6 to 20 people",
    "21-100": "21 to 100 people",
    "more": "More than 100 people",
}
WAYS = {"phone": "Phone", "email": "E-mail", "link": "Link"}
PREFERS = {
    "": "No wish",
    "phone": "A call",
    "message": "A text message",
    "email": "An e-mail",
    "post": "A letter",
    "in person": "In person",
}
HAPPENINGS = {
    "meeting": "Meeting",
    "call": "Call",
    "message": "Message",
    "note": "Note",
    "advice-taken": "Advice we had",
    "advice-given": "Advice we gave",
}


def stage_pill(stage: Stage) -> PillLook:
    """A stage as colour, icon and word."""
    kind, icon = _STAGE_PILLS[stage]
    return (kind, icon, STAGES[stage])


def when_words(iso: str) -> str:
    """`2027-06` as "June 2027", `2027` as it is, a day in words."""
    return write_about(iso)


def paper_pill(expires: str, today: date) -> PillLook | None:
    """When a paper runs out, once that is near or past; None while it is far."""
    try:
        days = (date.fromisoformat(expires) - today).days
    except ValueError:
        return None
    if days < 0:
        return ("problem", "circle-alert", "Expired")
    if days <= 60:
        return ("waiting", "clock", f"{days} days left" if days != 1 else "1 day left")
    return None
