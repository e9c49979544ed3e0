"""Opening: a file that is not ours is left alone to the byte, a damaged one is kept."""

import random
import re
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text

from microbiz_desktop.cli.main import main
from microbiz_desktop.domain.errors import CannotSave, DamagedFile, ForeignFile, MicrobizError
from microbiz_desktop.storage import migrate
from microbiz_desktop.storage.database import Database
from microbiz_desktop.storage.header import APPLICATION_ID, DATABASE_NAME, SCHEMA, read_header
from microbiz_desktop.storage.opening import open_database
from tests.kept import begun_worker, worker_process  # noqa: F401 - fixtures

from .conftest import StillClock
from .samples import business


def _tree(folder: Path) -> dict[str, tuple[bytes, int]]:
    return {
        str(path.relative_to(folder)): (path.read_bytes(), path.stat().st_mtime_ns)
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def _foreign(path: Path, application: int, version: int, mode: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute(f"PRAGMA journal_mode={mode}").fetchall()
        other.execute(f"PRAGMA application_id={application}")
        other.execute(f"PRAGMA user_version={version}")
        other.execute("CREATE TABLE song(title)")
        other.execute("INSERT INTO song VALUES('one')")


@pytest.mark.parametrize("mode", ["DELETE", "WAL"])
@pytest.mark.parametrize(
    ("application", "version"),
    [(0, 0), (12345, 1), (APPLICATION_ID, SCHEMA + 1), (APPLICATION_ID, 2**31 - 1)],
)
def test_a_newer_or_foreign_file_is_refused_untouched(
    data_dir: Path, clock: StillClock, application: int, version: int, mode: str
) -> None:
    _foreign(data_dir / DATABASE_NAME, application, version, mode)
    before = _tree(data_dir)
    with pytest.raises(ForeignFile) as caught:
        open_database(data_dir, clock)
    assert _tree(data_dir) == before
    assert "left as it is" in caught.value.hint


@pytest.mark.parametrize(
    "content", [b"not a database at all", b"SQLite format 3\x00" + b"\xff" * 40, b"PK\x03\x04" * 50]
)
def test_something_else_under_the_name_is_refused_untouched(
    data_dir: Path, clock: StillClock, content: bytes
) -> None:
    (data_dir / DATABASE_NAME).write_bytes(content)
    before = _tree(data_dir)
    with pytest.raises(MicrobizError):
        open_database(data_dir, clock)
    assert _tree(data_dir) == before


def test_a_new_folder_is_made_for_the_user_alone(tmp_path: Path, clock: StillClock) -> None:
    folder = tmp_path / "new" / "data"
    opened = open_database(folder, clock)
    opened.close()
    assert folder.stat().st_mode & 0o777 == 0o700
    assert read_header(folder / DATABASE_NAME).current
    assert [path.name for path in folder.iterdir()] == [DATABASE_NAME]


def test_an_empty_file_is_a_new_one(data_dir: Path, clock: StillClock) -> None:
    (data_dir / DATABASE_NAME).touch()
    opened = open_database(data_dir, clock)
    with opened.transaction() as session:
        session.add(business())
    opened.close()


def test_two_programs_that_begin_at_once_have_one_file(
    database: Database, data_dir: Path, clock: StillClock
) -> None:
    """The other looked when nothing was there, and is done with its making only now."""
    with database.transaction() as session:
        session.add(business())
    migrate.create(data_dir / DATABASE_NAME)
    with database.transaction() as session:
        session.add(business())
    again = open_database(data_dir, clock)
    with again.reading() as session:
        assert session.execute(text("SELECT count(*) FROM business")).scalar() == 2
    again.close()


def test_what_was_saved_is_there_after_opening_again(
    database: Database, data_dir: Path, clock: StillClock
) -> None:
    with database.transaction() as session:
        session.add(business())
    database.close()
    again = open_database(data_dir, clock)
    with again.reading() as session:
        assert session.execute(text("SELECT legal_name FROM business")).scalar() == (
            "Northlight Film"
        )
    again.close()


def test_a_folder_that_cannot_be_made_is_said_in_a_sentence(
    tmp_path: Path, clock: StillClock
) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(CannotSave, match="cannot be saved"):
        open_database(tmp_path / "file" / "data", clock)


def test_a_lost_trigger_is_damage(database: Database, data_dir: Path, clock: StillClock) -> None:
    database.close()
    with closing(sqlite3.connect(database.path)) as other:
        other.execute("DROP TRIGGER revision_no_update")
    with pytest.raises(DamagedFile, match="revision_no_update"):
        open_database(data_dir, clock)


def test_a_damaged_file_is_kept_and_said_in_a_sentence(
    database: Database, data_dir: Path, clock: StillClock
) -> None:
    with database.transaction() as session:
        for number in range(200):
            session.add(business(f"Business {number}", notes="words " * 200))
    database.close()
    whole = database.path.read_bytes()
    survived = 0
    for place in range(1, 40):
        torn = bytearray(whole)
        start = len(whole) * place // 40
        torn[start : start + 700] = b"\xa5" * 700
        database.path.write_bytes(bytes(torn))
        survived += _opens(data_dir, clock)
        kept = database.path.read_bytes()
        assert kept == bytes(torn) or read_header(database.path).current
        for sidecar in data_dir.glob("*-*"):
            sidecar.unlink()
    assert survived < 30  # torn words inside a row are for the thorough check


def _opens(data_dir: Path, clock: StillClock) -> bool:
    """Either whole enough to open, or refused with a sentence of ours: never anything else."""
    try:
        open_database(data_dir, clock).close()
    except (DamagedFile, ForeignFile):
        return False
    return True


def test_alembic_is_imported_only_for_a_new_or_older_file(
    database: Database, data_dir: Path
) -> None:
    database.close()
    code = (
        "import sys; from pathlib import Path\n"
        "from microbiz_desktop.services.shared.clocks import SystemClock\n"
        "from microbiz_desktop.storage.opening import open_database\n"
        "open_database(Path(sys.argv[1]), SystemClock()).close()\n"
        "sys.exit('alembic' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code, str(data_dir)], check=False).returncode == 0


#: Offset in the header -> what it cannot be, by the description of the file format.
_HEADER = [
    (16, 7),
    (16, 0),
    (18, 3),
    (19, 0),
    (20, 255),
    (21, 0),
    (22, 1),
    (44, 9),
    (47, 5),
    (59, 2),
]


@pytest.mark.parametrize(("at", "value"), _HEADER)
def test_a_damaged_header_is_called_damaged_and_the_file_is_kept(
    at: int, value: int, database: Database, data_dir: Path, clock: StillClock
) -> None:
    database.close()
    path = data_dir / DATABASE_NAME
    torn = bytearray(path.read_bytes())
    torn[at] = value
    path.write_bytes(torn)
    with pytest.raises(DamagedFile, match="is damaged") as caught:
        open_database(data_dir, clock)
    assert "written to" not in caught.value.sentence()
    assert path.read_bytes() == torn


@pytest.mark.usefixtures("begun_worker")
@pytest.mark.parametrize("length", [255, 4_000, 4_080, 10_000])
def test_a_path_too_long_is_called_too_long(
    length: int, tmp_path: Path, clock: StillClock, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path
    while len(str(folder)) < length:
        folder /= "d" * min(200, length - len(str(folder)))
    if length == 255:
        folder = tmp_path / ("d" * 300)
    with pytest.raises(MicrobizError, match="too long"):
        open_database(folder, clock)
    for command in (["contacts", "find", "x"], ["backup", "--out", str(tmp_path / "b.zip")]):
        assert main(["--data-dir", str(folder), *command]) == 2
        said = capsys.readouterr().err
        assert "too long" in said or "no data folder" in said
        assert "written to" not in said
    main(["--data-dir", str(folder), "doctor", "--json"])
    assert "Errno" not in capsys.readouterr().out


@pytest.mark.usefixtures("begun_worker")
@pytest.mark.parametrize("seed", range(12))
def test_a_damaged_data_file_is_never_described_in_the_words_of_the_database(
    seed: int, database: Database, data_dir: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with database.transaction() as session:
        session.add_all([business(f"Maker {number}") for number in range(50)])
    database.close()
    path, chance = data_dir / DATABASE_NAME, random.Random(seed)
    torn = bytearray(path.read_bytes())
    for _ in range(40):
        at = chance.randrange(100, len(torn) - 64)
        torn[at : at + 64] = chance.randbytes(64)
    path.write_bytes(torn)
    data = ["--data-dir", str(data_dir)]
    for command in (["contacts", "find", "maker"], ["backup", "--out", str(data_dir / "b.zip")]):
        assert main([*data, *command]) in (0, 2)
    main([*data, "doctor"])
    said = capsys.readouterr()
    words = ("disk image", "malformed", "sqlite3", "btree", "rowid", "Tree ", "Could not decode")
    assert [word for word in words if word in said.out + said.err] == []


@pytest.mark.usefixtures("begun_worker")
def test_an_index_that_differs_from_its_table_is_not_told_in_the_words_of_the_database(
    database: Database, data_dir: Path, clock: StillClock, capsys: pytest.CaptureFixture[str]
) -> None:
    """R11: SQLite says “row 1 missing from index ix_business_listed”, its quick check nothing."""
    with database.transaction() as session:
        session.add(business("Zebrawood"))
        session.flush()
        session.execute(text("UPDATE business SET sort_name = 'zebrawood'"))
    database.close()
    path = data_dir / DATABASE_NAME
    torn = bytearray(path.read_bytes())
    size, index_leaf = int.from_bytes(torn[16:18], "big"), 0x0A
    places = [found.start() for found in re.finditer(b"zebrawood", bytes(torn))]
    (at,) = [place for place in places if torn[place // size * size] == index_leaf]
    torn[at + 8] += 1
    path.write_bytes(torn)
    open_database(data_dir, clock).close()
    assert main(["--data-dir", str(data_dir), "backup", "--out", str(data_dir / "b.zip")]) == 2
    main(["--data-dir", str(data_dir), "doctor"])
    said = capsys.readouterr()
    assert "The data file is not whole (its pages do not fit together)" in said.err
    assert "ix_business" not in said.out + said.err and "row " not in said.out + said.err
