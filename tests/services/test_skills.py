"""Needs against skills held, and the smallest team for a job."""

import pytest

from microbiz_desktop.domain.contacts.contacts import Closeness, Level, SkillData, Stage
from microbiz_desktop.domain.errors import BadInput
from microbiz_desktop.domain.projects import ProjectData, TeamMemberData
from microbiz_desktop.domain.states import Kind
from microbiz_desktop.services.network.values import NeedData
from microbiz_desktop.services.wiring import Services
from tests.services.circle import associate, own


def _skills(**levels: int) -> tuple[SkillData, ...]:
    return tuple(SkillData(name.replace("_", " "), Level(level)) for name, level in levels.items())


def test_needs_are_kept_in_order_replaced_and_announced(services: Services) -> None:
    heard: list[frozenset[Kind]] = []
    services.subscribe(heard.append)
    services.skills.save_needs(
        [NeedData(" Drone film ", Level.GOOD, "2027-02-01"), NeedData(""), NeedData("Welsh")]
    )
    found = services.skills.needs()
    assert [(need.name, need.level, need.by) for need in found] == [
        ("Drone film", Level.GOOD, "2027-02-01"),
        ("Welsh", Level.UNSAID, ""),
    ]
    services.skills.save_needs([found[1]])
    assert [need.name for need in services.skills.needs()] == ["Welsh"]
    services.skills.save_needs(found)
    assert services.skills.needs() == found
    assert heard == [frozenset({Kind.NETWORK})] * 3


def test_the_same_skill_twice_is_one_need(services: Services) -> None:
    services.skills.save_needs([NeedData("Drone film"), NeedData("drone FILM", Level.GOOD)])
    assert [(need.name, need.level) for need in services.skills.needs()] == [
        ("drone FILM", Level.GOOD)
    ]


def test_needs_of_a_project_are_its_own(services: Services) -> None:
    project = services.projects.save(ProjectData(name="Trail"))
    services.skills.save_needs([NeedData("Signs")], project.id)
    assert services.skills.needs() == ()
    assert [need.name for need in services.skills.needs(project.id)] == ["Signs"]
    with pytest.raises(BadInput):
        services.skills.save_needs([NeedData("Signs")], 99)


def test_coverage_says_covered_single_and_nobody_most_pressing_first(services: Services) -> None:
    first = associate(services, "First", skills=_skills(short_film=4))
    associate(services, "Second", skills=_skills(film_editing=3))
    associate(services, "Third", skills=_skills(welsh=2))
    services.skills.save_needs([NeedData("Film"), NeedData("Welsh"), NeedData("Harp")])
    found = services.skills.coverage()
    assert [(one.need.name, one.state, one.count) for one in found] == [
        ("Harp", "nobody", 0),
        ("Welsh", "single", 1),
        ("Film", "covered", 2),
    ]
    assert [one.words for one in found] == [
        "Nobody yet. Look for someone, or ask for an introduction.",
        "Only Third: if that falls through, nobody is left.",
        "First and Second.",
    ]
    assert found[2].holders[0].id == first
    assert found[2].holders[0].skill == "short film"


def test_a_level_that_is_not_reached_does_not_count_but_is_shown(services: Services) -> None:
    associate(services, "Beginner", skills=_skills(welsh=1))
    services.skills.save_needs([NeedData("Welsh", Level.GOOD)])
    (one,) = services.skills.coverage()
    assert (one.state, [holder.name for holder in one.below]) == ("nobody", ["Beginner"])
    assert one.words == "Held, but not well enough: Beginner (learning)."


def test_the_paused_the_parted_and_the_bin_do_not_count(services: Services) -> None:
    associate(services, "Paused", skills=_skills(welsh=4), stage=Stage.PAUSED)
    associate(services, "Parted", skills=_skills(welsh=4), stage=Stage.NOT_AGAIN)
    services.businesses.delete(associate(services, "Binned", skills=_skills(welsh=4)))
    services.skills.save_needs([NeedData("Welsh")])
    assert services.skills.coverage()[0].state == "nobody"


def test_one_business_with_two_such_skills_is_one_holder(services: Services) -> None:
    associate(services, "Only", skills=_skills(short_film=2, film_editing=4))
    services.skills.save_needs([NeedData("Film")])
    (one,) = services.skills.coverage()
    assert (one.state, one.count, one.holders[0].level) == ("single", 1, Level.EXPERT)


def test_all_coverage_names_the_projects_that_are_live(services: Services) -> None:
    project = services.projects.save(ProjectData(name="Trail"))
    services.skills.save_needs([NeedData("Signs")], project.id)
    services.skills.save_needs([NeedData("Harp")])
    assert [(one.need.name, one.about) for one in services.skills.coverage()] == [
        ("Harp", ""),
        ("Signs", "Trail"),
    ]
    assert [one.need.name for one in services.skills.coverage(project.id)] == ["Signs"]
    services.projects.delete(project.id)
    assert [one.need.name for one in services.skills.coverage()] == ["Harp"]


def test_the_smallest_team_is_found_with_reasons(services: Services) -> None:
    own(services)
    associate(services, "Film only", skills=_skills(film=4))
    associate(services, "Sound only", skills=_skills(sound=4))
    both = associate(
        services,
        "Both",
        Closeness.CLOSE,
        skills=_skills(film=3, sound=2),
        stage=Stage.TRUSTED,
    )
    harp = associate(services, "Harp", skills=_skills(harp=2))
    team = services.skills.team(skills=["Film", "Sound", "Harp", "Juggling"])
    assert [pick.id for pick in team.picks] == [both, harp]
    assert [pick.why for pick in team.picks] == [
        "Brings Film (good) and Sound (capable); trusted, close to you.",
        "Brings Harp (capable); nobody else holds Harp.",
    ]
    assert team.nobody == ("Juggling",)
    assert (team.exact, team.candidates) == (True, 4)
    assert team.how == "Smallest possible: every combination of 4 candidates was compared."


def test_who_is_there_already_is_not_picked_again(services: Services) -> None:
    film = associate(services, "Film", skills=_skills(film=2))
    better = associate(services, "Better", skills=_skills(film=4, sound=4))
    project = services.projects.save(ProjectData(name="Trail", team=(TeamMemberData(film),)))
    services.skills.save_needs([NeedData("Film"), NeedData("Sound")], project.id)
    team = services.skills.team(project.id)
    assert team.there == ("Film: Film",)
    assert [(pick.id, pick.brings) for pick in team.picks] == [(better, ("Sound",))]


def test_above_twelve_candidates_it_says_that_it_was_greedy(services: Services) -> None:
    for number in range(13):
        associate(services, f"Film {number}", skills=_skills(film=2))
    team = services.skills.team(skills=["film"])
    assert len(team.picks) == 1
    assert not team.exact
    assert "a smaller team may exist" in team.how


def test_a_team_for_nothing_is_refused(services: Services) -> None:
    with pytest.raises(BadInput):
        services.skills.team()
