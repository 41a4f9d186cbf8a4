//! Migrations are only ever added: a database in an owner's hands remembers the ones it has run.
//!
//! `migrations/checksums.txt` notes each file once with its checksum; a file that changed, went or
//! was put between older ones is a finding. The checksum is a plain 64-bit FNV: it guards against
//! a slip of the hand, and sqlx guards the databases with its own.

use crate::Findings;
use pult_domain::fingerprint::fnv;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

const FOLDER: &str = "migrations";
const NOTES: &str = "migrations/checksums.txt";

/// Changed, missing, unnoted and out-of-order migrations.
pub(crate) fn check(root: &Path) -> Findings {
    let noted = match noted(root) {
        Ok(noted) => noted,
        Err(error) => return vec![error],
    };
    let there = sums(root);
    let mut findings = Findings::new();
    for (file, sum) in &noted {
        match there.get(file) {
            None => findings.push(format!("{FOLDER}/{file} is noted but gone: migrations are only ever added")),
            Some(now) if now != sum => findings.push(format!("{FOLDER}/{file} was changed: write a new migration instead")),
            Some(_) => {}
        }
    }
    let last = noted.keys().next_back();
    for file in there.keys().filter(|file| !noted.contains_key(*file)) {
        if last.is_some_and(|last| file < last) {
            findings.push(format!("{FOLDER}/{file} stands before one that is noted: give it a later number"));
        } else {
            findings.push(format!("{FOLDER}/{file} is not noted: run `cargo xtask migrations --seal` when it is final"));
        }
    }
    findings
}

/// Notes the new migrations; refuses to forget or to change an old one.
pub(crate) fn seal(root: &Path) -> Findings {
    let wrong: Findings = check(root).into_iter().filter(|finding| !finding.contains("is not noted") && !finding.starts_with(NOTES)).collect();
    if !wrong.is_empty() {
        return wrong;
    }
    let mut text = String::new();
    for (file, sum) in sums(root) {
        let _ = writeln!(text, "{sum:016x}  {file}");
    }
    std::fs::write(root.join(NOTES), text).err().map(|error| format!("{NOTES}: {error}")).into_iter().collect()
}

fn sums(root: &Path) -> BTreeMap<String, u64> {
    let files = crate::files(root, FOLDER, &[".sql"]);
    let sum = |file: &String| std::fs::read(root.join(file)).ok().map(|bytes| fnv(&bytes));
    files.iter().filter_map(|file| Some((file.strip_prefix("migrations/")?.to_owned(), sum(file)?))).collect()
}

fn noted(root: &Path) -> Result<BTreeMap<String, u64>, String> {
    let text = crate::read(root, NOTES)?;
    let line = |line: &str| {
        let (sum, file) = line.split_once("  ")?;
        Some((file.to_owned(), u64::from_str_radix(sum, 16).ok()?))
    };
    text.lines().map(|text| line(text).ok_or_else(|| format!("{NOTES}: cannot be read: {text}"))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_migrations_are_as_noted() {
        assert_eq!(check(&crate::workspace()), Findings::new());
    }

    #[test]
    fn a_changed_a_gone_and_a_late_migration_are_found() {
        let dir = tempfile::tempdir().expect("a folder");
        let write = |name: &str, text: &str| std::fs::write(dir.path().join(FOLDER).join(name), text).expect("written");
        std::fs::create_dir(dir.path().join(FOLDER)).expect("made");
        write("0001_a.sql", "a");
        write("0003_c.sql", "c");
        assert_eq!(check(dir.path()).len(), 1, "no notes at all");
        assert_eq!(seal(dir.path()), Findings::new());
        assert_eq!(check(dir.path()), Findings::new());
        write("0004_d.sql", "d");
        assert!(check(dir.path())[0].contains("is not noted"));
        assert_eq!(seal(dir.path()), Findings::new());
        write("0002_b.sql", "b");
        write("0001_a.sql", "A");
        std::fs::remove_file(dir.path().join("migrations/0003_c.sql")).expect("removed");
        let found = check(dir.path()).join("\n");
        assert!(found.contains("0001_a.sql was changed") && found.contains("0003_c.sql is noted but gone") && found.contains("0002_b.sql stands before"));
        assert!(!seal(dir.path()).is_empty(), "sealing does not bless a changed past");
    }
}
