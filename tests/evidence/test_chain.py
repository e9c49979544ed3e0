"""The chain: every tampering is noticed, and the first bad entry is named."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from microbiz_desktop.domain.clock import Moment
from microbiz_desktop.domain.errors import BadInput
from microbiz_desktop.domain.ledger import Created, Opened
from microbiz_desktop.domain.states import EntryKind
from microbiz_desktop.evidence.chain import (
    Entry,
    Head,
    entry_hash,
    follow,
    head_of,
    ledger_bytes,
    payload_of,
    read_ledger,
    verify_chain,
)
from microbiz_desktop.evidence.identity import SigningKey

from .samples import AGREEMENT, Story, make_key


@pytest.fixture(scope="module")
def entries() -> tuple[Entry, ...]:
    story = Story().created().offered().signed_by_all()
    story.executes()
    return tuple(story.entries)


def _signed(entry: Entry, key: SigningKey) -> Entry:
    """The entry as its own key would have made it: only the chain can tell."""
    bare = replace(entry, key_id=key.key_id)
    digest = entry_hash(bare)
    signature = key.sign(f"microbiz-ledger/1\n{digest}".encode()).hex()
    return replace(bare, hash=digest, signature=signature)


def test_a_genuine_chain_holds(entries: tuple[Entry, ...]) -> None:
    verdict = verify_chain(entries, head=head_of(entries), keys={make_key().key_id})
    assert verdict.ok
    assert verdict.notes == ()
    for count in range(len(entries) + 1):
        assert verify_chain(entries[:count]).ok
        assert verify_chain(entries, head=head_of(entries[:count])).ok


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
        changed = _signed(replace(entry, at="2026-01-01T00:00:00.000000+00:00 UTC"), make_key())
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
    head = head_of(entries)
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
        verdict = verify_chain((*entries[:-1], _signed(opened, make_key())))
        assert (verdict.ok, verdict.bad) == (False, len(entries))
    late = _signed(replace(entries[-1], at="yesterday"), make_key())
    assert not verify_chain((*entries[:-1], late)).ok


def test_a_clock_that_moved_back_is_told_and_order_is_by_number() -> None:
    story = Story().created().offered()
    early = follow(
        story.entries[-1],
        agreement=AGREEMENT,
        kind=EntryKind.OPENED,
        revision=1,
        at=Moment(datetime(2020, 1, 1, tzinfo=UTC)),
        payload=Opened("fernhill"),
        key=story.key,
    )
    verdict = verify_chain([*story.entries, early])
    assert verdict.ok
    assert verdict.notes == ("The computer’s clock moved back before entry 3.",)


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
        content.replace(b"microbiz-ledger/1", b"microbiz-ledger/2"),
        b"\xff\xfe",
    ):
        with pytest.raises(BadInput):
            read_ledger(wrong)


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
    assert not verify_chain(read, head=head_of(entries)).ok


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
    assert head_of(()) == Head(0, "")


def test_the_documented_hash_needs_no_program_of_ours(entries: tuple[Entry, ...]) -> None:
    """`docs/evidence.md`, followed with the standard library alone."""
    document = json.loads(ledger_bytes(entries))
    previous = ""
    for entry in document["entries"]:
        said = {key: entry[key] for key in entry if key not in ("hash", "signature")}
        text = json.dumps(
            {"format": "microbiz-ledger/1", **said},
            ensure_ascii=False,
            sort_keys=True,
            separators=(",", ":"),
        )
        assert hashlib.sha256(text.encode("utf-8")).hexdigest() == entry["hash"]
        assert entry["previous"] == previous
        previous = entry["hash"]
