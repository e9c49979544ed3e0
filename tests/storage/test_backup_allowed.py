"""A backup is taken by known names, known sizes and the exact schema, and by nothing else."""

import json
import os
import random
import shutil
import sqlite3
import time
import warnings
import zipfile
from collections.abc import Callable
from contextlib import closing
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from microbiz_desktop.domain.errors import BadInput, DamagedFile, MicrobizError
from microbiz_desktop.storage import migrate, schema
from microbiz_desktop.storage.backup import back_up, check_backup
from microbiz_desktop.storage.check import quick_problems
from microbiz_desktop.storage.header import DATABASE_NAME, SCHEMA
from microbiz_desktop.storage.manifest import MANIFEST, most_of, read_manifest
from microbiz_desktop.storage.opening import open_database
from microbiz_desktop.storage.restore import restore
from tests.kept import Store, empty_folder, store  # noqa: F401 - fixtures

from .conftest import StillClock
from .samples import business


@pytest.fixture(scope="session")
def backed_up(store: Store, empty_folder: Path) -> Path:  # noqa: F811 - the fixtures
    """A folder `data` with one entry, closed, and `good.zip`, a good backup of it."""
    return store.folder("backed up", partial(_back_up, empty_folder))


def _back_up(empty: Path, folder: Path) -> None:
    data_dir, clock = folder / "data", StillClock()
    shutil.copytree(empty, data_dir)
    database = open_database(data_dir, clock)
    with database.transaction() as session:
        session.add(business("One"))
    (data_dir / "keys").mkdir()
    (data_dir / "keys" / "business-1.pem").write_text("a key")
    (data_dir / "fonts" / "tamil").mkdir(parents=True)
    (data_dir / "fonts" / "tamil" / "Noto Sans.ttf").write_bytes(b"a font")
    (data_dir / "letter.txt").write_text("not of the program")
    back_up(data_dir, folder / "good.zip", clock)
    database.close()


@pytest.fixture
def backup(backed_up: Path, data_dir: Path, tmp_path: Path) -> Path:
    """A good backup of a folder with one entry; the folder is closed."""
    shutil.copytree(backed_up / "data", data_dir, dirs_exist_ok=True)
    return Path(shutil.copy(backed_up / "good.zip", tmp_path))


def _with(source: Path, target: Path, **files: bytes) -> Path:
    """The same backup with more files or others, all listed with their true hashes and sizes."""
    with zipfile.ZipFile(source) as archive:
        held = {name: archive.read(name) for name in archive.namelist()}
    manifest = json.loads(held.pop(MANIFEST))
    held |= files
    manifest["files"] = {
        name: {"sha256": sha256(content).hexdigest(), "size": len(content)}
        for name, content in held.items()
    }
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(MANIFEST, json.dumps(manifest))
        for name, content in held.items():
            archive.writestr(name, content)
    return target


def _refused(path: Path, data_dir: Path, clock: StillClock, *, said: str = "") -> None:
    """Neither checked nor restored, in a sentence, and the folder is as it was."""
    before = {p: p.stat().st_mtime_ns for p in data_dir.rglob("*") if p.is_file()}
    for act in (check_backup, lambda path, data_dir: restore(data_dir, path, clock)):
        with pytest.raises(MicrobizError) as refused:
            act(path, data_dir)
        assert isinstance(refused.value, BadInput | DamagedFile)
        assert said in refused.value.message
        assert str(data_dir) not in refused.value.sentence()
    assert {p: p.stat().st_mtime_ns for p in data_dir.rglob("*") if p.is_file()} == before


def test_what_is_backed_up_is_what_is_taken(
    backup: Path, data_dir: Path, clock: StillClock, tmp_path: Path
) -> None:
    with zipfile.ZipFile(backup) as archive:
        names = set(archive.namelist())
    assert names == {
        MANIFEST,
        DATABASE_NAME,
        "keys/business-1.pem",
        "fonts/tamil/Noto Sans.ttf",
    }
    again = _with(backup, tmp_path / "again.zip")
    restore(data_dir, again, clock)
    assert (data_dir / "keys" / "business-1.pem").read_text() == "a key"


@pytest.mark.parametrize(
    "name",
    [
        "restore-ready-20260101T000000000000Z/microbiz.sqlite",
        "restore-moving-x/keys/1.pem",
        "before-restore-x/microbiz.sqlite",
        "backups/automatic-20260101T000000Z.zip",
        "microbiz.sqlite-wal",
        "microbiz.sqlite-journal",
        "window.lock",
        "logs/microbiz.log",
        ".work-0011/data",
        "keys/big",
        "keys/../settings.ini",
        "keys/a.pem/b.pem",
        "keys/.1.pem.00112233.part",
        "fonts/../a.ttf",
        "fonts/.hidden.ttf",
        "fonts/a.so",
        "fonts/a/b/c/d/e/f.ttf",
        "/etc/cron.d/x",
        "C:\\x.ttf",
        "fonts\\x.ttf",
        "letter.txt",
        "settings.ini.bak",
        "templates/x.toml",
        "fonts/" + "n" * 200 + ".ttf",
    ],
)
def test_a_name_that_is_not_on_the_list_refuses_the_whole_backup(
    name: str, backup: Path, data_dir: Path, clock: StillClock, tmp_path: Path
) -> None:
    assert most_of(name) == 0
    odd = _with(backup, tmp_path / "odd.zip", **{name: b"content"})
    _refused(odd, data_dir, clock, said="holds what no backup of this program holds")


@pytest.mark.parametrize(
    ("name", "size"),
    [
        ("keys/big.pem", 3 * 2**20),
        ("settings.ini", 2 * 2**20),
        ("fonts/big.ttf", 65 * 2**20),
    ],
)
def test_a_file_larger_than_its_name_may_be_is_not_unpacked(
    name: str, size: int, backup: Path, data_dir: Path, clock: StillClock, tmp_path: Path
) -> None:
    odd = _with(backup, tmp_path / "odd.zip", **{name: bytes(size)})
    assert odd.stat().st_size < 2**20
    _refused(odd, data_dir, clock, said=name)


def test_what_grows_too_much_is_not_unpacked(
    backup: Path, data_dir: Path, clock: StillClock, tmp_path: Path
) -> None:
    fonts = {f"fonts/{number}.ttf": bytes(60 * 2**20) for number in range(3)}
    odd = _with(backup, tmp_path / "odd.zip", **fonts)
    _refused(odd, data_dir, clock, said="holds what no backup")


def _list_with(**changes: Any) -> Callable[[dict[str, Any]], Any]:
    return lambda manifest: {**manifest, **changes}


def _first(manifest: dict[str, Any], listed: Any) -> dict[str, Any]:
    return {**manifest, "files": {**manifest["files"], DATABASE_NAME: listed}}


@pytest.mark.parametrize(
    "change",
    [
        lambda _: [],
        lambda _: "text",
        lambda _: None,
        lambda _: 5,
        lambda _: {},
        _list_with(files=[]),
        _list_with(files="text"),
        _list_with(files=None),
        _list_with(files={}),
        _list_with(files={DATABASE_NAME: []}),
        _list_with(counts=[]),
        _list_with(counts=[1, 2]),
        _list_with(counts={"associates": "many"}),
        _list_with(counts={"associates": -1}),
        _list_with(counts={"associates": 1e999}),
        _list_with(schema="2"),
        _list_with(schema=True),
        _list_with(schema=None),
        _list_with(schema=0),
        _list_with(schema=1),
        _list_with(schema=1.5),
        _list_with(format=None),
        _list_with(made=5),
        _list_with(made="9999-12-31T23:59:59+00:00 Nowhere/Land"),
        _list_with(made="9999-12-31T23:59:59-23:00 UTC"),
        lambda manifest: _first(manifest, None),
        lambda manifest: _first(manifest, {"sha256": 5, "size": 5}),
        lambda manifest: _first(manifest, {"sha256": "00" * 32, "size": "5"}),
        lambda manifest: _first(manifest, {**manifest["files"][DATABASE_NAME], "size": 5}),
        lambda manifest: _first(manifest, {**manifest["files"][DATABASE_NAME], "sha256": "0"}),
    ],
)
def test_a_list_of_another_kind_is_a_sentence(
    change: Callable[[dict[str, Any]], Any],
    backup: Path,
    data_dir: Path,
    clock: StillClock,
    tmp_path: Path,
) -> None:
    with zipfile.ZipFile(backup) as archive:
        held = {name: archive.read(name) for name in archive.namelist()}
    held[MANIFEST] = json.dumps(change(json.loads(held[MANIFEST]))).encode()
    with zipfile.ZipFile(tmp_path / "odd.zip", "w") as archive:
        for name, content in held.items():
            archive.writestr(name, content)
    _refused(tmp_path / "odd.zip", data_dir, clock)


@pytest.mark.parametrize("content", [b"[" * 100_000, b"9" * 5_000, b"\xff\xfe", b"{}"])
def test_bytes_that_are_no_list_are_a_sentence(
    content: bytes, backup: Path, data_dir: Path, clock: StillClock, tmp_path: Path
) -> None:
    with zipfile.ZipFile(tmp_path / "odd.zip", "w") as archive:
        archive.writestr(MANIFEST, content)
        archive.writestr(DATABASE_NAME, b"")
    _refused(tmp_path / "odd.zip", data_dir, clock)


def test_archives_that_play_tricks_are_refused(
    backup: Path, data_dir: Path, clock: StillClock, tmp_path: Path
) -> None:
    with zipfile.ZipFile(backup) as archive:
        held = {name: archive.read(name) for name in archive.namelist()}
    odd = tmp_path / "odd.zip"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the library warns of a name that is there twice
        with zipfile.ZipFile(odd, "w") as archive:
            for name, content in held.items():
                archive.writestr(name, content)
            archive.writestr(DATABASE_NAME, b"another")
    _refused(odd, data_dir, clock)
    with zipfile.ZipFile(odd, "w", zipfile.ZIP_LZMA) as archive:
        for name, content in held.items():
            archive.writestr(name, content)
    _refused(odd, data_dir, clock)
    with zipfile.ZipFile(odd, "w") as archive:
        for name, content in held.items():
            archive.writestr(name, content)
        archive.writestr("keys/2.pem", b"on no list")
    _refused(odd, data_dir, clock, said="keys/2.pem")


def test_no_flipped_byte_of_a_backup_is_more_than_a_sentence(
    backup: Path, data_dir: Path, clock: StillClock, tmp_path: Path
) -> None:
    whole = backup.read_bytes()
    facts = check_backup(backup, data_dir)
    for at in range(0, len(whole), max(1, len(whole) // 150)):
        torn = bytearray(whole)
        torn[at] ^= 0x5A
        (tmp_path / "torn.zip").write_bytes(torn)
        try:
            found = check_backup(tmp_path / "torn.zip", data_dir)
        except MicrobizError:
            continue
        assert found.database_sha256 == facts.database_sha256, at


_STRANGE = {
    "a trigger": "CREATE TRIGGER t AFTER INSERT ON business BEGIN"
    " DELETE FROM business WHERE id = NEW.id; END",
    "a trigger of the index": "CREATE TRIGGER t AFTER DELETE ON search_content BEGIN SELECT 1; END",
    "a table": "CREATE TABLE mine(x)",
    "an index": "CREATE INDEX mine ON business(legal_name)",
    "a view": "CREATE VIEW mine AS SELECT 1",
    "a column": "ALTER TABLE business ADD COLUMN mine",
    "no index": "DROP INDEX {index}",
    "no trigger": "DROP TRIGGER business_insert_search",
    "another trigger": "DROP TRIGGER revision_no_update; CREATE TRIGGER revision_no_update"
    " BEFORE UPDATE ON revision BEGIN SELECT 1; END",
}


@pytest.mark.parametrize("what", _STRANGE)
def test_a_backup_whose_schema_differs_in_anything_is_refused(
    what: str, backup: Path, data_dir: Path, clock: StillClock, tmp_path: Path
) -> None:
    copy = tmp_path / "copy.sqlite"
    with zipfile.ZipFile(backup) as archive:
        copy.write_bytes(archive.read(DATABASE_NAME))
    with closing(sqlite3.connect(copy)) as connection:
        index = connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'index' AND sql <> ''"
        ).fetchone()[0]
        connection.executescript(_STRANGE[what].format(index=index))
        assert len(schema.strangers(connection)) >= 1
    odd = _with(backup, tmp_path / "odd.zip", **{DATABASE_NAME: copy.read_bytes()})
    _refused(odd, data_dir, clock, said="not a whole backup")
    started = quick_problems(copy)
    assert (started is not None) == ("trigger" in what), "an extra trigger is noticed at each start"


def test_the_schemas_that_are_known_are_those_that_the_migrations_make(tmp_path: Path) -> None:
    """After a new migration: `python -m microbiz_desktop.storage.schema FILE` gives its part."""
    kept = json.loads(Path(schema.__file__).with_name("schemas.json").read_bytes())
    assert sorted(map(int, kept)) == list(range(1, SCHEMA + 1))
    migrate.create(tmp_path / "new.sqlite")
    assert schema.tables_of(tmp_path / "new.sqlite") == kept[str(SCHEMA)]
    with closing(sqlite3.connect(tmp_path / "first.sqlite")) as connection:
        dump = Path(__file__).with_name("first_schema.sql").read_text(encoding="utf-8")
        connection.executescript(dump)
        assert schema.strangers(connection) == []
        connection.executescript("ANALYZE")
        assert schema.strangers(connection) == []


def test_leftovers_of_killed_backups_and_checks_are_swept_at_the_next_start(
    backup: Path, data_dir: Path, clock: StillClock
) -> None:
    old = time.time() - 3600
    left = [
        data_dir / ".backup-abc123",
        data_dir / ".work-0011223344556677",
        data_dir / "restore-partial-00112233",
    ]
    for folder in left:
        (folder / "keys").mkdir(parents=True)
        (folder / DATABASE_NAME).write_bytes(b"deleted people")
    parts = [
        data_dir / "backups" / ".automatic-20260101T000000Z.zip.00112233.part",
        data_dir / "keys" / ".business-1.pem.00112233.part",
    ]
    (data_dir / "backups").mkdir()
    for part in parts:
        part.write_bytes(b"half")
        os.utime(part, (old, old))
    open_database(data_dir, clock).close()
    assert [path for path in (*left, *parts) if path.exists()] == []
    assert (data_dir / "keys" / "business-1.pem").exists()


def test_what_is_packed_tightly_may_grow_a_hundredfold(backup: Path, tmp_path: Path) -> None:
    """Words of thousands of entries do: only what grows more was made to fill the disk."""
    fonts = {f"fonts/{number}.ttf": bytes(40 * 2**20) for number in range(2)}
    fonts["fonts/c.ttf"] = random.Random(8).randbytes(300_000)
    large = _with(backup, tmp_path / "large.zip", **fonts)
    with zipfile.ZipFile(large) as archive:
        listed = read_manifest(archive, large.stat().st_size, large)
        with pytest.raises(DamagedFile):
            read_manifest(archive, 100_000, large)
    assert {*fonts} < {*listed.files}
