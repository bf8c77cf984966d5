//! A lease, the seats it holds, and what a device did with them; pure.

use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;
use torg_base::{Lang, Phone, Uuid};
use torg_slots::calendar::Calendar;
use torg_slots::offer::{choose, offered};
use torg_slots::rules::{Assigned, Busy, OfferRules};

use torg_catalogue::services::model::Way;

/// How long seats are held after a device must have stopped booking: a night, since the line often comes back when the
/// bus or the boat does.
pub const MARGIN: SignedDuration = SignedDuration::from_hours(12);
/// Hours that a device may book for; what the form offers.
pub const HOURS: [i32; 6] = [4, 8, 24, 48, 72, 168];
/// Dates from the first to the last that a lease may span.
pub const MOST_DAYS: i64 = 14;
/// Seats in one lease: what fits in one answer to a device, and in one unit.
pub const MOST_SEATS: usize = 300;
/// Seats at once; more is not a share.
pub const MOST_SHARE: i32 = 10;

/// A share of the times of an offer, lent to a device.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lease {
    pub id: Uuid,
    pub organisation: Uuid,
    pub place: Uuid,
    /// The offer whose starts and length the times have.
    pub service: Uuid,
    pub way: Way,
    /// What staff call the device: the shop, the bus.
    pub name: String,
    pub made: Timestamp,
    /// The device books until then.
    pub ends: Timestamp,
    /// Given back by staff before its end.
    pub released: Option<Timestamp>,
    /// Who brought the device in; none until one is.
    pub paired_by: Option<Uuid>,
    pub seen: Option<Timestamp>,
}

/// Where a lease stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Waits for a device to type its code.
    Waiting,
    /// A device books.
    Out,
    /// No more is booked; what was booked is still awaited.
    Late,
    /// Given back, or so late that the seats are free again. What still comes is merged where it can be.
    Over,
}

impl Lease {
    /// Until when the seats are held.
    pub fn held(&self) -> Timestamp {
        self.ends + MARGIN
    }

    pub fn standing(&self, now: Timestamp) -> Standing {
        match self {
            _ if self.released.is_some() || now >= self.held() => Standing::Over,
            _ if now >= self.ends => Standing::Late,
            Lease { paired_by: None, .. } => Standing::Waiting,
            _ => Standing::Out,
        }
    }
}

impl Standing {
    /// Key of the word that people see.
    pub fn text(self) -> &'static str {
        match self {
            Standing::Waiting => "lease-waiting",
            Standing::Out => "lease-out",
            Standing::Late => "lease-late",
            Standing::Over => "lease-over",
        }
    }
}

/// One meeting that a device may book. Its key owns what it occupies until a booking does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seat {
    pub id: Uuid,
    pub starts: Timestamp,
    pub ends: Timestamp,
    /// Lent beforehand, so that a slip printed without a line is right.
    pub reference: String,
    /// Rows of occupancy: one for each thing that a meeting needs.
    pub parts: i32,
    /// What took it.
    pub booking: Option<Uuid>,
}

/// A start, and what a meeting then occupies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chosen {
    pub start: Timestamp,
    pub end: Timestamp,
    pub occupied: Vec<Assigned>,
}

/// Chooses the seats of a lease among what is free: at every start in the span at most `share`, counted together with the
/// starts that overlap it, so that one of two guides stays one however close the starts lie.
pub fn portion(
    rules: &OfferRules,
    calendar: &Calendar,
    mut busy: Vec<Busy>,
    (from, to): (Timestamp, Timestamp),
    now: Timestamp,
    share: usize,
) -> Vec<Chosen> {
    let mut portion: Vec<Chosen> = Vec::new();
    for slot in offered(rules, calendar, &busy, from, to, now) {
        let mut beside = portion.iter().filter(|other| other.start < slot.end && slot.start < other.end).count();
        while beside < share && portion.len() <= MOST_SEATS {
            let Ok(occupied) = choose(rules, calendar, &busy, slot.start, now, 0) else { break };
            busy.extend(occupied.iter().map(|seat| Busy::from(*seat)));
            portion.push(Chosen { start: slot.start, end: slot.end, occupied });
            beside += 1;
        }
    }
    portion
}

/// Something a device did, under a key that the device made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Op {
    pub id: Uuid,
    /// When, by the device's clock.
    pub at: Timestamp,
    pub deed: Deed,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Deed {
    Book(Wish),
    /// Takes back what this op booked.
    Cancel(Uuid),
    /// Somebody who came without a time.
    DropIn(Uuid),
}

impl Deed {
    pub fn code(&self) -> &'static str {
        match self {
            Deed::Book(_) => "book",
            Deed::Cancel(_) => "cancel",
            Deed::DropIn(_) => "dropin",
        }
    }

    /// What it is done to, where it names another op.
    pub fn subject(&self) -> Option<Uuid> {
        match self {
            Deed::Cancel(op) => Some(*op),
            _ => None,
        }
    }
}

/// Who was booked into which seat.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wish {
    pub seat: Uuid,
    pub service: Uuid,
    pub name: String,
    pub phone: Option<Phone>,
    pub lang: Lang,
    pub hidden: bool,
}

/// What became of an op. Kept, so that a repeat gets the same answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    Booked,
    /// The time could not be had any more: staff call.
    Call,
    Cancelled,
    /// Too late to cancel: the meeting has begun or is over.
    Late,
    Counted,
    /// It names a seat that the lease never had, or cannot be read.
    Wrong,
    /// Nothing was written; it may be sent again.
    Again,
}

impl Outcome {
    const ALL: [Outcome; 7] = [
        Outcome::Booked,
        Outcome::Call,
        Outcome::Cancelled,
        Outcome::Late,
        Outcome::Counted,
        Outcome::Wrong,
        Outcome::Again,
    ];

    pub fn code(self) -> &'static str {
        match self {
            Outcome::Booked => "booked",
            Outcome::Call => "call",
            Outcome::Cancelled => "cancelled",
            Outcome::Late => "late",
            Outcome::Counted => "counted",
            Outcome::Wrong => "wrong",
            Outcome::Again => "again",
        }
    }

    pub fn parse(code: &str) -> Option<Outcome> {
        Outcome::ALL.into_iter().find(|outcome| outcome.code() == code)
    }
}

/// Letters of a name that are kept, as in a booking's form.
const NAME: usize = 80;

/// An op as a device sends it.
#[derive(Deserialize)]
pub struct Sent {
    pub id: Uuid,
    /// Milliseconds since 1970.
    at: i64,
    kind: String,
    seat: Option<Uuid>,
    service: Option<Uuid>,
    of: Option<Uuid>,
    #[serde(default)]
    name: String,
    #[serde(default)]
    phone: String,
    #[serde(default)]
    lang: String,
    #[serde(default)]
    hidden: bool,
}

impl Sent {
    /// Reads it; none when something is missing that it cannot do without. A telephone number that cannot be one is left
    /// out, since the meeting stands without it.
    pub fn read(self) -> Option<Op> {
        let deed = match self.kind.as_str() {
            "book" => {
                let typed = self.name.chars().filter(|c| !c.is_control()).take(NAME);
                let name = Some(typed.collect::<String>().trim().to_owned()).filter(|name| !name.is_empty())?;
                let phone = Phone::parse(&self.phone);
                let lang = Lang::parse(&self.lang).unwrap_or_default();
                Deed::Book(Wish { seat: self.seat?, service: self.service?, name, phone, lang, hidden: self.hidden })
            }
            "cancel" => Deed::Cancel(self.of?),
            "dropin" => Deed::DropIn(self.service?),
            _ => return None,
        };
        Some(Op { id: self.id, at: Timestamp::from_millisecond(self.at).ok()?, deed })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use torg_slots::rules::{Availability, Candidate, Role, Weekdays};

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    /// Two guides from nine to twelve on workdays, half-hour meetings every quarter of an hour.
    fn two_guides() -> (OfferRules, Calendar) {
        let guides = [Uuid::from_u128(1), Uuid::from_u128(2)];
        let rule = |resource| Availability {
            resource,
            weekdays: Weekdays::WORKDAYS,
            from_minute: 540,
            to_minute: 720,
            valid_from: None,
            valid_to: None,
            on_holidays: false,
        };
        let candidates = guides.map(|resource| Candidate { resource, capacity: 1, rank: 0, travels: false }).to_vec();
        let rules = OfferRules {
            minutes: 30,
            step: 15,
            buffer_before: 0,
            buffer_after: 0,
            travel_minutes: 0,
            notice_minutes: 0,
            horizon_days: 30,
            place: None,
            roles: vec![Role { name: "person".into(), candidates }],
        };
        (rules, Calendar::new(guides.map(rule).to_vec(), Vec::new()))
    }

    fn overlap(one: &Chosen, other: &Chosen) -> bool {
        one.start < other.end && other.start < one.end
    }

    #[test]
    fn a_share_stays_a_share_however_close_the_starts_lie() {
        let (rules, calendar) = two_guides();
        let (from, to, now) = (at("2026-11-24T00:00:00Z"), at("2026-11-25T00:00:00Z"), at("2026-11-23T09:00:00Z"));
        let taken = Busy {
            resource: Uuid::from_u128(1),
            seat: 1,
            starts: at("2026-11-24T08:00:00Z"),
            ends: at("2026-11-24T08:30:00Z"),
        };
        for (share, seats) in [(1, 6), (2, 11), (9, 11)] {
            let portion = portion(&rules, &calendar, vec![taken], (from, to), now, share);
            assert_eq!(portion.len(), seats, "share {share}");
            for one in &portion {
                let beside = portion.iter().filter(|other| overlap(one, other)).count();
                assert!(beside <= share, "share {share}");
            }
            let mut occupied: Vec<Assigned> = portion.iter().flat_map(|c| c.occupied.clone()).collect();
            occupied.sort_by_key(|seat| (seat.resource, seat.starts));
            let clash = |pair: &[Assigned]| pair[0].resource == pair[1].resource && pair[1].starts < pair[0].ends;
            assert!(!occupied.windows(2).any(clash), "nobody is lent twice");
            assert!(!occupied.iter().any(|s| s.resource == taken.resource && s.starts < taken.ends));
        }
    }

    #[test]
    fn the_seats_are_held_over_the_margin_and_no_longer() {
        let mut lease = Lease {
            id: Uuid::nil(),
            organisation: Uuid::nil(),
            place: Uuid::nil(),
            service: Uuid::nil(),
            way: Way::Counter,
            name: "Butikken".into(),
            made: at("2026-11-23T09:00:00Z"),
            ends: at("2026-11-23T17:00:00Z"),
            released: None,
            paired_by: None,
            seen: None,
        };
        assert_eq!(lease.standing(lease.made), Standing::Waiting);
        lease.paired_by = Some(Uuid::nil());
        assert_eq!(lease.standing(lease.made), Standing::Out);
        assert_eq!(lease.standing(lease.ends), Standing::Late);
        assert_eq!(lease.standing(at("2026-11-24T04:59:59Z")), Standing::Late);
        assert_eq!(lease.standing(at("2026-11-24T05:00:00Z")), Standing::Over);
        lease.released = Some(lease.made);
        assert_eq!(lease.standing(lease.made), Standing::Over);
    }

    #[test]
    fn what_a_device_sends_is_read_or_refused() {
        let read = |text: &str| serde_json::from_str::<Sent>(text).ok().and_then(Sent::read);
        let id = "0190a0a0-0000-7000-8000-000000000001";
        let book = |name: &str, phone: &str| {
            format!(
                r#"{{"id":"{id}","at":1,"kind":"book","seat":"{id}","service":"{id}","name":"{name}","phone":"{phone}"}}"#
            )
        };
        let Some(Op { deed: Deed::Book(wish), .. }) = read(&book(" Solveig ", "900 00 001")) else {
            panic!("a booking")
        };
        assert_eq!((wish.name.as_str(), wish.phone.is_some()), ("Solveig", true));
        let Some(Op { deed: Deed::Book(wish), .. }) = read(&book(&"å".repeat(200), "12")) else { panic!("a booking") };
        assert_eq!((wish.name.chars().count(), wish.phone), (80, None));
        assert_eq!(read(&book("  ", "")), None, "somebody has to be called something");
        assert!(read(&format!(r#"{{"id":"{id}","at":1,"kind":"cancel","of":"{id}"}}"#)).is_some());
        assert_eq!(read(&format!(r#"{{"id":"{id}","at":1,"kind":"cancel"}}"#)), None);
        assert_eq!(read(&format!(r#"{{"id":"{id}","at":1,"kind":"sell"}}"#)), None);
    }
}
