"""The first schema: every table that the first version of the program had.

Alembic runs it once, when a data file is made. It is written out and does not ask the records of
today, because a migration must do the same however they change.
"""

from alembic import op

revision = "0001"
down_revision = None

_STATEMENTS = (
    """
    CREATE TABLE image (
        sha256 VARCHAR NOT NULL,
        png BLOB NOT NULL,
        width INTEGER NOT NULL,
        height INTEGER NOT NULL,
        CONSTRAINT pk_image PRIMARY KEY (sha256)
    )
    """,
    """
    CREATE TABLE project (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        name VARCHAR NOT NULL,
        brief VARCHAR NOT NULL,
        client VARCHAR NOT NULL,
        client_address VARCHAR NOT NULL,
        start_on VARCHAR NOT NULL,
        end_on VARCHAR NOT NULL,
        state VARCHAR(24) NOT NULL,
        sample BOOLEAN NOT NULL,
        archived_at VARCHAR,
        opened_at VARCHAR,
        version INTEGER NOT NULL,
        created_at VARCHAR NOT NULL,
        updated_at VARCHAR NOT NULL
    )
    """,
    """
    CREATE TABLE setting (
        "key" VARCHAR NOT NULL,
        value VARCHAR NOT NULL,
        CONSTRAINT pk_setting PRIMARY KEY ("key")
    )
    """,
    """
    CREATE TABLE business (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        own BOOLEAN NOT NULL,
        legal_name VARCHAR NOT NULL,
        trading_name VARCHAR NOT NULL,
        legal_form VARCHAR NOT NULL,
        registration_number VARCHAR NOT NULL,
        tax_number VARCHAR NOT NULL,
        address VARCHAR NOT NULL,
        place VARCHAR NOT NULL,
        email VARCHAR NOT NULL,
        phone VARCHAR NOT NULL,
        website VARCHAR NOT NULL,
        strapline VARCHAR NOT NULL,
        skills TEXT NOT NULL,
        notes VARCHAR NOT NULL,
        sign_rule VARCHAR NOT NULL,
        logo VARCHAR,
        colour VARCHAR NOT NULL,
        sample BOOLEAN NOT NULL,
        archived_at VARCHAR,
        opened_at VARCHAR,
        version INTEGER NOT NULL,
        created_at VARCHAR NOT NULL,
        updated_at VARCHAR NOT NULL,
        CONSTRAINT fk_business_logo_image FOREIGN KEY(logo) REFERENCES image (sha256)
    )
    """,
    """
    CREATE TABLE agreement (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        public_id VARCHAR NOT NULL,
        project_id INTEGER,
        own_business_id INTEGER,
        started_from_id INTEGER,
        template VARCHAR NOT NULL,
        title VARCHAR NOT NULL,
        state VARCHAR(24) NOT NULL,
        revision INTEGER NOT NULL,
        deal_json VARCHAR NOT NULL,
        resume VARCHAR NOT NULL,
        sample BOOLEAN NOT NULL,
        archived_at VARCHAR,
        opened_at VARCHAR,
        version INTEGER NOT NULL,
        created_at VARCHAR NOT NULL,
        updated_at VARCHAR NOT NULL,
        CONSTRAINT ck_agreement_deal_is_json CHECK (json_valid(deal_json)),
        CONSTRAINT uq_agreement_public_id UNIQUE (public_id),
        CONSTRAINT fk_agreement_project_id_project
        FOREIGN KEY(project_id) REFERENCES project (id),
        CONSTRAINT fk_agreement_own_business_id_business
        FOREIGN KEY(own_business_id) REFERENCES business (id),
        CONSTRAINT fk_agreement_started_from_id_agreement
        FOREIGN KEY(started_from_id) REFERENCES agreement (id)
    )
    """,
    """
    CREATE INDEX ix_business_own ON business (own, archived_at)
    """,
    """
    CREATE INDEX ix_agreement_project_id ON agreement (project_id)
    """,
    """
    CREATE TABLE deliverable (
        id INTEGER NOT NULL,
        project_id INTEGER NOT NULL,
        title VARCHAR NOT NULL,
        owner_id INTEGER,
        due VARCHAR NOT NULL,
        position INTEGER NOT NULL,
        CONSTRAINT pk_deliverable PRIMARY KEY (id),
        CONSTRAINT fk_deliverable_project_id_project
        FOREIGN KEY(project_id) REFERENCES project (id) ON DELETE CASCADE,
        CONSTRAINT fk_deliverable_owner_id_business FOREIGN KEY(owner_id) REFERENCES business (id)
    )
    """,
    """
    CREATE INDEX ix_deliverable_project_id ON deliverable (project_id)
    """,
    """
    CREATE TABLE person (
        id INTEGER NOT NULL,
        business_id INTEGER NOT NULL,
        position INTEGER NOT NULL,
        name VARCHAR NOT NULL,
        role VARCHAR NOT NULL,
        email VARCHAR NOT NULL,
        phone VARCHAR NOT NULL,
        may_sign BOOLEAN NOT NULL,
        contact BOOLEAN NOT NULL,
        CONSTRAINT pk_person PRIMARY KEY (id),
        CONSTRAINT fk_person_business_id_business
        FOREIGN KEY(business_id) REFERENCES business (id) ON DELETE CASCADE
    )
    """,
    """
    CREATE INDEX ix_person_business_id ON person (business_id)
    """,
    """
    CREATE TABLE team_member (
        id INTEGER NOT NULL,
        project_id INTEGER NOT NULL,
        business_id INTEGER NOT NULL,
        role VARCHAR NOT NULL,
        position INTEGER NOT NULL,
        CONSTRAINT pk_team_member PRIMARY KEY (id),
        CONSTRAINT uq_team_member_project_id_business_id UNIQUE (project_id, business_id),
        CONSTRAINT fk_team_member_project_id_project
        FOREIGN KEY(project_id) REFERENCES project (id) ON DELETE CASCADE,
        CONSTRAINT fk_team_member_business_id_business
        FOREIGN KEY(business_id) REFERENCES business (id)
    )
    """,
    """
    CREATE INDEX ix_team_member_business_id ON team_member (business_id)
    """,
    """
    CREATE TABLE evidence_file (
        id INTEGER NOT NULL,
        agreement_id INTEGER NOT NULL,
        revision INTEGER NOT NULL,
        sha256 VARCHAR NOT NULL,
        name VARCHAR NOT NULL,
        mime VARCHAR NOT NULL,
        content BLOB NOT NULL,
        received_on VARCHAR NOT NULL,
        received_by VARCHAR NOT NULL,
        how VARCHAR NOT NULL,
        filed_at VARCHAR NOT NULL,
        CONSTRAINT pk_evidence_file PRIMARY KEY (id),
        CONSTRAINT uq_evidence_file_agreement_id_sha256 UNIQUE (agreement_id, sha256),
        CONSTRAINT fk_evidence_file_agreement_id_agreement
        FOREIGN KEY(agreement_id) REFERENCES agreement (id)
    )
    """,
    """
    CREATE TABLE executed_copy (
        id INTEGER NOT NULL,
        agreement_id INTEGER NOT NULL,
        revision INTEGER NOT NULL,
        pdf BLOB NOT NULL,
        pdf_sha256 VARCHAR NOT NULL,
        made_at VARCHAR NOT NULL,
        CONSTRAINT pk_executed_copy PRIMARY KEY (id),
        CONSTRAINT uq_executed_copy_agreement_id_revision UNIQUE (agreement_id, revision),
        CONSTRAINT fk_executed_copy_agreement_id_agreement
        FOREIGN KEY(agreement_id) REFERENCES agreement (id)
    )
    """,
    """
    CREATE TABLE ledger_entry (
        id INTEGER NOT NULL,
        agreement_id INTEGER NOT NULL,
        sequence INTEGER NOT NULL,
        entry VARCHAR(24) NOT NULL,
        revision INTEGER NOT NULL,
        at VARCHAR NOT NULL,
        payload VARCHAR NOT NULL,
        previous VARCHAR NOT NULL,
        hash VARCHAR NOT NULL,
        signature VARCHAR NOT NULL,
        key_id VARCHAR NOT NULL,
        CONSTRAINT pk_ledger_entry PRIMARY KEY (id),
        CONSTRAINT uq_ledger_entry_agreement_id_sequence UNIQUE (agreement_id, sequence),
        CONSTRAINT fk_ledger_entry_agreement_id_agreement
        FOREIGN KEY(agreement_id) REFERENCES agreement (id),
        CONSTRAINT uq_ledger_entry_hash UNIQUE (hash)
    )
    """,
    """
    CREATE TABLE revision (
        id INTEGER NOT NULL,
        agreement_id INTEGER NOT NULL,
        number INTEGER NOT NULL,
        text BLOB NOT NULL,
        fingerprint VARCHAR NOT NULL,
        deal_json VARCHAR NOT NULL,
        template_version VARCHAR NOT NULL,
        pack VARCHAR NOT NULL,
        pack_version VARCHAR NOT NULL,
        pdf BLOB NOT NULL,
        pdf_sha256 VARCHAR NOT NULL,
        check_code VARCHAR NOT NULL,
        offered_at VARCHAR NOT NULL,
        open_until VARCHAR NOT NULL,
        CONSTRAINT pk_revision PRIMARY KEY (id),
        CONSTRAINT uq_revision_agreement_id_number UNIQUE (agreement_id, number),
        CONSTRAINT fk_revision_agreement_id_agreement
        FOREIGN KEY(agreement_id) REFERENCES agreement (id)
    )
    """,
    """
    CREATE INDEX ix_revision_fingerprint ON revision (fingerprint)
    """,
)


def upgrade() -> None:
    """Make every table and index; triggers and the search index follow every migration."""
    for statement in _STATEMENTS:
        op.execute(statement)
