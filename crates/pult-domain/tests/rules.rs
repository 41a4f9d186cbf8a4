//! The built-in rules on messages of buyers in five languages, against the default table applied to
//! what each message is labelled to be about.

#![allow(clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test says what it expects")]

use pult_domain::Priority;
use pult_domain::sla::{Asked, CompiledRules, Memory, RuleSet, Weekday};
use std::collections::BTreeMap;

fn wanted(intent: &str) -> Priority {
    match intent {
        "return_refund" | "defect_complaint" | "wrong_item" => Priority::Urgent,
        "order_status" | "delivery_delay" | "cancel_change_order" => Priority::High,
        _ => Priority::Normal,
    }
}

fn given(rules: &CompiledRules, memory: &mut Memory, text: &str) -> (Priority, Option<String>) {
    let asked = Asked { text, channel: None, account: None, minute: 600, weekday: Weekday::Monday, reading: None };
    let answer = rules.first(memory, &asked);
    let level = answer.rule.and_then(|n| rules.rule(n)).map_or(Priority::Normal, |rule| rule.level);
    (
        level,
        answer.found.map(|found| {
            let said: String = text.chars().skip(found.start as usize).take((found.end - found.start) as usize).collect();
            let rule = answer.rule.and_then(|n| rules.rule(n)).map_or("", |rule| rule.id.as_str());
            format!("{rule} «{said}» {}", found.phrase.chars().take(40).collect::<String>())
        }),
    )
}

/// True positives, false positives, false negatives by level.
type Counts = BTreeMap<Priority, [f64; 3]>;

fn macro_f1(counts: &Counts) -> f64 {
    let f1 = |[tp, fp, fn_]: &[f64; 3]| if tp + fp + fn_ == 0.0 { 1.0 } else { 2.0 * tp / (2.0 * tp + fp + fn_) };
    let present: Vec<f64> = counts.values().filter(|[tp, _, fn_]| tp + fn_ > 0.0).map(f1).collect();
    present.iter().sum::<f64>() / present.len().max(1) as f64
}

/// Macro-F1 by language, and of all under "all".
fn measure(file: &str) -> BTreeMap<String, f64> {
    let text = std::fs::read_to_string(file).expect("the messages are there");
    let rules = RuleSet::defaults().compile();
    let mut memory = Memory::default();
    let mut counts: BTreeMap<String, Counts> = BTreeMap::new();
    let show = std::env::var_os("PULT_SHOW_MISSES").is_some();
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        let row: serde_json::Value = serde_json::from_str(line).expect("JSON");
        let (lang, intent, text) =
            (row["lang"].as_str().expect("a language"), row["intent"].as_str().expect("an intent"), row["text"].as_str().expect("a text"));
        let (want, (got, why)) = (wanted(intent), given(&rules, &mut memory, text));
        if show && want != got {
            println!("{lang} {intent}: wanted {} got {} [{}] {text}", want.as_str(), got.as_str(), why.unwrap_or_default());
        }
        for key in [lang, "all"] {
            let by_level = counts.entry(key.to_owned()).or_default();
            if want == got {
                by_level.entry(want).or_default()[0] += 1.0;
            } else {
                by_level.entry(got).or_default()[1] += 1.0;
                by_level.entry(want).or_default()[2] += 1.0;
            }
        }
    }
    let scores: BTreeMap<String, f64> = counts.iter().map(|(lang, counts)| (lang.clone(), macro_f1(counts))).collect();
    for (lang, score) in &scores {
        let n: f64 = counts[lang].values().map(|[tp, _, fn_]| tp + fn_).sum();
        println!("{file} {lang}: macro-F1 {score:.3} of {n} messages");
    }
    scores
}

fn reaches_the_goals(file: &str) {
    for (lang, score) in measure(file) {
        let goal = if lang == "all" { 0.90 } else { 0.85 };
        assert!(score >= goal, "{file} {lang}: macro-F1 {score:.3} is under {goal}");
    }
}

#[test]
fn the_built_in_rules_reach_their_goals_on_the_development_messages() {
    reaches_the_goals(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/messages-dev.jsonl"));
}

/// Messages written beside the development file, in the same manner.
#[test]
fn the_built_in_rules_reach_their_goals_on_further_messages() {
    reaches_the_goals(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/messages-own.jsonl"));
}

fn level_of(text: &str) -> Priority {
    thread_local!(static RULES: CompiledRules = RuleSet::defaults().compile());
    RULES.with(|rules| given(rules, &mut Memory::default(), text).0)
}

#[test]
fn words_that_only_look_like_trouble_are_normal() {
    for text in [
        "is it returnable?",
        "does it break easily?",
        "how do I return to the previous menu",
        "How much is delivery before I order?",
        "delivered fast, thanks, great shop",
        "this is not broken",
        "это не брак",
        "не сломано, всё хорошо",
        "nem hibás",
        "není vadný",
        "ce n'est pas cassé",
        "pas cassé",
        "Легко ли он ломается?",
        "Сколько стоит доставка до Омска?",
        "промокод не работает",
        "собрака, браконьер",
    ] {
        assert_eq!(level_of(text), Priority::Normal, "{text}");
    }
}

#[test]
fn forms_spellings_and_typos_are_heard() {
    for (text, level) in [
        ("сломался", Priority::Urgent),
        ("СЛОМАЛАСЬ!!", Priority::Urgent),
        ("хочу вернуть", Priority::Urgent),
        ("хочу вренуть деньги", Priority::Urgent),
        ("нужен возрат", Priority::Urgent),
        ("разбитый", Priority::Urgent),
        ("slomalsya chainik, vernite dengi", Priority::Urgent),
        ("не работает", Priority::Urgent),
        ("не могу вернуть товар", Priority::Urgent),
        ("где мой заказ", Priority::High),
        ("где же, наконец, мой заказ", Priority::High),
        ("gde moj zakaz", Priority::High),
        ("hol van a rendelésem", Priority::High),
        ("hol van a rendelesem", Priority::High),
        ("kde je moje objednavka", Priority::High),
        ("ou est ma commande", Priority::High),
        ("отмените заказ", Priority::High),
        ("nefunguje", Priority::Urgent),
        ("il ne marche pas", Priority::Urgent),
    ] {
        assert_eq!(level_of(text), level, "{text}");
    }
}

#[test]
fn anything_may_be_written() {
    for text in ["", " ", "?!", "\u{301}\u{301}", "👍👍", "'''", &"где мой заказ ".repeat(10_000), &"й".repeat(50_000)] {
        let _ = level_of(text);
    }
}

/// A file of one's own: `PULT_MESSAGES=file cargo test -p pult-domain --test rules -- --nocapture`.
#[test]
fn any_file_can_be_measured() {
    if let Some(file) = std::env::var_os("PULT_MESSAGES") {
        measure(&file.to_string_lossy());
    }
}
