//! Pictures that are fetched before somebody looks at them: which is next, and which are left alone.
//!
//! `wanted_by` names the account for as long as a picture is to be fetched by itself, and its partial index
//! holds nothing else: the question for the next one costs a look where nothing is left. The owner's click
//! asks by the file's id and knows nothing of this.

use crate::sql::statements;
use crate::{AttachmentRow, Lane, Store, StoreError};
use pult_domain::{AccountId, AtMs, AttachmentId, AttachmentKind, DAY_MS, FeedAttachment, MessageId};

/// How old a message may be whose pictures are fetched ahead, in milliseconds: 30 days. Disputes and returns are
/// of these weeks; a first import of years would else ask for tens of thousands of files that nobody opens.
/// The migration that began with it says the same.
const AHEAD_MS: i64 = 30 * DAY_MS;

/// The pause after the first try that failed, in milliseconds: 10 min; each further one is twice as long.
const FIRST_PAUSE_MS: i64 = 10 * 60 * 1000;

/// Tries that may fail until a picture is given up: with the pauses, three and a half days of them at least. A marketplace's
/// look at a picture may take a night, a fault of its file host a weekend.
const MOST_FAILURES: i64 = 10;

statements! {
    NEXT_SQL = "SELECT f.id, f.wanted_by, f.message_id, f.remote_id, f.kind, f.name, f.media_type, f.bytes, f.path FROM attachment f \
        WHERE f.wanted_by = ?1 AND f.message_id >= ?2 AND f.fetch_after_ms <= ?3 AND EXISTS (SELECT 1 FROM account a WHERE a.id = ?1 AND a.removing = 0) \
        ORDER BY f.message_id DESC LIMIT 1";
    PUT_OFF_SQL = "UPDATE attachment SET fetch_failures = fetch_failures + 1, fetch_after_ms = ?2 + max(?3, ?4 << fetch_failures), \
        wanted_by = CASE WHEN fetch_failures + 1 < ?5 THEN wanted_by END WHERE id = ?1 AND path IS NULL";
    GIVE_UP_SQL = "UPDATE attachment SET fetch_failures = fetch_failures + 1, wanted_by = NULL WHERE id = ?1 AND path IS NULL";
}

/// The account that is to fetch a new file by itself: a picture that can be asked for, and not too old.
pub(crate) fn wanted_by(account: AccountId, file: &FeedAttachment, sent_at: AtMs, now: AtMs) -> Option<i64> {
    let wanted = file.kind == AttachmentKind::Image && !file.remote_id.is_empty() && sent_at >= now.plus_ms(-AHEAD_MS);
    wanted.then_some(account.0)
}

impl Store {
    /// The picture that an account is to fetch next by itself: of the newest message first.
    ///
    /// # Errors
    /// What the disk says.
    pub async fn picture_next(&self, account: AccountId, now: AtMs) -> Result<Option<AttachmentRow>, StoreError> {
        let oldest = MessageId::first_at(now.plus_ms(-AHEAD_MS));
        let query = sqlx::query_as(NEXT_SQL).bind(account.0).bind(oldest.0).bind(now.0);
        Ok(query.fetch_optional(&mut *self.reader().await?).await?)
    }

    /// A picture did not come and may come later: it is asked for again after a pause that grows with each failure,
    /// of `told_ms` milliseconds at least, and not by itself any more after the tenth.
    ///
    /// # Errors
    /// What the disk says.
    pub async fn picture_put_off(&self, id: AttachmentId, told_ms: i64) -> Result<(), StoreError> {
        self.write(Lane::Live, move |tx| {
            Box::pin(async move {
                let query = sqlx::query(PUT_OFF_SQL).bind(id.0).bind(tx.now.0).bind(told_ms).bind(FIRST_PAUSE_MS).bind(MOST_FAILURES);
                query.execute(&mut tx.conn).await?;
                Ok(())
            })
        })
        .await
    }

    /// A picture will not come: it is not asked for by itself any more.
    ///
    /// # Errors
    /// What the disk says.
    pub async fn picture_given_up(&self, id: AttachmentId) -> Result<(), StoreError> {
        self.write(Lane::Live, move |tx| {
            Box::pin(async move {
                sqlx::query(GIVE_UP_SQL).bind(id.0).execute(&mut tx.conn).await?;
                Ok(())
            })
        })
        .await
    }
}
