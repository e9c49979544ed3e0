"""What every record shares: the base class, the column types, and the version that forms show.

All other modules of records build on it. Words, times and small lists are stored as text that can
be read without this program, so that a data file outlives it.
"""

import json
from collections.abc import Sequence
from dataclasses import fields
from enum import StrEnum
from typing import TYPE_CHECKING, ClassVar, TypeVar

from sqlalchemy import Dialect, Enum, MetaData, String, Text, TypeDecorator
from sqlalchemy.ext.orderinglist import ordering_list
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column, relationship

from ..domain.by_name import made_of
from ..domain.clock import Moment
from ..domain.errors import StaleVersion
from ..domain.states import Kind

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

T = TypeVar("T")
D = TypeVar("D", bound="DataclassInstance")


class MomentType(TypeDecorator[Moment]):
    """A `Moment` as its canonical text, so that UTC and zone both survive and sort by time."""

    impl = String
    cache_ok = True

    def process_bind_param(
        self,
        value: Moment | None,
        dialect: Dialect,  # noqa: ARG002 - the base class names it
    ) -> str | None:
        """Refuse anything but a Moment: a bare datetime has lost its zone or never had one."""
        if value is None:
            return None
        if not isinstance(value, Moment):
            raise TypeError("only a Moment is stored as a time; a bare datetime is refused")
        return value.to_text()

    def process_result_value(
        self,
        value: str | None,
        dialect: Dialect,  # noqa: ARG002 - the base class names it
    ) -> Moment | None:
        """Read the stored text back."""
        return None if value is None else Moment.from_text(value)


class WordsType(TypeDecorator[tuple[str, ...]]):
    """A tuple of short texts as a JSON list; replaced as a whole, never changed in place."""

    impl = Text
    cache_ok = True

    def process_bind_param(
        self,
        value: Sequence[str] | None,
        dialect: Dialect,  # noqa: ARG002 - the base class names it
    ) -> str | None:
        """The list as JSON text."""
        return None if value is None else json.dumps(list(value), ensure_ascii=False)

    def process_result_value(
        self,
        value: str | None,
        dialect: Dialect,  # noqa: ARG002 - the base class names it
    ) -> tuple[str, ...]:
        """The stored list as a tuple."""
        return () if value is None else tuple(json.loads(value))


class ValuesType(TypeDecorator["tuple[DataclassInstance, ...]"]):
    """A tuple of flat frozen values of one class as a JSON list; replaced as a whole.

    A field that is as it was born is left out, so that a value may gain fields later.
    """

    impl = Text
    cache_ok = True

    def __init__(self, of: type["DataclassInstance"]) -> None:
        super().__init__()
        self.of = of

    def process_bind_param(
        self,
        value: Sequence["DataclassInstance"] | None,
        dialect: Dialect,  # noqa: ARG002 - the base class names it
    ) -> str | None:
        """The values as JSON text."""
        return None if value is None else values_to_json(value)

    def process_result_value(
        self,
        value: str | None,
        dialect: Dialect,  # noqa: ARG002 - the base class names it
    ) -> tuple["DataclassInstance", ...]:
        """The stored values as a tuple."""
        return () if not value or value == "[]" else values_from_json(self.of, value)


def values_to_json(values: Sequence["DataclassInstance"]) -> str:
    """Flat frozen values as a JSON list of objects without the fields at their defaults."""
    if not values:
        return "[]"
    plain = [
        {f.name: got for f in fields(one) if (got := getattr(one, f.name)) != f.default}
        for one in values
    ]
    return json.dumps(plain, ensure_ascii=False)


def values_from_json(of: type[D], stored: str) -> tuple[D, ...]:
    """Read back what `values_to_json` wrote; a field this program does not know is passed over."""
    known = {field.name for field in fields(of)}
    return tuple(
        made_of(of, {name: got for name, got in one.items() if name in known})
        for one in json.loads(stored)
    )


def word_column(choices: type[StrEnum]) -> Enum:
    """A column of one of the words of `choices`, stored as the word itself."""
    return Enum(
        choices, native_enum=False, length=24, values_callable=lambda kind: [m.value for m in kind]
    )


def parts(of: str, whole: str) -> Mapped[list[T]]:
    """The parts of a record in their order: they are read, moved and removed with it."""
    return relationship(
        back_populates=whole,
        cascade="all, delete-orphan",
        order_by=f"{of}.position",
        collection_class=ordering_list("position"),
        lazy="selectin",
    )


class Base(DeclarativeBase):
    """Typed declarative base. Constraint names are fixed so that migrations can name them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_label)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )

    #: What a commit announces when a record of this class is added, changed or removed.
    kind: ClassVar[Kind]

    def whole(self) -> "Editable | None":
        """The editable record this one is a part of: a change here counts as a change there."""
        return None


class Editable:
    """Mixed into records a form shows: a version that every change raises, and three times.

    The version also rises when a part or the list of parts changes (the database sees to it).
    Bulk statements go round it and are not used on these tables.
    """

    version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[Moment] = mapped_column(MomentType)
    updated_at: Mapped[Moment] = mapped_column(MomentType)

    @declared_attr.directive
    @classmethod
    def __mapper_args__(cls) -> dict[str, object]:
        """SQLAlchemy compares this column in the WHERE of every UPDATE and DELETE."""
        return {"version_id_col": cls.__dict__.get("version", cls.version)}

    def must_be_at(self, shown: int) -> None:
        """Refuse a form that showed another version. Raises StaleVersion."""
        if self.version != shown:
            raise StaleVersion(
                "This was changed elsewhere since it was shown here.",
                "Look at both, keep what you need, then save again.",
            )
