//! Who reads the buyers' messages, and what it has learned from the owner.
//!
//! Reading itself happens where messages are stored and judged (`pult-store`'s `judging`): this component
//! gives the store its reader and keeps that one up to date. When the reader changes (another model came
//! with the program, the owner corrected something, a customer with corrections was erased), the chats that
//! wait are heard again in the background, behind whatever is live.

use crate::api::dto::{AnalysisCorrect, AnalysisRef, AnalysisView, ApiError};
use crate::core::Core;
use crate::sync::count;
use pult_assist::classify::{Classifier, Correction, CorrectionId, Corrections, fingerprint};
use pult_domain::reading::INTENTS;
use pult_domain::sla::Urgency;
use pult_domain::{Confidence, Corrected, ErrorCode, Intent, Language, Reader, Reading, Sentiment};
use pult_store::{AnalysisRow, CorrectionRow};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

/// Corrections replayed, the newest. Each is compared with each message, so their number is what reading
/// costs: 300 of them are as far as their effect was measured (`script/eval`).
const MOST_CORRECTIONS: i64 = 300;
/// Under this key the store keeps by which reader the waiting chats were heard.
const KEY: &str = "heard_by";
/// Raised when judging itself changes, so that what waits since the version before is judged again: 2, disputes are urgent.
const JUDGING: u32 = 2;

/// The built-in classifier with what its owner has put right.
struct Ear {
    classifier: &'static Classifier,
    corrections: Corrections,
}

impl Reader for Ear {
    fn read(&self, text: &str) -> Reading {
        self.classifier.read_corrected(text, &self.corrections)
    }
}

/// The reader in use.
#[derive(Default)]
pub(crate) struct Listening {
    /// None where the program's model is damaged: then words alone decide.
    reader: Mutex<Option<Arc<dyn Reader>>>,
    /// Names the model and the corrections it stands for.
    version: Mutex<String>,
    /// Rises with every change, so that of several passes over the chats only the last goes to its end.
    changes: AtomicU64,
    /// One reader is made at a time, so that the last is of the newest corrections.
    learning: tokio::sync::Mutex<()>,
    pass: tokio::sync::Mutex<()>,
}

impl Listening {
    /// Who reads now.
    pub(crate) fn reader(&self) -> Option<Arc<dyn Reader>> {
        self.reader.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// How messages are read now: by the reader in use, where there is none by the built-in classifier alone.
    pub(crate) fn reads(&self) -> impl Fn(&str) -> Reading + Send + Sync + 'static + use<> {
        let reader = self.reader();
        move |text: &str| reader.as_ref().map_or_else(|| read_shipped(text), |reader| reader.read(text))
    }

    fn version(&self) -> String {
        self.version.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Core {
    /// Replays the corrections and gives the store its reader.
    pub(crate) async fn learn(&self) -> Result<(), ApiError> {
        let _learning = self.listening.learning.lock().await;
        let rows = self.store.corrections(MOST_CORRECTIONS).await?;
        self.learn_from(rows).await;
        Ok(())
    }

    /// Gives the store a reader that has learned from these corrections, unless it has that one.
    async fn learn_from(&self, rows: Vec<CorrectionRow>) {
        let version = version_of(&rows);
        if version == self.listening.version() {
            return;
        }
        // Three hundred corrections take a tenth of a second to replay: not on a thread that others wait for.
        let made = tokio::task::spawn_blocking(move || ear(&rows)).await;
        match made {
            Ok(Some(ear)) => {
                *self.listening.reader.lock().unwrap_or_else(PoisonError::into_inner) = Some(ear.clone());
                *self.listening.version.lock().unwrap_or_else(PoisonError::into_inner) = version;
                self.listening.changes.fetch_add(1, Ordering::SeqCst);
                self.store.set_reader(ear);
            }
            Ok(None) => tracing::error!("The classifier's model is damaged; rules work by their words alone"),
            Err(_) => tracing::error!("Corrections could not be replayed"),
        }
    }

    /// Hears the waiting chats again, if the last to hear them was another reader.
    pub(crate) async fn hear_again(self: Arc<Self>) {
        let mine = self.listening.changes.load(Ordering::SeqCst);
        let _pass = self.listening.pass.lock().await;
        if self.listening.changes.load(Ordering::SeqCst) != mine || self.stop.is_cancelled() {
            return;
        }
        if let Err(error) = self.hear_all().await {
            tracing::warn!(code = %error.code, "Waiting chats could not be heard again");
        }
    }

    async fn hear_all(&self) -> Result<(), ApiError> {
        let version = self.listening.version();
        if version.is_empty() || self.store.setting(KEY).await?.as_ref() == Some(&version) {
            return Ok(());
        }
        let mut changed = 0;
        for account in self.store.accounts().await? {
            changed += self.store.judge_again(account.id).await?;
        }
        tracing::info!(changed, "Waiting chats were heard by another reader");
        self.clock_wakes.notify_one();
        Ok(self.store.setting_keep(KEY, &version).await?)
    }

    /// The owner says what a message means: kept, learned, and heard in the other chats a moment later.
    pub(crate) async fn correct(self: &Arc<Self>, asked: AnalysisCorrect) -> Result<AnalysisView, ApiError> {
        let said = Corrected { intent: asked.intent, sentiment: asked.sentiment, urgency: asked.urgency };
        if said.is_empty() {
            return Err(ApiError::new(ErrorCode::InvalidRequest, "A correction says an intent, a sentiment or an urgency"));
        }
        self.drafting.note_corrected(asked.chat, self.clock.now());
        let heard = self.store.correct(asked.chat, asked.message, said).await?;
        self.learn_and_spread().await?;
        found(heard)
    }

    /// Takes a correction back, and what was learned from it.
    ///
    /// What was learned goes first: from the moment in which the correction is gone the chat is in another state, and whoever
    /// drafts for that one must not hear it from a reader that remembers the correction.
    pub(crate) async fn undo_correction(self: &Arc<Self>, asked: AnalysisRef) -> Result<AnalysisView, ApiError> {
        self.drafting.note_corrected(asked.chat, self.clock.now());
        let heard = {
            let _learning = self.listening.learning.lock().await;
            let mut rows = self.store.corrections(MOST_CORRECTIONS).await?;
            rows.retain(|row| row.message != asked.message);
            self.learn_from(rows).await;
            self.store.correction_undo(asked.chat, asked.message).await
        };
        // What could not be taken back is learned again, and an older correction may have come into reach.
        self.learn_and_spread().await?;
        found(heard?)
    }

    /// After corrections came or went.
    pub(crate) async fn learn_and_spread(self: &Arc<Self>) -> Result<(), ApiError> {
        self.learn().await?;
        self.clock_wakes.notify_one();
        self.tasks.spawn(self.clone().hear_again());
        Ok(())
    }
}

fn read_shipped(text: &str) -> Reading {
    match Classifier::shipped() {
        Ok(classifier) => classifier.read(text),
        // The model's bytes are part of the program and tested; words alone then decide.
        Err(_) => unread(),
    }
}

fn unread() -> Reading {
    let confidence = Confidence { language: 0.0, intent: 0.0, sentiment: 0.0, urgency: 0.0 };
    let (language, intent, sentiment) = (Language::Ru, Intent::HumanRequest, Sentiment::Neutral);
    Reading { language, intent, sentiment, urgency: Urgency::Normal, confidence, intents: [0.0; INTENTS] }
}

fn ear(rows: &[CorrectionRow]) -> Option<Arc<dyn Reader>> {
    let classifier = Classifier::shipped().ok()?;
    let stored: Vec<(CorrectionId, Correction)> = rows.iter().map(|row| (CorrectionId(row.message.0), correction(row))).collect();
    let corrections = Corrections::rebuild(classifier, stored.iter().map(|(id, correction)| (*id, correction)));
    Some(Arc::new(Ear { classifier, corrections }))
}

fn correction(row: &CorrectionRow) -> Correction {
    let Corrected { intent, sentiment, urgency } = row.corrected;
    Correction { text: row.text.clone(), intent, sentiment, urgency }
}

/// Names a model and corrections. Holds nothing of the texts but a hash.
fn version_of(rows: &[CorrectionRow]) -> String {
    let said: String = rows.iter().map(|row| format!("{} {:?}\n", row.message, row.corrected)).collect();
    format!("{:016x}-{:016x}-{JUDGING}", Classifier::shipped_version(), fingerprint(said.as_bytes()))
}

fn found(row: Option<AnalysisRow>) -> Result<AnalysisView, ApiError> {
    row.map(view).ok_or_else(|| ApiError::new(ErrorCode::StateConflict, "Nothing has been heard in this chat"))
}

/// As it crosses the border.
pub(crate) fn view(row: AnalysisRow) -> AnalysisView {
    let [language_sure, intent_sure, sentiment_sure, urgency_sure] = row.sure.map(count);
    AnalysisView {
        message: row.message,
        language: row.language,
        intent: row.intent,
        sentiment: row.sentiment,
        urgency: row.urgency,
        language_sure,
        intent_sure,
        sentiment_sure,
        urgency_sure,
        own_intent: row.corrected.intent.is_some(),
        own_sentiment: row.corrected.sentiment.is_some(),
        own_urgency: row.corrected.urgency.is_some(),
    }
}

#[cfg(test)]
mod tests;
