-- A data file of the first schema, made by the program of that time.
BEGIN TRANSACTION;
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
    );
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0001');
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
    );
INSERT INTO "business" VALUES(1,1,'Fernhill Design Ltd','Fernhill Design','limited-company','','','','','','','','','[]','','one',NULL,'',0,NULL,NULL,1,'2026-11-20T09:30:00.000000+00:00 Europe/London','2026-11-20T09:30:00.000000+00:00 Europe/London');
INSERT INTO "business" VALUES(2,0,'Dan Whitcombe and Ruth Whitcombe','Whitcombe Joinery','partnership','','','','Otley','','01632 000111','','Stairs and counters','["Fit-out", "joinery", "Möbel"]','rings before nine','all',NULL,'',0,NULL,NULL,2,'2026-11-20T09:30:00.000000+00:00 Europe/London','2026-11-20T09:30:00.000000+00:00 Europe/London');
INSERT INTO "business" VALUES(3,0,'Zoë Ågren','','sole-trader','','','','','','','','','[]','','one',NULL,'',0,NULL,NULL,1,'2026-11-20T09:30:00.000000+00:00 Europe/London','2026-11-20T09:30:00.000000+00:00 Europe/London');
INSERT INTO "business" VALUES(4,0,'Gone','','sole-trader','','','','','','','','','["drone"]','','one',NULL,'',0,'2026-11-20T09:30:00.000000+00:00 Europe/London',NULL,2,'2026-11-20T09:30:00.000000+00:00 Europe/London','2026-11-20T09:30:00.000000+00:00 Europe/London');
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
    );
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
    );
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
    );
CREATE TABLE image (
        sha256 VARCHAR NOT NULL,
        png BLOB NOT NULL,
        width INTEGER NOT NULL,
        height INTEGER NOT NULL,
        CONSTRAINT pk_image PRIMARY KEY (sha256)
    );
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
    );
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
    );
INSERT INTO "person" VALUES(1,2,0,'Dan Whitcombe','partner','','',1,0);
INSERT INTO "person" VALUES(2,2,1,'Ruth Whitcombe','partner','ruth@whitcombe.example','',1,1);
INSERT INTO "person" VALUES(3,3,0,'Zoë Ågren','','','',0,0);
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
    );
INSERT INTO "project" VALUES(1,'Harbour Lane café','','','','','','idea',0,NULL,NULL,1,'2026-11-20T09:30:00.000000+00:00 Europe/London','2026-11-20T09:30:00.000000+00:00 Europe/London');
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
    );
CREATE TABLE setting (
        "key" VARCHAR NOT NULL,
        value VARCHAR NOT NULL,
        CONSTRAINT pk_setting PRIMARY KEY ("key")
    );
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
    );
INSERT INTO "team_member" VALUES(1,1,2,'fit-out',0);
CREATE INDEX ix_business_own ON business (own, archived_at)
    ;
CREATE INDEX ix_agreement_project_id ON agreement (project_id)
    ;
CREATE INDEX ix_deliverable_project_id ON deliverable (project_id)
    ;
CREATE INDEX ix_person_business_id ON person (business_id)
    ;
CREATE INDEX ix_team_member_business_id ON team_member (business_id)
    ;
CREATE INDEX ix_revision_fingerprint ON revision (fingerprint)
    ;
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('business',4);
INSERT INTO "sqlite_sequence" VALUES('project',1);
CREATE VIRTUAL TABLE search USING fts5(kind UNINDEXED, title, body, tokenize='unicode61 remove_diacritics 2', prefix='2 3');
INSERT INTO search(rowid, kind, title, body) VALUES(5, 'own business', 'Fernhill Design', 'Fernhill Design Ltd      ');
INSERT INTO search(rowid, kind, title, body) VALUES(6, 'project', 'Harbour Lane café', ' ');
INSERT INTO search(rowid, kind, title, body) VALUES(9, 'associate', 'Whitcombe Joinery', 'Dan Whitcombe and Ruth Whitcombe Otley  Stairs and counters Fit-out, joinery, Möbel rings before nine Dan Whitcombe  Ruth Whitcombe ruth@whitcombe.example');
INSERT INTO search(rowid, kind, title, body) VALUES(13, 'associate', 'Zoë Ågren', 'Zoë Ågren      Zoë Ågren ');
CREATE TRIGGER revision_no_update BEFORE UPDATE ON revision BEGIN SELECT RAISE(ABORT, 'append-only: revision'); END;
CREATE TRIGGER revision_no_delete BEFORE DELETE ON revision BEGIN SELECT RAISE(ABORT, 'append-only: revision'); END;
CREATE TRIGGER revision_no_replace BEFORE INSERT ON revision WHEN EXISTS (SELECT 1 FROM revision WHERE id = NEW.id OR (agreement_id = NEW.agreement_id AND number = NEW.number)) BEGIN SELECT RAISE(ABORT, 'append-only: revision'); END;
CREATE TRIGGER ledger_entry_no_update BEFORE UPDATE ON ledger_entry BEGIN SELECT RAISE(ABORT, 'append-only: ledger_entry'); END;
CREATE TRIGGER ledger_entry_no_delete BEFORE DELETE ON ledger_entry BEGIN SELECT RAISE(ABORT, 'append-only: ledger_entry'); END;
CREATE TRIGGER ledger_entry_no_replace BEFORE INSERT ON ledger_entry WHEN EXISTS (SELECT 1 FROM ledger_entry WHERE id = NEW.id OR hash = NEW.hash OR (agreement_id = NEW.agreement_id AND sequence = NEW.sequence)) BEGIN SELECT RAISE(ABORT, 'append-only: ledger_entry'); END;
CREATE TRIGGER evidence_file_no_update BEFORE UPDATE ON evidence_file BEGIN SELECT RAISE(ABORT, 'append-only: evidence_file'); END;
CREATE TRIGGER evidence_file_no_delete BEFORE DELETE ON evidence_file BEGIN SELECT RAISE(ABORT, 'append-only: evidence_file'); END;
CREATE TRIGGER evidence_file_no_replace BEFORE INSERT ON evidence_file WHEN EXISTS (SELECT 1 FROM evidence_file WHERE id = NEW.id OR (agreement_id = NEW.agreement_id AND sha256 = NEW.sha256)) BEGIN SELECT RAISE(ABORT, 'append-only: evidence_file'); END;
CREATE TRIGGER executed_copy_no_update BEFORE UPDATE ON executed_copy BEGIN SELECT RAISE(ABORT, 'append-only: executed_copy'); END;
CREATE TRIGGER executed_copy_no_delete BEFORE DELETE ON executed_copy BEGIN SELECT RAISE(ABORT, 'append-only: executed_copy'); END;
CREATE TRIGGER executed_copy_no_replace BEFORE INSERT ON executed_copy WHEN EXISTS (SELECT 1 FROM executed_copy WHERE id = NEW.id OR (agreement_id = NEW.agreement_id AND revision = NEW.revision)) BEGIN SELECT RAISE(ABORT, 'append-only: executed_copy'); END;
CREATE TRIGGER image_no_update BEFORE UPDATE ON image BEGIN SELECT RAISE(ABORT, 'append-only: image'); END;
CREATE TRIGGER image_no_delete BEFORE DELETE ON image BEGIN SELECT RAISE(ABORT, 'append-only: image'); END;
CREATE TRIGGER image_no_replace BEFORE INSERT ON image WHEN EXISTS (SELECT 1 FROM image WHERE sha256 = NEW.sha256) BEGIN SELECT RAISE(ABORT, 'append-only: image'); END;
CREATE TRIGGER ledger_entry_in_order BEFORE INSERT ON ledger_entry
WHEN NEW.sequence <> 1 + (
        SELECT count(*) FROM ledger_entry WHERE agreement_id = NEW.agreement_id)
    OR NEW.previous <> coalesce((
        SELECT hash FROM ledger_entry WHERE agreement_id = NEW.agreement_id
        ORDER BY sequence DESC LIMIT 1), '')
BEGIN SELECT RAISE(ABORT, 'append-only: an entry follows the last one'); END;
CREATE TRIGGER business_insert_search AFTER INSERT ON business BEGIN 
    INSERT INTO search(rowid, kind, title, body)
    SELECT id * 4 + 1, CASE own WHEN 1 THEN 'own business' ELSE 'associate' END,
        CASE trading_name WHEN '' THEN legal_name ELSE trading_name END,
        concat_words FROM (
            SELECT business.*, legal_name || ' ' || place || ' ' || email || ' ' || strapline
                || ' ' || coalesce((
                    SELECT group_concat(value, ', ') FROM json_each(business.skills)), '')
                || ' ' || notes || ' ' || coalesce((
                    SELECT group_concat(name || ' ' || email, ' ') FROM person
                    WHERE person.business_id = business.id), '') AS concat_words
            FROM business WHERE id = NEW.id AND archived_at IS NULL); END;
CREATE TRIGGER business_update_search AFTER UPDATE ON business BEGIN DELETE FROM search WHERE rowid = OLD.id * 4 + 1; 
    INSERT INTO search(rowid, kind, title, body)
    SELECT id * 4 + 1, CASE own WHEN 1 THEN 'own business' ELSE 'associate' END,
        CASE trading_name WHEN '' THEN legal_name ELSE trading_name END,
        concat_words FROM (
            SELECT business.*, legal_name || ' ' || place || ' ' || email || ' ' || strapline
                || ' ' || coalesce((
                    SELECT group_concat(value, ', ') FROM json_each(business.skills)), '')
                || ' ' || notes || ' ' || coalesce((
                    SELECT group_concat(name || ' ' || email, ' ') FROM person
                    WHERE person.business_id = business.id), '') AS concat_words
            FROM business WHERE id = NEW.id AND archived_at IS NULL); END;
CREATE TRIGGER business_delete_search AFTER DELETE ON business BEGIN DELETE FROM search WHERE rowid = OLD.id * 4 + 1; END;
CREATE TRIGGER project_insert_search AFTER INSERT ON project BEGIN 
    INSERT INTO search(rowid, kind, title, body)
    SELECT id * 4 + 2, 'project', name, client || ' ' || brief
    FROM project WHERE id = NEW.id AND archived_at IS NULL; END;
CREATE TRIGGER project_update_search AFTER UPDATE ON project BEGIN DELETE FROM search WHERE rowid = OLD.id * 4 + 2; 
    INSERT INTO search(rowid, kind, title, body)
    SELECT id * 4 + 2, 'project', name, client || ' ' || brief
    FROM project WHERE id = NEW.id AND archived_at IS NULL; END;
CREATE TRIGGER project_delete_search AFTER DELETE ON project BEGIN DELETE FROM search WHERE rowid = OLD.id * 4 + 2; END;
CREATE TRIGGER agreement_insert_search AFTER INSERT ON agreement BEGIN 
    INSERT INTO search(rowid, kind, title, body)
    SELECT id * 4 + 3, 'agreement', title, coalesce((
        SELECT group_concat(
            json_extract(value, '$.trading_name') || ' ' || json_extract(value, '$.legal_name'),
            ' ')
        FROM json_each(deal_json, '$.parties')), '')
    FROM agreement WHERE id = NEW.id AND archived_at IS NULL; END;
CREATE TRIGGER agreement_update_search AFTER UPDATE OF title, deal_json, archived_at ON agreement BEGIN DELETE FROM search WHERE rowid = OLD.id * 4 + 3; 
    INSERT INTO search(rowid, kind, title, body)
    SELECT id * 4 + 3, 'agreement', title, coalesce((
        SELECT group_concat(
            json_extract(value, '$.trading_name') || ' ' || json_extract(value, '$.legal_name'),
            ' ')
        FROM json_each(deal_json, '$.parties')), '')
    FROM agreement WHERE id = NEW.id AND archived_at IS NULL; END;
CREATE TRIGGER agreement_delete_search AFTER DELETE ON agreement BEGIN DELETE FROM search WHERE rowid = OLD.id * 4 + 3; END;
CREATE TRIGGER person_insert_search AFTER INSERT ON person BEGIN DELETE FROM search WHERE rowid = NEW.business_id * 4 + 1;
    INSERT INTO search(rowid, kind, title, body)
    SELECT id * 4 + 1, CASE own WHEN 1 THEN 'own business' ELSE 'associate' END,
        CASE trading_name WHEN '' THEN legal_name ELSE trading_name END,
        concat_words FROM (
            SELECT business.*, legal_name || ' ' || place || ' ' || email || ' ' || strapline
                || ' ' || coalesce((
                    SELECT group_concat(value, ', ') FROM json_each(business.skills)), '')
                || ' ' || notes || ' ' || coalesce((
                    SELECT group_concat(name || ' ' || email, ' ') FROM person
                    WHERE person.business_id = business.id), '') AS concat_words
            FROM business WHERE id = NEW.business_id AND archived_at IS NULL); END;
CREATE TRIGGER person_update_search AFTER UPDATE ON person BEGIN DELETE FROM search WHERE rowid = NEW.business_id * 4 + 1;
    INSERT INTO search(rowid, kind, title, body)
    SELECT id * 4 + 1, CASE own WHEN 1 THEN 'own business' ELSE 'associate' END,
        CASE trading_name WHEN '' THEN legal_name ELSE trading_name END,
        concat_words FROM (
            SELECT business.*, legal_name || ' ' || place || ' ' || email || ' ' || strapline
                || ' ' || coalesce((
                    SELECT group_concat(value, ', ') FROM json_each(business.skills)), '')
                || ' ' || notes || ' ' || coalesce((
                    SELECT group_concat(name || ' ' || email, ' ') FROM person
                    WHERE person.business_id = business.id), '') AS concat_words
            FROM business WHERE id = NEW.business_id AND archived_at IS NULL); END;
CREATE TRIGGER person_delete_search AFTER DELETE ON person BEGIN DELETE FROM search WHERE rowid = OLD.business_id * 4 + 1;
    INSERT INTO search(rowid, kind, title, body)
    SELECT id * 4 + 1, CASE own WHEN 1 THEN 'own business' ELSE 'associate' END,
        CASE trading_name WHEN '' THEN legal_name ELSE trading_name END,
        concat_words FROM (
            SELECT business.*, legal_name || ' ' || place || ' ' || email || ' ' || strapline
                || ' ' || coalesce((
                    SELECT group_concat(value, ', ') FROM json_each(business.skills)), '')
                || ' ' || notes || ' ' || coalesce((
                    SELECT group_concat(name || ' ' || email, ' ') FROM person
                    WHERE person.business_id = business.id), '') AS concat_words
            FROM business WHERE id = OLD.business_id AND archived_at IS NULL); END;
COMMIT;
PRAGMA application_id=1296198010;
PRAGMA user_version=1;
