#![allow(clippy::expect_used, clippy::indexing_slicing, reason = "a test says what it expects")]

use super::*;
use crate::reading::{Confidence, Language, Sentiment};
use crate::sla::{Judge, Letter, Memory, OffHours, Rule, RuleSet, SlaPolicy, Step, Urgency, Verdict, recompute};
use crate::{AtMs, Priority};
use proptest::prelude::*;
use std::sync::LazyLock;

/// Surely so much this, the rest spread over all others.
fn means(intent: Intent, share: f32) -> Reading {
    let mut intents = [(1.0 - share) / (INTENTS - 1) as f32; INTENTS];
    intents[intent.index()] = share;
    let confidence = Confidence { language: 1.0, intent: share, sentiment: 1.0, urgency: 1.0 };
    Reading { language: Language::Ru, intent, sentiment: Sentiment::Neutral, urgency: Urgency::Normal, confidence, intents }
}

/// The default rules, made ready once for each use of off hours.
fn shop(off_hours: OffHours) -> &'static Judge {
    static READY: LazyLock<Vec<(OffHours, Judge)>> =
        LazyLock::new(|| OffHours::ALL.iter().map(|each| (*each, SlaPolicy { off_hours: *each, ..SlaPolicy::default() }.ready().expect("a policy"))).collect());
    READY.iter().find(|(each, _)| *each == off_hours).map(|(_, judge)| judge).expect("every use")
}

const NOON: AtMs = AtMs(1_795_165_200_000);

fn judged_by(rules: RuleSet, text: &str, reading: Option<&Reading>) -> Verdict {
    let letter = Letter { reading, ..Letter::new(text, NOON) };
    if rules == RuleSet::defaults() {
        return shop(OffHours::Ignore).verdict(&mut Memory::default(), &letter);
    }
    SlaPolicy { rules, off_hours: OffHours::Ignore, ..SlaPolicy::default() }.ready().expect("a policy").verdict(&mut Memory::default(), &letter)
}

fn judged(text: &str, reading: &Reading) -> Verdict {
    judged_by(RuleSet::defaults(), text, Some(reading))
}

#[test]
fn a_sure_meaning_finds_the_rule_that_no_phrase_found() {
    let text = "Половина лепестков приклеена вверх ногами?";
    assert_eq!(judged_by(RuleSet::defaults(), text, None).rule, None, "no phrase speaks of petals");
    let verdict = judged(text, &means(Intent::DefectComplaint, 0.95));
    assert_eq!((verdict.rule.as_deref(), verdict.priority, verdict.minutes), (Some("defect"), Priority::Urgent, 30));
    let said = verdict.steps.iter().find_map(|step| match step {
        Step::Meant { intent, percent, .. } => Some((*intent, *percent)),
        _ => None,
    });
    let (intent, percent) = said.expect("the steps say that meaning decided");
    assert!(intent == Intent::DefectComplaint && percent >= 80, "{percent}");
    assert_eq!(judged(text, &means(Intent::DefectComplaint, 0.6)).rule, None, "against the silence of the phrases 0.6 is not enough");
}

#[test]
fn two_intents_of_one_level_are_sure_together() {
    let mut either = means(Intent::ReturnRefund, 0.5);
    either.intents = [0.0; INTENTS];
    either.intents[Intent::ReturnRefund.index()] = 0.5;
    either.intents[Intent::DefectComplaint.index()] = 0.45;
    either.intents[Intent::ProductQuestion.index()] = 0.05;
    assert_eq!(judged("и что теперь?", &either).rule.as_deref(), Some("return"));
}

#[test]
fn a_phrase_stands_until_the_meaning_is_surely_another() {
    let text = "разбит";
    assert_eq!(judged_by(RuleSet::defaults(), text, None).rule.as_deref(), Some("defect"));
    assert_eq!(judged(text, &means(Intent::ProductQuestion, 0.5)).rule.as_deref(), Some("defect"));
    let verdict = judged(text, &means(Intent::ProductQuestion, 0.99));
    assert_eq!((verdict.rule.as_deref(), verdict.priority), (None, Priority::Normal));
    assert!(verdict.steps.iter().any(|step| matches!(step, Step::Outweighed { rule, intent: Intent::ProductQuestion, .. } if rule == "defect")), "and says so");
}

#[test]
fn phrases_that_hold_whatever_else_is_said_hold_against_a_meaning_too() {
    let text = "верните деньги";
    let verdict = judged(text, &means(Intent::PraiseThanks, 0.999));
    assert_eq!(verdict.rule.as_deref(), Some("return"));
}

#[test]
fn words_of_the_owner_are_never_silenced_and_keep_their_place() {
    let mut own = Rule::new("vip", Priority::High, 60);
    own.words = vec!["=опт".into()];
    let first = RuleSet([vec![own.clone()], RuleSet::defaults().0].concat());
    let last = RuleSet([RuleSet::defaults().0, vec![own]].concat());
    let praise = means(Intent::PraiseThanks, 0.99);
    assert_eq!(judged_by(first.clone(), "опт", Some(&praise)).rule.as_deref(), Some("vip"));
    let defect = means(Intent::DefectComplaint, 0.99);
    assert_eq!(judged_by(first, "опт", Some(&defect)).rule.as_deref(), Some("vip"), "first match wins");
    assert_eq!(judged_by(last, "опт", Some(&defect)).rule.as_deref(), Some("defect"), "a higher rule before it is outbid by nobody");
    let question = means(Intent::ProductQuestion, 0.99);
    let rules = RuleSet([RuleSet::defaults().0, vec![Rule { words: vec!["=опт".into()], ..Rule::new("vip", Priority::High, 60) }]].concat());
    assert_eq!(judged_by(rules, "опт: разбит", Some(&question)).rule.as_deref(), Some("vip"), "what remains when a phrase is set aside");
}

#[test]
fn a_rule_that_is_off_or_for_another_channel_is_not_meant() {
    let mut rules = RuleSet::defaults();
    rules.0.iter_mut().filter(|rule| rule.topics.contains(&Topic::Defect)).for_each(|rule| rule.enabled = false);
    assert_eq!(judged_by(rules, "лепестки вверх ногами", Some(&means(Intent::DefectComplaint, 0.99))).rule, None);
}

fn readings() -> impl Strategy<Value = Reading> {
    (prop::sample::select(Intent::ALL.to_vec()), 0.1_f32..1.0, prop::sample::select(Urgency::ALL.to_vec()))
        .prop_map(|(intent, share, urgency)| Reading { urgency, ..means(intent, share) })
}

fn texts() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "разбит",
        "где мой заказ",
        "какой вес?",
        "не брак",
        "kde je můj balík",
        "",
        "le colis n'est pas arrivé",
        "опт",
        "опт, верните деньги",
    ])
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn the_explanation_recomputes_with_a_meaning_too(text in texts(), reading in readings(), off_hours in prop::sample::select(OffHours::ALL.to_vec()), hour in 0_i64..200) {
        let shop = shop(off_hours);
        let letter = Letter::new(text, NOON.plus_ms(hour * 3_600_000)).heard(&reading);
        let verdict = shop.verdict(&mut Memory::default(), &letter);
        prop_assert_eq!(recompute(&verdict.steps), Some((verdict.priority, verdict.minutes, verdict.due_at)));
        prop_assert_eq!(shop.due(&mut Memory::default(), &letter), verdict.due());
    }

    #[test]
    fn against_the_owners_words_a_meaning_never_lowers(text in texts(), reading in readings(), level in prop::sample::select(Priority::ALL.to_vec()), minutes in 1_u32..3_000, last in any::<bool>()) {
        let own = Rule { words: vec!["=опт".into()], ..Rule::new("own", level, minutes) };
        let rules = if last { [RuleSet::defaults().0, vec![own]].concat() } else { [vec![own], RuleSet::defaults().0].concat() };
        let without = judged_by(RuleSet(rules.clone()), text, None);
        let with = judged_by(RuleSet(rules), text, Some(&Reading { urgency: Urgency::Normal, ..reading }));
        if without.rule.as_deref() == Some("own") || without.rule.is_none() {
            prop_assert!(with.priority >= without.priority && with.due_at <= without.due_at);
        }
    }
}
