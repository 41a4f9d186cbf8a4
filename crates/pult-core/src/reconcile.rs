//! Replies in doubt: the feed decides, then the settle time, then the owner.

use crate::core::Core;
use pult_domain::echo::ECHO_EARLY_MS;
use pult_domain::{AccountId, AtMs, ErrorCode, FeedChat, FeedPage, OutboxEvent, OutboxId, OutboxState};
use pult_store::{AccountRow, Lane, OutboxRow, StoreError};
use std::collections::HashSet;
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
            // A channel with a history of each chat is asked for the chat itself: its feed is put
            // together here and shows a chat only once the channel's list says that it moved.
            let seen = self.look_into_doubtful(&row).await?;
            for reply in self.store.outbox_heads(account).await? {
                let looked = seen.as_ref().is_none_or(|seen| seen.contains(&reply.id));
                let absent = looked && reply.machine.state == OutboxState::Unconfirmed && self.provable_at(&row, &reply) <= round_started_at;
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
            Ok::<(), StoreError>(())
        };
        if let Err(error) = settled.await {
            tracing::warn!(%account, code = %error.code(), "Doubtful replies could not be looked at");
        }
    }

    /// Reads the newest messages of every chat with a doubtful reply and stores them, which settles
    /// those that arrived. Returns the replies whose absence this look can prove: all that was said
    /// since their first attempt was in the answer. `None` where the channel has only its feed.
    async fn look_into_doubtful(self: &Arc<Self>, account: &AccountRow) -> Result<Option<HashSet<OutboxId>>, StoreError> {
        let heads = self.store.outbox_heads(account.id).await?;
        let doubtful: Vec<OutboxRow> = heads.into_iter().filter(|head| head.machine.state == OutboxState::Unconfirmed).collect();
        let mut seen = HashSet::new();
        let Some(channel) = (if doubtful.is_empty() { None } else { self.channel(account).await.ok() }) else { return Ok(Some(seen)) };
        for reply in doubtful {
            match channel.recent(&reply.remote_chat_id).await {
                Ok(None) => return Ok(None),
                Ok(Some(page)) => {
                    let clock_ahead_ms = channel.clock_ahead_ms();
                    let oldest = page.messages.iter().map(|message| message.sent_at).min();
                    let began = reply.machine.first_attempt_at.unwrap_or(reply.queued_at).plus_ms(clock_ahead_ms.min(0) - ECHO_EARLY_MS);
                    if page.last || oldest.is_some_and(|oldest| oldest < began) {
                        seen.insert(reply.id);
                    }
                    // Without its place in the walk and without a mark: this was a look aside.
                    let chats = page.chats.into_iter().map(|chat| FeedChat { mark: None, ..chat }).collect();
                    self.store.apply_pages(account.id, vec![FeedPage { chats, cursor: None, clock_ahead_ms, ..page }], Lane::Live).await?;
                }
                Err(error) => tracing::info!(outbox = %reply.id, code = %error.code, "The chat of a doubtful reply could not be looked into"),
            }
        }
        Ok(Some(seen))
    }
}
