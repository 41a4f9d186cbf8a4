//! Lists, counts, stretches of a chat, settings.

use crate::{DAY, Shop, buyer, list, page, seller};
use pult_domain::{AtMs, ErrorCode, Queue, Tag, View};
use pult_store::ChatListQuery;

#[tokio::test]
async fn pages_of_a_view_join_into_the_whole_list() {
    let shop = Shop::open().await;
    let mut messages: Vec<_> = (0..50).map(|n| buyer(&format!("c{n}"), &format!("m{n}"), "?", DAY + n / 3)).collect();
    messages.extend((0..20).map(|n| seller(&format!("c{n}"), &format!("r{n}"), "!", DAY + 1_000 + n / 3)));
    shop.apply(page(messages, "1")).await;
    for n in 40..50 {
        shop.store.chat_move(shop.chat_id(&format!("c{n}")).await, Queue::Done, AtMs(DAY + 5_000)).await.unwrap();
    }
    let counts = shop.store.queue_counts().await.unwrap();
    assert_eq!((counts.waiting, counts.in_progress, counts.done, counts.all, counts.unread), (20, 20, 10, 50, 30));
    for view in View::ALL {
        for account in [None, Some(shop.account)] {
            for unread_only in [false, true] {
                let whole = shop.store.chat_list(ChatListQuery { account, unread_only, ..list(*view) }).await.unwrap();
                assert_eq!(i64::try_from(whole.rows.len()).unwrap(), whole.total, "{view:?}");
                let (mut joined, mut after) = (Vec::new(), None);
                loop {
                    let part = shop.store.chat_list(ChatListQuery { account, unread_only, limit: 7, after, ..list(*view) }).await.unwrap();
                    joined.extend(part.rows);
                    after = part.next;
                    if after.is_none() {
                        break;
                    }
                }
                assert_eq!(joined, whole.rows, "{view:?} {account:?} {unread_only}");
            }
        }
    }
    let waiting = shop.store.chat_list(list(View::Waiting)).await.unwrap().rows;
    assert!(waiting.is_sorted_by_key(|row| (row.deadline, row.id)));
    shop.check().await;
}

#[tokio::test]
async fn a_strange_cursor_is_refused() {
    let shop = Shop::open().await;
    for after in ["", "x", "waiting", "done.1.2", "waiting.z.1", "waiting.1.2.3", "waiting.99999999999999999999.1"] {
        let asked = shop.store.chat_list(ChatListQuery { after: Some(after.into()), ..list(View::Waiting) }).await;
        assert_eq!(asked.unwrap_err().code(), ErrorCode::InvalidRequest, "{after}");
    }
}

#[tokio::test]
async fn stretches_of_a_chat_know_what_lies_beyond() {
    let shop = Shop::open().await;
    shop.apply(page((0..30).map(|n| buyer("c", &format!("m{n}"), &n.to_string(), DAY + n)).collect(), "1")).await;
    let chat = shop.chat_id("c").await;
    let texts = |rows: &pult_store::MessageRows| rows.rows.iter().map(|row| row.text.parse::<i64>().unwrap()).collect::<Vec<_>>();
    let newest = shop.store.messages(chat, None, None, 10).await.unwrap();
    assert_eq!((texts(&newest), newest.older, newest.newer), ((20..30).collect(), true, false));
    let before = shop.store.messages(chat, Some(newest.rows[0].id), None, 20).await.unwrap();
    assert_eq!((texts(&before), before.older, before.newer), ((0..20).collect(), false, true));
    let after = shop.store.messages(chat, None, Some(before.rows[4].id), 10).await.unwrap();
    assert_eq!((texts(&after), after.older, after.newer), ((5..15).collect(), true, true));
}

#[tokio::test]
async fn reading_a_chat_is_announced_once() {
    let shop = Shop::open().await;
    shop.apply(page(vec![buyer("c", "1", "?", DAY), buyer("c", "2", "??", DAY + 1)], "1")).await;
    let chat = shop.chat_id("c").await;
    assert_eq!(shop.chat("c").await.unread, 2);
    let mut changes = shop.store.changes();
    shop.store.chat_mark_read(chat).await.unwrap();
    let change = changes.try_recv().unwrap();
    assert_eq!((change.tags.as_slice(), change.chats.as_slice()), (&[Tag::Chats][..], &[chat][..]));
    shop.store.chat_mark_read(chat).await.unwrap();
    assert!(changes.try_recv().is_err());
    let head = shop.store.chat_head(chat).await.unwrap().unwrap();
    assert_eq!((head.row.unread, head.read_up_to), (0, head.row.last.map(|last| last.id)));
    assert_eq!(shop.store.chat_mark_read(pult_domain::ChatId(77)).await.unwrap_err().code(), ErrorCode::ChatNotFound);
    shop.check().await;
}

#[tokio::test]
async fn settings_and_drafts_survive_a_restart() {
    let shop = Shop::open().await;
    shop.apply(page(vec![buyer("c", "1", "?", DAY)], "1")).await;
    let chat = shop.chat_id("c").await;
    shop.store.setting_set("language", "hu").await.unwrap();
    shop.store.draft_set(chat, "Добрый\0".into()).await.unwrap();
    shop.store.close().await;
    let store = pult_store::Store::open(shop.store.file(), std::sync::Arc::new(pult_domain::SystemClock)).await.unwrap();
    assert_eq!(store.settings().await.unwrap(), [("language".to_owned(), "hu".to_owned())]);
    assert_eq!(store.draft(chat).await.unwrap(), "Добрый\0");
    assert!(store.chat(chat).await.unwrap().unwrap().has_draft);
    store.draft_set(chat, String::new()).await.unwrap();
    assert!(!store.chat(chat).await.unwrap().unwrap().has_draft);
    store.after_back_fill().await.unwrap();
    assert_eq!(store.check_full().await.unwrap(), Vec::<String>::new());
}
