//! Budgets and the ledger, in the store.

use async_trait::async_trait;
use pult_assist::llm::{Books, Call, CallId, Spent};
use pult_domain::{ErrorCode, ModelCurrency};
use pult_store::{ModelCallEnd, NewModelCall, SpendLimit, Store};
use std::collections::HashMap;

/// The books of one question: the limits are those of its beginning.
pub(super) struct StoreBooks {
    pub(super) store: Store,
    pub(super) limits: HashMap<ModelCurrency, Vec<SpendLimit>>,
}

#[async_trait]
impl Books for StoreBooks {
    async fn open(&self, call: &Call) -> Result<CallId, ErrorCode> {
        let new = NewModelCall {
            provider: call.provider,
            kind: call.kind,
            model: call.model.clone(),
            local: call.local,
            chat: call.chat,
            purpose: call.purpose,
            fields: call.fields.clone(),
            bytes_out: whole(call.bytes_out),
            cost_micros: call.cost.micros,
            currency: call.cost.currency,
        };
        let limits = self.limits.get(&call.cost.currency).cloned().unwrap_or_default();
        self.store.model_call_open(new, limits).await.map(CallId).map_err(|error| error.code())
    }

    async fn close(&self, call: CallId, spent: &Spent) {
        let end = ModelCallEnd {
            model: spent.model.clone(),
            bytes_out: whole(spent.bytes_out),
            bytes_in: whole(spent.bytes_in),
            tokens_in: i64::from(spent.tokens_in),
            tokens_out: i64::from(spent.tokens_out),
            cost_micros: spent.cost.micros,
            cost_exact: spent.cost.exact,
            failed: spent.failed,
            took_ms: i64::try_from(spent.took_ms).unwrap_or(i64::MAX),
            first_token_ms: spent.first_token_ms.map(|ms| i64::try_from(ms).unwrap_or(i64::MAX)),
        };
        // The worst case stays in the sums, which errs on the owner's side.
        if let Err(error) = self.store.model_call_close(call.0, end).await {
            tracing::warn!(code = %error.code(), "A model's answer could not be booked");
        }
    }
}

fn whole(bytes: usize) -> i64 {
    i64::try_from(bytes).unwrap_or(i64::MAX)
}
