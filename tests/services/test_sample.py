"""The sample network: every screen shows something, and all of it goes again."""

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import select

from microbiz_desktop.domain.states import Kind
from microbiz_desktop.records.agreement import Agreement
from microbiz_desktop.services.network.values import NeedData
from microbiz_desktop.services.wiring import Services
from tests.kept import Opener


def test_the_sample_fills_every_screen(services: Services) -> None:
    services.sample.load()
    names = {row.name: row.id for row in services.businesses.rows()}
    northlight = services.businesses.get(names["Northlight Film"])
    assert northlight.introduced_by_id == names["Okafor Cakes"]
    assert all(skill.level for skill in northlight.skills)
    assert northlight.next_on == "2026-11-24"
    assert {line.kind for line in services.timeline.entries(northlight.id)} >= {
        "call",
        "meeting",
        "stage",
        "met",
        "project",
        "referral",
        "event",
    }
    states = {one.state for one in services.skills.coverage()}
    assert states == {"covered", "single", "nobody"}
    assert len(services.network.graph().edges) >= 12
    assert [step.name for step in services.network.path(names["Teal Yoga"]).steps] == [
        "Hart Lane Pottery",
        "Teal Yoga",
    ]
    suggestions = {services.events.figures(row.id).suggestion for row in services.events.rows()}
    assert suggestions == {"keep", "leave"}
    assert services.small_steps.today() is not None
    view = services.strength.view()
    assert len(view.counts) == 3
    assert view.follow_ups


def test_removing_the_sample_leaves_nothing_of_it_and_undo_brings_it_back(
    services: Services,
) -> None:
    services.sample.load()
    before = services.skills.coverage()
    services.sample.remove()
    assert services.referrals.rows() == ()
    assert services.events.rows() == ()
    assert services.skills.coverage() == ()
    assert services.network.graph().nodes == ()
    assert services.small_steps.today() is None
    services.sample.bring_back()
    assert services.skills.coverage() == before
    assert len(services.referrals.rows()) == 4


def test_own_needs_stay_when_the_sample_goes(services: Services) -> None:
    services.skills.save_needs([NeedData("Harp")])
    services.sample.load()
    services.sample.remove()
    assert [need.name for need in services.skills.needs()] == ["Harp"]


def test_its_agreements_are_of_every_kind_and_in_lists_search_and_home(
    services: Services,
) -> None:
    services.sample.load()
    services.sample.load_agreements()
    rows = services.agreements.rows()
    kinds = {kind.title for kind in services.agreements.kinds()}
    assert {row.kind_title for row in rows} == kinds
    assert sorted(row.state.value for row in rows) == ["draft", "executed", "partly signed off"]
    talks = next(row for row in rows if row.state.value == "partly signed off")
    assert (talks.signed, talks.expected) == (1, 3)
    first = services.home.view().needs[0]
    assert (first.target.key, first.button) == (talks.id, "Answer")
    assert {row.id for row in services.home.view().live} == {row.id for row in rows}
    for row in rows:
        assert row.id in {found.id for found in services.agreements.rows(row.title.split()[0])}
        deal = services.agreements.get(row.id).deal
        names = {party.name for party in deal.parties if party.business_id}
        assert len(names) == row.party_count, "tied to the associates of the sample"
    services.sample.remove()
    assert services.agreements.rows() == ()
    services.sample.bring_back()
    assert len(services.agreements.rows()) == len(rows)


# Taken out, brought in again and left while its agreements are made ----------------------------


def after_commit(services: Services, number: int, act: Callable[[], object]) -> None:
    """Do this once, right after so many commits from now, before anything else is done."""
    left = [number]

    def count(_kinds: frozenset[Kind]) -> None:
        left[0] -= 1
        if left[0] == 0:
            act()

    services.database.subscribe(count)


def states(services: Services) -> list[str]:
    return sorted(row.state.value for row in services.agreements.rows())


def unmarked(services: Services) -> list[int]:
    """Agreements that Remove would leave behind."""
    with services.database.reading() as session:
        return list(session.scalars(select(Agreement.id).where(Agreement.sample.is_(False))))


def test_agreements_do_not_come_after_the_sample_was_removed(services: Services) -> None:
    turn = services.sample.load()
    services.sample.remove()
    services.sample.load_agreements(turn)
    services.sample.bring_back()
    assert len(services.agreements.rows()) == 1


@pytest.mark.parametrize("commits", [1, 2, 6])
def test_removed_amid_the_making_nothing_comes_and_nothing_stays(
    services: Services, commits: int
) -> None:
    turn = services.sample.load()
    after_commit(services, commits, services.sample.remove)
    services.sample.load_agreements(turn)
    assert not services.sample.present()
    assert services.agreements.rows() == ()
    assert unmarked(services) == []


def test_removed_and_brought_in_again_amid_the_making_all_is_there_once(
    services: Services,
) -> None:
    sample, later = services.sample, []

    def again() -> None:
        sample.remove()
        later.append(sample.load())

    turn = sample.load()
    businesses = services.businesses.count()
    after_commit(services, 2, again)
    sample.load_agreements(turn)
    assert states(services) == ["draft"]
    sample.load_agreements(*later)
    assert states(services) == ["draft", "executed", "partly signed off"]
    assert (unmarked(services), services.businesses.count()) == ([], businesses)


def test_before_its_agreements_begin_it_is_taken_out_and_brought_in_again(
    services: Services,
) -> None:
    """The making waited meanwhile; what it was for is gone, so it makes nothing."""
    turn = services.sample.load()
    services.sample.remove()
    assert services.sample.load() is not None
    services.sample.load_agreements(turn)
    assert states(services) == ["draft"]


def test_brought_in_twice_it_is_there_once(services: Services) -> None:
    assert services.sample.load() is not None
    assert services.sample.load() is None
    services.sample.remove()
    assert services.sample.load() is not None
    services.sample.bring_back()  # an undo that comes late
    assert states(services) == ["draft"]
    names = [row.name for row in services.businesses.rows(limit=1000)]
    assert len(names) == len(set(names))
    services.sample.remove()
    assert (services.referrals.rows(), services.events.rows()) == ((), ())


@pytest.mark.parametrize("commits", [1, 5])
def test_left_amid_the_making_what_is_there_is_marked_and_goes_with_the_rest(
    services: Services, commits: int, data_dir: Path, open_services: Opener
) -> None:
    turn = services.sample.load()
    after_commit(services, commits, services.leave)
    services.sample.load_agreements(turn)
    services.close()
    again = open_services(data_dir)
    assert unmarked(again) == []
    assert again.sample.present()
    again.sample.remove()
    assert again.agreements.rows() == ()
