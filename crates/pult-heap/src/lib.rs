//! What the program has freed goes back to the system.
//!
//! Here lives: one call of the C library, and nothing else. Never here: when it is called; each keeper of memory knows that himself.
//!
//! SQLite gives its pages back in pieces of 4 KB that lie between others which stay, and glibc keeps such pieces for itself: after the
//! first start of a shop with a million messages 31 MB of 71 were in use, and the rest came back by this call alone (measured
//! 2026-11-23: 70.6 MB before, 34.3 after). Alternatives that lost: fewer arenas and another threshold in the environment (98 MB
//! resident with them as without), another allocator for the Rust side (SQLite's, GTK's and the webview's pages would stay where
//! they are), a function in C (a compiler's work for one line).

/// Gives what was freed back to the system, from all threads. Takes some milliseconds, in which others who need memory may wait: for
/// moments of rest, and not on a thread that somebody waits for. Nothing on systems that do it by themselves.
pub fn give_back() {
    #[cfg(all(target_os = "linux", target_env = "gnu"))]
    glibc::malloc_trim(0);
}

#[cfg(all(target_os = "linux", target_env = "gnu"))]
mod glibc {
    #[expect(unsafe_code, reason = "the C library's own, safe from any thread and with any number (malloc_trim(3))")]
    unsafe extern "C" {
        /// Keeps `pad` bytes at the top. Whether anything was given back.
        pub(super) safe fn malloc_trim(pad: usize) -> core::ffi::c_int;
    }
}

#[cfg(test)]
#[cfg(all(target_os = "linux", target_env = "gnu"))]
mod tests {
    use super::give_back;

    fn resident_kb() -> usize {
        let status = std::fs::read_to_string("/proc/self/status").unwrap();
        let line = status.lines().find(|line| line.starts_with("RssAnon:")).unwrap();
        line.split_whitespace().nth(1).unwrap().parse().unwrap()
    }

    #[test]
    fn pieces_between_others_that_stay_go_back() {
        // As pages of a cache are: each one small, and something that stays behind the last.
        let pieces: Vec<Vec<u8>> = (0..16_384).map(|_| vec![1; 4_096]).collect();
        let stays: Vec<u8> = vec![1; 4_096];
        drop(pieces);
        let before = resident_kb();
        give_back();
        let after = resident_kb();
        assert!(before > 64 * 1024, "the C library keeps what is freed: {before} KB");
        assert!(before - after > 60 * 1024, "{before} KB, and then {after}");
        assert_eq!(stays.len(), 4_096);
    }
}
