//! Bytes into events into an answer. No clock and no socket here: whoever hands in the bytes has
//! bounded their time (`client`), so that this can be fed from a file in pieces of any size.
//!
//! eventsource-stream does what the standard says: comments dropped, CR LF and lines of several
//! data fields joined, letters cut between packets put together, a last event without its blank
//! line dropped (GigaChat ends that way, so a reason for the end counts more than `[DONE]`).

use crate::llm::Failure;
use crate::llm::profile::Wire;
use crate::llm::reading::{Reading, Seen, Whole};
use eventsource_stream::{EventStreamError, Eventsource};
use futures_util::{FutureExt, Stream, StreamExt, stream};
use pult_domain::ErrorCode;

/// Largest answer taken on the wire, wrapping and all: 16 MB.
pub(crate) const LARGEST_ANSWER: usize = 16 << 20;
/// Longest line of a stream: 1 MB. Beyond, looking for its end again with every packet would cost
/// more than the answer is worth.
pub(crate) const LONGEST_LINE: usize = 1 << 20;

/// How a body is cut into pieces of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Framing {
    /// Server-sent events.
    Events,
    /// One JSON value a line.
    Lines,
    /// One JSON value.
    Whole,
}

impl Framing {
    /// By what the answer says it is; a page of HTML (a hotel's login) is none of these.
    pub(crate) fn of(wire: Wire, content_type: &str) -> Option<Self> {
        let kind = content_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        match (wire, kind.as_str()) {
            (_, "text/html") => None,
            (_, "text/event-stream") => Some(Self::Events),
            (Wire::Ollama, _) => Some(Self::Lines),
            (_, "application/json") => Some(Self::Whole),
            _ => Some(Self::Events),
        }
    }
}

/// Drives a reading over a body to its end.
pub(crate) async fn drive<S, B>(body: S, framing: Framing, reading: &mut Reading, shown: &mut (dyn FnMut(&str, &Reading) + Send)) -> Result<Whole, Failure>
where
    S: Stream<Item = Result<B, Failure>>,
    B: AsRef<[u8]>,
{
    let mut bounded = Bounds::default();
    let mut whole = WholeLines::default();
    let body = body.map(move |piece| {
        let piece = bounded.pass(piece?, framing)?;
        Ok::<_, Failure>(if framing == Framing::Events { whole.lines(piece.as_ref()) } else { piece.as_ref().to_vec() })
    });
    match framing {
        Framing::Events => events(body, reading, shown).await?,
        Framing::Lines => lines(body, reading, shown).await?,
        Framing::Whole => {
            let mut all = Vec::new();
            let mut body = std::pin::pin!(body);
            while let Some(piece) = body.next().await {
                all.extend_from_slice(piece?.as_ref());
            }
            let text = reading.whole(&all)?;
            tell(&text, reading, shown);
        }
    }
    reading.end()
}

fn tell(text: &str, reading: &Reading, shown: &mut (dyn FnMut(&str, &Reading) + Send)) {
    shown(text, reading);
}

async fn events<S, B>(body: S, reading: &mut Reading, shown: &mut (dyn FnMut(&str, &Reading) + Send)) -> Result<(), Failure>
where
    S: Stream<Item = Result<B, Failure>>,
    B: AsRef<[u8]>,
{
    let mut events = std::pin::pin!(body.eventsource());
    while let Some(event) = events.next().await {
        let event = event.map_err(|error| match error {
            EventStreamError::Transport(failure) => failure,
            EventStreamError::Utf8(_) => Failure::new(ErrorCode::ModelMalformed, "the answer is no UTF-8"),
            EventStreamError::Parser(_) => Failure::new(ErrorCode::ModelMalformed, "the answer is no stream of events"),
        })?;
        let text = reading.event(&event.data)?;
        tell(&text, reading, shown);
        if reading.is_last() {
            break;
        }
    }
    Ok(())
}

async fn lines<S, B>(body: S, reading: &mut Reading, shown: &mut (dyn FnMut(&str, &Reading) + Send)) -> Result<(), Failure>
where
    S: Stream<Item = Result<B, Failure>>,
    B: AsRef<[u8]>,
{
    let mut held: Vec<u8> = Vec::new();
    let mut body = std::pin::pin!(body);
    while let Some(piece) = body.next().await {
        for part in piece?.as_ref().split_inclusive(|byte| *byte == b'\n') {
            held.extend_from_slice(part);
            if part.ends_with(b"\n") {
                let text = reading.event(&String::from_utf8_lossy(&held))?;
                held.clear();
                tell(&text, reading, shown);
                if reading.is_last() {
                    return Ok(());
                }
            }
        }
    }
    // The last line needs no end.
    let text = reading.event(&String::from_utf8_lossy(&held))?;
    tell(&text, reading, shown);
    Ok(())
}

/// Hands on whole lines only, each ended by a line feed. The parser of events looks through what it
/// holds with every packet, so a long line in small packets would cost its square; and a packet that
/// ends between CR and LF would look like an empty line, which ends an event too early.
#[derive(Debug, Default)]
struct WholeLines {
    held: Vec<u8>,
    after_return: bool,
}

impl WholeLines {
    fn lines(&mut self, piece: &[u8]) -> Vec<u8> {
        let mut ended = None;
        for byte in piece {
            match byte {
                b'\n' if self.after_return => {}
                b'\r' | b'\n' => {
                    self.held.push(b'\n');
                    ended = Some(self.held.len());
                }
                byte => self.held.push(*byte),
            }
            self.after_return = *byte == b'\r';
        }
        let Some(ended) = ended else { return Vec::new() };
        let rest = self.held.split_off(ended);
        std::mem::replace(&mut self.held, rest)
    }
}

/// The limits of size.
#[derive(Debug, Default)]
struct Bounds {
    all: usize,
    line: usize,
}

impl Bounds {
    fn pass<B: AsRef<[u8]>>(&mut self, piece: B, framing: Framing) -> Result<B, Failure> {
        let bytes = piece.as_ref();
        self.all = self.all.saturating_add(bytes.len());
        self.line = match bytes.iter().rposition(|byte| matches!(byte, b'\n' | b'\r')) {
            Some(at) => bytes.len() - at,
            None => self.line.saturating_add(bytes.len()),
        };
        if self.all > LARGEST_ANSWER || (framing != Framing::Whole && self.line > LONGEST_LINE) {
            return Err(Failure::new(ErrorCode::ModelEndless, "the answer is larger than we take"));
        }
        Ok(piece)
    }
}

/// Everything that comes of a body handed in in pieces: what was shown, what was told, the end.
/// For the fixtures and the fuzz target.
pub(crate) fn read_pieces(wire: Wire, framing: Framing, max_tokens: u32, pieces: &[&[u8]]) -> (String, Seen, Result<Whole, Failure>) {
    let mut reading = Reading::new(wire, max_tokens);
    let mut seen = String::new();
    let body = stream::iter(pieces.iter().map(|piece| Ok::<_, Failure>(*piece)));
    let mut show = |text: &str, _: &Reading| seen.push_str(text);
    let end = drive(body, framing, &mut reading, &mut show).now_or_never();
    let end = end.unwrap_or_else(|| Err(Failure::new(ErrorCode::Internal, "a body at hand was waited for")));
    (seen, reading.seen().clone(), end)
}
