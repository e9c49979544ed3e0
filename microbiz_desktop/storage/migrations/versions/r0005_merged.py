"""Who was merged into whom, and which two are not one, in tables of their own instead of settings.

What names somebody who is gone since is left out. The search index is made anew after every
migration; from this one on its rows have room for more kinds of things.
"""

from alembic import op

revision = "0005"
down_revision = "0004"

_STATEMENTS = (
    """
    CREATE TABLE merged (
        gone_id INTEGER NOT NULL,
        into_id INTEGER NOT NULL,
        CONSTRAINT pk_merged PRIMARY KEY (gone_id),
        CONSTRAINT fk_merged_gone_id_business
        FOREIGN KEY(gone_id) REFERENCES business (id) ON DELETE CASCADE,
        CONSTRAINT fk_merged_into_id_business
        FOREIGN KEY(into_id) REFERENCES business (id) ON DELETE CASCADE
    )
    """,
    "CREATE INDEX ix_merged_into_id ON merged (into_id)",
    """
    CREATE TABLE not_same (
        first_id INTEGER NOT NULL,
        second_id INTEGER NOT NULL,
        CONSTRAINT pk_not_same PRIMARY KEY (first_id, second_id),
        CONSTRAINT fk_not_same_first_id_business
        FOREIGN KEY(first_id) REFERENCES business (id) ON DELETE CASCADE,
        CONSTRAINT fk_not_same_second_id_business
        FOREIGN KEY(second_id) REFERENCES business (id) ON DELETE CASCADE
    )
    """,
    "CREATE INDEX ix_not_same_second_id ON not_same (second_id)",
    """
    INSERT INTO merged SELECT gone.id, into_.id FROM setting
        JOIN business AS gone ON gone.id = CAST(substr(key, 14) AS INTEGER)
        JOIN business AS into_ ON into_.id = CAST(value AS INTEGER)
        WHERE key LIKE 'merged into: %'
    """,
    """
    INSERT INTO not_same SELECT one.id, other.id FROM setting
        JOIN business AS one ON one.id = CAST(substr(key, 15) AS INTEGER)
        JOIN business AS other
            ON other.id = CAST(substr(key, instr(substr(key, 15), ' ') + 15) AS INTEGER)
        WHERE key LIKE 'not the same: %'
    """,
)
_MOVED = "DELETE FROM setting WHERE key LIKE 'merged into: %' OR key LIKE 'not the same: %'"


def upgrade() -> None:
    """Make the tables, and move what the settings say of two entries."""
    for statement in _STATEMENTS:
        op.execute(statement)
    connection = op.get_bind()
    connection.info["moved"] = {"setting": connection.exec_driver_sql(_MOVED).rowcount}
