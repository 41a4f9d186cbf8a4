//! The whole way to a real model and back: streams, a schema, a stop, a question that is too long.
//! Nothing here looks at what the model means.

use async_trait::async_trait;
use pult_assist::llm::chain::Errand;
use pult_assist::llm::{Ask, Books, Call, CallId, Chain, Delta, Provider, Schema, Spent};
use pult_core::dto::{LedgerPage, ModelListed, ModelsView, ProviderCheck, ProviderView};
use pult_domain::{ErrorCode, ModelPurpose, ProviderId, ProviderKind, SystemClock};
use pult_tests::model::SmallModel;
use pult_tests::world::World;
use serde_json::json;
use std::sync::{Arc, Mutex};
use tokio_util::sync::CancellationToken;

/// Books that allow everything and remember how calls ended.
#[derive(Default)]
struct Paper(Mutex<Vec<Spent>>);

#[async_trait]
impl Books for Paper {
    async fn open(&self, _: &Call) -> Result<CallId, ErrorCode> {
        Ok(CallId(0))
    }

    async fn close(&self, _: CallId, spent: &Spent) {
        self.0.lock().unwrap().push(spent.clone());
    }
}

fn at(model: &SmallModel, kind: ProviderKind) -> Provider {
    Provider {
        id: ProviderId(1),
        kind,
        base_url: Some(model.url()),
        model: "small".into(),
        key: Some("no-key-needed".to_owned().into()),
        place: None,
        ca_file: None,
        price: None,
        context: None,
    }
}

const ERRAND: Errand = Errand { purpose: ModelPurpose::Draft, chat: None };

#[tokio::test]
async fn a_real_model_answers_in_pieces_and_in_shape() {
    let Some(model) = SmallModel::start().await else { return };
    let schema = json!({"type": "object", "required": ["intent", "urgent"], "additionalProperties": false, "properties": {
        "intent": {"enum": ["order_status", "return_refund", "other"]}, "urgent": {"type": "boolean"}}});
    let plain = Ask { max_tokens: 40, temperature: Some(0.0), ..Ask::new("You are a shop assistant.", "Hello! Where is my order?") };
    let shaped = Ask { schema: Some(Schema::new("analysis", schema).unwrap()), max_tokens: 120, ..plain.clone() };
    let chain = Chain::new(Arc::new(SystemClock));
    // The dialects that this server speaks.
    for kind in [ProviderKind::LlamaCpp, ProviderKind::Compatible, ProviderKind::LmStudio, ProviderKind::Openai, ProviderKind::Openrouter] {
        for ask in [&plain, &shaped] {
            let (mut shown, mut pieces) = (String::new(), 0);
            let mut on_delta = |delta: Delta<'_>| match delta {
                Delta::Text(text) => {
                    shown.push_str(text);
                    pieces += 1;
                }
                Delta::Restart => shown.clear(),
            };
            let books = Paper::default();
            let answer = chain.ask(&[at(&model, kind)], ERRAND, ask, &books, &mut on_delta, &CancellationToken::new()).await;
            let answer = answer.unwrap_or_else(|unanswered| panic!("{kind:?}: {unanswered:?}"));
            assert!(pieces > 1, "{kind:?}: it comes in pieces");
            assert_eq!(shown.trim(), answer.text, "{kind:?}: what was shown is what was taken");
            assert!(answer.tokens_in > 10 && (1..=120).contains(&answer.tokens_out), "{kind:?}: {answer:?}");
            assert!(answer.cost.exact && answer.cost.micros == 0 && answer.first_token_ms.is_some());
            if let Some(schema) = &ask.schema {
                assert!(answer.parsed.as_ref().is_some_and(|value| schema.is_met_by(value)), "{kind:?}: {:?}", answer.text);
            }
            assert!(books.0.lock().unwrap().iter().all(|spent| spent.failed.is_none()), "{kind:?}: nothing was refused on the way");
        }
    }
}

#[tokio::test]
async fn a_real_model_is_stopped_and_turned_down() {
    let Some(model) = SmallModel::start().await else { return };
    let chain = Chain::new(Arc::new(SystemClock));
    let provider = at(&model, ProviderKind::LlamaCpp);
    let cancel = CancellationToken::new();
    let stop = cancel.clone();
    let mut on_delta = move |delta: Delta<'_>| {
        if let Delta::Text(_) = delta {
            stop.cancel();
        }
    };
    let long = Ask { max_tokens: 900, ..Ask::new("You write stories.", "Write a very long story about a teapot.") };
    let books = Paper::default();
    let stopped = chain.ask(std::slice::from_ref(&provider), ERRAND, &long, &books, &mut on_delta, &cancel).await;
    assert_eq!(stopped.unwrap_err().code(), ErrorCode::ModelStopped);
    assert_eq!(books.0.lock().unwrap()[0].failed, Some(ErrorCode::ModelStopped));

    let mut nowhere = |_: Delta<'_>| {};
    let huge = Ask::new("You are a shop assistant.", "Где мой заказ? ".repeat(2_000));
    let refused = chain.ask(&[provider], ERRAND, &huge, &Paper::default(), &mut nowhere, &CancellationToken::new()).await;
    assert_eq!(refused.unwrap_err().code(), ErrorCode::ModelContextTooLong);
}

#[tokio::test]
async fn an_owner_connects_a_real_model() {
    let Some(model) = SmallModel::start().await else { return };
    let world = World::empty().await;
    let set = json!({"kind": "llama_cpp", "base_url": model.url()});
    let listed: Vec<ModelListed> = world.ok("provider_models", set.clone()).await;
    assert_eq!(listed.len(), 1);
    let set = json!({"kind": "llama_cpp", "base_url": model.url(), "model": listed[0].id});
    let check: ProviderCheck = world.ok("provider_check", set.clone()).await;
    assert!(check.ok && check.first_token_ms.is_some(), "{check:?}");
    let kept: ProviderView = world.ok("provider_set", set).await;
    assert!(kept.local && !kept.has_key);
    let view: ModelsView = world.ok("models_set", json!({"local_only": true})).await;
    assert!(view.local_only);
    let check: ProviderCheck = world.ok("provider_check", json!({"provider": kept.provider})).await;
    assert!(check.ok, "a model on this machine is asked whatever the switch says");
    let page: LedgerPage = world.ok("ledger_list", json!({})).await;
    assert_eq!(page.calls.len(), 2);
    assert!(page.calls.iter().all(|call| call.local && call.problem.is_none() && call.tokens_out > 0.0 && call.cost_micros == 0.0), "{page:?}");
    world.end().await;
}
