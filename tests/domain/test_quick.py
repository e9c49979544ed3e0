"""Values made quickly are the same as the others: equal, hashed alike, frozen."""

import copy
import pickle
from dataclasses import FrozenInstanceError, dataclass, fields, replace
from typing import Any

import pytest

from microbiz_desktop.domain.contacts.contacts import (
    Address,
    BusinessData,
    Contact,
    PersonData,
    SkillData,
    Way,
)
from microbiz_desktop.runtime.fast_values import maker

_VALUES: list[tuple[Any, dict[str, Any]]] = [
    (BusinessData, {}),
    (BusinessData, {"legal_name": "Hart", "trading_name": "H", "people": (PersonData("Ada"),)}),
    (PersonData, {"name": "Ada", "contact": True}),
    (Address, {"street": "1 Mill Lane", "locality": "Alnford"}),
    (SkillData, {"name": "pottery"}),
    (Way, {"kind": "phone", "value": "1"}),
    (Contact, {"data": BusinessData(legal_name="Hart"), "line": 3}),
]


@pytest.mark.parametrize(("kind", "values"), _VALUES)
def test_a_value_made_quickly_is_the_same(kind: Any, values: dict[str, Any]) -> None:
    made, usual = maker(kind)(**values), kind(**values)
    assert type(made) is kind
    assert (made, hash(made), repr(made)) == (usual, hash(usual), repr(usual))
    assert pickle.loads(pickle.dumps(made)) == copy.copy(made) == replace(made) == usual


@pytest.mark.parametrize(("kind", "values"), _VALUES)
def test_a_value_made_quickly_is_frozen(kind: Any, values: dict[str, Any]) -> None:
    made = maker(kind)(**values)
    for one in fields(kind):
        with pytest.raises(FrozenInstanceError):
            setattr(made, one.name, "changed")
    with pytest.raises((AttributeError, TypeError)):
        made.another = "changed"


def test_what_is_missing_or_unknown_is_refused_as_ever() -> None:
    make: Any = maker(PersonData)
    with pytest.raises(TypeError, match="name"):
        make(role="owner")
    with pytest.raises(TypeError, match="shoe_size"):
        make(name="Ada", shoe_size=39)


def test_a_class_that_checks_its_values_is_refused() -> None:
    @dataclass(frozen=True, slots=True)
    class Checked:
        age: int

        def __post_init__(self) -> None:
            assert self.age > 0

    with pytest.raises(TypeError, match="Checked"):
        maker(Checked)
