//! Whether the buyer may have a reply of which no echo was found.
//!
//! Echoes are told by their time, and a time by two clocks: the channel's, and this machine's as it went when the reply left. How
//! that one went nobody knows after a start, and then an echo may stand in the chat as a message that somebody else wrote. It
//! is asked for whatever the clocks say, before anything is sent again: an owner who is asked in vain loses a moment, a buyer
//! who is answered twice the trust.

use super::OutboxRow;
use crate::sql::statements;
use crate::{Store, StoreError};
use pult_domain::echo::Likeness;
use pult_domain::{AtMs, MessageId};

/// So long before its first attempt an echo may be dated, in milliseconds: a clock that is wrong by a zone, or by a day and a half.
const WRONG_BY_MS: i64 = 36 * 60 * 60 * 1000;
/// Messages of ours that are looked at, newest first.
const MOST: i64 = 500;

statements! {
    // Of one shop, and nearly always none.
    UNREADABLE_SQL = "SELECT EXISTS (SELECT 1 FROM quarantine WHERE account_id = ?1 AND seen_at_ms > ?2)";
    OWN_SQL = "SELECT text, attachments FROM message WHERE chat_id = ?1 AND id > ?2 AND author IN (1, 2) AND outbox_id IS NULL ORDER BY id DESC LIMIT ?3";
}

impl Store {
    /// Whether the chat has a message of ours that is no other reply's and could be this one: the same text, or a file where
    /// it is a file.
    ///
    /// # Errors
    /// What the disk says.
    pub async fn outbox_may_be_there(&self, reply: &OutboxRow) -> Result<bool, StoreError> {
        let from = MessageId::first_at(earliest(reply)).0;
        let own: Vec<(String, i64)> = sqlx::query_as(OWN_SQL).bind(reply.chat.0).bind(from).bind(MOST).fetch_all(&mut *self.reader().await?).await?;
        let wanted = Likeness::of(&reply.text, reply.file.is_some());
        Ok(own.iter().any(|(text, files)| Likeness::of(text, *files > 0) == wanted))
    }

    /// Whether the shop's channel has shown something since the reply's first attempt that could not be read, whichever chat it was of:
    /// that could be this one.
    ///
    /// # Errors
    /// What the disk says.
    pub async fn outbox_may_be_unreadable(&self, reply: &OutboxRow) -> Result<bool, StoreError> {
        Ok(sqlx::query_scalar(UNREADABLE_SQL).bind(reply.account.0).bind(earliest(reply).0).fetch_one(&mut *self.reader().await?).await?)
    }
}

/// Before everything that may be the echo of a reply, by whatever clock.
fn earliest(reply: &OutboxRow) -> AtMs {
    reply.machine.first_attempt_at.unwrap_or(reply.queued_at).plus_ms(-WRONG_BY_MS)
}
