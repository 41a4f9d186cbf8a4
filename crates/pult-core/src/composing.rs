//! Replies from the composer to the outbox and back, and private notes.
//!
//! A reply is stored before anything else is answered; that it leaves later (time to undo, a plan)
//! is the store's `next_at`, never a timer in memory, so a restart keeps it. What may still be changed
//! or taken back is decided by the machine in the store's transaction, see `pult_domain::outbox`.

use crate::api::dto::{
    ApiError, DraftMode, DraftSet, NoteAdd, NoteEdit, NoteView, OutboxView, ReplyEdit, ReplySend, SendTime, SendTimeAsk, UploadRename, UploadView,
};
use crate::core::Core;
use crate::{settings, view};
use pult_domain::sla::later;
use pult_domain::{AccountId, ChatId, ErrorCode, NoteId, OutboxId};
use pult_store::{Batch, NewReply, NoteRow, ReplyChange};
use std::sync::Arc;

/// Longest text kept while it is written, in Unicode scalar values.
const DRAFT_CHARS: usize = 20_000;
/// Longest note, in Unicode scalar values: no channel limits it, a screen does.
const NOTE_CHARS: usize = 20_000;
/// Longest time to undo that may be asked for, in milliseconds.
const LONGEST_UNDO_MS: f64 = 60_000.0;

impl Core {
    /// Keeps a text being written.
    pub(crate) async fn keep_writing(&self, request: DraftSet) -> Result<(), ApiError> {
        if request.text.chars().count() > DRAFT_CHARS {
            return Err(ApiError::new(ErrorCode::TextTooLong, "The draft is too long to be kept"));
        }
        match request.mode.unwrap_or_default() {
            DraftMode::Reply => self.store.draft_keep(request.chat, request.text, request.seen, request.reply_to).await?,
            DraftMode::Note => self.store.note_draft_set(request.chat, request.text).await?,
        }
        Ok(())
    }

    /// Stores a reply; it leaves when its time to undo is over, or at the moment the owner typed.
    pub(crate) async fn send_reply(self: &Arc<Self>, request: ReplySend) -> Result<OutboxView, ApiError> {
        let head = self.store.chat_head(request.chat).await?.ok_or_else(|| ApiError::missing(ErrorCode::ChatNotFound))?;
        if !head.row.channel.is_live() {
            return Err(ApiError::new(ErrorCode::ArchiveOnly, "An archive has nobody to send to"));
        }
        let text = request.text.trim();
        let uploads = request.uploads.clone().unwrap_or_default();
        self.accepts(text, uploads.len(), &pult_connectors::limits(head.row.channel))?;
        let next_at = self.clock.now().plus_ms(self.undo_ms(request.undo_ms).await?);
        let planned_at = match &request.at {
            Some(typed) => Some(self.send_moment(Some(head.row.account), typed).await?.at_ms),
            None => None,
        };
        // The guard's judgement.
        let passed = self.at_the_door(&request).await?;
        // What the writer has seen: the store compares it in the transaction that keeps the reply.
        let seen = request.seen.filter(|_| request.despite_news != Some(true));
        let key = request.client_key.clone().filter(|key| !key.is_empty());
        let reply = |text: &str, upload| NewReply { chat: request.chat, text: text.to_owned(), upload, next_at, client_key: key.clone() };
        let files = uploads.into_iter().map(|id| NewReply { client_key: key.as_ref().map(|key| format!("{key}/{id}")), ..reply("", Some(id)) });
        let replies = files.chain((!text.is_empty()).then(|| reply(text, None))).collect();
        let batch = Batch { replies, despite: passed.despite, planned_at, reply_to: request.reply_to, seen };
        let row = self.store.outbox_add_batch(batch).await?.pop().ok_or_else(|| ApiError::new(ErrorCode::TextEmpty, "The reply is empty"))?;
        self.lanes.of(row.account).wake_delivery.notify_one();
        if let Some(draft) = passed.draft {
            self.note_sent(draft, row.id, text);
        }
        if request.wait != Some(true) {
            return Ok(view::outbox(row));
        }
        // It is stored: whatever ends the waiting, a refusal would have it written a second time.
        let driven = self.drive(row.id).await.inspect_err(|error| tracing::warn!(code = %error.code, "A reply that is stored could not be waited for"));
        Ok(view::outbox(driven.unwrap_or(row)))
    }

    #[allow(clippy::cast_possible_truncation, reason = "at most 60,000")]
    async fn undo_ms(&self, asked: Option<f64>) -> Result<i64, ApiError> {
        match asked {
            Some(ms) if (0.0..=LONGEST_UNDO_MS).contains(&ms) => Ok(ms as i64),
            Some(_) => Err(ApiError::new(ErrorCode::InvalidRequest, "The time to undo is 0 to 60,000 ms")),
            None => Ok(settings::load(&self.store).await?.undo_ms as i64),
        }
    }

    /// When a reply shall leave, on the wall clock and in the hours of its shop.
    pub(crate) async fn send_time(&self, request: SendTimeAsk) -> Result<SendTime, ApiError> {
        let chat = self.store.chat(request.chat).await?.ok_or_else(|| ApiError::missing(ErrorCode::ChatNotFound))?;
        self.send_moment(Some(chat.account), &request.typed).await
    }

    async fn send_moment(&self, account: Option<AccountId>, typed: &str) -> Result<SendTime, ApiError> {
        let hours = self.policy(account).await?.policy.calendar.ready();
        let hours = hours.map_err(|_| ApiError::new(ErrorCode::InvalidRequest, "The shop's zone or hours cannot be used"))?;
        let at_ms = later::parse(typed, self.clock.now(), &hours).map_err(|fault| {
            let told = format!("This is no time to send at ({}); \"tomorrow 9\", \"2h\" and \"opening\" are", fault.as_str());
            ApiError::new(ErrorCode::SendTimeNotUnderstood, told)
        })?;
        Ok(SendTime { at_ms, open: hours.off(at_ms).is_none() })
    }

    /// Sends at once what is queued, and again what failed or is in doubt.
    pub(crate) async fn retry_reply(&self, id: OutboxId) -> Result<OutboxView, ApiError> {
        let row = self.store.outbox_retry(id).await?;
        self.lanes.of(row.account).wake_delivery.notify_one();
        Ok(view::outbox(row))
    }

    /// Takes a reply back into the composer.
    pub(crate) async fn withdraw_reply(&self, id: OutboxId) -> Result<OutboxView, ApiError> {
        let withdrawn = self.store.outbox_withdraw(id).await?;
        self.lanes.of(withdrawn.row.account).wake_delivery.notify_one();
        Ok(OutboxView { draft: Some(withdrawn.draft), ..view::outbox(withdrawn.row) })
    }

    /// Changes the words or the moment of a reply that has not begun.
    pub(crate) async fn edit_reply(self: &Arc<Self>, request: ReplyEdit) -> Result<OutboxView, ApiError> {
        let row = self.store.outbox(request.outbox).await?.ok_or_else(|| ApiError::missing(ErrorCode::OutboxNotFound))?;
        let planned_at = match &request.at {
            Some(typed) => Some(self.send_moment(Some(row.account), typed).await?.at_ms),
            None => None,
        };
        let mut despite = Vec::new();
        let text = match request.text.as_deref().map(str::trim) {
            Some(text) if row.file.is_none() => {
                let chat = self.store.chat(row.chat).await?.ok_or_else(|| ApiError::missing(ErrorCode::ChatNotFound))?;
                self.accepts(text, 0, &pult_connectors::limits(chat.channel))?;
                let judged = ReplySend { despite: request.despite.clone(), ..ReplySend::of(row.chat, text) };
                despite = self.at_the_door(&judged).await?.despite;
                Some(text.to_owned())
            }
            Some(_) => return Err(ApiError::new(ErrorCode::InvalidRequest, "A file has no words")),
            None => None,
        };
        let row = self.store.outbox_change(row.id, ReplyChange { text, despite, planned_at }).await?;
        self.lanes.of(row.account).wake_delivery.notify_one();
        Ok(view::outbox(row))
    }

    /// Whether a planned reply is held when the buyer has written since.
    pub(crate) async fn asks_after_news(&self) -> Result<bool, ApiError> {
        Ok(settings::load(&self.store).await?.hold_after_news)
    }

    /// The notes beside a chat.
    pub(crate) async fn chat_notes(&self, chat: ChatId) -> Result<Vec<NoteView>, ApiError> {
        self.store.chat(chat).await?.ok_or_else(|| ApiError::missing(ErrorCode::ChatNotFound))?;
        Ok(self.store.notes(chat).await?.into_iter().map(note).collect())
    }

    /// Keeps a note.
    pub(crate) async fn add_note(&self, request: NoteAdd) -> Result<NoteView, ApiError> {
        let text = note_text(&request.text)?;
        Ok(note(self.store.note_add(request.chat, text, request.client_key.filter(|key| !key.is_empty())).await?))
    }

    /// Another text for a note.
    pub(crate) async fn edit_note(&self, request: NoteEdit) -> Result<NoteView, ApiError> {
        Ok(note(self.store.note_edit(request.note, note_text(&request.text)?).await?))
    }

    /// Deletes a note.
    pub(crate) async fn remove_note(&self, id: NoteId) -> Result<NoteView, ApiError> {
        Ok(note(self.store.note_remove(id).await?))
    }

    /// Brings a deleted note back.
    pub(crate) async fn restore_note(&self, id: NoteId) -> Result<NoteView, ApiError> {
        Ok(note(self.store.note_restore(id).await?))
    }

    /// Another name for a file that waits in the composer; its contents decide its ending.
    pub(crate) async fn rename_upload(&self, request: UploadRename) -> Result<UploadView, ApiError> {
        let UploadRename { upload: id, name } = request;
        let row = self.store.upload(id).await?.ok_or_else(|| ApiError::missing(ErrorCode::AttachmentNotFound))?;
        if name.trim().is_empty() {
            return Err(ApiError::new(ErrorCode::NameUnusable, "A file needs a name"));
        }
        let ending = std::path::Path::new(&row.path).extension().and_then(|ending| ending.to_str()).unwrap_or("bin");
        // What stands behind a point within the name is no ending.
        let whole = if name.to_lowercase().ends_with(&format!(".{ending}")) { name } else { format!("{name}.{ending}") };
        let name = crate::files::plain_name(&whole, ending);
        Ok(view::upload(self.store.upload_rename(id, name).await?))
    }
}

fn note(row: NoteRow) -> NoteView {
    NoteView { note: row.id, chat: row.chat, text: row.text, written_at_ms: row.written_at, edited_at_ms: row.edited_at }
}

fn note_text(text: &str) -> Result<String, ApiError> {
    let text = text.trim();
    if text.is_empty() {
        return Err(ApiError::new(ErrorCode::TextEmpty, "The note is empty"));
    }
    if text.chars().count() > NOTE_CHARS {
        return Err(ApiError::new(ErrorCode::TextTooLong, format!("A note has at most {NOTE_CHARS} characters")));
    }
    Ok(text.to_owned())
}
