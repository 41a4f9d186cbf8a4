//! Connecting shops: a token is tried before it is saved, and kept in the keychain only.

use crate::api::dto::{AccountAdd, AccountAdded, AccountPatch, AccountView, ApiError, DemoAdded};
use crate::core::Core;
use crate::sync::count;
use pult_connectors::{Channel, Connect};
use pult_domain::{AccountId, Author, ChannelKind, ChatId, ChatKind, ErrorCode, MessageId, TokenCheck, TokenKind, View};
use pult_store::{AccountChange, AccountRow, ChatListQuery, NewAccount, TokenFacts};
use secrecy::SecretString;
use std::hash::BuildHasher as _;
use std::sync::atomic::Ordering;
use std::sync::{Arc, PoisonError};

/// Longest name of a shop, in Unicode scalar values.
const NAME_CHARS: usize = 80;
/// How long a good finding about a key holds, in milliseconds: 1 min, from seeing it to saving it.
const CHECK_HOLDS_MS: i64 = 60_000;
/// Chats of a fresh demo shop (issue of the demo: 60).
pub(crate) const DEMO_CHATS: u32 = 60;
/// Most chats a demo shop is made with.
const MOST_DEMO_CHATS: f64 = 200_000.0;

impl Core {
    fn connect(&self, add: &AccountAdd) -> Result<Arc<dyn Channel>, ApiError> {
        if add.channel == ChannelKind::Demo {
            return Err(ApiError::new(ErrorCode::InvalidRequest, "The demo shop has an operation of its own"));
        }
        let loopback = add.base_url.as_deref().is_some_and(pult_domain::address::is_loopback);
        if (add.limits_off == Some(true) || add.settle_ms.is_some()) && !loopback {
            return Err(ApiError::new(ErrorCode::AddressNotAllowed, "Limits and settle time may be changed for loopback addresses only"));
        }
        if add.settle_ms.is_some_and(|ms| !(0.0..=86_400_000.0).contains(&ms)) {
            return Err(ApiError::new(ErrorCode::InvalidRequest, "The settle time is 0 to 86,400,000 ms"));
        }
        let connect = Connect {
            channel: add.channel,
            base_url: add.base_url.clone(),
            client_id: add.client_id.clone(),
            token: SecretString::from(add.token.trim().to_owned()),
            limits_off: add.limits_off == Some(true),
            timeouts: self.timeouts,
        };
        Ok(pult_connectors::connect(connect, self.clock.clone())?)
    }

    /// Tries a token without saving anything.
    pub(crate) async fn check_token(&self, add: &AccountAdd) -> Result<TokenCheck, ApiError> {
        self.checked(self.connect(add)?.as_ref(), add).await
    }

    /// The finding about these very credentials, if it is a minute old at most; else a fresh one.
    /// Whoever pastes a key sees it tried and then saves it: asking twice would cost marketplaces
    /// with tight limits (Avito's token, WB's base token) the second answer.
    async fn checked(&self, channel: &dyn Channel, add: &AccountAdd) -> Result<TokenCheck, ApiError> {
        let of = self.check_hasher.hash_one((add.channel.as_str(), &add.base_url, &add.client_id, add.token.trim()));
        let now = self.clock.now();
        let known = self.last_check.lock().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some((_, _, check)) = known.filter(|(known, at, check)| *known == of && check.ok && (0..CHECK_HOLDS_MS).contains(&now.since_ms(*at))) {
            return Ok(check);
        }
        let check = channel.check().await?;
        *self.last_check.lock().unwrap_or_else(PoisonError::into_inner) = Some((of, now, check.clone()));
        Ok(check)
    }

    /// Saves a shop: row first, then the token; without the token the row goes again.
    pub(crate) async fn add_account(self: &Arc<Self>, add: AccountAdd) -> Result<AccountAdded, ApiError> {
        self.nothing_laid()?;
        let channel = self.connect(&add)?;
        if add.token.trim().is_empty() {
            return Err(ApiError::new(ErrorCode::TokenEmpty, "No token was given"));
        }
        let check = if add.check == Some(false) { None } else { Some(self.checked(channel.as_ref(), &add).await?) };
        if let Some(problem) = check.as_ref().filter(|check| !check.ok).map(|check| check.problem.unwrap_or(ErrorCode::TokenRejected)) {
            let named = if problem == ErrorCode::ClientIdInvalid { "The client id is missing or is none" } else { "The token cannot be used" };
            let detail = check.as_ref().and_then(|c| c.detail.clone()).unwrap_or_else(|| named.into());
            let missing = check.as_ref().map(|c| c.missing_rights.join(", ")).filter(|rights| !rights.is_empty());
            let detail = missing.map_or(detail.clone(), |rights| format!("{detail} (missing right: {rights})"));
            return Err(ApiError::new(problem, detail));
        }
        let name = shop_name(&add, check.as_ref());
        let new = NewAccount {
            channel: add.channel,
            name: name.clone(),
            base_url: add.base_url.clone(),
            client_id: kept_client_id(&add, check.as_ref()),
            // A simulator's seller is nobody's shop: only the real marketplace can tell doubles.
            seller_id: check.as_ref().and_then(|c| c.seller_id.clone()).filter(|_| add.base_url.is_none()),
            #[allow(clippy::cast_possible_truncation, reason = "checked to be within a day")]
            settle_ms: add.settle_ms.map(|ms| ms as i64),
            limits_off: add.limits_off == Some(true),
            token_kind: check.as_ref().map_or(TokenKind::Unknown, |c| c.kind),
            token_expires_at: check.as_ref().and_then(|c| c.expires_at_ms),
        };
        let account = self.store.account_add(new).await?;
        let secret = SecretString::from(add.token.trim().to_owned());
        let kept = match self.secret_name(account).await {
            Ok(entry) => self.secrets.set(&entry, &secret).await,
            Err(error) => Err(error),
        };
        if let Err(error) = kept {
            self.store.account_remove(account).await?;
            return Err(error);
        }
        self.load_policies().await?;
        self.run_account(account);
        tracing::info!(%account, channel = add.channel.as_str(), "A shop was connected");
        Ok(AccountAdded { account, channel: add.channel, name, check })
    }

    /// Gives an account a new token after trying it, and lets it go on.
    pub(crate) async fn set_token(self: &Arc<Self>, account: AccountId, token: String) -> Result<TokenCheck, ApiError> {
        let row = self.account_row(account).await?;
        let add = AccountAdd {
            channel: row.channel,
            name: row.name.clone(),
            token,
            client_id: row.client_id.clone(),
            base_url: row.base_url.clone(),
            check: None,
            limits_off: Some(row.limits_off).filter(|off| *off),
            settle_ms: None,
        };
        let check = self.check_token(&add).await?;
        if row.channel.key_shows_shops() && check.problem == Some(ErrorCode::ClientIdInvalid) {
            return Err(ApiError::new(ErrorCode::TokenOtherShop, "The key does not show the shop of this account"));
        }
        if !check.ok {
            return Ok(check);
        }
        let entry = self.secret_name(account).await?;
        let lane = self.lanes.of(account);
        let mut connection = lane.hold().await;
        let before = self.secrets.get(&entry).await?;
        self.secrets.set(&entry, &SecretString::from(add.token.trim().to_owned())).await?;
        let facts = TokenFacts { kind: check.kind, expires_at: check.expires_at_ms, seller_id: check.seller_id.clone().filter(|_| row.base_url.is_none()) };
        if let Err(refused) = self.store.account_set_token_facts(account, facts).await {
            // A refused key must not be what the next start connects with.
            match before {
                Some(key) => self.secrets.set(&entry, &key).await?,
                None => self.secrets.delete(&entry).await?,
            }
            return Err(refused.into());
        }
        lane.key_replaced(&mut connection);
        drop(connection);
        if check.kind != row.token_kind {
            lane.another_kind.store(true, Ordering::SeqCst);
        }
        lane.wake_sync.notify_one();
        lane.wake_delivery.notify_one();
        Ok(check)
    }

    /// Changes what the owner decides about a shop.
    pub(crate) async fn change_account(self: &Arc<Self>, patch: AccountPatch) -> Result<AccountView, ApiError> {
        let name = patch.name.map(|name| plain_shop_name(&name));
        if name.as_ref().is_some_and(String::is_empty) {
            return Err(ApiError::new(ErrorCode::InvalidRequest, "The name is empty"));
        }
        #[allow(clippy::cast_possible_truncation, reason = "checked to be a small whole number")]
        let colour = match patch.colour {
            Some(colour) if colour.fract() == 0.0 && (0.0..count(crate::view::COLOURS)).contains(&colour) => Some(colour as i64),
            Some(_) => return Err(ApiError::new(ErrorCode::InvalidRequest, "A colour is a whole number from 0 to 7")),
            None => None,
        };
        if patch.hidden_kinds.as_ref().is_some_and(|kinds| kinds.contains(&ChatKind::Buyer)) {
            return Err(ApiError::new(ErrorCode::InvalidRequest, "Buyers cannot be hidden"));
        }
        let change = AccountChange { name, colour, hidden_kinds: patch.hidden_kinds, marks_read: patch.marks_read };
        self.store.account_change(patch.account, change).await?;
        self.lanes.of(patch.account).wake_sync.notify_one();
        Ok(self.account_view(self.account_row(patch.account).await?))
    }

    /// Tells the channel in the background that the owner has read a chat, where he wants that.
    pub(crate) fn tell_read(self: &Arc<Self>, chat: ChatId) {
        if !self.running.load(Ordering::SeqCst) {
            return;
        }
        let core = self.clone();
        self.tasks.spawn(async move {
            let told = async {
                let Some(row) = core.store.chat(chat).await? else { return Ok(()) };
                let account = core.account_row(row.account).await?;
                if !account.marks_read || account.paused || account.blocked.is_some() || !pult_connectors::limits(row.channel).takes_read {
                    return Ok(());
                }
                let newest = core.store.messages(chat, None, None, 20).await?.rows;
                let buyers = newest.into_iter().rev().find(|message| message.author == Author::Customer);
                if let Some(id) = buyers.and_then(|message| message.remote_id) {
                    core.channel(&account).await?.mark_read(&row.remote_id, &id).await?;
                }
                Ok::<(), ApiError>(())
            };
            if let Err(error) = told.await {
                // Nothing is lost by it: the marketplace only shows the chat as unread over there.
                tracing::info!(%chat, code = %error.code, "The channel could not be told that a chat was read");
            }
        });
    }

    /// Deletes a message of ours at the channel; the feed then shows it as deleted.
    pub(crate) async fn delete_message(self: &Arc<Self>, message: MessageId) -> Result<(), ApiError> {
        let (chat, row) = self.store.message(message).await?.ok_or_else(|| ApiError::missing(ErrorCode::MessageNotFound))?;
        let head = self.store.chat(chat).await?.ok_or_else(|| ApiError::missing(ErrorCode::ChatNotFound))?;
        let within = pult_connectors::limits(head.channel).delete_within_ms;
        let age = self.clock.now().since_ms(row.sent_at);
        let Some(remote) = row.remote_id.filter(|_| row.author == Author::Seller && within.is_some_and(|within| age <= within)) else {
            return Err(ApiError::new(ErrorCode::NotSupported, "The channel does not let this message be deleted"));
        };
        let account = self.account_row(head.account).await?;
        self.channel(&account).await?.delete(&head.remote_id, &remote).await?;
        self.store.message_deleted(chat, message).await?;
        Ok(())
    }

    pub(crate) async fn account_row(&self, account: AccountId) -> Result<AccountRow, ApiError> {
        let row = self.store.account(account).await?;
        row.ok_or_else(|| ApiError::missing(ErrorCode::AccountNotFound))
    }

    /// Removes a shop with its token, files and history.
    ///
    /// The token goes first: the keychain may refuse, and only a shop that is still listed can be
    /// removed again. The row goes last for the same reason.
    pub(crate) async fn remove_account(self: &Arc<Self>, account: AccountId) -> Result<(), ApiError> {
        let row = self.account_row(account).await?;
        // Changes nothing: a store that cannot write says so while the shop is whole and at work.
        self.store.account_change(account, AccountChange::default()).await?;
        self.forget_token(&row).await?;
        let lane = self.lanes.of(account);
        lane.stop.cancel();
        // A reply that is leaving this moment is let go first: its outcome must not be lost.
        let _delivery = lane.delivery.lock().await;
        let _round = lane.round.lock().await;
        // Nor may a file that is on its way come behind the others and stay.
        let _files = lane.files.lock().await;
        if let Err(error) = tokio::fs::remove_dir_all(self.data.files_of(account)).await
            && error.kind() != std::io::ErrorKind::NotFound
        {
            tracing::warn!(kind = %error.kind(), "The files of a removed shop could not be deleted");
        }
        let removed = self.store.account_remove(account).await;
        self.lanes.end(account);
        if let Err(error) = removed {
            // What stayed goes on; a shop whose rows are going already ends by itself.
            if row.channel.is_live() {
                self.run_account(account);
            }
            return Err(error.into());
        }
        if row.channel == ChannelKind::Demo
            && let Some(demo) = &self.demo
        {
            demo.stop(self.data.folder(), true).await;
        }
        // With its messages went what was learned from them.
        self.learn().await
    }

    /// Deletes an account's token from the keychain, where it has one there.
    async fn forget_token(&self, row: &AccountRow) -> Result<(), ApiError> {
        if !row.channel.is_live() || row.channel == ChannelKind::Demo {
            return Ok(());
        }
        match self.secrets.delete(&self.secret_name(row.id).await?).await {
            // Where no keychain answers, it keeps nothing that could be deleted.
            Err(error) if error.code == ErrorCode::KeychainMissing => Ok(()),
            deleted => deleted,
        }
    }

    /// Makes the demo shop, or finds it, and reads its feed.
    pub(crate) async fn add_demo(self: &Arc<Self>, chats: Option<f64>) -> Result<DemoAdded, ApiError> {
        self.nothing_laid()?;
        let demo = self.demo.clone().ok_or_else(|| ApiError::new(ErrorCode::DemoUnavailable, "This program has no demo shop"))?;
        let wanted = chats.unwrap_or(f64::from(DEMO_CHATS));
        if !(1.0..=MOST_DEMO_CHATS).contains(&wanted) {
            return Err(ApiError::new(ErrorCode::InvalidRequest, "A demo shop has 1 to 200,000 chats"));
        }
        let existing = self.store.accounts().await?.into_iter().find(|row| row.channel == ChannelKind::Demo);
        let account = match existing {
            Some(row) => row.id,
            None => {
                #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked above")]
                let wanted = wanted as u32;
                demo.start(self.data.folder(), wanted).await.map_err(|why| ApiError::new(ErrorCode::DemoUnavailable, why))?;
                self.store.account_add(demo_account()).await?
            }
        };
        self.load_policies().await?;
        let report = self.round(account).await;
        if let Some(problem) = report.error {
            return Err(ApiError::new(problem.code, problem.detail));
        }
        self.run_account(account);
        let page =
            self.store.chat_list(ChatListQuery { view: View::All, account: Some(account), label: None, unread_only: false, limit: 1, after: None }).await?;
        let messages = self.store.messages_of_account(account).await?;
        Ok(DemoAdded { account, chats: count(page.total), messages: count(messages) })
    }
}

fn demo_account() -> NewAccount {
    NewAccount {
        // The demo marketplace shows a reply at once.
        settle_ms: Some(2_000),
        limits_off: true,
        token_kind: TokenKind::Personal,
        ..NewAccount::plain(ChannelKind::Demo, "Демо")
    }
}

/// The public half of the credentials as it is kept. Of the shops that one key shows it names the one that was
/// tried: chosen anew at each start, it could be another.
fn kept_client_id(add: &AccountAdd, check: Option<&TokenCheck>) -> Option<String> {
    let typed = add.client_id.clone().filter(|id| !id.trim().is_empty());
    typed.or_else(|| check.filter(|_| add.channel.key_shows_shops())?.seller_id.clone())
}

/// The owner's name for the shop, else the marketplace's, else the channel's.
fn shop_name(add: &AccountAdd, check: Option<&TokenCheck>) -> String {
    let given = Some(add.name.trim().to_owned()).filter(|name| !name.is_empty());
    let name = given.or_else(|| check.and_then(|c| c.seller_name.clone())).unwrap_or_else(|| add.channel.as_str().to_owned());
    plain_shop_name(&name)
}

fn plain_shop_name(name: &str) -> String {
    name.trim().chars().filter(|c| !c.is_control()).take(NAME_CHARS).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::CoreOptions;
    use crate::secrets::{FileSecrets, SecretStore};
    use async_trait::async_trait;
    use secrecy::ExposeSecret as _;
    use std::sync::Mutex;

    /// A keychain that refuses to delete, the last of these first.
    struct Refusing(Mutex<Vec<ErrorCode>>);

    #[async_trait]
    impl SecretStore for Refusing {
        fn kind(&self) -> &'static str {
            "keychain"
        }

        async fn get(&self, _: &str) -> Result<Option<SecretString>, ApiError> {
            Ok(None)
        }

        async fn set(&self, _: &str, _: &SecretString) -> Result<(), ApiError> {
            Ok(())
        }

        async fn delete(&self, _: &str) -> Result<(), ApiError> {
            self.0.lock().unwrap().pop().map_or(Ok(()), |code| Err(ApiError::new(code, "refused")))
        }
    }

    #[tokio::test]
    async fn a_shop_whose_token_cannot_be_deleted_stays_listed_to_be_removed_again() {
        let folder = tempfile::tempdir().unwrap();
        let secrets = Arc::new(Refusing(Mutex::new(vec![ErrorCode::KeychainMissing, ErrorCode::KeychainLocked])));
        let core = Core::open(CoreOptions { secrets: Some(secrets.clone()), ..CoreOptions::new(folder.path()) }).await.unwrap();
        let shop = core.store.account_add(NewAccount { channel: ChannelKind::Wildberries, ..demo_account() }).await.unwrap();
        let archive = core.store.account_add(NewAccount { channel: ChannelKind::Archive, ..demo_account() }).await.unwrap();

        core.remove_account(archive).await.unwrap();
        assert_eq!(secrets.0.lock().unwrap().len(), 2, "an archive never had a token to ask about");
        let refused = core.remove_account(shop).await.unwrap_err();
        assert_eq!(refused.code, ErrorCode::KeychainLocked);
        assert_eq!(core.store.accounts().await.unwrap().len(), 1, "still listed");
        assert!(!core.lanes.of(shop).stop.is_cancelled(), "and at work");
        core.remove_account(shop).await.unwrap();
        assert!(core.store.accounts().await.unwrap().is_empty());
    }

    #[tokio::test]
    async fn the_shop_that_was_tried_is_the_one_that_is_connected() {
        let folder = tempfile::tempdir().unwrap();
        let secrets = Arc::new(FileSecrets::new(folder.path().join("secrets.json")));
        let core = Core::open(CoreOptions { secrets: Some(secrets), ..CoreOptions::new(folder.path()) }).await.unwrap();
        let table = [
            (ChannelKind::YandexMarket, None, "20", Some("20")),
            (ChannelKind::YandexMarket, Some(" "), "30", Some("30")),
            (ChannelKind::YandexMarket, Some("4"), "40", Some("4")),
            (ChannelKind::Avito, Some("client"), "5", Some("client")),
            (ChannelKind::Wildberries, None, "A", None),
        ];
        for (channel, typed, seller, kept) in table {
            let client_id = typed.map(str::to_owned);
            let token = "key".to_owned();
            let add = AccountAdd { channel, name: String::new(), token, client_id, base_url: None, check: None, limits_off: None, settle_ms: None };
            // As if the marketplace had just been asked.
            let check = TokenCheck { ok: true, seller_id: Some(seller.to_owned()), ..TokenCheck::begun(TokenKind::Personal, None) };
            let of = core.check_hasher.hash_one((channel.as_str(), &add.base_url, &add.client_id, "key"));
            *core.last_check.lock().unwrap() = Some((of, core.clock.now(), check));
            let added = core.add_account(add).await.unwrap();
            assert_eq!(core.account_row(added.account).await.unwrap().client_id.as_deref(), kept, "{channel:?} {typed:?}");
        }
    }

    #[tokio::test]
    async fn a_key_that_shows_no_longer_the_connected_shop_is_another_shops() {
        let folder = tempfile::tempdir().unwrap();
        let secrets = Arc::new(FileSecrets::new(folder.path().join("secrets.json")));
        let core = Core::open(CoreOptions { secrets: Some(secrets), ..CoreOptions::new(folder.path()) }).await.unwrap();
        // A number has digits only: the check fails without a question, as it does for a cabinet that the key does not show.
        let client_id = Some("cabinet".to_owned());
        let cabinet = NewAccount { channel: ChannelKind::YandexMarket, client_id, limits_off: false, settle_ms: None, ..demo_account() };
        let shop = core.store.account_add(cabinet).await.unwrap();
        assert_eq!(core.set_token(shop, "new".to_owned()).await.unwrap_err().code, ErrorCode::TokenOtherShop);
    }

    #[tokio::test]
    async fn a_key_that_is_refused_is_not_what_the_next_start_connects_with() {
        let folder = tempfile::tempdir().unwrap();
        let secrets = Arc::new(FileSecrets::new(folder.path().join("secrets.json")));
        let core = Core::open(CoreOptions { secrets: Some(secrets.clone()), ..CoreOptions::new(folder.path()) }).await.unwrap();
        let shop = |seller: &str| NewAccount {
            channel: ChannelKind::Wildberries,
            seller_id: Some(seller.to_owned()),
            settle_ms: None,
            limits_off: false,
            ..demo_account()
        };
        let first = core.store.account_add(shop("A")).await.unwrap();
        core.store.account_add(shop("B")).await.unwrap();
        let entry = core.secret_name(first).await.unwrap();
        secrets.set(&entry, &SecretString::from("a")).await.unwrap();
        for (seller, refused) in [("B", ErrorCode::DuplicateAccount), ("C", ErrorCode::TokenOtherShop)] {
            // As if the marketplace had just been asked.
            let check = TokenCheck { ok: true, seller_id: Some(seller.to_owned()), ..TokenCheck::begun(TokenKind::Personal, None) };
            let of = core.check_hasher.hash_one((ChannelKind::Wildberries.as_str(), &None::<String>, &None::<String>, "new"));
            *core.last_check.lock().unwrap() = Some((of, core.clock.now(), check));
            assert_eq!(core.set_token(first, "new".to_owned()).await.unwrap_err().code, refused);
            assert_eq!(secrets.get(&entry).await.unwrap().unwrap().expose_secret(), "a");
        }
    }
}
