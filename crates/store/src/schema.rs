//! The store's own tables: outbox, audit, access records, personal keys, configuration version.

use crate::Migration;

pub const MIGRATIONS: &[Migration] = &[FIRST, ACCESS_BY_DAY];

/// Old access records are found by their day.
const ACCESS_BY_DAY: Migration =
    Migration { name: "store-2", sql: "CREATE INDEX access_day ON access_record (day);", sqlite: "", postgres: "" };

const FIRST: Migration = Migration {
    name: "store-1",
    sql: "
CREATE TABLE config_version (id {int} PRIMARY KEY CHECK (id = 1), version {bigint} NOT NULL) {table};
INSERT INTO config_version (id, version) VALUES (1, 1);

CREATE TABLE outbox (
  id {uuid} PRIMARY KEY,
  organisation_id {uuid} NOT NULL,
  kind {text} NOT NULL,
  key {text} NOT NULL,
  subject_id {uuid},
  payload {bytes} NOT NULL,
  state {text} NOT NULL CHECK (state IN ('ready', 'done', 'failed', 'cancelled')),
  due_at {instant} NOT NULL,
  lease_until {instant},
  attempts {int} NOT NULL DEFAULT 0,
  settled_at {instant},
  error {text},
  provider {text},
  provider_id {text},
  delivery {text} CHECK (delivery IN ('delivered', 'undelivered')),
  handled_at {instant}
) {table};
CREATE UNIQUE INDEX outbox_key ON outbox (key);
CREATE INDEX outbox_provider ON outbox (provider_id) WHERE provider_id IS NOT NULL;
CREATE INDEX outbox_due ON outbox (due_at) WHERE state = 'ready';
CREATE INDEX outbox_subject ON outbox (organisation_id, subject_id);
CREATE INDEX outbox_trouble ON outbox (organisation_id, settled_at) WHERE state = 'failed' OR delivery = 'undelivered';
CREATE INDEX outbox_settled ON outbox (settled_at) WHERE state <> 'ready';

CREATE TABLE personal_key (
  id {uuid} PRIMARY KEY,
  organisation_id {uuid} NOT NULL,
  subject_id {uuid} NOT NULL,
  wrapped {bytes} NOT NULL
) {table};
CREATE UNIQUE INDEX personal_key_subject ON personal_key (subject_id);

CREATE TABLE audit (
  id {uuid} PRIMARY KEY,
  organisation_id {uuid} NOT NULL,
  at {instant} NOT NULL,
  actor {text} NOT NULL,
  actor_id {uuid},
  action {text} NOT NULL,
  subject_kind {text} NOT NULL,
  subject_id {uuid} NOT NULL,
  personal_key_id {uuid},
  payload {bytes},
  seq {bigint},
  hash {bytes}
) {table};
CREATE UNIQUE INDEX audit_seq ON audit (seq);
CREATE INDEX audit_unsealed ON audit (id) WHERE seq IS NULL;
CREATE INDEX audit_subject ON audit (organisation_id, subject_id);
CREATE TABLE audit_head (id {int} PRIMARY KEY CHECK (id = 1), seq {bigint} NOT NULL, hash {bytes} NOT NULL, touched {int} NOT NULL) {table};

CREATE TABLE access_record (
  id {uuid} PRIMARY KEY,
  organisation_id {uuid} NOT NULL,
  at {instant} NOT NULL,
  day {text} NOT NULL,
  staff_id {uuid} NOT NULL,
  role {text} NOT NULL,
  unit_id {uuid},
  subject_kind {text} NOT NULL,
  subject_id {uuid} NOT NULL,
  purpose {text} NOT NULL,
  opened {bool} NOT NULL
) {table};
CREATE INDEX access_subject ON access_record (organisation_id, subject_id, at);
",
    sqlite: "
INSERT INTO audit_head (id, seq, hash, touched) VALUES (1, 0, x'', 0);
CREATE UNIQUE INDEX access_listed ON access_record (organisation_id, staff_id, subject_id, purpose, day) WHERE opened = 0;
CREATE TRIGGER audit_frozen BEFORE UPDATE ON audit WHEN OLD.seq IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'torg:audit_frozen'); END;
CREATE TRIGGER audit_kept BEFORE DELETE ON audit
BEGIN SELECT RAISE(ABORT, 'torg:audit_kept'); END;
",
    postgres: "
INSERT INTO audit_head (id, seq, hash, touched) VALUES (1, 0, ''::bytea, 0);
CREATE UNIQUE INDEX access_listed ON access_record (organisation_id, staff_id, subject_id, purpose, day) WHERE NOT opened;
CREATE FUNCTION audit_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP IN ('DELETE', 'TRUNCATE') THEN RAISE EXCEPTION 'torg:audit_kept'; END IF;
  IF OLD.seq IS NOT NULL THEN RAISE EXCEPTION 'torg:audit_frozen'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER audit_frozen BEFORE UPDATE OR DELETE ON audit FOR EACH ROW EXECUTE FUNCTION audit_frozen();
CREATE TRIGGER audit_kept BEFORE TRUNCATE ON audit FOR EACH STATEMENT EXECUTE FUNCTION audit_frozen();
",
};
