//! Language models at work: the owner's chain, budgets and ledger around `pult_assist::llm`.
//!
//! [`Core::ask`] is the one door: whoever wants a model's answer comes through it, and so nothing
//! leaves without the owner's providers, the switch for this machine only, a reservation in the
//! budgets and a line in the ledger.
//!
//! Keys stand in the keychain. They are read when first needed and kept in memory until the
//! provider changes: asking a keychain for every draft would wake its password dialogue.

mod books;
mod login;
mod providers;

use crate::api::dto::{ApiError, LedgerCall, LedgerPage, LedgerQuery, ModelBudget, ModelsPatch, ModelsView};
use crate::core::Core;
use crate::sync::count;
use books::StoreBooks;
use login::Logins;
use pult_assist::llm::chain::{Errand, Unanswered};
use pult_assist::llm::{Answer, Ask, Chain, Failure, Limits, OnDelta, Price, Provider};
use pult_domain::{AtMs, ChatId, Clock, DAY_MS, ErrorCode, ModelCurrency, ModelPurpose, ProviderId, Tag};
use pult_store::{ModelCallRow, ProviderRow, SpendLimit, StoreError};
use secrecy::SecretString;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use tokio_util::sync::CancellationToken;

const KEY: &str = "models";
/// Most a budget can be, in millionths: a million of the currency.
const MOST_BUDGET: f64 = 1e12;

/// What the core knows about models while it runs.
pub(crate) struct Models {
    pub(crate) chain: Chain,
    keys: Mutex<HashMap<ProviderId, SecretString>>,
    logins: Logins,
}

impl Models {
    pub(crate) fn new(clock: Arc<dyn Clock>, limits: Option<Limits>) -> Self {
        let chain = match limits {
            Some(limits) => Chain::with_limits(clock, limits),
            None => Chain::new(clock),
        };
        Self { chain, keys: Mutex::default(), logins: Logins::default() }
    }

    fn forget(&self, provider: ProviderId) {
        self.keys.lock().unwrap_or_else(PoisonError::into_inner).remove(&provider);
        self.chain.forget(provider);
    }
}

/// What the owner set for all models together.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
struct ModelsSetting {
    local_only: bool,
    usd: Budget,
    rub: Budget,
}

/// Millionths of a currency.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
struct Budget {
    day: i64,
    month: i64,
}

impl Default for ModelsSetting {
    fn default() -> Self {
        // Some hundreds of drafts a day with a usual model; a runaway costs a coffee, not a rent.
        Self { local_only: false, usd: Budget { day: 1_000_000, month: 10_000_000 }, rub: Budget { day: 100_000_000, month: 1_000_000_000 } }
    }
}

impl ModelsSetting {
    fn read(kept: Option<String>) -> Self {
        kept.and_then(|json| serde_json::from_str(&json).ok()).unwrap_or_default()
    }

    fn budget(&mut self, currency: ModelCurrency) -> &mut Budget {
        match currency {
            ModelCurrency::Usd => &mut self.usd,
            ModelCurrency::Rub => &mut self.rub,
        }
    }
}

impl From<Unanswered> for ApiError {
    fn from(unanswered: Unanswered) -> Self {
        let detail = unanswered.failures.first().map_or("No provider was asked", |failure| failure.detail);
        Self::new(unanswered.code(), detail)
    }
}

impl From<Failure> for ApiError {
    fn from(failure: Failure) -> Self {
        Self::new(failure.code, failure.detail)
    }
}

fn unasked(error: &ApiError) -> Unanswered {
    Unanswered { failures: vec![Failure::new(error.code, "the question could not be prepared")] }
}

impl Core {
    /// Asks the owner's models in the owner's order: budgets, ledger and the switch for this
    /// machine only are seen to. `model_none` where no provider is set up, which is no fault.
    ///
    /// # Errors
    /// What became of each provider; [`Unanswered::code`] stands for all of them.
    pub(crate) async fn ask(
        &self,
        purpose: ModelPurpose,
        chat: Option<ChatId>,
        ask: &Ask,
        on_delta: OnDelta<'_>,
        cancel: &CancellationToken,
    ) -> Result<Answer, Unanswered> {
        let providers = self.chain_of_providers().await.map_err(|error| unasked(&error))?;
        self.ask_these(&providers, Errand { purpose, chat }, ask, on_delta, cancel).await
    }

    /// Whether any model could be asked at all; drafts do without one otherwise.
    pub(crate) async fn has_models(&self) -> Result<bool, ApiError> {
        match self.chain_of_providers().await {
            Ok(providers) => Ok(!providers.is_empty()),
            Err(error) if matches!(error.code, ErrorCode::ModelNone | ErrorCode::ModelNoneLocal) => Ok(false),
            Err(error) => Err(error),
        }
    }

    async fn ask_these(
        &self,
        providers: &[Provider],
        errand: Errand,
        ask: &Ask,
        on_delta: OnDelta<'_>,
        cancel: &CancellationToken,
    ) -> Result<Answer, Unanswered> {
        let books = StoreBooks { store: self.store.clone(), limits: self.spend_limits().await.map_err(|error| unasked(&error))? };
        // The program's end stops a question as the owner would: the call is booked, then over.
        let token = cancel.child_token();
        let _end = token.clone().drop_guard();
        let watch = {
            let (token, stop) = (token.clone(), self.stop.clone());
            async move {
                stop.cancelled().await;
                token.cancel();
                std::future::pending::<std::convert::Infallible>().await
            }
        };
        tokio::select! {
            answer = self.models.chain.ask(providers, errand, ask, &books, on_delta, &token) => answer,
            never = watch => match never {},
        }
    }

    /// The providers that may be asked now, with their keys.
    async fn chain_of_providers(&self) -> Result<Vec<Provider>, ApiError> {
        let rows = self.store.providers().await?;
        let wanted: Vec<ProviderRow> = rows.into_iter().filter(|row| row.enabled).collect();
        if wanted.is_empty() {
            return Err(ApiError::new(ErrorCode::ModelNone, "No provider is set up"));
        }
        let local_only = self.models_setting().await?.local_only;
        let (mut providers, mut locked) = (Vec::new(), None);
        for row in wanted {
            let mut provider = as_provider(&row);
            if local_only && !provider.stays_here() {
                continue;
            }
            if row.has_key {
                match self.provider_key(row.id).await {
                    Ok(key) => provider.key = key,
                    // A locked keychain costs this provider its turn, not the others theirs.
                    Err(error) => {
                        locked = Some(error);
                        continue;
                    }
                }
            }
            providers.push(provider);
        }
        if providers.is_empty() {
            return Err(locked.unwrap_or_else(|| ApiError::new(ErrorCode::ModelNoneLocal, "Only models on this machine are allowed, and there is none")));
        }
        Ok(providers)
    }

    async fn provider_key(&self, provider: ProviderId) -> Result<Option<SecretString>, ApiError> {
        let known = self.models.keys.lock().unwrap_or_else(PoisonError::into_inner).get(&provider).cloned();
        if known.is_some() {
            return Ok(known);
        }
        let key = self.secrets.get(&self.provider_secret_name(provider).await?).await?;
        if let Some(key) = &key {
            self.models.keys.lock().unwrap_or_else(PoisonError::into_inner).insert(provider, key.clone());
        }
        Ok(key)
    }

    async fn provider_secret_name(&self, provider: ProviderId) -> Result<String, ApiError> {
        Ok(format!("{}/model-{provider}", self.installation().await?))
    }

    async fn models_setting(&self) -> Result<ModelsSetting, ApiError> {
        Ok(ModelsSetting::read(self.store.setting(KEY).await?))
    }

    /// Today and this month begin at midnight in the shop's zone.
    async fn budget_periods(&self) -> Result<(AtMs, AtMs), ApiError> {
        let now = self.clock.now();
        let hours = self.policy(None).await?.policy.calendar.ready();
        // An unusable zone must not switch the budgets off: the day is then that of Greenwich.
        Ok(match hours {
            Ok(hours) => pult_domain::models::budget_periods(now, hours.zone()),
            Err(_) => (AtMs(now.0.div_euclid(DAY_MS) * DAY_MS), now.plus_ms(-31 * DAY_MS)),
        })
    }

    async fn spend_limits(&self) -> Result<HashMap<ModelCurrency, Vec<SpendLimit>>, ApiError> {
        let mut setting = self.models_setting().await?;
        let (day, month) = self.budget_periods().await?;
        let limits = |budget: Budget| vec![SpendLimit { since: day, micros: budget.day }, SpendLimit { since: month, micros: budget.month }];
        Ok(ModelCurrency::ALL.iter().map(|currency| (*currency, limits(*setting.budget(*currency)))).collect())
    }

    /// The page of models.
    pub(crate) async fn models_view(&self) -> Result<ModelsView, ApiError> {
        let mut setting = self.models_setting().await?;
        let (day, month) = self.budget_periods().await?;
        let mut budgets = Vec::new();
        for currency in ModelCurrency::ALL {
            let budget = *setting.budget(*currency);
            budgets.push(ModelBudget {
                currency: *currency,
                day_micros: count(budget.day),
                month_micros: count(budget.month),
                day_spent_micros: count(self.store.model_spent(*currency, day).await?),
                month_spent_micros: count(self.store.model_spent(*currency, month).await?),
            });
        }
        let rows = self.store.providers().await?;
        Ok(ModelsView {
            providers: rows.into_iter().map(|row| self.provider_view(row)).collect(),
            profiles: providers::profiles(),
            local_only: setting.local_only,
            budgets,
            login: self.models.logins.view(),
        })
    }

    /// Changes what holds for all models.
    pub(crate) async fn set_models(&self, patch: ModelsPatch) -> Result<ModelsView, ApiError> {
        let mut budgets = Vec::new();
        for wanted in patch.budgets.unwrap_or_default() {
            let micros = |units: f64| {
                #[allow(clippy::cast_possible_truncation, reason = "checked to be a whole number below 10^12")]
                ((0.0..=MOST_BUDGET).contains(&units) && units.fract() == 0.0).then_some(units as i64)
            };
            let (day, month) = micros(wanted.day_micros)
                .zip(micros(wanted.month_micros))
                .ok_or_else(|| ApiError::new(ErrorCode::InvalidRequest, "A budget is a whole number of millionths from 0"))?;
            budgets.push((wanted.currency, Budget { day, month }));
        }
        let changed = move |kept| {
            let mut setting = ModelsSetting::read(kept);
            setting.local_only = patch.local_only.unwrap_or(setting.local_only);
            for (currency, budget) in budgets {
                *setting.budget(currency) = budget;
            }
            serde_json::to_string(&setting).map_err(|_| StoreError::Unreadable("models"))
        };
        self.store.setting_change(KEY, changed).await?;
        self.note_models();
        self.models_view().await
    }

    /// A page of what was sent.
    pub(crate) async fn ledger(&self, query: LedgerQuery) -> Result<LedgerPage, ApiError> {
        let whole = |n: f64| {
            #[allow(clippy::cast_possible_truncation, reason = "checked to be a whole number below 2^53")]
            ((1.0..=9e15).contains(&n) && n.fract() == 0.0).then_some(n as i64)
        };
        let refused = || ApiError::new(ErrorCode::InvalidRequest, "A place in the ledger and a limit are whole numbers from 1");
        let before = query.before.map(|n| whole(n).ok_or_else(refused)).transpose()?;
        let limit = query.limit.map_or(Ok(50), |n| whole(n).ok_or_else(refused))?.min(200);
        let rows = self.store.model_calls(before, limit).await?;
        let next = rows.last().filter(|_| i64::try_from(rows.len()).is_ok_and(|found| found == limit)).map(|row| count(row.id));
        Ok(LedgerPage { calls: rows.into_iter().map(ledger_call).collect(), next })
    }

    pub(crate) fn note_models(&self) {
        let mut change = pult_domain::Change::default();
        change.tag(Tag::Models);
        self.note(change);
    }
}

fn ledger_call(row: ModelCallRow) -> LedgerCall {
    let end = row.end.as_ref();
    LedgerCall {
        call: count(row.id),
        at_ms: row.at,
        provider: row.provider,
        kind: row.kind,
        model: row.model.clone(),
        local: row.local,
        chat: row.chat,
        purpose: row.purpose,
        fields: row.fields.clone(),
        bytes_out: count(row.bytes_out),
        bytes_in: count(end.map_or(0, |end| end.bytes_in)),
        tokens_in: count(end.map_or(0, |end| end.tokens_in)),
        tokens_out: count(end.map_or(0, |end| end.tokens_out)),
        cost_micros: count(row.cost_micros),
        currency: row.currency,
        cost_exact: end.is_some_and(|end| end.cost_exact),
        problem: end.and_then(|end| end.failed),
        open: end.is_none(),
        took_ms: count(end.map_or(0, |end| end.took_ms)),
        first_token_ms: end.and_then(|end| end.first_token_ms).map(count),
    }
}

/// A row as the client wants it, without its key.
fn as_provider(row: &ProviderRow) -> Provider {
    Provider {
        id: row.id,
        kind: row.kind,
        base_url: row.base_url.clone(),
        model: row.model.clone(),
        key: None,
        place: row.folder.clone(),
        ca_file: row.ca_file.as_ref().map(PathBuf::from),
        price: row.price.map(|(per_million_in, per_million_out)| Price { per_million_in, per_million_out }),
        context: row.context.and_then(|tokens| u32::try_from(tokens).ok()),
    }
}

#[cfg(test)]
mod tests;
