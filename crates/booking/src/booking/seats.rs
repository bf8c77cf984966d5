//! A booking that is confirmed keeps its seats: the database does it, and refuses one whose seats are gone.

use torg_store::Migration;

/// The name under which the database refuses to confirm a booking whose seats somebody else may have by now.
pub const HOLD_LOST: &str = "hold_lost";

pub const MIGRATION: Migration = Migration {
    name: "booking-seats",
    sql: "",
    sqlite: concat!(
        "
CREATE TRIGGER booking_keeps_seats AFTER UPDATE OF state ON booking WHEN OLD.state = 'held' AND NEW.state = 'confirmed'
BEGIN
  ",
        torg_slots::keep_seats_of_new!(),
        ";
  SELECT RAISE(ABORT, 'torg:hold_lost') WHERE changes() = 0;
END;
",
    ),
    postgres: concat!(
        "
CREATE FUNCTION booking_keeps_seats() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  ",
        torg_slots::keep_seats_of_new!(),
        ";
  IF NOT FOUND THEN RAISE EXCEPTION 'torg:hold_lost'; END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER booking_keeps_seats AFTER UPDATE OF state ON booking FOR EACH ROW
WHEN (OLD.state = 'held' AND NEW.state = 'confirmed') EXECUTE FUNCTION booking_keeps_seats();
",
    ),
};
