"""Short names and the state of a project follow the agreement, whatever it was begun from."""

import pytest

from microbiz_desktop.domain.projects import ProjectData
from microbiz_desktop.domain.states import ProjectState
from microbiz_desktop.records.agreement import Agreement
from microbiz_desktop.services.agreements.values import AgreementData
from microbiz_desktop.services.wiring import Services
from tests.builders import fernhill


def heads(services: Services, agreement_id: int) -> str:
    """What stands at the head of each page."""
    return services.drafts.compile(agreement_id).text.short_title


def answered(services: Services, made: AgreementData, question: str, words: str) -> AgreementData:
    now = services.agreements.get(made.id)
    return services.agreements.answer(made.id, now.version, question, words)


@pytest.fixture
def of_project(services: Services) -> AgreementData:
    """A second agreement of a project, with a title of its own."""
    own = services.businesses.save(fernhill())
    project = services.projects.save(ProjectData(name="Harbour Lane café"))
    services.agreements.create(own.id, project_id=project.id)
    return services.agreements.create(own.id, project_id=project.id, title="Web shop for the café")


def test_a_title_of_its_own_is_the_short_name_too(
    services: Services, of_project: AgreementData
) -> None:
    assert heads(services, of_project.id) == "Web shop for the café"
    assert services.drafts.compile(1).text.short_title == "Harbour Lane café"


def test_home_names_each_agreement_by_its_own_name(
    services: Services, of_project: AgreementData
) -> None:
    needs = [need.title for need in services.home.view().needs]
    assert sorted(needs) == ["Finish Harbour Lane café", "Finish Web shop for the café"]
    answered(services, of_project, "short_name", "The shop")
    assert "Finish Web shop for the café" in [n.title for n in services.home.view().needs]


@pytest.mark.parametrize("title", ["Autumn menu: words and pictures", "Autumn menu"])
def test_a_title_changed_takes_the_short_name_of_something_else_away(
    services: Services, draft: AgreementData, title: str
) -> None:
    assert draft.deal.project.name
    made = services.agreements.create_from(draft.id)
    assert heads(services, made.id) == draft.deal.project.name
    answered(services, made, "title", title)
    assert heads(services, made.id) == "Autumn menu"
    assert heads(services, draft.id) == draft.deal.project.name


def test_a_short_name_of_a_project_goes_with_the_title_in_a_draft_from_before(
    services: Services, of_project: AgreementData
) -> None:
    answered(services, of_project, "short_name", "Harbour Lane café")
    answered(services, of_project, "title", "Signs outside")
    assert heads(services, of_project.id) == "Signs outside"


def test_a_short_name_that_was_typed_stays(services: Services, of_project: AgreementData) -> None:
    answered(services, of_project, "short_name", "The shop")
    answered(services, of_project, "title", "A shop on the web")
    assert heads(services, of_project.id) == "The shop"


def with_project(services: Services, state: ProjectState) -> int:
    """The agreement with id 1 belongs to a project in this state."""
    project = services.projects.save(ProjectData(name="Harbour Lane café", state=state))
    with services.database.transaction() as session:
        found = session.get(Agreement, 1)
        assert found is not None
        found.project_id = project.id
    return project.id


FROM = {
    ProjectState.IDEA: (ProjectState.TEAM_FOUND, ProjectState.TERMS_AGREED),
    ProjectState.TEAM_FOUND: (ProjectState.TEAM_FOUND, ProjectState.TERMS_AGREED),
    ProjectState.TERMS_AGREED: (ProjectState.TERMS_AGREED, ProjectState.TERMS_AGREED),
    ProjectState.UNDER_WAY: (ProjectState.UNDER_WAY, ProjectState.UNDER_WAY),
    ProjectState.REVIEWED: (ProjectState.REVIEWED, ProjectState.REVIEWED),
}


@pytest.mark.parametrize("state", FROM)
def test_an_offer_says_that_the_team_is_found(
    services: Services, draft: AgreementData, state: ProjectState
) -> None:
    key = with_project(services, state)
    services.offers.offer(draft.id, services.agreements.get(draft.id).version, "")
    assert services.projects.get(key).state is FROM[state][0]


@pytest.mark.parametrize("state", FROM)
def test_the_executed_copy_says_that_terms_are_agreed(
    all_signed: Services, state: ProjectState
) -> None:
    key = with_project(all_signed, state)
    all_signed.signoffs.execute(1)
    assert all_signed.projects.get(key).state is FROM[state][1]


def test_a_project_in_the_bin_stays_as_it_is(all_signed: Services) -> None:
    key = with_project(all_signed, ProjectState.IDEA)
    all_signed.projects.delete(key)
    all_signed.signoffs.execute(1)
    assert all_signed.projects.get(key).state is ProjectState.IDEA
