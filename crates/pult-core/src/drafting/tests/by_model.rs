//! What a model's drafts cost, and its translations.

use super::{Desk, Stub};
use crate::api::dto::{DraftView, LedgerPage, ModelsView, OutboxView};
use pult_domain::{DraftVariant, ModelCurrency, ModelPurpose};
use serde_json::{Value, json};

#[tokio::test]
async fn a_draft_costs_what_all_its_answers_cost() {
    let desk = Desk::open().await;
    let chat = desk.chat("a", "Анна", 0, &["> Где мой заказ?"]).await;
    let stub = Stub::listen(vec!["Вернём деньги!".into(), "Здравствуйте! Посмотрим, где заказ, и ответим здесь.".into()]).await;
    stub.set_up(&desk).await;
    let models: ModelsView = desk.ok("providers_list", json!({})).await;
    // A program on this machine that asks elsewhere: a dollar a million tokens of question, ten for those of answer.
    let price = json!({"input_micros": 1_000_000.0, "output_micros": 10_000_000.0});
    let _: Value = desk.ok("provider_set", json!({"provider": models.providers[0].provider, "price": price})).await;
    let made = desk.make(chat).await;
    // 900 tokens of question and 90 of answer, twice: the one that was stopped is paid for, too.
    assert_eq!((made.blocked, made.cost, made.currency, made.cost_exact), (1.0, 0.0036, Some(ModelCurrency::Usd), true), "{made:?}");
    let page: LedgerPage = desk.ok("ledger_list", json!({})).await;
    let booked: Vec<_> = page.calls.iter().map(|call| (call.chat, call.cost_micros, call.cost_exact)).collect();
    assert_eq!(booked, [(Some(chat), 1_800.0, true); 2]);
    let models: ModelsView = desk.ok("providers_list", json!({})).await;
    assert_eq!((models.budgets[0].day_spent_micros, models.budgets[0].month_spent_micros), (3_600.0, 3_600.0));
}

#[tokio::test]
async fn what_nobody_counted_is_told_as_an_estimate() {
    let desk = Desk::open().await;
    let chat = desk.chat("a", "Анна", 0, &["> Где мой заказ?"]).await;
    let stub = Stub::uncounted(vec!["Здравствуйте! Посмотрим, где заказ, и ответим здесь.".into()]).await;
    stub.set_up(&desk).await;
    let models: ModelsView = desk.ok("providers_list", json!({})).await;
    let price = json!({"input_micros": 1_000_000.0, "output_micros": 10_000_000.0});
    let _: Value = desk.ok("provider_set", json!({"provider": models.providers[0].provider, "price": price})).await;
    let made = desk.make(chat).await;
    assert!(made.cost > 0.0 && !made.cost_exact, "{made:?}");
    assert!(!desk.draft(chat).await.cost_exact, "and so it is kept");
}

#[tokio::test]
async fn a_model_translates_the_draft_and_the_translation_may_leave() {
    let desk = Desk::open().await;
    let chat = desk.chat("a", "Олег", 0, &["> Где мой заказ?"]).await;
    let russian = desk.draft(chat).await.text.unwrap();
    let english = "Hello! Thank you for asking. We will look on our side and answer here in the chat.";
    let stub = Stub::listen(vec![english.into()]).await;
    stub.set_up(&desk).await;
    let made: DraftView = desk.ok("draft_make", json!({"chat": chat, "variant": "translate", "language": "en"})).await;
    assert_eq!((made.text.as_deref(), made.blocked, made.provider.as_str()), (Some(english), 0.0, "llama_cpp"), "{made:?}");
    assert_eq!((made.variant, made.former.as_deref()), (Some(DraftVariant::Translate), Some(russian.as_str())), "there is a way back");
    let heard = stub.heard.lock().unwrap()[0].clone();
    assert!(heard.contains("reply in English") && heard.contains("REWRITE this draft, translated"), "{heard}");
    let page: LedgerPage = desk.ok("ledger_list", json!({})).await;
    assert_eq!(page.calls.iter().map(|call| call.purpose).collect::<Vec<_>>(), [ModelPurpose::Translation]);
    // A draft in another language than the buyer's is held; this one is so on purpose.
    let sent: OutboxView = desk.ok("reply_send", json!({"chat": chat, "text": english})).await;
    assert_eq!(sent.text, english);
}
