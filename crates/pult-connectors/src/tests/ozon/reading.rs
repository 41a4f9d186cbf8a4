use pult_domain::{AtMs, AttachmentKind, Author, ErrorCode, FeedPage, MessageKind, RemoteChatId, ReplyRight};
use serde_json::{Value, json};

use super::*;

/// The document's own example of a history, byte for byte where it matters: the sender is spelled
/// with a Cyrillic letter, and `has_next` is a boolean here.
const EXAMPLE: &str = r#"{"has_next":true,"messages":[{"context":{"order_number":"123456789","sku":"987654321"},"created_at":"2019-08-24T14:15:22Z",
    "data":["Здравствуйте, у меня вопрос. Подойдет ли он на данную [ модель ](https://www.ozon.ru/product/smartfon) телефона?"],
    "is_image":true,"is_read":true,"message_id":"3000000000817031942","moderate_image_status":"SUCCESS","user":{"id":"115568","type":"Сustomer"}}]}"#;

async fn recent(answer: &str) -> FeedPage {
    let server = Server::always(json_answer(answer)).await;
    ozon(&server.url).recent(&RemoteChatId::new("c")).await.unwrap().unwrap()
}

async fn one(message: Value) -> FeedPage {
    recent(&json!({ "has_next": false, "messages": [message] }).to_string()).await
}

fn message(changes: Value) -> Value {
    let mut message = json!({
        "message_id": 3_000_000_000_817_031_942_u64, "user": { "id": "1", "type": "Customer" }, "created_at": "2026-09-01T10:00:00.5Z",
        "data": ["Добрый день"], "is_read": false, "is_image": false, "context": null,
    });
    message.as_object_mut().unwrap().extend(changes.as_object().unwrap().clone());
    message
}

#[tokio::test]
async fn the_documents_example_is_read() {
    let page = recent(EXAMPLE).await;
    let message = &page.messages[0];
    assert_eq!((message.author, message.kind), (Author::Customer, MessageKind::Text));
    assert_eq!(message.remote_id.as_str(), "3000000000817031942");
    assert_eq!(message.text, "Здравствуйте, у меня вопрос. Подойдет ли он на данную модель (https://www.ozon.ru/product/smartfon) телефона?");
    assert_eq!((message.sent_at, message.raw.as_deref(), message.read), (AtMs(1_566_656_122_000), None, None));
    let item = page.chats[0].item.as_ref().unwrap();
    assert_eq!((item.remote_id.as_deref(), item.order_id.as_deref()), (Some("987654321"), Some("123456789")));
    assert_eq!(page.chats[0].reply_right, Some(ReplyRight::Until(AtMs(1_566_656_122_000 + 48 * 3_600_000))));
    assert!(!page.last);
}

#[tokio::test]
async fn ids_keep_every_digit_as_number_and_as_text() {
    for id in [json!(3_000_000_000_817_031_942_u64), json!("3000000000817031942")] {
        assert_eq!(one(message(json!({ "message_id": id }))).await.messages[0].remote_id.as_str(), "3000000000817031942");
    }
}

#[tokio::test]
async fn the_sender_is_known_in_every_spelling() {
    let table = [
        ("Customer", Author::Customer, false),
        ("customer", Author::Customer, false),
        ("CUSTOMER", Author::Customer, false),
        ("сustomer", Author::Customer, false),
        ("Seller", Author::Seller, false),
        ("Crm", Author::System, false),
        ("Courier", Author::System, false),
        ("Support", Author::System, false),
        ("NotificationUser", Author::System, false),
        ("Robot", Author::System, true),
    ];
    for (word, author, kept) in table {
        let page = one(message(json!({ "user": { "id": 7, "type": word } }))).await;
        assert_eq!((page.messages[0].author, page.messages[0].raw.is_some()), (author, kept), "{word}");
        assert_eq!(page.chats[0].reply_right.is_some(), author == Author::Customer, "{word}");
    }
}

#[tokio::test]
async fn whether_the_buyer_has_read_it_is_told_of_our_messages_only() {
    let seller = json!({ "user": { "type": "Seller" }, "is_read": "true" });
    assert_eq!(one(message(seller)).await.messages[0].read, Some(true));
    assert_eq!(one(message(json!({ "is_read": true }))).await.messages[0].read, None);
}

#[tokio::test]
async fn pictures_and_files_of_ozons_become_attachments() {
    let page = one(message(json!({
        "is_image": true, "moderate_image_status": "SUCCESS",
        "data": ["![](https://api-seller.ozon.ru/v2/chat/file/a.jpg)", "Вот так пришло", "![](https://evil.example/x.png)"],
    })))
    .await;
    let message = &page.messages[0];
    assert_eq!(message.text, "Вот так пришло\nhttps://evil.example/x.png");
    let found: Vec<_> = message.attachments.iter().map(|file| (file.remote_id.as_str(), file.kind)).collect();
    assert_eq!(found, [("https://api-seller.ozon.ru/v2/chat/file/a.jpg", AttachmentKind::Image)]);
}

#[tokio::test]
async fn a_picture_in_moderation_is_an_attachment_all_the_same() {
    for status in ["MODERATION", "Failed"] {
        let page = one(message(json!({ "is_image": true, "moderate_image_status": status, "data": [] }))).await;
        assert_eq!((page.messages[0].kind, page.messages[0].attachments.len()), (MessageKind::Text, 1), "{status}");
    }
}

#[tokio::test]
async fn what_is_odd_is_kept_and_what_is_no_message_is_set_aside() {
    let table = [
        (json!({ "data": null }), MessageKind::Unsupported),
        (json!({ "data": [] }), MessageKind::Unsupported),
        (json!({ "data": [{ "text": "?" }] }), MessageKind::Unsupported),
        (json!({ "created_at": "вчера" }), MessageKind::Text),
        (json!({ "user": null }), MessageKind::Text),
        (json!({ "is_edited": true }), MessageKind::Text),
    ];
    for (changes, kind) in table {
        let page = one(message(changes.clone())).await;
        assert_eq!((page.messages[0].kind, page.messages[0].raw.is_some()), (kind, true), "{changes}");
    }
    for changes in [json!({ "message_id": null }), json!({ "message_id": "" }), json!({ "message_id": {} })] {
        let page = one(message(changes)).await;
        assert_eq!((page.messages.len(), page.quarantined.len()), (0, 1));
        assert!(page.quarantined[0].raw.contains("Добрый день"));
    }
    assert_eq!(one(message(json!({ "data": "одной строкой" }))).await.messages[0].text, "одной строкой");
    assert_eq!(recent(r#"{"has_next":"false","messages":null}"#).await.messages.len(), 0);
}

#[tokio::test]
async fn only_what_is_no_page_is_rejected_whole() {
    for answer in ["<html>", "", "[]", "{}", r#"{"messages":7}"#, r#"{"messages":[{]}"#] {
        let server = Server::always(json_answer(answer)).await;
        assert_eq!(ozon(&server.url).recent(&RemoteChatId::new("c")).await.unwrap_err().code, ErrorCode::AnswerUnreadable, "{answer}");
    }
    let page =
        recent(r#"{"has_next":false,"messages":[{"message_id":"1","created_at":"2026-09-01T10:00:00Z","user":{"type":"Customer"},"data":["\ud83d x"]}]}"#)
            .await;
    assert_eq!(page.messages[0].text, "\u{fffd} x");
}
