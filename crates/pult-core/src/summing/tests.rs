//! Summaries through operations; the model is a stub on this machine.

use super::Kept;
use crate::api::dto::SummaryView;
use crate::drafting::tests::Desk;
use pult_assist::summary::{Point, Sum};
use pult_domain::{DraftMaker, ErrorCode, MessageId, ProviderKind};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

const STORY: [&str; 14] = [
    "> Здравствуйте! Где мой заказ?",
    "< Добрый день! Проверим у склада и напишем вам сегодня.",
    "> Хорошо",
    "< Заказ собран. Отправим завтра утром.",
    "> Спасибо! А можно другой цвет?",
    "< Да, есть синий и белый.",
    "> Белый, пожалуйста",
    "< Положим белую.",
    "> Благодарю",
    "< Заказ едет к вам.",
    "> Пришла чашка с трещиной. Что теперь делать?",
    "< Нам очень жаль. Создайте заявку в кабинете.",
    "> Создал заявку 551277",
    "> Когда её рассмотрят?",
];

/// Answers every question with this JSON; what it heard comes back when it has answered.
async fn model(desk: &Desk, answer: Value) -> tokio::sync::mpsc::UnboundedReceiver<String> {
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let (heard, hears) = tokio::sync::mpsc::unbounded_channel();
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let mut bytes = Vec::new();
            let mut piece = [0; 16_384];
            let body = loop {
                let read = stream.read(&mut piece).await.unwrap_or(0);
                bytes.extend_from_slice(&piece[..read]);
                let text = String::from_utf8_lossy(&bytes).into_owned();
                let Some((head, body)) = text.split_once("\r\n\r\n") else { continue };
                let length = head.to_lowercase().lines().find_map(|line| line.strip_prefix("content-length: ").and_then(|n| n.trim().parse::<usize>().ok()));
                if read == 0 || body.len() >= length.unwrap_or(0) {
                    break body.to_owned();
                }
            };
            let _ = heard.send(body);
            let delta = json!({"choices": [{"delta": {"content": answer.to_string()}}]});
            let end = json!({"choices": [{"delta": {}, "finish_reason": "stop"}]});
            let usage = json!({"choices": [], "usage": {"prompt_tokens": 900, "completion_tokens": 90}});
            let body = format!("data: {delta}\n\ndata: {end}\n\ndata: {usage}\n\ndata: [DONE]\n\n");
            let head = format!("HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ncontent-length: {}\r\nconnection: close\r\n\r\n", body.len());
            let _ = stream.write_all(format!("{head}{body}").as_bytes()).await;
        }
    });
    let _: Value = desk.ok("provider_set", json!({"kind": "llama_cpp", "base_url": format!("http://127.0.0.1:{port}/v1"), "model": "small"})).await;
    hears
}

#[tokio::test]
async fn a_long_chat_is_summed_up_without_a_model_and_a_short_one_is_not() {
    let desk = Desk::open().await;
    let short = desk.chat("s", "Олег", 0, &["> Где мой заказ?"]).await;
    let view: SummaryView = desk.ok("chat_summary", json!({"chat": short})).await;
    assert!(view.short && view.asked.is_empty() && view.open.is_empty());
    let chat = desk.chat("a", "Анна", 0, &STORY).await;
    let view: SummaryView = desk.ok("chat_summary", json!({"chat": chat})).await;
    let texts = |points: &[crate::api::dto::SummaryPoint]| points.iter().map(|point| point.text.clone()).collect::<Vec<_>>();
    assert_eq!((view.short, view.maker, view.can_ask, view.stale), (false, DraftMaker::EMBEDDED, false, false));
    assert_eq!(texts(&view.open), ["Когда её рассмотрят?"]);
    assert!(texts(&view.promised).contains(&"Отправим завтра утром.".to_owned()), "{view:?}");
    assert_eq!(view.item.as_deref(), Some("Чашка «Лён»"));
    let refused = desk.core.call_text("summary_make", json!({"chat": chat})).await.unwrap_err();
    assert_eq!(refused.code, ErrorCode::ModelNone, "the owner is told that there is no model");
}

#[tokio::test]
async fn a_models_summary_is_checked_kept_and_stale_when_the_buyer_writes_again() {
    let desk = Desk::open().await;
    let chat = desk.chat("a", "Анна", 0, &STORY).await;
    let point = |text: &str, message: i64| json!({"text": text, "message": message});
    let answer = json!({"asked": [point("Где заказ и можно ли другой цвет", 5)], "promised": [point("Отправить утром белую", 4)], "open": [point("Когда рассмотрят заявку [CODE_1]", 14)]});
    let mut hears = model(&desk, answer).await;
    let made: SummaryView = desk.ok("summary_make", json!({"chat": chat})).await;
    assert_eq!((made.maker, made.stale, made.can_ask), (DraftMaker::Model(ProviderKind::LlamaCpp), false, true));
    assert_eq!(made.open[0].text, "Когда рассмотрят заявку 551277", "what was hidden is put back");
    assert!(made.open[0].message.is_some());
    let heard = hears.recv().await.unwrap();
    assert!(!heard.contains("551277") && heard.contains("[CODE_1]"), "codes stay here");
    let ledger: Value = desk.ok("ledger_list", json!({})).await;
    assert_eq!(ledger["calls"][0]["purpose"], "summary", "{ledger}");

    desk.chat("a", "Анна", -1, &["> Ну что?"]).await;
    let later: SummaryView = desk.ok("chat_summary", json!({"chat": chat})).await;
    assert!(later.stale && later.made_at_ms.is_some(), "{later:?}");
}

#[test]
fn an_estimate_is_kept_with_the_summary_and_one_kept_before_is_read_as_it_was() {
    let sum = Sum { open: vec![Point { text: "Когда рассмотрят заявку".to_owned(), message: Some(MessageId(14)) }], ..Sum::default() };
    for (kept, estimated) in
        [(serde_json::to_string(&sum).unwrap(), false), (serde_json::to_string(&Kept { sum: sum.clone(), estimated: true }).unwrap(), true)]
    {
        let read: Kept = serde_json::from_str(&kept).unwrap();
        assert_eq!((&read.sum, read.estimated), (&sum, estimated), "{kept}");
    }
}

#[tokio::test]
async fn a_models_summary_is_stale_when_the_buyer_has_other_words() {
    let desk = Desk::open().await;
    let chat = desk.chat("a", "Анна", 0, &STORY).await;
    let answer = json!({"asked": [], "promised": [], "open": [{"text": "Когда рассмотрят заявку", "message": 14}]});
    let _hears = model(&desk, answer).await;
    let made: SummaryView = desk.ok("summary_make", json!({"chat": chat})).await;
    assert!(!made.stale, "{made:?}");
    desk.edit("a", 13, "Уже рассмотрели, спасибо!").await;
    let later: SummaryView = desk.ok("chat_summary", json!({"chat": chat})).await;
    assert_eq!((later.stale, later.made_at_ms), (true, made.made_at_ms), "it can still be read");
    let again: SummaryView = desk.ok("summary_make", json!({"chat": chat})).await;
    assert!(!again.stale, "made of the words as they are now: {again:?}");
}

#[tokio::test]
async fn a_summary_that_invents_figures_is_refused() {
    let desk = Desk::open().await;
    let chat = desk.chat("a", "Анна", 0, &STORY).await;
    let answer = json!({"asked": [{"text": "Ждёт 4500 рублей", "message": 1}], "promised": [], "open": []});
    let _hears = model(&desk, answer).await;
    let refused = desk.core.call_text("summary_make", json!({"chat": chat})).await.unwrap_err();
    assert_eq!(refused.code, ErrorCode::ModelMalformed);
    let view: SummaryView = desk.ok("chat_summary", json!({"chat": chat})).await;
    assert_eq!(view.maker, DraftMaker::EMBEDDED, "the chat's own words stand");
}
