//! What is remembered between two requests. All of it only saves requests or brings news sooner;
//! a start without it reads more than it had to.
//!
//! The list of chats has no stated order, so nothing tells where the new ones end. Most passes
//! therefore ask only for the chats that wait for the shop, and now and then one goes through all
//! of them: answers given in Market's own cabinet, closed chats, messages that make nobody wait.
//! A chat answered from here leaves the first kind of pass at once; it is read along for a while,
//! for nothing but its history says that the reply arrived.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use pult_domain::{AtMs, FeedChat, FeedMessage, RemoteChatId};

use crate::walk::Listed;
use crate::yandex_market::wire::{ChatRow, HistoryPage};

/// How often all chats are gone through, in milliseconds: 10 min (ours).
const WHOLE_EVERY_MS: i64 = 10 * 60 * 1_000;

/// How long a page of the whole list is left alone, in milliseconds: with twenty chats a page, all
/// passes together stay at three fifths of the 5,000 requests an hour allowed.
const PAGE_EVERY_MS: i64 = 2_000;

/// How long a last message counts as just come, in milliseconds: times have seconds, and another
/// message of the same second would not change the list.
const SETTLING_MS: i64 = 10 * 1_000;

/// How long the list may be ahead of a history, in milliseconds.
const LAG_MS: i64 = 10 * 60 * 1_000;

/// For how long a chat is read along after a reply, and after one whose answer was lost, in
/// milliseconds; and how often.
const ALONG_MS: i64 = 3 * 60 * 1_000;
const ALONG_IN_DOUBT_MS: i64 = 15 * 60 * 1_000;
const ALONG_EVERY_MS: i64 = 30 * 1_000;

/// How far before the newest message of a history the next reading begins, in milliseconds, for
/// messages that appear late.
const OVERLAP_MS: i64 = 2 * 60 * 1_000;

/// Chats and orders remembered, each.
const MOST_REMEMBERED: usize = 20_000;

/// Which chats a pass over the list asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Which {
    /// Those that wait for the shop.
    Waiting,
    /// All.
    All,
}

/// See the module.
#[derive(Debug, Default)]
pub(super) struct Memory(Mutex<Inner>);

#[derive(Debug, Default)]
struct Inner {
    whole: Whole,
    chats: HashMap<RemoteChatId, Known>,
    sent: HashMap<RemoteChatId, Along>,
    campaigns: HashMap<String, String>,
}

/// The passes over all chats.
#[derive(Debug, Default)]
struct Whole {
    /// Whether the present one was begun here: what a pass of an earlier start saw at its top may be
    /// long out of date.
    begun: bool,
    ended_at: Option<AtMs>,
    pages: i64,
    pages_before: i64,
}

/// A chat as last seen.
#[derive(Debug, Default)]
struct Known {
    /// The mark the list gave, and the moment in it.
    mark: String,
    updated: Option<AtMs>,
    /// The newest messages of the history as far as it is being read.
    newest: Vec<(AtMs, String)>,
    /// The mark its history was read up to, and the message the next reading begins with.
    read: Option<(String, String)>,
}

/// A chat to be read along.
#[derive(Clone, Copy, Debug)]
struct Along {
    since: AtMs,
    until: AtMs,
}

impl Memory {
    fn with<T>(&self, work: impl FnOnce(&mut Inner) -> T) -> T {
        work(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Which chats a pass that begins now asks for.
    pub(super) fn begin(&self, now: AtMs) -> Which {
        self.with(|inner| {
            let every = WHOLE_EVERY_MS.max(inner.whole.pages_before.saturating_mul(PAGE_EVERY_MS));
            let rested = inner.whole.ended_at.is_some_and(|at| (0..every).contains(&now.since_ms(at)));
            if !rested {
                inner.whole.begun = true;
                inner.whole.pages = 0;
            }
            if rested { Which::Waiting } else { Which::All }
        })
    }

    /// Whether all chats were asked for since the start.
    pub(super) fn begun(&self) -> bool {
        self.with(|inner| inner.whole.begun)
    }

    /// Notes a page of the whole list.
    pub(super) fn page_of_all(&self, last: bool, now: AtMs) {
        self.with(|inner| {
            inner.whole.pages += 1;
            if last && inner.whole.begun {
                inner.whole.pages_before = inner.whole.pages;
                inner.whole.ended_at = Some(now);
            }
        });
    }

    /// The chat with its mark: the time of its last message, for as long as that is young with a
    /// sign that makes it another one later.
    pub(super) fn listed(&self, row: ChatRow, now: AtMs) -> Listed {
        let (mark, updated) = match row.updated {
            Some((text, Some(at))) if now.since_ms(at) < SETTLING_MS => (format!("{text}~"), Some(at)),
            Some((text, at)) => (text, at),
            // Nothing says whether it holds anything new: read now and then.
            None => (format!("?{}", now.0 / WHOLE_EVERY_MS), None),
        };
        self.with(|inner| inner.list(&row.chat.remote_id, &mark, updated));
        self.note_campaign(row.chat.item.as_ref().and_then(|item| item.order_id.as_deref()), row.campaign);
        Listed { chat: row.chat, mark: Some(mark) }
    }

    /// Chats a reply went to lately that are not among these.
    pub(super) fn along(&self, listed: &[Listed], now: AtMs) -> Vec<Listed> {
        self.with(|inner| {
            inner.sent.retain(|_, along| (along.since..along.until).contains(&now));
            let chats: Vec<_> = inner.sent.iter().filter(|(id, _)| !listed.iter().any(|other| other.chat.remote_id == **id)).collect();
            let mark = |along: &Along| format!("!{}.{}", along.since.0, now.since_ms(along.since) / ALONG_EVERY_MS);
            let chats: Vec<_> = chats.into_iter().map(|(id, along)| (id.clone(), mark(along))).collect();
            for (id, mark) in &chats {
                inner.list(id, mark, None);
            }
            chats.into_iter().map(|(id, mark)| Listed { chat: FeedChat { remote_id: id, ..FeedChat::default() }, mark: Some(mark) }).collect()
        })
    }

    /// Notes that a reply went to a chat, or may have gone.
    pub(super) fn replied(&self, chat: &RemoteChatId, in_doubt: bool, now: AtMs) {
        let until = now.plus_ms(if in_doubt { ALONG_IN_DOUBT_MS } else { ALONG_MS });
        self.with(|inner| {
            let before = inner.sent.get(chat).map_or(until, |along| along.until);
            inner.sent.insert(chat.clone(), Along { since: now, until: until.max(before) });
        });
    }

    /// The message from which a history with this stored mark is read; `None` for its beginning.
    pub(super) fn from(&self, chat: &RemoteChatId, stored: Option<&str>) -> Option<String> {
        self.with(|inner| {
            let known = inner.chats.entry(chat.clone()).or_default();
            known.newest.clear();
            known.read.as_ref().filter(|(mark, _)| Some(mark.as_str()) == stored).map(|(_, from)| from.clone())
        })
    }

    /// Notes a page of a history. With its last page: the mark to be stored in place of the list's,
    /// where the list told of a message that the history does not hold yet.
    pub(super) fn read(&self, chat: &RemoteChatId, page: &HistoryPage, now: AtMs) -> Option<String> {
        self.with(|inner| {
            let known = inner.chats.entry(chat.clone()).or_default();
            known.add(&page.messages);
            if page.next.is_some() || known.mark.is_empty() {
                return None;
            }
            let newest = known.newest.iter().map(|(at, _)| *at).max();
            let behind =
                known.updated.is_some_and(|updated| newest.is_none_or(|newest| newest.0 / 1_000 < updated.0 / 1_000) && now.since_ms(updated) < LAG_MS);
            let mark = if behind { format!("{}?", known.mark) } else { known.mark.clone() };
            known.read = known.newest.iter().min().map(|(_, id)| (mark.clone(), id.clone()));
            known.newest.clear();
            behind.then_some(mark)
        })
    }

    /// Notes which shop an order is of.
    pub(super) fn note_campaign(&self, order: Option<&str>, campaign: Option<String>) {
        let (Some(order), Some(campaign)) = (order, campaign) else { return };
        self.with(|inner| {
            if inner.campaigns.len() >= MOST_REMEMBERED {
                inner.campaigns.clear();
            }
            inner.campaigns.insert(order.to_owned(), campaign);
        });
    }

    /// The shop of an order, if a chat told it.
    pub(super) fn campaign(&self, order: &str) -> Option<String> {
        self.with(|inner| inner.campaigns.get(order).cloned())
    }
}

impl Inner {
    fn list(&mut self, chat: &RemoteChatId, mark: &str, updated: Option<AtMs>) {
        if self.chats.len() >= MOST_REMEMBERED && !self.chats.contains_key(chat) {
            self.chats.clear();
        }
        let known = self.chats.entry(chat.clone()).or_default();
        mark.clone_into(&mut known.mark);
        known.updated = updated;
    }
}

impl Known {
    /// Keeps the newest messages: those within the overlap of the newest one.
    fn add(&mut self, messages: &[FeedMessage]) {
        self.newest.extend(messages.iter().filter(|message| message.raw.is_none()).map(|message| (message.sent_at, message.remote_id.0.clone())));
        let newest = self.newest.iter().map(|(at, _)| *at).max().unwrap_or_default();
        self.newest.retain(|(at, _)| newest.since_ms(*at) <= OVERLAP_MS);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: AtMs = AtMs(1_700_000_000_000);

    fn row(id: &str, updated: Option<AtMs>) -> ChatRow {
        ChatRow { chat: FeedChat::new(id), updated: updated.map(|at| (at.0.to_string(), Some(at))), campaign: None }
    }

    fn page(chat: &str, messages: &[(i64, &str)], next: Option<&str>) -> HistoryPage {
        let json = |(at, id): &(i64, &str)| format!(r#"{{"messageId":"{id}","createdAt":{at},"sender":"CUSTOMER","message":"?"}}"#);
        let body = format!(r#"{{"status":"OK","result":{{"context":{{}},"messages":[{}]}}}}"#, messages.iter().map(json).collect::<Vec<_>>().join(","));
        let page = crate::yandex_market::wire::history(body.as_bytes(), &RemoteChatId::new(chat), NOW).unwrap();
        HistoryPage { next: next.map(str::to_owned), ..page }
    }

    #[test]
    fn all_chats_are_gone_through_now_and_then_and_long_lists_less_often() {
        let memory = Memory::default();
        memory.page_of_all(true, NOW);
        assert_eq!((memory.begin(NOW), memory.begin(NOW)), (Which::All, Which::All), "until one begun here has ended");
        for n in 1..=600 {
            memory.page_of_all(n == 600, NOW);
        }
        assert_eq!(memory.begin(NOW.plus_ms(599_000)), Which::Waiting);
        assert_eq!(memory.begin(NOW.plus_ms(1_199_000)), Which::Waiting, "600 pages are asked every 20 minutes");
        assert_eq!(memory.begin(NOW.plus_ms(1_200_000)), Which::All);
        assert_eq!(memory.begin(NOW.plus_ms(-1)), Which::All, "a clock set back");
    }

    #[test]
    fn a_young_mark_becomes_another_one() {
        let memory = Memory::default();
        let mark = |now| memory.listed(row("1", Some(NOW)), now).mark.unwrap();
        assert_eq!(mark(NOW.plus_ms(9_999)), format!("{}~", NOW.0));
        assert_eq!(mark(NOW.plus_ms(10_000)), NOW.0.to_string());
        assert!(memory.listed(row("1", None), NOW).mark.is_some_and(|mark| mark.starts_with('?')));
    }

    #[test]
    fn a_history_is_read_on_from_a_little_before_its_newest_message() {
        let memory = Memory::default();
        let chat = RemoteChatId::new("1");
        let mark = memory.listed(row("1", Some(NOW)), NOW.plus_ms(60_000)).mark;
        assert_eq!(memory.from(&chat, None), None);
        let at = NOW.0;
        assert_eq!(memory.read(&chat, &page("1", &[(at, "9"), (at - 119_000, "7")], Some("more")), NOW), None);
        assert_eq!(memory.read(&chat, &page("1", &[(at - 121_000, "5")], None), NOW), None);
        assert_eq!(memory.from(&chat, mark.as_deref()).as_deref(), Some("7"));
        assert_eq!(memory.from(&chat, Some("another mark")), None, "what was not stored is read again");
    }

    #[test]
    fn a_list_ahead_of_the_history_gives_another_mark() {
        let memory = Memory::default();
        let chat = RemoteChatId::new("1");
        let mark = memory.listed(row("1", Some(NOW)), NOW.plus_ms(60_000)).mark.unwrap();
        let older = page("1", &[(NOW.0 - 1_000, "9")], None);
        assert_eq!(memory.read(&chat, &older, NOW.plus_ms(60_000)), Some(format!("{mark}?")));
        assert_eq!(memory.read(&chat, &older, NOW.plus_ms(LAG_MS)), None, "not for ever");
        assert_eq!(memory.read(&chat, &page("1", &[], None), NOW.plus_ms(LAG_MS)), None);
        assert_eq!(memory.read(&RemoteChatId::new("never listed"), &older, NOW), None);
    }

    #[test]
    fn a_chat_is_read_along_after_a_reply() {
        let memory = Memory::default();
        let chat = RemoteChatId::new("1");
        let marks = |ms: i64| memory.along(&[], NOW.plus_ms(ms)).into_iter().filter_map(|listed| listed.mark).collect::<Vec<_>>();
        assert!(marks(0).is_empty());
        memory.replied(&chat, false, NOW);
        assert_eq!(marks(0), marks(29_000));
        assert_ne!(marks(0), marks(30_000), "it may be shown late");
        assert!(memory.along(&[memory.listed(row("1", Some(NOW)), NOW)], NOW).is_empty(), "the list tells more");
        memory.replied(&chat, true, NOW);
        memory.replied(&chat, false, NOW.plus_ms(1_000));
        assert_eq!(marks(ALONG_MS + 60_000).len(), 1, "a doubt is not cut short");
        assert!(marks(ALONG_IN_DOUBT_MS).is_empty());
    }
}
