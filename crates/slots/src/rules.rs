//! The words of booking time: who is there when, what a visit needs, what is taken, and what comes out.
//!
//! Minutes of a day run 0..=1440 in civil time, Europe/Oslo; 1440 is the end of the day (24:00). A part of a day is
//! half-open, and one that ends before it begins is empty: it never opens and never closes anything.

use std::fmt;
use std::str::FromStr;

use jiff::civil::{Date, Weekday};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Minutes in a civil day; as `to_minute` it means 24:00.
pub const DAY: i16 = 1440;

/// The smallest grid between starts, in minutes.
pub const SMALLEST_STEP: u16 = 5;

/// Half-open piece of time: first instant inside, first instant after.
pub type Stretch = (Timestamp, Timestamp);

/// Days of the week as bits, Monday = 1, Sunday = 64. Written `mo;tu;we;th;fr;sa;su`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Weekdays(pub u8);

const DAY_NAMES: [&str; 7] = ["mo", "tu", "we", "th", "fr", "sa", "su"];

impl Weekdays {
    /// Monday to Friday.
    pub const WORKDAYS: Weekdays = Weekdays(0b001_1111);
    /// All seven.
    pub const ALL: Weekdays = Weekdays(0b111_1111);

    /// Whether the day is among them.
    pub fn has(self, day: Weekday) -> bool {
        self.0 & (1 << day.to_monday_zero_offset()) != 0
    }
}

impl fmt::Display for Weekdays {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut between = "";
        for (bit, name) in DAY_NAMES.iter().enumerate() {
            if self.0 & (1 << bit) != 0 {
                write!(out, "{between}{name}")?;
                between = ";";
            }
        }
        Ok(())
    }
}

/// A list of weekdays that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownWeekday(pub String);

impl fmt::Display for UnknownWeekday {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "'{}' is not a weekday: write for example mo;we;fr (mo tu we th fr sa su)", self.0)
    }
}

impl std::error::Error for UnknownWeekday {}

impl FromStr for Weekdays {
    type Err = UnknownWeekday;

    /// Reads `mo;we`, in any case and with spaces. An empty list is refused: such a rule would never apply.
    fn from_str(text: &str) -> Result<Weekdays, UnknownWeekday> {
        text.split(';').try_fold(Weekdays(0), |days, word| {
            let word = word.trim();
            let bit = DAY_NAMES.iter().position(|name| name.eq_ignore_ascii_case(word));
            bit.map(|bit| Weekdays(days.0 | (1 << bit))).ok_or_else(|| UnknownWeekday(word.to_owned()))
        })
    }
}

impl TryFrom<String> for Weekdays {
    type Error = UnknownWeekday;

    fn try_from(text: String) -> Result<Weekdays, UnknownWeekday> {
        text.parse()
    }
}

impl From<Weekdays> for String {
    fn from(days: Weekdays) -> String {
        days.to_string()
    }
}

/// A weekly rule: the resource is there on these days, in this part of the day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Availability {
    pub resource: Uuid,
    pub weekdays: Weekdays,
    pub from_minute: i16,
    pub to_minute: i16,
    /// First date of the rule; none means it always was.
    pub valid_from: Option<Date>,
    /// Last date of the rule, inclusive; none means until changed.
    pub valid_to: Option<Date>,
    /// Whether the rule also holds on public holidays.
    #[serde(default)]
    pub on_holidays: bool,
}

impl Availability {
    /// Whether the date lies within the rule's first and last date (whatever the weekday).
    pub fn in_force(&self, date: Date) -> bool {
        self.valid_from.is_none_or(|first| first <= date) && self.valid_to.is_none_or(|last| date <= last)
    }
}

/// What an exception does with its part of each day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum ExceptionKind {
    Closed { from_minute: i16, to_minute: i16 },
    Open { from_minute: i16, to_minute: i16 },
}

impl ExceptionKind {
    /// Closed from midnight to midnight.
    pub const CLOSED_ALL_DAY: ExceptionKind = ExceptionKind::Closed { from_minute: 0, to_minute: DAY };
}

/// Days that differ from the weekly rules.
///
/// A closure always wins over an opening, whichever is narrower: nobody shall be booked to a locked door. An opening also
/// holds on public holidays.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exception {
    /// The resource; none is the whole place. The whole place closes every resource, and opens those that have a weekly
    /// rule in force at the date (so it does not call back somebody who has left).
    pub resource: Option<Uuid>,
    pub from: Date,
    /// Last date, inclusive.
    pub to: Date,
    pub kind: ExceptionKind,
    pub reason: Option<String>,
}

/// A resource that can fill a role, with its number of seats.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Candidate {
    pub resource: Uuid,
    /// Seats are numbered 1..=capacity. One seat means the resource serves one visit at a time and has buffers.
    pub capacity: u16,
    /// Which alternative of the role it belongs to. Lower numbers are tried first; equal ones are as good as each other.
    #[serde(default)]
    pub rank: u8,
    /// Whether it goes to where the visit is, and is under way for [`OfferRules::travel_minutes`] before and after.
    #[serde(default)]
    pub travels: bool,
}

/// Something a visit needs exactly one of: a guide, a room, a camera.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Role {
    pub name: String,
    pub candidates: Vec<Candidate>,
}

/// What is offered: the length of a visit, its grid, its limits, and what it needs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfferRules {
    /// Length of the visit. Zero offers nothing.
    pub minutes: u16,
    /// Minutes between starts; 0 means as long as the visit. Never under [`SMALLEST_STEP`].
    #[serde(default)]
    pub step: u16,
    /// Minutes kept free before and after, on resources with one seat. They need not lie inside the opening hours.
    #[serde(default)]
    pub buffer_before: u16,
    #[serde(default)]
    pub buffer_after: u16,
    /// Minutes each way for whoever travels to the visit. They are working time, so they lie inside the opening hours of
    /// whoever travels, but not necessarily inside those of the place.
    #[serde(default)]
    pub travel_minutes: u16,
    /// How many minutes ahead a booking must at least be made.
    #[serde(default)]
    pub notice_minutes: u32,
    /// How many days after today (civil dates) may be booked; 0 is today only.
    pub horizon_days: u16,
    /// The place, whose own opening hours must cover the visit too.
    #[serde(default)]
    pub place: Option<Uuid>,
    /// Every role gets one resource, a different one each. Starts follow the opening hours of the first role.
    pub roles: Vec<Role>,
}

impl OfferRules {
    /// Minutes between starts, with the default and the lower limit applied.
    pub fn grid(&self) -> u16 {
        let step = if self.step == 0 { self.minutes } else { self.step };
        step.max(SMALLEST_STEP)
    }

    /// The longest time before a start that a visit can occupy something.
    pub fn before(&self) -> SignedDuration {
        SignedDuration::from_mins(i64::from(self.travel_minutes) + i64::from(self.buffer_before))
    }

    /// The longest time after a start that a visit can occupy something.
    pub fn after(&self) -> SignedDuration {
        let minutes = [self.minutes, self.travel_minutes, self.buffer_after];
        SignedDuration::from_mins(minutes.into_iter().map(i64::from).sum())
    }
}

/// A seat that is taken, buffers included, half-open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Busy {
    pub resource: Uuid,
    pub seat: u16,
    pub starts: Timestamp,
    pub ends: Timestamp,
}

/// A start that can be booked, without buffers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slot {
    pub start: Timestamp,
    pub end: Timestamp,
    /// How many more bookings this start can take. Exact when no resource is a candidate for two roles; otherwise a number
    /// that can be reached.
    pub free: u32,
}

/// A seat given to a booking, buffers included: what is to be written as occupancy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Assigned {
    pub resource: Uuid,
    pub seat: u16,
    pub starts: Timestamp,
    pub ends: Timestamp,
}

impl From<Assigned> for Busy {
    fn from(assigned: Assigned) -> Busy {
        let Assigned { resource, seat, starts, ends } = assigned;
        Busy { resource, seat, starts, ends }
    }
}

/// Why a start cannot be booked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Refusal {
    /// It is not a start of the grid, or somebody needed is not there.
    NotOffered,
    /// It has passed, or is nearer than the notice.
    TooSoon,
    /// It lies after the last date that can be booked.
    TooFar,
    /// It was offered, and all seats are taken.
    Taken,
}

impl fmt::Display for Refusal {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Refusal::NotOffered => "the time is not offered",
            Refusal::TooSoon => "the time is too soon",
            Refusal::TooFar => "the time is too far ahead",
            Refusal::Taken => "the time is taken",
        })
    }
}

impl std::error::Error for Refusal {}

/// Whether a place is open now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OpenState {
    /// Open, and when it closes.
    Open { until: Timestamp },
    /// Closed, and when it opens next; none when not within the days looked ahead.
    Closed { opens: Option<Timestamp> },
}
