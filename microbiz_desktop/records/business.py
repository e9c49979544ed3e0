"""Businesses of the contact list (own ones and associates), their people and pictures.

Services of contacts, network and projects read and write these records. A field of the domain's
value that is only stored becomes a column by itself, so that it need not be listed twice.
"""

from dataclasses import is_dataclass
from typing import ClassVar, get_type_hints

from sqlalchemy import Boolean, ForeignKey, Index, Integer, LargeBinary, String, event, text
from sqlalchemy.orm import Mapped, MappedColumn, mapped_column, relationship

from ..domain.clock import Moment
from ..domain.contacts.contacts import (
    ITEMS,
    BusinessData,
    Closeness,
    Level,
    PersonData,
    Stage,
    StageChange,
)
from ..domain.deal import InsuranceSnapshot, PartySnapshot, PersonSnapshot
from ..domain.money.noted import noted_sum
from ..domain.states import Kind
from ..domain.words.names import fold
from .base import Base, Editable, MomentType, ValuesType, WordsType, parts, word_column


class Image(Base):
    """A picture, named by the SHA-256 of its bytes; never changed, removed by forgetting alone.

    What is shown is a clean PNG. Beside it the very bytes that a card brought may be kept, to go
    out with it again: of those neither width nor height is known, and they are never shown.
    """

    __tablename__ = "image"
    kind: ClassVar[Kind] = Kind.BUSINESS

    sha256: Mapped[str] = mapped_column(primary_key=True)
    png: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    width: Mapped[int]
    height: Mapped[int]


class Business(Editable, Base):
    """An own business or an associate, in the fields of `domain.contacts.BusinessData`.

    Columns that are asked for by name stand here; one for each other field is added below.
    `sort_name` follows the name at every flush; bulk inserts bring it along.
    """

    __tablename__ = "business"
    # Ids are never used again: party snapshots and key files point back to them for ever.
    __table_args__ = (
        Index("ix_business_listed", "own", "outside", "archived_at", "sort_name", "id"),
        Index("ix_business_next_on", "next_on"),
        Index("ix_business_opened_at", "opened_at", sqlite_where=text("opened_at IS NOT NULL")),
        Index("ix_business_uid", "uid"),
        {"sqlite_autoincrement": True},
    )
    kind: ClassVar[Kind] = Kind.BUSINESS

    id: Mapped[int] = mapped_column(primary_key=True)
    own: Mapped[bool] = mapped_column(default=False)
    outside: Mapped[bool] = mapped_column(default=False)
    legal_name: Mapped[str]
    trading_name: Mapped[str] = mapped_column(default="")
    legal_form: Mapped[str] = mapped_column(default="sole-trader")
    registration_number: Mapped[str] = mapped_column(default="")
    tax_number: Mapped[str] = mapped_column(default="")
    address: Mapped[str] = mapped_column(default="")
    place: Mapped[str] = mapped_column(default="")
    email: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    strapline: Mapped[str] = mapped_column(default="")
    notes: Mapped[str] = mapped_column(default="")
    best_at: Mapped[str] = mapped_column(default="")
    mission: Mapped[str] = mapped_column(default="")
    met_how: Mapped[str] = mapped_column(default="")
    sign_rule: Mapped[str] = mapped_column(default="one")
    logo: Mapped[str | None] = mapped_column(ForeignKey("image.sha256"))
    sample: Mapped[bool] = mapped_column(default=False)
    archived_at: Mapped[Moment | None] = mapped_column(MomentType)
    opened_at: Mapped[Moment | None] = mapped_column(MomentType)
    sort_name: Mapped[str] = mapped_column(default="")
    closeness: Mapped[int] = mapped_column(default=int(Closeness.UNSAID))
    stage: Mapped[Stage] = mapped_column(word_column(Stage), default=Stage.PROSPECT)
    stage_history: Mapped[tuple[StageChange, ...]] = mapped_column(
        ValuesType(StageChange), default=()
    )
    met_on: Mapped[str] = mapped_column(default="")
    introduced_by_id: Mapped[int | None] = mapped_column(ForeignKey("business.id"), index=True)
    introduced_by: Mapped[str] = mapped_column(default="")
    next_action: Mapped[str] = mapped_column(default="")
    next_on: Mapped[str] = mapped_column(default="")
    private: Mapped[bool] = mapped_column(default=False)
    uid: Mapped[str] = mapped_column(default="")
    labels: Mapped[tuple[str, ...]] = mapped_column(WordsType(), default=())
    extra: Mapped[tuple[str, ...]] = mapped_column(WordsType(), default=())
    skills: Mapped[list["Skill"]] = parts("Skill", "business")
    papers: Mapped[list["PaperRecord"]] = parts("PaperRecord", "business")
    people: Mapped[list["Person"]] = parts("Person", "business")

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
            insurance=tuple(
                InsuranceSnapshot(paper.name, noted_sum(paper.details), paper.expires)
                for paper in self.papers
                if paper.sort == _INSURANCE
            ),
        )


#: Papers of this kind are copied into an agreement.
_INSURANCE = "insurance"


class Skill(Base):
    """A skill held by a business; `key` is its name folded, so that filters and needs meet it."""

    __tablename__ = "skill"
    __table_args__ = (Index("ix_skill_key", "key", "business_id"),)
    kind: ClassVar[Kind] = Kind.BUSINESS

    id: Mapped[int] = mapped_column(primary_key=True)
    business_id: Mapped[int] = mapped_column(
        ForeignKey("business.id", ondelete="CASCADE"), index=True
    )
    position: Mapped[int] = mapped_column(default=0)
    name: Mapped[str]
    key: Mapped[str]
    level: Mapped[int] = mapped_column(default=int(Level.UNSAID))
    evidence: Mapped[str] = mapped_column(default="")
    last_used: Mapped[str] = mapped_column(default="")
    business: Mapped[Business] = relationship(back_populates="skills")

    def whole(self) -> Editable | None:
        """A skill is edited as part of the business."""
        return self.business


class PaperRecord(Base):
    """An insurance, licence or reference of a business; `expires` is ISO text or empty."""

    __tablename__ = "paper"
    __table_args__ = (Index("ix_paper_expires", "expires"),)
    kind: ClassVar[Kind] = Kind.BUSINESS

    id: Mapped[int] = mapped_column(primary_key=True)
    business_id: Mapped[int] = mapped_column(
        ForeignKey("business.id", ondelete="CASCADE"), index=True
    )
    position: Mapped[int] = mapped_column(default=0)
    sort: Mapped[str] = mapped_column("kind")
    name: Mapped[str]
    details: Mapped[str] = mapped_column(default="")
    expires: Mapped[str] = mapped_column(default="")
    business: Mapped[Business] = relationship(back_populates="papers")

    def whole(self) -> Editable | None:
        """A paper is edited as part of the business."""
        return self.business


@event.listens_for(Business, "before_insert")
@event.listens_for(Business, "before_update")
def _sorted(_mapper: object, _connection: object, business: Business) -> None:
    """Lists are ordered by a stored, folded name: 100,000 rows are not sorted at each look."""
    business.sort_name = fold(business.name)


class Person(Base):
    """Someone in a business; who is the contact and who may sign are separate facts.

    Columns that are asked for by name stand here, as in `Business`.
    """

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
    given: Mapped[str] = mapped_column(default="")
    photo: Mapped[str | None] = mapped_column(ForeignKey("image.sha256"))
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


def _column(kind: type, default: object, of: type | None) -> MappedColumn[object]:
    """The column of a field of this type; `of` is what an item is where it is a list."""
    if of:
        listed = ValuesType(of) if is_dataclass(of) else WordsType()
        return mapped_column(listed, default=default, nullable=False)
    return mapped_column(_PLAIN[kind], default=default, nullable=False)


_PLAIN: dict[type, String | Integer | Boolean] = {str: String(), int: Integer(), bool: Boolean()}
#: What is only carried to and fro has no line above: a field of the value is a column here.
for _record, _blank in ((Business, BusinessData()), (Person, PersonData(""))):
    for _name, _kind in get_type_hints(type(_blank)).items():
        if not hasattr(_record, _name):
            setattr(_record, _name, _column(_kind, getattr(_blank, _name), ITEMS.get(_name)))
