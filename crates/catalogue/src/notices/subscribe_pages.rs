//! Subscribing: an address, a code typed here, and a way to end it. No links in messages, so none to be tricked by.

use askama::Template;
use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use torg_base::{Reference, Uuid};
use torg_notify::Channel;
use torg_store::Across;
use torg_web::limits::Limit;
use torg_web::page::{Html, html, html_wrong};
use torg_web::{Choice, Failure, Form, Page, Visit};

use super::pages::{Channels, channels, read_id};
use super::subscribe::{Ask, AskAgain, Prove, Proved, Stop, TellStop};
use super::subscribers::{self, About, Contact, Subscription, random_code};
use crate::directory::{self, Directory};

/// Choices under a heading (key of its text).
struct Group {
    title: &'static str,
    choices: Vec<Choice>,
}

#[derive(Template)]
#[template(path = "notices/templates/subscribe.html")]
struct SubscribePage {
    p: Page,
    channels: Channels,
    groups: Vec<Group>,
    form: Form,
}

#[derive(Deserialize, Default)]
pub struct AboutQuery {
    #[serde(default)]
    om: String,
}

/// `GET /varsler/abonner?om=`
pub async fn begin(visit: Visit, Query(query): Query<AboutQuery>) -> Result<Html, Failure> {
    let form = Form::filled([("om", query.om)]);
    subscribe_page(&visit, form)
}

fn subscribe_page(visit: &Visit, form: Form) -> Result<Html, Failure> {
    let directory = directory::of(&visit.app);
    let wrong = !form.ok();
    let p = visit.page(visit.t("notices-subscribe-title")).with_form(&form);
    let page = SubscribePage { p, channels: channels(visit), groups: groups(visit, &directory), form };
    if wrong { html_wrong(&page) } else { html(&page) }
}

fn groups(visit: &Visit, directory: &Directory) -> Vec<Group> {
    let active = || directory.services.iter().filter(|s| s.active);
    let mut services: Vec<Choice> = active()
        .map(|s| Choice { value: format!("tjeneste:{}", s.slug), label: s.texts.in_lang(visit.lang).name.clone() })
        .collect();
    services.sort_by_cached_key(|c| c.label.to_lowercase());
    let agencies = agencies(directory).into_iter().map(|a| Choice { value: format!("etat:{a}"), label: a });
    let places = directory.places.iter();
    let places = places.map(|p| Choice { value: format!("sted:{}", p.slug), label: p.name.clone() });
    vec![
        Group { title: "notices-about-places", choices: places.collect() },
        Group { title: "notices-about-agencies", choices: agencies.collect() },
        Group { title: "notices-about-services", choices: services },
    ]
}

/// Agencies that have a service or a notice, by name.
pub fn agencies(directory: &Directory) -> Vec<String> {
    let services = directory.services.iter().filter(|s| s.active).map(|s| s.agency.clone());
    let notices = directory.notices.iter().map(|n| n.content.agency.clone());
    let mut all: Vec<String> = services.chain(notices).filter(|a| !a.is_empty()).collect();
    all.sort_by_cached_key(|a| a.to_lowercase());
    all.dedup();
    all
}

fn read_about(directory: &Directory, value: &str) -> Option<About> {
    if value == "alle" {
        return Some(About::All);
    }
    let (kind, name) = value.split_once(':')?;
    match kind {
        "tjeneste" => directory.service(name).filter(|s| s.active).map(|s| About::Service(s.id)),
        "sted" => directory.place(name).map(|p| About::Place(p.id)),
        "etat" => agencies(directory).into_iter().find(|a| a == name).map(About::Agency),
        _ => None,
    }
}

/// Reads an address that this installation can send to.
fn read_contact(visit: &Visit, form: &mut Form) -> Option<Contact> {
    let ways = channels(visit);
    let typed = form.required("adresse", 200, "notices-contact-missing");
    let contact = Contact::parse(&typed).filter(|c| match c.channel {
        Channel::Email => ways.email,
        Channel::Sms => ways.sms,
    });
    if contact.is_none() && !typed.is_empty() {
        form.wrong(
            "adresse",
            match (ways.email, ways.sms) {
                (true, false) => "notices-contact-wrong-email",
                (false, true) => "notices-contact-wrong-sms",
                _ => "notices-contact-wrong",
            },
        );
    }
    contact
}

/// Counts a code against the address that asks for it and the one that it is sent to.
fn limited(visit: &Visit, contact: &Contact) -> Result<(), Failure> {
    let to = visit.app.store().keys().sign("notice-limit", &contact.to);
    let limits = visit.app.limits();
    let allowed =
        limits.allow(Limit::Write, &visit.address) && limits.allow(Limit::Sms, &format!("{to} {}", visit.address));
    if allowed { Ok(()) } else { Err(Failure::TooMany) }
}

/// `POST /varsler/abonner`
pub async fn ask(visit: Visit, mut form: Form) -> Result<Response, Failure> {
    if !channels(&visit).any() {
        return Err(Failure::NotFound);
    }
    let about = read_about(&directory::of(&visit.app), form.value("om"));
    if about.is_none() {
        form.wrong("om", "notices-about-missing");
    }
    let contact = read_contact(&visit, &mut form);
    let (Some(about), Some(contact), true) = (about, contact, form.ok()) else {
        return subscribe_page(&visit, form);
    };
    limited(&visit, &contact)?;
    let id = torg_base::new_id();
    let ask = Ask { app: visit.app.clone(), id, code: random_code(), contact, about, lang: visit.lang };
    if !visit.app.store().write_across(Across::Subscribers, ask).await? {
        return Err(Failure::TooMany);
    }
    Ok(Redirect::to(&format!("/varsler/abonnement/{id}")).into_response())
}

#[derive(Template)]
#[template(path = "notices/templates/subscription.html")]
struct SubscriptionPage {
    p: Page,
    id: Uuid,
    email: bool,
    confirmed: bool,
    about: String,
    sent_again: bool,
    form: Form,
}

#[derive(Deserialize, Default)]
pub struct ShowQuery {
    #[serde(default)]
    sendt: String,
}

async fn known(visit: &Visit, id: &str) -> Result<Subscription, Failure> {
    let db = visit.app.store().across(Across::Subscribers);
    let found = subscribers::one(&db, visit.app.store().keys(), read_id(id)?, visit.app.clock().now()).await?;
    found.ok_or(Failure::NotFound)
}

/// `GET /varsler/abonnement/{id}`: the code to type, or that it is done. The address itself is not shown.
pub async fn show(visit: Visit, Path(id): Path<String>, Query(query): Query<ShowQuery>) -> Result<Html, Failure> {
    let subscription = known(&visit, &id).await?;
    subscription_page(&visit, &subscription, Form::default(), !query.sendt.is_empty())
}

fn subscription_page(visit: &Visit, own: &Subscription, form: Form, sent_again: bool) -> Result<Html, Failure> {
    let wrong = !form.ok();
    let title = if own.confirmed { "notices-subscribed-title" } else { "notices-code-title" };
    let page = SubscriptionPage {
        p: visit.page(visit.t(title)).with_form(&form),
        id: own.id,
        email: own.contact.channel == Channel::Email,
        confirmed: own.confirmed,
        about: about_text(visit, &own.about),
        sent_again,
        form,
    };
    if wrong { html_wrong(&page) } else { html(&page) }
}

/// «alle varsler», or the name of what it is about.
fn about_text(visit: &Visit, about: &About) -> String {
    let directory = directory::of(&visit.app);
    let name = match about {
        About::All => None,
        About::Agency(name) => Some(name.clone()),
        About::Service(id) => directory.service_by_id(*id).map(|s| s.texts.in_lang(visit.lang).name.clone()),
        About::Place(id) => directory.place_by_id(*id).map(|p| p.name.clone()),
    };
    match name {
        Some(name) => visit.app.texts().format(visit.lang, "notices-about-one", &[("name", &name)]),
        None => visit.t("notices-about-all").to_owned(),
    }
}

/// `POST /varsler/abonnement/{id}`
pub async fn prove(visit: Visit, Path(id): Path<String>, mut form: Form) -> Result<Response, Failure> {
    let subscription = known(&visit, &id).await?;
    let code: String = form.value("code").chars().filter(|c| !c.is_whitespace()).collect();
    if code.len() != 6 || !code.bytes().all(|b| b.is_ascii_digit()) {
        form.wrong("code", "notices-code-six");
        return subscription_page(&visit, &subscription, form, false);
    }
    if !visit.app.limits().allow(Limit::Guess, &visit.address) {
        return Err(Failure::TooMany);
    }
    let (app, actor) = (visit.app.clone(), visit.actor().clone());
    let unit = Prove { app, actor, subscription: subscription.clone(), code };
    let wrong = match visit.app.store().write_across(Across::Subscribers, unit).await? {
        Proved::Yes => return Ok(Redirect::to(&format!("/varsler/abonnement/{}", subscription.id)).into_response()),
        Proved::Wrong => "notices-code-wrong",
        Proved::Useless => "notices-code-useless",
    };
    form.wrong("code", wrong);
    subscription_page(&visit, &subscription, form, false)
}

/// `POST /varsler/abonnement/{id}/ny-kode`
pub async fn ask_again(visit: Visit, Path(id): Path<String>, mut form: Form) -> Result<Response, Failure> {
    let subscription = known(&visit, &id).await?;
    limited(&visit, &subscription.contact)?;
    let unit = AskAgain { app: visit.app.clone(), subscription: subscription.clone(), code: random_code() };
    if visit.app.store().write_across(Across::Subscribers, unit).await? {
        return Ok(Redirect::to(&format!("/varsler/abonnement/{}?sendt=1", subscription.id)).into_response());
    }
    form.wrong(
        "code",
        if subscription.codes < subscribers::CODES { "notices-code-wait" } else { "notices-code-enough" },
    );
    subscription_page(&visit, &subscription, form, false)
}

#[derive(Template)]
#[template(path = "notices/templates/end.html")]
struct EndPage {
    p: Page,
    channels: Channels,
    ended: bool,
    sent: bool,
    form: Form,
}

#[derive(Deserialize, Default)]
pub struct EndQuery {
    #[serde(default)]
    sluttet: String,
    #[serde(default)]
    sendt: String,
}

/// `GET /varsler/avslutt`
pub async fn ending(visit: Visit, Query(query): Query<EndQuery>) -> Result<Html, Failure> {
    end_page(&visit, Form::default(), &query)
}

fn end_page(visit: &Visit, form: Form, query: &EndQuery) -> Result<Html, Failure> {
    let wrong = !form.ok();
    let p = visit.page(visit.t("notices-end-title")).with_form(&form);
    let (ended, sent) = (!query.sluttet.is_empty(), !query.sendt.is_empty());
    let page = EndPage { p, channels: channels(visit), ended, sent, form };
    if wrong { html_wrong(&page) } else { html(&page) }
}

/// `POST /varsler/avslutt`: the code that stands in the messages ends all of them.
pub async fn end(visit: Visit, mut form: Form) -> Result<Response, Failure> {
    let Some(code) = Reference::parse(form.value("kode")) else {
        form.wrong("kode", "notices-end-code-wrong");
        return end_page(&visit, form, &EndQuery::default());
    };
    if !visit.app.limits().allow(Limit::Guess, &visit.address) {
        return Err(Failure::TooMany);
    }
    let unit = Stop { actor: visit.actor().clone(), code };
    if visit.app.store().write_across(Across::Subscribers, unit).await? == 0 {
        form.wrong("kode", "notices-end-code-unknown");
        return end_page(&visit, form, &EndQuery::default());
    }
    Ok(Redirect::to("/varsler/avslutt?sluttet=1").into_response())
}

/// `POST /varsler/avslutt/kode`: sends the code. The answer is the same whether or not the address gets notices.
pub async fn tell_code(visit: Visit, mut form: Form) -> Result<Response, Failure> {
    let Some(contact) = read_contact(&visit, &mut form).filter(|_| form.ok()) else {
        return end_page(&visit, form, &EndQuery::default());
    };
    limited(&visit, &contact)?;
    let unit = TellStop { app: visit.app.clone(), contact };
    visit.app.store().write_across(Across::Subscribers, unit).await?;
    Ok(Redirect::to("/varsler/avslutt?sendt=1").into_response())
}
