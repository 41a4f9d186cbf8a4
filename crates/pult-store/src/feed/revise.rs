//! Messages that come again and are not what they were: edited, deleted, read.
//!
//! A replay changes nothing; this looks only at messages whose channel tells of such things, so a
//! feed that never does pays nothing. A draft that answers a buyer's former words does not stand any more, nor a summary of them.

use crate::pool::Tx;
use crate::remote::Remote;
use crate::search::index;
use crate::sql::{Bulk, statements};
use crate::{StoreError, ai_drafts, summaries};
use pult_domain::echo::comparable;
use pult_domain::{Author, ChatId, FeedMessage, MessageId, MessageKind};
use std::collections::HashSet;

/// The known messages that differ from what is told now.
const DIFFERENT: Bulk = Bulk {
    head: "WITH given (place, chat, remote, kind, read, text) AS (VALUES ",
    row: "(?,?,?,?,?,?)",
    tail: ") SELECT given.place, m.id, m.outbox_id IS NOT NULL, m.kind, m.text FROM given CROSS JOIN message m ON m.chat_id = given.chat AND m.remote_id = given.remote \
        WHERE m.kind <> given.kind OR (m.kind <> 2 AND m.text <> given.text) OR (given.read IS NOT NULL AND m.read IS NOT given.read)",
};

statements! {
    READ_SQL = "UPDATE message SET read = ?2 WHERE id = ?1 AND ?2 IS NOT NULL AND read IS NOT ?2";
    FORM_SQL = "UPDATE message SET text = ?2 WHERE id = ?1 AND text <> ?2";
    DELETED_SQL = "UPDATE message SET kind = 2, text_before = coalesce(text_before, text), text = '' WHERE id = ?1 AND kind <> 2";
    UNWANT_SQL = "UPDATE attachment SET wanted_by = NULL WHERE message_id = ?1 AND wanted_by IS NOT NULL";
    // What is not shown of the new words is kept, as with a new message; else what was kept of the first ones stays.
    EDITED_SQL = "UPDATE message SET kind = ?2, text_before = coalesce(text_before, text), text = ?3, raw = coalesce(?4, raw) \
        WHERE id = ?1 AND kind <> 2 AND (text <> ?3 OR kind <> ?2)";
}

#[cfg(test)]
pub(crate) const BULKS: [Bulk; 1] = [DIFFERENT];

/// A message that is known already, as it is told now.
pub(super) struct Again<'a> {
    pub(super) chat: ChatId,
    pub(super) message: &'a FeedMessage,
}

impl Again<'_> {
    fn tells(&self) -> bool {
        self.message.read.is_some() || self.message.kind == MessageKind::Deleted
    }
}

/// Writes down what has changed; the chats whose rows may have to be recounted. `edits` says that any of them may have
/// other words by now.
pub(super) async fn revise(tx: &mut Tx, again: &[Again<'_>], edits: bool) -> Result<HashSet<ChatId>, StoreError> {
    let mut chats = HashSet::new();
    let asked: Vec<(i64, &Again<'_>)> = (0..).zip(again.iter()).filter(|(_, one)| edits || one.tells()).collect();
    if asked.is_empty() {
        return Ok(chats);
    }
    let different: Vec<(i64, i64, bool, i64, String)> = DIFFERENT
        .fetch(&mut tx.conn, &asked, |query, (place, one)| {
            let query = query.bind(*place).bind(one.chat.0).bind(Remote::of(&one.message.remote_id.0));
            query.bind(one.message.kind.code()).bind(one.message.read).bind(one.message.text.clone())
        })
        .await?;
    for (place, id, from_here, kind, text) in different {
        let Some(one) = usize::try_from(place).ok().and_then(|place| again.get(place)) else { continue };
        let said = one.message;
        let read = sqlx::query(READ_SQL).bind(id).bind(said.read).execute(&mut tx.conn).await?.rows_affected();
        // The marketplace's own form of a reply that was sent from here: nobody has edited that.
        let same_words = || kind == said.kind.code() && comparable(&text) == comparable(&said.text);
        let changed = if said.kind == MessageKind::Deleted {
            // What was taken back is not fetched any more.
            sqlx::query(UNWANT_SQL).bind(id).execute(&mut tx.conn).await?;
            sqlx::query(DELETED_SQL).bind(id).execute(&mut tx.conn).await?.rows_affected()
        } else if from_here && same_words() {
            sqlx::query(FORM_SQL).bind(id).bind(said.text.clone()).execute(&mut tx.conn).await?.rows_affected()
        } else {
            let query = sqlx::query(EDITED_SQL).bind(id).bind(said.kind.code()).bind(said.text.clone()).bind(said.raw.clone());
            query.execute(&mut tx.conn).await?.rows_affected()
        };
        if changed > 0 {
            index::replace(tx, id, (said.kind != MessageKind::Deleted).then_some(said.text.as_str())).await?;
            if said.author == Author::Customer {
                ai_drafts::overtake(tx, one.chat, MessageId(id)).await?;
                summaries::overtake(tx, one.chat, MessageId(id)).await?;
            }
        }
        // An old page that tells a deleted message as it was changes nothing, and nobody is told of it.
        if read + changed > 0 {
            chats.insert(one.chat);
        }
    }
    Ok(chats)
}
