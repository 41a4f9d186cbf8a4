//! What the client asks before a call leaves, and tells when it is over. Where budgets and the ledger
//! are kept is not known here.

use crate::llm::Cost;
use async_trait::async_trait;
use pult_domain::{ChatId, ErrorCode, ModelField, ModelPurpose, ProviderId, ProviderKind};

/// A call that is about to leave, at its worst.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Call {
    /// Whom.
    pub provider: ProviderId,
    /// What kind of provider.
    pub kind: ProviderKind,
    /// The model asked for.
    pub model: String,
    /// It stays on this machine.
    pub local: bool,
    /// What for.
    pub purpose: ModelPurpose,
    /// About which chat.
    pub chat: Option<ChatId>,
    /// The kinds of facts in it.
    pub fields: Vec<ModelField>,
    /// Bytes of the request.
    pub bytes_out: usize,
    /// What it costs at most.
    pub cost: Cost,
}

/// A call in the books.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CallId(pub i64);

/// A call that is over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spent {
    /// The model that answered, as the provider named it.
    pub model: Option<String>,
    /// Bytes that left.
    pub bytes_out: usize,
    /// Bytes that came.
    pub bytes_in: usize,
    /// Tokens of the question.
    pub tokens_in: u32,
    /// Tokens of the answer.
    pub tokens_out: u32,
    /// What it cost.
    pub cost: Cost,
    /// Why there is no answer; `None` for one.
    pub failed: Option<ErrorCode>,
    /// From the question to the end, in milliseconds.
    pub took_ms: u64,
    /// From the question to the first text, in milliseconds.
    pub first_token_ms: Option<u64>,
}

/// Budgets and the ledger: asked before a call leaves, told when it is over.
#[async_trait]
pub trait Books: Send + Sync {
    /// Reserves the worst case, durably, before anything leaves.
    ///
    /// # Errors
    /// `model_budget_reached`, or what the store says; nothing leaves then.
    async fn open(&self, call: &Call) -> Result<CallId, ErrorCode>;
    /// Puts what really happened in place of the worst case.
    async fn close(&self, call: CallId, spent: &Spent);
}
