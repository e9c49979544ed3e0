"""No cell of any table is lost in silence: it is in the contact, or a sentence says that it is not.

Headings of all programs and languages are mixed, doubled and shuffled; and columns are given any
meaning that can be chosen.
"""

import csv
import io
import random
import re
from collections.abc import Sequence

import pytest

from microbiz_desktop.interchange.csv_look import look
from microbiz_desktop.interchange.csv_read import read_csv
from microbiz_desktop.interchange.csv_targets import TARGETS, Mapping, Use

from .csv_tables import TABLES

_HEADINGS = [heading for places in TABLES.values() for heading, _ in places]
_ODD = ("", "Shoe size", "Column 7", "x", "???", "Kunde seit", "Name", "Address", "City", "Phone 2")
_WORDS = [
    "alder",
    "birch",
    "cedar",
    "elder",
    "fir",
    "hazel",
    "ivy",
    "juniper",
    "larch",
    "maple",
    "oak",
    "pine",
    "rowan",
    "willow",
]
#: A label of a value that is not there says nothing.
_CHOICES = [
    target.key
    for target in TARGETS
    if target.key not in {"ignore", "ours"} and not target.key.endswith("_label")
]


def _cell(rng: random.Random) -> str:
    word = f"{rng.choice(_WORDS)}{rng.randrange(1000)}"
    return rng.choice(
        [
            *("", "", word, f"{word} {rng.choice(_WORDS)}", f"{word}@ada.example"),
            *(f"0113 4{rng.randrange(10**6):06d}", f"https://{word}.example", f"{word} Ltd"),
            *(f"{word}, {rng.choice(_WORDS)}", f'"{word}"', f"{word}\n{rng.choice(_WORDS)} 5"),
            *(f"{word} ::: {rng.choice(_WORDS)}7", f" ::: {word}", f"{rng.randrange(10**5)}"),
            *(f"'{word}", f"* {word}", f"{word}; {word}", "LS1 4AB", "trusted", "GmbH"),
        ]
    )


def _table(rng: random.Random, headings: Sequence[str]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=rng.choice(",;\t"), quoting=csv.QUOTE_ALL)
    writer.writerow(headings)
    for _ in range(rng.randint(1, 6)):
        extra = rng.choice([0, 0, 0, 0, 1])
        writer.writerow([_cell(rng) for _ in range(len(headings) + extra)])
    text = out.getvalue()
    return text.encode(rng.choice(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"]))


def _lost(content: bytes, mapping: Mapping | None = None) -> list[str]:
    """Words of cells that are neither in a contact of their row nor in a sentence."""
    seen = look(content)
    found = read_csv(content, seen, mapping)
    text = content.decode("utf-16" if seen.encoding == "utf-16" and content[:2] in
                          {b"\xff\xfe", b"\xfe\xff"} else _encoding(content))  # fmt: skip
    rows = list(
        csv.reader(io.StringIO(text.lstrip("\ufeff"), newline=""), delimiter=seen.delimiter)
    )
    said = (repr([one.data for one in found.contacts]) + repr(found.troubles)).casefold()
    first = 1 if seen.has_header else 0
    return [
        f"{word} of {cell!r}"
        for row in rows[first:]
        for cell in row
        for word in re.findall(r"\w{3,}", cell.casefold())
        if word not in said and word not in {"trusted", "gmbh"}
    ]


def _encoding(content: bytes) -> str:
    if content[:200].count(0) > 20:
        return "utf-16-le" if content[1:2] == b"\0" else "utf-16-be"
    return "utf-8"


def test_headings_of_all_programs_mixed_lose_nothing() -> None:
    rng = random.Random(20)
    for number in range(400):
        headings = rng.sample([*_HEADINGS, *_ODD], rng.randint(3, 25))
        headings += rng.sample(headings, rng.randint(0, 2))
        assert _lost(_table(rng, headings)) == [], (number, headings)


def test_columns_of_any_meaning_lose_nothing() -> None:
    rng = random.Random(30)
    for number in range(400):
        width = rng.randint(3, 20)
        content = _table(rng, [f"Heading {place}" for place in range(width)])
        mapping = tuple(
            Use(rng.choice(_CHOICES), rng.randint(1, 3), rng.choice(["", "", "work", "van"]))
            for _ in range(width)
        )
        assert _lost(content, mapping) == [], (number, mapping)


@pytest.mark.soak
@pytest.mark.timeout(0)
def test_10000_tables_lose_nothing() -> None:
    rng = random.Random(40)
    for number in range(10_000):
        headings = rng.sample([*_HEADINGS, *_ODD], rng.randint(2, 30))
        assert _lost(_table(rng, headings)) == [], (number, headings)


def test_what_a_row_has_too_much_is_said_to_the_letter() -> None:
    found = read_csv(b"Name,E-mail\nAda,a@a.example,extra,more\n,,lonely\n")
    assert [trouble.words for trouble in found.troubles] == [
        "This row has more cells than the heading; the last were left out: “extra”, “more”.",
        "This row has more cells than the heading; the last were left out: “lonely”.",
    ]


def test_what_a_row_without_a_name_held_is_said() -> None:
    found = read_csv(b"Name,E-mail,Skills\n,,pottery\n")
    (trouble,) = found.troubles
    assert trouble.words == "This row names nobody and was left out: “pottery”."


def test_a_label_that_stands_beside_nothing_is_kept() -> None:
    content = b"Name,E-mail,What\nAda,a@a.example,boat\n"
    uses = (Use("full_name"), Use("email"), Use("phone_label", 3))
    (ada,) = read_csv(content, mapping=uses).contacts
    assert [(one.name, one.value) for one in ada.data.custom] == [("What", "boat")]


def test_columns_that_programs_fill_by_themselves_are_named_where_they_are_left_out() -> None:
    text = "First Name,Last Name,E-mail Address,Business Phone,Priority,Sensitivity,Private\n"
    rows = "Ada,Byron,a@a.example,1,Normal,Normal,False\nBo,Oak,b@b.example,2,High,Normal,True\n"
    found = read_csv((text + rows).encode())
    ada, bo = (one.data for one in found.contacts)
    assert ada.custom == ()
    assert [(one.name, one.value) for one in bo.custom] == [
        *(("Priority", "High"), ("Private", "True"))
    ]
    assert "left out of Priority, Sensitivity, Private." in found.note
    typed = read_csv((text + "Bo,Oak,b@b.example,2,High,Secret,True\n").encode())
    assert "left out" not in typed.note
