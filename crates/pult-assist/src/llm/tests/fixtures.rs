//! Recorded and documented answers of every provider, in pieces of 1, 7 and 4,096 bytes.

use crate::llm::complaint;
use crate::llm::listing::listed;
use crate::llm::profile::{self, Wire};
use crate::llm::stream::{Framing, read_pieces};
use pult_domain::{ErrorCode, ProviderKind};
use serde_json::Value;
use std::path::{Path, PathBuf};

#[path = "../../../../../tests/src/skipped.rs"]
#[allow(unreachable_pub, reason = "written for the tests of the whole")]
mod skipped;

/// What is expected of a stream.
struct Expected {
    wire: Wire,
    framing: Framing,
    shown: &'static str,
    tokens: (Option<u32>, Option<u32>),
    end: Result<&'static str, ErrorCode>,
}

const EVENTS: Expected = Expected { wire: Wire::OpenAi, framing: Framing::Events, shown: "", tokens: (None, None), end: Ok("") };

fn check(name: &str, body: &[u8], expected: &Expected) {
    for size in [1, 7, 4096] {
        let pieces: Vec<&[u8]> = body.chunks(size).collect();
        let (shown, seen, end) = read_pieces(expected.wire, expected.framing, 800, &pieces);
        assert_eq!(shown, expected.shown, "{name} in pieces of {size}: what is shown");
        assert_eq!((seen.tokens_in, seen.tokens_out), expected.tokens, "{name} in pieces of {size}: tokens");
        let end = end.map(|whole| whole.text).map_err(|failure| failure.code);
        assert_eq!(end, expected.end.map(str::to_owned), "{name} in pieces of {size}: the end");
    }
}

/// Our own, in the tree.
#[test]
fn every_quirk_reads_the_same_however_it_is_cut() {
    let cases: [(&str, &[u8], Expected); 15] = [
        (
            "openai",
            include_bytes!("data/openai.sse"),
            Expected { shown: "Jó napot! Здравствуйте", tokens: (Some(12), Some(5)), end: Ok("Jó napot! Здравствуйте"), ..EVENTS },
        ),
        ("openai refusal", include_bytes!("data/openai_refusal.sse"), Expected { end: Err(ErrorCode::ModelDeclined), ..EVENTS }),
        ("openai tool", include_bytes!("data/openai_tool.sse"), Expected { shown: "{\"mood\": \"good\"}", end: Ok("{\"mood\": \"good\"}"), ..EVENTS }),
        ("carriage returns", include_bytes!("data/crlf.sse"), Expected { shown: "Да", end: Ok("Да"), ..EVENTS }),
        ("deepseek", include_bytes!("data/deepseek.sse"), Expected { shown: "Заказ в пути.", tokens: (Some(20), Some(9)), end: Ok("Заказ в пути."), ..EVENTS }),
        ("openrouter", include_bytes!("data/openrouter_error.sse"), Expected { shown: "Ваш заказ", end: Err(ErrorCode::ModelRateLimited), ..EVENTS }),
        ("gigachat", include_bytes!("data/gigachat.sse"), Expected { shown: "Добрый день.", end: Ok("Добрый день."), ..EVENTS }),
        ("thinking aloud", include_bytes!("data/think.sse"), Expected { shown: "Отправим сегодня.", end: Ok("Отправим сегодня."), ..EVENTS }),
        ("cut", include_bytes!("data/cut.sse"), Expected { shown: "Ваш за", end: Err(ErrorCode::ModelCut), ..EVENTS }),
        ("length", include_bytes!("data/length.sse"), Expected { shown: "Половина", tokens: (Some(7), Some(3)), end: Ok("Половина"), ..EVENTS }),
        ("no JSON", b"data: {\"choices\": [\n\n", Expected { end: Err(ErrorCode::ModelMalformed), ..EVENTS }),
        (
            "anthropic",
            include_bytes!("data/anthropic.sse"),
            Expected { wire: Wire::Anthropic, shown: "Megnézem.", tokens: (Some(25), Some(42)), end: Ok("Megnézem."), ..EVENTS },
        ),
        (
            "anthropic overloaded",
            include_bytes!("data/anthropic_overloaded.sse"),
            Expected { wire: Wire::Anthropic, tokens: (Some(25), None), end: Err(ErrorCode::ModelUnavailable), ..EVENTS },
        ),
        (
            "ollama",
            include_bytes!("data/ollama.ndjson"),
            Expected { wire: Wire::Ollama, framing: Framing::Lines, shown: "Dobrý den!", tokens: (Some(31), Some(4)), end: Ok("Dobrý den!") },
        ),
        (
            "blank lines before one body",
            include_bytes!("data/deepseek_whole.json"),
            Expected { framing: Framing::Whole, shown: "ok", tokens: (Some(1), Some(1)), end: Ok("ok"), ..EVENTS },
        ),
    ];
    for (name, body, expected) in &cases {
        check(name, body, expected);
    }
}

/// A folder of the shared specifications; where it is not there, a line says so.
fn shared(name: &str) -> Option<PathBuf> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/specs");
    let folder = std::env::var_os("PULT_SPECS").map_or_else(beside, Into::into).join(name);
    if folder.is_dir() {
        return Some(folder);
    }
    skipped::lacking(&format!("the shared fixtures need {}: PULT_SPECS is the folder of specifications", folder.display()));
    None
}

/// The shared ones; skipped where there are none.
#[test]
fn the_shared_fixtures_read_the_same() {
    let Some(folder) = shared("llm-fixtures") else { return };
    let read = |name: &str| std::fs::read(folder.join(name)).unwrap();
    let anthropic = Expected { wire: Wire::Anthropic, ..EVENTS };
    let call = "{\"order_id\":\"A-1024\"}";
    let streams = [
        (
            "anthropic_tool_use.sse",
            Expected { shown: "Megnézem.{\"order_id\": \"A-1024\"}", tokens: (Some(25), Some(42)), end: Ok("{\"order_id\": \"A-1024\"}"), ..anthropic },
        ),
        ("anthropic_midstream_overloaded.sse", Expected { wire: Wire::Anthropic, tokens: (Some(25), None), end: Err(ErrorCode::ModelUnavailable), ..EVENTS }),
        ("deepseek_keepalive_reasoning.sse", Expected { shown: "Заказ в пути.", tokens: (Some(20), Some(9)), end: Ok("Заказ в пути."), ..EVENTS }),
        (
            "openai_stream_text_usage.sse",
            Expected { shown: "Jó napot! Здравствуйте", tokens: (Some(12), Some(5)), end: Ok("Jó napot! Здравствуйте"), ..EVENTS },
        ),
        ("openai_stream_tool_call.sse", Expected { shown: call, end: Ok(call), ..EVENTS }),
        ("openrouter_keepalive_then_midstream_error.sse", Expected { shown: "Ваш заказ", end: Err(ErrorCode::ModelRateLimited), ..EVENTS }),
        ("deepseek_nonstream_leading_blank_lines.json", Expected { framing: Framing::Whole, shown: "ok", tokens: (Some(1), Some(1)), end: Ok("ok"), ..EVENTS }),
        ("openrouter_error_string_code.json", Expected { framing: Framing::Whole, end: Err(ErrorCode::ModelUnavailable), ..EVENTS }),
    ];
    for (name, expected) in &streams {
        check(name, &read(name), expected);
    }
    for (name, status, code) in [
        ("gigachat_error_404.json", 404, ErrorCode::ModelUnknown),
        ("openai_error_429.json", 429, ErrorCode::ModelRateLimited),
        ("openrouter_error_429.json", 429, ErrorCode::ModelRateLimited),
        ("ollama_error.json", 500, ErrorCode::ModelUnavailable),
    ] {
        assert_eq!(complaint::of_status(status, &read(name)).code, code, "{name}");
    }
}

/// What GigaChat has answered its own library, as that recorded it; skipped where that is not to be had.
#[test]
fn what_gigachat_really_said_is_read() {
    let Some(folder) = shared("gigachat/recorded") else { return };
    let said = |name: &str| {
        let recorded: Value = serde_json::from_slice(&std::fs::read(folder.join(name)).unwrap()).unwrap();
        // Before it stands the token that was bought.
        let body = &recorded[1]["response"]["body"];
        body.as_str().map_or_else(|| body.to_string(), str::to_owned)
    };
    let whole = |shown: &'static str, tokens| Expected { framing: Framing::Whole, shown, tokens, end: Ok(shown), ..EVENTS };
    let counted = "$1\\, 2\\, 3$  \n\nПодробный пошаговый вывод чисел от 1 до 3.";
    for (name, expected) in [
        ("chat_simple.json", whole("Hello.", (Some(17), Some(3)))),
        ("chat_response_format_json_schema.json", whole("{\n    \"answer\": \"ok\",\n    \"n\": 3\n}", (Some(24), Some(21)))),
        ("astream_simple.json", Expected { shown: counted, tokens: (Some(17), Some(25)), end: Ok(counted), ..EVENTS }),
    ] {
        check(name, said(name).as_bytes(), &expected);
    }
    assert_eq!(complaint::of_status(404, said("chat_model_not_found.json").as_bytes()).code, ErrorCode::ModelUnknown);
    let models = listed(&serde_json::from_str(&said("get_models.json")).unwrap());
    assert_eq!(models.len(), 13);
    assert!(models.iter().all(|model| model.id.starts_with("GigaChat")), "filters and embeddings answer no question: {models:?}");
}

/// One whole answer of every kind of provider, as it writes it: none may be forgotten.
#[test]
fn every_provider_has_an_answer_that_reads_the_same_however_it_is_cut() {
    use ProviderKind as P;
    let answer = |shown: &'static str, tokens| Expected { shown, tokens, end: Ok(shown), ..EVENTS };
    for kind in ProviderKind::ALL {
        let (body, expected): (&[u8], Expected) = match kind {
            P::Deepseek => (include_bytes!("data/deepseek.sse"), answer("Заказ в пути.", (Some(20), Some(9)))),
            P::Openrouter => (include_bytes!("data/openrouter.sse"), answer("Bonjour ! Ça part demain.", (Some(30), Some(11)))),
            P::Openai => (include_bytes!("data/openai.sse"), answer("Jó napot! Здравствуйте", (Some(12), Some(5)))),
            P::Anthropic => {
                let expected = Expected { wire: Wire::Anthropic, ..answer("Megnézem.", (Some(25), Some(42))) };
                (include_bytes!("data/anthropic.sse"), expected)
            }
            P::YandexGpt => (include_bytes!("data/yandex.sse"), answer("Ваш заказ у курьера.", (Some(18), Some(6)))),
            P::Gigachat => (include_bytes!("data/gigachat.sse"), answer("Добрый день.", (None, None))),
            P::Ollama => {
                let expected = Expected { wire: Wire::Ollama, framing: Framing::Lines, ..answer("Dobrý den!", (Some(31), Some(4))) };
                (include_bytes!("data/ollama.ndjson"), expected)
            }
            P::LmStudio => (include_bytes!("data/lm_studio.sse"), answer("{\"mood\": \"good\"}", (Some(40), Some(8)))),
            P::LlamaCpp => (include_bytes!("data/llama_cpp.sse"), answer("Megnézzük, hol van.", (Some(22), Some(7)))),
            P::Compatible => (include_bytes!("data/compatible.sse"), answer("Podíváme se na to.", (None, None))),
        };
        assert_eq!(expected.wire, profile::of(*kind).wire, "{kind:?}: read in its own dialect");
        check(kind.as_str(), body, &expected);
    }
}

/// "cost" is then OpenRouter's share alone; the house of the model bills the rest (its documents on usage, 2026-11).
#[test]
fn a_model_asked_through_openrouter_with_the_owners_own_key_costs_both_parts() {
    let cost = |usage: &str| {
        let body = format!("data: {{\"choices\":[],\"usage\":{usage}}}\n\n");
        read_pieces(Wire::OpenAi, Framing::Events, 800, &[body.as_bytes()]).1.cost_micros
    };
    assert_eq!(cost(r#"{"cost":0.0001,"is_byok":true,"cost_details":{"upstream_inference_cost":0.002}}"#), Some(2_100));
    assert_eq!(cost(r#"{"cost":0.002,"is_byok":false,"cost_details":{"upstream_inference_cost":0.002}}"#), Some(2_000), "told twice, paid once");
    assert_eq!(cost(r#"{"cost":0.002}"#), Some(2_000));
    assert_eq!(cost(r#"{"cost":0,"is_byok":true}"#), None, "by tokens and prices then: it was not for nothing");
}

#[test]
fn openrouter_tells_its_price_in_the_stream() {
    let body: &[u8] = include_bytes!("data/openrouter.sse");
    for size in [1, 7, 4096] {
        let pieces: Vec<&[u8]> = body.chunks(size).collect();
        let (_, seen, _) = read_pieces(Wire::OpenAi, Framing::Events, 800, &pieces);
        assert_eq!((seen.cost_micros, seen.model.as_deref()), (Some(42), Some("deepseek/deepseek-v4-flash")), "in pieces of {size}");
    }
}
