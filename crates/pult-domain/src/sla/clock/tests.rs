use super::*;
use crate::sla::explain::recompute;
use crate::sla::rules::{DayRange, Rule};
use crate::sla::{OffReason, Topic, Week};
use crate::waiting::{ClockKind, Moment};
use crate::{Author, Queue};
use proptest::prelude::*;

fn at(text: &str) -> AtMs {
    AtMs(text.parse::<jiff::Timestamp>().expect("a time").as_millisecond())
}

fn judge(off_hours: OffHours) -> Judge {
    SlaPolicy { off_hours, ..SlaPolicy::default() }.ready().expect("a policy")
}

fn verdict(judge: &Judge, text: &str, time: &str) -> Verdict {
    judge.verdict(&mut Memory::default(), &Letter::new(text, at(time)))
}

#[test]
fn levels_and_minutes_by_day() {
    let shop = judge(OffHours::Raise);
    for (text, priority, minutes, rule) in [
        ("Чайник пришёл разбитый", Priority::Urgent, 30, Some("defect")),
        ("хочу вернуть деньги", Priority::Urgent, 30, Some("return")),
        ("прислали не тот цвет", Priority::Urgent, 30, Some("wrong_item")),
        ("где мой заказ?", Priority::High, 120, Some("order_status")),
        ("какой у него вес?", Priority::Normal, 1440, None),
        ("", Priority::Normal, 1440, None),
    ] {
        let verdict = verdict(&shop, text, "2026-11-20T12:00:00+03:00");
        assert_eq!((verdict.priority, verdict.minutes, verdict.rule.as_deref()), (priority, minutes, rule), "{text}");
        assert_eq!(verdict.due_at, at("2026-11-20T12:00:00+03:00").plus_ms(i64::from(minutes) * MINUTE_MS));
    }
}

#[test]
fn off_hours_raise_by_one_and_stretch_by_half() {
    let shop = judge(OffHours::Raise);
    for (text, priority, minutes) in [("разбит", Priority::Urgent, 45), ("где мой заказ", Priority::Urgent, 45), ("какой вес?", Priority::High, 180)]
    {
        let verdict = verdict(&shop, text, "2026-11-20T23:10:00+03:00");
        assert_eq!((verdict.priority, verdict.minutes), (priority, minutes), "{text}");
        assert!(verdict.steps.iter().any(|step| matches!(step, Step::Raised { reason: OffReason::Hours, .. })));
    }
}

#[test]
fn pausing_and_ignoring() {
    let night = "2026-11-20T21:50:00+03:00";
    let paused = verdict(&judge(OffHours::Pause), "разбит", night);
    assert_eq!((paused.priority, paused.due_at), (Priority::Urgent, at("2026-11-21T09:20:00+03:00")));
    assert!(paused.steps.iter().any(|step| matches!(step, Step::Paused { until_ms, .. } if *until_ms == at("2026-11-21T09:00:00+03:00"))));
    let ignored = verdict(&judge(OffHours::Ignore), "разбит", "2026-11-20T23:00:00+03:00");
    assert_eq!(ignored.due_at, at("2026-11-20T23:30:00+03:00"));
}

#[test]
fn analysis_lifts_and_never_lowers() {
    let shop = judge(OffHours::Ignore);
    let day = at("2026-11-20T12:00:00+03:00");
    let judged = |text, urgency| shop.verdict(&mut Memory::default(), &Letter { urgency, ..Letter::new(text, day) });
    assert_eq!((judged("вопрос", Urgency::Critical).priority, judged("вопрос", Urgency::Critical).minutes), (Priority::Urgent, 30));
    assert_eq!((judged("вопрос", Urgency::High).priority, judged("вопрос", Urgency::High).minutes), (Priority::High, 120));
    assert_eq!(judged("разбит", Urgency::High), judged("разбит", Urgency::Normal), "urgent stays urgent");
}

#[test]
fn a_dispute_is_urgent_whatever_is_said_and_says_so() {
    let shop = judge(OffHours::Raise);
    for (text, time, minutes) in
        [("Добрый день", "2026-11-20T12:00:00+03:00", 30), ("разбит", "2026-11-20T12:00:00+03:00", 30), ("", "2026-11-20T23:10:00+03:00", 45)]
    {
        let letter = Letter { dispute: true, ..Letter::new(text, at(time)) };
        let verdict = shop.verdict(&mut Memory::default(), &letter);
        assert_eq!((verdict.priority, verdict.minutes), (Priority::Urgent, minutes), "{text}");
        assert!(verdict.steps.contains(&Step::Dispute { level: Priority::Urgent, minutes: 30 }), "{text}: {:?}", verdict.steps);
        assert_eq!(recompute(&verdict.steps), Some((verdict.priority, verdict.minutes, verdict.due_at)), "{text}");
        assert_eq!(shop.due(&mut Memory::default(), &letter), verdict.due(), "{text}");
    }
}

#[test]
fn what_is_older_than_the_rules_has_a_day_by_the_calendar() {
    let night = at("2026-11-20T23:10:00+03:00");
    let verdict = judge(OffHours::Pause).plain(night);
    assert_eq!((verdict.due(), verdict.rule.as_deref()), (Due::plain(night), None));
    assert_eq!(recompute(&verdict.steps), Some((verdict.priority, verdict.minutes, verdict.due_at)));
}

#[test]
fn own_rules_come_in_their_order_with_their_conditions() {
    let mut quick = Rule::new("vip", Priority::Urgent, 10);
    quick.words = vec!["=опт".into()];
    quick.except = vec!["не_срочно".into()];
    quick.channel = Some(ChannelKind::Ozon);
    let mut weekend = Rule::new("weekend", Priority::Low, 600);
    weekend.weekdays = vec![super::super::Weekday::Saturday];
    weekend.hours = Some(DayRange::new(600, 60));
    let rules = RuleSet(vec![quick, weekend, Rule::about(Topic::Defect, Priority::Urgent)]);
    assert_eq!(rules.problems(), []);
    let shop = SlaPolicy { rules, off_hours: OffHours::Ignore, ..SlaPolicy::default() }.ready().expect("a policy");
    let rule = |text, time: &str, channel| shop.verdict(&mut Memory::default(), &Letter { channel, ..Letter::new(text, at(time)) }).rule;
    let friday = "2026-11-20T12:00:00+03:00";
    assert_eq!(rule("опт", friday, Some(ChannelKind::Ozon)).as_deref(), Some("vip"));
    assert_eq!(rule("опт, не срочно", friday, Some(ChannelKind::Ozon)), None);
    assert_eq!(rule("опт", friday, Some(ChannelKind::Avito)), None);
    assert_eq!(rule("разбит", "2026-11-21T12:00:00+03:00", None).as_deref(), Some("weekend"), "first match wins");
    assert_eq!(rule("разбит", "2026-11-21T09:59:00+03:00", None).as_deref(), Some("defect"));
}

#[test]
fn a_policy_survives_being_kept() {
    let policy = SlaPolicy::default();
    let text = serde_json::to_string(&policy).expect("JSON");
    assert_eq!(serde_json::from_str::<SlaPolicy>(&text).expect("a policy"), policy);
    assert_eq!(serde_json::from_str::<SlaPolicy>("{}").expect("a policy"), policy, "what is not there is the default");
}

fn said(author: Author, minute: i64) -> Moment {
    Moment { author, at: AtMs(minute * MINUTE_MS) }
}

#[test]
fn the_highest_level_and_the_earliest_deadline() {
    let normal = Due { priority: Priority::Normal, at: AtMs(1440 * MINUTE_MS) };
    let urgent = Due { priority: Priority::Urgent, at: AtMs(1500 * MINUTE_MS) };
    let chat = Waiting::default().after_judged(said(Author::Customer, 0), normal).after_judged(said(Author::Customer, 1470), urgent);
    assert_eq!((chat.priority, chat.deadline, chat.since), (Priority::Urgent, Some(normal.at), Some(AtMs(0))));
    assert_eq!(chat.clock(), Some(ClockKind::First));
    let answered = chat.after_judged(said(Author::Seller, 1480), normal);
    assert_eq!((answered.queue, answered.priority, answered.clock()), (Queue::InProgress, Priority::Normal, None));
    let low = Due { priority: Priority::Low, at: AtMs(9_000 * MINUTE_MS) };
    let again = answered.after_judged(said(Author::Customer, 1490), low);
    assert_eq!((again.priority, again.clock()), (Priority::Low, Some(ClockKind::Next)));
    let closed = again.closed(AtMs(1495 * MINUTE_MS));
    assert_eq!((closed.queue, closed.deadline), (Queue::Done, None), "done stops the clock");
    assert_eq!(closed.after_judged(said(Author::Customer, 1600), urgent).queue, Queue::Waiting, "and a new message starts it");
}

#[test]
fn half_an_hour_before_the_deadline_a_chat_becomes_urgent() {
    let chat = Waiting::default().after(said(Author::Customer, 0));
    let edge = chat.deadline.expect("a deadline").plus_ms(-ESCALATE_BEFORE_MS);
    assert_eq!(chat.escalates_at(), Some(edge));
    assert_eq!(chat.escalated(edge.plus_ms(-1)), None);
    let urgent = chat.escalated(edge).expect("urgent");
    assert_eq!((urgent.priority, urgent.deadline), (Priority::Urgent, chat.deadline));
    assert_eq!(urgent.escalated(edge), None);
    assert_eq!(chat.closed(AtMs(1)).escalated(edge), None);
}

fn texts() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec!["разбит", "где мой заказ", "какой вес?", "не брак", "kde je můj balík", "", "le colis n'est pas arrivé", "my order is broken"])
}

fn policies() -> impl Strategy<Value = OffHours> {
    prop::sample::select(OffHours::ALL.to_vec())
}

fn week() -> impl Strategy<Value = Week> {
    prop::collection::vec(prop::collection::vec((0_u16..1440, 0_u16..=1440).prop_map(|(from, to)| DayRange::new(from, to)), 0..3), 7)
        .prop_map(|days| Week(std::array::from_fn(|day| days[day].clone())))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn the_explanation_recomputes_to_the_result(texts in prop::collection::vec(texts(), 4), off_hours in policies(), week in week(), start in 0_i64..600_000, urgency in prop::sample::select(Urgency::ALL.to_vec())) {
        let calendar = Calendar { zone: "Europe/Budapest".into(), week, ..Calendar::default() };
        let shop = SlaPolicy { calendar, off_hours, ..SlaPolicy::default() }.ready().expect("a policy");
        let mut memory = Memory::default();
        for (n, text) in texts.into_iter().enumerate() {
            let at = AtMs(1_790_000_000_000 + (start + i64::try_from(n).unwrap_or(0) * 333) * MINUTE_MS);
            let letter = Letter { urgency, ..Letter::new(text, at) };
            let verdict = shop.verdict(&mut memory, &letter);
            prop_assert_eq!(recompute(&verdict.steps), Some((verdict.priority, verdict.minutes, verdict.due_at)));
            prop_assert!(verdict.due_at >= at, "never before the start");
            prop_assert_eq!(shop.due(&mut memory, &letter), verdict.due());
            let plain = shop.verdict(&mut memory, &Letter { urgency: Urgency::Normal, ..letter });
            prop_assert!(verdict.priority >= plain.priority && verdict.due_at <= plain.due_at, "analysis never lowers");
        }
    }

    #[test]
    fn a_message_more_never_moves_a_deadline_later(messages in prop::collection::vec((0_i64..5_000, 0_i64..5_000, 0_usize..4), 1..8), more in (0_i64..5_000, 0_i64..5_000, 0_usize..4)) {
        let judged = |(minute, after, level): (i64, i64, usize)| (said(Author::Customer, minute), Due { priority: Priority::ALL[level], at: AtMs((minute + after) * MINUTE_MS) });
        let without = Waiting::recount_judged(None, messages.iter().copied().map(judged));
        let with = Waiting::recount_judged(None, messages.iter().copied().chain([more]).map(judged));
        prop_assert!(with.deadline <= without.deadline && with.priority >= without.priority && with.since <= without.since);
        let earliest = messages.iter().map(|(minute, after, _)| AtMs((minute + after) * MINUTE_MS)).min();
        let highest = messages.iter().map(|(_, _, level)| Priority::ALL[*level]).max();
        prop_assert_eq!((without.deadline, Some(without.priority)), (earliest, highest), "against all of them at once");
    }

    #[test]
    fn escalation_is_idempotent_and_never_lowers(level in 0_usize..4, deadline in 0_i64..200, now in 0_i64..200) {
        let first = Waiting::default().after_judged(said(Author::Customer, 0), Due { priority: Priority::ALL[level], at: AtMs(deadline * MINUTE_MS) });
        let now = AtMs(now * MINUTE_MS);
        let once: Vec<(u8, Waiting)> = due(now, [(0_u8, first)]).collect();
        let state = once.first().map_or(first, |(_, state)| *state);
        prop_assert!(state.priority >= first.priority);
        prop_assert_eq!(state.deadline, first.deadline);
        prop_assert_eq!(due(now, [(0_u8, state)]).count(), 0);
        prop_assert_eq!(state.priority == Priority::Urgent, level == 3 || deadline * MINUTE_MS - now.0 <= ESCALATE_BEFORE_MS);
    }

    #[test]
    fn replaying_in_order_is_a_recount(messages in prop::collection::vec((0_i64..500, any::<bool>(), 0_i64..500, 0_usize..4), 0..12)) {
        let mut judged: Vec<(Moment, Due)> = messages.into_iter().map(|(minute, buyer, after, level)| {
            let author = if buyer { Author::Customer } else { Author::Seller };
            (said(author, minute), Due { priority: Priority::ALL[level], at: AtMs((minute + after) * MINUTE_MS) })
        }).collect();
        judged.sort_by_key(|(m, _)| (m.at, m.author != Author::Customer));
        let folded = judged.iter().fold(Waiting::default(), |state, (message, due)| state.after_judged(*message, *due));
        prop_assert_eq!(Waiting::recount_judged(None, judged), folded);
    }
}
