//! What a message means, what a reply may say, and what could be answered.
//!
//! Here live: the embedded classifier (language, intent, sentiment, urgency), the guardrails over
//! replies, drafts with what was learned from their edits, summaries, and the language models that help with them.
//! Never here: SQL, HTTP to marketplaces, the outbox: nothing in this crate can send anything.

pub mod classify;
mod digits;
pub mod draft;
#[doc(hidden)]
pub mod fuzz;
pub mod guard;
pub mod habits;
pub mod llm;
pub mod summary;
