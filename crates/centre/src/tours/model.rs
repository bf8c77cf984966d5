//! Cases and proposals, and what a proposal's hash covers.

use std::collections::BTreeMap;
use std::fmt::Write;

use data_encoding::HEXLOWER;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use torg_base::Uuid;
use torg_plan::check::Violation;
use torg_plan::explain::Unserved;
use torg_plan::model::{Input, Wish};
use torg_plan::read::{self, Fault};
use torg_plan::{Options, Shown, Totals};

/// The table that holds the planner's own wishes; a proposal has one of its own.
pub const WISHES: &str = "wishes.csv";
/// A run that has said nothing for so long is over, whatever its row says.
pub const SILENCE: SignedDuration = SignedDuration::from_secs(30);
/// Longest run, in seconds.
pub const MOST_SECONDS: i32 = 600;

/// The tables of the planner's reader, by file name.
pub type Files = BTreeMap<String, String>;

/// The tables that proposals are made from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    pub id: Uuid,
    pub organisation: Uuid,
    pub name: String,
    pub files: Files,
    /// False while some table has faults; then tables may still be replaced.
    pub whole: bool,
    pub hash: String,
    pub made: Timestamp,
}

impl Case {
    pub fn new(organisation: Uuid, name: String, files: Files, made: Timestamp) -> Case {
        let case = Case {
            id: torg_base::new_id(),
            organisation,
            name,
            files: Files::new(),
            whole: false,
            hash: String::new(),
            made,
        };
        case.with(files)
    }

    /// The case with these tables in place of those of the same name.
    pub fn with(mut self, files: Files) -> Case {
        self.files.extend(files);
        self.whole = read::read(&self.files).is_ok();
        self.hash = files_hash(&self.files);
        self
    }

    pub fn input(&self) -> Result<Input, Vec<Fault>> {
        read::read(&self.files)
    }

    /// The tables with a proposal's wishes in place of the case's own.
    pub fn files_with(&self, wishes: &str) -> Files {
        let mut files = self.files.clone();
        files.remove(WISHES);
        if !wishes.is_empty() {
            files.insert(WISHES.to_owned(), wishes.to_owned());
        }
        files
    }
}

/// A hash over tables: names and contents, in the order of the names.
pub fn files_hash(files: &Files) -> String {
    let mut hash = Sha256::new();
    for part in files.iter().flat_map(|(name, text)| [name, text]) {
        // The length first, so that nothing can move from one table to the next unseen.
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part.as_bytes());
    }
    HEXLOWER.encode(&hash.finalize())
}

/// Wishes as the table that the planner's reader takes; empty when there are none.
pub fn wishes_table(input: &Input, wishes: &[Wish]) -> String {
    if wishes.is_empty() {
        return String::new();
    }
    let team = |t: Option<usize>| t.map_or("", |t| input.teams[t].key.as_str());
    let date = |day: Option<i32>| day.map(|d| input.date(d).to_string()).unwrap_or_default();
    let mut out = csv::Writer::from_writer(Vec::new());
    let mut line = |cells: [&str; 4]| drop(out.write_record(cells));
    line(["wish", "team", "place", "date"]);
    for wish in wishes {
        match *wish {
            Wish::Lock { team: t, place, day } => {
                line(["lock", team(Some(t)), &input.places[place].key, &date(Some(day))]);
            }
            Wish::Forbid { team: t, place, day } => {
                line(["forbid", team(t), &input.places[place].key, &date(day)]);
            }
        }
    }
    String::from_utf8(out.into_inner().unwrap_or_default()).unwrap_or_default()
}

/// What somebody asks for when a run begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    pub seed: i64,
    pub seconds: i32,
    /// So many rounds instead of seconds: what makes a run the same as an earlier one.
    pub rounds: Option<i64>,
    /// The wishes as a table.
    pub wishes: String,
    /// The proposal whose plan the search begins from.
    pub based_on: Option<Uuid>,
}

impl Asked {
    pub fn options(&self) -> Options {
        Options {
            seed: u64::try_from(self.seed).unwrap_or_default(),
            rounds: self.rounds.and_then(|r| u64::try_from(r).ok()),
            without: Vec::new(),
        }
    }

    /// The hash of everything that a run is made from. `base` is the hash of the proposal it begins from.
    pub fn hash(&self, case: &Case, base: Option<&str>) -> String {
        let mut text = files_hash(&case.files_with(&self.wishes));
        // Writing to a string cannot fail.
        let _ = write!(text, " {} {} {:?} {base:?}", self.seed, self.seconds, self.rounds);
        HEXLOWER.encode(&Sha256::digest(text.as_bytes()))
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    Running,
    /// Ran its time or rounds.
    Done,
    /// Somebody stopped it; the best plan so far was kept.
    Stopped,
    /// The program ended before the run did; there is no plan.
    Interrupted,
    /// The planner broke down; there is no plan.
    Failed,
}

impl State {
    pub const ALL: [State; 5] = [State::Running, State::Done, State::Stopped, State::Interrupted, State::Failed];

    pub fn code(self) -> &'static str {
        match self {
            State::Running => "running",
            State::Done => "done",
            State::Stopped => "stopped",
            State::Interrupted => "interrupted",
            State::Failed => "failed",
        }
    }

    pub fn parse(code: &str) -> Option<State> {
        State::ALL.into_iter().find(|s| s.code() == code)
    }

    /// Key of the word for people.
    pub fn key(self) -> &'static str {
        match self {
            State::Running => "tours-state-running",
            State::Done => "tours-state-done",
            State::Stopped => "tours-state-stopped",
            State::Interrupted => "tours-state-interrupted",
            State::Failed => "tours-state-failed",
        }
    }

    /// The colour of its tag.
    pub fn colour(self) -> &'static str {
        match self {
            State::Running => "info",
            State::Done => "success",
            State::Stopped => "neutral",
            State::Interrupted => "warning",
            State::Failed => "danger",
        }
    }

    pub fn has_plan(self) -> bool {
        matches!(self, State::Done | State::Stopped)
    }
}

/// One run and what came of it, without the plan itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    pub id: Uuid,
    pub organisation: Uuid,
    pub case: Uuid,
    /// Counted within its case, from 1.
    pub number: i32,
    pub asked: Asked,
    pub version: String,
    pub hash: String,
    pub state: State,
    pub started: Timestamp,
    /// When the run last said how far it had come.
    pub beat: Timestamp,
    pub ended: Option<Timestamp>,
    pub rounds: Option<i64>,
    /// Minutes, see the plan crate.
    pub value: Option<i64>,
    pub bound: Option<i64>,
    pub people: Option<i64>,
    pub people_left: Option<i64>,
}

impl Proposal {
    /// The state as it is: a run that has been silent for too long is over.
    pub fn seen(mut self, now: Timestamp) -> Proposal {
        if self.state == State::Running && now.duration_since(self.beat) > SILENCE {
            self.state = State::Interrupted;
        }
        self
    }
}

/// What a run came to.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Outcome {
    pub proposal: torg_plan::Proposal,
    /// What the checker, which shares nothing with the search, found; nothing unless the planner has a fault.
    pub violations: Vec<Violation>,
    pub legs: Vec<Shown>,
    pub unserved: Vec<Unserved>,
    pub disputed: Vec<Without>,
}

/// A plan made without one disputed rule, with as many rounds: what the rule costs.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Without {
    pub rule: String,
    pub totals: Totals,
    /// Places that are visited then and not now.
    pub gained: Vec<usize>,
}

/// How far a plan is from the most that any could be worth, in whole per cent; nothing where that has no meaning.
pub fn gap(value: i64, bound: i64) -> Option<i64> {
    (bound > 0 && value >= 0).then(|| ((bound - value).max(0) * 100 + bound / 2) / bound)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_knows_where_a_table_ends() {
        let files = |pairs: &[(&str, &str)]| -> Files {
            pairs.iter().map(|(n, t)| ((*n).to_owned(), (*t).to_owned())).collect()
        };
        let one = files_hash(&files(&[("a.csv", "12"), ("b.csv", "3")]));
        assert_ne!(one, files_hash(&files(&[("a.csv", "1"), ("b.csv", "23")])));
        assert_eq!(one, files_hash(&files(&[("b.csv", "3"), ("a.csv", "12")])));
        assert_eq!(one.len(), 64);
    }

    #[test]
    fn a_gap_is_counted_only_where_it_means_something() {
        assert_eq!((gap(90, 100), gap(100, 100), gap(0, 0), gap(-5, 10)), (Some(10), Some(0), None, None));
    }

    #[test]
    fn a_silent_run_is_over() {
        let now: Timestamp = "2026-11-23T09:00:00Z".parse().expect("an instant");
        let asked = Asked { seed: 1, seconds: 1, rounds: None, wishes: String::new(), based_on: None };
        let run = Proposal {
            id: Uuid::nil(),
            organisation: Uuid::nil(),
            case: Uuid::nil(),
            number: 1,
            asked,
            version: String::new(),
            hash: String::new(),
            state: State::Running,
            started: now,
            beat: now,
            ended: None,
            rounds: None,
            value: None,
            bound: None,
            people: None,
            people_left: None,
        };
        assert_eq!(run.clone().seen(now + SILENCE).state, State::Running);
        assert_eq!(run.seen(now + SILENCE + SignedDuration::from_secs(1)).state, State::Interrupted);
    }
}
