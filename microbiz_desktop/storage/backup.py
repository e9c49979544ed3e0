"""A backup is one file: the database by SQLite's own backup call, the keys, and a manifest.

The services make one when asked, and the program now and then by itself. It is opened and checked
after writing, inside the data folder, and only then takes its name: a backup that cannot be read is
worse than none.
"""

import errno
import hashlib
import json
import os
import shutil
import sqlite3
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from .. import __version__
from ..domain.clock import Clock, Moment
from ..domain.errors import DamagedFile, MicrobizError
from ..files import (
    MEND,
    PRIVATE,
    STANDARD_OUTPUT,
    as_a_whole,
    cannot_save,
    make_folder,
    print_file,
    replacing,
    short_name,
)
from ..foreign import cannot_read, opened
from ..workshop import workshop
from .check import thorough_problems
from .header import DATABASE_NAME, read_header
from .manifest import MANIFEST, Listed, Manifest, most_of, read_manifest
from .translate import translated

BACKUPS = "backups"
#: Asked between the pieces of long work; raises what ends it, and then nothing is left of it.
GoOn = Callable[[], object]
#: Pages of the database, and bytes of a file, that are one piece.
_PAGES, _PIECE = 2048, 1 << 20
#: From this schema on somebody in the list may be no associate; files of earlier ones are backed up
#: before they are brought to it.
_KNOWS_OUTSIDE = 6
#: Left free on the disk when a backup is unpacked.
_SPARE = 16 * 2**20


@dataclass(frozen=True, slots=True)
class BackupSummary:
    """What a checked backup holds. `made` is the moment written in it."""

    path: Path
    made: Moment
    program: str
    schema: int
    counts: tuple[tuple[str, int], ...]
    database_sha256: str


def _always() -> None:
    """Nobody ends it."""


def back_up(data_dir: Path, target: Path, clock: Clock, go_on: GoOn = _always) -> BackupSummary:
    """Write the whole data folder into `target` and check it. Raises CannotSave or DamagedFile."""
    with workshop(data_dir) as folder, as_a_whole(f"{short_name(target)} cannot be saved."):
        copy = folder / DATABASE_NAME
        copy_database(data_dir / DATABASE_NAME, copy, go_on)
        if target != STANDARD_OUTPUT:
            return pack(data_dir, copy, target, clock, go_on)
        facts = pack(data_dir, copy, folder / "backup.zip", clock, go_on)
        print_file(facts.path)
        return facts


def pack(
    data_dir: Path, copy: Path, target: Path, clock: Clock, go_on: GoOn = _always
) -> BackupSummary:
    """Put a copy of the database and the user's other files into `target`, checked there."""
    if problems := thorough_problems(copy, go_on):
        raise DamagedFile(
            f"The data file is not whole ({problems[0][:120]}), so this backup was not made.",
            "Earlier backups are still there.",
        )
    files = {DATABASE_NAME: copy, **dict(_others(data_dir))}
    with replacing(target, mode=PRIVATE) as out:
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
            manifest = _manifest(files, copy, clock.now())
            archive.writestr(MANIFEST, json.dumps(manifest.plain(), indent=1, sort_keys=True))
            for name, path in sorted(files.items()):
                _pack_one(archive, name, path, go_on)
        out.flush()
        return check_backup(Path(out.name), data_dir, shown=target, go_on=go_on)


def _pack_one(archive: zipfile.ZipFile, name: str, path: Path, go_on: GoOn) -> None:
    large = path.stat().st_size > zipfile.ZIP64_LIMIT // 2
    with opened(path) as file, archive.open(name, "w", force_zip64=large) as packed:
        _pour(file, packed, go_on)


def _pour(source: IO[bytes], target: IO[bytes], go_on: GoOn) -> None:
    """All bytes of one into the other, a piece at a time."""
    while piece := source.read(_PIECE):
        go_on()
        target.write(piece)


def copy_database(source: Path, target: Path, go_on: GoOn = _always) -> None:
    """A consistent copy, also while others write; copying the files would tear it."""
    try:
        with (
            closing(sqlite3.connect(f"{source.absolute().as_uri()}?mode=ro", uri=True)) as live,
            closing(sqlite3.connect(target)) as copy,
        ):
            live.execute("PRAGMA busy_timeout=5000")
            live.backup(copy, pages=_PAGES, progress=lambda *_: go_on())
            # The copy lies alone in an archive: it must need no files beside it.
            copy.execute("PRAGMA journal_mode=DELETE").fetchall()
    except sqlite3.Error as error:
        sentence = translated(error)
        if sentence is None:
            raise
        raise sentence from error


def check_backup(
    path: Path, data_dir: Path, shown: Path | None = None, go_on: GoOn = _always
) -> BackupSummary:
    """Read a backup to its last byte and check the database in it, inside the data folder.

    Raises BadInput when it is none of ours or a newer one, DamagedFile when it is not whole.
    """
    shown = shown or path
    undone = f"{short_name(shown)} could not be checked."
    with workshop(data_dir) as folder, as_a_whole(undone, MEND):
        manifest = unpack(path, folder, shown, go_on)
        go_on()
        return summary_of(manifest, folder / DATABASE_NAME, shown, go_on)


def unpack(path: Path, folder: Path, shown: Path, go_on: GoOn = _always) -> Manifest:
    """Unpack into an empty folder, comparing every file with its hash; returns the manifest."""
    with _archive(path, shown) as (archive, manifest):
        if sum(one.size for one in manifest.files.values()) > _free(folder):
            full = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            raise cannot_save(full, shown) from full
        for name, listed in manifest.files.items():
            _unpack_one(archive, name, listed, folder, go_on)
    return manifest


def manifest_of(path: Path) -> Manifest:
    """The manifest alone; the files in it are not read. Raises BadInput or DamagedFile."""
    with _archive(path, path) as (_, manifest):
        return manifest


@contextmanager
def _archive(path: Path, shown: Path) -> Iterator[tuple[zipfile.ZipFile, Manifest]]:
    """The archive and its list; whatever the library says of foreign bytes is one sentence."""
    try:
        file = opened(path)
    except OSError as error:
        raise cannot_read(error, shown) from error
    try:
        with file, zipfile.ZipFile(file) as archive:
            size = os.fstat(file.fileno()).st_size
            yield archive, read_manifest(archive, size, shown)
    except MicrobizError:
        raise
    except Exception as error:
        if isinstance(error, OSError) and error.errno not in (None, errno.EINVAL):
            raise cannot_read(error, shown) from error
        raise _not_whole(shown) from error


def _free(folder: Path) -> int:
    return shutil.disk_usage(folder).free - _SPARE


def _not_whole(shown: Path) -> DamagedFile:
    return DamagedFile(f"{shown.name} is not a whole backup.", "Choose another backup.")


def _unpack_one(
    archive: zipfile.ZipFile, name: str, listed: Listed, folder: Path, go_on: GoOn
) -> None:
    target = folder / name
    make_folder(target.parent, private=True)
    with archive.open(name) as packed, replacing(target, mode=PRIVATE) as file:
        _pour(packed, file, go_on)
    if sha256_of(target) != listed.sha256:
        raise ValueError("a file differs from the list")


def summary_of(
    manifest: Manifest, database: Path, shown: Path, go_on: GoOn = _always
) -> BackupSummary:
    """The facts of an unpacked backup once its database proved whole. Raises DamagedFile."""
    if read_header(database).schema != manifest.schema or thorough_problems(database, go_on):
        raise _not_whole(shown)
    return BackupSummary(
        path=shown,
        made=manifest.made,
        program=manifest.program,
        schema=manifest.schema,
        counts=manifest.counts,
        database_sha256=manifest.files[DATABASE_NAME].sha256,
    )


def _manifest(files: dict[str, Path], copy: Path, made: Moment) -> Manifest:
    listed = {name: Listed(sha256_of(path), path.stat().st_size) for name, path in files.items()}
    schema = read_header(copy).schema
    return Manifest(made, __version__, schema, _counts(copy, schema), listed)


def _counts(database: Path, schema: int) -> tuple[tuple[str, int], ...]:
    associates = "own = 0 AND outside = 0" if schema >= _KNOWS_OUTSIDE else "own = 0"
    query = (
        f"SELECT 'associates', count(*) FROM business WHERE {associates} AND archived_at IS NULL"  # noqa: S608 - one of two words
        " UNION ALL SELECT 'projects', count(*) FROM project WHERE archived_at IS NULL"
        " UNION ALL SELECT 'agreements', count(*) FROM agreement WHERE archived_at IS NULL"
    )
    with closing(sqlite3.connect(database)) as connection:
        found = connection.execute(query).fetchall()
    return tuple(sorted((str(name), int(count)) for name, count in found))


def _others(data_dir: Path) -> Iterator[tuple[str, Path]]:
    """Everything else of the user's in the data folder: keys, settings, own fonts."""
    for path in sorted(data_dir.rglob("*")):
        name = path.relative_to(data_dir).as_posix()
        ordinary = path.is_file() and not path.is_symlink() and name != DATABASE_NAME
        if ordinary and path.stat().st_size <= most_of(name):
            yield name, path


def sha256_of(path: Path) -> str:
    """SHA-256 of a file's bytes, in hex."""
    with opened(path) as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
