//! One database in the place of another, in steps of which each leaves a database under the name.

use std::ffi::OsStr;
use std::fs::{File, Metadata};
use std::io::{ErrorKind, Result};
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};

/// What SQLite keeps beside a database: a rollback journal, or a log with its index.
const BESIDE: [&str; 3] = ["-journal", "-wal", "-shm"];
/// Those of them that hold what is not in the database itself; an index is built anew.
const LOGS: [&str; 2] = ["-journal", "-wal"];

/// Sets a damaged database aside and gives its name to what was restored.
///
/// The name is never free: a start that found nothing under it would begin with an empty database. A start
/// that comes between two of these steps finds the damaged one, gets its log back first ([`put_log_back`]) and
/// begins again.
pub(super) fn take(file: &Path, aside: &Path, restored: &Path) -> Result<()> {
    let folder = folder_of(file);
    keep(file, &aside.join(name_of(file)))?;
    // Beside the restored database an old log would be played into it.
    for ending in BESIDE {
        let from = beside(file, ending);
        if from.exists() {
            std::fs::rename(&from, aside.join(name_of(&from)))?;
        }
    }
    sync(aside)?;
    sync(folder)?;
    std::fs::rename(restored, file)?;
    sync(folder)
}

/// Puts a log back beside its database, where [`take`] was broken off after it had moved the log aside: opened
/// without it the database would lack what was committed last.
///
/// That it was broken off the second name tells: what takes the place is another file. Where the database was written
/// to without its log since, that stays aside: played into it, it would spoil what is there.
pub(super) fn put_log_back(file: &Path) -> Result<()> {
    let Some(database) = told_of(file).filter(|database| database.nlink() > 1) else { return Ok(()) };
    let folder = folder_of(file);
    let mut asides: Vec<PathBuf> = std::fs::read_dir(folder)?.flatten().map(|entry| entry.path()).filter(|path| is_aside(path)).collect();
    // The newest first: their names are moments.
    asides.sort_unstable();
    for aside in asides.into_iter().rev() {
        if told_of(&aside.join(name_of(file))).is_none_or(|kept| (kept.dev(), kept.ino()) != (database.dev(), database.ino())) {
            continue;
        }
        for ending in LOGS {
            let log = beside(file, ending);
            let moved = aside.join(name_of(&log));
            // Moving it has changed its own mark of time, and nothing else has since.
            let fits = |moved: Metadata| moved.is_file() && (database.mtime(), database.mtime_nsec()) <= (moved.ctime(), moved.ctime_nsec());
            if told_of(&log).is_none() && told_of(&moved).is_some_and(fits) {
                std::fs::rename(&moved, &log)?;
                sync(folder)?;
                sync(&aside)?;
            }
        }
    }
    Ok(())
}

fn is_aside(path: &Path) -> bool {
    name_of(path).to_str().is_some_and(|name| name.starts_with(super::ASIDE))
}

fn told_of(path: &Path) -> Option<Metadata> {
    std::fs::symlink_metadata(path).ok()
}

fn folder_of(file: &Path) -> &Path {
    file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or_else(|| Path::new("."))
}

/// Copies a database with its log.
pub(super) fn copy_with_log(file: &Path, to: &Path) -> Result<()> {
    std::fs::copy(file, to)?;
    match std::fs::copy(beside(file, "-wal"), beside(to, "-wal")) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// Removes a database with everything beside it: a log of another start would be played into the next.
pub(super) fn clear(file: &Path) -> Result<()> {
    remove(file)?;
    BESIDE.into_iter().try_for_each(|ending| remove(&beside(file, ending)))
}

/// Gives a file a second name, or copies it where the file system knows no second names.
fn keep(file: &Path, kept: &Path) -> Result<()> {
    // A name that an earlier start left may be this very file; a copy onto it would empty both.
    remove(kept)?;
    std::fs::hard_link(file, kept).or_else(|_| {
        std::fs::copy(file, kept)?;
        File::open(kept)?.sync_all()
    })
}

fn beside(file: &Path, ending: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}

fn name_of(file: &Path) -> &OsStr {
    file.file_name().unwrap_or_default()
}

fn remove(file: &Path) -> Result<()> {
    match std::fs::remove_file(file) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

fn sync(folder: &Path) -> Result<()> {
    File::open(folder)?.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_broken_off_step_leaves_a_database_under_the_name() {
        let dir = tempfile::tempdir().unwrap();
        let (file, restored, aside) = (dir.path().join("pult.db"), dir.path().join("pult.restored"), dir.path().join("aside"));
        std::fs::create_dir(&aside).unwrap();
        for (file, text) in [(&file, "damaged"), (&dir.path().join("pult.db-wal"), "log"), (&restored, "whole")] {
            std::fs::write(file, text).unwrap();
        }
        // The log cannot be moved: there is a folder of its name.
        std::fs::create_dir_all(aside.join("pult.db-wal/full")).unwrap();
        take(&file, &aside, &restored).unwrap_err();
        assert_eq!(std::fs::read_to_string(&file).unwrap(), "damaged", "the name is not free");
        assert_eq!(std::fs::read_to_string(&restored).unwrap(), "whole");

        std::fs::remove_dir_all(aside.join("pult.db-wal")).unwrap();
        // The last step fails.
        take(&file, &aside, &dir.path().join("no such file")).unwrap_err();
        assert_eq!(std::fs::read_to_string(&file).unwrap(), "damaged", "nor is it then");
        take(&file, &aside, &restored).unwrap();
        assert_eq!(std::fs::read_to_string(&file).unwrap(), "whole");
        assert_eq!(std::fs::read_to_string(aside.join("pult.db")).unwrap(), "damaged");
        assert_eq!(std::fs::read_to_string(aside.join("pult.db-wal")).unwrap(), "log", "what was not in the file yet is kept with it");
        assert!(!dir.path().join("pult.db-wal").exists() && !restored.exists());
    }

    #[test]
    fn a_log_goes_back_to_its_database_and_to_no_other() {
        let dir = tempfile::tempdir().unwrap();
        let (file, log, aside) = (dir.path().join("pult.db"), dir.path().join("pult.db-wal"), dir.path().join("damaged-7"));
        std::fs::create_dir(&aside).unwrap();
        put_log_back(&file).unwrap();
        std::fs::write(&file, "damaged").unwrap();
        std::fs::write(&log, "log").unwrap();
        std::fs::write(dir.path().join("damaged-8"), "no folder").unwrap();
        let restored = dir.path().join("pult.restored");
        // The last step fails.
        take(&file, &aside, &restored).unwrap_err();
        assert!(!log.exists());
        put_log_back(&file).unwrap();
        assert_eq!(std::fs::read_to_string(&log).unwrap(), "log");
        put_log_back(&file).unwrap();

        take(&file, &aside, &restored).unwrap_err();
        std::fs::write(&log, "another log").unwrap();
        put_log_back(&file).unwrap();
        assert_eq!(std::fs::read_to_string(&log).unwrap(), "another log", "what lies there belongs there");
        std::fs::remove_file(&log).unwrap();
        let later = std::time::UNIX_EPOCH + std::time::Duration::from_secs(1 << 33);
        File::options().write(true).open(&file).unwrap().set_modified(later).unwrap();
        put_log_back(&file).unwrap();
        assert!(!log.exists(), "the database was written to without it");

        std::fs::write(&restored, "whole").unwrap();
        take(&file, &aside, &restored).unwrap();
        put_log_back(&file).unwrap();
        assert!(!log.exists(), "it is another database's");
    }
}
