//! What each provider does in its own way, as data.
//!
//! A provider that speaks like another needs a row here and nothing else. Addresses, headers and
//! shapes are those of the providers' public documents as read in August to November 2026.

use crate::llm::price::Price;
use pult_domain::{ModelCurrency, ProviderKind};

/// The dialect of a body and of its stream.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wire {
    /// `POST /chat/completions`, a stream of events with `choices`.
    OpenAi,
    /// `POST /messages`, a stream of named events.
    Anthropic,
    /// Ollama's own `POST /api/chat`, a stream of JSON lines. Its OpenAI dialect cannot set the
    /// length of the context, and the default (4,096 tokens on most machines) silently loses the
    /// beginning of a longer question.
    Ollama,
}

/// How a provider is asked for an answer in a shape, strongest first in a profile's ladder. A
/// refusal (400, 422) of one step leads to the next, and the step that worked is remembered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Structured {
    /// `response_format: {type: json_schema, json_schema: {name, schema, strict}}`.
    Wrapped,
    /// `response_format: {type: json_schema, json_schema: <schema>}`.
    Inner,
    /// `response_format: {type: json_schema, schema, strict}`.
    Flat,
    /// `output_config: {format: {type: json_schema, schema}}`.
    OutputConfig,
    /// `format: <schema>`.
    Format,
    /// A tool that must be called, whose arguments are the answer.
    Tool,
    /// `response_format: {type: json_object}`, the schema in words.
    JsonObject,
    /// The schema in words only.
    Words,
}

/// How a request shows who it is from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Auth {
    /// `Authorization: Bearer <key>`.
    Bearer,
    /// The key in a header of this name.
    Header(&'static str),
    /// The key buys a token for half an hour (GigaChat).
    Passport,
    /// `Authorization: Bearer <key>` where the owner gave one.
    Optional,
}

/// What a provider needs besides the key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Nothing.
    None,
    /// The cloud folder, sent in this header and put into names of models.
    Folder(&'static str),
    /// Which contract the key belongs to, with the usual one.
    Scope(&'static str),
}

/// What an owner of a shop in Russia should know before choosing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// Runs on this computer: nothing leaves it.
    ThisComputer,
    /// Paid in roubles, reached directly.
    Russia,
    /// Paid abroad, reached directly from most places.
    Abroad,
    /// Paid abroad, and closed to requests from some countries, Russia among them.
    AbroadClosed,
    /// Whatever the owner's address is.
    Own,
}

impl Reach {
    /// The word for the interface.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::ThisComputer => "this_computer",
            Self::Russia => "russia",
            Self::Abroad => "abroad",
            Self::AbroadClosed => "abroad_closed",
            Self::Own => "own",
        }
    }
}

/// What is particular to a provider.
#[derive(Clone, Copy, Debug)]
pub struct Profile {
    /// Which one.
    pub kind: ProviderKind,
    /// Its name, as it writes it.
    pub name: &'static str,
    /// Its usual address; empty where only the owner knows it.
    pub base_url: &'static str,
    /// Where questions go, after the address.
    pub chat_path: &'static str,
    /// Where the models are listed, after the address.
    pub models_path: &'static str,
    /// How requests show who they are from.
    pub auth: Auth,
    /// What it needs besides.
    pub place: Place,
    /// Headers of every request.
    pub headers: &'static [(&'static str, &'static str)],
    /// The dialect.
    pub wire: Wire,
    /// How it is asked for a shape, strongest first; the last is always [`Structured::Words`].
    pub structured: &'static [Structured],
    /// JSON that is laid over every body.
    pub extra: &'static str,
    /// JSON that is laid over bodies that ask for a shape by more than words.
    pub extra_structured: &'static str,
    /// The name of the field for the most tokens of an answer.
    pub max_tokens_field: &'static str,
    /// Takes a temperature. OpenAI's newer models refuse any but their own.
    pub temperature: bool,
    /// Counts tokens in a stream only when asked.
    pub usage_on_request: bool,
    /// What it bills in.
    pub currency: ModelCurrency,
    /// Stands in where no price is known; see [`crate::llm::price`].
    pub cautious: Price,
    /// What the owner should know beforehand.
    pub reach: Reach,
    /// The page where a key is made.
    pub keys_at: &'static str,
}

/// Above what any of the usual models cost, in dollars for a million tokens (ours, 2026-11).
const CAUTIOUS_USD: Price = Price::of(5, 25);
/// The same in roubles (ours, 2026-11).
const CAUTIOUS_RUB: Price = Price::of(2_000, 2_000);

/// What most have in common.
const LIKE_OPENAI: Profile = Profile {
    kind: ProviderKind::Compatible,
    name: "",
    base_url: "",
    chat_path: "/chat/completions",
    models_path: "/models",
    auth: Auth::Optional,
    place: Place::None,
    headers: &[],
    wire: Wire::OpenAi,
    structured: &[Structured::Wrapped, Structured::JsonObject, Structured::Words],
    extra: "{}",
    extra_structured: "{}",
    max_tokens_field: "max_tokens",
    temperature: true,
    usage_on_request: true,
    currency: ModelCurrency::Usd,
    cautious: CAUTIOUS_USD,
    reach: Reach::Own,
    keys_at: "",
};

/// Every provider there is a profile for, in the order they are offered.
pub static PROFILES: [Profile; 10] = [
    Profile {
        kind: ProviderKind::Deepseek,
        name: "DeepSeek",
        base_url: "https://api.deepseek.com",
        auth: Auth::Bearer,
        // `json_object` is all it has; thinking is on by default, and a chat reply needs none.
        structured: &[Structured::JsonObject, Structured::Words],
        extra: r#"{"thinking":{"type":"disabled"}}"#,
        reach: Reach::Abroad,
        keys_at: "https://platform.deepseek.com/api_keys",
        ..LIKE_OPENAI
    },
    Profile {
        kind: ProviderKind::Openrouter,
        name: "OpenRouter",
        base_url: "https://openrouter.ai/api/v1",
        auth: Auth::Bearer,
        headers: &[("x-openrouter-title", "Pult")],
        // Customers' chats go only to those who do not keep them; the answer's price comes along.
        extra: r#"{"provider":{"data_collection":"deny"},"usage":{"include":true},"reasoning":{"exclude":true}}"#,
        extra_structured: r#"{"provider":{"data_collection":"deny","require_parameters":true}}"#,
        reach: Reach::Abroad,
        keys_at: "https://openrouter.ai/keys",
        ..LIKE_OPENAI
    },
    Profile {
        kind: ProviderKind::Openai,
        name: "OpenAI",
        base_url: "https://api.openai.com/v1",
        auth: Auth::Bearer,
        max_tokens_field: "max_completion_tokens",
        temperature: false,
        reach: Reach::AbroadClosed,
        keys_at: "https://platform.openai.com/api-keys",
        ..LIKE_OPENAI
    },
    Profile {
        kind: ProviderKind::Anthropic,
        name: "Anthropic",
        base_url: "https://api.anthropic.com/v1",
        chat_path: "/messages",
        // Twenty come at a time otherwise, and the older ones stand behind them (its reference of models, 2026-08).
        models_path: "/models?limit=1000",
        auth: Auth::Header("x-api-key"),
        headers: &[("anthropic-version", "2023-06-01")],
        wire: Wire::Anthropic,
        structured: &[Structured::OutputConfig, Structured::Tool, Structured::Words],
        // Its newer models answer 400 to any temperature, the older ones do without.
        temperature: false,
        usage_on_request: false,
        reach: Reach::AbroadClosed,
        keys_at: "https://console.anthropic.com/settings/keys",
        ..LIKE_OPENAI
    },
    Profile {
        kind: ProviderKind::YandexGpt,
        name: "YandexGPT",
        base_url: "https://ai.api.cloud.yandex.net/v1",
        auth: Auth::Bearer,
        place: Place::Folder("openai-project"),
        structured: &[Structured::Inner, Structured::Wrapped, Structured::Words],
        currency: ModelCurrency::Rub,
        cautious: CAUTIOUS_RUB,
        reach: Reach::Russia,
        keys_at: "https://console.yandex.cloud",
        ..LIKE_OPENAI
    },
    Profile {
        kind: ProviderKind::Gigachat,
        name: "GigaChat",
        base_url: "https://gigachat.devices.sberbank.ru/api/v1",
        auth: Auth::Passport,
        place: Place::Scope("GIGACHAT_API_PERS"),
        structured: &[Structured::Flat, Structured::Words],
        usage_on_request: false,
        currency: ModelCurrency::Rub,
        cautious: CAUTIOUS_RUB,
        reach: Reach::Russia,
        keys_at: "https://developers.sber.ru/studio",
        ..LIKE_OPENAI
    },
    Profile {
        kind: ProviderKind::Ollama,
        name: "Ollama",
        base_url: "http://127.0.0.1:11434",
        chat_path: "/api/chat",
        models_path: "/api/tags",
        wire: Wire::Ollama,
        structured: &[Structured::Format, Structured::Words],
        extra: r#"{"think":false}"#,
        usage_on_request: false,
        cautious: Price::FREE,
        reach: Reach::ThisComputer,
        keys_at: "https://ollama.com/download",
        ..LIKE_OPENAI
    },
    Profile {
        kind: ProviderKind::LmStudio,
        name: "LM Studio",
        base_url: "http://127.0.0.1:1234/v1",
        structured: &[Structured::Wrapped, Structured::Words],
        cautious: Price::FREE,
        reach: Reach::ThisComputer,
        keys_at: "https://lmstudio.ai",
        ..LIKE_OPENAI
    },
    Profile {
        kind: ProviderKind::LlamaCpp,
        name: "llama.cpp",
        base_url: "http://127.0.0.1:8080/v1",
        cautious: Price::FREE,
        reach: Reach::ThisComputer,
        keys_at: "https://github.com/ggml-org/llama.cpp",
        ..LIKE_OPENAI
    },
    LIKE_OPENAI,
];

/// The profile of a kind.
#[must_use]
pub fn of(kind: ProviderKind) -> &'static Profile {
    PROFILES.iter().find(|profile| profile.kind == kind).unwrap_or(&LIKE_OPENAI)
}

#[cfg(test)]
mod tests {
    use super::*;
    use pult_domain::address;
    use serde_json::Value;

    #[test]
    fn every_kind_has_one_sound_profile() {
        assert_eq!(PROFILES.len(), ProviderKind::ALL.len());
        for kind in ProviderKind::ALL {
            let profile = of(*kind);
            assert_eq!(profile.kind, *kind, "no kind falls back to another's profile");
            assert_eq!(profile.structured.last(), Some(&Structured::Words), "{kind:?}: every ladder ends in words");
            for extra in [profile.extra, profile.extra_structured] {
                assert!(serde_json::from_str::<Value>(extra).is_ok_and(|value| value.is_object()), "{kind:?}: {extra}");
            }
            if profile.base_url.is_empty() {
                continue;
            }
            address::check(profile.base_url).unwrap_or_else(|code| panic!("{kind:?}: {code}"));
            assert_eq!(address::is_loopback(profile.base_url), profile.reach == Reach::ThisComputer, "{kind:?}");
        }
    }
}
