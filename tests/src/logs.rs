//! What the program wrote to its log in this process, kept to be searched.

use std::io::Write;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, OnceLock, PoisonError};
use tracing_subscriber::EnvFilter;
use tracing_subscriber::fmt::MakeWriter;

static KEPT: Mutex<Vec<u8>> = Mutex::new(Vec::new());
static TOTAL: AtomicUsize = AtomicUsize::new(0);
static STARTED: OnceLock<()> = OnceLock::new();

/// Keeps everything that is logged from now on, our own crates at the lowest level: the owner may
/// turn it on with `PULT_LOG`, and it must hold no texts even then.
pub fn keep() {
    STARTED.get_or_init(|| {
        let filter = EnvFilter::new("info,pult_core=trace,pult_store=trace,pult_connectors=trace,pult_server=trace,hyper=warn,sqlx=debug");
        let kept = tracing_subscriber::fmt().with_env_filter(filter).with_ansi(false).with_writer(Kept).try_init();
        assert!(kept.is_ok(), "somebody else has started a log in this process");
    });
}

/// How many bytes were ever kept: nothing logged would be nothing searched.
#[must_use]
pub fn total() -> usize {
    TOTAL.load(Ordering::Relaxed)
}

/// Forgets what was searched: a process of many stories would search the first ones' lines for ever.
pub fn forget() {
    KEPT.lock().unwrap_or_else(PoisonError::into_inner).clear();
}

/// Everything kept so far.
#[must_use]
pub fn kept() -> String {
    String::from_utf8_lossy(&KEPT.lock().unwrap_or_else(PoisonError::into_inner)).into_owned()
}

#[derive(Clone, Copy, Debug)]
struct Kept;

impl Write for Kept {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        KEPT.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(bytes);
        TOTAL.fetch_add(bytes.len(), Ordering::Relaxed);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl MakeWriter<'_> for Kept {
    type Writer = Self;

    fn make_writer(&self) -> Self {
        Self
    }
}
