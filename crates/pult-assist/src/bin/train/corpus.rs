//! The messages, and how they are dealt into folds.

use pult_assist::classify::Language;
use pult_assist::classify::learn::{Dice, Example};
use std::path::{Path, PathBuf};

/// The corpus with the fingerprint of its bytes.
pub(crate) struct Corpus {
    pub(crate) examples: Vec<Example>,
    pub(crate) fingerprint: u64,
}

/// Neighbours in the corpus were often written in one go, so they stay in one fold: a fold must not be
/// asked about what its own twin taught.
const NEIGHBOURS: usize = 4;

/// The folder of the crate.
pub(crate) fn home() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

impl Corpus {
    pub(crate) fn read() -> Result<Self, String> {
        let mut examples = Vec::new();
        let mut bytes = Vec::new();
        for language in Language::ALL {
            let path = home().join("training").join(format!("{}.jsonl", language.as_str()));
            let file = std::fs::read(&path).map_err(|error| format!("{}: {error}", path.display()))?;
            examples.extend(parse(&file, &path)?);
            bytes.extend(file);
        }
        Ok(Self { examples, fingerprint: pult_assist::classify::fingerprint(&bytes) })
    }

    /// The fold of each message.
    pub(crate) fn folds(&self, folds: usize, seed: u64) -> Vec<usize> {
        let mut blocks: Vec<usize> = (0..self.examples.len().div_ceil(NEIGHBOURS)).collect();
        Dice::new(seed).shuffle(&mut blocks);
        (0..self.examples.len()).map(|at| blocks.get(at / NEIGHBOURS).map_or(0, |block| block % folds.max(1))).collect()
    }
}

/// The development messages: they choose between variants and are never learned from.
pub(crate) fn development() -> Result<Vec<Example>, String> {
    judged("messages-dev.jsonl")
}

/// Messages by hands that knew the label guide and the development messages, and nothing of the program or
/// its corpus: they choose nothing and are never learned from.
pub(crate) fn strangers() -> Result<Vec<Example>, String> {
    judged("messages-strangers.jsonl")
}

fn judged(name: &str) -> Result<Vec<Example>, String> {
    let path = home().join("tests/data").join(name);
    parse(&std::fs::read(&path).map_err(|error| format!("{}: {error}", path.display()))?, &path)
}

pub(crate) fn parse(file: &[u8], path: &Path) -> Result<Vec<Example>, String> {
    let text = str::from_utf8(file).map_err(|_| format!("{} is not UTF-8", path.display()))?;
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    lines.map(|(number, line)| serde_json::from_str(line).map_err(|error| format!("{} line {}: {error}", path.display(), number + 1))).collect()
}
