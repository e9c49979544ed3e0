"""Own businesses, associates, projects, search, settings: what a user does, and what is kept."""

import io
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PIL import Image, PngImagePlugin
from sqlalchemy import event
from sqlalchemy.engine import Engine

from microbiz_desktop import pictures
from microbiz_desktop.domain.clock import Moment
from microbiz_desktop.domain.contacts.contacts import BusinessData, PersonData, SkillData
from microbiz_desktop.domain.errors import BadInput, StaleVersion
from microbiz_desktop.domain.projects import DeliverableData, ProjectData, TeamMemberData
from microbiz_desktop.domain.states import Kind, ProjectState
from microbiz_desktop.services.contacts import typed_line
from microbiz_desktop.services.contacts.businesses import Businesses
from microbiz_desktop.services.projects import Projects
from microbiz_desktop.services.search import Search
from microbiz_desktop.services.shared.dependencies import TemplateCatalogue
from microbiz_desktop.services.shared.settings import Settings
from microbiz_desktop.storage.database import Database
from microbiz_desktop.storage.opening import open_database
from tests.kept import empty_folder  # noqa: F401 - a fixture


class _Ticking:
    """A clock that goes on by a second at each look."""

    def __init__(self) -> None:
        self.second = 0

    def now(self) -> Moment:
        self.second += 1
        minute, second = divmod(self.second, 60)
        return Moment(datetime(2026, 11, 21, 10, minute, second, tzinfo=UTC), "Europe/London")


@pytest.fixture
def clock() -> _Ticking:
    return _Ticking()


@pytest.fixture
def database(
    data_dir: Path,
    clock: _Ticking,
    empty_folder: Path,  # noqa: F811 - the fixture
) -> Iterator[Database]:
    shutil.copytree(empty_folder, data_dir, dirs_exist_ok=True)
    database = open_database(data_dir, clock)
    yield database
    database.close()


@pytest.fixture
def businesses(database: Database, clock: _Ticking, shelf: TemplateCatalogue) -> Businesses:
    return Businesses(database, clock, shelf)


@pytest.fixture
def projects(database: Database, clock: _Ticking, shelf: TemplateCatalogue) -> Projects:
    return Projects(database, clock, shelf)


@pytest.fixture
def search(database: Database, clock: _Ticking, shelf: TemplateCatalogue) -> Search:
    return Search(database, clock, shelf)


WHITCOMBE = BusinessData(
    legal_name="Dan Whitcombe and Ruth Whitcombe",
    trading_name="Whitcombe Joinery",
    legal_form="partnership",
    place="Otley",
    skills=(SkillData("fit-out"), SkillData("joinery")),
    sign_rule="all",
    people=(
        PersonData("Dan Whitcombe", "partner", may_sign=True),
        PersonData("Ruth Whitcombe", "partner", may_sign=True, contact=True),
    ),
)


def test_a_saved_business_reads_back_whole(businesses: Businesses) -> None:
    saved = businesses.save(WHITCOMBE)
    assert saved == businesses.get(saved.id)
    assert replace(saved, id=0, version=0) == WHITCOMBE


def test_a_business_without_any_name_is_refused_and_nothing_is_kept(businesses: Businesses) -> None:
    with pytest.raises(BadInput, match="needs a name"):
        businesses.save(BusinessData(legal_name="  "))
    assert businesses.count() == 0


def test_saving_what_was_changed_elsewhere_is_refused(businesses: Businesses) -> None:
    first = businesses.save(WHITCOMBE)
    businesses.save(replace(first, place="Leeds"))
    with pytest.raises(StaleVersion):
        businesses.save(replace(first, place="York"))
    assert businesses.get(first.id).place == "Leeds"


def test_changing_only_a_person_makes_a_new_version(businesses: Businesses) -> None:
    first = businesses.save(WHITCOMBE)
    people = (replace(first.people[0], phone="01943 000111"), first.people[1])
    second = businesses.save(replace(first, people=people))
    assert second.version > first.version
    with pytest.raises(StaleVersion):
        businesses.save(replace(first, people=first.people[:1]))
    assert [person.phone for person in businesses.get(first.id).people] == ["01943 000111", ""]


@pytest.mark.parametrize("typed", ["whit", "RUTH", "join otley", "fit", "Whítcombe"])
def test_the_list_finds_by_start_of_words_in_any_order(businesses: Businesses, typed: str) -> None:
    businesses.save(WHITCOMBE)
    businesses.save(BusinessData(legal_name="Okafor Cakes", place="Leeds"))
    assert [row.name for row in businesses.rows(typed)] == ["Whitcombe Joinery"]
    assert businesses.count(typed) == 1


def test_typing_signs_only_finds_everybody_and_breaks_nothing(businesses: Businesses) -> None:
    businesses.save(WHITCOMBE)
    assert len(businesses.rows('" * ( OR -')) in (0, 1)
    assert len(businesses.rows("   ")) == 1


def test_the_list_shows_the_contact_and_leaves_out_own_businesses(businesses: Businesses) -> None:
    businesses.save(WHITCOMBE)
    businesses.save(BusinessData(own=True, legal_name="Fernhill Design Ltd"))
    (row,) = businesses.rows()
    assert row.second_line == "Ruth Whitcombe · fit-out, joinery"
    assert [own.name for own in businesses.own()] == ["Fernhill Design Ltd"]


def test_pages_of_the_list_follow_each_other(businesses: Businesses) -> None:
    for letter in "dbca":
        businesses.save(BusinessData(legal_name=f"{letter} works"))
    names = [row.name for start in (0, 2) for row in businesses.rows(offset=start, limit=2)]
    assert names == ["a works", "b works", "c works", "d works"]


def test_delete_and_bring_back(businesses: Businesses) -> None:
    saved = businesses.save(WHITCOMBE)
    businesses.delete(saved.id)
    assert businesses.count() == 0
    businesses.undelete(saved.id)
    assert businesses.rows("ruth")[0].id == saved.id


def test_one_commit_announces_what_kind_of_thing_changed(
    businesses: Businesses, database: Database
) -> None:
    heard: list[frozenset[Kind]] = []
    database.subscribe(heard.append)
    businesses.save(WHITCOMBE)
    assert heard == [frozenset({Kind.BUSINESS})]


@pytest.mark.parametrize(
    ("line", "name", "person", "email", "phone"),
    [
        (
            "Northlight Film, Eilidh Fraser, eilidh@northlight.example, 07700 900342",
            "Northlight Film",
            "Eilidh Fraser",
            "eilidh@northlight.example",
            "07700 900342",
        ),
        ("amara@okafor.example; Okafor Cakes", "Okafor Cakes", "", "amara@okafor.example", ""),
        ("Studio 7", "Studio 7", "", "", ""),
        ("+44 (0)1943 000 111, 24 Hours Print", "24 Hours Print", "", "", "+44 (0)1943 000 111"),
    ],
)
def test_quick_add_reads_a_line(line: str, name: str, person: str, email: str, phone: str) -> None:
    read = typed_line.read(line)
    assert (read.name, read.email, read.phone) == (name, email, phone)
    assert [(p.name, p.may_sign, p.contact) for p in read.people] == (
        [(person, True, True)] if person else []
    )


@pytest.mark.parametrize(
    ("line", "legal", "trading", "form"),
    [
        ("Northlight Film, Eilidh Fraser", "Eilidh Fraser", "Northlight Film", "sole-trader"),
        ("Okafor Cakes; Amara Okafor; Leeds", "Amara Okafor", "Okafor Cakes", "sole-trader"),
        ("Amara Okafor, Amara Okafor", "Amara Okafor", "", "sole-trader"),
        ("Hart Lane Pottery Ltd, Jun Hart", "Hart Lane Pottery Ltd", "", "limited-company"),
        ("Chevin Signs Limited., Lena Petrova", "Chevin Signs Limited.", "", "limited-company"),
        ("Moor & Fell LLP, Ida Moor", "Moor & Fell LLP", "", "llp"),
        ("Otley Makers CIC", "Otley Makers CIC", "", "cic"),
        ("Stern GmbH, Karl Stern", "Stern GmbH", "", "limited-company"),
        ("Whitcombe and Sons, Dan Whitcombe, Ruth Whitcombe", "Dan Whitcombe", "Whitcombe and Sons",
         "sole-trader"),
        ("Studio 7", "Studio 7", "", "sole-trader"),
    ],
)  # fmt: skip
def test_quick_add_knows_whose_the_business_is(
    line: str, legal: str, trading: str, form: str
) -> None:
    """The person of a sole trader is the legal name; a company has its own."""
    read = typed_line.read(line)
    assert (read.legal_name, read.trading_name, read.legal_form) == (legal, trading, form)
    assert read.name == (trading or legal)


def test_quick_add_says_what_it_would_make_before_it_does() -> None:
    assert typed_line.said("Northlight Film, Eilidh Fraser, 07700 900342") == (
        "Eilidh Fraser, a sole trader, trading as Northlight Film. "
        "Eilidh Fraser is the contact and may sign."
    )
    assert typed_line.said("Hart Lane Pottery Ltd, Jun Hart") == (
        "Hart Lane Pottery Ltd, a private limited company. Jun Hart is the contact and may sign."
    )
    assert typed_line.said("Studio 7") == "Studio 7. Nobody is named who may sign."
    assert typed_line.said("a@b.example") == ""


def test_quick_add_without_a_name_says_so(businesses: Businesses) -> None:
    with pytest.raises(BadInput, match="needs a name"):
        businesses.add_typed("a@b.example")


def _png(width: int = 30, height: int = 20) -> bytes:
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Author", "canary-in-the-metadata")
    out = io.BytesIO()
    Image.new("RGB", (width, height), "#2f6b4f").save(out, "PNG", pnginfo=notes)
    return out.getvalue()


def test_a_logo_is_kept_clean_of_metadata(businesses: Businesses) -> None:
    saved = businesses.save(WHITCOMBE)
    with_logo = businesses.set_logo(saved.id, saved.version, _png())
    kept = businesses.image(with_logo.logo)
    assert b"canary" in _png()
    assert b"canary" not in kept
    assert Image.open(io.BytesIO(kept)).size == (30, 20)
    assert businesses.clear_logo(saved.id, with_logo.version).logo == ""


def test_the_same_picture_is_kept_once(businesses: Businesses) -> None:
    first, second = businesses.save(WHITCOMBE), businesses.save(BusinessData(legal_name="B"))
    a = businesses.set_logo(first.id, first.version, _png())
    b = businesses.set_logo(second.id, second.version, _png())
    assert a.logo == b.logo


def test_a_large_jpeg_becomes_a_png_of_modest_size(businesses: Businesses) -> None:
    out = io.BytesIO()
    Image.new("CMYK", (3000, 1500)).save(out, "JPEG")
    picture = pictures.vetted(out.getvalue())
    assert (picture.width, picture.height) == (1064, 532)
    assert picture.png.startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "not a PNG or JPEG"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "not a PNG or JPEG"),
        (b"\x89PNG\r\n\x1a\n" + b"junk" * 40, "damaged"),
        (b"\xff\xd8\xff" + b"\x00" * 100, "damaged"),
        (b"\xff\xd8\xff" + b"\x00" * pictures.MAX_BYTES, "larger than 5 MB"),
    ],
)
def test_what_is_no_picture_is_refused(content: bytes, says: str) -> None:
    with pytest.raises(BadInput, match=says):
        pictures.vetted(content)


def test_a_picture_of_too_many_pixels_is_refused() -> None:
    out = io.BytesIO()
    Image.new("1", (5001, 5000)).save(out, "PNG")
    with pytest.raises(BadInput, match="25 million"):
        pictures.vetted(out.getvalue())


def test_odd_contact_facts_warn_and_are_kept(businesses: Businesses) -> None:
    odd = BusinessData(legal_name="B", email="not an address", phone="12")
    assert len(businesses.may_save_warnings(odd)) == 2
    assert businesses.save(odd).email == "not an address"
    fine = BusinessData(legal_name="B", email="b@works.example", phone="+44 7700 900342")
    assert businesses.may_save_warnings(fine) == ()


def test_a_project_reads_back_whole(businesses: Businesses, projects: Projects) -> None:
    joiner = businesses.save(WHITCOMBE)
    data = ProjectData(
        name="Harbour Lane café",
        brief="the brand and the fit-out",
        client="Harbour Lane Coffee Ltd",
        start="2026-11-30",
        end="2027-02-26",
        state=ProjectState.TEAM_FOUND,
        team=(TeamMemberData(joiner.id, joiner.name, "fit-out"),),
        deliverables=(DeliverableData("Counter", joiner.id, "2027-01-15"),),
    )
    saved = projects.save(data)
    assert replace(projects.get(saved.id), id=0, version=0) == data
    (row,) = projects.rows("harbour")
    assert (row.when, row.team_size) == ("30 November 2026 to 26 February 2027", 1)
    assert [p.name for p in businesses.projects_of(joiner.id)] == ["Harbour Lane café"]


def test_a_team_keeps_its_order_and_nobody_twice(
    businesses: Businesses, projects: Projects
) -> None:
    ids = [businesses.save(BusinessData(legal_name=name)).id for name in "ABC"]
    saved = projects.save(ProjectData(name="P", team=tuple(TeamMemberData(i) for i in ids)))
    turned = tuple(TeamMemberData(i, role="r") for i in [*reversed(ids), ids[0]])
    again = projects.save(replace(saved, team=turned))
    assert [member.business_id for member in again.team] == ids[::-1]
    fewer = projects.save(replace(again, team=again.team[:1]))
    assert [member.business_id for member in projects.get(fewer.id).team] == [ids[2]]


def test_a_project_is_set_aside_and_brought_back(projects: Projects) -> None:
    saved = projects.save(ProjectData(name="P"))
    done = projects.save(replace(saved, state=ProjectState.DONE))
    assert done.state is ProjectState.DONE
    with pytest.raises(StaleVersion):
        projects.save(saved)
    projects.delete(saved.id)
    assert projects.rows() == ()
    projects.undelete(saved.id)
    assert [row.id for row in projects.rows()] == [saved.id]


def test_a_jump_reads_what_it_found_at_once(businesses: Businesses, search: Search) -> None:
    def statements() -> int:
        asked: list[object] = []

        def note(*said: object) -> None:
            asked.append(said[2])

        event.listen(Engine, "before_cursor_execute", note)
        try:
            assert search.jump("film")
        finally:
            event.remove(Engine, "before_cursor_execute", note)
        return len(asked)

    businesses.save(BusinessData(legal_name="Film House"))
    for_one = statements()
    for number in range(9):
        businesses.save(BusinessData(legal_name=f"Film House {number}"))
    assert len(search.jump("film")) == 10
    assert statements() == for_one


def test_jump_finds_everything_names_first(
    businesses: Businesses, projects: Projects, search: Search
) -> None:
    businesses.save(BusinessData(legal_name="Print Works", strapline="film posters"))
    film = businesses.save(BusinessData(legal_name="Film House"))
    projects.save(ProjectData(name="Short film", client="Film House"))
    found = [(hit.kind, hit.title) for hit in search.jump("film")]
    assert set(found) == {
        ("associate", "Film House"),
        ("project", "Short film"),
        ("associate", "Print Works"),
    }
    assert found[-1] == ("associate", "Print Works")
    businesses.delete(film.id)
    assert ("associate", "Film House") not in [(h.kind, h.title) for h in search.jump("film")]
    assert search.jump("") == ()


def test_recent_shows_what_was_opened_last_first(
    businesses: Businesses, projects: Projects, search: Search
) -> None:
    joiner, work = businesses.save(WHITCOMBE), projects.save(ProjectData(name="P"))
    search.touched("associate", joiner.id)
    search.touched("project", work.id)
    assert [hit.kind for hit in search.recent()] == ["project", "associate"]
    assert businesses.get(joiner.id).version == joiner.version


def test_the_own_business_in_use_is_remembered(businesses: Businesses, database: Database) -> None:
    settings = Settings(database)
    assert settings.first_run()
    ids = [businesses.save(BusinessData(own=True, legal_name=name)).id for name in "AB"]
    assert settings.current_business() == ids[0]
    settings.use_business(ids[1])
    assert settings.current_business() == ids[1]
    businesses.delete(ids[1])
    assert settings.current_business() == ids[0]
    associate = businesses.save(WHITCOMBE)
    with pytest.raises(BadInput):
        settings.use_business(associate.id)


def test_a_typed_line_is_known_by_an_address_with_full_stops_and_by_no_part_of_one(
    businesses: Businesses,
) -> None:
    ida = businesses.add_typed("Ida Moor, ida.moor@mill.example").id
    jo = businesses.add_typed("Jo Crane, banjo@mill.example").id
    for line, there in (
        ("Other Name, ida.moor@mill.example", [ida]),
        ("Other Name, Ida.Moor@mill.example", [ida]),
        ("Other Name, banjo@mill.example", [jo]),
        ("Mill, jo@mill.example", []),
    ):
        assert [one.id for one in businesses.typed_duplicates(line)] == there, line
