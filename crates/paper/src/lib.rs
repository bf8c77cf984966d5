//! On paper: a sheet about a service, the list of a place, a poster, a proposal of tours; as PDF, set by Typst.
//!
//! Nothing is read from disk or network: templates, fonts and data are given. The words are the caller's; the templates
//! in `templates/` only say where they stand. Files are tagged and meet PDF/UA-1 (ISO 14289-1) and PDF/A-2a
//! (ISO 19005-2) together, which the exporter checks and refuses to leave unmet.
//!
//! Setting takes tenths of a second, so it belongs on a blocking thread, and its result in a cache of the caller's.

mod letters;
mod sheets;
#[cfg(test)]
mod tests;
mod world;

use std::panic::{AssertUnwindSafe, catch_unwind};

pub use sheets::{Frame, Group, Hours, Item, Labelled, PaperSize, PlaceBlock, Points, Poster, Section};
pub use sheets::{ServiceList, ServiceSheet, Sheet, TourSheet, TourTable};

use jiff::civil::Date;
use serde_json::json;
use typst::diag::SourceDiagnostic;
use typst::foundations::{Datetime, Smart};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use crate::world::Desk;

/// Bytes of data that one sheet may carry: some 350 places fit, and time and memory stay bounded.
pub const MOST_BYTES: usize = 256 * 1024;

/// Why there is no file.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("{0} bytes of text are more than a sheet may carry")]
    TooLarge(usize),
    #[error("the sheet cannot be set: {0}")]
    Setting(String),
    #[error("the typesetter broke off")]
    BrokeOff,
}

/// Sets a sheet and gives the PDF file.
///
/// The same input gives the same bytes. Letters that the font lacks come out as «?».
pub fn render(frame: &Frame, sheet: &Sheet) -> Result<Vec<u8>, Error> {
    let mut data = json!({ "frame": frame, "sheet": sheet });
    letters::printable(&mut data);
    let data = data.to_string();
    if data.len() > MOST_BYTES {
        return Err(Error::TooLarge(data.len()));
    }
    guarded(|| set(frame, sheet.template(), data))
}

/// The typesetter is large and somebody else's; a slip in it must not take the program with it.
fn guarded(work: impl FnOnce() -> Result<Vec<u8>, Error>) -> Result<Vec<u8>, Error> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or(Err(Error::BrokeOff))
}

fn set(frame: &Frame, template: &str, data: String) -> Result<Vec<u8>, Error> {
    let desk = Desk::new(template, data).ok_or_else(|| Error::Setting(format!("no template {template}")))?;
    let set = typst::compile::<PagedDocument>(&desk).output;
    let file = set.and_then(|document| typst_pdf::pdf(&document, &options(frame)?));
    // The compiler remembers its steps; without this its memory would grow with every sheet.
    typst::comemo::evict(0);
    file.map_err(|all| Error::Setting(told(&all)))
}

fn options(frame: &Frame) -> typst::diag::SourceResult<PdfOptions> {
    let standards = PdfStandards::new(&[PdfStandard::Ua_1, PdfStandard::A_2a]).map_err(|refused| {
        let message = refused.message().clone();
        typst::ecow::eco_vec![SourceDiagnostic::error(typst::syntax::Span::detached(), message)]
    })?;
    let timestamp = midnight(frame.updated).map(Timestamp::new_utc);
    let creator = Smart::Custom(Some("Torg".to_owned()));
    Ok(PdfOptions { standards, timestamp, creator, ..PdfOptions::default() })
}

fn midnight(date: Date) -> Option<Datetime> {
    let (month, day) = (u8::try_from(date.month()).ok()?, u8::try_from(date.day()).ok()?);
    Datetime::from_ymd_hms(i32::from(date.year()), month, day, 0, 0, 0)
}

fn told(all: &[SourceDiagnostic]) -> String {
    let messages: Vec<&str> = all.iter().map(|one| one.message.as_str()).collect();
    messages.join("; ")
}
