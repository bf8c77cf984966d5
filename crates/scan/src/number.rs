//! Numbers with control digits: national numbers, accounts, organisation numbers, cards.

use torg_base::national_id::{self, Rule};

use crate::alphabet::space_before;
use crate::check;
use crate::context::Context;
use crate::run::{Gap, Run, stands_in_list};
use crate::scanner::Scan;
use crate::words::Label;
use crate::{Confidence, Kind, organisation};

/// How people write national numbers: lengths of the groups.
const NATIONAL_SHAPES: &[&[usize]] = &[&[11], &[6, 5], &[2, 2, 2, 5], &[6, 3, 2], &[2, 2, 2, 3, 2]];
/// How people write account numbers.
const ACCOUNT_SHAPES: &[&[usize]] = &[&[11], &[4, 2, 5], &[4, 7], &[6, 5]];
/// Shapes that are seldom a piece of something longer.
const USUAL: &[&[usize]] = &[&[11], &[4, 2, 5], &[2, 2, 2, 5]];
/// No length of a neighbour counts.
const NOTHING: std::ops::RangeInclusive<usize> = std::ops::RangeInclusive::new(1, 0);
/// How people write card numbers.
const CARD_SHAPES: &[&[usize]] = &[
    &[16],
    &[4, 4, 4, 4],
    &[4, 6, 5],
    &[4, 4, 4, 3],
    &[4, 4, 4, 2],
    &[4, 6, 6],
    &[15],
    &[4, 6, 4],
    &[14],
    &[19],
    &[4, 4, 4, 4, 3],
    &[13],
    &[8, 8],
];

/// Digits of each kind, in the order they are tried.
const LENGTHS: [(u32, Kind); 9] = [
    (13, Kind::Account),
    (11, Kind::NationalId),
    (9, Kind::Organisation),
    (16, Kind::Card),
    (15, Kind::Card),
    (14, Kind::Card),
    (19, Kind::Card),
    (18, Kind::Card),
    (13, Kind::Card),
];

/// A candidate: `count` groups from `from` on.
pub struct Candidate<'a, 'b> {
    pub scan: &'b Scan<'a>,
    pub run: &'b Run,
    pub from: usize,
    pub count: usize,
    digits: [u8; 20],
    length: usize,
}

impl Candidate<'_, '_> {
    pub fn digits(&self) -> &[u8] {
        &self.digits[..self.length]
    }

    pub fn text(&self) -> &str {
        // ASCII digits only.
        std::str::from_utf8(self.digits()).unwrap_or_default()
    }

    pub fn start(&self) -> usize {
        self.run.groups()[self.from].start
    }

    pub fn end(&self) -> usize {
        self.run.groups()[self.from + self.count - 1].end
    }

    pub fn context(&self) -> Context {
        self.scan.context(self.start(), self.end())
    }

    pub fn has_shape(&self, shapes: &[&[usize]]) -> bool {
        shapes.iter().any(|shape| shape.len() == self.count && self.run.shape(self.from, shape))
    }

    /// Written over one line break, with the break anywhere. More breaks beside it belong to a number in more pieces.
    pub fn broken_once(&self) -> bool {
        let last = self.from + self.count - 1;
        let outer = [self.from.checked_sub(1).and_then(|i| self.run.gap(i)), self.run.gap(last)];
        self.count == 2 && self.run.gap(self.from) == Some(Gap::Line) && !outer.contains(&Some(Gap::Line))
    }

    /// No line break in it, and no group beside it but what stands apart.
    pub fn whole_line(&self) -> bool {
        let apart = |gap: Option<Gap>| matches!(gap, None | Some(Gap::Loose | Gap::DotSpace));
        let before = self.from.checked_sub(1).and_then(|i| self.run.gap(i));
        let broken = self.run.has_gap(self.from, self.count, Gap::Line);
        !broken && apart(before) && apart(self.run.gap(self.from + self.count - 1))
    }

    /// Groups of the same row stand beside it: a longer number, or columns of numbers. `like` are the lengths of a group
    /// that would carry the pattern on.
    pub fn part_of_row(&self, like: std::ops::RangeInclusive<usize>) -> bool {
        let last = self.from + self.count - 1;
        let inner = (self.count > 1).then(|| self.run.gap(self.from)).flatten();
        let goes_on = |gap: Option<Gap>, group: usize| match gap {
            Some(Gap::Dot | Gap::Dash) if inner.is_none() || gap == inner => true,
            None => false,
            gap => gap == inner && like.contains(&self.run.groups()[group].len()),
        };
        let taken = |i: &usize| self.run.groups()[*i].start < self.scan.last_end();
        let before = self.from.checked_sub(1).filter(|i| !taken(i));
        before.is_some_and(|i| goes_on(self.run.gap(i), i)) || goes_on(self.run.gap(last), last + 1)
    }
}

/// Looks at the groups from `from` on. Returns how many belong to a hit, or to a number that is known to be none.
pub fn at(scan: &mut Scan, run: &Run, from: usize) -> Option<usize> {
    let (most, least) = run.most_and_least(from);
    let fits = |(length, _): &(u32, Kind)| (least..=most).contains(length);
    LENGTHS.iter().filter(|length| fits(length)).find_map(|(length, kind)| one(scan, run, from, *length, *kind))
}

/// Tries one length. For eleven digits national number and account are weighed together.
fn one(scan: &mut Scan, run: &Run, from: usize, length: u32, kind: Kind) -> Option<usize> {
    let count = run.sum(from, length)?;
    let length = length as usize;
    let mut candidate = Candidate { scan, run, from, count, digits: [0; 20], length };
    if run.digits(scan.bytes(), from, count, &mut candidate.digits) != length {
        return None;
    }
    let hit = match kind {
        Kind::NationalId => eleven(&candidate),
        Kind::Organisation => organisation::found(&candidate),
        Kind::Account => iban(&candidate),
        _ => card(&candidate),
    }?;
    let (kind, start, confidence, reason) = hit;
    let end = candidate.end();
    scan.hit(kind, start..end, confidence, reason);
    Some(count)
}

/// Kind, first byte, confidence and reason of a hit.
pub type Found = (Kind, usize, Confidence, &'static str);

fn iban(c: &Candidate) -> Option<Found> {
    let bytes = c.scan.bytes();
    let mut start = c.start();
    if c.run.shape(c.from, &[2]) || c.count == 1 || c.run.groups()[c.from].len() >= 2 {
        start -= space_before(bytes, start);
    }
    let country = start.checked_sub(2)?;
    if !bytes[country..start].eq_ignore_ascii_case(b"NO") || !check::norwegian_iban(c.digits()) {
        return None;
    }
    let glued = crate::alphabet::letter_before(bytes, country);
    (!glued).then_some((Kind::Account, country, Confidence::Certain, "IBAN with right check digits"))
}

fn eleven(c: &Candidate) -> Option<Found> {
    let national = national_id::check(c.text());
    let account = check::account(c.digits());
    if national.is_none() && !account {
        return None;
    }
    let bytes = c.scan.bytes();
    let context = c.context();
    let labelled = context.says(Label::National) || context.says(Label::Account);
    let glued_to_label = crate::alphabet::letter_before(bytes, c.start()) && labelled;
    let legacy = national == Some(Rule::Legacy);
    // A number in a file's name: "soknad_20914695016.pdf".
    let in_file_name =
        legacy && c.count == 1 && (bytes[..c.start()].ends_with(b"_") || bytes[c.end()..].starts_with(b"_"));
    let free = stands_in_list(bytes, c.start(), c.end()) || glued_to_label || in_file_name;
    if !free
        || (c.part_of_row(if c.has_shape(USUAL) { NOTHING } else { 3..=8 }) && !legacy)
        || context.belongs_to_numbered_thing()
    {
        return None;
    }
    let named_account = context.says(Label::Account) && c.count <= 5;
    let as_account = account && (c.has_shape(ACCOUNT_SHAPES) || c.broken_once() || named_account);
    let dressed_as_account = c.run.shape(c.from, &[4, 2, 5]) && c.count == 3;
    // One account in fifty looks like a national number of today, one in twelve like one from 2032.
    let named_only = context.says(Label::Account) && !context.heard(Label::National);
    let parted = c.run.shape(c.from, &[6, 5]) && c.count == 2;
    let prefers_account = (dressed_as_account && !context.says(Label::National))
        || (named_only && if legacy { context.says_directly(Label::Account) } else { !parted });
    if let Some(rule) = national.filter(|_| !(prefers_account && account)) {
        return national_hit(c, rule, &context);
    }
    as_account.then(|| account_hit(c, dressed_as_account, &context)).flatten()
}

fn national_hit(c: &Candidate, rule: Rule, context: &Context) -> Option<Found> {
    let named = context.says(Label::National);
    let few_parts = c.count <= 5 && c.run.even(c.from, c.count) && rule == Rule::Legacy;
    if !(c.has_shape(NATIONAL_SHAPES) || c.broken_once() || few_parts || (named && c.run.even(c.from, c.count))) {
        return None;
    }
    let (confidence, reason) = match rule {
        // The end of a longer number may fit by chance: "3445 108846 93611".
        Rule::Legacy if c.count > 1 && c.part_of_row(3..=8) => (Confidence::Likely, "date and both control digits"),
        Rule::Legacy => (Confidence::Certain, "date and both control digits"),
        Rule::From2032 if named => (Confidence::Likely, "named so; control digits of the rule from 2032"),
        // One account in twelve looks like a number from 2032.
        Rule::From2032 if !c.has_shape(NATIONAL_SHAPES) || context.is_amount() => return None,
        Rule::From2032 => (Confidence::Possible, "date and control digits of the rule from 2032"),
    };
    Some((Kind::NationalId, c.start(), confidence, reason))
}

fn account_hit(c: &Candidate, dressed: bool, context: &Context) -> Option<Found> {
    let thing = if dressed { context.belongs_to_numbered_thing() } else { context.belongs_to_thing() };
    if thing && !context.says(Label::Account) {
        return None;
    }
    let found = match (dressed, context.says(Label::Account)) {
        (true, true) => (Confidence::Certain, "named so, written as an account, control digit"),
        (true, false) if c.run.has_gap(c.from, c.count, Gap::Dot) => {
            (Confidence::Certain, "written as an account, control digit")
        }
        (true, false) if !context.may_belong_to_thing() => (Confidence::Likely, "written as an account, control digit"),
        (false, true) => (Confidence::Certain, "named so, control digit"),
        (false, false) if (c.count == 1 || c.run.shape(c.from, &[4, 7])) && !context.may_belong_to_thing() => {
            (Confidence::Possible, "eleven digits, control digit")
        }
        _ => return None,
    };
    Some((Kind::Account, c.start(), found.0, found.1))
}

fn card(c: &Candidate) -> Option<Found> {
    let shaped = c.run.even(c.from, c.count) && c.count <= 5 || c.broken_once();
    if !shaped || !check::luhn(c.digits()) {
        return None;
    }
    let bytes = c.scan.bytes();
    let context = c.context();
    let named = context.says(Label::Card);
    // A number that is called a card need not be of an issuer that the table knows.
    if !check::card_issuer(c.digits()) && !context.says_directly(Label::Card) {
        return None;
    }
    let glued_to_label = named && crate::alphabet::letter_before(bytes, c.start());
    let free = stands_in_list(bytes, c.start(), c.end()) || glued_to_label;
    let row = c.count > 1 && c.part_of_row(NOTHING);
    if !free || row || context.belongs_to_numbered_thing() || !(named || c.has_shape(CARD_SHAPES)) {
        return None;
    }
    let thing =
        |f: crate::context::Found| matches!(f.label, Label::Reference | Label::Unknown) && f.numbered && f.words <= 4;
    let numbered_thing = context.before.is_some_and(thing);
    let certain_form = c.length == 16 || (c.length == 15 && c.count == 3);
    let odd_issuer = matches!(&c.digits()[..2], b"61" | b"64" | b"66" | b"68" | b"69");
    let found = match (named, certain_form) {
        (true, _) => (Confidence::Certain, "named so, issuer and control digit"),
        (false, true) if !numbered_thing && !odd_issuer => (Confidence::Certain, "issuer, length and control digit"),
        (false, false) if matches!(c.length, 14 | 15) && !context.smells_of_thing() => {
            (Confidence::Possible, "issuer, length and control digit")
        }
        _ => return None,
    };
    Some((Kind::Card, c.start(), found.0, found.1))
}
