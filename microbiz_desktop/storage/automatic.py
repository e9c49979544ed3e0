"""Backups nobody has to think of: when something changed, and before each update of the file."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from ..domain.clock import Clock
from ..domain.errors import MicrobizError
from ..files import MEND, as_a_whole, make_folder
from ..workshop import workshop
from .backup import (
    BACKUPS,
    BackupSummary,
    check_backup,
    copy_database,
    manifest_of,
    pack,
    sha256_of,
)
from .header import DATABASE_NAME
from .rotation import kept

_STAMP = "%Y%m%dT%H%M%SZ"
SUFFIX = ".zip"
#: What the name of a backup begins with whose records do not hold.
DAMAGED = "damaged"


def automatic_backup(
    data_dir: Path,
    clock: Clock,
    *,
    reason: str = "automatic",
    always: bool = False,
    holds: Callable[[Path], bool] = lambda _copy: True,
) -> BackupSummary | None:
    """Back up into the folder itself unless nothing changed since the last time; then rotate.

    Backups for another reason than "automatic" are outside the rotation. One whose records do not
    hold (`holds` is asked of the copy) is kept as "damaged", the newest of them alone: it takes no
    good one's place.
    """
    folder = data_dir / BACKUPS
    with as_a_whole("No backup could be made in the data folder.", MEND):
        make_folder(folder, private=True)
        with workshop(data_dir) as passing:
            copy = passing / DATABASE_NAME
            copy_database(data_dir / DATABASE_NAME, copy)
            if not always and _unchanged(folder, copy):
                return None
            reason = reason if holds(copy) else DAMAGED
            target = folder / f"{reason}-{clock.now().utc.strftime(_STAMP)}{SUFFIX}"
            facts = pack(data_dir, copy, target, clock)
    if reason == DAMAGED:
        _keep_alone(folder, target)
    else:
        _rotate(folder)
    return facts


def automatic_backups(data_dir: Path) -> list[Path]:
    """Automatic backups, newest first."""
    return [path for _, path in _dated(data_dir / BACKUPS)]


def last_good(data_dir: Path) -> BackupSummary | None:
    """The newest backup of any reason that is whole, for the rescue of a damaged file."""
    for path in sorted((data_dir / BACKUPS).glob(f"*-*Z{SUFFIX}"), key=_stamp, reverse=True):
        if not path.name.startswith(f"{DAMAGED}-"):
            with suppress(MicrobizError):
                return check_backup(path, data_dir)
    return None


def _unchanged(folder: Path, copy: Path) -> bool:
    """Whether the newest backup holds the same database. Keys change only together with it."""
    newest = [path for _, path in _dated(folder)][:1] + _damaged(folder)
    for path in sorted(newest, key=_stamp, reverse=True):
        with suppress(MicrobizError):
            return manifest_of(path).files[DATABASE_NAME].sha256 == sha256_of(copy)
    return False


def _damaged(folder: Path) -> list[Path]:
    return list(folder.glob(f"{DAMAGED}-*{SUFFIX}"))


def _keep_alone(folder: Path, newest: Path) -> None:
    for path in _damaged(folder):
        if path != newest:
            with suppress(OSError):
                path.unlink()


def _rotate(folder: Path) -> None:
    dated = _dated(folder)
    staying = kept(time for time, _ in dated)
    for time, path in dated:
        if time not in staying:
            with suppress(OSError):
                path.unlink()


def _dated(folder: Path) -> list[tuple[datetime, Path]]:
    return sorted(_times(folder), reverse=True)


def _times(folder: Path) -> Iterator[tuple[datetime, Path]]:
    for path in folder.glob(f"automatic-*{SUFFIX}"):
        with suppress(ValueError):
            stamp = path.name.removeprefix("automatic-").removesuffix(SUFFIX)
            yield datetime.strptime(stamp, _STAMP).replace(tzinfo=UTC), path


def _stamp(path: Path) -> str:
    return path.name.removesuffix(SUFFIX).rpartition("-")[2]
