//! The pass over a text: where something can begin, and who looks at it.

use std::cell::Cell;
use std::ops::Range;

use crate::alphabet::{letter_before, next_trigger};
use crate::before::Before;
use crate::context::Context;
use crate::run::Run;
use crate::{Confidence, Hit, Kind, Options};
use crate::{address, date, email, ip, name, number, passport, phone};

/// A text under the scan, and what was found so far.
pub struct Scan<'a> {
    pub text: &'a str,
    hits: &'a mut Vec<Hit>,
    /// Hits of this scan begin here in `hits`.
    first: usize,
    /// End of the last e-mail address: nothing that ends later can begin inside it.
    pub email_end: usize,
    /// What the words before the last place asked about say: several kinds look at the same digits.
    before: Cell<Option<(usize, Before)>>,
    around: Cell<Option<(usize, usize, Context)>>,
}

impl<'a> Scan<'a> {
    pub fn bytes(&self) -> &'a [u8] {
        self.text.as_bytes()
    }

    /// Notes a hit. A hit of a kind that is not wanted still takes its place, so that nothing else is read into it.
    pub fn hit(&mut self, kind: Kind, span: Range<usize>, confidence: Confidence, reason: &'static str) {
        while self.hits.len() > self.first && self.hits.last().is_some_and(|last| last.span.start >= span.start) {
            self.hits.pop();
        }
        if self.last_end() > span.start {
            return;
        }
        self.hits.push(Hit { kind, span, confidence, reason });
    }

    /// The words around the bytes `start..end`.
    pub fn context(&self, start: usize, end: usize) -> Context {
        if let Some((_, _, context)) = self.around.get().filter(|(s, e, _)| (*s, *e) == (start, end)) {
            return context;
        }
        let known = self.before.get().filter(|(at, _)| *at == start);
        let before = known.map_or_else(|| Before::of(self.bytes(), start), |(_, before)| before);
        let context = Context::new(self.text, before, end);
        self.before.set(Some((start, before)));
        self.around.set(Some((start, end, context)));
        context
    }

    /// End of the last hit.
    pub fn last_end(&self) -> usize {
        self.hits[self.first..].last().map_or(0, |hit| hit.span.end)
    }

    pub fn hits(&self) -> &[Hit] {
        &self.hits[self.first..]
    }
}

/// Adds every hit in the text to `hits`, in order.
pub fn scan_into(text: &str, options: &Options, hits: &mut Vec<Hit>) {
    let first = hits.len();
    let mut scan = Scan { text, hits, first, email_end: 0, before: Cell::new(None), around: Cell::new(None) };
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(trigger) = next_trigger(bytes, at) {
        at = match bytes[trigger] {
            b'@' => email::at(&mut scan, trigger),
            b':' => ip::at_colons(&mut scan, trigger),
            _ => digits(&mut scan, trigger),
        };
    }
    if options.names {
        name::find(text, hits, first);
    }
    let mut kept = first;
    for i in first..hits.len() {
        if options.wants(hits[i].kind) {
            hits.swap(kept, i);
            kept += 1;
        }
    }
    hits.truncate(kept);
}

/// Looks at the run of digits that begins at `at`; returns where to go on.
fn digits(scan: &mut Scan, at: usize) -> usize {
    let bytes = scan.bytes();
    let run = Run::read(bytes, at);
    let end = run.end();
    if let Some(end) = ip::version6(scan, at) {
        return end;
    }
    let glued = letter_before(bytes, at);
    if let Some(end) = passport::at(scan, &run, glued) {
        return end;
    }
    let groups = run.groups();
    let mut g = 0;
    while g < groups.len() {
        let start = groups[g].start;
        if start < scan.last_end() {
            g += 1;
            continue;
        }
        if let Some(used) = group(scan, &run, g, glued && g == 0) {
            g += used;
        } else {
            g += 1;
        }
    }
    end.max(scan.last_end())
}

/// Tries every kind on the groups from `g` on; returns how many groups were used up.
fn group(scan: &mut Scan, run: &Run, g: usize, glued: bool) -> Option<usize> {
    let groups = run.groups();
    let length = groups[g].len();
    let more = run.gap(g).is_some();
    if g == 0 && phone::plus_before(scan.bytes(), groups[0].start).is_some() {
        let end = phone::at(scan, run, g)?;
        return Some(groups.iter().take_while(|group| group.start < end).count());
    }
    if length >= 8 || more || glued {
        let number = number::at(scan, run, g);
        if number.is_some() {
            return number;
        }
    }
    if glued {
        let end = date::at(scan, run, g)?;
        return Some(groups[g..].iter().take_while(|group| group.start < end).count());
    }
    if let Some(end) = phone::at(scan, run, g).or_else(|| address::at(scan, run, g)).or_else(|| date::at(scan, run, g))
    {
        return Some(groups[g..].iter().take_while(|group| group.start < end).count().max(1));
    }
    ip::version4(scan, run, g)
}
