//! The citizen's door, and logging in with a code by SMS.

use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect};
use torg_base::phone::last_digits;
use torg_base::{Actor, Phone, Uuid};
use torg_notify::Notifier;
use torg_web::limits::Limit;
use torg_web::page::{html, html_wrong};
use torg_web::session::NewSession;
use torg_web::{Failure, Form, Html, Page, Visit};

use super::store::{self, Issued, NewCode, Tried};
use super::{Providers, home, limited, person_key};

#[derive(Template)]
#[template(path = "login/templates/choose.html")]
struct Choose {
    p: Page,
    form: Form,
    sms: bool,
    id_porten: bool,
}

impl Choose {
    fn new(visit: &Visit, form: Form) -> Choose {
        Choose {
            p: visit.page(visit.t("login-title")).with_form(&form),
            form,
            sms: visit.app.part::<Notifier>().has_sms(),
            id_porten: visit.app.part::<Providers>().citizen.is_some(),
        }
    }
}

#[derive(Template)]
#[template(path = "login/templates/code.html")]
struct AskCode {
    p: Page,
    form: Form,
    id: Uuid,
}

impl AskCode {
    fn new(visit: &Visit, id: Uuid, form: Form) -> AskCode {
        AskCode { p: visit.page(visit.t("login-code-title")).with_form(&form), form, id }
    }
}

/// GET `/logg-inn`
pub(super) async fn choose(visit: Visit) -> Result<Html, Failure> {
    match visit.actor() {
        Actor::Citizen { .. } => Ok(Redirect::to(home(visit.actor())).into_response()),
        _ => html(&Choose::new(&visit, Form::default())),
    }
}

/// POST `/logg-inn/kode`: sends a code to any number that can receive it; whether we know the number is not asked.
pub(super) async fn send(visit: Visit, mut form: Form) -> Result<Html, Failure> {
    if !visit.app.part::<Notifier>().has_sms() {
        return Err(Failure::NotFound);
    }
    limited(&visit, Limit::Write)?;
    let phone = match Phone::parse(form.value("phone")) {
        Some(phone) if phone.can_receive_sms() => phone,
        Some(_) => {
            form.wrong("phone", "login-phone-no-sms");
            return html_wrong(&Choose::new(&visit, form));
        }
        None => {
            form.wrong("phone", "login-phone-wrong");
            return html_wrong(&Choose::new(&visit, form));
        }
    };
    match issue(&visit, phone, None).await? {
        (Issued::Sent, id) => Ok(to_code(id)),
        _ => Err(Failure::TooMany),
    }
}

/// GET `/logg-inn/kode/{id}`: the same page whether or not the code exists.
pub(super) async fn ask(visit: Visit, Path(id): Path<String>) -> Result<Html, Failure> {
    html(&AskCode::new(&visit, read_id(&id)?, Form::default()))
}

/// POST `/logg-inn/kode/{id}`
pub(super) async fn check(visit: Visit, Path(id): Path<String>, mut form: Form) -> Result<Html, Failure> {
    let id = read_id(&id)?;
    let code: String = form.value("code").chars().filter(|c| !c.is_whitespace()).collect();
    if code.len() != 6 || !code.bytes().all(|b| b.is_ascii_digit()) {
        form.wrong("code", "login-code-six");
        return html_wrong(&AskCode::new(&visit, id, form));
    }
    limited(&visit, Limit::Guess)?;
    match store::try_code(visit.app.store(), id, &code).await? {
        Tried::Right(phone) => {
            visit.sign_in(by_phone(&visit, &phone)).await?;
            Ok(Redirect::to("/min-side").into_response())
        }
        Tried::Wrong => {
            form.wrong("code", "login-code-wrong");
            html_wrong(&AskCode::new(&visit, id, form))
        }
        Tried::Useless => {
            form.wrong("code", "login-code-useless");
            html_wrong(&AskCode::new(&visit, id, form))
        }
    }
}

/// POST `/logg-inn/kode/{id}/ny`: a new code to the same number, which the browser does not know.
pub(super) async fn send_again(visit: Visit, Path(id): Path<String>, mut form: Form) -> Result<Html, Failure> {
    let id = read_id(&id)?;
    limited(&visit, Limit::Write)?;
    let Some((phone, sent)) = store::alive(visit.app.store(), id).await? else {
        return Ok(Redirect::to("/logg-inn").into_response());
    };
    if visit.app.clock().now().duration_since(sent) < store::RESEND_AFTER {
        form.wrong("code", "login-code-wait");
        return html_wrong(&AskCode::new(&visit, id, form));
    }
    match issue(&visit, phone, Some(id)).await? {
        (Issued::Sent, id) => Ok(to_code(id)),
        (Issued::Gone, _) => Ok(Redirect::to("/logg-inn").into_response()),
        (Issued::TooMany, _) => Err(Failure::TooMany),
    }
}

/// The session of somebody who proved to have a telephone.
pub(super) fn by_phone(visit: &Visit, phone: &Phone) -> NewSession {
    NewSession {
        staff: false,
        subject: person_key(visit.app.store().keys(), phone),
        // The last two digits tell people with two telephones which one it was.
        name: format!("…{}", last_digits(phone.as_str())),
        issuer: None,
        sid: None,
        id_token: None,
    }
}

async fn issue(visit: &Visit, phone: Phone, replaces: Option<Uuid>) -> Result<(Issued, Uuid), Failure> {
    // Counted for this number as this address asks for it: were it the number alone, a stranger could use up the
    // allowance of its owner. What all addresses together may send is limited in the store.
    let number = visit.app.store().keys().sign("phone", phone.as_str());
    if !visit.app.limits().allow(Limit::Sms, &format!("{number} {}", visit.address)) {
        return Err(Failure::TooMany);
    }
    let (id, code) = (torg_base::new_id(), store::random_code());
    let text = visit.app.texts().format(visit.lang, "login-sms", &[("code", &code)]);
    let limited = visit.app.site().rate_limits;
    let new = NewCode { id, phone, code, text, replaces, limited };
    Ok((store::issue(visit.app.store(), new).await?, id))
}

fn to_code(id: Uuid) -> Html {
    Redirect::to(&format!("/logg-inn/kode/{id}")).into_response()
}

fn read_id(text: &str) -> Result<Uuid, Failure> {
    Uuid::parse_str(text).map_err(|_| Failure::NotFound)
}
