//! What the terminal sees: lines on stdout, refusals on stderr, the exit status.

use crate::failure::Failure;
use crate::lines::{FindingLine, Line};
use pult_core::dto::ApiError;
use pult_core::words::{Words, locale};
use pult_domain::ErrorCode;
use std::io::Write as _;
use std::process::ExitCode;

/// How lines are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Format {
    /// For people.
    Text,
    /// One JSON object a line.
    Json,
}

/// The two outputs of a command.
#[derive(Debug)]
pub(crate) struct Face {
    format: Format,
}

impl Face {
    /// A face in that format.
    pub(crate) fn new(format: Format) -> Self {
        Self { format }
    }

    /// Whether the output is for a script.
    pub(crate) fn is_json(&self) -> bool {
        self.format == Format::Json
    }

    /// Prints a line at once: a script may be waiting for it.
    pub(crate) fn line(&self, line: &impl Line) -> Result<(), Failure> {
        let text = match self.format {
            Format::Json => serde_json::to_string(line).map_err(|error| Failure::failed(ErrorCode::Internal, error.to_string()))?,
            Format::Text => harmless(&line.text()),
        };
        let mut out = std::io::stdout().lock();
        writeln!(out, "{text}")?;
        out.flush()?;
        Ok(())
    }

    /// Tells a person something beside the lines; scripts have no use for it.
    pub(crate) fn aside(&self, text: &str) {
        if self.format == Format::Text {
            let _ = writeln!(std::io::stderr().lock(), "{}", harmless(text));
        }
    }

    /// Says how it ended. Writing is best effort here: there is nobody left to tell.
    pub(crate) fn end(&self, ended: Result<(), Failure>) -> ExitCode {
        match ended {
            Ok(()) | Err(Failure::PipeClosed) => ExitCode::SUCCESS,
            Err(Failure::Told(text)) => {
                let _ = std::io::stdout().lock().write_all(text.as_bytes());
                ExitCode::SUCCESS
            }
            Err(Failure::Failed(error)) => {
                self.refuse(&error, true);
                ExitCode::from(1)
            }
            Err(Failure::Usage(error)) => {
                self.refuse(&error, false);
                ExitCode::from(2)
            }
        }
    }

    /// `tried`: the command line was good, so that the window's sentence has something to add.
    fn refuse(&self, error: &ApiError, tried: bool) {
        let text = match self.format {
            Format::Json => serde_json::json!({"error": {"code": error.code, "message": error.message, "retryable": error.retryable}}).to_string(),
            Format::Text => {
                // Scripts read rules and places in the message; a person also wants to know why.
                let found: Vec<String> = error.findings.iter().flatten().cloned().map(|finding| FindingLine::from(finding).text()).collect();
                let advice = tried.then(|| advice(error.code)).flatten().map(|sentence| format!("\n{sentence}")).unwrap_or_default();
                harmless(&format!("pultctl: {} ({}){}{advice}", error.message, error.code, found.concat()))
            }
        };
        let _ = writeln!(std::io::stderr().lock(), "{text}");
    }
}

/// What happened and what the owner can do, as the window says it, in the language of the system. A conflict
/// has many causes here, of which the window's sentence tells one.
fn advice(code: ErrorCode) -> Option<String> {
    let id = format!("error-{}", code.as_str().replace('_', "-"));
    let said = Words::of(&locale(None)).say(&id, None);
    (said != id && code != ErrorCode::StateConflict).then_some(said)
}

/// A buyer's text must not steer the terminal: control characters become a blank, line breaks stay
/// visible, marks that turn the direction of writing are dropped.
fn harmless(text: &str) -> String {
    let turns = |c: char| matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    text.chars().filter(|c| !turns(*c)).map(|c| if c.is_control() && c != '\n' { ' ' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_buyers_text_cannot_steer_the_terminal() {
        assert_eq!(harmless("a\u{1b}[2Jb\u{9b}c\u{202e}d\0e\r"), "a [2Jb cd e ");
        assert_eq!(harmless("Ёж и 👩‍👧"), "Ёж и 👩‍👧");
    }

    #[test]
    fn a_person_is_told_what_can_be_done() {
        assert!(advice(ErrorCode::KeychainMissing).is_some_and(|sentence| sentence.contains(' ')), "a sentence of the window");
        assert_eq!(advice(ErrorCode::StateConflict), None);
    }
}
