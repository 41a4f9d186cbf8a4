//! `sla explain`: the deadline of a message under the rules of a new shop, and why.

use crate::args::SlaExplain;
use crate::face::Face;
use crate::failure::Failure;
use crate::lines::VerdictLine;
use pult_core::words::{Words, locale};
use pult_domain::sla::{Calendar, CalendarFault, Judge, Letter, Memory, SlaPolicy};
use pult_domain::{AtMs, ChannelKind, ErrorCode};
use serde::Deserialize;
use std::collections::HashMap;
use std::io::BufRead as _;

/// A line of stdin.
#[derive(Debug, Deserialize)]
struct Asked {
    id: serde_json::Value,
    text: String,
    at: String,
    #[serde(default)]
    zone: Option<String>,
    #[serde(default)]
    channel: Option<String>,
}

/// Explains one message, or one a line.
pub(crate) fn explain(explain: SlaExplain, face: &Face) -> Result<(), Failure> {
    let mut desk = Desk { judges: HashMap::new(), memory: Memory::default(), words: Words::of(&locale(None)) };
    let SlaExplain { text, at, zone, channel, stdin: _ } = explain;
    if let Some((text, at)) = text.zip(at) {
        let asked = Asked { id: serde_json::Value::Null, text, at, zone: Some(zone), channel };
        return face.line(&desk.judge(&asked)?);
    }
    for (number, line) in std::io::stdin().lock().lines().enumerate() {
        let line = line.map_err(|error| match error.kind() {
            std::io::ErrorKind::InvalidData => Failure::failed(ErrorCode::InvalidUtf8, format!("Line {} is not UTF-8", number + 1)),
            kind => Failure::failed(ErrorCode::InvalidRequest, format!("stdin cannot be read: {kind}")),
        })?;
        if line.trim().is_empty() {
            continue;
        }
        // What serde says of a line may quote it; the place is enough.
        let mut asked: Asked = serde_json::from_str(&line).map_err(|error| {
            Failure::usage(ErrorCode::InvalidRequest, format!("Line {} is not {{\"id\",\"text\",\"at\"}} (column {})", number + 1, error.column()))
        })?;
        asked.zone = asked.zone.or_else(|| Some(zone.clone()));
        asked.channel = asked.channel.or_else(|| channel.clone());
        face.line(&desk.judge(&asked)?)?;
    }
    Ok(())
}

/// The judges of the zones met so far.
struct Desk {
    judges: HashMap<String, Judge>,
    memory: Memory,
    words: Words,
}

impl Desk {
    fn judge(&mut self, asked: &Asked) -> Result<VerdictLine, Failure> {
        let usage = |what: &str| Failure::usage(ErrorCode::InvalidRequest, what);
        let at: jiff::Timestamp = asked.at.parse().map_err(|_| usage("`at` is a moment with its offset: 2026-11-20T10:00:00Z"))?;
        let channel = asked.channel.as_deref().map(|name| {
            ChannelKind::parse(name)
                .ok_or_else(|| Failure::usage(ErrorCode::UnknownChannel, format!("Known channels: {}", ChannelKind::ALL.map(ChannelKind::as_str).join(", "))))
        });
        let channel = channel.transpose()?;
        let zone = asked.zone.clone().unwrap_or_default();
        if !self.judges.contains_key(&zone) {
            let calendar = Calendar { zone: zone.clone(), ..Calendar::default() };
            let judge = SlaPolicy { calendar, ..SlaPolicy::default() }.ready().map_err(|fault| match fault {
                CalendarFault::ZoneUnknown => usage("`zone` is a name like Europe/Moscow"),
                CalendarFault::HoursInvalid => usage("These hours are not hours of a day"),
            })?;
            self.judges.insert(zone.clone(), judge);
        }
        let Some(judge) = self.judges.get(&zone) else { return Err(usage("No such zone")) };
        let letter = Letter { channel, ..Letter::new(&asked.text, AtMs(at.as_millisecond())) };
        let verdict = judge.verdict(&mut self.memory, &letter);
        let sentence = self.words.why(&verdict, Some(&asked.text));
        Ok(VerdictLine::new(asked.id.clone(), verdict, sentence))
    }
}
