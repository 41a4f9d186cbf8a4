//! What a failed exchange means: for reading, and for a reply that may not be sent twice.

use pult_domain::{AtMs, ErrorCode, Retry};

use crate::channel::{ChannelError, Uncertain};
use crate::http::retry_time::{WaitHeaders, wait_ms};
use crate::http::{Answer, Broken, Left};

/// Longest piece of a marketplace's own words kept, in characters.
const LONGEST_DETAIL: usize = 300;

/// Shorter strings are no secrets; taking every "a" out of a sentence would only spoil it.
const SHORTEST_SECRET: usize = 4;

/// What is needed to judge an answer: the moment, what must not be repeated, and what is known of
/// the token.
pub(crate) struct Judge<'a> {
    /// The present moment, for dates in headers.
    pub(crate) now: AtMs,
    /// Strings that must not reach an error: the token, the reply.
    pub(crate) secrets: &'a [&'a str],
    /// The code for a 401 and the right it speaks of.
    pub(crate) unauthorized: (ErrorCode, Option<&'static str>),
    /// The right the called method needs, by the marketplace's name.
    pub(crate) right: Option<&'static str>,
    /// The same for a 403.
    pub(crate) forbidden: (ErrorCode, Option<&'static str>),
}

impl Judge<'_> {
    /// The error of a status that is no success.
    pub(crate) fn status(&self, answer: &Answer) -> ChannelError {
        let asked = server_wait_ms(answer, self.now);
        let waited = asked.map_or(Retry::Soon, Retry::AfterMs);
        let (code, retry, right) = match answer.status {
            401 => {
                let (code, right) = self.unauthorized(answer);
                (code, Retry::NeedsOwner, right)
            }
            403 => (self.forbidden.0, Retry::NeedsOwner, self.forbidden.1),
            402 => (ErrorCode::ChannelRefused, Retry::NeedsOwner, None),
            408 => (ErrorCode::TimedOut, Retry::Soon, None),
            // Something else went on at the same moment; it is over by the next question.
            409 => (ErrorCode::ChannelRefused, Retry::Soon, None),
            // 420 is Yandex Market's word for it.
            420 | 429 => (ErrorCode::RateLimited, waited, None),
            400..=499 => (ErrorCode::ChannelRefused, Retry::Never, None),
            // A redirect is not followed (the token would go along); mostly a gateway in between.
            _ => (ErrorCode::ChannelFailed, waited, None),
        };
        ChannelError { code, retry, status: Some(answer.status), detail: self.complaint(answer), missing_right: right.map(str::to_owned) }
    }

    /// What a 401 speaks of. Where the token does not tell, the answer's words may.
    fn unauthorized(&self, answer: &Answer) -> (ErrorCode, Option<&'static str>) {
        let words = problem_detail(&answer.body).unwrap_or_default().to_ascii_lowercase();
        match self.unauthorized {
            (ErrorCode::TokenRejected, _) if words.contains("scope") => (ErrorCode::TokenMissingRight, self.right),
            (ErrorCode::TokenRejected, _) if words.contains("expired") => (ErrorCode::TokenExpired, None),
            known => known,
        }
    }

    /// The marketplace's own words, without secrets, control characters or length.
    fn complaint(&self, answer: &Answer) -> String {
        let words = problem_detail(&answer.body).unwrap_or_default();
        redact(&words, self.secrets)
    }

    /// What a failed send means for sending again (design, section 3).
    pub(crate) fn failed_send(&self, answer: &Answer) -> Uncertain {
        let mut error = self.status(answer);
        match answer.status {
            420 | 429 => Uncertain::TurnedAway(error),
            503 if server_wait_ms(answer, self.now).is_some() => Uncertain::TurnedAway(error),
            400..=499 => {
                if error.retry == Retry::Soon {
                    error.retry = Retry::Never;
                }
                Uncertain::Refused(error)
            }
            _ => Uncertain::AnswerLost(error),
        }
    }
}

/// The wait the server asks for in its headers, in milliseconds.
pub(crate) fn server_wait_ms(answer: &Answer, now: AtMs) -> Option<i64> {
    let headers = WaitHeaders {
        ratelimit_retry: answer.header("x-ratelimit-retry"),
        retry_after: answer.header("retry-after"),
        // Beside another status it tells of the limit, not of a wish that we come back.
        ratelimit_reset: answer.header("x-ratelimit-reset").filter(|_| answer.status == 429),
    };
    wait_ms(headers, now)
}

impl Broken {
    /// As the error of a call that only reads.
    pub(crate) fn into_read_error(self) -> ChannelError {
        let retry = if self.code.retryable() { Retry::Soon } else { Retry::Never };
        ChannelError { code: self.code, retry, status: self.status, detail: self.detail.to_owned(), missing_right: None }
    }

    /// As the outcome of a send.
    pub(crate) fn into_failed_send(self) -> Uncertain {
        let left = self.left;
        let error = self.into_read_error();
        match left {
            Left::Nothing if error.code == ErrorCode::Internal => Uncertain::Refused(error),
            Left::Nothing => Uncertain::TurnedAway(error),
            Left::Perhaps => Uncertain::AnswerLost(error),
        }
    }
}

/// The words of a problem document: `detail`, `error` (a text, or an object with a `message`),
/// `message`, `title` or the first of `errors`. Nothing of any other body, which may be a page of HTML or hold anybody's
/// words.
pub(crate) fn problem_detail(body: &[u8]) -> Option<String> {
    let value: serde_json::Value = serde_json::from_slice(body).ok()?;
    let words = |value: &serde_json::Value| value.as_str().filter(|words| !words.trim().is_empty()).map(str::to_owned);
    let told = ["detail", "error_description", "error", "errorText", "message", "title"].iter().find_map(|key| {
        let told = value.get(key)?;
        words(told).or_else(|| words(told.get("message")?))
    });
    told.or_else(|| {
        let first = value.get("errors")?.get(0)?;
        words(first).or_else(|| words(first.get("message")?)).or_else(|| words(first.get("code")?))
    })
}

/// Takes secrets and control characters out of foreign words and cuts them to a sensible length.
pub(crate) fn redact(words: &str, secrets: &[&str]) -> String {
    let mut clean = words.to_owned();
    for secret in secrets.iter().filter(|secret| secret.len() >= SHORTEST_SECRET) {
        clean = clean.replace(secret, "***");
    }
    clean.chars().map(|c| if c.is_control() { ' ' } else { c }).take(LONGEST_DETAIL).collect::<String>().trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use reqwest::header::{HeaderMap, HeaderValue};

    fn answer(status: u16, headers: &[(&'static str, &'static str)], body: &str) -> Answer {
        let headers: HeaderMap = headers.iter().map(|(name, value)| (name.parse().unwrap(), HeaderValue::from_static(value))).collect();
        Answer { status, headers, body: body.into() }
    }

    fn judge() -> Judge<'static> {
        Judge {
            now: AtMs(0),
            secrets: &["s3cret"],
            unauthorized: (ErrorCode::TokenRejected, None),
            right: Some("Чат с покупателями"),
            forbidden: (ErrorCode::TokenMissingRight, Some("Чат с покупателями")),
        }
    }

    #[test]
    fn reading_is_judged_by_status() {
        let table = [
            (401, ErrorCode::TokenRejected, Retry::NeedsOwner),
            (403, ErrorCode::TokenMissingRight, Retry::NeedsOwner),
            (404, ErrorCode::ChannelRefused, Retry::Never),
            (409, ErrorCode::ChannelRefused, Retry::Soon),
            (429, ErrorCode::RateLimited, Retry::Soon),
            (500, ErrorCode::ChannelFailed, Retry::Soon),
            (502, ErrorCode::ChannelFailed, Retry::Soon),
            (520, ErrorCode::ChannelFailed, Retry::Soon),
            (302, ErrorCode::ChannelFailed, Retry::Soon),
        ];
        for (status, code, retry) in table {
            let error = judge().status(&answer(status, &[], ""));
            assert_eq!((error.code, error.retry), (code, retry), "{status}");
        }
        assert_eq!(judge().status(&answer(429, &[("x-ratelimit-retry", "3")], "")).retry, Retry::AfterMs(3_000));
        assert_eq!(judge().status(&answer(503, &[("retry-after", "2")], "")).retry, Retry::AfterMs(2_000));
    }

    #[test]
    fn a_401_may_say_what_is_wrong_with_the_token() {
        let told = |detail: &str| {
            let error = judge().status(&answer(401, &[], &format!(r#"{{"title":"unauthorized","detail":"{detail}"}}"#)));
            (error.code, error.missing_right.is_some())
        };
        assert_eq!(told("token problem; token scope not allowed for this API route"), (ErrorCode::TokenMissingRight, true));
        assert_eq!(told("token problem; token is expired"), (ErrorCode::TokenExpired, false));
        assert_eq!(told("token problem; token is malformed"), (ErrorCode::TokenRejected, false));
    }

    #[test]
    fn a_send_is_sent_again_only_where_it_certainly_was_not_processed() {
        let kind = |status, headers: &[(&'static str, &'static str)]| match judge().failed_send(&answer(status, headers, "")) {
            Uncertain::TurnedAway(_) => "turned away",
            Uncertain::Refused(_) => "refused",
            Uncertain::AnswerLost(_) => "lost",
        };
        assert_eq!(kind(429, &[]), "turned away");
        assert_eq!(kind(503, &[("retry-after", "1")]), "turned away");
        assert_eq!(kind(503, &[("x-ratelimit-reset", "1")]), "lost", "a limit's figures are no wish that we come back");
        for status in [500, 502, 503, 504, 520, 302] {
            assert_eq!(kind(status, &[]), "lost", "{status}");
        }
        for status in [400, 401, 403, 404, 408, 409, 413, 422, 451] {
            assert_eq!(kind(status, &[]), "refused", "{status}");
        }
    }

    #[test]
    fn only_a_problem_document_is_quoted_and_never_a_secret() {
        let words = judge().status(&answer(400, &[], r#"{"title":"Bad","detail":"token s3cret\n is bad"}"#)).detail;
        assert_eq!(words, "token ***  is bad");
        assert_eq!(judge().status(&answer(400, &[], r#"{"status":"ERROR","errors":[{"code":"BAD","message":"s3cret is bad"}]}"#)).detail, "*** is bad");
        assert_eq!(judge().status(&answer(400, &[], r#"{"status":"ERROR","errors":[{"code":"BAD"}]}"#)).detail, "BAD");
        assert_eq!(judge().status(&answer(502, &[], "<html>s3cret</html>")).detail, "");
        assert_eq!(judge().status(&answer(402, &[], r#"{"error":{"code":402,"message":"Payment required"}}"#)).detail, "Payment required");
        assert!(redact(&"я".repeat(5_000), &[]).chars().count() <= LONGEST_DETAIL);
    }
}
