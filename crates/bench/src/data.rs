//! Load data: invented places with guides and long hours, written as files in the program's own import format.

use std::fmt::Write;
use std::path::Path;

/// Service for one person, 15 minutes.
pub const SERVICE: &str = "lasttest-time";
/// Group service, 60 minutes.
pub const GROUP: &str = "lasttest-gruppe";
/// Place with one guide, so that each start is one seat; and with the course.
pub const ONE: &str = "lasttest-en";
/// Place with ten guides.
pub const TEN: &str = "lasttest-ti";
/// Seats of the course.
pub const SEATS: usize = 20;

/// Kinds in the order in which they lean on each other.
pub const KINDS: [&str; 5] = ["places", "services", "resources", "hours", "offers"];

const HOURS: &str = "place_slug,resource,weekdays,from,to,valid_from,valid_to\n";
const OFFERS: &str = "place_slug,service_slug,way,minutes,drop_in,needs,note_nb,note_nn,note_en\n";

/// Every day, so that the run does not depend on the day it is made on.
const DAYS: &str = "mo;tu;we;th;fr;sa;su";

/// Slugs of the ordinary places, each with three guides.
pub fn ordinary(count: usize) -> Vec<String> {
    (1..=count).map(|n| format!("lasttest-{n:03}")).collect()
}

/// Slugs of the centres of [`write_centres`].
pub fn centres(count: usize) -> Vec<String> {
    (1..=count).map(|n| format!("senter-{n:03}")).collect()
}

/// Writes `KIND.csv` for centres as they are: three guides who take half an hour each on workdays from nine to three with
/// half an hour's lunch, in municipalities that have `places / organisations` centres each.
pub fn write_centres(folder: &Path, places: usize, organisations: usize) -> std::io::Result<()> {
    let slugs = centres(places);
    let mut hours = HOURS.to_owned();
    let mut offers = OFFERS.to_owned();
    for slug in &slugs {
        // Writing to a string cannot fail.
        let _ = writeln!(hours, "{slug},place,mo;tu;we;th;fr,09:00,15:00,,");
        let _ = writeln!(hours, "{slug},guide,mo;tu;we;th;fr,09:00,11:30,,");
        let _ = writeln!(hours, "{slug},guide,mo;tu;we;th;fr,12:00,15:00,,");
        let _ = writeln!(offers, "{slug},{SERVICE},counter,30,no,person,,,");
    }
    let owners: Vec<String> = (0..places).map(|n| format!("kommune-{:03}", n % organisations.max(1) + 1)).collect();
    let owned: Vec<(&str, &str)> =
        slugs.iter().zip(&owners).map(|(slug, owner)| (slug.as_str(), owner.as_str())).collect();
    let guided: Vec<(&str, usize)> = slugs.iter().map(|slug| (slug.as_str(), 3)).collect();
    let texts = [place_rows(&owned), services(), people(&guided), hours, offers];
    for (kind, text) in KINDS.iter().zip(texts) {
        std::fs::write(folder.join(format!("{kind}.csv")), text)?;
    }
    Ok(())
}

/// Writes `KIND.csv` for every kind; `places` is the number of ordinary places.
pub fn write(folder: &Path, places: usize) -> std::io::Result<()> {
    let ordinary = ordinary(places);
    let all: Vec<(&str, usize)> =
        [(ONE, 1), (TEN, 10)].into_iter().chain(ordinary.iter().map(|slug| (slug.as_str(), 3))).collect();
    let owned: Vec<(&str, &str)> = all.iter().map(|(slug, _)| (*slug, *slug)).collect();
    let texts = [place_rows(&owned), services(), resources(&all), hours(&all), offers(&all)];
    for (kind, text) in KINDS.iter().zip(texts) {
        std::fs::write(folder.join(format!("{kind}.csv")), text)?;
    }
    Ok(())
}

/// Places with the organisation that each belongs to.
fn place_rows(all: &[(&str, &str)]) -> String {
    let mut text = "slug,organisation_slug,organisation_name,written_language,municipality_no,name,address,latitude,\
                    longitude,phone,email,accent,accessibility_url\n"
        .to_owned();
    for (slug, owner) in all {
        // Writing to a string cannot fail.
        let _ = writeln!(
            text,
            "{slug},{owner},Kommunen {owner},nb,0301,Senteret {slug},\"Gata 1, 0001 Oslo\",60.000,10.000,00 00 00 00,\
             post@{slug}.example,#0b5c66,https://uustatus.no/"
        );
    }
    text
}

fn services() -> String {
    let mut text =
        "slug,agency,self_service_url,minutes,ways,kind,kw_nb,kw_nn,kw_en,name_nb,name_nn,name_en,promise_nb,\
                    promise_nn,promise_en,boundary_nb,boundary_nn,boundary_en,bring_nb,bring_nn,bring_en\n"
            .to_owned();
    for (slug, minutes, ways, kind) in [(SERVICE, 15, "counter", "guidance"), (GROUP, 60, "group", "group")] {
        let three = |what: &str| format!("{what} {slug} nb,{what} {slug} nn,{what} {slug} en");
        let (words, names, promises, bounds, bring) =
            (three("ord"), three("Navn"), three("Vi hjelper deg."), three("Vi svarer ikke."), three("Mobil"));
        let _ = writeln!(text, "{slug},Kommunen,,{minutes},{ways},{kind},{words},{names},{promises},{bounds},{bring}");
    }
    text
}

fn resources(all: &[(&str, usize)]) -> String {
    let mut text = people(all);
    let _ = writeln!(text, "{ONE},course,Lasttest,{SEATS}");
    text
}

/// Places with the number of guides at each.
fn people(all: &[(&str, usize)]) -> String {
    let mut text = "place_slug,kind,name_nb,capacity\n".to_owned();
    for (slug, guides) in all {
        for n in 1..=*guides {
            let _ = writeln!(text, "{slug},person,Veileder {n},1");
        }
    }
    text
}

fn hours(all: &[(&str, usize)]) -> String {
    let mut text = HOURS.to_owned();
    let course = [(ONE, "course")];
    let both = all.iter().flat_map(|(slug, _)| [(*slug, "place"), (*slug, "guide")]);
    for (slug, resource) in both.chain(course) {
        let _ = writeln!(text, "{slug},{resource},{DAYS},08:00,20:00,,");
    }
    text
}

fn offers(all: &[(&str, usize)]) -> String {
    let mut text = OFFERS.to_owned();
    for (slug, _) in all {
        let _ = writeln!(text, "{slug},{SERVICE},counter,,no,person,,,");
    }
    let _ = writeln!(text, "{ONE},{GROUP},group,,no,course,,,");
    text
}
