//! Ordinary opening hours as people write them on a door.

use jiff::civil::Weekday;
use torg_base::Lang;
use torg_base::time::{show_minutes, weekday};

/// Days with the same hours together: «Mandag–torsdag», «09.00–11.30, 12.00–15.00». Nothing when no day has hours.
pub(super) fn rows(week: &[Vec<(i16, i16)>; 7], lang: Lang, closed: &str) -> Vec<(String, String)> {
    if week.iter().all(Vec::is_empty) {
        return Vec::new();
    }
    let mut rows = Vec::new();
    let mut first = 0;
    for days in week.chunk_by(|one, next| one == next) {
        let (from, to) = (day(first, lang), day(first + days.len() - 1, lang));
        let days_text = if days.len() == 1 { from } else { format!("{from}–{}", lower(&to, lang)) };
        let pieces: Vec<String> =
            days[0].iter().map(|(a, b)| format!("{}–{}", show_minutes(*a), show_minutes(*b))).collect();
        rows.push((days_text, if pieces.is_empty() { closed.to_owned() } else { pieces.join(", ") }));
        first += days.len();
    }
    rows
}

/// A weekday by its number from Monday, with a capital letter.
fn day(offset: usize, lang: Lang) -> String {
    let days = [
        Weekday::Monday,
        Weekday::Tuesday,
        Weekday::Wednesday,
        Weekday::Thursday,
        Weekday::Friday,
        Weekday::Saturday,
        Weekday::Sunday,
    ];
    let name = days.get(offset).map_or("", |day| weekday(*day, lang));
    let mut letters = name.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Norwegian weekdays have a small letter unless they begin the line.
fn lower(day: &str, lang: Lang) -> String {
    if lang == Lang::En { day.to_owned() } else { day.to_lowercase() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_with_the_same_hours_stand_together() {
        let (day, short, none) = (vec![(540, 690), (720, 900)], vec![(540, 780)], Vec::new());
        let week = [day.clone(), day.clone(), short.clone(), day.clone(), day, none.clone(), none.clone()];
        let pair = |days: &str, times: &str| (days.to_owned(), times.to_owned());
        let long = "09.00–11.30, 12.00–15.00";
        assert_eq!(
            rows(&week, Lang::Nn, "Stengt"),
            [
                pair("Måndag–tysdag", long),
                pair("Onsdag", "09.00–13.00"),
                pair("Torsdag–fredag", long),
                pair("Laurdag–sundag", "Stengt")
            ]
        );
        assert_eq!(rows(&week, Lang::En, "Closed")[3], pair("Saturday–Sunday", "Closed"));
        let always: [Vec<(i16, i16)>; 7] = std::array::from_fn(|_| vec![(0, 1440)]);
        assert_eq!(rows(&always, Lang::Nb, "Stengt"), [pair("Mandag–søndag", "00.00–24.00")]);
        assert!(rows(&std::array::from_fn(|_| none.clone()), Lang::Nb, "Stengt").is_empty());
    }
}
