"""The contact list in full: skills and papers of their own, who knows whom, referrals, events.

Alembic runs it on a data file of the first schema. Columns are written out and not taken from the
records of today, because a migration must do the same however they change.
"""

import json

from alembic import op
from sqlalchemy import text

from microbiz_desktop.domain.words.names import fold

revision = "0002"
down_revision = "0001"

_WORDS = "VARCHAR NOT NULL DEFAULT ''"
_LIST = "TEXT NOT NULL DEFAULT '[]'"
_NUMBER = "INTEGER NOT NULL DEFAULT 0"
_BUSINESS = {
    "sort_name": _WORDS,
    "size": _WORDS,
    "sector": _WORDS,
    "best_at": _WORDS,
    "credit_as": _WORDS,
    "colours": _LIST,
    "languages": _LIST,
    "ways": _LIST,
    "addresses": _LIST,
    "supplies": _LIST,
    "relations": _LIST,
    "closeness": _NUMBER,
    "stage": "VARCHAR(24) NOT NULL DEFAULT 'prospect'",
    "stage_history": _LIST,
    "met_on": _WORDS,
    "met_how": _WORDS,
    "introduced_by_id": "INTEGER REFERENCES business (id)",
    "introduced_by": _WORDS,
    "next_action": _WORDS,
    "next_on": _WORDS,
    "free_months": _LIST,
    "fit": _NUMBER,
    "private": "BOOLEAN NOT NULL DEFAULT 0",
    "custom": _LIST,
    "uid": _WORDS,
    "extra": _LIST,
}
_PERSON = {
    "said": _WORDS,
    "prefers": _WORDS,
    "given": _WORDS,
    "family": _WORDS,
    "additional": _WORDS,
    "prefix": _WORDS,
    "suffix": _WORDS,
    "nickname": _WORDS,
    "birthday": _WORDS,
    "photo": "VARCHAR REFERENCES image (sha256)",
    "ways": _LIST,
}
_STATEMENTS = (
    """
    CREATE TABLE event (
        id INTEGER NOT NULL,
        kind VARCHAR NOT NULL,
        name VARCHAR NOT NULL,
        on_day VARCHAR NOT NULL,
        place VARCHAR NOT NULL,
        cost INTEGER NOT NULL,
        currency VARCHAR NOT NULL,
        hours INTEGER NOT NULL,
        verdict VARCHAR NOT NULL,
        notes VARCHAR NOT NULL,
        archived_at VARCHAR,
        version INTEGER NOT NULL,
        created_at VARCHAR NOT NULL,
        updated_at VARCHAR NOT NULL,
        CONSTRAINT pk_event PRIMARY KEY (id)
    )
    """,
    """
    CREATE TABLE smart_list (
        id INTEGER NOT NULL,
        name VARCHAR NOT NULL,
        "query" VARCHAR NOT NULL,
        CONSTRAINT pk_smart_list PRIMARY KEY (id),
        CONSTRAINT uq_smart_list_name UNIQUE (name)
    )
    """,
    """
    CREATE TABLE undo_step (
        id INTEGER NOT NULL,
        kind VARCHAR NOT NULL,
        title VARCHAR NOT NULL,
        made_at VARCHAR NOT NULL,
        undone_at VARCHAR,
        "before" BLOB NOT NULL,
        CONSTRAINT pk_undo_step PRIMARY KEY (id)
    )
    """,
    """
    CREATE TABLE need (
        id INTEGER NOT NULL,
        project_id INTEGER,
        name VARCHAR NOT NULL,
        "key" VARCHAR NOT NULL,
        level INTEGER NOT NULL,
        by_day VARCHAR NOT NULL,
        archived_at VARCHAR,
        CONSTRAINT pk_need PRIMARY KEY (id),
        CONSTRAINT fk_need_project_id_project
        FOREIGN KEY(project_id) REFERENCES project (id) ON DELETE CASCADE
    )
    """,
    """
    CREATE INDEX ix_need_key ON need ("key")
    """,
    """
    CREATE INDEX ix_need_project_id ON need (project_id)
    """,
    """
    CREATE TABLE attendance (
        id INTEGER NOT NULL,
        event_id INTEGER NOT NULL,
        business_id INTEGER NOT NULL,
        useful BOOLEAN NOT NULL,
        CONSTRAINT pk_attendance PRIMARY KEY (id),
        CONSTRAINT uq_attendance_event_id_business_id UNIQUE (event_id, business_id),
        CONSTRAINT fk_attendance_event_id_event
        FOREIGN KEY(event_id) REFERENCES event (id) ON DELETE CASCADE,
        CONSTRAINT fk_attendance_business_id_business
        FOREIGN KEY(business_id) REFERENCES business (id) ON DELETE CASCADE
    )
    """,
    """
    CREATE INDEX ix_attendance_business_id ON attendance (business_id)
    """,
    """
    CREATE TABLE paper (
        id INTEGER NOT NULL,
        business_id INTEGER NOT NULL,
        position INTEGER NOT NULL,
        kind VARCHAR NOT NULL,
        name VARCHAR NOT NULL,
        details VARCHAR NOT NULL,
        expires VARCHAR NOT NULL,
        CONSTRAINT pk_paper PRIMARY KEY (id),
        CONSTRAINT fk_paper_business_id_business
        FOREIGN KEY(business_id) REFERENCES business (id) ON DELETE CASCADE
    )
    """,
    """
    CREATE INDEX ix_paper_business_id ON paper (business_id)
    """,
    """
    CREATE INDEX ix_paper_expires ON paper (expires)
    """,
    """
    CREATE TABLE referral (
        id INTEGER NOT NULL,
        direction VARCHAR NOT NULL,
        associate_id INTEGER NOT NULL,
        referred_id INTEGER,
        referred VARCHAR NOT NULL,
        reach VARCHAR NOT NULL,
        what_for VARCHAR NOT NULL,
        consent VARCHAR NOT NULL,
        outcome VARCHAR NOT NULL,
        on_day VARCHAR NOT NULL,
        worth INTEGER NOT NULL,
        currency VARCHAR NOT NULL,
        notes VARCHAR NOT NULL,
        archived_at VARCHAR,
        version INTEGER NOT NULL,
        created_at VARCHAR NOT NULL,
        updated_at VARCHAR NOT NULL,
        CONSTRAINT pk_referral PRIMARY KEY (id),
        CONSTRAINT fk_referral_associate_id_business
        FOREIGN KEY(associate_id) REFERENCES business (id) ON DELETE CASCADE,
        CONSTRAINT fk_referral_referred_id_business
        FOREIGN KEY(referred_id) REFERENCES business (id) ON DELETE SET NULL
    )
    """,
    """
    CREATE INDEX ix_referral_associate_id ON referral (associate_id)
    """,
    """
    CREATE INDEX ix_referral_referred_id ON referral (referred_id)
    """,
    """
    CREATE TABLE skill (
        id INTEGER NOT NULL,
        business_id INTEGER NOT NULL,
        position INTEGER NOT NULL,
        name VARCHAR NOT NULL,
        "key" VARCHAR NOT NULL,
        level INTEGER NOT NULL,
        evidence VARCHAR NOT NULL,
        last_used VARCHAR NOT NULL,
        CONSTRAINT pk_skill PRIMARY KEY (id),
        CONSTRAINT fk_skill_business_id_business
        FOREIGN KEY(business_id) REFERENCES business (id) ON DELETE CASCADE
    )
    """,
    """
    CREATE INDEX ix_skill_business_id ON skill (business_id)
    """,
    """
    CREATE INDEX ix_skill_key ON skill ("key", business_id)
    """,
    """
    CREATE TABLE tie (
        id INTEGER NOT NULL,
        first_id INTEGER NOT NULL,
        second_id INTEGER NOT NULL,
        how VARCHAR NOT NULL,
        private BOOLEAN NOT NULL,
        CONSTRAINT pk_tie PRIMARY KEY (id),
        CONSTRAINT uq_tie_first_id_second_id UNIQUE (first_id, second_id),
        CONSTRAINT fk_tie_first_id_business
        FOREIGN KEY(first_id) REFERENCES business (id) ON DELETE CASCADE,
        CONSTRAINT fk_tie_second_id_business
        FOREIGN KEY(second_id) REFERENCES business (id) ON DELETE CASCADE
    )
    """,
    """
    CREATE INDEX ix_tie_second_id ON tie (second_id)
    """,
    """
    CREATE TABLE timeline_entry (
        id INTEGER NOT NULL,
        business_id INTEGER NOT NULL,
        kind VARCHAR NOT NULL,
        on_day VARCHAR NOT NULL,
        words VARCHAR NOT NULL,
        archived_at VARCHAR,
        CONSTRAINT pk_timeline_entry PRIMARY KEY (id),
        CONSTRAINT fk_timeline_entry_business_id_business
        FOREIGN KEY(business_id) REFERENCES business (id) ON DELETE CASCADE
    )
    """,
    """
    CREATE INDEX ix_timeline_entry_business ON timeline_entry (business_id, on_day)
    """,
    """
    CREATE INDEX ix_business_introduced_by_id ON business (introduced_by_id)
    """,
    """
    CREATE INDEX ix_business_listed ON business (own, archived_at, sort_name, id)
    """,
    """
    CREATE INDEX ix_business_next_on ON business (next_on)
    """,
    """
    CREATE INDEX ix_business_opened_at ON business (opened_at) WHERE opened_at IS NOT NULL
    """,
    """
    CREATE INDEX ix_business_uid ON business (uid)
    """,
)


def upgrade() -> None:
    """Widen businesses and people, make the new tables, move skills into theirs."""
    op.execute("DROP INDEX ix_business_own")
    for table, columns in (("business", _BUSINESS), ("person", _PERSON)):
        for name, kind in columns.items():
            op.execute(f"ALTER TABLE {table} ADD COLUMN {name} {kind}")
    for statement in _STATEMENTS:
        op.execute(statement)
    _move_skills()
    _name_for_sorting()
    op.execute("ALTER TABLE business DROP COLUMN skills")
    op.execute("ALTER TABLE business DROP COLUMN colour")


def _move_skills() -> None:
    connection = op.get_bind()
    for business_id, stored in connection.execute(text("SELECT id, skills FROM business")).all():
        for position, name in enumerate(json.loads(stored or "[]")):
            connection.execute(
                text(
                    "INSERT INTO skill"
                    " (business_id, position, name, key, level, evidence, last_used)"
                    " VALUES (:business, :position, :name, :key, 0, '', '')"
                ),
                {"business": business_id, "position": position, "name": name, "key": fold(name)},
            )


def _name_for_sorting() -> None:
    connection = op.get_bind()
    names = text("SELECT id, legal_name, trading_name FROM business")
    for business_id, legal, trading in connection.execute(names).all():
        connection.execute(
            text("UPDATE business SET sort_name = :name WHERE id = :id"),
            {"name": fold(trading or legal), "id": business_id},
        )
