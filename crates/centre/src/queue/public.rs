//! Drawing a number, seeing where it stands, and going out of the queue. Nothing here needs JavaScript.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use torg_base::time::{clock_time, long_date};
use torg_base::{Phone, Uuid};
use torg_booking::replies::token;
use torg_catalogue::directory::{self, Directory};
use torg_catalogue::places::model::Place;
use torg_catalogue::places::pages::{OpenLine, open_line};
use torg_notify::Notifier;
use torg_web::limits::Limit;
use torg_web::page::{Html, html, html_wrong};
use torg_web::{Choice, Failure, Form, Page, Visit};

use super::model::{Ticket, code, code_holds, read_number};
use super::standing::{self, Outlook, Standing};
use super::store;
use super::units::{Draw, Leave, today};

/// What a form to draw with is signed for, so that only the program makes the keys of tickets.
pub(super) const DRAW: &str = "queue-draw";
/// What the secret address of a ticket is signed for.
const OWN: &str = "queue-ticket";

#[derive(Deserialize, Default)]
pub struct Asked {
    /// Set on a tablet that stands at the place, which many use after each other.
    #[serde(default)]
    nettbrett: String,
}

impl Asked {
    fn tablet(&self) -> bool {
        !self.nettbrett.is_empty()
    }
}

/// A place with queue tickets, and everything published.
pub(super) struct Here {
    pub directory: Arc<Directory>,
    pub place: Arc<Place>,
}

impl Here {
    /// Opens the place, and turns the page to its written language. Where queue tickets are off there is no such page.
    pub fn open(visit: &mut Visit, slug: &str) -> Result<Here, Failure> {
        let directory = directory::of(&visit.app);
        let place = directory.place(slug).filter(|place| place.queue).cloned().ok_or(Failure::NotFound)?;
        visit.lang = visit.lang_for(directory::written_at(&directory, &place));
        Ok(Here { directory, place })
    }

    fn page(&self, visit: &Visit, title: impl Into<String>) -> Page {
        visit.page(title).of(self.directory.face(self.place.organisation))
    }

    fn line(&self, visit: &Visit) -> OpenLine {
        open_line(visit, &self.directory, &self.place, visit.app.clock().now())
    }
}

#[derive(Template)]
#[template(path = "queue/templates/draw.html")]
struct DrawPage {
    p: Page,
    place: Arc<Place>,
    open: OpenLine,
    outlook: Outlook,
    services: Vec<Choice>,
    /// Whether a telephone number is of any use.
    sms: bool,
    tablet: bool,
    /// The key of the ticket that will be drawn.
    key: String,
    form: Form,
}

/// The key of a ticket that is not drawn yet, for a form.
pub(super) fn fresh(visit: &Visit) -> String {
    token::of(&visit.app, DRAW, torg_base::new_id())
}

/// The services that one may drop in for, by name.
pub(super) fn drop_in(visit: &Visit, directory: &Directory, place: &Place) -> Vec<Choice> {
    let offers = directory.offers_at(place.id).iter().filter(|offer| offer.drop_in);
    let services = offers.filter_map(|offer| directory.service_for(place.organisation, offer.service));
    let mut found: Vec<Choice> = services.map(|service| service.choice(visit.lang)).collect();
    found.sort_by_cached_key(|choice| choice.label.to_lowercase());
    found.dedup_by(|a, b| a.value == b.value);
    found
}

async fn draw_page(visit: &Visit, here: &Here, form: Form, tablet: bool) -> Result<Html, Failure> {
    let queue = today(&visit.app, &here.place);
    let waiting = store::count_waiting(&visit.app.store().within(here.place.organisation), &queue).await?;
    let wrong = !form.ok();
    let page = DrawPage {
        p: here.page(visit, visit.t("queue-draw-title")).with_form(&form),
        open: here.line(visit),
        outlook: standing::outlook(&visit.app, &here.directory, &here.place, &queue, waiting).await?,
        services: drop_in(visit, &here.directory, &here.place),
        sms: visit.app.part::<Notifier>().has_sms(),
        key: fresh(visit),
        place: here.place.clone(),
        tablet,
        form,
    };
    if wrong { html_wrong(&page) } else { html(&page) }
}

/// `GET /sted/{place}/kolapp?nettbrett=`
pub async fn form(mut visit: Visit, Path(slug): Path<String>, Query(asked): Query<Asked>) -> Result<Html, Failure> {
    let here = Here::open(&mut visit, &slug)?;
    draw_page(&visit, &here, Form::default(), asked.tablet()).await
}

/// What somebody wrote to draw a number; what is wrong is marked in the form.
pub(super) struct Wish {
    pub service: Option<Uuid>,
    pub phone: Option<String>,
}

/// Reads the service and the telephone, both of which may be left out.
pub(super) fn read_wish(visit: &Visit, directory: &Directory, place: &Place, form: &mut Form) -> Result<Wish, Failure> {
    let slug = form.value("tjeneste");
    let known = drop_in(visit, directory, place).iter().any(|choice| choice.value == slug);
    if !slug.is_empty() && !known {
        return Err(Failure::BadRequest);
    }
    let service = directory.service(slug).map(|service| service.id);
    if form.value("phone").is_empty() || !visit.app.part::<Notifier>().has_sms() {
        return Ok(Wish { service, phone: None });
    }
    let phone = Phone::parse(form.value("phone")).filter(Phone::can_receive_sms);
    let Some(phone) = phone else {
        form.wrong("phone", "queue-phone-wrong");
        return Ok(Wish { service, phone: None });
    };
    // A stranger's telephone gets no more than a few, whoever asks.
    if !visit.may_text(phone.as_str()) {
        form.wrong("phone", "queue-phone-many");
    }
    Ok(Wish { service, phone: Some(phone.as_str().to_owned()) })
}

/// The key that the form was made with.
pub(super) fn drawn_key(visit: &Visit, form: &Form) -> Result<Uuid, Failure> {
    token::read(&visit.app, DRAW, form.value("lapp")).ok_or(Failure::BadRequest)
}

/// `POST /sted/{place}/kolapp`
pub async fn draw(mut visit: Visit, Path(slug): Path<String>, mut form: Form) -> Result<Response, Failure> {
    let here = Here::open(&mut visit, &slug)?;
    let id = drawn_key(&visit, &form)?;
    let tablet = form.checked("nettbrett");
    if !visit.app.limits().allow(Limit::Write, &visit.address) {
        return Err(Failure::TooMany);
    }
    if !here.line(&visit).open {
        form.wrong("lukket", "queue-closed");
        return draw_page(&visit, &here, form, tablet).await;
    }
    let wish = read_wish(&visit, &here.directory, &here.place, &mut form)?;
    if !form.ok() {
        return draw_page(&visit, &here, form, tablet).await;
    }
    let unit = Draw {
        app: visit.app.clone(),
        actor: visit.actor().clone(),
        place: here.place.clone(),
        id,
        service: wish.service,
        phone: wish.phone,
        lang: visit.lang,
    };
    let ticket = visit.app.store().write(here.place.organisation, unit).await?;
    let suffix = if tablet { "?nettbrett=1" } else { "" };
    Ok(Redirect::to(&format!("{}{suffix}", address(&visit, &here.place, &ticket))).into_response())
}

/// The secret address of a ticket.
pub(super) fn address(visit: &Visit, place: &Place, ticket: &Ticket) -> String {
    format!("/sted/{}/kolapp/{}", place.slug, token::of(&visit.app, OWN, ticket.id))
}

#[derive(Template)]
#[template(path = "queue/templates/ticket.html")]
struct TicketPage {
    p: Page,
    place: Arc<Place>,
    date: String,
    drawn: String,
    code: String,
    service: String,
    s: Standing,
    path: String,
    tablet: bool,
}

#[derive(Template)]
#[template(path = "queue/templates/own_part.html")]
struct OwnPart {
    p: Page,
    s: Standing,
    path: String,
    tablet: bool,
}

#[derive(Template)]
#[template(path = "queue/templates/gone.html")]
struct GonePage {
    p: Page,
    place: Arc<Place>,
}

/// The ticket that an address names, while its day lasts.
async fn named(visit: &Visit, here: &Here, given: &str) -> Result<Option<Ticket>, Failure> {
    let id = token::read(&visit.app, OWN, given).ok_or(Failure::NotFound)?;
    let db = visit.app.store().within(here.place.organisation);
    Ok(store::by_id(&db, &today(&visit.app, &here.place), id).await?)
}

async fn stands(visit: &Visit, here: &Here, ticket: &Ticket) -> Result<Standing, Failure> {
    let queue = today(&visit.app, &here.place);
    Ok(standing::of(&visit.app, &here.directory, &here.place, &queue, ticket).await?)
}

/// `GET /sted/{place}/kolapp/{ticket}`: the ticket of whoever holds its address.
pub async fn own(
    mut visit: Visit,
    Path((slug, given)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Result<Html, Failure> {
    let here = Here::open(&mut visit, &slug)?;
    let Some(ticket) = named(&visit, &here, &given).await? else {
        return html(&GonePage { p: here.page(&visit, visit.t("queue-gone-title")), place: here.place });
    };
    let service = ticket.service.and_then(|id| here.directory.service_for(here.place.organisation, id));
    html(&TicketPage {
        p: here.page(&visit, visit.t("queue-own-title")),
        date: long_date(ticket.day, visit.lang),
        drawn: clock_time(ticket.drawn),
        code: code(visit.app.store().keys(), ticket.id),
        service: service.map(|s| s.texts.in_lang(visit.lang).name.clone()).unwrap_or_default(),
        s: stands(&visit, &here, &ticket).await?,
        path: address(&visit, &here.place, &ticket),
        place: here.place,
        tablet: asked.tablet(),
    })
}

/// `GET …/naa`: where the ticket stands, alone, for the page to refresh itself.
pub async fn own_part(
    mut visit: Visit,
    Path((slug, given)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Result<Html, Failure> {
    let here = Here::open(&mut visit, &slug)?;
    let ticket = named(&visit, &here, &given).await?.ok_or(Failure::NotFound)?;
    let s = stands(&visit, &here, &ticket).await?;
    let path = address(&visit, &here.place, &ticket);
    html(&OwnPart { p: visit.page(String::new()), s, path, tablet: asked.tablet() })
}

/// `POST …/ga-ut`
pub async fn leave(
    mut visit: Visit,
    Path((slug, given)): Path<(String, String)>,
    _form: Form,
) -> Result<Response, Failure> {
    let here = Here::open(&mut visit, &slug)?;
    if let Some(ticket) = named(&visit, &here, &given).await? {
        let (app, actor, place) = (visit.app.clone(), visit.actor().clone(), here.place.clone());
        visit.app.store().write(here.place.organisation, Leave { app, actor, place, ticket: ticket.id }).await?;
    }
    Ok(Redirect::to(&format!("/sted/{slug}/kolapp/{given}")).into_response())
}

#[derive(Deserialize, Default)]
pub struct Sought {
    #[serde(default)]
    nummer: String,
}

/// `GET /sted/{place}/kolapp/finn?nummer=`: from a number on paper to its page.
pub async fn find(
    mut visit: Visit,
    Path(slug): Path<String>,
    Query(sought): Query<Sought>,
) -> Result<Response, Failure> {
    let here = Here::open(&mut visit, &slug)?;
    match by_number(&visit, &here, &sought.nummer).await? {
        Some(ticket) => Ok(Redirect::to(&format!("/sted/{slug}/ko/{}", ticket.shown())).into_response()),
        None => {
            let mut form = Form::filled([("nummer", sought.nummer)]);
            form.wrong("nummer", "queue-number-unknown");
            draw_page(&visit, &here, form, false).await
        }
    }
}

async fn by_number(visit: &Visit, here: &Here, typed: &str) -> Result<Option<Ticket>, Failure> {
    let queue = today(&visit.app, &here.place);
    let Some(number) = read_number(typed, queue.day) else { return Ok(None) };
    let db = visit.app.store().within(here.place.organisation);
    Ok(store::by_number(&db, &queue, number).await?)
}

#[derive(Template)]
#[template(path = "queue/templates/number.html")]
struct NumberPage {
    p: Page,
    place: Arc<Place>,
    s: Standing,
    form: Form,
}

async fn number_page(visit: &Visit, here: &Here, ticket: &Ticket, form: Form) -> Result<Html, Failure> {
    let title = visit.app.texts().format(visit.lang, "queue-number-title", &[("number", &ticket.shown())]);
    let wrong = !form.ok();
    let page = NumberPage {
        p: here.page(visit, title).with_form(&form),
        place: here.place.clone(),
        // Whether the holder gave a telephone number is nobody else's business.
        s: Standing { sms: false, ..stands(visit, here, ticket).await? },
        form,
    };
    if wrong { html_wrong(&page) } else { html(&page) }
}

/// `GET /sted/{place}/ko/{number}`: where a number stands. Anybody may see it; changing it takes the code.
pub async fn number(mut visit: Visit, Path((slug, typed)): Path<(String, String)>) -> Result<Html, Failure> {
    let here = Here::open(&mut visit, &slug)?;
    let ticket = by_number(&visit, &here, &typed).await?.ok_or(Failure::NotFound)?;
    number_page(&visit, &here, &ticket, Form::default()).await
}

/// `POST /sted/{place}/ko/{number}`: the code on the slip leads to the ticket's own page.
pub async fn claim(
    mut visit: Visit,
    Path((slug, typed)): Path<(String, String)>,
    mut form: Form,
) -> Result<Response, Failure> {
    let here = Here::open(&mut visit, &slug)?;
    let ticket = by_number(&visit, &here, &typed).await?.ok_or(Failure::NotFound)?;
    if !visit.app.limits().allow(Limit::Guess, &visit.address) {
        return Err(Failure::TooMany);
    }
    if !code_holds(visit.app.store().keys(), ticket.id, form.value("kode")) {
        form.wrong("kode", "queue-code-wrong");
        return number_page(&visit, &here, &ticket, form).await;
    }
    Ok(Redirect::to(&address(&visit, &here.place, &ticket)).into_response())
}
