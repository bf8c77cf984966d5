//! Every route with every role, and against another organisation's rows.

use axum::http::{Method, StatusCode};
use torg_base::{Action, Allowed, Role, allowed};
use torg_store::Engine;
use torg_web::Kind;

use super::harness::Site;
use crate::slices;

/// An address for a route's pattern: keys that exist nowhere.
fn address(pattern: &str) -> String {
    let mut path = String::new();
    for part in pattern.split('/').skip(1) {
        path.push('/');
        path.push_str(match part {
            "{id}" | "{place_id}" | "{organisation}" => "0190a0a0-0000-7000-8000-000000000000",
            p if p.starts_with('{') => "finnes-ikke",
            p => p,
        });
    }
    if path.is_empty() { "/".into() } else { path }
}

fn open_to(role: Role, action: Action) -> bool {
    allowed(role, action) != Allowed::No || allowed(Role::Citizen, action) == Allowed::Everywhere
}

#[tokio::test]
async fn the_policy_table_decides_every_route_for_every_role() {
    let site = Site::demo(Engine::Sqlite).await;
    let mut checked = 0;
    for role in Role::ALL {
        let mut somebody = site.signed_in(role.code()).await;
        for route in slices::routes() {
            // Signing out ends the walk; its own tests look at it.
            if route.path == "/logg-ut" {
                continue;
            }
            let path = address(route.path);
            let answer =
                if route.method == Method::GET { somebody.get(&path).await } else { somebody.post(&path, &[]).await };
            let refused = answer.status == StatusCode::FORBIDDEN || answer.status == StatusCode::UNAUTHORIZED;
            let by_token = route.method == Method::POST && route.kind() == Kind::Html;
            if open_to(role, route.action) {
                assert!(!refused || by_token, "{} {} is open to {role:?}, got {}", route.method, path, answer.status);
            } else {
                assert!(refused, "{} {} is closed to {role:?}, got {}", route.method, path, answer.status);
            }
            assert!(!answer.status.is_server_error(), "{} {} as {role:?}: {}", route.method, path, answer.status);
            checked += 1;
        }
    }
    assert!(checked > 300, "the walk was long: {checked}");
}

#[tokio::test]
async fn nobody_signed_in_reaches_what_staff_see() {
    let site = Site::demo(Engine::Sqlite).await;
    for route in slices::routes().iter().filter(|r| !open_to(Role::Citizen, r.action)) {
        let mut nobody = site.visitor();
        let path = address(route.path);
        let answer = if route.method == Method::GET { nobody.get(&path).await } else { nobody.post(&path, &[]).await };
        let sent_to_the_door = answer.status == StatusCode::SEE_OTHER && answer.location.contains("logg-inn");
        let refused = [StatusCode::FORBIDDEN, StatusCode::UNAUTHORIZED].contains(&answer.status);
        assert!(sent_to_the_door || refused, "{} {path}: {}", route.method, answer.status);
    }
}

#[tokio::test]
async fn every_form_needs_the_token_of_its_page() {
    let site = Site::demo(Engine::Sqlite).await;
    let mut guide = site.signed_in("manager").await;
    let mut refused = 0;
    for route in slices::routes() {
        if route.method != Method::POST || route.kind() != Kind::Html || !open_to(Role::Manager, route.action) {
            continue;
        }
        // A well-formed post without the token; placeholders are real where a handler would look something up first.
        let path = address(route.path);
        let answer = guide.post(&path, &[("csrf", "wrong")]).await;
        let nowhere = [StatusCode::NOT_FOUND, StatusCode::BAD_REQUEST].contains(&answer.status);
        assert!(
            nowhere || answer.status == StatusCode::FORBIDDEN,
            "{path} took a form without a token: {}",
            answer.status
        );
        refused += usize::from(answer.status == StatusCode::FORBIDDEN);
    }
    assert!(refused >= 10, "most forms were reached and refused: {refused}");
}

#[tokio::test]
async fn another_organisations_rows_do_not_exist() {
    for engine in torg_store::testing::BOTH {
        let site = Site::demo(engine).await;
        let mut guide = site.signed_in("guide").await;
        let own = guide.open("/ansatt/dag?sted=vanylven").await;
        assert_eq!(own.status, StatusCode::OK);
        for other in ["rost", "ulstein", "meloy"] {
            for page in ["/ansatt/dag", "/ansatt/dag/tabell", "/ansatt/ny-time", "/ansatt/tall"] {
                let answer = guide.get(&format!("{page}?sted={other}")).await;
                assert_eq!(answer.status, StatusCode::NOT_FOUND, "{page} of {other}");
            }
            let fields = [("sted", other), ("tjeneste", "logge-inn-altinn")];
            let answer = guide.submit(&own, "/ansatt/drop-in", &fields).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "drop-in at {other}");
        }
        // A booking of another municipality, by its real key.
        let mut citizen = site.visitor();
        let path = "/bestill/logge-inn-altinn/ulstein/counter";
        let (location, _) = super::line::as_far_as_the_code(&mut citizen, path, "90000006").await;
        let id = super::line::id_of(&location);
        assert_eq!(guide.get(&format!("/ansatt/time/{id}")).await.status, StatusCode::NOT_FOUND);
        for action in ["steg", "ringt", "avbestill"] {
            let answer = guide.submit(&own, &format!("/ansatt/time/{id}/{action}"), &[("steg", "kommet")]).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{action}");
        }
    }
}

#[tokio::test]
async fn every_answer_carries_the_security_headers() {
    let site = Site::demo(Engine::Sqlite).await;
    let mut visitor = site.visitor();
    for path in ["/", "/tjenester", "/api/v1/places", "/finnes-ikke", "/static/torg.css"] {
        let answer = visitor.get(path).await;
        let csp = answer.headers.get("content-security-policy").and_then(|v| v.to_str().ok()).unwrap_or_default();
        assert!(csp.contains("default-src 'none'") && !csp.contains("unsafe-inline"), "{path}");
        assert_eq!(answer.headers.get("x-content-type-options").map(|v| v.as_bytes()), Some(&b"nosniff"[..]), "{path}");
        assert!(!answer.body.contains("style=\""), "{path} has inline style");
    }
}
