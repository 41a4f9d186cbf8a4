use std::sync::Arc;
use std::time::{Duration, Instant};

use pult_domain::{AtMs, Clock, Cursor, ErrorCode, Retry, ShiftedClock, TokenKind};
use serde_json::json;

use super::server::{Act, Server, answer, bytes, json};
use super::{asking, channel, channel_with, jwt};
use crate::http::limiter::{Lane, Pace, SellerLimits, Turn};
use crate::{Connect, NoMarks, connect};

const EMPTY: &str = r#"{"result":{"next":1698000000000,"totalEvents":0,"events":[]},"errors":null}"#;

/// 20 MB of the letter `a` in 126 KB of gzip: one literal, then matches of 258 bytes.
fn bomb() -> Vec<u8> {
    let mut out = vec![0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3];
    let (mut byte, mut filled) = (0_u8, 0);
    let mut push = |bits: &str| {
        for bit in bits.bytes() {
            byte |= (bit - b'0') << filled;
            filled += 1;
            if filled == 8 {
                out.push(byte);
                (byte, filled) = (0, 0);
            }
        }
    };
    push("110");
    push("10010001");
    for _ in 0..20 * 1024 * 1024 / 258 {
        push("1100010100000");
    }
    push("0000000000000000");
    out
}

#[tokio::test]
async fn every_failure_of_reading_has_its_code() {
    let start = bytes(200, "", EMPTY.as_bytes());
    let table = [
        (answer(401, "", "{}"), ErrorCode::TokenRejected, Retry::NeedsOwner),
        (answer(403, "", "{}"), ErrorCode::TokenMissingRight, Retry::NeedsOwner),
        (answer(404, "", "{}"), ErrorCode::ChannelRefused, Retry::Never),
        (answer(500, "", "<html>"), ErrorCode::ChannelFailed, Retry::Soon),
        (answer(503, "retry-after: 9\r\n", ""), ErrorCode::ChannelFailed, Retry::AfterMs(9_000)),
        (answer(429, "x-ratelimit-retry: 1000000000\r\n", ""), ErrorCode::RateLimited, Retry::AfterMs(900_000)),
        (answer(429, "retry-after: garbage\r\n", ""), ErrorCode::RateLimited, Retry::Soon),
        (json("<html>"), ErrorCode::AnswerUnreadable, Retry::Soon),
        (Act::Break(start[..start.len() - 9].to_vec()), ErrorCode::AnswerUnreadable, Retry::Soon),
        (Act::Break(Vec::new()), ErrorCode::Unreachable, Retry::Soon),
        (Act::Break(b"SSH-2.0\r\n\r\n".to_vec()), ErrorCode::Unreachable, Retry::Soon),
        (Act::Silence, ErrorCode::TimedOut, Retry::Soon),
        (Act::Write(b"HTTP/1.1 200 OK\r\ncontent-length: 50\r\n\r\n{".to_vec()), ErrorCode::TimedOut, Retry::Soon),
        (Act::Drip(start, Duration::from_millis(40)), ErrorCode::TimedOut, Retry::Soon),
        (Act::Write(b"HTTP/1.1 200 OK\r\ncontent-length: 99999999999\r\n\r\n{".to_vec()), ErrorCode::AnswerTooLarge, Retry::Never),
        (Act::Write(bytes(200, "content-encoding: gzip\r\n", &bomb())), ErrorCode::AnswerTooLarge, Retry::Never),
        (Act::Write(bytes(200, "content-encoding: gzip\r\n", b"no gzip")), ErrorCode::AnswerUnreadable, Retry::Soon),
    ];
    for (act, code, retry) in table {
        let name: String = format!("{act:?}").chars().take(80).collect();
        let server = Server::always(act).await;
        let begun = Instant::now();
        let error = channel(&server.url).page(None, &NoMarks).await.unwrap_err();
        assert_eq!((error.code, error.retry), (code, retry), "{name}");
        assert!(begun.elapsed() < Duration::from_secs(10), "{name} outlived the longest time");
    }
}

#[tokio::test]
async fn a_dripping_answer_ends_with_the_whole_time() {
    let head = b"HTTP/1.1 200 OK\r\ncontent-length: 500\r\n\r\n".to_vec();
    let server = Server::start(move |_, _| Act::Drip([head.clone(), vec![b' '; 500]].concat(), Duration::from_millis(20))).await;
    let timeouts = crate::Timeouts { first_byte: Duration::from_secs(1), whole: Duration::from_millis(700), ..super::quick() };
    let channel = connect(Connect { timeouts, ..asking(&server.url, "plain-token") }, Arc::new(ShiftedClock::default())).unwrap();
    let begun = Instant::now();
    assert_eq!(channel.page(None, &NoMarks).await.unwrap_err().code, ErrorCode::TimedOut);
    assert!(begun.elapsed() < Duration::from_secs(5));
}

#[tokio::test]
async fn the_token_follows_no_redirect() {
    let trap = Server::always(json(EMPTY)).await;
    let to = format!("location: {}/api/v1/seller/events\r\n", trap.url);
    let server = Server::start(move |_, _| answer(307, &to, "")).await;
    assert_eq!(channel(&server.url).page(None, &NoMarks).await.unwrap_err().code, ErrorCode::ChannelFailed);
    assert!(trap.seen().is_empty());
}

#[tokio::test]
async fn nothing_leaves_inside_the_closed_time() {
    let server = Server::start(|n, _| if n == 0 { answer(429, "x-ratelimit-retry: 60\r\n", "") } else { json(EMPTY) }).await;
    let clock = ShiftedClock::default();
    let (one, other) = (
        channel_with(&server.url, &jwt(&json!({ "sid": "shared", "n": 1 })), &clock),
        channel_with(&server.url, &jwt(&json!({ "sid": "shared", "n": 2 })), &clock),
    );
    let stranger = channel_with(&server.url, &jwt(&json!({ "sid": "another" })), &clock);
    assert_eq!(one.page(None, &NoMarks).await.unwrap_err().retry, Retry::AfterMs(60_000));
    clock.advance_ms(30_000);
    for _ in 0..5 {
        for channel in [&one, &other] {
            let error = channel.page(Some(&Cursor("5".into())), &NoMarks).await.unwrap_err();
            assert_eq!(error.code, ErrorCode::RateLimited);
            assert!(matches!(error.retry, Retry::AfterMs(ms) if (25_000..=30_000).contains(&ms)), "{:?}", error.retry);
        }
    }
    assert_eq!(server.seen().len(), 1, "the limit is the seller's, whichever token asks");
    assert!(stranger.page(None, &NoMarks).await.is_ok(), "other shops go on");
    clock.advance_ms(30_001);
    assert!(other.page(None, &NoMarks).await.is_ok());
}

#[tokio::test]
async fn ten_thousand_refusals_close_the_group_each_time() {
    let limits = crate::wildberries::limits(TokenKind::Personal);
    let clock = ShiftedClock::default();
    let lane = crate::wildberries::Method::Events.lane(TokenKind::Personal);
    for n in 0..10_000_i64 {
        let wait = 6_000 + n * 7_919 % 894_000;
        limits.close(lane.group, wait, clock.now());
        let early = n * 104_729 % (wait - 5_500);
        clock.advance_ms(early);
        assert!(limits.turn(lane, false, &clock).await.is_err(), "{early} of {wait}");
        clock.advance_ms(wait - early + 1);
        assert_eq!(limits.turn(lane, false, &clock).await, Ok(()));
    }
}

/// Set back by a day, the clock must not keep a shop closed for a day.
#[tokio::test]
async fn a_clock_set_back_opens_the_group() {
    let limits = crate::wildberries::limits(TokenKind::Personal);
    let clock = ShiftedClock::default();
    let lane = crate::wildberries::Method::Events.lane(TokenKind::Personal);
    limits.close(lane.group, 60_000, clock.now());
    clock.set_on_ms(-24 * 60 * 60 * 1_000);
    assert_eq!(limits.turn(lane, false, &clock).await, Ok(()));
}

#[tokio::test]
async fn what_is_left_of_a_limit_is_told() {
    let limits = crate::wildberries::limits(TokenKind::Personal);
    let clock = ShiftedClock::default();
    let lane = crate::wildberries::Method::Message.lane(TokenKind::Personal);
    let chat = || limits.quota("chat", lane.buckets[0], lane.group, clock.now()).unwrap();
    assert_eq!((chat().limit, chat().left, chat().period_ms), (10, 10, 10_000));
    for _ in 0..10 {
        limits.turn(lane, true, &clock).await.unwrap();
    }
    assert!(chat().left < 10);
    limits.close(lane.group, 60_000, clock.now());
    assert_eq!(chat().left, 0, "a closed group lets nothing through");
    clock.advance_ms(60_001);
    assert_eq!(limits.quota("none", 99, lane.group, clock.now()), None);
}

#[tokio::test]
async fn polling_leaves_room_for_replies() {
    let limits = crate::wildberries::limits(TokenKind::Personal);
    let clock = ShiftedClock::default();
    let (events, message) = (crate::wildberries::Method::Events.lane(TokenKind::Personal), crate::wildberries::Method::Message.lane(TokenKind::Personal));
    let soon = Duration::from_millis(300);
    for _ in 0..6 {
        assert_eq!(tokio::time::timeout(soon, limits.turn(events, true, &clock)).await, Ok(Ok(())), "a burst is allowed");
    }
    assert!(tokio::time::timeout(soon, limits.turn(events, true, &clock)).await.is_err(), "then polling pauses");
    for _ in 0..4 {
        assert_eq!(tokio::time::timeout(soon, limits.turn(message, true, &clock)).await, Ok(Ok(())), "room for replies was left");
    }
}

#[tokio::test]
async fn a_waiting_reply_goes_before_polling_that_waited_longer() {
    let pace = |burst, ms| Pace { burst, every: Duration::from_millis(ms) };
    let limits = Arc::new(SellerLimits::new(&[pace(1, 150), pace(10, 1)], 1));
    let queue = |turn| {
        let limits = limits.clone();
        let buckets: &[usize] = if turn == Turn::Last { &[1, 0] } else { &[0] };
        tokio::spawn(async move {
            limits.turn(Lane { buckets, group: 0, turn }, true, &ShiftedClock::default()).await.unwrap();
            Instant::now()
        })
    };
    queue(Turn::First).await.unwrap();
    let polls: Vec<_> = (0..5).map(|_| queue(Turn::Last)).collect();
    tokio::time::sleep(Duration::from_millis(20)).await;
    let mut last_reply = Instant::now();
    for reply in (0..3).map(|_| queue(Turn::First)).collect::<Vec<_>>() {
        last_reply = last_reply.max(reply.await.unwrap());
    }
    for poll in polls {
        assert!(poll.await.unwrap() > last_reply);
    }
}

#[tokio::test]
async fn a_base_token_may_look_once_an_hour_and_still_reply() {
    let limits = crate::wildberries::limits(TokenKind::Base);
    let clock = ShiftedClock::default();
    let (events, message) = (crate::wildberries::Method::Events.lane(TokenKind::Base), crate::wildberries::Method::Message.lane(TokenKind::Base));
    assert_eq!(limits.turn(events, true, &clock).await, Ok(()));
    assert!(limits.turn(events, true, &clock).await.is_err_and(|ms| ms > 3_500_000));
    assert_eq!(limits.turn(message, true, &clock).await, Ok(()));
    assert!(AtMs(0) < clock.now());
}
