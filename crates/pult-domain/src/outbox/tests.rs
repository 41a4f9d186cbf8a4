//! The machine under every order of events: no path sends twice by itself.

use super::*;
use proptest::prelude::*;

const NOW: AtMs = AtMs(1_000_000);

fn sending() -> Outbox {
    Outbox::queued(NOW).step(OutboxEvent::Begin, NOW).expect("a queued reply may begin")
}

fn lost() -> OutboxEvent {
    OutboxEvent::AnswerLost { reason: ErrorCode::TimedOut }
}

fn absent(attempts: u32) -> OutboxEvent {
    OutboxEvent::ProvenAbsent { attempts }
}

#[test]
fn a_lost_answer_is_never_resent_blindly() {
    let doubt = sending().step(lost(), NOW).expect("allowed");
    assert_eq!(doubt.state, OutboxState::Unconfirmed);
    assert!(doubt.step(OutboxEvent::Begin, NOW).is_err(), "an unconfirmed reply may not begin an attempt");
}

#[test]
fn a_doubt_that_nothing_decides_is_the_owners_and_no_later_proof_sends_it() {
    let doubt = sending().step(lost(), NOW).and_then(|o| o.step(OutboxEvent::MayBeThere { attempts: 1 }, NOW)).expect("allowed");
    let proven = doubt.step(absent(1), NOW).expect("allowed");
    assert_eq!(proven.state, OutboxState::Unconfirmed);
    assert_eq!(proven.step(OutboxEvent::OwnerRetries, NOW).expect("allowed").state, OutboxState::Queued);
}

#[test]
fn what_was_turned_away_and_may_be_there_is_the_owners() {
    let may_be = |attempts| OutboxEvent::MayBeThere { attempts };
    assert!(Outbox::queued(NOW).step(may_be(0), NOW).is_err(), "nothing was tried yet");
    let away = OutboxEvent::TurnedAway { reason: ErrorCode::RateLimited, retry: Retry::Soon, dice: Dice(500) };
    let queued = sending().step(away, NOW).expect("allowed");
    assert!(queued.step(may_be(2), NOW).is_err(), "of another attempt");
    let doubt = queued.step(may_be(1), NOW).expect("allowed");
    assert_eq!((doubt.state, doubt.reason), (OutboxState::Unconfirmed, Some(ErrorCode::Unconfirmed)));
    let proven = doubt.step(absent(1), NOW).expect("allowed");
    assert_eq!(proven.state, OutboxState::Unconfirmed, "nothing sends it again by itself");
    let retried = proven.step(OutboxEvent::OwnerRetries, NOW).expect("allowed");
    assert!(retried.step(may_be(1), NOW).is_err(), "the owner has said: send it");
    assert!(retried.step(OutboxEvent::Begin, NOW).is_ok());
}

#[test]
fn a_second_doubt_stays_with_the_owner() {
    let again = sending().step(lost(), NOW).and_then(|o| o.step(absent(1), NOW)).expect("allowed");
    assert_eq!((again.state, again.resends), (OutboxState::Queued, 1));
    let stuck = again.step(OutboxEvent::Begin, NOW).and_then(|o| o.step(lost(), NOW)).and_then(|o| o.step(absent(2), NOW)).expect("allowed");
    assert_eq!(stuck.state, OutboxState::Unconfirmed, "only the owner may send it a third time");
    assert_eq!(stuck.step(OutboxEvent::OwnerRetries, NOW).expect("allowed").state, OutboxState::Queued);
}

#[test]
fn what_was_seen_of_one_attempt_says_nothing_of_the_next() {
    let retried = sending().step(lost(), NOW).and_then(|o| o.step(OutboxEvent::OwnerRetries, NOW)).expect("allowed");
    let doubt = retried.step(OutboxEvent::Begin, NOW).and_then(|o| o.step(lost(), NOW)).expect("allowed");
    for late in [absent(1), OutboxEvent::MayBeThere { attempts: 1 }] {
        assert!(doubt.step(late.clone(), NOW).is_err(), "the second attempt may have arrived: {late:?}");
    }
    assert_eq!(doubt.step(absent(2), NOW).expect("allowed").state, OutboxState::Queued);
}

#[test]
fn five_refusals_for_now_are_a_failure() {
    let mut reply = Outbox::queued(NOW);
    for n in 1..=MOST_ATTEMPTS {
        let away = OutboxEvent::TurnedAway { reason: ErrorCode::RateLimited, retry: Retry::Soon, dice: Dice(500) };
        reply = reply.step(OutboxEvent::Begin, NOW).and_then(|o| o.step(away, NOW)).expect("allowed");
        assert_eq!(reply.attempts, n);
    }
    assert_eq!((reply.state, reply.reason), (OutboxState::Failed, Some(ErrorCode::TooManyAttempts)));
}

#[test]
fn the_servers_wait_is_honoured() {
    let away = OutboxEvent::TurnedAway { reason: ErrorCode::RateLimited, retry: Retry::AfterMs(8_000), dice: Dice(0) };
    assert_eq!(sending().step(away, NOW).expect("allowed").next_at, NOW.plus_ms(8_000));
}

#[test]
fn the_feed_may_be_quicker_than_the_answer() {
    let echo = OutboxEvent::EchoFound { remote_id: RemoteMessageId::new("e1") };
    let sent = sending().step(echo, NOW).expect("allowed");
    let after = sent.step(lost(), NOW).expect("a late loss changes nothing");
    assert_eq!(after, sent);
}

#[test]
fn a_late_echo_stops_the_resend() {
    let again = sending().step(lost(), NOW).and_then(|o| o.step(absent(1), NOW)).expect("allowed");
    let echo = OutboxEvent::EchoFound { remote_id: RemoteMessageId::new("e1") };
    let sent = again.step(echo.clone(), NOW).expect("it is there after all");
    assert_eq!(sent.state, OutboxState::Sent);
    assert!(sent.step(OutboxEvent::Begin, NOW).is_err(), "nothing is left to send");
    assert!(Outbox::queued(NOW).step(echo, NOW).is_err(), "what was never attempted has no echo");
}

#[test]
fn a_plan_waits_for_its_moment_and_is_asked_about_when_it_was_missed() {
    let nine = NOW.plus_ms(3_600_000);
    let plan = Outbox::planned(nine);
    assert!(plan.step(OutboxEvent::Begin, NOW).is_err(), "not before its moment, whoever asks");
    assert_eq!(plan.turn(false, nine.plus_ms(LATE_MS)), OutboxEvent::Begin, "a little late is still what was planned");
    assert_eq!(plan.turn(false, nine.plus_ms(LATE_MS + 1)), OutboxEvent::Held { why: Hold::Late });
    assert_eq!(plan.turn(true, nine), OutboxEvent::Held { why: Hold::BuyerWrote });
    let held = plan.step(OutboxEvent::Held { why: Hold::BuyerWrote }, nine).expect("allowed");
    assert!(held.step(OutboxEvent::Begin, nine).is_err(), "a held reply waits for the owner");
    let freed = held.step(OutboxEvent::OwnerRetries, nine.plus_ms(5)).expect("allowed");
    assert_eq!((freed.held, freed.planned_at), (None, Some(nine.plus_ms(5))));
    assert!(freed.step(OutboxEvent::Begin, nine.plus_ms(5)).is_ok());
    let moved = held.step(OutboxEvent::OwnerPlans { at: nine.plus_ms(9) }, nine).expect("allowed");
    assert!(moved.step(OutboxEvent::Begin, nine).is_err() && moved.step(OutboxEvent::Begin, nine.plus_ms(9)).is_ok());
}

#[test]
fn what_has_begun_is_not_changed_and_stands_before_what_is_planned() {
    let begun = sending();
    for late in [OutboxEvent::OwnerEdits, OutboxEvent::OwnerPlans { at: NOW }, OutboxEvent::OwnerCancels, OutboxEvent::Held { why: Hold::Late }] {
        assert!(begun.step(late.clone(), NOW).is_err(), "{late:?}");
    }
    let plan = Outbox::planned(NOW.plus_ms(60_000));
    let later = Outbox::queued(NOW.plus_ms(10));
    assert!(later.place(NOW.plus_ms(10)) < plan.place(NOW), "a plan for later holds back nothing now");
    assert!(begun.place(NOW.plus_ms(120_000)) < later.place(NOW), "what has begun is finished first");
}

#[test]
fn without_a_network_a_plan_is_tried_until_it_is_late_and_then_asked_about() {
    let away = OutboxEvent::TurnedAway { reason: ErrorCode::Unreachable, retry: Retry::Soon, dice: Dice(500) };
    let mut reply = Outbox::planned(NOW);
    for _ in 0..40 {
        reply = reply.step(OutboxEvent::Begin, NOW).and_then(|o| o.step(away.clone(), NOW)).expect("allowed");
        assert_eq!(reply.state, OutboxState::Queued);
    }
    assert!(reply.next_at.since_ms(NOW) <= Backoff::SEND.ceiling_ms, "and is tried often enough");
    let late = NOW.plus_ms(LATE_MS + 1);
    assert_eq!(reply.turn(false, late), OutboxEvent::Held { why: Hold::Late });
    let held = reply.step(reply.turn(false, late), late).expect("nothing of it has arrived");
    assert!(held.step(OutboxEvent::Begin, late).is_err());
    assert_eq!(held.step(OutboxEvent::OwnerCancels, late).expect("allowed").state, OutboxState::Cancelled);
}

#[test]
fn what_was_in_doubt_once_is_no_plan_any_more() {
    let again = Outbox::planned(NOW).step(OutboxEvent::Begin, NOW).and_then(|o| o.step(lost(), NOW)).and_then(|o| o.step(absent(1), NOW));
    let again = again.expect("allowed");
    assert_eq!(again.turn(true, NOW.plus_ms(LATE_MS * 2)), OutboxEvent::Begin, "its second attempt waits for nobody");
    assert!(again.step(OutboxEvent::OwnerEdits, NOW).is_err(), "the words that may have arrived stay as they are");
}

#[test]
fn a_plan_that_failed_and_is_retried_hours_later_is_not_late() {
    let refused = OutboxEvent::Refused { reason: ErrorCode::TokenRejected };
    let failed = Outbox::planned(NOW).step(OutboxEvent::Begin, NOW).and_then(|o| o.step(refused, NOW)).expect("allowed");
    let later = NOW.plus_ms(LATE_MS * 2);
    let again = failed.step(OutboxEvent::OwnerRetries, later).expect("allowed");
    assert_eq!(again.turn(false, later), OutboxEvent::Begin, "the owner has just said: now");
}

/// Everything that can happen, the owner's acts included.
fn anything() -> impl Strategy<Value = OutboxEvent> {
    prop_oneof![
        6 => any_event(),
        1 => Just(OutboxEvent::OwnerCancels),
        1 => Just(OutboxEvent::OwnerRetries),
        1 => Just(OutboxEvent::OwnerEdits),
        1 => Just(OutboxEvent::OwnerConfirms),
        1 => (0..5_000_i64).prop_map(|ms| OutboxEvent::OwnerPlans { at: NOW.plus_ms(ms) }),
        1 => Just(OutboxEvent::Held { why: Hold::BuyerWrote }),
    ]
}

fn any_event() -> impl Strategy<Value = OutboxEvent> {
    let reason = ErrorCode::ChannelFailed;
    prop_oneof![
        Just(OutboxEvent::Begin),
        Just(OutboxEvent::Accepted { remote_id: None }),
        Just(OutboxEvent::TurnedAway { reason, retry: Retry::Soon, dice: Dice(10) }),
        Just(OutboxEvent::Refused { reason }),
        Just(OutboxEvent::AnswerLost { reason }),
        Just(OutboxEvent::FoundAtStart),
        Just(OutboxEvent::EchoFound { remote_id: RemoteMessageId::new("x") }),
        (1..4_u32).prop_map(absent),
        (1..4_u32).prop_map(|attempts| OutboxEvent::MayBeThere { attempts }),
    ]
}

proptest! {
    /// Without the owner, at most one attempt may follow a lost answer, and only after proof.
    #[test]
    fn no_automatic_path_attempts_twice_after_a_doubt(events in prop::collection::vec(any_event(), 0..60)) {
        let mut reply = Outbox::queued(NOW);
        let (mut doubts, mut proofs) = (0_u32, 0_u32);
        for event in events {
            let before = reply.clone();
            let begins = event == OutboxEvent::Begin;
            let proof = matches!(event, OutboxEvent::ProvenAbsent { .. });
            let Ok(next) = reply.step(event, NOW) else { continue };
            if begins { prop_assert!(proofs >= doubts, "an attempt while a doubt stands") }
            if next.state == OutboxState::Unconfirmed && before.state == OutboxState::Sending { doubts += 1 }
            if proof && next.state == OutboxState::Queued { proofs += 1 }
            if before.state == OutboxState::Sent { prop_assert_eq!(next.state, OutboxState::Sent, "sent is final") }
            prop_assert!(next.attempts >= before.attempts);
            reply = next;
        }
        prop_assert!(reply.resends <= MOST_RESENDS);
    }

    /// Whatever happens, a reply never loses its way: it is queued, under way, decided or loud.
    #[test]
    fn a_failed_reply_says_why(events in prop::collection::vec(any_event(), 0..60)) {
        let end = events.into_iter().fold(Outbox::queued(NOW), |o, e| o.step(e, NOW).unwrap_or(o));
        if matches!(end.state, OutboxState::Failed | OutboxState::Unconfirmed) {
            prop_assert!(end.reason.is_some());
        }
    }

    /// Whatever the clock does, what is due may begin: a driver that tries what may not would try without end.
    #[test]
    fn what_is_due_may_begin(
        planned in prop::option::of(0..5_000_i64),
        steps in prop::collection::vec((anything(), -3_000..3_000_i64), 0..80),
    ) {
        let mut reply = planned.map_or(Outbox::queued(NOW), |ms| Outbox::planned(NOW.plus_ms(ms)));
        let mut now = NOW;
        for (event, passed) in steps {
            now = now.plus_ms(passed);
            reply = reply.step(event, now).unwrap_or(reply);
            if reply.state == OutboxState::Queued && reply.held.is_none() {
                prop_assert!(reply.step(OutboxEvent::Begin, reply.next_at).is_ok(), "{reply:?}");
            }
        }
    }

    /// Undo: what was taken back never leaves, what has left is never taken back, and nobody is told
    /// that a reply under way was stopped.
    #[test]
    fn an_undone_reply_is_never_delivered_and_a_delivered_one_never_undone(
        planned in prop::option::of(0..5_000_i64),
        steps in prop::collection::vec((anything(), 0..2_000_i64), 0..80),
    ) {
        let mut reply = planned.map_or(Outbox::queued(NOW), |ms| Outbox::planned(NOW.plus_ms(ms)));
        let (mut undone, mut delivered, mut now) = (false, false, NOW);
        for (event, passed) in steps {
            now = now.plus_ms(passed);
            let cancels = event == OutboxEvent::OwnerCancels;
            let begins = event == OutboxEvent::Begin;
            let Ok(next) = reply.step(event, now) else { continue };
            if cancels {
                prop_assert!(!undone, "taken back exactly once");
                prop_assert!(!delivered && matches!(reply.state, OutboxState::Queued | OutboxState::Failed));
                undone = true;
            }
            if begins {
                prop_assert!(reply.held.is_none() && reply.planned_at.is_none_or(|at| at <= now), "neither early nor against a hold");
            }
            delivered |= next.state == OutboxState::Sent;
            prop_assert!(!(undone && next.state != OutboxState::Cancelled), "what was taken back stays away");
            prop_assert!(next.held.is_none() || next.state == OutboxState::Queued);
            reply = next;
        }
    }
}
