"""Back up now, restore, and what the last backups are."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ...domain.errors import BadInput
from ...files import check_ending
from ...storage.automatic import SUFFIX as PLAIN
from ...storage.automatic import automatic_backup, automatic_backups
from ...storage.automatic import last_good as newest_whole
from ...storage.backup import back_up, check_backup, manifest_of
from ...storage.header import DATABASE_NAME
from ...storage.restore import restore
from ..shared import words
from ..shared.clocks import SystemClock
from ..shared.progress import never
from ..signoff.record_checks import broken, faults_in, told

if TYPE_CHECKING:
    from collections.abc import Callable

    from ...domain.clock import Clock, Moment
    from ...storage.backup import BackupSummary
    from ...storage.database import Database
    from ..shared.progress import Cancelled

SUFFIX = ".microbiz-backup"

_KEPT = "before-restore-*"


class Backups:
    """One file holds everything; it is opened and checked before it is called a backup."""

    def __init__(self, data_dir: Path, database: Database, clock: Clock) -> None:
        self._data_dir = data_dir
        self._database = database
        self._clock = clock

    def suggested_name(self) -> str:
        """A file name with today's date in it."""
        return f"Microbiz {self._clock.now().local().date().isoformat()}{SUFFIX}"

    def back_up(self, path: Path, cancelled: Cancelled = never) -> Path:
        """Save the whole data folder as `path`, checked. Raises CannotSave or DamagedFile.

        Records that do not hold are saved as they are: ask `damage()`, and say so.
        """
        check_ending(path, SUFFIX, PLAIN)
        stopped = BadInput("The backup was stopped.", "Nothing was written.")
        return back_up(self._data_dir, path, self._clock, _until(cancelled, stopped)).path

    def damage(self) -> str:
        """What does not hold of the records that a backup would hold now, and what to do [slow]."""
        return damage_in(self._data_dir)

    def describe(self, path: Path, cancelled: Cancelled = never) -> str:
        """What a checked backup holds, in a sentence. Raises BadInput or DamagedFile."""
        stopped = BadInput("Looking into the backup was stopped.", "Nothing was changed.")
        go_on = _until(cancelled, stopped)
        return _described(check_backup(path, self._data_dir, go_on=go_on))

    def automatic(self) -> bool:
        """Back up inside the data folder when something changed; whether one was made.

        One whose records do not hold is kept beside the good ones and takes no place of theirs.
        """

        def holds(copy: Path) -> bool:
            return not broken(faults_in(copy, self._data_dir))

        return automatic_backup(self._data_dir, self._clock, holds=holds) is not None

    def last(self) -> Moment | None:
        """When the last automatic backup was made."""
        made = automatic_backups(self._data_dir)
        return manifest_of(made[0]).made if made else None

    def last_line(self) -> str:
        """When the last automatic backup was made, in a sentence."""
        made = self.last()
        if made is None:
            return "No automatic backup yet; one is made when something has changed."
        kept = "Seven days, four weeks and twelve months are kept."
        return f"Last automatic backup: {words.day_time(made)}. {kept}"


def _until(cancelled: Cancelled, stopped: BadInput) -> Callable[[], None]:
    """What ends long work once somebody wants it to end."""

    def go_on() -> None:
        if cancelled():
            raise stopped

    return go_on


@dataclass(frozen=True, slots=True)
class GoodBackup:
    """A whole backup, and what it holds in a sentence."""

    path: Path
    words: str


def last_good(data_dir: Path) -> GoodBackup | None:
    """The newest whole backup inside the folder, for when its data file is damaged."""
    facts = newest_whole(data_dir)
    return GoodBackup(facts.path, _described(facts)) if facts is not None else None


def _described(facts: BackupSummary) -> str:
    held = words.joined([words.counted(n, what.rstrip("s")) for what, n in facts.counts])
    return f"Made on {words.day_time(facts.made)}, with {held}."


def damage_in(data_dir: Path) -> str:
    """What does not hold of the records in this folder, and what to do; empty when all is well."""
    return told(faults_in(data_dir / DATABASE_NAME))


def restore_into(data_dir: Path, path: Path) -> Path | None:
    """Put a backup in place of what is in the folder; gives where the old files are kept.

    The services of that folder must be closed. Raises BadInput or DamagedFile with nothing changed.
    Ask `damage_in()` afterwards.
    """
    before = set(data_dir.glob(_KEPT))
    restore(data_dir, path, SystemClock())
    kept = sorted(set(data_dir.glob(_KEPT)) - before)
    return kept[-1] if kept else None
