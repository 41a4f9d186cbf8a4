//! Time passing over chats: escalation, snoozes that end, and rules that change.

use crate::chats::record_all;
use crate::judging::{AccountJudge, Judges, judge_anew};
use crate::pool::Tx;
use crate::rollup::{self, ChatState};
use crate::sql::{Numbers, statements};
use crate::{Lane, Store, StoreError};
use pult_domain::sla::clock::ESCALATE_BEFORE_MS;
use pult_domain::{AccountId, AtMs, ChatId, Tag};
use std::sync::Arc;

/// Chats moved in one transaction.
const AT_ONCE: u16 = 250;
/// Chats raised in one transaction.
const AT_ONCE_RAISED: usize = 500;
/// A snooze that only the buyer ends stands at this moment: the last second of the year 9999.
pub const UNTIL_BUYER_WRITES: AtMs = AtMs(253_402_300_799_000);

statements! {
    CONNECTED_SQL = "SELECT created_at_ms FROM account WHERE created_at_ms <= ?";
    /// Between two moments, of the shops that were connected before the first. One row: four thousand of them are four thousand
    /// wake-ups of whoever reads them, which took longer than all the rest of a look (measured, 2026-11-23).
    DUE_SQL = "SELECT json_group_array(id) FROM chat INDEXED BY chat_due WHERE queue = 0 AND priority < 3 AND snoozed_until_ms IS NULL \
        AND deadline_at_ms >= ?1 AND deadline_at_ms < ?2 AND account_id IN (SELECT a.id FROM account a WHERE a.created_at_ms <= ?1)";
    DUE_SNOOZED_SQL = "SELECT id FROM chat INDEXED BY chat_snoozed WHERE snoozed_until_ms IS NOT NULL AND queue = 0 AND deadline_at_ms <= ?1 AND priority < 3 \
        AND deadline_at_ms >= (SELECT a.created_at_ms FROM account a WHERE a.id = chat.account_id)";
    NEXT_DUE_SQL = "SELECT deadline_at_ms FROM chat INDEXED BY chat_due WHERE queue = 0 AND priority < 3 AND snoozed_until_ms IS NULL AND deadline_at_ms > ?1 \
        ORDER BY deadline_at_ms LIMIT 1";
    AWAKE_SQL = "SELECT id FROM chat INDEXED BY chat_snoozed WHERE snoozed_until_ms IS NOT NULL AND snoozed_until_ms <= ? ORDER BY snoozed_until_ms LIMIT ?";
    NEXT_AWAKE_SQL = "SELECT snoozed_until_ms FROM chat INDEXED BY chat_snoozed WHERE snoozed_until_ms IS NOT NULL ORDER BY snoozed_until_ms LIMIT 1";
    // In the order of the shared index: by their numbers each slice read and sorted all that wait, 1.5 s for the 335 slices of 84,000.
    WAITING_SQL = "SELECT id, last_id FROM chat INDEXED BY chat_recent WHERE account_id = ?1 AND queue = 0 AND (last_id, id) > (?2, ?3) \
        ORDER BY last_id, id LIMIT ?4";
}

impl Store {
    /// The rules and hours of the accounts from now on. Chats that wait already are judged anew by
    /// [`Store::judge_again`].
    pub fn set_judges(&self, judges: Vec<AccountJudge>) {
        self.keep_judges(|before| before.with_policies(judges));
    }

    /// Judges the waiting chats of an account anew, in slices: a level may fall as well as rise, but
    /// what time has raised stays. Returns how many changed.
    ///
    /// # Errors
    /// What the disk says.
    pub async fn judge_again(&self, account: AccountId) -> Result<i64, StoreError> {
        // A chat that is written in meanwhile moves on, and comes once more.
        let (mut after, mut changed) = ((-1_i64, 0_i64), 0);
        loop {
            let (last, moved) = self
                .write(Lane::Live, move |tx| {
                    Box::pin(async move {
                        let (last, id) = after;
                        let query = sqlx::query_as(WAITING_SQL).bind(account.0).bind(last).bind(id).bind(i64::from(AT_ONCE));
                        let found: Vec<(i64, i64)> = query.fetch_all(&mut tx.conn).await?;
                        let chats: Vec<ChatId> = found.iter().map(|(id, _)| ChatId(*id)).collect();
                        let mut pairs = Vec::new();
                        for before in rollup::load_all(tx, &chats).await? {
                            if let Some(now) = judge_anew(tx, &before).await?.filter(|now| now.waiting != before.waiting) {
                                pairs.push((before, now));
                            }
                        }
                        save_all(tx, pairs, None).await.map(|moved| (found.last().map(|(id, last)| (*last, *id)), moved))
                    })
                })
                .await?;
            changed += moved;
            let Some(last) = last else { return Ok(changed) };
            after = last;
        }
    }

    /// Makes the waiting chats urgent whose deadline is 30 minutes away or nearer; the deadline
    /// stays. Chats that were overdue before their shop was connected are history and stay out.
    /// Returns which.
    ///
    /// # Errors
    /// What the disk says.
    pub async fn escalate(&self, now: AtMs) -> Result<Vec<ChatId>, StoreError> {
        let border = now.plus_ms(ESCALATE_BEFORE_MS);
        // A look needs no writer when nothing is due.
        let mut raised = Vec::new();
        for part in self.due(border).await?.chunks(AT_ONCE_RAISED) {
            let part = part.to_vec();
            raised.extend(self.write(Lane::Live, move |tx| Box::pin(async move { raise(tx, &part, border).await })).await?);
        }
        Ok(raised)
    }

    /// The chats that are not urgent though their deadline is this moment or earlier, without history.
    async fn due(&self, border: AtMs) -> Result<Vec<ChatId>, StoreError> {
        let mut conn = self.reader().await?;
        let mut connected: Vec<i64> = sqlx::query_scalar(CONNECTED_SQL).bind(border.0).fetch_all(&mut *conn).await?;
        connected.sort_unstable();
        connected.dedup();
        // What is history may be a hundred thousand chats. No look begins before the first shop was connected, and of one that came later
        // it sees no more than the index until then: 5 ms for 80,000 chats instead of 100.
        let ends = connected.iter().skip(1).copied().chain([border.0.saturating_add(1)]);
        let mut due = Vec::new();
        for (from, until) in connected.iter().zip(ends) {
            let chats: Numbers = sqlx::query_scalar(DUE_SQL).bind(*from).bind(until).fetch_one(&mut *conn).await?;
            due.extend(chats.chats()?);
        }
        let hidden: Vec<i64> = sqlx::query_scalar(DUE_SNOOZED_SQL).bind(border.0).fetch_all(&mut *conn).await?;
        due.extend(hidden.into_iter().map(ChatId));
        // By number, since neighbours share pages of the file; and once, since one may have been hidden between the two questions.
        due.sort_unstable();
        due.dedup();
        Ok(due)
    }

    /// When the next chat becomes urgent by itself.
    ///
    /// # Errors
    /// What the disk says.
    pub async fn next_escalation(&self, now: AtMs) -> Result<Option<AtMs>, StoreError> {
        let deadline: Option<i64> = sqlx::query_scalar(NEXT_DUE_SQL).bind(now.plus_ms(ESCALATE_BEFORE_MS).0).fetch_optional(&mut *self.reader().await?).await?;
        Ok(deadline.map(|at| AtMs(at).plus_ms(-ESCALATE_BEFORE_MS)))
    }

    /// Hides a chat until a moment, or brings it back. The buyer's clock goes on; a new message of
    /// the buyer brings the chat back earlier.
    ///
    /// # Errors
    /// [`pult_domain::ErrorCode::ChatNotFound`].
    pub async fn chat_snooze(&self, id: ChatId, until: Option<AtMs>) -> Result<(), StoreError> {
        self.write(Lane::Owner, move |tx| {
            Box::pin(async move {
                let before = rollup::load(tx, id).await?;
                let after = ChatState { snoozed: until, ..before.clone() };
                save_all(tx, vec![(before, after)], Some(if until.is_some() { "snoozed" } else { "woken" })).await?;
                Ok(())
            })
        })
        .await
    }

    /// Brings back the chats whose snooze is over. Returns which.
    ///
    /// # Errors
    /// What the disk says.
    pub async fn wake(&self, now: AtMs) -> Result<Vec<ChatId>, StoreError> {
        let ids: Vec<i64> = sqlx::query_scalar(AWAKE_SQL).bind(now.0).bind(i64::from(AT_ONCE)).fetch_all(&mut *self.reader().await?).await?;
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let chats: Vec<ChatId> = ids.into_iter().map(ChatId).collect();
        self.write(Lane::Live, move |tx| {
            Box::pin(async move {
                // As they are now: one may have moved since the look.
                let over = rollup::load_all(tx, &chats).await?.into_iter().filter(|chat| chat.snoozed.is_some_and(|until| until <= now));
                let pairs: Vec<_> = over.map(|before| (before.clone(), ChatState { snoozed: None, ..before })).collect();
                let woken = pairs.iter().map(|(_, after)| after.id).collect();
                save_all(tx, pairs, Some("woken")).await.map(|_| woken)
            })
        })
        .await
    }

    /// When the next snooze ends.
    ///
    /// # Errors
    /// What the disk says.
    pub async fn next_waking(&self) -> Result<Option<AtMs>, StoreError> {
        let until: Option<i64> = sqlx::query_scalar(NEXT_AWAKE_SQL).fetch_optional(&mut *self.reader().await?).await?;
        Ok(until.map(AtMs).filter(|until| *until < UNTIL_BUYER_WRITES))
    }
}

/// Makes those of the chats urgent that are due as they stand now, notes it and announces them. Returns which.
async fn raise(tx: &mut Tx, chats: &[ChatId], border: AtMs) -> Result<Vec<ChatId>, StoreError> {
    let mut raised = Vec::new();
    for (account, chats) in rollup::raise(tx, chats, border).await? {
        tx.change().tag(Tag::Chats).account(AccountId(account));
        raised.extend(chats);
    }
    for chat in &raised {
        tx.change().chat(*chat);
    }
    let now = tx.now;
    let events: Vec<_> = raised.iter().map(|chat| (*chat, "escalated", None)).collect();
    record_all(tx, now, &events).await?;
    Ok(raised)
}

/// Saves chats of any accounts and notes why; how many there were.
async fn save_all(tx: &mut Tx, mut pairs: Vec<(ChatState, ChatState)>, why: Option<&'static str>) -> Result<i64, StoreError> {
    let number = i64::try_from(pairs.len()).unwrap_or(i64::MAX);
    pairs.sort_by_key(|(_, after)| (after.account, after.id));
    for same in pairs.chunk_by(|a, b| a.1.account == b.1.account) {
        let Some(account) = same.first().map(|(_, after)| after.account) else { continue };
        rollup::save(tx, account, same).await?;
        tx.change().tag(Tag::Chats).account(AccountId(account));
        for (_, after) in same {
            tx.change().chat(after.id);
        }
    }
    if let Some(why) = why {
        let now = tx.now;
        let events: Vec<_> = pairs.iter().map(|(_, after)| (after.id, why, None)).collect();
        record_all(tx, now, &events).await?;
    }
    Ok(number)
}

/// The judges as the writer sees them, and whoever checks its work.
pub(crate) type SharedJudges = Arc<std::sync::RwLock<Arc<Judges>>>;
