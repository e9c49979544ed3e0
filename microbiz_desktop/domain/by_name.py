"""Values of frozen classes by the names of their fields, for where the names are data.

Where a name stands in the source, the class itself or `replace()` says what is right and is better.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

T = TypeVar("T")
D = TypeVar("D", bound="DataclassInstance")


def made_of(make: Callable[..., T], fields: Mapping[str, object]) -> T:
    """What is made of these fields."""
    return make(**fields)


def replaced(value: D, fields: Mapping[str, object]) -> D:
    """The value with these fields instead of its own."""
    return replace(value, **fields)
