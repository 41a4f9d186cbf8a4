//! The shops' connections to their channels, with the state of their sync.

use crate::pool::Tx;
use crate::sql::{Bulk, Q, statements};
use crate::{Lane, Store, StoreError, search, traces};
use pult_domain::{AccountId, AtMs, ChannelKind, ChatKind, Cursor, ErrorCode, Tag, TokenKind};
use serde::{Deserialize, Serialize};
use sqlx::sqlite::SqliteRow;
use sqlx::{AssertSqlSafe, FromRow, Row};

/// An account to be added. Its token is not among these facts and never reaches the database.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewAccount {
    /// The channel.
    pub channel: ChannelKind,
    /// The owner's name for the shop.
    pub name: String,
    /// One address for all hosts of the channel; `None` for the marketplace's own.
    pub base_url: Option<String>,
    /// The public half of the credentials where there is one.
    pub client_id: Option<String>,
    /// The marketplace's id of the seller, if known: two accounts of one shop are refused by it.
    pub seller_id: Option<String>,
    /// The time after which an absent reply counts as absent, in milliseconds; loopback only.
    pub settle_ms: Option<i64>,
    /// No request limiter; loopback only.
    pub limits_off: bool,
    /// What sort of token it is.
    pub token_kind: TokenKind,
    /// When the token ends, if it says.
    pub token_expires_at: Option<AtMs>,
}

impl NewAccount {
    /// An account of which nothing is known but its channel and its name.
    #[must_use]
    pub fn plain(channel: ChannelKind, name: impl Into<String>) -> Self {
        Self {
            channel,
            name: name.into(),
            base_url: None,
            client_id: None,
            seller_id: None,
            settle_ms: None,
            limits_off: false,
            token_kind: TokenKind::Unknown,
            token_expires_at: None,
        }
    }
}

/// What a new token told about itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TokenFacts {
    /// What sort of token it is.
    pub kind: TokenKind,
    /// When it ends, if it says.
    pub expires_at: Option<AtMs>,
    /// The marketplace's id of the seller, if the token says; `None` keeps the known one.
    pub seller_id: Option<String>,
}

/// Why the last round of an account failed. Stored as JSON.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoredProblem {
    /// What happened, as a code.
    pub code: ErrorCode,
    /// The marketplace's own words or ours, without token or customer text.
    pub detail: String,
    /// HTTP status, if an answer came.
    pub status: Option<u16>,
    /// When the next attempt is due, if one is.
    pub retry_at: Option<AtMs>,
    /// The right that is missing, by the marketplace's own name.
    pub missing_right: Option<String>,
}

/// An account with the state of its sync and its counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountRow {
    /// The account.
    pub id: AccountId,
    /// The channel.
    pub channel: ChannelKind,
    /// The owner's name for the shop.
    pub name: String,
    /// One address for all hosts of the channel, if not the marketplace's own.
    pub base_url: Option<String>,
    /// The public half of the credentials where there is one.
    pub client_id: Option<String>,
    /// The marketplace's id of the seller, if known.
    pub seller_id: Option<String>,
    /// The settle time given with the account, in milliseconds.
    pub settle_ms: Option<i64>,
    /// No request limiter.
    pub limits_off: bool,
    /// Paused by the owner.
    pub paused: bool,
    /// Stopped until the owner does something; why.
    pub blocked: Option<ErrorCode>,
    /// Where the feed continues.
    pub cursor: Option<Cursor>,
    /// When the last whole round ended.
    pub last_sync_at: Option<AtMs>,
    /// Failed rounds in a row.
    pub error_count: i64,
    /// Why the last round failed, if it did.
    pub last_error: Option<StoredProblem>,
    /// What sort of token it has.
    pub token_kind: TokenKind,
    /// When the token ends, if it says.
    pub token_expires_at: Option<AtMs>,
    /// When it was added.
    pub created_at: AtMs,
    /// Unread messages over its chats.
    pub unread: i64,
    /// Chats that wait for a reply.
    pub waiting: i64,
    /// A place in the palette, where the owner chose one.
    pub colour: Option<i64>,
    /// Kinds of chats that are not fetched.
    pub hidden_kinds: Vec<ChatKind>,
    /// The channel is told what was read.
    pub marks_read: bool,
}

/// What the owner changes about an account; nothing given changes nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AccountChange {
    /// Its name.
    pub name: Option<String>,
    /// A place in the palette.
    pub colour: Option<i64>,
    /// Kinds of chats that are not fetched.
    pub hidden_kinds: Option<Vec<ChatKind>>,
    /// Whether the channel is told what was read.
    pub marks_read: Option<bool>,
}

/// Counts of an account for the page about the program's state.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AccountCounts {
    /// Messages stored.
    pub messages: i64,
    /// Events that could not be read and are kept.
    pub quarantined: i64,
}

const COLUMNS: &str = "SELECT a.id, a.channel, a.name, a.base_url, a.client_id, a.seller_id, a.settle_ms, a.limits_off, a.paused, a.blocked, a.cursor, \
    a.last_sync_at_ms, a.error_count, a.last_error, a.token_kind, a.token_expires_at_ms, a.created_at_ms, t.unread, t.waiting, a.colour, a.hidden_kinds, a.marks_read \
    FROM account a JOIN tally t ON t.account_id = a.id WHERE a.removing = 0";

statements! {
    ADD_SQL = "INSERT INTO account (channel, name, base_url, client_id, seller_id, settle_ms, limits_off, token_kind, token_expires_at_ms, created_at_ms) \
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    SAME_SELLER_SQL = "SELECT id FROM account WHERE channel = ? AND seller_id = ?";
    ADD_TALLY_SQL = "INSERT INTO tally (account_id) VALUES (?)";
    PAUSE_SQL = "UPDATE account SET paused = ?2 WHERE id = ?1 AND removing = 0";
    TOKEN_SQL = "UPDATE account SET token_kind = ?2, token_expires_at_ms = ?3, seller_id = coalesce(?4, seller_id), blocked = NULL, error_count = 0, \
        last_error = NULL WHERE id = ?1 AND removing = 0";
    CHANGE_SQL = "UPDATE account SET name = coalesce(?2, name), colour = coalesce(?3, colour), hidden_kinds = coalesce(?4, hidden_kinds), \
        marks_read = coalesce(?5, marks_read) WHERE id = ?1 AND removing = 0";
    QUARANTINED_SQL = "SELECT count(*) FROM quarantine WHERE account_id = ?";
    OK_SQL = "UPDATE account SET last_sync_at_ms = ?2, error_count = 0, last_error = NULL, blocked = NULL WHERE id = ?1 AND removing = 0";
    FAILED_SQL = "UPDATE account SET error_count = error_count + 1, last_error = ?2, blocked = coalesce(?3, blocked) WHERE id = ?1 AND removing = 0";
    REMOVING_SQL = "UPDATE account SET removing = 1, paused = 1, cursor = NULL, seller_id = NULL WHERE id = ?1 AND removing = 0";
    UNFINISHED_SQL = "SELECT id FROM account WHERE removing = 1";
    FEW_CHATS_SQL = "SELECT id FROM chat WHERE account_id = ? LIMIT 100";
    SLICE_SQL = "SELECT m.id FROM (SELECT id FROM chat WHERE account_id = ? LIMIT 100) few CROSS JOIN message m ON m.chat_id = few.id LIMIT ?";
    REMOVE_UNREADABLE_SQL = "DELETE FROM quarantine WHERE account_id = ?";
    REMOVE_SQL = "DELETE FROM account WHERE id = ?";
}

const UNINDEX: Bulk = Bulk { head: "DELETE FROM word_index WHERE rowid IN (", row: "?", tail: ")" };
const REMOVE_CHATS: Bulk = Bulk { head: "DELETE FROM chat WHERE id IN (", row: "?", tail: ")" };
const REMOVE_MESSAGES: Bulk = Bulk { head: "DELETE FROM message WHERE id IN (", row: "?", tail: ")" };

/// Every bulk statement of this file, for the tests.
#[cfg(test)]
pub(crate) const BULKS: [Bulk; 3] = [UNINDEX, REMOVE_CHATS, REMOVE_MESSAGES];

/// Messages removed in one transaction: about 10 ms.
const SLICE: i64 = 400;

fn one_account() -> String {
    format!("{COLUMNS} AND a.id = ?")
}

fn all_accounts() -> String {
    format!("{COLUMNS} ORDER BY a.id")
}

#[cfg(test)]
pub(crate) fn every_list() -> [String; 2] {
    [one_account(), all_accounts()]
}

impl FromRow<'_, SqliteRow> for AccountRow {
    fn from_row(row: &SqliteRow) -> Result<Self, sqlx::Error> {
        let channel: String = row.try_get(1)?;
        let kind: String = row.try_get(14)?;
        Ok(Self {
            id: AccountId(row.try_get(0)?),
            channel: ChannelKind::parse(&channel).ok_or_else(|| sqlx::Error::Decode("channel".into()))?,
            name: row.try_get(2)?,
            base_url: row.try_get(3)?,
            client_id: row.try_get(4)?,
            seller_id: row.try_get(5)?,
            settle_ms: row.try_get(6)?,
            limits_off: row.try_get(7)?,
            paused: row.try_get(8)?,
            blocked: row.try_get::<Option<String>, _>(9)?.map(|code| ErrorCode::parse(&code).unwrap_or(ErrorCode::Internal)),
            cursor: row.try_get::<Option<String>, _>(10)?.map(Cursor),
            last_sync_at: row.try_get::<Option<i64>, _>(11)?.map(AtMs),
            error_count: row.try_get(12)?,
            // An unreadable problem is no reason to lose the account; the next round tells it again.
            last_error: row.try_get::<Option<String>, _>(13)?.and_then(|json| serde_json::from_str(&json).ok()),
            token_kind: TokenKind::parse(&kind).unwrap_or(TokenKind::Unknown),
            token_expires_at: row.try_get::<Option<i64>, _>(15)?.map(AtMs),
            created_at: AtMs(row.try_get(16)?),
            unread: row.try_get(17)?,
            waiting: row.try_get(18)?,
            colour: row.try_get(19)?,
            hidden_kinds: row.try_get::<String, _>(20)?.split(',').filter_map(ChatKind::parse).collect(),
            marks_read: row.try_get(21)?,
        })
    }
}

impl Store {
    /// Adds an account.
    ///
    /// # Errors
    /// [`StoreError::DuplicateAccount`] when the channel has an account of that seller already.
    pub async fn account_add(&self, new: NewAccount) -> Result<AccountId, StoreError> {
        self.write(Lane::Live, move |tx| {
            Box::pin(async move {
                if let Some(seller) = &new.seller_id {
                    refuse_same_seller(tx, new.channel, seller, None).await?;
                }
                let query = sqlx::query(ADD_SQL).bind(new.channel.as_str()).bind(new.name).bind(new.base_url).bind(new.client_id).bind(new.seller_id);
                let query = query.bind(new.settle_ms).bind(new.limits_off).bind(new.token_kind.as_str()).bind(new.token_expires_at.map(|at| at.0));
                let id = query.bind(tx.now.0).execute(&mut tx.conn).await?.last_insert_rowid();
                sqlx::query(ADD_TALLY_SQL).bind(id).execute(&mut tx.conn).await?;
                tx.change().tag(Tag::Accounts).account(AccountId(id));
                Ok(AccountId(id))
            })
        })
        .await
    }

    /// One account.
    ///
    /// # Errors
    /// What the disk says.
    pub async fn account(&self, id: AccountId) -> Result<Option<AccountRow>, StoreError> {
        Ok(sqlx::query_as(AssertSqlSafe(one_account())).bind(id.0).fetch_optional(&mut *self.reader().await?).await?)
    }

    /// Every account, in the order they were added.
    ///
    /// # Errors
    /// What the disk says.
    pub async fn accounts(&self) -> Result<Vec<AccountRow>, StoreError> {
        Ok(sqlx::query_as(AssertSqlSafe(all_accounts())).fetch_all(&mut *self.reader().await?).await?)
    }

    /// Removes an account with everything it brought, the search index included. Its files lie in a folder of its
    /// own, which is the caller's to delete.
    ///
    /// The account disappears at once; its rows go in slices, so that a reply of another shop does
    /// not wait. What a crash leaves is removed at the next start. What rows leave in the file is swept
    /// out behind everything else; where that takes longer, after the answer (see `traces`).
    ///
    /// # Errors
    /// [`ErrorCode::AccountNotFound`].
    pub async fn account_remove(&self, id: AccountId) -> Result<(), StoreError> {
        self.account_update(id, move |_| sqlx::query(REMOVING_SQL).bind(id.0)).await?;
        remove_rows(self, id).await?;
        traces::sweep(self).await;
        Ok(())
    }

    /// Pauses or resumes the sync of an account.
    ///
    /// # Errors
    /// [`ErrorCode::AccountNotFound`].
    pub async fn account_set_paused(&self, id: AccountId, paused: bool) -> Result<(), StoreError> {
        self.account_update(id, move |_| sqlx::query(PAUSE_SQL).bind(id.0).bind(paused)).await
    }

    /// Changes what the owner decides about an account.
    ///
    /// # Errors
    /// [`ErrorCode::AccountNotFound`].
    pub async fn account_change(&self, id: AccountId, change: AccountChange) -> Result<(), StoreError> {
        let kinds = change.hidden_kinds.map(|kinds| kinds.into_iter().map(ChatKind::as_str).collect::<Vec<_>>().join(","));
        self.account_update(id, move |_| sqlx::query(CHANGE_SQL).bind(id.0).bind(change.name).bind(change.colour).bind(kinds).bind(change.marks_read)).await
    }

    /// What an account has brought.
    ///
    /// # Errors
    /// What the disk says.
    pub async fn account_counts(&self, id: AccountId) -> Result<AccountCounts, StoreError> {
        let quarantined = sqlx::query_scalar(QUARANTINED_SQL).bind(id.0).fetch_one(&mut *self.reader().await?).await?;
        Ok(AccountCounts { messages: self.messages_of_account(id).await?, quarantined })
    }

    /// Keeps what a new token told; the account is no longer blocked and its errors are forgotten.
    ///
    /// # Errors
    /// [`ErrorCode::AccountNotFound`]; [`StoreError::DuplicateAccount`] when the token is of a shop
    /// that another account has already; [`ErrorCode::TokenOtherShop`] when it is of any other shop.
    pub async fn account_set_token_facts(&self, id: AccountId, facts: TokenFacts) -> Result<(), StoreError> {
        if let (Some(seller), Some(row)) = (&facts.seller_id, self.account(id).await?) {
            let (channel, new) = (row.channel, seller.clone());
            self.write(Lane::Live, move |tx| Box::pin(async move { refuse_same_seller(tx, channel, &new, Some(id)).await })).await?;
            // Its chats would come into those of the shop that is here, and those of that shop no more.
            if row.seller_id.is_some_and(|known| known != *seller) {
                return Err(StoreError::Refused(ErrorCode::TokenOtherShop));
            }
        }
        self.account_update(id, move |_| {
            sqlx::query(TOKEN_SQL).bind(id.0).bind(facts.kind.as_str()).bind(facts.expires_at.map(|at| at.0)).bind(facts.seller_id)
        })
        .await
    }

    /// A round ended well: whatever stood against the account is over.
    ///
    /// # Errors
    /// [`ErrorCode::AccountNotFound`].
    pub async fn account_sync_ok(&self, id: AccountId, at: AtMs) -> Result<(), StoreError> {
        self.account_update(id, move |_| sqlx::query(OK_SQL).bind(id.0).bind(at.0)).await
    }

    /// A round failed; `blocked` stops the account until the owner does something.
    ///
    /// # Errors
    /// [`ErrorCode::AccountNotFound`].
    pub async fn account_sync_failed(&self, id: AccountId, problem: StoredProblem, blocked: bool) -> Result<(), StoreError> {
        let json = serde_json::to_string(&problem).map_err(|_| StoreError::Unreadable("problem"))?;
        let code = blocked.then(|| problem.code.as_str());
        self.account_update(id, move |_| sqlx::query(FAILED_SQL).bind(id.0).bind(json).bind(code)).await
    }

    /// One statement on one account row.
    async fn account_update(&self, id: AccountId, query: impl FnOnce(AtMs) -> Q + Send + 'static) -> Result<(), StoreError> {
        self.write(Lane::Live, move |tx| {
            Box::pin(async move {
                let now = tx.now;
                if query(now).execute(&mut tx.conn).await?.rows_affected() == 0 {
                    return Err(StoreError::NotFound(ErrorCode::AccountNotFound));
                }
                tx.change().tag(Tag::Accounts).account(id);
                Ok(())
            })
        })
        .await
    }
}

async fn refuse_same_seller(tx: &mut Tx, channel: ChannelKind, seller: &str, except: Option<AccountId>) -> Result<(), StoreError> {
    let same: Option<i64> = sqlx::query_scalar(SAME_SELLER_SQL).bind(channel.as_str()).bind(seller.to_owned()).fetch_optional(&mut tx.conn).await?;
    match same {
        Some(id) if Some(AccountId(id)) != except => Err(StoreError::DuplicateAccount),
        _ => Ok(()),
    }
}

/// Removes what crashes left of accounts that were being removed.
pub(crate) async fn finish_removals(store: &Store) -> Result<(), StoreError> {
    let unfinished: Vec<i64> = sqlx::query_scalar(UNFINISHED_SQL).fetch_all(&mut *store.reader().await?).await?;
    for id in unfinished {
        remove_rows(store, AccountId(id)).await?;
    }
    Ok(())
}

async fn remove_rows(store: &Store, account: AccountId) -> Result<(), StoreError> {
    while store.write(Lane::Live, move |tx| Box::pin(remove_slice(tx, account))).await? {}
    store
        .write(Lane::Live, move |tx| {
            Box::pin(async move {
                if sqlx::query(REMOVE_UNREADABLE_SQL).bind(account.0).execute(&mut tx.conn).await?.rows_affected() > 0 {
                    traces::mark(tx).await?;
                }
                sqlx::query(REMOVE_SQL).bind(account.0).execute(&mut tx.conn).await?;
                let change = tx.change();
                [Tag::Accounts, Tag::Chats, Tag::Messages, Tag::Outbox, Tag::Drafts].into_iter().for_each(|tag| {
                    change.tag(tag);
                });
                change.account(account).resync = true;
                Ok(())
            })
        })
        .await
}

/// Removes some messages of the first chats, or those chats once they are empty; `false` when the
/// account has none left. A chat's own cascade could take a long history in one transaction.
async fn remove_slice(tx: &mut Tx, account: AccountId) -> Result<bool, StoreError> {
    tx.known.clear();
    let ids: Vec<i64> = sqlx::query_scalar(SLICE_SQL).bind(account.0).bind(SLICE).fetch_all(&mut tx.conn).await?;
    UNINDEX.execute(&mut tx.conn, &ids, |query, id| query.bind(*id)).await?;
    REMOVE_MESSAGES.execute(&mut tx.conn, &ids, |query, id| query.bind(*id)).await?;
    if !ids.is_empty() {
        traces::mark(tx).await?;
        return Ok(true);
    }
    let chats: Vec<i64> = sqlx::query_scalar(FEW_CHATS_SQL).bind(account.0).fetch_all(&mut tx.conn).await?;
    if chats.is_empty() {
        return Ok(false);
    }
    search::index::forget_chats(tx, &chats).await?;
    REMOVE_CHATS.execute(&mut tx.conn, &chats, |query, id| query.bind(*id)).await?;
    traces::mark(tx).await?;
    Ok(true)
}
