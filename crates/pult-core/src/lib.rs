//! The application without a window.
//!
//! Here live: the data folder, secrets, settings, logs; the supervisor with sync and delivery for
//! each account; the table of operations and their bodies; the pump of changes.
//! Never here: the window toolkit, notifications, SQL, wire formats, the simulator.

pub mod api;
pub mod data_dir;
pub mod demo;
pub mod export;
pub mod files;
#[doc(hidden)]
pub mod fuzz;
pub mod log;
pub mod notices;
pub mod secrets;
pub mod settings;
pub mod words;

mod accounts;
mod attachments;
mod backup;
mod composing;
mod copies;
mod core;
mod crash_point;
mod delivery;
mod doctor;
mod drafting;
mod driving;
mod error;
mod guarding;
mod history_file;
mod imports;
mod labels;
mod lane;
mod learning;
mod listening;
mod lookups;
mod marks;
mod metrics;
mod models;
mod people;
mod picture_size;
mod pictures;
mod pump;
mod raw;
mod reconcile;
mod searching;
mod sla;
mod state;
mod summing;
mod sync;
mod transfers;
mod uploads;
mod view;
mod what_if;

pub use api::dto;
pub use backup::restore;
pub use core::{Core, CoreOptions};
pub use demo::{DemoAddress, DemoShop};
pub use pult_connectors::Timeouts;
pub use uploads::LARGEST_UPLOAD;
