"""Put a backup in the place of what is there; what was there is kept beside it.

The switch has two steps, each of which can be taken up again after a crash by `finish_restore()`:
everything old goes into `before-restore-...`, then everything new comes out of `restore-...`.
"""

from pathlib import Path

from ..domain.clock import Clock
from ..files import MEND, as_a_whole, make_folder, short_name, sync_folder
from ..workshop import workshop
from .alone import alone
from .backup import BACKUPS, BackupSummary, summary_of, unpack
from .header import DATABASE_NAME

_READY = "restore-ready-"
_MOVING = "restore-moving-"
_KEPT = "before-restore-"


def restore(data_dir: Path, archive: Path, clock: Clock) -> BackupSummary:
    """Verify the backup, then switch. Old files are kept aside.

    Raises NotReady when the folder is open elsewhere, BadInput or DamagedFile, each with nothing
    changed; CannotSave when the disk refuses.
    """
    undone = f"{short_name(archive)} was not put into the data folder."
    with as_a_whole(undone, MEND):
        make_folder(data_dir, private=True)
    with alone(data_dir):
        finish_restore(data_dir)
        with as_a_whole(undone, MEND):
            facts = _set_ready(data_dir, archive, clock)
        finish_restore(data_dir)
        return facts


def _set_ready(data_dir: Path, archive: Path, clock: Clock) -> BackupSummary:
    with workshop(data_dir) as passing:
        staging = make_folder(passing / "new", private=True)
        facts = summary_of(unpack(archive, staging, archive), staging / DATABASE_NAME, archive)
        stamp = clock.now().utc.strftime("%Y%m%dT%H%M%S%fZ")
        staging.rename(data_dir / f"{_READY}{stamp}")
        sync_folder(data_dir)
    return facts


def unfinished(data_dir: Path) -> bool:
    """Whether a restore was interrupted here."""
    return any(any(data_dir.glob(f"{begun}*")) for begun in (_READY, _MOVING))


def finish_restore(data_dir: Path) -> None:
    """Take up a restore that was interrupted; the folder must be had alone."""
    with as_a_whole("The backup is not yet whole in the data folder.", MEND):
        for ready in sorted(data_dir.glob(f"{_READY}*")):
            _set_old_aside(data_dir, ready.name.removeprefix(_READY))
            ready.rename(data_dir / ready.name.replace(_READY, _MOVING))
            sync_folder(data_dir)
        for moving in sorted(data_dir.glob(f"{_MOVING}*")):
            _bring_in(data_dir, moving)


def _set_old_aside(data_dir: Path, stamp: str) -> None:
    """Move everything but backups, locks and earlier leavings; a WAL goes with its database."""
    old = [path for path in sorted(data_dir.iterdir()) if not _stays(path.name)]
    if not old:
        return
    kept = data_dir / f"{_KEPT}{stamp}"
    kept.mkdir(exist_ok=True, mode=0o700)
    for path in old:
        path.rename(kept / path.name)
    sync_folder(kept)
    sync_folder(data_dir)


def _stays(name: str) -> bool:
    return name.startswith((BACKUPS, _KEPT, "restore-", "logs", ".")) or name.endswith(".lock")


def _bring_in(data_dir: Path, moving: Path) -> None:
    for path in sorted(moving.iterdir()):
        path.rename(data_dir / path.name)
    sync_folder(data_dir)
    moving.rmdir()
