"""Agreements across their revisions; what is frozen is only ever added.

The services of agreements and of sign-off read and write these records. Deals and payloads are kept
as JSON and frozen texts as bytes, so that what was signed stays the same whatever changes here.
"""

import json
from typing import ClassVar

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ..domain.clock import Moment
from ..domain.deal import Deal
from ..domain.errors import NotReady
from ..domain.plain import from_plain, to_plain
from ..domain.states import AgreementState, EntryKind, Kind, may_become
from .base import Base, Editable, MomentType, word_column


def deal_to_json(deal: Deal) -> str:
    """A deal as the JSON text that is stored."""
    return json.dumps(to_plain(deal), ensure_ascii=False, sort_keys=True)


def deal_from_json(text: str) -> Deal:
    """Read `deal_to_json()` back."""
    return from_plain(Deal, json.loads(text), "deal")


class Agreement(Editable, Base):
    """The terms for one piece of work. `public_id` names it outside this database.

    `revision` is the number of the last offer (0 before the first); numbers are never used
    again. `resume` is the place in the interview to come back to. `started_from_id` is the past
    agreement this one began as a copy of. `once_empty` are the ids of questions whose answer was
    emptied when that meant the usual value, with spaces between.
    """

    __tablename__ = "agreement"
    __table_args__ = (
        CheckConstraint("json_valid(deal_json)", name="deal_is_json"),
        {"sqlite_autoincrement": True},
    )
    kind: ClassVar[Kind] = Kind.AGREEMENT

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True)
    project_id: Mapped[int | None] = mapped_column(ForeignKey("project.id"), index=True)
    own_business_id: Mapped[int | None] = mapped_column(ForeignKey("business.id"))
    started_from_id: Mapped[int | None] = mapped_column(ForeignKey("agreement.id"))
    template: Mapped[str]
    title: Mapped[str] = mapped_column(default="")
    state: Mapped[AgreementState] = mapped_column(
        word_column(AgreementState), default=AgreementState.DRAFT
    )
    revision: Mapped[int] = mapped_column(default=0)
    deal_json: Mapped[str]
    resume: Mapped[str] = mapped_column(default="")
    once_empty: Mapped[str] = mapped_column(default="")
    sample: Mapped[bool] = mapped_column(default=False)
    archived_at: Mapped[Moment | None] = mapped_column(MomentType)
    opened_at: Mapped[Moment | None] = mapped_column(MomentType)
    revisions: Mapped[list["Revision"]] = relationship(
        back_populates="agreement", order_by="Revision.number", passive_deletes="all"
    )
    ledger: Mapped[list["LedgerEntry"]] = relationship(
        back_populates="agreement", order_by="LedgerEntry.sequence", passive_deletes="all"
    )

    @property
    def deal(self) -> Deal:
        """The answers as they stand now."""
        return deal_from_json(self.deal_json)

    @deal.setter
    def deal(self, deal: Deal) -> None:
        self.deal_json = deal_to_json(deal)

    @property
    def offered(self) -> "Revision | None":
        """The revision that was offered last, or None before the first offer."""
        return next((item for item in self.revisions if item.number == self.revision), None)

    def move_to(self, state: AgreementState) -> None:
        """Take one step in the life of an agreement. Raises NotReady for a step that is not one."""
        if state == self.state:
            return
        if not may_become(self.state, state):
            raise NotReady(f"An agreement that is {self.state} cannot become {state}.")
        self.state = state


class Revision(Base):
    """A frozen, numbered text as it was offered: canonical bytes, answers, PDF and their hashes.

    `edition` is what its pages print beside the text, as `edition.json`; None in older ones.
    """

    __tablename__ = "revision"
    __table_args__ = (UniqueConstraint("agreement_id", "number"),)
    kind: ClassVar[Kind] = Kind.AGREEMENT

    id: Mapped[int] = mapped_column(primary_key=True)
    agreement_id: Mapped[int] = mapped_column(ForeignKey("agreement.id"))
    number: Mapped[int]
    text: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    fingerprint: Mapped[str] = mapped_column(index=True)
    deal_json: Mapped[str] = mapped_column(deferred=True)
    template_version: Mapped[str]
    pack: Mapped[str]
    pack_version: Mapped[str]
    pdf: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    pdf_sha256: Mapped[str]
    check_code: Mapped[str]
    offered_at: Mapped[Moment] = mapped_column(MomentType)
    open_until: Mapped[str] = mapped_column(default="")
    edition: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)
    agreement: Mapped[Agreement] = relationship(back_populates="revisions")

    @property
    def deal(self) -> Deal:
        """The answers this text was made from."""
        return deal_from_json(self.deal_json)


class LedgerEntry(Base):
    """One entry of the append-only, chained and signed record; `payload` is canonical JSON.

    `format` is the number of the ledger's format its hash was made by, `note` what is odd of it.
    """

    __tablename__ = "ledger_entry"
    __table_args__ = (UniqueConstraint("agreement_id", "sequence"),)
    kind: ClassVar[Kind] = Kind.AGREEMENT

    id: Mapped[int] = mapped_column(primary_key=True)
    agreement_id: Mapped[int] = mapped_column(ForeignKey("agreement.id"))
    sequence: Mapped[int]
    entry: Mapped[EntryKind] = mapped_column(word_column(EntryKind))
    revision: Mapped[int]
    at: Mapped[Moment] = mapped_column(MomentType)
    payload: Mapped[str]
    previous: Mapped[str]
    hash: Mapped[str] = mapped_column(unique=True)
    signature: Mapped[str]
    key_id: Mapped[str]
    format: Mapped[int] = mapped_column(default=1)
    note: Mapped[str] = mapped_column(default="")
    agreement: Mapped[Agreement] = relationship(back_populates="ledger")


class EvidenceFile(Base):
    """A returned paper, scan or message, kept byte for byte, and how it came.

    `received_on` is ISO text; the day it came and the moment it was filed are apart.
    """

    __tablename__ = "evidence_file"
    __table_args__ = (UniqueConstraint("agreement_id", "sha256"),)
    kind: ClassVar[Kind] = Kind.AGREEMENT

    id: Mapped[int] = mapped_column(primary_key=True)
    agreement_id: Mapped[int] = mapped_column(ForeignKey("agreement.id"))
    revision: Mapped[int]
    sha256: Mapped[str]
    name: Mapped[str]
    mime: Mapped[str]
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    received_on: Mapped[str] = mapped_column(default="")
    received_by: Mapped[str] = mapped_column(default="")
    how: Mapped[str] = mapped_column(default="")
    filed_at: Mapped[Moment] = mapped_column(MomentType)


class ExecutedCopy(Base):
    """The final PDF of a revision that every party signed off; `edition` as of a revision."""

    __tablename__ = "executed_copy"
    __table_args__ = (UniqueConstraint("agreement_id", "revision"),)
    kind: ClassVar[Kind] = Kind.AGREEMENT

    id: Mapped[int] = mapped_column(primary_key=True)
    agreement_id: Mapped[int] = mapped_column(ForeignKey("agreement.id"))
    revision: Mapped[int]
    pdf: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    pdf_sha256: Mapped[str]
    made_at: Mapped[Moment] = mapped_column(MomentType)
    edition: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)
