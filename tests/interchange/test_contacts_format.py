"""`docs/contacts-format.md` is true: each row of its tables about cards has a test of its own here.

A row that is added or worded anew fails until it is tried.
"""

import base64
import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from microbiz_desktop.domain.contacts.contacts import Address, BusinessData, Contact, Level, Way
from microbiz_desktop.interchange.vcard_read import read_vcards
from microbiz_desktop.interchange.vcard_write import write_vcards

DOCUMENT = Path(__file__).parents[2] / "docs" / "contacts-format.md"
JPEG = b"\xff\xd8\xff\xe0" + bytes(range(99))
_PHOTO = f"PHOTO;ENCODING=b;TYPE=JPEG:{base64.b64encode(JPEG).decode()}"


def _contact(*lines: str, raw: bytes = b"") -> Contact:
    content = raw or "\r\n".join(["BEGIN:VCARD", *lines, "END:VCARD"]).encode()
    (found,) = read_vcards(content).contacts
    return found


def _data(*lines: str, raw: bytes = b"") -> BusinessData:
    return _contact(*lines, raw=raw).data


def _card(*lines: bytes) -> bytes:
    return b"\r\n".join((b"BEGIN:VCARD", *lines, b"END:VCARD"))


def _out(*lines: str) -> list[str]:
    written = write_vcards([_contact(*lines)], include_private=True)
    return written.replace(b"\r\n ", b"").decode().splitlines()


def _encodings() -> None:
    text = "BEGIN:VCARD\r\nFN:Zoë Müller\r\nEND:VCARD\r\n"
    for name in ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"):
        assert _data(raw=text.encode(name)).legal_name == "Zoë Müller"


def _charsets() -> None:
    for head, name in (
        (b"FN;CHARSET=ISO-8859-1", "cp1252"),
        (b"FN;CHARSET=ISO-8859-1", "utf-8"),
        (b"FN;CHARSET=KOI8-R", "utf-8"),
        (b"FN;CHARSET=UTF-8", "cp1252"),
        (b"FN", "cp1252"),
    ):
        if head.endswith(b"KOI8-R"):
            assert _data(raw=_card(head + b":" + "Иван".encode("koi8-r"))).legal_name == "Иван"
        else:
            assert _data(raw=_card(head + b":" + "Müller".encode(name))).legal_name == "Müller"


def _line_ends() -> None:
    for end in (b"\r\n", b"\r", b"\n"):
        raw = _card(b"FN:M\xc3\r\n \xbcller").replace(b"\r\n", end)
        assert _data(raw=raw).legal_name == "Müller"


def _soft_breaks() -> None:
    raw = _card(
        b"NOTE;ENCODING=QUOTED-PRINTABLE:one=\r\ntwo",
        b"PHOTO;ENCODING=BASE64:" + base64.b64encode(JPEG)[:60],
        base64.b64encode(JPEG)[60:],
        b"",
        b"X-A;ENCODING=QUOTED-PRINTABLE:ends=",
    )
    found = _contact(raw=raw)
    assert found.data.notes == "onetwo"
    assert [content for _, content in found.pictures] == [JPEG]
    assert "X-A:ends" in found.data.extra


def _indented() -> None:
    coded = b"NOTE;ENCODING=QUOTED-PRINTABLE:"
    assert _data(raw=_card(coded + b"M=C3=\r\n =BCller")).notes == "Müller"
    assert _data(raw=_card(coded + b"one=\r\n two=\r\n three")).notes == "onetwothree"
    assert _data(raw=_card(coded + b"one=\r\n two=\r\nthree")).notes == "one twothree"


def _bare_words() -> None:
    data = _data("FN:A", "TEL;CELL;PREF:1", "TEL;FAX;QUOTED-PRINTABLE:=32")
    assert data.ways == (Way("phone", "1", "mobile"), Way("phone", "2", "fax"))


def _escaped_types() -> None:
    assert _data("FN:A", "TEL;TYPE=VOICE\\,CELL:1").ways == (Way("phone", "1", "mobile"),)


def _wrappers() -> None:
    card = _card(b"FN:A")
    found = read_vcards(b"BEGIN:VADDRESSBOOK\r\n" + card + b"\r\nEND:VADDRESSBOOK\r\n")
    assert (len(found.contacts), found.troubles) == (1, ())


def _agents() -> None:
    inner = _card(b"FN:Bo")
    found = read_vcards(_card(b"FN:A", b"AGENT:", inner))
    assert [one.data.legal_name for one in found.contacts] == ["Bo", "A"]
    assert _data("FN:A", "AGENT:BEGIN:VCARD\\nFN:Bo\\nEND:VCARD").extra


def _group_labels() -> None:
    data = _data("FN:A", "a.TEL:1", "a.X-ABLabel:Van", "b.X-ABDATE:2001-01-01", "b.X-ABLabel:Begun")
    assert data.ways == (Way("phone", "1", "Van"),)
    assert data.extra == ("b.X-ABDATE:2001-01-01", "b.X-ABLabel:Begun")


def _backslashes() -> None:
    data = _data("FN:A", "URL:http\\://a.example", 'NOTE:a\\: \\"b\\"')
    assert (data.website, data.notes) == ("http://a.example", 'a: "b"')


def _never_first() -> None:
    data = _data("FN:A", "TEL;TYPE=FAX:1", "TEL;TYPE=PAGER:2", "TEL;TYPE=X-ASSISTANT:3", "X-AIM:a")
    assert (data.phone, data.website, len(data.ways)) == ("", "", 4)


def _organisation() -> None:
    data = _data("FN:Ada Bell", "ORG:Mill;Press room;Night")
    assert (data.legal_name, data.people[0].name) == ("Mill", "Ada Bell")
    assert [(one.name, one.value) for one in data.custom] == [("Department", "Press room; Night")]


def _alone() -> None:
    data = _data("N:Bell;Ada;;;")
    assert (data.legal_name, data.legal_form) == ("Ada Bell", "sole-trader")
    assert data.people[0].contact


def _companies() -> None:
    for lines in (
        ("KIND:org", "FN:Mill"),
        ("X-ABShowAs:COMPANY", "FN:Mill"),
        ("ORG:Mill", "FN:Mill"),
    ):
        assert (_data(*lines).legal_name, _data(*lines).people) == ("Mill", ())
    assert _data("KIND:org", "FN:Mill", "N:Bell;Ada;;;").people[0].name == "Ada Bell"
    assert _data("KIND:org", "FN:The Mill", "ORG:Mill Ltd").trading_name == "The Mill"


def _company_names() -> None:
    assert _data("FN:Mill Press Ltd").people == ()


def _nameless() -> None:
    assert _data("TEL:1", "EMAIL:a@b.example").legal_name == "a@b.example"
    assert _data("NOTE:x").legal_name == "Unnamed"


def _firsts() -> None:
    data = _data("FN:A", "EMAIL:a@b.example", "EMAIL;TYPE=pref:c@b.example", "URL:b.example")
    assert (data.email, data.website) == ("c@b.example", "b.example")
    assert data.ways == (Way("email", "a@b.example"),)


def _numbers() -> None:
    order = ("HOME", "x-boat", "CELL", "WORK")
    lines = [f"TEL;TYPE={word}:{number}" for number, word in enumerate(order)]
    for last in range(len(order)):
        assert _data("FN:A", *lines[: last + 1]).phone == str(last)
    assert _data("FN:A", *lines, "TEL:9").phone == "9"
    assert _data("FN:A", *lines, "TEL:9", "TEL;TYPE=HOME;PREF=1:8").phone == "8"


def _labels() -> None:
    data = _data("FN:A", "TEL;TYPE=WORK:1", "EMAIL;TYPE=Kiosk:a@b.example", "TEL;TYPE=CELL:2")
    assert data.ways == (
        Way("phone", "1", "work"),
        Way("email", "a@b.example", "kiosk"),
        Way("phone", "2", "mobile"),
    )


def _messengers() -> None:
    data = _data(
        "FN:A", "X-SKYPE:ada", "IMPP:xmpp:a@b.example", "X-SOCIALPROFILE:https://b.example"
    )
    values = [way.value for way in data.ways if way.kind == "link"]
    assert values == ["skype:ada", "xmpp:a@b.example", "https://b.example"]


def _addresses() -> None:
    data = _data("FN:A", "ADR:;;1 Low St;York;;YO1;", "ADR;PREF=1:;;2 High St;Leeds;;LS1;UK")
    assert (data.address, data.place) == ("2 High St\nLeeds LS1\nUK", "Leeds")
    assert len(data.addresses) == 2
    assert _data("FN:A", "ADR:;;Mill\\nYork;;;;").addresses == ()


def _letters() -> None:
    data = _data("FN:A", "LABEL;TYPE=WORK:Mill\\nYork")
    assert (data.address, data.addresses) == ("Mill\nYork", (Address("Mill\nYork", label="work"),))
    assert data.extra == ("LABEL;TYPE=WORK:Mill\\nYork",)


def _roles() -> None:
    assert _data("FN:A", "TITLE:Head", "ROLE:Baker").people[0].role == "Head"
    assert _data("FN:A", "ROLE:Baker").people[0].role == "Baker"


def _spoken() -> None:
    lines = ("X-PHONETIC-FIRST-NAME:Ay-da", "X-PHONETIC-LAST-NAME:Bell")
    assert _data("FN:Ada Bell", *lines).people[0].said == "Ay-da Bell"


def _birthdays() -> None:
    for line in ("BDAY:--0415", "BDAY;X-APPLE-OMIT-YEAR=1604:1604-04-15"):
        assert _data("FN:A", line).people[0].birthday == "--04-15"
    assert _data("FN:A", "BDAY:19720310").people[0].birthday == "1972-03-10"


def _pictures() -> None:
    found = _contact("FN:A", _PHOTO, _PHOTO.replace("PHOTO", "LOGO"), "PHOTO:https://a.example/p")
    assert dict(found.pictures)[found.data.people[0].photo] == JPEG
    assert found.data.logo
    assert found.data.extra == ("PHOTO:https://a.example/p",)


def _categories() -> None:
    data = _data("FN:A", "CATEGORIES:Fair,myContacts")
    assert (data.labels, data.extra) == (("Fair",), ("CATEGORIES:myContacts",))


def _expertise() -> None:
    words = {"beginner": Level.LEARNING, "average": Level.CAPABLE, "expert": Level.EXPERT}
    for word, level in words.items():
        assert _data("FN:A", f"EXPERTISE;LEVEL={word}:film").skills[0].level is level


def _notes() -> None:
    assert _data("FN:A", "NOTE:x").notes == "x"


def _languages() -> None:
    data = _data("FN:A", "LANG:cy", "UID:7")
    assert (data.languages, data.uid) == (("cy",), "7")


def _others() -> None:
    lines = ("X-SHOE:9", "UID:2", "RELATED:Sam", "BDAY:2000-01-01")
    data = _data("FN:A", "UID:1", "BDAY:1999-01-01", *lines)
    assert data.extra == lines
    assert {"X-SHOE:9", "RELATED:Sam"} <= set(_out("FN:A", *lines))


#: Each row of the two tables, by the beginning of its first cell.
ROWS: Mapping[str, Callable[[], None]] = {
    "UTF-8, UTF-16 and UTF-32": _encodings,
    "a declared charset": _charsets,
    "CR, LF, CRLF": _line_ends,
    "quoted-printable soft breaks;": _soft_breaks,
    "soft breaks before indented": _indented,
    "`TEL;CELL;PREF:`": _bare_words,
    "`TYPE=VOICE\\,CELL`": _escaped_types,
    "`BEGIN:VADDRESSBOOK`": _wrappers,
    "a card within a card": _agents,
    "`item1.X-ABLabel`": _group_labels,
    "`http\\://`": _backslashes,
    "a fax, a pager": _never_first,
    "`ORG` and `FN`": _organisation,
    "`FN` or `N` alone": _alone,
    "`KIND:org`": _companies,
    "`FN` that ends": _company_names,
    "no name at all": _nameless,
    "preferred, else first": _firsts,
    "preferred `TEL`": _numbers,
    "the type or label": _labels,
    "`IMPP`": _messengers,
    "first or preferred `ADR`": _addresses,
    "`LABEL` without": _letters,
    "`TITLE`, else": _roles,
    "`X-PHONETIC": _spoken,
    "`BDAY`": _birthdays,
    "first `PHOTO`": _pictures,
    "`CATEGORIES`": _categories,
    "`EXPERTISE`": _expertise,
    "`NOTE`": _notes,
    "`LANG`, `UID`": _languages,
    "all others": _others,
}


def _rows() -> list[str]:
    part = DOCUMENT.read_text("utf-8").partition("## vCard in")[2].partition("## vCard out")[0]
    cells = re.findall(r"^\| (.*?) \|", part, re.MULTILINE)
    return [cell for cell in cells if cell not in {"Seen in files", "Card"}]


def test_every_row_of_the_document_is_tried() -> None:
    rows = _rows()
    for beginning in ROWS:
        assert len([row for row in rows if row.startswith(beginning)]) == 1, beginning
    assert [row for row in rows if not row.startswith(tuple(ROWS))] == []


@pytest.mark.parametrize("row", ROWS)
def test_a_row_of_the_document_is_true(row: str) -> None:
    ROWS[row]()


def test_what_is_dropped_is_reported_by_its_line() -> None:
    large = base64.b64encode(bytes(6 * 2**20)).decode()
    content = "\r\n".join(
        (
            *("rubbish", "BEGIN:VCARD", "FN:A", "no property", f"PHOTO;ENCODING=b:{large}", "TEL:"),
            *("X-LONG:" + "x" * (2**20 + 1), "PHOTO;ENCODING=b:=", "END:VCARD", "END:VCARD"),
        )
    )
    found = read_vcards(content.encode())
    assert [trouble.line for trouble in found.troubles] == [1, 4, 5, 7, 8, 10]


def test_of_what_may_stand_once_the_second_is_kept_in_a_property_of_ours() -> None:
    lines = _out("FN:A", "UID:1", "UID:2")
    assert [one for one in lines if one.startswith("UID")] == ["UID:1"]
    assert "X-MICROBIZ-EXTRA:UID:2" in lines


def test_kept_pictures_go_out_in_the_spelling_of_the_version() -> None:
    gif = base64.b64encode(b"GIF89a a picture").decode()
    found = _contact("FN:A", _PHOTO, f"PHOTO;ENCODING=b;TYPE=GIF:{gif}")
    three, four = (
        write_vcards([found], version).replace(b"\r\n ", b"").decode() for version in ("3.0", "4.0")
    )
    assert f"PHOTO;ENCODING=b;TYPE=GIF:{gif}\r\n" in three
    assert f"PHOTO:data:image/gif;base64,{gif}\r\n" in four
