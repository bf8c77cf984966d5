//! Finds personal data in Norwegian text: national numbers, accounts, organisation numbers, phones, e-mail, cards,
//! addresses, dates of birth, passports, IP addresses and names.
//!
//! Pure: text in, hits out; no clock, no network. [`scan`] looks through a text in memory, [`stream`] through a file of
//! any size in flat memory, [`redact`] takes hits out of a text. With the feature `files`, `files` reads the file kinds
//! that people keep such text in.
//!
//! How it works: one pass over the bytes stops at digits and `@`. What stands there is read into groups, and each kind
//! decides by its control digits, its shape and the words around it (`context`). A number that follows a word such
//! as "KID" or "saksnummer" belongs to that word and is no hit, even when a control digit happens to fit.

mod address;
mod after;
mod alphabet;
mod before;
mod check;
mod context;
mod date;
mod email;
#[cfg(feature = "files")]
pub mod files;
mod gap;
mod ip;
mod list;
mod name;
mod noun;
mod number;
mod organisation;
mod passport;
mod phone;
mod place;
pub mod redact;
mod run;
mod scanner;
mod stems;
pub mod stream;
mod streets;
mod words;

use std::fmt;
use std::ops::Range;

pub use place::Place;

/// What kind of personal data a hit is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Fødselsnummer, D-number, H-number or synthetic number.
    NationalId,
    /// Norwegian bank account, or a whole Norwegian IBAN.
    Account,
    /// Norwegian organisation number.
    Organisation,
    Phone,
    Email,
    /// Payment card.
    Card,
    /// Street and number, with postcode and town when they follow.
    Address,
    BirthDate,
    Passport,
    /// IPv4 or IPv6 address.
    Ip,
    /// A person's name.
    Name,
}

impl Kind {
    pub const ALL: [Kind; 11] = [
        Kind::NationalId,
        Kind::Account,
        Kind::Organisation,
        Kind::Phone,
        Kind::Email,
        Kind::Card,
        Kind::Address,
        Kind::BirthDate,
        Kind::Passport,
        Kind::Ip,
        Kind::Name,
    ];

    /// The word used in JSON and on the command line.
    pub fn as_str(self) -> &'static str {
        match self {
            Kind::NationalId => "national_id",
            Kind::Account => "account",
            Kind::Organisation => "organisation",
            Kind::Phone => "phone",
            Kind::Email => "email",
            Kind::Card => "card",
            Kind::Address => "address",
            Kind::BirthDate => "birth_date",
            Kind::Passport => "passport",
            Kind::Ip => "ip",
            Kind::Name => "name",
        }
    }

    /// Reads the word that [`Kind::as_str`] writes.
    pub fn parse(word: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|kind| kind.as_str() == word)
    }

    /// Whether the kind has control digits that a typing error breaks.
    pub fn has_control_digits(self) -> bool {
        matches!(self, Kind::NationalId | Kind::Account | Kind::Organisation | Kind::Card)
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// How sure a hit is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Confidence {
    /// The shape fits and so do the words around it, more or less.
    Possible,
    /// The shape and either the control digits or the words around it fit.
    Likely,
    /// Control digits and shape, or a shape that is nothing else.
    Certain,
}

impl Confidence {
    pub fn as_str(self) -> &'static str {
        match self {
            Confidence::Possible => "possible",
            Confidence::Likely => "likely",
            Confidence::Certain => "certain",
        }
    }
}

/// One find.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    pub kind: Kind,
    /// Bytes in the text that was scanned; on character borders.
    pub span: Range<usize>,
    pub confidence: Confidence,
    /// Why, in a few English words; never the data itself.
    pub reason: &'static str,
}

/// What to look for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// Names by lexicon and context. They cost most of the time and are the least sure.
    pub names: bool,
    without: u16,
}

impl Default for Options {
    fn default() -> Options {
        Options { names: true, without: 0 }
    }
}

impl Options {
    /// Everything but names.
    pub fn numbers() -> Options {
        Options { names: false, without: 0 }
    }

    /// The same without one kind.
    #[must_use]
    pub fn without(mut self, kind: Kind) -> Options {
        self.without |= 1 << kind as u16;
        self
    }

    /// Whether the kind is looked for.
    pub fn wants(&self, kind: Kind) -> bool {
        self.without & (1 << kind as u16) == 0 && (kind != Kind::Name || self.names)
    }
}

/// Every hit in the text, in order, none overlapping another.
pub fn scan(text: &str) -> Vec<Hit> {
    scan_with(text, &Options::default())
}

/// The same with a choice of kinds.
pub fn scan_with(text: &str, options: &Options) -> Vec<Hit> {
    let mut hits = Vec::new();
    scanner::scan_into(text, options, &mut hits);
    hits
}

/// Scans one cell of a table whose column has a heading: the heading counts as the words before the cell.
/// Spans are bytes in `cell`.
pub fn scan_cell(heading: &str, cell: &str, options: &Options) -> Vec<Hit> {
    if heading.is_empty() {
        return scan_with(cell, options);
    }
    let joined = format!("{heading}: {cell}");
    let shift = joined.len() - cell.len();
    let mut hits = scan_with(&joined, options);
    hits.retain(|hit| hit.span.start >= shift);
    for hit in &mut hits {
        hit.span = hit.span.start - shift..hit.span.end - shift;
    }
    hits
}
