//! Learns the guard's second opinion from the judged replies and measures it.
//!
//! ```text
//! train_guard                   learns from every file and writes model/guard.bin
//! train_guard --check           says whether the written file is what the replies give, byte for byte
//! train_guard --without NAME... learns without these files and prints what it is worth on them
//! ```

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "it speaks to a person")]

use pult_assist::guard::judged::Judged;
use pult_assist::guard::learn::Learned;
use pult_assist::guard::{Guard, Locale};
use std::path::PathBuf;
use std::process::ExitCode;

/// Odds at which the table tells caught from stopped, as natural logarithms.
const ODDS: [f32; 8] = [0.0, 0.5, 1.0, 1.5, 2.0, 2.5, 3.0, 3.5];

struct File {
    name: String,
    replies: Vec<Judged>,
}

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let done = match words.split_first().map(|(first, rest)| (first.as_str(), rest)) {
        None => write(),
        Some(("--check", [])) => check(),
        Some(("--without", names)) if !names.is_empty() => without(names),
        _ => Err("Usage: train_guard [--check | --without NAME...]".to_owned()),
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
    let folder = home().join("tests/data");
    let entries = std::fs::read_dir(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut names: Vec<String> = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok()).collect();
    names.retain(|name| name.starts_with("guard-") && name.ends_with(".jsonl"));
    names.sort();
    names.into_iter().map(|name| Ok(File { replies: read(&folder.join(&name))?, name })).collect()
}

fn read(path: &std::path::Path) -> Result<Vec<Judged>, String> {
    let text = std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    Judged::read(&text).map_err(|error| format!("{}: {error}", path.display()))
}

fn learned(files: &[&File]) -> Learned {
    Learned::from(&files.iter().flat_map(|file| &file.replies).collect::<Vec<_>>())
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

/// The model alone, the rules alone, and both, on files it has not learned from.
fn without(names: &[String]) -> Result<(), String> {
    let files = files()?;
    let left_out = |file: &&File| names.iter().any(|name| file.name.contains(name.as_str()));
    let model = learned(&files.iter().filter(|file| !left_out(file)).collect::<Vec<_>>());
    let (guard, mut seen) = (Guard::rules_only(), Vec::new());
    for reply in files.iter().filter(left_out).flat_map(|file| &file.replies) {
        let odds = model.opinion(&reply.text, reply.locale).map_or(f32::MIN, |(_, odds)| odds);
        seen.push((reply, odds, reply.checked(&guard).worst().is_some()));
    }
    println!("odds   model alone        with the rules     both must agree");
    for least in ODDS {
        let row = [
            share(&seen, |(_, odds, _)| *odds > least),
            share(&seen, |(_, odds, rules)| *odds > least || *rules),
            share(&seen, |(_, odds, rules)| *odds > -least && *rules),
        ];
        println!("{least:>4}   {}", row.join("   "));
    }
    for locale in Locale::ALL {
        let mine: Vec<_> = seen.iter().filter(|(reply, _, _)| reply.locale == locale).copied().collect();
        let rows = ODDS.map(|least| share(&mine, |(_, odds, rules)| *odds > least || *rules));
        println!("{}: {}", locale.as_str(), rows.join(" "));
    }
    for (reply, odds, rules) in &seen {
        if (*rules || *odds > 1.0) != reply.forbidden() {
            println!("  {odds:>5.1} {} {} {:?} rules {rules}: {}", reply.id, reply.locale.as_str(), reply.rule, reply.text);
        }
    }
    Ok(())
}

fn share<'a>(seen: &[(&'a Judged, f32, bool)], stopped: impl Fn(&(&'a Judged, f32, bool)) -> bool) -> String {
    let part = |forbidden: bool| {
        let all: Vec<_> = seen.iter().filter(|(reply, _, _)| reply.forbidden() == forbidden).collect();
        all.iter().filter(|one| stopped(one)).count() as f64 / all.len().max(1) as f64
    };
    format!("{:.3} / {:.3}", part(true), part(false))
}
