"""One case as an ordinary user: `python -m tests.ordinary CASE FOLDER`, begun by anybody.

The system refuses root nothing, so what a refusal looks like is seen by a program that gave up
being root. What it needs is imported and made before, as it may not reach the libraries then.
"""

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path

from microbiz_desktop import foreign
from microbiz_desktop.domain.errors import MicrobizError
from microbiz_desktop.evidence.identity import FileKeyStore
from microbiz_desktop.files import check_place, write_atomically
from microbiz_desktop.services.shared.clocks import SystemClock
from microbiz_desktop.storage.backup import back_up
from microbiz_desktop.storage.database import Database
from microbiz_desktop.storage.opening import open_database
from microbiz_desktop.storage.restore import restore

#: "Nobody" on every Linux.
NOBODY = 65_534
Act = Callable[[Path], object]


def _closed(folder: Path, mode: int = 0o500) -> Path:
    (folder / "closed").mkdir()
    (folder / "closed").chmod(mode)
    return folder / "closed"


def _protected(mode: int) -> Act:
    def prepare(folder: Path) -> None:
        (folder / "protected.pdf").write_bytes(b"old")
        (folder / "protected.pdf").chmod(mode)

    return prepare


def _open(folder: Path) -> Database:
    return open_database(folder, SystemClock())


def _data(folder: Path) -> None:
    _open(folder / "data").close()


def _read_only_data(folder: Path) -> None:
    _data(folder)
    for path in sorted((folder / "data").iterdir()):
        path.chmod(0o400)
    (folder / "data").chmod(0o500)


def _data_and_closed(folder: Path) -> None:
    _data(folder)
    _closed(folder)


def _unreadable_backup(folder: Path) -> None:
    _data(folder)
    back_up(folder / "data", folder / "all.zip", SystemClock())
    (folder / "all.zip").chmod(0)


#: What is there before, and what the ordinary user then does.
CASES: dict[str, tuple[Act, Act]] = {
    "write into a closed folder": (
        _closed,
        lambda folder: write_atomically(folder / "closed" / "a.pdf", b""),
    ),
    "ask for a closed folder": (_closed, lambda folder: check_place(folder / "closed" / "a.pdf")),
    "replace a protected file": (
        _protected(0o444),
        lambda folder: write_atomically(folder / "protected.pdf", b"new"),
    ),
    "read a closed file": (
        _protected(0),
        lambda folder: foreign.read(folder / "protected.pdf", 100),
    ),
    "read below a closed folder": (
        lambda folder: _closed(folder, 0),
        lambda folder: foreign.read(folder / "closed" / "a", 100),
    ),
    "make a data folder in a closed one": (
        _closed,
        lambda folder: _open(folder / "closed" / "data"),
    ),
    "open a data folder that is read-only": (
        _read_only_data,
        lambda folder: _open(folder / "data"),
    ),
    "make a key in a closed folder": (
        _closed,
        lambda folder: FileKeyStore(folder / "closed").key("1"),
    ),
    "back up into a closed folder": (
        _data_and_closed,
        lambda folder: back_up(folder / "data", folder / "closed" / "all.zip", SystemClock()),
    ),
    "restore what may not be read": (
        _unreadable_backup,
        lambda folder: restore(folder / "data", folder / "all.zip", SystemClock()),
    ),
}


def main(case: str, folder: Path) -> None:
    """Print what the refusal says; anything else but a sentence ends in a traceback."""
    prepare, act = CASES[case]
    prepare(folder)
    if os.getuid() == 0:
        for path in folder.rglob("*"):
            os.chown(path, NOBODY, NOBODY)
        os.setgroups([])
        os.setgid(NOBODY)
        os.setuid(NOBODY)
    try:
        act(folder)
    except MicrobizError as error:
        sys.stdout.write(json.dumps([type(error).__name__, error.sentence()]))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
