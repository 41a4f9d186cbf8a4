//! The owner's own texts that lie nearest to what a buyer asks, for the owner to choose from.

use super::views::source;
use crate::api::dto::{ApiError, NearReply};
use crate::core::Core;
use pult_assist::draft;
use pult_domain::{ChatId, ErrorCode};
use std::sync::Arc;

impl Core {
    /// At most two, the nearest first; none where drafts are switched off. Nobody is asked for anything.
    pub(crate) async fn near_replies(self: &Arc<Self>, chat: ChatId) -> Result<Vec<NearReply>, ApiError> {
        let row = self.store.chat(chat).await?.ok_or_else(|| ApiError::missing(ErrorCode::ChatNotFound))?;
        let mut scene = self.scene_at_hand(&row).await?;
        if !scene.tone.enabled || scene.case.question().is_empty() {
            return Ok(Vec::new());
        }
        let of_item = self.past_of_item(&row, &scene.case).await?;
        scene.case.past.extend(of_item);
        let (guard, read) = (self.guard().await?, self.listening.reads());
        // Some milliseconds of words: not on a thread that others wait for.
        let found = tokio::task::spawn_blocking(move || draft::near(&scene.case, &scene.reading, &guard, &read));
        let found = found.await.map_err(|_| ApiError::new(ErrorCode::Internal, "Own replies could not be compared"))?;
        Ok(found.into_iter().map(|near| NearReply { text: near.text, source: source(near.source) }).collect())
    }
}
