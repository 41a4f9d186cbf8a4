//! Rounds and replies driven to their end while somebody waits for the answer: a script's `sync`, a
//! reply sent with `wait`. Longer waits are left to the background.
//!
//! When a reply is due, and until when a server forbade requests, is told by the clock. How long somebody stays, and when a settle time
//! is over, is counted on the scale that nobody can set (`steady_ms`): on it a pause passes, whatever becomes of the clock meanwhile.

use crate::api::dto::{ApiError, SyncReport};
use crate::core::Core;
use crate::delivery::rests_for_network;
use pult_domain::outbox::MOST_RESENDS;
use pult_domain::{AccountId, ErrorCode, OutboxId, OutboxState};
use pult_store::{AccountRow, OutboxRow, StoredProblem};
use std::collections::HashSet;
use std::sync::Arc;
use std::time::Duration;

/// How long `sync_now` and a waiting reply stay for a settle time, in milliseconds. Longer ones
/// are left to the background.
const STAY_MS: i64 = 10_000;
/// How long a waiting reply is driven at most, in milliseconds.
const DRIVE_MS: i64 = 120_000;
/// The shortest pause before a reply is looked at again, in milliseconds.
const SHORTEST_PAUSE_MS: i64 = 50;
/// The pause after a round that left a doubt as it was although its settle time is over, in milliseconds: it failed, or did not see all,
/// and so may the next.
const UNDECIDED_PAUSE_MS: i64 = 1_000;

/// Most replies that are hurried when the program is left.
const MOST_HURRIED: i64 = 1_000;

/// Whether replies of a shop may leave, and somebody answered at its marketplace when it was last asked.
fn is_open(account: &AccountRow) -> bool {
    let silent = |problem: &StoredProblem| problem.code.reached_nobody() || problem.code == ErrorCode::TimedOut;
    let out_of_reach = account.error_count > 0 && account.last_error.as_ref().is_some_and(silent);
    !account.paused && account.blocked.is_none() && !out_of_reach
}

/// The pause between two rounds that look for a doubtful reply, in milliseconds; `left_ms` of its settle time is left.
fn between_looks(left_ms: i64) -> i64 {
    if left_ms > 0 { left_ms.max(SHORTEST_PAUSE_MS) } else { UNDECIDED_PAUSE_MS }
}

/// Waits for so many milliseconds; not at all where they are negative.
async fn pause_ms(ms: i64) {
    tokio::time::sleep(Duration::from_millis(u64::try_from(ms).unwrap_or_default())).await;
}

impl Core {
    /// Rounds, deliveries and short settle times until nothing is left that time alone decides.
    pub(crate) async fn sync_whole(self: &Arc<Self>, account: AccountId) -> Result<SyncReport, ApiError> {
        // What is due leaves before the round: its echo is then seen at once.
        self.deliver_quietly(account).await;
        if let Some(wait) = self.forbidden_for(account).await? {
            if wait > STAY_MS {
                return Ok(self.still_forbidden(account).await);
            }
            pause_ms(wait).await;
        }
        let mut report = self.round(account).await;
        self.deliver_quietly(account).await;
        if report.error.is_none()
            && let Some(wait) = self.doubt_ends_in(account).await?
            && wait <= STAY_MS
        {
            pause_ms(wait).await;
            let second = self.round(account).await;
            self.deliver_quietly(account).await;
            let first = report;
            report = SyncReport {
                pages: first.pages + second.pages,
                messages_seen: first.messages_seen + second.messages_seen,
                messages_new: first.messages_new + second.messages_new,
                chats_new: first.chats_new + second.chats_new,
                took_ms: first.took_ms + second.took_ms,
                ..second
            };
        }
        Ok(report)
    }

    /// Lets leave what only waits out its time to undo: whoever leaves the program takes nothing back any more, and the buyer must not
    /// wait for its next start. A plan keeps its moment, and so does all that would leave through a shop that is paused, blocked or out
    /// of reach. What is not done within `longest` has the time of the closing to end ([`Core::shutdown`]), and then the next start.
    pub async fn let_go(self: &Arc<Self>, longest: Duration) {
        match tokio::time::timeout(longest, self.hurry()).await {
            Ok(Ok(())) => {}
            Ok(Err(error)) => tracing::warn!(code = %error.code, "Replies in their time to undo could not leave yet"),
            Err(_) => tracing::info!("Replies in their time to undo did not all leave in time"),
        }
    }

    async fn hurry(self: &Arc<Self>) -> Result<(), ApiError> {
        let accounts = self.store.accounts().await?;
        let open: HashSet<AccountId> = accounts.iter().filter(|account| is_open(account)).map(|account| account.id).collect();
        let now = self.clock.now();
        let mut hurried = HashSet::new();
        for reply in self.store.outbox_list(Some(OutboxState::Queued), None, MOST_HURRIED).await? {
            if !reply.machine.waits_for_undo() || !open.contains(&reply.account) {
                continue;
            }
            // One that is due has no time left to end. Of the others none that was taken back, or begun, in this very moment.
            if reply.machine.next_at <= now || self.store.outbox_end_undo(reply.id).await? {
                hurried.insert(reply.account);
            }
        }
        // Beside each other: a slow marketplace must not take the time of the others.
        // Tasks of the core, since an attempt that is cut off could not be told from one that arrived.
        let deliver = |account| {
            let core = Arc::clone(self);
            self.tasks.spawn(async move { core.deliver_quietly(account).await })
        };
        futures_util::future::join_all(hurried.into_iter().map(deliver)).await;
        Ok(())
    }

    /// A delivery's failure is with its account and its replies; the round goes on.
    async fn deliver_quietly(self: &Arc<Self>, account: AccountId) {
        if let Err(error) = self.deliver(account).await {
            tracing::info!(%account, code = %error.code, "Delivery stopped early");
        }
    }

    /// In how many milliseconds the next doubtful reply of an account can be decided, if one is
    /// left that time alone can decide: by a round that begins then. 0 where one that begins now decides it.
    async fn doubt_ends_in(&self, account: AccountId) -> Result<Option<i64>, ApiError> {
        let row = self.account_row(account).await?;
        let begins_ms = self.clock.steady_ms();
        let heads = self.store.outbox_heads(account).await?;
        let doubtful = heads.iter().filter(|h| h.machine.state == OutboxState::Unconfirmed && h.machine.resends < MOST_RESENDS);
        Ok(doubtful.map(|head| self.left_to_settle_ms(&row, head, begins_ms)).min())
    }

    /// The earlier reply of the same chat that is in doubt and holds this one back.
    async fn held_back_by(&self, reply: &OutboxRow) -> Result<Option<OutboxRow>, ApiError> {
        let heads = self.store.outbox_heads(reply.account).await?;
        Ok(heads.into_iter().find(|head| head.chat == reply.chat && head.id != reply.id && head.machine.state == OutboxState::Unconfirmed))
    }

    /// Drives one reply until it is sent, failed, with the owner, or must wait longer than it is
    /// worth staying for.
    pub(crate) async fn drive(self: &Arc<Self>, id: OutboxId) -> Result<OutboxRow, ApiError> {
        let until_ms = self.clock.steady_ms().saturating_add(DRIVE_MS);
        loop {
            let row = self.outbox_row(id).await?;
            let account = row.account;
            let wait = match row.machine.state {
                OutboxState::Sent | OutboxState::Failed | OutboxState::Cancelled => return Ok(row),
                // The owner has the next word.
                OutboxState::Queued if row.machine.held.is_some() => return Ok(row),
                OutboxState::Sending => SHORTEST_PAUSE_MS,
                OutboxState::Queued => {
                    self.deliver_quietly(account).await;
                    let after = self.outbox_row(id).await?;
                    if after.machine.state != OutboxState::Queued {
                        continue;
                    }
                    let shop = self.account_row(account).await?;
                    if shop.paused || shop.blocked.is_some() || rests_for_network(&shop, &after.machine) {
                        return Ok(after);
                    }
                    match self.held_back_by(&after).await? {
                        // Its turn comes when the doubt about another is over: that may be soon.
                        Some(other) if other.machine.resends < MOST_RESENDS => {
                            self.round(account).await;
                            match self.doubt_ends_in(account).await? {
                                Some(wait) if wait > STAY_MS => return Ok(after),
                                wait => wait.map_or(SHORTEST_PAUSE_MS, between_looks),
                            }
                        }
                        // The owner decides about the other first; nothing here shortens that.
                        Some(_) => return Ok(after),
                        None => after.machine.next_at.since_ms(self.clock.now()).max(SHORTEST_PAUSE_MS),
                    }
                }
                OutboxState::Unconfirmed => {
                    self.round(account).await;
                    let after = self.outbox_row(id).await?;
                    if after.machine.state != OutboxState::Unconfirmed {
                        continue;
                    }
                    match self.doubt_ends_in(account).await? {
                        Some(wait) if wait <= STAY_MS => between_looks(wait),
                        _ => return Ok(after),
                    }
                }
            };
            if self.clock.steady_ms().saturating_add(wait) > until_ms {
                return self.outbox_row(id).await;
            }
            pause_ms(wait).await;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rounds_that_decide_nothing_do_not_follow_each_other_without_a_pause() {
        assert_eq!([between_looks(3_000), between_looks(1)], [3_000, SHORTEST_PAUSE_MS], "the next one may decide it");
        let most = DRIVE_MS / between_looks(0);
        assert!(most <= 120, "{most} rounds of a marketplace that fails");
    }
}
