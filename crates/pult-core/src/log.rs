//! Logs: rolling files under the data folder, ids and durations only, never texts, names, tokens.

use std::path::Path;
use tracing_subscriber::layer::SubscriberExt as _;
use tracing_subscriber::util::SubscriberInitExt as _;
use tracing_subscriber::{EnvFilter, Layer as _};

/// Days of logs that are kept.
const LOG_FILES: usize = 14;

/// Keeps the log file's writer alive; dropping it writes out what is left.
#[derive(Debug)]
pub struct LogGuard(#[allow(dead_code, reason = "held for its drop")] Option<tracing_appender::non_blocking::WorkerGuard>);

/// Starts logging: to `logs/` under the data folder if one is given, and to stderr at `stderr`
/// level. `PULT_LOG` overrides the filter. A second call in one process changes nothing.
pub fn start(data_dir: Option<&Path>, stderr: &str) -> LogGuard {
    let filter = |level: &str| EnvFilter::try_from_env("PULT_LOG").unwrap_or_else(|_| EnvFilter::new(format!("{level},hyper=warn,sqlx=warn,zbus=warn")));
    let (file, guard) = data_dir
        .and_then(|dir| {
            // The appender complains on stderr about a folder that is not there yet.
            std::fs::create_dir_all(dir.join("logs")).ok()?;
            tracing_appender::rolling::Builder::new()
                .rotation(tracing_appender::rolling::Rotation::DAILY)
                .filename_prefix("pult")
                .filename_suffix("log")
                .max_log_files(LOG_FILES)
                .build(dir.join("logs"))
                .ok()
        })
        .map(tracing_appender::non_blocking)
        .unzip();
    let to_file = file.map(|file| tracing_subscriber::fmt::layer().json().with_writer(file).with_filter(filter("info")));
    let to_stderr = tracing_subscriber::fmt::layer().with_writer(std::io::stderr).with_filter(filter(stderr));
    // A second start (tests) keeps the first subscriber: logging is never a reason to stop.
    let _ = tracing_subscriber::registry().with(to_file).with(to_stderr).try_init();
    LogGuard(guard)
}
