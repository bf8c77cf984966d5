//! Every file kind is read, and none can do harm.

use std::io::Write;

use lopdf::content::{Content, Operation};
use lopdf::{Document, Object, Stream, dictionary};
use torg_scan::files::{Error, FileKind, scan_bytes, scan_path};
use torg_scan::{Kind, Options, Place};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

type Found = (Kind, Place, String, Option<String>);

fn found(kind: FileKind, bytes: &[u8]) -> Result<Vec<Found>, Error> {
    let mut all = Vec::new();
    scan_bytes(kind, bytes, &Options::numbers(), &mut |f| {
        all.push((f.kind, f.place, f.text.to_owned(), f.inside.map(str::to_owned)));
    })?;
    Ok(all)
}

fn place(line: u64, start: u64, end: u64) -> Place {
    Place { line, start, end }
}

fn docx(body: &str) -> Vec<u8> {
    let mut zip = ZipWriter::new(std::io::Cursor::new(Vec::new()));
    zip.start_file("word/document.xml", SimpleFileOptions::default()).unwrap();
    write!(zip, r#"<?xml version="1.0"?><w:document xmlns:w="urn:w"><w:body>{body}</w:body></w:document>"#).unwrap();
    zip.start_file("word/footer1.xml", SimpleFileOptions::default()).unwrap();
    write!(zip, r#"<w:ftr xmlns:w="urn:w"><w:p><w:r><w:t>Org.nr. 974760673</w:t></w:r></w:p></w:ftr>"#).unwrap();
    zip.finish().unwrap().into_inner()
}

fn pdf(lines: &[&str]) -> Vec<u8> {
    let mut document = Document::with_version("1.5");
    let pages = document.new_object_id();
    let font = document.add_object(dictionary! { "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Helvetica", "Encoding" => "WinAnsiEncoding" });
    let resources = document.add_object(dictionary! { "Font" => dictionary! { "F1" => font } });
    let mut operations = vec![Operation::new("BT", vec![]), Operation::new("Tf", vec!["F1".into(), 12.into()])];
    for line in lines {
        let bytes: Vec<u8> = line.chars().map(|c| c as u8).collect();
        operations.push(Operation::new("Td", vec![0.into(), (-14).into()]));
        operations.push(Operation::new("Tj", vec![Object::string_literal(bytes)]));
    }
    operations.push(Operation::new("ET", vec![]));
    let content = document.add_object(Stream::new(dictionary! {}, Content { operations }.encode().unwrap()));
    let page = document.add_object(
        dictionary! { "Type" => "Page", "Parent" => pages, "Contents" => content, "Resources" => resources },
    );
    document.objects.insert(
        pages,
        Object::Dictionary(dictionary! { "Type" => "Pages", "Kids" => vec![page.into()], "Count" => 1 }),
    );
    let root = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => pages });
    document.trailer.set("Root", root);
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    bytes
}

fn xlsx() -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet().set_name("Søkere").unwrap();
    for (column, heading) in ["Navn", "Fødselsnummer", "KID", "Telefon"].iter().enumerate() {
        sheet.write(0, column as u16, *heading).unwrap();
    }
    sheet.write(1, 0, "Kari").unwrap();
    sheet.write(1, 1, 2013299903.0).unwrap();
    sheet.write(1, 2, "12345678903").unwrap();
    sheet.write(1, 3, 22000014.0).unwrap();
    book.save_to_buffer().unwrap()
}

#[test]
fn workbooks() {
    let all = found(FileKind::Xlsx, &xlsx()).unwrap();
    let sheet = Some("Søkere".to_owned());
    assert_eq!(all.len(), 2, "{all:?}");
    assert_eq!(all[0], (Kind::NationalId, place(2, 5, 16), "02013299903".into(), sheet.clone()));
    assert_eq!(all[1], (Kind::Phone, place(2, 28, 36), "22000014".into(), sheet));
}

#[test]
fn documents() {
    let cell = |text: &str| format!("<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>");
    let body = format!(
        "<w:p><w:r><w:t>Hei &amp; takk</w:t></w:r></w:p><w:p><w:r><w:t>Fnr 209146 </w:t></w:r><w:r><w:t>95016</w:t></w:r></w:p>\
         <w:tbl><w:tr>{}{}</w:tr></w:tbl>",
        cell("Konto"),
        cell("1234 56 78903")
    );
    let all = found(FileKind::Docx, &docx(&body)).unwrap();
    assert_eq!(all[0], (Kind::NationalId, place(2, 4, 16), "209146 95016".into(), None));
    assert_eq!((all[1].0, all[1].2.as_str()), (Kind::Account, "1234 56 78903"));
    assert_eq!((all[2].0, all[2].2.as_str()), (Kind::Organisation, "974760673"));
}

#[test]
fn pdfs() {
    let all =
        found(FileKind::Pdf, &pdf(&["Søknad fra Kari", "Fødselsnummer 209146 95016", "Mobil 412 00 013"])).unwrap();
    let kinds: Vec<_> = all.iter().map(|f| (f.0, f.2.as_str())).collect();
    assert_eq!(kinds, [(Kind::NationalId, "209146 95016"), (Kind::Phone, "412 00 013")]);
}

#[test]
fn messages_and_what_is_in_them() {
    let text = "From: Kari <kari@example.no>\r\nTo: post@example.org\r\nSubject: =?utf-8?q?F=C3=B8dt_12.03.1985?=\r\nMIME-Version: 1.0\r\n\
                Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n\
                Jeg bor p=E5 Storgata 14, 2870 Dokka\r\n--x\r\nContent-Type: text/csv; name=liste.csv\r\nContent-Disposition: attachment; filename=liste.csv\r\n\r\n\
                Navn;Konto\nKari;1234 56 78903\n\r\n--x--\r\n";
    let all = found(FileKind::Eml, text.as_bytes()).unwrap();
    let kinds: Vec<_> = all.iter().map(|f| (f.0, f.2.as_str(), f.3.as_deref())).collect();
    assert_eq!(
        kinds,
        [
            (Kind::Email, "kari@example.no", None),
            (Kind::Email, "post@example.org", None),
            (Kind::BirthDate, "12.03.1985", None),
            (Kind::Address, "Storgata 14, 2870 Dokka", None),
            (Kind::Account, "1234 56 78903", Some("liste.csv")),
        ]
    );
}

#[test]
fn the_ending_tells_the_kind() {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in [
        ("a.xlsx", xlsx()),
        ("b.PDF", pdf(&["Fnr 20914695016"])),
        ("c.txt", b"Fnr 20914695016".to_vec()),
        ("d.log", b"pid=20914695016".to_vec()),
    ] {
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        let mut kinds = Vec::new();
        scan_path(&path, &Options::numbers(), &mut |f| kinds.push(f.kind)).unwrap();
        assert!(kinds.contains(&Kind::NationalId), "{name}");
    }
    assert!(matches!(
        scan_path(&folder.path().join("none.txt"), &Options::default(), &mut |_| {}),
        Err(Error::Read(_))
    ));
}

#[test]
fn damaged_files_are_errors() {
    let whole = [(FileKind::Xlsx, xlsx()), (FileKind::Docx, docx("<w:p/>")), (FileKind::Pdf, pdf(&["x"]))];
    for (kind, bytes) in whole {
        assert!(found(kind, &bytes).is_ok(), "{kind}");
        for cut in [0, 1, 10, bytes.len() / 2] {
            assert!(found(kind, &bytes[..cut]).is_err(), "{kind} cut at {cut}");
        }
        for at in (0..bytes.len()).step_by(37) {
            let mut bent = bytes.clone();
            bent[at] ^= 0x5A;
            let _ = found(kind, &bent);
        }
    }
    assert!(matches!(found(FileKind::Xlsx, &[0xD0, 0xCF, 0x11, 0xE0, 0, 0]), Err(Error::Locked)));
}

/// 260 MB of zeros pack into 260 kB.
#[test]
fn what_unpacks_too_far_is_refused() {
    let mut zip = ZipWriter::new(std::io::Cursor::new(Vec::new()));
    zip.start_file("word/document.xml", SimpleFileOptions::default()).unwrap();
    let zeros = vec![0u8; 1 << 20];
    for _ in 0..260 {
        zip.write_all(&zeros).unwrap();
    }
    let bytes = zip.finish().unwrap().into_inner();
    assert!(bytes.len() < 1 << 20);
    assert!(matches!(found(FileKind::Docx, &bytes), Err(Error::TooLarge)));
}
