//! The whole program, asked over HTTP, on both engines.

mod api;
mod availability;
mod away;
mod cards;
mod concurrency;
mod confirm;
mod courses;
mod day_one;
mod feed;
mod harness;
mod helpers;
mod lectures;
mod ledger;
mod line;
mod notices;
mod pages;
mod plans;
mod privacy;
mod replies;
mod sheets;
mod texts;
mod time;
mod trips;
mod waiting;
mod week;
