//! Reads the files back with other people's tools: qpdf for the file, poppler for structure, text and fonts.

use std::process::Command;

use jiff::civil::date;
use torg_base::Lang;

use super::*;

mod given;
mod tools;

use given::{LANGS, frame};
use tools::{Read, squeezed, words};

fn read(frame: &Frame, sheet: &Sheet) -> Read {
    Read::of(&render(frame, sheet).unwrap())
}

fn one_of_each(lang: Lang) -> [(&'static str, Sheet); 5] {
    [
        ("service", given::service(lang)),
        ("list", given::list(lang, 12)),
        ("poster", given::poster(lang, 8, PaperSize::A4)),
        ("poster-a3", given::poster(lang, 8, PaperSize::A3)),
        ("tours", given::tours(lang, 12)),
    ]
}

#[test]
fn every_sheet_is_a_sound_file_that_meets_both_standards() {
    for lang in LANGS {
        for (name, sheet) in one_of_each(lang) {
            let file = read(&frame(lang), &sheet);
            assert!(file.sound(), "{name} {lang:?}");
            assert_eq!(file.fact("Tagged"), "yes", "{name}");
            assert_eq!(file.fact("Title"), frame(lang).title, "{name}");
            assert_eq!(file.fact("Author"), frame(lang).sender, "{name}");
            let size = if name == "poster-a3" { "(A3)" } else { "(A4)" };
            assert!(file.fact("Page size").ends_with(size), "{name}: {}", file.fact("Page size"));
            let metadata = file.metadata();
            for (tag, value) in [("pdfuaid:part", "1"), ("pdfaid:part", "2"), ("pdfaid:conformance", "A")] {
                assert!(metadata.contains(&format!("<{tag}>{value}</{tag}>")), "{name}: {tag} in {metadata}");
            }
            let objects = file.objects();
            assert!(objects.contains(&format!("/Lang ({}", lang.code())), "{name} {lang:?}");
            assert!(objects.contains("/DisplayDocTitle true"), "{name}");
        }
    }
}

#[test]
fn the_tools_tell_when_something_is_wrong() {
    let whole = render(&frame(Lang::Nb), &given::service(Lang::Nb)).unwrap();
    let mut broken = whole.clone();
    broken.truncate(whole.len() / 2);
    assert!(Read::of(&whole).sound() && !Read::of(&broken).sound());
    assert!(!Read::of(&whole).over_the_edge(80.0).is_empty());
    assert!(!Read::of(&whole).text().contains(&squeezed("Stengt hele uken")));
    let nameless = Frame { title: String::new(), ..frame(Lang::Nb) };
    let refused = render(&nameless, &given::service(Lang::Nb));
    assert!(matches!(refused, Err(Error::Setting(why)) if why.contains("PDF/UA")), "the exporter holds the standards");
}

#[test]
fn every_word_can_be_read_back_and_every_font_is_in_the_file() {
    for lang in LANGS {
        for (name, sheet) in one_of_each(lang) {
            let file = read(&frame(lang), &sheet);
            let text = file.text();
            for word in words(&sheet).iter().filter(|word| **word != squeezed(given::more(lang))) {
                assert!(text.contains(word.as_str()), "{name} {lang:?}: «{word}» in {text}");
            }
            assert_eq!(file.over_the_edge(30.0), Vec::<String>::new(), "{name} {lang:?}");
            let fonts = file.fonts();
            assert!(!fonts.is_empty(), "{name}");
            for font in fonts {
                assert!(font.contains("NotoSans") && font.contains("yes yes yes"), "{name}: {font}");
            }
        }
    }
}

#[test]
fn a_screen_reader_walks_headings_lists_and_tables() {
    let structure = |sheet: &Sheet| read(&frame(Lang::Nb), sheet).structure();
    insta::assert_snapshot!("structure-service", structure(&given::service(Lang::Nb)));
    insta::assert_snapshot!("structure-list", structure(&given::list(Lang::Nb, 2)));
    insta::assert_snapshot!("structure-poster", structure(&given::poster(Lang::Nb, 3, PaperSize::A4)));
}

#[test]
fn seventy_services_are_all_on_the_list() {
    let sheet = given::list(Lang::Nn, 70);
    let file = read(&frame(Lang::Nn), &sheet);
    let text = file.text();
    for word in words(&sheet) {
        assert!(text.contains(&word), "«{word}»");
    }
    assert_eq!(file.over_the_edge(30.0), Vec::<String>::new());
    assert!((5..=9).contains(&file.pages()), "{} pages", file.pages());
    assert!(text.contains(&format!("Side1/{}", file.pages())));
}

#[test]
fn a_poster_is_one_page_however_much_there_is_to_tell() {
    for size in [PaperSize::A4, PaperSize::A3] {
        for count in [0, 1, 14, 40, 70] {
            let sheet = given::poster(Lang::Nb, count, size);
            let file = read(&frame(Lang::Nb), &sheet);
            let text = file.text();
            assert_eq!(file.pages(), 1, "{count}");
            assert_eq!(file.over_the_edge(30.0), Vec::<String>::new(), "{count}");
            let shown = given::names(count).iter().filter(|name| text.contains(&squeezed(name))).count();
            assert_eq!(text.contains(&squeezed(given::more(Lang::Nb))), shown < count, "{count}: {shown} in {text}");
            assert!(shown >= count.min(14), "{count}: only {shown}");
            assert!(text.contains("Bredbuktnesveien6") && text.contains("00002011"), "{count}");
        }
    }
}

#[test]
fn a_poster_says_that_there_is_more() {
    let Sheet::Poster(mut poster) = given::poster(Lang::Nb, 3, PaperSize::A4) else { unreachable!() };
    let says = |poster: Poster| {
        read(&frame(Lang::Nb), &Sheet::Poster(poster)).text().contains(&squeezed(given::more(Lang::Nb)))
    };
    assert!(!says(poster.clone()));
    poster.has_more = true;
    assert!(says(poster));
}

#[test]
fn long_words_become_smaller_and_not_cut() {
    let name = "Arbeidsmarkedsopplæringstiltaksdeltakerforsikringsordningen ved sykdom".to_owned();
    let Sheet::Service(mut service) = given::service(Lang::Nb) else { unreachable!() };
    service.name = name.clone();
    let file = read(&frame(Lang::Nb), &Sheet::Service(service));
    assert_eq!(file.over_the_edge(30.0), Vec::<String>::new());
    let Sheet::Poster(mut poster) = given::poster(Lang::Nb, 3, PaperSize::A4) else { unreachable!() };
    poster.invitation = name;
    let file = read(&frame(Lang::Nb), &Sheet::Poster(poster));
    assert_eq!((file.pages(), file.over_the_edge(30.0)), (1, Vec::new()));
}

#[test]
fn strange_letters_cost_a_letter_and_not_the_sheet() {
    let Sheet::Service(mut service) = given::service(Lang::Nb) else { unreachable!() };
    let sami = "Sámegiella: áčđŋšŧž ÁČĐŊŠŦŽ, åarjelsaemien ïöä, kvääni";
    service.can.text = format!("{sami}. Українська мова. العربية \u{e000}\u{0}\tslutt");
    let file = read(&frame(Lang::Nb), &Sheet::Service(service));
    assert!(file.sound());
    let text = file.text();
    assert!(text.contains(&squeezed(&format!("{sami}. Українська мова. ??????? ? slutt"))), "{text}");
}

#[test]
fn markup_in_a_text_is_text() {
    let Sheet::Service(mut service) = given::service(Lang::Nb) else { unreachable!() };
    let typed = "#panic(\"x\") *fet* $x^2$ <a> @b #import \"look.typ\"";
    service.can.text = typed.to_owned();
    let text = read(&frame(Lang::Nb), &Sheet::Service(service)).text();
    assert!(text.replace(['“', '”'], "\"").contains(&squeezed(typed)), "{text}");
}

#[test]
fn the_same_sheet_is_the_same_file_and_a_pale_colour_is_not_used() {
    let sheet = given::poster(Lang::En, 3, PaperSize::A4);
    let of = |accent: &str| render(&Frame { accent: accent.into(), ..frame(Lang::En) }, &sheet).unwrap();
    assert_eq!(of("#7a1f3d"), of("#7a1f3d"));
    assert_ne!(of("#7a1f3d"), of("#1f2933"));
    assert_eq!(of("#f5a623"), of("#1f2933"));
    assert_eq!(of("red; nonsense"), of("#1f2933"));
}

#[test]
fn what_cannot_be_set_is_an_error() {
    let huge = given::list(Lang::Nb, MOST_BYTES / 60);
    assert!(matches!(render(&frame(Lang::Nb), &huge), Err(Error::TooLarge(_))));
    let without = set(&frame(Lang::Nb), "service.typ", "{}".into());
    assert!(matches!(without, Err(Error::Setting(why)) if why.contains("frame")));
    assert!(matches!(set(&frame(Lang::Nb), "other.typ", "{}".into()), Err(Error::Setting(_))));
    assert!(matches!(guarded(|| panic!("slip")), Err(Error::BrokeOff)));
}
