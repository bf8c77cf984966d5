//! What a visit needs, as a manager chooses it: kinds, what they must be able to, and the whole in one line for the rest.

use torg_booking::booking::spoken;
use torg_catalogue::directory::Directory;
use torg_catalogue::places::model::Place;
use torg_slots::needs::{Alternative, Need, Needs, Tags, Unreadable};
use torg_web::{Choice, Form, Visit};

use super::resources::{KINDS, kind_key};

/// What people see of a tag: a language by its name, anything else as it is.
pub fn tag_text(visit: &Visit, tag: &str) -> String {
    let language = tag.strip_prefix("lang:").and_then(spoken::name);
    language.map_or_else(|| tag.to_owned(), |key| visit.t(key).to_lowercase())
}

/// Tags as they stand in a form: «polsk, skatt».
pub fn tags_text(visit: &Visit, tags: &Tags) -> String {
    tags.iter().map(|tag| tag_text(visit, tag)).collect::<Vec<_>>().join(", ")
}

/// Reads tags with commas between; the name of a language, in any of ours, becomes its tag.
pub fn read_tags(visit: &Visit, typed: &str) -> Result<Tags, Unreadable> {
    let part = |part: &str| {
        let word = part.trim().to_lowercase();
        let texts = visit.app.texts();
        let named = |key: &str| torg_base::Lang::ALL.iter().any(|lang| texts.get(*lang, key).to_lowercase() == word);
        let code = spoken::all().find(|(_, key)| named(key)).map(|(code, _)| code);
        code.map_or(word.clone(), |code| format!("lang:{code}"))
    };
    typed.split([',', ';', '\n']).map(part).collect::<Vec<_>>().join(";").parse()
}

/// «Veileder (skatt) eller saksbehandler, rom».
pub fn text(visit: &Visit, needs: &Needs) -> String {
    needs.iter().map(|need| need_text(visit, need)).collect::<Vec<_>>().join(", ")
}

pub fn need_text(visit: &Visit, need: &Need) -> String {
    let one = |alternative: &Alternative| {
        let kind = visit.t(kind_key(&alternative.kind));
        let tags = tags_text(visit, &alternative.tags);
        if tags.is_empty() { kind.to_owned() } else { format!("{kind} ({tags})") }
    };
    let between = format!(" {} ", visit.t("manage-or"));
    need.0.iter().map(one).collect::<Vec<_>>().join(&between)
}

/// The first need that nobody and nothing in use at the place can fill.
pub fn lacking<'a>(directory: &Directory, place: &Place, needs: &'a Needs) -> Option<&'a Need> {
    let here = directory.resources_at(place.id);
    let filled = |one: &Alternative| here.iter().any(|r| r.active && one.fits(&r.kind, &r.tags));
    needs.iter().find(|need| !need.0.iter().any(filled))
}

/// What can be asked of each kind at a place: `person+skatt`, «Veileder: skatt».
pub fn demands(visit: &Visit, directory: &Directory, place: &Place) -> Vec<Choice> {
    let here = directory.resources_at(place.id);
    let of = |kind: &'static str| {
        let resources = here.iter().filter(move |r| r.active && r.kind == kind);
        let mut tags: Vec<&str> = resources.flat_map(|r| r.tags.iter()).collect();
        tags.sort_unstable();
        tags.dedup();
        tags.into_iter().map(move |tag| (kind, tag))
    };
    let choice = |(kind, tag): (&str, &str)| Choice {
        value: format!("{kind}+{tag}"),
        label: format!("{}: {}", visit.t(kind_key(kind)), tag_text(visit, tag)),
    };
    KINDS.into_iter().flat_map(of).map(choice).collect()
}

/// Puts needs into a form: as boxes where boxes can say it, else as one line.
pub fn fill(form: &mut Form, needs: &Needs) {
    let single = |need: &Need| need.0.len() == 1;
    let kinds: Vec<&str> = needs.alternatives().map(|one| one.kind.as_str()).collect();
    let order = KINDS.iter().filter(|kind| kinds.contains(kind)).eq(&kinds);
    if needs.iter().all(single) && order {
        form.set_all("needs", kinds.iter().map(|kind| (*kind).to_owned()));
        let demand =
            |one: &Alternative| -> Vec<String> { one.tags.iter().map(|tag| format!("{}+{tag}", one.kind)).collect() };
        form.set_all("krav", needs.alternatives().flat_map(demand));
    } else {
        form.set("behov", needs.to_string());
    }
}

/// Reads what was chosen. The line counts when it is filled in, else the boxes.
pub fn read(form: &mut Form) -> Needs {
    let typed = form.optional("behov", 300);
    if !typed.is_empty() {
        return line(form, &typed);
    }
    let kinds = KINDS.iter().filter(|kind| form.has("needs", kind));
    let need = |kind: &&str| {
        let own = form.all("krav").iter().filter_map(|demand| demand.split_once('+'));
        let tags = own.filter(|(of, _)| of == kind).map(|(_, tag)| tag.to_owned()).collect();
        Need(vec![Alternative { kind: (**kind).to_owned(), tags }])
    };
    Needs(kinds.map(need).collect())
}

fn line(form: &mut Form, typed: &str) -> Needs {
    let read = typed.parse::<Needs>().ok();
    let known = read.filter(|needs| needs.alternatives().all(|one| KINDS.contains(&one.kind.as_str())));
    known.unwrap_or_else(|| {
        form.wrong("behov", "manage-needs-line-wrong");
        Needs::default()
    })
}
