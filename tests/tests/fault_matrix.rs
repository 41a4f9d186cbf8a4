//! Every fault of the reliability plan (3.1 and 3.2) over all four channels: each cell is a test of
//! its own, and `docs/fault-matrix.md` is written from the same table.

#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

use pult_domain::{ChannelKind, ErrorCode, OutboxState, Queue};
use pult_sim::{Endpoint, Fault, RetryHeaders};
use pult_tests::stage::Stage;
use pult_tests::world::{minutes, seconds};

/// A row: the name of its tests, what goes wrong, what is promised.
struct Row {
    name: &'static str,
    fault: &'static str,
    promise: &'static str,
}

/// One fault of one answer, in the middle of new messages: the round may stop, nothing is lost.
async fn a_bad_answer(channel: ChannelKind, fault: Fault) {
    let stage = Stage::of(channel).await;
    let buyers = stage.conversation();
    stage.sync().await;
    stage.world.advance(minutes(5));
    stage.market.buyer_writes(&buyers[0], "Вы здесь?");
    stage.market.buyer_writes(&buyers[1], "И я жду");
    stage.market.faults().events(fault.clone());
    stage.market.faults().chats(fault.clone());
    let report = stage.try_sync().await;
    if let Some(problem) = &report.error {
        assert!(!problem.detail.contains("Вы здесь"), "an error repeats no customer's words");
        let told = matches!(
            problem.code,
            ErrorCode::RateLimited
                | ErrorCode::ChannelFailed
                | ErrorCode::TimedOut
                | ErrorCode::Unreachable
                | ErrorCode::AnswerUnreadable
                | ErrorCode::AnswerTooLarge
                | ErrorCode::ChannelRefused
        );
        assert!(told, "{fault:?}: the account says what happened: {problem:?}");
        assert!(problem.retry_at_ms.is_some(), "{fault:?}: and when it tries again by itself");
    }
    stage.world.check().await;
    stage.world.advance(minutes(16));
    stage.sync().await;
    stage.end().await;
}

/// The marketplace asks to wait: nothing is asked inside that time, and everything comes after it.
async fn asked_to_wait(channel: ChannelKind, headers: RetryHeaders, at_least_ms: i64) {
    let stage = Stage::of(channel).await;
    let buyers = stage.conversation();
    stage.sync().await;
    stage.market.buyer_writes(&buyers[0], "Вы здесь?");
    let limited = if channel == ChannelKind::YandexMarket { 420 } else { 429 };
    let fault = Fault::TooManyRequests { headers };
    stage.market.faults().events(fault.clone()).times(3);
    stage.market.faults().chats(fault).times(3);
    let report = stage.try_sync().await;
    let problem = report.error.unwrap_or_else(|| panic!("{limited} ends the round"));
    assert_eq!(problem.code, ErrorCode::RateLimited);
    // A connector that asks once more within the second is stopped by our own limiter, before any answer.
    assert!(problem.status.is_none_or(|status| status == limited), "{problem:?}");
    let wait = problem.retry_at_ms.expect("a time").since_ms(stage.world.now());
    assert!(wait >= at_least_ms - 1_000, "waits {wait} ms, was asked for {at_least_ms}");
    stage.market.faults().clear();
    let asked = stage.market.requests().len();
    if wait > seconds(11) {
        let _ = stage.try_sync().await;
        assert_eq!(stage.market.requests().len(), asked, "nothing leaves inside the forbidden time");
    }
    stage.world.advance(wait + seconds(1));
    stage.sync().await;
    stage.end().await;
}

/// The key dies in the middle: the account stops and says so, a new key goes on where it was.
async fn the_key_is_revoked(channel: ChannelKind) {
    let stage = Stage::of(channel).await;
    let buyers = stage.conversation();
    stage.sync().await;
    stage.market.buyer_writes(&buyers[0], "До нового ключа");
    stage.market.revoke_token();
    let before = stage.market.requests().len();
    let problem = stage.try_sync().await.error.expect("a dead key stops the round");
    assert!(matches!(problem.code, ErrorCode::TokenRejected | ErrorCode::TokenExpired | ErrorCode::TokenMissingRight), "{problem:?}");
    assert!(stage.market.requests().len() - before <= 4, "no storm of requests with a dead key");
    let token = stage.market.another_token();
    let _: serde_json::Value = stage.world.ok("account_set_token", serde_json::json!({"account": stage.account, "token": token})).await;
    stage.sync().await;
    stage.end().await;
}

/// The network goes and comes back.
async fn the_network_is_lost(channel: ChannelKind) {
    let mut stage = Stage::of(channel).await;
    let buyers = stage.conversation();
    stage.sync().await;
    let reply = stage.reply(&buyers[0], "Отвечаю без сети").await;
    stage.market.refuse_connections().await;
    let problem = stage.try_sync().await.error.expect("no network");
    assert_eq!(problem.code, ErrorCode::Unreachable);
    assert_eq!(stage.world.outbox_of(reply).await.state, OutboxState::Queued, "no byte left, so it simply waits");
    stage.market.accept_connections().await;
    stage.market.buyer_writes(&buyers[1], "Пока сети не было");
    stage.world.advance(minutes(16));
    stage.until_reply(reply, OutboxState::Sent).await;
    assert_eq!(stage.market.delivered_to(&buyers[0]).len(), 1);
    stage.end().await;
}

/// The machine slept for eight hours.
async fn the_system_slept(channel: ChannelKind) {
    let mut stage = Stage::of(channel).await;
    let buyers = stage.conversation();
    stage.sync().await;
    stage.world.advance(minutes(8 * 60));
    stage.market.buyer_writes(&buyers[0], "Доброе утро");
    stage.world.restart_core().await;
    stage.sync().await;
    stage.end().await;
}

/// What becomes of a reply whose sending meets a fault.
async fn a_reply_meets(channel: ChannelKind, fault: Fault, ends: OutboxState, delivered: usize) {
    let stage = Stage::of(channel).await;
    let buyers = stage.conversation();
    stage.sync().await;
    stage.market.faults().message(fault.clone());
    let reply = stage.reply(&buyers[0], "Отправим сегодня").await;
    let second = stage.reply(&buyers[0], "Трек пришлём вечером").await;
    stage.until_reply(reply, ends).await;
    stage.until_reply(second, OutboxState::Sent).await;
    let texts: Vec<String> = stage.market.delivered_to(&buyers[0]).into_iter().map(|one| one.text).collect();
    assert_eq!(texts.iter().filter(|text| text.contains("Отправим")).count(), delivered, "{fault:?}: {texts:?}");
    assert_eq!(texts.last().map(String::as_str), Some("Трек пришлём вечером"), "the order of a chat is kept: {texts:?}");
    stage.end().await;
}

/// The program is ended between any two steps of a send and started again.
async fn a_restart_while_sending(channel: ChannelKind) {
    let mut stage = Stage::of(channel).await;
    let buyers = stage.conversation();
    stage.sync().await;
    stage.market.faults().message(Fault::AcceptThenDrop);
    let reply = stage.reply(&buyers[0], "Отправим сегодня").await;
    let _ = stage.try_sync().await;
    stage.world.restart_core().await;
    stage.until_reply(reply, OutboxState::Sent).await;
    assert_eq!(stage.market.delivered_to(&buyers[0]).len(), 1, "once");
    stage.end().await;
}

/// The same words twice, on purpose.
async fn two_equal_replies(channel: ChannelKind) {
    let stage = Stage::of(channel).await;
    let buyers = stage.conversation();
    stage.sync().await;
    let first = stage.reply(&buyers[0], "Да").await;
    let second = stage.reply(&buyers[0], "Да").await;
    stage.until_reply(first, OutboxState::Sent).await;
    stage.until_reply(second, OutboxState::Sent).await;
    assert_eq!(stage.market.delivered_to(&buyers[0]).len(), 2);
    stage.end().await;
}

/// Whose turn it is goes by the marketplace's clock, by which all messages but ours are dated.
async fn another_clock(channel: ChannelKind) {
    for ahead_ms in [minutes(3), -minutes(11)] {
        let stage = Stage::with_clock(channel, ahead_ms).await;
        let buyers = stage.conversation();
        stage.sync().await;
        let queue = async || stage.world.row(&buyers[0]).await.queue;
        assert_eq!(queue().await, Queue::Waiting);
        let reply = stage.world.reply_and_wait(&buyers[0], "Отправим сегодня").await;
        assert_eq!((reply.state, queue().await), (OutboxState::Sent, Queue::InProgress), "{ahead_ms} ms: answered");
        stage.world.advance(seconds(30));
        stage.market.buyer_writes(&buyers[0], "А во сколько?");
        stage.sync().await;
        stage.sync().await;
        assert_eq!(queue().await, Queue::Waiting, "{ahead_ms} ms: asked again");
        stage.end().await;
    }
}

macro_rules! matrix {
    ($($(#[$attr:meta])* $name:ident: $fault:literal => $promise:literal, |$channel:ident| $cell:expr;)+) => {
        const ROWS: &[Row] = &[$(Row { name: stringify!($name), fault: $fault, promise: $promise }),+];
        $(mod $name {
            use super::*;
            async fn cell($channel: ChannelKind) { $cell.await }
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)] async fn wildberries() { cell(ChannelKind::Wildberries).await }
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)] async fn ozon() { cell(ChannelKind::Ozon).await }
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)] async fn yandex_market() { cell(ChannelKind::YandexMarket).await }
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)] async fn avito() { cell(ChannelKind::Avito).await }
        })+
    };
}

matrix! {
    too_many_requests_with_a_time: "429 (Yandex 420) with a retry time" => "nothing is asked inside that time, then all comes", |c| asked_to_wait(c, RetryHeaders::Seconds(60), 60_000);
    too_many_requests_without_a_time: "429 (420) without a time" => "back-off with jitter, then all comes", |c| asked_to_wait(c, RetryHeaders::None, 0);
    too_many_requests_with_garbage: "429 (420) with headers that are no numbers" => "back-off with jitter, then all comes", |c| asked_to_wait(c, RetryHeaders::Garbage, 0);
    server_error: "500" => "the round stops, the next one is whole", |c| a_bad_answer(c, Fault::Status { status: 500 });
    unavailable: "503 with Retry-After" => "that time is kept", |c| a_bad_answer(c, Fault::Unavailable { retry_after_s: 5 });
    gateway_page: "502 with an HTML page" => "the round stops, the next one is whole", |c| a_bad_answer(c, Fault::HtmlStatus { status: 502 });
    html_instead: "200 with an HTML page" => "nothing of it is taken", |c| a_bad_answer(c, Fault::HtmlPage);
    no_first_byte: "no answer in time (15 s; shortened in the tests)" => "cancelled and counted", |c| a_bad_answer(c, Fault::SlowAnswer { ms: 1_800 });
    body_stops: "the body stops coming" => "cancelled and counted", |c| a_bad_answer(c, Fault::SlowBody { ms: 1_800 });
    reset_before: "connection reset before processing" => "the next round is whole", |c| a_bad_answer(c, Fault::ResetBefore);
    reset_after: "connection reset after processing" => "the next round is whole", |c| a_bad_answer(c, Fault::ResetAfter);
    reset_in_the_body: "connection reset in the middle of the body" => "nothing of it is taken", |c| a_bad_answer(c, Fault::ResetMidBody);
    cut_json: "JSON that ends in the middle" => "the page is refused whole, the cursor stays", |c| a_bad_answer(c, Fault::CutJson);
    empty_body: "200 without a body" => "nothing of it is taken", |c| a_bad_answer(c, Fault::EmptyBody);
    wrong_content_type: "the right body under text/plain" => "taken, or refused whole", |c| a_bad_answer(c, Fault::WrongContentType);
    duplicates: "every event twice" => "each is stored once", |c| a_bad_answer(c, Fault::DuplicateEvents);
    reordered: "newest first" => "order by time, not by arrival", |c| a_bad_answer(c, Fault::ReorderEvents);
    reordered_across_pages: "newer events ahead of their turn" => "nothing is skipped", |c| a_bad_answer(c, Fault::ReorderAcrossPages);
    repeated_cursor: "the same cursor again" => "no endless round", |c| a_bad_answer(c, Fault::RepeatCursor);
    lost_cursor: "the cursor is refused" => "read again from the beginning, stored once", |c| a_bad_answer(c, Fault::LostCursor);
    larger_page: "a page larger than promised" => "taken whole", |c| a_bad_answer(c, Fault::HugePage { events: 400 });
    unknown_kinds: "an event of an unknown kind" => "kept with its bytes, shown as unsupported", |c| a_bad_answer(c, Fault::UnknownEventKind);
    unknown_fields: "unknown fields everywhere" => "no harm", |c| a_bad_answer(c, Fault::UnknownFields);
    missing_fields: "optional fields left out" => "no harm", |c| a_bad_answer(c, Fault::MissingFields);
    null_lists: "null for empty lists" => "no harm", |c| a_bad_answer(c, Fault::NullLists);
    numbers_as_strings: "numbers as strings" => "no harm", |c| a_bad_answer(c, Fault::NumbersAsStrings);
    a_broken_event: "one event that cannot be read" => "kept in quarantine, the page goes on", |c| a_bad_answer(c, Fault::BrokenEvent);
    lone_surrogate: "half a surrogate pair in a text" => "the rest of the text is kept", |c| a_bad_answer(c, Fault::LoneSurrogate);
    nul_in_text: "a NUL in a text" => "kept whole", |c| a_bad_answer(c, Fault::NulInText);
    huge_body: "an answer of 20 MB" => "refused at 16 MB, memory stays bounded", |c| a_bad_answer(c, Fault::HugeBody { mb: 20 });
    key_revoked: "the key is revoked in the middle" => "this account stops and says so; a new key goes on from the old cursor", |c| the_key_is_revoked(c);
    network_lost: "no network, then network again" => "replies wait and leave in order, messages come", |c| the_network_is_lost(c);
    system_slept: "the system slept for 8 hours" => "one round takes it all", |c| the_system_slept(c);
    reply_answer_lost: "a reply accepted, the answer lost" => "found in the chat, never sent twice", |c| a_reply_meets(c, Fault::AcceptThenDrop, OutboxState::Sent, 1);
    reply_gateway: "a reply accepted, a gateway says 502" => "found in the chat, never sent twice", |c| a_reply_meets(c, Fault::AcceptThen5xx { status: 502 }, OutboxState::Sent, 1);
    reply_reset_before: "a reply's connection reset, nothing processed" => "proven absent, then sent once", |c| a_reply_meets(c, Fault::ResetBefore, OutboxState::Sent, 1);
    reply_refused: "a reply refused with 400" => "failed with its reason, the next one leaves", |c| a_reply_meets(c, Fault::Status { status: 400 }, OutboxState::Failed, 0);
    reply_asked_to_wait: "a reply meets 429 (420)" => "waits, then is sent once", |c| a_reply_meets(c, Fault::TooManyRequests { headers: RetryHeaders::Seconds(2) }, OutboxState::Sent, 1);
    reply_shown_late: "the chat shows our reply late" => "within the settle time it is waited for", |c| a_reply_meets(c, Fault::EchoLate { ms: 400 }, OutboxState::Sent, 1);
    restart_while_sending: "the program ends while a reply is in doubt" => "found in the chat, never sent twice", |c| a_restart_while_sending(c);
    another_clock: "this machine's clock is minutes ahead or behind" => "whose turn it is goes by the marketplace's", |c| another_clock(c);
    equal_replies: "the same words sent twice on purpose" => "both are delivered", |c| two_equal_replies(c);
}

/// The table in `docs/` is what the tests are. `PULT_WRITE_DOCS=1` writes it.
#[test]
fn the_table_in_the_documents_is_current() {
    let file = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/fault-matrix.md");
    let mut table = String::from(
        "# Faults and what is promised\n\nWritten from `tests/tests/fault_matrix.rs`; every row is a test over Wildberries, Ozon, Yandex Market and Avito.\n\
         Each ends with the same check: all that the marketplace knows is stored exactly once, and every buyer received each reply exactly once.\n\n\
         | fault | promise | tests |\n| --- | --- | --- |\n",
    );
    for Row { name, fault, promise } in ROWS {
        table.push_str(&format!("| {fault} | {promise} | `{name}::*` |\n"));
    }
    if std::env::var_os("PULT_WRITE_DOCS").is_some() {
        std::fs::write(&file, &table).expect("the table is written");
    }
    assert_eq!(std::fs::read_to_string(&file).unwrap_or_default(), table, "run with PULT_WRITE_DOCS=1 to write docs/fault-matrix.md anew");
}

/// The faults above are faults of requests that a round makes; a round of any channel makes these.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_channel_asks_for_new_messages_where_the_faults_wait() {
    for channel in [ChannelKind::Wildberries, ChannelKind::Ozon, ChannelKind::YandexMarket, ChannelKind::Avito] {
        let stage = Stage::of(channel).await;
        stage.conversation();
        stage.sync().await;
        assert!(stage.market.requests().iter().any(|seen| seen.endpoint == Endpoint::Events), "{}", channel.as_str());
        stage.end().await;
    }
}
