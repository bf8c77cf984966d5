//! Finding by the words people use.
//!
//! An [`Index`] holds documents of any kind (services, pages, courses) with their texts in bokmål, nynorsk and English,
//! and answers questions as people type them: inflected, in dialect, with compounds parted or joined, with typing
//! errors. It ranks by the rarity of the words that fit, and says when it does not know ([`Found::confident`]).
//!
//! The steps, each in its own file: words and stems ([`text`]), what is known about words ([`lexicon`]), the words of
//! the documents and what comes near them (`vocabulary`), the documents ([`index`]), what a question asks
//! (`question`), which way its words lean by what was asked before (`leaning`), the ranking (`search`), whether the best
//! answer is to be trusted ([`trust`]), and which sentences of a document are quoted ([`quote`]).
//!
//! No I/O, no clock, no state: one index is built, shared and searched by many threads.

pub mod index;
mod leaning;
pub mod lexicon;
mod question;
pub mod quote;
mod search;
pub mod text;
pub mod trust;
mod vocabulary;

pub use index::{Document, Field, Index, Place};
pub use lexicon::{Lexicon, Unreadable};
pub use quote::Quote;
pub use search::Found;
pub use trust::Evidence;
