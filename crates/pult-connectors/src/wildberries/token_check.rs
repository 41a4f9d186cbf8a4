//! Trying a token before it is saved: what it says of itself, then one live request.

use std::time::Duration;

use pult_domain::{ErrorCode, TokenCheck, TokenKind, TokenWarning};
use reqwest::Method as Verb;

use crate::channel::{Channel, ChannelError};
use crate::wildberries::limits::Method;
use crate::wildberries::loose::Fields;
use crate::wildberries::{Wildberries, hosts, token};

/// How long before its end a token is warned about, in milliseconds: 14 days.
const EXPIRES_SOON_MS: i64 = 14 * 24 * 60 * 60 * 1_000;

/// How long the owner waits for the shop's name, which the check does not need.
const NAME_PATIENCE: Duration = Duration::from_secs(5);

impl Wildberries {
    /// See [`Channel::check`].
    pub(super) async fn check_token(&self) -> Result<TokenCheck, ChannelError> {
        let mut check = self.told_by_token();
        if check.problem.is_some() {
            return Ok(check);
        }
        match self.live().await {
            Ok(chats_seen) => {
                check.chats_seen = chats_seen;
                self.ask_name(&mut check).await;
                check.ok = true;
                Ok(check)
            }
            Err(error) if matches!(error.status, Some(401..=403)) => {
                error.found_by(&mut check);
                Ok(check)
            }
            Err(error) => Err(error),
        }
    }

    /// What can be said without a request.
    fn told_by_token(&self) -> TokenCheck {
        let mut check = TokenCheck::begun(self.kind(), self.token.as_ref().err().copied());
        let Some(claims) = &self.claims else {
            if check.problem.is_none() {
                check.warnings.push(TokenWarning::Unreadable);
            }
            return check;
        };
        check.expires_at_ms = claims.expires_at;
        check.seller_id.clone_from(&claims.seller);
        let left = claims.expires_at.map(|end| end.since_ms(self.line.clock.now()));
        let warnings = [
            (check.kind == TokenKind::Base, TokenWarning::BaseToken),
            (check.kind == TokenKind::Test, TokenWarning::TestToken),
            (claims.read_only(), TokenWarning::ReadOnly),
            (left.is_some_and(|ms| (1..EXPIRES_SOON_MS).contains(&ms)), TokenWarning::ExpiresSoon),
        ];
        check.warnings = warnings.into_iter().filter_map(|(holds, warning)| holds.then_some(warning)).collect();
        if left.is_some_and(|ms| ms <= 0) {
            check.problem = Some(ErrorCode::TokenExpired);
        } else if claims.may_chat() == Some(false) {
            check.problem = Some(ErrorCode::TokenMissingRight);
            check.missing_rights.push(token::RIGHT_CHAT.to_owned());
        }
        check
    }

    /// One request that only a usable token passes. For a base token it is `/ping`, which tests
    /// token and category as well: the list of chats would cost the one request of the hour, and
    /// the first sync with it.
    async fn live(&self) -> Result<Option<u32>, ChannelError> {
        if self.kind() == TokenKind::Base {
            let request = self.request(&self.line.http.reads, Verb::GET, self.line.url(hosts::CHAT, "/ping", None)?)?;
            self.read(Method::Ping, request, &[]).await?;
            return Ok(None);
        }
        Ok(Some(u32::try_from(self.chats().await?.len()).unwrap_or(u32::MAX)))
    }

    /// The shop's name; a check does not fail for want of it. Not for a base token, which may ask
    /// once a day.
    async fn ask_name(&self, check: &mut TokenCheck) {
        if check.kind == TokenKind::Base {
            return;
        }
        let Ok(url) = self.line.url(hosts::COMMON, "/api/v1/seller-info", None) else { return };
        let Ok(request) = self.request(&self.line.http.reads, Verb::GET, url) else { return };
        let Ok(Ok(answer)) = tokio::time::timeout(NAME_PATIENCE, self.read(Method::SellerInfo, request, &[])).await else { return };
        let body = String::from_utf8_lossy(&answer.body);
        let Some(fields) = Fields::of(&body) else { return };
        let present = |key: &str| fields.text(key).filter(|text| !text.trim().is_empty());
        check.seller_name = present("tradeMark").or_else(|| present("name"));
        check.seller_id = check.seller_id.take().or_else(|| present("sid"));
    }
}
