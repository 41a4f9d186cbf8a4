//! Avito: messenger chats around items, one list of chats and the history of each.
//!
//! Written from the official descriptions of the messenger, of the access and of the methods around
//! them (messenger.json, auth.json, context.json; 2026-04-30). Facts that are not in them are marked
//! where they are used.
//!
//! There is no feed, and an answer tells neither its order nor, beyond an offset of 1,000, anything
//! at all: the newest 1,100 chats and the newest 1,100 messages of each can be read, and what lies
//! further back stays at Avito. Webhooks would tell of news at once, but need a public address.

mod access;
mod chats;
mod check;
mod files;
pub(crate) mod fuzz;
mod items;
mod limits;
mod messages;
mod orders;
mod price;
mod sending;
mod walking;

use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock};

use async_trait::async_trait;
use pult_domain::{AtMs, ChannelLimits, Clock, Cursor, ErrorCode, FeedChat, FeedPage, RemoteChatId, RemoteMessageId, Retry, TokenCheck};
use reqwest::header::{AUTHORIZATION, HeaderValue};
use reqwest::{Client, Method as Verb, RequestBuilder, Url};
use secrecy::ExposeSecret;

use crate::avito::access::{Access, Credentials, Flight, Granted, Key};
use crate::avito::limits::{Method, Told};
use crate::channel::{Channel, ChannelError, Connect, Download, ItemFacts, ItemsTold, Marks, OrderFacts, OutgoingFile, Quota, SendReply, Sent, Uncertain};
use crate::http::answer::{Judge, problem_detail, redact, server_wait_ms};
use crate::http::line::Line;
use crate::http::{Answer, Broken};
use crate::loose::Fields;
use crate::walk;

/// Avito's own host (messenger.json, `servers`).
const HOST: &str = "https://api.avito.ru";

/// Longest id taken, in bytes. Real ones have under 100; a longer one is a broken answer.
const LONGEST_ID: usize = 512;

/// One account at Avito.
pub(crate) struct Avito {
    line: Line,
    credentials: Result<Credentials, ErrorCode>,
    access: Access,
    me: OnceLock<Me>,
    meeting: Flight,
    told: Told,
    /// What the list of chats told of items.
    items: Mutex<HashMap<String, ItemFacts>>,
    orders: orders::Orders,
    walking: walking::Walking,
}

/// Whose account it is.
#[derive(Clone, Debug)]
struct Me {
    id: String,
    name: Option<String>,
}

/// A request, made once or, after the token was renewed, once more.
struct Call<'a> {
    method: Method,
    verb: Verb,
    url: Url,
    body: Body<'a>,
}

/// What a request carries.
enum Body<'a> {
    Nothing,
    Json(serde_json::Value),
    Form(&'a [(&'static str, &'a str)]),
    Picture(&'a OutgoingFile),
}

impl Body<'_> {
    /// The bytes of a file in it, which may take their time.
    fn bytes(&self) -> usize {
        match self {
            Self::Picture(file) => file.bytes.len(),
            Self::Nothing | Self::Json(_) | Self::Form(_) => 0,
        }
    }
}

impl Call<'_> {
    fn new(method: Method, verb: Verb, url: Url) -> Self {
        Self { method, verb, url, body: Body::Nothing }
    }
}

/// Why a call has no answer.
#[derive(Debug)]
enum Fault {
    /// The request did not leave, or was refused for a token that could not be renewed: certainly
    /// not processed.
    Before(ChannelError),
    /// It left, or may have.
    Broken(Broken),
}

impl Fault {
    fn into_read_error(self) -> ChannelError {
        match self {
            Self::Before(error) => error,
            Self::Broken(broken) => broken.into_read_error(),
        }
    }
}

impl Avito {
    pub(crate) fn open(connect: Connect, clock: Arc<dyn Clock>) -> Result<Self, ChannelError> {
        let credentials = Credentials::of(connect.client_id.as_deref(), connect.token.expose_secret());
        let client_id = credentials.as_ref().map(|credentials| credentials.client_id.as_str()).unwrap_or_default();
        Ok(Self {
            line: Line::open(&connect, clock, client_id, limits::limits)?,
            credentials,
            access: Access::default(),
            me: OnceLock::new(),
            meeting: Flight::default(),
            told: Told::default(),
            items: Mutex::default(),
            orders: orders::Orders::default(),
            walking: walking::Walking::default(),
        })
    }

    /// The address of a method. An empty last segment makes the slash at its end.
    fn url<'s>(&self, segments: impl IntoIterator<Item = &'s str>) -> Result<Url, ChannelError> {
        let mut url = self.line.url(HOST, "", None)?;
        let bad = |()| ChannelError::of(ErrorCode::AddressInvalid, Retry::Never, "the address of the account");
        url.path_segments_mut().map_err(bad)?.pop_if_empty().extend(segments);
        Ok(url)
    }

    /// The address of a method of our messenger.
    async fn messenger(&self, version: &str, segments: &[&str]) -> Result<Url, ChannelError> {
        let me = self.me().await?;
        self.url(["messenger", version, "accounts", &me.id].into_iter().chain(segments.iter().copied()))
    }

    /// Whose token it is; asked once.
    async fn me(&self) -> Result<&Me, ChannelError> {
        self.meeting
            .share(
                || self.me.get(),
                async || {
                    let me = self.ask_me().await?;
                    Ok(self.me.get_or_init(|| me))
                },
            )
            .await
    }

    async fn ask_me(&self) -> Result<Me, ChannelError> {
        let answer = self.read(&Call::new(Method::Account, Verb::GET, self.url(["core", "v1", "accounts", "self"])?)).await?;
        let text = String::from_utf8_lossy(&answer.body);
        let me = Fields::of(&text).and_then(|fields| {
            let id = fields.text("id").filter(|id| is_id(id))?;
            Some(Me { id, name: fields.text("name").filter(|name| !name.trim().is_empty()) })
        });
        me.ok_or_else(|| unreadable(&answer, "the answer does not say whose token it is"))
    }

    /// A token; not the one of this number, which was refused.
    async fn key(&self, refused: Option<u64>) -> Result<Key, ChannelError> {
        let credentials = self.credentials.as_ref().map_err(|code| ChannelError::of(*code, Retry::NeedsOwner, "client id and secret cannot be used"))?;
        self.access.key(refused, self.line.clock.now(), async || self.ask_token(credentials).await).await
    }

    async fn ask_token(&self, credentials: &Credentials) -> Result<Granted, ChannelError> {
        let form = access::form(credentials);
        let call = Call { body: Body::Form(&form), ..Call::new(Method::Token, Verb::POST, self.url(["token"])?) };
        let answer = self.once(&self.line.http.reads, &call, None).await.map_err(Fault::into_read_error)?;
        if answer.is_success() {
            return Granted::of(&answer.body, |words| self.clean(words, &[])).map_err(|error| ChannelError { status: Some(answer.status), ..error });
        }
        let error = self.refusal(Method::Token, &answer, &[]);
        // Only the credentials are judged here, whatever the status says.
        Err(match answer.status {
            400 | 401 | 403 => ChannelError { code: ErrorCode::TokenRejected, retry: Retry::NeedsOwner, missing_right: None, ..error },
            _ => error,
        })
    }

    /// One reading call: its answer if it is a success.
    async fn read(&self, call: &Call<'_>) -> Result<Answer, ChannelError> {
        let answer = self.exchange(&self.line.http.reads, call).await.map_err(Fault::into_read_error)?;
        if answer.is_success() { Ok(answer) } else { Err(self.refusal(call.method, &answer, &[])) }
    }

    /// A call with a token; once more with another one where the first was refused. That certainly
    /// was not processed, so a reply may go this way, too.
    async fn exchange(&self, client: &Client, call: &Call<'_>) -> Result<Answer, Fault> {
        let key = self.key(None).await.map_err(Fault::Before)?;
        let answer = self.once(client, call, Some(&key)).await?;
        if !call.method.token_may_have_ended(answer.status) || !self.access.may_renew(call.method, key.number, self.line.clock.now()) {
            return Ok(answer);
        }
        let fresh = self.key(Some(key.number)).await.map_err(Fault::Before)?;
        let again = self.once(client, call, Some(&fresh)).await?;
        self.access.renewed(call.method, fresh.number, !call.method.token_may_have_ended(again.status), self.line.clock.now());
        Ok(again)
    }

    /// One request: turn, call, learn.
    async fn once(&self, client: &Client, call: &Call<'_>, key: Option<&Key>) -> Result<Answer, Fault> {
        let request = self.request(client, call, key).map_err(Fault::Before)?;
        self.line.turn(call.method.lane()).await.map_err(Fault::Before)?;
        let answer = self.line.http.upload(request, call.body.bytes()).await.map_err(Fault::Broken)?;
        let now = self.line.clock.now();
        self.line.learn_clock(&answer, now);
        if let Some(ms) = self.told.learn(call.method, &answer, server_wait_ms(&answer, now), now) {
            self.line.limits.close(call.method.lane().group, ms, now);
        }
        Ok(answer)
    }

    fn request(&self, client: &Client, call: &Call<'_>, key: Option<&Key>) -> Result<RequestBuilder, ChannelError> {
        let mut request = client.request(call.verb.clone(), call.url.clone());
        if let Some(key) = key {
            let mut header = HeaderValue::from_str(&format!("Bearer {}", key.token.expose_secret()))
                .map_err(|_| ChannelError::of(ErrorCode::AnswerUnreadable, Retry::Soon, "the token cannot be sent"))?;
            header.set_sensitive(true);
            request = request.header(AUTHORIZATION, header);
        }
        Ok(match &call.body {
            Body::Nothing => request,
            Body::Json(json) => request.json(json),
            Body::Form(form) => request.form(form),
            Body::Picture(file) => request.multipart(sending::picture_form(file)?),
        })
    }

    /// The error of an answer that is no success.
    fn refusal(&self, method: Method, answer: &Answer, more_secrets: &[&str]) -> ChannelError {
        let error = self.judge(method, more_secrets, |judge| judge.status(answer));
        self.named(method, answer, error)
    }

    /// Judges an answer; nothing secret gets into the error.
    fn judge<T>(&self, method: Method, more_secrets: &[&str], verdict: impl FnOnce(&Judge<'_>) -> T) -> T {
        let token = self.access.token();
        let secret = self.credentials.as_ref().ok().map(|credentials| credentials.secret.expose_secret());
        let secrets: Vec<&str> = secret.into_iter().chain(token.as_ref().map(|token| token.expose_secret())).chain(more_secrets.iter().copied()).collect();
        let right = method.right();
        let forbidden = if right.is_some() { (ErrorCode::TokenMissingRight, right) } else { (ErrorCode::ChannelRefused, None) };
        verdict(&Judge { now: self.line.clock.now(), secrets: &secrets, unauthorized: (ErrorCode::TokenRejected, None), right, forbidden })
    }

    /// What only Avito means by a status: 402 is a plan without the messenger (messenger.json,
    /// `purchasingError`), a 403 to a reply is mostly about its chat, a 429 names no time.
    fn named(&self, method: Method, answer: &Answer, error: ChannelError) -> ChannelError {
        match error.status {
            Some(402) => ChannelError { code: ErrorCode::PlanTooLow, ..error },
            Some(403) if method.is_about_one() && !self.lacks_scope(method, answer) => {
                ChannelError { code: ErrorCode::ChannelRefused, retry: Retry::Never, missing_right: None, ..error }
            }
            Some(429) if error.retry == Retry::Soon => ChannelError { retry: Retry::AfterMs(self.told.pause_ms(method)), ..error },
            _ => error,
        }
    }

    /// Whether a 403 that a renewed token met as well is about what the token may do. The scopes it was
    /// granted tell, where they were told; the error itself has no field for it (messenger.json,
    /// `forbiddenError`), only words.
    fn lacks_scope(&self, method: Method, answer: &Answer) -> bool {
        let words = problem_detail(&answer.body).unwrap_or_default().to_lowercase();
        words.contains("scope") || method.right().is_some_and(|right| self.access.lacks(right))
    }

    fn clean(&self, words: &str, more_secrets: &[&str]) -> String {
        self.judge(Method::Send, more_secrets, |judge| redact(words, judge.secrets))
    }
}

/// What the messenger takes: a text of 1,000, or one picture of 24 MB; deleting for an hour
/// (messenger.json: `sendMessageRequestBody`, `uploadImages`, `deleteMessage`; 2026-04-30). HEIC,
/// GIF and BMP are taken as well, but are no kinds a shop's picture should have. Chats cannot be
/// closed to replies by any document.
pub(crate) fn accepts() -> ChannelLimits {
    ChannelLimits {
        text_chars: 1_000,
        file_bytes: 24 * 1024 * 1024,
        files_bytes: 24 * 1024 * 1024,
        file_types: ["image/jpeg", "image/png"].map(str::to_owned).to_vec(),
        files_with_text: false,
        tells_read: true,
        takes_read: true,
        delete_within_ms: Some(60 * 60 * 1_000),
        reply_within_ms: None,
    }
}

#[async_trait]
impl Channel for Avito {
    fn limits(&self) -> ChannelLimits {
        accepts()
    }

    async fn check(&self) -> Result<TokenCheck, ChannelError> {
        self.check_access().await
    }

    async fn page(&self, after: Option<&Cursor>, marks: &dyn Marks) -> Result<FeedPage, ChannelError> {
        walk::page(self, after, marks, &*self.line.clock).await
    }

    async fn recent(&self, chat: &RemoteChatId) -> Result<Option<FeedPage>, ChannelError> {
        self.recent_messages(chat).await.map(Some)
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
        walk::overlap(stored)
    }

    async fn chats(&self) -> Result<Vec<FeedChat>, ChannelError> {
        self.all_chats().await
    }

    async fn send(&self, reply: &SendReply) -> Result<Sent, Uncertain> {
        self.send_once(reply).await
    }

    async fn download(&self, remote_id: &str) -> Result<Download, ChannelError> {
        self.fetch(remote_id).await
    }

    async fn items(&self, remote_ids: &[String]) -> Result<ItemsTold, ChannelError> {
        self.item_facts(remote_ids).await
    }

    async fn order(&self, remote_id: &str) -> Result<Option<OrderFacts>, ChannelError> {
        self.order_facts(remote_id).await
    }

    /// Avito marks the whole chat, whatever the message.
    async fn mark_read(&self, chat: &RemoteChatId, _up_to: &RemoteMessageId) -> Result<(), ChannelError> {
        let url = self.messenger("v1", &["chats", segment(chat.as_str())?, "read"]).await?;
        self.read(&Call::new(Method::MarkRead, Verb::POST, url)).await.map(|_| ())
    }

    async fn delete(&self, chat: &RemoteChatId, message: &RemoteMessageId) -> Result<(), ChannelError> {
        let url = self.messenger("v1", &["chats", segment(chat.as_str())?, "messages", segment(message.as_str())?]).await?;
        self.read(&Call::new(Method::Delete, Verb::POST, url)).await.map(|_| ())
    }

    fn quotas(&self) -> Vec<Quota> {
        self.told.quotas(self.line.clock.now())
    }
}

fn unreadable(answer: &Answer, why: &str) -> ChannelError {
    ChannelError { status: Some(answer.status), ..ChannelError::of(ErrorCode::AnswerUnreadable, Retry::Soon, why) }
}

/// Whether a text can be an id. A dot segment would be folded away in an address and ask for
/// something else.
fn is_id(id: &str) -> bool {
    !id.trim().is_empty() && id.len() <= LONGEST_ID && !id.contains('\u{fffd}') && id != "." && id != ".."
}

/// An id as part of an address.
fn segment(id: &str) -> Result<&str, ChannelError> {
    if is_id(id) { Ok(id) } else { Err(ChannelError::of(ErrorCode::InvalidRequest, Retry::Never, "not an id of Avito's")) }
}
