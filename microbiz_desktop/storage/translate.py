"""What SQLite and SQLAlchemy say about the world, as sentences the user can act on."""

import sqlite3

from ..domain.errors import CannotSave, DamagedFile, MicrobizError, RevisionFrozen

#: Said by the append-only triggers.
FROZEN = "append-only"

_KEPT = "What was saved before is still there."


def translated(error: BaseException) -> MicrobizError | None:
    """The domain error for a driver's error that has its cause in the world, else None."""
    if isinstance(error, UnicodeDecodeError) or "Could not decode to UTF-8" in str(error):
        return _damaged()
    if FROZEN in str(error):
        return RevisionFrozen(
            "What was offered, signed off or recorded never changes.",
            "Make a new revision instead.",
        )
    if "vtable constructor failed" in str(error):
        return CannotSave("The index for searching cannot be read.", f"Try again. {_KEPT}")
    code = getattr(error, "sqlite_errorcode", None)
    return None if code is None else _by_code(code & 0xFF)


def _by_code(code: int) -> MicrobizError | None:
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return _damaged()
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_PROTOCOL):
        return CannotSave(
            "Another program is using the data file.", f"Close it and try again. {_KEPT}"
        )
    if code == sqlite3.SQLITE_FULL:
        return CannotSave("The disk is full.", f"Make room and try again. {_KEPT}")
    if code == sqlite3.SQLITE_IOERR:
        return CannotSave(
            "The disk reports a fault or is full.", f"Make a backup on another disk. {_KEPT}"
        )
    if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_CANTOPEN):
        return CannotSave(
            "The data folder may not be written to.", f"Check the folder’s permissions. {_KEPT}"
        )
    return None


def _damaged() -> DamagedFile:
    return DamagedFile(
        "The data file is damaged.", "It is kept as it is. Restore the last good backup."
    )
