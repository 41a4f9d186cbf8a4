//! What must hold for whatever bytes a provider of models sends; see the module of the same name in
//! `pult-connectors`.

use crate::llm::profile::Wire;
use crate::llm::stream::{Framing, read_pieces};
use crate::llm::{json, listing, schema::Schema};
use std::sync::OnceLock;

/// A body, by the name of its target.
pub type Target = (&'static str, fn(&[u8]));

/// Every target of this crate.
pub const TARGETS: &[Target] = &[("model_stream", model_stream), ("model_json", model_json)];

/// Most tokens asked for in every reading.
const TOKENS: u32 = 200;

/// A stream in any dialect: read to an end or a failure, within its bounds, and the same however
/// the network cuts it. The first byte chooses the dialect.
pub fn model_stream(data: &[u8]) {
    let Some((choice, body)) = data.split_first() else { return };
    let (wire, framing) = match choice % 5 {
        0 => (Wire::OpenAi, Framing::Events),
        1 => (Wire::Anthropic, Framing::Events),
        2 => (Wire::Ollama, Framing::Lines),
        3 => (Wire::OpenAi, Framing::Whole),
        _ => (Wire::Anthropic, Framing::Whole),
    };
    let read = |size: usize| read_pieces(wire, framing, TOKENS, &body.chunks(size).collect::<Vec<_>>());
    let whole = read(body.len().max(1));
    let (shown, seen, end) = &whole;
    // A broken byte becomes U+FFFD, which has three; an object's arguments are written out anew.
    assert!(shown.len() <= 3 * body.len() + 64, "more is shown than came");
    assert!(seen.model.as_ref().is_none_or(|model| !model.is_empty() && model.chars().count() <= 200), "a model's name is a name");
    if let Ok(end) = end {
        assert!(!end.text.trim().is_empty() && !end.text.starts_with("<think>"), "an answer is never empty and never thinking");
    }
    // Where a byte is broken, how much before it was read depends on the cut.
    if std::str::from_utf8(body).is_ok() {
        for size in [1, 7] {
            assert_eq!(read(size), whole, "the cut into pieces of {size} changed the answer");
        }
    }
}

/// What a model wrote instead of JSON, and a list of models: values or none, of a sane number.
pub fn model_json(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let mut found = 0;
    for value in json::candidates(&text) {
        assert!(value.is_object() || value.is_array(), "an answer in shape is an object or a list");
        found += 1;
    }
    assert!(found <= 17, "{found} values in one answer");
    if let Some(schema) = schema()
        && let Ok(value) = schema.read(&text)
    {
        assert!(schema.is_met_by(&value), "what is taken has the shape");
    }
    if let Ok(value) = serde_json::from_slice(data) {
        let models = listing::listed(&value);
        assert!(models.iter().all(|model| !model.id.is_empty() && model.id.chars().count() <= 200), "a model has a name");
    }
}

fn schema() -> Option<&'static Schema> {
    static SCHEMA: OnceLock<Option<Schema>> = OnceLock::new();
    let value =
        || serde_json::json!({"type": "object", "properties": {"mood": {"enum": ["good", "bad"]}}, "required": ["mood"], "additionalProperties": false});
    SCHEMA.get_or_init(|| Schema::new("mood", value()).ok()).as_ref()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const STREAM: &[u8] = include_bytes!("llm/tests/data/think.sse");

    proptest! {
        #[test]
        fn any_bytes_are_read(data in proptest::collection::vec(any::<u8>(), 0..400)) {
            TARGETS.iter().for_each(|(_, body)| body(&data));
        }

        #[test]
        fn a_damaged_stream_is_read(choice in any::<u8>(), at in 0..STREAM.len(), bytes in "[\\PC\\r\\n]{0,8}", cut in 0..STREAM.len()) {
            let mut data = vec![choice];
            data.extend_from_slice(&STREAM[..at]);
            data.extend_from_slice(bytes.as_bytes());
            data.extend_from_slice(&STREAM[at.max(cut)..]);
            model_stream(&data);
        }
    }
}
