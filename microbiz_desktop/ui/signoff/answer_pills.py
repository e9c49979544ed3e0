"""How acknowledgements and standings are shown and said: icon, colours, words."""

from microbiz_desktop.domain.states import Answered
from microbiz_desktop.services.signoff.values import Cell, ClauseHeading, PartyState, PartyStatus

#: Icon, ink and ground of a cell.
_CELLS = {
    Answered.UNDERSTOOD: ("check", "ok", "ok_bg"),
    Answered.QUESTION: ("circle-question-mark", "problem", "problem_bg"),
    Answered.CHANGE_WANTED: ("pencil", "problem", "problem_bg"),
    Answered.NOT_READ: ("circle", "text_3", ""),
}
_WAITING = ("mail-open", "waiting", "waiting_bg")
#: Kind of pill and icon.
_PILLS = {
    PartyState.SIGNED_OFF: ("ok", "check"),
    PartyState.PARTLY: ("waiting", "pen-line"),
    PartyState.QUESTION: ("problem", "circle-question-mark"),
    PartyState.CHANGE: ("problem", "pencil"),
    PartyState.ANSWER: ("waiting", "mail-open"),
    PartyState.READY: ("accent", "pen-line"),
    PartyState.READING: ("neutral", "eye"),
    PartyState.NOT_OPENED: ("neutral", "mail"),
    PartyState.DECLINED: ("problem", "circle-x"),
}


def cell_look(cell: Cell) -> tuple[str, str, str]:
    """Icon, ink and ground; an answer that waits to be read has its own."""
    return _WAITING if cell.waiting else _CELLS[cell.state]


def cell_sentence(party: PartyStatus, clause: ClauseHeading) -> str:
    """As a screen reader says it: "Northlight Film, clause 6: question"."""
    cell = party.cells[clause.id]
    state = f"{cell.state}, answered and to be read" if cell.waiting else str(cell.state)
    return f"{party.name}, clause {clause.number}, {clause.heading}: {state}"


def pill_look(party: PartyStatus) -> tuple[str, str, str]:
    """Where a party stands, as a pill; part of several signatories says how many."""
    kind, icon = _PILLS[party.pill]
    words = party.pill.capitalize()
    if party.pill is PartyState.PARTLY:
        done = sum(person.signed for person in party.signatories)
        words = f"{done} of {party.must_sign} signed off"
    return kind, icon, words


def signatory_line(party: PartyStatus) -> str:
    """Who signs for a party; that all must sign comes first, as long lines are shortened."""
    names = [person.name for person in party.signatories]
    if not names:
        return "nobody may sign yet"
    if len(names) == 1:
        return names[0]
    word = "Both sign" if len(names) == 2 else f"All {len(names)} sign"
    return f"{word}: {', '.join(names[:-1])} and {names[-1]}"
