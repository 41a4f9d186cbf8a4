//! What the shop's rules say to a chat that waits: level and deadline of its unanswered messages.
//!
//! The roll-up of messages knows only whose turn it is; it counts every message as normal, 24 hours.
//! Whenever a chat waits and something in it has moved, its open messages (few, nearly always) are
//! read and judged anew. Keeping a verdict with each message lost: a change of the rules would
//! have to rewrite them all, and nobody asks for the verdict of an answered message.
//!
//! Judged is what was written since a week before the shop was connected. Older history has had its
//! answer or never will; rules over a million old messages would only slow the first import.

use crate::StoreError;
use crate::pool::Tx;
use crate::rollup::ChatState;
use crate::sql::statements;
use pult_domain::sla::{Judge, Letter, Memory, Urgency};
use pult_domain::waiting::Due;
use pult_domain::{AccountId, AtMs, ChannelKind, Queue};
use sqlx::SqliteConnection;
use std::collections::HashMap;
use std::sync::Arc;

/// Open messages of one chat that are judged, newest first beyond that: a buyer who wrote more has
/// said it all in these.
const MOST_OPEN: i64 = 200;
/// How long before the shop was connected the rules hold, in milliseconds: 7 days.
const BEFORE_MS: i64 = 7 * 24 * 60 * 60 * 1000;

statements! {
    OPEN_SQL = "SELECT sent_at_ms, text FROM message WHERE chat_id = ?1 AND author = 0 AND sent_at_ms > ?2 AND kind <> 2 ORDER BY id DESC LIMIT ?3";
}

/// The policy of one account, made ready.
#[derive(Clone, Debug)]
pub struct AccountJudge {
    /// The account.
    pub account: AccountId,
    /// Its channel.
    pub channel: ChannelKind,
    /// When it was connected.
    pub connected_at: AtMs,
    /// Its rules and hours.
    pub judge: Arc<Judge>,
}

/// The policies of all accounts. An account without one has normal chats only.
#[derive(Clone, Debug, Default)]
pub(crate) struct Judges(HashMap<i64, AccountJudge>);

impl Judges {
    pub(crate) fn new(judges: Vec<AccountJudge>) -> Self {
        Self(judges.into_iter().map(|judge| (judge.account.0, judge)).collect())
    }

    /// The policy that judges this chat, if it waits and is not older than the rules.
    fn of(&self, chat: &ChatState) -> Option<&AccountJudge> {
        let waits = chat.waiting.queue == Queue::Waiting && chat.waiting.since.is_some();
        self.0.get(&chat.account).filter(|judge| waits && chat.last_at.is_some_and(|at| at >= judge.connected_at.plus_ms(-BEFORE_MS)))
    }
}

/// Judges a chat inside a transaction; whether it has a policy and waits.
pub(crate) async fn judge(tx: &mut Tx, chat: &mut ChatState) -> Result<bool, StoreError> {
    let judges = Arc::clone(&tx.judges);
    judge_with(&mut tx.conn, &judges, &mut tx.memory, chat).await
}

/// Judges a chat from what is stored.
pub(crate) async fn judge_with(conn: &mut SqliteConnection, judges: &Judges, memory: &mut Memory, chat: &mut ChatState) -> Result<bool, StoreError> {
    let Some(policy) = judges.of(chat) else { return Ok(false) };
    let seen = chat.waiting.answered_at.max(chat.waiting.done_at).map_or(i64::MIN, |at| at.0);
    let open: Vec<(i64, String)> = sqlx::query_as(OPEN_SQL).bind(chat.id.0).bind(seen).bind(MOST_OPEN).fetch_all(conn).await?;
    let from = policy.connected_at.plus_ms(-BEFORE_MS);
    let dues = open.iter().map(|(at, text)| {
        let at = AtMs(*at);
        let letter = Letter { text, at, channel: Some(policy.channel), account: Some(policy.account), urgency: Urgency::Normal };
        if at >= from { policy.judge.due(memory, &letter) } else { Due::plain(at) }
    });
    let mut dues: Vec<Due> = dues.collect();
    // The owner put it back though nothing was unanswered: that moment asks like a plain message.
    dues.extend(chat.reopened_at.filter(|at| at.0 > seen).map(Due::plain));
    let Some(priority) = dues.iter().map(|due| due.priority).max() else { return Ok(true) };
    // What was raised while it waited (escalation) stays raised.
    chat.waiting.priority = chat.waiting.priority.max(priority);
    chat.waiting.deadline = dues.iter().map(|due| due.at).min();
    Ok(true)
}
