"""An agreement is found by the name of its kind, a draft as well as an offer."""

import pytest

from microbiz_desktop.services.wiring import Services
from tests.builders import fernhill


@pytest.fixture
def drafts(services: Services) -> dict[str, int]:
    """A draft of each kind, by the title of the kind."""
    own = services.businesses.save(fernhill())
    return {
        kind.title: services.agreements.create(own.id, kind.id, title=f"Work {number}").id
        for number, kind in enumerate(services.agreements.kinds())
    }


def found(services: Services, typed: str) -> tuple[set[int], set[int]]:
    """What the list and the jump box find."""
    hits = {hit.id for hit in services.search.jump(typed) if hit.kind == "agreement"}
    return {row.id for row in services.agreements.rows(typed)}, hits


def test_every_kind_is_found_by_its_title_and_its_beginning(
    services: Services, drafts: dict[str, int]
) -> None:
    for title, draft in drafts.items():
        first = title.split()[0][:5]
        for typed in (title, title.upper(), first):
            in_list, in_box = found(services, typed)
            assert draft in in_list, typed
            assert draft in in_box, typed
        assert found(services, title) == ({draft}, {draft})


@pytest.mark.parametrize(
    ("typed", "titles"),
    [
        ("nda", {"Non-disclosure agreement"}),
        ("non disclosure", {"Non-disclosure agreement"}),
        ("joint venture", {"Joint-venture agreement"}),
        ("joint disclosure", set()),
        ("n", set()),
        ("", {"Non-disclosure agreement", "Joint-venture agreement", "Associate agreement"}),
    ],
)
def test_people_type_it_as_they_say_it(
    services: Services, drafts: dict[str, int], typed: str, titles: set[str]
) -> None:
    in_list, in_box = found(services, typed)
    assert in_list == {drafts[title] for title in titles}
    assert in_box == (in_list if typed else set())


def test_what_is_deleted_is_not_found(services: Services, drafts: dict[str, int]) -> None:
    draft = drafts["Associate agreement"]
    services.agreements.delete(draft)
    assert found(services, "associate agreement") == (set(), set())


def test_a_name_comes_before_a_kind(services: Services, drafts: dict[str, int]) -> None:
    draft = drafts["Joint-venture agreement"]
    named = services.agreements.create_from(draft)
    services.agreements.answer(named.id, named.version, "title", "Our NDA with the mill")
    hits = services.search.jump("nda")
    assert [hit.id for hit in hits] == [named.id, drafts["Non-disclosure agreement"]]
