//! Waits of one chat: from the first unanswered message of the buyer to our next public reply.
//!
//! The same order of things as in [`crate::waiting`], kept as a list instead of the last state.
//! Snoozing a chat moves nothing here: the buyer does not know of it and goes on waiting.

use crate::sla::Said;
use crate::{AtMs, Author, Queue};

/// Who answered. Three series of the owner's replies were wanted, people, approved and automatic;
/// a draft that a person approved is sent in the person's name, so its author alone tells two apart.
/// This is the place that learns the third.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum AnsweredBy {
    /// Somebody of the shop, here or in the marketplace's cabinet.
    People,
    /// The shop's assistant, without a person's hand.
    Assistant,
}

impl AnsweredBy {
    /// Whose reply a message is; none for those that are no replies.
    #[must_use]
    pub fn of(author: Author) -> Option<Self> {
        match author {
            Author::Seller => Some(Self::People),
            Author::Assistant => Some(Self::Assistant),
            Author::Customer | Author::System => None,
        }
    }
}

/// How a wait ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// With our reply.
    Answered(AnsweredBy),
    /// The owner closed the chat without one.
    Closed,
    /// It goes on.
    Open,
}

/// One wait of a buyer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wait<'a> {
    /// His messages that waited together, oldest first; never empty.
    pub asked: &'a [Said],
    /// Since when.
    pub since: AtMs,
    /// Until when: the reply, the closing, or now.
    pub until: AtMs,
    /// How it ended.
    pub end: End,
    /// Nobody had ever waited or been written to in this chat before.
    pub first: bool,
}

/// When the owner closed a chat looking at everything in it, oldest first.
///
/// A closing that was taken back is none: the next move put the chat back, or the chat's own mark
/// is gone or older than it. The last one stands where the chat's mark does, which may be later than the
/// click: the marketplace's clock may be ahead of ours, and the owner saw that message too. It may be
/// earlier as well: a message was on its way when he clicked, and he did not see that one.
#[must_use]
pub fn closings(moves: &[(AtMs, Queue)], done_at: Option<AtMs>) -> Vec<(AtMs, Queue)> {
    let closing = |n: usize| moves.get(n).filter(|(_, queue)| *queue != Queue::Waiting).copied();
    let mut kept: Vec<(AtMs, Queue)> =
        (0..moves.len()).filter(|n| moves.get(n + 1).is_none_or(|(_, next)| *next != Queue::Waiting)).filter_map(closing).collect();
    let beyond = kept.iter().rev().take_while(|(at, _)| Some(*at) > done_at).count();
    match done_at {
        // Without a mark nothing is closed: the last one was taken back, and a closing whose undoing it was.
        None => {
            let undid = kept.pop().is_some_and(|(_, queue)| queue == Queue::InProgress);
            if undid && kept.last().is_some_and(|(_, queue)| *queue == Queue::Done) {
                kept.pop();
            }
        }
        Some(done_at) => {
            // More than one beyond the mark: a closing and what undid it. The mark is of the one before them.
            if beyond > 1 {
                kept.truncate(kept.len() - beyond);
            }
            match kept.last_mut() {
                Some(last) => last.0 = done_at,
                None => kept.push((done_at, Queue::Done)),
            }
        }
    }
    kept
}

/// The waits of a chat, in order; the last one may be open, then it lasts until `now`.
///
/// `messages` are in the order of time, within a millisecond the buyer's first. What was written up
/// to a closing or a reply does not wait after it.
#[must_use]
pub fn waits<'a>(messages: &'a [Said], closings: &[(AtMs, Queue)], now: AtMs) -> Vec<Wait<'a>> {
    let mut found = Vec::new();
    let mut closings = closings.iter().map(|(at, _)| *at).peekable();
    // The first place of the messages that wait, and until when everything is answered or closed.
    let mut open: Option<usize> = None;
    let mut seen: Option<AtMs> = None;
    let mut untouched = true;
    let mut end = |open: &mut Option<usize>, to: usize, until: AtMs, end: End, untouched: &mut bool| {
        let Some(asked) = open.take().and_then(|from| messages.get(from..to)) else { return };
        let Some(since) = asked.first().map(|said| said.at) else { return };
        found.push(Wait { asked, since, until: until.max(since), end, first: std::mem::take(untouched) });
    };
    for (n, said) in messages.iter().enumerate() {
        while let Some(closed) = closings.next_if(|at| *at < said.at) {
            end(&mut open, n, closed, End::Closed, &mut untouched);
            seen = seen.max(Some(closed));
        }
        match AnsweredBy::of(said.author) {
            Some(by) => {
                end(&mut open, n, said.at, End::Answered(by), &mut untouched);
                seen = seen.max(Some(said.at));
                untouched = false;
            }
            None if said.author == Author::Customer && seen.is_none_or(|seen| said.at > seen) => {
                open.get_or_insert(n);
            }
            None => {}
        }
    }
    for closed in closings {
        end(&mut open, messages.len(), closed, End::Closed, &mut untouched);
    }
    end(&mut open, messages.len(), now, End::Open, &mut untouched);
    found
}
