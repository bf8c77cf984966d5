//! The words of CPSV-AP-NO 1.1 and the vocabularies it leans on.

use oxrdf::NamedNode;

pub const RDF_TYPE: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";

/// Prefixes of the files, and of the short names that [`iri`] takes.
pub const PREFIXES: [(&str, &str); 14] = [
    ("adms", "http://www.w3.org/ns/adms#"),
    ("cpsv", "http://purl.org/vocab/cpsv#"),
    ("cpsvno", "https://data.norge.no/vocabulary/cpsvno#"),
    ("cv", "http://data.europa.eu/m8g/"),
    ("dcat", "http://www.w3.org/ns/dcat#"),
    ("dcatno", "https://data.norge.no/vocabulary/dcatno#"),
    ("dct", "http://purl.org/dc/terms/"),
    ("eli", "http://data.europa.eu/eli/ontology#"),
    ("foaf", "http://xmlns.com/foaf/0.1/"),
    ("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
    ("rdfs", "http://www.w3.org/2000/01/rdf-schema#"),
    ("skos", "http://www.w3.org/2004/02/skos/core#"),
    ("vcard", "http://www.w3.org/2006/vcard/ns#"),
    ("xsd", "http://www.w3.org/2001/XMLSchema#"),
];

/// Named lists that data.norge.no requires to be used for languages, licences and states.
pub const AUTHORITY: &str = "http://publications.europa.eu/resource/authority/";
/// Where data.norge.no knows organisations by their number.
pub const ORGANISATIONS: &str = "https://organization-catalog.fellesdatakatalog.digdir.no/organizations/";
const CHANNELS: &str = "https://data.norge.no/vocabulary/service-channel-type#";

/// The whole address of a short name such as `dct:title`; a name without a known prefix stays as it is.
pub fn expand(name: &str) -> String {
    let known = name.split_once(':').and_then(|(prefix, rest)| {
        let (_, base) = PREFIXES.iter().find(|(own, _)| *own == prefix)?;
        Some(format!("{base}{rest}"))
    });
    known.unwrap_or_else(|| name.to_owned())
}

/// A word of the vocabularies by its short name. They are all written in this program, so none is looked at again here;
/// what is published is read back by the tests and by `torg check --catalogue`.
pub fn iri(name: &str) -> NamedNode {
    NamedNode::new_unchecked(expand(name))
}

/// An entry of the Union's named lists, e.g. `licence/NLOD_2_0`.
pub fn authority(entry: &str) -> NamedNode {
    NamedNode::new_unchecked(format!("{AUTHORITY}{entry}"))
}

/// A kind of channel at data.norge.no.
pub fn channel_type(code: &str) -> NamedNode {
    NamedNode::new_unchecked(format!("{CHANNELS}{code}"))
}

/// Languages of help as the Union's list names them, which is by ISO 639-3 (for German and Romanian too).
pub fn language(code: &str) -> Option<NamedNode> {
    let listed = match code {
        "nb" => "NOB",
        "nn" => "NNO",
        "en" => "ENG",
        "se" => "SME",
        "sma" => "SMA",
        "smj" => "SMJ",
        "fkv" => "FKV",
        "sign" => "NSL",
        "pl" => "POL",
        "lt" => "LIT",
        "lv" => "LAV",
        "ro" => "RON",
        "uk" => "UKR",
        "ru" => "RUS",
        "de" => "DEU",
        "es" => "SPA",
        "fr" => "FRA",
        "ar" => "ARA",
        "fa" => "FAS",
        "ku" => "KUR",
        "ti" => "TIR",
        "so" => "SOM",
        "tr" => "TUR",
        "th" => "THA",
        _ => return None,
    };
    Some(authority(&format!("language/{listed}")))
}
