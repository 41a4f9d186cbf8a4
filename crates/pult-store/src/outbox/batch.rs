//! What the owner does with replies before they leave: sent off together, planned, changed, taken
//! back.
//!
//! Each of these is one transaction with the step of the machine it stands on, because delivery may
//! take the very same reply in that moment: whoever commits first decides, and the other one is told.

use super::{NewReply, OutboxRow, Quoted, add, advance, known, one};
use crate::pool::Tx;
use crate::sql::statements;
use crate::{Lane, Override, Store, StoreError, ai_drafts, drafts, overrides};
use pult_domain::{AtMs, Author, ChatId, DraftMaker, ErrorCode, MessageId, OutboxEvent, OutboxId, OutboxState, Tag};
use std::collections::HashMap;

/// Replies sent off together, to leave in this order.
#[derive(Clone, Debug, Default)]
pub struct Batch {
    /// The replies: files first, then the text.
    pub replies: Vec<NewReply>,
    /// Warnings of the guard that were overruled; kept with the last of them, which is the text.
    pub despite: Vec<Override>,
    /// The owner's moment for them.
    pub planned_at: Option<AtMs>,
    /// The message they answer.
    pub reply_to: Option<MessageId>,
    /// The buyer's newest message that the writer has seen: with a newer one nothing is stored.
    pub seen: Option<MessageId>,
}

/// What the owner changes about a reply that has not begun.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReplyChange {
    /// Other words, checked by the caller.
    pub text: Option<String>,
    /// Warnings that these words leave under.
    pub despite: Vec<Override>,
    /// Another moment.
    pub planned_at: Option<AtMs>,
}

/// A reply that was taken back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Withdrawn {
    /// The reply that was named.
    pub row: OutboxRow,
    /// What stands in the composer now.
    pub draft: String,
}

statements! {
    PLAN_SQL = "UPDATE outbox SET planned_at_ms = ?2, next_at_ms = coalesce(?2, next_at_ms), reply_to = ?3, batch = ?4, seen_id = ?5 \
        WHERE id = ?1";
    IN_CHAT_SQL = "SELECT EXISTS (SELECT 1 FROM message WHERE id = ?1 AND chat_id = ?2)";
    NEWEST_SQL = "SELECT id FROM message WHERE chat_id = ? AND author = 0 AND kind <> 2 ORDER BY id DESC LIMIT 1";
    LOOK_SQL = "UPDATE outbox SET seen_id = ?2 WHERE id = ?1";
    TOLD_SQL = "SELECT o.id, o.planned_at_ms, q.id, q.author, substr(q.text, 1, 200), d.provider, d.outcome = 'edited' \
        FROM json_each(?1) g CROSS JOIN outbox o ON o.id = g.value LEFT JOIN message q ON q.id = o.reply_to \
        LEFT JOIN ai_draft d ON d.outbox_id = o.id AND d.outcome IN ('sent', 'edited') \
        WHERE o.reply_to IS NOT NULL OR o.planned_at_ms IS NOT NULL OR d.id IS NOT NULL";
    TEXT_SQL = "UPDATE outbox SET text = ?2 WHERE id = ?1";
    TOGETHER_SQL = "SELECT id FROM outbox WHERE batch = ?1 AND +state = 'queued' AND unconfirmed_at_ms IS NULL";
}

/// What only its reply knows of a message of ours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReplyTold {
    /// The message it answers.
    pub answers: Option<Quoted>,
    /// The moment the owner planned it for.
    pub planned_at: Option<AtMs>,
    /// The draft it was sent from.
    pub drafted: Option<Drafted>,
}

/// A draft that the owner has sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Drafted {
    /// Who made it.
    pub maker: DraftMaker,
    /// Whether the owner has changed it first.
    pub edited: bool,
}

/// Words that were taken back, before what stands in the composer by now.
fn joined(back: &str, standing: &str) -> String {
    match (back.is_empty(), standing.trim().is_empty()) {
        (true, _) => standing.to_owned(),
        (false, true) => back.to_owned(),
        (false, false) => format!("{back}\n\n{standing}"),
    }
}

/// Reply, planned moment, answered message, its author and its text, who drafted it and whether that was changed, as
/// [`TOLD_SQL`] selects them.
type ToldRow = (i64, Option<i64>, Option<i64>, Option<i64>, Option<String>, Option<String>, Option<bool>);

impl Store {
    /// Stores replies of one chat at once: all or none.
    ///
    /// # Errors
    /// [`ErrorCode::ChatNotFound`], [`ErrorCode::AttachmentNotFound`]; [`ErrorCode::BuyerWroteAgain`]
    /// when the buyer has written since the writer looked; [`ErrorCode::MessageNotFound`] when the chat
    /// has no message that is to be answered.
    pub async fn outbox_add_batch(&self, batch: Batch) -> Result<Vec<OutboxRow>, StoreError> {
        self.write(Lane::Send, |tx| Box::pin(add_all(tx, batch))).await
    }

    /// What some replies know beyond their message; most know nothing and are not in the answer.
    ///
    /// # Errors
    /// What the disk says.
    pub async fn replies_told(&self, replies: impl Iterator<Item = OutboxId>) -> Result<HashMap<OutboxId, ReplyTold>, StoreError> {
        let ids: Vec<i64> = replies.map(|id| id.0).collect();
        if ids.is_empty() {
            return Ok(HashMap::new());
        }
        let rows: Vec<ToldRow> = sqlx::query_as(TOLD_SQL).bind(serde_json::Value::from(ids).to_string()).fetch_all(&mut *self.reader().await?).await?;
        let told = rows.into_iter().map(|(id, planned, message, author, text, drafted, edited)| {
            let answers = message.map(|message| Quoted {
                message: MessageId(message),
                author: Author::from_code(author.unwrap_or_default()),
                text: text.unwrap_or_default(),
            });
            let drafted = drafted.map(|provider| Drafted { maker: ai_drafts::maker(&provider), edited: edited.unwrap_or_default() });
            (OutboxId(id), ReplyTold { answers, planned_at: planned.map(AtMs), drafted })
        });
        Ok(told.collect())
    }

    /// The turn of a due reply: it begins, or it is held for the owner. `ask`: the owner wants to be
    /// asked when the buyer has written since.
    ///
    /// # Errors
    /// [`ErrorCode::OutboxNotFound`]; [`StoreError::NotAllowed`] when it may not begin any more.
    pub async fn outbox_begin(&self, id: OutboxId, ask: bool) -> Result<OutboxRow, StoreError> {
        self.write(Lane::Send, move |tx| {
            Box::pin(async move {
                let row = one(tx, id).await?;
                let news = ask && row.machine.planned_at.is_some() && newest(tx, row.chat).await? > row.seen;
                let event = row.machine.turn(news, tx.now);
                advance(tx, id, event).await
            })
        })
        .await
    }

    /// Changes the words or the moment of a reply that has not begun. What left together moves together.
    ///
    /// # Errors
    /// [`ErrorCode::OutboxNotFound`]; [`StoreError::NotAllowed`] when it has begun: nothing changed.
    pub async fn outbox_change(&self, id: OutboxId, change: ReplyChange) -> Result<OutboxRow, StoreError> {
        self.write(Lane::Send, move |tx| {
            Box::pin(async move {
                let row = advance(tx, id, OutboxEvent::OwnerEdits).await?;
                if let Some(text) = change.text {
                    sqlx::query(TEXT_SQL).bind(id.0).bind(text).execute(&mut tx.conn).await?;
                    overrides::keep_anew(tx, row.chat, id, change.despite).await?;
                }
                if let Some(at) = change.planned_at {
                    for id in together(tx, &row).await? {
                        advance(tx, id, OutboxEvent::OwnerPlans { at }).await?;
                    }
                }
                tx.change().tag(Tag::Outbox).tag(Tag::Chats).chat(row.chat).account(row.account);
                one(tx, id).await
            })
        })
        .await
    }

    /// Sends a planned reply at once, with what it was sent off with; a failed one, or one in doubt,
    /// is tried again.
    ///
    /// # Errors
    /// [`ErrorCode::OutboxNotFound`]; [`StoreError::NotAllowed`].
    pub async fn outbox_retry(&self, id: OutboxId) -> Result<OutboxRow, StoreError> {
        self.write(Lane::Send, move |tx| {
            Box::pin(async move {
                let row = one(tx, id).await?;
                if row.machine.state == OutboxState::Queued {
                    for other in together(tx, &row).await?.into_iter().filter(|other| *other != id) {
                        advance(tx, other, OutboxEvent::OwnerRetries).await?;
                    }
                }
                advance(tx, id, OutboxEvent::OwnerRetries).await
            })
        })
        .await
    }

    /// Ends the time to undo of a reply, and of what it was sent off with. Returns whether it had one: what was taken back, planned
    /// or begun meanwhile stays as it is, and above all what came into doubt, which only the owner may send again.
    ///
    /// # Errors
    /// [`ErrorCode::OutboxNotFound`].
    pub async fn outbox_end_undo(&self, id: OutboxId) -> Result<bool, StoreError> {
        self.write(Lane::Send, move |tx| {
            Box::pin(async move {
                let row = one(tx, id).await?;
                if !row.machine.waits_for_undo() {
                    return Ok(false);
                }
                for id in together(tx, &row).await? {
                    advance(tx, id, OutboxEvent::OwnerRetries).await?;
                }
                Ok(true)
            })
        })
        .await
    }

    /// Takes a reply back, with what it was sent off with as far as that has not begun; files and
    /// words stand in the composer again, before what was written there meanwhile.
    ///
    /// # Errors
    /// [`ErrorCode::OutboxNotFound`]; [`StoreError::NotAllowed`] when it has begun, or was taken back
    /// already: nothing changed.
    pub async fn outbox_withdraw(&self, id: OutboxId) -> Result<Withdrawn, StoreError> {
        self.write(Lane::Send, move |tx| Box::pin(withdraw(tx, id))).await
    }
}

async fn add_all(tx: &mut Tx, batch: Batch) -> Result<Vec<OutboxRow>, StoreError> {
    let mut rows: Vec<OutboxRow> = Vec::with_capacity(batch.replies.len());
    let many = batch.replies.len() > 1;
    for reply in batch.replies {
        let chat = reply.chat;
        // The same click told twice is the same reply, whatever has happened since.
        if let Some(row) = known(tx, chat, reply.client_key.as_deref()).await? {
            rows.push(row);
            continue;
        }
        let newest = newest(tx, chat).await?;
        if batch.seen.is_some() && newest > batch.seen {
            return Err(StoreError::Refused(ErrorCode::BuyerWroteAgain));
        }
        if let Some(answered) = batch.reply_to {
            let stands: bool = sqlx::query_scalar(IN_CHAT_SQL).bind(answered.0).bind(chat.0).fetch_one(&mut tx.conn).await?;
            if !stands {
                return Err(StoreError::NotFound(ErrorCode::MessageNotFound));
            }
        }
        let id = add(tx, reply).await?;
        let first = rows.first().map_or(id, |first| first.id);
        let query = sqlx::query(PLAN_SQL).bind(id.0).bind(batch.planned_at.map(|at| at.0)).bind(batch.reply_to.map(|id| id.0));
        query.bind(many.then_some(first.0)).bind(newest.map(|id| id.0)).execute(&mut tx.conn).await?;
        rows.push(one(tx, id).await?);
    }
    if let Some(text) = rows.last() {
        overrides::keep(tx, text.chat, text.id, batch.despite).await?;
    }
    Ok(rows)
}

async fn withdraw(tx: &mut Tx, id: OutboxId) -> Result<Withdrawn, StoreError> {
    let before = one(tx, id).await?;
    let waited = before.machine.state == OutboxState::Queued;
    let mut others = if waited { together(tx, &before).await? } else { Vec::new() };
    others.retain(|other| *other != id);
    advance(tx, id, OutboxEvent::OwnerCancels).await?;
    let mut back = vec![before.text.clone()];
    for other in others {
        back.push(advance(tx, other, OutboxEvent::OwnerCancels).await?.text);
    }
    back.retain(|text| !text.is_empty());
    let standing = drafts::text(tx, before.chat).await?;
    // What failed long ago does not mix with what is being written; what was taken back just now does.
    let draft = if waited || standing.is_empty() { joined(&back.join("\n\n"), &standing) } else { standing.clone() };
    if draft != standing {
        drafts::put(tx, before.chat, &draft, before.seen, before.answers.as_ref().map(|quoted| quoted.message)).await?;
    }
    tx.change().tag(Tag::Drafts).chat(before.chat);
    Ok(Withdrawn { row: one(tx, id).await?, draft })
}

/// The replies that were sent off with one and have not begun, in their order; itself, where it was alone.
async fn together(tx: &mut Tx, row: &OutboxRow) -> Result<Vec<OutboxId>, StoreError> {
    let Some(batch) = row.batch else { return Ok(vec![row.id]) };
    let mut ids: Vec<i64> = sqlx::query_scalar(TOGETHER_SQL).bind(batch.0).fetch_all(&mut tx.conn).await?;
    ids.sort_unstable();
    Ok(ids.into_iter().map(OutboxId).collect())
}

/// The buyer's newest message of a chat.
async fn newest(tx: &mut Tx, chat: ChatId) -> Result<Option<MessageId>, StoreError> {
    let newest: Option<i64> = sqlx::query_scalar(NEWEST_SQL).bind(chat.0).fetch_optional(&mut tx.conn).await?;
    Ok(newest.map(MessageId))
}

/// The owner looks at a reply: what the buyer has written so far is known to them.
pub(super) async fn look(tx: &mut Tx, row: &OutboxRow) -> Result<(), StoreError> {
    let newest = newest(tx, row.chat).await?;
    sqlx::query(LOOK_SQL).bind(row.id.0).bind(newest.map(|id| id.0)).execute(&mut tx.conn).await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_come_back_stand_before_what_is_being_written() {
        assert_eq!(joined("раз", ""), "раз");
        assert_eq!(joined("раз", " \n"), "раз");
        assert_eq!(joined("", "два"), "два");
        assert_eq!(joined("раз", "два"), "раз\n\nдва");
    }
}
