//! Replies: at most one visible copy, in order, never silently gone.

use pult_core::dto::OutboxView;
use pult_domain::{ErrorCode, OutboxEvent, OutboxState, Queue};
use pult_sim::{Buyer, Fault, RetryHeaders};
use pult_tests::world::{ShopOptions, World, minutes, seconds};
use serde_json::{Value, json};

/// A shop with one buyer who waits for an answer.
async fn ivan_waits() -> (World, Buyer) {
    let w = World::with_shop().await;
    let ivan = w.buyer("Иван");
    w.sim().buyer_writes(&ivan, "Когда отправите?");
    w.sync().await;
    (w, ivan)
}

#[tokio::test]
async fn an_ordinary_reply_is_sent_once_and_answers_the_chat() {
    let (w, ivan) = ivan_waits().await;
    assert_eq!(w.row(&ivan).await.queue, Queue::Waiting);
    let id = w.reply(&ivan, "Сегодня вечером").await;
    assert_eq!(w.row(&ivan).await.queue, Queue::Waiting, "answered only when it is sent");
    w.sync().await;
    let sent = w.stands(id, OutboxState::Sent).await;
    assert!(sent.remote_id.is_some(), "its echo has been seen: {sent:?}");
    assert_eq!(w.row(&ivan).await.queue, Queue::InProgress);
    assert_eq!(w.delivered(&ivan), ["Сегодня вечером"]);
    w.reads(&ivan, "buyer: Когда отправите?\nwe: Сегодня вечером").await;
    w.end().await;
}

/// The buyer has it, the answer was lost: the feed decides, nothing is sent again.
async fn lost_answer(fault: Fault) {
    let (mut w, ivan) = ivan_waits().await;
    w.sim().faults().message(fault.clone());
    w.sim().faults().events(Fault::Status { status: 500 });
    let view = w.reply_and_wait(&ivan, "Сегодня вечером").await;
    assert_eq!(view.state, OutboxState::Unconfirmed, "{fault:?}: neither sent nor not sent");
    assert_eq!(view.attempts, 1.0);
    w.restart_core().await;
    w.advance(minutes(16));
    w.sync().await;
    let sent = w.stands(view.outbox, OutboxState::Sent).await;
    assert!(sent.remote_id.is_some(), "{fault:?}: known by its own event in the feed");
    assert_eq!(sent.attempts, 1.0, "{fault:?}: and never tried again");
    assert_eq!(w.delivered(&ivan), ["Сегодня вечером"], "{fault:?}: the buyer sees one answer");
    w.reads(&ivan, "buyer: Когда отправите?\nwe: Сегодня вечером").await;
    w.end().await;
}

#[tokio::test]
async fn an_answer_lost_after_acceptance_is_found_in_the_feed() {
    lost_answer(Fault::AcceptThenDrop).await;
    lost_answer(Fault::ResetMidBody).await;
    lost_answer(Fault::CutJson).await;
}

#[tokio::test]
async fn a_machine_whose_clock_is_wrong_knows_its_own_replies() {
    for clock_ahead_ms in [-seconds(60), minutes(-200), minutes(11)] {
        let w = World::with(ShopOptions { clock_ahead_ms, ..ShopOptions::default() }).await;
        let ivan = w.buyer("Иван");
        w.sim().buyer_writes(&ivan, "Когда отправите?");
        w.sync().await;
        w.reply_and_wait(&ivan, "Сегодня").await;
        w.sync().await;
        w.section("the answer to the second is lost");
        w.sim().faults().message(Fault::AcceptThenDrop);
        let doubtful = w.reply_and_wait(&ivan, "Вечером").await;
        for _ in 0..4 {
            w.advance(minutes(3));
            w.sync().await;
        }
        w.stands(doubtful.outbox, OutboxState::Sent).await;
        assert_eq!(w.delivered(&ivan), ["Сегодня", "Вечером"], "{clock_ahead_ms} ms: each of them once");
        assert_eq!(w.messages(&ivan).await.len(), 3, "{clock_ahead_ms} ms: and each stands in the thread once");
    }
}

#[tokio::test]
async fn a_5xx_after_acceptance_is_found_in_the_feed() {
    for status in [500, 502, 504] {
        lost_answer(Fault::AcceptThen5xx { status }).await;
    }
}

#[tokio::test]
async fn a_reply_whose_echo_comes_late_is_sent_and_gets_its_id_later() {
    let (w, ivan) = ivan_waits().await;
    w.sim().faults().message(Fault::EchoLate { ms: minutes(1) });
    let view = w.reply_and_wait(&ivan, "Сегодня").await;
    assert_eq!((view.state, view.remote_id), (OutboxState::Sent, None), "taken, and not seen in the feed yet");
    w.sync().await;
    w.reads(&ivan, "buyer: Когда отправите?\nwe (not seen in the feed yet): Сегодня").await;
    w.advance(minutes(2));
    w.sync().await;
    assert!(w.outbox_of(view.outbox).await.remote_id.is_some());
    w.reads(&ivan, "buyer: Когда отправите?\nwe: Сегодня").await;
    w.end().await;
}

#[tokio::test]
async fn a_lost_answer_with_a_late_echo_is_waited_for() {
    let (w, ivan) = ivan_waits().await;
    w.sim().faults().message(Fault::AcceptLate { ms: seconds(60) });
    let view = w.reply_and_wait(&ivan, "Сегодня").await;
    assert_eq!(view.state, OutboxState::Unconfirmed);
    w.section("a round before the settle time proves nothing");
    w.advance(seconds(30));
    w.sync().await;
    w.stands(view.outbox, OutboxState::Unconfirmed).await;
    w.advance(seconds(40));
    w.sync().await;
    w.stands(view.outbox, OutboxState::Sent).await;
    assert_eq!(w.delivered(&ivan), ["Сегодня"]);
    w.end().await;
}

#[tokio::test]
async fn a_reply_proven_absent_is_sent_again_once() {
    let (w, ivan) = ivan_waits().await;
    w.sim().faults().message(Fault::ResetBefore);
    let view = w.reply_and_wait(&ivan, "Сегодня").await;
    assert_eq!(view.state, OutboxState::Unconfirmed, "bytes may have left");
    w.sync().await;
    w.stands(view.outbox, OutboxState::Unconfirmed).await;
    assert!(w.delivered(&ivan).is_empty());
    w.advance(minutes(3));
    w.sync().await;
    let sent = w.stands(view.outbox, OutboxState::Sent).await;
    assert_eq!(sent.attempts, 2.0);
    assert_eq!(w.delivered(&ivan), ["Сегодня"]);
    w.end().await;
}

#[tokio::test]
async fn a_feed_that_stops_in_the_middle_proves_no_absence() {
    for fault in [Fault::RepeatCursor, Fault::NullCursor, Fault::BackwardsCursor] {
        let w = World::with_pages_of(2).await;
        let ivan = w.buyer("Иван");
        w.crowd(2, 4);
        w.sim().buyer_writes(&ivan, "Когда отправите?");
        w.sync().await;
        w.sim().faults().message(Fault::AcceptThenDrop);
        w.sim().faults().events(Fault::Status { status: 500 });
        let view = w.reply_and_wait(&ivan, "Сегодня").await;
        assert_eq!(view.state, OutboxState::Unconfirmed);
        w.crowd(2, 3);
        w.advance(minutes(16));
        w.section("the feed shows its first page again and again, and says that this is all");
        w.sim().faults().events(fault.clone()).always();
        for _ in 0..3 {
            w.try_sync().await;
            w.advance(minutes(3));
        }
        assert_eq!(w.delivered(&ivan), ["Сегодня"], "{fault:?}: what was not read to its end proves nothing");
        w.sim().faults().clear();
        w.sync().await;
        w.stands(view.outbox, OutboxState::Sent).await;
        w.end().await;
    }
}

/// Two attempts in doubt, both proven absent from the feed: the owner decides.
async fn in_doubt_twice() -> (World, Buyer, OutboxView) {
    let (mut w, ivan) = ivan_waits().await;
    w.sim().faults().message(Fault::ResetBefore).times(2);
    let view = w.reply_and_wait(&ivan, "Сегодня").await;
    for _ in 0..4 {
        w.advance(minutes(5));
        w.sync().await;
    }
    w.restart_core().await;
    w.advance(minutes(60));
    w.sync().await;
    let stays = w.stands(view.outbox, OutboxState::Unconfirmed).await;
    assert!(stays.needs_owner, "the feed could not decide a second time: {stays:?}");
    assert_eq!(stays.attempts, 2.0, "one resend by itself, no more");
    w.reads(&ivan, "buyer: Когда отправите?\nwe (unconfirmed, the owner decides): Сегодня").await;
    let counts: Value = w.ok("queue_counts", json!({})).await;
    assert_eq!(counts["replies_in_trouble"], 1.0, "loudly");
    (w, ivan, stays)
}

#[tokio::test]
async fn a_second_doubt_stays_with_the_owner_who_sends_again() {
    let (w, ivan, stays) = in_doubt_twice().await;
    let _: OutboxView = w.ok("outbox_retry", json!({"outbox": stays.outbox})).await;
    w.sync().await;
    w.stands(stays.outbox, OutboxState::Sent).await;
    assert_eq!(w.delivered(&ivan), ["Сегодня"]);
    assert_eq!(w.outbox().await.len(), 1, "the same row, not a copy");
    w.end().await;
}

#[tokio::test]
async fn a_second_doubt_stays_with_the_owner_who_has_seen_it_there() {
    let (w, ivan, stays) = in_doubt_twice().await;
    w.section("a later reply of the chat is held back meanwhile");
    let later = w.reply(&ivan, "И трек-номер пришлём").await;
    w.sync().await;
    w.stands(later, OutboxState::Queued).await;
    w.section("in fact the owner wrote it in the cabinet");
    w.sim().seller_writes_in_cabinet(&ivan, "Сегодня, как и обещали");
    let confirmed: OutboxView = w.ok("outbox_confirm", json!({"outbox": stays.outbox})).await;
    assert_eq!(confirmed.state, OutboxState::Sent);
    w.sync().await;
    w.stands(later, OutboxState::Sent).await;
    assert_eq!(w.delivered(&ivan), ["И трек-номер пришлём"], "what the owner confirmed is never sent");
    // The confirmed reply has no event of its own at the marketplace, so the usual end does not fit.
    w.check().await;
}

#[tokio::test]
async fn a_refused_reply_fails_with_its_reason_and_a_retry_is_the_same_row() {
    let (w, ivan) = ivan_waits().await;
    w.sim().faults().message(Fault::Status { status: 400 });
    let failed = w.reply_and_wait(&ivan, "Сегодня").await;
    assert_eq!((failed.state, failed.reason), (OutboxState::Failed, Some(ErrorCode::ChannelRefused)));
    assert_eq!(w.row(&ivan).await.queue, Queue::Waiting, "a failed reply answers nothing");
    let retried: OutboxView = w.ok("outbox_retry", json!({"outbox": failed.outbox})).await;
    assert_eq!(retried.outbox, failed.outbox);
    w.sync().await;
    w.stands(failed.outbox, OutboxState::Sent).await;
    assert_eq!(w.outbox().await.len(), 1, "a retry is no copy");
    assert_eq!(w.delivered(&ivan), ["Сегодня"]);
    w.end().await;
}

#[tokio::test]
async fn a_refused_signature_is_refreshed_and_the_reply_leaves() {
    let (w, ivan) = ivan_waits().await;
    w.sim().faults().message(Fault::RejectSignature);
    let id = w.reply(&ivan, "Сегодня").await;
    w.sync().await;
    w.sync().await;
    w.stands(id, OutboxState::Sent).await;
    assert_eq!(w.delivered(&ivan), ["Сегодня"]);
    w.section("the signature changes with an answer; the next reply carries the new one");
    w.sim().faults().message(Fault::NewSignature);
    w.reply(&ivan, "Трек-номер позже").await;
    w.sync().await;
    w.reply(&ivan, "Вот он").await;
    w.sync().await;
    assert_eq!(w.delivered(&ivan), ["Сегодня", "Трек-номер позже", "Вот он"]);
    w.end().await;
}

#[tokio::test]
async fn a_signature_that_is_refused_after_a_wait_is_refreshed_too_and_only_once() {
    let (w, ivan) = ivan_waits().await;
    w.sim().faults().message(Fault::TooManyRequests { headers: RetryHeaders::Documented(20) });
    let id = w.reply(&ivan, "Сегодня").await;
    w.try_sync().await;
    w.stands(id, OutboxState::Queued).await;
    w.advance(seconds(21));
    w.sim().faults().message(Fault::RejectSignature);
    w.sync().await;
    w.sync().await;
    w.stands(id, OutboxState::Sent).await;
    assert_eq!(w.delivered(&ivan), ["Сегодня"]);
    w.section("twice in a row is the owner's turn");
    for _ in 0..2 {
        w.sim().faults().message(Fault::RejectSignature);
    }
    let refused = w.reply(&ivan, "Трек-номер позже").await;
    w.try_sync().await;
    w.try_sync().await;
    assert_eq!(w.stands(refused, OutboxState::Failed).await.reason, Some(ErrorCode::ReplyTokenRefused));
    assert_eq!(w.delivered(&ivan), ["Сегодня"]);
    w.end().await;
}

/// Certainly not processed: the reply waits as long as it was told and leaves once.
async fn turned_away(fault: Fault, wait_ms: i64) {
    let (w, ivan) = ivan_waits().await;
    w.sim().faults().message(fault.clone());
    let id = w.reply(&ivan, "Сегодня").await;
    w.try_sync().await;
    let waits = w.stands(id, OutboxState::Queued).await;
    assert!(waits.reason.is_some(), "{fault:?}: it says why it waits: {waits:?}");
    assert!(waits.next_at_ms.since_ms(w.now()) <= wait_ms, "{fault:?}: {waits:?}");
    w.advance(wait_ms);
    w.try_sync().await;
    w.stands(id, OutboxState::Sent).await;
    assert_eq!(w.delivered(&ivan), ["Сегодня"], "{fault:?}");
    w.end().await;
}

#[tokio::test]
async fn a_reply_that_was_turned_away_waits_and_leaves_once() {
    turned_away(Fault::TooManyRequests { headers: RetryHeaders::Documented(20) }, seconds(21)).await;
    turned_away(Fault::TooManyRequests { headers: RetryHeaders::None }, seconds(10)).await;
    turned_away(Fault::Unavailable { retry_after_s: 20 }, seconds(21)).await;
}

#[tokio::test]
async fn five_times_turned_away_is_told_to_the_owner() {
    let (w, ivan) = ivan_waits().await;
    w.sim().faults().message(Fault::Unavailable { retry_after_s: 20 }).times(5);
    let id = w.reply(&ivan, "Сегодня").await;
    for _ in 0..6 {
        w.try_sync().await;
        w.advance(minutes(6));
    }
    let failed = w.stands(id, OutboxState::Failed).await;
    assert_eq!((failed.reason, failed.attempts), (Some(ErrorCode::TooManyAttempts), 5.0));
    let _: OutboxView = w.ok("outbox_retry", json!({"outbox": id})).await;
    w.sync().await;
    w.stands(id, OutboxState::Sent).await;
    assert_eq!(w.delivered(&ivan), ["Сегодня"]);
    w.end().await;
}

#[tokio::test]
async fn a_night_without_a_network_fails_no_reply_and_the_morning_sends_them_in_order() {
    let (mut w, ivan) = ivan_waits().await;
    w.sim_mut().refuse_connections().await;
    let first = w.reply(&ivan, "Раз").await;
    let second = w.reply(&ivan, "Два").await;
    for _ in 0..20 {
        w.try_sync().await;
        w.advance(minutes(30));
    }
    let waits = w.stands(first, OutboxState::Queued).await;
    assert_eq!(waits.reason, Some(ErrorCode::Unreachable));
    assert!(waits.attempts <= 2.0, "nobody was there to be asked: {waits:?}");
    w.stands(second, OutboxState::Queued).await;
    // Neither does a restart in the dark change that.
    w.restart_core().await;
    w.try_sync().await;
    w.stands(first, OutboxState::Queued).await;
    w.sim_mut().accept_connections().await;
    for _ in 0..3 {
        w.try_sync().await;
        w.advance(minutes(6));
    }
    w.stands(second, OutboxState::Sent).await;
    assert_eq!(w.delivered(&ivan), ["Раз", "Два"]);
    w.end().await;
}

#[tokio::test]
async fn two_equal_replies_on_purpose_are_both_delivered_once() {
    let (w, ivan) = ivan_waits().await;
    w.sim().faults().message(Fault::AcceptThenDrop).times(2);
    w.reply(&ivan, "Да").await;
    w.reply(&ivan, "Да").await;
    for _ in 0..4 {
        w.try_sync().await;
        w.advance(minutes(3));
    }
    assert_eq!(w.delivered(&ivan), ["Да", "Да"]);
    assert!(w.outbox().await.iter().all(|reply| reply.state == OutboxState::Sent && reply.attempts == 1.0));
    w.end().await;
}

#[tokio::test]
async fn the_same_click_told_twice_is_one_reply() {
    let (w, ivan) = ivan_waits().await;
    let chat = w.chat(&ivan).await;
    let click = json!({"chat": chat, "text": "Сегодня", "undo_ms": 0, "client_key": "click-1"});
    let first: OutboxView = w.ok("reply_send", click.clone()).await;
    let second: OutboxView = w.ok("reply_send", click).await;
    assert_eq!(first.outbox, second.outbox);
    w.sync().await;
    assert_eq!(w.delivered(&ivan), ["Сегодня"]);
    w.end().await;
}

#[tokio::test]
async fn replies_of_a_chat_leave_in_order_whatever_happens_to_the_first() {
    let (w, ivan) = ivan_waits().await;
    let maria = w.buyer("Мария");
    w.sim().buyer_writes(&maria, "А мне?");
    w.sync().await;
    w.sim().faults().message(Fault::ResetBefore);
    let first = w.reply(&ivan, "Раз").await;
    let second = w.reply(&ivan, "Два").await;
    let third = w.reply(&ivan, "Три").await;
    w.sync().await;
    w.reply(&maria, "И вам сегодня").await;
    w.sync().await;
    assert_eq!(w.delivered(&maria), ["И вам сегодня"], "another chat is not held back");
    w.stands(first, OutboxState::Unconfirmed).await;
    w.stands(second, OutboxState::Queued).await;
    w.stands(third, OutboxState::Queued).await;
    for _ in 0..4 {
        w.advance(minutes(3));
        w.sync().await;
    }
    assert_eq!(w.delivered(&ivan), ["Раз", "Два", "Три"]);
    w.end().await;
}

#[tokio::test]
async fn waiting_for_a_reply_behind_the_owners_decision_ends_at_once() {
    let (w, ivan, _) = in_doubt_twice().await;
    let began = std::time::Instant::now();
    let behind = w.reply_and_wait(&ivan, "И трек-номер").await;
    assert_eq!(behind.state, OutboxState::Queued, "nothing but the owner's word lets it go on");
    assert!(began.elapsed().as_secs() < 5, "and no waiting changes that");
    w.check().await;
}

#[tokio::test]
async fn a_reply_withdrawn_in_time_never_leaves_and_its_words_come_back() {
    let (mut w, ivan) = ivan_waits().await;
    let chat = w.chat(&ivan).await;
    let queued: OutboxView = w.ok("reply_send", json!({"chat": chat, "text": "Ой, не то", "undo_ms": 10_000})).await;
    w.sync().await;
    w.stands(queued.outbox, OutboxState::Queued).await;
    let cancelled: OutboxView = w.ok("outbox_cancel", json!({"outbox": queued.outbox})).await;
    assert_eq!(cancelled.state, OutboxState::Cancelled);
    w.restart_core().await;
    w.advance(minutes(5));
    w.sync().await;
    assert!(w.delivered(&ivan).is_empty());
    let view: Value = w.ok("chat_get", json!({"chat": chat})).await;
    assert_eq!(view["draft"], "Ой, не то", "the words are not lost");
    assert_eq!(w.refused("outbox_retry", json!({"outbox": queued.outbox})).await, ErrorCode::StateConflict);
    w.end().await;
}

#[tokio::test]
async fn a_reply_waits_out_its_undo_time_and_leaves_after_a_restart() {
    let (mut w, ivan) = ivan_waits().await;
    let chat = w.chat(&ivan).await;
    // Ten seconds, where nobody chose another time.
    let queued: OutboxView = w.ok("reply_send", json!({"chat": chat, "text": "Сегодня"})).await;
    w.sync().await;
    w.stands(queued.outbox, OutboxState::Queued).await;
    w.advance(seconds(5));
    w.sync().await;
    w.stands(queued.outbox, OutboxState::Queued).await;
    w.restart_core().await;
    w.advance(seconds(6));
    w.sync().await;
    w.stands(queued.outbox, OutboxState::Sent).await;
    assert_eq!(w.refused("outbox_cancel", json!({"outbox": queued.outbox})).await, ErrorCode::StateConflict, "what is sent stays sent");
    assert_eq!(w.delivered(&ivan), ["Сегодня"]);
    w.end().await;
}

#[tokio::test]
async fn an_attempt_found_under_way_at_start_is_in_doubt_and_settled_by_the_feed() {
    let (mut w, ivan) = ivan_waits().await;
    let id = w.reply(&ivan, "Сегодня").await;
    w.section("the attempt has begun in the store, and the program ends before any byte leaves");
    w.core().store().outbox_step(id, OutboxEvent::Begin, None).await.expect("begun");
    w.restart_core().await;
    w.stands(id, OutboxState::Unconfirmed).await;
    w.sync().await;
    assert!(w.delivered(&ivan).is_empty(), "never blindly sent again");
    w.advance(minutes(3));
    w.sync().await;
    w.stands(id, OutboxState::Sent).await;
    assert_eq!(w.delivered(&ivan), ["Сегодня"]);
    w.end().await;
}

#[tokio::test]
async fn our_own_old_words_are_no_proof() {
    let (w, ivan) = ivan_waits().await;
    w.sim().seller_writes_in_cabinet(&ivan, "Спасибо!");
    w.sync().await;
    w.advance(minutes(30));
    w.sim().faults().message(Fault::ResetBefore);
    let view = w.reply_and_wait(&ivan, "Спасибо!").await;
    w.advance(minutes(3));
    w.sync().await;
    w.stands(view.outbox, OutboxState::Sent).await;
    assert_eq!(w.delivered(&ivan), ["Спасибо!"], "the old one of the cabinet did not count as this one");
    w.end().await;
}

#[tokio::test]
async fn inputs_the_channel_would_refuse_are_refused_here() {
    let (w, ivan) = ivan_waits().await;
    let chat = w.chat(&ivan).await;
    let reply = |text: String| json!({"chat": chat, "text": text, "undo_ms": 0});
    assert_eq!(w.refused("reply_send", reply(String::new())).await, ErrorCode::TextEmpty);
    assert_eq!(w.refused("reply_send", reply("  \n ".into())).await, ErrorCode::TextEmpty);
    assert_eq!(w.refused("reply_send", reply("ё".repeat(1_001))).await, ErrorCode::TextTooLong);
    assert_eq!(w.refused("reply_send", json!({"chat": 999_999, "text": "Да"})).await, ErrorCode::ChatNotFound);
    assert!(w.outbox().await.is_empty(), "nothing was stored");
    w.reply_and_wait(&ivan, &"ё".repeat(1_000)).await;
    assert_eq!(w.delivered(&ivan)[0].chars().count(), 1_000, "characters are counted, not bytes");
    w.end().await;
}
