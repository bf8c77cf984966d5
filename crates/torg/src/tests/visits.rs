//! Agencies' visits: entered, announced, reminded of, moved, cancelled, counted; who is told, and what is shown.

use axum::http::StatusCode;
use futures::future::join_all;
use jiff::SignedDuration;
use torg_store::{Across, Engine, sql, testing::BOTH};

use super::harness::{Answer, MONDAY, Site, Visitor};
use super::notices::{subscribe, version_of};
use crate::slices;

const PHONE: &str = "+8000001234";
const MAIL: &str = "kari@eksempel.example";
/// An agency that only these tests have.
const AGENCY: &str = "Prøveetaten";

/// A visit in Vanylven on 30 December 2026; ten in the morning in Norway is nine in UTC.
fn fields() -> Vec<(&'static str, &'static str)> {
    vec![
        ("etat", AGENCY),
        ("sted", "vanylven"),
        ("dato", "30.12.2026"),
        ("fra", "10"),
        ("til", "15.30"),
        ("rom", "Bussen ved kaia"),
        ("hva-nn", "Søkje om prøve\nLevere prøve"),
        ("hva-nb", ""),
        ("hva-en", ""),
        ("med-nn", "Legitimasjon"),
        ("lenke", "https://prove.example/time"),
        ("telefon", ""),
        ("neste", ""),
        ("tjeneste", "logge-inn-altinn"),
    ]
}

/// Enters a visit that nobody is told of, and returns its key.
async fn enter(manager: &mut Visitor<'_>, fields: &[(&str, &str)]) -> String {
    let page = manager.open("/styring/besok/nytt?sted=vanylven").await;
    let key = page.field("besok");
    let mut all = vec![("besok", key.as_str())];
    all.extend_from_slice(fields);
    let answer = manager.submit(&page, "/styring/besok/nytt", &all).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    // The same form once more is the same visit.
    let again = manager.submit(&page, "/styring/besok/nytt", &all).await;
    assert_eq!((again.status, &again.location), (StatusCode::SEE_OTHER, &answer.location));
    key
}

/// Sends a form of a visit, written on the version that its page shows.
async fn act(manager: &mut Visitor<'_>, id: &str, action: &str, fields: &[(&str, &str)]) -> Answer {
    let page = if action == "kunngjor" { String::new() } else { format!("/{action}") };
    let page = manager.open(&format!("/styring/besok/{id}{page}")).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.body);
    let mut all = vec![("versjon", version_of(&page))];
    all.extend_from_slice(fields);
    manager.submit(&page, &format!("/styring/besok/{id}/{action}"), &all).await
}

/// A manager who reads bokmål, whatever the municipality writes. Signs in anew, since the clock may have moved.
async fn manager(site: &Site) -> Visitor<'_> {
    let mut manager = site.signed_in("manager").await;
    manager.open("/styring?lang=nb").await;
    manager
}

async fn told(site: &Site, to: &str) -> Vec<String> {
    site.upkeep().await;
    site.messages_to(to).await.into_iter().filter(|text| text.contains(AGENCY)).collect()
}

async fn api(site: &Site) -> Vec<serde_json::Value> {
    let answer = site.visitor().get("/api/v1/visits?lang=en&place=vanylven").await.json();
    let items = answer["items"].as_array().expect("items").clone();
    items.into_iter().filter(|item| item["agency"] == AGENCY).collect()
}

/// Every read and write of visits, for the test that asks how the engines run them.
pub async fn statements(site: &Site, citizen: &mut Visitor<'_>, guide: &mut Visitor<'_>, manager: &mut Visitor<'_>) {
    manager.open("/styring/besok?sted=vanylven").await;
    let id = enter(manager, &fields()).await;
    act(manager, &id, "kunngjor", &[]).await;
    site.upkeep().await;
    citizen.open(&format!("/besok/{id}")).await;
    citizen.open("/besok/0190a0a0-0000-7000-8000-000000000000").await;
    guide.open("/ansatt/besok?sted=vanylven").await;
    guide.open(&format!("/ansatt/besok/{id}")).await;
    let to = [("dato", "31.12.2026"), ("fra", "10"), ("til", "12"), ("bekreftet", "ja")];
    act(manager, &id, "flytt", &to).await;
}

#[tokio::test]
async fn a_visit_is_told_of_once_and_reminded_of_moved_and_cancelled() {
    for engine in BOTH {
        let site = Site::demo(engine).await;
        subscribe(&site, &mut site.visitor(), PHONE, "sted:vanylven").await;
        subscribe(&site, &mut site.visitor(), MAIL, "sted:vanylven").await;
        for (address, about) in
            [("a@e.example", "sted:rost"), ("b@e.example", "alle"), ("c@e.example", "etat:Politiet")]
        {
            subscribe(&site, &mut site.visitor(), address, about).await;
        }
        let mut boss = manager(&site).await;
        let id = enter(&mut boss, &fields()).await;
        let public = format!("/besok/{id}");

        // Entered is not announced: nobody sees it and nobody is told.
        assert_eq!(site.visitor().get(&public).await.status, StatusCode::NOT_FOUND);
        assert!(api(&site).await.is_empty() && told(&site, PHONE).await.is_empty());
        let page = boss.open(&format!("/styring/besok/{id}")).await;
        assert!(page.has("Besøket er ikke kunngjort") && page.has("2 personer får melding."), "{}", page.body);

        // Two who announce it at once are one.
        let token = page.field("csrf");
        let form = [("csrf", token.as_str()), ("versjon", "1")];
        assert_eq!(boss.post(&format!("/styring/besok/{id}/kunngjor"), &form).await.status, StatusCode::SEE_OTHER);
        let late = boss.post(&format!("/styring/besok/{id}/kunngjor"), &form).await;
        assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(
            told(&site, PHONE).await,
            ["Prøveetaten kommer til Vanylven nærtenestesenter 30.12. kl. 10.00. Se \"Besøk\" hos Torg."]
        );
        let mail = told(&site, MAIL).await;
        assert_eq!(mail.len(), 1);
        for words in
            ["onsdag 30. desember 2026 kl.\u{a0}10.00–15.30", "Bussen ved kaia", "Levere prøve", "for å slutte"]
        {
            let has = mail[0].contains(words) || (words == "for å slutte" && mail[0].contains("skriver du koden"));
            assert!(has, "{words}: {}", mail[0]);
        }
        assert!(!mail[0].contains("http"), "messages have no links: {}", mail[0]);
        for other in ["a@e.example", "b@e.example", "c@e.example"] {
            assert!(told(&site, other).await.is_empty(), "{other} has not asked for this place");
        }

        // The fortnight and no sooner.
        site.later(SignedDuration::from_hours(24 * 22));
        assert_eq!(told(&site, PHONE).await.len(), 1);
        site.later(SignedDuration::from_hours(24));
        assert!(told(&site, PHONE).await[0].starts_with("Om to uker: Prøveetaten kommer"));

        // Moving asks first; what was asked about is stored, and the reminders follow the new day.
        let mut boss = manager(&site).await;
        let to = [("dato", "7.1.2027"), ("fra", "10"), ("til", "14")];
        let asked = act(&mut boss, &id, "flytt", &to).await;
        assert_eq!(asked.status, StatusCode::OK);
        assert!(asked.has("torsdag 7. januar 2027") && asked.has("2 personer får melding."), "{}", asked.body);
        assert_eq!(told(&site, PHONE).await.len(), 2, "nothing is stored yet");
        let sure = [&to[..], &[("bekreftet", "ja")]].concat();
        assert_eq!(act(&mut boss, &id, "flytt", &sure).await.status, StatusCode::SEE_OTHER);
        assert!(
            told(&site, PHONE).await[0].starts_with("Ny tid: Prøveetaten kommer til Vanylven nærtenestesenter 7.1.")
        );
        site.later(SignedDuration::from_hours(24 * 12));
        let heard = told(&site, PHONE).await;
        assert!(heard.len() == 4 && heard[0].starts_with("Om to uker: ") && heard[0].contains(" 7.1."), "{heard:?}");
        site.later(SignedDuration::from_hours(24 * 8));
        let heard = told(&site, PHONE).await;
        assert!(heard.len() == 5 && heard[0].starts_with("Snart: ") && heard[0].contains(" 7.1."), "{heard:?}");

        // Cancelling asks too, and tells why on the page.
        let mut boss = manager(&site).await;
        let why = [("hvorfor-nn", "Ferja går ikkje.")];
        let empty = act(&mut boss, &id, "avlys", &[("hvorfor-en", "Storm")]).await;
        assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(empty.has("href=\"#hvorfor-nn\"") && empty.has("Storm"));
        assert!(act(&mut boss, &id, "avlys", &why).await.has("2 personer får melding."));
        let sure = [&why[..], &[("bekreftet", "ja")]].concat();
        assert_eq!(act(&mut boss, &id, "avlys", &sure).await.status, StatusCode::SEE_OTHER);
        assert!(told(&site, PHONE).await[0].starts_with("Avlyst: Prøveetaten kommer ikke til"));
        assert!(told(&site, MAIL).await[0].contains("Ferja går ikkje."));
        let page = site.visitor().open(&format!("{public}?lang=en")).await;
        assert!(
            page.has("The visit is cancelled.") && page.has("<p class=\"ds-paragraph\" lang=\"nn\">Ferja går ikkje.")
        );
        site.later(SignedDuration::from_hours(24 * 40));
        assert_eq!(told(&site, PHONE).await.len(), 6, "nobody is reminded of what is cancelled");
        assert!(site.visitor().open(&public).await.has("Besøket er avlyst."), "the address still answers");
        assert_eq!(rows(&site, "visit_message").await, rows_of_demo(&site).await, "nothing of it waits");
    }
}

async fn rows(site: &Site, table: &str) -> i64 {
    let query = format!("SELECT CAST(count(*) AS bigint) FROM {table}");
    sql::column::<i64, Vec<_>>(&site.app.store().across(Across::Probe), &query, []).await.expect("a count")[0]
}

/// Messages that wait about visits that the demo began with.
async fn rows_of_demo(site: &Site) -> i64 {
    let query = "SELECT CAST(count(*) AS bigint) FROM visit_message m JOIN agency_visit v ON v.id = m.visit_id
                 WHERE v.state = 'announced'";
    sql::column::<i64, Vec<_>>(&site.app.store().across(Across::Probe), query, []).await.expect("a count")[0]
}

#[tokio::test]
async fn many_are_told_once_each_though_two_copies_send() {
    for engine in BOTH {
        let site = Site::unlimited(engine).await;
        // More than one unit's worth, so that the copies meet in the middle.
        let many = 104;
        for n in 0..many {
            subscribe(&site, &mut site.visitor(), &format!("a{n}@eksempel.example"), "sted:vanylven").await;
        }
        let mut boss = manager(&site).await;
        let id = enter(&mut boss, &fields()).await;
        assert_eq!(act(&mut boss, &id, "kunngjor", &[]).await.status, StatusCode::SEE_OTHER);
        let tick = slices::ticks().into_iter().find(|tick| tick.name == "visits-send").expect("the upkeep");
        for done in join_all((0..2).map(|_| (tick.run)(site.app.clone()))).await {
            done.expect("the upkeep runs");
        }
        (tick.run)(site.app.clone()).await.expect("the upkeep runs");
        let query = "SELECT CAST(count(*) AS bigint) FROM outbox WHERE key LIKE $1";
        let db = site.app.store().across(Across::Probe);
        let key = format!("visit/{id}/announced/%");
        let sent: Vec<i64> = sql::column(&db, query, [key.into()]).await.expect("a count");
        assert_eq!(sent, [many]);
    }
}

#[tokio::test]
async fn the_public_sees_who_comes_what_to_bring_and_how_to_book() {
    let site = Site::demo(Engine::Sqlite).await;
    let mut boss = manager(&site).await;
    let id = enter(&mut boss, &fields()).await;
    act(&mut boss, &id, "kunngjor", &[]).await;
    let mut citizen = site.visitor();
    let list = citizen.open("/besok?sted=vanylven&lang=nb").await;
    assert!(list.has(&format!("/besok/{id}")) && list.has("/varsler/abonner?om=sted:vanylven"));
    assert!(!citizen.open("/besok?sted=rost").await.has(&format!("/besok/{id}")));
    assert!(citizen.open("/besok?sted=rost").await.has("Ingen besøk er kunngjort nå."));
    assert_eq!(citizen.get("/besok?sted=finnes-ikke").await.status, StatusCode::NOT_FOUND);
    assert!(citizen.open("/sted/vanylven").await.has(&format!("/besok/{id}")), "the place's page tells");

    // What is written in nynorsk alone is read in it, and said to be.
    let page = citizen.open(&format!("/besok/{id}?lang=nb")).await;
    for words in [
        "Prøveetaten kommer til Vanylven nærtenestesenter",
        "onsdag 30. desember 2026",
        "Bussen ved kaia",
        "<ul class=\"ds-list\" lang=\"nn\"><li>Søkje om prøve</li>",
        "<p lang=\"nn\">Legitimasjon</p>",
        "href=\"https://prove.example/time\"",
        "Du må ha time.",
        "Det er ikke avtalt ennå.",
        "\"@type\":\"Event\"",
        "\"startDate\":\"2026-12-30T10:00:00+01:00\"",
    ] {
        assert!(page.has(words), "{words}\n{}", page.body);
    }
    let own = citizen.open(&format!("/besok/{id}?lang=nn")).await;
    assert!(own.has("<ul class=\"ds-list\"><li>Søkje om prøve</li>"), "no word about the language it is in anyway");

    let file = citizen.get(&format!("/besok/{id}/kalender.ics")).await;
    let unfolded = file.body.replace("\r\n ", "");
    for line in ["SEQUENCE:1", "DTSTART;TZID=Europe/Oslo:20261230T100000", "METHOD:PUBLISH", "STATUS:CONFIRMED"] {
        assert!(unfolded.contains(line), "{line}\n{unfolded}");
    }
    assert!(unfolded.contains(&format!("UID:{id}@torg")) && unfolded.contains(&format!("/besok/{id}")));

    // A change of words is not sent to anybody, and raises the sequence.
    let mut changed = fields();
    changed.retain(|(name, _)| !["sted", "dato", "fra", "til", "telefon", "lenke", "neste"].contains(name));
    changed.extend([("telefon", "02800"), ("dropin", "ja"), ("neste", "1.3.2027"), ("lenke", "")]);
    assert_eq!(act(&mut boss, &id, "endre", &changed).await.status, StatusCode::SEE_OTHER);
    let page = citizen.open(&format!("/besok/{id}?lang=nb")).await;
    assert!(page.has("tel:02800") && page.has("Du kan komme uten time.") && page.has("mandag 1. mars 2027"));
    assert!(citizen.get(&format!("/besok/{id}/kalender.ics")).await.has("SEQUENCE:2"));
    let item = &api(&site).await[0];
    assert_eq!((item["does"]["lang"].as_str(), item["drop_in"].as_bool()), (Some("nn"), Some(true)));
    assert_eq!((item["booking_url"].as_str(), item["booking_phone"].as_str()), (None, Some("02800")));
    for (query, status) in [("lang=xx", StatusCode::BAD_REQUEST), ("place=finnes-ikke", StatusCode::NOT_FOUND)] {
        assert_eq!(citizen.get(&format!("/api/v1/visits?{query}")).await.status, status, "{query}");
    }

    // The next visit of the same agency is the next time.
    let mut later = fields();
    later.retain(|(name, _)| *name != "dato");
    later.push(("dato", "3.2.2027"));
    let next = enter(&mut boss, &later).await;
    assert!(!citizen.open(&format!("/besok/{id}")).await.has(&next), "not before it is announced");
    act(&mut boss, &next, "kunngjor", &[]).await;
    let page = citizen.open(&format!("/besok/{id}")).await;
    assert!(page.has(&format!("href=\"/besok/{next}\">onsdag 3. februar 2027")), "{}", page.body);
}

#[tokio::test]
async fn what_is_wrong_in_the_form_is_said_and_what_was_typed_is_kept() {
    let site = Site::demo(Engine::Sqlite).await;
    let mut boss = manager(&site).await;
    let page = boss.open("/styring/besok/nytt?sted=vanylven").await;
    let key = page.field("besok");
    let typed = [
        ("besok", key.as_str()),
        ("sted", "vanylven"),
        ("etat", "<b>Etaten</b>"),
        ("dato", "1.1.2020"),
        ("fra", "25"),
        ("til", ""),
        ("hva-en", "Apply"),
        ("lenke", "javascript:alert(1)"),
        ("telefon", "ring meg"),
        ("neste", "snart"),
    ];
    let answer = boss.submit(&page, "/styring/besok/nytt", &typed).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    for field in ["dato", "fra", "til", "hva-nn", "lenke", "telefon", "neste"] {
        assert!(answer.has(&format!("href=\"#{field}\"")) && answer.has(&format!("id=\"{field}\"")), "{field}");
    }
    assert!(answer.has("&#60;b&#62;Etaten") && !answer.has("<b>Etaten") && answer.has("ring meg"));
    assert_eq!(boss.get(&format!("/styring/besok/{key}")).await.status, StatusCode::NOT_FOUND, "nothing is stored");
    let empty = [("besok", key.as_str()), ("sted", "vanylven"), ("etat", AGENCY), ("hva-nn", "x")];
    assert!(boss.submit(&page, "/styring/besok/nytt", &empty).await.has("href=\"#lenke\""), "how does one book?");
}

#[tokio::test]
async fn those_at_the_counter_count_and_no_other_place_does() {
    for engine in BOTH {
        let site = Site::demo(engine).await;
        let mut boss = manager(&site).await;
        let mut today = fields();
        today.retain(|(name, _)| !["dato", "fra", "til"].contains(name));
        today.extend([("dato", "23.11.2026"), ("fra", "11"), ("til", "14")]);
        let id = enter(&mut boss, &today).await;
        let mut guide = site.signed_in("guide").await;
        guide.open("/ansatt/dag?lang=nb").await;
        let path = format!("/ansatt/besok/{id}");
        assert_eq!(guide.get(&path).await.status, StatusCode::NOT_FOUND, "planned is the manager's own");
        assert_eq!(guide.get("/styring/besok").await.status, StatusCode::FORBIDDEN);
        act(&mut boss, &id, "kunngjor", &[]).await;
        let early = guide.open(&path).await;
        assert!(!early.has("name=\"kom\""), "it has not begun");
        let token = guide.open("/ansatt/varsler").await;
        let count = format!("{path}/tall");
        let whole = |version: &'static str| [("versjon", version), ("kom", "18"), ("gikk", "2"), ("kjent", "nei")];
        assert_eq!(guide.submit(&token, &count, &whole("2")).await.status, StatusCode::NOT_FOUND);

        // Nobody is reminded of what has begun, though the reminder was late.
        site.later(SignedDuration::from_hours(5));
        site.upkeep().await;
        let mut guide = site.signed_in("guide").await;
        guide.open("/ansatt/dag?lang=nb").await;
        let list = guide.open("/ansatt/besok?sted=vanylven").await;
        assert!(list.has(&path) && list.has(AGENCY), "{}", list.body);
        let page = guide.open(&path).await;
        let wrong = guide.submit(&page, &count, &[("versjon", "2"), ("kom", "mange"), ("kjent", "ja")]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        for field in ["kom", "gikk", "neste"] {
            assert!(wrong.has(&format!("href=\"#{field}\"")), "{field}");
        }
        assert_eq!(guide.submit(&page, &count, &whole("1")).await.status, StatusCode::UNPROCESSABLE_ENTITY, "stale");
        assert_eq!(guide.submit(&page, &count, &whole("2")).await.status, StatusCode::SEE_OTHER);
        assert!(guide.open("/ansatt/besok?sted=vanylven").await.has("18 fikk hjelp, 2 gikk uten hjelp"));
        let public = site.visitor().open(&format!("/besok/{id}?lang=nb")).await;
        assert!(public.has("Besøket er over.") && !public.has("18 fikk hjelp"), "{}", public.body);
        assert!(api(&site).await.is_empty());

        // Another municipality's visit does not exist for these.
        let other = site.visitor().get("/api/v1/visits?place=gamvik").await.json();
        let other = other["items"][0]["id"].as_str().expect("a visit of the demo").to_owned();
        let mut boss = manager(&site).await;
        let page = boss.open("/styring/besok/nytt?sted=vanylven").await;
        for path in ["", "/endre", "/flytt", "/avlys"] {
            let answer = boss.get(&format!("/styring/besok/{other}{path}")).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
        }
        for path in ["kunngjor", "endre", "flytt", "avlys"] {
            let answer = boss.submit(&page, &format!("/styring/besok/{other}/{path}"), &[("versjon", "2")]).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
        }
        assert_eq!(guide.get(&format!("/ansatt/besok/{other}")).await.status, StatusCode::NOT_FOUND);
        assert_eq!(boss.get("/styring/besok?sted=gamvik").await.status, StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn a_demo_that_is_opened_again_has_the_same_visits() {
    let site = Site::demo_at(Engine::Sqlite, MONDAY).await;
    let before = rows(&site, "agency_visit").await;
    torg_visits::demo::seed(&site.app).await.expect("the demo");
    assert_eq!((before, rows(&site, "agency_visit").await), (6, 6));
    let all = site.visitor().get("/api/v1/visits").await.json();
    assert_eq!(all["items"].as_array().expect("items").len(), 5, "the one that has been is not to come");
}
