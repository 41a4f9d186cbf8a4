//! A draft by a model: asked, streamed, checked, regenerated once, and replaced by a safe one.

use super::case::{BY_MODEL, model_of_same};
use super::grounds::Grounds;
use super::judged::Judged;
use super::{Failed, Writing};
use crate::api::dto::{ApiError, DraftMake, DraftView};
use crate::core::Core;
use crate::drafting::Scene;
use crate::lane::random_hex;
use pult_assist::draft::answer::{self, Analysis};
use pult_assist::draft::prompt::{self, Prompt, Wish};
use pult_assist::draft::signed::signed;
use pult_assist::draft::{Variant, name_rules, safe_reply};
use pult_assist::guard::{Finding, Locale};
use pult_assist::habits;
use pult_assist::llm::{Answer, Ask, Delta, Schema};
use pult_domain::{ChatId, DraftMaker, DraftVariant, ErrorCode, ModelField, ModelPurpose, Queue};
use pult_store::{AiDraft, AiDraftRow};
use std::sync::{Arc, PoisonError};
use tokio_util::sync::CancellationToken;

/// Questions to models under way at once, those of the owner apart.
pub(super) const AT_ONCE: usize = 2;

/// A question that nobody answered is asked again after this time, in milliseconds: 15 min.
const TRY_AGAIN_MS: i64 = 15 * 60 * 1000;

/// What a model made of a chat, with what it cost.
struct Made {
    analysis: Analysis,
    findings: Vec<Finding>,
    answers: Vec<Answer>,
    stopped: Stopped,
}

/// Drafts of a model that were stopped.
#[derive(Default)]
struct Stopped {
    drafts: i64,
    /// The rules that stopped them, each once.
    rules: Vec<String>,
}

impl Stopped {
    /// Adds an answer that cannot be used; one that was no answer at all offends no rule.
    fn add(&mut self, made: Option<&(Analysis, Vec<Finding>)>) {
        self.drafts += 1;
        let findings = made.into_iter().flat_map(|(_, findings)| findings);
        name_rules(&mut self.rules, findings.filter(|finding| answer::stopping(finding)));
    }
}

impl Core {
    /// Whether a model may draft here.
    pub(super) async fn model_is_set_up(&self, scene: &Scene) -> bool {
        scene.tone.models && self.has_models().await.unwrap_or(false)
    }

    /// Drafts with a model for the owner who waits, or who watches.
    pub(super) async fn make_with_model(self: &Arc<Self>, scene: Scene, asked: DraftMake) -> Result<DraftView, ApiError> {
        let chat = scene.chat;
        let standing = match self.store.ai_draft(chat).await? {
            Some(row) if row.draft.newest == scene.newest => row,
            _ => self.draft_embedded(&scene).await?,
        };
        let wish = Wish {
            variant: asked.variant.map(|form| (form, standing.draft.text.clone().unwrap_or_default())).filter(|(_, text)| !text.is_empty()),
            into: asked.language.and_then(|language| Locale::parse(language.as_str())),
            findings: Vec::new(),
        };
        let core = self.clone();
        // A task of its own: whoever waits may leave, and the chat would be "being written" for ever.
        let writing = self.tasks.spawn(async move {
            let ended = core.write_with_model(&scene, wish).await;
            if let Err(error) = &ended {
                tracing::info!(code = %error.code, "A model did not draft");
            }
            ended
        });
        if asked.wait == Some(false) {
            return self.draft_view(standing).await;
        }
        let ended = writing.await.map_err(|_| ApiError::new(ErrorCode::Internal, "A draft could not be made"))?;
        // Without the model's the draft there was stands; the panel says why there is no other.
        self.draft_view(ended.unwrap_or(standing)).await
    }

    /// Drafts ahead with a model where that is wanted and this state has none from it.
    pub(super) async fn draft_with_model_ahead(self: &Arc<Self>, scene: Scene, kept: Option<&str>) -> Result<bool, ApiError> {
        let key = scene.key_by(BY_MODEL);
        let settled = || self.drafting.is_settled(scene.chat, scene.case.now, self.clock.now());
        if kept == Some(key.as_str()) || !settled() || !self.model_is_set_up(&scene).await || self.failed_lately(scene.chat, &key) {
            return Ok(false);
        }
        let Ok(turn) = self.drafting.turns.clone().acquire_owned().await else { return Ok(false) };
        // The owner may have put the chat right while a turn was waited for.
        if !settled() {
            return Ok(false);
        }
        let core = self.clone();
        self.tasks.spawn(async move {
            if let Err(error) = core.write_with_model(&scene, Wish::default()).await {
                tracing::info!(code = %error.code, "A model did not draft ahead");
            }
            drop(turn);
        });
        Ok(true)
    }

    /// Whether a model is writing to the chat, or will be asked about the state of this draft by itself.
    pub(super) async fn model_is_coming(&self, row: &AiDraftRow) -> Result<bool, ApiError> {
        if self.drafting.making(row.chat).is_some() {
            return Ok(true);
        }
        let tone = self.tone().await?;
        let asked_in_vain = model_of_same(&row.draft.state_key).is_none_or(|name| self.failed_lately(row.chat, &name));
        if !tone.enabled || !tone.ahead || !tone.models || asked_in_vain {
            return Ok(false);
        }
        let waits = self.store.chat(row.chat).await?.is_some_and(|chat| chat.queue == Queue::Waiting);
        Ok(waits && self.has_models().await.unwrap_or(false))
    }

    /// Whether this very state was asked of models a moment ago, in vain, or the owner stopped the question.
    pub(super) fn failed_lately(&self, chat: ChatId, key: &str) -> bool {
        let failed = self.drafting.failed.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(failed) = failed.get(&chat).filter(|failed| failed.key == key) else { return false };
        // What the owner stopped is not asked again behind their back, however long ago that was.
        failed.code == ErrorCode::ModelStopped || self.clock.now().since_ms(failed.at) < TRY_AGAIN_MS
    }

    async fn write_with_model(self: &Arc<Self>, scene: &Scene, wish: Wish) -> Result<AiDraftRow, ApiError> {
        let stop = self.begin_writing(scene.chat)?;
        let ended = self.drafted_by_model(scene, wish, &stop).await;
        self.drafting.writing.lock().unwrap_or_else(PoisonError::into_inner).remove(&scene.chat);
        let mut failed = self.drafting.failed.lock().unwrap_or_else(PoisonError::into_inner);
        match &ended {
            Err(error) => failed.insert(scene.chat, Failed { code: error.code, key: scene.key_by(BY_MODEL), at: self.clock.now() }),
            Ok(_) => failed.remove(&scene.chat),
        };
        drop(failed);
        self.note_draft(scene.chat);
        ended
    }

    /// One model writes to a chat at a time.
    fn begin_writing(&self, chat: ChatId) -> Result<CancellationToken, ApiError> {
        let mut writing = self.drafting.writing.lock().unwrap_or_else(PoisonError::into_inner);
        if writing.contains_key(&chat) {
            return Err(ApiError::new(ErrorCode::StateConflict, "A draft is being written"));
        }
        let stop = self.stop.child_token();
        writing.insert(chat, Writing { text: String::new(), since: self.clock.now(), stop: stop.clone() });
        Ok(stop)
    }

    async fn drafted_by_model(self: &Arc<Self>, scene: &Scene, mut wish: Wish, stop: &CancellationToken) -> Result<AiDraftRow, ApiError> {
        let begun = std::time::Instant::now();
        let form = wish.variant.as_ref().map(|(form, _)| *form);
        let first = self.ask_once(scene, &wish, stop).await?;
        let (mut made, mut answers) = (first.0, vec![first.1]);
        let mut stopped = Stopped::default();
        if made.as_ref().is_none_or(|(_, findings)| answer::stops(findings)) {
            // Once more with what was wrong; then something that was never the model's.
            stopped.add(made.as_ref());
            wish.findings = made.as_ref().map_or_else(
                || vec!["it was not an answer".to_owned()],
                |(_, findings)| findings.iter().map(|finding| finding.source.as_str().replace('_', " ")).collect(),
            );
            let second = self.ask_once(scene, &wish, stop).await?;
            answers.push(second.1);
            made = second.0;
            if made.as_ref().is_none_or(|(_, findings)| answer::stops(findings)) {
                stopped.add(made.take().as_ref());
            }
        }
        // A form that came to nothing must not cost the owner the draft it was to be made of.
        if form.is_some()
            && made.as_ref().is_none_or(|(analysis, _)| analysis.reply.is_none())
            && let Some(standing) = self.store.ai_draft(scene.chat).await?
        {
            return Ok(standing);
        }
        let took_ms = i64::try_from(begun.elapsed().as_millis()).unwrap_or(i64::MAX);
        // A shipped reply that stands in follows nobody's habits.
        let told = || habits::instructions(&scene.case.habits, pult_assist::draft::locale_of(&scene.reading), Some(scene.reading.intent)).used;
        let followed = if made.as_ref().is_some_and(|(analysis, _)| analysis.reply.is_some()) { told() } else { Vec::new() };
        let exact = alike(&answers).all(|answer| answer.cost.exact);
        let draft = match made {
            Some((analysis, findings)) => self.of_model(scene, form, Made { analysis, findings, answers, stopped }).await?,
            None => self.of_template(scene, &answers, stopped).await?,
        };
        let draft = if exact { draft } else { AiDraft { sources: Grounds::estimated(&draft.sources)?, ..draft } };
        let newest = self.store.newest_message(scene.chat).await?;
        if newest.is_some_and(|newest| newest != scene.newest) {
            tracing::debug!("Somebody wrote while a draft was being made");
        }
        self.keep_drafted(scene, AiDraft { took_ms, ..draft }, followed).await
    }

    /// One question and its answer; `None` where the answer cannot be used.
    async fn ask_once(self: &Arc<Self>, scene: &Scene, wish: &Wish, stop: &CancellationToken) -> Result<(Option<(Analysis, Vec<Finding>)>, Answer), ApiError> {
        let nonce = format!("d{}", random_hex()?.chars().take(12).collect::<String>());
        let prompt = prompt::build(&scene.case, &scene.reading, &nonce, wish);
        let schema = Schema::new("draft", prompt::schema(scene.case.limits.max_chars))
            .map_err(|_| ApiError::new(ErrorCode::Internal, "The shape of drafts cannot be used"))?;
        let mut ask = Ask::new(prompt.system.clone(), prompt.user.clone());
        ask.schema = Some(schema);
        ask.max_tokens = prompt::MAX_TOKENS;
        ask.temperature = Some(0.3);
        ask.fields = fields(scene, &prompt);
        let purpose = match wish.variant {
            Some((Variant::Translate, _)) => ModelPurpose::Translation,
            Some(_) => ModelPurpose::Rewrite,
            None => ModelPurpose::Draft,
        };
        let mut so_far = String::new();
        let core = self.clone();
        let (chat, veil) = (scene.chat, prompt.veil.clone());
        let mut on_delta = move |delta: Delta<'_>| {
            match delta {
                Delta::Text(piece) => so_far.push_str(piece),
                Delta::Restart => so_far.clear(),
            }
            let shown = answer::reply_so_far(&so_far);
            core.show_writing(chat, veil.restore(&shown).unwrap_or_default());
        };
        let got = self.ask(purpose, Some(chat), &ask, &mut on_delta, stop).await.map_err(ApiError::from)?;
        let guard = self.guard().await?;
        let read = got.parsed.clone().and_then(|value| answer::read(value, &prompt).ok());
        let tone = &scene.case.tone;
        let judged = read.map(|mut analysis| {
            analysis.reply = analysis.reply.map(|reply| signed(&reply, tone, scene.case.limits.max_chars));
            let findings = analysis.reply.as_deref().map_or_else(Vec::new, |reply| answer::judge(&scene.case, &scene.reading, &guard, &prompt, reply, wish));
            (analysis, findings)
        });
        Ok((judged, got))
    }

    fn show_writing(&self, chat: ChatId, text: String) {
        if let Some(writing) = self.drafting.writing.lock().unwrap_or_else(PoisonError::into_inner).get_mut(&chat) {
            writing.text = text;
        }
        self.note_draft(chat);
    }

    async fn of_model(&self, scene: &Scene, form: Option<DraftVariant>, made: Made) -> Result<AiDraft, ApiError> {
        let Made { analysis, findings, answers, stopped } = made;
        let confidence = f64::from(answer::confidence(&analysis));
        let locale = pult_assist::draft::locale_of(&scene.reading);
        let reason = analysis.reply.is_none().then(|| if analysis.categories.contains(&pult_domain::Intent::AbuseSpam) { "spam" } else { "unsure" }.to_owned());
        let base = AiDraft { blocked: stopped.drafts, variant: form.map(|form| form.as_str().to_owned()), ..costed(scene, &answers) };
        Ok(AiDraft {
            text: analysis.reply,
            reason,
            language: analysis.language.as_str().to_owned(),
            sentiment: analysis.sentiment.as_str().to_owned(),
            categories: analysis.categories.iter().map(|intent| intent.as_str().to_owned()).collect(),
            // What the rules and the reader heard is never made less urgent by a model.
            urgency: analysis.urgency.max(scene.reading.urgency).as_str().to_owned(),
            confidence,
            sources: Grounds::written(analysis.sources, analysis.looked)?,
            findings: self.findings_kept(&findings, locale, stopped.rules).await?,
            ..base
        })
    }

    /// The model's drafts were stopped twice: what stands here was never its own.
    async fn of_template(&self, scene: &Scene, answers: &[Answer], stopped: Stopped) -> Result<AiDraft, ApiError> {
        let base = AiDraft { blocked: stopped.drafts, ..costed(scene, answers) };
        let guard = self.guard().await?;
        match safe_reply(&scene.case, &scene.reading, &guard) {
            Some(safe) => self.filled(base, safe, stopped.rules).await,
            None => Ok(AiDraft { reason: Some("blocked".to_owned()), findings: Judged::none(stopped.rules).written()?, ..base }),
        }
    }
}

/// The answers that are paid for in the last one's currency.
fn alike(answers: &[Answer]) -> impl Iterator<Item = &Answer> {
    let currency = answers.last().map(|last| last.cost.currency);
    answers.iter().filter(move |answer| Some(answer.cost.currency) == currency)
}

/// A draft with what its answers cost together: in the last one's currency. The ledger has every one of them in its own.
fn costed(scene: &Scene, answers: &[Answer]) -> AiDraft {
    let last = answers.last();
    AiDraft {
        state_key: scene.key_by(BY_MODEL),
        provider: last.map_or(DraftMaker::EMBEDDED, |answer| DraftMaker::Model(answer.kind)),
        model: last.map(|answer| answer.model.clone()),
        cost_micros: alike(answers).map(|answer| answer.cost.micros).sum(),
        currency: last.map(|answer| answer.cost.currency.as_str().to_owned()),
        ..scene.blank()
    }
}

/// The kinds of facts in a question, for the ledger.
fn fields(scene: &Scene, prompt: &Prompt) -> Vec<ModelField> {
    use pult_domain::DraftSourceKind as Kind;
    let has = |kinds: &[Kind]| prompt.facts.iter().any(|fact| kinds.contains(&fact.kind));
    let spoke = |ours: bool| scene.case.said.iter().any(|said| (said.author == pult_domain::Author::Customer) != ours);
    let all = [
        (ModelField::BuyerMessages, spoke(false)),
        (ModelField::OwnReplies, spoke(true) || has(&[Kind::PastReply])),
        (ModelField::Item, has(&[Kind::Item])),
        (ModelField::Order, has(&[Kind::Order])),
        (ModelField::Tone, true),
        (ModelField::Snippets, has(&[Kind::Snippet, Kind::Canned])),
    ];
    all.into_iter().filter(|(_, there)| *there).map(|(field, _)| field).collect()
}
