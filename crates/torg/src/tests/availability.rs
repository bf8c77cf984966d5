//! What a visit needs, who speaks what, how far people travel, and that what is offered is what is taken.

use std::collections::HashMap;

use axum::http::StatusCode;
use jiff::{SignedDuration, Timestamp};
use serde_json::Value;
use torg_base::Uuid;
use torg_catalogue::directory::{self, Directories};
use torg_catalogue::import::{Kind, Options, import, table_from};
use torg_store::testing::BOTH;
use torg_store::{Across, At, sql};

use super::harness::{Answer, Site, instant};

const CHOOSE: &str = "/bestill/logge-inn-altinn/vanylven/counter";
/// Tuesday 24 November 2026.
const WEEK: &str = "uke=2026-11-24";

async fn put(site: &Site, kind: Kind, text: &str) {
    let table = table_from(text.as_bytes()).expect("a table");
    let report = import(site.app.store(), kind, table, Options::default()).await;
    assert_eq!(report.expect("the import runs").bad, []);
    site.app.part::<Directories>().refresh(site.app.store()).await.expect("the directory is read again");
}

/// Every start on a page.
fn starts(page: &Answer) -> Vec<Timestamp> {
    let mark = "name=\"tid\"";
    let tags = page.body.match_indices(mark).map(|(at, _)| &page.body[at..page.body[at..].find('>').unwrap() + at]);
    let value = |tag: &str| tag.split("value=\"").nth(1).and_then(|rest| rest.split('"').next()?.parse().ok());
    tags.filter_map(value).map(|second| Timestamp::from_second(second).unwrap()).collect()
}

#[derive(Debug, sea_orm::FromQueryResult)]
struct Taken {
    resource_id: Uuid,
    starts: At,
    ends: At,
}

/// What is taken around a start, by the name of the resource.
async fn taken(site: &Site, around: Timestamp) -> HashMap<String, Vec<(Timestamp, Timestamp)>> {
    let db = site.app.store().across(Across::Probe);
    let query = "SELECT resource_id, starts, ends FROM occupancy WHERE starts < $1 AND ends > $2";
    let margin = SignedDuration::from_mins(90);
    let values = vec![At(around + margin).into(), At(around - margin).into()];
    let rows: Vec<Taken> = sql::rows(&db, query, values).await.expect("rows");
    let directory = directory::of(&site.app);
    let here = directory.resources_at(directory.place("vanylven").unwrap().id);
    let mut found: HashMap<String, Vec<_>> = HashMap::new();
    for row in rows {
        if let Some(resource) = here.iter().find(|r| r.id == row.resource_id) {
            found.entry(resource.name.clone()).or_default().push((row.starts.0, row.ends.0));
        }
    }
    found
}

#[tokio::test]
async fn whoever_comes_by_boat_is_offered_what_the_boat_allows() {
    for engine in BOTH {
        let site = Site::demo(engine).await;
        let island =
            "from,place_slug,minutes,arrivals,departures\nKvamsøya,vanylven,70,mo-fr 10:15;13:20,mo-fr 12:40;14:40\n";
        put(&site, Kind::Travel, island).await;
        let mut citizen = site.visitor();
        let all = citizen.open(&format!("{CHOOSE}?{WEEK}")).await;
        assert!(all.has("Kvar kjem du frå?") || all.has("Hvor kommer du fra?"), "{}", all.body);
        let island = citizen.open(&format!("{CHOOSE}?fra=Kvams%C3%B8ya&{WEEK}")).await;
        let (all, few) = (starts(&all), starts(&island));
        assert!(few.len() < all.len() && !few.is_empty());
        let day = |start: &Timestamp| start.in_tz("Europe/Oslo").unwrap();
        let (first, last) = ((10, 15), (14, 10));
        let fits = |start: &&Timestamp| {
            let clock = (day(start).hour(), day(start).minute());
            first <= clock && clock <= last
        };
        // The boat runs on workdays, lands 10.15 and goes home 14.40; a visit takes half an hour.
        assert_eq!(few, all.iter().filter(fits).copied().collect::<Vec<_>>());
        assert!(island.has("10.15") && island.has("14.40"), "the reason is told");
        let anyway = citizen.open(&format!("{CHOOSE}?fra=Kvams%C3%B8ya&alle=1&{WEEK}")).await;
        assert_eq!(starts(&anyway), all);

        // Where to go: near and reachable first, with the travel told.
        let places = citizen.open("/bestill/logge-inn-altinn?fra=Kvams%C3%B8ya").await;
        let at = |text: &str| places.body.find(text).unwrap_or_else(|| panic!("{text} is not in\n{}", places.body));
        assert!(at("vanylven/counter?fra=Kvams%C3%B8ya") < at("ulstein/counter"), "70 minutes before 110");
        assert!(at("ulstein/counter") < at("rost/"), "known before unknown");
        assert!(places.has("70 minutter") && places.has("Vi vet ikke hvor lang reisen er."));
        // An origin that nobody knows is no origin.
        assert_eq!(citizen.open("/bestill/logge-inn-altinn?fra=Atlantis").await.status, StatusCode::OK);
    }
}

/// From the chosen time to the held one, with the address as the pages make it.
async fn book(site: &Site, query: &str, start: Timestamp, phone: &str) -> Answer {
    let mut citizen = site.visitor();
    let contact = citizen.open(&format!("{CHOOSE}/kontakt?{query}tid={}", start.as_second())).await;
    let second = start.as_second().to_string();
    let mut fields = vec![("tid", second.as_str()), ("name", "Prøve"), ("phone", phone), ("language", "nb")];
    let spoken = contact.has("name=\"spraak\"").then(|| contact.field("spraak"));
    fields.extend(spoken.as_deref().map(|code| ("spraak", code)));
    let held = citizen.submit(&contact, &format!("{CHOOSE}/kontakt"), &fields).await;
    assert_eq!(held.status, StatusCode::SEE_OTHER, "{}", held.body);
    held
}

#[tokio::test]
async fn a_meeting_in_polish_is_with_somebody_who_speaks_polish() {
    for engine in BOTH {
        let site = Site::demo(engine).await;
        let mut citizen = site.visitor();
        let polish = format!("{CHOOSE}?spraak=pl&{WEEK}");
        let page = citizen.open(&polish).await;
        assert!(page.has("value=\"pl\" selected") && !page.has("value=\"uk\""), "only what is spoken here");
        let start = starts(&page)[2];
        let before = taken(&site, start).await;
        let held = book(&site, "spraak=pl&", start, "90000051").await;
        assert!(held.location.starts_with("/time/"), "{}", held.location);
        let after = taken(&site, start).await;
        let of = |all: &HashMap<String, Vec<_>>, name: &str| all.get(name).map_or(0, Vec::len);
        assert_eq!(of(&after, "Veileder 2"), of(&before, "Veileder 2") + 1, "{before:?} {after:?}");
        // That was the only one who does; the time is gone in Polish, and says so to whoever was a moment later.
        assert!(!starts(&citizen.open(&polish).await).contains(&start));
        let late = book(&site, "spraak=pl&", start, "90000052").await;
        assert!(late.location.contains("opptatt=1") && late.location.contains("spraak=pl"), "{}", late.location);
        assert_eq!(taken(&site, start).await, after);
        assert!(book(&site, "", start, "90000053").await.location.starts_with("/time/"), "in Norwegian it is free");

        // Confirmed and moved, it is still with somebody who speaks Polish.
        let code = site.code_for("+4790000051").await;
        let own = citizen.open(&held.location).await;
        citizen.submit(&own, &format!("{}/kode", held.location), &[("code", &code)]).await;
        let choose = citizen.open(&format!("{}/flytt?uke=2026-11-26", held.location)).await;
        let to = starts(&choose)[0];
        let (path, second) = (format!("{}/flytt", held.location), to.as_second().to_string());
        let moved = citizen.submit(&choose, &path, &[("tid", &second)]).await;
        assert_eq!(moved.status, StatusCode::SEE_OTHER);
        let there = taken(&site, to).await;
        let exact = |name: &str| there.get(name).is_some_and(|all| all.iter().any(|one| one.0 == to));
        assert!(exact("Veileder 2"), "{there:?}");
    }
}

const OFFER: &str = "place_slug,service_slug,way,minutes,drop_in,needs,buffer_before,buffer_after,travel,notice\n";

#[tokio::test]
async fn alternatives_are_tried_in_order_and_everything_is_taken_at_once() {
    for engine in BOTH {
        let site = Site::demo(engine).await;
        let needs = "person+skatt|caseworker;room+skjermet";
        put(&site, Kind::Offers, &format!("{OFFER}vanylven,skattekort,video,30,no,{needs},0,0,0,30\n")).await;
        let mut caller = site.visitor();
        let path = "/api/v1/slots?service=skattekort&place=vanylven&way=video&from=2027-01-05&to=2027-01-05";
        let slots = caller.get(path).await.json();
        let start = instant(slots["items"][0]["start"].as_str().unwrap());
        let new = |phone: &str, slot: &Value| serde_json::json!({"slot": slot["id"], "service": "skattekort", "name": "Prøve", "phone": phone, "language": "nb"});
        let first = caller.post_json("/api/v1/bookings", &new("+4790000061", &slots["items"][0])).await;
        assert_eq!(first.status, StatusCode::CREATED, "{}", first.body);
        let one = taken(&site, start).await;
        assert_eq!(one.len(), 2, "{one:?}");
        assert!(one.contains_key("Veileder 1") && one.contains_key("Skjermet rom"), "the first alternative: {one:?}");
        // There is one such room, so the time is gone although two others could have come.
        let again = caller.get(path).await.json();
        assert!(again["items"].as_array().unwrap().iter().all(|item| item["start"] != slots["items"][0]["start"]));
        let late = caller.post_json("/api/v1/bookings", &new("+4790000062", &slots["items"][0])).await;
        assert_eq!(late.status, StatusCode::CONFLICT, "{}", late.body);

        // Without the room, the second alternative is who is left.
        put(&site, Kind::Offers, &format!("{OFFER}vanylven,skattekort,video,30,no,person+skatt|caseworker,0,0,0,30\n"))
            .await;
        let third = caller.post_json("/api/v1/bookings", &new("+4790000063", &slots["items"][0])).await;
        assert_eq!(third.status, StatusCode::CREATED, "{}", third.body);
        assert!(taken(&site, start).await.contains_key("Saksbehandler"));
    }
}

#[tokio::test]
async fn a_home_visit_takes_the_way_there_and_back() {
    for engine in BOTH {
        let site = Site::demo(engine).await;
        put(&site, Kind::Offers, &format!("{OFFER}vanylven,trygghetsalarm,home,60,no,person+skatt,5,10,25,60\n")).await;
        let mut caller = site.visitor();
        let path = "/api/v1/slots?service=trygghetsalarm&place=vanylven&way=home&from=2027-01-05&to=2027-01-05";
        let slots = caller.get(path).await.json();
        let clocks: Vec<String> = slots["items"].as_array().unwrap().iter().map(clock).collect();
        // Hours 9 to 11.30 and 12 to 15, a visit of 60 minutes with 25 minutes each way.
        assert_eq!(clocks, ["09:25", "12:25", "13:25"], "{slots}");
        let start = instant(slots["items"][0]["start"].as_str().unwrap());
        let new = serde_json::json!({"slot": slots["items"][0]["id"], "service": "trygghetsalarm", "name": "Prøve",
                                     "phone": "+8000000071", "language": "nb",
                                     "address": {"street": "Prøveveien 1", "postcode": "6150", "town": "Ørsta"}});
        assert_eq!(caller.post_json("/api/v1/bookings", &new).await.status, StatusCode::CREATED);
        let minutes = SignedDuration::from_mins;
        let expected = (start - minutes(30), start + minutes(95));
        assert_eq!(taken(&site, start).await["Veileder 1"], [expected]);
        let again = caller.get(path).await.json();
        assert_eq!(again["items"].as_array().unwrap().len(), 2);
    }
}

fn clock(item: &Value) -> String {
    instant(item["start"].as_str().unwrap()).in_tz("Europe/Oslo").unwrap().strftime("%H:%M").to_string()
}

/// Page by page, by any size of page, comes to the same as all at once; nothing twice, nothing left out.
#[tokio::test]
async fn the_answer_is_cut_in_pages_and_put_together_again() {
    for engine in BOTH {
        let site = Site::demo(engine).await;
        let mut caller = site.visitor();
        let base = "/api/v1/slots?service=logge-inn-altinn&from=2026-11-24&to=2026-12-04";
        let whole = caller.get(&format!("{base}&limit=5000")).await.json();
        assert!(whole["next"].is_null(), "{}", whole["next"]);
        let whole: Vec<Value> = whole["items"].as_array().unwrap().clone();
        assert!(whole.len() > 300, "{}", whole.len());
        let order =
            |item: &Value| (item["start"].as_str().unwrap().to_owned(), item["place"].as_str().unwrap().to_owned());
        assert!(whole.windows(2).all(|pair| order(&pair[0]) <= order(&pair[1])));
        assert_eq!(caller.get(base).await.json()["items"].as_array().unwrap().len(), 200, "when nothing is said");
        for limit in [7, 150] {
            let (mut pages, mut after) = (Vec::new(), String::new());
            loop {
                let page = caller.get(&format!("{base}&limit={limit}&after={after}")).await.json();
                pages.extend(page["items"].as_array().unwrap().clone());
                match page["next"].as_str() {
                    Some(next) => next.clone_into(&mut after),
                    None => break,
                }
            }
            assert_eq!(pages, whole, "pages of {limit}");
        }
        for (query, status) in [
            ("limit=0", StatusCode::BAD_REQUEST),
            ("limit=5001", StatusCode::BAD_REQUEST),
            ("after=x", StatusCode::BAD_REQUEST),
            ("after=logge-inn-altinn~nowhere~counter~1", StatusCode::NOT_FOUND),
        ] {
            assert_eq!(caller.get(&format!("{base}&{query}")).await.status, status, "{query}");
        }
    }
}

#[tokio::test]
async fn a_manager_gives_a_break_tags_and_needs() {
    for engine in BOTH {
        let site = Site::demo(engine).await;
        let mut manager = site.signed_in("manager").await;
        let list = manager.open("/styring/sted/vanylven/ressurser").await;
        let named = list.body.find(">Veileder 1</a>").expect("a guide");
        let resource = list.body[..named].rsplit("href=\"").next().unwrap().trim_end_matches('"').to_owned();
        let form = manager.open(&resource).await;
        let wrong = [("name", "Veileder 1"), ("capacity", "1"), ("active", "ja"), ("tags", "kan ikke leses")];
        let refused = manager.submit(&form, &resource, &wrong).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.has("kan ikke leses"), "what was typed is kept");
        let good = [("name", "Veileder 1"), ("capacity", "1"), ("active", "ja"), ("tags", "Skatt, tegnsprak, polsk")];
        assert_eq!(manager.submit(&form, &resource, &good).await.status, StatusCode::SEE_OTHER);
        let shown = manager.open(&resource).await;
        assert!(shown.has("polsk, skatt, tegnsprak") || shown.has("skatt, tegnsprak, polsk"), "{}", shown.body);

        let offers = manager.open("/styring/sted/vanylven/tilbud").await;
        let offer = offers.attribute("href", "/styring/sted/vanylven/tilbud/").clone();
        assert!(offers.has("(skjermet)"), "needs stand in words");
        let offer = if offer.ends_with("/nytt") { second_offer(&offers) } else { offer };
        let form = manager.open(&offer).await;
        assert!(form.has("person+tegnsprak"), "what can be asked for");
        let fields = [
            ("minutes", "30"),
            ("needs", "person"),
            ("krav", "person+tegnsprak"),
            ("buffer_before", "5"),
            ("buffer", "10"),
            ("travel", "0"),
            ("step", "15"),
            ("notice", "60"),
            ("horizon", "60"),
        ];
        assert_eq!(manager.submit(&form, &offer, &fields).await.status, StatusCode::SEE_OTHER);
        let form = manager.open(&offer).await;
        assert!(form.has("value=\"person+tegnsprak\" checked"), "{}", form.body);
        let mut line = fields.to_vec();
        line.push(("behov", "person|caseworker"));
        assert_eq!(manager.submit(&form, &offer, &line).await.status, StatusCode::SEE_OTHER);
        assert_eq!(manager.open(&offer).await.field("behov"), "person|caseworker");

        let hours = manager.open("/styring/sted/ulstein/apningstider").await;
        let status = manager.submit(&hours, "/styring/sted/ulstein/apningstider", &[]).await.status;
        assert!(status != StatusCode::SEE_OTHER, "another's place, or an empty form");
        let hours = manager.open("/styring/sted/vanylven/apningstider").await;
        let rule = [
            ("ressurs", &*hours.field("ressurs")),
            ("dager", "sa"),
            ("fra", "10"),
            ("til", "15"),
            ("pause_fra", "12"),
            ("pause_til", "12.30"),
        ];
        assert_eq!(
            manager.submit(&hours, "/styring/sted/vanylven/apningstider", &rule).await.status,
            StatusCode::SEE_OTHER
        );
        let hours = manager.open("/styring/sted/vanylven/apningstider").await;
        assert!(hours.has("10.00–12.00") && hours.has("12.30–15.00"), "{}", hours.body);

        let travel = manager.open("/styring/sted/vanylven/reise").await;
        assert!(travel.has("Kvamsøya") && travel.has("10.15, 13.20"), "{}", travel.body);
        let remove = travel.attribute("action", "/styring/sted/vanylven/reise/");
        assert_eq!(manager.submit(&travel, &remove, &[]).await.status, StatusCode::SEE_OTHER);
        let left = manager.open("/styring/sted/vanylven/reise").await;
        assert_eq!(left.body.matches("/fjern").count(), travel.body.matches("/fjern").count() - 1);
    }
}

fn second_offer(page: &Answer) -> String {
    let mark = "href=\"/styring/sted/vanylven/tilbud/";
    let links = page.body.match_indices(mark).map(|(at, _)| page.body[at + 6..].split('"').next().unwrap());
    links.filter(|link| !link.ends_with("/nytt")).map(str::to_owned).next().expect("an offer")
}
