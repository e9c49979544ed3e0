"""Jump-to: the full-text index over businesses, projects and agreements."""

from dataclasses import dataclass

from sqlalchemy import TextClause, text
from sqlalchemy.orm import Session


@dataclass(frozen=True, slots=True)
class Found:
    """A row of the index: kind is associate, own business, project or agreement."""

    kind: str
    id: int
    title: str
    matched: str


def search(session: Session, words: str, limit: int = 12) -> tuple[Found, ...]:
    """Things in which every word begins some word, best first, titles before the rest.

    `matched` is the stretch of the other text nearest to the words.
    """
    query = match_expression(words)
    if not query:
        return ()
    rows = session.execute(
        text(
            "SELECT kind, rowid / 4, title, snippet(search, 2, '', '', '…', 8) FROM search"
            " WHERE search MATCH :query ORDER BY bm25(search, 0.0, 8.0, 1.0), title LIMIT :limit"
        ),
        {"query": query, "limit": limit},
    )
    return tuple(Found(kind, int(key), title, matched) for kind, key, title, matched in rows)


def match_expression(words: str) -> str:
    """Quoted prefixes, so that nothing typed is read as the index's own query language."""
    parts = ["".join(c if c.isalnum() else " " for c in word).split() for word in words.split()]
    return " ".join(f'"{part}"*' for group in parts for part in group)


#: Rows of the index are numbered `id * 4 + number`, one number for each kind of thing.
BUSINESS, PROJECT, AGREEMENT = 1, 2, 3


def ids_matching(number: int, words: str) -> TextClause:
    """A sub-select of the ids of one kind of thing in which every word begins some word."""
    return text(
        f"SELECT (rowid - {int(number)}) / 4 FROM search "  # noqa: S608 - a number of ours
        f"WHERE search MATCH :words AND rowid % 4 = {int(number)}"
    ).bindparams(words=match_expression(words))
