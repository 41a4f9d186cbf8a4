//! Commands that are asked one line at a time: JSON lines on stdin until it ends.

use crate::failure::Failure;
use pult_domain::{ChannelKind, ErrorCode};
use serde::de::DeserializeOwned;
use std::io::BufRead as _;

/// Reads questions of a shape until stdin ends; the lines before a bad one are answered. `shape` says
/// in an error what a line looks like.
pub(crate) fn each_line<T: DeserializeOwned>(shape: &str, mut answer: impl FnMut(T) -> Result<(), Failure>) -> Result<(), Failure> {
    for (number, line) in std::io::stdin().lock().lines().enumerate() {
        let line = line.map_err(|error| match error.kind() {
            std::io::ErrorKind::InvalidData => Failure::failed(ErrorCode::InvalidUtf8, format!("Line {} is not UTF-8", number + 1)),
            kind => Failure::failed(ErrorCode::InvalidRequest, format!("stdin cannot be read: {kind}")),
        })?;
        // Files of another system may begin with a byte order mark.
        let line = if number == 0 { line.trim_start_matches('\u{feff}') } else { line.as_str() };
        if line.trim().is_empty() {
            continue;
        }
        // What serde says of a line may quote it; the place is enough.
        let asked = serde_json::from_str(line)
            .map_err(|error| Failure::usage(ErrorCode::InvalidRequest, format!("Line {} is not {shape} (column {})", number + 1, error.column())))?;
        answer(asked).map_err(|failure| failure.on_line(number + 1))?;
    }
    Ok(())
}

/// The channel named on a line, where one is named.
pub(crate) fn channel(name: Option<&str>) -> Result<Option<ChannelKind>, Failure> {
    let known = || format!("Known channels: {}", ChannelKind::ALL.map(ChannelKind::as_str).join(", "));
    name.map(|name| ChannelKind::parse(name).ok_or_else(|| Failure::usage(ErrorCode::UnknownChannel, known()))).transpose()
}
