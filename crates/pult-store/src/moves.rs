//! Where the owner put a chat and when, as its events tell it: for the figures, and for the way back to where a clock stood.
//!
//! A closing is written down with the moment of the click. What it closed may end earlier than that: a message of the
//! buyer was on its way then, and the owner could not see it. That is an event of its own. To move the first one lost:
//! events go into dispute packs, and none of them is ever rewritten.

use crate::StoreError;
use crate::chats;
use crate::pool::Tx;
use crate::rollup::ChatState;
use crate::sql::statements;
use pult_domain::metrics::closings;
use pult_domain::{AtMs, ChatId, Queue};
use sqlx::SqliteConnection;

/// Kind of the event: the owner put a chat into a queue, which is told.
pub(crate) const MOVED: &str = "moved";
/// Kind of the event: what the owner had seen ends at the moment that is told.
pub(crate) const CROSSED: &str = "crossed";

statements! {
    OF_CHAT_SQL = "SELECT at_ms, detail FROM event WHERE chat_id = ? AND kind IN (?, ?) ORDER BY id";
}

/// The owner put a chat into a queue.
pub(crate) async fn moved(tx: &mut Tx, chat: ChatId, queue: Queue, at: AtMs) -> Result<(), StoreError> {
    chats::record_at(tx, at, chat, None, MOVED, Some(queue.as_str().to_owned())).await
}

/// What the owner had seen when he closed a chat ends at this moment: a message of the buyer was on its way.
pub(crate) async fn crossed(tx: &mut Tx, chat: ChatId, seen: AtMs) -> Result<(), StoreError> {
    let now = tx.now;
    chats::record_at(tx, now, chat, None, CROSSED, Some(seen.0.to_string())).await
}

/// Adds what an event tells: a move, or that those since a moment end earlier than their clicks.
pub(crate) fn tell(moves: &mut Vec<(AtMs, Queue)>, at: AtMs, detail: &str) {
    if let Some(queue) = Queue::parse(detail) {
        moves.push((at, queue));
    } else if let Ok(seen) = detail.parse::<i64>() {
        // What was on its way at the last click was so at every click since it was written.
        moves.iter_mut().rev().take_while(|(at, _)| at.0 > seen).for_each(|(at, _)| *at = AtMs(seen));
    }
}

/// The closings of a chat before the one that holds, newest first; none where no closing holds.
pub(crate) async fn closed_before(conn: &mut SqliteConnection, chat: &ChatState) -> Result<Vec<AtMs>, StoreError> {
    if chat.waiting.done_at.is_none() {
        return Ok(Vec::new());
    }
    let events: Vec<(i64, Option<String>)> = sqlx::query_as(OF_CHAT_SQL).bind(chat.id.0).bind(MOVED).bind(CROSSED).fetch_all(conn).await?;
    let mut moves = Vec::new();
    for (at, detail) in &events {
        tell(&mut moves, AtMs(*at), detail.as_deref().unwrap_or_default());
    }
    let closed = closings(&moves, chat.waiting.done_at);
    Ok(closed.into_iter().rev().skip(1).map(|(at, _)| at).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(events: &[(i64, &str)]) -> Vec<(i64, Queue)> {
        let mut moves = Vec::new();
        for (at, detail) in events {
            tell(&mut moves, AtMs(*at), detail);
        }
        moves.into_iter().map(|(at, queue)| (at.0, queue)).collect()
    }

    #[test]
    fn a_message_on_its_way_ends_the_move_before_it() {
        let moves = told(&[(10, "done"), (12, "waiting"), (20, "done"), (25, "14"), (30, "a word of a later version"), (40, "in_progress")]);
        assert_eq!(moves, [(10, Queue::Done), (12, Queue::Waiting), (14, Queue::Done), (40, Queue::InProgress)]);
    }

    #[test]
    fn it_ends_every_move_that_could_not_see_it() {
        let moves = told(&[(20, "in_progress"), (30, "done"), (45, "14")]);
        assert_eq!(moves, [(14, Queue::InProgress), (14, Queue::Done)]);
        assert_eq!(told(&[(5, "14"), (20, "done")]), [(20, Queue::Done)], "of moves that came later it says nothing");
    }
}
