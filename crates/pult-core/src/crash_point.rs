//! Places where a test may kill the program: between any two steps of a send.
//!
//! Only in builds with debug assertions; `PULT_CRASH_AT` names the place. `abort` runs no
//! destructors, so nothing is tidied up that a power cut would have left.

/// Dies here if a test asked for it.
pub(crate) fn crash_point(place: &str) {
    #[cfg(debug_assertions)]
    if std::env::var_os("PULT_CRASH_AT").is_some_and(|wanted| wanted == place) {
        std::process::abort();
    }
    #[cfg(not(debug_assertions))]
    let _ = place;
}
