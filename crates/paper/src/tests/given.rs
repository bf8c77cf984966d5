//! Sheets to set.

use super::*;

pub const LANGS: [Lang; 3] = Lang::ALL;

pub fn frame(lang: Lang) -> Frame {
    Frame {
        lang,
        title: lang.pick("Bankkort og nettbank", "Bankkort og nettbank", "Bank cards and online banking").into(),
        sender: "Guovdageaidnu – Kautokeino kommune".into(),
        accent: "#7a1f3d".into(),
        updated: date(2026, 11, 21),
        foot: lang
            .pick("Oppdatert 21. november 2026.", "Oppdatert 21. november 2026.", "Updated 21 November 2026.")
            .into(),
        page: lang.pick("Side", "Side", "Page").into(),
    }
}

pub fn place(lang: Lang) -> PlaceBlock {
    let pair = |label: &str, value: &str| Labelled { label: label.into(), value: value.into() };
    let closed = lang.pick("Stengt", "Stengt", "Closed");
    let days = match lang {
        Lang::Nb => ["Mandag–torsdag", "Fredag", "Lørdag–søndag"],
        Lang::Nn => ["Måndag–torsdag", "Fredag", "Laurdag–sundag"],
        Lang::En => ["Monday–Thursday", "Friday", "Saturday–Sunday"],
    };
    PlaceBlock {
        name: "Bákteharji bálvalusguovddáš".into(),
        lines: vec![lang.pick("På stedet, uten time", "På staden, utan time", "At the place, without booking").into()],
        address: "Bredbuktnesveien 6, 9520 Kautokeino".into(),
        phone: pair(lang.pick("Telefon", "Telefon", "Phone"), "00 00 20 11"),
        web: pair(lang.pick("På nett", "På nett", "Online"), "torg.example/sted/kautokeino"),
        hours: Hours {
            heading: lang.pick("Vanlige åpningstider", "Vanlege opningstider", "Usual opening hours").into(),
            day: lang.pick("Dag", "Dag", "Day").into(),
            time: lang.pick("Tid", "Tid", "Time").into(),
            rows: vec![
                (days[0].into(), "09.00–11.30, 12.00–15.00".into()),
                (days[1].into(), "09.00–13.00".into()),
                (days[2].into(), closed.into()),
            ],
            note: lang
                .pick(
                    "Det kan være stengt på helligdager.",
                    "Det kan vere stengt på heilagdagar.",
                    "We may close on holidays.",
                )
                .into(),
        },
    }
}

pub fn service(lang: Lang) -> Sheet {
    let words = |nb: &str, nn: &str, en: &str| lang.pick(nb, nn, en).to_owned();
    Sheet::Service(ServiceSheet {
        name: frame(lang).title,
        can: Section {
            heading: words("Dette kan vi", "Dette kan vi", "What we can do"),
            text: words(
                "Vi hjelper deg å logge inn i nettbanken, betale en regning og sperre et kort du har mistet.",
                "Vi hjelper deg å logge inn i nettbanken, betale ei rekning og sperre eit kort du har mista.",
                "We help you log in to your bank, pay a bill and block a card you have lost.",
            ),
        },
        cannot: Section {
            heading: words("Dette kan vi ikke", "Dette kan vi ikkje", "What we cannot do"),
            text: words(
                "Vi ser ikke på kontoen din og gir ikke råd om lån. Banken din svarer på det.",
                "Vi ser ikkje på kontoen din og gir ikkje råd om lån. Banken din svarar på det.",
                "We do not look at your account or give advice on loans. Your bank does.",
            ),
        },
        bring: Points {
            heading: words("Ta med", "Ta med", "Bring"),
            points: vec![
                "BankID".into(),
                words("Mobilen din", "Mobilen din", "Your phone"),
                words("Regningen", "Rekninga", "The bill"),
            ],
        },
        whereabouts: words("Her får du hjelp", "Her får du hjelp", "Where to get help"),
        places: vec![place(lang)],
    })
}

/// Names of services as long as people write them, all different.
pub fn names(count: usize) -> Vec<String> {
    let long = "Søknad om parkeringstillatelse for forflytningshemmede og fornyelse av den";
    let all =
        ["Bankkort og nettbank", "Čáliheapmi Skatteetaten", long, "BankID", "Bostøtte", "Pass og ID-kort", "Fastlege"];
    (0..count).map(|n| format!("{} {}", all[n % all.len()], n + 1)).collect()
}

pub fn list(lang: Lang, count: usize) -> Sheet {
    let item =
        |name: String| Item { name, text: "Vi hjelper deg å finne skjemaet, fylle det ut og sende det.".into() };
    Sheet::List(ServiceList {
        heading: lang.pick("Dette hjelper vi deg med", "Dette hjelper vi deg med", "What we can help with").into(),
        groups: vec![Group {
            heading: lang.pick("Kom innom uten time", "Kom innom utan time", "Drop in").into(),
            lead: lang.pick("Når vi har åpent.", "Når vi har ope.", "When we are open.").into(),
            items: names(count).into_iter().map(item).collect(),
        }],
        whereabouts: lang.pick("Her finner du oss", "Her finn du oss", "Where to find us").into(),
        place: place(lang),
    })
}

/// Stands on a poster only when not all services do.
pub fn more(lang: Lang) -> &'static str {
    lang.pick("Og mer. Spør oss!", "Og meir. Spør oss!", "And more. Ask us!")
}

pub fn poster(lang: Lang, count: usize, size: PaperSize) -> Sheet {
    Sheet::Poster(Poster {
        size,
        invitation: lang.pick("Bare kom innom", "Berre kom innom", "Just drop in").into(),
        lead: lang.pick("Du trenger ikke time.", "Du treng ikkje time.", "No booking needed.").into(),
        services: Points {
            heading: lang.pick("Vi hjelper deg med", "Vi hjelper deg med", "We help you with").into(),
            points: names(count),
        },
        more: more(lang).into(),
        has_more: false,
        contact: lang.pick("Her finner du oss", "Her finn du oss", "Where to find us").into(),
        place: PlaceBlock { lines: Vec::new(), ..place(lang) },
    })
}

/// A proposal with so many tours of three stops each.
pub fn tours(lang: Lang, count: usize) -> Sheet {
    let words = |nb: &str, nn: &str, en: &str| lang.pick(nb, nn, en).to_owned();
    let row = |n: usize| {
        let place = ["Vardø", "Kjøllefjord", "Guovdageaidnu"][n % 3].to_owned();
        let day = words("mandag 4. januar", "måndag 4. januar", "Monday 4 January");
        [format!("A{n}"), place, day, "09.00–11.30".to_owned(), format!("{} ID-kontroll, 3 Skattekort", 14 + n)]
    };
    let tour = |n: usize| TourTable {
        heading: format!("Nordbussen, {n}.1.–{}.1.", n + 2),
        lead: words("Arbeid 22 t, kjøring 9 t", "Arbeid 22 t, køyring 9 t", "Work 22 h, driving 9 h"),
        rows: (3 * n..3 * n + 3).map(row).collect(),
    };
    Sheet::Tours(TourSheet {
        heading: words("Forslag 3: vinteren 2027", "Framlegg 3: vinteren 2027", "Proposal 3: winter 2027"),
        lead: words("Kontrollen fant ingen brudd.", "Kontrollen fann ingen brot.", "The check found nothing."),
        figure_heads: (words("Tall", "Tal", "Figure"), words("Forslaget", "Framlegget", "Proposal")),
        figures: vec![(words("Personer", "Personar", "People"), "140".into())],
        stop_heads: [
            words("Nr.", "Nr.", "No."),
            words("Sted", "Stad", "Place"),
            words("Dag", "Dag", "Day"),
            words("Tid", "Tid", "Time"),
            words("Hvem", "Kven", "Who"),
        ],
        tours: (1..=count).map(tour).collect(),
        left: Points {
            heading: words("Ikke besøkt", "Ikkje besøkt", "Not visited"),
            points: vec![words("Vardø: 14 personer", "Vardø: 14 personar", "Vardø: 14 people")],
        },
        origin: Points {
            heading: words("Laget av", "Laga av", "Made from"),
            points: vec!["3f2b8c0d9e4a5b6c7d8e9f00112233445566778899aabbccddeeff0011223344".into()],
        },
    })
}
