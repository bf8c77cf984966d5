//! Personal data in free text: every field has a decision, and every decision is kept by the form it is about.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use axum::http::StatusCode;
use serde_json::json;
use torg_store::testing::BOTH;
use torg_web::private::{FIELDS, Rule, decision, fits};

use super::harness::{Answer, Site, Visitor};

/// A synthetic national number, and the text it stands in.
const NUMBER: &str = "209146 95016";
const TYPED: &str = "Gjelder 209146 95016, haster.";
const CLEANED: &str = "Gjelder [fødselsnummer], haster.";
const PHONE: &str = "+80 0000 12 34";

/// Templates whose fields get their name from the caller, so that the caller is what is read.
const MACROS: [&str; 3] =
    ["web/templates/forms.html", "centre/src/cards/templates/parts.html", "centre/src/manage/templates/parts.html"];
/// Names that a template gets from the program.
const FROM_PROGRAM: [(&str, &str, &str); 4] = [
    ("booking/src/replies/templates/choices_form.html", "name", "v*-*"),
    ("centre/src/guidance/templates/boundaries.html", "h.legal", "hjemmel-*"),
    ("centre/src/guidance/templates/boundaries.html", "w.1", "hvorfor-*-*"),
    ("centre/src/guidance/templates/boundaries.html", "w.2", "videre-*-*"),
];

/// Every template with its path from `crates/`.
fn templates() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut folders: Vec<PathBuf> = vec![root.clone()];
    let mut found = Vec::new();
    while let Some(folder) = folders.pop() {
        for path in std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()) {
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "html") {
                let name = path.strip_prefix(&root).expect("under crates").display().to_string();
                found.push((name, std::fs::read_to_string(&path).expect("a template")));
            }
        }
    }
    found
}

/// The fields of a template in which people write, with `*` for what differs. An error says what cannot be told.
fn written(path: &str, text: &str) -> Result<Vec<String>, String> {
    let mut names = Vec::new();
    let calls = |mark: &'static str| text.match_indices(mark).map(move |(at, _)| text.split_at(at + mark.len()));
    for (before, call) in calls("::input(p, ").chain(calls("::textarea(p, ")) {
        let name = call.split(", ").nth(1).ok_or(format!("{path}: {call:.40}"))?;
        if !names_itself(path, name) {
            names.push(called(path, before, name)?);
        }
    }
    for (_, call) in calls("::in_three(p, ").chain(calls("::languages(p, ")) {
        let base = call.split('"').nth(1).ok_or(format!("{path}: {call:.40}"))?;
        names.push(format!("{base}-*"));
    }
    for tag in text.split('<').filter(|tag| tag.starts_with("textarea") || tag.starts_with("input")) {
        let tag = ended(tag);
        let kind = attribute(tag, "type").unwrap_or("text");
        let prose = tag.starts_with("textarea") || matches!(kind, "text" | "search" | "email" | "tel");
        if !prose || tag.contains(" readonly") || MACROS.contains(&path) {
            continue;
        }
        // A field of a page that a script sends has an id alone.
        let name = attribute(tag, "name").or(attribute(tag, "id")).ok_or(format!("{path}: {tag}"))?;
        names.push(name.to_owned());
    }
    Ok(names)
}

/// The macro over three languages, whose callers are read.
fn names_itself(path: &str, name: &str) -> bool {
    path.ends_with("courses/templates/reach.html") && name == "name.as_str()"
}

/// The name given to a macro: as it stands, or made by `format!` earlier in the template, or by the program.
fn called(path: &str, before: &str, name: &str) -> Result<String, String> {
    if let Some(literal) = name.strip_prefix('"') {
        return Ok(literal.trim_end_matches('"').to_owned());
    }
    let variable = name.trim_end_matches(".as_str()");
    if let Some((_, _, pattern)) = FROM_PROGRAM.iter().find(|(file, known, _)| *file == path && *known == variable) {
        return Ok((*pattern).to_owned());
    }
    let made = before.rsplit_once(&format!("let {variable} = format!(\"")).and_then(|(_, rest)| rest.split('"').next());
    made.map(|made| made.replace("{}", "*")).ok_or(format!("{path}: where does the name {name} come from?"))
}

/// A tag as far as its `>`; what stands in `{{ }}` and `{% %}` may hold one.
fn ended(tag: &str) -> &str {
    let mut depth = 0;
    for (at, c) in tag.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            '>' if depth == 0 => return &tag[..at],
            _ => {}
        }
    }
    tag
}

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    tag.split(&format!(" {name}=\"")).nth(1)?.split('"').next()
}

#[test]
fn every_field_that_people_write_in_has_a_decision() {
    let mut all = BTreeSet::new();
    for (path, text) in templates() {
        for name in written(&path, &text).unwrap() {
            let one = name.replace('*', "1");
            assert!(decision(&one).is_some(), "{path}: decide about «{name}» in torg_web::private::FIELDS");
            all.insert(one);
        }
    }
    assert!(all.len() > 60, "the fields were found: {all:?}");
    for pattern in FIELDS.iter().flat_map(|decision| decision.fields) {
        assert!(all.iter().any(|name| fits(pattern, name)), "no template has a field «{pattern}»");
    }
    assert!(FIELDS.iter().all(|decision| decision.why.len() >= 10), "each says why");
}

#[test]
fn a_field_that_nobody_decided_about_is_seen() {
    let new = |text: &str| written("a/b.html", text);
    for text in [
        "<textarea class=\"x\" id=\"a\" name=\"fritekst\" rows=\"3\">",
        "<input class=\"{% if a > b %}x{% endif %}\" name=\"fritekst\">",
        "<input type=\"text\" name=\"fritekst\">",
        "{% call f::textarea(p, form, \"fritekst\", p.t(\"x\"), \"\", true) %}",
        "{% let a = format!(\"fritekst-{}\", n) %}{% call f::input(p, form, a.as_str(), \"\") %}",
        "{% call m::in_three(p, form, \"fritekst\", p.t(\"x\"), \"\", 1, false) %}",
    ] {
        let names = new(text).unwrap();
        assert_eq!(names.len(), 1, "{text}");
        assert!(names[0].starts_with("fritekst") && decision(&names[0].replace('*', "1")).is_none(), "{names:?}");
    }
    assert!(new("{% call f::input(p, form, from_somewhere, \"\") %}").is_err());
    assert!(new("<input type=\"checkbox\" name=\"x\"><input type=\"hidden\" name=\"y\">").unwrap().is_empty());
}

/// Who opens which page, by which way, and the fields on it. `{tid}` and `{dato}` are the fields of that name on the page
/// before, `{base}` its address, and `>` follows the first link that begins so.
const FORMS: &[(&str, &[&str], &[&str])] = &[
    (
        "",
        &["/bestill/trygghetsalarm/vanylven/home", "/bestill/trygghetsalarm/vanylven/home/kontakt?tid={tid}"],
        &["note", "name", "street", "town"],
    ),
    (
        "",
        &["/bestill/lese-brev/vanylven/counter", "/bestill/lese-brev/vanylven/counter/kontakt?tid={tid}&andre=1"],
        &["note", "name", "helper_name"],
    ),
    ("", &["/kurs", ">/kurs/", "{base}/pamelding?sted=vanylven&dato={dato}"], &["note"]),
    ("guide", &["/ansatt/ny-time?sted=vanylven&tilbud=logge-inn-altinn/counter"], &["note", "name"]),
    ("guide", &["/ansatt/forslag?sted=vanylven"], &["ord"]),
    ("guide", &["/ansatt/leie?sted=vanylven"], &["navn"]),
    ("manager", &["/styring/forslag", ">/styring/forslag/"], &["grunn", "navn", "ord"]),
    ("manager", &["/styring/varsler/nytt"], &["tittel-nb", "tekst-nb", "tekst-nn", "tekst-en", "kilde-1", "etat"]),
    ("manager", &["/styring/varsler", ">/styring/varsler/0"], &["hvem"]),
    ("manager", &["/ansatt/kurs/ny?sted=vanylven"], &["temaer", "tittel-nb", "vert_tittel", "andre_hjelpere"]),
    ("manager", &["/kurs", ">/kurs/", "/ansatt/kurs/dato/{dato}/endre"], &["tema-nb"]),
    ("manager", &["/styring/sporsmal", ">/styring/sporsmal/"], &["v1-nb"]),
    (
        "manager",
        &["/styring/tjenester/ny"],
        &["name-nb", "promise-nn", "boundary-en", "bring-nb", "keywords-nb", "agency", "legal"],
    ),
    ("manager", &["/styring/sted/vanylven/tilbud/nytt"], &["note-nb"]),
    ("manager", &["/styring/sted/vanylven/apningstider"], &["u_grunn"]),
    ("manager", &["/styring/sted/vanylven/ressurser"], &["tags", "name"]),
    ("manager", &["/styring/sted/vanylven"], &["address", "name"]),
    ("manager", &["/styring/besok/nytt?sted=vanylven"], &["hva-nb", "med-nn", "rom"]),
    (
        "manager",
        &["/styring/tjenester/logge-inn-altinn/grenser"],
        &["hvorfor-employee-nb", "videre-helper-nn", "hjemmel-caseworker"],
    ),
];

/// The form that a field stands in: where it goes, and what it sends as it stands.
struct Sheet {
    action: String,
    fields: Vec<(String, String)>,
}

impl Sheet {
    fn with(page: &Answer, path: &str, field: &str) -> Sheet {
        let mark = format!(" name=\"{field}\"");
        let forms = page.body.split("<form").skip(1).map(|part| part.split("</form>").next().unwrap_or(part));
        let form = forms.into_iter().find(|form| form.contains(&mark));
        let form = form.unwrap_or_else(|| panic!("no field {field} at {path}: {}", page.body));
        let action = attribute(ended(form), "action").unwrap_or(path).replace("&amp;", "&").replace("&#38;", "&");
        let mut fields: Vec<(String, String)> = Vec::new();
        let mut select: Option<(String, Option<String>)> = None;
        for part in form.split('<').skip(1) {
            let (tag, rest) = part.split_once('>').unwrap_or((part, ""));
            let value = attribute(tag, "value").unwrap_or_default().to_owned();
            let name = attribute(tag, "name").unwrap_or_default().to_owned();
            match tag.split([' ', '\n']).next().unwrap_or_default() {
                "input" => {
                    let box_ = matches!(attribute(tag, "type"), Some("checkbox" | "radio"));
                    if !box_ || tag.contains(" checked") {
                        fields.push((name, value));
                    }
                }
                "textarea" => fields.push((name, rest.to_owned())),
                "select" => select = Some((name, None)),
                "option" => {
                    if let Some((_, chosen)) = &mut select
                        && (chosen.is_none() || tag.contains(" selected"))
                    {
                        *chosen = Some(value);
                    }
                }
                "/select" => fields.extend(select.take().map(|(name, chosen)| (name, chosen.unwrap_or_default()))),
                _ => {}
            }
        }
        Sheet { action, fields }
    }

    fn set(mut self, name: &str, value: &str) -> Sheet {
        self.fields.retain(|(known, _)| known != name);
        self.fields.push((name.to_owned(), value.to_owned()));
        self
    }

    async fn send(&self, visitor: &mut Visitor<'_>) -> Answer {
        let fields: Vec<(&str, &str)> = self.fields.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
        visitor.post(&self.action, &fields).await
    }
}

/// Somebody who has chosen bokmål, which comes before what the place writes.
async fn somebody<'a>(site: &'a Site, role: &str) -> Visitor<'a> {
    let mut visitor = if role.is_empty() { site.visitor() } else { site.signed_in(role).await };
    visitor.open("/?lang=nb").await;
    visitor
}

/// Opens a page by its way; returns it with its address.
async fn come(visitor: &mut Visitor<'_>, way: &[&str]) -> (Answer, String) {
    let mut path = way[0].to_owned();
    let mut page = visitor.open(&path).await;
    for step in &way[1..] {
        path = match step.strip_prefix('>') {
            Some(beginning) => page.attribute("href", beginning),
            None => ["tid", "dato"].into_iter().fold(
                step.replace("{base}", path.split('?').next().unwrap_or(&path)),
                |step, name| match format!("{{{name}}}") {
                    mark if step.contains(&mark) => step.replace(&mark, &page.field(name)),
                    _ => step,
                },
            ),
        };
        page = visitor.open(&path).await;
    }
    assert_eq!(page.status, StatusCode::OK, "{path}: {}", page.body);
    (page, path)
}

/// The box under a field that says what was found.
fn boxed(answer: &Answer, field: &str) -> bool {
    answer.has(&format!("id=\"{field}-p\""))
}

#[tokio::test]
async fn every_field_that_is_looked_through_keeps_what_was_typed_and_offers_to_take_it_out() {
    let mut tried = BTreeSet::new();
    for engine in BOTH {
        let site = Site::unlimited(engine).await;
        let mut guide = site.signed_in("guide").await;
        let page = guide.open("/ansatt/forslag?sted=vanylven").await;
        guide.submit(&page, "/ansatt/forslag", &[("sted", "vanylven"), ("ord", "Hjelp med bunad")]).await;
        for (role, way, fields) in FORMS {
            let mut visitor = somebody(&site, role).await;
            for field in *fields {
                let (page, path) = come(&mut visitor, way).await;
                let sheet = || Sheet::with(&page, &path, field);
                let refused = sheet().set(field, TYPED).send(&mut visitor).await;
                assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{path} {field}: {}", refused.body);
                assert!(boxed(&refused, field) && refused.has(TYPED), "{path} {field}: {}", refused.body);
                assert!(
                    refused.has(&format!("href=\"#{field}\"")) && refused.has("Vi fant: fødselsnummer."),
                    "{field}"
                );
                assert!(refused.has(CLEANED) && !refused.has(&format!("{field}-keep")), "{field} is never kept");

                // Pressing the button; the page that came back has the form with what was typed.
                let again = Sheet::with(&refused, &path, field);
                assert!(again.fields.iter().any(|(name, value)| name == field && value == TYPED), "{path} {field}");
                let cleaned = again.set("private-remove", field).send(&mut visitor).await;
                assert_eq!(cleaned.status, StatusCode::UNPROCESSABLE_ENTITY, "{path} {field}: {}", cleaned.body);
                assert!(!cleaned.has(NUMBER) && !boxed(&cleaned, field), "{path} {field}: {}", cleaned.body);
                let now = Sheet::with(&cleaned, &path, field);
                assert!(now.fields.iter().any(|(name, value)| name == field && value == CLEANED), "{path} {field}");

                // A text without is no matter, whatever else may be wrong with the form.
                let plain = sheet().set(field, "Gjelder skjemaet, haster.").send(&mut visitor).await;
                assert!(!boxed(&plain, field), "{path} {field}: {}", plain.body);
                tried.insert(*field);
            }
        }
    }
    for row in FIELDS.iter().filter(|row| row.rule != Rule::Own) {
        for pattern in row.fields {
            assert!(tried.iter().any(|field| fits(pattern, field)), "no form tries «{pattern}»");
        }
    }
}

#[tokio::test]
async fn a_telephone_in_a_note_is_asked_about_and_stays_when_somebody_means_it() {
    for engine in BOTH {
        let site = Site::demo(engine).await;
        let mut guide = somebody(&site, "guide").await;
        let way: &[&str] = &["/ansatt/forslag?sted=vanylven"];
        let (page, path) = come(&mut guide, way).await;
        let text = format!("Legg til vaktnummeret {PHONE} på kortet");
        let asked = Sheet::with(&page, &path, "ord").set("ord", &text).send(&mut guide).await;
        assert_eq!(asked.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", asked.body);
        assert!(asked.has("Vi fant: telefonnummer.") && asked.has("id=\"ord-keep\""), "{}", asked.body);
        // The box stands until it is ticked, and a tick does not let a number of a person through.
        let again = Sheet::with(&asked, &path, "ord").send(&mut guide).await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
        let worse = format!("{text} {NUMBER}");
        let sheet = Sheet::with(&asked, &path, "ord").set("private-keep", "ord");
        let worse = Sheet { fields: sheet.fields.clone(), action: sheet.action.clone() }.set("ord", &worse);
        assert_eq!(worse.send(&mut guide).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        let kept = sheet.send(&mut guide).await;
        assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.body);
        assert!(guide.open(&kept.location).await.has(PHONE));
    }
}

#[tokio::test]
async fn a_program_that_books_is_told_which_field_is_wrong() {
    let site = Site::demo(BOTH[0]).await;
    let mut caller = site.visitor();
    let slots = caller.get("/api/v1/slots?service=logge-inn-altinn&place=vanylven&way=counter").await.json();
    let booking = |note: &str| {
        json!({"slot": slots["items"][0]["id"], "service": "logge-inn-altinn", "name": "Marek",
               "phone": "+8000001234", "note": note})
    };
    let refused = caller.post_json("/api/v1/bookings", &booking(TYPED)).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", refused.body);
    assert_eq!(refused.json()["errors"][0]["field"], "note");
    assert!(!refused.has(NUMBER), "the answer does not say it again");
    assert_eq!(caller.post_json("/api/v1/bookings", &booking("Med rullestol.")).await.status, StatusCode::CREATED);
}
