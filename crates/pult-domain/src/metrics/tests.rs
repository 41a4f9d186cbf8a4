use super::*;
use crate::sla::SlaPolicy;
use crate::waiting::{Moment, Waiting};
use proptest::prelude::*;
use std::sync::LazyLock;

const MINUTE: i64 = 60_000;
/// Friday, 2026-11-20 12:00 in Moscow.
const NOON: i64 = 1_795_165_200_000;

fn said(author: Author, at: i64) -> Said {
    Said { author, at: AtMs(at), text: "Спасибо".into() }
}

fn buyer(at: i64) -> Said {
    said(Author::Customer, at)
}

fn ours(at: i64) -> Said {
    said(Author::Seller, at)
}

fn shape(messages: &[Said], closings: &[(AtMs, Queue)], now: i64) -> Vec<(i64, i64, End, bool)> {
    waits(messages, closings, AtMs(now)).iter().map(|wait| (wait.since.0, wait.until.0, wait.end, wait.first)).collect()
}

const ANSWERED: End = End::Answered(AnsweredBy::People);

#[test]
fn a_wait_runs_from_the_first_unanswered_message_to_our_reply() {
    let talk = [buyer(10), buyer(20), ours(35), ours(40), buyer(50), said(Author::System, 55), said(Author::Assistant, 60), buyer(70)];
    let found = shape(&talk, &[], 100);
    assert_eq!(found, [(10, 35, ANSWERED, true), (50, 60, End::Answered(AnsweredBy::Assistant), false), (70, 100, End::Open, false)]);
}

#[test]
fn whom_we_wrote_first_has_no_first_wait() {
    assert_eq!(shape(&[ours(5), buyer(10), ours(20)], &[], 100), [(10, 20, ANSWERED, false)]);
}

#[test]
fn closing_a_chat_ends_the_wait_without_an_answer() {
    let closed = |at| [(AtMs(at), Queue::Done)];
    assert_eq!(shape(&[buyer(10)], &closed(30), 100), [(10, 30, End::Closed, true)]);
    assert_eq!(shape(&[buyer(10)], &closed(10), 100), [(10, 10, End::Closed, true)], "the owner saw that message");
    assert_eq!(shape(&[buyer(10), buyer(40)], &closed(30), 100), [(10, 30, End::Closed, true), (40, 100, End::Open, false)]);
}

#[test]
fn a_closing_that_was_taken_back_is_none() {
    use Queue::{Done, InProgress, Waiting};
    let at = |list: &[(i64, Queue)], done: Option<i64>| -> Vec<i64> {
        let moves: Vec<_> = list.iter().map(|(at, queue)| (AtMs(*at), *queue)).collect();
        closings(&moves, done.map(AtMs)).iter().map(|(at, _)| at.0).collect()
    };
    assert_eq!(at(&[(10, Done), (12, Waiting), (20, InProgress)], Some(21)), [21], "the mark may be later than the click");
    assert_eq!(at(&[(10, Done), (12, Waiting)], None), [0_i64; 0]);
    assert_eq!(at(&[(10, Done), (30, Done)], None), [10], "without a mark the last one was taken back in some other way");
    assert_eq!(at(&[(10, Done), (12, InProgress)], None), [0_i64; 0], "undone: it stands where it stood before");
    assert_eq!(at(&[(5, Done), (10, Done), (12, InProgress)], Some(5)), [5], "the same with a closing before it");
    assert_eq!(at(&[(5, Done), (10, InProgress), (12, Done)], Some(6)), [6], "also where it was taken and untaken");
    assert_eq!(at(&[(10, Done), (20, InProgress)], Some(20)), [10, 20], "closed, then taken");
    assert_eq!(at(&[(5, Done), (20, Done)], Some(14)), [5, 14], "a message that the owner could not see ends it before the click");
    assert_eq!(at(&[], Some(7)), [7], "closed before the moves that were read");
}

fn period(from: i64, to: i64, now: i64) -> Period {
    Period { from: AtMs(from), to: AtMs(to), now: AtMs(now) }
}

fn chat(messages: &[Said]) -> PastChat<'_> {
    let began_at = messages.first().map(|said| said.at);
    PastChat { account: AccountId(1), channel: None, dispute: Dispute::No, began_at, done_at: None, deadline: None, moves: &[], messages }
}

#[test]
fn a_period_of_days_begins_and_ends_at_midnight_of_the_shop() {
    let hours = SlaPolicy::default().calendar.ready().unwrap();
    let found = Period::last_days(7, AtMs(NOON), &hours);
    let midnight = NOON - 12 * 60 * MINUTE;
    assert_eq!((found.from, found.to), (AtMs(midnight - 6 * 24 * 60 * MINUTE), AtMs(midnight + 24 * 60 * MINUTE)));
    assert_eq!(found.now, AtMs(NOON));
}

fn counted_of(period: Period, chats: &[PastChat<'_>]) -> Metrics {
    // Making the built-in rules ready takes longer than everything else here.
    static JUDGE: LazyLock<Judge> = LazyLock::new(|| SlaPolicy::default().ready().unwrap());
    let mut counting = Counting::new(period);
    chats.iter().for_each(|chat| counting.take(chat, &JUDGE));
    counting.done()
}

#[test]
fn an_open_wait_past_its_deadline_is_late_and_one_before_it_is_not_decided() {
    let day = 24 * 60 * MINUTE;
    let (old, young, quick) = ([buyer(NOON)], [buyer(NOON + day)], [buyer(NOON), ours(NOON + 14 * MINUTE)]);
    let now = NOON + day + 30 * MINUTE;
    let found = counted_of(period(NOON, now, now), &[chat(&old), chat(&young), chat(&quick)]);
    let every = &found.every;
    assert_eq!((every.count, every.answered, every.open, every.in_time, every.late, every.open_late), (3, 1, 2, 1, 1, 1));
    assert_eq!(every.calendar.median, Some(Length { ms: 14 * MINUTE, at_least: true }), "one of three was answered: half were not");
    assert_eq!((found.open_now.count, found.open_now.late, found.open_now.oldest), (2, 1, Some(AtMs(NOON))));
    assert_eq!(every.answers.len(), 1, "nobody but people answered");
}

#[test]
fn the_shortcuts_around_the_rules_say_what_the_rules_say() {
    use crate::sla::OffHours;
    let texts = ["Спасибо", "Пришла сломанная чашка", "Где мой заказ?", "Хочу вернуть деньги"];
    for off_hours in OffHours::ALL {
        let judge = SlaPolicy { off_hours: *off_hours, ..SlaPolicy::default() }.ready().unwrap();
        let mut counting = Counting::new(period(NOON, i64::MAX, NOON));
        for (n, minutes) in (0_i64..).zip([0, 1, 29, 30, 31, 44, 45, 46, 120, 121, 180, 181, 600, 1_439, 1_440, 1_441, 4_000]) {
            for text in texts {
                for began in [NOON, NOON + 11 * 60 * MINUTE, NOON + 600 * MINUTE - 17 * MINUTE * n] {
                    let talk = [Said { text: text.into(), ..buyer(began) }, ours(began + minutes * MINUTE)];
                    for dispute in [Dispute::No, Dispute::Open] {
                        let chat = PastChat { dispute, ..chat(&talk) };
                        for wait in waits(&talk, &[], AtMs(i64::MAX)) {
                            let plainly = wait.asked.iter().any(|said| wait.until > counting.due(&chat, &wait, said, &judge));
                            assert_eq!(counting.late(&chat, &wait, &judge), plainly, "{off_hours:?} {text} {minutes} {dispute:?}");
                        }
                    }
                }
            }
        }
    }
}

#[test]
fn an_open_wait_has_the_deadline_that_the_queue_shows() {
    let talk = [buyer(NOON)];
    let late = |deadline| counted_of(period(NOON, i64::MAX, NOON + 60 * MINUTE), &[PastChat { deadline, ..chat(&talk) }]).open_now.late;
    assert_eq!((late(None), late(Some(AtMs(NOON + 30 * MINUTE))), late(Some(AtMs(NOON + 60 * MINUTE)))), (0, 1, 0));
}

#[test]
fn nights_are_waited_by_the_calendar_and_not_in_working_time() {
    // Asked at 21:00, answered at 10:00: the shop works until 22:00 and from 9:00.
    let talk = [buyer(NOON + 9 * 60 * MINUTE), ours(NOON + 22 * 60 * MINUTE)];
    let found = counted_of(period(NOON, NOON + 48 * 60 * MINUTE, NOON + 48 * 60 * MINUTE), &[chat(&talk)]);
    let hours = |clock: &OnClock| clock.median.map(|length| length.ms / MINUTE / 60);
    assert_eq!((hours(&found.first.calendar), hours(&found.first.working)), (Some(13), Some(2)));
    assert_eq!(found.first.calendar.groups.iter().position(|group| group.answered == 1), Some(3), "8 to 24 hours");
    assert_eq!(found.first.working.groups.iter().position(|group| group.answered == 1), Some(1), "1 to 4 hours");
}

#[test]
fn a_wait_belongs_to_the_period_in_which_it_began() {
    let (before, within) = ([buyer(NOON - MINUTE), ours(NOON + MINUTE)], [buyer(NOON + MINUTE), ours(NOON + 90 * MINUTE)]);
    let forgotten = [buyer(NOON - 5 * MINUTE)];
    let found = counted_of(period(NOON, NOON + 60 * MINUTE, NOON + 100 * MINUTE), &[chat(&before), chat(&within), chat(&forgotten)]);
    assert_eq!((found.every.count, found.every.answered), (1, 1));
    assert_eq!(found.open_now.count, 1, "who waits now is counted whenever that began");
    assert_eq!((found.volume.incoming, found.volume.replies, found.volume.chats_new), (1, 1, 1));
    assert_eq!(found.hours[4][12], HourOfWeek { incoming: 1, replies: 1, waits: 1, late: 0 }, "Friday, from noon");
    assert_eq!(found.days.iter().map(|day| day.day.as_str()).collect::<Vec<_>>(), ["2026-11-20"]);
}

#[test]
fn people_and_the_assistant_are_never_one_number() {
    let (slow, quick) = ([buyer(NOON), ours(NOON + 60 * MINUTE)], [buyer(NOON), said(Author::Assistant, NOON + MINUTE)]);
    let found = counted_of(period(NOON, NOON + 90 * MINUTE, NOON + 90 * MINUTE), &[chat(&slow), chat(&quick)]);
    let minutes: Vec<_> = found.every.answers.iter().map(|each| (each.by, each.count, each.median.map(|length| length.ms / MINUTE))).collect();
    assert_eq!(minutes, [(AnsweredBy::People, 1, Some(60)), (AnsweredBy::Assistant, 1, Some(1))]);
    assert_eq!((found.volume.replies, found.volume.assistant_replies), (1, 1));
}

/// Each wait by its definition, looking at all pairs of messages.
fn by_definition(messages: &[Said], closings: &[(AtMs, Queue)], now: i64) -> Vec<(i64, i64, End)> {
    let reply_after = |at: i64| messages.iter().filter(|m| m.author == Author::Seller && m.at.0 >= at).map(|m| m.at.0).min();
    let closed_after = |at: i64| closings.iter().map(|(c, _)| c.0).filter(|c| *c >= at).min();
    let ends = |at: i64| match (reply_after(at), closed_after(at)) {
        (Some(reply), closed) if closed.is_none_or(|closed| reply <= closed) => (reply, ANSWERED),
        (_, Some(closed)) => (closed, End::Closed),
        _ => (now, End::Open),
    };
    let questions: Vec<i64> = messages.iter().filter(|m| m.author == Author::Customer).map(|m| m.at.0).collect();
    // Questions that wait for the same end are one wait, from the earliest.
    let mut found: Vec<(i64, i64, End)> = Vec::new();
    for at in questions {
        let (until, end) = ends(at);
        if !found.iter().any(|(_, other, kind)| *other == until && *kind == end) {
            found.push((at, until, end));
        }
    }
    found
}

/// Percentile of censored lengths by moving the weight of an open wait to all longer ones (Efron, 1967).
fn by_redistribution(waits: &[(i64, bool)], share: f64) -> Option<Length> {
    let mut sorted = waits.to_vec();
    sorted.sort_by_key(|(ms, answered)| (*ms, !answered));
    let mut weights = vec![1.0 / sorted.len() as f64; sorted.len()];
    for n in 0..sorted.len() {
        if !sorted[n].1 {
            let (weight, right) = (weights[n], sorted.len() - n - 1);
            weights[n] = 0.0;
            weights[n + 1..].iter_mut().for_each(|other| *other += weight / right as f64);
        }
    }
    let mut sum = 0.0;
    for (n, (ms, _)) in sorted.iter().enumerate() {
        sum += weights[n];
        if sum >= share - 1e-9 {
            return Some(Length { ms: *ms, at_least: false });
        }
    }
    let answered = sorted.iter().filter(|(_, answered)| *answered).map(|(ms, _)| *ms).max();
    let waited =
        sorted.iter().map(|(ms, _)| *ms).find(|ms| sorted.iter().filter(|(other, _)| other <= ms).count() as f64 >= share * sorted.len() as f64 - 1e-9);
    answered.or(waited).map(|ms| Length { ms, at_least: true })
}

fn talk() -> impl Strategy<Value = Vec<Said>> {
    prop::collection::vec((0_i64..40, any::<bool>()), 0..14).prop_map(|list| {
        let mut talk: Vec<Said> = list.into_iter().map(|(at, theirs)| if theirs { buyer(at) } else { ours(at) }).collect();
        talk.sort_by_key(|said| (said.at, said.author != Author::Customer));
        talk
    })
}

proptest! {
    #[test]
    fn waits_are_what_their_definition_says(talk in talk(), mut closed in prop::collection::vec(0_i64..40, 0..3)) {
        closed.sort_unstable();
        let closed: Vec<_> = closed.into_iter().map(|at| (AtMs(at), Queue::Done)).collect();
        let found: Vec<_> = shape(&talk, &closed, 100).into_iter().map(|(since, until, end, _)| (since, until, end)).collect();
        prop_assert_eq!(found, by_definition(&talk, &closed, 100));
    }

    /// The list of chats and this page agree on who waits, and since when.
    #[test]
    fn an_open_wait_is_the_one_the_queue_shows(talk in talk(), done in prop::option::of(0_i64..50)) {
        let moments = talk.iter().map(|said| Moment { author: said.author, at: said.at });
        let queue = Waiting::recount(done.map(AtMs), moments);
        let closed: Vec<_> = done.map(|at| (AtMs(at), Queue::Done)).into_iter().collect();
        let open = waits(&talk, &closed, AtMs(100)).last().filter(|wait| wait.end == End::Open).map(|wait| wait.since);
        prop_assert_eq!(open, queue.since);
    }

    #[test]
    fn percentiles_are_those_of_another_way_to_them(waits in prop::collection::vec((0_i64..30, prop::bool::weighted(0.7)), 1..40), share in prop::sample::select(vec![0.5, 0.9])) {
        prop_assert_eq!(percentile(&mut waits.clone(), share), by_redistribution(&waits, share));
    }

    #[test]
    fn without_open_waits_a_percentile_is_the_plain_one(mut lengths in prop::collection::vec(0_i64..1_000, 1..60), share in prop::sample::select(vec![0.5, 0.9])) {
        let found = percentile(&mut lengths.iter().map(|ms| (*ms, true)).collect::<Vec<_>>(), share).unwrap();
        lengths.sort_unstable();
        let within = |ms: i64| lengths.iter().filter(|other| **other <= ms).count() as f64 / lengths.len() as f64;
        prop_assert!(within(found.ms) >= share - 1e-9 && !found.at_least);
        prop_assert!(lengths.iter().filter(|ms| **ms < found.ms).all(|ms| within(*ms) < share));
    }

    /// Whoever is left waiting never makes the shop look quicker.
    #[test]
    fn leaving_a_buyer_waiting_never_shortens_the_median(mut waits in prop::collection::vec((0_i64..30, prop::bool::weighted(0.7)), 1..30), ms in 0_i64..60) {
        // Before the first answer there is only what they have waited so far.
        waits.push((15, true));
        let before = percentile(&mut waits.clone(), 0.5).unwrap();
        let mut more = waits;
        more.push((ms, false));
        prop_assert!(percentile(&mut more, 0.5).unwrap().ms >= before.ms);
    }

    #[test]
    fn the_figures_add_up(talks in prop::collection::vec(talk(), 0..6)) {
        let minutes: Vec<Vec<Said>> = talks.iter().map(|talk| talk.iter().map(|said| Said { at: AtMs(NOON + said.at.0 * 20 * MINUTE), ..said.clone() }).collect()).collect();
        let now = NOON + 41 * 20 * MINUTE;
        let found = counted_of(period(NOON, now, now), &minutes.iter().map(|talk| chat(talk)).collect::<Vec<_>>());
        let every = &found.every;
        prop_assert_eq!(every.count, every.answered + every.closed + every.open);
        prop_assert_eq!(every.count, every.in_time + every.late + (every.open - every.open_late));
        prop_assert_eq!(every.open, found.open_now.count);
        for clock in [&every.calendar, &every.working] {
            prop_assert_eq!(clock.groups.iter().map(|group| group.answered + group.closed + group.open).sum::<u32>(), every.count);
        }
        // Open waits stand elsewhere among the others on each clock; answered ones are plainly shorter.
        prop_assert!(every.answers.iter().all(|kind| kind.median_working.map(|length| length.ms) <= kind.median.map(|length| length.ms)));
        let hours = found.hours.iter().flatten().fold((0, 0, 0, 0), |sum, hour| (sum.0 + hour.incoming, sum.1 + hour.replies, sum.2 + hour.waits, sum.3 + hour.late));
        prop_assert_eq!(hours, (found.volume.incoming, found.volume.replies, every.count, every.late));
        prop_assert_eq!(found.days.iter().map(|day| day.volume.incoming).sum::<u32>(), found.volume.incoming);
        prop_assert_eq!(found.shops.iter().map(|shop| shop.waits.count).sum::<u32>(), every.count);
        prop_assert_eq!(usize::try_from(found.first.count).unwrap(), minutes.iter().filter(|talk| talk.first().is_some_and(|said| said.author == Author::Customer)).count());
    }
}
