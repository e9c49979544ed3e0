"""Labels of one's own, people who are no associates, what to ask about, who leads a project.

No row is rewritten: nobody has a label yet, and everybody in the list is an associate. The list is
read by an index that knows who is none.
"""

from alembic import op

revision = "0006"
down_revision = "0005"

_STATEMENTS = (
    "ALTER TABLE business ADD COLUMN outside BOOLEAN NOT NULL DEFAULT 0",
    "ALTER TABLE business ADD COLUMN labels TEXT NOT NULL DEFAULT '[]'",
    "ALTER TABLE business ADD COLUMN ask_about TEXT NOT NULL DEFAULT '[]'",
    "ALTER TABLE business ADD COLUMN mission VARCHAR NOT NULL DEFAULT ''",
    "ALTER TABLE team_member ADD COLUMN duty VARCHAR NOT NULL DEFAULT ''",
    """
    CREATE TABLE label (
        id INTEGER NOT NULL,
        name VARCHAR NOT NULL,
        "key" VARCHAR NOT NULL,
        colour VARCHAR NOT NULL,
        CONSTRAINT pk_label PRIMARY KEY (id),
        CONSTRAINT uq_label_key UNIQUE ("key")
    )
    """,
    "DROP INDEX ix_business_listed",
    "CREATE INDEX ix_business_listed ON business (own, outside, archived_at, sort_name, id)",
)


def upgrade() -> None:
    """Add the columns and the table, and make the index of the list anew."""
    for statement in _STATEMENTS:
        op.execute(statement)
