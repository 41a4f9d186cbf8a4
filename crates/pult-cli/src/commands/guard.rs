//! `guard`: what must not stand in replies, one a line, without any data.

use crate::args::GuardScope;
use crate::asked::each_line;
use crate::face::Face;
use crate::failure::Failure;
use crate::lines::Line;
use pult_assist::guard::{Facts, Finding, Guard, Limits, Locale, Mode, Outlet, Reason, Reply, Verdict};
use pult_core::words::{Words, locale};
use pult_domain::{ChannelKind, ErrorCode};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A line of stdin.
#[derive(Debug, Deserialize)]
struct Asked {
    id: serde_json::Value,
    text: String,
    #[serde(default)]
    customer_text: Option<String>,
}

/// Checks replies until stdin ends; the lines before a bad one are answered.
pub(crate) fn run(scope: &GuardScope, face: &Face) -> Result<(), Failure> {
    let desk = Desk::new(scope)?;
    each_line("{\"id\",\"text\"}", |asked: Asked| face.line(&desk.judged(asked)))
}

struct Desk {
    guard: Guard,
    facts: Facts,
    outlet: Outlet,
    mode: Mode,
    locale: Locale,
    /// Reasons are for the owner, rewrites for the buyer.
    owner: Words,
    buyer: Words,
}

impl Desk {
    fn new(scope: &GuardScope) -> Result<Self, Failure> {
        let names = || format!("Known channels: {}, site", ChannelKind::ALL.map(ChannelKind::as_str).join(", "));
        let outlet = Outlet::parse(&scope.channel).ok_or_else(|| Failure::usage(ErrorCode::UnknownChannel, names()))?;
        let language = Locale::parse(&scope.locale)
            .ok_or_else(|| Failure::usage(ErrorCode::InvalidRequest, format!("Known languages: {}", Locale::ALL.map(Locale::as_str).join(", "))))?;
        Ok(Self {
            guard: Guard::default(),
            facts: Facts::default(),
            outlet,
            mode: scope.mode.into(),
            locale: language,
            owner: Words::of(&locale(None)),
            buyer: Words::of(language.as_str()),
        })
    }

    fn judged(&self, asked: Asked) -> GuardLine {
        let reply = Reply {
            text: &asked.text,
            customer_text: asked.customer_text.as_deref(),
            outlet: self.outlet,
            mode: self.mode,
            locale: self.locale,
            limits: Limits::default(),
            facts: &self.facts,
        };
        let verdict = self.guard.check(&reply);
        GuardLine::new(asked.id, &verdict, self)
    }

    fn reason(&self, finding: &Finding) -> String {
        match &finding.reason {
            Reason::Code { id, params } => self.owner.say_of(id, params),
            Reason::Words(words) => words.clone(),
        }
    }
}

/// A judged reply.
#[derive(Debug, Serialize)]
struct GuardLine {
    id: serde_json::Value,
    verdict: &'static str,
    findings: Vec<FindingLine>,
}

#[derive(Debug, Serialize)]
struct FindingLine {
    rule: String,
    start: u32,
    end: u32,
    reason: String,
    rewrite: Option<String>,
}

impl GuardLine {
    fn new(id: serde_json::Value, verdict: &Verdict, desk: &Desk) -> Self {
        let findings = verdict.findings.iter().map(|finding| FindingLine {
            rule: finding.source.as_str().to_owned(),
            start: finding.start,
            end: finding.end,
            reason: desk.reason(finding),
            rewrite: finding.rewrite.as_ref().map(|rewrite| rewrite.id.map(|id| desk.buyer.say_of(id, &BTreeMap::new())).unwrap_or_default()),
        });
        Self { id, verdict: verdict.as_str(), findings: findings.collect() }
    }
}

impl Line for GuardLine {
    fn text(&self) -> String {
        let findings: Vec<String> =
            self.findings.iter().map(|finding| format!("\n  {}-{} {}: {}", finding.start, finding.end, finding.rule, finding.reason)).collect();
        format!("{}  {}{}", self.id, self.verdict, findings.concat())
    }
}
