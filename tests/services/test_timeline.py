"""The timeline of an associate: typed entries, and what other records tell."""

from dataclasses import replace

import pytest

from microbiz_desktop.domain.contacts.contacts import Stage
from microbiz_desktop.domain.errors import BadInput
from microbiz_desktop.domain.links import Link, Screen
from microbiz_desktop.domain.projects import ProjectData, TeamMemberData
from microbiz_desktop.domain.states import Kind
from microbiz_desktop.services.contacts.contacts import Query
from microbiz_desktop.services.network.values import EventData, Met, ReferralData
from microbiz_desktop.services.wiring import Services
from tests.services.circle import associate, own


def test_typed_entries_come_newest_first(services: Services) -> None:
    amara = associate(services, "Amara")
    services.timeline.add(amara, "call", "2026-03-02", " Talked about the stall ")
    services.timeline.add(amara, "meeting", "2026-10-05", "Coffee at the market")
    lines = services.timeline.entries(amara)
    assert [(line.on, line.kind, line.words) for line in lines] == [
        ("2026-10-05", "meeting", "Coffee at the market"),
        ("2026-03-02", "call", "Talked about the stall"),
    ]


def test_an_entry_without_a_day_is_todays(services: Services) -> None:
    amara = associate(services, "Amara")
    services.timeline.add(amara, "note", "", "Likes blue")
    assert services.timeline.entries(amara)[0].on == "2026-11-21"


def test_an_entry_is_changed_taken_out_and_brought_back(services: Services) -> None:
    amara = associate(services, "Amara")
    entry = services.timeline.add(amara, "note", "2026-03-02", "Likes blue")
    services.timeline.change(entry, "call", "2026-03-03", "Likes green")
    (line,) = services.timeline.entries(amara)
    assert (line.kind, line.on, line.words, line.entry_id) == (
        "call",
        "2026-03-03",
        "Likes green",
        entry,
    )
    services.timeline.remove(entry)
    assert services.timeline.entries(amara) == ()
    services.timeline.bring_back(entry)
    assert services.timeline.entries(amara) == (line,)


@pytest.mark.parametrize(
    ("kind", "on", "words"),
    [("dream", "2026-03-02", "x"), ("call", "2 March", "x"), ("call", "2026-03-02", "  ")],
)
def test_what_is_no_entry_is_refused(services: Services, kind: str, on: str, words: str) -> None:
    amara = associate(services, "Amara")
    with pytest.raises(BadInput):
        services.timeline.add(amara, kind, on, words)
    assert services.timeline.entries(amara) == ()


def test_an_entry_with_nobody_is_refused(services: Services) -> None:
    with pytest.raises(BadInput):
        services.timeline.add(99, "call", "2026-03-02", "x")


def test_a_typed_entry_is_announced(services: Services) -> None:
    amara = associate(services, "Amara")
    heard: list[frozenset[Kind]] = []
    services.subscribe(heard.append)
    services.timeline.add(amara, "call", "2026-03-02", "x")
    assert heard == [frozenset({Kind.BUSINESS})]


def test_other_records_are_told_with_where_they_lead(services: Services) -> None:
    own(services)
    amara, gwen = associate(services, "Amara"), associate(services, "Gwen")
    data = services.businesses.get(amara)
    data = services.businesses.save(replace(data, met_on="2026-01-05", met_how="at the market"))
    services.businesses.save(replace(data, stage=Stage.TALKING))
    team = (TeamMemberData(amara, role="Warm stall"),)
    project = services.projects.save(ProjectData(name="Trail", start="2026-12-04", team=team))
    referral = services.referrals.save(
        ReferralData(associate_id=amara, referred_id=gwen, what_for="dinners", on="2026-05-01")
    )
    event = services.events.save(EventData(name="Fair", on="2026-02-02", met=(Met(amara),)))
    told = [
        (line.on, line.kind, line.words, line.target) for line in services.timeline.entries(amara)
    ]
    assert told == [
        ("2026-12-04", "project", "Trail: Warm stall", Link(Screen.PROJECT, project.id)),
        ("2026-11-21", "stage", "Talking", None),
        (
            "2026-05-01",
            "referral",
            "We passed on Gwen: dinners",
            Link(Screen.REFERRAL, referral.id),
        ),
        ("2026-02-02", "event", "Met at Fair", Link(Screen.EVENT, event.id)),
        ("2026-01-05", "met", "First met: at the market", None),
    ]
    (line,) = services.timeline.entries(gwen)
    assert line.words == "Passed on by us"


def test_agreements_of_the_associate_are_told(offered: Services) -> None:
    northlight = offered.businesses.rows("northlight")[0].id
    (line,) = [one for one in offered.timeline.entries(northlight) if one.kind == "agreement"]
    assert line.target == ("agreement", 1, "")
    assert line.words.endswith("offered")


def test_advice_we_had_and_gave_is_in_the_timeline(services: Services) -> None:
    amara = associate(services, "Amara")
    services.timeline.add(amara, "advice-taken", "2026-03-02", "Prices: round them up")
    services.timeline.add(amara, "advice-given", "2026-03-03", "A sign that is seen from the road")
    assert [(line.kind, line.words) for line in services.timeline.entries(amara)] == [
        ("advice-given", "A sign that is seen from the road"),
        ("advice-taken", "Prices: round them up"),
    ]
    assert list(services.contacts.ids(Query(text="road")).ids) == [amara]


def test_whom_to_ask_about_something_is_found_by_it(services: Services) -> None:
    amara = associate(services, "Amara")
    data = services.businesses.get(amara)
    services.businesses.save(replace(data, ask_about=("Bread without yeast, and flour",)))
    assert services.businesses.get(amara).ask_about == ("Bread without yeast, and flour",)
    assert list(services.contacts.ids(Query(text="yeast")).ids) == [amara]
