//! Support for black-box tests: a whole Pult beside simulated marketplaces, and the real programs.
//!
//! A test reads like a small story: open a [`world::World`], let buyers write, let things go wrong,
//! restart in the middle, and [`end`](world::World::end) it. The end recounts every invariant of
//! the reliability plan (section 2), so that no story has to remember them.
//! Never here: stand-ins for our own traits. What is outside is played by `pult-sim` over real
//! HTTP; what is inside is the real thing.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test that cannot go on must say so loudly and at once")]

pub mod chance;
pub mod desktop;
pub mod hostile;
pub mod logs;
pub mod model;
pub mod process;
pub mod provider;
pub mod reader;
pub mod skipped;
pub mod stage;
pub mod world;

use serde_json::{Value, json};

/// The policy with hours of work around the clock, or none at all: what a test says then holds at any hour of the day.
#[must_use]
pub fn with_hours(mut policy: Value, working: bool) -> Value {
    let day = if working { json!([{"from": 0, "to": 1440}]) } else { json!([]) };
    policy["calendar"]["week"] = Value::Array(vec![day; 7]);
    policy
}
