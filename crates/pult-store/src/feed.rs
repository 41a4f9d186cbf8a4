//! What the channels' feeds bring.
//!
//! Pages are cut into parts of about 10 ms, one transaction each; a part's cursor is that of the
//! last page it ends, so the cursor is never ahead of the messages. The marks of a page, which say
//! how far its chats' histories are ours, wait for its end as the cursor does. While the writer is busy with
//! one part, the next one lies ready behind it and a third is being prepared here: whatever can be
//! found out of a part without the database is (`feed/prepare.rs`).

pub(crate) mod channel_facts;
pub(crate) mod echoes;
pub(crate) mod part;
mod prepare;
pub(crate) mod revise;
mod rows;

use crate::pool::Chain;
use crate::sql::{Bulk, statements};
use crate::{Lane, Store, StoreError, search};
use prepare::{CHATS_A_MESSAGE, Part, Prepared};
use pult_domain::{AccountId, AtMs, Cursor, FeedChat, FeedMessage, FeedPage, OutboxId, Quarantined, Tag};
use std::collections::VecDeque;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};
use tokio::sync::oneshot;

#[cfg(test)]
pub(crate) use rows::all_bulks;
pub(crate) use rows::{INSERT_MESSAGES, free_ids};

/// What applying pages did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Applied {
    /// Messages in the pages, duplicates and all.
    pub messages_seen: i64,
    /// Messages that were not known.
    pub messages_new: i64,
    /// Chats that were not known.
    pub chats_new: i64,
    /// Unreadable events that were not known.
    pub quarantined_new: i64,
    /// Replies whose echo was found.
    pub confirmed: Vec<OutboxId>,
}

/// Messages of the first part, before it is known how quick this machine is.
pub(crate) const FIRST_PART_ROWS: usize = 256;
/// Least and most messages of a part: below, the fixed costs of a transaction rule; above, a
/// reply waits too long on a slow disk.
const PART_ROWS: (usize, usize) = (32, 1_000);
/// How much longer parts of history are while the owner does nothing: about 50 ms with the commit.
/// The fixed costs of a transaction and the chat rows written again in each part weigh less then;
/// the first reply after a pause waits for one such part at most, the next ones for short parts.
const LONG_PART: usize = 11;
/// Most messages of a long part.
const LONG_PART_ROWS: usize = 1_024;
/// How long the statements of a part should take, in milliseconds. The commit, in which the words
/// reach the index, takes about as much again: under 10 ms in all (performance notes 1.4). Measured in
/// turns on a busy machine (2026-11), 6 runs: at 4 ms, and with three statements more, a reply beside a
/// back-fill was stored within 24 to 52 ms at p95, at 3 ms within 22 to 30; history came in as quickly.
const PART_MS: u128 = 3;

statements! {
    NO_TOKEN_SQL = "SELECT count(*) FROM chat WHERE account_id = ? AND reply_token IS NULL";
    UNTITLED_SQL = "SELECT remote_id FROM item WHERE account_id = ? AND title IS NULL AND asked_at_ms < ? ORDER BY asked_at_ms LIMIT ?";
}

const TITLED: Bulk = Bulk {
    head: "INSERT INTO item (account_id, remote_id, title, asked_at_ms) SELECT * FROM (VALUES ",
    row: "(?,?,?,?)",
    tail: ") WHERE column1 IS NOT NULL ON CONFLICT (account_id, remote_id) DO UPDATE SET title = coalesce(excluded.title, title), asked_at_ms = excluded.asked_at_ms",
};

impl Store {
    /// Stores pages of an account's feed together with their cursor.
    ///
    /// # Errors
    /// [`pult_domain::ErrorCode::AccountNotFound`], or what the disk says; then nothing of the last
    /// transaction was stored and its cursor is the old one.
    pub async fn apply_pages(&self, account: AccountId, pages: Vec<FeedPage>, lane: Lane) -> Result<Applied, StoreError> {
        let mut writing = self.writing_pages(account);
        let mut applied = writing.put(pages, lane).await?;
        applied.add(writing.finish().await?);
        Ok(applied)
    }

    /// Stores an account's feed page by page, with the last part always under way.
    #[must_use]
    pub fn writing_pages(&self, account: AccountId) -> WritingPages {
        WritingPages { store: self.clone(), account, chain: Chain::default(), running: VecDeque::new(), lane: Lane::Live }
    }

    fn rows_of_part(&self, lane: Lane) -> usize {
        let short = self.part_rows().load(Ordering::Relaxed);
        let long = lane == Lane::BackFill && !self.owner_is_at_work();
        if long { (short * LONG_PART).min(LONG_PART_ROWS) } else { short }
    }

    fn learn(&self, rows: usize, micros: u128) {
        // A nearly empty part says little about the speed of a full one.
        if rows >= PART_ROWS.0 && micros > 0 {
            let wanted = u128::try_from(rows).unwrap_or(0) * PART_MS * 1_000 / micros;
            let old = self.part_rows().load(Ordering::Relaxed);
            let next = usize::try_from(wanted).unwrap_or(PART_ROWS.1).clamp(PART_ROWS.0, PART_ROWS.1);
            self.part_rows().store((old + next) / 2, Ordering::Relaxed);
        }
    }

    /// Stores a channel's own list of chats: names, items, reply tokens. Chats without messages are kept too.
    ///
    /// # Errors
    /// As [`Store::apply_pages`].
    pub async fn apply_chats(&self, account: AccountId, chats: Vec<FeedChat>) -> Result<Applied, StoreError> {
        self.apply_pages(account, vec![FeedPage { chats, ..FeedPage::default() }], Lane::Live).await
    }

    /// How many chats of the account cannot be answered yet for want of a reply token.
    ///
    /// # Errors
    /// What the disk says.
    pub async fn chats_without_reply_token(&self, account: AccountId) -> Result<i64, StoreError> {
        Ok(sqlx::query_scalar(NO_TOKEN_SQL).bind(account.0).fetch_one(&mut *self.reader().await?).await?)
    }

    /// Remote ids of items that have no title and were not asked for since `asked_before`.
    ///
    /// # Errors
    /// What the disk says.
    pub async fn items_untitled(&self, account: AccountId, asked_before: AtMs, limit: i64) -> Result<Vec<String>, StoreError> {
        Ok(sqlx::query_scalar(UNTITLED_SQL).bind(account.0).bind(asked_before.0).bind(limit).fetch_all(&mut *self.reader().await?).await?)
    }

    /// Keeps the titles that were told, and that the others were asked for now.
    ///
    /// # Errors
    /// What the disk says.
    pub async fn items_titled(&self, account: AccountId, asked: Vec<String>, titles: Vec<(String, String)>) -> Result<(), StoreError> {
        self.write(Lane::Live, move |tx| {
            Box::pin(async move {
                let known = titles.iter().map(|(id, title)| (id.clone(), Some(title.clone())));
                let unknown = asked.into_iter().filter(|id| !titles.iter().any(|(told, _)| told == id)).map(|id| (id, None));
                let rows: Vec<(String, Option<String>)> = known.chain(unknown).collect();
                let now = tx.now.0;
                TITLED.execute(&mut tx.conn, &rows, |query, (id, title)| query.bind(account.0).bind(id.clone()).bind(title.clone()).bind(now)).await?;
                if !titles.is_empty() {
                    let titled: Vec<String> = titles.iter().map(|(id, _)| id.clone()).collect();
                    search::index::items_titled(tx, account.0, &titled).await?;
                    tx.change().tag(Tag::Chats).account(account).resync = true;
                }
                Ok(())
            })
        })
        .await
    }
}

/// A part that was stored.
struct Stored {
    applied: Applied,
    took: Duration,
    /// Given back, so that whoever asked lets go of it and not the writer.
    part: Prepared,
}

/// Parts that lie with the writer: one being written, one ready behind it. With one alone the writer
/// waited a third of the time (measured, 2026-11: 4.0 s of 7.2 s busy for 100,000 messages).
const PARTS_AHEAD: usize = 2;

/// An account's feed while it is being stored. Parts are written while the caller fetches the next
/// pages and their words are prepared, so that the writer seldom waits. Parts are a chain: when one
/// fails, those behind it are not written, and a cursor never passes messages that failed.
///
/// Dropping this gives up knowing how the last parts went; they are written all the same.
pub struct WritingPages {
    store: Store,
    account: AccountId,
    chain: Chain,
    running: VecDeque<oneshot::Receiver<Result<Stored, StoreError>>>,
    /// The lane of those that run: only in one lane they keep their order.
    lane: Lane,
}

impl WritingPages {
    /// Stores more pages; what the parts did that have ended meanwhile. After an error, stop.
    ///
    /// # Errors
    /// As [`Store::apply_pages`].
    pub async fn put(&mut self, pages: Vec<FeedPage>, lane: Lane) -> Result<Applied, StoreError> {
        let (mut total, account) = (Applied::default(), self.account);
        let mut rest = Rest::new(pages);
        if lane != self.lane {
            total.add(self.finish().await?);
            self.lane = lane;
        }
        while let Some(part) = rest.next(self.store.rows_of_part(lane)) {
            let part = part.prepared(account);
            while self.running.len() >= PARTS_AHEAD {
                total.add(self.next_done().await?);
            }
            self.running.push_back(self.store.queue(lane, &self.chain, move |tx| {
                Box::pin(async move {
                    let began = Instant::now();
                    let applied = part.apply(tx, account).await?;
                    Ok(Stored { applied, took: began.elapsed(), part })
                })
            })?);
        }
        Ok(total)
    }

    /// Whether a part is under way.
    #[must_use]
    pub fn is_under_way(&self) -> bool {
        !self.running.is_empty()
    }

    /// Waits for the first of the parts that are under way; what it did. A caller that stops waiting
    /// may ask again.
    ///
    /// # Errors
    /// As [`Store::apply_pages`].
    pub async fn next_done(&mut self) -> Result<Applied, StoreError> {
        let Some(told) = self.running.front_mut() else { return Ok(Applied::default()) };
        let outcome = told.await;
        self.running.pop_front();
        let Stored { applied, took, part } = outcome.map_err(|_| StoreError::Closed)??;
        self.store.learn(part.seen, took.as_micros());
        Ok(applied)
    }

    /// Waits for all parts that are under way; what they did.
    ///
    /// # Errors
    /// As [`Store::apply_pages`].
    pub async fn finish(&mut self) -> Result<Applied, StoreError> {
        let mut total = Applied::default();
        while self.is_under_way() {
            total.add(self.next_done().await?);
        }
        Ok(total)
    }
}

impl std::fmt::Debug for WritingPages {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("WritingPages").field("account", &self.account).finish_non_exhaustive()
    }
}

impl Applied {
    fn add(&mut self, other: Self) {
        self.messages_seen += other.messages_seen;
        self.messages_new += other.messages_new;
        self.chats_new += other.chats_new;
        self.quarantined_new += other.quarantined_new;
        self.confirmed.extend(other.confirmed);
    }
}

/// What is left of the pages.
struct Rest {
    pages: std::vec::IntoIter<FeedPage>,
    open: Option<OpenPage>,
}

/// A page that is being cut.
struct OpenPage {
    chats: std::vec::IntoIter<FeedChat>,
    messages: std::vec::IntoIter<FeedMessage>,
    quarantined: std::vec::IntoIter<Quarantined>,
    /// How far the histories are read once the whole page is stored. In an earlier part, a mark that
    /// outlives the rest of its page says of messages that they are here, and nobody asks for them again.
    marks: Vec<FeedChat>,
    cursor: Option<Cursor>,
    clock_ahead_ms: (i64, i64),
    tells_edits: bool,
}

impl Rest {
    fn new(pages: Vec<FeedPage>) -> Self {
        Self { pages: pages.into_iter(), open: None }
    }

    /// The next part of at most so many rows; joins small pages, cuts large ones.
    fn next(&mut self, most: usize) -> Option<Part> {
        let mut part = Part::default();
        let mut any = false;
        while part.rows() < most {
            let Some(page) = self.open.take().or_else(|| self.pages.next().map(OpenPage::from)) else { break };
            any = true;
            self.open = page.fill(&mut part, most);
        }
        any.then_some(part)
    }
}

impl From<FeedPage> for OpenPage {
    fn from(mut page: FeedPage) -> Self {
        let marked = |chat: &mut FeedChat| chat.mark.take().map(|mark| FeedChat { mark: Some(mark), ..FeedChat::new(chat.remote_id.as_str()) });
        Self {
            marks: page.chats.iter_mut().filter_map(marked).collect(),
            chats: page.chats.into_iter(),
            messages: page.messages.into_iter(),
            quarantined: page.quarantined.into_iter(),
            cursor: page.cursor,
            clock_ahead_ms: page.clock_ahead_ms,
            tells_edits: page.tells_edits,
        }
    }
}

impl OpenPage {
    /// Moves rows into the part; returns itself while something is left. Only a page that has
    /// ended gives its marks and its cursor.
    fn fill(mut self, part: &mut Part, most: usize) -> Option<Self> {
        part.clock_ahead_ms = self.clock_ahead_ms;
        part.tells_edits |= self.tells_edits;
        // A page's chats come before its messages and beside them: what a page tells of them is short.
        let free = most.saturating_mul(CHATS_A_MESSAGE).saturating_sub(part.chats.len());
        part.chats.extend(self.chats.by_ref().take(free));
        let room = |part: &Part| most.saturating_sub(part.messages.len() + part.quarantined.len());
        let free = room(part);
        part.messages.extend(self.messages.by_ref().take(free));
        let free = room(part);
        part.quarantined.extend(self.quarantined.by_ref().take(free));
        if self.chats.len() + self.messages.len() + self.quarantined.len() > 0 {
            return Some(self);
        }
        part.chats.append(&mut self.marks);
        if self.cursor.is_some() {
            part.cursor = self.cursor;
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use pult_domain::{Author, ChannelKind, MessageKind, RemoteChatId, RemoteMessageId, SystemClock, TokenKind, View};
    use std::sync::Arc;

    /// The last page of a chat's history: six hundred messages of the buyer, and the mark that stands for them.
    fn history() -> FeedPage {
        let said = |n: i64| FeedMessage {
            remote_chat_id: RemoteChatId::new("chat"),
            remote_id: RemoteMessageId::new(n.to_string()),
            author: Author::Customer,
            kind: MessageKind::Text,
            text: format!("Вопрос {n}"),
            sent_at: AtMs(1_793_491_200_000 + n),
            attachments: Vec::new(),
            read: None,
            raw: None,
            undated: false,
        };
        FeedPage {
            chats: vec![FeedChat { customer_name: Some("Анна".to_owned()), mark: Some("599".to_owned()), ..FeedChat::new("chat") }],
            messages: (0..600).map(said).collect(),
            cursor: Some(Cursor("behind it".to_owned())),
            ..FeedPage::default()
        }
    }

    fn marks(part: &Part) -> Vec<&str> {
        part.chats.iter().filter_map(|chat| chat.mark.as_deref()).collect()
    }

    #[test]
    fn a_mark_waits_for_the_end_of_its_page_as_the_cursor_does() {
        let mut rest = Rest::new(vec![history(), FeedPage { messages: Vec::new(), cursor: None, ..history() }]);
        let parts: Vec<Part> = std::iter::from_fn(|| rest.next(FIRST_PART_ROWS)).collect();
        let [first, second, last] = parts.as_slice() else { panic!("{} parts", parts.len()) };
        assert_eq!((first.messages.len(), second.messages.len(), last.messages.len()), (256, 256, 88));
        for early in [first, second] {
            assert_eq!((marks(early), early.cursor.as_ref()), (Vec::new(), None), "what it stands for is not all here");
        }
        assert_eq!(first.chats.first().and_then(|chat| chat.customer_name.as_deref()), Some("Анна"), "everything else is told at once");
        assert_eq!(marks(last), ["599", "599"], "a page without a cursor gives its marks, too");
        assert_eq!(last.cursor, Some(Cursor("behind it".to_owned())));
    }

    #[tokio::test]
    async fn a_page_that_was_cut_off_between_its_parts_is_stored_whole_when_it_is_read_again() {
        let dir = tempfile::tempdir().unwrap();
        let store = Store::open(&dir.path().join("pult.db"), Arc::new(SystemClock)).await.unwrap();
        let new = crate::NewAccount { token_kind: TokenKind::Personal, ..crate::NewAccount::plain(ChannelKind::Ozon, "Лавка") };
        let account = store.account_add(new).await.unwrap();
        let (chat, cursor) = ([RemoteChatId::new("chat")], async || store.account(account).await.unwrap().unwrap().cursor);

        let first = Rest::new(vec![history()]).next(FIRST_PART_ROWS).unwrap().prepared(account);
        let stored = store.write(Lane::Live, move |tx| Box::pin(async move { first.apply(tx, account).await })).await.unwrap();
        assert_eq!(stored.messages_new, 256, "and here the program is killed");
        assert!(store.chat_marks(account, &chat).await.unwrap().is_empty(), "so that the history is asked for again");
        assert_eq!(cursor().await, None);

        let again = store.apply_pages(account, vec![history()], Lane::Live).await.unwrap();
        assert_eq!((again.messages_seen, again.messages_new), (600, 344));
        assert_eq!(store.chat_marks(account, &chat).await.unwrap().remove(&chat[0]).as_deref(), Some("599"));
        assert_eq!(cursor().await, Some(Cursor("behind it".to_owned())));
        let all = crate::ChatListQuery { view: View::All, account: None, label: None, unread_only: false, limit: 9, after: None };
        let names: Vec<String> = store.chat_list(all).await.unwrap().rows.into_iter().map(|row| row.customer).collect();
        assert_eq!(names, ["Анна"], "a mark alone takes nothing away");
        assert_eq!(store.check_full().await.unwrap(), Vec::<String>::new());
    }
}
