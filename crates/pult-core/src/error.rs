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
            // A terminal shows this sentence, and a bare code is none.
            StoreError::NotFound(code) => format!("There is no such {}", code.as_str().trim_end_matches("_not_found").trim_end_matches("_gone")),
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
