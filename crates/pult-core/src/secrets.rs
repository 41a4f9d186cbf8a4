//! Tokens: in the keychain of the system, and nowhere else.
//!
//! The one exception is `PULT_SECRETS=file` for machines without a keychain (design 9): a file of
//! mode 0600 in the data folder, and the program says so. `keyring`'s own front door keeps a first
//! failure for the life of the process, so the store is built anew on every call here: "try again"
//! works after the owner has unlocked the keychain.

use crate::api::dto::ApiError;
use async_trait::async_trait;
use keyring_core::api::CredentialStoreApi;
use pult_domain::ErrorCode;
use secrecy::{ExposeSecret, SecretString};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Semaphore;

/// Longest wait for the keychain, in milliseconds: a locked one waits for the owner's password.
const KEYCHAIN_WAIT: Duration = Duration::from_secs(30);

/// One question to the keychain at a time: a prompt without an answer must not gather threads and prompts.
static TURN: Semaphore = Semaphore::const_new(1);

/// The name under which the keychain lists our entries.
const SERVICE: &str = "app.pult.desktop";

/// Where tokens are kept.
#[async_trait]
pub trait SecretStore: Send + Sync {
    /// `keychain` or `file`, for the owner to see.
    fn kind(&self) -> &'static str;
    /// The secret of that name, `None` when there is none.
    async fn get(&self, name: &str) -> Result<Option<SecretString>, ApiError>;
    /// Keeps a secret.
    async fn set(&self, name: &str, secret: &SecretString) -> Result<(), ApiError>;
    /// Forgets a secret; forgetting what is not there is no failure.
    async fn delete(&self, name: &str) -> Result<(), ApiError>;
}

/// The store the environment asks for.
#[must_use]
pub fn from_environment(data_dir: &Path) -> Arc<dyn SecretStore> {
    if std::env::var_os("PULT_SECRETS").is_some_and(|value| value == "file") {
        Arc::new(FileSecrets::new(data_dir.join("secrets.json")))
    } else {
        Arc::new(Keychain)
    }
}

/// The Secret Service of the desktop.
#[derive(Clone, Copy, Debug)]
pub struct Keychain;

impl Keychain {
    async fn entry<T: Send + 'static>(
        name: &str,
        act: impl FnOnce(keyring_core::Entry) -> keyring_core::Result<T> + Send + 'static,
    ) -> Result<Option<T>, ApiError> {
        let name = name.to_owned();
        let ended_early = || ApiError::new(ErrorCode::Internal, "The keychain call ended early");
        let asked = async move {
            let turn = TURN.acquire().await.map_err(|_| ended_early())?;
            let work = tokio::task::spawn_blocking(move || {
                // Kept until the keychain has answered, also where nobody waits for the answer any more.
                let _turn = turn;
                let store = zbus_secret_service_keyring_store::Store::new()?;
                act(store.build(SERVICE, &name, None)?)
            });
            work.await.map_err(|_| ended_early())
        };
        let outcome = tokio::time::timeout(KEYCHAIN_WAIT, asked)
            .await
            .map_err(|_| ApiError::new(ErrorCode::KeychainLocked, "The keychain did not answer in time; it may be waiting for its password"))??;
        match outcome {
            Ok(value) => Ok(Some(value)),
            Err(keyring_core::Error::NoEntry) => Ok(None),
            Err(error) => Err(keychain_error(&error)),
        }
    }
}

/// The words of the library stay out: some of its errors carry what was read.
fn keychain_error(error: &keyring_core::Error) -> ApiError {
    use keyring_core::Error as E;
    match error {
        E::NoStorageAccess(_) => ApiError::new(ErrorCode::KeychainLocked, "The keychain is locked"),
        E::NoDefaultStore | E::PlatformFailure(_) => {
            ApiError::new(ErrorCode::KeychainMissing, "No keychain answered on this machine; PULT_SECRETS=file keeps keys in a file of the data folder")
        }
        _ => ApiError::new(ErrorCode::KeychainFailed, "The keychain refused"),
    }
}

#[async_trait]
impl SecretStore for Keychain {
    fn kind(&self) -> &'static str {
        "keychain"
    }

    async fn get(&self, name: &str) -> Result<Option<SecretString>, ApiError> {
        Ok(Self::entry(name, |entry| entry.get_password()).await?.map(SecretString::from))
    }

    async fn set(&self, name: &str, secret: &SecretString) -> Result<(), ApiError> {
        let secret = secret.clone();
        Self::entry(name, move |entry| entry.set_password(secret.expose_secret())).await.map(drop)
    }

    async fn delete(&self, name: &str) -> Result<(), ApiError> {
        Self::entry(name, |entry| entry.delete_credential()).await.map(drop)
    }
}

/// A file of mode 0600, for machines without a keychain.
#[derive(Debug)]
pub struct FileSecrets {
    file: PathBuf,
    turn: tokio::sync::Mutex<()>,
}

impl FileSecrets {
    /// Secrets in this file.
    #[must_use]
    pub fn new(file: PathBuf) -> Self {
        Self { file, turn: tokio::sync::Mutex::new(()) }
    }

    fn read(&self) -> Result<BTreeMap<String, String>, ApiError> {
        match std::fs::read(&self.file) {
            Ok(bytes) => serde_json::from_slice(&bytes).map_err(|_| ApiError::new(ErrorCode::KeychainFailed, "The secrets file cannot be read")),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(BTreeMap::new()),
            Err(_) => Err(ApiError::new(ErrorCode::KeychainFailed, "The secrets file cannot be opened")),
        }
    }

    fn write(&self, all: &BTreeMap<String, String>) -> Result<(), ApiError> {
        let text = serde_json::to_vec(all).map_err(|_| ApiError::new(ErrorCode::Internal, "The secrets could not be written down"))?;
        crate::files::write_private(&self.file, &text).map_err(|_| ApiError::new(ErrorCode::KeychainFailed, "The secrets file cannot be written"))
    }
}

#[async_trait]
impl SecretStore for FileSecrets {
    fn kind(&self) -> &'static str {
        "file"
    }

    async fn get(&self, name: &str) -> Result<Option<SecretString>, ApiError> {
        let _turn = self.turn.lock().await;
        Ok(self.read()?.remove(name).map(SecretString::from))
    }

    async fn set(&self, name: &str, secret: &SecretString) -> Result<(), ApiError> {
        let _turn = self.turn.lock().await;
        let mut all = self.read()?;
        all.insert(name.to_owned(), secret.expose_secret().to_owned());
        self.write(&all)
    }

    async fn delete(&self, name: &str) -> Result<(), ApiError> {
        let _turn = self.turn.lock().await;
        let mut all = self.read()?;
        if all.remove(name).is_some() { self.write(&all) } else { Ok(()) }
    }
}
