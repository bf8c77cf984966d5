//! The three ways to write the triples, and which one somebody asks for.

use std::io;

use oxjsonld::{JsonLdParser, JsonLdSerializer};
use oxrdf::{GraphNameRef, QuadRef, Triple};
use oxrdfxml::{RdfXmlParser, RdfXmlSerializer};
use oxttl::{TurtleParser, TurtleSerializer};

use super::vocabulary::PREFIXES;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Syntax {
    Turtle,
    JsonLd,
    RdfXml,
}

impl Syntax {
    pub const ALL: [Syntax; 3] = [Syntax::Turtle, Syntax::JsonLd, Syntax::RdfXml];

    pub fn media_type(self) -> &'static str {
        match self {
            Syntax::Turtle => "text/turtle",
            Syntax::JsonLd => "application/ld+json",
            Syntax::RdfXml => "application/rdf+xml",
        }
    }

    /// For `Content-Type`; Turtle alone has a character set to tell.
    pub fn content_type(self) -> &'static str {
        match self {
            Syntax::Turtle => "text/turtle; charset=utf-8",
            other => other.media_type(),
        }
    }

    /// # Errors
    /// When a triple cannot be written, such as a predicate that is no XML name. The program's own all can.
    pub fn write(self, triples: &[Triple]) -> io::Result<Vec<u8>> {
        match self {
            Syntax::Turtle => turtle(triples),
            Syntax::JsonLd => json_ld(triples),
            Syntax::RdfXml => rdf_xml(triples),
        }
    }

    /// Reads a file as data.norge.no does, for which a relative address becomes one under `http://example.com/`.
    ///
    /// # Errors
    /// What is wrong with the file, in the parser's words.
    pub fn read(self, bytes: &[u8]) -> Result<Vec<Triple>, String> {
        const BASE: &str = "http://example.com/";
        let told = |error: &dyn std::fmt::Display| error.to_string();
        match self {
            Syntax::Turtle => {
                let parser = TurtleParser::new().with_base_iri(BASE).map_err(|e| told(&e))?;
                parser.for_slice(bytes).collect::<Result<_, _>>().map_err(|e| told(&e))
            }
            Syntax::RdfXml => {
                let parser = RdfXmlParser::new().with_base_iri(BASE).map_err(|e| told(&e))?;
                parser.for_slice(bytes).collect::<Result<_, _>>().map_err(|e| told(&e))
            }
            Syntax::JsonLd => {
                let parser = JsonLdParser::new().with_base_iri(BASE).map_err(|e| told(&e))?;
                let quads =
                    parser.for_slice(bytes).map(|quad| quad.map(|q| Triple::new(q.subject, q.predicate, q.object)));
                quads.collect::<Result<_, _>>().map_err(|e| told(&e))
            }
        }
    }
}

fn prefixes<S>(serializer: S, with: impl Fn(S, &str, &str) -> Option<S>) -> io::Result<S> {
    PREFIXES
        .iter()
        .try_fold(serializer, |serializer, (name, base)| with(serializer, name, base))
        .ok_or_else(|| io::Error::other("a prefix"))
}

fn turtle(triples: &[Triple]) -> io::Result<Vec<u8>> {
    let serializer = prefixes(TurtleSerializer::new(), |s, name, base| s.with_prefix(name, base).ok())?;
    let mut writer = serializer.for_writer(Vec::new());
    for triple in triples {
        writer.serialize_triple(triple)?;
    }
    writer.finish()
}

fn rdf_xml(triples: &[Triple]) -> io::Result<Vec<u8>> {
    let serializer = prefixes(RdfXmlSerializer::new(), |s, name, base| s.with_prefix(name, base).ok())?;
    let mut writer = serializer.for_writer(Vec::new());
    for triple in triples {
        writer.serialize_triple(triple)?;
    }
    writer.finish()
}

fn json_ld(triples: &[Triple]) -> io::Result<Vec<u8>> {
    let serializer = prefixes(JsonLdSerializer::new(), |s, name, base| s.with_prefix(name, base).ok())?;
    let mut writer = serializer.for_writer(Vec::new());
    for t in triples {
        let quad = QuadRef {
            subject: t.subject.as_ref(),
            predicate: t.predicate.as_ref(),
            object: t.object.as_ref(),
            graph_name: GraphNameRef::DefaultGraph,
        };
        writer.serialize_quad(quad)?;
    }
    writer.finish()
}

/// What an `Accept` header prefers (RFC 9110 section 12.5.1): a syntax, or `None` for the page for people. People win
/// a draw and whatever we have nothing for.
pub fn asked(accept: &str) -> Option<Syntax> {
    let ranges: Vec<Range> = accept.split(',').filter_map(Range::read).collect();
    let page = ["text/html", "application/xhtml+xml"].map(|kind| weight(&ranges, kind));
    let page = page.into_iter().max().unwrap_or_default();
    let mut best = (page, None);
    for syntax in Syntax::ALL {
        let weight = weight(&ranges, syntax.media_type());
        if weight > best.0 {
            best = (weight, Some(syntax));
        }
    }
    best.1
}

/// One wish: `text/*;q=0.5`.
struct Range {
    kind: String,
    /// Thousandths, 0 for «not this».
    weight: u16,
}

impl Range {
    fn read(text: &str) -> Option<Range> {
        let mut parts = text.split(';').map(str::trim);
        let kind = parts.next()?.to_ascii_lowercase();
        let (main, sub) = kind.split_once('/')?;
        if main.is_empty() || sub.is_empty() || (main == "*" && sub != "*") {
            return None;
        }
        let quality = parts.find_map(|p| p.strip_prefix("q=").or_else(|| p.strip_prefix("Q=")));
        let weight = quality.map_or(Some(1000), thousandths)?;
        Some(Range { kind, weight })
    }

    /// How closely the wish names a kind: 3 by name, 2 by its main part, 1 by `*/*`, 0 not at all.
    fn names(&self, kind: &str) -> u8 {
        if self.kind == kind {
            return 3;
        }
        match self.kind.strip_suffix("/*") {
            Some("*") => 1,
            Some(main) if kind.split('/').next() == Some(main) => 2,
            _ => 0,
        }
    }
}

/// `0.5` as 500; nothing for what is not a weight.
fn thousandths(text: &str) -> Option<u16> {
    let number: f32 = text.parse().ok().filter(|n| (0.0..=1.0).contains(n))?;
    // Between 0 and 1000 by the line above.
    Some((number * 1000.0).round() as u16)
}

/// The weight of the wish that names a kind most closely.
fn weight(ranges: &[Range], kind: &str) -> u16 {
    let named = ranges.iter().map(|range| (range.names(kind), range.weight)).filter(|(names, _)| *names > 0);
    named.max().map_or(0, |(_, weight)| weight)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn browsers_get_the_page() {
        for accept in [
            "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8",
            "*/*",
            "",
            "text/plain",
            "text/*",
            "text/html, text/turtle",
            "text/turtle;q=0",
            "text/turtle;q=abc",
            "nonsense",
        ] {
            assert_eq!(asked(accept), None, "{accept}");
        }
    }

    #[test]
    fn programs_get_what_they_weigh_most() {
        for (accept, syntax) in [
            ("text/turtle", Syntax::Turtle),
            ("Application/LD+JSON", Syntax::JsonLd),
            ("application/rdf+xml;q=0.5", Syntax::RdfXml),
            ("text/html;q=0.4, application/rdf+xml; q=0.9, text/turtle;q=0.8", Syntax::RdfXml),
            ("text/turtle;q=0.3, */*;q=0.1", Syntax::Turtle),
            ("text/html;q=0, text/*", Syntax::Turtle),
            ("application/ld+json;profile=\"x\";q=1, text/html;q=0.9", Syntax::JsonLd),
        ] {
            assert_eq!(asked(accept), Some(syntax), "{accept}");
        }
    }
}
