//! Ozon: a list of chats and the history of each.

use std::sync::Arc;

use async_trait::async_trait;
use pult_domain::{ChannelLimits, Clock, Cursor, ErrorCode, FeedChat, FeedPage, Retry, TokenCheck};

use crate::channel::{Channel, ChannelError, Connect, Download, ItemFacts, Marks, SendReply, Sent, Uncertain};

/// One shop at Ozon.
pub(crate) struct Ozon;

impl Ozon {
    pub(crate) fn open(_connect: Connect, _clock: Arc<dyn Clock>) -> Result<Self, ChannelError> {
        Err(not_built())
    }
}

/// What the channel takes.
pub(crate) fn accepts() -> ChannelLimits {
    ChannelLimits {
        text_chars: 1_000,
        file_bytes: 10 * 1024 * 1024,
        files_bytes: 10 * 1024 * 1024,
        file_types: Vec::new(),
        files_with_text: false,
        tells_read: true,
        takes_read: true,
        delete_within_ms: None,
        reply_within_ms: Some(48 * 60 * 60 * 1_000),
    }
}

fn not_built() -> ChannelError {
    ChannelError { code: ErrorCode::NotBuilt, retry: Retry::Never, status: None, detail: "no connector for this channel yet".into(), missing_right: None }
}

#[async_trait]
impl Channel for Ozon {
    fn limits(&self) -> ChannelLimits {
        accepts()
    }

    async fn check(&self) -> Result<TokenCheck, ChannelError> {
        Err(not_built())
    }

    async fn page(&self, _after: Option<&Cursor>, _marks: &dyn Marks) -> Result<FeedPage, ChannelError> {
        Err(not_built())
    }

    fn overlap(&self, stored: &Cursor) -> Cursor {
        stored.clone()
    }

    async fn chats(&self) -> Result<Vec<FeedChat>, ChannelError> {
        Err(not_built())
    }

    async fn send(&self, _reply: &SendReply) -> Result<Sent, Uncertain> {
        Err(Uncertain::Refused(not_built()))
    }

    async fn download(&self, _remote_id: &str) -> Result<Download, ChannelError> {
        Err(not_built())
    }

    async fn items(&self, _remote_ids: &[String]) -> Result<Vec<ItemFacts>, ChannelError> {
        Ok(Vec::new())
    }
}
