//! The owner's own rules of the guard: kept as one setting, used together with the shipped ones.
//!
//! One setting and not a table: rules are a handful, always read together, and nothing else refers
//! to them. A rule that cannot be used is refused when it is kept, so that none is silently idle.

mod door;

use crate::api::dto::{ApiError, GuardAsk, GuardRuleView, GuardTry, GuardView};
use crate::core::Core;
use pult_assist::guard::{Guard, Level, Locale, Mode, Outlet, OwnRule, OwnRuleFault, Scope};
use pult_domain::{ErrorCode, GuardWriter, Language};
use pult_store::StoreError;
use std::sync::Arc;

/// Under this key the store keeps the owner's own rules.
const RULES_KEY: &str = "guard_rules";
/// Rules at most: each is looked for at every pause of typing.
const MOST_RULES: usize = 200;
/// Phrases of one rule at most, and the longest one, in Unicode scalar values.
const MOST_PHRASES: usize = 100;
const PHRASE_CHARS: usize = 200;
/// Longest reason, in Unicode scalar values: it stands under the field as one sentence.
const REASON_CHARS: usize = 200;

impl Core {
    /// The shipped rules with the owner's own.
    pub(crate) async fn guard(&self) -> Result<Guard, ApiError> {
        Ok(guard_of(&self.own_rules().await?))
    }

    /// The owner's own rules, in the order they were made.
    pub(crate) async fn guard_rule_views(&self) -> Result<Vec<GuardRuleView>, ApiError> {
        Ok(self.own_rules().await?.into_iter().map(view).collect())
    }

    /// Keeps a rule; one of an unknown id is a new one, so that a removed rule can come back.
    pub(crate) async fn set_guard_rule(&self, asked: GuardRuleView) -> Result<GuardRuleView, ApiError> {
        let mut rule = rule_of(asked)?;
        let id = rule.id.clone();
        let put = move |rules: &mut Vec<OwnRule>| {
            if rule.id.is_empty() {
                rule.id = new_id(rules);
            }
            let full = rules.len() >= MOST_RULES;
            match rules.iter_mut().find(|kept| kept.id == rule.id) {
                Some(kept) => *kept = rule,
                None if full => return Err(StoreError::Refused(ErrorCode::InvalidRequest)),
                None => rules.push(rule),
            }
            Ok(())
        };
        let kept = self.change_rules(put).await.map_err(|error| match error.code {
            ErrorCode::InvalidRequest => ApiError::new(error.code, "There are at most 200 rules"),
            _ => error,
        })?;
        // One without an id is the last: it has just been made.
        let kept = kept.into_iter().rev().find(|rule| id.is_empty() || rule.id == id);
        kept.map(view).ok_or_else(|| ApiError::new(ErrorCode::Internal, "The rule is not among those that are kept"))
    }

    /// Removes a rule; one that is gone already stays gone.
    pub(crate) async fn remove_guard_rule(&self, id: &str) -> Result<(), ApiError> {
        let id = id.to_owned();
        let take = move |rules: &mut Vec<OwnRule>| {
            rules.retain(|rule| rule.id != id);
            Ok(())
        };
        self.change_rules(take).await.map(drop)
    }

    /// What the guard would say of a text with a rule that is not kept yet.
    pub(crate) async fn try_guard(self: &Arc<Self>, asked: GuardTry) -> Result<GuardView, ApiError> {
        let mut rules = self.own_rules().await?;
        if let Some(rule) = asked.rule {
            let rule = rule_of(rule)?;
            rules.retain(|kept| kept.id != rule.id);
            rules.push(rule);
        }
        let ask = GuardAsk { text: asked.text, chat: None, channel: asked.channel, language: asked.language, writer: asked.writer };
        self.guard_with(&guard_of(&rules), ask).await
    }

    async fn own_rules(&self) -> Result<Vec<OwnRule>, ApiError> {
        Ok(read(self.store.setting(RULES_KEY).await?))
    }

    /// Changes the rules by what they are now, and tells what they are then: another window, or a terminal, changes
    /// them too.
    async fn change_rules(&self, change: impl FnOnce(&mut Vec<OwnRule>) -> Result<(), StoreError> + Send + 'static) -> Result<Vec<OwnRule>, ApiError> {
        let changed = move |kept| {
            let mut rules = read(kept);
            change(&mut rules)?;
            serde_json::to_string(&rules).map_err(|_| StoreError::Unreadable("guard rules"))
        };
        let kept = self.store.setting_change(RULES_KEY, changed).await?;
        // Drafts are judged by these rules: those that are ready are made anew.
        self.store.knowledge_touch().await?;
        self.drafting.wake();
        Ok(read(Some(kept)))
    }
}

/// The rules as they are kept.
fn read(kept: Option<String>) -> Vec<OwnRule> {
    kept.and_then(|json| serde_json::from_str(&json).ok()).unwrap_or_default()
}

/// A rule that cannot be used, written by an older or newer program, costs only itself.
fn guard_of(rules: &[OwnRule]) -> Guard {
    let usable: Vec<OwnRule> = rules.iter().filter(|rule| Guard::new(std::slice::from_ref(*rule)).is_ok()).cloned().collect();
    Guard::new(&usable).unwrap_or_default()
}

fn new_id(rules: &[OwnRule]) -> String {
    let taken = rules.iter().filter_map(|rule| rule.id.strip_prefix("own-")?.parse::<u32>().ok()).max().unwrap_or_default();
    format!("own-{}", taken.saturating_add(1))
}

fn rule_of(asked: GuardRuleView) -> Result<OwnRule, ApiError> {
    let reason = asked.reason.trim().to_owned();
    if reason.chars().count() > REASON_CHARS {
        return Err(ApiError::new(ErrorCode::TextTooLong, "A reason has at most 200 characters"));
    }
    if reason.is_empty() {
        return Err(ApiError::new(ErrorCode::TextEmpty, "A rule says why"));
    }
    let phrases: Vec<String> = asked.phrases.iter().map(|phrase| phrase.trim().to_owned()).filter(|phrase| !phrase.is_empty()).collect();
    if phrases.len() > MOST_PHRASES || phrases.iter().any(|phrase| phrase.chars().count() > PHRASE_CHARS) {
        return Err(ApiError::new(ErrorCode::GuardRuleTooLong, "A rule has at most 100 phrases of 200 characters"));
    }
    let rule = OwnRule {
        id: asked.id,
        phrases,
        scope: Scope {
            outlets: asked.channels.into_iter().map(Outlet::Marketplace).collect(),
            modes: asked.writers.into_iter().map(mode).collect(),
            locales: asked.languages.iter().filter_map(|language| Locale::parse(language.as_str())).collect(),
        },
        level: if asked.blocks { Level::Block } else { Level::Warn },
        reason,
        negation_passes: asked.negation_passes,
    };
    Guard::new(std::slice::from_ref(&rule)).map_err(|fault| refusal(&fault))?;
    Ok(rule)
}

fn refusal(fault: &OwnRuleFault) -> ApiError {
    let code = match fault {
        OwnRuleFault::Empty(_) => ErrorCode::GuardRuleEmpty,
        OwnRuleFault::TooShort(_) => ErrorCode::GuardRuleTooShort,
        OwnRuleFault::TooLong(_) => ErrorCode::GuardRuleTooLong,
    };
    ApiError::new(code, fault.to_string())
}

/// The mode of the guard a writer stands for.
pub(crate) fn mode(writer: GuardWriter) -> Mode {
    match writer {
        GuardWriter::Human => Mode::Human,
        GuardWriter::Assisted => Mode::Assisted,
        GuardWriter::Automatic => Mode::Automatic,
    }
}

fn writer(mode: Mode) -> GuardWriter {
    match mode {
        Mode::Human => GuardWriter::Human,
        Mode::Assisted => GuardWriter::Assisted,
        Mode::Automatic => GuardWriter::Automatic,
    }
}

fn view(rule: OwnRule) -> GuardRuleView {
    let channel = |outlet| match outlet {
        Outlet::Marketplace(channel) => Some(channel),
        Outlet::Site => None,
    };
    GuardRuleView {
        id: rule.id,
        phrases: rule.phrases,
        reason: rule.reason,
        blocks: rule.level == Level::Block,
        negation_passes: rule.negation_passes,
        channels: rule.scope.outlets.into_iter().filter_map(channel).collect(),
        writers: rule.scope.modes.into_iter().map(writer).collect(),
        languages: rule.scope.locales.iter().filter_map(|locale| Language::parse(locale.as_str())).collect(),
    }
}

#[cfg(test)]
mod tests;
