"""Each entry of a ledger says its format and what is to be noted of it; copies keep their edition.

Entries that are there are of format 1 and have no note. What was frozen before has no edition.
"""

from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Add the columns; no row is rewritten."""
    op.execute("ALTER TABLE ledger_entry ADD COLUMN format INTEGER NOT NULL DEFAULT 1")
    op.execute("ALTER TABLE ledger_entry ADD COLUMN note VARCHAR NOT NULL DEFAULT ''")
    op.execute("ALTER TABLE revision ADD COLUMN edition BLOB")
    op.execute("ALTER TABLE executed_copy ADD COLUMN edition BLOB")
