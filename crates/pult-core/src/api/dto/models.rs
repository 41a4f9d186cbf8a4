//! Language models: providers, budgets, what was sent.

use pult_domain::{AtMs, ChatId, ErrorCode, ModelCurrency, ModelField, ModelPurpose, ProviderId, ProviderKind};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

dto! {
    /// Everything the page of models shows, apart from the ledger.
    ModelsView {
        /// The owner's providers, in the order they are asked.
        providers: Vec<ProviderView>,
        /// What can be added.
        profiles: Vec<ProviderProfile>,
        /// Only models on this machine may be asked.
        local_only: bool,
        /// What may be spent and what was, for each currency there is.
        budgets: Vec<ModelBudget>,
        /// A login in the browser that waits, or how the last one ended.
        login: Option<ModelLogin>,
    }

    /// A kind of provider that can be added.
    ProviderProfile {
        /// The kind.
        kind: ProviderKind,
        /// Its name, as it writes it.
        name: String,
        /// Its usual address; empty where only the owner knows it.
        base_url: String,
        /// `this_computer`, `russia`, `abroad`, `abroad_closed` or `own`.
        reach: String,
        /// It cannot be asked without a key.
        needs_key: bool,
        /// What it needs besides: `none`, `folder` or `scope`.
        place: String,
        /// What it bills in.
        currency: ModelCurrency,
        /// The page where a key is made, or the program is found.
        keys_at: String,
        /// A login in the browser can take the place of a key.
        login: bool,
    }

    /// A provider the owner set up.
    ProviderView {
        /// The provider.
        provider: ProviderId,
        /// Its kind.
        kind: ProviderKind,
        /// What the owner calls it.
        name: String,
        /// Another address than the kind's.
        base_url: Option<String>,
        /// The chosen model; empty while none is.
        model: String,
        /// What it needs besides the key.
        folder: Option<String>,
        /// A file with certificates trusted for it only.
        ca_file: Option<String>,
        /// What its model costs, where it is known.
        price: Option<ModelPrice>,
        /// Most tokens of question and answer, where it is known.
        context: Option<f64>,
        /// Whether it is asked at all.
        enabled: bool,
        /// Whether the keychain was given its key.
        has_key: bool,
        /// It is on this machine: nothing leaves.
        local: bool,
        /// What it bills in.
        currency: ModelCurrency,
        /// When it was last tried.
        checked_at_ms: Option<AtMs>,
        /// Why it could not be used then.
        problem: Option<ErrorCode>,
        /// Until when it is left alone after a failure.
        resting_until_ms: Option<AtMs>,
        /// That failure.
        resting: Option<ErrorCode>,
    }

    /// What a model costs: millionths of its provider's currency for a million tokens.
    ModelPrice {
        /// Tokens of question.
        input_micros: f64,
        /// Tokens of answer.
        output_micros: f64,
    }

    /// What may be spent in a currency and what was, in its millionths. A call under way counts at its worst.
    ModelBudget {
        /// The currency.
        currency: ModelCurrency,
        /// Most a day.
        day_micros: f64,
        /// Most a month.
        month_micros: f64,
        /// Spent today, in the shop's zone.
        day_spent_micros: f64,
        /// Spent this month.
        month_spent_micros: f64,
    }

    /// What may be spent in a currency, in its millionths.
    ModelBudgetSet {
        /// The currency.
        currency: ModelCurrency,
        /// Most a day.
        day_micros: f64,
        /// Most a month.
        month_micros: f64,
    }

    /// What changes about all models together; what is absent stays.
    ModelsPatch {
        /// Only models on this machine may be asked.
        local_only: Option<bool>,
        /// Budgets of these currencies.
        budgets: Option<Vec<ModelBudgetSet>>,
    }

    /// A login in the browser.
    ModelLogin {
        /// It waits for the browser.
        waiting: bool,
        /// Why it failed.
        problem: Option<ErrorCode>,
        /// The provider it made.
        provider: Option<ProviderId>,
    }

    /// A provider to be added, changed or tried. What is absent stays as it was; an empty text takes
    /// it away.
    ProviderSet {
        /// A known provider; without it a new one.
        provider: Option<ProviderId>,
        /// The kind of a new one.
        kind: Option<ProviderKind>,
        /// What the owner calls it.
        name: Option<String>,
        /// The key. It goes to the keychain and never comes back.
        key: Option<String>,
        /// Another address than the kind's: https, or http on this machine.
        base_url: Option<String>,
        /// The model.
        model: Option<String>,
        /// What it needs besides the key.
        folder: Option<String>,
        /// A file with certificates trusted for it only.
        ca_file: Option<String>,
        /// What its model costs.
        price: Option<ModelPrice>,
        /// Its price is not known any more.
        price_unknown: Option<bool>,
        /// Most tokens of question and answer; 0 for unknown.
        context: Option<f64>,
        /// Whether it is asked at all.
        enabled: Option<bool>,
    }

    /// One provider.
    ProviderRef {
        /// The provider.
        provider: ProviderId,
    }

    /// A provider's place in the order.
    ProviderMove {
        /// The provider.
        provider: ProviderId,
        /// Its place from now on, from 0.
        to: f64,
    }

    /// What a try told.
    ProviderCheck {
        /// It answered.
        ok: bool,
        /// Why it did not.
        problem: Option<ErrorCode>,
        /// The model that answered, as the provider named it; nothing where only the key was tried.
        model: Option<String>,
        /// How many models it offers, where only the key was tried.
        models: Option<f64>,
        /// Until the end of the answer, in milliseconds.
        took_ms: f64,
        /// Until its first text, in milliseconds.
        first_token_ms: Option<f64>,
    }

    /// A model as its provider lists it.
    ModelListed {
        /// What is sent to choose it.
        id: String,
        /// What it is called.
        name: String,
        /// What it costs, where the list tells.
        price: Option<ModelPrice>,
        /// Most tokens of question and answer, where the list tells.
        context: Option<f64>,
    }

    /// A login to begin.
    LoginBegin {
        /// A simulator's address on this machine, for tests.
        base_url: Option<String>,
    }

    /// Where the browser is sent.
    LoginStarted {
        /// The address.
        url: String,
    }

    /// Which part of the ledger.
    LedgerQuery {
        /// Calls before this one.
        before: Option<f64>,
        /// How many; 50 by default, 200 at most.
        limit: Option<f64>,
    }

    /// A page of the ledger, newest first.
    LedgerPage {
        /// The calls.
        calls: Vec<LedgerCall>,
        /// Where the next page begins.
        next: Option<f64>,
    }

    /// What was sent to a model: figures and kinds of facts, never a text.
    LedgerCall {
        /// The call.
        call: f64,
        /// When it left.
        at_ms: AtMs,
        /// The provider; nothing once it was removed.
        provider: Option<ProviderId>,
        /// Its kind.
        kind: ProviderKind,
        /// The model.
        model: String,
        /// It stayed on this machine.
        local: bool,
        /// The chat it was about; nothing once it is gone.
        chat: Option<ChatId>,
        /// What for.
        purpose: ModelPurpose,
        /// Kinds of facts in it.
        fields: Vec<ModelField>,
        /// Bytes that left.
        bytes_out: f64,
        /// Bytes that came.
        bytes_in: f64,
        /// Tokens of the question.
        tokens_in: f64,
        /// Tokens of the answer.
        tokens_out: f64,
        /// What it cost, in millionths of the currency.
        cost_micros: f64,
        /// The currency.
        currency: ModelCurrency,
        /// Counted and priced; otherwise an estimate upwards.
        cost_exact: bool,
        /// Why there was no answer.
        problem: Option<ErrorCode>,
        /// It is under way, or the program ended meanwhile.
        open: bool,
        /// Until the end, in milliseconds.
        took_ms: f64,
        /// Until the first text, in milliseconds.
        first_token_ms: Option<f64>,
    }
}
