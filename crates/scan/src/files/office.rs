//! Word documents: the text of the body, headers, footers, notes and comments.

use std::io::{BufReader, Cursor, Read};

use quick_xml::Reader;
use quick_xml::events::Event;
use zip::ZipArchive;

use super::{Error, FileKind, MOST_TEXT, Sink, scan_part};
use crate::Options;
use crate::place::Counter;

/// Files in a package; Office writes some dozens.
const MOST_FILES: usize = 10_000;

/// Unpacks everything once into nothing, so that a file that lies about its size is found out.
pub fn unpacked_size(bytes: &[u8], kind: FileKind) -> Result<u64, Error> {
    let mut archive = open(bytes, kind)?;
    let mut total = 0;
    for i in 0..archive.len() {
        let file = archive.by_index(i).map_err(|_| Error::Damaged(kind))?;
        let left = MOST_TEXT - total;
        total += std::io::copy(&mut file.take(left + 1), &mut std::io::sink()).map_err(|_| Error::Damaged(kind))?;
        if total > MOST_TEXT {
            return Err(Error::TooLarge);
        }
    }
    Ok(total)
}

fn open(bytes: &[u8], kind: FileKind) -> Result<ZipArchive<Cursor<&[u8]>>, Error> {
    // Old and locked Office files are compound files, not packages.
    if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
        return Err(Error::Locked);
    }
    let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Error::Damaged(kind))?;
    if archive.len() > MOST_FILES { Err(Error::TooLarge) } else { Ok(archive) }
}

/// Scans the parts of a document that hold text, body first.
pub fn docx(bytes: &[u8], options: &Options, inside: Option<&str>, each: Sink) -> Result<(), Error> {
    unpacked_size(bytes, FileKind::Docx)?;
    let mut archive = open(bytes, FileKind::Docx)?;
    let names = archive.file_names().flatten().map(|name| name.into_owned());
    let mut parts: Vec<String> = names.filter(|name| holds_text(name)).collect();
    parts.sort_by_key(|name| (name != "word/document.xml", name.clone()));
    if parts.first().is_none_or(|name| name != "word/document.xml") {
        return Err(Error::Damaged(FileKind::Docx));
    }
    let mut counter = Counter::default();
    for part in parts {
        let file = archive.by_name(&part).map_err(|_| Error::Damaged(FileKind::Docx))?;
        let text = text_of(file)?;
        scan_part(&text, options, inside, &mut counter, each);
    }
    Ok(())
}

fn holds_text(name: &str) -> bool {
    let Some(part) = name.strip_prefix("word/").and_then(|rest| rest.strip_suffix(".xml")) else { return false };
    matches!(part, "document" | "footnotes" | "endnotes" | "comments")
        || part.starts_with("header")
        || part.starts_with("footer")
}

/// The text of one part: a line for each paragraph, a tab between the cells of a table.
fn text_of(part: impl Read) -> Result<String, Error> {
    let damaged = || Error::Damaged(FileKind::Docx);
    let mut reader = Reader::from_reader(BufReader::new(part));
    let mut buffer = Vec::new();
    let mut text = String::new();
    let (mut in_text, mut cells) = (false, 0usize);
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer).map_err(|_| damaged())? {
            Event::Start(tag) => match tag.local_name().as_ref() {
                "t" => in_text = true,
                "tc" => cells += 1,
                _ => {}
            },
            Event::Empty(tag) => match tag.local_name().as_ref() {
                "tab" => text.push('\t'),
                "br" | "cr" => text.push('\n'),
                "noBreakHyphen" => text.push('-'),
                "p" => text.push('\n'),
                _ => {}
            },
            Event::End(tag) => match tag.local_name().as_ref() {
                "t" => in_text = false,
                "tc" => {
                    cells = cells.saturating_sub(1);
                    text.push('\t');
                }
                "p" if cells > 0 => text.push(' '),
                "p" | "tr" => text.push('\n'),
                _ => {}
            },
            Event::Text(part) if in_text => text.push_str(&part.xml10_content()),
            Event::CData(part) if in_text => text.push_str(&part.xml10_content()),
            Event::GeneralRef(name) if in_text => text.extend(character(&name)),
            Event::Eof => return Ok(text),
            _ => {}
        }
    }
}

/// `&#230;` and the five names of XML.
fn character(reference: &quick_xml::events::BytesRef) -> Option<char> {
    if let Ok(Some(character)) = reference.resolve_char_ref() {
        return Some(character);
    }
    let name: &str = reference.as_ref();
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        _ => return None,
    })
}
