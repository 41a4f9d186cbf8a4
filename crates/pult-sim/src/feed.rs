//! A feed of any length for benchmarks, made on the fly.
//!
//! Every event is a pure function of its number: nothing is kept, a replay gives the same bytes,
//! and a benchmark can put the very same rows into bare SQLite ([`Feed::row`]). Alternatives that
//! lost: a million rows in memory (they would be measured as the program's), a file (its reading
//! would be measured too).
//!
//! Shape (performance study, section "Data set"): lengths of chats fall off like Zipf's law, three
//! years, median text about 120 bytes, Russian 87 %, Hungarian 6.5 %, Czech 2.5 %, French 2 %,
//! English 2 %. Words fall off like Zipf's law too, over 60,000 forms in Russian, so that an index
//! over them has a realistic size.

use pult_domain::AtMs;

use crate::dice::mix;
use crate::shop::Sender;

mod serve;
mod words;
mod write;

pub use serve::FeedSim;

use words::Words;

/// The time that a feed spans, in milliseconds: three years.
const SPAN_MS: i64 = 3 * 365 * 86_400_000;
/// When a feed ends unless told otherwise: 2026-11-18 11:06:40 UTC, so that runs are alike.
pub const FEED_ENDS_AT: AtMs = AtMs(1_795_000_000_000);

/// How a feed is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FeedOptions {
    /// Messages.
    pub messages: u64,
    /// Chats; never more than messages.
    pub chats: u64,
    /// Events of a page.
    pub page_size: usize,
    /// Everything follows from it.
    pub seed: u64,
    /// The time of the last message.
    pub ends_at: AtMs,
}

impl FeedOptions {
    /// A feed of so many messages in a tenth as many chats, pages of 1,000.
    #[must_use]
    pub fn of(messages: u64) -> Self {
        Self { messages, chats: (messages / 10).max(1), page_size: 1_000, seed: 1, ends_at: FEED_ENDS_AT }
    }
}

/// One message of the feed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeedRow {
    /// Its number, from 0, oldest first.
    pub number: u64,
    /// The chat's number, from 0.
    pub chat: u64,
    /// The chat's id.
    pub chat_id: String,
    /// The event's id.
    pub event_id: String,
    /// Whether it opens the chat.
    pub first: bool,
    /// Who wrote.
    pub sender: Sender,
    /// The text.
    pub text: String,
    /// When.
    pub at: AtMs,
    /// The buyer's name.
    pub client_name: &'static str,
    /// The picture's `downloadID`, in 4 % of the buyers' messages.
    pub image: Option<String>,
    /// The article the chat is about.
    pub nm_id: u64,
}

/// The feed as a function of numbers.
#[derive(Debug)]
pub struct Feed {
    options: FeedOptions,
    words: Words,
    start: i64,
    step: i64,
    stride: u64,
}

impl Feed {
    /// Prepares the words; takes some milliseconds.
    #[must_use]
    pub fn new(options: FeedOptions) -> Self {
        let messages = options.messages.max(1);
        let chats = options.chats.clamp(1, messages);
        let options = FeedOptions { messages, chats, ..options };
        let step = (SPAN_MS / i64::try_from(messages).unwrap_or(i64::MAX)).max(2);
        let start = options.ends_at.0.saturating_sub(step.saturating_mul(i64::try_from(messages).unwrap_or(0)));
        Self { words: Words::new(), start, step, stride: (messages / chats).max(1), options }
    }

    /// How it was made, with impossible wishes mended.
    #[must_use]
    pub fn options(&self) -> FeedOptions {
        self.options
    }

    /// The message of a number, whatever the number.
    #[must_use]
    pub fn row(&self, number: u64) -> FeedRow {
        let (chat, first) = self.chat_of(number);
        let dice = self.dice(number);
        let sender = sender(dice, first);
        let mut text = String::new();
        self.words.write(language(self.chat_dice(chat)), dice, &mut text);
        FeedRow {
            number,
            chat,
            chat_id: self.chat_id(chat),
            event_id: uuid(mix(dice ^ 0xE7)),
            first,
            sender,
            text,
            at: self.at(number),
            client_name: self.words.name(self.chat_dice(chat)),
            image: has_image(dice, sender).then(|| uuid(mix(dice ^ 0x1A6E))),
            nm_id: nm_id(self.chat_dice(chat)),
        }
    }

    /// The chat's id.
    #[must_use]
    pub fn chat_id(&self, chat: u64) -> String {
        let mut id = String::from("1:");
        write::uuid(&mut id, mix(self.chat_dice(chat) ^ 0xC4A7));
        id
    }

    /// The time of a message: later than the one before by at least a millisecond.
    #[must_use]
    pub fn at(&self, number: u64) -> AtMs {
        let jitter = i64::try_from(mix(self.options.seed ^ number.wrapping_mul(31)) >> 20).unwrap_or(0) % self.step;
        AtMs(self.start.saturating_add(self.step.saturating_mul(i64::try_from(number).unwrap_or(i64::MAX))).saturating_add(jitter))
    }

    /// The first message later than a moment; the number of messages when there is none.
    #[must_use]
    pub fn after(&self, moment: Option<AtMs>) -> u64 {
        let Some(moment) = moment else { return 0 };
        let near = u64::try_from((moment.0 - self.start).div_euclid(self.step)).unwrap_or(0);
        let number = if moment.0 < self.start || self.at(near) > moment { near } else { near.saturating_add(1) };
        number.min(self.options.messages)
    }

    /// The chat of a message and whether the message opens it. New chats open at equal distances;
    /// in between speaks one of those open already, the older the more often.
    fn chat_of(&self, number: u64) -> (u64, bool) {
        let turn = number / self.stride;
        if number.is_multiple_of(self.stride) && turn < self.options.chats {
            return (turn, true);
        }
        let open = turn.saturating_add(1).min(self.options.chats);
        let u = mix(self.dice(number) ^ 0x5A) >> 32;
        // The square of an even number falls off like 1/sqrt(rank).
        (((u * u) >> 32).wrapping_mul(open) >> 32, false)
    }

    fn dice(&self, number: u64) -> u64 {
        mix(self.options.seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ mix(number.wrapping_add(1)))
    }

    fn chat_dice(&self, chat: u64) -> u64 {
        mix(self.options.seed.rotate_left(17) ^ mix(chat ^ 0xCAFE_0000_0000))
    }
}

/// The language by its place in [`words`]: ru, hu, cs, fr, en.
fn language(chat_dice: u64) -> usize {
    match chat_dice % 1_000 {
        0..870 => 0,
        870..935 => 1,
        935..960 => 2,
        960..980 => 3,
        _ => 4,
    }
}

fn sender(dice: u64, first: bool) -> Sender {
    match (dice >> 8) % 100 {
        _ if first => Sender::Client,
        0..58 => Sender::Client,
        58..98 => Sender::Seller,
        _ => Sender::Wb,
    }
}

fn has_image(dice: u64, sender: Sender) -> bool {
    sender == Sender::Client && (dice >> 16).is_multiple_of(25)
}

fn nm_id(chat_dice: u64) -> u64 {
    170_000_000 + (chat_dice >> 12) % 4_000
}

fn uuid(seed: u64) -> String {
    let mut out = String::with_capacity(36);
    write::uuid(&mut out, seed);
    out
}

#[cfg(test)]
mod tests;
