"""Businesses of the contact list (own ones and associates), their people and pictures."""

from typing import ClassVar

from sqlalchemy import ForeignKey, Index, LargeBinary
from sqlalchemy.ext.orderinglist import ordering_list
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ..domain.clock import Moment
from ..domain.deal import PartySnapshot, PersonSnapshot
from ..domain.states import Kind
from .base import Base, Editable, MomentType, WordsType


class Image(Base):
    """A picture as a clean PNG, named by the SHA-256 of its bytes; never changed or removed."""

    __tablename__ = "image"
    kind: ClassVar[Kind] = Kind.BUSINESS

    sha256: Mapped[str] = mapped_column(primary_key=True)
    png: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    width: Mapped[int]
    height: Mapped[int]


class Business(Editable, Base):
    """An own business or an associate. `notes` are private: they stay out of every export."""

    __tablename__ = "business"
    # Ids are never used again: party snapshots and key files point back to them for ever.
    __table_args__ = (
        Index("ix_business_own", "own", "archived_at"),
        {"sqlite_autoincrement": True},
    )
    kind: ClassVar[Kind] = Kind.BUSINESS

    id: Mapped[int] = mapped_column(primary_key=True)
    own: Mapped[bool] = mapped_column(default=False)
    legal_name: Mapped[str]
    trading_name: Mapped[str] = mapped_column(default="")
    legal_form: Mapped[str] = mapped_column(default="sole-trader")
    registration_number: Mapped[str] = mapped_column(default="")
    tax_number: Mapped[str] = mapped_column(default="")
    address: Mapped[str] = mapped_column(default="")
    place: Mapped[str] = mapped_column(default="")
    email: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    website: Mapped[str] = mapped_column(default="")
    strapline: Mapped[str] = mapped_column(default="")
    skills: Mapped[tuple[str, ...]] = mapped_column(WordsType, default=())
    notes: Mapped[str] = mapped_column(default="")
    sign_rule: Mapped[str] = mapped_column(default="one")
    logo: Mapped[str | None] = mapped_column(ForeignKey("image.sha256"))
    colour: Mapped[str] = mapped_column(default="")
    sample: Mapped[bool] = mapped_column(default=False)
    archived_at: Mapped[Moment | None] = mapped_column(MomentType)
    opened_at: Mapped[Moment | None] = mapped_column(MomentType)
    people: Mapped[list["Person"]] = relationship(
        back_populates="business",
        cascade="all, delete-orphan",
        order_by="Person.position",
        collection_class=ordering_list("position"),
        lazy="selectin",
    )

    @property
    def name(self) -> str:
        """The name used in running text: the trading name, or the legal name without one."""
        return self.trading_name or self.legal_name

    @property
    def contact(self) -> "Person | None":
        """The person to write to: the one marked as contact, else the first."""
        marked = [person for person in self.people if person.contact]
        return next(iter(marked or self.people), None)

    def snapshot(self, key: str, role: str = "") -> PartySnapshot:
        """A copy for an agreement: what is changed here later does not reach it."""
        return PartySnapshot(
            key=key,
            legal_name=self.legal_name,
            trading_name=self.trading_name,
            legal_form=self.legal_form,
            registration_number=self.registration_number,
            tax_number=self.tax_number,
            address=self.address,
            email=self.email,
            phone=self.phone,
            people=tuple(person.snapshot() for person in self.people),
            sign_rule=self.sign_rule,
            own=self.own,
            role=role,
            logo=self.logo or "",
            business_id=str(self.id),
        )


class Person(Base):
    """Someone in a business; who is the contact and who may sign are separate facts."""

    __tablename__ = "person"
    kind: ClassVar[Kind] = Kind.BUSINESS

    id: Mapped[int] = mapped_column(primary_key=True)
    business_id: Mapped[int] = mapped_column(
        ForeignKey("business.id", ondelete="CASCADE"), index=True
    )
    position: Mapped[int] = mapped_column(default=0)
    name: Mapped[str]
    role: Mapped[str] = mapped_column(default="")
    email: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    may_sign: Mapped[bool] = mapped_column(default=False)
    contact: Mapped[bool] = mapped_column(default=False)
    business: Mapped[Business] = relationship(back_populates="people")

    def whole(self) -> Editable | None:
        """A person is edited as part of the business."""
        return self.business

    def snapshot(self) -> PersonSnapshot:
        """A copy for an agreement."""
        return PersonSnapshot(
            name=self.name,
            role=self.role,
            email=self.email,
            phone=self.phone,
            may_sign=self.may_sign,
        )
