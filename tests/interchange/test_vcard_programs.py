"""Cards as living programs write them: every quirk has a file, and every card is kept."""

import base64
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from microbiz_desktop.domain.contacts.contacts import (
    Address,
    BusinessData,
    ContactFile,
    CustomField,
    Level,
    PersonData,
    SkillData,
    Way,
)
from microbiz_desktop.interchange.vcard_read import read_vcards
from microbiz_desktop.interchange.vcard_write import write_vcards

CARDS = Path(__file__).parent / "cards"
JPEG = b"\xff\xd8\xff\xe0" + bytes(range(200))
PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(90))


def _read(name: str) -> ContactFile:
    return read_vcards((CARDS / f"{name}.vcf").read_bytes())


def _one(name: str) -> tuple[BusinessData, PersonData, Mapping[str, bytes]]:
    found = _read(name)
    assert found.troubles == ()
    (contact,) = found.contacts
    (person,) = contact.data.people
    return contact.data, person, dict(contact.pictures)


@pytest.mark.parametrize("path", sorted(CARDS.glob("*.vcf")), ids=lambda path: path.stem)
@pytest.mark.parametrize("version", ["3.0", "4.0"])
def test_every_file_survives_our_own_writing(path: Path, version: str) -> None:
    content = path.read_bytes()
    found = read_vcards(content)
    plain = content.replace(b"\0", b"").upper()
    assert len(found.contacts) == plain.count(b"BEGIN:VCARD") - plain.count(b"AGENT:BEGIN")
    again = read_vcards(
        write_vcards(found.contacts, "3.0" if version == "3.0" else "4.0", include_private=True)
    )
    assert again.troubles == ()
    assert [replace(one, line=0) for one in again.contacts] == [
        replace(one, line=0) for one in found.contacts
    ]


def test_android_2_1_with_bare_types_soft_breaks_and_stray_base64() -> None:
    found = _read("android_21")
    first, second = found.contacts
    data, person = first.data, first.data.people[0]
    assert (data.legal_name, person.name) == ("Ñandú Works", "Zoë Ñandú")
    assert (person.given, person.family) == ("Zoë", "Ñandú")
    assert (data.phone, data.email, data.website) == (
        *("07700 900111", "zoe@works.example", "www.works.example"),
    )
    assert data.ways == (
        Way("phone", "07700 900111", "mobile"),
        Way("email", "zoe@works.example", "work"),
        Way("phone", "01632 960111", "work fax"),
        Way("email", "zoe@home.example", "home"),
    )
    assert data.notes == "First line\nsecond line = end"
    assert data.skills == ()
    assert dict(first.pictures)[person.photo] == JPEG
    assert data.extra == ("CATEGORIES:My Contacts", "X-AFTER:the picture")
    assert second.data.legal_name == "only@mail.example"


def test_outlook_2_1() -> None:
    data, person, pictures = _one("outlook_21")
    assert (data.legal_name, data.legal_form) == ("Bell Printing Ltd", "limited-company")
    assert data.custom == (CustomField("Department", "Press room", shared=True),)
    assert (person.name, person.prefix, person.role) == ("Dr. Ada Bell", "Dr.", "Printer")
    assert (person.nickname, person.birthday) == ("Addy", "1972-03-10")
    assert (data.phone, data.email) == ("(01632) 960222", "ada@bell.example")
    assert data.address.splitlines()[:2] == ["The Old Mill", "2 Mill Lane"]
    assert data.addresses[0].postcode == "HG4 1AA"
    assert data.place == "Ripon"
    assert data.notes == "One\nTwo"
    assert pictures == {person.photo: JPEG}
    key = base64.b64encode(PNG).decode()
    assert f"KEY;TYPE=X509;ENCODING=b:{key}" in data.extra
    assert "LABEL;TYPE=WORK;TYPE=PREF:2 Mill Lane\\nRipon" in data.extra
    assert {"ROLE:Owner", "REV:20121121T184631Z"} <= set(data.extra)
    assert Way("link", "im:ada@chat.example") in data.ways


def test_iphone_groups_labels_and_links() -> None:
    data, person, pictures = _one("iphone_30")
    assert (data.legal_name, data.legal_form) == ("Ogden Joinery", "other")
    assert (data.phone, data.website) == ("+44 7700 900555", "http://ogden.example")
    assert data.ways == (
        Way("phone", "+44 7700 900555", "mobile"),
        Way("email", "tam@ogden.example", "Work"),
        Way("link", "http://ogden.example", "HomePage"),
        Way("phone", "+44 1632 960555", "Workshop"),
        Way("phone", "+44 7700 900556", "iphone mobile"),
        Way("link", "https://social.example/tamwood", "instagram"),
        Way("link", "xmpp:tam@chat.example", "jabber"),
    )
    assert data.addresses == (
        Address("5 High St\nFloor 2", "York", "", "YO1 7AA", "United Kingdom", "work"),
    )
    assert (person.said, person.birthday) == ("Tamm Og-den", "--04-15")
    assert (data.labels, data.skills) == (("Joinery", "Fitted kitchens, small"), ())
    assert pictures == {person.photo: JPEG}
    assert data.extra[:5] == (
        "item3.X-ABADR:gb",
        "item5.X-ABDATE;type=pref:2001-06-30",
        "item5.X-ABLabel:_$!<Anniversary>!$_",
        "item6.X-ABRELATEDNAMES:Sam",
        "item6.X-ABLabel:_$!<Spouse>!$_",
    )


def test_mac_bare_base64_with_two_blanks() -> None:
    data, person, pictures = _one("mac_photo_30")
    assert pictures == {person.photo: JPEG}
    assert data.extra == ("X-ABUID:6B29A774\\:ABPerson",)


def test_google_escapes_labels_and_system_groups() -> None:
    data, person, _ = _one("google_30")
    assert (person.name, person.additional) == ("Mr. Ian Moss, Sr.", "Ray, Lee")
    assert data.legal_form == "sole-trader"
    assert (data.phone, data.website) == ("+1 202-555-0143", "http://www.moss.example")
    assert data.notes == 'Colon: and "quote"\nsecond line'
    assert (data.address, data.skills) == ("12 Moor Rd\nLeeds LS1 1AA", ())
    assert data.ways == (
        Way("phone", "+1 202-555-0143", "Shop"),
        Way("email", "ian@moss.example", "work"),
        Way("link", "http://www.moss.example", "HomePage"),
        Way("link", "icq:123456789"),
    )


def test_lotus_keeps_what_has_no_place() -> None:
    data, person, _ = _one("lotus_30")
    assert (person.nickname, person.role) == ("Uni,Reedy", "Bookkeeper")
    assert (data.phone, data.ways) == (
        "+44 7700 900666",
        (
            Way("phone", "+44 7700 900666", "mobile"),
            Way("phone", "00-44-1632-960666", "work fax"),
        ),
    )
    assert data.uid == "0e7602cc-0000-4b82-b4b1-90f62f99a199"
    assert [line.partition(":")[0] for line in data.extra[:-1]] == [
        *("LABEL;TYPE=HOME,PARCEL,PREF", "GEO", "CLASS", "TZ", "SORT-STRING", "SOURCE"),
        *("MAILER", "NAME", "X-LONG-STRING", "REV"),
    ]
    assert data.extra[8].endswith(":" + "1234567890" * 8)


def test_version_4_in_full() -> None:
    data, person, pictures = _one("full_40")
    assert (person.name, person.family, person.given) == ("田中 太郎", "田中", "太郎")
    assert person.birthday == "--04-15"
    assert data.phone == "+81-3-1234-5678 ext. 102"
    assert data.ways == (
        Way("phone", "+81-3-1234-5678 ext. 102", "home"),
        Way("email", "taro@tanaka.example", "work"),
        Way("phone", "+81-90-1234-5678", "mobile"),
    )
    assert data.addresses == (Address("1-1", "千代田区", "東京都", "100-0001", "日本"),)
    assert data.skills == (SkillData("joinery", Level.EXPERT),)
    assert data.languages == ("ja", "en")
    assert pictures == {person.photo: PNG}
    assert "X-NOTE-BY;X-WHO=\"Ann ^'Bo^' Cole^nYork\":hello" in data.extra
    assert "FN;PREF=2;LANGUAGE=en:Tarō Tanaka" in data.extra


def test_companies_and_groups_have_no_person() -> None:
    press, group, cafe = (contact.data for contact in _read("company_40").contacts)
    assert [one.people for one in (press, group, cafe)] == [(), (), ()]
    assert (press.legal_name, press.legal_form) == ("Moor Press LLP", "llp")
    assert press.extra == ("LOGO:https://moor.example/logo.png",)
    assert group.extra[0] == "KIND:group"
    assert group.extra[1].startswith("MEMBER:urn:uuid:")
    assert cafe.legal_name == "Harbour Cafe"


def test_an_agent_is_a_card_of_its_own() -> None:
    found = _read("agent_21")
    assert [contact.data.legal_name for contact in found.contacts] == [
        *("Igor Inner", "Olga Outer", "Ann"),
    ]
    assert [contact.data.phone for contact in found.contacts] == [
        *("01632 960777", "01632 960888", ""),
    ]
    (trouble,) = found.troubles
    assert trouble.line == 6
    assert "agent" in trouble.words
    assert found.contacts[2].data.extra == ("AGENT:BEGIN:VCARD\\nFN:Bo\\nEND:VCARD\\n",)


def test_a_bad_line_costs_that_line() -> None:
    found = _read("one_bad_of_three")
    assert [one.data.legal_name for one in found.contacts] == ["First", "Second", "Third"]
    assert [one.line for one in found.contacts] == [1, 6, 11]
    (trouble,) = found.troubles
    assert trouble.line == 8
    assert "this line is rubbish" in trouble.words


@pytest.mark.parametrize(
    "name",
    [
        *("utf16_no_mark", "utf16_big_no_mark", "utf16_marked", "utf8_marked", "windows_1252"),
        *("cr_only", "lf_only", "fold_in_character", "charset_lies_21"),
    ],
)
def test_every_encoding_and_line_end(name: str) -> None:
    data, person, _ = _one(name)
    assert (person.name, person.family) == ("Jürgen Müller", "Müller")
    assert data.notes == "Grüße, bis bald"


def test_a_declared_charset_is_believed() -> None:
    _, person, _ = _one("declared_koi8_21")
    assert (person.name, person.given) == ("Иван", "Иван")


def test_every_file_of_other_programs(corpora: Path) -> None:
    paths = sorted((corpora / "vcards").glob("*.vcf"))
    assert paths
    for path in paths:
        content = path.read_bytes()
        found = read_vcards(content)
        assert len(found.contacts) == content.upper().count(b"BEGIN:VCARD"), path.name
        for version in ("3.0", "4.0"):
            written = write_vcards(
                found.contacts, "3.0" if version == "3.0" else "4.0", include_private=True
            )
            again = read_vcards(written).contacts
            assert [replace(one, line=0) for one in again] == [
                replace(one, line=0) for one in found.contacts
            ], path.name
