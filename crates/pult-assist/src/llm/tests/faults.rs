//! Everything a provider can do wrong, over real sockets, each ending in one of the owner's sentences.

use super::server::{Reply, Server, said};
use super::*;
use std::path::Path;

/// What an owner reads for a code, in Russian.
fn sentence(code: ErrorCode) -> String {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../locales/ru/errors.ftl");
    let words = std::fs::read_to_string(file).unwrap();
    let id = format!("error-{} = ", code.as_str().replace('_', "-"));
    words.lines().find_map(|line| line.strip_prefix(&id)).unwrap_or_else(|| panic!("no words for {code}")).to_owned()
}

async fn fault(kind: ProviderKind, limits: Limits, reply: Reply) -> Told {
    let server = Server::with(vec![reply]).await;
    let chain = Chain::with_limits(Arc::new(SystemClock), limits);
    tell(&chain, &[provider(kind, &server)], &Ask::new("Be brief.", "Секрет покупателя")).await
}

#[tokio::test]
async fn each_fault_ends_in_the_owners_sentence() {
    use ProviderKind::{Anthropic, Deepseek, Gigachat, Ollama, Openai, Openrouter};
    let mut long = said(&["x"]).into_bytes();
    long.truncate(60);
    let half = |text: &str| format!("data: {{\"choices\":[{{\"delta\":{{\"content\":\"{text}\"}}}}]}}\n\n");
    let faults = [
        ("silence", Openai, Reply::silence(), ErrorCode::ModelTimedOut),
        ("a head and silence", Openai, Reply::events("").then_holds(), ErrorCode::ModelTimedOut),
        ("silence in the middle", Deepseek, Reply::events(half("Ваш")).then_holds(), ErrorCode::ModelTimedOut),
        ("signs of life, but no text", Deepseek, Reply::events(": keep-alive\n\n").forever().slowly(), ErrorCode::ModelTimedOut),
        ("429", Openai, Reply::json("429 Too Many Requests", "{}").header("retry-after: 30"), ErrorCode::ModelRateLimited),
        ("402", Deepseek, Reply::json("402 Payment Required", r#"{"error":{"message":"Insufficient Balance"}}"#), ErrorCode::ModelNoMoney),
        ("401", Anthropic, Reply::json("401 Unauthorized", r#"{"type":"error","error":{"type":"authentication_error"}}"#), ErrorCode::ModelKeyRejected),
        ("malformed JSON", Openai, Reply::events("data: {\"choices\":[\n\n"), ErrorCode::ModelMalformed),
        ("a web page", Openai, Reply::new("200 OK", "text/html", "<html>Wi-Fi login</html>"), ErrorCode::ModelMalformed),
        ("a cut stream", Openai, Reply::events(half("Ваш за")), ErrorCode::ModelCut),
        ("a stream cut within a piece", Openai, Reply::events(long), ErrorCode::ModelCut),
        ("an endless stream", Openai, Reply::events(half("и ещё").repeat(50)).forever(), ErrorCode::ModelEndless),
        ("an endless line", Openai, Reply::events("data: ".to_owned() + &"x".repeat(65_536)).forever(), ErrorCode::ModelEndless),
        ("an error inside 200", Openrouter, Reply::json("200 OK", r#"{"error":{"code":502,"message":"upstream"}}"#), ErrorCode::ModelUnavailable),
        ("an error inside a stream", Openrouter, Reply::events(half("Ваш") + "data: {\"error\":{\"code\":503}}\n\n"), ErrorCode::ModelUnavailable),
        ("an error in a line", Ollama, Reply::new("200 OK", "application/x-ndjson", "{\"error\":\"the model failed\"}\n"), ErrorCode::ModelUnavailable),
        ("a wrong model", Ollama, Reply::json("404 Not Found", r#"{"error":"model 'x' not found, try pulling it first"}"#), ErrorCode::ModelUnknown),
        ("a retired model", Gigachat, Reply::json("404 Not Found", r#"{"status":404,"message":"No such model"}"#), ErrorCode::ModelUnknown),
        ("a long question", Openai, Reply::json("400 Bad Request", r#"{"error":{"code":"context_length_exceeded"}}"#), ErrorCode::ModelContextTooLong),
        ("another country", Openai, Reply::json("403 Forbidden", r#"{"error":{"code":"unsupported_country_region_territory"}}"#), ErrorCode::ModelRegion),
        ("an empty answer", Deepseek, Reply::says(""), ErrorCode::ModelEmpty),
        ("a redirect", Openai, Reply::json("302 Found", "").header("location: http://127.0.0.1:1/steal"), ErrorCode::ModelUnavailable),
    ];
    // Side by side: silences are waited for, and there are many.
    futures_util::future::join_all(faults.map(|(name, kind, reply, code)| async move {
        // GigaChat buys its token first.
        let told = if kind == Gigachat {
            let token = Reply::json("200 OK", r#"{"access_token":"t","expires_at":4102444800000}"#);
            let server = Server::with(vec![token, reply]).await;
            tell(&Chain::with_limits(Arc::new(SystemClock), LIMITS), &[provider(kind, &server)], &Ask::new("", "?")).await
        } else {
            fault(kind, LIMITS, reply).await
        };
        assert_eq!(told.code(), code, "{name}");
        assert!(sentence(code).chars().count() > 30, "{name}: a sentence, not a word");
        assert_eq!(told.shown, "", "{name}: what was shown is taken back");
        let failures = told.answer.unwrap_err().failures;
        let printed = format!("{failures:?}");
        assert!(!printed.contains("s3cret") && !printed.contains("Секрет"), "{name}: neither key nor text in a failure: {printed}");
        assert!(told.books.closed().iter().all(|spent| spent.failed.is_some()), "{name}: the ledger says that it failed");
    }))
    .await;
}

#[tokio::test]
async fn nobody_there_is_said_and_nothing_is_billed() {
    let server = Server::with(vec![]).await;
    // A port that was ours a moment ago and has nobody behind it.
    let gone = {
        let listener = tokio::net::TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        listener.local_addr().unwrap().port()
    };
    let provider = Provider { base_url: Some(format!("http://127.0.0.1:{gone}/v1")), ..provider(ProviderKind::LlamaCpp, &server) };
    let told = tell(&chain(), &[provider], &Ask::new("", "?")).await;
    assert_eq!(told.code(), ErrorCode::ModelUnreachable);
    assert!(told.books.closed().iter().all(|spent| spent.bytes_out == 0 && spent.tokens_in == 0));
}

#[tokio::test]
async fn a_stop_ends_the_answer_and_closes_the_line() {
    let server = Server::with(vec![Reply::events("data: {\"choices\":[{\"delta\":{\"content\":\"Ваш\"}}]}\n\n").then_holds()]).await;
    let cancel = CancellationToken::new();
    let chain = chain();
    let (providers, ask) = ([provider(ProviderKind::Openai, &server)], Ask::new("", "?"));
    let mut shown = String::new();
    let stop = cancel.clone();
    // The owner stops it as soon as something shows.
    let mut on_delta = |delta: Delta<'_>| match delta {
        Delta::Text(text) => {
            shown.push_str(text);
            stop.cancel();
        }
        Delta::Restart => shown.clear(),
    };
    let books = Paper::default();
    let answer = chain.ask(&providers, ERRAND, &ask, &books, &mut on_delta, &cancel).await;
    assert_eq!(answer.unwrap_err().code(), ErrorCode::ModelStopped);
    assert_eq!(books.closed()[0].failed, Some(ErrorCode::ModelStopped));
    server.line_closed().await;
    assert_eq!(server.came().len(), 1, "a stopped question is not asked again");
}

#[tokio::test]
async fn a_stop_before_anything_came_works_as_well() {
    let server = Server::with(vec![Reply::silence()]).await;
    let cancel = CancellationToken::new();
    cancel.cancel();
    let told = tell_with(&chain(), &[provider(ProviderKind::Openai, &server)], &Ask::new("", "?"), Paper::default(), &cancel).await;
    assert_eq!(told.code(), ErrorCode::ModelStopped);
    let spent = &told.books.closed()[0];
    assert_eq!((spent.bytes_out, spent.tokens_in, spent.tokens_out), (0, 0, 0), "nothing left, nothing is billed");
    assert!(server.came().is_empty());
}

#[tokio::test]
async fn signs_of_life_behind_the_end_prolong_nothing() {
    let whole = r#"data: {"choices":[{"delta":{"content":"Да"},"finish_reason":"stop"}]}"#;
    // The answer stands right behind the head, and what follows for ever is no part of it.
    let reply = Reply::events(": keep-alive\n\n").forever().slowly().header(&format!("\r\n{whole}\n\n"));
    let server = Server::with(vec![reply]).await;
    let (chain, providers, ask) = (chain(), [provider(ProviderKind::Deepseek, &server)], Ask::new("", "?"));
    let told = tokio::time::timeout(Duration::from_secs(60), tell(&chain, &providers, &ask)).await.expect("an end");
    assert_eq!(told.answer.unwrap().text, "Да");
}
