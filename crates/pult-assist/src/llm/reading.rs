//! The state of one answer while it comes: pure, fed by pieces, bounded. What the network does is
//! in `stream`; the fuzz target and the recorded fixtures drive this very type.

use crate::llm::Failure;
use crate::llm::complaint;
use crate::llm::profile::Wire;
use crate::llm::shapes::{Finish, Piece};
use crate::llm::think::Think;
use pult_domain::ErrorCode;
use serde_json::Value;

/// Bytes of text taken for each token that was asked for; a token is seldom more than ten bytes.
const BYTES_A_TOKEN: usize = 24;
/// Bytes taken beyond that, whatever was asked for.
const SLACK: usize = 4_096;
/// Bytes of thinking taken at most, for models that cannot be kept from it: 1 MB.
const MOST_THOUGHT: usize = 1 << 20;

/// An answer in the making.
#[derive(Debug)]
pub struct Reading {
    wire: Wire,
    most: usize,
    think: Think,
    text: String,
    arguments: String,
    thought: usize,
    finish: Option<Finish>,
    last: bool,
    seen: Seen,
}

/// What the provider told about an answer, whole or not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Seen {
    /// The model's name.
    pub model: Option<String>,
    /// Tokens of the question.
    pub tokens_in: Option<u32>,
    /// Tokens of the answer.
    pub tokens_out: Option<u32>,
    /// What it cost, in millionths of the provider's currency.
    pub cost_micros: Option<i64>,
}

/// A whole answer, not yet held against a schema.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Whole {
    /// Text, or the arguments of the tool that stands for it.
    pub text: String,
    /// The most tokens were reached.
    pub cut_short: bool,
}

impl Reading {
    /// Nothing came yet. `max_tokens` is what was asked for: some servers do not keep to it.
    #[must_use]
    pub fn new(wire: Wire, max_tokens: u32) -> Self {
        let most = usize::try_from(max_tokens).unwrap_or(usize::MAX).saturating_mul(BYTES_A_TOKEN).saturating_add(SLACK);
        Self {
            wire,
            most,
            think: Think::default(),
            text: String::new(),
            arguments: String::new(),
            thought: 0,
            finish: None,
            last: false,
            seen: Seen::default(),
        }
    }

    /// One event's data, or one line; what of it may be shown.
    ///
    /// # Errors
    /// The provider's error, `model_malformed`, `model_endless`.
    pub fn event(&mut self, data: &str) -> Result<String, Failure> {
        let data = data.trim();
        if data == "[DONE]" {
            self.last = true;
            return Ok(String::new());
        }
        if data.is_empty() || self.last {
            return Ok(String::new());
        }
        let value: Value = serde_json::from_str(data).map_err(|_| Failure::new(ErrorCode::ModelMalformed, "a piece of the answer is no JSON"))?;
        self.value(&value)
    }

    /// A body that came in one piece, blank lines before it included.
    ///
    /// # Errors
    /// As [`Self::event`].
    pub fn whole(&mut self, body: &[u8]) -> Result<String, Failure> {
        let text = String::from_utf8_lossy(body);
        let value: Value = serde_json::from_str(text.trim()).map_err(|_| Failure::new(ErrorCode::ModelMalformed, "the answer is no JSON"))?;
        let shown = self.value(&value)?;
        // It came with its length; a gateway's answer without a reason is complete all the same.
        if self.finish.is_none() && (!self.text.is_empty() || !self.arguments.is_empty() || !shown.is_empty()) {
            self.finish = Some(Finish::Stop);
        }
        self.last = true;
        Ok(shown)
    }

    fn value(&mut self, value: &Value) -> Result<String, Failure> {
        if let Some(failure) = complaint::inside(value) {
            return Err(failure);
        }
        if !value.is_object() {
            return Err(Failure::new(ErrorCode::ModelMalformed, "a piece of the answer is no object"));
        }
        let piece = Piece::read(self.wire, value);
        // A refusal is followed by an ordinary end, which does not make it an answer.
        if matches!(self.finish, None | Some(Finish::Stop | Finish::Length)) {
            self.finish = piece.finish.or(self.finish);
        }
        self.last |= piece.last;
        let seen = &mut self.seen;
        seen.model = piece.model.or(seen.model.take());
        seen.tokens_in = piece.tokens_in.or(seen.tokens_in);
        seen.tokens_out = piece.tokens_out.or(seen.tokens_out);
        seen.cost_micros = piece.cost_micros.or(seen.cost_micros);
        self.thought = self.thought.saturating_add(piece.thought);
        self.arguments.push_str(&piece.arguments);
        let before = self.text.len();
        let mut shown = self.think.pass(&piece.text);
        // Thinking inside the text is thinking, too.
        self.thought = self.thought.saturating_add(piece.text.len().saturating_sub(shown.len()));
        self.text.push_str(&shown);
        if self.text.len().max(self.arguments.len()) > self.most || self.thought > MOST_THOUGHT {
            return Err(Failure::new(ErrorCode::ModelEndless, "the answer is longer than was asked for"));
        }
        // A tool's arguments are the answer: they are shown in its place.
        if before == self.text.len() {
            shown = piece.arguments;
        }
        Ok(shown)
    }

    /// Whether a reason for the end has come; counts of tokens may follow.
    #[must_use]
    pub fn is_finished(&self) -> bool {
        self.finish.is_some()
    }

    /// Whether nothing follows.
    #[must_use]
    pub fn is_last(&self) -> bool {
        self.last
    }

    /// What the provider told so far.
    #[must_use]
    pub fn seen(&self) -> &Seen {
        &self.seen
    }

    /// The answer, when nothing more comes.
    ///
    /// # Errors
    /// `model_cut` without a reason for the end, `model_declined`, `model_context_too_long`,
    /// `model_unavailable`, `model_empty`.
    pub fn end(&mut self) -> Result<Whole, Failure> {
        let rest = self.think.rest();
        self.text.push_str(&rest);
        match self.finish {
            // `[DONE]` without a reason is an end as well: some gateways leave reasons out.
            None if self.last && !(self.text.trim().is_empty() && self.arguments.is_empty()) => {}
            None if self.last => return Err(Failure::new(ErrorCode::ModelEmpty, "the answer has no text")),
            None => return Err(Failure::new(ErrorCode::ModelCut, "the answer stopped without an end")),
            Some(Finish::Declined) => return Err(Failure::new(ErrorCode::ModelDeclined, "the model declined")),
            Some(Finish::Context) => return Err(Failure::new(ErrorCode::ModelContextTooLong, "the context is full")),
            Some(Finish::Failed) => return Err(Failure::new(ErrorCode::ModelUnavailable, "the provider ended with an error")),
            Some(Finish::Stop | Finish::Length) => {}
        }
        let text = if self.arguments.trim().is_empty() { &self.text } else { &self.arguments };
        let text = text.trim();
        if text.is_empty() {
            return Err(Failure::new(ErrorCode::ModelEmpty, "the answer has no text"));
        }
        Ok(Whole { text: text.to_owned(), cut_short: self.finish == Some(Finish::Length) })
    }
}
