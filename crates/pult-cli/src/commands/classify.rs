//! `classify`: what messages mean, one a line, without any data.

use crate::face::Face;
use crate::failure::Failure;
use crate::lines::ReadingLine;
use pult_assist::classify::Classifier;
use pult_domain::{ChannelKind, ErrorCode};
use serde::Deserialize;
use std::io::BufRead as _;

/// A line of stdin.
#[derive(Debug, Deserialize)]
struct Asked {
    id: serde_json::Value,
    text: String,
    /// Accepted so that exports can be piped through; the words of a message mean the same everywhere.
    #[serde(default)]
    channel: Option<String>,
}

/// Reads messages until stdin ends; the lines before a bad one are answered.
pub(crate) fn run(face: &Face) -> Result<(), Failure> {
    let classifier = Classifier::shipped().map_err(|fault| Failure::failed(ErrorCode::Internal, fault.to_string()))?;
    for (number, line) in std::io::stdin().lock().lines().enumerate() {
        let line = line.map_err(|error| match error.kind() {
            std::io::ErrorKind::InvalidData => Failure::failed(ErrorCode::InvalidUtf8, format!("Line {} is not UTF-8", number + 1)),
            kind => Failure::failed(ErrorCode::InvalidRequest, format!("stdin cannot be read: {kind}")),
        })?;
        if line.trim().is_empty() {
            continue;
        }
        // What serde says of a line may quote it; the place is enough.
        let asked: Asked = serde_json::from_str(&line).map_err(|error| {
            Failure::usage(ErrorCode::InvalidRequest, format!("Line {} is not {{\"id\",\"text\"}} (column {})", number + 1, error.column()))
        })?;
        if asked.channel.as_deref().is_some_and(|name| ChannelKind::parse(name).is_none()) {
            return Err(Failure::usage(ErrorCode::UnknownChannel, format!("Known channels: {}", ChannelKind::ALL.map(ChannelKind::as_str).join(", "))));
        }
        face.line(&ReadingLine::new(asked.id, classifier.read(&asked.text)))?;
    }
    Ok(())
}
