"""Sealed ideas as they are kept: the bytes of an idea and its key, which no export but one has."""

from typing import ClassVar

from sqlalchemy import ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from ..domain.clock import Moment
from ..domain.states import Kind
from .base import Base, MomentType


class SealedIdea(Base):
    """An idea of one of our own businesses; a trigger keeps bytes, key and number as they are.

    `title` is what an agreement may print. `file_name` is empty for what was typed, and no more
    shown than the idea itself.
    """

    __tablename__ = "sealed_idea"
    kind: ClassVar[Kind] = Kind.AGREEMENT

    id: Mapped[int] = mapped_column(primary_key=True)
    business_id: Mapped[int] = mapped_column(
        ForeignKey("business.id", ondelete="CASCADE"), index=True
    )
    title: Mapped[str]
    file_name: Mapped[str] = mapped_column(default="")
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    key: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    number: Mapped[str] = mapped_column(unique=True)
    size: Mapped[int]
    made_at: Mapped[Moment] = mapped_column(MomentType)
    archived_at: Mapped[Moment | None] = mapped_column(MomentType)
