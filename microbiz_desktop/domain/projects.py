"""A project: one piece of work together, its team and what is handed over."""

from dataclasses import dataclass, replace
from enum import StrEnum

from .states import ProjectState


class Duty(StrEnum):
    """Who leads a piece of work, and who takes over when the lead stops."""

    NONE = ""
    LEAD = "lead"
    BACKUP = "back-up"


@dataclass(frozen=True, slots=True)
class TeamMemberData:
    """A business in the team of a project, what it does there, and whether it leads."""

    business_id: int
    name: str = ""
    role: str = ""
    duty: Duty = Duty.NONE


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

    def with_duty(self, duty: Duty) -> TeamMemberData | None:
        """The first of the team with this duty."""
        return next((member for member in self.team if member.duty is duty), None)

    def led_by_backup(self) -> "ProjectData":
        """The same with the back-up as lead, and no back-up any more."""
        after = {Duty.LEAD: Duty.NONE, Duty.BACKUP: Duty.LEAD}
        team = (replace(one, duty=after.get(one.duty, one.duty)) for one in self.team)
        return replace(self, team=tuple(team))


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
