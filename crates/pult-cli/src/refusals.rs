//! Command lines that are no command lines, told as the contract wants it.

use crate::face::Format;
use crate::failure::Failure;
use clap::error::ErrorKind;
use pult_domain::ErrorCode;
use std::ffi::OsString;

/// The format asked for, as far as it can be told before the command line is understood: the
/// refusal of a bad command line has a format too.
pub(crate) fn wanted_format(words: &[OsString]) -> Format {
    let words: Vec<_> = words.iter().map(|word| word.to_string_lossy()).collect();
    let joined = words.iter().any(|word| word == "--format=json");
    let apart = words.iter().zip(words.iter().skip(1)).any(|(word, next)| word == "--format" && next == "json");
    if joined || apart { Format::Json } else { Format::Text }
}

/// What clap says, in our words' form.
pub(crate) fn of_clap(error: &clap::Error) -> Failure {
    let text = error.render().to_string();
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => Failure::Told(text),
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand | ErrorKind::MissingSubcommand => {
            Failure::usage(ErrorCode::InvalidRequest, "A command is missing; `pultctl --help` lists them")
        }
        _ => Failure::usage(ErrorCode::InvalidRequest, first_words(&text)),
    }
}

/// The sentence itself, without the usage and the hints below it.
fn first_words(text: &str) -> String {
    let lines = text.lines().take_while(|line| !line.starts_with("Usage:") && !line.starts_with("For more")).map(str::trim);
    let sentence = lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ");
    sentence.strip_prefix("error: ").unwrap_or(&sentence).to_owned()
}
