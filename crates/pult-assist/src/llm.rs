//! Language models of any provider, or none: one question in, one checked answer out.
//!
//! ```text
//! Ask -> Chain -> (per provider) budget -> body -> HTTP -> pieces -> text -> schema -> Answer
//!                  ^ Books                                  ^ Reading (pure, fuzzed)
//! ```
//!
//! [`Ask`] is a question in no provider's dialect; [`Answer`] is text (and, where a [`Schema`] was
//! given, a value that was validated *here*), with what it cost and how long it took. [`Chain::ask`]
//! walks over the owner's providers in order until one answers; [`Books`] is asked before anything
//! leaves and told afterwards, which is where budgets and the ledger hang. Failures are
//! [`Failure`]s: a code with the owner's sentence, never the provider's prose.
//!
//! What a provider does differently is data in [`profile`]: address, header, body shape, how it
//! takes a schema. Code branches on shapes ([`profile::Wire`], [`profile::Structured`]), never on
//! a provider's name, save for GigaChat's passport office ([`passport`]).
//!
//! Alternatives that lost: async-openai and genai follow one dialect strictly, and half of our
//! providers deviate (schema without its wrapper, errors inside a 200, numbers as error codes), so
//! their types would have to be bypassed; rig wants a newer compiler and brings a framework. The
//! parts that are hard to get right (the events of a stream, JSON Schema) are taken, not written.
//!
//! Never here: SQL, a keychain, a marketplace. Texts and keys never reach a log or an error.

pub mod books;
pub mod chain;
mod client;
mod complaint;
pub mod json;
pub mod listing;
pub mod login;
pub mod passport;
pub mod price;
pub mod profile;
#[doc(hidden)]
pub mod reading;
mod request;
pub mod schema;
mod shapes;
pub(crate) mod stream;
mod think;

#[cfg(test)]
mod tests;

pub use books::{Books, Call, CallId, Spent};
pub use chain::Chain;
pub use client::{LOCAL_LIMITS, Limits, REMOTE_LIMITS};
pub use price::{Cost, Price};
pub use schema::Schema;

use pult_domain::{ErrorCode, ModelField, ProviderId, ProviderKind, address};
use secrecy::SecretString;
use serde_json::Value;
use std::path::PathBuf;

/// Who said a piece of a conversation with a model.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Speaker {
    /// We, asking.
    User,
    /// The model, earlier.
    Model,
}

/// A piece of a conversation with a model.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Turn {
    /// Who said it.
    pub from: Speaker,
    /// What was said.
    pub text: String,
}

impl Turn {
    /// What we say.
    #[must_use]
    pub fn user(text: impl Into<String>) -> Self {
        Self { from: Speaker::User, text: text.into() }
    }

    /// What the model said earlier.
    #[must_use]
    pub fn model(text: impl Into<String>) -> Self {
        Self { from: Speaker::Model, text: text.into() }
    }
}

/// A question, in no provider's dialect.
#[derive(Clone, Debug, PartialEq)]
pub struct Ask {
    /// What the model is to be and to do. Comes first and changes least, so that providers that
    /// keep a prefix (DeepSeek, Anthropic, OpenAI) can charge it less.
    pub system: String,
    /// The conversation, oldest first; the last turn is ours.
    pub turns: Vec<Turn>,
    /// The shape of the answer; plain text without one.
    pub schema: Option<Schema>,
    /// Most tokens of the answer.
    pub max_tokens: u32,
    /// 0 (sober) to 1 (lively); the provider's own choice without one.
    pub temperature: Option<f32>,
    /// The kinds of facts in it, for the ledger.
    pub fields: Vec<ModelField>,
}

impl Ask {
    /// A question of one turn.
    #[must_use]
    pub fn new(system: impl Into<String>, question: impl Into<String>) -> Self {
        Self { system: system.into(), turns: vec![Turn::user(question)], schema: None, max_tokens: 800, temperature: None, fields: Vec::new() }
    }

    /// Its texts in bytes, without the wrapping.
    #[must_use]
    pub fn bytes(&self) -> usize {
        let schema = self.schema.as_ref().map_or(0, |schema| schema.text().len());
        self.turns.iter().map(|turn| turn.text.len()).sum::<usize>() + self.system.len() + schema
    }
}

/// What arrives while an answer is being written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Delta<'a> {
    /// More of the answer, as the model writes it; with a schema these are pieces of JSON.
    Text(&'a str),
    /// What was shown so far is void: the answer is being asked for again, or elsewhere.
    Restart,
}

/// Takes what arrives. Called from the task that asks, so it must be quick.
pub type OnDelta<'a> = &'a mut (dyn FnMut(Delta<'_>) + Send);

/// A checked answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// The text, without reasoning; never empty.
    pub text: String,
    /// The value, where a schema was asked for: it is valid.
    pub parsed: Option<Value>,
    /// Who answered.
    pub provider: ProviderId,
    /// What kind of provider that is.
    pub kind: ProviderKind,
    /// The model, as the provider named it in the answer.
    pub model: String,
    /// Tokens of the question, all calls of this provider for this answer together.
    pub tokens_in: u32,
    /// Tokens of the answer, reasoning included.
    pub tokens_out: u32,
    /// What it cost, all calls for this answer together, those of providers that failed before included where they bill in the same currency.
    pub cost: Cost,
    /// The most tokens were reached: the text stops before its end.
    pub cut_short: bool,
    /// It was asked once more, because the first answer was not in shape.
    pub repaired: bool,
    /// From the question to the end of the answer, in milliseconds.
    pub took_ms: u64,
    /// From the question to the first visible text, in milliseconds.
    pub first_token_ms: Option<u64>,
}

/// A provider as the owner set it up.
#[derive(Clone, Debug)]
pub struct Provider {
    /// Its row.
    pub id: ProviderId,
    /// What it is.
    pub kind: ProviderKind,
    /// Another address than the profile's: needed for `compatible`, else for loopback only.
    pub base_url: Option<String>,
    /// The chosen model.
    pub model: String,
    /// The key; none where the profile needs none.
    pub key: Option<SecretString>,
    /// Yandex: the folder. GigaChat: the scope. Nothing elsewhere.
    pub place: Option<String>,
    /// A file with certificates that are trusted for this provider only.
    pub ca_file: Option<PathBuf>,
    /// What the owner, or the provider's list of models, says it costs.
    pub price: Option<Price>,
    /// Most tokens of question and answer together, where it is known.
    pub context: Option<u32>,
}

impl Provider {
    /// What is particular to its kind.
    #[must_use]
    pub fn profile(&self) -> &'static profile::Profile {
        profile::of(self.kind)
    }

    /// Where it is asked.
    #[must_use]
    pub fn address(&self) -> &str {
        self.base_url.as_deref().unwrap_or(self.profile().base_url).trim_end_matches('/')
    }

    /// Whether it is on this machine: told by the address alone.
    #[must_use]
    pub fn is_local(&self) -> bool {
        address::is_loopback(self.address())
    }

    /// Whether what it is asked stays on this machine. A program here may hand a model's questions on: Ollama does for
    /// those whose tag is `cloud` or ends so (docs.ollama.com/cloud, 2026-11), whichever of its addresses is asked.
    #[must_use]
    pub fn stays_here(&self) -> bool {
        let tag = self.model.rsplit_once(':').map(|(_, tag)| tag.to_lowercase());
        self.is_local() && !tag.is_some_and(|tag| tag == "cloud" || tag.ends_with("-cloud"))
    }
}

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{code}: {detail}")]
pub struct Failure {
    /// Which of the owner's sentences.
    pub code: ErrorCode,
    /// The provider that failed; none where nobody was asked.
    pub provider: Option<ProviderId>,
    /// How long the provider wants to be left alone, in milliseconds.
    pub retry_after_ms: Option<i64>,
    /// The HTTP status, where there was one.
    pub status: Option<u16>,
    /// For logs: our own words, never the provider's, which may repeat a text or a key.
    pub detail: &'static str,
    /// Whether some text had been shown before it failed.
    pub shown: bool,
}

impl Failure {
    /// A failure of that code.
    #[must_use]
    pub fn new(code: ErrorCode, detail: &'static str) -> Self {
        Self { code, provider: None, retry_after_ms: None, status: None, detail, shown: false }
    }
}
