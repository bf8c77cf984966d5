//! Somebody on the waiting list of the staff's own place, somebody there to call, and somebody who has told what it is about.

use jiff::civil::{Date, Weekday};
use torg_base::time::start_of_day;
use torg_base::{Actor, Lang, Uuid};
use torg_store::{Result, Tx, Unit};
use torg_web::App;

use torg_booking::booking::store as bookings;
use torg_booking::replies::store::put_topic;
use torg_booking::waiting::model::{Entry, Part, State, Wish};
use torg_booking::waiting::units::Join;
use torg_catalogue::directory::{Directories, Directory};
use torg_catalogue::places::model::Place;
use torg_catalogue::services::model::Way;

use super::{HOME, plus};

/// Those who wait, the second wants to be called.
const PEOPLE: [(&str, &str, bool, Part); 2] =
    [("Bjørg", "+8000001601", false, Part::Any), ("Nils på Øya", "+8000001602", true, Part::Morning)];
/// Answers to the question of a week ahead: form, log-in, letter.
const ANSWERS: [i32; 2] = [1, 3];

/// Writes them. They hope for the weekend, when it is closed: nothing is held for them, and the demo's times stay free.
pub async fn seed(app: &App, actor: &Actor, today: Date) -> Result<()> {
    let directory = app.part::<Directories>().get();
    let Some(place) = directory.place(HOME).cloned() else { return Ok(()) };
    let Some(service) = service(&directory, &place) else { return Ok(()) };
    let saturday = plus(today, (5 - i64::from(today.weekday().to_monday_zero_offset())).rem_euclid(7));
    debug_assert_eq!(saturday.weekday(), Weekday::Saturday);
    for (name, phone, by_call, part) in PEOPLE {
        let wish = Wish {
            organisation: place.organisation,
            place: place.id,
            service,
            way: None,
            earliest: saturday,
            latest: plus(saturday, 1),
            part,
        };
        let entry = Entry {
            id: torg_base::new_id(),
            wish,
            state: State::Waiting,
            name: name.into(),
            phone: Some(phone.into()),
            lang: Lang::Nn,
            hidden: false,
            by_call,
            unanswered: 0,
            expires: None,
            codes: 0,
            code_tries: 0,
            joined: app.clock().now(),
        };
        let join = Join { app: app.clone(), actor: actor.clone(), entry, helper: None };
        app.store().write(place.organisation, join).await?;
    }
    tell(app, &place, today).await
}

/// A service that can be booked at the counter there.
fn service(directory: &Directory, place: &Place) -> Option<Uuid> {
    let bookable = directory.offers_at(place.id).iter().find(|offer| offer.bookable() && offer.way == Way::Counter);
    bookable.map(|offer| offer.service)
}

/// The next bookings of the place, with what they are about.
async fn tell(app: &App, place: &Place, today: Date) -> Result<()> {
    let db = app.store().within(place.organisation);
    let next = bookings::of_day(&db, place.id, start_of_day(today), start_of_day(plus(today, 7))).await?;
    let now = app.clock().now();
    let coming = next.into_iter().filter(|booking| booking.starts > now && booking.way != Way::Group);
    let told = coming.zip(ANSWERS).map(|(booking, answer)| (booking.id, answer)).collect();
    app.store().write(place.organisation, Tell(told)).await
}

struct Tell(Vec<(Uuid, i32)>);

impl Unit for Tell {
    type Out = ();

    async fn run(&self, tx: &Tx) -> Result<()> {
        for (booking, answer) in &self.0 {
            put_topic(tx, *booking, None, *answer).await?;
        }
        Ok(())
    }
}
