//! Pictures and voices: what to ask for, and where it may be asked.
//!
//! A picture's address comes with the message and is asked for without the token, at Avito's own
//! hosts only: a message is untrusted, and an address in it must neither get the token nor make
//! Pult call wherever it says. A voice has an id; its address lives for an hour and is asked anew.

use pult_domain::{AttachmentKind, ErrorCode, FeedAttachment, Retry};
use reqwest::{Method as Verb, Url};
use serde_json::value::RawValue;

use crate::avito::limits::Method;
use crate::avito::{Avito, Call, Fault, is_id};
use crate::channel::{ChannelError, Download};
use crate::loose::Fields;

const IMAGE: &str = "image:";
const VOICE: &str = "voice:";

/// Longest address taken, in bytes.
const LONGEST_URL: usize = 2_048;

/// Avito's hosts and those of its files (examples of messenger.json, 2026-04-30: `img.k.avito.ru`,
/// `www.avito.st`, `avito.ru`).
const HOSTS: [&str; 2] = ["avito.ru", "avito.st"];

/// A picture at this address.
pub(crate) fn picture(url: &str) -> FeedAttachment {
    FeedAttachment { remote_id: picture_id(url), kind: AttachmentKind::Image, name: None, media_type: None, bytes: None }
}

/// What [`crate::Channel::download`] is asked with for a picture.
pub(crate) fn picture_id(url: &str) -> String {
    format!("{IMAGE}{url}")
}

/// A recorded voice: opus in mp4 (messenger.json, `getVoiceFiles`).
pub(crate) fn voice(id: &str) -> FeedAttachment {
    FeedAttachment { remote_id: format!("{VOICE}{id}"), kind: AttachmentKind::Voice, name: None, media_type: Some("audio/mp4".to_owned()), bytes: None }
}

/// The address of the largest of `{"1280x960": url, ...}`.
pub(crate) fn largest(sizes: &RawValue) -> Option<String> {
    let fields = Fields::of(sizes.get())?;
    let area = |key: &str| {
        let (width, height) = key.split_once(['x', 'х', '×'])?;
        Some(width.trim().parse::<u32>().ok()?.saturating_mul(height.trim().parse().ok()?))
    };
    let urls = fields.keys().filter_map(|key| Some((area(key).unwrap_or(0), fields.text(key).filter(|url| is_address(url))?)));
    urls.max_by_key(|(area, _)| *area).map(|(_, url)| url)
}

fn is_address(url: &str) -> bool {
    url.len() <= LONGEST_URL && Url::parse(url).is_ok_and(|url| matches!(url.scheme(), "http" | "https") && url.has_host())
}

/// Whether a file may be fetched there: `https` at Avito's, or the address the account was given.
fn allowed(url: &Url, own: impl Fn(&Url) -> bool) -> bool {
    let plain = url.username().is_empty() && url.password().is_none();
    let avitos = || {
        let host = url.host_str().unwrap_or_default();
        let below = |known: &str| host.strip_suffix(known).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'));
        url.scheme() == "https" && url.port().is_none() && HOSTS.iter().any(|known| below(known))
    };
    plain && (avitos() || own(url))
}

impl Avito {
    /// See [`crate::Channel::download`].
    pub(super) async fn fetch(&self, remote_id: &str) -> Result<Download, ChannelError> {
        let none = || ChannelError::of(ErrorCode::AttachmentNotFound, Retry::Never, "not the id of a file");
        if let Some(url) = remote_id.strip_prefix(IMAGE) {
            return self.fetch_from(url).await;
        }
        // Ids are asked for in a list parted by commas.
        let id = remote_id.strip_prefix(VOICE).filter(|id| is_id(id) && !id.contains(',')).ok_or_else(none)?;
        let mut url = self.messenger("v1", &["getVoiceFiles"]).await?;
        url.query_pairs_mut().append_pair("voice_ids", id);
        let answer = self.read(&Call::new(Method::Voice, Verb::GET, url)).await?;
        let text = String::from_utf8_lossy(&answer.body);
        let urls = Fields::of(&text).and_then(|fields| fields.get("voices_urls").map(RawValue::get).and_then(Fields::of));
        let url = urls.and_then(|urls| urls.text(id)).filter(|url| !url.is_empty());
        self.fetch_from(&url.ok_or_else(|| ChannelError::of(ErrorCode::AttachmentNotFound, Retry::Never, "no address for the voice"))?).await
    }

    /// Fetches from an address that came from outside, without the token.
    async fn fetch_from(&self, url: &str) -> Result<Download, ChannelError> {
        let url = Url::parse(url).ok().filter(|url| allowed(url, |url| self.line.is_own(url)));
        let url = url.ok_or_else(|| ChannelError::of(ErrorCode::FileBlocked, Retry::Never, "the file does not lie at Avito's"))?;
        let answer = self.once(&self.line.http.reads, &Call::new(Method::File, Verb::GET, url), None).await.map_err(Fault::into_read_error);
        let answer = answer.map_err(|error| match error.code {
            ErrorCode::AnswerTooLarge => ChannelError { code: ErrorCode::FileTooLarge, ..error },
            _ => error,
        })?;
        let gone = |detail| Err(ChannelError { status: Some(answer.status), ..ChannelError::of(ErrorCode::AttachmentNotFound, Retry::Never, detail) });
        match answer.status {
            200..=299 if answer.body.is_empty() => gone("the file is empty"),
            200..=299 => {
                let media_type = answer.header("content-type").map(str::to_owned);
                Ok(Download { bytes: answer.body, media_type })
            }
            // The token is not asked for here, so these speak of the address alone.
            400 | 401 | 403 | 404 | 410 => gone("no such file"),
            _ => Err(self.refusal(Method::File, &answer, &[])),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_fetched_at_avitos_alone() {
        let base = Url::parse("http://127.0.0.1:4010/prefix").unwrap();
        let may = |url: &str| allowed(&Url::parse(url).unwrap(), |url| url.origin() == base.origin());
        for good in ["https://img.k.avito.ru/chat/1.jpg", "https://avito.ru/v", "https://www.avito.st/a.png", "http://127.0.0.1:4010/picture"] {
            assert!(may(good), "{good}");
        }
        for bad in [
            "http://img.k.avito.ru/1.jpg",
            "https://avito.ru.example.org/1.jpg",
            "https://notavito.ru/1.jpg",
            "https://avito.ru@example.org/",
            "https://user:pass@avito.ru/",
            "https://avito.ru:8443/",
            "http://127.0.0.1:4011/picture",
            "https://127.0.0.1:4010/picture",
            "http://169.254.169.254/latest",
            "file:///etc/passwd",
        ] {
            assert!(!may(bad), "{bad}");
        }
    }

    #[test]
    fn the_largest_size_is_taken_whatever_the_order() {
        let largest = |json: &str| largest(serde_json::from_str(json).unwrap());
        let sizes = r#"{"140x105":"https://img.k.avito.ru/s","1280x960":"https://img.k.avito.ru/l","32x32":"https://img.k.avito.ru/t"}"#;
        assert_eq!(largest(sizes).as_deref(), Some("https://img.k.avito.ru/l"));
        assert_eq!(largest(r#"{"original":"https://img.k.avito.ru/o"}"#).as_deref(), Some("https://img.k.avito.ru/o"));
        for none in ["{}", "[]", r#"{"1x1":"javascript:alert(1)"}"#, r#"{"1x1":null}"#, r#""x""#] {
            assert_eq!(largest(none), None, "{none}");
        }
    }
}
