//! Facts asked for apart from the feed, with the moment they were asked: items and orders.

use crate::sql::statements;
use crate::{Lane, Store, StoreError};
use pult_domain::{AccountId, AtMs, Tag};

/// What was looked up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LookupKind {
    /// An item on sale.
    Item,
    /// An order.
    Order,
}

impl LookupKind {
    fn as_str(self) -> &'static str {
        match self {
            Self::Item => "item",
            Self::Order => "order",
        }
    }
}

/// An answer as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lookup {
    /// When it was asked.
    pub asked_at: AtMs,
    /// JSON; none where the channel had nothing to say.
    pub facts: Option<String>,
}

statements! {
    FIND_SQL = "SELECT asked_at_ms, facts FROM lookup WHERE account_id = ? AND kind = ? AND remote_id = ?";
    KEEP_SQL = "INSERT INTO lookup (account_id, kind, remote_id, asked_at_ms, facts) VALUES (?, ?, ?, ?, ?) \
        ON CONFLICT (account_id, kind, remote_id) DO UPDATE SET asked_at_ms = excluded.asked_at_ms, facts = excluded.facts";
}

impl Store {
    /// The last answer about something, however old.
    ///
    /// # Errors
    /// What the disk says.
    pub async fn lookup(&self, account: AccountId, kind: LookupKind, remote_id: &str) -> Result<Option<Lookup>, StoreError> {
        let row: Option<(i64, Option<String>)> =
            sqlx::query_as(FIND_SQL).bind(account.0).bind(kind.as_str()).bind(remote_id.to_owned()).fetch_optional(&mut *self.reader().await?).await?;
        Ok(row.map(|(asked_at, facts)| Lookup { asked_at: AtMs(asked_at), facts }))
    }

    /// Keeps an answer that came just now.
    ///
    /// # Errors
    /// What the disk says.
    pub async fn lookup_keep(&self, account: AccountId, kind: LookupKind, remote_id: String, facts: Option<String>) -> Result<(), StoreError> {
        self.write(Lane::Live, move |tx| {
            Box::pin(async move {
                let query = sqlx::query(KEEP_SQL).bind(account.0).bind(kind.as_str()).bind(remote_id).bind(tx.now.0).bind(facts);
                query.execute(&mut tx.conn).await?;
                tx.change().tag(Tag::Lookups).account(account);
                Ok(())
            })
        })
        .await
    }
}
