//! The feed: doubled, reordered, cut, odd, late. Nothing is lost, nothing is doubled.

use pult_domain::{ErrorCode, MessageKind, Queue};
use pult_sim::{Attach, Fault, Item, RetryHeaders};
use pult_tests::world::{World, minutes, seconds};
use serde_json::json;

#[tokio::test]
async fn duplicates_within_and_across_pages_change_nothing() {
    let w = World::with_pages_of(4).await;
    w.crowd(3, 6);
    w.sim().faults().events(Fault::DuplicateEvents).always();
    let report = &w.sync().await[0];
    assert_eq!(report.messages_new, 18.0, "each message counts once");
    assert!(report.messages_seen > 18.0, "the feed did repeat itself");
    let again = &w.sync().await[0];
    assert_eq!(again.messages_new, 0.0, "a replay brings nothing");
    w.end().await;
}

#[tokio::test]
async fn a_replay_of_the_whole_feed_changes_no_counter() {
    let w = World::with_pages_of(7).await;
    let crowd = w.crowd(4, 5);
    w.sync().await;
    w.ok::<serde_json::Value>("chat_read", json!({"chat": w.chat(&crowd[0]).await})).await;
    let before = w.all_chats().await;
    w.section("the server loses its place and starts again from the beginning");
    w.sim().faults().events(Fault::BackwardsCursor).times(3);
    w.sync().await;
    assert_eq!(w.all_chats().await, before, "a known feed changes no row");
    w.end().await;
}

#[tokio::test]
async fn pages_in_any_order_end_in_the_same_state() {
    let w = World::with_pages_of(4).await;
    let crowd = w.crowd(3, 6);
    w.sim().faults().events(Fault::ReorderEvents).times(2);
    w.sim().faults().events(Fault::ReorderAcrossPages).times(3);
    w.sim().faults().events(Fault::ReorderEvents).with(Fault::DuplicateEvents).times(3);
    w.try_sync().await;
    w.sim().faults().clear();
    w.sync().await;
    let last = w.row(&crowd[2]).await.last_message.expect("a last message");
    assert_eq!(last.text, "Вопрос номер 17, когда отправите?", "the newest by its time, not by its arrival");
    w.end().await;
}

#[tokio::test]
async fn an_answer_that_arrives_before_its_question_leaves_the_chat_answered() {
    let w = World::with_shop().await;
    let ivan = w.buyer("Иван");
    w.sim().buyer_wrote_at(&ivan, "Когда отправите?", w.now().plus_ms(-seconds(5)));
    w.sim().seller_writes_in_cabinet(&ivan, "Уже отправили");
    w.sim().faults().events(Fault::ReorderEvents);
    w.sync().await;
    assert_eq!(w.row(&ivan).await.queue, Queue::InProgress, "the question was answered in the cabinet");
    w.reads(&ivan, "buyer: Когда отправите?\nwe: Уже отправили").await;
    w.end().await;
}

#[tokio::test]
async fn an_empty_chat_list_does_not_matter() {
    let w = World::with_shop().await;
    let ivan = w.buyer("Иван");
    w.sim().buyer_writes(&ivan, "Есть синяя?");
    w.sim().faults().chats(Fault::EmptyChatList).always();
    w.sync().await;
    let row = w.row(&ivan).await;
    assert_eq!(row.customer, "Иван", "the events tell the name");
    assert!(row.item.is_some(), "and the item");
    w.reply_and_wait(&ivan, "Есть, отправим завтра").await;
    assert_eq!(w.delivered(&ivan), ["Есть, отправим завтра"], "and the right to answer");
    w.end().await;
}

#[tokio::test]
async fn a_chat_that_no_list_ever_shows_is_built_from_its_events() {
    let w = World::with_shop().await;
    let hidden = w.buyer("Мария");
    w.sim().buyer_writes(&hidden, "Размер подойдёт?");
    w.sim().hide_from_list(&hidden);
    w.sync().await;
    assert_eq!(w.row(&hidden).await.queue, Queue::Waiting);
    w.reply_and_wait(&hidden, "Да, берите ваш обычный").await;
    w.sync().await;
    w.reads(&hidden, "buyer: Размер подойдёт?\nwe: Да, берите ваш обычный").await;
    w.end().await;
}

/// Faults of one request: the round stops with this code, the cursor stays, the next round is whole.
async fn one_bad_page(fault: Fault, code: ErrorCode) {
    let w = World::with_pages_of(4).await;
    w.crowd(2, 3);
    w.sync().await;
    let cursor = w.account().await.cursor;
    w.advance(minutes(5));
    w.crowd(1, 3);
    w.sim().faults().events(fault.clone());
    let report = w.sync_stops_with(code).await;
    assert_eq!(report.messages_new, 0.0, "{fault:?}: nothing of a bad page is taken");
    let account = w.account().await;
    assert_eq!(account.cursor, cursor, "{fault:?}: the cursor is never ahead of the data");
    assert_eq!(account.error_count, 1.0);
    let problem = account.last_error.expect("the account says what happened");
    assert_eq!(problem.code, code);
    assert!(problem.retry_at_ms.is_some_and(|at| at > w.now().plus_ms(-seconds(5))), "{fault:?}: and when it tries again: {problem:?}");
    w.advance(minutes(16));
    assert_eq!(w.sync().await[0].messages_new, 3.0, "{fault:?}: the next round takes what the bad page hid");
    assert_eq!(w.account().await.last_error, None, "{fault:?}: and the account is well again");
    w.end().await;
}

#[tokio::test]
async fn server_errors_stop_a_round_and_lose_nothing() {
    for status in [500, 502, 504, 520] {
        one_bad_page(Fault::Status { status }, ErrorCode::ChannelFailed).await;
    }
    one_bad_page(Fault::HtmlStatus { status: 502 }, ErrorCode::ChannelFailed).await;
    one_bad_page(Fault::Unavailable { retry_after_s: 30 }, ErrorCode::ChannelFailed).await;
}

#[tokio::test]
async fn a_page_that_cannot_be_read_is_rejected_as_a_whole() {
    for fault in [Fault::HtmlPage, Fault::CutJson, Fault::EmptyBody] {
        one_bad_page(fault, ErrorCode::AnswerUnreadable).await;
    }
    one_bad_page(Fault::HugeBody { mb: 17 }, ErrorCode::AnswerTooLarge).await;
}

#[tokio::test]
async fn connections_that_die_lose_nothing() {
    one_bad_page(Fault::ResetBefore, ErrorCode::Unreachable).await;
    one_bad_page(Fault::ResetAfter, ErrorCode::Unreachable).await;
    one_bad_page(Fault::ResetMidBody, ErrorCode::AnswerUnreadable).await;
}

#[tokio::test]
async fn a_closed_port_is_told_as_unreachable() {
    let mut w = World::with_shop().await;
    w.crowd(2, 2);
    w.sim_mut().refuse_connections().await;
    w.sync_stops_with(ErrorCode::Unreachable).await;
    w.sync_stops_with(ErrorCode::Unreachable).await;
    assert_eq!(w.account().await.error_count, 2.0, "failures in a row are counted");
    w.sim_mut().accept_connections().await;
    assert_eq!(w.sync().await[0].messages_new, 4.0);
    w.end().await;
}

#[tokio::test]
async fn pages_before_a_bad_one_are_kept() {
    let w = World::with_pages_of(4).await;
    w.crowd(2, 6);
    w.sim().faults().events(Fault::UnknownFields);
    w.sim().faults().events(Fault::Status { status: 500 });
    let report = w.sync_stops_with(ErrorCode::ChannelFailed).await;
    assert_eq!(report.messages_new, 4.0, "the first page was good and is here");
    w.advance(minutes(16));
    assert_eq!(w.sync().await[0].messages_new, 8.0);
    w.end().await;
}

#[tokio::test]
async fn slow_answers_are_waited_for() {
    let w = World::with_shop().await;
    w.crowd(2, 2);
    w.sim().faults().events(Fault::SlowAnswer { ms: 700 });
    w.sim().faults().events(Fault::SlowBody { ms: 700 });
    assert_eq!(w.sync().await[0].messages_new, 4.0);
    w.end().await;
}

#[tokio::test]
async fn unknown_kinds_of_events_are_shown_as_unsupported_and_stop_nothing() {
    let w = World::with_shop().await;
    let ivan = w.buyer("Иван");
    w.sim().buyer_writes(&ivan, "Спасибо, всё подошло");
    w.sim().faults().events(Fault::UnknownEventKind).with(Fault::UnknownFields);
    w.sync().await;
    w.sim().buyer_writes(&ivan, "И ещё вопрос");
    w.sync().await;
    let kinds: Vec<MessageKind> = w.messages(&ivan).await.into_iter().map(|message| message.kind).collect();
    assert_eq!(kinds, [MessageKind::Text, MessageKind::Unsupported, MessageKind::Text]);
    w.end().await;
}

#[tokio::test]
async fn missing_fields_null_lists_and_numbers_as_text_are_read() {
    let w = World::with_pages_of(3).await;
    w.crowd(2, 4);
    w.sim().faults().events(Fault::MissingFields);
    w.sim().faults().events(Fault::NumbersAsStrings);
    w.sim().faults().events(Fault::NullLists).with(Fault::UnknownFields);
    w.sim().faults().events(Fault::NullLists).times(3);
    w.sync().await;
    w.end().await;
}

#[tokio::test]
async fn one_broken_event_is_set_aside_and_its_page_goes_on() {
    let w = World::with_shop().await;
    w.crowd(2, 3);
    w.sim().faults().events(Fault::BrokenEvent);
    assert_eq!(w.sync().await[0].messages_new, 6.0, "the page's other events are here");
    w.sim().faults().events(Fault::BrokenEvent);
    w.sync().await;
    w.end().await;
}

#[tokio::test]
async fn an_event_without_any_message_is_kept() {
    let w = World::with_shop().await;
    let ivan = w.buyer("Иван");
    w.sim().buyer_writes(&ivan, "Добрый день");
    w.sim().empty_event(&ivan);
    w.sync().await;
    assert_eq!(w.messages(&ivan).await.len(), 2, "nothing of the feed is dropped");
    w.end().await;
}

#[tokio::test]
async fn cursors_that_repeat_go_back_or_are_missing_end_no_round_early_for_good() {
    let w = World::with_pages_of(4).await;
    w.crowd(3, 8);
    for fault in [Fault::RepeatCursor, Fault::BackwardsCursor, Fault::NullCursor] {
        w.sim().faults().events(fault);
        w.try_sync().await;
    }
    w.sim().faults().events(Fault::RepeatCursor).always();
    w.try_sync().await;
    assert!(w.sim().requests().len() < 200, "a cursor that stands still is no endless round");
    w.end().await;
}

#[tokio::test]
async fn equal_milliseconds_at_the_border_of_a_page_are_all_seen() {
    let w = World::with_pages_of(3).await;
    let (ivan, maria) = (w.buyer("Иван"), w.buyer("Мария"));
    let at = w.now().plus_ms(-minutes(3));
    for n in 0..8 {
        w.sim().buyer_wrote_at(if n % 2 == 0 { &ivan } else { &maria }, &format!("Сообщение {n} той же миллисекунды"), at);
    }
    w.sim().buyer_wrote_at(&ivan, "И одно после", at.plus_ms(1));
    w.sync().await;
    w.section("one more of that very millisecond, put in late, behind the cursor");
    w.sim().arrives_late(&maria, "Опоздавшее той же миллисекунды", w.now().since_ms(at));
    w.sync().await;
    let ids: std::collections::BTreeSet<_> = w.messages(&ivan).await.into_iter().chain(w.messages(&maria).await).map(|m| m.message).collect();
    assert_eq!(ids.len(), 10, "each has an id of its own");
    w.end().await;
}

#[tokio::test]
async fn an_event_put_in_late_behind_the_cursor_is_seen() {
    let w = World::with_shop().await;
    let ivan = w.buyer("Иван");
    w.sim().buyer_wrote_at(&ivan, "Первое", w.now().plus_ms(-minutes(10)));
    w.sim().buyer_wrote_at(&ivan, "Третье", w.now().plus_ms(-seconds(5)));
    w.sync().await;
    w.sim().arrives_late(&ivan, "Второе, опоздало", seconds(90));
    w.sync().await;
    w.reads(&ivan, "buyer: Первое\nbuyer: Второе, опоздало\nbuyer: Третье").await;
    w.end().await;
}

#[tokio::test]
async fn files_of_the_buyer_are_listed_and_fetched_once() {
    let w = World::with_shop().await;
    let ivan = w.buyer("Иван");
    let jpeg = [b"\xff\xd8\xff\xe0".as_slice(), &[7; 64]].concat();
    w.sim().buyer_sends(&ivan, "Пришла с трещиной", &[Attach::picture("image/jpeg", &jpeg), Attach::pdf("чек.pdf", b"%PDF-1.4 check")]);
    w.sync().await;
    w.reads(&ivan, "buyer: Пришла с трещиной [files: 2]").await;
    let files = w.messages(&ivan).await.remove(0).attachments;
    for _ in 0..2 {
        for file in &files {
            let data: serde_json::Value = w.ok("attachment_get", json!({"attachment": file.attachment})).await;
            assert!(data["path"].as_str().is_some_and(|path| !path.is_empty()));
        }
    }
    let downloads = w.sim().requests().iter().filter(|seen| seen.path.contains("/download/")).count();
    assert_eq!(downloads, 2, "each file is fetched once");
    w.end().await;
}

#[tokio::test]
async fn a_failing_title_leaves_the_chat_readable() {
    let w = World::with_shop().await;
    let ivan = w.sim().buyer("Иван", Item::new(7_654_321, "Блюдо «Север»", 1_490));
    w.sim().buyer_writes(&ivan, "Можно в подарочной упаковке?");
    w.sim().faults().on(pult_sim::Endpoint::Cards, Fault::TooManyRequests { headers: RetryHeaders::Documented(3) });
    w.sync().await;
    assert!(w.row(&ivan).await.item.is_some_and(|item| item.remote_id.as_deref() == Some("7654321")));
    w.advance(minutes(60) * 25);
    w.sync().await;
    assert_eq!(w.row(&ivan).await.item.and_then(|item| item.title).as_deref(), Some("Блюдо «Север»"), "the title comes when it can be had");
    w.end().await;
}
