//! Rounds: the feed after the stored cursor, page by page, into the store.
//!
//! Fetching and storing overlap: a task of its own asks for the next page and reads it while the last
//! one is being stored. In one task with the storing, the writer waited while a page was read. Small
//! pages that have piled up are stored in one transaction with the last one's cursor. A round never
//! holds a transaction across a request.

use crate::api::dto::{ApiError, Problem, SyncReport};
use crate::core::Core;
use crate::lane::{Key, Lane, dice};
use crate::marks::StoredMarks;
use pult_connectors::{Channel, ChannelError, ItemsTold, Marks};
use pult_domain::retry::left_to_wait_ms;
use pult_domain::{AccountId, AtMs, Backoff, Change, ChannelKind, Cursor, ErrorCode, FeedPage, Retry, Tag, TokenKind};
use pult_store::{AccountRow, Applied, StoreError, StoredProblem};
use std::collections::HashSet;
use std::hash::{BuildHasher as _, RandomState};
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;
use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;
use tokio_util::task::AbortOnDropHandle;
use tracing::Instrument as _;

/// Pages fetched ahead of the store. Enough to hide a request, few enough to bound memory.
const PAGES_AHEAD: usize = 8;
/// Pause between two rounds with a base token of Wildberries, in milliseconds: 1 h, in which it may ask for one page of the
/// feed (WB's request limits, 2026-08).
const BASE_EVERY_MS: i64 = 60 * 60 * 1000;
/// Messages joined into one call of the store, at most; the store cuts by time itself.
const MESSAGES_JOINED: usize = 2_000;
/// Pages after which a round counts as a back-fill and yields to everything live.
const LIVE_PAGES: usize = 2;
/// The chat list is asked at least this often for names and items, in milliseconds: 10 min.
const CHATS_EVERY_MS: i64 = 10 * 60 * 1000;
/// A title that could not be had is asked again after this time, in milliseconds: 1 day.
const TITLES_AGAIN_MS: i64 = 24 * 60 * 60 * 1000;
/// Item titles asked for after one round. Wildberries takes a request for each: at its pace these take ten seconds.
const TITLES_AT_ONCE: i64 = 20;
/// A back-fill of at least this many messages ends with one VACUUM (design 2).
const VACUUM_FROM: i64 = 50_000;

/// What a round has done so far.
#[derive(Default)]
struct Tally {
    pages: i64,
    seen: i64,
    new: i64,
    chats_new: i64,
}

impl Tally {
    fn add(&mut self, pages: usize, applied: &Applied) {
        self.pages = self.pages.saturating_add(i64::try_from(pages).unwrap_or(i64::MAX));
        self.seen += applied.messages_seen;
        self.new += applied.messages_new;
        self.chats_new += applied.chats_new;
    }
}

/// How far a round came that did not fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    /// The channel said that nothing follows. Only this proves that something is absent.
    Seen,
    /// The cursor came round or led nowhere, or a base token may ask no further; the next round tries again.
    NotReached,
}

/// Why a round stopped early, or a file did not come.
pub(crate) enum Stopped {
    /// The channel answered with a failure, or could not be asked.
    Channel(ChannelError),
    /// Something here failed (keychain, store).
    Here(ApiError),
}

impl From<ChannelError> for Stopped {
    fn from(error: ChannelError) -> Self {
        Self::Channel(error)
    }
}

impl From<ApiError> for Stopped {
    fn from(error: ApiError) -> Self {
        Self::Here(error)
    }
}

impl From<StoreError> for Stopped {
    fn from(error: StoreError) -> Self {
        Self::Here(error.into())
    }
}

impl From<Stopped> for ApiError {
    fn from(stopped: Stopped) -> Self {
        match stopped {
            Stopped::Channel(error) => error.into(),
            Stopped::Here(error) => error,
        }
    }
}

impl Stopped {
    /// What happened, as a code.
    pub(crate) fn code(&self) -> ErrorCode {
        match self {
            Self::Channel(error) => error.code,
            Self::Here(error) => error.code,
        }
    }

    fn problem(self, now: AtMs, failures: i64) -> (StoredProblem, Option<i64>, bool) {
        let (code, detail, status, missing_right, retry) = match self {
            Self::Channel(e) => (e.code, e.detail, e.status, e.missing_right, e.retry),
            Self::Here(e) => {
                let owner = matches!(e.code, ErrorCode::TokenMissing | ErrorCode::AddressNotAllowed | ErrorCode::AddressInvalid);
                (e.code, e.message, None, None, if owner { Retry::NeedsOwner } else { Retry::Soon })
            }
        };
        // A refused request may have been the fault of a moment: it is asked again, ever more seldom.
        let retry = if retry == Retry::Never { Retry::Soon } else { retry };
        let failures = u32::try_from(failures.saturating_add(1)).unwrap_or(u32::MAX);
        let wait = retry.wait_ms(Backoff::SYNC, failures, f64::from(dice()) / 1000.0);
        let retry_at = wait.map(|ms| now.plus_ms(ms));
        (StoredProblem { code, detail, status, retry_at, missing_right }, wait, retry == Retry::NeedsOwner)
    }
}

impl Core {
    /// Starts the tasks of an account, once.
    pub(crate) fn run_account(self: &Arc<Self>, account: AccountId) {
        let lane = self.lanes.of(account);
        if !self.running.load(Ordering::SeqCst) || lane.running.swap(true, Ordering::SeqCst) {
            return;
        }
        let core = self.clone();
        let its = lane.clone();
        self.tasks.spawn(async move { core.sync_loop(account, &its).await });
        let core = self.clone();
        let its = lane.clone();
        self.tasks.spawn(async move { core.delivery_loop(account, &its).await });
        let core = self.clone();
        self.tasks.spawn(async move { core.pictures_loop(account, &lane).await });
    }

    async fn sync_loop(self: &Arc<Self>, account: AccountId, lane: &Lane) {
        loop {
            let wait = self.turn(account, lane).await;
            lane.next_sync_at.store(wait.map_or(0, |ms| self.clock.now().plus_ms(ms).0), Ordering::Relaxed);
            self.note_account(account);
            let pause = Duration::from_millis(u64::try_from(wait.unwrap_or(self.sync_every_ms)).unwrap_or_default());
            tokio::select! {
                () = lane.stop.cancelled() => return,
                () = lane.wake_sync.notified() => {}
                () = tokio::time::sleep(pause) => {}
            }
        }
    }

    /// One turn of the loop: a round unless the account rests. Returns the wait until the next.
    async fn turn(self: &Arc<Self>, account: AccountId, lane: &Lane) -> Option<i64> {
        let row = match self.store.account(account).await {
            Ok(Some(row)) => row,
            Ok(None) => {
                lane.stop.cancel();
                return None;
            }
            Err(error) => {
                tracing::warn!(%account, code = %error.code(), "The account could not be read");
                return Some(self.sync_every_ms);
            }
        };
        if row.paused || row.blocked.is_some() || self.paused.load(Ordering::SeqCst) {
            return None;
        }
        // Not inside the time the server forbade, not even when woken.
        let now = self.clock.now();
        if let Some(wait) = row.last_error.as_ref().and_then(|p| p.retry_at).map(|at| left_to_wait_ms(at, now)).filter(|ms| *ms > 0 && row.error_count > 0) {
            return Some(wait);
        }
        let base = row.token_kind == TokenKind::Base;
        let every_ms = if base { BASE_EVERY_MS } else { self.sync_every_ms };
        // A base token that has just replaced a key of another kind has its hour's page to come, and its owner waits to see it.
        let looked = !lane.another_kind.swap(false, Ordering::SeqCst);
        // Over a restart and in place of another base token too: the marketplace counts on, and would refuse.
        let rested = row.last_sync_at.map(|at| now.since_ms(at)).filter(|ms| base && looked && row.error_count == 0 && (0..every_ms).contains(ms));
        if let Some(rested) = rested {
            return Some(every_ms - rested);
        }
        let report = self.round(account).await;
        lane.wake_delivery.notify_one();
        match report.error {
            None => Some(every_ms),
            Some(problem) => problem.retry_at_ms.map(|at| at.since_ms(self.clock.now()).max(0)),
        }
    }

    /// For how many milliseconds the server forbade requests, if that time is not over. Kept in the
    /// store, so that another start or a script does not ask inside it.
    pub(crate) async fn forbidden_for(&self, account: AccountId) -> Result<Option<i64>, StoreError> {
        let row = self.store.account(account).await?;
        let problem = row.and_then(|row| row.last_error.filter(|p| row.error_count > 0 && p.code == ErrorCode::RateLimited));
        Ok(problem.and_then(|p| p.retry_at).map(|at| left_to_wait_ms(at, self.clock.now())).filter(|ms| *ms > 0))
    }

    /// The report of a round that was not begun because the server still forbids it.
    pub(crate) async fn still_forbidden(&self, account: AccountId) -> SyncReport {
        let row = self.store.account(account).await.ok().flatten();
        let error = row.as_ref().and_then(|row| row.last_error.as_ref()).map(crate::view::problem);
        report(account, row, &Tally::default(), 0, error)
    }

    /// One full round now, until no page is left. Never fails: what went wrong is in the report
    /// and with the account.
    #[tracing::instrument(skip_all, fields(%account))]
    pub(crate) async fn round(self: &Arc<Self>, account: AccountId) -> SyncReport {
        let lane = self.lanes.of(account);
        let _turn = lane.round.lock().await;
        self.note_doubts(account).await;
        let key = lane.key().await;
        let (started_at, began_ms) = (self.clock.now(), self.clock.steady_ms());
        lane.syncing.store(true, Ordering::Relaxed);
        lane.messages_this_round.store(0, Ordering::Relaxed);
        self.note_account(account);
        let mut tally = Tally::default();
        let row = self.store.account(account).await;
        let outcome = match &row {
            Ok(Some(row)) => self.read_feed(row, &lane, &mut tally, started_at).await,
            Ok(None) => Err(Stopped::Here(ApiError::missing(ErrorCode::AccountNotFound))),
            Err(error) => Err(Stopped::Here(ApiError::new(error.code(), error.to_string()))),
        };
        let failures = row.as_ref().ok().and_then(Option::as_ref).map_or(0, |row| row.error_count);
        let error = self.conclude(account, key, began_ms, failures, outcome).await;
        lane.syncing.store(false, Ordering::Relaxed);
        if error.is_none() {
            lane.wake_pictures.notify_one();
        }
        self.note_account(account);
        let after = self.store.account(account).await.ok().flatten();
        let took = self.clock.now().since_ms(started_at);
        tracing::info!(pages = tally.pages, new = tally.new, took_ms = took, error = error.as_ref().map(|p| p.code.as_str()), "A round ended");
        report(account, after, &tally, took, error)
    }

    /// Writes down how the round ended that began with this key, and then on the steady scale.
    async fn conclude(self: &Arc<Self>, account: AccountId, key: Key, began_ms: i64, failures: i64, outcome: Result<End, Stopped>) -> Option<Problem> {
        match outcome {
            Ok(end) => {
                if let Err(error) = self.store.account_sync_ok(account, self.clock.now()).await {
                    tracing::warn!(code = %error.code(), "The good round could not be noted");
                }
                match end {
                    End::Seen => self.settle_absent(account, began_ms).await,
                    // What lies behind may hold the echo of a reply in doubt.
                    End::NotReached => tracing::info!("The feed was not read to its end"),
                }
                None
            }
            Err(stopped) => {
                let (problem, _, needs_owner) = stopped.problem(self.clock.now(), failures);
                let shown = crate::view::problem(&problem);
                if let Err(error) = self.account_failed(account, key, problem, needs_owner).await {
                    tracing::warn!(code = %error.code(), "The failed round could not be noted");
                }
                Some(shown)
            }
        }
    }

    async fn read_feed(self: &Arc<Self>, row: &AccountRow, lane: &Lane, tally: &mut Tally, started_at: AtMs) -> Result<End, Stopped> {
        let channel = self.channel(row).await?;
        let first_import = row.last_sync_at.is_none();
        let (pages_in, pages_out) = mpsc::channel::<FeedPage>(PAGES_AHEAD);
        let marks = StoredMarks::of(&self.store, row);
        let (from, asked, stop) = (channel.clone(), row.cursor.clone(), lane.stop.clone());
        let base = row.token_kind == TokenKind::Base;
        let fetching = async move { fetch_pages(from.as_ref(), asked.as_ref(), &marks, pages_in, base, &stop).await };
        // A round that is given up takes it along.
        let fetching = AbortOnDropHandle::new(tokio::spawn(fetching.in_current_span()));
        let storing = async {
            // Owned here, so that a store that fails closes the way: a fetch that waits for room in it
            // would otherwise wait for ever, and the round with it.
            let mut pages_out = pages_out;
            let mut writing = self.store.writing_pages(row.id);
            loop {
                let (number, applied) = tokio::select! {
                    page = pages_out.recv() => {
                        let Some(first) = page else { break };
                        let pages = joined(first, &mut pages_out);
                        let back_fill = first_import || tally.pages >= i64::try_from(LIVE_PAGES).unwrap_or(0);
                        let store_lane = if back_fill { pult_store::Lane::BackFill } else { pult_store::Lane::Live };
                        (pages.len(), writing.put(pages, store_lane).await?)
                    }
                    applied = writing.next_done(), if writing.is_under_way() => (0, applied?),
                };
                Self::count_applied(lane, tally, number, &applied);
            }
            Self::count_applied(lane, tally, 0, &writing.finish().await?);
            Ok::<(), Stopped>(())
        };
        // A failed fetch still lets the pages before it be stored; a failed store ends both.
        storing.await?;
        let end = fetching.await.map_err(|_| ApiError::new(ErrorCode::Internal, "Reading the feed failed in itself"))??;
        self.complete_chats(row, channel.as_ref(), lane, tally, started_at).await?;
        if tally.new >= VACUUM_FROM {
            self.store.after_back_fill().await?;
        }
        Ok(end)
    }

    fn count_applied(lane: &Lane, tally: &mut Tally, pages: usize, applied: &pult_store::Applied) {
        tally.add(pages, applied);
        lane.messages_this_round.store(tally.new, Ordering::Relaxed);
        if !applied.confirmed.is_empty() {
            lane.wake_delivery.notify_one();
        }
    }

    /// Names, items and reply tokens that the feed did not bring.
    async fn complete_chats(&self, row: &AccountRow, channel: &dyn Channel, lane: &Lane, tally: &Tally, now: AtMs) -> Result<(), Stopped> {
        // A base token may ask once an hour in all: the feed is worth more than the list.
        if row.token_kind == TokenKind::Base {
            return Ok(());
        }
        let asked_at = AtMs(lane.chats_asked_at.load(Ordering::Relaxed));
        let overdue = now.since_ms(asked_at) >= CHATS_EVERY_MS;
        let signs = row.channel.signs_replies();
        if signs && (overdue || (tally.chats_new > 0 && self.store.chats_without_reply_token(row.id).await? > 0)) {
            match channel.chats().await {
                Ok(chats) => {
                    self.store.apply_chats(row.id, chats).await?;
                    lane.chats_asked_at.store(now.0, Ordering::Relaxed);
                }
                // The list only decorates what the feed told; only a token's end is worth stopping for.
                Err(error) if error.retry == Retry::NeedsOwner => return Err(error.into()),
                Err(error) => tracing::info!(code = %error.code, "The chat list could not be had; the feed stands"),
            }
        }
        let mut untitled = self.store.items_untitled(row.id, now.plus_ms(-TITLES_AGAIN_MS), TITLES_AT_ONCE).await?;
        if !untitled.is_empty() && now.0 >= lane.titles_after.load(Ordering::Relaxed) {
            match channel.items(&untitled).await {
                Ok(ItemsTold { found, unanswered }) => {
                    let titles = found.into_iter().filter_map(|item| item.title.map(|title| (item.remote_id, title))).collect();
                    if !unanswered.is_empty() {
                        lane.titles_after.store(now.plus_ms(CHATS_EVERY_MS).0, Ordering::Relaxed);
                        untitled.retain(|id| !unanswered.contains(id));
                    }
                    self.store.items_titled(row.id, untitled, titles).await?;
                }
                Err(error) => {
                    tracing::info!(code = %error.code, "Item titles could not be had");
                    // Not with every round; and one that fails whenever it is asked must not stand before the others for good.
                    lane.titles_after.store(now.plus_ms(CHATS_EVERY_MS).0, Ordering::Relaxed);
                    untitled.truncate(1);
                    self.store.items_titled(row.id, untitled, Vec::new()).await?;
                }
            }
        }
        Ok(())
    }

    pub(crate) fn note_account(&self, account: AccountId) {
        let mut change = Change::default();
        change.tag(Tag::Accounts).account(account);
        self.note(change);
    }
}

fn report(account: AccountId, row: Option<AccountRow>, tally: &Tally, took_ms: i64, error: Option<Problem>) -> SyncReport {
    SyncReport {
        account,
        channel: row.as_ref().map_or(ChannelKind::Wildberries, |row| row.channel),
        pages: count(tally.pages),
        messages_seen: count(tally.seen),
        messages_new: count(tally.new),
        chats_new: count(tally.chats_new),
        cursor: row.and_then(|row| row.cursor).map(|cursor| cursor.0),
        took_ms: count(took_ms),
        error,
    }
}

/// The cursors a round has asked with, as hashes with keys of this round: a walk's cursor has kilobytes, and a
/// first import some ten thousand pages. That two share a hash is as likely as never, and nobody can bring
/// it about; the round would end early, and the next one would go on from there.
#[derive(Default)]
struct Asked {
    keys: RandomState,
    cursors: HashSet<u64>,
}

impl Asked {
    /// Notes a cursor; whether it is asked with for the first time.
    fn first_time(&mut self, cursor: Option<&Cursor>) -> bool {
        self.cursors.insert(self.keys.hash_one(cursor))
    }
}

/// Whether a request was held back here, by the limits that are kept for the seller, and the marketplace was not asked.
fn held_back(error: &ChannelError) -> bool {
    error.code == ErrorCode::RateLimited && error.status.is_none()
}

/// Asks page after page and hands them on, until the channel says that nothing follows. With a base token it is one page an
/// hour: no failure, that is all there is.
async fn fetch_pages(
    channel: &dyn Channel,
    stored: Option<&Cursor>,
    marks: &dyn Marks,
    out: mpsc::Sender<FeedPage>,
    base: bool,
    stop: &CancellationToken,
) -> Result<End, ChannelError> {
    let mut at = stored.map(|cursor| channel.overlap(cursor));
    // A cursor that comes round again must not turn a round into an endless one.
    let mut asked = Asked::default();
    let mut first = true;
    while asked.first_time(at.as_ref()) {
        let page = tokio::select! {
            () = stop.cancelled() => return Ok(End::NotReached),
            page = channel.page(at.as_ref(), marks) => page,
        };
        let page = match page {
            Err(error) if base && !first && held_back(&error) => return Ok(End::NotReached),
            page => FeedPage { clock_ahead_ms: channel.clock_was_ahead_ms(), ..page? },
        };
        first = false;
        let (last, way_on) = (page.last, page.cursor.is_some());
        at.clone_from(&page.cursor);
        // The store has failed and says so itself.
        if out.send(page).await.is_err() {
            return Ok(End::NotReached);
        }
        if last {
            return Ok(End::Seen);
        }
        if !way_on {
            return Ok(End::NotReached);
        }
    }
    Ok(End::NotReached)
}

/// A page with those that have piled up behind it, as far as they fit into one call.
fn joined(first: FeedPage, more: &mut mpsc::Receiver<FeedPage>) -> Vec<FeedPage> {
    let mut messages = first.messages.len();
    let mut pages = vec![first];
    while messages < MESSAGES_JOINED {
        let Ok(page) = more.try_recv() else { break };
        messages += page.messages.len();
        pages.push(page);
    }
    pages
}

/// A count as the border takes it.
#[allow(clippy::cast_precision_loss, reason = "counts and milliseconds stay far below 2^53")]
pub(crate) fn count(n: i64) -> f64 {
    n as f64
}

#[cfg(test)]
pub(crate) mod tests;
