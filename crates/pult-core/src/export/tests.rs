//! What stands in a dispute pack; the rest is shown through the real program (`tests/tests/storage/history.rs`).

use super::verify;
use crate::api::dto::{ExportView, TransferState};
use crate::core::{Core, CoreOptions};
use pult_domain::{
    AtMs, AttachmentKind, Author, ChannelKind, FeedAttachment, FeedMessage, FeedPage, MessageId, MessageKind, RemoteChatId, RemoteMessageId, TokenKind, View,
};
use pult_store::{ChatListQuery, Lane, NewAccount};
use serde_json::json;
use std::io::Read as _;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

/// A JPEG of one point: what tells no size is not shown.
const PICTURE: &[u8] = b"\xff\xd8\xff\xc0\0\x0b\x08\0\x01\0\x01\x01\x01\x11\0\xff\xd9";

#[tokio::test]
async fn a_picture_shows_whatever_its_name_is() {
    let folder = tempfile::tempdir().unwrap();
    let secrets = Arc::new(crate::secrets::FileSecrets::new(folder.path().join("secrets.json")));
    let core = Core::open(CoreOptions { secrets: Some(secrets), ..CoreOptions::new(folder.path().join("data")) }).await.unwrap();
    let account = NewAccount { token_kind: TokenKind::Personal, ..NewAccount::plain(ChannelKind::Wildberries, "Глиняный дом") };
    let account = core.store.account_add(account).await.unwrap();
    let picture = FeedAttachment { remote_id: "f1".into(), kind: AttachmentKind::File, name: Some("чек #5.jpg".into()), media_type: None, bytes: None };
    let message = FeedMessage {
        remote_chat_id: RemoteChatId("c1".into()),
        remote_id: RemoteMessageId("m1".into()),
        author: Author::Customer,
        kind: MessageKind::Text,
        text: "Вот чек".into(),
        sent_at: AtMs(1_795_464_000_000),
        attachments: vec![picture],
        read: None,
        raw: None,
        undated: false,
    };
    core.store.apply_pages(account, vec![FeedPage { messages: vec![message], ..FeedPage::default() }], Lane::Live).await.unwrap();
    let all = ChatListQuery { view: View::All, account: None, label: None, unread_only: false, limit: 1, after: None };
    let chat = core.store.chats_of_list(&all, 1).await.unwrap()[0];
    let file = core.store.messages(chat, None, Some(MessageId(-1)), 10).await.unwrap().rows[0].attachments[0].id;
    std::fs::create_dir_all(core.data.files_of(account)).unwrap();
    std::fs::write(core.data.files_of(account).join("1.jpg"), PICTURE).unwrap();
    let bytes = i64::try_from(PICTURE.len()).unwrap();
    core.store.attachment_stored(file, format!("files/{account}/1.jpg"), Some("image/jpeg".into()), bytes, Lane::Owner).await.unwrap();

    let out = folder.path().join("out");
    let mut view: ExportView = core.call("export_start", json!({ "chats": [chat], "form": "pack", "folder": out, "locale": "ru" })).await.unwrap();
    while view.state == TransferState::Running {
        tokio::time::sleep(Duration::from_millis(20)).await;
        view = core.call::<Option<ExportView>>("export_view", json!({ "run": view.run })).await.unwrap().unwrap();
    }
    assert_eq!((view.state, view.files_missing, view.files_fetched), (TransferState::Done, 0, 0), "{view:?}");
    let path = PathBuf::from(view.path.unwrap());
    assert!(verify(&path).unwrap().holds());
    let mut zip = zip::ZipArchive::new(std::fs::File::open(&path).unwrap()).unwrap();
    let mut page = String::new();
    zip.by_name("timeline.html").unwrap().read_to_string(&mut page).unwrap();
    assert!(page.contains("src=\"files/0001-%D1%87%D0%B5%D0%BA%20%235.jpg\""), "{page}");
    assert!(zip.by_name("files/0001-чек #5.jpg").is_ok(), "the address leads to it");
}
