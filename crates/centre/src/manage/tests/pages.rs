//! The pages as a manager meets them, over HTTP: they show, they keep what was typed, they are not there for others.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::Arc;

use torg_people::staff::{self, Held};
use torg_slots::rules::Assigned;
use torg_slots::store as slots;
use torg_store::{Across, Result, Store, Tx, Unit, testing};
use torg_web::{App, SiteConfig, session};

use super::*;
use crate::manage;
use crate::testing::migrations;
use torg_catalogue::directory::Directories;
use torg_catalogue::places::store as places;

/// Two centres; ours has a guide with a booking on Monday 23 November at nine.
struct World;

impl Unit for World {
    type Out = Uuid;

    async fn run(&self, tx: &Tx) -> Result<Uuid> {
        let rost = place(10, OWN, "rost");
        places::put_place(tx, &rost).await?;
        slots::put_resource(tx, &resource(12, &rost, "person", 1)).await?;
        for hours in [11, 12] {
            slots::add_rule(tx, &weekly(id(hours), 540, 900)).await?;
        }
        let busy = taken(12, 1, date(2026, 11, 23), (9, 0), (9, 30));
        let seat = Assigned { resource: busy.resource, seat: 1, starts: busy.starts, ends: busy.ends };
        slots::occupy(tx, id(70), &[seat], None).await?;
        let membership = Membership { organisation: id(OWN), place: None, role: Role::Manager };
        staff::seed_staff(tx, "Leder", "leder@rost.example", &[Held { membership, supervisor: None }]).await
    }
}

struct Organisation(u128, &'static str);

impl Unit for Organisation {
    type Out = ();

    async fn run(&self, tx: &Tx) -> Result<()> {
        let row = places::OrganisationRow {
            id: id(self.0),
            slug: self.1.into(),
            name: format!("{} kommune", self.1),
            written: "nn".into(),
            accent: "#0b5c66".into(),
            accessibility_url: String::new(),
            phone: String::new(),
            orgnr: String::new(),
        };
        places::put_organisation(tx, &row).await?;
        if self.0 == OTHER { places::put_place(tx, &place(30, OTHER, "vaeroy")).await } else { Ok(()) }
    }
}

/// A running site with a manager signed in.
struct Browser {
    address: SocketAddr,
    cookie: String,
    csrf: String,
    store: Store,
}

struct Answer {
    status: u16,
    location: String,
    text: String,
}

impl Answer {
    /// The field that says which bookings were shown.
    fn confirmed(&self) -> String {
        let (_, rest) = self.text.split_once("name=\"bekreftet\" value=\"").expect("it asks first");
        let shown = rest.split('"').next().expect("a value");
        format!("bekreftet={}", shown.replace(':', "%3A").replace(' ', "+").replace(';', "%3B"))
    }
}

impl Browser {
    async fn open(engine: torg_store::Engine) -> Browser {
        let store = testing::store(engine, Clock::fixed(now()), migrations()).await;
        for organisation in [Organisation(OWN, "rost"), Organisation(OTHER, "vaeroy")] {
            store.write(id(organisation.0), organisation).await.expect("an organisation");
        }
        let manager = store.write(id(OWN), World).await.expect("the world");
        let shell = [
            (Lang::Nb, include_str!("../../../../../locales/nb/shell.ftl")),
            (Lang::Nn, include_str!("../../../../../locales/nn/shell.ftl")),
            (Lang::En, include_str!("../../../../../locales/en/shell.ftl")),
        ];
        let slices = torg_catalogue::SLICES.into_iter().chain([manage::SLICE, crate::cards::SLICE]);
        let texts: Vec<_> = shell.into_iter().chain(slices.flat_map(|slice| slice.texts.iter().copied())).collect();
        let site = SiteConfig {
            name: "Torg".into(),
            base_url: "http://127.0.0.1".into(),
            demo: false,
            behind_proxy: false,
            rate_limits: false,
            frame_ancestors: Vec::new(),
        };
        let directories = Directories::open(&store).await.expect("a directory");
        let texts = Texts::load(&texts).expect("the texts can be read");
        let app = App::builder(store.clone(), texts, site).with(Arc::new(directories)).build();
        let new = session::NewSession {
            staff: true,
            subject: manager,
            name: "Leder".into(),
            issuer: None,
            sid: None,
            id_token: None,
        };
        let cookie = session::start(&app, new, None).await.expect("a session");
        let router = torg_web::route::router(&app, (manage::SLICE.routes)()).with_state(app.clone());
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        tokio::spawn(async move { axum::serve(listener, router).await });
        // The visitor's cookie and the token in forms belong together.
        let visitor = "v".repeat(43);
        let csrf = store.keys().sign("csrf", &visitor);
        Browser { address, cookie: format!("torg_session={cookie}; torg_form={visitor}"), csrf, store }
    }

    async fn send(&self, head: String, body: String) -> Answer {
        let text = format!(
            "{head} HTTP/1.1\r\nhost: torg\r\nconnection: close\r\ncookie: {}\r\ncontent-length: {}\r\n\
             content-type: application/x-www-form-urlencoded\r\n\r\n{body}",
            self.cookie,
            body.len()
        );
        let address = self.address;
        let read = tokio::task::spawn_blocking(move || {
            let mut stream = TcpStream::connect(address).expect("it listens");
            stream.write_all(text.as_bytes()).expect("it takes a request");
            let mut answer = Vec::new();
            stream.read_to_end(&mut answer).expect("it answers");
            String::from_utf8_lossy(&answer).into_owned()
        });
        let whole = read.await.expect("it was read");
        let (head, text) = whole.split_once("\r\n\r\n").expect("a head and a body");
        let status = head.split(' ').nth(1).and_then(|s| s.parse().ok()).expect("a status");
        let location = head.lines().find_map(|l| l.strip_prefix("location: ")).unwrap_or_default().to_owned();
        Answer { status, location, text: text.to_owned() }
    }

    async fn get(&self, path: &str) -> Answer {
        self.send(format!("GET {path}"), String::new()).await
    }

    async fn post(&self, path: &str, fields: &str) -> Answer {
        self.send(format!("POST {path}"), format!("csrf={}&{fields}", self.csrf)).await
    }

    /// Sends a form that is accepted, and returns the page it leads to.
    async fn done(&self, path: &str, fields: &str) -> String {
        let answer = self.post(path, fields).await;
        assert_eq!(answer.status, 303, "{path} {}", answer.text);
        let next = self.get(&answer.location).await;
        assert_eq!(next.status, 200, "{}", answer.location);
        next.text
    }
}

const SERVICE: &str = "name-nb=S%C3%B8ke+om+pass&name-nn=S%C3%B8kje+om+pass&name-en=Passport&promise-nb=a&promise-nn=b\
                       &promise-en=c&agency=Politiet&minutes=20&kind=guidance&active=ja";
const OFFER: &str = "service=soke-om-pass&way=counter&needs=person&buffer=0&notice=60&horizon=30";

#[tokio::test]
async fn every_page_shows_in_every_language() {
    for engine in testing::BOTH {
        let site = Browser::open(engine).await;
        site.done("/styring/tjenester/ny?org=rost", SERVICE).await;
        site.done("/styring/sted/rost/tilbud/nytt", OFFER).await;
        let offers: Vec<Uuid> = torg_store::sql::column(&site.store.across(Across::Probe), "SELECT id FROM offer", [])
            .await
            .expect("reads");
        for path in [
            "/styring".to_owned(),
            "/styring/tjenester".to_owned(),
            "/styring/tjenester/ny".to_owned(),
            "/styring/tjenester/soke-om-pass".to_owned(),
            "/styring/organisasjon?org=rost".to_owned(),
            "/styring/sted/rost".to_owned(),
            "/styring/sted/rost/tilbud".to_owned(),
            "/styring/sted/rost/tilbud/nytt".to_owned(),
            format!("/styring/sted/rost/tilbud/{}", offers[0]),
            "/styring/sted/rost/apningstider".to_owned(),
            format!("/styring/sted/rost/apningstider?ressurs={}", id(12)),
            "/styring/sted/rost/ressurser".to_owned(),
            format!("/styring/sted/rost/ressurser/{}", id(12)),
        ] {
            for lang in Lang::ALL {
                let sign = if path.contains('?') { '&' } else { '?' };
                let page = site.get(&format!("{path}{sign}lang={}", lang.code())).await;
                assert_eq!(page.status, 200, "{path}");
                assert!(!page.text.contains('⟦') && !page.text.contains(">manage-"), "{path} lacks a text");
                assert_eq!(page.text.matches("<h1").count(), 1, "{path}");
            }
        }
    }
}

#[tokio::test]
async fn what_was_typed_stays_with_the_message_at_its_field() {
    for engine in testing::BOTH {
        let site = Browser::open(engine).await;
        let wrong = site.post("/styring/sted/rost/apningstider", "dager=mo&fra=halv+ni&til=15").await;
        assert_eq!(wrong.status, 422);
        assert!(wrong.text.contains("value=\"halv ni\"") && wrong.text.contains("href=\"#fra\""));
        assert!(wrong.text.contains("id=\"fra-e\"") && wrong.text.contains("value=\"mo\" checked"));
        let pale = site.post("/styring/organisasjon?org=rost", "name=R&written=nn&accent=%23f5a623").await;
        assert_eq!(pale.status, 422);
        assert!(pale.text.contains("Fargen er for lys") && pale.text.contains("value=\"#f5a623\""));
        let empty = site.post("/styring/tjenester/ny?org=rost", "name-nb=Pass&keywords-nb=en%0D%0Ato").await;
        assert_eq!(empty.status, 422);
        assert!(empty.text.contains("href=\"#name-nn\"") && empty.text.contains("en\r\nto</textarea>"));
        for (path, field) in [
            ("/styring/sted/rost", "address"),
            ("/styring/sted/rost/tilbud/nytt", "service"),
            ("/styring/sted/rost/unntak", "u_type"),
            ("/styring/sted/rost/ressurser", "name"),
        ] {
            let wrong = site.post(path, "").await;
            assert_eq!(wrong.status, 422, "{path}");
            assert!(wrong.text.contains(&format!("href=\"#{field}\"")), "{path}");
            assert!(wrong.text.contains(&format!("id=\"{field}\"")), "{path}: the link leads nowhere");
        }
        // Without the token nothing is taken.
        let forged = site.send("POST /styring/sted/rost/unntak".into(), "u_type=stengt".into()).await;
        assert_eq!(forged.status, 403);
    }
}

#[tokio::test]
async fn a_closure_is_stored_and_tells_of_the_booking_it_hits_until_it_is_removed() {
    for engine in testing::BOTH {
        let site = Browser::open(engine).await;
        let address = "/styring/sted/rost/apningstider";
        let hit = |text: &str| text.contains("/ansatt/dag?sted=rost&#38;dato=2026-11-23");
        assert!(!hit(&site.get(address).await.text));
        let (path, closed) = ("/styring/sted/rost/unntak", "u_type=stengt&u_fra_dato=23.11.2026&u_grunn=Kurs");
        let asked = site.post(path, closed).await;
        assert!(asked.status == 200 && hit(&asked.text) && asked.text.contains("value=\"Kurs\""), "{}", asked.text);
        let none = slots::exceptions(&site.store.within(id(OWN)), Some(id(OWN)), date(2026, 11, 20)).await;
        assert!(none.expect("exceptions").is_empty(), "nothing is stored before the answer");
        let page = site.done(path, &format!("{closed}&{}", asked.confirmed())).await;
        assert!(hit(&page) && page.contains("Endringa er lagra."), "{page}");
        let kept = slots::exceptions(&site.store.within(id(OWN)), Some(id(OWN)), date(2026, 11, 20)).await;
        let key = kept.expect("exceptions")[0].id;
        let page = site.done(&format!("/styring/sted/rost/unntak/{key}/fjern"), "").await;
        assert!(!hit(&page));
        // The same when the guide is switched off.
        let off = format!("/styring/sted/rost/ressurser/{}", id(12));
        let asked = site.post(&off, "name=Kari&capacity=1").await;
        assert!(asked.status == 200 && hit(&asked.text), "{}", asked.text);
        assert!(hit(&site.done(&off, &format!("name=Kari&capacity=1&{}", asked.confirmed())).await));
    }
}

#[tokio::test]
async fn another_organisations_rows_are_not_found() {
    for engine in testing::BOTH {
        let site = Browser::open(engine).await;
        for path in ["", "/tilbud", "/tilbud/nytt", "/apningstider", "/ressurser"] {
            assert_eq!(site.get(&format!("/styring/sted/vaeroy{path}")).await.status, 404, "{path}");
        }
        for path in ["", "/tilbud/nytt", "/apningstider", "/unntak", "/ressurser"] {
            let fields =
                "u_type=stengt&u_fra_dato=23.11.2026&name=x&address=y&latitude=1&longitude=1&capacity=1&kind=room";
            assert_eq!(site.post(&format!("/styring/sted/vaeroy{path}"), fields).await.status, 404, "{path}");
        }
        for path in ["/styring/organisasjon?org=vaeroy", "/styring/tjenester?org=vaeroy"] {
            assert_eq!(site.get(path).await.status, 404, "{path}");
        }
        // Their resource at our place, and keys that are none.
        for key in [id(31).to_string(), "tull".to_owned()] {
            let path = format!("/styring/sted/rost/apningstider?ressurs={key}");
            assert_eq!(site.get(&path).await.status, 404, "{path}");
        }
    }
}
