//! Sending a text, or a picture: uploaded first, then sent by its id.
//!
//! The upload may be repeated at will, for nobody sees it. The send may not: there is no key by
//! which Avito would know a reply again.

use pult_domain::{ErrorCode, RemoteMessageId, Retry};
use reqwest::Method as Verb;
use serde_json::json;

use crate::avito::limits::Method;
use crate::avito::{Avito, Body, Call, Fault, is_id, segment};
use crate::channel::{ChannelError, OutgoingFile, SendReply, Sent, Uncertain};
use crate::http::answer::problem_detail;
use crate::http::{Answer, file_part};
use crate::loose::{self, Fields};

/// The form of `uploadImages` (messenger.json: `uploadfile[]`, one picture).
pub(super) fn picture_form(file: &OutgoingFile) -> Result<reqwest::multipart::Form, ChannelError> {
    Ok(reqwest::multipart::Form::new().part("uploadfile[]", file_part(file)?))
}

impl Avito {
    /// See [`crate::Channel::send`].
    pub(super) async fn send_once(&self, reply: &SendReply) -> Result<Sent, Uncertain> {
        let chat = segment(reply.chat.as_str()).map_err(Uncertain::Refused)?;
        let (tail, json): (&[&str], _) = match &reply.file {
            None => (&["messages"], json!({ "message": { "text": reply.text }, "type": "text" })),
            // Two messages for one reply would leave half of it in doubt.
            Some(_) if !reply.text.is_empty() => {
                return Err(Uncertain::Refused(ChannelError::of(ErrorCode::NotSupported, Retry::Never, "a picture and a text are two messages at Avito")));
            }
            Some(file) => (&["messages", "image"], json!({ "image_id": self.upload(file).await? })),
        };
        let segments: Vec<&str> = ["chats", chat].into_iter().chain(tail.iter().copied()).collect();
        let url = self.messenger("v1", &segments).await.map_err(ChannelError::before_sending)?;
        let call = Call { body: Body::Json(json), ..Call::new(Method::Send, Verb::POST, url) };
        let answer = match self.exchange(&self.line.http.sends, &call).await {
            Ok(answer) => answer,
            Err(Fault::Before(error)) => return Err(error.before_sending()),
            Err(Fault::Broken(broken)) => return Err(broken.into_failed_send()),
        };
        let secrets = [reply.text.as_str()];
        if answer.is_success() {
            return accepted(&answer, |words| self.clean(words, &secrets));
        }
        let named = |error| self.named(Method::Send, &answer, error);
        Err(match self.judge(Method::Send, &secrets, |judge| judge.failed_send(&answer)) {
            Uncertain::TurnedAway(error) => Uncertain::TurnedAway(named(error)),
            Uncertain::Refused(error) => Uncertain::Refused(named(error)),
            Uncertain::AnswerLost(error) => Uncertain::AnswerLost(error),
        })
    }

    /// Uploads a picture; its id. Whatever fails here, no message was sent.
    async fn upload(&self, file: &OutgoingFile) -> Result<String, Uncertain> {
        let url = self.messenger("v1", &["uploadImages"]).await.map_err(ChannelError::before_sending)?;
        let call = Call { body: Body::Picture(file), ..Call::new(Method::Upload, Verb::POST, url) };
        let answer = self.read(&call).await.map_err(ChannelError::before_sending)?;
        let text = String::from_utf8_lossy(&answer.body);
        let id = Fields::of(&text).and_then(|fields| {
            let sizes = |key: &&str| fields.get(key).is_some_and(|raw| Fields::of(raw.get()).is_some());
            fields.keys().filter(|key| *key != "error" && is_id(key)).find(sizes).map(str::to_owned)
        });
        id.ok_or_else(|| {
            let words = problem_detail(&answer.body).map(|words| self.clean(&words, &[]));
            let (code, retry) = if words.is_some() { (ErrorCode::ChannelRefused, Retry::Never) } else { (ErrorCode::AnswerUnreadable, Retry::Soon) };
            let error = ChannelError::of(code, retry, words.as_deref().unwrap_or("the answer names no picture"));
            ChannelError { status: Some(answer.status), ..error }.before_sending()
        })
    }
}

/// Reads the answer to a send that came with a success: the message, or nothing certain.
fn accepted(answer: &Answer, clean: impl Fn(&str) -> String) -> Result<Sent, Uncertain> {
    let text = String::from_utf8_lossy(&answer.body);
    let text = loose::mended(text.strip_prefix('\u{feff}').unwrap_or(&text));
    let fields = Fields::of(&text);
    let id = fields.as_ref().and_then(|fields| fields.text("id")).filter(|id| is_id(id));
    if let (Some(fields), Some(id)) = (fields, id) {
        let sent_at = loose::moment(fields.number("created"), None);
        return Ok(Sent { remote_id: Some(RemoteMessageId::new(id)), sent_at, ..Sent::default() });
    }
    let (code, detail) = match problem_detail(&answer.body) {
        Some(words) => (ErrorCode::ChannelRefused, clean(&words)),
        None => (ErrorCode::AnswerUnreadable, "the answer to the reply holds no message".to_owned()),
    };
    Err(Uncertain::AnswerLost(ChannelError { status: Some(answer.status), ..ChannelError::of(code, Retry::Soon, &detail) }))
}
