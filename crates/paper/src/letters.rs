//! Letters that can be printed.

use serde_json::Value;

use crate::world::ground;

/// Replaces what the font has no letter for, and what is no letter at all: an archive file may hold neither (ISO 19005-2,
/// 6.2.11.8), so that one strange sign in one text would cost the whole sheet.
pub(crate) fn printable(data: &mut Value) {
    match data {
        Value::String(text) if !text.chars().all(known) => {
            *text = text.chars().map(|c| if known(c) { c } else { stand_in(c) }).collect();
        }
        Value::Array(all) => all.iter_mut().for_each(printable),
        Value::Object(all) => all.values_mut().for_each(printable),
        _ => {}
    }
}

fn known(letter: char) -> bool {
    letter == '\n' || !private(letter) && ground().coverage.contains(u32::from(letter)) && !letter.is_control()
}

/// Private use: in the font perhaps, but nobody else knows what it means.
fn private(letter: char) -> bool {
    matches!(u32::from(letter), 0xE000..=0xF8FF | 0xF0000..)
}

fn stand_in(letter: char) -> char {
    if letter.is_whitespace() || letter.is_control() { ' ' } else { '?' }
}
