//! The whole program, asked over HTTP, on both engines.

mod api;
mod availability;
mod cards;
mod concurrency;
mod courses;
mod day_one;
mod devices;
mod harness;
mod helpers;
mod leases;
mod lectures;
mod ledger;
mod line;
mod markup;
mod notices;
mod pages;
mod plans;
mod privacy;
mod queue;
mod queue_races;
mod replies;
mod sheets;
mod texts;
mod time;
mod trips;
mod waiting;
