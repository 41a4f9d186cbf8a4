//! The truth check of a text that began as a draft, with the facts at hand now: while it is typed, and at the door.
//!
//! A draft was judged by the facts it was made of, and these move on under it: a price, a day, where the order is. So its
//! words are asked about again until they leave, and each number, day and state that the draft brought must be held by the
//! facts of the moment: the design wants every one of a draft to be a known one (section 6).
//!
//! What the owner has typed into it is his own word. He knows things that no fact here holds, and whoever is warned of each
//! day he types learns to overrule without reading. It is asked about only where Pult knows of the same thing and knows it
//! otherwise: what the item costs and how many there are, when this order comes, where it stands, its number. There a slip of
//! the pen looks like what the draft said, and costs the shop. Of what kind a typed word is can seldom be told for sure, and so
//! the doubt is for asking: any amount of money is a price, any day that is promised is the delivery's, unless it is that of an
//! answer. Notes, old replies and what was said in the chat hold a typed word but contradict none: they speak of many things.
//! A word that stands in the draft too is the draft's, wherever it was typed.
//!
//! It is a warning each time: the owner names the rule, and his word stands recorded. What leaves by itself nobody has typed,
//! and a text that never was a draft is not asked about at all.
//!
//! Asked at every pause of typing, and so the cheap questions come first: most texts name nothing that a fact could hold,
//! most that do are nobody's draft, and a draft whose facts are still those it was made of vouches for its own words. Only
//! what is left has the chat gathered, as a draft has; no marketplace is asked.

use super::case;
use super::grounds::Grounds;
use crate::api::dto::ApiError;
use crate::core::Core;
use pult_assist::draft::{facts_of, has_letters, words_before};
use pult_assist::guard::{Facts, Finding, Locale, Mode, edited_check, truth_check};
use pult_domain::{Author, ChannelKind, ChatId, ErrorCode, Language};
use pult_store::ChatRow;
use std::sync::Arc;

/// A chat as the guard sees it, without all that a draft is made of.
pub(super) struct Guarded {
    pub(super) row: Option<ChatRow>,
    pub(super) channel: ChannelKind,
    /// The buyer's language.
    pub(super) language: Option<Language>,
    /// What the buyer wrote last.
    pub(super) question: Option<String>,
    pub(super) facts: Facts,
}

impl Guarded {
    /// No chat, only where a text would go.
    pub(super) fn nowhere(channel: ChannelKind) -> Self {
        Self { row: None, channel, language: None, question: None, facts: Facts::default() }
    }
}

impl Core {
    /// What the guard must know of a chat, quickly.
    pub(super) async fn guarded(&self, chat: ChatId) -> Result<Guarded, ApiError> {
        let row = self.store.chat(chat).await?.ok_or_else(|| ApiError::missing(ErrorCode::ChatNotFound))?;
        let messages = self.last_said(chat).await?;
        let question = messages.iter().rev().find(|message| message.author == Author::Customer && !message.text.trim().is_empty());
        let question = question.map(|message| message.text.clone());
        let heard = self.store.analysis(chat).await?.map(|row| row.language);
        let said = case::said(&messages);
        let read = self.listening.reads();
        let language_of = |text: &str| read(text).language;
        let language = match question.as_deref() {
            Some(text) if !has_letters(text) => words_before(&said).map(language_of).or(heard),
            text => heard.or_else(|| text.map(language_of)),
        };
        let mut facts = facts_of(&said);
        facts.titles.extend(row.item.as_ref().and_then(|item| item.title.clone()));
        Ok(Guarded { channel: row.channel, row: Some(row), language, question, facts })
    }

    /// What a text that began as a draft of this chat says that no fact holds now, or a fact says otherwise; nothing of a
    /// person's own words.
    pub(super) async fn not_held(self: &Arc<Self>, row: &ChatRow, text: &str, locale: Locale, mode: Mode) -> Result<Vec<Finding>, ApiError> {
        if truth_check(text, locale, &Facts::default()).is_empty() {
            return Ok(Vec::new());
        }
        let Some(made) = self.draft_behind(row.id, text).await? else { return Ok(Vec::new()) };
        let mut held: Vec<String> = Vec::new();
        if self.stands_on_facts_at_hand(row, &made).await? {
            held.extend(made.draft.text.clone());
            let found = truth_check(text, locale, &Facts { texts: held.clone(), ..Facts::default() });
            if found.is_empty() {
                return Ok(found);
            }
        }
        let scene = self.scene_at_hand(row).await?;
        let Grounds { sources, .. } = Grounds::read(&made.draft.sources);
        let drafted = made.draft.text.filter(|_| mode != Mode::Automatic).unwrap_or_else(|| text.to_owned());
        let (case, reading, text) = (scene.case, scene.reading, text.to_owned());
        // Some milliseconds of stems and phrases, as for a draft.
        let checked = tokio::task::spawn_blocking(move || {
            held.extend(case.vouching(&reading, &sources));
            edited_check(&text, &drafted, locale, &case.guard_facts(&held), &case.known.subjects())
        });
        checked.await.map_err(|_| ApiError::new(ErrorCode::Internal, "A text could not be checked"))
    }
}
