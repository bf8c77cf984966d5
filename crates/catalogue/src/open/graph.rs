//! What is published as triples (CPSV-AP-NO 1.1), made once and written in any syntax.
//!
//! Every node has an absolute address under the site's own: data.norge.no drops nodes without one. Whatever nobody has
//! told is left out; nothing is invented to fill a field.

use std::collections::BTreeMap;

use oxrdf::{Literal, NamedNode, Term, Triple};
use torg_base::{Lang, Uuid};
use torg_web::texts::Texts;

use super::vocabulary::{authority, iri};
use crate::directory::Directory;
use crate::places::model::Organisation;
use crate::services::model::{Service, Wording};

/// Gathers triples.
pub struct Graph<'a> {
    pub(super) directory: &'a Directory,
    pub(super) texts: &'a Texts,
    /// The site's public address without trailing slash.
    base: &'a str,
    found: Vec<Triple>,
}

/// Everything: each organisation that keeps services as a catalogue, and each active service.
pub fn everything(directory: &Directory, texts: &Texts, base: &str) -> Vec<Triple> {
    let mut graph = Graph::new(directory, texts, base);
    let mut kept: BTreeMap<&str, (Uuid, Vec<&Service>)> = BTreeMap::new();
    for service in directory.services.iter().filter(|s| s.active) {
        if let Some(keeper) = directory.organisations.get(&service.organisation) {
            kept.entry(&keeper.slug).or_insert((keeper.id, Vec::new())).1.push(service);
        }
        graph.service(service);
    }
    for (keeper, services) in kept.into_values() {
        if let Some(keeper) = directory.organisations.get(&keeper) {
            graph.catalogue(keeper, &services);
        }
    }
    graph.done()
}

/// One service with all that it points to.
pub fn one(directory: &Directory, texts: &Texts, base: &str, service: &Service) -> Vec<Triple> {
    let mut graph = Graph::new(directory, texts, base);
    graph.service(service);
    graph.done()
}

impl<'a> Graph<'a> {
    fn new(directory: &'a Directory, texts: &'a Texts, base: &'a str) -> Graph<'a> {
        Graph { directory, texts, base, found: Vec::new() }
    }

    /// In a fixed order, each once: the same directory gives the same bytes.
    fn done(self) -> Vec<Triple> {
        let mut triples = self.found;
        triples.sort_by_cached_key(ToString::to_string);
        triples.dedup();
        triples
    }

    /// A node of our own. Slugs are letters, digits and hyphens; `torg check --catalogue` reads the address back.
    pub(super) fn node(&self, path: &str) -> NamedNode {
        NamedNode::new_unchecked(format!("{}{path}", self.base))
    }

    pub(super) fn add(&mut self, subject: &NamedNode, name: &str, object: impl Into<Term>) {
        self.found.push(Triple::new(subject.clone(), iri(name), object));
    }

    pub(super) fn is_a(&mut self, subject: &NamedNode, classes: &[&str]) {
        for class in classes {
            self.add(subject, "rdf:type", iri(class));
        }
    }

    /// A text; nothing when it is empty.
    pub(super) fn text(&mut self, subject: &NamedNode, name: &str, text: &str) {
        let text = writable(text);
        if !text.is_empty() {
            self.add(subject, name, Literal::new_simple_literal(text));
        }
    }

    /// A text in each language that has it.
    pub(super) fn texts(&mut self, subject: &NamedNode, name: &str, text: impl Fn(Lang) -> String) {
        for lang in Lang::ALL {
            let text = writable(&text(lang));
            if !text.is_empty() {
                let text = Literal::new_language_tagged_literal_unchecked(text, lang.code());
                self.add(subject, name, text);
            }
        }
    }

    /// A text of the service in each language.
    pub(super) fn words(
        &mut self,
        subject: &NamedNode,
        name: &str,
        service: &Service,
        pick: impl Fn(&Wording) -> String,
    ) {
        self.texts(subject, name, |lang| pick(service.texts.in_lang(lang)));
    }

    /// A link to somebody else's address; nothing when it is not a whole address.
    pub(super) fn link(&mut self, subject: &NamedNode, name: &str, address: &str) {
        if let Ok(address) = NamedNode::new(address) {
            self.add(subject, name, address);
        }
    }

    /// The node's own address as its identifier.
    pub(super) fn identified(&mut self, subject: &NamedNode) {
        self.text(subject, "dct:identifier", subject.as_str());
    }

    fn catalogue(&mut self, keeper: &Organisation, services: &[&Service]) {
        let node = self.node(&format!("/tjenester#katalog-{}", keeper.slug));
        let texts = self.texts;
        self.is_a(&node, &["dcat:Catalog"]);
        self.identified(&node);
        let args = [("name", keeper.name.as_str())];
        self.texts(&node, "dct:title", |lang| texts.format(lang, "open-catalogue-title", &args));
        self.texts(&node, "dct:description", |lang| texts.format(lang, "open-catalogue-description", &args));
        let publisher = self.organisation(keeper);
        self.add(&node, "dct:publisher", publisher);
        let contact = self.contact_of(keeper);
        self.add(&node, "cv:contactPoint", contact);
        self.add(&node, "dct:license", authority("licence/NLOD_2_0"));
        for code in ["NOB", "NNO", "ENG"] {
            self.add(&node, "dct:language", authority(&format!("language/{code}")));
        }
        self.add(&node, "dct:spatial", authority("country/NOR"));
        for service in services {
            let service_node = self.service_node(service);
            self.add(&node, "dcatno:containsService", service_node);
            for event in service.facts.events.iter() {
                let event = super::describe::event_node(event);
                self.add(&node, "dcatno:containsEvent", event);
            }
        }
    }

    pub(super) fn service_node(&self, service: &Service) -> NamedNode {
        self.node(&format!("/tjenester/{}", service.slug))
    }
}

/// What all three syntaxes can carry unchanged: XML has no control characters and makes every line end alike.
fn writable(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let text: String = text.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect();
    text.trim().to_owned()
}

#[cfg(test)]
mod tests {
    #[test]
    fn texts_fit_in_xml() {
        assert_eq!(super::writable(" a\r\nb\rc\u{b}\u{0} "), "a\nb\nc");
    }
}
