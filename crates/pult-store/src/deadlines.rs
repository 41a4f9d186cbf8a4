//! Time passing over chats: escalation, snoozes that end, and rules that change.

use crate::chats::record;
use crate::judging::{AccountJudge, Judges, judge_anew};
use crate::pool::Tx;
use crate::rollup::{self, ChatState};
use crate::sql::statements;
use crate::{Lane, Store, StoreError};
use pult_domain::sla::clock::ESCALATE_BEFORE_MS;
use pult_domain::{AccountId, AtMs, ChatId, Tag};
use std::sync::Arc;

/// Chats moved in one transaction: well under 10 ms.
const AT_ONCE: i64 = 250;
/// A snooze that only the buyer ends stands at this moment: the last second of the year 9999.
pub const UNTIL_BUYER_WRITES: AtMs = AtMs(253_402_300_799_000);

statements! {
    OLDEST_SHOP_SQL = "SELECT min(created_at_ms) FROM account";
    DUE_SQL = "SELECT deadline_at_ms, id FROM chat INDEXED BY chat_waiting WHERE queue = 0 AND snoozed_until_ms IS NULL AND deadline_at_ms <= ?1 AND priority < 3 \
        AND (deadline_at_ms, id) > (?3, ?4) AND deadline_at_ms >= (SELECT a.created_at_ms FROM account a WHERE a.id = chat.account_id) \
        ORDER BY deadline_at_ms, id LIMIT ?2";
    DUE_SNOOZED_SQL = "SELECT id FROM chat INDEXED BY chat_snoozed WHERE snoozed_until_ms IS NOT NULL AND queue = 0 AND deadline_at_ms <= ?1 AND priority < 3 \
        AND deadline_at_ms >= (SELECT a.created_at_ms FROM account a WHERE a.id = chat.account_id) LIMIT ?2";
    NEXT_DUE_SQL = "SELECT deadline_at_ms FROM chat INDEXED BY chat_waiting WHERE queue = 0 AND snoozed_until_ms IS NULL AND deadline_at_ms > ?1 AND priority < 3 \
        ORDER BY deadline_at_ms LIMIT 1";
    AWAKE_SQL = "SELECT id FROM chat INDEXED BY chat_snoozed WHERE snoozed_until_ms IS NOT NULL AND snoozed_until_ms <= ? ORDER BY snoozed_until_ms LIMIT ?";
    NEXT_AWAKE_SQL = "SELECT snoozed_until_ms FROM chat INDEXED BY chat_snoozed WHERE snoozed_until_ms IS NOT NULL ORDER BY snoozed_until_ms LIMIT 1";
    WAITING_SQL = "SELECT id FROM chat WHERE account_id = ?1 AND queue = 0 AND id > ?2 ORDER BY id LIMIT ?3";
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
        let (mut after, mut changed) = (0, 0);
        loop {
            let (last, moved) = self
                .write(Lane::Live, move |tx| {
                    Box::pin(async move {
                        let ids: Vec<i64> = sqlx::query_scalar(WAITING_SQL).bind(account.0).bind(after).bind(AT_ONCE).fetch_all(&mut tx.conn).await?;
                        let mut pairs = Vec::new();
                        for id in &ids {
                            let before = rollup::load(tx, ChatId(*id)).await?;
                            if let Some(now) = judge_anew(tx, &before).await?.filter(|now| now.waiting != before.waiting) {
                                pairs.push((before, now));
                            }
                        }
                        save_all(tx, pairs, None).await.map(|moved| (ids.last().copied(), moved))
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
        // What was overdue before the oldest shop was connected may be a hundred thousand chats, and no look goes through them.
        let oldest: Option<i64> = sqlx::query_scalar(OLDEST_SHOP_SQL).fetch_one(&mut *self.reader().await?).await?;
        let Some(oldest) = oldest else { return Ok(Vec::new()) };
        // Nor does the next part of a look go through what the one before has raised.
        let mut after = (oldest, -1);
        // A look needs no writer when nothing is due.
        let mut raised = Vec::new();
        loop {
            let due = sqlx::query_as(DUE_SQL).bind(border.0).bind(AT_ONCE).bind(after.0).bind(after.1);
            let due: Vec<(i64, i64)> = due.fetch_all(&mut *self.reader().await?).await?;
            after = due.last().copied().unwrap_or(after);
            let mut ids: Vec<i64> = due.into_iter().map(|(_, id)| id).collect();
            ids.extend(sqlx::query_scalar::<_, i64>(DUE_SNOOZED_SQL).bind(border.0).bind(AT_ONCE).fetch_all(&mut *self.reader().await?).await?);
            if ids.is_empty() {
                return Ok(raised);
            }
            let moved = self
                .write(Lane::Live, move |tx| {
                    Box::pin(async move {
                        let mut pairs = Vec::new();
                        for id in ids {
                            let before = rollup::load(tx, ChatId(id)).await?;
                            if let Some(waiting) = before.waiting.escalated(now) {
                                pairs.push((before.clone(), ChatState { waiting, ..before }));
                            }
                        }
                        let chats: Vec<ChatId> = pairs.iter().map(|(_, after)| after.id).collect();
                        save_all(tx, pairs, Some("escalated")).await.map(|_| chats)
                    })
                })
                .await?;
            if moved.is_empty() {
                return Ok(raised);
            }
            raised.extend(moved);
        }
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
        let ids: Vec<i64> = sqlx::query_scalar(AWAKE_SQL).bind(now.0).bind(AT_ONCE).fetch_all(&mut *self.reader().await?).await?;
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        self.write(Lane::Live, move |tx| {
            Box::pin(async move {
                let mut pairs = Vec::new();
                for id in ids {
                    let before = rollup::load(tx, ChatId(id)).await?;
                    if before.snoozed.is_some_and(|until| until <= now) {
                        pairs.push((before.clone(), ChatState { snoozed: None, ..before }));
                    }
                }
                let chats = pairs.iter().map(|(_, after)| after.id).collect();
                save_all(tx, pairs, Some("woken")).await.map(|_| chats)
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

/// Saves chats of any accounts and notes why; how many there were.
async fn save_all(tx: &mut Tx, mut pairs: Vec<(ChatState, ChatState)>, why: Option<&'static str>) -> Result<i64, StoreError> {
    let number = i64::try_from(pairs.len()).unwrap_or(i64::MAX);
    pairs.sort_by_key(|(_, after)| (after.account, after.id));
    for same in pairs.chunk_by(|a, b| a.1.account == b.1.account) {
        let Some(account) = same.first().map(|(_, after)| after.account) else { continue };
        rollup::save(tx, account, same).await?;
        for (_, after) in same {
            if let Some(why) = why {
                record(tx, after.id, None, why, None).await?;
            }
            tx.change().tag(Tag::Chats).chat(after.id).account(AccountId(account));
        }
    }
    Ok(number)
}

/// The judges as the writer sees them, and whoever checks its work.
pub(crate) type SharedJudges = Arc<std::sync::RwLock<Arc<Judges>>>;
