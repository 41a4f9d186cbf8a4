//! Wildberries: buyer chats by token, one event feed for all of them.
//!
//! Written from the official description of the buyer chat (communications.yaml, 2026-07-23) and
//! of the methods around it (context.yaml). Facts that are not in it are marked where they are used.

mod feed;
pub(crate) mod fuzz;
mod limits;
mod loose;
mod token;
mod token_check;
mod wire;

use std::sync::{Arc, Mutex, PoisonError};

use async_trait::async_trait;
use pult_domain::retry::LONGEST_SERVER_WAIT_MS;
use pult_domain::{AtMs, ChannelLimits, Clock, Cursor, ErrorCode, FeedChat, FeedPage, RemoteChatId, Retry, TokenCheck, TokenKind};
use reqwest::header::{AUTHORIZATION, HeaderValue};
use reqwest::multipart::Form;
use reqwest::{Client, Method as Verb, RequestBuilder, Url};
use secrecy::{ExposeSecret, SecretString};
use serde_json::value::RawValue;

use crate::channel::{Channel, ChannelError, Connect, Download, ItemFacts, ItemsTold, Marks, Quota, SendReply, Sent, Uncertain};
use crate::http::answer::{Judge, problem_detail, redact};
use crate::http::line::{Line, fingerprint};
use crate::http::{Answer, file_part};
use feed::Rejected;
pub(crate) use limits::Method;
#[cfg(test)]
pub(crate) use limits::limits;
use loose::Fields;
use token::Claims;

/// How far before the stored cursor a round begins, in milliseconds. See decision 0004.
const OVERLAP_MS: i64 = 2 * 60 * 1_000;

/// How long after a refused cursor the feed is not read from its beginning again, in milliseconds.
const RESCAN_PAUSE_MS: i64 = 60 * 60 * 1_000;

/// How long a file in moderation is left alone when the answer does not say, in milliseconds.
const MODERATION_PAUSE_MS: i64 = 30_000;

/// One shop at Wildberries.
pub(crate) struct Wildberries {
    line: Line,
    token: Result<SecretString, ErrorCode>,
    claims: Option<Claims>,
    rescanned_at: Mutex<Option<AtMs>>,
}

impl Wildberries {
    pub(crate) fn open(connect: Connect, clock: Arc<dyn Clock>) -> Result<Self, ChannelError> {
        let cleaned = token::clean(connect.token.expose_secret());
        let claims = cleaned.ok().and_then(token::read);
        let kind = claims.as_ref().and_then(|claims| claims.kind).unwrap_or(TokenKind::Unknown);
        let seller = claims.as_ref().and_then(|claims| claims.seller.clone()).unwrap_or_else(|| fingerprint(connect.token.expose_secret()));
        let line = Line::open(&connect, clock, &format!("{seller}|{}", kind.as_str()), || limits::limits(kind))?;
        Ok(Self { line, token: cleaned.map(|token| SecretString::from(token.to_owned())), claims, rescanned_at: Mutex::default() })
    }

    fn kind(&self) -> TokenKind {
        self.claims.as_ref().and_then(|claims| claims.kind).unwrap_or(TokenKind::Unknown)
    }

    fn request(&self, client: &Client, verb: Verb, url: Url) -> Result<RequestBuilder, ChannelError> {
        let token = self.token.as_ref().map_err(|code| ChannelError::of(*code, Retry::NeedsOwner, "the token cannot be sent"))?;
        let mut header = HeaderValue::from_str(token.expose_secret())
            .map_err(|_| ChannelError::of(ErrorCode::TokenMalformed, Retry::NeedsOwner, "the token cannot be sent"))?;
        header.set_sensitive(true);
        Ok(client.request(verb, url).header(AUTHORIZATION, header))
    }

    /// One reading request: turn, call, learn; statuses in `expected` and successes come back.
    async fn read(&self, method: Method, request: RequestBuilder, expected: &[u16]) -> Result<Answer, ChannelError> {
        let answer = self.line.read(method.lane(self.kind()), limits::PAUSE_MS, request).await?;
        if answer.is_success() || expected.contains(&answer.status) { Ok(answer) } else { Err(self.judge(method, &[], |judge| judge.status(&answer))) }
    }

    /// Judges an answer with what is known of the token.
    fn judge<T>(&self, method: Method, more_secrets: &[&str], verdict: impl FnOnce(&Judge<'_>) -> T) -> T {
        let now = self.line.clock.now();
        let claims = self.claims.as_ref();
        let expired = claims.and_then(|claims| claims.expires_at).is_some_and(|end| end <= now);
        let may = claims.and_then(Claims::may_chat);
        // A wrong category answers 401 like a wrong token does (WB's token page); the mask tells.
        let unauthorized = match may {
            _ if expired => (ErrorCode::TokenExpired, None),
            Some(false) => (ErrorCode::TokenMissingRight, Some(token::RIGHT_CHAT)),
            _ => (ErrorCode::TokenRejected, None),
        };
        let right = Some(if method == Method::Cards { token::RIGHT_CONTENT } else { token::RIGHT_CHAT });
        let barred = method == Method::Message && claims.is_some_and(Claims::read_only);
        let forbidden = match may {
            Some(true) if !barred => (ErrorCode::TokenRejected, None),
            _ => (ErrorCode::TokenMissingRight, Some(token::RIGHT_CHAT)),
        };
        let token = self.token.as_ref().map(|token| token.expose_secret()).unwrap_or_default();
        let secrets: Vec<&str> = std::iter::once(token).chain(more_secrets.iter().copied()).collect();
        verdict(&Judge { now, secrets: &secrets, unauthorized, right, forbidden })
    }

    async fn events(&self, after: Option<i64>) -> Result<FeedPage, ChannelError> {
        let mut url = self.line.url(hosts::CHAT, "/api/v1/seller/events", None)?;
        if let Some(next) = after {
            url.query_pairs_mut().append_pair("next", &next.to_string());
        }
        let request = self.request(&self.line.http.reads, Verb::GET, url)?;
        let answer = self.read(Method::Events, request, &[]).await?;
        feed::page(&answer.body, after, self.line.latest_now()).map_err(|rejected| {
            let (code, retry, detail) = match rejected {
                Rejected::Unreadable(why) => (ErrorCode::AnswerUnreadable, Retry::Soon, why.to_owned()),
                Rejected::TooMany => (ErrorCode::AnswerTooLarge, Retry::Never, format!("more than {} events in one page", wire::MOST_EVENTS)),
                Rejected::Errors(words) => (ErrorCode::ChannelFailed, Retry::Soon, self.clean_words(&words, &[])),
            };
            ChannelError { status: Some(answer.status), ..ChannelError::of(code, retry, &detail) }
        })
    }

    fn clean_words(&self, words: &str, more_secrets: &[&str]) -> String {
        self.judge(Method::Chats, more_secrets, |judge| redact(words, judge.secrets))
    }

    /// Whether a refused cursor may be answered by reading the feed from its beginning; at most
    /// once an hour, so that a feed that refuses its own cursors is no endless loop.
    fn may_rescan(&self) -> bool {
        let now = self.line.clock.now();
        let mut last = self.rescanned_at.lock().unwrap_or_else(PoisonError::into_inner);
        let due = last.is_none_or(|at| !(0..RESCAN_PAUSE_MS).contains(&now.since_ms(at)));
        if due {
            *last = Some(now);
        }
        due
    }

    async fn title(&self, nm_id: i64) -> Result<Option<String>, ChannelError> {
        let url = self.line.url(hosts::CONTENT, "/content/v2/get/cards/list", None)?;
        let body = serde_json::json!({
            "settings": { "sort": { "ascending": false }, "cursor": { "limit": 10 }, "filter": { "textSearch": nm_id.to_string(), "withPhoto": -1 } }
        });
        let request = self.request(&self.line.http.reads, Verb::POST, url)?.json(&body);
        let answer = self.read(Method::Cards, request, &[]).await?;
        let text = String::from_utf8_lossy(&answer.body);
        let cards = Fields::of(&text).and_then(|fields| fields.get("cards").and_then(loose::list)).unwrap_or_default();
        let mut cards = cards.into_iter().filter_map(|card| Fields::of(card.get()));
        Ok(cards.find(|card| card.number("nmID") == Some(nm_id)).and_then(|card| card.text("title")).filter(|title| !title.trim().is_empty()))
    }
}

/// What `POST /api/v1/seller/message` takes (communications.yaml, 2026-07-23).
pub(crate) fn accepts() -> ChannelLimits {
    ChannelLimits {
        text_chars: 1_000,
        file_bytes: 5 * 1024 * 1024,
        files_bytes: 30 * 1024 * 1024,
        file_types: ["image/jpeg", "image/png", "application/pdf"].map(str::to_owned).to_vec(),
        files_with_text: true,
        tells_read: false,
        takes_read: false,
        delete_within_ms: None,
        reply_within_ms: None,
    }
}

/// Wildberries' own hosts (communications.yaml and context.yaml, 2026-07-23).
mod hosts {
    pub(super) const CHAT: &str = "https://buyer-chat-api.wildberries.ru";
    pub(super) const COMMON: &str = "https://common-api.wildberries.ru";
    pub(super) const CONTENT: &str = "https://content-api.wildberries.ru";
}

#[async_trait]
impl Channel for Wildberries {
    /// The figures of `POST /api/v1/seller/message` (communications.yaml, 2026-07-23).
    fn limits(&self) -> ChannelLimits {
        accepts()
    }

    async fn check(&self) -> Result<TokenCheck, ChannelError> {
        self.check_token().await
    }

    async fn page(&self, after: Option<&Cursor>, _marks: &dyn Marks) -> Result<FeedPage, ChannelError> {
        // A stored cursor that is no number was not made here: the feed is read from its beginning.
        let after = after.and_then(moment_of);
        match self.events(after).await {
            Err(error) if after.is_some() && refused_cursor(&error) && self.may_rescan() => self.events(None).await,
            outcome => outcome,
        }
    }

    fn clock_ahead_ms(&self) -> i64 {
        self.line.clock_ahead_ms()
    }

    fn clock_was_ahead_ms(&self) -> (i64, i64) {
        self.line.clock_was_ahead_ms()
    }

    fn forget_clock(&self) {
        self.line.forget_clock();
    }

    fn time_there(&self) -> Option<AtMs> {
        self.line.time_there()
    }

    fn overlap(&self, stored: &Cursor) -> Cursor {
        moment_of(stored).map_or_else(|| stored.clone(), |ms| Cursor(ms.saturating_sub(OVERLAP_MS).max(1).to_string()))
    }

    async fn chats(&self) -> Result<Vec<FeedChat>, ChannelError> {
        let request = self.request(&self.line.http.reads, Verb::GET, self.line.url(hosts::CHAT, "/api/v1/seller/chats", None)?)?;
        let answer = self.read(Method::Chats, request, &[]).await?;
        chat_list(&answer.body).ok_or_else(|| ChannelError {
            status: Some(answer.status),
            ..ChannelError::of(ErrorCode::AnswerUnreadable, Retry::Soon, "the list of chats could not be read")
        })
    }

    async fn send(&self, reply: &SendReply) -> Result<Sent, Uncertain> {
        let Some(sign) = reply.reply_token.as_deref().filter(|sign| !sign.is_empty()) else {
            return Err(Uncertain::Refused(ChannelError::of(ErrorCode::ReplyTokenRefused, Retry::Never, "no replySign is known for the chat")));
        };
        let url = self.line.url(hosts::CHAT, "/api/v1/seller/message", None).map_err(Uncertain::Refused)?;
        let mut form = Form::new().text("replySign", sign.to_owned());
        if !reply.text.is_empty() || reply.file.is_none() {
            form = form.text("message", reply.text.clone());
        }
        if let Some(file) = &reply.file {
            form = form.part("file", file_part(file).map_err(Uncertain::Refused)?);
        }
        let request = self.request(&self.line.http.sends, Verb::POST, url).map_err(Uncertain::Refused)?.multipart(form);
        let bytes = reply.file.as_ref().map_or(0, |file| file.bytes.len());
        let answer = self.line.upload(Method::Message.lane(self.kind()), limits::PAUSE_MS, request, bytes).await?;
        let secrets = [sign, reply.text.as_str()];
        if answer.is_success() {
            return accepted(&answer, reply, |words| self.clean_words(words, &secrets));
        }
        Err(match self.judge(Method::Message, &secrets, |judge| judge.failed_send(&answer)) {
            Uncertain::Refused(error) if refused_sign(&answer) => Uncertain::Refused(ChannelError { code: ErrorCode::ReplyTokenRefused, ..error }),
            Uncertain::Refused(error) if reply.file.is_some() => {
                let code = refused_file(answer.status, &problem_detail(&answer.body).unwrap_or_default()).unwrap_or(error.code);
                Uncertain::Refused(ChannelError { code, ..error })
            }
            outcome => outcome,
        })
    }

    async fn download(&self, remote_id: &str) -> Result<Download, ChannelError> {
        // A dot segment would be folded away and ask for something else.
        if remote_id.is_empty() || remote_id == "." || remote_id == ".." {
            return Err(ChannelError::of(ErrorCode::AttachmentNotFound, Retry::Never, "not the id of a file"));
        }
        let url = self.line.url(hosts::CHAT, "/api/v1/seller/download", Some(remote_id))?;
        let request = self.request(&self.line.http.reads, Verb::GET, url)?;
        let answer = self.read(Method::Download, request, &[400, 404, 451]).await.map_err(|error| match error.code {
            ErrorCode::AnswerTooLarge => ChannelError { code: ErrorCode::FileTooLarge, ..error },
            _ => error,
        })?;
        let outcome = |code, retry, detail: &str| Err(ChannelError { status: Some(answer.status), ..ChannelError::of(code, retry, detail) });
        match answer.status {
            202 => outcome(ErrorCode::FilePending, Retry::AfterMs(moderation_ms(&answer.body)), "the file is being checked"),
            204 | 400 | 404 => outcome(ErrorCode::AttachmentNotFound, Retry::Never, "no such file"),
            451 => outcome(ErrorCode::FileBlocked, Retry::Never, "the file did not pass the check"),
            _ => {
                let media_type = answer.header("content-type").map(str::to_owned);
                Ok(Download { bytes: answer.body, media_type })
            }
        }
    }

    async fn items(&self, remote_ids: &[String]) -> Result<ItemsTold, ChannelError> {
        if self.claims.as_ref().and_then(Claims::may_read_cards) == Some(false) {
            return Ok(ItemsTold::default());
        }
        let mut found = Vec::new();
        // Each is a request of its own: `textSearch` takes one.
        for (place, id) in remote_ids.iter().enumerate() {
            let Ok(nm_id) = id.parse() else { continue };
            match self.title(nm_id).await {
                Ok(title) => found.push(ItemFacts { remote_id: id.clone(), title, ..ItemFacts::default() }),
                Err(error) => return ItemsTold::broken_off(found, remote_ids.iter().skip(place).cloned().collect(), 1, error),
            }
        }
        Ok(ItemsTold::whole(found))
    }

    fn quotas(&self) -> Vec<Quota> {
        limits::quotas(&self.line.limits, self.line.clock.now())
    }
}

/// The milliseconds of a cursor made here.
fn moment_of(cursor: &Cursor) -> Option<i64> {
    cursor.0.trim().parse().ok().filter(|ms| *ms > 0)
}

/// Whether the feed refused the cursor itself (details as in communications.yaml).
fn refused_cursor(error: &ChannelError) -> bool {
    error.status == Some(400) && (error.detail.contains("next") || error.detail.contains("Invalid number"))
}

/// Whether a reply was refused for its `replySign` (`Invalid signature`, communications.yaml).
fn refused_sign(answer: &Answer) -> bool {
    answer.status == 400 && problem_detail(&answer.body).is_some_and(|words| words.to_ascii_lowercase().contains("signature"))
}

/// The chats of `GET /api/v1/seller/chats`; one that cannot be read is passed over, for the feed
/// tells of it too.
fn chat_list(body: &[u8]) -> Option<Vec<FeedChat>> {
    let text = String::from_utf8_lossy(body);
    let text = loose::mended(text.strip_prefix('\u{feff}').unwrap_or(&text)).into_owned();
    let fields = Fields::of(&text)?;
    let Some(result) = fields.get("result") else { return fields.only(&["result", "errors"]).then(Vec::new) };
    Some(loose::list(result)?.into_iter().filter_map(listed_chat).collect())
}

fn listed_chat(raw: &RawValue) -> Option<FeedChat> {
    let fields = Fields::of(raw.get())?;
    let present = |key: &str| fields.text(key).filter(|text| !text.is_empty());
    Some(FeedChat {
        remote_id: RemoteChatId::new(present("chatID")?),
        customer_name: present("clientName"),
        item: fields.get("goodCard").and_then(|card| loose::good_card(card).0),
        reply_token: present("replySign"),
        ..FeedChat::default()
    })
}

/// What a refusal says of the file, if it is about the file (details as in communications.yaml).
fn refused_file(status: u16, words: &str) -> Option<ErrorCode> {
    let words = words.to_ascii_lowercase();
    match status {
        413 => Some(ErrorCode::FileTooLarge),
        415 => Some(ErrorCode::FileKind),
        _ if words.contains("too big") => Some(ErrorCode::FileTooLarge),
        _ if words.contains("mime type") => Some(ErrorCode::FileKind),
        _ => None,
    }
}

/// Reads the answer to a send that came with a success.
///
/// `errors` lists files that were not taken, also beside a message that was. A result with a time
/// is therefore a sent text whatever stands in `errors`; errors without one leave it open. Of a
/// file without a text nothing remains to be sent when the file was not taken.
fn accepted(answer: &Answer, reply: &SendReply, clean: impl Fn(&str) -> String) -> Result<Sent, Uncertain> {
    let lost = |code, detail: &str| Err(Uncertain::AnswerLost(ChannelError { status: Some(answer.status), ..ChannelError::of(code, Retry::Soon, detail) }));
    let text = String::from_utf8_lossy(&answer.body);
    let text = loose::mended(text.strip_prefix('\u{feff}').unwrap_or(&text));
    let Some(fields) = Fields::of(&text).filter(|fields| !fields.is_empty()) else {
        return lost(ErrorCode::AnswerUnreadable, "the answer to the reply could not be read");
    };
    let result = fields.get("result").and_then(|raw| Fields::of(raw.get()));
    let sent_at = result.as_ref().and_then(|result| loose::moment(result.number("addTime"), result.text("addTime").as_deref()));
    let complaint = fields.get("errors").and_then(loose::list).and_then(|errors| errors.first().and_then(|first| loose::text(first)));
    let refused = complaint.as_deref().filter(|_| reply.file.is_some()).map(|words| refused_file(answer.status, words).unwrap_or(ErrorCode::FileBlocked));
    match complaint {
        Some(words) if reply.text.is_empty() && refused.is_some() => {
            let error = ChannelError::of(refused.unwrap_or(ErrorCode::FileBlocked), Retry::Never, &clean(&words));
            Err(Uncertain::Refused(ChannelError { status: Some(answer.status), ..error }))
        }
        Some(words) if sent_at.is_none() => lost(ErrorCode::ChannelRefused, &clean(&words)),
        _ if result.is_none() && sent_at.is_none() => lost(ErrorCode::AnswerUnreadable, "the answer to the reply holds no result"),
        _ => {
            let reply_token = result.and_then(|result| result.text("sign")).filter(|sign| !sign.is_empty());
            Ok(Sent { remote_id: None, sent_at, reply_token, file_refused: refused })
        }
    }
}

/// The wait a 202 names, in milliseconds.
fn moderation_ms(body: &[u8]) -> i64 {
    let text = String::from_utf8_lossy(body);
    let seconds = Fields::of(&text).and_then(|fields| fields.number("retrySeconds"));
    seconds.map_or(MODERATION_PAUSE_MS, |seconds| seconds.saturating_mul(1_000).clamp(1_000, LONGEST_SERVER_WAIT_MS))
}
