//! The body of a request: the same question in a provider's dialect.

use crate::llm::price::tokens_at_most;
use crate::llm::profile::{Place, Structured, Wire};
use crate::llm::{Ask, Provider, Schema, Speaker};
use serde_json::{Map, Value, json};

/// Least context asked of Ollama, in tokens: its own default.
const LEAST_CONTEXT: u32 = 4_096;

/// The body of a question, asked for its shape in this way.
pub(crate) fn body(provider: &Provider, ask: &Ask, way: Structured) -> Value {
    let profile = provider.profile();
    let mut body = match profile.wire {
        Wire::OpenAi => openai(provider, ask, way),
        Wire::Anthropic => anthropic(provider, ask, way),
        Wire::Ollama => ollama(provider, ask, way),
    };
    lay_over(&mut body, profile.extra);
    if ask.schema.is_some() && way != Structured::Words {
        lay_over(&mut body, profile.extra_structured);
    }
    body
}

/// The model's name as the provider wants it: Yandex's stand in the owner's folder.
pub(crate) fn model(provider: &Provider) -> String {
    let bare = provider.model.trim();
    match (provider.profile().place, provider.place.as_deref()) {
        (Place::Folder(_), Some(folder)) if !bare.contains("://") => format!("gpt://{}/{bare}", folder.trim()),
        _ => bare.to_owned(),
    }
}

fn openai(provider: &Provider, ask: &Ask, way: Structured) -> Value {
    let profile = provider.profile();
    let mut messages = vec![json!({"role": "system", "content": system(ask, way)})];
    messages.extend(turns(ask));
    let mut body = json!({"model": model(provider), "messages": messages, "stream": true});
    set(&mut body, profile.max_tokens_field, json!(ask.max_tokens));
    if profile.usage_on_request {
        set(&mut body, "stream_options", json!({"include_usage": true}));
    }
    if let Some(temperature) = ask.temperature.filter(|_| profile.temperature) {
        set(&mut body, "temperature", json!(temperature));
    }
    let Some(schema) = &ask.schema else { return body };
    match way {
        Structured::Wrapped => {
            let inner = json!({"name": schema.name(), "schema": schema.value(), "strict": schema.strict()});
            set(&mut body, "response_format", json!({"type": "json_schema", "json_schema": inner}));
        }
        Structured::Inner => set(&mut body, "response_format", json!({"type": "json_schema", "json_schema": schema.value()})),
        Structured::Flat => set(&mut body, "response_format", json!({"type": "json_schema", "schema": schema.value(), "strict": schema.strict()})),
        Structured::JsonObject => set(&mut body, "response_format", json!({"type": "json_object"})),
        Structured::Tool => {
            let function = json!({"name": schema.name(), "parameters": schema.value()});
            set(&mut body, "tools", json!([{"type": "function", "function": function}]));
            set(&mut body, "tool_choice", json!({"type": "function", "function": {"name": schema.name()}}));
        }
        Structured::Words | Structured::OutputConfig | Structured::Format => {}
    }
    body
}

fn anthropic(provider: &Provider, ask: &Ask, way: Structured) -> Value {
    let messages: Vec<Value> = turns(ask).collect();
    let mut body = json!({"model": model(provider), "max_tokens": ask.max_tokens, "messages": messages, "stream": true});
    let system = system(ask, way);
    // An empty system text is refused.
    if !system.is_empty() {
        set(&mut body, "system", json!(system));
    }
    let Some(schema) = &ask.schema else { return body };
    match way {
        Structured::OutputConfig => set(&mut body, "output_config", json!({"format": {"type": "json_schema", "schema": schema.value()}})),
        Structured::Tool => {
            set(&mut body, "tools", json!([{"name": schema.name(), "description": "Gives the answer.", "input_schema": schema.value()}]));
            set(&mut body, "tool_choice", json!({"type": "tool", "name": schema.name()}));
        }
        _ => {}
    }
    body
}

fn ollama(provider: &Provider, ask: &Ask, way: Structured) -> Value {
    let mut messages = vec![json!({"role": "system", "content": system(ask, way)})];
    messages.extend(turns(ask));
    let wanted = tokens_at_most(ask.bytes()).saturating_add(ask.max_tokens).max(LEAST_CONTEXT);
    let context = provider.context.map_or(wanted, |most| wanted.min(most.max(1)));
    let mut options = json!({"num_ctx": context, "num_predict": ask.max_tokens});
    if let Some(temperature) = ask.temperature {
        set(&mut options, "temperature", json!(temperature));
    }
    let mut body = json!({"model": model(provider), "messages": messages, "stream": true, "options": options});
    if let Some(schema) = ask.schema.as_ref().filter(|_| way == Structured::Format) {
        set(&mut body, "format", schema.value().clone());
    }
    body
}

fn turns(ask: &Ask) -> impl Iterator<Item = Value> + '_ {
    ask.turns.iter().map(|turn| {
        let role = match turn.from {
            Speaker::User => "user",
            Speaker::Model => "assistant",
        };
        json!({"role": role, "content": turn.text})
    })
}

/// The system text, with the schema in words where the provider is not given it otherwise.
fn system(ask: &Ask, way: Structured) -> String {
    let told = |schema: &Schema| format!("{}\n\nAnswer with one JSON object and nothing else, valid against this JSON Schema:\n{}", ask.system, schema.text());
    match &ask.schema {
        Some(schema) if matches!(way, Structured::JsonObject | Structured::Words) => told(schema).trim_start().to_owned(),
        _ => ask.system.clone(),
    }
}

fn set(body: &mut Value, field: &str, value: Value) {
    if let Value::Object(map) = body {
        map.insert(field.to_owned(), value);
    }
}

fn lay_over(body: &mut Value, extra: &str) {
    if let (Value::Object(body), Ok(extra)) = (body, serde_json::from_str::<Map<String, Value>>(extra)) {
        body.extend(extra);
    }
}
