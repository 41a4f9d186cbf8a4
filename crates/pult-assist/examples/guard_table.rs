//! What the guard catches and what it stops by mistake, by language and by rule, and how long that
//! takes. `guard_table [--misses] [FILE...]`; without files: the judged replies of the tests.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a table is what it is for")]

use pult_assist::guard::judged::{Judged, Tally};
use pult_assist::guard::{Guard, Locale, RuleId};
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::{Duration, Instant};

/// Lengths of the replies whose check is timed, in characters: the most that Avito and Wildberries take, and a page.
const LONG: [usize; 2] = [1_000, 5_000];
/// Rounds of timing; the fastest counts, because the others were disturbed.
const ROUNDS: usize = 7;

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let misses = words.iter().any(|word| word == "--misses");
    let named: Vec<PathBuf> = words.iter().filter(|word| *word != "--misses").map(PathBuf::from).collect();
    let shown = if named.is_empty() { shipped() } else { Ok(named) }.and_then(|files| files.iter().try_for_each(|file| table(file, misses)));
    match shown {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("{why}");
            ExitCode::FAILURE
        }
    }
}

/// The files of the tests.
fn shipped() -> Result<Vec<PathBuf>, String> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/data");
    let entries = std::fs::read_dir(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut files: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    files.retain(|file| file.file_name().and_then(|name| name.to_str()).is_some_and(|name| name.starts_with("guard-")));
    files.sort();
    Ok(files)
}

fn table(file: &PathBuf, misses: bool) -> Result<(), String> {
    let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let text = std::fs::read_to_string(file).map_err(|error| format!("{name}: {error}"))?;
    let replies = Judged::read(&text).map_err(|error| format!("{name}: {error}"))?;
    let guard = Guard::default();
    let judged: Vec<_> = replies.iter().map(|reply| (reply, reply.checked(&guard))).collect();
    println!("{name}: {} replies", replies.len());
    println!("{:<24}{:>10}{:>9}{:>12}{:>10}{:>9}", "", "forbidden", "caught", "rule named", "innocent", "stopped");
    let counted = |which: &dyn Fn(&Judged) -> bool| {
        let mut tally = Tally::default();
        judged.iter().filter(|(reply, _)| which(reply)).for_each(|(reply, verdict)| {
            tally.add(reply, verdict);
        });
        tally
    };
    for locale in Locale::ALL {
        row(locale.as_str(), counted(&|reply| reply.locale == locale));
    }
    row("all", counted(&|_| true));
    for rule in RuleId::ALL {
        row(rule.as_str(), counted(&|reply| reply.rule == Some(*rule)));
    }
    for (reply, verdict) in judged.iter().filter(|(reply, verdict)| misses && !Tally::default().add(reply, verdict)) {
        let places = verdict.findings.iter().map(|finding| {
            let span: String = reply.text.chars().skip(finding.start as usize).take((finding.end - finding.start) as usize).collect();
            format!("{} «{span}»", finding.source.as_str())
        });
        let rule = reply.rule.map_or("innocent", RuleId::as_str);
        println!("  {} {} {rule} [{}]: {}", reply.id, reply.locale.as_str(), places.collect::<Vec<_>>().join(", "), reply.text);
    }
    println!("{}\n", timed(&guard, &replies));
    Ok(())
}

fn row(name: &str, tally: Tally) {
    if tally == Tally::default() {
        return;
    }
    let share = |part: u32, whole: u32| if whole == 0 { "-".to_owned() } else { format!("{:.3}", f64::from(part) / f64::from(whole)) };
    println!(
        "{name:<24}{:>10}{:>9}{:>12}{:>10}{:>9}",
        tally.forbidden,
        share(tally.caught, tally.forbidden),
        share(tally.named, tally.forbidden),
        tally.innocent,
        share(tally.stopped, tally.innocent)
    );
}

/// A reply of the file, and one as long as a whole page, as it is checked while somebody types.
fn timed(guard: &Guard, replies: &[Judged]) -> String {
    let each = fastest(|| replies.iter().map(|reply| reply.checked(guard).findings.len()).sum());
    let Some(first) = replies.first() else { return String::new() };
    let micros = |time: Duration, count: usize| time.as_secs_f64() * 1e6 / count.max(1) as f64;
    let mut words = format!("{:.0} µs a reply", micros(each, replies.len()));
    for length in LONG {
        let same = replies.iter().filter(|reply| reply.locale == first.locale);
        let text = same.flat_map(|reply| reply.text.chars().chain([' '])).cycle().take(length).collect();
        let long = Judged { text, ..first.clone() };
        words.push_str(&format!(", {:.0} µs for {length} characters", micros(fastest(|| long.checked(guard).findings.len()), 1)));
    }
    words
}

fn fastest(work: impl Fn() -> usize) -> Duration {
    let round = |_| {
        #[allow(clippy::disallowed_methods, reason = "a stopwatch: nothing is decided by it")]
        let started = Instant::now();
        std::hint::black_box(work());
        started.elapsed()
    };
    (0..ROUNDS).map(round).min().unwrap_or_default()
}
