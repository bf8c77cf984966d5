//! The real list as data.norge.no would read it, and that each rule can be broken.

use oxrdf::{BlankNode, NamedNode, Term, Triple};
use torg_base::{Actor, Clock, Lang};
use torg_store::testing::store;
use torg_store::{Engine, Migration, Result, Store, Tx, Unit};
use torg_web::texts::Texts;

use super::rules::{Finding, findings};
use super::vocabulary::{PREFIXES, expand};
use super::{graph, pages};
use crate::import::{self, Kind, Options, table_from};
use crate::services::card::Legal;
use crate::services::model::Service;
use crate::services::store as catalogue;
use crate::{Directories, notices, places, travel};

const BASE: &str = "https://torg.kommune.no";

fn migrations() -> Vec<Migration> {
    let slices = [
        torg_slots::store::MIGRATIONS,
        places::store::MIGRATIONS,
        catalogue::MIGRATIONS,
        travel::SLICE.migrations,
        notices::SLICE.migrations,
    ];
    torg_store::schema::MIGRATIONS.iter().chain(slices.into_iter().flatten()).copied().collect()
}

fn texts() -> Texts {
    let all: Vec<(Lang, &'static str)> =
        crate::services::SLICE.texts.iter().chain(super::SLICE.texts).copied().collect();
    Texts::load(&all).expect("the texts")
}

struct Put(Service);

impl Unit for Put {
    type Out = i32;

    async fn run(&self, tx: &Tx) -> Result<i32> {
        let version = catalogue::put_service(tx, &self.0, &Actor::default()).await?;
        crate::directory::changed(tx).await?;
        Ok(version)
    }
}

async fn bring_in(store: &Store, kind: Kind, text: &str) {
    let table = table_from(text.as_bytes()).expect("a table");
    let report = import::import(store, kind, table, Options::default()).await.expect("imports");
    assert!(report.bad.is_empty(), "{:?}", report.bad);
}

/// The real places and services. One municipality has a number, one service says everything that a service can say.
async fn world() -> Directories {
    let clock = Clock::fixed("2026-11-25T10:20:00Z".parse().expect("an instant"));
    let store = store(Engine::Sqlite, clock, migrations()).await;
    let mut places = String::new();
    for (number, line) in include_str!("../../../../data/places.csv").lines().enumerate() {
        let cell = if number == 0 { "organisation_number" } else { "" };
        let cell = if line.starts_with("vanylven,") { "974760673" } else { cell };
        places.push_str(&format!("{line},{cell}\n"));
    }
    bring_in(&store, Kind::Places, &places).await;
    bring_in(&store, Kind::Services, include_str!("../../../../data/services.csv")).await;
    bring_in(&store, Kind::Resources, include_str!("../../../../data/resources.csv")).await;
    bring_in(&store, Kind::Offers, include_str!("../../../../data/offers.csv")).await;
    let directories = Directories::open(&store).await.expect("a directory");
    let mut full = Service::clone(directories.get().service("logge-inn-altinn").expect("a service"));
    full.facts.languages = vec!["nb".into(), "pl".into(), "sign".into()];
    full.facts.themes = vec!["skatt-og-avgift".into()];
    full.facts.events = vec!["ny-i-norge".into()];
    full.facts.legal = Some(Legal {
        text: "Forvaltningsloven § 11".into(),
        url: "https://lovdata.no/lov/1967-02-10/§11".into(),
        valid_from: Some(jiff::civil::date(1970, 1, 1)),
    });
    full.texts.nb.boundary = "Første linje.\r\nAndre <linje> & «slutt».".into();
    full.texts.nb.bring = vec!["Legitimasjon".into()];
    store.write(full.organisation, Put(full.clone())).await.expect("changed");
    directories.refresh(&store).await.expect("read again");
    directories
}

fn whole(directories: &Directories) -> Vec<Triple> {
    graph::everything(&directories.get(), &texts(), BASE)
}

fn stops(triples: &[Triple]) -> Vec<String> {
    findings(triples).into_iter().filter(|f| f.stops).map(|f| f.text).collect()
}

fn named(address: &str) -> NamedNode {
    NamedNode::new_unchecked(address)
}

fn has(triples: &[Triple], subject: &str, name: &str, object: &str) -> bool {
    let name = expand(name);
    triples.iter().any(|t| {
        t.subject == named(&format!("{BASE}{subject}")).into()
            && t.predicate.as_str() == name
            && t.object == Term::from(named(object))
    })
}

#[tokio::test]
async fn the_real_list_would_be_taken_whole() {
    let triples = whole(&world().await);
    assert_eq!(stops(&triples), Vec::<String>::new());
    let notes: Vec<Finding> = findings(&triples);
    assert_eq!(notes.len(), 1, "only the keeper of the list has no number: {notes:?}");
    let service = "/tjenester/logge-inn-altinn";
    let event = "https://psi.norge.no/los/hendelse/ny-i-norge";
    let number = "https://organization-catalog.fellesdatakatalog.digdir.no/organizations/974760673";
    for (name, object) in [
        ("cpsvno:hasPossibleOutput", format!("{BASE}{service}#resultat")),
        ("cpsv:produces", format!("{BASE}{service}#resultat")),
        ("cv:isGroupedBy", event.to_owned()),
        ("cv:thematicArea", "https://psi.norge.no/los/tema/skatt-og-avgift".to_owned()),
        ("dct:language", "http://publications.europa.eu/resource/authority/language/POL".to_owned()),
        ("cv:hasCompetentAuthority", number.to_owned()),
        ("cpsv:follows", format!("{BASE}{service}#regel")),
        ("cv:contactPoint", format!("{BASE}/sted/vanylven#kontakt")),
    ] {
        assert!(has(&triples, service, name, &object), "{name} {object}");
    }
    assert!(has(&triples, &format!("{service}#regel"), "cpsv:implements", &format!("{BASE}{service}#lov")));
    let back = Triple::new(named(event), named(&expand("cpsvno:mayInitiate")), named(&format!("{BASE}{service}")));
    assert!(triples.contains(&back));
}

#[tokio::test]
async fn one_service_is_a_part_of_the_whole() {
    let directories = world().await;
    let directory = directories.get();
    let all = whole(&directories);
    let service = directory.service("logge-inn-altinn").expect("a service");
    let own = graph::one(&directory, &texts(), BASE, service);
    assert!(own.len() > 50 && own.len() < all.len());
    assert!(own.iter().all(|triple| all.contains(triple)));
}

/// Every property that a class must have, taken away from the whole list, is missed.
#[tokio::test]
async fn each_missing_property_is_told() {
    let triples = whole(&world().await);
    for name in [
        "dct:title",
        "dct:description",
        "dct:identifier",
        "dct:publisher",
        "dct:spatial",
        "cv:contactPoint",
        "cv:hasCompetentAuthority",
        "cpsvno:hasPossibleOutput",
        "cpsv:implements",
        "skos:prefLabel",
    ] {
        let address = expand(name);
        let without: Vec<Triple> = triples.iter().filter(|t| t.predicate.as_str() != address).cloned().collect();
        let told = stops(&without);
        assert!(told.iter().any(|text| text.ends_with(&format!("lacks {name}"))), "{name}: {told:?}");
    }
}

#[tokio::test]
async fn each_trap_is_told() {
    let triples = whole(&world().await);
    let without = |name: &str| {
        let name = expand(name);
        let kept =
            triples.iter().filter(|t| t.predicate.as_str() != name && t.object.to_string() != format!("<{name}>"));
        kept.cloned().collect::<Vec<_>>()
    };
    let with = |triple: Triple| [triples.clone(), vec![triple]].concat();
    let service = named(&format!("{BASE}/tjenester/logge-inn-altinn"));
    let (title, language) = (named(&expand("dct:title")), named(&expand("dct:language")));
    let see = named(&expand("rdfs:seeAlso"));
    for (broken, told) in [
        (with(Triple::new(service.clone(), see.clone(), BlankNode::default())), "without an address"),
        (with(Triple::new(service.clone(), see.clone(), named("/tjenester"))), "is not a whole address"),
        (with(Triple::new(service.clone(), see.clone(), named("http://example.com/a"))), "address of example.com"),
        (with(Triple::new(service.clone(), language, named("http://lexvo.org/id/nob"))), "must be one of"),
        (without("cpsv:PublicService"), "there are no services"),
        (without("dcat:Catalog"), "there is no catalogue"),
        (without("dcatno:containsService"), "stands in no catalogue"),
        (without("cv:ContactPoint"), "which is no cv:ContactPoint here"),
    ] {
        assert!(stops(&broken).iter().any(|text| text.contains(told)), "{told}: {:?}", stops(&broken));
    }
    let silent: Vec<Triple> =
        ["cv:email", "cv:telephone", "cv:contactPage"].iter().fold(triples.clone(), |rest, name| {
            rest.into_iter().filter(|t| t.predicate.as_str() != expand(name)).collect()
        });
    for (broken, told) in [
        (silent, "without e-mail, page and telephone"),
        (without("cpsvno:mayInitiate"), "does not point back"),
        (graph::everything(&world().await.get(), &texts(), "http://127.0.0.1:8080"), "cannot reach it"),
    ] {
        assert!(findings(&broken).iter().any(|f| !f.stops && f.text.contains(told)), "{told}");
    }
    // A text that XML cannot carry.
    let odd = Triple::new(service, title, oxrdf::Literal::new_simple_literal("a\u{b}b\rc"));
    assert!(stops(&with(odd)).iter().any(|text| text.contains("XML cannot carry")));
}

#[tokio::test]
async fn the_same_list_gives_the_same_bytes() {
    let directories = world().await;
    for syntax in super::syntax::Syntax::ALL {
        let once = syntax.write(&whole(&directories)).expect("writes");
        assert_eq!(once, syntax.write(&whole(&directories)).expect("writes"));
    }
}

#[tokio::test]
async fn a_wrong_organisation_number_is_not_taken_and_a_missing_one_takes_nothing_away() {
    let clock = Clock::fixed("2026-11-25T10:20:00Z".parse().expect("an instant"));
    let store = store(Engine::Sqlite, clock, migrations()).await;
    let file = |cell: &str| {
        let mut lines = include_str!("../../../../data/places.csv").lines();
        let (head, row) = (lines.next().expect("a header"), lines.next().expect("a place"));
        table_from(format!("{head},organisation_number\n{row},{cell}\n").as_bytes()).expect("a table")
    };
    for (cell, bad, kept) in [("974760674", 1, None), ("974 760 673", 0, Some("974760673")), ("", 0, Some("974760673"))]
    {
        let report = import::import(&store, Kind::Places, file(cell), Options::default()).await.expect("imports");
        assert_eq!(report.bad.len(), bad, "{:?}", report.bad);
        assert!(report.bad.iter().all(|b| b.column == "organisation_number"));
        let directory = Directories::open(&store).await.expect("a directory").get();
        assert_eq!(directory.organisations.values().next().map(|o| o.orgnr.as_str()), kept);
    }
}

#[test]
fn tags_are_compared_weakly() {
    let tag = pages::tag("7-2026-11-25", "text/turtle");
    let asks = |value: &str| {
        let mut headers = axum::http::HeaderMap::new();
        headers.insert("if-none-match", value.parse().expect("a value"));
        pages::unchanged(&headers, &tag)
    };
    assert!(asks(&tag) && asks(tag.trim_start_matches("W/")) && asks(&format!("\"x\", {tag}")) && asks("*"));
    assert!(!asks("\"x\"") && !asks(&pages::tag("8-2026-11-25", "text/turtle")));
}

#[test]
fn prefixes_are_listed_once() {
    let names: std::collections::BTreeSet<_> = PREFIXES.iter().map(|(name, _)| name).collect();
    assert_eq!(names.len(), PREFIXES.len());
}
