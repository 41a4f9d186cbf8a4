//! Setting providers up: the key is tried before anything relies on it, and goes to the keychain.

use crate::api::dto::{ApiError, ModelListed, ModelPrice, ProviderCheck, ProviderProfile, ProviderSet, ProviderView};
use crate::core::Core;
use crate::models::as_provider;
use crate::sync::count;
use pult_assist::llm::chain::Errand;
use pult_assist::llm::listing::Listed;
use pult_assist::llm::profile::{Auth, PROFILES, Place};
use pult_assist::llm::{Ask, Delta, Failure, Price, Provider, profile};
use pult_domain::{ErrorCode, ModelPurpose, ProviderId, ProviderKind, address};
use pult_store::ProviderRow;
use secrecy::SecretString;
use std::time::Instant;
use tokio_util::sync::CancellationToken;

/// Longest name of a provider, in Unicode scalar values.
const NAME_CHARS: usize = 80;
/// Longest of the other texts, in Unicode scalar values.
const TEXT_CHARS: usize = 500;
/// Longest key, in bytes: GigaChat's are some 100, Anthropic's some 110.
const KEY_BYTES: usize = 4_096;
/// Room for the answer of a try, in tokens: models that cannot be kept from thinking need some.
const CHECK_TOKENS: u32 = 256;
/// Most a price can be, in millionths for a million tokens.
const MOST_PRICE: f64 = 1e12;
/// Longest context believed, in tokens.
const MOST_CONTEXT: f64 = 100_000_000.0;

impl Core {
    /// A provider with what the owner has typed, and its key; nothing is kept.
    async fn tried(&self, set: &ProviderSet) -> Result<(ProviderRow, Option<SecretString>), ApiError> {
        let row = match set.provider {
            Some(id) => self.provider_row(id).await?,
            None => {
                let kind = set.kind.ok_or_else(|| ApiError::new(ErrorCode::InvalidRequest, "A new provider needs a kind"))?;
                fresh(kind)
            }
        };
        let row = patched(row, set)?;
        let typed = set.key.as_deref().map(plain_key).transpose()?;
        let key = match typed {
            Some(key) => key,
            None if row.has_key => self.provider_key(row.id).await?,
            None => None,
        };
        Ok((row, key))
    }

    pub(super) async fn provider_row(&self, id: ProviderId) -> Result<ProviderRow, ApiError> {
        let row = self.store.provider(id).await?;
        row.ok_or_else(|| ApiError::missing(ErrorCode::ProviderNotFound))
    }

    /// Adds or changes a provider. The key goes to the keychain first: a row that says it has one
    /// never stands without.
    pub(crate) async fn set_provider(&self, set: ProviderSet) -> Result<ProviderView, ApiError> {
        let (wanted, _) = self.tried(&set).await?;
        let key = set.key.as_deref().map(plain_key).transpose()?;
        let row = match set.provider {
            Some(_) => wanted.clone(),
            None => self.store.provider_add(wanted.kind, &wanted.name).await?,
        };
        let kept = match &key {
            Some(Some(key)) => self.secrets.set(&self.provider_secret_name(row.id).await?, key).await,
            Some(None) => self.secrets.delete(&self.provider_secret_name(row.id).await?).await,
            None => Ok(()),
        };
        if let Err(error) = kept {
            if set.provider.is_none() {
                self.store.provider_remove(row.id).await?;
            }
            return Err(error);
        }
        let has_key = key.map_or(wanted.has_key, |key| key.is_some());
        let row = self.store.provider_keep(ProviderRow { id: row.id, has_key, ..wanted }).await?;
        self.models.forget(row.id);
        tracing::info!(provider = row.kind.as_str(), has_key, "A provider of models was set");
        Ok(self.provider_view(row))
    }

    /// Removes a provider and its key.
    pub(crate) async fn remove_provider(&self, id: ProviderId) -> Result<(), ApiError> {
        let row = self.provider_row(id).await?;
        if row.has_key {
            self.secrets.delete(&self.provider_secret_name(id).await?).await?;
        }
        self.store.provider_remove(id).await?;
        self.models.forget(id);
        Ok(())
    }

    /// Puts a provider elsewhere in the order.
    pub(crate) async fn move_provider(&self, id: ProviderId, to: f64) -> Result<(), ApiError> {
        if !(0.0..=1_000.0).contains(&to) || to.fract() != 0.0 {
            return Err(ApiError::new(ErrorCode::InvalidRequest, "A place is a whole number from 0"));
        }
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked above")]
        Ok(self.store.provider_move(id, to as usize).await?)
    }

    /// Tries a provider: with a model by a tiny question, without one by its list of models.
    pub(crate) async fn check_provider(&self, set: ProviderSet) -> Result<ProviderCheck, ApiError> {
        let (row, key) = self.tried(&set).await?;
        let provider = Provider { key, ..as_provider(&row) };
        let begun = Instant::now();
        self.models.chain.forget(row.id);
        let outcome = self.try_out(&provider).await;
        let took_ms = begun.elapsed().as_secs_f64() * 1_000.0;
        let check = match outcome {
            Ok(Found::Answer { model, first_token_ms }) => ProviderCheck { ok: true, problem: None, model: Some(model), models: None, took_ms, first_token_ms },
            Ok(Found::Models(models)) => ProviderCheck {
                ok: true,
                problem: None,
                model: None,
                models: Some(count(i64::try_from(models).unwrap_or(i64::MAX))),
                took_ms,
                first_token_ms: None,
            },
            Err(failure) => ProviderCheck { ok: false, problem: Some(failure.code), model: None, models: None, took_ms, first_token_ms: None },
        };
        // What stands in the row is what was tried only when nothing else was typed.
        if let Some(id) = set.provider
            && let Some(kept) = self.store.provider(id).await?
        {
            self.store.provider_keep(ProviderRow { checked_at: Some(self.clock.now()), check_code: check.problem, ..kept }).await?;
        }
        Ok(check)
    }

    async fn try_out(&self, provider: &Provider) -> Result<Found, Failure> {
        self.may_be_asked(provider).await?;
        if provider.model.is_empty() {
            return self.models.chain.models(provider).await.map(|models| Found::Models(models.len()));
        }
        let ask = Ask { max_tokens: CHECK_TOKENS, temperature: Some(0.0), ..Ask::new("Answer with one word.", "Say: yes") };
        let errand = Errand { purpose: ModelPurpose::Check, chat: None };
        let mut nowhere = |_: Delta<'_>| {};
        let answer = self.ask_these(std::slice::from_ref(provider), errand, &ask, &mut nowhere, &CancellationToken::new()).await;
        match answer {
            Ok(answer) => {
                Ok(Found::Answer { model: answer.model, first_token_ms: answer.first_token_ms.map(|ms| count(i64::try_from(ms).unwrap_or(i64::MAX))) })
            }
            Err(unanswered) => {
                let code = unanswered.code();
                Err(unanswered.failures.into_iter().next().unwrap_or_else(|| Failure::new(code, "nobody was asked")))
            }
        }
    }

    /// The switch for this machine only holds for trying and listing, too.
    pub(super) async fn may_be_asked(&self, provider: &Provider) -> Result<(), Failure> {
        let setting = self.models_setting().await.map_err(|error| Failure::new(error.code, "the settings could not be read"))?;
        if setting.local_only && !provider.stays_here() {
            return Err(Failure::new(ErrorCode::ModelNoneLocal, "only models on this machine may be asked"));
        }
        Ok(())
    }

    /// The models a provider offers.
    pub(crate) async fn provider_models(&self, set: ProviderSet) -> Result<Vec<ModelListed>, ApiError> {
        let (row, key) = self.tried(&set).await?;
        let provider = Provider { key, ..as_provider(&row) };
        let needs_key = profile::of(row.kind).auth != Auth::Optional;
        if needs_key && provider.key.is_none() {
            return Err(ApiError::new(ErrorCode::ModelKeyMissing, "No key is kept"));
        }
        self.may_be_asked(&provider).await?;
        Ok(self.models.chain.models(&provider).await?.into_iter().map(listed).collect())
    }

    pub(super) fn provider_view(&self, row: ProviderRow) -> ProviderView {
        let provider = as_provider(&row);
        let resting = self.models.chain.resting(row.id);
        ProviderView {
            provider: row.id,
            kind: row.kind,
            name: row.name,
            base_url: row.base_url,
            model: row.model,
            folder: row.folder,
            ca_file: row.ca_file,
            price: provider.price.map(price),
            context: row.context.map(count),
            enabled: row.enabled,
            has_key: row.has_key,
            local: provider.stays_here(),
            currency: provider.profile().currency,
            checked_at_ms: row.checked_at,
            problem: row.check_code,
            resting_until_ms: resting.map(|(until, _)| until),
            resting: resting.map(|(_, code)| code),
        }
    }
}

/// What a try brought.
enum Found {
    Answer { model: String, first_token_ms: Option<f64> },
    Models(usize),
}

/// What can be added.
pub(super) fn profiles() -> Vec<ProviderProfile> {
    let view = |profile: &profile::Profile| ProviderProfile {
        kind: profile.kind,
        name: profile.name.into(),
        base_url: profile.base_url.into(),
        reach: profile.reach.as_str().into(),
        needs_key: profile.auth != Auth::Optional,
        place: match profile.place {
            Place::None => "none",
            Place::Folder(_) => "folder",
            Place::Scope(_) => "scope",
        }
        .into(),
        currency: profile.currency,
        keys_at: profile.keys_at.into(),
        login: profile.kind == ProviderKind::Openrouter,
    };
    PROFILES.iter().map(view).collect()
}

fn fresh(kind: ProviderKind) -> ProviderRow {
    ProviderRow {
        id: ProviderId(0),
        kind,
        name: profile::of(kind).name.into(),
        base_url: None,
        model: String::new(),
        folder: None,
        ca_file: None,
        price: None,
        context: None,
        enabled: true,
        has_key: false,
        checked_at: None,
        check_code: None,
    }
}

fn patched(row: ProviderRow, set: &ProviderSet) -> Result<ProviderRow, ApiError> {
    let text = |typed: &Option<String>, kept: Option<String>| match typed {
        None => Ok(kept),
        Some(typed) if typed.trim().is_empty() => Ok(None),
        Some(typed) if typed.chars().count() > TEXT_CHARS => Err(ApiError::new(ErrorCode::TextTooLong, "One of the texts is too long")),
        Some(typed) => Ok(Some(typed.trim().to_owned())),
    };
    let base_url = text(&set.base_url, row.base_url)?;
    if let Some(base_url) = &base_url {
        address::check(base_url).map_err(|code| ApiError::new(code, "The address cannot be used"))?;
        // A key meant for a provider goes to that provider; only what has no address of its own may be anywhere.
        if row.kind != ProviderKind::Compatible && !address::is_loopback(base_url) && profile::of(row.kind).base_url != base_url.trim_end_matches('/') {
            return Err(ApiError::new(ErrorCode::AddressNotAllowed, "Only a compatible provider may have an address of its own"));
        }
    }
    if row.kind == ProviderKind::Compatible && base_url.is_none() {
        return Err(ApiError::new(ErrorCode::AddressInvalid, "A compatible provider needs an address"));
    }
    let name: String = text(&set.name, Some(row.name))?.unwrap_or_default().chars().filter(|c| !c.is_control()).take(NAME_CHARS).collect();
    let name = if name.is_empty() { profile::of(row.kind).name.to_owned() } else { name };
    let name = if name.is_empty() { base_url.clone().unwrap_or_default() } else { name };
    let price = match (&set.price, set.price_unknown) {
        (Some(price), _) => Some(micros(price.input_micros)?).zip(Some(micros(price.output_micros)?)),
        (None, Some(true)) => None,
        (None, _) => row.price,
    };
    #[allow(clippy::cast_possible_truncation, reason = "checked to be a small whole number")]
    let context = match set.context {
        None => row.context,
        Some(0.0) => None,
        Some(tokens) if (1.0..=MOST_CONTEXT).contains(&tokens) && tokens.fract() == 0.0 => Some(tokens as i64),
        Some(_) => return Err(ApiError::new(ErrorCode::InvalidRequest, "The context is a whole number of tokens")),
    };
    Ok(ProviderRow {
        model: text(&set.model, Some(row.model))?.unwrap_or_default(),
        folder: text(&set.folder, row.folder)?,
        ca_file: text(&set.ca_file, row.ca_file)?,
        enabled: set.enabled.unwrap_or(row.enabled),
        name,
        base_url,
        price,
        context,
        ..row
    })
}

/// A pasted key; an empty one takes the kept one away.
fn plain_key(pasted: &str) -> Result<Option<SecretString>, ApiError> {
    let key = pasted.trim();
    let key = key.strip_prefix("Bearer ").unwrap_or(key).trim();
    if key.len() > KEY_BYTES || key.chars().any(|c| c.is_control() || c.is_whitespace() || !c.is_ascii()) {
        return Err(ApiError::new(ErrorCode::TokenMalformed, "The key does not look like one"));
    }
    Ok((!key.is_empty()).then(|| SecretString::from(key.to_owned())))
}

fn micros(units: f64) -> Result<i64, ApiError> {
    if !(0.0..=MOST_PRICE).contains(&units) || units.fract() != 0.0 {
        return Err(ApiError::new(ErrorCode::InvalidRequest, "A price is a whole number of millionths from 0"));
    }
    #[allow(clippy::cast_possible_truncation, reason = "checked above")]
    Ok(units as i64)
}

fn price(price: Price) -> ModelPrice {
    ModelPrice { input_micros: count(price.per_million_in), output_micros: count(price.per_million_out) }
}

fn listed(model: Listed) -> ModelListed {
    ModelListed { id: model.id, name: model.name, price: model.price.map(price), context: model.context.map(f64::from) }
}
