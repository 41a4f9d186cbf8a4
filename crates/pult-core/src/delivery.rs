//! Replies on their way: due ones are sent, one at a time per account, in order per chat.
//!
//! Every state is stored before the step it announces; see `pult_domain::outbox`.

use crate::api::dto::ApiError;
use crate::core::Core;
use crate::crash_point::crash_point;
use crate::lane::{Key, Lane, dice};
use pult_connectors::{Channel, ChannelError, SendReply, Uncertain};
use pult_domain::outbox::{Dice, MOST_ATTEMPTS};
use pult_domain::retry::left_to_wait_ms;
use pult_domain::{AccountId, AtMs, ErrorCode, Outbox, OutboxEvent, OutboxId, OutboxState, ReplyRight, Retry};
use pult_store::{AccountRow, OutboxRow, SentFacts, StoredProblem};
use std::sync::Arc;
use std::time::Duration;

/// Whether a reply's time has come. A plan may lie days ahead; any other wait is of minutes at most.
fn is_due(reply: &Outbox, now: AtMs) -> bool {
    reply.next_at <= now || (reply.planned_at.is_none() && left_to_wait_ms(reply.next_at, now) == 0)
}

/// How often the outcome of an attempt is tried to be stored before the row is left in doubt.
const STORE_TRIES: u32 = 5;
/// Pause between those tries: a full disk may be freed meanwhile.
const STORE_PAUSE: Duration = Duration::from_millis(400);
/// Longest sleep of the delivery task, in milliseconds; a safety net under the wake-ups.
const LONGEST_REST_MS: i64 = 60_000;

/// Whether a reply waits for the network: its last attempt reached nobody, and neither did the last
/// round. Attempts are counted against a channel that answers (design 3), not against a night without a
/// network; the first round that gets through wakes what rests.
pub(crate) fn rests_for_network(account: &AccountRow, reply: &Outbox) -> bool {
    reply.reason.is_some_and(ErrorCode::reached_nobody) && account.last_error.as_ref().is_some_and(|problem| problem.code.reached_nobody())
}

impl Core {
    pub(crate) async fn delivery_loop(self: &Arc<Self>, account: AccountId, lane: &Lane) {
        loop {
            let next = match self.deliver(account).await {
                Ok(next) => next,
                Err(error) => {
                    tracing::warn!(%account, code = %error.code, "Delivery stopped early");
                    Some(self.clock.now().plus_ms(1_000))
                }
            };
            let rest = next.map_or(LONGEST_REST_MS, |at| at.since_ms(self.clock.now())).clamp(0, LONGEST_REST_MS);
            tokio::select! {
                () = lane.stop.cancelled() => return,
                () = lane.wake_delivery.notified() => {}
                () = tokio::time::sleep(Duration::from_millis(u64::try_from(rest).unwrap_or_default())) => {}
            }
        }
    }

    /// Sends what is due. Returns when the next reply becomes due, if any waits.
    pub(crate) async fn deliver(self: &Arc<Self>, account: AccountId) -> Result<Option<AtMs>, ApiError> {
        let lane = self.lanes.of(account);
        let _turn = lane.delivery.lock().await;
        loop {
            let Some(row) = self.store.account(account).await? else { return Ok(None) };
            if row.paused || row.blocked.is_some() {
                return Ok(None);
            }
            let heads = self.store.outbox_heads(account).await?;
            // We hold the only turn, so nobody is sending these: an outcome could not be stored.
            for orphan in heads.iter().filter(|head| head.machine.state == OutboxState::Sending) {
                self.store.outbox_step(orphan.id, OutboxEvent::FoundAtStart, None).await?;
            }
            let waiting = heads.iter().filter(|head| head.machine.state == OutboxState::Queued && !rests_for_network(&row, &head.machine));
            let now = self.clock.now();
            let due: Vec<&OutboxRow> = waiting.clone().filter(|head| is_due(&head.machine, now)).collect();
            if due.is_empty() {
                return Ok(waiting.map(|head| head.machine.next_at).min());
            }
            let key = lane.key().await;
            let channel = match self.channel(&row).await {
                Ok(channel) => channel,
                Err(error) => {
                    self.no_connection(&row, key, &error).await?;
                    return Err(error);
                }
            };
            for reply in due {
                if lane.stop.is_cancelled() {
                    return Ok(None);
                }
                // What is left goes with the key that replaced this one.
                if lane.key().await != key {
                    break;
                }
                self.send_one(&row, channel.as_ref(), key, reply).await?;
                // What stopped the account meanwhile, a dead key or its owner, stops the other replies too.
                if self.store.account(account).await?.is_none_or(|row| row.paused || row.blocked.is_some()) {
                    return Ok(None);
                }
            }
        }
    }

    /// The keychain gave no token: the account says so, the replies stay queued.
    async fn no_connection(&self, row: &AccountRow, key: Key, error: &ApiError) -> Result<(), ApiError> {
        let needs_owner = error.code == ErrorCode::TokenMissing;
        let problem = StoredProblem { code: error.code, detail: error.message.clone(), status: None, retry_at: None, missing_right: None };
        Ok(self.account_failed(row.id, key, problem, needs_owner).await?)
    }

    #[tracing::instrument(skip_all, fields(account = %account.id, outbox = %reply.id))]
    async fn send_one(&self, account: &AccountRow, channel: &dyn Channel, key: Key, reply: &OutboxRow) -> Result<(), ApiError> {
        crash_point("before_begin");
        // An earlier attempt over another connection was made by a clock of which this one knows nothing. Before it begins: a key that
        // comes in meanwhile forgets it.
        if reply.machine.attempts == 0 {
            self.lanes.of(account.id).tries(reply.id, key).await;
        }
        // The owner may have withdrawn it in this very moment: then it does not begin.
        let ask = reply.machine.planned_at.is_some() && self.asks_after_news().await?;
        let begun = match self.store.outbox_begin(reply.id, ask).await {
            Err(error) if error.code() == ErrorCode::StateConflict => return Ok(()),
            begun => begun?,
        };
        if let Some(why) = begun.machine.held {
            tracing::info!(why = why.as_str(), "A planned reply waits for the owner");
            return Ok(());
        }
        crash_point("after_begin");
        let outcome = self.attempt(channel, &begun).await;
        crash_point("after_answer");
        if matches!(&outcome, Err(Uncertain::TurnedAway(error)) if error.code.reached_nobody()) {
            // One wire or all of it? The next round tells, and what it finds decides about the next attempt.
            self.lanes.of(account.id).wake_sync.notify_one();
        }
        let (event, facts) = self.judge(account, channel, key, &begun, outcome).await?;
        let after = self.store_outcome(reply.id, event, facts).await?;
        if after.machine.state == OutboxState::Unconfirmed {
            self.lanes.of(account.id).doubts.known_since(&after, self.clock.steady_ms());
        }
        crash_point("after_outcome");
        tracing::info!(
            state = after.machine.state.as_str(),
            attempts = after.machine.attempts,
            reason = after.machine.reason.map(ErrorCode::as_str),
            "An attempt ended"
        );
        Ok(())
    }

    /// One attempt, unless it is certain beforehand that the channel would refuse.
    async fn attempt(&self, channel: &dyn Channel, reply: &OutboxRow) -> Result<pult_connectors::Sent, Uncertain> {
        let refuse = |code: ErrorCode, detail: &str| {
            Uncertain::Refused(ChannelError { code, retry: Retry::Never, status: None, detail: detail.to_owned(), missing_right: None })
        };
        let right = self.store.chat_channel(reply.chat).await.map(|facts| facts.reply_right);
        if matches!(right, Ok(ReplyRight::Closed)) {
            return Err(refuse(ErrorCode::ReplyWindowOver, "the channel takes no more replies in this chat"));
        }
        let file = match &reply.file {
            Some(row) => Some(self.outgoing(row).await.map_err(|error| refuse(error.code, &error.message))?),
            None => None,
        };
        let request = SendReply { chat: reply.remote_chat_id.clone(), reply_token: reply.reply_token.clone(), text: reply.text.clone(), file };
        channel.send(&request).await
    }

    /// What an attempt's end means for the machine.
    async fn judge(
        &self,
        account: &AccountRow,
        channel: &dyn Channel,
        key: Key,
        reply: &OutboxRow,
        outcome: Result<pult_connectors::Sent, Uncertain>,
    ) -> Result<(OutboxEvent, Option<SentFacts>), ApiError> {
        let dice = Dice(dice());
        let event = match outcome {
            // A file is a reply of its own: when the channel took the message and left the file
            // aside, nothing of this reply arrived.
            Ok(pult_connectors::Sent { file_refused: Some(reason), .. }) if reply.file.is_some() => OutboxEvent::Refused { reason },
            Ok(sent) => {
                // Where the channel does not say when, its clock does: the buyers' messages beside it go by that one.
                let sent_at = sent.sent_at.unwrap_or_else(|| self.clock.now().plus_ms(channel.clock_ahead_ms()));
                let facts = SentFacts { sent_at: Some(sent_at), reply_token: sent.reply_token };
                return Ok((OutboxEvent::Accepted { remote_id: sent.remote_id }, Some(facts)));
            }
            Err(Uncertain::TurnedAway(error)) => OutboxEvent::TurnedAway { reason: error.code, retry: error.retry, dice },
            Err(Uncertain::AnswerLost(error)) => OutboxEvent::AnswerLost { reason: error.code },
            Err(Uncertain::Refused(error)) => {
                // A refused signature was certainly not processed: a fresh one is worth one try, whatever the attempts
                // before met with, as long as one is left.
                let tried = reply.machine.reason == Some(ErrorCode::ReplyTokenRefused) || reply.machine.turned_away + 1 >= MOST_ATTEMPTS;
                if error.code == ErrorCode::ReplyTokenRefused && !tried {
                    self.refresh_reply_tokens(account.id, channel).await;
                    OutboxEvent::TurnedAway { reason: error.code, retry: Retry::AfterMs(0), dice }
                } else {
                    let reason = error.code;
                    if error.retry == Retry::NeedsOwner {
                        let problem =
                            StoredProblem { code: error.code, detail: error.detail, status: error.status, retry_at: None, missing_right: error.missing_right };
                        self.account_failed(account.id, key, problem, true).await?;
                    }
                    OutboxEvent::Refused { reason }
                }
            }
        };
        Ok((event, None))
    }

    async fn refresh_reply_tokens(&self, account: AccountId, channel: &dyn Channel) {
        match channel.chats().await {
            Ok(chats) => {
                if let Err(error) = self.store.apply_chats(account, chats).await {
                    tracing::warn!(code = %error.code(), "Fresh reply tokens could not be stored");
                }
            }
            Err(error) => tracing::info!(code = %error.code, "Fresh reply tokens could not be had"),
        }
    }

    /// The outcome must not be lost to a passing fault of the disk; if it is, the row stays
    /// `Sending` and becomes `Unconfirmed`, never a second attempt.
    async fn store_outcome(&self, id: OutboxId, event: OutboxEvent, facts: Option<SentFacts>) -> Result<OutboxRow, ApiError> {
        let mut tries = 1;
        loop {
            match self.store.outbox_step(id, event.clone(), facts.clone()).await {
                Ok(row) => return Ok(row),
                Err(error) if tries < STORE_TRIES => {
                    tracing::warn!(code = %error.code(), tries, "An attempt's outcome could not be stored yet");
                    tries += 1;
                    tokio::time::sleep(STORE_PAUSE).await;
                }
                Err(error) => return Err(error.into()),
            }
        }
    }
}
