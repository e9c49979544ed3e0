"""Any card of another program: what each of its lines says is there when it has gone through.

Two readers that are not ours look: vobject at 3.0, the plain reader of the tests at 4.0.
"""

from collections.abc import Iterator

import vobject  # type: ignore[import-untyped]  # it has no types of its own
from hypothesis import example, given, settings
from hypothesis import strategies as st

from microbiz_desktop.interchange.csv_ours import write_csv
from microbiz_desktop.interchange.csv_read import read_csv
from microbiz_desktop.interchange.vcard_read import read_vcards
from microbiz_desktop.interchange.vcard_write import write_vcards

from .plain_reader import Said, cards

#: Without what vobject's own patterns take minutes for; those characters have tests of their own.
_WORD = st.text("abcdefghäöüßłñ田", min_size=1, max_size=6)
_TEXT = st.lists(_WORD, min_size=1, max_size=3).map(" ".join)
_NUMBER = st.integers(100, 10**9).map(lambda number: f"+44 {number}")
_MAIL = _WORD.map(lambda word: f"{word}@b.example")
_LINK = _WORD.map(lambda word: f"https://{word}.example/a")
_PARTS = st.lists(st.just("") | _TEXT, min_size=7, max_size=9).map(";".join)
_USUAL = ("HOME", "work", "CELL", "VOICE", "FAX", "INTERNET", "pref", "X-Boat", "Depot", "PAGER")
_TYPES = st.lists(st.sampled_from(_USUAL), unique=True, max_size=3).map(
    lambda words: f";TYPE={','.join(words)}" if words else ""
)
_MORE = st.sampled_from(("", "", "", ";X-SLOT=2", ";LANGUAGE=de", ';X-Q="a b"', ";PREF=2"))
_VALUES: dict[str, st.SearchStrategy[str]] = {
    "TEL": _NUMBER,
    "EMAIL": _MAIL,
    "URL": _LINK,
    "IMPP": _WORD.map(lambda word: f"xmpp:{word}@b.example"),
    "X-SOCIALPROFILE": _LINK,
    "ADR": _PARTS,
    "LABEL": _TEXT,
    "TITLE": _TEXT,
    "ROLE": _TEXT,
    "NICKNAME": _TEXT,
    "ORG": st.lists(_TEXT, min_size=1, max_size=4).map(";".join),
    "NOTE": _TEXT,
    "BDAY": st.dates().map(lambda day: day.isoformat()),
    "UID": _WORD,
    "REV": _WORD,
    "CATEGORIES": _TEXT,
    "X-SHOE": _TEXT,
    "X-AIM": _WORD,
    "GENDER": _WORD,
    "KIND": st.sampled_from(("individual", "group")),
}
_TYPED = ("TEL", "EMAIL", "URL", "IMPP", "ADR", "X-SOCIALPROFILE", "LABEL")


@st.composite
def _lines(draw: st.DrawFn) -> list[str]:
    """Lines of a card; some in a group with a label, some with what is in the group besides."""
    lines = [f"FN:{draw(_TEXT)}"]
    if draw(st.booleans()):
        lines.append(f"N:{draw(st.lists(_WORD, min_size=2, max_size=7).map(';'.join))}")
    for number in range(draw(st.integers(0, 6))):
        name = draw(st.sampled_from(sorted(_VALUES)))
        types = draw(_TYPES) if name in _TYPED else ""
        if name in {"NOTE", "CATEGORIES"} and any(one.startswith(name) for one in lines):
            continue  # what is left out of several is reported
        line = f"{name}{types}{draw(_MORE)}:{draw(_VALUES[name])}"
        if draw(st.booleans()) and name in _TYPED:
            lines.append(f"item{number}.{line}")
            label = draw(st.sampled_from(("_$!<Work>!$_", "_$!<HomeFAX>!$_", "Kiosk", "home")))
            lines += [f"item{number}.X-ABLabel:{label}"] * draw(st.integers(0, 1))
            lines += [f"item{number}.X-ABADR:gb"] * draw(st.integers(0, 1))
        else:
            lines.append(line)
    return lines


def _facts(card: list[Said]) -> Iterator[tuple[str, str]]:
    """Words of a card with what says them: texts, types of texts, labels of texts."""
    beside = {one.group: one.text() for one in card if one.name == "X-ABLABEL" and one.group}
    for one in card:
        parts = [" ".join(part.split()) for part in one.parts() if part.strip()]
        for text in (part.replace("-", "") if one.name == "BDAY" else part for part in parts):
            yield "says", text
            yield from ((f"type of {text}", word) for word in one.types())
            more = (
                (key, value) for key, value in one.params if key in {"X-SLOT", "X-Q", "LANGUAGE"}
            )
            yield from ((f"{key} of {text}", value.strip('"')) for key, value in more)
            if one.name in _TYPED and one.group in beside:
                yield f"label of {text}", beside[one.group]
            if one.name != "X-ABADR" and any(
                other.group == one.group and other.name == "X-ABADR" for other in card if one.group
            ):
                yield f"group of {text}", "gb"


def _of_own(card: list[Said]) -> list[Said]:
    """Lines with those that we keep in properties of our own spelled out."""
    found = []
    for one in card:
        if one.name == "X-MICROBIZ-EXTRA":
            text = one.text().removeprefix("X-MICROBIZ-AS-CAME:")
            found += cards(
                f"BEGIN:VCARD\r\n{text}\r\nEND:VCARD\r\n".replace("\n", "\r\n").encode()
            )[0]
        found.append(one)
    return found


def _lost(lines: list[str], out: bytes) -> set[tuple[str, str]]:
    (given_card,) = cards("\r\n".join(("BEGIN:VCARD", *lines, "END:VCARD")).encode())
    (found_card,) = cards(out)
    said = set(_facts(_of_own(found_card)))
    texts = " ".join(text for kind, text in said if kind == "says")
    return {
        (kind, text)
        for kind, text in _facts(given_card)
        if (kind, text) not in said
        and not (kind == "says" and (text in texts or text in {"individual", "gb"}))
    }


@settings(max_examples=250)
@given(_lines())
@example(["FN:Ada", "item1.TEL;TYPE=CELL:+44 100", "item1.X-ABLabel:Kiosk", "item1.X-ABADR:gb"])
@example(["FN:Ada", "URL:https://a.example/a", "X-SOCIALPROFILE:https://a.example/a"])
@example(
    [
        *("FN:Ada", "a.EMAIL:a@b.example", "a.X-ABLabel:_$!<Work>!$_", "b.URL:https://a.example"),
        "b.X-ABLabel:home",
    ]
)
@example(["FN:Ada", "EMAIL;X-SLOT=2:a@b.example", "EMAIL;TYPE=HOME:a@b.example"])
@example(["FN:Ada", "N:Bell;Bo", "KIND:group", "ORG;X-SLOT=2:Mill"])
@example(["FN;X-SLOT=2:Ada", "N:Bell;Bo", "KIND:group", "ORG;X-SLOT=2:Mill"])
@example(["FN:Ada", "TEL;TYPE=FAX,pref:+44 100", "TEL;TYPE=X-Boat;PREF=2:+44 200"])
@example(["FN:Ada", "item0.ADR:;;;;;;", "item0.X-ABLabel:_$!<Work>!$_"])
@example(["FN:Ada", "item0.ADR;X-SLOT=2:;;;;;;", "item0.X-ABLabel:Kiosk"])
def test_what_any_card_says_is_said_again(lines: list[str]) -> None:
    content = "\r\n".join(("BEGIN:VCARD", "VERSION:3.0", *lines, "END:VCARD", "")).encode()
    found = read_vcards(content)
    assert found.troubles == ()
    four = write_vcards(found.contacts, "4.0", include_private=True)
    three = write_vcards(found.contacts, "3.0", include_private=True)
    table = read_csv(write_csv(found.contacts, include_private=True)).contacts
    for out in (four, three, write_vcards(table, "3.0", include_private=True)):
        assert _lost(lines, out) == set(), out.decode()
    for out in (four, three):
        (back,) = read_vcards(out).contacts
        assert back.data == found.contacts[0].data
    card = vobject.readOne(three.decode())
    numbers = {"".join(one.value.split()) for one in card.contents.get("tel", [])}
    for line in lines:
        head, _, value = line.partition(":")
        if head.partition(";")[0].rpartition(".")[2] == "TEL":
            assert "".join(value.split()) in numbers


def test_what_is_left_out_of_several_notes_is_reported() -> None:
    lines = ("FN:A", "NOTE:one", "NOTE;LANGUAGE=de:zwei", "CATEGORIES:a", "CATEGORIES;X-A=b:c")
    found = read_vcards("\r\n".join(("BEGIN:VCARD", *lines, "END:VCARD")).encode())
    assert [trouble.line for trouble in found.troubles] == [4, 6]
    assert found.contacts[0].data.notes == "one\n\nzwei"
    assert found.contacts[0].data.labels == ("a", "c")
