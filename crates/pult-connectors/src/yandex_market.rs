//! Yandex Market: the chats of a cabinet, by their list and the history of each.
//!
//! Written from the official description of the seller's API (partner-api.yaml, 2026-07-17). Facts
//! that are not in it are marked where they are used. Where a 403 is concerned, it may mean a key
//! nobody knows, a right that is not ticked, or a chat that is not ours; the answer does not tell,
//! so the key's own rights are asked for before anything is said.

mod checking;
mod facts;
mod files;
pub(crate) mod fuzz;
mod limits;
mod memory;
mod walking;
mod wire;

use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use pult_domain::{AtMs, ChannelLimits, Clock, Cursor, ErrorCode, FeedChat, FeedPage, RemoteChatId, Retry, TokenCheck};
use reqwest::header::HeaderValue;
use reqwest::multipart::Form;
use reqwest::{Client, Method as Verb, RequestBuilder, Url};
use secrecy::{ExposeSecret, SecretString};
use serde_json::json;
use tokio::sync::OnceCell;

use crate::channel::{Channel, ChannelError, Connect, Download, ItemsTold, Marks, OrderFacts, Quota, SendReply, Sent, Uncertain};
use crate::http::answer::{Judge, redact};
use crate::http::line::{Line, fingerprint};
use crate::http::{Answer, file_part};
use crate::walk::{self, Stumbles};
use checking::{Cabinet, Forbidden, Scopes};
use limits::{Method, PAUSE_MS, Parallel, Told, wait_ms};
use memory::{Memory, Which};
use wire::Rejected;

/// How often a reading request is made that met too many others under way.
const MOST_TRIES: usize = 3;

/// Most pages of the list of chats read at once.
const MOST_PAGES: usize = 50;

/// Market's own host (partner-api.yaml `servers`).
mod hosts {
    pub(super) const API: &str = "https://api.partner.market.yandex.ru";
}

/// One cabinet at Yandex Market.
pub(crate) struct YandexMarket {
    line: Line,
    key: Result<SecretString, ErrorCode>,
    /// The number of the cabinet, where the account names one.
    chosen: Result<Option<String>, ErrorCode>,
    cabinet: OnceCell<Cabinet>,
    parallel: Arc<Parallel>,
    told: Told,
    scopes: Mutex<Option<(pult_domain::AtMs, Scopes)>>,
    memory: Memory,
    stumbles: Stumbles,
}

impl YandexMarket {
    pub(crate) fn open(connect: Connect, clock: Arc<dyn Clock>) -> Result<Self, ChannelError> {
        let seller = fingerprint(connect.token.expose_secret());
        let parallel = Parallel::shared(&format!("{}|{seller}", connect.base_url.as_deref().unwrap_or_default()));
        Ok(Self {
            line: Line::open(&connect, clock, &seller, limits::limits)?,
            key: checking::clean(connect.token.expose_secret()).map(|key| SecretString::from(key.to_owned())),
            chosen: checking::chosen(connect.client_id.as_deref()),
            cabinet: OnceCell::new(),
            parallel,
            told: Told::default(),
            scopes: Mutex::default(),
            memory: Memory::default(),
            stumbles: Stumbles::default(),
        })
    }

    /// The address of a method of the cabinet.
    async fn cabinet_url(&self, version: &str, path: &str) -> Result<Url, ChannelError> {
        let cabinet = self.cabinet().await?;
        let mut url = self.line.url(hosts::API, &format!("/{version}/businesses"), Some(&cabinet.id))?;
        let whole = format!("{}{path}", url.path());
        url.set_path(&whole);
        Ok(url)
    }

    fn request(&self, client: &Client, verb: Verb, url: Url) -> Result<RequestBuilder, ChannelError> {
        let key = self.key.as_ref().map_err(|code| ChannelError::of(*code, Retry::NeedsOwner, "the key cannot be sent"))?;
        let mut header =
            HeaderValue::from_str(key.expose_secret()).map_err(|_| ChannelError::of(ErrorCode::TokenMalformed, Retry::NeedsOwner, "the key cannot be sent"))?;
        header.set_sensitive(true);
        Ok(client.request(verb, url).header("Api-Key", header))
    }

    /// One reading request, made again where too many were under way at once. Any status.
    async fn exchange(&self, method: Method, request: RequestBuilder) -> Result<Answer, ChannelError> {
        let unclonable = || ChannelError::of(ErrorCode::Internal, Retry::Never, "the request cannot be made twice");
        let mut tries = 1;
        loop {
            let this = request.try_clone().ok_or_else(unclonable)?;
            let answer = {
                let _room = self.parallel.read().await;
                self.line.read(method.lane(), PAUSE_MS, this).await?
            };
            self.learn(method, &answer);
            let named = wait_ms(&answer, self.served_at(&answer));
            if answer.status != 420 || tries >= MOST_TRIES || named.is_some_and(|ms| ms > PAUSE_MS) {
                return Ok(answer);
            }
            tries += 1;
        }
    }

    /// One reading request that succeeds.
    async fn read(&self, method: Method, request: RequestBuilder) -> Result<Answer, ChannelError> {
        let answer = self.exchange(method, request).await?;
        if answer.is_success() { Ok(answer) } else { Err(self.verdict(method, &answer).await) }
    }

    /// Learns from an answer what is left, and closes the method for as long as a 420 says, a moment
    /// where it does not say. The line itself knows only that there was one.
    fn learn(&self, method: Method, answer: &Answer) {
        self.told.note(method, answer);
        if answer.status == 420 {
            let ms = wait_ms(answer, self.served_at(answer)).unwrap_or(PAUSE_MS);
            self.line.limits.close(method.lane().group, ms, self.line.clock.now());
        }
    }

    /// The error of an answer to a reading request that is no success.
    async fn verdict(&self, method: Method, answer: &Answer) -> ChannelError {
        let forbidden = self.forbidden(method, answer).await;
        let error = self.judge(method, forbidden.meant, &[], |judge| judge.status(answer));
        self.exact(method, answer, forbidden, error)
    }

    /// The outcome of a reply whose answer is no success.
    async fn failed_send(&self, method: Method, answer: &Answer, text: &str) -> Uncertain {
        let forbidden = self.forbidden(method, answer).await;
        let exact = |error| self.exact(method, answer, forbidden, error);
        match self.judge(method, forbidden.meant, &[text], |judge| judge.failed_send(answer)) {
            Uncertain::TurnedAway(error) => Uncertain::TurnedAway(exact(error)),
            // Certainly not processed; whether it ever will be is not known yet.
            Uncertain::Refused(error) if forbidden.open.is_some() => Uncertain::TurnedAway(exact(error)),
            Uncertain::Refused(error) => Uncertain::Refused(exact(error)),
            Uncertain::AnswerLost(error) => Uncertain::AnswerLost(error),
        }
    }

    fn judge<T>(&self, method: Method, forbidden: (ErrorCode, Option<&'static str>), more_secrets: &[&str], verdict: impl FnOnce(&Judge<'_>) -> T) -> T {
        let key = self.key.as_ref().map(|key| key.expose_secret()).unwrap_or_default();
        let secrets: Vec<&str> = std::iter::once(key).chain(more_secrets.iter().copied()).collect();
        let right = Some(checking::right(method));
        verdict(&Judge { now: self.line.clock.now(), secrets: &secrets, unauthorized: (ErrorCode::TokenRejected, None), right, forbidden })
    }

    /// What a 403 means: the key is asked what it may do. Where that fails for the moment, what it told
    /// last decides; where it told nothing, the refusal stays open.
    async fn forbidden(&self, method: Method, answer: &Answer) -> Forbidden {
        let meant = |code: ErrorCode, right: Option<&'static str>| Forbidden { meant: (code, right), open: None };
        let (missing, rejected) = (meant(ErrorCode::TokenMissingRight, Some(checking::right(method))), meant(ErrorCode::TokenRejected, None));
        if answer.status != 403 {
            return missing;
        }
        // Every key may ask for its own rights.
        if method == Method::Token {
            return rejected;
        }
        let refused = meant(ErrorCode::ChannelRefused, None);
        // Many chats of a list may be refused one after another; a reply or a whole cabinet is worth a question.
        let told = match self.just_told().filter(|scopes| !method.sends() && !method.is_of_a_cabinet() && scopes.may(method)) {
            Some(scopes) => Ok(Some(scopes)),
            None => Box::pin(self.ask_scopes()).await,
        };
        match told {
            Ok(Some(scopes)) if scopes.may(method) => refused,
            Err(error) if error.code == ErrorCode::TokenRejected => rejected,
            Err(error) if error.may_pass() => match self.kept_scopes() {
                Some((_, scopes)) if !scopes.may(method) => missing,
                // What the key was allowed some time ago does not say that its cabinet is shut now.
                Some(_) if !method.is_of_a_cabinet() => refused,
                _ => Forbidden { open: Some(error.retry), ..refused },
            },
            Ok(_) | Err(_) => missing,
        }
    }

    /// An error with what the kit does not know: the wait of a 420, and whether a refusal is about
    /// one chat or about the cabinet.
    fn exact(&self, method: Method, answer: &Answer, forbidden: Forbidden, error: ChannelError) -> ChannelError {
        let retry = match (answer.status, forbidden.open) {
            (420, _) => wait_ms(answer, self.served_at(answer)).map_or(error.retry, Retry::AfterMs),
            (403, Some(again)) => again,
            (403, None) if error.code == ErrorCode::ChannelRefused && !method.is_of_a_cabinet() => Retry::Never,
            _ => error.retry,
        };
        ChannelError { retry, ..error }
    }

    /// The error of a success that could not be read.
    fn rejected(&self, answer: &Answer, rejected: Rejected) -> ChannelError {
        let error = match rejected {
            Rejected::Unreadable(why) => ChannelError::of(ErrorCode::AnswerUnreadable, Retry::Soon, why),
            Rejected::TooMany => ChannelError::of(ErrorCode::AnswerTooLarge, Retry::Never, "a list is longer than is taken"),
            Rejected::Errors(words) => ChannelError::of(ErrorCode::ChannelFailed, Retry::Soon, &self.clean_words(&words, &[])),
        };
        ChannelError { status: Some(answer.status), ..error }
    }

    fn clean_words(&self, words: &str, more_secrets: &[&str]) -> String {
        self.judge(Method::Send, (ErrorCode::ChannelRefused, None), more_secrets, |judge| redact(words, judge.secrets))
    }

    /// Sends a text or a file, once.
    async fn send_once(&self, reply: &SendReply) -> Result<Sent, Uncertain> {
        let refuse = |code, detail| Uncertain::Refused(ChannelError::of(code, Retry::Never, detail));
        let (method, path) = match &reply.file {
            Some(_) if !reply.text.is_empty() => return Err(refuse(ErrorCode::NotSupported, "a file goes without a text here")),
            Some(_) => (Method::SendFile, "/chats/file/send"),
            None if reply.text.is_empty() => return Err(refuse(ErrorCode::TextEmpty, "the reply is empty")),
            None => (Method::Send, "/chats/message"),
        };
        // Nothing has left before the cabinet is known.
        let mut url = self.cabinet_url("v2", path).await.map_err(ChannelError::before_sending)?;
        url.query_pairs_mut().append_pair("chatId", reply.chat.as_str());
        let request = self.request(&self.line.http.sends, Verb::POST, url).map_err(Uncertain::Refused)?;
        let request = match &reply.file {
            Some(file) => request.multipart(Form::new().part("file", file_part(file).map_err(Uncertain::Refused)?)),
            None => request.json(&json!({ "message": reply.text })),
        };
        let bytes = reply.file.as_ref().map_or(0, |file| file.bytes.len());
        let answer = {
            let _room = self.parallel.send().await;
            self.line.upload(method.lane(), PAUSE_MS, request, bytes).await?
        };
        self.learn(method, &answer);
        if answer.is_success() {
            return self.accepted(&answer, &reply.text);
        }
        match self.failed_send(method, &answer, &reply.text).await {
            // The words of a refusal are documented nowhere; the chat itself tells.
            Uncertain::Refused(error) if error.code == ErrorCode::ChannelRefused && self.finished(&reply.chat).await => {
                Err(Uncertain::Refused(ChannelError { code: ErrorCode::ReplyWindowOver, ..error }))
            }
            Uncertain::Refused(error) if answer.status == 413 => Err(Uncertain::Refused(ChannelError { code: ErrorCode::FileTooLarge, ..error })),
            Uncertain::Refused(error) if answer.status == 415 => Err(Uncertain::Refused(ChannelError { code: ErrorCode::FileKind, ..error })),
            outcome => Err(outcome),
        }
    }

    /// Reads the answer to a reply that came with a success: `status` and nothing else. Whatever
    /// says less than `OK` leaves it open; the chat's history will tell.
    fn accepted(&self, answer: &Answer, text: &str) -> Result<Sent, Uncertain> {
        let body = wire::text_of(&answer.body);
        let error = match wire::answer(&body) {
            Ok(fields) if fields.text("status").as_deref() == Some("OK") => return Ok(Sent::default()),
            Ok(_) => ChannelError::of(ErrorCode::AnswerUnreadable, Retry::Soon, "the answer to the reply does not say OK"),
            Err(Rejected::Errors(words)) => ChannelError::of(ErrorCode::ChannelRefused, Retry::Soon, &self.clean_words(&words, &[text])),
            Err(_) => ChannelError::of(ErrorCode::AnswerUnreadable, Retry::Soon, "the answer to the reply could not be read"),
        };
        Err(Uncertain::AnswerLost(ChannelError { status: Some(answer.status), ..error }))
    }
}

/// What the methods for sending take (partner-api.yaml `SendMessageToChatRequest` and
/// `SendFileToChatRequest`, 2026-07-17). Types of files are documented nowhere; these are the ones a
/// browser shows (ours).
pub(crate) fn accepts() -> ChannelLimits {
    const TYPES: [&str; 6] = ["image/jpeg", "image/png", "image/gif", "image/webp", "application/pdf", "text/plain"];
    ChannelLimits {
        text_chars: 4_096,
        file_bytes: 5 * 1024 * 1024,
        files_bytes: 5 * 1024 * 1024,
        file_types: TYPES.map(str::to_owned).to_vec(),
        files_with_text: false,
        tells_read: false,
        takes_read: false,
        delete_within_ms: None,
        reply_within_ms: None,
    }
}

#[async_trait]
impl Channel for YandexMarket {
    fn limits(&self) -> ChannelLimits {
        accepts()
    }

    async fn check(&self) -> Result<TokenCheck, ChannelError> {
        self.check_key().await
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

    /// The first round of a start goes through all chats from the top, for an unfinished pass of an
    /// earlier one may have passed a chat that a reply in doubt went to. What is marked as read is not
    /// read again.
    fn overlap(&self, stored: &Cursor) -> Cursor {
        if self.memory.begun() { walk::overlap(stored) } else { Cursor(String::new()) }
    }

    async fn chats(&self) -> Result<Vec<FeedChat>, ChannelError> {
        let mut chats = Vec::new();
        let mut token: Option<String> = None;
        for _ in 0..MOST_PAGES {
            let (page, _) = self.chat_page(Which::All, token.as_deref()).await?;
            chats.extend(page.rows.into_iter().map(|row| row.chat));
            if page.next.is_none() || page.next == token {
                break;
            }
            token = page.next;
        }
        Ok(chats)
    }

    async fn send(&self, reply: &SendReply) -> Result<Sent, Uncertain> {
        let outcome = self.send_once(reply).await;
        let in_doubt = matches!(outcome, Err(Uncertain::AnswerLost(_)));
        if outcome.is_ok() || in_doubt {
            self.memory.replied(&reply.chat, in_doubt, self.line.clock.now());
        }
        outcome
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

    fn quotas(&self) -> Vec<Quota> {
        self.told.quotas(self.line.clock.now())
    }
}
