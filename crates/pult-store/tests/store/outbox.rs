//! Replies: order, echoes, doubt, and the writer's lanes.

use crate::{DAY, Shop, buyer, page, seller};
use pult_domain::outbox::Dice;
use pult_domain::{
    AtMs, AttachmentKind, Author, ChatId, Clock, ErrorCode, FeedAttachment, FeedMessage, MessageId, OutboxEvent, OutboxState, Queue, RemoteMessageId, Retry,
    SystemClock,
};
use pult_store::{Batch, Lane, NewReply, NewUpload, OutboxRow, SentFacts};

fn reply(chat: ChatId, text: &str, key: Option<&str>) -> NewReply {
    NewReply { chat, text: text.into(), upload: None, next_at: AtMs(0), client_key: key.map(Into::into) }
}

async fn sending(shop: &Shop, chat: ChatId, text: &str) -> OutboxRow {
    let row = shop.store.outbox_add(reply(chat, text, None)).await.unwrap();
    shop.store.outbox_step(row.id, OutboxEvent::Begin, None).await.unwrap()
}

async fn accepted(shop: &Shop, row: &OutboxRow) -> OutboxRow {
    shop.store.outbox_step(row.id, OutboxEvent::Accepted { remote_id: None }, None).await.unwrap()
}

/// A chat where a buyer asked something a minute ago.
async fn asked() -> (Shop, ChatId, i64) {
    let shop = Shop::open().await;
    let now = SystemClock.now().0;
    shop.apply(page(vec![buyer("c", "q", "вопрос", now - 60_000)], "1")).await;
    let id = shop.chat_id("c").await;
    (shop, id, now)
}

#[tokio::test]
async fn a_sent_reply_is_one_message_and_its_echo_only_names_it() {
    let (shop, chat, now) = asked().await;
    shop.store.draft_set(chat, "Добрый".into()).await.unwrap();
    let row = sending(&shop, chat, "Добрый день").await;
    assert_eq!((row.machine.attempts, shop.store.draft(chat).await.unwrap()), (1, String::new()));
    let facts = SentFacts { sent_at: None, reply_token: Some("newer".into()) };
    let sent = shop.store.outbox_step(row.id, OutboxEvent::Accepted { remote_id: None }, Some(facts)).await.unwrap();
    assert_eq!((sent.machine.state, sent.reply_token.as_deref()), (OutboxState::Sent, Some("newer")));
    let before = shop.store.messages(chat, None, None, 10).await.unwrap().rows;
    assert_eq!((before.len(), before[1].remote_id.clone(), before[1].outbox), (2, None, Some(row.id)));
    assert_eq!(shop.chat("c").await.queue, Queue::InProgress);
    shop.check().await;

    let echo = seller("c", "e1", " Добрый  день\r\n", now + 2_000);
    let applied = shop.apply(page(vec![echo.clone()], "2")).await;
    assert_eq!((applied.confirmed, applied.messages_new), (vec![row.id], 0));
    let after = shop.store.messages(chat, None, None, 10).await.unwrap().rows;
    assert_eq!(after.len(), 2);
    assert_eq!((after[1].id, after[1].sent_at), (before[1].id, before[1].sent_at), "time and place stay");
    assert_eq!(after[1].remote_id, Some(RemoteMessageId::new("e1")));
    assert_eq!(shop.apply(page(vec![echo.clone()], "3")).await.messages_new, 0, "its replay is known");
    let read = |read| FeedMessage { read: Some(read), ..echo.clone() };
    shop.apply(page(vec![read(true)], "4")).await;
    let own = shop.store.messages(chat, None, None, 10).await.unwrap().rows.remove(1);
    assert_eq!((own.read, own.text_before), (Some(true), None), "other blanks are no edit");
    let mut changes = shop.store.changes();
    shop.apply(page(vec![read(true)], "5")).await;
    assert!(changes.try_recv().is_err(), "and no news the next time");
    shop.apply(page(vec![FeedMessage { text: "Добрый вечер".into(), ..read(true) }], "6")).await;
    let own = shop.store.messages(chat, None, None, 10).await.unwrap().rows.remove(1);
    assert!(own.text == "Добрый вечер" && own.text_before.is_some(), "other words are one");
    shop.check().await;
}

#[tokio::test]
async fn a_message_that_crossed_our_reply_is_answered_and_unread() {
    let (shop, chat, now) = asked().await;
    let row = sending(&shop, chat, "Ответ").await;
    accepted(&shop, &row).await;
    assert_eq!(shop.chat("c").await.unread, 0, "a reply has read what it answers");
    shop.apply(page(vec![buyer("c", "crossed", "и ещё один", now - 30_000)], "2")).await;
    let crossed = shop.chat("c").await;
    assert_eq!((crossed.queue, crossed.waiting_since, crossed.unread), (Queue::InProgress, None, 1), "it was on its way");
    shop.check().await;
    shop.apply(page(vec![buyer("c", "older", "добрый день", now - 90_000)], "3")).await;
    assert_eq!(shop.chat("c").await.unread, 1);
    shop.store.chat_mark_read(chat).await.unwrap();
    shop.apply(page(vec![buyer("c", "old", "алло", now - 80_000)], "4")).await;
    assert_eq!(shop.chat("c").await.unread, 0, "older than what was seen");
    // Whoever answers in the cabinet has read there what he answers.
    shop.apply(page(vec![seller("c", "cabinet", "Из кабинета", now + 60_000)], "5")).await;
    shop.apply(page(vec![buyer("c", "before it", "?", now + 30_000)], "6")).await;
    let row = shop.chat("c").await;
    assert_eq!((row.queue, row.unread), (Queue::InProgress, 0));
    shop.check().await;
}

#[tokio::test]
async fn an_echo_settles_a_reply_in_doubt() {
    let (shop, chat, now) = asked().await;
    let row = sending(&shop, chat, "Ответ").await;
    shop.store.outbox_step(row.id, OutboxEvent::AnswerLost { reason: ErrorCode::TimedOut }, None).await.unwrap();
    let applied = shop.apply(page(vec![seller("c", "e", "Ответ", now + 1_000)], "2")).await;
    assert_eq!((applied.confirmed.as_slice(), applied.messages_new), (&[row.id][..], 1));
    let stored = shop.store.outbox(row.id).await.unwrap().unwrap();
    assert_eq!((stored.machine.state, stored.machine.remote_id), (OutboxState::Sent, Some(RemoteMessageId::new("e"))));
    let late = accepted(&shop, &row).await;
    assert_eq!(late.machine.state, OutboxState::Sent);
    assert_eq!(shop.store.messages(chat, None, None, 10).await.unwrap().rows.len(), 2, "the late answer adds no second message");
    shop.check().await;
}

#[tokio::test]
async fn an_echo_without_a_time_of_its_own_is_found() {
    let (shop, chat, now) = asked().await;
    let row = sending(&shop, chat, "Ответ").await;
    shop.store.outbox_step(row.id, OutboxEvent::AnswerLost { reason: ErrorCode::TimedOut }, None).await.unwrap();
    // It came from another century, and stands where the question does.
    let echo = FeedMessage { undated: true, ..seller("c", "e", "Ответ", now - 60_000) };
    let applied = shop.apply(page(vec![echo], "2")).await;
    assert_eq!((applied.confirmed.as_slice(), applied.messages_new), (&[row.id][..], 1));
    assert_eq!(shop.store.outbox(row.id).await.unwrap().unwrap().machine.state, OutboxState::Sent, "the buyer does not get it twice");
    assert_eq!(shop.chat("c").await.queue, Queue::InProgress);
    shop.check().await;
}

#[tokio::test]
async fn an_own_message_without_a_time_confirms_no_reply_that_was_turned_away() {
    let (shop, chat, now) = asked().await;
    let row = sending(&shop, chat, "Да").await;
    let away = OutboxEvent::TurnedAway { reason: ErrorCode::RateLimited, retry: Retry::Soon, dice: Dice(500) };
    shop.store.outbox_step(row.id, away, None).await.unwrap();
    let machine = async || shop.store.outbox(row.id).await.unwrap().unwrap().machine;
    // Old ones come with a history that is read page by page.
    for old in ["e1", "e2"] {
        let applied = shop.apply(page(vec![FeedMessage { undated: true, ..seller("c", old, "Да", now - 90_000) }], old)).await;
        assert_eq!((applied.confirmed.len(), applied.messages_new), (0, 1), "said long ago, perhaps");
        assert_eq!((machine().await.state, machine().await.reason), (OutboxState::Unconfirmed, Some(ErrorCode::Unconfirmed)), "the owner looks");
    }
    shop.store.outbox_step(row.id, OutboxEvent::ProvenAbsent { attempts: 1 }, None).await.unwrap();
    assert_eq!(machine().await.state, OutboxState::Unconfirmed, "and nobody else sends it again");
    let echo = shop.apply(page(vec![seller("c", "e3", "Да", now + 1_000)], "3")).await;
    assert_eq!((echo.confirmed.as_slice(), machine().await.state), (&[row.id][..], OutboxState::Sent), "one with a time decides");
    shop.check().await;
}

#[tokio::test]
async fn two_equal_replies_take_two_echoes_each_once() {
    let (shop, chat, now) = asked().await;
    let (one, two) = (sending(&shop, chat, "Да").await, sending(&shop, chat, "Да").await);
    accepted(&shop, &one).await;
    let first = shop.apply(page(vec![seller("c", "e1", "Да", now + 1_000)], "2")).await;
    assert_eq!(first.confirmed, [one.id]);
    let second = shop.apply(page(vec![seller("c", "e1", "Да", now + 1_000), seller("c", "e2", "Да", now + 2_000)], "3")).await;
    assert_eq!(second.confirmed, [two.id]);
    let third = shop.apply(page(vec![seller("c", "e3", "Да", now + 3_000)], "4")).await;
    assert!(third.confirmed.is_empty(), "from the cabinet");
    let own = shop.store.messages(chat, None, None, 10).await.unwrap().rows.into_iter().filter(|m| m.author == Author::Seller).count();
    assert_eq!(own, 3);
    shop.check().await;
}

#[tokio::test]
async fn order_is_kept_per_chat_and_a_reply_in_doubt_holds_back_the_others() {
    let (shop, chat, now) = asked().await;
    shop.apply(page(vec![buyer("d", "q2", "вопрос", now)], "2")).await;
    let other = shop.chat_id("d").await;
    let first = sending(&shop, chat, "раз").await;
    let second = shop.store.outbox_add(reply(chat, "два", None)).await.unwrap();
    let third = shop.store.outbox_add(reply(other, "три", None)).await.unwrap();
    let heads = async || shop.store.outbox_heads(shop.account).await.unwrap().iter().map(|row| row.id).collect::<Vec<_>>();
    assert_eq!(heads().await, [first.id, third.id]);
    shop.store.outbox_step(first.id, OutboxEvent::AnswerLost { reason: ErrorCode::TimedOut }, None).await.unwrap();
    assert_eq!(heads().await, [first.id, third.id]);
    assert_eq!(shop.chat("c").await.outbox, Some(OutboxState::Unconfirmed));
    assert_eq!(shop.store.queue_counts().await.unwrap().replies_in_trouble, 1);
    shop.store.outbox_step(first.id, OutboxEvent::OwnerConfirms, None).await.unwrap();
    assert_eq!(heads().await, [second.id, third.id]);
    let open = shop.store.outbox_open(chat).await.unwrap();
    assert_eq!(open.iter().map(|row| row.id).collect::<Vec<_>>(), [second.id]);
    let queued = shop.store.outbox_list(Some(OutboxState::Queued), None, 10).await.unwrap();
    assert_eq!(queued.len(), 2);
    shop.check().await;
}

#[tokio::test]
async fn the_time_to_undo_ends_only_for_what_nobody_has_begun_or_taken_back() {
    let (shop, chat, now) = asked().await;
    let later = |text: &str| NewReply { next_at: AtMs(now + 60_000), ..reply(chat, text, None) };
    let waits = shop.store.outbox_add(later("раз")).await.unwrap();
    assert!(shop.store.outbox_end_undo(waits.id).await.unwrap());
    let hurried = shop.store.outbox(waits.id).await.unwrap().unwrap().machine;
    assert!(hurried.state == OutboxState::Queued && hurried.next_at < waits.machine.next_at, "{hurried:?}");
    let back = shop.store.outbox_add(later("два")).await.unwrap();
    shop.store.outbox_withdraw(back.id).await.unwrap();
    let begun = sending(&shop, chat, "три").await;
    let doubtful = shop.store.outbox_step(begun.id, OutboxEvent::AnswerLost { reason: ErrorCode::TimedOut }, None).await.unwrap();
    for id in [back.id, doubtful.id] {
        assert!(!shop.store.outbox_end_undo(id).await.unwrap());
    }
    assert_eq!(shop.store.outbox(doubtful.id).await.unwrap().unwrap(), doubtful, "it may be there: a second time is the owner's word");
}

#[tokio::test]
async fn the_same_click_told_twice_is_one_reply() {
    let (shop, chat, _) = asked().await;
    let one = shop.store.outbox_add(reply(chat, "Да", Some("k"))).await.unwrap();
    let two = shop.store.outbox_add(reply(chat, "Да", Some("k"))).await.unwrap();
    assert_eq!(one, two);
    assert_ne!(shop.store.outbox_add(reply(chat, "Да", Some("l"))).await.unwrap().id, one.id);
}

#[tokio::test]
async fn a_reply_answers_a_message_of_its_own_chat() {
    let (shop, chat, now) = asked().await;
    shop.apply(page(vec![buyer("d", "other", "другой вопрос", now - 30_000)], "2")).await;
    let other = shop.chat_id("d").await;
    let newest = async |chat| shop.store.messages(chat, None, None, 1).await.unwrap().rows[0].id;
    let (own, foreign) = (newest(chat).await, newest(other).await);
    let answering = |message| Batch { replies: vec![reply(chat, "Ответ", None)], reply_to: Some(message), ..Batch::default() };
    for message in [foreign, MessageId(foreign.0 + 1)] {
        let refused = shop.store.outbox_add_batch(answering(message)).await.unwrap_err();
        assert_eq!(refused.code(), ErrorCode::MessageNotFound);
    }
    assert!(shop.store.outbox_list(None, None, 10).await.unwrap().is_empty(), "nothing was queued");
    let row = shop.store.outbox_add_batch(answering(own)).await.unwrap().remove(0);
    assert_eq!(row.answers.map(|quoted| quoted.message), Some(own));
}

#[tokio::test]
async fn a_step_that_is_not_allowed_changes_nothing() {
    let (shop, chat, _) = asked().await;
    let row = shop.store.outbox_add(reply(chat, "Да", None)).await.unwrap();
    let mut changes = shop.store.changes();
    let refused = shop.store.outbox_step(row.id, OutboxEvent::OwnerConfirms, Some(SentFacts::default())).await.unwrap_err();
    assert_eq!(refused.code(), ErrorCode::StateConflict);
    assert_eq!(shop.store.outbox(row.id).await.unwrap().unwrap(), row);
    assert!(changes.try_recv().is_err());
    assert_eq!(shop.store.outbox_add(reply(ChatId(999), "Да", None)).await.unwrap_err().code(), ErrorCode::ChatNotFound);
}

#[tokio::test]
async fn an_attempt_found_at_start_is_in_doubt() {
    let (shop, chat, _) = asked().await;
    let row = sending(&shop, chat, "Да").await;
    shop.store.close().await;
    assert_eq!(shop.store.draft_set(chat, "поздно".into()).await.unwrap_err().code(), ErrorCode::ShuttingDown);
    let store = pult_store::Store::open(&shop.dir.path().join("pult.db"), std::sync::Arc::new(SystemClock)).await.unwrap();
    assert_eq!(store.outbox_found_at_start().await.unwrap(), 1);
    assert_eq!(store.outbox(row.id).await.unwrap().unwrap().machine.state, OutboxState::Unconfirmed);
    assert_eq!(store.outbox_found_at_start().await.unwrap(), 0);
}

#[tokio::test]
async fn what_was_kept_of_a_doubt_goes_at_the_start_after_its_end() {
    let (shop, chat, now) = asked().await;
    let lost = OutboxEvent::AnswerLost { reason: ErrorCode::TimedOut };
    let mut doubts = Vec::new();
    for text in ["раз", "два"] {
        let id = sending(&shop, chat, text).await.id;
        doubts.push(shop.store.outbox_step(id, lost.clone(), None).await.unwrap());
    }
    let kept = async || shop.store.settings().await.unwrap().into_iter().filter(|(key, _)| key.starts_with("doubt")).count();
    for reply in &doubts {
        assert_eq!(shop.store.outbox_doubted_since(reply, AtMs(now)).await.unwrap(), Some(AtMs(now)));
        assert_eq!(shop.store.outbox_doubted_since(reply, AtMs(now + 9)).await.unwrap(), Some(AtMs(now)), "the first look counts");
    }
    shop.store.outbox_found_at_start().await.unwrap();
    assert_eq!(kept().await, 2, "both stand");
    shop.apply(page(vec![seller("c", "e", "раз", now + 1_000)], "2")).await;
    shop.store.outbox_found_at_start().await.unwrap();
    assert_eq!(kept().await, 1, "one has come back");
    assert!(shop.store.outbox_awaits_echo(shop.account).await.unwrap());

    shop.store.outbox_step(doubts[1].id, OutboxEvent::OwnerRetries, None).await.unwrap();
    shop.store.outbox_step(doubts[1].id, OutboxEvent::Begin, None).await.unwrap();
    let again = shop.store.outbox_step(doubts[1].id, lost, None).await.unwrap();
    assert_eq!(shop.store.outbox_doubted_since(&again, AtMs(now + 9)).await.unwrap(), Some(AtMs(now + 9)), "another attempt");
    shop.store.outbox_found_at_start().await.unwrap();
    assert_eq!(kept().await, 1, "of the earlier attempt nobody asks");
    shop.apply(page(vec![seller("c", "f", "два", now + 2_000)], "3")).await;
    assert!(!shop.store.outbox_awaits_echo(shop.account).await.unwrap());
    shop.store.outbox_found_at_start().await.unwrap();
    assert_eq!(kept().await, 0);
}

#[tokio::test]
async fn a_reply_overtakes_a_whole_back_fill() {
    let (shop, chat, _) = asked().await;
    let pages = 60;
    let mut filling = tokio::task::JoinSet::new();
    for n in 0..pages {
        let (store, account) = (shop.store.clone(), shop.account);
        let messages = (0..50).map(|m| buyer(&format!("b{m}"), &format!("{n}-{m}"), "старое письмо", DAY + n * 1_000 + m)).collect();
        filling.spawn(async move { store.apply_pages(account, vec![page(messages, &n.to_string())], Lane::BackFill).await.unwrap() });
    }
    // All of them are waiting in their lane before the reply comes.
    tokio::task::yield_now().await;
    shop.store.outbox_add(reply(chat, "Сейчас", None)).await.unwrap();
    // Counted without a question to the database: the back-fill goes on meanwhile.
    let mut before = 0;
    while filling.try_join_next().is_some() {
        before += 1;
    }
    let after = i64::try_from(filling.join_all().await.len()).unwrap();
    assert_eq!(before + after, pages);
    assert!(before < pages / 2, "{before} of {pages} pages were stored before the reply");
    shop.check().await;
}

#[tokio::test]
async fn a_file_leaves_the_composer_with_its_reply_and_comes_back_when_that_is_withdrawn() {
    let (shop, chat, _) = asked().await;
    let kept = |name: &str| NewUpload { chat, name: name.into(), media_type: "image/png".into(), bytes: 9, path: format!("files/1/{name}") };
    let upload = shop.store.upload_add(kept("photo.png")).await.unwrap();
    assert_eq!(shop.store.uploads_waiting(chat).await.unwrap(), std::slice::from_ref(&upload));
    let file = NewReply { upload: Some(upload.id), ..reply(chat, "", None) };
    let rows = shop.store.outbox_add_all(vec![file.clone(), reply(chat, "Фото выше", None)]).await.unwrap();
    assert!(shop.store.uploads_waiting(chat).await.unwrap().is_empty());
    assert_eq!(rows[0].file.as_ref().map(|file| file.name.as_str()), Some("photo.png"));
    let twice = shop.store.outbox_add_all(vec![reply(chat, "раз", None), file.clone()]).await.unwrap_err();
    assert_eq!(twice.code(), ErrorCode::AttachmentNotFound, "a file leaves once");
    assert_eq!(shop.store.outbox_open(chat).await.unwrap().len(), 2, "all or none");
    shop.store.outbox_step(rows[0].id, OutboxEvent::OwnerCancels, None).await.unwrap();
    assert_eq!(shop.store.uploads_waiting(chat).await.unwrap(), [upload], "withdrawn, not lost");

    let again = shop.store.outbox_add(file).await.unwrap();
    shop.store.outbox_step(again.id, OutboxEvent::Begin, None).await.unwrap();
    let sent = shop.store.outbox_step(again.id, OutboxEvent::Accepted { remote_id: None }, None).await.unwrap();
    assert_eq!(sent.machine.state, OutboxState::Sent);
    let at = sent.machine.last_attempt_at.unwrap().0;
    let picture = FeedAttachment { remote_id: "theirs".into(), kind: AttachmentKind::Image, name: None, media_type: None, bytes: None };
    let echo = FeedMessage { attachments: vec![picture], ..seller("c", "echo", "", at) };
    shop.apply(page(vec![echo], "2")).await;
    let messages = shop.store.messages(chat, None, None, 50).await.unwrap().rows;
    let ours: Vec<_> = messages.iter().filter(|message| message.outbox == Some(again.id)).collect();
    assert_eq!(ours.len(), 1, "the echo is the same message");
    assert_eq!(ours[0].attachments.len(), 1);
    assert_eq!((ours[0].attachments[0].remote_id.as_str(), ours[0].attachments[0].path.as_deref()), ("theirs", Some("files/1/photo.png")));
    shop.check().await;
}
