//! What became of drafts: told by the window where it knows, and by every reply that is stored.
//!
//! A reply is compared with the draft that was shown when it was sent off, or with the one that was put
//! into the composer before, whichever it is nearer to. A reply that is withdrawn tells nothing: what
//! it told goes in the same transaction (`store/ai_drafts`).

use crate::api::dto::{ApiError, DraftCounts, DraftOutcome};
use crate::core::Core;
use crate::sync::count;
use pult_assist::draft::distance;
use pult_domain::{ChatId, DraftFate, ErrorCode, OutboxId};
use pult_store::AiDraftRow;
use std::sync::Arc;

/// A sent text that differs more than this from its draft was written anew.
const WRITTEN_ANEW: f64 = 0.6;
/// A text that differs no more than this from a draft nobody has taken was made from it all the same. Greetings and common
/// words alone bring a person's own reply to half of that of a short draft.
const TAKEN_SILENTLY: f64 = 0.3;
/// For so long are drafts counted, in milliseconds: 30 days.
pub(crate) const COUNTED_MS: i64 = 30 * 24 * 3_600_000;

impl Core {
    /// Notes what the owner did with a draft.
    pub(crate) async fn draft_fate(&self, asked: DraftOutcome) -> Result<(), ApiError> {
        #[allow(clippy::cast_possible_truncation, reason = "one of three whole numbers")]
        let thumb = match asked.thumb {
            None => None,
            Some(thumb) if [-1.0, 0.0, 1.0].contains(&thumb) => Some(thumb as i64),
            Some(_) => return Err(ApiError::new(ErrorCode::InvalidRequest, "A thumb is 1, -1, or 0 to take it back")),
        };
        let made_of_it = asked.text.filter(|_| asked.fate == Some(DraftFate::Edited));
        let distance = match (&made_of_it, self.store.ai_draft_text(asked.draft.0).await?) {
            (Some(text), Some(draft)) => Some(distance::share_changed(&draft, text)),
            _ => None,
        };
        let fate = pult_store::DraftFate {
            outcome: asked.fate.map(|fate| fate.as_str().to_owned()),
            distance,
            sent_text: made_of_it,
            thumb,
            thumb_reason: asked.fault.map(|fault| fault.as_str().to_owned()),
            ..Default::default()
        };
        self.store.ai_draft_fate(asked.draft.0, fate).await?;
        Ok(())
    }

    /// A reply was stored: the draft that was shown was used, changed or passed over. Never in the
    /// way of the reply itself.
    pub(crate) fn note_sent(self: &Arc<Self>, draft: AiDraftRow, outbox: OutboxId, text: &str) {
        let (core, text) = (self.clone(), text.to_owned());
        self.tasks.spawn(async move {
            if let Err(error) = core.compare_sent(draft, outbox, &text).await {
                tracing::debug!(code = %error.code, "What became of a draft could not be noted");
            }
        });
    }

    async fn compare_sent(self: &Arc<Self>, shown: AiDraftRow, outbox: OutboxId, text: &str) -> Result<(), ApiError> {
        let inserted = self.store.ai_draft_inserted(shown.chat).await?;
        let shown = Some(shown).filter(|row| matches!(fate_of(row), None | Some(DraftFate::Inserted)));
        let Some((row, distance)) = nearest(measured(shown.into_iter().chain(inserted), text)) else { return Ok(()) };
        let fate = if distance == 0.0 {
            DraftFate::Sent
        } else if distance <= WRITTEN_ANEW || is_used(&row) {
            DraftFate::Edited
        } else {
            DraftFate::Ignored
        };
        let sent_text = (fate == DraftFate::Edited).then(|| text.to_owned());
        let noted =
            pult_store::DraftFate { outcome: Some(fate.as_str().to_owned()), distance: Some(distance), sent_text, outbox: Some(outbox), ..Default::default() };
        self.store.ai_draft_fate(row.id, noted).await?;
        if fate == DraftFate::Edited {
            self.look_for_habits().await?;
        }
        Ok(())
    }

    /// The draft that a text is, as it stands or with changes; none where the words are a person's own. Nearer than what is
    /// counted as an edit, where the draft was only shown: this holds a reply, a count does not.
    pub(super) async fn draft_behind(&self, chat: ChatId, text: &str) -> Result<Option<AiDraftRow>, ApiError> {
        let (shown, inserted) = (self.store.ai_draft(chat).await?, self.store.ai_draft_inserted(chat).await?);
        let within = |row: &AiDraftRow| if is_used(row) { WRITTEN_ANEW } else { TAKEN_SILENTLY };
        let near = measured(shown.into_iter().chain(inserted), text).filter(|(row, distance)| *distance <= within(row));
        Ok(nearest(near).map(|(row, _)| row))
    }

    /// How drafts fared in the last 30 days.
    pub(crate) async fn draft_counts(&self) -> Result<DraftCounts, ApiError> {
        let counts = self.store.ai_draft_counts(self.clock.now().plus_ms(-COUNTED_MS)).await?;
        Ok(DraftCounts {
            made: count(counts.made),
            none: count(counts.none),
            blocked: count(counts.blocked),
            sent: count(counts.sent),
            edited: count(counts.edited),
            ignored: count(counts.ignored),
        })
    }
}

/// What became of a draft, where that is known.
pub(super) fn fate_of(row: &AiDraftRow) -> Option<DraftFate> {
    row.outcome.as_deref().and_then(DraftFate::parse)
}

/// Whether the owner has put a draft somewhere, or sent it.
fn is_used(row: &AiDraftRow) -> bool {
    fate_of(row).is_some_and(|fate| fate != DraftFate::Ignored)
}

/// Drafts that have a text, and how far another text is from each.
fn measured(drafts: impl Iterator<Item = AiDraftRow>, text: &str) -> impl Iterator<Item = (AiDraftRow, f64)> {
    drafts.filter_map(move |row| {
        let distance = distance::share_changed(row.draft.text.as_deref()?, text);
        Some((row, distance))
    })
}

/// The nearest of them; of two alike the one that was used.
fn nearest(measured: impl Iterator<Item = (AiDraftRow, f64)>) -> Option<(AiDraftRow, f64)> {
    measured.min_by(|one, other| one.1.total_cmp(&other.1).then(is_used(&other.0).cmp(&is_used(&one.0))))
}
