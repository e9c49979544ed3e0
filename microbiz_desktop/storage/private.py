"""What lies in the data folder is for the user alone, also in a folder that was there before."""

import stat
from contextlib import suppress
from pathlib import Path

from .header import DATABASE_NAME

#: What a mode allows those who are not its owner.
_OTHERS = 0o077
#: Folders of the program with all that is directly in them.
_FOLDERS = ("keys", "backups", "logs")
_BEGINNINGS = (
    *(DATABASE_NAME, "settings.ini", "window.", "before-restore-", "restore-"),
    *(f".{DATABASE_NAME}", ".settings.ini", ".work-", ".backup-"),
)


def keep_private(data_dir: Path) -> None:
    """Take from others what they could read here; a folder with other things in it stays open."""
    ours = True
    for path in _entries(data_dir):
        known = path.name in _FOLDERS or path.name.startswith(_BEGINNINGS)
        ours = ours and (known or path.name == "fonts")
        if known:
            _close(path)
        if path.name in _FOLDERS and not path.is_symlink():
            for inside in _entries(path):
                _close(inside)
    if ours:
        _close(data_dir)


def _entries(folder: Path) -> list[Path]:
    with suppress(OSError):
        return list(folder.iterdir())
    return []


def _close(path: Path) -> None:
    """A link is another's business; what belongs to somebody else cannot be closed, and stays."""
    with suppress(OSError):
        mode = path.lstat().st_mode
        ordinary = stat.S_ISREG(mode) or stat.S_ISDIR(mode)
        if ordinary and stat.S_IMODE(mode) & _OTHERS:
            path.chmod(stat.S_IMODE(mode) & ~_OTHERS)
