"""Facts about this data folder that are no setting of a window."""

from typing import ClassVar

from sqlalchemy.orm import Mapped, mapped_column

from ..domain.states import Kind
from .base import Base


class SettingRow(Base):
    """A named text; the last writer wins, so nothing a form edits is kept here once it is made."""

    __tablename__ = "setting"
    kind: ClassVar[Kind] = Kind.SETTING

    key: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]
