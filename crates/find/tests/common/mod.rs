//! The service list as documents, and questions with their answers.

#![allow(dead_code)] // each user of this file takes its own part

use std::sync::Arc;

use torg_find::{Document, Index, Lexicon, Place};

const SERVICES: &str = include_str!("../../../../data/services.csv");

pub struct Question {
    pub text: String,
    pub lang: String,
    /// Empty when the question lies outside the list.
    pub right: Vec<String>,
    /// Who wrote it; empty in the frozen set.
    pub hand: String,
}

pub fn questions(csv: &str) -> Vec<Question> {
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let records = reader.records().map(|record| record.expect("three columns"));
    records
        .map(|record| Question {
            text: record[0].to_owned(),
            lang: record[1].to_owned(),
            right: record[2].split(';').filter(|s| !s.is_empty()).map(str::to_owned).collect(),
            hand: record.get(3).unwrap_or_default().to_owned(),
        })
        .collect()
}

/// Half of the open questions is learnt from, half is held out: the sum of the bytes decides, even or odd.
pub fn is_held_out(question: &Question) -> bool {
    question.text.bytes().map(u32::from).sum::<u32>() % 2 == 1
}

/// The services of the list, as the service list itself gives them to the index.
pub fn documents() -> Vec<Document<String>> {
    let mut reader = csv::Reader::from_reader(SERVICES.as_bytes());
    let header = reader.headers().expect("a header").clone();
    let column = |name: &str| header.iter().position(|h| h == name).expect("a column");
    let records = reader.records().map(|record| record.expect("a service"));
    records
        .map(|record| {
            let text = |name: &str, lang: &str| record[column(&format!("{name}_{lang}"))].to_owned();
            let mut document =
                Document::new(record[column("slug")].to_owned()).with(Place::Owner, &record[column("agency")]);
            for lang in ["nb", "nn", "en"] {
                document = document
                    .with(Place::Title, text("name", lang))
                    .with(Place::Body, text("promise", lang))
                    .with(Place::Limit, text("boundary", lang));
                for keyword in text("kw", lang).split(';') {
                    document = document.with(Place::Keyword, keyword);
                }
            }
            document
        })
        .collect()
}

/// What each service says in each language: slug, language, promise and boundary, a line each.
pub fn said() -> Vec<(String, String, String)> {
    let mut reader = csv::Reader::from_reader(SERVICES.as_bytes());
    let header = reader.headers().expect("a header").clone();
    let column = |name: &str| header.iter().position(|h| h == name).expect("a column");
    let records: Vec<_> = reader.records().map(|record| record.expect("a service")).collect();
    let each = records.iter().flat_map(|record| ["nb", "nn", "en"].map(|lang| (record, lang)));
    each.map(|(record, lang)| {
        let text = |name: &str| &record[column(&format!("{name}_{lang}"))];
        (record[column("slug")].to_owned(), lang.to_owned(), format!("{}\n{}", text("promise"), text("boundary")))
    })
    .collect()
}

/// The index as the program has it: it has heard every open question.
pub fn index() -> Index<String> {
    Index::build(documents(), Lexicon::shared())
}

/// An index that has heard these questions only.
pub fn having_heard<'a>(questions: impl IntoIterator<Item = &'a Question>) -> Index<String> {
    let heard = questions.into_iter().map(|q| (q.text.as_str(), !q.right.is_empty()));
    let lexicon = Lexicon::unheard().expect("the built-in lists").having_heard(heard);
    Index::build(documents(), Arc::new(lexicon))
}
