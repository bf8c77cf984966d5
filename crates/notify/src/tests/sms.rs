use crate::sms::{Encoding, Segments, outside_gsm7, segments};

fn counted(encoding: Encoding, units: usize, segments: usize) -> Segments {
    Segments { encoding, units, segments }
}

#[test]
fn gsm_lengths_at_the_borders() {
    for (letters, parts) in [(0, 1), (1, 1), (160, 1), (161, 2), (306, 2), (307, 3), (459, 3), (460, 4)] {
        assert_eq!(segments(&"å".repeat(letters)), counted(Encoding::Gsm7, letters, parts), "{letters} letters");
    }
}

#[test]
fn ucs2_lengths_at_the_borders() {
    for (letters, parts) in [(1, 1), (70, 1), (71, 2), (134, 2), (135, 3), (201, 3), (202, 4)] {
        assert_eq!(segments(&"đ".repeat(letters)), counted(Encoding::Ucs2, letters, parts), "{letters} letters");
    }
}

#[test]
fn norwegian_letters_are_cheap_and_sami_letters_are_not() {
    assert_eq!(segments("æøåÆØÅéèòäöü §").encoding, Encoding::Gsm7);
    for letter in "áčđŋšŧžÁČĐŊŠŦŽ«»–”".chars() {
        assert_eq!(segments(&letter.to_string()).encoding, Encoding::Ucs2, "{letter}");
    }
    assert_eq!(outside_gsm7("Čálli: Áššu čá"), vec!['Č', 'á', 'Á', 'š', 'č']);
    assert!(outside_gsm7("Blåbærsyltetøy [5 €]").is_empty());
}

#[test]
fn every_letter_of_the_extension_costs_two() {
    for letter in "^{}\\[~]|€\u{c}".chars() {
        assert_eq!(segments(&letter.to_string()), counted(Encoding::Gsm7, 2, 1), "{letter:?}");
    }
    assert_eq!(segments(&"€".repeat(80)), counted(Encoding::Gsm7, 160, 1));
    assert_eq!(segments(&"€".repeat(81)), counted(Encoding::Gsm7, 162, 2));
}

#[test]
fn a_letter_of_two_units_is_not_cut_in_two() {
    // 153 is odd: 76 euro signs fill a part, one septet stays empty. 306 units would fit in two parts, were they cut.
    assert_eq!(segments(&"€".repeat(153)), counted(Encoding::Gsm7, 306, 3));
    assert_eq!(segments("😀"), counted(Encoding::Ucs2, 2, 1));
    assert_eq!(segments(&"😀".repeat(35)), counted(Encoding::Ucs2, 70, 1));
    assert_eq!(segments(&"😀".repeat(67)), counted(Encoding::Ucs2, 134, 3));
}

#[test]
fn the_basic_table_has_its_127_letters() {
    // 128 places less the escape, each letter once.
    let letters: Vec<char> = (0..=0xffff)
        .filter_map(char::from_u32)
        .filter(|l| segments(&l.to_string()).encoding == Encoding::Gsm7)
        .collect();
    assert_eq!(letters.len(), 127 + 10);
}
