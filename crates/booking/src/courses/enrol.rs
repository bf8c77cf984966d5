//! Staff sign people up: one at a time, or a group from a spreadsheet.

use askama::Template;
use axum::extract::{Multipart, Path};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Redirect, Response};
use torg_base::{Action, Lang, Phone, Uuid};
use torg_web::page::{Html, html, html_wrong};
use torg_web::{Failure, Form, Page, Visit};

use super::model::{CourseDate, Reach};
use super::show::{DateLine, Words};
use super::staff::{Desk, bookings_of};
use super::units::{Entry, Refused, SignUp};
use crate::booking::model::{Booking, Contact, State};
use crate::booking::pages::read_contact;
use crate::booking::units::Proof;
use torg_catalogue::import::{Table, table_from};

/// People in one file at most.
const MOST_ROWS: usize = 200;

#[derive(Template)]
#[template(path = "courses/templates/sign_up.html")]
struct SignUpPage {
    p: Page,
    title: Words,
    d: DateLine,
    base: String,
    following: usize,
    all: usize,
    form: Form,
}

/// `GET /ansatt/kurs/dato/{id}/pamelding`
pub async fn new(mut visit: Visit, Path(id): Path<Uuid>) -> Result<Html, Failure> {
    let desk = Desk::open(&mut visit, id, Action::BookForOthers).await?;
    let form = Form::filled([("omfang", "denne".to_owned())]);
    sign_up_page(&visit, &desk, form)
}

fn sign_up_page(visit: &Visit, desk: &Desk, form: Form) -> Result<Html, Failure> {
    let wrong = !form.ok();
    let page = SignUpPage {
        p: desk.page(visit, visit.t("course-enrol-title"))?.with_form(&form),
        title: desk.title(visit),
        d: desk.line(visit),
        base: desk.address(""),
        following: reached(visit, desk, Reach::Following).len(),
        all: reached(visit, desk, Reach::All).len(),
        form,
    };
    if wrong { html_wrong(&page) } else { html(&page) }
}

/// The dates of the place that a sign-up reaches.
fn reached(visit: &Visit, desk: &Desk, reach: Reach) -> Vec<CourseDate> {
    let now = visit.app.clock().now();
    let here: Vec<CourseDate> = desk.all.iter().filter(|d| d.place == desk.place.id && d.takes(now)).cloned().collect();
    reach.of(&desk.date, &here, now)
}

/// `POST /ansatt/kurs/dato/{id}/pamelding`: the sign-up stands at once.
pub async fn add(mut visit: Visit, Path(id): Path<Uuid>, mut form: Form) -> Result<Response, Failure> {
    let desk = Desk::open(&mut visit, id, Action::BookForOthers).await?;
    let reach = Reach::parse(form.value("omfang")).unwrap_or(Reach::This);
    let contact = read_contact(&visit, &mut form, false);
    let Some(contact) = contact.filter(|_| form.ok()) else { return sign_up_page(&visit, &desk, form) };
    let unit = sign_up(&visit, &reached(&visit, &desk, reach), vec![contact]);
    match unit.write().await?.pop() {
        Some(Ok(_)) => Ok(Redirect::to(&desk.address("?lagret=1")).into_response()),
        Some(Err(refused)) => {
            form.wrong("omfang", why(refused));
            sign_up_page(&visit, &desk, form)
        }
        None => Err(Failure::BadRequest),
    }
}

fn sign_up(visit: &Visit, dates: &[CourseDate], people: Vec<Contact>) -> SignUp {
    let entry = |contact| Entry { contact, proof: Proof::Staff, person: None, helper: None };
    SignUp {
        app: visit.app.clone(),
        actor: visit.actor().clone(),
        dates: dates.iter().map(|d| d.id).collect(),
        people: people.into_iter().map(entry).collect(),
    }
}

fn why(refused: Refused) -> &'static str {
    match refused {
        Refused::Full(_) => "course-wrong-full",
        Refused::Closed => "course-wrong-closed",
    }
}

/// A row of a file that was not taken, and the key of the reason.
pub struct BadRow {
    pub number: usize,
    pub reason: &'static str,
}

#[derive(Template)]
#[template(path = "courses/templates/file.html")]
struct FilePage {
    p: Page,
    title: Words,
    d: DateLine,
    base: String,
    all: usize,
    /// How many were signed up, after a file was read.
    done: Option<usize>,
    bad: Vec<BadRow>,
    form: Form,
}

/// `GET /ansatt/kurs/dato/{id}/fil`
pub async fn file(mut visit: Visit, Path(id): Path<Uuid>) -> Result<Html, Failure> {
    let desk = Desk::open(&mut visit, id, Action::BookForOthers).await?;
    let form = Form::filled([("omfang", "denne".to_owned())]);
    file_page(&visit, &desk, form, None, Vec::new())
}

fn file_page(visit: &Visit, desk: &Desk, form: Form, done: Option<usize>, bad: Vec<BadRow>) -> Result<Html, Failure> {
    let wrong = !form.ok();
    let page = FilePage {
        p: desk.page(visit, visit.t("course-file-title"))?.with_form(&form),
        title: desk.title(visit),
        d: desk.line(visit),
        base: desk.address(""),
        all: reached(visit, desk, Reach::All).len(),
        done,
        bad,
        form,
    };
    if wrong { html_wrong(&page) } else { html(&page) }
}

/// `GET /ansatt/kurs/mal.csv`: an empty file with the right columns, as spreadsheets here open it.
pub async fn template(visit: Visit) -> Response {
    let columns = ["course-column-name", "course-column-phone", "course-column-language"].map(|key| visit.t(key));
    let text = format!("\u{feff}{}\r\n", columns.join(";"));
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("text/csv; charset=utf-8")),
        (header::CONTENT_DISPOSITION, HeaderValue::from_static("attachment; filename=\"pamelding.csv\"")),
    ];
    (headers, text).into_response()
}

/// `POST /ansatt/kurs/dato/{id}/fil`: good rows are signed up, bad ones are told with number and reason.
pub async fn upload(mut visit: Visit, Path(id): Path<Uuid>, mut parts: Multipart) -> Result<Response, Failure> {
    let (mut form, bytes) = read_parts(&visit, &mut parts).await?;
    let desk = Desk::open(&mut visit, id, Action::BookForOthers).await?;
    let table = match table_from(&bytes) {
        Ok(table) => table,
        Err(_) => {
            form.wrong("fil", if bytes.is_empty() { "course-file-missing" } else { "course-file-unreadable" });
            return file_page(&visit, &desk, form, None, Vec::new());
        }
    };
    let Some(columns) = Columns::of(&table) else {
        form.wrong("fil", "course-file-columns");
        return file_page(&visit, &desk, form, None, Vec::new());
    };
    if table.rows.len() > MOST_ROWS {
        form.wrong("fil", "course-file-long");
        return file_page(&visit, &desk, form, None, Vec::new());
    }
    let known = bookings_of(&visit, &desk.date).await?;
    let (people, mut bad) = columns.people(&table, &known, visit.lang);
    let reach = Reach::parse(form.value("omfang")).unwrap_or(Reach::This);
    let (numbers, contacts): (Vec<usize>, Vec<Contact>) = people.into_iter().unzip();
    let signed = sign_up(&visit, &reached(&visit, &desk, reach), contacts).write().await?;
    let done = signed.iter().filter(|s| s.is_ok()).count();
    let refused = numbers.into_iter().zip(signed).filter_map(|(number, s)| Some((number, s.err()?)));
    bad.extend(refused.map(|(number, refused)| BadRow { number, reason: why(refused) }));
    bad.sort_by_key(|b| b.number);
    // The numbers of free seats have changed.
    let desk = Desk::open(&mut visit, id, Action::BookForOthers).await?;
    file_page(&visit, &desk, form, Some(done), bad)
}

/// The fields of a form with a file, and the file. Refused without the token of our own page.
async fn read_parts(visit: &Visit, parts: &mut Multipart) -> Result<(Form, Vec<u8>), Failure> {
    let (mut form, mut bytes) = (Form::default(), Vec::new());
    while let Some(part) = parts.next_field().await.map_err(|_| Failure::BadRequest)? {
        let name = part.name().unwrap_or_default().to_owned();
        let content = part.bytes().await.map_err(|_| Failure::BadRequest)?;
        match name.as_str() {
            "fil" => bytes = content.to_vec(),
            "csrf" | "omfang" => form.set(&name, String::from_utf8_lossy(&content)),
            _ => {}
        }
    }
    if visit.csrf_holds(form.value("csrf")) { Ok((form, bytes)) } else { Err(Failure::Csrf) }
}

/// Where the columns stand.
struct Columns {
    name: usize,
    phone: Option<usize>,
    lang: Option<usize>,
}

impl Columns {
    /// None when no column holds the names.
    fn of(table: &Table) -> Option<Columns> {
        let at = |names: &[&str]| table.columns.iter().position(|c| names.contains(&c.as_str()));
        Some(Columns {
            name: at(&["navn", "namn", "name"])?,
            phone: at(&["telefon", "telefonnummer", "mobil", "phone"]),
            lang: at(&["språk", "sprak", "language"]),
        })
    }

    /// The people of a file, each with the number of its row, and the rows that cannot be taken. Somebody who stands on
    /// the list already is not signed up twice, so that the same file can be sent again.
    fn people(&self, table: &Table, known: &[Booking], lang: Lang) -> (Vec<(usize, Contact)>, Vec<BadRow>) {
        let (mut people, mut bad): (Vec<(usize, Contact)>, Vec<BadRow>) = (Vec::new(), Vec::new());
        for row in &table.rows {
            let cell = |at: Option<usize>| at.and_then(|at| row.cells.get(at)).map_or("", String::as_str);
            match contact(cell(Some(self.name)), cell(self.phone), cell(self.lang), lang) {
                Err(reason) => bad.push(BadRow { number: row.number, reason }),
                Ok(contact) if listed(&contact, known) => {
                    bad.push(BadRow { number: row.number, reason: "course-row-twice" });
                }
                Ok(contact) => people.push((row.number, contact)),
            }
        }
        (people, bad)
    }
}

fn listed(contact: &Contact, known: &[Booking]) -> bool {
    let phone = contact.phone.as_ref().map(Phone::as_str);
    known.iter().any(|b| b.state != State::Cancelled && b.name == contact.name && b.phone.as_deref() == phone)
}

/// Reads one row; the error is the key of what is wrong.
fn contact(name: &str, phone: &str, language: &str, lang: Lang) -> Result<Contact, &'static str> {
    if name.is_empty() {
        return Err("course-row-name");
    }
    if name.chars().count() > 80 {
        return Err("course-row-long");
    }
    let number = Phone::parse(phone);
    if number.is_none() && !phone.is_empty() {
        return Err("course-row-phone");
    }
    let lang = match language.to_lowercase().as_str() {
        "" => lang,
        "nb" | "bokmål" | "norsk" => Lang::Nb,
        "nn" | "nynorsk" => Lang::Nn,
        "en" | "engelsk" | "english" => Lang::En,
        _ => return Err("course-row-language"),
    };
    Ok(Contact { name: name.to_owned(), phone: number, lang, note: String::new(), hidden: false })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Vec<(usize, Contact)>, Vec<BadRow>) {
        let table = table_from(text.as_bytes()).expect("a table");
        Columns::of(&table).expect("a column of names").people(&table, &[], Lang::Nn)
    }

    #[test]
    fn rows_keep_the_number_that_the_sheet_shows() {
        let (people, bad) =
            read("Namn;Telefon;Språk\nOddny;900 00 001;engelsk\n;90000002;\nPer;12;\nIda;;klingon\nAre;;\n");
        let names: Vec<_> = people.iter().map(|(n, c)| (*n, c.name.as_str(), c.lang)).collect();
        assert_eq!(names, [(2, "Oddny", Lang::En), (6, "Are", Lang::Nn)]);
        let reasons: Vec<_> = bad.iter().map(|b| (b.number, b.reason)).collect();
        assert_eq!(reasons, [(3, "course-row-name"), (4, "course-row-phone"), (5, "course-row-language")]);
    }

    #[test]
    fn a_file_without_names_is_no_list() {
        let table = table_from(b"telefon;adresse\n1;2\n").expect("a table");
        assert!(Columns::of(&table).is_none());
    }
}
