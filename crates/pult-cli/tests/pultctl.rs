//! The real binary, as a script meets it.

#![allow(clippy::expect_used, clippy::panic, clippy::indexing_slicing, clippy::string_slice, reason = "a test says what it expects")]

#[path = "pultctl/bad_inputs.rs"]
mod bad_inputs;
#[path = "pultctl/classify.rs"]
mod classify;
#[path = "pultctl/contract.rs"]
mod contract;
#[path = "pultctl/guard.rs"]
mod guard;
#[path = "pultctl/sla.rs"]
mod sla;
#[path = "pultctl/terminal.rs"]
mod terminal;
