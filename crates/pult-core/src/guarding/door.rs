//! The guard at the door: a reply is judged once more in the operation that stores it, whichever face
//! it comes from, and leaves only as the design allows (section 6).
//!
//! What is blocked leaves only as another text. A warning is for a person to decide: it holds the
//! reply until the caller names its rule, and then stands recorded with the reply. Words that nobody
//! looks at cannot be overruled by anybody. Whose words they are decides how serious a finding is: a
//! draft sent off as it stands is judged as a draft, what a person typed or changed as their own.
//!
//! What began as a draft is asked once more, as it stands or changed, whether the facts at hand hold what it says
//! (`drafting/truth`): they may have moved on since it was made. That warns and never stops.
//!
//! Judging at the attempt to send lost: the owner is gone by then, and a reply would fail for a rule
//! made in between. Files without words pass: there is nothing to read in them.

use crate::api::dto::{ApiError, GuardAsk, GuardFinding, OverrideView, ReplySend};
use crate::core::Core;
use crate::words::{Words, locale};
use pult_assist::guard::RuleId;
use pult_domain::{ChatId, DraftVariant, ErrorCode, GuardVerdict, GuardWriter, Language};
use pult_store::{AiDraftRow, Override, OverrideRow};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Overrules whatever warns, for scripts.
const ANY: &str = "any";
/// Who sends: this program has one owner.
const OWNER: &str = "owner";

/// What a person is only told while typing, and is nobody's to allow: in which language, and how far
/// apart, they write costs neither the shop nor a buyer anything.
const ADVICE: [RuleId; 2] = [RuleId::WrongLanguage, RuleId::HiddenText];

/// A reply that may leave.
pub(crate) struct Passed {
    /// Warnings it leaves under.
    pub(crate) despite: Vec<Override>,
    /// The draft that stood there when it was sent off.
    pub(crate) draft: Option<AiDraftRow>,
}

impl Core {
    /// Judges a reply that is about to be stored.
    ///
    /// # Errors
    /// [`ErrorCode::GuardBlocked`] and [`ErrorCode::GuardWarned`] with what was found.
    pub(crate) async fn at_the_door(self: &Arc<Self>, asked: &ReplySend) -> Result<Passed, ApiError> {
        let text = asked.text.trim();
        // The same click told twice is the same reply: it was judged when it was stored.
        let told_before = match asked.client_key.as_deref().filter(|key| !key.is_empty()) {
            Some(key) => self.store.outbox_of_key(asked.chat, key).await?.is_some(),
            None => false,
        };
        if text.is_empty() || told_before {
            return Ok(Passed { despite: Vec::new(), draft: None });
        }
        let draft = self.store.ai_draft(asked.chat).await?;
        let drafted = draft.as_ref().filter(|row| row.draft.text.as_deref().is_some_and(|draft| same_words(draft, text)));
        let writer = asked.writer.unwrap_or(if drafted.is_some() { GuardWriter::Assisted } else { GuardWriter::Human });
        // A draft was made in the buyer's language as it was heard then; a translation is another one on purpose.
        let language = drafted.and_then(|row| Language::parse(&row.draft.language));
        let translated = drafted.is_some_and(|row| row.draft.variant.as_deref() == Some(DraftVariant::Translate.as_str()));
        let ask = GuardAsk { text: text.to_owned(), chat: Some(asked.chat), channel: None, language, writer: Some(writer) };
        let guard = self.guard().await?;
        // What a person typed is held by words that can be shown, never by a number; of that they are told while typing.
        let guard = if writer == GuardWriter::Human { guard.by_words() } else { guard };
        let mut found = self.guard_with(&guard, ask).await?.findings;
        found.retain(|finding| !(translated && finding.rule == RuleId::WrongLanguage.as_str()));
        if writer == GuardWriter::Human {
            found.retain(|finding| finding.level == GuardVerdict::Block || !ADVICE.iter().any(|rule| finding.rule == rule.as_str()));
        }
        let overruled = asked.despite.as_deref().unwrap_or_default();
        Ok(Passed { despite: decided(&found, writer, overruled)?, draft })
    }

    /// The warnings under which replies of a chat were sent off.
    pub(crate) async fn override_views(&self, chat: ChatId) -> Result<Vec<OverrideView>, ApiError> {
        let rows = self.store.overrides(chat).await?;
        if rows.is_empty() {
            return Ok(Vec::new());
        }
        let told = self.rule_words().await?;
        Ok(rows.into_iter().map(|row| view(row, &told)).collect())
    }

    /// How rules are called in the owner's language.
    pub(crate) async fn rule_words(&self) -> Result<RuleWords, ApiError> {
        let settings = crate::settings::load(&self.store).await?;
        let own = self.guard_rule_views().await?.into_iter().map(|rule| (rule.id, rule.reason)).collect();
        Ok(RuleWords { words: Words::of(&locale(settings.locale.as_deref())), own })
    }
}

/// What rules are called: the shipped ones by our words, the owner's by his.
pub(crate) struct RuleWords {
    words: Words,
    own: BTreeMap<String, String>,
}

impl RuleWords {
    /// A rule without what it found. One of the owner's that is gone is still called by its name.
    pub(crate) fn of(&self, rule: &str) -> String {
        let say = |id: &str| self.words.say_of(id, &BTreeMap::new());
        match RuleId::parse(rule) {
            // These name what they found, which is not kept.
            Some(RuleId::WrongLanguage) => say("guard-despite-wrong-language"),
            Some(RuleId::WrongLength) => say("guard-despite-wrong-length"),
            Some(RuleId::UnknownFact) => say("guard-despite-unknown-fact"),
            Some(_) => say(&format!("guard-reason-{}", rule.replace('_', "-"))),
            None => self.own.get(rule).cloned().unwrap_or_else(|| rule.to_owned()),
        }
    }
}

/// What a reply leaves under, or why it stays.
fn decided(found: &[GuardFinding], writer: GuardWriter, overruled: &[String]) -> Result<Vec<Override>, ApiError> {
    if found.iter().any(|finding| finding.level == GuardVerdict::Block) {
        return Err(refusal(ErrorCode::GuardBlocked, "The guard stops this reply", found));
    }
    let seen = |finding: &&GuardFinding| writer != GuardWriter::Automatic && overruled.iter().any(|rule| rule == ANY || *rule == finding.rule);
    if !found.iter().all(|finding| seen(&finding)) {
        return Err(refusal(ErrorCode::GuardWarned, "The guard warns of this reply", found));
    }
    Ok(found.iter().map(|finding| overruling(finding, writer)).collect())
}

/// Places and rules, never the words: refusals are logged.
fn refusal(code: ErrorCode, what: &str, found: &[GuardFinding]) -> ApiError {
    let places: Vec<String> = found.iter().map(|finding| format!("{} at {} to {}", finding.rule, finding.start, finding.end)).collect();
    ApiError { findings: Some(found.to_vec()), ..ApiError::new(code, format!("{what}: {}", places.join(", "))) }
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "places in a text of at most 20,000 characters")]
fn overruling(finding: &GuardFinding, writer: GuardWriter) -> Override {
    Override { rule: finding.rule.clone(), first: finding.start as u32, past: finding.end as u32, writer, who: OWNER.to_owned() }
}

/// Blanks are no change of a text.
fn same_words(draft: &str, text: &str) -> bool {
    draft.split_whitespace().eq(text.split_whitespace())
}

fn view(row: OverrideRow, told: &RuleWords) -> OverrideView {
    let Override { rule, first, past, writer, who } = row.over;
    let reason = told.of(&rule);
    OverrideView { outbox: row.outbox, rule, reason, start: f64::from(first), end: f64::from(past), writer, who, at_ms: row.at }
}

#[cfg(test)]
mod tests;
