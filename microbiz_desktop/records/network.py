"""What ties the contact list together: who knows whom, what happened, referrals, events, needs.

The services of the network read and write these records. They refer to businesses by foreign keys,
so that merging or forgetting an entry finds every mention of it.
"""

from typing import ClassVar

from sqlalchemy import ForeignKey, Index, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ..domain.clock import Moment
from ..domain.contacts.contacts import Level
from ..domain.states import Kind
from .base import Base, Editable, MomentType
from .business import Business


class Tie(Base):
    """Two businesses that know each other; `first_id` is the smaller. `private` stays unshown."""

    __tablename__ = "tie"
    __table_args__ = (UniqueConstraint("first_id", "second_id"),)
    kind: ClassVar[Kind] = Kind.NETWORK

    id: Mapped[int] = mapped_column(primary_key=True)
    first_id: Mapped[int] = mapped_column(ForeignKey("business.id", ondelete="CASCADE"))
    second_id: Mapped[int] = mapped_column(
        ForeignKey("business.id", ondelete="CASCADE"), index=True
    )
    how: Mapped[str] = mapped_column(default="")
    private: Mapped[bool] = mapped_column(default=False)


class TimelineEntry(Base):
    """A meeting, call, message or note with an associate; `on` is an ISO date. Always private."""

    __tablename__ = "timeline_entry"
    __table_args__ = (Index("ix_timeline_entry_business", "business_id", "on_day"),)
    kind: ClassVar[Kind] = Kind.BUSINESS

    id: Mapped[int] = mapped_column(primary_key=True)
    business_id: Mapped[int] = mapped_column(ForeignKey("business.id", ondelete="CASCADE"))
    sort: Mapped[str] = mapped_column("kind")
    on: Mapped[str] = mapped_column("on_day")
    words: Mapped[str] = mapped_column(default="")
    archived_at: Mapped[Moment | None] = mapped_column(MomentType)


class Referral(Editable, Base):
    """Somebody passed on, by us or to us. Money in minor units of `currency`.

    `associate_id` is who it was exchanged with; `direction` is "given" or "received".
    """

    __tablename__ = "referral"
    kind: ClassVar[Kind] = Kind.NETWORK

    id: Mapped[int] = mapped_column(primary_key=True)
    direction: Mapped[str]
    associate_id: Mapped[int] = mapped_column(
        ForeignKey("business.id", ondelete="CASCADE"), index=True
    )
    referred_id: Mapped[int | None] = mapped_column(
        ForeignKey("business.id", ondelete="SET NULL"), index=True
    )
    referred: Mapped[str] = mapped_column(default="")
    reach: Mapped[str] = mapped_column(default="")
    what_for: Mapped[str] = mapped_column(default="")
    consent: Mapped[str] = mapped_column(default="not asked")
    outcome: Mapped[str] = mapped_column(default="open")
    on: Mapped[str] = mapped_column("on_day", default="")
    worth: Mapped[int] = mapped_column(default=0)
    currency: Mapped[str] = mapped_column(default="GBP")
    notes: Mapped[str] = mapped_column(default="")
    archived_at: Mapped[Moment | None] = mapped_column(MomentType)


class Event(Editable, Base):
    """Something attended: an event, or a network with a fee. Money in minor units of `currency`."""

    __tablename__ = "event"
    kind: ClassVar[Kind] = Kind.NETWORK

    id: Mapped[int] = mapped_column(primary_key=True)
    sort: Mapped[str] = mapped_column("kind", default="event")
    name: Mapped[str]
    on: Mapped[str] = mapped_column("on_day", default="")
    place: Mapped[str] = mapped_column(default="")
    cost: Mapped[int] = mapped_column(default=0)
    currency: Mapped[str] = mapped_column(default="GBP")
    hours: Mapped[int] = mapped_column(default=0)
    verdict: Mapped[str] = mapped_column(default="")
    notes: Mapped[str] = mapped_column(default="")
    archived_at: Mapped[Moment | None] = mapped_column(MomentType)
    met: Mapped[list["Attendance"]] = relationship(
        back_populates="event", cascade="all, delete-orphan", lazy="selectin"
    )


class Attendance(Base):
    """Whom we met at an event, and whether the contact has proved useful."""

    __tablename__ = "attendance"
    __table_args__ = (UniqueConstraint("event_id", "business_id"),)
    kind: ClassVar[Kind] = Kind.NETWORK

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"))
    business_id: Mapped[int] = mapped_column(
        ForeignKey("business.id", ondelete="CASCADE"), index=True
    )
    useful: Mapped[bool] = mapped_column(default=False)
    event: Mapped[Event] = relationship(back_populates="met")
    business: Mapped[Business] = relationship()

    def whole(self) -> Editable | None:
        """Attendance is edited as part of the event."""
        return self.event


class Merged(Base):
    """An entry that went into another one: agreements go on naming it."""

    __tablename__ = "merged"
    kind: ClassVar[Kind] = Kind.BUSINESS

    gone_id: Mapped[int] = mapped_column(
        ForeignKey("business.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    into_id: Mapped[int] = mapped_column(ForeignKey("business.id", ondelete="CASCADE"), index=True)


class NotSame(Base):
    """Two entries that look alike and are not one; `first_id` is the smaller."""

    __tablename__ = "not_same"
    kind: ClassVar[Kind] = Kind.BUSINESS

    first_id: Mapped[int] = mapped_column(
        ForeignKey("business.id", ondelete="CASCADE"), primary_key=True
    )
    second_id: Mapped[int] = mapped_column(
        ForeignKey("business.id", ondelete="CASCADE"), primary_key=True, index=True
    )


class SkillNeed(Base):
    """A skill that is asked for: by a project, or by the business as a whole (no project)."""

    __tablename__ = "need"
    __table_args__ = (Index("ix_need_key", "key"),)
    kind: ClassVar[Kind] = Kind.NETWORK

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int | None] = mapped_column(
        ForeignKey("project.id", ondelete="CASCADE"), index=True
    )
    name: Mapped[str]
    key: Mapped[str]
    level: Mapped[int] = mapped_column(default=int(Level.UNSAID))
    by: Mapped[str] = mapped_column("by_day", default="")
    archived_at: Mapped[Moment | None] = mapped_column(MomentType)


class LabelColour(Base):
    """The colour chosen for a label of one’s own; entries hold the names themselves.

    `key` is the name without regard to capitals, so that no colour is kept twice.
    """

    __tablename__ = "label"
    kind: ClassVar[Kind] = Kind.BUSINESS

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    key: Mapped[str] = mapped_column(unique=True)
    colour: Mapped[str]


class SmartList(Base):
    """A saved search: words and filters as JSON, looked up anew at each showing."""

    __tablename__ = "smart_list"
    kind: ClassVar[Kind] = Kind.NETWORK

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    query: Mapped[str]


class UndoStep(Base):
    """A large step that can be taken back later: `before` holds what it takes, compressed JSON."""

    __tablename__ = "undo_step"
    kind: ClassVar[Kind] = Kind.BUSINESS

    id: Mapped[int] = mapped_column(primary_key=True)
    sort: Mapped[str] = mapped_column("kind")
    title: Mapped[str]
    made_at: Mapped[Moment] = mapped_column(MomentType)
    undone_at: Mapped[Moment | None] = mapped_column(MomentType)
    before: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
