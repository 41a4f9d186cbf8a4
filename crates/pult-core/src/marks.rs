//! What the store knows of how far chats were read, as a channel asks for it.

use async_trait::async_trait;
use pult_connectors::{ChannelError, Marks};
use pult_domain::{AccountId, ChatKind, RemoteChatId, Retry};
use pult_store::{AccountRow, Store};
use std::collections::HashMap;

/// The marks of one account.
pub(crate) struct StoredMarks<'a> {
    store: &'a Store,
    account: AccountId,
    hidden: &'a [ChatKind],
}

impl<'a> StoredMarks<'a> {
    pub(crate) fn of(store: &'a Store, account: &'a AccountRow) -> Self {
        Self { store, account: account.id, hidden: &account.hidden_kinds }
    }
}

#[async_trait]
impl Marks for StoredMarks<'_> {
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
