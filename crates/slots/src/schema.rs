//! The tables of booking time, and what has been changed in them since.

use torg_store::Migration;

/// Forward only; a step that has been released is never edited.
pub const MIGRATIONS: &[Migration] = &[
    Migration {
    name: "slots-1",
    sql: "
CREATE TABLE resource (
  id {uuid} PRIMARY KEY,
  organisation_id {uuid} NOT NULL,
  place_id {uuid} NOT NULL,
  kind {text} NOT NULL CHECK (kind IN ('place', 'person', 'caseworker', 'room', 'equipment', 'course', 'vehicle', 'desk')),
  name {text} NOT NULL,
  capacity {int} NOT NULL CHECK (capacity BETWEEN 1 AND 1000),
  active {bool} NOT NULL
) {table};
CREATE INDEX resource_place ON resource (organisation_id, place_id);

CREATE TABLE availability (
  id {uuid} PRIMARY KEY,
  organisation_id {uuid} NOT NULL,
  resource_id {uuid} NOT NULL REFERENCES resource (id) ON DELETE CASCADE,
  weekdays {int} NOT NULL CHECK (weekdays BETWEEN 1 AND 127),
  from_minute {int} NOT NULL CHECK (from_minute BETWEEN 0 AND 1439),
  to_minute {int} NOT NULL CHECK (to_minute BETWEEN 1 AND 1440),
  valid_from {text},
  valid_to {text},
  on_holidays {bool} NOT NULL,
  CHECK (from_minute < to_minute)
) {table};
CREATE INDEX availability_resource ON availability (organisation_id, resource_id);

CREATE TABLE exception (
  id {uuid} PRIMARY KEY,
  organisation_id {uuid} NOT NULL,
  place_id {uuid} NOT NULL,
  resource_id {uuid} REFERENCES resource (id) ON DELETE CASCADE,
  from_date {text} NOT NULL,
  to_date {text} NOT NULL,
  open {bool} NOT NULL,
  from_minute {int} NOT NULL,
  to_minute {int} NOT NULL,
  reason {text},
  CHECK (from_minute >= 0 AND from_minute < to_minute AND to_minute <= 1440 AND from_date <= to_date)
) {table};
CREATE INDEX exception_place ON exception (organisation_id, place_id, to_date);

CREATE TABLE occupancy (
  id {uuid} PRIMARY KEY,
  organisation_id {uuid} NOT NULL,
  resource_id {uuid} NOT NULL REFERENCES resource (id),
  seat {int} NOT NULL CHECK (seat >= 1),
  starts {instant} NOT NULL,
  ends {instant} NOT NULL,
  owner_id {uuid} NOT NULL,
  expires_at {instant},
  CHECK (starts < ends)
) {table};
CREATE INDEX occupancy_seat ON occupancy (organisation_id, resource_id, seat, starts);
CREATE INDEX occupancy_time ON occupancy (organisation_id, resource_id, starts);
CREATE INDEX occupancy_owner ON occupancy (owner_id);
CREATE INDEX occupancy_expires ON occupancy (expires_at) WHERE expires_at IS NOT NULL;
",
    // Nothing overlaps, so only the nearest earlier start and the nearest later one can be in the way.
    sqlite: "
CREATE TRIGGER occupancy_insert BEFORE INSERT ON occupancy
WHEN (SELECT ends FROM occupancy WHERE organisation_id = NEW.organisation_id AND resource_id = NEW.resource_id
        AND seat = NEW.seat AND starts < NEW.ends ORDER BY starts DESC LIMIT 1) > NEW.starts
BEGIN SELECT RAISE(ABORT, 'torg:occupancy_overlap'); END;
CREATE TRIGGER occupancy_update BEFORE UPDATE OF organisation_id, resource_id, seat, starts, ends ON occupancy
WHEN EXISTS (SELECT 1 FROM occupancy WHERE organisation_id = NEW.organisation_id AND resource_id = NEW.resource_id
        AND seat = NEW.seat AND id <> OLD.id AND starts < NEW.ends AND ends > NEW.starts)
BEGIN SELECT RAISE(ABORT, 'torg:occupancy_overlap'); END;
",
    postgres: "
CREATE EXTENSION IF NOT EXISTS btree_gist;
ALTER TABLE occupancy ADD CONSTRAINT occupancy_overlap EXCLUDE USING gist
  (organisation_id WITH =, resource_id WITH =, seat WITH =, tstzrange(starts, ends) WITH &&);
",
},
    Migration {
        name: "slots-2",
        sql: "
ALTER TABLE resource ADD COLUMN tags {text} NOT NULL DEFAULT '';
DROP INDEX occupancy_time;
",
        // The index holds all that a search for free times reads, so no row is fetched behind it.
        sqlite: "CREATE INDEX occupancy_time ON occupancy (organisation_id, resource_id, starts, ends, seat, expires_at);",
        postgres: "
CREATE INDEX occupancy_time ON occupancy (organisation_id, resource_id, starts) INCLUDE (ends, seat, expires_at);
",
    },
    Migration {
        name: "slots-3",
        sql: "",
        sqlite: "",
        // The guard's index knows the resource by its bytes, so that no search is planned over it: where the tables have just been filled
        // and nothing has been counted yet, the planner took it for as good as `occupancy_time` and read all there is on a resource.
        postgres: "
ALTER TABLE occupancy DROP CONSTRAINT occupancy_overlap;
ALTER TABLE occupancy ADD CONSTRAINT occupancy_overlap EXCLUDE USING gist
  (uuid_send(resource_id) WITH =, seat WITH =, tstzrange(starts, ends) WITH &&);
",
    },
    Migration {
        name: "slots-4",
        sql: "CREATE INDEX occupancy_starts ON occupancy (starts);",
        sqlite: "",
        postgres: "",
    },
    Migration {
        name: "slots-5",
        sql: "",
        // One writer at a time.
        sqlite: "",
        // Rows for one start that are written at the same instant would wait for each other until the deadlock is found, a
        // second later, and meanwhile everybody else who wants that start joins them. Here they come one after the other.
        // At most 1,024 locks, however much one transaction writes: there is room for some 6,400 in all.
        postgres: "
CREATE FUNCTION occupancy_line() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(7067104, hashtext(NEW.resource_id::text || extract(epoch FROM NEW.starts)) & 1023);
  RETURN NEW;
END $$;
CREATE TRIGGER occupancy_line BEFORE INSERT OR UPDATE OF resource_id, starts ON occupancy
FOR EACH ROW EXECUTE FUNCTION occupancy_line();
",
    },
];
