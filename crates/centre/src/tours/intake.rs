//! Reads what a planner uploads: one ZIP, or the tables as separate CSV files.

use std::io::{Cursor, Read};

use axum::extract::Multipart;
use axum::http::StatusCode;
use torg_web::{Failure, Form, Visit};
use zip::ZipArchive;

use super::model::Files;

/// Bytes that a ZIP may unpack to. A country's tables have a tenth of it.
const MOST_UNPACKED: u64 = 16 << 20;
/// Files in a ZIP. The planner reads eleven.
const MOST_FILES: usize = 100;

/// What came: the fields, the tables by name, and the name of the first ZIP, for a case that has none.
pub struct Upload {
    pub form: Form,
    pub files: Files,
    pub first: String,
}

/// Reads the parts of an upload. What cannot be read is told in the form, at `fil`. Refused without the token of our own page.
pub async fn read(visit: &Visit, parts: &mut Multipart) -> Result<Upload, Failure> {
    let mut upload = Upload { form: Form::default(), files: Files::new(), first: String::new() };
    loop {
        let part = match parts.next_field().await {
            Ok(Some(part)) => part,
            Ok(None) => break,
            Err(_) => return Err(Failure::BadRequest),
        };
        let name = part.name().unwrap_or_default().to_owned();
        let file = part.file_name().unwrap_or_default().to_owned();
        let content = match part.bytes().await {
            Ok(content) => content,
            Err(error) if error.status() == StatusCode::PAYLOAD_TOO_LARGE => {
                // The rest of the body is not read, so the page's own fields may be missing; the token came first.
                upload.form.wrong("fil", "tours-file-large");
                break;
            }
            Err(_) => return Err(Failure::BadRequest),
        };
        match name.as_str() {
            "fil" if !file.is_empty() && !content.is_empty() => take(&mut upload, &file, &content),
            "csrf" | "her" | "navn" | "etat" => upload.form.set(&name, String::from_utf8_lossy(&content)),
            _ => {}
        }
    }
    if !visit.csrf_holds(upload.form.value("csrf")) {
        return Err(Failure::Csrf);
    }
    if upload.files.is_empty() {
        upload.form.wrong("fil", "tours-file-missing");
    }
    Ok(upload)
}

fn take(upload: &mut Upload, file: &str, content: &[u8]) {
    if content.starts_with(b"PK\x03\x04") {
        if upload.first.is_empty() {
            upload.first = base(file).rsplit_once('.').map_or(file, |(stem, _)| stem).to_owned();
        }
        match unpack(content) {
            Ok(files) => upload.files.extend(files),
            Err(key) => upload.form.wrong("fil", key),
        }
    } else {
        upload.files.insert(base(file).to_lowercase(), text(content));
    }
}

/// The name of a file without its folders.
fn base(name: &str) -> &str {
    name.rsplit(['/', '\\']).next().unwrap_or(name)
}

/// The tables of a ZIP; the error is the key of a text.
fn unpack(bytes: &[u8]) -> Result<Files, &'static str> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| "tours-file-unreadable")?;
    if archive.len() > MOST_FILES {
        return Err("tours-file-large");
    }
    let (mut files, mut left) = (Files::new(), MOST_UNPACKED);
    for at in 0..archive.len() {
        let entry = archive.by_index(at).map_err(|_| "tours-file-unreadable")?;
        let path = String::from_utf8_lossy(entry.name_raw()).into_owned();
        // Folders, and what operating systems add by themselves.
        if entry.is_dir() || path.starts_with("__MACOSX/") || base(&path).starts_with('.') {
            continue;
        }
        let mut content = Vec::new();
        // A ZIP may say it is smaller than it is; what counts is what comes out.
        let read = entry.take(left + 1).read_to_end(&mut content).map_err(|_| "tours-file-unreadable")?;
        left = left.checked_sub(read as u64).ok_or("tours-file-large")?;
        files.insert(base(&path).to_lowercase(), text(&content));
    }
    Ok(files)
}

/// A table as the planner's reader takes it: UTF-8 with commas. Spreadsheets here write semicolons, and older ones Latin-1.
fn text(bytes: &[u8]) -> String {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => bytes.iter().map(|byte| char::from(*byte)).collect(),
    };
    let heading = text.lines().next().unwrap_or_default();
    if heading.contains(';') && !heading.contains(',') { with_commas(&text).unwrap_or(text) } else { text }
}

fn with_commas(text: &str) -> Option<String> {
    let mut reader =
        csv::ReaderBuilder::new().delimiter(b';').flexible(true).has_headers(false).from_reader(text.as_bytes());
    let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
    for record in reader.records() {
        writer.write_record(&record.ok()?).ok()?;
    }
    String::from_utf8(writer.into_inner().ok()?).ok()
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;

    fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
        let mut out = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in files {
            out.start_file(*name, SimpleFileOptions::default()).expect("a file");
            out.write_all(content).expect("written");
        }
        out.finish().expect("a ZIP").into_inner()
    }

    #[test]
    fn a_zip_is_read_whatever_folders_it_has() {
        let files = unpack(&zipped(&[("sak/Places.csv", b"place\n"), ("__MACOSX/x", b"1"), ("sak/.DS_Store", b"1")]));
        assert_eq!(files, Ok(Files::from([("places.csv".to_owned(), "place\n".to_owned())])));
        assert_eq!(unpack(b"PK\x03\x04 no ZIP"), Err("tours-file-unreadable"));
    }

    #[test]
    fn a_zip_that_grows_is_refused() {
        let large = vec![b'0'; (MOST_UNPACKED / 2) as usize + 1];
        let bytes = zipped(&[("a.csv", &large), ("b.csv", &large)]);
        assert!(bytes.len() < 100_000, "it is small while packed");
        assert_eq!(unpack(&bytes), Err("tours-file-large"));
        let one = zipped(&[("a.csv", &large)]);
        assert!(unpack(&one).is_ok(), "half of it is no trouble");
    }

    #[test]
    fn tables_of_spreadsheets_become_tables_with_commas() {
        assert_eq!(text("\u{feff}a;b\n\"x, y\";2\n".as_bytes()), "a,b\n\"x, y\",2\n");
        assert_eq!(text(b"name\nBod\xf8\n"), "name\nBodø\n");
        assert_eq!(text("a,b\n1;2,3\n".as_bytes()), "a,b\n1;2,3\n");
    }
}
