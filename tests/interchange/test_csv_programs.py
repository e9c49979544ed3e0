"""Tables of other programs are recognised, mapped and read as their users meant them."""

import pytest

from microbiz_desktop.domain.contacts.contacts import BusinessData, Contact, CustomField, Way
from microbiz_desktop.interchange.csv_look import look
from microbiz_desktop.interchange.csv_read import read_csv
from microbiz_desktop.interchange.csv_targets import TARGETS, Use, header_signature, title

from . import csv_samples as samples


def _only(text: str, encoding: str = "utf-8") -> Contact:
    found = read_csv(text.encode(encoding))
    assert not found.troubles
    return found.contacts[0]


@pytest.mark.parametrize(
    ("text", "program"),
    [
        (samples.GOOGLE_OLD, "google-old"),
        (samples.GOOGLE_NEW, "google-new"),
        (samples.OUTLOOK, "outlook"),
        (samples.THUNDERBIRD, "thunderbird"),
        (samples.LINKEDIN, "linkedin"),
        (samples.GERMAN, ""),
    ],
)
def test_programs_are_recognised_and_every_column_has_a_use(text: str, program: str) -> None:
    seen = look(text.encode())
    assert seen.program == program
    assert seen.has_header
    assert len(seen.mapping) == len(seen.headers)
    assert {use.target for use in seen.mapping} <= {target.key for target in TARGETS}
    assert all(title(use.target) for use in seen.mapping)
    assert all(len(row) == len(seen.headers) for row in seen.preview)


def test_google_old() -> None:
    contact = _only(samples.GOOGLE_OLD)
    data = contact.data
    assert contact.line == 2
    assert (data.legal_name, data.email, data.phone) == (
        "Hartwell Joinery",
        "ada@hartwell.example",
        "01632 960001",
    )
    assert data.ways == (
        Way("phone", "01632 960001", "mobile"),
        Way("email", "ada@hartwell.example", "work"),
        Way("link", "https://hartwell.example", "Profile"),
        Way("phone", "01632 960002", "mobile"),
        Way("email", "office@hartwell.example", "work"),
        Way("email", "ada@home.example", "home"),
    )
    (person,) = data.people
    assert (person.name, person.given, person.family) == ("Ada Hartwell", "Ada", "Hartwell")
    assert (person.role, person.birthday, person.contact) == ("Owner", "1980-04-15", True)
    assert data.address == "1 Mill Lane\nAlnford QA1 1AA\nUK"
    assert data.place == "Alnford"
    assert data.notes == "Line one\nLine two"
    assert data.website == "https://hartwell.example"
    assert (data.labels, data.custom) == (("Makers",), (CustomField("Van", "blue"),))


def test_google_new() -> None:
    found = read_csv(samples.GOOGLE_NEW.encode())
    wren, only = (contact.data for contact in found.contacts)
    assert (wren.legal_name, wren.people[0].name) == ("Wren Pottery", "Chloé Oakbourne")
    assert wren.people[0].role == "Director"
    assert wren.ways == (
        Way("phone", "01632 960003", "work"),
        Way("phone", "+44 1632 960004", "Atelier"),
    )
    assert (wren.labels, wren.custom) == (("Guild",), ())
    assert only == BusinessData(legal_name="Only Business Ltd", legal_form="limited-company")
    assert [contact.line for contact in found.contacts] == [2, 3]


def test_outlook() -> None:
    data = _only(samples.OUTLOOK, "cp1252").data
    assert (data.legal_name, data.people[0].name) == ("Lindholm Film", "Søren Lindholm")
    assert (data.people[0].prefix, data.people[0].role) == ("Dr", "Director")
    assert data.email == "soren@lindholm.example"
    assert Way("email", "s@home.example") in data.ways
    assert data.phone == "01632 960006"
    assert {(way.value, way.label) for way in data.ways if way.kind == "phone"} == {
        *(("01632 960005", "home"), ("01632 960006", "work"), ("01632 960007", "mobile"))
    }
    assert data.address == "2 High Street\nFloor 3\nExstow QE2 2BB\nUK"
    assert [one.label for one in data.addresses] == ["work", "home"]
    assert data.website == "www.lindholm.example"


def test_thunderbird() -> None:
    data = _only(samples.THUNDERBIRD).data
    assert (data.legal_name, data.people[0].name) == ("Fernley Translation", "Mei Fernley")
    assert data.people[0].birthday == "1979-04-05"
    assert data.address == "7 Quay\nUnit 2\nNessby QN3 3CC\nUK"
    assert (data.email, data.phone, data.place) == (
        "mei@fernley.example",
        "01632 960008",
        "Nessby",
    )


def test_linkedin_with_its_lines_before_the_heading() -> None:
    contact = _only(samples.LINKEDIN)
    assert contact.line == 5
    assert contact.data.met_on == "2020-11-21"
    assert contact.data.website == "https://www.linkedin.example/in/karim"
    assert contact.data.people[0].role == "Founder"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_a_table_of_nobody_we_know_in_another_language(encoding: str) -> None:
    data = _only(samples.GERMAN, encoding).data
    assert (data.legal_name, data.people[0].name, data.place) == (
        "Müllerbach Tischlerei",
        "Jürgen Müllerbach",
        "Köln",
    )
    assert [skill.name for skill in data.skills] == ["Tischlerei", "Treppen"]
    assert data.custom == (CustomField("Schuhgröße", "43"),)
    assert data.notes == "gut"


def test_a_heading_that_says_nothing_is_read_by_its_cells() -> None:
    """Ways to reach somebody are; dates, sums and customers' numbers stay fields of their own."""
    heading = "Name,Ring,Write to,See,Since,Account,Fee,Mixed"
    rows = ["Ann,0113 496 0101,a@one.example,www.one.example,2024-01-02,1234567890,100.00,01133"]
    rows += ["Bo,+44 113 496 0102,b@two.example,https://two.example,2024-02-03,1234567891,2,x"]
    mapping = look("\n".join((heading, *rows)).encode()).mapping
    assert [use.target for use in mapping] == [
        *("full_name", "phone", "email", "website", "custom", "custom", "custom", "custom")
    ]
    known = look(f"Phone,{heading}\n0113 496 0199,{rows[0]}\n0113 496 0198,{rows[1]}".encode())
    assert [(use.target, use.number) for use in known.mapping][:3:2] == [("phone", 1), ("phone", 2)]


def test_without_a_heading_the_content_speaks() -> None:
    seen = look(samples.NO_HEADER.encode())
    assert not seen.has_header
    assert seen.headers == ("Column 1", "Column 2", "Column 3", "Column 4")
    found = read_csv(samples.NO_HEADER.encode(), seen)
    assert [c.data.legal_name for c in found.contacts] == ["Ada Hart", "Ben Oak", "Cy Elm"]
    assert found.contacts[1].data.email == "ben@oak.example"
    assert found.contacts[2].data.phone == "01632 960003"
    assert [c.line for c in found.contacts] == [1, 2, 3]


def test_a_mapping_of_ones_own_is_followed() -> None:
    seen = look(samples.NO_HEADER.encode())
    own = (Use("business"), Use("email"), Use(), Use("custom", 1, "Town"))
    data = read_csv(samples.NO_HEADER.encode(), seen, own).contacts[0].data
    assert (data.legal_name, data.people, data.phone) == ("Ada Hart", (), "")
    assert data.custom == (CustomField("Town", "Alnford"),)


def test_the_first_of_two_alike_headings_wins_and_the_second_is_kept() -> None:
    data = read_csv(b"Name,Town,Town,E-mail,E-mail\nAda,X,Y,a@a.example,b@b.example\n").contacts
    assert data[0].data.address == "X"
    assert data[0].data.custom == (CustomField("Town", "Y"),)
    assert data[0].data.ways == (Way("email", "b@b.example"),)


def test_the_same_heading_has_the_same_signature() -> None:
    assert header_signature(["Name", "E-mail "]) == header_signature([" name", "e-mail"])
    assert header_signature(["Name", "Mail"]) != header_signature(["Mail", "Name"])


def test_excels_own_first_line_is_passed() -> None:
    found = read_csv(b"sep=;\r\nName;E-mail\r\nAda;ada@a.example\r\n")
    assert (found.contacts[0].data.legal_name, found.contacts[0].line) == ("Ada", 3)


def test_an_address_in_one_cell_keeps_its_lines() -> None:
    content = b'Name,E-mail,Address\nAda,a@a.example," 1 Mill Lane \n\nAlnford QA1 1AA "\n'
    (ada,) = read_csv(content).contacts
    assert ada.data.address == "1 Mill Lane\nAlnford QA1 1AA"


@pytest.mark.parametrize("heading", ["City", "Place"])
def test_a_town_alone_is_the_place(heading: str) -> None:
    content = f"Name,E-mail,{heading}\nAda,a@a.example,Alnford\nBen,b@b.example,\n".encode()
    ada, ben = read_csv(content).contacts
    assert (ada.data.place, ben.data.place, ben.data.address) == ("Alnford", "", "")
