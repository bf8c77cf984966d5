//! Who sees and runs tours.

use axum::http::StatusCode;
use torg_base::{Membership, Role, Uuid};
use torg_centre::tours::store;
use torg_people::seed_staff;
use torg_people::staff::Held;
use torg_store::testing::BOTH;
use torg_store::{Across, Result, Tx, Unit};
use torg_web::session::{self, NewSession};

use super::super::harness::Site;
use super::{agency, id_of, proposed, tables, uploaded};

#[tokio::test]
async fn only_an_agencys_staff_plan_tours() {
    for engine in BOTH {
        let site = Site::demo(engine).await;
        let case = uploaded(&mut site.signed_in("agency").await, &tables()).await;
        for role in ["guide", "manager", "helper", "national", "citizen"] {
            let mut other = site.signed_in(role).await;
            let page = other.open("/").await;
            for path in ["/turer".to_owned(), case.clone()] {
                let answer = other.get(&path).await;
                assert!(answer.status != StatusCode::OK && !answer.has("Prøvesak"), "{role} {path}: {}", answer.status);
            }
            let run = other.submit(&page, &format!("{case}/kjor"), &[("sekunder", "1"), ("fro", "1")]).await;
            assert!(!run.location.starts_with("/turer/forslag"), "{role}: {} {}", run.status, run.location);
            assert!(!page.has("href=\"/turer\""), "{role} has no way there in the menu");
        }
        let mut nobody = site.visitor();
        assert_ne!(nobody.get(&case).await.status, StatusCode::OK);
        let mut planner = site.signed_in("agency").await;
        let page = planner.open(&case).await;
        assert!(page.status == StatusCode::OK && page.has("href=\"/turer\""), "the control: the planner sees it");
        let cases = store::proposals(&site.app.store().within(agency(&site)), id_of(&case)).await.unwrap();
        assert!(cases.is_empty(), "nobody's run began");
    }
}

struct Colleague {
    organisation: Uuid,
}

impl Unit for Colleague {
    type Out = Uuid;

    async fn run(&self, tx: &Tx) -> Result<Uuid> {
        let membership = Membership { organisation: self.organisation, place: None, role: Role::Agency };
        seed_staff(tx, "Per Planlegger", "per@annen.example", &[Held { membership, supervisor: None }]).await
    }
}

#[tokio::test]
async fn another_organisation_sees_none_of_it() {
    for engine in BOTH {
        let site = Site::demo(engine).await;
        let mut planner = site.signed_in("agency").await;
        let case = uploaded(&mut planner, &tables()).await;
        let (address, _) = proposed(&mut planner, &case).await;

        let directory = torg_catalogue::directory::of(&site.app);
        let other = directory.organisations.values().find(|o| o.slug == "ulstein").expect("Ulstein").id;
        let staff = site.app.store().write_across(Across::Operator, Colleague { organisation: other }).await.unwrap();
        let new =
            NewSession { staff: true, subject: staff, name: "Per".into(), issuer: None, sid: None, id_token: None };
        let cookie = session::start(&site.app, new, None).await.expect("a session");
        let mut stranger = site.visitor();
        stranger.set_cookie("torg_session", &cookie);
        let list = stranger.open("/turer").await;
        assert!(list.status == StatusCode::OK && !list.has("Prøvesak"), "{}", list.body);
        assert!(planner.open("/turer").await.has("Prøvesak"), "the control: its own planner sees it");
        let both = format!("{case}/sammenlign?a={0}&b={0}", id_of(&address));
        let files = ["status", "endre", "turer.xlsx", "turer.pdf", "tabeller.zip"].map(|f| format!("{address}/{f}"));
        for path in [case.clone(), address.clone(), both].iter().chain(&files) {
            assert_eq!(stranger.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
            assert_eq!(planner.get(path).await.status, StatusCode::OK, "{path}");
        }
        for path in [
            format!("{case}/kjor"),
            format!("{address}/stopp"),
            format!("{address}/gjenta"),
            format!("{address}/endre"),
        ] {
            let answer = stranger.submit(&list, &path, &[("sekunder", "1"), ("fro", "1")]).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
        }
        let db = site.app.store().within(other);
        assert!(store::cases(&db).await.unwrap().is_empty());
        assert!(store::case(&db, id_of(&case)).await.unwrap().is_none());
        assert!(store::proposal(&db, id_of(&address)).await.unwrap().is_none());
        assert!(store::outcome(&db, id_of(&address)).await.unwrap().is_none());
    }
}
