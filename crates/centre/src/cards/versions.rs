//! What a card said before, what differs, and the way back.

use askama::Template;
use axum::extract::{Path, Query};
use axum::response::Response;
use torg_base::time::long_moment;
use torg_store::Across;
use torg_web::page::{Html, html};
use torg_web::{Failure, Form, Page, Visit};

use torg_catalogue::directory::{self, Directory};
use torg_catalogue::services::card::Content;
use torg_catalogue::services::difference::{Difference, between};
use torg_catalogue::services::model::Service;
use torg_catalogue::services::versions::{self, Change};
use torg_people::staff::role_key;

use crate::manage::access::{self, Asked};
use crate::manage::units::{Deed, PutService};

/// Changes that are shown.
const SHOWN: i32 = 30;

/// One change with what it did.
struct Line {
    number: i32,
    /// The version before it, which can be brought back.
    before: i32,
    when: String,
    who: String,
    differences: Vec<Difference>,
}

#[derive(Template)]
#[template(path = "cards/templates/versions.html")]
struct VersionsPage {
    p: Page,
    base: String,
    back: String,
    lines: Vec<Line>,
    saved: bool,
}

/// `GET /styring/tjenester/{service}/versjoner`
pub async fn list(mut visit: Visit, Path(slug): Path<String>, Query(asked): Query<Asked>) -> Result<Html, Failure> {
    let directory = directory::of(&visit.app);
    let service = access::service(visit.actor(), &directory, &slug)?;
    let organisation = directory.organisations.get(&service.organisation).ok_or(Failure::NotFound)?;
    visit.lang = visit.lang_for(organisation.written);
    let db = visit.app.store().across(Across::Directory);
    let changes = versions::changes(&db, service.id, 0, SHOWN).await?;
    let name = &service.texts.in_lang(visit.lang).name;
    let title = visit.app.texts().format(visit.lang, "cards-versions-of", &[("name", name)]);
    html(&VersionsPage {
        p: visit.page(title).of(&organisation.face).staff(),
        base: format!("/styring/tjenester/{slug}"),
        back: format!("/styring/tjenester?org={}", organisation.slug),
        lines: lines(&visit, &directory, &service, changes),
        saved: !asked.lagret.is_empty(),
    })
}

/// Each change against what came after it: the next change's beginning, or the card as it stands.
fn lines(visit: &Visit, directory: &Directory, service: &Service, changes: Vec<Change>) -> Vec<Line> {
    let word = |key: &str| visit.t(key).to_owned();
    let mut after = Content::of(service);
    let line = |change: Change| {
        let differences = between(&change.before, &after, &word);
        after = change.before;
        let organisation = directory.organisations.get(&change.organisation).map(|o| o.name.as_str());
        let role = change.role.map_or(visit.t("cards-by-import"), |role| visit.t(role_key(role)));
        Line {
            number: change.number,
            before: change.number - 1,
            when: long_moment(change.at, visit.lang),
            who: format!("{role}, {}", organisation.unwrap_or_default()),
            differences,
        }
    };
    changes.into_iter().map(line).collect()
}

/// `POST /styring/tjenester/{service}/versjoner/{number}/tilbake`
pub async fn bring_back(
    visit: Visit,
    Path((slug, number)): Path<(String, String)>,
    _: Form,
) -> Result<Response, Failure> {
    let directory = directory::of(&visit.app);
    let service = access::service(visit.actor(), &directory, &slug)?;
    let number: i32 = number.parse().map_err(|_| Failure::NotFound)?;
    let db = visit.app.store().across(Across::Directory);
    let content = versions::content_at(&db, service.id, number).await?.ok_or(Failure::NotFound)?;
    let deed = Deed::new(visit.actor(), "service.brought-back");
    let service = content.put_into(&service);
    access::keep(&visit, service.organisation, PutService { deed, service }).await?;
    Ok(access::saved(&format!("/styring/tjenester/{slug}/versjoner")))
}
