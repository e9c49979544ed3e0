"""Projects, their team and what is handed over."""

from collections.abc import Mapping
from typing import ClassVar

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ..domain.clock import Moment
from ..domain.deal import Deliverable, ProjectDetails
from ..domain.states import Kind, ProjectState
from .base import Base, Editable, MomentType, parts, word_column
from .business import Business


class Project(Editable, Base):
    """One piece of work done together. Dates are ISO text, or empty while unknown."""

    __tablename__ = "project"
    __table_args__ = ({"sqlite_autoincrement": True},)
    kind: ClassVar[Kind] = Kind.PROJECT

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    brief: Mapped[str] = mapped_column(default="")
    client: Mapped[str] = mapped_column(default="")
    client_address: Mapped[str] = mapped_column(default="")
    start: Mapped[str] = mapped_column("start_on", default="")
    end: Mapped[str] = mapped_column("end_on", default="")
    state: Mapped[ProjectState] = mapped_column(
        word_column(ProjectState), default=ProjectState.IDEA
    )
    sample: Mapped[bool] = mapped_column(default=False)
    archived_at: Mapped[Moment | None] = mapped_column(MomentType)
    opened_at: Mapped[Moment | None] = mapped_column(MomentType)
    team: Mapped[list["TeamMember"]] = parts("TeamMember", "project")
    deliverables: Mapped[list["DeliverableRecord"]] = parts("DeliverableRecord", "project")

    def go_on_to(self, state: ProjectState) -> None:
        """Go on to a state, unless it is further already."""
        order = list(ProjectState)
        if order.index(state) > order.index(self.state):
            self.state = state

    def facts(self, party_keys: Mapping[int, str]) -> ProjectDetails:
        """A copy for an agreement; `party_keys` gives the party key of each business id in it."""
        return ProjectDetails(
            name=self.name,
            brief=self.brief,
            client=self.client,
            client_address=self.client_address,
            start=self.start,
            end=self.end,
            deliverables=tuple(
                Deliverable(item.title, party_keys.get(item.owner_id or 0, ""), item.due)
                for item in self.deliverables
            ),
        )


class TeamMember(Base):
    """A business in the team of a project, with its role there; `duty` is lead or back-up."""

    __tablename__ = "team_member"
    __table_args__ = (UniqueConstraint("project_id", "business_id"),)
    kind: ClassVar[Kind] = Kind.PROJECT

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id", ondelete="CASCADE"))
    business_id: Mapped[int] = mapped_column(ForeignKey("business.id"), index=True)
    role: Mapped[str] = mapped_column(default="")
    duty: Mapped[str] = mapped_column(default="")
    position: Mapped[int] = mapped_column(default=0)
    project: Mapped[Project] = relationship(back_populates="team")
    business: Mapped[Business] = relationship(lazy="selectin")

    def whole(self) -> Editable | None:
        """The team is edited as part of the project."""
        return self.project


class DeliverableRecord(Base):
    """Something one business hands over by a date (ISO text, or empty while unknown)."""

    __tablename__ = "deliverable"
    kind: ClassVar[Kind] = Kind.PROJECT

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(
        ForeignKey("project.id", ondelete="CASCADE"), index=True
    )
    title: Mapped[str]
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("business.id"))
    due: Mapped[str] = mapped_column(default="")
    position: Mapped[int] = mapped_column(default=0)
    project: Mapped[Project] = relationship(back_populates="deliverables")

    def whole(self) -> Editable | None:
        """Deliverables are edited as part of the project."""
        return self.project
