//! What is told about a session when it is closed, and the counters that it raises.

use jiff::civil::Date;
use torg_base::Uuid;

/// Sessions in twelve months below which a place has no counter of two things at once. Age band by language by
/// month has some 500 cells; with fewer sessions than twice that, most cells that are not empty hold one person.
pub const FLOOR: i64 = 1_000;
/// The longest session that is believed, minutes; more than that is a page that was forgotten.
pub const LONGEST: i32 = 480;

/// A side of a session that is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Dimension {
    Service,
    Topic,
    Minutes,
    Place,
    Equipment,
    Autonomy,
    Age,
    Language,
    Outcome,
    Referred,
}

/// A value with the key of its word.
pub type Value = (&'static str, &'static str);

impl Dimension {
    pub const ALL: [Dimension; 10] = [
        Dimension::Service,
        Dimension::Topic,
        Dimension::Minutes,
        Dimension::Place,
        Dimension::Equipment,
        Dimension::Autonomy,
        Dimension::Age,
        Dimension::Language,
        Dimension::Outcome,
        Dimension::Referred,
    ];

    pub fn code(self) -> &'static str {
        match self {
            Dimension::Service => "service",
            Dimension::Topic => "topic",
            Dimension::Minutes => "minutes",
            Dimension::Place => "place",
            Dimension::Equipment => "equipment",
            Dimension::Autonomy => "autonomy",
            Dimension::Age => "age",
            Dimension::Language => "language",
            Dimension::Outcome => "outcome",
            Dimension::Referred => "referred",
        }
    }

    pub fn parse(code: &str) -> Option<Dimension> {
        Dimension::ALL.into_iter().find(|dimension| dimension.code() == code)
    }

    /// Key of its name.
    pub fn word(self) -> &'static str {
        match self {
            Dimension::Service => "session-service",
            Dimension::Topic => "session-topic",
            Dimension::Minutes => "session-minutes",
            Dimension::Place => "session-place",
            Dimension::Equipment => "session-equipment",
            Dimension::Autonomy => "session-autonomy",
            Dimension::Age => "session-age",
            Dimension::Language => "session-language",
            Dimension::Outcome => "session-outcome",
            Dimension::Referred => "session-referred",
        }
    }

    /// Every value it may have; services are those of the list. The first is what stands when nothing is told.
    pub fn values(self) -> &'static [Value] {
        match self {
            Dimension::Service => &[],
            Dimension::Topic => TOPICS,
            Dimension::Minutes => &BANDS,
            Dimension::Place => PLACES,
            Dimension::Equipment => EQUIPMENT,
            Dimension::Autonomy => AUTONOMY,
            Dimension::Age => AGES,
            Dimension::Language => LANGUAGES,
            Dimension::Outcome => OUTCOMES,
            Dimension::Referred => REFERRED,
        }
    }

    pub fn value(self, code: &str) -> Option<&'static str> {
        self.values().iter().map(|(known, _)| *known).find(|known| *known == code)
    }

    /// Those that are told by one choice in the form, in its order.
    pub const CHOSEN: [Dimension; 6] = [
        Dimension::Referred,
        Dimension::Autonomy,
        Dimension::Equipment,
        Dimension::Place,
        Dimension::Age,
        Dimension::Language,
    ];
}

const TOPICS: &[Value] = &[
    ("none", "session-unsaid"),
    ("login", "session-topic-login"),
    ("device", "session-topic-device"),
    ("mail", "session-topic-mail"),
    ("form", "session-topic-form"),
    ("letter", "session-topic-letter"),
    ("money", "session-topic-money"),
    ("health", "session-topic-health"),
    ("safety", "session-topic-safety"),
    ("other", "session-other"),
];
const BANDS: [Value; 4] = [
    ("short", "session-minutes-short"),
    ("half", "session-minutes-half"),
    ("hour", "session-minutes-hour"),
    ("long", "session-minutes-long"),
];
const PLACES: &[Value] = &[
    ("centre", "session-place-centre"),
    ("other", "session-place-other"),
    ("home", "session-place-home"),
    ("remote", "session-place-remote"),
];
const EQUIPMENT: &[Value] = &[
    ("unsaid", "session-unsaid"),
    ("computer", "session-equipment-computer"),
    ("phone", "session-equipment-phone"),
    ("tablet", "session-equipment-tablet"),
    ("other", "session-other"),
    ("none", "session-equipment-none"),
];
const AUTONOMY: &[Value] = &[
    ("unsaid", "session-unsaid"),
    ("alone", "session-autonomy-alone"),
    ("beside", "session-autonomy-beside"),
    ("not", "session-autonomy-not"),
];
const AGES: &[Value] = &[
    ("unsaid", "session-unsaid"),
    ("0-11", "session-age-0"),
    ("12-17", "session-age-12"),
    ("18-24", "session-age-18"),
    ("25-39", "session-age-25"),
    ("40-59", "session-age-40"),
    ("60-69", "session-age-60"),
    ("70", "session-age-70"),
];
const LANGUAGES: &[Value] = &[
    ("unsaid", "session-unsaid"),
    ("no", "session-language-no"),
    ("en", "session-language-en"),
    ("sami", "session-language-sami"),
    ("pl", "session-language-pl"),
    ("lt", "session-language-lt"),
    ("uk", "session-language-uk"),
    ("other", "session-other"),
];
const OUTCOMES: &[Value] = &[
    ("solved", "session-outcome-solved"),
    ("partly", "session-outcome-partly"),
    ("not", "session-outcome-not"),
    ("stopped", "session-outcome-stopped"),
];
const REFERRED: &[Value] = &[
    ("nobody", "session-referred-nobody"),
    ("caseworker", "session-referred-caseworker"),
    ("agency", "session-referred-agency"),
    ("health", "session-referred-health"),
    ("voluntary", "session-referred-voluntary"),
    ("other", "session-other"),
];

/// The band that a length falls in.
pub fn band(minutes: i32) -> &'static str {
    match minutes {
        ..15 => "short",
        15..30 => "half",
        30..60 => "hour",
        _ => "long",
    }
}

/// What is told about a session that is over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    pub service: Uuid,
    /// 1 to [`LONGEST`].
    pub minutes: i32,
    /// None or more of the topics.
    pub topics: Vec<&'static str>,
    /// How it ended.
    pub outcome: &'static str,
    /// One value of each of [`Dimension::CHOSEN`], in that order.
    pub chosen: [&'static str; 6],
}

/// What a counter counts: one thing, or two at once with the lesser first. The second is empty for one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Counter {
    pub one: String,
    pub two: String,
}

/// The counter of every session of a period.
pub const ALL: &str = "all";

impl Session {
    /// Every counter that goes up by one. `crossed` adds those of two things at once.
    pub fn counters(&self, crossed: bool) -> Vec<Counter> {
        let mut marks: Vec<(Dimension, String)> = vec![
            (Dimension::Service, mark(Dimension::Service, &self.service.to_string())),
            (Dimension::Minutes, mark(Dimension::Minutes, band(self.minutes))),
            (Dimension::Outcome, mark(Dimension::Outcome, self.outcome)),
        ];
        let topics = if self.topics.is_empty() { &["none"][..] } else { &self.topics };
        marks.extend(topics.iter().map(|topic| (Dimension::Topic, mark(Dimension::Topic, topic))));
        marks.extend(Dimension::CHOSEN.iter().zip(self.chosen).map(|(d, value)| (*d, mark(*d, value))));
        let mut counters = vec![Counter { one: ALL.to_owned(), two: String::new() }];
        counters.extend(marks.iter().map(|(_, one)| Counter { one: one.clone(), two: String::new() }));
        if crossed {
            for (d, one) in &marks {
                let others = marks.iter().filter(|(other, _)| d < other);
                counters.extend(others.map(|(_, two)| Counter { one: one.clone(), two: two.clone() }));
            }
        }
        counters
    }
}

/// How a counter names a value.
pub fn mark(dimension: Dimension, value: &str) -> String {
    format!("{}:{value}", dimension.code())
}

/// The period that a day is counted in: a month (`2026-11`) where two things are counted at once, else a quarter
/// (`2026-Q4`).
pub fn period(day: Date, crossed: bool) -> String {
    if crossed {
        format!("{:04}-{:02}", day.year(), day.month())
    } else {
        format!("{:04}-Q{}", day.year(), (day.month() - 1) / 3 + 1)
    }
}

/// Whether a period is over on a day. Running periods are never shown: yesterday's number and today's would differ by
/// those who came in between.
pub fn over(period: &str, today: Date) -> bool {
    let own = if period.contains('Q') { self::period(today, false) } else { self::period(today, true) };
    period < own.as_str()
}

/// A number as it may be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Told {
    Zero,
    /// One to four.
    Few,
    /// The nearest multiple of five.
    About(i64),
}

impl Told {
    pub fn of(count: i64) -> Told {
        match count {
            ..=0 => Told::Zero,
            1..=4 => Told::Few,
            more => Told::About((more + 2) / 5 * 5),
        }
    }

    /// For the length of a bar.
    pub fn size(self) -> i64 {
        match self {
            Told::Zero | Told::Few => 0,
            Told::About(count) => count,
        }
    }
}
