//! Plain-language help: what makes a text heavy, marked in the text, with what one could write instead.

use torg_base::Lang;
use torg_plain::{Band, Finding, Kind, Review, review};
use torg_web::{Form, Visit};

use crate::manage::fields;

/// The texts that help is given for: what people read as sentences.
const FIELDS: [&str; 2] = ["promise", "boundary"];

/// A piece of a marked text. Marks lie within each other and never cross.
#[derive(Debug, PartialEq, Eq)]
pub enum Piece {
    Text(String),
    Begin,
    End,
}

/// What there is to say about one field.
pub struct Help {
    /// Name of the field.
    pub field: String,
    pub lang: Lang,
    /// How heavy it is to read.
    pub lix: String,
    pub pieces: Vec<Piece>,
    pub advice: Vec<String>,
    /// «2 råd».
    pub count: String,
}

/// Help for every text in the form.
pub fn help(visit: &Visit, form: &Form) -> Vec<Help> {
    let all = FIELDS.into_iter().flat_map(fields::in_each);
    all.filter(|(field, _)| !form.value(field).is_empty())
        .map(|(field, lang)| {
            let text = form.value(&field).to_owned();
            one(visit, field, &text, lang)
        })
        .collect()
}

fn one(visit: &Visit, field: String, text: &str, lang: Lang) -> Help {
    let found = review(text, lang);
    let words = |key: &str, values: &[(&str, &str)]| visit.app.texts().format(visit.lang, key, values);
    Help {
        lix: lix(&found, &words),
        pieces: marked(text, &found.findings),
        advice: found.findings.iter().map(|f| advice(&text[f.span.bytes.clone()], &f.kind, &words)).collect(),
        count: words("plain-count", &[("n", &found.findings.len().to_string())]),
        field,
        lang,
    }
}

type Words<'a> = &'a dyn Fn(&str, &[(&str, &str)]) -> String;

fn lix(found: &Review, words: Words<'_>) -> String {
    let Some(lix) = found.lix else { return words("plain-lix-none", &[]) };
    let band = match lix.band() {
        Band::VeryLight => "plain-very-light",
        Band::Light => "plain-light",
        Band::Medium => "plain-medium",
        Band::Heavy => "plain-heavy",
        Band::VeryHeavy => "plain-very-heavy",
    };
    words("plain-lix", &[("n", &lix.rounded().to_string()), ("band", &words(band, &[]))])
}

fn advice(text: &str, kind: &Kind, words: Words<'_>) -> String {
    let better = |plain: &[&str]| plain.iter().map(|p| format!("«{p}»")).collect::<Vec<_>>().join(", ");
    match kind {
        Kind::LongSentence { words: count } => {
            let start: Vec<&str> = text.split_whitespace().take(4).collect();
            words("plain-long-sentence", &[("text", &start.join(" ")), ("n", &count.to_string())])
        }
        Kind::Passive { .. } => words("plain-passive", &[("text", text)]),
        Kind::Jargon { plain, .. } => words("plain-jargon", &[("text", text), ("plain", &better(plain))]),
        Kind::Bokmaal { plain, .. } => words("plain-bokmaal", &[("text", text), ("plain", &better(plain))]),
        Kind::Nominalisation => words("plain-nominal", &[("text", text)]),
        Kind::LongWord { letters } => words("plain-long-word", &[("text", text), ("n", &letters.to_string())]),
    }
}

/// The text with its findings marked. They come by place, the outer before the inner.
fn marked(text: &str, findings: &[Finding]) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    let mut at = 0;
    let go = |to: usize, at: &mut usize, pieces: &mut Vec<Piece>| {
        if to > *at {
            pieces.push(Piece::Text(text[*at..to].to_owned()));
            *at = to;
        }
    };
    for finding in findings {
        let bytes = &finding.span.bytes;
        while let Some(end) = open.pop_if(|end| *end <= bytes.start) {
            go(end, &mut at, &mut pieces);
            pieces.push(Piece::End);
        }
        go(bytes.start, &mut at, &mut pieces);
        pieces.push(Piece::Begin);
        open.push(bytes.end);
    }
    while let Some(end) = open.pop() {
        go(end, &mut at, &mut pieces);
        pieces.push(Piece::End);
    }
    go(text.len(), &mut at, &mut pieces);
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        let pieces = marked(text, &review(text, Lang::Nb).findings);
        pieces
            .iter()
            .map(|piece| match piece {
                Piece::Text(text) => text.as_str(),
                Piece::Begin => "[",
                Piece::End => "]",
            })
            .collect()
    }

    #[test]
    fn what_is_heavy_is_marked_and_the_text_stays_whole() {
        assert_eq!(shown("Vi hjelper deg."), "Vi hjelper deg.");
        assert_eq!(shown("Søknaden behandles i henhold til loven."), "Søknaden [behandles] [i henhold til] loven.");
        let long = format!("Vi {} i henhold til loven.", "kan hjelpe deg ".repeat(9));
        let marked = shown(&long);
        assert!(marked.starts_with("[Vi kan") && marked.contains("[i henhold til]"), "{marked}");
        assert_eq!(marked.replace(['[', ']'], ""), long);
    }
}
