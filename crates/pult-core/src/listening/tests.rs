use super::*;
use crate::drafting::tests::Desk;
use pult_domain::Tag;
use serde_json::json;

/// Means a question to every reader that has learned nothing.
const GLAZE: &str = "Подскажите, глазурь внутри матовая или блестящая?";

fn meant(core: &Core) -> Intent {
    core.listening.reader().unwrap().read(GLAZE).intent
}

#[tokio::test]
async fn whoever_learns_that_a_correction_is_gone_finds_a_reader_that_has_forgotten_it() {
    let desk = Desk::open().await;
    desk.core.load_policies().await.unwrap();
    let chat = desk.chat("a", "Анна", 0, &[&format!("> {GLAZE}")]).await;
    let message = desk.core.store.analysis(chat).await.unwrap().unwrap().message;
    assert_eq!(meant(&desk.core), Intent::ProductQuestion);
    let corrected: AnalysisView = desk.ok("analysis_correct", json!({"chat": chat, "message": message, "intent": "defect_complaint"})).await;
    assert_eq!((corrected.intent, meant(&desk.core)), (Intent::DefectComplaint, Intent::DefectComplaint), "it was learned");

    let (mut changes, core) = (desk.core.store.changes(), desk.core.clone());
    let heard = tokio::spawn(async move {
        // Other chats are heard again meanwhile; of drafts, only what is undone tells.
        while !changes.recv().await.unwrap().tags.contains(&Tag::AiDrafts) {}
        meant(&core)
    });
    let back: AnalysisView = desk.ok("analysis_undo", json!({"chat": chat, "message": message})).await;
    assert_eq!(heard.await.unwrap(), Intent::ProductQuestion, "who drafts for what the chat means now does so with this reader");
    assert!(back.intent == Intent::ProductQuestion && !back.own_intent);
}

#[tokio::test]
async fn a_correction_that_could_not_be_taken_back_is_learned_still() {
    let desk = Desk::open().await;
    desk.core.load_policies().await.unwrap();
    let chat = desk.chat("a", "Анна", 0, &[&format!("> {GLAZE}")]).await;
    let other = desk.chat("b", "Олег", 0, &["> Где мой заказ?"]).await;
    let message = desk.core.store.analysis(chat).await.unwrap().unwrap().message;
    let _: AnalysisView = desk.ok("analysis_correct", json!({"chat": chat, "message": message, "intent": "defect_complaint"})).await;
    let _: AnalysisView = desk.ok("analysis_undo", json!({"chat": other, "message": message})).await;
    assert_eq!(meant(&desk.core), Intent::DefectComplaint, "it is no message of that chat");
}
