//! Drafted replies at work: made when a chat is opened, ahead of it in the background, kept with
//! what they were made of, and judged again by the owner's doing.
//!
//! A draft belongs to a *state*: the newest message, the facts, the owner's knowledge, what the owner
//! says the chat means, and who drafts. Of one state no second draft is made. Without a model a draft costs milliseconds
//! and is made in the operation that asks for it; with a model that draft stands until the model's
//! comes. Nothing here takes part in sync or delivery: reading goes over the readers, a draft is
//! one short write.
//!
//! How the window sees a model write: not through a stream of its own, which each face would have
//! to carry, but through the same notice as every change. The text so far is in memory; each piece
//! makes `chat_draft` stale, notices are joined for 75 ms, and the panel asks again.

mod ahead;
mod case;
mod grounds;
mod judged;
mod knowledge;
mod model;
mod near;
mod outcome;
mod truth;
mod views;

use crate::api::dto::{ApiError, DraftMake, DraftMaking, DraftView};
use crate::core::Core;
use pult_assist::draft::{self, Draft, Outcome, variant};
use pult_domain::{AtMs, Change, ChatId, DraftGap, DraftMaker, DraftVariant, ErrorCode, Reading, Tag};
use pult_store::{AiDraft, AiDraftRow};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::{Notify, Semaphore};
use tokio_util::sync::CancellationToken;

pub(crate) use ahead::PACE;
pub(crate) use case::Scene;
use grounds::Grounds;
use judged::Judged;
pub(crate) use outcome::COUNTED_MS;

/// A draft that a model is writing.
struct Writing {
    text: String,
    since: AtMs,
    stop: CancellationToken,
}

/// A model that did not draft, by itself or because the owner stopped it: why, of which state, and when.
struct Failed {
    code: ErrorCode,
    key: String,
    at: AtMs,
}

/// What drafting has in memory. Everything that must survive is in the store.
pub(crate) struct Drafting {
    writing: Mutex<HashMap<ChatId, Writing>>,
    failed: Mutex<HashMap<ChatId, Failed>>,
    /// Questions to models that are asked ahead of the owner.
    turns: Arc<Semaphore>,
    /// What drafts are made of has changed: every waiting chat is looked at.
    wakes: Notify,
    /// When the owner last put right what a chat means.
    corrected: Mutex<HashMap<ChatId, AtMs>>,
}

impl Default for Drafting {
    fn default() -> Self {
        let turns = Arc::new(Semaphore::new(model::AT_ONCE));
        Self { writing: Mutex::default(), failed: Mutex::default(), turns, wakes: Notify::new(), corrected: Mutex::default() }
    }
}

impl Drafting {
    fn making(&self, chat: ChatId) -> Option<DraftMaking> {
        let writing = self.writing.lock().unwrap_or_else(PoisonError::into_inner);
        writing.get(&chat).map(|writing| DraftMaking { text: writing.text.clone(), since_ms: writing.since })
    }

    /// What drafts are made of has changed.
    pub(crate) fn wake(&self) {
        self.wakes.notify_one();
    }

    /// Why a model did not draft. The owner's stop is no fault.
    fn failure(&self, chat: ChatId) -> Option<ErrorCode> {
        let failed = self.failed.lock().unwrap_or_else(PoisonError::into_inner);
        failed.get(&chat).map(|failed| failed.code).filter(|code| *code != ErrorCode::ModelStopped)
    }
}

impl Core {
    /// The draft of a chat; without one of this state, one is made without a model, in milliseconds. Where that finds
    /// nothing to say, the draft that the buyer has overtaken is shown as stale.
    pub(crate) async fn chat_draft(self: &Arc<Self>, chat: ChatId) -> Result<DraftView, ApiError> {
        let row = match self.store.ai_draft(chat).await? {
            // Looked at before anything is gathered: reading old replies is most of what a draft costs.
            Some(row) if self.still_stands(&row).await? => row,
            _ => self.draft_embedded(&self.scene(chat).await?).await?,
        };
        self.shown_draft(row).await
    }

    /// Makes a draft now, or another form of the one there is.
    pub(crate) async fn make_draft(self: &Arc<Self>, asked: DraftMake) -> Result<DraftView, ApiError> {
        let scene = self.scene(asked.chat).await?;
        if !scene.tone.enabled {
            let row = self.keep_gap(&scene, DraftGap::Off).await?;
            return self.draft_view(row).await;
        }
        let use_model = asked.embedded != Some(true) && self.model_is_set_up(&scene).await;
        if use_model {
            return self.make_with_model(scene, asked).await;
        }
        let row = match asked.variant {
            None => self.draft_embedded(&scene).await?,
            Some(form) => self.vary_embedded(&scene, form, &asked).await?,
        };
        self.draft_view(row).await
    }

    /// Stops a draft that is being written.
    pub(crate) fn cancel_draft(&self, chat: ChatId) {
        if let Some(writing) = self.drafting.writing.lock().unwrap_or_else(PoisonError::into_inner).get(&chat) {
            writing.stop.cancel();
        }
    }

    /// Drafts without a model and keeps the outcome.
    async fn draft_embedded(self: &Arc<Self>, scene: &Scene) -> Result<AiDraftRow, ApiError> {
        if !scene.tone.enabled {
            return self.keep_gap(scene, DraftGap::Off).await;
        }
        let begun = std::time::Instant::now();
        let guard = self.guard().await?;
        let (case, reading, read) = (scene.case.clone(), scene.reading, self.listening.reads());
        // Some milliseconds of stems and phrases: not on a thread that others wait for.
        let made = tokio::task::spawn_blocking(move || draft::draft(&case, &reading, &guard, &read));
        let outcome = made.await.map_err(|_| ApiError::new(ErrorCode::Internal, "A draft could not be made"))?;
        let took_ms = i64::try_from(begun.elapsed().as_millis()).unwrap_or(i64::MAX);
        let followed = match &outcome.draft {
            Ok(draft) => draft.habits.iter().copied().chain(self.habits_behind(&draft.sources).await?).collect(),
            Err(_) => Vec::new(),
        };
        let kept = self.outcome_kept(scene, outcome, took_ms).await?;
        self.keep_drafted(scene, kept, followed).await
    }

    /// Keeps a draft, and which habits it follows.
    async fn keep_drafted(&self, scene: &Scene, draft: AiDraft, followed: Vec<i64>) -> Result<AiDraftRow, ApiError> {
        let text = draft.text.clone();
        let row = self.keep_of(scene, draft).await?;
        // One of a newer state that stands instead follows habits of its own.
        if row.draft.text == text && !followed.is_empty() {
            self.store.habits_used(row.id, followed).await?;
        }
        Ok(row)
    }

    /// Keeps what was made of a scene; where the buyer has other words by now, as overtaken. A text of a newer state that is there by
    /// then stands instead.
    async fn keep_of(&self, scene: &Scene, draft: AiDraft) -> Result<AiDraftRow, ApiError> {
        Ok(self.store.ai_draft_keep(scene.chat, draft, scene.seen.clone()).await?)
    }

    async fn outcome_kept(&self, scene: &Scene, outcome: Outcome, took_ms: i64) -> Result<AiDraft, ApiError> {
        let base = AiDraft { took_ms, blocked: i64::from(outcome.blocked), ..scene.blank() };
        match outcome.draft {
            Ok(draft) => self.filled(base, draft, outcome.stopped).await,
            Err(gap) => Ok(AiDraft { reason: Some(gap.as_str().to_owned()), findings: Judged::none(outcome.stopped).written()?, ..base }),
        }
    }

    async fn filled(&self, base: AiDraft, draft: Draft, stopped: Vec<String>) -> Result<AiDraft, ApiError> {
        let findings = self.findings_kept(&draft.findings, draft.locale, stopped).await?;
        Ok(AiDraft {
            text: Some(draft.text),
            confidence: f64::from(draft.confidence),
            sources: Grounds::written(draft.sources, draft.looked)?,
            findings,
            ..base
        })
    }

    async fn keep_gap(&self, scene: &Scene, gap: DraftGap) -> Result<AiDraftRow, ApiError> {
        let blank = AiDraft { reason: Some(gap.as_str().to_owned()), ..scene.blank() };
        self.keep_of(scene, blank).await
    }

    /// Another form of the draft there is, by leaving out and adding sentences.
    async fn vary_embedded(self: &Arc<Self>, scene: &Scene, form: DraftVariant, asked: &DraftMake) -> Result<AiDraftRow, ApiError> {
        let row = match self.store.ai_draft(scene.chat).await? {
            Some(row) if row.draft.text.is_some() && row.draft.newest == scene.newest => row,
            _ => self.draft_embedded(scene).await?,
        };
        let locale = draft::locale_of(&scene.reading);
        if form == DraftVariant::Translate {
            let Some(language) = asked.language else { return Ok(row) };
            let reading = Reading { language, ..scene.reading };
            let guard = self.guard().await?;
            let Grounds { sources, .. } = Grounds::read(&row.draft.sources);
            let ours = row.draft.provider == DraftMaker::EMBEDDED;
            // What the program wrote is there in five languages; the owner's own words are not, and stay as they are.
            let made = draft::translated(&scene.case, &reading, &sources, &guard).filter(|_| ours);
            let made = made.ok_or_else(|| ApiError::new(ErrorCode::ModelNone, "Only a model can translate this draft"))?;
            let blank = AiDraft { variant: Some(form.as_str().to_owned()), ..scene.blank() };
            let kept = self.filled(blank, made, Vec::new()).await?;
            return self.keep_of(scene, kept).await;
        }
        let Some(text) = row.draft.text.as_deref().and_then(|text| variant::apply(&scene.case, text, locale, form)) else { return Ok(row) };
        let guard = self.guard().await?;
        // What the draft itself said was checked against its sources; a new word is checked here.
        let facts = scene.case.guard_facts(&[row.draft.text.clone().unwrap_or_default()]);
        let findings = scene.case.judge(&guard, &text, locale, &facts).findings;
        if draft::answer::stops(&findings) {
            return Ok(row);
        }
        let findings = self.findings_kept(&findings, locale, Judged::read(&row.draft.findings).stopped).await?;
        let kept = AiDraft { text: Some(text), findings, variant: Some(form.as_str().to_owned()), ..row.draft };
        self.keep_of(scene, kept).await
    }

    /// A piece of a draft has come, or the last one.
    fn note_draft(&self, chat: ChatId) {
        let mut change = Change::default();
        change.tag(Tag::AiDrafts).chat(chat);
        self.note(change);
    }
}

fn json<T: serde::Serialize>(value: &T) -> Result<String, ApiError> {
    serde_json::to_string(value).map_err(|_| ApiError::new(ErrorCode::Internal, "A draft could not be written as JSON"))
}

#[cfg(test)]
#[allow(clippy::cast_possible_wrap, reason = "a handful of lines")]
pub(crate) mod tests;
