//! What a channel tells of a chat apart from its messages and its item: who it is with, until when
//! it takes replies, and how far its history has been read.
//!
//! In a table of its own: the row of `chat` is written again with every message and carries the
//! indexes of all lists; these facts change seldom and no list is sorted by them. That a channel refuses
//! a chat's messages is an event of the chat, as is that it shows them again: it happens to few, and whoever
//! proves later what could be known when needs the moments of both.

use crate::chats::record_at;
use crate::pool::Tx;
use crate::sql::{Bulk, statements};
use crate::{Store, StoreError};
use pult_domain::{AccountId, AtMs, ChatId, ChatKind, FeedChat, HistoryRight, RemoteChatId, ReplyRight};
use std::collections::{HashMap, HashSet};

/// Kind of the event that a channel refuses a chat's messages, and of the one that it shows them again.
macro_rules! refused {
    () => {
        "history_refused"
    };
}
macro_rules! shown {
    () => {
        "history_shown"
    };
}
/// Both kinds, as SQL looks for them.
macro_rules! histories {
    () => {
        concat!("('", refused!(), "', '", shown!(), "')")
    };
}

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

/// The last that is known of each chat's history.
const HISTORIES: Bulk = Bulk {
    head: "WITH given (chat) AS (VALUES ",
    row: "(?)",
    tail: concat!(
        ") SELECT e.chat_id, e.kind, e.detail FROM given CROSS JOIN event e ON e.id = \
        (SELECT max(v.id) FROM event v WHERE v.chat_id = given.chat AND v.kind IN ",
        histories!(),
        ")"
    ),
};

statements! {
    ONE_SQL = "SELECT kind, reply_until_ms, reply_closed FROM chat_channel WHERE chat_id = ?";
    HISTORY_SQL = concat!("SELECT at_ms, kind, detail FROM event WHERE chat_id = ? AND kind IN ", histories!(), " ORDER BY id DESC LIMIT 1");
}

#[cfg(test)]
pub(crate) const BULKS: [Bulk; 4] = [TELL, KNOWN, MARKS, HISTORIES];

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

/// What was news in what a part told of its chats.
#[derive(Default)]
pub(super) struct News {
    /// The chats of which anything the owner sees was news.
    pub(super) seen: Vec<ChatId>,
    /// Those among them that became a dispute, or are one no more: their messages ask for another level.
    pub(super) disputes: HashSet<ChatId>,
}

/// Whether an arbiter decides in the chat of a row, and has not yet; `judging` asks the same.
fn disputed(row: &Row) -> bool {
    ChatKind::from_code(row.1) == ChatKind::Dispute && !row.3
}

/// Keeps what a part tells of its chats; what of it was news.
pub(super) async fn tell(tx: &mut Tx, chats: &[(ChatId, &FeedChat)]) -> Result<News, StoreError> {
    let told: Vec<&(ChatId, &FeedChat)> = chats.iter().filter(|(_, chat)| told(chat)).collect();
    if told.is_empty() {
        return Ok(News::default());
    }
    let known: Vec<Row> = KNOWN.fetch(&mut tx.conn, &told, |query, (id, _)| query.bind(id.0)).await?;
    let known: HashMap<i64, Row> = known.into_iter().map(|row| (row.0, row)).collect();
    let mut news = News::default();
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
                news.seen.push(*id);
            }
            if disputed(&row) != disputed(&before) {
                news.disputes.insert(*id);
            }
            rows.push(row);
        }
    }
    TELL.execute(&mut tx.conn, &rows, |query, (id, kind, until, closed, mark)| query.bind(*id).bind(*kind).bind(*until).bind(*closed).bind(mark.clone()))
        .await?;
    Ok(news)
}

/// A channel that shows no messages of a chat.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HistoryRefused {
    /// Since when with this status.
    pub since: AtMs,
    /// The HTTP status it answers with.
    pub status: u16,
}

/// The status of an event that tells of a refusal; none where it tells that the messages are shown.
fn refused_with(kind: &str, detail: Option<&str>) -> Option<u16> {
    detail.filter(|_| kind == refused!()).and_then(|status| status.parse().ok())
}

/// Keeps which chats' messages the channel refuses from now on, or shows again; the chats of which that was news.
pub(super) async fn tell_histories(tx: &mut Tx, chats: &[(ChatId, &FeedChat)]) -> Result<Vec<ChatId>, StoreError> {
    let told: Vec<(ChatId, HistoryRight)> = chats.iter().filter_map(|(id, chat)| Some((*id, chat.history?))).collect();
    if told.is_empty() {
        return Ok(Vec::new());
    }
    let known: Vec<(i64, String, Option<String>)> = HISTORIES.fetch(&mut tx.conn, &told, |query, (id, _)| query.bind(id.0)).await?;
    let known: HashMap<i64, u16> = known.into_iter().filter_map(|(chat, kind, detail)| Some((chat, refused_with(&kind, detail.as_deref())?))).collect();
    let now = tx.now;
    let mut news = Vec::new();
    for (chat, history) in told {
        let before = known.get(&chat.0).copied();
        let (kind, detail) = match history {
            HistoryRight::Shown if before.is_some() => (shown!(), None),
            HistoryRight::Refused(status) if before != Some(status) => (refused!(), Some(status.to_string())),
            HistoryRight::Shown | HistoryRight::Refused(_) => continue,
        };
        record_at(tx, now, chat, None, kind, detail).await?;
        news.push(chat);
    }
    Ok(news)
}

impl Store {
    /// Whether the channel refuses the messages of a chat; none where it shows them.
    ///
    /// # Errors
    /// What the disk says.
    pub async fn chat_history_refused(&self, chat: ChatId) -> Result<Option<HistoryRefused>, StoreError> {
        let last: Option<(i64, String, Option<String>)> = sqlx::query_as(HISTORY_SQL).bind(chat.0).fetch_optional(&mut *self.reader().await?).await?;
        Ok(last.and_then(|(at, kind, detail)| Some(HistoryRefused { since: AtMs(at), status: refused_with(&kind, detail.as_deref())? })))
    }

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
