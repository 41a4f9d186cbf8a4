//! The place of a walk, as it is kept in the cursor.

use std::collections::VecDeque;

use pult_domain::{AtMs, Cursor};
use serde::{Deserialize, Serialize};

/// Chats kept as unread at once. A list page that holds more (longer than was asked for) is asked
/// again for the rest: a cursor is written with every page and has to stay small.
const MOST_UNREAD: usize = 200;

/// How often one list page is asked again for its rest.
const MOST_AGAIN: u32 = 100;

/// Failed or never closing chats remembered in the cursor.
const MOST_TRIED: usize = 256;

/// How often a chat is read without its mark becoming that of the list: a list may be ahead of the
/// history for a while, but not for ever.
const MOST_TRIES: u8 = 3;

/// How long they are remembered, in milliseconds: half an hour.
const TRIED_MS: i64 = 30 * 60 * 1_000;

/// Longest place taken from a channel, in bytes.
const LONGEST_PLACE: usize = 4_096;

/// Most parts of one list or history; the longest known is some hundreds.
const MOST_STEPS: u32 = 100_000;

/// The whole cursor.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Place {
    /// The shape of this cursor.
    walk: Shape,
    /// When the last pass that went through the whole list began, in milliseconds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    whole_at: Option<i64>,
    /// The present pass; `None` between two.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) pass: Option<Pass>,
    /// Chats (by [`print`]) read in vain, and how often.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    tried: Vec<(u64, u8)>,
    /// Since when they are remembered, in milliseconds.
    #[serde(default)]
    tried_since: i64,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
enum Shape {
    #[default]
    #[serde(rename = "1")]
    First,
}

/// One pass over the list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Pass {
    /// When it began, in milliseconds.
    since: i64,
    /// Whether it goes to the end of the list, whatever it finds.
    pub(super) whole: bool,
    /// Whether the list was begun anew in this round because its place was refused.
    #[serde(default, skip_serializing_if = "is_false")]
    pub(super) restarted: bool,
    /// Whether the list turned out to have no end.
    #[serde(default, skip_serializing_if = "is_false")]
    circled: bool,
    /// Where the list continues; `None` behind its end.
    pub(super) list: Option<Trail>,
    /// How often the present list page was asked again.
    #[serde(default, skip_serializing_if = "is_zero")]
    again: u32,
    /// The chats of the list page still to be read, newest first.
    pub(super) chats: VecDeque<Unread>,
    /// Where the history of the first of them continues.
    pub(super) history: Trail,
}

/// A chat to be read.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Unread {
    #[serde(rename = "c")]
    pub(super) id: String,
    #[serde(rename = "m")]
    pub(super) mark: String,
}

/// A place in something that is read part by part, and what is needed to notice that it leads in a
/// circle: an earlier place, renewed at every power of two (R. P. Brent, 1980).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Trail {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    at: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    earlier: Option<String>,
    #[serde(default, skip_serializing_if = "is_zero")]
    steps: u32,
}

/// What a step along a trail led to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    On,
    End,
    Circle,
}

impl Place {
    /// The place of a cursor made here.
    pub(super) fn of(cursor: &Cursor) -> Option<Self> {
        serde_json::from_str(&cursor.0).ok()
    }

    pub(super) fn cursor(&self) -> Cursor {
        // Plain data; there is nothing in it that could fail to be written.
        Cursor(serde_json::to_string(self).unwrap_or_default())
    }

    /// Begins a pass at the top of the list. `every_ms` is how long a pass need not be whole.
    pub(super) fn begin(&mut self, every_ms: Option<i64>, now: AtMs) -> Pass {
        if !(0..TRIED_MS).contains(&now.since_ms(AtMs(self.tried_since))) {
            self.tried.clear();
            self.tried_since = now.0;
        }
        let whole_since = self.whole_at.map(|at| now.since_ms(AtMs(at)));
        Pass::begin(!every_ms.is_some_and(|every| whole_since.is_some_and(|since| (0..every).contains(&since))), now)
    }

    /// Ends a pass. One that never saw the end of the list has to be made good by a whole one.
    pub(super) fn end(&mut self, pass: &Pass) {
        if pass.circled {
            self.whole_at = None;
        } else if pass.whole {
            self.whole_at = Some(pass.since);
        }
    }

    /// Notes that a chat was read in vain.
    pub(super) fn tried(&mut self, chat: &Unread, for_good: bool) {
        let print = print(chat);
        let times = self.tried.iter().position(|(known, _)| *known == print).map_or(0, |at| self.tried.remove(at).1);
        self.tried.push((print, if for_good { MOST_TRIES } else { times.saturating_add(1) }));
        let surplus = self.tried.len().saturating_sub(MOST_TRIED);
        self.tried.drain(..surplus);
    }

    /// Whether a chat is not worth another request for now.
    pub(super) fn given_up(&self, chat: &Unread) -> bool {
        !self.tried.is_empty() && {
            let print = print(chat);
            self.tried.iter().any(|(known, times)| *known == print && *times >= MOST_TRIES)
        }
    }
}

impl Pass {
    fn begin(whole: bool, now: AtMs) -> Self {
        Self {
            since: now.0,
            whole,
            restarted: false,
            circled: false,
            list: Some(Trail::default()),
            again: 0,
            chats: VecDeque::new(),
            history: Trail::default(),
        }
    }

    /// The same pass from the top of the list, because the place in it was refused.
    pub(super) fn restart(&mut self) {
        *self = Self { restarted: true, ..Self::begin(self.whole, AtMs(self.since)) };
    }

    /// Lets the first chat go.
    pub(super) fn next_chat(&mut self) {
        self.chats.pop_front();
        self.history = Trail::default();
    }

    /// Takes the unread chats of a list page and moves on along the list, if all of them found room.
    /// A page of known chats alone ends a pass that need not be whole.
    pub(super) fn take(&mut self, unread: Vec<Unread>, next: Option<String>, only_known: bool) {
        let only_known = only_known && self.again == 0;
        if unread.len() > MOST_UNREAD && self.again < MOST_AGAIN {
            self.again += 1;
        } else {
            self.again = 0;
            self.list_on(next, only_known);
        }
        self.chats = unread.into_iter().take(MOST_UNREAD).collect();
    }

    fn list_on(&mut self, next: Option<String>, only_known: bool) {
        let step = self.list.as_mut().map_or(Step::End, |list| list.step(next));
        if step == Step::Circle {
            tracing::warn!("The list of chats leads round in a circle; it is taken as far as it went");
            self.circled = true;
        }
        if step != Step::On || (only_known && !self.whole) {
            self.list = None;
        }
    }
}

impl Trail {
    pub(super) fn at(&self) -> Option<&str> {
        self.at.as_deref()
    }

    /// Moves to the place a channel named.
    pub(super) fn step(&mut self, next: Option<String>) -> Step {
        let Some(next) = next else { return Step::End };
        if next.len() > LONGEST_PLACE || self.steps >= MOST_STEPS || self.at.as_ref() == Some(&next) || self.earlier.as_ref() == Some(&next) {
            return Step::Circle;
        }
        self.steps += 1;
        if self.steps.is_power_of_two() {
            self.earlier = Some(next.clone());
        }
        self.at = Some(next);
        Step::On
    }
}

/// A short print of a chat and its mark (FNV-1a, 64 bits): the cursor has to stay small, and a
/// mistaken match costs a delay until the next whole pass.
fn print(chat: &Unread) -> u64 {
    let bytes = chat.id.bytes().chain(std::iter::once(0)).chain(chat.mark.bytes());
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "the shape serde asks for")]
fn is_zero(count: &u32) -> bool {
    *count == 0
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "the shape serde asks for")]
fn is_false(flag: &bool) -> bool {
    !flag
}
