"""Whether the records hold: quickly at each start, in full weekly and when it matters.

Nothing in the data file says that it was checked already: who can change a record can change that
too. The day of the last full check is a file beside it and decides only when the next one comes.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from ... import foreign
from ...domain.errors import DamagedFile, MicrobizError
from ...evidence.identity import FileKeyStore
from ...files import PRIVATE, write_atomically
from ..shared import words
from .record_faults import Fault, FaultKind, Keys, fault_of
from .record_pass import EVERY_AGREEMENT, missing_rows, suspects

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from ...domain.clock import Clock
    from ...records.agreement import Agreement
    from ...storage.database import Database

#: The day of the last full check, in ISO.
CHECKED = "records-checked"
_EVERY = timedelta(days=7)
_MISSING = {
    "revision": "frozen text",
    "ledger_entry": "entry",
    "evidence_file": "returned paper",
    "executed_copy": "executed copy",
}
_MANY = {"ledger_entry": "entries", "executed_copy": "executed copies"}


class RecordChecks:
    """The checks the program makes by itself."""

    def __init__(self, data_dir: Path, database: Database, clock: Clock) -> None:
        self._data_dir = data_dir
        self._database = database
        self._clock = clock

    def at_start(self) -> str:
        """What does not hold, in words: looked at quickly, or in full when that is due [slow]."""
        return told(self.in_full() if self.is_due() else self.quickly())

    def quickly(self) -> tuple[Fault, ...]:
        """Chain, heads, counts of every record; signatures only where something is wrong."""
        with self._database.reading() as session:
            return tuple(faults_in_short(_raw(session), keys_in(self._data_dir)))

    def in_full(self) -> tuple[Fault, ...]:
        """Everything of every record, each in a look of its own [slow]."""
        with self._database.reading() as session:
            found = list(_whole_faults(_raw(session)))
            ids = _ids(_raw(session))
        keys = keys_in(self._data_dir)
        for agreement_id in ids:
            with self._database.reading() as session:
                fault = fault_of(_raw(session), agreement_id, keys, inside=True)
            found += [fault] if fault is not None else []
        self._note_the_day()
        return tuple(found)

    def is_due(self) -> bool:
        """Whether the last full check is a week ago, or a day that is not over yet."""
        try:
            text = foreign.read(self._data_dir / CHECKED, 100).decode("ascii")
            last = date.fromisoformat(text.strip())
        except (MicrobizError, ValueError):
            return True
        return not timedelta() <= self._today() - last < _EVERY

    def _note_the_day(self) -> None:
        with suppress(MicrobizError):  # then it comes again at the next start
            write_atomically(
                self._data_dir / CHECKED, self._today().isoformat().encode("ascii"), mode=PRIVATE
            )

    def _today(self) -> date:
        return self._clock.now().local().date()


def faults_in(database: Path, keys_of: Path | None = None) -> list[Fault]:
    """Everything wrong with the records of a data file, with signatures [slow].

    `keys_of` is the data folder with the keys. Raises DamagedFile when it cannot be read.
    """
    address = f"{database.absolute().as_uri()}?mode=ro"
    try:
        with closing(sqlite3.connect(address, uri=True, isolation_level=None)) as connection:
            connection.execute("PRAGMA busy_timeout=5000")
            keys = keys_in(keys_of or database.parent)
            with _one_look(connection):
                found, ids = list(_whole_faults(connection)), _ids(connection)
            for agreement_id in ids:
                with _one_look(connection):
                    fault = fault_of(connection, agreement_id, keys, inside=True)
                found += [fault] if fault is not None else []
            return found
    except (sqlite3.Error, UnicodeDecodeError) as error:
        raise DamagedFile("The records cannot be read.", "Restore the last good backup.") from error


@contextmanager
def _one_look(connection: sqlite3.Connection) -> Iterator[None]:
    """What others write meanwhile is seen as a whole or not at all."""
    connection.execute("BEGIN")
    try:
        yield
    finally:
        connection.rollback()


def counted_in(database: Path) -> str:
    """How many entries of how many agreements there are."""
    address = f"{database.absolute().as_uri()}?mode=ro"
    query = "SELECT count(*), count(DISTINCT agreement_id) FROM ledger_entry"
    with closing(sqlite3.connect(address, uri=True)) as connection:
        entries, agreements = connection.execute(query).fetchone()
    entries = words.counted(entries, "entry", "entries")
    return f"{entries} of {words.counted(agreements, 'agreement')}"


def faults_in_short(connection: sqlite3.Connection, keys: Keys) -> Iterator[Fault]:
    """What the quick pass finds, each looked at closely for its words."""
    found = suspects(connection)
    yield from _whole_faults(connection) if EVERY_AGREEMENT in found else ()
    for agreement_id in sorted(found - {EVERY_AGREEMENT}):
        fault = fault_of(connection, agreement_id, keys)
        yield fault or Fault(agreement_id, "", "It does not add up.")


def refuse_damaged(session: Session, agreement: Agreement) -> None:
    """Nobody signs on a record that does not hold. Raises DamagedFile."""
    fault = fault_here(session, agreement)
    if fault is not None:
        raise DamagedFile(fault.sentence, fault.hint)


def fault_here(session: Session, agreement: Agreement) -> Fault | None:
    """What does not hold of one record in the open database, or None."""
    connection = _raw(session)
    folder = Path(connection.execute("PRAGMA database_list").fetchone()[2]).parent
    return fault_of(connection, agreement.id, keys_in(folder))


def keys_in(data_dir: Path) -> frozenset[str]:
    """The ids of the keys that are kept in a data folder; one that is damaged is told elsewhere."""
    found, store = set(), FileKeyStore(data_dir / "keys")
    for path in sorted((data_dir / "keys").glob("business-*.pem")):
        with suppress(MicrobizError, ValueError):
            found.add(store.key(path.stem).key_id)
    return frozenset(found)


def told(faults: Iterable[Fault]) -> str:
    """The first of them with what to do, and how many more there are; empty without any."""
    found = list(faults)
    if not found:
        return ""
    more = len(found) - 1
    rest = f" The same goes for {words.counted(more, 'more record')}." if more else ""
    return f"{found[0].sentence}{rest} {found[0].hint}"


def broken(faults: Iterable[Fault]) -> bool:
    """Whether any of them is more than a question of the key."""
    return any(fault.kind is not FaultKind.KEY for fault in faults)


def _whole_faults(connection: sqlite3.Connection) -> Iterator[Fault]:
    for table, gone in missing_rows(connection).items():
        what = words.counted(gone, _MISSING[table], _MANY.get(table, ""))
        verb = "is" if gone == 1 else "are"
        yield Fault(EVERY_AGREEMENT, "", f"{what} {verb} missing.")


def _ids(connection: sqlite3.Connection) -> list[int]:
    """Every agreement, and every number that entries have without one."""
    query = "SELECT id FROM agreement UNION SELECT agreement_id FROM ledger_entry ORDER BY 1"
    return [int(row[0]) for row in connection.execute(query)]


def _raw(session: Session) -> sqlite3.Connection:
    """The connection below a session, in the same transaction."""
    connection = session.connection().connection.driver_connection
    assert isinstance(connection, sqlite3.Connection)
    return connection
