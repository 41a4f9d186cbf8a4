//! One look at everything that can ail, for a person or a script.

use crate::api::dto::DoctorCheck;
use crate::core::Core;
use crate::state::{days_left, disk_use};
use pult_store::AccountRow;
use secrecy::{ExposeSecret as _, SecretString};
use tokio::sync::Mutex;

const PROBE: &str = "doctor-probe";

/// What a page that is drawn anew after every round tells of the keychain may be so old, in milliseconds: 5 minutes. Each try
/// writes there, and a locked keychain asks for its password.
pub(crate) const KEYCHAIN_KNOWN_MS: i64 = 5 * 60 * 1000;

/// How the keychain was found when it was last tried, and when, in milliseconds of the steady scale. One try at a time: the
/// first of two to end would take away what the other is about to read, and a keychain that works would be called broken.
#[derive(Default)]
pub(crate) struct KeychainTried(Mutex<Option<(i64, DoctorCheck)>>);

impl Core {
    /// Everything looked at now; the keychain, where it was not within so many milliseconds.
    pub(crate) async fn doctor(&self, keychain_known_ms: i64) -> Vec<DoctorCheck> {
        let mut checks = vec![finding("version", true, env!("CARGO_PKG_VERSION").into()), self.look_at_folder(), self.look_at_disk().await];
        match self.store.check_quick().await {
            Ok(found) => {
                checks.push(finding("database", found.problems.is_empty(), database_words(&found)));
                checks.push(finding("search_index", true, format!("version {}", found.index_version)));
            }
            Err(error) => checks.push(finding("database", false, error.to_string())),
        }
        checks.push(self.look_at_keychain(keychain_known_ms).await);
        match self.store.accounts().await {
            Ok(accounts) => {
                for row in accounts {
                    let name = format!("account:{}", row.id);
                    let detail = match (&row.last_error, row.last_sync_at) {
                        (Some(problem), _) if row.error_count > 0 || row.blocked.is_some() => {
                            format!("{}: {} ({} failures in a row)", row.channel.as_str(), problem.code, row.error_count)
                        }
                        (_, Some(at)) => format!("{}: last good round {} s ago", row.channel.as_str(), self.clock.now().since_ms(at).max(0) / 1000),
                        (_, None) => format!("{}: not synced yet", row.channel.as_str()),
                    };
                    checks.push(finding(&name, row.error_count == 0 && row.blocked.is_none(), detail));
                    checks.extend(self.look_at_token(&row));
                    checks.extend(self.look_at_limits(&row).await);
                }
            }
            Err(error) => checks.push(finding("accounts", false, error.to_string())),
        }
        checks
    }

    /// When the token ends, from 14 days before it on.
    fn look_at_token(&self, row: &AccountRow) -> Option<DoctorCheck> {
        let days = days_left(row.token_expires_at?.since_ms(self.clock.now()))?;
        let words = if days == 0 { "ends within a day or has ended".to_owned() } else { format!("ends in {days} days") };
        Some(finding(&format!("token:{}", row.id), days > 0, words))
    }

    /// What is left of the request limits, where a connection stands.
    async fn look_at_limits(&self, row: &AccountRow) -> Option<DoctorCheck> {
        let quotas = self.lanes.of(row.id).connected().await?.quotas();
        let words: Vec<String> =
            quotas.iter().map(|quota| format!("{} {} of {} in {} s", quota.name, quota.left, quota.limit, quota.period_ms / 1_000)).collect();
        (!words.is_empty()).then(|| finding(&format!("limits:{}", row.id), true, words.join(", ")))
    }

    async fn look_at_disk(&self) -> DoctorCheck {
        let folder = self.data.folder().to_owned();
        match tokio::task::spawn_blocking(move || disk_use(&folder)).await {
            Ok(used) => {
                let kb = |bytes: f64| bytes / 1024.0;
                let (database, files, logs, backups) = (kb(used.database), kb(used.files), kb(used.logs), kb(used.backups));
                finding("disk", true, format!("database {database:.0} KB, files {files:.0} KB, logs {logs:.0} KB, copies {backups:.0} KB"))
            }
            Err(_) => finding("disk", false, "could not be counted".into()),
        }
    }

    fn look_at_folder(&self) -> DoctorCheck {
        let probe = self.data.folder().join("doctor-probe");
        let written = crate::files::write_private(&probe, b"probe").and_then(|()| std::fs::remove_file(&probe));
        match written {
            Ok(()) => finding("data_folder", true, self.data.folder().display().to_string()),
            Err(error) => finding("data_folder", false, format!("cannot be written: {}", error.kind())),
        }
    }

    async fn look_at_keychain(&self, known_ms: i64) -> DoctorCheck {
        let mut tried = self.keychain_tried.0.lock().await;
        if let Some((at, found)) = tried.as_ref()
            && self.clock.steady_ms().saturating_sub(*at) < known_ms
        {
            return found.clone();
        }
        let found = self.try_keychain().await;
        *tried = Some((self.clock.steady_ms(), found.clone()));
        found
    }

    async fn try_keychain(&self) -> DoctorCheck {
        let secret = SecretString::from("probe");
        let round_trip = async {
            self.secrets.set(PROBE, &secret).await?;
            let read = self.secrets.get(PROBE).await?;
            self.secrets.delete(PROBE).await?;
            Ok::<bool, crate::api::dto::ApiError>(read.is_some_and(|read| read.expose_secret() == secret.expose_secret()))
        };
        match round_trip.await {
            Ok(ok) if self.secrets.kind() == "file" => finding("keychain", ok, "secrets are in a file of mode 0600 (PULT_SECRETS=file)".into()),
            Ok(ok) => finding("keychain", ok, "round trip through the system's keychain".into()),
            Err(error) => finding("keychain", false, error.to_string()),
        }
    }
}

fn finding(check: &str, ok: bool, detail: String) -> DoctorCheck {
    DoctorCheck { check: check.to_owned(), ok, detail }
}

fn database_words(found: &pult_store::QuickCheck) -> String {
    if found.problems.is_empty() {
        format!("schema {}, {} chats, {} messages, {} KB", found.schema_version, found.chats, found.messages, found.file_bytes / 1024)
    } else {
        found.problems.join("; ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::dto::ApiError;
    use crate::core::CoreOptions;
    use crate::secrets::{FileSecrets, SecretStore};
    use async_trait::async_trait;
    use pult_domain::{Clock, ShiftedClock};
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};

    /// A keychain that lets others have their turn before it answers, as one on a bus does, and counts what is written into it.
    struct OnABus {
        kept: FileSecrets,
        written: AtomicUsize,
    }

    #[async_trait]
    impl SecretStore for OnABus {
        fn kind(&self) -> &'static str {
            "keychain"
        }

        async fn get(&self, name: &str) -> Result<Option<SecretString>, ApiError> {
            tokio::task::yield_now().await;
            self.kept.get(name).await
        }

        async fn set(&self, name: &str, secret: &SecretString) -> Result<(), ApiError> {
            tokio::task::yield_now().await;
            self.written.fetch_add(1, Ordering::SeqCst);
            self.kept.set(name, secret).await
        }

        async fn delete(&self, name: &str) -> Result<(), ApiError> {
            self.kept.delete(name).await
        }
    }

    async fn opened(folder: &tempfile::TempDir, clock: Arc<dyn Clock>) -> (Arc<Core>, Arc<OnABus>) {
        let secrets = Arc::new(OnABus { kept: FileSecrets::new(folder.path().join("secrets.json")), written: AtomicUsize::new(0) });
        let core = Core::open(CoreOptions { clock, secrets: Some(secrets.clone()), ..CoreOptions::new(folder.path()) }).await.unwrap();
        (core, secrets)
    }

    #[tokio::test]
    async fn two_looks_at_once_find_a_keychain_that_works() {
        let folder = tempfile::tempdir().unwrap();
        let (core, _) = opened(&folder, Arc::new(ShiftedClock::default())).await;
        let (one, other) = tokio::join!(core.look_at_keychain(0), core.look_at_keychain(0));
        assert!(one.ok && other.ok, "{one:?} {other:?}");
    }

    #[tokio::test]
    async fn a_page_that_is_drawn_again_and_again_asks_the_keychain_once_in_minutes() {
        let (folder, clock) = (tempfile::tempdir().unwrap(), ShiftedClock::default());
        let (core, secrets) = opened(&folder, Arc::new(clock.clone())).await;
        let written = || secrets.written.load(Ordering::SeqCst);
        for _ in 0..3 {
            let checks = Core::state(&core).await.unwrap().checks;
            assert!(checks.iter().any(|found| found.check == "keychain" && found.ok), "it is told each time: {checks:?}");
        }
        assert_eq!(written(), 1);
        Core::doctor(&core, 0).await;
        assert_eq!(written(), 2, "whoever asks for a look is given one");
        clock.advance_ms(KEYCHAIN_KNOWN_MS);
        Core::state(&core).await.unwrap();
        assert_eq!(written(), 3);
    }
}
