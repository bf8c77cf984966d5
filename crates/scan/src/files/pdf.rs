//! PDF: the text of each page, as far as its fonts tell. A scanned picture holds no text, and text inside drawings that a
//! page repeats (form XObjects) is not read.

use std::collections::BTreeMap;

use lopdf::content::{Content, Operation};
use lopdf::{Document, Encoding, LoadOptions, Object, ObjectId};

use super::{Error, FileKind, MOST_TEXT, Sink, scan_part};
use crate::Options;
use crate::place::Counter;
use crate::stream::windows_1252;

/// Bytes that one stream of the file, or one page, may unpack to.
const MOST_PAGE: usize = 16 << 20;
/// Pages read.
const MOST_PAGES: usize = 5_000;
/// In a row of strings, a move back by more than this many thousandths of the font's size is a space.
const SPACE: f32 = -180.0;

/// Scans page by page. A page that cannot be read is left out; a file with no readable page is damaged.
pub fn pdf(bytes: &[u8], options: &Options, inside: Option<&str>, each: Sink) -> Result<(), Error> {
    let load = LoadOptions::with_max_decompressed_size(MOST_PAGE);
    let document = Document::load_mem_with_options(bytes, load).map_err(|_| Error::Damaged(FileKind::Pdf))?;
    if document.is_encrypted() {
        return Err(Error::Locked);
    }
    let mut counter = Counter::default();
    let mut total = 0;
    let mut read = false;
    for page in document.get_pages().into_values().take(MOST_PAGES) {
        let Some(text) = page_text(&document, page) else { continue };
        read = true;
        total += text.len() as u64;
        if total > MOST_TEXT {
            return Err(Error::TooLarge);
        }
        scan_part(&text, options, inside, &mut counter, each);
    }
    if read { Ok(()) } else { Err(Error::Damaged(FileKind::Pdf)) }
}

fn page_text(document: &Document, page: ObjectId) -> Option<String> {
    let fonts = document.get_page_fonts(page).unwrap_or_default();
    let mut encodings = BTreeMap::new();
    for (name, font) in fonts {
        if let Ok(encoding) = font.get_font_encoding_with_limit(document, MOST_PAGE) {
            encodings.insert(name, encoding);
        }
    }
    let content = document.get_page_content_with_limit(page, MOST_PAGE).ok()?;
    let content = Content::decode(&content).ok()?;
    let mut writer =
        Writer { encodings: &encodings, encoding: None, text: String::new(), height: 0.0, shown: 0.0, moved: false };
    for operation in &content.operations {
        writer.step(operation);
    }
    writer.text.push('\n');
    Some(writer.text)
}

/// Writes a page's strings down in the order the page draws them, with a line break where the height changes.
struct Writer<'a> {
    encodings: &'a BTreeMap<Vec<u8>, Encoding<'a>>,
    encoding: Option<&'a Encoding<'a>>,
    text: String,
    /// Height on the page, and that of the last string; only differences count.
    height: f32,
    shown: f32,
    moved: bool,
}

impl Writer<'_> {
    fn step(&mut self, operation: &Operation) {
        let operands = &operation.operands;
        let number = |i: usize| operands.get(i).and_then(|o| o.as_float().ok()).unwrap_or(0.0);
        match operation.operator.as_str() {
            "Tf" => {
                let name = operands.first().and_then(|o| o.as_name().ok());
                self.encoding = name.and_then(|name| self.encodings.get(name));
            }
            "BT" => self.moved = true,
            "Td" | "TD" => self.move_to(self.height + number(1)),
            "Tm" => self.move_to(number(5)),
            "T*" => self.break_line(),
            "Tj" => self.show(operands.first()),
            "'" => {
                self.break_line();
                self.show(operands.first());
            }
            "\"" => {
                self.break_line();
                self.show(operands.get(2));
            }
            "TJ" => self.show_row(operands.first()),
            _ => {}
        }
    }

    fn move_to(&mut self, height: f32) {
        self.height = height;
        self.moved = true;
    }

    fn break_line(&mut self) {
        self.text.push('\n');
        self.moved = false;
    }

    fn show_row(&mut self, row: Option<&Object>) {
        let Some(Ok(parts)) = row.map(Object::as_array) else { return };
        for part in parts {
            match part.as_float() {
                Ok(back) if back < SPACE && !self.text.ends_with(' ') => self.text.push(' '),
                Ok(_) => {}
                Err(_) => self.show(Some(part)),
            }
        }
    }

    fn show(&mut self, string: Option<&Object>) {
        let Some(Ok(bytes)) = string.map(Object::as_str) else { return };
        if self.moved {
            let apart = (self.height - self.shown).abs() > 0.5;
            if !self.text.is_empty() && !self.text.ends_with(['\n', ' ']) {
                self.text.push(if apart { '\n' } else { ' ' });
            }
            self.moved = false;
        }
        self.shown = self.height;
        match self.encoding.and_then(|encoding| Document::decode_text(encoding, bytes).ok()) {
            Some(text) => self.text.push_str(&text),
            None => self.text.extend(bytes.iter().map(|b| windows_1252(*b))),
        }
    }
}
