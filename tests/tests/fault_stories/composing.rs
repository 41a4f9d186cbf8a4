//! What the owner does with replies before they leave: undo, plans, the buyer who writes meanwhile,
//! and notes that never leave.

use base64::Engine as _;
use pult_core::dto::{ChatView, NoteView, OutboxView, SearchFound, SendTime, UploadView};
use pult_domain::{ChatId, ErrorCode, Hold, MessageId, OutboxState};
use pult_sim::Buyer;
use pult_tests::world::{World, minutes, seconds};
use serde_json::{Value, json};

const PNG: &[u8] = b"\x89PNG\r\n\x1a\nrest of a picture";

async fn ivan_waits() -> (World, Buyer, ChatId) {
    let w = World::with_shop().await;
    let ivan = w.buyer("Иван");
    w.sim().buyer_writes(&ivan, "Когда отправите?");
    w.sync().await;
    let chat = w.chat(&ivan).await;
    (w, ivan, chat)
}

async fn view(w: &World, chat: ChatId) -> ChatView {
    w.ok("chat_get", json!({"chat": chat})).await
}

async fn send(w: &World, chat: ChatId, text: &str, more: Value) -> OutboxView {
    let mut request = json!({"chat": chat, "text": text, "undo_ms": 0});
    request.as_object_mut().expect("an object").extend(more.as_object().expect("an object").clone());
    w.ok("reply_send", request).await
}

async fn newest(w: &World, chat: ChatId) -> MessageId {
    let (messages, _) = w.messages_of(chat).await;
    messages.iter().filter(|message| message.author == pult_domain::Author::Customer).map(|message| message.message).max().expect("a message")
}

#[tokio::test]
async fn undo_and_delivery_never_both_win() {
    let (w, ivan, chat) = ivan_waits().await;
    let mut left = 0;
    for n in 0..12 {
        let text = format!("Ответ {n}");
        let reply = send(&w, chat, &text, json!({})).await;
        let undo = w.call::<OutboxView>("outbox_cancel", json!({"outbox": reply.outbox}));
        // Half of the time the owner is a moment later than the delivery.
        let (undone, _) = tokio::join!(
            async {
                if n % 2 == 1 {
                    tokio::time::sleep(std::time::Duration::from_millis(n)).await;
                }
                undo.await
            },
            w.try_sync()
        );
        let delivered = w.delivered(&ivan).contains(&text);
        let draft = view(&w, chat).await.draft;
        match undone {
            Ok(back) => {
                assert_eq!((back.state, back.draft.as_deref()), (OutboxState::Cancelled, Some(text.as_str())));
                assert!(!delivered, "{text} was taken back and delivered");
                assert_eq!(draft, text, "its words stand in the composer");
                assert_eq!(w.refused("outbox_cancel", json!({"outbox": reply.outbox})).await, ErrorCode::StateConflict, "once");
                assert_eq!(view(&w, chat).await.draft, text, "and only once");
                let _: Value = w.ok("draft_set", json!({"chat": chat, "text": ""})).await;
            }
            Err(refusal) => {
                assert_eq!(refusal.code, ErrorCode::StateConflict);
                assert!(draft.is_empty(), "what left is not in the composer too");
                left += 1;
            }
        }
        w.sync().await;
    }
    assert_eq!(w.delivered(&ivan).len(), left, "what was not taken back has left, once");
    w.end().await;
}

#[tokio::test]
async fn whoever_leaves_the_program_takes_nothing_back_so_it_leaves_first() {
    let long = std::time::Duration::from_secs(20);
    let (mut w, ivan, chat) = ivan_waits().await;
    let first = send(&w, chat, "Ответ 1", json!({"undo_ms": 60_000})).await;
    let second = send(&w, chat, "Ответ 2", json!({"undo_ms": 60_000})).await;
    let plan = send(&w, chat, "И чек тоже", json!({"at": "2h"})).await;
    w.sync().await;
    assert!(w.delivered(&ivan).is_empty(), "the owner may still think again");
    w.core().let_go(long).await;
    assert_eq!(w.delivered(&ivan), ["Ответ 1", "Ответ 2"], "in their order, each once");
    for reply in [first, second] {
        w.stands(reply.outbox, OutboxState::Sent).await;
    }
    w.stands(plan.outbox, OutboxState::Queued).await;

    w.section("without a network nothing is begun that could end in doubt");
    w.sim_mut().refuse_connections().await;
    w.try_sync().await;
    let third = send(&w, chat, "Ответ 3", json!({"undo_ms": 60_000})).await;
    w.core().let_go(long).await;
    assert_eq!(w.stands(third.outbox, OutboxState::Queued).await.attempts, 0.0);
    w.restart_core().await;
    w.sim_mut().accept_connections().await;
    w.advance(minutes(2));
    w.sync().await;
    assert_eq!(w.delivered(&ivan).last().map(String::as_str), Some("Ответ 3"));
    w.end().await;
}

#[tokio::test]
async fn whoever_leaves_sends_what_is_due_and_keeps_the_time_to_undo_where_nothing_may_leave() {
    let long = std::time::Duration::from_secs(20);
    let (w, ivan, chat) = ivan_waits().await;
    let due = send(&w, chat, "Ответ 1", json!({})).await;
    w.core().let_go(long).await;
    w.stands(due.outbox, OutboxState::Sent).await;

    w.section("a shop that the owner has paused");
    let pause = async |paused: bool| w.ok::<Value>("sync_pause", json!({"account": w.shops[0].account, "paused": paused})).await;
    pause(true).await;
    let kept = send(&w, chat, "Ответ 2", json!({"undo_ms": 60_000})).await;
    w.core().let_go(long).await;
    assert_eq!(w.stands(kept.outbox, OutboxState::Queued).await.next_at_ms, kept.next_at_ms, "the owner may still think again");
    pause(false).await;
    w.advance(minutes(2));
    w.sync().await;
    assert_eq!(w.delivered(&ivan), ["Ответ 1", "Ответ 2"]);
    w.end().await;
}

#[tokio::test]
async fn words_and_files_come_back_together_before_what_is_being_written() {
    let (mut w, ivan, chat) = ivan_waits().await;
    let base64 = base64::engine::general_purpose::STANDARD.encode(PNG);
    let file: UploadView = w.ok("upload_add", json!({"chat": chat, "name": "снимок.png", "base64": base64})).await;
    let renamed: UploadView = w.ok("upload_rename", json!({"upload": file.upload, "name": "чашка v1.2"})).await;
    assert_eq!(renamed.name, "чашка v1.2.png", "the contents decide the ending");
    let asked = newest(&w, chat).await;
    let reply = send(&w, chat, "Вот она", json!({"undo_ms": 10_000, "uploads": [file.upload], "reply_to": asked})).await;
    assert!(view(&w, chat).await.uploads.is_empty(), "they left the composer together");
    let _: Value = w.ok("draft_set", json!({"chat": chat, "text": "И ещё"})).await;
    w.restart_core().await;
    w.advance(seconds(9));
    w.sync().await;
    let back: OutboxView = w.ok("outbox_cancel", json!({"outbox": reply.outbox})).await;
    assert_eq!(back.draft.as_deref(), Some("Вот она\n\nИ ещё"));
    let after = view(&w, chat).await;
    assert_eq!((after.draft.as_str(), after.uploads.len()), ("Вот она\n\nИ ещё", 1));
    assert_eq!(after.draft_answers.expect("what it answers").message, asked);
    w.advance(minutes(5));
    w.sync().await;
    assert!(w.delivered(&ivan).is_empty(), "neither the words nor the file left");
    w.end().await;
}

#[tokio::test]
async fn a_plan_survives_a_restart_keeps_the_order_and_holds_back_nothing() {
    let (mut w, ivan, chat) = ivan_waits().await;
    let later = send(&w, chat, "Трек-номер придёт вечером", json!({"at": "2h"})).await;
    let second = send(&w, chat, "И чек тоже", json!({"at": "2h"})).await;
    assert_eq!(later.planned_at_ms, Some(later.next_at_ms));
    assert_eq!(w.refused("reply_send", json!({"chat": chat, "text": "Да", "at": "пока не напишет"})).await, ErrorCode::SendTimeNotUnderstood);
    let now = send(&w, chat, "Отправим сегодня", json!({})).await;
    w.sync().await;
    w.stands(now.outbox, OutboxState::Sent).await;
    assert_eq!(w.delivered(&ivan), ["Отправим сегодня"], "a plan for later holds back nothing now");
    let edited: OutboxView = w.ok("reply_edit", json!({"outbox": later.outbox, "text": "Трек-номер придёт к семи"})).await;
    assert_eq!(edited.text, "Трек-номер придёт к семи");
    w.restart_core().await;
    w.advance(minutes(119));
    w.sync().await;
    w.stands(later.outbox, OutboxState::Queued).await;
    assert_eq!(w.core().store().outbox_begin(later.outbox, true).await.expect_err("not before its time").code(), ErrorCode::StateConflict);
    w.restart_core().await;
    w.advance(minutes(40));
    w.sync().await;
    w.stands(second.outbox, OutboxState::Sent).await;
    assert_eq!(w.delivered(&ivan), ["Отправим сегодня", "Трек-номер придёт к семи", "И чек тоже"], "half an hour late, in order");
    assert_eq!(w.refused("reply_edit", json!({"outbox": later.outbox, "text": "Нет"})).await, ErrorCode::StateConflict, "what has left stays");
    let told = w.messages(&ivan).await.into_iter().find(|message| message.text == "И чек тоже").expect("a message");
    assert_eq!(told.planned_at_ms, second.planned_at_ms, "the thread can say that it left later than planned");
    w.end().await;
}

#[tokio::test]
async fn a_missed_plan_asks_instead_of_leaving_late() {
    let (mut w, ivan, chat) = ivan_waits().await;
    let plan = send(&w, chat, "Доброе утро!", json!({"at": "1h"})).await;
    w.section("the computer sleeps through the morning");
    w.stop_core().await;
    w.advance(minutes(60 + 121));
    w.restart_core().await;
    w.sync().await;
    let held = w.stands(plan.outbox, OutboxState::Queued).await;
    assert_eq!(held.held, Some(Hold::Late));
    assert!(w.delivered(&ivan).is_empty());
    let waiting: Vec<OutboxView> = w.ok("outbox_list", json!({"held": true})).await;
    assert_eq!(waiting.len(), 1, "and is found where replies in trouble are");
    let counts: Value = w.ok("queue_counts", json!({})).await;
    assert_eq!(counts["replies_in_trouble"], 1.0);
    let other = send(&w, chat, "Отправили", json!({})).await;
    w.sync().await;
    w.stands(other.outbox, OutboxState::Sent).await;
    let _: OutboxView = w.ok("outbox_retry", json!({"outbox": plan.outbox})).await;
    w.sync().await;
    w.stands(plan.outbox, OutboxState::Sent).await;
    assert_eq!(w.delivered(&ivan), ["Отправили", "Доброе утро!"]);
    w.end().await;
}

#[tokio::test]
async fn a_plan_that_is_due_without_a_network_leaves_when_it_is_back_unless_that_is_too_late() {
    let (mut w, ivan, chat) = ivan_waits().await;
    let soon = send(&w, chat, "Отправили", json!({"at": "1h"})).await;
    w.sim_mut().refuse_connections().await;
    w.advance(minutes(61));
    for _ in 0..8 {
        w.try_sync().await;
        w.advance(minutes(6));
    }
    let waiting = w.stands(soon.outbox, OutboxState::Queued).await;
    assert_eq!((waiting.reason, waiting.held), (Some(ErrorCode::Unreachable), None), "nobody is there to be told of it: {waiting:?}");
    w.sim_mut().accept_connections().await;
    w.sync().await;
    w.stands(soon.outbox, OutboxState::Sent).await;
    let late = send(&w, chat, "Доброе утро", json!({"at": "1h"})).await;
    w.sim_mut().refuse_connections().await;
    w.advance(minutes(61));
    for _ in 0..4 {
        w.try_sync().await;
        w.advance(minutes(40));
    }
    w.sim_mut().accept_connections().await;
    w.sync().await;
    assert_eq!(w.stands(late.outbox, OutboxState::Queued).await.held, Some(Hold::Late));
    assert_eq!(w.delivered(&ivan), ["Отправили"]);
    w.end().await;
}

#[tokio::test]
async fn a_plan_is_held_when_the_buyer_wrote_again_unless_the_owner_said_otherwise() {
    let (w, ivan, chat) = ivan_waits().await;
    let plan = send(&w, chat, "Отправим завтра", json!({"at": "1h"})).await;
    w.sim().buyer_writes(&ivan, "Уже не нужно, отмените");
    w.sync().await;
    w.advance(minutes(61));
    w.sync().await;
    let held = w.stands(plan.outbox, OutboxState::Queued).await;
    assert_eq!(held.held, Some(Hold::BuyerWrote));
    assert!(held.seen < Some(newest(&w, chat).await));
    let moved: OutboxView = w.ok("reply_edit", json!({"outbox": plan.outbox, "text": "Отменили", "at": "30m"})).await;
    assert_eq!((moved.held, moved.seen), (None, Some(newest(&w, chat).await)), "who changes it has read what came");
    w.advance(minutes(31));
    w.sync().await;
    w.stands(plan.outbox, OutboxState::Sent).await;

    let _: Value = w.ok("settings_set", json!({"hold_after_news": false})).await;
    let second = send(&w, chat, "Хорошего дня", json!({"at": "1h"})).await;
    w.sim().buyer_writes(&ivan, "Спасибо");
    w.sync().await;
    w.advance(minutes(61));
    w.sync().await;
    w.stands(second.outbox, OutboxState::Sent).await;
    assert_eq!(w.delivered(&ivan), ["Отменили", "Хорошего дня"]);
    w.end().await;
}

#[tokio::test]
async fn the_next_opening_is_a_time_to_send_at() {
    let (w, _, chat) = ivan_waits().await;
    let opening: SendTime = w.ok("send_time", json!({"chat": chat, "typed": "opening"})).await;
    assert!(opening.open && opening.at_ms > w.now());
    let same: SendTime = w.ok("send_time", json!({"chat": chat, "typed": "munkaidőben"})).await;
    assert_eq!(same, opening);
    w.end().await;
}

#[tokio::test]
async fn a_reply_begun_before_the_buyers_last_words_needs_a_second_thought() {
    let (w, ivan, chat) = ivan_waits().await;
    let seen = newest(&w, chat).await;
    w.sim().buyer_writes(&ivan, "И чек положите");
    w.sync().await;
    let request = json!({"chat": chat, "text": "Сегодня", "undo_ms": 0, "seen": seen, "client_key": "k"});
    assert_eq!(w.refused("reply_send", request.clone()).await, ErrorCode::BuyerWroteAgain);
    assert!(w.outbox().await.is_empty(), "nothing was stored");
    let mut anyway = request.clone();
    anyway["despite_news"] = json!(true);
    let reply: OutboxView = w.ok("reply_send", anyway).await;
    let again: OutboxView = w.ok("reply_send", request).await;
    assert_eq!(again.outbox, reply.outbox, "the same click is the same reply, whatever was said since");
    let fresh = send(&w, chat, "И чек положим", json!({"seen": newest(&w, chat).await})).await;
    w.sync().await;
    w.stands(fresh.outbox, OutboxState::Sent).await;
    assert_eq!(w.delivered(&ivan), ["Сегодня", "И чек положим"]);
    w.end().await;
}

#[tokio::test]
async fn a_reply_shows_what_it_answers_and_the_buyer_sees_only_its_words() {
    let (w, ivan, chat) = ivan_waits().await;
    let asked = newest(&w, chat).await;
    w.sim().buyer_writes(&ivan, "И второе: есть ли чек?");
    w.sync().await;
    let reply = send(&w, chat, "Сегодня", json!({"reply_to": asked})).await;
    assert_eq!(reply.answers.as_ref().map(|quote| (quote.message, quote.text.as_str())), Some((asked, "Когда отправите?")));
    w.sync().await;
    let message = w.messages(&ivan).await.into_iter().find(|message| message.text == "Сегодня").expect("sent");
    assert_eq!(message.answers.expect("the thread shows it").message, asked);
    assert_eq!(w.delivered(&ivan), ["Сегодня"]);
    w.end().await;
}

#[tokio::test]
async fn notes_are_found_changed_brought_back_and_never_leave() {
    let (mut w, ivan, chat) = ivan_waits().await;
    let _: Value = w.ok("draft_set", json!({"chat": chat, "text": "Покупатель посто", "mode": "note"})).await;
    assert_eq!(view(&w, chat).await.note_draft, "Покупатель посто");
    let note: NoteView = w.ok("note_add", json!({"chat": chat, "text": "Покупатель постоянный, скидку обещала Марфа", "client_key": "n"})).await;
    let same: NoteView = w.ok("note_add", json!({"chat": chat, "text": "Покупатель постоянный", "client_key": "n"})).await;
    assert_eq!(same, note, "one click, one note");
    assert_eq!(view(&w, chat).await.note_draft, "", "the note being written is the note now");
    let found: SearchFound = w.ok("search", json!({"query": "постоянные"})).await;
    assert_eq!((found.notes.len(), found.hits.len()), (1, 0), "in any form, beside the messages");
    assert_eq!((found.notes[0].note, found.notes[0].behind), (note.note, Some(newest(&w, chat).await)));
    let edited: NoteView = w.ok("note_edit", json!({"note": note.note, "text": "Скидку обещала Глафира"})).await;
    assert!(edited.edited_at_ms.is_some());
    let gone: SearchFound = w.ok("search", json!({"query": "постоянные"})).await;
    assert!(gone.notes.is_empty());
    w.restart_core().await;
    let _: NoteView = w.ok("note_remove", json!({"note": note.note})).await;
    let none: Vec<NoteView> = w.ok("notes_list", json!({"chat": chat})).await;
    assert!(none.is_empty());
    assert_eq!(w.refused("note_edit", json!({"note": note.note, "text": "Ещё"})).await, ErrorCode::NoteNotFound);
    let _: NoteView = w.ok("note_restore", json!({"note": note.note})).await;
    let back: SearchFound = w.ok("search", json!({"query": "глафира"})).await;
    assert_eq!(back.notes.len(), 1);
    assert_eq!(w.refused("note_add", json!({"chat": chat, "text": "  "})).await, ErrorCode::TextEmpty);
    w.advance(minutes(10));
    w.sync().await;
    assert!(w.delivered(&ivan).is_empty(), "a note never leaves");
    w.end().await;
}
