"""Cards for other programs: vobject reads them, the grammar allows them, nothing slips in."""

import base64
import hashlib
import re
from dataclasses import fields, replace
from typing import Any

import pytest
import vobject  # type: ignore[import-untyped]  # it has no types of its own
from hypothesis import given, settings
from hypothesis import strategies as st

from microbiz_desktop.domain.contacts.contacts import (
    ITEMS,
    LOCAL_FIELDS,
    PRIVATE_FIELDS,
    Address,
    BusinessData,
    Closeness,
    Contact,
    CustomField,
    Level,
    Paper,
    PersonData,
    SkillData,
    Stage,
    StageChange,
    Supply,
    Way,
)
from microbiz_desktop.interchange.vcard_own import OWN_NAMES
from microbiz_desktop.interchange.vcard_read import read_vcards
from microbiz_desktop.interchange.vcard_write import Version, write_vcards

from .vcard_values import contacts

JPEG = b"\xff\xd8\xff\xe0" + bytes(range(256))
SHA = hashlib.sha256(JPEG).hexdigest()
FULL = BusinessData(
    legal_name="Bell & Daughters Ltd",
    legal_form="limited-company",
    trading_name="Bell, Books; Prints",
    address="The Mill\n2 Mill Lane\nRipon HG4 1AA",
    place="Ripon",
    email="desk@bell.example",
    phone="01632 960222",
    website="https://bell.example/?a=b,c;d",
    strapline="Ink\\paper: since 1972",
    skills=(SkillData("Printing", Level.EXPERT, "Guild, 2019", "2026-05"), SkillData("Binding")),
    labels=("Guild, York", "Fair"),
    notes="Pays late;\nnever on a Friday",
    people=(
        PersonData("Sol Gray", "Binder", "sol@bell.example", ways=(Way("phone", "1", "mobile"),)),
        PersonData(
            *("Dr Ada Bell", "Owner", "ada@bell.example", "07700 900222"),
            may_sign=True,
            contact=True,
            said="Ay-da Bell",
            given="Ada",
            family="Bell",
            prefix="Dr",
            nickname="Addy",
            birthday="1972-03-10",
            photo=SHA,
            ways=(Way("link", "xmpp:ada@chat.example", "home"),),
        ),
    ),
    colours=("#aa0000",),
    languages=("en", "cy"),
    ways=(Way("phone", "01632 960333", "fax"), Way("email", "print@bell.example", "Press room")),
    addresses=(
        Address("2 Mill Lane", "Ripon", "", "HG4 1AA", "", "work", "", "The Mill"),
        Address("1 Low St", "York", "", "YO1 7AA", "UK", "Depot"),
    ),
    papers=(Paper("insurance", "Public liability", "£2m", "2027-03-31"),),
    supplies=(Supply("Paper", "Moor Mills", "200 kg"),),
    custom=(CustomField("Van", "yes; a large one"),),
    free_months=("2027-06",),
    uid="urn:uuid:00000000-0000-4000-8000-000000000001",
    extra=("X-OTHER;TYPE=a:kept\\, as it came", "ROLE:Printer"),
)
CONTACT = Contact(FULL, ((SHA, JPEG),))


def _vobject(data: bytes) -> Any:
    return vobject.readOne(data.decode())


def test_vobject_reads_our_3_0_the_same() -> None:
    card = _vobject(write_vcards([CONTACT], include_private=True))
    assert card.fn.value == "Dr Ada Bell"
    assert (card.n.value.family, card.n.value.given, card.n.value.prefix) == ("Bell", "Ada", "Dr")
    assert card.org.value == ["Bell, Books; Prints"]
    assert [one.value for one in card.tel_list] == [
        *("01632 960222", "07700 900222", "01632 960333"),
    ]
    assert [one.value for one in card.email_list] == [
        *("desk@bell.example", "ada@bell.example", "print@bell.example"),
    ]
    mill, depot = (one.value for one in card.adr_list)
    assert (mill.street, mill.extended, mill.city, mill.code) == (
        *("2 Mill Lane", "The Mill", "Ripon", "HG4 1AA"),
    )
    assert (depot.street, depot.city, depot.country) == ("1 Low St", "York", "UK")
    assert card.note.value == FULL.notes
    assert card.photo.value == JPEG
    assert card.title.value == "Owner"
    assert card.url.value == FULL.website
    assert card.bday.value == "1972-03-10"
    assert card.categories.value == ["Guild, York", "Fair"]
    assert [one.value for one in card.contents["expertise"]] == ["Printing", "Binding"]


_TEXTS = (
    *("plain", "a;b,c", "back\\slash", "two\nlines", "Zoë 田中", 'quo"te', "a:b", "x" * 300),
    *("ü" * 90, "\\n", "\\\\,;", "BEGIN:VCARD", "ends in \\", "\U0001f9c1" * 40),
)


_LABELLED = {
    "phone": {"mobile": "cell", "fax": "fax", "pager": "pager", "home": "home", "work": "work"},
    "email": {"home": "home", "work": "work"},
}


@pytest.mark.parametrize("version", ["3.0", "4.0"])
def test_another_program_learns_which_number_is_the_mobile(version: Version) -> None:
    """The type stands on the line itself: our own properties are nothing to anybody else."""
    ways = [
        Way(kind, f"01943 00010{n}" if kind == "phone" else f"a{n}@fern.example", label)
        for kind, labels in _LABELLED.items()
        for n, label in enumerate(labels)
    ]
    data = BusinessData(legal_name="Fernhill", ways=tuple(ways))
    lines = _unfolded(write_vcards([Contact(data)], version))
    for way in ways:
        last = way.value.replace(" ", "")[-6:] if way.kind == "phone" else way.value
        plain = [one.replace(" ", "") for one in lines if not one.startswith("X-")]
        (line,) = [one for one in plain if last in one]
        head = line.partition(":")[0].lower()
        assert f"type={_LABELLED[way.kind][way.label]}" in head, line


def test_vobject_reads_the_type_of_every_number() -> None:
    ways = tuple(Way("phone", f"01943 00010{n}", w) for n, w in enumerate(_LABELLED["phone"]))
    card = _vobject(write_vcards([Contact(BusinessData(legal_name="Fernhill", ways=ways))]))
    found = {one.value: one.params.get("TYPE") for one in card.contents["tel"]}
    assert found == {way.value: [_LABELLED["phone"][way.label]] for way in ways}


@pytest.mark.parametrize("text", _TEXTS)
def test_vobject_reads_any_text_the_same(text: str) -> None:
    """A fixed list: on made-up text vobject's own line pattern can run for minutes."""
    person = PersonData(text, contact=True, family=text, role=text)
    address = Address(text, "York", label="work")
    data = BusinessData(
        legal_name="Works", phone=text, notes=text, people=(person,), addresses=(address,)
    )
    card = _vobject(write_vcards([Contact(data)], include_private=True))
    assert (card.fn.value, card.n.value.family, card.title.value) == (text, text, text)
    assert (card.tel.value, card.note.value, card.adr.value.street) == (text, text, text)


_NAME = r"[A-Za-z0-9-]+"
_SAFE = r"[\t !\x23-\x2b\x2d-\x39\x3c-\x7e\x80-\U0010ffff]*"
_PARAM_VALUE = rf'(?:{_SAFE}|"[\t !\x23-\x7e\x80-\U0010ffff]*")'
_LINE = re.compile(
    rf"(?:{_NAME}\.)?(?P<name>{_NAME})"
    rf"(?P<params>(?:;{_NAME}={_PARAM_VALUE}(?:,{_PARAM_VALUE})*)*)"
    r":(?P<value>[\t -\x7e\x80-\U0010ffff]*)\Z"
)
_TEXT_VALUE = re.compile(r"(?:[^\\,;\n]|\\[\\,;nN])*\Z")
_DATE = re.compile(r"(?:\d{8}|--\d{4})\Z")
_PARAMS_OF_4 = {
    "TYPE",
    "LEVEL",
    "PREF",
    "VALUE",
    "LANGUAGE",
    "ALTID",
    "SORT-AS",
    "LABEL",
    "GEO",
    "TZ",
}


def _unfolded(content: bytes) -> list[str]:
    assert content.endswith(b"\r\n")
    lines = content.removesuffix(b"\r\n").split(b"\r\n")
    for line in lines:
        assert len(line) <= 75
        line.decode()  # no fold inside a character
        assert not re.search(rb"[\x00-\x08\x0a-\x1f\x7f]", line)
    return b"\r\n".join(lines).replace(b"\r\n ", b"").decode().split("\r\n")


def _check_line(line: str, extra: tuple[str, ...]) -> str:
    match = _LINE.match(line)
    assert match, line
    name, value = match["name"], match["value"]
    if line in extra:
        return name
    for param in re.findall(rf";({_NAME})=", match["params"]):
        assert param in _PARAMS_OF_4 or param.startswith("X-"), line
    if name in {"FN", "NOTE", "TITLE", "TEL", "EMAIL", "NICKNAME"} or name in _SCALARS:
        assert _TEXT_VALUE.match(value), line
    if name in {"N", "ADR", "ORG", "CATEGORIES"}:
        parts = re.split(r"(?<!\\)(?:\\\\)*[;,]", value)
        assert all(_TEXT_VALUE.match(part) for part in parts), line
    if name == "BDAY" and "VALUE=text" not in line:
        assert _DATE.match(value), line
    if name in {"PHOTO", "LOGO"}:
        assert re.match(r"data:[a-z]+/[a-z-]+;base64,[A-Za-z0-9+/]+=*\Z", value), line
    if name == "LANG":
        assert re.match(r"[A-Za-z0-9-]+\Z", value), line
    return name


_SCALARS = {
    name for name, field in OWN_NAMES.items() if field in {"legal_name", "strapline", "notes"}
}


@settings(max_examples=100)
@given(contacts())
def test_4_0_keeps_to_the_grammar(contact: Contact) -> None:
    lines = _unfolded(write_vcards([contact], "4.0", include_private=True))
    names = [_check_line(line, contact.data.extra) for line in lines]
    plain = [n for n, line in zip(names, lines, strict=True) if line not in contact.data.extra]
    assert names[:2] == ["BEGIN", "VERSION"]
    assert lines[1] == "VERSION:4.0"
    assert names[-1] == "END"
    assert "FN" in plain
    for once in ("BEGIN", "END", "VERSION", "N", "KIND", "BDAY", "UID", "PRODID"):
        assert plain.count(once) <= 1, once


@settings(max_examples=60)
@given(contacts())
def test_3_0_has_what_it_must(contact: Contact) -> None:
    lines = _unfolded(write_vcards([contact], "3.0", include_private=True))
    assert all(_LINE.match(line) for line in lines if line not in contact.data.extra)
    for needed in ("VERSION:3.0", "FN:", "N:", "N;"):
        found = [line for line in lines if line.startswith(needed)]
        assert found or needed in {"N:", "N;"}
    assert any(line.startswith(("N:", "N;")) for line in lines)


_BREAKS = ["\r", "\n", "\r\n", "\x85", "\u2028", "\u2029", "\0", "\x0b", "\x0c", "\x1c", "\ud800"]


@pytest.mark.parametrize("version", ["3.0", "4.0"])
@pytest.mark.parametrize("trick", _BREAKS, ids=ascii)
def test_no_value_begins_a_property(trick: str, version: Version) -> None:
    planted = f"x{trick}TEL:666{trick} END:VCARD{trick}END:VCARD"
    contact = _planted(planted)
    written = write_vcards([contact], version, include_private=True)
    lines = written.decode().splitlines()  # which breaks at every sort of line end
    assert not [line for line in lines if line.startswith("TEL:666")]
    assert [line for line in lines if line.startswith("END:")] == ["END:VCARD"]
    (back,) = read_vcards(written).contacts
    plain = re.sub("\r\n|[\r\x85\u2028\u2029\x0b\x0c\x1c]", "\n", planted)
    plain = plain.replace("\0", "").replace("\ud800", "\ufffd")
    assert replace(back, line=0) == _planted(plain)


def _planted(text: str) -> Contact:
    """A contact with this text in every field that holds text."""
    records: dict[str, Any] = {
        "skills": (SkillData(text, Level.GOOD, text, text),),
        "people": (
            PersonData(text, text, text, text, contact=True, said=text, given=text, birthday=text),
            PersonData(text, ways=(Way("link", text, text),)),
        ),
        "ways": (Way("phone", text, text), Way("link", text, text)),
        "addresses": (Address(text, text, text, text, text, text, text, text),),
        "papers": (Paper(text, text, text, text),),
        "supplies": (Supply(text, text, text),),
        "stage_history": (StageChange(Stage.TRUSTED, text),),
        "custom": (CustomField(text, text),),
        "extra": (text,),
    }
    words = {f.name: text for f in fields(BusinessData) if f.type is str}
    listed = (name for name, of in ITEMS.items() if of is str)
    lists = dict.fromkeys(listed, (text,))
    return Contact(BusinessData(**{**words, **lists, **records}))


@pytest.mark.parametrize("version", ["3.0", "4.0"])
def test_private_fields_leave_no_byte_unless_asked(version: Version) -> None:
    canary = "canary-7f3a"
    private = replace(
        FULL,
        notes=canary,
        fit=4,
        private=True,
        closeness=Closeness.CLOSE,
        relations=(canary, "family"),
        labels=(canary,),
        stage=Stage.NOT_AGAIN,
        stage_history=(StageChange(Stage.PAUSED, canary),),
        met_on=canary,
        met_how=canary,
        introduced_by_id=4711,
        introduced_by=canary,
        next_action=canary,
        next_on=canary,
        id=815,
        version=4242,
        own=True,
        sample=True,
    )
    written = write_vcards([Contact(private)], version)
    assert canary.encode() not in written
    assert b"not-again" not in written
    assert b"4711" not in written
    own = {line.split(":")[0] for line in _unfolded(written) if "X-MICROBIZ" in line}
    for name, field in OWN_NAMES.items():
        assert field not in PRIVATE_FIELDS or not [one for one in own if one.startswith(name)]
    assert read_vcards(written) == read_vcards(write_vcards([Contact(FULL)], version))
    everything = write_vcards([Contact(private)], version, include_private=True)
    assert everything.count(canary.encode()) == 9
    assert b"4711" not in everything
    blank = BusinessData()
    for name in (*LOCAL_FIELDS, "introduced_by_id"):
        back = read_vcards(everything).contacts[0].data
        assert getattr(back, name) == getattr(blank, name)


@pytest.mark.parametrize("version", ["3.0", "4.0"])
def test_a_full_contact_reads_back_exactly(version: Version) -> None:
    found = read_vcards(write_vcards([CONTACT], version, include_private=True))
    assert [replace(one, line=0) for one in found.contacts] == [CONTACT]


def test_foreign_lines_are_given_back_as_they_came() -> None:
    for version in ("3.0", "4.0"):
        lines = _unfolded(write_vcards([CONTACT], "3.0" if version == "3.0" else "4.0"))
        assert set(FULL.extra) <= set(lines)


_WORKS = BusinessData(legal_name="Works")
_PERSON = BusinessData(legal_name="Ada Bell", people=(PersonData("Ada Bell", contact=True),))


@pytest.mark.parametrize(
    ("line", "data"),
    [
        *((f"{name}:odd", FULL) for name in ("ADR", "CATEGORIES", "EMAIL", "EXPERTISE", "IMPP")),
        *((f"{name}:odd", FULL) for name in ("LANG", "LOGO", "NOTE", "PRODID", "PROFILE", "TEL")),
        *((f"{name}:odd", FULL) for name in ("URL", "VERSION", "X-ABSHOWAS", "X-MS-TEL")),
        *((f"{name}:odd", _PERSON) for name in ("BDAY", "NICKNAME", "ORG", "ROLE", "TITLE")),
        *((f"{name}:odd", _WORKS) for name in ("LABEL", "PHOTO", "UID")),
        *(("X-SOCIALPROFILE:odd", FULL), ("KIND:group", FULL)),
        *(("BEGIN:VCARD", FULL), ("END:VCARD", FULL)),
    ],
)
def test_a_line_that_would_be_misread_is_wrapped_and_no_other(
    line: str, data: BusinessData
) -> None:
    extra = (line, "X-OTHER:stays")
    written = write_vcards([Contact(replace(data, extra=extra))], include_private=True)
    assert "X-OTHER:stays" in _unfolded(written)
    (back,) = read_vcards(written).contacts
    assert back.data.extra == extra
    assert (back.data.legal_name, back.data.people) == (data.legal_name, data.people)


def test_what_another_program_changed_stands() -> None:
    """Names, ways and a new category changed elsewhere win over what we wrote beside them."""
    text = write_vcards([CONTACT], include_private=True).decode().replace("\r\n ", "")
    changed = (
        text.replace("FN:Dr Ada Bell", "FN:Dr Ada Bell-Gray")
        .replace("01632 960222", "01632 960999")
        .replace("CATEGORIES:", "CATEGORIES:Gilding,")
    )
    (back,) = read_vcards(changed.encode()).contacts
    assert [person.name for person in back.data.people] == ["Sol Gray", "Dr Ada Bell-Gray"]
    assert back.data.people[1].may_sign
    assert back.data.phone == "01632 960999"
    assert back.data.labels == ("Gilding", "Guild, York", "Fair")
    assert back.data.skills == FULL.skills


def test_a_plain_person_needs_nothing_of_ours() -> None:
    person = PersonData("Ada Bell", contact=True, given="Ada", family="Bell")
    data = BusinessData(legal_name="Ada Bell", phone="1", email="a@a.example", people=(person,))
    assert b"X-MICROBIZ" not in write_vcards([Contact(data)])


def test_a_birthday_without_a_year_as_phones_know_it() -> None:
    person = PersonData("Ada Bell", contact=True, birthday="--04-15")
    contact = Contact(BusinessData(legal_name="Ada Bell", people=(person,)))
    assert b"BDAY;X-APPLE-OMIT-YEAR=1604:1604-04-15\r\n" in write_vcards([contact])
    assert b"BDAY:--0415\r\n" in write_vcards([contact], "4.0")


def test_pictures_have_their_kind() -> None:
    packed = base64.b64encode(JPEG)[:9]
    assert b"PHOTO;ENCODING=b;TYPE=JPEG:" + packed in write_vcards([CONTACT])
    assert b"PHOTO:data:image/jpeg;base64," + packed in write_vcards([CONTACT], "4.0")


@given(st.lists(contacts(), max_size=3))
@settings(max_examples=20)
def test_many_cards_in_one_file(many: list[Contact]) -> None:
    if many:
        found = read_vcards(write_vcards(many, include_private=True))
        assert [replace(one, line=0) for one in found.contacts] == many


def test_nothing_is_written_for_nobody() -> None:
    assert write_vcards([]) == b""
