//! What a channel tells of a chat apart from its messages and its item: who it is with, until when
//! it takes replies, and how far its history has been read.
//!
//! In a table of its own: the row of `chat` is written again with every message and carries the
//! indexes of all lists; these facts change seldom and no list is sorted by them.

use crate::pool::Tx;
use crate::sql::{Bulk, statements};
use crate::{Store, StoreError};
use pult_domain::{AccountId, AtMs, ChatId, ChatKind, FeedChat, RemoteChatId, ReplyRight};
use std::collections::HashMap;

/// What is told. Nothing told erases nothing; a reply right replaces the one before.
const TELL: Bulk = Bulk {
    head: "INSERT INTO chat_channel (chat_id, kind, reply_until_ms, reply_closed, mark) SELECT * FROM (VALUES ",
    row: "(?,?,?,?,?)",
    tail: ") WHERE column1 IS NOT NULL ON CONFLICT (chat_id) DO UPDATE SET kind = excluded.kind, reply_until_ms = excluded.reply_until_ms, \
        reply_closed = excluded.reply_closed, mark = excluded.mark",
};

const KNOWN: Bulk = Bulk {
    head: "WITH given (chat) AS (VALUES ",
    row: "(?)",
    tail: ") SELECT f.chat_id, f.kind, f.reply_until_ms, f.reply_closed, f.mark FROM given CROSS JOIN chat_channel f ON f.chat_id = given.chat",
};

const MARKS: Bulk = Bulk {
    head: "WITH given (account, remote) AS (VALUES ",
    row: "(?,?)",
    tail: ") SELECT c.remote_id, f.mark FROM given CROSS JOIN chat c ON c.account_id = given.account AND c.remote_id = given.remote \
        CROSS JOIN chat_channel f ON f.chat_id = c.id WHERE f.mark IS NOT NULL",
};

statements! {
    ONE_SQL = "SELECT kind, reply_until_ms, reply_closed FROM chat_channel WHERE chat_id = ?";
}

#[cfg(test)]
pub(crate) const BULKS: [Bulk; 3] = [TELL, KNOWN, MARKS];

/// What is known of a chat from its channel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChannelFacts {
    /// Who the chat is with.
    pub kind: ChatKind,
    /// Until when the channel takes replies.
    pub reply_right: ReplyRight,
}

impl Default for ChannelFacts {
    fn default() -> Self {
        Self { kind: ChatKind::Buyer, reply_right: ReplyRight::Open }
    }
}

/// A row as stored.
type Row = (i64, i64, Option<i64>, bool, Option<String>);

fn told(chat: &FeedChat) -> bool {
    chat.kind.is_some() || chat.reply_right.is_some() || chat.mark.is_some()
}

/// Keeps what a part tells of its chats; the chats of which anything the owner sees was news.
pub(super) async fn tell(tx: &mut Tx, chats: &[(ChatId, &FeedChat)]) -> Result<Vec<ChatId>, StoreError> {
    let told: Vec<&(ChatId, &FeedChat)> = chats.iter().filter(|(_, chat)| told(chat)).collect();
    if told.is_empty() {
        return Ok(Vec::new());
    }
    let known: Vec<Row> = KNOWN.fetch(&mut tx.conn, &told, |query, (id, _)| query.bind(id.0)).await?;
    let known: HashMap<i64, Row> = known.into_iter().map(|row| (row.0, row)).collect();
    let mut seen = Vec::new();
    let mut rows: Vec<Row> = Vec::new();
    for (id, chat) in told {
        let before = known.get(&id.0).cloned().unwrap_or((id.0, 0, None, false, None));
        let mut row = before.clone();
        if let Some(kind) = chat.kind {
            row.1 = kind.code();
        }
        if let Some(right) = chat.reply_right {
            (row.2, row.3) = match right {
                ReplyRight::Open => (None, false),
                ReplyRight::Until(at) => (Some(at.0), false),
                ReplyRight::Closed => (None, true),
            };
        }
        if chat.mark.is_some() {
            row.4.clone_from(&chat.mark);
        }
        if row != before {
            if (row.1, row.2, row.3) != (before.1, before.2, before.3) {
                seen.push(*id);
            }
            rows.push(row);
        }
    }
    TELL.execute(&mut tx.conn, &rows, |query, (id, kind, until, closed, mark)| query.bind(*id).bind(*kind).bind(*until).bind(*closed).bind(mark.clone()))
        .await?;
    Ok(seen)
}

impl Store {
    /// How far the histories of these chats are stored; a chat never read is not in the answer.
    ///
    /// # Errors
    /// What the disk says.
    pub async fn chat_marks(&self, account: AccountId, chats: &[RemoteChatId]) -> Result<HashMap<RemoteChatId, String>, StoreError> {
        let mut conn = self.reader().await?;
        let rows: Vec<(String, String)> = MARKS.fetch(&mut conn, chats, |query, chat| query.bind(account.0).bind(chat.0.clone())).await?;
        Ok(rows.into_iter().map(|(chat, mark)| (RemoteChatId(chat), mark)).collect())
    }

    /// What a chat's channel tells of it.
    ///
    /// # Errors
    /// What the disk says.
    pub async fn chat_channel(&self, chat: ChatId) -> Result<ChannelFacts, StoreError> {
        let row: Option<(i64, Option<i64>, bool)> = sqlx::query_as(ONE_SQL).bind(chat.0).fetch_optional(&mut *self.reader().await?).await?;
        Ok(row.map_or_else(ChannelFacts::default, |(kind, until, closed)| ChannelFacts {
            kind: ChatKind::from_code(kind),
            reply_right: match (closed, until) {
                (true, _) => ReplyRight::Closed,
                (false, Some(at)) => ReplyRight::Until(AtMs(at)),
                (false, None) => ReplyRight::Open,
            },
        }))
    }
}
