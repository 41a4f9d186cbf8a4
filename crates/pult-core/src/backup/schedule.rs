//! Backups that make themselves, and what the page "State" tells about all of them.

use super::{folder_of, passphrase};
use crate::api::dto::{ApiError, BackupDone, BackupEvery, BackupResult, BackupsSet, BackupsView};
use crate::core::Core;
use crate::state::downloads;
use pult_domain::{AtMs, DAY_MS, ErrorCode};
use pult_store::StoreError;
use serde::{Deserialize, Serialize};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

/// Under this key the store keeps the plan and the last result.
const KEY: &str = "backups";
/// After a failure the next try comes sooner than the next turn: 1 h.
const AGAIN_MS: i64 = 60 * 60 * 1000;
/// Pause before the first look and between looks.
const LOOK_EVERY: Duration = Duration::from_secs(5 * 60);
/// Scheduled backups kept where nobody says otherwise.
const USUAL_KEEP: usize = 7;
/// Most that are kept.
const MOST_KEPT: f64 = 100.0;

#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct Plan {
    every: BackupEvery,
    keep: Option<usize>,
    folder: Option<PathBuf>,
    /// The newest that was tried, by hand or by itself.
    last: Option<BackupResult>,
    /// The last one that the schedule made and proved.
    made_at: Option<AtMs>,
    /// The last one that the schedule tried in vain, since.
    failed_at: Option<AtMs>,
    /// Those that the schedule made, oldest first: only they are ever deleted.
    made: Vec<PathBuf>,
}

impl Plan {
    /// An unreadable plan is no plan: the page then shows that nothing is scheduled.
    fn read(kept: Option<String>) -> Self {
        kept.and_then(|json| serde_json::from_str(&json).ok()).unwrap_or_default()
    }

    fn turn_ms(&self) -> Option<i64> {
        match self.every {
            BackupEvery::Never => None,
            BackupEvery::Day => Some(DAY_MS),
            BackupEvery::Week => Some(7 * DAY_MS),
        }
    }

    fn next_at(&self, now: AtMs) -> Option<AtMs> {
        let turn = self.turn_ms()?;
        // A moment in the future is a clock that was set back: it is as good as none.
        let made = self.made_at.filter(|at| *at <= now).map(|at| at.plus_ms(turn));
        let again = self.failed_at.filter(|at| *at <= now).map(|at| at.plus_ms(AGAIN_MS));
        Some(made.max(again).unwrap_or(now))
    }

    fn folder(&self) -> PathBuf {
        self.folder.clone().unwrap_or_else(downloads)
    }
}

impl Core {
    pub(crate) async fn backups_view(&self) -> Result<BackupsView, ApiError> {
        let plan = self.backup_plan().await?;
        Ok(BackupsView {
            every: plan.every,
            keep: crate::sync::count(i64::try_from(plan.keep.unwrap_or(USUAL_KEEP)).unwrap_or_default()),
            folder: plan.folder().display().to_string(),
            next_at_ms: plan.next_at(self.clock.now()),
            last: plan.last,
        })
    }

    pub(crate) async fn set_backups(&self, set: BackupsSet) -> Result<BackupsView, ApiError> {
        if !(1.0..=MOST_KEPT).contains(&set.keep) || set.keep.fract() != 0.0 {
            return Err(ApiError::new(ErrorCode::InvalidRequest, "1 to 100 backups are kept"));
        }
        let folder = folder_of(set.folder)?;
        let secret = self.backup_secret_name().await?;
        match (set.every, set.passphrase) {
            (BackupEvery::Never, _) => self.secrets.delete(&secret).await?,
            (_, Some(typed)) => self.secrets.set(&secret, &passphrase::chosen(typed)?).await?,
            (_, None) if self.secrets.get(&secret).await?.is_none() => {
                return Err(ApiError::new(ErrorCode::BackupPassphraseMissing, "Scheduled backups need a passphrase"));
            }
            (_, None) => {}
        }
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked to be small")]
        let keep = set.keep as usize;
        let chosen = move |plan: &mut Plan| {
            (plan.every, plan.keep, plan.folder) = (set.every, Some(keep), Some(folder));
            plan.failed_at = None;
        };
        self.change_backup_plan(chosen).await?;
        self.backups_view().await
    }

    /// Looks from time to time whether a backup is due, as long as the program runs.
    pub(crate) async fn back_up_by_schedule(self: Arc<Self>) {
        loop {
            tokio::select! {
                () = self.stop.cancelled() => return,
                () = tokio::time::sleep(LOOK_EVERY) => {}
            }
            if let Err(error) = self.back_up_if_due().await {
                tracing::warn!(code = %error.code, "The scheduled backup could not be noted");
            }
        }
    }

    /// Makes the scheduled backup if it is due; whether it was. Its failure is noted for the owner.
    pub(super) async fn back_up_if_due(&self) -> Result<bool, ApiError> {
        let plan = self.backup_plan().await?;
        let now = self.clock.now();
        if plan.next_at(now).is_none_or(|next| next > now) {
            return Ok(false);
        }
        let done = self.back_up_as_planned(&plan).await;
        if let Err(error) = &done {
            tracing::warn!(code = %error.code, "The scheduled backup could not be made");
        }
        self.note_backup(true, &done).await?;
        let noted = move |plan: &mut Plan| match done {
            Ok(done) => {
                plan.made_at = Some(done.made_at_ms);
                plan.failed_at = None;
                plan.made.push(PathBuf::from(done.path));
            }
            Err(_) => plan.failed_at = Some(now),
        };
        let plan = self.change_backup_plan(noted).await?;
        self.let_old_backups_go(plan).await?;
        Ok(true)
    }

    /// Deletes what the schedule has made beyond what is kept.
    async fn let_old_backups_go(&self, mut plan: Plan) -> Result<(), ApiError> {
        let many = plan.made.len().saturating_sub(plan.keep.unwrap_or(USUAL_KEEP));
        plan.made.truncate(many);
        let old = plan.made;
        for file in &old {
            if let Err(error) = std::fs::remove_file(file) {
                tracing::info!(kind = %error.kind(), "An old backup could not be deleted");
            }
        }
        if !old.is_empty() {
            self.change_backup_plan(move |plan| plan.made.retain(|file| !old.contains(file))).await?;
        }
        Ok(())
    }

    async fn back_up_as_planned(&self, plan: &Plan) -> Result<BackupDone, ApiError> {
        let kept = self.secrets.get(&self.backup_secret_name().await?).await?;
        let missing = || ApiError::new(ErrorCode::BackupPassphraseMissing, "The keychain holds no passphrase for backups");
        self.back_up(&kept.ok_or_else(missing)?, plan.folder()).await
    }

    pub(super) async fn keep_backup_result(&self, result: BackupResult) -> Result<(), ApiError> {
        self.change_backup_plan(move |plan| plan.last = Some(result)).await.map(drop)
    }

    async fn backup_plan(&self) -> Result<Plan, ApiError> {
        Ok(Plan::read(self.store.setting(KEY).await?))
    }

    /// Changes the plan by what it is now, and tells what it is then: the owner sets it while the keychain waits for its
    /// password, and a backup that ends meanwhile is noted in it.
    async fn change_backup_plan(&self, change: impl FnOnce(&mut Plan) + Send + 'static) -> Result<Plan, ApiError> {
        let changed = move |kept| {
            let mut plan = Plan::read(kept);
            change(&mut plan);
            serde_json::to_string(&plan).map_err(|_| StoreError::Unreadable("backup plan"))
        };
        Ok(Plan::read(Some(self.store.setting_change(KEY, changed).await?)))
    }

    async fn backup_secret_name(&self) -> Result<String, ApiError> {
        Ok(format!("{}/backups", self.installation().await?))
    }
}
