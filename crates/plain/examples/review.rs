//! Reads a table of texts and tells what there is to say about each: `cargo run -p torg-plain --example review FILE.csv`.
//!
//! Columns whose names end in `_nb`, `_nn` or `_en` are read, apart from those that begin with `kw_` (words people search
//! for). `;` ends a line within a cell.

use std::error::Error;

use torg_base::Lang;
use torg_plain::review;

fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args().nth(1).ok_or("which file?")?;
    let mut file = csv::Reader::from_path(path)?;
    let columns: Vec<(usize, String, Lang)> = file.headers()?.iter().enumerate().filter_map(column).collect();
    let (mut texts, mut findings) = (0, 0);
    for row in file.records() {
        let row = row?;
        for (at, name, lang) in &columns {
            let text = row[*at].replace(';', "\n");
            let found = review(&text, *lang);
            texts += 1;
            findings += found.findings.len();
            for finding in found.findings {
                println!("{} {name}: «{}» {:?}", &row[0], &text[finding.span.bytes], finding.kind);
            }
        }
    }
    println!("{texts} texts, {findings} findings");
    Ok(())
}

fn column((at, name): (usize, &str)) -> Option<(usize, String, Lang)> {
    let lang = Lang::ALL.into_iter().find(|lang| name.ends_with(&format!("_{}", lang.code())))?;
    (!name.starts_with("kw_")).then(|| (at, name.to_owned(), lang))
}
