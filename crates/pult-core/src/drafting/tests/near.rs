//! The owner's own words nearest to a question, from a real store.

use super::*;
use crate::api::dto::NearReply;

const REPLY: &str = "< Здравствуйте, Светлана! Капюшон на кнопках, его можно снять.";

async fn near(desk: &Desk, chat: ChatId) -> Vec<NearReply> {
    desk.ok("near_replies", json!({"chat": chat})).await
}

#[tokio::test]
async fn what_was_replied_about_the_item_is_at_hand_though_no_word_of_the_question_is_in_the_index() {
    let desk = Desk::open().await;
    let old = desk.chat("a", "Светлана Орлова", 40, &["> Капюшон отстёгивается?", REPLY, "> Спасибо!"]).await;
    // An older chat about the item must not push it out, nor one that nobody answered.
    desk.chat("b", "Олег", 50, &["> Какой состав?", "< Хлопок, подкладка из флиса."]).await;
    desk.chat("c", "Иван", 3, &["> Есть красная?"]).await;
    let chat = desk.chat("d", "Анна", 0, &["> Копюшон сьёмный?"]).await;
    let found = near(&desk, chat).await;
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].text, "Здравствуйте, Анна! Капюшон на кнопках, его можно снять.");
    assert_eq!((found[0].source.kind, found[0].source.chat), (DraftSourceKind::PastReply, Some(old)));
    assert!(desk.draft(chat).await.sources.iter().all(|source| source.kind != DraftSourceKind::PastReply), "it is no draft");
}

#[tokio::test]
async fn where_nothing_is_asked_or_drafts_are_off_nothing_is_at_hand() {
    let desk = Desk::open().await;
    desk.chat("a", "Светлана", 40, &["> Капюшон отстёгивается?", REPLY]).await;
    let answered = desk.chat("b", "Анна", 0, &["> Капюшон снимается?", "< Да, на кнопках."]).await;
    assert!(near(&desk, answered).await.is_empty());
    let open = desk.chat("c", "Олег", 0, &["> Капюшон снимается?"]).await;
    let texts: Vec<String> = near(&desk, open).await.into_iter().map(|near| near.text).collect();
    assert_eq!(texts, ["Да, на кнопках.", "Здравствуйте, Олег! Капюшон на кнопках, его можно снять."]);
    let tone: ToneView = desk.ok("tone_get", json!({})).await;
    let _: ToneView = desk.ok("tone_set", serde_json::to_value(ToneView { enabled: false, ..tone }).unwrap()).await;
    assert!(near(&desk, open).await.is_empty());
    let refused = desk.core.call::<Vec<NearReply>>("near_replies", json!({"chat": 999})).await.unwrap_err();
    assert_eq!(refused.code, ErrorCode::ChatNotFound);
}
