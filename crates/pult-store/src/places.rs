//! Places in a chat: where the owner was reading, and where a day begins.

use crate::sql::{Bulk, statements};
use crate::{Lane, Store, StoreError};
use pult_domain::{AtMs, ChatId, MessageId};

statements! {
    PLACE_SQL = "SELECT message_id, above_px FROM chat_place WHERE chat_id = ?";
    KEEP_SQL = "INSERT INTO chat_place (chat_id, message_id, above_px) SELECT id, ?2, ?3 FROM chat WHERE id = ?1 \
        ON CONFLICT (chat_id) DO UPDATE SET message_id = excluded.message_id, above_px = excluded.above_px";
    FORGET_SQL = "DELETE FROM chat_place WHERE chat_id = ?";
    FROM_SQL = "SELECT id FROM message WHERE chat_id = ? AND id >= ? ORDER BY id LIMIT 1";
    UNTIL_SQL = "SELECT id FROM message WHERE chat_id = ? AND id < ? ORDER BY id DESC LIMIT 1";
}

/// The first message of each stretch of time; stretches without one give none.
const FIRSTS: Bulk = Bulk {
    head: "WITH given (chat, first, beyond) AS (VALUES ",
    row: "(?,?,?)",
    tail: ") SELECT given.first, (SELECT m.id FROM message m WHERE m.chat_id = given.chat AND m.id >= given.first AND m.id < given.beyond \
        ORDER BY m.id LIMIT 1) FROM given WHERE given.chat IS NOT NULL",
};

#[cfg(test)]
pub(crate) const BULKS: [Bulk; 1] = [FIRSTS];

/// Where the owner was reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The first message that was seen.
    pub message: MessageId,
    /// How much of it was above the edge, in pixels of the window.
    pub above_px: i64,
}

/// Which of some days have messages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Days {
    /// The first message of each day, in the order asked; none where nobody wrote.
    pub first: Vec<Option<MessageId>>,
    /// The last message before the first day.
    pub before: Option<MessageId>,
    /// The first message after the last day.
    pub after: Option<MessageId>,
}

impl Store {
    /// Where the owner was reading in a chat; nothing where it was at the end.
    ///
    /// # Errors
    /// What the disk says.
    pub async fn chat_place(&self, chat: ChatId) -> Result<Option<Place>, StoreError> {
        let row: Option<(i64, i64)> = sqlx::query_as(PLACE_SQL).bind(chat.0).fetch_optional(&mut *self.reader().await?).await?;
        Ok(row.map(|(message, above_px)| Place { message: MessageId(message), above_px }))
    }

    /// Keeps where the owner is reading; nothing forgets it. Tells nobody: nothing shown follows it.
    ///
    /// # Errors
    /// What the disk says.
    pub async fn chat_place_keep(&self, chat: ChatId, place: Option<Place>) -> Result<(), StoreError> {
        // No act in a chat: scrolling is no sign that a reply may follow.
        self.write(Lane::Live, move |tx| {
            Box::pin(async move {
                match place {
                    Some(Place { message, above_px }) => sqlx::query(KEEP_SQL).bind(chat.0).bind(message.0).bind(above_px).execute(&mut tx.conn).await?,
                    None => sqlx::query(FORGET_SQL).bind(chat.0).execute(&mut tx.conn).await?,
                };
                Ok(())
            })
        })
        .await
    }

    /// Which days of a chat have messages. `borders` are the beginnings of days that follow each
    /// other, and the end of the last.
    ///
    /// # Errors
    /// What the disk says.
    pub async fn chat_days(&self, chat: ChatId, borders: &[AtMs]) -> Result<Days, StoreError> {
        let (Some(first), Some(end)) = (borders.first(), borders.last()) else { return Ok(Days::default()) };
        let ids: Vec<i64> = borders.iter().map(|at| MessageId::first_at(*at).0).collect();
        let days: Vec<(i64, i64)> = ids.iter().copied().zip(ids.iter().copied().skip(1)).collect();
        let mut conn = self.reader().await?;
        let found: Vec<(i64, Option<i64>)> = FIRSTS.fetch(&mut conn, &days, |query, (first, beyond)| query.bind(chat.0).bind(*first).bind(*beyond)).await?;
        let of = |day: i64| found.iter().find(|(first, _)| *first == day).and_then(|(_, message)| message.map(MessageId));
        let border = |at: &AtMs| MessageId::first_at(*at).0;
        let before: Option<i64> = sqlx::query_scalar(UNTIL_SQL).bind(chat.0).bind(border(first)).fetch_optional(&mut *conn).await?;
        let after: Option<i64> = sqlx::query_scalar(FROM_SQL).bind(chat.0).bind(border(end)).fetch_optional(&mut *conn).await?;
        Ok(Days { first: days.iter().map(|(day, _)| of(*day)).collect(), before: before.map(MessageId), after: after.map(MessageId) })
    }
}
