"""Two labelled lists: who is entered twice is found, and nobody who only looks like it."""

import csv
from pathlib import Path

import pytest

from microbiz_desktop.domain.contacts.contacts import (
    BusinessData,
    Contact,
    ContactFile,
    PersonData,
    Way,
)
from microbiz_desktop.domain.contacts.duplicate_entry import entry_of
from microbiz_desktop.domain.contacts.duplicates import LikelyPair, likely_pairs
from microbiz_desktop.interchange.vcard_read import read_vcards
from microbiz_desktop.services.transfer.duplicate_pairs import entries
from microbiz_desktop.services.transfer.imports import FileRead
from microbiz_desktop.services.transfer.values import ItemChoice, ItemKind
from microbiz_desktop.services.wiring import Services
from tests.services.alike import kinds_of, labelled, person

CASES = Path(__file__).parents[1] / "cases" / "contacts"
Found = dict[frozenset[int], LikelyPair]


def _three_hundred() -> tuple[list[BusinessData], dict[frozenset[int], str]]:
    """The cards with ids from 1, and which pairs are one."""
    read = read_vcards((CASES / "duplicates-300.vcf").read_bytes())
    ids = {contact.data.uid: key for key, contact in enumerate(read.contacts, 1)}
    told = (CASES / "duplicates-300-pairs.csv").read_text("utf-8")
    rows = list(csv.reader(told.splitlines()))[1:]
    truth = {frozenset((ids[one], ids[other])): kind for kind, one, other in rows}
    return [contact.data for contact in read.contacts], truth


def _found(entries: list[BusinessData]) -> Found:
    compared = [entry_of(data)._replace(id=key) for key, data in enumerate(entries, 1)]
    return {frozenset((pair.first, pair.second)): pair for pair in likely_pairs(compared)}


def test_of_the_three_hundred_every_pair_is_found_and_no_trap() -> None:
    entries, truth = _three_hundred()
    found = _found(entries)
    assert (len(entries), len(truth)) == (300, 40)
    assert kinds_of(found.keys() - truth.keys(), truth) == []
    assert len(found.keys() & truth.keys()) >= 0.9 * len(truth)
    assert kinds_of(truth.keys() - found.keys(), truth) == []


@pytest.mark.parametrize("seed", [101, 202, 303])
def test_of_a_second_list_every_pair_is_found_and_no_trap(seed: int) -> None:
    entries, truth, traps = labelled(seed)
    found = _found(entries)
    assert len(truth) > 200
    assert sum(map(len, traps.values())) > 60
    assert kinds_of(found.keys() - truth.keys(), truth) == []
    assert kinds_of(truth.keys() - found.keys(), truth) == []


def test_every_reason_is_a_sentence_of_words() -> None:
    reasons = dict(_reasons())
    assert reasons["initial"][0] == "Same name, but with an initial in one"
    assert reasons["sole_trader"][0] == "One is the person of the other"
    assert reasons["script"][0] == "Same name in another alphabet"
    assert reasons["married"][0] == "Same first name, and its own e-mail"
    assert reasons["long_slip"] == ("Names differ by one letter",)
    assert reasons["bare_email"][0] == "The name of one is its e-mail"
    assert reasons["accents"][0] == "Same name but for its accents"
    assert all(reason[0].isupper() for found in reasons.values() for reason in found)


def _reasons() -> list[tuple[str, tuple[str, ...]]]:
    entries, truth, _ = labelled(101)
    found = _found(entries)
    return [(kind, found[pair].reasons) for pair, kind in truth.items()]


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        (
            person("Jan Reed", phone="01632 960001"),
            person("Jana Reed", phone="01632 960001"),
            False,
        ),
        (person("Anna", email="a@x.example"), person("Anna", email="b@x.example"), False),
        (person("R Hart", phone="01632 960001"), person("S Hart", phone="01632 960001"), False),
        (person("Ruth Hart", email="r@x.example"), person("Hart, R.", email="r@x.example"), True),
        (person("王伟", email="a@x.example"), person("王芳", email="a@x.example"), False),
    ],
)
def test_short_names_need_more_than_a_likeness(
    one: BusinessData, other: BusinessData, alike: bool
) -> None:
    assert bool(_found([one, other])) is alike


def _read(entries: list[BusinessData]) -> list[FileRead]:
    contacts = tuple(Contact(data, line=number) for number, data in enumerate(entries, 1))
    return [FileRead("cards.vcf", ContactFile(contacts))]


@pytest.mark.parametrize("which", ["three hundred", "second"])
def test_a_proposal_and_the_list_of_duplicates_say_the_same(services: Services, which: str) -> None:
    """Nothing is told as new that the list then shows, and what is shown was asked about."""
    entries = _three_hundred()[0] if which == "three hundred" else labelled(404).entries
    half = len(entries) // 2
    for part in (entries[:half], entries[half:]):
        proposal = services.imports.propose(_read(part))
        told = {item.contact.data.name for item in proposal.items if item.kind is not ItemKind.NEW}
        before = _listed(services)
        every = dict.fromkeys(range(len(part)), ItemChoice.KEEP_BOTH)
        services.imports.apply(proposal, every)
        fresh = _listed(services) - before
        names = services.merging.names({key for pair in fresh for key in pair})
        assert all(told & {names[key] for key in pair} for pair in fresh)
        assert told <= {names[key] for pair in fresh for key in pair}


def _listed(services: Services) -> set[frozenset[int]]:
    return {frozenset((pair.first, pair.second)) for pair in services.merging.duplicates()}


def test_colleagues_behind_one_number_are_not_put_together_by_an_import(services: Services) -> None:
    """Name and number of the business are one, the people are not: nothing is merged unasked."""
    here = BusinessData(
        legal_name="Meridian Works Ltd", phone="020 7946 0600", people=(PersonData("Eve Marsh"),)
    )
    coming = BusinessData(
        legal_name="Meridian Works Ltd", phone="020 7946 0600", people=(PersonData("Finn Reid"),)
    )
    services.businesses.save(here)
    proposal = services.imports.propose(_read([coming]))
    (item,) = proposal.items
    assert (item.kind, item.choices[0]) == (ItemKind.NEW, ItemChoice.ADD)
    assert item.reasons == ("Meridian Works Ltd is here too, with another place or other people",)
    services.imports.apply(proposal)
    assert services.merging.duplicates() == ()


def test_an_entry_is_compared_alike_as_it_is_stored_and_as_it_comes_in(services: Services) -> None:
    """An import and the list of duplicates would else judge two differently."""
    data = BusinessData(
        legal_name="Ada Hart",
        trading_name="Hart Joinery",
        place=" Straße ",
        email="Ada.Hart+shop@ada.example",
        phone="+44 113 496 0001",
        website="https://www.ada.example/shop",
        people=(PersonData("Ada Hart", phone="0113 496 0002", contact=True),),
        ways=(Way("phone", "0113 496 0003", "mobile"), Way("email", "Jo@ada.example", "home")),
    )
    reading = FileRead("one.vcf", ContactFile((Contact(data),)))
    outcome = services.imports.apply(services.imports.propose([reading]))
    with services.database.reading() as session:
        (stored,) = entries(session.connection())
    assert stored == entry_of(services.businesses.get(outcome.first_id))
