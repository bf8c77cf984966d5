//! Somebody who asked not to be shown is not; access is recorded before a name is seen.

use axum::http::StatusCode;
use torg_store::testing::BOTH;
use torg_store::{Across, At, sql};

use super::harness::{Site, Visitor};

async fn hidden_booking(site: &Site, citizen: &mut Visitor<'_>) -> (String, String) {
    let path = "/bestill/logge-inn-altinn/vanylven/counter";
    let time = citizen.open(path).await.field("tid");
    let contact = citizen.open(&format!("{path}/kontakt?tid={time}")).await;
    let fields =
        [("tid", time.as_str()), ("name", "Hemmelig Navn"), ("phone", "90000020"), ("note", ""), ("hidden", "ja")];
    let held = citizen.submit(&contact, &format!("{path}/kontakt"), &fields).await;
    let page = citizen.open(&held.location).await;
    let code = site.code_for("+4790000020").await;
    citizen.submit(&page, &format!("{}/kode", held.location), &[("code", &code)]).await;
    (held.location, time)
}

#[tokio::test]
async fn a_hidden_person_has_a_reference_in_lists_and_nothing_telling_in_messages() {
    for engine in BOTH {
        let site = Site::demo(engine).await;
        let mut citizen = site.visitor();
        let (location, time) = hidden_booking(&site, &mut citizen).await;

        let message = &site.messages_to("+4790000020").await[0];
        assert!(!message.contains("Vanylven") && !message.contains("Altinn"), "{message}");
        let calendar = citizen.open(&format!("{location}/kalender.ics")).await;
        assert!(!calendar.has("LOCATION") && !calendar.has("Vanylven") && !calendar.has("Altinn"), "{}", calendar.body);

        let date = torg_base::time::oslo_date(jiff::Timestamp::from_second(time.parse().unwrap()).unwrap());
        let mut guide = site.signed_in("guide").await;
        let day = guide.open(&format!("/ansatt/dag?sted=vanylven&dato={date}")).await;
        assert_eq!(day.status, StatusCode::OK);
        assert!(!day.has("Hemmelig"), "the list shows the reference");
    }
}

#[tokio::test]
async fn looking_at_a_day_leaves_one_record_and_opening_leaves_one_each_time() {
    for engine in BOTH {
        let site = Site::demo(engine).await;
        let mut citizen = site.visitor();
        let (location, time) = hidden_booking(&site, &mut citizen).await;
        let id = super::line::id_of(&location);
        let date = torg_base::time::oslo_date(jiff::Timestamp::from_second(time.parse().unwrap()).unwrap());

        let mut guide = site.signed_in("guide").await;
        for _ in 0..3 {
            guide.open(&format!("/ansatt/dag?sted=vanylven&dato={date}")).await;
        }
        for _ in 0..2 {
            assert_eq!(guide.open(&format!("/ansatt/time/{id}")).await.status, StatusCode::OK);
        }
        let records: Vec<bool> = sql::column(
            &site.app.store().across(Across::Audit),
            "SELECT opened FROM access_record WHERE subject_id = $1",
            [id.into()],
        )
        .await
        .unwrap();
        assert_eq!(records.iter().filter(|opened| !**opened).count(), 1, "{engine:?}: one for the lists of the day");
        assert_eq!(records.iter().filter(|opened| **opened).count(), 2, "{engine:?}: one for each opening");
    }
}

#[tokio::test]
async fn what_is_too_old_is_deleted() {
    for engine in BOTH {
        let site = Site::demo(engine).await;
        let mut citizen = site.visitor();
        let (location, _) = hidden_booking(&site, &mut citizen).await;
        site.later(jiff::SignedDuration::from_hours(24 * 60));
        site.upkeep().await;
        assert_eq!(citizen.open(&location).await.status, StatusCode::OK, "not too soon");
        let middle = site.clock.now();
        site.later(jiff::SignedDuration::from_hours(24 * 60));
        site.upkeep().await;
        assert_eq!(citizen.open(&location).await.status, StatusCode::NOT_FOUND);
        let left: Vec<i64> = sql::column(
            &site.app.store().across(Across::Audit),
            "SELECT count(*) FROM outbox WHERE state <> 'ready' AND settled_at < $1",
            [At(middle).into()],
        )
        .await
        .unwrap();
        assert_eq!(left, [0], "{engine:?}: messages are not kept longer");
    }
}

#[tokio::test]
async fn no_address_of_a_page_holds_a_name_or_a_number() {
    let site = Site::demo(torg_store::Engine::Sqlite).await;
    let mut citizen = site.visitor();
    let (location, _) = hidden_booking(&site, &mut citizen).await;
    assert!(!location.contains("90000020") && !location.to_lowercase().contains("hemmelig"));
    // A changed token opens nothing.
    let mut other = location.clone();
    let last = if other.ends_with('A') { 'B' } else { 'A' };
    other.pop();
    other.push(last);
    assert_eq!(citizen.open(&other).await.status, StatusCode::NOT_FOUND);
}
