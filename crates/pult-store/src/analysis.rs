//! What chats mean: one row a chat, written where its messages are judged.

use crate::pool::Tx;
use crate::rollup::ChatState;
use crate::sql::statements;
use crate::{Store, StoreError, corrections};
use pult_domain::sla::Urgency;
use pult_domain::{AccountId, ChatId, Corrected, Intent, Language, MessageId, Reader, Reading, Sentiment, Tag};
use sqlx::sqlite::SqliteRow;
use sqlx::{FromRow, Row, SqliteConnection};
use std::sync::Arc;

statements! {
    KEEP_SQL = "INSERT INTO analysis (chat_id, message_id, lang, intent, sentiment, urgency, lang_sure, intent_sure, sentiment_sure, urgency_sure) \
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10) ON CONFLICT (chat_id) DO UPDATE SET message_id = excluded.message_id, lang = excluded.lang, \
        intent = excluded.intent, sentiment = excluded.sentiment, urgency = excluded.urgency, lang_sure = excluded.lang_sure, intent_sure = excluded.intent_sure, \
        sentiment_sure = excluded.sentiment_sure, urgency_sure = excluded.urgency_sure \
        WHERE (message_id, lang, intent, sentiment, urgency, lang_sure, intent_sure, sentiment_sure, urgency_sure) IS NOT \
        (excluded.message_id, excluded.lang, excluded.intent, excluded.sentiment, excluded.urgency, excluded.lang_sure, excluded.intent_sure, \
        excluded.sentiment_sure, excluded.urgency_sure)";
    OF_SQL = "SELECT n.message_id, n.lang, n.intent, n.sentiment, n.urgency, n.lang_sure, n.intent_sure, n.sentiment_sure, n.urgency_sure \
        FROM analysis n WHERE n.chat_id = ?";
    TEXT_SQL = "SELECT text FROM message WHERE id = ? AND chat_id = ?";
}

/// What a chat means by the message that speaks for it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Spoken {
    pub(crate) message: MessageId,
    pub(crate) reading: Reading,
}

/// What a chat means, as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnalysisRow {
    /// The message that was heard.
    pub message: MessageId,
    /// Its language.
    pub language: Language,
    /// What the shop must do.
    pub intent: Intent,
    /// How the buyer feels.
    pub sentiment: Sentiment,
    /// The haste of all that waits.
    pub urgency: Urgency,
    /// How sure language, intent, sentiment and urgency are, in hundredths.
    pub sure: [i64; 4],
    /// What of it the owner said.
    pub corrected: Corrected,
}

impl FromRow<'_, SqliteRow> for AnalysisRow {
    fn from_row(row: &SqliteRow) -> Result<Self, sqlx::Error> {
        let word = |at: usize| row.try_get::<String, _>(at);
        let unknown = || sqlx::Error::Decode("a word of the label guide".into());
        Ok(Self {
            message: MessageId(row.try_get(0)?),
            language: Language::parse(&word(1)?).ok_or_else(unknown)?,
            intent: Intent::parse(&word(2)?).ok_or_else(unknown)?,
            sentiment: Sentiment::parse(&word(3)?).ok_or_else(unknown)?,
            urgency: Urgency::parse(&word(4)?).ok_or_else(unknown)?,
            sure: [row.try_get(5)?, row.try_get(6)?, row.try_get(7)?, row.try_get(8)?],
            corrected: Corrected::default(),
        })
    }
}

/// Keeps what a chat means; whoever listens is told when it is news.
pub(crate) async fn keep(tx: &mut Tx, chat: &ChatState, spoken: &Spoken) -> Result<(), StoreError> {
    let Spoken { message, reading } = spoken;
    let sure = &reading.confidence;
    let query = sqlx::query(KEEP_SQL).bind(chat.id.0).bind(message.0).bind(reading.language.as_str()).bind(reading.intent.as_str());
    let query = query.bind(reading.sentiment.as_str()).bind(reading.urgency.as_str()).bind(hundredths(sure.language));
    let query = query.bind(hundredths(sure.intent)).bind(hundredths(sure.sentiment)).bind(hundredths(sure.urgency));
    if query.execute(&mut tx.conn).await?.rows_affected() > 0 {
        tx.change().tag(Tag::Chats).chat(chat.id).account(AccountId(chat.account));
    }
    Ok(())
}

/// Hears the message again that speaks for a chat in which nothing waits.
pub(crate) async fn repeat(tx: &mut Tx, chat: &ChatState) -> Result<(), StoreError> {
    let Some(kept) = of(&mut tx.conn, chat.id).await? else { return Ok(()) };
    let text: Option<String> = sqlx::query_scalar(TEXT_SQL).bind(kept.message.0).bind(chat.id.0).fetch_optional(&mut tx.conn).await?;
    let judges = Arc::clone(&tx.judges);
    let Some(reading) = text.and_then(|text| judges.read(&mut tx.recall, &text)) else { return Ok(()) };
    keep(tx, chat, &Spoken { message: kept.message, reading: reading.corrected(kept.corrected) }).await
}

/// What a chat means.
pub(crate) async fn of(conn: &mut SqliteConnection, chat: ChatId) -> Result<Option<AnalysisRow>, StoreError> {
    let Some(mut row) = sqlx::query_as::<_, AnalysisRow>(OF_SQL).bind(chat.0).fetch_optional(&mut *conn).await? else { return Ok(None) };
    row.corrected = corrections::of(conn, row.message).await?;
    Ok(Some(row))
}

#[allow(clippy::cast_possible_truncation, reason = "between 0 and 100")]
fn hundredths(share: f32) -> i64 {
    (share.clamp(0.0, 1.0) * 100.0).round() as i64
}

impl Store {
    /// Who reads messages from now on. Chats that wait already are heard by [`Store::judge_again`].
    pub fn set_reader(&self, reader: Arc<dyn Reader>) {
        self.keep_judges(|judges| judges.with_reader(reader));
    }

    /// What a chat means, if anybody has heard it.
    ///
    /// # Errors
    /// What the disk says.
    pub async fn analysis(&self, chat: ChatId) -> Result<Option<AnalysisRow>, StoreError> {
        let mut conn = self.reader().await?;
        of(&mut conn, chat).await
    }
}
