//! Messages: the lines that say from, to and about what, the text, and the files that came along.

use std::fmt::Write;

use mail_parser::{Address, HeaderValue, Message, MessageParser, MimeHeaders, PartType};

use super::{DEEPEST, Error, FileKind, Sink, scan_inside, scan_part};
use crate::Options;
use crate::place::Counter;

/// Parts of a message that are looked at.
const MOST_PARTS: usize = 1_000;

/// Scans a message and what is in it. A file along with it that cannot be read is left out.
pub fn eml(bytes: &[u8], options: &Options, inside: Option<&str>, depth: usize, each: Sink) -> Result<(), Error> {
    let message = MessageParser::default().parse(bytes).ok_or(Error::Damaged(FileKind::Eml))?;
    let mut counter = Counter::default();
    scan_part(&head(&message), options, inside, &mut counter, each);
    for i in 0..message.text_body_count().min(MOST_PARTS) {
        if let Some(text) = message.body_text(i) {
            scan_part(&text, options, inside, &mut counter, each);
            scan_part("\n", options, inside, &mut counter, each);
        }
    }
    if depth < DEEPEST {
        attachments(&message, options, inside, depth, each);
    }
    Ok(())
}

fn attachments(message: &Message, options: &Options, inside: Option<&str>, depth: usize, each: Sink) {
    for part in message.attachments().take(MOST_PARTS) {
        let name = part.attachment_name().unwrap_or("attachment");
        let label = inside.map_or_else(|| name.to_owned(), |outer| format!("{outer}/{name}"));
        let kind = FileKind::of(name);
        let (kind, bytes) = match &part.body {
            PartType::Message(inner) => (FileKind::Eml, inner.raw_message.as_ref()),
            PartType::Text(text) | PartType::Html(text) => (kind, text.as_bytes()),
            PartType::Binary(bytes) | PartType::InlineBinary(bytes) if kind != FileKind::Text => (kind, bytes.as_ref()),
            _ => continue,
        };
        let _ = scan_inside(kind, bytes, options, Some(&label), depth + 1, each);
    }
}

/// The lines of the head that hold addresses and words, decoded.
fn head(message: &Message) -> String {
    let mut text = String::new();
    for header in message.headers() {
        match &header.value {
            HeaderValue::Address(address) => {
                let _ = writeln!(text, "{}: {}", header.name(), addresses(address));
            }
            HeaderValue::Text(value) if header.name().eq_ignore_ascii_case("subject") => {
                let _ = writeln!(text, "Subject: {value}");
            }
            _ => {}
        }
    }
    text.push('\n');
    text
}

fn addresses(address: &Address) -> String {
    let one = |addr: &mail_parser::Addr| match (&addr.name, &addr.address) {
        (Some(name), Some(address)) => format!("{name} <{address}>"),
        (None, Some(address)) => address.to_string(),
        (Some(name), None) => name.to_string(),
        (None, None) => String::new(),
    };
    address.iter().map(one).collect::<Vec<_>>().join(", ")
}
