//! How far help may go with a service, set by the centre's manager.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Redirect, Response};
use torg_base::{Action, Lang};
use torg_catalogue::directory;
use torg_catalogue::places::model::Organisation;
use torg_catalogue::services::model::Service;
use torg_web::page::{Html, html, html_wrong};
use torg_web::{Choice, Failure, Form, Page, Visit};

use super::boundaries::{self, Boundary, Class, Helper, Texts};
use super::units::SetBoundaries;
use crate::manage::access::{self, Asked};

const LEGAL: usize = 160;
const WORDS: usize = 400;

struct Desk {
    organisation: Organisation,
    service: Arc<Service>,
}

impl Desk {
    fn open(visit: &mut Visit, slug: &str, org: &str) -> Result<Desk, Failure> {
        let directory = directory::of(&visit.app);
        let organisation = access::organisation(visit.actor(), &directory, org, Action::EditServices)?;
        let service = directory.service(slug).cloned().ok_or(Failure::NotFound)?;
        visit.lang = visit.lang_for(organisation.written);
        Ok(Desk { organisation, service })
    }

    fn address(&self) -> String {
        format!("/styring/tjenester/{}/grenser?org={}", self.service.slug, self.organisation.slug)
    }
}

/// The names of one helper's fields.
struct Fields {
    legend: &'static str,
    class: String,
    legal: String,
    /// Language, field of the reason, field of the hand-over.
    words: Vec<(Lang, String, String)>,
}

fn fields(helper: Helper) -> Fields {
    let code = helper.code();
    let words =
        |lang: Lang| (lang, format!("hvorfor-{code}-{}", lang.code()), format!("videre-{code}-{}", lang.code()));
    Fields {
        legend: helper.word(),
        class: format!("grense-{code}"),
        legal: format!("hjemmel-{code}"),
        words: Lang::ALL.into_iter().map(words).collect(),
    }
}

#[derive(Template)]
#[template(path = "guidance/templates/boundaries.html")]
struct BoundariesPage {
    p: Page,
    action: String,
    back: String,
    helpers: Vec<Fields>,
    classes: Vec<Choice>,
    form: Form,
    saved: bool,
}

fn page(visit: &Visit, desk: &Desk, form: Form, saved: bool) -> Result<Html, Failure> {
    let wrong = !form.ok();
    let name = &desk.service.texts.in_lang(visit.lang).name;
    let title = visit.app.texts().format(visit.lang, "boundary-title", &[("name", name)]);
    let class = |class: Class| Choice { value: class.code().to_owned(), label: visit.t(class.word()).to_owned() };
    let page = BoundariesPage {
        p: visit.page(title).of(&desk.organisation.face).staff().with_form(&form),
        action: desk.address(),
        back: format!("/styring/tjenester?org={}", desk.organisation.slug),
        helpers: Helper::ALL.into_iter().map(fields).collect(),
        classes: Class::ALL.into_iter().map(class).collect(),
        form,
        saved,
    };
    if wrong { html_wrong(&page) } else { html(&page) }
}

/// `GET /styring/tjenester/{service}/grenser?org=`
pub async fn show(mut visit: Visit, Path(slug): Path<String>, Query(asked): Query<Asked>) -> Result<Html, Failure> {
    let desk = Desk::open(&mut visit, &slug, &asked.org)?;
    let db = visit.app.store().within(desk.organisation.id);
    let mut form = Form::default();
    for (helper, boundary) in boundaries::of_service(&db, desk.organisation.id, desk.service.id).await? {
        let fields = fields(helper);
        form.set(&fields.class, boundary.class.code());
        form.set(&fields.legal, boundary.legal);
        for (lang, reason, handover) in &fields.words {
            let words = boundary.texts.in_lang(*lang);
            form.set(reason, words.reason.as_str());
            form.set(handover, words.handover.as_str());
        }
    }
    page(&visit, &desk, form, !asked.lagret.is_empty())
}

/// `POST /styring/tjenester/{service}/grenser?org=`
pub async fn write(
    mut visit: Visit,
    Path(slug): Path<String>,
    Query(asked): Query<Asked>,
    mut form: Form,
) -> Result<Response, Failure> {
    let desk = Desk::open(&mut visit, &slug, &asked.org)?;
    let boundaries: Vec<(Helper, Boundary)> = Helper::ALL.into_iter().map(|h| (h, read(&mut form, h))).collect();
    if !form.ok() {
        return Ok(page(&visit, &desk, form, false)?.into_response());
    }
    let unit = SetBoundaries { actor: visit.actor().clone(), service: desk.service.id, boundaries };
    visit.app.store().write(desk.organisation.id, unit).await?;
    Ok(Redirect::to(&format!("{}&lagret=1", desk.address())).into_response())
}

/// A boundary that stops must say why and who takes over, in Norwegian.
fn read(form: &mut Form, helper: Helper) -> Boundary {
    let fields = fields(helper);
    let class = Class::parse(form.value(&fields.class));
    if class.is_none() {
        form.wrong(&fields.class, "boundary-class-missing");
    }
    let class = class.unwrap_or_default();
    let mut texts = Texts::default();
    for (lang, reason, handover) in &fields.words {
        let words = texts.in_lang_mut(*lang);
        let needed = class == Class::Stop && *lang == Lang::Nb;
        (words.reason, words.handover) = if needed {
            (
                form.required(reason, WORDS, "boundary-reason-missing"),
                form.required(handover, WORDS, "boundary-handover-missing"),
            )
        } else {
            (form.optional(reason, WORDS), form.optional(handover, WORDS))
        };
    }
    Boundary { class, legal: form.optional(&fields.legal, LEGAL), texts }
}
