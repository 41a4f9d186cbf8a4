//! What the guard catches and what it stops by mistake, by language. `guard_table [--misses] FILE...`

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a table is what it is for")]

use pult_assist::guard::{Facts, Guard, Limits, Locale, Mode, Outlet, Reply};
use serde::Deserialize;
use std::process::ExitCode;
use std::time::Instant;

#[derive(Deserialize)]
struct Line {
    id: String,
    lang: String,
    channel: String,
    customer_text: Option<String>,
    text: String,
    verdict: String,
    rule: Option<String>,
}

#[derive(Clone, Copy, Default)]
struct Counts {
    forbidden: u32,
    caught: u32,
    named: u32,
    innocent: u32,
    stopped: u32,
}

fn main() -> ExitCode {
    let mut files: Vec<String> = std::env::args().skip(1).collect();
    let misses = files.iter().any(|word| word == "--misses");
    files.retain(|word| word != "--misses");
    for file in files {
        match std::fs::read_to_string(&file) {
            Ok(text) => table(&file, &text, misses),
            Err(error) => {
                eprintln!("{file}: {error}");
                return ExitCode::FAILURE;
            }
        }
    }
    ExitCode::SUCCESS
}

fn table(file: &str, text: &str, misses: bool) {
    let lines: Vec<Line> = text.lines().filter_map(|line| serde_json::from_str(line).ok()).collect();
    let guard = Guard::default();
    let facts = Facts::default();
    // The vocabulary is read once, by the first check.
    let _ = guard.check(&Reply {
        text: "",
        customer_text: None,
        outlet: Outlet::Site,
        mode: Mode::Human,
        locale: Locale::Ru,
        limits: Limits::default(),
        facts: &facts,
    });
    let mut all = [Counts::default(); 5];
    let begun = Instant::now();
    for line in &lines {
        let (Some(locale), Some(outlet)) = (Locale::parse(&line.lang), Outlet::parse(&line.channel)) else { continue };
        let reply = Reply {
            text: &line.text,
            customer_text: line.customer_text.as_deref(),
            outlet,
            mode: Mode::Assisted,
            locale,
            limits: Limits::default(),
            facts: &facts,
        };
        let verdict = guard.check(&reply);
        let stopped = verdict.worst().is_some();
        if let Some(counts) = Locale::ALL.iter().position(|other| *other == locale).and_then(|n| all.get_mut(n)) {
            if line.verdict == "stop" {
                counts.forbidden += 1;
                counts.caught += u32::from(stopped);
                counts.named += u32::from(line.rule.as_deref().is_some_and(|rule| verdict.names(rule)));
            } else {
                counts.innocent += 1;
                counts.stopped += u32::from(stopped);
            }
        }
        if misses && (line.verdict == "stop") != stopped {
            let rules: Vec<&str> = verdict.findings.iter().map(|finding| finding.source.as_str()).collect();
            println!("  {} {} {} {:?}: {}", line.id, line.lang, line.rule.as_deref().unwrap_or("innocent"), rules, line.text);
        }
    }
    let each = begun.elapsed().as_micros() / lines.len().max(1) as u128;
    println!("{file} ({} replies, {each} us each)", lines.len());
    println!("{:<6}{:>10}{:>9}{:>12}{:>10}{:>9}", "", "forbidden", "caught", "rule named", "innocent", "stopped");
    for (locale, counts) in Locale::ALL.iter().zip(&all) {
        row(locale.as_str(), *counts);
    }
    row(
        "all",
        all.iter().fold(Counts::default(), |sum, one| Counts {
            forbidden: sum.forbidden + one.forbidden,
            caught: sum.caught + one.caught,
            named: sum.named + one.named,
            innocent: sum.innocent + one.innocent,
            stopped: sum.stopped + one.stopped,
        }),
    );
}

fn row(name: &str, counts: Counts) {
    let share = |part: u32, whole: u32| if whole == 0 { "-".to_owned() } else { format!("{:.3}", f64::from(part) / f64::from(whole)) };
    println!(
        "{name:<6}{:>10}{:>9}{:>12}{:>10}{:>9}",
        counts.forbidden,
        share(counts.caught, counts.forbidden),
        share(counts.named, counts.forbidden),
        counts.innocent,
        share(counts.stopped, counts.innocent)
    );
}
