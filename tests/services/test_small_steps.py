"""One small step a day, and the counts beside it."""

from dataclasses import replace

from microbiz_desktop.domain.contacts.contacts import (
    BusinessData,
    Closeness,
    Paper,
    SkillData,
    Stage,
)
from microbiz_desktop.domain.links import Link, Screen
from microbiz_desktop.domain.network.referring import Direction, ReferralOutcome
from microbiz_desktop.domain.projects import ProjectData, TeamMemberData
from microbiz_desktop.domain.states import ProjectState
from microbiz_desktop.services.network.values import Count, NeedData, ReferralData
from microbiz_desktop.services.wiring import Services
from tests.builders import StillClock, fernhill
from tests.services.circle import associate


def _title(services: Services) -> str:
    step = services.small_steps.today()
    return step.title if step else ""


def test_with_nothing_to_do_there_is_no_step(services: Services) -> None:
    associate(services, "Amara", Closeness.CLOSE)
    assert services.small_steps.today() is None


def test_what_was_planned_comes_first(services: Services) -> None:
    data = BusinessData(
        trading_name="Amara", next_action="ask about February", next_on="2026-11-20"
    )
    saved = services.businesses.save(data)
    step = services.small_steps.today()
    assert step is not None
    assert (step.title, step.reason) == (
        "Ask about February: Amara",
        "You planned this for 20 November 2026.",
    )
    assert step.target == Link(Screen.ASSOCIATE, saved.id)
    services.businesses.save(replace(saved, next_on="2026-11-22"))
    assert services.small_steps.today() is None


def test_a_paper_that_ends_soon_is_asked_for_or_renewed(services: Services) -> None:
    paper = Paper("insurance", "Public liability", expires="2026-11-30")
    services.businesses.save(BusinessData(trading_name="Chevin", papers=(paper,)))
    assert _title(services) == "Ask Chevin for the new public liability insurance"
    earlier = replace(paper, expires="2026-11-25")
    services.businesses.save(replace(fernhill(), papers=(earlier,)))
    assert _title(services) == "Renew the public liability insurance"


def test_a_quiet_contact_is_somebody_we_did_speak_with(services: Services) -> None:
    associate(services, "Never", Closeness.CLOSE)
    quiet = associate(services, "Quiet", Closeness.KNOWN)
    fresh = associate(services, "Fresh", Closeness.CLOSE)
    services.timeline.add(quiet, "call", "2026-03-02", "x")
    services.timeline.add(fresh, "call", "2026-10-02", "x")
    step = services.small_steps.today()
    assert step is not None
    assert step.title == "Ask how things are at Quiet"
    assert step.reason == "Nothing noted for eight months, since 2 March 2026."
    services.timeline.add(quiet, "call", "", "Spoke")
    assert services.small_steps.today() is None


def test_an_introducer_is_thanked_once_work_came_of_it(services: Services) -> None:
    amara = associate(services, "Amara")
    film = associate(services, "Film", introduced_by=amara)
    assert services.small_steps.today() is None
    services.projects.save(ProjectData(name="Trail", team=(TeamMemberData(film),)))
    step = services.small_steps.today()
    assert step is not None
    assert step.title == "Thank Amara Person for introducing Film"
    assert step.reason == "1 project came through that introduction."
    services.timeline.add(amara, "message", "", "Thanked for Film")
    assert services.small_steps.today() is None


def test_a_missing_skill_and_a_review_take_turns_by_date(
    services: Services, still: StillClock
) -> None:
    services.skills.save_needs([NeedData("Welsh")])
    services.projects.save(ProjectData(name="Trail", state=ProjectState.DONE))
    seen = []
    for _ in range(4):
        seen.append(_title(services))
        assert _title(services) == seen[-1]
        still.forward(days=1)
    assert set(seen) == {
        "Look for someone who can do welsh",
        "Look back on Trail together",
    }
    assert seen[0] != seen[1] != seen[2] != seen[3]


def test_a_step_is_waved_away_for_today_and_brought_back(
    services: Services, still: StillClock
) -> None:
    services.skills.save_needs([NeedData("Welsh")])
    services.small_steps.wave_away()
    assert services.small_steps.today() is None
    services.small_steps.bring_back()
    assert services.small_steps.today() is not None
    services.small_steps.wave_away()
    still.forward(days=1)
    assert services.small_steps.today() is not None


def test_steps_can_be_off(services: Services) -> None:
    services.skills.save_needs([NeedData("Welsh")])
    services.small_steps.switch(on=False)
    assert (services.small_steps.is_on(), services.small_steps.today()) == (False, None)
    services.small_steps.switch(on=True)
    assert services.small_steps.today() is not None


def test_a_referral_without_consent_is_a_step(services: Services) -> None:
    amara = associate(services, "Amara")
    made = services.referrals.save(ReferralData(associate_id=amara, referred="Lena"))
    step = services.small_steps.today()
    assert step is not None
    assert step.target == Link(Screen.REFERRAL, made.id)


def test_strength_is_plain_counts(services: Services) -> None:
    assert services.strength.view().counts == ()
    amara = associate(services, "Amara", skills=(SkillData("Cakes"),))
    jun = associate(services, "Jun", introduced_by=amara)
    services.skills.save_needs([NeedData("Cakes"), NeedData("Welsh"), NeedData("Harp")])
    services.timeline.add(amara, "call", "2026-05-01", "x")
    services.timeline.add(amara, "call", "2026-06-01", "x")
    services.timeline.add(jun, "call", "2025-06-01", "x")
    services.referrals.save(
        ReferralData(associate_id=amara, referred="A", outcome=ReferralOutcome.WORK)
    )
    received = services.referrals.save(
        ReferralData(
            direction=Direction.RECEIVED, associate_id=amara, referred="Lena", what_for="signs"
        )
    )
    view = services.strength.view()
    assert view.counts == (
        Count("Needs we can cover", 1, 3),
        Count("Talked to this year", 1, 2),
        Count("Referrals that became work", 1, 2),
    )
    assert view.missing == ("Harp", "Welsh")
    assert [(one.title, one.second_line, one.target) for one in view.follow_ups] == [
        ("Jun", "Jun Person · from Amara", Link(Screen.ASSOCIATE, jun)),
        ("Lena", "signs · from Amara", Link(Screen.REFERRAL, received.id)),
    ]
    data = services.businesses.get(jun)
    services.businesses.save(replace(data, stage=Stage.TALKING))
    assert [one.title for one in services.strength.view().follow_ups] == ["Lena"]
