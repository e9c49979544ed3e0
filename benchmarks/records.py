"""The check of the records at each start, against reading and hashing the same rows once."""

import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from microbiz_desktop.domain.clock import Moment
from microbiz_desktop.domain.deal import Deal
from microbiz_desktop.domain.ledger import Created, Offered, Opened
from microbiz_desktop.domain.states import AgreementState, EntryKind
from microbiz_desktop.evidence.chain import Entry, Signer, follow
from microbiz_desktop.evidence.identity import FileKeyStore
from microbiz_desktop.records.agreement import Agreement, Revision, deal_to_json
from microbiz_desktop.services.shared.clocks import SystemClock
from microbiz_desktop.services.signoff.ledgers import record_of
from microbiz_desktop.services.signoff.record_checks import faults_in
from microbiz_desktop.services.signoff.record_pass import suspects
from microbiz_desktop.storage.database import Database
from microbiz_desktop.storage.header import DATABASE_NAME
from microbiz_desktop.storage.opening import open_database

from .harness import Comparison, Contender, Target

AGREEMENTS, ENTRIES = 1_000, 50
_START = datetime(2026, 11, 21, 10, tzinfo=UTC)
_MARK = hashlib.sha256(b"{}").hexdigest()
_ROWS = (
    "SELECT agreement_id, sequence, entry, revision, at, payload, previous, hash, key_id, format,"
    " note FROM ledger_entry ORDER BY id"
)


def comparisons() -> Iterator[Comparison]:
    """At the start, and in full with every signature."""
    with TemporaryDirectory() as folder:
        data = Path(folder)
        with closing(open_database(data, SystemClock())) as database:
            fill(database, data)
        with closing(sqlite3.connect(data / DATABASE_NAME)) as connection:
            yield Comparison(
                f"the records of {AGREEMENTS:,} agreements with {ENTRIES} entries each",
                [
                    Contender("rows read and hashed", partial(_read_and_hash, connection)),
                    Contender("quick pass", partial(_quickly, connection)),
                ],
                target=Target("quick pass", 1.5),
            )
        yield Comparison(
            "the same in full",
            [Contender("every signature", partial(_in_full, data / DATABASE_NAME))],
            rounds=1,
        )


def fill(database: Database, data: Path, agreements: int = AGREEMENTS) -> None:
    """So many offered agreements, each with a whole record of its own."""
    key = FileKeyStore(data / "keys").key("business-1")
    with database.transaction() as session:
        for number in range(agreements):
            owner = _agreement(number)
            session.add(owner)
            session.flush()
            entries = list(_chain(owner.public_id, key))
            session.add(_revision(owner, entries[1]))
            session.add_all(record_of(owner, entry) for entry in entries)
            session.flush()
            session.expunge_all()


def _agreement(number: int) -> Agreement:
    return Agreement(
        public_id=f"7b0c3a52-0000-4000-8000-{number:012}",
        template="joint-venture",
        title=f"Agreement {number}",
        state=AgreementState.OFFERED,
        revision=1,
        deal_json=deal_to_json(Deal(template="joint-venture")),
    )


def _revision(owner: Agreement, offered: Entry) -> Revision:
    return Revision(
        agreement_id=owner.id,
        number=1,
        text=b"{}",
        fingerprint=_MARK,
        deal_json=owner.deal_json,
        template_version="2.0.0",
        pack="england-wales",
        pack_version="2.0.0",
        pdf=b"{}",
        pdf_sha256=_MARK,
        check_code="copper lantern 7",
        offered_at=Moment.from_text(offered.at),
    )


def _chain(public_id: str, key: Signer) -> Iterator[Entry]:
    """Started, offered, and then opened by one party after the other."""
    clauses = tuple(f"clause-{number}" for number in range(14))
    offer = Offered(
        public_id, _MARK, _MARK, (), clauses, "joint-venture 2.0.0", "england-wales 2.0.0"
    )
    said = [
        (EntryKind.CREATED, 0, Created(public_id, "joint-venture", "Harbour Lane café")),
        (EntryKind.OFFERED, 1, offer),
        *((EntryKind.OPENED, 1, Opened(f"party-{n}" * 20)) for n in range(ENTRIES - 2)),
    ]
    last = None
    for number, (kind, revision, payload) in enumerate(said):
        at = Moment(_START + timedelta(minutes=number), "Europe/London")
        last = follow(
            last, agreement=public_id, kind=kind, revision=revision, at=at, payload=payload, key=key
        )
        yield last


def _read_and_hash(connection: sqlite3.Connection) -> None:
    for row in connection.execute(_ROWS):
        hashlib.sha256("".join(map(str, row)).encode()).hexdigest()


def _quickly(connection: sqlite3.Connection) -> None:
    if suspects(connection):
        raise RuntimeError("a whole record was suspected")


def _in_full(database: Path) -> None:
    if faults_in(database):
        raise RuntimeError("a whole record was called damaged")
