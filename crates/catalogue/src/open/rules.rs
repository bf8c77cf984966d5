//! What data.norge.no would do with the catalogue: what its harvester drops, what its reader needs, what its validator
//! warns of. `torg check --catalogue` and the tests ask here.
//!
//! The sources are the code of the harvester and the reader, and CPSV-AP-NO 1.1 for what each class must have.

use std::collections::{BTreeMap, BTreeSet};

use oxrdf::{NamedOrBlankNode, Term, Triple};
use torg_base::orgnr;

use super::syntax::Syntax;
use super::vocabulary::{AUTHORITY, ORGANISATIONS, PREFIXES, RDF_TYPE, expand};

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// Something would be dropped or refused; else data.norge.no warns or shows less.
    pub stops: bool,
    pub text: String,
}

/// What each class must have.
const MUST: [(&str, &[&str]); 9] = [
    (
        "dcat:Catalog",
        &[
            "dct:title",
            "dct:description",
            "dct:identifier",
            "dct:publisher",
            "cv:contactPoint",
            "dcatno:containsService",
        ],
    ),
    (
        "cpsv:PublicService",
        &[
            "dct:title",
            "dct:description",
            "dct:identifier",
            "cv:hasCompetentAuthority",
            "cv:contactPoint",
            "cpsvno:hasPossibleOutput",
        ],
    ),
    ("cpsvno:PossibleOutput", &["dct:title", "dct:description"]),
    ("cpsvno:RequiredEvidence", &["dct:title", "dct:description"]),
    ("cv:PublicOrganisation", &["skos:prefLabel", "dct:identifier", "dct:spatial"]),
    ("cv:Channel", &["dct:identifier"]),
    ("cv:LifeEvent", &["dct:identifier", "dct:title"]),
    ("cpsv:Rule", &["dct:identifier", "dct:title", "dct:description", "cpsv:implements"]),
    ("eli:LegalResource", &["dct:identifier"]),
];

/// What a class must not have two of.
const ONE: [(&str, &str); 3] =
    [("dcat:Catalog", "dct:publisher"), ("dcat:Catalog", "dct:identifier"), ("cpsv:PublicService", "dct:identifier")];

/// Links that must lead to something that is described, and as what.
const DESCRIBED: [(&str, &str); 8] = [
    ("dcatno:containsService", "cpsv:PublicService"),
    ("cv:hasCompetentAuthority", "cv:PublicOrganisation"),
    ("cv:contactPoint", "cv:ContactPoint"),
    ("cpsvno:hasPossibleOutput", "cpsvno:PossibleOutput"),
    ("cpsvno:hasRequiredEvidence", "cpsvno:RequiredEvidence"),
    ("cv:hasChannel", "cv:Channel"),
    ("cv:isGroupedBy", "cv:LifeEvent"),
    ("cpsv:follows", "cpsv:Rule"),
];

/// Links whose ends must stand in the Union's named lists, and in which.
const LISTED: [(&str, &str); 3] =
    [("dct:language", "language/"), ("dct:license", "licence/"), ("adms:status", "distribution-status/")];

/// Goes through what would be published. Empty when data.norge.no would take everything.
pub fn findings(triples: &[Triple]) -> Vec<Finding> {
    let seen = Seen::of(triples);
    let mut found = Found(BTreeSet::new());
    syntaxes(triples, &mut found);
    nodes(triples, &mut found);
    seen.counts(&mut found);
    seen.classes(&mut found);
    seen.links(&mut found);
    seen.contacts(&mut found);
    seen.events(&mut found);
    let mut list: Vec<Finding> = found.0.into_iter().collect();
    list.sort_by_key(|finding| !finding.stops);
    list
}

struct Found(BTreeSet<Finding>);

impl Found {
    fn stops(&mut self, text: String) {
        self.0.insert(Finding { stops: true, text });
    }

    fn warns(&mut self, text: String) {
        self.0.insert(Finding { stops: false, text });
    }
}

/// Each syntax must read back as what was written.
fn syntaxes(triples: &[Triple], found: &mut Found) {
    let sorted = |triples: &[Triple]| triples.iter().map(ToString::to_string).collect::<BTreeSet<_>>();
    for syntax in Syntax::ALL {
        let kind = syntax.media_type();
        let back = syntax.write(triples).map_err(|e| e.to_string()).and_then(|bytes| syntax.read(&bytes));
        match back {
            Err(error) => found.stops(format!("{kind} cannot be read: {error}")),
            Ok(back) if sorted(&back) != sorted(triples) => {
                found.stops(format!("{kind} reads back as something else; the harvester may not get everything"));
            }
            Ok(_) => {}
        }
    }
}

/// Blank nodes are dropped, and an address without a site becomes one of example.com.
fn nodes(triples: &[Triple], found: &mut Found) {
    for triple in triples {
        let blank =
            matches!(triple.subject, NamedOrBlankNode::BlankNode(_)) || matches!(triple.object, Term::BlankNode(_));
        if blank {
            found.stops(format!(
                "a node without an address, at {}: it would be dropped",
                short(triple.predicate.as_str())
            ));
        }
        if let Term::Literal(text) = &triple.object
            && text.value().chars().any(|c| c.is_control() && !matches!(c, '\n' | '\t'))
        {
            let (name, subject) = (short(triple.predicate.as_str()), &triple.subject);
            found.stops(format!("{subject}: {name} has a character that XML cannot carry"));
        }
        let subject = match &triple.subject {
            NamedOrBlankNode::NamedNode(node) => Some(node),
            NamedOrBlankNode::BlankNode(_) => None,
        };
        let object = match &triple.object {
            Term::NamedNode(node) => Some(node),
            _ => None,
        };
        for node in subject.into_iter().chain(object) {
            let address = node.as_str();
            if oxrdf::NamedNode::new(address).is_err() {
                found.stops(format!("{address} is not a whole address; set site.base_url, or mend the link"));
            } else if host(address).is_some_and(|h| h == "example.com" || h.ends_with(".example.com")) {
                found.stops(format!("{address} is an address of example.com; set site.base_url, or mend the link"));
            } else if host(address).is_some_and(|h| h == "localhost" || h.starts_with("127.") || h == "[::1]") {
                found.warns("site.base_url is this machine itself; data.norge.no cannot reach it".into());
            }
        }
    }
}

fn host(address: &str) -> Option<&str> {
    let rest = address.split_once("://")?.1;
    let host = rest.split(['/', '?', '#']).next()?;
    if host.starts_with('[') { Some(host.split_inclusive(']').next()?) } else { host.split(':').next() }
}

/// The triples by subject and property, in short names.
struct Seen {
    facts: BTreeMap<String, BTreeMap<String, Vec<Term>>>,
}

impl Seen {
    fn of(triples: &[Triple]) -> Seen {
        let mut facts: BTreeMap<String, BTreeMap<String, Vec<Term>>> = BTreeMap::new();
        for triple in triples {
            let subject = match &triple.subject {
                NamedOrBlankNode::NamedNode(node) => node.as_str().to_owned(),
                NamedOrBlankNode::BlankNode(node) => node.to_string(),
            };
            let property = facts.entry(subject).or_default().entry(triple.predicate.as_str().to_owned());
            property.or_default().push(triple.object.clone());
        }
        Seen { facts }
    }

    fn values(&self, subject: &str, name: &str) -> &[Term] {
        self.facts.get(subject).and_then(|own| own.get(&expand(name))).map_or(&[], Vec::as_slice)
    }

    fn is_a(&self, subject: &str, class: &str) -> bool {
        let class = expand(class);
        self.values(subject, RDF_TYPE).iter().any(|term| address(term) == Some(class.as_str()))
    }

    fn all<'a>(&'a self, class: &'a str) -> impl Iterator<Item = &'a str> {
        self.facts.keys().map(String::as_str).filter(move |subject| self.is_a(subject, class))
    }

    /// The harvester refuses a source without services, and makes up a catalogue for services that no catalogue holds.
    fn counts(&self, found: &mut Found) {
        if self.all("dcat:Catalog").next().is_none() {
            found.stops("there is no catalogue".into());
        }
        if self.all("cpsv:PublicService").next().is_none() {
            found.stops("there are no services; the harvester takes that as an error. Publish one first".into());
        }
        let catalogues: Vec<&str> = self.all("dcat:Catalog").collect();
        let held: BTreeSet<&str> =
            catalogues.iter().flat_map(|c| self.values(c, "dcatno:containsService")).filter_map(address).collect();
        for service in self.all("cpsv:PublicService").filter(|service| !held.contains(service)) {
            found.stops(format!("{service} stands in no catalogue"));
        }
        for catalogue in catalogues {
            self.publisher(catalogue, found);
        }
    }

    fn publisher(&self, catalogue: &str, found: &mut Found) {
        for publisher in self.values(catalogue, "dct:publisher").iter().filter_map(address) {
            let number = publisher.strip_prefix(ORGANISATIONS);
            if !number.is_some_and(orgnr::valid) {
                let name = self.values(publisher, "skos:prefLabel").first().map_or(publisher.to_owned(), plain);
                found.warns(format!(
                    "{name} has no organisation number, so data.norge.no does not know who publishes; write it on the \
                     organisation's page"
                ));
            }
        }
    }

    fn classes(&self, found: &mut Found) {
        for (class, must) in MUST {
            for subject in self.all(class) {
                for name in must.iter().filter(|name| !self.values(subject, name).iter().any(says_something)) {
                    found.stops(format!("{subject} ({class}) lacks {name}"));
                }
            }
        }
        for (class, name) in ONE {
            for subject in self.all(class).filter(|subject| self.values(subject, name).len() > 1) {
                found.stops(format!("{subject} ({class}) has more than one {name}"));
            }
        }
    }

    fn links(&self, found: &mut Found) {
        for (subject, own) in &self.facts {
            for (name, class) in DESCRIBED {
                for target in own.get(&expand(name)).into_iter().flatten() {
                    if !address(target).is_some_and(|target| self.is_a(target, class)) {
                        found.stops(format!("{subject}: {name} leads to {}, which is no {class} here", plain(target)));
                    }
                }
            }
            for (name, list) in LISTED {
                for target in own.get(&expand(name)).into_iter().flatten() {
                    let listed = format!("{AUTHORITY}{list}");
                    if !address(target).is_some_and(|target| target.starts_with(&listed)) {
                        found.stops(format!("{subject}: {name} must be one of {listed}"));
                    }
                }
            }
        }
    }

    fn contacts(&self, found: &mut Found) {
        for contact in self.all("cv:ContactPoint") {
            let ways = ["cv:email", "cv:contactPage", "cv:telephone"];
            if !ways.iter().any(|way| self.values(contact, way).iter().any(says_something)) {
                found.warns(format!("{contact}: a contact point without e-mail, page and telephone"));
            }
        }
    }

    /// The reader finds an event's services by `cpsvno:mayInitiate`, which the standard does not have.
    fn events(&self, found: &mut Found) {
        for service in self.all("cpsv:PublicService") {
            for event in self.values(service, "cv:isGroupedBy").iter().filter_map(address) {
                let back = self.values(event, "cpsvno:mayInitiate").iter().any(|t| address(t) == Some(service));
                if !back {
                    found.warns(format!(
                        "{service}: {event} does not point back; data.norge.no would not show them together"
                    ));
                }
            }
        }
    }
}

/// Where a link leads; nothing for a text.
fn address(term: &Term) -> Option<&str> {
    match term {
        Term::NamedNode(node) => Some(node.as_str()),
        _ => None,
    }
}

fn says_something(term: &Term) -> bool {
    match term {
        Term::Literal(literal) => !literal.value().trim().is_empty(),
        _ => true,
    }
}

fn plain(term: &Term) -> String {
    match term {
        Term::NamedNode(node) => node.as_str().to_owned(),
        Term::Literal(literal) => literal.value().to_owned(),
        other => other.to_string(),
    }
}

/// `http://purl.org/dc/terms/title` as `dct:title`.
fn short(address: &str) -> String {
    let known = PREFIXES.iter().find_map(|(name, base)| Some(format!("{name}:{}", address.strip_prefix(base)?)));
    known.unwrap_or_else(|| address.to_owned())
}
