//! Courses over HTTP, on both engines: a series, sign-ups, changes, a file.

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use jiff::SignedDuration;
use torg_base::Uuid;
use torg_booking::courses::store;
use torg_store::testing::BOTH;
use torg_store::{Across, sql};

use super::harness::{Answer, Site, Visitor};

/// A manager's form for ten Fridays from 27 November 2026 to 5 February 2027; 25 December and 1 January are holidays.
const FRIDAYS: [(&str, &str); 10] = [
    ("sted", "vanylven"),
    ("tjeneste", "kurs-id-bankid"),
    ("tittel-nn", "Fredagskurs"),
    ("dag", "fr"),
    ("fra", "11.30"),
    ("til", "13.30"),
    ("hver", "1"),
    ("fra_dato", "27.11.2026"),
    ("slutt", "antall"),
    ("antall", "10"),
];

async fn make(site: &Site, extra: &[(&str, &str)]) -> Answer {
    let mut manager = site.signed_in("manager").await;
    let page = manager.open("/ansatt/kurs/ny?sted=vanylven").await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.body);
    let mut fields = FRIDAYS.to_vec();
    fields.retain(|(name, _)| !extra.iter().any(|(other, _)| name == other));
    fields.extend_from_slice(extra);
    manager.submit(&page, "/ansatt/kurs/ny", &fields).await
}

/// The course with a title, and its dates.
pub async fn dates_of(site: &Site, title: &str) -> Vec<torg_booking::courses::model::CourseDate> {
    let db = site.app.store().across(Across::Operator);
    let query = "SELECT id, title FROM course";
    #[derive(sea_orm::FromQueryResult)]
    struct Row {
        id: Uuid,
        title: sea_orm::JsonValue,
    }
    let rows: Vec<Row> = sql::rows(&db, query, vec![]).await.expect("courses");
    let found = rows.iter().find(|r| r.title.to_string().contains(title)).expect("the course");
    store::of_course(&db, found.id).await.expect("dates")
}

pub async fn series(site: &Site, extra: &[(&str, &str)]) -> Vec<torg_booking::courses::model::CourseDate> {
    let answer = make(site, extra).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    dates_of(site, "Fredagskurs").await
}

pub async fn count(site: &Site, query: &str) -> i64 {
    let db = site.app.store().across(Across::Operator);
    let found: Vec<i64> = sql::column(&db, query, []).await.expect(query);
    found[0]
}

/// Signs up as a citizen as far as the code; returns the secret address.
async fn sign_up(visitor: &mut Visitor<'_>, course: Uuid, dates: &[&str], phone: &str, hidden: bool) -> Answer {
    let contact = chosen(visitor, course, dates).await;
    send(visitor, course, &contact, phone, hidden).await
}

/// The page that asks who comes.
async fn chosen(visitor: &mut Visitor<'_>, course: Uuid, dates: &[&str]) -> Answer {
    let chosen: String = dates.iter().map(|d| format!("&dato={d}")).collect();
    let contact = visitor.open(&format!("/kurs/{course}/pamelding?sted=vanylven{chosen}")).await;
    assert_eq!(contact.status, StatusCode::OK, "{}", contact.body);
    contact
}

async fn send(visitor: &mut Visitor<'_>, course: Uuid, contact: &Answer, phone: &str, hidden: bool) -> Answer {
    let mut fields = vec![("name", "Solveig"), ("phone", phone), ("note", "")];
    // What the page put into its hidden fields.
    let listed: Vec<String> = contact
        .body
        .split("name=\"dato\" value=\"")
        .skip(1)
        .map(|rest| rest[..rest.find('"').expect("an end")].to_owned())
        .collect();
    fields.extend(listed.iter().map(|id| ("dato", id.as_str())));
    if hidden {
        fields.push(("hidden", "ja"));
    }
    visitor.submit(contact, &format!("/kurs/{course}/pamelding?sted=vanylven"), &fields).await
}

pub async fn confirm(site: &Site, visitor: &mut Visitor<'_>, held: &Answer, phone: &str) -> Answer {
    assert_eq!(held.status, StatusCode::SEE_OTHER, "{}", held.body);
    let page = visitor.open(&held.location).await;
    let code = site.code_for(phone).await;
    let done = visitor.submit(&page, &format!("{}/kode", held.location), &[("code", &code)]).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
    visitor.open(&done.location).await
}

#[tokio::test]
async fn a_series_is_made_leaves_out_holidays_and_can_be_joined_moved_and_left() {
    for engine in BOTH {
        let site = Site::demo(engine).await;
        let dates = series(&site, &[("plasser", "20"), ("temaer", "BankID\nSvindel")]).await;
        assert_eq!(dates.len(), 10);
        let days: Vec<String> = dates.iter().map(|d| d.starts.to_string()[..10].to_owned()).collect();
        assert_eq!(days[3..6], ["2026-12-18", "2027-01-08", "2027-01-15"], "across New Year, without the holidays");
        let mut citizen = site.visitor();
        let list = citizen.open("/kurs?sted=vanylven").await;
        assert!(list.has("Fredagskurs") && list.has("20 ledige plassar"), "{}", list.body);
        // The lecture of the demo has six people at three places and needs twelve; each head is counted once.
        let all = citizen.open("/kurs?lang=nb").await;
        assert!(all.has("mangler 6 påmeldte") && all.has("12 ledige plasser"), "{}", all.body);
        citizen.open("/kurs?lang=nn").await;
        let course = dates[0].course;
        let page = citizen.open(&format!("/kurs/{course}?sted=vanylven")).await;
        assert!(
            page.has("25. desember 2026: 1. juledag") && page.has("1. januar 2027: 1. nyttårsdag"),
            "{}",
            page.body
        );
        assert!(page.has("BankID") && page.has("Svindel"));

        // Nothing chosen: the error stands at the dates.
        let none = citizen.open(&format!("/kurs/{course}/pamelding?sted=vanylven")).await;
        assert!(none.status == StatusCode::UNPROCESSABLE_ENTITY && none.has("href=\"#dato\""), "{}", none.body);

        // The whole series in one go, one code, one message, and a reminder for each date.
        let held = sign_up(&mut citizen, course, &["alle"], "+8000000301", false).await;
        let booked = confirm(&site, &mut citizen, &held, "+8000000301").await;
        assert!(booked.has("kalender.ics") && booked.has("BankID"), "{}", booked.body);
        assert_eq!(
            count(&site, "SELECT count(*) FROM booking WHERE name = 'Solveig' AND state = 'confirmed'").await,
            10
        );
        let told = site.messages_to("+8000000301").await;
        assert_eq!(told.len(), 2, "the code and one confirmation: {told:?}");
        assert!(told[0].contains("10 kursdatoar") && !told[0].contains("BankID"), "{}", told[0]);
        let pending = "SELECT count(*) FROM outbox WHERE state = 'ready' AND key LIKE '%/reminder/%'
                         AND subject_id IN (SELECT id FROM booking WHERE name = 'Solveig')";
        assert_eq!(count(&site, pending).await, 10);
        let list = citizen.open("/kurs?sted=vanylven").await;
        assert!(list.has("19 ledige plassar"), "{}", list.body);

        // A place on one more day cannot be moved to: all are one's own already. Somebody else can.
        let own = citizen.open(&format!("{}/flytt", held.location)).await;
        assert!(own.has("ingen andre datoar"), "{}", own.body);
        let mut other = site.visitor();
        let first = dates[0].id.to_string();
        let one = sign_up(&mut other, course, &[&first], "+8000000302", false).await;
        confirm(&site, &mut other, &one, "+8000000302").await;
        let choose = other.open(&format!("{}/flytt", one.location)).await;
        assert!(choose.has("11. desember 2026"), "{}", choose.body);
        let nothing = other.submit(&choose, &format!("{}/flytt", one.location), &[]).await;
        assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
        let third = dates[2].id.to_string();
        let moved = other.submit(&choose, &format!("{}/flytt", one.location), &[("dato", &third)]).await;
        assert_eq!(moved.status, StatusCode::SEE_OTHER, "{}", moved.body);
        let page = other.open(&moved.location).await;
        assert!(page.has("11. desember 2026"), "{}", page.body);
        let ics = other.open(&format!("{}/kalender.ics", one.location)).await;
        assert!(ics.has("DTSTART;TZID=Europe/Oslo:20261211T113000") && ics.has("SEQUENCE:1"), "{}", ics.body);

        // Leaving everything gives every seat back, and tells once.
        let ask = citizen.open(&format!("{}/avbestill", held.location)).await;
        assert!(ask.has("value=\"alle\""), "{}", ask.body);
        let left = citizen.submit(&ask, &format!("{}/avbestill", held.location), &[("omfang", "alle")]).await;
        assert_eq!(left.status, StatusCode::SEE_OTHER);
        assert_eq!(
            count(&site, "SELECT count(*) FROM booking WHERE name = 'Solveig' AND state = 'confirmed'").await,
            1
        );
        assert_eq!(count(&site, pending).await, 1, "reminders of what was left are taken back");
        assert!(site.messages_to("+8000000301").await[0].contains("meld av 10 kursdatoar"));
        let list = citizen.open("/kurs?sted=vanylven").await;
        assert!(list.has("20 ledige plassar"), "{}", list.body);
    }
}

#[tokio::test]
async fn a_room_or_host_that_is_taken_and_helpers_without_a_supervisor_are_refused() {
    for engine in BOTH {
        let site = Site::demo(engine).await;
        let refused = make(&site, &[("plasser", "20"), ("andre_hjelpere", "to elevar")]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.has("href=\"#ansvarlig\"") && refused.has("to elevar"), "{}", refused.body);

        let mut manager = site.signed_in("manager").await;
        let form = manager.open("/ansatt/kurs/ny?sted=vanylven").await;
        let at = form.body.find("Skjermet rom").expect("the room");
        let room = form.body[..at].rsplit("value=\"").next().expect("its key")[..36].to_owned();
        let dates = series(&site, &[("plasser", "20"), ("rom", &room)]).await;
        assert!(dates.iter().all(|d| d.room.map(|r| r.to_string()) == Some(room.clone())));
        // The same room at the same hour: refused as a whole, and nothing is left behind.
        let before = count(&site, "SELECT count(*) FROM course").await;
        let clash = [("plasser", "20"), ("rom", room.as_str()), ("fra", "12.00"), ("til", "14.00")];
        let again = make(&site, &clash).await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(again.has("href=\"#rom\"") && again.has("27. november 2026"), "{}", again.body);
        assert_eq!(count(&site, "SELECT count(*) FROM course").await, before);
        // A table without a supervisor is refused by the database itself.
        let bare = "UPDATE course_date SET other_helpers = 'elevar', supervisor_id = NULL";
        let direct = site.app.store().write_across(Across::Operator, Statement(bare)).await;
        assert!(direct.is_err(), "the database watches too: {direct:?}");
    }
}

struct Statement(&'static str);

impl torg_store::Unit for Statement {
    type Out = u64;

    async fn run(&self, tx: &torg_store::Tx) -> torg_store::Result<u64> {
        sql::exec(tx, self.0, []).await
    }
}

#[tokio::test]
async fn a_change_of_those_that_follow_is_told_once_and_raises_the_sequence() {
    for engine in BOTH {
        let site = Site::demo(engine).await;
        let dates = series(&site, &[("plasser", "20")]).await;
        let course = dates[0].course;
        let (mut open, mut hidden) = (site.visitor(), site.visitor());
        let held = sign_up(&mut open, course, &["alle"], "+8000000303", false).await;
        confirm(&site, &mut open, &held, "+8000000303").await;
        let secret = sign_up(&mut hidden, course, &["alle"], "+8000000304", true).await;
        confirm(&site, &mut hidden, &secret, "+8000000304").await;
        let before = (site.messages_to("+8000000303").await.len(), site.messages_to("+8000000304").await.len());

        let mut manager = site.signed_in("manager").await;
        let address = format!("/ansatt/kurs/dato/{}", dates[2].id);
        let form = manager.open(&format!("{address}/endre")).await;
        let fields = [
            ("omfang", "folgende"),
            ("dato", "11.12.2026"),
            ("fra", "13.00"),
            ("til", "15.00"),
            ("plasser", "20"),
            ("tema-nn", "Svindel"),
        ];
        let done = manager.submit(&form, &format!("{address}/endre"), &fields).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
        let after = dates_of(&site, "Fredagskurs").await;
        assert_eq!(after[1].starts, dates[1].starts, "what came before is left alone");
        assert_eq!(after[2].starts.to_string(), "2026-12-11T12:00:00Z");
        assert_eq!(after[9].topic.nn, "Svindel");

        let told = site.messages_to("+8000000303").await;
        assert_eq!(told.len(), before.0 + 1, "one message for eight dates: {told:?}");
        assert!(told[0].contains("nytt tidspunkt, nytt tema") && told[0].contains("11.12. kl. 13.00"), "{}", told[0]);
        assert!(!told[0].contains("Svindel"), "a message does not tell the topic: {}", told[0]);
        let quiet = site.messages_to("+8000000304").await;
        assert_eq!(quiet.len(), before.1 + 1);
        assert!(!quiet[0].contains("tema") && !quiet[0].contains("Vanylven"), "{}", quiet[0]);

        let moved = "SELECT count(*) FROM booking WHERE name = 'Solveig' AND sequence = 1";
        assert_eq!(count(&site, moved).await, 16, "eight dates of two people");
        let seats = "SELECT count(*) FROM occupancy o JOIN booking b ON b.id = o.owner_id
                     WHERE b.name = 'Solveig' AND (o.starts <> b.starts OR o.ends <> b.ends)";
        assert_eq!(count(&site, seats).await, 0, "the seats went along");

        // Fewer seats than people: refused, with the number.
        let form = manager.open(&format!("{address}/endre")).await;
        let few = [("omfang", "denne"), ("dato", "11.12.2026"), ("fra", "13.00"), ("til", "15.00"), ("plasser", "1")];
        let refused = manager.submit(&form, &format!("{address}/endre"), &few).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.has("href=\"#plasser\"") && refused.has("2 er påmelde"), "{}", refused.body);

        // Called off: everybody is told once, seats and reminders are given back, and nobody can sign up.
        let off = manager.submit(&form, &format!("{address}/avlys"), &[("omfang", "folgende")]).await;
        assert_eq!(off.status, StatusCode::SEE_OTHER, "{}", off.body);
        let told = site.messages_to("+8000000303").await;
        assert_eq!(told.len(), before.0 + 2);
        assert!(told[0].contains("8 kursdatoar") && told[0].contains("avlyst"), "{}", told[0]);
        let left = "SELECT count(*) FROM occupancy WHERE owner_id IN (SELECT id FROM booking WHERE name = 'Solveig')";
        assert_eq!(count(&site, left).await, 4, "two dates of two people are left");
        let mut late = site.visitor();
        let gone = late.open(&format!("/kurs/{course}/pamelding?sted=vanylven&dato={}", dates[3].id)).await;
        assert_eq!(gone.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", gone.body);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn twenty_seats_never_hold_twenty_one_and_a_series_is_all_or_nothing() {
    for engine in BOTH {
        let site = Site::unlimited(engine).await;
        let dates = series(&site, &[("plasser", "5"), ("antall", "3")]).await;
        let course = dates[0].course;
        // Eight want the second date alone and eight the whole series, at once: five get in, whoever they are.
        let mut ready = Vec::new();
        for n in 0..16 {
            let mut visitor = site.visitor();
            let second = dates[1].id.to_string();
            let dates = if n % 2 == 0 { "alle" } else { &second };
            let contact = chosen(&mut visitor, course, &[dates]).await;
            ready.push((visitor, contact, format!("+80000004{n:02}")));
        }
        let calls = ready.iter_mut().map(|(visitor, contact, phone)| send(visitor, course, contact, phone, false));
        let answers = futures::future::join_all(calls).await;
        let held = answers.iter().filter(|a| a.location.starts_with("/time/")).count();
        let full = answers.iter().filter(|a| a.location.contains("fullt=1")).count();
        assert_eq!((held, held + full), (5, 16), "{engine:?}");
        let taken = |n: usize| format!("SELECT count(*) FROM course_signup WHERE date_id = '{}'", dates[n].id);
        let per_date = |n: usize| {
            let site = &site;
            let query = match engine {
                torg_store::Engine::Postgres => taken(n),
                // SQLite keeps the key as bytes.
                torg_store::Engine::Sqlite => {
                    format!(
                        "SELECT count(*) FROM course_signup WHERE hex(date_id) = '{}'",
                        dates[n].id.simple().to_string().to_uppercase()
                    )
                }
            };
            async move { count(site, &query).await }
        };
        let (first, second, third) = (per_date(0).await, per_date(1).await, per_date(2).await);
        assert_eq!(second, 5);
        assert!(first == third && first <= 5, "nobody has a part of a series: {first} {second} {third}");
        let whole =
            "SELECT count(*) FROM (SELECT leader_id FROM course_signup GROUP BY leader_id HAVING count(*) = 2) AS torn";
        assert_eq!(count(&site, whole).await, 0);
    }
}

/// The control: the same rush without the guard oversells, so the guard is what stops it.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn without_the_guard_two_people_get_the_same_seat() {
    for engine in BOTH {
        for guarded in [true, false] {
            let site = Site::unlimited(engine).await;
            let dates = series(&site, &[("plasser", "5"), ("antall", "1")]).await;
            let (date, seat) = (dates[0].clone(), dates[0].seat.expect("a seat"));
            if !guarded {
                let drop = match engine {
                    torg_store::Engine::Sqlite => "DROP TRIGGER occupancy_insert",
                    torg_store::Engine::Postgres => "ALTER TABLE occupancy DROP CONSTRAINT occupancy_overlap",
                };
                site.app.store().write_across(Across::Operator, Statement(drop)).await.expect("the guard is off");
            }
            // Everybody looks first and sees five free seats, and then takes one of them.
            let wishes = (0..20).map(|n| {
                let store = site.app.store().clone();
                let take = Take { seat, number: n % 5 + 1, starts: date.starts, ends: date.ends };
                async move { store.write(date.organisation, take).await.is_ok() }
            });
            let taken = futures::future::join_all(wishes).await.into_iter().filter(|ok| *ok).count();
            assert_eq!(taken, if guarded { 5 } else { 20 }, "{engine:?}, guarded: {guarded}");
        }
    }
}

struct Take {
    seat: Uuid,
    number: u16,
    starts: jiff::Timestamp,
    ends: jiff::Timestamp,
}

impl torg_store::Unit for Take {
    type Out = ();

    async fn run(&self, tx: &torg_store::Tx) -> torg_store::Result<()> {
        let seat = torg_slots::rules::Assigned {
            resource: self.seat,
            seat: self.number,
            starts: self.starts,
            ends: self.ends,
        };
        torg_slots::store::occupy(tx, torg_base::new_id(), &[seat], None).await
    }
}

/// Sends a file as a browser does.
async fn upload(visitor: &mut Visitor<'_>, page: &Answer, path: &str, file: &[u8], reach: &str) -> Answer {
    let token = page.field("csrf");
    let mut body = Vec::new();
    for (name, value) in [("csrf", token.as_str()), ("omfang", reach)] {
        body.extend(format!("--x\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").into_bytes());
    }
    body.extend(b"--x\r\nContent-Disposition: form-data; name=\"fil\"; filename=\"liste.csv\"\r\n\r\n");
    body.extend_from_slice(file);
    body.extend(b"\r\n--x--\r\n");
    let request = Request::post(path).header(header::CONTENT_TYPE, "multipart/form-data; boundary=x");
    visitor.send(request, Body::from(body)).await
}

#[tokio::test]
async fn a_group_is_signed_up_from_a_file_and_bad_rows_are_told() {
    for engine in BOTH {
        let site = Site::demo(engine).await;
        let dates = series(&site, &[("plasser", "3"), ("antall", "2")]).await;
        let mut guide = site.signed_in("guide").await;
        let path = format!("/ansatt/kurs/dato/{}/fil", dates[0].id);
        let page = guide.open(&path).await;
        let template = guide.open("/ansatt/kurs/mal.csv").await;
        assert!(template.body.contains("navn;telefon;språk"), "{}", template.body);
        let none = upload(&mut guide, &page, &path, b"", "denne").await;
        assert!(none.status == StatusCode::UNPROCESSABLE_ENTITY && none.has("href=\"#fil\""), "{}", none.body);
        let wrong = upload(&mut guide, &page, &path, b"telefon;by\n1;2\n", "denne").await;
        assert!(wrong.has("href=\"#fil\"") && wrong.has("namn"), "{}", wrong.body);

        let file = "Navn;Telefon;Språk\nOddny;900 00 321;nn\n;90000322;\nPer;12;\nAre;;en\nIda;;\nFor mange;;\n";
        let done = upload(&mut guide, &page, &path, file.as_bytes(), "alle").await;
        assert_eq!(done.status, StatusCode::OK, "{}", done.body);
        assert!(done.has("3 personar vart påmelde"), "{}", done.body);
        for reason in ["Rad 3: namnet manglar", "Rad 4: telefonnummeret", "Rad 7: Det er ikkje plass"] {
            assert!(done.has(reason), "{reason}: {}", done.body);
        }
        assert_eq!(
            count(
                &site,
                "SELECT count(*) FROM course_signup s JOIN booking b ON b.id = s.booking_id
                                 WHERE b.name IN ('Oddny', 'Are', 'Ida')"
            )
            .await,
            6,
            "three people, two dates each"
        );
        let told = site.messages_to("+4790000321").await;
        assert!(told.len() == 1 && told[0].contains("2 kursdatoar"), "{told:?}");
        // The same file once more signs nobody up twice.
        let again = upload(&mut guide, &page, &path, file.as_bytes(), "alle").await;
        assert!(again.has("Ingen vart påmelde") && again.has("Rad 2: personen står på lista alt"), "{}", again.body);
        // Without the token of our own page nothing is read.
        let stranger = Request::post(&path).header(header::CONTENT_TYPE, "multipart/form-data; boundary=x");
        let refused = guide.send(stranger, Body::from("--x--\r\n")).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN);
    }
}

#[tokio::test]
async fn attendance_is_ticked_off_counted_without_persons_and_forgotten() {
    for engine in BOTH {
        let site = Site::demo(engine).await;
        let dates = series(&site, &[("plasser", "20"), ("antall", "2")]).await;
        let address = format!("/ansatt/kurs/dato/{}", dates[0].id);
        let mut guide = site.signed_in("guide").await;
        let form = guide.open(&format!("{address}/pamelding")).await;
        for (name, hidden) in [("Kjem", ""), ("Uteblir", ""), ("Løynd", "ja")] {
            let fields = [("omfang", "denne"), ("name", name), ("phone", ""), ("hidden", hidden), ("language", "nn")];
            let done = guide.submit(&form, &format!("{address}/pamelding"), &fields).await;
            assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
        }
        let empty = guide.submit(&form, &format!("{address}/pamelding"), &[("name", ""), ("omfang", "denne")]).await;
        assert!(empty.status == StatusCode::UNPROCESSABLE_ENTITY && empty.has("href=\"#name\""));
        let early = guide.open(&address).await;
        assert!(early.has("Kjem") && !early.has("Løynd"), "somebody who is not to be shown stands under a reference");
        assert!(!early.has("/oppmote"), "nobody has come four days before");
        let looked = "SELECT count(*) FROM access_record WHERE purpose = 'course-list'";
        assert_eq!(count(&site, looked).await, 3, "access is recorded");

        site.later(SignedDuration::from_hours(4 * 24 + 2));
        let mut guide = site.signed_in("guide").await;
        let list = guide.open(&address).await;
        let key = |name: &str| {
            let at = list.body.find(&format!(">{name}</a>")).expect("on the list");
            list.body[..at].rsplit("/ansatt/time/").next().expect("a key")[..36].to_owned()
        };
        let (came, missed) = (format!("m-{}", key("Kjem")), format!("m-{}", key("Uteblir")));
        let fields = [(came.as_str(), "kom"), (missed.as_str(), "ikke")];
        let done = guide.submit(&list, &format!("{address}/oppmote"), &fields).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
        // Sent twice, counted once.
        guide.submit(&list, &format!("{address}/oppmote"), &fields).await;
        let counted =
            "SELECT CAST(sum(count) AS bigint) FROM daily_count WHERE day = '2026-11-27' AND way = 'group' AND kind = ";
        assert_eq!(count(&site, &format!("{counted}'served'")).await, 1);
        assert_eq!(count(&site, &format!("{counted}'missed'")).await, 1);
        let list = guide.open(&address).await;
        assert!(list.has("Ikkje møtt") && list.has("Ferdig"), "{}", list.body);

        site.later(SignedDuration::from_hours(24 * 95));
        site.upkeep().await;
        let left = "SELECT count(*) FROM booking WHERE name IN ('Kjem', 'Uteblir', 'Løynd')";
        assert_eq!(count(&site, left).await, 0);
        assert_eq!(count(&site, &format!("{counted}'served'")).await, 1, "the count stays");
        assert_eq!(count(&site, "SELECT count(*) FROM course_signup s WHERE NOT EXISTS (SELECT 1 FROM booking b WHERE b.id = s.booking_id)").await, 0);
    }
}
