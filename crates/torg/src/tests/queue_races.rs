//! Many press at the same time: one number each, each called once. The control takes no lock, and calls one many times.

use std::sync::Arc;

use torg_base::time::oslo_date;
use torg_base::{Actor, Lang, Membership, Role, Uuid};
use torg_catalogue::directory;
use torg_catalogue::places::model::Place;
use torg_centre::queue::model::Ticket;
use torg_centre::queue::store::{self, Call};
use torg_centre::queue::units::{CallNext, Draw, today};
use torg_store::testing::BOTH;
use torg_store::{Result, Tx, Unit};

use super::harness::Site;
use super::queue::count;

pub fn place(site: &Site, slug: &str) -> Arc<Place> {
    directory::of(&site.app).place(slug).cloned().expect("a place")
}

pub fn somebody(place: &Place, number: u128) -> Actor {
    let membership = Membership { organisation: place.organisation, place: None, role: Role::Guide };
    Actor::Staff { staff: Uuid::from_u128(number), memberships: vec![membership] }
}

pub async fn drawn(site: &Site, place: &Arc<Place>) -> Ticket {
    let unit = Draw {
        app: site.app.clone(),
        actor: Actor::Anonymous,
        place: place.clone(),
        id: torg_base::new_id(),
        service: None,
        phone: None,
        lang: Lang::Nb,
    };
    site.app.store().write(place.organisation, unit).await.expect("a number")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn eight_who_draw_at_once_get_eight_numbers() {
    for engine in BOTH {
        let site = Site::unlimited(engine).await;
        let place = place(&site, "tokke");
        let all = futures::future::join_all((0..40).map(|_| drawn(&site, &place))).await;
        let mut numbers: Vec<i32> = all.iter().map(|ticket| ticket.number).collect();
        numbers.sort_unstable();
        assert_eq!(numbers, (1..=40).collect::<Vec<_>>(), "{engine:?}");
    }
}

/// Calls until nobody waits; returns the numbers in the order this caller got them.
async fn caller(site: &Site, place: &Arc<Place>, who: u128) -> Vec<i32> {
    let mut got = Vec::new();
    loop {
        let unit = CallNext {
            app: site.app.clone(),
            actor: somebody(place, who),
            place: place.clone(),
            key: torg_base::new_id(),
            desk: None,
            finish: None,
        };
        match site.app.store().write(place.organisation, unit).await.expect("a call") {
            Some(ticket) => got.push(ticket.number),
            None => return got,
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn eight_who_call_at_once_never_call_a_number_twice_nor_skip_one() {
    for engine in BOTH {
        let site = Site::unlimited(engine).await;
        let place = place(&site, "tokke");
        for _ in 0..60 {
            drawn(&site, &place).await;
        }
        let callers = (1..=8).map(|who| {
            let (site, place) = (&site, &place);
            async move { caller(site, place, who).await }
        });
        let got = futures::future::join_all(callers).await;
        for own in &got {
            assert!(own.is_sorted(), "{engine:?}: each caller goes forward: {own:?}");
        }
        let mut numbers: Vec<i32> = got.concat();
        numbers.sort_unstable();
        assert_eq!(numbers, (1..=60).collect::<Vec<_>>(), "{engine:?}: each once");
        // The order of the calls is the order of the numbers: nobody was passed.
        let query = "SELECT count(*) FROM queue_ticket WHERE call_order <> number AND call_order IS NOT NULL";
        assert_eq!(count(&site, query).await, 0, "{engine:?}");
    }
}

/// As the program calls, without taking the queue first: what it saw may be old.
struct Careless {
    place: Arc<Place>,
    ticket: Uuid,
    by: u128,
}

impl Unit for Careless {
    type Out = ();

    async fn run(&self, tx: &Tx) -> Result<()> {
        let day = oslo_date(tx.now());
        let queue = store::Queue { organisation: self.place.organisation, place: self.place.id, day };
        let call = Call { by: Some(Uuid::from_u128(self.by)), desk: None, key: None };
        store::set_called(tx, &queue, self.ticket, call).await
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn without_the_guard_one_number_is_called_many_times() {
    for engine in BOTH {
        let site = Site::unlimited(engine).await;
        let place = place(&site, "tokke");
        for _ in 0..16 {
            drawn(&site, &place).await;
        }
        let all_have_looked = tokio::sync::Barrier::new(8);
        let callers = (1..=8).map(|by| {
            let (site, place, all_have_looked) = (&site, &place, &all_have_looked);
            async move {
                let queue = today(&site.app, place);
                let db = site.app.store().within(place.organisation);
                let first = store::waiting(&db, &queue, 1).await.expect("a look").remove(0);
                all_have_looked.wait().await;
                let unit = Careless { place: place.clone(), ticket: first.id, by };
                site.app.store().write(place.organisation, unit).await.expect("a call");
                first.number
            }
        });
        let mut numbers = futures::future::join_all(callers).await;
        numbers.dedup();
        assert_eq!(numbers, [1], "{engine:?}: eight people at work call the same person");
        let waiting =
            store::count_waiting(&site.app.store().within(place.organisation), &today(&site.app, &place)).await;
        assert_eq!(waiting, Ok(15), "{engine:?}");
    }
}
