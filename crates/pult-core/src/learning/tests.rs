//! Habits and figures through operations, on a real store.

use crate::api::dto::{DraftFigures, DraftView, HabitView, SnippetView};
use crate::drafting::tests::{Desk, Stub};
use pult_domain::{ChatId, DraftFate, DraftMaker, ErrorCode, HabitKind, HabitState, ProviderKind};
use serde_json::{Value, json};
use std::time::Duration;

const NAMES: [&str; 5] = ["Анна", "Олег", "Мария", "Пётр", "Света"];
const CLOSE: &str = "Ваша мастерская.";

impl Desk {
    /// A buyer asks, the owner sends the draft with something behind it.
    async fn edited(&self, n: usize, question: &str, added: &str) -> ChatId {
        let chat = self.chat(&format!("c{n}"), NAMES[n % NAMES.len()], 0, &[&format!("> {question}")]).await;
        let made = self.draft(chat).await.text.unwrap();
        self.sent_as(chat, &format!("{made} {added}")).await;
        chat
    }

    async fn sent_as(&self, chat: ChatId, text: &str) {
        let _: Value = self.ok("reply_send", json!({"chat": chat, "text": text, "despite": ["any"]})).await;
        for _ in 0..300 {
            let row = self.core.store.ai_draft(chat).await.unwrap().unwrap();
            if row.outcome.is_some() {
                // What an edit teaches is looked for in the same task, right after.
                tokio::time::sleep(Duration::from_millis(50)).await;
                return;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        panic!("the reply must tell of its draft");
    }

    async fn habits(&self, wanted: usize) -> Vec<HabitView> {
        for _ in 0..150 {
            let habits: Vec<HabitView> = self.ok("habits_list", json!({})).await;
            if habits.len() == wanted {
                return habits;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        panic!("{wanted} habits: {:?}", self.ok::<Vec<HabitView>>("habits_list", json!({})).await);
    }

    async fn decide(&self, habit: &HabitView, state: &str) -> HabitView {
        self.ok("habit_decide", json!({"habit": habit.habit, "state": state})).await
    }
}

const QUESTIONS: [&str; 4] = ["Где мой заказ?", "Как вернуть чашку?", "Спасибо вам большое!", "Где моя посылка, когда приедет?"];

#[tokio::test]
async fn a_last_line_added_at_three_buyers_is_proposed_accepted_followed_and_switched_off() {
    let desk = Desk::open().await;
    for (n, question) in QUESTIONS.iter().take(2).enumerate() {
        desk.edited(n, question, CLOSE).await;
    }
    assert!(desk.ok::<Vec<HabitView>>("habits_list", json!({})).await.is_empty(), "two buyers are a chance");
    desk.edited(2, QUESTIONS[2], CLOSE).await;
    let found = &desk.habits(1).await[0];
    assert_eq!((found.kind, found.state, found.becomes.as_str(), found.examples), (HabitKind::SignOff, HabitState::Proposed, CLOSE, 3.0));

    let next = desk.chat("next", "Игорь", 0, &["> Где мой заказ?"]).await;
    let without = desk.draft(next).await.text.unwrap();
    assert!(!without.contains(CLOSE), "a proposal changes nothing");
    let on = desk.decide(found, "on").await;
    assert_eq!((on.state, on.before.drafts), (HabitState::On, 3.0));
    assert!(on.before.distance.is_some_and(|distance| distance > 0.0), "{on:?}");
    let made = desk.draft(next).await;
    let with = made.text.unwrap();
    assert_eq!((&with, made.habits), (&format!("{without} {CLOSE}"), vec![found.habit]), "the ready draft was made anew, and says why");

    desk.sent_as(next, &with).await;
    let after = &desk.habits(1).await[0];
    assert_eq!((after.used, after.after.drafts, after.after.distance), (1.0, 1.0, Some(0.0)), "its effect can be seen");
    desk.decide(found, "off").await;
    let later = desk.chat("later", "Нина", 0, &["> Где мой заказ?"]).await;
    assert!(!desk.draft(later).await.text.unwrap().contains(CLOSE));
    let refused = desk.core.call_text("habit_decide", json!({"habit": found.habit, "state": "proposed"})).await.unwrap_err();
    assert_eq!(refused.code, ErrorCode::InvalidRequest, "what was followed is switched off, not forgotten");
    desk.decide(found, "rejected").await;
    desk.habits(0).await;
    assert_eq!(desk.decide(found, "proposed").await.state, HabitState::Proposed, "a refusal is taken back");
    desk.decide(found, "rejected").await;
    desk.edited(4, QUESTIONS[3], CLOSE).await;
    desk.habits(0).await;
    assert_eq!(desk.core.call_text("habit_decide", json!({"habit": 999, "state": "on"})).await.unwrap_err().code, ErrorCode::HabitNotFound);
}

#[tokio::test]
async fn knowledge_added_to_one_kind_of_answer_becomes_a_note() {
    let desk = Desk::open().await;
    let added = "Курьер всегда звонит покупателю перед выездом к дому.";
    for (n, question) in ["Где мой заказ?", "Где мой заказ сейчас?", "Подскажите, где мой заказ?"].iter().enumerate()
    {
        desk.edited(n, question, added).await;
    }
    let found = &desk.habits(1).await[0];
    assert_eq!((found.kind, found.becomes.as_str()), (HabitKind::Snippet, added));
    let on = desk.decide(found, "on").await;
    let notes: Vec<SnippetView> = desk.ok("snippets_list", json!({})).await;
    assert_eq!((notes.len(), on.snippet, notes[0].text.as_str()), (1, Some(notes[0].snippet), added));
    desk.decide(found, "off").await;
    assert!(desk.ok::<Vec<SnippetView>>("snippets_list", json!({})).await.is_empty(), "switched off, it is no note any more");
}

#[tokio::test]
async fn erasing_a_shops_buyers_erases_what_was_learned_from_them() {
    let desk = Desk::open().await;
    for (n, question) in QUESTIONS.iter().take(3).enumerate() {
        desk.edited(n, question, CLOSE).await;
    }
    desk.habits(1).await;
    desk.core.remove_account(desk.account).await.unwrap();
    desk.habits(0).await;
}

#[tokio::test]
async fn a_model_is_told_what_the_owner_accepted() {
    let desk = Desk::open().await;
    for (n, question) in QUESTIONS.iter().take(3).enumerate() {
        desk.edited(n, question, CLOSE).await;
    }
    let found = &desk.habits(1).await[0];
    let stub = Stub::listen(vec!["Здравствуйте! Посмотрим, где заказ, и ответим здесь.".into()]).await;
    stub.set_up(&desk).await;
    let chat = desk.chat("model", "Игорь", 0, &["> Где мой заказ?"]).await;
    desk.make(chat).await;
    desk.decide(found, "on").await;
    let made: DraftView = desk.make(chat).await;
    assert_eq!(made.provider, DraftMaker::Model(ProviderKind::LlamaCpp));
    let heard = stub.heard.lock().unwrap().clone();
    let told = |question: &String| question.contains("End with \\\"Ваша мастерская.");
    assert!(!told(&heard[0]) && told(heard.last().unwrap()), "{heard:?}");
    assert!(desk.habits(1).await[0].used >= 1.0);
}

#[tokio::test]
async fn figures_tell_what_became_of_drafts() {
    let desk = Desk::open().await;
    desk.edited(0, QUESTIONS[0], CLOSE).await;
    let chat = desk.chat("x", "Игорь", 0, &["> Где мой заказ?"]).await;
    let made = desk.draft(chat).await;
    desk.sent_as(chat, made.text.as_deref().unwrap()).await;
    let other = desk.chat("y", "Нина", 0, &["> Где мой заказ?"]).await;
    let passed = desk.draft(other).await;
    let _: Value = desk.ok("draft_outcome", json!({"draft": passed.draft, "thumb": -1, "fault": "off_topic"})).await;
    desk.sent_as(other, "Секундочку! Уточняю у склада, где именно сейчас едет ваша чашка, и сразу же отвечу вам в этом чате.").await;
    let row = desk.core.store.ai_draft(other).await.unwrap().unwrap();
    assert_eq!(row.outcome.as_deref(), Some(DraftFate::Ignored.as_str()));
    let figures: DraftFigures = desk.ok("draft_figures", json!({})).await;
    let own = &figures.makers[0];
    assert_eq!((own.maker, own.made, own.sent, own.edited, own.ignored, own.down), (DraftMaker::EMBEDDED, 3.0, 1.0, 1.0, 1.0, 1.0));
    assert!(own.accepted.is_some_and(|share| (share - 2.0 / 3.0).abs() < 1e-9) && own.distance.is_some_and(|share| share > 0.0), "{own:?}");
    assert_eq!((figures.faults[0].fault.as_str(), figures.faults[0].count), ("off_topic", 1.0));
}
