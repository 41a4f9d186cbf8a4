//! The owner's star: an act with its way back, a list of its own, and the count of it.

use crate::{DAY, Shop, buyer, ids_of, list, page, seller};
use pult_domain::{AtMs, ChatId, ErrorCode, Queue, SystemClock, Tag, View};
use pult_store::{Acted, ChatAct, ChatListQuery, ChatTarget, LIST_END, Store, UNTIL_BUYER_WRITES};
use std::sync::Arc;

const HOUR: i64 = 3_600_000;
/// After everything that buyers wrote.
const LATER: AtMs = AtMs(DAY + 100 * HOUR);

async fn star(shop: &Shop, chats: &[ChatId], on: bool) -> Acted {
    shop.store.chats_act(ChatTarget::Chats(chats.to_vec()), ChatAct::Star(on), LATER).await.unwrap()
}

/// The list of the starred.
async fn starred(shop: &Shop) -> Vec<ChatId> {
    let rows = shop.listed(View::Starred, |counts| counts.starred).await;
    assert!(rows.iter().all(|row| row.starred));
    ids_of(&rows)
}

#[tokio::test]
async fn a_star_outlives_messages_and_a_restart() {
    let (shop, ids) = Shop::waiting(3).await;
    let mut changes = shop.store.changes();
    assert_eq!(star(&shop, &ids[..1], true).await.chats, ids[..1]);
    let change = changes.try_recv().unwrap();
    assert_eq!((change.tags.as_slice(), change.chats.as_slice()), (&[Tag::Chats][..], &ids[..1]));
    assert!(star(&shop, &ids[..1], true).await.undo.is_empty(), "it has one already");
    assert!(changes.try_recv().is_err(), "and nothing is told twice");
    // The feed remembers chats between its parts, and a late message makes their rows be counted anew.
    shop.apply(page(vec![buyer("c0", "again", "??", DAY + HOUR)], "2")).await;
    shop.apply(page(vec![seller("c0", "reply", "!", DAY + 2 * HOUR)], "3")).await;
    shop.apply(page(vec![buyer("c0", "late", "...", DAY - HOUR)], "4")).await;
    for queue in [Queue::Done, Queue::Waiting] {
        shop.store.chat_move(ids[0], queue, LATER).await.unwrap();
    }
    shop.store.chat_snooze(ids[0], Some(UNTIL_BUYER_WRITES)).await.unwrap();
    assert_eq!(starred(&shop).await, ids[..1], "hidden, and still in its list");
    assert!(shop.chat("c0").await.starred && !shop.chat("c1").await.starred);
    let history = shop.store.chat_events(ids[0]).await.unwrap();
    assert!(!history.is_empty() && history.iter().all(|event| !event.kind.contains("star")), "the owner's own mark goes into no dispute pack");
    shop.check().await;
    shop.store.close().await;
    let store = Store::open(shop.store.file(), Arc::new(SystemClock)).await.unwrap();
    let page = store.chat_list(list(View::Starred)).await.unwrap();
    assert_eq!((page.total, page.rows.len(), page.rows[0].id), (1, 1, ids[0]));
    assert_eq!(store.check_full().await.unwrap(), Vec::<String>::new());
}

#[tokio::test]
async fn the_starred_stand_newest_first_whatever_their_queue() {
    let (shop, ids) = Shop::waiting(60).await;
    let chosen: Vec<ChatId> = ids.iter().copied().step_by(3).collect();
    star(&shop, &chosen, true).await;
    for (chat, queue) in [(chosen[0], Queue::Done), (chosen[1], Queue::InProgress)] {
        shop.store.chat_move(chat, queue, LATER).await.unwrap();
    }
    shop.store.chat_snooze(chosen[2], Some(UNTIL_BUYER_WRITES)).await.unwrap();
    let newest_first: Vec<ChatId> = chosen.iter().rev().copied().collect();
    assert_eq!(starred(&shop).await, newest_first);
    assert_eq!(ids_of(&shop.in_pages(View::Starred).await), newest_first);
    let end = shop.store.chat_list(ChatListQuery { limit: 7, after: Some(LIST_END.into()), ..list(View::Starred) }).await.unwrap();
    assert_eq!(ids_of(&end.rows), newest_first[13..]);
    // News comes to the top.
    shop.apply(page(vec![buyer("c0", "again", "??", DAY + HOUR)], "2")).await;
    assert_eq!(starred(&shop).await[0], ids[0]);
    // The whole list in one act, without the chat that has news its owner had not seen.
    let all = ChatTarget::List { query: list(View::Starred), seen: AtMs(DAY + HOUR - 1) };
    assert_eq!(shop.store.chats_act(all, ChatAct::Star(false), LATER).await.unwrap().chats.len(), 19);
    assert_eq!(starred(&shop).await, ids[..1]);
    shop.check().await;
}

#[tokio::test]
async fn a_star_is_taken_back_and_what_came_since_stays() {
    let (shop, ids) = Shop::waiting(4).await;
    star(&shop, &ids[..1], true).await;
    let given = star(&shop, &ids[..3], true).await;
    assert_eq!(given.chats, ids[1..3], "one had it");
    shop.apply(page(vec![buyer("c1", "again", "??", DAY + HOUR)], "2")).await;
    star(&shop, &ids[2..3], false).await;
    let undone = shop.store.chats_undo(given.undo, LATER).await.unwrap();
    assert_eq!((undone.restored, undone.left), (1, 1), "one was taken away by hand since");
    assert_eq!((starred(&shop).await, shop.chat("c1").await.unread), (vec![ids[0]], 2));
    let lost = star(&shop, &ids[..1], false).await;
    assert!(starred(&shop).await.is_empty());
    shop.store.chats_undo(lost.undo, LATER).await.unwrap();
    assert_eq!(starred(&shop).await, ids[..1]);
    let nobody = shop.store.chats_act(ChatTarget::Chats(vec![ChatId(77)]), ChatAct::Star(true), LATER).await;
    assert_eq!(nobody.unwrap_err().code(), ErrorCode::ChatNotFound);
    shop.check().await;
}
