//! Spam: an act that marks and closes, with one way back from both, a list of its own, and the count of it.

use crate::{DAY, Shop, buyer, ids_of, list, page, seller};
use pult_domain::{AtMs, ChatId, Clock, OutboxEvent, Queue, SystemClock, Tag, View};
use pult_store::{Acted, ChatAct, ChatListQuery, ChatRow, ChatTarget, LIST_END, NewReply, Store, UNTIL_BUYER_WRITES};
use std::sync::Arc;

const HOUR: i64 = 3_600_000;
/// After everything that buyers wrote.
const LATER: AtMs = AtMs(DAY + 100 * HOUR);

async fn spam(shop: &Shop, chats: &[ChatId], on: bool) -> Acted {
    shop.store.chats_act(ChatTarget::Chats(chats.to_vec()), ChatAct::Spam(on), LATER).await.unwrap()
}

/// The list of spam.
async fn marked(shop: &Shop) -> Vec<ChatId> {
    let rows = shop.listed(View::Spam, |counts| counts.spam).await;
    assert!(rows.iter().all(|row| row.spam));
    ids_of(&rows)
}

async fn all(shop: &Shop) -> Vec<ChatRow> {
    shop.store.chat_list(list(View::All)).await.unwrap().rows
}

#[tokio::test]
async fn spam_is_closed_and_listed_also_after_a_restart() {
    let (shop, ids) = Shop::waiting(3).await;
    shop.store.chat_snooze(ids[1], Some(UNTIL_BUYER_WRITES)).await.unwrap();
    let mut changes = shop.store.changes();
    assert_eq!(spam(&shop, &ids[..2], true).await.chats, ids[..2]);
    let change = changes.try_recv().unwrap();
    assert_eq!((change.tags.as_slice(), change.chats.as_slice()), (&[Tag::Chats][..], &ids[..2]), "one act is one transaction");
    assert!(spam(&shop, &ids[..1], true).await.undo.is_empty(), "it is spam already");
    assert!(changes.try_recv().is_err(), "and nothing is told twice");
    assert_eq!(marked(&shop).await, [ids[1], ids[0]], "the newest first");
    let counts = shop.store.queue_counts().await.unwrap();
    assert_eq!((counts.waiting, counts.snoozed, counts.done), (1, 0, 2), "what is closed needs no hiding");
    let history = shop.store.chat_events(ids[0]).await.unwrap();
    assert!(!history.is_empty() && history.iter().all(|event| !event.kind.contains("spam")), "the owner's own mark goes into no dispute pack");
    shop.check().await;
    shop.store.close().await;
    let store = Store::open(shop.store.file(), Arc::new(SystemClock)).await.unwrap();
    let page = store.chat_list(list(View::Spam)).await.unwrap();
    assert_eq!((page.total, page.rows.len(), page.rows[0].id), (2, 2, ids[1]));
    assert_eq!(store.check_full().await.unwrap(), Vec::<String>::new());
}

#[tokio::test]
async fn spam_is_listed_page_by_page_and_taken_off_as_a_whole_list() {
    let (shop, ids) = Shop::waiting(60).await;
    let chosen: Vec<ChatId> = ids.iter().copied().step_by(3).collect();
    spam(&shop, &chosen, true).await;
    let newest_first: Vec<ChatId> = chosen.iter().rev().copied().collect();
    assert_eq!(marked(&shop).await, newest_first);
    assert_eq!(ids_of(&shop.in_pages(View::Spam).await), newest_first);
    let end = shop.store.chat_list(ChatListQuery { limit: 7, after: Some(LIST_END.into()), ..list(View::Spam) }).await.unwrap();
    assert_eq!(ids_of(&end.rows), newest_first[13..]);
    let whole = ChatTarget::List { query: list(View::Spam), seen: LATER };
    assert_eq!(shop.store.chats_act(whole, ChatAct::Spam(false), LATER).await.unwrap().chats.len(), 20);
    assert!(marked(&shop).await.is_empty());
    assert_eq!(shop.store.queue_counts().await.unwrap().waiting, 60);
    shop.check().await;
}

#[tokio::test]
async fn a_buyer_who_writes_again_is_not_missed_and_whoever_answers_says_that_it_is_none() {
    let (shop, ids) = Shop::waiting(2).await;
    let reply = async || {
        let row = NewReply { chat: ids[0], text: "Ответ".into(), upload: None, next_at: AtMs(0), client_key: None };
        // A moment of its own for what comes before and after.
        tokio::time::sleep(std::time::Duration::from_millis(2)).await;
        shop.store.outbox_add(row).await.unwrap().id
    };
    let sent = async |id| {
        for event in [OutboxEvent::Begin, OutboxEvent::Accepted { remote_id: None }] {
            shop.store.outbox_step(id, event, None).await.unwrap();
        }
    };
    let early = reply().await;
    let now = SystemClock.now().plus_ms(1);
    shop.store.chats_act(ChatTarget::Chats(ids.clone()), ChatAct::Spam(true), now).await.unwrap();
    shop.apply(page(vec![buyer("c0", "again", "??", now.0 + 1)], "2")).await;
    let row = shop.chat("c0").await;
    assert_eq!((row.queue, row.unread, row.spam), (Queue::Waiting, 2, true), "open as any other, and it bears the mark");
    // What was written before the mark, by whom nobody knows, or taken back, says nothing.
    sent(early).await;
    shop.apply(page(vec![seller("c0", "elsewhere", "!", now.0 + 2)], "3")).await;
    let late = reply().await;
    shop.store.outbox_step(reply().await, OutboxEvent::OwnerCancels, None).await.unwrap();
    assert_eq!(marked(&shop).await, [ids[0], ids[1]]);
    sent(late).await;
    assert_eq!(marked(&shop).await, ids[1..]);
    assert_eq!((shop.chat("c0").await.queue, shop.chat("c1").await.queue), (Queue::InProgress, Queue::Done));
    shop.check().await;
}

#[tokio::test]
async fn what_is_no_spam_goes_back_where_it_belongs() {
    let (shop, ids) = Shop::waiting(6).await;
    shop.apply(page(vec![seller("c1", "r1", "!", DAY + HOUR)], "2")).await;
    // Closed without an answer long before it was called spam: it needed none.
    shop.store.chat_move(ids[4], Queue::Done, AtMs(DAY + HOUR)).await.unwrap();
    shop.store.chat_snooze(ids[4], Some(UNTIL_BUYER_WRITES)).await.unwrap();
    // Closed once, and written in since: that closing still holds.
    shop.store.chat_move(ids[2], Queue::Done, AtMs(DAY + 2 * HOUR)).await.unwrap();
    shop.apply(page(vec![buyer("c2", "again", "??", DAY + 3 * HOUR)], "3")).await;
    spam(&shop, &ids[..5], true).await;
    shop.apply(page(vec![buyer("c3", "again", "??", LATER.0 + 1)], "4")).await;
    let off = spam(&shop, &ids, false).await;
    assert_eq!(off.chats, ids[..5], "one was none");
    assert!(marked(&shop).await.is_empty());
    let stands = async |remote: &str| {
        let row = shop.chat(remote).await;
        (row.queue, row.waiting_since)
    };
    assert_eq!(stands("c0").await, (Queue::Waiting, Some(AtMs(DAY))));
    assert_eq!(stands("c1").await, (Queue::Done, None), "nobody waits there");
    assert_eq!(stands("c2").await, (Queue::Waiting, Some(AtMs(DAY + 3 * HOUR))));
    assert_eq!(stands("c3").await, (Queue::Waiting, Some(LATER.plus_ms(1))), "it was open already");
    assert_eq!(stands("c4").await, (Queue::Done, None), "closed it stays");
    shop.check().await;
    assert_eq!(shop.store.chats_undo(off.undo, LATER).await.unwrap().restored, 5);
    assert_eq!(marked(&shop).await.len(), 5);
    let queues = [stands("c0").await.0, stands("c1").await.0, stands("c2").await.0, stands("c3").await.0];
    assert_eq!(queues, [Queue::Done, Queue::Done, Queue::Done, Queue::Waiting]);
    shop.check().await;
}

#[tokio::test]
async fn one_way_back_takes_the_mark_and_the_closing() {
    let (shop, ids) = Shop::waiting(4).await;
    shop.store.chat_snooze(ids[1], Some(UNTIL_BUYER_WRITES)).await.unwrap();
    for (chat, queue) in [(ids[2], Queue::InProgress), (ids[3], Queue::Done)] {
        shop.store.chat_move(chat, queue, AtMs(DAY + HOUR)).await.unwrap();
    }
    let before = all(&shop).await;
    let done = spam(&shop, &ids, true).await;
    assert_eq!((done.chats.len(), shop.store.queue_counts().await.unwrap().done), (4, 4));
    let undone = shop.store.chats_undo(done.undo, LATER).await.unwrap();
    assert_eq!((undone.restored, undone.left), (4, 0));
    assert_eq!(all(&shop).await, before);
    shop.check().await;
    // What the buyer wrote since stays.
    let done = spam(&shop, &ids[..1], true).await;
    shop.apply(page(vec![buyer("c0", "again", "??", LATER.0 + 1)], "2")).await;
    shop.store.chats_undo(done.undo, LATER).await.unwrap();
    let row = shop.chat("c0").await;
    assert_eq!((row.queue, row.waiting_since, row.unread, row.spam), (Queue::Waiting, Some(AtMs(DAY)), 2, false));
    shop.check().await;
}
