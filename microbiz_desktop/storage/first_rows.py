"""The rows the window shows first, on plain `sqlite3`: the first paint waits for no SQLAlchemy.

Only a file of exactly this schema is read here, and read only; anything else is left to
`opening.open_database()`, which knows how to say what is wrong.
"""

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from ..domain.errors import MicrobizError
from ..domain.states import AgreementState
from .connect import prepare_reader
from .header import DATABASE_NAME, look

FIRST = 50


@dataclass(frozen=True, slots=True)
class FirstAgreement:
    """A row of the agreements list as far as the database alone knows it."""

    id: int
    title: str
    template: str
    state: AgreementState
    revision: int
    party_count: int


@dataclass(frozen=True, slots=True)
class FirstAssociate:
    """A row of the associates list: `person` is the one to write to."""

    id: int
    name: str
    place: str
    person: str
    logo: str


@dataclass(frozen=True, slots=True)
class FirstRows:
    """What the first paint shows; counts are of everything, rows are the first fifty."""

    agreements: tuple[FirstAgreement, ...]
    associates: tuple[FirstAssociate, ...]
    counts: tuple[tuple[str, int], ...]
    own_business: str


def read_first_rows(data_dir: Path) -> FirstRows | None:
    """The first rows, or None when there is no file to read them from as it stands."""
    path = data_dir / DATABASE_NAME
    try:
        if not look(path).current:
            return None
        with closing(sqlite3.connect(path)) as connection:
            prepare_reader(connection, path)
            connection.execute("BEGIN")
            return _read(connection)
    except (sqlite3.Error, UnicodeDecodeError, ValueError, MicrobizError):
        return None


def _read(connection: sqlite3.Connection) -> FirstRows:
    agreements = connection.execute(_AGREEMENTS, (FIRST,))
    associates = connection.execute(_ASSOCIATES, (FIRST,))
    own = connection.execute(_OWN).fetchone()
    return FirstRows(
        agreements=tuple(
            FirstAgreement(key, title, template, AgreementState(state), revision, parties)
            for key, title, template, state, revision, parties in agreements
        ),
        associates=tuple(FirstAssociate(*row) for row in associates),
        counts=tuple((str(name), int(count)) for name, count in connection.execute(_COUNTS)),
        own_business=str(own[0]) if own else "",
    )


_AGREEMENTS = """
    SELECT id, title, template, state, revision,
        coalesce(json_array_length(deal_json, '$.parties'), 0)
    FROM agreement WHERE archived_at IS NULL ORDER BY updated_at DESC, id DESC LIMIT ?"""
# The first fifty are chosen before their people are looked up.
_ASSOCIATES = """
    SELECT id, name, place, coalesce((SELECT name FROM person WHERE business_id = first.id
        ORDER BY contact DESC, position LIMIT 1), ''), logo
    FROM (
        SELECT id, CASE trading_name WHEN '' THEN legal_name ELSE trading_name END AS name,
            place, coalesce(logo, '') AS logo
        FROM business WHERE own = 0 AND archived_at IS NULL
        ORDER BY name COLLATE NOCASE, id LIMIT ?
    ) AS first ORDER BY name COLLATE NOCASE, id"""
_OWN = """
    SELECT CASE trading_name WHEN '' THEN legal_name ELSE trading_name END
    FROM business WHERE own = 1 AND archived_at IS NULL ORDER BY opened_at DESC, id LIMIT 1"""
_COUNTS = """
    SELECT 'associates', count(*) FROM business WHERE own = 0 AND archived_at IS NULL
    UNION ALL SELECT 'projects', count(*) FROM project WHERE archived_at IS NULL
    UNION ALL SELECT 'agreements', count(*) FROM agreement WHERE archived_at IS NULL"""
