//! Avito for the walk: the list of chats by offset, histories by offset.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

use async_trait::async_trait;
use pult_domain::{AtMs, ErrorCode, FeedChat, FeedMessage, FeedPage, RemoteChatId, Retry};
use reqwest::Method as Verb;

use crate::avito::chats::{self, ChatsPage, FURTHEST, LIMIT, ListedChat, Mark, has_come};
use crate::avito::limits::Method;
use crate::avito::messages::{self, MessagesPage};
use crate::avito::{Avito, Call, segment, unreadable};
use crate::channel::ChannelError;
use crate::walk::{HistoryPart, ListPart, Listed, Stumbles, Walked};

/// How long, in milliseconds, only the top of a list that shows the newest first is looked at.
const WHOLE_EVERY_MS: i64 = 10 * 60 * 1_000;

/// Pages of a history from its first to the furthest that can be asked for.
const MOST_PAGES: usize = FURTHEST / LIMIT + 1;

/// Items remembered.
const MOST_ITEMS: usize = 5_000;

/// What is remembered from one request to the next. All of it is lost with the process and only
/// saves requests.
#[derive(Debug, Default)]
pub(super) struct Walking {
    stumbles: Stumbles,
    /// Whether the lists seen had the newest activity first; that is documented nowhere.
    newest_first: Mutex<Option<bool>>,
    /// The chat whose history is being read, once that has shown the last message the list told of.
    shown: Mutex<Option<(RemoteChatId, Mark)>>,
    /// Whether it was said that chats are out of reach; every round finds it again.
    said: AtomicBool,
}

impl Walking {
    /// Takes note of a page of the list.
    fn listed(&self, chats: &[ListedChat]) {
        let times: Vec<i64> = chats.iter().filter_map(|listed| listed.mark.updated).collect();
        let mut newest_first = self.newest_first.lock().unwrap_or_else(PoisonError::into_inner);
        if !times.is_sorted_by(|one, next| one >= next) {
            *newest_first = Some(false);
        } else if times.first() > times.last() {
            newest_first.get_or_insert(true);
        }
    }

    /// Takes note of a page of a history; at its end the mark to be kept where the history lacks the
    /// message the list told of. A mark that is not the list's makes the walk come again.
    fn read(&self, chat: &RemoteChatId, listed: &Mark, messages: &[FeedMessage], end: bool, now: AtMs) -> Option<String> {
        // One without a time has the moment of reading, which is later than anything.
        let later = |message: &FeedMessage| !message.undated && listed.created.is_some_and(|created| message.sent_at.0 / 1_000 > created);
        let mut shown = self.shown.lock().unwrap_or_else(PoisonError::into_inner);
        let before = shown.as_ref().is_some_and(|(its, mark)| its == chat && mark == listed);
        if before || messages.iter().any(|message| message.remote_id.as_str() == listed.id || later(message)) {
            *shown = (!end).then(|| (chat.clone(), listed.clone()));
            return None;
        }
        if !end {
            return None;
        }
        let created = messages.iter().filter(|message| !message.undated).map(|message| message.sent_at.0 / 1_000).filter(|second| has_come(*second, now)).max();
        Some(Mark { created, ..Mark::default() }.to_string())
    }
}

impl Avito {
    /// A page of the list of chats. `a2u`, the chats with Avito itself, are not asked for: nobody
    /// can be answered there.
    pub(super) async fn chats_at(&self, offset: usize) -> Result<ChatsPage, ChannelError> {
        let me = self.me().await?;
        let mut url = self.messenger("v2", &["chats"]).await?;
        // Written by hand: the comma stays one (messenger.json, `chat_types`: form, not exploded).
        url.set_query(Some(&format!("chat_types=u2i,u2u&limit={LIMIT}&offset={offset}")));
        let answer = self.read(&Call::new(Method::Chats, Verb::GET, url)).await?;
        let page = chats::page(&answer.body, offset, &me.id, self.line.latest_now()).map_err(|why| unreadable(&answer, why))?;
        if page.out_of_reach && !self.walking.said.swap(true, Ordering::Relaxed) {
            tracing::warn!(reach = FURTHEST + LIMIT, "The account has more chats than Avito shows; older ones are out of reach");
        }
        let mut items = self.items.lock().unwrap_or_else(PoisonError::into_inner);
        for item in page.chats.iter().filter_map(|listed| listed.item.as_ref()) {
            if items.len() >= MOST_ITEMS {
                items.clear();
            }
            items.insert(item.remote_id.clone(), item.clone());
        }
        Ok(page)
    }

    /// Every chat within reach.
    pub(super) async fn all_chats(&self) -> Result<Vec<FeedChat>, ChannelError> {
        let mut found: Vec<FeedChat> = Vec::new();
        let mut at = Some(0);
        while let Some(offset) = at {
            let page = self.chats_at(offset).await?;
            let known = found.len();
            for ListedChat { chat, .. } in page.chats {
                if !found.iter().any(|known| known.remote_id == chat.remote_id) {
                    found.push(chat);
                }
            }
            // A short page without anything new is the one before it once more: the offset is not heeded.
            at = page.next.filter(|_| !page.may_be_last || found.len() > known);
        }
        Ok(found)
    }

    /// A page of a chat's history.
    pub(super) async fn messages(&self, chat: &RemoteChatId, offset: usize) -> Result<MessagesPage, ChannelError> {
        let me = self.me().await?;
        let mut url = self.messenger("v3", &["chats", segment(chat.as_str())?, "messages", ""]).await?;
        url.set_query(Some(&format!("limit={LIMIT}&offset={offset}")));
        let answer = self.read(&Call::new(Method::History, Verb::GET, url)).await?;
        messages::page(&answer.body, chat, offset, &me.id, self.line.latest_now()).map_err(|why| unreadable(&answer, why))
    }

    /// See [`crate::channel::Channel::recent`]. One page does where the newest messages stand first, and one more where it
    /// may be the whole chat. As no order is promised, elsewhere only the whole history is sure to hold them.
    pub(super) async fn recent_messages(&self, chat: &RemoteChatId) -> Result<FeedPage, ChannelError> {
        let mut page = self.messages(chat, 0).await?;
        let (mut found, newest_first) = (FeedPage::default(), page.newest_first);
        // An empty page with more behind it has left something out.
        let left_out = |page: &MessagesPage| page.messages.is_empty() && page.quarantined.is_empty() && page.next.is_some();
        let mut gap = left_out(&page);
        for asked in 1..MOST_PAGES {
            let head = page.head();
            found.messages.append(&mut page.messages);
            found.quarantined.append(&mut page.quarantined);
            let Some(offset) = page.next.filter(|_| !newest_first || (asked == 1 && page.may_be_last)) else { break };
            page = self.messages(chat, offset).await?;
            if page.may_be_last && head.is_some() && page.head() == head {
                // The same page once more: the offset is not heeded, and nothing is behind it. What is asked for may be what
                // cannot be read.
                gap |= page.messages.is_empty();
                page = MessagesPage::default();
            }
            gap |= left_out(&page);
        }
        found.messages.append(&mut page.messages);
        found.quarantined.append(&mut page.quarantined);
        found.last = page.next.is_none() && !page.out_of_reach && !gap;
        if !found.last && !newest_first {
            // Which ones are missing is not known, and a gap must not look like an absence.
            found.messages.clear();
        }
        found.messages.sort_by_key(|message| message.sent_at);
        Ok(found)
    }
}

#[async_trait]
impl Walked for Avito {
    async fn list(&self, at: Option<&str>) -> Result<ListPart, ChannelError> {
        let mut page = self.chats_at(offset(at)).await?;
        let head = page.head();
        let mut next = page.next.map(|next| format!("{next}.{}", head.as_deref().unwrap_or_default()));
        // A page that begins like the one before it: the offset is not heeded. Behind a short one is nothing; where more is
        // said to follow, the place it was asked with says that the list leads round.
        if was_shown(at, head.as_deref()) {
            if page.may_be_last {
                (page, next) = (ChatsPage::default(), None);
            } else if next.is_some() {
                next = at.map(str::to_owned);
            }
        }
        self.walking.listed(&page.chats);
        if at.is_none() {
            self.learn_orders().await;
        }
        let with_order = |mut listed: ListedChat| {
            if let Some(order) = self.orders.of(listed.chat.remote_id.as_str()) {
                listed.chat.item.get_or_insert_default().order_id = Some(order);
            }
            Listed::from(listed)
        };
        Ok(ListPart { chats: page.chats.into_iter().map(with_order).collect(), next, quarantined: page.quarantined })
    }

    async fn history(&self, chat: &RemoteChatId, known: Option<&str>, listed: &str, at: Option<&str>) -> Result<HistoryPart, ChannelError> {
        let mut page = self.messages(chat, offset(at)).await.map_err(of_one_chat)?;
        let head = page.head();
        // The page before this one again: the offset is not heeded, and the next one would not be. A short one was all there is.
        if was_shown(at, head.as_deref()) {
            if !page.may_be_last {
                return Ok(HistoryPart { messages: page.messages, quarantined: page.quarantined, next: at.map(str::to_owned), ..HistoryPart::default() });
            }
            page = MessagesPage::default();
        }
        let now = self.line.latest_now();
        let listed = Mark::of(listed).filter(|mark| !mark.id.is_empty());
        // Only where the newest stand first does an old message mean that no newer one follows.
        let oldest = page.messages.first().map(|message| message.sent_at.0 / 1_000);
        let from = known.and_then(|known| read_from(known, listed.as_ref(), now));
        let reached = page.newest_first && from.zip(oldest).is_some_and(|(from, oldest)| oldest < from);
        if page.out_of_reach && !reached {
            tracing::warn!(chat = chat.as_str(), "The chat has more messages than Avito shows; older ones are out of reach");
        }
        let next = page.next.filter(|_| !reached).map(|next| format!("{next}.{}", head.as_deref().unwrap_or_default()));
        let mark = listed.and_then(|listed| self.walking.read(chat, &listed, &page.messages, next.is_none(), now));
        Ok(HistoryPart { chat: None, messages: page.messages, next, quarantined: page.quarantined, mark })
    }

    fn whole_every_ms(&self) -> Option<i64> {
        let newest_first = *self.walking.newest_first.lock().unwrap_or_else(PoisonError::into_inner);
        (newest_first == Some(true)).then_some(WHOLE_EVERY_MS)
    }

    fn stumbles(&self) -> &Stumbles {
        &self.walking.stumbles
    }
}

/// See [`Mark::read_from`]. A mark that was kept with a second that has not come yet says nothing.
fn read_from(known: &str, listed: Option<&Mark>, now: AtMs) -> Option<i64> {
    Mark::of(known)?.read_from(listed).filter(|from| has_come(*from, now))
}

/// The offset of a place, which names what the page before it is known again by.
fn offset(at: Option<&str>) -> usize {
    at.and_then(|at| at.split('.').next()?.parse().ok()).filter(|offset| *offset <= FURTHEST).unwrap_or(0)
}

/// Whether the page before a place had the same head.
fn was_shown(at: Option<&str>, head: Option<&str>) -> bool {
    at.and_then(|at| at.split_once('.')).zip(head).is_some_and(|((_, before), head)| before == head)
}

/// The list was answered with the same token and scope a moment ago, so a 403 for a history (after
/// the token was renewed) speaks of that chat. Had the right been taken away meanwhile, the next
/// list says so.
fn of_one_chat(error: ChannelError) -> ChannelError {
    match error.status {
        Some(403) if error.code == ErrorCode::TokenMissingRight => {
            ChannelError { code: ErrorCode::ChannelRefused, retry: Retry::Never, missing_right: None, ..error }
        }
        _ => error,
    }
}
