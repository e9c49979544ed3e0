"""Our own table comes back exactly, is safe in a spreadsheet and keeps what is private."""

import csv
import io
from dataclasses import MISSING, fields, replace
from typing import Any, cast

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from microbiz_desktop.domain.contacts import contacts as values
from microbiz_desktop.domain.contacts.contacts import BusinessData, PersonData, Way, without_private
from microbiz_desktop.interchange.csv_joined import joined, split
from microbiz_desktop.interchange.csv_look import look
from microbiz_desktop.interchange.csv_ours import GROUPS, SINGLE, portable, write_csv
from microbiz_desktop.interchange.csv_read import read_csv

_TEXT = st.text(max_size=6) | st.sampled_from(
    [
        "=1+1",
        "+44 1632 960001",
        "-x",
        "@a",
        "＝1",
        "'quoted",
        "''",
        "\tx",
        "a;b",
        "\\",
        "x\r\ny",
        '"',
        " ",
    ]
)
_WORDS = st.lists(_TEXT, max_size=2).map(tuple)
_WAYS = st.lists(
    st.builds(Way, st.sampled_from(("phone", "email", "link")), _TEXT, _TEXT), max_size=2
).map(tuple)


def _some(make: Any, **special: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """A value with some of its fields filled."""
    needed = {f.name: _TEXT for f in fields(make) if f.default is MISSING}
    parts = {
        field.name: st.booleans() if field.type in {bool, "bool"} else _TEXT
        for field in fields(make)
        if field.default is not MISSING
    }
    needed |= {name: special.pop(name) for name in list(special) if name in needed}
    return st.fixed_dictionaries(needed, optional={**parts, **special}).map(
        lambda chosen: make(**chosen)
    )


def _many(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.lists(strategy, max_size=2).map(tuple)


_STAGE = st.sampled_from(values.Stage)
_BUSINESSES = _some(
    BusinessData,
    id=st.integers(0, 5),
    version=st.integers(0, 5),
    introduced_by_id=st.integers(0, 5),
    fit=st.integers(0, 5),
    closeness=st.sampled_from(values.Closeness),
    stage=_STAGE,
    ways=_WAYS,
    people=_many(_some(PersonData, ways=_WAYS)),
    skills=_many(_some(values.SkillData, level=st.sampled_from(values.Level))),
    addresses=_many(_some(values.Address)),
    papers=_many(_some(values.Paper)),
    supplies=_many(_some(values.Supply)),
    stage_history=_many(_some(values.StageChange, stage=_STAGE)),
    custom=_many(_some(values.CustomField)),
    **{name: _WORDS for name, of in values.ITEMS.items() if of is str},
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(_BUSINESSES, min_size=1, max_size=2))
@example([BusinessData()])
@example([BusinessData(legal_name="\r\n", people=(PersonData("'=x"),))])
def test_everything_comes_back_exactly_and_no_cell_is_a_formula(
    businesses: list[BusinessData],
) -> None:
    expected = [portable(business) for business in businesses]
    content = write_csv(businesses, include_private=True)
    found = read_csv(content)
    assert [contact.data for contact in found.contacts] == expected
    assert not found.troubles
    open_ones = read_csv(write_csv(businesses)).contacts
    assert [contact.data for contact in open_ones] == [without_private(b) for b in expected]
    for row in csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")):
        assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in row)


def test_every_field_has_its_columns() -> None:
    written = {column.field for column in SINGLE} | {group.field for group in GROUPS}
    local = {*values.LOCAL_FIELDS, "introduced_by_id", "logo"}
    assert written == set(values.field_names()) - local
    for group in GROUPS:
        parts = {column.field for column in group.columns}
        assert parts == {f.name for f in fields(cast("Any", group.make))} - {"photo"}


def test_nothing_private_is_in_any_byte() -> None:
    canary = "canary7319"
    data = BusinessData(legal_name="Ada")
    private: dict[str, Any] = {
        field.name: canary
        for field in fields(BusinessData)
        if field.name in values.PRIVATE_FIELDS and isinstance(getattr(data, field.name), str)
    }
    data = replace(data, **{**private, "stage": values.Stage.TALKING}, relations=(canary,))
    data = replace(data, stage_history=(values.StageChange(values.Stage.PAUSED, canary),))
    assert canary.encode() not in write_csv([data])
    assert b"talking" not in write_csv([data])
    assert canary.encode() in write_csv([data], include_private=True)


def test_a_telephone_number_stays_one() -> None:
    content = write_csv([BusinessData(legal_name="Ada", phone="+44 1632 960001")])
    assert read_csv(content).contacts[0].data.phone == "+44 1632 960001"
    seen = look(content)
    other = tuple(
        replace(use, target="phone") if i == 6 else use for i, use in enumerate(seen.mapping)
    )
    assert read_csv(content, seen, other).contacts[0].data.phone == "+44 1632 960001"


def test_no_contacts_are_a_table_without_rows() -> None:
    assert read_csv(write_csv([])).contacts == ()
    assert look(write_csv([])).program == "ours"


def test_a_spreadsheet_may_save_it_with_semicolons_and_more_columns() -> None:
    data = BusinessData(legal_name="Ada", skills=(values.SkillData("oak", values.Level.GOOD),))
    text = write_csv([data]).decode("utf-8-sig")
    assert '"' not in text
    head, row = text.splitlines()
    again = f"{head};Shelf\r\n{row};B2\r\n".replace(",", ";")
    found = read_csv(again.encode("cp1252")).contacts[0].data
    assert found == replace(data, custom=(values.CustomField("Shelf", "B2"),))


@given(_WORDS)
def test_words_in_one_cell_come_back(words: tuple[str, ...]) -> None:
    assert split(joined(words)) == words


def test_words_typed_by_hand_are_taken() -> None:
    assert split("oak;ash; elm") == ("oak", "ash", "elm")


@pytest.mark.parametrize("sign", [*"=+-@\t\r\n＝＋－＠"])
def test_no_sign_that_begins_a_formula_begins_a_cell(sign: str) -> None:
    data = BusinessData(legal_name=f"{sign}1+1", strapline=f"{sign}cmd")
    content = write_csv([data])
    (row,) = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))[1:]
    assert [cell for cell in row if "1" in cell] == [f"'{sign}1+1"]
    assert not any(cell.startswith(sign) for cell in row)
    assert read_csv(content).contacts[0].data == data
