//! History from files, and the channel that tells of the same messages later.

use crate::{DAY, Shop, buyer, page, seller};
use pult_domain::{AtMs, AttachmentKind, Author, Corrected, FeedAttachment, FeedMessage, ImportId, Intent, MessageKind, Queue};
use pult_store::{ImportChat, ImportMessage, ImportSlice, MessageRow, Place};

const HOUR: i64 = 3_600_000;

/// A message of a file.
fn filed(id: &str, author: Author, text: &str, at: i64) -> ImportMessage {
    ImportMessage {
        remote_id: id.into(),
        made_id: false,
        author,
        kind: MessageKind::Text,
        text: text.into(),
        text_before: None,
        read: None,
        sent_at: AtMs(at),
        files: Vec::new(),
    }
}

fn picture(remote_id: &str, name: &str) -> FeedAttachment {
    FeedAttachment { remote_id: remote_id.into(), kind: AttachmentKind::Image, name: Some(name.into()), media_type: None, bytes: Some(7) }
}

/// Imports messages of a chat.
async fn import(shop: &Shop, chat: &str, messages: Vec<ImportMessage>) -> ImportId {
    let import = shop.store.import_begin(shop.account, "history.csv".into(), false).await.unwrap();
    let chat = ImportChat { remote_id: chat.into(), customer: "Анна".into(), ..ImportChat::default() };
    shop.store.import_apply(import, shop.account, vec![ImportSlice { chat, messages }]).await.unwrap();
    shop.store.import_end(import, true, 0).await.unwrap();
    import
}

async fn take_back(shop: &Shop, import: ImportId) {
    shop.store.import_undo_begin(import).await.unwrap();
    while shop.store.import_undo_slice(import, shop.account).await.unwrap().is_some() {}
}

async fn messages(shop: &Shop, chat: &str) -> Vec<MessageRow> {
    shop.store.messages(shop.chat_id(chat).await, None, None, 50).await.unwrap().rows
}

fn names(rows: &[MessageRow]) -> Vec<&str> {
    rows.iter().filter_map(|row| row.remote_id.as_ref()).map(|id| id.as_str()).collect()
}

#[tokio::test]
async fn what_the_channel_brings_is_stored_as_the_channel_tells_it() {
    let shop = Shop::open().await;
    // Three hours off, by the wrong side, and of its picture the file knows only the name.
    let wrong = ImportMessage { files: vec![picture("", "чек.jpg")], ..filed("m1", Author::Seller, "Где посылка?", DAY + 3 * HOUR) };
    let older = filed("m0", Author::Customer, "Здравствуйте", DAY - HOUR);
    let import = import(&shop, "c", vec![wrong, older]).await;
    assert_eq!((shop.chat("c").await.queue, shop.chat("c").await.unread), (Queue::Done, 0), "history calls nobody");

    let told = FeedMessage { attachments: vec![picture("f1", "чек.jpg")], ..buyer("c", "m1", "Где посылка?", DAY) };
    let applied = shop.apply(page(vec![told], "1")).await;
    assert_eq!((applied.messages_seen, applied.messages_new), (1, 0), "it was here");
    let rows = messages(&shop, "c").await;
    assert_eq!(names(&rows), ["m0", "m1"], "each of them once");
    assert_eq!((rows[1].author, rows[1].sent_at), (Author::Customer, AtMs(DAY)));
    assert_eq!(rows[1].attachments.iter().map(|file| file.remote_id.as_str()).collect::<Vec<_>>(), ["f1"], "it can be fetched");
    let chat = shop.chat("c").await;
    assert_eq!((chat.queue, chat.unread, chat.waiting_since), (Queue::Waiting, 1, Some(AtMs(DAY))));
    assert_eq!(shop.store.search("посылка", 5).await.unwrap().len(), 1);
    shop.check().await;

    // Told again it is what it is, and taking the import back takes only what is the import's.
    shop.apply(page(vec![buyer("c", "m1", "Где посылка?", DAY)], "2")).await;
    take_back(&shop, import).await;
    assert_eq!(names(&messages(&shop, "c").await), ["m1"]);
    shop.check().await;
}

#[tokio::test]
async fn what_the_owner_hung_on_an_imported_message_hangs_on_the_channels_own() {
    let shop = Shop::open().await;
    let told = filed("m1", Author::Customer, "лепестки вверх", DAY + 3 * HOUR);
    let edited = ImportMessage { text_before: Some("лепестки?".into()), read: Some(true), ..told };
    let gone = filed("m2", Author::Customer, "удалённое потом", DAY + 4 * HOUR);
    import(&shop, "c", vec![edited, gone]).await;
    let (chat, was) = (shop.chat_id("c").await, messages(&shop, "c").await[0].id);
    shop.store.correct(chat, was, Corrected { intent: Some(Intent::ReturnRefund), ..Corrected::default() }).await.unwrap();
    shop.store.draft_keep(chat, "Сейчас посмотрю".into(), Some(was), Some(was)).await.unwrap();
    shop.store.chat_place_keep(chat, Some(Place { message: was, above_px: 12 })).await.unwrap();
    shop.store.note_add(chat, "перезвонить".into(), None).await.unwrap();

    let deleted = FeedMessage { kind: MessageKind::Deleted, ..buyer("c", "m2", "", DAY + HOUR) };
    shop.apply(page(vec![buyer("c", "m1", "лепестки вверх", DAY), deleted], "1")).await;
    let rows = messages(&shop, "c").await;
    let is = rows[0].id;
    assert_ne!(is, was, "a number is made of a time");
    assert_eq!((rows[0].text_before.as_deref(), rows[0].read), (Some("лепестки?"), Some(true)), "no channel tells that any more");
    assert_eq!((rows[1].text.as_str(), rows[1].text_before.as_deref()), ("", Some("удалённое потом")));
    let learned = shop.store.corrections(10).await.unwrap();
    assert_eq!(learned.iter().map(|row| (row.message, row.corrected.intent)).collect::<Vec<_>>(), [(is, Some(Intent::ReturnRefund))]);
    let composer = shop.store.composer(chat).await.unwrap();
    assert_eq!((composer.seen, composer.answers.map(|quoted| quoted.message)), (Some(is), Some(is)));
    assert_eq!(shop.store.chat_place(chat).await.unwrap(), Some(Place { message: is, above_px: 12 }));
    assert_eq!(shop.store.notes(chat).await.unwrap().len(), 1);
    shop.check().await;
}

#[tokio::test]
async fn the_first_text_of_an_edited_message_is_kept_where_the_words_are_others() {
    let shop = Shop::open().await;
    let filed = |id: &str, text: &str| filed(id, Author::Customer, text, DAY);
    import(&shop, "c", vec![filed("m1", "Верну завтра"), filed("m2", "Где\u{a0}посылка?\r\nЖду "), filed("m3", "[Изображение]")]).await;
    let shown = FeedMessage { attachments: vec![picture("f1", "чек.jpg")], ..buyer("c", "m3", "", DAY + 2) };
    shop.apply(page(vec![buyer("c", "m1", "Оставлю себе", DAY), buyer("c", "m2", "Где посылка?\nЖду", DAY + 1), shown], "1")).await;
    let rows = messages(&shop, "c").await;
    let told: Vec<_> = rows.iter().map(|row| (row.text.as_str(), row.text_before.as_deref())).collect();
    assert_eq!(told, [("Оставлю себе", Some("Верну завтра")), ("Где посылка?\nЖду", None), ("", None)]);
    shop.check().await;
}

#[tokio::test]
async fn what_was_said_of_a_buyers_message_is_forgotten_where_it_is_nobodys() {
    let shop = Shop::open().await;
    import(&shop, "c", vec![filed("m1", Author::Customer, "Отправим завтра", DAY)]).await;
    let (chat, was) = (shop.chat_id("c").await, messages(&shop, "c").await[0].id);
    shop.store.correct(chat, was, Corrected { intent: Some(Intent::ReturnRefund), ..Corrected::default() }).await.unwrap();
    shop.apply(page(vec![seller("c", "m1", "Отправим завтра", DAY)], "1")).await;
    assert_eq!(messages(&shop, "c").await[0].author, Author::Seller);
    assert!(shop.store.corrections(10).await.unwrap().is_empty(), "only buyers are learned from");
    shop.check().await;
}

#[tokio::test]
async fn what_was_read_in_an_import_hides_nothing_that_comes_before_it() {
    let shop = Shop::open().await;
    shop.apply(page(vec![buyer("c", "m1", "первый вопрос", DAY)], "1")).await;
    import(&shop, "c", vec![filed("m3", Author::Customer, "третий вопрос", DAY + 5 * HOUR)]).await;
    shop.store.chat_mark_read(shop.chat_id("c").await).await.unwrap();
    shop.apply(page(vec![buyer("c", "m2", "второй вопрос", DAY + HOUR), buyer("c", "m3", "третий вопрос", DAY + 2 * HOUR)], "2")).await;
    assert_eq!(names(&messages(&shop, "c").await), ["m1", "m2", "m3"]);
    let chat = shop.chat("c").await;
    assert_eq!((chat.queue, chat.waiting_since), (Queue::Waiting, Some(AtMs(DAY))));
    shop.apply(page(vec![buyer("c", "m4", "четвёртый", DAY + 3 * HOUR)], "3")).await;
    assert_eq!(shop.chat("c").await.unread, 1, "it was read up to the third, wherever the file had that");
    shop.check().await;
}

#[tokio::test]
async fn a_chat_that_stays_when_its_import_is_taken_back_hides_no_question() {
    let shop = Shop::open().await;
    let import = import(&shop, "c", vec![filed("m1", Author::Customer, "Где посылка?", DAY)]).await;
    let chat = shop.chat_id("c").await;
    shop.store.draft_set(chat, "Сейчас посмотрю".into()).await.unwrap();
    take_back(&shop, import).await;
    assert_eq!((shop.chat("c").await.last, shop.chat("c").await.has_draft), (None, true), "the owner has written in it");
    shop.check().await;

    shop.apply(page(vec![buyer("c", "m1", "Где посылка?", DAY)], "1")).await;
    let chat = shop.chat("c").await;
    assert_eq!((chat.queue, chat.unread), (Queue::Waiting, 1));
    shop.check().await;
}

#[tokio::test]
async fn the_files_of_a_deleted_message_are_looked_for_no_more() {
    let shop = Shop::open().await;
    let gone = ImportMessage {
        kind: MessageKind::Deleted,
        text_before: Some("x".into()),
        files: vec![picture("", "чек.jpg")],
        ..filed("m1", Author::Customer, "", DAY)
    };
    import(&shop, "c", vec![gone]).await;
    shop.check().await;
    let told = FeedMessage { kind: MessageKind::Deleted, attachments: vec![picture("f1", "накладная.jpg")], ..buyer("c", "m2", "", DAY + 1) };
    shop.apply(page(vec![told], "1")).await;
    shop.check().await;
    for name in ["чек", "накладная"] {
        assert!(shop.store.search(name, 5).await.unwrap().is_empty(), "{name}");
    }
}
