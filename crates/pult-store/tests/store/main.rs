//! The store through its public face, on real files.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test may stop at the first surprise")]

mod ai_drafts;
mod analysis;
mod damage;
mod deadlines;
mod feed;
mod history;
mod imports;
mod labels;
mod outbox;
mod past_replies;
mod people;
mod pictures;
mod rebuild;
mod search;
mod search_quality;
mod spam;
mod stars;
mod traces;
mod views;

use pult_domain::{
    AccountId, AtMs, Author, ChannelKind, ChatId, Cursor, FeedChat, FeedMessage, FeedPage, MessageKind, RemoteChatId, RemoteMessageId, ShiftedClock, TokenKind,
    View,
};
use pult_store::{ChatListQuery, ChatRow, Lane, NewAccount, QueueCounts, Store};
use std::sync::Arc;
use tempfile::TempDir;

/// A moment the tests count from: 2026-11-01 00:00 UTC.
const DAY: i64 = 1_793_491_200_000;

/// A store of its own with one account.
struct Shop {
    dir: TempDir,
    store: Store,
    account: AccountId,
}

impl Shop {
    async fn open() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let store = Store::open(&dir.path().join("pult.db"), Arc::new(ShiftedClock::default())).await.unwrap();
        let account = store.account_add(account("Обувь", Some("seller-1"))).await.unwrap();
        Self { dir, store, account }
    }

    /// Chats "c0", "c1" and so on, each with one question, the last one's the newest; the ids of a page of them.
    async fn waiting(chats: i64) -> (Self, Vec<ChatId>) {
        let shop = Self::open().await;
        shop.apply(page((0..chats).map(|n| buyer(&format!("c{n}"), &format!("m{n}"), "?", DAY + n)).collect(), "1")).await;
        let mut ids: Vec<_> = shop.store.chat_list(list(View::All)).await.unwrap().rows.into_iter().map(|row| row.id).collect();
        ids.sort_unstable();
        (shop, ids)
    }

    /// A whole list; it is as long as it says, and as its count says.
    async fn listed(&self, view: View, count: fn(&QueueCounts) -> i64) -> Vec<ChatRow> {
        let page = self.store.chat_list(list(view)).await.unwrap();
        let shown = i64::try_from(page.rows.len()).unwrap();
        assert_eq!((page.total, count(&self.store.queue_counts().await.unwrap())), (shown, shown), "{view:?}");
        page.rows
    }

    /// The same list asked for in pages of seven, as a window does, from its top to its end.
    async fn in_pages(&self, view: View) -> Vec<ChatRow> {
        let (mut joined, mut after) = (Vec::new(), None);
        loop {
            let part = self.store.chat_list(ChatListQuery { account: Some(self.account), limit: 7, after, ..list(view) }).await.unwrap();
            joined.extend(part.rows);
            after = part.next;
            if after.is_none() {
                return joined;
            }
        }
    }

    async fn apply(&self, page: FeedPage) -> pult_store::Applied {
        self.store.apply_pages(self.account, vec![page], Lane::Live).await.unwrap()
    }

    async fn chat(&self, remote: &str) -> ChatRow {
        let all = self.store.chat_list(list(View::All)).await.unwrap();
        all.rows.into_iter().find(|row| row.remote_id.as_str() == remote).unwrap()
    }

    async fn chat_id(&self, remote: &str) -> ChatId {
        self.chat(remote).await.id
    }

    /// Every invariant holds.
    async fn check(&self) {
        assert_eq!(self.store.check_full().await.unwrap(), Vec::<String>::new());
    }
}

fn account(name: &str, seller: Option<&str>) -> NewAccount {
    NewAccount { seller_id: seller.map(Into::into), token_kind: TokenKind::Personal, ..NewAccount::plain(ChannelKind::Wildberries, name) }
}

fn ids_of(rows: &[ChatRow]) -> Vec<ChatId> {
    rows.iter().map(|row| row.id).collect()
}

fn list(view: View) -> ChatListQuery {
    ChatListQuery { view, account: None, label: None, unread_only: false, limit: 500, after: None }
}

fn said(chat: &str, id: &str, author: Author, text: &str, at: i64) -> FeedMessage {
    FeedMessage {
        remote_chat_id: RemoteChatId::new(chat),
        remote_id: RemoteMessageId::new(id),
        author,
        kind: MessageKind::Text,
        text: text.into(),
        sent_at: AtMs(at),
        attachments: Vec::new(),
        read: None,
        raw: None,
        undated: false,
    }
}

fn buyer(chat: &str, id: &str, text: &str, at: i64) -> FeedMessage {
    said(chat, id, Author::Customer, text, at)
}

fn seller(chat: &str, id: &str, text: &str, at: i64) -> FeedMessage {
    said(chat, id, Author::Seller, text, at)
}

fn page(messages: Vec<FeedMessage>, cursor: &str) -> FeedPage {
    FeedPage { messages, cursor: Some(Cursor(cursor.into())), ..FeedPage::default() }
}

fn described(remote: &str, name: Option<&str>, token: Option<&str>) -> FeedChat {
    FeedChat { customer_name: name.map(Into::into), reply_token: token.map(Into::into), ..FeedChat::new(remote) }
}
