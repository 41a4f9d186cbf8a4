//! The way through the chain: repair, the ladder of shapes, the next provider, rests, books.

use super::server::{Reply, Server, said};
use super::*;

fn shaped() -> Ask {
    Ask { schema: Some(mood()), ..Ask::new("You sort messages.", "Всё сломалось") }
}

#[tokio::test]
async fn an_answer_comes_with_what_it_cost() {
    let server = Server::with(vec![Reply::events(said(&["Добрый ", "день"]))]).await;
    let provider = provider(ProviderKind::LlamaCpp, &server);
    let told = tell(&chain(), std::slice::from_ref(&provider), &Ask::new("Be kind.", "Здравствуйте")).await;
    let answer = told.answer.unwrap();
    assert_eq!((answer.text.as_str(), told.shown.as_str(), told.restarts), ("Добрый день", "Добрый день", 0));
    assert_eq!((answer.tokens_in, answer.tokens_out, answer.model.as_str()), (12, 5, "small-1"));
    assert_eq!((answer.cost.micros, answer.cost.exact), (0, true), "a model on this machine costs nothing");
    assert!(answer.first_token_ms.is_some_and(|first| first <= answer.took_ms));
    let lines = told.books.lines.lock().unwrap();
    let (call, spent) = &lines[0];
    assert!(call.local && call.bytes_out > 0);
    assert!(spent.as_ref().is_some_and(|spent| spent.failed.is_none() && spent.bytes_out > call.bytes_out && spent.bytes_in > 0));
}

#[tokio::test]
async fn an_answer_out_of_shape_is_mended_once() {
    let server = Server::with(vec![Reply::says("The mood is {\"mood\": \"great\"}"), Reply::says("```json\n{\"mood\": \"good\"}\n```")]).await;
    let told = tell(&chain(), &[provider(ProviderKind::Deepseek, &server)], &shaped()).await;
    let answer = told.answer.unwrap();
    assert_eq!((answer.parsed, answer.repaired, told.restarts), (Some(json!({"mood": "good"})), true, 1));
    assert_eq!(answer.tokens_in, 24, "both calls are counted");
    let again = server.came()[1].json();
    let messages = again["messages"].as_array().unwrap();
    assert_eq!(messages[2]["role"], "assistant");
    assert!(messages[3]["content"].as_str().unwrap().contains("/mood"), "the model is told what is wrong: {}", messages[3]);
}

#[tokio::test]
async fn out_of_shape_twice_is_the_next_providers_turn() {
    let (stubborn, good) = (Server::with(vec![Reply::says("I cannot.")]).await, Server::with(vec![Reply::says("{\"mood\":\"bad\"}")]).await);
    let providers = [provider(ProviderKind::LmStudio, &stubborn), provider(ProviderKind::Ollama, &good)];
    // Ollama's dialect is another, so this one is asked in OpenAI's.
    let providers = [providers[0].clone(), Provider { kind: ProviderKind::Compatible, base_url: Some(format!("{}/v1", good.url())), ..providers[1].clone() }];
    let told = tell(&chain(), &providers, &shaped()).await;
    let answer = told.answer.unwrap();
    assert_eq!((answer.provider, answer.parsed), (providers[1].id, Some(json!({"mood": "bad"}))));
    assert_eq!((stubborn.came().len(), good.came().len()), (2, 1));
    assert_eq!(told.shown, "{\"mood\":\"bad\"}", "only the answer that counts is left on the screen");
}

#[tokio::test]
async fn an_answer_costs_what_was_asked_for_it_in_vain_as_well() {
    let (stubborn, good) = (Server::with(vec![Reply::says("I cannot.")]).await, Server::with(vec![Reply::says("{\"mood\":\"bad\"}")]).await);
    let priced = |kind, server| Provider { price: Some(crate::llm::Price::of(1, 10)), ..provider(kind, server) };
    let told = tell(&chain(), &[priced(ProviderKind::LmStudio, &stubborn), priced(ProviderKind::Compatible, &good)], &shaped()).await;
    let cost = told.answer.unwrap().cost;
    let booked: Vec<i64> = told.books.closed().iter().map(|spent| spent.cost.micros).collect();
    assert_eq!((cost.micros, cost.exact, booked), (186, true, vec![62, 62, 62]), "twice out of shape, once well");
}

#[tokio::test]
async fn a_refused_shape_is_asked_for_in_another_way_and_remembered() {
    let refusal = Reply::json("400 Bad Request", r#"{"error":{"message":"response_format is not supported","type":"invalid_request_error"}}"#);
    let server = Server::with(vec![refusal.clone(), refusal, Reply::says("{\"mood\":\"bad\"}")]).await;
    let (chain, provider) = (chain(), provider(ProviderKind::LlamaCpp, &server));
    for _ in 0..2 {
        let told = tell(&chain, std::slice::from_ref(&provider), &shaped()).await;
        assert!(told.answer.is_ok());
    }
    let formats: Vec<_> = server.came().iter().map(|came| came.json()["response_format"]["type"].clone()).collect();
    assert_eq!(formats, [json!("json_schema"), json!("json_object"), json!(null), json!(null)], "down the ladder once, then straight to what worked");
    assert!(server.came()[2].json()["messages"][0]["content"].as_str().unwrap().contains("JSON Schema"), "the last step is words");
}

#[tokio::test]
async fn a_model_that_nobody_serves_with_those_fields_is_asked_with_fewer() {
    let refusal = Reply::json("404 Not Found", r#"{"error":{"code":404,"message":"No endpoints found that can handle the requested parameters."}}"#);
    let server = Server::with(vec![refusal.clone(), refusal, Reply::says("{\"mood\":\"bad\"}")]).await;
    let told = tell(&chain(), &[provider(ProviderKind::Openrouter, &server)], &shaped()).await;
    assert!(told.answer.is_ok(), "{:?}", told.answer);
    let came = server.came();
    assert_eq!(came.len(), 3);
    assert_eq!(came[2].json()["provider"].get("require_parameters"), None, "whoever serves it may answer now");
}

#[tokio::test]
async fn a_busy_provider_is_left_alone_as_long_as_it_asks() {
    let busy = Server::with(vec![Reply::json("429 Too Many Requests", "{}").header("retry-after: 600")]).await;
    let good = Server::with(vec![Reply::says("Да")]).await;
    let chain = chain();
    let providers = [provider(ProviderKind::Openai, &busy), provider(ProviderKind::Deepseek, &good)];
    for _ in 0..3 {
        assert!(tell(&chain, &providers, &Ask::new("", "?")).await.answer.is_ok());
    }
    assert_eq!((busy.came().len(), good.came().len()), (1, 3), "asked once, then left alone");
    assert!(chain.resting(providers[0].id).is_some_and(|(_, code)| code == ErrorCode::ModelRateLimited));
    let alone = tell(&chain, &providers[..1], &Ask::new("", "?")).await;
    let failure = &alone.answer.unwrap_err().failures[0];
    assert!(failure.code == ErrorCode::ModelRateLimited && failure.retry_after_ms.is_some_and(|ms| ms > 0), "alone it keeps its time, too");
    chain.forget(providers[0].id);
    assert!(chain.resting(providers[0].id).is_none(), "new settings, new chance");
}

#[tokio::test]
async fn a_passing_failure_is_tried_again_and_a_lasting_one_is_not() {
    let server = Server::with(vec![Reply::json("503 Service Unavailable", "").header("retry-after-ms: 1"), Reply::says("Да")]).await;
    assert!(tell(&chain(), &[provider(ProviderKind::Openai, &server)], &Ask::new("", "?")).await.answer.is_ok());
    assert_eq!(server.came().len(), 2);
    for status in ["400 Bad Request", "401 Unauthorized", "402 Payment Required", "404 Not Found", "422 Unprocessable"] {
        let server = Server::with(vec![Reply::json(status, "{}"), Reply::says("Да")]).await;
        assert!(tell(&chain(), &[provider(ProviderKind::Openai, &server)], &Ask::new("", "?")).await.answer.is_err(), "{status}");
        assert_eq!(server.came().len(), 1, "{status}");
    }
}

#[tokio::test]
async fn text_that_was_shown_is_never_asked_for_again_at_the_same_provider() {
    let cut = Reply::events("data: {\"choices\":[{\"delta\":{\"content\":\"Ваш\"}}]}\n\n");
    let (broken, good) = (Server::with(vec![cut]).await, Server::with(vec![Reply::says("Ваш заказ в пути")]).await);
    let told = tell(&chain(), &[provider(ProviderKind::Openai, &broken), provider(ProviderKind::Deepseek, &good)], &Ask::new("", "?")).await;
    assert_eq!((broken.came().len(), told.restarts, told.shown.as_str()), (1, 1, "Ваш заказ в пути"));
}

#[tokio::test]
async fn a_budget_is_asked_before_anything_leaves() {
    let server = Server::with(vec![Reply::says("Да")]).await;
    // What is not on this machine: the address is ours, so the books alone can stop it.
    let remote = Provider { base_url: Some("https://pult.invalid/v1".into()), kind: ProviderKind::Compatible, ..provider(ProviderKind::Openai, &server) };
    let books = Paper { refuse: Some(ErrorCode::ModelBudgetReached), ..Paper::default() };
    let local = provider(ProviderKind::LlamaCpp, &server);
    let told = tell_with(&chain(), &[remote.clone(), local], &Ask::new("", "?"), books, &CancellationToken::new()).await;
    assert!(told.answer.is_ok(), "a model on this machine costs nothing and still answers");
    let books = Paper { refuse: Some(ErrorCode::ModelBudgetReached), ..Paper::default() };
    let told = tell_with(&chain(), &[remote], &Ask::new("", "?"), books, &CancellationToken::new()).await;
    assert_eq!(told.code(), ErrorCode::ModelBudgetReached);
    assert_eq!(server.came().len(), 1);
}

#[tokio::test]
async fn what_is_missing_is_said_without_asking_anybody() {
    let server = Server::with(vec![Reply::says("Да")]).await;
    let whole = provider(ProviderKind::YandexGpt, &server);
    let cases = [
        (Provider { key: None, ..whole.clone() }, ErrorCode::ModelKeyMissing),
        (Provider { model: " ".into(), ..whole.clone() }, ErrorCode::ModelSetupIncomplete),
        (Provider { place: None, ..whole.clone() }, ErrorCode::ModelSetupIncomplete),
        (Provider { base_url: Some("http://example.org/v1".into()), ..whole.clone() }, ErrorCode::AddressNotAllowed),
        (Provider { context: Some(100), ..whole }, ErrorCode::ModelContextTooLong),
    ];
    for (provider, code) in cases {
        assert_eq!(tell(&chain(), &[provider], &Ask::new("", "?")).await.code(), code);
    }
    assert_eq!(tell(&chain(), &[], &Ask::new("", "?")).await.code(), ErrorCode::ModelNone);
    assert!(server.came().is_empty());
}

#[tokio::test]
async fn a_price_is_booked_and_an_unknown_one_is_dear() {
    let remote = |price| Provider { base_url: Some("https://pult.invalid/v1".into()), kind: ProviderKind::Compatible, price, ..bare() };
    let ask = Ask { max_tokens: 1_000, ..Ask::new("", "Сколько?") };
    let most = |told: &Told| told.books.lines.lock().unwrap()[0].0.cost.micros;
    let (known, unknown) = (tell(&chain(), &[remote(Some(crate::llm::Price::of(1, 2)))], &ask).await, tell(&chain(), &[remote(None)], &ask).await);
    assert!(most(&known) >= 2_000, "the whole answer is reserved");
    assert!(most(&unknown) > 10 * most(&known), "an unknown price is taken to be a dear one");
    assert!(known.books.closed().iter().all(|spent| spent.cost.micros == 0), "nothing left, nothing is billed");
}

#[tokio::test]
async fn what_the_owner_says_a_model_behind_this_machine_costs_is_booked() {
    // A gateway here hands questions on; that it is billed for them only the owner knows.
    let uncounted = Reply::events("data: {\"choices\":[{\"delta\":{\"content\":\"Да\"},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n");
    let server = Server::with(vec![Reply::says("Да"), uncounted, Reply::says("Да")]).await;
    let free = provider(ProviderKind::Compatible, &server);
    let priced = Provider { price: Some(crate::llm::Price::of(1, 10)), ..free.clone() };
    let ask = Ask { max_tokens: 1_000, ..Ask::new("", "?") };
    let told = tell(&chain(), std::slice::from_ref(&priced), &ask).await;
    let cost = told.answer.unwrap().cost;
    assert_eq!((cost.micros, cost.exact, told.books.closed()[0].cost), (62, true, cost), "twelve tokens at one, five at ten");
    assert!(told.books.lines.lock().unwrap()[0].0.cost.micros >= 10_000, "the whole answer is reserved");
    let guessed = tell(&chain(), &[priced], &ask).await.answer.unwrap().cost;
    assert!(guessed.micros > 0 && !guessed.exact, "nobody counted: {guessed:?}");
    assert_eq!(tell(&chain(), &[free], &ask).await.answer.unwrap().cost.micros, 0);
}

fn bare() -> Provider {
    Provider {
        id: ProviderId(7),
        kind: ProviderKind::Compatible,
        base_url: None,
        model: "m".into(),
        key: None,
        place: None,
        ca_file: None,
        price: None,
        context: None,
    }
}
