//! Logs: rolling files under the data folder, ids and durations only, never texts, names, tokens.

use std::io::IsTerminal as _;
use std::path::Path;
use tracing_appender::non_blocking::{NonBlocking, NonBlockingBuilder, WorkerGuard};
use tracing_appender::rolling::{Builder, RollingFileAppender, Rotation};
use tracing_subscriber::layer::SubscriberExt as _;
use tracing_subscriber::util::SubscriberInitExt as _;
use tracing_subscriber::{EnvFilter, Layer as _};

/// The folder of logs, in the data folder.
pub(crate) const FOLDER: &str = "logs";
/// Days of logs that are kept.
const LOG_FILES: usize = 14;
/// Lines that wait for the disk; more are dropped. The library's own 128,000 take 4 MB from the start on, filled or not.
const LINES_AHEAD: usize = 8_192;

/// Keeps the log file's writer alive; dropping it writes out what is left.
#[derive(Debug)]
pub struct LogGuard(#[allow(dead_code, reason = "held for its drop")] Option<WorkerGuard>);

/// Starts logging: to `logs/` under the data folder if one is given, and to stderr at `stderr`
/// level. `PULT_LOG` overrides the filter. A second call in one process changes nothing.
pub fn start(data_dir: Option<&Path>, stderr: &str) -> LogGuard {
    let filter = |level: &str| EnvFilter::try_from_env("PULT_LOG").unwrap_or_else(|_| EnvFilter::new(format!("{level},hyper=warn,sqlx=warn,zbus=warn")));
    let (file, guard) = data_dir.and_then(|dir| files(&dir.join(FOLDER))).map(beside).unzip();
    let to_file = file.map(|file| tracing_subscriber::fmt::layer().json().with_writer(file).with_filter(filter("info")));
    // Colours are for a terminal; in a file or a pipe they are noise.
    let colours = std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|set| set.is_empty());
    let to_stderr = tracing_subscriber::fmt::layer().with_ansi(colours).with_writer(std::io::stderr).with_filter(filter(stderr));
    // A second start (tests) keeps the first subscriber: logging is never a reason to stop.
    let _ = tracing_subscriber::registry().with(to_file).with(to_stderr).try_init();
    LogGuard(guard)
}

/// Writes from a thread of its own: nobody waits for the disk to say something.
fn beside(files: RollingFileAppender) -> (NonBlocking, WorkerGuard) {
    NonBlockingBuilder::default().buffered_lines_limit(LINES_AHEAD).finish(files)
}

/// A file for each day (UTC); the oldest go when there are too many. `None` where the folder cannot be written.
fn files(folder: &Path) -> Option<RollingFileAppender> {
    // The appender complains on stderr about a folder that is not there yet.
    std::fs::create_dir_all(folder).ok()?;
    Builder::new().rotation(Rotation::DAILY).filename_prefix("pult").filename_suffix("log").max_log_files(LOG_FILES).build(folder).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write as _;

    /// Waits for the next step of the file system's clock: what is made after it is younger than what was made before.
    fn tick(folder: &Path) {
        let probe = folder.join("probe");
        let made = || {
            std::fs::write(&probe, "").unwrap();
            let at = std::fs::metadata(&probe).unwrap().created().ok();
            std::fs::remove_file(&probe).unwrap();
            at
        };
        let first = made();
        // Where it tells no such times the names decide.
        while first.is_some() && made() == first {}
    }

    #[test]
    fn a_day_has_its_log_and_the_oldest_go() {
        let data = tempfile::tempdir().unwrap();
        let folder = data.path().join("logs");
        std::fs::create_dir(&folder).unwrap();
        let days = |days: std::ops::RangeInclusive<u32>| days.map(|day| format!("pult.2026-01-{day:02}.log"));
        let write = |name: &str| std::fs::write(folder.join(name), "old\n").unwrap();
        write("notes.txt");
        days(1..=5).for_each(|name| write(&name));
        tick(data.path());
        days(6..=18).for_each(|name| write(&name));

        let mut log = files(&folder).unwrap();
        log.write_all(b"new\n").unwrap();
        let mut names: Vec<String> = std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        let expected: Vec<String> = std::iter::once("notes.txt".to_owned()).chain(days(6..=18)).collect();
        let (kept, new): (Vec<String>, Vec<String>) = names.into_iter().partition(|name| expected.contains(name));
        assert_eq!(kept, expected, "the newest, and what is no log");
        assert_eq!(new.len(), 1, "today's: {new:?}");
        assert_eq!(days(6..=18).count() + new.len(), LOG_FILES);
        assert!(new[0].starts_with("pult.") && new[0].len() == "pult.2026-01-01.log".len(), "named after its day: {new:?}");
        assert_eq!(std::fs::read_to_string(folder.join(&new[0])).unwrap(), "new\n");
    }
}
