//! Passphrases: long enough when a backup is made, and never empty.

use crate::api::dto::ApiError;
use age::secrecy::{ExposeSecret as _, SecretString};
use pult_domain::ErrorCode;

/// Shortest passphrase, in characters. A stolen file can be tried without end; ten characters with
/// scrypt behind them are the least that is not a pretence.
const SHORTEST: usize = 10;

/// Takes a passphrase for a new backup as it was typed, blanks included.
pub(super) fn chosen(typed: String) -> Result<SecretString, ApiError> {
    if typed.chars().count() < SHORTEST {
        return Err(ApiError::new(ErrorCode::BackupPassphraseShort, format!("A passphrase has at least {SHORTEST} characters")));
    }
    Ok(SecretString::from(typed))
}

/// No backup has an empty one.
pub(super) fn not_empty(secret: &SecretString) -> Result<(), ApiError> {
    if secret.expose_secret().is_empty() {
        return Err(ApiError::new(ErrorCode::BackupPassphraseWrong, "The passphrase is empty"));
    }
    Ok(())
}
