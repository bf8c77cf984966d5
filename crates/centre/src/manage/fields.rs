//! Reading what a manager types: times, dates, lists, addresses, slugs.

use jiff::civil::Date;
use torg_base::Lang;
use torg_web::Form;

pub use torg_base::time::{parse_date, parse_time, show_minutes as show_time};

/// A time that must be there.
pub fn time(form: &mut Form, name: &str) -> i16 {
    let time = parse_time(form.value(name));
    if time.is_none() {
        form.wrong(name, "manage-time-wrong");
    }
    time.unwrap_or_default()
}

/// From and to, in that order.
pub fn times(form: &mut Form, from: &str, to: &str) -> (i16, i16) {
    let (start, end) = (time(form, from), time(form, to));
    if form.problem(from).is_none() && form.problem(to).is_none() && start >= end {
        form.wrong(to, "manage-time-order");
    }
    (start, end)
}

/// A date that may be left out.
pub fn date(form: &mut Form, name: &str) -> Option<Date> {
    let typed = form.value(name);
    if typed.is_empty() {
        return None;
    }
    let date = parse_date(typed);
    if date.is_none() {
        form.wrong(name, "manage-date-wrong");
    }
    date
}

/// A coordinate in degrees, with point or comma.
pub fn degrees(form: &mut Form, name: &str, limit: f64, message: &'static str) -> f64 {
    let typed = form.value(name).replace(',', ".");
    match typed.parse::<f64>() {
        Ok(value) if value.is_finite() && value.abs() <= limit => value,
        _ => {
            form.wrong(name, message);
            0.0
        }
    }
}

/// A web address that may be left out.
pub fn web_address(form: &mut Form, name: &str) -> String {
    form.web_address(name, "manage-url-wrong")
}

/// A telephone number that may be left out.
pub fn phone(form: &mut Form, name: &str) -> String {
    form.phone(name, "manage-phone-wrong")
}

/// An e-mail address that may be left out. What it must look like is left to the post office, except for one `@`.
pub fn email(form: &mut Form, name: &str) -> String {
    let typed = form.optional(name, 200);
    let whole = typed.split_once('@').is_some_and(|(who, host)| {
        !who.is_empty() && !host.contains('@') && host.contains('.') && !host.starts_with('.') && !host.ends_with('.')
    });
    if !typed.is_empty() && (!whole || typed.contains(char::is_whitespace)) {
        form.wrong(name, "manage-email-wrong");
    }
    typed
}

/// One thing per line; empty lines are left out.
pub fn lines(form: &mut Form, name: &str, most: usize, longest: usize) -> Vec<String> {
    let text = form.optional(name, most * (longest + 2));
    let lines: Vec<String> = text.lines().map(str::trim).filter(|l| !l.is_empty()).map(str::to_owned).collect();
    if lines.len() > most || lines.iter().any(|l| l.chars().count() > longest) {
        form.wrong(name, "manage-lines-wrong");
    }
    lines
}

/// The same field in each language: its name and language.
pub fn in_each(base: &str) -> [(String, Lang); 3] {
    Lang::ALL.map(|lang| (format!("{base}-{}", lang.code()), lang))
}

/// A word for an address, made from a name: `Søke om pass` becomes `soke-om-pass`.
pub fn slug(name: &str) -> String {
    let mut slug = String::new();
    for c in name.to_lowercase().chars() {
        match c {
            'a'..='z' | '0'..='9' => slug.push(c),
            'æ' | 'ä' => slug.push_str("ae"),
            'ø' | 'ö' | 'ó' | 'ò' | 'ô' => slug.push('o'),
            'å' | 'á' | 'à' | 'â' => slug.push('a'),
            'é' | 'è' | 'ê' => slug.push('e'),
            'ü' => slug.push('u'),
            'č' => slug.push('c'),
            'š' => slug.push('s'),
            'đ' => slug.push('d'),
            'ŋ' => slug.push('n'),
            _ if slug.is_empty() || slug.ends_with('-') => {}
            _ => slug.push('-'),
        }
        if slug.len() >= 60 {
            break;
        }
    }
    let slug = slug.trim_end_matches('-');
    if slug.is_empty() { "tjeneste".to_owned() } else { slug.to_owned() }
}

/// A slug that is not taken. `ny` is the address of the page for a new service.
pub fn free_slug(name: &str, taken: impl Fn(&str) -> bool) -> String {
    let base = slug(name);
    let free = |s: &String| s != "ny" && !taken(s);
    let numbered = (2..).map(|n| format!("{base}-{n}"));
    // Never empty: the numbers go on for as long as there are services.
    std::iter::once(base.clone()).chain(numbered).find(free).unwrap_or(base)
}
