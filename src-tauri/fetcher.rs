//! The process that fetches for pages, once there is no page.
//!
//! Tauri keeps WebKit's context for the life of the program, and WebKit its network process with it: 26 to 32 MB (PSS,
//! 2026-11-23) for a program that sits in the tray and fetches nothing through it (the core has a client of its own). WebKit takes
//! an ended one for one that has crashed: the next page starts another. To let go of the context instead lost: Tauri keeps it so that
//! the process is not started anew with every window (tauri#14626), and offers no way to it.

/// The process's name; the kernel cuts names after fifteen bytes (proc(5)).
#[cfg(target_os = "linux")]
const NAME: &str = "WebKitNetworkPr";

/// Set by whoever drives the window from outside (WebDriver).
#[cfg(target_os = "linux")]
const DRIVEN: &str = "TAURI_WEBVIEW_AUTOMATION";

/// Ends it. Only while the program has no page. A driver would lose the program with it: WebKit ends its session then.
pub(crate) fn end() {
    #[cfg(target_os = "linux")]
    if std::env::var_os(DRIVEN).is_none() {
        end_children();
    }
}

#[cfg(target_os = "linux")]
fn end_children() {
    children().filter(|pid| named(*pid, NAME)).for_each(end_one);
}

/// Tells a process to end. Where that fails it stays, with its memory; nothing else is lost.
#[cfg(target_os = "linux")]
fn end_one(pid: i32) {
    use rustix::process::{Pid, Signal, kill_process};
    let Some(pid) = Pid::from_raw(pid) else { return };
    match kill_process(pid, Signal::TERM) {
        Ok(()) => tracing::info!("The process that fetches for pages was told to end"),
        Err(error) => tracing::warn!(%error, "The process that fetches for pages could not be told to end"),
    }
}

/// The processes that this one has started. None where the kernel does not tell them (`CONFIG_PROC_CHILDREN`).
#[cfg(target_os = "linux")]
fn children() -> impl Iterator<Item = i32> {
    let tasks = std::fs::read_dir("/proc/self/task").into_iter().flatten().filter_map(Result::ok);
    let lists = tasks.filter_map(|task| std::fs::read_to_string(task.path().join("children")).ok());
    lists.flat_map(|list| list.split_whitespace().filter_map(|pid| pid.parse().ok()).collect::<Vec<i32>>())
}

#[cfg(target_os = "linux")]
fn named(pid: i32, name: &str) -> bool {
    std::fs::read_to_string(format!("/proc/{pid}/comm")).is_ok_and(|found| found.trim_end() == name)
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;
    use std::os::unix::process::ExitStatusExt as _;
    use std::sync::{Arc, Mutex};
    use tracing::span::{Attributes, Id, Record};
    use tracing::{Event, Level, Metadata, Subscriber};

    /// Keeps the levels of what is logged.
    #[derive(Default)]
    struct Levels(Arc<Mutex<Vec<Level>>>);

    impl Subscriber for Levels {
        fn enabled(&self, _: &Metadata<'_>) -> bool {
            true
        }

        fn new_span(&self, _: &Attributes<'_>) -> Id {
            Id::from_u64(1)
        }

        fn record(&self, _: &Id, _: &Record<'_>) {}

        fn record_follows_from(&self, _: &Id, _: &Id) {}

        fn event(&self, event: &Event<'_>) {
            self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner).push(*event.metadata().level());
        }

        fn enter(&self, _: &Id) {}

        fn exit(&self, _: &Id) {}
    }

    #[test]
    fn a_process_that_could_not_be_told_is_not_said_to_have_been() {
        let mut child = std::process::Command::new("sleep").arg("60").spawn().expect("a process");
        let pid = i32::try_from(child.id()).expect("a number");
        let levels = Levels::default();
        let kept = Arc::clone(&levels.0);
        tracing::subscriber::with_default(levels, || {
            end_one(pid);
            // No process has that number: the kernel's are smaller (proc(5), pid_max).
            end_one(i32::MAX);
        });
        assert_eq!(child.wait().expect("it has ended").signal(), Some(15), "told by its name, SIGTERM");
        assert_eq!(*kept.lock().expect("no test panics here"), [Level::INFO, Level::WARN]);
    }

    #[test]
    fn only_a_child_of_that_name_is_meant() {
        let mut child = std::process::Command::new("sleep").arg("60").spawn().expect("a process");
        let pid = i32::try_from(child.id()).expect("a number");
        assert!(children().any(|each| each == pid), "a child is found");
        assert!(named(pid, "sleep") && !named(pid, NAME));
        end_children();
        assert!(child.try_wait().expect("it can be asked").is_none(), "another process is left alone");
        child.kill().expect("it ends");
        child.wait().expect("it has ended");
    }
}
