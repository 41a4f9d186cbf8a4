//! The marketplaces, one module each, behind the [`Channel`] trait; and the HTTP kit they share.
//!
//! Here live: wire types, mapping of wire to domain words and nothing else, request limits,
//! time limits, redaction. Never here: SQL, prompts, decisions about sending again.

pub mod channel;

pub use channel::{Channel, ChannelError, Connect, Download, ItemFacts, SendReply, Sent, Uncertain};
