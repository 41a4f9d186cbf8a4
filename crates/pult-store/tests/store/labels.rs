//! Labels, acts on many chats with their way back, saved views, and counts under all of it.

use crate::{DAY, Shop, buyer, list, page, seller};
use pult_domain::metrics::closings;
use pult_domain::{AtMs, ChatId, ErrorCode, LabelId, Queue, SavedViewId, Tag, View};
use pult_store::{ChatAct, ChatListQuery, ChatRow, ChatTarget, PastQuery, SavedView, UNTIL_BUYER_WRITES};

const HOUR: i64 = 3_600_000;
/// After everything that buyers wrote.
const LATER: AtMs = AtMs(DAY + 100 * HOUR);

async fn all(shop: &Shop) -> Vec<ChatRow> {
    shop.store.chat_list(list(View::All)).await.unwrap().rows
}

async fn act(shop: &Shop, chats: &[ChatId], act: ChatAct) -> pult_store::Acted {
    shop.store.chats_act(ChatTarget::Chats(chats.to_vec()), act, LATER).await.unwrap()
}

fn whole(query: ChatListQuery) -> ChatTarget {
    ChatTarget::List { query, seen: LATER }
}

async fn counts_agree(shop: &Shop, label: LabelId) {
    let counts = shop.store.queue_counts().await.unwrap();
    let told = [
        (View::Waiting, counts.waiting),
        (View::Urgent, counts.urgent),
        (View::InProgress, counts.in_progress),
        (View::Snoozed, counts.snoozed),
        (View::Done, counts.done),
        (View::Unread, counts.unread_chats),
        (View::Starred, counts.starred),
        (View::AiDrafts, counts.ai_drafts),
        (View::Spam, counts.spam),
        (View::All, counts.all),
    ];
    for (view, told) in told {
        for (label, unread_only) in [(None, false), (None, true), (Some(label), false), (Some(label), true)] {
            let query = ChatListQuery { label, unread_only, ..list(view) };
            let page = shop.store.chat_list(query.clone()).await.unwrap();
            let shown = i64::try_from(page.rows.len()).unwrap();
            assert_eq!((shown, shop.store.chat_count(&query).await.unwrap()), (page.total, page.total), "{view:?} {label:?} {unread_only}");
            assert!(page.rows.iter().all(|row| (!unread_only || row.unread > 0) && label.is_none_or(|label| row.labels.contains(&label))), "{view:?}");
            if label.is_none() && !unread_only {
                assert_eq!(told, shown, "{view:?}");
            }
        }
    }
    assert_eq!(counts.unread, all(shop).await.iter().map(|row| row.unread).sum::<i64>());
    shop.check().await;
}

#[tokio::test]
async fn labels_are_made_renamed_and_found_whatever_their_case() {
    let shop = Shop::open().await;
    let returns = shop.store.label_add("Возврат".into(), 3).await.unwrap();
    let taken = shop.store.label_add(" ВОЗВРАТ ".into(), 1).await.unwrap_err();
    assert_eq!(taken.code(), ErrorCode::LabelTaken);
    let other = shop.store.label_add("Ёлки".into(), 1).await.unwrap();
    assert_eq!(shop.store.label_add("елки".into(), 1).await.unwrap_err().code(), ErrorCode::LabelTaken);
    assert_eq!(shop.store.label_set(other.id, Some("возврат".into()), None).await.unwrap_err().code(), ErrorCode::LabelTaken);
    let renamed = shop.store.label_set(returns.id, Some("ВОЗВРАТ".into()), Some(5)).await.unwrap();
    assert_eq!((renamed.name.as_str(), renamed.colour), ("ВОЗВРАТ", 5), "its own name in other letters is free");
    assert_eq!(shop.store.labels().await.unwrap().iter().map(|label| label.name.as_str()).collect::<Vec<_>>(), ["ВОЗВРАТ", "Ёлки"]);
    assert_eq!(shop.store.label_set(LabelId(77), None, None).await.unwrap_err().code(), ErrorCode::LabelNotFound);
}

#[tokio::test]
async fn a_label_goes_on_many_chats_and_comes_off_as_it_was() {
    let (shop, ids) = Shop::waiting(10).await;
    let label = shop.store.label_add("Брак".into(), 0).await.unwrap().id;
    act(&shop, &ids[..3], ChatAct::Label { label, on: true }).await;
    let mut changes = shop.store.changes();
    let put = act(&shop, &ids[1..6], ChatAct::Label { label, on: true }).await;
    assert_eq!(put.chats.len(), 3, "two bore it already");
    assert_eq!(changes.try_recv().unwrap().tags, [Tag::Chats]);
    assert!(changes.try_recv().is_err(), "one act is one transaction");
    let labelled = async || shop.store.chat_list(ChatListQuery { label: Some(label), ..list(View::Waiting) }).await.unwrap();
    assert_eq!(labelled().await.total, 6);
    assert_eq!(shop.store.chats_undo(put.undo, LATER).await.unwrap().restored, 3);
    assert_eq!(labelled().await.rows.iter().map(|row| row.id).collect::<Vec<_>>(), ids[..3]);
    let off = act(&shop, &ids, ChatAct::Label { label, on: false }).await;
    assert_eq!((off.chats.len(), labelled().await.total), (3, 0));
    shop.store.chats_undo(off.undo, LATER).await.unwrap();
    assert_eq!(labelled().await.total, 3);
    counts_agree(&shop, label).await;
}

#[tokio::test]
async fn a_deleted_label_comes_back_with_its_chats_and_views() {
    let (shop, ids) = Shop::waiting(4).await;
    let label = shop.store.label_add("Опт".into(), 2).await.unwrap();
    act(&shop, &ids[..2], ChatAct::Label { label: label.id, on: true }).await;
    let view = SavedView {
        id: SavedViewId(0),
        place: 0,
        name: "Оптовики".into(),
        base: View::Waiting,
        account: None,
        label: Some(label.id),
        unread_only: false,
        query: String::new(),
    };
    let view = shop.store.view_keep(view).await.unwrap();
    let undo = shop.store.label_remove(label.id).await.unwrap();
    assert!(shop.store.labels().await.unwrap().is_empty() && shop.store.saved_views().await.unwrap().is_empty());
    assert!(all(&shop).await.iter().all(|row| row.labels.is_empty()));
    shop.store.chats_undo(undo.clone(), LATER).await.unwrap();
    assert_eq!((shop.store.labels().await.unwrap(), shop.store.saved_views().await.unwrap()), (vec![label.clone()], vec![view]));
    assert_eq!(all(&shop).await.iter().filter(|row| row.labels == [label.id]).count(), 2);
    // The name was given to another label meanwhile: its chats are gathered there.
    let undo = shop.store.label_remove(label.id).await.unwrap();
    let second = shop.store.label_add("опт".into(), 1).await.unwrap();
    shop.store.chats_undo(undo, LATER).await.unwrap();
    assert_eq!(all(&shop).await.iter().filter(|row| row.labels == [second.id]).count(), 2);
    shop.check().await;
}

#[tokio::test]
async fn an_act_on_a_whole_list_reaches_what_no_screen_shows_and_nothing_newer() {
    let (shop, _) = Shop::waiting(1_500).await;
    let seen = AtMs(DAY + 1_400);
    let target = ChatTarget::List { query: ChatListQuery { limit: 1, ..list(View::Waiting) }, seen };
    let done = shop.store.chats_act(target, ChatAct::Move(Queue::Done), LATER).await.unwrap();
    let counts = shop.store.queue_counts().await.unwrap();
    assert_eq!((done.chats.len(), counts.done, counts.waiting), (1_401, 1_401, 99), "what came after the look still waits");
    shop.check().await;
    let undone = shop.store.chats_undo(done.undo, LATER).await.unwrap();
    assert_eq!((undone.restored, undone.left, shop.store.queue_counts().await.unwrap().waiting), (1_401, 0, 1_500));
    shop.check().await;
}

#[tokio::test]
async fn undo_puts_back_exactly_what_was() {
    let (shop, ids) = Shop::waiting(5_000).await;
    // A chat of each kind: answered, taken, closed, hidden, read, with a star, spam.
    shop.apply(page(vec![seller("c0", "r0", "!", DAY + HOUR), seller("c1", "r1", "!", DAY + HOUR)], "2")).await;
    for (n, queue) in [(1, Queue::Done), (2, Queue::InProgress), (3, Queue::Done)] {
        shop.store.chat_move(ids[n], queue, AtMs(DAY + 2 * HOUR)).await.unwrap();
    }
    shop.store.chat_snooze(ids[4], Some(UNTIL_BUYER_WRITES)).await.unwrap();
    shop.store.chat_mark_read(ids[5]).await.unwrap();
    act(&shop, &ids[6..7], ChatAct::Star(true)).await;
    act(&shop, &ids[7..8], ChatAct::Spam(true)).await;
    let snapshot = async || {
        let mut rows = Vec::new();
        for view in [View::All, View::Snoozed] {
            let mut after = None;
            loop {
                let part = shop.store.chat_list(ChatListQuery { after, ..list(view) }).await.unwrap();
                rows.extend(part.rows);
                after = part.next;
                if after.is_none() {
                    break;
                }
            }
        }
        rows
    };
    let before = snapshot().await;
    let acts = [
        ChatAct::Move(Queue::Done),
        ChatAct::Move(Queue::InProgress),
        ChatAct::Move(Queue::Waiting),
        ChatAct::Snooze(Some(UNTIL_BUYER_WRITES)),
        ChatAct::Snooze(None),
        ChatAct::Read,
        ChatAct::Unread,
        ChatAct::Star(true),
        ChatAct::Star(false),
        ChatAct::Spam(true),
        ChatAct::Spam(false),
    ];
    for one in acts {
        let done = act(&shop, &ids, one).await;
        assert!(!done.chats.is_empty(), "{one:?}");
        assert_ne!(snapshot().await, before, "{one:?}");
        let undone = shop.store.chats_undo(done.undo, LATER).await.unwrap();
        assert_eq!((usize::try_from(undone.restored).unwrap(), undone.left), (done.chats.len(), 0), "{one:?}");
        assert_eq!(snapshot().await, before, "{one:?}");
    }
    shop.check().await;
}

#[tokio::test]
async fn undo_leaves_alone_what_the_buyer_changed_meanwhile() {
    let (shop, ids) = Shop::waiting(4).await;
    shop.apply(page(vec![seller("c0", "r0", "Отправили", DAY + HOUR)], "2")).await;
    let done = act(&shop, &ids, ChatAct::Move(Queue::Done)).await;
    shop.apply(page(vec![buyer("c0", "again", "Ещё вопрос", LATER.0 + 1)], "3")).await;
    assert_eq!(shop.chat("c0").await.queue, Queue::Waiting);
    shop.store.chats_undo(done.undo, LATER).await.unwrap();
    let row = shop.chat("c0").await;
    assert_eq!((row.queue, row.waiting_since, row.unread), (Queue::Waiting, Some(AtMs(LATER.0 + 1)), 1), "his new question still waits");
    assert_eq!(shop.store.queue_counts().await.unwrap().waiting, 4);
    shop.check().await;

    let hidden = act(&shop, &ids, ChatAct::Snooze(Some(UNTIL_BUYER_WRITES))).await;
    shop.apply(page(vec![buyer("c1", "awake", "Ау", LATER.0 + 2)], "4")).await;
    let undone = shop.store.chats_undo(hidden.undo, LATER).await.unwrap();
    assert_eq!((undone.restored, undone.left, shop.store.queue_counts().await.unwrap().snoozed), (3, 1, 0));
    shop.check().await;

    let read = act(&shop, &ids[2..], ChatAct::Read).await;
    shop.apply(page(vec![seller("c2", "r2", "Да", LATER.0 + 3)], "5")).await;
    let undone = shop.store.chats_undo(read.undo, LATER).await.unwrap();
    assert_eq!((undone.restored, undone.left), (1, 1), "our reply has read that chat");
    assert_eq!((shop.chat("c2").await.unread, shop.chat("c3").await.unread), (0, 1));
    shop.check().await;
}

#[tokio::test]
async fn undo_hides_nothing_that_was_written_since() {
    let (shop, ids) = Shop::waiting(2).await;
    for id in &ids {
        shop.store.chat_snooze(*id, Some(UNTIL_BUYER_WRITES)).await.unwrap();
    }
    let done = act(&shop, &ids, ChatAct::Move(Queue::Done)).await;
    shop.apply(page(vec![buyer("c0", "again", "Ещё вопрос", LATER.0 + 1)], "2")).await;
    let undone = shop.store.chats_undo(done.undo, LATER).await.unwrap();
    assert_eq!((undone.restored, undone.left), (1, 1));
    let counts = shop.store.queue_counts().await.unwrap();
    assert_eq!((counts.waiting, counts.snoozed), (1, 1), "whom the buyer did not wake sleeps on");
    let row = shop.chat("c0").await;
    assert_eq!((row.snoozed_until, row.waiting_since), (None, Some(AtMs(DAY))), "the rest of the act is undone");
    shop.check().await;
}

#[tokio::test]
async fn undo_finds_the_clock_also_where_a_message_was_on_its_way() {
    let (shop, ids) = Shop::waiting(1).await;
    let done = act(&shop, &ids, ChatAct::Move(Queue::Done)).await;
    shop.apply(page(vec![buyer("c0", "crossed", "Ещё вопрос", LATER.0 - HOUR)], "2")).await;
    assert_eq!(shop.chat("c0").await.waiting_since, Some(LATER.plus_ms(-HOUR)), "it could not be seen");
    let undone = shop.store.chats_undo(done.undo, LATER).await.unwrap();
    assert_eq!((undone.restored, undone.left, shop.chat("c0").await.waiting_since), (1, 0, Some(AtMs(DAY))));
    shop.check().await;
}

#[tokio::test]
async fn a_closing_that_was_undone_is_none_also_where_a_message_was_on_its_way() {
    let (shop, ids) = Shop::waiting(1).await;
    let at = |hours: i64| AtMs(DAY + hours * HOUR);
    shop.store.chat_move(ids[0], Queue::Done, at(5)).await.unwrap();
    shop.apply(page(vec![buyer("c0", "again", "Ещё вопрос", at(7).0)], "2")).await;
    let done = shop.store.chats_act(ChatTarget::Chats(ids.clone()), ChatAct::Move(Queue::Done), at(20)).await.unwrap();
    shop.apply(page(vec![buyer("c0", "crossed", "Ау", at(15).0)], "3")).await;
    assert_eq!((shop.chat("c0").await.queue, shop.chat("c0").await.waiting_since), (Queue::Waiting, Some(at(15))));
    let undone = shop.store.chats_undo(done.undo, at(21)).await.unwrap();
    assert_eq!((undone.restored, undone.left, shop.chat("c0").await.waiting_since), (1, 0, Some(at(7))));
    let query = PastQuery { since: AtMs(DAY), account: None, texts: false };
    let past = shop.store.past(query).next().await.unwrap().unwrap();
    assert_eq!((past[0].done_at, closings(&past[0].moves, past[0].done_at)), (Some(at(5)), vec![(at(5), Queue::Done)]));
    shop.check().await;
}

#[tokio::test]
async fn undo_finds_messages_that_came_late() {
    let (shop, ids) = Shop::waiting(1).await;
    let done = act(&shop, &ids, ChatAct::Move(Queue::Done)).await;
    // Written before the question, delivered after the chat was closed: the row does not move.
    shop.apply(page(vec![buyer("c0", "late", "Я первый", DAY - HOUR)], "2")).await;
    assert_eq!(shop.chat("c0").await.queue, Queue::Done);
    shop.store.chats_undo(done.undo, LATER).await.unwrap();
    assert_eq!(shop.chat("c0").await.waiting_since, Some(AtMs(DAY - HOUR)));
    shop.check().await;
}

#[tokio::test]
async fn a_chat_marked_unread_stays_so_until_it_is_looked_at() {
    let (shop, ids) = Shop::waiting(2).await;
    let label = shop.store.label_add("x".into(), 0).await.unwrap().id;
    shop.apply(page(vec![seller("c0", "r0", "!", DAY + HOUR)], "2")).await;
    shop.store.chat_mark_read(ids[1]).await.unwrap();
    assert_eq!(shop.store.chat_list(list(View::Unread)).await.unwrap().total, 0);
    let marked = act(&shop, &ids, ChatAct::Unread).await;
    assert_eq!((marked.chats.len(), shop.chat("c0").await.unread), (2, 1), "also where we wrote last");
    assert!(act(&shop, &ids, ChatAct::Unread).await.chats.is_empty());
    counts_agree(&shop, label).await;
    // A new question is unread by itself: the mark is not counted beside it.
    shop.apply(page(vec![buyer("c0", "new", "?", DAY + 2 * HOUR)], "3")).await;
    assert_eq!(shop.chat("c0").await.unread, 1);
    // A late old message makes the row be recounted; the mark outlives it.
    shop.apply(page(vec![seller("c1", "old", "!", DAY - HOUR)], "4")).await;
    assert_eq!(shop.chat("c1").await.unread, 1);
    counts_agree(&shop, label).await;
    for id in ids {
        shop.store.chat_mark_read(id).await.unwrap();
    }
    assert_eq!(shop.store.queue_counts().await.unwrap().unread_chats, 0);
    counts_agree(&shop, label).await;
}

#[tokio::test]
async fn views_are_kept_in_the_owners_order() {
    let shop = Shop::open().await;
    let view = |name: &str| SavedView {
        id: SavedViewId(0),
        place: 0,
        name: name.into(),
        base: View::Waiting,
        account: Some(shop.account),
        label: None,
        unread_only: true,
        query: "возврат".into(),
    };
    let mut kept = Vec::new();
    for name in ["a", "b", "c"] {
        kept.push(shop.store.view_keep(view(name)).await.unwrap());
    }
    let names = async || shop.store.saved_views().await.unwrap().into_iter().map(|view| view.name).collect::<String>();
    shop.store.view_move(kept[2].id, 0).await.unwrap();
    assert_eq!(names().await, "cab");
    shop.store.view_keep(SavedView { name: "A".into(), unread_only: false, ..kept[0].clone() }).await.unwrap();
    assert_eq!(names().await, "cAb", "a new name, the same place");
    let undo = shop.store.view_remove(kept[0].id).await.unwrap();
    assert_eq!(names().await, "cb");
    shop.store.chats_undo(undo, LATER).await.unwrap();
    assert_eq!(names().await, "cAb");
    assert_eq!(shop.store.view_keep(SavedView { id: SavedViewId(99), ..view("x") }).await.unwrap_err().code(), ErrorCode::ViewNotFound);
    shop.store.account_remove(shop.account).await.unwrap();
    assert_eq!(names().await, "", "a view of a shop goes with the shop");
}

/// Numbers of a fixed seed (SplitMix64, public domain): a failure is found again by its seed.
struct Chance(u64);

impl Chance {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut x = self.0;
        x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((x ^ (x >> 31)) % n as u64).unwrap()
    }
}

/// Whatever buyers, the shop, the owner and the clock do, in whatever order: the counts are those of
/// a recount, and every list has as many rows as it says.
#[tokio::test]
async fn counts_under_a_random_stream_of_events_equal_a_recount() {
    for seed in 1..=6 {
        let (shop, ids) = Shop::waiting(12).await;
        let label = shop.store.label_add("метка".into(), 0).await.unwrap().id;
        let (mut chance, mut undos) = (Chance(seed), Vec::new());
        for step in 0..60_i64 {
            let now = AtMs(DAY + step * HOUR);
            let chat = chance.below(12);
            let some: Vec<ChatId> = ids.iter().copied().filter(|_| chance.below(3) == 0).chain([ids[chat]]).collect();
            let (name, id) = (format!("c{chat}"), format!("s{step}"));
            // Now and then a message comes late.
            let at = now.0 - i64::try_from(chance.below(4)).unwrap() / 3 * 5 * HOUR;
            let acts = [
                ChatAct::Move(Queue::Done),
                ChatAct::Move(Queue::InProgress),
                ChatAct::Move(Queue::Waiting),
                ChatAct::Snooze(Some(now.plus_ms(3 * HOUR))),
                ChatAct::Snooze(None),
                ChatAct::Read,
                ChatAct::Unread,
                ChatAct::Star(true),
                ChatAct::Star(false),
                ChatAct::Spam(true),
                ChatAct::Spam(false),
                ChatAct::Label { label, on: true },
                ChatAct::Label { label, on: false },
            ];
            match chance.below(8) {
                0 | 1 => drop(shop.apply(page(vec![buyer(&name, &id, "?", at)], &id)).await),
                2 => drop(shop.apply(page(vec![seller(&name, &id, "!", at)], &id)).await),
                3 => drop(shop.store.wake(now).await.unwrap()),
                4 => drop(shop.store.escalate(now).await.unwrap()),
                5 if !undos.is_empty() => {
                    let undo = undos.swap_remove(chance.below(undos.len()));
                    shop.store.chats_undo(undo, now).await.unwrap();
                }
                6 => {
                    let view = View::ALL[chance.below(View::ALL.len())];
                    let query = ChatListQuery { label: (chance.below(2) == 0).then_some(label), unread_only: chance.below(2) == 0, ..list(view) };
                    let expected = shop.store.chat_list(query.clone()).await.unwrap().rows;
                    let done = shop.store.chats_act(whole(query), ChatAct::Label { label, on: true }, now).await.unwrap();
                    let bare = expected.iter().filter(|row| !row.labels.contains(&label)).count();
                    assert_eq!(done.chats.len(), bare, "seed {seed}, step {step}");
                    undos.push(done.undo);
                }
                _ => undos.push(shop.store.chats_act(ChatTarget::Chats(some), acts[chance.below(acts.len())], now).await.unwrap().undo),
            }
            counts_agree(&shop, label).await;
        }
    }
}
