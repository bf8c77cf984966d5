//! Numbers with control digits: national numbers, accounts, organisation numbers, cards.

use torg_base::national_id::{self, Rule};
use torg_base::orgnr;

use crate::alphabet::space_before;
use crate::check;
use crate::context::Context;
use crate::run::{Gap, Run, stands_alone};
use crate::scanner::Scan;
use crate::words::Label;
use crate::{Confidence, Kind};

/// How people write national numbers: lengths of the groups.
const NATIONAL_SHAPES: &[&[usize]] = &[&[11], &[6, 5], &[2, 2, 2, 5], &[6, 3, 2], &[2, 2, 2, 3, 2]];
/// How people write account numbers.
const ACCOUNT_SHAPES: &[&[usize]] = &[&[11], &[4, 2, 5], &[4, 7], &[6, 5]];
/// How people write card numbers.
const CARD_SHAPES: &[&[usize]] =
    &[&[16], &[4, 4, 4, 4], &[4, 6, 5], &[15], &[4, 6, 4], &[14], &[19], &[4, 4, 4, 4, 3], &[13], &[8, 8]];

/// A candidate: `count` groups from `from` on.
struct Candidate<'a, 'b> {
    scan: &'b Scan<'a>,
    run: &'b Run,
    from: usize,
    count: usize,
    digits: [u8; 20],
    length: usize,
}

impl Candidate<'_, '_> {
    fn digits(&self) -> &[u8] {
        &self.digits[..self.length]
    }

    fn text(&self) -> &str {
        // ASCII digits only.
        std::str::from_utf8(self.digits()).unwrap_or_default()
    }

    fn start(&self) -> usize {
        self.run.groups()[self.from].start
    }

    fn end(&self) -> usize {
        self.run.groups()[self.from + self.count - 1].end
    }

    fn context(&self) -> Context {
        Context::of(self.scan.text, self.start(), self.end())
    }

    fn has_shape(&self, shapes: &[&[usize]]) -> bool {
        shapes.iter().any(|shape| shape.len() == self.count && self.run.shape(self.from, shape))
    }

    /// Written over a line break, with the break anywhere.
    fn broken_once(&self) -> bool {
        self.count == 2 && self.run.gap(self.from) == Some(Gap::Line)
    }

    /// Groups of the same row stand beside it with the same gap: a longer number, or columns of numbers.
    fn part_of_row(&self) -> bool {
        let last = self.from + self.count - 1;
        let inner = (self.count > 1).then(|| self.run.gap(self.from)).flatten();
        let outer = [self.from.checked_sub(1).and_then(|i| self.run.gap(i)), self.run.gap(last)];
        outer.into_iter().flatten().any(|gap| matches!(gap, Gap::Dot | Gap::Dash) || (Some(gap) == inner && gap != Gap::Line))
    }
}

/// Looks at the groups from `from` on. Returns how many belong to a hit, or to a number that is known to be none.
pub fn at(scan: &mut Scan, run: &Run, from: usize) -> Option<usize> {
    let found = [(13usize, Kind::Account), (11, Kind::NationalId), (9, Kind::Organisation)]
        .into_iter()
        .find_map(|(length, kind)| one(scan, run, from, length, kind));
    found.or_else(|| [19, 16, 15, 14, 13].into_iter().find_map(|length| one(scan, run, from, length, Kind::Card)))
}

/// Tries one length. For eleven digits national number and account are weighed together.
fn one(scan: &mut Scan, run: &Run, from: usize, length: usize, kind: Kind) -> Option<usize> {
    let count = run.sum(from, length)?;
    let mut candidate = Candidate { scan, run, from, count, digits: [0; 20], length };
    if run.digits(scan.bytes(), from, count, &mut candidate.digits) != length {
        return None;
    }
    let hit = match kind {
        Kind::NationalId => eleven(&candidate),
        Kind::Organisation => organisation(&candidate),
        Kind::Account => iban(&candidate),
        _ => card(&candidate),
    }?;
    let (kind, start, confidence, reason) = hit;
    let end = candidate.end();
    scan.hit(kind, start..end, confidence, reason);
    Some(count)
}

type Found = (Kind, usize, Confidence, &'static str);

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
    if !(stands_alone(bytes, c.start(), c.end()) || glued_to_label) || c.part_of_row() || context.belongs_to_thing() {
        return None;
    }
    let as_account = account && c.has_shape(ACCOUNT_SHAPES) || c.broken_once();
    let dressed_as_account = c.run.shape(c.from, &[4, 2, 5]) && c.count == 3;
    let prefers_account = dressed_as_account || (context.says(Label::Account) && !context.says_directly(Label::National));
    if let Some(rule) = national.filter(|_| !(prefers_account && account)) {
        return national_hit(c, rule, &context);
    }
    as_account.then(|| account_hit(c, dressed_as_account, &context)).flatten()
}

fn national_hit(c: &Candidate, rule: Rule, context: &Context) -> Option<Found> {
    let named = context.says(Label::National);
    if !(c.has_shape(NATIONAL_SHAPES) || c.broken_once() || (named && c.run.even(c.from, c.count))) {
        return None;
    }
    let (confidence, reason) = match rule {
        Rule::Legacy => (Confidence::Certain, "date and both control digits"),
        Rule::From2032 if named => (Confidence::Likely, "named so; control digits of the rule from 2032"),
        // One account in twelve looks like a number from 2032.
        Rule::From2032 if c.run.shape(c.from, &[4, 2, 5]) || (c.count > 1 && !c.run.even(c.from, c.count)) => return None,
        Rule::From2032 => (Confidence::Possible, "date and control digits of the rule from 2032"),
    };
    Some((Kind::NationalId, c.start(), confidence, reason))
}

fn account_hit(c: &Candidate, dressed: bool, context: &Context) -> Option<Found> {
    if context.says_directly(Label::National) || context.says_directly(Label::Passport) || context.says_directly(Label::Phone) {
        return None;
    }
    let found = match (dressed, context.says(Label::Account)) {
        (true, true) => (Confidence::Certain, "named so, written as an account, control digit"),
        (true, false) if c.run.has_gap(c.from, c.count, Gap::Dot) => (Confidence::Certain, "written as an account, control digit"),
        (true, false) if !context.may_belong_to_thing() => (Confidence::Likely, "written as an account, control digit"),
        (false, true) => (Confidence::Certain, "named so, control digit"),
        (false, false) if c.count == 1 && !context.may_belong_to_thing() => (Confidence::Possible, "eleven digits, control digit"),
        _ => return None,
    };
    Some((Kind::Account, c.start(), found.0, found.1))
}

fn organisation(c: &Candidate) -> Option<Found> {
    let shaped = c.has_shape(&[&[9], &[3, 3, 3]]) && c.run.even(c.from, c.count) || c.broken_once();
    if !shaped || c.digits()[0] == b'0' || !orgnr::valid(c.text()) {
        return None;
    }
    let bytes = c.scan.bytes();
    let (start, end) = (c.start(), c.end());
    let vat = bytes[..start].ends_with(b"NO") || bytes[end..].starts_with(b"MVA");
    let scheme = bytes[..start].ends_with(b"0192:");
    if !(vat || scheme || stands_alone(bytes, start, end)) || c.part_of_row() {
        return None;
    }
    if vat || scheme {
        return Some((Kind::Organisation, start, Confidence::Certain, "VAT or 0192 form, control digit"));
    }
    let context = c.context();
    let other = [Label::Phone, Label::Passport, Label::Card, Label::National].iter().any(|l| context.says_directly(*l));
    if context.belongs_to_thing() || other || bytes[..start].ends_with(b"+") {
        return None;
    }
    let named = context.says(Label::Organisation);
    let likely_first = matches!(c.digits()[0], b'8' | b'9');
    let found = match named {
        true if context.says_directly(Label::Organisation) => (Confidence::Certain, "named so, control digit"),
        true => (Confidence::Likely, "a company beside it, control digit"),
        false if context.may_belong_to_thing() => return None,
        false if likely_first || c.count > 1 => (Confidence::Likely, "nine digits, control digit"),
        false => (Confidence::Possible, "nine digits, control digit"),
    };
    Some((Kind::Organisation, start, found.0, found.1))
}

fn card(c: &Candidate) -> Option<Found> {
    let shaped = c.has_shape(CARD_SHAPES) && c.run.even(c.from, c.count) || c.broken_once();
    if !shaped || !check::card_issuer(c.digits()) || !check::luhn(c.digits()) {
        return None;
    }
    let bytes = c.scan.bytes();
    if !stands_alone(bytes, c.start(), c.end()) || c.part_of_row() {
        return None;
    }
    let context = c.context();
    if context.belongs_to_thing() {
        return None;
    }
    let named = context.says(Label::Card);
    let certain_form = c.length == 16 || (c.length == 15 && c.count == 3);
    let odd_issuer = matches!(c.digits()[0], b'6') && c.digits()[..2] != *b"65" && c.digits()[..2] != *b"60";
    let found = match (named, certain_form) {
        (true, _) => (Confidence::Certain, "named so, issuer and control digit"),
        (false, true) if !context.may_belong_to_thing() && !odd_issuer => (Confidence::Certain, "issuer, length and control digit"),
        (false, false) if matches!(c.length, 14 | 15) && !context.may_belong_to_thing() && c.count > 1 => {
            (Confidence::Possible, "issuer, length and control digit")
        }
        _ => return None,
    };
    Some((Kind::Card, c.start(), found.0, found.1))
}
