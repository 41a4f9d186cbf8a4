//! Learns the guard's second opinion from the judged replies and measures it.
//!
//! ```text
//! train_guard                   learns from every file and writes model/guard.bin
//! train_guard --check           says whether the written file is what the replies give, byte for byte
//! train_guard --folds [NAME...] leaves out one batch after the other and prints what the rest is worth on them
//! train_guard --without NAME... learns without these files and prints what it is worth on them
//! ```

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "it speaks to a person")]

use pult_assist::guard::judged::Judged;
use pult_assist::guard::learn::{DOUBT, Learned, SURE, Settings};
use pult_assist::guard::{Guard, Locale, RuleId};
use std::path::PathBuf;
use std::process::ExitCode;

/// Sureties at which the table tells caught from stopped.
const SURETIES: [f32; 11] = [0.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0, 12.0];

struct File {
    name: String,
    replies: Vec<Judged>,
}

impl File {
    /// Files of one number were written with one plan, so that they are left out together.
    fn batch(&self) -> &str {
        self.name.split_once('-').map_or(self.name.as_str(), |(_, number)| number)
    }
}

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let done = match words.split_first().map(|(first, rest)| (first.as_str(), rest)) {
        None => write(),
        Some(("--check", [])) => check(),
        Some(("--without", names)) if !names.is_empty() => without(names),
        Some(("--folds", names)) => folds(names),
        _ => Err("Usage: train_guard [--check | --without NAME... | --folds [NAME...]]".to_owned()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("{why}");
            ExitCode::FAILURE
        }
    }
}

fn home() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Every file of judged replies, by name.
fn files() -> Result<Vec<File>, String> {
    let mut files = Vec::new();
    for folder in [home().join("tests/data"), home().join("training/guard")] {
        let entries = std::fs::read_dir(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
        let mut names: Vec<String> = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok()).collect();
        names.sort();
        for name in names {
            let path = folder.join(&name);
            let fault = |error: String| format!("{}: {error}", path.display());
            let text = || std::fs::read_to_string(&path).map_err(|error| fault(error.to_string()));
            let replies = if name.starts_with("guard-") && name.ends_with(".jsonl") {
                Judged::read(&text()?).map_err(fault)?
            } else if let Some((stem, locale)) = name.strip_suffix(".txt").and_then(|stem| Some((stem, Locale::parse(stem)?))) {
                Judged::read_batch(&text()?, stem, locale).map_err(fault)?
            } else {
                continue;
            };
            files.push(File { replies, name });
        }
    }
    Ok(files)
}

fn learned(files: &[&File]) -> Learned {
    Learned::from(&files.iter().flat_map(|file| &file.replies).collect::<Vec<_>>(), &Settings::default())
}

fn build() -> Result<Vec<u8>, String> {
    let files = files()?;
    Ok(learned(&files.iter().collect::<Vec<_>>()).to_bytes())
}

fn write() -> Result<(), String> {
    let (path, bytes) = (home().join("model/guard.bin"), build()?);
    std::fs::write(&path, &bytes).map_err(|error| format!("{}: {error}", path.display()))?;
    println!("{} bytes", bytes.len());
    Ok(())
}

fn check() -> Result<(), String> {
    let written = std::fs::read(home().join("model/guard.bin")).map_err(|error| error.to_string())?;
    if build()? == written {
        println!("The model is what the replies give");
        Ok(())
    } else {
        Err("The replies give another model: run script/eval --train-guard".to_owned())
    }
}

/// A reply judged by what has not learned from it.
struct Seen<'a> {
    reply: &'a Judged,
    /// How sure the model is.
    surety: f32,
    /// Whether lists and scanners stop it.
    lists: bool,
    /// Whether the guard stops it with this model.
    stopped: bool,
}

fn judged<'a>(files: &'a [File], out: &dyn Fn(&File) -> bool) -> Vec<Seen<'a>> {
    let model = learned(&files.iter().filter(|file| !out(file)).collect::<Vec<_>>());
    let (whole, lists) = (Guard::with_model(model.clone()), Guard::rules_only());
    let stops = |guard: &Guard, reply: &Judged| reply.checked(guard).worst().is_some();
    let seen = |reply: &'a Judged| Seen { surety: model.surety(&reply.text, reply.locale), lists: stops(&lists, reply), stopped: stops(&whole, reply), reply };
    files.iter().filter(|file| out(file)).flat_map(|file| &file.replies).map(seen).collect()
}

fn folds(names: &[String]) -> Result<(), String> {
    let files = files()?;
    let mut batches: Vec<&str> = files.iter().map(File::batch).collect();
    batches.sort_unstable();
    batches.dedup();
    batches.retain(|batch| names.is_empty() || names.iter().any(|name| batch.contains(name.as_str())));
    let mut seen = Vec::new();
    for batch in batches {
        let part = judged(&files, &|file| file.batch() == batch);
        println!("{batch:<14}{}", row(&part.iter().collect::<Vec<_>>(), |one| one.stopped));
        seen.extend(part);
    }
    tables(&seen);
    Ok(())
}

/// The model alone, the lists alone, and both, on files it has not learned from.
fn without(names: &[String]) -> Result<(), String> {
    let files = files()?;
    let seen = judged(&files, &|file| names.iter().any(|name| file.name.contains(name.as_str())));
    tables(&seen);
    for one in seen.iter().filter(|one| one.stopped != one.reply.forbidden()) {
        let rule = one.reply.rule.map_or("innocent", |rule| rule.as_str());
        println!("  {} {} {rule} {:.1} lists {}: {}", one.reply.id, one.reply.locale.as_str(), one.surety, one.lists, one.reply.text);
    }
    Ok(())
}

fn tables(seen: &[Seen<'_>]) {
    let all: Vec<&Seen<'_>> = seen.iter().collect();
    println!("\nlists alone   {}", row(&all, |one| one.lists));
    println!("surety        model alone                         with the lists                      with lists, doubted");
    for least in SURETIES {
        let alone = row(&all, |one| one.surety > least);
        let both = row(&all, |one| one.surety > least || one.lists);
        println!("{least:>6}        {alone}   {both}   {}", row(&all, |one| one.surety > least || one.lists && one.surety > DOUBT));
    }
    println!("\nAs shipped (surety {SURE}, doubt {DOUBT}); in brackets: 95 %, Wilson");
    for locale in Locale::ALL {
        let mine: Vec<&Seen<'_>> = seen.iter().filter(|one| one.reply.locale == locale).collect();
        println!("{:<24}{}", locale.as_str(), row(&mine, |one| one.stopped));
    }
    for rule in RuleId::ALL {
        let mine: Vec<&Seen<'_>> = seen.iter().filter(|one| one.reply.rule == Some(*rule)).collect();
        if !mine.is_empty() {
            println!("{:<24}{}", rule.as_str(), row(&mine, |one| one.stopped));
        }
    }
    println!("{:<24}{}", "all", row(&all, |one| one.stopped));
}

/// How many forbidden are caught and how many innocent are stopped.
fn row(seen: &[&Seen<'_>], stopped: impl Fn(&Seen<'_>) -> bool) -> String {
    let part = |forbidden: bool| {
        let all: Vec<_> = seen.iter().filter(|one| one.reply.forbidden() == forbidden).collect();
        share(all.iter().filter(|one| stopped(one)).count(), all.len())
    };
    format!("{} {}", part(true), part(false))
}

/// A share with its count and its interval of 95 % by Wilson (1927).
fn share(part: usize, whole: usize) -> String {
    if whole == 0 {
        return format!("{:>33}", "-");
    }
    const Z: f64 = 1.96;
    let (n, p) = (whole as f64, part as f64 / whole as f64);
    let middle = (p + Z * Z / (2.0 * n)) / (1.0 + Z * Z / n);
    let reach = Z / (1.0 + Z * Z / n) * (p * (1.0 - p) / n + Z * Z / (4.0 * n * n)).sqrt();
    format!("{p:.3} ({part:>4}/{whole:>4}) [{:.3}-{:.3}]", (middle - reach).max(0.0), (middle + reach).min(1.0))
}
