//! Staff and roles: what a manager may and may not do.

use axum::http::StatusCode;
use jiff::SignedDuration;
use torg_base::{Actor, Membership, Role, Uuid};
use torg_store::{Across, Error, Store, audit, testing::BOTH};

use super::change::{self, Add, Change, Done, GiveRole, TakeRole};
use super::model::{self, GRANTABLE, Grant, Refusal};
use super::{recognise, store};
use crate::oidc::Identity;
use crate::testing::{Browser, ROST, ROST_CENTRE, Site, VAEROY, VAEROY_CENTRE, check_keys, column, fresh, held, seed};

const FNR: &str = "20914695016";

fn grant(role: Role) -> Grant {
    Grant { role, place: None, supervisor: None }
}

fn manager(staff: Uuid) -> Actor {
    Actor::Staff { staff, memberships: vec![Membership { organisation: ROST, place: None, role: Role::Manager }] }
}

fn added(actor: &Actor, email: &str, grant: Grant) -> Add {
    Add { actor: actor.clone(), name: "Ny Ansatt".into(), email: Some(email.into()), pid_hash: None, grant }
}

async fn add(store: &Store, unit: Add) -> Done<Uuid> {
    change::settled(store.write(ROST, unit).await).expect("answers")
}

async fn give(store: &Store, actor: &Actor, staff: Uuid, grant: Grant) -> Done<()> {
    store.write(ROST, GiveRole { actor: actor.clone(), staff, grant }).await.expect("answers")
}

async fn roles_of(store: &Store, staff: Uuid) -> Vec<String> {
    column(store, &format!("SELECT role FROM membership WHERE staff_id = {} ORDER BY role", literal(store, staff)))
        .await
}

fn literal(store: &Store, id: Uuid) -> String {
    match store.engine() {
        torg_store::Engine::Sqlite => format!("x'{}'", id.simple()),
        torg_store::Engine::Postgres => format!("'{id}'"),
    }
}

async fn rost_manager(store: &Store) -> Uuid {
    seed(store, "Leder Røst", "leder@rost.no", vec![held(Role::Manager, ROST, None, None)]).await
}

#[test]
fn a_manager_gives_the_roles_of_a_centre_and_no_others() {
    for role in Role::ALL {
        let given = Grant { supervisor: Some(Uuid::from_u128(5)), ..grant(role) }.check(&[]);
        assert_eq!(given.is_ok(), GRANTABLE.contains(&role), "{role:?}");
    }
    for never in [Role::National, Role::Admin, Role::Agency, Role::Citizen] {
        assert_eq!(grant(never).check(&[]), Err(Refusal::NotGrantable));
    }
    assert_eq!(grant(Role::Helper).check(&[]), Err(Refusal::SupervisorNeeded));
    let elsewhere = Grant { place: Some(VAEROY_CENTRE), ..grant(Role::Guide) };
    assert_eq!(elsewhere.check(&[ROST_CENTRE]), Err(Refusal::PlaceElsewhere));
}

#[test]
fn addresses_and_numbers_are_read_as_people_type_them() {
    assert_eq!(model::email(" Kari.Nordmann@Rost.Kommune.no ").as_deref(), Some("kari.nordmann@rost.kommune.no"));
    for bad in ["", "kari", "@rost.no", "kari@", "kari@rost", "kari@.no", "ka ri@rost.no", "a@b@c.no", "a@b.no, c@d.no"]
    {
        assert_eq!(model::email(bad), None, "{bad}");
    }
    assert_eq!(model::pid("209146 95016").as_deref(), Some(FNR));
    assert_eq!(model::pid("20914695017"), None);
}

#[tokio::test]
async fn the_store_refuses_what_the_page_would_never_send() {
    for engine in BOTH {
        let (store, _) = fresh(engine).await;
        let boss = rost_manager(&store).await;
        let actor = manager(boss);
        let guide = add(&store, added(&actor, "g@rost.no", grant(Role::Guide))).await.expect("is added");
        for role in [Role::National, Role::Admin, Role::Agency, Role::Employer] {
            assert_eq!(give(&store, &actor, guide, grant(role)).await, Err(Refusal::NotGrantable));
            let unit = added(&actor, "n@rost.no", grant(role));
            assert_eq!(add(&store, unit).await, Err(Refusal::NotGrantable), "{role:?}");
        }
        let stranger =
            seed(&store, "Leder Værøy", "leder@varoy.no", vec![held(Role::Manager, VAEROY, None, None)]).await;
        assert_eq!(give(&store, &actor, stranger, grant(Role::Guide)).await, Err(Refusal::NotFound));
        assert_eq!(roles_of(&store, stranger).await, ["manager"]);
        let organisations: Vec<Uuid> =
            column(&store, "SELECT DISTINCT organisation_id FROM membership WHERE role = 'guide'").await;
        assert_eq!(organisations, [ROST], "{engine:?}");
    }
}

#[tokio::test]
async fn a_manager_takes_only_roles_of_the_own_organisation() {
    for engine in BOTH {
        let (store, _) = fresh(engine).await;
        let actor = manager(rost_manager(&store).await);
        let both = vec![
            held(Role::Guide, ROST, None, None),
            held(Role::Guide, VAEROY, None, None),
            held(Role::Admin, ROST, None, None),
        ];
        let shared = seed(&store, "Delt Veileder", "delt@rost.no", both).await;
        let take = |role: Uuid| store.write(ROST, TakeRole { actor: actor.clone(), staff: shared, role });
        let id = async |query: &str| column::<Uuid>(&store, query).await[0];
        let elsewhere =
            id(&format!("SELECT id FROM membership WHERE organisation_id = {}", literal(&store, VAEROY))).await;
        assert_eq!(take(elsewhere).await, Ok(Err(Refusal::NotFound)));
        assert_eq!(
            take(id("SELECT id FROM membership WHERE role = 'admin'").await).await,
            Ok(Err(Refusal::NotGrantable))
        );
        let own =
            format!("SELECT id FROM membership WHERE role = 'guide' AND organisation_id = {}", literal(&store, ROST));
        assert_eq!(take(id(&own).await).await, Ok(Ok(())));
        assert_eq!(roles_of(&store, shared).await, ["admin", "guide"], "{engine:?}");
    }
}

fn renamed(actor: &Actor, staff: Uuid, email: &str, active: bool) -> Change {
    let email = Some(email.to_owned());
    Change { actor: actor.clone(), staff, name: "Nytt Navn".into(), email, pid_hash: None, active }
}

async fn change(store: &Store, unit: Change) -> Done<()> {
    change::settled(store.write(ROST, unit).await).expect("answers")
}

#[tokio::test]
async fn nobody_with_greater_roles_can_be_taken_over_by_an_address() {
    for engine in BOTH {
        let (store, _) = fresh(engine).await;
        let boss = rost_manager(&store).await;
        let actor = manager(boss);
        for (email, extra) in [
            ("drift@rost.no", held(Role::Admin, ROST, None, None)),
            ("delt@rost.no", held(Role::Guide, VAEROY, None, None)),
        ] {
            let id = seed(&store, "Opprinnelig", email, vec![held(Role::Guide, ROST, None, None), extra]).await;
            assert_eq!(change(&store, renamed(&actor, id, "angriper@x.no", true)).await, Err(Refusal::BeyondReach));
            assert_eq!(change(&store, renamed(&actor, id, email, false)).await, Err(Refusal::BeyondReach));
        }
        let visiting = vec![held(Role::Guide, VAEROY, None, None), held(Role::Guide, ROST, None, None)];
        let id = seed(&store, "Gjest", "gjest@varoy.no", visiting).await;
        assert_eq!(change(&store, renamed(&actor, id, "angriper@x.no", true)).await, Err(Refusal::BeyondReach));
        assert_eq!(change(&store, renamed(&actor, boss, "leder@rost.no", false)).await, Err(Refusal::Oneself));
        let own: Vec<Uuid> =
            column(&store, &format!("SELECT id FROM membership WHERE staff_id = {}", literal(&store, boss))).await;
        let take = TakeRole { actor: actor.clone(), staff: boss, role: own[0] };
        assert_eq!(store.write(ROST, take).await, Ok(Err(Refusal::Oneself)), "{engine:?}");
    }
}

#[tokio::test]
async fn an_address_belongs_to_one_and_a_role_is_held_once() {
    for engine in BOTH {
        let (store, _) = fresh(engine).await;
        let actor = manager(rost_manager(&store).await);
        let guide = add(&store, added(&actor, "g@rost.no", grant(Role::Guide))).await.expect("is added");
        assert_eq!(add(&store, added(&actor, "g@rost.no", grant(Role::Guide))).await, Err(Refusal::EmailTaken));
        assert_eq!(change(&store, renamed(&actor, guide, "leder@rost.no", true)).await, Err(Refusal::EmailTaken));
        assert_eq!(give(&store, &actor, guide, grant(Role::Guide)).await, Err(Refusal::RoleHeld));
        let there = Grant { place: Some(ROST_CENTRE), ..grant(Role::Guide) };
        assert_eq!(give(&store, &actor, guide, there.clone()).await, Ok(()));
        assert_eq!(give(&store, &actor, guide, there).await, Err(Refusal::RoleHeld));
        assert_eq!(roles_of(&store, guide).await, ["guide", "guide"]);
        let upper = store
            .write_across(Across::Operator, Raw("UPDATE staff SET email = 'STOR@rost.no' WHERE email = 'g@rost.no'"))
            .await;
        assert!(upper.unwrap_err().is_conflict("staff_email_small"), "{engine:?}");
    }
}

/// A statement as it stands, past every rule but the database's own.
struct Raw(&'static str);

impl torg_store::Unit for Raw {
    type Out = u64;

    async fn run(&self, tx: &torg_store::Tx) -> torg_store::Result<u64> {
        torg_store::sql::exec(tx, self.0, []).await
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn two_managers_at_once_register_an_address_once() {
    for engine in BOTH {
        let (store, _) = fresh(engine).await;
        let actor = manager(rost_manager(&store).await);
        let running: Vec<_> = (0..8)
            .map(|_| {
                let (store, unit) = (store.clone(), added(&actor, "ny@rost.no", grant(Role::Guide)));
                tokio::spawn(async move { add(&store, unit).await })
            })
            .collect();
        let mut outcomes = Vec::new();
        for one in running {
            outcomes.push(one.await.expect("no panic"));
        }
        assert_eq!(outcomes.iter().filter(|o| o.is_ok()).count(), 1, "{engine:?}");
        assert!(outcomes.iter().all(|o| matches!(o, Ok(_) | Err(Refusal::EmailTaken))), "{outcomes:?}");
    }
}

#[tokio::test]
async fn a_helper_has_a_supervisor_who_works_here() {
    for engine in BOTH {
        let (store, _) = fresh(engine).await;
        let boss = rost_manager(&store).await;
        let actor = manager(boss);
        let helper = |supervisor| Grant { supervisor, ..grant(Role::Helper) };
        let outsider = seed(&store, "Utenfor", "u@varoy.no", vec![held(Role::Guide, VAEROY, None, None)]).await;
        assert_eq!(add(&store, added(&actor, "e@rost.no", helper(None))).await, Err(Refusal::SupervisorNeeded));
        assert_eq!(
            add(&store, added(&actor, "e@rost.no", helper(Some(outsider)))).await,
            Err(Refusal::SupervisorUnfit)
        );
        let guide = add(&store, added(&actor, "g@rost.no", grant(Role::Guide))).await.expect("is added");
        let pupil = add(&store, added(&actor, "e@rost.no", helper(Some(guide)))).await.expect("is added");
        assert_eq!(give(&store, &actor, guide, helper(Some(pupil))).await, Err(Refusal::SupervisorUnfit), "a helper");
        assert_eq!(give(&store, &actor, guide, helper(Some(guide))).await, Err(Refusal::SupervisorUnfit), "oneself");

        assert_eq!(change(&store, renamed(&actor, guide, "g@rost.no", false)).await, Err(Refusal::Supervises));
        let own = format!("SELECT id FROM membership WHERE staff_id = {}", literal(&store, guide));
        let role = column::<Uuid>(&store, &own).await[0];
        let take = || TakeRole { actor: actor.clone(), staff: guide, role };
        assert_eq!(store.write(ROST, take()).await, Ok(Err(Refusal::Supervises)));
        let there = Grant { place: Some(ROST_CENTRE), ..grant(Role::Guide) };
        assert_eq!(give(&store, &actor, guide, there).await, Ok(()));
        assert_eq!(store.write(ROST, take()).await, Ok(Ok(())), "another fit role is left");
        let alone = store
            .write_across(Across::Operator, Raw("UPDATE membership SET supervisor_id = NULL WHERE role = 'helper'"));
        assert!(alone.await.unwrap_err().is_conflict("membership_helper"), "{engine:?}");
        let odd = store.write_across(Across::Operator, Raw("UPDATE membership SET role = 'king' WHERE role = 'guide'"));
        assert!(odd.await.unwrap_err().is_conflict("membership_role"), "{engine:?}");
    }
}

#[tokio::test]
async fn who_leaves_loses_every_role_and_is_forgotten_after_a_year() {
    for engine in BOTH {
        let (store, clock) = fresh(engine).await;
        let actor = manager(rost_manager(&store).await);
        let guide = add(&store, added(&actor, "g@rost.no", grant(Role::Guide))).await.expect("is added");
        assert_eq!(change(&store, renamed(&actor, guide, "g@rost.no", false)).await, Ok(()));
        assert_eq!(roles_of(&store, guide).await.len(), 0);
        assert_eq!(recognise(&store, &identity("s", Some("g@rost.no"), None)).await, Ok(None));
        assert_eq!(give(&store, &actor, guide, grant(Role::Guide)).await, Err(Refusal::HasLeft));
        let actions: Vec<String> = column(&store, "SELECT action FROM audit ORDER BY id").await;
        assert_eq!(actions, ["staff.added", "staff.role-given", "staff.changed", "staff.left"]);
        let audit_ids: Vec<Uuid> = column(&store, "SELECT id FROM audit ORDER BY id").await;
        let content = audit::open(&store, audit_ids[2]).await.expect("opens").expect("content");
        assert_eq!((&content["from"]["name"], &content["to"]["name"]), (&"Ny Ansatt".into(), &"Nytt Navn".into()));

        clock.advance(SignedDuration::from_hours(24 * 365));
        store::forget_left(&store).await.expect("forgets");
        assert_eq!(column::<Uuid>(&store, "SELECT id FROM staff").await.len(), 2, "not yet");
        clock.advance(SignedDuration::from_secs(1));
        store::forget_left(&store).await.expect("forgets");
        assert_eq!(column::<String>(&store, "SELECT name FROM staff").await, ["Leder Røst"]);
        assert_eq!(audit::open(&store, audit_ids[2]).await.expect("answers"), None, "{engine:?}");
    }
}

fn identity(subject: &str, email: Option<&str>, pid: Option<&str>) -> Identity {
    Identity {
        issuer: "https://login.example".into(),
        subject: subject.into(),
        pid: pid.map(Into::into),
        email: email.map(Into::into),
        name: None,
        acr: None,
        sid: None,
        id_token: "t".into(),
        organisations: Vec::new(),
        auth_time: None,
    }
}

#[tokio::test]
async fn staff_are_recognised_by_what_was_registered_and_then_by_the_provider() {
    for engine in BOTH {
        let (store, _) = fresh(engine).await;
        let actor = manager(rost_manager(&store).await);
        let guide = add(&store, added(&actor, "g@rost.no", grant(Role::Guide))).await.expect("is added");
        let who = async |identity: Identity| recognise(&store, &identity).await.expect("answers").map(|k| k.id);
        assert_eq!(who(identity("s-1", Some("other@rost.no"), None)).await, None, "nobody's account is made");
        assert_eq!(who(identity("s-1", None, None)).await, None);
        assert_eq!(who(identity("s-1", Some(" G@Rost.no"), None)).await, Some(guide));
        assert_eq!(who(identity("s-1", None, None)).await, Some(guide), "by the provider's own id from now on");
        assert_eq!(who(identity("s-2", Some("g@rost.no"), None)).await, None, "the address is spent");
        assert_eq!(change(&store, renamed(&actor, guide, "g2@rost.no", true)).await, Ok(()));
        assert_eq!(who(identity("s-1", Some("g@rost.no"), None)).await, None, "the account may be another's now");
        assert_eq!(who(identity("s-2", Some("g2@rost.no"), None)).await, Some(guide));

        let hash = store::pid_hash(store.keys(), FNR);
        let unit = Add { pid_hash: Some(hash.clone()), email: None, ..added(&actor, "", grant(Role::Guide)) };
        let numbered = add(&store, unit).await.expect("is added");
        let again = Add { pid_hash: Some(hash), ..added(&actor, "x@rost.no", grant(Role::Guide)) };
        assert_eq!(add(&store, again).await, Err(Refusal::PidTaken));
        assert_eq!(who(identity("n-1", None, Some("45840375084"))).await, None);
        assert_eq!(who(identity("n-1", None, Some(FNR))).await, Some(numbered));
        assert_eq!(who(identity("n-2", None, Some(FNR))).await, Some(numbered), "the number is theirs anywhere");
        let known = recognise(&store, &identity("n-2", None, None)).await.expect("answers").expect("known");
        assert_eq!((known.name.as_str(), known.memberships.len()), ("Ny Ansatt", 1), "{engine:?}");
    }
}

#[tokio::test]
async fn another_persons_number_outweighs_the_address() {
    let (store, _) = fresh(torg_store::Engine::Sqlite).await;
    let actor = manager(rost_manager(&store).await);
    let hash = store::pid_hash(store.keys(), FNR);
    let unit = Add { pid_hash: Some(hash), ..added(&actor, "g@rost.no", grant(Role::Guide)) };
    add(&store, unit).await.expect("is added");
    assert_eq!(recognise(&store, &identity("s", Some("g@rost.no"), Some("45840375084"))).await, Ok(None));
}

#[tokio::test]
async fn seeding_twice_changes_nothing() {
    for engine in BOTH {
        let (store, _) = fresh(engine).await;
        let first = rost_manager(&store).await;
        assert_eq!(rost_manager(&store).await, first);
        assert_eq!(roles_of(&store, first).await, ["manager"]);
        let homes: Vec<Uuid> = column(&store, "SELECT organisation_id FROM staff").await;
        assert_eq!(homes, [ROST], "{engine:?}");
    }
}

#[test]
fn every_text_is_there_in_each_language() {
    check_keys(&super::SLICE, "staff");
}

#[test]
fn no_error_of_the_index_is_taken_for_another() {
    let conflict = |name: &str| change::settled::<()>(Err(Error::Conflict(name.into())));
    assert_eq!(conflict("staff.email"), Ok(Err(Refusal::EmailTaken)));
    assert_eq!(conflict("staff_pid"), Ok(Err(Refusal::PidTaken)));
    assert!(conflict("membership_helper").is_err());
}

async fn signed_in(store: &Store, role: Role, place: Option<Uuid>) -> Browser {
    let staff = seed(store, "Innlogget", "inn@rost.no", vec![held(role, ROST, place, None)]).await;
    let mut browser = Site { demo: true, people: vec![(role, staff)], ..Site::default() }.start(store);
    browser.get(&format!("/demo/login?as={}", role.code())).await;
    browser
}

#[tokio::test]
async fn a_manager_works_with_the_pages() {
    let (store, _) = fresh(torg_store::Engine::Sqlite).await;
    let mut browser = signed_in(&store, Role::Manager, None).await;
    assert_eq!(browser.get("/styring/ansatte").await.status, StatusCode::OK);
    let new = "/styring/ansatte/ny";
    let wrong = browser.post(new, new, &[("name", "Per"), ("email", "per"), ("role", "guide")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.text.contains("Skriv en e-postadresse") && wrong.text.contains("value=\"Per\""));
    for role in ["national", "admin", "agency", "", "king"] {
        let fields = [("name", "Per"), ("email", "per@rost.no"), ("role", role)];
        assert_eq!(browser.post(new, new, &fields).await.status, StatusCode::UNPROCESSABLE_ENTITY, "{role}");
    }
    let there = VAEROY_CENTRE.to_string();
    let elsewhere = [("name", "Per"), ("email", "per@rost.no"), ("role", "guide"), ("place", there.as_str())];
    assert!(browser.post(new, new, &elsewhere).await.text.contains("Velg et av stedene"));

    let fields = [("name", "Per"), ("email", "per@rost.no"), ("pid", FNR), ("role", "guide")];
    let person = browser.post(new, new, &fields).await.to().to_owned();
    let page = browser.get(&person).await.text;
    assert!(page.contains("Et nummer er registrert") && !page.contains(FNR), "the number is not shown again");
    let fields = [("role", "guide"), ("place", &ROST_CENTRE.to_string())];
    assert_eq!(browser.post(&person, &format!("{person}/rolle"), &fields).await.to(), person);
    let page = browser.get(&person).await.text;
    assert!(page.contains("Veileder, Røst servicetorg"));
    let take = page.split("action=\"").find(|p| p.contains("/fjern\"")).expect("a button");
    let take = take.split('"').next().expect("an address").to_owned();
    assert_eq!(browser.post(&person, &take, &[]).await.to(), person);
    assert_eq!(browser.post(&person, &take, &[]).await.status, StatusCode::NOT_FOUND);
    let leave = browser.post(&person, &person, &[("name", "Per"), ("email", "per@rost.no")]).await;
    assert_eq!(leave.to(), person);
    assert!(browser.get("/styring/ansatte").await.text.contains("Sluttet"));
}

#[tokio::test]
async fn nobody_else_gets_in_and_no_manager_gets_elsewhere() {
    let (store, _) = fresh(torg_store::Engine::Sqlite).await;
    let stranger = seed(&store, "Leder Værøy", "leder@varoy.no", vec![held(Role::Manager, VAEROY, None, None)]).await;
    let mut browser = signed_in(&store, Role::Manager, None).await;
    for path in [
        format!("/styring/ansatte/{stranger}"),
        format!("/styring/ansatte?org={VAEROY}"),
        format!("/styring/ansatte/{stranger}?org={VAEROY}"),
        "/styring/ansatte?org=x".into(),
    ] {
        assert_eq!(browser.get(&path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    assert!(!browser.get("/styring/ansatte").await.text.contains("Leder Værøy"));
    let path = format!("/styring/ansatte/{stranger}/rolle");
    let answer = browser.post("/styring/ansatte/ny", &path, &[("role", "guide")]).await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);

    let (store, _) = fresh(torg_store::Engine::Sqlite).await;
    let mut guide = signed_in(&store, Role::Guide, None).await;
    assert_eq!(guide.get("/styring/ansatte").await.status, StatusCode::FORBIDDEN);
    let (store, _) = fresh(torg_store::Engine::Sqlite).await;
    let mut local = signed_in(&store, Role::Manager, Some(ROST_CENTRE)).await;
    assert_eq!(local.get("/styring/ansatte").await.status, StatusCode::NOT_FOUND, "a place is not the organisation");
}
