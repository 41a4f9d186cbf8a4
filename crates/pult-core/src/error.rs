//! How failures inside become [`ApiError`]s: a code and a sentence for logs, never content.

use crate::api::dto::ApiError;
use pult_connectors::ChannelError;
use pult_domain::ErrorCode;
use pult_store::StoreError;

impl ApiError {
    /// A refusal with its code; whether it may succeed later follows from the code.
    #[must_use]
    pub fn new(code: ErrorCode, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), retryable: code.retryable(), incident: None, findings: None }
    }

    /// That what was asked for is not there; what that is follows from the code.
    pub(crate) fn missing(code: ErrorCode) -> Self {
        // A terminal shows this sentence, and a bare code is none.
        Self::new(code, format!("There is no such {}", noun(code).unwrap_or("thing")))
    }
}

impl std::fmt::Display for ApiError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.code, self.message)
    }
}

impl std::error::Error for ApiError {}

impl From<StoreError> for ApiError {
    fn from(error: StoreError) -> Self {
        let message = match &error {
            StoreError::NotFound(code) => return Self::missing(*code),
            StoreError::Refused(ErrorCode::BuyerWroteAgain) => "The buyer has written since the message that was seen".to_owned(),
            StoreError::Refused(ErrorCode::StateConflict) => "That does not go together with how it stands now".to_owned(),
            other => other.to_string(),
        };
        Self::new(error.code(), message)
    }
}

impl From<ChannelError> for ApiError {
    fn from(error: ChannelError) -> Self {
        Self::new(error.code, error.detail)
    }
}

/// What a code says is not there, by the word that the window and `pultctl` have for it; nothing for the
/// other codes.
fn noun(code: ErrorCode) -> Option<&'static str> {
    Some(match code {
        ErrorCode::AccountNotFound => "account",
        ErrorCode::AttachmentNotFound | ErrorCode::BackupNotFound | ErrorCode::ImportNotFound => "file",
        ErrorCode::CannedNotFound => "canned reply",
        ErrorCode::ChatNotFound => "chat",
        ErrorCode::DraftNotFound => "draft",
        ErrorCode::HabitNotFound => "habit",
        ErrorCode::ImportGone => "import",
        ErrorCode::LabelNotFound => "label",
        ErrorCode::MessageNotFound => "message",
        ErrorCode::NoteNotFound => "note",
        ErrorCode::OutboxNotFound => "reply in the outbox",
        ErrorCode::ProviderNotFound => "model provider",
        // The window has two kinds of notes: those to a chat, and these.
        ErrorCode::SnippetNotFound => "note for drafts",
        ErrorCode::ViewNotFound => "saved view",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_may_be_missing_has_a_word_and_nothing_else_has() {
        for code in ErrorCode::ALL.iter().copied() {
            let missing = code.as_str().ends_with("_not_found") || code == ErrorCode::ImportGone;
            assert_eq!(noun(code).is_some(), missing, "{code}");
        }
        let told = ApiError::from(StoreError::NotFound(ErrorCode::ViewNotFound));
        assert_eq!((told.code, told.message.as_str()), (ErrorCode::ViewNotFound, "There is no such saved view"));
    }
}
