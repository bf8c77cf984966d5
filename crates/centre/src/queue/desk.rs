//! The queue as staff see it: «Kall neste», what follows a call, who waits, and giving a number. No names, no telephones.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use torg_base::time::clock_time;
use torg_base::{Action, Uuid, policy};
use torg_catalogue::desk;
use torg_catalogue::directory::{self, Directory};
use torg_catalogue::places::model::Place;
use torg_catalogue::services::pages::service_choices;
use torg_notify::Notifier;
use torg_web::page::{Html, html, html_wrong};
use torg_web::{Choice, Failure, Form, Page, Visit};

use super::model::{DESKS, Step, Ticket};
use super::public::{self, drawn_key, read_wish};
use super::store;
use super::units::{CallNext, Done, Draw, TakeStep, today};

/// Numbers shown of those who wait, of those with colleagues, and of those who did not come.
const SHOWN: usize = 100;

#[derive(Deserialize, Default)]
pub struct Asked {
    #[serde(default)]
    sted: String,
    /// The desk that the guide calls people to.
    #[serde(default)]
    skranke: String,
    /// Set when nobody waited.
    #[serde(default)]
    tom: String,
    /// Set when a session has just been closed.
    #[serde(default)]
    okt: String,
}

/// One number in a list.
struct Line {
    id: Uuid,
    number: String,
    service: String,
    drawn: String,
    sms: bool,
    desk: Option<String>,
}

/// A number that the guide has called.
struct Mine {
    id: Uuid,
    number: String,
    /// Name and id of the field that says what it was about.
    field: String,
    /// Slug of the service, when it is known.
    service: String,
    /// The address of its session, when the service is known.
    session: String,
}

struct Lists {
    waiting: Vec<Line>,
    total: usize,
    others: Vec<Line>,
    missed: Vec<Line>,
}

#[derive(Template)]
#[template(path = "queue/templates/desk.html")]
struct DeskPage {
    p: Page,
    place: Arc<Place>,
    places: Vec<Choice>,
    mine: Vec<Mine>,
    /// Names the press of «Kall neste».
    key: String,
    skranke: String,
    desks: Vec<String>,
    services: Vec<Choice>,
    drop_in: Vec<Choice>,
    lists: Lists,
    csrf: String,
    may_serve: bool,
    draw: String,
    sms: bool,
    nobody: bool,
    closed: bool,
    form: Form,
}

#[derive(Template)]
#[template(path = "queue/templates/desk_part.html")]
struct DeskPart {
    p: Page,
    place: Arc<Place>,
    lists: Lists,
    skranke: String,
    csrf: String,
    may_serve: bool,
}

/// The place that is asked for, or the first of the actor's own with queue tickets when none is.
fn place(visit: &mut Visit, directory: &Directory, slug: &str, action: Action) -> Result<Arc<Place>, Failure> {
    desk::place_where(visit, directory, slug, action, |place| place.queue)
}

/// `GET /ansatt/ko?sted=&skranke=`
pub async fn show(mut visit: Visit, Query(asked): Query<Asked>) -> Result<Html, Failure> {
    let directory = directory::of(&visit.app);
    let place = place(&mut visit, &directory, &asked.sted, Action::ReadDay)?;
    page(&visit, place, &asked, Form::default()).await
}

async fn page(visit: &Visit, place: Arc<Place>, asked: &Asked, form: Form) -> Result<Html, Failure> {
    let directory = directory::of(&visit.app);
    let db = visit.app.store().within(place.organisation);
    let called = store::called(&db, &today(&visit.app, &place), SHOWN).await?;
    let own = |ticket: &Ticket| ticket.called_by == visit.actor().staff_id();
    let (mine, others): (Vec<Ticket>, Vec<Ticket>) = called.into_iter().partition(own);
    let own = desk::places(visit.actor(), &directory, Action::ReadDay).into_iter().filter(|place| place.queue);
    let wrong = !form.ok();
    let page = DeskPage {
        p: visit.page(visit.t("queue-desk-title")).of(directory.face(place.organisation)).staff().with_form(&form),
        places: own.map(|place| place.choice()).collect(),
        mine: mine.iter().map(|ticket| own_ticket(&directory, &place, ticket)).collect(),
        key: torg_base::new_id().to_string(),
        skranke: asked.skranke.clone(),
        desks: (1..=DESKS).map(|desk| desk.to_string()).collect(),
        services: service_choices(&directory, &place, visit.lang),
        drop_in: public::drop_in(visit, &directory, &place),
        lists: lists(visit, &directory, &place, others).await?,
        csrf: visit.csrf(),
        may_serve: policy::permits(visit.actor(), Action::ServeBooking, place.scope()),
        draw: public::fresh(visit),
        sms: visit.app.part::<Notifier>().has_sms(),
        nobody: !asked.tom.is_empty(),
        closed: !asked.okt.is_empty(),
        place,
        form,
    };
    if wrong { html_wrong(&page) } else { html(&page) }
}

fn own_ticket(directory: &Directory, place: &Place, ticket: &Ticket) -> Mine {
    let service = ticket.service.and_then(|id| directory.service_by_id(id));
    let since = ticket.called.unwrap_or(ticket.drawn);
    let session =
        |slug: &str| format!("/ansatt/okt?sted={}&tjeneste={slug}&billett={}&fra={since}", place.slug, ticket.id);
    Mine {
        session: service.map(|service| session(&service.slug)).unwrap_or_default(),
        id: ticket.id,
        number: ticket.shown(),
        field: format!("tjeneste-{}", ticket.id),
        service: service.map(|service| service.slug.clone()).unwrap_or_default(),
    }
}

async fn lists(visit: &Visit, directory: &Directory, place: &Place, others: Vec<Ticket>) -> Result<Lists, Failure> {
    let (db, queue) = (visit.app.store().within(place.organisation), today(&visit.app, place));
    let line = |ticket: &Ticket| {
        let service = ticket.service.and_then(|id| directory.service_for(place.organisation, id));
        Line {
            id: ticket.id,
            number: ticket.shown(),
            service: service.map(|s| s.texts.in_lang(visit.lang).name.clone()).unwrap_or_default(),
            drawn: clock_time(ticket.drawn),
            sms: ticket.phone.is_some(),
            desk: ticket.desk.map(|desk| desk.to_string()),
        }
    };
    Ok(Lists {
        waiting: store::waiting(&db, &queue, SHOWN).await?.iter().map(line).collect(),
        total: store::count_waiting(&db, &queue).await?,
        others: others.iter().map(line).collect(),
        missed: store::missed(&db, &queue, SHOWN).await?.iter().map(line).collect(),
    })
}

/// `GET /ansatt/ko/tabell?sted=`: the lists alone, for the page to refresh itself.
pub async fn part(mut visit: Visit, Query(asked): Query<Asked>) -> Result<Html, Failure> {
    let directory = directory::of(&visit.app);
    let place = place(&mut visit, &directory, &asked.sted, Action::ReadDay)?;
    let db = visit.app.store().within(place.organisation);
    let mut others = store::called(&db, &today(&visit.app, &place), SHOWN).await?;
    others.retain(|ticket| ticket.called_by != visit.actor().staff_id());
    html(&DeskPart {
        p: visit.page(String::new()).staff(),
        lists: lists(&visit, &directory, &place, others).await?,
        csrf: visit.csrf(),
        may_serve: policy::permits(visit.actor(), Action::ServeBooking, place.scope()),
        skranke: asked.skranke,
        place,
    })
}

fn asked_in(form: &Form) -> Asked {
    Asked {
        sted: form.value("sted").to_owned(),
        skranke: desk_in(form).unwrap_or_default(),
        tom: String::new(),
        okt: String::new(),
    }
}

fn desk_in(form: &Form) -> Option<String> {
    let desk = form.value("skranke").parse::<i32>().ok().filter(|desk| (1..=DESKS).contains(desk));
    desk.map(|desk| desk.to_string())
}

fn back(place: &Place, form: &Form, more: &str) -> Response {
    let desk = desk_in(form).map(|desk| format!("&skranke={desk}")).unwrap_or_default();
    Redirect::to(&format!("/ansatt/ko?sted={}{desk}{more}", place.slug)).into_response()
}

/// What a finished visit was about. It must be told where the place has services, since it is counted; what is missing is
/// marked in the form.
fn finished(directory: &Directory, place: &Place, form: &mut Form, ticket: Uuid) -> Option<Uuid> {
    let field = format!("tjeneste-{ticket}");
    let offers = directory.offers_at(place.id);
    let service = directory.service(form.value(&field)).map(|service| service.id);
    let service = service.filter(|id| offers.iter().any(|offer| offer.service == *id));
    if service.is_none() && !offers.is_empty() {
        form.wrong(&field, "queue-service-missing");
    }
    service
}

/// `POST /ansatt/ko/neste`
pub async fn next(mut visit: Visit, mut form: Form) -> Result<Response, Failure> {
    let directory = directory::of(&visit.app);
    let place = place(&mut visit, &directory, form.value("sted"), Action::ServeBooking)?;
    let key = Uuid::parse_str(form.value("trykk")).map_err(|_| Failure::BadRequest)?;
    let in_hand = Uuid::parse_str(form.value("ferdig")).ok();
    let finish = in_hand.map(|ticket| Done { ticket, service: finished(&directory, &place, &mut form, ticket) });
    if !form.ok() {
        return page(&visit, place, &asked_in(&form), form).await;
    }
    let unit = CallNext {
        app: visit.app.clone(),
        actor: visit.actor().clone(),
        place: place.clone(),
        key,
        desk: desk_in(&form).and_then(|desk| desk.parse().ok()),
        finish,
    };
    let called = visit.app.store().write(place.organisation, unit).await?;
    Ok(back(&place, &form, if called.is_some() { "" } else { "&tom=1" }))
}

/// `POST /ansatt/ko/{id}/steg`
pub async fn step(mut visit: Visit, Path(ticket): Path<Uuid>, mut form: Form) -> Result<Response, Failure> {
    let directory = directory::of(&visit.app);
    let place = place(&mut visit, &directory, form.value("sted"), Action::ServeBooking)?;
    let step = Step::parse(form.value("steg")).ok_or(Failure::BadRequest)?;
    let service = match step {
        Step::Finish => finished(&directory, &place, &mut form, ticket),
        _ => None,
    };
    if !form.ok() {
        return page(&visit, place, &asked_in(&form), form).await;
    }
    let unit =
        TakeStep { app: visit.app.clone(), actor: visit.actor().clone(), place: place.clone(), ticket, step, service };
    visit.app.store().write(place.organisation, unit).await?.ok_or(Failure::NotFound)?;
    Ok(back(&place, &form, ""))
}

/// `POST /ansatt/ko/gi`: a number for somebody at the counter, also before the doors open. On to the slip.
pub async fn give(mut visit: Visit, mut form: Form) -> Result<Response, Failure> {
    let directory = directory::of(&visit.app);
    let place = place(&mut visit, &directory, form.value("sted"), Action::ServeBooking)?;
    let id = drawn_key(&visit, &form)?;
    let wish = read_wish(&visit, &directory, &place, &mut form)?;
    if !form.ok() {
        return page(&visit, place, &asked_in(&form), form).await;
    }
    let unit = Draw {
        app: visit.app.clone(),
        actor: visit.actor().clone(),
        place: place.clone(),
        id,
        service: wish.service,
        phone: wish.phone,
        lang: visit.lang,
    };
    let ticket = visit.app.store().write(place.organisation, unit).await?;
    Ok(Redirect::to(&public::address(&visit, &place, &ticket)).into_response())
}
