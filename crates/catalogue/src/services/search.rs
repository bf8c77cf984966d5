//! Finding a service by the words people use, in any of the three languages.
//!
//! What a service says of itself goes to the index of `torg-find`, which ranks, and says when it does not know.

use std::sync::Arc;

use torg_base::{Lang, Uuid};
use torg_find::{Document, Lexicon, Place};

use super::model::Service;

/// The words of every service.
pub struct Index(torg_find::Index<Uuid>);

/// What a search found: services, best first.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    pub services: Vec<Uuid>,
    /// False when we do not know.
    pub confident: bool,
}

impl Index {
    pub fn build<'a>(services: impl Iterator<Item = &'a Arc<Service>>) -> Index {
        Index(torg_find::Index::build(services.map(|service| document(service)), Lexicon::shared()))
    }

    /// Services that match a question.
    pub fn search(&self, question: &str) -> Found {
        let found = self.0.search(question);
        Found { services: found.hits.into_iter().map(|hit| hit.0).collect(), confident: found.confident }
    }
}

fn document(service: &Service) -> Document<Uuid> {
    let mut document = Document::new(service.id).with(Place::Owner, &service.agency);
    for lang in Lang::ALL {
        let texts = service.texts.in_lang(lang);
        document = document
            .with(Place::Title, &texts.name)
            .with(Place::Body, &texts.promise)
            .with(Place::Limit, &texts.boundary);
        document = texts.keywords.iter().fold(document, |document, word| document.with(Place::Keyword, word));
    }
    document
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::services::model::Texts;

    fn service(n: u128, name: &str, keywords: &[&str]) -> Arc<Service> {
        let mut texts = Texts::default();
        texts.nb.name = name.into();
        texts.nb.keywords = keywords.iter().map(|k| (*k).to_owned()).collect();
        Arc::new(Service {
            id: Uuid::from_u128(n),
            organisation: Uuid::nil(),
            slug: format!("s{n}"),
            agency: String::new(),
            self_service_url: String::new(),
            minutes: 30,
            kind: "guidance".into(),
            texts,
            facts: Default::default(),
            active: true,
            standing: Default::default(),
        })
    }

    #[test]
    fn finds_typing_errors_and_beginnings_and_knows_when_it_does_not() {
        let list =
            [service(1, "Søke om pass", &["passport"]), service(2, "Reiseregning for pasienter", &["pasientreiser"])];
        let index = Index::build(list.iter());
        let first = |q: &str| index.search(q).services.first().copied();
        assert_eq!(first("jeg trenger pass"), Some(Uuid::from_u128(1)));
        assert_eq!(first("pasientreise"), Some(Uuid::from_u128(2)));
        assert_eq!(first("passprot"), Some(Uuid::from_u128(1)));
        assert!(index.search("pass").confident);
        assert!(!index.search("klippe plenen på hytta").confident);
        assert!(!index.search("").confident);
    }
}
