//! Chats as files: a page to read and print, JSON, CSV, and the dispute pack.
//!
//! Messages are read by pages and written as they come; memory holds one page. The file has a hidden
//! name until it is whole (`export/part.rs`). What is written is what the window shows of a chat:
//! messages, item, labels. Left out on purpose: tokens and what to ask a channel for, raw events,
//! drafts, private notes. An export leaves the owner's hands.

mod csv;
mod fetching;
mod html;
mod json;
mod pack;
mod part;
mod sheet;
mod verify;

pub(crate) use csv::{COLUMNS as CSV_COLUMNS, MARK as CSV_MARK, undefused};
pub(crate) use part::{PartFile, clear_left_over};
pub use verify::{PackEntry, PackVerdict, verify};

use crate::api::dto::{ApiError, ExportForm, ExportStart, ExportView, TransferState};
use crate::core::Core;
use crate::searching::Wanted;
use crate::state::downloads;
use crate::sync::count;
use crate::transfers::{Run, TELL_EVERY};
use crate::words::{Words, locale};
use pult_domain::sla::Hours;
use pult_domain::{AccountId, Change, ChatId, ErrorCode, MessageId, Tag};
use pult_store::{ChatListQuery, SEARCH_CHATS};
use sheet::{About, ChatPart, Sheet};
use std::collections::HashMap;
use std::io::{BufWriter, Write};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Instant;

/// Chats of one export at most.
const MOST_CHATS: i64 = 50_000;
/// Chats that may be named one by one.
const MOST_NAMED: usize = 10_000;
/// Hits of a search that are taken.
const MOST_HITS: i64 = 1_000;
/// Messages read at once.
const PAGE: i64 = 500;
/// Chats up to which a page begins with a list of them.
const LISTED: usize = 500;

/// An export that was made ready.
struct Job {
    chats: Vec<ChatId>,
    part: PartFile,
    about: About,
    form: ExportForm,
}

/// Something being written, with who writes it; goes to a thread for each page and comes back.
struct Writing<W> {
    out: W,
    sheet: Box<dyn Sheet>,
}

impl Core {
    /// Begins an export; a folder that cannot be written is refused at once.
    pub(crate) async fn begin_export(self: &Arc<Self>, request: ExportStart) -> Result<ExportView, ApiError> {
        let (chats, capped) = self.chats_asked(&request).await?;
        let Some(first) = chats.first().copied() else { return Err(ApiError::new(ErrorCode::ExportNothing, "No such chats")) };
        if request.form == ExportForm::Pack && chats.len() > 1 {
            return Err(ApiError::new(ErrorCode::InvalidRequest, "A dispute pack is of one chat"));
        }
        let only = if chats.len() == 1 { self.store.chat(first).await? } else { None };
        if chats.len() == 1 && only.is_none() {
            return Err(ApiError::missing(ErrorCode::ChatNotFound));
        }
        let about = self.about(request.locale.as_deref(), only.as_ref().map(|row| row.account)).await?;
        let name = file_name(only.as_ref().map(|row| row.customer.as_str()), chats.len(), request.form, &about);
        let (folder, data) = (folder_of(request.folder.as_deref())?, self.data.folder().to_owned());
        let made = tokio::task::spawn_blocking(move || PartFile::make(&folder, &name, &data));
        let part = made.await.map_err(|_| ended())?.map_err(|error| refused(&error))?;
        let chats_in_all = u32::try_from(chats.len()).unwrap_or(u32::MAX);
        let run = self.exports.begin(self.stop.child_token(), |run| ExportView {
            run,
            form: request.form,
            state: TransferState::Running,
            chats: 0,
            chats_in_all,
            messages: 0.0,
            capped,
            path: None,
            bytes: 0.0,
            manifest_sha256: None,
            files_fetched: 0,
            files_missing: 0,
            problem: None,
        });
        let job = Job { chats, part, about, form: request.form };
        self.tasks.spawn(self.clone().export(Arc::clone(&run), job));
        Ok(run.view())
    }

    async fn export(self: Arc<Self>, run: Arc<Run<ExportView>>, job: Job) {
        let begun = Instant::now();
        // Stopped only between two pages: dropping the work would leave the file to its thread.
        let outcome = self.write(&run, job).await;
        run.change(|view| match &outcome {
            Ok((path, bytes)) => {
                view.state = TransferState::Done;
                view.path = Some(path.display().to_string());
                view.bytes = count(i64::try_from(*bytes).unwrap_or(i64::MAX));
            }
            Err(error) if error.code == ErrorCode::ShuttingDown => view.state = TransferState::Cancelled,
            Err(error) => {
                view.state = TransferState::Failed;
                view.problem = Some(error.code);
            }
        });
        let (view, ms) = (run.view(), begun.elapsed().as_millis());
        tracing::info!(state = ?view.state, chats = view.chats, messages = view.messages, ms, "An export has ended");
        self.note_transfers();
    }

    async fn write(&self, run: &Run<ExportView>, job: Job) -> Result<(PathBuf, u64), ApiError> {
        if job.form == ExportForm::Pack {
            return self.write_pack(run, job).await;
        }
        let listed = if job.form == ExportForm::Html && (2..=LISTED).contains(&job.chats.len()) { self.names_of(&job.chats).await? } else { Vec::new() };
        let sheet: Box<dyn Sheet> = match job.form {
            ExportForm::Html | ExportForm::Pack => Box::new(html::Page::new(job.about, Some(self.data.folder().to_owned()), listed, job.chats.len())),
            ExportForm::Json => Box::new(json::Document::new(job.about)),
            ExportForm::Csv => Box::new(csv::Table::new(job.about)),
        };
        let out = BufWriter::new(job.part.file().map_err(|error| refused(&error))?);
        let writing = self.walk_chats(run, Writing { out, sheet }, &job.chats, &HashMap::new()).await?;
        crate::crash_point::crash_point("export_before_name");
        self.goes_on(run)?;
        let part = job.part;
        blocking(move || {
            writing.out.into_inner().map_err(std::io::IntoInnerError::into_error)?;
            part.finish()
        })
        .await
    }

    /// Writes chats to a sheet, a page of messages at a time.
    async fn walk_chats<W: Write + Send + 'static>(
        &self,
        run: &Run<ExportView>,
        writing: Writing<W>,
        chats: &[ChatId],
        known: &HashMap<ChatId, ChatPart>,
    ) -> Result<Writing<W>, ApiError> {
        let labels: HashMap<_, _> = self.store.labels().await?.into_iter().map(|label| (label.id, label.name)).collect();
        let shops: HashMap<_, _> = self.store.accounts().await?.into_iter().map(|row| (row.id, row.name)).collect();
        let mut writing = with(writing, |writing| writing.sheet.head(&mut writing.out)).await?;
        let mut told = Instant::now();
        for chat in chats {
            self.goes_on(run)?;
            let part = match known.get(chat) {
                Some(part) => part.clone(),
                // Its shop was removed since: there is nothing of it any more.
                None => match self.store.chat(*chat).await? {
                    Some(row) => ChatPart::new(row, self.store.chat_channel(*chat).await?.kind, &shops, &labels),
                    None => continue,
                },
            };
            let mut begins = Some(part);
            let mut after = Some(MessageId(-1));
            while let Some(from) = after {
                self.goes_on(run)?;
                let page = self.store.messages(*chat, None, Some(from), PAGE).await?;
                after = page.rows.last().map(|row| row.id).filter(|_| page.newer);
                let (part, rows) = (begins.take(), page.rows);
                let written = rows.len();
                writing = with(writing, move |writing| {
                    if let Some(part) = part {
                        writing.sheet.chat(&mut writing.out, &part)?;
                    }
                    writing.sheet.messages(&mut writing.out, &rows)
                })
                .await?;
                crate::crash_point::crash_point("export_page");
                run.change(|view| view.messages += count(i64::try_from(written).unwrap_or(0)));
                if told.elapsed() >= TELL_EVERY {
                    told = Instant::now();
                    self.note_transfers();
                }
            }
            run.change(|view| view.chats = view.chats.saturating_add(1).min(view.chats_in_all));
        }
        with(writing, |writing| {
            writing.sheet.end(&mut writing.out)?;
            writing.out.flush()
        })
        .await
    }

    /// Refuses to go on where the owner or the program's end said so.
    fn goes_on(&self, run: &Run<ExportView>) -> Result<(), ApiError> {
        if run.stop.is_cancelled() { Err(ApiError::new(ErrorCode::ShuttingDown, "Stopped")) } else { Ok(()) }
    }

    pub(crate) fn note_transfers(&self) {
        let mut change = Change::default();
        change.tag(Tag::Transfers);
        self.note(change);
    }

    async fn chats_asked(&self, request: &ExportStart) -> Result<(Vec<ChatId>, bool), ApiError> {
        let mut capped = false;
        let mut chats = match (&request.chats, &request.all, &request.query) {
            (Some(chats), None, None) if chats.len() <= MOST_NAMED => chats.clone(),
            (Some(_), None, None) => return Err(ApiError::new(ErrorCode::TooManyChats, "More chats than one export may name")),
            (None, Some(filter), None) => {
                let (view, account, label) = (filter.view, filter.account, filter.label);
                let list = ChatListQuery { view, account, label, unread_only: filter.unread.unwrap_or(false), limit: 1, after: None };
                self.store.chats_of_list(&list, MOST_CHATS + 1).await?
            }
            (None, None, Some(query)) => {
                let found = self.search_found(query, Wanted { limit: MOST_HITS, chats: SEARCH_CHATS }, false).await?;
                capped = i64::try_from(found.hits.len()).unwrap_or(0) >= MOST_HITS || found.looked_back_to_ms.is_some();
                found.hits.iter().map(|hit| hit.chat).chain(found.chats.iter().map(|chat| chat.chat)).collect()
            }
            _ => return Err(ApiError::new(ErrorCode::InvalidRequest, "One of chats, all and query")),
        };
        chats.sort_unstable();
        chats.dedup();
        if i64::try_from(chats.len()).unwrap_or(i64::MAX) > MOST_CHATS {
            return Err(ApiError::new(ErrorCode::TooManyChats, "More chats than one export takes"));
        }
        Ok((chats, capped))
    }

    async fn names_of(&self, chats: &[ChatId]) -> Result<Vec<(ChatId, String)>, ApiError> {
        let mut names = Vec::with_capacity(chats.len());
        for chat in chats {
            names.extend(self.store.chat(*chat).await?.map(|row| (row.id, row.customer)));
        }
        Ok(names)
    }

    /// The language, the zone and the moment of an export.
    async fn about(&self, asked: Option<&str>, account: Option<AccountId>) -> Result<About, ApiError> {
        let settings = crate::settings::load(&self.store).await?;
        let locale = locale(asked.or(settings.locale.as_deref()));
        let hours: Hours =
            self.policy(account).await?.policy.calendar.ready().map_err(|_| ApiError::new(ErrorCode::Internal, "The shop's calendar cannot be used"))?;
        Ok(About { words: Words::of(&locale), locale, hours: Arc::new(hours), made_at: self.clock.now() })
    }
}

/// Runs a step of the writing on a thread of its own.
async fn with<W: Send + 'static>(
    mut writing: Writing<W>,
    step: impl FnOnce(&mut Writing<W>) -> std::io::Result<()> + Send + 'static,
) -> Result<Writing<W>, ApiError> {
    blocking(move || step(&mut writing).map(|()| writing)).await
}

async fn blocking<T: Send + 'static>(work: impl FnOnce() -> std::io::Result<T> + Send + 'static) -> Result<T, ApiError> {
    tokio::task::spawn_blocking(work).await.map_err(|_| ended())?.map_err(|error| refused(&error))
}

fn ended() -> ApiError {
    ApiError::new(ErrorCode::Internal, "Writing the file ended early")
}

fn refused(error: &std::io::Error) -> ApiError {
    match error.kind() {
        std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded => {
            ApiError::new(ErrorCode::DiskFull, "The file could not be written: the disk is full")
        }
        kind => ApiError::new(ErrorCode::ExportFolder, format!("The file could not be written: {kind}")),
    }
}

/// The folder as typed; a relative one would depend on where the program was started.
fn folder_of(typed: Option<&str>) -> Result<PathBuf, ApiError> {
    let Some(typed) = typed.map(str::trim).filter(|typed| !typed.is_empty()) else { return Ok(downloads()) };
    let folder = crate::backup::at_home(typed);
    if folder.is_absolute() { Ok(folder) } else { Err(ApiError::new(ErrorCode::ExportFolder, "A folder is given with its whole path")) }
}

/// What the file is called: after the buyer, or after how many there are, with the day.
fn file_name(customer: Option<&str>, chats: usize, form: ExportForm, about: &About) -> String {
    let (ending, kind) = match form {
        ExportForm::Html => ("html", "chat"),
        ExportForm::Json => ("json", "chat"),
        ExportForm::Csv => ("csv", "chat"),
        ExportForm::Pack => ("zip", "dispute"),
    };
    let day = about.hours.local(about.made_at).date;
    // A dot or a slash of a name is no ending and no folder here.
    let who: String = customer.unwrap_or_default().chars().map(|c| if matches!(c, '.' | '/' | '\\') { ' ' } else { c }).take(60).collect();
    let who = who.split_whitespace().collect::<Vec<_>>().join(" ");
    let stem = match (customer, who.is_empty()) {
        (None, _) => format!("pult-chats-{chats}-{day}"),
        (Some(_), true) => format!("pult-{kind}-{day}"),
        (Some(_), false) => format!("pult-{kind}-{who}-{day}"),
    };
    crate::files::plain_name(&format!("{stem}.{ending}"), ending)
}

#[cfg(test)]
mod tests;
