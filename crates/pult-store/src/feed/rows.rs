//! The bulk statements of the feed, and the ids of new messages.

use crate::StoreError;
use crate::rollup::ChatState;
use crate::sql::Bulk;
use pult_domain::ids::MESSAGE_IDS_PER_MS;
use pult_domain::{AtMs, MessageId};
use sqlx::sqlite::SqliteRow;
use sqlx::{FromRow, Row, SqliteConnection};
use std::collections::HashMap;

/// The chats of a part that are known already.
pub(super) const FIND_CHATS: Bulk = Bulk {
    head: "WITH given (account, remote) AS (VALUES ",
    row: "(?,?)",
    tail: ") SELECT id, account_id, queue, priority, waiting_since_ms, deadline_at_ms, answered_at_ms, done_at_ms, taken, reopened_at_ms, \
        snoozed_until_ms, unread, read_up_to, last_id, last_at_ms, marked_unread, starred, spam_at_ms, remote_id FROM given CROSS JOIN chat ON account_id = account AND remote_id = remote",
};

/// Which messages of a part are known already, by their place in it.
pub(super) const FIND_MESSAGES: Bulk = Bulk {
    head: "WITH given (place, chat, remote) AS (VALUES ",
    row: "(?,?,?)",
    tail: ") SELECT given.place FROM given CROSS JOIN message m ON m.chat_id = given.chat AND m.remote_id = given.remote",
};

/// The last id taken within a millisecond, for those where one is.
const TAKEN_IDS: Bulk = Bulk {
    head: "WITH given (first, beyond) AS (VALUES ",
    row: "(?,?)",
    tail: ") SELECT first, (SELECT max(id) FROM message WHERE id >= first AND id < beyond) AS last FROM given WHERE last IS NOT NULL",
};

const NEWEST_SQL: &str = "SELECT max(id) FROM message";

/// New chats, with what their first messages make of them.
pub(crate) const INSERT_CHATS: Bulk = Bulk {
    head: "INSERT INTO chat (id, account_id, remote_id, queue, priority, waiting_since_ms, deadline_at_ms, answered_at_ms, unread, read_up_to, \
        last_id, last_author, last_text, last_attachments, last_at_ms) SELECT * FROM (VALUES ",
    row: "(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
    tail: ") WHERE column1 IS NOT NULL",
};

/// What a page tells of a chat besides messages. Nothing told erases nothing.
pub(super) const DESCRIBE_CHATS: Bulk = Bulk {
    head: "WITH given (id, customer, item, title, order_id, price, currency, size, token) AS (VALUES ",
    row: "(?,?,?,?,?,?,?,?,?)",
    tail: ") UPDATE chat SET customer = coalesce(given.customer, chat.customer), item_remote_id = coalesce(given.item, item_remote_id), \
        item_title = coalesce(given.title, item_title), order_id = coalesce(given.order_id, chat.order_id), price_minor = coalesce(given.price, price_minor), \
        currency = coalesce(given.currency, chat.currency), size = coalesce(given.size, chat.size), reply_token = coalesce(given.token, reply_token) \
        FROM given WHERE chat.id = given.id AND (chat.customer IS NOT coalesce(given.customer, chat.customer) \
        OR item_remote_id IS NOT coalesce(given.item, item_remote_id) OR item_title IS NOT coalesce(given.title, item_title) \
        OR chat.order_id IS NOT coalesce(given.order_id, chat.order_id) OR price_minor IS NOT coalesce(given.price, price_minor) \
        OR chat.currency IS NOT coalesce(given.currency, chat.currency) OR chat.size IS NOT coalesce(given.size, chat.size) \
        OR reply_token IS NOT coalesce(given.token, reply_token))",
};

/// Items a page mentions.
pub(super) const MENTION_ITEMS: Bulk = Bulk {
    head: "INSERT INTO item (account_id, remote_id, title) SELECT * FROM (VALUES ",
    row: "(?,?,?)",
    tail: ") WHERE column1 IS NOT NULL ON CONFLICT (account_id, remote_id) DO UPDATE SET title = excluded.title WHERE excluded.title IS NOT NULL AND title IS NOT excluded.title",
};

/// New messages.
pub(crate) const INSERT_MESSAGES: Bulk = Bulk {
    head: "INSERT INTO message (id, chat_id, remote_id, author, kind, sent_at_ms, outbox_id, attachments, text, raw) SELECT * FROM (VALUES ",
    row: "(?,?,?,?,?,?,?,?,?,?)",
    tail: ") WHERE column1 IS NOT NULL",
};

/// Which of them the other side has read, where the channel tells.
pub(super) const SET_READ: Bulk =
    Bulk { head: "WITH given (id, read) AS (VALUES ", row: "(?,?)", tail: ") UPDATE message SET read = given.read FROM given WHERE message.id = given.id" };

/// Their files.
pub(super) const INSERT_ATTACHMENTS: Bulk = Bulk {
    head: "INSERT INTO attachment (message_id, remote_id, kind, name, media_type, bytes, wanted_by) SELECT * FROM (VALUES ",
    row: "(?,?,?,?,?,?,?)",
    tail: ") WHERE column1 IS NOT NULL",
};

/// Events that could not be read.
pub(super) const INSERT_QUARANTINED: Bulk = Bulk {
    head: "INSERT INTO quarantine (account_id, fingerprint, seen_at_ms, reason, raw) SELECT * FROM (VALUES ",
    row: "(?,?,?,?,?)",
    tail: ") WHERE column1 IS NOT NULL ON CONFLICT DO NOTHING",
};

/// Every bulk statement of the feed, for the tests.
#[cfg(test)]
pub(crate) fn all_bulks() -> Vec<Bulk> {
    [
        FIND_CHATS,
        FIND_MESSAGES,
        TAKEN_IDS,
        INSERT_CHATS,
        DESCRIBE_CHATS,
        MENTION_ITEMS,
        INSERT_MESSAGES,
        INSERT_ATTACHMENTS,
        SET_READ,
        INSERT_QUARANTINED,
        super::TITLED,
    ]
    .into_iter()
    .chain(super::channel_facts::BULKS)
    .chain(super::revise::BULKS)
    .collect()
}

/// A known chat with the id it was found by.
pub(super) struct KnownChat {
    pub(super) state: ChatState,
    pub(super) remote_id: String,
}

impl FromRow<'_, SqliteRow> for KnownChat {
    fn from_row(row: &SqliteRow) -> Result<Self, sqlx::Error> {
        Ok(Self { state: ChatState::from_row(row)?, remote_id: row.try_get(18)? })
    }
}

/// Free ids for messages sent at these moments, in their order: the first free one of each
/// millisecond, spilling into the next when 1,024 messages share one.
pub(crate) async fn free_ids(conn: &mut SqliteConnection, moments: &[AtMs]) -> Result<Vec<MessageId>, StoreError> {
    let newest: Option<i64> = sqlx::query_scalar(NEWEST_SQL).fetch_one(&mut *conn).await?;
    let mut next: HashMap<i64, i64> = HashMap::new();
    let mut firsts: Vec<i64> = moments.iter().map(|at| MessageId::first_at(*at).0).collect();
    firsts.sort_unstable();
    firsts.dedup();
    // Behind the newest message everything is free; only older moments need a look.
    firsts.retain(|first| newest.is_some_and(|newest| *first <= newest));
    let taken: Vec<(i64, i64)> = TAKEN_IDS.fetch(conn, &firsts, |query, first| query.bind(*first).bind(*first + MESSAGE_IDS_PER_MS)).await?;
    next.extend(taken.into_iter().map(|(first, last)| (first, last + 1)));
    let mut ids = Vec::with_capacity(moments.len());
    for at in moments {
        let mut first = MessageId::first_at(*at).0;
        loop {
            let id = *next.entry(first).or_insert(first);
            if id < first + MESSAGE_IDS_PER_MS {
                next.insert(first, id + 1);
                ids.push(MessageId(id));
                break;
            }
            first += MESSAGE_IDS_PER_MS;
            if !next.contains_key(&first) {
                let last: Vec<(i64, i64)> = TAKEN_IDS.fetch(conn, &[first], |query, first| query.bind(*first).bind(*first + MESSAGE_IDS_PER_MS)).await?;
                next.extend(last.into_iter().map(|(first, last)| (first, last + 1)));
            }
        }
    }
    Ok(ids)
}
