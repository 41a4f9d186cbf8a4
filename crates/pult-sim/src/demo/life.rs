//! Buyers come back, and answer. Each chat has few lines to say, so the shop falls silent in the
//! end instead of growing for ever.

use std::time::Duration;

use pult_domain::AtMs;

use crate::dice::Dice;
use crate::sim::SimShop;
use crate::world::Door;

use super::script::{self, ChatScript};
use super::{WRITTEN_CHATS, chat_id};

/// How often the shop looks round; its own time decides what is due.
const TICK: Duration = Duration::from_secs(1);
/// Between two unasked messages, in milliseconds: 40 s to 120 s.
const VISIT_MS: (i64, u64) = (40_000, 80_000);
/// Until a buyer answers an answer, in milliseconds: 8 s to 25 s.
const ANSWER_MS: (i64, u64) = (8_000, 17_000);
/// Most answers of one buyer to answers.
const MOST_THANKS: u32 = 3;
/// Most new questions of one buyer, after the chat's own lines.
const MOST_AGAIN: u32 = 1;

/// Plays until the simulator is gone.
pub(super) async fn live(mut life: Life) {
    let mut door = life.shop.world.door.subscribe();
    loop {
        tokio::select! {
            gone = door.wait_for(|door| *door == Door::Gone) => { drop(gone); return }
            () = tokio::time::sleep(TICK) => life.tick(),
        }
    }
}

pub(super) struct Life {
    shop: SimShop,
    dice: Dice,
    scripts: Vec<ChatScript>,
    next_visit: AtMs,
    heard: usize,
    due: Vec<(AtMs, String, String)>,
}

impl Life {
    pub(super) fn new(shop: SimShop, seed: u64) -> Self {
        let mut dice = Dice::new(seed ^ shop.now().0.unsigned_abs());
        let next_visit = shop.now().plus_ms(within(&mut dice, VISIT_MS));
        let heard = shop.delivered().len();
        Self { shop, dice, scripts: script::all(), next_visit, heard, due: Vec::new() }
    }

    pub(super) fn tick(&mut self) {
        let now = self.shop.now();
        self.hear(now);
        let (ready, waiting) = std::mem::take(&mut self.due).into_iter().partition(|(at, ..)| *at <= now);
        self.due = waiting;
        let ready: Vec<(AtMs, String, String)> = ready;
        for (_, chat, text) in ready {
            self.shop.buyer_writes(chat, &text);
        }
        if now >= self.next_visit {
            self.next_visit = now.plus_ms(within(&mut self.dice, VISIT_MS));
            if let Some((chat, text)) = self.visit() {
                self.shop.buyer_writes(chat, &text);
            }
        }
    }

    /// New replies of the shop: each buyer will answer in a while.
    fn hear(&mut self, now: AtMs) {
        let replies = self.shop.delivered();
        for reply in replies.iter().skip(self.heard) {
            if self.due.iter().any(|(_, chat, _)| *chat == reply.chat) {
                continue;
            }
            if let Some(text) = self.thanks(&reply.chat) {
                self.due.push((now.plus_ms(within(&mut self.dice, ANSWER_MS)), reply.chat.clone(), text));
            }
        }
        self.heard = replies.len();
    }

    fn thanks(&mut self, chat: &str) -> Option<String> {
        let script = self.script_of(chat)?;
        let (own, lang) = (script.thanks.clone(), script.lang);
        let said = self.used(chat, "thanks", MOST_THANKS)?;
        own.get(said as usize).cloned().or_else(|| self.mood(lang, "thanks"))
    }

    /// Somebody who still has something to say: a line of the chat's own, later a new question.
    fn visit(&mut self) -> Option<(String, String)> {
        let own = |script: &ChatScript| u32::try_from(script.later.len()).unwrap_or(0);
        let open: Vec<(String, usize)> = self.shop.world.look(|shop| {
            let used = |chat: &str, what: &str| shop.used.get(&format!("{what} {chat}")).copied().unwrap_or(0);
            let places = (0..WRITTEN_CHATS.min(self.scripts.len())).map(|place| (chat_id(place), place));
            let known: Vec<(String, usize)> = places.filter(|(chat, _)| shop.chat(chat).is_some()).collect();
            let fits = |most: &dyn Fn(&ChatScript) -> u32, what: &str| -> Vec<(String, usize)> {
                known.iter().filter(|(chat, place)| self.scripts.get(*place).is_some_and(|script| used(chat, what) < most(script))).cloned().collect()
            };
            let talkative = fits(&own, "later");
            if talkative.is_empty() { fits(&|_| MOST_AGAIN, "again") } else { talkative }
        });
        let (chat, place) = self.dice.pick(&open)?.clone();
        let (later, lang) = self.scripts.get(place).map(|script| (script.later.clone(), script.lang))?;
        if let Some(said) = self.used(&chat, "later", u32::try_from(later.len()).unwrap_or(0)) {
            return later.get(said as usize).cloned().map(|text| (chat, text));
        }
        self.used(&chat, "again", MOST_AGAIN)?;
        self.mood(lang, "again").map(|text| (chat, text))
    }

    /// Counts a line as said and gives how many were before it; `None` when there are enough.
    fn used(&self, chat: &str, what: &str, most: u32) -> Option<u32> {
        self.shop.world.change(|shop, _| {
            let count = shop.used.entry(format!("{what} {chat}")).or_insert(0);
            let before = *count;
            (before < most).then(|| {
                *count += 1;
                before
            })
        })
    }

    fn mood(&mut self, lang: &str, mood: &str) -> Option<String> {
        let fitting: Vec<&str> = script::life().into_iter().filter(|line| (line.0, line.1) == (lang, mood)).map(|line| line.2).collect();
        self.dice.pick(&fitting).map(|text| (*text).to_owned())
    }

    fn script_of(&self, chat: &str) -> Option<&ChatScript> {
        let place = (0..self.scripts.len()).find(|place| chat_id(*place) == chat)?;
        self.scripts.get(place)
    }
}

fn within(dice: &mut Dice, (least, more): (i64, u64)) -> i64 {
    least + i64::try_from(dice.below(more)).unwrap_or(0)
}
