//! What became of drafts: told by the window where it knows, and by every reply that is stored.
//!
//! A reply is compared with the draft that was shown when it was sent off, or with the one that was put
//! into the composer before, whichever it is nearer to. A reply that is withdrawn tells nothing: what
//! it told goes in the same transaction (`store/ai_drafts`).

use crate::api::dto::{ApiError, DraftCounts, DraftOutcome};
use crate::core::Core;
use crate::sync::count;
use pult_assist::draft::distance;
use pult_domain::{DraftFate, ErrorCode, OutboxId};
use pult_store::AiDraftRow;
use std::sync::Arc;

/// A sent text that differs more than this from its draft was written anew.
const WRITTEN_ANEW: f64 = 0.6;
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
        let told = |outcome: Option<&str>| outcome.is_some_and(|outcome| outcome != DraftFate::Inserted.as_str());
        let inserted = self.store.ai_draft_inserted(shown.chat).await?;
        let shown = shown.draft.text.filter(|_| !told(shown.outcome.as_deref())).map(|text| (shown.id, text, shown.outcome.is_some()));
        let drafts = shown.into_iter().chain(inserted.map(|(id, text)| (id, text, true)));
        let compared = drafts.map(|(id, draft, used)| (id, distance::share_changed(&draft, text), used));
        let Some((id, distance, used)) = compared.min_by(|one, other| one.1.total_cmp(&other.1).then(other.2.cmp(&one.2))) else { return Ok(()) };
        let fate = if distance == 0.0 {
            DraftFate::Sent
        } else if distance <= WRITTEN_ANEW || used {
            DraftFate::Edited
        } else {
            DraftFate::Ignored
        };
        let sent_text = (fate == DraftFate::Edited).then(|| text.to_owned());
        let noted =
            pult_store::DraftFate { outcome: Some(fate.as_str().to_owned()), distance: Some(distance), sent_text, outbox: Some(outbox), ..Default::default() };
        self.store.ai_draft_fate(id, noted).await?;
        if fate == DraftFate::Edited {
            self.look_for_habits().await?;
        }
        Ok(())
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
