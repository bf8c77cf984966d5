//! IP addresses.

use std::net::Ipv6Addr;

use crate::alphabet::{letter_at, letter_before};
use crate::run::{Gap, Run};
use crate::scanner::Scan;
use crate::words::Label;
use crate::{Confidence, Kind};

/// Longest IPv6 address in text, with an IPv4 tail.
const LONGEST: usize = 45;

/// Four groups with dots between, from `g` on. Returns the groups used.
pub fn version4(scan: &mut Scan, run: &Run, g: usize) -> Option<usize> {
    let groups = run.groups().get(g..g + 4)?;
    let bytes = scan.bytes();
    if (0..3).any(|i| run.gap(g + i) != Some(Gap::Dot)) || run.gap(g + 3) == Some(Gap::Dot) {
        return None;
    }
    if g > 0 && matches!(run.gap(g - 1), Some(Gap::Dot | Gap::Dash)) {
        return None;
    }
    let (start, end) = (groups[0].start, groups[3].end);
    let octet = |text: &[u8]| {
        let value = text.iter().take(4).fold(0u32, |v, b| v * 10 + u32::from(b - b'0'));
        text.len() <= 3 && value < 256 && (text.len() == 1 || text[0] != b'0')
    };
    if !groups.iter().all(|group| octet(&bytes[group.start..group.end])) {
        return None;
    }
    let first = &bytes[groups[0].start..groups[0].end];
    // 0.x is no host, 255.x a mask.
    if first == b"0"
        || first == b"255"
        || letter_before(bytes, start)
        || letter_at(bytes, end)
        || bytes[..start].ends_with(b"-")
    {
        return None;
    }
    let context = scan.context(start, end);
    let named = context.says(Label::Ip);
    let section = [context.before, context.after]
        .into_iter()
        .flatten()
        .any(|f| matches!(f.label, Label::Version) && f.words <= 4);
    if section && !named {
        return None;
    }
    let small = groups.iter().all(|group| group.len() == 1);
    let confidence = match (named, small) {
        (true, _) => Confidence::Certain,
        (false, false) => Confidence::Likely,
        (false, true) => return None,
    };
    scan.hit(Kind::Ip, start..end, confidence, "four octets");
    Some(4)
}

/// An IPv6 address with `::` at `at`; returns where to go on.
pub fn at_colons(scan: &mut Scan, at: usize) -> usize {
    version6(scan, at).unwrap_or(at + 2)
}

/// An IPv6 address around `at`. Returns its end.
pub fn version6(scan: &mut Scan, at: usize) -> Option<usize> {
    let bytes = scan.bytes();
    let part = |b: &u8| b.is_ascii_hexdigit() || *b == b':';
    // Cheap look first: most digits have no colon near.
    let start = at - bytes[at.saturating_sub(LONGEST)..at].iter().rev().take_while(|b| part(b)).count();
    let mut end = at + bytes[at..].iter().take(LONGEST).take_while(|b| part(b) || **b == b'.').count();
    let word = &bytes[start..end];
    if word.iter().filter(|b| **b == b':').count() < 2 {
        return None;
    }
    while end > start && matches!(bytes[end - 1], b'.')
        || (end > start + 1 && bytes[end - 1] == b':' && bytes[end - 2] != b':')
    {
        end -= 1;
    }
    if letter_before(bytes, start) || letter_at(bytes, end) || start < scan.last_end() {
        return None;
    }
    let text = &scan.text[start..end];
    let address: Ipv6Addr = text.parse().ok()?;
    // Clock times ("::1" aside, what has few digits says little), C++ paths and Rust paths do not parse or are too short.
    if address.is_unspecified() || (text.len() < 6 && !address.is_loopback()) {
        return None;
    }
    scan.hit(Kind::Ip, start..end, Confidence::Certain, "an IPv6 address");
    Some(end)
}
