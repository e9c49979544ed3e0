"""Transactions, pragmas, announcements and versions on a real file."""

import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text, update

from microbiz_desktop.domain.errors import CannotSave, StaleVersion
from microbiz_desktop.domain.states import Kind
from microbiz_desktop.records.agreement import Agreement
from microbiz_desktop.records.business import Business, Person
from microbiz_desktop.records.project import DeliverableRecord, Project, TeamMember
from microbiz_desktop.storage import connect
from microbiz_desktop.storage.database import Database, announce
from microbiz_desktop.storage.place import DiskKind

from .conftest import StillClock
from .samples import agreement, business

_COMMON = {"foreign_keys": 1, "busy_timeout": 5000, "recursive_triggers": 1}


def _pragmas(database: Database, *, writer: bool, names: tuple[str, ...]) -> dict[str, object]:
    with database.transaction() if writer else database.reading() as session:
        return {name: session.execute(text(f"PRAGMA {name}")).scalar() for name in names}


@pytest.mark.parametrize("writer", [True, False])
@pytest.mark.parametrize(
    ("place", "journal", "synchronous"),
    [(DiskKind.FIXED, "wal", 2), (DiskKind.NETWORK, "delete", 3), (DiskKind.CLOUD, "delete", 3)],
)
def test_every_connection_keeps_what_it_acknowledges(
    data_dir: Path,
    clock: StillClock,
    monkeypatch: pytest.MonkeyPatch,
    place: DiskKind,
    journal: str,
    synchronous: int,
    writer: bool,
) -> None:
    from microbiz_desktop.storage.opening import open_database

    monkeypatch.setattr(connect, "disk_kind", lambda _path: place)
    database = open_database(data_dir, clock)
    names = (*_COMMON, "journal_mode", "synchronous", "query_only")
    found = _pragmas(database, writer=writer, names=names)
    database.close()
    assert found == {
        **_COMMON,
        "journal_mode": journal,
        "synchronous": synchronous,
        "query_only": 0 if writer else 1,
    }


@pytest.mark.usefixtures("impatient")
def test_a_transaction_holds_the_write_lock_from_its_start(database: Database) -> None:
    with (
        closing(sqlite3.connect(database.path, timeout=0.05, isolation_level=None)) as other,
        database.transaction(),
        pytest.raises(sqlite3.OperationalError, match="locked"),
    ):
        other.execute("BEGIN IMMEDIATE")


def test_readers_neither_wait_for_a_writer_nor_see_half_of_its_work(database: Database) -> None:
    with database.transaction() as session:
        session.add(business())
        session.flush()
        seen: list[int] = []
        reader = threading.Thread(target=lambda: seen.append(_count(database)))
        reader.start()
        reader.join(10)
        assert seen == [0]
    assert _count(database) == 1


def _count(database: Database) -> int:
    with database.reading() as session:
        return int(session.execute(text("SELECT count(*) FROM business")).scalar_one())


@pytest.mark.usefixtures("impatient")
def test_a_file_in_use_elsewhere_is_said_in_a_sentence(database: Database) -> None:
    database.close()
    with closing(sqlite3.connect(database.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(CannotSave, match="Another program"), database.transaction():
            pass
        other.execute("ROLLBACK")
    with database.transaction() as session:
        session.add(business())
    assert _count(database) == 1


def test_a_full_disk_is_said_in_a_sentence_and_loses_nothing(database: Database) -> None:
    with database.transaction() as session:
        session.add(business())
        pages = session.execute(text("PRAGMA page_count")).scalar_one()
        session.execute(text(f"PRAGMA max_page_count={pages + 2}"))
    with (
        pytest.raises(CannotSave, match="disk is full"),
        database.transaction() as session,
    ):
        session.add(business(notes="x" * 100_000))
    assert _count(database) == 1


def test_transactions_are_not_nested(database: Database) -> None:
    with (
        database.transaction(),
        pytest.raises(RuntimeError, match="pass the session"),
        database.transaction(),
    ):
        pass
    with (
        database.transaction(),
        pytest.raises(RuntimeError, match="session at hand"),
        database.reading(),
    ):
        pass
    with database.transaction() as session:
        session.add(business())


def test_a_commit_announces_each_kind_once_and_a_rollback_none(database: Database) -> None:
    heard: list[frozenset[Kind]] = []
    stop = database.subscribe(heard.append)
    with database.transaction() as session:
        session.add_all([business("One"), business("Two"), agreement()])
        session.flush()
        session.add(Project(name="Harbour Lane"))
    assert heard == [frozenset({Kind.BUSINESS, Kind.AGREEMENT, Kind.PROJECT})]
    with pytest.raises(ZeroDivisionError), database.transaction() as session:
        session.add(business("Three"))
        session.flush()
        raise ZeroDivisionError
    with database.transaction() as session:
        assert session.get(Business, 1) is not None
    assert len(heard) == 1
    assert _count(database) == 2
    with database.transaction() as session:
        session.execute(update(Agreement).values(resume="money"))
        announce(session, Kind.AGREEMENT)
    assert heard[1:] == [frozenset({Kind.AGREEMENT})]
    stop()
    with database.transaction() as session:
        session.add(business("Four"))
    assert len(heard) == 2


@pytest.mark.allow_logs
def test_a_failing_subscriber_does_not_undo_the_commit_or_silence_others(
    database: Database,
) -> None:
    heard: list[frozenset[Kind]] = []

    def fail(_kinds: frozenset[Kind]) -> None:
        raise ZeroDivisionError

    database.subscribe(fail)
    database.subscribe(heard.append)
    with database.transaction() as session:
        session.add(business())
    assert heard == [frozenset({Kind.BUSINESS})]


def test_foreign_commits_are_noticed_and_our_own_are_not(
    database: Database, data_dir: Path, clock: StillClock
) -> None:
    heard: list[frozenset[Kind]] = []
    with database.transaction() as session:
        session.add(business())
    database.subscribe(heard.append)
    assert not database.foreign_commits()
    other = Database(data_dir / "microbiz.sqlite", clock)
    with other.transaction() as session:
        session.add(business("Other"))
    other.close()
    assert database.foreign_commits()
    assert heard == [frozenset(Kind)]
    assert not database.foreign_commits()


def test_a_version_rises_with_every_change_of_the_whole(
    database: Database, clock: StillClock
) -> None:
    with database.transaction() as session:
        session.add(business())
        session.add(Project(name="Harbour Lane", deliverables=[DeliverableRecord(title="Sign")]))
    versions = []
    for number in range(4):
        with database.transaction() as session:
            whole = session.get_one(Business, 1)
            _change(whole, number)
        versions.append(whole.version)
    assert versions == [2, 3, 4, 5]
    with database.transaction() as session:
        project = session.get_one(Project, 1)
        project.deliverables[0].due = "2026-12-01"
        project.team.append(TeamMember(business_id=1))
        session.flush()
        assert project.version == 2
    clock.forward(minutes=5)
    with database.transaction() as session:
        project = session.get_one(Project, 1)
        project.team.clear()
    with database.reading() as session:
        project = session.get_one(Project, 1)
        assert (project.version, project.updated_at) == (3, clock.now())
        assert project.created_at != project.updated_at


def _change(whole: Business, number: int) -> None:
    if number == 0:
        whole.place = "Whitby"
    elif number == 1:
        whole.people.append(Person(name="Sam Okonjo"))
    elif number == 2:
        whole.people[1].may_sign = True
    else:
        whole.people.pop(0)


def test_a_stale_save_is_refused_and_the_first_one_stays(
    database: Database, data_dir: Path, clock: StillClock
) -> None:
    with database.transaction() as session:
        session.add(business())
    with database.reading() as session:
        shown = session.get_one(Business, 1)
    other = Database(data_dir / "microbiz.sqlite", clock)
    with other.transaction() as session:
        session.get_one(Business, 1).place = "Whitby"
    other.close()
    with pytest.raises(StaleVersion), database.transaction() as session:
        session.get_one(Business, 1).must_be_at(shown.version)
    with pytest.raises(StaleVersion), database.transaction() as session:
        shown.place = "Leeds"
        session.add(shown)
    with database.reading() as session:
        assert session.get_one(Business, 1).place == "Whitby"


def test_ids_are_never_used_again(database: Database) -> None:
    with database.transaction() as session:
        session.add_all([business("One"), business("Two")])
    with database.transaction() as session:
        session.delete(session.get_one(Business, 2))
    with database.transaction() as session:
        third = business("Three")
        session.add(third)
        session.flush()
        assert third.id == 3


def test_readers_cannot_write(database: Database) -> None:
    with (
        pytest.raises(CannotSave, match="may not be written"),
        database.reading() as session,
    ):
        session.execute(text("DELETE FROM business"))


def test_threads_and_programs_that_write_at_once_lose_nothing(
    database: Database, data_dir: Path, clock: StillClock
) -> None:
    with database.transaction() as session:
        session.add(business(notes="0"))
    other = Database(data_dir / "microbiz.sqlite", clock)
    failures: list[BaseException] = []

    def count_up(opened: Database) -> None:
        try:
            for _ in range(10):
                with opened.transaction() as session:
                    whole = session.get_one(Business, 1)
                    whole.notes = str(int(whole.notes) + 1)
                opened.foreign_commits()
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=count_up, args=(each,)) for each in (database, other) * 3]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    other.close()
    assert failures == []
    with database.reading() as session:
        whole = session.get_one(Business, 1)
        assert (whole.notes, whole.version) == ("60", 61)
