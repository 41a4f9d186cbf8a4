//! What the guard said while a draft was made: of the text that stands, and of those that were thrown away.

use super::json;
use crate::api::dto::{ApiError, GuardFinding};
use crate::core::Core;
use pult_assist::guard::{Finding, Locale};
use serde::{Deserialize, Serialize};

/// Findings, and the rules that stopped the drafts before the one that stands. Of those drafts the rules alone are kept:
/// their words were never to be seen.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Judged {
    pub(super) findings: Vec<GuardFinding>,
    pub(super) stopped: Vec<String>,
}

/// The same as stored: the findings alone where nothing was stopped, as they stood before rules were kept.
#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum Written {
    Findings(Vec<GuardFinding>),
    Both { findings: Vec<GuardFinding>, stopped: Vec<String> },
}

impl Judged {
    /// No draft stands.
    pub(super) fn none(stopped: Vec<String>) -> Self {
        Self { findings: Vec::new(), stopped }
    }

    /// Reads what was stored; what cannot be read says nothing.
    pub(super) fn read(stored: &str) -> Self {
        match serde_json::from_str(stored) {
            Ok(Written::Findings(findings)) => Self { findings, stopped: Vec::new() },
            Ok(Written::Both { findings, stopped }) => Self { findings, stopped },
            Err(_) => Self::default(),
        }
    }

    /// As it is stored.
    pub(super) fn written(self) -> Result<String, ApiError> {
        let Self { findings, stopped } = self;
        json(&if stopped.is_empty() { Written::Findings(findings) } else { Written::Both { findings, stopped } })
    }
}

impl Core {
    /// Findings of a text and the rules that stopped others before it, as they are stored.
    pub(super) async fn findings_kept(&self, findings: &[Finding], buyer: Locale, stopped: Vec<String>) -> Result<String, ApiError> {
        Judged { findings: self.finding_views(findings, buyer).await?, stopped }.written()
    }

    /// Rules in the owner's words.
    pub(super) async fn rules_in_words(&self, rules: &[String]) -> Result<Vec<String>, ApiError> {
        if rules.is_empty() {
            return Ok(Vec::new());
        }
        let told = self.rule_words().await?;
        Ok(rules.iter().map(|rule| told.of(rule)).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use pult_domain::GuardVerdict;

    fn finding() -> GuardFinding {
        GuardFinding { rule: "own".into(), level: GuardVerdict::Warn, start: 0.0, end: 3.0, reason: "Не так".into(), rewrite: None }
    }

    #[test]
    fn what_was_kept_is_read_again_and_so_is_what_was_kept_before_rules_were() {
        for (findings, stopped) in [(vec![], vec![]), (vec![finding()], vec![]), (vec![finding()], vec!["promise_refund".to_owned()])] {
            let written = Judged { findings: findings.clone(), stopped: stopped.clone() }.written().unwrap();
            assert_eq!((written.starts_with('['), Judged::read(&written)), (stopped.is_empty(), Judged { findings, stopped }));
        }
        assert_eq!(Judged::read("nonsense"), Judged::default());
    }

    #[test]
    fn a_rule_that_stopped_another_draft_holds_this_one_back_nowhere() {
        // The list of drafts that stand looks for the level of a finding, in `pult_store::ai_drafts`.
        let written = Judged { findings: vec![], stopped: vec!["level\":\"block".to_owned()] }.written().unwrap();
        assert!(!written.contains(r#""level":"block""#), "{written}");
        let blocked = GuardFinding { level: GuardVerdict::Block, ..finding() };
        assert!(Judged { findings: vec![blocked], stopped: vec![] }.written().unwrap().contains(r#""level":"block""#));
    }
}
