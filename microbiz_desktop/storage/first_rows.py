"""The rows the window shows first, on plain `sqlite3`: the first paint waits for no SQLAlchemy.

Only a file of exactly this schema is read here, and read only; anything else is left to
`opening.open_database()`, which knows how to say what is wrong.
"""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from ..domain.errors import MicrobizError
from ..domain.states import AgreementState
from .connect import prepare_reader
from .header import DATABASE_NAME, read_header

FIRST = 5


class FirstAgreement(NamedTuple):
    """A row of the agreements list as far as the database alone knows it."""

    id: int
    title: str
    template: str
    state: AgreementState
    revision: int
    party_count: int

    @property
    def second_line(self) -> str:
        """What stands below the title."""
        return "1 party" if self.party_count == 1 else f"{self.party_count} parties"


class FirstRows(NamedTuple):
    """What the first paint shows. No counts: they take longer the more there is to count."""

    agreements: tuple[FirstAgreement, ...]
    own_business: str


def read_first_rows(data_dir: Path) -> FirstRows | None:
    """The first rows, or None when there is no file to read them from as it stands."""
    path = data_dir / DATABASE_NAME
    try:
        if not read_header(path).current:
            return None
        with closing(sqlite3.connect(path)) as connection:
            prepare_reader(connection, path)
            connection.execute("BEGIN")
            return _read(connection)
    except (sqlite3.Error, UnicodeDecodeError, ValueError, MicrobizError):
        return None


def _read(connection: sqlite3.Connection) -> FirstRows:
    agreements = connection.execute(_AGREEMENTS, (FIRST,))
    own = connection.execute(_OWN).fetchone()
    return FirstRows(
        agreements=tuple(
            FirstAgreement(key, title, template, AgreementState(state), revision, parties)
            for key, title, template, state, revision, parties in agreements
        ),
        own_business=str(own[0]) if own else "",
    )


_AGREEMENTS = """
    SELECT id, title, template, state, revision,
        coalesce(json_array_length(deal_json, '$.parties'), 0)
    FROM agreement WHERE archived_at IS NULL ORDER BY updated_at DESC, id DESC LIMIT ?"""
_OWN = """
    SELECT CASE trading_name WHEN '' THEN legal_name ELSE trading_name END
    FROM business WHERE own = 1 AND archived_at IS NULL ORDER BY opened_at DESC, id LIMIT 1"""
