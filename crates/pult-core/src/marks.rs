//! What the store knows of how far chats were read, as a channel asks for it.

use async_trait::async_trait;
use pult_connectors::{ChannelError, Marks};
use pult_domain::{AccountId, ChatKind, RemoteChatId, Retry};
use pult_store::{AccountRow, Store};
use std::collections::HashMap;

/// The marks of one account.
pub(crate) struct StoredMarks {
    store: Store,
    account: AccountId,
    hidden: Vec<ChatKind>,
}

impl StoredMarks {
    pub(crate) fn of(store: &Store, account: &AccountRow) -> Self {
        Self { store: store.clone(), account: account.id, hidden: account.hidden_kinds.clone() }
    }
}

#[async_trait]
impl Marks for StoredMarks {
    async fn marks(&self, chats: &[RemoteChatId]) -> Result<HashMap<RemoteChatId, String>, ChannelError> {
        self.store.chat_marks(self.account, chats).await.map_err(|error| ChannelError {
            code: error.code(),
            retry: Retry::Soon,
            status: None,
            detail: "how far the chats were read could not be looked up here".into(),
            missing_right: None,
        })
    }

    fn hides(&self, kind: ChatKind) -> bool {
        self.hidden.contains(&kind)
    }
}
