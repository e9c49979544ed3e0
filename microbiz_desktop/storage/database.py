"""The one place that opens transactions and says afterwards what kinds of things changed.

Every service writes and reads through it; whoever shows something listens to what it announces. One
place means that no change can be forgotten by a screen, and that a driver's error is put into a
sentence once.
"""

import logging
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session, sessionmaker
from sqlalchemy.orm.attributes import flag_modified
from sqlalchemy.orm.exc import StaleDataError

from ..domain.clock import Clock, Moment
from ..domain.errors import CannotSave, StaleVersion
from ..domain.states import Kind
from ..records import agreement, idea, network, project, setting  # noqa: F401 - a flush must know every table
from ..records.base import Base, Editable
from .alone import Share
from .connect import BUSY_MILLISECONDS, prepare_reader, prepare_writer
from .translate import translated

_log = logging.getLogger(__name__)

#: Told which kinds of things a commit changed, on the thread that committed.
Subscriber = Callable[[frozenset[Kind]], None]


class Database:
    """An open data file: `transaction()` to change it, `reading()` to look.

    Writers and readers have engines of their own: BEGIN IMMEDIATE for everything would make
    readers wait for each other. Use `opening.open_database()` to get one; `close()` ends it.
    """

    def __init__(self, path: Path, clock: Clock, share: Share | None = None) -> None:
        self.path = path
        self._share = share
        self._clock = clock
        self._writer = _engine(path, prepare_writer, "BEGIN IMMEDIATE", connections=1)
        self._reader = _engine(path, prepare_reader, "BEGIN", connections=4)
        self._write_sessions = sessionmaker(self._writer, expire_on_commit=False)
        self._read_sessions = sessionmaker(self._reader, expire_on_commit=False, autoflush=False)
        event.listen(self._write_sessions, "before_flush", self._note_changes)
        self._writing = threading.Lock()
        self._inside = threading.local()
        self._subscribers: list[Subscriber] = []
        self._seen = 0
        self._told = False
        self._file = _file_of(path)
        self.foreign_commits()

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        """All of it or nothing; the write lock is held from the start, so keep it short.

        What changed is announced once, after the commit. Not to be nested. Raises CannotSave,
        DamagedFile, StaleVersion, RevisionFrozen.
        """
        kinds: set[Kind] = set()
        with self._once(), self._writing, _world_errors(), self._write_sessions() as session:
            session.info["kinds"] = kinds
            self._refuse_if_exchanged()
            with session.begin():
                session.connection()
                yield session
            # What went into a file that was taken away meanwhile is not called saved.
            self._refuse_if_exchanged()
        self._announce(frozenset(kinds))

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """One consistent look at the data. Inside a transaction use the transaction's session."""
        if getattr(self._inside, "transaction", False):
            raise RuntimeError("reading() inside transaction(): use the session at hand")
        with _world_errors(), self._read_sessions() as session, session.begin():
            yield session

    def subscribe(self, subscriber: Subscriber) -> Callable[[], None]:
        """Hear of every commit that changed something; the result ends the subscription."""
        self._subscribers.append(subscriber)

        def unsubscribe() -> None:
            with suppress(ValueError):
                self._subscribers.remove(subscriber)

        return unsubscribe

    def foreign_commits(self) -> bool:
        """Whether another program changed the file since the last call; if so, say: everything.

        `data_version` of the only writing connection ignores our own commits. While we write,
        the answer is no: nobody else can. Raises CannotSave, once, when the file was exchanged.
        """
        if self._exchanged():
            told, self._told = self._told, True
            if not told:
                raise _exchanged_error()
            return False
        if not self._writing.acquire(blocking=False):
            return False
        try:
            with _world_errors():
                seen = self._data_version()
        finally:
            self._writing.release()
        changed, self._seen = self._seen not in (0, seen), seen
        if changed:
            self._announce(frozenset(Kind))
        return changed

    @contextmanager
    def alone(self) -> Iterator[sqlite3.Connection]:
        """The writing connection outside any transaction: for what SQLite allows only there.

        Raises CannotSave or DamagedFile.
        """
        with self._once(), self._writing, _world_errors():
            self._refuse_if_exchanged()
            raw = self._writer.raw_connection()
            try:
                connection = raw.driver_connection
                if connection is None:
                    raise RuntimeError("the pool gave a connection that is not there")
                yield connection
            finally:
                raw.close()

    def close(self) -> None:
        """Give every connection back; the WAL is folded into the file by the last one."""
        self._reader.dispose()
        self._writer.dispose()
        if self._share is not None:
            self._share.release()

    def _exchanged(self) -> bool:
        """Whether another file has the name now, or none; the open one is then nobody's."""
        try:
            return _file_of(self.path) != self._file
        except FileNotFoundError:
            return True
        except OSError:  # the disk is away for a moment; writing would say so
            return False

    def _refuse_if_exchanged(self) -> None:
        if self._exchanged():
            raise _exchanged_error()

    def _data_version(self) -> int:
        raw = self._writer.raw_connection()
        try:
            cursor = raw.cursor()
            return int(cursor.execute("PRAGMA data_version").fetchone()[0])
        finally:
            raw.close()

    @contextmanager
    def _once(self) -> Iterator[None]:
        """Refuse a transaction inside a transaction: the inner one could not be undone alone."""
        if getattr(self._inside, "transaction", False):
            raise RuntimeError("transaction() inside transaction(): pass the session on")
        self._inside.transaction = True
        try:
            yield
        finally:
            self._inside.transaction = False

    def _announce(self, kinds: frozenset[Kind]) -> None:
        """Tell every subscriber; what one of them does wrong cannot undo the commit."""
        for subscriber in tuple(self._subscribers) if kinds else ():
            try:
                subscriber(kinds)
            except Exception:
                _log.exception("a subscriber failed after a commit")

    def _note_changes(self, session: Session, *_: object) -> None:
        """Collect the kinds, date what is edited, raise the version of what has changed parts."""
        now = self._clock.now()
        for record in session.new:
            if isinstance(record, Editable):
                _date(record, now)
        changed = [record for record in session.dirty if session.is_modified(record)]
        for record in (*session.new, *session.deleted, *changed):
            if isinstance(record, Base):
                announce(session, record.kind)
                whole = record if isinstance(record, Editable) else record.whole()
                if whole is not None and whole in session and whole not in session.new:
                    _mark(session, whole, now)


def _file_of(path: Path) -> tuple[int, int]:
    there = path.stat()
    return there.st_dev, there.st_ino


def _exchanged_error() -> CannotSave:
    return CannotSave(
        "The data file was exchanged or taken away while it was open here, so nothing is saved "
        "from here any more.",
        "Copy what you typed last, close the program and open it again.",
    )


def announce(session: Session, *kinds: Kind) -> None:
    """Add kinds to what the commit will announce: bulk statements pass the flush by."""
    session.info["kinds"].update(kinds)


def _date(record: Editable, now: Moment) -> None:
    """A new record has both times; sample data brings its own."""
    made: Moment | None = record.created_at
    changed: Moment | None = record.updated_at
    record.created_at = now if made is None else made
    record.updated_at = record.created_at if changed is None else changed


def _mark(session: Session, whole: Editable, now: Moment) -> None:
    if whole in session.deleted:
        return
    whole.updated_at = now
    # Forces the UPDATE, and with it the next version, even when the clock has not moved.
    flag_modified(whole, "updated_at")


def _engine(
    path: Path,
    prepare: Callable[[sqlite3.Connection, Path], None],
    begin: str,
    connections: int,
) -> Engine:
    engine = create_engine(
        URL.create("sqlite", database=str(path)),
        connect_args={"isolation_level": None, "timeout": BUSY_MILLISECONDS / 1000},
        pool_size=connections,
        max_overflow=0 if connections == 1 else 8,
        # What a statement was to write is the user's, and no part of what is told of a fault.
        hide_parameters=True,
    )

    @event.listens_for(engine, "connect")
    def _prepare(raw: sqlite3.Connection, _record: object) -> None:
        prepare(raw, path)

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine


@contextmanager
def _world_errors() -> Iterator[None]:
    """Turn a driver's error with a cause in the world into its sentence; ours pass as they are."""
    try:
        yield
    except StaleDataError as error:
        raise StaleVersion(
            "This was changed elsewhere since it was shown here.",
            "Look at both, keep what you need, then save again.",
        ) from error
    except (DBAPIError, sqlite3.Error) as error:
        cause = error.orig if isinstance(error, DBAPIError) else error
        sentence = translated(cause) if cause is not None else None
        if sentence is None:
            raise
        raise sentence from error
