//! What a provider's refusal means: a code for the owner, never the provider's own words.
//!
//! The same trouble comes under a status of its own, under another status, inside a 200 and in the
//! middle of a stream, with a code that is a number, a text or missing. So: the status where it
//! cannot be anything else, then words that are specific, then the status again, then words that
//! are general. The list is data, so that a new provider's word costs one line.

use crate::llm::Failure;
use pult_domain::ErrorCode::{self, *};
use serde_json::Value;

/// Longest piece of a complaint that is looked through, in characters.
const LONGEST: usize = 4_000;

/// Words that mean one thing whatever the status; the first that occurs decides.
const SPECIFIC: &[(&str, ErrorCode)] = &[
    ("exceed_context_size", ModelContextTooLong),
    ("context_length", ModelContextTooLong),
    ("context length", ModelContextTooLong),
    ("context window", ModelContextTooLong),
    ("context_window", ModelContextTooLong),
    ("prompt is too long", ModelContextTooLong),
    ("too many tokens", ModelContextTooLong),
    ("unsupported_country", ModelRegion),
    ("country, region", ModelRegion),
    ("not available in your region", ModelRegion),
    ("insufficient_quota", ModelNoMoney),
    ("insufficient balance", ModelNoMoney),
    ("insufficient credits", ModelNoMoney),
    ("payment_required", ModelNoMoney),
    ("credit balance", ModelNoMoney),
    ("billing_error", ModelNoMoney),
    ("more credits", ModelNoMoney),
    ("content_policy", ModelDeclined),
    ("content_filter", ModelDeclined),
    ("moderation", ModelDeclined),
    ("\"refusal\"", ModelDeclined),
    ("model_not_found", ModelUnknown),
    ("no such model", ModelUnknown),
    ("model not found", ModelUnknown),
    ("not a valid model", ModelUnknown),
    ("unknown model", ModelUnknown),
    ("model does not exist", ModelUnknown),
    ("model not exist", ModelUnknown),
    // "No endpoints found that can handle the requested parameters" (OpenRouter): the model is there, the fields are too many.
    ("requested parameters", ModelRefused),
    ("no endpoints found", ModelUnknown),
    ("try pulling it", ModelUnknown),
    ("invalid_api_key", ModelKeyRejected),
    ("incorrect api key", ModelKeyRejected),
    ("authentication", ModelKeyRejected),
    ("rate_limit", ModelRateLimited),
    ("rate limit", ModelRateLimited),
    ("overloaded", ModelUnavailable),
];

/// Words that mean something only where the status says nothing.
const GENERAL: &[(&str, ErrorCode)] = &[
    ("permission", ModelKeyRejected),
    ("unauthorized", ModelKeyRejected),
    ("not_found", ModelUnknown),
    ("timeout", ModelTimedOut),
    ("timed out", ModelTimedOut),
    ("too many requests", ModelRateLimited),
    ("invalid_request", ModelRefused),
];

/// The error in a body or a piece of a stream, if there is one: every 2xx has to be asked, too.
pub(crate) fn inside(value: &Value) -> Option<Failure> {
    let error = value.get("error").filter(|error| !error.is_null())?;
    // OpenRouter and others give the status they would have given.
    let status = error.get("code").and_then(number);
    let mut failure = of(status, error);
    failure.retry_after_ms = failure.retry_after_ms.or_else(|| wait_inside(error));
    Some(failure)
}

/// The failure of a status with its body.
pub(crate) fn of_status(status: u16, body: &[u8]) -> Failure {
    let value: Value = serde_json::from_slice(body.trim_ascii()).unwrap_or(Value::Null);
    let said = value.get("error").filter(|error| !error.is_null()).unwrap_or(&value);
    let mut failure = of(Some(status), said);
    failure.status = Some(status);
    failure.retry_after_ms = wait_inside(said);
    failure
}

fn of(status: Option<u16>, said: &Value) -> Failure {
    let words: String = said.to_string().chars().take(LONGEST).collect::<String>().to_ascii_lowercase();
    let code = certain(status)
        .or_else(|| named(&words, SPECIFIC))
        .or_else(|| usual(status))
        .or_else(|| named(&words, GENERAL))
        .unwrap_or(if status.is_some() { ModelRefused } else { ModelUnavailable });
    Failure::new(code, detail(code))
}

fn named(words: &str, list: &[(&str, ErrorCode)]) -> Option<ErrorCode> {
    list.iter().find(|(word, _)| words.contains(word)).map(|(_, code)| *code)
}

fn certain(status: Option<u16>) -> Option<ErrorCode> {
    match status? {
        401 => Some(ModelKeyRejected),
        402 => Some(ModelNoMoney),
        413 => Some(ModelContextTooLong),
        _ => None,
    }
}

fn usual(status: Option<u16>) -> Option<ErrorCode> {
    match status? {
        403 => Some(ModelKeyRejected),
        404 => Some(ModelUnknown),
        408 => Some(ModelTimedOut),
        429 => Some(ModelRateLimited),
        // A redirect is not followed (the key would go along); mostly a gateway in between.
        300..=399 | 500.. => Some(ModelUnavailable),
        _ => None,
    }
}

fn number(value: &Value) -> Option<u16> {
    let number = value.as_u64().and_then(|n| u16::try_from(n).ok()).or_else(|| value.as_str()?.parse().ok());
    number.filter(|status| (100..600).contains(status))
}

/// The wait that stands in a body, in milliseconds.
fn wait_inside(error: &Value) -> Option<i64> {
    let availability = error.get("availability").or_else(|| error.get("metadata"))?;
    let seconds = availability.get("retry_after").or_else(|| availability.get("retry_after_seconds"))?.as_f64()?;
    #[allow(clippy::cast_possible_truncation, reason = "clamped to a day")]
    (seconds > 0.0).then_some((seconds.min(86_400.0) * 1_000.0) as i64)
}

/// Our own words for the log.
fn detail(code: ErrorCode) -> &'static str {
    match code {
        ModelContextTooLong => "the question is longer than the model takes",
        ModelRegion => "the provider serves no requests from here",
        ModelNoMoney => "the account at the provider is empty",
        ModelDeclined => "the provider declined on grounds of safety",
        ModelUnknown => "the provider has no such model",
        ModelKeyRejected => "the provider does not take the key",
        ModelRateLimited => "the provider asked to wait",
        ModelTimedOut => "the provider gave up waiting",
        ModelUnavailable => "the provider failed",
        _ => "the provider refused the request",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_provider_complains_in_its_own_way() {
        let cases: &[(u16, &str, ErrorCode)] = &[
            (401, r#"{"error":{"message":"Incorrect API key provided: sk-abc","type":"invalid_request_error","code":"invalid_api_key"}}"#, ModelKeyRejected),
            (401, r#"{"type":"error","error":{"type":"authentication_error","message":"invalid x-api-key"}}"#, ModelKeyRejected),
            (402, r#"{"error":{"message":"Insufficient Balance","type":"unknown_error","code":"invalid_request_error"}}"#, ModelNoMoney),
            (429, r#"{"error":{"message":"You exceeded your current quota","type":"insufficient_quota","code":"insufficient_quota"}}"#, ModelNoMoney),
            (400, r#"{"type":"error","error":{"type":"invalid_request_error","message":"Your credit balance is too low"}}"#, ModelNoMoney),
            (429, r#"{"error":{"message":"Rate limit reached","type":"requests","param":null,"code":"rate_limit_exceeded"}}"#, ModelRateLimited),
            (429, "", ModelRateLimited),
            (403, r#"{"error":{"code":"unsupported_country_region_territory","message":"Country, region, or territory not supported"}}"#, ModelRegion),
            (
                403,
                r#"{"error":{"code":403,"message":"Input flagged","metadata":{"reasons":["violence"],"error_type":"content_policy_violation"}}}"#,
                ModelDeclined,
            ),
            (404, r#"{"status":404,"message":"No such model"}"#, ModelUnknown),
            (404, r#"{"error":{"message":"The model `gpt-9` does not exist","code":"model_not_found"}}"#, ModelUnknown),
            (400, r#"{"error":{"message":"Model Not Exist","type":"invalid_request_error"}}"#, ModelUnknown),
            (404, r#"{"error":"model 'qwen' not found, try pulling it first"}"#, ModelUnknown),
            (400, r#"{"error":{"code":400,"type":"exceed_context_size_error","n_prompt_tokens":9000,"n_ctx":2048}}"#, ModelContextTooLong),
            (413, "<html>", ModelContextTooLong),
            (529, r#"{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}"#, ModelUnavailable),
            (503, "upstream connect error", ModelUnavailable),
            (302, "", ModelUnavailable),
            (400, r#"{"error":{"message":"temperature is not supported","type":"invalid_request_error"}}"#, ModelRefused),
            (422, "[]", ModelRefused),
            (404, r#"{"error":{"code":404,"message":"No endpoints found that can handle the requested parameters."}}"#, ModelRefused),
            (404, r#"{"error":{"code":404,"message":"No endpoints found for x/y."}}"#, ModelUnknown),
        ];
        for (status, body, code) in cases {
            assert_eq!(of_status(*status, body.as_bytes()).code, *code, "{status} {body}");
        }
    }

    #[test]
    fn an_error_inside_a_success_is_an_error() {
        let cases = [
            (r#"{"error":{"code":429,"message":"x"},"choices":[]}"#, ModelRateLimited),
            (r#"{"error":{"code":"server_error","message":"Provider disconnected"}}"#, ModelUnavailable),
            (r#"{"error":{"code":"402","message":"x"}}"#, ModelNoMoney),
            (r#"{"error":"the model failed to generate a response"}"#, ModelUnavailable),
            (r#"{"type":"error","error":{"type":"overloaded_error"}}"#, ModelUnavailable),
        ];
        for (body, code) in cases {
            let value = serde_json::from_str(body).unwrap();
            assert_eq!(inside(&value).map(|failure| failure.code), Some(code), "{body}");
        }
        assert!(inside(&serde_json::json!({"error": null, "choices": []})).is_none());
        let slow = serde_json::json!({"error": {"code": 503, "availability": {"retry_after": 7}}});
        assert_eq!(inside(&slow).unwrap().retry_after_ms, Some(7_000));
    }

    #[test]
    fn the_providers_words_never_come_along() {
        let failure = of_status(401, br#"{"error":{"message":"Incorrect API key provided: sk-secret"}}"#);
        assert!(!format!("{failure} {failure:?}").contains("sk-secret"));
    }
}
