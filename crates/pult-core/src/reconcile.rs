//! Replies in doubt: the feed decides, then the settle time, then the owner.
//!
//! The settle time is measured on a scale that nobody can set, from the moment on at which this process
//! knows of the doubt. A process that does not live that long, as a script's, goes by what an earlier one
//! has kept: by the marketplace's clock and by this machine's, and the stricter of both decides.

use crate::core::Core;
use pult_domain::echo::ECHO_EARLY_MS;
use pult_domain::{AccountId, ErrorCode, FeedChat, FeedPage, OutboxEvent, OutboxId, OutboxState};
use pult_store::{AccountRow, Lane, OutboxRow, StoreError};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// Settle time of a channel, in milliseconds: the longer of 2 minutes and 3 polls (design 3).
const SETTLE_MS: i64 = 120_000;
/// Polls that must have passed.
const SETTLE_POLLS: i64 = 3;
/// By so much two dates of a marketplace may be further apart than their moments, in milliseconds: they have whole seconds.
const DATES_ROUNDED_MS: i64 = 1_000;

/// The replies of an account in doubt, by attempt, and since when this process knows of it, in milliseconds of the steady scale.
#[derive(Default)]
pub(crate) struct Doubts(Mutex<HashMap<OutboxId, (u32, i64)>>);

impl Doubts {
    /// Since when the doubt about a reply is known; since now, where it was not. Another attempt is another doubt.
    pub(crate) fn known_since(&self, reply: &OutboxRow, now_ms: i64) -> i64 {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (attempts, since) = known.entry(reply.id).or_insert((reply.machine.attempts, now_ms));
        if *attempts != reply.machine.attempts {
            (*attempts, *since) = (reply.machine.attempts, now_ms);
        }
        *since
    }

    /// Knows of these and of no others.
    fn note(&self, doubtful: &[OutboxRow], now_ms: i64) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).retain(|id, _| doubtful.iter().any(|reply| reply.id == *id));
        for reply in doubtful {
            self.known_since(reply, now_ms);
        }
    }
}

impl Core {
    /// How long a reply may take to show up in this account's feed, in milliseconds.
    pub(crate) fn settle_ms(&self, account: &AccountRow) -> i64 {
        account.settle_ms.unwrap_or_else(|| SETTLE_MS.max(self.sync_every_ms.saturating_mul(SETTLE_POLLS)))
    }

    /// What is left of the settle time of a reply in doubt at a moment of the steady scale, in milliseconds. A complete round that
    /// begins after it and does not show the reply proves its absence.
    pub(crate) fn left_to_settle_ms(&self, account: &AccountRow, reply: &OutboxRow, at_ms: i64) -> i64 {
        let since = self.lanes.of(account.id).doubts.known_since(reply, self.clock.steady_ms());
        self.settle_ms(account).saturating_sub(at_ms.saturating_sub(since)).max(0)
    }

    /// Before a round: the doubts that are there are known from now on.
    pub(crate) async fn note_doubts(&self, account: AccountId) {
        match self.doubtful(account).await {
            Ok(doubtful) => self.lanes.of(account).doubts.note(&doubtful, self.clock.steady_ms()),
            // Then they are known from after the round on, which settles them later.
            Err(error) => tracing::warn!(%account, code = %error.code(), "Doubtful replies could not be looked up"),
        }
    }

    /// The replies in doubt that hold back the others of their chats.
    async fn doubtful(&self, account: AccountId) -> Result<Vec<OutboxRow>, StoreError> {
        let mut heads = self.store.outbox_heads(account).await?;
        heads.retain(|head| head.machine.state == OutboxState::Unconfirmed);
        Ok(heads)
    }

    /// Whether the settle time was over when the round began, although this process knows of the doubt for less: an earlier one had
    /// looked. A clock that was set between the two must not count, so that the marketplace's must have gone as far.
    async fn settled_before(&self, account: &AccountRow, reply: &OutboxRow, began_ms: i64) -> Result<bool, StoreError> {
        let Some(there) = self.lanes.of(account.id).connected().await.and_then(|channel| channel.time_there()) else { return Ok(false) };
        let Some(first) = self.store.outbox_doubted_since(reply, there).await? else { return Ok(false) };
        let doubt = reply.machine.unconfirmed_at.max(reply.machine.last_attempt_at).unwrap_or(reply.queued_at);
        // Both as they stood when the round began.
        let since_began = self.clock.steady_ms().saturating_sub(began_ms);
        let there = there.plus_ms(-since_began).since_ms(first).saturating_sub(DATES_ROUNDED_MS);
        let here = self.clock.now().plus_ms(-since_began).since_ms(doubt);
        Ok(there.min(here) >= self.settle_ms(account))
    }

    /// After a complete round: replies in doubt whose settle time was over when the round began
    /// are absent. The machine sends each again once at most; after that the owner decides. `began_ms` is of the steady scale.
    pub(crate) async fn settle_absent(self: &Arc<Self>, account: AccountId, began_ms: i64) {
        let settled = async {
            let Some(row) = self.store.account(account).await? else { return Ok(()) };
            // A channel with a history of each chat is asked for the chat itself: its feed is put
            // together here and shows a chat only once the channel's list says that it moved.
            let seen = self.look_into_doubtful(&row).await?;
            for reply in self.doubtful(account).await? {
                // Known to be with the owner already: nothing new to write down.
                if reply.machine.resends >= pult_domain::outbox::MOST_RESENDS {
                    continue;
                }
                let looked = seen.as_ref().is_none_or(|seen| seen.contains_key(&reply.id));
                let settled = self.left_to_settle_ms(&row, &reply, began_ms) == 0 || self.settled_before(&row, &reply, began_ms).await?;
                if looked && settled {
                    // What cannot be read may be the reply itself.
                    let unreadable = match &seen {
                        Some(seen) => seen.get(&reply.id).copied().unwrap_or_default(),
                        None => self.store.outbox_may_be_unreadable(&reply).await?,
                    };
                    let unsure = unreadable || (!self.lanes.of(account).has_tried(reply.id) && self.store.outbox_may_be_there(&reply).await?);
                    let attempts = reply.machine.attempts;
                    let event = if unsure { OutboxEvent::MayBeThere { attempts } } else { OutboxEvent::ProvenAbsent { attempts } };
                    let after = self.store.outbox_step(reply.id, event, None).await;
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
            self.forget_clocks(account).await
        };
        if let Err(error) = settled.await {
            tracing::warn!(%account, code = %error.code(), "Doubtful replies could not be looked at");
        }
    }

    /// Once no echo is awaited, forgets how the clocks went until now. As long as that is known, a message that the shop wrote elsewhere
    /// hours ago may pass for the echo of a reply in the same words, which then never arrives.
    ///
    /// Nothing is sent again for it. Only replies are held against those times that are awaited, and there are none: whatever is awaited
    /// later begins later, for no attempt is under way while the turn of delivery is held. It is written down by the clock as the last
    /// answer found it, or as the next one will, which is learned before its messages are looked at. And a reply that was tried before
    /// and is tried once more, by the owner's word, counts as one of an earlier connection (`tried`).
    async fn forget_clocks(&self, account: AccountId) -> Result<(), StoreError> {
        let lane = self.lanes.of(account);
        let Some(channel) = lane.connected().await else { return Ok(()) };
        let (least_ms, most_ms) = channel.clock_was_ahead_ms();
        // So much is allowed for anyway.
        if most_ms.saturating_sub(least_ms) <= ECHO_EARLY_MS {
            return Ok(());
        }
        // Not waited for: whoever removes the account has it, and waits for this round. The next one comes here again.
        let Ok(_turn) = lane.delivery.try_lock() else { return Ok(()) };
        if !self.store.outbox_awaits_echo(account).await? {
            channel.forget_clock();
            lane.forget_tried();
        }
        Ok(())
    }

    /// Reads the newest messages of every chat with a doubtful reply and stores them, which settles
    /// those that arrived. Returns the replies whose absence this look can prove: all that was said
    /// since their first attempt was in the answer; with each whether the answer held something that cannot be read. `None` where the
    /// channel has only its feed.
    async fn look_into_doubtful(self: &Arc<Self>, account: &AccountRow) -> Result<Option<HashMap<OutboxId, bool>>, StoreError> {
        let doubtful = self.doubtful(account.id).await?;
        let mut seen = HashMap::new();
        let Some(channel) = (if doubtful.is_empty() { None } else { self.channel(account).await.ok() }) else { return Ok(Some(seen)) };
        for reply in doubtful {
            match channel.recent(&reply.remote_chat_id).await {
                Ok(None) => return Ok(None),
                Ok(Some(page)) => {
                    let clock_ahead_ms = channel.clock_was_ahead_ms();
                    let oldest = page.messages.iter().map(|message| message.sent_at).min();
                    let began = reply.machine.first_attempt_at.unwrap_or(reply.queued_at).plus_ms(clock_ahead_ms.0.min(0) - ECHO_EARLY_MS);
                    if page.last || oldest.is_some_and(|oldest| oldest < began) {
                        seen.insert(reply.id, !page.quarantined.is_empty());
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
