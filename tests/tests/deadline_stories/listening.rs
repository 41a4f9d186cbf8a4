//! What messages mean, through the whole program: heard on arrival, put right by the owner, learned,
//! remembered over a restart, taken back, and gone with the shop it came from.

use pult_core::dto::{AnalysisView, ChatView, DraftView, SlaTried, WhyView};
use pult_domain::sla::Urgency;
use pult_domain::{ErrorCode, Intent, Priority, Sentiment};
use pult_sim::Buyer;
use pult_tests::world::World;
use serde_json::{Value, json};

/// Means a question to every reader that has learned nothing.
const GLAZE: &str = "Подскажите, глазурь внутри матовая или блестящая?";

async fn heard(w: &World, buyer: &Buyer) -> AnalysisView {
    let view: ChatView = w.ok("chat_get", json!({"chat": w.chat(buyer).await})).await;
    view.analysis.expect("somebody has heard it")
}

async fn correct(w: &World, buyer: &Buyer, said: Value) -> AnalysisView {
    let mut request = json!({"chat": w.chat(buyer).await, "message": heard(w, buyer).await.message});
    request.as_object_mut().expect("an object").extend(said.as_object().expect("an object").clone());
    w.ok("analysis_correct", request).await
}

async fn undo(w: &World, buyer: &Buyer) -> AnalysisView {
    w.ok("analysis_undo", json!({"chat": w.chat(buyer).await, "message": heard(w, buyer).await.message})).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_messages_mean_is_heard_and_explained() {
    let w = World::with_shop().await;
    w.until_morning();
    let [ivan, maria] = [w.buyer("Иван"), w.buyer("Мария")];
    w.sim().buyer_writes(&ivan, "Из чайника идёт дым и пахнет горелым, я его выключила!");
    w.sim().buyer_writes(&maria, GLAZE);
    w.sync().await;
    let danger = heard(&w, &ivan).await;
    assert_eq!((danger.intent, danger.sentiment, danger.urgency), (Intent::DefectComplaint, Sentiment::Negative, Urgency::Critical));
    let row = w.row(&ivan).await;
    assert!(row.critical && row.negative && row.priority == Priority::Urgent);
    let calm = w.row(&maria).await;
    assert!(!calm.critical && !calm.negative);
    assert_eq!((heard(&w, &maria).await.intent, calm.priority), (Intent::ProductQuestion, Priority::Normal));
    let tried: SlaTried = w.ok("sla_try", json!({"text": GLAZE})).await;
    assert_eq!(tried.verdict.rule, None);
    w.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_the_owner_says_a_chat_means_is_drafted_for() {
    let w = World::with_shop().await;
    w.until_morning();
    let ivan = w.buyer("Иван");
    w.sim().buyer_writes(&ivan, "Где мой заказ?");
    w.sync().await;
    let chat = w.chat(&ivan).await;
    let draft = async || w.ok::<DraftView>("chat_draft", json!({"chat": chat})).await;
    let first = draft().await;
    correct(&w, &ivan, json!({"intent": "return_refund"})).await;
    let second = draft().await;
    assert!(second.draft != first.draft && second.text.is_some() && second.text != first.text, "{first:?} {second:?}");
    assert_eq!(draft().await.draft, second.draft, "once");
    undo(&w, &ivan).await;
    assert_eq!(draft().await.text, first.text, "as it was, where that is taken back");
    w.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_correction_is_heard_in_other_chats_over_a_restart_and_taken_back() {
    let mut w = World::with_shop().await;
    w.until_morning();
    let [ivan, maria, petr] = [w.buyer("Иван"), w.buyer("Мария"), w.buyer("Пётр")];
    w.sim().buyer_writes(&ivan, GLAZE);
    w.sim().buyer_writes(&maria, GLAZE);
    w.sync().await;
    w.section("this shop means a complaint by it");
    let corrected = correct(&w, &ivan, json!({"intent": "defect_complaint"})).await;
    assert!(corrected.intent == Intent::DefectComplaint && corrected.own_intent && !corrected.own_urgency);
    assert_eq!(w.row(&ivan).await.priority, Priority::Urgent);
    let why: WhyView = w.ok("chat_why", json!({"chat": w.chat(&ivan).await})).await;
    assert_eq!(why.verdict.expect("a verdict").rule.as_deref(), Some("defect"), "{}", why.why);
    w.until("the other chat is heard anew", async |w| w.row(&maria).await.priority == Priority::Urgent).await;
    assert!(!heard(&w, &maria).await.own_intent, "learned there, said here");

    w.section("the next session has not forgotten");
    w.restart_core().await;
    w.sim().buyer_writes(&petr, GLAZE);
    w.sync().await;
    assert_eq!(heard(&w, &petr).await.intent, Intent::DefectComplaint);

    w.section("taken back, it is as if it had never been said");
    let back = undo(&w, &ivan).await;
    assert!(back.intent == Intent::ProductQuestion && !back.own_intent);
    assert_eq!(w.row(&ivan).await.priority, Priority::Normal);
    w.until("the others follow", async |w| w.row(&maria).await.priority == Priority::Normal && w.row(&petr).await.priority == Priority::Normal).await;
    w.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn with_the_shop_goes_what_was_learned_from_it() {
    let mut w = World::with_shop().await;
    w.connect(Default::default()).await;
    let ivan = w.shops[0].sim.buyer("Иван", Default::default());
    w.shops[0].sim.buyer_writes(&ivan, GLAZE);
    w.sync().await;
    correct(&w, &ivan, json!({"intent": "defect_complaint"})).await;
    let tried: SlaTried = w.ok("sla_try", json!({"text": GLAZE})).await;
    assert_eq!(tried.verdict.rule.as_deref(), Some("defect"));
    let first = w.shops[0].account;
    let _: Value = w.ok("account_remove", json!({"account": first})).await;
    let tried: SlaTried = w.ok("sla_try", json!({"text": GLAZE})).await;
    assert_eq!(tried.verdict.rule, None, "nothing of the erased shop is left in the reader");
    // Without the usual end: it looks for every event that was served, and this shop's are gone on purpose.
    w.stop_core().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_correction_says_something_of_a_buyers_message() {
    let w = World::with_shop().await;
    let ivan = w.buyer("Иван");
    w.sim().buyer_writes(&ivan, GLAZE);
    w.sync().await;
    let (chat, message) = (w.chat(&ivan).await, heard(&w, &ivan).await.message);
    assert_eq!(w.refused("analysis_correct", json!({"chat": chat, "message": message})).await, ErrorCode::InvalidRequest);
    assert_eq!(w.refused("analysis_correct", json!({"chat": chat, "message": 1, "intent": "wrong_item"})).await, ErrorCode::ChatNotFound);
    assert_eq!(w.refused("analysis_correct", json!({"chat": chat, "message": message, "intent": "fun"})).await, ErrorCode::InvalidRequest);
    w.end().await;
}
