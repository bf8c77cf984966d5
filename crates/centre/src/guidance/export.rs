//! A report as files. The numbers are those of the page, in the same words.

use rust_xlsxwriter::{Format, Workbook, XlsxError};
use torg_base::Lang;
use torg_web::texts::Texts;

use super::model::Told;
use super::report::Report;

/// A line of a file: table, value, second value, number.
type Line = [String; 4];

fn lines(report: &Report, texts: &Texts, lang: Lang) -> Vec<Line> {
    let word = |key: &str| texts.get(lang, key).to_owned();
    let told = |told: Told| told.text(texts, lang);
    let few = || word("fewer-than-five");
    let hours = |hours: Option<i64>| hours.map_or_else(few, |hours| hours.to_string());
    let none = String::new;
    let mut lines: Vec<Line> = vec![
        [word("sessions-all"), none(), none(), told(report.sessions)],
        [word("sessions-hours"), none(), none(), hours(report.hours)],
    ];
    for bill in &report.bills {
        lines.push([word("sessions-bill"), bill.agency.clone(), word("sessions-all"), told(bill.told)]);
        lines.push([word("sessions-bill"), bill.agency.clone(), word("sessions-hours"), hours(bill.hours)]);
    }
    for table in &report.tables {
        let name = word(table.dimension.word());
        lines.extend(table.lines.iter().map(|line| [name.clone(), line.name.clone(), none(), told(line.told)]));
    }
    if let Some(cross) = &report.cross {
        let name = format!("{} / {}", word(cross.down.word()), word(cross.across.word()));
        for (row, cells) in &cross.rows {
            let cells = cells.iter().zip(&cross.columns);
            lines.extend(cells.map(|(cell, column)| [name.clone(), row.clone(), column.clone(), told(*cell)]));
        }
    }
    lines
}

fn heads(texts: &Texts, lang: Lang) -> Line {
    ["sessions-column-table", "sessions-column-value", "sessions-column-second", "sessions-column-number"]
        .map(|key| texts.get(lang, key).to_owned())
}

/// The report as CSV with semicolons, as spreadsheets in Norwegian expect.
pub fn csv(report: &Report, texts: &Texts, lang: Lang) -> Result<Vec<u8>, csv::Error> {
    let mut out = csv::WriterBuilder::new().delimiter(b';').from_writer(Vec::new());
    out.write_record(heads(texts, lang))?;
    for line in lines(report, texts, lang) {
        out.write_record(line)?;
    }
    out.into_inner().map_err(|error| csv::Error::from(error.into_error()))
}

/// The report as a spreadsheet; numbers are numbers.
pub fn xlsx(report: &Report, texts: &Texts, lang: Lang) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let bold = Format::new().set_bold();
    let sheet = book.add_worksheet();
    for (column, head) in (0..).zip(heads(texts, lang)) {
        sheet.write_with_format(0, column, head, &bold)?;
    }
    for (row, line) in (1..).zip(lines(report, texts, lang)) {
        for (column, cell) in (0..).zip(line) {
            match cell.parse::<u32>() {
                Ok(number) if column == 3 => sheet.write(row, column, number)?,
                _ => sheet.write(row, column, cell)?,
            };
        }
    }
    sheet.autofit();
    book.save_to_buffer()
}
