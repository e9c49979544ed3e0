"""Whether a data file is whole: quickly at each start, thoroughly now and then and in backups."""

import hashlib
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from ..domain.errors import CannotSave, DamagedFile, MicrobizError
from .connect import prepare_reader
from .header import SCHEMA
from .indexed_words import search_differs
from .schema import strange_triggers, strangers
from .translate import translated

#: Steps of SQLite between two questions whether to go on.
_STEPS = 10_000


def quick_problems(path: Path) -> MicrobizError | None:
    """The error to raise when SQLite's quick check fails or a trigger is gone; None when whole."""
    try:
        with closing(sqlite3.connect(path)) as connection:
            prepare_reader(connection, path)
            said = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
            strange = strange_triggers(connection)
    except (sqlite3.Error, UnicodeDecodeError) as error:
        return translated(error) or _damaged()
    if said != "ok":
        return _damaged()
    return _damaged(f" ({', '.join(strange)})") if strange else None


def thorough_problems(path: Path, go_on: Callable[[], object] = lambda: None) -> list[str]:
    """Everything found wrong: pages, links, search index, and content against its stored hashes.

    Raises CannotSave when it is the disk, or another program, that does not let it be read, and
    whatever `go_on` raises, which is asked all the while. `quick_check` alone notices few flipped
    bits inside content; the hashes notice all of them.
    """
    asked = _Asked(go_on)
    try:
        with closing(sqlite3.connect(path)) as connection:
            # The check of the search index is spoken as an INSERT, so it cannot be a reader.
            connection.execute("PRAGMA busy_timeout=5000")
            connection.execute("PRAGMA temp_store=MEMORY")
            connection.set_progress_handler(asked.by_sqlite, _STEPS)
            # What is not ours may act when anything is asked: nothing more is asked then.
            if found := strangers(connection):
                return [f"{name} is missing or not of this program" for name in found]
            found = _structure(connection)
            asked.must_go_on()
            return [*found, *_contents(connection, go_on)]
    except (sqlite3.Error, UnicodeDecodeError) as error:
        asked.must_go_on()
        sentence = translated(error)
        if isinstance(sentence, CannotSave):
            raise sentence from error
        return ["it cannot be read to its end"]


class _Asked:
    """Asks within a statement of SQLite, which can be ended but does not pass on why."""

    def __init__(self, go_on: Callable[[], object]) -> None:
        self._go_on = go_on
        self._end: MicrobizError | None = None

    def by_sqlite(self) -> int:
        """Anything but 0 ends the statement."""
        try:
            self._go_on()
        except MicrobizError as end:
            self._end = end
        return int(self._end is not None)

    def must_go_on(self) -> None:
        """Raise what ended it."""
        if self._end is not None:
            raise self._end


def _structure(connection: sqlite3.Connection) -> list[str]:
    said = [str(row[0]) for row in connection.execute("PRAGMA integrity_check")]
    problems = ["its pages do not fit together" for line in said if line != "ok"]
    broken = connection.execute("PRAGMA foreign_key_check").fetchall()
    problems += [f"{row[0]} {row[1]} points to a missing {row[2]}" for row in broken]
    # A backup made before an update has the index of its time; it is made anew by the update.
    current = connection.execute("PRAGMA user_version").fetchone()[0] == SCHEMA
    if current and (wrong := search_differs(connection)):
        problems.append(f"search index: {len(wrong)} rows differ from the tables")
    try:
        connection.execute("INSERT INTO search(search) VALUES('integrity-check')")
    except sqlite3.DatabaseError:
        problems.append("search index: it does not fit together")
    finally:
        connection.rollback()
    return problems


#: Content with the hash kept beside it: what it is, and the query for name, content and hash.
_HASHED = (
    ("text of revision", "SELECT id, text, fingerprint FROM revision"),
    ("PDF of revision", "SELECT id, pdf, pdf_sha256 FROM revision"),
    ("executed copy", "SELECT id, pdf, pdf_sha256 FROM executed_copy"),
    ("evidence file", "SELECT id, content, sha256 FROM evidence_file"),
    ("picture", "SELECT sha256, png, sha256 FROM image"),
)


def _contents(connection: sqlite3.Connection, go_on: Callable[[], object]) -> list[str]:
    found = []
    for what, query in _HASHED:
        for name, content, kept in connection.execute(query):
            go_on()
            if hashlib.sha256(content).hexdigest() != kept:
                found.append(f"{what} {name} differs from its stored hash")
    return found


def _damaged(detail: str = "") -> DamagedFile:
    return DamagedFile(
        f"The data file is damaged{detail[:120]}.",
        "It is kept as it is. Restore the last good backup.",
    )
