//! `draft`: a reply for a chat, made now, or why there is none.

use crate::face::Face;
use crate::failure::Failure;
use crate::lines::{FindingLine, Line};
use crate::way::Way;
use pult_core::dto::{DraftMake, DraftSource, DraftView};
use pult_domain::sla::Urgency;
use pult_domain::{AtMs, ChatId, DraftGap, DraftMaker, DraftSourceKind, Intent, Sentiment};
use serde::Serialize;

/// Drafts and prints.
pub(crate) async fn run(way: &Way, chat: ChatId, embedded: bool, face: &Face) -> Result<(), Failure> {
    let asked = DraftMake { chat, variant: None, language: None, embedded: embedded.then_some(true), wait: Some(true) };
    let made: DraftView = way.call("draft_make", &asked).await?;
    face.line(&DraftLine::from(made))
}

/// A drafted reply.
#[derive(Debug, Serialize)]
struct DraftLine {
    chat: ChatId,
    text: Option<String>,
    sentiment: Option<Sentiment>,
    categories: Vec<Intent>,
    urgency: Option<Urgency>,
    confidence: f64,
    provider: DraftMaker,
    model: Option<String>,
    cost: f64,
    sources: Vec<SourceLine>,
    findings: Vec<FindingLine>,
    analyzed_at_ms: Option<AtMs>,
    /// Why there is no text; only then.
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<DraftGap>,
}

#[derive(Debug, Serialize)]
struct SourceLine {
    kind: DraftSourceKind,
    id: String,
    title: String,
    excerpt: String,
    at_ms: Option<AtMs>,
}

impl From<DraftView> for DraftLine {
    fn from(made: DraftView) -> Self {
        Self {
            chat: made.chat,
            reason: made.reason.filter(|_| made.text.is_none()),
            text: made.text,
            sentiment: made.sentiment,
            categories: made.categories,
            urgency: made.urgency,
            // Three digits: more would be a precision that calibration does not have.
            confidence: (made.confidence * 1000.0).round() / 1000.0,
            provider: made.provider,
            model: made.model,
            cost: made.cost,
            sources: made.sources.into_iter().map(SourceLine::from).collect(),
            findings: made.findings.into_iter().map(FindingLine::from).collect(),
            analyzed_at_ms: made.analyzed_at_ms,
        }
    }
}

impl From<DraftSource> for SourceLine {
    fn from(source: DraftSource) -> Self {
        Self { kind: source.kind, id: source.id, title: source.title, excerpt: source.excerpt, at_ms: source.at_ms }
    }
}

impl Line for DraftLine {
    fn text(&self) -> String {
        let Some(text) = &self.text else {
            return format!("chat {}: no draft ({})", self.chat, self.reason.map_or("unknown", DraftGap::as_str));
        };
        let sources: Vec<String> =
            self.sources.iter().enumerate().map(|(n, source)| format!("\n  [{}] {}: {}", n + 1, source.kind.as_str(), source.excerpt)).collect();
        let findings: Vec<String> = self.findings.iter().map(FindingLine::text).collect();
        format!("{text}\n  ({}, {:.0} %){}{}", self.provider.as_str(), self.confidence * 100.0, sources.concat(), findings.concat())
    }
}
