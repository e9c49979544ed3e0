"""Two agreements of one name are told apart wherever they are listed: by their kind."""

import pytest

from microbiz_desktop.domain.projects import ProjectData
from microbiz_desktop.services.agreements.values import AgreementData
from microbiz_desktop.services.wiring import Services
from tests.builders import fernhill, northlight

TITLE = "Harbour Lane"


@pytest.fixture
def both(services: Services) -> dict[str, AgreementData]:
    """Drafts of every kind with one title and the same parties, by the title of their kind."""
    own = services.businesses.save(fernhill()).id
    film = services.businesses.save(northlight()).id
    project = services.projects.save(ProjectData(name=TITLE)).id
    made = {}
    for kind in services.agreements.kinds():
        one = services.agreements.create(own, kind.id, project, TITLE)
        made[kind.title] = services.agreements.add_party(one.id, one.version, film)
    return made


def test_every_list_names_the_kind(services: Services, both: dict[str, AgreementData]) -> None:
    kinds, film = set(both), 2
    view = services.home.view()
    places = {
        "list": {row.kind_title for row in services.agreements.rows()},
        "project": {row.kind_title for row in services.projects.agreements_of(1)},
        "live": {row.kind_title for row in view.live},
        "needs": {need.reason.partition(" · ")[0] for need in view.needs},
        "search": {
            hit.second_line.partition(" · ")[0]
            for hit in services.search.jump(TITLE)
            if hit.kind == "agreement"
        },
        "happened": {
            line.words.removeprefix(f"{TITLE}, ").removesuffix(": draft")
            for line in services.timeline.entries(film)
            if line.kind == "agreement"
        },
        "studio": {services.agreements.get(one.id).kind_title for one in both.values()},
    }
    assert {place: names for place, names in places.items() if names != kinds} == {}
    for one in both.values():
        services.agreements.delete(one.id)
    gone = {row.name for row in services.deleted.rows()}
    assert gone == {f"{TITLE}, {kind}" for kind in kinds}


def test_what_waits_in_the_room_and_closes_this_week_names_the_kind(
    services: Services, draft: AgreementData
) -> None:
    services.offers.offer(draft.id, draft.version, "2026-11-24")
    view = services.home.view()
    assert draft.kind_title
    (closing,) = [line for line in view.week if line.title == "Offer closes"]
    assert closing.about == f"{draft.title}, {draft.kind_title}"
    (need,) = [need for need in view.needs if need.title.startswith("Sign off for")]
    assert need.reason.startswith(f"{draft.title}, {draft.kind_title} · ")
    assert services.signoffs.room(draft.id).kind_title == draft.kind_title
