//! From stored drafts and findings to what crosses the border.

use super::grounds::Grounds;
use super::judged::Judged;
use super::outcome::fate_of;
use super::truth::Guarded;
use crate::api::dto::{ApiError, DraftSource, DraftView, GuardAsk, GuardFinding, GuardRewrite, GuardView};
use crate::core::Core;
use crate::guarding::mode;
use crate::sync::count;
use crate::words::{Words, locale};
use pult_assist::draft::{CHECK, SURE, Source, SourceKind};
use pult_assist::guard::{Finding, Guard, Level, Limits, Locale, Mode, Outlet, Reason, Reply};
use pult_domain::sla::Urgency;
use pult_domain::{
    ChannelKind, ChatId, DraftFault, DraftGap, DraftId, DraftSureness, DraftVariant, ErrorCode, GuardVerdict, Intent, Language, MessageId, ModelCurrency,
    Sentiment,
};
use pult_store::AiDraftRow;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Longest text the guard looks at, in Unicode scalar values: above every channel's limit.
const GUARDED_CHARS: usize = 20_000;

impl Core {
    /// The draft of a chat as the panel shows it. Where the buyer has written again and there is no draft for that, the one before
    /// is shown, stale, with the reason why there is no newer one.
    pub(super) async fn shown_draft(&self, row: AiDraftRow) -> Result<DraftView, ApiError> {
        let reason = row.draft.reason.as_deref().and_then(DraftGap::parse);
        let wanted = row.draft.text.is_none() && reason != Some(DraftGap::Off);
        let before = if wanted { self.store.ai_draft_overtaken(row.chat).await? } else { None };
        let Some(before) = before else { return self.draft_view(row).await };
        let coming = self.model_is_coming(&row).await?;
        let shown = self.draft_view(before).await?;
        // Whatever the owner makes of it here is made in the sight of what the buyer wrote since.
        Ok(DraftView { reason, former: None, seen: Some(row.draft.newest), coming, ..shown })
    }

    pub(super) async fn draft_view(&self, row: AiDraftRow) -> Result<DraftView, ApiError> {
        let former = match row.draft.variant.is_some() && row.outcome.is_none() {
            true => self.store.ai_draft_former(&row).await?,
            false => None,
        };
        let outcome = fate_of(&row);
        let draft = row.draft;
        let Grounds { sources, looked, estimated } = Grounds::read(&draft.sources);
        let Judged { findings, stopped } = Judged::read(&draft.findings);
        #[allow(clippy::cast_precision_loss, reason = "money in millionths, far below 2^53")]
        let cost = draft.cost_micros as f64 / 1e6;
        Ok(DraftView {
            chat: row.chat,
            draft: Some(DraftId(row.id)),
            sure: sureness(draft.text.is_some(), draft.confidence, &findings),
            text: draft.text,
            reason: draft.reason.as_deref().and_then(DraftGap::parse),
            language: Language::parse(&draft.language),
            sentiment: Sentiment::parse(&draft.sentiment),
            categories: draft.categories.iter().filter_map(|word| Intent::parse(word)).collect(),
            urgency: Urgency::parse(&draft.urgency),
            confidence: draft.confidence,
            provider: draft.provider,
            model: draft.model,
            cost,
            currency: draft.currency.as_deref().and_then(ModelCurrency::parse),
            cost_exact: !estimated,
            took_ms: count(draft.took_ms),
            sources: sources.into_iter().map(source).collect(),
            looked: looked.map(Grounds::looked_views),
            findings,
            habits: self.store.habits_followed(row.id).await?,
            blocked: count(draft.blocked),
            stopped: self.rules_in_words(&stopped).await?,
            variant: draft.variant.as_deref().and_then(DraftVariant::parse),
            former,
            seen: Some(draft.newest),
            stale: row.stale,
            coming: false,
            analyzed_at_ms: Some(row.at),
            outcome,
            thumb: row.thumb.map(count),
            fault: row.thumb_reason.as_deref().and_then(DraftFault::parse),
            making: self.drafting.making(row.chat),
            model_failed: self.drafting.failure(row.chat),
        })
    }

    /// What the guard says of a text, quickly: asked at every pause of typing.
    pub(crate) async fn guard_text(self: &Arc<Self>, asked: GuardAsk) -> Result<GuardView, ApiError> {
        let guard = self.guard().await?;
        self.guard_with(&guard, asked).await
    }

    /// What a guard says of a text.
    pub(crate) async fn guard_with(self: &Arc<Self>, guard: &Guard, asked: GuardAsk) -> Result<GuardView, ApiError> {
        if asked.text.chars().count() > GUARDED_CHARS {
            return Err(ApiError::new(ErrorCode::TextTooLong, "The text is too long to be looked at"));
        }
        let mode = asked.writer.map_or(Mode::Human, mode);
        let place = match asked.chat {
            Some(chat) => self.guarded(chat).await?,
            None => Guarded::nowhere(asked.channel.unwrap_or(ChannelKind::Wildberries)),
        };
        let spoken = asked.language.or(place.language).and_then(|language| Locale::parse(language.as_str())).unwrap_or(Locale::Ru);
        let reply = Reply {
            text: &asked.text,
            customer_text: place.question.as_deref(),
            outlet: Outlet::Marketplace(place.channel),
            mode,
            locale: spoken,
            // Emptiness while typing is no fault.
            limits: Limits { min_chars: 0, max_chars: pult_connectors::limits(place.channel).text_chars },
            facts: &place.facts,
        };
        let mut verdict = guard.check(&reply);
        if let Some(row) = &place.row {
            verdict.findings.extend(self.not_held(row, &asked.text, spoken, mode).await?);
            verdict.findings.sort_by_key(|finding| (finding.start, finding.end));
        }
        let worst = verdict.worst().map_or(GuardVerdict::Pass, level);
        Ok(GuardView { verdict: worst, findings: self.finding_views(&verdict.findings, spoken).await? })
    }

    /// Findings in words: the reason for the owner, the rewrite for the buyer.
    pub(super) async fn finding_views(&self, findings: &[Finding], buyer: Locale) -> Result<Vec<GuardFinding>, ApiError> {
        if findings.is_empty() {
            return Ok(Vec::new());
        }
        let settings = crate::settings::load(&self.store).await?;
        let (owner, buyer) = (Words::of(&locale(settings.locale.as_deref())), Words::of(buyer.as_str()));
        Ok(findings.iter().map(|finding| finding_view(finding, &owner, &buyer)).collect())
    }
}

fn finding_view(finding: &Finding, owner: &Words, buyer: &Words) -> GuardFinding {
    let reason = match &finding.reason {
        Reason::Code { id, params } => owner.say_of(id, params),
        Reason::Words(words) => words.clone(),
    };
    let rewrite = finding.rewrite.as_ref().map(|rewrite| GuardRewrite {
        start: f64::from(rewrite.start),
        end: f64::from(rewrite.end),
        text: rewrite.id.map(|id| buyer.say_of(id, &BTreeMap::new())).unwrap_or_default(),
    });
    GuardFinding {
        rule: finding.source.as_str().to_owned(),
        level: level(finding.level),
        start: f64::from(finding.start),
        end: f64::from(finding.end),
        reason,
        rewrite,
    }
}

fn level(level: Level) -> GuardVerdict {
    match level {
        Level::Warn => GuardVerdict::Warn,
        Level::Block => GuardVerdict::Block,
    }
}

pub(super) fn source(source: Source) -> DraftSource {
    let place = if source.kind == SourceKind::PastReply { source.id.split_once('/') } else { None };
    let (chat, message) = place.map_or((None, None), |(chat, message)| (chat.parse().ok().map(ChatId), message.parse().ok().map(MessageId)));
    DraftSource { kind: source.kind, id: source.id, title: source.title, excerpt: source.excerpt, at_ms: source.at_ms, chat, message }
}

fn sureness(made: bool, confidence: f64, findings: &[GuardFinding]) -> DraftSureness {
    if !made || confidence < f64::from(CHECK) {
        DraftSureness::Unsure
    } else if confidence < f64::from(SURE) || !findings.is_empty() {
        DraftSureness::Check
    } else {
        DraftSureness::Sure
    }
}
