//! Chores of the workspace: `cargo xtask bindings|layers|sizes|i18n|migrations|check`.
//!
//! Each chore is a function from the workspace's folder to what it finds wrong, so that the same
//! code is a command and a test.

mod bindings;
mod i18n;
mod layers;
mod migrations;
mod sizes;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// What a chore found wrong, one sentence each; empty when all is well.
type Findings = Vec<String>;

const USAGE: &str = "cargo xtask CHORE

  bindings [--check]    write ui/src/api/bindings.ts from the table of operations, or say whether it is stale
  layers                the arrows between the crates
  sizes                 files under 800 lines, a word of warning from 500
  i18n                  the same words in all languages, a sentence for every error code
  migrations [--seal]   migrations are only ever added; --seal notes the new ones
  check                 all of them, changing nothing";

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let root = workspace();
    let findings = match words.as_slice() {
        ["bindings"] => bindings::write(&root),
        ["bindings", "--check"] => bindings::check(&root),
        ["layers"] => layers::check(&root),
        ["sizes"] => sizes::check(&root),
        ["i18n"] => i18n::check(&root),
        ["migrations"] => migrations::check(&root),
        ["migrations", "--seal"] => migrations::seal(&root),
        ["check"] => [bindings::check, layers::check, sizes::check, i18n::check, migrations::check].into_iter().flat_map(|chore| chore(&root)).collect(),
        _ => {
            eprintln!("{USAGE}");
            return ExitCode::from(2);
        }
    };
    for finding in &findings {
        eprintln!("{finding}");
    }
    if findings.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// The workspace's folder: two above this crate's.
fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).unwrap_or(Path::new(".")).to_owned()
}

/// A file's text, or the finding that it cannot be read.
fn read(root: &Path, path: &str) -> Result<String, String> {
    std::fs::read_to_string(root.join(path)).map_err(|error| format!("{path}: {error}"))
}

/// Every file below `folder` whose name ends in one of `endings`, relative to the workspace,
/// without built and fetched things.
fn files(root: &Path, folder: &str, endings: &[&str]) -> Vec<String> {
    const SKIPPED: [&str; 6] = ["target", "node_modules", "dist", "gen", ".git", "test-results"];
    let mut found = Vec::new();
    let mut folders = vec![root.join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).into_iter().flatten().flatten() {
            let (path, name) = (entry.path(), entry.file_name().to_string_lossy().into_owned());
            if path.is_dir() && !path.is_symlink() && !SKIPPED.contains(&name.as_str()) {
                folders.push(path);
            } else if endings.iter().any(|ending| name.ends_with(ending))
                && let Ok(path) = path.strip_prefix(root)
            {
                found.push(path.to_string_lossy().into_owned());
            }
        }
    }
    found.sort();
    found
}
