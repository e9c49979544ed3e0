"""Events and networks: kept, counted, judged by what each useful contact cost."""

from dataclasses import replace

import pytest

from microbiz_desktop.domain.errors import BadInput, StaleVersion
from microbiz_desktop.domain.network.referring import EventDecision
from microbiz_desktop.services.network.values import EventData, Met
from microbiz_desktop.services.wiring import Services
from tests.services.circle import associate


def test_an_event_is_kept_with_whom_we_met(services: Services) -> None:
    amara, gwen = associate(services, "Amara"), associate(services, "Gwen")
    made = services.events.save(
        EventData(name=" Makers’ fair ", met=(Met(gwen, useful=True), Met(amara)))
    )
    assert made.name == "Makers’ fair"
    assert made.met == (Met(gwen, "Gwen", useful=True), Met(amara, "Amara"))
    changed = services.events.save(replace(made, met=(Met(amara, useful=True),), cost=2_000))
    assert services.events.get(made.id) == changed
    assert changed.met == (Met(amara, "Amara", useful=True),)
    (row,) = services.events.rows("makers fair")
    assert (row.met, row.useful, row.cost_words) == (1, 1, "£20.00")


def test_an_event_is_deleted_and_brought_back(services: Services) -> None:
    made = services.events.save(EventData(name="Fair"))
    services.events.delete(made.id)
    assert services.events.rows() == ()
    services.events.undelete(made.id)
    assert [row.name for row in services.events.rows()] == ["Fair"]


def test_unnamed_stale_or_gone_is_refused(services: Services) -> None:
    with pytest.raises(BadInput):
        services.events.save(EventData(name=" "))
    made = services.events.save(EventData(name="Fair"))
    services.events.save(replace(made, met=(Met(associate(services, "Amara")),)))
    with pytest.raises(StaleVersion):
        services.events.save(replace(made, name="Market"))
    with pytest.raises(BadInput):
        services.events.figures(99)


def test_who_is_in_the_bin_is_not_counted_but_comes_back(services: Services) -> None:
    amara, gwen = associate(services, "Amara"), associate(services, "Gwen")
    made = services.events.save(EventData(name="Fair", met=(Met(amara, useful=True), Met(gwen))))
    services.businesses.delete(amara)
    assert services.events.figures(made.id).useful == 0
    shown = services.events.get(made.id)
    services.events.save(replace(shown, notes="typed meanwhile"))
    services.businesses.undelete(amara)
    assert services.events.figures(made.id).useful == 1


def test_figures_compare_with_the_other_events(services: Services) -> None:
    people = [associate(services, name) for name in ("Amara", "Bilal", "Gwen", "Jun")]
    useful = tuple(Met(key, useful=True) for key in people)
    cheap = services.events.save(EventData(name="Fair", cost=4_000, on="2026-01-10", met=useful))
    dear = services.events.save(
        EventData(name="Club", cost=30_000, on="2026-01-11", met=(Met(people[0], useful=True),))
    )
    figures = services.events.figures(cheap.id)
    assert (figures.each, figures.each_words, figures.suggestion) == (1_000, "£10.00 each", "keep")
    assert figures.reason == "£10.00 for each useful contact, less than the usual £68.00."
    figures = services.events.figures(dear.id)
    assert (figures.each, figures.suggestion) == (30_000, "leave")


def test_contacts_get_time_to_prove_useful(services: Services) -> None:
    amara = associate(services, "Amara")
    for on, suggestion in (("2026-11-01", "wait"), ("2026-03-01", "leave"), ("2026-12-24", "wait")):
        made = services.events.save(EventData(name="Fair", cost=1, on=on, met=(Met(amara),)))
        assert services.events.figures(made.id).suggestion == suggestion, on


def test_the_users_verdict_is_kept(services: Services) -> None:
    made = services.events.save(EventData(name="Fair", verdict=EventDecision.LEAVE))
    assert services.events.get(made.id).verdict is EventDecision.LEAVE
