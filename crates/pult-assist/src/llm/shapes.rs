//! What stands where in an answer: the three dialects, read so that a missing, extra or oddly typed
//! field never costs the rest.

use crate::llm::profile::Wire;
use serde_json::Value;

/// What one piece of an answer, or a whole answer, brought.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Piece {
    /// Text of the answer.
    pub(crate) text: String,
    /// Arguments of the tool that stands for the answer.
    pub(crate) arguments: String,
    /// Bytes of thinking, which nobody reads.
    pub(crate) thought: usize,
    /// Why the answer ended, if it did.
    pub(crate) finish: Option<Finish>,
    /// The model's name.
    pub(crate) model: Option<String>,
    /// Tokens of the question.
    pub(crate) tokens_in: Option<u32>,
    /// Tokens of the answer so far.
    pub(crate) tokens_out: Option<u32>,
    /// What the provider says it cost, in millionths of its currency.
    pub(crate) cost_micros: Option<i64>,
    /// Nothing follows.
    pub(crate) last: bool,
}

/// Why an answer ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Finish {
    /// It was complete.
    Stop,
    /// The most tokens were reached.
    Length,
    /// The provider or the model declined.
    Declined,
    /// The context was full.
    Context,
    /// The provider failed.
    Failed,
}

impl Piece {
    /// Reads a piece of a stream, or a whole answer, in a dialect.
    pub(crate) fn read(wire: Wire, value: &Value) -> Self {
        match wire {
            Wire::OpenAi => openai(value),
            Wire::Anthropic => anthropic(value),
            Wire::Ollama => ollama(value),
        }
    }
}

fn openai(value: &Value) -> Piece {
    let choice = value.pointer("/choices/0").unwrap_or(&Value::Null);
    let message = choice.get("delta").filter(|delta| delta.is_object()).or_else(|| choice.get("message")).unwrap_or(&Value::Null);
    let usage = value.get("usage").unwrap_or(&Value::Null);
    let declined = message.get("refusal").and_then(Value::as_str).is_some_and(|words| !words.is_empty());
    Piece {
        text: content(message.get("content")),
        arguments: arguments(message),
        thought: ["reasoning", "reasoning_content"].iter().map(|field| length(message.get(field))).sum(),
        finish: if declined { Some(Finish::Declined) } else { choice.get("finish_reason").and_then(Value::as_str).map(finish) },
        model: name(value),
        tokens_in: count(usage.get("prompt_tokens")),
        tokens_out: count(usage.get("completion_tokens")),
        cost_micros: cost(usage),
        last: false,
    }
}

/// What OpenRouter charges. With the owner's own key of the model's house that is its share alone, and the house bills the rest.
fn cost(usage: &Value) -> Option<i64> {
    let share = micros(usage.get("cost")?.as_f64()?)?;
    if usage.get("is_byok").and_then(Value::as_bool) != Some(true) {
        return Some(share);
    }
    // Without the house's part the sum is unknown; tokens and prices tell more.
    let house = usage.pointer("/cost_details/upstream_inference_cost")?.as_f64()?;
    Some(share.saturating_add(micros(house)?))
}

/// Text, or a list of parts with texts.
fn content(value: Option<&Value>) -> String {
    match value {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Array(parts)) => parts.iter().filter_map(|part| part.get("text").and_then(Value::as_str).or_else(|| part.as_str())).collect(),
        _ => String::new(),
    }
}

/// Arguments come as JSON in a text, in pieces, or (GigaChat) as an object. Only the first tool
/// counts: there is one, and it must be called.
fn arguments(message: &Value) -> String {
    let call = message.pointer("/tool_calls/0").filter(|call| call.get("index").and_then(Value::as_u64).unwrap_or(0) == 0);
    let function = call.and_then(|call| call.get("function")).or_else(|| message.get("function_call"));
    match function.and_then(|function| function.get("arguments")) {
        Some(Value::String(text)) => text.clone(),
        Some(value @ Value::Object(_)) => value.to_string(),
        _ => String::new(),
    }
}

fn anthropic(value: &Value) -> Piece {
    let text_of = |path: &str| value.pointer(path).and_then(Value::as_str).unwrap_or_default();
    let mut piece = Piece::default();
    match text_of("/type") {
        "message_start" => {
            piece.model = value.pointer("/message").and_then(name);
            piece.tokens_in = count(value.pointer("/message/usage/input_tokens"));
        }
        "content_block_start" => piece.text = text_of("/content_block/text").to_owned(),
        "content_block_delta" => {
            piece.text = text_of("/delta/text").to_owned();
            piece.arguments = text_of("/delta/partial_json").to_owned();
            piece.thought = text_of("/delta/thinking").len() + text_of("/delta/signature").len();
        }
        "message_delta" => {
            piece.finish = value.pointer("/delta/stop_reason").and_then(Value::as_str).map(finish);
            piece.tokens_in = count(value.pointer("/usage/input_tokens"));
            piece.tokens_out = count(value.pointer("/usage/output_tokens"));
        }
        "message_stop" => piece.last = true,
        // A whole answer, from a gateway that does not stream.
        "message" => {
            let blocks = value.get("content").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
            piece.text = blocks.iter().filter_map(|block| block.get("text").and_then(Value::as_str)).collect();
            piece.arguments = blocks.iter().filter_map(|block| block.get("input")).map(Value::to_string).next().unwrap_or_default();
            piece.finish = value.get("stop_reason").and_then(Value::as_str).map(finish);
            piece.model = name(value);
            piece.tokens_in = count(value.pointer("/usage/input_tokens"));
            piece.tokens_out = count(value.pointer("/usage/output_tokens"));
        }
        _ => {}
    }
    piece
}

fn ollama(value: &Value) -> Piece {
    let done = value.get("done").and_then(Value::as_bool).unwrap_or(false);
    Piece {
        text: content(value.pointer("/message/content")),
        thought: length(value.pointer("/message/thinking")),
        finish: done.then(|| value.get("done_reason").and_then(Value::as_str).map_or(Finish::Stop, finish)),
        model: name(value),
        tokens_in: count(value.get("prompt_eval_count")),
        tokens_out: count(value.get("eval_count")),
        last: done,
        ..Piece::default()
    }
}

/// Reasons of all providers; what is unknown is an end like any other.
fn finish(reason: &str) -> Finish {
    match reason {
        "length" | "max_tokens" => Finish::Length,
        "content_filter" | "refusal" | "blacklist" => Finish::Declined,
        "model_context_window_exceeded" => Finish::Context,
        "error" => Finish::Failed,
        _ => Finish::Stop,
    }
}

fn name(value: &Value) -> Option<String> {
    value.get("model").and_then(Value::as_str).filter(|name| !name.is_empty()).map(|name| name.chars().take(200).collect())
}

fn length(value: Option<&Value>) -> usize {
    value.and_then(Value::as_str).map_or(0, str::len)
}

fn count(value: Option<&Value>) -> Option<u32> {
    value.and_then(Value::as_u64).map(|n| u32::try_from(n).unwrap_or(u32::MAX))
}

/// Dollars to millionths, rounded up; nonsense is no price.
fn micros(units: f64) -> Option<i64> {
    #[allow(clippy::cast_possible_truncation, reason = "between 0 and 10^12")]
    (0.0..=1_000_000.0).contains(&units).then(|| (units * 1_000_000.0).ceil() as i64)
}
