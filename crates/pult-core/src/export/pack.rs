//! The dispute pack: everything about one chat in a zip that can be proven unchanged.
//!
//! The manifest, written last, names every file with its size and SHA-256; the manifest's own hash is
//! shown to the owner, who writes it down or sends it along. The order of files and their times are
//! fixed, so that the same chat with the same files at the same moment gives the same bytes. Files that
//! nobody has looked at yet are fetched first, as far as they can be had; the pack says what is missing and why.

use super::fetching::Fetching;
use super::sheet::{About, Beside, ChatPart, Dispute, Sheet};
use super::{Job, PAGE, Writing, blocking, html, json};
use crate::api::dto::{ApiError, ChatContext, ExportView};
use crate::attachments::{PICTURE_BYTES, harmless_picture};
use crate::core::Core;
use crate::files::{KIND_BYTES, known_type, plain_name};
use crate::transfers::Run;
use pult_domain::{AttachmentId, ChatId, ErrorCode, MessageId};
use pult_store::{AccountRow, AttachmentRow, ChatEvent, MessageRow, OutboxRow};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use std::collections::HashMap;
use std::fs::File;
use std::io::{BufWriter, Error, Read as _, Result, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// The manifest's `format`.
pub(super) const FORMAT: &str = "pult-dispute-pack";
/// The manifest's `version`.
pub(super) const VERSION: u32 = 1;
/// The manifest's name in the pack.
pub(super) const MANIFEST: &str = "manifest.json";
/// Replies of one chat that are told.
const MOST_REPLIES: i64 = 1_000;
/// Bytes read at once of a file that goes in.
const BLOCK: usize = 64 * 1024;

/// What the manifest says.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Manifest {
    pub format: String,
    pub version: u32,
    pub program: String,
    /// On the shop's clock, with the difference to UTC.
    pub made_at: String,
    pub zone: String,
    pub chat: Value,
    pub files: Vec<Listed>,
    pub missing: Vec<Missing>,
}

/// A file of the pack.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Listed {
    pub path: String,
    pub bytes: u64,
    pub sha256: String,
}

/// A file of a message that is not in the pack.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Missing {
    pub name: Option<String>,
    pub kind: String,
    pub sent_at: String,
    /// `not_fetched`: it never left the marketplace; `removed`: it lay on this machine and is not there
    /// any more.
    pub why: String,
    /// What came of asking the marketplace for it, as an error code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error: Option<String>,
}

/// Why a file is not in the pack.
enum Why {
    NotFetched(ErrorCode),
    Removed,
}

/// A file of a message that goes into the pack.
struct Enclosed {
    id: AttachmentId,
    from: PathBuf,
    beside: Beside,
}

/// A file that lies here.
struct Lying {
    at: PathBuf,
    /// Of its name, after its contents.
    ending: &'static str,
    picture: bool,
}

/// The zip being written, with the hash of the entry that is open.
struct Pack {
    zip: ZipWriter<BufWriter<File>>,
    open: Option<(String, Sha256, u64)>,
    listed: Vec<Listed>,
}

impl Write for Pack {
    fn write(&mut self, bytes: &[u8]) -> Result<usize> {
        let written = self.zip.write(bytes)?;
        if let Some((_, hash, size)) = &mut self.open {
            hash.update(bytes.get(..written).unwrap_or_default());
            *size += u64::try_from(written).unwrap_or(0);
        }
        Ok(written)
    }

    fn flush(&mut self) -> Result<()> {
        self.zip.flush()
    }
}

impl Pack {
    fn new(file: File) -> Self {
        Self { zip: ZipWriter::new(BufWriter::new(file)), open: None, listed: Vec::new() }
    }

    /// Begins an entry; the one before is over.
    fn begin(&mut self, path: &str) -> Result<()> {
        self.close();
        // One time for all: otherwise the same chat would give another file each time.
        let options = SimpleFileOptions::default()
            .compression_method(zip::CompressionMethod::Deflated)
            .last_modified_time(zip::DateTime::default())
            .unix_permissions(0o600)
            .large_file(true);
        self.zip.start_file(path, options).map_err(Error::other)?;
        self.open = Some((path.to_owned(), Sha256::new(), 0));
        Ok(())
    }

    fn close(&mut self) {
        if let Some((path, hash, bytes)) = self.open.take() {
            self.listed.push(Listed { path, bytes, sha256: hex(&hash.finalize()) });
        }
    }

    fn whole(&mut self, path: &str, bytes: &[u8]) -> Result<()> {
        self.begin(path)?;
        self.write_all(bytes)
    }

    fn copy(&mut self, path: &str, from: &Path) -> Result<()> {
        self.begin(path)?;
        let mut file = File::open(from)?;
        let mut block = vec![0; BLOCK];
        loop {
            let read = file.read(&mut block)?;
            if read == 0 {
                return Ok(());
            }
            self.write_all(block.get(..read).unwrap_or_default())?;
        }
    }
}

/// A hash as people compare it.
pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

impl Core {
    pub(super) async fn write_pack(&self, run: &Run<ExportView>, job: Job) -> std::result::Result<(PathBuf, u64), ApiError> {
        let gone = || ApiError::missing(ErrorCode::ChatNotFound);
        let chat = *job.chats.first().ok_or_else(gone)?;
        let row = self.store.chat(chat).await?.ok_or_else(gone)?;
        let account = self.account_row(row.account).await?;
        let (enclosed, missing) = self.files_of(run, chat, &account, &job.about).await?;
        let mut replies = self.store.outbox_list(None, Some(chat), MOST_REPLIES).await?;
        replies.sort_by_key(|reply| reply.id);
        let events = self.store.chat_events(chat).await?;
        let context = self.context_at_hand(&row).await?;
        let files: HashMap<AttachmentId, Beside> = enclosed.iter().map(|file| (file.id, file.beside.clone())).collect();
        let shops = HashMap::from([(row.account, account.name)]);
        let labels = self.store.labels().await?.into_iter().map(|label| (label.id, label.name)).collect();
        let mut part = ChatPart::new(row, self.store.chat_channel(chat).await?.kind, &shops, &labels);
        let (order, told) = (order_json(&part, &context)?, replies_json(&replies, &events, &job.about)?);
        part.dispute = Some(Arc::new(Dispute { context, replies, files }));
        let chat_json = json!({ "channel": part.row.channel, "shop": part.shop, "id": part.row.remote_id.0, "customer": part.row.customer });
        let known = HashMap::from([(chat, part)]);

        let read_me = job.about.plain("paper-pack-read-me");
        let file = job.part.file().map_err(|error| super::refused(&error))?;
        let pack = blocking(move || {
            let mut pack = Pack::new(file);
            pack.whole("README.txt", format!("{read_me}\n").as_bytes())?;
            pack.begin("timeline.html")?;
            Ok(pack)
        })
        .await?;
        let page: Box<dyn Sheet> = Box::new(html::Page::new(job.about.clone(), None, Vec::new(), 1));
        let mut pack = self.walk_chats(run, Writing { out: pack, sheet: page }, &job.chats, &known).await?.out;
        // The same messages are written twice; they count once.
        run.change(|view| (view.messages, view.chats) = (0.0, 0));
        pack = blocking(move || pack.begin("timeline.json").map(|()| pack)).await?;
        let document: Box<dyn Sheet> = Box::new(json::Document::new(job.about.clone()));
        let mut pack = self.walk_chats(run, Writing { out: pack, sheet: document }, &job.chats, &known).await?.out;
        for file in enclosed {
            self.goes_on(run)?;
            pack = blocking(move || pack.copy(&file.beside.path, &file.from).map(|()| pack)).await?;
        }
        self.goes_on(run)?;
        run.change(|view| view.files_missing = u32::try_from(missing.len()).unwrap_or(u32::MAX));
        let manifest = Manifest {
            format: FORMAT.to_owned(),
            version: VERSION,
            program: env!("CARGO_PKG_VERSION").to_owned(),
            made_at: job.about.hours.written(job.about.made_at),
            zone: job.about.zone(),
            chat: chat_json,
            files: Vec::new(),
            missing,
        };
        let part = job.part;
        let (done, hash) = blocking(move || {
            pack.whole("order.json", order.as_bytes())?;
            pack.whole("replies.json", told.as_bytes())?;
            pack.close();
            let manifest = Manifest { files: pack.listed.clone(), ..manifest };
            let text = serde_json::to_string_pretty(&manifest)? + "\n";
            pack.whole(MANIFEST, text.as_bytes())?;
            let mut out = pack.zip.finish().map_err(Error::other)?;
            out.flush()?;
            Ok((part.finish()?, hex(&Sha256::digest(text.as_bytes()))))
        })
        .await?;
        run.change(|view| view.manifest_sha256 = Some(hash));
        Ok(done)
    }

    /// The files of a chat's messages, in their order: those that lie here by now, and those that do not.
    async fn files_of(
        &self,
        run: &Run<ExportView>,
        chat: ChatId,
        account: &AccountRow,
        about: &About,
    ) -> std::result::Result<(Vec<Enclosed>, Vec<Missing>), ApiError> {
        let (mut enclosed, mut missing) = (Vec::new(), Vec::new());
        let mut fetching = self.begin_fetching(account);
        let mut after = Some(MessageId(-1));
        while let Some(from) = after {
            self.goes_on(run)?;
            let page = self.store.messages(chat, None, Some(from), PAGE).await?;
            after = page.rows.last().map(|row| row.id).filter(|_| page.newer);
            for row in &page.rows {
                for file in &row.attachments {
                    match self.lies_at(run, &mut fetching, file).await {
                        Ok(Lying { at, ending, picture }) => {
                            let name = plain_name(file.name.as_deref().unwrap_or_default(), ending);
                            let path = format!("files/{:04}-{name}", enclosed.len() + 1);
                            enclosed.push(Enclosed { id: file.id, from: at, beside: Beside { path, picture } });
                        }
                        Err(why) => missing.push(missing_file(row, file, &why, about)),
                    }
                }
            }
        }
        Ok((enclosed, missing))
    }

    /// A file as it lies here, fetched first if need be; else why it does not.
    async fn lies_at(&self, run: &Run<ExportView>, fetching: &mut Fetching, file: &AttachmentRow) -> std::result::Result<Lying, Why> {
        // What was fetched and is gone is fetched again, as for the window.
        let kept = file.path.as_ref().map(|path| self.data.folder().join(path)).filter(|path| path.exists());
        let path = match kept {
            Some(path) => path,
            None => self.fetch_for_pack(run, fetching, file).await.map_err(|code| if file.path.is_some() { Why::Removed } else { Why::NotFetched(code) })?,
        };
        let lying = tokio::task::spawn_blocking(move || {
            let small = std::fs::metadata(&path)?.len() <= PICTURE_BYTES;
            let mut begins = Vec::new();
            File::open(&path)?.take(if small { PICTURE_BYTES } else { KIND_BYTES }).read_to_end(&mut begins)?;
            let picture = small && harmless_picture(&begins).is_some();
            std::io::Result::Ok(Lying { at: path, ending: known_type(&begins).map_or("bin", |kind| kind.ending), picture })
        });
        lying.await.map_err(|_| Why::Removed)?.map_err(|_| Why::Removed)
    }
}

fn missing_file(row: &MessageRow, file: &AttachmentRow, why: &Why, about: &About) -> Missing {
    let (why, error) = match why {
        Why::NotFetched(code) => ("not_fetched", Some(code.as_str().to_owned())),
        Why::Removed => ("removed", None),
    };
    Missing { name: file.name.clone(), kind: file.kind.as_str().to_owned(), sent_at: about.hours.written(row.sent_at), why: why.to_owned(), error }
}

fn pretty(value: &Value) -> std::result::Result<String, ApiError> {
    let text = serde_json::to_string_pretty(value).map_err(|_| ApiError::new(ErrorCode::Internal, "The facts could not be written as JSON"))?;
    Ok(text + "\n")
}

/// What the chat is about: as the chat says, and as item and order were last asked.
fn order_json(part: &ChatPart, context: &ChatContext) -> std::result::Result<String, ApiError> {
    let item = part.row.item.clone().unwrap_or_default();
    pretty(&json!({
        "chat": {
            "item": item.remote_id, "title": item.title, "order": item.order_id,
            "price_minor": item.price_minor, "currency": item.currency, "size": item.size,
        },
        "item": context.item,
        "order": context.order,
    }))
}

/// Our replies with their states and what happened to them and to the chat.
fn replies_json(replies: &[OutboxRow], events: &[ChatEvent], about: &About) -> std::result::Result<String, ApiError> {
    let at = |at| about.hours.written(at);
    let told = replies.iter().map(|reply| {
        let machine = &reply.machine;
        json!({
            "reply": reply.id, "text": reply.text, "file": reply.file.as_ref().map(|file| &file.name),
            "state": machine.state, "queued_at": at(reply.queued_at), "attempts": machine.attempts,
            "first_attempt_at": machine.first_attempt_at.map(at), "last_attempt_at": machine.last_attempt_at.map(at),
            "unconfirmed_at": machine.unconfirmed_at.map(at), "reason": machine.reason, "remote_id": machine.remote_id,
        })
    });
    let events = events.iter().map(|event| {
        let detail = event.moment().map(at).or_else(|| event.detail.clone());
        json!({ "at": at(event.at), "reply": event.outbox, "what": event.kind, "detail": detail })
    });
    pretty(&json!({ "zone": about.zone(), "replies": told.collect::<Vec<_>>(), "events": events.collect::<Vec<_>>() }))
}
