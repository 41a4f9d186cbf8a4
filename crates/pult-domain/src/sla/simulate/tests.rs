use super::*;
use crate::reading::{Confidence, INTENTS, Intent, Language, Sentiment};
use crate::sla::calendar::{MINUTE_MS, OffHours};
use crate::sla::rules::{DayRange, RuleSet};
use crate::sla::{Calendar, Urgency, Week, recompute};
use proptest::prelude::*;

/// A Monday, noon in Moscow.
const MONDAY: i64 = 1_795_424_400_000;

fn said(author: Author, minute: i64, text: &str) -> Said {
    Said { author, at: AtMs(MONDAY + minute * MINUTE_MS), text: text.to_owned() }
}

fn policy(from: u16, to: u16, off_hours: OffHours) -> SlaPolicy {
    let week = Week(std::array::from_fn(|_| vec![DayRange::new(from, to)]));
    SlaPolicy { calendar: Calendar { week, ..Calendar::default() }, off_hours, ..SlaPolicy::default() }
}

/// The same with another time for the first rule.
fn slower(mut policy: SlaPolicy, minutes: u32) -> SlaPolicy {
    policy.rules.0[0].minutes = minutes;
    policy
}

#[test]
fn a_quicker_shop_avoids_breaches_where_they_were() {
    let shop = SlaPolicy { off_hours: OffHours::Ignore, ..SlaPolicy::default() };
    let chat = History { messages: vec![said(Author::Customer, 0, "разбит"), said(Author::Seller, 50, "")], ..History::default() };
    for (answering, after) in
        [(Answering::AsItWas, 1), (Answering::Percent { percent: 50 }, 0), (Answering::AtMost { minutes: 31 }, 1), (Answering::AtMost { minutes: 30 }, 0)]
    {
        let mut simulation = Simulation::new(&shop, &shop, answering, AtMs(MONDAY + 10_000 * MINUTE_MS)).expect("policies");
        simulation.take(&chat);
        let cell = simulation.result().hours[0][12];
        assert_eq!((cell.episodes, cell.breached_before, cell.breached_after, cell.avoided), (1, 1, after, 1 - after), "{answering:?}");
    }
}

#[test]
fn what_is_open_and_overdue_is_breached() {
    let shop = SlaPolicy { off_hours: OffHours::Ignore, ..SlaPolicy::default() };
    let chat = History { messages: vec![said(Author::Customer, 0, "разбит")], ..History::default() };
    for (now, breached) in [(30, 0), (31, 1)] {
        let mut simulation = Simulation::new(&shop, &shop, Answering::AsItWas, AtMs(MONDAY + now * MINUTE_MS)).expect("policies");
        simulation.take(&chat);
        assert_eq!(simulation.result().total.breached_before, breached);
    }
}

#[test]
fn a_dispute_is_breached_by_its_own_deadline() {
    let shop = SlaPolicy { off_hours: OffHours::Ignore, ..SlaPolicy::default() };
    let answered = vec![said(Author::Customer, 0, "вес?"), said(Author::Seller, 31, "")];
    let left = vec![said(Author::Customer, 0, "вес?")];
    // The same rules, and others: they are asked in two ways.
    for after in [shop.clone(), slower(shop.clone(), 500)] {
        let plain = Simulation::new(&shop, &after, Answering::AsItWas, AtMs(MONDAY + 60 * MINUTE_MS)).expect("policies");
        for (dispute, messages, breached) in [
            (Dispute::No, &answered, 0),
            (Dispute::Open, &answered, 1),
            (Dispute::Decided, &answered, 1),
            (Dispute::Open, &left, 1),
            (Dispute::Decided, &left, 0),
        ] {
            let mut simulation = plain.beside();
            simulation.take(&History { dispute, messages: messages.clone(), ..History::default() });
            let total = simulation.result().total;
            assert_eq!((total.breached_before, total.breached_after), (breached, breached), "{dispute:?}, {} messages", messages.len());
        }
    }
}

#[test]
fn closing_a_chat_ends_the_wait_and_what_comes_later_waits_for_itself() {
    let shop = SlaPolicy { off_hours: OffHours::Ignore, ..SlaPolicy::default() };
    let messages = vec![said(Author::Customer, 0, "разбит"), said(Author::Customer, 100, "разбит"), said(Author::Seller, 120, "")];
    for (closed, episodes, breached) in [(vec![], 1, 1), (vec![30], 2, 0), (vec![31], 2, 1), (vec![100], 1, 1), (vec![30, 101], 2, 0)] {
        let closed_at: Vec<AtMs> = closed.iter().map(|minute| AtMs(MONDAY + minute * MINUTE_MS)).collect();
        let mut simulation = Simulation::new(&shop, &shop, Answering::AsItWas, AtMs(MONDAY + 10_000 * MINUTE_MS)).expect("policies");
        simulation.take(&History { closed: closed_at, messages: messages.clone(), ..History::default() });
        let total = simulation.result().total;
        assert_eq!((total.episodes, total.breached_before, total.breached_after), (episodes, breached, breached), "closed after {closed:?} minutes");
    }
    let nobody_replied =
        History { closed: vec![AtMs(MONDAY + 30 * MINUTE_MS)], messages: vec![said(Author::Customer, 0, "разбит")], ..History::default() };
    let mut simulation = Simulation::new(&shop, &shop, Answering::AsItWas, AtMs(MONDAY + 10_000 * MINUTE_MS)).expect("policies");
    simulation.take(&nobody_replied);
    assert_eq!(simulation.result().total.breached_before, 0, "the owner saw it in time");
}

#[test]
fn only_what_began_in_the_time_looked_at_is_counted() {
    let shop = SlaPolicy::default();
    let chat = History { messages: vec![said(Author::Customer, 0, "?"), said(Author::Seller, 5, ""), said(Author::Customer, 10, "?")], ..History::default() };
    for (since, episodes) in [(0, 2), (1, 1), (10, 1), (11, 0)] {
        let simulation = Simulation::new(&shop, &shop, Answering::AsItWas, AtMs(MONDAY + 20 * MINUTE_MS)).expect("policies");
        let mut simulation = simulation.since(AtMs(MONDAY + since * MINUTE_MS));
        simulation.take(&chat);
        assert_eq!(simulation.result().total.episodes, episodes, "since minute {since}");
    }
}

#[test]
fn it_can_be_stopped_between_chats() {
    let shop = SlaPolicy::default();
    let chats = vec![History { messages: vec![said(Author::Customer, 0, "?")], ..History::default() }; 5];
    let mut simulation = Simulation::new(&shop, &shop, Answering::AsItWas, AtMs(MONDAY)).expect("policies");
    let mut rest = chats.iter();
    assert!(simulation.step(&mut rest, 3));
    assert_eq!(simulation.result().chats, 3);
    assert!(!simulation.step(&mut rest, 3));
    assert_eq!(simulation.result().total.episodes, 5);
}

/// Reads more into three texts than their words say.
struct Understanding;

impl Reader for Understanding {
    fn read(&self, text: &str) -> Reading {
        let (intent, urgency) = match text {
            "вес?" => (Intent::DefectComplaint, Urgency::Normal),
            "где заказ" => (Intent::PraiseThanks, Urgency::Normal),
            "горит!" => (Intent::ProductQuestion, Urgency::Critical),
            _ => (Intent::DefectComplaint, Urgency::High),
        };
        let mut intents = [0.0; INTENTS];
        intents[intent.index()] = 1.0;
        let confidence = Confidence { language: 1.0, intent: 0.97, sentiment: 1.0, urgency: 1.0 };
        Reading { language: Language::Ru, intent, sentiment: Sentiment::Neutral, urgency, confidence, intents }
    }
}

/// Everything again, episode by episode, from whole verdicts, with the replies spelled out.
fn by_hand(chats: &[History], before: &SlaPolicy, after: &SlaPolicy, answering: Answering, reads: bool, now: AtMs) -> Cell {
    let (before, after) = (before.ready().expect("a policy"), after.ready().expect("a policy"));
    let due = |judge: &Judge, said: &Said| {
        let reading = Understanding.read(&said.text);
        let letter = Letter::new(&said.text, said.at);
        let letter = if reads { letter.heard(&reading) } else { letter };
        recompute(&judge.verdict(&mut Memory::default(), &letter).steps).expect("a result").2
    };
    let mut cell = Cell::default();
    for chat in chats {
        let ours: Vec<AtMs> = chat.messages.iter().filter(|said| said.author == Author::Seller).map(|said| said.at).collect();
        let mut groups: std::collections::BTreeMap<Option<AtMs>, Vec<&Said>> = std::collections::BTreeMap::new();
        for said in chat.messages.iter().filter(|said| said.author == Author::Customer) {
            let reply = ours.iter().copied().find(|reply| *reply > said.at);
            let closed = chat.closed.iter().copied().find(|at| *at >= said.at);
            groups.entry(reply.into_iter().chain(closed).min()).or_default().push(said);
        }
        for (reply, group) in groups {
            let was = group.iter().any(|said| reply.unwrap_or(now) > due(&before, said));
            let mut would = false;
            let mut left = group.clone();
            while let Some(first) = left.first().copied() {
                let took = reply.map(|at| at.0 - first.at.0);
                let quick = match answering {
                    Answering::AsItWas => took,
                    Answering::Percent { percent } => took.map(|took| took * i64::from(percent) / 100),
                    Answering::AtMost { minutes } => match took {
                        Some(took) => Some(took.min(i64::from(minutes) * MINUTE_MS)),
                        None => Some(i64::from(minutes) * MINUTE_MS).filter(|took| first.at.0 + took <= now.0),
                    },
                };
                let at = quick.map_or(now, |took| AtMs(first.at.0 + took));
                let (these, others): (Vec<&Said>, Vec<&Said>) = left.into_iter().partition(|said| quick.is_none() || said.at <= at);
                would |= these.iter().any(|said| at > due(&after, said));
                left = others;
            }
            cell.count(was, would);
        }
    }
    cell
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn the_figures_are_those_of_counting_by_hand(
        chats in prop::collection::vec((prop::collection::vec(0_i64..2_000, 0..3), prop::collection::vec((1_i64..900, any::<bool>(), prop::sample::select(vec!["разбит", "где заказ", "вес?", "горит!"])), 1..6)), 1..4),
        from in 0_u16..1000, hours in 1_u16..400, off in prop::sample::select(OffHours::ALL.to_vec()),
        answering in prop::sample::select(vec![Answering::AsItWas, Answering::Percent { percent: 40 }, Answering::Percent { percent: 150 }, Answering::AtMost { minutes: 45 }]),
        reads in any::<bool>(), same_rules in any::<bool>(), slowest in prop::sample::select(vec![20_u32, 500, 3_000]),
    ) {
        let chats: Vec<History> = chats.into_iter().map(|(mut closed, messages)| {
            let mut minute = 0;
            let messages = messages.into_iter().map(|(gap, buyer, text)| {
                minute += gap;
                said(if buyer { Author::Customer } else { Author::Seller }, minute, text)
            });
            closed.sort_unstable();
            let closed = closed.into_iter().map(|minute| AtMs(MONDAY + minute * MINUTE_MS)).collect();
            History { closed, messages: messages.collect(), ..History::default() }
        }).collect();
        let few = |policy: SlaPolicy| SlaPolicy { rules: RuleSet(policy.rules.0.into_iter().filter(|rule| rule.id != "return").collect()), ..policy };
        let (before, after) = (few(SlaPolicy::default()), few(policy(from, from + hours, off)));
        let after = if same_rules { after } else { slower(after, slowest) };
        let now = AtMs(MONDAY + 3_000 * MINUTE_MS);
        let simulation = Simulation::new(&before, &after, answering, now).expect("policies");
        let mut simulation = simulation.heard_by(reads.then(|| Arc::new(Understanding) as Arc<dyn Reader>));
        let mut beside = simulation.beside();
        for (n, chat) in chats.iter().enumerate() {
            if n % 2 == 0 { simulation.take(chat) } else { beside.take(chat) }
        }
        let result = simulation.result().plus(&beside.result());
        prop_assert_eq!(result.total, by_hand(&chats, &before, &after, answering, reads, now));
        prop_assert_eq!(result.hours.iter().flatten().map(|cell| cell.episodes).sum::<u32>(), result.total.episodes);
    }
}
