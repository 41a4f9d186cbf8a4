//! The operations over HTTP and a socket, on this machine only.
//!
//! Here live: the door (who may knock: loopback, a token, no foreign page), the note `run.json`
//! that tells `pultctl` and a second start where the door is, and the client that reads it.
//! Never here: what an operation does.

mod changes;
pub mod client;
mod door;
mod rpc;
mod run_file;
mod serve;
mod token;
mod ui;

pub use client::Client;
pub use serve::{Running, ServeOptions, ServerError, serve};
