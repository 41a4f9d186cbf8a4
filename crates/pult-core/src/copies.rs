//! A copy of the database each day, and the start from one when the database is damaged.

use crate::api::dto::{ApiError, RecoveryView};
use crate::core::Core;
use crate::data_dir::DataDir;
use crate::sync::count;
use pult_domain::{Clock, ErrorCode};
use pult_store::{Recovered, Store, StoreError};
use std::sync::Arc;
use std::time::Duration;

/// Age of the newest copy from which another one is made, in milliseconds: 1 day.
const COPY_EVERY_MS: i64 = 24 * 60 * 60 * 1000;
/// Pause before the first look and between looks: the start belongs to the owner.
const LOOK_EVERY: Duration = Duration::from_secs(10 * 60);
/// Under this key the store keeps what a recovery did, until the owner has seen it.
const KEY: &str = "recovered";

/// Opens the store; a damaged one gives its place to the newest good copy, unless its search indexes alone
/// are damaged: those are built anew, and nothing is lost by it. A log that a start was broken off at setting aside is
/// put back before anything else.
pub(crate) async fn open(data: &DataDir, clock: Arc<dyn Clock>) -> Result<Store, ApiError> {
    pult_store::put_log_back(&data.database())?;
    crate::backup::take_laid(data, clock.now()).await?;
    let mut opened = Store::open(&data.database(), clock.clone()).await;
    if is_damaged(&opened) && pult_store::mend_search(&data.database(), clock.now()).await? {
        tracing::warn!("The search index of the database was damaged; it is built anew");
        opened = Store::open(&data.database(), clock.clone()).await;
    }
    let damaged = match opened {
        Err(error) if error.code() == ErrorCode::DataCorrupt => error,
        opened => return Ok(opened?),
    };
    tracing::warn!("The database is damaged; the newest good copy is looked for");
    let Some(recovered) = pult_store::recover(&data.database(), &data.backups(), clock.now()).await? else { return Err(damaged.into()) };
    let store = Store::open(&data.database(), clock).await?;
    tracing::warn!(salvaged = recovered.salvaged, brought_back = recovered.brought_back, "A copy of the database took its place");
    let json = serde_json::to_string(&recovered).map_err(|_| StoreError::Unreadable("recovery"))?;
    store.setting_set(KEY, &json).await?;
    Ok(store)
}

fn is_damaged(opened: &Result<Store, StoreError>) -> bool {
    matches!(opened, Err(error) if error.code() == ErrorCode::DataCorrupt)
}

impl Core {
    /// What a recovery did that the owner has not seen yet.
    pub(crate) async fn recovery(&self) -> Result<Option<RecoveryView>, ApiError> {
        let kept = self.store.setting(KEY).await?.filter(|json| !json.is_empty());
        let recovered: Option<Recovered> = kept.and_then(|json| serde_json::from_str(&json).ok());
        Ok(recovered.map(|recovered| RecoveryView {
            copied_at_ms: recovered.copied_at,
            set_aside: recovered.set_aside.display().to_string(),
            salvaged: count(recovered.salvaged),
            brought_back: count(recovered.brought_back),
        }))
    }

    /// The owner has read it.
    pub(crate) async fn recovery_seen(&self) -> Result<(), ApiError> {
        Ok(self.store.setting_set(KEY, "").await?)
    }

    /// Makes a copy each day, as long as the program runs.
    pub(crate) async fn copy_daily(self: Arc<Self>) {
        loop {
            tokio::select! {
                () = self.stop.cancelled() => return,
                () = tokio::time::sleep(LOOK_EVERY) => {}
            }
            let now = self.clock.now();
            let age = Store::newest_copy(&self.data.backups(), now).map(|at| now.since_ms(at));
            if age.is_some_and(|age| age < COPY_EVERY_MS) {
                continue;
            }
            match self.store.copy_to(&self.data.backups(), now).await {
                Ok(_) => tracing::info!(took_ms = self.clock.now().since_ms(now), "The daily copy of the database was made"),
                Err(error) => tracing::warn!(code = %error.code(), "The daily copy of the database could not be made"),
            }
        }
    }
}
