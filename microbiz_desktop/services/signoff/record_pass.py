"""One quick pass over every record: which agreements have to be looked at closely.

Hash chain, heads, row counts and what the rows beside the ledger say, without signatures and
without reading what the entries mean; `record_faults` does that and finds the words. Plain
`sqlite3`, as thousands of entries are read soon after each start.
"""

# ruff: noqa: S608 - every name put into a statement here is a constant of this module

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType

from ...domain.ledger import CLOCK_NOTE, FORMAT, hash_of_quoted, quoted
from ...domain.states import AgreementState, EntryKind

#: Where an agreement stands after an entry of this kind; other kinds leave it where it is.
_LEADS_TO: Mapping[str, str] = MappingProxyType(
    {
        EntryKind.OFFERED: AgreementState.OFFERED,
        EntryKind.SIGNED_OFF: AgreementState.PARTLY_SIGNED_OFF,
        EntryKind.DECLINED: AgreementState.DECLINED,
        EntryKind.WITHDRAWN: AgreementState.WITHDRAWN,
        EntryKind.REOPENED: AgreementState.DRAFT,
        EntryKind.EXPIRED: AgreementState.EXPIRED,
        EntryKind.SUPERSEDED: AgreementState.SUPERSEDED,
        EntryKind.EXECUTED: AgreementState.EXECUTED,
        EntryKind.ENDED: AgreementState.ENDED,
    }
)
#: Tables that are only ever added to: their numbers have no gaps.
_ADDED_TO = ("revision", "ledger_entry", "evidence_file", "executed_copy")
#: The time in UTC, without its zone: so many letters of a stored moment sort by time.
_STAMP = 32
#: Stands for the data file as a whole, beside the numbers of agreements.
EVERY_AGREEMENT = 0
#: One key signs many entries.
_quoted_key = lru_cache(maxsize=256)(quoted)


@dataclass(slots=True)
class _Line:
    """What is known of one agreement while its entries go by."""

    quoted_id: str
    state: str
    revision: int
    count: int = 0
    head: str = ""
    latest: str = ""
    leads_to: str = AgreementState.DRAFT
    offers: dict[int, str] = field(default_factory=dict)
    executed: dict[int, str] = field(default_factory=dict)


def suspects(connection: sqlite3.Connection) -> frozenset[int]:
    """The numbers of agreements whose record does not add up, and 0 when rows are missing."""
    lines = {
        int(key): _Line(quoted(str(public_id)), str(state), int(revision))
        for key, public_id, state, revision in connection.execute(
            "SELECT id, public_id, state, revision FROM agreement"
        )
    }
    found = set(_broken_chains(connection, lines))
    found |= {key for key, line in lines.items() if not _ends_well(line)}
    found |= set(_other_rows(connection, lines))
    return frozenset(found | ({EVERY_AGREEMENT} if missing_rows(connection) else set()))


def missing_rows(connection: sqlite3.Connection) -> dict[str, int]:
    """How many rows are gone from the middle of tables that nothing is ever taken from."""
    found = {}
    for table in _ADDED_TO:
        query = f"SELECT coalesce(max(id), 0) - count(*) FROM {table}"
        found[table] = int(connection.execute(query).fetchone()[0])
    return {table: gone for table, gone in found.items() if gone}


def _broken_chains(connection: sqlite3.Connection, lines: Mapping[int, _Line]) -> Iterator[int]:
    query = (
        "SELECT agreement_id, sequence, entry, revision, at, payload, previous, hash, key_id,"
        f" {columns_of_format(connection)} FROM ledger_entry ORDER BY id"
    )
    rows, q, again = connection.execute(query), quoted, _quoted_key
    for key, sequence, kind, revision, at, said, previous, digest, key_id, number, note in rows:
        line = lines.get(key)
        if line is None:
            yield key
            continue
        try:
            words = line.quoted_id, q(kind), q(at), q(said), f'"{previous}"', again(key_id), q(note)
            own = hash_of_quoted(number, sequence, revision, words)
            fine = previous == line.head and digest == own and sequence == line.count + 1
            fine = fine and 1 <= number <= FORMAT
            if at >= line.latest:
                line.latest = at
                fine = fine and not note
            else:
                fine = fine and note == _note(line.latest, at, number)
        except (TypeError, ValueError):
            fine = False
        if not fine:
            yield key
        line.count, line.head = sequence, digest
        if kind in _LEADS_TO:
            _lead(line, kind, revision, said)


def _note(before: str, at: str, number: int) -> str:
    """What an entry earlier than the latest before it has to note of the clock."""
    return CLOCK_NOTE + before if number > 1 and at[:_STAMP] < before[:_STAMP] else ""


def columns_of_format(connection: sqlite3.Connection) -> str:
    """Format and note of an entry; a file that is still to be updated has the first format."""
    names = {row[1] for row in connection.execute("PRAGMA table_info(ledger_entry)")}
    return "format, note" if "format" in names else "1, ''"


def _lead(line: _Line, kind: str, revision: int, payload: str) -> None:
    line.leads_to = _LEADS_TO[kind]
    if kind == EntryKind.OFFERED:
        line.offers[revision] = payload
    elif kind == EntryKind.EXECUTED:
        line.executed[revision] = payload


def _ends_well(line: _Line) -> bool:
    """The state and the number of the offer are those of the record: its end was not cut."""
    return line.leads_to == line.state and max(line.offers, default=0) == line.revision


def _other_rows(connection: sqlite3.Connection, lines: Mapping[int, _Line]) -> Iterator[int]:
    """Frozen texts and executed copies, against the entries that record them."""
    offers = {(key, number) for key, line in lines.items() for number in line.offers}
    copies = {(key, number) for key, line in lines.items() for number in line.executed}
    query = "SELECT agreement_id, number, fingerprint, pdf_sha256, open_until FROM revision"
    for key, number, mark, pdf, until in connection.execute(query):
        said = lines[key].offers.get(number, "") if key in lines else ""
        wanted = ("fingerprint", mark), ("pdf_sha256", pdf), ("open_until", until)
        if not all(f'"{name}":"{value}"' in said for name, value in wanted):
            yield key
        offers.discard((key, number))
    for key, number, pdf in connection.execute(
        "SELECT agreement_id, revision, pdf_sha256 FROM executed_copy"
    ):
        said = lines[key].executed.get(number, "") if key in lines else ""
        if f'"pdf_sha256":"{pdf}"' not in said:
            yield key
        copies.discard((key, number))
    yield from (key for key, _ in offers | copies)
