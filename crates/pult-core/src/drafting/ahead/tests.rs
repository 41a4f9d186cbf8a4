use super::*;
use crate::api::dto::AnalysisView;
use crate::drafting::tests::{Desk, Stub};
use pult_domain::{DraftMaker, Priority};
use pult_store::{AiDraftRow, LookupKind};
use serde_json::json;
use std::sync::atomic::Ordering;
use tokio::task::JoinHandle;

const HOUR: i64 = 3_600_000;
const WHERE: &str = "> Где мой заказ?";
const GLAZE: &str = "> Подскажите, глазурь внутри матовая или блестящая?";
const SMOKE: &str = "> Из чайника идёт дым и пахнет горелым, я его выключила!";

/// A shop whose rules say how urgent a chat is and what it means.
async fn desk() -> Desk {
    let desk = Desk::open().await;
    desk.core.load_policies().await.unwrap();
    desk
}

/// The pass as the program runs it, at another pace.
fn running(desk: &Desk, every: Duration) -> JoinHandle<()> {
    tokio::spawn(desk.core.clone().draft_ahead(Pace { first: Duration::ZERO, every, settle: Duration::ZERO }))
}

async fn ended(desk: &Desk, pass: JoinHandle<()>) {
    desk.core.stop.cancel();
    pass.await.unwrap();
}

async fn kept(desk: &Desk, chat: ChatId) -> Option<AiDraftRow> {
    desk.core.store.ai_draft(chat).await.unwrap()
}

async fn correct(desk: &Desk, chat: ChatId, intent: &str) {
    let message = desk.core.store.analysis(chat).await.unwrap().unwrap().message;
    let _: AnalysisView = desk.ok("analysis_correct", json!({"chat": chat, "message": message, "intent": intent})).await;
}

#[tokio::test]
async fn the_most_urgent_are_drafted_first_of_these_the_newest_and_no_state_twice() {
    let desk = desk().await;
    // Neither the order in which they came nor that of their deadlines is the wanted one.
    let old_smoke = desk.chat("a", "Анна", 2, &[SMOKE]).await;
    let new_glaze = desk.chat("b", "Олег", 0, &[GLAZE]).await;
    let old_glaze = desk.chat("c", "Иван", 3, &[GLAZE]).await;
    let new_smoke = desk.chat("d", "Мария", 1, &[SMOKE]).await;
    let chats = [new_smoke, old_smoke, new_glaze, old_glaze];
    for (chat, urgent) in chats.into_iter().zip([true, true, false, false]) {
        assert_eq!(desk.core.store.chat(chat).await.unwrap().unwrap().priority == Priority::Urgent, urgent);
    }
    let made = async || {
        let mut made = Vec::new();
        for chat in chats {
            made.push(kept(&desk, chat).await.unwrap().id);
        }
        made
    };
    desk.core.draft_pass(&Look::All).await.unwrap();
    let first = made().await;
    assert!(first.is_sorted(), "later drafts have later numbers: {first:?}");
    desk.core.draft_pass(&Look::All).await.unwrap();
    desk.core.draft_pass(&Look::At(chats.to_vec())).await.unwrap();
    assert_eq!(made().await, first, "of one state no second draft is made");
}

#[tokio::test]
async fn every_two_minutes_what_time_alone_has_changed_is_drafted_anew() {
    assert_eq!(PACE.every, Duration::from_secs(120));
    let desk = desk().await;
    let price = json!({"title": "Чашка «Лён»", "price_minor": 129_000, "currency": "RUB"}).to_string();
    desk.core.store.lookup_keep(desk.account, LookupKind::Item, "9001".into(), Some(price)).await.unwrap();
    let chat = desk.chat("a", "Олег", 0, &[WHERE]).await;
    let pass = running(&desk, Duration::from_millis(10));
    let first = desk.drafted(chat, |_| true).await;
    // A price of yesterday must not be said any more. Nothing tells of it but the clock.
    desk.pass(25 * HOUR);
    let second = desk.drafted(chat, |row| row.id != first.id).await;
    assert_ne!(second.draft.state_key, first.draft.state_key);
    ended(&desk, pass).await;
}

#[tokio::test]
async fn a_message_that_comes_is_drafted_for_before_the_next_turn() {
    let desk = desk().await;
    let chat = desk.chat("a", "Олег", 0, &[WHERE]).await;
    let pass = running(&desk, Duration::from_secs(3_600));
    desk.drafted(chat, |_| true).await;
    let other = desk.chat("b", "Анна", 0, &[GLAZE]).await;
    desk.drafted(other, |_| true).await;
    ended(&desk, pass).await;
}

#[tokio::test]
async fn of_several_corrections_a_model_is_asked_about_the_last_and_the_embedded_draft_follows_each() {
    let desk = desk().await;
    let chat = desk.chat("a", "Олег", 0, &[WHERE]).await;
    let stub = Stub::listen(vec!["Здравствуйте! Посмотрим, где заказ, и ответим здесь.".into()]).await;
    stub.set_up(&desk).await;
    let asked = || stub.asked.load(Ordering::SeqCst);
    for intent in ["return_refund", "delivery_delay", "cancel_change_order"] {
        correct(&desk, chat, intent).await;
        desk.core.draft_pass(&Look::All).await.unwrap();
        let row = kept(&desk, chat).await.unwrap();
        assert_eq!((row.draft.provider, row.draft.categories), (DraftMaker::EMBEDDED, vec![intent.to_owned()]));
        assert!(desk.core.drafting.is_corrected_lately(desk.core.clock.now()), "the next look comes soon");
        desk.pass(CORRECTED_MS / 2);
    }
    assert_eq!(asked(), 0, "another word may follow");
    desk.pass(CORRECTED_MS / 2);
    desk.core.draft_pass(&Look::All).await.unwrap();
    desk.drafted(chat, |row| row.draft.provider != DraftMaker::EMBEDDED).await;
    desk.core.draft_pass(&Look::All).await.unwrap();
    assert_eq!(asked(), 1);
    assert!(stub.heard.lock().unwrap()[0].contains("intent cancel_change_order"), "about what was said last");
    assert!(!desk.core.drafting.is_corrected_lately(desk.core.clock.now()));
}

#[test]
fn what_was_looked_up_or_written_down_concerns_every_chat_whichever_a_change_names() {
    let after = |tags: &[Tag]| {
        let (mut look, mut change) = (Look::At(Vec::new()), Change::default());
        change.chat(ChatId(7));
        for tag in tags {
            change.tag(*tag);
        }
        look.join(&change);
        look
    };
    assert!(matches!(after(&[Tag::Messages]), Look::At(chats) if chats == [ChatId(7)]));
    assert!(after(&[Tag::Drafts]).is_empty());
    assert!(matches!(after(&[Tag::Lookups, Tag::Messages]), Look::All));
    assert!(matches!(after(&[Tag::Knowledge, Tag::Messages]), Look::All));
}
