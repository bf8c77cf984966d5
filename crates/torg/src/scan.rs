//! `torg scan FILE...`: finds personal data in files, or takes it out of a text.

use std::io::Write;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use torg_scan::files::{self, FileKind};
use torg_scan::redact::Style;
use torg_scan::{Options, stream};

/// What to scan, and how to tell.
#[derive(Args)]
pub struct Wanted {
    /// txt and other text, csv, xlsx, docx, pdf or eml.
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// One JSON object per find, a line each.
    #[arg(long, conflicts_with = "redact")]
    json: bool,
    /// Write one text file to standard output without what was found: `length` keeps every column in its place, `label`
    /// puts the kind in brackets.
    #[arg(long, value_enum)]
    redact: Option<Redact>,
    /// Leave names alone: they are the least sure, and most of the work.
    #[arg(long)]
    no_names: bool,
}

#[derive(Clone, Copy, ValueEnum)]
enum Redact {
    Length,
    Label,
}

/// Scans the files in order. A file that cannot be read does not stop the others; the command fails at the end.
pub fn run(wanted: &Wanted) -> Result<(), String> {
    let options = if wanted.no_names { Options::numbers() } else { Options::default() };
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    if let Some(style) = wanted.redact {
        return redact(&wanted.files, &options, style, &mut out);
    }
    let mut unread = 0;
    for file in &wanted.files {
        let mut written = Ok(());
        let name = file.to_string_lossy();
        let read = files::scan_path(file, &options, &mut |found| {
            if written.is_ok() {
                written = tell(&mut out, &name, &found, wanted.json);
            }
        });
        // Whoever reads has had enough (`| head`).
        if written.is_err() {
            return Ok(());
        }
        if let Err(error) = read {
            eprintln!("{name} {error}");
            unread += 1;
        }
    }
    let flushed = out.flush();
    match unread {
        0 => flushed.map_err(|error| format!("the finds cannot be written: {}", error.kind())),
        1 => Err("one file was not read".into()),
        n => Err(format!("{n} files were not read")),
    }
}

/// One line for one find. The data itself is never written.
fn tell(out: &mut impl Write, file: &str, found: &files::Found, json: bool) -> std::io::Result<()> {
    let (kind, place) = (found.kind.as_str(), found.place);
    let confidence = found.confidence.as_str();
    if !json {
        let inside = found.inside.map(|inside| format!(" ({inside})")).unwrap_or_default();
        return writeln!(out, "{file}{inside}:{}:{}: {kind}, {confidence}: {}", place.line, place.start, found.reason);
    }
    let mut object = serde_json::json!({
        "file": file, "line": place.line, "start": place.start, "end": place.end,
        "kind": kind, "confidence": confidence, "reason": found.reason,
    });
    if let Some(inside) = found.inside {
        object["inside"] = inside.into();
    }
    writeln!(out, "{object}")
}

fn redact(files: &[PathBuf], options: &Options, style: Redact, out: &mut impl Write) -> Result<(), String> {
    let [file] = files else { return Err("--redact takes one file at a time".into()) };
    if !matches!(FileKind::of(&file.to_string_lossy()), FileKind::Text | FileKind::Csv) {
        return Err(format!("{} is no plain text: save it as txt or csv, and redact that", file.display()));
    }
    let style = match style {
        Redact::Length => Style::SameLength,
        Redact::Label => Style::Label,
    };
    let failed = |error: std::io::Error| format!("{} cannot be redacted: {}", Path::display(file), error.kind());
    let input = std::fs::File::open(file).map_err(failed)?;
    stream::redact_reader(input, &mut *out, options, style).map_err(failed)?;
    out.flush().map_err(failed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use torg_scan::{Confidence, Kind, Place};

    fn line(json: bool, inside: Option<&str>) -> String {
        let found = files::Found {
            kind: Kind::NationalId,
            confidence: Confidence::Certain,
            reason: "date and both control digits",
            place: Place { line: 2, start: 4, end: 15 },
            text: "20914695016",
            inside,
        };
        let mut out = Vec::new();
        tell(&mut out, "a b.txt", &found, json).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn a_find_is_told_without_its_text() {
        let object: serde_json::Value = serde_json::from_str(&line(true, None)).unwrap();
        let keys: Vec<_> = object.as_object().unwrap().keys().cloned().collect();
        assert_eq!(keys.len(), 7);
        assert_eq!(
            (&object["file"], &object["line"], &object["start"], &object["end"]),
            (&"a b.txt".into(), &2.into(), &4.into(), &15.into())
        );
        assert_eq!((&object["kind"], &object["confidence"]), (&"national_id".into(), &"certain".into()));
        assert_eq!(
            line(false, Some("Ark 1")),
            "a b.txt (Ark 1):2:4: national_id, certain: date and both control digits\n"
        );
        assert!(!line(true, None).contains("20914695016"));
    }

    #[test]
    fn only_plain_text_is_redacted() {
        let mut out = Vec::new();
        let error = redact(&["a.pdf".into()], &Options::default(), Redact::Label, &mut out).unwrap_err();
        assert!(error.contains("save it as txt"), "{error}");
        assert!(redact(&["a.txt".into(), "b.txt".into()], &Options::default(), Redact::Label, &mut out).is_err());
    }
}
