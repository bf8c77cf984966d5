//! The whole program, asked over HTTP, on both engines.

mod api;
mod concurrency;
mod day_one;
mod harness;
mod ledger;
mod line;
mod pages;
mod plans;
mod privacy;
mod texts;
mod time;
