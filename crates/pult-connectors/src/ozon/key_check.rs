//! Trying a Client-Id and an Api-Key before they are saved: the roles of the key, the shop behind
//! it, and one look at the chats.

use std::time::Duration;

use pult_domain::{ErrorCode, Retry, TokenCheck, TokenKind, TokenWarning};

use super::limits::Method;
use super::refusal::Plan;
use super::{Ozon, wire};
use crate::channel::{ChannelError, settled};
use crate::loose::{self, Fields};
use crate::walk::Walked as _;
use secrecy::SecretString;

/// How long before its end a key is warned about, in milliseconds: 14 days. Keys live 6 months.
const EXPIRES_SOON_MS: i64 = 14 * 24 * 60 * 60 * 1_000;

/// How long the owner waits for the shop's name and plan, which the check does not need.
const NAME_PATIENCE: Duration = Duration::from_secs(5);

/// Longest key taken, in bytes; real ones have 36.
const LONGEST_KEY: usize = 8 * 1024;

/// Longest Client-Id taken, in digits; real ones have up to 8.
const LONGEST_CLIENT_ID: usize = 20;

/// The methods without which nothing can be read.
const READING: [Method; 2] = [Method::List, Method::History];

/// The methods without which nothing can be answered.
const WRITING: [Method; 3] = [Method::SendMessage, Method::SendFile, Method::MarkRead];

/// The Client-Id in what was typed: digits.
pub(super) fn client_id(typed: Option<&str>) -> Result<String, ErrorCode> {
    let typed = typed.unwrap_or_default().trim();
    let good = !typed.is_empty() && typed.len() <= LONGEST_CLIENT_ID && typed.bytes().all(|byte| byte.is_ascii_digit());
    if good { Ok(typed.to_owned()) } else { Err(ErrorCode::ClientIdInvalid) }
}

/// The Api-Key in what was pasted.
pub(super) fn key(pasted: &str) -> Result<SecretString, ErrorCode> {
    let key = pasted.trim();
    if key.is_empty() {
        return Err(ErrorCode::TokenEmpty);
    }
    if key.len() > LONGEST_KEY || !key.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Err(ErrorCode::TokenMalformed);
    }
    Ok(SecretString::from(key.to_owned()))
}

impl Ozon {
    /// See [`crate::Channel::check`].
    pub(super) async fn check_key(&self) -> Result<TokenCheck, ChannelError> {
        let mut check = TokenCheck::begun(TokenKind::Personal, self.client_id.as_ref().err().or(self.key.as_ref().err()).copied());
        // The Client-Id is the seller's number.
        check.seller_id = self.client_id.as_ref().ok().cloned();
        if check.problem.is_some() {
            return Ok(check);
        }
        let looked = self.find_out(&mut check).await;
        settled(check, looked)
    }

    async fn find_out(&self, check: &mut TokenCheck) -> Result<(), ChannelError> {
        match self.ask(Method::Roles, None::<&()>).await {
            Ok(answer) => self.told_by_roles(check, &wire::text(&answer.body)),
            // The roles only explain; the live look decides.
            Err(error) if error.retry == Retry::Never => check.warnings.push(TokenWarning::Unreadable),
            Err(error) => return Err(error),
        }
        if check.problem.is_some() {
            return Ok(());
        }
        self.ask_seller(check).await;
        let list = self.list(None).await?;
        check.chats_seen = u32::try_from(list.chats.len()).ok();
        Ok(())
    }

    /// The key's end and what it may call.
    fn told_by_roles(&self, check: &mut TokenCheck, body: &str) {
        let Some(fields) = Fields::of(body) else { return check.warnings.push(TokenWarning::Unreadable) };
        let end = fields.text("expires_at").and_then(|iso| loose::moment(None, Some(&iso)));
        // A key without an end is written as the year 1.
        check.expires_at_ms = end.filter(|end| end.0 > 0);
        // A key that answers is not over, whatever our clock says.
        if check.expires_at_ms.is_some_and(|end| end.since_ms(self.line.clock.now()) < EXPIRES_SOON_MS) {
            check.warnings.push(TokenWarning::ExpiresSoon);
        }
        let roles = fields.get("roles").and_then(loose::list).unwrap_or_default();
        let roles: Vec<Role> = roles.into_iter().filter_map(|raw| Role::of(raw.get())).collect();
        if roles.is_empty() {
            return check.warnings.push(TokenWarning::Unreadable);
        }
        let missing = |methods: &[Method]| -> Vec<String> {
            let barred = methods.iter().filter(|method| !roles.iter().any(|role| role.may(method.path())));
            barred.map(|method| method.path().to_owned()).collect()
        };
        let (reading, writing) = (missing(&READING), missing(&WRITING));
        if !reading.is_empty() {
            check.problem = Some(ErrorCode::TokenMissingRight);
        } else if !writing.is_empty() {
            check.warnings.push(TokenWarning::ReadOnly);
        }
        check.missing_rights = [reading, writing].concat();
    }

    /// The shop's name and plan. A check does not fail for want of the name; of a plan that is too
    /// low it does, for no history could be read.
    async fn ask_seller(&self, check: &mut TokenCheck) {
        let asked = tokio::time::timeout(NAME_PATIENCE, self.ask(Method::SellerInfo, None::<&()>)).await;
        let Ok(Ok(answer)) = asked else { return };
        let body = wire::text(&answer.body);
        let Some(fields) = Fields::of(&body) else { return };
        if let Some(company) = fields.get("company").and_then(|raw| Fields::of(raw.get())) {
            let present = |key: &str| company.text(key).filter(|text| !text.trim().is_empty());
            check.seller_name = present("name").or_else(|| present("legal_name"));
        }
        if Plan::of(&fields) == Plan::TooLow {
            check.problem = Some(ErrorCode::PlanTooLow);
        }
    }
}

/// A role of a key and the methods it opens.
struct Role {
    name: String,
    methods: Vec<String>,
}

impl Role {
    fn of(json: &str) -> Option<Self> {
        let fields = Fields::of(json)?;
        let methods = fields.get("methods").and_then(loose::list).unwrap_or_default().into_iter().filter_map(loose::text).collect();
        Some(Self { name: fields.text("name").unwrap_or_default(), methods })
    }

    /// Whether the role opens a method: by its path, by the beginning of it (the example names
    /// `/v1/posting`), or because it is the administrator's.
    fn may(&self, path: &str) -> bool {
        self.name.trim().eq_ignore_ascii_case("admin")
            || self.methods.iter().any(|method| path.strip_prefix(method.trim_end_matches('/')).is_some_and(|rest| rest.is_empty() || rest.starts_with('/')))
    }
}
