//! Pictures fetched before somebody looks at them: history is read without a network too, and the links of
//! some channels end (Ozon says 403 to an old one).
//!
//! After a round that went well an account fetches what buyers and shop have sent of late, the newest first and
//! one at a time, in the very way in which a click fetches it. Everything else goes first: rounds, replies,
//! whoever waits for a file. What does not come is remembered with the file (`store/pictures`), and what shuts the
//! way to all files makes the account rest.

use crate::core::Core;
use crate::lane::Lane;
use crate::sync::Stopped;
use pult_domain::retry::{LONGEST_SERVER_WAIT_MS, left_to_wait_ms};
use pult_domain::{AccountId, AtMs, ChannelKind, DAY_MS, ErrorCode, Retry, TokenKind};
use pult_store::{AccountRow, AttachmentRow, StoreError};
use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// The pause before each picture. Wildberries gives one download in a second and saves up ten (communications.yaml,
/// limits of `/api/v1/seller/download/{id}`, 2026-08-19): half of that is taken, so that some are saved up whenever the
/// owner clicks. Ozon gives 50 requests a second, Avito names no limit for files.
const PAUSE: Duration = Duration::from_secs(2);

/// The same at Yandex Market, where the address of each file is asked for first: 1,000 such requests an hour
/// (partner-api.yaml `x-resource-limit-config`, 2026-07-17), of which four fifths are ours, one in 4.5 s. Half of that.
const PAUSE_YANDEX: Duration = Duration::from_secs(9);

/// Most that is fetched ahead in a day, over all shops, in bytes: 500 MB. Ours: some hundreds of photographs as
/// telephones take them. A flood of files must not fill the disk while nobody looks.
const DAY_BYTES: u64 = 500 * 1000 * 1000;

/// Room on the disk that is left to messages and replies, in bytes: 1 GB. Ours: below it nothing comes that nobody asked for.
const ROOM_LEFT: u64 = 1000 * 1000 * 1000;

/// Rest after a failure that is not the picture's own and names no time, in milliseconds: 1 min, two rounds. As long as
/// any channel's limiter rests after a 429 without a time (`connectors/avito/limits`).
const REST_MS: i64 = 60_000;

/// Rest after a failure on this machine (disk, keychain), in milliseconds: as long as a server may ask for.
const REST_HERE_MS: i64 = LONGEST_SERVER_WAIT_MS;

/// What was fetched ahead on a day, in bytes. A new start begins anew: it bounds a flood, it is no ledger.
#[derive(Debug, Default)]
pub(crate) struct FetchedAhead(Mutex<(i64, u64)>);

impl FetchedAhead {
    /// Counts a picture; what the day has come to.
    fn add(&self, now: AtMs, bytes: u64) -> u64 {
        let mut fetched = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (day, before) = *fetched;
        let today = now.0.div_euclid(DAY_MS);
        let sum = if day == today { before.saturating_add(bytes) } else { bytes };
        *fetched = (today, sum);
        sum
    }

    /// Whether the day has had its share.
    fn is_enough(&self, now: AtMs) -> bool {
        self.add(now, 0) >= DAY_BYTES
    }
}

/// What is kept of a failure with its picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mark {
    /// Nothing: the picture is not to blame.
    None,
    /// It may come later, not within so many milliseconds.
    Later(i64),
    /// It will not come.
    Never,
}

/// What comes after a try.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Then {
    /// The next picture.
    Next,
    /// Nothing within so many milliseconds, and then not before a round has gone well.
    Rest(i64),
}

/// What a failure says of its picture, and of the way to all of them.
fn judged(stopped: &Stopped) -> (Mark, Then) {
    let Stopped::Channel(error) = stopped else { return (Mark::None, Then::Rest(REST_HERE_MS)) };
    let told = match error.retry {
        Retry::AfterMs(ms) => ms.clamp(0, LONGEST_SERVER_WAIT_MS),
        Retry::Soon | Retry::Never | Retry::NeedsOwner => 0,
    };
    let rest = Then::Rest(if told > 0 { told } else { REST_MS });
    match (error.code, error.retry) {
        (ErrorCode::RateLimited, _) => (Mark::None, rest),
        // The round before it went well: network and key are in order, so it is this file or its host. The others go first now.
        (code, retry) if code.reached_nobody() || retry == Retry::NeedsOwner => (Mark::Later(0), rest),
        // A link that has ended, or a host that does not like our address for a while: the status does not tell which.
        (_, Retry::Never) if matches!(error.status, Some(401 | 403)) => (Mark::Later(0), rest),
        (_, Retry::Never) => (Mark::Never, Then::Next),
        // The marketplace still looks at it: that says nothing of the others.
        (ErrorCode::FilePending, _) => (Mark::Later(told), Then::Next),
        _ => (Mark::Later(told), rest),
    }
}

/// Whether an account's pictures are fetched ahead as it stands.
fn may_fetch(row: &AccountRow) -> bool {
    // A base token has one download in six minutes, and none is saved up (communications.yaml, 2026-08-19): each belongs
    // to the owner's click. The demo shop's marketplace is on this machine.
    let spare = row.token_kind != TokenKind::Base && row.channel.is_live() && row.channel != ChannelKind::Demo;
    // An error that stands is a round that failed: no network, a 429, a fault over there.
    spare && !row.paused && row.blocked.is_none() && row.error_count == 0
}

fn pause(channel: ChannelKind) -> Duration {
    if channel == ChannelKind::YandexMarket { PAUSE_YANDEX } else { PAUSE }
}

impl Core {
    /// Fetches an account's pictures ahead, after each round that went well, until the account ends.
    pub(crate) async fn pictures_loop(self: &Arc<Self>, account: AccountId, lane: &Lane) {
        let mut rests_until = AtMs(0);
        loop {
            tokio::select! {
                () = lane.stop.cancelled() => return,
                () = lane.wake_pictures.notified() => {}
            }
            if left_to_wait_ms(rests_until, self.clock.now()) > 0 {
                continue;
            }
            let rest_ms = tokio::select! {
                () = lane.stop.cancelled() => return,
                rest_ms = self.fetch_pictures(account, lane) => rest_ms,
            };
            rests_until = self.clock.now().plus_ms(rest_ms);
        }
    }

    /// Fetches one picture after another until none is left or the way is shut; for how many milliseconds the account rests.
    async fn fetch_pictures(&self, account: AccountId, lane: &Lane) -> i64 {
        loop {
            let then = match self.next_picture(account).await {
                Ok(Some((row, _))) => self.fetch_ahead(&row, lane).await,
                Ok(None) => Ok(Then::Rest(0)),
                Err(error) => Err(error),
            };
            match then {
                Ok(Then::Next) => {}
                Ok(Then::Rest(ms)) => return ms,
                Err(error) => {
                    tracing::info!(%account, code = %error.code(), "What is to be fetched ahead could not be read or noted");
                    return REST_HERE_MS;
                }
            }
        }
    }

    /// The account and its next picture, where it may fetch ahead and has something to fetch.
    async fn next_picture(&self, account: AccountId) -> Result<Option<(AccountRow, AttachmentRow)>, StoreError> {
        let now = self.clock.now();
        if self.paused.load(Ordering::SeqCst) || self.fetched_ahead.is_enough(now) || !self.has_room() {
            return Ok(None);
        }
        let Some(row) = self.store.account(account).await?.filter(may_fetch) else { return Ok(None) };
        Ok(self.store.picture_next(account, now).await?.map(|picture| (row, picture)))
    }

    /// Whether the disk has more room than is left to messages and replies.
    fn has_room(&self) -> bool {
        let disk = rustix::fs::statvfs(self.data.folder());
        disk.map_or(true, |disk| disk.f_bavail.saturating_mul(disk.f_frsize) >= ROOM_LEFT)
    }

    /// Waits for a quiet moment and fetches the picture that is next then, unless somebody comes who waits for a file.
    async fn fetch_ahead(&self, row: &AccountRow, lane: &Lane) -> Result<Then, StoreError> {
        tokio::time::sleep(pause(row.channel)).await;
        let mut hurry = std::pin::pin!(lane.hurry.notified());
        // Heard from here on, before it is looked whether anybody waits already.
        hurry.as_mut().enable();
        if !lane.is_quiet() {
            return Ok(Then::Next);
        }
        // Asked anew: the shop may be paused by now, a newer picture may have come, or the owner may have opened this one.
        let Some((_, picture)) = self.next_picture(row.id).await? else { return Ok(Then::Rest(0)) };
        let fetched = tokio::select! {
            biased;
            () = &mut hurry => return Ok(Then::Next),
            fetched = self.fetch_for(&picture, pult_store::Lane::Live) => fetched,
        };
        match fetched {
            Ok((_, bytes)) => {
                self.fetched_ahead.add(self.clock.now(), u64::try_from(bytes.len()).unwrap_or(u64::MAX));
                Ok(Then::Next)
            }
            Err(stopped) => self.picture_missed(&picture, stopped).await,
        }
    }

    /// Remembers with a picture why it did not come.
    async fn picture_missed(&self, picture: &AttachmentRow, stopped: Stopped) -> Result<Then, StoreError> {
        let (mark, then) = judged(&stopped);
        tracing::debug!(account = %picture.account, attachment = %picture.id, code = %stopped.code(), ?mark, "A picture could not be fetched ahead");
        match mark {
            Mark::None => {}
            Mark::Later(ms) => self.store.picture_put_off(picture.id, ms).await?,
            Mark::Never => self.store.picture_given_up(picture.id).await?,
        }
        Ok(then)
    }
}

#[cfg(test)]
mod tests;
