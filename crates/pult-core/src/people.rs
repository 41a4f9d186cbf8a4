//! Chats of one buyer across accounts: what belongs together, what may, and the owner's word on it.
//!
//! Only the owner joins chats: a wrong join shows one buyer's words beside another's name. What is
//! suggested says why.

use crate::api::dto::{
    ActDone, ApiError, ChatDays, ChatDaysQuery, ChatPlace, ChatPlaceSet, PeopleApart, PersonBecause, PersonChat, PersonSuggestion, PersonView,
};
use crate::core::Core;
use crate::sync::count;
use pult_domain::{ChatId, ErrorCode};
use pult_store::{PersonHint, Place, Undo};

/// Chats named in one joining.
const MOST_JOINED: usize = 50;
/// Borders of days in one question: six weeks of a calendar's page fit well.
const MOST_BORDERS: usize = 63;
/// The tallest place kept, in pixels: a message of a hundred thousand lines.
const MOST_PX: f64 = 10_000_000.0;

impl Core {
    /// The person a chat belongs to.
    pub(crate) async fn person(&self, chat: ChatId) -> Result<PersonView, ApiError> {
        self.store.chat(chat).await?.ok_or_else(|| ApiError::missing(ErrorCode::ChatNotFound))?;
        let Some(person) = self.store.person_of(chat).await? else { return Ok(PersonView { person: None, chats: Vec::new() }) };
        let chats = person.chats.into_iter().map(|(row, by_itself)| PersonChat { row: self.chat_row(row), by_itself }).collect();
        Ok(PersonView { person: Some(person.id), chats })
    }

    /// Chats that may be the same buyer's.
    pub(crate) async fn person_suggestions(&self, chat: ChatId) -> Result<Vec<PersonSuggestion>, ApiError> {
        let hints = self.store.person_hints(chat).await?;
        let view = |PersonHint { row, likeness }| PersonSuggestion {
            row: self.chat_row(row),
            sureness: likeness.sureness,
            reasons: likeness.reasons.into_iter().map(|(reason, value)| PersonBecause { reason, value }).collect(),
        };
        Ok(hints.into_iter().map(view).collect())
    }

    /// The owner joins chats.
    pub(crate) async fn join_people(&self, mut chats: Vec<ChatId>) -> Result<ActDone, ApiError> {
        // A chat named twice is one chat, and nobody's with itself.
        chats.sort_unstable();
        chats.dedup();
        if !(2..=MOST_JOINED).contains(&chats.len()) {
            return Err(ApiError::new(ErrorCode::InvalidRequest, "From two to fifty chats are joined"));
        }
        Ok(self.regrouped(self.store.people_join(chats).await?))
    }

    /// The owner takes a chat out.
    pub(crate) async fn part_people(&self, chat: ChatId) -> Result<ActDone, ApiError> {
        Ok(self.regrouped(self.store.people_part(chat).await?))
    }

    /// The owner says no to a suggestion.
    pub(crate) async fn keep_apart(&self, request: PeopleApart) -> Result<ActDone, ApiError> {
        Ok(self.regrouped(self.store.people_apart(request.chat, request.other).await?))
    }

    fn regrouped(&self, undo: Undo) -> ActDone {
        let chats = count(i64::try_from(undo.rows()).unwrap_or(i64::MAX));
        ActDone { undo: self.undos.push(undo), chats, until_ms: None }
    }

    /// Which days of a chat have messages.
    pub(crate) async fn days(&self, request: ChatDaysQuery) -> Result<ChatDays, ApiError> {
        let rising = request.borders.windows(2).all(|pair| pair.first() < pair.last());
        if !(2..=MOST_BORDERS).contains(&request.borders.len()) || !rising {
            return Err(ApiError::new(ErrorCode::InvalidRequest, "Borders of days follow each other, 2 to 63 of them"));
        }
        let days = self.store.chat_days(request.chat, &request.borders).await?;
        Ok(ChatDays { first: days.first, before: days.before, after: days.after })
    }

    /// Where the owner was reading.
    pub(crate) async fn place(&self, chat: ChatId) -> Result<Option<ChatPlace>, ApiError> {
        let place = self.store.chat_place(chat).await?;
        Ok(place.map(|place| ChatPlace { message: place.message, above_px: count(place.above_px) }))
    }

    /// Keeps where the owner is reading.
    pub(crate) async fn keep_place(&self, request: ChatPlaceSet) -> Result<(), ApiError> {
        let place = request.place.map(|place| Place {
            message: place.message,
            #[allow(clippy::cast_possible_truncation, reason = "drawn between bounds far below 2^53")]
            above_px: if place.above_px.is_finite() { place.above_px.clamp(-MOST_PX, MOST_PX) as i64 } else { 0 },
        });
        Ok(self.store.chat_place_keep(request.chat, place).await?)
    }
}

#[cfg(test)]
mod tests {
    use crate::drafting::tests::Desk;
    use pult_domain::ErrorCode;
    use serde_json::json;

    #[tokio::test]
    async fn a_chat_is_not_joined_with_itself() {
        let desk = Desk::open().await;
        let chat = desk.chat("a", "Анна", 0, &["> Где мой заказ?"]).await;
        let refused = desk.core.call_text("people_join", json!({"chats": [chat, chat]})).await.unwrap_err();
        assert_eq!(refused.code, ErrorCode::InvalidRequest);
    }
}
