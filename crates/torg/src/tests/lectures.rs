//! Lectures over HTTP, on both engines: one speaker, several organisations, and a number that must be reached.

use axum::http::StatusCode;
use jiff::SignedDuration;
use torg_store::testing::BOTH;

use super::courses::{confirm, count, dates_of};
use super::harness::Site;

/// A lecture for three places, made by an agency; returns its address and its dates.
async fn lecture(site: &Site, minimum: &str) -> (String, Vec<torg_booking::courses::model::CourseDate>) {
    let mut agency = site.signed_in("agency").await;
    let form = agency.open("/ansatt/foredrag/nytt").await;
    let empty = agency.submit(&form, "/ansatt/foredrag/nytt", &[("minst", ""), ("dager", "3")]).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    for field in ["tittel-nb", "vert_tittel", "dato", "minst", "sted"] {
        assert!(empty.has(&format!("href=\"#{field}\"")), "{field}");
    }
    let fields = [
        ("tjeneste", "kurs-id-bankid"),
        ("tittel-nb", "Skattekveld"),
        ("vert_tittel", "Skatteetaten"),
        ("dato", "15.12.2026"),
        ("fra", "18.00"),
        ("til", "19.00"),
        ("minst", minimum),
        ("dager", "3"),
        ("sted", "vanylven"),
        ("sted", "rost"),
        ("sted", "ulstein"),
    ];
    let made = agency.submit(&form, "/ansatt/foredrag/nytt", &fields).await;
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.body);
    (made.location.split('?').next().expect("a path").to_owned(), dates_of(site, "Skattekveld").await)
}

#[tokio::test]
async fn a_lecture_needs_its_number_over_all_places_and_everybody_is_told() {
    for engine in BOTH {
        for (minimum, held) in [("2", true), ("3", false)] {
            let site = Site::demo(engine).await;
            let (address, dates) = lecture(&site, minimum).await;
            let at = |slug: &str| {
                let directory = torg_catalogue::directory::of(&site.app);
                let place = directory.place(slug).expect("a place").id;
                dates.iter().find(|d| d.place == place).expect("a date").clone()
            };
            // Asked, and not seen before the place has said yes.
            let course = dates[0].course;
            assert_eq!(site.visitor().open(&format!("/kurs/{course}")).await.status, StatusCode::NOT_FOUND);
            let mut manager = site.signed_in("manager").await;
            let asked = manager.open("/ansatt/kurs?sted=vanylven").await;
            assert!(asked.has("Skattekveld"), "{}", asked.body);
            let own = format!("/ansatt/kurs/dato/{}", at("vanylven").id);
            let page = manager.open(&own).await;
            let bad = manager.submit(&page, &format!("{own}/delta"), &[("plasser", "0")]).await;
            assert!(bad.status == StatusCode::UNPROCESSABLE_ENTITY && bad.has("href=\"#plasser\""));
            let yes = manager.submit(&page, &format!("{own}/delta"), &[("plasser", "10")]).await;
            assert_eq!(yes.status, StatusCode::SEE_OTHER, "{}", yes.body);
            // Another organisation's date is answered by its own manager.
            let foreign = format!("/ansatt/kurs/dato/{}", at("rost").id);
            assert_eq!(manager.get(&foreign).await.status, StatusCode::NOT_FOUND);
            let answer = manager.submit(&page, &format!("{foreign}/delta"), &[("plasser", "10")]).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND);
            accept(&site, &at("rost")).await;

            let (mut one, mut two) = (site.visitor(), site.visitor());
            for (visitor, slug, phone) in [(&mut one, "vanylven", "+8000000311"), (&mut two, "rost", "+8000000312")] {
                let path = format!("/kurs/{course}/pamelding?sted={slug}");
                let contact = visitor.open(&format!("{path}&dato=alle")).await;
                let date = contact.field("dato");
                let fields = [("dato", date.as_str()), ("name", "Solveig"), ("phone", phone)];
                let answer = visitor.submit(&contact, &path, &fields).await;
                confirm(&site, visitor, &answer, phone).await;
            }
            let seen = one.open(&format!("/kurs/{course}?sted=rost&lang=nb")).await;
            let missing = if held { "Nok har meldt seg på" } else { "Mangler 1 påmeldte" };
            assert!(seen.has(missing) && seen.has("Skatteetaten"), "{}", seen.body);
            // The host sees numbers, never names.
            let mut agency = site.signed_in("agency").await;
            let host = agency.open(&address).await;
            assert!(host.has("1 av 10") && !host.has("Solveig"), "{}", host.body);
            assert_eq!(agency.get(&own).await.status, StatusCode::FORBIDDEN);

            // Three days ahead it is decided; running it twice tells nobody twice.
            site.later(SignedDuration::from_hours(24 * 19 + 8));
            site.upkeep().await;
            site.upkeep().await;
            for phone in ["+8000000311", "+8000000312"] {
                let told = site.messages_to(phone).await;
                let word = if held { ["blir halde", "blir holdt"] } else { ["avlyst", "avlyst"] };
                let about: Vec<_> = told.iter().filter(|t| word.iter().any(|w| t.contains(w))).collect();
                assert_eq!(about.len(), 1, "{phone} {held}: {told:?}");
            }
            let living =
                count(&site, "SELECT count(*) FROM booking WHERE name = 'Solveig' AND state = 'confirmed'").await;
            assert_eq!(living, if held { 2 } else { 0 });
            let late = site.visitor().open(&format!("/kurs/{course}/pamelding?sted=vanylven&dato=alle")).await;
            assert_eq!(late.status, if held { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY });
        }
    }
}

async fn accept(site: &Site, date: &torg_booking::courses::model::CourseDate) {
    let unit = torg_booking::courses::lecture::Accept {
        actor: torg_base::Actor::Anonymous,
        date: date.id,
        seats: 10,
        room: None,
        name: "Skattekveld".into(),
    };
    site.app.store().write(date.organisation, unit).await.expect("a unit").expect("accepted");
}

#[tokio::test]
async fn the_host_calls_a_lecture_off_everywhere() {
    for engine in BOTH {
        let site = Site::demo(engine).await;
        let (address, dates) = lecture(&site, "5").await;
        for date in &dates {
            accept(&site, date).await;
        }
        let mut visitor = site.visitor();
        let path = format!("/kurs/{}/pamelding?sted=ulstein", dates[0].course);
        let contact = visitor.open(&format!("{path}&dato=alle")).await;
        let date = contact.field("dato");
        let fields = [("dato", date.as_str()), ("name", "Solveig"), ("phone", "+8000000313")];
        let held = visitor.submit(&contact, &path, &fields).await;
        confirm(&site, &mut visitor, &held, "+8000000313").await;
        let mut agency = site.signed_in("agency").await;
        let page = agency.open(&address).await;
        let off = agency.submit(&page, &format!("{address}/avlys"), &[]).await;
        assert_eq!(off.status, StatusCode::SEE_OTHER, "{}", off.body);
        assert!(site.messages_to("+8000000313").await[0].contains("avlyst"));
        let after = dates_of(&site, "Skattekveld").await;
        assert!(after.iter().all(|d| d.state == torg_booking::courses::model::State::Off));
        // Another organisation's manager has no such lecture.
        let mut manager = site.signed_in("manager").await;
        assert_eq!(manager.get(&address).await.status, StatusCode::NOT_FOUND);
    }
}
