"""A deal as plain data: there and back, and edited."""

import json

import pytest

from microbiz_desktop.domain.deal import Deal, PartySnapshot, PersonSnapshot, frozen
from microbiz_desktop.domain.dealdata import apply_edits
from microbiz_desktop.domain.errors import BadInput
from microbiz_desktop.domain.findings import Edit
from microbiz_desktop.domain.plain import from_plain, to_plain

DEAL = Deal(
    template="joint-venture",
    title="Café",
    parties=(
        PartySnapshot("a", "A Ltd", people=(PersonSnapshot("Ann"),)),
        PartySnapshot("b", "B Ltd"),
    ),
    answers=frozen({"shares": {"a": 500000, "b": 500000}, "kinds": ["x", "y"]}),
)


def test_there_and_back_through_json() -> None:
    assert from_plain(Deal, json.loads(json.dumps(to_plain(DEAL)))) == DEAL


def test_an_edit_sets_one_value_and_leaves_the_deal_as_it_was() -> None:
    done = apply_edits(DEAL, [Edit(("parties", 0, "people", 0, "may_sign"), True)])
    assert done.parties[0].people[0].may_sign
    assert not DEAL.parties[0].people[0].may_sign


def test_edits_make_tables_append_and_take_away() -> None:
    done = apply_edits(
        DEAL,
        [
            Edit(("answers", "fees", "a"), 100),
            Edit(("answers", "kinds", 2), "z"),
            Edit(("answers", "shares", "b"), None),
            Edit(("parties", 1), None),
        ],
    )
    assert done.answers["fees"] == {"a": 100}
    assert done.answers["kinds"] == ("x", "y", "z")
    assert done.answers["shares"] == {"a": 500000}
    assert [party.key for party in done.parties] == ["a"]


@pytest.mark.parametrize(
    "path", [(), ("nowhere",), ("parties", 7, "role"), ("parties", "x"), ("title", "x"), (3,)]
)
def test_a_path_that_leads_nowhere_is_refused(path: tuple[str | int, ...]) -> None:
    with pytest.raises(BadInput):
        apply_edits(DEAL, [Edit(path, "x")])


def test_a_value_that_does_not_fit_is_refused() -> None:
    with pytest.raises(BadInput, match="title"):
        apply_edits(DEAL, [Edit(("title",), 5)])
