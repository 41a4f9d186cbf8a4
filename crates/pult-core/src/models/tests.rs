//! The chain with the store and the keychain around it. What a provider can do wrong is tested in
//! `pult-assist`; here it answers.

use crate::api::dto::{LedgerPage, ModelsView, ProviderCheck, ProviderView};
use crate::core::{Core, CoreOptions};
use crate::secrets::FileSecrets;
use pult_assist::llm::{Ask, Delta};
use pult_domain::{AtMs, Clock, ErrorCode, ModelCurrency, ModelField, ModelPurpose};
use serde_json::{Value, json};
use std::sync::atomic::{AtomicI64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

/// Saturday, 21 November 2026, noon in Moscow.
const NOON: i64 = 1_795_251_600_000;
const DAY: i64 = 86_400_000;

#[derive(Debug)]
struct Set(AtomicI64);

impl Clock for Set {
    fn now(&self) -> AtMs {
        AtMs(self.0.load(Ordering::SeqCst))
    }

    fn steady_ms(&self) -> i64 {
        self.now().0
    }
}

/// A provider on this machine that says yes, and a page that sells a key.
struct Yes {
    port: u16,
    asked: Arc<AtomicUsize>,
    heads: Arc<Mutex<String>>,
}

impl Yes {
    async fn listen() -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let (asked, heads): (Arc<AtomicUsize>, Arc<Mutex<String>>) = Default::default();
        let (count, seen) = (asked.clone(), heads.clone());
        tokio::spawn(async move {
            while let Ok((mut stream, _)) = listener.accept().await {
                let mut bytes = vec![0; 65_536];
                let read = stream.read(&mut bytes).await.unwrap_or(0);
                let head = String::from_utf8_lossy(&bytes[..read]).into_owned();
                count.fetch_add(1, Ordering::SeqCst);
                seen.lock().unwrap().push_str(&head);
                let (kind, body) = if head.starts_with("GET") {
                    ("application/json", r#"{"data":[{"id":"small"},{"id":"large"}]}"#)
                } else if head.contains("/auth/keys") {
                    ("application/json", r#"{"key":"sk-or-bought"}"#)
                } else {
                    (
                        "text/event-stream",
                        "data: {\"choices\":[{\"delta\":{\"content\":\"Да\"},\"finish_reason\":\"stop\"}]}\n\n\
                         data: {\"choices\":[],\"usage\":{\"prompt_tokens\":10,\"completion_tokens\":1}}\n\ndata: [DONE]\n\n",
                    )
                };
                let answer = format!("HTTP/1.1 200 OK\r\ncontent-type: {kind}\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{body}", body.len());
                let _ = stream.write_all(answer.as_bytes()).await;
            }
        });
        Self { port, asked, heads }
    }

    fn url(&self) -> String {
        format!("http://127.0.0.1:{}/v1", self.port)
    }
}

struct Desk {
    folder: tempfile::TempDir,
    clock: Arc<Set>,
    core: Arc<Core>,
}

impl Desk {
    async fn open() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let clock = Arc::new(Set(AtomicI64::new(NOON)));
        let core = Self::core(&folder, &clock).await;
        Self { folder, clock, core }
    }

    /// The program ends and starts again on the same data.
    async fn restart(self) -> Self {
        let Self { folder, clock, core } = self;
        core.shutdown().await;
        // The folder is free only when nobody holds the core any more.
        drop(core);
        let core = Self::core(&folder, &clock).await;
        Self { folder, clock, core }
    }

    async fn core(folder: &tempfile::TempDir, clock: &Arc<Set>) -> Arc<Core> {
        let secrets = Arc::new(FileSecrets::new(folder.path().join("secrets.json")));
        Core::open(CoreOptions { clock: clock.clone(), secrets: Some(secrets), ..CoreOptions::new(folder.path()) }).await.unwrap()
    }

    async fn ok<T: serde::de::DeserializeOwned>(&self, name: &str, request: Value) -> T {
        self.core.call(name, request).await.unwrap()
    }

    async fn refused(&self, name: &str, request: Value) -> ErrorCode {
        self.core.call_text(name, request).await.unwrap_err().code
    }

    async fn ask(&self) -> Result<String, ErrorCode> {
        let ask = Ask { fields: vec![ModelField::BuyerMessages, ModelField::Order], ..Ask::new("Be brief.", "Где мой заказ 4711?") };
        let mut nowhere = |_: Delta<'_>| {};
        let answer = self.core.ask(ModelPurpose::Draft, None, &ask, &mut nowhere, &CancellationToken::new()).await;
        answer.map(|answer| answer.text).map_err(|unanswered| unanswered.code())
    }

    async fn view(&self) -> ModelsView {
        self.ok("providers_list", json!({})).await
    }

    async fn ledger(&self) -> LedgerPage {
        self.ok("ledger_list", json!({})).await
    }
}

#[tokio::test]
async fn without_a_provider_nothing_is_wrong() {
    let desk = Desk::open().await;
    assert_eq!(desk.ask().await, Err(ErrorCode::ModelNone));
    assert!(!desk.core.has_models().await.unwrap());
    let view = desk.view().await;
    assert!(view.providers.is_empty() && view.profiles.len() == 10 && view.budgets.len() == 2);
}

#[tokio::test]
async fn a_key_goes_to_the_keychain_and_nowhere_else() {
    let (desk, yes) = (Desk::open().await, Yes::listen().await);
    let set = json!({"kind": "deepseek", "key": " Bearer sk-s3cret ", "base_url": yes.url(), "model": "small"});
    let check: ProviderCheck = desk.ok("provider_check", set.clone()).await;
    assert!(check.ok && check.model.as_deref() == Some("small"), "{check:?}");
    assert!(desk.view().await.providers.is_empty(), "a try keeps nothing");
    let kept: ProviderView = desk.ok("provider_set", set).await;
    assert!(kept.has_key && kept.local && kept.name == "DeepSeek");
    assert_eq!(desk.ask().await, Ok("Да".into()));
    assert!(yes.heads.lock().unwrap().to_lowercase().contains("authorization: bearer sk-s3cret"));
    let desk = desk.restart().await;
    let folder = desk.folder.path();
    let database: Vec<u8> = ["pult.db", "pult.db-wal"].iter().flat_map(|name| std::fs::read(folder.join(name)).unwrap_or_default()).collect();
    assert!(!database.is_empty() && !String::from_utf8_lossy(&database).contains("sk-s3cret"), "the key is not in the database");
    assert!(std::fs::read_to_string(folder.join("secrets.json")).unwrap().contains("sk-s3cret"));
    assert_eq!(desk.ask().await, Ok("Да".into()), "after a restart the key is there");
    let _: Value = desk.ok("provider_remove", json!({"provider": kept.provider})).await;
    assert!(!std::fs::read_to_string(desk.folder.path().join("secrets.json")).unwrap().contains("sk-s3cret"), "removed with its provider");
    assert_eq!(desk.ledger().await.calls.len(), 3, "what was sent stays told");
    assert!(desk.ledger().await.calls.iter().all(|call| call.provider.is_none()));
}

#[tokio::test]
async fn the_ledger_has_kinds_of_facts_and_no_text() {
    let (desk, yes) = (Desk::open().await, Yes::listen().await);
    let _: ProviderView = desk.ok("provider_set", json!({"kind": "llama_cpp", "base_url": yes.url(), "model": "small"})).await;
    assert_eq!(desk.ask().await, Ok("Да".into()));
    let page = desk.ledger().await;
    let call = &page.calls[0];
    assert_eq!((call.fields.as_slice(), call.purpose), ([ModelField::BuyerMessages, ModelField::Order].as_slice(), ModelPurpose::Draft));
    assert!(call.local && !call.open && call.problem.is_none() && call.bytes_out > 0.0 && call.bytes_in > 0.0);
    assert_eq!((call.tokens_in, call.tokens_out, call.cost_micros), (10.0, 1.0, 0.0));
    let told = serde_json::to_string(&page).unwrap();
    assert!(!told.contains("4711") && !told.contains("Да\""), "no text of a question or an answer: {told}");
}

#[tokio::test]
async fn only_this_machine_means_only_this_machine() {
    let (desk, yes) = (Desk::open().await, Yes::listen().await);
    let remote: ProviderView = desk.ok("provider_set", json!({"kind": "compatible", "key": "k", "base_url": "https://pult.invalid/v1", "model": "m"})).await;
    let _: ModelsView = desk.ok("models_set", json!({"local_only": true})).await;
    assert_eq!(desk.ask().await, Err(ErrorCode::ModelNoneLocal));
    assert!(!desk.core.has_models().await.unwrap());
    let check: ProviderCheck = desk.ok("provider_check", json!({"provider": remote.provider})).await;
    assert_eq!(check.problem, Some(ErrorCode::ModelNoneLocal), "not even a try");
    assert_eq!(desk.refused("provider_models", json!({"provider": remote.provider})).await, ErrorCode::ModelNoneLocal);
    assert_eq!(desk.refused("openrouter_login", json!({})).await, ErrorCode::ModelNoneLocal);
    let handed_on: ProviderView = desk.ok("provider_set", json!({"kind": "ollama", "base_url": yes.url(), "model": "gpt-oss:120b-cloud"})).await;
    assert_eq!((handed_on.local, desk.ask().await), (false, Err(ErrorCode::ModelNoneLocal)), "asked here, answered elsewhere");
    let _: ProviderView = desk.ok("provider_set", json!({"kind": "lm_studio", "base_url": yes.url(), "model": "small"})).await;
    assert_eq!(desk.ask().await, Ok("Да".into()), "the one on this machine is asked, though it stands second");
    assert!(desk.ledger().await.calls.iter().all(|call| call.local), "nothing else was even tried");
}

#[tokio::test]
async fn a_budget_holds_over_a_restart_and_ends_with_the_day() {
    let desk = Desk::open().await;
    // Nobody is there; the worst case is reserved and given back each time, except by a crash.
    let provider = json!({"kind": "compatible", "key": "k", "base_url": "https://pult.invalid/v1", "model": "m",
        "price": {"input_micros": 1_000_000.0, "output_micros": 10_000_000.0}});
    let _: ProviderView = desk.ok("provider_set", provider).await;
    let budget = |day: f64| json!({"budgets": [{"currency": "usd", "day_micros": day, "month_micros": 1_000_000.0}]});
    // 800 tokens of answer at 10 dollars a million are 8,000 millionths.
    let _: ModelsView = desk.ok("models_set", budget(7_000.0)).await;
    assert_eq!(desk.ask().await, Err(ErrorCode::ModelBudgetReached));
    assert!(desk.ledger().await.calls.is_empty(), "nothing left, so nothing is in the ledger");
    let _: ModelsView = desk.ok("models_set", budget(9_000.0)).await;
    assert_ne!(desk.ask().await, Err(ErrorCode::ModelBudgetReached));
    assert_eq!(desk.view().await.budgets[0].day_spent_micros, 0.0, "what never left costs nothing");

    // A call that a crash left open counts at its worst.
    let new = pult_store::NewModelCall {
        provider: pult_domain::ProviderId(1),
        kind: pult_domain::ProviderKind::Compatible,
        model: "m".into(),
        local: false,
        chat: None,
        purpose: ModelPurpose::Draft,
        fields: Vec::new(),
        bytes_out: 10,
        cost_micros: 5_000,
        currency: pult_domain::ModelCurrency::Usd,
    };
    desk.core.store.model_call_open(new, Vec::new()).await.unwrap();
    let desk = desk.restart().await;
    assert_eq!(desk.ask().await, Err(ErrorCode::ModelBudgetReached));
    desk.clock.0.fetch_add(DAY, Ordering::SeqCst);
    assert_ne!(desk.ask().await, Err(ErrorCode::ModelBudgetReached), "a new day, a new budget");
    let view = desk.view().await;
    assert_eq!((view.budgets[0].day_spent_micros, view.budgets[0].month_spent_micros), (0.0, 5_000.0), "the month remembers");
}

#[tokio::test]
async fn an_answers_price_counts_in_the_ledger_in_the_day_and_in_the_month() {
    let (desk, yes) = (Desk::open().await, Yes::listen().await);
    let priced = json!({"kind": "compatible", "base_url": yes.url(), "model": "m", "price": {"input_micros": 1_000_000.0, "output_micros": 10_000_000.0}});
    let _: ProviderView = desk.ok("provider_set", priced).await;
    assert_eq!(desk.ask().await, Ok("Да".into()));
    let call = desk.ledger().await.calls.remove(0);
    assert_eq!((call.cost_micros, call.cost_exact, call.currency), (20.0, true, ModelCurrency::Usd), "ten tokens at one, one at ten");
    let spent = async || {
        let view = desk.view().await;
        (view.budgets[0].day_spent_micros, view.budgets[0].month_spent_micros)
    };
    assert_eq!(spent().await, (20.0, 20.0));

    // A question of 20 tokens with 800 of answer is reserved with 8,020 millionths before it leaves.
    let refused_by = async |day: f64, month: f64| {
        let _: ModelsView = desk.ok("models_set", json!({"budgets": [{"currency": "usd", "day_micros": day, "month_micros": month}]})).await;
        desk.ask().await == Err(ErrorCode::ModelBudgetReached)
    };
    assert!(refused_by(8_039.0, 1_000_000.0).await, "the day is full");
    assert!(refused_by(1_000_000.0, 8_039.0).await, "the month is, whatever the day has left");
    assert!(!refused_by(8_040.0, 8_040.0).await, "to the last millionth");
    assert_eq!((spent().await, yes.asked.load(Ordering::SeqCst)), ((40.0, 40.0), 2), "what was refused never left");
    desk.clock.0.fetch_add(DAY, Ordering::SeqCst);
    assert_eq!(spent().await, (0.0, 40.0));
    assert!(refused_by(8_040.0, 8_040.0).await, "a new day, the same month");
    desk.clock.0.fetch_add(10 * DAY, Ordering::SeqCst);
    assert!(!refused_by(8_040.0, 8_040.0).await, "and a new month");
}

#[tokio::test]
async fn providers_are_asked_in_the_owners_order() {
    let (desk, first, second) = (Desk::open().await, Yes::listen().await, Yes::listen().await);
    for (name, server) in [("один", &first), ("два", &second)] {
        let _: ProviderView = desk.ok("provider_set", json!({"kind": "llama_cpp", "name": name, "base_url": server.url(), "model": "m"})).await;
    }
    let asked = || (first.asked.load(Ordering::SeqCst), second.asked.load(Ordering::SeqCst));
    desk.ask().await.unwrap();
    assert_eq!(asked(), (1, 0));
    let providers = desk.view().await.providers;
    let _: Value = desk.ok("provider_move", json!({"provider": providers[1].provider, "to": 0})).await;
    desk.ask().await.unwrap();
    assert_eq!(asked(), (1, 1));
    let _: ProviderView = desk.ok("provider_set", json!({"provider": providers[1].provider, "enabled": false})).await;
    desk.ask().await.unwrap();
    assert_eq!(asked(), (2, 1), "one that is switched off is not asked");
}

#[tokio::test]
async fn what_cannot_be_is_refused() {
    let desk = Desk::open().await;
    for (set, code) in [
        (json!({}), ErrorCode::InvalidRequest),
        (json!({"kind": "compatible"}), ErrorCode::AddressInvalid),
        (json!({"kind": "compatible", "base_url": "http://example.org/v1"}), ErrorCode::AddressNotAllowed),
        (json!({"kind": "openai", "base_url": "https://evil.example/v1"}), ErrorCode::AddressNotAllowed),
        (json!({"kind": "openai", "key": "ключ"}), ErrorCode::TokenMalformed),
        (json!({"kind": "openai", "price": {"input_micros": -1.0, "output_micros": 0.0}}), ErrorCode::InvalidRequest),
        (json!({"kind": "openai", "context": 0.5}), ErrorCode::InvalidRequest),
        (json!({"provider": 7}), ErrorCode::ProviderNotFound),
    ] {
        assert_eq!(desk.refused("provider_set", set.clone()).await, code, "{set}");
    }
    assert!(desk.view().await.providers.is_empty());
    for budget in [-1.0, 0.5, 1e13] {
        let patch = json!({"budgets": [{"currency": "usd", "day_micros": budget, "month_micros": 1.0}]});
        assert_eq!(desk.refused("models_set", patch).await, ErrorCode::InvalidRequest, "{budget}");
    }
    assert_eq!(desk.refused("provider_models", json!({"kind": "deepseek"})).await, ErrorCode::ModelKeyMissing);
}

#[tokio::test]
async fn a_login_in_the_browser_brings_a_key() {
    let (desk, openrouter) = (Desk::open().await, Yes::listen().await);
    let base_url = format!("http://127.0.0.1:{}/api/v1", openrouter.port);
    let url = desk.ok::<Value>("openrouter_login", json!({"base_url": base_url})).await["url"].as_str().unwrap().to_owned();
    assert!(url.starts_with("https://openrouter.ai/auth?callback_url=http%3A%2F%2Flocalhost%3A") && url.contains("code_challenge_method=S256"));
    assert!(desk.view().await.login.is_some_and(|login| login.waiting));
    let place = url.split("localhost%3A").nth(1).unwrap().split('&').next().unwrap();
    let (port, state) = place.split_once("%2F").unwrap();
    let visit = async |path: String| {
        let mut stream = tokio::net::TcpStream::connect(("127.0.0.1", port.parse::<u16>().unwrap())).await.unwrap();
        stream.write_all(format!("GET /{path} HTTP/1.1\r\nhost: localhost\r\n\r\n").as_bytes()).await.unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await.unwrap();
        answer
    };
    let stranger = visit("guessed?code=evil".into()).await;
    assert!(stranger.starts_with("HTTP/1.1 404") && !stranger.contains("evil"), "{stranger}");
    assert!(desk.view().await.login.is_some_and(|login| login.waiting), "a stranger ends nothing");
    assert!(visit(format!("{state}?code=auth-1")).await.starts_with("HTTP/1.1 200"));
    let login = loop {
        match desk.view().await.login {
            Some(login) if !login.waiting => break login,
            _ => tokio::task::yield_now().await,
        }
    };
    let view = desk.view().await;
    assert_eq!((login.problem, login.provider), (None, Some(view.providers[0].provider)));
    assert!(view.providers[0].has_key && view.providers[0].model.is_empty());
    let listed: Vec<Value> = desk.ok("provider_models", json!({"provider": view.providers[0].provider})).await;
    assert_eq!(listed.len(), 2);
    let heads = openrouter.heads.lock().unwrap();
    assert!(heads.contains("\"code\":\"auth-1\"") && heads.contains("\"code_verifier\":\""), "the browser's code was shown with our proof: {heads}");
    assert!(heads.contains("sk-or-bought"), "the bought key is the one that is shown");
}
