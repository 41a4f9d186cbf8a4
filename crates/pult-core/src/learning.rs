//! Learning from what became of drafts: figures, and habits found in the owner's edits.
//!
//! Habits are looked for when an edited draft was sent, over the last few hundred, and put to the
//! owner; drafts follow only what was accepted. An accepted habit is part of the owner's knowledge:
//! deciding makes ready drafts stale like any other change of it.

use crate::api::dto::{ApiError, DraftFigures, FaultCount, HabitDecide, HabitEffect, HabitView, MakerFiguresView};
use crate::core::Core;
use crate::drafting::COUNTED_MS;
use crate::sync::count;
use pult_assist::draft::{Source, telling_words};
use pult_assist::guard::Locale;
use pult_assist::habits::{self, Change, Edit, FEWEST_BUYERS, Habit, Proposal};
use pult_domain::{DraftFate, DraftFault, DraftMaker, DraftSourceKind, ErrorCode, HabitId, HabitKind, HabitState, Intent, Language, ModelCurrency, SnippetId};
use pult_store::{Decision, HabitRow, MakerFigures, NewHabit, SnippetRow, TaughtDraft};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Edited drafts that are looked at, and drafts sent as they were beside them.
const EDITED: i64 = 400;
const UNCHANGED: i64 = 400;
/// Words of a snippet's title at most.
const TITLE_WORDS: usize = 5;
/// Longest text of a snippet, in Unicode scalar values.
const SNIPPET_CHARS: usize = 1_000;

impl Core {
    /// What became of drafts in the last 30 days.
    pub(crate) async fn draft_figures(&self) -> Result<DraftFigures, ApiError> {
        let since = self.clock.now().plus_ms(-COUNTED_MS);
        let mut makers: Vec<MakerFiguresView> = self.store.maker_figures(since).await?.into_iter().map(figures).collect();
        makers.sort_by_key(|figures| figures.maker != DraftMaker::EMBEDDED);
        let faults = self.store.draft_faults(since).await?.into_iter();
        let mut faults: Vec<FaultCount> =
            faults.filter_map(|(reason, times)| Some(FaultCount { fault: DraftFault::parse(&reason)?, count: count(times) })).collect();
        faults.sort_by(|a, b| b.count.total_cmp(&a.count));
        Ok(DraftFigures { makers, faults })
    }

    /// Habits that drafts follow.
    pub(crate) async fn habits_on(&self) -> Result<Vec<Habit>, ApiError> {
        let rows = self.store.habits().await?.into_iter().filter(|row| row.state == HabitState::On);
        Ok(rows.filter_map(|row| habit(&row)).collect())
    }

    /// Habits that became the notes a draft stands on.
    pub(crate) async fn habits_behind(&self, sources: &[Source]) -> Result<Vec<i64>, ApiError> {
        let notes: Vec<i64> = sources.iter().filter(|source| source.kind == DraftSourceKind::Snippet).filter_map(|source| source.id.parse().ok()).collect();
        if notes.is_empty() {
            return Ok(Vec::new());
        }
        let rows = self.store.habits().await?.into_iter();
        Ok(rows.filter(|row| row.snippet.is_some_and(|note| notes.contains(&note))).map(|row| row.id.0).collect())
    }

    /// Habits that wait for the owner, and those he has decided about; rejected ones stay unseen.
    pub(crate) async fn habit_views(&self) -> Result<Vec<HabitView>, ApiError> {
        let fewest = i64::try_from(FEWEST_BUYERS).unwrap_or(i64::MAX);
        let rows = self.store.habits().await?.into_iter();
        let shown = rows.filter(|row| row.state != HabitState::Rejected && (row.state != HabitState::Proposed || row.examples >= fewest));
        Ok(shown.map(view).collect())
    }

    /// Looks for habits in what was sent lately.
    pub(crate) async fn look_for_habits(self: &Arc<Self>) -> Result<(), ApiError> {
        let edits = self.edits().await?;
        let guard = self.guard().await?;
        // Some hundred texts compared: not on a thread that others wait for.
        let found = tokio::task::spawn_blocking(move || habits::proposals(&edits, &guard)).await;
        let found = found.map_err(|_| ApiError::new(ErrorCode::Internal, "Edits could not be compared"))?;
        let rows = found.into_iter().map(new_habit).collect();
        Ok(self.store.habits_found(rows, i64::try_from(FEWEST_BUYERS).unwrap_or(i64::MAX)).await?)
    }

    /// What was drafted and what was sent, where drafts were of use.
    async fn edits(&self) -> Result<Vec<Edit>, ApiError> {
        let mut rows = self.store.taught_drafts(DraftFate::Edited.as_str(), EDITED).await?;
        rows.extend(self.store.taught_drafts(DraftFate::Sent.as_str(), UNCHANGED).await?);
        Ok(rows.into_iter().filter_map(edit).collect())
    }

    /// Keeps what the owner makes of a habit.
    pub(crate) async fn decide_habit(self: &Arc<Self>, asked: HabitDecide) -> Result<HabitView, ApiError> {
        let row = self.habit_row(asked.habit).await?;
        if asked.state == row.state {
            return Ok(view(row));
        }
        // Only a refusal is taken back; what was followed once is switched on and off.
        if asked.state == HabitState::Proposed && row.state != HabitState::Rejected {
            return Err(ApiError::new(ErrorCode::InvalidRequest, "A habit is switched on, switched off or rejected"));
        }
        let text = asked.text.as_deref().map(str::trim).filter(|text| !text.is_empty()).unwrap_or(&row.habit.becomes).to_owned();
        if text.chars().count() > SNIPPET_CHARS {
            return Err(ApiError::new(ErrorCode::TextTooLong, "A snippet has at most 1,000 characters"));
        }
        let before = if row.before.0 == 0 && row.used == 0 && asked.state == HabitState::On { Some(self.without_it(&row).await?) } else { None };
        let snippet = match (row.habit.kind, asked.state) {
            (HabitKind::Snippet, HabitState::On) => Some(self.snippet_of(&row, text).await?),
            _ => None,
        };
        if let (Some(old), true) = (row.snippet, snippet.is_none()) {
            // The owner may have removed it by hand already.
            match self.store.snippet_remove(old).await {
                Err(error) if error.code() != ErrorCode::SnippetNotFound => return Err(error.into()),
                _ => {}
            }
        }
        self.store.habit_decide(row.id, asked.state, Decision { snippet, before }).await?;
        self.drafting.wake();
        Ok(view(self.habit_row(asked.habit).await?))
    }

    async fn habit_row(&self, id: HabitId) -> Result<HabitRow, ApiError> {
        let found = self.store.habits().await?.into_iter().find(|row| row.id == id);
        found.ok_or_else(|| ApiError::missing(ErrorCode::HabitNotFound))
    }

    /// How drafts fared so far that the habit would have changed.
    async fn without_it(&self, row: &HabitRow) -> Result<(i64, Option<f64>), ApiError> {
        let Some(habit) = habit(row) else { return Ok((0, None)) };
        let mut rows = self.store.taught_drafts(DraftFate::Edited.as_str(), EDITED).await?;
        rows.extend(self.store.taught_drafts(DraftFate::Sent.as_str(), UNCHANGED).await?);
        let concerns = |row: &&TaughtDraft| {
            let Some(edit) = edit((*row).clone()) else { return false };
            let of_it = habit.intent.is_none() || edit.intent == habit.intent;
            let name = Some(edit.customer.as_str()).filter(|name| !name.is_empty());
            let changes = || !habits::apply(std::slice::from_ref(&habit), &edit.drafted, edit.locale, edit.intent, &edit.customer, name).used.is_empty();
            edit.locale == habit.locale && of_it && (habit.change.kind == HabitKind::Snippet || changes())
        };
        let distances: Vec<f64> = rows.iter().filter(concerns).map(|row| row.distance).collect();
        #[allow(clippy::cast_precision_loss, reason = "at most 800 drafts")]
        let mean = (!distances.is_empty()).then(|| distances.iter().sum::<f64>() / distances.len() as f64);
        Ok((i64::try_from(distances.len()).unwrap_or(i64::MAX), mean))
    }

    /// Makes the snippet of a habit; its title are the words its questions share.
    async fn snippet_of(&self, row: &HabitRow, text: String) -> Result<i64, ApiError> {
        let mut rows = self.store.taught_drafts(DraftFate::Edited.as_str(), EDITED).await?;
        rows.retain(|taught| taught.sent.contains(&row.habit.becomes));
        let mut shared: BTreeMap<String, usize> = BTreeMap::new();
        let language = Locale::parse(&row.habit.language);
        for taught in &rows {
            let question = self.store.message_text(taught.newest_id).await?.unwrap_or_default();
            for word in telling_words(&question, language) {
                *shared.entry(word).or_default() += 1;
            }
        }
        // A word that several buyers used is nobody's own.
        let mut words: Vec<(String, usize)> = shared.into_iter().filter(|(word, times)| *times > 1 && word.chars().all(char::is_alphabetic)).collect();
        words.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
        let told: Vec<String> = words.into_iter().take(TITLE_WORDS).map(|(word, _)| word).collect();
        let title = if told.is_empty() { text.split_whitespace().take(TITLE_WORDS).collect::<Vec<_>>().join(" ") } else { told.join(" ") };
        let new = SnippetRow { id: 0, title, text, language: Some(row.habit.language.clone()), origin: String::new() };
        let kept = self.store.snippets_set(vec![new]).await?;
        kept.first().copied().ok_or_else(|| ApiError::new(ErrorCode::Internal, "The snippet was not kept"))
    }
}

/// A draft that was sent, as teaching material.
fn edit(row: TaughtDraft) -> Option<Edit> {
    let locale = Locale::parse(&row.language)?;
    // A buyer without a name is told by the chat.
    let buyer = if row.customer.trim().is_empty() { format!("#{}", row.chat_id) } else { row.customer.clone() };
    let intent = row.categories.split(',').next().and_then(Intent::parse);
    Some(Edit { draft: row.id, buyer, customer: row.customer, locale, intent, drafted: row.text, sent: row.sent })
}

fn new_habit(found: Proposal) -> NewHabit {
    NewHabit {
        kind: found.change.kind,
        language: found.locale.as_str().to_owned(),
        was: found.change.was,
        becomes: found.change.becomes,
        intent: found.intent.map(|intent| intent.as_str().to_owned()),
        drafts: found.drafts,
    }
}

fn habit(row: &HabitRow) -> Option<Habit> {
    let NewHabit { kind, language, was, becomes, intent, .. } = row.habit.clone();
    Some(Habit { id: row.id.0, change: Change { kind, was, becomes }, locale: Locale::parse(&language)?, intent: intent.as_deref().and_then(Intent::parse) })
}

fn view(row: HabitRow) -> HabitView {
    let effect = |(drafts, distance): (i64, Option<f64>)| HabitEffect { drafts: count(drafts), distance };
    HabitView {
        habit: row.id,
        kind: row.habit.kind,
        language: Language::parse(&row.habit.language),
        was: row.habit.was,
        becomes: row.habit.becomes,
        intent: row.habit.intent.as_deref().and_then(Intent::parse),
        state: row.state,
        examples: count(row.examples),
        found_at_ms: row.found_at,
        decided_at_ms: row.decided_at,
        snippet: row.snippet.map(SnippetId),
        used: count(row.used),
        before: effect(row.before),
        after: effect(row.after),
    }
}

fn figures(row: MakerFigures) -> MakerFiguresView {
    let (used, decided) = (row.sent + row.edited, row.sent + row.edited + row.ignored);
    #[allow(clippy::cast_precision_loss, reason = "money in millionths, far below 2^53")]
    let spent = row.cost_micros as f64 / 1e6;
    MakerFiguresView {
        maker: row.maker,
        model: row.model,
        made: count(row.made),
        inserted: count(row.inserted),
        sent: count(row.sent),
        edited: count(row.edited),
        ignored: count(row.ignored),
        accepted: (decided > 0).then(|| count(used) / count(decided)),
        distance: row.distance,
        stopped: count(row.stopped),
        cost: if row.made > 0 { spent / count(row.made) } else { 0.0 },
        currency: row.currency.as_deref().and_then(ModelCurrency::parse),
        took_ms: row.took_ms,
        up: count(row.up),
        down: count(row.down),
    }
}

#[cfg(test)]
mod tests;
