"""Finding in the contact list: words, filters, saved lists, who can do a job, and the reasons."""

import json
import re
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from microbiz_desktop.domain.clock import Moment
from microbiz_desktop.domain.contacts.contacts import (
    Address,
    BusinessData,
    Closeness,
    CustomField,
    Level,
    Paper,
    PersonData,
    SkillData,
    Stage,
    Supply,
    Way,
)
from microbiz_desktop.domain.errors import BadInput
from microbiz_desktop.domain.projects import ProjectData, TeamMemberData
from microbiz_desktop.records.network import TimelineEntry
from microbiz_desktop.services.contacts.businesses import Businesses
from microbiz_desktop.services.contacts.contacts import Contacts, Query
from microbiz_desktop.services.contacts.query import from_json, to_json
from microbiz_desktop.services.projects import Projects
from microbiz_desktop.services.search import Search
from microbiz_desktop.services.shared.dependencies import TemplateCatalogue
from microbiz_desktop.storage.database import Database
from microbiz_desktop.storage.opening import open_database
from tests.kept import empty_folder  # noqa: F401 - a fixture


class _Clock:
    """Goes on by a second at each look, on 21 November 2026."""

    second = 0

    def now(self) -> Moment:
        self.second += 1
        minute, second = divmod(self.second, 60)
        return Moment(datetime(2026, 11, 21, 10, minute, second, tzinfo=UTC), "Europe/London")


@pytest.fixture
def clock() -> _Clock:
    return _Clock()


@pytest.fixture
def database(
    data_dir: Path,
    clock: _Clock,
    empty_folder: Path,  # noqa: F811 - the fixture
) -> Iterator[Database]:
    shutil.copytree(empty_folder, data_dir, dirs_exist_ok=True)
    database = open_database(data_dir, clock)
    yield database
    database.close()


@pytest.fixture
def businesses(database: Database, clock: _Clock, shelf: TemplateCatalogue) -> Businesses:
    return Businesses(database, clock, shelf)


@pytest.fixture
def contacts(database: Database, clock: _Clock) -> Contacts:
    return Contacts(database, clock)


JOINER = BusinessData(
    legal_name="Dan Whitcombe and Ruth Whitcombe",
    trading_name="Whitcombe Joinery",
    place="Otley",
    phone="07700 900342",
    email="shop@whitcombe.example",
    website="https://whitcombe.example",
    best_at="curved staircases",
    notes="Likes to be rung before nine",
    skills=(
        SkillData("joinery", Level.EXPERT, "the library stairs", "2026"),
        SkillData("fit-out", Level.GOOD),
    ),
    people=(
        PersonData("Ruth Whitcombe", "partner", phone="+44 113 496 0123", contact=True),
        PersonData("Dan Whitcombe", nickname="Whitty", ways=(Way("phone", "(01943) 000-111"),)),
    ),
    ways=(Way("phone", "+33 6 12 34 56 78", "France"), Way("link", "https://social.example/wj")),
    addresses=(Address("2 Weir Lane", "Ilkley", postcode="LS29 1AA"),),
    papers=(Paper("insurance", "Public liability", "Northern Mutual", "2026-12-10"),),
    supplies=(Supply("plywood", "Timberline"),),
    custom=(CustomField("Van", "long wheelbase"),),
    languages=("Polish",),
    relations=("friend", "supplier"),
    closeness=Closeness.CLOSE,
    stage=Stage.TRUSTED,
    met_how="at the harbour fair",
    introduced_by="Yusuf",
    free_months=("2027-05", "2027-06"),
    next_action="Send the drawings",
    next_on="2026-12-01",
    fit=5,
)
CAKES = BusinessData(
    legal_name="Amara Okafor",
    trading_name="Café Zürich",
    place="Leeds",
    skills=(SkillData("baking", Level.CAPABLE), SkillData("joinery", Level.LEARNING)),
    stage=Stage.TALKING,
    closeness=Closeness.MET,
)


def _names(contacts: Contacts, text: str = "", **asked: object) -> list[str]:
    found = contacts.ids(Query(text=text, **asked))  # type: ignore[arg-type]  # any field of it
    return [row.name for row in contacts.rows(found.ids, text)]


@pytest.mark.parametrize(
    "typed",
    [
        *("whitc", "RUTH", "joinery otley", "otley joinery", "dan whitcombe ruth", "whitty"),
        *("stairc", "curved stair", "library", "fit-out", "ilkley", "LS29", "weir lane"),
        *("shop@whitcombe.example", "social.example", "northern mutual", "plywood", "timberl"),
        *("wheelbase", "polish", "supplier", "harbour fair", "yusuf", "drawings", "before nine"),
        *("07700900342", "07700 900 342", "+44 7700 900342", "00447700900342", "447700900342"),
        *("07700", "7700900", "+44 (0)7700 900342", "0113 496 0123", "01134960123", "0770090"),
        *("01943000111", "01943 000111", "+441943000111", "+33612345678", "0033 6 12345678"),
    ],
)
def test_every_part_is_found_as_it_is_typed(
    businesses: Businesses, contacts: Contacts, typed: str
) -> None:
    businesses.save(JOINER)
    businesses.save(CAKES)
    found = contacts.ids(Query(text=typed))
    assert [row.name for row in contacts.rows(found.ids)] == ["Whitcombe Joinery"]
    assert found.fuzzy == ()


@pytest.mark.parametrize("typed", ["cafe", "CAFÉ", "zurich", "Zu\u0308rich", "okafor cafe"])
def test_accents_and_case_do_not_matter(
    businesses: Businesses, contacts: Contacts, typed: str
) -> None:
    businesses.save(JOINER)
    businesses.save(CAKES)
    assert _names(contacts, typed) == ["Café Zürich"]


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("whitcomb joinrey", ("“joinrey” read as “joinery”",)),
        ("wihtcombe", ("“wihtcombe” read as “whitcombe”",)),
        ("stiarcases", ("“stiarcases” read as “staircases”",)),
        ("hwitcombe", ("“hwitcombe” read as “whitcombe”",)),
        ("plywoood", ("“plywoood” read as “plywood”",)),
        ("whticom", ("“whticom” read as “whitcom”",)),
    ],
)
def test_a_slip_is_forgiven_and_said(
    businesses: Businesses, contacts: Contacts, typed: str, read: tuple[str, ...]
) -> None:
    businesses.save(JOINER)
    businesses.save(CAKES)
    found = contacts.ids(Query(text=typed))
    assert len(found.ids) == 1
    assert [said.rstrip("”e") for said in found.fuzzy] == [said.rstrip("”e") for said in read]


def test_a_word_that_is_there_is_never_read_as_another(
    businesses: Businesses, contacts: Contacts
) -> None:
    businesses.save(JOINER)
    businesses.save(CAKES)
    assert contacts.ids(Query(text="baking otley")).ids.tolist() == []
    assert contacts.ids(Query(text="baking otley")).fuzzy == ()
    assert contacts.ids(Query(text="zzzzzz")).fuzzy == ()


def test_slips_are_not_mended_by_what_is_no_associate(
    businesses: Businesses, projects: Projects, contacts: Contacts
) -> None:
    businesses.save(BusinessData(own=True, legal_name="Lanternfish"))
    projects.save(ProjectData(name="Lanternfish"))
    assert contacts.ids(Query(text="lanternfihs")).fuzzy == ()
    assert contacts.ids(Query(text="lanternfish")).ids.tolist() == []


@pytest.fixture
def projects(database: Database, clock: _Clock, shelf: TemplateCatalogue) -> Projects:
    return Projects(database, clock, shelf)


def test_the_matched_part_is_shown(businesses: Businesses, contacts: Contacts) -> None:
    saved = businesses.save(JOINER)

    def matched(typed: str) -> str:
        (row,) = contacts.rows([saved.id], typed)
        return row.matched

    assert matched("") == ""
    assert matched("whitc") == ""
    assert matched("nine") == "Likes to be rung before nine"
    assert matched("07700900342") == "07700 900342"
    assert matched("+441943000111") == "(01943) 000-111"
    assert matched("plywod") == "plywood Timberline"
    long = " ".join(["word"] * 40 + ["needle"] + ["word"] * 40)
    businesses.save(_again(businesses, saved.id, notes=long))
    assert re.fullmatch(r"….*\bneedle\b.*…", matched("needle"))
    assert len(matched("needle")) < 80


def _again(businesses: Businesses, business_id: int, **fields: object) -> BusinessData:
    from dataclasses import replace

    return replace(businesses.get(business_id), **fields)  # type: ignore[arg-type]  # any field of it


def test_names_stand_before_the_rest_and_by_name(
    businesses: Businesses, contacts: Contacts
) -> None:
    for name, notes in (("Zinc Film", ""), ("Plain", "film"), ("Film House", ""), ("A Film", "")):
        businesses.save(BusinessData(legal_name=name, notes=notes))
    assert _names(contacts, "film") == ["Film House", "A Film", "Zinc Film", "Plain"]
    assert _names(contacts, "fi") == ["Film House", "A Film", "Zinc Film", "Plain"]
    assert _names(contacts, "film", order="name") == ["A Film", "Film House", "Plain", "Zinc Film"]


def test_none_one_and_many(businesses: Businesses, contacts: Contacts) -> None:
    empty = contacts.ids(Query())
    assert (empty.ids.tolist(), empty.total_all, empty.cut) == ([], 0, False)
    assert contacts.rows(empty.ids) == ()
    assert contacts.ids(Query(text="a")).ids.tolist() == []
    one = businesses.save(JOINER)
    assert contacts.ids(Query()).ids.tolist() == [one.id]
    assert contacts.ids(Query()).total_all == 1
    assert [row.id for row in contacts.rows([999, one.id])] == [one.id]
    businesses.save(BusinessData(own=True, legal_name="Whitcombe's own"))
    assert contacts.ids(Query(text="whit")).ids.tolist() == [one.id]
    businesses.delete(one.id)
    gone = contacts.ids(Query(text="whit"))
    assert (gone.ids.tolist(), gone.total_all) == ([], 0)
    assert contacts.rows([one.id]) == ()


def test_more_than_the_first_thousand_are_counted_and_can_be_asked_for(
    database: Database, contacts: Contacts, clock: _Clock
) -> None:
    from microbiz_desktop.domain.states import Kind
    from microbiz_desktop.records.business import Business
    from microbiz_desktop.storage.bulk import bulk_search
    from microbiz_desktop.storage.database import announce

    now = clock.now()
    with database.transaction() as session, bulk_search(session):
        session.add_all(
            Business(legal_name=f"Works {number}", created_at=now, updated_at=now)
            for number in range(1_010)
        )
        announce(session, Kind.BUSINESS)
    found = contacts.ids(Query(text="wor"))
    assert (len(found.ids), found.cut, contacts.count(Query(text="wor"))) == (1_000, True, 1_010)
    assert len(contacts.ids(Query(text="wor"), whole=True).ids) == 1_010
    assert len(contacts.ids(Query()).ids) == 1_010


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"skills": ("joinery",)}, ["Café Zürich", "Whitcombe Joinery"]),
        ({"skills": ("Joinery", "fit out")}, ["Whitcombe Joinery"]),
        ({"skills": ("joinery", "baking", "fit-out")}, []),
        ({"place": "leeds"}, ["Café Zürich"]),
        ({"place": "Ilkley"}, ["Whitcombe Joinery"]),
        ({"stages": (Stage.TALKING, Stage.TRUSTED)}, ["Café Zürich", "Whitcombe Joinery"]),
        ({"stages": (Stage.PAUSED,)}, []),
        ({"closeness_min": Closeness.KNOWN}, ["Whitcombe Joinery"]),
        ({"free_in": "2027-06"}, ["Whitcombe Joinery"]),
        ({"free_in": "2027-07"}, []),
        ({"relations": ("friend", "supplier")}, ["Whitcombe Joinery"]),
        ({"relations": ("friend", "client")}, []),
        ({"papers_within_days": 30}, ["Whitcombe Joinery"]),
        ({"papers_within_days": 10}, []),
        ({"text": "rung", "skills": ("joinery",)}, ["Whitcombe Joinery"]),
        ({"text": "cafe", "place": "otley"}, []),
    ],
)
def test_filters_hold_together(
    businesses: Businesses, contacts: Contacts, asked: dict[str, object], found: list[str]
) -> None:
    businesses.save(JOINER)
    businesses.save(CAKES)
    query = Query(**asked)  # type: ignore[arg-type]  # any field of it
    assert [row.name for row in contacts.rows(contacts.ids(query).ids)] == found
    assert from_json(to_json(query)) == query


@pytest.mark.parametrize(
    ("expires", "days", "found"),
    [
        ("2026-11", 9, True),
        ("2026-11", 8, False),
        ("2026", 40, True),
        ("2026", 30, False),
        ("2025-01-01", 1, True),
        ("", 400, False),
    ],
)
def test_a_month_or_a_year_runs_out_on_its_last_day(
    businesses: Businesses, contacts: Contacts, expires: str, days: int, found: bool
) -> None:
    businesses.save(BusinessData(legal_name="A", papers=(Paper("licence", "L", "", expires),)))
    assert bool(contacts.ids(Query(papers_within_days=days)).ids) is found


def test_orders(businesses: Businesses, contacts: Contacts) -> None:
    for name, stage, on in (
        ("B", Stage.TRUSTED, ""),
        ("A", Stage.PROSPECT, "2026-12-05"),
        ("C", Stage.TALKING, "2026-12-01"),
    ):
        businesses.save(BusinessData(legal_name=name, stage=stage, next_on=on))
    assert _names(contacts, order="best") == ["A", "B", "C"]
    assert _names(contacts, order="recent") == ["C", "A", "B"]
    assert _names(contacts, order="stage") == ["A", "C", "B"]
    assert _names(contacts, order="next") == ["C", "A", "B"]


def test_the_counts_of_the_filters_follow_the_query(
    businesses: Businesses, contacts: Contacts
) -> None:
    businesses.save(JOINER)
    businesses.save(CAKES)
    businesses.save(BusinessData(own=True, legal_name="Own", skills=(SkillData("joinery"),)))
    every = contacts.facets()
    assert every.skills == (("joinery", 2), ("baking", 1), ("fit-out", 1))
    assert every.places == (("Leeds", 1), ("Otley", 1))
    assert dict(every.stages)[Stage.TRUSTED] == 1
    assert len(every.stages) == len(Stage)
    some = contacts.facets(Query(text="cafe"))
    assert some.skills == (("baking", 1), ("joinery", 1))


def test_smart_lists_are_looked_up_anew(businesses: Businesses, contacts: Contacts) -> None:
    query = Query(skills=("joinery",), stages=(Stage.TRUSTED,), order="next")
    made = contacts.save_smart_list("  Trusted   joiners ", query)
    assert (made.name, made.count) == ("Trusted joiners", 0)
    businesses.save(JOINER)
    assert contacts.smart_lists() == (type(made)(made.id, made.name, query, 1),)
    wider = contacts.save_smart_list("trusted JOINERS", Query(skills=("joinery",)))
    assert (wider.id, wider.name) == (made.id, "Trusted joiners")
    other = contacts.save_smart_list("Bakers", Query(text="baking"))
    assert [one.name for one in contacts.smart_lists()] == ["Bakers", "Trusted joiners"]
    with pytest.raises(BadInput, match="needs a name"):
        contacts.save_smart_list("  ", query)
    contacts.delete_smart_list(other.id)
    assert [one.id for one in contacts.smart_lists()] == [made.id]


def test_a_kept_query_of_another_program_is_read_as_far_as_known() -> None:
    stored = json.dumps(
        {"text": "x", "stages": ["talking", "married"], "moon": "full", "order": "by heart"}
    )
    assert from_json(stored) == Query(text="x", stages=(Stage.TALKING,))


def test_who_can_says_why_and_the_figures_add_up(
    businesses: Businesses, projects: Projects, contacts: Contacts
) -> None:
    joiner = businesses.save(JOINER)
    businesses.save(CAKES)
    projects.save(ProjectData(name="P", team=(TeamMemberData(joiner.id),)))
    first, second = contacts.who_can(["Joinery"], by="2027-06-15", near="otley")
    assert first.name == "Whitcombe Joinery"
    assert first.reasons == (
        "joinery: expert (+36)",
        "joinery shown by the library stairs (+5)",
        "joinery last used in 2026 (+5)",
        "Free in June 2027 (+12)",
        "You are close (+12)",
        "Trusted (+14)",
        "Worked together: 1 project or agreement (+4)",
        "In otley (+8)",
        "Public liability runs out on 10 December 2026, before it is done (−5)",
    )
    assert second.reasons == (
        "joinery: learning (+8)",
        "You have met (+2)",
        "You are talking already (+2)",
    )
    for one in (first, second):
        assert sum(map(_points, one.reasons)) == one.score


def _points(reason: str) -> int:
    found = re.search(r"\(([+−]\d+)\)$", reason)
    return int(found[1].replace("−", "-")) if found else 0


def test_who_can_names_what_is_missing_and_those_not_to_ask(
    businesses: Businesses, contacts: Contacts
) -> None:
    good = SkillData("baking", Level.GOOD)
    for name, stage, private in (
        ("Paused", Stage.PAUSED, False),
        ("Never", Stage.NOT_AGAIN, False),
        ("Quiet", Stage.PROSPECT, True),
    ):
        businesses.save(BusinessData(legal_name=name, skills=(good,), stage=stage, private=private))
    found = contacts.who_can(["baking", "welding"])
    assert [one.name for one in found] == ["Quiet", "Paused", "Never"]
    assert "Does not list welding (−10)" in found[0].reasons
    assert "Private: kept out of introductions" in found[0].reasons
    assert "Paused for now (−15)" in found[1].reasons
    assert any("not to work together again" in reason for reason in found[2].reasons)
    assert contacts.who_can([]) == ()
    assert contacts.who_can(["flying"]) == ()
    assert [one.name for one in contacts.who_can(["bak"], limit=1)] == ["Quiet"]


@pytest.mark.parametrize("by", ["", "soon", "2027-13-01", "2027", "2027-06"])
def test_who_can_by_any_text(businesses: Businesses, contacts: Contacts, by: str) -> None:
    businesses.save(JOINER)
    assert contacts.who_can(["joinery"], by=by)


def test_notes_and_the_timeline_are_found_by_their_owner(
    businesses: Businesses, contacts: Contacts, database: Database, clock: _Clock
) -> None:
    saved = businesses.save(BusinessData(legal_name="A", notes="canary", private=True))
    with database.transaction() as session:
        entry = TimelineEntry(business_id=saved.id, sort="call", on="2026-01-01", words="robin")
        session.add(entry)
    assert contacts.ids(Query(text="canary")).ids.tolist() == [saved.id]
    assert contacts.ids(Query(text="robin")).ids.tolist() == [saved.id]
    assert contacts.rows([saved.id])[0].private
    with database.transaction() as session:
        session.get_one(TimelineEntry, entry.id).archived_at = clock.now()
    assert contacts.ids(Query(text="robin")).ids.tolist() == []


def test_jump_forgives_slips_too(
    businesses: Businesses, database: Database, clock: _Clock, shelf: TemplateCatalogue
) -> None:
    businesses.save(JOINER)
    search = Search(database, clock, shelf)
    assert [hit.title for hit in search.jump("whitcobme")] == ["Whitcombe Joinery"]
    (hit,) = search.jump("07700900342")
    assert hit.matched == "07700 900342"
    assert search.jump("qqqqqqq") == ()


def test_what_a_live_agreement_counts_is_asked_anew_after_a_change(
    businesses: Businesses, contacts: Contacts, database: Database
) -> None:
    from microbiz_desktop.domain.deal import Deal, PartySnapshot
    from microbiz_desktop.records.agreement import Agreement, deal_to_json

    saved = businesses.save(JOINER)
    assert contacts.rows([saved.id])[0].live_agreements == 0
    party = PartySnapshot("w", "W", business_id=str(saved.id))
    deal = deal_to_json(Deal(template="joint-venture", parties=(party,)))
    with database.transaction() as session:
        session.add(Agreement(public_id="a", template="joint-venture", title="", deal_json=deal))
    assert contacts.rows([saved.id])[0].live_agreements == 1
