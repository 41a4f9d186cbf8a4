//! `sla explain`: the deadline of a message under the rules of a new shop, and why.
//!
//! The rules hear the message by their phrases and by what it means. Its urgency is a scale of its own
//! (design 5) and raises the level only when asked for: the answer is what the rules say.

use crate::args::SlaExplain;
use crate::asked::{self, each_line};
use crate::face::Face;
use crate::failure::Failure;
use crate::lines::VerdictLine;
use pult_assist::classify::Classifier;
use pult_core::words::{Words, locale};
use pult_domain::sla::{Calendar, CalendarFault, Judge, Letter, Memory, SlaPolicy};
use pult_domain::{AtMs, ErrorCode};
use serde::Deserialize;
use std::collections::HashMap;

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
    let SlaExplain { text, at, zone, channel, urgency, stdin: _ } = explain;
    let classifier = Classifier::shipped().map_err(|fault| Failure::failed(ErrorCode::Internal, fault.to_string()))?;
    let mut desk = Desk { judges: HashMap::new(), memory: Memory::default(), words: Words::of(&locale(None)), classifier, urgency };
    if let Some((text, at)) = text.zip(at) {
        let asked = Asked { id: serde_json::Value::Null, text, at, zone: Some(zone), channel };
        return face.line(&desk.judge(&asked)?);
    }
    each_line("{\"id\",\"text\",\"at\"}", |mut asked: Asked| {
        asked.zone = asked.zone.or_else(|| Some(zone.clone()));
        asked.channel = asked.channel.or_else(|| channel.clone());
        face.line(&desk.judge(&asked)?)
    })
}

/// The judges of the zones met so far.
struct Desk {
    judges: HashMap<String, Judge>,
    memory: Memory,
    words: Words,
    classifier: &'static Classifier,
    /// Whether urgency raises the level.
    urgency: bool,
}

impl Desk {
    fn judge(&mut self, asked: &Asked) -> Result<VerdictLine, Failure> {
        let usage = |what: &str| Failure::usage(ErrorCode::InvalidRequest, what);
        let at: jiff::Timestamp = asked.at.parse().map_err(|_| usage("`at` is a moment with its offset: 2026-11-20T10:00:00Z"))?;
        let channel = asked::channel(asked.channel.as_deref())?;
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
        let reading = (!asked.text.trim().is_empty()).then(|| self.classifier.read(&asked.text));
        let letter = match &reading {
            Some(reading) if self.urgency => letter.heard(reading),
            reading => Letter { reading: reading.as_ref(), ..letter },
        };
        let verdict = judge.verdict(&mut self.memory, &letter);
        let sentence = self.words.why(&verdict, Some(&asked.text), None);
        Ok(VerdictLine::new(asked.id.clone(), verdict, sentence))
    }
}
