"""Triggers that keep frozen things frozen and the search index true; made anew by every migration.

A batch rebuild of a table silently drops its triggers, so a migration drops them all first, makes
them all again at its end, and `missing()` proves that they are there.
"""

# ruff: noqa: S608 - every name put into a statement here is a constant of this module

from collections.abc import Iterable

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

#: The words of each kind of thing; a row of the index is `id * 4 + number`.
_BUSINESS = """
    INSERT INTO search(rowid, kind, title, body)
    SELECT id * 4 + 1, CASE own WHEN 1 THEN 'own business' ELSE 'associate' END,
        CASE trading_name WHEN '' THEN legal_name ELSE trading_name END,
        concat_words FROM (
            SELECT business.*, legal_name || ' ' || place || ' ' || email || ' ' || strapline
                || ' ' || coalesce((
                    SELECT group_concat(name, ', ') FROM skill
                    WHERE skill.business_id = business.id), '')
                || ' ' || notes || ' ' || coalesce((
                    SELECT group_concat(name || ' ' || email, ' ') FROM person
                    WHERE person.business_id = business.id), '') AS concat_words
            FROM business WHERE id = {id} AND archived_at IS NULL)"""
_PROJECT = """
    INSERT INTO search(rowid, kind, title, body)
    SELECT id * 4 + 2, 'project', name, client || ' ' || brief
    FROM project WHERE id = {id} AND archived_at IS NULL"""
_AGREEMENT = """
    INSERT INTO search(rowid, kind, title, body)
    SELECT id * 4 + 3, 'agreement', title, coalesce((
        SELECT group_concat(
            json_extract(value, '$.trading_name') || ' ' || json_extract(value, '$.legal_name'),
            ' ')
        FROM json_each(deal_json, '$.parties')), '')
    FROM agreement WHERE id = {id} AND archived_at IS NULL"""

SEARCH_TABLE = (
    "CREATE VIRTUAL TABLE IF NOT EXISTS search USING fts5("
    "kind UNINDEXED, title, body, tokenize='unicode61 remove_diacritics 2', prefix='2 3')"
)


def definitions() -> dict[str, str]:
    """Every trigger of the schema: name -> CREATE TRIGGER statement."""
    found = {name: sql for table in _APPEND_ONLY for name, sql in _frozen(table).items()}
    found["ledger_entry_in_order"] = _LEDGER_ORDER
    found |= _indexed("business", _BUSINESS, 1)
    found |= _indexed("project", _PROJECT, 2)
    found |= _indexed("agreement", _AGREEMENT, 3)
    for part in ("person", "skill"):
        found |= _part_of_business(part)
    return found


def _part_of_business(table: str) -> dict[str, str]:
    """The words of a business are written anew when one of its people or skills changes."""
    found = {}
    for change in ("INSERT", "UPDATE", "DELETE"):
        row = "OLD" if change == "DELETE" else "NEW"
        found[f"{table}_{change.lower()}_search"] = (
            f"CREATE TRIGGER {table}_{change.lower()}_search AFTER {change} ON {table} BEGIN "
            f"DELETE FROM search WHERE rowid = {row}.business_id * 4 + 1;"
            f"{_BUSINESS.format(id=f'{row}.business_id')}; END"
        )
    return found


_LEDGER_ORDER = f"""
CREATE TRIGGER ledger_entry_in_order BEFORE INSERT ON ledger_entry
WHEN NEW.sequence <> 1 + (
        SELECT count(*) FROM ledger_entry WHERE agreement_id = NEW.agreement_id)
    OR NEW.previous <> coalesce((
        SELECT hash FROM ledger_entry WHERE agreement_id = NEW.agreement_id
        ORDER BY sequence DESC LIMIT 1), '')
BEGIN SELECT RAISE(ABORT, '{FROZEN}: an entry follows the last one'); END"""


def _frozen(table: str) -> dict[str, str]:
    said = f"BEGIN SELECT RAISE(ABORT, '{FROZEN}: {table}'); END"
    return {
        f"{table}_no_update": f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} {said}",
        f"{table}_no_delete": f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} {said}",
        f"{table}_no_replace": f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} "
        f"WHEN EXISTS (SELECT 1 FROM {table} WHERE {_APPEND_ONLY[table]}) {said}",
    }


def _indexed(table: str, insert: str, number: int) -> dict[str, str]:
    forget = f"DELETE FROM search WHERE rowid = OLD.id * 4 + {number};"
    # Remembering a place in the interview or the last look at it changes no words.
    of = {"agreement": " OF title, deal_json, archived_at"}.get(table, "")
    add = f"{insert.format(id='NEW.id')};"
    return {
        f"{table}_insert_search": f"CREATE TRIGGER {table}_insert_search AFTER INSERT ON {table} "
        f"BEGIN {add} END",
        f"{table}_update_search": f"CREATE TRIGGER {table}_update_search "
        f"AFTER UPDATE{of} ON {table} "
        f"BEGIN {forget} {add} END",
        f"{table}_delete_search": f"CREATE TRIGGER {table}_delete_search AFTER DELETE ON {table} "
        f"BEGIN {forget} END",
    }


def rebuild_statements() -> tuple[str, ...]:
    """Statements that fill the search index anew from the tables."""
    everything = {"business": _BUSINESS, "project": _PROJECT, "agreement": _AGREEMENT}
    return (
        "DELETE FROM search",
        *(insert.replace("WHERE id = {id} AND", "WHERE") for insert in everything.values()),
    )


def missing(present: Iterable[tuple[str, str]]) -> list[str]:
    """Names of triggers that are absent or differ, given (name, sql) from `sqlite_master`."""
    there = {name: _squeezed(sql) for name, sql in present}
    return [name for name, sql in definitions().items() if there.get(name) != _squeezed(sql)]


def _squeezed(sql: str) -> str:
    return " ".join(sql.split())
