//! The models a provider has, from the provider: ids change too often to stand in a program.

use crate::llm::chain::Chain;
use crate::llm::client::signed;
use crate::llm::{Failure, Price, Provider, complaint};
use pult_domain::ErrorCode;
use serde_json::Value;
use tokio_util::sync::CancellationToken;

/// Most models of a list.
const MOST: usize = 2_000;
/// Longest name taken, in characters.
const LONGEST: usize = 200;
/// Parts of names of models that do not converse.
const NOT_FOR_TEXT: [&str; 13] =
    ["embed", "whisper", "tts", "dall-e", "moderation", "rerank", "transcribe", "realtime", "-image", "text-search", "davinci", "babbage", "sora"];

/// What is told of models that answer no question, where their kind is told (GigaChat's list of 2026-06 has the first three).
const OTHER_KINDS: [&str; 8] = ["filter", "aicheck", "embedder", "embedding", "embeddings", "image", "audio", "rerank"];

/// A model as its provider lists it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// What is sent to choose it.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// What it costs, where the list tells.
    pub price: Option<Price>,
    /// Most tokens of question and answer together, where the list tells.
    pub context: Option<u32>,
}

impl Chain {
    /// Asks a provider for its models: those that converse, by name.
    ///
    /// # Errors
    /// As of a question.
    pub async fn models(&self, provider: &Provider) -> Result<Vec<Listed>, Failure> {
        let profile = provider.profile();
        pult_domain::address::check(provider.address()).map_err(|code| Failure::new(code, "the address cannot be used"))?;
        let now = self.clock.now();
        let bearer = self.bearer(provider, now, &CancellationToken::new()).await?;
        let url = format!("{}{}", provider.address(), profile.models_path);
        let request = signed(self.ways.client(provider).await?.get(url), provider, bearer.as_ref());
        let body = self.ways.fetch(request, self.ways.limits(provider), now).await?;
        let value: Value = serde_json::from_slice(body.trim_ascii()).map_err(|_| Failure::new(ErrorCode::ModelMalformed, "the list of models is no JSON"))?;
        if let Some(failure) = complaint::inside(&value) {
            return Err(failure);
        }
        Ok(listed(&value))
    }
}

pub(crate) fn listed(value: &Value) -> Vec<Listed> {
    let rows = ["data", "models"].iter().find_map(|field| value.get(field)?.as_array()).or_else(|| value.as_array());
    let mut models: Vec<Listed> = rows.map(Vec::as_slice).unwrap_or_default().iter().filter_map(one).take(MOST).collect();
    models.sort_by(|a, b| a.id.cmp(&b.id));
    models.dedup_by(|a, b| a.id == b.id);
    models
}

fn one(row: &Value) -> Option<Listed> {
    let text = |field: &str| row.get(field).and_then(Value::as_str).map(|text| text.chars().take(LONGEST).collect::<String>()).filter(|text| !text.is_empty());
    let id = text("id").or_else(|| text("model")).or_else(|| text("name"))?;
    let lower = id.to_lowercase();
    let other = text("type").is_some_and(|kind| OTHER_KINDS.contains(&kind.as_str()));
    if other || NOT_FOR_TEXT.iter().any(|part| lower.contains(part)) || lower.starts_with("emb://") {
        return None;
    }
    let price = |field: &str| per_million(row.pointer(field)?);
    let context = ["context_length", "max_model_len", "max_context_length"]
        .iter()
        .find_map(|field| row.get(field)?.as_u64())
        .or_else(|| row.pointer("/meta/n_ctx")?.as_u64());
    Some(Listed {
        name: text("display_name").or_else(|| text("name")).unwrap_or_else(|| id.clone()),
        price: price("/pricing/prompt").zip(price("/pricing/completion")).map(|(per_million_in, per_million_out)| Price { per_million_in, per_million_out }),
        context: context.and_then(|tokens| u32::try_from(tokens).ok()).filter(|tokens| *tokens > 0),
        id,
    })
}

/// Dollars a token, as a text or a number, to millionths for a million; rounded up.
fn per_million(value: &Value) -> Option<i64> {
    let units = value.as_f64().or_else(|| value.as_str()?.trim().parse().ok())?;
    // Minus one stands for "depends" in OpenRouter's list.
    #[allow(clippy::cast_possible_truncation, reason = "between 0 and 10^15")]
    (0.0..=1_000.0).contains(&units).then(|| (units * 1e12).ceil() as i64)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn lists_of_all_providers_are_read() {
        let openrouter = json!({"data": [{"id": "b/two", "name": "Two", "context_length": 8192, "pricing": {"prompt": "0.0000005", "completion": "0.0000015"}},
            {"id": "a/one", "pricing": {"prompt": "-1", "completion": "-1"}}, {"id": "openai/text-embedding-3"}, {"name": 7}, "noise"]});
        let models = listed(&openrouter);
        assert_eq!(models.iter().map(|m| m.id.as_str()).collect::<Vec<_>>(), ["a/one", "b/two"]);
        assert_eq!(models[1].price, Some(Price { per_million_in: 500_000, per_million_out: 1_500_000 }));
        assert_eq!((models[0].price, models[1].context), (None, Some(8192)));

        let ollama = json!({"models": [{"name": "qwen3:4b", "model": "qwen3:4b"}, {"name": "nomic-embed-text:latest"}]});
        assert_eq!(listed(&ollama).iter().map(|m| m.id.as_str()).collect::<Vec<_>>(), ["qwen3:4b"]);

        let anthropic = json!({"data": [{"type": "model", "id": "claude-x", "display_name": "Claude X"}], "has_more": false});
        assert_eq!(listed(&anthropic)[0].name, "Claude X");

        let gigachat =
            json!({"data": [{"id": "GigaChat-2", "type": "chat"}, {"id": "GigaFilter", "type": "filter"}, {"id": "Embeddings-2", "type": "embedder"}]});
        assert_eq!(listed(&gigachat).iter().map(|m| m.id.as_str()).collect::<Vec<_>>(), ["GigaChat-2"]);

        let llama = json!({"models": [{"name": "m"}], "object": "list", "data": [{"id": "/models/m.gguf", "meta": {"n_ctx": 2048}}]});
        assert_eq!((listed(&llama)[0].id.as_str(), listed(&llama)[0].context), ("/models/m.gguf", Some(2048)));
        assert_eq!(listed(&json!("nothing")), []);
    }
}
