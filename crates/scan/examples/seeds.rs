//! Writes small files of every kind for the fuzzer to begin with: `seeds FOLDER`. The first byte tells the kind, as in
//! `fuzz/fuzz_targets/files.rs`.

use std::io::Write;
use std::path::Path;

use lopdf::content::{Content, Operation};
use lopdf::{Document, Object, Stream, dictionary};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = std::env::args().nth(1).ok_or("seeds FOLDER")?;
    std::fs::create_dir_all(&folder)?;
    let corpus = include_str!("../corpus/open.txt");
    let plain: String = corpus.replace(['{', '}'], " ");
    let write = |kind: u8, name: &str, bytes: &[u8]| {
        let mut file = std::fs::File::create(Path::new(&folder).join(name))?;
        file.write_all(&[kind])?;
        file.write_all(bytes)
    };
    for (i, lines) in plain.lines().collect::<Vec<_>>().chunks(8).enumerate() {
        write(0, &format!("text-{i}"), lines.join("\n").as_bytes())?;
    }
    write(1, "csv", b"Navn;Konto;F\xf8dt\nKari;\"1234 56 78903\";12.03.1985\n")?;
    write(2, "xlsx", &workbook()?)?;
    write(3, "docx", &document()?)?;
    write(4, "pdf", &pdf()?)?;
    write(5, "eml", b"From: a@example.no\r\nSubject: =?utf-8?q?x?=\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n\r\nHei\r\n--x\r\nContent-Type: text/csv; name=a.csv\r\n\r\na;b\n1;2\r\n--x--\r\n")?;
    Ok(())
}

fn workbook() -> Result<Vec<u8>, rust_xlsxwriter::XlsxError> {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write(0, 0, "Telefon")?;
    sheet.write(1, 0, 22000014.0)?;
    book.save_to_buffer()
}

fn document() -> Result<Vec<u8>, Box<dyn std::error::Error>> {
    let mut zip = ZipWriter::new(std::io::Cursor::new(Vec::new()));
    zip.start_file("word/document.xml", SimpleFileOptions::default())?;
    zip.write_all(
        br#"<w:document xmlns:w="urn:w"><w:p><w:r><w:t>Fnr 209146 95016 &amp; &#230;</w:t></w:r></w:p></w:document>"#,
    )?;
    Ok(zip.finish()?.into_inner())
}

fn pdf() -> Result<Vec<u8>, Box<dyn std::error::Error>> {
    let mut document = Document::with_version("1.5");
    let pages = document.new_object_id();
    let font = document.add_object(dictionary! { "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Helvetica" });
    let operations = vec![
        Operation::new("BT", vec![]),
        Operation::new("Tf", vec!["F1".into(), 12.into()]),
        Operation::new(
            "TJ",
            vec![Object::Array(vec![
                Object::string_literal("Fnr 209146"),
                (-300).into(),
                Object::string_literal("95016"),
            ])],
        ),
        Operation::new("ET", vec![]),
    ];
    let content = document.add_object(Stream::new(dictionary! {}, Content { operations }.encode()?));
    let resources = dictionary! { "Font" => dictionary! { "F1" => font } };
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
    document.save_to(&mut bytes)?;
    Ok(bytes)
}
