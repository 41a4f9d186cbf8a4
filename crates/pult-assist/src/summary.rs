//! What a long chat comes to: what was asked, what was promised, order and item, and what is still open.
//!
//! Without a model nothing is composed: sentences of the chat are chosen and quoted, each with its
//! message. With one, the answer is JSON of the same parts, checked like a draft: the shape, the fence,
//! the veil, and every figure against the chat. A summary is for the owner's eyes and never sent.

mod extract;
mod model;

pub use extract::extract;
pub use model::{Question, question, read, schema};

use pult_domain::{AtMs, Author, MessageId};
use serde::{Deserialize, Serialize};

/// From so many messages on a chat is worth a summary (issue of the drafts: more than about 12).
pub const LONG: usize = 12;
/// Newest messages that are read: a summary of a year is none.
pub const READ: usize = 120;

/// A message that is summed up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heard {
    /// The message.
    pub id: MessageId,
    /// Who wrote it.
    pub author: Author,
    /// The text; a buyer's is untrusted.
    pub text: String,
    /// When.
    pub at: AtMs,
}

/// One thing that was said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Point {
    /// In words; a buyer's are untrusted.
    pub text: String,
    /// The message it stands in, where one can be named.
    pub message: Option<MessageId>,
}

/// What a chat comes to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sum {
    /// What the buyer asked for, oldest first.
    pub asked: Vec<Point>,
    /// What we said we would do, oldest first.
    pub promised: Vec<Point>,
    /// What is still to be answered.
    pub open: Vec<Point>,
}

#[cfg(test)]
mod tests;
