//! Time passing over chats: escalation, snoozes that end, and rules that change.

use crate::chats::record_all;
use crate::judging::{AccountJudge, Judges, judge_anew};
use crate::pool::Tx;
use crate::rollup::{self, ChatState};
use crate::sql::statements;
use crate::{Lane, Store, StoreError};
use pult_domain::sla::clock::ESCALATE_BEFORE_MS;
use pult_domain::{AccountId, AtMs, ChatId, Tag};
use std::sync::Arc;

/// Chats moved in one transaction: 15 to 22 ms at a million messages (two shared cores, 2026-11-23).
const AT_ONCE: u16 = 250;
/// A snooze that only the buyer ends stands at this moment: the last second of the year 9999.
pub const UNTIL_BUYER_WRITES: AtMs = AtMs(253_402_300_799_000);

statements! {
    CONNECTED_SQL = "SELECT created_at_ms FROM account WHERE created_at_ms <= ?";
    /// Between two moments, of the shops that were connected before the first. What is urgent already is left out by a walk through
    /// both indexes side by side. It still reads the row of each chat that was raised and waits on, for its deadline and snooze: 31 ms of a
    /// look where 60,000 do (2026-11-23). An index that holds them would end that, and cost every message that moves a deadline.
    DUE_SQL = "SELECT deadline_at_ms, id FROM chat INDEXED BY chat_waiting WHERE queue = 0 AND snoozed_until_ms IS NULL \
        AND deadline_at_ms >= ?1 AND deadline_at_ms < ?2 AND account_id IN (SELECT a.id FROM account a WHERE a.created_at_ms <= ?1) \
        EXCEPT SELECT deadline_at_ms, id FROM chat INDEXED BY chat_urgent WHERE queue = 0 AND priority = 3 AND snoozed_until_ms IS NULL \
        AND deadline_at_ms >= ?1 AND deadline_at_ms < ?2 ORDER BY deadline_at_ms, id";
    DUE_SNOOZED_SQL = "SELECT id FROM chat INDEXED BY chat_snoozed WHERE snoozed_until_ms IS NOT NULL AND queue = 0 AND deadline_at_ms <= ?1 AND priority < 3 \
        AND deadline_at_ms >= (SELECT a.created_at_ms FROM account a WHERE a.id = chat.account_id)";
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
                        let ids: Vec<i64> =
                            sqlx::query_scalar(WAITING_SQL).bind(account.0).bind(after).bind(i64::from(AT_ONCE)).fetch_all(&mut tx.conn).await?;
                        let chats: Vec<ChatId> = ids.iter().copied().map(ChatId).collect();
                        let mut pairs = Vec::new();
                        for before in rollup::load_all(tx, &chats).await? {
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
        let due = self.due(now.plus_ms(ESCALATE_BEFORE_MS)).await?;
        // A look needs no writer when nothing is due.
        let mut raised = Vec::new();
        for part in due.chunks(usize::from(AT_ONCE)) {
            let raise = move |chat: &ChatState| Some(ChatState { waiting: chat.waiting.escalated(now)?, ..chat.clone() });
            raised.extend(self.move_on(part.to_vec(), raise, "escalated").await?);
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
            let rows: Vec<(i64, i64)> = sqlx::query_as(DUE_SQL).bind(*from).bind(until).fetch_all(&mut *conn).await?;
            due.extend(rows.into_iter().map(|(_, id)| ChatId(id)));
        }
        let hidden: Vec<i64> = sqlx::query_scalar(DUE_SNOOZED_SQL).bind(border.0).fetch_all(&mut *conn).await?;
        due.extend(hidden.into_iter().map(ChatId));
        // By number, since neighbours share pages of the file; and once, since one may have been hidden between the two questions.
        due.sort_unstable();
        due.dedup();
        Ok(due)
    }

    /// Moves a part of chats on as time does, in one transaction, and notes why. Each is judged as it is found there: it may have
    /// moved since the look. Returns which moved.
    async fn move_on(
        &self,
        part: Vec<ChatId>,
        moved: impl Fn(&ChatState) -> Option<ChatState> + Send + 'static,
        why: &'static str,
    ) -> Result<Vec<ChatId>, StoreError> {
        self.write(Lane::Live, move |tx| {
            Box::pin(async move {
                let states = rollup::load_all(tx, &part).await?;
                let pairs: Vec<_> = states.into_iter().filter_map(|before| moved(&before).map(|after| (before, after))).collect();
                let chats: Vec<ChatId> = pairs.iter().map(|(_, after)| after.id).collect();
                save_all(tx, pairs, Some(why)).await.map(|_| chats)
            })
        })
        .await
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
        let wake = move |chat: &ChatState| chat.snoozed.filter(|until| *until <= now).map(|_| ChatState { snoozed: None, ..chat.clone() });
        self.move_on(ids.into_iter().map(ChatId).collect(), wake, "woken").await
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
