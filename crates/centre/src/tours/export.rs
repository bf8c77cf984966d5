//! A proposal as files: a spreadsheet, a PDF, and the tables it was made from.

use std::io::{Cursor, Write};

use axum::extract::Path;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use rust_xlsxwriter::{Format, Workbook, Worksheet, XlsxError};
use torg_base::time::{day_month, oslo_date};
use torg_paper::{Frame, Points, Sheet, TourSheet, TourTable};
use torg_plan::model::Input;
use torg_web::{Failure, Visit};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::cases::named;
use super::desk::Desk;
use super::model::{Case, Outcome, Proposal};
use super::proposal::input_of;
use super::show::{self, Figure, TourLine, Unit};
use super::store;
use super::why::{Why, why};
use super::words::{counted, told};

/// A proposal with its plan.
struct Whole {
    desk: Desk,
    case: Case,
    proposal: Proposal,
    outcome: Outcome,
    input: Input,
}

impl Whole {
    async fn open(visit: &mut Visit, id: &str) -> Result<Whole, Failure> {
        let desk = Desk::open(visit)?;
        let proposal = desk.proposal(visit, id).await?;
        let case = desk.case(visit, &proposal.case.to_string()).await?;
        let db = visit.app.store().within(proposal.organisation);
        let outcome = store::outcome(&db, proposal.id).await?.ok_or(Failure::NotFound)?;
        let input = input_of(&case, &proposal)?;
        Ok(Whole { desk, case, proposal, outcome, input })
    }

    fn title(&self, visit: &Visit) -> String {
        format!("{}: {}", named(visit, self.proposal.number), self.case.name)
    }

    fn whys(&self, visit: &Visit) -> Vec<Why> {
        self.outcome.unserved.iter().map(|u| why(visit, &self.input, u)).collect()
    }

    /// What the proposal was made from, one line each.
    fn origin(&self, visit: &Visit) -> Vec<String> {
        let line = |key: &str, value: &str| format!("{}: {value}", visit.t(key));
        let mut lines = vec![
            line("tours-seed", &self.proposal.asked.seed.to_string()),
            line("tours-rounds", &self.outcome.proposal.rounds.to_string()),
            line("tours-version", &self.proposal.version),
            line("tours-hash", &self.proposal.hash),
        ];
        lines.extend(self.input.wishes.iter().map(|wish| show::wish_told(visit, &self.input, wish)));
        lines
    }
}

/// `GET /turer/forslag/{id}/turer.xlsx`
pub async fn sheet(mut visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let whole = Whole::open(&mut visit, &id).await?;
    let bytes = workbook(&visit, &whole).map_err(|error| {
        tracing::error!(%error, "a spreadsheet could not be made");
        Failure::Template
    })?;
    let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    Ok(file(kind, &format!("turer-{}.xlsx", whole.proposal.number), bytes))
}

fn workbook(visit: &Visit, whole: &Whole) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    figures_sheet(visit, whole, book.add_worksheet())?;
    stops_sheet(visit, whole, book.add_worksheet())?;
    whys_sheet(visit, whole, book.add_worksheet())?;
    disputed_sheet(visit, whole, book.add_worksheet())?;
    book.save_to_buffer()
}

/// Names a sheet (at most 31 letters, which the format demands) and writes its headings.
fn heads(visit: &Visit, sheet: &mut Worksheet, name: &str, keys: &[&str]) -> Result<(), XlsxError> {
    sheet.set_name(visit.t(name))?;
    let bold = Format::new().set_bold();
    for (column, key) in (0u16..).zip(keys) {
        sheet.write_string_with_format(0, column, visit.t(key), &bold)?;
    }
    sheet.set_freeze_panes(1, 0)?;
    Ok(())
}

fn figures_sheet(visit: &Visit, whole: &Whole, sheet: &mut Worksheet) -> Result<(), XlsxError> {
    heads(visit, sheet, "tours-proposal", &["tours-figure", "tours-proposal", "tours-unit"])?;
    let mut row = 1;
    for figure in show::figures(&whole.input, &whole.outcome) {
        sheet.write_string(row, 0, visit.t(figure.key))?;
        if let Some(amount) = amount(&figure) {
            sheet.write_number(row, 1, amount)?;
        }
        sheet.write_string(row, 2, if figure.unit == Unit::Time { visit.t("tours-hours") } else { "" })?;
        row += 1;
    }
    for line in std::iter::once(whole.title(visit)).chain(whole.origin(visit)) {
        row += 1;
        sheet.write_string(row, 0, line)?;
    }
    sheet.autofit();
    Ok(())
}

fn stops_sheet(visit: &Visit, whole: &Whole, sheet: &mut Worksheet) -> Result<(), XlsxError> {
    let keys = [
        "tours-team",
        "tours-number",
        "tours-place",
        "tours-day",
        "tours-arrives",
        "tours-leaves",
        "tours-served",
        "tours-night",
        "tours-driving",
        "tours-figure-km",
        "tours-source",
    ];
    heads(visit, sheet, "tours-stops", &keys)?;
    let tours = show::tours(visit, &whole.input, &whole.outcome);
    let stops = tours.iter().flat_map(|tour| tour.stops.iter().map(move |stop| (tour, stop)));
    for (row, (tour, stop)) in (1u32..).zip(stops) {
        let leg = stop.leg.as_ref();
        let night = if stop.night { visit.t("tours-yes") } else { "" };
        let cells: [&str; 9] = [
            &tour.team,
            &stop.number,
            &stop.place,
            &stop.day,
            &stop.arrives,
            &stop.leaves,
            &stop.served,
            night,
            leg.map_or("", |l| l.driving.as_str()),
        ];
        for (column, cell) in (0u16..).zip(cells) {
            sheet.write_string(row, column, cell)?;
        }
        if let Some(leg) = leg {
            sheet.write_number(row, 9, leg.km as f64)?;
            sheet.write_string(row, 10, &leg.source)?;
        }
    }
    sheet.autofit();
    Ok(())
}

fn whys_sheet(visit: &Visit, whole: &Whole, sheet: &mut Worksheet) -> Result<(), XlsxError> {
    heads(visit, sheet, "tours-why-head", &["tours-place", "tours-why-head", "tours-reasons", "tours-price"])?;
    for (row, why) in (1u32..).zip(whole.whys(visit)) {
        let price = format!("{} {}", why.visit, why.loss);
        for (column, cell) in (0u16..).zip([&why.place, &why.title, &why.reasons.join(" "), &price]) {
            sheet.write_string(row, column, cell.trim())?;
        }
    }
    sheet.autofit();
    Ok(())
}

fn disputed_sheet(visit: &Visit, whole: &Whole, sheet: &mut Worksheet) -> Result<(), XlsxError> {
    let keys = [
        "tours-rule",
        "tours-source",
        "tours-people-with",
        "tours-people-without",
        "tours-value-with",
        "tours-value-without",
        "tours-rule-costs",
        "tours-only-without",
    ];
    heads(visit, sheet, "tours-disputed", &keys)?;
    for (row, line) in (1u32..).zip(show::disputed(visit, &whole.input, &whole.outcome)) {
        let (with, without) = (line.with, line.without);
        let cells = [line.rule, line.source, with.0, without.0, with.1, without.1, line.cost, line.gained];
        for (column, cell) in (0u16..).zip(cells) {
            sheet.write_string(row, column, cell)?;
        }
    }
    sheet.autofit();
    Ok(())
}

/// Hours where the page shows hours, so that a sum in the spreadsheet is right.
fn amount(figure: &Figure) -> Option<f64> {
    figure.amount.map(|amount| match figure.unit {
        Unit::Time => (amount as f64 / 6.0).round() / 10.0,
        Unit::Number | Unit::Percent => amount as f64,
    })
}

/// `GET /turer/forslag/{id}/turer.pdf`
pub async fn paper(mut visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let whole = Whole::open(&mut visit, &id).await?;
    let words = (frame(&visit, &whole), Sheet::Tours(words(&visit, &whole)));
    let bytes = crate::sheets::file(&visit, words).await?;
    Ok(file("application/pdf", &format!("turer-{}.pdf", whole.proposal.number), bytes.to_vec()))
}

fn frame(visit: &Visit, whole: &Whole) -> Frame {
    let today = oslo_date(visit.app.clock().now());
    let date = format!("{} {}", day_month(today, visit.lang), today.year());
    let face = whole.desk.directory.face(whole.case.organisation);
    Frame {
        lang: visit.lang,
        title: whole.title(visit),
        sender: face.map_or(&visit.app.site().name, |f| &f.name).clone(),
        accent: face.map_or_else(String::new, |f| f.accent.clone()),
        updated: today,
        foot: told(visit, "tours-printed", &[("date", &date)]),
        page: visit.t("sheet-page").to_owned(),
    }
}

fn words(visit: &Visit, whole: &Whole) -> TourSheet {
    let t = |key: &str| visit.t(key).to_owned();
    let figures = show::figures(&whole.input, &whole.outcome);
    let checked = match whole.outcome.violations.len() {
        0 => t("tours-checked"),
        n => counted(visit, "tours-violations", i64::try_from(n).unwrap_or(0)),
    };
    TourSheet {
        heading: whole.title(visit),
        lead: checked,
        figure_heads: (t("tours-figure"), t("tours-proposal")),
        figures: figures.iter().map(|f| (t(f.key), f.shown(visit))).collect(),
        stop_heads: ["tours-number", "tours-place", "tours-day", "tours-time", "tours-served"].map(t),
        tours: show::tours(visit, &whole.input, &whole.outcome).iter().map(|tour| table(visit, tour)).collect(),
        left: Points { heading: t("tours-left"), points: whole.whys(visit).into_iter().map(|w| w.title).collect() },
        origin: Points { heading: t("tours-origin"), points: whole.origin(visit) },
    }
}

fn table(visit: &Visit, tour: &TourLine) -> TourTable {
    let km = tour.km.to_string();
    let lead = [
        told(visit, "tours-work", &[("time", &tour.work)]),
        told(visit, "tours-drive", &[("time", &tour.drive), ("km", &km)]),
        counted(visit, "tours-nights", tour.nights),
    ];
    let rows = tour.stops.iter().map(|stop| {
        let time =
            if stop.leaves.is_empty() { stop.arrives.clone() } else { format!("{}–{}", stop.arrives, stop.leaves) };
        let night = if stop.night { format!(" ({})", visit.t("tours-night")) } else { String::new() };
        [stop.number.clone(), format!("{}{night}", stop.place), stop.day.clone(), time, stop.served.clone()]
    });
    TourTable { heading: tour.title.clone(), lead: lead.join(", "), rows: rows.collect() }
}

/// `GET /turer/forslag/{id}/tabeller.zip`: what `torg plan --input` makes the proposal from.
pub async fn tables(mut visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let desk = Desk::open(&mut visit)?;
    let proposal = desk.proposal(&visit, &id).await?;
    let case = desk.case(&visit, &proposal.case.to_string()).await?;
    let files = case.files_with(&proposal.asked.wishes);
    let packed = || -> zip::result::ZipResult<Vec<u8>> {
        let mut out = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, text) in &files {
            out.start_file(name.as_str(), SimpleFileOptions::default())?;
            out.write_all(text.as_bytes())?;
        }
        Ok(out.finish()?.into_inner())
    };
    let bytes = packed().map_err(|_| Failure::Template)?;
    Ok(file("application/zip", &format!("tabeller-{}.zip", proposal.number), bytes))
}

fn file(kind: &'static str, name: &str, bytes: Vec<u8>) -> Response {
    let mut response = ([(header::CONTENT_TYPE, HeaderValue::from_static(kind))], bytes).into_response();
    // Names are letters, digits and hyphens.
    if let Ok(value) = HeaderValue::from_str(&format!("attachment; filename=\"{name}\"")) {
        response.headers_mut().insert(header::CONTENT_DISPOSITION, value);
    }
    response
}
