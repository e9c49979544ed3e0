"""The table of an associate's fields: what a row says is what happens to that field, everywhere."""

from dataclasses import fields, replace
from typing import Any

import pytest

from microbiz_desktop.domain.contacts.contacts import FIELDS, ITEMS, BusinessData, Closeness, Stage
from microbiz_desktop.domain.contacts.fields import Joins
from microbiz_desktop.interchange.csv_read import read_csv
from microbiz_desktop.interchange.heading_words import phrases
from microbiz_desktop.services.transfer.merge_rule import joined
from microbiz_desktop.services.wiring import Services
from microbiz_desktop.storage.indexed_words import COLUMNS

_BLANK = BusinessData()
_OTHER = {bool: True, int: 3, Closeness: Closeness.CLOSE, Stage: Stage.TRUSTED}
#: Fields whose words are keys of a list, or are looked up here.
_KEYS = {"legal_form", "sign_rule", "logo", "introduced_by_id"}
#: Every field that a form fills.
FILLED = [name for name, about in FIELDS.items() if not about.local and name not in _KEYS]


def _word(name: str) -> str:
    return f"{name.replace('_', '')}731q"  # no word that a slip could be read as


def _item(of: Any, name: str) -> Any:
    if of is str:
        return _word(name)
    texts = {one.name: _word(name) for one in fields(of) if one.type is str or one.type == "str"}
    rest = (
        {"kind": "link"}
        if name == "ways"
        else {"stage": Stage.PAUSED}
        if name == "stage_history"
        else {}
    )
    return of(**{**texts, **rest, **({"photo": ""} if name == "people" else {})})


def _value(name: str) -> Any:
    if name in ITEMS:
        return (_item(ITEMS[name], name),)
    return _OTHER.get(type(getattr(_BLANK, name)), _word(name))


def everything_filled() -> BusinessData:
    """An associate with every field filled, each with a word of its own."""
    return replace(_BLANK, **{name: _value(name) for name in FILLED})


def test_every_field_is_stored_as_it_was_filled(services: Services) -> None:
    data = everything_filled()
    stored = services.businesses.save(data)
    for name in FILLED:
        assert getattr(stored, name) == getattr(data, name), name
    assert services.businesses.get(stored.id) == stored


def test_the_words_of_each_are_found_when_the_table_says_so(services: Services) -> None:
    services.businesses.save(everything_filled())
    for name in FILLED:
        worded = name in ITEMS or isinstance(_value(name), str)
        assert FIELDS[name].index in ("", *COLUMNS)
        wanted = bool(FIELDS[name].index) and worded
        assert services.businesses.count(_word(name)) == int(wanted), name


def test_what_is_private_stays_here_and_everything_else_goes_out(services: Services) -> None:
    stored = services.businesses.save(everything_filled())
    forms = [services.exports.content(form, (stored.id,)) for form in ("vcard", "vcard4", "csv")]
    written = [line for one in forms for line in one.decode().replace("\r\n ", "").splitlines()]
    for name in FILLED:
        out = not FIELDS[name].private and name != "custom"  # one's own field is not marked
        if name in ITEMS or isinstance(_value(name), str):
            assert sum(_word(name) in line for line in written) >= 3 * out, name
            assert out or not any(_word(name) in line for line in written), name
        if not out:
            own = f"X-MICROBIZ-{FIELDS[name].card}"
            assert not any(line.startswith((f"{own}:", f"{own};")) for line in written), name


@pytest.mark.parametrize("name", FILLED)
def test_an_entry_that_lacks_it_gets_it_unless_it_is_never_taken(name: str) -> None:
    here = BusinessData(legal_name="Low Moor")
    theirs = replace(here, **{name: _value(name)})
    after = joined(here, theirs, theirs_win=True)
    taken = getattr(after, name) == getattr(theirs, name)
    assert taken is (FIELDS[name].joins is not Joins.NEVER) or name == "uid"
    assert joined(after, theirs, theirs_win=True) == after


def test_two_entries_are_compared_in_every_field_that_has_a_title(services: Services) -> None:
    keep = services.businesses.save(BusinessData(legal_name="Low Moor"))
    drop = services.businesses.save(everything_filled())
    rows = {row.field: row.title for row in services.merging.compare(keep.id, drop.id).rows}
    wanted = {name: about.title for name, about in FIELDS.items() if about.title}
    assert rows == {name: wanted[name] for name in wanted if name in FILLED}


def test_each_heading_that_is_known_elsewhere_fills_it() -> None:
    told = {("meaning", name): name for name, about in FIELDS.items() if about.offered}
    headings = {" ".join(words): roles for words, roles in phrases().items() if len(roles) == 1}
    fields = {heading: told[role] for heading, (role,) in headings.items() if role in told}
    assert {*told.values()} - {*fields.values()} == {"best_at"}, "nobody else has a word for it"
    for heading, name in fields.items():
        table = f"E-mail,Telefon,{heading}\r\na@low.example,01943 000111,trusted\r\n"
        (contact,) = read_csv(table.encode()).contacts
        assert str(getattr(contact.data, name)).find("trusted") >= 0, heading
