"""What the services of the network give to the screens: frozen values, nothing else.

Network, Home and the cards of associates read them. Plain values may cross threads and outlive
their transaction, which records of the database may not.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from ...domain.contacts.contacts import Level
from ...domain.links import Link, to_business
from ...domain.network.referring import (
    Consent,
    Direction,
    EventDecision,
    EventSort,
    ReferralOutcome,
)


@dataclass(frozen=True, slots=True)
class Happening:
    """One line of a timeline; `on` is an ISO date or empty.

    `kind` is one of `ENTRY_KINDS` for what was typed (`entry_id` above 0, it can be changed), else
    referral, project, agreement, stage, event or met.
    """

    on: str
    kind: str
    words: str
    target: Link | None = None
    entry_id: int = 0


@dataclass(frozen=True, slots=True)
class TieRow:
    """Somebody an associate knows; `introduced` when it follows from who introduced whom."""

    id: int
    name: str
    how: str
    private: bool = False
    introduced: bool = False
    logo: str = ""


@dataclass(frozen=True, slots=True)
class Node:
    """Somebody on the map; `degree` is how many of the others shown are known to them.

    `outside` is no associate: a client, a friend.
    """

    id: int
    name: str
    logo: str = ""
    degree: int = 0
    private: bool = False
    closeness: int = 0
    outside: bool = False


@dataclass(frozen=True, slots=True)
class Edge:
    """Two on the map who know each other."""

    a: int
    b: int
    how: str = ""


@dataclass(frozen=True, slots=True)
class Graph:
    """Who knows whom; `total` is how many are known, shown or not."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    total: int = 0


@dataclass(frozen=True, slots=True)
class Step:
    """One introduction of a chain: who it leads to, and why that should work."""

    id: int
    name: str
    why: str


@dataclass(frozen=True, slots=True)
class Path:
    """A way to somebody. Without steps, `none` says why there is no way and what would make one.

    `request` is a draft to the first in the chain.
    """

    steps: tuple[Step, ...]
    request: str = ""
    none: str = ""


@dataclass(frozen=True, slots=True)
class NeedData:
    """A skill that is asked for; `by` is an ISO date or empty, `project_id` 0 business-wide."""

    name: str
    level: Level = Level.UNSAID
    by: str = ""
    id: int = 0
    project_id: int = 0


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody who holds a skill, and how well."""

    id: int
    name: str
    level: Level
    skill: str = ""
    own: bool = False

    @property
    def link(self) -> Link:
        """Where this business is opened."""
        return to_business(self.id, own=self.own)


@dataclass(frozen=True, slots=True)
class Coverage:
    """A need and who holds it. `state` is covered, single or nobody.

    `count` is how many hold it well enough, of whom `holders` are the best; `below` hold it less
    well than asked, or it is not said how well. `about` is the project, or empty business-wide.
    """

    need: NeedData
    state: str
    count: int
    holders: tuple[Holder, ...] = ()
    below: tuple[Holder, ...] = ()
    about: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class TeamPick:
    """One of a team: what it brings, and why this one."""

    id: int
    name: str
    brings: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Team:
    """The smallest team for a job. `exact` says whether every combination was compared.

    `there` are needs covered already, by whom; `nobody` what nobody holds; `how` says in words how
    the team was found.
    """

    picks: tuple[TeamPick, ...]
    there: tuple[str, ...]
    nobody: tuple[str, ...]
    exact: bool
    candidates: int
    how: str


@dataclass(frozen=True, slots=True)
class ReferralData:
    """A referral as its editor shows it; money in minor units; `id` 0 is new."""

    id: int = 0
    version: int = 0
    direction: Direction = Direction.GIVEN
    associate_id: int = 0
    associate: str = ""
    referred_id: int = 0
    referred: str = ""
    reach: str = ""
    what_for: str = ""
    consent: Consent = Consent.NOT_ASKED
    outcome: ReferralOutcome = ReferralOutcome.OPEN
    on: str = ""
    worth: int = 0
    currency: str = "GBP"
    notes: str = ""

    @property
    def name(self) -> str:
        """Who was passed on, as a heading."""
        return self.referred or "Somebody"


@dataclass(frozen=True, slots=True)
class ReferralRow:
    """One row of the referrals list."""

    id: int
    direction: Direction
    referred: str
    associate: str
    what_for: str
    on: str
    consent: Consent
    outcome: ReferralOutcome


@dataclass(frozen=True, slots=True)
class Balance:
    """What went to and came from one associate.

    `work_*` counts what became work; `worth_*` are finished lines of what that was worth.
    """

    given: int = 0
    received: int = 0
    work_given: int = 0
    work_received: int = 0
    worth_given: str = ""
    worth_received: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class ReferralCard:
    """A referral to pass on: text, heading and lines; `details` false leaves the person out."""

    title: str
    lines: tuple[tuple[str, str], ...]
    note: str
    text: str
    file_name: str
    details: bool


@dataclass(frozen=True, slots=True)
class Met:
    """Somebody met at an event, and whether the contact has proved useful."""

    business_id: int
    name: str = ""
    useful: bool = False


@dataclass(frozen=True, slots=True)
class EventData:
    """An event or network as its editor shows it; cost in minor units; `id` 0 is new."""

    id: int = 0
    version: int = 0
    sort: EventSort = EventSort.EVENT
    name: str = ""
    on: str = ""
    place: str = ""
    cost: int = 0
    currency: str = "GBP"
    hours: int = 0
    verdict: EventDecision = EventDecision.UNDECIDED
    notes: str = ""
    met: tuple[Met, ...] = ()


@dataclass(frozen=True, slots=True)
class EventFigures:
    """What an event cost for what it brought. `each` is minor units for each useful contact.

    `suggestion` is keep, leave or wait, with its `reason`.
    """

    met: int
    useful: int
    each: int | None
    each_words: str
    suggestion: str
    reason: str


@dataclass(frozen=True, slots=True)
class EventRow:
    """One row of the events list."""

    id: int
    sort: EventSort
    name: str
    on: str
    place: str
    cost_words: str
    met: int
    useful: int
    verdict: EventDecision


@dataclass(frozen=True, slots=True)
class SmallStep:
    """One thing that takes two minutes, why today, and where its button leads."""

    key: str
    title: str
    reason: str
    button: str
    target: Link
    minutes: int = 2


@dataclass(frozen=True, slots=True)
class Count:
    """A plain count: `number` of `of`; never a score."""

    label: str
    number: int
    of: int


@dataclass(frozen=True, slots=True)
class FollowUp:
    """An introduction nobody has followed up yet."""

    title: str
    second_line: str
    logo: str
    target: Link


@dataclass(frozen=True, slots=True)
class Strength:
    """The network in plain counts, the needs nobody covers, and introductions to follow up."""

    counts: tuple[Count, ...]
    missing: tuple[str, ...]
    follow_ups: tuple[FollowUp, ...]


Positions = Mapping[int, tuple[float, float]]
