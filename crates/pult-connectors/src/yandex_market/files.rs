//! Files of messages, and pictures of items.
//!
//! Their addresses stand in answers, that is in foreign words: they are followed to Yandex over
//! `https` and to the account's own address, nowhere else, and the key goes only where the API is.
//! Whether an address needs the key or expires is not documented; the address is therefore asked
//! for anew with every download.

use pult_domain::{ErrorCode, RemoteChatId, Retry};
use reqwest::{Method as Verb, Url};

use crate::channel::{ChannelError, Download};
use crate::http::Answer;
use crate::loose::{self, Fields};
use crate::yandex_market::limits::Method;
use crate::yandex_market::wire::{self, FileId};
use crate::yandex_market::{YandexMarket, hosts};

/// Most redirects followed.
const MOST_REDIRECTS: usize = 3;

/// Domains of Yandex, with everything below them.
const YANDEX: [&str; 6] = ["yandex.ru", "yandex.net", "yandex.com", "yandex-team.ru", "yastatic.net", "yandexcloud.net"];

impl YandexMarket {
    /// See [`crate::channel::Channel::download`].
    pub(super) async fn fetch(&self, remote_id: &str) -> Result<Download, ChannelError> {
        let address = match FileId::parse(remote_id) {
            Some(file) => self.address_of(file).await?,
            None => remote_id.to_owned(),
        };
        let mut url = Url::parse(&address).map_err(|_| not_found(None))?;
        for _ in 0..=MOST_REDIRECTS {
            if !self.may_fetch(url.as_str()) {
                return Err(ChannelError::of(ErrorCode::AttachmentNotFound, Retry::Never, "the file lies at an address that is not Yandex's"));
            }
            let answer = self.get(url.clone()).await?;
            match answer.status {
                301 | 302 | 303 | 307 | 308 => {
                    let to = answer.header("location").and_then(|to| url.join(to).ok());
                    url = to.ok_or_else(|| not_found(Some(answer.status)))?;
                }
                204 | 400..=404 | 410 => return Err(not_found(Some(answer.status))),
                _ if answer.is_success() => {
                    let media_type = answer.header("content-type").map(str::to_owned);
                    return Ok(Download { bytes: answer.body, media_type });
                }
                _ => return Err(self.verdict(Method::File, &answer).await),
            }
        }
        Err(not_found(None))
    }

    /// Whether an address may be asked for a file.
    pub(super) fn may_fetch(&self, address: &str) -> bool {
        let Ok(url) = Url::parse(address) else { return false };
        let host = url.host_str().unwrap_or_default().to_ascii_lowercase();
        let yandex = YANDEX.iter().any(|domain| host.strip_suffix(domain).is_some_and(|below| below.is_empty() || below.ends_with('.')));
        let plain = url.username().is_empty() && url.password().is_none();
        plain && (self.line.is_own(&url) || (yandex && url.scheme() == "https" && url.port().is_none()))
    }

    async fn get(&self, url: Url) -> Result<Answer, ChannelError> {
        let api = self.line.url(hosts::API, "/", None)?;
        let request = if url.origin() == api.origin() { self.request(&self.line.http.reads, Verb::GET, url)? } else { self.line.http.reads.get(url) };
        self.exchange(Method::File, request).await.map_err(|error| match error.code {
            ErrorCode::AnswerTooLarge => ChannelError { code: ErrorCode::FileTooLarge, ..error },
            _ => error,
        })
    }

    /// The present address of a file of a message.
    async fn address_of(&self, file: FileId<'_>) -> Result<String, ChannelError> {
        let mut url = self.cabinet_url("v2", "/chats/message").await?;
        url.query_pairs_mut().append_pair("chatId", file.chat).append_pair("messageId", file.message);
        let request = self.request(&self.line.http.reads, Verb::GET, url)?;
        let answer = self.exchange(Method::Message, request).await?;
        if matches!(answer.status, 400 | 404 | 410) {
            return Err(not_found(Some(answer.status)));
        }
        if !answer.is_success() {
            return Err(self.verdict(Method::Message, &answer).await);
        }
        let text = wire::text_of(&answer.body);
        let result = wire::result(&text).map_err(|rejected| self.rejected(&answer, rejected))?;
        let files = wire::elements(&result, "payload").unwrap_or_default();
        let address = files.get(file.n).and_then(|raw| wire::present(&Fields::of(&loose::mended(raw.get()))?, "url"));
        tracing::debug!(chat = RemoteChatId::new(file.chat).as_str(), found = address.is_some(), "the address of a file");
        address.ok_or_else(|| not_found(Some(answer.status)))
    }
}

fn not_found(status: Option<u16>) -> ChannelError {
    ChannelError { status, ..ChannelError::of(ErrorCode::AttachmentNotFound, Retry::Never, "no such file") }
}
