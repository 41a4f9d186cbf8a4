//! History from files, into a connected shop or into an archive.
//!
//! A file is read as it lies there, a batch of lines at a time; the trial and the import are one and the
//! same reading, which differ in whether anything is stored. What it means that a message was imported is
//! the store's business (`pult_store::imports`): nobody is called by it and nothing waits because of it.
//!
//! One import at a time: two would find each other's messages half there.

mod columns;
mod files;
mod gather;
mod lines;
mod moments;
mod table;

pub(crate) use files::clear_uploads;
pub(crate) use gather_fuzz::gathered_whole;

use crate::api::dto::{
    ApiError, ImportColumnView, ImportDone, ImportFaultAt, ImportFile, ImportForm, ImportLooked, ImportStart, ImportTarget, ImportView, TransferState,
};
use crate::core::Core;
use crate::sync::count;
use crate::transfers::{Run, TELL_EVERY};
use files::Opened;
use gather::{Batch, Gathering, Look, Reading, hash_of};
use jiff::tz::TimeZone;
use pult_domain::{AccountId, ChannelKind, ErrorCode, ImportId};
use pult_store::{AccountRow, ImportCounts, ImportSlice, NewAccount};
use std::collections::HashSet;
use std::fs::File;
use std::io::BufReader;
use std::sync::Arc;
use std::time::Instant;

/// Lines taken at once: one transaction of about 10 ms.
const BATCH: usize = 400;
/// Lines left out that are named; the others are counted.
const NAMED: usize = 100;
/// Longest name of an archive, in Unicode scalar values, as of a shop.
const NAME_CHARS: usize = 80;
/// Characters of a sample.
const SAMPLE_CHARS: usize = 80;

/// An import that was made ready.
struct Job {
    file: Opened,
    reading: Reading,
    /// Where it goes; nowhere yet, where an archive would be made.
    account: Option<AccountRow>,
    archive: String,
    dry_run: bool,
}

/// What a run has found, for the trial.
#[derive(Default)]
struct Seen {
    chats: HashSet<u64>,
    messages: HashSet<u64>,
}

impl Core {
    /// What a file is.
    pub(crate) async fn look_at_import(&self, file: ImportFile) -> Result<ImportLooked, ApiError> {
        let (opened, look) = self.opened(file).await?;
        let zone = self.policy(None).await?.policy.calendar.zone;
        let sample = |at: usize| look.samples.iter().filter_map(|row| row.get(at)).map(|cell| cell.chars().take(SAMPLE_CHARS).collect()).collect();
        let columns = look.headings.iter().zip(&look.columns).enumerate();
        let columns = columns.map(|(at, (heading, means))| ImportColumnView {
            heading: heading.chars().take(SAMPLE_CHARS).collect(),
            means: *means,
            samples: sample(at),
        });
        Ok(ImportLooked {
            form: look.form,
            name: opened.name,
            bytes: bytes_of(opened.bytes),
            channel: look.channel,
            shop: look.shop,
            missing: if look.form == ImportForm::Json { Vec::new() } else { columns::missing(&look.columns) },
            columns: columns.collect(),
            zone,
        })
    }

    /// Begins an import or a trial of one.
    pub(crate) async fn begin_import(self: &Arc<Self>, request: ImportStart) -> Result<ImportView, ApiError> {
        self.nothing_laid()?;
        let turn = self.import_turn()?;
        let (file, look) = self.opened(request.file).await?;
        let (account, archive) = self.import_target(&request.target).await?;
        let columns = request.columns.filter(|_| look.form == ImportForm::Csv).unwrap_or(look.columns);
        if look.form != ImportForm::Json && !columns::missing(&columns).is_empty() {
            return Err(ApiError::new(ErrorCode::ImportColumns, "A needed column was not found"));
        }
        let asked = match request.zone {
            Some(zone) => zone,
            None => self.policy(account.as_ref().map(|row| row.id)).await?.policy.calendar.zone,
        };
        let zone = TimeZone::get(&asked).map_err(|_| ApiError::new(ErrorCode::InvalidRequest, "No such zone"))?;
        let channel = account.as_ref().map_or(ChannelKind::Archive, |row| row.channel);
        let reading = Reading { form: look.form, columns, separator: look.separator, zone, now: self.clock.now(), channel };
        let view = first_view(request.dry_run, false, account.as_ref().map(|row| row.id), file.bytes);
        let run = self.imports.begin(self.stop.child_token(), |run| ImportView { run, ..view });
        let job = Job { file, reading, account, archive, dry_run: request.dry_run };
        let (core, run_of) = (self.clone(), Arc::clone(&run));
        self.tasks.spawn(async move {
            let _turn = turn;
            let ended = core.import(&run_of, job).await;
            core.end_import(&run_of, ended);
        });
        Ok(run.view())
    }

    /// Begins to take an import back.
    pub(crate) async fn begin_import_undo(self: &Arc<Self>, import: ImportId) -> Result<ImportView, ApiError> {
        let turn = self.import_turn()?;
        let row = self.store.import(import).await?;
        self.store.import_undo_begin(import).await?;
        let view = first_view(false, true, Some(row.account), 0);
        let run = self.imports.begin(self.stop.child_token(), |run| ImportView { run, ..view });
        let (core, run_of) = (self.clone(), Arc::clone(&run));
        self.tasks.spawn(async move {
            let _turn = turn;
            let ended = core.take_import_back(&run_of, import, row.account).await;
            core.end_import(&run_of, ended);
        });
        Ok(run.view())
    }

    /// The imports there were, newest first.
    pub(crate) async fn imports_done(&self) -> Result<Vec<ImportDone>, ApiError> {
        let rows = self.store.imports().await?;
        let done = rows.into_iter().map(|row| ImportDone {
            import: row.id,
            account: row.account,
            at_ms: row.at,
            name: row.name,
            whole: row.done,
            chats: count(row.counts.chats_new),
            messages: count(row.counts.messages_new),
            known: count(row.counts.messages_known),
            refused: count(row.refused),
        });
        Ok(done.collect())
    }

    fn import_turn(&self) -> Result<tokio::sync::OwnedMutexGuard<()>, ApiError> {
        self.importing.clone().try_lock_owned().map_err(|_| ApiError::new(ErrorCode::ImportBusy, "Another import is under way"))
    }

    async fn opened(&self, file: ImportFile) -> Result<(Opened, Look), ApiError> {
        let path = self.path_of_import(file)?;
        let work = tokio::task::spawn_blocking(move || {
            let opened = path.open()?;
            let looked = gather::look(BufReader::new(opened.again()?)).map_err(|error| files::unreadable(&error))?;
            looked.map(|look| (opened, look)).map_err(|code| ApiError::new(code, "The file holds no history that can be read"))
        });
        work.await.map_err(|_| ended())?
    }

    /// The account that is asked for; none where an archive of that name is still to be made.
    async fn import_target(&self, target: &ImportTarget) -> Result<(Option<AccountRow>, String), ApiError> {
        match target {
            ImportTarget::Account(account) => Ok((Some(self.account_row(*account).await?), String::new())),
            ImportTarget::Archive(name) => {
                let name: String = name.trim().chars().filter(|c| !c.is_control()).take(NAME_CHARS).collect();
                if name.is_empty() {
                    return Err(ApiError::new(ErrorCode::NameUnusable, "An archive needs a name"));
                }
                let known = self.store.accounts().await?.into_iter().find(|row| row.channel == ChannelKind::Archive && row.name == name);
                Ok((known, name))
            }
        }
    }

    async fn import(self: &Arc<Self>, run: &Run<ImportView>, job: Job) -> Result<(), ApiError> {
        let (file, reading) = (job.file, job.reading);
        let handle = file.again()?;
        let mut gathering = blocking(move || Gathering::new(BufReader::new(handle), reading)).await?;
        let stored = if job.dry_run { None } else { Some(self.begin_storing(&file, job.account.as_ref(), job.archive).await?) };
        let account = stored.map(|(account, _)| account).or(job.account.map(|row| row.id));
        let mut seen = Seen::default();
        let read = self.read_import(run, &mut gathering, &mut seen, account, stored.map(|(_, import)| import)).await;
        if let Some((account, import)) = stored {
            file.let_go();
            let refused = i64::try_from(whole(run.view().refused)).unwrap_or(i64::MAX);
            self.store.import_end(import, read.is_ok(), refused).await?;
            let added = run.view().messages_new + run.view().chats_new > 0.0;
            run.change(|view| (view.account, view.import) = (Some(account), added.then_some(import)));
            self.tidy_archive(account).await?;
        }
        read
    }

    /// The account, made where it is an archive that is not there yet, and the import's own row.
    async fn begin_storing(&self, file: &Opened, account: Option<&AccountRow>, archive: String) -> Result<(AccountId, ImportId), ApiError> {
        let (id, made) = match account {
            Some(row) => (row.id, false),
            None => (self.make_archive(archive).await?, true),
        };
        Ok((id, self.store.import_begin(id, file.name.clone(), made).await?))
    }

    async fn make_archive(&self, name: String) -> Result<AccountId, ApiError> {
        let new = NewAccount::plain(ChannelKind::Archive, name);
        let account = self.store.account_add(new).await?;
        // It is as complete as it will ever be.
        self.store.account_sync_ok(account, self.clock.now()).await?;
        Ok(account)
    }

    /// An archive in which nothing came to lie is no archive.
    async fn tidy_archive(self: &Arc<Self>, account: AccountId) -> Result<(), ApiError> {
        let archive = self.store.account(account).await?.is_some_and(|row| row.channel == ChannelKind::Archive);
        if archive && self.store.account_is_empty(account).await? {
            self.remove_account(account).await?;
        }
        Ok(())
    }

    async fn read_import(
        &self,
        run: &Run<ImportView>,
        gathering: &mut Gathering<BufReader<File>>,
        seen: &mut Seen,
        account: Option<AccountId>,
        import: Option<ImportId>,
    ) -> Result<(), ApiError> {
        let mut told = Instant::now();
        loop {
            if run.stop.is_cancelled() {
                return Err(ApiError::new(ErrorCode::ShuttingDown, "Stopped"));
            }
            // Parsing a batch takes about a millisecond: less than the way to another thread and back.
            let batch = gathering.batch(BATCH).map_err(|error| files::unreadable(&error))?;
            let ended = batch.ended;
            note_faults(run, &batch);
            let counts = match (account, import) {
                (Some(account), Some(import)) => {
                    seen.chats.extend(batch.slices.iter().map(|slice| hash_of(&slice.chat.remote_id)));
                    self.store.import_apply(import, account, batch.slices).await?
                }
                (account, _) => self.compared(seen, account, &batch.slices).await?,
            };
            let bytes = gathering.bytes();
            run.change(|view| {
                view.bytes = bytes_of(bytes);
                view.chats_new += count(counts.chats_new);
                view.messages_new += count(counts.messages_new);
                view.messages_known += count(counts.messages_known);
                view.chats_known = count(i64::try_from(seen.chats.len()).unwrap_or(0)) - view.chats_new;
            });
            crate::crash_point::crash_point("import_batch");
            if told.elapsed() >= TELL_EVERY {
                told = Instant::now();
                self.note_transfers();
            }
            if ended {
                return Ok(());
            }
        }
    }

    /// What a batch would add, nothing being stored: what stood in the file before counts as here.
    async fn compared(&self, seen: &mut Seen, account: Option<AccountId>, slices: &[ImportSlice]) -> Result<ImportCounts, ApiError> {
        let known = match account {
            Some(account) => self.store.import_compare(account, slices).await?,
            None => slices.iter().map(|slice| (false, vec![false; slice.messages.len()])).collect(),
        };
        let mut counts = ImportCounts::default();
        for (slice, (chat_known, messages)) in slices.iter().zip(known) {
            counts.chats_new += i64::from(seen.chats.insert(hash_of(&slice.chat.remote_id)) && !chat_known);
            for (message, known) in slice.messages.iter().zip(messages) {
                let new = seen.messages.insert(hash_of(&(&slice.chat.remote_id, &message.remote_id))) && !known;
                counts.messages_new += i64::from(new);
                counts.messages_known += i64::from(!new);
            }
        }
        Ok(counts)
    }

    async fn take_import_back(self: &Arc<Self>, run: &Run<ImportView>, import: ImportId, account: AccountId) -> Result<(), ApiError> {
        let mut told = Instant::now();
        while let Some(removed) = self.store.import_undo_slice(import, account).await? {
            if run.stop.is_cancelled() {
                return Err(ApiError::new(ErrorCode::ShuttingDown, "Stopped"));
            }
            run.change(|view| view.messages_new += count(removed));
            if told.elapsed() >= TELL_EVERY {
                told = Instant::now();
                self.note_transfers();
            }
        }
        self.tidy_archive(account).await
    }

    fn end_import(&self, run: &Run<ImportView>, ended: Result<(), ApiError>) {
        run.change(|view| match &ended {
            Ok(()) => view.state = TransferState::Done,
            Err(error) if error.code == ErrorCode::ShuttingDown => view.state = TransferState::Cancelled,
            Err(error) => {
                view.state = TransferState::Failed;
                view.problem = Some(error.code);
            }
        });
        let view = run.view();
        let (messages, refused) = (view.messages_new, view.refused);
        tracing::info!(state = ?view.state, dry_run = view.dry_run, undo = view.undo, messages, refused, "An import has ended");
        self.note_transfers();
    }
}

fn note_faults(run: &Run<ImportView>, batch: &Batch) {
    run.change(|view| {
        view.refused += count(i64::try_from(batch.faults.len()).unwrap_or(0));
        let room = NAMED.saturating_sub(view.faults.len());
        let named = batch.faults.iter().take(room).map(|(line, fault)| ImportFaultAt { line: bytes_of(*line), fault: *fault });
        view.faults.extend(named);
    });
}

fn first_view(dry_run: bool, undo: bool, account: Option<AccountId>, bytes: u64) -> ImportView {
    ImportView {
        run: 0,
        dry_run,
        undo,
        state: TransferState::Running,
        bytes: 0.0,
        bytes_in_all: bytes_of(bytes),
        chats_new: 0.0,
        chats_known: 0.0,
        messages_new: 0.0,
        messages_known: 0.0,
        refused: 0.0,
        faults: Vec::new(),
        account,
        import: None,
        problem: None,
    }
}

fn bytes_of(bytes: u64) -> f64 {
    count(i64::try_from(bytes).unwrap_or(i64::MAX))
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a count, far below 2^53")]
fn whole(number: f64) -> u64 {
    number as u64
}

fn ended() -> ApiError {
    ApiError::new(ErrorCode::Internal, "Reading the file ended early")
}

async fn blocking<T: Send + 'static>(work: impl FnOnce() -> std::io::Result<T> + Send + 'static) -> Result<T, ApiError> {
    tokio::task::spawn_blocking(work).await.map_err(|_| ended())?.map_err(|error| files::unreadable(&error))
}

/// The whole of a file that lies in memory, for the fuzz bodies.
mod gather_fuzz {
    use super::gather::{Gathering, Reading, look};
    use jiff::tz::TimeZone;
    use pult_domain::{AtMs, ChannelKind};
    use pult_store::ImportMessage;

    /// How many lines were left out, and the messages with their chats.
    pub(crate) type Whole = (usize, Vec<(String, ImportMessage)>);

    /// Gathers a file; nothing where it is none of ours.
    pub(crate) fn gathered_whole(data: &[u8], now: AtMs) -> Option<Whole> {
        let look = look(data).ok()?.ok()?;
        let reading = Reading { form: look.form, columns: look.columns, separator: look.separator, zone: TimeZone::UTC, now, channel: ChannelKind::Archive };
        let mut gathering = Gathering::new(data, reading).ok()?;
        let (mut faults, mut messages) = (0, Vec::new());
        loop {
            let batch = gathering.batch(64).ok()?;
            faults += batch.faults.len();
            for slice in batch.slices {
                messages.extend(slice.messages.into_iter().map(|message| (slice.chat.remote_id.clone(), message)));
            }
            if batch.ended {
                return Some((faults, messages));
            }
        }
    }
}
