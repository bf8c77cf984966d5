//! Reads the files that people keep text in: txt and other plain text, csv, xlsx, docx, pdf, eml.
//!
//! Plain text and csv stream and may have any size. The others are read whole, from files and to texts that are bounded
//! ([`MOST_BYTES`], [`MOST_TEXT`]), so that a small file cannot unpack to fill the memory. A damaged file is an error, never a
//! panic.
//!
//! Places: in plain text and csv line and column of the file; in xlsx row and column of the row's cells with a tab between
//! them; in docx, pdf and eml line and column of the text inside, paragraph by paragraph.

mod mail;
mod office;
mod pdf;
mod table;

use std::fmt;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use crate::place::{Counter, Place};
use crate::{Confidence, Kind, Options, scan_with, stream};

/// Bytes of a file that is read whole.
pub const MOST_BYTES: u64 = 64 << 20;
/// Bytes that a file may unpack to.
pub const MOST_TEXT: u64 = 256 << 20;
/// Messages inside messages, and files inside them.
const DEEPEST: usize = 3;

/// A find in a file.
#[derive(Debug)]
pub struct Found<'a> {
    pub kind: Kind,
    pub confidence: Confidence,
    pub reason: &'static str,
    pub place: Place,
    /// What was found.
    pub text: &'a str,
    /// The sheet of a workbook, or the attachment of a message.
    pub inside: Option<&'a str>,
}

/// Why a file was not read, in words for whoever runs the command.
#[derive(Debug)]
pub enum Error {
    Read(io::Error),
    /// Larger than [`MOST_BYTES`], or unpacks to more than [`MOST_TEXT`].
    TooLarge,
    /// Not what its name says, or damaged.
    Damaged(FileKind),
    /// Needs a password.
    Locked,
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::Read(error) => write!(f, "cannot be read: {}", error.kind()),
            Error::TooLarge => write!(f, "is too large: save it as plain text and scan that"),
            Error::Damaged(kind) => write!(f, "is no readable {kind}: open it, save it anew and scan again"),
            Error::Locked => write!(f, "has a password: save it without and scan again"),
        }
    }
}

impl std::error::Error for Error {}

impl From<io::Error> for Error {
    fn from(error: io::Error) -> Error {
        Error::Read(error)
    }
}

/// The kinds of files that are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    /// Any text: txt, md, log, json, xml, html ...
    Text,
    Csv,
    Xlsx,
    Docx,
    Pdf,
    Eml,
}

impl FileKind {
    /// The kind by the end of the name; whatever is unknown counts as text.
    pub fn of(name: &str) -> FileKind {
        let ending = name.rsplit_once('.').map_or(String::new(), |(_, ending)| ending.to_ascii_lowercase());
        match ending.as_str() {
            "csv" | "tsv" => FileKind::Csv,
            "xlsx" | "xlsm" => FileKind::Xlsx,
            "docx" | "docm" => FileKind::Docx,
            "pdf" => FileKind::Pdf,
            "eml" => FileKind::Eml,
            _ => FileKind::Text,
        }
    }
}

impl fmt::Display for FileKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            FileKind::Text => "text file",
            FileKind::Csv => "csv file",
            FileKind::Xlsx => "workbook (xlsx)",
            FileKind::Docx => "document (docx)",
            FileKind::Pdf => "pdf",
            FileKind::Eml => "message (eml)",
        })
    }
}

/// Where finds go.
pub type Sink<'s> = &'s mut dyn FnMut(Found);

/// Scans a file and gives every find to `each`, in order.
pub fn scan_path(path: &Path, options: &Options, each: Sink) -> Result<(), Error> {
    let kind = FileKind::of(&path.to_string_lossy());
    let file = File::open(path)?;
    match kind {
        FileKind::Text => scan_text(file, options, None, each),
        FileKind::Csv => table::csv(file, options, None, each),
        _ => scan_bytes(kind, &read_whole(file)?, options, each),
    }
}

/// The same for a file in memory.
pub fn scan_bytes(kind: FileKind, bytes: &[u8], options: &Options, each: Sink) -> Result<(), Error> {
    scan_inside(kind, bytes, options, None, 0, each)
}

/// The same for a file inside another, `depth` files deep.
fn scan_inside(
    kind: FileKind,
    bytes: &[u8],
    options: &Options,
    inside: Option<&str>,
    depth: usize,
    each: Sink,
) -> Result<(), Error> {
    if bytes.len() as u64 > MOST_BYTES {
        return Err(Error::TooLarge);
    }
    match kind {
        FileKind::Text => scan_text(bytes, options, inside, each),
        FileKind::Csv => table::csv(bytes, options, inside, each),
        FileKind::Xlsx => table::xlsx(bytes, options, inside, each),
        FileKind::Docx => office::docx(bytes, options, inside, each),
        FileKind::Pdf => pdf::pdf(bytes, options, inside, each),
        FileKind::Eml => mail::eml(bytes, options, inside, depth, each),
    }
}

fn read_whole(file: File) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    file.take(MOST_BYTES + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > MOST_BYTES { Err(Error::TooLarge) } else { Ok(bytes) }
}

fn scan_text(reader: impl Read, options: &Options, inside: Option<&str>, each: Sink) -> Result<(), Error> {
    stream::scan_reader(reader, options, |found| {
        let (hit, place, text) = (found.hit, found.place, found.text);
        each(Found { kind: hit.kind, confidence: hit.confidence, reason: hit.reason, place, text, inside });
    })?;
    Ok(())
}

/// Scans text that another file held. The counter goes on from part to part.
fn scan_part(text: &str, options: &Options, inside: Option<&str>, counter: &mut Counter, each: Sink) {
    let mut at = 0;
    for hit in scan_with(text, options) {
        counter.pass(&text[at..hit.span.start]);
        at = hit.span.start;
        let text = &text[hit.span];
        let place = counter.place(text);
        each(Found { kind: hit.kind, confidence: hit.confidence, reason: hit.reason, place, text, inside });
    }
    counter.pass(&text[at..]);
}
