"""Triggers that keep frozen things frozen and the search index true; made anew by every migration.

A batch rebuild of a table silently drops its triggers, so a migration drops them all first, makes
them all again at its end, and `missing()` proves that they are there.
"""

# ruff: noqa: S608 - every name put into a statement here is a constant of this module

from collections.abc import Iterable

from .indexed_words import (
    PARTS,
    SEARCH_TABLE,
    TERMS_TABLE,
    THINGS,
    TOLD_OF,
    put,
    rows_of,
    told_anew,
)
from .translate import FROZEN

#: Append-only table -> what makes a row the same row (REPLACE would delete the old one).
_APPEND_ONLY = {
    "revision": "id = NEW.id OR (agreement_id = NEW.agreement_id AND number = NEW.number)",
    "ledger_entry": "id = NEW.id OR hash = NEW.hash"
    " OR (agreement_id = NEW.agreement_id AND sequence = NEW.sequence)",
    "evidence_file": "id = NEW.id OR (agreement_id = NEW.agreement_id AND sha256 = NEW.sha256)",
    "executed_copy": "id = NEW.id OR (agreement_id = NEW.agreement_id AND revision = NEW.revision)",
    "image": "sha256 = NEW.sha256",
}


def definitions() -> dict[str, str]:
    """Every trigger of the schema: name -> CREATE TRIGGER statement."""
    found = {name: sql for table in _APPEND_ONLY for name, sql in _frozen(table).items()}
    found["ledger_entry_in_order"] = _LEDGER_ORDER
    found["sealed_idea_no_update"] = _SEALED
    return found | search_definitions()


def search_definitions() -> dict[str, str]:
    """The triggers that keep the search index; a bulk import does without them for a moment."""
    tables = (*map(_indexed, THINGS), *map(_part_of_thing, PARTS), *map(_told_of, TOLD_OF))
    return {name: sql for triggers in tables for name, sql in triggers.items()}


def _part_of_thing(table: str) -> dict[str, str]:
    """The words of a thing are written anew when one of its parts changes."""
    kind, column = PARTS[table]
    found = {}
    for change in ("INSERT", "UPDATE", "DELETE"):
        whole = f"{'OLD' if change == 'DELETE' else 'NEW'}.{column}"
        found[f"{table}_{change.lower()}_search"] = (
            f"CREATE TRIGGER {table}_{change.lower()}_search AFTER {change} ON {table} BEGIN "
            f"{_forget(kind, whole)}{put(kind, f'@ = {whole}')}; END"
        )
    return found


_LEDGER_ORDER = f"""
CREATE TRIGGER ledger_entry_in_order BEFORE INSERT ON ledger_entry
WHEN NEW.sequence <> 1 + (
        SELECT count(*) FROM ledger_entry WHERE agreement_id = NEW.agreement_id)
    OR NEW.previous <> coalesce((
        SELECT hash FROM ledger_entry WHERE agreement_id = NEW.agreement_id
        ORDER BY sequence DESC LIMIT 1), '')
    OR NEW.hash <> entry_hash(
        NEW.format, (SELECT public_id FROM agreement WHERE id = NEW.agreement_id), NEW.sequence,
        NEW.entry, NEW.revision, NEW.at, NEW.payload, NEW.previous, NEW.key_id, NEW.note)
BEGIN SELECT RAISE(ABORT, '{FROZEN}: an entry follows the last one'); END"""


#: An idea may be called otherwise or go; what its number was made of stays.
_SEALED = f"""
CREATE TRIGGER sealed_idea_no_update BEFORE UPDATE OF id, content, "key", number, size, made_at
ON sealed_idea BEGIN SELECT RAISE(ABORT, '{FROZEN}: sealed_idea'); END"""


def _told_of(kind: str) -> dict[str, str]:
    """The words of things of a kind are written anew when what they tell of is called otherwise."""
    other, _, worded = TOLD_OF[kind]
    name = f"{other}_update_{kind}_search"
    return {
        name: f"CREATE TRIGGER {name} AFTER UPDATE OF {worded} ON {other} "
        f"BEGIN {'; '.join(told_anew(kind, '@ = NEW.id'))}; END"
    }


def _frozen(table: str) -> dict[str, str]:
    said = f"BEGIN SELECT RAISE(ABORT, '{FROZEN}: {table}'); END"
    return {
        f"{table}_no_update": f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} {said}",
        f"{table}_no_delete": f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} {said}",
        f"{table}_no_replace": f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} "
        f"WHEN EXISTS (SELECT 1 FROM {table} WHERE {_APPEND_ONLY[table]}) {said}",
    }


def _indexed(table: str) -> dict[str, str]:
    forget = _forget(table, "OLD.id")
    add = f"{put(table, '@ = NEW.id')};"
    return {
        f"{table}_insert_search": f"CREATE TRIGGER {table}_insert_search AFTER INSERT ON {table} "
        f"BEGIN {add} END",
        f"{table}_update_search": f"CREATE TRIGGER {table}_update_search "
        f"AFTER UPDATE OF {THINGS[table].worded} ON {table} "
        f"BEGIN {forget} {add} END",
        f"{table}_delete_search": f"CREATE TRIGGER {table}_delete_search AFTER DELETE ON {table} "
        f"BEGIN {forget} END",
    }


def _forget(kind: str, thing: str) -> str:
    return f"DELETE FROM search WHERE rowid IN ({', '.join(rows_of(kind, thing))});"


def rebuild_statements() -> tuple[str, ...]:
    """Statements that make the search index anew and fill it from the tables."""
    return (
        "DROP TABLE IF EXISTS search_terms",
        "DROP TABLE IF EXISTS search",
        SEARCH_TABLE,
        TERMS_TABLE,
        *(put(kind) for kind in THINGS),
    )


def missing(present: Iterable[tuple[str, str]]) -> list[str]:
    """Names of triggers that are absent or differ, given (name, sql) from `sqlite_master`."""
    there = {name: squeezed(sql) for name, sql in present}
    return [name for name, sql in definitions().items() if there.get(name) != squeezed(sql)]


def squeezed(sql: str) -> str:
    """A statement whose spaces and line breaks do not matter."""
    return " ".join(sql.split())
