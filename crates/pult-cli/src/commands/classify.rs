//! `classify`: what messages mean, one a line, without any data.

use crate::asked::{channel, each_line};
use crate::face::Face;
use crate::failure::Failure;
use crate::lines::ReadingLine;
use pult_assist::classify::Classifier;
use pult_domain::ErrorCode;
use serde::Deserialize;

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
    each_line("{\"id\",\"text\"}", |asked: Asked| {
        channel(asked.channel.as_deref())?;
        face.line(&ReadingLine::new(asked.id, classifier.read(&asked.text)))
    })
}
