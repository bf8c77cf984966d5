//! Every file kind with any bytes: no panic, no endless run, no memory without bound (`-rss_limit_mb`).
//!
//! The first byte chooses the kind, the rest is the file. Spans and places must hold together for whatever is found.
#![no_main]

use libfuzzer_sys::fuzz_target;
use torg_scan::Options;
use torg_scan::files::{FileKind, scan_bytes};
use torg_scan::redact::{Style, redact};

fuzz_target!(|data: &[u8]| {
    let Some((first, bytes)) = data.split_first() else { return };
    let kinds = [FileKind::Text, FileKind::Csv, FileKind::Xlsx, FileKind::Docx, FileKind::Pdf, FileKind::Eml];
    let kind = kinds[usize::from(*first) % kinds.len()];
    let _ = scan_bytes(kind, bytes, &Options::default(), &mut |found| {
        assert!(!found.text.is_empty() && found.place.line > 0);
        assert_eq!(found.place.end - found.place.start, found.text.chars().count() as u64);
    });
    if kind == FileKind::Text {
        let text = String::from_utf8_lossy(bytes);
        let hits = torg_scan::scan(&text);
        assert!(hits.is_sorted_by(|a, b| a.span.end <= b.span.start));
        assert_eq!(redact(&text, &hits, Style::SameLength).chars().count(), text.chars().count());
    }
});
