//! One look at everything that can ail, for a person or a script.

use crate::api::dto::DoctorCheck;
use crate::core::Core;
use secrecy::{ExposeSecret as _, SecretString};

const PROBE: &str = "doctor-probe";

impl Core {
    pub(crate) async fn doctor(&self) -> Vec<DoctorCheck> {
        let mut checks = vec![self.look_at_folder()];
        match self.store.check_quick().await {
            Ok(found) => {
                checks.push(finding("database", found.problems.is_empty(), database_words(&found)));
                checks.push(finding("search_index", true, format!("version {}", found.index_version)));
            }
            Err(error) => checks.push(finding("database", false, error.to_string())),
        }
        checks.push(self.look_at_keychain().await);
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
                }
            }
            Err(error) => checks.push(finding("accounts", false, error.to_string())),
        }
        checks
    }

    fn look_at_folder(&self) -> DoctorCheck {
        let probe = self.data.folder().join("doctor-probe");
        let written = crate::files::write_private(&probe, b"probe").and_then(|()| std::fs::remove_file(&probe));
        match written {
            Ok(()) => finding("data_folder", true, self.data.folder().display().to_string()),
            Err(error) => finding("data_folder", false, format!("cannot be written: {}", error.kind())),
        }
    }

    async fn look_at_keychain(&self) -> DoctorCheck {
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
