//! The owner's providers in the owner's order: who is asked, who is left alone, what is booked.
//!
//! Providers' own fallback lists (OpenRouter's `models`) lost: they fall back inside one house and
//! one bill, and a shop that lost its key or its money needs another house.

use crate::llm::books::{Books, Call, Spent};
use crate::llm::client::{Exchange, Limits, Question, Ways, tokens};
use crate::llm::passport::Passports;
use crate::llm::price::{tokens_at_least, tokens_at_most};
use crate::llm::profile::{Auth, Place, Structured};
use crate::llm::{Answer, Ask, Cost, Delta, Failure, OnDelta, Price, Provider, Schema, Turn, request};
use pult_domain::{AtMs, ChatId, Clock, ErrorCode, ModelPurpose, ProviderId};
use secrecy::SecretString;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;

/// Longest wait before asking the same provider again, in milliseconds; a longer one is the next
/// provider's turn (goal: a fallback within 10 s).
const LONGEST_PAUSE_MS: i64 = 2_000;
/// Pause before asking again where the provider names none, in milliseconds.
const PAUSE_MS: i64 = 500;
/// Further tries after a passing failure, none of them after the first visible text.
const MOST_RETRIES: u32 = 1;
/// How long a provider that asked to wait is left alone where it named no time: 30 s.
const RATE_REST_MS: i64 = 30_000;
/// How long a provider that failed or was silent is left alone: 1 min.
const FAILED_REST_MS: i64 = 60_000;
/// How long a provider that needs the owner is left alone: 5 min, or until its settings change.
const OWNER_REST_MS: i64 = 5 * 60_000;
/// Longest piece of an answer out of shape that is shown to the model again, in characters.
const SHOWN_AGAIN_CHARS: usize = 6_000;

/// What a question is for.
#[derive(Clone, Copy, Debug)]
pub struct Errand {
    /// The purpose.
    pub purpose: ModelPurpose,
    /// The chat it is about.
    pub chat: Option<ChatId>,
}

/// Nobody answered: what became of each provider, in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unanswered {
    /// One failure for each provider that was asked or left alone; empty where there is none.
    pub failures: Vec<Failure>,
}

impl Unanswered {
    /// The code that stands for all: the owner's stop, else the first provider's.
    #[must_use]
    pub fn code(&self) -> ErrorCode {
        let stopped = self.failures.iter().any(|failure| failure.code == ErrorCode::ModelStopped);
        if stopped { ErrorCode::ModelStopped } else { self.failures.first().map_or(ErrorCode::ModelNone, |failure| failure.code) }
    }
}

/// A provider that is being left alone.
#[derive(Clone, Copy, Debug)]
struct Rest {
    until: AtMs,
    code: ErrorCode,
    /// The provider named the time itself: it is kept whatever else there is.
    told: bool,
}

/// The way through the providers, with what was learned about them since the program started.
pub struct Chain {
    pub(crate) ways: Ways,
    pub(crate) passports: Passports,
    pub(crate) clock: Arc<dyn Clock>,
    resting: Mutex<HashMap<ProviderId, Rest>>,
    /// The step of the ladder that worked, by provider and model.
    ways_of_asking: Mutex<HashMap<(ProviderId, String), usize>>,
}

impl Chain {
    /// Nothing is known yet.
    #[must_use]
    pub fn new(clock: Arc<dyn Clock>) -> Self {
        Self { ways: Ways::default(), passports: Passports::default(), clock, resting: Mutex::default(), ways_of_asking: Mutex::default() }
    }

    /// With time limits of one's own; tests shorten them.
    #[must_use]
    pub fn with_limits(clock: Arc<dyn Clock>, limits: Limits) -> Self {
        Self { ways: Ways::with_limits(limits), ..Self::new(clock) }
    }

    /// Forgets what was learned about a provider: its settings have changed.
    pub fn forget(&self, provider: ProviderId) {
        self.lock_rests().remove(&provider);
        self.ways_of_asking.lock().unwrap_or_else(PoisonError::into_inner).retain(|(known, _), _| *known != provider);
        self.passports.forget(provider);
    }

    /// Until when a provider is left alone, and why.
    #[must_use]
    pub fn resting(&self, provider: ProviderId) -> Option<(AtMs, ErrorCode)> {
        let now = self.clock.now();
        self.lock_rests().get(&provider).filter(|rest| rest.until.since_ms(now) > 0).map(|rest| (rest.until, rest.code))
    }

    /// Asks one provider after the other until one answers.
    ///
    /// # Errors
    /// What became of each; [`Unanswered::code`] stands for all of them.
    pub async fn ask(
        &self,
        providers: &[Provider],
        errand: Errand,
        ask: &Ask,
        books: &dyn Books,
        on_delta: OnDelta<'_>,
        cancel: &CancellationToken,
    ) -> Result<Answer, Unanswered> {
        let mut failures = Vec::new();
        let mut in_vain: Vec<Cost> = Vec::new();
        for provider in providers {
            if let Some(failure) = self.left_alone(provider, providers) {
                failures.push(failure);
                continue;
            }
            let mut round = Round::new(self, provider, ask);
            match self.ask_one(provider, errand, &mut round, books, on_delta, cancel).await {
                Ok(answer) => {
                    self.lock_rests().remove(&provider.id);
                    return Ok(Answer { cost: together(answer.cost, &in_vain), ..answer });
                }
                Err(failure) => {
                    in_vain.extend(round.cost);
                    tracing::info!(provider = provider.kind.as_str(), code = %failure.code, status = failure.status, detail = failure.detail, "A model did not answer");
                    self.rest(provider.id, &failure);
                    if failure.shown {
                        on_delta(Delta::Restart);
                    }
                    let stopped = failure.code == ErrorCode::ModelStopped;
                    failures.push(Failure { provider: Some(provider.id), ..failure });
                    if stopped {
                        break;
                    }
                }
            }
        }
        Err(Unanswered { failures })
    }

    /// Whether a provider is left alone now. One that failed by itself is asked all the same where
    /// nobody else is there: the owner may have mended what was wrong.
    fn left_alone(&self, provider: &Provider, all: &[Provider]) -> Option<Failure> {
        let now = self.clock.now();
        let rests = self.lock_rests();
        let resting = |id: ProviderId| rests.get(&id).copied().filter(|rest| rest.until.since_ms(now) > 0);
        let rest = resting(provider.id)?;
        let others = all.iter().any(|other| resting(other.id).is_none());
        (rest.told || others).then(|| Failure {
            provider: Some(provider.id),
            retry_after_ms: Some(rest.until.since_ms(now)),
            ..Failure::new(rest.code, "left alone after an earlier failure")
        })
    }

    fn rest(&self, provider: ProviderId, failure: &Failure) {
        use ErrorCode as E;
        let usual = match failure.code {
            E::ModelRateLimited => RATE_REST_MS,
            E::ModelUnavailable | E::ModelUnreachable | E::ModelTimedOut | E::ModelCut => FAILED_REST_MS,
            E::ModelKeyRejected | E::ModelNoMoney | E::ModelRegion | E::ModelCertificate | E::ModelUnknown => OWNER_REST_MS,
            _ => return,
        };
        let told = failure.retry_after_ms.filter(|ms| *ms > 0);
        let until = self.clock.now().plus_ms(told.unwrap_or(usual));
        self.lock_rests().insert(provider, Rest { until, code: failure.code, told: told.is_some() });
    }

    fn lock_rests(&self) -> std::sync::MutexGuard<'_, HashMap<ProviderId, Rest>> {
        self.resting.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Asks one provider until it answers in shape, or is not worth asking again.
    async fn ask_one(
        &self,
        provider: &Provider,
        errand: Errand,
        round: &mut Round,
        books: &dyn Books,
        on_delta: OnDelta<'_>,
        cancel: &CancellationToken,
    ) -> Result<Answer, Failure> {
        ready(provider, &round.ask)?;
        loop {
            let exchange = self.call(provider, errand, round, books, on_delta, cancel).await?;
            let step = match exchange.outcome {
                Ok(whole) => match in_shape(round.ask.schema.as_ref(), &whole.text) {
                    Ok(parsed) => {
                        self.remember(provider, round.at);
                        return Ok(round.answer(provider, exchange.seen.model, whole, parsed, exchange.first_token_ms));
                    }
                    // Asking again would be cut again.
                    Err(_) if whole.cut_short => Next::GiveUp(Failure::new(ErrorCode::ModelMalformed, "the answer was cut at its most tokens")),
                    Err(_) if round.repaired => Next::GiveUp(Failure::new(ErrorCode::ModelMalformed, "the answer is out of shape twice")),
                    Err(findings) => {
                        round.repair(&whole.text, &findings);
                        Next::Again(0)
                    }
                },
                Err(failure) => round.after(provider, failure),
            };
            match step {
                Next::GiveUp(failure) => return Err(Failure { shown: failure.shown || round.shown, ..failure }),
                Next::NewToken => self.passports.forget(provider.id),
                Next::Again(pause) => {
                    let pause = tokio::time::sleep(Duration::from_millis(u64::try_from(pause).unwrap_or_default()));
                    tokio::select! {
                        biased;
                        () = cancel.cancelled() => return Err(Failure::new(ErrorCode::ModelStopped, "stopped by the owner")),
                        () = pause => {}
                    }
                }
            }
            if std::mem::take(&mut round.shown) {
                on_delta(Delta::Restart);
            }
        }
    }

    /// One call, booked before and after.
    async fn call(
        &self,
        provider: &Provider,
        errand: Errand,
        round: &mut Round,
        books: &dyn Books,
        on_delta: OnDelta<'_>,
        cancel: &CancellationToken,
    ) -> Result<Exchange, Failure> {
        let now = self.clock.now();
        let bearer = self.bearer(provider, now, cancel).await?;
        let body = request::body(provider, &round.ask, round.way());
        let asked_bytes = round.ask.bytes();
        let (price, known) = price(provider);
        let at_most = Cost { micros: price.micros(tokens_at_most(asked_bytes), round.ask.max_tokens), currency: provider.profile().currency, exact: false };
        let call = Call {
            provider: provider.id,
            kind: provider.kind,
            model: provider.model.clone(),
            local: provider.stays_here(),
            purpose: errand.purpose,
            chat: errand.chat,
            fields: round.ask.fields.clone(),
            bytes_out: asked_bytes,
            cost: at_most,
        };
        let id = books.open(&call).await.map_err(|code| Failure::new(code, "the books refused the call"))?;
        let begun = Instant::now();
        let mut shown = false;
        let mut show = |text: &str| {
            shown = true;
            on_delta(Delta::Text(text));
        };
        let question = Question { body: &body, max_tokens: round.ask.max_tokens, now };
        let exchange = self.ways.ask(provider, bearer.as_ref(), question, &mut show, cancel).await;
        round.shown |= shown;
        let (tokens_in, tokens_out, counted) = billed(&exchange, asked_bytes);
        let cost = match exchange.seen.cost_micros {
            Some(micros) if !is_free(provider) => Cost { micros, exact: true, ..at_most },
            _ => Cost { micros: price.micros(tokens_in, tokens_out), exact: known && counted, ..at_most },
        };
        round.add(tokens_in, tokens_out, cost);
        let spent = Spent {
            model: exchange.seen.model.clone(),
            bytes_out: exchange.bytes_out,
            bytes_in: exchange.bytes_in,
            tokens_in,
            tokens_out,
            cost,
            failed: exchange.outcome.as_ref().err().map(|failure| failure.code),
            took_ms: u64::try_from(begun.elapsed().as_millis()).unwrap_or(u64::MAX),
            first_token_ms: exchange.first_token_ms,
        };
        books.close(id, &spent).await;
        Ok(exchange)
    }

    /// What a request shows: the key, or what the key buys.
    pub(crate) async fn bearer(&self, provider: &Provider, now: AtMs, cancel: &CancellationToken) -> Result<Option<SecretString>, Failure> {
        if provider.profile().auth != Auth::Passport {
            return Ok(provider.key.clone());
        }
        tokio::select! {
            biased;
            () = cancel.cancelled() => Err(Failure::new(ErrorCode::ModelStopped, "stopped by the owner")),
            token = self.passports.token(&self.ways, provider, now) => token.map(Some),
        }
    }

    fn remembered(&self, provider: &Provider) -> usize {
        let known = self.ways_of_asking.lock().unwrap_or_else(PoisonError::into_inner);
        known.get(&(provider.id, provider.model.clone())).copied().unwrap_or(0)
    }

    fn remember(&self, provider: &Provider, at: usize) {
        let mut known = self.ways_of_asking.lock().unwrap_or_else(PoisonError::into_inner);
        known.insert((provider.id, provider.model.clone()), at);
    }
}

/// What follows a call that gave no answer in shape.
enum Next {
    /// The same provider, after so many milliseconds.
    Again(i64),
    /// The same provider, with a new token.
    NewToken,
    /// The next provider.
    GiveUp(Failure),
}

/// One provider's turn: the question as it stands, and what it has cost so far.
struct Round {
    ask: Ask,
    ladder: Vec<Structured>,
    at: usize,
    repaired: bool,
    retries: u32,
    new_token: bool,
    shown: bool,
    tokens_in: u32,
    tokens_out: u32,
    cost: Option<Cost>,
    begun: Instant,
}

impl Round {
    fn new(chain: &Chain, provider: &Provider, ask: &Ask) -> Self {
        let ladder = if ask.schema.is_some() { provider.profile().structured.to_vec() } else { vec![Structured::Words] };
        let at = if ask.schema.is_some() { chain.remembered(provider).min(ladder.len().saturating_sub(1)) } else { 0 };
        Self {
            ask: ask.clone(),
            ladder,
            at,
            repaired: false,
            retries: 0,
            new_token: false,
            shown: false,
            tokens_in: 0,
            tokens_out: 0,
            cost: None,
            begun: Instant::now(),
        }
    }

    fn way(&self) -> Structured {
        self.ladder.get(self.at).copied().unwrap_or(Structured::Words)
    }

    fn add(&mut self, tokens_in: u32, tokens_out: u32, cost: Cost) {
        self.tokens_in = self.tokens_in.saturating_add(tokens_in);
        self.tokens_out = self.tokens_out.saturating_add(tokens_out);
        self.cost = Some(match self.cost {
            Some(sum) => Cost { micros: sum.micros.saturating_add(cost.micros), exact: sum.exact && cost.exact, ..cost },
            None => cost,
        });
    }

    /// Shows the model what it wrote and what is wrong with it.
    fn repair(&mut self, text: &str, findings: &[String]) {
        self.repaired = true;
        self.ask.turns.push(Turn::model(text.chars().take(SHOWN_AGAIN_CHARS).collect::<String>()));
        let findings = findings.join("\n- ");
        self.ask.turns.push(Turn::user(format!("That is not valid:\n- {findings}\nAnswer again with the corrected JSON object and nothing else.")));
    }

    fn after(&mut self, provider: &Provider, failure: Failure) -> Next {
        // 404: OpenRouter, where no provider of the model takes every field that was sent.
        let refused_shape = failure.code == ErrorCode::ModelRefused && matches!(failure.status, Some(400 | 404 | 422));
        if refused_shape && self.at + 1 < self.ladder.len() {
            self.at += 1;
            return Next::Again(0);
        }
        if failure.code == ErrorCode::ModelKeyRejected && provider.profile().auth == Auth::Passport && !self.new_token {
            self.new_token = true;
            return Next::NewToken;
        }
        // What a model left empty (DeepSeek's JSON mode does at times) is asked for again, too.
        use ErrorCode as E;
        let passing = matches!(failure.code, E::ModelRateLimited | E::ModelUnavailable | E::ModelUnreachable | E::ModelCut | E::ModelEmpty);
        let pause = failure.retry_after_ms.unwrap_or(PAUSE_MS);
        if passing && !self.shown && self.retries < MOST_RETRIES && pause <= LONGEST_PAUSE_MS {
            self.retries += 1;
            return Next::Again(pause);
        }
        Next::GiveUp(failure)
    }

    fn answer(
        &self,
        provider: &Provider,
        model: Option<String>,
        whole: super::reading::Whole,
        parsed: Option<serde_json::Value>,
        first_token_ms: Option<u64>,
    ) -> Answer {
        let free = Cost { micros: 0, currency: provider.profile().currency, exact: true };
        Answer {
            text: whole.text,
            parsed,
            provider: provider.id,
            kind: provider.kind,
            model: model.unwrap_or_else(|| provider.model.clone()),
            tokens_in: self.tokens_in,
            tokens_out: self.tokens_out,
            cost: self.cost.unwrap_or(free),
            cut_short: whole.cut_short,
            repaired: self.repaired,
            took_ms: u64::try_from(self.begun.elapsed().as_millis()).unwrap_or(u64::MAX),
            first_token_ms,
        }
    }
}

/// What an answer cost with what was paid for it in vain before. In its own currency: the ledger has each call in its own.
fn together(cost: Cost, in_vain: &[Cost]) -> Cost {
    let alike = in_vain.iter().filter(|before| before.currency == cost.currency);
    alike.fold(cost, |sum, before| Cost { micros: sum.micros.saturating_add(before.micros), exact: sum.exact && before.exact, ..sum })
}

/// What can be told without asking anybody.
fn ready(provider: &Provider, ask: &Ask) -> Result<(), Failure> {
    let profile = provider.profile();
    if ask.turns.is_empty() || ask.max_tokens == 0 {
        return Err(Failure::new(ErrorCode::InvalidRequest, "a question without a turn or without room for an answer"));
    }
    pult_domain::address::check(provider.address()).map_err(|code| Failure::new(code, "the address cannot be used"))?;
    let has_key = provider.key.is_some();
    if !has_key && profile.auth != Auth::Optional {
        return Err(Failure::new(ErrorCode::ModelKeyMissing, "no key is kept"));
    }
    let no_place = provider.place.as_deref().is_none_or(|place| place.trim().is_empty());
    if provider.model.trim().is_empty() || (matches!(profile.place, Place::Folder(_)) && no_place) {
        return Err(Failure::new(ErrorCode::ModelSetupIncomplete, "no model or no folder is chosen"));
    }
    match provider.context {
        Some(most) if tokens_at_least(ask.bytes()).saturating_add(ask.max_tokens) > most => {
            Err(Failure::new(ErrorCode::ModelContextTooLong, "the question is longer than the model takes"))
        }
        _ => Ok(()),
    }
}

/// Whether its answers cost nothing: those of a model on this machine, unless the owner has typed a price. A program at an address of
/// this machine may ask elsewhere and be billed, which nobody but the owner knows.
fn is_free(provider: &Provider) -> bool {
    provider.is_local() && provider.price.is_none()
}

/// The price, and whether it is known.
fn price(provider: &Provider) -> (Price, bool) {
    match (is_free(provider), provider.price) {
        (true, _) => (Price::FREE, true),
        (false, Some(price)) => (price, true),
        (false, None) => (provider.profile().cautious, false),
    }
}

/// Tokens that are billed: none where nothing left, or where the request was refused.
fn billed(exchange: &Exchange, asked_bytes: usize) -> (u32, u32, bool) {
    let refused = exchange.outcome.as_ref().is_err_and(|failure| failure.status.is_some());
    if exchange.bytes_out == 0 || refused { (0, 0, true) } else { tokens(exchange, asked_bytes) }
}

fn in_shape(schema: Option<&Schema>, text: &str) -> Result<Option<serde_json::Value>, Vec<String>> {
    schema.map_or(Ok(None), |schema| schema.read(text).map(Some))
}
