//! A reader that does with pages what the store does: messages by chat and id, marks and cursor
//! together with them.

use async_trait::async_trait;
use pult_connectors::{Channel, ChannelError, Marks};
use pult_domain::{Cursor, FeedChat, FeedMessage, FeedPage, RemoteChatId, Retry, ShiftedClock};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::{Arc, Mutex};

/// More pages than any story here needs: a walk that reaches it does not end.
const MOST_PAGES: usize = 400;

/// Chat and id.
pub type Place = (String, String);

/// See the module.
pub struct Reader {
    /// The connector asked; another may take its place.
    pub channel: Arc<dyn Channel>,
    /// The stored cursor.
    pub cursor: Option<Cursor>,
    /// What the pages told of each chat; a later page erases nothing.
    pub chats: BTreeMap<String, FeedChat>,
    /// The stored messages.
    pub held: BTreeMap<Place, FeedMessage>,
    marks: Mutex<HashMap<RemoteChatId, String>>,
}

#[async_trait]
impl Marks for Reader {
    async fn marks(&self, chats: &[RemoteChatId]) -> Result<HashMap<RemoteChatId, String>, ChannelError> {
        let all = self.marks.lock().unwrap();
        Ok(chats.iter().filter_map(|chat| all.get(chat).map(|mark| (chat.clone(), mark.clone()))).collect())
    }
}

/// Where a message is stored.
pub fn place(message: &FeedMessage) -> Place {
    (message.remote_chat_id.0.clone(), message.remote_id.0.clone())
}

/// Where messages are stored: doubles count once.
pub fn places(messages: &[FeedMessage]) -> BTreeSet<Place> {
    messages.iter().map(place).collect()
}

impl Reader {
    /// Holds nothing yet.
    pub fn of(channel: Arc<dyn Channel>) -> Self {
        Self { channel, cursor: None, chats: BTreeMap::new(), held: BTreeMap::new(), marks: Mutex::default() }
    }

    fn keep(&mut self, page: &FeedPage) {
        for message in &page.messages {
            self.held.insert(place(message), message.clone());
        }
        let mut marks = self.marks.lock().unwrap();
        for chat in &page.chats {
            let known = self.chats.entry(chat.remote_id.0.clone()).or_insert_with(|| FeedChat::new(chat.remote_id.0.clone()));
            known.kind = chat.kind.or(known.kind);
            known.reply_right = chat.reply_right.or(known.reply_right);
            known.history = chat.history.or(known.history);
            known.customer_name = chat.customer_name.clone().or(known.customer_name.take());
            known.item = chat.item.clone().or(known.item.take());
            if let Some(mark) = &chat.mark {
                marks.insert(chat.remote_id.clone(), mark.clone());
            }
        }
    }

    /// One page; its cursor, and whether it was the last.
    pub async fn one_page(&mut self, at: Option<&Cursor>) -> (Option<Cursor>, bool) {
        let channel = self.channel.clone();
        let page = channel.page(at, &*self).await.expect("a page");
        self.keep(&page);
        (page.cursor, page.last)
    }

    /// The pages from a cursor until nothing follows, each kept like the store keeps it.
    pub async fn try_from(&mut self, from: Option<Cursor>) -> Result<Vec<FeedMessage>, ChannelError> {
        let (mut all, mut at) = (Vec::new(), from);
        for _ in 0..MOST_PAGES {
            let channel = self.channel.clone();
            let page = channel.page(at.as_ref(), &*self).await?;
            self.keep(&page);
            at = page.cursor.or(at);
            self.cursor.clone_from(&at);
            all.extend(page.messages);
            if page.last {
                return Ok(all);
            }
        }
        panic!("a feed of a few messages must end");
    }

    /// One round as the core does it: from a little before the stored cursor.
    pub async fn try_round(&mut self) -> Result<Vec<FeedMessage>, ChannelError> {
        let from = self.cursor.as_ref().map(|cursor| self.channel.overlap(cursor));
        self.try_from(from).await
    }

    /// Rounds over the longest time that a channel may leave something unlooked at: chats that wait
    /// for nobody are gone through every ten minutes only, and what failed is tried again.
    pub async fn hour(&mut self, clock: &ShiftedClock) -> Vec<FeedMessage> {
        let mut seen = Vec::new();
        for _ in 0..4 {
            clock.advance_ms(20 * 60 * 1_000);
            seen.extend(self.round().await);
        }
        seen
    }

    /// Rounds until one is whole, waiting as long as the channel says; how many failed. A round that
    /// fails keeps its cursor and its marks.
    pub async fn until_whole(&mut self, clock: &ShiftedClock, most: usize) -> usize {
        let mut last = None;
        for failed in 0..most {
            match self.try_round().await {
                Ok(_) => return failed,
                Err(error) => {
                    if let Retry::AfterMs(ms) = error.retry {
                        clock.advance_ms(ms);
                    }
                    last = Some(error);
                }
            }
        }
        panic!("no whole round in {most}: {last:?}");
    }

    /// One round that nothing disturbs.
    pub async fn round(&mut self) -> Vec<FeedMessage> {
        self.try_round().await.expect("a round")
    }

    /// Where everything stored is.
    pub fn places(&self) -> BTreeSet<Place> {
        self.held.keys().cloned().collect()
    }
}

/// Everything, read by somebody who holds nothing yet.
pub async fn read_whole(channel: Arc<dyn Channel>) -> Vec<FeedMessage> {
    Reader::of(channel).round().await
}
