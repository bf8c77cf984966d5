//! Queue tickets at the staff's own place: three who wait, and four weeks of visits to go by.

use jiff::civil::Date;
use torg_base::{Actor, Lang};
use torg_store::{Result, Tx, Unit};
use torg_web::App;

use torg_catalogue::directory::{self, Directories};
use torg_catalogue::places::model::Place;
use torg_catalogue::places::store as places;
use torg_catalogue::services::model::Way;

use super::{DAYS_BACK, HOME, plus};
use crate::queue::store::{self, Queue};
use crate::queue::units::Draw;

/// Minutes of the visits of a day: mostly short, now and then a long one.
const VISITS: [i32; 7] = [4, 6, 9, 12, 15, 20, 35];
/// How many have drawn a number today.
const WAITING: usize = 3;

/// Switches queue tickets on at the place, and fills its queue.
pub async fn seed(app: &App, actor: &Actor, today: Date) -> Result<()> {
    let directories = app.part::<Directories>();
    let Some(place) = directories.get().place(HOME).cloned() else { return Ok(()) };
    app.store()
        .write(place.organisation, Begin { place: Place { queue: true, ..Place::clone(&place) }, today })
        .await?;
    directories.refresh(app.store()).await?;
    let directory = directories.get();
    let drop_in = directory.offers_at(place.id).iter().filter(|offer| offer.drop_in && offer.way == Way::Counter);
    let mut services: Vec<_> = drop_in.map(|offer| Some(offer.service)).take(WAITING - 1).collect();
    // The last one did not say what it is about.
    services.resize(WAITING, None);
    for service in services {
        let draw = Draw {
            app: app.clone(),
            actor: actor.clone(),
            place: place.clone(),
            id: torg_base::new_id(),
            service,
            phone: None,
            lang: Lang::Nn,
        };
        app.store().write(place.organisation, draw).await?;
    }
    Ok(())
}

struct Begin {
    place: Place,
    today: Date,
}

impl Unit for Begin {
    type Out = ();

    async fn run(&self, tx: &Tx) -> Result<()> {
        places::put_place(tx, &self.place).await?;
        for day in (1..DAYS_BACK).step_by(3) {
            let day = plus(self.today, -day);
            let queue = Queue { organisation: self.place.organisation, place: self.place.id, day };
            for minutes in VISITS {
                store::add_visit(tx, &queue, minutes).await?;
            }
        }
        directory::changed(tx).await
    }
}
