//! Times leased to devices that book without a line: no collision, nothing lost, whatever is repeated, reordered or cut off.

use std::collections::HashSet;
use std::time::Duration;

use axum::http::StatusCode;
use jiff::SignedDuration;
use jiff::civil::Date;
use serde_json::{Value, json};
use torg_base::time::start_of_day;
use torg_base::{Actor, Lang, Uuid};
use torg_booking::booking::details::Details;
use torg_booking::booking::model::{Booking, Contact};
use torg_booking::booking::times;
use torg_booking::booking::units::{Cancel, Hold, Proof};
use torg_booking::leases::units::{self, Made, Make};
use torg_catalogue::directory::{self, Offered};
use torg_catalogue::services::model::Way;
use torg_slots::rules::Assigned;
use torg_slots::store::{self as slots, GUARD};
use torg_store::testing::BOTH;
use torg_store::{Across, At, Engine, Tx, Unit, sql};

use super::devices::{DAY, Device, ask_for, lease_code, lend, pair, pair_with};
use super::harness::Site;

async fn count(site: &Site, query: &str) -> i64 {
    let found: Vec<i64> = sql::column(&site.app.store().across(Across::Probe), query, []).await.expect(query);
    found[0]
}

/// Seats that two hold at the same time.
async fn collisions(site: &Site) -> i64 {
    let query = "SELECT count(*) FROM occupancy a JOIN occupancy b ON a.resource_id = b.resource_id AND a.seat = b.seat
                 AND a.id <> b.id AND a.starts < b.ends AND b.starts < a.ends";
    count(site, query).await
}

fn offered(site: &Site) -> Offered {
    offered_at(site, "vanylven")
}

fn offered_at(site: &Site, place: &str) -> Offered {
    directory::of(&site.app).offered("logge-inn-altinn", place, Way::Counter).expect("an offer")
}

/// Free seats of the day, one line for each start.
async fn free(site: &Site) -> Vec<(jiff::Timestamp, u32)> {
    let day: Date = DAY.parse().expect("a date");
    let span = (start_of_day(day), start_of_day(day) + SignedDuration::from_hours(24));
    let slots = times::free(&site.app, &[offered(site)], span.0, span.1).await.expect("free times").remove(0);
    slots.into_iter().map(|slot| (slot.start, slot.free)).collect()
}

async fn hold(site: &Site, start: jiff::Timestamp) -> Option<Booking> {
    let contact = Contact { name: "Opptatt".into(), phone: None, lang: Lang::Nb, note: String::new(), hidden: false };
    let hold = Hold {
        app: site.app.clone(),
        actor: Actor::Anonymous,
        offered: offered(site),
        start,
        contact,
        proof: Proof::Staff,
        person: None,
        idempotency_key: None,
        details: Details::default(),
    };
    hold.write().await.expect("a write").ok()
}

/// Takes everything that is left of the day.
async fn fill(site: &Site) -> Vec<Booking> {
    let mut made = Vec::new();
    while let Some((start, _)) = free(site).await.first() {
        made.extend(hold(site, *start).await);
    }
    made
}

#[tokio::test]
async fn two_devices_never_hold_the_same_seat_and_merge_without_collision() {
    for engine in BOTH {
        let site = Site::unlimited(engine).await;
        let mut guide = site.signed_in("guide").await;
        let before = free(&site).await;
        let shop = lend(&mut guide, "Butikken", "1").await;
        let bus = lend(&mut guide, "Bussen", "1").await;
        let after = free(&site).await;
        assert_eq!(shop.seats.len(), before.len(), "one at each start");
        let left = |slots: &[(jiff::Timestamp, u32)]| slots.iter().map(|(_, free)| free).sum::<u32>();
        let lent = u32::try_from(shop.seats.len() + bus.seats.len()).expect("a number");
        assert_eq!(left(&after), left(&before) - lent, "{engine:?}: what is lent is nobody else's");
        let references: HashSet<&String> = shop.seats.iter().chain(&bus.seats).map(|seat| &seat.2).collect();
        assert_eq!(references.len(), shop.seats.len() + bus.seats.len());

        // The guard itself refuses a seat that is lent, whoever asks.
        let taken: Vec<Uuid> = sql::column(
            &site.app.store().across(Across::Probe),
            "SELECT o.id FROM occupancy o JOIN lease_seat s ON s.id = o.owner_id",
            [],
        )
        .await
        .expect("seats");
        assert!(taken.len() >= references.len());
        let refused = site.app.store().write(offered(&site).offer.organisation, Again(taken[0])).await;
        assert!(refused.is_err_and(|error| error.is_conflict(GUARD)), "{engine:?}");

        // An hour without a line: both book at every start, and the world takes the rest meanwhile.
        let ops = |device: &Device, name: &str| -> Vec<Value> {
            (0..device.seats.len()).map(|n| device.book(&site, n, &format!("{name} {n}"), "")).collect()
        };
        let (in_shop, on_bus) = (ops(&shop, "Butikk"), ops(&bus, "Buss"));
        let others = fill(&site).await.len();
        site.later(SignedDuration::from_hours(1));
        let (one, other) = tokio::join!(shop.merge(&site, &in_shop), bus.merge(&site, &on_bus));
        assert!(one.iter().chain(&other).all(|outcome| outcome == "booked"), "{engine:?}: {one:?} {other:?}");
        assert_eq!(collisions(&site).await, 0, "{engine:?}");
        let expected = i64::try_from(in_shop.len() + on_bus.len()).expect("a number");
        assert_eq!(count(&site, "SELECT count(*) FROM booking WHERE name LIKE 'Bu% %'").await, expected);
        assert!(others > 0 && count(&site, "SELECT count(*) FROM lease_call").await == 0);
        let kept: Vec<String> = sql::column(
            &site.app.store().across(Across::Probe),
            "SELECT reference FROM booking WHERE name = 'Butikk 0'",
            [],
        )
        .await
        .expect("a booking");
        assert_eq!(kept, [shop.seats[0].2.replace('-', "")], "the slip is right");

        // Staff see how much came, and nothing more can be lent.
        let mut guide = site.signed_in("guide").await;
        let list = guide.open("/ansatt/leie?sted=vanylven").await;
        assert!(list.has(&format!("{0} av {0}", shop.seats.len())), "{}", list.body);
        let nothing = ask_for(&mut guide, "Tredje", "1", &[]).await;
        assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(nothing.has("Ingen tider er ledige") && nothing.field("navn") == "Tredje", "{}", nothing.body);
    }
}

/// Takes a seat that is taken, as no code of ours would.
struct Again(Uuid);

impl Unit for Again {
    type Out = ();

    async fn run(&self, tx: &Tx) -> torg_store::Result<()> {
        #[derive(sea_orm::FromQueryResult)]
        struct Row {
            resource_id: Uuid,
            seat: i32,
            starts: At,
            ends: At,
        }
        let query = "SELECT resource_id, seat, starts, ends FROM occupancy WHERE id = $1";
        let row: Row = sql::row(tx, query, vec![self.0.into()]).await?.expect("a row");
        let seat = u16::try_from(row.seat).expect("a seat");
        let same = Assigned { resource: row.resource_id, seat, starts: row.starts.0, ends: row.ends.0 };
        slots::occupy(tx, torg_base::new_id(), &[same], None).await
    }
}

/// Visits that have been counted; the demo has some already.
async fn drop_ins(site: &Site) -> i64 {
    count(site, "SELECT CAST(sum(count) AS bigint) FROM daily_count WHERE kind = 'dropin'").await
}

#[tokio::test]
async fn repeats_and_reorderings_change_nothing() {
    for engine in BOTH {
        let site = Site::unlimited(engine).await;
        let mut guide = site.signed_in("guide").await;
        let device = lend(&mut guide, "Butikken", "1").await;
        let before = drop_ins(&site).await;
        let mut ops: Vec<Value> = (0..5).map(|n| device.book(&site, n, &format!("Nr {n}"), "90000301")).collect();
        ops.push(device.cancel(&site, &ops[1]));
        ops.push(device.cancel(&site, &ops[3]));
        ops.extend([device.drop_in(&site), device.drop_in(&site)]);
        let lost = device.merge(&site, &ops[..3]).await;
        assert_eq!(lost, ["booked"; 3]);
        // The answer was lost on the way; everything comes again, backwards: what is taken back comes before what was done.
        let mut backwards = ops.clone();
        backwards.reverse();
        let first = device.merge(&site, &backwards).await;
        let wanted =
            ["counted", "counted", "cancelled", "cancelled", "booked", "cancelled", "booked", "booked", "booked"];
        assert_eq!(first, wanted, "{engine:?}");
        for _ in 0..2 {
            assert_eq!(device.merge(&site, &backwards).await, wanted, "{engine:?}: the same answer");
        }
        let mut results = device.merge(&site, &ops).await;
        results.reverse();
        assert_eq!(results, wanted, "{engine:?}");
        let standing = "SELECT count(*) FROM booking WHERE name LIKE 'Nr %' AND state = 'confirmed'";
        assert_eq!(count(&site, standing).await, 3);
        assert_eq!(drop_ins(&site).await - before, 2);
        assert_eq!(collisions(&site).await, 0);

        // Two windows of one device at the same time.
        let once = [device.book(&site, 6, "To vinduer", "")];
        let (one, other) = tokio::join!(device.merge(&site, &once), device.merge(&site, &once));
        assert_eq!((one, other), (vec!["booked".to_owned()], vec!["booked".to_owned()]), "{engine:?}");
        assert_eq!(count(&site, "SELECT count(*) FROM booking WHERE name = 'To vinduer'").await, 1);

        // One confirmation for each that stands; that of what was taken back had not left. No name and no service in them.
        let told = site.messages_to("+4790000301").await;
        let confirmed = told.iter().filter(|body| body.starts_with("Timen er bestilt")).count();
        assert_eq!(confirmed, 3, "{engine:?}: {told:?}");
        assert!(told.iter().all(|body| !body.contains("Nr ") && !body.contains("Altinn")), "{told:?}");
    }
}

#[tokio::test]
async fn whatever_is_cut_off_between_ops_is_done_once_in_the_end() {
    for engine in BOTH {
        let site = Site::unlimited(engine).await;
        let mut guide = site.signed_in("guide").await;
        let device = lend(&mut guide, "Bussen", "1").await;
        let before = drop_ins(&site).await;
        let seats = device.seats.len().min(8);
        let mut ops: Vec<Value> = (0..seats).map(|n| device.book(&site, n, &format!("Nr {n}"), "")).collect();
        ops.push(device.cancel(&site, &ops[0]));
        ops.push(device.drop_in(&site));
        // The server is gone at many places of the work: before anything, in the middle, after the last.
        let mut cut = 0;
        for millis in [0, 1, 2, 3, 5, 8, 13, 21] {
            let sent = tokio::time::timeout(Duration::from_millis(millis), device.send(&site, &ops)).await;
            cut += usize::from(sent.is_err());
        }
        assert!(cut > 0, "{engine:?}: some were cut off");
        let outcomes = device.merge(&site, &ops).await;
        assert!(outcomes[..seats].iter().all(|outcome| outcome == "booked"), "{engine:?}: {outcomes:?}");
        assert_eq!(outcomes[seats..], ["cancelled", "counted"], "{engine:?}");
        let standing =
            count(&site, "SELECT count(*) FROM booking WHERE name LIKE 'Nr %' AND state = 'confirmed'").await;
        assert_eq!(standing, i64::try_from(seats).expect("a number") - 1, "{engine:?}");
        assert_eq!(drop_ins(&site).await - before, 1);
        assert_eq!(count(&site, "SELECT count(*) FROM lease_op WHERE outcome = 'again'").await, 0);
        assert_eq!(collisions(&site).await, 0);
    }
}

#[tokio::test]
async fn what_cannot_stand_becomes_somebody_to_call() {
    for engine in BOTH {
        let site = Site::unlimited(engine).await;
        let mut guide = site.signed_in("guide").await;
        let device = lend(&mut guide, "Butikken", "1").await;
        let mut ops = vec![
            device.book(&site, 0, "Kari Ring", "90000302"),
            device.book(&site, 1, "Fritt Likevel", ""),
            device.book(&site, 2, "Uten Telefon", ""),
            device.book(&site, 3, "Angret Seg", "90000303"),
        ];
        // Staff give the times back, and others take all of them; one is free again.
        let page = guide.open("/ansatt/leie?sted=vanylven").await;
        let given = guide.submit(&page, &format!("/ansatt/leie/{}/gi-tilbake", device.id), &[]).await;
        assert_eq!(given.status, StatusCode::SEE_OTHER);
        let others = fill(&site).await;
        let at = |seat: usize| jiff::Timestamp::from_millisecond(device.seats[seat].0).expect("an instant");
        let freed = others.iter().find(|b| b.starts == at(1)).expect("somebody took it");
        let unit = Cancel { app: site.app.clone(), actor: Actor::Anonymous, id: freed.id };
        assert!(site.app.store().write(freed.organisation, unit).await.expect("a write"));
        ops.push(device.cancel(&site, &ops[3]));
        let answer = device.send(&site, &ops).await;
        assert_eq!(answer.json()["open"], false, "the device stops");
        let outcomes = device.merge(&site, &ops).await;
        assert_eq!(outcomes, ["call", "booked", "call", "call", "cancelled"], "{engine:?}");
        assert_eq!(collisions(&site).await, 0);

        // The day says so, the list says whom; the access is recorded, and the call is made once.
        let day = guide.open("/ansatt/dag?sted=vanylven&lang=nb").await;
        assert!(day.has("Ring etter bestilling uten nett: 2"), "{}", day.body);
        let list = guide.open("/ansatt/leie?sted=vanylven").await;
        assert!(list.has("Kari Ring") && list.has("90 00 03 02") && list.has(&device.seats[0].2), "{}", list.body);
        assert!(list.has("Uten Telefon") && !list.has("Angret Seg"));
        let looked = "SELECT count(*) FROM access_record a JOIN lease_call c ON c.id = a.subject_id";
        assert_eq!(count(&site, looked).await, 2, "{engine:?}");
        let call = ops[0]["id"].as_str().expect("a key");
        let done = guide.submit(&list, &format!("/ansatt/leie/{call}/ringt"), &[]).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER);
        let list = guide.open("/ansatt/leie?sted=vanylven").await;
        assert!(!list.has("Kari Ring") && list.has("Uten Telefon"));
        assert_eq!(device.merge(&site, &ops).await, outcomes, "a repeat puts nobody back on the list");
        assert_eq!(count(&site, "SELECT count(*) FROM lease_call").await, 1);
    }
}

#[tokio::test]
async fn a_lease_ends_by_itself_with_a_margin() {
    for engine in BOTH {
        let site = Site::unlimited(engine).await;
        let mut guide = site.signed_in("guide").await;
        let before = free(&site).await;
        let device = lend(&mut guide, "Bussen", "1").await;
        let lent = free(&site).await;
        let ops = [device.book(&site, 0, "Sen Ankomst", ""), device.book(&site, 1, "Enda Senere", "")];
        // The device may not book any more, but what it has is still kept.
        site.later(SignedDuration::from_hours(9));
        site.upkeep().await;
        assert_eq!(free(&site).await, lent, "{engine:?}: held over the margin");
        let answer = device.send(&site, &ops[..1]).await.json();
        assert_eq!((answer["open"].clone(), answer["results"][0]["outcome"].clone()), (json!(false), json!("booked")));
        // Twelve hours later everybody can book the rest; what comes even then gets the time if it is still there.
        site.later(SignedDuration::from_hours(12));
        site.upkeep().await;
        let mut expected = before.clone();
        expected[0].1 -= 1;
        expected.retain(|(_, free)| *free > 0);
        assert_eq!(free(&site).await, expected, "{engine:?}: the unused are free again");
        assert_eq!(device.merge(&site, &ops[1..]).await, ["booked"], "{engine:?}");
        assert_eq!(collisions(&site).await, 0);
        // Kept ninety days, then nothing is known of it.
        site.later(SignedDuration::from_hours(24 * 91));
        site.upkeep().await;
        for table in ["lease", "lease_seat", "lease_op", "lease_call"] {
            assert_eq!(count(&site, &format!("SELECT count(*) FROM {table}")).await, 0, "{table}");
        }
        assert_eq!(device.send(&site, &ops).await.status, StatusCode::FORBIDDEN);
    }
}

/// A lease at a place of another municipality.
async fn lent_elsewhere(site: &Site) -> Uuid {
    let day: Date = DAY.parse().expect("a date");
    let make = Make {
        app: site.app.clone(),
        actor: Actor::Anonymous,
        offered: offered_at(site, "tokke"),
        name: "Butikken der".into(),
        span: (start_of_day(day), start_of_day(day) + SignedDuration::from_hours(24)),
        ends: site.clock.now() + SignedDuration::from_hours(8),
        share: 1,
    };
    match make.write().await.expect("a write") {
        Made::Yes(id) => id,
        other => panic!("nothing was lent: {other:?}"),
    }
}

#[tokio::test]
async fn a_device_is_known_by_a_code_used_once_and_then_by_its_secret() {
    for engine in BOTH {
        let site = Site::unlimited(engine).await;
        let mut guide = site.signed_in("guide").await;
        let code = lease_code(&mut guide, "Butikken", "1").await;
        assert_eq!(pair(&mut guide, "K7MA-4NP2").await.status, StatusCode::NOT_FOUND);
        assert_eq!(pair_with(&mut guide, &code, "another").await.status, StatusCode::FORBIDDEN);
        // Somebody who may not lend times, and a lease of somebody else's place.
        let mut helper = site.signed_in("helper").await;
        let token = helper.open("/ansatt/dag?sted=vanylven").await.field("csrf");
        assert_eq!(pair_with(&mut helper, &code, &token).await.status, StatusCode::FORBIDDEN);
        let elsewhere = lent_elsewhere(&site).await;
        let its_code = units::code(site.app.store().keys(), elsewhere);
        assert_eq!(pair(&mut guide, &its_code.to_string()).await.status, StatusCode::NOT_FOUND, "{engine:?}");
        let list = guide.open("/ansatt/leie?sted=vanylven").await;
        let back = guide.submit(&list, &format!("/ansatt/leie/{elsewhere}/gi-tilbake"), &[]).await;
        assert_eq!(back.status, StatusCode::NOT_FOUND, "{engine:?}");
        let mut device = Device::of(&pair(&mut guide, &code).await.json());
        assert_eq!(pair(&mut guide, &code).await.status, StatusCode::NOT_FOUND, "{engine:?}: used");
        let list = guide.open("/ansatt/leie?sted=vanylven").await;
        assert!(!list.has(&code) && list.has("I bruk"), "{}", list.body);

        let op = [device.book(&site, 0, "Solveig", "")];
        let secret = std::mem::replace(&mut device.secret, "x".repeat(43));
        assert_eq!(device.send(&site, &op).await.status, StatusCode::FORBIDDEN);
        device.secret = secret;
        // What is not an op of this lease is answered, and does nothing.
        let strange = [
            device.op(&site, "book", json!({"seat": Uuid::nil(), "service": device.service, "name": "X"})),
            device.op(&site, "book", json!({"seat": device.seats[0].1, "service": device.service, "name": " "})),
            device.op(&site, "sell", json!({})),
            device.op(&site, "cancel", json!({"of": Uuid::nil()})),
        ];
        assert_eq!(device.merge(&site, &strange).await, ["wrong", "wrong", "wrong", "cancelled"], "{engine:?}");
        assert_eq!(device.merge(&site, &op).await, ["booked"]);
        // Another device does not reach it.
        let other = lend(&mut guide, "Bussen", "1").await;
        assert_eq!(other.merge(&site, &[other.cancel(&site, &op[0])]).await, ["cancelled"]);
        assert_eq!(other.merge(&site, &op).await, ["wrong"], "a key is used once");
        assert_eq!(
            count(&site, "SELECT count(*) FROM booking WHERE name = 'Solveig' AND state = 'confirmed'").await,
            1
        );
        // Nothing personal lies in what a lease keeps.
        assert_eq!(count(&site, "SELECT count(*) FROM lease WHERE name LIKE '%Solveig%'").await, 0);
    }
}

#[tokio::test]
async fn what_is_wrong_in_the_form_is_said_and_nothing_typed_is_lost() {
    let site = Site::unlimited(Engine::Sqlite).await;
    let mut guide = site.signed_in("guide").await;
    let wrong = [
        ("navn", "", "#navn"),
        ("tilbud", "finnes-ikke/counter", "#tilbud"),
        ("tilbud", "trygghetsalarm/home", "#tilbud"),
        ("fra", "2026-11-01", "#fra"),
        ("til", "2026-11-01", "#til"),
        ("til", "2026-12-24", "#til"),
        ("plasser", "11", "#plasser"),
        ("timer", "5", "#timer"),
    ];
    for (field, value, link) in wrong {
        let answer = ask_for(&mut guide, "Butikken", "1", &[(field, value)]).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{field}={value}");
        assert!(answer.has(&format!("href=\"{link}\"")), "{field}={value}: {}", answer.body);
        assert_eq!(answer.field("plasser"), if field == "plasser" { "11" } else { "1" });
    }
    assert_eq!(count(&site, "SELECT count(*) FROM lease").await, 0);
}

#[tokio::test]
async fn the_page_of_a_device_holds_nothing_about_anybody_and_its_worker_may_run() {
    let site = Site::unlimited(Engine::Sqlite).await;
    let mut guide = site.signed_in("guide").await;
    for lang in ["nb", "nn", "en"] {
        for path in ["/leie", "/leie/ny"] {
            let page = guide.open(&format!("{path}?lang={lang}")).await;
            assert!(page.status == StatusCode::OK && !page.has("⟦"), "{path} {lang}");
            assert!(!page.has("data-session-ends") && !page.has("style=\""), "{path}");
        }
    }
    let worker = site.visitor().get("/leie-sw.js").await;
    let sent =
        |name: &str| worker.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned();
    assert!(sent("content-type").starts_with("text/javascript") && sent("cache-control") == "no-cache");
    assert!(sent("content-security-policy").contains("worker-src 'self'"));
    assert_eq!(site.visitor().get("/leie").await.location, "/ansatt/logg-inn");
}
