//! Sheets and posters: they say what the pages say, they are small, and nobody can keep the program busy with them.

use std::io::Write;
use std::process::{Command, Stdio};

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use jiff::SignedDuration;
use torg_store::Engine;
use torg_store::testing::BOTH;
use torg_web::limits::Limit;

use super::harness::{Answer, Site, Visitor};

const ALTINN: &str = "/tjenester/logge-inn-altinn/ark.pdf?sted=vanylven";

/// The words of a file as pdftotext reads them, white space evened out.
fn words(file: &Answer) -> String {
    let mut tool = Command::new("pdftotext")
        .args(["-raw", "-enc", "UTF-8", "-", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("pdftotext runs; scripts/deps test installs it");
    tool.stdin.take().expect("a pipe").write_all(&file.bytes).expect("the file is handed over");
    let out = tool.wait_with_output().expect("an answer");
    assert!(out.status.success(), "pdftotext reads the file");
    let text = String::from_utf8(out.stdout).expect("UTF-8");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

async fn file(visitor: &mut Visitor<'_>, path: &str) -> Answer {
    let answer = visitor.get(path).await;
    assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.body);
    assert_eq!(answer.headers[header::CONTENT_TYPE], "application/pdf", "{path}");
    assert!(answer.bytes.starts_with(b"%PDF-"), "{path}");
    answer
}

#[tokio::test]
async fn a_sheet_says_what_the_page_says_in_each_language() {
    for engine in BOTH {
        let site = Site::demo(engine).await;
        let mut visitor = site.visitor();
        let expected = [
            (
                "nb",
                "Vi hjelper deg å logge inn i Altinn",
                "Ta med",
                "Mandag–fredag 09.00–15.00",
                "Laget 23. november 2026.",
            ),
            (
                "nn",
                "Vi svarar ikkje på kva du skal skrive",
                "Ta med",
                "Måndag–fredag 09.00–15.00",
                "Laga 23. november 2026.",
            ),
            (
                "en",
                "We help you log in to Altinn",
                "Bring with you",
                "Monday–Friday 09.00–15.00",
                "Made 23 November 2026.",
            ),
        ];
        for (lang, promise, bring, hours, foot) in expected {
            let sheet = file(&mut visitor, &format!("{ALTINN}&sprak={lang}")).await;
            assert_eq!(sheet.headers[header::CONTENT_LANGUAGE], lang);
            let text = words(&sheet);
            let place = ["Vanylven kommune", "Vanylven nærtenestesenter", "Sentrum, 6143 Fiskåbygd", "00 00 15 11"];
            for part in [promise, bring, hours, foot].into_iter().chain(place) {
                assert!(text.contains(part), "«{part}» in {text}");
            }
        }
        // Without a wish, the municipality's own form; nothing is remembered about the asker.
        let usual = file(&mut visitor, ALTINN).await;
        assert_eq!(usual.headers[header::CONTENT_LANGUAGE], "nn");
        assert!(!usual.headers.contains_key(header::SET_COOKIE));
    }
}

#[tokio::test]
async fn a_sheet_of_a_service_everywhere_lists_the_places() {
    let site = Site::demo(Engine::Sqlite).await;
    let mut visitor = site.visitor();
    let text = words(&file(&mut visitor, "/tjenester/logge-inn-altinn/ark.pdf?sprak=nb").await);
    for place in ["Vanylven nærtenestesenter", "Ulstein innbyggartorg"] {
        assert!(text.contains(place), "{place} in {text}");
    }
    assert!(!text.contains("Vanlige åpningstider"), "hours are for one place: {text}");
}

/// What stands between the end of a tag and the next tag.
fn link_text(rest: &str) -> String {
    let text = &rest[rest.find('>').expect("a tag") + 1..];
    text[..text.find('<').expect("an end")].replace("&#39;", "'").replace("&#38;", "&")
}

#[tokio::test]
async fn the_list_and_the_poster_of_every_place_are_whole_and_small() {
    let site = Site::unlimited(Engine::Sqlite).await;
    let mut visitor = site.visitor();
    let front = visitor.open("/").await;
    let places: Vec<String> = front
        .body
        .split("href=\"/sted/")
        .skip(1)
        .map(|rest| rest[..rest.find('"').expect("an end")].to_owned())
        .collect();
    assert!(places.len() >= 12, "{places:?}");
    for slug in places {
        let page = visitor.open(&format!("/sted/{slug}")).await;
        let names: Vec<String> =
            page.body.split("class=\"card__link\" href=\"/tjenester/").skip(1).map(link_text).collect();
        let list = file(&mut visitor, &format!("/sted/{slug}/ark.pdf")).await;
        let text = words(&list);
        assert!(names.len() > 5, "{slug}: {names:?}");
        for name in names {
            assert!(text.contains(&name), "{slug}: «{name}» in {text}");
        }
        for size in ["", "?storrelse=a3"] {
            let poster = file(&mut visitor, &format!("/sted/{slug}/plakat.pdf{size}")).await;
            assert!(poster.bytes.len() < 100_000, "{slug}: {} bytes", poster.bytes.len());
        }
        assert!(list.bytes.len() < 100_000, "{slug}: {} bytes", list.bytes.len());
    }
}

#[tokio::test]
async fn what_is_not_published_has_no_sheet() {
    let site = Site::demo(Engine::Sqlite).await;
    let mut visitor = site.visitor();
    let missing = [
        "/tjenester/finnes-ikke/ark.pdf",
        "/tjenester/logge-inn-altinn/ark.pdf?sted=finnes-ikke",
        "/sted/finnes-ikke/ark.pdf",
        "/sted/finnes-ikke/plakat.pdf",
    ];
    for path in missing {
        assert_eq!(visitor.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
}

#[tokio::test]
async fn a_sheet_is_asked_about_each_time_and_is_new_the_next_day() {
    let site = Site::demo(Engine::Sqlite).await;
    let mut visitor = site.visitor();
    let first = file(&mut visitor, ALTINN).await;
    let tag = first.headers[header::ETAG].to_str().expect("a tag").to_owned();
    let again = Request::get(ALTINN).header(header::IF_NONE_MATCH, &tag);
    let same = visitor.send(again, Body::empty()).await;
    assert_eq!((same.status, same.bytes.len()), (StatusCode::NOT_MODIFIED, 0));

    site.later(SignedDuration::from_hours(24));
    site.upkeep().await;
    let again = Request::get(ALTINN).header(header::IF_NONE_MATCH, &tag);
    let next = visitor.send(again, Body::empty()).await;
    assert_eq!(next.status, StatusCode::OK);
    assert!(words(&next).contains("Laga 24. november 2026."), "{}", words(&next));
}

#[tokio::test]
async fn nobody_can_keep_the_program_setting_sheets() {
    let site = Site::demo(Engine::Sqlite).await;
    let mut visitor = site.visitor();
    file(&mut visitor, ALTINN).await;
    while site.app.limits().allow(Limit::Print, "") {}
    assert_eq!(visitor.get("/sted/vanylven/plakat.pdf").await.status, StatusCode::TOO_MANY_REQUESTS);
    // What is ready costs nothing and is handed out all the same.
    file(&mut visitor, ALTINN).await;
}

#[tokio::test]
async fn staff_find_every_sheet_in_every_language() {
    let site = Site::demo(Engine::Sqlite).await;
    let mut guide = site.signed_in("guide").await;
    assert!(guide.open("/ansatt/dag?sted=vanylven").await.has("/ansatt/ark?sted=vanylven"));
    let board = guide.open("/ansatt/ark?sted=vanylven").await;
    for path in [
        "/sted/vanylven/plakat.pdf?sprak=nb",
        "/sted/vanylven/plakat.pdf?storrelse=a3&#38;sprak=en",
        "ark.pdf?sprak=nn",
    ] {
        assert!(board.has(path), "{path} in {}", board.body);
    }
    let links: Vec<String> = board
        .body
        .split("href=\"")
        .skip(1)
        .map(|rest| rest[..rest.find('"').expect("an end")].replace("&#38;", "&").replace("&amp;", "&"))
        .filter(|link| link.contains(".pdf"))
        .collect();
    assert!(links.len() > 3 * 30, "three languages of every service: {}", links.len());
    for link in [&links[0], &links[5], &links[7], &links[links.len() - 1]] {
        file(&mut guide, link).await;
    }
    assert_eq!(guide.get("/ansatt/ark?sted=ulstein").await.status, StatusCode::NOT_FOUND);
    assert!(site.visitor().get("/ansatt/ark").await.status.is_redirection());
}
