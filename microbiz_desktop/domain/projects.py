"""A project: one piece of work together, its team and what is handed over."""

from dataclasses import dataclass

from .states import ProjectState


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
