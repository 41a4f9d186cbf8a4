//! What is kept of replies in doubt beside their rows.

use super::OutboxRow;
use crate::pool::Tx;
use crate::sql::statements;
use crate::{Store, StoreError};
use pult_domain::{AccountId, AtMs};

/// Which replies an echo may still come of: those that were tried and are not settled, or were sent and have no id.
macro_rules! awaited {
    () => {
        "(state IN ('queued', 'sending', 'unconfirmed') OR (state = 'sent' AND remote_id IS NULL)) AND first_attempt_at_ms IS NOT NULL"
    };
}
pub(crate) use awaited;

statements! {
    // From the first key that begins so to the first that comes after all of those: `0` is the next character after the stroke.
    DECIDED_SQL = "DELETE FROM setting WHERE key >= 'doubt/' AND key < 'doubt0' \
        AND key NOT IN (SELECT 'doubt/' || id || '/' || attempts FROM outbox WHERE state = 'unconfirmed')";
    AWAITS_SQL = concat!("SELECT EXISTS (SELECT 1 FROM outbox WHERE account_id = ? AND ", awaited!(), ")");
}

impl Store {
    /// The channel's time when this doubt about a reply was first looked into, which is `there` where nobody has yet. Kept for processes
    /// that do not live as long as a settle time. Another attempt is another doubt. None where what was kept cannot be read.
    ///
    /// # Errors
    /// What the disk says.
    pub async fn outbox_doubted_since(&self, reply: &OutboxRow, there: AtMs) -> Result<Option<AtMs>, StoreError> {
        let key = format!("doubt/{}/{}", reply.id, reply.machine.attempts);
        let first = self.setting_once(&key, &there.0.to_string()).await?;
        Ok(first.parse::<i64>().ok().map(AtMs))
    }

    /// Whether an echo of any reply of the account may still come.
    ///
    /// # Errors
    /// What the disk says.
    pub async fn outbox_awaits_echo(&self, account: AccountId) -> Result<bool, StoreError> {
        Ok(sqlx::query_scalar(AWAITS_SQL).bind(account.0).fetch_one(&mut *self.reader().await?).await?)
    }
}

/// Forgets what was kept of doubts that are over: nobody asks for it any more.
pub(super) async fn forget_decided(tx: &mut Tx) -> Result<(), StoreError> {
    sqlx::query(DECIDED_SQL).execute(&mut tx.conn).await?;
    Ok(())
}
