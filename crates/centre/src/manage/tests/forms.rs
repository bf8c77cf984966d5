//! What managers type, and what comes of it.

use jiff::civil::date;
use torg_base::Lang;
use torg_slots::needs::Needs;
use torg_slots::rules::{ExceptionKind, Weekdays};
use torg_slots::store::KeptRule;
use torg_web::{Face, Form};

use super::*;
use crate::manage::{exceptions, fields, hours, needs, offers, organisation, resources, services};
use torg_catalogue::places::model::Organisation;
use torg_catalogue::services::model::{Note, Offer, Service, Texts, Way};

fn form(query: &str) -> Form {
    Form::from_query(query)
}

#[test]
fn times_are_read_as_people_write_them() {
    for (typed, minutes) in [
        ("09:00", 540),
        ("09.00", 540),
        ("9", 540),
        ("9.30", 570),
        ("0900", 540),
        ("930", 570),
        (" kl. 15.00 ", 900),
        ("0", 0),
        ("24", 1440),
        ("24.00", 1440),
    ] {
        assert_eq!(fields::parse_time(typed), Some(minutes), "{typed}");
    }
    for bad in ["", "ni", "25", "24.01", "9.60", "9.5", "9:000", "-9", "9,30", "09.00.00", "12345", "æ", "1æ", "+9"] {
        assert_eq!(fields::parse_time(bad), None, "{bad}");
    }
    assert_eq!(fields::show_time(545), "09.05");
    assert_eq!(fields::parse_time(&fields::show_time(1440)), Some(1440));
}

#[test]
fn dates_are_day_month_year() {
    assert_eq!(fields::parse_date("01.06.2027"), Some(date(2027, 6, 1)));
    assert_eq!(fields::parse_date(" 1. 6. 2027 "), Some(date(2027, 6, 1)));
    for bad in ["", "1.6", "1.6.27", "31.6.2027", "2027-06-01", "1/6/2027", "1.6.2027.", "a.b.cdef", "1.6.+027"] {
        assert_eq!(fields::parse_date(bad), None, "{bad}");
    }
}

#[test]
fn a_slug_is_made_from_the_name_and_never_taken_twice() {
    assert_eq!(fields::slug("Søke om pass"), "soke-om-pass");
    assert_eq!(fields::slug("Få hjelp: æresgjeld & «skatt»!"), "fa-hjelp-aeresgjeld-skatt");
    assert_eq!(fields::slug("  –  "), "tjeneste");
    assert!(fields::slug(&"lang ".repeat(40)).len() <= 62);
    let taken = ["soke-om-pass", "soke-om-pass-2"];
    assert_eq!(fields::free_slug("Søke om pass", |s| taken.contains(&s)), "soke-om-pass-3");
    // `/styring/tjenester/ny` is another page.
    assert_eq!(fields::free_slug("Ny", |_| false), "ny-2");
}

#[test]
fn a_weekly_rule_is_read_whole_or_comes_back_as_typed() {
    let good = "dager=mo&dager=fr&fra=9&til=15.30&gyldig_fra=1.6.2027&gyldig_til=&helligdag=ja";
    let rule = hours::read_rule(&mut form(good), id(1)).expect("a rule");
    assert_eq!(rule.weekdays, Weekdays(0b001_0001));
    assert_eq!((rule.from_minute, rule.to_minute), (540, 930));
    assert_eq!((rule.valid_from, rule.valid_to, rule.on_holidays), (Some(date(2027, 6, 1)), None, true));

    let mut bad = form("dager=xx&fra=halv+ni&til=25.00&gyldig_fra=1.6.2027&gyldig_til=1.5.2027");
    assert_eq!(hours::read_rule(&mut bad, id(1)), None);
    assert_eq!(bad.problem("dager"), Some("manage-days-missing"));
    assert_eq!(bad.problem("fra"), Some("manage-time-wrong"));
    assert_eq!(bad.problem("til"), Some("manage-time-wrong"));
    assert_eq!(bad.problem("gyldig_til"), Some("manage-date-order"));
    assert_eq!((bad.value("fra"), bad.value("til"), bad.value("gyldig_til")), ("halv ni", "25.00", "1.5.2027"));

    let mut backwards = form("dager=mo&fra=15&til=9");
    assert_eq!(hours::read_rule(&mut backwards, id(1)), None);
    assert_eq!(backwards.problem("til"), Some("manage-time-order"));
}

#[test]
fn a_rule_fills_the_form_that_reads_it_back() {
    let mut rule = weekly(id(1), 545, 1440);
    (rule.valid_to, rule.on_holidays) = (Some(date(2027, 6, 1)), true);
    let mut form = hours::filled(&KeptRule { id: id(5), place: id(10), rule: rule.clone() });
    assert_eq!(hours::read_rule(&mut form, id(1)), Some(rule));
}

#[test]
fn days_are_told_in_words() {
    let text = |days: &str| hours::days_text(days.parse().expect("days"), Lang::Nb);
    assert_eq!(text("mo;tu;we;th;fr"), "mandag–fredag");
    assert_eq!(text("mo;tu;th;fr;sa"), "mandag, tirsdag, torsdag–lørdag");
    assert_eq!(text("su"), "søndag");
    assert_eq!(hours::days_text(Weekdays::ALL, Lang::Nn), "måndag–sundag");
}

#[test]
fn an_exception_is_one_day_when_no_last_day_is_given() {
    let today = date(2026, 11, 20);
    let read = |query: &str| {
        let mut form = form(query);
        (exceptions::read(&mut form, None, today), form)
    };
    let (whole, _) = read("u_type=stengt&u_fra_dato=24.12.2026&u_grunn=Julaften");
    let whole = whole.expect("an exception");
    assert_eq!(
        (whole.from, whole.to, whole.kind),
        (date(2026, 12, 24), date(2026, 12, 24), ExceptionKind::CLOSED_ALL_DAY)
    );
    assert_eq!(whole.reason.as_deref(), Some("Julaften"));
    let (open, _) = read("u_type=apent&u_fra_dato=28.11.2026&u_til_dato=29.11.2026&u_fra=10&u_til=14");
    assert_eq!(open.expect("an exception").kind, ExceptionKind::Open { from_minute: 600, to_minute: 840 });

    for (query, field, message) in [
        ("u_fra_dato=24.12.2026", "u_type", "manage-exception-type-missing"),
        ("u_type=stengt", "u_fra_dato", "manage-date-missing"),
        ("u_type=stengt&u_fra_dato=24.13.2026", "u_fra_dato", "manage-date-wrong"),
        ("u_type=stengt&u_fra_dato=19.11.2026", "u_fra_dato", "manage-date-past"),
        ("u_type=stengt&u_fra_dato=24.12.2206", "u_fra_dato", "manage-date-far"),
        ("u_type=stengt&u_fra_dato=24.12.2026&u_til_dato=23.12.2026", "u_til_dato", "manage-date-order"),
        ("u_type=stengt-del&u_fra_dato=24.12.2026&u_fra=12", "u_til", "manage-time-wrong"),
    ] {
        let (none, form) = read(query);
        assert_eq!((none, form.problem(field)), (None, Some(message)), "{query}");
    }
    // A closure that has begun may still be written down.
    assert!(read("u_type=stengt&u_fra_dato=18.11.2026&u_til_dato=20.11.2026").0.is_some());
}

fn blank() -> Service {
    Service {
        id: id(50),
        organisation: id(OWN),
        slug: "pass".into(),
        agency: String::new(),
        self_service_url: String::new(),
        minutes: 30,
        kind: "guidance".into(),
        texts: Texts::default(),
        facts: Default::default(),
        active: true,
        standing: Default::default(),
    }
}

#[test]
fn a_service_needs_name_and_promise_in_every_language() {
    let texts = "name-nb=Pass&name-nn=Pass&name-en=Passport&promise-nb=a&promise-nn=b&promise-en=c\
                 &bring-nb=Gammelt+pass%0D%0A%0D%0A+Penger+&keywords-en=passport";
    let rest = "agency=Politiet&url=https%3A%2F%2Fwww.politiet.no%2Fpass&minutes=20&kind=caseworker";
    let mut good = form(&format!("{texts}&{rest}"));
    let service = services::read(&mut good, blank()).expect("a service");
    assert_eq!(service.texts.nb.bring, ["Gammelt pass", "Penger"]);
    assert_eq!((service.slug.as_str(), service.minutes, service.kind.as_str()), ("pass", 20, "caseworker"));
    assert!(!service.active, "the box was not ticked");

    let mut bad = form("name-nb=Pass&promise-nn=b&agency=&url=http%3A%2F%2Fx.no&minutes=tjue&kind=annet");
    assert_eq!(services::read(&mut bad, blank()), None);
    for (field, message) in [
        ("name-nn", "manage-name-missing-nn"),
        ("promise-en", "manage-promise-missing-en"),
        ("agency", "manage-agency-missing"),
        ("url", "manage-url-wrong"),
        ("minutes", "manage-minutes-wrong"),
        ("kind", "manage-kind-missing"),
    ] {
        assert_eq!(bad.problem(field), Some(message), "{field}");
    }
    assert_eq!((bad.value("minutes"), bad.value("url")), ("tjue", "http://x.no"));
}

#[test]
fn web_addresses_are_https_and_nothing_else() {
    let wrong = |typed: &str| {
        let mut form = Form::filled([("url", typed.to_owned())]);
        fields::web_address(&mut form, "url");
        form.problem("url").is_some()
    };
    for good in ["", "https://www.nav.no/", "https://uustatus.no/nb/erklaringer/publisert/1?a=b"] {
        assert!(!wrong(good), "{good}");
    }
    for bad in [
        "nav.no",
        "http://nav.no",
        "javascript:alert(1)",
        "https://",
        "https://nav",
        "https://a.no/\"x",
        "https:// a.no",
    ] {
        assert!(wrong(bad), "{bad}");
    }
}

#[test]
fn an_offer_is_for_drop_in_or_needs_somebody() {
    let blank = Offer {
        id: id(60),
        organisation: id(OWN),
        place: id(10),
        service: id(50),
        way: Way::Counter,
        minutes: 30,
        drop_in: true,
        needs: Needs::default(),
        buffer_before: 0,
        buffer_minutes: 0,
        step_minutes: 0,
        travel_minutes: 30,
        notice_minutes: 0,
        horizon_days: 30,
        note: Note::default(),
    };
    let mut good = form("minutes=45&needs=room&needs=person&buffer=10&notice=60&horizon=90&note-nn=Bak+huset");
    let offer = offers::read(&mut good, blank.clone()).expect("an offer");
    // Those who meet people first: they decide when visits start.
    assert_eq!(offer.needs, Needs::kinds(["person", "room"]));
    assert_eq!((offer.buffer_before, offer.step_minutes, offer.travel_minutes), (0, 0, 30), "left as they were");
    assert_eq!((offer.minutes, offer.drop_in, offer.note.nn.as_str()), (45, false, "Bak huset"));

    let mut bad = form("minutes=3&buffer=121&notice=-1&horizon=0&needs=penger&buffer_before=x&step=481&travel=241");
    assert_eq!(offers::read(&mut bad, blank.clone()), None);
    for field in ["minutes", "buffer", "notice", "horizon", "needs", "buffer_before", "step", "travel"] {
        assert!(bad.problem(field).is_some(), "{field}");
    }
    assert_eq!(bad.value("buffer"), "121");
    let mut long = form("minutes=480&buffer=120&buffer_before=120&travel=1&notice=0&horizon=1&needs=person");
    assert_eq!(offers::read(&mut long, blank), None);
    assert_eq!(long.problem("minutes"), Some("manage-visit-too-long"), "more than half a day in all");
}

/// Boxes say what boxes can say, the line says the rest, and what was stored comes back the same.
#[test]
fn what_a_visit_needs_is_kept_whole() {
    let read = |query: &str| needs::read(&mut form(query)).to_string();
    assert_eq!(
        read(
            "needs=person&needs=room&krav=person%2Bskatt&krav=person%2Blang%3Apl&krav=room%2Bskjermet&krav=equipment%2Bx"
        ),
        "person+lang:pl+skatt;room+skjermet"
    );
    assert_eq!(read("needs=room&behov=person%2Bskatt%7Ccaseworker%3Broom"), "person+skatt|caseworker;room");
    for line in ["penger", "person;", "person|", "person+", "place"] {
        let mut form = Form::default();
        form.set("behov", line);
        needs::read(&mut form);
        assert_eq!(form.problem("behov").is_some(), line != "person;", "{line}");
    }
    for (text, boxes) in [
        ("person;room", true),
        ("person+lang:pl+skatt;equipment+videoboks", true),
        ("room;person", false),
        ("person;person", false),
        ("person|caseworker", false),
    ] {
        let stored: Needs = text.parse().expect("needs");
        let mut form = Form::default();
        needs::fill(&mut form, &stored);
        assert_eq!(form.value("behov").is_empty(), boxes, "{text}");
        assert_eq!(needs::read(&mut form), stored, "{text}");
    }
}

#[test]
fn a_break_makes_two_rules_of_one() {
    let whole = weekly(id(1), 540, 900);
    let cut = |query: &str| {
        let mut form = form(query);
        let rules = hours::with_break(&mut form, whole.clone());
        (rules.map(|rules| rules.iter().map(|r| (r.from_minute, r.to_minute)).collect::<Vec<_>>()), form)
    };
    assert_eq!(cut("").0, Some(vec![(540, 900)]));
    assert_eq!(cut("pause_fra=11.30&pause_til=12.00").0, Some(vec![(540, 690), (720, 900)]));
    for (query, field) in [
        ("pause_fra=11.30", "pause_til"),
        ("pause_til=11.30", "pause_fra"),
        ("pause_fra=12.00&pause_til=11.30", "pause_til"),
        ("pause_fra=09.00&pause_til=10.00", "pause_fra"),
        ("pause_fra=14.00&pause_til=15.00", "pause_fra"),
    ] {
        let (rules, form) = cut(query);
        assert!(rules.is_none() && form.problem(field).is_some(), "{query}");
    }
}

fn rost() -> Organisation {
    let face = Face {
        slug: "rost".into(),
        name: "Røst kommune".into(),
        written: Lang::Nb,
        accent: "#0b5c66".into(),
        accessibility_url: String::new(),
        phone: String::new(),
        home: "/".into(),
    };
    Organisation {
        id: id(OWN),
        slug: "rost".into(),
        name: "Røst kommune".into(),
        orgnr: String::new(),
        written: Lang::Nb,
        face: std::sync::Arc::new(face),
    }
}

#[test]
fn a_colour_must_carry_white_text() {
    let read = |accent: &str| {
        let query = [("name", "Røst"), ("written", "nn"), ("accent", accent), ("phone", "76 05 05 00")];
        let mut form = Form::filled(query.map(|(k, v)| (k, v.to_owned())));
        (organisation::read(&mut form, &rost()), form)
    };
    let row = read("#0B5C66").0.expect("an organisation");
    assert_eq!((row.accent.as_str(), row.written.as_str(), row.slug.as_str()), ("#0b5c66", "nn", "rost"));
    assert_eq!(read("#f5a623").1.problem("accent"), Some("manage-accent-pale"));
    for bad in ["", "blå", "#12345", "#0b5c66;}", "0b5c66", "#+1+2+3"] {
        assert_eq!(read(bad).1.problem("accent"), Some("manage-accent-wrong"), "{bad}");
    }
}

#[test]
fn a_place_takes_coordinates_with_comma_and_keeps_what_is_not_in_the_form() {
    let known = place(10, OWN, "rost");
    let mut good = form("name=Røst&address=Gata+2&latitude=67%2C51&longitude=12.08&email=post@rost.no&phone=02800");
    let changed = organisation::read_place(&mut good, &known).expect("a place");
    assert_eq!((changed.latitude, changed.longitude), (67.51, 12.08));
    assert_eq!((changed.id, changed.slug, changed.hours), (known.id, known.slug.clone(), known.hours));
    let mut bad = form("name=&address=&latitude=nord&longitude=181&email=post&phone=12");
    assert_eq!(organisation::read_place(&mut bad, &known), None);
    for field in ["name", "address", "latitude", "longitude", "email", "phone"] {
        assert!(bad.problem(field).is_some(), "{field}");
    }
}

#[test]
fn a_resource_has_a_name_and_seats() {
    let known = resource(12, &place(10, OWN, "rost"), "course", 8);
    assert_eq!(resources::read(&mut form("name=Kurs&capacity=12"), known.clone()).map(|r| r.capacity), Some(12));
    let mut bad = form("name=&capacity=0");
    assert_eq!(resources::read(&mut bad, known), None);
    assert!(bad.problem("name").is_some() && bad.problem("capacity").is_some());
}
