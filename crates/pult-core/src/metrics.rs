//! The page "Figures": counted from what is stored, when somebody asks.
//!
//! Keeping sums beside the messages lost: late messages, edited rules and chats taken back would
//! each have to find and mend the sums they moved, and a wrong sum is never noticed. Counting anew
//! reads 100,000 chats with 500,000 messages in about two seconds, chat by chat, while the rules judge
//! the slice before on a thread of their own; the window is never waited for.
//!
//! An answer is kept until something changes that could move it, and at least ten times as long as
//! it took to count: figures that are open all day cost a tenth of one core at most.

mod file;

use crate::api::dto::{ApiError, FileForm, MetricsExport, MetricsQuery, MetricsView, SavedFile};
use crate::core::Core;
use crate::sync::count;
use pult_domain::metrics::{Counting, Metrics, PastChat, Period};
use pult_domain::sla::Judge;
use pult_domain::{AccountId, AtMs, Change, DAY_MS, ErrorCode, Tag};
use pult_store::{ChatPast, PastQuery};
use std::collections::HashMap;
use std::sync::Arc;
use std::time::Instant;
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::TryRecvError;

/// Days looked at when nothing else is asked.
const USUAL_DAYS: u32 = 30;
/// Most days, in one period or another: a little more than a year.
const MOST_DAYS: i64 = 400;
/// Without any change open waits grow all the same: then figures are counted anew so often, in milliseconds.
const GROWN_MS: i64 = 60_000;
/// Figures are used so many times longer than they took to count, whatever has changed.
const WORTH: i64 = 10;
/// Periods and shops kept beside each other: who compares goes to and fro between few.
const KEPT: usize = 6;

/// Figures counted a moment ago. Whoever asks for the same while they are being counted waits for them.
#[derive(Default)]
pub(crate) struct CountedFigures(tokio::sync::Mutex<Vec<Counted>>);

struct Counted {
    /// What the store has committed since.
    changes: Receiver<Change>,
    changed: bool,
    view: MetricsView,
}

impl Counted {
    /// Whether the answer can be given again.
    fn holds(&mut self, now: AtMs) -> bool {
        loop {
            match self.changes.try_recv() {
                // Other rules, other deadlines: the owner looks for the difference at once.
                Ok(change) if change.tags.contains(&Tag::Settings) => return false,
                Ok(change) => self.changed |= change.resync || change.tags.iter().any(|tag| self.moved_by(*tag)),
                Err(TryRecvError::Lagged(_)) => self.changed = true,
                Err(TryRecvError::Empty) => break,
                Err(TryRecvError::Closed) => return false,
            }
        }
        #[allow(clippy::cast_possible_truncation, reason = "milliseconds of a count")]
        let worth = self.view.took_ms as i64 * WORTH;
        let until = if self.changed { worth } else { worth.max(GROWN_MS) };
        (0..until.max(1)).contains(&now.since_ms(self.view.at_ms))
    }

    /// Each round of an account is told as a change of it; only the first one ends a gap.
    fn moved_by(&self, tag: Tag) -> bool {
        matches!(tag, Tag::Messages | Tag::Chats) || (tag == Tag::Accounts && !self.view.incomplete.is_empty())
    }

    fn answers(&self, account: Option<AccountId>, period: &Period) -> bool {
        let view = &self.view;
        view.account == account && view.from_ms == period.from && view.to_ms == period.to
    }
}

impl Core {
    /// The figures of a period.
    pub(crate) async fn figures(&self, query: &MetricsQuery) -> Result<MetricsView, ApiError> {
        if let Some(account) = query.account {
            self.account_row(account).await?;
        }
        let period = self.period(query).await?;
        let mut kept = self.figures.0.lock().await;
        kept.retain_mut(|counted| counted.holds(period.now));
        if let Some(counted) = kept.iter().find(|counted| counted.answers(query.account, &period)) {
            return Ok(counted.view.clone());
        }
        // Listening begins before counting: what comes meanwhile may or may not be in the figures.
        let changes = self.store.changes();
        let view = self.count_figures(query.account, period).await?;
        if kept.len() >= KEPT {
            kept.remove(0);
        }
        kept.push(Counted { changes, changed: false, view: view.clone() });
        Ok(view)
    }

    /// The same, written where downloads are kept.
    pub(crate) async fn figures_file(&self, request: &MetricsExport) -> Result<SavedFile, ApiError> {
        let (name, text) = self.figures_text(request).await?;
        let data = self.data.folder().to_owned();
        crate::state::saved(tokio::task::spawn_blocking(move || crate::state::save_as(&crate::state::downloads(), &name, text.as_bytes(), &data)).await)
    }

    /// The file's name and what is in it.
    async fn figures_text(&self, request: &MetricsExport) -> Result<(String, String), ApiError> {
        let view = self.figures(&request.query).await?;
        let names: HashMap<AccountId, String> = self.store.accounts().await?.into_iter().map(|row| (row.id, row.name)).collect();
        let hours = self.policy(request.query.account).await?.policy.calendar.ready();
        let hours = hours.map_err(|_| ApiError::new(ErrorCode::Internal, "The shop's calendar cannot be used"))?;
        let (from, last) = (hours.local(view.from_ms).date, hours.local(view.to_ms.plus_ms(-1)).date);
        let (text, ending) = match request.form {
            FileForm::Csv => (file::csv(&view, &names, &hours), "csv"),
            FileForm::Json => (file::json(&view, &names)?, "json"),
        };
        Ok((format!("pult-metrics-{from}-{last}.{ending}"), text))
    }

    async fn period(&self, query: &MetricsQuery) -> Result<Period, ApiError> {
        let refused = || ApiError::new(ErrorCode::InvalidRequest, "A period is 1 to 400 days, or from a moment to a later one");
        let now = self.clock.now();
        if let Some(from) = query.from_ms {
            let to = query.to_ms.unwrap_or(now);
            let valid = query.days.is_none() && (1..=MOST_DAYS * DAY_MS).contains(&to.0.saturating_sub(from.0));
            return if valid { Ok(Period { from, to, now }) } else { Err(refused()) };
        }
        let days = match query.days {
            None if query.to_ms.is_none() => USUAL_DAYS,
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked to be a small whole number")]
            Some(days) if query.to_ms.is_none() && days.fract() == 0.0 && (1.0..=MOST_DAYS as f64).contains(&days) => days as u32,
            _ => return Err(refused()),
        };
        let hours = self.policy(query.account).await?.policy.calendar.ready();
        Ok(Period::last_days(days, now, &hours.map_err(|_| ApiError::new(ErrorCode::Internal, "The shop's calendar cannot be used"))?))
    }

    async fn count_figures(&self, account: Option<AccountId>, period: Period) -> Result<MetricsView, ApiError> {
        let began = Instant::now();
        let rows = self.store.accounts().await?;
        let judges: HashMap<AccountId, Arc<Judge>> = rows.iter().filter_map(|row| Some((row.id, self.policies.of(row.id)?))).collect();
        let metrics = self.count_past(PastQuery { since: period.from, account, texts: true }, period, Arc::new(judges)).await?;
        let took = i64::try_from(began.elapsed().as_millis()).unwrap_or(i64::MAX);
        tracing::debug!(chats = metrics.chats, took_ms = took, "Figures were counted");
        let asked = rows.iter().filter(|row| account.is_none_or(|account| row.id == account));
        Ok(MetricsView {
            account,
            from_ms: period.from,
            to_ms: period.to,
            at_ms: period.now,
            took_ms: count(took),
            known_since_ms: self.store.oldest_message(account).await?,
            incomplete: asked.filter(|row| row.last_sync_at.is_none()).map(|row| row.id).collect(),
            metrics,
        })
    }

    /// Counts one slice while the next is read; stops between two when the program ends.
    async fn count_past(&self, query: PastQuery, period: Period, judges: Arc<HashMap<AccountId, Arc<Judge>>>) -> Result<Metrics, ApiError> {
        let ended = |_| ApiError::new(ErrorCode::Internal, "Counting ended early");
        let mut reader = self.store.past(query);
        let mut counting = Counting::new(period).heard_by(self.listening.reader());
        let mut slice = reader.next().await?;
        while let Some(chats) = slice {
            if self.stop.is_cancelled() {
                return Err(ApiError::new(ErrorCode::ShuttingDown, "The program is ending"));
            }
            let judges = Arc::clone(&judges);
            let work = tokio::task::spawn_blocking(move || {
                for chat in &chats {
                    take(&mut counting, chat, &judges);
                }
                counting
            });
            let (next, counted) = tokio::join!(reader.next(), work);
            counting = counted.map_err(ended)?;
            slice = next?;
        }
        tokio::task::spawn_blocking(move || counting.done()).await.map_err(ended)
    }
}

/// A shop that was connected while its chats were being read has no rules yet and waits for the next count.
fn take(counting: &mut Counting, chat: &ChatPast, judges: &HashMap<AccountId, Arc<Judge>>) {
    let Some((account, judge)) = chat.history.account.and_then(|account| Some((account, judges.get(&account)?))) else { return };
    let past = PastChat {
        account,
        channel: chat.history.channel,
        dispute: chat.history.dispute,
        began_at: chat.began_at,
        done_at: chat.done_at,
        deadline: chat.deadline,
        moves: &chat.moves,
        messages: &chat.history.messages,
    };
    counting.take(&past, judge);
}

#[cfg(test)]
mod tests;
