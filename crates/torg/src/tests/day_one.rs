//! Day one: no SMS, no ID-porten, no e-mail. Everything still works, with a telephone and paper.

use axum::http::StatusCode;
use torg_store::testing::BOTH;
use torg_web::session::{self, NewSession};

use super::harness::Site;

#[tokio::test]
async fn a_request_is_confirmed_by_a_call_that_the_day_view_lists() {
    for engine in BOTH {
        let site = Site::alone(engine).await;
        let mut citizen = site.visitor();
        let path = "/bestill/logge-inn-altinn/vanylven/counter";
        let time = citizen.open(path).await.field("tid");
        let before = free_at(&mut citizen, &time).await;
        let contact = citizen.open(&format!("{path}/kontakt?tid={time}")).await;
        let fields = [("tid", time.as_str()), ("name", "Solveig"), ("phone", "90000001"), ("note", "")];
        let asked = citizen.submit(&contact, &format!("{path}/kontakt"), &fields).await;
        let page = citizen.open(&asked.location).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(!page.has("one-time-code"), "no code is asked for where none can be sent");
        assert!(page.has("ring"), "the page says that somebody calls");
        assert_eq!(free_at(&mut citizen, &time).await, before - 1, "the time is kept for the person");

        let mut guide = site.visitor();
        guide.sign_in_as_guide(&site).await;
        let day = guide.open("/ansatt/dag?sted=vanylven").await;
        assert!(day.has("900 00 001") || day.has("90 00 00 01"), "the number to call is there");
        let action = day.attribute("action", "/ansatt/time/");
        let agreed = guide.submit(&day, &action, &[("steg", "avtalt")]).await;
        assert_eq!(agreed.status, StatusCode::SEE_OTHER);
        let confirmed = citizen.open(&asked.location).await;
        assert!(confirmed.has("/avbestill"));
    }
}

/// How many more bookings a start in Vanylven can take.
async fn free_at(citizen: &mut super::harness::Visitor<'_>, time: &str) -> i64 {
    let slots = citizen.get("/api/v1/slots?service=logge-inn-altinn&place=vanylven&way=counter").await.json();
    let slots = slots["items"].as_array().expect("a list");
    let found = slots.iter().find(|s| s["id"].as_str().is_some_and(|id| id.ends_with(time)));
    found.and_then(|s| s["free"].as_i64()).unwrap_or_default()
}

impl super::harness::Visitor<'_> {
    /// There is no demo door here; a session is made as the log-in pages make it.
    async fn sign_in_as_guide(&mut self, site: &Site) {
        let staff = torg_centre::demo::staff(site.app.store()).await.expect("the staff of the data");
        let (_, id) = staff.iter().find(|(role, _)| *role == torg_base::Role::Guide).expect("a guide");
        let new =
            NewSession { staff: true, subject: *id, name: "Veileder".into(), issuer: None, sid: None, id_token: None };
        let cookie = session::start(&site.app, new, None).await.expect("a session");
        self.set_cookie("torg_session", &cookie);
    }
}
