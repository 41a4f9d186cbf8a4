//! What the shop's rules say to a chat that waits, and what its messages mean: level, deadline and
//! analysis of what is unanswered.
//!
//! The roll-up of messages knows only whose turn it is; it counts every message as normal, 24 hours.
//! Whenever a chat waits and something in it has moved, its open messages (few, nearly always) are
//! read and judged anew. Keeping a verdict with each message lost: a change of the rules would
//! have to rewrite them all, and nobody asks for the verdict of an answered message.
//!
//! What messages mean is heard here too, by a [`Reader`] that the store is given, in the transaction of the
//! messages. A component that listens right after the commit lost: a chat would stand in the list with
//! one level and jump to another, a crash between the two would leave it unheard, and the rules need the
//! reading anyway. The price is 42 µs a message within the writer (decision 0008), paid once: readings are
//! remembered by their text.
//!
//! Judged is what was written since a week before the shop was connected. Older history has had its
//! answer or never will; rules over a million old messages would only slow the first import.

use crate::analysis::{self, Spoken};
use crate::corrections::Kept;
use crate::pool::Tx;
use crate::rollup::ChatState;
use crate::sql::statements;
use crate::{Store, StoreError};
use pult_domain::reading::spokesman;
use pult_domain::sla::{Judge, Letter, Memory};
use pult_domain::waiting::Due;
use pult_domain::{AccountId, AtMs, ChannelKind, ChatId, Corrected, MessageId, Priority, Queue, Reader, Reading};
use sqlx::SqliteConnection;
use std::collections::HashMap;
use std::hash::{BuildHasher as _, RandomState};
use std::sync::Arc;

/// Open messages of one chat that are judged, the newest: whatever is urgent among them decides. In a flood of more, what lies
/// between these and the first ones is passed over, for no level is kept with a message by which it could be found.
const MOST_OPEN: i64 = 1_000;
/// The first ones, where there are more. The deadline is theirs nearly always: without them it would move on with
/// each further message.
const FIRST_OPEN: i64 = 20;
/// How long before the shop was connected the rules hold, in milliseconds: 7 days.
const BEFORE_MS: i64 = 7 * 24 * 60 * 60 * 1000;
/// Readings remembered: about 2 MB.
const MOST_READINGS: usize = 20_000;

/// The unanswered messages of a chat, up to the question which of them. An arbiter decides in a chat of kind 3 for as long as it
/// takes replies; asked once for all its messages. No message has a smaller id than its moment allows (?3): by their moments
/// alone a thread of years was read to its other end with every message, 24 ms for 50,000 of them.
macro_rules! open {
    () => {
        "SELECT m.id, m.sent_at_ms, m.text, k.intent, k.sentiment, k.urgency, \
        EXISTS (SELECT 1 FROM chat_channel f WHERE f.chat_id = ?1 AND f.kind = 3 AND f.reply_closed = 0) AS disputed \
        FROM message m LEFT JOIN correction k ON k.message_id = m.id \
        WHERE m.chat_id = ?1 AND m.id >= ?3 AND m.author = 0 AND m.sent_at_ms > ?2 AND m.kind <> 2 \
        AND NOT EXISTS (SELECT 1 FROM imported_message i WHERE i.message_id = m.id)"
    };
}

statements! {
    OPEN_SQL = concat!(open!(), " ORDER BY m.id DESC LIMIT ?4");
    FIRST_SQL = concat!(open!(), " AND m.id < ?4 ORDER BY m.id LIMIT ?5");
    // What was overdue before is history, and is not raised (see `deadlines`).
    CONNECTED_SQL = "SELECT created_at_ms FROM account WHERE id = ?";
    SEEN_SQL = "SELECT account_id, max(coalesce(answered_at_ms, ?2), coalesce(done_at_ms, ?2)) FROM chat WHERE id = ?1 AND queue = 0";
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

impl AccountJudge {
    /// What was written before this moment has its plain deadline, whatever it says.
    fn holds_from(&self) -> AtMs {
        self.connected_at.plus_ms(-BEFORE_MS)
    }
}

/// The policies of all accounts, and who reads their messages. An account without a policy has normal chats
/// only; without a reader there is nothing but words.
#[derive(Clone, Default)]
pub(crate) struct Judges {
    by_account: HashMap<i64, AccountJudge>,
    /// With a number that differs between readers.
    reader: Option<(u64, Arc<dyn Reader>)>,
}

impl Judges {
    /// The same reader, other policies.
    pub(crate) fn with_policies(&self, judges: Vec<AccountJudge>) -> Self {
        Self { by_account: judges.into_iter().map(|judge| (judge.account.0, judge)).collect(), reader: self.reader.clone() }
    }

    /// The same policies, another reader.
    pub(crate) fn with_reader(&self, reader: Arc<dyn Reader>) -> Self {
        let next = self.reader.as_ref().map_or(1, |(number, _)| number + 1);
        Self { by_account: self.by_account.clone(), reader: Some((next, reader)) }
    }

    /// The policy that judges this chat, if it waits and is not older than the rules.
    fn of(&self, chat: &ChatState) -> Option<&AccountJudge> {
        let waits = chat.waiting.queue == Queue::Waiting && chat.waiting.since.is_some();
        self.by_account.get(&chat.account).filter(|judge| waits && chat.last_at.is_some_and(|at| at >= judge.holds_from()))
    }

    /// What a message means, if anybody reads and there is something to read.
    pub(crate) fn read(&self, recall: &mut Recall, text: &str) -> Option<Reading> {
        let (number, reader) = self.reader.as_ref().filter(|_| !text.trim().is_empty())?;
        Some(recall.reading(*number, reader.as_ref(), text))
    }
}

/// What is remembered from one message to the next: words by the rules, readings by their text.
#[derive(Default)]
pub(crate) struct Recall {
    words: Memory,
    readings: HashMap<u64, Reading>,
    /// The reader they are of.
    of: u64,
    hasher: RandomState,
}

impl Recall {
    fn reading(&mut self, number: u64, reader: &dyn Reader, text: &str) -> Reading {
        if self.of != number || self.readings.len() >= MOST_READINGS {
            self.readings.clear();
            self.of = number;
        }
        *self.readings.entry(self.hasher.hash_one(text)).or_insert_with(|| reader.read(text))
    }
}

/// Judges a chat inside a transaction and keeps what was heard; whether it has a policy and waits.
pub(crate) async fn judge(tx: &mut Tx, chat: &mut ChatState) -> Result<bool, StoreError> {
    let judges = Arc::clone(&tx.judges);
    let judged = judge_with(&mut tx.conn, &judges, &mut tx.recall, chat).await?;
    if let Some(spoken) = judged.spoken {
        analysis::keep(tx, chat, &spoken).await?;
    }
    Ok(judged.holds)
}

/// Judges a chat as if nothing had been said of it yet, so that its level may fall; nothing where it has no policy or does not
/// wait. What time has raised would be raised again at the next look, and its owner called for it: it stays.
pub(crate) async fn judge_anew(tx: &mut Tx, before: &ChatState) -> Result<Option<ChatState>, StoreError> {
    let mut after = before.clone();
    after.waiting.priority = Priority::Low;
    if !judge(tx, &mut after).await? {
        return Ok(None);
    }
    let urgent = before.waiting.priority == Priority::Urgent;
    if let Some(raised) = after.waiting.escalated(tx.now).filter(|_| urgent) {
        let connected: i64 = sqlx::query_scalar(CONNECTED_SQL).bind(after.account).fetch_one(&mut tx.conn).await?;
        if raised.deadline >= Some(AtMs(connected)) {
            after.waiting = raised;
        }
    }
    Ok(Some(after))
}

/// What judging a chat gave beside its new state.
#[derive(Default)]
pub(crate) struct Judged {
    /// It has a policy and waits.
    pub(crate) holds: bool,
    /// What it means, where somebody reads.
    pub(crate) spoken: Option<Spoken>,
}

/// Judges a chat from what is stored.
pub(crate) async fn judge_with(conn: &mut SqliteConnection, judges: &Judges, recall: &mut Recall, chat: &mut ChatState) -> Result<Judged, StoreError> {
    let Some(policy) = judges.of(chat) else { return Ok(Judged::default()) };
    let seen = chat.waiting.answered_at.max(chat.waiting.done_at).map_or(i64::MIN, |at| at.0);
    let open = open_of(conn, chat.id, seen).await?;
    let from = policy.holds_from();
    let mut heard: Vec<(MessageId, Reading)> = Vec::new();
    let mut dues: Vec<Due> = Vec::with_capacity(open.len() + 1);
    for message in &open {
        let at = AtMs(message.sent_at_ms);
        if at < from {
            dues.push(Due::plain(at));
            continue;
        }
        let letter = Letter { channel: Some(policy.channel), account: Some(policy.account), dispute: message.disputed, ..Letter::new(&message.text, at) };
        let reading = judges.read(recall, &message.text).map(|reading| reading.corrected(message.kept.corrected()));
        dues.push(policy.judge.due(&mut recall.words, &reading.as_ref().map_or(letter, |reading| letter.heard(reading))));
        heard.extend(reading.map(|reading| (MessageId(message.id), reading)));
    }
    let spoken = spokesman(heard.iter().map(|(message, reading)| (message, reading)))
        .map(|(message, reading)| Spoken { message: *message, reading: hastiest(*reading, &heard) });
    // The owner put it back though nothing was unanswered: that moment asks like a plain message.
    dues.extend(chat.reopened_at.filter(|at| at.0 > seen).map(Due::plain));
    let asked = dues.iter().map(|due| due.priority).max();
    chat.waiting.priority = level(chat.waiting.priority, asked);
    chat.waiting.deadline = dues.iter().map(|due| due.at).min().or(chat.waiting.deadline);
    Ok(Judged { holds: true, spoken })
}

/// The unanswered messages that decide, newest first.
async fn open_of(conn: &mut SqliteConnection, chat: ChatId, seen: i64) -> Result<Vec<Open>, StoreError> {
    let from = MessageId::first_at(AtMs(seen)).0;
    let mut open: Vec<Open> = sqlx::query_as(OPEN_SQL).bind(chat.0).bind(seen).bind(from).bind(MOST_OPEN).fetch_all(&mut *conn).await?;
    let all = i64::try_from(open.len()) != Ok(MOST_OPEN);
    if let Some(before) = open.last().map(|message| message.id).filter(|_| !all) {
        let first: Vec<Open> = sqlx::query_as(FIRST_SQL).bind(chat.0).bind(seen).bind(from).bind(before).bind(FIRST_OPEN).fetch_all(conn).await?;
        open.extend(first.into_iter().rev());
    }
    Ok(open)
}

/// The level of a chat that stands at one and whose messages ask for another; none where they are gone. What was raised while
/// it waited (escalation) stays raised. Normal is where every message begins, so a rule may also say that it may wait longer.
fn level(stands: Priority, asked: Option<Priority>) -> Priority {
    match asked {
        Some(asked) if stands <= Priority::Normal => asked,
        asked => stands.max(asked.unwrap_or(Priority::Normal)),
    }
}

/// One message speaks for a chat, but a danger in another one is not forgotten.
fn hastiest(mut spoken: Reading, heard: &[(MessageId, Reading)]) -> Reading {
    if let Some((_, most)) = heard.iter().max_by_key(|(_, reading)| reading.urgency).filter(|(_, most)| most.urgency > spoken.urgency) {
        (spoken.urgency, spoken.confidence.urgency) = (most.urgency, most.confidence.urgency);
    }
    spoken
}

/// A message of a buyer that waits for an answer, as the rules are asked about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenMessage {
    /// When it was sent.
    pub sent_at: AtMs,
    /// What it says.
    pub text: String,
    /// What the owner said of it.
    pub corrected: Corrected,
    /// An arbiter of the marketplace decides in its chat, and has not yet.
    pub disputed: bool,
    /// The rules hold for it. What is older has its plain deadline, also in a dispute.
    pub judged: bool,
}

impl Store {
    /// The messages that a chat is judged by, newest first; none where it does not wait.
    ///
    /// # Errors
    /// What the disk says.
    pub async fn open_messages(&self, chat: ChatId) -> Result<Vec<OpenMessage>, StoreError> {
        let mut conn = self.reader().await?;
        let waits: Option<(i64, i64)> = sqlx::query_as(SEEN_SQL).bind(chat.0).bind(i64::MIN).fetch_optional(&mut *conn).await?;
        let Some((account, seen)) = waits else { return Ok(Vec::new()) };
        let open = open_of(&mut conn, chat, seen).await?;
        let from = self.judges().by_account.get(&account).map(AccountJudge::holds_from);
        let told = |open: Open| {
            let sent_at = AtMs(open.sent_at_ms);
            let judged = from.is_some_and(|from| sent_at >= from);
            OpenMessage { sent_at, corrected: open.kept.corrected(), disputed: open.disputed, judged, text: open.text }
        };
        Ok(open.into_iter().map(told).collect())
    }
}

/// An unanswered message.
#[derive(sqlx::FromRow)]
struct Open {
    id: i64,
    sent_at_ms: i64,
    text: String,
    #[sqlx(flatten)]
    kept: Kept,
    disputed: bool,
}
