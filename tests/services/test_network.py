"""Who knows whom: ties, the map, and the way to somebody."""

from dataclasses import replace

import pytest

from microbiz_desktop.domain.contacts.contacts import BusinessData, Closeness, SkillData, Stage
from microbiz_desktop.domain.errors import BadInput
from microbiz_desktop.domain.links import Link, Screen
from microbiz_desktop.domain.states import Kind
from microbiz_desktop.services.contacts.contacts import Query
from microbiz_desktop.services.network.values import NeedData
from microbiz_desktop.services.wiring import Services
from tests.services.circle import associate, own


def test_a_tie_is_seen_from_both_sides(services: Services) -> None:
    amara, gwen = associate(services, "Amara"), associate(services, "Gwen")
    services.network.tie(gwen, amara, "at the market")
    assert [(row.id, row.how) for row in services.network.ties(amara)] == [(gwen, "at the market")]
    assert [(row.id, row.how) for row in services.network.ties(gwen)] == [(amara, "at the market")]


def test_a_tie_made_again_is_the_same_tie(services: Services) -> None:
    amara, gwen = associate(services, "Amara"), associate(services, "Gwen")
    services.network.tie(amara, gwen, "old")
    services.network.tie(gwen, amara, "new", private=True)
    (row,) = services.network.ties(amara)
    assert (row.how, row.private) == ("new", True)


def test_a_tie_taken_away_can_be_made_again(services: Services) -> None:
    amara, gwen = associate(services, "Amara"), associate(services, "Gwen")
    services.network.tie(amara, gwen, "school", private=True)
    gone = services.network.untie(amara, gwen)
    assert services.network.ties(amara) == ()
    assert gone is not None
    services.network.tie(amara, gone.id, gone.how, private=gone.private)
    assert [(row.how, row.private) for row in services.network.ties(gwen)] == [("school", True)]
    assert services.network.untie(amara, amara) is None


def test_no_tie_with_oneself_or_with_an_own_business(services: Services) -> None:
    mine, amara = own(services), associate(services, "Amara")
    with pytest.raises(BadInput):
        services.network.tie(amara, amara, "")
    with pytest.raises(BadInput):
        services.network.tie(amara, mine, "")


def test_introductions_count_as_ties_and_typed_ones_win(services: Services) -> None:
    amara = associate(services, "Amara")
    gwen = associate(services, "Gwen", introduced_by=amara)
    (row,) = services.network.ties(amara)
    assert (row.id, row.introduced, row.how) == (gwen, True, "Introduced to us")
    (row,) = services.network.ties(gwen)
    assert (row.id, row.introduced, row.how) == (amara, True, "Made the introduction")
    services.network.tie(amara, gwen, "sisters")
    assert [(row.how, row.introduced) for row in services.network.ties(gwen)] == [
        ("sisters", False)
    ]


def test_a_tie_is_announced(services: Services) -> None:
    amara, gwen = associate(services, "Amara"), associate(services, "Gwen")
    heard: list[frozenset[Kind]] = []
    services.subscribe(heard.append)
    services.network.tie(amara, gwen, "")
    services.network.untie(amara, gwen)
    assert heard == [frozenset({Kind.NETWORK})] * 2


def test_the_map_shows_ties_but_no_private_ones(services: Services) -> None:
    own(services)
    ids = [associate(services, name) for name in ("Amara", "Bilal", "Gwen", "Jun")]
    services.network.tie(ids[0], ids[1], "school")
    services.network.tie(ids[0], ids[2], "", private=True)
    graph = services.network.graph()
    assert [(node.name, node.degree) for node in graph.nodes] == [
        ("Amara", 1),
        ("Bilal", 1),
        ("Gwen", 0),
        ("Jun", 0),
    ]
    assert [(edge.a, edge.b, edge.how) for edge in graph.edges] == [(ids[0], ids[1], "school")]
    assert graph.total == 4


def test_the_map_keeps_to_its_limit_with_the_best_known(services: Services) -> None:
    ids = [associate(services, name) for name in ("Amara", "Bilal", "Gwen", "Jun")]
    for other in ids[:3]:
        services.network.tie(ids[3], other, "")
    graph = services.network.graph(limit=2)
    assert [node.name for node in graph.nodes] == ["Jun", "Amara"]
    assert [(edge.a, edge.b) for edge in graph.edges] == [(ids[0], ids[3])]
    assert (len(services.network.layout(graph)), graph.total) == (2, 4)


def test_who_is_in_the_bin_is_in_no_map_tie_or_way(services: Services) -> None:
    amara = associate(services, "Amara", Closeness.CLOSE)
    gwen = associate(services, "Gwen")
    services.network.tie(amara, gwen, "")
    services.businesses.delete(amara)
    assert services.network.ties(gwen) == ()
    assert [node.name for node in services.network.graph().nodes] == ["Gwen"]
    assert services.network.path(gwen).steps == ()
    services.businesses.undelete(amara)
    assert [step.name for step in services.network.path(gwen).steps] == ["Amara", "Gwen"]


def test_the_way_goes_through_whom_we_know_best(services: Services) -> None:
    own(services)
    close = associate(services, "Close", Closeness.CLOSE, stage=Stage.TRUSTED)
    met = associate(services, "Met", Closeness.MET)
    goal = associate(services, "Goal", skills=(SkillData("Sound for film"),))
    services.network.tie(met, goal, "next door")
    services.network.tie(close, goal, "choir")
    path = services.network.path(goal)
    assert [step.name for step in path.steps] == ["Close", "Goal"]
    assert [step.why for step in path.steps] == [
        "You are close, and you have worked together and trust each other.",
        "Close and Goal know each other: choir.",
    ]
    assert path.request == (
        "Hello Close,\n\n"
        "I would like to get to know Goal (sound for film).\n\n"
        "Could you ask Goal Person at Goal whether an introduction to me would be welcome? "
        "A line to both of us is enough, and it is fine to say no.\n\n"
        "Thank you\nPriya Raman\nFernhill Design"
    )


def test_other_ways_begin_with_somebody_else(services: Services) -> None:
    close = associate(services, "Close", Closeness.CLOSE)
    met = associate(services, "Met", Closeness.MET)
    goal = associate(services, "Goal")
    services.network.tie(met, goal, "")
    services.network.tie(close, goal, "")
    paths = services.network.paths(goal)
    assert [[step.name for step in path.steps] for path in paths] == [
        ["Close", "Goal"],
        ["Met", "Goal"],
    ]


def test_a_long_chain_asks_the_first_to_ask_the_next(services: Services) -> None:
    own(services)
    first = associate(services, "First", Closeness.WELL_KNOWN)
    second = associate(services, "Second")
    goal = associate(services, "Goal")
    services.network.tie(first, second, "")
    services.network.tie(second, goal, "")
    path = services.network.path(goal)
    assert [step.name for step in path.steps] == ["First", "Second", "Goal"]
    assert "I believe you know Second, and Second knows Goal." in path.request
    assert "Could you ask Second Person at Second whether" in path.request


def test_whom_we_know_well_is_asked_directly(services: Services) -> None:
    own(services)
    goal = associate(services, "Goal", Closeness.WELL_KNOWN)
    path = services.network.path(goal)
    assert [step.why for step in path.steps] == ["You know each other well."]
    assert path.request.startswith("Hello Goal,\n\nI am planning some work")


def test_private_people_and_ties_are_in_no_chain(services: Services) -> None:
    goal = associate(services, "Goal")
    hidden = associate(services, "Hidden", Closeness.CLOSE, private=True)
    friend = associate(services, "Friend", Closeness.CLOSE)
    services.network.tie(hidden, goal, "")
    services.network.tie(friend, goal, "", private=True)
    assert services.network.path(goal).none.startswith("Nobody here is known to know Goal.")
    services.network.tie(friend, goal, "")
    assert [step.name for step in services.network.path(goal).steps] == ["Friend", "Goal"]
    (path,) = services.network.paths(hidden)
    assert path.steps == ()
    assert "private" in path.none


def test_whom_we_parted_from_is_not_asked(services: Services) -> None:
    goal = associate(services, "Goal")
    parted = associate(services, "Parted", Closeness.CLOSE, stage=Stage.NOT_AGAIN)
    services.network.tie(parted, goal, "")
    assert services.network.path(goal).steps == ()


def test_no_request_carries_what_is_private(services: Services) -> None:
    own(services)
    friend = associate(services, "Friend", Closeness.CLOSE)
    goal = associate(services, "Goal")
    data = services.businesses.get(goal)
    services.businesses.save(replace(data, notes="CANARY", met_how="CANARY", next_action="CANARY"))
    services.network.tie(friend, goal, "CANARY")
    assert "CANARY" not in services.network.path(goal).request


def test_a_way_to_nobody_is_refused(services: Services) -> None:
    with pytest.raises(BadInput):
        services.network.path(99)


def _somebody(services: Services, name: str, closeness: Closeness = Closeness.UNSAID) -> int:
    """Somebody who is known and no associate."""
    saved = services.businesses.save(
        BusinessData(legal_name=name, closeness=closeness, outside=True, relations=("client",))
    )
    return saved.id


def test_anybody_may_stand_on_the_map_and_lead_to_others_without_being_an_associate(
    services: Services,
) -> None:
    own(services)
    amara = associate(services, "Amara")
    client = _somebody(services, "Harbour Lane Coffee", Closeness.WELL_KNOWN)
    services.network.tie(client, amara, "buys bread there")
    graph = services.network.graph()
    assert {(node.name, node.outside, node.degree) for node in graph.nodes} == {
        ("Amara", False, 1),
        ("Harbour Lane Coffee", True, 1),
    }
    assert graph.total == 2
    way = services.network.path(amara)
    assert [step.name for step in way.steps] == ["Harbour Lane Coffee", "Amara"]
    assert way.request.startswith("Hello Harbour Lane Coffee,")
    there = services.network.path(client)
    assert [step.id for step in there.steps] == [client]


def test_who_is_no_associate_is_in_no_list_of_them(services: Services) -> None:
    associate(services, "Amara", skills=(SkillData("Bread"),))
    somebody = services.businesses.save(
        BusinessData(
            legal_name="Bea Friend",
            outside=True,
            skills=(SkillData("Bread"),),
            labels=("Fair",),
            place="Otley",
            stage=Stage.TRUSTED,
        )
    ).id
    found = services.contacts.ids(Query())
    assert (len(found.ids), found.total_all) == (1, 1)
    assert len(services.contacts.ids(Query(text="bread")).ids) == 1
    assert services.contacts.count(Query(text="bea")) == 0
    facets = services.contacts.facets()
    assert (facets.skills, facets.places, facets.labels) == ((("Bread", 1),), (), ())
    assert [one.name for one in services.contacts.who_can(("Bread",))] == ["Amara"]
    assert [row.name for row in services.businesses.rows()] == ["Amara"]
    (need,) = services.skills.save_needs([NeedData("Bread")])
    assert [one.count for one in services.skills.coverage()] == [1], need
    assert services.merging.duplicates() == ()
    hits = services.search.jump("bea")
    assert [(hit.kind, hit.id, hit.link) for hit in hits] == [
        ("somebody known", somebody, Link(Screen.ASSOCIATE, somebody))
    ]


def test_somebody_becomes_an_associate_and_is_found_as_one(services: Services) -> None:
    key = _somebody(services, "Bea Friend")
    services.businesses.save(replace(services.businesses.get(key), outside=False))
    assert list(services.contacts.ids(Query(text="bea")).ids) == [key]
    assert [hit.kind for hit in services.search.jump("bea")] == ["associate"]
    assert [node.outside for node in services.network.graph().nodes] == [False]
