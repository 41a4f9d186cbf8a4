//! What each provider is sent: address, header, body.

use super::server::{Reply, Server};
use super::*;
use crate::llm::login::Login;
use crate::llm::{Cost, Price};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use pult_domain::ModelCurrency;
use sha2::{Digest, Sha256};

async fn sent(kind: ProviderKind, replies: Vec<Reply>) -> (Vec<super::server::Came>, Told) {
    let server = Server::with(replies).await;
    let ask = Ask { schema: Some(mood()), temperature: Some(0.5), max_tokens: 50, ..Ask::new("You sort.", "Здравствуйте") };
    let told = tell(&chain(), &[provider(kind, &server)], &ask).await;
    (server.came(), told)
}

#[tokio::test]
async fn the_openai_family_differs_where_the_profiles_say() {
    use ProviderKind::{Compatible, Deepseek, Gigachat, LlamaCpp, LmStudio, Openai, Openrouter, YandexGpt};
    let schema = mood().value().clone();
    let wrapped = json!({"type": "json_schema", "json_schema": {"name": "mood", "schema": schema, "strict": true}});
    let formats = [
        (Openai, wrapped.clone()),
        (Openrouter, wrapped.clone()),
        (Deepseek, json!({"type": "json_object"})),
        (YandexGpt, json!({"type": "json_schema", "json_schema": schema})),
        (LmStudio, wrapped.clone()),
        (LlamaCpp, wrapped.clone()),
        (Compatible, wrapped),
    ];
    for (kind, format) in formats {
        let (came, told) = sent(kind, vec![Reply::says("{\"mood\":\"good\"}")]).await;
        assert!(told.answer.is_ok(), "{kind:?}");
        let (line, head, body) = (&came[0].line, &came[0].head, came[0].json());
        assert_eq!(line, "POST /v1/chat/completions HTTP/1.1", "{kind:?}");
        assert!(head.contains("authorization: bearer s3cret-key"), "{kind:?}");
        assert_eq!((&body["response_format"], &body["stream"]), (&format, &json!(true)), "{kind:?}");
        assert_eq!(body["messages"][0]["role"], "system", "{kind:?}");
        let limit = if kind == Openai { "max_completion_tokens" } else { "max_tokens" };
        assert_eq!((&body[limit], body.get("temperature").is_none()), (&json!(50), kind == Openai), "{kind:?}");
        assert_eq!(body["stream_options"], json!({"include_usage": true}), "{kind:?}: tokens are counted in a stream only when asked");
        assert_eq!(head.contains("openai-project: b1gfolder"), kind == YandexGpt, "{kind:?}");
        let model = if kind == YandexGpt { "gpt://b1gfolder/small" } else { "small" };
        assert_eq!(body["model"], model, "{kind:?}");
        match kind {
            Deepseek => assert_eq!(body["thinking"], json!({"type": "disabled"})),
            Openrouter => {
                assert_eq!(body["provider"], json!({"data_collection": "deny", "require_parameters": true}));
                assert_eq!(
                    (&body["usage"], &body["reasoning"]),
                    (&json!({"include": true}), &json!({"exclude": true})),
                    "its price comes, its thinking does not"
                );
                assert!(head.contains("x-openrouter-title: pult"), "{head}");
            }
            _ => {}
        }
    }
    let token = Reply::json("200 OK", r#"{"access_token":"half-an-hour","expires_at":4102444800000}"#);
    let (came, told) = sent(Gigachat, vec![token, Reply::says("{\"mood\":\"good\"}")]).await;
    assert!(told.answer.is_ok());
    assert_eq!(came[0].line, "POST /api/v2/oauth HTTP/1.1");
    assert!(came[0].head.contains("authorization: basic s3cret-key") && came[0].head.contains("rquid: ") && came[0].body == "scope=b1gfolder");
    assert!(came[1].head.contains("authorization: bearer half-an-hour") && !came[1].head.contains("s3cret"));
    assert_eq!(came[1].json()["response_format"], json!({"type": "json_schema", "schema": schema, "strict": true}));
    assert_eq!(came[1].json().get("stream_options"), None, "a field it does not know");
}

#[tokio::test]
async fn gigachats_key_is_a_persons_where_the_owner_says_nothing_else() {
    let token = Reply::json("200 OK", r#"{"access_token":"half-an-hour","expires_at":4102444800000}"#);
    let server = Server::with(vec![token, Reply::says("Да")]).await;
    let unsaid = Provider { place: None, ..provider(ProviderKind::Gigachat, &server) };
    assert!(tell(&chain(), &[unsaid], &Ask::new("", "?")).await.answer.is_ok());
    assert_eq!(server.came()[0].body, "scope=GIGACHAT_API_PERS");
}

#[tokio::test]
async fn a_server_on_this_machine_is_asked_without_a_key() {
    for kind in [ProviderKind::Ollama, ProviderKind::LmStudio, ProviderKind::LlamaCpp, ProviderKind::Compatible] {
        let server = Server::with(vec![Reply::json("404 Not Found", "{}")]).await;
        let keyless = Provider { key: None, ..provider(kind, &server) };
        assert_eq!(tell(&chain(), &[keyless], &Ask::new("", "?")).await.code(), ErrorCode::ModelUnknown, "{kind:?}");
        assert!(!server.came()[0].head.contains("authorization"), "{kind:?}");
    }
}

#[tokio::test]
async fn anthropic_and_ollama_are_asked_in_their_own_way() {
    let anthropic = "event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"delta\":{\"type\":\"text_delta\",\"text\":\"{\\\"mood\\\":\\\"bad\\\"}\"}}\n\n\
        event: message_delta\ndata: {\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\"}}\n\nevent: message_stop\ndata: {\"type\":\"message_stop\"}\n\n";
    let (came, told) = sent(ProviderKind::Anthropic, vec![Reply::events(anthropic)]).await;
    assert!(told.answer.is_ok());
    let body = came[0].json();
    assert_eq!(came[0].line, "POST /v1/messages HTTP/1.1");
    assert!(came[0].head.contains("x-api-key: s3cret-key") && came[0].head.contains("anthropic-version: 2023-06-01"));
    assert_eq!((&body["system"], &body["max_tokens"]), (&json!("You sort."), &json!(50)));
    assert_eq!(body["output_config"]["format"]["type"], "json_schema");
    assert_eq!(body.get("temperature"), None, "newer models refuse any");

    let ollama =
        "{\"message\":{\"content\":\"{\\\"mood\\\":\\\"bad\\\"}\"},\"done\":false}\n{\"message\":{\"content\":\"\"},\"done\":true,\"done_reason\":\"stop\"}\n";
    let (came, told) = sent(ProviderKind::Ollama, vec![Reply::new("200 OK", "application/x-ndjson", ollama)]).await;
    assert!(told.answer.is_ok());
    let body = came[0].json();
    assert_eq!(came[0].line, "POST /api/chat HTTP/1.1");
    assert_eq!((&body["format"], &body["think"], &body["options"]["num_predict"]), (mood().value(), &json!(false), &json!(50)));
    assert!(body["options"]["num_ctx"].as_u64().is_some_and(|tokens| tokens >= 4_096));
}

#[tokio::test]
async fn an_older_anthropic_model_is_given_a_tool() {
    let refusal = Reply::json(
        "400 Bad Request",
        r#"{"type":"error","error":{"type":"invalid_request_error","message":"output_config: Extra inputs are not permitted"}}"#,
    );
    let tool = "data: {\"type\":\"content_block_delta\",\"delta\":{\"type\":\"input_json_delta\",\"partial_json\":\"{\\\"mood\\\":\"}}\n\n\
        data: {\"type\":\"content_block_delta\",\"delta\":{\"type\":\"input_json_delta\",\"partial_json\":\"\\\"bad\\\"}\"}}\n\n\
        data: {\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"tool_use\"}}\n\ndata: {\"type\":\"message_stop\"}\n\n";
    let (came, told) = sent(ProviderKind::Anthropic, vec![refusal, Reply::events(tool)]).await;
    assert_eq!(told.answer.unwrap().parsed, Some(json!({"mood": "bad"})));
    assert_eq!(came[1].json()["tool_choice"], json!({"type": "tool", "name": "mood"}));
}

#[tokio::test]
async fn gigachats_token_is_bought_once_and_anew_when_it_is_refused() {
    let token = |name: &str| Reply::json("200 OK", &format!(r#"{{"tok":"{name}","exp":4102444800}}"#));
    let refused = Reply::json("401 Unauthorized", r#"{"status":401,"message":"Token has expired"}"#);
    let server = Server::with(vec![token("one"), Reply::says("Да"), refused, token("two"), Reply::says("Да")]).await;
    let (chain, provider) = (chain(), provider(ProviderKind::Gigachat, &server));
    for _ in 0..2 {
        assert!(tell(&chain, std::slice::from_ref(&provider), &Ask::new("", "?")).await.answer.is_ok());
    }
    let lines: Vec<String> = server.came().iter().map(|came| came.line.split(' ').nth(1).unwrap_or_default().to_owned()).collect();
    assert_eq!(lines, ["/api/v2/oauth", "/v1/chat/completions", "/v1/chat/completions", "/api/v2/oauth", "/v1/chat/completions"]);
    assert!(server.came()[4].head.contains("bearer two"));
}

#[tokio::test]
async fn openrouters_own_price_is_what_is_booked() {
    let body = "data: {\"choices\":[{\"delta\":{\"content\":\"Да\"},\"finish_reason\":\"stop\"}]}\n\n\
        data: {\"choices\":[],\"usage\":{\"prompt_tokens\":10,\"completion_tokens\":2,\"cost\":0.0000123}}\n\ndata: [DONE]\n\n";
    let server = Server::with(vec![Reply::events(body)]).await;
    let listed = Provider { price: Some(Price::of(1, 2)), ..provider(ProviderKind::Openrouter, &server) };
    let told = tell(&chain(), &[listed], &Ask::new("", "?")).await;
    let cost = Cost { micros: 13, currency: ModelCurrency::Usd, exact: true };
    assert_eq!(told.answer.unwrap().cost, cost, "rounded up, and not the 14 of the list");
    assert_eq!(told.books.closed()[0].cost, cost);
}

#[tokio::test]
async fn a_login_buys_a_key() {
    let server = Server::with(vec![Reply::json("200 OK", r#"{"key":"sk-or-v1-new","user_id":"u"}"#), Reply::json("403 Forbidden", "{}")]).await;
    let (chain, login) = (chain(), Login::new().unwrap());
    let base = Some(format!("{}/api/v1", server.url()));
    let key = login.key(&chain, base.clone(), "auth_code").await.unwrap();
    assert_eq!(secrecy::ExposeSecret::expose_secret(&key), "sk-or-v1-new");
    let came = &server.came()[0];
    let sent = came.json();
    assert_eq!((came.line.as_str(), &sent["code_challenge_method"]), ("POST /api/v1/auth/keys HTTP/1.1", &json!("S256")));
    // Who has seen the browser's address alone has seen the challenge, and cannot tell what it was made of.
    let proof = URL_SAFE_NO_PAD.encode(Sha256::digest(sent["code_verifier"].as_str().unwrap()));
    assert_eq!((&sent["code"], login.address(7).contains(&format!("code_challenge={proof}&"))), (&json!("auth_code"), true));
    assert_eq!(login.key(&chain, base, "auth_code").await.unwrap_err().code, ErrorCode::ModelLoginFailed);
}

#[tokio::test]
async fn models_are_listed_with_the_key_of_the_provider() {
    let server = Server::with(vec![Reply::json("200 OK", "\n\n{\"data\":[{\"id\":\"b\"},{\"id\":\"a\"}]}"), Reply::json("401 Unauthorized", "{}")]).await;
    let (chain, provider) = (chain(), provider(ProviderKind::Deepseek, &server));
    let models = chain.models(&provider).await.unwrap();
    assert_eq!(models.iter().map(|model| model.id.as_str()).collect::<Vec<_>>(), ["a", "b"]);
    assert!(server.came()[0].head.contains("authorization: bearer s3cret-key"));
    assert_eq!(chain.models(&provider).await.unwrap_err().code, ErrorCode::ModelKeyRejected);
}

#[tokio::test]
async fn anthropics_models_are_asked_for_all_at_once() {
    let server = Server::with(vec![Reply::json("200 OK", r#"{"data":[{"type":"model","id":"claude-x"}],"has_more":false}"#)]).await;
    let models = chain().models(&provider(ProviderKind::Anthropic, &server)).await.unwrap();
    assert_eq!((models.len(), server.came()[0].line.as_str()), (1, "GET /v1/models?limit=1000 HTTP/1.1"));
}
