"""Sealed ideas: the bytes of each, its key, and the number that agreements print of it.

No row is rewritten: until now the numbers in answers were made elsewhere, and nothing behind them
was kept here.
"""

from alembic import op

revision = "0007"
down_revision = "0006"

_STATEMENTS = (
    """
    CREATE TABLE sealed_idea (
        id INTEGER NOT NULL,
        business_id INTEGER NOT NULL,
        title VARCHAR NOT NULL,
        file_name VARCHAR NOT NULL,
        content BLOB NOT NULL,
        "key" BLOB NOT NULL,
        number VARCHAR NOT NULL,
        size INTEGER NOT NULL,
        made_at VARCHAR NOT NULL,
        archived_at VARCHAR,
        CONSTRAINT pk_sealed_idea PRIMARY KEY (id),
        CONSTRAINT fk_sealed_idea_business_id_business
            FOREIGN KEY(business_id) REFERENCES business (id) ON DELETE CASCADE,
        CONSTRAINT uq_sealed_idea_number UNIQUE (number)
    )
    """,
    "CREATE INDEX ix_sealed_idea_business_id ON sealed_idea (business_id)",
)


def upgrade() -> None:
    """Add the table."""
    for statement in _STATEMENTS:
        op.execute(statement)
