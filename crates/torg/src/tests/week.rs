//! The week of a place: the same people as in its days, seen once and recorded once.

use axum::http::StatusCode;
use torg_base::Uuid;
use torg_store::testing::BOTH;
use torg_store::{Across, sql};

use super::away::{Person, book, booked_at, offered};
use super::harness::{Site, instant};

/// Thursday in the week after; the demo has nobody there.
const THURSDAY: &str = "2026-12-10T09:00:00Z";

async fn purposes(site: &Site, booking: Uuid) -> Vec<String> {
    let query = "SELECT purpose FROM access_record WHERE subject_id = $1 ORDER BY purpose";
    sql::column(&site.app.store().across(Across::Audit), query, [booking.into()]).await.expect(query)
}

#[tokio::test]
async fn a_week_shows_each_day_with_references_for_those_who_are_hidden() {
    for engine in BOTH {
        let site = Site::demo(engine).await;
        let offer = offered(&site, "vanylven");
        let open = book(&site, &offer, instant(THURSDAY), Person::new("Torunn Torsdag")).await;
        let hidden = Person { hidden: true, ..Person::new("Hemmelig Navn") };
        let hidden = book(&site, &offer, instant("2026-12-11T11:30:00Z"), hidden).await;
        let gone = book(&site, &offer, instant("2026-12-11T12:30:00Z"), Person::new("Avlyste Anne")).await;
        super::away::cancel(&site, &gone).await;

        let mut guide = site.signed_in("guide").await;
        let week = guide.open("/ansatt/uke?sted=vanylven&dato=2026-12-12").await;
        assert_eq!(week.status, StatusCode::OK);
        let (thursday, friday) = (week.body.find("d-2026-12-10"), week.body.find("id=\"d-2026-12-11"));
        let (name, reference) = (week.body.find("Torunn Torsdag"), week.body.find(&hidden.reference()));
        assert!(thursday < name && name < friday && friday < reference, "{}", week.body);
        assert!(week.has("id=\"d-2026-12-07") && !week.has("id=\"d-2026-12-12"), "nobody comes on the closed Saturday");
        assert!(!week.has("Hemmelig") && !week.has("Avlyste"));
        assert!(week.has(&format!("/ansatt/time/{}", open.id)));
        for (other, there) in [("2026-12-07", true), ("2026-12-13", true), ("2026-12-06", false), ("2026-12-14", false)]
        {
            let page = guide.open(&format!("/ansatt/uke?sted=vanylven&dato={other}")).await;
            assert_eq!(page.has("Torunn Torsdag"), there, "the week of {other}");
        }
        // Looked at three times: one record for each person; none for the one who is not shown.
        assert_eq!(purposes(&site, open.id).await, ["week-view"], "{engine:?}");
        assert_eq!(purposes(&site, hidden.id).await, ["week-view"]);
        assert!(purposes(&site, gone.id).await.is_empty());
        // The control: the day is another purpose.
        guide.open("/ansatt/dag?sted=vanylven&dato=2026-12-10").await;
        assert_eq!(purposes(&site, open.id).await, ["day-view", "week-view"]);
    }
}

#[tokio::test]
async fn a_helper_sees_the_week_and_opens_nobody_and_another_place_is_not_there() {
    for engine in BOTH {
        let site = Site::demo(engine).await;
        let offer = offered(&site, "vanylven");
        book(&site, &offer, instant(THURSDAY), Person::new("Torunn Torsdag")).await;
        let mut helper = site.signed_in("helper").await;
        let week = helper.open("/ansatt/uke?sted=vanylven&dato=2026-12-10").await;
        assert!(week.has("Torunn Torsdag") && !week.has("href=\"/ansatt/time/"));
        assert_eq!(helper.get("/ansatt/uke?sted=ulstein").await.status, StatusCode::NOT_FOUND);
        // A date that cannot be read is this week.
        assert!(helper.open("/ansatt/uke?sted=vanylven&dato=i+morgen").await.has("id=\"d-2026-11-23"));
        let day = booked_at(&site, &offer).await;
        assert!(!day.is_empty());
    }
}
