//! How a command ends when it does not end well.

use pult_core::dto::{ApiError, Problem};
use pult_domain::ErrorCode;

/// The end of a command that is not `Ok`.
#[derive(Debug)]
pub(crate) enum Failure {
    /// Exit 2: the command line asks for something that cannot be asked for.
    Usage(ApiError),
    /// Exit 1: it was tried.
    Failed(ApiError),
    /// Exit 0: help or the version, to be printed on stdout.
    Told(String),
    /// Exit 0: whoever read our output has read enough.
    PipeClosed,
}

impl Failure {
    /// A refusal of the command line.
    pub(crate) fn usage(code: ErrorCode, message: impl Into<String>) -> Self {
        Self::Usage(ApiError::new(code, message))
    }

    /// A failure of what was tried.
    pub(crate) fn failed(code: ErrorCode, message: impl Into<String>) -> Self {
        Self::Failed(ApiError::new(code, message))
    }

    /// A refusal of the command line that is about a line of stdin names it.
    pub(crate) fn on_line(self, number: usize) -> Self {
        match self {
            Self::Usage(error) => Self::Usage(ApiError { message: format!("Line {number}: {}", error.message), ..error }),
            other => other,
        }
    }
}

impl From<ApiError> for Failure {
    fn from(error: ApiError) -> Self {
        // Asking for what cannot be asked for is a matter of usage, wherever it is noticed; so is
        // a channel that the contract knows and this version does not.
        match error.code {
            ErrorCode::NotBuilt | ErrorCode::UnknownChannel | ErrorCode::InvalidRequest => Self::Usage(error),
            _ => Self::Failed(error),
        }
    }
}

impl From<Problem> for Failure {
    fn from(problem: Problem) -> Self {
        Self::Failed(ApiError::new(problem.code, problem.detail))
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        match error.kind() {
            std::io::ErrorKind::BrokenPipe => Self::PipeClosed,
            std::io::ErrorKind::StorageFull => Self::failed(ErrorCode::DiskFull, "The output could not be written: the disk is full"),
            kind => Self::failed(ErrorCode::Internal, format!("The output could not be written: {kind}")),
        }
    }
}
