//! A real small model drafts: set up by operations, asked about waiting chats, watched while it
//! writes, stopped, judged, kept, and told of in the ledger. Nothing here looks at what it means.

use pult_core::dto::{ChatRow, DraftView, LedgerCall, LedgerPage, ModelListed, ProviderCheck, ProviderView};
use pult_domain::{ChatId, DraftMaker, ErrorCode, ModelField, ModelPurpose, ProviderKind, Tag};
use pult_tests::model::SmallModel;
use pult_tests::world::World;
use serde_json::{Value, json};
use std::time::{Duration, Instant};

/// How long a draft may take on a machine that is busy with other tests.
const PATIENCE: Duration = Duration::from_secs(240);

/// Sets the model up as an owner does: the list of models, a try, then it is kept.
async fn set_up(world: &World, model: &SmallModel) -> ProviderView {
    let at = json!({"kind": "llama_cpp", "base_url": model.url()});
    let listed: Vec<ModelListed> = world.ok("provider_models", at).await;
    let set = json!({"kind": "llama_cpp", "base_url": model.url(), "model": listed[0].id});
    let check: ProviderCheck = world.ok("provider_check", set.clone()).await;
    assert!(check.ok && check.first_token_ms.is_some(), "{check:?}");
    world.ok("provider_set", set).await
}

async fn ledger(world: &World) -> Vec<LedgerCall> {
    let page: LedgerPage = world.ok("ledger_list", json!({"limit": 200.0})).await;
    page.calls
}

async fn draft(world: &World, chat: ChatId) -> DraftView {
    world.ok("chat_draft", json!({"chat": chat})).await
}

/// What the panel saw of a draft that was being written, and what stood there in the end.
struct Watched {
    texts: Vec<String>,
    notices: usize,
    end: DraftView,
}

/// Watches as the window does: a change says that drafts are stale, and the panel asks again.
async fn watched(world: &World, chat: ChatId, mut at_each: impl AsyncFnMut(&DraftView)) -> Watched {
    let mut changes = world.core().changes();
    let asked: DraftView = world.ok("draft_make", json!({"chat": chat, "wait": false})).await;
    assert_eq!((asked.chat, asked.provider.as_str()), (chat, "embedded"), "until the model has written, the embedded draft stands");
    let (mut texts, mut notices, end) = (Vec::<String>::new(), 0, Instant::now() + PATIENCE);
    loop {
        let change = tokio::time::timeout_at(end.into(), changes.recv()).await.expect("an end in time").expect("changes go on");
        if !change.tags.contains(&Tag::AiDrafts) {
            continue;
        }
        notices += 1;
        let seen = draft(world, chat).await;
        at_each(&seen).await;
        match &seen.making {
            Some(making) if texts.last() != Some(&making.text) => texts.push(making.text.clone()),
            Some(_) => {}
            None => return Watched { texts, notices, end: seen },
        }
    }
}

#[tokio::test]
async fn a_waiting_chat_is_drafted_by_a_real_model_from_the_feed_to_the_ledger() {
    let Some(model) = SmallModel::start().await else { return };
    let world = World::with_shop().await;
    // More than are needed as a rule: the first that is in shape and was seen growing ends the asking.
    let questions = [
        "Hello, when will my teapot arrive?",
        "Hello! Is this mug good for hot tea?",
        "Good evening, what size is the saucer?",
        "Hi, which colours does the vase have?",
        "Hello, can the plate go into the oven?",
        "Good morning, how do I wash the board?",
        "Hello! How many cups are in the set?",
        "Hi, is the lid included?",
    ];
    let buyers: Vec<_> = questions
        .iter()
        .map(|text| {
            let buyer = world.buyer("Anna");
            world.sim().buyer_writes(&buyer, text);
            buyer
        })
        .collect();
    world.sync().await;
    let provider = set_up(&world, &model).await;
    let before = ledger(&world).await.len();
    assert_eq!(before, 1, "the try is in the ledger, too");

    // What it says is chance, and so is whether it is in shape and long enough to be seen growing.
    let (mut grew, mut drafted, mut asked) = (false, false, 0);
    for buyer in &buyers {
        if grew && drafted {
            break;
        }
        let chat = world.chat(buyer).await;
        let seen = watched(&world, chat, async |_| {}).await;
        assert!(seen.notices > 1, "the panel was told while it was being written");
        grew |= seen.texts.windows(2).any(|two| two[1].chars().count() > two[0].chars().count() && !two[0].is_empty());

        let made = &seen.end;
        let calls: Vec<LedgerCall> = ledger(&world).await.into_iter().filter(|call| call.chat == Some(chat)).collect();
        assert!(!calls.is_empty() && calls.len() <= 4, "{calls:?}");
        asked += calls.len();
        for call in &calls {
            assert_eq!((call.provider, call.kind, call.purpose), (Some(provider.provider), ProviderKind::LlamaCpp, ModelPurpose::Draft), "{call:?}");
            assert!(call.local && !call.open && call.cost_exact && call.cost_micros == 0.0 && call.bytes_out > 1_000.0 && call.tokens_in > 100.0, "{call:?}");
            assert!(call.fields.contains(&ModelField::BuyerMessages) && call.fields.contains(&ModelField::Tone), "{call:?}");
            assert!(call.problem.is_some() || (call.tokens_out > 0.0 && call.bytes_in > 0.0 && call.first_token_ms.is_some()), "{call:?}");
        }
        // An answer that was out of shape twice is a failure of the model, and told as one.
        if made.model_failed.is_some() {
            assert_eq!((made.provider.as_str(), made.model_failed), ("embedded", Some(ErrorCode::ModelMalformed)), "{made:?}");
            continue;
        }
        drafted = true;
        assert_eq!((made.provider.as_str(), made.model.as_deref().is_some_and(|name| !name.is_empty())), ("llama_cpp", true), "{made:?}");
        assert!(made.took_ms > 0.0 && made.cost == 0.0 && made.currency.is_some() && made.analyzed_at_ms.is_some() && !made.stale, "{made:?}");
        assert!(made.language.is_some() && made.sentiment.is_some() && made.urgency.is_some() && (1..=3).contains(&made.categories.len()), "{made:?}");
        assert!(made.blocked <= 2.0 && (made.text.is_some() || made.reason.is_some()), "{made:?}");
        let kept = world.core().store().ai_draft(chat).await.expect("readable").expect("kept");
        assert_eq!((Some(kept.id), kept.draft.text, kept.draft.provider), (made.draft.map(|id| id.0), made.text.clone(), made.provider));
        assert!(kept.draft.state_key.ends_with("|model"), "of this state no second one is made");
        if let Some(text) = &made.text {
            assert!(!text.trim().is_empty() && text.chars().count() <= 1_000, "{text}");
            let asked = json!({"text": text, "chat": chat, "writer": "assisted"});
            let judged: Value = world.ok("guard_text", asked).await;
            assert_ne!(judged["verdict"], "block", "what the guard stops does not stand there: {text}");
        }
    }
    assert!(drafted && grew, "a reply was seen growing ({grew}), and a draft kept ({drafted})");
    assert_eq!(ledger(&world).await.len(), before + asked, "nothing else was asked");
    world.end().await;
}

#[tokio::test]
async fn the_owner_stops_a_real_model_and_the_embedded_draft_stands() {
    let Some(model) = SmallModel::start().await else { return };
    let world = World::with_shop().await;
    let buyer = world.buyer("Anna");
    world.sim().buyer_writes(&buyer, "Where is my order? Please tell me everything about it.");
    world.sync().await;
    set_up(&world, &model).await;
    let chat = world.chat(&buyer).await;
    let embedded = draft(&world, chat).await;
    let watched = watched(&world, chat, async |seen| {
        if seen.making.is_some() {
            let _: Value = world.ok("draft_cancel", json!({"chat": chat})).await;
        }
    });
    let end = watched.await.end;
    assert_eq!((end.draft, end.text, end.provider.as_str()), (embedded.draft, embedded.text, "embedded"));
    assert_eq!(end.model_failed, None, "what the owner stopped is no fault");
    let stopped: Vec<LedgerCall> = ledger(&world).await.into_iter().filter(|call| call.chat == Some(chat)).collect();
    assert_eq!(stopped.iter().map(|call| call.problem).collect::<Vec<_>>(), [Some(ErrorCode::ModelStopped)]);
    assert!(!stopped[0].open && stopped[0].bytes_out > 0.0, "what had left is in the ledger: {stopped:?}");
    world.end().await;
}

#[tokio::test]
async fn a_real_model_drafts_ahead_of_the_owner_once() {
    let Some(model) = SmallModel::start().await else { return };
    let mut world = World::with_shop().await;
    let buyer = world.buyer("Anna");
    world.sim().buyer_writes(&buyer, "Hello! Is the mug dishwasher safe?");
    world.sync().await;
    set_up(&world, &model).await;
    world.run().await;
    let chat = world.chat(&buyer).await;
    let end = Instant::now() + PATIENCE;
    let made = loop {
        let made = draft(&world, chat).await;
        if made.making.is_none() && (made.provider == DraftMaker::Model(ProviderKind::LlamaCpp) || made.model_failed.is_some()) {
            break made;
        }
        assert!(Instant::now() < end, "nobody drafted ahead: {made:?}");
        tokio::time::sleep(Duration::from_millis(50)).await;
    };
    let calls = ledger(&world).await.len();
    // The owner opens the chat, and something else moves: the state is the same, nobody is asked again.
    let row: ChatRow = world.row(&buyer).await;
    let again = draft(&world, row.chat).await;
    let _: Value = world.ok("sync_now", json!({})).await;
    tokio::time::sleep(Duration::from_millis(500)).await;
    assert_eq!((again.draft, ledger(&world).await.len()), (made.draft, calls));
    world.end().await;
}
