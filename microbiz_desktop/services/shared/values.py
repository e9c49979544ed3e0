"""What the services give to the screens and the command line: frozen values, nothing else."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from ...domain.clock import Moment
from ...domain.contacts.contacts import BusinessData, PersonData, SkillData
from ...domain.deal import Deal
from ...domain.findings import Finding
from ...domain.links import Link, Screen, Urgency, to_business
from ...domain.states import AgreementState, ProjectState
from ...domain.text import AgreementText
from .room_values import (
    Cell,
    ClauseHead,
    Exchange,
    HistoryLine,
    PartyStanding,
    SignatoryStanding,
    SignOffRoom,
)

#: Defined beside for the length of this file, given out from here.
__all__ = [
    "BusinessData",
    "Cell",
    "ClauseHead",
    "Exchange",
    "HistoryLine",
    "PartyStanding",
    "PersonData",
    "SignOffRoom",
    "SignatoryStanding",
    "SkillData",
]


@dataclass(frozen=True, slots=True)
class BusinessRow:
    """One row of the associates list."""

    id: int
    name: str
    second_line: str
    place: str
    logo: str
    live_agreements: int = 0


@dataclass(frozen=True, slots=True)
class TeamMemberData:
    """A business in the team of a project and what it does there."""

    business_id: int
    name: str = ""
    role: str = ""


@dataclass(frozen=True, slots=True)
class DeliverableData:
    """Something handed over: title, owner business (0 while nobody), due as ISO text or empty."""

    title: str
    owner_id: int = 0
    due: str = ""


@dataclass(frozen=True, slots=True)
class ProjectData:
    """One piece of work as its editor shows it; dates are ISO text or empty; `id` 0 is new."""

    id: int = 0
    version: int = 0
    name: str = ""
    brief: str = ""
    client: str = ""
    client_address: str = ""
    start: str = ""
    end: str = ""
    state: ProjectState = ProjectState.IDEA
    team: tuple[TeamMemberData, ...] = ()
    deliverables: tuple[DeliverableData, ...] = ()
    sample: bool = False


@dataclass(frozen=True, slots=True)
class ProjectRow:
    """One row of the projects list; `when` is a finished line ("30 November 2026 to …")."""

    id: int
    name: str
    client: str
    state: ProjectState
    team_size: int
    when: str
    agreements: int = 0


@dataclass(frozen=True, slots=True)
class AgreementRow:
    """One row of the agreements list. `signed` of `expected` parties have signed off.

    `note` is a finished short line ("Open until 5 December", "Starts 30 November").
    """

    id: int
    title: str
    kind_title: str
    party_count: int
    state: AgreementState
    revision: int
    signed: int
    expected: int
    errors: int
    note: str
    changed: Moment | None = None


@dataclass(frozen=True, slots=True)
class AgreementData:
    """An agreement as the studio opens it; `resume` is the section and question left last.

    `revision` is the number of the last offered revision (0: never offered); `project_id` 0: none;
    `started_from` the agreement whose deal was copied, or 0; `once_empty` the questions whose
    answer was emptied when that meant the usual value.
    """

    id: int
    version: int
    public_id: str
    title: str
    kind_title: str
    state: AgreementState
    revision: int
    deal: Deal
    resume: tuple[str, str] = ("", "")
    project_id: int = 0
    own_business_id: int = 0
    saved: Moment | None = None
    started_from: int = 0
    once_empty: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SectionProgress:
    """How far one section of the interview is: answered of asked, and errors that lead there."""

    section: str
    title: str
    answered: int
    asked: int
    errors: int
    warnings: int


@dataclass(frozen=True, slots=True)
class DraftView:
    """What compiling one version of a draft gave: text, findings, progress, and who gets what.

    `receives` is each party's sum in the worked example (party key, minor units), in party order;
    `shared` says for each question of shares which sum it shares out, minor units. `places` says
    for each question in which clauses or schedules (ids) its answer stands, so that the preview
    can follow the interview.
    """

    version: int
    text: AgreementText
    findings: tuple[Finding, ...]
    progress: tuple[SectionProgress, ...]
    receives: tuple[tuple[str, int], ...] = ()
    shared: Mapping[str, int] = field(default_factory=dict)
    places: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PageAnchor:
    """Where a clause stands: its id, page index from 0, top and bottom in points from the top.

    `left` and `right` are those of its column, 0 where they are not known.
    """

    id: str
    page: int
    top: float
    bottom: float
    left: float = 0.0
    right: float = 0.0


@dataclass(frozen=True, slots=True)
class Pages:
    """Rendered pages: the PDF bytes, how many pages, and where clauses stand."""

    pdf: bytes
    count: int
    anchors: tuple[PageAnchor, ...]


@dataclass(frozen=True, slots=True)
class Need:
    """Something that needs the user today: what, why, the button, and where it leads."""

    title: str
    reason: str
    button: str
    urgency: Urgency
    target: Link


@dataclass(frozen=True, slots=True)
class DatedLine:
    """A date of this week with what it holds; `day` is ISO text."""

    day: str
    title: str
    about: str
    target: Link


@dataclass(frozen=True, slots=True)
class HomeView:
    """What Home shows; `person` is whom to greet or empty."""

    person: str
    today: str
    needs: tuple[Need, ...]
    live: tuple[AgreementRow, ...]
    live_total: int
    week: tuple[DatedLine, ...]
    counts: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Hit:
    """A place to jump to: `kind` is associate, own business, project, agreement or action."""

    kind: str
    id: int
    title: str
    second_line: str
    matched: str = ""
    place: str = ""

    @property
    def link(self) -> Link:
        """Where it is opened."""
        if self.kind == "own business":
            return to_business(self.id, own=True)
        return Link(Screen(self.kind), self.id)


class RevisionLine(NamedTuple):
    """A revision in the list of them: number, day offered, fingerprint, and what became of it."""

    number: int
    offered_when: str
    fingerprint: str
    state: AgreementState


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference between two deals or two revisions, in plain words."""

    place: str
    before: str
    after: str
