//! What a visit needs, as text: `person+skatt|caseworker;room+skjermet;equipment+videoboks`.
//!
//! `;` stands between things that are all needed, `|` between alternatives (the first that is free is taken), `+` before a
//! tag that the resource must have. Tags are skills (`skatt`), languages (`lang:pl`) and qualities (`skjermet`).

use std::fmt;
use std::str::FromStr;

use sea_orm::{QueryResult, TryGetError, TryGetable};

/// Letters in a tag.
pub const LONGEST_TAG: usize = 30;
/// Tags on one resource, or on one alternative.
pub const MOST_TAGS: usize = 20;
/// Things that a visit can need, and alternatives for each.
pub const MOST_PARTS: usize = 6;
/// What begins the tag of a language: `lang:` and its ISO 639-1 code.
const LANGUAGE: &str = "lang:";

/// Tags in order, each once.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Tags(Vec<String>);

impl Tags {
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn has(&self, tag: &str) -> bool {
        self.0.binary_search_by(|own| own.as_str().cmp(tag)).is_ok()
    }

    pub fn has_all(&self, wanted: &Tags) -> bool {
        wanted.iter().all(|tag| self.has(tag))
    }

    /// Codes of the languages among them.
    pub fn languages(&self) -> impl Iterator<Item = &str> {
        self.iter().filter_map(|tag| tag.strip_prefix(LANGUAGE))
    }

    /// Whether the language is among them.
    pub fn speaks(&self, language: &str) -> bool {
        self.languages().any(|code| code == language)
    }
}

impl fmt::Display for Tags {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0.join(";"))
    }
}

/// Something in the text that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// Not a tag: too long, or with other letters than a tag may have.
    Tag(String),
    /// A kind is missing, as in `;` or `person|`.
    Nothing,
    /// More than can be meant.
    TooMany,
}

impl fmt::Display for Unreadable {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Unreadable::Tag(tag) => write!(
                out,
                "'{}' is not a tag: write at most {LONGEST_TAG} letters, digits, - and :, as in skatt or lang:pl",
                tag.chars().take(40).collect::<String>()
            ),
            Unreadable::Nothing => {
                out.write_str("something is missing between ; | or +, as in person+skatt|caseworker;room")
            }
            Unreadable::TooMany => {
                write!(out, "at most {MOST_PARTS} things with {MOST_PARTS} alternatives and {MOST_TAGS} tags each")
            }
        }
    }
}

impl std::error::Error for Unreadable {}

fn tag(text: &str) -> Result<String, Unreadable> {
    let tag = text.trim().to_lowercase();
    let fits = |c: char| c.is_alphanumeric() || c == '-' || c == ':';
    let whole = (1..=LONGEST_TAG).contains(&tag.chars().count()) && tag.chars().all(fits);
    if whole { Ok(tag) } else { Err(Unreadable::Tag(text.trim().to_owned())) }
}

fn tags<'a>(parts: impl Iterator<Item = &'a str>) -> Result<Tags, Unreadable> {
    let mut tags = parts.map(tag).collect::<Result<Vec<_>, _>>()?;
    tags.sort_unstable();
    tags.dedup();
    if tags.len() > MOST_TAGS { Err(Unreadable::TooMany) } else { Ok(Tags(tags)) }
}

impl FromStr for Tags {
    type Err = Unreadable;

    /// Reads `skatt; lang:pl`, with semicolons, commas or line ends between.
    fn from_str(text: &str) -> Result<Tags, Unreadable> {
        tags(text.split([';', ',', '\n']).filter(|part| !part.trim().is_empty()))
    }
}

/// A column that holds tags. What a hand has spoilt is left out: the rest still counts.
impl TryGetable for Tags {
    fn try_get_by<I: sea_orm::ColIdx>(row: &QueryResult, index: I) -> Result<Self, TryGetError> {
        let text = String::try_get_by(row, index)?;
        Ok(text.split(';').filter_map(|part| tag(part).ok()).collect())
    }
}

impl<T: Into<String>> FromIterator<T> for Tags {
    /// Tags that are known to be such.
    fn from_iter<I: IntoIterator<Item = T>>(all: I) -> Tags {
        let mut tags: Vec<String> = all.into_iter().map(Into::into).collect();
        tags.sort_unstable();
        tags.dedup();
        Tags(tags)
    }
}

/// A kind of resource with the tags it must have.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Alternative {
    pub kind: String,
    pub tags: Tags,
}

impl Alternative {
    /// Whether a resource of a kind with tags will do.
    pub fn fits(&self, kind: &str, tags: &Tags) -> bool {
        self.kind == kind && tags.has_all(&self.tags)
    }
}

impl fmt::Display for Alternative {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.kind)?;
        self.tags.iter().try_for_each(|tag| write!(out, "+{tag}"))
    }
}

/// Something a visit needs one of: alternatives in the order in which they are wanted, at least one.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Need(pub Vec<Alternative>);

impl Need {
    /// Exactly a kind, whatever its tags.
    pub fn kind(kind: &str) -> Need {
        Need(vec![Alternative { kind: kind.to_owned(), tags: Tags::default() }])
    }
}

impl fmt::Display for Need {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        joined(out, &self.0, "|")
    }
}

/// Everything a visit needs, one of each; empty when it cannot be booked. Those who meet people stand first: the opening
/// hours of the first decide when visits start.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Needs(pub Vec<Need>);

impl Needs {
    /// One of each kind.
    pub fn kinds<'a>(kinds: impl IntoIterator<Item = &'a str>) -> Needs {
        Needs(kinds.into_iter().map(Need::kind).collect())
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn iter(&self) -> impl Iterator<Item = &Need> {
        self.0.iter()
    }

    /// Every alternative of every need.
    pub fn alternatives(&self) -> impl Iterator<Item = &Alternative> {
        self.0.iter().flat_map(|need| &need.0)
    }
}

impl fmt::Display for Needs {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        joined(out, &self.0, ";")
    }
}

fn joined(out: &mut fmt::Formatter<'_>, parts: &[impl fmt::Display], sign: &str) -> fmt::Result {
    parts.iter().enumerate().try_for_each(|(n, part)| write!(out, "{}{part}", if n == 0 { "" } else { sign }))
}

impl FromStr for Needs {
    type Err = Unreadable;

    /// Reads the text above, in any case and with spaces; a `;` at the end does no harm. Whether the kinds exist is for
    /// the caller to say.
    fn from_str(text: &str) -> Result<Needs, Unreadable> {
        let text = text.trim().trim_end_matches(';');
        if text.is_empty() {
            return Ok(Needs::default());
        }
        let needs = text.split(';').map(need).collect::<Result<Vec<_>, _>>()?;
        if needs.len() > MOST_PARTS { Err(Unreadable::TooMany) } else { Ok(Needs(needs)) }
    }
}

fn need(text: &str) -> Result<Need, Unreadable> {
    let alternatives = text.split('|').map(alternative).collect::<Result<Vec<_>, _>>()?;
    if alternatives.len() > MOST_PARTS { Err(Unreadable::TooMany) } else { Ok(Need(alternatives)) }
}

fn alternative(text: &str) -> Result<Alternative, Unreadable> {
    let mut parts = text.split('+');
    let kind = parts.next().unwrap_or_default().trim().to_lowercase();
    let parts: Vec<&str> = parts.collect();
    if kind.is_empty() || parts.iter().any(|part| part.trim().is_empty()) {
        return Err(Unreadable::Nothing);
    }
    Ok(Alternative { kind, tags: tags(parts.into_iter())? })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_text_is_read_and_written_back() {
        let needs: Needs = " Person + Skatt+lang:pl | caseworker; room+skjermet;".parse().unwrap();
        assert_eq!(needs.to_string(), "person+lang:pl+skatt|caseworker;room+skjermet");
        assert_eq!(needs.to_string().parse(), Ok(needs.clone()));
        assert_eq!(needs.0[0].0[1], Alternative { kind: "caseworker".into(), tags: Tags::default() });
        assert_eq!("person;room".parse::<Needs>().unwrap(), Needs::kinds(["person", "room"]));
        assert_eq!("  ".parse::<Needs>(), Ok(Needs::default()));
    }

    #[test]
    fn what_cannot_be_meant_is_refused() {
        let refused = |text: &str| text.parse::<Needs>().unwrap_err();
        for text in ["person;;room", ";person", "person|", "|person", "person+", "+skatt"] {
            assert_eq!(refused(text), Unreadable::Nothing, "{text}");
        }
        assert_eq!(refused("person+kan skatt"), Unreadable::Tag("kan skatt".into()));
        assert_eq!(refused(&format!("person+{}", "a".repeat(31))), Unreadable::Tag("a".repeat(31)));
        assert_eq!(refused("a;b;c;d;e;f;g"), Unreadable::TooMany);
        assert_eq!(refused("a|b|c|d|e|f|g"), Unreadable::TooMany);
    }

    #[test]
    fn tags_tell_who_fits() {
        let tags: Tags = "Skatt, lang:pl\nskjermet;skatt".parse().unwrap();
        assert_eq!(tags.to_string(), "lang:pl;skatt;skjermet");
        assert!(tags.speaks("pl") && !tags.speaks("uk") && tags.has("skatt") && !tags.has("lang"));
        let wanted = |text: &str| text.parse::<Needs>().unwrap().0[0].0[0].clone();
        assert!(wanted("person+skatt").fits("person", &tags));
        assert!(wanted("person").fits("person", &Tags::default()));
        assert!(!wanted("person+skatt").fits("room", &tags));
        assert!(!wanted("person+skatt+heve-senk").fits("person", &tags));
        assert!("ikke sånn".parse::<Tags>().is_err());
        assert!("på-høyde".parse::<Tags>().is_ok());
    }

    proptest! {
        /// Any text: read to something that writes and reads back as itself, or refused.
        #[test]
        fn never_lost(text in "[a-z+|; :,-]{0,40}") {
            if let Ok(needs) = text.parse::<Needs>() {
                prop_assert_eq!(needs.to_string().parse::<Needs>(), Ok(needs));
            }
        }
    }
}
