//! Whether the best answer is to be trusted.
//!
//! A logistic combination of what the question and the best document have in common. The coefficients are found by
//! `cargo run -p torg-find --example calibrate` on the learning half of `data/questions/open.csv`, which prints this
//! table; they are not set by hand.

/// What the trust in the best document rests on.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Evidence {
    /// 0..1, the share of the question's weight that the document meets.
    pub covered: f32,
    /// The strongest single word, 1 for the rarest word standing in a title.
    pub strongest: f32,
    /// Logarithm of the score.
    pub score: f32,
    /// 0..1, how far the second lies behind.
    pub margin: f32,
    /// 1 when a keyword of several words stands whole in the question.
    pub phrase: f32,
    /// Weight of words that neither the list nor the lexicon knows.
    pub unknown: f32,
    /// Weight of words that are known, but that the document does not have.
    pub unmet: f32,
    /// Words that speak of matters outside every list.
    pub elsewhere: f32,
    /// Words that the document names as what it does not do.
    pub limit: f32,
    /// Weight of the telling words that the document has.
    pub met: f32,
    /// 0..1, how plainly the plainest telling word stands in the document: 1 in a title.
    pub plain: f32,
    /// Words that change what is wanted ("kjøpe", "repair") and that the document does not have.
    pub intent: f32,
    /// How the words lean by the questions that were heard before: above nought towards the list.
    pub leaning: f32,
}

/// Names and number of what [`Evidence::values`] gives.
pub const NAMES: [&str; 13] = [
    "covered",
    "strongest",
    "score",
    "margin",
    "phrase",
    "unknown",
    "unmet",
    "elsewhere",
    "limit",
    "met",
    "plain",
    "intent",
    "leaning",
];

/// From `examples/calibrate.rs`; in the order of [`NAMES`], the constant last.
const COEFFICIENTS: [f32; 14] =
    [1.00, -0.07, 0.85, 0.72, 1.13, -0.13, -0.77, -2.61, -0.10, 0.11, -0.20, -0.77, 0.89, -2.34];

/// From this probability an answer is given as known.
pub const SURE: f32 = 0.5;

impl Evidence {
    pub fn values(&self) -> [f32; 13] {
        [
            self.covered,
            self.strongest,
            self.score,
            self.margin,
            self.phrase,
            self.unknown,
            self.unmet,
            self.elsewhere,
            self.limit,
            self.met,
            self.plain,
            self.intent,
            self.leaning,
        ]
    }

    /// 0..1, how probably the question lies inside the list.
    pub fn probability(&self) -> f32 {
        let constant = COEFFICIENTS[NAMES.len()];
        let sum: f32 = self.values().iter().zip(COEFFICIENTS).map(|(value, factor)| value * factor).sum();
        1.0 / (1.0 + (-(sum + constant)).exp())
    }

    pub(crate) fn convinces(&self) -> bool {
        self.covered > 0.0 && self.probability() >= SURE
    }
}
