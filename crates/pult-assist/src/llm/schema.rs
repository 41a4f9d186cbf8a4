//! The shape of an answer, and whether an answer has it.
//!
//! No provider's promise is taken: every value is validated here, against the very schema that was
//! sent (small local models follow it loosely, some gateways drop it silently).

use jsonschema::Validator;
use serde_json::{Value, json};
use std::sync::Arc;

/// Findings told to the model when it is asked to mend its answer.
const MOST_FINDINGS: usize = 5;
/// Longest finding told, in characters.
const FINDING_CHARS: usize = 200;

/// A shape with a name.
#[derive(Clone)]
pub struct Schema {
    name: &'static str,
    value: Arc<Value>,
    text: Arc<str>,
    strict: bool,
    validator: Arc<Validator>,
}

impl Schema {
    /// A shape. The name is of letters, digits and underscores, as providers want it.
    ///
    /// For OpenAI's strict mode every object should say `additionalProperties: false` and require
    /// all its keys (what is optional is nullable); a schema that does not is sent as a wish.
    ///
    /// # Errors
    /// Where it is no JSON Schema; the words are about the schema, which is ours.
    pub fn new(name: &'static str, value: Value) -> Result<Self, String> {
        let validator = jsonschema::validator_for(&value).map_err(|error| error.to_string())?;
        Ok(Self { name, text: value.to_string().into(), strict: is_strict(&value), value: Arc::new(value), validator: Arc::new(validator) })
    }

    /// The name.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// The schema.
    #[must_use]
    pub fn value(&self) -> &Value {
        &self.value
    }

    /// The schema as JSON.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether OpenAI's strict mode takes it.
    #[must_use]
    pub fn strict(&self) -> bool {
        self.strict
    }

    /// Whether a value has the shape.
    #[must_use]
    pub fn is_met_by(&self, value: &Value) -> bool {
        self.validator.is_valid(value)
    }

    /// What is wrong with a value, for the model that wrote it: paths and rules, a few.
    #[must_use]
    pub fn findings(&self, value: &Value) -> Vec<String> {
        let finding = |error: jsonschema::ValidationError<'_>| {
            let words = format!("at {:?}: {error}", error.instance_path().to_string());
            words.chars().take(FINDING_CHARS).collect()
        };
        self.validator.iter_errors(value).take(MOST_FINDINGS).map(finding).collect()
    }

    /// The value in a text, if it is there and has the shape; else what is wrong.
    ///
    /// # Errors
    /// What is wrong, for the model that wrote it.
    pub fn read(&self, text: &str) -> Result<Value, Vec<String>> {
        let mut best: Option<Vec<String>> = None;
        for value in crate::llm::json::candidates(text) {
            if self.is_met_by(&value) {
                return Ok(value);
            }
            best.get_or_insert_with(|| self.findings(&value));
        }
        Err(best.unwrap_or_else(|| vec!["the answer holds no JSON object".into()]))
    }
}

impl std::fmt::Debug for Schema {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Schema({})", self.name)
    }
}

impl PartialEq for Schema {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name && self.value == other.value
    }
}

/// Whether every object in a schema is closed and requires all it has.
fn is_strict(schema: &Value) -> bool {
    match schema {
        Value::Object(map) => {
            let closed = match map.get("properties") {
                Some(Value::Object(properties)) => {
                    let required = map.get("required").and_then(Value::as_array);
                    let all = required.is_some_and(|required| properties.keys().all(|key| required.contains(&json!(key))));
                    all && map.get("additionalProperties") == Some(&Value::Bool(false))
                }
                _ => true,
            };
            closed && map.values().all(is_strict)
        }
        Value::Array(list) => list.iter().all(is_strict),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mood() -> Schema {
        let value = json!({"type": "object", "properties": {"mood": {"enum": ["good", "bad"]}, "sure": {"type": "number"}},
            "required": ["mood", "sure"], "additionalProperties": false});
        Schema::new("mood", value).unwrap()
    }

    #[test]
    fn a_wrong_value_is_told_apart_with_its_place() {
        assert_eq!(mood().read(r#"{"mood":"good","sure":1}"#), Ok(json!({"mood": "good", "sure": 1})));
        let findings = mood().read(r#"{"mood":"great","sure":"very"}"#).unwrap_err();
        assert!(findings.iter().any(|f| f.contains("/mood")) && findings.iter().any(|f| f.contains("/sure")), "{findings:?}");
        assert_eq!(mood().read("I cannot say."), Err(vec!["the answer holds no JSON object".to_owned()]));
    }

    #[test]
    fn the_fitting_value_is_found_among_others() {
        let text = "First {\"draft\": true}, then:\n```json\n{\"mood\": \"bad\", \"sure\": 0.5,}\n```";
        assert_eq!(mood().read(text), Ok(json!({"mood": "bad", "sure": 0.5})));
    }

    #[test]
    fn strictness_looks_into_the_depth() {
        assert!(mood().strict());
        let open = json!({"type": "object", "properties": {"inner": {"type": "object", "properties": {"a": {}}, "required": []}}, "required": ["inner"], "additionalProperties": false});
        assert!(!Schema::new("open", open).unwrap().strict());
        assert!(Schema::new("bad", json!({"type": 7})).is_err(), "a schema of ours that is none is found at once");
    }
}
