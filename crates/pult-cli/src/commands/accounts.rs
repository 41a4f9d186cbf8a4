//! `accounts add|list|remove`.

use crate::args::AccountsAdd;
use crate::face::Face;
use crate::failure::Failure;
use crate::lines::{AccountLine, AddedLine};
use crate::way::Way;
use pult_core::dto::{AccountAdd, AccountAdded, AccountRef, AccountView, AppInfo, Nothing};
use pult_domain::{AccountId, ChannelKind, ErrorCode};
use std::io::Read as _;
use std::path::Path;

/// Most bytes that are read as a token: real ones have less than 2,000.
const TOKEN_BYTES: u64 = 64 * 1024;

/// Connects a shop.
pub(crate) async fn add(data: &Path, add: AccountsAdd, face: &Face) -> Result<(), Failure> {
    let known = || ChannelKind::ALL.map(ChannelKind::as_str).join(", ");
    let channel = ChannelKind::parse(&add.channel).ok_or_else(|| Failure::usage(ErrorCode::UnknownChannel, format!("Known channels: {}", known())))?;
    // Read before the data folder is taken: a person may be typing.
    let token = read_token()?;
    let request = AccountAdd {
        channel,
        name: add.name,
        token,
        client_id: add.client_id,
        base_url: add.base_url,
        check: Some(!add.no_check),
        limits_off: add.limits.map(|_| true),
        settle_ms: add.settle_ms.map(f64::from),
    };
    let (way, _log) = super::open(data, face).await?;
    let ended = connect(&way, &request, face).await;
    way.leave().await;
    ended
}

async fn connect(way: &Way, request: &AccountAdd, face: &Face) -> Result<(), Failure> {
    let added: AccountAdded = way.call("account_add", request).await?;
    let info: AppInfo = way.call("app_info", &Nothing {}).await?;
    if info.secrets == "file" {
        face.aside("The token lies in secrets.json under the data folder, because PULT_SECRETS=file");
    }
    face.line(&AddedLine::from(added))
}

fn read_token() -> Result<String, Failure> {
    let mut bytes = Vec::new();
    let read = std::io::stdin().lock().take(TOKEN_BYTES + 1).read_to_end(&mut bytes);
    read.map_err(|error| Failure::failed(ErrorCode::InvalidRequest, format!("stdin cannot be read: {}", error.kind())))?;
    if u64::try_from(bytes.len()).is_ok_and(|length| length > TOKEN_BYTES) {
        return Err(Failure::failed(ErrorCode::TokenMalformed, "What came on stdin is too long for a token"));
    }
    let text = String::from_utf8(bytes).map_err(|_| Failure::failed(ErrorCode::InvalidUtf8, "What came on stdin is not UTF-8"))?;
    // Files of another system may begin with a byte order mark.
    Ok(text.trim_start_matches('\u{feff}').trim().to_owned())
}

/// Lists the shops.
pub(crate) async fn list(way: &Way, face: &Face) -> Result<(), Failure> {
    let accounts: Vec<AccountView> = way.call("accounts_list", &Nothing {}).await?;
    accounts.into_iter().try_for_each(|account| face.line(&AccountLine::from(account)))
}

/// Removes a shop and shows what it was.
pub(crate) async fn remove(way: &Way, account: AccountId, face: &Face) -> Result<(), Failure> {
    let accounts: Vec<AccountView> = way.call("accounts_list", &Nothing {}).await?;
    let _: Nothing = way.call("account_remove", &AccountRef { account }).await?;
    match accounts.into_iter().find(|view| view.account == account) {
        Some(view) => face.line(&AccountLine::from(view)),
        None => Ok(()),
    }
}
