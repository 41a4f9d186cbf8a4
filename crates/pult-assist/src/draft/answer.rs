//! A model's answer, checked: nothing of it is believed before it has been looked at.

use super::prompt::{Prompt, Wish};
use super::{Case, Looked, Source};
use crate::classify::{Intent, Language, Reading, Sentiment, Urgency};
use crate::guard::{self, Finding, Guard, Level};
use serde::Deserialize;
use serde_json::Value;

/// Words that fence or leak the question, in any answer.
const MARKS: [&str; 4] = ["FACTS (", "CHAT, oldest", "GUESS of a classifier", "REWRITE this draft"];

/// What a model made of a chat.
#[derive(Clone, Debug, PartialEq)]
pub struct Analysis {
    /// The buyer's language.
    pub language: Language,
    /// How the buyer feels.
    pub sentiment: Sentiment,
    /// What the buyer wants, the main thing first.
    pub categories: Vec<Intent>,
    /// How soon somebody must look.
    pub urgency: Urgency,
    /// How sure the model says it is, from 0 to 1.
    pub confidence: f32,
    /// The reply; none where there should be none.
    pub reply: Option<String>,
    /// The facts it cites.
    pub sources: Vec<Source>,
    /// What it was told.
    pub looked: Vec<Looked>,
}

/// Why an answer cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AnswerFault {
    /// It has not the shape that was asked for.
    #[error("the answer has another shape")]
    Shape,
    /// It repeats instructions or the canary.
    #[error("the answer leaks the question")]
    Leak,
    /// It holds a placeholder that was not in the question.
    #[error("the answer invents hidden data")]
    Placeholder,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    language: Language,
    sentiment: Sentiment,
    categories: Vec<Intent>,
    urgency: Urgency,
    confidence: f32,
    reply: Option<String>,
    sources: Vec<usize>,
}

/// What a model says of its sureness, from 0 to 1: some say it in per cent. Any other figure says nothing, and the owner is not told that
/// a reply is sure.
fn share(said: f32) -> f32 {
    let share = if said > 1.0 { said / 100.0 } else { said };
    if (0.0..=1.0).contains(&share) { share } else { 0.0 }
}

/// Reads an answer; its placeholders become what they stand for.
///
/// # Errors
/// [`AnswerFault`]: such an answer is not shown, not even in part.
pub fn read(value: Value, prompt: &Prompt) -> Result<Analysis, AnswerFault> {
    let raw: Raw = serde_json::from_value(value).map_err(|_| AnswerFault::Shape)?;
    let reply = raw.reply.map(|reply| reply.trim().to_owned()).filter(|reply| !reply.is_empty());
    if let Some(reply) = &reply
        && (reply.contains(&prompt.canary) || MARKS.iter().any(|mark| reply.contains(mark)))
    {
        return Err(AnswerFault::Leak);
    }
    let reply = reply.map(|reply| prompt.veil.restore(&reply)).transpose().map_err(|_| AnswerFault::Placeholder)?;
    let mut sources: Vec<Source> = Vec::new();
    for source in raw.sources.iter().filter_map(|number| prompt.facts.get(number.checked_sub(1)?)) {
        if !sources.contains(source) {
            sources.push(source.clone());
        }
    }
    let mut categories = raw.categories;
    categories.truncate(3);
    let confidence = share(raw.confidence);
    let (language, sentiment, urgency) = (raw.language, raw.sentiment, raw.urgency);
    Ok(Analysis { language, sentiment, categories, urgency, confidence, reply, sources, looked: prompt.looked() })
}

/// Judges a model's reply: the guard with the question as instructions, and the truth check against
/// the facts that were shown, whole; a form may say what the draft it was made of says. The embedded reading
/// decides the language where it is sure of it.
#[must_use]
pub fn judge(case: &Case, reading: &Reading, guard: &Guard, prompt: &Prompt, reply: &str, wish: &Wish) -> Vec<Finding> {
    let locale = wish.into.unwrap_or_else(|| super::locale_of(reading));
    let shown = prompt.told.iter().cloned();
    let snippets = case.snippets.iter().map(|snippet| snippet.text.clone());
    let rewritten = wish.variant.iter().map(|(_, text)| text.clone());
    let notes: Vec<String> = shown.chain(snippets).chain(rewritten).chain([case.tone.signature.clone()]).collect();
    let mut facts = case.guard_facts(&notes);
    facts.instructions = Some(prompt.system.clone());
    case.judge(guard, reply, locale, &facts).findings
}

/// The reply in an answer that is still being written: JSON without its end.
#[must_use]
pub fn reply_so_far(json: &str) -> String {
    let Some((_, rest)) = json.split_once("\"reply\"") else { return String::new() };
    let Some(text) = rest.trim_start().strip_prefix(':').and_then(|rest| rest.trim_start().strip_prefix('"')) else { return String::new() };
    let (mut out, mut chars) = (String::new(), text.chars());
    while let Some(c) = chars.next() {
        match c {
            '"' => break,
            '\\' => match chars.next() {
                Some('n') => out.push('\n'),
                Some('t') => out.push(' '),
                Some('u') => {
                    let digits: String = chars.by_ref().take(4).collect();
                    // Half of a pair, or cut in the middle: the whole text comes at the end.
                    out.extend(u32::from_str_radix(&digits, 16).ok().and_then(char::from_u32));
                }
                Some(other) => out.push(other),
                None => break,
            },
            c => out.push(c),
        }
    }
    // A placeholder whose end has not come yet.
    let open = out.rfind('[').filter(|at| out.get(*at..).is_some_and(|rest| !rest.contains(']')));
    if let Some(at) = open {
        out.truncate(at);
    }
    out
}

/// Whether a finding stops a draft: what is blocked, and whatever the shipped rules find, be it only a warning (a figure
/// that no fact holds, what the second opinion alone is sure of): nobody answers for these words yet. The owner's own
/// warnings are for the owner.
#[must_use]
pub fn stopping(finding: &Finding) -> bool {
    finding.level == Level::Block || matches!(finding.source, guard::Source::Shipped(_))
}

/// Whether one of the findings stops a draft.
#[must_use]
pub fn stops(findings: &[Finding]) -> bool {
    findings.iter().any(stopping)
}

/// How sure a checked reply is: what the model says of itself, drawn down where it cites nothing.
/// A model's own figure is never more than "check" without a source.
#[must_use]
pub fn confidence(analysis: &Analysis) -> f32 {
    if analysis.sources.is_empty() { analysis.confidence.min(0.6) } else { analysis.confidence.min(0.95) }
}

#[cfg(test)]
mod tests {
    use super::{reply_so_far, stopping};
    use crate::guard::{Finding, Level, Reason, RuleId, Source};

    #[test]
    fn whatever_the_shipped_rules_find_stops_a_draft_and_of_the_owners_what_he_forbids() {
        let found = |source: Source, level| Finding { source, level, start: 0, end: 1, reason: Reason::Words(String::new()), rewrite: None };
        let own = || Source::Own("2".to_owned());
        assert!(stopping(&found(Source::Shipped(RuleId::PromiseRefund), Level::Warn)), "the second opinion alone");
        assert!(stopping(&found(own(), Level::Block)));
        assert!(!stopping(&found(own(), Level::Warn)), "it is shown to the owner, who made it");
    }

    #[test]
    fn a_reply_is_shown_while_it_is_being_written() {
        let whole = r#"{"language":"ru","reply":"Здравствуйте, [NAME_1]!\n\"Да\" \u0434а","sources":[]}"#;
        let mut longest = 0;
        for letters in 0..whole.chars().count() {
            let shown = reply_so_far(&whole.chars().take(letters).collect::<String>());
            assert!(shown.len() + 12 >= longest, "{shown}");
            longest = longest.max(shown.len());
        }
        assert_eq!(reply_so_far(whole), "Здравствуйте, [NAME_1]!\n\"Да\" да");
        assert_eq!(reply_so_far(r#"{"reply":"Да, [NAM"#), "Да, ");
        assert_eq!(reply_so_far(r#"{"reply":null"#), "");
    }
}
