//! E-mail addresses, found from their `@`.

use crate::alphabet::{char_len, char_start, letter_at, letter_before};
use crate::scanner::Scan;
use crate::{Confidence, Kind};

/// Longest part before the `@` and longest domain, after RFC 5321.
const LOCAL: usize = 64;
const DOMAIN: usize = 255;

/// Endings that are file names and no domains ("logo@2x.png").
const FILES: &[&str] =
    &["png", "jpg", "jpeg", "gif", "svg", "webp", "css", "js", "json", "html", "pdf", "ico", "ts", "txt"];

/// Looks at the `@`; returns where to go on.
pub fn at(scan: &mut Scan, at: usize) -> usize {
    let bytes = scan.bytes();
    let (start, end) = (local_start(bytes, at), domain_end(bytes, at + 1));
    if start == at || end == at + 1 || start < scan.email_end {
        return at + 1;
    }
    let domain = &bytes[at + 1..end];
    let Some(dot) = memchr::memrchr(b'.', domain) else { return at + 1 };
    let top = &domain[dot + 1..];
    let worded = top.len() >= 2 && !top.iter().any(u8::is_ascii_digit);
    let file = std::str::from_utf8(top).is_ok_and(|top| FILES.iter().any(|f| f.eq_ignore_ascii_case(top)));
    // "git@host.no:path" is an address of a repository, "user:secret@host" one of a service.
    let secret = start > 0 && bytes[start - 1] == b':' && in_url(bytes, start);
    if !worded || file || secret {
        return at + 1;
    }
    scan.email_end = end;
    scan.hit(Kind::Email, start..end, Confidence::Certain, "address with a domain");
    end
}

fn local_start(bytes: &[u8], at: usize) -> usize {
    let mut start = at;
    while start > 0 && at - start < LOCAL {
        let previous = bytes[start - 1];
        if previous.is_ascii_alphanumeric() || b".!#$%&*+/=?^_`{|}~-".contains(&previous) {
            start -= 1;
        } else if letter_before(bytes, start) {
            start = char_start(bytes, start - 1);
        } else {
            break;
        }
    }
    // What stands before a name is punctuation of the text: "Epost=a@b.no", "/a@b.no", "|a@b.no".
    if let Some(cut) = bytes[start..at].iter().rposition(|b| b"=/|{}?&!*#$%^`~".contains(b)) {
        start += cut + 1;
    }
    while start < at && matches!(bytes[start], b'.' | b'-' | b'+') {
        start += 1;
    }
    if start < at && bytes[at - 1] == b'.' {
        return at;
    }
    start
}

fn domain_end(bytes: &[u8], from: usize) -> usize {
    let mut end = from;
    while end < bytes.len() && end - from < DOMAIN {
        if bytes[end].is_ascii_alphanumeric() || letter_at(bytes, end) {
            end += char_len(bytes[end]);
        } else if matches!(bytes[end], b'.' | b'-') && end > from {
            let next = end + 1;
            if !(bytes.get(next).is_some_and(u8::is_ascii_alphanumeric) || letter_at(bytes, next)) {
                break;
            }
            end += 1;
        } else {
            break;
        }
    }
    end.min(bytes.len())
}

/// Whether "://" stands before in the same word.
fn in_url(bytes: &[u8], start: usize) -> bool {
    let word = bytes[..start].iter().rposition(u8::is_ascii_whitespace).map_or(0, |i| i + 1);
    memchr::memmem::find(&bytes[word.max(start.saturating_sub(200))..start], b"://").is_some()
}
