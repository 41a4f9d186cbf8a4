//! What Ozon's refusals mean. The status says little (a wrong key, a missing role, a foreign IP and
//! a plan too low are all 403), so its words are read; the texts are those of the Seller API
//! (2026-09) and of integrators' reports.

use std::sync::PoisonError;

use pult_domain::{ErrorCode, Retry};

use super::Ozon;
use super::limits::{CIRCLE_MS, Method};
use super::wire::{self, spelled};
use crate::channel::{ChannelError, Uncertain};
use crate::http::Answer;
use crate::http::answer::Judge;
use crate::loose::Fields;

/// The status of everything that may not be.
const FORBIDDEN: u16 = 403;

/// How long what is known of the plan is believed, in milliseconds: an hour.
const PLAN_KNOWN_MS: i64 = 60 * 60 * 1_000;

/// What the shop pays for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Plan {
    /// Chats are included.
    Enough,
    /// They are not.
    TooLow,
    /// Not told, or a word that is not known.
    Unknown,
}

impl Plan {
    /// The plan of an answer to `/v1/seller/info`.
    pub(super) fn of(seller: &Fields<'_>) -> Self {
        let subscription = seller.get("subscription").and_then(|raw| Fields::of(raw.get()));
        let Some(subscription) = subscription else { return Self::Unknown };
        match subscription.text("type").map(|word| spelled(&word)).as_deref() {
            Some("PREMIUM_PLUS" | "PREMIUM_PRO") => Self::Enough,
            Some("UNSPECIFIED" | "PREMIUM" | "PREMIUM_LITE") => Self::TooLow,
            _ if wire::flag(&subscription, "is_premium") == Some(false) => Self::TooLow,
            _ => Self::Unknown,
        }
    }
}

/// What a refusal's words say.
enum Said {
    /// The code, when to try again, and whether the called method is the right that is missing.
    Known(ErrorCode, Retry, bool),
    Nothing,
}

fn said(words: &str) -> Said {
    let words = words.to_lowercase();
    let has = |part: &str| words.contains(part);
    let owner = |code| Said::Known(code, Retry::NeedsOwner, false);
    if has("circle is open") {
        Said::Known(ErrorCode::RateLimited, Retry::AfterMs(CIRCLE_MS), false)
    } else if has("required role") {
        Said::Known(ErrorCode::TokenMissingRight, Retry::NeedsOwner, true)
    } else if has("restricted to specific ip") || has("offer not signed") {
        owner(ErrorCode::ChannelRefused)
    } else if has("invalid api-key") || has("deactivated") {
        owner(ErrorCode::TokenRejected)
    } else if has("client-id") || has("client id") {
        owner(ErrorCode::ClientIdInvalid)
    } else if (has("chat") && has("closed")) || ["48 h", "48h", "48 час", "72 h", "72 час"].iter().any(|limit| has(limit)) {
        Said::Known(ErrorCode::ReplyWindowOver, Retry::Never, false)
    } else if has("premium") || has("subscription") || has("подписк") {
        owner(ErrorCode::PlanTooLow)
    } else {
        Said::Nothing
    }
}

impl Ozon {
    /// The error of an answer that is no success.
    pub(super) async fn refused(&self, method: Method, answer: &Answer, more_secrets: &[&str]) -> ChannelError {
        let secrets = self.secrets(more_secrets);
        let right = Some(method.path());
        let judge = Judge {
            now: self.line.clock.now(),
            secrets: &secrets,
            unauthorized: (ErrorCode::TokenRejected, None),
            right,
            forbidden: (ErrorCode::TokenMissingRight, right),
        };
        let error = judge.status(answer);
        if !(400..500).contains(&answer.status) || matches!(error.code, ErrorCode::RateLimited | ErrorCode::TimedOut) && !circle(&error) {
            return error;
        }
        match said(&error.detail) {
            Said::Known(code, retry, by_method) => {
                if let (ErrorCode::RateLimited, Retry::AfterMs(ms)) = (code, retry) {
                    self.line.limits.close(method.lane().group, ms, self.line.clock.now());
                }
                let missing_right = if by_method { right.map(str::to_owned) } else { None };
                ChannelError { code, retry, missing_right, ..error }
            }
            Said::Nothing if answer.status == FORBIDDEN && method.needs_plan() => {
                let (code, retry) = match self.plan().await {
                    // With the plan in order it is this one chat.
                    Some(Plan::Enough) => (ErrorCode::ChannelRefused, Retry::Never),
                    Some(Plan::TooLow | Plan::Unknown) => (ErrorCode::PlanTooLow, Retry::NeedsOwner),
                    // That the plan could not be asked for says nothing about the shop.
                    None => (ErrorCode::ChannelRefused, Retry::Soon),
                };
                ChannelError { code, retry, missing_right: None, ..error }
            }
            Said::Nothing => error,
        }
    }

    /// What a failed send means for sending again.
    pub(super) async fn failed_send(&self, method: Method, answer: &Answer, more_secrets: &[&str]) -> Uncertain {
        let error = self.refused(method, answer, more_secrets).await;
        match answer.status {
            503 if matches!(error.retry, Retry::AfterMs(_)) => Uncertain::TurnedAway(error),
            400..=499 if error.code == ErrorCode::RateLimited => Uncertain::TurnedAway(error),
            // Certainly not processed; whether it ever will be is not known yet.
            FORBIDDEN if error.retry == Retry::Soon => Uncertain::TurnedAway(error),
            400..=499 => {
                let retry = if error.retry == Retry::Soon { Retry::Never } else { error.retry };
                Uncertain::Refused(ChannelError { retry, ..error })
            }
            _ => Uncertain::AnswerLost(error),
        }
    }

    /// What the shop pays for, asked at most once an hour. Where that cannot be asked just now, what was
    /// told last holds; `None` where nothing was.
    async fn plan(&self) -> Option<Plan> {
        let now = self.line.clock.now();
        let known = *self.plan.lock().unwrap_or_else(PoisonError::into_inner);
        let before = known.map(|(_, plan)| plan);
        if known.is_some_and(|(at, _)| (0..PLAN_KNOWN_MS).contains(&now.since_ms(at))) {
            return before;
        }
        let request = self.request(&self.line.http.reads, Method::SellerInfo).ok()?;
        let Ok(answer) = self.line.read(Method::SellerInfo.lane(), super::PAUSE_MS, request).await else { return before };
        if answer.is_success() {
            let Some(plan) = Fields::of(&wire::text(&answer.body)).map(|seller| Plan::of(&seller)) else { return before };
            *self.plan.lock().unwrap_or_else(PoisonError::into_inner) = Some((now, plan));
            return Some(plan);
        }
        // A key that may not ask will never be told.
        let refused = (400..500).contains(&answer.status) && !matches!(answer.status, 408 | 429);
        before.or(refused.then_some(Plan::Unknown))
    }
}

fn circle(error: &ChannelError) -> bool {
    matches!(said(&error.detail), Said::Known(ErrorCode::RateLimited, ..))
}
