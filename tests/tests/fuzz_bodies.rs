//! Every parser of foreign bytes, over a small corpus and seeded mutations of it. The same bodies
//! run under libFuzzer by `script/fuzz`.
//!
//! Two threads share the targets; each gets `PULT_FUZZ_MS` (1 s by default, so that the
//! whole ends within some 30 s), from the seed `PULT_FUZZ_SEED`. A finding prints its input. At least
//! [`LEAST`] inputs are tried whatever the machine is busy with.

#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

#[path = "fuzz_bodies/mutation.rs"]
mod mutation;

use mutation::{Dice, fixed, mutated};
use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

type Target = (&'static str, fn(&[u8]));

/// Inputs of a target that are tried in any case.
const LEAST: usize = 300;
/// Most memory this process may ever hold, in MB: inputs are a megabyte at most.
const MOST_MB: u64 = 512;
/// The corpus in the tree, in bytes: a few KB a target.
const CORPUS_BYTES: u64 = 256 * 1024;

fn targets() -> Vec<Target> {
    [pult_connectors::fuzz::TARGETS, pult_domain::fuzz::TARGETS, pult_store::fuzz::TARGETS, pult_assist::fuzz::TARGETS, pult_core::fuzz::TARGETS].concat()
}

fn fuzz_folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../fuzz")
}

fn corpus(target: &str) -> Vec<Vec<u8>> {
    let folder = fuzz_folder().join("corpus").join(target);
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(&folder).unwrap_or_else(|_| panic!("no corpus for {target}")).map(|entry| entry.expect("an entry").path()).collect();
    files.sort();
    files.iter().map(|file| std::fs::read(file).expect("readable")).collect()
}

fn asked(name: &str, usual: u64) -> u64 {
    std::env::var(name).ok().and_then(|value| value.parse().ok()).unwrap_or(usual)
}

/// Most memory this process ever held, in MB: `VmHWM` of the kernel.
fn peak_mb() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").expect("Linux");
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).expect("told");
    line.split_whitespace().next().and_then(|kb| kb.parse::<u64>().ok()).expect("a number") / 1_024
}

/// Runs one target; returns how many inputs it took.
fn run((name, body): Target, seed: u64, time: Duration) -> usize {
    let seeds = corpus(name);
    assert!(!seeds.is_empty(), "{name} has inputs");
    let try_one = |input: &[u8]| {
        if catch_unwind(AssertUnwindSafe(|| body(input))).is_err() {
            let shown: String = String::from_utf8_lossy(input).chars().take(2_000).collect();
            panic!("{name} (PULT_FUZZ_SEED={seed}) fell over {} bytes: {shown:?}", input.len());
        }
    };
    seeds.iter().chain(&fixed()).for_each(|input| try_one(input));
    let mut chance = Dice::new(seed);
    let began = Instant::now();
    let mut tried = 0;
    while tried < LEAST || began.elapsed() < time {
        let mut input = mutated(&seeds[chance.below(seeds.len())], &mut chance);
        try_one(&input);
        // Changes upon changes lead further from what a marketplace sends.
        for _ in 0..3 {
            input = mutated(&input, &mut chance);
            try_one(&input);
        }
        tried += 4;
    }
    tried
}

#[test]
fn no_bytes_break_a_parser_or_fill_the_memory() {
    let (time, seed) = (Duration::from_millis(asked("PULT_FUZZ_MS", 1_000)), asked("PULT_FUZZ_SEED", 1));
    let targets = targets();
    let next = AtomicUsize::new(0);
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                while let Some(target) = targets.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let tried = run(*target, seed, time);
                    println!("{:<22} {tried:>8} inputs, {} MB at most until here", target.0, peak_mb());
                }
            });
        }
    });
    assert!(peak_mb() <= MOST_MB, "{} MB for inputs of a megabyte", peak_mb());
}

#[test]
fn every_body_is_a_target_of_the_fuzzer_and_the_corpus_stays_small() {
    let names = |folder: &str, ending: &str| -> BTreeSet<String> {
        let entries = std::fs::read_dir(fuzz_folder().join(folder)).expect("there");
        entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().trim_end_matches(ending).to_owned()).collect()
    };
    let bodies: BTreeSet<String> = targets().iter().map(|(name, _)| (*name).to_owned()).collect();
    assert_eq!(names("fuzz_targets", ".rs"), bodies);
    assert_eq!(names("corpus", ""), bodies);
    let bytes: u64 = bodies.iter().flat_map(|name| corpus(name)).map(|input| input.len() as u64).sum();
    assert!(bytes <= CORPUS_BYTES, "{bytes} bytes");
}
