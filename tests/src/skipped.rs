//! What a test says that lacks something of this machine. For its runner it has passed; `script/test` counts it as
//! skipped, from a line in the file that `PULT_SKIPPED` names. Only the standard library: other crates' tests take this
//! file in.

use std::io::Write as _;

/// This machine lacks what the test needs, and may: the test ends here.
///
/// # Panics
/// When `PULT_SKIPPED` names a file that cannot be written.
pub fn lacking(what: &str) {
    eprintln!("SKIPPED: {what}");
    if let Some(file) = std::env::var_os("PULT_SKIPPED") {
        // One line for one test, in one write: others write beside it.
        let line = format!("{}\n", what.trim().replace('\n', " "));
        let told = std::fs::OpenOptions::new().append(true).open(file).and_then(|mut file| file.write_all(line.as_bytes()));
        assert!(told.is_ok(), "PULT_SKIPPED: {told:?}");
    }
}
