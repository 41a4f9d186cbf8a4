//! What the owner said of messages: kept with the message, learned from by whoever reads, undone by its
//! removal.
//!
//! A correction holds no text of its own. It points to the buyer's message and goes when the message goes, so
//! erasing a customer erases what was learned from them without anybody thinking of it.

use crate::analysis::{self, AnalysisRow};
use crate::judging::judge_anew;
use crate::pool::Tx;
use crate::rollup;
use crate::sql::statements;
use crate::{Lane, Store, StoreError};
use pult_domain::sla::Urgency;
use pult_domain::{AccountId, ChatId, Corrected, ErrorCode, Intent, MessageId, Sentiment, Tag};

statements! {
    KEEP_SQL = "INSERT INTO correction (message_id, at_ms, intent, sentiment, urgency) SELECT id, ?2, ?3, ?4, ?5 FROM message WHERE id = ?1 AND chat_id = ?6 AND author = 0 \
        ON CONFLICT (message_id) DO UPDATE SET at_ms = excluded.at_ms, intent = coalesce(excluded.intent, intent), sentiment = coalesce(excluded.sentiment, sentiment), \
        urgency = coalesce(excluded.urgency, urgency)";
    DROP_SQL = "DELETE FROM correction WHERE message_id = ?1 AND message_id IN (SELECT id FROM message WHERE chat_id = ?2)";
    NEWEST_SQL = "SELECT m.id, m.text, k.intent, k.sentiment, k.urgency FROM correction k INDEXED BY correction_at JOIN message m ON m.id = k.message_id \
        ORDER BY k.at_ms DESC, k.message_id DESC LIMIT ?";
    OF_SQL = "SELECT intent, sentiment, urgency FROM correction WHERE message_id = ?";
}

/// The columns of a correction; none where there is none.
#[derive(sqlx::FromRow)]
pub(crate) struct Kept {
    intent: Option<String>,
    sentiment: Option<String>,
    urgency: Option<String>,
}

impl Kept {
    /// What it says. A word of a later version says nothing.
    pub(crate) fn corrected(&self) -> Corrected {
        Corrected {
            intent: self.intent.as_deref().and_then(Intent::parse),
            sentiment: self.sentiment.as_deref().and_then(Sentiment::parse),
            urgency: self.urgency.as_deref().and_then(Urgency::parse),
        }
    }
}

/// A correction with the text it was made on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CorrectionRow {
    /// The message.
    pub message: MessageId,
    /// Its text.
    pub text: String,
    /// What the owner said.
    pub corrected: Corrected,
}

#[derive(sqlx::FromRow)]
struct WithText {
    id: i64,
    text: String,
    #[sqlx(flatten)]
    kept: Kept,
}

/// What the owner said of a message.
pub(crate) async fn of(conn: &mut sqlx::SqliteConnection, message: MessageId) -> Result<Corrected, StoreError> {
    let kept: Option<Kept> = sqlx::query_as(OF_SQL).bind(message.0).fetch_optional(conn).await?;
    Ok(kept.map(|kept| kept.corrected()).unwrap_or_default())
}

impl Store {
    /// Keeps what the owner says of a buyer's message, on top of what they said before, and judges its chat
    /// by it: a level may fall as well as rise, but what time has raised stays.
    /// Returns what the chat means now.
    ///
    /// # Errors
    /// [`ErrorCode::ChatNotFound`] when the chat has no such message of its buyer.
    pub async fn correct(&self, chat: ChatId, message: MessageId, said: Corrected) -> Result<Option<AnalysisRow>, StoreError> {
        self.write(Lane::Owner, move |tx| {
            Box::pin(async move {
                let query = sqlx::query(KEEP_SQL).bind(message.0).bind(tx.now.0).bind(said.intent.map(Intent::as_str));
                let query = query.bind(said.sentiment.map(Sentiment::as_str)).bind(said.urgency.map(Urgency::as_str)).bind(chat.0);
                if query.execute(&mut tx.conn).await?.rows_affected() == 0 {
                    return Err(StoreError::NotFound(ErrorCode::ChatNotFound));
                }
                hear_again(tx, chat).await
            })
        })
        .await
    }

    /// Takes a correction back. Returns what the chat means now.
    ///
    /// # Errors
    /// What the disk says; a message that was not corrected is none.
    pub async fn correction_undo(&self, chat: ChatId, message: MessageId) -> Result<Option<AnalysisRow>, StoreError> {
        self.write(Lane::Owner, move |tx| {
            Box::pin(async move {
                sqlx::query(DROP_SQL).bind(message.0).bind(chat.0).execute(&mut tx.conn).await?;
                hear_again(tx, chat).await
            })
        })
        .await
    }

    /// The newest corrections, oldest first: in the order they are replayed.
    ///
    /// # Errors
    /// What the disk says.
    pub async fn corrections(&self, most: i64) -> Result<Vec<CorrectionRow>, StoreError> {
        let rows: Vec<WithText> = sqlx::query_as(NEWEST_SQL).bind(most).fetch_all(&mut *self.reader().await?).await?;
        Ok(rows.into_iter().rev().map(|row| CorrectionRow { message: MessageId(row.id), text: row.text, corrected: row.kept.corrected() }).collect())
    }
}

/// Judges a chat anew, or, where nothing in it waits, hears the message again that spoke for it.
async fn hear_again(tx: &mut Tx, chat: ChatId) -> Result<Option<AnalysisRow>, StoreError> {
    let before = rollup::load(tx, chat).await?;
    let account = before.account;
    // What was drafted for another meaning is no draft of it any more.
    tx.change().tag(Tag::AiDrafts).chat(chat).account(AccountId(account));
    if let Some(after) = judge_anew(tx, &before).await? {
        rollup::save(tx, account, &[(before, after)]).await?;
        tx.change().tag(Tag::Chats);
    } else {
        analysis::repeat(tx, &before).await?;
    }
    analysis::of(&mut tx.conn, chat).await
}
