//! What differs between two versions of a notice.

use torg_base::Lang;
use torg_base::time::short_date;

use super::model::{Content, Notice, Source, State};
use crate::directory::Directory;
use crate::services::difference::{Difference, Piece, words};

/// What a version says about itself: how certain it is, and its content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    pub number: i32,
    pub state: State,
    pub content: Content,
}

impl Version {
    pub fn of(notice: &Notice) -> Version {
        Version { number: notice.version, state: notice.state, content: notice.content.clone() }
    }
}

/// Field by field, word by word. `word` gives the text of a key in the reader's language.
pub fn between(
    old: &Version,
    new: &Version,
    directory: &Directory,
    lang: Lang,
    word: &dyn Fn(&str) -> String,
) -> Vec<Difference> {
    let mut found = Vec::new();
    if old.state != new.state {
        // How certain something is, is one of a few: half of an old one beside half of a new one would mislead.
        let pieces = vec![Piece::Gone(word(old.state.word())), Piece::New(word(new.state.word()))];
        found.push(Difference { field: "notices-field-state", lang: None, pieces });
    }
    for lang in Lang::ALL {
        let (old, new) = (old.content.texts.in_lang(lang), new.content.texts.in_lang(lang));
        found.extend(differs("notices-field-title", Some(lang), &old.title, &new.title));
        found.extend(differs("notices-field-text", Some(lang), &old.text, &new.text));
    }
    let (old, new) = (facts(&old.content, directory, lang), facts(&new.content, directory, lang));
    found.extend(old.into_iter().zip(new).filter_map(|((field, old), (_, new))| differs(field, None, &old, &new)));
    found
}

fn facts(content: &Content, directory: &Directory, lang: Lang) -> [(&'static str, String); 5] {
    let services = content.services.iter().filter_map(|id| directory.service_by_id(*id));
    let names: Vec<&str> = services.map(|s| s.texts.in_lang(lang).name.as_str()).collect();
    let sources: Vec<String> = content.sources.iter().map(source).collect();
    [
        ("notices-field-agency", content.agency.clone()),
        ("notices-field-services", names.join(", ")),
        ("notices-field-sources", sources.join("; ")),
        ("notices-field-from", short_date(content.from)),
        ("notices-field-to", content.to.map(short_date).unwrap_or_default()),
    ]
}

fn source(source: &Source) -> String {
    [source.title.as_str(), source.url.as_str(), &short_date(source.date)]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(", ")
}

fn differs(field: &'static str, lang: Option<Lang>, old: &str, new: &str) -> Option<Difference> {
    (old != new).then(|| Difference { field, lang, pieces: words(old, new) })
}
