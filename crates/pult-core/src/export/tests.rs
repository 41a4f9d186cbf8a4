//! What stands in a dispute pack and in the files of a selection; the rest is shown through the real program (`tests/tests/storage/history.rs`).

use super::verify;
use crate::api::dto::{ExportView, OutboxView, TransferState};
use crate::core::{Core, CoreOptions};
use pult_domain::{
    AccountId, AtMs, AttachmentKind, Author, ChannelKind, ChatId, FeedAttachment, FeedChat, FeedItem, FeedMessage, FeedPage, MessageId, MessageKind,
    RemoteChatId, RemoteMessageId, TokenKind, View,
};
use pult_store::{ChatListQuery, Lane, LookupKind, NewAccount};
use serde_json::{Value, json};
use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use zip::ZipArchive;

/// A JPEG of one point: what tells no size is not shown.
const PICTURE: &[u8] = b"\xff\xd8\xff\xc0\0\x0b\x08\0\x01\0\x01\x01\x01\x11\0\xff\xd9";
/// When the buyer wrote: 20 November 2026, 23:00 in Moscow.
const WROTE: AtMs = AtMs(1_795_204_800_000);

fn wrote(chat: &str, text: &str, attachments: Vec<FeedAttachment>) -> FeedMessage {
    FeedMessage {
        remote_chat_id: RemoteChatId(chat.into()),
        remote_id: RemoteMessageId(format!("m-{chat}")),
        author: Author::Customer,
        kind: MessageKind::Text,
        text: text.into(),
        sent_at: WROTE,
        attachments,
        read: None,
        raw: None,
        undated: false,
    }
}

/// A shop with one chat, in which a buyer wrote these words with these files.
async fn shop(folder: &Path, text: &str, attachments: Vec<FeedAttachment>) -> (Arc<Core>, AccountId, ChatId) {
    let secrets = Arc::new(crate::secrets::FileSecrets::new(folder.join("secrets.json")));
    let core = Core::open(CoreOptions { secrets: Some(secrets), ..CoreOptions::new(folder.join("data")) }).await.unwrap();
    let account = NewAccount { token_kind: TokenKind::Personal, ..NewAccount::plain(ChannelKind::Wildberries, "Глиняный дом") };
    let account = core.store.account_add(account).await.unwrap();
    let item = FeedItem { remote_id: Some("9001".into()), order_id: Some("71204118".into()), price_minor: Some(249_000), ..FeedItem::default() };
    let told = FeedChat { customer_name: Some("Анна".into()), item: Some(item), ..FeedChat::new("c1") };
    core.store
        .apply_pages(account, vec![FeedPage { messages: vec![wrote("c1", text, attachments)], chats: vec![told], ..FeedPage::default() }], Lane::Live)
        .await
        .unwrap();
    let all = ChatListQuery { view: View::All, account: None, label: None, unread_only: false, limit: 1, after: None };
    let chat = core.store.chats_of_list(&all, 1).await.unwrap()[0];
    (core, account, chat)
}

/// Exports chats and waits for the end.
async fn exported(core: &Arc<Core>, chats: &[ChatId], form: &str, folder: &Path) -> ExportView {
    let out = folder.join("out");
    let mut view: ExportView = core.call("export_start", json!({ "chats": chats, "form": form, "folder": out, "locale": "ru" })).await.unwrap();
    while view.state == TransferState::Running {
        tokio::time::sleep(Duration::from_millis(20)).await;
        view = core.call::<Option<ExportView>>("export_view", json!({ "run": view.run })).await.unwrap().unwrap();
    }
    view
}

/// Makes the chat's pack; it holds, and misses so many files.
async fn packed(core: &Arc<Core>, chat: ChatId, folder: &Path, missing: u32) -> ZipArchive<File> {
    let view = exported(core, &[chat], "pack", folder).await;
    assert_eq!((view.state, view.files_missing, view.files_fetched), (TransferState::Done, missing, 0), "{view:?}");
    let path = PathBuf::from(view.path.unwrap());
    assert!(verify(&path).unwrap().holds());
    ZipArchive::new(File::open(&path).unwrap()).unwrap()
}

fn text_of(zip: &mut ZipArchive<File>, name: &str) -> String {
    let mut text = String::new();
    zip.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

fn json_of(zip: &mut ZipArchive<File>, name: &str) -> Value {
    serde_json::from_str(&text_of(zip, name)).unwrap()
}

#[tokio::test]
async fn a_pack_tells_the_talk_the_order_the_replies_and_what_is_not_in_it() {
    let folder = tempfile::tempdir().unwrap();
    let lost = FeedAttachment { remote_id: "f1".into(), kind: AttachmentKind::Image, name: Some("трещина.jpg".into()), media_type: None, bytes: None };
    let (core, account, chat) = shop(folder.path(), "Пришла с трещиной", vec![lost]).await;
    // A shop that stands still is asked for nothing: the picture stays with the marketplace.
    core.store.account_set_paused(account, true).await.unwrap();
    let facts = json!({
        "state": "delivered", "delivered_at": WROTE.0 - 3_600_000, "tracking": "TR-77",
        "total_minor": 249_000, "currency": "RUB", "lines": [["Чашка «Лён»", 1]],
    });
    core.store.lookup_keep(account, LookupKind::Order, "71204118".into(), Some(facts.to_string())).await.unwrap();
    let reply: OutboxView = core.call("reply_send", json!({ "chat": chat, "text": "Сейчас посмотрим", "undo_ms": 60_000 })).await.unwrap();
    let _: Value = core.call("chat_move", json!({ "chat": chat, "queue": "done" })).await.unwrap();

    let mut zip = packed(&core, chat, folder.path(), 1).await;
    let order = json_of(&mut zip, "order.json");
    assert_eq!((&order["chat"]["order"], &order["chat"]["price_minor"]), (&json!("71204118"), &json!(249_000)), "{order}");
    let fact = |name: &str| order["order"][name].clone();
    assert_eq!((fact("state"), fact("tracking"), fact("currency")), (json!("delivered"), json!("TR-77"), json!("RUB")), "{order}");
    assert_eq!((fact("delivered_at_ms").as_i64(), fact("total_minor").as_f64()), (Some(WROTE.0 - 3_600_000), Some(249_000.0)), "{order}");
    assert_eq!(order["order"]["lines"][0]["title"], "Чашка «Лён»", "{order}");

    let told = json_of(&mut zip, "replies.json");
    let kept = &told["replies"][0];
    assert_eq!((&kept["reply"], &kept["text"], &kept["state"]), (&json!(reply.outbox), &json!("Сейчас посмотрим"), &json!("queued")), "{told}");
    assert!(kept["queued_at"].as_str().is_some_and(|at| at.ends_with("+03:00")), "with the shop's zone: {told}");
    assert!(told["events"].as_array().unwrap().iter().any(|event| event["what"] == "moved"), "what was done with the chat: {told}");

    let timeline = json_of(&mut zip, "timeline.json");
    let said = timeline["records"].as_array().unwrap().iter().find_map(|record| record.get("message")).unwrap();
    assert_eq!((&said["text"], &said["author"], &said["sent_at"]), (&json!("Пришла с трещиной"), &json!("customer"), &json!("2026-11-20T20:00:00.000Z")));
    let page = text_of(&mut zip, "timeline.html");
    for words in ["Анна", "Пришла с трещиной", "Сейчас посмотрим", "71204118", "TR-77", "трещина.jpg"] {
        assert!(page.contains(words), "{words} is not on the page: {page}");
    }

    let manifest = json_of(&mut zip, "manifest.json");
    let listed: Vec<&str> = manifest["files"].as_array().unwrap().iter().filter_map(|file| file["path"].as_str()).collect();
    assert_eq!(listed, ["README.txt", "timeline.html", "timeline.json", "order.json", "replies.json"]);
    assert!(manifest["files"].as_array().unwrap().iter().all(|file| file["sha256"].as_str().is_some_and(|hash| hash.len() == 64)), "{manifest}");
    let missing = &manifest["missing"][0];
    assert_eq!((&missing["name"], &missing["why"], &missing["error"]), (&json!("трещина.jpg"), &json!("not_fetched"), &json!("account_paused")), "{manifest}");
}

#[tokio::test]
async fn a_picture_shows_whatever_its_name_is() {
    let folder = tempfile::tempdir().unwrap();
    let picture = FeedAttachment { remote_id: "f1".into(), kind: AttachmentKind::File, name: Some("чек #5.jpg".into()), media_type: None, bytes: None };
    let (core, account, chat) = shop(folder.path(), "Вот чек", vec![picture]).await;
    let file = core.store.messages(chat, None, Some(MessageId(-1)), 10).await.unwrap().rows[0].attachments[0].id;
    std::fs::create_dir_all(core.data.files_of(account)).unwrap();
    std::fs::write(core.data.files_of(account).join("1.jpg"), PICTURE).unwrap();
    let bytes = i64::try_from(PICTURE.len()).unwrap();
    core.store.attachment_stored(file, format!("files/{account}/1.jpg"), Some("image/jpeg".into()), bytes, Lane::Owner).await.unwrap();

    let mut zip = packed(&core, chat, folder.path(), 0).await;
    let page = text_of(&mut zip, "timeline.html");
    assert!(page.contains("src=\"files/0001-%D1%87%D0%B5%D0%BA%20%235.jpg\""), "{page}");
    assert!(zip.by_name("files/0001-чек #5.jpg").is_ok(), "the address leads to it");
}

#[tokio::test]
async fn a_selection_leaves_in_each_form_with_all_of_its_chats_and_no_other() {
    let folder = tempfile::tempdir().unwrap();
    let (core, account, _) = shop(folder.path(), "Первый вопрос", Vec::new()).await;
    for (chat, text) in [("c2", "Второй вопрос"), ("c3", "Третий вопрос")] {
        let page = FeedPage { messages: vec![wrote(chat, text, Vec::new())], ..FeedPage::default() };
        core.store.apply_pages(account, vec![page], Lane::Live).await.unwrap();
    }
    let all = ChatListQuery { view: View::All, account: None, label: None, unread_only: false, limit: 9, after: None };
    let chats = core.store.chats_of_list(&all, 9).await.unwrap();
    let picked = [chats[0], chats[2]];
    for form in ["html", "json", "csv"] {
        let view = exported(&core, &picked, form, folder.path()).await;
        assert_eq!((view.state, view.chats, view.messages), (TransferState::Done, 2, 2.0), "{view:?}");
        let text = std::fs::read_to_string(view.path.unwrap()).unwrap();
        let held = ["Первый вопрос", "Второй вопрос", "Третий вопрос"].map(|words| text.contains(words));
        assert_eq!(held, [true, false, true], "{form}: {text}");
    }
}
