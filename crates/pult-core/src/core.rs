//! The running application: opened on a data folder, called through operations, shut down whole.

use crate::api::dto::{ApiError, CoreChange, ExportView, ImportView};
use crate::backup::Backups;
use crate::data_dir::DataDir;
use crate::demo::DemoShop;
use crate::doctor::KeychainTried;
use crate::drafting::{Drafting, PACE};
use crate::labels::UndoStack;
use crate::lane::Lanes;
use crate::listening::Listening;
use crate::lookups::Lookups;
use crate::metrics::CountedFigures;
use crate::models::Models;
use crate::pictures::FetchedAhead;
use crate::pump::Pump;
use crate::secrets::SecretStore;
use crate::sla::Policies;
use crate::transfers::Runs;
use crate::what_if::Replays;
use pult_connectors::Timeouts;
use pult_domain::{AtMs, Change, Clock, ErrorCode, SystemClock, TokenCheck};
use pult_store::Store;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::hash::RandomState;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::sync::{Notify, broadcast};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

/// Longest wait for the tasks at shutdown (design: five seconds at most).
const SHUTDOWN: Duration = Duration::from_secs(5);

/// Pause between two rounds of an account, in milliseconds: 30 s (design 2).
pub(crate) const SYNC_EVERY_MS: i64 = 30_000;

/// What the application is opened with.
pub struct CoreOptions {
    /// The data folder.
    pub data_dir: PathBuf,
    /// Where the time comes from.
    pub clock: Arc<dyn Clock>,
    /// Where tokens are kept; `None` as the environment asks.
    pub secrets: Option<Arc<dyn SecretStore>>,
    /// Starts the demo shop's marketplace, where there is one.
    pub demo: Option<Arc<dyn DemoShop>>,
    /// Brings the window to the front, where there is one.
    pub raise: Option<Arc<dyn Fn() + Send + Sync>>,
    /// Pause between two rounds, in milliseconds; tests shorten it.
    pub sync_every_ms: i64,
    /// How long a request may take; tests shorten it.
    pub timeouts: Timeouts,
    /// How long a model may take; `None` as each kind of provider needs. Tests shorten it.
    pub model_limits: Option<pult_assist::llm::Limits>,
}

impl CoreOptions {
    /// The usual options on a data folder.
    #[must_use]
    pub fn new(data_dir: impl Into<PathBuf>) -> Self {
        Self {
            data_dir: data_dir.into(),
            clock: Arc::new(SystemClock),
            secrets: None,
            demo: None,
            raise: None,
            sync_every_ms: SYNC_EVERY_MS,
            timeouts: Timeouts::default(),
            model_limits: None,
        }
    }
}

/// The application. Operations through [`Core::call`], changes through [`Core::changes`].
pub struct Core {
    pub(crate) data: DataDir,
    pub(crate) store: Store,
    pub(crate) secrets: Arc<dyn SecretStore>,
    pub(crate) keychain_tried: KeychainTried,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) demo: Option<Arc<dyn DemoShop>>,
    pub(crate) raise: Option<Arc<dyn Fn() + Send + Sync>>,
    pub(crate) pump: Pump,
    pub(crate) lanes: Lanes,
    pub(crate) lookups: Lookups,
    /// The last finding about a key, under a hash of the credentials that only this process knows.
    pub(crate) last_check: Mutex<Option<(u64, AtMs, TokenCheck)>>,
    pub(crate) check_hasher: RandomState,
    pub(crate) policies: Policies,
    /// Who reads the buyers' messages.
    pub(crate) listening: Listening,
    pub(crate) backups: Backups,
    pub(crate) undos: UndoStack,
    /// The past under other rules, as windows try it.
    pub(crate) replays: Replays,
    /// Exports, as windows and scripts asked for them.
    pub(crate) exports: Runs<ExportView>,
    /// Imports and their ways back, one at a time.
    pub(crate) imports: Runs<ImportView>,
    pub(crate) importing: Arc<tokio::sync::Mutex<()>>,
    /// How much was fetched today that nobody has looked at.
    pub(crate) fetched_ahead: FetchedAhead,
    /// Figures that were counted a moment ago.
    pub(crate) figures: CountedFigures,
    /// Drafts that are being written.
    pub(crate) drafting: Drafting,
    /// Language models: the chain, keys in hand, logins.
    pub(crate) models: Models,
    /// The clock over deadlines and snoozes has something earlier to do.
    pub(crate) clock_wakes: Notify,
    pub(crate) sync_every_ms: i64,
    pub(crate) timeouts: Timeouts,
    /// All accounts paused by the owner, until the program ends or the owner goes on.
    pub(crate) paused: AtomicBool,
    /// Background tasks wanted: `start` was called.
    pub(crate) running: AtomicBool,
    pub(crate) stop: CancellationToken,
    pub(crate) tasks: TaskTracker,
}

impl Core {
    /// Opens the application on a data folder. Nothing runs in the background until [`Self::start`].
    ///
    /// # Errors
    /// `data_in_use`, `data_newer`, `data_corrupt`, `data_read_only`, `disk_full`: the data is
    /// untouched in each case.
    pub async fn open(options: CoreOptions) -> Result<Arc<Self>, ApiError> {
        let data = DataDir::take(&options.data_dir)?;
        crate::export::clear_left_over(data.folder());
        crate::backup::clear_left_over(data.folder());
        crate::imports::clear_uploads(data.folder());
        let store = crate::copies::open(&data, options.clock.clone()).await?;
        // What was under way when the last session ended may have been delivered.
        let doubtful = store.outbox_found_at_start().await?;
        if doubtful > 0 {
            tracing::info!(doubtful, "Replies were under way when the program ended; the feed decides");
        }
        let stop = CancellationToken::new();
        let tasks = TaskTracker::new();
        let pump = Pump::start(store.changes(), stop.clone(), &tasks);
        let secrets = options.secrets.unwrap_or_else(|| crate::secrets::from_environment(data.folder()));
        let core = Arc::new(Self {
            data,
            store,
            secrets,
            keychain_tried: KeychainTried::default(),
            drafting: Drafting::default(),
            models: Models::new(options.clock.clone(), options.model_limits),
            clock: options.clock,
            demo: options.demo,
            raise: options.raise,
            pump,
            lanes: Lanes::default(),
            lookups: Lookups::default(),
            last_check: Mutex::default(),
            check_hasher: RandomState::new(),
            policies: Policies::default(),
            listening: Listening::default(),
            fetched_ahead: FetchedAhead::default(),
            figures: CountedFigures::default(),
            backups: Backups::default(),
            undos: UndoStack::default(),
            replays: Replays::default(),
            exports: Runs::default(),
            imports: Runs::default(),
            importing: Arc::default(),
            clock_wakes: Notify::new(),
            sync_every_ms: options.sync_every_ms,
            timeouts: options.timeouts,
            paused: AtomicBool::new(false),
            running: AtomicBool::new(false),
            stop,
            tasks,
        });
        core.store.imports_found_at_start().await?;
        core.load_policies().await?;
        core.learn().await?;
        Ok(core)
    }

    /// Starts syncing and delivering every account in the background.
    ///
    /// # Errors
    /// When the accounts cannot be read.
    pub async fn start(self: &Arc<Self>) -> Result<(), ApiError> {
        self.running.store(true, Ordering::SeqCst);
        for account in self.store.accounts().await?.into_iter().filter(|row| row.channel.is_live()) {
            self.run_account(account.id);
        }
        self.tasks.spawn(self.clone().copy_daily());
        self.tasks.spawn(self.clone().back_up_by_schedule());
        self.tasks.spawn(self.clone().draft_ahead(PACE));
        self.tasks.spawn(self.clone().watch_the_clock());
        self.tasks.spawn(self.clone().hear_again());
        Ok(())
    }

    /// Calls an operation by name and reads its answer.
    ///
    /// # Errors
    /// As [`Core::call_text`]; `internal` when the answer has another shape than was asked for.
    pub async fn call<T: DeserializeOwned>(self: &Arc<Self>, name: &str, request: Value) -> Result<T, ApiError> {
        let answer = self.call_text(name, request).await?;
        serde_json::from_str(&answer).map_err(|error| ApiError::new(ErrorCode::Internal, format!("The answer of {name} has another shape: {error}")))
    }

    /// Calls an operation that goes to its end when whoever asked has gone away: cut in the middle it would leave a shop without
    /// its key, or a backup that nobody has noted. The program's end waits for it.
    ///
    /// # Errors
    /// As [`Core::call_text`].
    pub async fn call_to_end(self: &Arc<Self>, name: String, request: Value) -> Result<String, ApiError> {
        let core = self.clone();
        let called = self.tasks.spawn(async move { core.call_text(&name, request).await }).await;
        called.unwrap_or_else(|_| Err(ApiError::new(ErrorCode::Internal, "The operation ended early")))
    }

    /// Calls an operation by name; its answer is JSON as text, ready for a face to pass on.
    ///
    /// # Errors
    /// The operation's refusal; `unknown_operation`, `invalid_request`.
    pub async fn call_text(self: &Arc<Self>, name: &str, request: Value) -> Result<String, ApiError> {
        if self.stop.is_cancelled() {
            return Err(ApiError::new(ErrorCode::ShuttingDown, "The program is ending"));
        }
        let answer = crate::api::table::dispatch(self, name, request).await;
        if let Err(error) = &answer {
            tracing::debug!(operation = name, code = %error.code, "An operation was refused");
        }
        answer
    }

    /// A new listener for changes.
    #[must_use]
    pub fn changes(&self) -> broadcast::Receiver<CoreChange> {
        self.pump.listen()
    }

    /// Ends the background tasks and closes the store. Safe to call twice.
    pub async fn shutdown(&self) {
        self.stop.cancel();
        self.lanes.stop_all();
        self.tasks.close();
        if tokio::time::timeout(SHUTDOWN, self.tasks.wait()).await.is_err() {
            tracing::warn!("Some tasks did not end in time");
        }
        if let Some(demo) = &self.demo {
            demo.stop(self.data.folder(), false).await;
        }
        self.store.close().await;
    }

    /// The store, for checks in tests.
    #[must_use]
    pub fn store(&self) -> &Store {
        &self.store
    }

    pub(crate) fn note(&self, change: Change) {
        self.pump.note(change);
    }
}
