"""What a card says of each value beside the value: labels, types, parts. All of it goes out again.

Cards are read back by vobject, which knows nothing of our own properties.
"""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import vobject  # type: ignore[import-untyped]  # it has no types of its own

from microbiz_desktop.domain.contacts.contacts import (
    Address,
    BusinessData,
    Contact,
    CustomField,
    Way,
)
from microbiz_desktop.interchange.csv_ours import write_csv
from microbiz_desktop.interchange.csv_read import read_csv
from microbiz_desktop.interchange.vcard_read import read_vcards
from microbiz_desktop.interchange.vcard_write import Version, write_vcards

CARDS = Path(__file__).parent / "cards"


def data_of(*lines: str) -> BusinessData:
    """What a card with these lines says."""
    content = "\n".join(["BEGIN:VCARD", "VERSION:3.0", *lines, "END:VCARD"]).encode()
    found = read_vcards(content)
    assert found.troubles == ()
    (contact,) = found.contacts
    return contact.data


def written(content: bytes | BusinessData, version: Version = "3.0") -> list[str]:
    """The lines of a card that came in and went out again, unfolded."""
    contacts: Iterable[Any]
    contacts = read_vcards(content).contacts if isinstance(content, bytes) else [_of(content)]
    return write_vcards(contacts, version).replace(b"\r\n ", b"").decode().splitlines()


def _of(data: BusinessData) -> Any:
    return Contact(data)


def _again(data: BusinessData, *, version: Version = "3.0") -> Any:
    """What another program reads."""
    return vobject.readOne("\n".join(written(data, version)))


def _types(one: Any) -> set[str]:
    """Types in small letters, without the mark of the preferred one."""
    return {word.lower() for word in one.params.get("TYPE", [])} - {"pref"}


def test_the_type_of_the_first_of_each_is_kept() -> None:
    content = (CARDS / "labels_of_the_first.vcf").read_bytes()
    (contact,) = read_vcards(content).contacts
    data = contact.data
    assert (data.phone, data.email) == ("+44 7700 900123", "one@home.example")
    assert data.ways == (
        Way("phone", "+44 7700 900123", "mobile"),
        Way("email", "one@home.example", "home"),
        Way("link", "https://one.example", "work"),
    )
    card = _again(data)
    assert [_types(one) for one in (card.tel, card.email, card.url)] == [
        *({"cell"}, {"home"}, {"work"}),
    ]


def test_the_type_of_the_first_address_is_kept() -> None:
    content = (CARDS / "labels_all_first.vcf").read_bytes()
    first, second = (vobject.readOne("\n".join(written(one))) for one in _each(content))
    assert [_types(one) for one in (first.tel, first.email, first.adr)] == [
        *({"home"}, {"work"}, {"home"}),
    ]
    assert [_types(one) for one in (second.tel, second.email, second.adr)] == [
        *({"cell"}, {"home"}, {"work"}),
    ]
    assert first.adr.value.street == "Chesham House\n30-31 Chesham Place"


def _each(content: bytes) -> list[bytes]:
    return [b"BEGIN:VCARD" + one for one in content.split(b"BEGIN:VCARD")[1:]]


_HEADS = (
    *("TEL;TYPE=CELL,VOICE", "TEL;TYPE=WORK,VOICE,MSG", "TEL;TYPE=x-boat", "EMAIL;TYPE=INTERNET"),
    *("EMAIL;TYPE=INTERNET,WORK", "EMAIL;TYPE=Workshop", "TEL;TYPE=textphone,text,video"),
    *("ADR;TYPE=DOM,HOME,POSTAL,PARCEL", "ADR;TYPE=billing", "ADR;TYPE=Depot North"),
    *("URL;TYPE=BLOG", "IMPP;TYPE=HOME;X-SERVICE-TYPE=XMPP", "TEL;TYPE=CELL;X-SLOT=2"),
    *("X-SOCIALPROFILE;TYPE=mastodon;X-USER=ann", "TEL;LANGUAGE=de;TYPE=WORK"),
)


@pytest.mark.parametrize("version", ["3.0", "4.0"])
@pytest.mark.parametrize("first", [True, False], ids=["first", "second"])
@pytest.mark.parametrize("head", _HEADS)
def test_every_type_and_parameter_comes_out_as_typed(
    head: str, first: bool, version: Version
) -> None:
    name = head.partition(";")[0]
    value = {"ADR": ";;1 Low St;York;;;", "EMAIL": "a@b.example"}.get(name, "https://c.example")
    value = {"TEL": "01632 960001", "IMPP": "xmpp:a@b.example"}.get(name, value)
    other = {"ADR": ";;2 Low St;Leeds;;;", "EMAIL": "z@b.example"}.get(name, "01632 960009")
    before = () if first else (f"{name}:{other}",)
    data = data_of("FN:Ann", *before, f"{head}:{value}")
    lines = written(data, version)
    wanted = set(head.partition(";")[2].replace(",", ";TYPE=").split(";"))
    (line,) = [one for one in lines if one.endswith(f":{value}") and not one.startswith("X-MIC")]
    found = line.partition(":")[0].split(";")
    words = {part for one in found[1:] for part in _single(one)} - {"TYPE=pref", "PREF=1"}
    assert found[0] == name
    assert {one.lower() for one in words} == {one.lower() for one in wanted}
    assert {one for one in wanted if "x-" in one or "Work" in one} <= words
    (back,) = read_vcards("\r\n".join(lines).encode()).contacts
    assert back.data == data


def _single(param: str) -> list[str]:
    key, _, values = param.partition("=")
    return [f"{key}={value}" for value in values.split(",")]


@pytest.mark.parametrize("version", ["3.0", "4.0"])
@pytest.mark.parametrize("label", ["Workshop", "_$!<HomePage>!$_", "_$!<Work>!$_", "Büro 2"])
@pytest.mark.parametrize("head", ["TEL;type=CELL;type=VOICE", "EMAIL", "URL;type=pref", "ADR"])
def test_labels_beside_a_value_are_kept_with_its_types(
    head: str, label: str, version: Version
) -> None:
    value = "a@b.example" if head != "ADR" else ";;1 Low St;York;;;"
    data = data_of("FN:Ann", f"item1.{head}:{value}", f"item1.X-ABLabel:{label}")
    lines = written(data, version)
    (line,) = [one for one in lines if one.endswith(f":{value}")]
    group = line.partition(".")[0]
    assert f"{group}.X-ABLabel:{label}" in lines
    if "CELL" in head:
        assert {"TYPE=CELL", "TYPE=VOICE"} <= set(
            line.replace(",", ";TYPE=").split(":")[0].split(";")
        )
    (back,) = read_vcards("\r\n".join(lines).encode()).contacts
    assert back.data == data


def test_what_stands_in_the_group_of_an_address_stays_with_it() -> None:
    data = data_of(
        *("FN:Ann", "item3.ADR;type=HOME:;;1 Low St;York;;;", "item3.X-ABADR:gb"),
        *("item4.ADR;type=WORK:;;2 High St;Paris;;;", "item4.X-ABADR:fr"),
    )
    lines = written(data)
    for street, country in (("1 Low St", "gb"), ("2 High St", "fr")):
        (line,) = [one for one in lines if street in one and "ADR" in one]
        assert f"{line.partition('.')[0]}.X-ABADR:{country}" in lines


def test_types_parted_by_an_escaped_comma_are_types() -> None:
    (contact,) = read_vcards((CARDS / "type_escaped_comma.vcf").read_bytes()).contacts
    data = contact.data
    assert (data.phone, data.ways) == (
        "+49 1681 9999999",
        (Way("phone", "+49 1681 9999999", "mobile"), Way("phone", "+49 1681 1111111", "fax work")),
    )
    card = _again(data)
    assert [_types(one) for one in card.tel_list] == [{"voice", "cell"}, {"fax", "work"}]


_NEVER_FIRST = (
    *("TEL;TYPE=FAX,WORK", "TEL;TYPE=HOME,FAX;PREF=1", "TEL;TYPE=PAGER", "TEL;TYPE=x-assistant"),
    *("TEL;X-EVOLUTION-ASSISTANT=1;TYPE=X-EVOLUTION-ASSISTANT", "TEL;TYPE=modem,pref"),
    *("TEL;TYPE=X-Telex", "TEL;TYPE=x-evolution-telex", "TEL;TYPE=TTY-TDD"),
)
_NEVER_LABELS = (
    *("_$!<WorkFAX>!$_", "_$!<HomeFAX>!$_", "Fax", "Telefax Büro", "Télécopie", "Assistant"),
    *("Assistentin", "Asistente", "Assistente", "Sekretariat", "_$!<Pager>!$_", "Faks praca"),
)


@pytest.mark.parametrize("head", [*_NEVER_FIRST, *_NEVER_LABELS])
def test_neither_a_fax_nor_an_assistant_is_the_main_number(head: str) -> None:
    lines: tuple[str, ...] = (f"{head}:1",)
    if not head.startswith("TEL"):
        lines = ("a.TEL;TYPE=pref:1", f"a.X-ABLabel:{head}")
    data = data_of("FN:A", *lines, "TEL;TYPE=OTHER:2")
    assert data.phone == "2"
    assert [way.value for way in data.ways] == ["2", "1"]
    assert data_of("FN:A", *lines).phone == ""


def test_the_main_number_is_chosen_by_kind_and_not_by_order() -> None:
    lines = ("TEL;TYPE=OTHER:1", "TEL;TYPE=HOME:2", "TEL;TYPE=CELL:3", "TEL;TYPE=WORK:4")
    assert data_of("FN:A", *lines).phone == "4"
    assert data_of("FN:A", *lines[:3]).phone == "3"
    assert data_of("FN:A", *lines[:2]).phone == "2"
    assert data_of("FN:A", *lines, "TEL;TYPE=main:5").phone == "5"
    assert data_of("FN:A", *lines, "TEL;TYPE=HOME,pref:5").phone == "5"


def test_a_label_changed_here_replaces_the_types_and_nothing_else() -> None:
    data = data_of("FN:Ann", "TEL;TYPE=CELL,VOICE;X-SLOT=2:1", "TEL;TYPE=PAGER,MSG:2")
    first, second = data.ways
    changed = replace(data, ways=(replace(first, label="work"), replace(second, value="3")))
    lines = [one for one in written(changed) if one.startswith("TEL")]
    assert lines[0].partition(":")[0].lower().split(";")[1:] == ["type=pref", "type=work"]
    assert not [one for one in written(changed) if "CELL" in one or "MSG" in one]


def test_units_of_an_organisation_stay_units() -> None:
    (contact,) = read_vcards((CARDS / "org_units.vcf").read_bytes()).contacts
    data = contact.data
    assert data.legal_name == "ABC, Inc."
    assert data.custom == (
        CustomField("Department", "North American Division; Marketing", shared=True),
    )
    assert "ORG:ABC\\, Inc.;North American Division;Marketing" in written(data)
    assert _again(data).org.value == ["ABC, Inc.", "North American Division", "Marketing"]


def test_label_and_place_of_an_address_come_out_again() -> None:
    content = (CARDS / "adr_label.vcf").read_bytes()
    for version in ("3.0", "4.0"):
        lines = written(content, "3.0" if version == "3.0" else "4.0")
        assert any('LABEL="Mr Label\\n1 High St\\nLeeds"' in one for one in lines), version
        assert "LABEL;TYPE=WORK:Mr Label\\n1 High St" in lines
    head = 'ADR;GEO="geo:53.96,-1.08";TZ=Europe/London;TYPE=work'
    data = data_of("FN:A", f"{head}:;;1 Low St;York;;YO1;UK")
    (line,) = [one for one in written(data, "4.0") if one.startswith("ADR")]
    assert 'GEO="geo:53.96,-1.08"' in line
    assert "TZ=Europe/London" in line


@pytest.mark.parametrize("version", ["3.0", "4.0"])
def test_a_name_of_more_than_five_parts_and_an_address_of_more_than_seven(version: Version) -> None:
    (contact,) = read_vcards((CARDS / "n_six_parts.vcf").read_bytes()).contacts
    (person,) = contact.data.people
    assert (person.prefix, person.suffix) == ("Mr", "")
    parts = "N:Vázquez;Ana;María,José;Dra.;PhD;Gómez;II"
    place = "ADR:9;Mill;2 High St;Leeds;W;L1;UK;room;12;;2;;;;;;;"
    data = data_of("FN:Ana", parts, place)
    (person,) = data.people
    assert (person.suffix, person.additional) == ("PhD", "María,José")
    assert data.addresses == (Address("2 High St", "Leeds", "W", "L1", "UK", "", "9", "Mill"),)
    lines = written(data, version)
    assert parts in lines
    assert [one for one in lines if one.startswith("ADR") and one.endswith(place[4:])]
    (back,) = read_vcards("\r\n".join(lines).encode()).contacts
    assert back.data == data


@pytest.mark.parametrize("version", ["3.0", "4.0"])
def test_what_may_stand_once_goes_out_once_and_nothing_is_lost(version: Version) -> None:
    content = (CARDS / "two_uids.vcf").read_bytes()
    lines = written(content, version)
    for name in ("UID", "REV", "PRODID", "VERSION", "N"):
        assert len([one for one in lines if one.startswith((f"{name}:", f"{name};"))]) == 1, name
    told = "\n".join(lines)
    for word in ("dup-1", "dup-2", "2016-11-06T18:50:17.150Z", "20170508T000000Z", "Dup P. Prodid"):
        assert word in told, word


_ODD = (
    *("TITLE;LANGUAGE=de:Meisterin", "NICKNAME;TYPE=work:Addy", "N;SORT-AS=Bell:Bell;Ada;;;"),
    *("ORG;SORT-AS=Mill:The Mill", "NOTE;LANGUAGE=fr:Bonjour", "BDAY;CALSCALE=julian:1980-03-22"),
    *("FN;X-PHONETIC=ey-da:Ada Bell", "CATEGORIES;X-A=b:Joinery", "CATEGORIES:myContacts"),
    *("ROLE:Printer", "X-SKYPE-USERNAME:ada.bell", "NICKNAME:Addy,Bell", "X-AIM;TYPE=HOME:ada"),
)


@pytest.mark.parametrize("version", ["3.0", "4.0"])
@pytest.mark.parametrize("odd", _ODD)
def test_a_line_that_is_understood_keeps_its_name_and_parameters(
    odd: str, version: Version
) -> None:
    name = odd.partition(":")[0].partition(";")[0]
    base = {"FN": (), "N": ("FN:Ada Bell",)}.get(name, ("FN:Ada Bell", "N:Bell;Ada;;;"))
    content = "\n".join(["BEGIN:VCARD", *base, odd, "END:VCARD"]).encode()
    (contact,) = read_vcards(content).contacts
    lines = write_vcards([contact], version, include_private=True).replace(b"\r\n ", b"").decode()
    odd = odd.replace("1980-03-22", "19800322") if version == "4.0" else odd
    assert odd in [
        one.replace(";PREF=1", "").replace(";TYPE=pref", "") for one in lines.split("\r\n")
    ]
    (back,) = read_vcards(lines.encode()).contacts
    assert back.data == contact.data


@pytest.mark.parametrize(
    "line", ["BDAY;CALSCALE=julian:--0322", "BDAY;X-APPLE-OMIT-YEAR=1604;X-A=b:1604-03-22"]
)
def test_a_birthday_without_a_year_keeps_its_parameters(line: str) -> None:
    data = data_of("FN:Ada", line)
    assert data.people[0].birthday == "--03-22"
    for version in ("3.0", "4.0"):
        lines = written(data, "3.0" if version == "3.0" else "4.0")
        (back,) = read_vcards("\r\n".join(lines).encode()).contacts
        assert back.data == data
        (found,) = [one for one in lines if one.startswith("BDAY")]
        assert {"CALSCALE=julian", "X-A=b"} & set(found.partition(":")[0].split(";"))


def test_an_hour_of_birth_is_kept_beside_the_day() -> None:
    data = data_of("FN:Ada", "BDAY:1953-10-15T23:10:00Z")
    assert data.people[0].birthday == "1953-10-15"
    assert "BDAY:1953-10-15T23:10:00Z" in written(data)
    assert data_of("FN:Ada", "BDAY:1953-10-15T00:00:00Z").extra == ()


def test_a_line_kept_as_it_came_goes_when_its_value_is_changed() -> None:
    data = data_of("FN:Ada", "TITLE;LANGUAGE=de:Meisterin", "NOTE;LANGUAGE=de:geheim", "TEL;A=b:1")
    (person,) = data.people
    changed = replace(data, people=(replace(person, role="Head"),), phone="2")
    for lines in ("\n".join(written(changed)), write_csv([changed]).decode()):
        assert "Meisterin" not in lines
        assert "geheim" not in lines, "a note stays here, also as the line it came as"
        assert "A=b" not in lines


def test_a_table_of_ours_keeps_labels_and_lines() -> None:
    content = b"".join(path.read_bytes() + b"\r\n" for path in sorted(CARDS.glob("labels*.vcf")))
    contacts = read_vcards(content).contacts
    table = write_csv(contacts, include_private=True)
    found = [one.data for one in read_csv(table).contacts]
    assert [(one.ways, one.addresses, one.extra) for one in found] == [
        (one.data.ways, one.data.addresses, one.data.extra) for one in contacts
    ]
    assert b"mobile" in table


def test_a_wrapper_around_cards_is_no_trouble() -> None:
    found = read_vcards((CARDS / "vaddressbook_wrapper.vcf").read_bytes())
    assert found.troubles == ()
    assert [one.data.legal_name for one in found.contacts] == ["Joe Doe", "Jane Roe"]


def test_quoted_printable_with_indented_lines() -> None:
    (contact,) = read_vcards((CARDS / "quoted_printable_indented.vcf").read_bytes()).contacts
    (person,) = contact.data.people
    assert person.name == "*Авиа- Капустин Владимир Вл./ж.Тамара/ 20.01.1949"
    assert (person.given, person.family) == (
        "*Авиа- Капустин Владимир Вл./ж.Тамара/",
        "20.01.1949 г.р.",
    )


def test_the_blank_after_a_soft_break_is_text_where_lines_are_not_indented() -> None:
    soft = b"NOTE;ENCODING=QUOTED-PRINTABLE:one=\r\n two=\r\nthree\r\n"
    found = read_vcards(b"BEGIN:VCARD\r\nFN:A\r\n" + soft + b"END:VCARD\r\n")
    assert found.contacts[0].data.notes == "one twothree"


@pytest.mark.parametrize(
    ("lines", "form", "people"),
    [
        (("FN:Ada Byron", "ORG:Bright Sparks Ltd"), "limited-company", ["Ada Byron"]),
        (("FN:Ada Byron", "ORG:Stern GmbH"), "limited-company", ["Ada Byron"]),
        (("FN:Ada Byron", "ORG:Moor Press LLP"), "llp", ["Ada Byron"]),
        (("FN:Ada Byron", "ORG:The Kiln"), "other", ["Ada Byron"]),
        (("FN:Bright Sparks Ltd",), "limited-company", []),
        (("FN:Bright Sparks Ltd", "N:Ltd;Bright Sparks;;;"), "limited-company", []),
        (("FN:Atelier Nord SARL", "N:;Atelier Nord SARL;;;"), "limited-company", []),
        (("FN:Bright Sparks Ltd", "N:Byron;Ada;;;"), "sole-trader", ["Bright Sparks Ltd"]),
        (("FN:Ada Byron", "N:Byron;Ada;;;"), "sole-trader", ["Ada Byron"]),
    ],
)
def test_a_card_named_as_a_company_is_one(
    lines: tuple[str, ...], form: str, people: list[str]
) -> None:
    data = data_of(*lines)
    assert (data.legal_form, [one.name for one in data.people]) == (form, people)


def test_a_company_with_a_name_beside_its_legal_one_keeps_both() -> None:
    data = data_of("KIND:org", "FN:The Mill", "ORG:Mill Press Ltd")
    assert (data.legal_name, data.trading_name) == ("Mill Press Ltd", "The Mill")
    lines = written(data)
    assert {"FN:The Mill", "ORG:Mill Press Ltd"} <= set(lines)


@pytest.mark.parametrize("line", ["TEL:", "EMAIL;TYPE=work: ", "ADR:;;;;;;", "ADR;X-SLOT=2:;;;;;;"])
def test_a_label_beside_nothing_stays_a_line(line: str) -> None:
    lines = ("BEGIN:VCARD", "FN:Ada", f"a.{line}", "a.X-ABLabel:Kiosk", "END:VCARD", "")
    (contact,) = read_vcards("\r\n".join(lines).encode()).contacts
    assert "a.X-ABLabel:Kiosk" in contact.data.extra
    (again,) = read_vcards(write_vcards([contact])).contacts
    assert again.data == contact.data


@pytest.mark.parametrize("version", ["3.0", "4.0"])
def test_an_address_of_a_label_only_reads_back(version: Version) -> None:
    data = BusinessData(legal_name="Mill", legal_form="other", addresses=(Address(label="Kiosk"),))
    (again,) = read_vcards(write_vcards([Contact(data)], version)).contacts
    assert again.data == data
