//! How pressing messages are by the default rules: by phrases, by meaning, by both; against the default
//! table applied to what each message is labelled to be about.

use crate::corpus::{Corpus, development, home, parse};
use crate::measure::{Outcome, cross_validate, judge, macro_f1, scores, train};
use crate::tune::{read, tune};
use pult_assist::classify::learn::{Example, Settings};
use pult_assist::classify::{Intent, Language, Reading, Tuning};
use pult_domain::Priority;
use pult_domain::sla::{Asked, CompiledRules, Memory, RuleSet, Topic, Weekday};
use std::io::{self, Write};

/// The default table (design 5).
fn wanted(intent: Intent) -> Priority {
    match Topic::of(intent) {
        Some(Topic::Return | Topic::Defect | Topic::WrongItem) => Priority::Urgent,
        Some(Topic::OrderStatus | Topic::DeliveryDelay | Topic::CancelChange) => Priority::High,
        None => Priority::Normal,
    }
}

/// Who is asked.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Who {
    Phrases,
    Meaning,
    Both,
}

/// Prints the tables.
pub(crate) fn print() -> Result<(), String> {
    let (corpus, settings, dev) = (Corpus::read()?, Settings::default(), development()?);
    let outcomes = cross_validate(&corpus, &settings, crate::FOLDS, crate::FOLDS);
    let tuning = tune(&outcomes);
    let all: Vec<&Example> = corpus.examples.iter().collect();
    let classifier = train(&all, &settings, corpus.fingerprint);
    let further = further()?;
    let rules = RuleSet::defaults().compile();
    let mut out = io::stdout().lock();
    let mut told = || {
        writeln!(out, "| messages | by | all | {} |", Language::ALL.iter().map(|language| language.as_str()).collect::<Vec<_>>().join(" | "))?;
        writeln!(out, "|---|---|{}", "---:|".repeat(Language::ALL.len() + 1))?;
        table(&mut out, "corpus, five-fold", &rules, &outcomes, &tuning)?;
        table(&mut out, "development", &rules, &judge(&classifier, &dev), &tuning)?;
        table(&mut out, "further", &rules, &judge(&classifier, &further), &tuning)?;
        phrases_against_truth(&mut out, &rules, &outcomes)
    };
    told().map_err(|error| error.to_string())
}

/// Messages written beside the development file, in the same manner; what is none of the six topics is
/// labelled "other" there.
fn further() -> Result<Vec<Example>, String> {
    let path = home().join("../pult-domain/tests/data/messages-own.jsonl");
    let file = std::fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
    let whole = file.replace("\"other\"", "\"product_question\"").replace("\"text\":", "\"sentiment\": \"neutral\", \"urgency\": \"normal\", \"text\":");
    parse(whole.as_bytes(), &path)
}

fn table(out: &mut impl Write, name: &str, rules: &CompiledRules, outcomes: &[Outcome<'_>], tuning: &Tuning) -> io::Result<()> {
    for (by, who) in [("phrases", Who::Phrases), ("meaning", Who::Meaning), ("both", Who::Both)] {
        let given = levels(rules, outcomes, tuning, who);
        let f1 = |language: Option<Language>| {
            let own = given.iter().filter(|(of, _)| language.is_none_or(|language| language == *of));
            macro_f1(&scores(&own.map(|(_, pair)| *pair).collect::<Vec<_>>(), Priority::ALL.len()))
        };
        let cells = std::iter::once(None).chain(Language::ALL.iter().copied().map(Some)).map(|language| format!("{:.3}", f1(language)));
        writeln!(out, "| {name}, {} | {by} | {} |", outcomes.len(), cells.collect::<Vec<_>>().join(" | "))?;
    }
    Ok(())
}

/// The level wanted and the level given, with the language.
fn levels(rules: &CompiledRules, outcomes: &[Outcome<'_>], tuning: &Tuning, who: Who) -> Vec<(Language, (usize, usize))> {
    let mut memory = Memory::default();
    let place = |level: Priority| Priority::ALL.iter().position(|other| *other == level).unwrap_or(0);
    let one = |outcome: &Outcome<'_>| {
        let reading = read(outcome, tuning);
        let given = match who {
            Who::Phrases => by_rules(rules, &mut memory, &outcome.example.text, None),
            Who::Both => by_rules(rules, &mut memory, &outcome.example.text, Some(&reading)),
            Who::Meaning => likeliest(&reading),
        };
        (outcome.example.lang, (place(wanted(outcome.example.intent)), place(given)))
    };
    outcomes.iter().map(one).collect()
}

fn by_rules(rules: &CompiledRules, memory: &mut Memory, text: &str, reading: Option<&Reading>) -> Priority {
    let asked = Asked { text, channel: None, account: None, minute: 600, weekday: Weekday::Monday, reading };
    rules.first(memory, &asked).rule.and_then(|at| rules.rule(at)).map_or(Priority::Normal, |rule| rule.level)
}

/// The level on which most intents agree.
fn likeliest(reading: &Reading) -> Priority {
    let share = |level: Priority| reading.share_of(&Intent::ALL.iter().copied().filter(|intent| wanted(*intent) == level).collect::<Vec<_>>());
    Priority::ALL.iter().copied().max_by(|a, b| share(*a).total_cmp(&share(*b))).unwrap_or(Priority::Normal)
}

/// What phrases hear of messages of each kind: the figures of `pult-domain`'s `sla/meaning.rs`.
fn phrases_against_truth(out: &mut impl Write, rules: &CompiledRules, outcomes: &[Outcome<'_>]) -> io::Result<()> {
    let mut memory = Memory::default();
    let kinds = [Priority::Normal, Priority::High, Priority::Urgent];
    let pairs: Vec<(Priority, Priority)> =
        outcomes.iter().map(|outcome| (wanted(outcome.example.intent), by_rules(rules, &mut memory, &outcome.example.text, None))).collect();
    writeln!(out, "\n| phrases heard \\ truly | nothing | high | urgent |\n|---|---:|---:|---:|")?;
    for heard in kinds {
        let share = |truth: Priority| {
            let of: Vec<_> = pairs.iter().filter(|(wanted, _)| *wanted == truth).collect();
            of.iter().filter(|(_, given)| *given == heard).count() as f64 / of.len().max(1) as f64
        };
        writeln!(out, "| {} | {} |", heard.as_str(), kinds.map(|truth| format!("{:.3}", share(truth))).join(" | "))?;
    }
    Ok(())
}
