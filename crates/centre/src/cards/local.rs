//! A centre's own way with somebody else's card: follow it or have an own text, own words for the search, and what has
//! changed in the card since a manager last looked.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, Query};
use axum::response::Response;
use torg_base::{Action, Lang};
use torg_store::Across;
use torg_web::page::{Html, html, html_wrong};
use torg_web::{Failure, Form, Page, Visit};

use torg_catalogue::directory::{self, Directory};
use torg_catalogue::places::model::Organisation;
use torg_catalogue::services::card::{Content, Local};
use torg_catalogue::services::difference::{self, Difference};
use torg_catalogue::services::model::{Service, Texts, Wording};
use torg_catalogue::services::versions;

use super::plain::{self, Help};
use super::standing;
use super::units::PutLocal;
use crate::manage::access::{self, Asked};
use crate::manage::units::Deed;
use crate::manage::{fields, services};

/// A card on a centre's desk.
struct Desk {
    directory: Arc<Directory>,
    organisation: Organisation,
    card: Arc<Service>,
    local: Local,
}

impl Desk {
    /// Cards of one's own are edited, not followed: they are not found here.
    fn open(visit: &mut Visit, slug: &str, org: &str) -> Result<Desk, Failure> {
        let directory = directory::of(&visit.app);
        let organisation = access::organisation(visit.actor(), &directory, org, Action::EditServices)?;
        let card = directory.service(slug).filter(|s| s.organisation != organisation.id).cloned();
        let card = card.ok_or(Failure::NotFound)?;
        visit.lang = visit.lang_for(organisation.written);
        let local = directory.local(organisation.id, card.id).cloned().unwrap_or_else(|| Local {
            organisation: organisation.id,
            service: card.id,
            seen: card.standing.version,
            ..Local::default()
        });
        Ok(Desk { directory, organisation, card, local })
    }

    fn address(&self) -> String {
        format!("/styring/tjenester/{}/lokalt?org={}", self.card.slug, self.organisation.slug)
    }

    async fn keep(&self, visit: &Visit, action: &'static str, local: Local) -> Result<Response, Failure> {
        let deed = Deed::new(visit.actor(), action);
        access::keep(visit, self.organisation.id, PutLocal { deed, local }).await?;
        Ok(access::saved(&self.address()))
    }
}

#[derive(Template)]
#[template(path = "cards/templates/local.html")]
struct LocalPage {
    p: Page,
    slug: String,
    org: String,
    back: String,
    version: i32,
    public: Option<String>,
    stamp: String,
    /// Whether the centre has its own text.
    own: bool,
    /// What has changed in the card since it was last looked at.
    changes: Vec<Difference>,
    changed: bool,
    /// What the own text says otherwise than the card.
    otherwise: Vec<Difference>,
    card: Texts,
    words: Form,
    form: Form,
    help: Vec<Help>,
    checked: bool,
    saved: bool,
}

/// `GET /styring/tjenester/{service}/lokalt?org=`
pub async fn show(mut visit: Visit, Path(slug): Path<String>, Query(asked): Query<Asked>) -> Result<Html, Failure> {
    let desk = Desk::open(&mut visit, &slug, &asked.org)?;
    let (words, form) = (filled_words(&desk), filled(&desk));
    shown(&visit, &desk, words, form, !asked.lagret.is_empty()).await
}

fn filled_words(desk: &Desk) -> Form {
    Form::filled([("ord", desk.local.keywords.join("\n"))])
}

/// The own text, or the card's to begin with.
fn filled(desk: &Desk) -> Form {
    let texts = desk.local.texts.as_ref().unwrap_or(&desk.card.texts);
    let mut form = Form::default();
    for lang in Lang::ALL {
        services::fill(&mut form, texts.in_lang(lang), lang);
    }
    form
}

async fn shown(visit: &Visit, desk: &Desk, words: Form, form: Form, saved: bool) -> Result<Html, Failure> {
    let (card, local) = (&desk.card, &desk.local);
    let db = visit.app.store().across(Across::Directory);
    let before = versions::content_at(&db, card.id, local.seen).await?;
    let word = |key: &str| visit.t(key).to_owned();
    let changes = before.map(|b| difference::between(&b, &Content::of(card), &word)).unwrap_or_default();
    let otherwise = local.texts.as_ref().map(|own| difference::texts(&card.texts, own)).unwrap_or_default();
    let public = desk.directory.places.iter().find(|p| p.organisation == desk.organisation.id);
    let wrong = !form.ok() || !words.ok();
    let checked = form.value("gjor") == "sjekk";
    let faulty = if form.ok() { &words } else { &form };
    let page = LocalPage {
        p: visit
            .page(card.texts.in_lang(visit.lang).name.clone())
            .of(&desk.organisation.face)
            .staff()
            .with_form(faulty),
        slug: card.slug.clone(),
        version: card.standing.version,
        org: desk.organisation.slug.clone(),
        back: format!("/styring/tjenester?org={}", desk.organisation.slug),
        public: public.filter(|_| card.active).map(|p| format!("/tjenester/{}?sted={}", card.slug, p.slug)),
        stamp: standing::stamp(visit, &desk.directory, card),
        own: local.texts.is_some(),
        changed: card.standing.version > local.seen,
        changes,
        otherwise: otherwise.into_iter().filter(|d| d.field != "field-keywords").collect(),
        card: card.texts.clone(),
        help: if local.texts.is_some() || checked { plain::help(visit, &form) } else { Vec::new() },
        checked,
        words,
        form,
        saved,
    };
    if wrong { html_wrong(&page) } else { html(&page) }
}

/// `POST /styring/tjenester/{service}/lokalt?org=`: an own text instead of the card's.
pub async fn write(
    mut visit: Visit,
    Path(slug): Path<String>,
    Query(asked): Query<Asked>,
    mut form: Form,
) -> Result<Response, Failure> {
    let desk = Desk::open(&mut visit, &slug, &asked.org)?;
    if form.value("gjor") == "sjekk" {
        return shown(&visit, &desk, filled_words(&desk), form, false).await;
    }
    let mut texts = Texts::default();
    for lang in Lang::ALL {
        // The words for the search are the card's and the centre's own, kept apart from this text.
        let keywords = desk.card.texts.in_lang(lang).keywords.clone();
        let own = services::wording(&mut form, lang);
        *texts.in_lang_mut(lang) = Wording { keywords, ..own };
    }
    if !form.ok() {
        return shown(&visit, &desk, filled_words(&desk), form, false).await;
    }
    let local = Local { texts: Some(texts), ..desk.local.clone() };
    desk.keep(&visit, "service.own-text", local).await
}

/// `POST /styring/tjenester/{service}/lokalt/ord?org=`: own words for the search.
pub async fn words(
    mut visit: Visit,
    Path(slug): Path<String>,
    Query(asked): Query<Asked>,
    mut form: Form,
) -> Result<Response, Failure> {
    let desk = Desk::open(&mut visit, &slug, &asked.org)?;
    let keywords = fields::lines(&mut form, "ord", 40, 80);
    if !form.ok() {
        return shown(&visit, &desk, form, filled(&desk), false).await;
    }
    desk.keep(&visit, "service.own-words", Local { keywords, ..desk.local.clone() }).await
}

/// `POST /styring/tjenester/{service}/lokalt/sett?org=`: a manager has seen what changed in the card.
pub async fn acknowledge(
    mut visit: Visit,
    Path(slug): Path<String>,
    Query(asked): Query<Asked>,
    form: Form,
) -> Result<Response, Failure> {
    let desk = Desk::open(&mut visit, &slug, &asked.org)?;
    // The version that was on the page: what came after it has not been seen.
    let shown: i32 = form.value("versjon").parse().map_err(|_| Failure::BadRequest)?;
    let seen = shown.clamp(desk.local.seen, desk.card.standing.version);
    desk.keep(&visit, "service.seen", Local { seen, ..desk.local.clone() }).await
}

/// `POST /styring/tjenester/{service}/lokalt/folg?org=`: the card's text, as it stands and as it will be.
pub async fn follow(
    mut visit: Visit,
    Path(slug): Path<String>,
    Query(asked): Query<Asked>,
    _: Form,
) -> Result<Response, Failure> {
    let desk = Desk::open(&mut visit, &slug, &asked.org)?;
    let local = Local { texts: None, seen: desk.card.standing.version, ..desk.local.clone() };
    desk.keep(&visit, "service.followed", local).await
}
