//! Everything a provider of models can do wrong, as the owner meets it: at the draft of a chat. Each
//! ends in one sentence of the owner's and leaves the embedded draft standing; and where another
//! provider stands behind the failing one, it drafts.

use pult_core::dto::{DraftView, LedgerPage, ModelsView, ProviderCheck, ProviderView};
use pult_domain::{ChatId, DraftMaker, ErrorCode};
use pult_tests::provider::{Reply, StubProvider, pieces};
use pult_tests::world::World;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::time::Duration;

/// What the good provider answers.
const GOOD: &str = "Здравствуйте! Посмотрим, где ваш заказ, и ответим здесь.";

/// Waited for silence; everything else comes at once, but for the pauses before a second try.
const SHORT: Duration = Duration::from_millis(1_500);

struct Fault {
    name: &'static str,
    kind: &'static str,
    reply: Reply,
    code: ErrorCode,
    /// Questions until it is given up: once more after what passes by itself, and once more for an answer out of shape.
    asked: usize,
}

fn faults() -> Vec<Fault> {
    use ErrorCode as E;
    let fault = |name, kind, reply, code, asked| Fault { name, kind, reply, code, asked };
    let cut = || Reply::events(pieces("{\"language\": \"ru\", \"reply\": \"Здравствуйте, мы вер"));
    let inside = |code: u16| Reply::json("200 OK", &format!(r#"{{"error":{{"code":{code},"message":"x"}}}}"#));
    let midway = Reply::events(pieces("{\"reply\": \"Здрав") + "data: {\"error\":{\"code\":503,\"message\":\"x\"}}\n\n");
    vec![
        fault("silence", "openai", Reply::silence(), E::ModelTimedOut, 1),
        fault("a head and then silence", "deepseek", Reply::events("").then_holds(), E::ModelTimedOut, 1),
        fault("silence in the middle", "lm_studio", cut().then_holds(), E::ModelTimedOut, 1),
        fault("429 with a long wait", "openai", Reply::json("429 Too Many Requests", "{}").header("retry-after: 60"), E::ModelRateLimited, 1),
        fault("429 without a word", "openrouter", Reply::json("429 Too Many Requests", ""), E::ModelRateLimited, 2),
        fault("402", "deepseek", Reply::json("402 Payment Required", r#"{"error":{"message":"Insufficient Balance"}}"#), E::ModelNoMoney, 1),
        fault("a quota used up, under 429", "openai", Reply::json("429 Too Many Requests", r#"{"error":{"code":"insufficient_quota"}}"#), E::ModelNoMoney, 1),
        fault("401", "anthropic", Reply::json("401 Unauthorized", r#"{"type":"error","error":{"type":"authentication_error"}}"#), E::ModelKeyRejected, 1),
        fault("malformed JSON on the wire", "openai", Reply::events("data: {\"choices\":[\n\n"), E::ModelMalformed, 1),
        fault("malformed JSON in the answer", "llama_cpp", Reply::says("{\"reply\": \"Да\""), E::ModelMalformed, 2),
        fault("JSON of another shape", "lm_studio", Reply::says("{\"answer\": 42}"), E::ModelMalformed, 2),
        fault("a web page", "compatible", Reply::new("200 OK", "text/html", "<html>Wi-Fi</html>"), E::ModelMalformed, 1),
        fault("a cut stream", "openai", cut(), E::ModelCut, 1),
        fault("an endless stream", "deepseek", Reply::events(pieces(&"и ещё ".repeat(300))).forever(), E::ModelEndless, 1),
        fault("an endless line", "ollama", Reply::new("200 OK", "application/x-ndjson", "x".repeat(65_536)).forever(), E::ModelEndless, 1),
        fault("an error inside 200", "openrouter", inside(502), E::ModelUnavailable, 2),
        fault("no money inside 200", "openrouter", inside(402), E::ModelNoMoney, 1),
        fault("an error in the middle of a stream", "openrouter", midway, E::ModelUnavailable, 1),
        fault("500", "openai", Reply::json("500 Internal Server Error", "oops"), E::ModelUnavailable, 2),
        fault("a wrong model", "openai", Reply::json("404 Not Found", r#"{"error":{"code":"model_not_found"}}"#), E::ModelUnknown, 1),
        fault(
            "a model that is not pulled",
            "ollama",
            Reply::json("404 Not Found", r#"{"error":"model 'x' not found, try pulling it first"}"#),
            E::ModelUnknown,
            1,
        ),
        fault("a long question", "openai", Reply::json("400 Bad Request", r#"{"error":{"code":"context_length_exceeded"}}"#), E::ModelContextTooLong, 1),
        fault("an empty answer", "deepseek", Reply::says(""), E::ModelEmpty, 2),
        fault(
            "a refusal",
            "openai",
            Reply::events("data: {\"choices\":[{\"delta\":{\"refusal\":\"I cannot\"},\"finish_reason\":\"stop\"}]}\n\n"),
            E::ModelDeclined,
            1,
        ),
    ]
}

/// The owner's sentence for a code, in a language.
fn sentence(code: ErrorCode, locale: &str) -> String {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../locales").join(locale).join("errors.ftl");
    let words = std::fs::read_to_string(file).expect("the words");
    let id = format!("error-{} = ", code.as_str().replace('_', "-"));
    words.lines().find_map(|line| line.strip_prefix(&id)).unwrap_or_else(|| panic!("no words for {code} in {locale}")).to_owned()
}

async fn waiting(world: &World) -> ChatId {
    let buyer = world.buyer("Анна");
    world.sim().buyer_writes(&buyer, "Где мой заказ?");
    world.sync().await;
    world.chat(&buyer).await
}

async fn set_up(world: &World, kind: &str, stub: &StubProvider) -> ProviderView {
    let base_url = if kind == "ollama" { stub.root() } else { stub.url() };
    world.ok("provider_set", json!({"kind": kind, "base_url": base_url, "model": "small", "key": "s3cret-key", "name": kind})).await
}

async fn made(world: &World, chat: ChatId) -> DraftView {
    world.ok("draft_make", json!({"chat": chat})).await
}

/// An impatient Pult with a connected shop.
async fn shop() -> World {
    let mut world = World::impatient(SHORT).await;
    world.connect(pult_tests::world::ShopOptions::default()).await;
    world
}

#[tokio::test]
async fn each_fault_of_a_provider_is_one_sentence_and_the_embedded_draft_stands() {
    let world = shop().await;
    let good = StubProvider::always(Reply::drafts("ru", Some(GOOD))).await;
    for Fault { name, kind, reply, code, asked } in faults() {
        let chat = waiting(&world).await;
        let stub = StubProvider::always(reply).await;
        let failing = set_up(&world, kind, &stub).await;
        let draft = made(&world, chat).await;
        assert_eq!(draft.model_failed, Some(code), "{name}: {draft:?}");
        assert!(draft.provider == DraftMaker::EMBEDDED && draft.text.is_some() && draft.making.is_none(), "{name}: the embedded draft stands: {draft:?}");
        assert_eq!(stub.asked(), asked, "{name}: so often was it asked");
        let given = name.starts_with("JSON of") || name.ends_with("in the answer");
        for locale in ["ru", "hu", "cs", "fr", "en"] {
            assert!(sentence(code, locale).chars().count() > 30, "{name}: a sentence for the owner in {locale}");
        }
        let page: LedgerPage = world.ok("ledger_list", json!({"limit": 3.0})).await;
        // An answer that came whole and out of shape is no failure of the call: it was given, and is paid for.
        let problem = (!given).then_some(code);
        assert!(page.calls[0].problem == problem && !page.calls[0].open, "{name}: the ledger says why: {:?}", page.calls[0]);

        // With another provider behind it the owner has a draft all the same, and reads of no failure.
        let behind = set_up(&world, "llama_cpp", &good).await;
        let draft = made(&world, chat).await;
        assert_eq!((draft.text.as_deref(), draft.provider.as_str(), draft.model_failed), (Some(GOOD), "llama_cpp", None), "{name}");
        for provider in [failing, behind] {
            let _: Value = world.ok("provider_remove", json!({"provider": provider.provider})).await;
        }
    }
    world.end().await;
}

#[tokio::test]
async fn a_live_check_says_the_same_sentence_before_anything_is_kept() {
    let world = shop().await;
    for Fault { name, kind, reply, code, .. } in faults() {
        // A try wants a word and no shape.
        if name.contains("JSON of another shape") || name.contains("in the answer") {
            continue;
        }
        let stub = StubProvider::always(reply).await;
        let base_url = if kind == "ollama" { stub.root() } else { stub.url() };
        let check: ProviderCheck = world.ok("provider_check", json!({"kind": kind, "base_url": base_url, "model": "small", "key": "s3cret-key"})).await;
        assert_eq!((check.ok, check.problem), (false, Some(code)), "{name}");
    }
    let view: ModelsView = world.ok("providers_list", json!({})).await;
    assert!(view.providers.is_empty(), "a try keeps nothing");
    world.end().await;
}

#[tokio::test]
async fn when_all_fail_the_first_ones_sentence_stands_beside_the_embedded_draft() {
    let world = shop().await;
    let chat = waiting(&world).await;
    let (poor, strict) = (Reply::json("402 Payment Required", "{}"), Reply::json("401 Unauthorized", "{}"));
    let (first, second) = (StubProvider::always(poor).await, StubProvider::always(strict).await);
    set_up(&world, "deepseek", &first).await;
    set_up(&world, "openai", &second).await;
    let draft = made(&world, chat).await;
    assert_eq!((draft.provider.as_str(), draft.model_failed), ("embedded", Some(ErrorCode::ModelNoMoney)), "{draft:?}");
    assert_eq!((first.asked(), second.asked()), (1, 1));
    let view: ModelsView = world.ok("providers_list", json!({})).await;
    let resting: Vec<_> = view.providers.iter().map(|provider| provider.resting).collect();
    assert_eq!(resting, [Some(ErrorCode::ModelNoMoney), Some(ErrorCode::ModelKeyRejected)], "the page of models says who is left alone, and why");
    world.end().await;
}

#[tokio::test]
async fn a_budget_that_is_used_up_sends_nothing() {
    let world = shop().await;
    let chat = waiting(&world).await;
    let priced = json!({"kind": "compatible", "key": "k", "base_url": "https://pult.invalid/v1", "model": "m",
        "price": {"input_micros": 1_000_000.0, "output_micros": 10_000_000.0}});
    let _: ProviderView = world.ok("provider_set", priced).await;
    let _: ModelsView = world.ok("models_set", json!({"budgets": [{"currency": "usd", "day_micros": 1.0, "month_micros": 1_000_000.0}]})).await;
    let draft = made(&world, chat).await;
    assert_eq!((draft.provider.as_str(), draft.model_failed), ("embedded", Some(ErrorCode::ModelBudgetReached)), "{draft:?}");
    assert!(draft.text.is_some());
    let page: LedgerPage = world.ok("ledger_list", json!({})).await;
    assert!(page.calls.is_empty(), "nothing left, so nothing is in the ledger");
    // A model on this machine costs nothing: the budget does not hold it back.
    let good = StubProvider::always(Reply::drafts("ru", Some(GOOD))).await;
    set_up(&world, "llama_cpp", &good).await;
    assert_eq!(made(&world, chat).await.text.as_deref(), Some(GOOD));
    world.end().await;
}

#[test]
fn no_two_faults_share_a_sentence() {
    for locale in ["ru", "hu", "cs", "fr", "en"] {
        let by_code: BTreeMap<&str, String> = faults().iter().map(|fault| (fault.code.as_str(), sentence(fault.code, locale))).collect();
        let sentences: BTreeSet<&String> = by_code.values().collect();
        assert_eq!(sentences.len(), by_code.len(), "{locale}");
    }
}
