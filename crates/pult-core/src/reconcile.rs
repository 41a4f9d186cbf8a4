//! Replies in doubt: the feed decides, then the settle time, then the owner.

use crate::core::Core;
use pult_domain::{AccountId, AtMs, ErrorCode, OutboxEvent, OutboxState};
use pult_store::{AccountRow, OutboxRow};
use std::sync::Arc;

/// Settle time of a channel, in milliseconds: the longer of 2 minutes and 3 polls (design 3).
const SETTLE_MS: i64 = 120_000;
/// Polls that must have passed.
const SETTLE_POLLS: i64 = 3;

impl Core {
    /// How long a reply may take to show up in this account's feed, in milliseconds.
    pub(crate) fn settle_ms(&self, account: &AccountRow) -> i64 {
        account.settle_ms.unwrap_or_else(|| SETTLE_MS.max(self.sync_every_ms.saturating_mul(SETTLE_POLLS)))
    }

    /// From when on a complete round that does not show the reply proves its absence.
    pub(crate) fn provable_at(&self, account: &AccountRow, reply: &OutboxRow) -> AtMs {
        let doubt = reply.machine.unconfirmed_at.max(reply.machine.last_attempt_at).unwrap_or(reply.queued_at);
        doubt.plus_ms(self.settle_ms(account))
    }

    /// After a complete round: replies in doubt whose settle time was over when the round began
    /// are absent. The machine sends each again once at most; after that the owner decides.
    pub(crate) async fn settle_absent(self: &Arc<Self>, account: AccountId, round_started_at: AtMs) {
        let settled = async {
            let Some(row) = self.store.account(account).await? else { return Ok(()) };
            for reply in self.store.outbox_heads(account).await? {
                let absent = reply.machine.state == OutboxState::Unconfirmed && self.provable_at(&row, &reply) <= round_started_at;
                // Known to be with the owner already: nothing new to write down.
                if absent && reply.machine.resends < pult_domain::outbox::MOST_RESENDS {
                    let after = self.store.outbox_step(reply.id, OutboxEvent::ProvenAbsent, None).await;
                    match after {
                        Ok(after) => {
                            tracing::info!(%account, outbox = %reply.id, state = after.machine.state.as_str(), "The feed does not show a doubtful reply")
                        }
                        Err(error) if error.code() == ErrorCode::StateConflict => {}
                        Err(error) => return Err(error),
                    }
                    self.lanes.of(account).wake_delivery.notify_one();
                }
            }
            Ok::<(), pult_store::StoreError>(())
        };
        if let Err(error) = settled.await {
            tracing::warn!(%account, code = %error.code(), "Doubtful replies could not be looked at");
        }
    }
}
