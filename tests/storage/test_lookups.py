"""First rows, jump-to search, sorts of places, thorough checks and sentences for driver errors."""

import hashlib
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from microbiz_desktop.domain.errors import CannotSave, DamagedFile, RevisionFrozen
from microbiz_desktop.domain.states import AgreementState
from microbiz_desktop.records.business import Business, Skill
from microbiz_desktop.records.project import Project
from microbiz_desktop.storage.check import quick_problems, thorough_problems
from microbiz_desktop.storage.database import Database
from microbiz_desktop.storage.first_rows import FirstAgreement, read_first_rows
from microbiz_desktop.storage.place import DiskKind, disk_kind
from microbiz_desktop.storage.search import search
from microbiz_desktop.storage.translate import translated

from .conftest import StillClock
from .samples import agreement, business, frozen_rows


def test_the_first_rows_need_no_sqlalchemy(
    database: Database, data_dir: Path, clock: StillClock
) -> None:
    with database.transaction() as session:
        session.add_all([agreement(), business(), business("Fernhill", own=True)])
        session.add(business("Gone", archived_at=clock.now()))
    found = read_first_rows(data_dir)
    assert found is not None
    assert found.agreements == (
        FirstAgreement(1, "Harbour Lane café", "joint-venture", AgreementState.DRAFT, 0, 1),
    )
    assert found.own_business == "Fernhill"
    code = (
        "import sys; from pathlib import Path\n"
        "from microbiz_desktop.storage.first_rows import read_first_rows\n"
        "assert read_first_rows(Path(sys.argv[1])).agreements\n"
        "sys.exit(any(name in sys.modules for name in ('sqlalchemy', 'alembic', 'PySide6')))"
    )
    assert subprocess.run([sys.executable, "-c", code, str(data_dir)], check=False).returncode == 0


def test_without_a_file_of_ours_there_are_no_first_rows_and_nothing_is_written(
    data_dir: Path,
) -> None:
    assert read_first_rows(data_dir) is None
    (data_dir / "microbiz.sqlite").write_bytes(b"something else" * 20)
    assert read_first_rows(data_dir) is None
    assert [path.name for path in data_dir.iterdir()] == ["microbiz.sqlite"]


def test_search_finds_by_the_beginning_of_words_and_follows_every_change(
    database: Database, clock: StillClock
) -> None:
    with database.transaction() as session:
        session.add_all(
            [
                business(
                    "Café Zürich",
                    place="Leeds",
                    skills=[
                        Skill(name="short film", key="short film"),
                        Skill(name="drone", key="drone"),
                    ],
                ),
                business("Fernhill Design", own=True),
                Project(name="Harbour Lane", client="Otley Council"),
                agreement(),
            ]
        )
    assert _titles(database, "cafe zur") == ["Café Zürich"]
    assert _titles(database, "dron") == ["Café Zürich"]
    assert _titles(database, "eilidh leeds") == ["Café Zürich"]
    assert set(_titles(database, "harbour")) == {"Harbour Lane", "Harbour Lane café"}
    assert _titles(database, "council") == ["Harbour Lane"]
    assert set(_titles(database, "fernhill")) == {"Fernhill Design", "Harbour Lane café"}
    with database.transaction() as session:
        changed = session.get_one(Business, 1)
        changed.legal_name = "Plan B"
        changed.people[0].name = "Sam Okonjo"
        session.get_one(Project, 1).archived_at = clock.now()
    assert _titles(database, "zurich") == []
    assert _titles(database, "okonj") == ["Plan B"]
    assert _titles(database, "eilidh leeds") == []
    assert _titles(database, "council") == []
    with database.transaction() as session:
        session.delete(session.get_one(Business, 1))
    assert _titles(database, "plan") == []
    assert thorough_problems(database.path) == []


@pytest.mark.parametrize(
    "typed", ["", "  ", '"', "a OR", "NEAR(", "title:x", "*", "-x ^", "(", "'"]
)
def test_nothing_typed_is_read_as_a_query_language(database: Database, typed: str) -> None:
    assert _titles(database, typed) == []


def _titles(database: Database, typed: str) -> list[str]:
    with database.reading() as session:
        return [found.title for found in search(session, typed)]


_MOUNTS = """\
/dev/sda1 / ext4 rw 0 0
server:/home /home nfs4 rw 0 0
/dev/sdb1 /mnt/my\\040stick vfat rw 0 0
/dev/sdc1 /media/me/disk ext4 rw 0 0
/dev/sda2 /home/me ext4 rw 0 0
sshfs /srv/far fuse.sshfs rw 0 0
"""


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("/var/data/x.sqlite", DiskKind.FIXED),
        ("/home/you/x.sqlite", DiskKind.NETWORK),
        ("/home/me/x.sqlite", DiskKind.FIXED),
        ("/home/me/Dropbox/x.sqlite", DiskKind.CLOUD),
        ("/home/me/OneDrive - Fernhill/data/x.sqlite", DiskKind.CLOUD),
        ("/mnt/my stick/x.sqlite", DiskKind.REMOVABLE),
        ("/media/me/disk/x.sqlite", DiskKind.REMOVABLE),
        ("/srv/far/x.sqlite", DiskKind.NETWORK),
        ("/srv/farther/x.sqlite", DiskKind.FIXED),
    ],
)
def test_places_that_break_promises_are_known(path: str, place: DiskKind) -> None:
    assert disk_kind(Path(path), _MOUNTS) is place


def test_content_that_differs_from_its_hash_is_noticed(database: Database) -> None:
    with database.transaction() as session:
        owner = agreement()
        session.add(owner)
        session.flush()
        session.add_all(frozen_rows(owner))
    database.close()
    assert thorough_problems(database.path) == []
    whole = database.path.read_bytes()
    for content in (b"scan", b"%PDF-", hashlib.sha256(b"{}").hexdigest().encode()):
        place = whole.rindex(content)
        torn = bytearray(whole)
        torn[place] ^= 1
        database.path.write_bytes(bytes(torn))
        assert thorough_problems(database.path)
        assert quick_problems(database.path) is None
    database.path.write_bytes(whole)


def test_driver_errors_have_their_sentences() -> None:
    for code, kind in (
        (sqlite3.SQLITE_BUSY_SNAPSHOT, CannotSave),
        (sqlite3.SQLITE_FULL, CannotSave),
        (sqlite3.SQLITE_IOERR_FSYNC, CannotSave),
        (sqlite3.SQLITE_READONLY_DBMOVED, CannotSave),
        (sqlite3.SQLITE_CANTOPEN, CannotSave),
        (sqlite3.SQLITE_CORRUPT_VTAB, DamagedFile),
        (sqlite3.SQLITE_NOTADB, DamagedFile),
    ):
        error = sqlite3.OperationalError("said by SQLite")
        error.sqlite_errorcode = code
        assert type(translated(error)) is kind
    assert type(translated(UnicodeDecodeError("utf-8", b"\xff", 0, 1, "bad"))) is DamagedFile
    assert type(translated(sqlite3.IntegrityError("append-only: image"))) is RevisionFrozen
    assert translated(sqlite3.IntegrityError("UNIQUE constraint failed")) is None
    assert translated(ValueError("ours")) is None


def test_bytes_that_are_no_text_are_damage(database: Database) -> None:
    with database.transaction() as session:
        session.add(business())
    database.close()
    with closing(sqlite3.connect(database.path)) as other:
        other.execute("UPDATE business SET place = CAST(x'ff41' AS TEXT)")
        other.commit()
    with pytest.raises(DamagedFile), database.reading() as session:
        session.get_one(Business, 1)
