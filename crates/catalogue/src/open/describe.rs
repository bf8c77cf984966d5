//! A service and all that it points to: who, where, how, what to bring, which law, which event.

use oxrdf::{Literal, NamedNode};
use torg_base::phone::Phone;

use super::graph::Graph;
use super::vocabulary::{ORGANISATIONS, authority, channel_type, iri, language};
use crate::places::model::{Organisation, Place};
use crate::services::card::{EVENTS, THEMES, event_iri, theme_iri};
use crate::services::model::{Offer, Service, Way};

/// The node of a life event of Los.
pub fn event_node(slug: &str) -> NamedNode {
    NamedNode::new_unchecked(event_iri(slug))
}

impl Graph<'_> {
    pub(super) fn service(&mut self, service: &Service) {
        let node = self.service_node(service);
        self.is_a(&node, &["cpsv:PublicService"]);
        self.identified(&node);
        self.words(&node, "dct:title", service, |w| w.name.clone());
        self.words(&node, "dct:description", service, |w| format!("{}\n\n{}", w.promise, w.boundary));
        self.add(&node, "adms:status", authority("distribution-status/COMPLETED"));
        for code in &service.facts.languages {
            if let Some(language) = language(code) {
                self.add(&node, "dct:language", language);
            }
        }
        for theme in service.facts.themes.iter().filter(|slug| THEMES.iter().any(|(known, _)| known == slug)) {
            self.add(&node, "cv:thematicArea", NamedNode::new_unchecked(theme_iri(theme)));
        }
        self.output(service, &node);
        self.evidence(service, &node);
        self.law(service, &node);
        self.events(service, &node);
        self.offered(service, &node);
    }

    /// What one leaves with. An older reader looks for `cpsv:produces`, the present one for the Norwegian word.
    fn output(&mut self, service: &Service, node: &NamedNode) {
        let output = self.node(&format!("/tjenester/{}#resultat", service.slug));
        self.is_a(&output, &["cpsvno:PossibleOutput"]);
        self.identified(&output);
        self.words(&output, "dct:title", service, |w| w.name.clone());
        self.words(&output, "dct:description", service, |w| w.promise.clone());
        self.add(node, "cpsvno:hasPossibleOutput", output.clone());
        self.add(node, "cpsv:produces", output);
    }

    fn evidence(&mut self, service: &Service, node: &NamedNode) {
        let count = [&service.texts.nb, &service.texts.nn, &service.texts.en].map(|w| w.bring.len());
        for at in 0..count.into_iter().max().unwrap_or_default() {
            let evidence = self.node(&format!("/tjenester/{}#ta-med-{}", service.slug, at + 1));
            self.is_a(&evidence, &["cpsvno:RequiredEvidence"]);
            self.identified(&evidence);
            for name in ["dct:title", "dct:description"] {
                self.words(&evidence, name, service, |w| w.bring.get(at).cloned().unwrap_or_default());
            }
            self.add(node, "cpsvno:hasRequiredEvidence", evidence.clone());
            self.add(node, "cpsv:hasInput", evidence);
        }
    }

    /// The law as a rule that puts a legal resource into effect.
    fn law(&mut self, service: &Service, node: &NamedNode) {
        let Some(legal) = service.facts.legal.as_ref().filter(|legal| !legal.text.trim().is_empty()) else { return };
        let rule = self.node(&format!("/tjenester/{}#regel", service.slug));
        self.is_a(&rule, &["cpsv:Rule"]);
        self.identified(&rule);
        self.text(&rule, "dct:title", &legal.text);
        self.text(&rule, "dct:description", &legal.text);
        let law = self.node(&format!("/tjenester/{}#lov", service.slug));
        self.is_a(&law, &["eli:LegalResource"]);
        self.identified(&law);
        self.text(&law, "dct:title", &legal.text);
        self.link(&law, "rdfs:seeAlso", &legal.url);
        if let Some(from) = legal.valid_from {
            let date = Literal::new_typed_literal(from.to_string(), iri("xsd:date"));
            self.add(&law, "eli:first_date_entry_in_force", date);
        }
        self.add(&rule, "cpsv:implements", law.clone());
        self.add(node, "cpsv:follows", rule);
        self.add(node, "cv:hasLegalResource", law);
    }

    /// Life events, from both sides: the standard goes from the service, data.norge.no reads `cpsvno:mayInitiate`.
    fn events(&mut self, service: &Service, node: &NamedNode) {
        let texts = self.texts;
        for slug in &service.facts.events {
            let Some((_, key)) = EVENTS.iter().find(|(known, _)| known == slug) else { continue };
            let event = event_node(slug);
            self.is_a(&event, &["cv:LifeEvent"]);
            self.identified(&event);
            self.texts(&event, "dct:title", |lang| texts.get(lang, key).to_owned());
            self.add(&event, "cpsvno:mayInitiate", node.clone());
            self.add(&event, "cpsvno:mayTriggerNeedFor", node.clone());
            self.add(node, "cv:isGroupedBy", event);
        }
    }

    /// Who gives the help, whom to ask, and each way at each place.
    ///
    /// The authority is whoever gives this help, not the agency that the help is about: Nav does not run it.
    fn offered(&mut self, service: &Service, node: &NamedNode) {
        let directory = self.directory;
        let mut someone = false;
        for offer in directory.offers_of(service.id) {
            let Some(place) = directory.place_by_id(offer.place) else { continue };
            let Some(organisation) = directory.organisations.get(&place.organisation) else { continue };
            self.given_by(node, organisation);
            let contact = self.contact_at(place);
            self.add(node, "cv:contactPoint", contact);
            let channel = self.channel(service, offer, place);
            self.add(node, "cv:hasChannel", channel);
            someone = true;
        }
        if let Some(keeper) = directory.organisations.get(&service.organisation).filter(|_| !someone) {
            self.given_by(node, keeper);
            let contact = self.contact_of(keeper);
            self.add(node, "cv:contactPoint", contact);
        }
        if !service.self_service_url.is_empty() {
            let channel = self.node(&format!("/tjenester/{}#pa-nett", service.slug));
            self.is_a(&channel, &["cv:Channel"]);
            self.identified(&channel);
            self.link(&channel, "vcard:hasURL", &service.self_service_url);
            self.add(node, "cv:hasChannel", channel);
        }
    }

    fn given_by(&mut self, node: &NamedNode, organisation: &Organisation) {
        let authority = self.organisation(organisation);
        self.add(node, "cv:hasCompetentAuthority", authority);
        for area in self.areas(organisation) {
            self.add(node, "dct:spatial", area);
        }
    }

    fn channel(&mut self, service: &Service, offer: &Offer, place: &Place) -> NamedNode {
        let (slug, way) = (&service.slug, offer.way.code());
        let channel = self.node(&format!("/tjenester/{slug}#{}-{way}", place.slug));
        self.is_a(&channel, &["cv:Channel"]);
        self.identified(&channel);
        // The list of kinds has no word for video, and none for what people do by themselves at the centre.
        let kind = match offer.way {
            Way::Phone => Some("telephone"),
            Way::Home => Some("client-location"),
            Way::Counter | Way::Group | Way::Mobile | Way::Visit => Some("service-bureau"),
            Way::Video | Way::SelfService => None,
        };
        if let Some(kind) = kind {
            self.add(&channel, "dct:type", channel_type(kind));
        }
        self.texts(&channel, "dct:description", |lang| offer.note(lang).to_owned());
        let page = self.node(&format!("/tjenester/{slug}?sted={}", place.slug));
        self.add(&channel, "vcard:hasURL", page);
        if let Some(phone) = telephone(&place.phone) {
            self.link(&channel, "vcard:hasTelephone", &phone);
        }
        let address = self.address(place);
        self.add(&channel, "vcard:hasAddress", address);
        channel
    }

    fn address(&mut self, place: &Place) -> NamedNode {
        let address = self.node(&format!("/sted/{}#adresse", place.slug));
        self.is_a(&address, &["vcard:Address"]);
        self.text(&address, "vcard:street-address", &place.address);
        self.text(&address, "vcard:country-name", "Norge");
        address
    }

    fn contact_at(&mut self, place: &Place) -> NamedNode {
        let contact = self.node(&format!("/sted/{}#kontakt", place.slug));
        let page = self.node(&format!("/sted/{}", place.slug));
        self.contact(&contact, page, &place.phone, &place.email);
        contact
    }

    pub(super) fn contact_of(&mut self, organisation: &Organisation) -> NamedNode {
        let contact = self.node(&format!("/tjenester#kontakt-{}", organisation.slug));
        let page = self.node("/tjenester");
        self.contact(&contact, page, &organisation.face.phone, "");
        contact
    }

    fn contact(&mut self, contact: &NamedNode, page: NamedNode, phone: &str, email: &str) {
        self.is_a(contact, &["cv:ContactPoint"]);
        self.add(contact, "cv:contactPage", page);
        if let Some(phone) = telephone(phone) {
            self.text(contact, "cv:telephone", &phone);
        }
        if !email.is_empty() {
            let email = Literal::new_typed_literal(format!("mailto:{email}"), iri("xsd:anyURI"));
            self.add(contact, "cv:email", email);
        }
    }

    /// The organisation as data.norge.no knows it when its number is told, else under our own address.
    pub(super) fn organisation(&mut self, organisation: &Organisation) -> NamedNode {
        let known = !organisation.orgnr.is_empty();
        let node = if known {
            NamedNode::new_unchecked(format!("{ORGANISATIONS}{}", organisation.orgnr))
        } else {
            self.node(&format!("/tjenester#org-{}", organisation.slug))
        };
        self.is_a(&node, &["cv:PublicOrganisation"]);
        let name = Literal::new_language_tagged_literal_unchecked(&organisation.name, organisation.written.code());
        self.add(&node, "skos:prefLabel", name);
        if known {
            self.text(&node, "dct:identifier", &organisation.orgnr)
        } else {
            self.identified(&node)
        }
        for area in self.areas(organisation) {
            self.add(&node, "dct:spatial", area);
        }
        node
    }

    /// The municipalities where an organisation has places; the country for one that has none.
    fn areas(&mut self, organisation: &Organisation) -> Vec<NamedNode> {
        let own = self.directory.places.iter().filter(|p| p.organisation == organisation.id);
        let mut numbers: Vec<&str> = own.map(|p| p.municipality_no.as_str()).collect();
        numbers.sort_unstable();
        numbers.dedup();
        if numbers.is_empty() {
            return vec![authority("country/NOR")];
        }
        let mut areas = Vec::new();
        for number in numbers {
            let area = self.node(&format!("/tjenester#kommune-{number}"));
            self.is_a(&area, &["dct:Location"]);
            self.text(&area, "dct:identifier", number);
            areas.push(area);
        }
        areas
    }
}

/// `tel:+4770000000`; nothing when it cannot be a number.
fn telephone(phone: &str) -> Option<String> {
    if let Some(phone) = Phone::parse(phone) {
        return Some(format!("tel:{}", phone.as_str()));
    }
    let digits: String = phone.chars().filter(char::is_ascii_digit).collect();
    // Short numbers (five digits, «04700») and invented ones are called as they are.
    (5..=8).contains(&digits.len()).then(|| format!("tel:{digits}"))
}
