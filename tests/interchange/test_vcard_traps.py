"""The traps of names, types, parameters and escapes, one by one."""

import pytest

from microbiz_desktop.domain.contacts.contacts import Address, BusinessData, PersonData, Way
from microbiz_desktop.interchange.content_lines import decode, known_charset, tidy
from microbiz_desktop.interchange.vcard_line import (
    escape,
    parse_start,
    picture_bytes,
    split_line,
    split_value,
    unescape,
)
from microbiz_desktop.interchange.vcard_read import read_vcards


def _data(*lines: str) -> BusinessData:
    content = "\n".join(["BEGIN:VCARD", *lines, "END:VCARD"]).encode()
    found = read_vcards(content)
    assert found.troubles == ()
    (contact,) = found.contacts
    return contact.data


def _person(*lines: str) -> PersonData:
    (person,) = _data(*lines).people
    return person


@pytest.mark.parametrize(
    ("lines", "business", "person"),
    [
        (["FN:Ada Bell"], "Ada Bell", "Ada Bell"),
        (["N:Bell;Ada"], "Ada Bell", "Ada Bell"),
        (["N:Bell;Ada;Mary;Dr;OBE"], "Dr Ada Mary Bell OBE", "Dr Ada Mary Bell OBE"),
        (["N:Ada Bell"], "Ada Bell", "Ada Bell"),
        (["FN:Bell Ada", "N:Bell;Ada;;;"], "Bell Ada", "Bell Ada"),
        (["FN:Ada Bell", "ORG:Bell Printing"], "Bell Printing", "Ada Bell"),
        (["N:Bell;Ada", "ORG:Bell Printing;Press"], "Bell Printing", "Ada Bell"),
        (["ORG:Bell Printing"], "Bell Printing", None),
        (["FN:Bell Printing", "ORG:Bell Printing"], "Bell Printing", None),
        (["FN:Bell Printing", "N:Bell Printing;;;;", "ORG:Bell Printing"], "Bell Printing", None),
        (["FN:Ada Bell", "N:Bell;Ada;;;", "ORG:Ada Bell"], "Ada Bell", "Ada Bell"),
        (["KIND:org", "FN:Bell Printing"], "Bell Printing", None),
        (["KIND:org", "FN:Bell Printing", "N:Bell;Ada"], "Bell Printing", "Ada Bell"),
        (["KIND:individual", "FN:Ada Bell"], "Ada Bell", "Ada Bell"),
        (["FN:Shop", "N:Bell;Ada;;;", "ORG:Shop", "X-ABShowAs:COMPANY"], "Shop", "Ada Bell"),
        (["EMAIL:ada@bell.example"], "ada@bell.example", "ada@bell.example"),
        (["TEL:123"], "123", "123"),
        (["NOTE:only a note"], "Unnamed", "Unnamed"),
        (["FN:", "N:;;;;", "TEL:123"], "123", "123"),
        (["FN;PREF=2:Second", "FN;PREF=1:First"], "First", "First"),
    ],
)
def test_who_is_who(lines: list[str], business: str, person: str | None) -> None:
    data = _data(*lines)
    assert data.name == business
    assert [one.name for one in data.people] == ([person] if person else [])
    assert all(one.contact for one in data.people)


@pytest.mark.parametrize(
    ("line", "birthday"),
    [
        ("BDAY:1980-03-22", "1980-03-22"),
        ("BDAY:19800322", "1980-03-22"),
        ("BDAY;VALUE=date:1980-03-22T00:00:00Z", "1980-03-22"),
        ("BDAY:--0415", "--04-15"),
        ("BDAY:--04-15", "--04-15"),
        ("BDAY;X-APPLE-OMIT-YEAR=1604:1604-04-15", "--04-15"),
        ("BDAY;VALUE=text:circa 1800", "circa 1800"),
    ],
)
def test_birthdays(line: str, birthday: str) -> None:
    assert _person("FN:A", line).birthday == birthday


@pytest.mark.parametrize(
    ("line", "way"),
    [
        ("TEL;CELL:2", Way("phone", "2", "mobile")),
        ("TEL;TYPE=HOME,VOICE:2", Way("phone", "2", "home")),
        ('TEL;TYPE="work,fax":2', Way("phone", "2", "work fax")),
        ("TEL;type=HOME;type=FAX:2", Way("phone", "2", "home fax")),
        ("a.TEL:2\na.X-ABLabel:_$!<Main>!$_", Way("phone", "2", "Main")),
        ("TEL;VALUE=uri:tel:2;ext=3", Way("phone", "2 ext. 3")),
        ("EMAIL;INTERNET:b@a.example", Way("email", "b@a.example")),
        ("URL:http\\://b.example/?a=b\\,c", Way("link", "http://b.example/?a=b,c")),
        ("X-SOCIALPROFILE;TYPE=x:https://b.example", Way("link", "https://b.example", "x")),
        ("IMPP;X-SERVICE-TYPE=XMPP:xmpp:a@b.example", Way("link", "xmpp:a@b.example", "xmpp")),
        ("X-SKYPE;HOME:ada", Way("link", "skype:ada", "home")),
    ],
)
def test_ways(line: str, way: Way) -> None:
    data = _data("FN:A", "TEL:1", "EMAIL:a@a.example", "URL:a.example", *line.split("\n"))
    assert data.ways == (way,)
    assert (data.phone, data.email, data.website) == ("1", "a@a.example", "a.example")


def test_the_preferred_one_leads_and_a_fax_never() -> None:
    assert _data("FN:A", "TEL:1", "TEL;TYPE=pref:2").phone == "2"
    assert _data("FN:A", "TEL;PREF=2:1", "TEL;PREF=1:2").phone == "2"
    data = _data("FN:A", "TEL;TYPE=fax,pref:1")
    assert (data.phone, data.ways) == ("", (Way("phone", "1", "fax"),))


def test_addresses() -> None:
    data = _data("FN:A", "ADR;HOME:;;1 Low St;York", "ADR;WORK;PREF:9;Mill;2 High St;Leeds;W;L1;UK")
    assert data.address == "9\nMill\n2 High St\nLeeds L1\nW\nUK"
    assert data.place == "Leeds"
    assert data.addresses == (
        Address("1 Low St", "York", label="home"),
        Address("2 High St", "Leeds", "W", "L1", "UK", "work", "9", "Mill"),
    )
    assert _data("FN:A", "ADR:;;Mill\\nYork;;;;").addresses == ()
    assert _data("FN:A", "LABEL;WORK:Mill\\nYork").address == "Mill\nYork"
    assert _data("FN:A", 'ADR;LABEL="Mill\\nYork":;;;;;;').address == "Mill\nYork"


def test_a_picture_behind_an_address_is_not_fetched_but_kept() -> None:
    lines = ("PHOTO;VALUE=uri:https://a.example/p.jpg", "PHOTO:http://a.example/q.jpg")
    data = _data("FN:A", *lines)
    assert data.extra == lines
    assert data.people[0].photo == ""


def test_the_value_begins_after_the_colon_outside_quotes() -> None:
    assert split_line(b'A;B="c:d":e:f') == (b'A;B="c:d"', b"e:f")
    assert split_line(b'A;B="c:d') == (b'A;B="c', b"d")
    assert split_line(b"no colon") is None


def test_carets_and_quotes_in_parameters() -> None:
    head = parse_start(b'x-a;X-B="Ann ^\'Bo^\' ^^ x^nYork; a, b";TYPE=c,"d,e"')
    assert head is not None
    assert head.name == "X-A"
    assert head.param("X-B") == 'Ann "Bo" ^ x\nYork; a, b'
    assert head.types == ("c", "d", "e")


@pytest.mark.parametrize("raw", [b"", b"a b", b"\xff\xfe", b";", b".", b".a", "ä".encode()])
def test_what_is_no_name(raw: bytes) -> None:
    assert parse_start(raw) is None


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("a\\nb\\Nc", "a\nb\nc"),
        ("\\\\n", "\\n"),
        ("\\\\\\n", "\\\n"),
        ('\\,\\;\\:\\"', ',;:"'),
        ("C:\\Temp\\", "C:\\Temp\\"),
    ],
)
def test_escapes(value: str, text: str) -> None:
    assert unescape(value) == text
    assert unescape(escape(text)) == text


def test_parts_end_at_bare_marks_only() -> None:
    assert split_value("a\\;b;c\\\\;d;e", ";", 2) == ["a;b", "c\\", "d;e"]
    assert split_value("a,b", ",") == ["a", "b"]


def test_charsets() -> None:
    assert decode("Grüße".encode(), "iso8859-1") == "Grüße"
    assert decode("Grüße".encode("cp1252"), "ascii") == "Grüße"
    assert decode("日本".encode("shift_jis"), known_charset("Shift_JIS")) == "日本"
    assert [known_charset(name) for name in ("zlib", "idna", "no-such", "a\0b")] == [""] * 4


@pytest.mark.parametrize("name", ["utf-16-le", "utf-16-be", "utf-16", "utf-32"])
def test_wide_encodings_of_any_script(name: str) -> None:
    content = "BEGIN:VCARD\r\nFN:田中 Žofie\r\nEND:VCARD\r\n".encode(name)
    assert read_vcards(content).contacts[0].data.legal_name == "田中 Žofie"


def test_folds_by_blank_and_tab_count_as_lines() -> None:
    content = b"BEGIN:VCARD\r\nFN:A\r\n d\r\n\ta\r\n\r\n\r\nrubbish\r\nEND:VCARD\r\nEND:VCARD"
    found = read_vcards(content)
    assert found.contacts[0].data.legal_name == "Ada"
    assert [trouble.line for trouble in found.troubles] == [7, 9]


def test_base64_that_was_cut_short() -> None:
    assert picture_bytes("QUJD\n QQ") == b"ABCA"
    assert picture_bytes("QUJDR") == b"ABC"
    assert picture_bytes("=") is None


def test_nothing_hides_in_a_tidy_text() -> None:
    assert tidy("a\r\nb\rc\x0bd\x0ce\x85f\u2028g\u2029h\x1ci") == "\n".join("abcdefghi")
    assert tidy("a\0b\x07c\x7fd\x9be\ud800") == "abcde\ufffd"
    assert tidy("a\tb\u00a0ü") == "a\tb\u00a0ü"
