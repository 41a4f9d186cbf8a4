//! Where the owner put a chat and when, as its events tell it: for the figures, and for the way back to where a clock stood.
//!
//! A closing is written down with the moment of the click. What it closed may end earlier than that: a message of the
//! buyer was on its way then, and the owner could not see it. That is an event of its own. To move the first one lost:
//! events go into dispute packs, and none of them is ever rewritten.

use crate::StoreError;
use crate::pool::Tx;
use crate::rollup::ChatState;
use crate::sql::statements;
use pult_domain::metrics::closings;
use pult_domain::{AtMs, ChatId, Queue};
use sqlx::SqliteConnection;

statements! {
    MOVED_SQL = "INSERT INTO event (at_ms, chat_id, kind, detail) VALUES (?, ?, 'moved', ?)";
    CROSSED_SQL = "INSERT INTO event (at_ms, chat_id, kind, detail) VALUES (?, ?, 'crossed', ?)";
    OF_CHAT_SQL = "SELECT at_ms, detail FROM event WHERE chat_id = ? AND kind IN ('moved', 'crossed') ORDER BY id";
}

/// The owner put a chat into a queue.
pub(crate) async fn moved(tx: &mut Tx, chat: ChatId, queue: Queue, at: AtMs) -> Result<(), StoreError> {
    sqlx::query(MOVED_SQL).bind(at.0).bind(chat.0).bind(queue.as_str()).execute(&mut tx.conn).await?;
    Ok(())
}

/// What the owner had seen when he closed a chat ends at this moment: a message of the buyer was on its way.
pub(crate) async fn crossed(tx: &mut Tx, chat: ChatId, seen: AtMs) -> Result<(), StoreError> {
    let now = tx.now.0;
    sqlx::query(CROSSED_SQL).bind(now).bind(chat.0).bind(seen.0.to_string()).execute(&mut tx.conn).await?;
    Ok(())
}

/// Adds what an event tells: a move, or that the last one ends earlier than its click.
pub(crate) fn tell(moves: &mut Vec<(AtMs, Queue)>, at: AtMs, detail: &str) {
    if let Some(queue) = Queue::parse(detail) {
        moves.push((at, queue));
    } else if let (Ok(seen), Some(last)) = (detail.parse::<i64>(), moves.last_mut()) {
        last.0 = last.0.min(AtMs(seen));
    }
}

/// The closings of a chat before the one that holds, newest first; none where no closing holds.
pub(crate) async fn closed_before(conn: &mut SqliteConnection, chat: &ChatState) -> Result<Vec<AtMs>, StoreError> {
    if chat.waiting.done_at.is_none() {
        return Ok(Vec::new());
    }
    let events: Vec<(i64, Option<String>)> = sqlx::query_as(OF_CHAT_SQL).bind(chat.id.0).fetch_all(conn).await?;
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

    #[test]
    fn a_message_on_its_way_ends_the_move_before_it() {
        let mut moves = Vec::new();
        for (at, detail) in [(10, "done"), (12, "waiting"), (20, "done"), (25, "14"), (30, "a word of a later version"), (40, "in_progress")] {
            tell(&mut moves, AtMs(at), detail);
        }
        let told: Vec<(i64, Queue)> = moves.into_iter().map(|(at, queue)| (at.0, queue)).collect();
        assert_eq!(told, [(10, Queue::Done), (12, Queue::Waiting), (14, Queue::Done), (40, Queue::InProgress)]);
    }
}
