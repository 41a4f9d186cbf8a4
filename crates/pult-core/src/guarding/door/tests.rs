//! Replies at the door, through the operation that every face calls.

use crate::api::dto::{DraftCounts, GuardRuleView, OutboxView, OverrideView};
use crate::drafting::tests::Desk;
use pult_domain::{ChatId, DraftFate, ErrorCode, GuardWriter, OutboxState};
use serde_json::{Value, json};
use std::time::Duration;

mod truth;

const REFUND: &str = "Добрый день! Вернём вам деньги завтра.";

async fn desk() -> (Desk, ChatId) {
    let desk = Desk::open().await;
    let chat = desk.chat("a", "Олег", 0, &["> Чашка треснула, верните деньги"]).await;
    (desk, chat)
}

impl Desk {
    async fn send(&self, request: Value) -> Result<OutboxView, crate::api::dto::ApiError> {
        self.core.call("reply_send", request).await
    }

    async fn stored(&self) -> usize {
        self.ok::<Vec<OutboxView>>("outbox_list", json!({})).await.len()
    }

    async fn outcome(&self, chat: ChatId, wanted: Option<DraftFate>) {
        for _ in 0..250 {
            let row = self.core.store.ai_draft(chat).await.unwrap().unwrap();
            if row.outcome.as_deref() == wanted.map(DraftFate::as_str) {
                return;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        panic!("the draft must be told as {wanted:?}");
    }
}

#[tokio::test]
async fn what_the_guard_stops_leaves_only_as_another_text() {
    let (desk, chat) = desk().await;
    let text = "Добрый день! Позвоните нам: +7 912 345-67-89";
    for despite in [json!(null), json!(["any"]), json!(["contact_or_link"])] {
        let refused = desk.send(json!({"chat": chat, "text": text, "despite": despite})).await.unwrap_err();
        assert_eq!((refused.code, refused.retryable), (ErrorCode::GuardBlocked, false));
        assert!(!refused.message.contains("912"), "refusals are logged: {}", refused.message);
        let found = refused.findings.unwrap();
        let place = |from: f64, to: f64| text.chars().skip(from as usize).take((to - from) as usize).collect::<String>();
        let named = found.iter().any(|found| found.rule == "contact_or_link" && place(found.start, found.end).contains("912 345-67-89"));
        assert!(named, "the rule and its place are told: {found:?}");
    }
    assert_eq!(desk.stored().await, 0, "nothing was stored");
    desk.send(json!({"chat": chat, "text": "Добрый день! Напишите нам здесь."})).await.unwrap();
}

#[tokio::test]
async fn a_warning_holds_a_reply_until_its_rule_is_named_and_that_is_recorded() {
    let (desk, chat) = desk().await;
    for despite in [json!(null), json!([]), json!(["blame_customer"])] {
        let refused = desk.send(json!({"chat": chat, "text": REFUND, "despite": despite})).await.unwrap_err();
        assert_eq!((refused.code, refused.findings.unwrap()[0].rule.as_str()), (ErrorCode::GuardWarned, "promise_refund"));
    }
    let overrides: Vec<OverrideView> = desk.ok("reply_overrides", json!({"chat": chat})).await;
    assert_eq!((overrides.len(), desk.stored().await), (0, 0));

    let sent = desk.send(json!({"chat": chat, "text": format!("  {REFUND}\n"), "despite": ["promise_refund"]})).await.unwrap();
    let overrides: Vec<OverrideView> = desk.ok("reply_overrides", json!({"chat": chat})).await;
    let told = &overrides[0];
    assert_eq!((told.outbox, told.writer, told.who.as_str(), overrides.len()), (sent.outbox, GuardWriter::Human, "owner", 1));
    let place: String = sent.text.chars().skip(told.start as usize).take((told.end - told.start) as usize).collect();
    assert!(place.contains("Вернём"), "places are those of the text that left: {place}");
    assert!(!told.reason.starts_with("guard-"), "{}", told.reason);
}

#[tokio::test]
async fn the_same_click_is_not_asked_twice_and_another_text_is() {
    let (desk, chat) = desk().await;
    let first = json!({"chat": chat, "text": REFUND, "client_key": "k1", "despite": ["any"]});
    let sent = desk.send(first).await.unwrap();
    let again = desk.send(json!({"chat": chat, "text": REFUND, "client_key": "k1"})).await.unwrap();
    assert_eq!(again.outbox, sent.outbox, "the answer was lost, not the reply");
    let cancelled: OutboxView = desk.ok("outbox_cancel", json!({"outbox": sent.outbox})).await;
    assert_eq!(cancelled.state, OutboxState::Cancelled);
    let refused = desk.send(json!({"chat": chat, "text": REFUND, "client_key": "k2"})).await.unwrap_err();
    assert_eq!(refused.code, ErrorCode::GuardWarned, "taken back and sent anew, it is another reply");
}

#[tokio::test]
async fn a_draft_is_judged_as_one_and_nobody_overrules_words_that_nobody_reads() {
    let (desk, chat) = desk().await;
    for writer in ["assisted", "automatic"] {
        let refused = desk.send(json!({"chat": chat, "text": REFUND, "writer": writer, "despite": ["any"]})).await.unwrap_err();
        assert_eq!(refused.code, ErrorCode::GuardBlocked, "{writer}");
    }
    // A rule made after the draft holds at the door.
    let made = desk.draft(chat).await.text.unwrap();
    let word = made.split_whitespace().map(|word| word.trim_matches(|c: char| !c.is_alphabetic())).max_by_key(|word| word.chars().count()).unwrap().to_owned();
    let rule = |blocks: bool, writers: Value| {
        json!({"id": "own-1", "phrases": [format!("={word}")], "reason": "Так не пишем", "blocks": blocks,
        "negation_passes": false, "channels": [], "writers": writers, "languages": []})
    };
    let _: GuardRuleView = desk.ok("guard_rule_set", rule(true, json!(["assisted"]))).await;
    let refused = desk.send(json!({"chat": chat, "text": made})).await.unwrap_err();
    assert_eq!(refused.code, ErrorCode::GuardBlocked, "sent off as it stands, it is the draft's text: {refused:?}");
    let _: GuardRuleView = desk.ok("guard_rule_set", rule(false, json!(["automatic"]))).await;
    let refused = desk.send(json!({"chat": chat, "text": made, "writer": "automatic", "despite": ["any"]})).await.unwrap_err();
    assert!(matches!(refused.code, ErrorCode::GuardWarned | ErrorCode::GuardBlocked), "{refused:?}");
    desk.send(json!({"chat": chat, "text": made})).await.unwrap();
}

#[tokio::test]
async fn in_which_language_a_person_answers_is_nobodys_to_allow() {
    let desk = Desk::open().await;
    let chat = desk.chat("a", "Sofia", 0, &["> Hello, where is my order? I have been waiting for a week."]).await;
    let text = "Добрый день! Заказ уже в пути.";
    let typed: Value = desk.ok("guard_text", json!({"chat": chat, "text": text})).await;
    assert_eq!(typed["findings"][0]["rule"], "wrong_language", "it is said while typing");
    desk.send(json!({"chat": chat, "text": text})).await.unwrap();
    let overrides: Vec<OverrideView> = desk.ok("reply_overrides", json!({"chat": chat})).await;
    assert!(overrides.is_empty());
    let refused = desk.send(json!({"chat": chat, "text": text, "writer": "assisted"})).await.unwrap_err();
    assert_eq!(refused.code, ErrorCode::GuardWarned, "a draft in the wrong language is a fault of ours");
    let promised = desk.send(json!({"chat": chat, "text": REFUND})).await.unwrap_err();
    assert_eq!(promised.code, ErrorCode::GuardWarned, "what is promised counts in every language");
    assert!(promised.findings.unwrap().iter().any(|finding| finding.rule == "promise_refund"));
}

#[tokio::test]
async fn a_number_alone_holds_nobodys_words() {
    let (desk, chat) = desk().await;
    for text in ["Ответ 1795251600000", "Ответ 7, лён", "reply 17", "Сегодня", "Да", "Отправим завтра, трек-номер пришлём вечером"]
    {
        desk.send(json!({"chat": chat, "text": text})).await.unwrap_or_else(|refused| panic!("{text}: {refused}"));
    }
}

#[tokio::test]
async fn files_without_words_pass() {
    let (desk, chat) = desk().await;
    let png = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
    let upload: Value = desk.ok("upload_add", json!({"chat": chat, "name": "чашка.png", "base64": png})).await;
    desk.send(json!({"chat": chat, "text": "", "uploads": [upload["upload"]]})).await.unwrap();
}

#[tokio::test]
async fn a_reply_tells_what_became_of_the_draft_until_it_is_withdrawn() {
    let (desk, chat) = desk().await;
    let made = desk.draft(chat).await;
    let text = made.text.unwrap();
    let sent = desk.send(json!({"chat": chat, "text": text})).await.unwrap();
    desk.outcome(chat, Some(DraftFate::Sent)).await;
    let _: OutboxView = desk.ok("outbox_cancel", json!({"outbox": sent.outbox})).await;
    desk.outcome(chat, Some(DraftFate::Inserted)).await;
    let other = "Секунду, пожалуйста: уточняю у склада и вернусь к вам с ответом по чашке.";
    desk.send(json!({"chat": chat, "text": format!("{text} Ждём.")})).await.unwrap();
    desk.outcome(chat, Some(DraftFate::Edited)).await;
    desk.send(json!({"chat": chat, "text": other})).await.unwrap();
    desk.outcome(chat, Some(DraftFate::Edited)).await;
    let counts: DraftCounts = desk.ok("draft_counts", json!({})).await;
    assert_eq!((counts.edited, counts.ignored, counts.sent), (1.0, 0.0, 0.0), "one draft has one fate");
}

#[tokio::test]
async fn a_thumb_is_taken_back_and_its_reason_with_it() {
    let (desk, chat) = desk().await;
    let made = desk.draft(chat).await;
    let say = async |body: Value| {
        let _: Value = desk.ok("draft_outcome", body).await;
        let view = desk.draft(chat).await;
        (view.thumb, view.fault.map(|fault| fault.as_str()))
    };
    assert_eq!(say(json!({"draft": made.draft, "thumb": -1, "fault": "off_topic"})).await, (Some(-1.0), Some("off_topic")));
    assert_eq!(say(json!({"draft": made.draft, "thumb": 1})).await, (Some(1.0), None));
    assert_eq!(say(json!({"draft": made.draft, "thumb": 0})).await, (None, None));
}
