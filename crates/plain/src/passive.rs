//! Passive forms: the reader is told that something is done, but not by whom.
//!
//! Verbs come from the lists in `words/` (`infinitive,participles`), so that `finnes`, `synes`, `møtes` and genitives
//! such as `ukes` are left alone. "Er sendt" and "is closed" tell of a state, not of somebody who acts, and are no
//! passives here.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

use torg_base::Lang;

use crate::Kind;
use crate::text::{Word, adjoin};

/// How the passive is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// By the ending: `sendes`; in nynorsk after an auxiliary: `skal sendast`.
    Ending,
    /// In nynorsk without an auxiliary (`sendast innan fristen`), or with the ending of bokmål (`sendes`): heavy, and
    /// outside the norm, which has the form only after `skal`, `må`, `kan` and their like.
    NotNynorsk,
    /// By an auxiliary and a participle: `blir sendt`, `vart behandla`, `is sent`.
    Auxiliary,
}

static NB: LazyLock<Verbs> = LazyLock::new(|| Verbs::read(include_str!("../words/verbs_nb.csv"), "es", Agree::Never));
static NN: LazyLock<Verbs> =
    LazyLock::new(|| Verbs::read(include_str!("../words/verbs_nn.csv"), "ast", Agree::InPlural));
static EN: LazyLock<Verbs> = LazyLock::new(|| Verbs::read(include_str!("../words/verbs_en.csv"), "", Agree::Never));

const MODALS: &[&str] = &[
    "skal", "skulle", "må", "måtte", "kan", "kunne", "bør", "burde", "vil", "ville", "får", "fekk", "fikk", "lyt",
    "lét",
];
const BLI: &[&str] =
    &["bli", "blir", "ble", "blei", "blitt", "blive", "vert", "verta", "verte", "vart", "vorte", "vorten", "vortne"];
const BE: &[&str] = &["is", "are", "was", "were", "be", "been", "being"];

/// English participles that tell of a state after "is" and "are" ("you are registered"), and of an action after these.
const STATES: &[&str] = &["registered", "held"];
const BE_DONE: &[&str] = &["be", "been", "being"];

/// What may stand between an auxiliary and its verb without telling what the verb is about.
const ADVERBS: &[&str] = &[
    "ikke",
    "ikkje",
    "også",
    "òg",
    "bare",
    "berre",
    "kun",
    "alltid",
    "normalt",
    "vanligvis",
    "da",
    "då",
    "nå",
    "no",
    "først",
    "deretter",
    "derfor",
    "likevel",
    "samtidig",
    "straks",
    "not",
    "also",
    "only",
    "then",
    "now",
    "always",
];

/// Words that begin something new, so that a participle after them belongs to another verb.
const BREAKS: &[&str] = &[
    "å", "og", "eller", "men", "at", "som", "enn", "når", "hvis", "om", "fordi", "dersom", "viss", "har", "hadde",
    "er", "var", "ha", "få", "får", "skal", "kan", "må", "vil", "and", "or", "but", "that", "which", "when", "if",
    "to", "has", "have",
];

/// Words between an auxiliary and its participle: "Når blir den nye søknaden din behandlet?"
const REACH: usize = 4;

/// Articles: a word in `-s` right after one is a genitive.
const ARTICLES: &[&str] = &["en", "ei", "et", "ein", "eit", "hver", "hvert", "kvar", "kvart"];

/// Particles that verbs are joined with: `utfylles`, `innhentes`, `videresendes`.
const PARTICLES: &[&str] = &[
    "av",
    "bort",
    "etter",
    "for",
    "forhånds",
    "fram",
    "frem",
    "gjen",
    "inn",
    "med",
    "mot",
    "ned",
    "om",
    "opp",
    "over",
    "på",
    "sammen",
    "til",
    "tilbake",
    "tvangs",
    "ut",
    "ved",
    "videre",
    "føre",
    "førehands",
    "saman",
    "vidare",
];

/// What a particle and a verb make that is an adverb, tells of a state, or of a harm that nobody in the office did.
const NOT_PASSIVE: &[&str] = &[
    "fremdeles",
    "framdeles",
    "utsatt",
    "utsett",
    "utsette",
    "utsolgt",
    "utseld",
    "utselt",
    "sammensatt",
    "samansett",
    "opptatt",
    "oppteken",
    "oppteke",
    "opptekne",
    "medtatt",
    "medteken",
    "motsatt",
    "motsett",
];

pub(crate) fn find(text: &str, words: &[Word], lang: Lang) -> Vec<(Range<usize>, Kind)> {
    let mut found = with_auxiliary(text, words, lang);
    if lang != Lang::En {
        found.extend(by_ending(words, lang));
    }
    found
}

fn by_ending(words: &[Word], lang: Lang) -> impl Iterator<Item = (Range<usize>, Kind)> + '_ {
    // One auxiliary serves what follows in the sentence: "Skjemaet kan skrivast ut og sendast i posten."
    let modal = words.iter().position(|word| MODALS.contains(&word.lower.as_str())).unwrap_or(words.len());
    words.iter().enumerate().filter_map(move |(at, word)| {
        let form = ending_form(words, at, modal < at, lang)?;
        Some((word.bytes.clone(), Kind::Passive { form }))
    })
}

fn ending_form(words: &[Word], at: usize, after_modal: bool, lang: Lang) -> Option<Form> {
    let word = words[at].lower.as_str();
    let name = words[at].capital && at > 0;
    let before = at.checked_sub(1).map_or("", |i| words[i].lower.as_str());
    if name || ARTICLES.contains(&before) {
        return None;
    }
    match lang {
        Lang::Nb => NB.has_ending_form(word).then_some(Form::Ending),
        Lang::Nn if NN.has_ending_form(word) => Some(if after_modal { Form::Ending } else { Form::NotNynorsk }),
        Lang::Nn => NB.has_ending_form(word).then_some(Form::NotNynorsk),
        Lang::En => None,
    }
}

fn with_auxiliary(text: &str, words: &[Word], lang: Lang) -> Vec<(Range<usize>, Kind)> {
    let (auxiliaries, verbs) = match lang {
        Lang::Nb => (BLI, &*NB),
        Lang::Nn => (BLI, &*NN),
        Lang::En => (BE, &*EN),
    };
    let starts = words.iter().enumerate().filter(|(_, word)| auxiliaries.contains(&word.lower.as_str()));
    let ends = starts.filter_map(|(at, _)| Some((at, participle(text, &words[at..], lang, verbs)? + at)));
    ends.map(|(at, end)| (words[at].bytes.start..words[end].bytes.end, Kind::Passive { form: Form::Auxiliary }))
        .collect()
}

/// The place of the participle that belongs to the auxiliary, the first of `words`.
fn participle(text: &str, words: &[Word], lang: Lang, verbs: &Verbs) -> Option<usize> {
    for end in 1..words.len().min(REACH + 2) {
        let word = words[end].lower.as_str();
        if !adjoin(text, &words[end - 1..=end]) || BREAKS.contains(&word) {
            return None;
        }
        if verbs.has_participle(word) {
            let action = !STATES.contains(&word) || BE_DONE.contains(&words[0].lower.as_str());
            return action.then_some(end);
        }
        // English says who is meant before the auxiliary; what follows it is the participle or no passive at all.
        if lang == Lang::En && !ADVERBS.contains(&word) && !word.ends_with("ly") {
            return None;
        }
    }
    None
}

/// Whether a participle takes an `e` in the plural: "søknadene blir behandlet", "søknadene blir sende".
#[derive(PartialEq)]
enum Agree {
    Never,
    InPlural,
}

struct Verbs {
    ending_forms: HashSet<String>,
    participles: HashSet<String>,
}

impl Verbs {
    /// `ending`: what replaces a final `e` of the infinitive; other infinitives (`gi`, `ta`) take it without its `e`.
    fn read(csv: &'static str, ending: &str, agree: Agree) -> Verbs {
        let mut verbs = Verbs { ending_forms: HashSet::new(), participles: HashSet::new() };
        for line in csv.lines().skip(1) {
            let (infinitive, participles) = line.split_once(',').unwrap_or((line, ""));
            verbs.ending_forms.insert(match infinitive.strip_suffix('e') {
                Some(stem) if stem.chars().count() > 1 => format!("{stem}{ending}"),
                _ => format!("{infinitive}{}", ending.trim_start_matches('e')),
            });
            for participle in participles.split_whitespace() {
                verbs.participles.insert(participle.to_owned());
                if agree == Agree::InPlural && participle.ends_with(['t', 'd']) {
                    verbs.participles.insert(format!("{participle}e"));
                } else if let Some(stem) = participle.strip_suffix("et") {
                    verbs.participles.insert(format!("{stem}a"));
                }
            }
        }
        verbs
    }

    fn has_ending_form(&self, word: &str) -> bool {
        joined(word, &self.ending_forms)
    }

    fn has_participle(&self, word: &str) -> bool {
        joined(word, &self.participles)
    }
}

fn joined(word: &str, forms: &HashSet<String>) -> bool {
    let mut rests = PARTICLES.iter().filter_map(|particle| word.strip_prefix(particle));
    forms.contains(word) || (!NOT_PASSIVE.contains(&word) && rests.any(|rest| forms.contains(rest)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(text: &str, lang: Lang) -> Vec<(&str, Form)> {
        let read = crate::text::read(text);
        let found = read.sentences.iter().flat_map(|s| find(text, &read.words[s.words.clone()], lang));
        found
            .map(|(bytes, kind)| match kind {
                Kind::Passive { form } => (&text[bytes], form),
                other => panic!("{other:?}"),
            })
            .collect()
    }

    #[test]
    fn bokmaal_has_both_passives() {
        assert_eq!(
            marked("Skjemaet utfylles og sendes kommunen.", Lang::Nb),
            [("utfylles", Form::Ending), ("sendes", Form::Ending)]
        );
        assert_eq!(
            marked("Når blir den nye saken din behandlet?", Lang::Nb),
            [("blir den nye saken din behandlet", Form::Auxiliary)]
        );
        assert_eq!(marked("Du bes møte. Avgift tas ikke. Pass gis ut.", Lang::Nb).len(), 3);
    }

    #[test]
    fn words_in_s_that_are_no_passives_are_left_alone() {
        for text in [
            "Det finnes hjelp, og vi synes du skal komme når du trives.",
            "Vi møtes mandag. Det lykkes nok, og alle minnes det.",
            "To ukes ferie, en måneds husleie, et års arbeid og dagens avis.",
            "Deres barn, alles ansvar og kommunens ansattes behov.",
            "En søknads vei. En avtales innhold. Johannes og Hermes kommer.",
            "Et styres ansvar og en leies lengde.",
            "Det blir fint når du har sendt brevet. Det blir dyrere enn forventet.",
            "Det blir lettere å få saken behandlet. Du blir syk.",
            "Kontoret er stengt, og brevet er sendt.",
            "Vi har fremdeles åpent. Blir du utsatt for svindel, og blir det utsolgt?",
        ] {
            assert_eq!(marked(text, Lang::Nb), [], "{text}");
        }
    }

    #[test]
    fn nynorsk_wants_an_auxiliary() {
        assert_eq!(
            marked("Saka vart behandla. Søknadene blir sende i dag.", Lang::Nn),
            [("vart behandla", Form::Auxiliary), ("blir sende", Form::Auxiliary)]
        );
        assert_eq!(marked("Skjemaet skal sendast i dag.", Lang::Nn), [("sendast", Form::Ending)]);
        assert_eq!(
            marked("Skjemaet sendast i dag. Saka behandles.", Lang::Nn),
            [("sendast", Form::NotNynorsk), ("behandles", Form::NotNynorsk)]
        );
        assert_eq!(marked("Det finst hjelp. Vi synest det er raskast. Dei trivst og møtest oftast her.", Lang::Nn), []);
    }

    #[test]
    fn every_line_of_the_verbs_is_whole() {
        for (csv, least) in [
            (include_str!("../words/verbs_nb.csv"), 300),
            (include_str!("../words/verbs_nn.csv"), 200),
            (include_str!("../words/verbs_en.csv"), 40),
        ] {
            let mut seen = HashSet::new();
            for line in csv.lines().skip(1) {
                assert!(line.split(',').count() == 2 && !line.starts_with(','), "{line}");
                assert!(seen.insert(line.split(',').next()), "twice: {line}");
            }
            assert!(seen.len() >= least, "{}", seen.len());
        }
    }

    #[test]
    fn english_wants_the_participle_at_once() {
        assert_eq!(
            marked("Your form will be carefully processed.", Lang::En),
            [("be carefully processed", Form::Auxiliary)]
        );
        assert_eq!(marked("You must be registered.", Lang::En), [("be registered", Form::Auxiliary)]);
        assert_eq!(
            marked("The office is closed. You are the person who sent it. We were glad. You are registered.", Lang::En),
            []
        );
    }
}
