//! What an account has in memory: its connection, its turn, its wake-ups.

use crate::api::dto::ApiError;
use crate::core::Core;
use crate::reconcile::Doubts;
use pult_connectors::{Channel, Connect};
use pult_domain::{AccountId, AtMs, ChannelKind, ErrorCode, OutboxId};
use pult_store::{AccountRow, StoreError, StoredProblem};
use secrecy::SecretString;
use std::collections::{HashMap, HashSet};
use std::sync::atomic::{AtomicBool, AtomicI64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::{MutexGuard, Notify};
use tokio_util::sync::CancellationToken;

/// One account's memory. Everything that must survive is in the store.
#[derive(Default)]
pub(crate) struct Lane {
    /// One round at a time.
    pub round: tokio::sync::Mutex<()>,
    /// One delivery at a time: order within a chat, and no row is sent from two hands.
    pub delivery: tokio::sync::Mutex<()>,
    /// A round is wanted now.
    pub wake_sync: Notify,
    /// A reply may be due.
    pub wake_delivery: Notify,
    /// A round went well: there may be pictures to be fetched ahead.
    pub wake_pictures: Notify,
    /// One file at a time is written, and none once the account is being removed: whoever removes it holds this.
    pub files: Arc<tokio::sync::Mutex<()>>,
    /// Somebody waits for a file: whatever is fetched that nobody has asked for gives way.
    pub hurry: Notify,
    /// How many wait for a file this moment.
    pub awaited: AtomicUsize,
    /// Replies in doubt.
    pub doubts: Doubts,
    /// Replies of which every attempt was made, or is about to be, over this connection, which knows how the two clocks went meanwhile.
    tried: Mutex<HashSet<OutboxId>>,
    /// A round is under way.
    pub syncing: AtomicBool,
    /// Messages it took so far.
    pub messages_this_round: AtomicI64,
    /// When the next round starts; 0 while none is planned.
    pub next_sync_at: AtomicI64,
    /// A key of another kind was put in, which has limits of its own, and no turn of the loop has looked with it.
    pub another_kind: AtomicBool,
    /// When the chat list was last asked, in milliseconds; 0 for never.
    pub chats_asked_at: AtomicI64,
    /// Titles of items are not asked for before that moment, in milliseconds: the last question had no answer, or half of one.
    pub titles_after: AtomicI64,
    /// Ends the account's tasks.
    pub stop: CancellationToken,
    /// Its tasks run.
    pub running: AtomicBool,
    connection: tokio::sync::Mutex<Connection>,
}

/// Which of an account's keys: how many of them were replaced in this process. It tells nothing of the key itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Key(u64);

/// What an account talks to its marketplace with.
#[derive(Default)]
pub(crate) struct Connection {
    channel: Option<Arc<dyn Channel>>,
    key: Key,
}

impl Lane {
    /// When the next round starts, if one is planned.
    pub(crate) fn next_sync(&self) -> Option<AtMs> {
        Some(AtMs(self.next_sync_at.load(Ordering::Relaxed))).filter(|at| at.0 > 0)
    }

    /// The connection, if it stands.
    pub(crate) async fn connected(&self) -> Option<Arc<dyn Channel>> {
        self.connection.lock().await.channel.clone()
    }

    /// The key that stands. Asked before the connection that is used, it is that one's or an earlier one.
    pub(crate) async fn key(&self) -> Key {
        self.connection.lock().await.key
    }

    /// Holds the connection while its key is replaced: nobody connects meanwhile, and no refusal of a key is written down.
    pub(crate) async fn hold(&self) -> MutexGuard<'_, Connection> {
        self.connection.lock().await
    }

    /// Notes that a reply is tried for the first time over the connection of this key. Another key that has come in is of another
    /// connection, and one that comes in later forgets it.
    pub(crate) async fn tries(&self, reply: OutboxId, key: Key) {
        let connection = self.hold().await;
        if connection.key == key {
            self.tried.lock().unwrap_or_else(PoisonError::into_inner).insert(reply);
        }
    }

    /// Whether every attempt at a reply was made over this connection.
    pub(crate) fn has_tried(&self, reply: OutboxId) -> bool {
        self.tried.lock().unwrap_or_else(PoisonError::into_inner).contains(&reply)
    }

    /// Says, until the answer is dropped, that somebody waits for a file.
    pub(crate) fn await_file(&self) -> Awaited<'_> {
        self.awaited.fetch_add(1, Ordering::SeqCst);
        self.hurry.notify_waiters();
        Awaited(&self.awaited)
    }

    /// Whether nothing is under way that goes before pictures nobody has asked for: a round, a reply, a file
    /// that somebody waits for.
    pub(crate) fn is_quiet(&self) -> bool {
        !self.syncing.load(Ordering::Relaxed) && self.awaited.load(Ordering::SeqCst) == 0 && self.delivery.try_lock().is_ok()
    }

    /// Forgets the connection: its key was replaced.
    pub(crate) fn key_replaced(&self, connection: &mut Connection) {
        *connection = Connection { channel: None, key: Key(connection.key.0.wrapping_add(1)) };
        self.forget_tried();
    }

    /// Forgets which replies were tried: it is not known any more how the clocks went then.
    pub(crate) fn forget_tried(&self) {
        self.tried.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }
}

/// Somebody waits for a file, as long as this lives.
pub(crate) struct Awaited<'a>(&'a AtomicUsize);

impl Drop for Awaited<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}

/// The accounts' memories.
#[derive(Default)]
pub(crate) struct Lanes(Mutex<HashMap<AccountId, Arc<Lane>>>);

impl Lanes {
    /// The memory of an account, made when first asked for.
    pub(crate) fn of(&self, account: AccountId) -> Arc<Lane> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).entry(account).or_default().clone()
    }

    /// Ends an account's tasks and forgets it.
    pub(crate) fn end(&self, account: AccountId) {
        if let Some(lane) = self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(&account) {
            lane.stop.cancel();
        }
    }

    pub(crate) fn stop_all(&self) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).values().for_each(|lane| lane.stop.cancel());
    }
}

impl Core {
    /// The name of an account's secret: data folders of one owner do not share entries.
    pub(crate) async fn secret_name(&self, account: AccountId) -> Result<String, ApiError> {
        Ok(format!("{}/account-{account}", self.installation().await?))
    }

    /// What tells this data folder's entries in the keychain from another's.
    pub(crate) async fn installation(&self) -> Result<String, ApiError> {
        const KEY: &str = "installation";
        if let Some(kept) = self.store.setting(KEY).await? {
            return Ok(kept);
        }
        // Two first shops may be connected at once: a key kept under a name that lost would be lost too.
        Ok(self.store.setting_once(KEY, &random_hex()?).await?)
    }

    /// The connection of an account, made when first needed.
    pub(crate) async fn channel(&self, row: &AccountRow) -> Result<Arc<dyn Channel>, ApiError> {
        let lane = self.lanes.of(row.id);
        let mut kept = lane.connection.lock().await;
        if let Some(channel) = &kept.channel {
            return Ok(channel.clone());
        }
        let (base_url, token) = match row.channel {
            ChannelKind::Demo => {
                let demo = self.demo.as_ref().ok_or_else(|| ApiError::new(ErrorCode::DemoUnavailable, "This program has no demo shop"))?;
                let address = demo.start(self.data.folder(), 0).await.map_err(|why| ApiError::new(ErrorCode::DemoUnavailable, why))?;
                (Some(address.base_url), SecretString::from(address.token))
            }
            _ => {
                let name = self.secret_name(row.id).await?;
                let token = self.secrets.get(&name).await?;
                let missing = || ApiError::new(ErrorCode::TokenMissing, "The keychain does not hold this account's token");
                (row.base_url.clone(), token.ok_or_else(missing)?)
            }
        };
        let connect = Connect { channel: row.channel, base_url, client_id: row.client_id.clone(), token, limits_off: row.limits_off, timeouts: self.timeouts };
        let channel = pult_connectors::connect(connect, self.clock.clone())?;
        kept.channel = Some(channel.clone());
        Ok(channel)
    }

    /// Writes down what an account met with. `needs_owner`: it stops until its owner does something. That a `key` is refused which he
    /// has replaced meanwhile says nothing of the new one, and must not make the account wait for him once more.
    pub(crate) async fn account_failed(&self, account: AccountId, key: Key, problem: StoredProblem, needs_owner: bool) -> Result<(), StoreError> {
        let lane = self.lanes.of(account);
        // Held until it is written: a key that came in between would be stopped by what the one before it met with.
        let connection = lane.hold().await;
        if needs_owner && connection.key != key {
            return Ok(());
        }
        self.store.account_sync_failed(account, problem, needs_owner).await
    }
}

/// 128 random bits.
pub(crate) fn random_hex() -> Result<String, ApiError> {
    let mut bytes = [0_u8; 16];
    getrandom::fill(&mut bytes).map_err(|_| ApiError::new(ErrorCode::Internal, "The system gave no random numbers"))?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

/// A random number for jitter, from 0 to 1000; without randomness the middle.
pub(crate) fn dice() -> u16 {
    let mut bytes = [0_u8; 2];
    if getrandom::fill(&mut bytes).is_err() {
        return 500;
    }
    u16::from_le_bytes(bytes) % 1001
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::CoreOptions;
    use crate::secrets::FileSecrets;
    use crate::sync::tests::{head_of, shop};
    use pult_domain::{TokenCheck, TokenKind};
    use secrecy::ExposeSecret as _;
    use std::collections::BTreeSet;
    use std::hash::BuildHasher as _;
    use std::time::Duration;
    use tokio::io::AsyncWriteExt as _;
    use tokio::sync::oneshot;

    #[test]
    fn jitter_is_drawn_anew_each_time() {
        let drawn: BTreeSet<u16> = (0..100).map(|_| dice()).collect();
        assert!(drawn.len() > 10 && drawn.iter().all(|n| *n <= 1_000), "{drawn:?}");
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn a_key_is_not_stopped_by_what_the_one_before_it_met_with() {
        let (_folder, core, listener, account) = shop().await;
        let its = core.clone();
        let round = tokio::spawn(async move { its.round(account).await });
        let (mut asked, _) = listener.accept().await.unwrap();
        head_of(&mut asked).await;

        // The store is busy: what is to be written waits, and in the order in which it came.
        let (begins, begun) = oneshot::channel();
        let (release, released) = std::sync::mpsc::channel::<()>();
        let its = core.clone();
        let busy = tokio::spawn(async move {
            let held = its.store.setting_change("busy", move |_| {
                let _ = begins.send(());
                let _ = tokio::task::block_in_place(|| released.recv());
                Ok(String::new())
            });
            held.await
        });
        begun.await.unwrap();
        // As if the marketplace had just been asked.
        let base_url = core.account_row(account).await.unwrap().base_url;
        let check = TokenCheck { ok: true, ..TokenCheck::begun(TokenKind::Personal, None) };
        let of = core.check_hasher.hash_one((ChannelKind::Wildberries.as_str(), &base_url, &None::<String>, "the-new-key"));
        *core.last_check.lock().unwrap() = Some((of, core.clock.now(), check));
        let entry = core.secret_name(account).await.unwrap();
        let its = core.clone();
        let replacing = tokio::spawn(async move { its.set_token(account, "the-new-key".to_owned()).await });
        while core.secrets.get(&entry).await.unwrap().unwrap().expose_secret() == "the-old-key" {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        asked.write_all(b"HTTP/1.1 401 X\r\nconnection: close\r\ncontent-length: 2\r\n\r\n{}").await.unwrap();
        // Time for a refusal to be written down behind the new key, if anything lets it.
        tokio::time::sleep(Duration::from_millis(150)).await;
        release.send(()).unwrap();
        busy.await.unwrap().unwrap();
        assert!(replacing.await.unwrap().unwrap().ok);
        assert_eq!(round.await.unwrap().error.map(|problem| problem.code), Some(ErrorCode::TokenRejected));
        assert_eq!(core.account_row(account).await.unwrap().blocked, None);
    }

    #[tokio::test]
    async fn a_reply_counts_as_tried_with_the_key_that_stands_alone() {
        let lane = Lane::default();
        let old = lane.key().await;
        lane.tries(OutboxId(1), old).await;
        assert_eq!(*lane.tried.lock().unwrap(), HashSet::from([OutboxId(1)]));
        lane.key_replaced(&mut *lane.hold().await);
        lane.tries(OutboxId(2), old).await;
        lane.tries(OutboxId(3), lane.key().await).await;
        assert_eq!(*lane.tried.lock().unwrap(), HashSet::from([OutboxId(3)]));
    }

    #[tokio::test]
    async fn two_who_ask_first_are_told_one_name() {
        let folder = tempfile::tempdir().unwrap();
        let secrets = Arc::new(FileSecrets::new(folder.path().join("secrets.json")));
        let core = Core::open(CoreOptions { secrets: Some(secrets), ..CoreOptions::new(folder.path()) }).await.unwrap();
        assert_eq!(core.store.setting("installation").await.unwrap(), None, "nobody has asked yet");
        let (one, other) = tokio::join!(core.installation(), core.installation());
        let (one, other) = (one.unwrap(), other.unwrap());
        assert_eq!(one, other);
        assert_eq!(core.installation().await.unwrap(), one);
    }
}
