//! The walk over the chats of a cabinet, see [`crate::walk`] and [`super::memory`].

use async_trait::async_trait;
use pult_domain::{AtMs, FeedPage, RemoteChatId, ReplyRight};
use reqwest::Method as Verb;
use serde_json::json;

use crate::channel::ChannelError;
use crate::http::Answer;
use crate::http::retry_time::moment;
use crate::walk::{HistoryPart, ListPart, Stumbles, Walked};
use crate::yandex_market::YandexMarket;
use crate::yandex_market::limits::Method;
use crate::yandex_market::memory::Which;
use crate::yandex_market::wire::{self, ChatPage, HistoryPage};

/// Chats and messages asked for at once: the most allowed (partner-api.yaml, 2026-07-17).
const CHATS_A_PAGE: &str = "20";
const MESSAGES_A_PAGE: &str = "100";

/// Most pages of one history read at once to look for a reply.
const MOST_PAGES: usize = 100;

impl YandexMarket {
    /// One page of the list of chats, and the server's time.
    pub(super) async fn chat_page(&self, which: Which, token: Option<&str>) -> Result<(ChatPage, AtMs), ChannelError> {
        let mut url = self.cabinet_url("v2", "/chats").await?;
        url.query_pairs_mut().append_pair("limit", CHATS_A_PAGE).extend_pairs(token.map(|token| ("pageToken", token)));
        let filter = match which {
            Which::Waiting => json!({ "statuses": ["NEW", "WAITING_FOR_PARTNER"] }),
            Which::All => json!({}),
        };
        let request = self.request(&self.line.http.reads, Verb::POST, url)?.json(&filter);
        let answer = self.read(Method::Chats, request).await?;
        let page = wire::chats(&answer.body).map_err(|rejected| self.rejected(&answer, rejected))?;
        Ok((page, self.served_at(&answer)))
    }

    /// One page of a history from a message on, and the server's time.
    async fn history_page(&self, chat: &RemoteChatId, from: &str, token: &str) -> Result<(HistoryPage, AtMs), ChannelError> {
        let mut url = self.cabinet_url("v2", "/chats/history").await?;
        url.query_pairs_mut().append_pair("chatId", chat.as_str()).append_pair("limit", MESSAGES_A_PAGE);
        if !token.is_empty() {
            url.query_pairs_mut().append_pair("pageToken", token);
        }
        // The id goes as the number it came as; what is none begins at the beginning.
        let filter = from.parse::<u64>().map_or_else(|_| json!({}), |id| json!({ "messageIdFrom": id }));
        let request = self.request(&self.line.http.reads, Verb::POST, url)?.json(&filter);
        let answer = self.read(Method::History, request).await?;
        let now = self.served_at(&answer);
        let page = wire::history(&answer.body, chat, now.max(self.line.latest_now())).map_err(|rejected| self.rejected(&answer, rejected))?;
        let order = page.row.chat.item.as_ref().and_then(|item| item.order_id.as_deref());
        self.memory.note_campaign(order, page.row.campaign.clone());
        Ok((page, now))
    }

    /// The server's time, against which its own times are held; ours where it does not say.
    pub(super) fn served_at(&self, answer: &Answer) -> AtMs {
        answer.header("date").and_then(moment).unwrap_or_else(|| self.line.clock.now())
    }

    /// Whether a chat takes no more replies, as far as it can be found out.
    pub(super) async fn finished(&self, chat: &RemoteChatId) -> bool {
        let Ok(mut url) = self.cabinet_url("v2", "/chat").await else { return false };
        url.query_pairs_mut().append_pair("chatId", chat.as_str());
        let Ok(request) = self.request(&self.line.http.reads, Verb::GET, url) else { return false };
        let Ok(answer) = self.exchange(Method::Chat, request).await else { return false };
        wire::one_chat(&answer.body).is_ok_and(|row| row.is_some_and(|row| row.chat.reply_right == Some(ReplyRight::Closed)))
    }

    /// See [`crate::channel::Channel::recent`]. As no order of messages is promised, only the whole
    /// history is sure to hold the newest ones.
    pub(super) async fn recent_messages(&self, chat: &RemoteChatId) -> Result<FeedPage, ChannelError> {
        let mut found = FeedPage::default();
        let mut token = String::new();
        for _ in 0..MOST_PAGES {
            let (page, _) = self.history_page(chat, "", &token).await?;
            if found.chats.is_empty() {
                found.chats.push(page.row.chat);
            }
            found.messages.extend(page.messages);
            found.quarantined.extend(page.quarantined);
            match page.next {
                Some(next) if next != token => token = next,
                next => {
                    found.last = next.is_none();
                    break;
                }
            }
        }
        if !found.last {
            // Which ones are missing is not known, and a gap must not look like an absence.
            found.messages.clear();
        }
        found.messages.sort_by_key(|message| message.sent_at);
        Ok(found)
    }
}

#[async_trait]
impl Walked for YandexMarket {
    async fn list(&self, at: Option<&str>) -> Result<ListPart, ChannelError> {
        let now = self.line.clock.now();
        let (which, token) = match at.map(|at| at.split_at_checked(1)) {
            Some(Some(("w", token))) => (Which::Waiting, Some(token)),
            Some(Some(("a", token))) => (Which::All, Some(token)),
            _ => (self.memory.begin(now), None),
        };
        let (page, served_at) = self.chat_page(which, token).await?;
        let letter = match which {
            Which::Waiting => 'w',
            Which::All => 'a',
        };
        if which == Which::All {
            self.memory.page_of_all(page.next.is_none(), now);
        }
        let mut chats: Vec<_> = page.rows.into_iter().map(|row| self.memory.listed(row, served_at)).collect();
        if token.is_none() {
            chats.extend(self.memory.along(&chats, now));
        }
        Ok(ListPart { chats, next: page.next.map(|next| format!("{letter}{next}")), quarantined: page.quarantined })
    }

    /// `at` holds the message the reading began with and the page token behind a colon: both are
    /// asked with every page.
    async fn history(&self, chat: &RemoteChatId, known: Option<&str>, _: &str, at: Option<&str>) -> Result<HistoryPart, ChannelError> {
        let (from, token) = match at.and_then(|at| at.split_once(':')) {
            Some((from, token)) => (from.to_owned(), token),
            None => (self.memory.from(chat, known).unwrap_or_default(), ""),
        };
        let begun_before = !from.is_empty() || !token.is_empty();
        let (from, (page, now)) = match self.history_page(chat, &from, token).await {
            // The message or the token is no longer known over there: from the beginning.
            Err(error) if begun_before && matches!(error.status, Some(400 | 404 | 410)) => {
                self.memory.from(chat, None);
                (String::new(), self.history_page(chat, "", "").await?)
            }
            outcome => (from, outcome?),
        };
        let mark = self.memory.read(chat, &page, now);
        let next = page.next.map(|next| format!("{from}:{next}"));
        Ok(HistoryPart { chat: Some(page.row.chat), messages: page.messages, next, quarantined: page.quarantined, mark })
    }

    fn stumbles(&self) -> &Stumbles {
        &self.stumbles
    }
}
