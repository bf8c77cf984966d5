//! All text of the interface, from Fluent files, one per slice and language.
//!
//! Messages without variables are formatted once at start; a page is mostly made of those.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use fluent_bundle::{FluentArgs, FluentResource, FluentValue, concurrent::FluentBundle};
use fluent_syntax::ast::Entry;
use torg_base::Lang;
use unic_langid::LanguageIdentifier;

/// The texts in every language. Cheap to clone.
#[derive(Clone)]
pub struct Texts {
    langs: Arc<[Language; 3]>,
}

struct Language {
    bundle: FluentBundle<FluentResource>,
    fixed: HashMap<String, String>,
    keys: BTreeSet<String>,
}

impl Texts {
    /// Reads the files. A text that cannot be parsed or a key that stands twice is a mistake in the
    /// program and is told as an error.
    pub fn load(files: &[(Lang, &'static str)]) -> Result<Texts, String> {
        let mut langs = Vec::with_capacity(3);
        for lang in Lang::ALL {
            let own: Vec<&str> = files.iter().filter(|(l, _)| *l == lang).map(|(_, text)| *text).collect();
            langs.push(Language::load(lang, &own)?);
        }
        let langs: [Language; 3] = langs.try_into().map_err(|_| "three languages".to_owned())?;
        Ok(Texts { langs: Arc::new(langs) })
    }

    /// A text without variables. A missing key shows itself; tests make sure that none does.
    pub fn get<'a>(&'a self, lang: Lang, key: &'a str) -> &'a str {
        match self.langs[lang as usize].fixed.get(key) {
            Some(text) => text,
            None => key,
        }
    }

    /// A text with variables.
    pub fn format(&self, lang: Lang, key: &str, args: &[(&str, &str)]) -> String {
        let language = &self.langs[lang as usize];
        let Some(pattern) = language.bundle.get_message(key).and_then(|m| m.value()) else {
            return format!("⟦{key}⟧");
        };
        let mut values = FluentArgs::new();
        for (name, value) in args {
            // Whole numbers are given as numbers, so that Fluent can choose the plural form.
            match value.parse::<i32>() {
                Ok(number) if number.to_string() == *value => values.set(*name, FluentValue::from(number)),
                _ => values.set(*name, FluentValue::from(*value)),
            }
        }
        let mut errors = Vec::new();
        language.bundle.format_pattern(pattern, Some(&values), &mut errors).into_owned()
    }

    /// The keys of a language, for the test that compares them.
    pub fn keys(&self, lang: Lang) -> &BTreeSet<String> {
        &self.langs[lang as usize].keys
    }
}

impl Language {
    fn load(lang: Lang, files: &[&'static str]) -> Result<Language, String> {
        let id: LanguageIdentifier = lang.code().parse().map_err(|_| "language code".to_owned())?;
        let mut bundle = FluentBundle::new_concurrent(vec![id]);
        // Isolation marks would end up in SMS, calendar files and screen readers.
        bundle.set_use_isolating(false);
        let mut keys = BTreeSet::new();
        for file in files {
            let resource = FluentResource::try_new((*file).to_owned())
                .map_err(|(_, errors)| format!("{}: {errors:?}", lang.code()))?;
            for entry in resource.entries() {
                if let Entry::Message(message) = entry {
                    keys.insert(message.id.name.to_owned());
                }
            }
            bundle.add_resource(resource).map_err(|errors| format!("{}: {errors:?}", lang.code()))?;
        }
        let mut fixed = HashMap::new();
        for key in &keys {
            let Some(pattern) = bundle.get_message(key).and_then(|m| m.value()) else { continue };
            let mut errors = Vec::new();
            let text = bundle.format_pattern(pattern, None, &mut errors).into_owned();
            if errors.is_empty() {
                fixed.insert(key.clone(), text);
            }
        }
        Ok(Language { bundle, fixed, keys })
    }
}
