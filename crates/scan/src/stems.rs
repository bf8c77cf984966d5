//! The table of stems, and the automaton that finds them.

use std::sync::LazyLock;

use aho_corasick::automaton::Automaton;
use aho_corasick::dfa::DFA;
use aho_corasick::{Anchored, MatchKind};

use crate::alphabet::{letter_at, letter_before};
use crate::words::{Label, STEMS};

/// A stem's place in the automaton.
struct Stem {
    label: Label,
    whole_start: bool,
    whole_end: bool,
    length: usize,
}

pub struct Stems {
    automaton: DFA,
    stems: Vec<Stem>,
}

pub static STEM_TABLE: LazyLock<Stems> = LazyLock::new(|| {
    let mut patterns = Vec::new();
    let mut stems = Vec::new();
    for (label, list) in STEMS {
        for stem in *list {
            let bare = stem.trim_start_matches('^').trim_end_matches('$');
            stems.push(Stem {
                label: *label,
                whole_start: stem.starts_with('^'),
                whole_end: stem.ends_with('$'),
                length: bare.len(),
            });
            patterns.push(bare);
        }
    }
    let automaton = DFA::builder().match_kind(MatchKind::Standard).build(patterns);
    // The stems are few and constant; a table that cannot be built is a fault of the program, found by every test.
    Stems { automaton: automaton.expect("a constant table"), stems }
});

impl Stems {
    /// Calls `each` with label, start and end of every stem in the lower-case bytes, in the order of their ends.
    pub fn find(&self, lowered: &[u8], mut each: impl FnMut(Label, usize, usize)) {
        let dfa = &self.automaton;
        let Ok(mut state) = dfa.start_state(Anchored::No) else { return };
        for (i, byte) in lowered.iter().enumerate() {
            state = dfa.next_state(Anchored::No, state, *byte);
            if !dfa.is_special(state) || !dfa.is_match(state) {
                continue;
            }
            for n in 0..dfa.match_len(state) {
                let stem = &self.stems[dfa.match_pattern(state, n).as_usize()];
                let (start, end) = (i + 1 - stem.length, i + 1);
                if stem.whole_start && letter_before(lowered, start) || stem.whole_end && letter_at(lowered, end) {
                    continue;
                }
                each(stem.label, start, end);
            }
        }
    }
}
