"""Bringing contacts in: the proposal, the choices, one transaction, and taking it back."""

import io
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image as Pictures

from microbiz_desktop.domain.contacts.contacts import (
    BusinessData,
    Contact,
    ContactFile,
    Paper,
    PersonData,
    SkillData,
    Stage,
    Way,
)
from microbiz_desktop.domain.errors import BadInput, CannotSave
from microbiz_desktop.services.transfer.imports import FileRead, report
from microbiz_desktop.services.transfer.values import ImportOutcome, ItemChoice, ItemKind, Proposal
from microbiz_desktop.services.wiring import Services
from microbiz_desktop.storage.check import thorough_problems
from microbiz_desktop.storage.indexed_words import COLUMNS, expected
from tests.builders import northlight


def reading(*entries: BusinessData, name: str = "phone.vcf") -> list[FileRead]:
    """What a file with these entries reads as."""
    contacts = tuple(Contact(data, line=7 * number + 1) for number, data in enumerate(entries))
    return [FileRead(name, ContactFile(contacts))]


def low_moor(**changes: object) -> BusinessData:
    """Somebody who is not here yet."""
    person = PersonData("Rhys Bowen", "owner", email="rhys@lowmoor.example", contact=True)
    data = BusinessData(
        legal_name="Low Moor Sound",
        email="hello@lowmoor.example",
        phone="01632 960104",
        place="Bradford",
        people=(person,),
        skills=(SkillData("Sound for film"),),
        papers=(Paper("insurance", "Public liability", expires="2027-03-01"),),
        ways=(Way("phone", "01632 960105", "mobile"),),
        notes="Met at the mill.",
    )
    return replace(data, **changes)  # type: ignore[arg-type]  # the tests name real fields


def kinds(proposal: Proposal) -> list[str]:
    """How each item stands to what is here."""
    return [item.kind.value for item in proposal.items]


def bring(services: Services, *entries: BusinessData, **choices: ItemChoice) -> ImportOutcome:
    """Propose and apply; `all` chooses for every item."""
    proposal = services.imports.propose(reading(*entries))
    chosen = dict.fromkeys(range(len(entries)), choices["all"]) if choices else {}
    return services.imports.apply(proposal, chosen)


def test_a_business_that_shares_no_more_than_its_name_is_new_and_told(services: Services) -> None:
    """The list of duplicates would not name the two; a person's name in another town says less."""
    services.businesses.save(low_moor())
    person = BusinessData(legal_name="Ann Reed", people=(PersonData("Ann Reed"),), place="Otley")
    services.businesses.save(person)
    coming = (
        BusinessData(legal_name="LOW MOOR SOUND", place="Truro", email="post@moor.example"),
        replace(person, place="Truro"),
    )
    proposal = services.imports.propose(reading(*coming))
    assert kinds(proposal) == ["new", "new"]
    assert proposal.items[0].reasons == (
        "Low Moor Sound is here too, with another place or other people",
    )
    assert proposal.items[1].reasons == ()
    bring(services, *coming)
    assert services.merging.duplicates() == ()
    assert kinds(services.imports.propose(reading(*coming)))[0] == "same"


def everything(services: Services) -> list[str]:
    """Every row of every table."""
    with closing(sqlite3.connect(services.database.path)) as raw, raw:
        return [line for line in raw.iterdump() if "search" not in line]


def index_is_true(services: Services) -> bool:
    """Whether the search index holds exactly what the tables say."""
    columns = ", ".join(COLUMNS)
    with closing(sqlite3.connect(services.database.path)) as raw, raw:
        there = set(raw.execute(f"SELECT rowid, {columns} FROM search"))
        wanted = set(raw.execute(expected()))
    return there == wanted and not thorough_problems(services.database.path)


def test_new_entries_are_here_whole_and_findable(services: Services) -> None:
    coming = low_moor(stage=Stage.TALKING, extra=("X-SHOE:9",), uid="abc")
    outcome = bring(services, coming, northlight())
    assert (outcome.made, outcome.changed, outcome.skipped) == (2, 0, 0)
    kept = services.businesses.get(outcome.first_id)
    assert replace(kept, id=0, version=0) == coming
    assert services.businesses.count("liability") == 1
    assert index_is_true(services)


def test_the_same_import_again_changes_nothing(services: Services) -> None:
    entries = (low_moor(), northlight(), low_moor(legal_name="John Smith", email="", phone=""))
    bring(services, *entries)
    before = everything(services)
    again = services.imports.propose(reading(*entries))
    assert set(kinds(again)) == {"same"}
    assert services.imports.apply(again).step_id == 0
    assert everything(services) == before


def test_a_difference_that_was_left_is_not_asked_about_again(services: Services) -> None:
    here = services.businesses.save(low_moor(strapline="Ours"))
    entries = (low_moor(strapline="Theirs"), northlight())
    outcome = bring(services, *entries)
    assert (outcome.made, outcome.changed) == (1, 0)
    again = services.imports.propose(reading(*entries))
    assert set(kinds(again)) == {"same"}
    services.imports.undo(outcome.step_id)
    assert kinds(services.imports.propose(reading(*entries))) == ["differs", "new"]
    assert services.businesses.get(here.id).strapline == "Ours"


@pytest.mark.parametrize(
    "choice", [ItemChoice.MERGE, ItemChoice.UPDATE, ItemChoice.SKIP, ItemChoice.KEEP_BOTH]
)
def test_what_became_of_a_possible_duplicate_is_not_asked_again(
    services: Services, choice: ItemChoice
) -> None:
    services.businesses.save(low_moor(people=()))
    slip = BusinessData(legal_name="Low Mor Sound", phone="+44 1632 960104", place="Bradford")
    entries = (slip, northlight())
    proposal = services.imports.propose(reading(*entries))
    assert kinds(proposal) == ["possible", "new"]
    services.imports.apply(proposal, {0: choice})
    again = services.imports.propose(reading(*entries))
    assert kinds(again) == ["same", "same"]
    assert services.imports.apply(again).step_id == 0


def test_what_differs_is_shown_side_by_side(services: Services) -> None:
    here = services.businesses.save(low_moor(strapline="Sound"))
    proposal = services.imports.propose(reading(low_moor(strapline="Sound and voice")))
    (item,) = proposal.items
    assert (item.kind, item.existing_id) == (ItemKind.DIFFERS, here.id)
    assert item.reasons[0] == "Same name and e-mail"
    (found,) = services.imports.differences(item)
    assert (found.title, found.here, found.there) == ("Strapline", "Sound", "Sound and voice")


def test_the_same_card_is_known_by_its_uid(services: Services) -> None:
    bring(services, low_moor(uid="card-1"))
    renamed = BusinessData(legal_name="Low Moor Audio", uid="card-1")
    (item,) = services.imports.propose(reading(renamed)).items
    assert (item.kind, item.reasons[0]) == (ItemKind.DIFFERS, "The same card (UID)")


def test_the_same_email_alone_is_a_possible_duplicate_at_most(services: Services) -> None:
    bring(services, low_moor())
    other = BusinessData(legal_name="Gwen Pritchard", email="hello@lowmoor.example")
    (item,) = services.imports.propose(reading(other)).items
    assert item.kind in (ItemKind.NEW, ItemKind.POSSIBLE)
    assert item.choices[0] in (ItemChoice.ADD, ItemChoice.KEEP_BOTH)


def test_a_typing_slip_is_a_possible_duplicate_with_reasons(services: Services) -> None:
    here = services.businesses.save(low_moor(people=()))
    slip = BusinessData(legal_name="Low Mor Sound", phone="+44 1632 960104", place="Bradford")
    (item,) = services.imports.propose(reading(slip)).items
    assert (item.kind, item.existing_id) == (ItemKind.POSSIBLE, here.id)
    assert "Same phone number" in item.reasons


@pytest.mark.parametrize(
    ("choice", "strapline", "count"),
    [
        (ItemChoice.SKIP, "Ours", 1),
        (ItemChoice.MERGE, "Ours", 1),
        (ItemChoice.UPDATE, "Theirs", 1),
        (ItemChoice.KEEP_BOTH, "Ours", 2),
    ],
)
def test_each_choice_does_what_it_says(
    services: Services, choice: ItemChoice, strapline: str, count: int
) -> None:
    here = services.businesses.save(low_moor(strapline="Ours", website=""))
    theirs = low_moor(
        strapline="Theirs", website="https://lowmoor.example", skills=(SkillData("Voice"),)
    )
    bring(services, theirs, all=choice)
    now = services.businesses.get(here.id)
    assert (now.strapline, services.businesses.count()) == (strapline, count)
    joined = choice in (ItemChoice.MERGE, ItemChoice.UPDATE)
    assert bool(now.website) is joined
    assert [skill.name for skill in now.skills] == ["Sound for film"] + ["Voice"] * joined
    assert index_is_true(services)


def test_an_import_never_says_who_may_sign_for_somebody_here(services: Services) -> None:
    here = services.businesses.save(low_moor())
    coming = replace(low_moor().people[0], may_sign=True)
    stranger = PersonData("Mallory Grey", may_sign=True, contact=True)
    bring(services, low_moor(people=(coming, stranger)), all=ItemChoice.UPDATE)
    people = services.businesses.get(here.id).people
    assert [(one.name, one.may_sign, one.contact) for one in people] == [
        ("Rhys Bowen", False, True),
        ("Mallory Grey", False, False),
    ]


def test_undo_takes_away_what_came_and_puts_back_what_was(services: Services) -> None:
    services.businesses.save(low_moor(strapline="Ours"))
    before = [services.businesses.get(row.id) for row in services.businesses.rows()]
    proposal = services.imports.propose(reading(low_moor(strapline="Theirs"), northlight()))
    outcome = services.imports.apply(proposal, {0: ItemChoice.UPDATE})
    undone = services.imports.undo(outcome.step_id)
    assert (undone.taken_back, undone.kept) == (2, ())
    after = [services.businesses.get(row.id) for row in services.businesses.rows()]
    assert [replace(one, version=0) for one in after] == [replace(one, version=0) for one in before]
    assert services.imports.history()[0].undone
    with pytest.raises(BadInput, match="already"):
        services.imports.undo(outcome.step_id)
    assert index_is_true(services)


def test_undo_keeps_what_was_changed_since_and_says_so(services: Services) -> None:
    here = services.businesses.save(low_moor(strapline="Ours", sector=""))
    theirs = low_moor(strapline="Theirs", sector="sound")
    proposal = services.imports.propose(reading(theirs, northlight()))
    outcome = services.imports.apply(proposal, {0: ItemChoice.UPDATE})
    now = services.businesses.get(here.id)
    services.businesses.save(replace(now, strapline="Mine since"))
    came = services.businesses.get(outcome.first_id)
    services.businesses.save(replace(came, notes="Rang today."))
    undone = services.imports.undo(outcome.step_id)
    kept = services.businesses.get(here.id)
    assert (kept.strapline, kept.sector) == ("Mine since", "")
    assert undone.kept == (
        "Low Moor Sound: strapline changed since and kept.",
        "Northlight Film: changed since and kept.",
    )
    assert services.businesses.count() == 2


def test_undo_keeps_just_the_one_of_many_who_is_used(services: Services) -> None:
    """Nobody else hangs on it: the others go, whatever their ids."""
    services.businesses.save(northlight())
    names = ("One", "Two", "Three", "Four")
    coming = [BusinessData(legal_name=f"Business {name}") for name in names]
    outcome = bring(services, *coming)
    made = {row.name: row.id for row in services.businesses.rows() if row.name != "Northlight Film"}
    services.timeline.add(made["Business Three"], "call", "2026-11-20", "talked")
    undone = services.imports.undo(outcome.step_id)
    assert undone.kept == ("Business Three: used in the timeline and kept.",)
    assert {row.name for row in services.businesses.rows()} == {"Northlight Film", "Business Three"}


def test_undo_keeps_somebody_who_is_used_since(services: Services) -> None:
    outcome = bring(services, northlight(), low_moor())
    services.timeline.add(outcome.first_id, "call", "2026-11-21", "Rang about February.")
    undone = services.imports.undo(outcome.step_id)
    assert undone.kept == ("Northlight Film: used in the timeline and kept.",)
    assert services.businesses.count() == 1


def test_twice_in_one_file_is_once_here(services: Services) -> None:
    proposal = services.imports.propose(
        reading(low_moor(), low_moor(), low_moor(strapline="Voice"), low_moor(sector="sound"))
    )
    assert kinds(proposal) == ["new", "same", "possible", "possible"]
    services.imports.apply(proposal, {2: ItemChoice.MERGE, 3: ItemChoice.MERGE})
    (row,) = services.businesses.rows()
    kept = services.businesses.get(row.id)
    assert (kept.strapline, kept.sector) == ("Voice", "sound")


def _png() -> bytes:
    out = io.BytesIO()
    Pictures.new("RGB", (40, 30), "teal").save(out, "PNG", pnginfo=None)
    return out.getvalue()


def test_a_bad_picture_costs_the_picture_and_is_reported(services: Services) -> None:
    good = Contact(low_moor(logo="a" * 64), (("a" * 64, _png()),), line=3)
    bad = Contact(northlight(), (("b" * 64, b"\xff\xd8\xff broken"),), line=40)
    bad = replace(bad, data=replace(bad.data, logo="b" * 64))
    readings = [FileRead("phone.vcf", ContactFile((good, bad)))]
    proposal = services.imports.propose(readings)
    outcome = services.imports.apply(proposal)
    assert outcome.made == 2
    assert [(one.line, "picture" in one.words) for one in outcome.troubles] == [(40, True)]
    kept = [services.businesses.get(row.id) for row in services.businesses.rows()]
    with_logo = next(one for one in kept if one.logo)
    assert services.businesses.image(with_logo.logo).startswith(b"\x89PNG")
    assert "Line 40: The picture of Northlight Film is kept with the card, but not" in report(
        proposal, outcome
    )
    assert set(kinds(services.imports.propose(readings))) == {"same"}


def test_cancelling_changes_nothing(services: Services) -> None:
    entries = [low_moor(legal_name=f"Firm {n}", email=f"{n}@firm.example") for n in range(2500)]
    proposal = services.imports.propose(reading(*entries))
    before = everything(services)
    asked: list[int] = []

    def cancelled() -> bool:
        asked.append(1)
        return len(asked) > 2

    with pytest.raises(BadInput, match="stopped"):
        services.imports.apply(proposal, cancelled=cancelled)
    assert everything(services) == before
    assert index_is_true(services)
    with pytest.raises(BadInput, match="stopped"):
        services.imports.propose(reading(*entries), cancelled=lambda: True)


def test_a_full_disk_in_the_middle_changes_nothing(services: Services) -> None:
    services.businesses.save(northlight())
    entries = [low_moor(legal_name=f"Firm {n}", email=f"{n}@firm.example") for n in range(2500)]
    proposal = services.imports.propose(reading(*entries))
    with services.database.transaction() as session:
        session.connection().exec_driver_sql("PRAGMA max_page_count = 1")
    before = everything(services)
    with pytest.raises(CannotSave, match="full"):
        services.imports.apply(proposal)
    assert everything(services) == before
    assert index_is_true(services)
    with services.database.transaction() as session:
        session.connection().exec_driver_sql("PRAGMA max_page_count = 1000000")
    assert services.imports.apply(proposal).made == 2500


_KILLED = """
import os, sys
from pathlib import Path
from microbiz_desktop.domain.contacts.contacts import BusinessData, Contact, ContactFile
from microbiz_desktop.services.transfer.imports import FileRead
from microbiz_desktop.services.wiring import build_services

def fall(done, total, words):
    if done >= 2000:
        os._exit(9)

services = build_services(Path(sys.argv[1]))
contacts = tuple(Contact(BusinessData(legal_name=f"Firm {n}")) for n in range(2500))
proposal = services.imports.propose([FileRead("many", ContactFile(contacts))])
services.imports.apply(proposal, {}, fall)
"""


def test_a_program_that_falls_in_the_middle_changes_nothing(
    services: Services, open_services: Callable[[Path], Services]
) -> None:
    services.businesses.save(northlight())
    before = everything(services)
    folder = services.data_dir
    services.close()
    done = subprocess.run([sys.executable, "-c", _KILLED, str(folder)], check=False, timeout=120)
    assert done.returncode == 9
    again = open_services(folder)
    assert everything(again) == before
    assert index_is_true(again)


_CARD = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Rhys Bowen\r\nEND:VCARD\r\n"
BAD: dict[str, Callable[[], tuple[str, bytes]]] = {
    "a JPEG named .vcf": lambda: ("photo.vcf", b"\xff\xd8\xff\xe0" + bytes(2000)),
    "a JPEG named .csv": lambda: ("photo.csv", b"\xff\xd8\xff\xe0" + bytes(2000)),
    "an empty file": lambda: ("empty.vcf", b""),
    "an empty table": lambda: ("empty.csv", b""),
    "30 MB of cards": lambda: ("big.vcf", _CARD.encode() * (30 * 2**20 // len(_CARD))),
    "30 MB of a table": lambda: ("big.csv", b"Name,E-mail\n" + b"a,b\n" * (30 * 2**18)),
    "one column": lambda: ("names.csv", b"Name\nRhys Bowen\nGwen Pritchard\n"),
    "nothing but nested beginnings": lambda: ("bomb.vcf", b"BEGIN:VCARD\r\n" * 30_000),
}


@pytest.mark.parametrize("what", BAD)
def test_a_bad_file_is_a_sentence_and_changes_nothing(services: Services, what: str) -> None:
    before = everything(services)
    name, content = BAD[what]()
    read = services.imports.read(name, content)
    assert not read.file.contacts
    with pytest.raises(BadInput) as refused:
        services.imports.propose([read])
    assert refused.value.sentence().endswith(".")
    assert everything(services) == before


def test_wide_text_without_a_mark_is_read(services: Services) -> None:
    for encoding in ("utf-16-le", "utf-16-be"):
        read = services.imports.read("wide.vcf", _CARD.encode(encoding))
        assert [one.data.name for one in read.file.contacts] == ["Rhys Bowen"]


def test_other_programs_cards_come_in_once(services: Services, corpora: Path) -> None:
    for path in sorted((corpora / "vcards").rglob("*.vcf")):
        read = services.imports.read(path.name, path.read_bytes())
        assert not read.refused, path.name
        services.imports.apply(services.imports.propose([read]))
        again = services.imports.propose([read])
        assert set(kinds(again)) == {"same"}, path.name
        assert services.imports.apply(again).step_id == 0
    assert index_is_true(services)


def test_a_mapping_is_remembered_for_its_heading(services: Services) -> None:
    content = b"Who,Thing\nRhys Bowen,Sound\n"
    found = services.imports.look(content)
    assert services.imports.remembered_mapping(found.signature) is None
    services.imports.remember_mapping(found.signature, found.mapping[::-1])
    assert services.imports.remembered_mapping(found.signature) == found.mapping[::-1]


def test_somebody_who_went_meanwhile_is_added(services: Services) -> None:
    here = services.businesses.save(low_moor())
    proposal = services.imports.propose(reading(low_moor(strapline="Voice")))
    services.businesses.delete(here.id)
    outcome = services.imports.apply(proposal)
    assert (outcome.made, outcome.changed) == (1, 0)
    assert "not here any more" in outcome.troubles[0].words


def test_who_is_twice_in_a_file_comes_once_also_after_one_whose_first_was_skipped(
    services: Services,
) -> None:
    def bo(**changes: object) -> BusinessData:
        changed = {"legal_name": "Bo Reed Prints", "email": "bo@reed.example", "place": "Leeds"}
        return low_moor(phone="", people=(), ways=(), **(changed | changes))

    entries = low_moor(), low_moor(phone="", place="Leeds"), bo(), bo(website="reed.example")
    proposal = services.imports.propose(reading(*entries))
    assert [item.twin for item in proposal.items] == [-1, 0, -1, 2]
    merge = ItemChoice.MERGE
    services.imports.apply(proposal, {0: ItemChoice.SKIP, 1: merge, 2: ItemChoice.ADD, 3: merge})
    found = {row.name: services.businesses.get(row.id) for row in services.businesses.rows()}
    assert sorted(found) == ["Bo Reed Prints", "Low Moor Sound"]
    assert found["Low Moor Sound"].place == "Leeds"
    assert found["Bo Reed Prints"].website == "reed.example"


def test_a_table_of_ours_may_hold_the_words_of_a_card(services: Services) -> None:
    saved = services.businesses.save(
        low_moor(extra=("AGENT:BEGIN:VCARD\\nFN:Bo\\nEND:VCARD",), strapline="x\nBEGIN:VCARD\ny")
    )
    table = services.exports.content("csv", [saved.id])
    assert services.imports.is_table("a.csv", table)
    found = services.imports.read("a.csv", table)
    assert not found.refused
    assert found.file.contacts[0].data.extra == saved.extra
    assert not services.imports.is_table("a.txt", b"Some words, first\r\nBEGIN:VCARD\r\n")
