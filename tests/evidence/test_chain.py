"""The chain: every tampering is noticed, and the first bad entry is named."""

import hashlib
import io
import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from microbiz_desktop.domain.clock import Moment
from microbiz_desktop.domain.errors import BadInput
from microbiz_desktop.domain.ledger import Created, Opened
from microbiz_desktop.domain.plain import canonical
from microbiz_desktop.domain.states import EntryKind
from microbiz_desktop.evidence.chain import (
    Entry,
    LatestEntry,
    UnknownFormat,
    entry_hash,
    follow,
    latest_entry,
    ledger_bytes,
    payload_of,
    read_ledger,
    verify_chain,
)
from tests.earlier.kept import data_folder_of_then

from .samples import AGREEMENT, Story, make_key, signed


@pytest.fixture(scope="module", params=[0, 4, 99], ids=["format 2", "mixed", "format 1"])
def entries(request: pytest.FixtureRequest) -> tuple[Entry, ...]:
    story = Story(old=request.param).created().offered().signed_by_all()
    story.executes()
    return tuple(story.entries)


def test_a_genuine_chain_holds(entries: tuple[Entry, ...]) -> None:
    verdict = verify_chain(entries, head=latest_entry(entries), keys={make_key().key_id})
    assert verdict.ok
    assert verdict.notes == ()
    for count in range(len(entries) + 1):
        assert verify_chain(entries[:count]).ok
        assert verify_chain(entries, head=latest_entry(entries[:count])).ok


@pytest.mark.parametrize(
    ("payload", "said"),
    [
        ("{", "Entry 2 of the ledger cannot be read."),
        ("[]", "an entry “offered” should be a table, and is list."),
    ],
)
def test_what_an_entry_cannot_say_is_refused(
    entries: tuple[Entry, ...], payload: str, said: str
) -> None:
    with pytest.raises(BadInput) as refused:
        payload_of(replace(entries[1], payload=payload))
    assert refused.value.message == said


_FIELDS: dict[str, Callable[[Entry], Any]] = {
    "agreement": lambda e: "another",
    "sequence": lambda e: e.sequence + 1,
    "kind": lambda e: EntryKind.DECLINED if e.kind is not EntryKind.DECLINED else EntryKind.OPENED,
    "revision": lambda e: e.revision + 1,
    "at": lambda e: "2026-01-01T00:00:00.000000+00:00 UTC",
    "payload": lambda e: e.payload.replace("a", "b", 1),
    "previous": lambda e: "0" * 64,
    "key_id": lambda e: make_key(2).key_id,
    "hash": lambda e: "0" * 64,
    "signature": lambda e: "00" * 64,
    "note": lambda e: "the clock moved back from 2026-11-21T10:00:00.000000+00:00 UTC",
}


@pytest.mark.parametrize("field", _FIELDS)
def test_any_change_of_any_field_of_any_entry_is_found_there(
    entries: tuple[Entry, ...], field: str
) -> None:
    for place, entry in enumerate(entries):
        changed = replace(entry, **{field: _FIELDS[field](entry)})
        verdict = verify_chain((*entries[:place], changed, *entries[place + 1 :]))
        assert not verdict.ok
        assert verdict.bad in (place + 1, place + 2)
        assert verdict.reason


def test_a_changed_entry_signed_again_is_found_by_the_next_one(
    entries: tuple[Entry, ...],
) -> None:
    for place, entry in enumerate(entries[:-1]):
        changed = signed(replace(entry, at="2027-01-01T00:00:00.000000+00:00 UTC"), make_key())
        verdict = verify_chain((*entries[:place], changed, *entries[place + 1 :]))
        assert (verdict.ok, verdict.bad) == (False, place + 2)


def test_removed_doubled_and_swapped_entries_are_found(entries: tuple[Entry, ...]) -> None:
    for place in range(len(entries) - 1):
        removed = (*entries[:place], *entries[place + 1 :])
        doubled = (*entries[: place + 1], *entries[place:])
        swapped = (*entries[:place], entries[place + 1], entries[place], *entries[place + 2 :])
        for tampered in (removed, doubled, swapped):
            assert not verify_chain(tampered).ok


def test_a_cut_tail_and_a_chain_made_anew_are_found_by_an_outside_head(
    entries: tuple[Entry, ...],
) -> None:
    head = latest_entry(entries)
    for count in range(len(entries)):
        assert verify_chain(entries[:count]).ok
        verdict = verify_chain(entries[:count], head=head)
        assert (verdict.ok, verdict.bad) == (False, 0)
        assert "cut or made anew" in verdict.reason
    story = Story().created().offered()
    story.add(EntryKind.OPENED, Opened("fernhill"))
    story.signed_by_all()
    assert verify_chain(story.entries).ok
    assert not verify_chain(story.entries, head=head).ok


def test_another_key_is_found_only_when_the_keys_are_known(entries: tuple[Entry, ...]) -> None:
    story = Story()
    story.key = make_key(2)
    story.created().offered()
    assert verify_chain(story.entries).ok
    verdict = verify_chain(story.entries, keys={make_key(1).key_id})
    assert (verdict.ok, verdict.bad) == (False, 1)
    assert "another key" in verdict.reason


def test_a_signed_entry_that_says_nonsense_is_no_evidence(entries: tuple[Entry, ...]) -> None:
    for wrong in ("{}", "null", "{", '{"party": "fernhill"}', '{"party":"x","more":1}'):
        opened = replace(entries[-1], kind=EntryKind.OPENED, payload=wrong)
        verdict = verify_chain((*entries[:-1], signed(opened, make_key())))
        assert (verdict.ok, verdict.bad) == (False, len(entries))
    late = signed(replace(entries[-1], at="yesterday"), make_key())
    assert not verify_chain((*entries[:-1], late)).ok


def test_a_clock_that_moved_back_is_noted_in_the_entry_and_told() -> None:
    """V7: whoever signs in 2020 what was offered in 2026 is told, whatever came between."""
    story = Story().created().offered()
    latest = story.entries[-1].at
    story.moved = timedelta(days=-365)
    story.opened("fernhill")
    story.opened("whitcombe")
    story.moved = timedelta()
    story.understood("fernhill")
    story.moved = timedelta(days=-1)
    story.understood("whitcombe")
    notes = [entry.note for entry in story.entries]
    said = f"the clock moved back from {latest}"
    assert notes[:5] == ["", "", said, said, ""]
    assert notes[5] == f"the clock moved back from {story.entries[4].at}"
    verdict = verify_chain(story.entries)
    assert verdict.ok
    told = "dated before an earlier entry: the computer’s clock had been moved back."
    assert verdict.notes == (f"Entries 3 and 4 are {told}", f"Entry 6 is {told}")
    assert (
        follow(
            story.entries[4],
            agreement=AGREEMENT,
            kind=EntryKind.OPENED,
            revision=1,
            at=Moment.from_text(story.entries[3].at),
            payload=Opened("fernhill"),
            key=story.key,
        ).note
        == f"the clock moved back from {story.entries[4].at}"
    )


def test_the_note_of_the_clock_can_be_neither_taken_nor_made_up() -> None:
    """Signed again with the right key, the times of the chain itself say what must be noted."""
    story = Story().created().offered()
    story.moved = timedelta(days=-365)
    story.opened("fernhill")
    note = story.entries[2].note
    for place, wrong in ((2, ""), (2, note.replace("2026", "2025")), (1, note), (0, note)):
        tampered = story.entries[:place]
        tampered.append(signed(replace(story.entries[place], note=wrong), story.key))
        verdict = verify_chain(tampered)
        assert (verdict.ok, verdict.bad) == (False, place + 1)
        assert "clock" in verdict.reason


def test_the_same_clock_in_a_chain_of_format_1_is_told_without_a_note() -> None:
    story = Story(old=99).created().offered()
    story.moved = timedelta(days=-365)
    story.opened("fernhill")
    assert [entry.note for entry in story.entries] == ["", "", ""]
    assert verify_chain(story.entries).notes == (
        "Entry 3 is dated before an earlier entry: the computer’s clock had been moved back.",
    )
    noted = replace(story.entries[2], note="the clock moved back from yesterday")
    verdict = verify_chain([*story.entries[:2], signed(noted, story.key)])
    assert (verdict.ok, verdict.bad) == (False, 3)


def test_a_chain_never_goes_back_to_an_older_format() -> None:
    story = Story().created().offered()
    older = signed(replace(story.entries[1], format=1), story.key)
    verdict = verify_chain([story.entries[0], older])
    assert (verdict.ok, verdict.bad, verdict.unknown) == (False, 2, False)
    assert "older format" in verdict.reason


@pytest.mark.parametrize("number", [3, 9, 0, -1])
def test_of_a_format_that_is_not_known_nothing_can_be_said(number: int) -> None:
    """Neither “changed” nor whole: a newer program may know it."""
    story = Story().created().offered()
    newer = signed(replace(story.entries[1], format=number), story.key)
    verdict = verify_chain([story.entries[0], newer])
    assert (verdict.ok, verdict.unknown, verdict.bad) == (False, True, 2)
    assert verdict.reason == "Entry 2 has a format this program does not know."
    content = ledger_bytes(story.entries).replace(b"ledger/2", b"ledger/" + str(number).encode())
    with pytest.raises(UnknownFormat, match="a format this program does not know"):
        read_ledger(content)


def test_what_is_wrong_before_an_unknown_entry_is_wrong_all_the_same() -> None:
    story = Story().created().offered()
    newer = signed(replace(story.entries[1], format=3), story.key)
    changed = replace(story.entries[0], revision=7)
    verdict = verify_chain([changed, newer])
    assert (verdict.ok, verdict.unknown, verdict.bad) == (False, False, 1)


def test_another_key_from_some_entry_on_is_told() -> None:
    story = Story().created()
    story.key = make_key(2)
    story.offered()
    assert verify_chain(story.entries).notes == ("From entry 2 on another key signs than before.",)


def test_the_file_of_a_ledger_comes_back_and_only_in_its_canonical_form(
    entries: tuple[Entry, ...],
) -> None:
    content = ledger_bytes(entries)
    assert read_ledger(content) == entries
    assert read_ledger(ledger_bytes(())) == ()
    data = json.loads(content)
    for wrong in (
        json.dumps(data).encode(),
        content + b"\n",
        content[:-1],
        b"[]",
        b"{}",
        b'{"entries":[{"sequence":true}]}',
        content.replace(b"microbiz-ledger/", b"microbiz-ledger/0"),
        _other_format(content),
        b"\xff\xfe",
    ):
        with pytest.raises(BadInput):
            read_ledger(wrong)


def _other_format(content: bytes) -> bytes:
    """A file names the newest format among its entries, no other."""
    one, two = b'"microbiz-ledger/1"', b'"microbiz-ledger/2"'
    return content.replace(one, two) if one in content else content.replace(two, one)


def test_a_signature_has_one_spelling(entries: tuple[Entry, ...]) -> None:
    for spelt in (str.upper, lambda text: f" {text}", lambda text: f"{text[:2]} {text[2:]}"):
        changed = replace(entries[0], signature=spelt(entries[0].signature))
        assert verify_chain((changed, *entries[1:])).bad == 1


@given(place=st.integers(0, 10**9), bit=st.integers(0, 7))
def test_no_flipped_bit_of_the_file_goes_unnoticed(
    entries: tuple[Entry, ...], place: int, bit: int
) -> None:
    content = bytearray(ledger_bytes(entries))
    content[place % len(content)] ^= 1 << bit
    try:
        read = read_ledger(bytes(content))
    except BadInput:
        return
    assert not verify_chain(read, head=latest_entry(entries)).ok


def test_an_entry_records_what_its_kind_records() -> None:
    story = Story().created()
    assert payload_of(story.entries[0]) == Created(AGREEMENT, "joint-venture", "Harbour Lane café")
    with pytest.raises(ValueError, match="records a Opened"):
        story.add(EntryKind.OPENED, Created("a", "b", "c"))
    with pytest.raises(ValueError, match="one agreement"):
        follow(
            story.entries[-1],
            agreement="another",
            kind=EntryKind.OPENED,
            revision=1,
            at=Moment(datetime(2026, 1, 1, tzinfo=UTC)),
            payload=Opened("x"),
            key=story.key,
        )
    assert latest_entry(()) == LatestEntry(0, "")


def test_the_documented_hash_needs_no_program_of_ours(entries: tuple[Entry, ...]) -> None:
    """`docs/evidence.md`, followed with the standard library alone."""
    document = json.loads(ledger_bytes(entries))
    newest = max(entry.get("format", 1) for entry in document["entries"])
    assert document["format"] == f"microbiz-ledger/{newest}"
    previous = ""
    for entry in document["entries"]:
        said = {key: entry[key] for key in entry if key not in ("hash", "signature")}
        number = said.pop("format", 1)
        if number > 1:
            said.setdefault("note", "")
        text = json.dumps(
            {"format": f"microbiz-ledger/{number}", **said},
            ensure_ascii=False,
            sort_keys=True,
            separators=(",", ":"),
        )
        assert hashlib.sha256(text.encode("utf-8")).hexdigest() == entry["hash"]
        assert entry["previous"] == previous
        previous = entry["hash"]


@given(
    texts=st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=6, max_size=6),
    numbers=st.tuples(st.integers(1, 2), st.integers(1, 10**6), st.integers(0, 99)),
)
@example(texts=["ä", "a", "\\n\u0303", '"\u0338', "e\u0301", "=\u0338"], numbers=(2, 1, 0))
@example(texts=["", "", "\n\u0303\x00\x7f", "\u1100\u1161", "", "\u2028"], numbers=(1, 1, 0))
def test_the_hash_is_that_of_the_canonical_bytes(
    texts: list[str], numbers: tuple[int, int, int]
) -> None:
    """It is written out for speed; what is documented is the canonical form."""
    agreement, at, payload, previous, key_id, note = texts
    number, sequence, revision = numbers
    said = {
        "format": f"microbiz-ledger/{number}",
        "agreement": agreement,
        "sequence": sequence,
        "kind": "opened",
        "revision": revision,
        "at": at,
        "payload": payload,
        "previous": previous,
        "key_id": key_id,
        **({"note": note} if number > 1 else {}),
    }
    entry = Entry(
        agreement, sequence, EntryKind.OPENED, revision, at, payload, previous, key_id,
        format=number, note=note,
    )  # fmt: skip
    assert entry_hash(entry) == hashlib.sha256(canonical(said)).hexdigest()


def test_the_ledger_of_an_earlier_program_verifies_as_it_is(tmp_path: Path) -> None:
    """Out of the executed copy that it made: read, held, and written byte for byte."""
    kept = data_folder_of_then(tmp_path)
    with closing(sqlite3.connect(kept)) as connection:
        (pdf,) = connection.execute("SELECT pdf FROM executed_copy").fetchone()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        content = document.attachments["ledger.json"].get_file().read_bytes()
    entries = read_ledger(content)
    assert len(entries) > 5
    assert {entry.format for entry in entries} == {1}
    assert verify_chain(entries).ok
    assert ledger_bytes(entries) == content


def test_of_a_channel_that_is_not_known_nothing_can_be_said() -> None:
    """A newer program may know what it proves; a changed entry is changed all the same."""
    story = Story().created().offered().signed_by_all()
    *before, last = story.entries
    faxed = replace(last, payload=last.payload.replace('"screen"', '"fax"'))
    verdict = verify_chain([*before, signed(faxed, story.key)])
    assert (verdict.ok, verdict.unknown, verdict.bad) == (False, True, last.sequence)
    assert verdict.reason == f"Entry {last.sequence} says something this program does not know."
    verdict = verify_chain([*before, faxed])
    assert (verdict.unknown, verdict.reason) == (False, f"Entry {last.sequence} was changed.")


def test_a_sign_off_with_the_evidence_of_another_channel_is_none() -> None:
    story = Story().created().offered().signed_by_all()
    *before, last = story.entries
    posted = signed(replace(last, payload=last.payload.replace('"screen"', '"paper"')), story.key)
    verdict = verify_chain([*before, posted])
    assert (verdict.ok, verdict.unknown, verdict.bad) == (False, False, last.sequence)
    assert "does not say what an entry of its kind says" in verdict.reason
