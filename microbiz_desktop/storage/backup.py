"""A backup is one file: the database by SQLite's own backup call, the keys, and a manifest.

It is opened and checked after writing, and only then takes its name.
"""

import hashlib
import json
import shutil
import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from io import BufferedReader
from pathlib import Path
from typing import Any

from .. import __version__
from ..domain.clock import Clock, Moment
from ..domain.errors import BadInput, DamagedFile
from ..files import PRIVATE, STANDARD_OUTPUT, cannot_save, print_file, replacing
from ..foreign import cannot_read, opened
from ..workshop import workshop
from .check import thorough_problems
from .header import DATABASE_NAME, SCHEMA, look
from .translate import translated

MANIFEST = "manifest.json"
FORMAT = "microbiz-backup/1"
BACKUPS = "backups"
#: Names in the data folder that no backup holds: backups, what a restore put aside, passing things.
_LEFT_OUT = (BACKUPS, "before-restore", "restore-", "logs", ".")
_PASSING = ("-wal", "-shm", "-journal", ".lock", ".part", ".zip")
#: No honest backup unpacks to more; a hostile one is refused before it fills the disk.
MAX_UNPACKED = 20 * 2**30


@dataclass(frozen=True, slots=True)
class BackupFacts:
    """What a checked backup holds. `made` is the moment written in it."""

    path: Path
    made: Moment
    program: str
    schema: int
    counts: tuple[tuple[str, int], ...]
    database_sha256: str


def back_up(data_dir: Path, target: Path, clock: Clock) -> BackupFacts:
    """Write the whole data folder into `target` and check it. Raises CannotSave or DamagedFile."""
    try:
        with workshop(data_dir) as folder:
            copy = folder / DATABASE_NAME
            copy_database(data_dir / DATABASE_NAME, copy)
            if target != STANDARD_OUTPUT:
                return pack(data_dir, copy, target, clock)
            facts = pack(data_dir, copy, folder / "backup.zip", clock)
            print_file(facts.path)
            return facts
    except OSError as error:
        raise cannot_save(error, target) from error


def pack(data_dir: Path, copy: Path, target: Path, clock: Clock) -> BackupFacts:
    """Put a copy of the database and the user's other files into `target`, checked there."""
    if problems := thorough_problems(copy):
        raise DamagedFile(
            f"The data file is damaged ({problems[0][:120]}), so this backup was not made.",
            "Earlier backups are still there.",
        )
    files = {DATABASE_NAME: copy, **dict(_others(data_dir))}
    with replacing(target, mode=PRIVATE) as out:
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
            manifest = _manifest(files, copy, clock.now())
            archive.writestr(MANIFEST, json.dumps(manifest, indent=1, sort_keys=True))
            for name, path in sorted(files.items()):
                archive.write(path, name)
        out.flush()
        return check_backup(Path(out.name), data_dir, shown=target)


def copy_database(source: Path, target: Path) -> None:
    """A consistent copy, also while others write; copying the files would tear it."""
    try:
        with (
            closing(sqlite3.connect(f"{source.absolute().as_uri()}?mode=ro", uri=True)) as live,
            closing(sqlite3.connect(target)) as copy,
        ):
            live.execute("PRAGMA busy_timeout=5000")
            live.backup(copy)
            # The copy lies alone in an archive: it must need no files beside it.
            copy.execute("PRAGMA journal_mode=DELETE").fetchall()
    except sqlite3.Error as error:
        sentence = translated(error)
        if sentence is None:
            raise
        raise sentence from error


def check_backup(path: Path, data_dir: Path, shown: Path | None = None) -> BackupFacts:
    """Read a backup to its last byte and check the database in it, inside the data folder.

    Raises BadInput when it is none of ours or a newer one, DamagedFile when it is not whole.
    """
    shown = shown or path
    try:
        with workshop(data_dir) as folder:
            manifest = unpack(path, folder, shown)
            return facts_of(manifest, folder / DATABASE_NAME, shown)
    except OSError as error:
        raise cannot_save(error, shown) from error


def unpack(path: Path, folder: Path, shown: Path) -> dict[str, Any]:
    """Unpack into an empty folder, comparing every file with its hash; returns the manifest."""
    try:
        with _opened(path, shown) as file, zipfile.ZipFile(file) as archive:
            manifest = _read_manifest(archive, shown)
            for name, facts in manifest["files"].items():
                _unpack_one(archive, name, facts, folder)
    except (zipfile.BadZipFile, KeyError, ValueError, TypeError, EOFError) as error:
        raise DamagedFile(
            f"{shown.name} is not a whole backup.", "Choose another backup."
        ) from error
    except (zipfile.LargeZipFile, NotImplementedError, RuntimeError) as error:
        raise BadInput(f"{shown.name} is not a backup of this program.") from error
    return manifest


def _opened(path: Path, shown: Path) -> BufferedReader:
    try:
        return opened(path)
    except OSError as error:
        raise cannot_read(error, shown) from error


def manifest_of(path: Path) -> dict[str, Any]:
    """The manifest alone, unchecked. Raises BadInput or DamagedFile."""
    try:
        with opened(path) as file, zipfile.ZipFile(file) as archive:
            return _read_manifest(archive, path)
    except (OSError, zipfile.BadZipFile, KeyError, ValueError, TypeError) as error:
        raise DamagedFile(f"{path.name} is not a whole backup.") from error


def _unpack_one(archive: zipfile.ZipFile, name: str, facts: Any, folder: Path) -> None:
    parts = Path(name).parts
    if Path(name).is_absolute() or ".." in parts or "\\" in name or not parts:
        raise ValueError(f"a backup may not name {name}")
    target = folder.joinpath(*parts)
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with archive.open(name) as packed, replacing(target, mode=PRIVATE) as file:
        shutil.copyfileobj(packed, file)
    if sha256_of(target) != facts["sha256"]:
        raise ValueError(f"{name} differs from the manifest")


def _read_manifest(archive: zipfile.ZipFile, shown: Path) -> dict[str, Any]:
    if MANIFEST not in archive.namelist():
        raise BadInput(f"{shown.name} is not a backup of this program.", "Choose another file.")
    if sum(item.file_size for item in archive.infolist()) > MAX_UNPACKED:
        raise BadInput(f"{shown.name} is too large to be a backup.", "Choose another file.")
    manifest: dict[str, Any] = json.loads(archive.read(MANIFEST))
    if manifest["format"] != FORMAT or int(manifest["schema"]) > SCHEMA:
        raise BadInput(
            f"{shown.name} was made by a newer Microbiz Desktop.",
            "Install the newer program first.",
        )
    return manifest


def facts_of(manifest: dict[str, Any], database: Path, shown: Path) -> BackupFacts:
    """The facts of an unpacked backup once its database proved whole. Raises DamagedFile."""
    try:
        header = look(database)
        if header.new or thorough_problems(database):
            raise ValueError("the database in it is not whole")
        return BackupFacts(
            path=shown,
            made=Moment.from_text(manifest["made"]),
            program=str(manifest["program"]),
            schema=header.schema,
            counts=tuple((str(k), int(v)) for k, v in sorted(manifest["counts"].items())),
            database_sha256=manifest["files"][DATABASE_NAME]["sha256"],
        )
    except (KeyError, ValueError, TypeError, AttributeError) as error:
        raise DamagedFile(
            f"{shown.name} is not a whole backup.", "Choose another backup."
        ) from error


def _manifest(files: dict[str, Path], copy: Path, made: Moment) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "program": __version__,
        "schema": look(copy).schema,
        "made": made.to_text(),
        "counts": _counts(copy),
        "files": {
            name: {"sha256": sha256_of(path), "size": path.stat().st_size}
            for name, path in sorted(files.items())
        },
    }


def _counts(database: Path) -> dict[str, int]:
    query = (
        "SELECT 'associates', count(*) FROM business WHERE own = 0 AND archived_at IS NULL"
        " UNION ALL SELECT 'projects', count(*) FROM project WHERE archived_at IS NULL"
        " UNION ALL SELECT 'agreements', count(*) FROM agreement WHERE archived_at IS NULL"
    )
    with closing(sqlite3.connect(database)) as connection:
        return {str(name): int(count) for name, count in connection.execute(query)}


def _others(data_dir: Path) -> Iterator[tuple[str, Path]]:
    """Everything else of the user's in the data folder: keys, settings, own templates."""
    for path in sorted(data_dir.rglob("*")):
        name = path.relative_to(data_dir).as_posix()
        passing = name.startswith(_LEFT_OUT) or name.endswith(_PASSING)
        if path.is_file() and not path.is_symlink() and not passing and name != DATABASE_NAME:
            yield name, path


def sha256_of(path: Path) -> str:
    """SHA-256 of a file's bytes, in hex."""
    with opened(path) as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
