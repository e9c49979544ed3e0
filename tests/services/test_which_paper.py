"""What is known where an agreement begins: parties, facts, who leads, and nothing beyond."""

import json
from contextlib import suppress
from dataclasses import replace

import pytest
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from microbiz_desktop.domain.contacts.contacts import Stage
from microbiz_desktop.domain.errors import BadInput, MicrobizError
from microbiz_desktop.domain.network.referring import Consent, Direction
from microbiz_desktop.domain.projects import DeliverableData, Duty, ProjectData, TeamMemberData
from microbiz_desktop.domain.states import ProjectState
from microbiz_desktop.records.agreement import deal_to_json
from microbiz_desktop.services.agreements.which_paper import Begun
from microbiz_desktop.services.network.values import ReferralData
from microbiz_desktop.services.wiring import Services
from tests.builders import fernhill, northlight, whitcombe


@pytest.fixture
def own(services: Services) -> int:
    """One's own business, beside two associates."""
    return services.businesses.save(fernhill()).id


@pytest.fixture
def film(services: Services) -> int:
    """An associate."""
    return services.businesses.save(northlight()).id


@pytest.fixture
def joiner(services: Services) -> int:
    """Another associate."""
    return services.businesses.save(whitcombe()).id


def project(services: Services, *team: TeamMemberData, **said: object) -> int:
    """A project with this team."""
    made = ProjectData(
        name="Harbour Lane",
        brief="the brand and an opening film",
        client="Harbour Lane Coffee Ltd",
        start="2026-11-30",
        team=team,
    )
    return services.projects.save(replace(made, **said)).id  # type: ignore[arg-type]  # named fields


def test_a_project_is_work_and_who_leads_it_has_its_client(
    services: Services, own: int, film: int
) -> None:
    led_by = {
        Duty.LEAD: {"about": "work", "client": "mine"},
        Duty.NONE: {"about": "work"},
    }
    for duty, given in led_by.items():
        key = project(services, TeamMemberData(own, duty=duty), TeamMemberData(film))
        known = services.which_paper.of_project(key)
        assert (known.project, known.associate, known.given) == (key, 0, given)
        assert "Harbour Lane" in known.said
        assert ("leads it" in known.said) is (duty is Duty.LEAD)
    other = project(services, TeamMemberData(own), TeamMemberData(film, duty=Duty.LEAD))
    assert services.which_paper.of_project(other).given == {"about": "work", "client": "theirs"}
    assert "Northlight Film leads it" in services.which_paper.of_project(other).said


def test_a_project_without_a_client_says_nothing_of_whose_client_it_is(
    services: Services, own: int
) -> None:
    key = project(services, TeamMemberData(own, duty=Duty.LEAD), client="")
    assert services.which_paper.of_project(key).given == {"about": "work"}


def test_with_somebody_in_no_project_one_perhaps_only_talks(services: Services, film: int) -> None:
    known = services.which_paper.of_associate(film)
    assert (known.project, known.associate, known.name) == (0, film, "Northlight Film")
    assert known.given == {"about": "talk"}
    assert "perhaps you only talk" in known.said


@pytest.mark.parametrize("stage", [Stage.FIRST_WORK, Stage.TRUSTED, Stage.PAUSED])
def test_with_somebody_one_has_worked_with_nothing_is_supposed(
    services: Services, film: int, stage: Stage
) -> None:
    services.businesses.save(replace(services.businesses.get(film), stage=stage))
    known = services.which_paper.of_associate(film)
    assert (known.given, known.said) == ({}, "")


def test_the_one_project_of_an_associate_is_chosen_and_of_several_none(
    services: Services, own: int, film: int
) -> None:
    done = project(services, TeamMemberData(film), state=ProjectState.DONE)
    gone = project(services, TeamMemberData(film))
    services.projects.delete(gone)
    assert services.which_paper.of_associate(film).project == 0
    key = project(services, TeamMemberData(own, duty=Duty.LEAD), TeamMemberData(film))
    known = services.which_paper.of_associate(film)
    assert (known.project, known.associate) == (key, film)
    assert known.given == {"about": "work", "client": "mine"}
    assert (
        known.said == "Northlight Film is in the team of Harbour Lane, so that project is chosen."
    )
    project(services, TeamMemberData(film))
    known = services.which_paper.of_associate(film)
    assert (known.project, known.given) == (0, {"about": "work"})
    assert "in the team of 2 projects" in known.said
    assert done != key


def referral(services: Services, associate: int, **said: object) -> int:
    """Somebody passed on, by name."""
    made = ReferralData(
        associate_id=associate,
        referred="Bramley Bikes",
        reach="0113 496 0000",
        what_for="a site for bicycle repairs",
        notes="Pays late.",
    )
    return services.referrals.save(replace(made, **said)).id  # type: ignore[arg-type]  # named fields


def test_a_referral_that_came_brings_associate_client_and_work(
    services: Services, own: int, film: int
) -> None:
    key = referral(services, film, direction=Direction.RECEIVED)
    known = services.which_paper.of_referral(key)
    assert (known.associate, known.client, known.title) == (
        *(film, "Bramley Bikes", "A site for bicycle repairs"),
    )
    assert known.given == {"about": "work", "client": "mine"}
    begun = Begun(own, "associate", known=known, given={**known.given, "money": "paid"})
    made = services.which_paper.begin(begun)
    assert [party.name for party in made.deal.parties] == ["Fernhill Design", "Northlight Film"]
    assert (made.title, made.deal.project.client) == ("A site for bicycle repairs", "Bramley Bikes")
    assert made.deal.project.brief == "a site for bicycle repairs"
    assert made.deal.answers["lead_party"] == "fernhill-design"


@pytest.mark.parametrize("consent", list(Consent))
def test_of_a_referral_given_the_client_is_named_only_with_consent(
    services: Services, own: int, film: int, consent: Consent
) -> None:
    key = referral(services, film, direction=Direction.GIVEN, consent=consent)
    known = services.which_paper.of_referral(key)
    assert known.given == {"about": "work", "client": "theirs"}
    made = services.which_paper.begin(Begun(own, "joint-venture", known=known, given=known.given))
    written = deal_to_json(made.deal)
    assert ("Bramley Bikes" in written) is (consent is Consent.GIVEN)
    assert ("leaves the name out" in known.said) is (consent is not Consent.GIVEN)
    assert made.deal.answers["lead_party"] == "northlight-film"
    for private in ("Pays late", "0113 496 0000"):
        assert private not in written


def test_a_client_of_the_contact_list_comes_with_its_address(
    services: Services, own: int, film: int, joiner: int
) -> None:
    key = referral(services, film, direction=Direction.RECEIVED, referred_id=joiner, referred="")
    known = services.which_paper.of_referral(key)
    assert (known.client, known.client_address) == (
        "Whitcombe Joinery",
        "Long Barn, Ilkley LS29 8AA",
    )
    made = services.which_paper.begin(Begun(own, "joint-venture", known=known))
    assert made.deal.project.client_address == "Long Barn, Ilkley LS29 8AA"


def test_a_kind_that_asks_for_no_client_keeps_none(services: Services, own: int, film: int) -> None:
    known = services.which_paper.of_referral(referral(services, film, direction=Direction.RECEIVED))
    made = services.which_paper.begin(Begun(own, "mutual-nda", known=known, given=known.given))
    assert made.deal.project.client == ""
    assert "lead_party" not in made.deal.answers


def test_a_paper_for_two_out_of_a_team_has_nothing_of_the_others(
    services: Services, own: int, film: int, joiner: int
) -> None:
    key = project(
        services,
        TeamMemberData(own, role="Brand", duty=Duty.LEAD),
        TeamMemberData(film, role="Film"),
        TeamMemberData(joiner, role="Counter", duty=Duty.BACKUP),
        deliverables=(
            DeliverableData("Menus", own),
            DeliverableData("Opening film", film),
            DeliverableData("Fitted counter", joiner),
        ),
    )
    assert services.which_paper.team(key, own) == (
        *((film, "Northlight Film"), (joiner, "Whitcombe Joinery")),
    )
    known = services.which_paper.of_project(key)
    begun = Begun(own, "associate", key, member=film, known=known, given=known.given)
    made = services.which_paper.begin(begun)
    assert [party.name for party in made.deal.parties] == ["Fernhill Design", "Northlight Film"]
    assert [party.role for party in made.deal.parties] == ["Brand", "Film"]
    titles = [item.title for item in made.deal.project.deliverables]
    assert titles == ["Menus", "Opening film"]
    written = deal_to_json(made.deal)
    for other in ("Whitcombe", "whitcombe", "Fitted counter", "Long Barn"):
        assert other not in written
    assert json.loads(written)["answers"]["lead_party"] == "fernhill-design"


def test_the_other_of_two_need_not_be_in_the_team(
    services: Services, own: int, film: int, joiner: int
) -> None:
    key = project(services, TeamMemberData(own), TeamMemberData(film))
    known = services.which_paper.of_associate(joiner)
    made = services.which_paper.begin(Begun(own, "associate", key, member=joiner, known=known))
    assert [p.name for p in made.deal.parties] == ["Fernhill Design", "Whitcombe Joinery"]


def test_all_of_a_team_come_in_where_nobody_was_chosen(
    services: Services, own: int, film: int, joiner: int
) -> None:
    key = project(services, TeamMemberData(own), TeamMemberData(film), TeamMemberData(joiner))
    made = services.which_paper.begin(Begun(own, "joint-venture", key, title="Together"))
    assert (len(made.deal.parties), made.title) == (3, "Together")
    assert "lead_party" not in made.deal.answers


def test_who_leads_is_not_guessed_among_several(services: Services, own: int, film: int) -> None:
    known = services.which_paper.of_associate(film)
    given = {"about": "work", "client": "together", "money": "shared"}
    made = services.which_paper.begin(Begun(own, "joint-venture", known=known, given=given))
    assert "lead_party" not in made.deal.answers
    given = {"about": "pass-on", "way": "subcontract"}
    made = services.which_paper.begin(Begun(own, "associate", known=known, given=given))
    assert made.deal.answers["lead_party"] == "fernhill-design"


def test_what_is_gone_is_said(services: Services) -> None:
    for ask in (
        services.which_paper.of_project,
        services.which_paper.of_associate,
        services.which_paper.of_referral,
    ):
        with pytest.raises(BadInput):
            ask(99)
    assert services.which_paper.team(0, 0) == ()


def test_of_a_project_that_was_taken_out_again_nothing_goes_in(
    services: Services, own: int, film: int
) -> None:
    key = project(services, TeamMemberData(own), TeamMemberData(film))
    known = services.which_paper.of_associate(film)
    assert known.project == key
    made = services.which_paper.begin(Begun(own, "joint-venture", known=known))
    assert [party.name for party in made.deal.parties] == ["Fernhill Design", "Northlight Film"]
    for fact in ("Harbour Lane", "the brand and an opening film", "2026-11-30"):
        assert fact not in deal_to_json(made.deal)


def test_a_title_that_was_emptied_does_not_come_back(
    services: Services, own: int, film: int
) -> None:
    known = services.which_paper.of_referral(referral(services, film, direction=Direction.RECEIVED))
    key = project(services, TeamMemberData(own), TeamMemberData(film))
    begun = Begun(own, "joint-venture", known=known)
    titles = {
        (0, None): "A site for bicycle repairs",
        (0, ""): "",
        (0, "Ours"): "Ours",
        (key, ""): "",
    }
    for (project_id, title), kept in titles.items():
        made = services.which_paper.begin(replace(begun, project=project_id, title=title))
        assert made.title == kept
    bare = Begun(own, "joint-venture", key)
    assert services.which_paper.begin(bare).title == "Harbour Lane"


def test_an_associate_who_is_gone_leaves_no_half_draft(
    services: Services, own: int, film: int
) -> None:
    known = services.which_paper.of_associate(film)
    with pytest.raises(BadInput):
        services.which_paper.begin(Begun(own, "joint-venture", known=replace(known, associate=99)))
    assert services.agreements.rows() == ()


@pytest.mark.parametrize("table", ["agreement", "ledger_entry"])
@pytest.mark.parametrize("act", ["INSERT", "UPDATE"])
def test_a_draft_that_breaks_off_is_whole_or_not_there(
    services: Services, own: int, film: int, table: str, act: str
) -> None:
    """Each write that belongs to it is refused once, wherever in the midst that is."""
    known = services.which_paper.of_referral(referral(services, film, direction=Direction.RECEIVED))
    with services.desk.database.transaction() as session:
        refuse = "BEGIN SELECT RAISE(ABORT, 'broken'); END"
        session.execute(text(f"CREATE TRIGGER broken BEFORE {act} ON {table} {refuse}"))
    with suppress(SQLAlchemyError, MicrobizError):
        services.which_paper.begin(Begun(own, "associate", known=known, given=known.given))
    for row in services.agreements.rows():
        made = services.agreements.get(row.id)
        assert [party.name for party in made.deal.parties] == ["Fernhill Design", "Northlight Film"]
        assert made.deal.project.client == "Bramley Bikes"
        assert made.deal.answers["lead_party"] == "fernhill-design"
