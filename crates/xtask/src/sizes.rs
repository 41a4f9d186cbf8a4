//! Files that fit into a head: a word of warning from 500 lines, a refusal from 800.

use crate::Findings;
use std::path::Path;

/// From here on a file is named, in lines (house rule: under 500).
const LONG: usize = 500;
/// From here on the check fails, in lines.
const TOO_LONG: usize = 800;
/// Written by programs, read by programs.
const GENERATED: [&str; 1] = ["ui/src/api/bindings.ts"];

/// Files that are too long.
pub(crate) fn check(root: &Path) -> Findings {
    let mut findings = Findings::new();
    for (file, lines) in lengths(root) {
        if lines > TOO_LONG {
            findings.push(format!("{file} has {lines} lines, more than {TOO_LONG}"));
        } else if lines > LONG {
            eprintln!("note: {file} has {lines} lines, more than {LONG}");
        }
    }
    findings
}

fn lengths(root: &Path) -> Vec<(String, usize)> {
    let files = crate::files(root, "", &[".rs", ".ts", ".tsx", ".css"]);
    let ours = files.into_iter().filter(|file| !GENERATED.contains(&file.as_str()));
    ours.filter_map(|file| crate::read(root, &file).ok().map(|text| (file, text.lines().count()))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_file_is_too_long() {
        let root = crate::workspace();
        assert!(lengths(&root).len() > 50, "the walk must find the sources");
        assert_eq!(check(&root), Findings::new());
    }

    #[test]
    fn a_long_file_is_found() {
        let dir = tempfile::tempdir().expect("a folder");
        std::fs::write(dir.path().join("long.rs"), "//\n".repeat(801)).expect("written");
        std::fs::write(dir.path().join("fine.rs"), "//\n".repeat(800)).expect("written");
        assert_eq!(check(dir.path()), ["long.rs has 801 lines, more than 800"]);
    }
}
